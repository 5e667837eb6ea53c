//! Whom an account has seen: each list and each record counts to the share of a day, and a list is logged with whom it
//! showed.

use xinan_db::seen::{How, Sight};
use xinan_db::{Tx, Uuid, audit};

use super::VisibleCase;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;

/// Counts that an account sees people.
///
/// # Errors
/// [`Problem::ShareUsedUp`] when it may not: all of them or none.
pub(crate) async fn sees(
    tx: &mut Tx,
    actor: &Actor,
    people: &[Uuid],
    how: How,
    now: &Moment,
) -> Result<(), Problem> {
    let sight = Sight { account: actor.account, day: now.day(), at: now.micros(), people };
    match tx.sees(&sight, how).await? {
        true => Ok(()),
        false => Err(Problem::ShareUsedUp),
    }
}

/// Logs that a list of people was shown: whom, and in which list.
pub async fn shown(
    tx: &mut Tx,
    actor: &Actor,
    list: List,
    people: &[VisibleCase],
    now: &Moment,
) -> Result<(), Problem> {
    if people.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = people.iter().map(VisibleCase::id).collect();
    shown_ids(tx, actor, list, &ids, now).await
}

/// [`shown`], of a list that has no more of people than their names.
pub async fn shown_ids(
    tx: &mut Tx,
    actor: &Actor,
    list: List,
    people: &[Uuid],
    now: &Moment,
) -> Result<(), Problem> {
    // Today's work is one's own to do: it counts to no share, and has a bound of its own.
    let how = match list {
        List::Worklist | List::Tasks => How::Listed(u16::MAX),
        List::WorklistPage | List::TasksPage => How::Listed(actor.listed),
        List::Roster | List::Indicators => How::Within(actor.share),
    };
    sees(tx, actor, people, how, now).await?;
    let mut entry = actor.entry(now, list.name(), None, people.len().to_string());
    entry.cases = audit::packed(people.iter().copied());
    Ok(audit::record(tx, &entry).await?)
}

/// Which list of people was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// 名册, and what a search found.
    Roster,
    /// 今日工作: who comes first, and who is due today.
    Worklist,
    /// A page of those who are overdue or due within the week, of whom a county has many.
    WorklistPage,
    /// The first of what is to be done beside visits.
    Tasks,
    /// A page of all of it.
    TasksPage,
    /// The people behind a figure.
    Indicators,
}

impl List {
    /// Its name in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Roster => Action::SeeRoster.name(),
            Self::Worklist | Self::WorklistPage => "worklist.read",
            Self::Tasks | Self::TasksPage => Action::SeeTasks.name(),
            Self::Indicators => Action::SeeIndicators.name(),
        }
    }
}
