//! Clues through the front door: who reports, who reads, what is decided, and what is forgotten.

use std::collections::BTreeSet;

use axum::http::Method;
use xinan_db::testing::engines;
use xinan_db::{Engine, Uuid};

use crate::policy::{Action, Relation};
use crate::routes::addresses;
use crate::shell::actor::PostKind;
use crate::tests::{Answer, Staff, TODAY, TestApp, paper, person};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const NEXT_TOWNSHIP: &str = "429971102";
const COUNTY: &str = "429971";

const FIRST: &str = "019aa000000070008000000000000001";
const SECOND: &str = "019aa000000070008000000000000002";
const STEP: &str = "019aa000000070008000000000000011";
const STEP_2: &str = "019aa000000070008000000000000012";
const STEP_3: &str = "019aa000000070008000000000000013";

const NAME: &str = "金丝雀";
const INFORMANT: &str = "金画眉";
const PHONE: &str = "13911112222";
const NOTED: &str = "夜里听见布谷鸟叫";
const REASON: &str = "核实是斑鸠叫";

/// A clue as somebody types it.
fn typed<'a>(id: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("clue_id", id),
        ("list", "1"),
        ("name", NAME),
        ("sex", "2"),
        ("age", "40"),
        ("village", VILLAGE),
        ("items", "5"),
        ("items", "8"),
        ("informant", INFORMANT),
        ("informant_phone", PHONE),
        ("note", NOTED),
        ("surveyor", "王医生"),
        ("surveyed_on", "2026-11-20"),
    ];
    let kept = all.into_iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
    kept.chain(changes.iter().copied()).collect()
}

async fn report(staff: &Staff, id: &str, changes: &[(&str, &str)]) {
    let answer = staff.post("/clues/new", &typed(id, changes)).await.has_status(303);
    answer.leads_to("/clues/mine?done=reported");
}

fn at(id: &str) -> String {
    format!("/clues/{id}")
}

async fn step(staff: &Staff, clue: &str, id: &str, pairs: &[(&str, &str)]) -> Answer {
    staff.post(&format!("{}/steps", at(clue)), &[&[("step_id", id)], pairs].concat()).await
}

const CONFIRMED: [(&str, &str); 5] = [
    ("outcome", "1"),
    ("diagnosis", "1"),
    ("reviewed_on", "2026-11-21"),
    ("psychiatrist", "云大夫"),
    ("institution", "清溪县精神卫生中心"),
];

/// Every post that the policies let report; afterwards it reads that it was received, and nothing else.
#[tokio::test]
async fn whoever_reports_reads_that_it_was_received_and_never_what_became_of_it() {
    let app = TestApp::new().await;
    let township = app.staff_of(TOWNSHIP).await;
    for (number, (kind, region)) in [
        (PostKind::VillageDoctor, VILLAGE),
        (PostKind::PoliceOfficer, TOWNSHIP),
        (PostKind::CoordinatingOffice, COUNTY),
        (PostKind::CivilAffairs, TOWNSHIP),
        (PostKind::DisabledFederation, COUNTY),
    ]
    .into_iter()
    .enumerate()
    {
        let staff = app.staff_in(kind, region).await;
        staff.get("/clues/new").await.has_status(200).shows("保密").shows("经常自语自笑");
        let id = format!("019aa0000000700080000000000001{number:02}");
        report(&staff, &id, &[]).await;
        // Twice changes nothing.
        report(&staff, &id, &[]).await;
        let before =
            staff.get("/clues/mine").await.has_status(200).shows(NAME).shows("已收到，由卫生机构跟进");
        before.hides(INFORMANT).hides("待核实");
        let step_id = format!("019aa0000000700080000000000002{number:02}");
        step(&township, &id, &step_id, &[("step", "2")]).await.has_status(303);
        let after = staff.get("/clues/mine").await.has_status(200);
        assert_eq!(after.text, staff.get("/clues/mine").await.text);
        after.hides("复核").hides("排除");
        staff.get("/clues").await.has_status(403);
        staff.get(&at(&id)).await.has_status(403);
    }
    // Nobody reads what somebody else has reported.
    app.police_of(TOWNSHIP).await.get("/clues/mine").await.has_status(200).hides(NAME);
    app.staff_in(PostKind::Finance, COUNTY).await.get("/clues/new").await.has_status(403);
    assert_eq!(app.entries("clue.reported").await, 5);
}

/// The same words, whether the person has a record or not; what is compared is asked when health opens the clue.
#[tokio::test]
async fn an_answer_to_a_report_says_nothing_of_the_register() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let number = person(NAME, VILLAGE, 0).supplement.identity_number.as_str().to_owned();
    let police = app.police_of(TOWNSHIP).await;
    let known = police.post("/clues/new", &typed(FIRST, &[("identity_number", &number), ("sex", "1")])).await;
    let unknown = police.post("/clues/new", &typed(SECOND, &[("name", "李无名")])).await;
    assert_eq!((known.status, known.location), (unknown.status, unknown.location));
    assert_eq!(known.text, unknown.text);
    assert_eq!(app.people_of("person.compared").await.len(), 0);
    let mine = police.get("/clues/mine").await.has_status(200);
    assert_eq!(mine.people().count(), 0);
}

#[tokio::test]
async fn what_is_missing_is_told_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let doctor = app.staff_of(VILLAGE).await;
    let page =
        doctor.post("/clues/new", &[("clue_id", FIRST), ("list", "1"), ("informant", INFORMANT)]).await;
    page.has_status(422).shows("还没有填").shows(INFORMANT);
    // A village of another territory is none.
    let elsewhere = doctor.post("/clues/new", &typed(FIRST, &[("village", "429971102203")])).await;
    elsewhere.has_status(422).shows(NAME);
    doctor.get("/clues/new?list=2").await.has_status(200).shows("无故不上学");
    // Another's id is not taken over; a form that was called back and filled in otherwise is another clue.
    report(&doctor, FIRST, &[]).await;
    report(&doctor, FIRST, &[("name", "李无名")]).await;
    report(&doctor, FIRST, &[("name", "李无名")]).await;
    doctor.get("/clues/mine").await.has_status(200).shows(NAME).shows("李无名");
    assert_eq!(app.entries("clue.reported").await, 2);
    app.police_of(TOWNSHIP).await.post("/clues/new", &typed(FIRST, &[])).await.has_status(400);
    let other_session = doctor.with_key("ffffffffffffffffffffffffffffffff");
    other_session.post("/clues/new", &typed(SECOND, &[])).await.has_status(403);
}

#[tokio::test]
async fn a_day_has_its_number_of_clues() {
    let app = TestApp::new().await;
    let police = app.police_of(TOWNSHIP).await;
    for number in 0..60 {
        let name = char::from_u32(0x4E00 + number).unwrap().to_string();
        report(&police, &format!("019aa0000000700080000000000003{number:02}"), &[("name", &name)]).await;
    }
    police.post("/clues/new", &typed(SECOND, &[])).await.has_status(429).shows("今天已经满了");
    // Of what is sent again it is not said.
    report(&police, "019aa000000070008000000000000359", &[("name", "主")]).await;
    assert_eq!(app.entries("clue.refused").await, 1);
}

#[tokio::test]
async fn the_township_rules_out_with_a_reason_or_asks_a_psychiatrist() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let township = app.staff_of(TOWNSHIP).await;
        report(&app.staff_of(VILLAGE).await, FIRST, &[]).await;
        township.get("/").await.has_status(200).shows("条线索等核实").shows("2026-12-05").shows("地方实践");
        let list = township.get("/clues").await.has_status(200).shows(NAME).shows("待核实");
        list.shows("12月5日").hides(INFORMANT);
        let page = township.get(&at(FIRST)).await.has_status(200);
        page.shows(INFORMANT).shows(PHONE).shows(NOTED).shows("经常自语自笑").hides("患者");
        // Without a reason it is not ruled out; the reason stays.
        step(&township, FIRST, STEP, &[("step", "1")]).await.has_status(422).shows("还没有填");
        step(&township, FIRST, STEP, &[("step", "1"), ("words", REASON)]).await.has_status(303);
        // Sent twice it is one.
        step(&township, FIRST, STEP, &[("step", "1"), ("words", REASON)]).await.has_status(303);
        township.get(&at(FIRST)).await.has_status(200).shows("核实后排除").shows(REASON).shows("2027-11-21");
        township.get("/clues").await.hides(NAME);
        township.get("/clues?state=all").await.shows(NAME);
        // It was a mistake: taken back, with a reason, and passed on.
        let withdrawal = format!("{}/steps/{STEP}/withdrawal", at(FIRST));
        township.post(&withdrawal, &[]).await.has_status(422);
        township.post(&withdrawal, &[("withdrawal_reason", "看错了人")]).await.has_status(303);
        township.post(&withdrawal, &[("withdrawal_reason", "看错了人")]).await.has_status(303);
        township.get(&at(FIRST)).await.shows("待核实").shows("看错了人");
        let review = format!("{}/review", at(FIRST));
        let reviewed = [&[("step_id", STEP_3)][..], &CONFIRMED].concat();
        township.post(&review, &reviewed).await.has_status(422).shows("不能").shows("云大夫");
        step(&township, FIRST, STEP_2, &[("step", "2")]).await.has_status(303);
        township.get("/").await.shows("等精神科医师复核").shows("2026-12-21").hides("条线索等核实");
        township.post(&review, &[("step_id", STEP_3)]).await.has_status(422);
        township.post(&review, &reviewed).await.has_status(303);
        township.post(&review, &reviewed).await.has_status(303);
        let page = township.get(&at(FIRST)).await.has_status(200).shows("复核确诊").shows("云大夫");
        page.shows("精神分裂症").shows("/people/new");
        township.get("/").await.hides("等精神科医师复核");
        let mut tx = app.app.db().read().await.unwrap();
        let row = tx.row("select outcome, reviewed_on, state from clues", &[]).await.unwrap().unwrap();
        assert_eq!((row.int("outcome").unwrap(), row.int("state").unwrap()), (1, 5));
        assert_eq!(row.day("reviewed_on").unwrap(), TODAY);
        assert_eq!(app.entries("clue.judged").await, 3);
    }
}

/// Beyond the territory a clue is absent, and a doctor of a village has no list.
#[tokio::test]
async fn a_clue_is_there_for_its_township_and_its_county_alone() {
    let app = TestApp::new().await;
    report(&app.staff_of(VILLAGE).await, FIRST, &[]).await;
    for region in [NEXT_TOWNSHIP, "429972"] {
        let staff = app.staff_of(region).await;
        staff.get("/clues?state=all").await.has_status(200).hides(NAME);
        let elsewhere = staff.get(&at(FIRST)).await.has_status(404).text;
        assert_eq!(elsewhere.replace(FIRST, ""), staff.get(&at(SECOND)).await.text.replace(SECOND, ""));
        step(&staff, FIRST, STEP, &[("step", "2")]).await.has_status(404);
        staff.get(&format!("/print/clues/{FIRST}")).await.has_status(404);
    }
    app.staff_of(VILLAGE).await.get("/clues").await.has_status(403);
    app.staff_of(COUNTY).await.get(&at(FIRST)).await.has_status(200).shows(NAME);
}

/// Who may be meant is shown where the record may be read, and whoever is shown finds that somebody compared.
#[tokio::test]
async fn a_clue_is_tied_to_a_record_that_one_may_see() {
    let app = TestApp::with_people(VILLAGE, &[NAME, "李春生"]).await;
    let township = app.staff_of(TOWNSHIP).await;
    report(&app.police_of(TOWNSHIP).await, FIRST, &[("age", "46")]).await;
    let id = app.id_of(NAME).await;
    let page = township.get(&at(FIRST)).await.has_status(200).shows("1980 年生");
    assert_eq!(page.people().collect::<BTreeSet<_>>(), BTreeSet::from([id.as_str()]));
    assert_eq!(app.people_of("person.compared").await, std::slice::from_ref(&id));
    let other = app.id_of("李春生").await;
    step(&township, FIRST, STEP, &[("step", "4")]).await.has_status(422);
    step(&township, FIRST, STEP, &[("step", "4"), ("same_as", &other)]).await.has_status(422).shows("对不上");
    step(&township, FIRST, STEP, &[("step", "4"), ("same_as", &id)]).await.has_status(303);
    township.get(&at(FIRST)).await.shows("已有档案").shows(&format!("/people/{id}"));
    assert_eq!(app.people_of("clue.tied").await, [id]);
}

/// A record of another township: the township is not told of it, neither by the page nor by what the county answers.
#[tokio::test]
async fn what_the_county_finds_elsewhere_is_not_told_to_the_township() {
    let app = TestApp::with_people("429971102203", &[NAME]).await;
    let number = person(NAME, "429971102203", 0).supplement.identity_number.as_str().to_owned();
    let (township, county) = (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
    let doctor = app.staff_of(VILLAGE).await;
    let known = [("identity_number", number.as_str()), ("sex", "1")];
    report(&doctor, FIRST, &known).await;
    report(&doctor, SECOND, &[("name", "李无名")]).await;
    let page = township.get(&at(FIRST)).await.has_status(200).shows("没有姓名和年龄、住处都对得上的人");
    assert_eq!(page.people().count(), 0);
    let asked = [(FIRST, STEP), (SECOND, STEP_2)];
    for (clue, id) in asked {
        step(&township, clue, id, &[("step", "3")]).await.has_status(303);
        // The township waits, whatever it is.
        step(&township, clue, STEP_3, &[("step", "2")]).await.has_status(422);
    }
    county.get("/").await.has_status(200).shows("有 2 条线索等核实");
    let id = app.id_of(NAME).await;
    county.get(&at(FIRST)).await.has_status(200).shows(&format!("/people/{id}"));
    let same = [("step", "4"), ("same_as", id.as_str())];
    step(&county, FIRST, "019aa000000070008000000000000021", &same).await.has_status(303);
    let nothing = [("step", "1"), ("words", "没有可复核的")];
    step(&county, SECOND, "019aa000000070008000000000000022", &nothing).await.has_status(303);
    let told = |answer: Answer| answer.text.replace(FIRST, "").replace(SECOND, "");
    let pages = [told(township.get(&at(FIRST)).await), told(township.get(&at(SECOND)).await)];
    for page in &pages {
        assert!(page.contains("县里已办结"));
        assert!(!page.contains("已有档案") && !page.contains("没有可复核的") && !page.contains("/people/0"));
    }
    for state in ["8", "3"] {
        township.get(&format!("/clues?state={state}")).await.has_status(200).hides(NAME).hides("李无名");
    }
    township.get("/clues?state=10").await.has_status(200).shows(NAME).shows("李无名");
    county.get("/clues?state=8").await.has_status(200).shows(NAME).hides("李无名");
    // What the county did the township does not take back.
    let back = format!("{}/steps/019aa000000070008000000000000021/withdrawal", at(FIRST));
    township.post(&back, &[("withdrawal_reason", "看看")]).await.has_status(404);
}

/// After its months the content is gone: from the page, from what is decided, and from the bytes of the database.
#[tokio::test]
async fn what_was_groundless_is_forgotten_and_its_count_stays() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let (doctor, township) = (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await);
        let number = "429971198605170211";
        report(&doctor, FIRST, &[("identity_number", number), ("sex", "1")]).await;
        report(&doctor, SECOND, &[("name", "李无名")]).await;
        step(&township, FIRST, STEP, &[("step", "1"), ("words", REASON)]).await.has_status(303);
        let sealed = sealed_values(&app).await;
        let early = crate::nightly::run(&app.app, TODAY).await.unwrap();
        assert_eq!(early.clues_forgotten, 0);
        let app = app.days_later(365).await;
        let (township, doctor) = (app.staff_of(TOWNSHIP).await, app.staff_of(VILLAGE).await);
        let day = app.app.today();
        let night = crate::nightly::run(&app.app, day).await.unwrap();
        assert_eq!(night.clues_forgotten, 1, "{engine:?}");
        assert_eq!(crate::nightly::run(&app.app, day).await.unwrap().clues_forgotten, 0);
        assert_eq!(app.entries("clue.forgotten").await, 1);
        // What still waits is not forgotten.
        township.get(&at(SECOND)).await.has_status(200).shows("李无名");
        let page = township.get(&at(FIRST)).await.has_status(200).shows("到期已删除").shows("核实后排除");
        for bird in [NAME, INFORMANT, PHONE, NOTED, REASON, number] {
            assert!(!page.text.contains(bird), "{bird}");
        }
        page.hides("/steps\"");
        township.get(&format!("/print/clues/{FIRST}")).await.has_status(404);
        doctor.get("/clues/mine").await.has_status(200);
        let mut tx = app.app.db().read().await.unwrap();
        let row =
            tx.row("select count(*) as found from clues where state = 3 and identity_token is null", &[]);
        assert_eq!(row.await.unwrap().unwrap().int("found").unwrap(), 1);
        drop(tx);
        if engine == Engine::Sqlite {
            app.app.db().close().await;
        }
        for (place, bytes) in app.database.every_byte().await.unwrap() {
            for value in &sealed {
                let hex = value.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes();
                let lies = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
                assert!(!lies(value) && !lies(&hex), "what was forgotten lies in {place}");
            }
        }
    }
}

/// What stands sealed in the rows of the first clue, as it lies in the file.
async fn sealed_values(app: &TestApp) -> Vec<Vec<u8>> {
    let id = Uuid::try_parse(FIRST).unwrap();
    let mut tx = app.app.db().read().await.unwrap();
    let clue = tx.row("select name, form from clues where id = $1", &[id.into()]).await.unwrap().unwrap();
    let step =
        tx.row("select detail from clue_steps where clue_id = $1", &[id.into()]).await.unwrap().unwrap();
    vec![clue.bytes("name").unwrap(), clue.bytes("form").unwrap(), step.bytes("detail").unwrap()]
}

#[tokio::test]
async fn a_survey_is_a_task_of_its_villages_until_each_is_asked() {
    let app = TestApp::new().await;
    let (township, doctor) = (app.staff_of(TOWNSHIP).await, app.staff_of(VILLAGE).await);
    let begun = [
        ("survey_id", FIRST),
        ("title", "2026年冬季线索调查"),
        ("region", TOWNSHIP),
        ("from_on", "2026-11-21"),
        ("until_on", "2026-12-20"),
        ("list", "1"),
    ];
    doctor.post("/surveys/new", &begun).await.has_status(403);
    township.post("/surveys/new", &begun[..3]).await.has_status(422).shows("2026年冬季线索调查");
    township.post("/surveys/new", &begun).await.has_status(303);
    township.post("/surveys/new", &begun).await.has_status(303);
    let survey = format!("/surveys/{FIRST}");
    doctor.get("/").await.has_status(200).shows("2026年冬季线索调查").shows("2026-12-20").shows(&survey);
    app.staff_of("429971102203").await.get("/").await.hides("2026年冬季线索调查");
    app.staff_of(NEXT_TOWNSHIP).await.get(&survey).await.has_status(404);
    let page =
        doctor.get(&survey).await.has_status(200).shows("柳河村").hides("碧水村").shows("已调查，无线索");
    page.shows("/print/blank/questions-1.pdf");
    let entry = [("entry_id", SECOND), ("village", VILLAGE)];
    doctor
        .post(&format!("{survey}/villages"), &[("entry_id", STEP), ("village", "429971101210")])
        .await
        .has_status(404);
    doctor.post(&format!("{survey}/villages"), &entry).await.has_status(303);
    doctor.post(&format!("{survey}/villages"), &entry).await.has_status(303);
    doctor.get("/").await.hides("2026年冬季线索调查");
    township.get("/").await.shows("个村（居）没有问完");
    // Somebody is reported after all: the line counts it.
    report(&doctor, FIRST, &[("surveyed_on", "2026-11-21")]).await;
    township.get(&survey).await.has_status(200).shows("已调查，报告 1 条").hides(NAME);
    doctor.post(&format!("{survey}/villages/{SECOND}/withdrawal"), &[]).await.has_status(303);
    doctor.get("/").await.shows("2026年冬季线索调查");
    doctor.post(&format!("{survey}/end"), &[]).await.has_status(403);
    township.post(&format!("{survey}/end"), &[]).await.has_status(303);
    doctor.get("/").await.hides("2026年冬季线索调查");
    doctor.get("/surveys").await.has_status(200).shows("已结束");
    assert_eq!(app.entries("survey.recorded").await, 1);
}

#[tokio::test]
async fn a_clue_is_printed_and_stands_in_the_register_of_what_left() {
    let app = TestApp::new().await;
    let township = app.staff_of(TOWNSHIP).await;
    report(&app.staff_of(VILLAGE).await, FIRST, &[]).await;
    let answer = township.get(&format!("/print/clues/{FIRST}")).await.has_status(200);
    let text = paper::text_of(&answer.bytes);
    assert!(text.is_empty() || text.contains(NAME), "{text}");
    assert!(answer.bytes.starts_with(b"%PDF"));
    township.get("/disclosures").await.has_status(200).shows("线索调查登记表（打印）").hides(NAME);
    for blank in ["clue", "questions-1", "questions-2"] {
        let answer = township.get(&format!("/print/blank/{blank}.pdf")).await.has_status(200);
        assert!(answer.bytes.starts_with(b"%PDF"), "{blank}");
    }
    township.get("/print/blank/questions-3.pdf").await.has_status(404);
}

/// Every address, in every post that may not read clues: not a word of one.
#[tokio::test]
async fn no_word_of_a_clue_reaches_a_post_that_reads_none() {
    let app = TestApp::new().await;
    let number = "429971198605170211";
    report(&app.staff_of(TOWNSHIP).await, FIRST, &[("identity_number", number), ("sex", "1")]).await;
    let township = app.staff_of(TOWNSHIP).await;
    step(&township, FIRST, STEP, &[("step", "1"), ("words", REASON)]).await.has_status(303);
    let posts = [
        (PostKind::VillageDoctor, VILLAGE),
        (PostKind::TownshipWorker, NEXT_TOWNSHIP),
        (PostKind::CountyOffice, "429972"),
        (PostKind::PoliceOfficer, TOWNSHIP),
        (PostKind::CoordinatingOffice, COUNTY),
        (PostKind::CivilAffairs, TOWNSHIP),
        (PostKind::DisabledFederation, COUNTY),
        (PostKind::Finance, TOWNSHIP),
        (PostKind::SystemAdministrator, COUNTY),
        (PostKind::SecurityAdministrator, COUNTY),
        (PostKind::AuditAdministrator, COUNTY),
    ];
    for (kind, region) in posts {
        let reads = xinan_policy::permits(kind.post(), Action::SeeClues, Relation::Territory);
        assert!(!reads || region == NEXT_TOWNSHIP || region == "429972", "{kind:?}");
        for address in addresses().list.iter().filter(|one| one.method == Method::GET) {
            let path = address.path.replace("{id}", FIRST).replace("{form}", "clue");
            let path = path.replace(['{', '}'], "");
            let staff = app.staff_in(kind, region).await;
            let answer = staff.get_confirmed(&path).await;
            for bird in [NAME, INFORMANT, PHONE, NOTED, REASON, number] {
                assert!(!answer.text.contains(bird), "{bird} to {kind:?} at {path}");
            }
            let paper_of_clue = answer.bytes.starts_with(b"%PDF") && path.contains("/clues/");
            assert!(!paper_of_clue, "{kind:?} at {path}");
        }
    }
}
