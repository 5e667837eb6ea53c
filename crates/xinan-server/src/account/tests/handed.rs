//! A password that somebody else made, and accounts that end.

use xinan_domain::password::Password;

use crate::account::handed::{close, owner, renew};
use crate::shell::session::hash_password;
use crate::tests::{Staff, TestApp};

const RIGHT: &str = "right-horse-7";
const HANDED: &str = "4f9a02c7be61";
const NEW: &str = "vq7 kdw2 xep 第三棵柿子树";

fn hash() -> String {
    hash_password(&Password::typed(HANDED)).unwrap()
}

async fn tries(browser: &Staff, password: &str) -> crate::tests::Answer {
    browser.post("/sign-in", &[("login", "liu"), ("password", password)]).await
}

#[tokio::test]
async fn a_password_that_was_handed_over_is_replaced_first() {
    for engine in xinan_db::testing::engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let known = app.stranger();
        let desk = known.with_cookies_of(&tries(&known, RIGHT).await.has_status(303)).await;
        let thief = app.stranger().at_source("203.0.113.5");
        for _ in 0..10 {
            tries(&thief, "guess").await.has_status(422);
        }
        let now = app.app.now();
        let mut tx = app.app.db().write().await.unwrap();
        let of_liu = owner(&mut tx, "liu", &now).await.unwrap().unwrap();
        assert_eq!((of_liu.name.as_str(), of_liu.about().office), ("刘医生", "清溪镇卫生院"));
        assert_eq!(renew(&mut tx, &of_liu, &hash(), &now).await.unwrap(), 1);
        tx.commit().await.unwrap();
        // What was open has ended, the old password is none, and nobody has to wait for the thief.
        desk.get("/people").await.has_status(303).leads_to("/sign-in");
        tries(&app.stranger(), RIGHT).await.has_status(422);
        let stranger = app.stranger();
        let desk = stranger.with_cookies_of(&tries(&stranger, HANDED).await.has_status(303)).await;
        for address in ["/", "/people", "/stats", "/people.xlsx", "/import"] {
            desk.get(address).await.has_status(303).leads_to("/account?done=first");
        }
        desk.post("/account/sessions/end-others", &[]).await.has_status(303).leads_to("/account?done=first");
        desk.get("/account?done=first").await.has_status(200).shows("这个密码是别人替您定的");
        desk.in_english().get("/account?done=first").await.shows("Somebody else made this password");
        // Nothing stands before the form, whichever way one came.
        for address in ["/account?done=first", "/account"] {
            let page = desk.get(address).await.shows("这个密码是别人替您定的").shows("name=\"old_password\"");
            page.hides("其他设备都登出").hides("id=\"sessions\"").hides("id=\"browsers\"");
        }
        // The same again is no other one, and why one is here is still said.
        let same = [("old_password", HANDED), ("new_password", HANDED), ("new_again", HANDED)];
        let refused = desk.post("/account/password", &same).await.has_status(422);
        refused.shows("新密码和现在的一样").shows("这个密码是别人替您定的");
        let change = [("old_password", HANDED), ("new_password", NEW), ("new_again", NEW)];
        let changed = desk.post("/account/password", &change).await.has_status(303);
        let desk = desk.with_cookies_of(&changed).await;
        desk.get("/people").await.has_status(200);
        desk.get("/account?done=first").await.hides("这个密码是别人替您定的").shows("id=\"sessions\"");
        tries(&app.stranger(), NEW).await.has_status(303);
    }
}

#[tokio::test]
async fn whoever_must_choose_a_password_may_also_leave() {
    let app = TestApp::new().await;
    app.add_account().await;
    let now = app.app.now();
    let mut tx = app.app.db().write().await.unwrap();
    let of_liu = owner(&mut tx, "liu", &now).await.unwrap().unwrap();
    renew(&mut tx, &of_liu, &hash(), &now).await.unwrap();
    tx.commit().await.unwrap();
    let stranger = app.stranger();
    let desk = stranger.with_cookies_of(&tries(&stranger, HANDED).await.has_status(303)).await;
    desk.post("/sign-out", &[]).await.has_status(303).leads_to("/sign-in?out=1");
}

#[tokio::test]
async fn an_account_is_closed_for_good() {
    let app = TestApp::new().await;
    app.add_account().await;
    let stranger = app.stranger();
    let desk = stranger.with_cookies_of(&tries(&stranger, RIGHT).await.has_status(303)).await;
    let now = app.app.now();
    let mut tx = app.app.db().write().await.unwrap();
    let of_liu = owner(&mut tx, "liu", &now).await.unwrap().unwrap();
    assert_eq!(close(&mut tx, &of_liu, &now).await.unwrap(), 1);
    assert!(owner(&mut tx, "liu", &now).await.unwrap().is_none());
    assert!(tx.rows("select device from known_devices", &[]).await.unwrap().is_empty());
    tx.commit().await.unwrap();
    desk.get("/people").await.has_status(303).leads_to("/sign-in");
    tries(&app.stranger(), RIGHT).await.has_status(422);
}
