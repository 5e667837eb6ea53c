//! The visits of people.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::examination::watch::Watched;
use xinan_domain::follow_up::{Due, DueRule, Found, Stability, Visit};

use crate::case::{VisibleCase, event};
use crate::policy::Entry;
use crate::shell::actor::{Actor, PostKind};

sql! {
    HISTORY = "
        select id, visited_on, form, due_on, due_rule, recorded_on, recorded_at, recorded_by, source_id,
               entered_at, replaces, withdrawn_at, withdrawn_by, withdrawn_reason,
               (select count(*)
                  from posts p
                 where p.account_id = recorded_by
                   and p.kind = $5
                   and p.region = $6) as village_posts
          from follow_ups
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
         order by visited_on desc, entered_at desc, id desc
         limit $3 offset $4";
    ONE = "
        select id, visited_on, form, due_on, due_rule, recorded_on, recorded_at, recorded_by, source_id,
               entered_at, replaces, withdrawn_at, withdrawn_by, withdrawn_reason,
               (select count(*)
                  from posts p
                 where p.account_id = recorded_by
                   and p.kind = $4
                   and p.region = $5) as village_posts
          from follow_ups
         where county_code = $1
           and case_id = $2
           and id = $3";
    AFTER = "
        select id
          from follow_ups
         where county_code = $1
           and case_id = $2
           and replaces = $3
         order by recorded_at desc, id desc
         limit 1";
    TAKEN_BACK = "
        select f.id, f.visited_on, f.withdrawn_at, f.withdrawn_by, f.withdrawn_reason
          from follow_ups f
         where f.county_code = $1
           and f.case_id = $2
           and f.withdrawn_at is not null
           and not exists (select 1
                             from follow_ups later
                            where later.county_code = f.county_code
                              and later.case_id = f.case_id
                              and later.replaces = f.id)
         order by f.withdrawn_at desc, f.id desc
         limit $3";
    BY = "select shown_name from accounts where id = $1";
    BEFORE = "
        select stability
          from follow_ups
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
           and complete = 1
           and visited_on < $3
         order by visited_on desc, entered_at desc, id desc
         limit 1";
    SAME_DAY = "
        select count(*) as others
          from follow_ups
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
           and visited_on = $3
           and id <> $4";
    WITHDRAW = "
        update follow_ups
           set withdrawn_at = $4, withdrawn_by = $5, withdrawn_reason = $6
         where county_code = $1
           and case_id = $2
           and id = $3
           and withdrawn_at is null";
    SEEN = "
        select max(visited_on) as seen_on
          from follow_ups
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
           and complete = 1
           and id <> $3";
    KEPT = "
        select count(*) as found
          from follow_ups
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
           and fingerprint = $3";
    FINGERPRINTS = "
        select fingerprint
          from follow_ups
         where county_code = $1
           and case_id = $2";
    EXISTS = "select count(*) as found from follow_ups where county_code = $1 and id = $2";
}

const ADD: &str = "
    insert into follow_ups
           (county_code, id, case_id, visited_on, mode, complete, face_to_face, risk, adherence, hospital,
            stability, settling, discharged_on, agreed_on, due_on, due_rule, incidents, referred, form,
            fingerprint, source_id, source_row, recorded_on, recorded_at, recorded_by, entered_at,
            replaces, rehabilitation, watched)";

/// A visit in the history.
#[derive(Debug, Clone)]
pub struct PastVisit {
    /// Its id.
    pub id: Uuid,
    /// The visit.
    pub visit: Visit,
    /// The due day that it set.
    pub due: Option<Due>,
    /// The day of entry by hand; none for visits from workbooks.
    pub recorded_on: Option<Date>,
    /// Who entered it.
    pub recorded_by: Option<Uuid>,
    /// Whether that was somebody who has or had the post of the person's village.
    pub of_village: bool,
    /// When its first version was entered, microseconds.
    pub entered_at: i64,
    /// The version before, if this one changed it.
    pub replaces: Option<Uuid>,
    /// When, by whom and why it was taken back, if it was.
    pub withdrawn: Option<Withdrawn>,
}

/// How a version of a visit came to its end.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// When, microseconds.
    pub at: i64,
    /// Who.
    pub by: Option<Uuid>,
    /// Why, in that person's words.
    pub reason: String,
}

/// A change of a visit, as its page tells of it.
#[derive(Debug, Clone)]
pub struct Change {
    /// The version before it, which stays readable.
    pub former: Uuid,
    /// When, microseconds.
    pub at: i64,
    /// The name of who changed it.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl PastVisit {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let rule = row.opt_int("due_rule")?.and_then(DueRule::from_number);
        let form = row.sealed(column::FOLLOW_UP_FORM, id)?;
        Ok(Self {
            id,
            visit: serde_json::from_str(&form).context("reading a visit")?,
            due: row.opt_day("due_on")?.zip(rule).map(|(on, rule)| Due { on, rule }),
            recorded_on: row.opt_day("recorded_on")?,
            recorded_by: row.opt_id("recorded_by")?,
            of_village: row.int("village_posts")? > 0,
            entered_at: row.int("entered_at")?,
            replaces: row.opt_id("replaces")?,
            withdrawn: match row.opt_int("withdrawn_at")? {
                None => None,
                Some(at) => Some(Withdrawn {
                    at,
                    by: row.opt_id("withdrawn_by")?,
                    reason: row.opt_sealed(column::FOLLOW_UP_WITHDRAWN_REASON, id)?.unwrap_or_default(),
                }),
            },
        })
    }

    /// Whether the one who entered it may still change it without a reason: on the same day.
    pub fn is_fresh(&self, account: Uuid, today: Date) -> bool {
        self.recorded_on == Some(today) && self.recorded_by == Some(account)
    }

    /// What decides who may change it or take it back.
    pub fn entry(&self, actor: &Actor, today: Date) -> Entry {
        Entry {
            fresh: self.is_fresh(actor.account, today),
            of_own_post: self.recorded_by == Some(actor.account) || self.of_village,
            reports_death: self.reports_death(),
        }
    }

    /// Whether it says that the person has died.
    pub fn reports_death(&self) -> bool {
        matches!(self.visit.found, Found::Died { .. })
    }
}

/// The visits of one case, newest first. Withdrawn visits stay in the table, out of sight.
pub async fn history(tx: &mut Tx, case: &VisibleCase, most: u32, skip: u32) -> Result<Vec<PastVisit>> {
    let [kind, village] = village_post(case);
    let params = [case.county().into(), case.id().into(), most.into(), skip.into(), kind, village];
    let rows = tx.rows(HISTORY, &params).await?;
    rows.iter().map(PastVisit::read).collect()
}

/// The post of the person's village.
fn village_post(case: &VisibleCase) -> [Val; 2] {
    [PostKind::VillageDoctor.code().into(), case.head.village.as_str().into()]
}

/// One visit of a case, as it counts today.
pub async fn one(tx: &mut Tx, case: &VisibleCase, id: Uuid) -> Result<Option<PastVisit>> {
    Ok(version(tx, case, id).await?.filter(|past| past.withdrawn.is_none()))
}

/// One version of a visit of a case, whether it counts today or was changed since.
pub async fn version(tx: &mut Tx, case: &VisibleCase, id: Uuid) -> Result<Option<PastVisit>> {
    let [kind, village] = village_post(case);
    let row = tx.row(ONE, &[case.county().into(), case.id().into(), id.into(), kind, village]).await?;
    row.as_ref().map(PastVisit::read).transpose()
}

/// How many changes of one visit are followed: more than anybody makes, less than for ever.
const MOST_CHANGES: usize = 50;

/// The last version of a visit, whichever of its versions is asked for: the one that counts today, or
/// the one with which the visit was taken back.
pub async fn last_version(tx: &mut Tx, case: &VisibleCase, asked: PastVisit) -> Result<PastVisit> {
    let mut last = asked;
    for _ in 0..MOST_CHANGES {
        if last.withdrawn.is_none() {
            break;
        }
        let after = tx.row(AFTER, &[case.county().into(), case.id().into(), last.id.into()]).await?;
        let Some(after) = after else { break };
        last = version(tx, case, after.id("id")?).await?.context("a later version of a visit")?;
    }
    Ok(last)
}

/// Visits that were taken back and not replaced, the latest first, each with its day.
pub async fn taken_back(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<(Date, Change)>> {
    let params = [case.county().into(), case.id().into(), MOST_CHANGES.into()];
    let mut list = Vec::new();
    for row in tx.rows(TAKEN_BACK, &params).await? {
        let former = row.id("id")?;
        let change = Change {
            former,
            at: row.int("withdrawn_at")?,
            by: by(tx, row.opt_id("withdrawn_by")?).await?,
            reason: row.opt_sealed(column::FOLLOW_UP_WITHDRAWN_REASON, former)?.unwrap_or_default(),
        };
        list.push((row.day("visited_on")?, change));
    }
    Ok(list)
}

/// The changes that led to this version, the latest first.
pub async fn changes(tx: &mut Tx, case: &VisibleCase, past: &PastVisit) -> Result<Vec<Change>> {
    let mut list = Vec::new();
    let mut former = past.replaces;
    while let Some(id) = former.filter(|_| list.len() < MOST_CHANGES) {
        let Some(before) = version(tx, case, id).await? else { break };
        if let Some(withdrawn) = before.withdrawn {
            let by = by(tx, withdrawn.by).await?;
            list.push(Change { former: id, at: withdrawn.at, by, reason: withdrawn.reason });
        }
        former = before.replaces;
    }
    Ok(list)
}

/// The name of somebody who entered or changed a visit; empty when nobody did by hand.
pub async fn by(tx: &mut Tx, account: Option<Uuid>) -> Result<String> {
    let Some(account) = account else { return Ok(String::new()) };
    let row = tx.row(BY, &[account.into()]).await?;
    row.map_or(Ok(String::new()), |row| row.text("shown_name"))
}

/// The class of the visit before a day.
///
/// A visit may be entered late: what counts is the one before it by date.
pub async fn class_before(tx: &mut Tx, case: &VisibleCase, day: Date) -> Result<Option<Stability>> {
    let row = tx.row(BEFORE, &[case.county().into(), case.id().into(), day.into()]).await?;
    row.map_or(Ok(None), |row| row.opt_code("stability"))
}

/// Whether another visit of the same day is there already.
pub async fn has_same_day(tx: &mut Tx, case: &VisibleCase, day: Date, except: Uuid) -> Result<bool> {
    let params = [case.county().into(), case.id().into(), day.into(), except.into()];
    let row = tx.row(SAME_DAY, &params).await?.context("a count")?;
    Ok(row.int("others")? > 0)
}

/// A visit to be kept, with everything about its entry.
#[derive(Debug, Clone)]
pub struct NewVisit<'a> {
    /// Made by the writer: the same id twice is the same visit.
    pub id: Uuid,
    /// The visit.
    pub visit: &'a Visit,
    /// The due day that it sets.
    pub due: Option<Due>,
    /// The import it came with, and its row there.
    pub source: Option<(Uuid, u32)>,
    /// The day of entry by hand.
    pub recorded_on: Option<Date>,
    /// When, microseconds.
    pub recorded_at: i64,
    /// Who.
    pub recorded_by: Option<Uuid>,
    /// When its first version was entered, microseconds: a correction keeps its place of the day.
    pub entered_at: i64,
    /// The visit that it corrects.
    pub replaces: Option<Uuid>,
}

/// The row of a visit.
pub(crate) fn row(tx: &Tx, county: &str, case: Uuid, new: &NewVisit<'_>) -> Result<Vec<Val>> {
    let keys = tx.keys();
    let visit = new.visit;
    let clinical = visit.clinical();
    let form = serde_json::to_string(visit)?;
    let incidents =
        clinical.and_then(|one| one.incidents.as_ref()).map(ToString::to_string).unwrap_or_default();
    Ok(vec![
        county.into(),
        new.id.into(),
        case.into(),
        visit.visited_on.into(),
        visit.mode.code().into(),
        clinical.is_some().into(),
        visit.is_face_to_face().into(),
        clinical.and_then(|one| one.risk).map(|risk| risk.grade()).into(),
        clinical.and_then(|one| one.adherence).map(Code::code).into(),
        clinical.and_then(|one| one.hospital).map(Code::code).into(),
        visit.stability.map(Code::code).into(),
        visit.settling.into(),
        clinical.and_then(|one| one.discharged_on).into(),
        visit.next_on.into(),
        new.due.map(|due| due.on).into(),
        new.due.map(|due| due.rule.number()).into(),
        incidents.into(),
        visit.is_referred().into(),
        keys.sealed(column::FOLLOW_UP_FORM, new.id, &form),
        fingerprint(tx, visit)?.into(),
        new.source.map(|(id, _)| id).into(),
        new.source.map(|(_, row)| row).into(),
        new.recorded_on.into(),
        new.recorded_at.into(),
        new.recorded_by.into(),
        new.entered_at.into(),
        new.replaces.into(),
        visit.has_rehabilitation().into(),
        Watched::of(clinical.map_or(&[], |one| &one.medicines)).text().into(),
    ])
}

/// Whether the same visit, word for word, is kept already.
pub async fn is_kept(tx: &mut Tx, case: &VisibleCase, visit: &Visit) -> Result<bool> {
    let params = [case.county().into(), case.id().into(), fingerprint(tx, visit)?.into()];
    let found = tx.row(KEPT, &params).await?.context("a count")?;
    Ok(found.int("found")? > 0)
}

/// The last day on which somebody was seen, by any visit but this one.
pub async fn seen_on(tx: &mut Tx, case: &VisibleCase, except: Uuid) -> Result<Option<Date>> {
    let params = [case.county().into(), case.id().into(), except.into()];
    tx.row(SEEN, &params).await?.context("a maximum")?.opt_day("seen_on")
}

/// Whether the id of a visit is taken.
pub async fn is_taken(tx: &mut Tx, county: &str, id: Uuid) -> Result<bool> {
    let found = tx.row(EXISTS, &[county.into(), id.into()]).await?.context("a count")?;
    Ok(found.int("found")? > 0)
}

/// Keeps a visit; `false` when this id is kept already.
pub async fn insert(tx: &mut Tx, case: &VisibleCase, new: &NewVisit<'_>) -> Result<bool> {
    if is_taken(tx, case.county(), new.id).await? {
        return Ok(false);
    }
    let row = row(tx, case.county(), case.id(), new)?;
    tx.insert_many(ADD, &[row], "").await?;
    Ok(true)
}

/// Keeps many visits, made with [`row`].
pub(crate) async fn insert_many(tx: &mut Tx, rows: &[Vec<Val>]) -> Result<()> {
    tx.insert_many(ADD, rows, "").await.map(drop)
}

/// Takes a visit back, by someone, with a reason, and with it the loss or death that it stated. The
/// earliest day of which something else is known now; none when it was taken back already.
pub async fn withdraw(
    tx: &mut Tx,
    case: &VisibleCase,
    past: &PastVisit,
    by: Uuid,
    reason: &str,
    now: i64,
) -> Result<Option<Date>> {
    let sealed = tx.keys().sealed(column::FOLLOW_UP_WITHDRAWN_REASON, past.id, reason);
    let params = [case.county().into(), case.id().into(), past.id.into(), now.into(), by.into(), sealed];
    if tx.execute(WITHDRAW, &params).await? == 0 {
        return Ok(None);
    }
    let stated = event::store::withdraw(tx, case, by, reason, now).await?;
    let day = past.visit.visited_on;
    Ok(Some(stated.map_or(day, |stated| stated.min(day))))
}

/// What makes two rows of a workbook the same visit: everything the visit says.
pub(crate) fn fingerprint(tx: &Tx, visit: &Visit) -> Result<i64> {
    Ok(tx.keys().token(b'v', &serde_json::to_string(visit)?))
}

/// The fingerprints of a person's visits, with those of versions that were corrected since: a row that
/// came from a workbook and was mended here does not come back with the same workbook.
pub(crate) async fn fingerprints(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<i64>> {
    let rows = tx.rows(FINGERPRINTS, &[county.into(), case.into()]).await?;
    rows.iter().map(|row| row.int("fingerprint")).collect()
}
