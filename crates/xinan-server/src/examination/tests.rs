//! Exams and results, through the front door.

use xinan_db::Engine;
use xinan_db::testing::engines;

use crate::tests::{Answer, Staff, TestApp, well_but};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const OTHER: &str = "429971102";
const COUNTY: &str = "429971";
const NAME: &str = "李春生";
const FIRST: &str = "019aa000000070008000000000000001";
const SECOND: &str = "019aa000000070008000000000000002";
const THIRD: &str = "019aa000000070008000000000000003";
const FOURTH: &str = "019aa000000070008000000000000004";

/// The body, the blood and the heart, as somebody types them.
const WELL: [(&str, &str); 9] = [
    ("systolic", "118/76"),
    ("weight", "62"),
    ("height", "170"),
    ("haemoglobin", "128"),
    ("wbc", "6.1"),
    ("platelets", "210"),
    ("alt", "24"),
    ("glucose", "5.3"),
    ("ecg", "1"),
];

struct House {
    app: TestApp,
    village: Staff,
    township: Staff,
    person: String,
}

async fn house(engine: Engine) -> House {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &[NAME, "单小曾"]).await;
    let person = format!("/people/{}", app.id_of(NAME).await);
    let (village, township) = (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await);
    House { app, village, township, person }
}

impl House {
    fn list(&self) -> String {
        format!("{}/examinations", self.person)
    }

    fn at(&self, id: &str) -> String {
        format!("{}/{id}", self.list())
    }

    /// A result as it is typed, with other things said.
    async fn records(&self, staff: &Staff, id: &str, said: &[(&str, &str)]) -> Answer {
        let all = [&[("exam_id", id)][..], said].concat();
        staff.post(&format!("{}/new", self.list()), &all).await
    }

    /// A visit at which clozapine is taken.
    async fn takes_clozapine(&self) {
        let said = well_but(&[
            ("visit_id", FOURTH),
            ("medicine1", "氯氮平"),
            ("morning1", "100"),
            ("adherence", "1"),
            ("adverse", "1"),
        ]);
        self.township.post(&format!("{}/visits/new", self.person), &said).await.has_status(303);
    }
}

#[tokio::test]
async fn an_exam_is_recorded_once_and_read() {
    for engine in engines() {
        let house = house(engine).await;
        let list = house.list();
        house.village.get(&list).await.has_status(200).shows("还没有体检或化验记录");
        let form = format!("{list}/new?of=1");
        house.village.get(&form).await.has_status(200).shows("这次体检是谁同意的").shows("血常规");
        // Nobody was asked: who agreed is said, and everything else that is wrong at once.
        let said = [&WELL[..], &[("occasion", "1"), ("examined_on", "2026-11-20")]].concat();
        let wrong = [&said[..], &[("lithium", "高")]].concat();
        let refused = house.records(&house.village, FIRST, &wrong).await;
        refused.has_status(422).shows("这次体检是谁同意的").shows("“高”不是数字").shows("118/76");
        let said = [&said[..], &[("agreed_by", "1"), ("conclusion", "三个月后复查血糖")]].concat();
        let to = format!("{}?done=exam", house.at(FIRST));
        for _ in 0..2 {
            let answer = house.records(&house.village, FIRST, &said).await.has_status(303);
            assert!(answer.location.starts_with(&to), "{}", answer.location);
        }
        assert_eq!(house.app.entries("examination.recorded").await, 1, "{engine:?}");
        let page = house.township.get(&house.at(FIRST)).await.has_status(200);
        page.shows("三个月后复查血糖").shows("体质指数").shows("本人").hides("规范要求的项目还缺");
        house.village.get(&list).await.shows("2026-11-20").shows("年度体检").shows("6.1");
        house.village.get(&house.person).await.shows("上次年度体检 2026-11-20").hides("年度健康体检");
        // Word for word the same, typed by somebody else.
        house.records(&house.township, SECOND, &said).await.has_status(422).shows("一样的结果已经记过了");
    }
}

#[tokio::test]
async fn what_is_unusual_is_confirmed_and_what_cannot_be_is_refused() {
    let house = house(Engine::Sqlite).await;
    let said = |weight: &'static str, ticked: &'static str| {
        [("occasion", "2"), ("examined_on", "2026-11-20"), ("weight", weight), ("confirmed", ticked)]
    };
    let asked = house.records(&house.village, FIRST, &said("250", "")).await.has_status(422);
    asked.shows("少见").shows("value=\"weight=250\"").shows("已核对报告单");
    house.records(&house.village, FIRST, &said("251", "weight=250")).await.has_status(422);
    house.records(&house.village, FIRST, &said("6200", "weight=6200")).await.has_status(422).shows("不会是");
    house.records(&house.village, FIRST, &said("250", "weight=250")).await.has_status(303);
    let pressures =
        [("occasion", "2"), ("examined_on", "2026-11-20"), ("systolic", "76"), ("diastolic", "118")];
    house.records(&house.village, SECOND, &pressures).await.has_status(422).shows("收缩压应高于舒张压");
    let nothing = [("occasion", "2"), ("examined_on", "2026-11-20")];
    house.records(&house.village, SECOND, &nothing).await.has_status(422).shows("还没有填任何结果");
}

/// Few white cells on clozapine are a task of the township until somebody has seen to them.
#[tokio::test]
async fn a_finding_is_seen_to() {
    for engine in engines() {
        let house = house(engine).await;
        let low = [("occasion", "2"), ("examined_on", "2026-11-20"), ("wbc", "3.2"), ("neutrophils", "2.0")];
        // Without the medicine it is a value like another.
        house.records(&house.village, FIRST, &low).await.has_status(303);
        house.village.get(&house.at(FIRST)).await.has_status(200).hides("联系精神科医生");
        house.township.get("/tasks").await.hides("去处理");
        house.takes_clozapine().await;
        let lower =
            [("occasion", "2"), ("examined_on", "2026-11-21"), ("wbc", "3.1"), ("neutrophils", "2.0")];
        house.records(&house.village, SECOND, &lower).await.has_status(303);
        let alert = format!("{}/alert", house.at(SECOND));
        house.village.get(&house.at(SECOND)).await.shows("低于 3.5").shows("还没有处理记录").hides(&alert);
        house.village.get(&alert).await.has_status(403);
        house.village.get("/").await.hides("检查结果异常");
        house.township.get("/").await.shows("检查结果异常").shows(&alert).hides("3.1");
        house.township.get(&house.person).await.shows("检查结果异常");
        house.app.staff_of(OTHER).await.get("/tasks").await.hides(NAME);
        house.app.staff_of(OTHER).await.get(&alert).await.has_status(404);
        house.township.get(&alert).await.has_status(200).shows("低于 3.5");
        // Where nothing is to be done it is said why.
        let note = |more: &[(&'static str, &'static str)]| {
            [&[("note_id", THIRD), ("done_on", "2026-11-21")][..], more].concat()
        };
        house.township.post(&alert, &note(&[("done", "4")])).await.has_status(422).shows("还没有填");
        for _ in 0..2 {
            let noted = note(&[("done", "1"), ("words", "明医生：停药，周一复查")]);
            house.township.post(&alert, &noted).await.has_status(303);
        }
        assert_eq!(house.app.entries("examination.seen_to").await, 1, "{engine:?}");
        house.township.get("/").await.hides("检查结果异常");
        house.village.get(&house.at(SECOND)).await.shows("停药，周一复查").hides("还没有处理记录");
        // The count that was repeated speaks for it.
        let fine = [("occasion", "2"), ("examined_on", "2026-11-21"), ("wbc", "5.2"), ("neutrophils", "3.0")];
        house.records(&house.village, "019aa000000070008000000000000005", &fine).await.has_status(303);
        let page = house.village.get(&house.list()).await;
        page.hides("联系精神科医生").shows("role=\"img\"").shows("白细胞：共 3 次").shows("2 周内再查");
    }
}

#[tokio::test]
async fn a_correction_is_another_version_and_nothing_is_lost() {
    for engine in engines() {
        let house = house(engine).await;
        house.takes_clozapine().await;
        let low = [("occasion", "2"), ("examined_on", "2026-11-20"), ("wbc", "2.6")];
        house.records(&house.village, FIRST, &low).await.has_status(303);
        house.township.get("/tasks").await.shows("去处理");
        let edit = format!("{}/edit", house.at(FIRST));
        house.village.get(&edit).await.has_status(200).shows("value=\"2.6\"");
        let right = [("exam_id", SECOND), ("occasion", "2"), ("examined_on", "2026-11-20"), ("wbc", "6.2")];
        house.village.post(&edit, &right).await.has_status(422).shows("6.2");
        let right = [&right[..], &[("exam_reason", "报告单看错行")]].concat();
        let to = format!("{}?done=exam_corrected", house.at(SECOND));
        for _ in 0..2 {
            let answer = house.village.post(&edit, &right).await.has_status(303);
            assert!(answer.location.starts_with(&to), "{}", answer.location);
        }
        assert_eq!(house.app.entries("examination.corrected").await, 1, "{engine:?}");
        house.township.get("/tasks").await.hides("去处理");
        house.village.get(&house.at(FIRST)).await.has_status(200).shows("报告单看错行").shows("2.6");
        house.village.get(&house.list()).await.shows("6.2").shows("报告单看错行");
        // Whoever has the former version open is shown the one of now, and nothing is changed.
        let other = [("exam_id", THIRD), ("occasion", "2"), ("examined_on", "2026-11-20"), ("wbc", "7")];
        let late = [&other[..], &[("exam_reason", "x")]].concat();
        house.township.post(&edit, &late).await.leads_to(&format!("{}?done=late", house.at(FIRST)));
        // What others recorded the township takes back, and no village.
        let other = house.app.staff_of(VILLAGE).await;
        let back = format!("{}/withdrawal", house.at(SECOND));
        other.get(&back).await.has_status(403);
        house.township.post(&back, &[]).await.has_status(422);
        house.township.post(&back, &[("exam_reason", "不是这个人的")]).await.has_status(303);
        house.village.get(&house.list()).await.shows("还没有体检或化验记录").shows("不是这个人的");
    }
}

/// Whoever has agreed or is to be asked stands in the list; whoever has declined does not, and is examined by nobody.
#[tokio::test]
async fn who_is_due_stands_in_the_list_of_the_territory() {
    for engine in engines() {
        let house = house(engine).await;
        let due = "/examinations/due";
        for staff in [&house.village, &house.township, &house.app.staff_of(COUNTY).await] {
            let page = staff.get(due).await.has_status(200);
            page.shows(NAME).shows("单小曾").shows("先征求意见").shows("2026-12-31");
            staff.get("/").await.shows("年度体检还有 2 人");
        }
        house.app.staff_of(OTHER).await.get(due).await.has_status(200).hides(NAME).shows("待体检 0 人");
        house.app.staff_of("429971101210").await.get(due).await.has_status(200).hides(NAME);
        house.village.get(&format!("{due}?region={OTHER}")).await.has_status(404);
        let declined = [
            ("consent_id", FIRST),
            ("subject", "3"),
            ("decision", "0"),
            ("decided_on", "2026-11-20"),
            ("decided_by", "1"),
        ];
        let consents = format!("{}/consents/new?subject=3", house.person);
        house.village.post(&consents, &declined).await.has_status(303);
        house.village.get(due).await.hides(NAME).shows("单小曾");
        let exam = [("occasion", "1"), ("examined_on", "2026-11-21"), ("weight", "60"), ("agreed_by", "1")];
        house.records(&house.village, SECOND, &exam).await.has_status(422).shows("不同意体检");
        // A test made in treatment is recorded all the same, and is no exam.
        let single = [("occasion", "2"), ("examined_on", "2026-11-21"), ("wbc", "6")];
        house.records(&house.village, SECOND, &single).await.has_status(303);
        let other = format!("/people/{}/examinations/new", house.app.id_of("单小曾").await);
        house.village.post(&other, &[&[("exam_id", THIRD)][..], &exam].concat()).await.has_status(303);
        house.village.get(due).await.hides("单小曾").shows("待体检 0 人");
        // What medicines ask for is a list of its own.
        house.takes_clozapine().await;
        let checks = format!("{due}?of=checks");
        house.township.get(&checks).await.shows(NAME).shows("查血常规").shows("氯氮平");
        house.township.get(&house.person).await.shows("查血常规").shows("药品说明书");
    }
}

#[tokio::test]
async fn whoever_may_not_see_it_does_not() {
    let house = house(Engine::Sqlite).await;
    let said = [("occasion", "2"), ("examined_on", "2026-11-20"), ("wbc", "6.1")];
    house.records(&house.village, FIRST, &said).await.has_status(303);
    let elsewhere = house.app.staff_of(OTHER).await;
    for at in
        [house.list(), house.at(FIRST), format!("{}/edit", house.at(FIRST)), format!("{}/new", house.list())]
    {
        elsewhere.get(&at).await.has_status(404).hides("6.1");
        house.app.police_of(TOWNSHIP).await.get(&at).await.has_status(403);
        house.app.administrator_of(COUNTY).await.get(&at).await.has_status(403);
    }
    house.app.police_of(TOWNSHIP).await.get("/examinations/due").await.has_status(403);
    // A result of somebody else is not found under this person.
    let other = format!("/people/{}/examinations/{FIRST}", house.app.id_of("单小曾").await);
    house.village.get(&other).await.has_status(404);
    house.village.get(&house.at("not-an-id")).await.has_status(404);
    let forged = house.village.with_key("another");
    house.records(&forged, SECOND, &said).await.has_status(403);
}
