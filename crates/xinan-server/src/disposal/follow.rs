//! What follows from the course of an emergency: the row that lists read, the tasks with their days, and that a psychiatrist has
//! the person in hand for as long as it lasts.

use anyhow::Result;
use xinan_db::Tx;
use xinan_domain::disposal::{Due, Kind as EntryKind, Standing, State, standing};
use xinan_domain::region::Level;

use super::store::{self, Kept, Taken};
use crate::case::store::village_of;
use crate::case::tie::{self, TieKind};
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::task::{self, Kind, Task};

/// Where it stands by what holds in the village on the day from which its clocks run.
pub(super) fn standing_of(settings: &Settings, kept: &Kept, entries: &[Taken]) -> Standing {
    let facts = store::facts(entries);
    let periods = settings.rules.periods(&kept.village);
    let judge = |day| {
        let parameters = periods.on(day);
        standing(kept.report.reason, &facts, (&parameters.duties, &parameters.calendar))
    };
    let first = judge(kept.reported().day());
    match first.ended_at() {
        Some(ended_at) => judge(ended_at.date()),
        None => first,
    }
}

/// Writes what follows, in the transaction of the entry. Computing again gives the same.
pub(super) async fn follow(
    tx: &mut Tx,
    settings: &Settings,
    county: &str,
    kept: &Kept,
    now: &Moment,
) -> Result<Standing> {
    let entries = store::entries(tx, county, kept.id).await?;
    let standing = standing_of(settings, kept, &entries);
    store::set(tx, county, kept.id, &standing).await?;
    let lives_in = match kept.case {
        Some(case) => village_of(tx, county, case).await?.unwrap_or(kept.village),
        None => kept.village,
    };
    let since = standing.ended_at().map_or(kept.reported().day(), |at| at.date());
    for kind in [Kind::CheckDisposal, Kind::RecordDisposal, Kind::EnterDisposal] {
        let due = standing.due.iter().find(|due| kind_of(due) == kind);
        let Some(due) = due else {
            task::store::end(tx, county, kind, kept.id).await?;
            continue;
        };
        // Whoever is nearest looks in, where the person lives now; the record is the township's, where no psychiatrist has an account.
        let region = match kind {
            Kind::CheckDisposal => lives_in,
            _ => lives_in.at(Level::Township).unwrap_or(lives_in),
        };
        let until = due.until();
        let due_on = Some(due.day());
        let task =
            Task { kind, thing: kept.id, case: kept.case, region, since, due_on, words: until.as_str() };
        task::store::set(tx, county, &task).await?;
    }
    let over = matches!(standing.state, State::Done | State::Mistaken);
    for told in entries.iter().filter(|one| one.entry.kind() == EntryKind::Told) {
        let tie = (TieKind::Emergency, told.id);
        let struck_out = entries.iter().any(|other| other.corrects == Some(told.id));
        match over || struck_out {
            true => tie::store::end(tx, county, tie, now.micros()).await?,
            // What ended by mistake goes on.
            false => tie::store::go_on(tx, county, tie).await?,
        }
    }
    Ok(standing)
}

fn kind_of(due: &Due) -> Kind {
    match due {
        Due::Check { .. } => Kind::CheckDisposal,
        Due::Record { .. } => Kind::RecordDisposal,
        Due::Enter { .. } => Kind::EnterDisposal,
    }
}
