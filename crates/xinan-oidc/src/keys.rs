//! The provider's public keys, and whether one of them has signed something.
//!
//! RFC 7517 and 7518. Only signatures that nobody but the provider can make: what is made with a secret that both know
//! (`HS256`), or with none (`none`), is no proof and has no name here. Which algorithm a key is for is decided by the key
//! (RFC 8725 §3.1): a token cannot have an RSA key looked at as something else.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents,
    UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;
use serde_json::Value;

/// Keys that are read of a set: providers have two or three.
const MOST: usize = 32;

/// How something is signed.
#[derive(Clone, Copy)]
enum Signature {
    Rsa(&'static RsaParameters),
    /// A curve by its name.
    Curve(&'static str, &'static dyn VerificationAlgorithm),
}

fn signature(algorithm: &str) -> Option<Signature> {
    Some(match algorithm {
        "RS256" => Signature::Rsa(&RSA_PKCS1_2048_8192_SHA256),
        "RS384" => Signature::Rsa(&RSA_PKCS1_2048_8192_SHA384),
        "RS512" => Signature::Rsa(&RSA_PKCS1_2048_8192_SHA512),
        "PS256" => Signature::Rsa(&RSA_PSS_2048_8192_SHA256),
        "PS384" => Signature::Rsa(&RSA_PSS_2048_8192_SHA384),
        "PS512" => Signature::Rsa(&RSA_PSS_2048_8192_SHA512),
        "ES256" => Signature::Curve("P-256", &ECDSA_P256_SHA256_FIXED),
        "ES384" => Signature::Curve("P-384", &ECDSA_P384_SHA384_FIXED),
        "EdDSA" | "Ed25519" => Signature::Curve("Ed25519", &ED25519),
        _ => return None,
    })
}

/// A public key.
enum Public {
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
    /// Of a curve by its name.
    Point(&'static str, Vec<u8>),
}

struct Key {
    id: Option<String>,
    /// What it is for, where that is said.
    algorithm: Option<String>,
    public: Public,
}

/// A key as it is written; what is said beside it stays unread.
#[derive(Deserialize)]
struct Written {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// Bytes as they stand in keys and tokens.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

impl Key {
    /// None for what is of another kind, or for another purpose.
    fn read(value: &Value) -> Option<Self> {
        let written = Written::deserialize(value).ok()?;
        if written.purpose.is_some_and(|purpose| purpose != "sig") {
            return None;
        }
        let part = |text: Option<String>| bytes(&text?);
        let sized = |text, size| part(text).filter(|bytes| bytes.len() == size);
        let public = match (written.kty.as_str(), written.crv.as_deref()) {
            ("RSA", _) => {
                Public::Rsa { modulus: unsigned(part(written.n)?), exponent: unsigned(part(written.e)?) }
            }
            ("EC", Some("P-256")) => {
                Public::Point("P-256", point(sized(written.x, 32)?, sized(written.y, 32)?))
            }
            ("EC", Some("P-384")) => {
                Public::Point("P-384", point(sized(written.x, 48)?, sized(written.y, 48)?))
            }
            ("OKP", Some("Ed25519")) => Public::Point("Ed25519", sized(written.x, 32)?),
            _ => return None,
        };
        Some(Self { id: written.kid, algorithm: written.alg, public })
    }

    /// Whether it may have signed in this way, under this name.
    fn may_be(&self, id: Option<&str>, algorithm: &str, how: Signature) -> bool {
        let of_kind = match (&self.public, how) {
            (Public::Rsa { .. }, Signature::Rsa(_)) => true,
            (Public::Point(curve, _), Signature::Curve(wanted, _)) => *curve == wanted,
            _ => false,
        };
        of_kind
            && id.is_none_or(|id| self.id.as_deref() == Some(id))
            && self.algorithm.as_ref().is_none_or(|own| own == algorithm)
    }

    fn has_signed(&self, how: Signature, message: &[u8], signed: &[u8]) -> bool {
        match (&self.public, how) {
            (Public::Rsa { modulus, exponent }, Signature::Rsa(how)) => {
                RsaPublicKeyComponents { n: modulus, e: exponent }.verify(how, message, signed).is_ok()
            }
            (Public::Point(_, point), Signature::Curve(_, how)) => {
                UnparsedPublicKey::new(how, point).verify(message, signed).is_ok()
            }
            _ => false,
        }
    }
}

/// A number without the zeros that some write before it.
fn unsigned(bytes: Vec<u8>) -> Vec<u8> {
    bytes.into_iter().skip_while(|byte| *byte == 0).collect()
}

/// A point, both coordinates whole (SEC 1 §2.3.3).
fn point(x: Vec<u8>, y: Vec<u8>) -> Vec<u8> {
    [vec![4], x, y].concat()
}

/// What became of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// One of the keys made it.
    Signed,
    /// None of them did; it may be a newer one.
    Unknown,
    /// Nobody could tell by it who made it.
    NoProof,
}

/// The keys of a provider.
pub(crate) struct Keys(Vec<Key>);

impl Keys {
    /// What is written in a set; none when it is none. Keys of other kinds are left out.
    pub(crate) fn read(set: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Set {
            keys: Vec<Value>,
        }
        let set: Set = serde_json::from_slice(set).ok()?;
        Some(Self(set.keys.iter().filter_map(Key::read).take(MOST).collect()))
    }

    /// Whether one of them has signed the message in the way and under the name that is said.
    pub(crate) fn look(&self, algorithm: &str, id: Option<&str>, message: &[u8], signed: &[u8]) -> Seen {
        let Some(how) = signature(algorithm) else { return Seen::NoProof };
        let mut those = self.0.iter().filter(|key| key.may_be(id, algorithm, how));
        match those.any(|key| key.has_signed(how, message, signed)) {
            true => Seen::Signed,
            false => Seen::Unknown,
        }
    }
}
