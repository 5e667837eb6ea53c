//! What holds for every page and every statement of the house.

use xinan_db::statement::Named;
use xinan_db::testing::{TestDb, engines};

use super::TestApp;

/// Every constant statement of every store.
fn statements() -> Vec<Named> {
    [
        crate::account::device::store::STATEMENTS,
        crate::account::own::store::STATEMENTS,
        crate::account::posts::store::STATEMENTS,
        crate::account::attempts::store::STATEMENTS,
        crate::account::confirm::store::STATEMENTS,
        crate::account::elsewhere::store::STATEMENTS,
        crate::account::factor::store::STATEMENTS,
        crate::account::half::store::STATEMENTS,
        crate::case::store::STATEMENTS,
        crate::case::tie::store::STATEMENTS,
        crate::task::store::STATEMENTS,
        crate::transfer::store::STATEMENTS,
        crate::closing::store::STATEMENTS,
        crate::closing::alike::store::STATEMENTS,
        crate::hospital::guidance::store::STATEMENTS,
        crate::hospital::referral::store::STATEMENTS,
        crate::hospital::stay::store::STATEMENTS,
        crate::case::event::store::STATEMENTS,
        crate::case::newcomer::store::STATEMENTS,
        crate::case::safety::store::STATEMENTS,
        crate::case::facts::store::STATEMENTS,
        crate::case::facts::anew::store::STATEMENTS,
        crate::parameter::store::STATEMENTS,
        crate::followup::store::STATEMENTS,
        crate::supplement::store::STATEMENTS,
        crate::police::store::STATEMENTS,
        crate::police::told::store::STATEMENTS,
        crate::police::help::store::STATEMENTS,
        crate::portal::card::store::STATEMENTS,
        crate::portal::door::store::STATEMENTS,
        crate::portal::exception::store::STATEMENTS,
        crate::portal::own::store::STATEMENTS,
        crate::portal::request::store::STATEMENTS,
        crate::portal::safety::store::STATEMENTS,
        crate::contact::store::STATEMENTS,
        crate::department::figures::store::STATEMENTS,
        crate::disclosure::store::STATEMENTS,
        crate::disposal::store::STATEMENTS,
        crate::disclosure::handed::store::STATEMENTS,
        crate::emergency::store::STATEMENTS,
        crate::examination::store::STATEMENTS,
        crate::examination::alert::store::STATEMENTS,
        crate::clue::store::STATEMENTS,
        crate::clue::forget::store::STATEMENTS,
        crate::clue::survey::store::STATEMENTS,
        crate::division::store::STATEMENTS,
        crate::institution::store::STATEMENTS,
        crate::intake::store::STATEMENTS,
        crate::nightly::store::STATEMENTS,
        crate::staff::store::STATEMENTS,
        crate::log::store::STATEMENTS,
        crate::report::store::STATEMENTS,
        crate::account::passkey::store::STATEMENTS,
        crate::account::setup::store::STATEMENTS,
        crate::case::looks::store::STATEMENTS,
        crate::consent::paper::store::STATEMENTS,
        crate::consent::store::STATEMENTS,
        crate::print::store::STATEMENTS,
        crate::security::store::STATEMENTS,
        crate::shell::session::store::STATEMENTS,
    ]
    .concat()
}

/// One that is forgotten above is prepared by nobody.
#[test]
fn every_store_is_listed() {
    let listed = include_str!("house.rs");
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    let mut found = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.ends_with("store.rs")
                && std::fs::read_to_string(&path).unwrap().contains("\nsql! {")
            {
                let place = path.strip_prefix(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap();
                let place = place.with_extension("").to_string_lossy().replace('/', "::");
                assert!(listed.contains(&format!("crate::{place}::STATEMENTS,")), "{place} is not listed");
                found += 1;
            }
        }
    }
    assert!(found > 30, "only {found} stores were found");
}

/// A post that waits to be confirmed opens nothing, and is nobody's colleague or doctor either (decision 0031).
#[test]
fn whoever_asks_for_posts_that_have_begun_asks_whether_they_wait() {
    for statement in statements() {
        let asks = statement.sql.contains("started_on <=");
        assert!(!asks || statement.sql.contains("waits_since is null"), "{}", statement.name);
    }
}

#[tokio::test]
async fn every_statement_is_understood_by_both_engines() {
    let mut columns: Vec<Vec<(&str, usize)>> = Vec::new();
    for engine in engines() {
        let db = TestDb::fresh(engine).await.unwrap();
        let mut counted = Vec::new();
        for statement in statements() {
            let mut tx = db.db.write().await.unwrap();
            let count = tx.prepare(statement.sql).await;
            let count = count.unwrap_or_else(|error| panic!("{} on {engine:?}: {error:#}", statement.name));
            counted.push((statement.name, count));
            tx.roll_back().await.unwrap();
        }
        columns.push(counted);
    }
    assert!(columns.windows(2).all(|pair| pair[0] == pair[1]), "the engines return other columns");
}

/// Counts are remembered until the transaction of a change says `Tx::changed`. Each of these does; one that is
/// not here must be asked whether it does.
#[test]
fn what_changes_a_count_says_so() {
    let counted = ["cases", "search_tokens", "case_months", "village_months"];
    let changes = |sql: &str| {
        let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        counted.iter().any(|table| {
            ["update", "insert into", "delete from"].iter().any(|verb| {
                sql.contains(&format!("{verb} {table} ")) || sql.ends_with(&format!("{verb} {table}"))
            })
        })
    };
    let all = statements();
    let found: Vec<&str> = all
        .iter()
        .filter(|one| changes(one.sql))
        .map(|one| one.name.trim_start_matches("xinan_server::"))
        .collect();
    assert_eq!(
        found,
        [
            // Holds a record and changes nothing.
            "case::store::HOLD",
            "case::store::SET_FORM",
            "case::store::DROP_TOKENS",
            "case::safety::store::SET",
            "case::facts::store::SET_CASE",
            "case::facts::store::SET_CHECKS",
            "case::facts::store::DROP_MONTHS",
            "case::facts::anew::store::SET_NEXT_STEP",
        ]
    );
}

#[tokio::test]
async fn both_engines_have_the_same_tables_columns_and_indexes() {
    let mut shapes = Vec::new();
    for engine in engines() {
        let db = TestDb::fresh(engine).await.unwrap();
        shapes.push(xinan_db::shape(&db.place).await.unwrap());
    }
    for pair in shapes.windows(2) {
        let only = |a: &[String], b: &[String]| -> Vec<String> {
            a.iter().filter(|line| !b.contains(line)).cloned().collect()
        };
        assert_eq!(only(&pair[0], &pair[1]), Vec::<String>::new(), "only in the first");
        assert_eq!(only(&pair[1], &pair[0]), Vec::<String>::new(), "only in the second");
    }
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_sign_in() {
    let app = TestApp::with_people("429971101209", &["李春生"]).await;
    let id = app.id_of("李春生").await;
    // Where there is nobody yet, one is led to the set-up.
    app.add_account().await;
    let stranger = app.stranger();
    for address in [
        "/",
        "/people",
        "/people.xlsx",
        "/stats",
        "/import",
        &format!("/people/{id}"),
        &format!("/people/{id}/visits/new"),
    ] {
        stranger.get(address).await.has_status(303).leads_to("/sign-in").hides("李春生");
    }
    stranger.get("/sign-in").await.has_status(200).shows("登录");
    stranger.get("/healthz").await.has_status(200);
    stranger.get("/nowhere").await.has_status(404);
    stranger.get("/view").await.has_status(303).leads_to("/");
}

#[tokio::test]
async fn every_answer_carries_the_strict_policy_and_is_not_kept() {
    let app = TestApp::new().await;
    let answer = app.staff_of("429971").await.get("/").await.has_status(200);
    let header = |name: &str| answer.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    assert!(!header("content-security-policy").contains("unsafe"));
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn signing_in_needs_the_right_password_and_locks_after_ten_failures() {
    let app = TestApp::new().await;
    app.add_account().await;
    let stranger = app.stranger();
    let absent = stranger.post("/sign-in", &[("login", "nobody"), ("password", "x")]).await.has_status(422);
    let wrong = stranger.post("/sign-in", &[("login", "liu"), ("password", "x")]).await.has_status(422);
    assert_eq!(absent.text.replace("nobody", ""), wrong.text.replace("liu", ""));
    stranger
        .post("/sign-in", &[("login", "liu"), ("password", "right-horse-7")])
        .await
        .has_status(303)
        .leads_to("/");
    for _ in 0..10 {
        stranger.post("/sign-in", &[("login", "liu"), ("password", "x")]).await.has_status(422);
    }
    stranger.post("/sign-in", &[("login", "liu"), ("password", "right-horse-7")]).await.has_status(429);
}

#[tokio::test]
async fn search_finds_by_part_of_the_name_pinyin_initials_and_last_digits() {
    let app = TestApp::with_people("429971101209", &["张三", "单小曾", "李春生", "张小三"]).await;
    let staff = app.staff_of("429971101").await;
    for (typed, name) in [
        ("三", "张三"),
        ("zhangs", "张三"),
        ("单", "单小曾"),
        ("sxz", "单小曾"),
        ("dxz", "单小曾"),
        ("sxc", "单小曾"),
        ("lichun", "李春生"),
        ("lcs", "李春生"),
        ("春生", "李春生"),
        ("7167", "李春生"),
    ] {
        let answer = staff
            .get(&format!(
                "/people?page=1&q={}",
                serde_urlencoded::to_string([("", typed)]).unwrap().trim_start_matches('=')
            ))
            .await;
        answer.has_status(200).shows(name);
    }
    staff.get("/people?page=1&q=wang").await.shows("没有符合条件的人");
    let neighbour = app.staff_of("429971102").await;
    neighbour.get("/people?page=1&q=lcs").await.shows("没有符合条件的人");
}

#[tokio::test]
async fn the_roster_leaves_as_a_workbook_only_through_the_township() {
    let app = TestApp::with_people("429971101209", &["李春生"]).await;
    app.staff_of("429971101209").await.get("/people.xlsx").await.has_status(403);
    let staff = app.staff_of("429971101").await;
    let answer = staff.takes_out(&app, "429971", "/people.xlsx").await.has_status(200);
    assert_eq!(&answer.bytes[..2], b"PK");
    assert_eq!(app.entries("roster.export").await, 2);
}
