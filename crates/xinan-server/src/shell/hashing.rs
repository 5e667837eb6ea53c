//! 密码的计算 — whose password is hashed next.
//!
//! Hashing takes time and memory on purpose, and is done one at a time: pages have the other processor, and attempts
//! to sign in are counted one after another. Who is known to the house goes before who is not, so that a crowd of
//! strangers holds nobody out; of strangers only a few wait, one from each source, and nobody waits for long
//! (PROMISES P22, docs/decisions/0022).
//!
//! What surprises: the turn goes into the hashing and comes back from it. Whoever hangs up in the middle ends
//! neither, and the next begins when the processor is free, not before.

mod memory;

use std::collections::VecDeque;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Result;
use argon2::Params;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::oneshot;
use xinan_domain::password::Password;

use memory::Hasher;

/// Strangers that wait at most.
pub(crate) const MOST_STRANGERS: usize = 20;
/// People that are known and wait at most.
const MOST_KNOWN: usize = 100;
/// How long anybody waits at most.
const PATIENCE: Duration = Duration::from_secs(10);

/// Who asks for a turn; of each one waits at most, beside the one whose turn it is.
pub(crate) enum Asker {
    /// A browser in which the account was used before, or somebody who is signed in.
    Known(String),
    /// A source of which nothing is known.
    Stranger(String),
}

/// Who hashes, and who waits for it. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Hashing(Arc<Mutex<Queues>>);

#[derive(Default)]
struct Queues {
    /// Somebody has the turn. When nobody has it, nobody waits.
    taken: bool,
    known: VecDeque<Waiting>,
    strangers: VecDeque<Waiting>,
}

struct Waiting {
    who: String,
    called: oneshot::Sender<Turn>,
}

impl Hashing {
    fn lock(&self) -> MutexGuard<'_, Queues> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The turn to hash, and to count what comes of it before the next. None when too many wait already, or when it
    /// took too long.
    pub(crate) async fn turn(&self, asker: Asker) -> Option<Turn> {
        self.turn_within(PATIENCE, asker).await
    }

    async fn turn_within(&self, patience: Duration, asker: Asker) -> Option<Turn> {
        let called = {
            let mut queues = self.lock();
            if !queues.taken {
                queues.taken = true;
                return Some(Turn { of: Some(self.clone()) });
            }
            let (queue, who, most) = match asker {
                Asker::Known(who) => (&mut queues.known, who, MOST_KNOWN),
                Asker::Stranger(who) => (&mut queues.strangers, who, MOST_STRANGERS),
            };
            queue.retain(|one| !one.called.is_closed());
            if queue.len() >= most || queue.iter().any(|one| one.who == who) {
                return None;
            }
            let (call, called) = oneshot::channel();
            queue.push_back(Waiting { who, called: call });
            called
        };
        tokio::time::timeout(patience, called).await.ok()?.ok()
    }
}

/// The turn to hash. The next has it when this one is gone.
pub(crate) struct Turn {
    of: Option<Hashing>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(hashing) = self.of.take() else { return };
        loop {
            let mut queues = hashing.lock();
            let Some(next) = queues.known.pop_front().or_else(|| queues.strangers.pop_front()) else {
                queues.taken = false;
                return;
            };
            drop(queues);
            match next.called.send(Self { of: Some(hashing.clone()) }) {
                Ok(()) => return,
                // Has waited for too long and is gone; the turn is still ours to give.
                Err(mut refused) => refused.of = None,
            }
        }
    }
}

impl Turn {
    /// Whether the password fits the hash.
    ///
    /// # Errors
    /// When the program is ending.
    pub(crate) async fn fits(self, password: Password, hash: String) -> Result<(bool, Self)> {
        let hashed = move || {
            let fits = PasswordHash::new(&hash).is_ok_and(|hash| {
                Hasher::default().verify_password(password.as_str().as_bytes(), &hash).is_ok()
            });
            (fits, self)
        };
        Ok(tokio::task::spawn_blocking(hashed).await?)
    }

    /// Hashes a new password.
    ///
    /// # Errors
    /// When hashing fails, or the program is ending.
    pub(crate) async fn hash(self, password: Password) -> Result<(String, Self)> {
        let hashed = move || (hash_password(&password), self);
        let (hash, turn) = tokio::task::spawn_blocking(hashed).await?;
        Ok((hash?, turn))
    }
}

/// What a hash costs: memory in KiB, and how often it is gone through.
///
/// RFC 9106 §4 recommends 64 MiB and three passes where memory is short. It uses four lanes; we use one, because
/// the other processor is for the pages. `cargo xtask bench` measures what signing in takes; P22 promises some 250 ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cost {
    memory: u32,
    passes: u32,
}

const COST: Cost = Cost { memory: 64 * 1024, passes: 3 };
/// A hash carries its own cost, so tests of the house need not wait.
const IN_TESTS: Cost = Cost { memory: 256, passes: 1 };
const NOW: Cost = if cfg!(test) { IN_TESTS } else { COST };

impl Cost {
    /// How every hash of this cost begins (the PHC string format).
    fn head(self) -> String {
        format!("$argon2id$v=19$m={},t={},p=1$", self.memory, self.passes)
    }

    fn hasher(self) -> Result<Hasher> {
        let params = Params::new(self.memory, self.passes, 1, None)
            .map_err(|error| anyhow::anyhow!("the cost of hashing: {error}"))?;
        Ok(Hasher::new(params))
    }
}

/// Whether a hash was made at today's cost.
pub(crate) fn is_of_now(hash: &str) -> bool {
    hash.starts_with(&NOW.head())
}

/// A hash of nothing anybody uses, at today's cost: checked when the account does not exist, so that the answer
/// takes as long as for one that does.
pub(crate) static NOBODY: LazyLock<String> = LazyLock::new(|| {
    format!("{}c29tZSBmaXhlZCBzYWx0cw$5Xm2QJwJ0mZ0gqgZ2tq6pJm0c0oJc3o0q0qk5Yk1V3k", NOW.head())
});

/// Hashes a password with argon2id.
///
/// # Errors
/// When hashing fails.
pub fn hash_password(password: &Password) -> Result<String> {
    let hash = NOW.hasher()?.hash_password(password.as_str().as_bytes());
    Ok(hash.map_err(|error| anyhow::anyhow!("hashing a password: {error}"))?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stranger(number: usize) -> Asker {
        Asker::Stranger(format!("203.0.113.{number}"))
    }

    /// Lets everybody go as far as they come.
    async fn settle() {
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
    }

    #[test]
    fn a_hash_costs_what_is_recommended() {
        assert_eq!(COST.head(), "$argon2id$v=19$m=65536,t=3,p=1$");
        let hash = hash_password(&Password::typed("right-horse-7")).unwrap();
        assert!(is_of_now(&hash) && is_of_now(&NOBODY));
        assert!(!is_of_now(&hash.replace(",t=1,", ",t=2,")));
        // The cost in force is that of the program; this is how one of it looks, whole.
        let whole = COST.hasher().unwrap().hash_password(b"right-horse-7").unwrap().to_string();
        assert!(whole.starts_with(&COST.head()), "{whole}");
    }

    #[tokio::test]
    async fn who_is_known_goes_before_strangers() {
        let hashing = Hashing::default();
        let first = hashing.turn(stranger(0)).await.unwrap();
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut waiting = Vec::new();
        for asker in [stranger(1), stranger(2), Asker::Known("a".to_owned()), Asker::Known("b".to_owned())] {
            let (hashing, order) = (hashing.clone(), Arc::clone(&order));
            waiting.push(tokio::spawn(async move {
                let (Asker::Known(who) | Asker::Stranger(who)) = &asker;
                let who = who.clone();
                let _turn = hashing.turn(asker).await.unwrap();
                order.lock().unwrap().push(who);
            }));
            settle().await;
        }
        drop(first);
        for one in waiting {
            one.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), ["a", "b", "203.0.113.1", "203.0.113.2"]);
        // Nobody is left, and the next has it at once.
        drop(hashing.turn(stranger(1)).await.unwrap());
        assert!(!hashing.lock().taken);
    }

    #[tokio::test]
    async fn few_strangers_wait_and_one_from_each_source() {
        let hashing = Hashing::default();
        let first = hashing.turn(stranger(0)).await.unwrap();
        let mut waiting = Vec::new();
        for number in 0..MOST_STRANGERS {
            let hashing = hashing.clone();
            waiting.push(tokio::spawn(async move { hashing.turn(stranger(number)).await.is_some() }));
        }
        settle().await;
        assert!(hashing.turn(stranger(3)).await.is_none(), "one waits from there already");
        assert!(hashing.turn(stranger(99)).await.is_none(), "too many wait");
        let known = tokio::spawn({
            let hashing = hashing.clone();
            async move { hashing.turn(Asker::Known("a".to_owned())).await.is_some() }
        });
        // Who goes away leaves the place to somebody else.
        waiting.pop().unwrap().abort();
        settle().await;
        let late = tokio::spawn({
            let hashing = hashing.clone();
            async move { hashing.turn(stranger(99)).await.is_some() }
        });
        settle().await;
        drop(first);
        assert!(known.await.unwrap() && late.await.unwrap());
        for one in waiting {
            assert!(one.await.unwrap());
        }
    }

    #[tokio::test]
    async fn nobody_waits_for_ever() {
        let hashing = Hashing::default();
        let first = hashing.turn(stranger(0)).await.unwrap();
        assert!(hashing.turn_within(Duration::from_millis(20), stranger(1)).await.is_none());
        // The turn does not go to who has gone.
        drop(first);
        assert!(hashing.turn(stranger(2)).await.is_some());
    }
}
