//! A provider of some lines, on this machine: it knows one person, and says what a test wants.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use crate::shell::elsewhere::{Provider, Settings, provider};
use crate::tests::TODAY;

pub(super) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number =
            three.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            text.push(char::from(LETTERS[(number >> (18 - 6 * at) & 63) as usize]));
        }
    }
    text
}

/// How it answers at one of its addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answers {
    Well,
    Fault,
    Nonsense,
    /// More than anybody reads.
    Endless,
    /// Later than anybody waits.
    Late,
    /// On to another address.
    Leads,
}

/// How it behaves.
pub(super) struct Acts {
    pub(super) description: Answers,
    pub(super) keys: Answers,
    pub(super) token: Answers,
    /// What it says of itself otherwise than it is.
    pub(super) says: Vec<(&'static str, Value)>,
    /// What the token says otherwise; null for not at all.
    pub(super) claims: Vec<(&'static str, Value)>,
    /// What the token's head says otherwise.
    pub(super) head: Vec<(&'static str, Value)>,
    /// The keys that it shows, by their seeds, and the one with which it signs.
    pub(super) shown: Vec<u8>,
    pub(super) signs: u8,
    /// How often it was asked: for its description, its keys, a token.
    pub(super) asked: [u32; 3],
    /// What it gave codes for: nonce, challenge, address.
    codes: HashMap<String, [String; 3]>,
}

/// The provider.
#[derive(Clone)]
pub(crate) struct Idp {
    pub(super) issuer: String,
    acts: Arc<Mutex<Acts>>,
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 32]).unwrap()
}

/// What stands in an address after the question mark.
pub(super) fn query(address: &str) -> HashMap<String, String> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
    let count = pairs.len();
    let query: HashMap<String, String> = pairs.into_iter().collect();
    assert_eq!(query.len(), count, "nothing is said twice");
    query
}

impl Idp {
    pub(super) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let acts = Acts {
            description: Answers::Well,
            keys: Answers::Well,
            token: Answers::Well,
            says: Vec::new(),
            claims: Vec::new(),
            head: Vec::new(),
            shown: vec![7],
            signs: 7,
            asked: [0; 3],
            codes: HashMap::new(),
        };
        let idp = Self { issuer, acts: Arc::new(Mutex::new(acts)) };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(idp.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        idp
    }

    pub(super) fn acts(&self) -> MutexGuard<'_, Acts> {
        self.acts.lock().unwrap()
    }

    /// How the house asks it.
    pub(super) fn settings(&self) -> Settings {
        Settings {
            issuer: self.issuer.clone(),
            name: None,
            client_id: "xinan".to_owned(),
            client_secret: "a secret: 密".to_owned(),
            roots: None,
        }
    }

    pub(super) fn provider(&self) -> Arc<dyn Provider> {
        provider(self.settings()).unwrap()
    }

    /// The only person signs in, at the address to which a browser was sent; where the browser is sent back to.
    pub(super) fn visited(&self, address: &str) -> String {
        let (at, _) = address.split_once('?').unwrap();
        assert_eq!(at, format!("{}/authorize", self.issuer));
        let asked = query(address);
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", "xinan"),
            ("scope", "openid"),
            ("code_challenge_method", "S256"),
            ("prompt", "login"),
            ("max_age", "0"),
        ] {
            assert_eq!(asked[name], value, "{name}");
        }
        assert!(asked["state"].len() >= 43 && asked["nonce"].len() >= 43);
        let code = format!("code-{}", self.acts().codes.len());
        let kept = ["nonce", "code_challenge", "redirect_uri"].map(|name| asked[name].clone());
        self.acts().codes.insert(code.clone(), kept);
        let said = [("code", code.as_str()), ("state", &asked["state"]), ("iss", &self.issuer)];
        let path = asked["redirect_uri"].strip_prefix("https://xinan.test").unwrap();
        format!("{path}?{}", serde_urlencoded::to_string(said).unwrap())
    }
}

async fn answered(how: Answers, well: impl FnOnce() -> Response) -> Response {
    match how {
        Answers::Well => well(),
        Answers::Fault => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Answers::Nonsense => "<html>Proxy</html>".into_response(),
        Answers::Endless => {
            let more = futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b' '; 64 * 1024]));
            Body::from_stream(more).into_response()
        }
        Answers::Late => {
            tokio::time::sleep(Duration::from_secs(60)).await;
            well()
        }
        Answers::Leads => axum::response::Redirect::to("http://127.0.0.1:1/").into_response(),
    }
}

async fn describe(State(idp): State<Idp>) -> Response {
    let (how, says) = {
        let mut acts = idp.acts();
        acts.asked[0] += 1;
        (acts.description, acts.says.clone())
    };
    let at = &idp.issuer;
    let mut said = json!({
        "issuer": at,
        "authorization_endpoint": format!("{at}/authorize"),
        "token_endpoint": format!("{at}/token"),
        "jwks_uri": format!("{at}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
        "authorization_response_iss_parameter_supported": true,
    });
    for (name, value) in says {
        said[name] = value;
    }
    answered(how, || Json(said).into_response()).await
}

async fn keys(State(idp): State<Idp>) -> Response {
    let (how, shown) = {
        let mut acts = idp.acts();
        acts.asked[1] += 1;
        (acts.keys, acts.shown.clone())
    };
    let public = |seed: &u8| {
        let point = key(*seed).verifying_key().to_sec1_point(false);
        let (x, y) = (base64(point.x().unwrap()), base64(point.y().unwrap()));
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": format!("key-{seed}"), "x": x, "y": y })
    };
    let set = json!({ "keys": shown.iter().map(public).collect::<Vec<_>>() });
    answered(how, || Json(set).into_response()).await
}

/// `xinan` and the secret, each as forms are written, and both in base64 (RFC 6749 §2.3.1).
const BASIC: &str = "Basic eGluYW46YStzZWNyZXQlM0ErJUU1JUFGJTg2";

async fn token(State(idp): State<Idp>, headers: HeaderMap, body: String) -> Response {
    let how = {
        let mut acts = idp.acts();
        acts.asked[2] += 1;
        acts.token
    };
    let sent = query(&format!("?{body}"));
    let refused = || (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    // Good for once.
    let Some([nonce, challenge, redirect]) = idp.acts().codes.remove(&sent["code"]) else { return refused() };
    let shown = base64(&Sha256::digest(sent["code_verifier"].as_bytes()));
    let basic = headers.get("authorization").and_then(|value| value.to_str().ok());
    if shown != challenge || sent["redirect_uri"] != redirect || basic != Some(BASIC) {
        return refused();
    }
    let signed = idp.signed(&nonce);
    answered(how, || {
        Json(json!({ "id_token": signed, "token_type": "Bearer", "access_token": "x" })).into_response()
    })
    .await
}

impl Idp {
    fn signed(&self, nonce: &str) -> String {
        let now = crate::shell::clock::Clock::fixed_on(TODAY).now().micros() / 1_000_000;
        let acts = self.acts();
        let mut claims = json!({
            "iss": self.issuer, "sub": "person-4711", "aud": "xinan", "exp": now + 300, "iat": now,
            "auth_time": now, "nonce": nonce, "name": "刘医生", "phone_number": "13800000000",
        });
        for (name, value) in &acts.claims {
            match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(*name)),
                value => claims[*name] = value.clone(),
            }
        }
        let mut head = json!({ "alg": "ES256", "typ": "JWT", "kid": format!("key-{}", acts.signs) });
        for (name, value) in &acts.head {
            head[*name] = value.clone();
        }
        let message =
            format!("{}.{}", base64(head.to_string().as_bytes()), base64(claims.to_string().as_bytes()));
        let signed: Vec<u8> = match head["alg"].as_str() {
            Some("none") => Vec::new(),
            Some("HS256") => {
                // What everybody sees of the key, as the secret.
                let point = key(acts.signs).verifying_key().to_sec1_point(false);
                hmac(point.as_bytes(), message.as_bytes())
            }
            _ => {
                let signature: Signature = key(acts.signs).sign(message.as_bytes());
                signature.to_bytes().to_vec()
            }
        };
        format!("{message}.{}", base64(&signed))
    }
}

/// RFC 2104, for a key of at most 64 bytes or its hash.
fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; 64];
    let key = if key.len() > 64 { Sha256::digest(key).to_vec() } else { key.to_vec() };
    block[..key.len()].copy_from_slice(&key);
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::digest([&pad(0x36)[..], message].concat());
    Sha256::digest([&pad(0x5c)[..], &inner[..]].concat()).to_vec()
}
