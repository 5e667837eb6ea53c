//! The register of what left.

use std::collections::HashSet;

use anyhow::{Context, Result};
use xinan_db::{Row, Sql, Tx, Uuid, Val, audit, column, sql};
use xinan_domain::code::Code;
use xinan_domain::disclosure::{Door, Fields, Purpose, Receiver};
use xinan_domain::region::{Level, Region};

use super::{Contents, Said, digest};
use crate::case::VisibleCase;
use crate::policy::{Action, permits_kind};
use crate::shell::actor::{Actor, PostKind};
use crate::shell::session::store::in_force;

/// What is read of an entry.
macro_rules! entry {
    () => {
        "d.id, d.region, d.door, d.purpose, d.fields, d.recipient, d.narrowed, d.people, d.people_digest,
         d.needs_second, d.asked_at, d.account_id, d.post_id, d.asker_region, d.shown_as, d.decided_at, d.approved,
         d.decided_as, d.decision_reason, d.left_at, d.receiver, d.left_out, d.answer_read_at, d.withdrawn_at"
    };
}

sql! {
    ONE = concat!("select ", entry!(), " from disclosures d where d.county_code = $1 and d.id = $2");
    DECIDE = "
        update disclosures
           set decided_at = $2, approved = $3, decided_by = $4, decided_as = $5, decision_reason = $6
         where id = $1 and decided_at is null and withdrawn_at is null and left_at is null and needs_second = 1";
    WITHDRAW = "
        update disclosures set withdrawn_at = $3
         where id = $1 and account_id = $2 and decided_at is null and withdrawn_at is null and needs_second = 1";
    ANSWER_READ = "
        update disclosures set answer_read_at = $3
         where id = $1 and account_id = $2 and decided_at is not null and answer_read_at is null";
    /// What a post asked for, and somebody answered since an instant: a file to be fetched, or a no that was not read.
    ANSWERED = concat!("select ", entry!(), "
          from disclosures d
         where d.account_id = $1
           and d.asked_at > $2
           and d.county_code = $3
           and d.post_id = $4
           and d.needs_second = 1
           and d.decided_at is not null
           and d.left_at is null
           and (d.approved = 1 or d.answer_read_at is null)
         order by d.asked_at desc, d.id desc
         limit 5");
    LEAVE = "
        update disclosures set left_at = $2, file_digest = $3
         where id = $1 and left_at is null";
    OF_PERSON = concat!("select ", entry!(), "
          from disclosed_people p
          join disclosures d on d.id = p.disclosure_id
         where p.county_code = $1 and p.case_id = $2
         order by d.left_at desc, d.id desc
         limit $3");
    /// What an account let go alone since an instant.
    OWN_PEOPLE = "
        select own_people
          from disclosures
         where account_id = $1
           and asked_at > $2
           and asked_at <= $3
           and needs_second = 0
           and own_people is not null";
    /// What left like this since an instant, by the door, the people and the purpose, and of people of whom nothing has
    /// changed since.
    LEFT_SO = concat!("select ", entry!(), "
          from disclosures d
         where d.account_id = $1
           and d.asked_at > $2
           and d.county_code = $3
           and d.door = $4
           and d.purpose = $5
           and d.people_digest = $6
           and d.left_at is not null
           and d.asked_at <= $7
           and not exists (select 1
                             from disclosed_people p
                             join cases c on c.county_code = p.county_code and c.id = p.case_id
                            where p.county_code = d.county_code
                              and p.disclosure_id = d.id
                              and c.changed_at > d.left_at)
         order by d.asked_at desc, d.id desc");
    /// What others ask for and nobody has answered.
    WAITING = "
        select count(*) as found
          from disclosures
         where county_code = $1
           and asked_at > $2
           and asked_at <= $6
           and asker_region >= $3
           and asker_region < $4
           and needs_second = 1
           and decided_at is null
           and withdrawn_at is null
           and account_id <> $5";
}

const ADD: &str = "
    insert into disclosures
           (id, county_code, region, door, purpose, fields, recipient, narrowed, people, people_digest, needs_second,
            asked_at, account_id, post_id, asker_region, shown_as, receiver, left_out, own_people)";
const NAME_PEOPLE: &str = "insert into disclosed_people (county_code, case_id, disclosure_id)";

/// An entry of the register.
#[derive(Debug, Clone)]
pub struct Entered {
    /// Its id, made by the form that asked.
    pub id: Uuid,
    /// Whose people.
    pub region: Region,
    /// By which door.
    pub door: Door,
    /// For what.
    pub purpose: Purpose,
    /// What is said of the people.
    pub fields: Fields,
    /// To which side whoever receives it belongs; none of what was entered before that was asked.
    pub receiver: Option<Receiver>,
    /// To whom.
    pub recipient: String,
    /// What the list was narrowed to: as it stands in an address, and in words.
    pub narrowed: (String, String),
    /// How many different people.
    pub people: u64,
    /// How many fit and were left out for want of a consent.
    pub left_out: u64,
    pub(super) people_digest: Vec<u8>,
    /// A second person has to agree.
    pub needs_second: bool,
    /// When it was asked for, microseconds.
    pub asked_at: i64,
    /// Who asked.
    pub account: Uuid,
    /// In which post.
    pub post: Uuid,
    /// The territory of that post.
    pub asker_region: Region,
    /// The person and office as they were called then.
    pub shown_as: String,
    /// What the second person said.
    pub decision: Option<Decision>,
    /// When whoever asked has seen the answer, microseconds.
    pub answer_read_at: Option<i64>,
    /// When whoever asked took it back, microseconds.
    pub withdrawn_at: Option<i64>,
    /// When the file left, microseconds.
    pub left_at: Option<i64>,
}

/// What the second person said.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Yes or no.
    pub approved: bool,
    /// When, microseconds.
    pub at: i64,
    /// Who, as called then.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Entered {
    /// Whether it is the entry of this, and not of something that was asked for with the same form before.
    pub(super) fn is_of(&self, contents: &Contents, said: &Said) -> bool {
        let asked = (self.door, self.purpose, self.fields, &self.recipient, &self.narrowed);
        asked == (contents.door, said.purpose, said.fields, &said.recipient, &contents.narrowed)
            && self.people_digest == digest(&contents.people)
    }

    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let region = |name: &str| -> Result<Region> {
            let code = row.text(name)?;
            Region::exact(&code).ok().with_context(|| format!("{code} is no division"))
        };
        let narrowed = row.opt_sealed(column::DISCLOSURE_NARROWED, id)?;
        let narrowed = narrowed.map(|text| serde_json::from_str(&text)).transpose().context("a filter")?;
        let decision = match row.opt_int("decided_at")? {
            None => None,
            Some(at) => Some(Decision {
                approved: row.opt_int("approved")? == Some(1),
                at,
                by: row.opt_text("decided_as")?.unwrap_or_default(),
                reason: row.opt_sealed(column::DISCLOSURE_DECISION_REASON, id)?.unwrap_or_default(),
            }),
        };
        Ok(Self {
            id,
            region: region("region")?,
            door: row.code("door")?,
            purpose: row.code("purpose")?,
            fields: row.code("fields")?,
            receiver: row.opt_code("receiver")?,
            recipient: row.sealed(column::DISCLOSURE_RECIPIENT, id)?,
            narrowed: narrowed.unwrap_or_default(),
            people: u64::try_from(row.int("people")?).unwrap_or(0),
            left_out: row.opt_int("left_out")?.and_then(|people| u64::try_from(people).ok()).unwrap_or(0),
            people_digest: row.bytes("people_digest")?,
            needs_second: row.flag("needs_second")?,
            asked_at: row.int("asked_at")?,
            account: row.id("account_id")?,
            post: row.id("post_id")?,
            asker_region: region("asker_region")?,
            shown_as: row.text("shown_as")?,
            decision,
            answer_read_at: row.opt_int("answer_read_at")?,
            withdrawn_at: row.opt_int("withdrawn_at")?,
            left_at: row.opt_int("left_at")?,
        })
    }

    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }
}

/// Who takes something out.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    /// The county of the register.
    pub(crate) county: String,
    /// The account; nil of whoever takes a copy at the person's own door, where there are no accounts.
    pub(crate) account: Uuid,
    /// The post; nil there, too.
    pub(crate) post: Uuid,
    /// The territory of the post, or the village of whoever takes the copy.
    pub(crate) region: Region,
    /// As they are called.
    pub(crate) shown_as: String,
}

impl Asker {
    /// A member of staff.
    pub(super) fn of(actor: &Actor) -> Self {
        let (county, shown_as) = (actor.county().to_owned(), actor.by().shown_as);
        Self { county, account: actor.account, post: actor.post, region: actor.region, shown_as }
    }
}

/// Adds an entry; `false` when one with this id is there.
pub(super) async fn insert(
    tx: &mut Tx,
    asker: &Asker,
    id: Uuid,
    (contents, said): (&Contents, &Said),
    needs_second: bool,
    now: i64,
) -> Result<bool> {
    let keys = tx.keys();
    let narrowed = match contents.narrowed.0.is_empty() {
        true => String::new(),
        false => serde_json::to_string(&contents.narrowed)?,
    };
    let left_out = contents.reach.without(said.processing(contents.door));
    // Rows to be mended hold what the importer brought in, and count with nothing.
    let is_own = !needs_second && contents.door != Door::Refused;
    let own_people = is_own.then(|| audit::packed(contents.people.iter().copied()));
    let row = vec![
        id.into(),
        asker.county.as_str().into(),
        contents.region.as_str().into(),
        contents.door.code().into(),
        said.purpose.code().into(),
        said.fields.code().into(),
        keys.sealed(column::DISCLOSURE_RECIPIENT, id, &said.recipient),
        keys.sealed(column::DISCLOSURE_NARROWED, id, &narrowed),
        contents.people.len().into(),
        digest(&contents.people).into(),
        needs_second.into(),
        now.into(),
        asker.account.into(),
        asker.post.into(),
        asker.region.as_str().into(),
        asker.shown_as.as_str().into(),
        said.receiver.code().into(),
        left_out.into(),
        own_people.into(),
    ];
    Ok(tx.insert_many(ADD, &[row], "on conflict (id) do nothing").await? > 0)
}

/// How many different people it is with those whom the account let go alone since an instant.
pub(super) async fn together(
    tx: &mut Tx,
    account: Uuid,
    people: &[Uuid],
    (since, until): (i64, i64),
) -> Result<usize> {
    let mut all: HashSet<Uuid> = people.iter().copied().collect();
    for row in tx.rows(OWN_PEOPLE, &[account.into(), since.into(), until.into()]).await? {
        all.extend(audit::unpacked(&row.bytes("own_people")?));
    }
    Ok(all.len())
}

/// Whether the same has left by the same hands to the same recipient between two instants.
pub(super) async fn has_left(
    tx: &mut Tx,
    asker: &Asker,
    (contents, said): (&Contents, &Said),
    (since, until): (i64, i64),
) -> Result<bool> {
    let params = [
        asker.account.into(),
        since.into(),
        asker.county.as_str().into(),
        contents.door.code().into(),
        said.purpose.code().into(),
        digest(&contents.people).into(),
        until.into(),
    ];
    let rows = tx.rows(LEFT_SO, &params).await?;
    let left = rows.iter().map(Entered::read).collect::<Result<Vec<_>>>()?;
    Ok(left.iter().any(|one| one.narrowed == contents.narrowed && one.recipient == said.recipient))
}

/// An entry of the county.
pub(crate) async fn find(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Entered>> {
    tx.row(ONE, &[county.into(), id.into()]).await?.as_ref().map(Entered::read).transpose()
}

/// Keeps what the second person said; whether nobody was quicker.
pub(super) async fn decide(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    (approved, reason): (bool, &str),
    now: i64,
) -> Result<bool> {
    let reason = tx.keys().sealed(column::DISCLOSURE_DECISION_REASON, id, reason);
    let said =
        [id.into(), now.into(), approved.into(), actor.account.into(), actor.by().shown_as.into(), reason];
    Ok(tx.execute(DECIDE, &said).await? > 0)
}

/// Takes a request back; whether it still waited.
pub(super) async fn withdraw(tx: &mut Tx, actor: &Actor, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(WITHDRAW, &[id.into(), actor.account.into(), now.into()]).await? > 0)
}

/// Keeps that whoever asked has seen the answer.
pub(super) async fn answer_read(tx: &mut Tx, actor: &Actor, id: Uuid, now: i64) -> Result<()> {
    tx.execute(ANSWER_READ, &[id.into(), actor.account.into(), now.into()]).await.map(drop)
}

/// What somebody asked for in this post after an instant and was answered, the latest first: agreed to, or refused and
/// not read yet.
pub async fn answered(tx: &mut Tx, actor: &Actor, after: i64) -> Result<Vec<Entered>> {
    let params = [actor.account.into(), after.into(), actor.county().into(), actor.post.into()];
    tx.rows(ANSWERED, &params).await?.iter().map(Entered::read).collect()
}

/// Keeps that the file leaves; whether it had not.
pub(super) async fn leave(tx: &mut Tx, id: Uuid, now: i64, file: &[u8]) -> Result<bool> {
    Ok(tx.execute(LEAVE, &[id.into(), now.into(), file.to_vec().into()]).await? > 0)
}

/// Keeps who stands in it.
pub(super) async fn name_people(tx: &mut Tx, county: &str, id: Uuid, people: &[Uuid]) -> Result<()> {
    let rows: Vec<Vec<Val>> =
        people.iter().map(|person| vec![county.into(), (*person).into(), id.into()]).collect();
    tx.insert_many(NAME_PEOPLE, &rows, "on conflict do nothing").await.map(drop)
}

/// What left about a person, the latest first.
pub async fn of_person(tx: &mut Tx, case: &VisibleCase, most: u32) -> Result<Vec<Entered>> {
    let rows = tx.rows(OF_PERSON, &[case.county().into(), case.id().into(), most.into()]).await?;
    rows.iter().map(Entered::read).collect()
}

/// How many requests of others wait for somebody of this post, asked between two instants.
pub async fn waiting(tx: &mut Tx, actor: &Actor, (after, until): (i64, i64)) -> Result<u64> {
    let (from, below) = actor.region.range();
    let (account, until) = (actor.account.into(), until.into());
    let params = [actor.county().into(), after.into(), from.into(), below.into(), account, until];
    let row = tx.row(WAITING, &params).await?.context("a count")?;
    Ok(u64::try_from(row.int("found")?).unwrap_or(0))
}

/// What the register is narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Filter {
    /// For what.
    pub(super) purpose: Option<Purpose>,
    /// By which door.
    pub(super) door: Option<Door>,
    /// Asked between these instants, waiting for a second person.
    pub(super) waiting: Option<(i64, i64)>,
    /// Those that have left.
    pub(super) left: bool,
}

fn conditions(sql: &mut Sql, actor: &Actor, filter: &Filter) {
    let (from, below) = actor.region.range();
    sql.with("d.county_code = ?", [actor.county().into()]);
    sql.with("and d.region >= ? and d.region < ?", [from.into(), below.into()]);
    if let Some(purpose) = filter.purpose {
        sql.with("and d.purpose = ?", [purpose.code().into()]);
    }
    if let Some(door) = filter.door {
        sql.with("and d.door = ?", [door.code().into()]);
    }
    if let Some((after, until)) = filter.waiting {
        sql.push("and d.needs_second = 1 and d.decided_at is null and d.withdrawn_at is null");
        sql.with("and d.asked_at > ? and d.asked_at <= ?", [after.into(), until.into()]);
    }
    if filter.left {
        sql.push("and d.left_at is not null");
    }
}

/// How many entries of the territory fit.
pub(super) async fn count(tx: &mut Tx, actor: &Actor, filter: &Filter) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from disclosures d where");
    conditions(&mut sql, actor, filter);
    tx.found(&sql).await
}

/// Those entries, the latest first.
pub(super) async fn list(
    tx: &mut Tx,
    actor: &Actor,
    filter: &Filter,
    (most, skip): (u32, u32),
) -> Result<Vec<Entered>> {
    let mut sql = Sql::new(concat!("select ", entry!(), " from disclosures d where"));
    conditions(&mut sql, actor, filter);
    sql.with("order by d.asked_at desc, d.id desc limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(Entered::read).collect()
}

/// Who could agree to a request of a territory besides its asker: names with their offices.
pub(super) async fn who_may_agree(
    tx: &mut Tx,
    one: &Entered,
    today: jiff::civil::Date,
) -> Result<Vec<String>> {
    let wider = [Level::County, Level::Township, Level::Village];
    let regions: Vec<Region> = wider.into_iter().filter_map(|level| one.asker_region.at(level)).collect();
    let kinds: Vec<PostKind> =
        PostKind::ALL.iter().copied().filter(|kind| permits_kind(*kind, Action::ApproveDisclosure)).collect();
    let mut sql = Sql::new(
        "select distinct a.shown_name, p.office from posts p join accounts a on a.id = p.account_id where",
    );
    sql.with("p.account_id <> ? and a.closed_at is null", [one.account.into()]);
    sql.with(concat!("and ", in_force!("p", "?")), [today.into(), today.into()]);
    sql.push("and p.region in (");
    for (at, region) in regions.iter().enumerate() {
        sql.with(if at == 0 { "?" } else { ", ?" }, [region.as_str().into()]);
    }
    sql.push(") and p.kind in (");
    for (at, kind) in kinds.iter().enumerate() {
        sql.with(if at == 0 { "?" } else { ", ?" }, [kind.code().into()]);
    }
    sql.push(") order by p.office, a.shown_name limit 20");
    let rows = tx.rows_built(&sql).await?;
    rows.iter().map(|row| Ok(format!("{} · {}", row.text("shown_name")?, row.text("office")?))).collect()
}
