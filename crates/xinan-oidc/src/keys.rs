//! The provider's public keys, and which of them may have signed something (RFC 7517 and 7518).
//!
//! What a key is for is decided by the key (RFC 8725 §3.1): a token cannot have an RSA key looked at as something else,
//! and a key for encrypting signs nothing.

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyOperations, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;

use crate::signature::{EDWARDS, P256, P384, RSA, by_ring};

/// What RFC 9864 calls a signature with Ed25519, which the library knows as `EdDSA` alone.
pub(crate) const ED25519: &str = "Ed25519";

/// Keys that are read of a set: providers have two or three.
const MOST: usize = 32;

/// A key, and the ways in which it signs.
pub(crate) struct Key {
    id: Option<String>,
    pub(crate) ways: Vec<Algorithm>,
    pub(crate) public: DecodingKey,
}

impl Key {
    /// None for what is of another kind, or for another purpose.
    fn read(value: &Value) -> Option<Self> {
        let written = Jwk::deserialize(value).ok()?;
        let said = &written.common;
        let signs = said.public_key_use.as_ref().is_none_or(|purpose| *purpose == PublicKeyUse::Signature)
            && said.key_operations.as_ref().is_none_or(|acts| acts.contains(&KeyOperations::Verify));
        let ways = match &written.algorithm {
            AlgorithmParameters::RSA(_) => RSA,
            AlgorithmParameters::EllipticCurve(curve) if curve.curve == EllipticCurve::P256 => P256,
            AlgorithmParameters::EllipticCurve(curve) if curve.curve == EllipticCurve::P384 => P384,
            AlgorithmParameters::OctetKeyPair(pair) if pair.curve == EllipticCurve::Ed25519 => EDWARDS,
            _ => return None,
        };
        let newer_name = |way: &Algorithm| *way == Algorithm::EdDSA && value["alg"] == ED25519;
        let own =
            |way: &Algorithm| newer_name(way) || said.key_algorithm.is_none_or(|own| own == (*way).into());
        let ways: Vec<Algorithm> = ways.iter().copied().filter(own).collect();
        if !signs || ways.is_empty() {
            return None;
        }
        Some(Self { public: DecodingKey::from_jwk(&written).ok()?, ways, id: written.common.key_id })
    }
}

/// The keys of a provider.
pub(crate) struct Keys(Vec<Key>);

impl Keys {
    /// What is written in a set; none when it is none. Keys of other kinds are left out.
    pub(crate) fn read(set: &[u8]) -> Option<Self> {
        // One by one: an odd key beside the others does no harm.
        #[derive(Deserialize)]
        struct Set {
            keys: Vec<Value>,
        }
        by_ring();
        let set: Set = serde_json::from_slice(set).ok()?;
        Some(Self(set.keys.iter().filter_map(Key::read).take(MOST).collect()))
    }

    /// Those that may have signed in this way, under this name.
    pub(crate) fn that_may<'a>(
        &'a self,
        way: Algorithm,
        id: Option<&'a str>,
    ) -> impl Iterator<Item = &'a Key> {
        let named = move |key: &&Key| id.is_none_or(|id| key.id.as_deref() == Some(id));
        self.0.iter().filter(named).filter(move |key| key.ways.contains(&way))
    }
}
