//! Tokens by the one thing that is wrong with each.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
    Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA384, RsaKeyPair,
};
use serde_json::{Value, json};
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use super::*;

const NOW: i64 = 1_795_222_800;
const RSA: &[u8] = include_bytes!("../../testdata/rsa.key.pem");

fn base64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

type Sign = dyn Fn(&[u8]) -> Vec<u8>;

/// Somebody who signs, with the key that others see.
struct Signer {
    public: Value,
    sign: Box<Sign>,
}

fn curve(name: &str, how: &'static EcdsaSigningAlgorithm, algorithm: &str) -> Signer {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(how, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(how, pkcs8.as_ref(), &random).unwrap();
    let point = pair.public_key().as_ref()[1..].to_vec();
    let (x, y) = point.split_at(point.len() / 2);
    let public =
        json!({ "kty": "EC", "crv": name, "x": base64(x), "y": base64(y), "kid": "one", "alg": algorithm });
    Signer { public, sign: Box::new(move |message| pair.sign(&random, message).unwrap().as_ref().to_vec()) }
}

fn ours() -> Signer {
    curve("P-256", &ECDSA_P256_SHA256_FIXED_SIGNING, "ES256")
}

fn edwards() -> Signer {
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    let pair = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap();
    let public = json!({ "kty": "OKP", "crv": "Ed25519", "x": base64(pair.public_key()), "kid": "one" });
    Signer { public, sign: Box::new(move |message| pair.sign(message).as_ref().to_vec()) }
}

fn rsa(how: &'static dyn ring::signature::RsaEncoding) -> Signer {
    let pair =
        RsaKeyPair::from_pkcs8(PrivatePkcs8KeyDer::from_pem_slice(RSA).unwrap().secret_pkcs8_der()).unwrap();
    let PublicKeyComponents { n, e } = PublicKeyComponents::<Vec<u8>>::from(pair.public());
    // Some write a zero before the modulus.
    let n = [vec![0], n].concat();
    let public = json!({ "kty": "RSA", "n": base64(n), "e": base64(e), "kid": "one", "use": "sig" });
    let sign = move |message: &[u8]| {
        let mut signed = vec![0; pair.public().modulus_len()];
        pair.sign(how, &SystemRandom::new(), message, &mut signed).unwrap();
        signed
    };
    Signer { public, sign: Box::new(sign) }
}

impl Signer {
    fn token(&self, head: &Value, claims: &Value) -> String {
        self.written(&head.to_string(), &claims.to_string())
    }

    /// What stands there, signed, whatever it is.
    fn written(&self, head: &str, claims: &str) -> String {
        let message = format!("{}.{}", base64(head), base64(claims));
        let signed = base64((self.sign)(message.as_bytes()));
        format!("{message}.{signed}")
    }

    fn keys(&self) -> Keys {
        keys(&[&self.public])
    }
}

fn keys(all: &[&Value]) -> Keys {
    Keys::read(json!({ "keys": all }).to_string().as_bytes()).unwrap()
}

/// What a token says with which nothing is wrong.
fn well() -> Value {
    json!({
        "iss": "https://idp.example", "sub": "4711", "aud": "xinan", "exp": NOW + 300, "iat": NOW,
        "nonce": "a nonce", "auth_time": NOW - 5, "azp": "xinan", "name": "刘医生",
    })
}

fn head(algorithm: &str) -> Value {
    json!({ "alg": algorithm, "kid": "one", "typ": "JWT" })
}

fn looked_at(token: &str, keys: &Keys) -> Result<String, Flaw> {
    let wanted = Wanted {
        issuer: "https://idp.example",
        client: "xinan",
        nonce: "a nonce",
        asked_at: NOW - 60,
        now: NOW,
    };
    subject(token, keys, &wanted)
}

#[track_caller]
fn check(change: &str, to: Value, wanted: Result<&str, Flaw>) {
    let (signer, mut claims) = (ours(), well());
    match &to {
        Value::Null => drop(claims.as_object_mut().unwrap().remove(change)),
        to => claims[change] = to.clone(),
    }
    let found = looked_at(&signer.token(&head("ES256"), &claims), &signer.keys());
    assert_eq!(found.as_deref().map_err(|flaw| *flaw), wanted, "{change}: {to}");
}

#[test]
fn a_token_names_somebody_for_us_now() {
    use Flaw::{Audience, Expired, Issuer, Nonce, NotYet, Stale, Subject, Undated, Unreadable};
    check("name", Value::Null, Ok("4711"));
    for (change, to, wanted) in [
        ("iss", json!("https://idp.example/"), Issuer),
        ("iss", json!("https://other.example"), Issuer),
        ("iss", json!(["https://idp.example"]), Unreadable),
        ("iss", Value::Null, Unreadable),
        ("aud", json!("another"), Audience),
        ("aud", json!(["xinan", "another"]), Audience),
        ("aud", json!(["another", "xinan"]), Audience),
        ("aud", json!([]), Audience),
        ("aud", json!({ "xinan": true }), Unreadable),
        ("aud", json!(["xinan", 7]), Unreadable),
        ("aud", Value::Null, Unreadable),
        ("azp", json!("another"), Audience),
        ("azp", json!(["xinan"]), Unreadable),
        ("nonce", json!("another"), Nonce),
        ("nonce", json!("A NONCE"), Nonce),
        ("nonce", Value::Null, Nonce),
        ("nonce", json!(7), Unreadable),
        ("exp", json!(NOW - 60), Expired),
        ("exp", json!(0), Expired),
        ("exp", Value::Null, Unreadable),
        ("exp", json!((NOW + 300).to_string()), Unreadable),
        ("exp", json!(true), Unreadable),
        ("exp", json!(-1), Unreadable),
        ("iat", json!(NOW + 61), NotYet),
        ("iat", json!(NOW + 86_400), NotYet),
        ("iat", json!([NOW]), Unreadable),
        ("iat", Value::Null, Unreadable),
        ("nbf", json!(NOW + 61), NotYet),
        // Not as if it were not there.
        ("nbf", json!((NOW + 9000).to_string()), Unreadable),
        ("auth_time", json!(NOW - 121), Stale),
        ("auth_time", json!("now"), Unreadable),
        ("auth_time", json!(NOW + 61), NotYet),
        ("auth_time", Value::Null, Undated),
        ("sub", json!(""), Subject),
        ("sub", json!("a".repeat(256)), Subject),
        ("sub", json!(4711), Unreadable),
        ("sub", Value::Null, Unreadable),
    ] {
        check(change, to, Err(wanted));
    }
    // A minute for the clocks, and what need not be said.
    for (change, to) in [
        ("aud", json!(["xinan"])),
        ("azp", Value::Null),
        ("exp", json!(NOW - 59)),
        ("exp", json!(NOW as f64 + 0.5)),
        ("iat", json!(NOW + 60)),
        ("nbf", json!(NOW + 60)),
        ("auth_time", json!(NOW - 120)),
        ("auth_time", json!(NOW + 60)),
    ] {
        check(change, to, Ok("4711"));
    }
}

#[test]
fn every_way_of_signing_that_only_the_provider_can() {
    for (algorithm, signer) in [
        ("ES256", ours()),
        ("ES384", curve("P-384", &ECDSA_P384_SHA384_FIXED_SIGNING, "ES384")),
        ("EdDSA", edwards()),
        ("RS256", rsa(&RSA_PKCS1_SHA256)),
        ("PS384", rsa(&RSA_PSS_SHA384)),
    ] {
        let token = signer.token(&head(algorithm), &well());
        assert_eq!(looked_at(&token, &signer.keys()).as_deref(), Ok("4711"), "{algorithm}");
        // Under the name of every other way it is nothing.
        for other in ["ES256", "ES384", "EdDSA", "RS256", "RS512", "PS256", "PS384"] {
            if other != algorithm {
                let token = signer.token(&head(other), &well());
                assert_eq!(looked_at(&token, &signer.keys()), Err(Flaw::UnknownKey), "{algorithm} {other}");
            }
        }
    }
}

/// RFC 9864: the newer name means the same signature, by a key of that kind alone, and all else is looked at as ever.
#[test]
fn ed25519_is_known_by_both_its_names() {
    let signer = edwards();
    let named = |alg: &str| {
        let mut public = signer.public.clone();
        public["alg"] = json!(alg);
        keys(&[&public])
    };
    for (head_says, key_says) in [("Ed25519", "Ed25519"), ("Ed25519", "EdDSA"), ("EdDSA", "Ed25519")] {
        let token = signer.token(&head(head_says), &well());
        assert_eq!(looked_at(&token, &named(key_says)).as_deref(), Ok("4711"), "{head_says} {key_says}");
    }
    let token = signer.token(&head("Ed25519"), &well());
    assert_eq!(looked_at(&token, &signer.keys()).as_deref(), Ok("4711"));
    assert_eq!(looked_at(&token, &named("ES256")), Err(Flaw::UnknownKey));
    assert_eq!(looked_at(&token, &edwards().keys()), Err(Flaw::UnknownKey));
    // Another kind of key under that name, and other names.
    let other = ours();
    assert_eq!(looked_at(&other.token(&head("Ed25519"), &well()), &other.keys()), Err(Flaw::UnknownKey));
    let mut point = other.public.clone();
    point["alg"] = json!("Ed25519");
    assert_eq!(looked_at(&other.token(&head("ES256"), &well()), &keys(&[&point])), Err(Flaw::UnknownKey));
    for name in ["ed25519", "Ed448", "Ed25519ph"] {
        let token = signer.token(&head(name), &well());
        assert_eq!(looked_at(&token, &signer.keys()), Err(Flaw::Unreadable), "{name}");
    }
    // What it says is looked at in the same way.
    let changed = |claim: &str, to: Value| {
        let mut claims = well();
        claims[claim] = to;
        looked_at(&signer.token(&head("Ed25519"), &claims), &signer.keys())
    };
    for (claim, to, flaw) in [
        ("iss", json!("https://other.example"), Flaw::Issuer),
        ("aud", json!("another"), Flaw::Audience),
        ("nonce", json!("another"), Flaw::Nonce),
        ("exp", json!(NOW - 60), Flaw::Expired),
        ("auth_time", Value::Null, Flaw::Undated),
        ("sub", json!(7), Flaw::Unreadable),
    ] {
        assert_eq!(changed(claim, to), Err(flaw), "{claim}");
    }
    for written in [r#"{"alg":"Ed25519","alg":"Ed25519"}"#, r#"{"alg":"Ed25519","crit":["b64"]}"#] {
        let token = signer.written(written, &well().to_string());
        assert_eq!(looked_at(&token, &signer.keys()), Err(Flaw::Unreadable), "{written}");
    }
    let (message, signed) = token.rsplit_once('.').unwrap();
    for broken in
        [message.to_owned(), format!("{message}."), format!("{message}.x.{signed}"), format!("{token}=")]
    {
        assert!(looked_at(&broken, &signer.keys()).is_err(), "{broken}");
    }
}

/// RFC 8725 §2.1: neither unsigned, nor with what everybody has as the secret.
#[test]
fn what_everybody_could_have_made_is_no_proof() {
    for signer in [rsa(&RSA_PKCS1_SHA256), ours()] {
        let known = [signer.public.to_string(), signer.public["n"].to_string(), "secret".to_owned()];
        for secret in known {
            let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
            let shared = Signer {
                public: Value::Null,
                sign: Box::new(move |message| hmac::sign(&key, message).as_ref().to_vec()),
            };
            let token = shared.token(&head("HS256"), &well());
            assert_eq!(looked_at(&token, &signer.keys()), Err(Flaw::NoProof));
        }
        let unsigned = Signer { public: Value::Null, sign: Box::new(|_| Vec::new()) };
        for none in ["none", "None", "NONE", "nOnE", ""] {
            let token = unsigned.token(&head(none), &well());
            assert_eq!(looked_at(&token, &signer.keys()), Err(Flaw::Unreadable), "{none}");
        }
        for named in ["ES256", "RS256"] {
            let token = unsigned.token(&head(named), &well());
            assert_eq!(looked_at(&token, &signer.keys()), Err(Flaw::UnknownKey));
        }
    }
}

#[test]
fn a_key_is_for_what_it_says() {
    let (signer, other) = (ours(), ours());
    let token = signer.token(&head("ES256"), &well());
    assert_eq!(looked_at(&token, &other.keys()), Err(Flaw::UnknownKey));
    assert_eq!(looked_at(&token, &keys(&[])), Err(Flaw::UnknownKey));
    assert_eq!(looked_at(&token, &keys(&[&other.public, &signer.public])).as_deref(), Ok("4711"));
    let changed = |name: &str, to: Value| {
        let mut public = signer.public.clone();
        public[name] = to;
        looked_at(&token, &keys(&[&public]))
    };
    for (name, to) in [
        ("use", json!("enc")),
        ("use", json!("")),
        ("key_ops", json!(["encrypt", "wrapKey"])),
        ("key_ops", json!([])),
        ("alg", json!("ES384")),
        ("alg", json!("ECDH-ES")),
        ("kid", json!("two")),
        ("kty", json!("RSA")),
        ("kty", json!("oct")),
        ("crv", json!("P-384")),
        ("x", json!("AA")),
        ("y", signer.public["x"].clone()),
    ] {
        assert_eq!(changed(name, to), Err(Flaw::UnknownKey), "{name}");
    }
    for (name, to) in [("use", json!("sig")), ("key_ops", json!(["verify"])), ("x5t", json!("a print"))] {
        assert_eq!(changed(name, to).as_deref(), Ok("4711"), "{name}");
    }
    // A set in which one is of a kind that we do not know, or nonsense.
    let odd = [json!({ "kty": "LMS" }), json!(7), json!({ "kty": "EC", "crv": "P-256", "x": "*" })];
    let all: Vec<&Value> = odd.iter().chain([&signer.public]).collect();
    assert_eq!(looked_at(&token, &keys(&all)).as_deref(), Ok("4711"));
    // Where no name is said, it is looked for.
    let unnamed = signer.token(&json!({ "alg": "ES256" }), &well());
    assert_eq!(looked_at(&unnamed, &keys(&[&other.public, &signer.public])).as_deref(), Ok("4711"));
    for set in ["", "[]", "{}", "{\"keys\":7}"] {
        assert!(Keys::read(set.as_bytes()).is_none(), "{set}");
    }
}

/// RFC 8725 §2.1 and §2.8: neither by a name that another key has, nor with a key that the token itself brings.
#[test]
fn a_token_does_not_choose_its_key() {
    let (signer, rsa, stranger) = (ours(), rsa(&RSA_PKCS1_SHA256), ours());
    // One name, two kinds.
    let both = keys(&[&rsa.public, &signer.public]);
    for (algorithm, by) in [("ES256", &signer), ("RS256", &rsa)] {
        assert_eq!(looked_at(&by.token(&head(algorithm), &well()), &both).as_deref(), Ok("4711"));
    }
    for (algorithm, by) in [("RS256", &signer), ("ES256", &rsa), ("PS256", &rsa)] {
        assert_eq!(looked_at(&by.token(&head(algorithm), &well()), &both), Err(Flaw::UnknownKey));
    }
    // Another's name.
    let mut second = stranger.public.clone();
    second["kid"] = json!("two");
    let two = keys(&[&signer.public, &second]);
    let as_named = |kid: &str| json!({ "alg": "ES256", "kid": kid });
    assert!(looked_at(&stranger.token(&as_named("two"), &well()), &two).is_ok());
    for kid in ["one", "", "../keys", "two "] {
        assert_eq!(looked_at(&stranger.token(&as_named(kid), &well()), &two), Err(Flaw::UnknownKey), "{kid}");
    }
    // What it brings is not looked at.
    let brought = json!({
        "alg": "ES256", "kid": "one", "jwk": stranger.public, "jku": "https://stranger.example/keys",
        "x5u": "https://stranger.example/chain", "x5c": ["AA=="],
    });
    assert_eq!(looked_at(&stranger.token(&brought, &well()), &signer.keys()), Err(Flaw::UnknownKey));
    assert!(looked_at(&signer.token(&brought, &well()), &signer.keys()).is_ok());
    // A shared secret among the keys is nobody's.
    let secret = json!({ "kty": "oct", "k": base64("secret"), "kid": "one", "alg": "HS256" });
    let key = hmac::Key::new(hmac::HMAC_SHA256, b"secret");
    let shared =
        Signer { public: secret, sign: Box::new(move |message| hmac::sign(&key, message).as_ref().to_vec()) };
    assert_eq!(looked_at(&shared.token(&head("HS256"), &well()), &shared.keys()), Err(Flaw::NoProof));
}

/// The provider has signed each of them, and none is one.
#[test]
fn what_is_signed_and_makes_no_sense_is_refused() {
    let signer = ours();
    let (head, claims) = (head("ES256").to_string(), well().to_string());
    let found = |head: &str, claims: &str| looked_at(&signer.written(head, claims), &signer.keys());
    let refused = |head: &str, claims: &str| {
        assert_eq!(found(head, claims), Err(Flaw::Unreadable), "{head} {}", &claims[..claims.len().min(300)]);
    };
    for other in ["", "null", "[]", "7", r#""4711""#, "{}", r#"{"sub":"4711"}"#, "\u{feff}{}", "{} {}"] {
        refused(&head, other);
        refused(other, &claims);
    }
    for head in [
        r#"{"alg":"ES256","alg":"ES256"}"#,
        r#"{"alg":"ES256","kid":"one","kid":"one"}"#,
        r#"{"alg":"ES256","crit":[]}"#,
        r#"{"alg":"ES256","crit":["exp"],"exp":1}"#,
        r#"{"alg":"ES256","typ":7}"#,
        r#"{"alg":"ES256","kid":1}"#,
        r#"{"alg":["ES256"]}"#,
        r#"{"alg":"es256"}"#,
        r#"{"alg":null}"#,
    ] {
        refused(head, &claims);
    }
    // Said twice: which of the two another reader takes, nobody knows (RFC 8725 §2.4).
    for claim in ["sub", "iss", "aud", "exp", "iat", "nonce", "azp", "auth_time"] {
        let twice = format!("{{\"{claim}\":{},{}", well()[claim], &claims[1..]);
        refused(&head, &twice);
    }
    for exp in ["1e400", "-1e400", "NaN", "1e", "0x10", "null"] {
        refused(&head, &claims.replacen(&(NOW + 300).to_string(), exp, 1));
    }
    // Depth without end where something is read, and where nothing is.
    let deep = format!("{}{}", "[".repeat(9_000), "]".repeat(9_000));
    refused(&head, &claims.replacen("\"xinan\"", &deep, 1));
    refused(&format!("{{\"x\":{deep},{}", &head[1..]), &claims);
    assert!(found(&head, &format!("{{\"x\":{deep},{}", &claims[1..])).is_ok());
    // As long as a token may be, and longer.
    let long = |length: usize| format!("{{\"groups\":\"{}\",{}", "a".repeat(length), &claims[1..]);
    assert!(found(&head, &long(20_000)).is_ok());
    refused(&head, &long(25_000));
}

#[test]
fn what_is_no_token_is_refused() {
    let signer = ours();
    let whole = signer.token(&head("ES256"), &well());
    let (message, signed) = whole.rsplit_once('.').unwrap();
    let claims = message.split_once('.').unwrap().1;
    let kind = |typ: &str| signer.token(&json!({ "alg": "ES256", "kid": "one", "typ": typ }), &well());
    assert!(looked_at(&kind("jwt"), &signer.keys()).is_ok());
    let critical =
        signer.token(&json!({ "alg": "ES256", "kid": "one", "crit": ["b64"], "b64": false }), &well());
    let twice = format!("{}.{claims}.{signed}", base64("{\"alg\":\"none\",\"alg\":\"ES256\"}"));
    for token in [
        "",
        ".",
        "..",
        "a.b.c",
        message,
        &format!("{whole}="),
        &format!("{whole}."),
        &format!(" {whole}"),
        &format!("{message}.{signed}\n"),
        &kind("at+jwt"),
        &kind("logout+jwt"),
        &critical,
        &twice,
        &"a".repeat(LONGEST + 1),
    ] {
        assert_eq!(looked_at(token, &signer.keys()), Err(Flaw::Unreadable), "{token}");
    }
    // Another's claims under this signature.
    let mut other = well();
    other["sub"] = json!("4712");
    let forged = format!("{}.{}.{signed}", message.split_once('.').unwrap().0, base64(other.to_string()));
    assert_eq!(looked_at(&forged, &signer.keys()), Err(Flaw::UnknownKey));
}
