//! 在系统内提供 — a list for another department that is read inside, by one post, for some days.
//!
//! Source: 个人信息保护法 第六条 and 第十九条 (the shortest time that the purpose asks for), 第二十三条; our fact sheet §7.3. A
//! workbook that has left cannot be called back; a list that is read inside ends. For how many days is a parameter
//! ([`crate::parameter::AccessLimits`]), and whoever gave it may end it any day.
//!
//! What surprises: that a list is open does not say who stands in it. Whoever takes a consent back is not in it at the next
//! look ([`crate::consent::gate_of_list`] is asked at every one).

/// A list that was handed over. Instants are microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// When a second person agreed.
    pub at: i64,
    /// For how many days it may be read.
    pub days: u16,
    /// When somebody ended it before.
    pub ended_at: Option<i64>,
}

/// Whether it may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Until this instant, microseconds.
    Open {
        /// The first instant at which it is over.
        until: i64,
    },
    /// Its days are over.
    Over,
    /// Somebody has ended it.
    Ended,
}

const DAY: i64 = 86_400_000_000;
/// The clocks of several servers are never quite the same.
const AHEAD: i64 = 60_000_000;

/// Whether a list may be read at an instant. Whoever ends one whose days are over ends nothing. What was given more than a minute in the time to come was written by a clock
/// that was wrong, and opens nothing.
pub fn reading(given: &Given, now: i64) -> Reading {
    let until = given.at.saturating_add(i64::from(given.days) * DAY);
    match given.ended_at {
        Some(at) if at < until => Reading::Ended,
        None if given.at <= now.saturating_add(AHEAD) && now < until => Reading::Open { until },
        _ => Reading::Over,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_for_its_days_and_not_after_somebody_ended_it() {
        const AT: i64 = 1_000 * DAY;
        let given = Given { at: AT, days: 30, ended_at: None };
        let open = Reading::Open { until: AT + 30 * DAY };
        for (given, now, expected) in [
            (given, AT, open),
            (given, AT + 30 * DAY - 1, open),
            (given, AT + 30 * DAY, Reading::Over),
            (Given { ended_at: Some(AT + DAY), ..given }, AT + 2 * DAY, Reading::Ended),
            (Given { ended_at: Some(AT + DAY), ..given }, AT + 40 * DAY, Reading::Ended),
            (Given { ended_at: Some(AT + 30 * DAY), ..given }, AT + 40 * DAY, Reading::Over),
            // A clock that was wrong ended it in the time to come: it opens nothing.
            (Given { ended_at: Some(AT + 30 * DAY), ..given }, AT + DAY, Reading::Over),
            (given, AT - AHEAD, open),
            (given, AT - AHEAD - 1, Reading::Over),
            (Given { at: i64::MAX, ..given }, 0, Reading::Over),
        ] {
            assert_eq!(reading(&given, now), expected, "{given:?} {now}");
        }
    }
}
