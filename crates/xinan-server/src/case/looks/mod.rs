//! 谁看过这份记录: who looked at a person's record, and in which lists the person was shown.
//!
//! A list leaves one entry that holds the ids of all whom it showed. Every few minutes these entries are unpacked
//! into an index by person ([`unpack`]); what is younger is looked through when somebody asks. The entry stays
//! the one that counts, and it is the one that the log's chain covers.

pub mod store;

use std::collections::HashMap;
use std::hash::Hash;

use anyhow::Result;
use xinan_db::Uuid;
use xinan_db::audit::Places;

use crate::shell::actor::PostKind;
use crate::shell::app::App;

/// One look at a record, as the person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When, microseconds.
    pub at: i64,
    /// The account; none of the program itself, of the person, and of guardians.
    pub by: Option<Uuid>,
    /// Who, and from where.
    pub shown_as: String,
    /// What was done.
    pub action: String,
    /// The kind of post; none of the program itself, of the person, and of guardians.
    pub post: Option<PostKind>,
    /// Which look of its moment it is, so that one can be asked about.
    pub entry: i64,
}

/// Looks that read as one line, by a key such as the day, who, and for what; each at the place of its latest.
pub fn together<T, K: Eq + Hash>(looks: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<Vec<T>> {
    let mut lines: Vec<Vec<T>> = Vec::new();
    let mut places: HashMap<K, usize> = HashMap::new();
    for look in looks {
        let place = *places.entry(key(&look)).or_insert(lines.len());
        match lines.get_mut(place) {
            Some(line) => line.push(look),
            None => lines.push(vec![look]),
        }
    }
    lines
}

/// Entries looked at in one transaction: a thousand rows, for which no page's own look waits long.
const AT_ONCE: u32 = 20;

/// How far lists are unpacked. Numbers, and not instants: a clock may go wrong, and an entry may be committed
/// long after its instant; but within a chain entries are committed in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unpacked {
    /// The last number of those that are older than the chains.
    older: i64,
    /// Of each chain, the last entry.
    chains: Vec<i64>,
}

impl Unpacked {
    /// Whether the people of an entry are entered already.
    fn has(&self, places: Places, entry: i64) -> bool {
        if entry <= places.base {
            return entry <= self.older;
        }
        let (chain, number) = places.place(entry);
        usize::try_from(chain).ok().and_then(|at| self.chains.get(at)).is_some_and(|last| number <= *last)
    }

    /// All entries up to this number are unpacked, of whatever chain.
    fn all_until(&self, places: Places) -> i64 {
        if self.older < places.base {
            return self.older;
        }
        let next = (0..).zip(&self.chains).map(|(chain, last)| places.seq(chain, last + 1));
        next.min().map_or(places.base, |next| next - 1)
    }

    /// Up to `last` everything was read, or all that there is; `heads` is how far the chains had come before.
    fn read_until(&mut self, places: Places, last: Option<i64>, heads: &[i64]) {
        let is_older = last.is_some_and(|last| last < places.base);
        self.older = if is_older { last.unwrap_or(self.older) } else { places.base };
        if is_older {
            return;
        }
        for ((chain, unpacked), head) in (0..).zip(&mut self.chains).zip(heads) {
            let read = match last {
                Some(last) => (last - places.seq(chain, 1)).div_euclid(places.chains) + 1,
                None => *head,
            };
            *unpacked = read.max(*unpacked).min(*head);
        }
    }
}

/// Unpacks the lists that were shown since the last time; how many. Stopped and begun again, it leaves
/// nothing out and nothing twice.
///
/// # Errors
/// When the database refuses, or the log's keys are not there.
pub async fn unpack(app: &App) -> Result<usize> {
    let mut done = 0;
    loop {
        let mut tx = app.db().write().await?;
        tx.alone_at("lists").await?;
        let places = tx.log_places()?;
        let before = store::unpacked(&mut tx, places).await?;
        let mut unpacked = before.clone();
        // Before the entries are read: those that are committed meanwhile come the next time.
        let heads = store::heads(&mut tx).await?;
        let lists = store::lists(&mut tx, unpacked.all_until(places), AT_ONCE).await?;
        let fresh = lists.iter().filter(|list| !unpacked.has(places, list.entry)).collect::<Vec<_>>();
        store::index(&mut tx, &fresh).await?;
        done += fresh.iter().filter(|list| list.shows_somebody()).count();
        let is_all = lists.len() < AT_ONCE as usize;
        unpacked.read_until(places, lists.last().filter(|_| !is_all).map(|list| list.entry), &heads);
        if unpacked != before {
            store::set_unpacked(&mut tx, &unpacked).await?;
        }
        tx.commit().await?;
        if is_all {
            return Ok(done);
        }
    }
}

#[cfg(test)]
mod tests;
