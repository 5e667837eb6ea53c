//! 可以列入 — who may stand in something that leaves the house, as far as consents go.
//!
//! Which consents are asked for follows from the purpose and the recipient
//! ([`xinan_domain::disclosure::processing`]); the gate that judges one person is [`xinan_domain::consent::gate_of_list`].
//! Every list that leaves is narrowed by the same condition ([`store::may_leave`]) in its query, and whoever stands in it is
//! judged once more by the gate itself before it goes ([`store::kept_back`]). A test compares the two.

pub mod store;

use xinan_domain::consent::Processing;

/// How many people fit, and how many of them may leave for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reach {
    /// All who fit.
    pub all: usize,
    /// Those who have not declined the programme.
    pub managed: usize,
    /// Those of them who have agreed to sharing.
    pub shared: usize,
}

impl Reach {
    /// How many of them may leave.
    pub fn of(self, processing: Processing) -> usize {
        match processing {
            Processing::Sharing => self.shared,
            _ if processing.asks_for().is_empty() => self.all,
            _ => self.managed,
        }
    }

    /// How many are left out.
    pub fn without(self, processing: Processing) -> usize {
        self.all.saturating_sub(self.of(processing))
    }
}
