//! 检索 — who fits what was typed: part of the name, pinyin, initials, both mixed, last digits.
//!
//! Everything is found by keyed tokens ([`xinan_domain::search_key`]). Only when these find nobody, and for letters that
//! may be syllables and initials mixed (`chenjw`), the tokens leave open who is meant: then the names of the few who
//! may be are looked at, and from there on these people stand beside the token.

pub(crate) mod store;

use xinan_db::{Scope, Uuid};
use xinan_domain::search_key::Key;

/// What was typed, understood within a territory.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    scope: Scope,
    wanted: Vec<Wanted>,
}

/// One thing that a person must have.
#[derive(Debug, Clone)]
struct Wanted {
    /// One of these keys,
    any_of: Vec<Key>,
    /// or to be one of these people, whose names fit letters that are mixed.
    meant: Vec<Uuid>,
}

impl Search {
    /// Whether there is nothing to search for.
    pub(crate) fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }
}
