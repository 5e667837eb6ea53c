//! Consent through the front door, on both engines.

mod forms;
mod papers;
mod refusal;

use xinan_db::testing::engines;

use crate::seed;
use crate::tests::{Answer, Staff, TestApp, person};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
const NAME: &str = "李春生";
const FIRST: &str = "019aa000000070008000000000000001";
const SECOND: &str = "019aa000000070008000000000000002";

/// Agreed to sharing, by the person, on our text, today.
const SHARES: [(&str, &str); 5] = [
    ("subject", "2"),
    ("decision", "1"),
    ("decided_on", "2026-11-21"),
    ("decided_by", "1"),
    ("letter", "sharing-2026-1"),
];
/// Takes the consent to the programme back, today.
const BACK: [(&str, &str); 4] =
    [("subject", "1"), ("decision", "2"), ("decided_on", "2026-11-21"), ("decided_by", "1")];

fn with<'a>(
    id: &'a str,
    pairs: &[(&'a str, &'a str)],
    changes: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let unchanged = pairs.iter().filter(|(name, _)| changes.iter().all(|(other, _)| other != name));
    std::iter::once(("consent_id", id)).chain(unchanged.chain(changes).copied()).collect()
}

/// The address of the person whom every test is about, in a county of one.
async fn somebody(engine: xinan_db::Engine) -> (TestApp, String) {
    let app = TestApp::on(engine).await;
    let one = person(NAME, VILLAGE, 0);
    seed::fill(&app.app, std::iter::once(one), std::iter::empty(), |_| {}).await.unwrap();
    let page = format!("/people/{}", app.id_of(NAME).await);
    (app, page)
}

/// Somebody else in the village.
async fn neighbour(app: &TestApp) {
    let one = person("单小曾", VILLAGE, 1);
    seed::fill(&app.app, std::iter::once(one), std::iter::empty(), |_| {}).await.unwrap();
}

async fn record(staff: &Staff, page: &str, id: &str, pairs: &[(&str, &str)]) -> Answer {
    staff.post(&format!("{page}/consents/new"), &with(id, pairs, &[])).await
}

async fn rows(app: &TestApp, sql: &'static str) -> i64 {
    let mut tx = app.app.db().read().await.unwrap();
    tx.row(sql, &[]).await.unwrap().unwrap().int("found").unwrap()
}

const ALL: &str = "select count(*) as found from consents";
const COUNTING: &str = "select count(*) as found from consents where withdrawn_at is null";

#[tokio::test]
async fn what_somebody_decides_is_recorded_shown_and_logged() {
    for engine in engines() {
        let (app, page) = somebody(engine).await;
        let staff = app.staff_of(VILLAGE).await;
        // The form of 2020 says that he takes part; nobody has asked about the rest.
        let list = format!("{page}/consents");
        staff.get(&page).await.shows("已同意参加管理服务").shows(&list);
        let before = staff.get(&list).await.has_status(200);
        before.shows("2020-06-20 起同意").shows("还没有问过").shows("未开始");
        staff
            .get(&format!("{list}/new?subject=2"))
            .await
            .has_status(200)
            .shows("name=\"subject\" value=\"2\"");

        let entry = format!("{list}/{FIRST}");
        let answer = record(&staff, &page, FIRST, &SHARES).await.has_status(303);
        assert!(answer.location.starts_with(&format!("{entry}?done=consent")), "{}", answer.location);
        staff.get(&entry).await.shows("与其他部门共享信息：同意").shows("2026年第1版").shows("王医生");
        staff.get(&list).await.shows("2026-11-21 起同意").shows(&entry);
        // Sent twice it is one entry.
        record(&staff, &page, FIRST, &SHARES).await.has_status(303);
        assert_eq!((rows(&app, ALL).await, app.entries("consent.recorded").await), (1, 1), "{engine:?}");
        // Called back and changed, it is another.
        let changed = with(FIRST, &SHARES, &[("subject", "3"), ("letter", "examination-2026-1")]);
        staff.post(&format!("{list}/new"), &changed).await.has_status(303);
        assert_eq!(rows(&app, ALL).await, 2, "{engine:?}");
        staff.get(&format!("{page}/access")).await.shows("记录知情同意").shows("查看知情同意");
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let new = format!("{page}/consents/new");
    staff.post(&new, &[("consent_id", FIRST)]).await.has_status(422).shows("f-subject").shows("f-decided_by");
    for (changes, said) in [
        (&[("decided_on", "2026-11-22")][..], "晚于今天"),
        (&[("decided_on", "2020-06-14"), ("letter", "other")], "早于建档日期 2020-06-15"),
        (&[("decision", "2")], "没有可以撤回的"),
        (&[("letter", "management-2026-1")], "这份文本说的是另一项"),
        (&[("decided_by", "2"), ("guardian_name", "李春林")], "还没有填"),
        (&[("subject", "1"), ("decision", "0"), ("letter", "")], "2020-06-20 已经同意过"),
        (&[("remark", "<script>alert(1)</script>"), ("decision", "9")], "&lt;script&gt;"),
        (&[("decision", "4")], "只用于参加管理治疗服务"),
    ] {
        staff.post(&new, &with(FIRST, &SHARES, changes)).await.has_status(422).shows(said);
    }
    let long = "长".repeat(201);
    let answer = staff.post(&new, &with(FIRST, &SHARES, &[("remark", &long)])).await.has_status(422);
    answer.shows(&long).shows("最多 200 个字");
    staff.post(&new, &SHARES).await.has_status(400);
    // A form of a former session is shown again, and nothing of it is stored.
    let old = staff.with_key("another");
    let said = [("origin", "http://xinan.test"), ("host", "xinan.test")];
    let answer = old.post_saying(&said, &new, &with(FIRST, &SHARES, &[("remark", "在家里谈的")])).await;
    answer.has_status(403).shows("在家里谈的").shows("还没有存");
    assert_eq!(rows(&app, ALL).await, 0);
}

/// 精神卫生法 第三十条第二款第二项: that the asking ends is for the township and the county to note.
#[tokio::test]
async fn whoever_is_informed_by_law_is_noted_by_the_township_with_its_ground() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    let (doctor, staff) = (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await);
    let new = format!("{page}/consents/new?subject=1");
    record(&doctor, &page, FIRST, &BACK).await.has_status(303);
    let informed = [
        ("subject", "1"),
        ("decision", "4"),
        ("decided_on", "2026-11-21"),
        ("decided_by", "1"),
        ("reported_by", "清溪县精神卫生中心"),
        ("reported_on", "2026-11-20"),
    ];
    doctor.get(&new).await.hides("已依法告知");
    doctor
        .post(&new, &with(SECOND, &informed, &[]))
        .await
        .has_status(422)
        .shows("由乡镇卫生院或县精防办记录");
    staff.get(&new).await.shows("已依法告知");
    staff.post(&new, &with(SECOND, &informed, &[("reported_by", "")])).await.has_status(422);
    staff.post(&new, &with(SECOND, &informed, &[])).await.has_status(303);
    staff
        .get(&format!("{page}/consents/{SECOND}"))
        .await
        .shows("清溪县精神卫生中心")
        .shows("要求再次诊断和鉴定");
    // What the person said is not overwritten, and the routine goes on.
    let list = staff.get(&format!("{page}/consents")).await;
    list.shows("2026-11-21 起撤回同意；2026-11-21 起依法告知");
    staff.get(&page).await.shows("已依法告知，按规定提供服务").shows("首次随访").hides("记下意愿");
    staff.get("/people").await.hides("暂未同意管理").hides("不会列入文件");
}

/// A mistake is taken back with a reason; it is something else than taking a consent back.
#[tokio::test]
async fn a_mistaken_entry_counts_no_more_and_is_kept() {
    for engine in engines() {
        let (app, page) = somebody(engine).await;
        let (doctor, staff) = (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await);
        let months = months(&app).await;
        record(&doctor, &page, FIRST, &BACK).await.has_status(303);
        doctor.get(&page).await.shows("已撤回参加管理服务的同意");
        let at = format!("{page}/consents/{FIRST}/correction");
        let reason = [("consent_reason", "记到了同名的另一位名下")];
        doctor.get(&at).await.has_status(200).shows("只在记错时更正");
        doctor.post(&at, &[]).await.has_status(422).shows("f-consent_reason");
        let done = format!("{page}/consents/{FIRST}?done=consent_corrected");
        doctor.post(&at, &reason).await.has_status(303).leads_to(&done);
        doctor.post(&at, &reason).await.has_status(303).leads_to(&done);
        doctor.get(&at).await.has_status(303);
        doctor.get(&page).await.shows("已同意参加管理服务").shows("首次随访");
        let list = doctor.get(&format!("{page}/consents")).await;
        list.shows("由 王医生 更正，不再起作用：记到了同名的另一位名下").shows("2020-06-20 起同意");
        assert_eq!((rows(&app, ALL).await, rows(&app, COUNTING).await), (1, 0), "{engine:?}");
        assert_eq!(app.entries("consent.corrected").await, 1);
        // As if it had never been said.
        assert_eq!(self::months(&app).await, months, "{engine:?}");
        // What the township entered is not the village's to correct.
        record(&staff, &page, SECOND, &BACK).await.has_status(303);
        let at = format!("{page}/consents/{SECOND}");
        doctor.get(&at).await.has_status(200).hides("/correction");
        doctor.get(&format!("{at}/correction")).await.has_status(403);
        doctor.post(&format!("{at}/correction"), &reason).await.has_status(403);
        app.staff_of(COUNTY).await.post(&format!("{at}/correction"), &reason).await.has_status(303);
    }
}

/// The month rows of everybody, as text.
async fn months(app: &TestApp) -> Vec<String> {
    let mut tx = app.app.db().read().await.unwrap();
    let sql =
        "select month, cast(consented as bigint) as consented, cast(refused_consent as bigint) as refused,
                      cast(visits_due as bigint) as due
                 from case_months
                order by month";
    let rows = tx.rows(sql, &[]).await.unwrap();
    let names = ["month", "consented", "refused", "due"];
    rows.iter().map(|row| format!("{:?}", names.map(|name| row.int(name).unwrap()))).collect()
}

#[tokio::test]
async fn consent_out_of_reach_looks_like_absent() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    record(&app.staff_of(TOWNSHIP).await, &page, FIRST, &SHARES).await.has_status(303);
    let entry = format!("{page}/consents/{FIRST}");
    let all = [
        format!("{page}/consents"),
        format!("{page}/consents/new"),
        entry.clone(),
        format!("{entry}/correction"),
    ];
    for elsewhere in ["429971101210", "429971102", "429972"] {
        let staff = app.staff_of(elsewhere).await;
        for address in &all {
            staff.get(address).await.has_status(404).hides(NAME);
        }
        record(&staff, &page, SECOND, &SHARES).await.has_status(404);
    }
    let keeper = app.administrator_of(COUNTY).await;
    for address in &all {
        keeper.get(address).await.has_status(403).hides(NAME);
    }
    app.stranger().get(&entry).await.has_status(303).leads_to("/sign-in");
    // An entry of somebody else under this name.
    neighbour(&app).await;
    let other = format!("/people/{}/consents/{FIRST}", app.id_of("单小曾").await);
    app.staff_of(TOWNSHIP).await.get(&other).await.has_status(404);
    assert_eq!(rows(&app, ALL).await, 1);
}
