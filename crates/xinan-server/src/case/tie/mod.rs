//! 诊疗关系 — that a person is in the hands of a psychiatrist or of a hospital now, and because of what.
//!
//! A psychiatrist's post reaches no territory: a record opens to it while such a tie lasts (policies/hospital.cedar), and is
//! absent before and after. Whoever records what the tie rests on — a review, an admission, a referral, a question — begins
//! and ends it in the same transaction.

pub mod store;

use xinan_db::Uuid;
use xinan_domain::codes;

codes! {
    /// What a tie rests on, as stored.
    TieKind {
        Guidance = 1 "点对点指导" "advice to a township" [],
        Referral = 2 "转诊" "referral" [],
        Admission = 3 "住院" "admission" [],
        Review = 4 "复核诊断" "review of the diagnosis" [],
        Emergency = 5 "应急处置" "emergency" [],
    }
}

/// Who has the person in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// One psychiatrist.
    Account(Uuid),
    /// Everybody in a psychiatrist's post of an institution.
    Institution(Uuid),
}
