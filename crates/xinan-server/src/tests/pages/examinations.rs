//! Pages of exams and results.

use super::*;

#[tokio::test]
async fn everything_about_exams_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "单小曾"]).await;
    let (doctor, township) = (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await);
    let person = format!("/people/{}", app.id_of("李春生").await);
    let list = format!("{person}/examinations");
    let due = ["/examinations/due", "/examinations/due?of=checks", "/examinations/due?of=yearly&page=7"];
    are_whole(&doctor, &due.map(str::to_owned)).await;
    are_whole(&township, &[due[0].to_owned(), format!("{}?region={VILLAGE}", due[0]), list.clone()]).await;
    let new = format!("{list}/new");
    are_whole(&doctor, &[new.clone(), format!("{new}?of=1"), format!("{new}?of=2")]).await;
    // Refused: nothing of it; then a value that is to be confirmed beside one that cannot be.
    answer_is_whole(&doctor, &new, &[("exam_id", FIRST)], 422).await;
    let doubtful = [("exam_id", FIRST), ("occasion", "1"), ("weight", "250"), ("height", "1.7")];
    answer_is_whole(&doctor, &new, &doubtful, 422).await;
    let taken = well_but(&[
        ("visit_id", THIRD),
        ("adherence", "1"),
        ("adverse", "1"),
        ("medicine1", "氯氮平"),
        ("morning1", "100"),
    ]);
    township.post(&format!("{person}/visits/new"), &taken).await.has_status(303);
    for (id, day, cells) in [(FIRST, "2026-11-19", "5.8"), (SECOND, "2026-11-20", "2.9")] {
        let said =
            [("exam_id", id), ("occasion", "2"), ("examined_on", day), ("wbc", cells), ("neutrophils", "2")];
        doctor.post(&new, &said).await.has_status(303);
    }
    let (first, second) = (format!("{list}/{FIRST}"), format!("{list}/{SECOND}"));
    if cfg!(feature = "pdf") {
        let paper = doctor.get(&format!("/print{first}.pdf")).await.has_status(200);
        assert!(paper.bytes.starts_with(b"%PDF-"));
    }
    let pages = [
        list.clone(),
        second.clone(),
        format!("{second}?done=exam"),
        format!("{second}?done=late"),
        person.clone(),
    ];
    are_whole(&doctor, &pages).await;
    are_whole(&doctor, &[due[1].to_owned(), format!("{first}/edit"), format!("{first}/withdrawal")]).await;
    are_whole(&township, &["/".to_owned(), "/tasks".to_owned(), format!("{second}/alert")]).await;
    answer_is_whole(&doctor, &format!("{first}/edit"), &[("exam_id", THIRD)], 422).await;
    answer_is_whole(&doctor, &format!("{first}/withdrawal"), &[], 422).await;
    answer_is_whole(&township, &format!("{second}/alert"), &[("note_id", THIRD), ("done", "4")], 422).await;
    let noted = [("note_id", THIRD), ("done", "2"), ("done_on", "2026-11-20"), ("words", "周一复查")];
    township.post(&format!("{second}/alert"), &noted).await.has_status(303);
    doctor.post(&format!("{first}/withdrawal"), &[("exam_reason", "记错了人")]).await.has_status(303);
    are_whole(&township, &[list, first, second]).await;
}
