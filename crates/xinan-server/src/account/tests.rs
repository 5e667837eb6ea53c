//! Signing in again, through the front door.

mod doors;
mod guessing;
mod handed;

use crate::tests::TestApp;

/// An account that can sign in.
async fn app_with_account() -> TestApp {
    let app = TestApp::new().await;
    app.add_account().await;
    app
}

const FORM: &str = "/people/019aa000000070008000000000000009/visits/new";

#[tokio::test]
async fn whoever_was_signed_out_over_a_form_returns_to_it() {
    let app = app_with_account().await;
    let stranger = app.stranger();
    let from = format!("https://xinan.test{FORM}?lost_reason=4");
    stranger
        .get_from("/sign-in", &from)
        .await
        .has_status(200)
        .shows("登录已过期，填写的内容还在本机")
        .shows(&format!("name=\"back\" value=\"{FORM}\""));
    // A wrong password keeps the way back, and says nothing of saving.
    stranger
        .post("/sign-in", &[("login", "nobody"), ("password", "x"), ("back", FORM)])
        .await
        .has_status(422)
        .shows("没有登录成功")
        .hides("还没有存上")
        .shows(&format!("value=\"{FORM}\""));
    let right = [("login", "liu"), ("password", "right-horse-7"), ("back", FORM)];
    stranger.post("/sign-in", &right).await.has_status(303).leads_to(FORM);
}

#[tokio::test]
async fn nobody_is_sent_out_of_the_house_after_signing_in() {
    let app = app_with_account().await;
    let stranger = app.stranger();
    for from in [
        "https://elsewhere.test/people",
        "https://xinan.test//elsewhere.test/",
        "https://xinan.test/sign-in",
        "https://xinan.test.elsewhere.test/people",
        "people",
        "https://xinan.test",
    ] {
        stranger
            .get_from("/sign-in", from)
            .await
            .has_status(200)
            .hides("登录已过期")
            .hides("name=\"back\" value=\"//");
    }
    // After signing out there is nothing to return to: the next one may be somebody else.
    let from = format!("https://xinan.test{FORM}");
    stranger.get_from("/sign-in?out=1", &from).await.has_status(200).hides("登录已过期").hides(FORM);
    for back in ["//elsewhere.test/", "https://elsewhere.test/", "/\\elsewhere.test", "people"] {
        stranger
            .post("/sign-in", &[("login", "nobody"), ("password", "x"), ("back", back)])
            .await
            .has_status(422)
            .hides("elsewhere");
        let right = [("login", "liu"), ("password", "right-horse-7"), ("back", back)];
        stranger.post("/sign-in", &right).await.has_status(303).leads_to("/");
    }
}
