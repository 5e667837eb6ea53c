//! Visits through the front door.

mod calls;
mod doses;
mod phone;
mod together;
mod undone;

use crate::tests::{Staff, TestApp, well_but};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";

/// The form with some answers changed or added.
fn form<'a>(id: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = well_but(changes);
    pairs.push(("visit_id", id));
    pairs
}

/// The name of a form's draft in the browser.
fn draft(person: &str, form: &str) -> String {
    format!("{form}-{}", person.trim_start_matches("/people/"))
}

const ID: &str = "019aa000-0000-7000-8000-000000000001";
const OTHER_ID: &str = "019aa000-0000-7000-8000-000000000002";
const THIRD_ID: &str = "019aa000-0000-7000-8000-000000000003";

async fn app() -> (TestApp, Staff, String) {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    (app, staff, person)
}

/// 二（三）3: 稳定, 3 个月时随访.
#[tokio::test]
async fn a_visit_to_somebody_who_is_well_sets_the_next_in_three_months() {
    let (app, staff, person) = app().await;
    let answer = staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    answer.leads_to(&format!("{person}?done=visit&saved={}", draft(&person, "visit")));
    staff.get(&person).await.has_status(200).shows("稳定").shows("2027-02-21");
    assert_eq!(app.entries("follow_up.recorded").await, 1);
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_visit() {
    let (app, staff, person) = app().await;
    for _ in 0..3 {
        staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    }
    staff.get(&format!("{person}/visits")).await.has_status(200).shows("共随访 1 次");
    assert_eq!(app.entries("follow_up.recorded").await, 1);
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_says_everything_at_once() {
    let (_app, staff, person) = app().await;
    let changes =
        [("risk", "7"), ("adherence", "1"), ("note", "夜里醒一次，种上了蒜"), ("visited_on", "2026-11-22")];
    let answer = staff.post(&format!("{person}/visits"), &form(ID, &changes)).await.has_status(422);
    answer
        .shows("“7”不在可选范围内。可填：0级、1级")
        .shows("填了在用药，请写上药名和用法")
        .shows("晚于今天")
        .shows("夜里醒一次，种上了蒜")
        .shows("错误：李春生");
    staff.get(&format!("{person}/visits")).await.shows("共随访 0 次");
}

#[tokio::test]
async fn class_and_due_day_are_computed_while_typing_with_their_reason() {
    let (_app, staff, person) = app().await;
    let judge = format!("{person}/visits/judge");
    staff.post(&judge, &form(ID, &[("risk", "4")])).await.has_status(200).shows("不稳定").shows("4 级");
    staff.post(&judge, &form(ID, &[])).await.shows("稳定").shows("2027-02-21");
    staff.post(&judge, &[]).await.has_status(200).shows("项要填");
}

/// 服务规范 二（二）: the questions stand beside the codes, folded away, with the norm's wording of each grade.
#[tokio::test]
async fn the_form_has_the_questions_that_lead_to_the_grade() {
    let (_app, staff, person) = app().await;
    let new = format!("{person}/visits/new");
    let text = staff.get(&new).await.has_status(200).shows("不存入档案").text;
    let fold = text.split("<details").find(|part| part.contains("按问题判断")).unwrap();
    let (tag, inside) = fold.split_once('>').unwrap();
    assert!(tag.starts_with(" class=\"fold\"") && !tag.contains("open"), "{tag}");
    assert!(inside.starts_with("<summary"), "{fold}");
    for words in ["口头威胁、喊叫", "局限在家里", "不能接受劝说而停止", "持械", "纵火、爆炸等行为"]
    {
        assert!(text.contains(words), "{words}");
    }
    staff.get(&new).await.shows("持械针对人的任何暴力行为，或者纵火、爆炸等行为，无论在家里还是公共场合");
    staff.in_english().get(&new).await.shows("Answer the questions").hides("口头威胁");
}

/// Proposed with its reason while typing, to be taken; where it differs from the grade chosen, a question.
#[tokio::test]
async fn the_answers_propose_a_grade_and_the_worker_decides() {
    let (_app, staff, person) = app().await;
    let judge = format!("{person}/visits/judge");
    let asked = |pairs: &'static [(&'static str, &'static str)]| {
        let (staff, judge) = (staff.clone(), judge.clone());
        async move { staff.post(&judge, &form(ID, pairs)).await.has_status(200) }
    };
    asked(&[]).await.hides("按回答");
    asked(&[("risk", ""), ("happened", "2")]).await.shows("按回答至少是 2 级").shows("#f-smashing_stopped");
    let smashed = &[("risk", ""), ("happened", "2"), ("smashing_stopped", "1"), ("smashing_place", "1")];
    let proposed = asked(smashed).await.shows("按回答是 2 级：只在家里打砸财物，劝说后停止");
    proposed.shows("采用 2 级").shows("name=\"take_risk\" value=\"2\"").shows("data-takes=\"risk\"");
    let differs = asked(&[("risk", "3"), ("happened", "4")]).await;
    differs.shows("按回答是 4 级，您选的是 3 级").shows("以您的判断为准").shows("采用 4 级").shows("不稳定");
    asked(&[("risk", "4"), ("happened", "4")]).await.shows("按回答是 4 级").hides("采用");
    asked(&[("happened", "0"), ("happened", "1")]).await.shows("请核对");
}

/// The answers are an aid: the grade chosen is kept whatever they say, and they are not.
#[tokio::test]
async fn the_grade_chosen_is_kept_and_the_answers_are_not() {
    let (app, staff, person) = app().await;
    let differs = form(ID, &[("risk", "1"), ("happened", "2"), ("smashing_stopped", "2")]);
    staff.post(&format!("{person}/visits"), &differs).await.has_status(303);
    staff.get(&person).await.shows("1 级");
    let edit = format!("{person}/visits/{}/edit", ID.replace('-', ""));
    staff.get(&edit).await.has_status(200).hides("按回答");
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select id, form from follow_ups", &[]).await.unwrap();
    let kept = rows[0].sealed(xinan_db::column::FOLLOW_UP_FORM, rows[0].id("id").unwrap()).unwrap();
    assert!(!kept.contains("happened") && !kept.contains("smashing"), "{kept}");
}

/// Without scripts the button sends the form: it comes back with the grade chosen and nothing saved.
#[tokio::test]
async fn an_offered_grade_can_be_taken_without_scripts() {
    let (_app, staff, person) = app().await;
    let address = format!("{person}/visits");
    let asked = [("risk", ""), ("happened", "4"), ("note", "夜里醒一次")];
    let refused = staff.post(&address, &form(ID, &asked)).await.has_status(422);
    refused.shows("采用 4 级").shows("<details class=\"fold\" open");
    let mut taken = form(ID, &asked);
    taken.push(("take_risk", "4"));
    let again = staff.post(&address, &taken).await.has_status(200).shows("夜里醒一次").hides("错误：");
    again.shows("name=\"risk\" value=\"4\" checked").hides("采用 4 级");
    staff.get(&address).await.shows("共随访 0 次");
    // The same when a visit is changed; what no grade is, is not taken.
    staff.post(&address, &form(ID, &[])).await.has_status(303);
    let edit = format!("{person}/visits/{}/edit", ID.replace('-', ""));
    let mut taken = form(OTHER_ID, &[("happened", "1")]);
    taken.push(("take_risk", "1"));
    staff.post(&edit, &taken).await.has_status(200).shows("name=\"risk\" value=\"1\" checked");
    staff.get(&address).await.shows("共随访 1 次").hides("已更正");
    let mut wrong = form(THIRD_ID, &[("happened", "1"), ("visited_on", "2026-11-20")]);
    wrong.push(("take_risk", "9"));
    staff.post(&address, &wrong).await.has_status(303);
}

#[tokio::test]
async fn another_class_than_computed_needs_a_reason() {
    let (_app, staff, person) = app().await;
    let address = format!("{person}/visits");
    let without = form(ID, &[("insight", "2"), ("stability", "3")]);
    staff.post(&address, &without).await.has_status(422).shows("如确需改动，请写明原因");
    let with =
        form(ID, &[("insight", "2"), ("stability", "3"), ("stability_reason", "专科医生认为已基本恢复")]);
    staff.post(&address, &with).await.has_status(303);
}

#[tokio::test]
async fn a_later_next_visit_than_the_norm_allows_is_refused() {
    let (_app, staff, person) = app().await;
    let late = form(ID, &[("next_on", "2027-03-21")]);
    staff.post(&format!("{person}/visits"), &late).await.has_status(422).shows("不能晚于 2027-02-21");
    let early = form(ID, &[("next_on", "2026-12-05")]);
    staff.post(&format!("{person}/visits"), &early).await.has_status(303);
    staff.get(&person).await.shows("2026-12-05");
}

#[tokio::test]
async fn a_visit_may_be_changed_freely_the_same_day_and_both_versions_stay() {
    let (app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    let edit = format!("{person}/visits/{}/edit", ID.replace('-', ""));
    staff.get(&edit).await.has_status(200).hides("更正的原因");
    staff.post(&edit, &form(OTHER_ID, &[("sleep", "3")])).await.has_status(303).leads_to(&format!(
        "{person}?done=edit&saved={}-{}",
        draft(&person, "visit"),
        ID.replace('-', "")
    ));
    staff.get(&format!("{person}/visits")).await.shows("共随访 1 次");
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select id from follow_ups where withdrawn_at is not null", &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn somebody_elses_visit_is_corrected_with_a_reason() {
    let (app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    let colleague = app.staff_of(TOWNSHIP).await;
    let edit = format!("{person}/visits/{}/edit", ID.replace('-', ""));
    colleague.get(&edit).await.has_status(200).shows("更正的原因");
    colleague.post(&edit, &form(OTHER_ID, &[("sleep", "3")])).await.has_status(422);
    // As long as that of taking back, and what was typed is kept.
    let long = "记".repeat(201);
    let too_long = form(OTHER_ID, &[("sleep", "3"), ("correction_reason", &long)]);
    colleague.post(&edit, &too_long).await.has_status(422).shows("最多 200 个字").shows(&long);
    let with = form(OTHER_ID, &[("sleep", "3"), ("correction_reason", "睡眠记反了")]);
    let draft = format!("{}-{}", draft(&person, "visit"), ID.replace('-', ""));
    let done = format!("{person}?done=correction&saved={draft}");
    colleague.post(&edit, &with).await.has_status(303).leads_to(&done);
}

/// The field is text, with scripts and without: what stands in it as an example is read.
#[tokio::test]
async fn the_day_of_a_visit_may_be_said_in_words() {
    for (id, said, day) in
        [(ID, "昨天", "2026-11-20"), (OTHER_ID, "前天", "2026-11-19"), (THIRD_ID, "今日", "2026-11-21")]
    {
        let (_app, staff, person) = app().await;
        staff.get(&format!("{person}/visits/new")).await.shows("placeholder=\"如 1121、昨天\"");
        staff.post(&format!("{person}/visits/new"), &form(id, &[("visited_on", said)])).await.has_status(303);
        staff.get(&format!("{person}/visits")).await.shows(day);
    }
}

/// A visit may be entered late: it judges the visit after it anew.
#[tokio::test]
async fn a_late_entry_judges_the_visit_after_it_anew() {
    let (_app, staff, person) = app().await;
    let basic = [("risk", "1"), ("visited_on", "2026-11-20")];
    staff.post(&format!("{person}/visits"), &form(ID, &basic)).await.has_status(303);
    staff.get(&person).await.shows("2026-12-04");
    let earlier = [("risk", "1"), ("visited_on", "2026-11-06")];
    staff.post(&format!("{person}/visits"), &form(OTHER_ID, &earlier)).await.has_status(303);
    // The visit of 20 November is now the two-week re-visit: not settling, one month.
    staff.get(&person).await.shows("2026-12-20");
}

#[tokio::test]
async fn a_death_closes_the_record_for_later_visits() {
    let (_app, staff, person) = app().await;
    let died = [
        ("visit_id", ID),
        ("visited_on", "2026-11-20"),
        ("mode", "3"),
        ("doctor", "王医生"),
        ("died_on", "2026-11-18"),
        ("death_cause", "1"),
        ("death_somatic", "3"),
    ];
    staff.post(&format!("{person}/visits"), &died).await.has_status(303);
    staff.get(&person).await.has_status(200).shows("已记录去世");
    staff
        .post(&format!("{person}/visits"), &form(OTHER_ID, &[]))
        .await
        .has_status(422)
        .shows("已于 2026-11-18 去世");
}

#[tokio::test]
async fn a_person_of_the_next_township_does_not_exist_for_me() {
    let (app, _staff, person) = app().await;
    let neighbour = app.staff_of("429971102").await;
    let absent = neighbour.get("/people/019aa000000070008000000000000009").await.has_status(404);
    let foreign = neighbour.get(&person).await.has_status(404);
    assert_eq!(absent.text, foreign.text);
    neighbour.get(&format!("{person}/visits/new")).await.has_status(404);
    neighbour.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(404);
}

#[tokio::test]
async fn a_form_without_the_sessions_key_is_refused() {
    let (_app, staff, person) = app().await;
    staff
        .post_raw(&format!("{person}/visits"), "csrf=wrong&risk=0")
        .await
        .has_status(403)
        .shows("不是从本系统页面提交的");
    staff.post_raw(&format!("{person}/visits"), "risk=0").await.has_status(403);
}

#[tokio::test]
async fn markup_in_a_note_is_text() {
    let (_app, staff, person) = app().await;
    let hostile = form(ID, &[("note", "<script>alert(1)</script>\"'")]);
    staff.post(&format!("{person}/visits"), &hostile).await.has_status(303);
    staff.get(&person).await.has_status(200).hides("<script>alert").shows("&lt;script&gt;alert");
}

#[tokio::test]
async fn looking_leaves_a_trace_that_can_be_read() {
    let (app, staff, person) = app().await;
    staff.get(&person).await.has_status(200);
    assert_eq!(app.entries("case.read").await, 1);
    staff
        .get(&format!("{person}/access"))
        .await
        .has_status(200)
        .shows("王医生")
        .shows("清溪镇卫生院")
        .shows("看了概况");
}

/// 存好，下一位 leads to the list, and still says which draft has become a record.
#[tokio::test]
async fn the_draft_of_a_kept_visit_is_named_wherever_one_goes_next() {
    let (_app, staff, person) = app().await;
    let answer = staff.post(&format!("{person}/visits/new"), &form(ID, &[("then", "next")])).await;
    answer.has_status(303).leads_to(&format!("/?done=visit&saved={}", draft(&person, "visit")));
}

#[tokio::test]
async fn an_old_address_of_a_visit_leads_to_the_version_that_counts() {
    let (app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    let old = format!("{person}/visits/{}", ID.replace('-', ""));
    let new = format!("{person}/visits/{}", OTHER_ID.replace('-', ""));
    let colleague = app.staff_of(TOWNSHIP).await;
    let with = form(OTHER_ID, &[("sleep", "3"), ("correction_reason", "睡眠记反了")]);
    colleague.post(&format!("{old}/edit"), &with).await.has_status(303);

    staff.get(&format!("{old}/edit")).await.has_status(303).leads_to(&format!("{new}/edit"));
    // The record before stays readable, says what became of it, and can be neither printed nor changed.
    staff
        .get(&old)
        .await
        .has_status(200)
        .shows("这是更正前的记录")
        .shows("由 王医生 更正：睡眠记反了")
        .shows(&new)
        .hides("/edit")
        .hides(".pdf");
    // The one that counts says when, by whom and why it was changed.
    staff
        .get(&new)
        .await
        .has_status(200)
        .shows("由 王医生 更正：睡眠记反了")
        .shows("看更正前的记录")
        .shows(&old)
        .shows("较差");
    let history = staff.get(&format!("{person}/visits")).await;
    history.shows("已更正").shows("由 王医生 更正：睡眠记反了").shows(&old);
    // Whoever may not see the person sees no former version either.
    app.staff_of("429971102").await.get(&old).await.has_status(404);
    let reads = app.entries("case.read").await;
    staff.get(&old).await.has_status(200);
    assert_eq!(app.entries("case.read").await, reads + 1);
}

#[tokio::test]
async fn whoever_is_second_is_told_and_keeps_what_was_typed() {
    let (app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    let edit = format!("{person}/visits/{}/edit", ID.replace('-', ""));
    staff.post(&edit, &form(OTHER_ID, &[("sleep", "3")])).await.has_status(303);
    let second = [("sleep", "2"), ("note", "种上了蒜")];
    let current = format!("{person}/visits/{}", OTHER_ID.replace('-', ""));
    staff
        .post(&edit, &form(THIRD_ID, &second))
        .await
        .has_status(409)
        .shows("这次随访已由 王医生 于")
        .shows("您的内容还没有存")
        .shows("种上了蒜")
        .shows("两处不同的有 2 项")
        .shows("<th scope=\"row\">睡眠情况</th><td>3 较差</td><td>2 一般</td>")
        .shows("<th scope=\"row\">这次说了什么</th><td>没有填</td><td>种上了蒜</td>")
        .shows(&current);
    // What cannot be understood cannot be compared; it is told when it is saved again.
    let wrong = [("risk", "7"), ("note", "种上了蒜")];
    staff.post(&edit, &form(THIRD_ID, &wrong)).await.has_status(409).shows("种上了蒜").hides("两处不同的有");
    // Sent again from there it is kept, on top of the other's change.
    staff.post(&format!("{current}/edit"), &form(THIRD_ID, &second)).await.has_status(303);
    staff.get(&format!("{person}/visits")).await.shows("共随访 1 次").shows("种上了蒜");
    // The same change sent twice is one change.
    staff.post(&format!("{current}/edit"), &form(THIRD_ID, &second)).await.has_status(303);
    assert_eq!(app.entries("follow_up.corrected").await, 2);
}

#[tokio::test]
async fn a_second_visit_of_one_day_is_confirmed_first() {
    let (app, staff, person) = app().await;
    let address = format!("{person}/visits/new");
    staff.post(&address, &form(ID, &[])).await.has_status(303);
    let other = [("mode", "3"), ("note", "晚上又打了电话")];
    staff
        .post(&address, &form(OTHER_ID, &other))
        .await
        .has_status(422)
        .shows("这天已有一次随访")
        .shows("确实是另一次随访")
        .shows("晚上又打了电话");
    staff.get(&format!("{person}/visits")).await.shows("共随访 1 次");
    // Beside whatever else is wrong, not after it was mended.
    let wrong = form(OTHER_ID, &[("risk", "7"), ("next_on", "2026-11-20")]);
    let answer = staff.post(&address, &wrong).await.has_status(422);
    answer.shows("这天已有一次随访").shows("“7”不在可选范围内").shows("下次随访日期要在本次之后");
    // What was sent, called back and changed is no second record in silence either.
    staff.post(&address, &form(ID, &other)).await.has_status(422).shows("这天已有一次随访");
    let confirmed = [&other[..], &[("another", "1")]].concat();
    staff.post(&address, &form(ID, &confirmed)).await.has_status(303);
    staff.get(&format!("{person}/visits")).await.shows("共随访 2 次");
    // Word for word the same is the same visit, whatever its id.
    staff.post(&address, &form(THIRD_ID, &[])).await.has_status(303);
    staff.get(&format!("{person}/visits")).await.shows("共随访 2 次");
    assert_eq!(app.entries("follow_up.recorded").await, 2);
}

#[tokio::test]
async fn a_half_filled_form_becomes_a_loss_only_when_somebody_says_so() {
    let (_app, staff, person) = app().await;
    let address = format!("{person}/visits/new");
    let lost = form(ID, &[("lost_reason", "3")]);
    staff.post(&address, &lost).await.has_status(422).shows("不保留下面的病情内容").shows("病情项目就不存");
    let agreed = form(ID, &[("lost_reason", "3"), ("not_kept", "1")]);
    staff.post(&address, &agreed).await.has_status(303);
    let visit = format!("{person}/visits/{}", ID.replace('-', ""));
    staff.get(&visit).await.has_status(200).shows("走失").hides("自知力");
}

#[tokio::test]
async fn the_result_respects_what_the_typist_decided() {
    let (_app, staff, person) = app().await;
    let judge = format!("{person}/visits/judge");
    // Another class than computed: its own due day, and the reason is asked for.
    staff
        .post(&judge, &form(ID, &[("stability", "1")]))
        .await
        .has_status(200)
        .shows("您选的是“不稳定”")
        .shows("请写明原因")
        .shows("2026-12-05");
    let explained = form(ID, &[("stability", "1"), ("stability_reason", "家属担心")]);
    staff.post(&judge, &explained).await.shows("2026-12-05").hides("请写明原因");
    // An agreed day is the next one; one too late is told beside the result.
    staff.post(&judge, &form(ID, &[("next_on", "1205")])).await.shows("2026-12-05");
    staff
        .post(&judge, &form(ID, &[("next_on", "2027-03-21")]))
        .await
        .shows("不能晚于 2027-02-21")
        .shows("2027-02-21");
    // What is open is named, in the order of the page.
    staff
        .post(&judge, &form(ID, &[("risk", ""), ("sleep", "")]))
        .await
        .shows("还有 2 项要填")
        .shows("#f-risk");
    // A refused form and a form to be changed have the result at once.
    staff
        .post(&format!("{person}/visits/new"), &form(ID, &[("stability", "1")]))
        .await
        .has_status(422)
        .shows("您选的是“不稳定”");
}

#[tokio::test]
async fn what_is_empty_stands_in_one_line_in_the_order_of_the_page() {
    let (app, staff, person) = app().await;
    let answer = staff.post(&format!("{person}/visits/new"), &[("visit_id", ID)]).await.has_status(422);
    let text = answer.text;
    let (_, summary) = text.split_once("class=\"summary\"").unwrap();
    let (summary, _) = summary.split_once("</ul>").unwrap();
    assert_eq!(summary.matches("项还没有填").count(), 1);
    assert_eq!(summary.matches("请填上这一项").count(), 0);
    let at = |id: &str| summary.find(&format!("#f-{id}")).unwrap();
    assert!(at("visited_on") < at("met") && at("met") < at("risk") && at("hospital") < at("doctor"));

    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    let edit = format!("{person}/visits/{}/edit", ID.replace('-', ""));
    let colleague = app.staff_of(TOWNSHIP).await;
    let without = form(OTHER_ID, &[("sleep", "3")]);
    colleague.post(&edit, &without).await.has_status(422).shows("更正的原因：还没有填");
}

#[tokio::test]
async fn the_form_says_of_last_time_what_is_true() {
    let (_app, staff, person) = app().await;
    let medicine = [("adherence", "1"), ("adverse", "1"), ("medicine1", "利培酮"), ("morning1", "1")];
    let last = [&medicine[..], &[("visited_on", "2025-11-20")]].concat();
    staff.post(&format!("{person}/visits"), &form(ID, &last)).await.has_status(303);
    let carried = "上次的药已带过来";
    staff
        .get(&format!("{person}/visits/new"))
        .await
        .has_status(200)
        .shows("上次 2025-11-20")
        .shows("上次：0级")
        .hides("0 0级")
        .shows(carried)
        .shows("如 1128、明天");
    staff.get(&format!("{person}/visits/{}/edit", ID.replace('-', ""))).await.has_status(200).hides(carried);
}

#[tokio::test]
async fn opening_the_form_is_not_recording_a_visit() {
    let (_app, staff, person) = app().await;
    staff.get(&format!("{person}/visits/new")).await.has_status(200);
    let access = format!("{person}/access");
    staff.get(&access).await.shows("打开随访表").hides("· 记随访");
    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    staff.get(&access).await.shows("· 记随访");
}

/// §15.3: no visit lies after a death; neither does a death lie before a visit.
#[tokio::test]
async fn a_death_before_the_last_visit_is_refused() {
    let (_app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    let died = [
        ("visit_id", OTHER_ID),
        ("visited_on", "2026-11-21"),
        ("mode", "3"),
        ("died_on", "2026-11-18"),
        ("death_cause", "1"),
        ("death_somatic", "3"),
        ("doctor", "王医生"),
    ];
    let refused = staff.post(&format!("{person}/visits"), &died).await.has_status(422);
    refused.shows("2026-11-21 还有随访记录");
    staff.get(&person).await.has_status(200).hides("死亡");
}

/// Only a change of the day makes a second visit of it.
#[tokio::test]
async fn one_of_two_visits_of_a_day_is_changed_without_being_asked_again() {
    let (_app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    let second = form(OTHER_ID, &[("another", "1"), ("note", "下午又去了一次")]);
    staff.post(&format!("{person}/visits"), &second).await.has_status(303);
    let edit = format!("{person}/visits/{}/edit", OTHER_ID.replace('-', ""));
    let changed = form(THIRD_ID, &[("note", "傍晚又去了一次")]);
    staff.post(&edit, &changed).await.has_status(303);
}

/// After signing in anew beside it a form's key is a former one: what was typed is shown again, and not stored.
#[tokio::test]
async fn a_form_of_a_former_session_keeps_what_was_typed_and_stores_nothing() {
    const HERE: &str = "https://xinan.test";
    let (_app, staff, person) = app().await;
    let former = staff.with_key("of-a-former-session");
    let visits = format!("{person}/visits");
    let typed = form(ID, &[("note", "种上了蒜")]);
    let said = "登录已换过，这份内容还没有存。请核对后再存一次。";
    let again = former.post_from(HERE, &visits, &typed).await.has_status(403).shows(said).shows("种上了蒜");
    let new_key = format!("name=\"csrf\" value=\"{}\"", staff.key);
    again.shows(&new_key).hides(&former.key);
    staff.get(&visits).await.shows("共随访 0 次");
    // A page of somebody else, or one that does not say where it comes from, is not shown as one's own words.
    for origin in ["https://elsewhere.test", "null", "https://xinan.test.elsewhere"] {
        former.post_from(origin, &visits, &typed).await.has_status(403).hides("种上了蒜");
    }
    former.post(&visits, &typed).await.has_status(403).hides("种上了蒜");
    staff.post_from(HERE, &visits, &typed).await.has_status(303);

    let edit = format!("{visits}/{}/edit", ID.replace('-', ""));
    let changed = form(OTHER_ID, &[("note", "收了蒜")]);
    former.post_from(HERE, &edit, &changed).await.has_status(403).shows(said).shows("收了蒜");
    former.post(&edit, &changed).await.has_status(403).hides("收了蒜");
    staff.get(&visits).await.shows("种上了蒜").hides("收了蒜");

    let calls = format!("{person}/contacts");
    let call = [("contact_id", THIRD_ID), ("outcome", "1"), ("next_on", "1128"), ("note", "下午再打")];
    former.post_from(HERE, &calls, &call).await.has_status(403).shows(said).shows("下午再打");
    staff.get(&person).await.hides("2026-11-28");
    staff.in_english().with_key("x").post_from(HERE, &calls, &call).await.shows("save it again");
    staff.post_from(HERE, &calls, &call).await.has_status(303);
}
