//! What the police are shown, and nothing else: that it is this person, whom to call, why it is shown and since when, and
//! whether to ask a doctor before anything is done to the body. No diagnosis, no medicine, no grade, no address, no history.

use jiff::civil::Date;
use xinan_domain::police::Reason;

/// The little that helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// 姓名: whom to speak to, and by what name.
    pub name: String,
    /// The last four of the identity number that was asked for.
    pub number_ends: String,
    /// Why it is shown.
    pub reason: Reason,
    /// The day of what that rests on.
    pub on: Date,
    /// 监护人, as far as may be said.
    pub guardian: Guardian,
    /// 随访医生 of the last visit; empty where nobody has visited.
    pub doctor: String,
    /// Who sends this: those who look after the township, with their offices.
    pub sent_by: Vec<String>,
    /// There is something of which a doctor should say how to go about it, before the person is taken anywhere.
    pub careful: bool,
}

/// Whom of the family to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guardian {
    /// Name and number.
    Known {
        /// 监护人.
        name: String,
        /// 监护人电话; empty where none is known.
        phone: String,
    },
    /// None is known.
    Unknown,
    /// The person is to be safe from a guardian: the health side finds out whom to call.
    Withheld,
}
