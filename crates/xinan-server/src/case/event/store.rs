//! The events of people.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Tx, Uuid, Val, sql};
use xinan_domain::code::Code;

use super::{Event, EventKind};
use crate::case::VisibleCase;

sql! {
    /// Those of which the visit that stated them counts no more.
    UNFOUNDED = "
        select min(e.happened_on) as earliest
          from case_events e
          join follow_ups v on v.county_code = e.county_code and v.id = e.visit_id
         where e.county_code = $1
           and e.case_id = $2
           and e.withdrawn_at is null
           and v.withdrawn_at is not null";
    WITHDRAW = "
        update case_events
           set withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
           and visit_id in (select v.id
                              from follow_ups v
                             where v.county_code = $1
                               and v.case_id = $2
                               and v.withdrawn_at is not null)";
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
    let event = new.event;
    Ok(vec![
        county.into(),
        xinan_db::new_id().into(),
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

/// Withdraws what visits of a person stated that count no more, by someone, with a reason; the
/// earliest day of which that was said.
pub async fn withdraw(
    tx: &mut Tx,
    case: &VisibleCase,
    by: Uuid,
    reason: &str,
    now: i64,
) -> Result<Option<Date>> {
    let (county, id) = (case.county(), case.id());
    let row = tx.row(UNFOUNDED, &[county.into(), id.into()]).await?.context("a minimum")?;
    let earliest = row.opt_day("earliest")?;
    if earliest.is_some() {
        tx.execute(WITHDRAW, &[county.into(), id.into(), now.into(), by.into(), reason.into()]).await?;
    }
    Ok(earliest)
}

/// The day of death by anything but this visit, which is about to be read anew.
pub async fn died_on(tx: &mut Tx, case: &VisibleCase, except: Uuid) -> Result<Option<Date>> {
    let params = [case.county().into(), case.id().into(), EventKind::Died.code().into(), except.into()];
    tx.row(DIED, &params).await?.context("a maximum")?.opt_day("died_on")
}
