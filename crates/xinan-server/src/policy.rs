//! Who may do what: the one place of the living floor where access is decided.
//!
//! Callers ask with the name of what they do ([`Action`]) and never look at posts themselves; the answer is
//! that of the policies (`policies/`, [`xinan_policy`]). Every address has a [`Guard`] (`routes.rs`), which
//! [`Actor`] has passed before a handler sees it. The territory is decided in the query
//! ([`crate::case::store::find`] and the scoped lists), so that a record out of reach does not exist for the
//! asker.

pub use xinan_policy::{Action, Relation};

use crate::shell::actor::Actor;

/// What somebody must be allowed to be answered at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: before signing in, or the same for all.
    Open,
    /// To be signed in: what concerns oneself.
    Own,
    /// To do this.
    Does(Action),
    /// To do one of these; the handler asks which, by what the address is of.
    OneOf(&'static [Action]),
}

impl Guard {
    /// Whether the post is let in.
    pub fn admits(self, actor: &Actor) -> bool {
        match self {
            Self::Open | Self::Own => true,
            Self::Does(action) => permits(actor, action),
            Self::OneOf(actions) => actions.iter().any(|action| permits(actor, *action)),
        }
    }
}

/// Whether the post carries the action, within its territory.
pub fn permits(actor: &Actor, action: Action) -> bool {
    xinan_policy::permits(actor.kind.post(), action, Relation::Territory)
}

/// Whether the post may change a visit or take it back. `fresh`: this very member of staff entered it today.
pub fn permits_change(actor: &Actor, fresh: bool, reports_death: bool) -> bool {
    let action = if reports_death { Action::CorrectDeath } else { Action::CorrectVisit };
    let relation = if fresh { Relation::OwnEntry } else { Relation::Territory };
    xinan_policy::permits(actor.kind.post(), action, relation)
}
