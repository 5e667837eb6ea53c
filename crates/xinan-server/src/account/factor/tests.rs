//! Setting up, changing and taking off one's own second factor, through the front door.

use xinan_db::testing::engines;

use super::code::Secret;
use super::store;
use crate::account::handed::{close, owner, take_factor_off};
use crate::tests::{Answer, Staff, TestApp};

pub(crate) const RIGHT: &str = "right-horse-7";
const NEW: &str = "vq7 kdw2 xep 第三棵柿子树";
const HERE: &str = "/account/factor";

/// Signs in as `liu`, who has no second factor yet.
pub(crate) async fn signed_in(app: &TestApp) -> Staff {
    let stranger = app.stranger();
    let begun = stranger.post("/sign-in", &[("login", "liu"), ("password", RIGHT)]).await;
    stranger.with_cookies_of(&begun.has_status(303).leads_to("/")).await
}

/// The secret as the page shows it.
fn secret_on(page: &str) -> String {
    let shown = page.split_once("<code class=\"secret\">").unwrap().1.split('<').next().unwrap();
    shown.split(' ').collect()
}

/// The codes of some minutes from now on.
pub(crate) fn codes_of<const N: usize>(app: &TestApp, secret: &str, minutes: [i64; N]) -> [String; N] {
    let (secret, now) = (Secret::read(secret).unwrap(), app.app.now().micros());
    minutes.map(|minutes| secret.code_at(now + minutes * 60_000_000))
}

/// The recovery codes on a page.
fn recovery_on(page: &str) -> Vec<String> {
    let list = page.split_once("<ol class=\"secrets\">").unwrap().1.split("</ol>").next().unwrap();
    list.split("<code>").skip(1).map(|one| one.split('<').next().unwrap().to_owned()).collect()
}

/// Begins to set one up; the secret.
pub(crate) async fn begun(staff: &Staff, password: &str) -> String {
    let begin = [("do", "begin"), ("password", password)];
    staff.post(HERE, &begin).await.has_status(303).leads_to(HERE);
    secret_on(&staff.get(HERE).await.has_status(200).text)
}

/// Sets one up with the present code; the secret and the recovery codes.
pub(crate) async fn set_up(app: &TestApp, staff: &Staff, password: &str) -> (String, Vec<String>) {
    let secret = begun(staff, password).await;
    let [code] = codes_of(app, &secret, [0]);
    let done = staff.post(HERE, &[("do", "confirm"), ("code", &code)]).await.has_status(200);
    (secret, recovery_on(&done.text))
}

async fn tries(browser: &Staff) -> Answer {
    browser.post("/sign-in", &[("login", "liu"), ("password", RIGHT)]).await
}

#[tokio::test]
async fn a_second_factor_counts_once_a_code_of_it_was_shown() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let (desk, phone) = (signed_in(&app).await, signed_in(&app).await);
        desk.get("/account").await.has_status(200).shows("设置第二步验证").shows("没有设置");
        desk.get(HERE).await.has_status(200).shows("开始设置").hides("class=\"qr\"").hides("otpauth");
        let begin = |password| [("do", "begin"), ("password", password)];
        desk.post(HERE, &begin("")).await.has_status(422).shows("请填现在的密码");
        desk.post(HERE, &begin("guess")).await.has_status(422).shows("现在的密码不对").hides("class=\"qr\"");
        desk.post(HERE, &begin(RIGHT)).await.has_status(303).leads_to(HERE);
        let page = desk.get(HERE).await.has_status(200).shows("class=\"qr\"").shows("服务器现在是 09:00");
        let secret = secret_on(&page.text);
        assert_eq!(secret.len(), 32);
        // It counts for nothing yet.
        tries(&app.stranger()).await.has_status(303).leads_to("/");
        for (code, said) in [("", "请填手机上现在显示的"), ("000", "验证码不对")] {
            let page = desk.post(HERE, &[("do", "confirm"), ("code", code)]).await.has_status(422);
            page.shows(said).shows("class=\"qr\"");
        }
        let [code, late] = codes_of(&app, &secret, [0, -4]);
        let wrong = desk.post(HERE, &[("do", "confirm"), ("code", &late)]).await.has_status(422);
        wrong.shows("这是约 4 分钟以前的验证码");
        let done = desk.post(HERE, &[("do", "confirm"), ("code", &code)]).await.has_status(200);
        let codes = recovery_on(&done.text);
        assert_eq!(codes.len(), 10);
        done.shows("离开这一页就再也看不到了").hides(&secret).hides("class=\"qr\"");
        // Neither is shown a second time, and everybody else signs in anew.
        for address in [HERE, "/account"] {
            let page =
                desk.get(address).await.has_status(200).hides("class=\"qr\"").shows("还剩 10 个恢复码");
            page.hides(&secret).hides(&Secret::read(&secret).unwrap().in_groups()).hides(&codes[0]);
        }
        desk.post(HERE, &[("do", "confirm"), ("code", &code)]).await.has_status(303).leads_to(HERE);
        phone.get("/people").await.has_status(303).leads_to("/sign-in");
        assert_eq!(
            (app.entries("factor.begin").await, app.entries("factor.set").await),
            (1, 1),
            "{engine:?}"
        );
        desk.in_english().get("/account").await.shows("10 recovery codes are left");
    }
}

/// What whoever takes the disk reads, and whoever reads the log.
#[tokio::test]
async fn the_secret_and_the_recovery_codes_lie_nowhere() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let desk = signed_in(&app).await;
        let (secret, codes) = set_up(&app, &desk, RIGHT).await;
        let raw = Secret::read(&secret).unwrap();
        let plain: Vec<String> = codes.iter().map(|code| code.replace('-', "")).collect();
        let parts = [secret.as_str(), &raw.in_groups(), &codes[0], &plain[0]];
        let places = app.database.every_byte().await.unwrap();
        assert!(!places.is_empty());
        for (name, bytes) in &places {
            for part in parts {
                let holds = bytes.windows(part.len()).any(|window| window == part.as_bytes());
                assert!(!holds, "{part} lies open in {name}");
            }
        }
        let mut tx = app.app.db().read_log().await.unwrap();
        for row in tx.rows("select detail from audit_entries", &[]).await.unwrap() {
            let detail = row.text("detail").unwrap();
            assert!(parts.iter().all(|part| !detail.contains(part)), "{detail}");
        }
    }
}

#[tokio::test]
async fn making_it_anew_and_taking_it_off_need_the_password_and_a_code() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let desk = signed_in(&app).await;
        let (secret, codes) = set_up(&app, &desk, RIGHT).await;
        let [used, then] = codes_of(&app, &secret, [0, 2]);
        for act in ["begin", "end"] {
            for (password, code, said) in [
                ("", then.as_str(), "请填现在的密码"),
                (RIGHT, "", "请填手机上现在显示的"),
                ("guess", &then, "现在的密码不对"),
                (RIGHT, &used, "这个验证码已经用过了"),
                (RIGHT, "000000", "验证码不对"),
            ] {
                let sent = [("do", act), ("password", password), ("code", code)];
                desk.post(HERE, &sent).await.has_status(422).shows(said).hides("class=\"qr\"");
            }
        }
        // Another telephone, with a recovery code in place of the one that is lost.
        let sent = [("do", "begin"), ("password", RIGHT), ("recovery", &codes[3])];
        desk.post(HERE, &sent).await.has_status(303).leads_to(HERE);
        let page = desk.get(HERE).await.shows("原来那部手机现在还有效");
        let fresh = secret_on(&page.text);
        assert_ne!(fresh, secret);
        // Left as it was: the old one still counts.
        desk.post(HERE, &[("do", "leave")]).await.has_status(303).leads_to("/account");
        desk.get(HERE).await.shows("还剩 9 个恢复码").hides("class=\"qr\"");
        let later = desk.after(&app, 2).await;
        later.post(HERE, &[("do", "begin"), ("password", RIGHT), ("code", &then)]).await.has_status(303);
        let fresh = secret_on(&later.get(HERE).await.text);
        let [confirmed, ends] = codes_of(&app, &fresh, [2, 4]);
        let done = later.post(HERE, &[("do", "confirm"), ("code", &confirmed)]).await.has_status(200);
        let renewed = recovery_on(&done.text);
        assert!(renewed.iter().all(|code| !codes.contains(code)));
        // The old recovery codes and the old telephone count no more.
        let last = desk.after(&app, 4).await;
        let [old] = codes_of(&app, &secret, [4]);
        for (name, shown) in [("recovery", &codes[4]), ("code", &old)] {
            last.post(HERE, &[("do", "end"), ("password", RIGHT), (name, shown)]).await.has_status(422);
        }
        let end = [("do", "end"), ("password", RIGHT), ("code", &ends)];
        last.post(HERE, &end).await.has_status(303).leads_to("/account?done=factor-off");
        last.get("/account?done=factor-off").await.shows("第二步验证已取消").shows("没有设置");
        last.post(HERE, &end).await.has_status(303).leads_to(HERE);
        tries(&app.stranger()).await.has_status(303).leads_to("/");
        assert_eq!(
            (app.entries("factor.begin").await, app.entries("factor.end").await),
            (3, 1),
            "{engine:?}"
        );
        let mut tx = app.app.db().read().await.unwrap();
        for table in ["select id from second_factors", "select code from recovery_codes"] {
            assert!(tx.rows(table, &[]).await.unwrap().is_empty(), "{table}");
        }
    }
}

#[tokio::test]
async fn changing_the_password_asks_for_a_code_too() {
    let app = TestApp::new().await;
    app.add_account().await;
    let desk = signed_in(&app).await;
    let (secret, codes) = set_up(&app, &desk, RIGHT).await;
    let page = desk.get("/account").await.shows("name=\"code\"");
    page.shows("手机不在身边");
    let change = |shown: &'static str, code: &str| {
        let pairs = [("old_password", RIGHT), ("new_password", NEW), ("new_again", NEW), (shown, code)];
        pairs.map(|(name, value)| (name, value.to_owned()))
    };
    let [used, then] = codes_of(&app, &secret, [0, 2]);
    for (code, said) in [("", "请填手机上现在显示的"), ("000000", "验证码不对"), (&used, "已经用过")]
    {
        let sent = change("code", code);
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
        desk.post("/account/password", &sent).await.has_status(422).shows(said);
    }
    // A code is not used up by a form that is refused for something else.
    let later = desk.after(&app, 2).await;
    let short = [("old_password", RIGHT), ("new_password", "短"), ("new_again", "短"), ("code", &then)];
    later
        .post("/account/password", &short)
        .await
        .has_status(422)
        .shows("密码至少 10 个字符")
        .hides("已经用过");
    let sent = change("code", &then);
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let changed = later.post("/account/password", &sent).await.has_status(303);
    let desk = later.with_cookies_of(&changed).await;
    // A recovery code does as well.
    let back = [
        ("old_password", NEW),
        ("new_password", "vq7 kdw2 柿子"),
        ("new_again", "vq7 kdw2 柿子"),
        ("recovery", &codes[0]),
    ];
    desk.post("/account/password", &back).await.has_status(303);
    assert_eq!(app.entries("password.change").await, 2);
}

/// Whoever sits at a session left open cannot guess a code there either.
#[tokio::test]
async fn wrong_codes_within_a_session_are_bounded() {
    let app = TestApp::new().await;
    app.add_account().await;
    let desk = signed_in(&app).await;
    let (secret, _) = set_up(&app, &desk, RIGHT).await;
    for _ in 0..10 {
        let sent = [("do", "end"), ("password", RIGHT), ("code", "000000")];
        desk.post(HERE, &sent).await.has_status(422);
    }
    let later = desk.after(&app, 2).await;
    let [right] = codes_of(&app, &secret, [2]);
    let end = [("do", "end"), ("password", RIGHT), ("code", &right)];
    let page = later.post(HERE, &end).await.has_status(429).shows("分钟后再试");
    assert!(page.headers.contains_key("retry-after"));
    let [right] = codes_of(&app, &secret, [18]);
    let end = [("do", "end"), ("password", RIGHT), ("code", &right)];
    desk.after(&app, 18).await.post(HERE, &end).await.has_status(303);
}

/// What was begun and never shown is shown for a quarter of an hour, and forgotten.
#[tokio::test]
async fn what_was_begun_and_not_shown_is_forgotten() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let desk = signed_in(&app).await;
        desk.post(HERE, &[("do", "begin"), ("password", RIGHT)]).await.has_status(303);
        let secret = secret_on(&desk.get(HERE).await.text);
        desk.after(&app, 14).await.get(HERE).await.shows("class=\"qr\"");
        let late = desk.after(&app, 15).await;
        late.get(HERE).await.has_status(200).hides("class=\"qr\"").shows("开始设置");
        let [code] = codes_of(&app, &secret, [15]);
        late.post(HERE, &[("do", "confirm"), ("code", &code)]).await.has_status(303).leads_to(HERE);
        let left = async || {
            let mut tx = app.app.db().read().await.unwrap();
            tx.rows("select id from second_factors", &[]).await.unwrap().len()
        };
        crate::account::tidy::tidy(&app.app).await.unwrap();
        assert_eq!(left().await, 1);
        crate::account::tidy::tidy(&app.later(61).await).await.unwrap();
        assert_eq!(left().await, 0);
    }
}

/// Whoever runs the deployment takes it off for a colleague whose telephone is lost.
#[tokio::test]
async fn it_is_taken_off_for_somebody_whose_telephone_is_lost() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let desk = signed_in(&app).await;
        set_up(&app, &desk, RIGHT).await;
        let half = app.stranger();
        let half = half.with_cookies_of(&tries(&half).await.has_status(303).leads_to("/sign-in/code")).await;
        let now = app.app.now();
        let mut tx = app.app.db().write().await.unwrap();
        let of_liu = owner(&mut tx, "liu", &now).await.unwrap().unwrap();
        assert_eq!(take_factor_off(&mut tx, &of_liu, &now).await.unwrap(), Some(1));
        assert_eq!(take_factor_off(&mut tx, &of_liu, &now).await.unwrap(), None);
        tx.commit().await.unwrap();
        desk.get("/people").await.has_status(303).leads_to("/sign-in");
        half.get("/sign-in/code").await.has_status(303).leads_to("/sign-in?late=1");
        tries(&app.stranger()).await.has_status(303).leads_to("/");
        // It goes with the account, too.
        let desk = signed_in(&app).await;
        set_up(&app, &desk, RIGHT).await;
        let mut tx = app.app.db().write().await.unwrap();
        close(&mut tx, &of_liu, &now).await.unwrap();
        assert!(tx.rows("select id from second_factors", &[]).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }
}

/// A clock that was ten years ahead when a code was used locks nobody out once it is right again.
#[tokio::test]
async fn a_clock_that_was_wrong_locks_nobody_out() {
    const YEARS: i64 = 10 * 366 * 24 * 60;
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let desk = signed_in(&app).await;
        let (secret, _) = set_up(&app, &desk, RIGHT).await;
        let mut tx = app.app.db().write().await.unwrap();
        let account = crate::shell::session::store::account(&mut tx, "liu").await.unwrap().unwrap().id;
        let factor = store::of_account(&mut tx, account).await.unwrap().unwrap();
        let (now, ahead) = (app.app.now().micros(), app.app.now().micros() + YEARS * 60_000_000);
        let step = super::code::step_of(ahead);
        assert!(store::use_step(&mut tx, factor.id, step, ahead).await.unwrap());
        assert!(!store::use_step(&mut tx, factor.id, step, ahead).await.unwrap(), "not twice");
        let step = super::code::step_of(now) + 1;
        assert!(store::use_step(&mut tx, factor.id, step, now).await.unwrap(), "{engine:?}");
        assert!(!store::use_step(&mut tx, factor.id, step, now).await.unwrap());
        assert!(!store::use_step(&mut tx, factor.id, step - 1, now).await.unwrap(), "nor an earlier one");
        tx.commit().await.unwrap();
        assert_eq!(secret.len(), 32);
    }
}
