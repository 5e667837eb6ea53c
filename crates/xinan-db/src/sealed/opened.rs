//! Short values that were opened a moment ago.
//!
//! Lists show the same people again and again, and to open their names and telephones was a sixth of such a page. What
//! is remembered lies where the keys lie, in the memory of the program, and goes with them: a ring that is read anew
//! remembers nothing, so that a key that was dropped opens nothing that it opened before.
//!
//! Found again is only the very same sealed bytes in the very same column and row; anything else is opened as ever, and
//! refused where it is not whole.

use std::sync::{Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use super::algorithm::NONCE;
use super::ring::HEAD;
use super::{Column, RowId};

/// Places, spread over locks so that two pages seldom wait for one another. A county's names and telephones are some
/// ten thousand values, of which one day's work shows a few hundred.
const LOCKS: usize = 32;
const PLACES_EACH: usize = 512;
/// Bytes of the longest sealed value that is remembered: names, telephones, short notes, and no forms.
const LONGEST: usize = 512;

/// What was opened, each in the place that its nonce gives it; the next of that place takes it over.
pub(super) struct Opened {
    parts: Box<[Mutex<Places>]>,
}

type Places = Box<[Option<One>]>;

struct One {
    column: Column,
    row: RowId,
    /// The sealed bytes and, after them, what they hold; overwritten when it goes.
    bytes: Zeroizing<Box<[u8]>>,
    sealed: usize,
}

impl One {
    fn is(&self, column: Column, row: RowId, sealed: &[u8]) -> bool {
        self.bytes[..self.sealed] == *sealed && self.row == row && self.column == column
    }
}

impl Opened {
    pub(super) fn nothing() -> Self {
        let part = || Mutex::new((0..PLACES_EACH).map(|_| None).collect());
        Self { parts: (0..LOCKS).map(|_| part()).collect() }
    }

    /// Where a value is remembered. A nonce is drawn by chance, so that values spread of themselves.
    fn place(&self, sealed: &[u8]) -> Option<(MutexGuard<'_, Places>, usize)> {
        if sealed.len() > LONGEST {
            return None;
        }
        let nonce = sealed.get(HEAD..HEAD + NONCE)?;
        let lock = usize::from(nonce[0]) % LOCKS;
        let place = usize::from(u16::from_be_bytes([nonce[1], nonce[2]])) % PLACES_EACH;
        Some((self.parts[lock].lock().unwrap_or_else(PoisonError::into_inner), place))
    }

    /// What these bytes hold, if that was seen a moment ago.
    pub(super) fn of(&self, column: Column, row: RowId, sealed: &[u8]) -> Option<Vec<u8>> {
        let (part, place) = self.place(sealed)?;
        let one = part[place].as_ref().filter(|one| one.is(column, row, sealed))?;
        Some(one.bytes[one.sealed..].to_vec())
    }

    /// Remembers what they hold.
    pub(super) fn remember(&self, column: Column, row: RowId, sealed: &[u8], content: &[u8]) {
        let Some((mut part, place)) = self.place(sealed) else { return };
        let bytes: Box<[u8]> = [sealed, content].concat().into();
        part[place] = Some(One { column, row, bytes: Zeroizing::new(bytes), sealed: sealed.len() });
    }
}
