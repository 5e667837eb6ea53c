//! 住院、转诊、技术指导 — what passes between a township and the psychiatrists of a hospital about one person.
//!
//! [`stay`] records admissions, leaving and 出院信息单; [`referral`] sends a slip up and takes the slip back; [`guidance`] is a
//! thread in which a township asks and a psychiatrist answers. Each of them begins a tie ([`crate::case::tie`]) with whoever
//! is in a psychiatrist's post of that hospital, and sets a task for whoever has to act; where nobody has such a post the
//! township enters what came on paper.
//!
//! What surprises: none of it is a list of the territory for the hospital. A psychiatrist sees the people in his or her hands
//! and what is to be done for them (docs/decisions/0043).

pub mod guidance;
mod page;
pub mod referral;
pub mod stay;

#[cfg(test)]
pub(crate) mod tests;

use serde::Deserialize;
use xinan_db::Uuid;
use xinan_domain::region::{Level, Region};

use crate::case::VisibleCase;
use crate::case::tie::store::Treating;
use crate::policy::reaches_by_tie;
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;

/// What was just done, as the address of a page says it.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

const DAY: i64 = 24 * 3_600_000_000;

/// What is known of an id that a form brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Repeat {
    /// Nobody has used it.
    New,
    /// The same was kept under it.
    Same,
    /// Something else was kept under it.
    Other,
}

/// The hospital in which a psychiatrist acts; none of whoever acts in a territory.
///
/// # Errors
/// [`Problem::NotAllowed`] for a psychiatrist's post without a hospital: it has nobody in hand.
fn own_hospital(actor: &Actor) -> Result<Option<Uuid>, Problem> {
    match reaches_by_tie(actor) {
        true => actor.institution.map(Some).ok_or(Problem::NotAllowed),
        false => Ok(None),
    }
}

/// Whether the actor acts for this hospital: in its post, or for the township, which enters what came on paper.
fn acts_for(actor: &Actor, institution: Option<Uuid>) -> bool {
    !reaches_by_tie(actor) || institution.is_some() && institution == actor.institution
}

fn ids(hospitals: &[Treating]) -> Vec<String> {
    hospitals.iter().map(|one| one.id.to_string()).collect()
}

/// Where a task stands, and whose it is: a hospital's with a psychiatrist's post, else the person's township's.
fn doer(case: &VisibleCase, hospitals: &[Treating], institution: Option<Uuid>) -> (Region, Option<Uuid>) {
    let there = institution.filter(|id| hospitals.iter().any(|one| one.id == *id && one.has_posts));
    let level = if there.is_some() { Level::County } else { Level::Township };
    (case.head.village.at(level).unwrap_or(case.head.village), there)
}

/// Until when a hospital reads on after what the tie rests on has ended (`hospital.tied_days`).
fn reads_until(settings: &Settings, case: &VisibleCase, now: &Moment) -> i64 {
    let limits = settings.parameters(&case.head.village, now.day()).access;
    now.micros() + i64::from(limits.tied_days) * DAY
}
