//! Whom an account has seen on a day, by whatever door: what a share is counted by (docs/decisions/0033).
//!
//! Every page of a person asks whether the share is used up, so the answer lies in memory: the people of the day, of the
//! accounts that are in use. What is new goes into `people_seen` with the look's log entry, in the same transaction. Readers
//! of the embedded database may see looks a moment late; what this program let through it knows by itself, at once, so that
//! ten requests at the same time do not get ten times the share. Of other servers' looks it hears within a minute.
//!
//! What surprises: until a transaction is kept, its people are counted and not known. Were they known at once, whoever
//! comes after one that was rolled back would look at them and leave no row; were they not counted, ten at once would get
//! ten shares. Rolled back, they are given back ([`Noted`]).

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use jiff::civil::Date;
use uuid::Uuid;
use xinan_domain::quota::allows;

use crate::tx::Tx;
use crate::value::Val;

/// After so long, what other servers have written is read again, microseconds.
const STALE: i64 = 60_000_000;

/// How people are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Only while the share allows it: so many different people a day.
    Within(u16),
    /// Whatever the share says; it counts.
    Always,
    /// As today's work: so many different people a day, counted by themselves and not to the share.
    Listed(u16),
}

/// What people are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Book {
    /// The share of the day.
    Share,
    /// 今日工作.
    Listed,
}

impl How {
    fn book(self) -> Book {
        match self {
            Self::Within(_) | Self::Always => Book::Share,
            Self::Listed(_) => Book::Listed,
        }
    }

    fn most(self) -> Option<u16> {
        match self {
            Self::Within(most) | Self::Listed(most) => Some(most),
            Self::Always => None,
        }
    }
}

impl Book {
    const ALL: [Self; 2] = [Self::Share, Self::Listed];

    fn of_day(self) -> &'static str {
        match self {
            Self::Share => "select case_id from people_seen where account_id = $1 and day = $2",
            Self::Listed => "select case_id from people_listed where account_id = $1 and day = $2",
        }
    }

    fn count(self) -> &'static str {
        match self {
            Self::Share => "select people from people_seen_counts where account_id = $1 and day = $2",
            Self::Listed => "select people from people_listed_counts where account_id = $1 and day = $2",
        }
    }

    fn add(self) -> &'static str {
        match self {
            Self::Share => "insert into people_seen (account_id, day, case_id)",
            Self::Listed => "insert into people_listed (account_id, day, case_id)",
        }
    }

    fn raise(self) -> &'static str {
        match self {
            Self::Share => {
                "insert into people_seen_counts (account_id, day, people) values ($1, $2, $3)
                     on conflict (account_id, day) do update set people = people_seen_counts.people + excluded.people"
            }
            Self::Listed => {
                "insert into people_listed_counts (account_id, day, people) values ($1, $2, $3)
                     on conflict (account_id, day) do update set people = people_listed_counts.people + excluded.people"
            }
        }
    }

    fn forget(self) -> [&'static str; 2] {
        match self {
            Self::Share => {
                ["delete from people_seen where day < $1", "delete from people_seen_counts where day < $1"]
            }
            Self::Listed => [
                "delete from people_listed where day < $1",
                "delete from people_listed_counts where day < $1",
            ],
        }
    }
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

/// People that a transaction counted as seen. Dropped without having been kept, they are given back.
pub(crate) struct Noted {
    seen: Arc<Seen>,
    book: Book,
    account: Uuid,
    day: Date,
    people: Vec<Uuid>,
}

impl Noted {
    /// They are stored: from now on they are known.
    pub(crate) fn keep(mut self) {
        let people = std::mem::take(&mut self.people);
        self.seen.settle((self.book, self.account, self.day), &people, true);
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        if !self.people.is_empty() {
            self.seen.settle((self.book, self.account, self.day), &self.people, false);
        }
    }
}

/// Whom the accounts in use have seen today.
#[derive(Default)]
pub(crate) struct Seen {
    accounts: Mutex<HashMap<(Book, Uuid), OfDay>>,
}

struct OfDay {
    day: Date,
    read_at: i64,
    /// Who is stored.
    known: HashSet<Uuid>,
    /// How many are.
    stored: u64,
    /// Who is counted by transactions that have not come to their end, and by how many.
    pending: HashMap<Uuid, u32>,
}

impl Seen {
    /// What is known of an account's day, unless it has to be read first.
    fn with<T>(&self, sight: &Sight<'_>, book: Book, judge: impl FnOnce(&mut OfDay) -> T) -> Option<T> {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        let day = accounts.get_mut(&(book, sight.account)).filter(|one| one.day == sight.day)?;
        let fresh = (0..STALE).contains(&(sight.at - day.read_at));
        // Who is known already needs no reading.
        let known = sight.people.iter().all(|person| day.known.contains(person));
        (fresh || known).then(|| judge(day))
    }

    /// Takes in what was read, and judges by it.
    fn read<T>(
        &self,
        sight: &Sight<'_>,
        book: Book,
        (known, stored): (Vec<Uuid>, u64),
        judge: impl FnOnce(&mut OfDay) -> T,
    ) -> T {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        accounts.retain(|(_, account), one| one.day == sight.day || *account == sight.account);
        let fresh = || OfDay {
            day: sight.day,
            read_at: sight.at,
            known: HashSet::new(),
            stored: 0,
            pending: HashMap::new(),
        };
        let day = accounts.entry((book, sight.account)).or_insert_with(fresh);
        if day.day != sight.day {
            *day = fresh();
        }
        day.read_at = sight.at;
        day.known.extend(known);
        day.stored = day.stored.max(stored);
        judge(day)
    }

    /// A transaction has come to its end: its people are known, or given back.
    fn settle(&self, (book, account, day): (Book, Uuid, Date), people: &[Uuid], kept: bool) {
        let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(of) = accounts.get_mut(&(book, account)).filter(|one| one.day == day) else { return };
        for person in people {
            if let Some(by) = of.pending.get_mut(person) {
                *by -= 1;
                if *by == 0 {
                    of.pending.remove(person);
                }
            }
            if kept && of.known.insert(*person) {
                of.stored += 1;
            }
        }
    }
}

impl OfDay {
    fn new_of(&self, people: &[Uuid]) -> Vec<Uuid> {
        let mut new: Vec<Uuid> =
            people.iter().copied().filter(|person| !self.known.contains(person)).collect();
        new.sort_unstable();
        new.dedup();
        new
    }

    /// Whether these may be seen, who are not known.
    fn may(&self, new: &[Uuid], most: Option<u16>) -> bool {
        let Some(most) = most else { return true };
        let pending = self.pending.keys().filter(|person| !self.known.contains(*person)).count() as u64;
        let more = new.iter().filter(|person| !self.pending.contains_key(*person)).count() as u64;
        allows(self.stored.saturating_add(pending), more, most)
    }

    /// Those who are not known, if they may be seen: counted from now on.
    fn judge(&mut self, people: &[Uuid], most: Option<u16>) -> Option<Vec<Uuid>> {
        let new = self.new_of(people);
        if !self.may(&new, most) {
            return None;
        }
        for person in &new {
            *self.pending.entry(*person).or_default() += 1;
        }
        Some(new)
    }
}

impl Tx {
    /// Whether an account may see these people, who are then counted: written with this transaction, or with its
    /// looks. All of them or none.
    pub async fn sees(&mut self, sight: &Sight<'_>, how: How) -> Result<bool> {
        let Some(seen) = self.seen() else { return Ok(true) };
        let (book, most) = (how.book(), how.most());
        let judged = self.of_day(&seen, sight, book, |day| day.judge(sight.people, most)).await?;
        let Some(people) = judged else { return Ok(false) };
        if !people.is_empty() {
            let (account, day) = (sight.account, sight.day);
            self.note_seen(vec![Noted { seen, book, account, day, people }]);
        }
        Ok(true)
    }

    /// Whether an account might see these people within its share. Nobody is counted: what follows may still be refused.
    pub async fn might_see(&mut self, sight: &Sight<'_>, most: u16) -> Result<bool> {
        let Some(seen) = self.seen() else { return Ok(true) };
        self.of_day(&seen, sight, Book::Share, |day| day.may(&day.new_of(sight.people), Some(most))).await
    }

    /// Whether an account may see nobody new any more.
    pub async fn has_used_up(&mut self, (account, day, at): (Uuid, Date, i64), most: u16) -> Result<bool> {
        let somebody = [crate::new_id()];
        Ok(!self.might_see(&Sight { account, day, at, people: &somebody }, most).await?)
    }

    async fn of_day<T>(
        &mut self,
        seen: &Seen,
        sight: &Sight<'_>,
        book: Book,
        mut judge: impl FnMut(&mut OfDay) -> T,
    ) -> Result<T> {
        if let Some(judged) = seen.with(sight, book, &mut judge) {
            return Ok(judged);
        }
        let key = [sight.account.into(), sight.day.into()];
        let known = self.rows(book.of_day(), &key).await?;
        let known = known.iter().map(|row| row.id("case_id")).collect::<Result<Vec<_>>>()?;
        let stored = self.row(book.count(), &key).await?.map(|row| row.int("people")).transpose()?;
        let stored = u64::try_from(stored.unwrap_or(0)).unwrap_or(0);
        Ok(seen.read(sight, book, (known, stored), judge))
    }
}

/// Writes whom accounts have seen. In the order of their keys, so that two who write at once wait for one another and
/// never in a circle.
pub(crate) async fn write(tx: &mut Tx, noted: &[Noted]) -> Result<()> {
    let mut of: BTreeMap<(Book, Uuid, Date), Vec<Uuid>> = BTreeMap::new();
    for one in noted {
        of.entry((one.book, one.account, one.day)).or_default().extend(&one.people);
    }
    for ((book, account, day), mut people) in of {
        people.sort_unstable();
        people.dedup();
        let rows: Vec<Vec<Val>> =
            people.into_iter().map(|person| vec![account.into(), day.into(), person.into()]).collect();
        let added = tx.insert_many(book.add(), &rows, "on conflict do nothing").await?;
        if added > 0 {
            let added = i64::try_from(added)?;
            tx.execute(book.raise(), &[account.into(), day.into(), added.into()]).await?;
        }
    }
    Ok(())
}

/// Forgets who was seen before a day; how many rows.
pub async fn forget(tx: &mut Tx, before: Date) -> Result<u64> {
    let mut forgotten = 0;
    for sql in Book::ALL.into_iter().flat_map(Book::forget) {
        forgotten += tx.execute(sql, &[before.into()]).await?;
    }
    Ok(forgotten)
}

#[cfg(test)]
mod tests;
