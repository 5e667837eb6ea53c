//! Coming in: right and wrong, too late, too often, with a card that is over; and what it tells a stranger.

use xinan_domain::portal::card::Number;

use super::{CODES_AN_HOUR, Lately, MOST_MISSES, may_send};
use crate::portal::tests::{PAGES, TOWNSHIP, VILLAGE, come_in, issue, sending, typed};
use crate::shell::session::{AHEAD, SECOND};
use crate::tests::{Answer, TestApp};

const PHONE: &str = "13812345678";

async fn with_card() -> (TestApp, std::sync::Arc<crate::portal::tests::Kept>, String) {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let kept = sending(&app).await;
    let person = app.id_of("郁秋荻").await;
    let number = issue(&app.staff_of(TOWNSHIP).await, &person, None, PHONE).await;
    (app, kept, number)
}

/// A number that is well-formed and of no card.
fn of_no_card(seed: u8) -> String {
    Number::by_chance([seed; 16]).grouped()
}

/// What a stranger can tell two answers apart by.
fn told(answer: &Answer) -> (u16, String, String, String) {
    let cookies = answer.headers.get_all("set-cookie").iter().map(|one| one.to_str().unwrap());
    // The token itself is made by chance.
    let cookies: Vec<String> =
        cookies.map(|one| format!("{} {}", one.len(), one.split('=').next().unwrap())).collect();
    (answer.status.as_u16(), answer.location.clone(), answer.text.clone(), cookies.join(";"))
}

#[tokio::test]
async fn a_card_and_a_code_open_the_own_record_and_nothing_else() {
    let (app, kept, number) = with_card().await;
    let stranger = app.stranger();
    for page in PAGES {
        stranger.get(page).await.has_status(303).leads_to("/my/sign-in").hides("郁秋荻");
    }
    let inside = come_in(&stranger, &number, &kept, 1).await;
    assert!(kept.all().starts_with(&format!("{PHONE} ")));
    inside.get("/my").await.has_status(200).shows("郁秋荻").shows("接下来");
    for page in PAGES {
        let answer = inside.get(page).await.has_status(200);
        assert!(answer.text.len() < 60_000, "{page}");
    }
    // No member of staff is somebody with a card, and nobody with a card is a member of staff.
    for page in ["/", "/people", "/requests", "/account"] {
        inside.get(page).await.has_status(303).leads_to("/sign-in").hides("郁秋荻");
    }
    inside.get("/my/no-such-page").await.has_status(404).shows("href=\"/my\"");
    // Out, and out is out.
    inside.post("/my/sign-out", &[]).await.has_status(303).leads_to("/my/sign-in?late=out");
    inside.get("/my").await.has_status(303).leads_to("/my/sign-in?late=1");
    assert!(app.entries("own.read").await >= PAGES.len());
    assert_eq!(app.entries("own.entered").await, 1);
}

#[tokio::test]
async fn a_number_of_no_card_is_answered_like_one_that_opens() {
    let (app, kept, number) = with_card().await;
    let person = app.id_of("郁秋荻").await;
    let staff = app.staff_of(TOWNSHIP).await;
    let stranger = app.stranger();
    // One that was ended: the next one has taken its place.
    let newer = issue(&staff, &person, None, PHONE).await;
    let mut answers = Vec::new();
    for number in [newer.clone(), number, of_no_card(1), of_no_card(2)] {
        let answer = stranger.post("/my/sign-in", &[("card", &number)]).await;
        let half = stranger.with_cookies_of(&answer).await;
        let mut all = vec![told(&answer), told(&half.get("/my/sign-in/code").await)];
        for _ in 0..6 {
            all.push(told(&half.post("/my/sign-in/code", &[("code", "000000")]).await));
        }
        answers.push(all);
    }
    for other in &answers[1..] {
        assert_eq!(&answers[0], other);
    }
    assert_eq!(kept.code(1).await.len(), 6);
    assert_eq!(kept.count(), 1, "a code was sent for what opens nothing");
    assert_eq!(app.entries("own.code_sent").await, 1);
    assert_eq!(app.entries("own.card_refused").await, 3);
    assert_eq!(app.entries("own.code_refused").await, 24);
    // A slip of the pen is told by the number itself.
    let mut slipped = newer.clone();
    let last = if slipped.ends_with('0') { '1' } else { '0' };
    slipped.replace_range(23.., &last.to_string());
    for wrong in ["", "123", "abc", &slipped] {
        let page = stranger.post("/my/sign-in", &[("card", wrong)]).await.has_status(422);
        page.shows(&format!("value=\"{wrong}\""));
    }
    assert_eq!(app.entries("own.card_refused").await, 3, "nobody was looked for");
}

#[tokio::test]
async fn a_code_works_once_in_its_own_browser_and_not_after_five_minutes() {
    let (app, kept, number) = with_card().await;
    let stranger = app.stranger();
    let half = typed(&stranger, &number).await;
    let code = kept.code(1).await;
    // Another browser with the same code, and one without a number.
    let other = typed(&stranger, &number).await;
    other.post("/my/sign-in/code", &[("code", &code)]).await.has_status(422).shows("还可以试 4 次");
    stranger.post("/my/sign-in/code", &[("code", &code)]).await.has_status(303).leads_to("/my/sign-in");
    half.post("/my/sign-in/code", &[("code", "")]).await.has_status(422);
    // Too late; and of before, by a clock that runs years behind.
    for minutes in [5, 60 * 24 * 366 * 3, -60 * 24 * 366 * 3] {
        let late = half.after(&app, minutes).await;
        late.post("/my/sign-in/code", &[("code", &code)]).await.leads_to("/my/sign-in?late=code");
    }
    half.post("/my/sign-in/code", &[("code", &code)]).await.has_status(303).leads_to("/my");
    // Sent once more, it opens nothing.
    half.post("/my/sign-in/code", &[("code", &code)]).await.leads_to("/my/sign-in?late=code");
    assert_eq!(app.entries("own.entered").await, 1);
}

#[tokio::test]
async fn a_session_ends_with_idleness_with_time_and_with_its_card() {
    let (app, kept, number) = with_card().await;
    let person = app.id_of("郁秋荻").await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    inside.after(&app, 14).await.get("/my").await.has_status(200);
    inside.after(&app, 30).await.get("/my").await.leads_to("/my/sign-in?late=1");
    // Used all the time, it ends after two hours.
    for minutes in (28..120).step_by(14) {
        inside.after(&app, minutes).await.get("/my").await.has_status(200);
    }
    inside.after(&app, 121).await.get("/my").await.leads_to("/my/sign-in?late=1");
    // A clock that runs years ahead, and one that runs behind: nobody stays in for years.
    let inside = come_in(&inside.signed_out(), &number, &kept, 2).await;
    inside.after(&app, 60 * 24 * 366 * 2).await.get("/my").await.leads_to("/my/sign-in?late=1");
    let behind = AHEAD / SECOND / 60 + 5;
    inside.after(&app, -behind).await.get("/my").await.leads_to("/my/sign-in?late=1");
    // Ended by the office, at once.
    let inside = come_in(&app.stranger(), &number, &kept, 3).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let home = format!("/people/{person}/own-door");
    let page = staff.get(&home).await.text;
    let card = page.split("/cards/").nth(1).unwrap();
    let card = card.split('/').next().unwrap().split('?').next().unwrap();
    let card =
        if card == "new" { page.split("/cards/").nth(2).unwrap().split('/').next().unwrap() } else { card };
    let end = format!("{home}/cards/{card}/end");
    staff.post(&end, &[]).await.has_status(422);
    staff.post(&end, &[("end_reason", "卡丢了")]).await.has_status(303);
    inside.get("/my").await.leads_to("/my/sign-in?late=1");
    assert_eq!(app.entries("card.ended").await, 1);
}

#[tokio::test]
async fn a_card_that_is_over_and_one_of_the_dead_open_nothing() {
    let (app, kept, number) = with_card().await;
    let app = app.days_later(731).await;
    let kept_later = sending(&app).await;
    typed(&app.stranger(), &number).await;
    assert_eq!((kept.count(), kept_later.count()), (0, 0));
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update portal_cards set expires_on = '2099-12-31'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let inside = come_in(&app.stranger(), &number, &kept_later, 1).await;
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update cases set status = 2", &[]).await.unwrap();
    tx.commit().await.unwrap();
    inside.get("/my").await.leads_to("/my/sign-in?late=1");
    typed(&app.stranger(), &number).await;
    assert_eq!(kept_later.count(), 1);
}

#[tokio::test]
async fn who_guesses_numbers_waits_and_nobody_else_does() {
    let (app, kept, number) = with_card().await;
    let guesser = app.stranger().at_source("203.0.113.5");
    let owner = come_in(&guesser, &number, &kept, 1).await;
    for seed in 0..u8::try_from(MOST_MISSES).unwrap() {
        typed(&guesser, &of_no_card(seed)).await;
    }
    let refused = guesser.post("/my/sign-in", &[("card", &number)]).await.has_status(429);
    assert!(refused.headers.contains_key("retry-after"));
    refused.shows("试的次数太多");
    // Behind another address; and the owner in the browser that was used before, behind the same.
    come_in(&app.stranger().at_source("203.0.113.6"), &number, &kept, 2).await;
    come_in(&owner, &number, &kept, 3).await;
    // A quarter of an hour later it is forgotten.
    let app = app.days_later(1).await;
    sending(&app).await;
    typed(&app.stranger().at_source("203.0.113.5"), &of_no_card(99)).await;
}

#[tokio::test]
async fn who_has_seen_a_card_cannot_keep_its_owner_out() {
    let (app, kept, number) = with_card().await;
    let owner = come_in(&app.stranger(), &number, &kept, 1).await;
    let thief = app.stranger().at_source("203.0.113.5");
    for _ in 0..4 {
        let half = typed(&thief, &number).await;
        for _ in 0..5 {
            half.post("/my/sign-in/code", &[("code", "000000")]).await;
        }
    }
    kept.code(3).await;
    let sent = kept.count();
    assert_eq!(sent as u32, CODES_AN_HOUR, "the owner's own counts among those of unknown browsers");
    assert!(app.entries("own.code_held").await > 0);
    come_in(&owner, &number, &kept, sent + 1).await;
}

#[test]
fn how_many_codes_a_card_has() {
    for (an_hour, a_day, wrong, known, sent) in [
        (0, 0, 0, false, true),
        (2, 9, 9, false, true),
        (3, 3, 0, false, false),
        (0, 10, 0, false, false),
        (0, 0, 10, false, false),
        (9, 29, 9, true, true),
        (10, 10, 0, true, false),
        (0, 30, 0, true, false),
        (0, 10, 10, true, false),
    ] {
        assert_eq!(
            may_send(Lately { an_hour, a_day, wrong }, known),
            sent,
            "{an_hour} {a_day} {wrong} {known}"
        );
    }
}

/// A form of somebody else's page, and one without a key.
#[tokio::test]
async fn a_form_of_another_page_is_refused() {
    let (app, kept, number) = with_card().await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    let forged = inside.with_key(&"0".repeat(32));
    forged.post("/my/requests/new", &[("request_id", &xinan_db::new_id().to_string())]).await.has_status(403);
    forged.post("/my/sign-out", &[]).await.has_status(403);
    let from = "https://elsewhere.test";
    inside.post_from(from, "/my/requests/new", &[]).await.has_status(403);
    app.stranger().post_from(from, "/my/sign-in", &[("card", &number)]).await.has_status(403);
    inside.get("/my").await.has_status(200);
}

/// A number that opens counts like one of no card: else whoever counts along would tell a living card by the answer
/// after it.
#[tokio::test]
async fn who_counts_along_learns_nothing_of_a_card() {
    let (app, _, number) = with_card().await;
    let mut waits = Vec::new();
    for (source, last) in [("203.0.113.5", of_no_card(200)), ("203.0.113.6", number)] {
        let guesser = app.stranger().at_source(source);
        for seed in 1..u8::try_from(MOST_MISSES).unwrap() {
            typed(&guesser, &of_no_card(seed)).await;
        }
        typed(&guesser, &last).await;
        waits.push(guesser.post("/my/sign-in", &[("card", &of_no_card(201))]).await.status.as_u16());
    }
    assert_eq!(waits, [429, 429]);
}

/// docs/decisions/0032: ten guesses a day, also in a browser in which the card was used, and with several codes at once.
#[tokio::test]
async fn ten_wrong_codes_in_a_day_are_the_last_anywhere() {
    for known in [true, false] {
        let (app, kept, number) = with_card().await;
        let browser = match known {
            true => come_in(&app.stranger(), &number, &kept, 1).await,
            false => app.stranger(),
        };
        let sent = usize::from(known);
        let mut halves = Vec::new();
        for more in 1..=2 {
            halves.push(typed(&browser, &number).await);
            kept.code(sent + more).await;
        }
        let spare = typed(&browser, &number).await;
        let right = kept.code(sent + 3).await;
        let mut answers = Vec::new();
        for half in &halves {
            for _ in 0..5 {
                answers.push(half.post("/my/sign-in/code", &[("code", "000000")]).await.location);
            }
        }
        assert_eq!(answers.iter().filter(|to| to.is_empty()).count(), 8, "{answers:?}");
        // The eleventh is wrong like any, and after it the right one too; and no code comes any more.
        spare.post("/my/sign-in/code", &[("code", "000000")]).await.has_status(422);
        spare.post("/my/sign-in/code", &[("code", &right)]).await.has_status(422).shows("还可以试 3 次");
        typed(&browser, &number).await;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        assert_eq!(kept.count(), sent + 3);
    }
}

/// A cookie that was copied is known no more after the owner comes in again.
#[tokio::test]
async fn what_a_browser_is_known_by_changes_each_time() {
    let (app, kept, number) = with_card().await;
    let owner = come_in(&app.stranger(), &number, &kept, 1).await;
    let copied = owner.cookie_named("xinan_my_known").unwrap();
    let again = come_in(&owner, &number, &kept, 2).await;
    assert_ne!(again.cookie_named("xinan_my_known").unwrap(), copied);
    let mut tx = app.app.db().read().await.unwrap();
    let devices = tx.rows("select distinct device from portal_sessions", &[]).await.unwrap();
    assert_eq!(devices.len(), 1, "the one that was copied is forgotten");
}
