//! Passkeys through the front door, with a device made of some bytes.

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use xinan_db::testing::engines;

use crate::account::factor::tests::{RIGHT, set_up, signed_in};
use crate::tests::{Answer, Staff, TestApp};

const HERE: &str = "/account/passkeys";
const ADDING: &str = "/account/passkeys/adding";
const HOUSE: &str = "xinan.example";

/// A device as WebAuthn §6 has it: one key, no attestation.
struct Device {
    key: SigningKey,
    id: Vec<u8>,
    used: u32,
}

fn base64(bytes: &[u8]) -> String {
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

impl Device {
    fn new(seed: u8) -> Self {
        Self { key: SigningKey::from_slice(&[seed; 32]).unwrap(), id: vec![seed; 16], used: 0 }
    }

    /// Authenticator data (§6.1): the house, that the owner was there and shown, and how often it was used.
    fn said(&mut self, flags: u8) -> Vec<u8> {
        self.used += 1;
        let mut said = Sha256::digest(HOUSE.as_bytes()).to_vec();
        said.push(flags);
        said.extend(self.used.to_be_bytes());
        said
    }

    fn client(kind: &str, told: &Value, origin: &str) -> Vec<u8> {
        let challenge = &told["publicKey"]["challenge"];
        json!({"type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false})
            .to_string()
            .into_bytes()
    }

    /// What it answers when it is to be added.
    fn added(&mut self, told: &Value, origin: &str) -> String {
        let client = Self::client("webauthn.create", told, origin);
        let mut said = self.said(0b0100_0101);
        // The model, the id, and the key in COSE: kty 2, alg -7, crv 1, x, y (CBOR, by hand).
        said.extend([0; 16]);
        said.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        said.extend(&self.id);
        let point = self.key.verifying_key().to_sec1_point(false);
        said.extend([0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32]);
        said.extend(point.x().unwrap());
        said.extend([0x22, 0x58, 32]);
        said.extend(point.y().unwrap());
        // {"fmt": "none", "attStmt": {}, "authData": …}
        let mut object = b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x58".to_vec();
        object.push(u8::try_from(said.len()).unwrap());
        object.extend(said);
        let response = json!({"attestationObject": base64(&object), "clientDataJSON": base64(&client)});
        let id = base64(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "response": response}).to_string()
    }

    /// What it answers when it is to be shown.
    fn shown(&mut self, told: &Value, origin: &str) -> String {
        let client = Self::client("webauthn.get", told, origin);
        let said = self.said(0b0000_0101);
        let signed = [said.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        let response = json!({
            "authenticatorData": base64(&said),
            "clientDataJSON": base64(&client),
            "signature": base64(signature.to_der().as_bytes()),
            "userHandle": null,
        });
        let id = base64(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "response": response}).to_string()
    }
}

const ORIGIN: &str = "https://xinan.example";

/// What the page tells the browser.
fn told(page: &str) -> Value {
    let told = page.split_once("data-told=\"").unwrap().1.split('"').next().unwrap();
    serde_json::from_str(&told.replace("&quot;", "\"").replace("&amp;", "&")).unwrap()
}

async fn house(engine: xinan_db::Engine) -> TestApp {
    let app = TestApp::on(engine).await;
    app.app.reached_at(ORIGIN.to_owned());
    app.add_account().await;
    app
}

/// Asks for a device to be added, confirmed by the recovery code; the page that asks it.
async fn begins(desk: &Staff, recovery: &str) -> Answer {
    let asked = desk.post_shown(HERE, &[("name", "我的手机")], &[("recovery", recovery)]).await;
    asked.has_status(303).leads_to(ADDING);
    desk.get(ADDING).await.has_status(200).shows("添加“我的手机”")
}

/// Somebody with a device.
async fn with_device(app: &TestApp, seed: u8) -> (Staff, Device, Vec<String>) {
    let desk = signed_in(app).await;
    let (_, recovery) = set_up(app, &desk, RIGHT).await;
    let mut device = Device::new(seed);
    let page = begins(&desk, &recovery[0]).await;
    let answer = device.added(&told(&page.text), ORIGIN);
    desk.post(ADDING, &[("passkey", &answer)]).await.has_status(303).leads_to(&format!("{HERE}?done=added"));
    (desk, device, recovery)
}

/// A browser with the right password and nothing else yet.
async fn half_in(app: &TestApp) -> Staff {
    let stranger = app.stranger();
    let begun = stranger.post("/sign-in", &[("login", "liu"), ("password", RIGHT)]).await;
    stranger.with_cookies_of(&begun.has_status(303).leads_to("/sign-in/code")).await
}

const CODE: &str = "/sign-in/code";
const BEGINS: (&str, &str) = ("passkey-begin", "1");

#[tokio::test]
async fn a_device_stands_in_place_of_the_code() {
    for engine in engines() {
        let app = house(engine).await;
        let (desk, mut device, _) = with_device(&app, 7).await;
        desk.get(HERE).await.has_status(200).shows("我的手机").shows("还没用过");
        let phone = half_in(&app).await;
        phone.get(CODE).await.has_status(200).shows("用通行密钥").hides("data-told");
        let page = phone.post(CODE, &[BEGINS]).await.has_status(200);
        let answer = device.shown(&told(&page.text), ORIGIN);
        phone.post(CODE, &[("passkey", &answer)]).await.has_status(303).leads_to("/");
        desk.get(HERE).await.has_status(200).hides("还没用过");
        assert_eq!(app.entries("passkey.add").await, 1);
    }
}

#[tokio::test]
async fn an_answer_counts_once_and_only_for_its_question() {
    for engine in engines() {
        let app = house(engine).await;
        let (_, mut device, _) = with_device(&app, 7).await;
        let phone = half_in(&app).await;
        let first = told(&phone.post(CODE, &[BEGINS]).await.has_status(200).text);
        let answer = device.shown(&first, ORIGIN);
        // Another browser was asked nothing.
        let other = half_in(&app).await;
        other.post(CODE, &[("passkey", &answer)]).await.has_status(422).shows("时间过了，或者已经答过一次");
        // Of another house, of another device, and nonsense: each uses its question up.
        let mut strange = Device::new(9);
        for wrong in ["elsewhere", "strange", "nonsense"] {
            let told = told(&phone.post(CODE, &[BEGINS]).await.has_status(200).text);
            let answer = match wrong {
                "elsewhere" => device.shown(&told, "https://xinan.example.evil"),
                "strange" => strange.shown(&told, ORIGIN),
                _ => "{\"id\": 7}".to_owned(),
            };
            phone.post(CODE, &[("passkey", &answer)]).await.has_status(422).shows("这台设备的回答不对");
            phone.post(CODE, &[("passkey", &answer)]).await.has_status(422).shows("已经答过一次");
        }
        // The answer to the first question is none to a later one.
        phone.post(CODE, &[BEGINS]).await.has_status(200);
        phone.post(CODE, &[("passkey", &answer)]).await.has_status(422).shows("这台设备的回答不对");
    }
}

#[tokio::test]
async fn an_answer_that_comes_late_is_refused_and_guessing_is_bounded() {
    let app = house(engines()[0]).await;
    let (_, mut device, _) = with_device(&app, 7).await;
    let phone = half_in(&app).await;
    for _ in 0..12 {
        phone.post(CODE, &[BEGINS]).await;
        phone.post(CODE, &[("passkey", "{}")]).await;
    }
    let told = told(&phone.post(CODE, &[BEGINS]).await.text);
    let answer = device.shown(&told, ORIGIN);
    phone.post(CODE, &[("passkey", &answer)]).await.has_status(429);
}

#[tokio::test]
async fn a_device_confirms_a_single_act() {
    for engine in engines() {
        let app = house(engine).await;
        let (desk, mut device, _) = with_device(&app, 7).await;
        let to = "/people.xlsx";
        desk.get("/account/confirm?to=/people.xlsx").await.has_status(200).shows("用通行密钥");
        let page = desk.confirms(to, &[BEGINS]).await.has_status(200);
        let answer = device.shown(&told(&page.text), ORIGIN);
        let shown = [("passkey", answer.as_str())];
        desk.confirms(to, &shown).await.has_status(303).leads_to("/people.xlsx");
        desk.confirms(to, &shown).await.has_status(422);
        // What a device answered for one file fetches no other.
        let page = desk.confirms(to, &[BEGINS]).await.has_status(200);
        let answer = device.shown(&told(&page.text), ORIGIN);
        let shown = [("passkey", answer.as_str())];
        desk.confirms("/people.xlsx?q=7", &shown).await.has_status(422);
        desk.confirms(to, &shown).await.has_status(303).leads_to("/people.xlsx");
    }
}

#[tokio::test]
async fn what_was_taken_away_shows_nothing() {
    for engine in engines() {
        let app = house(engine).await;
        let (desk, mut device, recovery) = with_device(&app, 7).await;
        // The same device a second time.
        let page = begins(&desk, &recovery[1]).await;
        let again = device.added(&told(&page.text), ORIGIN);
        desk.post(ADDING, &[("passkey", &again)]).await.has_status(422).shows("已经添加过了");
        let phone = half_in(&app).await;
        let told = told(&phone.post(CODE, &[BEGINS]).await.text);
        let list = desk.get(HERE).await.text;
        let id = list.split_once("/account/passkeys/").unwrap().1.split('/').next().unwrap().to_owned();
        let removal = format!("{HERE}/{id}/removal");
        app.stranger().post(&removal, &[]).await.has_status(303);
        desk.get(HERE).await.shows("我的手机");
        desk.post(&removal, &[]).await.has_status(303).leads_to(&format!("{HERE}?done=removed"));
        desk.post(&removal, &[]).await.has_status(303);
        let answer = device.shown(&told, ORIGIN);
        phone.post(CODE, &[("passkey", &answer)]).await.has_status(422);
        phone.get(CODE).await.hides("用通行密钥");
    }
}

#[tokio::test]
async fn there_are_none_without_a_name_a_second_factor_or_a_confirmation() {
    let app = TestApp::on(engines()[0]).await;
    app.add_account().await;
    let desk = signed_in(&app).await;
    desk.get(HERE).await.has_status(200).shows("请先设置第二步验证").hides("给它起个名字");
    let (_, recovery) = set_up(&app, &desk, RIGHT).await;
    // The tests reach it by no name.
    desk.get(HERE).await.has_status(200).shows("不认数字地址");
    // Nothing is confirmed of what cannot be done.
    desk.post(HERE, &[("name", "我的手机")]).await.has_status(200).shows("不认数字地址").hides("确认添加");
    let named = desk.post_shown(HERE, &[("name", "我的手机")], &[("recovery", &recovery[0])]).await;
    named.has_status(200).shows("不认数字地址");
    desk.get(ADDING).await.has_status(303).leads_to(HERE);
    desk.post(ADDING, &[("passkey", "{}")]).await.has_status(200).shows("不认数字地址");

    let app = house(engines()[0]).await;
    let desk = signed_in(&app).await;
    let (_, recovery) = set_up(&app, &desk, RIGHT).await;
    let asked = desk.post(HERE, &[("name", "我的手机")]).await.has_status(200).shows("确认添加");
    asked.shows("给您自己的账号 liu 添加通行密钥“我的手机”");
    for (at, (name, said)) in [
        ("", "请给它起个名字"),
        (
            "很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长的名字很长",
            "名字太长了",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let asked = desk.post_shown(HERE, &[("name", name)], &[("recovery", &recovery[at])]).await;
        asked.has_status(422).shows(said);
    }
}
