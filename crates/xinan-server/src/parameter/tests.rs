//! What a county orders, from the table to the page.

use jiff::civil::date;
use xinan_db::Engine;
use xinan_db::audit::By;
use xinan_db::testing::engines;
use xinan_domain::contact::CallOutcome;
use xinan_domain::lines::Line;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::load::{self, Changes, Complaint, Order, Outcome};
use super::show::Listing;
use crate::case::facts::anew::{self, Anew};
use crate::nightly;
use crate::seed;
use crate::shell::app::App;
use crate::shell::clock::Clock;
use crate::tests::{Staff, TODAY, TestApp, person, well_but};

const VILLAGE: &str = "429971101209";
const ELSEWHERE: &str = "429971102001";
const PLAN: &str = "清溪县 2026 年工作方案";

/// Monthly visits of those who are stable.
const MONTHLY: &str = "429971101,interval.stable_months,1,2026-01-01,,清溪县 2026 年工作方案\n";

async fn outcome(app: &App, text: &str, dry_run: bool) -> Outcome {
    let lines = load::lines("a.csv", text.as_bytes(), Lang::Zh).unwrap();
    let order = Order { lines: &lines, lang: Lang::Zh, dry_run, by: By::program("test") };
    load::parameters(app, &order).await.unwrap()
}

async fn loaded(app: &App, text: &str) -> Changes {
    outcome(app, text, false).await.unwrap()
}

async fn holidays(app: &App, text: &str) -> Outcome {
    let lines = Line::all(text);
    let order = Order { lines: &lines, lang: Lang::Zh, dry_run: false, by: By::program("test") };
    load::holidays(app, &order, Some("国办发明电〔2026〕9号")).await.unwrap()
}

/// New, replaced, withdrawn, already there.
fn counts(changes: &Changes) -> [usize; 4] {
    [changes.new, changes.replaced, changes.withdrawn, changes.already]
}

/// All rows of the table, and how many of them still hold.
async fn rows(app: &App) -> (usize, usize) {
    let mut tx = app.db().read().await.unwrap();
    let all = tx.rows("select withdrawn_at from parameters", &[]).await.unwrap();
    let holding = all.iter().filter(|row| row.opt_int("withdrawn_at").unwrap().is_none()).count();
    (all.len(), holding)
}

/// Records a visit to somebody who is well.
async fn visited(staff: &Staff, person: &str, on: &str, id: &str) {
    let mut form = well_but(&[("visited_on", on)]);
    form.push(("visit_id", id));
    staff.post(&format!("{person}/visits"), &form).await.has_status(303);
}

const ID: &str = "019aa000-0000-7000-8000-000000000011";
const OTHER_ID: &str = "019aa000-0000-7000-8000-000000000012";

/// 李春生 in the township that orders something and 周桂兰 in the next one, both seen on 2 November.
async fn two_townships(engine: Engine) -> (TestApp, Staff, [String; 2]) {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &["李春生"]).await;
    app.add(ELSEWHERE, &["周桂兰"]).await;
    let staff = app.staff_of("429971").await;
    let worker = app.staff_of("429971101").await;
    let other = app.staff_of("429971102").await;
    let li = format!("/people/{}", app.id_of("李春生").await);
    let zhou = format!("/people/{}", app.id_of("周桂兰").await);
    visited(&worker, &li, "2026-11-02", ID).await;
    visited(&other, &zhou, "2026-11-02", OTHER_ID).await;
    (app, staff, [li, zhou])
}

#[tokio::test]
async fn a_table_is_loaded_once_and_mended_without_losing_anything() {
    for engine in engines() {
        let test = TestApp::on(engine).await;
        let app = &test.app;
        let table = format!("区划代码,参数,数值,生效日期,来源\n{}", MONTHLY.replace(",,", ","))
            + "429971,规范管理率目标,92%,2026-01-01,责任书\n";
        assert_eq!(counts(&outcome(app, &table, true).await.unwrap()), [2, 0, 0, 0]);
        assert_eq!(rows(app).await, (0, 0), "a trial keeps nothing");
        assert_eq!(counts(&loaded(app, &table).await), [2, 0, 0, 0]);
        let again = loaded(app, &table).await;
        assert_eq!((counts(&again), again.is_nothing()), ([0, 0, 0, 2], true));
        assert_eq!((rows(app).await, test.entries("parameters.load").await), ((2, 2), 1));

        // A slip of the pen: what was said first stays beside it.
        let mended = table.replace("92%", "93%");
        assert_eq!(counts(&loaded(app, &mended).await), [0, 1, 0, 1]);
        assert_eq!(rows(app).await, (3, 2));
        let region = Region::parse("429971101201").unwrap();
        let target = |app: &App| app.settings().parameters(&region, TODAY).targets["standard"];
        assert_eq!(target(app), 9300);
        // A new value from another day supersedes; before that day the former holds.
        loaded(app, "429971,target.standard,95,2026-07-01,,责任书\n").await;
        assert_eq!(target(app), 9500);
        let before = app.settings().parameters(&region, date(2026, 6, 30)).targets["standard"];
        assert_eq!(before, 9300);

        let taken_back = "429971,target.standard,撤销,2026-07-01,,填错\n";
        assert_eq!(counts(&loaded(app, taken_back).await), [0, 0, 1, 0]);
        assert_eq!(counts(&loaded(app, taken_back).await), [0, 0, 0, 1]);
        assert_eq!((target(app), rows(app).await), (9300, (4, 2)));
    }
}

#[tokio::test]
async fn a_table_with_one_mistake_keeps_nothing_of_it() {
    let test = TestApp::new().await;
    let table = format!("{MONTHLY}429971,interval.unstable_days,15,2026-01-01,,{PLAN}\n");
    let complaints: Vec<Complaint> = outcome(&test.app, &table, false).await.unwrap_err();
    assert_eq!(complaints.len(), 1);
    assert_eq!((complaints[0].line, complaints[0].column), (2, Some("数值")));
    assert!(complaints[0].message.contains("不能比国家规定宽（服务规范 二（三）1）"), "{complaints:?}");
    assert_eq!(rows(&test.app).await, (0, 0));
    let unknown = outcome(&test.app, &MONTHLY.replace("429971101", "429988101"), false).await.unwrap_err();
    assert!(unknown[0].message.starts_with("第 1 行（区划代码）：区划表里没有 429988101"), "{unknown:?}");
}

/// A township that visits monthly: other due days for its people, and the page says by whose order.
#[tokio::test]
async fn a_region_with_its_own_interval_has_other_due_days_and_the_page_names_the_paper() {
    for engine in engines() {
        let (test, staff, [li, zhou]) = two_townships(engine).await;
        staff.get(&li).await.shows("2027-02-02").shows("稳定，3 个月时随访").hides(PLAN);
        loaded(&test.app, MONTHLY).await;
        assert_eq!(anew::catch_up(&test.app).await.unwrap(), Anew { people: 1, next_steps: 1 });
        assert_eq!(anew::catch_up(&test.app).await.unwrap(), Anew::default());

        staff.get(&li).await.shows("稳定，1 个月时随访，不晚于 2026-12-02").shows(PLAN);
        let visit = format!("{li}/visits/{}", ID.replace('-', ""));
        staff.get(&visit).await.shows("2026-12-02").shows(&format!("稳定，1 个月时随访（{PLAN}）"));
        staff.get(&zhou).await.shows("2027-02-02").shows("稳定，3 个月时随访").hides(PLAN);

        // Who is visited before the order begins keeps the day of that time.
        loaded(&test.app, &MONTHLY.replace("2026-01-01", "2026-11-03")).await;
        loaded(&test.app, "429971101,interval.stable_months,withdrawn,2026-01-01,,填错\n").await;
        assert_eq!(anew::catch_up(&test.app).await.unwrap().next_steps, 1);
        staff.get(&li).await.shows("2027-02-02").hides(PLAN);
        let worker = test.staff_of("429971101").await;
        visited(&worker, &li, "2026-11-10", "019aa000-0000-7000-8000-000000000013").await;
        staff.get(&li).await.shows("2026-12-10").shows(PLAN);
    }
}

/// The parameters are those of the village where the person lives, not of whoever types.
#[tokio::test]
async fn a_form_is_judged_by_where_the_person_lives() {
    let (test, county, [li, zhou]) = two_townships(Engine::Sqlite).await;
    loaded(&test.app, MONTHLY).await;
    for (person, village, day, paper) in
        [(&li, VILLAGE, "2026-12-21", true), (&zhou, ELSEWHERE, "2027-02-21", false)]
    {
        let page = county.get(&format!("{person}/visits/new")).await.has_status(200);
        page.shows(&format!("name=\"village\" value=\"{village}\""));
        let mut form = well_but(&[]);
        form.push(("village", village));
        let judged = county.post(&format!("{person}/visits/judge"), &form).await.shows(day);
        assert_eq!(judged.text.contains(PLAN), paper, "{}", judged.text);
    }
    // What holds elsewhere is not told to somebody who has no business there.
    let stranger = test.staff_of("429971102").await;
    let mut form = well_but(&[]);
    form.push(("village", VILLAGE));
    stranger.post(&format!("{zhou}/visits/judge"), &form).await.shows("2027-02-21").hides(PLAN);

    let worker = test.staff_of("429971101").await;
    let mut late = well_but(&[("next_on", "2027-01-21")]);
    late.push(("visit_id", "019aa000-0000-7000-8000-000000000014"));
    let refused = worker.post(&format!("{li}/visits"), &late).await.has_status(422);
    refused.shows("不能晚于 2026-12-21（稳定，1 个月时随访）");
}

#[tokio::test]
async fn a_county_may_look_longer_before_somebody_is_lost() {
    let app = TestApp::new().await;
    let failed = |on| (on, CallOutcome::NotReached);
    let contacts = vec![failed(date(2026, 9, 1)), failed(date(2026, 9, 14)), failed(date(2026, 10, 20))];
    let sought = seed::Person { contacts, ..person("李春生", VILLAGE, 0) };
    seed::fill(&app.app, [sought].into_iter(), std::iter::empty(), |_| {}).await.unwrap();
    let staff = app.staff_of("429971101").await;
    let page = format!("/people/{}", app.id_of("李春生").await);
    staff.get(&page).await.shows("连续 3 次没有联系到，按规定算失访").shows("（工作规范 失访）");
    loaded(&app.app, &format!("429971,lost.failures,4,2026-01-01,,{PLAN}\n")).await;
    staff.get(&page).await.hides("按规定算失访");
}

#[tokio::test]
async fn the_next_call_is_put_off_no_longer_than_the_region_says() {
    let (test, _, [li, _]) = two_townships(Engine::Sqlite).await;
    loaded(&test.app, &format!("429971101,interval.retry_days,2,2026-01-01,,{PLAN}\n")).await;
    let worker = test.staff_of("429971101").await;
    let call = [("contact_id", "019aa000-0000-7000-8000-000000000015"), ("outcome", "3")];
    worker.post(&format!("{li}/contacts"), &call).await.has_status(303);
    let mut tx = test.app.db().read().await.unwrap();
    let rows = tx.rows("select next_on from contacts", &[]).await.unwrap();
    assert_eq!(rows[0].day("next_on").unwrap(), date(2026, 11, 23));
}

/// The program was stopped after the table was kept: the night does the rest.
#[tokio::test]
async fn what_a_load_was_stopped_in_the_night_does() {
    let (test, staff, [li, _]) = two_townships(Engine::Sqlite).await;
    loaded(&test.app, MONTHLY).await;
    staff.get(&li).await.shows("2027-02-02");
    assert_eq!(nightly::run(&test.app, TODAY).await.unwrap().judged_anew, 1);
    staff.get(&li).await.shows("2026-12-02");
    assert_eq!(nightly::run(&test.app, TODAY).await.unwrap().judged_anew, 0);
}

/// `xinan parameters load` beside a server that does not know of it yet.
#[tokio::test]
async fn a_running_server_hears_of_a_load_and_mends_what_it_judged_meanwhile() {
    for engine in engines() {
        let (test, staff, [li, _]) = two_townships(engine).await;
        let command = App::start(test.app.db().clone(), Clock::fixed_on(TODAY)).await.unwrap();
        loaded(&command, MONTHLY).await;
        anew::catch_up(&command).await.unwrap();
        staff.get(&li).await.shows("2026-12-02");
        let worker = test.staff_of("429971101").await;
        visited(&worker, &li, "2026-11-20", "019aa000-0000-7000-8000-000000000016").await;
        staff.get(&li).await.shows("2027-02-20");
        nightly::hear_of_loads(&test.app, &mut None).await.unwrap();
        staff.get(&li).await.shows("2026-12-20").shows(PLAN);
        assert_eq!(test.app.reload_when_loaded().await.unwrap(), None);
    }
}

/// The invented notice of a year that nobody has announced yet.
fn notice(year: i16) -> String {
    let day = |day: i8| format!("{year}-10-0{day},off,国庆节\n");
    (1..=7).map(day).chain((1..=5).map(|day| format!("{year}-05-0{day},放假,劳动节\n"))).collect()
}

#[tokio::test]
async fn a_years_notice_is_loaded_once_and_a_regions_day_is_its_own() {
    for engine in engines() {
        let test = TestApp::on(engine).await;
        let app = &test.app;
        let calendar = |code: &str| app.settings().parameters(&Region::parse(code).unwrap(), TODAY).calendar;
        assert!(!calendar("429971").covers(2027));
        let programs_own = include_str!("../../../xinan-domain/data/holidays.csv");
        assert!(holidays(app, programs_own).await.unwrap().is_nothing(), "it comes with the program");
        assert_eq!(counts(&holidays(app, &notice(2027)).await.unwrap()), [12, 0, 0, 0]);
        assert_eq!(counts(&holidays(app, &notice(2027)).await.unwrap()), [0, 0, 0, 12]);
        assert!(calendar("429971").covers(2027) && calendar("429971101").covers(2027));
        assert!(!calendar("429971").is_working_day(date(2027, 10, 4)));

        // The nation thinks better of a day, and a township has a festival of its own.
        let changed = notice(2027).replace("2027-05-05,放假", "2027-05-09,上班");
        assert_eq!(counts(&holidays(app, &changed).await.unwrap()), [1, 0, 0, 11]);
        let own = "day,kind,name,region\n2027-04-09,off,三月三,429971101\n";
        assert_eq!(counts(&holidays(app, own).await.unwrap()), [1, 0, 0, 0]);
        assert!(!calendar("429971101209").is_working_day(date(2027, 4, 9)));
        assert!(calendar("429971102").is_working_day(date(2027, 4, 9)));
        assert!(calendar("429971101209").is_working_day(date(2027, 5, 9)));
        let renamed = own.replace("三月三", "庙会");
        assert_eq!(counts(&holidays(app, &renamed).await.unwrap()), [0, 1, 0, 0]);
        // A slip of the pen on a Thursday is no working day to be made up; it is taken back.
        assert_eq!(counts(&holidays(app, "2027-05-06,off,劳动节\n").await.unwrap()), [1, 0, 0, 0]);
        let taken_back = "2027-05-06,撤销,\n";
        assert_eq!(counts(&holidays(app, taken_back).await.unwrap()), [0, 0, 1, 0]);
        assert_eq!(counts(&holidays(app, taken_back).await.unwrap()), [0, 0, 0, 1]);
        assert!(calendar("429971").is_working_day(date(2027, 5, 6)));
        let thin = holidays(app, "2028-01-01,off,元旦\n").await.unwrap_err();
        assert!(thin[0].message.contains("2028 年只有 1 天放假"), "{thin:?}");
    }
}

#[tokio::test]
async fn every_parameter_is_listed_with_its_value_its_day_and_its_paper() {
    let test = TestApp::new().await;
    loaded(&test.app, MONTHLY).await;
    let listing = Listing::of(&test.app.settings(), Region::parse(VILLAGE).unwrap(), TODAY);
    let json = listing.json();
    let of = |key: &str| {
        let list = json["parameters"].as_array().unwrap();
        list.iter().find(|one| one["name"] == key).unwrap().clone()
    };
    let own = of("interval.stable_months");
    assert_eq!((own["value"].as_str(), own["since"].as_str()), (Some("1"), Some("2026-01-01")));
    assert_eq!(own["from"]["region"], "429971101");
    assert_eq!(own["from"]["source"], PLAN);
    let national = of("interval.unstable_days");
    assert_eq!((national["value"].as_str(), national["unit"].as_str()), (Some("14"), Some("days")));
    assert_eq!(national["from"]["source"], "服务规范 二（三）1");
    assert_eq!(national["since"], "2017-02-28");
    assert_eq!(of("target.schizophrenia_medicine")["since"], "2022-01-01");
    assert!(of("target.lost")["value"].is_null());
    assert_eq!(json["holidays"]["years"], serde_json::json!([2024, 2025, 2026]));
    let text = listing.text(Lang::Zh);
    assert!(text.contains(&format!("1 个月  稳定的随访间隔  清溪镇：{PLAN}")), "{text}");
    assert!(text.contains("2 周  不稳定的随访间隔  全国默认：服务规范 二（三）1（国家规定）"), "{text}");
    assert!(text.ends_with("其他年份只按周一至周五算\n"), "{text}");
}

/// The page of an indicator: a township's own target, its county's, and the nation's.
#[tokio::test]
async fn an_indicator_shows_the_regions_own_target_with_its_paper() {
    let (test, county, _) = two_townships(Engine::Sqlite).await;
    let table = "429971,target.standard,90,2026-01-01,,县责任书\n429971101,target.standard,92.5,2026-06-01,,镇责任书\n";
    loaded(&test.app, table).await;
    let page = |region: &'static str, id: &'static str| {
        let county = county.clone();
        async move { county.get(&format!("/stats/{id}?region={region}")).await.has_status(200) }
    };
    page("429971101", "standard").await.shows("92.50%（清溪镇：镇责任书，自 2026-06-01 起）");
    page("429971102", "standard").await.shows("90%（清溪县：县责任书，自 2026-01-01 起）");
    page("429971101", "managed").await.shows("80%（国家要求）").shows("全国精神卫生工作规划（2015—2020年）");
    page("429971101", "regular_medicine").await.shows("60%（没有国家规定的常用值");
    // In the county's table each township stands against its own.
    let own = Region::parse("429971101").unwrap();
    let targets = test.app.settings().parameters(&own, TODAY).targets;
    assert_eq!(targets["standard"], 9250);
    let earlier = county.get("/stats/standard?region=429971101&month=2026-05").await;
    earlier.has_status(200).shows("90%（清溪县：县责任书");
}
