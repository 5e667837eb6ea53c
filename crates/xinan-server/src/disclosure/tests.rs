//! What leaves, through the front door.

mod consents;
mod doors;
mod slices;

use xinan_db::audit::By;
use xinan_db::testing::engines;
use xinan_documents::intake::{Cell, Limits, read};
use xinan_domain::text::Lang;

use crate::parameter::load;
use crate::tests::{Answer, Staff, TestApp};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
const ROSTER: &str = "/people.xlsx";
const ID: &str = "019aa000-0000-7000-8000-000000000001";

const IDENTITY: [(&str, &str); 4] =
    [("purpose", "5"), ("receiver", "1"), ("recipient", "县精防办 数据组"), ("fields", "1")];
const CLINICAL: [(&str, &str); 4] =
    [("purpose", "4"), ("receiver", "1"), ("recipient", "市精神卫生中心 质控科"), ("fields", "2")];
const NAMES: [&str; 2] = ["李春生", "周桂兰"];

fn cells(book: &Answer) -> Vec<String> {
    let book = read(&book.bytes, "roster.xlsx", &Limits::default()).unwrap();
    book.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells).map(Cell::text).collect()
}

async fn agrees(staff: &Staff, entry: &str) -> Answer {
    staff.post(&format!("{entry}/decision"), &[("do", "approve")]).await
}

/// The file of an entry that is granted.
fn file_of(entry: &str) -> String {
    format!("/people.xlsx?disclosure={}", entry.trim_start_matches("/disclosures/"))
}

/// Lets the request and what was said of it have happened some hours before.
async fn hours_ago(app: &TestApp, hours: i64) {
    let mut tx = app.app.db().write().await.unwrap();
    let sql = "update disclosures set asked_at = asked_at - $1, decided_at = decided_at - $1";
    tx.execute(sql, &[(hours * 3_600_000_000).into()]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn stored(app: &TestApp) -> Vec<(bool, i64)> {
    let mut tx = app.app.db().read().await.unwrap();
    let sql =
        "select left_at, (select count(*) from disclosed_people p where p.disclosure_id = d.id) as people
                 from disclosures d order by asked_at, id";
    let rows = tx.rows(sql, &[]).await.unwrap();
    rows.iter().map(|row| (row.opt_int("left_at").unwrap().is_some(), row.int("people").unwrap())).collect()
}

#[tokio::test]
async fn a_list_without_findings_is_entered_and_leaves_once() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let page = staff.get(&format!("/people/export?region={VILLAGE}")).await.has_status(200);
        page.shows("2 位").shows("清溪镇").shows("登记并继续").shows("value=\"清溪镇卫生院\"");
        let file = format!("/people.xlsx?region={VILLAGE}");
        let to = staff.enters_saying(&file, &IDENTITY).await.has_status(303).location;
        assert_eq!(app.entries("roster.export").await, 0);
        assert_eq!(stored(&app).await, [(false, 0)]);
        let book = staff.get_confirmed(&to).await.has_status(200);
        let cells = cells(&book);
        assert!(cells.iter().any(|cell| cell == "李春生") && cells.iter().any(|cell| cell == "监护人电话"));
        for hidden in ["精神分裂症", "目前诊断", "知情同意", "确诊日期"] {
            assert!(
                cells.iter().all(|cell| !cell.contains(hidden) || cell.contains("筛选")),
                "{hidden}: {cells:?}"
            );
        }
        // The register knows that it left, and with whom; each of them reads it.
        assert_eq!(stored(&app).await, [(true, 2)], "{engine:?}");
        assert_eq!((app.entries("disclosure.entered").await, app.entries("roster.export").await), (1, 3));
        let id = app.id_of("李春生").await;
        let access = staff.get(&format!("/people/{id}/access")).await.has_status(200);
        access.shows("名册（Excel）").shows("与国家、省信息系统核对").shows("县精防办 数据组");
        staff.get("/disclosures").await.has_status(200).shows("已离开系统").shows("县精防办 数据组");
        staff.get("/disclosures?state=waiting").await.shows("没有符合条件的登记");
        staff.get("/disclosures?state=left&purpose=5&door=1").await.shows("县精防办 数据组");
        // Once.
        staff.get_confirmed(&to).await.has_status(409).shows("已经下载过一次");
        assert_eq!((stored(&app).await.len(), app.entries("disclosure.refused").await), (1, 1));
    }
}

#[tokio::test]
async fn a_list_with_findings_waits_for_a_second_person() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        let (staff, colleague) = (app.staff_of(TOWNSHIP).await, app.staff_of(TOWNSHIP).await);
        let entry = staff.enters_saying(ROSTER, &CLINICAL).await.has_status(303).location;
        assert!(entry.starts_with("/disclosures/"), "{entry}");
        let page =
            staff.get(&entry).await.has_status(200).shows("等另一位同事同意").shows("王医生 · 清溪镇卫生院");
        page.hides("同意导出").hides("people.xlsx?disclosure");
        let file = file_of(&entry);
        staff.get_confirmed(&file).await.has_status(409).shows("还没有同事同意");
        // Not oneself, not the village, not another township, and not who keeps accounts.
        agrees(&staff, &entry).await.has_status(403);
        for (other, status) in [
            (app.staff_of(VILLAGE).await, 403),
            (app.staff_of("429971102").await, 404),
            (app.administrator_of(COUNTY).await, 403),
        ] {
            agrees(&other, &entry).await.has_status(status);
        }
        colleague.get("/disclosures?state=waiting").await.shows("市精神卫生中心 质控科");
        colleague.get(&entry).await.has_status(200).shows("同意导出").shows("精神卫生法 第五十条");
        agrees(&colleague, &entry).await.has_status(303).leads_to(&format!("{entry}?done=approved"));
        staff.get(&entry).await.shows("可以下载一次").shows(&file);
        // The colleague agreed, and has no file by that.
        colleague.get_confirmed(&file).await.has_status(404);
        let book = staff.get_confirmed(&file).await.has_status(200);
        assert!(cells(&book).iter().any(|cell| cell == "精神分裂症"));
        staff.get_confirmed(&file).await.has_status(409).shows("已经下载过一次");
        assert_eq!(stored(&app).await, [(true, 2)], "{engine:?}");
        assert_eq!((app.entries("disclosure.asked").await, app.entries("disclosure.approved").await), (1, 1));
    }
}

#[tokio::test]
async fn more_people_than_one_may_take_out_wait_for_a_second_person() {
    let names: Vec<String> = (1..=51).map(|number| format!("人{number}")).collect();
    let app = TestApp::with_people(VILLAGE, &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let staff = app.staff_of(TOWNSHIP).await;
    staff.get("/people/export").await.shows("超过 50 人").shows("提交申请");
    let entry = staff.enters_saying(ROSTER, &IDENTITY).await.has_status(303).location;
    // Nobody else could agree: said plainly, and nothing passes.
    staff.get(&entry).await.shows("没有别的账号可以审批").shows("系统管理员");
    agrees(&staff, &entry).await.has_status(403);
    staff.get_confirmed(&file_of(&entry)).await.has_status(409);
    assert_eq!(app.entries("roster.export").await, 0);
    agrees(&app.staff_of(COUNTY).await, &entry).await.has_status(303);
    staff.get_confirmed(&file_of(&entry)).await.has_status(200);
    // Not at the county office's own word, either, and a township agrees to nothing of the county's.
    let county = app.staff_of(COUNTY).await;
    let entry = county.enters_saying(ROSTER, &IDENTITY).await.has_status(303).location;
    agrees(&county, &entry).await.has_status(403);
    agrees(&app.staff_of(TOWNSHIP).await, &entry).await.has_status(404);
    agrees(&app.staff_of(COUNTY).await, &entry).await.has_status(303);
}

/// Nor to what the county narrows to this township: what is agreed to is the whole request of a wider post.
#[tokio::test]
async fn a_township_agrees_to_nothing_that_the_county_asked_for() {
    let app = TestApp::with_people(VILLAGE, &NAMES).await;
    let county = app.staff_of(COUNTY).await;
    let file = format!("/people.xlsx?region={TOWNSHIP}");
    let entry = county.enters_saying(&file, &CLINICAL).await.has_status(303).location;
    let township = app.staff_of(TOWNSHIP).await;
    township.get(&entry).await.has_status(200).hides("同意导出");
    agrees(&township, &entry).await.has_status(403);
    assert_eq!(app.entries("disclosure.approved").await, 0);
}

#[tokio::test]
async fn a_declined_request_says_why_and_stays_declined() {
    let app = TestApp::with_people(VILLAGE, &NAMES).await;
    let (staff, county) = (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
    let entry = staff.enters_saying(ROSTER, &CLINICAL).await.has_status(303).location;
    let at = format!("{entry}/decision");
    county.post(&at, &[("do", "decline")]).await.has_status(422).shows("请写明原因");
    let long = "长".repeat(201);
    let page = county.post(&at, &[("do", "decline"), ("decision_reason", &long)]).await.has_status(422);
    page.shows("最多 200 个字").shows(&long);
    county.post(&at, &[("do", "perhaps")]).await.has_status(400);
    let no = [("do", "decline"), ("decision_reason", "质控科只要汇总数")];
    county.post(&at, &no).await.has_status(303).leads_to(&format!("{entry}?done=declined"));
    staff.get(&entry).await.shows("质控科只要汇总数").shows("没有同意");
    agrees(&county, &entry).await.has_status(303).leads_to(&format!("{entry}?done=late"));
    staff.get_confirmed(&file_of(&entry)).await.has_status(409).shows("没有同意");
    assert_eq!((app.entries("disclosure.approved").await, app.entries("disclosure.declined").await), (0, 1));
}

#[tokio::test]
async fn requests_and_permissions_end_by_themselves() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        let (staff, county) = (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
        let lapsed = staff.enters_saying(ROSTER, &CLINICAL).await.location;
        hours_ago(&app, 72).await;
        agrees(&county, &lapsed).await.has_status(303).leads_to(&format!("{lapsed}?done=late"));
        county.get(&lapsed).await.shows("无人审批").hides("同意导出");
        let late = staff.enters_saying(ROSTER, &CLINICAL).await.location;
        agrees(&county, &late).await.has_status(303).leads_to(&format!("{late}?done=approved"));
        hours_ago(&app, 24).await;
        staff.get_confirmed(&file_of(&late)).await.has_status(409).shows("过了有效时间");
        // By a clock that was a day ahead.
        let ahead = staff.enters_saying(ROSTER, &IDENTITY).await.location;
        hours_ago(&app, -30).await;
        staff.get_confirmed(&ahead).await.has_status(409).shows("过了有效时间");
        assert_eq!((app.entries("roster.export").await, stored(&app).await.len()), (0, 3), "{engine:?}");
    }
}

/// What was agreed to is these people.
#[tokio::test]
async fn other_people_than_asked_for_do_not_leave() {
    let app = TestApp::with_people(VILLAGE, &NAMES).await;
    let (staff, county) = (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
    let entry = staff.enters_saying(ROSTER, &CLINICAL).await.location;
    agrees(&county, &entry).await.has_status(303);
    app.add("429971101210", &["赵大山"]).await;
    staff.get_confirmed(&file_of(&entry)).await.has_status(409).shows("登记时是 2 人").shows("3 人");
    assert_eq!((app.entries("roster.export").await, stored(&app).await), (0, vec![(false, 0)]));
}

#[tokio::test]
async fn of_two_at_once_one_is_let_go() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        let (staff, county, other) =
            (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await, app.staff_of(COUNTY).await);
        let entry = staff.enters_saying(ROSTER, &CLINICAL).await.location;
        let (one, two) = tokio::join!(agrees(&county, &entry), agrees(&other, &entry));
        let mut done = [one.location, two.location];
        done.sort();
        assert_eq!(done, [format!("{entry}?done=approved"), format!("{entry}?done=late")], "{engine:?}");
        let file = file_of(&entry);
        for _ in 0..2 {
            staff.confirms(&file, &[("password", crate::tests::STAFF_PASSWORD)]).await.has_status(303);
        }
        let (one, two) = tokio::join!(staff.get(&file), staff.get(&file));
        let mut both = [one.status.as_u16(), two.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [200, 409], "{engine:?}");
        assert_eq!(app.entries("roster.export").await, 3, "{engine:?}");
    }
}

#[tokio::test]
async fn what_is_missing_is_said_at_its_field_and_nothing_is_lost() {
    let app = TestApp::with_people(VILLAGE, &NAMES).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let page = staff.enters_saying(ROSTER, &[("recipient", " ")]).await.has_status(422);
    page.shows("请选包含哪些内容").shows("请选一个用途").shows("请选接收方").shows("请写明交给谁");
    let long = "局".repeat(61);
    let said = [("purpose", "9"), ("receiver", "1"), ("recipient", long.as_str()), ("fields", "3")];
    let page = staff.enters_saying(ROSTER, &said).await.has_status(422);
    page.shows("请选一个用途").shows("最多 60 个字").shows(&long);
    staff.post("/people/export", &IDENTITY).await.has_status(400);
    staff.with_key("another").enters_saying(ROSTER, &IDENTITY).await.has_status(403);
    // Nobody fits.
    staff.get("/people/export?q=zzzz").await.has_status(200).shows("没有符合条件的人");
    staff.enters_saying("/people.xlsx?q=zzzz", &IDENTITY).await.has_status(422).shows("没有符合条件的人");
    app.staff_of(VILLAGE).await.enters_saying(ROSTER, &IDENTITY).await.has_status(403);
    staff.get("/people/export?region=429971102").await.has_status(404);
    assert_eq!(stored(&app).await, []);
}

/// Sent twice, it is one entry; and nobody makes use of somebody else's.
#[tokio::test]
async fn an_entry_is_of_who_made_it() {
    let app = TestApp::with_people(VILLAGE, &NAMES).await;
    let (staff, other) = (app.staff_of(TOWNSHIP).await, app.staff_of(TOWNSHIP).await);
    let said = [&[("disclosure_id", ID)], &IDENTITY[..]].concat();
    let to = staff.post("/people/export", &said).await.has_status(303).location;
    staff.post("/people/export", &said).await.has_status(303).leads_to(&to);
    other.post("/people/export", &said).await.has_status(400);
    assert_eq!((stored(&app).await.len(), app.entries("disclosure.entered").await), (1, 1));
    for file in
        [to.as_str(), "/people.xlsx?disclosure=x", "/people.xlsx?disclosure=019aa000000070008000000000000009"]
    {
        other.get_confirmed(file).await.has_status(404);
    }
    assert_eq!(app.entries("disclosure.refused").await, 3);
    // An entry of one door opens no other.
    let village = to.replace("/people.xlsx", &format!("/print/villages/{VILLAGE}/supplement.pdf"));
    if cfg!(feature = "pdf") {
        staff.get_confirmed(&village).await.has_status(404);
    }
    // A file without an entry leads to where one is made.
    staff.get_confirmed(ROSTER).await.has_status(303).leads_to("/people/export");
}

/// Daily work stays at one click, and is entered.
#[cfg(feature = "pdf")]
#[tokio::test]
async fn ones_own_form_is_printed_at_once_and_entered() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        let doctor = app.staff_of(VILLAGE).await;
        let id = app.id_of("李春生").await;
        let paper = format!("/print/people/{id}/supplement.pdf");
        assert!(doctor.get(&paper).await.has_status(200).bytes.starts_with(b"%PDF-"));
        assert_eq!(stored(&app).await, [(true, 1)], "{engine:?}");
        let access = format!("/people/{id}/access");
        doctor
            .get(&access)
            .await
            .shows("一人个人信息补充表（打印）")
            .shows("随访服务和纸质存档")
            .shows("清溪镇卫生院");
        // For another purpose it is entered first, and needs nobody else.
        let before = format!("/print/people/{id}/supplement/request");
        doctor
            .get(&before)
            .await
            .has_status(200)
            .shows("李春生")
            .shows("登记并继续")
            .hides("name=\"fields\"");
        let copy =
            [("disclosure_id", ID), ("purpose", "2"), ("receiver", "3"), ("recipient", "监护人李春林")];
        let to = doctor.post(&before, &copy).await.has_status(303).location;
        assert!(doctor.get(&to).await.has_status(200).bytes.starts_with(b"%PDF-"));
        doctor.get(&to).await.has_status(409).shows("已经下载过一次");
        doctor.get(&access).await.shows("患者或监护人查阅、复制").shows("监护人李春林");
        assert_eq!(stored(&app).await, [(true, 1), (true, 1)], "{engine:?}");
        // The doctor reads the own entry, and no register.
        let entry = format!("/disclosures/{}", ID.replace('-', ""));
        doctor.get(&entry).await.has_status(200).shows("精神卫生法 第四十七条");
        doctor.get("/disclosures").await.has_status(403);
        app.staff_of("429971101210").await.get(&entry).await.has_status(404);
        app.staff_of(TOWNSHIP).await.get(&entry).await.has_status(200);
        let absent = "/print/people/019aa000000070008000000000000009/supplement/request";
        doctor.get(absent).await.has_status(404);
        doctor.get(&format!("/print/people/{id}/other/request")).await.has_status(404);
    }
}

/// The share of a day stops who takes people one by one; what others agreed to and what is to be done today is not stopped.
#[tokio::test]
async fn the_share_of_a_day_counts_pages_and_files_together() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let names = ["李春生", "周桂兰", "赵大山", "钱二妹", "孙远", "单小曾"];
        app.add(VILLAGE, &names[..4]).await;
        app.add("429971101210", &names[4..]).await;
        not_due(&app).await;
        share_of(&app, 3).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let of = |name: &'static str| {
            let app = &app;
            async move { format!("/people/{}", app.id_of(name).await) }
        };
        staff.get(&of("李春生").await).await.has_status(200);
        staff.get(&of("李春生").await).await.has_status(200);
        staff.get(&of("周桂兰").await).await.has_status(200);
        // A list is shown whole or not at all.
        let list = staff.get("/people?region=429971101210&page=1").await.has_status(429);
        list.shows("今天看的人数已到上限").hides("孙远");
        // And so is a file.
        let to = staff.enters_saying("/people.xlsx?region=429971101210", &IDENTITY).await.location;
        staff.get_confirmed(&to).await.has_status(429);
        assert_eq!(stored(&app).await, [(false, 0)], "{engine:?}");
        staff.get(&of("赵大山").await).await.has_status(200);
        let page = staff.get(&of("钱二妹").await).await.has_status(429).shows("紧急查看");
        page.hides("精神分裂症");
        staff.get(&of("周桂兰").await).await.has_status(200);
        // Writing is not stopped, and neither is today's work.
        let contact = format!("{}/contacts", of("钱二妹").await);
        staff
            .post(&contact, &[("contact_id", ID), ("outcome", "1"), ("next_on", "2026-11-28")])
            .await
            .has_status(303);
        staff.get("/").await.has_status(200);
        assert!(app.entries("share.used_up").await >= 2, "{engine:?}");
        // A colleague's share is a colleague's own, and of what was agreed to nothing counts.
        let colleague = app.staff_of(TOWNSHIP).await;
        let entry = colleague.enters_saying("/people.xlsx", &CLINICAL).await.location;
        agrees(&app.staff_of(COUNTY).await, &entry).await.has_status(303);
        colleague.get_confirmed(&file_of(&entry)).await.has_status(200);
        for name in ["李春生", "孙远", "单小曾"] {
            let page = format!("/people/{}", app.id_of(name).await);
            colleague.get(&page).await.has_status(200);
        }
    }
}

/// Nobody is on today's list.
async fn not_due(app: &TestApp) {
    let mut tx = app.app.db().write().await.unwrap();
    let sql = "update cases set due_on = '2027-02-01', visit_by = '2027-02-01', listed_on = '2027-02-01', attention = 0";
    tx.execute(sql, &[]).await.unwrap();
    tx.changed(COUNTY);
    tx.commit().await.unwrap();
}

/// The county orders that a township worker sees so many people a day.
async fn share_of(app: &TestApp, people: u16) {
    orders(app, "quota.township_worker", people).await;
}

/// The county orders something.
async fn orders(app: &TestApp, name: &str, value: u16) {
    let table =
        format!("region,name,value,valid_from,valid_to,source\n429971,{name},{value},2026-01-01,,test\n");
    let lines = load::lines("orders.csv", table.as_bytes(), Lang::Zh).unwrap();
    let order = load::Order { lines: &lines, lang: Lang::Zh, dry_run: false, by: By::program("test") };
    assert_eq!(load::parameters(&app.app, &order).await.unwrap().unwrap().new, 1);
    app.app.reload().await.unwrap();
}

/// What was asked for and answered is said on the first page of whoever asked, until it is fetched or read.
#[tokio::test]
async fn an_answer_is_announced_to_whoever_asked() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        let (staff, colleague) = (app.staff_of(TOWNSHIP).await, app.staff_of(TOWNSHIP).await);
        let entry = staff.enters_saying(ROSTER, &CLINICAL).await.has_status(303).location;
        staff.get("/").await.hides("您申请的");
        agrees(&colleague, &entry).await.has_status(303);
        staff.get("/").await.shows("您申请的“名册（Excel）”已经同意").shows(&entry);
        colleague.get("/").await.hides("您申请的");
        // Read, and not fetched: still there to be fetched.
        staff.get(&entry).await.has_status(200).shows("下载文件");
        staff.get("/").await.shows("已经同意");
        staff.get_confirmed(&file_of(&entry)).await.has_status(200);
        staff.get("/").await.hides("您申请的");

        let entry = staff.enters_saying(ROSTER, &CLINICAL).await.has_status(303).location;
        let no = [("do", "decline"), ("decision_reason", "先和我商量")];
        colleague.post(&format!("{entry}/decision"), &no).await.has_status(303);
        staff.get("/").await.shows("同事没有同意您申请的“名册（Excel）”");
        staff.get(&entry).await.has_status(200).shows("先和我商量");
        staff.get("/").await.hides("您申请的");
        assert_eq!(app.entries("disclosure.approved").await, 1, "{engine:?}");
    }
}

#[tokio::test]
async fn a_request_that_waits_is_taken_back_by_whoever_asked() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        let (staff, colleague) = (app.staff_of(TOWNSHIP).await, app.staff_of(TOWNSHIP).await);
        let entry = staff.enters_saying(ROSTER, &CLINICAL).await.has_status(303).location;
        let at = format!("{entry}/withdrawal");
        staff.get(&entry).await.shows("撤回申请");
        colleague.get(&entry).await.has_status(200).hides("撤回申请");
        colleague.post(&at, &[]).await.has_status(403);
        app.staff_of("429971102").await.post(&at, &[]).await.has_status(404);
        for _ in 0..2 {
            let done = staff.post(&at, &[]).await.has_status(303);
            staff.get(&done.location).await.shows("申请已撤回").shows("已撤回").hides("撤回申请");
        }
        colleague.get("/").await.hides("申请等您审批");
        colleague.get("/disclosures?state=waiting").await.shows("没有符合条件的登记");
        // Too late to agree to, and what was answered is too late to be taken back.
        agrees(&colleague, &entry).await.has_status(303).leads_to(&format!("{entry}?done=late"));
        staff.get_confirmed(&file_of(&entry)).await.has_status(409).shows("您撤回了这次申请");
        let entry = staff.enters_saying(ROSTER, &CLINICAL).await.has_status(303).location;
        agrees(&colleague, &entry).await.has_status(303);
        staff.post(&format!("{entry}/withdrawal"), &[]).await.leads_to(&format!("{entry}?done=late"));
        staff.get_confirmed(&file_of(&entry)).await.has_status(200);
        assert_eq!(app.entries("disclosure.withdrawn").await, 1, "{engine:?}");
    }
}
