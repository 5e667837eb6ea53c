//! 密码的计算 — whose password is hashed next.
//!
//! Hashing takes time and memory on purpose, and is done one at a time: pages have the other processor, and attempts
//! to sign in are counted one after another. Who is known to the house goes before who is not, so that a crowd of
//! strangers holds nobody out; of strangers only a few wait, one from each source, and nobody waits for long
//! (PROMISES P22, docs/decisions/0022).
//!
//! What surprises: the turn goes into the hashing and comes back from it. Whoever hangs up in the middle ends
//! neither, and the next begins when the processor is free, not before.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Result;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::oneshot;

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
    pub(crate) async fn fits(self, password: String, hash: String) -> Result<(bool, Self)> {
        let hashed = move || {
            let fits = PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
            (fits, self)
        };
        Ok(tokio::task::spawn_blocking(hashed).await?)
    }

    /// Hashes a new password.
    ///
    /// # Errors
    /// When hashing fails, or the program is ending.
    pub(crate) async fn hash(self, password: String) -> Result<(String, Self)> {
        let hashed = move || (hash_password(&password), self);
        let (hash, turn) = tokio::task::spawn_blocking(hashed).await?;
        Ok((hash?, turn))
    }
}

/// Hashes a password with argon2id.
///
/// # Errors
/// When hashing fails.
pub fn hash_password(password: &str) -> Result<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
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
