//! Pages of whoever cares for people: lists, figures, records, forms, imports, paper.

use super::*;

#[tokio::test]
async fn lists_figures_and_the_person_are_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "单小曾"]).await;
    let id = app.id_of("李春生").await;
    let mut addresses: Vec<String> = [
        "/?group=overdue&page=1",
        "/people",
        "/people?page=1&q=lcs",
        "/people?page=1&q=nobody",
        "/people?status=0&overdue=1",
        "/stats",
        "/stats/managed",
        "/stats/managed/people",
        "/import",
        "/people/new",
        "/dev/ui",
    ]
    .map(str::to_owned)
    .to_vec();
    for page in ["", "/visits", "/visits/new", "/access", "/edit"] {
        addresses.push(format!("/people/{id}{page}"));
    }
    are_whole(&app.staff_of(COUNTY).await, &addresses).await;
    for region in [COUNTY, TOWNSHIP, VILLAGE] {
        are_whole(&app.staff_of(region).await, &["/".to_owned()]).await;
    }
    app.staff_of(COUNTY).await.in_english().get("/").await.shows("People");
}

#[tokio::test]
async fn every_page_of_a_visit_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    let visits = format!("{person}/visits");
    let with = |id: &'static str, note: &'static str| well_but(&[("visit_id", id), ("note", note)]);

    // Refused: every complaint at once, and a second visit of one day.
    answer_is_whole(&staff, &visits, &[("visit_id", FIRST)], 422).await;
    let wrong = well_but(&[("visit_id", FIRST), ("risk", "7"), ("visited_on", "2026-11-22")]);
    answer_is_whole(&staff, &visits, &wrong, 422).await;
    staff.post(&visits, &with(FIRST, "种上了蒜")).await.has_status(303);
    answer_is_whole(&staff, &visits, &with(SECOND, "晚上又打了电话"), 422).await;
    answer_is_whole(&staff, &format!("{visits}/judge"), &with(SECOND, ""), 200).await;
    answer_is_whole(&staff, &format!("{person}/contacts"), &[("contact_id", FIRST)], 422).await;

    let first = format!("{visits}/{FIRST}");
    let edit = format!("{first}/edit");
    are_whole(&staff, &[first.clone(), edit.clone(), format!("{person}?done=visit")]).await;
    // Whoever did not enter it gives a reason.
    let colleague = app.staff_of(TOWNSHIP).await;
    are_whole(&colleague, std::slice::from_ref(&edit)).await;
    answer_is_whole(&colleague, &edit, &with(SECOND, "改正"), 422).await;

    staff.post(&edit, &with(SECOND, "夜里睡得好")).await.has_status(303);
    // Somebody who still has the former version open: the conflict; and the former version itself.
    answer_is_whole(&colleague, &edit, &with(THIRD, "蒜出芽了"), 409).await;
    let second = format!("{visits}/{SECOND}");
    are_whole(&staff, &[first, second, visits, format!("{person}?done=edit")]).await;
}

#[tokio::test]
async fn every_page_of_a_persons_form_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "单小曾"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let edit = format!("/people/{}/edit", app.id_of("李春生").await);
    answer_is_whole(&staff, "/people/new", &[("case_id", FIRST)], 422).await;
    // Refused, and with everybody's newer version.
    let stale = [("form_id", FIRST), ("based_on", SECOND), ("name", "李春生")];
    answer_is_whole(&staff, &edit, &stale, 409).await;
    for done in ["registered", "edited", "same"] {
        are_whole(&staff, &[edit.replace("/edit", &format!("?done={done}"))]).await;
    }
}

#[tokio::test]
async fn every_page_of_an_import_is_whole_in_both_languages() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let path = format!("{}/../../testdata/township-messy/名册.xlsx", env!("CARGO_MANIFEST_DIR"));
    let roster = std::fs::read(path).unwrap();
    for (lang, reader) in readers(&staff) {
        for (name, bytes) in [("a.xls", &b"\xD0\xCF\x11\xE0"[..]), ("空.xlsx", b""), ("b.pdf", b"%PDF-1.7")]
        {
            let refused = reader.upload("/import", &[(name, bytes)]).await.has_status(422);
            is_whole(&format!("import refuses {name}"), lang, &refused);
        }
    }
    let brought =
        || async { staff.upload("/import", &[("名册.xlsx", &roster)]).await.has_status(303).location };
    let address = brought().await;
    let pages = [address.clone(), format!("{address}?done=columns"), format!("{address}?part=progress")];
    are_whole(&staff, &pages[..2]).await;
    staff.post(&address, &[("do", "good")]).await.has_status(303);
    are_whole(&staff, &pages).await;
    while work_once(&app.app).await.unwrap() {}
    are_whole(&staff, &pages).await;
    // The same once more, which is known already, and given up.
    let again = brought().await;
    are_whole(&staff, std::slice::from_ref(&again)).await;
    staff.post(&again, &[("do", "drop")]).await.has_status(303);
    are_whole(&staff, &[again, "/import".to_owned()]).await;
}

/// A village with nobody to print, and one with more people than one file holds.
#[cfg(feature = "pdf")]
#[tokio::test]
async fn a_print_job_in_parts_is_whole_in_both_languages() {
    let app = TestApp::new().await;
    let numbers = 0..=xinan_typeset::MOST_SHEETS;
    let people: Vec<_> = numbers.map(|at| crate::tests::person("李春生", VILLAGE, at)).collect();
    crate::seed::fill(&app.app, people.into_iter(), std::iter::empty(), |_| {}).await.unwrap();
    let staff = app.staff_of(TOWNSHIP).await;
    for village in [VILLAGE, "429971101201"] {
        for form in ["follow-up", "supplement"] {
            are_whole(&staff, &[format!("/print/villages/{village}/{form}/request")]).await;
        }
    }
}

#[tokio::test]
async fn what_cannot_be_done_is_said_on_a_whole_page_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(VILLAGE).await;
    let visits = format!("/people/{}/visits", app.id_of("李春生").await);
    for who in [&staff, &app.stranger()] {
        for (lang, reader) in readers(who) {
            is_whole("absent", lang, &reader.get("/no-such-page").await.has_status(404));
            let long = format!("login=a&password={}", "x".repeat(300_000));
            is_whole("long form", lang, &reader.post_raw("/sign-in", &long).await.has_status(413));
        }
    }
    for (lang, reader) in readers(&staff) {
        is_whole("malformed", lang, &reader.get("/people?page=abc").await.has_status(400));
        is_whole("not allowed", lang, &reader.get("/people.xlsx").await.has_status(403));
        let forged = reader.with_key("another").post(&visits, &[]).await.has_status(403);
        is_whole("forged", lang, &forged);
    }
    let large = vec![b'a'; 22 * 1024 * 1024];
    for (lang, reader) in readers(&app.staff_of(TOWNSHIP).await) {
        let answer = reader.upload("/import", &[("a.xlsx", &large)]).await.has_status(413);
        is_whole("large upload", lang, &answer);
    }
    // What hardly ever happens, on the page that everything else comes on.
    let router = Router::new()
        .route("/busy", get(async || Problem::Busy))
        .route("/fault", get(async || Problem::Fault(anyhow::anyhow!("a disk is full"))))
        .layer(middleware::from_fn_with_state(app.app.clone(), dress));
    for who in [&staff, &app.stranger()] {
        for (lang, reader) in readers(&who.at(&router)) {
            for (address, status) in [("/busy", 503), ("/fault", 500)] {
                is_whole(address, lang, &reader.get(address).await.has_status(status));
            }
        }
    }
}
