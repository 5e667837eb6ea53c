//! Figures of single facts through the front door: what is entered, what is counted, and who stands
//! behind it.

use xinan_domain::clue::{ClueOutcome, Registration, Screening, ScreeningList};
use xinan_domain::identity_number::IdentityNumber;

use super::*;
use crate::clue::store::Clue;
use crate::tests::{Staff, person as somebody, well_but};

const VILLAGE: &str = "429971101201";
const IDS: [&str; 3] = [
    "019aa000-0000-7000-8000-000000000001",
    "019aa000-0000-7000-8000-000000000002",
    "019aa000-0000-7000-8000-000000000003",
];

/// People of one village, each with the day of registration.
async fn village(people: &[(&str, Date)]) -> (TestApp, Staff) {
    let app = TestApp::new().await;
    let people: Vec<seed::Person> = people
        .iter()
        .enumerate()
        .map(|(at, (name, registered_on))| seed::Person {
            registered_on: *registered_on,
            ..somebody(name, VILLAGE, at)
        })
        .collect();
    seed::fill(&app.app, people.into_iter(), std::iter::empty(), |_| {}).await.unwrap();
    let staff = app.staff_of("429971101").await;
    (app, staff)
}

async fn visit(app: &TestApp, staff: &Staff, name: &str, id: &str, changes: &[(&str, &str)]) {
    let mut form = well_but(changes);
    form.push(("visit_id", id));
    let address = format!("/people/{}/visits", app.id_of(name).await);
    staff.post(&address, &form).await.has_status(303);
}

/// Somebody registered in 2020, long ago.
const LONG_AGO: Date = date(2020, 6, 15);

/// 工作规范 建档: a newcomer's first visit within two weeks is one of the visits due.
#[tokio::test]
async fn a_newcomers_first_visit_is_among_the_visits_due() {
    let (app, staff) = village(&[
        ("李春生", date(2026, 11, 2)),
        ("周桂兰", date(2026, 11, 10)),
        ("何建军", date(2026, 11, 3)),
        ("王小梅", LONG_AGO),
    ])
    .await;
    staff.get("/stats/on_time").await.has_status(200).shows("0 / 3");
    // Two weeks end on 16 and on 24 November.
    visit(&app, &staff, "李春生", IDS[0], &[]).await;
    visit(&app, &staff, "周桂兰", IDS[1], &[]).await;
    staff.get("/stats/on_time").await.shows("1 / 3");
    let late = staff.get("/stats/on_time/people?of=missing").await.has_status(200);
    late.shows("李春生").shows("何建军").hides("周桂兰").hides("王小梅").shows("本年应随访 1 次，按期 0 次");
    let in_time = staff.get("/stats/on_time/people?of=numerator").await;
    in_time.shows("周桂兰").hides("李春生").hides("何建军");
}

/// 随访表 22: who has a measure of rehabilitation on a form of the year.
#[tokio::test]
async fn a_measure_of_rehabilitation_counts_and_its_people_open() {
    let (app, staff) = village(&[("李春生", LONG_AGO), ("周桂兰", LONG_AGO)]).await;
    visit(&app, &staff, "李春生", IDS[0], &[("rehabilitation", "2"), ("rehabilitation", "4")]).await;
    visit(&app, &staff, "周桂兰", IDS[1], &[]).await;
    staff.get("/stats/rehabilitation").await.has_status(200).shows("1 / 2").shows("记有康复措施的居家患者");
    let with = staff.get("/stats/rehabilitation/people?of=numerator").await.has_status(200);
    with.shows("李春生").shows("本年随访记有康复措施").hides("周桂兰");
    let without = staff.get("/stats/rehabilitation/people?of=missing").await;
    without.shows("周桂兰").shows("本年随访没有记康复措施").hides("李春生");
}

/// 工作规范 出院随访: a visit that tells of a discharge, in time and late.
#[tokio::test]
async fn a_visit_after_discharge_is_in_time_within_two_weeks() {
    let (app, staff) = village(&[("李春生", LONG_AGO), ("周桂兰", LONG_AGO), ("何建军", LONG_AGO)]).await;
    let left = |day: &'static str| [("hospital", "2"), ("discharged_on", day)];
    visit(&app, &staff, "李春生", IDS[0], &left("2026-11-07")).await;
    visit(&app, &staff, "周桂兰", IDS[1], &left("2026-11-06")).await;
    visit(&app, &staff, "何建军", IDS[2], &[]).await;
    staff.get("/stats/after_discharge").await.has_status(200).shows("1 / 2");
    let late = staff.get("/stats/after_discharge/people?of=missing").await.has_status(200);
    late.shows("周桂兰").shows("出院后应随访 1 次，按期 0 次").hides("李春生").hides("何建军");
}

#[tokio::test]
async fn a_form_with_open_items_is_named_with_how_many() {
    let (_app, staff) = village(&[("李春生", LONG_AGO)]).await;
    let open = somebody("李春生", VILLAGE, 0).supplement.unanswered().len();
    assert!(open > 0);
    staff.get("/stats/information_complete").await.has_status(200).shows("0 / 1").shows("补充表有必填项待补");
    let missing = staff.get("/stats/information_complete/people?of=missing").await.has_status(200);
    missing.shows("李春生").shows(&format!("补充表待补 {open} 项"));
}

/// 三级以上管理率 and 住院率 are two figures, each with its own people.
#[tokio::test]
async fn after_grade_three_the_managed_and_the_admitted_are_told_apart() {
    let (app, staff) = village(&[("李春生", LONG_AGO), ("周桂兰", LONG_AGO), ("何建军", LONG_AGO)]).await;
    let grave = [
        ("risk", "3"),
        ("visited_on", "2026-11-10"),
        ("referral", "2"),
        ("referral_reason", "复核"),
        ("referral_to", "县医院"),
    ];
    for (at, name) in ["李春生", "周桂兰", "何建军"].into_iter().enumerate() {
        visit(&app, &staff, name, IDS[at], &grave).await;
    }
    visit(&app, &staff, "李春生", "019aa000-0000-7000-8000-000000000011", &[]).await;
    visit(&app, &staff, "周桂兰", "019aa000-0000-7000-8000-000000000012", &[("hospital", "1")]).await;
    staff.get("/stats/risk_three_attended").await.has_status(200).shows("2 / 3");
    staff.get("/stats/risk_three_managed").await.has_status(200).shows("1 / 3").shows("两周内住院");
    staff.get("/stats/risk_three_admitted").await.has_status(200).shows("1 / 3");
    staff.get("/stats/risk_three_ever").await.has_status(200).shows("3 / 3");
    let managed = staff.get("/stats/risk_three_managed/people?of=numerator").await.has_status(200);
    managed.shows("李春生").shows("发现后两周内再次见到").hides("周桂兰").hides("何建军");
    let admitted = staff.get("/stats/risk_three_admitted/people?of=numerator").await;
    admitted.shows("周桂兰").shows("发现后两周内住院").hides("李春生");
    staff.get("/stats/risk_three_managed/people?of=missing").await.shows("何建军").shows("周桂兰");
}

/// A clue about somebody, looked at in June and confirmed or not.
fn clue(number: Option<IdentityNumber>, outcome: ClueOutcome) -> Clue {
    let registration = Registration {
        name: "赵小满".to_owned(),
        sex: None,
        age: None,
        identity_number: number,
        village: region(VILLAGE),
        address: String::new(),
        guardian_name: String::new(),
        guardian_relation: None,
        screening: Screening::read(ScreeningList::CURRENT, "7").unwrap(),
        note: String::new(),
        informant: String::new(),
        informant_phone: None,
        surveyor: "李医生".to_owned(),
        surveyed_on: date(2026, 5, 6),
    };
    Clue { registration, reviewed_on: Some(date(2026, 6, 29)), outcome: Some(outcome), diagnosis: None }
}

/// 建档率: with a record, of those and of the people confirmed on review who have none.
#[tokio::test]
async fn who_was_confirmed_and_has_no_record_is_missing_in_the_rate_of_records() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let known = somebody("李春生", VILLAGE, 0);
        let number = |sequence| IdentityNumber::from_parts("429971", date(1990, 3, 4), sequence);
        let mut of_2025 = clue(number(11), ClueOutcome::Confirmed);
        of_2025.registration.surveyed_on = date(2025, 5, 6);
        let clues = [
            clue(Some(known.supplement.identity_number), ClueOutcome::Confirmed),
            clue(number(11), ClueOutcome::Confirmed),
            // The same person once more, in another year's list.
            of_2025,
            clue(number(12), ClueOutcome::Excluded),
            clue(number(13), ClueOutcome::Pending),
            // Nobody can tell whether this one has a record.
            clue(None, ClueOutcome::Confirmed),
        ];
        seed::fill(&app.app, std::iter::once(known), clues.into_iter(), |_| {}).await.unwrap();
        let staff = app.staff_of("429971101").await;
        let page = staff.get("/stats/record_built").await.has_status(200);
        page.shows("1 / 2").shows("线索复核已确诊、还没有建档 1 人").hides("赵小满");
        // In May nobody had been confirmed.
        staff.get("/stats/record_built?month=2026-05").await.has_status(200).shows("1 / 1");
        staff.get("/stats/record_built/people").await.has_status(200).shows("李春生").hides("赵小满");
        // A clue is no record: it opens no list.
        staff.get("/stats/record_built/people?of=denominator").await.has_status(404);
        app.staff_of("429971102").await.get("/stats/record_built").await.has_status(200).shows("0 / 0");

        let settings = app.app.settings();
        let mut tx = app.app.db().read().await.unwrap();
        for (day, of) in [(TODAY, 2), (date(2026, 6, 28), 1), (date(2026, 6, 30), 2)] {
            let all = summary(&mut tx, &settings, &region(COUNTY), day, TODAY).await.unwrap();
            let line = all.indicators.iter().find(|line| line.indicator.id == "record_built").unwrap();
            assert_eq!((line.numerator, line.denominator), (Some(1), Some(of)), "{day}");
        }
    }
}

/// What has no facts has no figure, on the page and for scripts.
#[tokio::test]
async fn what_is_not_counted_yet_is_said_and_has_no_figure() {
    let app = county(Engine::Sqlite, 20).await;
    let staff = app.staff_of(COUNTY).await;
    let page = staff.get("/stats").await.has_status(200).shows("还没有统计的指标").shows("也不按 0 算");
    let settings = app.app.settings();
    let mut tx = app.app.db().read().await.unwrap();
    let all = summary(&mut tx, &settings, &region(COUNTY), TODAY, TODAY).await.unwrap();
    tx.commit().await.unwrap();
    let json = all.json();
    let listed = json["not_yet_counted"].as_array().unwrap();
    assert_eq!(listed.len(), NOT_YET_COUNTED.len());
    for (one, said) in NOT_YET_COUNTED.iter().zip(listed) {
        assert!(
            page.text.contains(one.name(Lang::Zh)) && page.text.contains(one.missing(Lang::Zh)),
            "{}",
            one.id
        );
        assert_eq!((said["id"].as_str(), &said["value"]), (Some(one.id), &serde_json::Value::Null));
        assert!(said["missing"].as_str().is_some_and(|text| !text.is_empty()));
        assert!(all.text(Lang::Zh).contains(one.missing(Lang::Zh)), "{}", one.id);
        staff.get(&format!("/stats/{}", one.id)).await.has_status(404);
    }
    let english = staff.in_english().get("/stats").await.has_status(200);
    english.shows("Not counted yet").hides("免费服药");
}

#[tokio::test]
async fn sources_are_in_the_language_of_the_page() {
    let app = county(Engine::Sqlite, 15).await;
    let staff = app.staff_of(COUNTY).await;
    for indicator in CATALOGUE {
        let address = format!("/stats/{}", indicator.id);
        let [source, source_en] = indicator.source;
        staff.get(&address).await.has_status(200).shows(source);
        staff.in_english().get(&address).await.has_status(200).shows(source_en).hides(source);
    }
}

/// A region's switch moves the figure, and its page gives the other reading beside it.
#[tokio::test]
async fn a_regions_switch_is_named_and_the_other_reading_given() {
    let app = county(Engine::Sqlite, 70).await;
    let staff = app.staff_of(COUNTY).await;
    let month = month_index(TODAY);
    let sums = {
        let mut tx = app.app.db().read().await.unwrap();
        store::total(&mut tx, COUNTY, &region(COUNTY), month).await.unwrap()
    };
    let share = |of: Measure| {
        let taking = sums.get(Measure::SchizophreniaOnMedicine);
        format!("{taking} / {}", sums.get(of))
    };
    let (registered, managed) = (share(Measure::Schizophrenia), share(Measure::SchizophreniaManaged));
    assert_ne!(registered, managed);
    let other = |share: &str| format!("（{share}）");
    let usual = staff.get("/stats/schizophrenia_medicine").await.has_status(200);
    usual
        .shows("以在册的精神分裂症患者为分母")
        .shows("另一口径")
        .shows("以在管的精神分裂症患者为分母：")
        .shows(&other(&managed))
        .hides(&other(&registered));

    let own = [
        ("counting.schizophrenia_of_managed", "yes"),
        ("counting.telephone_counts", "no"),
        ("counting.lost_may_be_managed", "no"),
        ("counting.face", "anybody_met"),
    ];
    set(&app, &own).await;
    let switched = staff.get("/stats/schizophrenia_medicine").await.has_status(200);
    switched
        .shows("以在册的精神分裂症患者为分母：")
        .shows(&other(&registered))
        .shows("电话随访不计入在管")
        .shows("失访者不算在管");
    staff.get("/stats/face_to_face").await.shows("见到患者本人、家属或知情人均可");

    let settings = app.app.settings();
    let mut tx = app.app.db().read().await.unwrap();
    let all = summary(&mut tx, &settings, &region(COUNTY), TODAY, TODAY).await.unwrap().json();
    let line = all["indicators"].as_array().unwrap().iter().find(|one| one["id"] == "schizophrenia_medicine");
    let line = line.unwrap();
    assert_eq!(line["denominator"], sums.get(Measure::SchizophreniaManaged));
    assert_eq!(line["other_reading"]["denominator"], sums.get(Measure::Schizophrenia));
    assert_eq!(all["counting"]["telephone_counts"], false);
    let readings: Vec<&str> =
        line["readings"].as_array().unwrap().iter().filter_map(|one| one.as_str()).collect();
    assert!(readings.contains(&"以在管的精神分裂症患者为分母"), "{readings:?}");
}

/// Sets switches of the county from 2026 on.
async fn set(app: &TestApp, values: &[(&str, &str)]) {
    let values: std::collections::BTreeMap<_, _> = values.iter().copied().collect();
    let values = serde_json::to_string(&values).unwrap();
    let content = format!(
        r#"{{"region":"{COUNTY}","valid_from":"2026-01-01","source":"清溪县 2026 年工作方案","values":{values}}}"#
    );
    let mut tx = app.app.db().write().await.unwrap();
    let row =
        vec![xinan_db::new_id().into(), COUNTY.into(), "2026-01-01".into(), content.into(), 1_i64.into()];
    tx.insert_many("insert into parameters (id, region, valid_from, content, recorded_at)", &[row], "")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    app.app.reload().await.unwrap();
}

/// A database of before: no row knows the new counts, and visits tell of rehabilitation in their forms
/// only. Until all is counted anew no figure is shown, and then each is what it would have been.
#[tokio::test]
async fn after_the_schema_has_grown_everything_is_counted_anew() {
    for engine in engines() {
        let app = county(engine, 40).await;
        let settings = app.app.settings();
        let place = region(COUNTY);
        let months = [month_index(TODAY), month_index(date(2025, 12, 1))];
        let mut before = Vec::new();
        let mut tx = app.app.db().read().await.unwrap();
        for month in months {
            before.push(store::total(&mut tx, COUNTY, &place, month).await.unwrap());
        }
        tx.commit().await.unwrap();
        assert!(before.iter().all(|sums| sums.get(Measure::HomeRehabilitation) > 0));

        let mut tx = app.app.db().write().await.unwrap();
        for statement in [
            "update follow_ups set rehabilitation = null",
            "delete from village_months",
            "delete from case_months",
            "delete from deployment where name = 'months_ready'",
        ] {
            tx.execute(statement, &[]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let staff = app.staff_of(COUNTY).await;
        let page = staff.get("/stats").await.has_status(200);
        page.shows("还没有全部算好").hides("还没有在册的人").hides("管理率");
        // At a terminal the figures are judged from the facts.
        let mut tx = app.app.db().read().await.unwrap();
        let live = summary(&mut tx, &settings, &place, TODAY, TODAY).await.unwrap();
        tx.commit().await.unwrap();
        for (measure, count) in &live.counts {
            assert_eq!(*count, before[0].get(*measure), "{}", measure.key());
        }

        let night = crate::nightly::run(&app.app, TODAY).await.unwrap();
        assert_eq!(night.month_rows_of, 40);
        let mut tx = app.app.db().read().await.unwrap();
        for (month, sums) in months.into_iter().zip(&before) {
            assert_eq!(&store::total(&mut tx, COUNTY, &place, month).await.unwrap(), sums);
        }
        tx.commit().await.unwrap();
        check_sums(&app).await;
        staff.get("/stats").await.has_status(200).shows("管理率").hides("还没有全部算好");
    }
}
