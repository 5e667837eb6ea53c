//! People are judged anew because a rule changed or a month began, not because of a fact.
//!
//! Fifty at a time, each time in a transaction of its own: nobody else waits for a county, and
//! memory holds a village or two. The sums of villages follow by their differences, so that they are
//! right after each of these transactions.

pub mod store;

use anyhow::Result;
use serde::Serialize;
use xinan_db::Uuid;
use xinan_domain::region::Region;

use super::rollup::Change;
use super::store::{of_case, set_checks, set_due, write_months};
use super::{Facts, Judged, Months, judge};
use crate::case::store::hold;
use crate::parameter::store::{LOADING, Todo, note, set_note};
use crate::shell::app::App;

/// How many people are judged in one transaction.
const AT_ONCE: usize = 50;

/// What judging anew did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Anew {
    /// People who were judged.
    pub people: usize,
    /// Of them, how many have another next step or another day for it.
    pub next_steps: usize,
}

/// What is written of those who are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// The month rows. A month that begins moves no due day.
    Months,
    /// The due days and the next step as well.
    All,
}

impl std::ops::AddAssign for Anew {
    fn add_assign(&mut self, more: Self) {
        self.people += more.people;
        self.next_steps += more.next_steps;
    }
}

/// Judges everybody whom the loads so far concern and who was not yet judged since. Doing it twice
/// does no harm; a program that is stopped meanwhile begins again where it was.
///
/// # Errors
/// When the database refuses.
pub async fn catch_up(app: &App) -> Result<Anew> {
    let mut tx = app.db().read().await?;
    let todo = note(&mut tx).await?.todo;
    tx.commit().await?;
    let mut all = Anew::default();
    for one in todo {
        let mut tx = app.db().read().await?;
        let people = store::people_in(&mut tx, &one.region).await?;
        tx.commit().await?;
        all += of_people(app, &people, Months::since(one.since, app.today()), Written::All).await?;
        done(app, &one).await?;
    }
    Ok(all)
}

/// Judges those whose rows were written since an instant, microseconds: a program that had not yet
/// heard of a load judged them by the rules before it.
///
/// # Errors
/// When the database refuses.
pub async fn changed_since(app: &App, instant: i64) -> Result<Anew> {
    let mut tx = app.db().read().await?;
    let people = store::changed_since(&mut tx, instant).await?;
    tx.commit().await?;
    of_people(app, &people, Months::all(app.today()), Written::All).await
}

/// Judges everybody in a county or a part of one by the rules of this version of the program; how many.
///
/// # Errors
/// When the database refuses; what was done until then stays done.
pub async fn everybody_in(app: &App, region: &Region, months: Months) -> Result<usize> {
    let mut tx = app.db().read().await?;
    let people = store::people_in(&mut tx, region).await?;
    tx.commit().await?;
    Ok(of_people(app, &people, months, Written::All).await?.people)
}

/// Writes the month rows of everybody in a county or a part of one; of how many people.
///
/// # Errors
/// When the database refuses; what was done until then stays done.
pub async fn months_of(app: &App, region: &Region, months: Months) -> Result<usize> {
    let mut tx = app.db().read().await?;
    let people = store::people_in(&mut tx, region).await?;
    tx.commit().await?;
    Ok(of_people(app, &people, months, Written::Months).await?.people)
}

async fn of_people(app: &App, people: &[(String, Uuid)], months: Months, written: Written) -> Result<Anew> {
    let settings = app.settings();
    let mut all = Anew::default();
    for chunk in people.chunks(AT_ONCE) {
        let mut tx = app.db().write().await?;
        let mut judged: Vec<(Facts, Judged)> = Vec::with_capacity(chunk.len());
        let mut change = Change::default();
        for (county, id) in chunk {
            hold(&mut tx, county, *id).await?;
            let Some(facts) = of_case(&mut tx, county, *id).await? else { continue };
            let one = judge(&facts, &settings, months);
            if written == Written::All {
                set_due(&mut tx, county, &one.dues).await?;
                set_checks(&mut tx, &facts, &one).await?;
                all.next_steps += usize::from(store::set_next_step(&mut tx, &facts, &one).await?);
            }
            change.without(&mut tx, county, *id, months).await?;
            change.with(&facts, &one);
            judged.push((facts, one));
        }
        let pairs: Vec<(&Facts, &Judged)> = judged.iter().map(|(facts, one)| (facts, one)).collect();
        write_months(&mut tx, &pairs, months).await?;
        change.apply(&mut tx).await?;
        tx.commit().await?;
        all.people += pairs.len();
    }
    Ok(all)
}

/// Strikes out what was done; a load may have noted more in the meantime.
async fn done(app: &App, one: &Todo) -> Result<()> {
    let mut tx = app.db().write().await?;
    tx.alone_at(LOADING).await?;
    let mut kept = note(&mut tx).await?;
    if let Some(at) = kept.todo.iter().position(|todo| todo == one) {
        kept.todo.remove(at);
        set_note(&mut tx, &kept).await?;
    }
    tx.commit().await
}
