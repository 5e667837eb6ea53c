//! 年度体检 — to whom the yearly exam is offered, and by when.
//!
//! Source: 服务规范 二（四）: once a year, when the state of the person allows and person or guardian agree. The consent is
//! one of its own ([`Subject::Examination`](crate::consent::Subject::Examination)): whoever has not been asked is asked
//! and not examined, and whoever has said no is asked about nothing. The last day is that of the year.

use jiff::civil::Date;

use crate::codes;
use crate::consent::{Processing, States, Word, gate};

codes! {
    /// How the yearly exam stands with somebody.
    Offer {
        /// Agreed: to be examined.
        Agreed = 1 "已同意体检" "agreed to the exam" [],
        /// In the programme and not asked: to be asked, and examined if so.
        Ask = 2 "先征求意见" "to be asked first" [],
        /// Said no: nothing is due.
        Declined = 3 "不同意体检" "declined the exam" [],
    }
}

/// How the yearly exam stands with somebody; `None` for whoever takes no part in the programme.
pub fn offer(states: &States) -> Option<Offer> {
    let word = states.examination.word;
    match gate(Processing::Examination, states).goes_on {
        true if word == Word::Given => Some(Offer::Agreed),
        true => Some(Offer::Ask),
        false if gate(Processing::Routine, states).goes_on && states.examination.stops() => {
            Some(Offer::Declined)
        }
        false => None,
    }
}

/// The last day of the exam of a year, as long as there was none in it: 31 December.
pub fn due_on(offer: Option<Offer>, examined_on: Option<Date>, today: Date) -> Option<Date> {
    let open = matches!(offer, Some(Offer::Agreed | Offer::Ask));
    let done = examined_on.is_some_and(|on| on.year() == today.year());
    (open && !done).then(|| today.last_of_year())
}
