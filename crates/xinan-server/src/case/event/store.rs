//! The events of people.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::follow_up::Visit;
use xinan_domain::life::Closing;

use super::{Detail, Event, EventKind};
use crate::case::VisibleCase;
use crate::shell::clock::Moment;

sql! {
    /// Those of which the visit that stated them counts no more.
    UNFOUNDED = "
        select e.id, e.happened_on
          from case_events e
          join follow_ups v on v.county_code = e.county_code and v.id = e.visit_id
         where e.county_code = $1
           and e.case_id = $2
           and e.withdrawn_at is null
           and v.withdrawn_at is not null
         order by e.happened_on, e.id";
    /// What says that somebody is lost or has died: a roster of a day, or a visit that counts. One whose visit
    /// counts no more was left behind by a correction.
    SAID = "
        select e.id, e.happened_on, e.recorded_at, s.stated_on, v.id as visit_id, v.visited_on
          from case_events e
          left join follow_ups v
            on v.county_code = e.county_code
           and v.id = e.visit_id
           and v.withdrawn_at is null
          left join supplements s
            on s.county_code = e.county_code
           and s.case_id = e.case_id
           and s.source_id = e.source_id
         where e.county_code = $1
           and e.case_id = $2
           and e.kind = $3
           and e.withdrawn_at is null
         order by e.happened_on, e.id";
    WITHDRAW_ONE = "
        update case_events
           set withdrawn_at = $4, withdrawn_by = $5, withdrawn_reason = $6
         where county_code = $1
           and case_id = $2
           and id = $3
           and withdrawn_at is null";
    /// What was taken back on its own: what a visit said goes with the visit, and is told there.
    TAKEN_BACK = "
        select e.id, e.kind, e.happened_on, e.recorded_at, e.visit_id, e.withdrawn_at, e.withdrawn_reason,
               s.stated_on, a.shown_name
          from case_events e
          left join follow_ups v on v.county_code = e.county_code and v.id = e.visit_id
          left join supplements s
            on s.county_code = e.county_code
           and s.case_id = e.case_id
           and s.source_id = e.source_id
          left join accounts a on a.id = e.withdrawn_by
         where e.county_code = $1
           and e.case_id = $2
           and e.withdrawn_at is not null
           and e.kind in ($3, $4, $5)
           and (v.id is null or v.withdrawn_at is null or v.withdrawn_at <> e.withdrawn_at)
         order by e.withdrawn_at desc, e.id";
    /// What was taken back by hand with the visit that said it, unless the visit's next version says it too.
    TAKEN_BACK_WITH_VISIT = "
        select e.id, e.kind, e.happened_on, e.recorded_at, e.visit_id, e.withdrawn_at, e.withdrawn_reason,
               cast(null as text) as stated_on, a.shown_name
          from case_events e
          join follow_ups v
            on v.county_code = e.county_code
           and v.id = e.visit_id
           and v.withdrawn_at = e.withdrawn_at
          join accounts a on a.id = e.withdrawn_by
         where e.county_code = $1
           and e.case_id = $2
           and e.kind in ($3, $4, $5)
           and not exists (select 1
                             from follow_ups n
                             join case_events m
                               on m.county_code = n.county_code
                              and m.visit_id = n.id
                              and m.kind = e.kind
                            where n.county_code = v.county_code
                              and n.case_id = v.case_id
                              and n.replaces = v.id)
         order by e.withdrawn_at desc, e.id";
    /// Words to others that hold, with who noted them.
    NOTICES = "
        select e.id, e.kind, e.happened_on, e.detail, e.visit_id, e.recorded_at, e.recorded_by, a.shown_name
          from case_events e
          left join accounts a on a.id = e.recorded_by
         where e.county_code = $1
           and e.case_id = $2
           and (e.kind = $3 or e.kind = $4)
           and e.withdrawn_at is null
         order by e.recorded_at, e.id";
    DIED = "
        select max(e.happened_on) as died_on
          from case_events e
          left join follow_ups v on v.county_code = e.county_code and v.id = e.visit_id
         where e.county_code = $1
           and e.case_id = $2
           and e.kind = $3
           and e.withdrawn_at is null
           and (v.id is null or v.id <> $4 and v.withdrawn_at is null)";
}

const ADD: &str = "
    insert into case_events
           (county_code, id, case_id, kind, happened_on, detail, visit_id, source_id, recorded_at, recorded_by)";

/// An event to be kept, with everything about its entry.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// The event.
    pub event: &'a Event,
    /// The visit that states it.
    pub visit: Option<Uuid>,
    /// The import it came with.
    pub source: Option<Uuid>,
    /// When, microseconds.
    pub recorded_at: i64,
    /// Who.
    pub recorded_by: Option<Uuid>,
}

/// The row of an event.
pub(crate) fn row(county: &str, case: Uuid, new: &NewEvent<'_>) -> Result<Vec<Val>> {
    row_of(xinan_db::new_id(), county, case, new)
}

/// The row of an event under the id of what it rests on, with which it is taken back.
pub(crate) fn row_of(id: Uuid, county: &str, case: Uuid, new: &NewEvent<'_>) -> Result<Vec<Val>> {
    let event = new.event;
    Ok(vec![
        county.into(),
        id.into(),
        case.into(),
        event.kind.code().into(),
        event.on.into(),
        serde_json::to_string(&event.detail)?.into(),
        new.visit.into(),
        new.source.into(),
        new.recorded_at.into(),
        new.recorded_by.into(),
    ])
}

/// Keeps events, made with [`row`].
pub(crate) async fn insert_many(tx: &mut Tx, rows: &[Vec<Val>]) -> Result<()> {
    tx.insert_many(ADD, rows, "").await.map(drop)
}

/// Keeps that a record is closed, since when and why, by somebody.
pub(crate) async fn close(
    tx: &mut Tx,
    case: &VisibleCase,
    by: Uuid,
    (why, on): (Closing, Date),
    now: &Moment,
) -> Result<()> {
    let detail = Detail { closing: Some(why), ..Detail::default() };
    let event = Event { kind: EventKind::Closed, on, detail };
    let (recorded_at, recorded_by) = (now.micros(), Some(by));
    let new = NewEvent { event: &event, visit: None, source: None, recorded_at, recorded_by };
    let row = row(case.county(), case.id(), &new)?;
    insert_many(tx, &[row]).await
}

/// Withdraws what visits of a person stated that count no more, by someone, with a reason; the
/// earliest day of which that was said.
pub async fn withdraw(
    tx: &mut Tx,
    case: &VisibleCase,
    by: Uuid,
    reason: &str,
    now: i64,
) -> Result<Option<Date>> {
    let rows = tx.rows(UNFOUNDED, &[case.county().into(), case.id().into()]).await?;
    for row in &rows {
        take_back(tx, case, row.id("id")?, by, reason, now).await?;
    }
    rows.first().map(|row| row.day("happened_on")).transpose()
}

/// The day of death by anything but this visit, which is about to be read anew.
pub async fn died_on(tx: &mut Tx, case: &VisibleCase, except: Uuid) -> Result<Option<Date>> {
    let params = [case.county().into(), case.id().into(), EventKind::Died.code().into(), except.into()];
    tx.row(DIED, &params).await?.context("a maximum")?.opt_day("died_on")
}

/// Something that says that a person is lost or has died.
#[derive(Debug, Clone)]
pub struct Said {
    /// The event.
    pub id: Uuid,
    /// The day of the loss or the death.
    pub on: Date,
    /// When it was written down, microseconds.
    pub recorded_at: i64,
    /// 填报日期 of the roster that says so.
    pub stated_on: Option<Date>,
    /// The visit that says so, with its day: the statement holds as long as the visit.
    pub visit: Option<(Uuid, Date)>,
}

/// Everything that says so now, oldest first.
pub async fn said(tx: &mut Tx, case: &VisibleCase, kind: EventKind) -> Result<Vec<Said>> {
    let rows = tx.rows(SAID, &[case.county().into(), case.id().into(), kind.code().into()]).await?;
    let read = |row: &Row| {
        Ok(Said {
            id: row.id("id")?,
            on: row.day("happened_on")?,
            recorded_at: row.int("recorded_at")?,
            stated_on: row.opt_day("stated_on")?,
            visit: row.opt_id("visit_id")?.zip(row.opt_day("visited_on")?),
        })
    };
    rows.iter().map(read).collect()
}

/// Takes one event back by itself, by someone, with a reason.
pub async fn take_back(
    tx: &mut Tx,
    case: &VisibleCase,
    event: Uuid,
    by: Uuid,
    reason: &str,
    now: i64,
) -> Result<()> {
    let reason = tx.keys().sealed(column::EVENT_WITHDRAWN_REASON, event, reason);
    let params = [case.county().into(), case.id().into(), event.into(), now.into(), by.into(), reason];
    tx.execute(WITHDRAW_ONE, &params).await.map(drop)
}

/// A death or a loss that was said and taken back.
#[derive(Debug, Clone)]
pub struct TakenBack {
    /// What was said.
    pub kind: EventKind,
    /// Of which day.
    pub on: Date,
    /// The day on which it was said: 填报日期 of the roster, else that of its entry.
    pub stated_on: Date,
    /// Whether a visit had said it.
    pub of_visit: bool,
    /// When it was taken back, microseconds.
    pub at: i64,
    /// By whom; empty when nobody did by hand.
    pub by: String,
    /// Why, in that person's words.
    pub reason: String,
}

/// Deaths, losses and closings of a person that were taken back on their own, not with a visit, the latest first.
pub async fn taken_back(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<TakenBack>> {
    read_taken_back(tx, TAKEN_BACK, county, case).await
}

/// Deaths and losses that a visit had said and that were corrected by hand with the visit, the latest first.
pub async fn taken_back_with_visit(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<TakenBack>> {
    read_taken_back(tx, TAKEN_BACK_WITH_VISIT, county, case).await
}

async fn read_taken_back(tx: &mut Tx, sql: &'static str, county: &str, case: Uuid) -> Result<Vec<TakenBack>> {
    let [died, lost, closed] =
        [EventKind::Died, EventKind::Lost, EventKind::Closed].map(|kind| kind.code().into());
    let rows = tx.rows(sql, &[county.into(), case.into(), died, lost, closed]).await?;
    let read = |row: &Row| {
        let entered_on = Moment::of_micros(row.int("recorded_at")?).day();
        Ok(TakenBack {
            kind: row.code("kind")?,
            on: row.day("happened_on")?,
            stated_on: row.opt_day("stated_on")?.unwrap_or(entered_on),
            of_visit: row.opt_id("visit_id")?.is_some(),
            at: row.int("withdrawn_at")?,
            by: row.opt_text("shown_name")?.unwrap_or_default(),
            reason: row.opt_sealed(column::EVENT_WITHDRAWN_REASON, row.id("id")?)?.unwrap_or_default(),
        })
    };
    rows.iter().map(read).collect()
}

/// A word to others: that a loss was reported, or the care group told.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The event.
    pub id: Uuid,
    /// Which, when, to whom, and of what.
    pub event: Event,
    /// The visit that it speaks of; none when a roster stated the loss.
    pub visit: Option<Uuid>,
    /// When it was noted, microseconds.
    pub recorded_at: i64,
    /// Who noted it.
    pub recorded_by: Option<Uuid>,
    /// That person's name.
    pub by: String,
}

/// The words to others about a person that hold, in the order in which they were noted.
pub async fn notices(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Notice>> {
    let kinds = [EventKind::LossReported.code().into(), EventKind::GroupTold.code().into()];
    let [reported, told] = kinds;
    let rows = tx.rows(NOTICES, &[case.county().into(), case.id().into(), reported, told]).await?;
    let read = |row: &Row| {
        Ok(Notice {
            id: row.id("id")?,
            event: Event {
                kind: row.code("kind")?,
                on: row.day("happened_on")?,
                detail: serde_json::from_str(&row.text("detail")?).context("reading an event")?,
            },
            visit: row.opt_id("visit_id")?,
            recorded_at: row.int("recorded_at")?,
            recorded_by: row.opt_id("recorded_by")?,
            by: row.opt_text("shown_name")?.unwrap_or_default(),
        })
    };
    rows.iter().map(read).collect()
}

/// Keeps with the new version of a visit what others were told of the former one, as far as it still has its
/// reason: whoever mends a word in the visit of a loss need not report the loss again.
pub async fn carry(
    tx: &mut Tx,
    case: &VisibleCase,
    told: &[Notice],
    (id, visit): (Uuid, &Visit),
) -> Result<()> {
    let mut rows = Vec::new();
    for notice in told.iter().filter(|notice| notice.event.speaks_of(visit)) {
        let mut event = notice.event.clone();
        event.detail.of = event.detail.of.max(Some(visit.visited_on));
        let new = NewEvent {
            event: &event,
            visit: Some(id),
            source: None,
            recorded_at: notice.recorded_at,
            recorded_by: notice.recorded_by,
        };
        rows.push(row(case.county(), case.id(), &new)?);
    }
    insert_many(tx, &rows).await
}
