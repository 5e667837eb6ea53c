//! The figures of an invented county, and whether every cell opens as many people as it says.

mod figures;

use jiff::civil::{Date, date};
use xinan_db::testing::engines;
use xinan_db::{Engine, Scope};
use xinan_domain::day::month_index;
use xinan_domain::indicator::{CATALOGUE, Measure, NOT_YET_COUNTED};
use xinan_domain::parameter::{Counting, Registered};
use xinan_domain::region::Region;
use xinan_domain::text::Lang;
use xinan_sim::{DIVISIONS, SimEvent, SimPerson};

use super::behind::{Behind, Part};
use super::store::{self, Cell};
use super::{live, summary};
use crate::case::event::store::NewEvent;
use crate::case::event::{self, Detail, Event, EventKind};
use crate::case::facts::rollup::Sums;
use crate::case::facts::{Months, anew as judged_anew, store as facts};
use crate::seed;
use crate::tests::{TestApp, check_sums};

mod anew;

/// The day of the tests' application.
const TODAY: Date = date(2026, 11, 21);
const COUNTY: &str = "429971";

fn region(code: &str) -> Region {
    Region::parse(code).unwrap()
}

fn person(one: SimPerson) -> seed::Person {
    let event = |one: &SimEvent| {
        let (kind, detail) = match *one {
            SimEvent::Consent { given: true, .. } => (EventKind::ConsentGiven, Detail::default()),
            SimEvent::Consent { given: false, .. } => (EventKind::ConsentRefused, Detail::default()),
            SimEvent::Lost { reason, .. } => {
                (EventKind::Lost, Detail { lost: Some(reason), ..Detail::default() })
            }
            SimEvent::Found { .. } => (EventKind::Found, Detail::default()),
            SimEvent::Discharged { .. } => (EventKind::Discharged, Detail::default()),
            SimEvent::Died { cause, .. } => {
                (EventKind::Died, Detail { cause: Some(cause), ..Detail::default() })
            }
        };
        Event { kind, on: one.on(), detail }
    };
    seed::Person {
        registered_on: one.registered_on,
        events: one.events.iter().map(event).collect(),
        supplement: one.supplement,
        visits: one.visits,
        contacts: one.attempts,
        examinations: one.examinations,
        consents: Vec::new(),
    }
}

/// So many people with three years of history, in a few villages of two townships.
async fn county(engine: Engine, people: u32) -> TestApp {
    filled(TestApp::on(engine).await, people).await
}

async fn filled(app: TestApp, people: u32) -> TestApp {
    const PLACES: [&str; 7] = [
        "429971,",
        "429971101,",
        "429971101001,",
        "429971101201,",
        "429971101202,",
        "429971102,",
        "429971102201,",
    ];
    let here = |line: &&str| line.starts_with("code") || PLACES.iter().any(|place| line.starts_with(place));
    let few: Vec<&str> = DIVISIONS.lines().filter(here).collect();
    let options = xinan_sim::county_options(&few.join("\n"), region(COUNTY), 7, people, TODAY, 3).unwrap();
    seed::fill(&app.app, xinan_sim::county(&options).map(person), std::iter::empty(), |_| {}).await.unwrap();
    app
}

async fn settings_people(app: &TestApp) -> Vec<crate::case::facts::Facts> {
    let mut tx = app.app.db().read().await.unwrap();
    facts::of_county(&mut tx, COUNTY).await.unwrap()
}

#[tokio::test]
async fn villages_have_the_sums_of_their_people_after_whatever_changes_a_month() {
    for engine in engines() {
        let app = county(engine, 40).await;
        check_sums(&app).await;

        // Somebody is judged anew, once from an old day on and once as of now.
        let people = settings_people(&app).await;
        let settings = app.app.settings();
        let mut tx = app.app.db().write().await.unwrap();
        for (one, since) in
            people.iter().zip([date(2020, 1, 1), TODAY, date(2025, 7, 15)].into_iter().cycle())
        {
            facts::refresh(&mut tx, &settings, COUNTY, one.id, since, TODAY, 1).await.unwrap();
        }
        // A fact that the judgement sees only now.
        let lost = Event::plain(EventKind::Lost, date(2026, 3, 1));
        let new = NewEvent { event: &lost, visit: None, source: None, recorded_at: 2, recorded_by: None };
        let row = event::store::row(COUNTY, people[0].id, &new).unwrap();
        event::store::insert_many(&mut tx, &[row]).await.unwrap();
        facts::refresh(&mut tx, &settings, COUNTY, people[0].id, lost.on, TODAY, 2).await.unwrap();
        tx.commit().await.unwrap();
        check_sums(&app).await;

        let written = judged_anew::months_of(&app.app, &region(COUNTY), Months::all(TODAY)).await.unwrap();
        assert_eq!(written, people.len());
        check_sums(&app).await;
    }
}

/// Every cell that pages link from opens as many people as it says, or as many times.
#[tokio::test]
async fn drill_down_equals_cell() {
    for engine in engines() {
        let app = county(engine, 60).await;
        let places = ["429971", "429971101", "429971102", "429971101201", "429971101202", "429971103"];
        let regions: Vec<Region> = places.iter().map(|code| region(code)).collect();
        let mut tx = app.app.db().read().await.unwrap();
        let scope = Scope::of(region(COUNTY));
        let mut opened = 0;
        for registered in [Registered::Living, Registered::LivingOrDiedThisYear] {
            let counting = Counting { registered, ..Counting::default() };
            let mut behinds: Vec<Behind> = Measure::ALL.iter().map(|measure| Behind::all(*measure)).collect();
            // The demo county's rows are judged with R; under R′ only what is divided differs.
            for indicator in CATALOGUE {
                behinds.extend(Part::ALL.iter().filter_map(|part| part.of(indicator, &counting)));
            }
            for place in &regions {
                for month in [(2026, 11), (2026, 1), (2025, 12)] {
                    let month = month_index(date(month.0, month.1, 1));
                    let cell = Cell { region: *place, month };
                    let sums = store::total(&mut tx, COUNTY, place, month).await.unwrap();
                    for behind in &behinds {
                        let says = behind.count(&sums);
                        let total = store::count(&mut tx, &cell, *behind).await.unwrap();
                        assert_eq!(total.count, says, "{} in {place}, {month}", behind.key());
                        if !behind.counts_times() {
                            assert_eq!(total.people, says, "{} in {place}, {month}", behind.key());
                        }
                        // The list itself, where it is likely to differ: sorting and joining cost time.
                        if place.as_str().len() > 6 || month == month_index(TODAY) {
                            let most = u32::MAX;
                            let list = store::people(&mut tx, &scope, &cell, *behind, most, 0).await.unwrap();
                            assert_eq!(i64::try_from(list.len()).unwrap(), total.people, "{}", behind.key());
                            opened += list.len();
                        }
                    }
                }
            }
        }
        assert!(opened > 5_000, "{opened}");
    }
}

/// Everybody who is missing stands under one reason, and each reason opens as many people as it says.
#[tokio::test]
async fn reasons_add_up_to_what_is_missing() {
    /// More is not better, or what is missing is no sum over records.
    const WITHOUT: [&str; 9] = [
        "prevalence",
        "lost",
        "record_built",
        "refused",
        "risk_three",
        "risk_three_ever",
        "risk_three_admitted",
        "incident",
        "minor_disturbance",
    ];
    use xinan_domain::parameter::{MedicineBase, StableRule};
    let usual = Counting::default();
    let ways = [
        usual.clone(),
        Counting { registered: Registered::LivingOrDiedThisYear, ..usual.clone() },
        Counting {
            medicine_base: MedicineBase::Managed,
            schizophrenia_of_managed: !usual.schizophrenia_of_managed,
            face_of_managed: !usual.face_of_managed,
            examined_of_registered: !usual.examined_of_registered,
            stable: StableRule::WholeYear,
            ..usual
        },
    ];
    for engine in engines() {
        let app = county(engine, 150).await;
        let scope = Scope::of(region(COUNTY));
        let mut tx = app.app.db().read().await.unwrap();
        let mut opened = 0;
        for (place, month) in [(COUNTY, 11), ("429971101", 6), ("429971101201", 11)] {
            let place = region(place);
            let cell = Cell { region: place, month: month_index(date(2026, month, 1)) };
            let sums = store::total(&mut tx, COUNTY, &place, cell.month).await.unwrap();
            for counting in &ways {
                let whys = store::why(&mut tx, &cell, CATALOGUE.iter(), counting).await.unwrap();
                for indicator in CATALOGUE {
                    let Some(listed) = whys.get(indicator.id) else {
                        assert!(WITHOUT.contains(&indicator.id), "{}", indicator.id);
                        continue;
                    };
                    let missing = Part::Missing.of(indicator, counting).unwrap();
                    let sum: i64 = listed.iter().map(|(_, count)| count).sum();
                    assert_eq!(sum, missing.count(&sums), "{} in {place}", indicator.id);
                    for (reason, says) in listed {
                        let key = reason.behind.key();
                        let total = store::count(&mut tx, &cell, reason.behind).await.unwrap();
                        assert_eq!(total.count, *says, "{key} in {place}");
                        let list = store::people(&mut tx, &scope, &cell, reason.behind, u32::MAX, 0).await;
                        let list = i64::try_from(list.unwrap().len()).unwrap();
                        assert_eq!(list, total.people, "{key} in {place}");
                        assert!(reason.behind.counts_times() || list == *says, "{key} in {place}");
                        opened += list;
                    }
                }
            }
        }
        assert!(opened > 500, "{opened}");
    }
}

#[tokio::test]
async fn townships_add_up_to_the_county_and_villages_to_the_township() {
    let app = county(Engine::Sqlite, 40).await;
    let settings = app.app.settings();
    let month = month_index(TODAY);
    let mut tx = app.app.db().read().await.unwrap();
    for place in [COUNTY, "429971101"] {
        let place = region(place);
        let below = store::by_child(&mut tx, &place, [month, month - 12]).await.unwrap();
        let course = store::course(&mut tx, &place, (month - 11, month), &[Measure::Managed]).await.unwrap();
        for at in [month, month - 12] {
            let mut sum = Sums::default();
            below.iter().filter(|((_, of), _)| *of == at).for_each(|(_, sums)| sum += sums);
            assert_eq!(sum, store::total(&mut tx, COUNTY, &place, at).await.unwrap());
        }
        let names: Vec<&str> = below.keys().map(|(code, _)| code.as_str()).collect();
        assert!(names.iter().all(|code| settings.divisions.has(code)), "{names:?}");
        let managed: i64 =
            course.iter().filter(|((_, of), _)| *of == month).map(|(_, s)| s.get(Measure::Managed)).sum();
        assert_eq!(
            managed,
            store::total(&mut tx, COUNTY, &place, month).await.unwrap().get(Measure::Managed)
        );
    }
}

/// B13: 死亡 + 失访 + 非在管 + 在管 = 累计.
#[tokio::test]
async fn everybody_ever_confirmed_is_dead_lost_not_managed_or_managed() {
    let app = county(Engine::Sqlite, 60).await;
    let mut tx = app.app.db().read().await.unwrap();
    let all = store::total(&mut tx, COUNTY, &region(COUNTY), month_index(TODAY)).await.unwrap();
    let parts = [Measure::Dead, Measure::LostNotManaged, Measure::NotManaged, Measure::Managed];
    assert_eq!(parts.iter().map(|part| all.get(*part)).sum::<i64>(), all.get(Measure::Cumulative));
    assert_eq!(all.get(Measure::Cumulative), 60);
}

#[tokio::test]
async fn month_rows_and_judging_anew_give_the_same() {
    let app = county(Engine::Sqlite, 40).await;
    let settings = app.app.settings();
    let mut tx = app.app.db().read().await.unwrap();
    for place in [COUNTY, "429971101", "4299"] {
        for day in [date(2025, 12, 31), date(2026, 6, 30), TODAY] {
            let ready = summary(&mut tx, &settings, &region(place), day, TODAY).await.unwrap();
            let sums = live::sums(&mut tx, &settings, &region(place), day).await.unwrap();
            for (measure, count) in &ready.counts {
                assert_eq!(sums.get(*measure), *count, "{} of {place} on {day}", measure.key());
            }
            assert_eq!(ready.indicators.len(), CATALOGUE.len());
        }
    }
}

#[tokio::test]
async fn a_day_within_a_month_and_one_long_ago_are_judged_anew() {
    let app = county(Engine::Sqlite, 40).await;
    let settings = app.app.settings();
    let mut tx = app.app.db().read().await.unwrap();
    let mut of = async |day| {
        let all = summary(&mut tx, &settings, &region(COUNTY), day, TODAY).await.unwrap();
        all.counts.iter().find(|(measure, _)| *measure == Measure::Visits).unwrap().1
    };
    let visits = [of(date(2026, 3, 1)).await, of(date(2026, 3, 14)).await, of(date(2026, 3, 31)).await];
    assert!(visits[0] < visits[1] && visits[1] < visits[2], "{visits:?}");
    // Two years are kept ready; the third is judged anew.
    assert!(of(date(2023, 12, 31)).await > 0);
}

#[tokio::test]
async fn a_month_whose_rows_are_missing_is_judged_anew() {
    let app = county(Engine::Sqlite, 20).await;
    let settings = app.app.settings();
    let next = date(2026, 12, 1);
    let mut tx = app.app.db().read().await.unwrap();
    assert!(!store::is_complete(&mut tx, COUNTY, month_index(next)).await.unwrap());
    assert!(store::is_complete(&mut tx, COUNTY, month_index(TODAY)).await.unwrap());
    let all = summary(&mut tx, &settings, &region(COUNTY), next, next).await.unwrap();
    assert_eq!(all.counts[0], (Measure::Cumulative, 20));
}

#[tokio::test]
async fn the_summary_reads_as_scripts_expect() {
    let app = county(Engine::Sqlite, 30).await;
    let settings = app.app.settings();
    let mut tx = app.app.db().read().await.unwrap();
    let all = summary(&mut tx, &settings, &region(COUNTY), TODAY, TODAY).await.unwrap();
    let json = all.json();
    assert_eq!(json["region"], "429971");
    assert_eq!(json["as_of"], "2026-11-21");
    assert_eq!(json["counts"]["cumulative_confirmed"], 30);
    let names: Vec<&str> =
        json["indicators"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    for name in
        ["管理率", "规范管理率", "服药率", "规律服药率", "病情稳定率", "面访率", "精神分裂症服药率", "体检率"]
    {
        assert!(names.contains(&name), "{name}");
    }
    let text = all.text(Lang::Zh);
    assert!(text.contains("累计 30 = 死亡") && text.contains("管理率（目标 80.00%）"), "{text}");

    let nobody = summary(&mut tx, &settings, &region("429971101299"), TODAY, TODAY).await.unwrap();
    assert_eq!(nobody.json()["indicators"][1]["value"], serde_json::Value::Null);
}

#[tokio::test]
async fn the_county_sees_its_townships_and_a_township_its_villages() {
    let app = county(Engine::Sqlite, 70).await;
    let county = app.staff_of(COUNTY).await;
    let page = county.get("/stats").await.has_status(200);
    for text in [
        "全县 11月",
        "清溪镇",
        "按区划顺序",
        "规律服药率",
        "与目标",
        "累计确诊的人现在怎样",
        "/stats/standard?",
    ] {
        assert!(page.text.contains(text), "{text}");
    }
    let order: Vec<usize> = ["region=429971101\"", "region=429971102\"", "region=429971103\""]
        .iter()
        .map(|code| page.text.find(&format!("&amp;{code}")).unwrap())
        .collect();
    assert!(order.is_sorted());
    assert!(!page.text.contains("style="));

    let township = app.staff_of("429971101").await;
    township.get("/stats").await.has_status(200).shows("清溪镇 11月").shows("村（居）").hides("河口镇");
    let doctor = app.staff_of("429971101201").await;
    doctor.get("/stats").await.has_status(200).hides("按区划顺序");
    county
        .in_english()
        .get("/stats")
        .await
        .has_status(200)
        .shows("Whole county, Nov")
        .shows("Indicators with a target");
}

#[tokio::test]
async fn an_indicator_says_how_it_is_counted_and_how_it_went() {
    let app = county(Engine::Sqlite, 70).await;
    let county = app.staff_of(COUNTY).await;
    for indicator in CATALOGUE {
        let page = county.get(&format!("/stats/{}", indicator.id)).await.has_status(200);
        page.shows(indicator.name).shows(indicator.exclusions[0]).shows("近 12 个月").shows("清溪镇");
    }
    county
        .get("/stats/standard")
        .await
        .shows("相邻随访最多隔 3 个月")
        .shows("80%（国家要求）")
        .shows("<path");
    county.get("/stats/not_an_indicator").await.has_status(404);
    county.get("/stats/managed_patients'--").await.has_status(404);
}

#[tokio::test]
async fn the_people_behind_a_cell_come_in_pages_and_are_logged() {
    let app = county(Engine::Sqlite, 80).await;
    let county = app.staff_of(COUNTY).await;
    let first = county.get("/stats/managed/people?of=denominator").await.has_status(200);
    let lines = |text: &str| text.matches("data-row").count();
    assert_eq!(lines(&first.text), 50);
    let total = {
        let mut tx = app.app.db().read().await.unwrap();
        store::total(&mut tx, COUNTY, &region(COUNTY), month_index(TODAY))
            .await
            .unwrap()
            .get(Measure::Registered)
    };
    assert!(first.text.contains(&format!("{total} 人")));
    let mut listed = 0;
    for page in 1..=2 {
        listed += lines(&county.get(&format!("/stats/managed/people?of=denominator&page={page}")).await.text);
    }
    assert_eq!(i64::try_from(listed).unwrap(), total);
    let beyond = county.get("/stats/managed/people?of=denominator&page=99").await.has_status(200);
    beyond.shows(&format!("第 51 到 {total} 条")).shows("<span aria-current=\"page\">2</span>");
    assert!(app.entries("indicators.read").await >= 3);

    let why = county.get("/stats/managed-standard_managed/people").await.has_status(200);
    assert!(lines(&why.text) == 0 || why.text.contains("相隔超过 3 个月"));
    county.get("/stats/on_time/people?of=denominator").await.has_status(200).shows("应随访");
}

#[tokio::test]
async fn a_list_behind_a_figure_is_headed_in_words_that_people_use() {
    let app = county(Engine::Sqlite, 15).await;
    let county = app.staff_of(COUNTY).await;
    // A difference takes the words of the figure that asks for it.
    county.get("/stats/managed-standard_managed/people").await.shows("随访过，但间隔太长").hides("不含");
    // Occasions lead to people, and the list says so.
    for address in ["/stats/visits_due-visits_on_time/people", "/stats/on_time/people?of=denominator"] {
        county.get(address).await.has_status(200).shows("这里按人列出");
    }
    county.get("/stats/managed/people").await.hides("这里按人列出");
    // Conditions come with a reason only; no page leads to others.
    let refused = "/stats/registered-managed.refused_consent/people";
    county.get(refused).await.has_status(200).shows("不同意参加管理");
    county.get("/stats/registered-managed.home/people").await.has_status(404);
    let overview = county.get("/stats").await.has_status(200);
    overview.shows("发现和管理").shows("用药、病情和体检").shows("及时性和转诊");
}

#[tokio::test]
async fn what_is_not_within_the_territory_or_not_kept_is_not_found() {
    let app = county(Engine::Sqlite, 15).await;
    let township = app.staff_of("429971101").await;
    for region in ["429971", "429971102", "429971102201", "4299", "42997110", "abc", "429971101999"] {
        for path in ["/stats", "/stats/managed", "/stats/managed/people"] {
            township.get(&format!("{path}?region={region}")).await.has_status(404);
        }
    }
    for month in ["2026-12", "2024-11", "2026-13", "x", "1-1", "99999999-01"] {
        for path in ["/stats", "/stats/managed", "/stats/managed/people"] {
            let answer = township.get(&format!("{path}?month={month}")).await.has_status(404);
            // What is missing is a month, not somebody's record; the menu and a way on are there.
            answer.shows("没有这个月的数字").shows("最近一个月").shows("今日工作").hides("档案");
        }
    }
    township.get("/stats?month=2024-12&month=2026-11").await.has_status(200);
    township.get("/stats/prevalence/people?of=denominator").await.has_status(404);
    township.get("/stats/managed/people?of=all").await.has_status(404);
    township.get("/stats/managed/people?page=x").await.has_status(404);
    township.get("/stats/managed/people?page=4294967295").await.has_status(200);
    app.stranger().get("/stats").await.has_status(303);
}

#[tokio::test]
async fn fewer_than_ten_people_are_so_many_of_so_many() {
    let app = TestApp::with_people("429971101201", &["李春生", "周桂兰", "何建军"]).await;
    let doctor = app.staff_of("429971101201").await;
    doctor.get("/stats").await.has_status(200).shows("不到 10 人，不算百分比").hides("%<");
    doctor.get("/stats/managed").await.shows("不到 10 人，不画图").shows("0 / 3");
    doctor
        .get("/stats/managed/people?of=missing")
        .await
        .shows("李春生")
        .shows("本年还没有随访")
        .shows("3 人");
    app.staff_of("429971101").await.get("/stats").await.has_status(200).shows("0 / 3");
}

#[tokio::test]
async fn nobody_yet_is_said_and_not_drawn() {
    let app = TestApp::new().await;
    app.staff_of(COUNTY).await.get("/stats").await.has_status(200).shows("还没有在册的人");
    app.staff_of(COUNTY).await.get("/stats/managed").await.has_status(200);
    app.staff_of(COUNTY).await.get("/stats/managed/people").await.has_status(200).shows("这里没有人");
}

/// Who has moved on belongs to the place moved to; the cell keeps its number and says so.
#[tokio::test]
async fn somebody_who_moved_is_counted_there_and_then_but_not_shown() {
    let app = TestApp::with_people("429971101201", &["李春生", "周桂兰"]).await;
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute(
        "update cases set township_code = '429971102', village_code = '429971102201' where case_no like '%00001'",
        &[],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let page = app.staff_of("429971101").await.get("/stats/not_managed/people").await;
    page.has_status(200).shows("2 人").shows("周桂兰").hides("李春生").shows("另有 1 人后来搬到别处");
    app.staff_of(COUNTY).await.get("/stats/not_managed/people").await.shows("李春生").hides("另有");
}

#[tokio::test]
async fn every_statement_is_understood_by_both_engines() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        for one in super::STATEMENTS {
            let mut tx = app.app.db().read().await.unwrap();
            tx.prepare(one.sql).await.unwrap_or_else(|error| panic!("{}: {error:#}", one.name));
        }
    }
}
