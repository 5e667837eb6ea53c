//! What the police asked, and what is read of it: by them, by the privacy officer, and by those who help. Each of the three
//! reads a type of its own, and none holds what the others may not see.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::emergency::open_until;
use xinan_domain::follow_up::{AdverseReaction, PhysicalIllness, Visit};
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::police::{Before, Kept, Matter, Opening, Reason, Verdict};
use xinan_domain::region::Region;

use super::card::{Card, Guardian};
use crate::case::Status;
use crate::case::facts::Facts;
use crate::case::facts::store::of_case;
use crate::policy::{Action, permits_kind};
use crate::portal::safety::store::is_set;
use crate::shell::actor::{Actor, PostKind};
use crate::shell::session::AHEAD;

/// What the police read of a row: not whose record it is about, but that there is one to be looked at.
macro_rules! asked {
    () => {
        "a.id, a.case_id, a.account_id, a.post_id, a.matter, a.incident, a.asked_at, a.minutes, a.ended_at, a.reason"
    };
}

/// What the privacy officer reads: nothing about whom.
macro_rules! told {
    () => {
        "t.id, t.account_id, t.shown_as, t.matter, t.incident, t.asked_at, t.review_by, t.reviewed_at, t.verdict,
         t.reviewed_as, t.review_words, cast(case when t.reason is null then 0 else 1 end as bigint) as shown"
    };
}

/// What those who help read.
macro_rules! to_help {
    () => {
        "h.id, h.case_id, h.shown_as, h.matter, h.incident, h.asked_at, h.ended_at, h.reason, h.reason_on, h.kept, h.helped_at,
         h.helped_as, h.help_words"
    };
}

sql! {
    WHOSE = "select account_id from police_asks where id = $1";
    OWN = concat!("select ", asked!(), "
          from police_asks a
         where a.id = $1 and a.account_id = $2 and a.post_id = $3");
    LATELY = concat!("select ", asked!(), "
          from police_asks a
         where a.account_id = $1 and a.post_id = $2 and a.asked_at > $3 and a.ended_at is null
         order by a.asked_at desc, a.id desc");
    TRIES = "
        select count(*) as found
          from police_asks
         where account_id = $1
           and asked_at > $2
           and asked_at <= $3";
    BEFORE = "
        select id, account_id, post_id, asker_region, incident_token, person_token, asked_at, minutes, ended_at
          from police_asks
         where (asker_region = $1 and incident_token = $2)
            or (account_id = $3 and asked_at > $4)
         order by asked_at desc, id desc";
    END = "
        update police_asks
           set ended_at = $4
         where id = $1 and account_id = $2 and post_id = $3 and ended_at is null";
    STANDS = "select village_code, township_code, status from cases where county_code = $1 and id = $2";
    CARD = "
        select name, identity_number, guardian_name, guardian_phone, last_doctor, township_code
          from cases
         where county_code = $1 and id = $2";
    LAST_VISIT = "
        select id, form
          from follow_ups
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
           and complete = 1
         order by visited_on desc, entered_at desc, id desc
         limit 1";
    IN_POST = "
        select a.shown_name, p.office
          from posts p
          join accounts a on a.id = p.account_id
         where p.region = $1
           and p.kind = $2
           and a.closed_at is null
           and p.waits_since is null
           and p.started_on <= $3
           and (p.ended_on is null or p.ended_on > $3)
         order by p.started_on, p.id
         limit 4";
    TOLD = concat!("select ", told!(), " from police_asks t where t.county_code = $1 and t.id = $2");
    JUDGE = "
        update police_asks
           set reviewed_at = $2, verdict = $3, reviewed_by = $4, reviewed_as = $5, review_words = $6
         where id = $1 and reviewed_at is null";
    /// One of a time to come was asked by a clock that was wrong: its last day says nothing.
    TO_JUDGE = "
        select count(*) as found,
               coalesce(sum(case when review_by < $2 or asked_at > $3 then 1 else 0 end), 0) as overdue
          from police_asks
         where county_code = $1 and reviewed_at is null";
    HELP = concat!("select ", to_help!(), "
          from police_asks h
         where h.county_code = $1 and h.id = $2 and h.help_region >= $3 and h.help_region < $4");
    HELPED = "
        update police_asks
           set helped_at = $2, helped_by = $3, helped_as = $4, help_words = $5
         where id = $1 and helped_at is null";
    TO_HELP = "
        select count(*) as found
          from police_asks
         where county_code = $1 and helped_at is null and help_region >= $2 and help_region < $3";
}

const ADD: &str = "
    insert into police_asks
           (id, county_code, asker_region, help_region, case_id, account_id, post_id, shown_as, matter, incident,
            incident_token, person_token, asked_at, minutes, reason, reason_on, kept, review_by)";

/// The kind bytes under which what identifies a matter and a person is hashed here: the hash of a person is not that by
/// which a record is found, so that nobody who reads both tables learns who was asked for without a record.
const INCIDENT: u8 = b'J';
const PERSON: u8 = b'P';

/// What was asked, as the one who asked reads it.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    /// Its id, made by the form.
    pub(super) id: Uuid,
    /// Whose record; none where nobody has the number.
    pub(super) case: Option<Uuid>,
    /// What kind of matter.
    pub(super) matter: Matter,
    /// 接警编号.
    pub(super) incident: String,
    /// When, microseconds.
    pub(super) at: i64,
    minutes: u16,
    ended: bool,
    /// A card was opened.
    pub(super) opened: bool,
}

impl Ask {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        Ok(Self {
            id,
            case: row.opt_id("case_id")?,
            matter: row.code("matter")?,
            incident: row.sealed(column::POLICE_INCIDENT, id)?,
            at: row.int("asked_at")?,
            minutes: u16::try_from(row.int("minutes")?).context("minutes")?,
            ended: row.opt_int("ended_at")?.is_some(),
            opened: row.opt_int("reason")?.is_some(),
        })
    }

    /// Until when it is open, microseconds; none when it is over.
    pub(super) fn live_until(&self, now: i64) -> Option<i64> {
        open_until(self.at, self.minutes, None, now).filter(|_| !self.ended)
    }
}

/// Whose this id is already, if anybody's.
pub(super) async fn whose(tx: &mut Tx, id: Uuid) -> Result<Option<Uuid>> {
    tx.row(WHOSE, &[id.into()]).await?.map(|row| row.id("account_id")).transpose()
}

/// One that the actor asked in this post.
pub(super) async fn own(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<Ask>> {
    let params = [id.into(), actor.account.into(), actor.post.into()];
    tx.row(OWN, &params).await?.as_ref().map(Ask::read).transpose()
}

/// Those that the actor asked in this post after an instant and has not ended.
pub(super) async fn lately(tx: &mut Tx, actor: &Actor, after: i64) -> Result<Vec<Ask>> {
    let params = [actor.account.into(), actor.post.into(), after.into()];
    tx.rows(LATELY, &params).await?.iter().map(Ask::read).collect()
}

/// How many look-ups an account asked for after an instant.
pub(super) async fn tries(tx: &mut Tx, account: Uuid, (after, now): (i64, i64)) -> Result<u64> {
    let row =
        tx.row(TRIES, &[account.into(), after.into(), (now + AHEAD).into()]).await?.context("a count")?;
    Ok(u64::try_from(row.int("found")?).unwrap_or(0))
}

/// The look-ups of before that count for a new one, with their ids: of the same matter at this station, and the account's
/// own of late.
pub(super) async fn before(
    tx: &mut Tx,
    actor: &Actor,
    (incident, number): (&str, &IdentityNumber),
    (now, after): (i64, i64),
) -> Result<Vec<(Uuid, Before)>> {
    let (incident, person) = (matter_token(tx, incident), person_token(tx, number));
    let region = actor.region.as_str();
    let params = [region.into(), incident.into(), actor.account.into(), after.into()];
    let read = |row: &Row| -> Result<(Uuid, Before)> {
        let minutes = u16::try_from(row.int("minutes")?).context("minutes")?;
        let open = open_until(row.int("asked_at")?, minutes, None, now).is_some();
        let before = Before {
            own: row.id("account_id")? == actor.account && row.id("post_id")? == actor.post,
            live: open && row.opt_int("ended_at")?.is_none(),
            same_matter: row.text("asker_region")? == region && row.int("incident_token")? == incident,
            same_person: row.int("person_token")? == person,
        };
        Ok((row.id("id")?, before))
    };
    tx.rows(BEFORE, &params).await?.iter().map(read).collect()
}

/// The matter by its letters and digits: another hyphen makes no other matter.
fn matter_token(tx: &Tx, incident: &str) -> i64 {
    let number: String = incident.chars().filter(|one| one.is_alphanumeric()).collect();
    tx.keys().token(INCIDENT, &number)
}

fn person_token(tx: &Tx, number: &IdentityNumber) -> i64 {
    tx.keys().token(PERSON, number.as_str())
}

/// A look-up to be kept.
pub(super) struct New<'a> {
    pub(super) id: Uuid,
    pub(super) case: Option<Uuid>,
    pub(super) help_region: Region,
    pub(super) matter: Matter,
    pub(super) incident: &'a str,
    pub(super) number: &'a IdentityNumber,
    pub(super) at: i64,
    pub(super) minutes: u16,
    pub(super) answer: Result<Opening, Kept>,
    pub(super) review_by: Date,
}

/// Keeps it.
pub(super) async fn insert(tx: &mut Tx, actor: &Actor, new: &New<'_>) -> Result<()> {
    let opening = new.answer.ok();
    let row = vec![
        new.id.into(),
        actor.county().into(),
        actor.region.as_str().into(),
        new.help_region.as_str().into(),
        new.case.into(),
        actor.account.into(),
        actor.post.into(),
        actor.by().shown_as.into(),
        new.matter.code().into(),
        tx.keys().sealed(column::POLICE_INCIDENT, new.id, new.incident),
        matter_token(tx, new.incident).into(),
        person_token(tx, new.number).into(),
        new.at.into(),
        i64::from(new.minutes).into(),
        opening.map(|one| one.reason.code()).into(),
        opening.map(|one| one.on).into(),
        new.answer.err().map(Code::code).into(),
        new.review_by.into(),
    ];
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// Ends it before its time; whether it had not ended.
pub(super) async fn end(tx: &mut Tx, actor: &Actor, id: Uuid, now: i64) -> Result<bool> {
    let params = [id.into(), actor.account.into(), actor.post.into(), now.into()];
    Ok(tx.execute(END, &params).await? > 0)
}

/// Where a record stands, with its facts.
pub(super) struct Stands {
    pub(super) village: Region,
    pub(super) township: Region,
    pub(super) status: Status,
    pub(super) facts: Facts,
}

/// Where a record stands. Of nobody the same is asked as of somebody, so that it takes as long.
pub(super) async fn stands(tx: &mut Tx, county: &str, case: Option<Uuid>) -> Result<Option<Stands>> {
    let id = case.unwrap_or_default();
    let facts = of_case(tx, county, id).await?;
    let row = tx.row(STANDS, &[county.into(), id.into()]).await?;
    let Some((row, facts)) = row.zip(facts) else { return Ok(None) };
    let region = |name: &str| -> Result<Region> {
        let code = row.text(name)?;
        Region::exact(&code).ok().with_context(|| format!("{code} is no division"))
    };
    let (village, township) = (region("village_code")?, region("township_code")?);
    Ok(Some(Stands { village, township, status: row.code("status")?, facts }))
}

/// The card of somebody of whom may be told.
pub(super) async fn card(
    tx: &mut Tx,
    county: &str,
    case: Uuid,
    (opening, today): (Opening, Date),
) -> Result<Option<Card>> {
    let Some(row) = tx.row(CARD, &[county.into(), case.into()]).await? else { return Ok(None) };
    let text = |column| row.opt_sealed(column, case).map(Option::unwrap_or_default);
    let name = text(column::CASE_GUARDIAN_NAME)?;
    let phone = text(column::CASE_GUARDIAN_PHONE)?;
    let guardian = match is_set(tx, county, case).await? {
        true => Guardian::Withheld,
        false if name.is_empty() && phone.is_empty() => Guardian::Unknown,
        false => Guardian::Known { name, phone },
    };
    let township = row.text("township_code")?;
    let workers = [township.into(), PostKind::TownshipWorker.code().into(), today.into()];
    let number = row.sealed(column::CASE_IDENTITY_NUMBER, case)?;
    let sent_by = tx.rows(IN_POST, &workers).await?;
    Ok(Some(Card {
        name: row.sealed(column::CASE_NAME, case)?,
        number_ends: number.get(number.len().saturating_sub(4)..).unwrap_or_default().to_owned(),
        reason: opening.reason,
        on: opening.on,
        guardian,
        doctor: text(column::CASE_LAST_DOCTOR)?,
        sent_by: sent_by.iter().map(named).collect::<Result<_>>()?,
        careful: asks_for_care(tx, county, case).await?,
    }))
}

fn named(row: &Row) -> Result<String> {
    Ok(format!("{} · {}", row.text("shown_name")?, row.text("office")?))
}

/// Whether the last visit found a reaction to medicine or a grave illness of the body. What it is, is not said.
async fn asks_for_care(tx: &mut Tx, county: &str, case: Uuid) -> Result<bool> {
    let Some(row) = tx.row(LAST_VISIT, &[county.into(), case.into()]).await? else { return Ok(false) };
    let form = row.sealed(column::FOLLOW_UP_FORM, row.id("id")?)?;
    let visit: Visit = serde_json::from_str(&form).context("reading a visit")?;
    Ok(visit.clinical().is_some_and(|one| {
        one.adverse == Some(AdverseReaction::Present) || one.physical == Some(PhysicalIllness::Severe)
    }))
}

/// Whether somebody of the county is there to be told.
pub(super) async fn is_somebody_told(tx: &mut Tx, county: &str, today: Date) -> Result<bool> {
    for kind in PostKind::ALL.iter().filter(|kind| permits_kind(**kind, Action::JudgePoliceLook)) {
        let params = [county.into(), kind.code().into(), today.into()];
        if !tx.rows(IN_POST, &params).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the privacy officer is told: everything but whom it was about.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Its id.
    pub(super) id: Uuid,
    /// Who asked.
    pub(super) account: Uuid,
    /// The officer and the station as they were called then.
    pub(super) shown_as: String,
    /// What kind of matter.
    pub(super) matter: Matter,
    /// 接警编号.
    pub(super) incident: String,
    /// When, microseconds.
    pub(super) at: i64,
    /// A card was opened; else nothing was shown.
    pub(super) shown: bool,
    /// The last day on which the judgement is in time.
    pub(super) review_by: Date,
    /// The judgement.
    pub(super) review: Option<Review>,
}

/// A judgement.
#[derive(Debug, Clone)]
pub(super) struct Review {
    /// What was found.
    pub(super) verdict: Verdict,
    /// When, microseconds.
    pub(super) at: i64,
    /// Who, as called then.
    pub(super) by: String,
    /// In words.
    pub(super) words: String,
}

impl Told {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let review = match row.opt_int("reviewed_at")?.zip(row.opt_code("verdict")?) {
            None => None,
            Some((at, verdict)) => Some(Review {
                verdict,
                at,
                by: row.opt_text("reviewed_as")?.unwrap_or_default(),
                words: row.opt_sealed(column::POLICE_REVIEW_WORDS, id)?.unwrap_or_default(),
            }),
        };
        Ok(Self {
            id,
            account: row.id("account_id")?,
            shown_as: row.text("shown_as")?,
            matter: row.code("matter")?,
            incident: row.sealed(column::POLICE_INCIDENT, id)?,
            at: row.int("asked_at")?,
            shown: row.flag("shown")?,
            review_by: row.day("review_by")?,
            review,
        })
    }
}

/// One that was told in the county.
pub(super) async fn told(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Told>> {
    tx.row(TOLD, &[county.into(), id.into()]).await?.as_ref().map(Told::read).transpose()
}

/// Keeps the judgement; whether nobody was quicker.
pub(super) async fn judge(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    (verdict, words): (Verdict, &str),
    now: i64,
) -> Result<bool> {
    let words = tx.keys().sealed(column::POLICE_REVIEW_WORDS, id, words);
    let by = actor.by().shown_as;
    let said = [id.into(), now.into(), verdict.code().into(), actor.account.into(), by.into(), words];
    Ok(tx.execute(JUDGE, &said).await? > 0)
}

/// How many wait for a judgement, and how many of them are overdue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// All of them.
    pub all: u64,
    /// Those whose day is over.
    pub overdue: u64,
}

/// Those of the county that wait for a judgement.
pub async fn to_judge(tx: &mut Tx, county: &str, (now, today): (i64, Date)) -> Result<Waiting> {
    let row =
        tx.row(TO_JUDGE, &[county.into(), today.into(), (now + AHEAD).into()]).await?.context("a count")?;
    let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
    Ok(Waiting { all: count("found")?, overdue: count("overdue")? })
}

/// How many of the county there are: all, or those that wait.
pub(super) async fn count_told(tx: &mut Tx, county: &str, waiting: bool) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from police_asks t where");
    sql.with("t.county_code = ?", [county.into()]);
    if waiting {
        sql.push("and t.reviewed_at is null");
    }
    count(tx, &sql).await
}

/// Those: first what waits, the longest first; then what was judged, the latest first.
pub(super) async fn list_told(
    tx: &mut Tx,
    county: &str,
    waiting: bool,
    (most, skip): (u32, u32),
) -> Result<Vec<Told>> {
    let mut sql = Sql::new(concat!("select ", told!(), " from police_asks t where"));
    sql.with("t.county_code = ?", [county.into()]);
    if waiting {
        sql.push("and t.reviewed_at is null");
    }
    sql.push("order by case when t.reviewed_at is null then 0 else 1 end,");
    sql.push("case when t.reviewed_at is null then t.asked_at else -t.asked_at end, t.id");
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(Told::read).collect()
}

async fn count(tx: &mut Tx, sql: &Sql) -> Result<u64> {
    let rows = tx.rows_built(sql).await?;
    Ok(u64::try_from(rows.first().context("a count")?.int("found")?).unwrap_or(0))
}

/// What those who help read.
#[derive(Debug, Clone)]
pub(super) struct Help {
    /// Its id.
    pub(super) id: Uuid,
    /// Whose record; none where nobody of the county has the number.
    pub(super) case: Option<Uuid>,
    /// The officer and the station as they were called then.
    pub(super) shown_as: String,
    /// What kind of matter.
    pub(super) matter: Matter,
    /// 接警编号.
    pub(super) incident: String,
    /// When, microseconds.
    pub(super) at: i64,
    /// Why the police were shown something, and since when it is so.
    pub(super) opened: Option<(Reason, Option<Date>)>,
    /// Why they were not.
    pub(super) kept: Option<Kept>,
    /// When the officer said that the matter is over.
    pub(super) ended_at: Option<i64>,
    /// What was done: when, by whom, in words.
    pub(super) helped: Option<(i64, String, String)>,
}

impl Help {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let helped = match row.opt_int("helped_at")? {
            None => None,
            Some(at) => Some((
                at,
                row.opt_text("helped_as")?.unwrap_or_default(),
                row.opt_sealed(column::POLICE_HELP_WORDS, id)?.unwrap_or_default(),
            )),
        };
        let on = row.opt_day("reason_on")?;
        Ok(Self {
            id,
            case: row.opt_id("case_id")?,
            shown_as: row.text("shown_as")?,
            matter: row.code("matter")?,
            incident: row.sealed(column::POLICE_INCIDENT, id)?,
            at: row.int("asked_at")?,
            ended_at: row.opt_int("ended_at")?,
            opened: row.opt_code("reason")?.map(|reason| (reason, on)),
            kept: row.opt_code("kept")?,
            helped,
        })
    }
}

/// One of the actor's territory.
pub(super) async fn help(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<Help>> {
    let (from, below) = actor.region.range();
    let params = [actor.county().into(), id.into(), from.into(), below.into()];
    tx.row(HELP, &params).await?.as_ref().map(Help::read).transpose()
}

/// Keeps what was done; whether nobody was quicker.
pub(super) async fn helped(tx: &mut Tx, actor: &Actor, id: Uuid, words: &str, now: i64) -> Result<bool> {
    let words = tx.keys().sealed(column::POLICE_HELP_WORDS, id, words);
    let said = [id.into(), now.into(), actor.account.into(), actor.by().shown_as.into(), words];
    Ok(tx.execute(HELPED, &said).await? > 0)
}

/// How many of the actor's territory wait for help.
pub async fn to_help(tx: &mut Tx, actor: &Actor) -> Result<u64> {
    let (from, below) = actor.region.range();
    let row = tx.row(TO_HELP, &[actor.county().into(), from.into(), below.into()]).await?;
    Ok(u64::try_from(row.context("a count")?.int("found")?).unwrap_or(0))
}

fn of_territory(sql: &mut Sql, actor: &Actor, waiting: bool) {
    let (from, below) = actor.region.range();
    sql.with("h.county_code = ?", [actor.county().into()]);
    sql.with("and h.help_region >= ? and h.help_region < ?", [from.into(), below.into()]);
    if waiting {
        sql.push("and h.helped_at is null");
    }
}

/// How many of the territory there are: all, or those that wait.
pub(super) async fn count_help(tx: &mut Tx, actor: &Actor, waiting: bool) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from police_asks h where");
    of_territory(&mut sql, actor, waiting);
    count(tx, &sql).await
}

/// Those: first what waits, then the latest.
pub(super) async fn list_help(
    tx: &mut Tx,
    actor: &Actor,
    waiting: bool,
    (most, skip): (u32, u32),
) -> Result<Vec<Help>> {
    let mut sql = Sql::new(concat!("select ", to_help!(), " from police_asks h where"));
    of_territory(&mut sql, actor, waiting);
    sql.push("order by case when h.helped_at is null then 0 else 1 end, h.asked_at desc, h.id desc");
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(Help::read).collect()
}
