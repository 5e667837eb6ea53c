//! 同意过什么 — what a person, or somebody on the person's behalf, has agreed to, with the day.
//!
//! Consent to management, to the sharing of data, to emergency care and to an examination are different things
//! (domain 3.3). What is kept of them is read here, so that no page asks in which tables it lies.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::Tx;
use xinan_domain::text::Lang;

use super::VisibleCase;
use super::event::EventKind;
use super::facts::store::of_case;
use crate::texts;

/// What one may agree to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// 参加严重精神障碍管理治疗.
    Management,
}

impl To {
    /// In plain words.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Management => texts::agreed_management(lang),
        }
    }
}

/// Something that was agreed to, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    /// To what.
    pub to: To,
    /// Whether it was agreed to.
    pub given: bool,
    /// On which day.
    pub on: Date,
}

/// What was said, the latest first; the first of each kind is what holds.
pub async fn agreed(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Agreed>> {
    let Some(facts) = of_case(tx, case.county(), case.id()).await? else { return Ok(Vec::new()) };
    let said = facts.events.iter().filter_map(|row| {
        let given = match row.event.kind {
            EventKind::ConsentGiven => true,
            EventKind::ConsentRefused => false,
            _ => return None,
        };
        Some((row.event.on, row.recorded_at, Agreed { to: To::Management, given, on: row.event.on }))
    });
    let mut said: Vec<_> = said.collect();
    said.sort_by_key(|(on, at, _)| std::cmp::Reverse((*on, *at)));
    Ok(said.into_iter().map(|(_, _, agreed)| agreed).collect())
}
