//! 同意过什么 — what a person, or somebody on the person's behalf, has agreed to, with the day.
//!
//! Consent to management, to the sharing of data, to emergency care and to an examination are different things
//! (domain 3.3). What is kept of them, on forms and as records of their own, is read here together, so that no page asks
//! in which tables it lies.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::Tx;
use xinan_domain::consent::{Decision, Subject};

use super::VisibleCase;
use super::facts::store::of_case;

/// Something that was agreed to, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// To what.
    pub to: Subject,
    /// Whether it was agreed to.
    pub given: bool,
    /// On which day.
    pub on: Date,
}

/// What was said, the latest first; the first of each subject is what holds. To have been asked without deciding, or to
/// have been informed, is no word of the person.
pub async fn agreed(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Agreed>> {
    let Some(facts) = of_case(tx, case.county(), case.id()).await? else { return Ok(Vec::new()) };
    let mut said = facts.said_of_consent();
    said.sort_by_key(|one| std::cmp::Reverse((one.on, one.recorded_at)));
    let agreed = said.into_iter().filter_map(|one| {
        let given = match one.decision {
            Decision::Given => true,
            Decision::Refused | Decision::Withdrawn => false,
            Decision::Undecided | Decision::Informed => return None,
        };
        Some(Agreed { to: one.subject, given, on: one.on })
    });
    Ok(agreed.collect())
}
