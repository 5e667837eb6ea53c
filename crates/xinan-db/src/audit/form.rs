//! The form in which an entry is sealed: version 1.
//!
//! Every field is its length in bytes as four big-endian bytes, and then the bytes; a field that is
//! missing has the length 0xFFFF_FFFF. Numbers are eight big-endian bytes, ids their sixteen, text is
//! UTF-8. The fields are those of [`Line`] in their order, without its number and its own code. So no two
//! entries have the same form, whatever is in their texts.
//!
//! Each code is an HMAC over a first byte that says what is sealed, and then
//! - for the header of the log: its bytes, and the chain that begins with this code;
//! - for an entry: the code of the entry before it in its chain, its own number, its form;
//! - for the newest entry of a chain: the chain, how many entries it has, the code of the last.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The version of this form, kept in the log's header.
pub(super) const VERSION: u8 = 1;
/// HMAC-SHA-256, the algorithm in the log's header. 2 is kept for HMAC-SM3 (GM/T 0004).
pub(super) const HMAC_SHA_256: u8 = 1;

/// A code that nobody makes without the key.
pub(super) type Code = [u8; 32];

const HEADER: u8 = 0;
const ENTRY: u8 = 1;
const HEAD: u8 = 2;

/// An entry as it is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its number in the table.
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) account: Option<&'a [u8]>,
    pub(super) post: Option<&'a [u8]>,
    pub(super) shown_as: &'a [u8],
    pub(super) county: &'a [u8],
    pub(super) case: Option<&'a [u8]>,
    pub(super) action: &'a [u8],
    pub(super) detail: &'a [u8],
    pub(super) cases: &'a [u8],
    /// The code that was stored with it.
    pub(super) mac: &'a [u8],
}

impl Line<'_> {
    /// Hands the form over, piece by piece, without putting it together.
    pub(super) fn form(&self, mut take: impl FnMut(&[u8])) {
        let at = self.at.to_be_bytes();
        let fields = [
            Some(at.as_slice()),
            self.account,
            self.post,
            Some(self.shown_as),
            Some(self.county),
            self.case,
            Some(self.action),
            Some(self.detail),
            Some(self.cases),
        ];
        for field in fields {
            // No text of the log is anywhere near 4 GB.
            let length = field.map_or(u32::MAX, |field| u32::try_from(field.len()).unwrap_or(u32::MAX - 1));
            take(&length.to_be_bytes());
            take(field.unwrap_or_default());
        }
    }
}

/// Makes codes. What depends on the key alone is computed once.
#[derive(Clone)]
pub(super) struct Coder(Hmac<Sha256>);

impl Coder {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        // As HMAC itself fills a key up to its block.
        let mut block = [0; 64];
        block[..32].copy_from_slice(key);
        Self(Hmac::new(&block.into()))
    }

    /// The code before the first entry of a chain.
    pub(super) fn header(&self, header: &[u8], chain: i64) -> Code {
        self.code(&[&[HEADER], header, &chain.to_be_bytes()])
    }

    /// The code of an entry that follows `before`.
    pub(super) fn entry(&self, before: &[u8], line: &Line<'_>) -> Code {
        let mut mac = self.0.clone();
        mac.update(&[ENTRY]);
        mac.update(before);
        mac.update(&line.seq.to_be_bytes());
        line.form(|piece| mac.update(piece));
        mac.finalize().into_bytes().into()
    }

    /// Seals how far a chain has come.
    pub(super) fn head(&self, chain: i64, number: i64, last: &[u8]) -> Code {
        self.code(&[&[HEAD], &chain.to_be_bytes(), &number.to_be_bytes(), last])
    }

    fn code(&self, pieces: &[&[u8]]) -> Code {
        let mut mac = self.0.clone();
        pieces.iter().for_each(|piece| mac.update(piece));
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(line: &Line<'_>) -> Vec<u8> {
        let mut bytes = Vec::new();
        line.form(|piece| bytes.extend_from_slice(piece));
        bytes
    }

    #[test]
    fn the_form_is_written_out() {
        let line =
            Line {
                at: 258, case: Some(&[7; 2]), action: b"a", shown_as: "王".as_bytes(), ..Line::default()
            };
        let missing = [255, 255, 255, 255];
        let mut wanted = vec![0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2];
        wanted.extend_from_slice(&missing);
        wanted.extend_from_slice(&missing);
        wanted.extend_from_slice(&[0, 0, 0, 3, 0xe7, 0x8e, 0x8b, 0, 0, 0, 0]);
        wanted.extend_from_slice(&[0, 0, 0, 2, 7, 7, 0, 0, 0, 1, b'a', 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(form(&line), wanted);
    }

    #[test]
    fn what_moves_from_one_field_to_the_next_is_another_form() {
        let one = Line { action: b"ab", detail: b"c", ..Line::default() };
        let other = Line { action: b"a", detail: b"bc", ..Line::default() };
        assert_ne!(form(&one), form(&other));
        let absent = Line { case: None, ..Line::default() };
        let empty = Line { case: Some(&[]), ..Line::default() };
        assert_ne!(form(&absent), form(&empty));
    }
}
