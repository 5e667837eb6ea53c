//! Pages of the own account and of coming in.

use super::*;

#[tokio::test]
async fn signing_in_is_whole_in_both_languages() {
    let app = TestApp::new().await;
    app.add_account().await;
    let stranger = app.stranger();
    are_whole(&stranger, &["/sign-in".to_owned()]).await;
    answer_is_whole(&stranger, "/sign-in", &[("login", "liu"), ("password", "x")], 422).await;
    for _ in 0..10 {
        stranger.post("/sign-in", &[("login", "liu"), ("password", "x")]).await;
    }
    answer_is_whole(&stranger, "/sign-in", &[("login", "liu"), ("password", "x")], 429).await;
}

#[tokio::test]
async fn passkeys_are_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let here = "/account/passkeys";
    are_whole(&staff, &[here.to_owned()]).await;
    factor::set_up(&app, &staff, STAFF_PASSWORD).await;
    are_whole(&staff, &[here.to_owned(), format!("{here}?done=removed")]).await;
    // Where the house has a name.
    let app = TestApp::new().await;
    app.app.reached_at("https://xinan.example".to_owned());
    app.add_account().await;
    let staff = factor::signed_in(&app).await;
    let (_, recovery) = factor::set_up(&app, &staff, factor::RIGHT).await;
    are_whole(&staff, &[here.to_owned()]).await;
    answer_is_whole(&staff, here, &[("name", "我的手机")], 200).await;
    let begun = staff.post_shown(here, &[("name", "我的手机")], &[("recovery", &recovery[0])]).await;
    begun.has_status(303);
    are_whole(&staff, &[format!("{here}/adding")]).await;
    answer_is_whole(&staff, &format!("{here}/adding"), &[("passkey", "{}")], 422).await;
}

#[tokio::test]
async fn an_identity_elsewhere_is_whole_in_both_languages() {
    let (app, idp) = elsewhere::house(xinan_db::Engine::Sqlite).await;
    let (here, desk) = ("/account/elsewhere", factor::signed_in(&app).await);
    let pages = ["/account", here].map(str::to_owned);
    are_whole(&app.stranger(), &["/sign-in".to_owned()]).await;
    are_whole(&desk, &pages).await;
    answer_is_whole(&desk, here, &[], 200).await;
    let begun = desk.post_shown(here, &[], &[("password", factor::RIGHT)]).await.has_status(303);
    are_whole(&desk.with_cookies_of(&begun).await, &[format!("{here}/going")]).await;
    // Not tied: to whoever signs in with it, and to the owner of another account.
    is_whole(
        "an identity of nobody",
        Lang::Zh,
        &elsewhere::comes(&idp, &app.stranger()).await.has_status(422),
    );
    let english = app.stranger().in_english();
    is_whole("an identity of nobody", Lang::En, &elsewhere::comes(&idp, &english).await.has_status(422));
    elsewhere::ties(&idp, &desk, factor::RIGHT).await.has_status(303);
    are_whole(&desk, &pages).await;
    are_whole(&desk, &["tied", "untied"].map(|done| format!("{here}?done={done}"))).await;
    app.add_account_named("chen").await;
    let stranger = app.stranger();
    let begun = stranger.post("/sign-in", &[("login", "chen"), ("password", factor::RIGHT)]).await;
    let chen = stranger.with_cookies_of(&begun.has_status(303)).await;
    is_whole("somebody else's", Lang::Zh, &elsewhere::ties(&idp, &chen, factor::RIGHT).await.has_status(422));
    let chen = chen.in_english();
    is_whole("somebody else's", Lang::En, &elsewhere::ties(&idp, &chen, factor::RIGHT).await.has_status(422));
    // What an administrator sees.
    let keeper = app.administrator_of(COUNTY).await.over_https();
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select id from accounts where login = 'liu'", &[]).await.unwrap();
    let page = format!("/staff/{}", rows[0].id("id").unwrap().simple());
    tx.commit().await.unwrap();
    are_whole(&keeper, &["", "/identity", "?done=identity"].map(|at| format!("{page}{at}"))).await;
    answer_is_whole(&keeper, &format!("{page}/identity"), &[], 200).await;
}

#[tokio::test]
async fn the_second_factor_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let here = "/account/factor";
    let confirm = "/account/confirm?to=/people.xlsx";
    are_whole(&staff, &[here.to_owned(), confirm.to_owned()]).await;
    answer_is_whole(&staff, here, &[("do", "begin")], 422).await;
    let mark = staff.get(confirm).await.mark().unwrap().to_owned();
    let sent = [("to", "/people.xlsx"), ("confirms", mark.as_str())];
    answer_is_whole(&staff, "/account/confirm", &sent, 422).await;
    answer_is_whole(&staff, "/account/confirm", &sent[..1], 409).await;
    staff.post(here, &[("do", "begin"), ("password", STAFF_PASSWORD)]).await.has_status(303);
    are_whole(&staff, &[here.to_owned()]).await;
    answer_is_whole(&staff, here, &[("do", "confirm"), ("code", "1")], 422).await;
    staff.post(here, &[("do", "leave")]).await.has_status(303);
    for lang in [Lang::Zh, Lang::En] {
        let other = app.staff_of(TOWNSHIP).await;
        let secret = factor::begun(&other, STAFF_PASSWORD).await;
        let [code] = factor::codes_of(&app, &secret, [0]);
        let reader = if lang == Lang::En { other.in_english() } else { other.clone() };
        let done = reader.post(here, &[("do", "confirm"), ("code", &code)]).await.has_status(200);
        is_whole("recovery codes", lang, &done);
        are_whole(&other, &[here.to_owned(), "/account?done=factor-off".to_owned(), confirm.to_owned()])
            .await;
        answer_is_whole(&other, here, &[("do", "end"), ("password", "x")], 422).await;
    }
    // Signed in by half.
    app.add_account().await;
    let liu = factor::signed_in(&app).await;
    factor::set_up(&app, &liu, "right-horse-7").await;
    let stranger = app.stranger();
    let begun = stranger.post("/sign-in", &[("login", "liu"), ("password", "right-horse-7")]).await;
    let half = stranger.with_cookies_of(&begun.has_status(303)).await;
    are_whole(&half, &["/sign-in/code".to_owned(), "/sign-in?late=1".to_owned()]).await;
    answer_is_whole(&half, "/sign-in/code", &[("code", "1")], 422).await;
    answer_is_whole(&half, "/sign-in/code", &[("recovery", "1")], 422).await;
}

#[tokio::test]
async fn the_own_account_is_whole_in_both_languages() {
    let app = TestApp::new().await;
    for region in [VILLAGE, TOWNSHIP, COUNTY] {
        let staff = app.staff_of(region).await;
        let all = ["", "?done=one", "?done=others", "?done=password"].map(|done| format!("/account{done}"));
        are_whole(&staff, &all).await;
        let sent = [("old_password", "x"), ("new_password", "短"), ("new_again", "长")];
        answer_is_whole(&staff, "/account/password", &sent, 422).await;
    }
}
