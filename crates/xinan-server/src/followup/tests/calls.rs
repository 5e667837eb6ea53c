//! What calls do to the next visit.

use super::*;

#[tokio::test]
async fn calls_move_the_next_step() {
    let (app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[("visited_on", "2026-11-01")])).await.has_status(303);
    let call = [("contact_id", OTHER_ID), ("outcome", "1"), ("next_on", "2026-11-28"), ("note", "")];
    staff
        .post(&format!("{person}/contacts"), &call)
        .await
        .has_status(303)
        .leads_to(&format!("{person}?done=contact&saved={}", draft(&person, "contact")));
    staff.get(&person).await.shows("2026-11-28");
    staff
        .post(&format!("{person}/contacts"), &[("contact_id", ID)])
        .await
        .has_status(422)
        .shows("请选一个结果");
    assert_eq!(app.entries("contact.recorded").await, 1);
}

#[tokio::test]
async fn a_visit_agreed_by_telephone_has_its_day() {
    let (_app, staff, person) = app().await;
    let address = format!("{person}/contacts");
    staff
        .post(&address, &[("contact_id", ID), ("outcome", "1")])
        .await
        .has_status(422)
        .shows("约好的日期，或下次再打的日期：已约好的，请填约好的日期");
    for (id, typed, day) in [(ID, "1128", "2026-11-28"), (OTHER_ID, "下周一", "2026-11-23")] {
        let call = [("contact_id", id), ("outcome", "1"), ("next_on", typed)];
        staff.post(&address, &call).await.has_status(303);
        staff.get(&person).await.shows(&format!("约在 {day}"));
    }
    staff.get(&address).await.has_status(303).leads_to(&format!("{person}#contact"));
}

/// The day is needed after one outcome only, and the page says what an open one means after each.
#[tokio::test]
async fn the_day_of_a_call_is_explained_for_each_outcome() {
    let (_app, staff, person) = app().await;
    let text = staff.get(&person).await.has_status(200).text;
    let (_, field) = text.split_once("for=\"f-next_on\"").unwrap();
    let (field, rest) = field.split_once("f-note").unwrap();
    assert!(!field.contains("（可不填）") && field.contains("已约好的必填"), "{field}");
    assert!(rest.contains("（可不填）"));
    for (codes, words) in [
        ("outcome=1", "填约好上门或来院的那一天"),
        ("outcome=2,3,4", "不填时三天后再打"),
        ("outcome=5", "提醒问清搬到哪里"),
        ("outcome=6", "到规定的时间再问"),
    ] {
        let (_, line) = field.split_once(&format!("data-when=\"{codes}\"")).unwrap();
        assert!(line.split("</li>").next().unwrap().contains(words), "{codes}");
    }
    // The sentence stands at the field, with what was typed.
    let call = [("contact_id", ID), ("outcome", "1"), ("next_on", ""), ("note", "哥哥接的电话")];
    let refused = staff.post(&format!("{person}/contacts"), &call).await.has_status(422).text;
    let (_, field) = refused.split_once("for=\"f-next_on\"").unwrap();
    let (field, _) = field.split_once("</div>").unwrap();
    assert!(field.contains("id=\"f-next_on-err\"") && field.contains("请填约好的日期"), "{field}");
    assert!(refused.contains("value=\"哥哥接的电话\"") && refused.contains("value=\"1\" checked"));
}

/// Whoever is stable is seen within three months of the visit; whoever is overdue within two weeks of the call.
#[tokio::test]
async fn a_visit_is_agreed_no_later_than_the_class_allows() {
    let (_app, staff, person) = app().await;
    let address = format!("{person}/contacts");
    let agreed = |id, day| [("contact_id", id), ("outcome", "1"), ("next_on", day), ("note", "下月有空")];
    let say = "最晚 12月5日：随访到期日是 2020-06-29（新建档或新迁入，2 周内首次随访），最多约到打电话后 2 周。请约早一些。";
    staff
        .post(&address, &agreed(ID, "2026-12-06"))
        .await
        .has_status(422)
        .shows(say)
        .shows("value=\"2026-12-06\"")
        .shows("value=\"下月有空\"");
    let first = form(OTHER_ID, &[("visited_on", "2026-11-01")]);
    staff.post(&format!("{person}/visits"), &first).await.has_status(303);
    let say = "最晚 2027-02-01：稳定，3 个月时随访。请约早一些。";
    staff.post(&address, &agreed(ID, "2027-02-02")).await.has_status(422).shows(say);
    let english = "2027-02-01 at the latest: stable: at 3 months. Please agree on an earlier day.";
    staff.in_english().post(&address, &agreed(ID, "2027-02-02")).await.has_status(422).shows(english);
    staff.post(&address, &agreed(ID, "2027-02-01")).await.has_status(303);
}

/// The address of a refused call leads to the person's page; out of reach it is as absent as all others.
#[tokio::test]
async fn the_calls_of_somebody_out_of_reach_are_not_found() {
    let (app, staff, person) = app().await;
    let address = format!("{person}/contacts");
    staff.get(&address).await.has_status(303).leads_to(&format!("{person}#contact"));
    let nobody = format!("/people/{}/contacts", ID.replace('-', ""));
    for at in [nobody.as_str(), "/people/x/contacts"] {
        staff.get(at).await.has_status(404);
    }
    app.staff_of("429971102").await.get(&address).await.has_status(404);
}
