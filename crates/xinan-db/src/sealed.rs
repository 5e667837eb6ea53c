//! Sealed columns: names, identity numbers, telephones, addresses and narrative.
//!
//! A sealed value is stored as bytes whose first byte names the algorithm. Version 0 is plain text;
//! encryption is another number, and no caller changes. Nobody can search in sealed bytes, so
//! what people search for is stored beside them as *tokens*: a keyed hash of each search key
//! ([`xinan_domain::search_key`]). A plain hash would not do: a county has at most some ten million
//! possible identity numbers, and all of them can be tried in minutes.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::value::Val;

/// Plain text, the algorithm of the first version.
const PLAIN: u8 = 0;

/// The keys of a deployment.
#[derive(Clone)]
pub struct Keys {
    index: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// From the deployment's index key.
    pub fn new(index: [u8; 32]) -> Self {
        Self { index }
    }

    /// Fresh random keys for a new deployment.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn generate() -> anyhow::Result<Self> {
        let mut index = [0; 32];
        getrandom::fill(&mut index).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
        Ok(Self { index })
    }

    pub(crate) fn index_bytes(&self) -> &[u8; 32] {
        &self.index
    }

    /// Seals a text.
    pub fn seal(&self, text: &str) -> Vec<u8> {
        self.seal_bytes(text.as_bytes())
    }

    /// Seals bytes, such as an uploaded workbook.
    pub fn seal_bytes(&self, content: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(content.len() + 1);
        bytes.push(PLAIN);
        bytes.extend_from_slice(content);
        bytes
    }

    /// Seals a text as a parameter; an empty text is stored as missing.
    pub fn sealed(&self, text: &str) -> Val {
        Val::Bytes((!text.is_empty()).then(|| self.seal(text)))
    }

    /// Opens what [`Keys::seal`] made; `None` when it is damaged or of an unknown algorithm.
    pub fn open(&self, bytes: &[u8]) -> Option<String> {
        String::from_utf8(self.open_bytes(bytes)?).ok()
    }

    /// Opens what [`Keys::seal_bytes`] made.
    pub fn open_bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        match bytes.split_first()? {
            (&PLAIN, content) => Some(content.to_vec()),
            _ => None,
        }
    }

    /// The token of a search key: 63 bits of HMAC-SHA-256 over kind and text.
    pub fn token(&self, kind: u8, text: &str) -> i64 {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.index).expect("HMAC takes keys of any length");
        mac.update(&[kind]);
        mac.update(text.as_bytes());
        let hash = mac.finalize().into_bytes();
        let mut head = [0; 8];
        head.copy_from_slice(&hash[..8]);
        i64::from_be_bytes(head) & i64::MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_again() {
        let keys = Keys::new([7; 32]);
        assert_eq!(keys.open(&keys.seal("李春生")).as_deref(), Some("李春生"));
        assert_eq!(keys.open(&[9, 65]), None);
        assert_eq!(keys.open(&[]), None);
    }

    #[test]
    fn tokens_differ_by_key_and_kind() {
        let (a, b) = (Keys::new([1; 32]), Keys::new([2; 32]));
        assert_eq!(a.token(1, "zs"), a.token(1, "zs"));
        assert_ne!(a.token(1, "zs"), b.token(1, "zs"));
        assert_ne!(a.token(1, "zs"), a.token(2, "zs"));
    }
}
