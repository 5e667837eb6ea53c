//! A loss or a death that was recorded by mistake is undone with the visit that stated it.

use xinan_db::Engine;
use xinan_db::testing::engines;
use xinan_domain::indicator::Measure;

use super::*;

const COUNTY: &str = "429971";
const PERSON: &str = "李春生";

async fn on(engine: Engine) -> (TestApp, Staff, String) {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &[PERSON]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let person = format!("/people/{}", app.id_of(PERSON).await);
    (app, staff, person)
}

/// A visit that met nobody.
fn gone<'a>(id: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = vec![("visit_id", id), ("visited_on", "2026-11-20"), ("mode", "3"), ("doctor", "王医生")];
    pairs.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    pairs.extend(more);
    pairs
}

const LOST: (&str, &str) = ("lost_reason", "3");
const DIED: [(&str, &str); 3] = [("died_on", "2026-11-18"), ("death_cause", "1"), ("death_somatic", "3")];

fn edit_of(person: &str, id: &str) -> String {
    format!("{person}/visits/{}/edit", id.replace('-', ""))
}

/// Everything that is computed of a person: the row that lists read, the due days of visits, the months.
async fn computed(app: &TestApp, person: &str) -> Vec<String> {
    let id = xinan_db::Uuid::try_parse(person.trim_start_matches("/people/")).unwrap();
    let mut tx = app.app.db().read().await.unwrap();
    let mut lines = Vec::new();
    let case = "select status, status_on, consent, last_visit_on, last_stability, last_risk, visit_count,
                       due_on, due_rule, attention
                  from cases where id = $1";
    for row in tx.rows(case, &[id.into()]).await.unwrap() {
        let days = ["status_on", "last_visit_on", "due_on"].map(|name| row.opt_day(name).unwrap());
        let numbers =
            ["status", "consent", "last_stability", "last_risk", "visit_count", "due_rule", "attention"];
        lines.push(format!("{days:?} {:?}", numbers.map(|name| row.opt_int(name).unwrap())));
    }
    let dues = "select visited_on, due_on, due_rule
                  from follow_ups
                 where case_id = $1 and withdrawn_at is null
                 order by visited_on, entered_at, id";
    for row in tx.rows(dues, &[id.into()]).await.unwrap() {
        let due = (row.opt_day("due_on").unwrap(), row.opt_int("due_rule").unwrap());
        lines.push(format!("{} {due:?}", row.day("visited_on").unwrap()));
    }
    let mut sql = months("case_months");
    sql.with("where case_id = ? group by month order by month", [id.into()]);
    for row in tx.rows_built(&sql).await.unwrap() {
        lines.push(counts(&row));
    }
    lines
}

/// The sums of all measures by month.
fn months(table: &'static str) -> xinan_db::Sql {
    let mut sql = xinan_db::Sql::new("select month");
    for measure in Measure::ALL {
        sql.push(", cast(sum(").push(measure.key()).push(") as bigint) as").push(measure.key());
    }
    sql.push("from").push(table);
    sql
}

fn counts(row: &xinan_db::Row) -> String {
    let counts: Vec<i64> = Measure::ALL.iter().map(|one| row.int(one.key()).unwrap()).collect();
    format!("{} {counts:?}", row.int("month").unwrap())
}

/// What is rolled up of the village is the sum of its people.
async fn check_sums(app: &TestApp) {
    let mut tx = app.app.db().read().await.unwrap();
    let mut sums = Vec::new();
    for table in ["village_months", "case_months"] {
        let mut sql = months(table);
        sql.push("group by month order by month");
        sums.push(tx.rows_built(&sql).await.unwrap().iter().map(counts).collect::<Vec<_>>());
    }
    assert_eq!(sums[0], sums[1]);
}

/// Many people of one village, as their addresses.
async fn many(engine: Engine, count: usize) -> (TestApp, Staff, Vec<String>) {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &vec![PERSON; count]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select id from cases order by case_no", &[]).await.unwrap();
    let people = rows.iter().map(|row| format!("/people/{}", row.id("id").unwrap().simple())).collect();
    tx.commit().await.unwrap();
    (app, staff, people)
}

type Visit = for<'a> fn(&'a str) -> Vec<(&'a str, &'a str)>;

/// Records a visit; where it is changed or taken back.
async fn record(staff: &Staff, person: &str, visit: Visit) -> String {
    let id = xinan_db::new_id().to_string();
    staff.post(&format!("{person}/visits"), &visit(&id)).await.has_status(303);
    format!("{person}/visits/{}", id.replace('-', ""))
}

fn lost(id: &str) -> Vec<(&str, &str)> {
    gone(id, &[LOST])
}

fn lost_in_august(id: &str) -> Vec<(&str, &str)> {
    gone(id, &[LOST, ("visited_on", "2026-08-05")])
}

fn died(id: &str) -> Vec<(&str, &str)> {
    gone(id, &DIED)
}

fn died_in_october(id: &str) -> Vec<(&str, &str)> {
    gone(id, &[("died_on", "2026-10-18"), ("death_cause", "4")])
}

fn seen(id: &str) -> Vec<(&str, &str)> {
    form(id, &[("visited_on", "2026-11-20")])
}

fn seen_in_september(id: &str) -> Vec<(&str, &str)> {
    form(id, &[("visited_on", "2026-09-02")])
}

/// What was recorded wrongly, and what was right.
const CORRECTED: [(Visit, Visit); 11] = [
    (lost, seen),
    (lost_in_august, seen),
    (lost, seen_in_september),
    (lost, lost_in_august),
    (lost, died),
    (died, seen),
    (died_in_october, seen),
    (died, died_in_october),
    (died_in_october, lost),
    (seen, lost_in_august),
    (seen, died_in_october),
];

/// What was recorded wrongly and corrected leaves the register as if it had been right at once.
#[tokio::test]
async fn a_corrected_visit_is_judged_as_if_it_had_been_right_at_once() {
    for engine in engines() {
        let (app, staff, people) = many(engine, 2 * CORRECTED.len()).await;
        for (at, (pair, (wrong, right))) in people.chunks(2).zip(CORRECTED).enumerate() {
            let [corrected, at_once] = pair else { panic!("people come in pairs") };
            let visit = record(&staff, corrected, wrong).await;
            let id = xinan_db::new_id().to_string();
            staff.post(&format!("{visit}/edit"), &right(&id)).await.has_status(303);
            record(&staff, at_once, right).await;
            assert_eq!(computed(&app, corrected).await, computed(&app, at_once).await, "{engine:?} {at}");
        }
        check_sums(&app).await;
    }
}

/// Events that hold and that were withdrawn, with who withdrew them and why.
async fn events(app: &TestApp) -> (usize, Vec<String>) {
    let mut tx = app.app.db().read().await.unwrap();
    let all = "select id, withdrawn_at, withdrawn_by, withdrawn_reason
                 from case_events
                where kind in (3, 5)
                order by recorded_at, id";
    let rows = tx.rows(all, &[]).await.unwrap();
    let held = rows.iter().filter(|row| row.opt_int("withdrawn_at").unwrap().is_none()).count();
    let withdrawn = rows.iter().filter(|row| row.opt_id("withdrawn_by").unwrap().is_some());
    (
        held,
        withdrawn
            .map(|row| (row.id("id").unwrap(), row))
            .map(|(id, row)| row.opt_sealed(xinan_db::column::EVENT_WITHDRAWN_REASON, id).unwrap().unwrap())
            .collect(),
    )
}

#[tokio::test]
async fn somebody_lost_by_mistake_is_back_and_the_page_says_what_happened() {
    for engine in engines() {
        let (app, staff, person) = on(engine).await;
        staff.post(&format!("{person}/visits"), &lost(ID)).await.has_status(303);
        staff.get(&person).await.shows("记为失访，规范要求立即书面报告");
        assert_eq!(events(&app).await, (1, Vec::new()));

        let colleague = app.staff_of(TOWNSHIP).await;
        let mut right = seen(OTHER_ID);
        right.push(("correction_reason", "记到了别人名下"));
        colleague.post(&edit_of(&person, ID), &right).await.has_status(303);
        assert_eq!(events(&app).await, (0, vec!["记到了别人名下".to_owned()]), "{engine:?}");
        staff.get(&person).await.hides("记为失访，规范要求立即书面报告").shows("2027-02-20").shows("已更正");
        let (old, new) = (ID.replace('-', ""), OTHER_ID.replace('-', ""));
        staff.get(&format!("{person}/visits/{new}")).await.shows("更正：记到了别人名下").shows(&old);
        staff.get(&format!("{person}/visits/{old}")).await.shows("这是更正前的记录").shows("走失");
    }
}

/// Looked for in vain in the morning, met in the evening; then the morning's reason is mended.
#[tokio::test]
async fn a_visit_of_the_same_day_brings_somebody_lost_back() {
    let (app, staff, person) = on(Engine::Sqlite).await;
    let address = format!("{person}/visits");
    staff.post(&address, &lost(ID)).await.has_status(303);
    let evening = form(OTHER_ID, &[("visited_on", "2026-11-20"), ("another", "1")]);
    staff.post(&address, &evening).await.has_status(303);
    staff.get(&person).await.hides("记为失访，规范要求立即书面报告").shows("2027-02-20");
    // The clock of tests stands still.
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update follow_ups set entered_at = entered_at + 1 where complete = 1", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let morning = gone(THIRD_ID, &[("lost_reason", "5")]);
    staff.post(&edit_of(&person, ID), &morning).await.has_status(303);
    staff.get(&person).await.hides("记为失访，规范要求立即书面报告").shows("2027-02-20");
}

#[tokio::test]
async fn somebody_seen_in_the_morning_may_be_lost_in_the_evening() {
    let (_app, staff, person) = on(Engine::Sqlite).await;
    let address = format!("{person}/visits");
    staff.post(&address, &seen(ID)).await.has_status(303);
    let evening = gone(OTHER_ID, &[LOST, ("another", "1")]);
    staff.post(&address, &evening).await.has_status(303);
    staff.get(&person).await.shows("记为失访，规范要求立即书面报告");
}

/// policy: the county office takes back a death, with a reason; others are told so.
#[tokio::test]
async fn a_reported_death_is_corrected_by_the_county_office() {
    for engine in engines() {
        let (app, staff, person) = on(engine).await;
        staff.post(&format!("{person}/visits"), &died(ID)).await.has_status(303);
        let (edit, page) = (edit_of(&person, ID), format!("{person}/visits/{}", ID.replace('-', "")));
        let mut right = seen(OTHER_ID);
        right.push(("correction_reason", "同名的另一位"));
        for other in [app.staff_of(TOWNSHIP).await, app.staff_of(VILLAGE).await] {
            let told = "请联系县精防办写明原因更正";
            other.get(&page).await.has_status(200).shows(told).hides("/edit");
            other.get(&edit).await.has_status(403).shows(told);
            other.post(&edit, &right).await.has_status(403).shows(told);
        }
        assert_eq!(events(&app).await.0, 1);

        let county = app.staff_of(COUNTY).await;
        county.get(&page).await.shows("/edit").hides("请联系县精防办");
        county.get(&edit).await.has_status(200).shows("更正的原因").hides("去世，不能再记");
        county.post(&edit, &seen(OTHER_ID)).await.has_status(422).shows("更正的原因：还没有填");
        county.post(&edit, &right).await.has_status(200).shows("请再确认一次").shows("同名的另一位");
        assert_eq!(events(&app).await.0, 1);
        county.post_confirmed(&edit, &right).await.has_status(303);
        assert_eq!(events(&app).await, (0, vec!["同名的另一位".to_owned()]), "{engine:?}");
        staff.get(&person).await.hides("已记录去世").shows("2027-02-20");
        // The person is in care again, for everybody.
        let later = form(THIRD_ID, &[]);
        staff.post(&format!("{person}/visits"), &later).await.has_status(303);
        // What is corrected now is a visit like any other.
        let colleague = app.staff_of(TOWNSHIP).await;
        colleague.get(&edit_of(&person, OTHER_ID)).await.has_status(200);
    }
}

#[tokio::test]
async fn whoever_reported_a_death_by_a_slip_mends_it_the_same_day() {
    let (app, _, person) = on(Engine::Sqlite).await;
    let village = app.staff_of(VILLAGE).await;
    village.post(&format!("{person}/visits"), &died(ID)).await.has_status(303);
    village.get(&edit_of(&person, ID)).await.has_status(200).hides("更正的原因");
    village.post(&edit_of(&person, ID), &lost(OTHER_ID)).await.has_status(303);
    village.get(&person).await.hides("已记录去世").shows("记为失访，规范要求立即书面报告");
    // The day after, it is a correction, and a death is the county office's.
    village.post(&edit_of(&person, OTHER_ID), &died(THIRD_ID)).await.has_status(303);
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update follow_ups set recorded_on = '2026-11-20'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    village.get(&edit_of(&person, THIRD_ID)).await.has_status(403).shows("请联系县精防办");
}

/// The rules that look at other visits look past the one that is changed, and at all others.
#[tokio::test]
async fn a_corrected_death_is_held_against_every_other_visit() {
    let (_app, staff, person) = on(Engine::Sqlite).await;
    let address = format!("{person}/visits");
    staff.post(&address, &form(ID, &[("visited_on", "2026-11-10")])).await.has_status(303);
    staff.post(&address, &seen(OTHER_ID)).await.has_status(303);
    // The later of two visits becomes the report of a death that lies before the other.
    let before = gone(THIRD_ID, &[("died_on", "2026-11-08"), ("death_cause", "4")]);
    staff.post(&edit_of(&person, OTHER_ID), &before).await.has_status(422).shows("2026-11-10 还有随访记录");
    let after = gone(THIRD_ID, &DIED);
    staff.post(&edit_of(&person, OTHER_ID), &after).await.has_status(303);
    // Another day of death for the same visit is no contradiction.
    let fourth = "019aa000-0000-7000-8000-000000000004";
    let other_day = gone(fourth, &[("died_on", "2026-11-15"), ("death_cause", "1")]);
    staff.post(&edit_of(&person, THIRD_ID), &other_day).await.has_status(303);
}

/// Before visits and what they state were tied, a correction left the loss in place: the next one ends it.
#[tokio::test]
async fn a_loss_that_an_earlier_correction_left_behind_goes_with_the_next() {
    for engine in engines() {
        let (app, staff, person) = on(engine).await;
        staff.post(&format!("{person}/visits"), &lost(ID)).await.has_status(303);
        staff.post(&edit_of(&person, ID), &seen_in_september(OTHER_ID)).await.has_status(303);
        let mut tx = app.app.db().write().await.unwrap();
        tx.execute("update case_events set withdrawn_at = null where kind = 3", &[]).await.unwrap();
        tx.commit().await.unwrap();
        let again = form(THIRD_ID, &[("visited_on", "2026-09-03")]);
        staff.post(&edit_of(&person, OTHER_ID), &again).await.has_status(303);
        assert_eq!(events(&app).await.0, 0, "{engine:?}");
        staff.get(&person).await.hides("记为失访，规范要求立即书面报告");
    }
}

/// The id that comes with a correction is taken: the visit is kept all the same, under another.
#[tokio::test]
async fn a_correction_is_never_lost_to_an_id_that_is_taken() {
    let (_app, staff, person) = on(Engine::Sqlite).await;
    staff.post(&format!("{person}/visits"), &seen(ID)).await.has_status(303);
    staff.post(&format!("{person}/visits"), &form(OTHER_ID, &[])).await.has_status(303);
    let with_note = form(OTHER_ID, &[("visited_on", "2026-11-20"), ("note", "种上了蒜")]);
    staff.post(&edit_of(&person, ID), &with_note).await.has_status(303);
    staff.get(&format!("{person}/visits")).await.shows("共随访 2 次").shows("种上了蒜");
}

fn withdrawal_of(person: &str, id: &str) -> String {
    format!("{person}/visits/{}/withdrawal", id.replace('-', ""))
}

const NEVER: [(&str, &str); 1] = [("withdrawal_reason", "记到了同名的另一位名下")];

/// A visit that was never made leaves the register as if it had never been recorded.
#[tokio::test]
async fn a_visit_that_is_taken_back_is_judged_as_never_recorded() {
    const WRONG: [Visit; 5] = [lost, lost_in_august, died, died_in_october, seen];
    for engine in engines() {
        let (app, staff, people) = many(engine, WRONG.len() + 1).await;
        let wanted = computed(&app, &people[WRONG.len()]).await;
        for (at, (person, wrong)) in people.iter().zip(WRONG).enumerate() {
            let visit = record(&staff, person, wrong).await;
            let answer = staff.post(&format!("{visit}/withdrawal"), &NEVER).await.has_status(303);
            answer.leads_to(&format!("{person}?done=withdrawal"));
            assert_eq!(computed(&app, person).await, wanted, "{engine:?} {at}");
        }
        assert_eq!((events(&app).await.0, app.entries("follow_up.withdrawn").await), (0, WRONG.len()));
        check_sums(&app).await;
    }
}

#[tokio::test]
async fn a_visit_that_was_taken_back_stays_readable_with_its_reason() {
    let (app, staff, person) = on(Engine::Sqlite).await;
    staff.post(&format!("{person}/visits"), &lost(ID)).await.has_status(303);
    staff.post(&edit_of(&person, ID), &died(OTHER_ID)).await.has_status(303);
    let [first, last] = [ID, OTHER_ID].map(|id| format!("{person}/visits/{}", id.replace('-', "")));
    staff.get(&last).await.shows("/withdrawal");
    let page = withdrawal_of(&person, OTHER_ID);
    staff.get(&page).await.has_status(200).shows("撤回 2026-11-20 的随访").shows("撤回的原因");
    staff.post(&page, &[]).await.has_status(422).shows("撤回的原因：还没有填");
    let long = "长".repeat(201);
    staff
        .post(&page, &[("withdrawal_reason", &long)])
        .await
        .has_status(422)
        .shows("最多 200 个字")
        .shows(&long);
    // An address of the version before leads to what the visit says now.
    staff.post(&withdrawal_of(&person, ID), &NEVER).await.has_status(303).leads_to(&last);
    staff.post(&page, &NEVER).await.has_status(303);

    staff.get(&format!("{person}?done=withdrawal")).await.shows("随访已撤回").hides("已记录去世");
    let said = "由 王医生 撤回：记到了同名的另一位名下";
    staff.get(&format!("{person}/visits")).await.shows("共随访 0 次").shows(said).shows(&last);
    let notice = "撤回，不再计入：记到了同名的另一位名下";
    staff.get(&last).await.has_status(200).shows(notice).shows("已撤回").hides("/edit").hides("/withdrawal");
    staff.get(&first).await.has_status(200).shows("这是更正前的记录").shows(&last);
    staff.get(&format!("{person}/access")).await.shows("撤回随访");
    // Whoever is still changing it, or takes it back once more, is led to what became of it.
    for id in [ID, OTHER_ID] {
        staff.get(&edit_of(&person, id)).await.has_status(303).leads_to(&last);
        staff.post(&edit_of(&person, id), &seen(THIRD_ID)).await.has_status(303).leads_to(&last);
        staff.post(&withdrawal_of(&person, id), &NEVER).await.has_status(303).leads_to(&last);
    }
    assert_eq!(app.entries("follow_up.withdrawn").await, 1);
    app.staff_of("429971102").await.get(&page).await.has_status(404);
}

/// As with a correction: a death is the county office's once its day of entry is past.
#[tokio::test]
async fn a_reported_death_is_taken_back_by_the_county_office() {
    let (app, staff, person) = on(Engine::Sqlite).await;
    staff.post(&format!("{person}/visits"), &died(ID)).await.has_status(303);
    let page = withdrawal_of(&person, ID);
    let colleague = app.staff_of(TOWNSHIP).await;
    colleague.get(&page).await.has_status(403).shows("请联系县精防办");
    colleague.post(&page, &NEVER).await.has_status(403);
    staff.get(&person).await.shows("已记录去世");
    let county = app.staff_of(COUNTY).await;
    county.post(&page, &NEVER).await.has_status(200).shows("请再确认一次");
    staff.get(&person).await.shows("已记录去世");
    county.post_confirmed(&page, &NEVER).await.has_status(303);
    staff.get(&person).await.hides("已记录去世");
}

/// The day after, the county office decides, whoever recorded it.
#[tokio::test]
async fn whoever_recorded_a_death_takes_it_back_on_that_day_only() {
    let (app, staff, person) = on(Engine::Sqlite).await;
    staff.post(&format!("{person}/visits"), &died(ID)).await.has_status(303);
    let (edit, page) = (edit_of(&person, ID), withdrawal_of(&person, ID));
    // The page says the word that stands on the button of the visit.
    staff.get(&page).await.has_status(200).shows("请用“修改”");
    staff.in_english().get(&page).await.shows("use “Change” instead");
    app.staff_of(COUNTY).await.get(&page).await.has_status(200).shows("请用“更正”");
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update follow_ups set recorded_on = '2026-11-20'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let mut right = seen(OTHER_ID);
    right.push(("correction_reason", "同名的另一位"));
    staff.get(&edit).await.has_status(403).shows("请联系县精防办");
    staff.post(&edit, &right).await.has_status(403);
    staff.get(&page).await.has_status(403).shows("请联系县精防办");
    staff.post(&page, &NEVER).await.has_status(403);
    staff.get(&person).await.shows("已记录去世");
}

/// Whoever opens a new visit of somebody who is recorded as dead or lost is told so, and where it is corrected.
#[tokio::test]
async fn the_form_says_that_somebody_is_recorded_as_dead_or_lost() {
    let (app, staff, person) = on(Engine::Sqlite).await;
    let new = format!("{person}/visits/new");
    staff.get(&new).await.has_status(200).hides("/standing/").hides("已记录");
    staff.post(&format!("{person}/visits"), &lost(ID)).await.has_status(303);
    let loss = "2026-11-20 起记为失访；找到后记一次随访，失访就结束。";
    staff.get(&new).await.has_status(200).shows(loss).shows(&format!("{person}/standing/loss"));
    app.staff_of(VILLAGE).await.get(&new).await.shows(loss).hides("/standing/");
    staff.in_english().get(&new).await.shows("a visit ends the loss");

    staff.post(&edit_of(&person, ID), &died(OTHER_ID)).await.has_status(303);
    let death = "已记录 2026-11-18 去世，只能补记这一天及以前的随访。";
    staff.get(&new).await.shows(death).shows("请联系县精防办").hides("/standing/");
    staff.in_english().get(&new).await.shows("only visits up to that day can be added");
    let at = format!("{person}/standing/death");
    app.staff_of(COUNTY).await.get(&new).await.has_status(200).shows(death).shows(&at);
}

/// policy: a village doctor corrects what the village entered; what the township entered is the township's.
#[tokio::test]
async fn a_village_corrects_its_own_visits_and_not_the_townships() {
    for engine in engines() {
        let (app, staff, person) = on(engine).await;
        let (village, colleague) = (app.staff_of(VILLAGE).await, app.staff_of(VILLAGE).await);
        let address = format!("{person}/visits");
        let told = "请联系镇卫生院更正或撤回";
        staff.post(&address, &form(ID, &[("visited_on", "2026-11-19")])).await.has_status(303);
        let page = format!("{address}/{}", ID.replace('-', ""));
        village.get(&page).await.has_status(200).shows(told).hides("/edit").hides("/withdrawal");
        for to in [format!("{page}/edit"), format!("{page}/withdrawal")] {
            village.get(&to).await.has_status(403).shows(told);
        }
        let mut right = form(OTHER_ID, &[("visited_on", "2026-11-19"), ("risk", "1")]);
        right.push(("correction_reason", "记错了"));
        village.post(&format!("{page}/edit"), &right).await.has_status(403).shows(told);
        let back = [("withdrawal_reason", "不是这一位")];
        village.post(&format!("{page}/withdrawal"), &back).await.has_status(403).shows(told);
        staff.get(&page).await.shows("/edit").shows("/withdrawal").hides(told);

        // Of the same village post, whoever entered it; the township may correct it too.
        village.post(&address, &form(OTHER_ID, &[("visited_on", "2026-11-20")])).await.has_status(303);
        let page = format!("{address}/{}", OTHER_ID.replace('-', ""));
        for one in [&village, &colleague, &staff] {
            one.get(&page).await.has_status(200).shows("/edit").hides(told);
            one.get(&format!("{page}/edit")).await.has_status(200);
        }
        colleague.post(&format!("{page}/withdrawal"), &back).await.has_status(303);
        village.get(&page).await.shows("不是这一位");
    }
}
