//! 没有核对的尝试 — attempts that were refused without a look at the password, for the log.
//!
//! Whoever is refused may come again a thousand times a second; the log has one entry for each source and quarter of
//! an hour, with how often. Until then they are only in memory.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::session::{AHEAD, SECOND};

/// How long refusals of a source are gathered.
const WINDOW: i64 = 15 * 60 * SECOND;
/// Sources that are told apart at most. Of more one reads that there were many.
const MOST_SOURCES: usize = 5000;
const MANY: &str = "others";

/// What has gathered.
#[derive(Default)]
pub(crate) struct Refusals(Mutex<HashMap<String, Refused>>);

/// Refusals of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused {
    /// When the first was.
    pub(crate) since: i64,
    /// How many.
    pub(crate) times: u64,
}

impl Refusals {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Refused>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes one.
    pub(crate) fn note(&self, source: &str, now: i64) {
        self.add(source, Refused { since: now, times: 1 });
    }

    /// Notes several, as when they could not be written down.
    pub(crate) fn add(&self, source: &str, more: Refused) {
        let mut all = self.lock();
        let source = if all.contains_key(source) || all.len() < MOST_SOURCES { source } else { MANY };
        let one = all.entry(source.to_owned()).or_insert(Refused { since: more.since, times: 0 });
        one.times += more.times;
        one.since = one.since.min(more.since);
    }

    /// Takes those whose quarter of an hour is over, or all of them; in the order of sources.
    pub(crate) fn take(&self, now: i64, all: bool) -> Vec<(String, Refused)> {
        let over = |one: &Refused| all || now - one.since >= WINDOW || one.since > now + AHEAD;
        let mut taken: Vec<_> = self.lock().extract_if(|_, one| over(one)).collect();
        taken.sort_by(|(one, _), (other, _)| one.cmp(other));
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_are_gathered_by_source() {
        let refusals = Refusals::default();
        for at in 0..1000 {
            refusals.note("203.0.113.5", at);
        }
        refusals.note("203.0.113.6", 60 * SECOND);
        assert_eq!(refusals.take(WINDOW - 1, false), []);
        let five = ("203.0.113.5".to_owned(), Refused { since: 0, times: 1000 });
        assert_eq!(refusals.take(WINDOW, false), [five]);
        let six = ("203.0.113.6".to_owned(), Refused { since: 60 * SECOND, times: 1 });
        assert_eq!(refusals.take(WINDOW, true), [six]);
        for number in 0..MOST_SOURCES + 10 {
            refusals.note(&number.to_string(), 0);
        }
        assert_eq!(refusals.take(0, true).len(), MOST_SOURCES + 1);
    }
}
