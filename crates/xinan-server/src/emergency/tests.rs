//! A record out of reach, through the front door.

use xinan_db::testing::engines;

use crate::tests::{Answer, Staff, TestApp, well_but};

const VILLAGE: &str = "429971101209";
const ELSEWHERE: &str = "429971102203";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
const NAME: &str = "周桂兰";
const IDS: [&str; 3] = [
    "019aa000-0000-7000-8000-000000000001",
    "019aa000-0000-7000-8000-000000000002",
    "019aa000-0000-7000-8000-000000000003",
];
const WHY: [(&str, &str); 2] = [("reason", "2"), ("words", "集市上病情有波动，家属不在身边")];

/// Somebody of the next township, and the number on the card.
async fn with_somebody_elsewhere(engine: xinan_db::Engine) -> (TestApp, String) {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &["李春生"]).await;
    app.add(ELSEWHERE, &[NAME]).await;
    let number = crate::tests::person(NAME, ELSEWHERE, 0).supplement.identity_number.as_str().to_owned();
    (app, number)
}

async fn asks(staff: &Staff, id: &str, whom: &[(&str, &str)]) -> Answer {
    staff.post("/emergency", &[&[("emergency_id", id)], whom, &WHY].concat()).await
}

fn page_of(id: &str) -> String {
    format!("/emergency/{}", id.replace('-', ""))
}

async fn rows(app: &TestApp) -> i64 {
    let mut tx = app.app.db().read().await.unwrap();
    tx.row("select count(*) as found from emergencies", &[]).await.unwrap().unwrap().int("found").unwrap()
}

#[tokio::test]
async fn the_little_that_helps_is_shown_for_an_hour_and_stays_in_the_log() {
    for engine in engines() {
        let (app, number) = with_somebody_elsewhere(engine).await;
        let id = app.id_of(NAME).await;
        let person = format!("/people/{id}");
        let neighbour = app.staff_of(ELSEWHERE).await;
        let visit = well_but(&[
            ("visit_id", IDS[2]),
            ("visited_on", "2026-11-20"),
            ("adherence", "1"),
            ("medicine1", "利培酮"),
            ("morning1", "2"),
            ("adverse", "2"),
            ("adverse_text", "手抖"),
            ("adverse_severity", "2"),
            ("note", "和儿媳吵过架"),
        ]);
        neighbour.post(&format!("{person}/visits"), &visit).await.has_status(303);
        let doctor = app.staff_of(VILLAGE).await;
        doctor.get(&person).await.has_status(404);
        doctor.get("/emergency").await.has_status(200).shows("由县精防办复核");
        let page = page_of(IDS[0]);
        asks(&doctor, IDS[0], &[("identity_number", &number)]).await.has_status(303).leads_to(&page);
        let card = doctor.get(&page).await.has_status(200);
        let card = card
            .shows(NAME)
            .shows(&number)
            .shows("李春林")
            .shows("13835737167")
            .shows("利培酮")
            .shows("手抖");
        // No diagnosis, no words of a visit, no way to the record.
        card.hides("精神分裂症").hides("和儿媳吵过架").hides(&person);
        doctor.get(&person).await.has_status(404);
        // Sent twice it is one; and nobody else opens it.
        asks(&doctor, IDS[0], &[("identity_number", &number)]).await.has_status(303).leads_to(&page);
        app.staff_of(VILLAGE).await.get(&page).await.has_status(404);
        asks(&app.staff_of(VILLAGE).await, IDS[0], &[("identity_number", &number)]).await.has_status(400);
        assert_eq!(rows(&app).await, 1, "{engine:?}");
        // The person reads it.
        neighbour.get(&format!("{person}/access")).await.has_status(200).shows("紧急查看");
        assert_eq!(app.people_of("emergency.read").await, std::slice::from_ref(&id));
        assert_eq!(app.people_of("emergency.open").await, [id]);
        // An hour, and no more.
        doctor.after(&app, 59).await.get(&page).await.has_status(200);
        let over = doctor.after(&app, 60).await.get(&page).await.has_status(410).shows("查看的时间已过");
        over.hides(NAME);
    }
}

/// Until it is recorded nobody learns whether such a person is there; and afterwards whoever asked has left a reason.
#[tokio::test]
async fn whether_somebody_is_there_is_answered_after_it_is_recorded() {
    for engine in engines() {
        let (app, number) = with_somebody_elsewhere(engine).await;
        let doctor = app.staff_of(VILLAGE).await;
        let nobody =
            crate::tests::person("无", "429971102210", 7).supplement.identity_number.as_str().to_owned();
        let there = asks(&doctor, IDS[0], &[("identity_number", &number)]).await.has_status(303);
        let absent = asks(&doctor, IDS[1], &[("identity_number", &nobody)]).await.has_status(303);
        assert_eq!((there.text, there.location.len()), (absent.text, absent.location.len()));
        doctor.get(&page_of(IDS[1])).await.has_status(200).shows("没有找到这个人").hides(&nobody);
        assert_eq!((rows(&app).await, app.entries("emergency.open").await), (2, 2), "{engine:?}");
        // By name, day of birth and village, all of them exactly.
        let born = crate::tests::person(NAME, ELSEWHERE, 0).supplement.birth_date.to_string();
        let named = [("name", NAME), ("birth_date", &born), ("village", ELSEWHERE)];
        asks(&doctor, IDS[2], &named).await.has_status(303);
        doctor.get(&page_of(IDS[2])).await.shows(NAME).shows(&number);
        let other = "019aa000-0000-7000-8000-000000000004";
        asks(&doctor, other, &[("name", "周桂"), ("birth_date", &born), ("village", ELSEWHERE)])
            .await
            .has_status(303);
        doctor.get(&page_of(other)).await.shows("没有找到这个人");
        // Of another county nobody is there.
        asks(
            &doctor,
            "019aa000-0000-7000-8000-000000000005",
            &[("name", NAME), ("birth_date", &born), ("village", "429972100205")],
        )
        .await
        .has_status(422)
        .shows("请选村");
    }
}

#[tokio::test]
async fn what_is_missing_is_said_and_nothing_is_recorded() {
    let (app, number) = with_somebody_elsewhere(xinan_db::Engine::Sqlite).await;
    let doctor = app.staff_of(VILLAGE).await;
    let page = doctor.post("/emergency", &[("emergency_id", IDS[0])]).await.has_status(422);
    page.shows("请填身份证号，或者").shows("请选一个原因").shows("请用一两句话写明情况");
    let wrong = [("emergency_id", IDS[0]), ("identity_number", "429971198005101234"), ("words", "急")];
    let page = doctor.post("/emergency", &wrong).await.has_status(422);
    page.shows("身份证号不对").shows("value=\"429971198005101234\"").shows("写得太短了");
    let page = asks(&doctor, IDS[0], &[("name", NAME)]).await.has_status(422);
    page.shows("请填出生日期").shows("请选村").shows("集市上病情有波动");
    let long = "急".repeat(201);
    let much = [("emergency_id", IDS[0]), ("identity_number", &number), ("reason", "1"), ("words", &long)];
    doctor.post("/emergency", &much).await.has_status(422).shows("最多 200 个字").shows(&long);
    doctor.post("/emergency", &[("identity_number", number.as_str())]).await.has_status(400);
    let outdated = asks(&doctor.with_key("another"), IDS[0], &[("identity_number", &number)]).await;
    outdated.has_status(403);
    doctor.get("/emergency/x").await.has_status(404);
    doctor.get(&page_of(IDS[0])).await.has_status(404);
    app.administrator_of(COUNTY).await.get("/emergency").await.has_status(403);
    assert_eq!(rows(&app).await, 0);
}

/// Ten within a day, found or not, one after another or at once.
#[tokio::test]
async fn tries_are_bounded() {
    for engine in engines() {
        let (app, _) = with_somebody_elsewhere(engine).await;
        let doctor = app.staff_of(VILLAGE).await;
        let number = |at| {
            crate::tests::person("无", "429971102210", at).supplement.identity_number.as_str().to_owned()
        };
        let mut asked = Vec::new();
        for at in 10..22 {
            let (doctor, number, id) = (doctor.clone(), number(at), xinan_db::new_id().to_string());
            asked.push(tokio::spawn(async move {
                asks(&doctor, &id, &[("identity_number", &number)]).await.status.as_u16()
            }));
        }
        let mut answered = Vec::new();
        for one in asked {
            answered.push(one.await.unwrap());
        }
        answered.sort_unstable();
        assert_eq!(answered, [[303; 10].as_slice(), &[429; 2]].concat(), "{engine:?}");
        assert_eq!((rows(&app).await, app.entries("emergency.refused").await), (10, 2), "{engine:?}");
        asks(&app.staff_of(VILLAGE).await, IDS[0], &[("identity_number", &number(1))]).await.has_status(303);
    }
}

/// Found without need it is closed at once; and where a township has nobody, the county office is named.
#[tokio::test]
async fn what_was_opened_without_need_is_open_no_longer() {
    for engine in engines() {
        let (app, number) = with_somebody_elsewhere(engine).await;
        let (doctor, office) = (app.staff_of(VILLAGE).await, app.staff_of(COUNTY).await);
        asks(&doctor, IDS[0], &[("identity_number", &number)]).await.has_status(303);
        doctor.get(&page_of(IDS[0])).await.has_status(200).shows("王医生 · 清溪镇卫生院");
        doctor.get("/emergency").await.shows(&page_of(IDS[0]));
        let review = format!("/reviews/{}", IDS[0].replace('-', ""));
        let said = [("verdict", "2"), ("review_words", "家属就在身边")];
        office.post(&review, &said).await.has_status(303);
        doctor.get(&page_of(IDS[0])).await.has_status(410).hides(NAME);
        doctor
            .get("/emergency")
            .await
            .hides(&page_of(IDS[0]))
            .shows("没有必要")
            .shows("家属就在身边")
            .hides(NAME);
        // Whoever opened it hears of it on the first page for a week, and reads it for a month.
        doctor.get("/").await.shows("您有 1 次紧急查看，复核认为没有必要");
        office.get("/").await.hides("复核认为没有必要");
        let later = app.days_later(8).await.staff_of(VILLAGE).await;
        later.get("/").await.hides("复核认为没有必要");
    }
}

/// A clock that was a year ahead closes nothing to anybody once it is right, and what it wrote is looked at first.
#[tokio::test]
async fn a_clock_that_was_ahead_keeps_nobody_from_helping() {
    for engine in engines() {
        let (app, number) = with_somebody_elsewhere(engine).await;
        let (doctor, office) = (app.staff_of(VILLAGE).await, app.staff_of(COUNTY).await);
        for at in 0..10 {
            let id = format!("019aa000-0000-7000-8000-0000000001{at:02}");
            asks(&doctor, &id, &[("identity_number", &number)]).await.has_status(303);
        }
        let ahead = "update emergencies set opened_at = opened_at + 31536000000000, review_by = '2027-11-25'";
        let mut tx = app.app.db().write().await.unwrap();
        tx.execute(ahead, &[]).await.unwrap();
        tx.commit().await.unwrap();
        asks(&doctor, IDS[0], &[("identity_number", &number)]).await.has_status(303);
        office.get("/").await.shows("有 10 次紧急查看超期没有复核");
    }
}

#[tokio::test]
async fn each_is_reviewed_by_somebody_else_and_overdue_ones_stand_before_everybody() {
    for engine in engines() {
        let (app, number) = with_somebody_elsewhere(engine).await;
        let first = app.staff_of(COUNTY).await;
        let second = app.staff_of(COUNTY).await;
        let doctor = app.staff_of(VILLAGE).await;
        asks(&doctor, IDS[0], &[("identity_number", &number)]).await.has_status(303);
        // The first of the county office hears of it at once.
        first.get("/").await.has_status(200).shows("有 1 次紧急查看等您复核");
        second.get("/").await.hides("紧急查看等您复核");
        app.staff_of(TOWNSHIP).await.get("/").await.hides("等您复核");
        app.staff_of(TOWNSHIP).await.get("/reviews").await.has_status(403);
        let at = format!("/reviews/{}", IDS[0].replace('-', ""));
        first.get("/reviews").await.has_status(200).shows(&at).shows("急性发作").shows("2026-11-25");
        first.get(&at).await.has_status(200).shows("集市上病情有波动").shows("看档案");
        first.post(&at, &[]).await.has_status(422).shows("请选一个结论").shows("请写明怎么核实的");
        let said = [("verdict", "1"), ("review_words", "已和家属、派出所核实")];
        first.post(&at, &said).await.has_status(303).leads_to(&format!("{at}?done=judged"));
        second
            .post(&at, &[("verdict", "2"), ("review_words", "不同意")])
            .await
            .leads_to(&format!("{at}?done=late"));
        second.get(&at).await.shows("已和家属、派出所核实").shows("有必要");
        first.get("/").await.hides("等您复核");
        first.get("/reviews").await.shows("没有等待复核的紧急查看");
        first.get("/reviews?state=all").await.shows(&at);
        assert_eq!(app.entries("emergency.reviewed").await, 1, "{engine:?}");

        // What one opened oneself, somebody else reviews.
        asks(&first, IDS[1], &[("identity_number", &number)]).await.has_status(303);
        let own = format!("/reviews/{}", IDS[1].replace('-', ""));
        first.get(&own).await.has_status(200).shows("要由别人复核").hides("name=\"verdict\"");
        first.post(&own, &said).await.has_status(403);
        second.get("/").await.shows("有 1 次紧急查看等您复核");
        // Nobody looks at it for three working days: it stands before everybody who can.
        let late = app.days_later(5).await;
        let (first, second) = (late.staff_of(COUNTY).await, late.staff_of(COUNTY).await);
        for staff in [&first, &second] {
            staff.get("/").await.shows("有 1 次紧急查看超期没有复核");
        }
        first.get("/reviews").await.shows("超期未复核");
        // And before those who look on, who read whose it is to review, and not about whom.
        let (security, auditor) = (late.security_of(COUNTY).await, late.auditor_of(COUNTY).await);
        for (staff, page) in [(&security, "/security"), (&auditor, "/audit")] {
            let page = staff.get(page).await.has_status(200).shows("有 1 次紧急查看超期没有复核");
            page.shows("2026-11-25").shows("王医生 1 次").hides("集市上病情有波动");
        }
        let needless = [("verdict", "2"), ("review_words", "家属就在身边")];
        second.post(&own, &needless).await.has_status(303).leads_to(&format!("{own}?done=judged"));
        first.get("/").await.hides("超期没有复核");
        for (staff, page) in [(&security, "/security"), (&auditor, "/audit")] {
            let page = staff.get(page).await.hides("超期没有复核").shows("被认定没有必要");
            page.shows("王医生 · 清溪镇卫生院 1 次").hides("家属就在身边");
        }
    }
}

/// With one account in the county office nothing passes unseen: it stays open.
#[tokio::test]
async fn whoever_is_alone_in_the_county_office_does_not_review_what_is_the_own() {
    let (app, number) = with_somebody_elsewhere(xinan_db::Engine::Sqlite).await;
    let only = app.staff_of(COUNTY).await;
    asks(&only, IDS[0], &[("identity_number", &number)]).await.has_status(303);
    only.get(&page_of(IDS[0])).await.has_status(200).shows("打开完整档案");
    let at = format!("/reviews/{}", IDS[0].replace('-', ""));
    only.get(&at).await.has_status(200).shows("请联系系统管理员");
    only.post(&at, &[("verdict", "1"), ("review_words", "自己看的")]).await.has_status(403);
    let newcomer = app.staff_of(COUNTY).await;
    newcomer.get("/").await.shows("有 1 次紧急查看等您复核");
}

/// Whoever opened it closes it before its time; the look stays, and is reviewed all the same.
#[tokio::test]
async fn it_is_closed_by_whoever_opened_it() {
    for engine in engines() {
        let (app, number) = with_somebody_elsewhere(engine).await;
        let doctor = app.staff_of(VILLAGE).await;
        asks(&doctor, IDS[0], &[("identity_number", &number)]).await.has_status(303);
        let page = page_of(IDS[0]);
        let card = doctor.get(&page).await.has_status(200);
        card.shows("tel:120").shows("tel:13835737167").shows("现在就关上");
        let end = format!("{page}/end");
        app.staff_of(VILLAGE).await.post(&end, &[]).await.has_status(404);
        doctor.get(&page).await.has_status(200);
        for _ in 0..2 {
            doctor.post(&end, &[]).await.has_status(303).leads_to("/emergency?done=ended");
        }
        doctor.get("/emergency?done=ended").await.shows("已关上").hides("现在开着的");
        doctor.get(&page).await.has_status(410).hides(NAME);
        assert_eq!(app.entries("emergency.ended").await, 1, "{engine:?}");
        app.staff_of(COUNTY).await.get("/reviews").await.shows("王医生 · 清溪镇卫生院");
    }
}
