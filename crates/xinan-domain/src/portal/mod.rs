//! 本人的门 — what a person, or the guardian, may see and ask at a door of their own.
//!
//! Source: 精神卫生法 第四十七条 (patient and guardian may read and copy, except where the patient's reading may harm the
//! treatment), 个人信息保护法 第四十四条 to 第五十条 (to know, to read and copy, to have corrected, to be told why).
//! The rules are here: a card's number ([`card`]), a code that works once ([`one_time`]), what is shown to whom
//! ([`may_see`]), from whom somebody is to be safe ([`safety`]), and in which order a request is answered ([`request`]).
//! How long things last is set by regions ([`PortalLimits`]).

pub mod card;
mod may;
pub mod one_time;
pub mod request;
pub mod safety;

pub use may::{Exception, Kept, May, Reader, Shown, may_see};

/// How long cards, answers and exceptions last, as a region sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortalLimits {
    /// Months after which a card is issued anew. Ours: 24.
    pub card_months: u16,
    /// Days in which a request is answered. Ours: 15.
    pub answer_days: u16,
    /// Months after which a doctor looks again at what is kept back. Ours: 6.
    pub exception_months: u16,
}

impl Default for PortalLimits {
    fn default() -> Self {
        Self { card_months: 24, answer_days: 15, exception_months: 6 }
    }
}
