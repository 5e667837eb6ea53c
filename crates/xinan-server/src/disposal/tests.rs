//! Emergencies through the front door: reported, told, ended, recorded, looked after, counted; and who does not hear of them.

use xinan_db::testing::engines;

use crate::shell::actor::PostKind;
use crate::tests::{Answer, Staff, TestApp};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";

const NAME: &str = "金丝雀";
const PLACE: &str = "三组晒场边";
const SEEN: &str = "在院里喊叫砸碗";
const OFFICER: &str = "鸿雁警官";
const SCENE: &str = "碎碗一地，没有伤人";

/// An id that a form made.
fn id(number: u32) -> String {
    format!("019aa0000000700080000000000{number:05}")
}

/// A report as somebody types it.
fn typed<'a>(id: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("disposal_id", id),
        ("village", VILLAGE),
        ("place", PLACE),
        ("reason", "2"),
        ("seen", SEEN),
        ("reporter", "王医生"),
        ("phone", "13911112222"),
    ];
    let kept = all.into_iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
    kept.chain(changes.iter().copied()).collect()
}

fn at(number: u32) -> String {
    format!("/disposals/{}", id(number))
}

async fn report(staff: &Staff, number: u32, changes: &[(&str, &str)]) {
    let answer = staff.post("/disposals/new", &typed(&id(number), changes)).await.has_status(303);
    answer.leads_to(&format!("{}?done=reported", at(number)));
}

/// An entry of a kind, under an id.
async fn enter(staff: &Staff, disposal: u32, (entry, kind): (u32, &str), pairs: &[(&str, &str)]) -> Answer {
    let entry = id(entry);
    let all = [&[("entry_id", entry.as_str()), ("kind", kind)], pairs].concat();
    staff.post(&format!("{}/entries", at(disposal)), &all).await
}

const TOLD: &str = "1";
const SEEN_THERE: &str = "3";
const GROUND: &str = "5";
const ENDED: &str = "6";
const CHECK: &str = "7";
const ENTERED: &str = "9";
const MISTAKEN: &str = "10";

/// A record as a psychiatrist types it.
fn record<'a>(id: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("entry_id", id),
        ("report_unit", "柳河村卫生室"),
        ("handling_unit", "清溪县精神卫生中心"),
        ("nationality", "中国"),
        ("first_place", PLACE),
        ("way", "1"),
        ("reporter_is", "4"),
        ("scene", SCENE),
        ("injured", "0"),
        ("dead", "0"),
        ("reason", "1"),
        ("further", "2"),
        ("measures", "1"),
        ("agreement", "2"),
        ("nature", "1"),
        ("effect", "1"),
        ("subject", "1"),
        ("filled_by", "云大夫"),
        ("filled_on", "2026-11-21"),
    ];
    let kept = all.into_iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
    kept.chain(changes.iter().copied()).collect()
}

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    let mut tx = app.app.db().read().await.unwrap();
    tx.row(sql, &[]).await.unwrap().unwrap().int("found").unwrap()
}

#[tokio::test]
async fn a_report_of_four_fields_leads_from_the_person_to_the_page_of_what_is_done() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &[NAME]).await;
        let (doctor, person) = (app.staff_of(VILLAGE).await, app.id_of(NAME).await);
        let about = format!("/people/{person}");
        doctor.get(&about).await.shows(&format!("/disposals/new?person={person}"));
        let form = doctor.get(&format!("/disposals/new?person={person}")).await.has_status(200);
        form.shows(NAME).shows("先打电话").hides("谁需要帮助");
        // What is missing is told, and what was typed stays.
        let pairs = typed("", &[("person", &person), ("place", "")]);
        doctor.post("/disposals/new", &pairs).await.has_status(400);
        let first = id(1);
        let pairs = typed(&first, &[("person", &person), ("place", "")]);
        doctor.post("/disposals/new", &pairs).await.has_status(422).shows("还没有填").shows(SEEN);
        report(&doctor, 1, &[("person", &person)]).await;
        // Twice is once; under the same id other content is refused in words and stays on the page.
        report(&doctor, 1, &[("person", &person)]).await;
        let other = typed(&first, &[("person", &person), ("seen", "跑到河边去了")]);
        let refused = doctor.post("/disposals/new", &other).await.has_status(409);
        refused
            .shows("内容和现在填的不一样")
            .shows("跑到河边去了")
            .shows(&at(1))
            .hides(&format!("value=\"{first}\""));
        app.staff_of(VILLAGE).await.post("/disposals/new", &pairs).await.has_status(400);
        assert_eq!(count(&app, "select count(*) as found from disposals").await, 1);
        assert_eq!(app.people_of("disposal.reported").await, std::slice::from_ref(&person));

        let page = doctor.get(&at(1)).await.has_status(200);
        page.shows(NAME).shows(PLACE).shows(SEEN).shows("处置中").shows("王医生").shows("tel:13911112222");
        // On top of the person's page, and on everybody's first page.
        doctor.get(&about).await.shows("正在应急处置").shows(&at(1));
        for staff in [&doctor, &app.staff_of(TOWNSHIP).await, &app.staff_of(COUNTY).await] {
            staff.get("/").await.shows("有 1 次应急正在处置");
            staff.get("/disposals").await.has_status(200).shows(NAME).shows("处置中");
        }
        // Whoever reports it again is shown the one that goes on.
        doctor.get(&format!("/disposals/new?person={person}")).await.shows("已经有一次正在处置");
    }
}

#[tokio::test]
async fn help_on_the_spot_is_followed_by_checks_a_record_and_the_national_system() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &[NAME]).await;
        let (doctor, township) = (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await);
        let person = app.id_of(NAME).await;
        report(&doctor, 1, &[("person", &person)]).await;
        enter(&doctor, 1, (11, TOLD), &[("party", "1"), ("name", OFFICER), ("time", "08:40")])
            .await
            .has_status(303);
        enter(&township, 1, (12, GROUND), &[("ground", "2")]).await.has_status(303);
        enter(&township, 1, (13, ENDED), &[("outcome", "5")]).await.has_status(422).shows("还没有填");
        enter(&township, 1, (13, ENDED), &[("outcome", "1")]).await.has_status(303);
        let page = township.get(&at(1)).await.has_status(200);
        let page = page.shows(OFFICER).shows("08:40").shows("第二十八条第二款").shows("处置结束，还有事要办");
        // Four hours, a day, ten working days; each with its reason. And an act leads to a visit, which grades.
        let page = page
            .shows("11-21 13:00 前")
            .shows("11-22 09:00 前")
            .shows("12-04 前")
            .shows("连续 2 次稳定可以停");
        page.shows("评危险性").shows(&format!("/people/{person}/visits/new"));
        assert_eq!(count(&app, "select count(*) as found from cases where attention > 0").await, 0);
        // The village looks in, the township writes the record.
        township.get("/tasks").await.shows("去填写").shows("去复查").shows(NAME);
        doctor.get("/tasks").await.shows("去复查").hides("去填写");
        doctor.get(&format!("{}/record", at(1))).await.has_status(403);
        // Not steady, and then twice steady.
        enter(&doctor, 1, (14, CHECK), &[("steady", "0")]).await.has_status(422).shows("还没有填");
        enter(&doctor, 1, (14, CHECK), &[("steady", "0"), ("words", "又在喊，已请镇上医生")])
            .await
            .has_status(303);
        enter(&doctor, 1, (15, CHECK), &[("steady", "1")]).await.has_status(303);
        doctor.get(&at(1)).await.shows("现在连续稳定 1 次");
        enter(&doctor, 1, (16, CHECK), &[("steady", "1")]).await.has_status(303);
        doctor.get("/tasks").await.hides("去复查");
        // The record has what the course says already.
        let form = township.get(&format!("{}/record", at(1))).await.has_status(200);
        form.shows(OFFICER).shows(PLACE).shows(SEEN);
        let (entry, path) = (id(17), format!("{}/record", at(1)));
        let refused = township.post(&path, &record(&entry, &[("reason", "")])).await.has_status(422);
        refused.shows("还没有填").shows(SCENE);
        for _ in 0..2 {
            let kept = township.post(&path, &record(&entry, &[])).await.has_status(303);
            kept.leads_to(&format!("{}?done=recorded", at(1)));
        }
        let other = township.post(&path, &record(&entry, &[("scene", "另一种说法")])).await.has_status(409);
        other.shows("内容和现在填的不一样").shows("另一种说法");
        township.get("/tasks").await.hides("去填写").shows("去办理");
        enter(&township, 1, (18, ENTERED), &[]).await.has_status(303);
        township.get(&at(1)).await.shows("已办结").shows("都办完了").shows(NAME);
        assert_eq!(count(&app, "select count(*) as found from tasks").await, 0);
        assert_eq!(count(&app, "select count(*) as found from disposal_entries").await, 8);
        // The reason of the record counts from now on, the further one beside it still asks for a visit.
        township.get(&at(1)).await.shows("病情复发或波动").shows("评危险性");
        township.get("/disposals").await.hides(NAME);
        township.get("/disposals?state=all").await.shows(NAME).shows("病情复发或波动");
        let visit = id(19);
        let seen = crate::tests::well_but(&[("visit_id", &visit)]);
        doctor.post(&format!("/people/{person}/visits"), &seen).await.has_status(303);
        township.get(&at(1)).await.hides("评危险性");
    }
}

#[tokio::test]
async fn an_entry_sent_twice_is_one_and_a_wrong_one_is_corrected_by_another() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let township = app.staff_of(TOWNSHIP).await;
        report(&township, 1, &[("who", "穿蓝衣服的中年人")]).await;
        let told = [("party", "1"), ("name", OFFICER)];
        for _ in 0..2 {
            enter(&township, 1, (11, TOLD), &told).await.has_status(303);
        }
        let other =
            enter(&township, 1, (11, TOLD), &[("party", "1"), ("name", "白鹭警官")]).await.has_status(422);
        other.shows("这一条已经记过").shows("白鹭警官");
        for _ in 0..2 {
            enter(&township, 1, (12, ENDED), &[("outcome", "1")]).await.has_status(303);
        }
        // Somebody else ended it at the same time.
        enter(&township, 1, (13, ENDED), &[("outcome", "3")]).await.has_status(422).shows("情况刚有变化");
        // An entry of another emergency is none of this one.
        report(&township, 2, &[("who", "另一个人")]).await;
        enter(&township, 2, (12, ENDED), &[("outcome", "1")]).await.has_status(400);
        // It had not ended: what was entered stays, struck out, and the clocks stop.
        let correction = format!("{}/entries/{}/correction", at(1), id(12));
        township.get(&correction).await.has_status(200).shows("处置结束").shows("现场临时性处置");
        let new = id(14);
        township.post(&correction, &[("entry_id", &new)]).await.has_status(422);
        let pairs = [("entry_id", new.as_str()), ("words", "人又跑了，还没有结束")];
        for _ in 0..2 {
            township
                .post(&correction, &pairs)
                .await
                .has_status(303)
                .leads_to(&format!("{}?done=corrected", at(1)));
        }
        let again = [("entry_id", "019aa000000070008000000000000099"), ("words", "再更正一次")];
        township.post(&correction, &again).await.has_status(303).leads_to(&format!("{}?done=late", at(1)));
        township.get(&correction).await.has_status(303);
        let page = township.get(&at(1)).await.shows("处置中").shows("人又跑了，还没有结束").shows("<s>");
        page.shows(">更正</span>").hides("再更正一次");
        assert_eq!(count(&app, "select count(*) as found from tasks").await, 0);
        township.get(&format!("{}/record", at(1))).await.has_status(303);
        // A report that was none asks for nothing and is not counted.
        enter(&township, 2, (15, MISTAKEN), &[]).await.has_status(422);
        enter(&township, 2, (15, MISTAKEN), &[("words", "和上一次是同一件事")]).await.has_status(303);
        township.get(&at(2)).await.shows("误报或重复").shows("不计数");
        enter(&township, 2, (16, TOLD), &told).await.has_status(422);
        assert_eq!(app.entries("disposal.entered").await, 3);
        assert_eq!(app.entries("disposal.corrected").await, 1);
    }
}

/// 第三十条: nobody is admitted by a button.
#[tokio::test]
async fn an_admission_is_recorded_with_its_ground_and_a_psychiatrist_or_not_at_all() {
    let app = TestApp::new().await;
    let county = app.staff_of(COUNTY).await;
    report(&county, 1, &[("who", "穿蓝衣服的中年人")]).await;
    enter(&county, 1, (11, ENDED), &[("outcome", "3")]).await.has_status(303);
    let (entry, path) = (id(12), format!("{}/record", at(1)));
    let admitted = [("measures", "3"), ("name", "未知姓名")];
    let refused = county.post(&path, &record(&entry, &admitted)).await.has_status(422);
    refused.shows("住院要有依据").shows("哪位精神科医师").shows(SCENE).shows("未知姓名");
    let lawful = [&admitted[..], &[("ground", "5"), ("nature", "2"), ("psychiatrist", "云大夫")]].concat();
    let alone = [&lawful[..], &[("agreement", "4")]].concat();
    county.post(&path, &record(&entry, &alone)).await.has_status(422).shows("要监护人同意");
    county.post(&path, &record(&entry, &lawful)).await.has_status(303);
    // Written anew it is another version; the one before stays in the course.
    let form = county.get(&path).await.has_status(200).shows("云大夫").shows("未知姓名");
    form.shows(SCENE);
    let anew = [&lawful[..], &[("reason", "3")]].concat();
    county.post(&path, &record(&id(13), &anew)).await.has_status(303);
    let page = county.get(&at(1)).await.shows("自伤、自杀行为或危险");
    assert_eq!(page.text.matches("<b>填写应急处置记录单</b>").count(), 2);
}

/// Beyond the territory an emergency is absent, and no other post hears of one.
#[tokio::test]
async fn an_emergency_is_there_for_those_who_help_and_for_nobody_else() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let person = app.id_of(NAME).await;
    report(&app.staff_of(VILLAGE).await, 1, &[("person", &person)]).await;
    report(&app.staff_of(TOWNSHIP).await, 2, &[("who", "穿蓝衣服的中年人")]).await;
    for region in ["429971102", "429972", "429971101210"] {
        let staff = app.staff_of(region).await;
        for number in [1, 2] {
            let elsewhere = staff.get(&at(number)).await.has_status(404).text.replace(&id(number), "");
            assert_eq!(elsewhere, staff.get(&at(9)).await.text.replace(&id(9), ""), "{region}");
            staff.get(&format!("{}/course", at(number))).await.has_status(404);
            enter(&staff, number, (21, SEEN_THERE), &[("words", "x")]).await.has_status(404);
            staff.get(&format!("{}/entries/{}/correction", at(number), id(3))).await.has_status(404);
        }
        staff.get("/disposals?state=all").await.has_status(200).hides(NAME).hides("蓝衣服");
        staff.post("/disposals/new", &typed(&id(22), &[("person", &person)])).await.has_status(404);
        staff.post("/disposals/new", &typed(&id(22), &[("who", "某人")])).await.has_status(422);
    }
    for kind in [
        PostKind::PoliceOfficer,
        PostKind::CoordinatingOffice,
        PostKind::CivilAffairs,
        PostKind::DisabledFederation,
        PostKind::Finance,
        PostKind::SystemAdministrator,
    ] {
        let region = if kind == PostKind::PoliceOfficer { TOWNSHIP } else { COUNTY };
        let staff = app.staff_in(kind, region).await;
        for address in ["/disposals", "/disposals/new", "/disposals/counts", &at(1)] {
            staff.get(address).await.has_status(403).hides(NAME);
        }
        staff.post("/disposals/new", &typed(&id(23), &[("who", "某人")])).await.has_status(403);
        enter(&staff, 1, (24, TOLD), &[("party", "1"), ("name", OFFICER)]).await.has_status(403);
    }
    let doctor = app.staff_of(VILLAGE).await;
    doctor.get(&at(2)).await.has_status(200).shows("蓝衣服");
}

/// 第二十九条: a psychiatrist who was told reads this one, while it lasts, and writes its record.
#[tokio::test]
async fn a_psychiatrist_who_was_told_has_the_person_in_hand_until_it_is_done() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &[NAME, "李春生"]).await;
        let (township, person) = (app.staff_of(TOWNSHIP).await, app.id_of(NAME).await);
        let psychiatrist = app.staff_in(PostKind::Psychiatrist, COUNTY).await;
        report(&township, 1, &[("person", &person)]).await;
        report(&township, 2, &[("who", "没有档案的人")]).await;
        psychiatrist.get(&at(1)).await.has_status(404);
        psychiatrist.get("/disposals").await.has_status(200).hides(NAME).hides("没有档案的人");
        psychiatrist.get("/disposals/new").await.has_status(403);
        let page = township.get(&at(1)).await;
        let account = page.text.split("-account\"").last().unwrap();
        let account = account.split("value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
        let nobody = [("party", "2"), ("account", "019aa000000070008000000000000077")];
        enter(&township, 1, (11, TOLD), &nobody).await.has_status(422).shows("不在岗");
        let told = [("party", "2"), ("account", account.as_str())];
        enter(&township, 1, (11, TOLD), &told).await.has_status(303);
        enter(&township, 1, (11, TOLD), &told).await.has_status(303);
        psychiatrist.get(&at(1)).await.has_status(200).shows(NAME).shows(PLACE);
        psychiatrist.get(&at(2)).await.has_status(404);
        psychiatrist.get("/disposals").await.shows(NAME).hides("没有档案的人");
        enter(&psychiatrist, 1, (12, ENDED), &[("outcome", "4")]).await.has_status(303);
        let path = format!("{}/record", at(1));
        let entry = id(13);
        psychiatrist.post(&path, &record(&entry, &[("measures", "4")])).await.has_status(303);
        enter(&township, 1, (14, ENTERED), &[]).await.has_status(303);
        psychiatrist.get(&at(1)).await.has_status(404);
        psychiatrist.get("/disposals?state=all").await.hides(NAME);
    }
}

/// A page that stays open asks for news: without any, nothing of anybody is read.
#[tokio::test]
async fn a_page_that_stays_open_reads_nothing_while_nothing_is_new() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let (township, person) = (app.staff_of(TOWNSHIP).await, app.id_of(NAME).await);
    report(&township, 1, &[("person", &person)]).await;
    township.get(&at(1)).await.shows(&format!("{}/course?seen=0", at(1))).shows("every 30s");
    let read = app.entries("disposal.read").await;
    let course = format!("{}/course?seen=0", at(1));
    assert_eq!(township.get(&course).await.has_status(204).text, "");
    assert_eq!(app.entries("disposal.read").await, read);
    enter(&township, 1, (11, TOLD), &[("party", "1"), ("name", OFFICER)]).await.has_status(303);
    township.get(&course).await.has_status(200).shows(OFFICER).shows("course?seen=1").hides("<html");
    assert_eq!(app.entries("disposal.read").await, read + 1);
}

/// 工作规范: three copies, and each says whose it is. Entered as something that leaves.
#[cfg(feature = "pdf")]
#[tokio::test]
async fn the_record_prints_in_three_copies() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let (township, person) = (app.staff_of(TOWNSHIP).await, app.id_of(NAME).await);
    report(&township, 1, &[("person", &person)]).await;
    enter(&township, 1, (11, ENDED), &[("outcome", "1")]).await.has_status(303);
    let paper = format!("/print/disposals/{}", id(1));
    township.get(&paper).await.has_status(404);
    let entry = id(12);
    township.post(&format!("{}/record", at(1)), &record(&entry, &[])).await.has_status(303);
    township.get(&at(1)).await.shows(&paper);
    let answer = township.get(&paper).await.has_status(200);
    assert!(answer.bytes.starts_with(b"%PDF"));
    assert_eq!(app.entries("disclosure.left").await, 1);
    app.staff_of("429971102").await.get(&paper).await.has_status(404);
    app.staff_of(VILLAGE).await.get(&paper).await.has_status(403);
}

/// One primary reason each: rows add up to totals, of townships to the county, and both tables to the same.
#[tokio::test]
async fn the_counts_of_a_period_add_up() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let (township, next, county) =
            (app.staff_of(TOWNSHIP).await, app.staff_of("429971102").await, app.staff_of(COUNTY).await);
        for (number, reason) in ["1", "2", "2", "4", "5"].into_iter().enumerate() {
            let number = u32::try_from(number).unwrap();
            report(&township, number, &[("who", "某人"), ("reason", reason)]).await;
        }
        report(&next, 7, &[("who", "某人"), ("reason", "2"), ("village", "429971102203")]).await;
        enter(&township, 4, (11, MISTAKEN), &[("words", "重复")]).await.has_status(303);
        enter(&township, 0, (12, ENDED), &[("outcome", "1")]).await.has_status(303);
        let numbers = |page: &Answer| -> Vec<Vec<u64>> {
            let rows = page.text.split("<tbody>").skip(1).flat_map(|body| {
                body.split("</tbody>").next().unwrap().split("<tr>").skip(1).collect::<Vec<_>>()
            });
            let cells = |row: &str| -> Vec<u64> {
                let plain = row.replace("<b>", "").replace("</b>", "");
                plain
                    .split("<td class=\"n\">")
                    .skip(1)
                    .map(|cell| cell.split('<').next().unwrap().parse().unwrap())
                    .collect()
            };
            rows.map(cells).collect()
        };
        let page = county.get("/disposals/counts").await.has_status(200);
        assert_eq!(
            numbers(&page),
            [
                vec![1, 2, 0, 1, 0, 4],
                vec![0, 1, 0, 0, 0, 1],
                vec![1, 3, 0, 1, 0, 5],
                // Not over yet, on the spot, and all.
                vec![4],
                vec![1],
                vec![5],
            ]
        );
        let page = township.get("/disposals/counts?from=2026-01-01&until=2026-11-21").await;
        assert_eq!(numbers(&page)[1], [1, 2, 0, 1, 0, 4]);
        let before = county.get("/disposals/counts?from=2025-01-01&until=2025-12-31").await.has_status(200);
        assert_eq!(numbers(&before)[0], [0, 0, 0, 0, 0, 0]);
        county.get("/disposals/counts?from=xx&until=%00").await.has_status(200);
    }
}
