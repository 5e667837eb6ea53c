//! What was opened in an emergency, and what is read of it.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::emergency::{Reason, Verdict, open_until};
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::card::{Card, Safety};
use crate::case::safety::store::kept_away;
use crate::shell::actor::{Actor, PostKind};
use crate::shell::session::store::in_force;
use crate::shell::session::{AHEAD, SECOND};

/// What is read of a row.
macro_rules! opened {
    () => {
        "e.id, e.case_id, e.account_id, e.post_id, e.shown_as, e.reason, e.words, e.opened_at, e.minutes, e.reviewer_id,
         e.review_by, e.reviewed_at, e.verdict, e.reviewed_as, e.review_words, e.ended_at"
    };
}

sql! {
    ONE = concat!("select ", opened!(), " from emergencies e where e.county_code = $1 and e.id = $2");
    OWN = concat!("select ", opened!(), " from emergencies e
         where e.account_id = $1 and (e.opened_at > $2 or e.reviewed_at > $2) order by e.opened_at desc, e.id desc");
    TRIES = "
        select count(*) as found
          from emergencies
         where account_id = $1
           and opened_at > $2
           and opened_at <= $3";
    NOT_JUSTIFIED = "
        select count(*) as found
          from emergencies
         where account_id = $1
           and verdict = $2
           and reviewed_at > $3";
    END = "
        update emergencies
           set ended_at = $4
         where id = $1 and account_id = $2 and post_id = $3 and ended_at is null";
    BORN = "
        select id, name
          from cases
         where county_code = $1 and village_code = $2 and birth_date = $3
         order by case_no";
    CARD = "
        select id, name, sex, birth_date, identity_number, village_code, address, guardian_name, guardian_relation,
               guardian_phone, guardian_safety, last_doctor
          from cases
         where county_code = $1 and id = $2";
    VISITS = "
        select id, form
          from follow_ups
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
           and complete = 1
         order by visited_on desc, entered_at desc, id desc
         limit $3";
    IN_POST = concat!("
        select a.id, a.shown_name, p.office
          from posts p
          join accounts a on a.id = p.account_id
         where p.region = $1
           and p.kind = $2
           and p.account_id <> $3
           and a.closed_at is null
           and ", in_force!("p", "$4"), "
         order by p.started_on, p.id");
    REVIEW = "
        update emergencies
           set reviewed_at = $2, verdict = $3, reviewed_by = $4, reviewed_as = $5, review_words = $6
         where id = $1 and reviewed_at is null";
    WAITING = "
        select count(*) as found,
               coalesce(sum(case when review_by < $3 or opened_at > $4 then 1 else 0 end), 0) as overdue,
               coalesce(sum(case when reviewer_id is null or reviewer_id = $2 then 1 else 0 end), 0) as own
          from emergencies
         where county_code = $1
           and reviewed_at is null
           and account_id <> $2";
    /// What waits past its day, by whose it is to judge.
    ESCALATED = "
        select e.reviewer_id, max(a.shown_name) as reviewer, count(*) as found, min(e.review_by) as first
          from emergencies e
          left join accounts a on a.id = e.reviewer_id
         where e.county_code = $1
           and e.reviewed_at is null
           and (e.review_by < $2 or e.opened_at > $3)
         group by e.reviewer_id
         order by first, found desc";
    UNJUSTIFIED = "
        select shown_as, count(*) as found
          from emergencies
         where county_code = $1
           and verdict = $2
           and reviewed_at > $3
         group by shown_as
         order by found desc, shown_as";
}

const ADD: &str = "
    insert into emergencies
           (id, county_code, case_id, account_id, post_id, shown_as, reason, words, opened_at, minutes, reviewer_id,
            review_by)";

/// Visits that a card shows.
const VISITS_SHOWN: u32 = 3;

/// Something that was opened, or tried.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its id, made by the form.
    pub id: Uuid,
    /// Whose record; none when nobody was found.
    pub case: Option<Uuid>,
    /// Who opened it.
    pub account: Uuid,
    /// In which post.
    pub post: Uuid,
    /// The person and office as they were called then.
    pub shown_as: String,
    /// Why.
    pub reason: Reason,
    /// Why, in words.
    pub words: String,
    /// When, microseconds.
    pub at: i64,
    /// How long it is open.
    pub minutes: u16,
    /// Whoever opened it closed it before its time.
    pub ended: bool,
    /// Who is to look at it; none when there was nobody but who opened it.
    pub reviewer: Option<Uuid>,
    /// The last day on which the review is in time.
    pub review_by: Date,
    /// What the reviewer said.
    pub review: Option<Review>,
}

/// A review.
#[derive(Debug, Clone)]
pub struct Review {
    /// What was found.
    pub verdict: Verdict,
    /// When, microseconds.
    pub at: i64,
    /// Who, as called then.
    pub by: String,
    /// In words.
    pub words: String,
}

impl Opened {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let review = match row.opt_int("reviewed_at")?.zip(row.opt_code("verdict")?) {
            None => None,
            Some((at, verdict)) => Some(Review {
                verdict,
                at,
                by: row.opt_text("reviewed_as")?.unwrap_or_default(),
                words: row.opt_sealed(column::EMERGENCY_REVIEW_WORDS, id)?.unwrap_or_default(),
            }),
        };
        Ok(Self {
            id,
            case: row.opt_id("case_id")?,
            account: row.id("account_id")?,
            post: row.id("post_id")?,
            shown_as: row.text("shown_as")?,
            reason: row.code("reason")?,
            words: row.sealed(column::EMERGENCY_WORDS, id)?,
            at: row.int("opened_at")?,
            minutes: u16::try_from(row.int("minutes")?).context("minutes")?,
            ended: row.opt_int("ended_at")?.is_some(),
            reviewer: row.opt_id("reviewer_id")?,
            review_by: row.day("review_by")?,
            review,
        })
    }

    /// Until when it is open; none when it is no longer.
    pub fn open_until(&self, now: i64) -> Option<i64> {
        let verdict = self.review.as_ref().map(|review| review.verdict);
        open_until(self.at, self.minutes, verdict, now).filter(|_| !self.ended)
    }

    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }
}

/// Something to be opened.
pub(super) struct New<'a> {
    pub(super) id: Uuid,
    pub(super) case: Option<Uuid>,
    pub(super) reason: Reason,
    pub(super) words: &'a str,
    pub(super) at: i64,
    pub(super) minutes: u16,
    pub(super) reviewer: Option<Uuid>,
    pub(super) review_by: Date,
}

/// Adds it; `false` when this id is there.
pub(super) async fn insert(tx: &mut Tx, actor: &Actor, new: &New<'_>) -> Result<bool> {
    let row = vec![
        new.id.into(),
        actor.county().into(),
        new.case.into(),
        actor.account.into(),
        actor.post.into(),
        actor.by().shown_as.into(),
        new.reason.code().into(),
        tx.keys().sealed(column::EMERGENCY_WORDS, new.id, new.words),
        new.at.into(),
        i64::from(new.minutes).into(),
        new.reviewer.into(),
        new.review_by.into(),
    ];
    Ok(tx.insert_many(ADD, &[row], "on conflict (id) do nothing").await? > 0)
}

/// One of the county.
pub(super) async fn find(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Opened>> {
    tx.row(ONE, &[county.into(), id.into()]).await?.as_ref().map(Opened::read).transpose()
}

/// Those that an account opened, or that were judged, since an instant, the latest first.
pub(super) async fn own(tx: &mut Tx, account: Uuid, after: i64) -> Result<Vec<Opened>> {
    tx.rows(OWN, &[account.into(), after.into()]).await?.iter().map(Opened::read).collect()
}

/// How many of an account's own were found without need since an instant.
pub async fn not_justified(tx: &mut Tx, account: Uuid, since: i64) -> Result<u64> {
    let asked = [account.into(), Verdict::NotJustified.code().into(), since.into()];
    let row = tx.row(NOT_JUSTIFIED, &asked).await?.context("a count")?;
    Ok(u64::try_from(row.int("found")?).unwrap_or(0))
}

/// How many an account asked for since an instant. What a clock of years ahead wrote counts for nothing.
pub(super) async fn tries(tx: &mut Tx, account: Uuid, after: i64, now: i64) -> Result<u64> {
    let asked = [account.into(), after.into(), (now + AHEAD).into()];
    let row = tx.row(TRIES, &asked).await?.context("a count")?;
    Ok(u64::try_from(row.int("found")?).unwrap_or(0))
}

/// Closes it before its time; whether it was not closed.
pub(super) async fn end(tx: &mut Tx, actor: &Actor, id: Uuid, now: i64) -> Result<bool> {
    let params = [id.into(), actor.account.into(), actor.post.into(), now.into()];
    Ok(tx.execute(END, &params).await? > 0)
}

/// Who is meant: by identity number, or by name, day of birth and village.
#[derive(Debug, Clone)]
pub(super) enum Meant {
    Number(IdentityNumber),
    Named { name: String, birth_date: Date, village: Region },
}

/// The one person of the county who is meant. Of several of one name, day and village nobody is.
pub(super) async fn whom(tx: &mut Tx, county: &str, meant: &Meant) -> Result<Option<Uuid>> {
    match meant {
        Meant::Number(number) => crate::case::store::holder(tx, county, number).await,
        Meant::Named { name, birth_date, village } => {
            let rows = tx.rows(BORN, &[county.into(), village.as_str().into(), (*birth_date).into()]).await?;
            let mut found = Vec::new();
            for row in &rows {
                let id = row.id("id")?;
                if row.sealed(column::CASE_NAME, id)? == *name {
                    found.push(id);
                }
            }
            Ok(match found.as_slice() {
                [one] => Some(*one),
                _ => None,
            })
        }
    }
}

/// The little that helps.
pub(super) async fn card(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    (lang, today): (Lang, Date),
) -> Result<Option<Card>> {
    let Some(row) = tx.row(CARD, &[actor.county().into(), id.into()]).await? else { return Ok(None) };
    let village = row.text("village_code")?;
    let village = Region::exact(&village).ok().with_context(|| format!("{village} is no village"))?;
    let township: String = village.as_str().chars().take(9).collect();
    let kind: Val = PostKind::TownshipWorker.code().into();
    let nobody = Uuid::nil();
    let mut posts = tx.rows(IN_POST, &[township.into(), kind, nobody.into(), today.into()]).await?;
    if posts.is_empty() {
        // A township without a worker is in the hands of the county office.
        let kind: Val = PostKind::CountyOffice.code().into();
        posts = tx.rows(IN_POST, &[actor.county().into(), kind, nobody.into(), today.into()]).await?;
    }
    let mut visits = Vec::new();
    for visit in &tx.rows(VISITS, &[actor.county().into(), id.into(), VISITS_SHOWN.into()]).await? {
        let form = visit.sealed(column::FOLLOW_UP_FORM, visit.id("id")?)?;
        let visit = serde_json::from_str(&form).context("reading a visit")?;
        visits.extend(Safety::of(&visit, lang));
    }
    let opened = |column| row.opt_sealed(column, id).map(Option::unwrap_or_default);
    let guardian_unsafe = row.flag("guardian_safety")?;
    let guardian = (opened(column::CASE_GUARDIAN_NAME)?, opened(column::CASE_GUARDIAN_PHONE)?);
    let kept_away = kept_away(tx, actor.county(), id, (&guardian.0, &guardian.1)).await?;
    Ok(Some(Card {
        name: row.sealed(column::CASE_NAME, id)?,
        sex: row.code("sex")?,
        birth_date: row.day("birth_date")?,
        identity_number: row.sealed(column::CASE_IDENTITY_NUMBER, id)?,
        village,
        address: opened(column::CASE_ADDRESS)?,
        guardian_name: opened(column::CASE_GUARDIAN_NAME)?,
        guardian_relation: row.opt_code("guardian_relation")?,
        guardian_phone: if guardian_unsafe { String::new() } else { opened(column::CASE_GUARDIAN_PHONE)? },
        guardian_unsafe,
        kept_away,
        doctor: opened(column::CASE_LAST_DOCTOR)?,
        cared_for_by: posts.iter().map(named).collect::<Result<_>>()?,
        visits,
    }))
}

fn named(row: &Row) -> Result<String> {
    Ok(format!("{} · {}", row.text("shown_name")?, row.text("office")?))
}

/// Who looks at what somebody opens: whoever has been in the county office longest, and never who opened it.
pub(super) async fn reviewer(tx: &mut Tx, actor: &Actor, today: Date) -> Result<Option<Uuid>> {
    let kind: Val = PostKind::CountyOffice.code().into();
    let asked = [actor.county().into(), kind, actor.account.into(), today.into()];
    tx.row(IN_POST, &asked).await?.map(|row| row.id("id")).transpose()
}

/// Keeps what the reviewer says; whether nobody was quicker.
pub(super) async fn review(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    (verdict, words): (Verdict, &str),
    now: i64,
) -> Result<bool> {
    let words = tx.keys().sealed(column::EMERGENCY_REVIEW_WORDS, id, words);
    let by = actor.by().shown_as;
    let said = [id.into(), now.into(), verdict.code().into(), actor.account.into(), by.into(), words];
    Ok(tx.execute(REVIEW, &said).await? > 0)
}

/// Reviews that wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// For the asker by name, or for whoever comes first.
    pub own: u64,
    /// Overdue, whomever they were for.
    pub overdue: u64,
}

/// The county's reviews that wait for somebody else than who opened them.
pub async fn waiting(tx: &mut Tx, actor: &Actor, (now, today): (i64, Date)) -> Result<Waiting> {
    // One that lies in the time to come was opened by a clock that was wrong: its last day says nothing.
    let asked = [actor.county().into(), actor.account.into(), today.into(), (now + AHEAD).into()];
    let row = tx.row(WAITING, &asked).await?;
    let row = row.context("a count")?;
    let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
    Ok(Waiting { own: count("own")?, overdue: count("overdue")? })
}

/// What of the county's looks in an emergency asks for those who look on: nothing of whose record it was.
#[derive(Debug, Clone, Default)]
pub struct Escalated {
    /// Reviews that are late: who was to judge them, none where nobody was there, and how many.
    pub late: Vec<(Option<String>, u64)>,
    /// The last day on which the oldest of them would have been in time.
    pub since: Option<Date>,
    /// Looks found without need of late: who opened them, and how many.
    pub unjustified: Vec<(String, u64)>,
}

/// How long a look that was found without need is told of, microseconds: 30 days.
const TOLD_FOR: i64 = 30 * 24 * 3600 * SECOND;

/// What asks for those who look on.
pub async fn escalated(tx: &mut Tx, county: &str, (now, today): (i64, Date)) -> Result<Escalated> {
    let count = |row: &Row| -> Result<u64> { Ok(u64::try_from(row.int("found")?).unwrap_or(0)) };
    let asked = [county.into(), today.into(), (now + AHEAD).into()];
    let rows = tx.rows(ESCALATED, &asked).await?;
    let late = rows.iter().map(|row| Ok((row.opt_text("reviewer")?, count(row)?))).collect::<Result<_>>()?;
    let since = rows.iter().map(|row| row.day("first")).collect::<Result<Vec<_>>>()?.into_iter().min();
    let asked = [county.into(), Verdict::NotJustified.code().into(), (now - TOLD_FOR).into()];
    let rows = tx.rows(UNJUSTIFIED, &asked).await?;
    let unjustified =
        rows.iter().map(|row| Ok((row.text("shown_as")?, count(row)?))).collect::<Result<_>>()?;
    Ok(Escalated { late, since, unjustified })
}

/// How many of the county there are: all, or those that wait.
pub(super) async fn count(tx: &mut Tx, county: &str, waiting: bool) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from emergencies e where");
    sql.with("e.county_code = ?", [county.into()]);
    if waiting {
        sql.push("and e.reviewed_at is null");
    }
    tx.found(&sql).await
}

/// Those: first what waits, the longest first; then what was judged, the latest first.
pub(super) async fn list(
    tx: &mut Tx,
    county: &str,
    waiting: bool,
    (most, skip): (u32, u32),
) -> Result<Vec<Opened>> {
    let mut sql = Sql::new(concat!("select ", opened!(), " from emergencies e where"));
    sql.with("e.county_code = ?", [county.into()]);
    if waiting {
        sql.push("and e.reviewed_at is null");
    }
    sql.push("order by case when e.reviewed_at is null then 0 else 1 end, e.review_by, e.opened_at desc, e.id desc");
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(Opened::read).collect()
}
