//! 没有得到的 — what somebody who is signed in asked for and did not get, for the log.
//!
//! Whoever guesses may ask a thousand times a second. The first of each account and kind is entered at once; what
//! follows within a quarter of an hour is counted and said with the next entry.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use xinan_db::Uuid;

use super::session::{AHEAD, SECOND};

/// How long what follows the first is counted.
const WINDOW: i64 = 15 * 60 * SECOND;

/// Why somebody was turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Why {
    /// It is not there, or not within reach.
    NotFound,
    /// It is no duty of the post.
    NotAllowed,
    /// The form was not of the session's own page.
    Forged,
}

impl Why {
    /// In the log.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not found",
            Self::NotAllowed => "not allowed",
            Self::Forged => "a form of another session",
        }
    }
}

/// Since when is counted, and how many were.
#[derive(Debug, Clone, Copy)]
struct Counted {
    since: i64,
    more: u64,
}

/// Who was turned away lately. There are no more than accounts.
#[derive(Default)]
pub(crate) struct TurnedAway(Mutex<HashMap<(Uuid, Why), Counted>>);

impl TurnedAway {
    /// Notes one: how many were counted since the entry before when it is to be entered now, else nothing.
    pub(crate) fn note(&self, account: Uuid, why: Why, now: i64) -> Option<u64> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = Counted { since: now, more: 0 };
        match all.get_mut(&(account, why)) {
            Some(one) if now - one.since < WINDOW && one.since <= now + AHEAD => {
                one.more += 1;
                None
            }
            Some(one) => Some(std::mem::replace(one, first).more),
            None => {
                all.insert((account, why), first);
                Some(0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_entered_and_what_follows_is_counted() {
        let all = TurnedAway::default();
        let [one, other] = [1, 2].map(Uuid::from_u128);
        assert_eq!(all.note(one, Why::NotFound, 0), Some(0));
        for at in 1..1000 {
            assert_eq!(all.note(one, Why::NotFound, at), None);
        }
        assert_eq!(all.note(one, Why::NotAllowed, 5), Some(0));
        assert_eq!(all.note(other, Why::NotFound, 5), Some(0));
        assert_eq!(all.note(one, Why::NotFound, WINDOW), Some(999));
        assert_eq!(all.note(one, Why::NotFound, WINDOW + 1), None);
        // A clock that was ahead keeps nothing quiet for long.
        assert_eq!(all.note(other, Why::Forged, 1000 * WINDOW), Some(0));
        assert_eq!(all.note(other, Why::Forged, 0), Some(0));
    }
}
