//! What the police ask, through the front door.

use xinan_db::testing::engines;
use xinan_domain::phone::Phone;

use crate::portal::tests::issue;
use crate::shell::actor::PostKind;
use crate::tests::{Answer, Staff, TestApp, person, well_but};

const VILLAGE: &str = "429971101209";
const ELSEWHERE: &str = "429971102203";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
const NAME: &str = "郁秋荻";
const GUARDIAN: &str = "李春林";
const GUARDIAN_PHONE: &str = "13835737167";
const IDS: [&str; 6] = [
    "019aa000-0000-7000-8000-000000000001",
    "019aa000-0000-7000-8000-000000000002",
    "019aa000-0000-7000-8000-000000000003",
    "019aa000-0000-7000-8000-000000000004",
    "019aa000-0000-7000-8000-000000000005",
    "019aa000-0000-7000-8000-000000000006",
];
const VISIT: &str = "019aa000-0000-7000-8000-000000000011";
const INCIDENT: &str = "J42997120261121-031";
const DANGER: (&str, &str) = ("matter", "1");

/// Whatever the record says and the police never read.
const CANARIES: [&str; 14] = [
    "画眉巷七号",
    "13911112222",
    "喜鹊干部",
    "13911113333",
    "鹧鸪路二号",
    "云雀医院",
    "住在姑姑家",
    "搬到布谷鸟村了",
    "去燕子诊所看过",
    "戴胜门诊",
    "氯氮平",
    "精神分裂症",
    "幻觉",
    "柳河村",
];

/// Somebody of the village of whom the record says a lot, somebody who is privacy officer, and a grave visit yesterday.
async fn house(engine: xinan_db::Engine) -> (TestApp, Staff, Staff) {
    let app = TestApp::on(engine).await;
    let mut one = person(NAME, VILLAGE, 4);
    let form = &mut one.supplement;
    form.address = CANARIES[0].to_owned();
    form.phone = Phone::parse(CANARIES[1]).ok();
    form.village_contact = CANARIES[2].to_owned();
    form.village_contact_phone = Phone::parse(CANARIES[3]).ok();
    form.guardian_address = CANARIES[4].to_owned();
    form.diagnosed_at = CANARIES[5].to_owned();
    form.specialist_opinion = CANARIES[6].to_owned();
    crate::seed::fill(&app.app, std::iter::once(one), std::iter::empty(), |_| {}).await.unwrap();
    let township = app.staff_of(TOWNSHIP).await;
    let security = app.security_of(COUNTY).await;
    (app, township, security)
}

/// The same after a visit that graded four.
async fn grave(engine: xinan_db::Engine) -> (TestApp, Staff, Staff) {
    let (app, township, security) = house(engine).await;
    visit(&app, &township, NAME, VISIT, &[("risk", "4")]).await;
    (app, township, security)
}

async fn visit(app: &TestApp, staff: &Staff, name: &str, id: &str, more: &[(&str, &str)]) {
    let mut pairs = vec![
        ("visit_id", id),
        ("visited_on", "2026-11-20"),
        ("symptoms", "1"),
        ("severity", "3"),
        ("insight", "3"),
        ("note", "搬到布谷鸟村了"),
        ("doctor", "百灵大夫"),
        ("adherence", "1"),
        ("medicine1", "氯氮平"),
        ("morning1", "100"),
        ("adverse", "2"),
        ("adverse_text", "去燕子诊所看过"),
        ("adverse_severity", "2"),
        ("referral", "2"),
        ("referral_reason", "复查"),
        ("referral_to", "戴胜门诊"),
    ];
    pairs.extend(more);
    let case = app.id_of(name).await;
    staff.post(&format!("/people/{case}/visits"), &well_but(&pairs)).await.has_status(303);
}

fn number(name: &str, village: &str, at: usize) -> String {
    person(name, village, at).supplement.identity_number.as_str().to_owned()
}

fn own_number() -> String {
    number(NAME, VILLAGE, 4)
}

async fn asks(officer: &Staff, id: &str, incident: &str, more: &[(&str, &str)]) -> Answer {
    officer.post("/police", &[&[("ask_id", id), ("incident", incident)], more].concat()).await
}

fn page_of(id: &str) -> String {
    format!("/police/{}", id.replace('-', ""))
}

async fn rows(app: &TestApp) -> i64 {
    let mut tx = app.app.db().read().await.unwrap();
    tx.row("select count(*) as found from police_asks", &[]).await.unwrap().unwrap().int("found").unwrap()
}

/// The page without what is of this very look-up.
fn plain(answer: &Answer, typed: &[&str]) -> String {
    typed.iter().fold(answer.text.clone(), |text, one| text.replace(one, "TYPED"))
}

#[tokio::test]
async fn the_card_is_shown_for_half_an_hour_and_everybody_who_must_know_is_told() {
    for engine in engines() {
        let (app, township, security) = grave(engine).await;
        let case = app.id_of(NAME).await;
        let officer = app.police_of(TOWNSHIP).await;
        officer.get("/").await.has_status(303).leads_to("/police");
        officer.get("/police").await.has_status(200).shows("一件警情只查一个人").hides(NAME);
        let (mine, page) = (own_number(), page_of(IDS[0]));
        let whom = [DANGER, ("identity_number", mine.as_str())];
        asks(&officer, IDS[0], INCIDENT, &whom).await.has_status(303).leads_to(&page);
        let card = officer.get(&page).await.has_status(200);
        let card =
            card.shows(NAME).shows(GUARDIAN).shows(GUARDIAN_PHONE).shows("百灵大夫").shows("2026-11-20");
        let card = card
            .shows(&mine[14..])
            .shows("王医生 · 清溪镇卫生院")
            .shows("需要先问医生")
            .shows("2026-11-21 09:30");
        for canary in CANARIES {
            assert!(!card.text.contains(canary), "{canary} {engine:?}");
        }
        card.hides(&mine).hides(&case).hides("4 级").hides("危险性");

        // The same again, with a fresh form or the same one, is the same card.
        asks(&officer, IDS[0], INCIDENT, &whom).await.has_status(303).leads_to(&page);
        asks(&officer, IDS[1], &INCIDENT.to_lowercase(), &whom).await.has_status(303).leads_to(&page);
        assert_eq!(rows(&app).await, 1, "{engine:?}");
        officer.get("/police").await.shows("现在开着的警情").shows(INCIDENT).hides(NAME);
        // A colleague, and the same officer in another browser of another account, open nothing.
        app.police_of(TOWNSHIP).await.get(&page).await.has_status(404);
        township.get(&page).await.has_status(403);

        // The register of what left, the log, the person's page of looks.
        township.get("/disclosures").await.has_status(200).shows("公安现场求助").shows(INCIDENT);
        let looks = township.get(&format!("/people/{case}/access")).await;
        looks.shows("派出所因警情问到").shows("派出所因警情看了必要信息").shows("公安现场求助");
        assert_eq!(app.people_of("police.ask").await, std::slice::from_ref(&case));
        assert_eq!(app.people_of("police.read").await, std::slice::from_ref(&case));
        // The privacy officer: everything but whom.
        let home = security.get("/security").await.has_status(200).shows("有 1 次公安求助等您审核");
        home.hides(NAME);
        let at = page.replace("/police/", "/police-looks/");
        let told = security.get(&at).await.has_status(200);
        let told = told.shows(INCIDENT).shows("第二十八条第二款").shows("提供了必要信息").shows("王医生");
        told.hides(NAME).hides(&case).hides(GUARDIAN).hides(&mine).hides("近期需要加强支持");
        security.get("/police-looks").await.has_status(200).shows(INCIDENT).hides(NAME);
        // Help goes out.
        township.get("/").await.shows("派出所有 1 次现场求助");
        let help = page.replace("/police/", "/police-help/");
        township.get(&help).await.has_status(200).shows(&format!("/people/{case}")).shows("近期需要加强支持");
        app.staff_of("429971102").await.get(&help).await.has_status(404);
        app.staff_of(VILLAGE).await.get(&help).await.has_status(403);

        // Half an hour, and no more; afterwards whoever asked is told that it is over, and nobody else that it was there.
        officer.get(&page_of(IDS[5])).await.has_status(404);
        officer.after(&app, 29).await.get(&page).await.has_status(200).shows(NAME);
        let later = officer.after(&app, 30).await;
        later.get(&page).await.has_status(303).hides(NAME).leads_to("/police?done=over");
        later.get("/police?done=over").await.shows("已经到时或办结").hides(NAME);
        assert_eq!(app.entries("police.refused").await, 3, "{engine:?}");
    }
}

/// Absent, in another township, calm, and declining: one page, word for word, and the same headers but the date.
#[tokio::test]
async fn whoever_is_not_to_be_told_of_is_answered_like_nobody() {
    for engine in engines() {
        let (app, township, _security) = grave(engine).await;
        app.add(VILLAGE, &["单小曾", "何建军"]).await;
        app.add(ELSEWHERE, &["周桂兰"]).await;
        let neighbour = app.staff_of("429971102").await;
        visit(&app, &neighbour, "周桂兰", IDS[4], &[("risk", "5")]).await;
        // Grave, and does not agree: told of by nobody.
        visit(&app, &township, "何建军", IDS[5], &[("risk", "5")]).await;
        let no = [
            ("consent_id", IDS[3]),
            ("subject", "1"),
            ("decision", "2"),
            ("decided_on", "2026-11-21"),
            ("decided_by", "1"),
        ];
        let refuser = app.id_of("何建军").await;
        township.post(&format!("/people/{refuser}/consents/new"), &no).await.has_status(303);

        let numbers = [
            number("无", "429971101210", 7),
            number("周桂兰", ELSEWHERE, 0),
            number("单小曾", VILLAGE, 0),
            number("何建军", VILLAGE, 1),
        ];
        let mut said = Vec::new();
        for (at, number) in numbers.iter().enumerate() {
            // A new officer each time: one matter at a time.
            let officer = app.police_of(TOWNSHIP).await;
            let (id, incident) = (xinan_db::new_id().to_string(), format!("J2026-{at}"));
            let whom = [DANGER, ("identity_number", number.as_str())];
            let sent = asks(&officer, &id, &incident, &whom).await.has_status(303);
            let page = officer.get(&page_of(&id)).await.has_status(200).shows("已转给卫生健康部门");
            let mut headers = page.headers.clone();
            headers.remove("date");
            let account =
                page.text.split("name=\"account\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
            let typed = [id.replace('-', ""), incident, account.unwrap_or("-").to_owned()];
            let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
            said.push((sent.text, sent.location.len(), format!("{headers:?}"), plain(&page, &typed)));
        }
        for (at, one) in said.iter().enumerate() {
            assert_eq!(one, &said[0], "{at} {engine:?}");
        }
        // Each was kept, and none is in the register of what left.
        assert_eq!((rows(&app).await, app.entries("disclosure.left").await), (4, 0), "{engine:?}");
        // The health side knows why, and helps all the same: to each township its own people.
        let list = township.get("/police-help").await.has_status(200);
        assert_eq!(list.text.matches("/police-help/").count(), 3, "{engine:?}");
        assert_eq!(neighbour.get("/police-help").await.text.matches("/police-help/").count(), 1);
        let county = app.staff_of(COUNTY).await.get("/police-help").await;
        assert_eq!(county.text.matches("/police-help/").count(), 4);
    }
}

/// The village, as the division table names it.
const VILLAGE_NAME: &str = "柳河村";

/// PROMISES T9, T10: at no address does the police post get anything but its page and the form of a clue; and of a record
/// nothing at all.
#[tokio::test]
async fn at_every_address_the_police_read_nothing_but_the_card() {
    use crate::policy::Guard;
    let (app, ..) = grave(xinan_db::Engine::Sqlite).await;
    let case = app.id_of(NAME).await;
    let mut answered = Vec::new();
    for address in crate::routes::addresses().list {
        if address.guard == Guard::Open {
            continue;
        }
        let officer = app.police_of(TOWNSHIP).await;
        let path = address.path.replace("{id}", &case).replace("{village}", VILLAGE);
        let path = path.replace("{visit}", &VISIT.replace('-', "")).replace("{indicator}", "managed");
        let path = path.replace(['{', '}'], "");
        let answer = match address.method == axum::http::Method::POST {
            true => officer.post_confirmed(&path, &[]).await,
            false => officer.get_confirmed(&path).await,
        };
        for canary in CANARIES.iter().chain(&[NAME, GUARDIAN, GUARDIAN_PHONE, "百灵大夫"]) {
            // Where somebody was seen is chosen among the villages of the station, which are nobody's.
            let is_place = address.path == "/clues/new" && *canary == VILLAGE_NAME;
            assert!(is_place || !answer.text.contains(canary), "{canary} at {path}");
        }
        assert!(!answer.bytes.starts_with(b"PK") && !answer.bytes.starts_with(b"%PDF"), "{path}");
        assert_eq!(answer.people().count(), 0, "{path}");
        if answer.status.is_success() {
            answered.push(format!("{} {}", address.method, address.path));
        }
    }
    let own: Vec<_> = answered.iter().filter(|one| !one.contains("/account")).collect();
    assert_eq!(own, ["GET /police", "GET /clues/new", "GET /clues/mine"]);
    // No search either, and the menu has one entry.
    let page = app.police_of(TOWNSHIP).await.get("/police").await.has_status(200);
    page.hides("action=\"/people\"").hides("href=\"/people\"").hides("href=\"/stats\"").hides("/disclosures");
}

#[tokio::test]
async fn one_matter_is_one_persons_and_one_at_a_time() {
    for engine in engines() {
        let (app, ..) = grave(engine).await;
        let officer = app.police_of(TOWNSHIP).await;
        let (mine, other) = (own_number(), number("无", "429971101210", 7));
        let whom = [DANGER, ("identity_number", mine.as_str())];
        let another = [DANGER, ("identity_number", other.as_str())];
        asks(&officer, IDS[0], INCIDENT, &whom).await.has_status(303);
        // Somebody else in the same matter, and another matter beside it.
        let refused = asks(&officer, IDS[1], INCIDENT, &another).await.has_status(422);
        refused.shows("已经用来问过另一个人").shows(&other).shows(INCIDENT);
        asks(&officer, IDS[1], "J2026-9", &another).await.has_status(422).shows("还有一件警情没有办结");
        asks(&officer, IDS[1], "J2026-9", &whom).await.has_status(422).shows("还有一件警情没有办结");
        // A colleague of the station with this number cannot ask about somebody else either; another station can.
        asks(&app.police_of(TOWNSHIP).await, IDS[1], INCIDENT, &another).await.has_status(422);
        asks(&app.police_of("429971102").await, IDS[2], INCIDENT, &another).await.has_status(303);
        // Ended by hand: closed at once, and the next matter begins.
        let end = format!("{}/end", page_of(IDS[0]));
        app.police_of(TOWNSHIP).await.post(&end, &[]).await.has_status(404);
        officer.with_key("another").post(&end, &[]).await.has_status(403);
        officer.post(&end, &[]).await.has_status(303).leads_to("/police?done=ended");
        officer.post(&end, &[]).await.has_status(303);
        officer.get(&page_of(IDS[0])).await.has_status(303).leads_to("/police?done=over");
        officer.get("/police?done=ended").await.shows("这件警情已办结").hides("现在开着的警情");
        asks(&officer, IDS[1], "J2026-9", &another).await.has_status(303);
        assert_eq!(app.entries("police.ended").await, 1, "{engine:?}");
        // The id of somebody else's look-up is nobody's to use.
        asks(&officer, IDS[2], "J2026-8", &another).await.has_status(400);
        // When the half hour is over, the same matter about the same person is a new look-up, and is told of again.
        let later = officer.after(&app, 31).await;
        asks(&later, IDS[3], INCIDENT, &whom).await.has_status(303).leads_to(&page_of(IDS[3]));
        later.get(&page_of(IDS[3])).await.shows(NAME);
        assert_eq!(rows(&app).await, 4, "{engine:?}");
    }
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_said_and_what_was_typed_stays() {
    let (app, ..) = grave(xinan_db::Engine::Sqlite).await;
    let officer = app.police_of(TOWNSHIP).await;
    let page = officer.post("/police", &[("ask_id", IDS[0])]).await.has_status(422);
    page.shows("请填接警编号").shows("请选一种警情").shows("请填身份证号");
    let wrong = [("matter", "9"), ("identity_number", "429971198005101234")];
    let page = asks(&officer, IDS[0], "J1", &wrong).await.has_status(422);
    page.shows("至少 4 位").shows("请选一种警情").shows("身份证号不对").shows("value=\"429971198005101234\"");
    let long = "J1".repeat(30);
    asks(&officer, IDS[0], &long, &[DANGER]).await.has_status(422).shows("最多 40 个字").shows(&long);
    // A part of a number, a name, a list of numbers.
    for part in ["4299711980", &own_number()[..17], NAME, &format!("{} {}", own_number(), own_number())] {
        let refused = asks(&officer, IDS[0], INCIDENT, &[DANGER, ("identity_number", part)]).await;
        refused.has_status(422).shows("身份证号不对");
    }
    for bad in ["<b>1234", "    ", "警情警情", "J'; drop table"] {
        asks(&officer, IDS[0], bad, &[DANGER]).await.has_status(422);
    }
    asks(&officer, "x", INCIDENT, &[DANGER]).await.has_status(400);
    let (mine, stale) = (own_number(), officer.with_key("another"));
    let whom = [DANGER, ("identity_number", mine.as_str())];
    asks(&stale, IDS[0], INCIDENT, &whom).await.has_status(403);
    for path in ["/police/x", &page_of(IDS[0]), "/police/019aa000/end"] {
        officer.get(path).await;
    }
    assert_eq!(rows(&app).await, 0);
    assert!(app.entries("police.refused").await >= 10);
}

/// Five in an hour, one after another or at once; then the rest is refused, whoever is asked about.
#[tokio::test]
async fn look_ups_are_bounded() {
    for engine in engines() {
        let (app, ..) = grave(engine).await;
        let officer = app.police_of(TOWNSHIP).await;
        for at in 0..5 {
            let (id, incident) = (xinan_db::new_id().to_string(), format!("J2026-{at}"));
            let number = number("无", "429971101210", 10 + at);
            asks(&officer, &id, &incident, &[DANGER, ("identity_number", &number)]).await.has_status(303);
            officer.post(&format!("{}/end", page_of(&id)), &[]).await.has_status(303);
        }
        let mine = own_number();
        let whom = [DANGER, ("identity_number", mine.as_str())];
        let refused = asks(&officer, IDS[0], INCIDENT, &whom).await.has_status(429);
        refused.shows("一小时内最多求助 5 次").shows(&mine);
        asks(&officer.after(&app, 60).await, IDS[0], INCIDENT, &whom).await.has_status(303);
        // Many at once: one is live, and only one.
        let other = app.police_of(TOWNSHIP).await;
        let mut sent = Vec::new();
        for at in 0..6 {
            let other = other.clone();
            sent.push(tokio::spawn(async move {
                let (id, incident) = (xinan_db::new_id().to_string(), format!("K2026-{at}"));
                let number = number("无", "429971101210", 30 + at);
                let whom = [DANGER, ("identity_number", number.as_str())];
                asks(&other, &id, &incident, &whom).await.status.as_u16()
            }));
        }
        let mut found = Vec::new();
        for one in sent {
            found.push(one.await.unwrap());
        }
        found.sort_unstable();
        assert_eq!(found, [303, 422, 422, 422, 422, 422], "{engine:?}");
    }
}

/// Without a privacy officer nothing is shown; with the day's share used up neither. Help goes out all the same.
#[tokio::test]
async fn where_nobody_would_be_told_nothing_is_shown() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let township = app.staff_of(TOWNSHIP).await;
    visit(&app, &township, NAME, VISIT, &[("risk", "4")]).await;
    let officer = app.police_of(TOWNSHIP).await;
    let mine = number(NAME, VILLAGE, 0);
    let whom = [DANGER, ("identity_number", mine.as_str())];
    asks(&officer, IDS[0], INCIDENT, &whom).await.has_status(303);
    officer.get(&page_of(IDS[0])).await.has_status(200).shows("已转给卫生健康部门").hides(NAME);
    let help = page_of(IDS[0]).replace("/police/", "/police-help/");
    township.get(&help).await.shows("没有安全保密管理员可以通知");
    township.post(&help, &[]).await.has_status(422).shows("请写明怎么处理的");
    let long = "好".repeat(201);
    township.post(&help, &[("help_words", &long)]).await.has_status(422).shows(&long);
    let said = [("help_words", "已打给派出所，人已送回家")];
    township.post(&help, &said).await.has_status(303).leads_to(&format!("{help}?done=helped"));
    township.post(&help, &said).await.leads_to(&format!("{help}?done=late"));
    township.get(&help).await.shows("人已送回家");
    township.get("/").await.hides("次现场求助");
    // A security administrator comes: the next look-up shows what helps.
    app.security_of(COUNTY).await;
    officer.post(&format!("{}/end", page_of(IDS[0])), &[]).await.has_status(303);
    asks(&officer, IDS[1], INCIDENT, &whom).await.has_status(303);
    officer.get(&page_of(IDS[1])).await.shows(NAME);
}

#[tokio::test]
async fn a_guardian_from_whom_the_person_is_to_be_safe_is_not_named() {
    let (app, township, _security) = grave(xinan_db::Engine::Sqlite).await;
    let case = app.id_of(NAME).await;
    crate::portal::tests::sending(&app).await;
    issue(&township, &case, Some((GUARDIAN, "9")), GUARDIAN_PHONE).await;
    let home = township.get(&format!("/people/{case}/own-door")).await.text;
    let safety =
        home.split("href=\"").find_map(|rest| rest.split('"').next().filter(|to| to.contains("/safety/")));
    let set = [("flag_id", IDS[5]), ("act", "set"), ("safety_reason", "打过人")];
    township.post(safety.unwrap(), &set).await.has_status(303);
    let officer = app.police_of(TOWNSHIP).await;
    let mine = own_number();
    asks(&officer, IDS[0], INCIDENT, &[DANGER, ("identity_number", &mine)]).await.has_status(303);
    let card = officer.get(&page_of(IDS[0])).await.has_status(200).shows(NAME).shows("不要把本人交给家人");
    card.hides(GUARDIAN).hides(GUARDIAN_PHONE).hides("打过人").hides("避开");
}

/// What the person decides in the half hour counts at once.
#[tokio::test]
async fn whoever_declines_meanwhile_is_shown_no_longer() {
    let (app, township, _security) = grave(xinan_db::Engine::Sqlite).await;
    let case = app.id_of(NAME).await;
    let officer = app.police_of(TOWNSHIP).await;
    let mine = own_number();
    asks(&officer, IDS[0], INCIDENT, &[DANGER, ("identity_number", &mine)]).await.has_status(303);
    officer.get(&page_of(IDS[0])).await.shows(NAME);
    let no = [
        ("consent_id", IDS[3]),
        ("subject", "1"),
        ("decision", "2"),
        ("decided_on", "2026-11-21"),
        ("decided_by", "1"),
    ];
    township.post(&format!("/people/{case}/consents/new"), &no).await.has_status(303);
    officer.get(&page_of(IDS[0])).await.has_status(200).shows("已转给卫生健康部门").hides(NAME);
}

#[tokio::test]
async fn the_privacy_officer_judges_each_and_overdue_ones_stand_first() {
    for engine in engines() {
        let (app, _township, security) = grave(engine).await;
        let officer = app.police_of(TOWNSHIP).await;
        let mine = own_number();
        let whom = [DANGER, ("identity_number", mine.as_str())];
        asks(&officer, IDS[0], INCIDENT, &whom).await.has_status(303);
        let at = page_of(IDS[0]).replace("/police/", "/police-looks/");
        for kind in [PostKind::CountyOffice, PostKind::SystemAdministrator, PostKind::AuditAdministrator] {
            app.staff_in(kind, COUNTY).await.get(&at).await.has_status(403);
        }
        app.security_of("429972").await.get(&at).await.has_status(404);
        officer.get(&at).await.has_status(403);
        let app = app.days_later(5).await;
        let late = app.security_of(COUNTY).await;
        late.get("/security").await.shows("有 1 次公安求助超期没有审核");
        late.get("/police-looks").await.shows("超期未审核").shows("2026-11-25");
        let refused = late.post(&at, &[("review_words", "已向派出所核对")]).await.has_status(422);
        refused.shows("请选一个结论").shows("已向派出所核对");
        late.post(&at, &[("verdict", "2")]).await.has_status(422).shows("请写明怎么核实的");
        // What has to be asked about goes on waiting; the same question twice is one.
        let asks = [("word_id", IDS[3]), ("verdict", "2"), ("review_words", "请所长说明这件警情")];
        for _ in 0..2 {
            late.post(&at, &asks).await.has_status(303).leads_to(&format!("{at}?done=questioned"));
        }
        late.get(&at).await.shows("已追问，待答复").shows("请所长说明这件警情").shows("name=\"verdict\"");
        // Called back and filled in otherwise, it is another question.
        let other = [("word_id", IDS[3]), ("verdict", "2"), ("review_words", "请值班民警说明")];
        late.post(&at, &other).await.has_status(303);
        late.get(&at).await.shows("请所长说明这件警情").shows("请值班民警说明");
        late.get("/police-looks").await.shows(&at);
        let said = [("word_id", IDS[4]), ("verdict", "3"), ("review_words", "没有这件警情")];
        late.post(&at, &said).await.has_status(303).leads_to(&format!("{at}?done=judged"));
        security
            .post(&at, &[("verdict", "1"), ("review_words", "合法")])
            .await
            .leads_to(&format!("{at}?done=late"));
        let judged = late.get(&at).await.shows("不合法或没有必要").shows("没有这件警情").hides(NAME);
        judged.shows("请所长说明这件警情").shows("第五十七条").hides("name=\"verdict\"");
        late.get("/security").await.hides("公安求助超期");
        late.get("/police-looks").await.shows("没有等待审核的公安求助");
        late.get("/police-looks?state=all").await.shows(&at).shows("不合法或没有必要");
        assert_eq!(app.entries("police.reviewed").await, 1, "{engine:?}");
        assert_eq!(app.entries("police.questioned").await, 2, "{engine:?}");
    }
}

/// The police post stands beside no other, and the county's keeper gives it on the usual page.
#[tokio::test]
async fn a_police_post_is_given_like_any_and_held_alone() {
    let app = TestApp::new().await;
    let keeper = app.administrator_of(COUNTY).await;
    let new = [
        ("account_id", IDS[0]),
        ("post_id", IDS[1]),
        ("name", "邢警官"),
        ("login", "xing"),
        ("kind", "20"),
        ("region", TOWNSHIP),
        ("office", "清溪镇派出所"),
        ("from", "2026-11-21"),
    ];
    keeper.post_confirmed("/staff/new", &new).await.has_status(200).shows("xing");
    let beside = [
        ("post_id", IDS[2]),
        ("kind", "2"),
        ("region", TOWNSHIP),
        ("office", "清溪镇卫生院"),
        ("from", "2026-11-21"),
    ];
    let at = format!("/staff/{}/posts/new", IDS[0].replace('-', ""));
    keeper.post_confirmed(&at, &beside).await.has_status(422);
}
