//! A death or a loss that no visit states, corrected through the front door.

use jiff::civil::date;
use xinan_db::testing::engines;

use crate::case::Status;
use crate::case::event::{Event, EventKind};
use crate::tests::{Staff, TestApp, person};
use crate::{case, seed};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
const NAME: &str = "李春生";
const REASON: [(&str, &str); 1] = [("standing_reason", "名册记的是同名的另一位")];

/// Somebody of whom a register said this.
async fn with(engine: xinan_db::Engine, events: &[Event]) -> (TestApp, String) {
    let app = TestApp::on(engine).await;
    let mut one = person(NAME, VILLAGE, 0);
    one.events.extend(events.iter().cloned());
    seed::fill(&app.app, std::iter::once(one), std::iter::empty(), |_| {}).await.unwrap();
    let page = format!("/people/{}", app.id_of(NAME).await);
    (app, page)
}

fn died() -> Event {
    Event::plain(EventKind::Died, date(2026, 5, 1))
}

fn lost() -> Event {
    Event::plain(EventKind::Lost, date(2026, 6, 1))
}

async fn status(app: &TestApp) -> Status {
    let mut tx = app.app.db().read().await.unwrap();
    let scope = xinan_db::Scope::of(xinan_domain::region::Region::parse(COUNTY).unwrap());
    case::search::store::people(&mut tx, &scope, NAME, 5).await.unwrap().unwrap()[0].head.status
}

/// The month rows of everybody, as text.
async fn months(app: &TestApp) -> Vec<String> {
    let mut tx = app.app.db().read().await.unwrap();
    let sql = "select month, cast(dead as bigint) as dead, cast(lost as bigint) as lost,
                      cast(registered as bigint) as registered, cast(visits_due as bigint) as visits_due
                 from case_months
                order by month";
    let rows = tx.rows(sql, &[]).await.unwrap();
    let names = ["month", "dead", "lost", "registered", "visits_due"];
    rows.iter().map(|row| format!("{:?}", names.map(|name| row.int(name).unwrap()))).collect()
}

async fn withdrawn(app: &TestApp) -> i64 {
    let mut tx = app.app.db().read().await.unwrap();
    let sql = "select count(*) as found from case_events where withdrawn_at is not null";
    tx.row(sql, &[]).await.unwrap().unwrap().int("found").unwrap()
}

#[tokio::test]
async fn somebody_who_has_not_died_is_back_with_everything_that_follows() {
    for engine in engines() {
        let (app, page) = with(engine, &[died()]).await;
        let county = app.staff_of(COUNTY).await;
        let at = format!("{page}/standing/death");
        county.get(&page).await.shows("已记录去世").shows("更正：此人并未死亡").shows(&at);
        county
            .get(&at)
            .await
            .has_status(200)
            .shows("2026-05-01 去世")
            .shows("原来的记录、原因和更正的人都会保留");
        let done = format!("{page}?done=standing");
        county.post_confirmed(&at, &REASON).await.has_status(303).leads_to(&done);
        county.get(&done).await.shows("已更正").hides("已记录去世").hides("更正：此人并未死亡");
        // Sent twice it is done once; the page leads back.
        county.post_confirmed(&at, &REASON).await.has_status(303).leads_to(&done);
        county.get(&at).await.has_status(303).leads_to(&page);
        assert_eq!((withdrawn(&app).await, app.entries("standing.corrected").await), (1, 1), "{engine:?}");
        let said = "死亡（2026-05-01），";
        let history = county.get(&format!("{page}/visits")).await.shows(said);
        history.shows("由 王医生 更正为不是这样：名册记的是同名的另一位");
        county.get(&format!("{page}/access")).await.shows("更正死亡、失访或结案");
        // As if it had never been said.
        let (never, _) = with(engine, &[]).await;
        assert_eq!(months(&app).await, months(&never).await, "{engine:?}");
    }
}

/// domain 3.2: the county body only, with a reason.
#[tokio::test]
async fn a_death_is_the_county_offices_and_a_loss_the_townships_too() {
    for (event, what, allowed) in [(died(), "death", [403, 403, 200]), (lost(), "loss", [403, 200, 200])] {
        let (app, page) = with(xinan_db::Engine::Sqlite, &[event]).await;
        let at = format!("{page}/standing/{what}");
        for (post, expected) in [VILLAGE, TOWNSHIP, COUNTY].into_iter().zip(allowed) {
            let staff = app.staff_of(post).await;
            staff.get(&at).await.has_status(expected);
            let person = staff.get(&page).await.has_status(200);
            match (expected, what) {
                (200, _) => person.shows(&at),
                (_, "death") => person.shows("请联系县精防办写明原因更正").hides(&at),
                _ => person.hides(&at),
            };
            if expected == 403 {
                staff.post_confirmed(&at, &REASON).await.has_status(403);
            }
        }
        // Out of reach looks like absent; so does what nobody can correct. A post that corrects no death is told so of
        // everybody alike.
        let elsewhere: Staff = app.staff_of("429971102").await;
        elsewhere.get(&at).await.has_status(if what == "death" { 403 } else { 404 });
        let other_county = app.staff_of("429972").await;
        other_county.get(&at).await.has_status(404);
        other_county.post_confirmed(&at, &REASON).await.has_status(404);
        app.staff_of(COUNTY).await.get(&format!("{page}/standing/other")).await.has_status(404);
        assert_eq!(withdrawn(&app).await, 0);
    }
}

#[tokio::test]
async fn a_reason_is_asked_for_and_what_was_typed_is_kept() {
    let (app, page) = with(xinan_db::Engine::Sqlite, &[died()]).await;
    let county = app.staff_of(COUNTY).await;
    let at = format!("{page}/standing/death");
    county.post_confirmed(&at, &[]).await.has_status(422).shows("f-standing_reason");
    let long = "记".repeat(201);
    county
        .post_confirmed(&at, &[("standing_reason", &long)])
        .await
        .has_status(422)
        .shows("最多 200 个字")
        .shows(&long);
    assert_eq!((withdrawn(&app).await, status(&app).await), (0, Status::Dead));
}

#[tokio::test]
async fn somebody_who_is_not_lost_is_back_and_an_older_loss_stays_history() {
    let long_ago = Event::plain(EventKind::Lost, date(2025, 2, 1));
    let found = Event::plain(EventKind::Found, date(2025, 3, 1));
    let (app, page) = with(xinan_db::Engine::Sqlite, &[long_ago, found, lost()]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let at = format!("{page}/standing/loss");
    staff.get(&at).await.has_status(200).shows("2026-06-01 起失访").hides("2025-02-01");
    staff.post_confirmed(&at, &REASON).await.has_status(303);
    assert_eq!((status(&app).await, withdrawn(&app).await), (Status::Open, 1));
    // The other page has nothing to correct.
    app.staff_of(COUNTY).await.get(&format!("{page}/standing/death")).await.has_status(303).leads_to(&page);
}

/// What a visit says is corrected with the visit.
#[tokio::test]
async fn a_visit_that_says_it_is_named_and_stays() {
    let (app, page) = with(xinan_db::Engine::Sqlite, &[lost()]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let visit = [
        ("visit_id", "019aa000-0000-7000-8000-000000000001"),
        ("visited_on", "2026-11-20"),
        ("mode", "3"),
        ("doctor", "王医生"),
        ("lost_reason", "3"),
    ];
    staff.post(&format!("{page}/visits"), &visit).await.has_status(303);
    let at = format!("{page}/standing/loss");
    let visit = format!("{page}/visits/019aa000000070008000000000000001");
    staff.get(&at).await.shows("2026-06-01 起失访").shows("2026-11-20 的随访这样记").shows(&visit);
    staff.post_confirmed(&at, &REASON).await.has_status(303).leads_to(&at);
    staff.get(&at).await.has_status(200).shows(&visit).hides("standing_reason").hides("2026-06-01");
    assert_eq!((status(&app).await, withdrawn(&app).await), (Status::Lost, 1));
}

/// Before events knew their visit, a correction left them behind.
#[tokio::test]
async fn what_an_old_correction_left_behind_is_taken_back() {
    let (app, page) = with(xinan_db::Engine::Sqlite, &[]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let visit = [
        ("visit_id", "019aa000-0000-7000-8000-000000000001"),
        ("visited_on", "2026-11-20"),
        ("mode", "3"),
        ("doctor", "王医生"),
        ("lost_reason", "3"),
    ];
    staff.post(&format!("{page}/visits"), &visit).await.has_status(303);
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update follow_ups set withdrawn_at = 1", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let at = format!("{page}/standing/loss");
    staff.get(&at).await.has_status(200).shows("2026-11-20 起失访").hides("的随访这样记");
    staff.post_confirmed(&at, &REASON).await.has_status(303);
    assert_eq!((status(&app).await, withdrawn(&app).await), (Status::Open, 1));
}
