//! Whom an account has seen on a day, by whatever door: what a share is counted by (docs/decisions/0033).
//!
//! Every page of a person asks whether the share is used up, so the answer lies in memory: the people of the day, of the
//! accounts that are in use. What is new goes into `people_seen` with the look's log entry, in the same transaction. Readers
//! of the embedded database may see looks a moment late; what this program let through it knows by itself, at once, so that
//! ten requests at the same time do not get ten times the share. Of other servers' looks it hears within a minute.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use jiff::civil::Date;
use uuid::Uuid;

use crate::tx::Tx;
use crate::value::Val;

const OF_DAY: &str = "select case_id from people_seen where account_id = $1 and day = $2";
const COUNT: &str = "select people from people_seen_counts where account_id = $1 and day = $2";
const ADD: &str = "insert into people_seen (account_id, day, case_id)";
const RAISE: &str = "
    insert into people_seen_counts (account_id, day, people) values ($1, $2, $3)
        on conflict (account_id, day) do update set people = people_seen_counts.people + excluded.people";
const FORGET: &str = "delete from people_seen where day < $1";
const FORGET_COUNTS: &str = "delete from people_seen_counts where day < $1";

/// After so long, what other servers have written is read again, microseconds.
const STALE: i64 = 60_000_000;

/// How people are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Only while the share allows it: so many different people a day.
    Within(u16),
    /// Whatever the share says; it counts.
    Always,
    /// A second person has agreed to just these; they do not count.
    Agreed,
}

/// Who sees whom, and when.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    /// The account.
    pub account: Uuid,
    /// The day.
    pub day: Date,
    /// The instant, microseconds.
    pub at: i64,
    /// Whom.
    pub people: &'a [Uuid],
}

/// People that a transaction counted as seen.
#[derive(Debug, Clone)]
pub(crate) struct Noted {
    account: Uuid,
    day: Date,
    counts: bool,
    people: Vec<Uuid>,
}

/// Whom the accounts in use have seen today.
#[derive(Default)]
pub(crate) struct Seen {
    accounts: Mutex<HashMap<Uuid, OfDay>>,
}

struct OfDay {
    day: Date,
    read_at: i64,
    known: HashSet<Uuid>,
    counted: u64,
}

impl Seen {
    /// What is known of an account's day, unless it has to be read first.
    fn with<T>(&self, sight: &Sight<'_>, judge: impl FnOnce(&mut OfDay) -> T) -> Option<T> {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        let day = accounts.get_mut(&sight.account).filter(|one| one.day == sight.day)?;
        let fresh = (0..STALE).contains(&(sight.at - day.read_at));
        // Who is known already needs no reading.
        let known = sight.people.iter().all(|person| day.known.contains(person));
        (fresh || known).then(|| judge(day))
    }

    fn keep(&self, sight: &Sight<'_>, known: Vec<Uuid>, counted: u64) {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        accounts.retain(|account, one| one.day == sight.day || *account == sight.account);
        let fresh = || OfDay { day: sight.day, read_at: sight.at, known: HashSet::new(), counted: 0 };
        let day = accounts.entry(sight.account).or_insert_with(fresh);
        if day.day != sight.day {
            *day = fresh();
        }
        day.read_at = sight.at;
        day.known.extend(known);
        day.counted = day.counted.max(counted);
    }
}

impl OfDay {
    /// Those who are new, if they may be seen; they are known from now on.
    fn judge(&mut self, sight: &Sight<'_>, how: How) -> Option<Vec<Uuid>> {
        let mut new: Vec<Uuid> =
            sight.people.iter().copied().filter(|person| !self.known.contains(person)).collect();
        new.sort_unstable();
        new.dedup();
        let more = new.len() as u64;
        if let How::Within(most) = how
            && !xinan_domain::quota::allows(self.counted, more, most)
        {
            return None;
        }
        self.known.extend(&new);
        self.counted += if how == How::Agreed { 0 } else { more };
        Some(new)
    }
}

impl Tx {
    /// Whether an account may see these people, who then count to its share: written with this transaction, or with its
    /// looks. All of them or none.
    pub async fn sees(&mut self, sight: &Sight<'_>, how: How) -> Result<bool> {
        let Some(seen) = self.seen() else { return Ok(true) };
        let judged = match seen.with(sight, |day| day.judge(sight, how)) {
            Some(judged) => judged,
            None => {
                let key = [sight.account.into(), sight.day.into()];
                let known = self.rows(OF_DAY, &key).await?;
                let known = known.iter().map(|row| row.id("case_id")).collect::<Result<Vec<_>>>()?;
                let counted = self.row(COUNT, &key).await?.map(|row| row.int("people")).transpose()?;
                seen.keep(sight, known, u64::try_from(counted.unwrap_or(0)).unwrap_or(0));
                seen.with(sight, |day| day.judge(sight, how)).flatten()
            }
        };
        let Some(people) = judged else { return Ok(false) };
        if !people.is_empty() {
            let (account, day, counts) = (sight.account, sight.day, how != How::Agreed);
            self.note_seen(vec![Noted { account, day, counts, people }]);
        }
        Ok(true)
    }
}

/// Writes whom accounts have seen. In the order of their keys, so that two who write at once wait for one another and
/// never in a circle.
pub(crate) async fn write(tx: &mut Tx, noted: &[Noted]) -> Result<()> {
    for counts in [true, false] {
        let mut of: BTreeMap<(Uuid, Date), Vec<Uuid>> = BTreeMap::new();
        for one in noted.iter().filter(|one| one.counts == counts) {
            of.entry((one.account, one.day)).or_default().extend(&one.people);
        }
        for ((account, day), mut people) in of {
            people.sort_unstable();
            let rows: Vec<Vec<Val>> =
                people.into_iter().map(|person| vec![account.into(), day.into(), person.into()]).collect();
            let added = tx.insert_many(ADD, &rows, "on conflict do nothing").await?;
            if counts && added > 0 {
                let added = i64::try_from(added)?;
                tx.execute(RAISE, &[account.into(), day.into(), added.into()]).await?;
            }
        }
    }
    Ok(())
}

/// Forgets who was seen before a day; how many rows.
pub async fn forget(tx: &mut Tx, before: Date) -> Result<u64> {
    let people = tx.execute(FORGET, &[before.into()]).await?;
    Ok(people + tx.execute(FORGET_COUNTS, &[before.into()]).await?)
}

#[cfg(test)]
mod tests;
