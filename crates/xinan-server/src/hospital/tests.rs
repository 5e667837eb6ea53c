//! Stays, referrals and guidance, through the front door.

use xinan_db::testing::engines;
use xinan_db::{Engine, Uuid};

use crate::shell::actor::PostKind;
use crate::tests::{Answer, Staff, TODAY, TestApp, well_but};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
const NAME: &str = "李春生";

/// The id of the n-th form.
fn id(of: u8) -> String {
    format!("01990000-0000-7000-8000-0000000000{of:02x}")
}

/// The same as it stands in addresses.
fn path(of: u8) -> String {
    id(of).replace('-', "")
}

pub(crate) struct House {
    pub(crate) app: TestApp,
    pub(crate) township: Staff,
    /// Psychiatrists of the county's centre, and of another hospital.
    pub(crate) ward: Staff,
    pub(crate) other: Staff,
    pub(crate) centre: String,
    pub(crate) person: String,
}

/// A county with two hospitals, a psychiatrist in each, and one person.
pub(crate) async fn house(engine: Engine) -> House {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &[NAME]).await;
    let person = format!("/people/{}", app.id_of(NAME).await);
    let (centre, general) =
        (hospital(&app, "清溪县精神卫生中心").await, hospital(&app, "清溪县人民医院").await);
    let (ward, other) = (psychiatrist(&app, centre).await, psychiatrist(&app, general).await);
    let township = app.staff_of(TOWNSHIP).await;
    House { app, township, ward, other, centre: centre.to_string(), person }
}

async fn hospital(app: &TestApp, name: &str) -> Uuid {
    let id = xinan_db::new_id();
    let sql =
        "insert into institutions (version, id, county_code, kind, name, region, valid_from, recorded_at)
               values ($1, $2, $3, 3, $4, $5, '2020-01-01', 0)";
    let mut tx = app.app.db().write().await.unwrap();
    let version = xinan_db::new_id();
    tx.execute(sql, &[version.into(), id.into(), COUNTY.into(), name.into(), COUNTY.into()]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn psychiatrist(app: &TestApp, institution: Uuid) -> Staff {
    let staff = app.staff_in(PostKind::Psychiatrist, COUNTY).await;
    let sql = "update posts set institution_id = $1 where kind = 4 and institution_id is null";
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute(sql, &[institution.into()]).await.unwrap();
    tx.commit().await.unwrap();
    staff
}

impl House {
    fn at(&self, rest: &str) -> String {
        format!("{}{rest}", self.person)
    }

    /// The last day of the only task of a kind.
    async fn due_of(&self, kind: i64) -> String {
        let mut tx = self.app.app.db().read().await.unwrap();
        let rows = tx.rows("select due_on from tasks where kind = $1", &[kind.into()]).await.unwrap();
        assert_eq!(rows.len(), 1);
        rows[0].day("due_on").unwrap().to_string()
    }

    /// The township has learned of an admission to the centre.
    async fn admits(&self, of: u8, on: &str, more: &[(&str, &str)]) -> Answer {
        let entry = id(of);
        let said = [
            &[("entry_id", entry.as_str()), ("admitted_on", on), ("hospital", self.centre.as_str())][..],
            more,
        ]
        .concat();
        self.township.post(&self.at("/stays/new"), &said).await
    }

    async fn leaves(&self, stay: u8, of: u8, on: &str) -> Answer {
        let entry = id(of);
        let said = [("entry_id", entry.as_str()), ("left_on", on), ("leaving", "3")];
        self.township.post(&self.at(&format!("/stays/{}/discharge", path(stay))), &said).await
    }
}

const FORM: [(&str, &str); 14] = [
    ("ward_no", "2026-0117"),
    ("admissions", "3"),
    ("diagnosis", "1"),
    ("diagnosed_on", "2015-06-15"),
    ("incidents", "7"),
    ("risk", "0"),
    ("effect", "2"),
    ("no_medicine", "2"),
    ("medicine1", "奥氮平"),
    ("evening1", "10"),
    ("no_guidance", "1"),
    ("rehabilitation", "1"),
    ("doctor", "云大夫"),
    ("phone", "13700000001"),
];

#[tokio::test]
async fn an_admission_opens_the_record_to_the_ward_and_to_nobody_else() {
    for engine in engines() {
        let house = house(engine).await;
        let (person, stays) = (house.person.as_str(), house.at("/stays"));
        house.ward.get(person).await.has_status(404);
        house.ward.get("/").await.leads_to("/tasks");
        house.ward.get("/tasks").await.has_status(200).hides(NAME).shows("没有待办");
        house.township.get(&house.at("/stays/new")).await.has_status(200).shows("清溪县精神卫生中心");
        // All complaints at once, and what was typed is still there.
        let wrong = [("other_hospital", "省立医院"), ("note", "哥哥陪着去的"), ("ground", "2")];
        let refused = house.admits(1, "2026-11-22", &wrong).await.has_status(422);
        refused.shows("只填一个").shows("第三十一条").shows("哥哥陪着去的").shows("晚于今天");
        for _ in 0..2 {
            let kept = house.admits(1, "2026-11-12", &[]).await.has_status(303);
            kept.leads_to(&format!("{stays}?done=admitted"));
        }
        // The same id with another content is no second version.
        let other = house.admits(1, "2026-11-13", &[]).await;
        other.has_status(422).shows("已经存过").shows("2026-11-13");
        assert_eq!(house.app.entries("stay.recorded").await, 1, "{engine:?}");
        // One at a time.
        let second = house.admits(2, "2026-11-14", &[("note", "又住了一次")]).await.has_status(422);
        second.shows("不能“入院”").shows("2026-11-14").shows("又住了一次");

        // The ward reads and says the ground; the other hospital and other posts do not.
        house.ward.get("/tasks").await.has_status(200).shows(NAME).shows("因为：住院");
        house.ward.get(person).await.has_status(200).shows("住院中").hides("/visits/new");
        house.ward.get(&stays).await.has_status(200).shows("依据还没有填").hides("随时要求出院");
        house.other.get(person).await.has_status(404);
        house.other.get(&stays).await.has_status(404);
        house.other.get("/tasks").await.hides(NAME);
        for kind in [PostKind::PoliceOfficer, PostKind::CivilAffairs] {
            house.app.staff_in(kind, TOWNSHIP).await.get(&stays).await.has_status(403);
        }
        house.app.staff_of("429971102").await.get(&stays).await.has_status(404);
        house.app.staff_of(VILLAGE).await.get(&stays).await.has_status(200);
        house.app.staff_of(VILLAGE).await.get(&format!("{stays}/new")).await.has_status(403);
        house.ward.get("/people").await.has_status(403);

        let page = house.ward.get(&format!("{stays}/{}/edit", path(1))).await.has_status(200);
        let based_on = page.text.split("name=\"based_on\" value=\"").nth(1).unwrap()[..36].to_owned();
        let says = |entry: &'static str, based: &str| {
            [
                ("entry_id", entry.to_owned()),
                ("based_on", based.to_owned()),
                ("admitted_on", "2026-11-12".to_owned()),
                ("ground", "3".to_owned()),
                ("doctor", "云大夫".to_owned()),
                ("concluded_on", "2026-11-12".to_owned()),
                ("told_on", "2026-11-12".to_owned()),
            ]
        };
        let second = "01990000-0000-7000-8000-0000000000c1";
        let edit = format!("{stays}/{}/edit", path(1));
        let said = says(second, &based_on);
        let mut pairs: Vec<(&str, &str)> = said.iter().map(|(name, text)| (*name, text.as_str())).collect();
        house.ward.post(&edit, &pairs).await.has_status(422).shows("还没有填");
        pairs.push(("hospital_reason", "补填依据"));
        for _ in 0..2 {
            house.ward.post(&edit, &pairs).await.has_status(303).leads_to(&format!("{stays}?done=corrected"));
        }
        // Whoever read the former one is told.
        pairs[0] = ("entry_id", "01990000-0000-7000-8000-0000000000c2");
        house.ward.post(&edit, &pairs).await.has_status(422).shows("刚被别人改过");
        let page = house.township.get(&stays).await.has_status(200);
        page.shows("危害他人安全").shows("2026-11-15").shows("第三十二条").shows("补填依据");
        assert_eq!(house.app.entries("stay.corrected").await, 1, "{engine:?}");
    }
}

#[tokio::test]
async fn leaving_is_followed_by_a_form_and_a_visit_within_two_weeks() {
    for engine in engines() {
        let house = house(engine).await;
        let (person, stays) = (house.person.as_str(), house.at("/stays"));
        house.admits(1, "2026-11-10", &[]).await.has_status(303);
        house.leaves(1, 2, "2026-11-09").await.has_status(422).shows("不能早于入院日期");
        for _ in 0..2 {
            house.leaves(1, 2, "2026-11-20").await.has_status(303).leads_to(&format!("{stays}?done=left"));
        }
        house.leaves(1, 3, "2026-11-21").await.has_status(422).shows("已经记了出院");
        // Ten working days for the hospital, fourteen days for the township: 4 December both.
        house.ward.get("/tasks").await.shows("李春生 · 填出院信息单").shows("清溪县精神卫生中心");
        assert_eq!(house.due_of(31).await, "2026-12-04", "{engine:?}");
        house.township.get("/tasks").await.hides("李春生 · 填出院信息单");
        house.township.get(person).await.shows("出院后首次随访").shows("2026-12-04");
        let form = format!("{stays}/{}/form", path(1));
        house.other.get(&form).await.has_status(404);
        house.ward.get(&form).await.has_status(200).hides("出院方式");
        let entry = id(4);
        let with = |more: &[(&'static str, &'static str)]| -> Vec<(&str, String)> {
            let mut all = vec![("entry_id", entry.clone()), ("left_id", id(5))];
            all.push(("filled_on", "2026-11-21".to_owned()));
            all.extend(FORM.iter().map(|(name, text)| (*name, (*text).to_owned())));
            for (name, text) in more {
                all.retain(|(one, _)| one != name);
                all.push((name, (*text).to_owned()));
            }
            all
        };
        let post = async |staff: &Staff, all: Vec<(&str, String)>| {
            let pairs: Vec<(&str, &str)> = all.iter().map(|(name, text)| (*name, text.as_str())).collect();
            staff.post(&form, &pairs).await
        };
        let refused = post(&house.ward, with(&[("no_medicine", "1"), ("note", "按时复诊")])).await;
        refused.has_status(422).shows("又填了药").shows("按时复诊");
        for _ in 0..2 {
            post(&house.ward, with(&[])).await.has_status(303).leads_to(&format!("{stays}?done=form"));
        }
        post(&house.ward, with(&[("effect", "1")])).await.has_status(422).shows("已经存过");
        house.ward.get("/tasks").await.hides("李春生 · 填出院信息单").shows(NAME);
        house.township.get(&stays).await.shows("奥氮平").shows("云大夫").shows("勿需用药");
        house.township.get(person).await.hides("出院信息单还没有");
        if cfg!(feature = "pdf") {
            let paper = format!("/print{stays}/{}.pdf", path(1));
            for reader in [&house.ward, &house.township] {
                assert!(reader.get(&paper).await.has_status(200).bytes.starts_with(b"%PDF-"), "{engine:?}");
            }
            house.other.get(&paper).await.has_status(404);
        }
        // Two weeks on the ward reads on, and then no more.
        let House { app, person, centre, .. } = house;
        let centre = Uuid::try_parse(&centre).unwrap();
        let app = app.days_later(13).await;
        psychiatrist(&app, centre).await.get(&person).await.has_status(200);
        let app = app.days_later(2).await;
        psychiatrist(&app, centre).await.get(&person).await.has_status(404);
        assert_eq!(app.entries("discharge_form.recorded").await, 1, "{engine:?}");
    }
}

/// What was recorded last is taken back first, and everything that followed from it with it.
#[tokio::test]
async fn a_stay_is_taken_back_from_its_end() {
    for engine in engines() {
        let house = house(engine).await;
        let (person, stays) = (house.person.as_str(), house.at("/stays"));
        house.admits(1, "2026-11-10", &[]).await.has_status(303);
        house.leaves(1, 2, "2026-11-20").await.has_status(303);
        let withdraw = format!("{stays}/{}/withdrawal", path(1));
        let take = async |of: u8, reason: &str| {
            let entry = id(of);
            house.township.post(&withdraw, &[("entry_id", entry.as_str()), ("hospital_reason", reason)]).await
        };
        // Not what is not the last.
        take(1, "记错人").await.leads_to(&format!("{stays}?done=late"));
        take(2, "").await.has_status(422).shows("还没有填");
        take(2, "听错了").await.has_status(303).leads_to(&format!("{stays}?done=withdrawn"));
        house.ward.get("/tasks").await.hides("李春生 · 填出院信息单").shows(NAME);
        house.township.get(person).await.shows("住院中").hides("出院后首次随访");
        take(1, "记错人").await.has_status(303);
        house.ward.get(person).await.has_status(404);
        house.township.get(person).await.hides("住院中");
        house.township.get(&stays).await.shows("听错了").shows("记错人");
        assert_eq!(house.app.entries("stay.withdrawn").await, 2, "{engine:?}");
    }
}

/// A visit and an admission of one day, and leaving on the day of a visit in the ward.
#[tokio::test]
async fn an_event_of_the_day_of_a_visit_decides() {
    let house = house(Engine::Sqlite).await;
    let person = house.person.as_str();
    let visit = |entry: String, on: &'static str, hospital: &'static str| {
        let township = house.township.clone();
        let to = house.at("/visits");
        async move {
            let pairs = well_but(&[("visit_id", entry.as_str()), ("visited_on", on), ("hospital", hospital)]);
            township.post(&to, &pairs).await.has_status(303)
        }
    };
    visit(id(10), "2026-11-12", "0").await;
    house.township.get(person).await.hides("住院中");
    house.admits(1, "2026-11-12", &[]).await.has_status(303);
    house.township.get(person).await.shows("住院中");
    visit(id(11), "2026-11-20", "1").await;
    house.leaves(1, 2, "2026-11-20").await.has_status(303);
    house.township.get(person).await.hides("住院中").shows("2026-12-04");
}

/// Nobody has a post in the hospital: the township enters what came on paper.
#[tokio::test]
async fn without_a_post_in_the_hospital_the_township_enters_the_paper() {
    let house = house(Engine::Sqlite).await;
    let entry = id(1);
    let said = [("entry_id", entry.as_str()), ("admitted_on", "2026-11-10"), ("other_hospital", "省立医院")];
    house.township.post(&house.at("/stays/new"), &said).await.has_status(303);
    house.ward.get(&house.person).await.has_status(404);
    house.leaves(1, 2, "2026-11-20").await.has_status(303);
    house.township.get("/tasks").await.shows("李春生 · 填出院信息单").shows("省立医院");
    let (form, left) = (id(3), id(4));
    let mut pairs = vec![("entry_id", form.as_str()), ("left_id", &left), ("filled_on", "2026-11-21")];
    pairs.extend(FORM);
    let to = house.at(&format!("/stays/{}/form", path(1)));
    house.township.post(&to, &pairs).await.has_status(303);
    house.township.get("/tasks").await.hides("李春生 · 填出院信息单");
}

#[tokio::test]
async fn a_township_asks_a_psychiatrist_answers_and_the_township_closes() {
    for engine in engines() {
        let house = house(engine).await;
        let all = house.at("/guidance");
        let ask = async |of: u8, more: &[(&str, &str)]| {
            let entry = id(of);
            let said =
                [&[("entry_id", entry.as_str()), ("hospital", house.centre.as_str())][..], more].concat();
            house.township.post(&format!("{all}/new"), &said).await
        };
        house.township.get(&format!("{all}/new")).await.has_status(200).shows("清溪县精神卫生中心");
        ask(1, &[("words", "睡不好")]).await.has_status(422).shows("睡不好").shows("还没有填");
        let question = [("topic", "1"), ("words", "晚上睡不着，奥氮平要不要加？")];
        let thread = format!("{all}/{}", path(1));
        for _ in 0..2 {
            ask(1, &question).await.has_status(303).leads_to(&format!("{thread}?done=asked"));
        }
        ask(1, &[("topic", "1"), ("words", "另一个问题")]).await.has_status(422).shows("已经存过");
        assert_eq!(house.app.entries("guidance.asked").await, 1, "{engine:?}");

        house.ward.get("/tasks").await.shows("李春生 · 答复技术指导").shows(NAME);
        house.other.get("/tasks").await.hides(NAME);
        house.other.get(&thread).await.has_status(404);
        house.ward.get(&thread).await.has_status(200).shows("奥氮平要不要加").hides("结束</button>");
        let says = async |staff: &Staff, of: u8, words: &str| {
            let entry = id(of);
            staff.post(&thread, &[("entry_id", entry.as_str()), ("words", words)]).await
        };
        says(&house.ward, 2, " ").await.has_status(422);
        for _ in 0..2 {
            says(&house.ward, 2, "先查空腹血糖，暂不加量").await.has_status(303);
        }
        says(&house.ward, 2, "加量").await.has_status(422).shows("已经存过");
        house.ward.get("/tasks").await.hides("李春生 · 答复技术指导");
        house.township.get("/tasks").await.shows("李春生 · 技术指导已答复");
        // A village doctor reads what is advised, and neither asks nor closes.
        let doctor = house.app.staff_of(VILLAGE).await;
        doctor.get(&thread).await.has_status(200).shows("暂不加量").hides("再问");
        says(&doctor, 3, "知道了").await.has_status(403);
        house.app.staff_of("429971102").await.get(&thread).await.has_status(404);
        house.app.staff_in(PostKind::PoliceOfficer, TOWNSHIP).await.get(&thread).await.has_status(403);

        says(&house.township, 4, "血糖 5.6").await.has_status(303);
        house.ward.get("/tasks").await.shows("李春生 · 答复技术指导");
        let close = format!("{thread}/closing");
        house.ward.post(&close, &[]).await.has_status(403);
        for _ in 0..2 {
            house.township.post(&close, &[]).await.has_status(303);
        }
        house.ward.get(&thread).await.has_status(404);
        house.ward.get("/tasks").await.hides(NAME);
        says(&house.township, 5, "还有").await.leads_to(&format!("{thread}?done=late"));
        house.township.get(&thread).await.shows("已结束").shows("血糖 5.6");
        assert_eq!(house.app.entries("guidance.closed").await, 1, "{engine:?}");
    }
}

const SLIP: [(&str, &str); 7] = [
    ("sent_on", "2026-11-18"),
    ("reasons", "5"),
    ("agreed_by", "2"),
    ("impression", "复发"),
    ("history", "停药两周，夜里不睡"),
    ("doctor", "王医生"),
    ("phone", "13700000001"),
];

#[tokio::test]
async fn a_slip_goes_up_and_comes_back() {
    for engine in engines() {
        let house = house(engine).await;
        let all = house.at("/referrals");
        let send = async |of: u8, more: &[(&str, &str)]| {
            let entry = id(of);
            let base =
                [&[("entry_id", entry.as_str()), ("hospital", house.centre.as_str())][..], &SLIP].concat();
            let kept = base.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
            let said: Vec<(&str, &str)> = kept.chain(more.iter().copied()).collect();
            house.township.post(&format!("{all}/new"), &said).await
        };
        // 服务规范 二（三）1: unstable, to be referred at once.
        let entry = id(20);
        let unstable =
            well_but(&[("visit_id", entry.as_str()), ("visited_on", "2026-11-18"), ("insight", "3")]);
        house.township.post(&house.at("/visits"), &unstable).await.has_status(303);
        house.township.get(&house.person).await.shows("立即");
        send(1, &[("agreed_by", "")]).await.has_status(422).shows("停药两周").shows("还没有填");
        let slip = format!("{all}/{}", path(1));
        for _ in 0..2 {
            send(1, &[]).await.has_status(303).leads_to(&format!("{slip}?done=sent"));
        }
        send(1, &[("impression", "另一个")]).await.has_status(422).shows("已经存过");
        if cfg!(feature = "pdf") {
            let paper = format!("/print{slip}.pdf");
            assert!(
                house.township.get(&paper).await.has_status(200).bytes.starts_with(b"%PDF-"),
                "{engine:?}"
            );
            house.ward.get(&paper).await.has_status(403);
        }
        send(2, &[]).await.has_status(422).shows("还没有结果");
        // The slip is the referral that was asked for.
        house.township.get(&house.person).await.hides("立即");

        house.ward.get("/tasks").await.shows("李春生 · 接收转诊").shows(NAME);
        house.other.get(&slip).await.has_status(404);
        house.ward.get(&slip).await.has_status(200).shows("停药两周").shows("监护人同意");
        let arrival = format!("{slip}/arrival");
        house.ward.post(&arrival, &[("arrived_on", "2026-11-17")]).await.has_status(422).shows("不能早于");
        for _ in 0..2 {
            house
                .ward
                .post(&arrival, &[("arrived_on", "2026-11-19")])
                .await
                .leads_to(&format!("{slip}?done=arrived"));
        }
        assert_eq!(house.app.entries("referral.arrived").await, 1, "{engine:?}");
        let back = format!("{slip}/answer");
        house.ward.get(&back).await.has_status(200).shows("回转单");
        let said = [
            ("answered_on", "2026-11-21"),
            ("reason", "1"),
            ("diagnosis", "1"),
            ("advice", "按时服药，两周后复诊"),
            ("doctor", "云大夫"),
        ];
        house.ward.post(&back, &said[..3]).await.has_status(422).shows("还没有填");
        for _ in 0..2 {
            house.ward.post(&back, &said).await.has_status(303).leads_to(&format!("{slip}?done=answered"));
        }
        house.ward.get("/tasks").await.hides("李春生 · 接收转诊");
        house.township.get("/tasks").await.shows("李春生 · 转诊已回转");
        house.township.get(&slip).await.shows("两周后复诊").shows("知道了");
        house.township.post(&format!("{slip}/seen"), &[]).await.has_status(303);
        house.township.get("/tasks").await.hides("李春生 · 转诊已回转");
        // Another one, which nobody followed.
        send(3, &[]).await.has_status(303);
        let third = format!("{all}/{}", path(3));
        house.township.post(&format!("{third}/end"), &[("outcome", "3")]).await.has_status(422);
        let reason = [("outcome", "3"), ("hospital_reason", "本人不去了")];
        house.township.post(&format!("{third}/end"), &reason).await.has_status(303);
        house.township.get(&third).await.shows("已撤回").shows("本人不去了");
        assert_eq!(house.app.entries("referral.answered").await, 1, "{engine:?}");
    }
}

/// Nothing follows an end.
#[tokio::test]
async fn of_the_dead_nothing_is_recorded() {
    let house = house(Engine::Sqlite).await;
    let (entry, today) = (id(30), TODAY.to_string());
    let died = [
        ("visit_id", entry.as_str()),
        ("visited_on", &today),
        ("mode", "3"),
        ("died_on", "2026-11-20"),
        ("death_cause", "4"),
        ("doctor", "王医生"),
    ];
    house.township.post(&house.at("/visits"), &died).await.has_status(303);
    house.admits(1, "2026-11-12", &[]).await.has_status(422).shows("更正死亡");
    house.township.get(&house.at("/referrals/new")).await.has_status(200).shows("更正");
    house.township.get(&house.at("/guidance/new")).await.has_status(200).shows("更正");
}
