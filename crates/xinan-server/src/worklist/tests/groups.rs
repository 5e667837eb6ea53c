//! Who stands in which group, and in which order, on both engines.

use jiff::civil::Date;
use xinan_db::testing::engines;
use xinan_domain::contact::CallOutcome;

use super::*;
use crate::tests::{Staff, TestApp};

const KEYS: [&str; 4] = ["first", "overdue", "today", "week"];

/// Registered on a day, never seen: the first visit is due two weeks later.
pub(super) fn registered(name: &str, at: usize, on: Date) -> seed::Person {
    seed::Person { registered_on: on, ..person(name, VILLAGE, at) }
}

pub(super) async fn with(engine: xinan_db::Engine, people: Vec<seed::Person>) -> (TestApp, Staff) {
    let app = TestApp::on(engine).await;
    seed::fill(&app.app, people.into_iter(), std::iter::empty(), |_| {}).await.unwrap();
    let staff = app.staff_of("429971101").await;
    (app, staff)
}

/// 打不通 on the day of the test, with the day to call again.
async fn not_reached(app: &TestApp, staff: &Staff, name: &str, next_on: &str) {
    let contact = xinan_db::new_id().to_string();
    let call = [("contact_id", contact.as_str()), ("outcome", "3"), ("next_on", next_on)];
    let at = format!("/people/{}/contacts", app.id_of(name).await);
    staff.post(&at, &call).await.has_status(303);
}

/// The part of a page that shows a group; empty when there is nobody in it.
pub(super) fn group<'a>(page: &'a str, key: &str) -> &'a str {
    let group = page.split(&format!("id=\"group-{key}\"")).nth(1).unwrap_or_default();
    group.split("</section>").next().unwrap_or_default()
}

/// The names of the groups, each in its order: on the first page, and on the page of each group by itself.
pub(super) async fn check(staff: &Staff, expected: [&[&str]; 4], names: &[&str]) {
    let first = staff.get("/").await.has_status(200).text;
    for (key, expected) in KEYS.into_iter().zip(expected) {
        let alone = staff.get(&format!("/?group={key}&page=1")).await.has_status(200).text;
        for page in [&first, &alone] {
            let group = group(page, key);
            let mut shown: Vec<(usize, &str)> =
                names.iter().filter_map(|name| Some((group.find(&format!(">{name}<"))?, *name))).collect();
            shown.sort_unstable();
            let shown: Vec<&str> = shown.into_iter().map(|(_, name)| name).collect();
            assert_eq!(shown, expected, "{key}: {group}");
            if !expected.is_empty() {
                assert!(group.contains(&format!("{} 位", expected.len())), "{key}: {group}");
            }
        }
    }
}

/// 服务规范 二（三）: no call moves a due day. Whoever is overdue or due today stays where the class put them; the call
/// stands on the line, and who is to be called another day comes last. Before the due day the call to be
/// repeated is the next step.
#[tokio::test]
async fn a_call_that_reached_nobody_leaves_everybody_where_the_class_put_them() {
    let names = ["李春生", "王小明", "张桂兰", "赵国庆", "周大山", "吴建国", "孙丽华"];
    let days = [
        date(2026, 10, 20),
        date(2026, 11, 1),
        date(2026, 10, 27),
        date(2026, 11, 7),
        date(2026, 11, 10),
        date(2026, 11, 13),
        date(2026, 10, 10),
    ];
    for engine in engines() {
        let mut people: Vec<seed::Person> =
            names.iter().zip(days).enumerate().map(|(at, (name, on))| registered(name, at, on)).collect();
        // Due on 24 October, not reached on the 26th, and nobody has called again in two weeks.
        people[6].contacts.push((date(2026, 10, 26), CallOutcome::NotReached));
        let (app, staff) = with(engine, people).await;
        let before: [&[&str]; 4] =
            [&["孙丽华"], &["李春生", "张桂兰", "王小明"], &["赵国庆"], &["周大山", "吴建国"]];
        check(&staff, before, &names).await;

        for (name, next_on) in [
            ("李春生", ""),
            ("王小明", "2026-11-21"),
            ("赵国庆", "2026-11-23"),
            ("周大山", "2026-11-28"),
            ("吴建国", "2026-11-22"),
        ] {
            not_reached(&app, &staff, name, next_on).await;
        }
        let after: [&[&str]; 4] =
            [&["孙丽华"], &["张桂兰", "王小明", "李春生"], &["赵国庆"], &["吴建国", "周大山"]];
        check(&staff, after, &names).await;

        let page = staff.get("/").await.text;
        let overdue = group(&page, "overdue");
        assert!(
            overdue.contains("过期 18 天") && overdue.contains("11月21日打不通，11月24日再联系"),
            "{overdue}"
        );
        assert!(group(&page, "week").contains("11月21日打不通，11月28日再联系"), "{engine:?}");
        let english = staff.in_english().get("/").await.text;
        assert!(english.contains("not reached on 21 Nov, call again on 24 Nov"), "{english}");
        let late = staff.get("/people?overdue=1").await.has_status(200);
        let late = ["李春生", "王小明", "张桂兰", "孙丽华"].iter().fold(late, |page, name| page.shows(name));
        late.hides("赵国庆").hides("周大山").hides("吴建国");
        let theirs = staff.get(&format!("/people/{}", app.id_of("李春生").await)).await;
        theirs.shows("过期 18 天").shows("还有 3 天").shows("再联系");
    }
}

/// 工作规范 失访: the written report, at once; and what the roster calls overdue is a visit, never a report. Who came
/// as lost in a ledger was reported where it was kept, and does not stand in the day's work.
#[tokio::test]
async fn a_loss_that_is_not_reported_stands_first_until_it_was() {
    for engine in engines() {
        let names = ["李春生", "王小明", "孙丽华"];
        let mut people: Vec<seed::Person> =
            names.iter().enumerate().map(|(at, name)| person(name, VILLAGE, at)).collect();
        people[2].events.push(Event::plain(EventKind::Lost, date(2026, 11, 2)));
        let (app, staff) = with(engine, people).await;
        check(&staff, [&[], &["李春生", "王小明"], &[], &[]], &names).await;
        let visits = format!("/people/{}/visits", app.id_of("李春生").await);
        let lost =
            [("visit_id", "019aa000000070008000000000000001"), ("visited_on", "2026-11-02"), ("mode", "3")];
        let lost: Vec<(&str, &str)> =
            lost.into_iter().chain([("doctor", "王医生"), ("lost_reason", "3")]).collect();
        staff.post(&visits, &lost).await.has_status(303);
        check(&staff, [&["李春生"], &["王小明"], &[], &[]], &names).await;
        let page = staff.get("/").await.text;
        let line = group(&page, "first");
        assert!(line.contains("立即") && line.contains("失访还没有书面报告"), "{line}");
        assert!(line.contains("/notices/loss") && line.contains("记已报告"), "{line}");
        staff.get("/people?overdue=1").await.hides("李春生").shows("王小明");

        let at = format!("/people/{}/notices/loss", app.id_of("李春生").await);
        staff.post(&at, &[("told_on", "2026-11-21"), ("told_to", "1")]).await.has_status(303);
        check(&staff, [&[], &["王小明"], &[], &[]], &names).await;
        let back = [("notice_reason", "记错了，还没有报告")];
        staff.post(&format!("{at}/withdrawal"), &back).await.has_status(303);
        check(&staff, [&["李春生"], &["王小明"], &[], &[]], &names).await;
    }
}

/// A refusal ends the routine visits: the offer in six months is all that is due. Whoever is found unstable
/// is to be referred all the same, and the care group told.
#[tokio::test]
async fn who_refused_and_is_unstable_stands_first_until_help_was_offered() {
    for engine in engines() {
        let names = ["李春生"];
        let mut refused = person("李春生", VILLAGE, 0);
        refused.events.push(Event::plain(EventKind::ConsentRefused, date(2026, 10, 9)));
        let (app, staff) = with(engine, vec![refused]).await;
        check(&staff, [&[], &[], &[], &[]], &names).await;
        let path = format!("/people/{}", app.id_of("李春生").await);
        let id = "019aa000-0000-7000-8000-000000000001";
        let mut grave =
            vec![("visit_id", id), ("risk", "4"), ("symptoms", "1"), ("severity", "3"), ("insight", "3")];
        staff.post(&format!("{path}/visits"), &well_but(&grave)).await.has_status(303);
        check(&staff, [&["李春生"], &[], &[], &[]], &names).await;
        let page = staff.get("/").await.text;
        let line = group(&page, "first");
        assert!(line.contains("立即") && line.contains("还没有转诊") && line.contains("6 个月内"), "{line}");
        staff.get("/people?overdue=1").await.hides("李春生");

        grave.extend([("referral", "2"), ("referral_reason", "病情不稳定"), ("referral_to", "县医院精神科")]);
        let edit = format!("{path}/visits/{}/edit", id.replace('-', ""));
        staff.post(&edit, &well_but(&grave)).await.has_status(303);
        let told = [("told_on", "2026-11-21"), ("told_to", "1")];
        staff.post(&format!("{path}/notices/group"), &told).await.has_status(303);
        check(&staff, [&[], &[], &[], &[]], &names).await;
        staff.get(&path).await.shows("2027-05-21");
    }
}
