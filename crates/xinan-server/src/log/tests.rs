//! The log as its audit administrator reads it, through the front door.

use xinan_db::Engine;
use xinan_db::testing::engines;

use super::store::{self, Filter};
use super::web::Acts;
use crate::shell::actor::PostKind;
use crate::tests::TestApp;

const COUNTY: &str = "429971";
const VILLAGE: &str = "429971101209";

#[tokio::test]
async fn who_did_what_is_read_without_anybodys_name_and_the_reading_is_in_the_log() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生", "单小曾"]).await;
        let person = app.id_of("李春生").await;
        let doctor = app.staff_of(VILLAGE).await;
        doctor.get("/people").await.has_status(200);
        doctor.get(&format!("/people/{person}")).await.has_status(200);
        doctor.get("/people?q=李春生").await;
        let auditor = app.auditor_of(COUNTY).await;
        let page = auditor.get("/audit").await.has_status(200);
        let page = page.shows("王医生").shows("村医").shows("看名册").shows("2 人").shows(&person);
        page.hides("李春生").hides("单小曾").hides("/people/");
        // The look at the log stands in it at the next one, with what was asked for.
        auditor.get("/audit?acts=administrators").await.shows("看查阅记录").hides("看名册");
        assert_eq!(app.entries("log.read").await, 2, "{engine:?}");
    }
}

#[tokio::test]
async fn entries_are_narrowed_by_who_by_day_and_by_act() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生"]).await;
        app.add_account().await;
        let liu = crate::account::factor::tests::signed_in(&app).await;
        liu.get("/people").await.has_status(200);
        app.staff_of(VILLAGE).await.get("/people").await.has_status(200);
        let auditor = app.auditor_of(COUNTY).await;
        for who in ["liu", "LIU", "刘医生"] {
            let page = auditor.get(&format!("/audit?who={who}")).await.has_status(200);
            page.shows("刘医生 · ").shows("看名册").hides("王医生 · ");
        }
        auditor.get("/audit?who=刘").await.has_status(200).shows("本县没有登录名或姓名是“刘”的人");
        auditor.get("/audit?acts=sign_in").await.shows("刘医生 · ").hides("看名册");
        auditor.get("/audit?who=liu&acts=looks").await.shows("看名册").hides("<td class=\"full\">登录</td>");
        auditor.get("/audit?from=2026-11-21&until=2026-11-21").await.shows("看名册");
        auditor.get("/audit?from=2026-11-01&until=2026-11-20").await.shows("没有记录").hides("看名册");
        // What nobody understands is said, and the days of always are shown.
        auditor
            .get("/audit?from=某天")
            .await
            .has_status(200)
            .shows("没有看懂日期“某天”")
            .shows("看名册")
            .shows("value=\"某天\"");
        let turned = auditor.get("/audit?from=2026-11-20&until=2026-11-10").await.has_status(200);
        turned
            .shows("开始的日子晚于结束的日子")
            .shows("value=\"2026-11-20\"")
            .shows("2026-11-04 到 2026-11-10");
        auditor.get("/audit?acts=nonsense").await.has_status(200).shows("看名册");
        for nonsense in ["abc", "1.x", "9999999999999999999999.1"] {
            auditor.get(&format!("/audit?before={nonsense}")).await.has_status(400);
        }
    }
}

/// PROMISES T3: the neighbours' log is nobody else's; what is of no county is seen where there is one county.
#[tokio::test]
async fn the_log_of_another_county_is_nowhere() {
    let app = TestApp::new().await;
    app.add("429972100204", &["赵大山"]).await;
    app.staff_in(PostKind::CountyOffice, "429972").await.get("/people").await.has_status(200);
    let foreign = "staff-";
    let auditor = app.auditor_of(COUNTY).await;
    auditor.get("/audit").await.hides("看名册").hides(foreign);
    auditor.get("/audit?house=1&acts=looks").await.hides("看名册");
    app.auditor_of("429972").await.get("/audit").await.shows("看名册");
}

#[tokio::test]
async fn a_long_log_is_leafed_through_by_its_entries() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let mut tx = app.app.db().write().await.unwrap();
        // Pairs of one instant, minutes apart, before what the test itself leaves.
        for number in 0..120_i64 {
            let add = "insert into audit_entries
                              (seq, recorded_at, shown_as, county_code, action, detail)
                       values ($1, $2, $3, '429971', 'roster.read', '3')";
            let at = app.app.now().micros() - (1 + number / 2) * 60_000_000;
            let who = format!("看客{number}号");
            tx.execute(add, &[(-number - 1).into(), at.into(), who.into()]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let auditor = app.auditor_of(COUNTY).await;
        let (mut seen, mut address) = (Vec::new(), "/audit?acts=looks".to_owned());
        for _ in 0..5 {
            let page = auditor.get(&address).await.has_status(200);
            let numbers = page.text.split("看客").skip(1).filter_map(|rest| rest.split('号').next());
            seen.extend(numbers.map(|number| number.parse::<i64>().unwrap()));
            let Some((_, next)) = page.text.split_once("before=") else { break };
            address = format!("/audit?acts=looks&before={}", next.split('"').next().unwrap());
        }
        assert_eq!(seen, (0..120).collect::<Vec<_>>(), "{engine:?}");
    }
}

#[tokio::test]
async fn the_log_is_taken_out_by_whoever_confirms_it() {
    let app = TestApp::new().await;
    app.add(VILLAGE, &["李春生"]).await;
    app.staff_of(VILLAGE).await.get("/people").await.has_status(200);
    let auditor = app.auditor_of(COUNTY).await;
    auditor.get("/audit.xlsx?acts=looks").await.has_status(303);
    assert_eq!(app.entries("log.export").await, 0);
    let file = auditor.get_confirmed("/audit.xlsx?acts=looks").await.has_status(200);
    assert!(file.bytes.starts_with(b"PK"));
    assert_eq!(app.entries("log.export").await, 1);
    for other in
        [app.security_of(COUNTY).await, app.administrator_of(COUNTY).await, app.staff_of(COUNTY).await]
    {
        other.get("/audit").await.has_status(403);
        other.get("/audit.xlsx").await.has_status(403);
    }
}

/// What is asked for is found by an index in the order of the page, whatever there is of it.
#[tokio::test]
async fn no_question_reads_the_whole_log() {
    let app = TestApp::on(Engine::Sqlite).await;
    let mut tx = app.app.db().write().await.unwrap();
    for number in 0..500_i64 {
        let add = "insert into audit_entries
                          (seq, recorded_at, account_id, shown_as, county_code, action, detail)
                   values ($1, $2, $3, '看客', '429971', $4, '')";
        let account = xinan_db::Uuid::from_u128(u128::try_from(number % 20).unwrap());
        let action = format!("act.{}", number % 25);
        let params = [(-number - 1).into(), (number * 1000).into(), account.into(), action.into()];
        tx.execute(add, &params).await.unwrap();
    }
    tx.commit().await.unwrap();
    // As each night does.
    app.app.db().count_contents().await.unwrap();
    let mut tx = app.app.db().read_log().await.unwrap();
    let filter = Filter { county: COUNTY.to_owned(), from: 0, until: i64::MAX, ..Filter::default() };
    let plans = store::plans(&mut tx, &filter).await.unwrap();
    for (plan, index) in plans.iter().zip(["by_time", "of_account", "of_action"]) {
        assert!(plan.contains(&format!("audit_entries_{index}")), "{plan}");
        assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN e"), "{plan}");
    }
}

/// Whatever the program writes into the log is of one kind, and has words of its own.
#[test]
fn every_act_has_its_kind() {
    let mut all: Vec<&str> = Acts::ALL.iter().flat_map(|acts| acts.actions().iter().copied()).collect();
    let many = all.len();
    all.sort_unstable();
    all.dedup();
    // The log's own workbook is taken out, and an administrator's act.
    assert_eq!(many - all.len(), 1);
    let other = crate::texts::look_other(Default::default());
    for act in &all {
        assert_ne!(crate::texts::act_in_log(Default::default(), act), other, "{act}");
    }
    // Those that are asked of the policies and never written themselves.
    let unwritten = [
        "follow_up.correct_others",
        "workbook.import",
        "staff.keep",
        "institution.keep",
        "post.confirm",
        "disclosure.approve",
        "emergency.review",
        "help.answer",
    ];
    for action in xinan_policy::Action::ALL.iter().map(|action| action.name()) {
        assert!(unwritten.contains(&action) || all.contains(&action), "{action}");
    }
}

/// What stands beside an entry is read in words, and ten recovery codes are no ten people.
#[tokio::test]
async fn what_stands_beside_an_entry_is_in_words() {
    let app = TestApp::new().await;
    app.add_account().await;
    let liu = crate::account::factor::tests::signed_in(&app).await;
    crate::account::factor::tests::set_up(&app, &liu, "right-horse-7").await;
    let auditor = app.auditor_of(COUNTY).await;
    let page = auditor.get("/audit").await.has_status(200).shows("10 个恢复码").hides("10 人");
    page.hides("recovery codes").hides("everybody").hides("of the county");
    auditor.get("/audit").await.shows("所有人，所有操作，本县");
    auditor.in_english().get("/audit").await.shows("10 recovery codes").hides("10 people");
}
