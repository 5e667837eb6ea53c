//! The form on a phone: what must be asked begins empty, the rest may be taken over and says so.

use super::*;

/// Somebody who was visited on 3 October, with these changes to a visit that finds the person well.
async fn visited(changes: &[(&str, &str)]) -> (TestApp, Staff, String) {
    let (app, staff, person) = app().await;
    let day = [("visited_on", "2026-10-03")];
    staff.post(&format!("{person}/visits"), &form(ID, &[&day[..], changes].concat())).await.has_status(303);
    (app, staff, person)
}

/// What the page says of one question: its frame, up to the next.
fn question<'a>(text: &'a str, name: &str) -> &'a str {
    let at = text.find(&format!("id=\"f-{name}\"")).unwrap_or_else(|| panic!("no question {name}"));
    let from = text[..at].rfind("class=\"card q").unwrap();
    let to = text[at..].find("class=\"card q").map_or(text.len(), |next| at + next);
    &text[from..to]
}

/// UX 2.1: the must-ask questions start empty every time.
#[tokio::test]
async fn nothing_is_answered_before_it_is_asked() {
    let (_app, staff, person) = visited(&[]).await;
    let text = staff.get(&format!("{person}/visits/new")).await.has_status(200).text;
    let (_, form) = text.split_once("data-draft=").unwrap();
    let (form, _) = form.split_once("</form>").unwrap();
    assert!(!form.contains(" checked"), "an answer is given");
    for name in ["risk", "incidents", "sleep", "adherence", "adverse", "symptoms", "severity"] {
        let one = question(&text, name);
        assert!(one.contains("data-part=\"ask\"") && !one.contains("data-same"), "{name}: {one}");
    }
    for (name, same) in
        [("diet", "1"), ("work", "9"), ("confinement", "1"), ("hospital", "0"), ("referral", "1")]
    {
        let one = question(&text, name);
        assert!(one.contains("data-part=\"rest\""), "{name}: {one}");
        assert!(one.contains(&format!("data-same=\"{same}\"")), "{name}: {one}");
    }
    assert!(text.contains("其余 12 项，上次（10月3日）是：") && text.contains("问过，和上次（10月3日）一样"));
}

/// A stay, a test, a referral of last time are asked about like the others that must be.
#[tokio::test]
async fn what_happened_last_time_is_asked_about() {
    let happened =
        [("labs", "2"), ("labs_text", "血常规"), ("hospital", "2"), ("discharged_on", "2026-09-20")];
    let (_app, staff, person) = visited(&happened).await;
    let text = staff.get(&format!("{person}/visits/new")).await.has_status(200).text;
    for name in ["labs", "labs_text", "hospital", "discharged_on"] {
        let one = question(&text, name);
        assert!(one.contains("data-part=\"ask\"") && !one.contains("data-same"), "{name}: {one}");
    }
    assert!(text.contains("其余 10 项，上次（10月3日）是："));
}

#[tokio::test]
async fn at_a_first_visit_everything_is_asked() {
    let (_app, staff, person) = app().await;
    let answer = staff.get(&format!("{person}/visits/new")).await.has_status(200);
    let answer = answer.hides("问过，和上次").hides("data-same-button").shows("其余 2 项");
    assert!(question(&answer.text, "diet").contains("data-part=\"ask\""));
}

/// Without scripts the button sends the form: what is open is filled in and marked, nothing is saved.
#[tokio::test]
async fn the_button_takes_over_what_is_open_and_marks_it() {
    let (_app, staff, person) = visited(&[]).await;
    let typed = [
        ("visit_id", OTHER_ID),
        ("visited_on", "2026-11-21"),
        ("diet", "3"),
        ("note", "种上了蒜"),
        ("take_same", "1"),
    ];
    let answer = staff.post(&format!("{person}/visits"), &typed).await.has_status(200);
    let text = &answer.text;
    assert!(question(text, "diet").contains("value=\"3\" checked"), "what was answered stays");
    assert!(question(text, "diet").contains("class=\"taken\" hidden"));
    let social = question(text, "social");
    assert!(social.contains("class=\"taken\"><label") && social.contains("value=\"2\" checked"), "{social}");
    for name in ["risk", "sleep", "adherence", "severity"] {
        assert!(!question(text, name).contains("checked"), "{name}");
    }
    answer.shows("种上了蒜");
    staff.get(&format!("{person}/visits")).await.shows("共随访 1 次");
}

/// A refused form brings the marks back, but for answers that were changed since.
#[tokio::test]
async fn a_refused_form_keeps_the_marks_that_are_true() {
    let (_app, staff, person) = visited(&[]).await;
    let changes = [("risk", ""), ("diet", "2"), ("taken", "diet"), ("taken", "social"), ("taken", "risk")];
    let answer = staff.post(&format!("{person}/visits"), &form(OTHER_ID, &changes)).await.has_status(422);
    assert!(question(&answer.text, "social").contains("class=\"taken\"><label"));
    assert!(question(&answer.text, "diet").contains("class=\"taken\" hidden"));
    assert!(!question(&answer.text, "risk").contains("taken"));
}

/// Stored is what would have been stored if each answer had been typed.
#[tokio::test]
async fn what_was_taken_over_is_stored_as_if_typed() {
    let (app, staff, person) = visited(&[]).await;
    let day = ("visited_on", "2026-11-20");
    staff.post(&format!("{person}/visits"), &form(OTHER_ID, &[day])).await.has_status(303);
    let taken = [("visited_on", "2026-11-21"), ("taken", "diet"), ("taken", "insight"), ("calm", "1")];
    staff.post(&format!("{person}/visits"), &form(THIRD_ID, &taken)).await.has_status(303);
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select id, form from follow_ups order by visited_on desc", &[]).await.unwrap();
    let form_of =
        |row: &xinan_db::Row| row.sealed(xinan_db::column::FOLLOW_UP_FORM, row.id("id").unwrap()).unwrap();
    let kept: Vec<String> = rows.iter().map(form_of).collect();
    assert_eq!(kept[0].replace("2026-11-21", "2026-11-20"), kept[1]);
}

/// 服务规范 二（三）1: whoever is unstable is referred; that nobody was last time says nothing of today.
#[tokio::test]
async fn whether_to_refer_somebody_unstable_is_asked() {
    let (_app, staff, person) = visited(&[]).await;
    let sent = |pairs: &'static [(&'static str, &'static str)]| {
        let (staff, person) = (staff.clone(), person.clone());
        async move {
            let common = [("visit_id", OTHER_ID), ("visited_on", "2026-11-21"), ("take_same", "1")];
            staff.post(&format!("{person}/visits"), &[&common[..], pairs].concat()).await.has_status(200).text
        }
    };
    assert!(question(&sent(&[("risk", "2")]).await, "referral").contains("value=\"1\" checked"));
    for unstable in [&[("risk", "3")][..], &[("severity", "3")], &[("insight", "3")], &[("physical", "2")]] {
        let text = sent(unstable).await;
        assert!(!question(&text, "referral").contains("checked"), "{unstable:?}");
        assert!(question(&text, "social").contains("checked"), "{unstable:?}");
    }
}
