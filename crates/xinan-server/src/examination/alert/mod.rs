//! 异常结果 — what alerts is a task of the township until it is seen to.
//!
//! Whether a result alerts is judged whenever a page shows it; the task is set when a result is recorded, corrected or taken
//! back, by what is known then of the medicines. It ends with a note of what was done, with a newer result of the same item,
//! and with the result itself.

pub(crate) mod store;
mod view;
pub(crate) mod web;

use jiff::ToSpan;
use jiff::civil::Date;
use xinan_db::{Tx, Uuid};
use xinan_domain::examination::Examination;
use xinan_domain::examination::alert::{Alert, Circumstances, standing};
use xinan_domain::examination::limits::ExamLimits;
use xinan_domain::identity_number::Sex;
use xinan_domain::parameter::Periods;
use xinan_domain::region::Level;

use self::store::Noted;
use super::store::{Kept, versions};
use crate::case::Status;
use crate::case::facts::{self, Facts};
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::task::{self, Kind, Task};

/// A result older than this sets no task any more: what it asked for was done or is long past. Ours.
const OLD_AFTER_DAYS: i64 = 92;

/// The alerts that stand among the results that count, the newest first; each with the place of its result.
pub(crate) fn standing_in(live: &[Kept], facts: &Facts, periods: &Periods) -> Vec<(usize, Alert)> {
    let results: Vec<_> = live.iter().map(|kept| &kept.one).collect();
    standing(&results, |one| {
        let on = one.examined_on;
        one.alerts(&facts.circumstances(on), &periods.on(on).exams)
    })
}

/// The note about a result, or about a former version of it that said the same of what alerts: who mends a weight has not
/// undone what was arranged for the blood count.
pub(crate) fn note_of<'a>(
    kept: &Kept,
    alerts: &[Alert],
    former: &[Kept],
    notes: &'a [Noted],
) -> Option<&'a Noted> {
    let mut version = kept;
    loop {
        if let Some(note) = notes.iter().find(|note| note.examination == version.id) {
            return Some(note);
        }
        version = former.iter().find(|one| version.replaces == Some(one.id))?;
        if alerts.iter().any(|alert| version.one.value(alert.item) != Some(alert.value)) {
            return None;
        }
    }
}

/// By when somebody has seen to it: so many days from the day on which it was recorded.
pub(super) fn due_on(kept: &Kept, periods: &Periods) -> Date {
    let recorded = Moment::of_micros(kept.recorded_at).day();
    recorded.saturating_add(i64::from(periods.on(recorded).exams.alert_days).days())
}

/// Whether a result can alert at all, whatever is taken: by the strictest limits that a region may set.
pub(crate) fn may_alert(one: &Examination) -> bool {
    let strictest = ExamLimits {
        white_cells: 5_000,
        neutrophils: 3_000,
        lithium: 600,
        qtc_women_ms: 430,
        qtc_men_ms: 430,
        ..ExamLimits::default()
    };
    let person = Circumstances { sex: Sex::Unknown, on_clozapine: true, on_lithium: true };
    !one.alerts(&person, &strictest).is_empty()
}

/// Sets and ends the tasks that follow from a person's results.
pub(crate) async fn follow(
    tx: &mut Tx,
    settings: &Settings,
    (county, case): (&str, Uuid),
    now: &Moment,
) -> anyhow::Result<()> {
    let Some(facts) = facts::store::of_case(tx, county, case).await? else { return Ok(()) };
    let all = versions(tx, county, case).await?;
    let seen_to = store::seen_to(tx, county, case).await?;
    let periods = settings.rules.periods(&facts.supplement.village);
    let (live, former): (Vec<Kept>, Vec<Kept>) = all.into_iter().partition(|one| one.withdrawn.is_none());
    let alerts = standing_in(&live, &facts, &periods);
    let gone = matches!(status(&facts), Status::Dead | Status::Closed);
    let old = now.day().saturating_sub(OLD_AFTER_DAYS.days());
    for one in &former {
        task::store::end(tx, county, Kind::SeeToAlert, one.id).await?;
    }
    let township = facts.supplement.village.at(Level::Township).unwrap_or(facts.supplement.village);
    for (at, kept) in live.iter().enumerate() {
        let own: Vec<Alert> = alerts.iter().filter(|(place, _)| *place == at).map(|(_, one)| *one).collect();
        let answered = note_of(kept, &own, &former, &seen_to).is_some();
        if own.is_empty() || answered || gone || kept.one.examined_on < old {
            task::store::end(tx, county, Kind::SeeToAlert, kept.id).await?;
            continue;
        }
        let task = Task {
            kind: Kind::SeeToAlert,
            thing: kept.id,
            case: Some(case),
            region: township,
            since: kept.one.examined_on,
            due_on: Some(due_on(kept, &periods)),
            // No finding stands in a list.
            words: "",
        };
        task::store::set(tx, county, &task).await?;
    }
    Ok(())
}

fn status(facts: &Facts) -> Status {
    use xinan_domain::life::State;
    match facts.life().state() {
        State::Dead => Status::Dead,
        State::ClosedRevoked | State::ClosedOther => Status::Closed,
        _ => Status::Open,
    }
}
