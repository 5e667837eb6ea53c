//! Pages of stays, referrals and guidance.

use super::*;
use crate::hospital::tests::house;

#[tokio::test]
async fn every_page_between_township_and_hospital_is_whole_in_both_languages() {
    let house = house(xinan_db::Engine::Sqlite).await;
    let (township, ward, person) = (&house.township, &house.ward, house.person.as_str());
    let at = |rest: &str| format!("{person}{rest}");
    let blank = ["/stays", "/stays/new", "/referrals", "/referrals/new", "/guidance", "/guidance/new"];
    are_whole(township, &blank.map(at)).await;
    let entry = [("entry_id", FIRST)];
    for form in ["/stays/new", "/referrals/new", "/guidance/new"] {
        answer_is_whole(township, &at(form), &entry, 422).await;
    }
    let centre = ("hospital", house.centre.as_str());
    let admitted = [
        ("entry_id", FIRST),
        centre,
        ("admitted_on", "2026-11-12"),
        ("ground", "1"),
        ("told_on", "2026-11-12"),
    ];
    township.post(&at("/stays/new"), &admitted).await.has_status(303);
    let stay = at(&format!("/stays/{FIRST}"));
    let pages = ["/edit", "/discharge", "/form"].map(|page| format!("{stay}{page}"));
    are_whole(township, &pages).await;
    are_whole(ward, &pages).await;
    are_whole(ward, &["/tasks".to_owned(), person.to_owned(), at("/stays")]).await;
    answer_is_whole(township, &format!("{stay}/edit"), &[("entry_id", SECOND), ("based_on", FIRST)], 422)
        .await;
    answer_is_whole(township, &format!("{stay}/discharge"), &[("entry_id", SECOND)], 422).await;
    answer_is_whole(ward, &format!("{stay}/form"), &[("entry_id", SECOND), ("left_id", THIRD)], 422).await;
    answer_is_whole(township, &format!("{stay}/withdrawal"), &entry, 422).await;
    let left = [("entry_id", SECOND), ("left_on", "2026-11-20"), ("leaving", "1")];
    township.post(&format!("{stay}/discharge"), &left).await.has_status(303);
    let asked = [("entry_id", FIRST), centre, ("topic", "1"), ("words", "夜里睡不着")];
    township.post(&at("/guidance/new"), &asked).await.has_status(303);
    let thread = at(&format!("/guidance/{FIRST}"));
    are_whole(ward, std::slice::from_ref(&thread)).await;
    answer_is_whole(ward, &thread, &[("entry_id", SECOND)], 422).await;
    let slip = [
        ("entry_id", FIRST),
        centre,
        ("sent_on", "2026-11-18"),
        ("reasons", "5"),
        ("agreed_by", "1"),
        ("impression", "复发"),
        ("history", "停药两周"),
        ("doctor", "王医生"),
        ("phone", "13700000001"),
    ];
    township.post(&at("/referrals/new"), &slip).await.has_status(303);
    let slip = at(&format!("/referrals/{FIRST}"));
    are_whole(ward, &[slip.clone(), format!("{slip}/answer")]).await;
    answer_is_whole(ward, &format!("{slip}/arrival"), &[], 422).await;
    answer_is_whole(ward, &format!("{slip}/answer"), &[], 422).await;
    answer_is_whole(township, &format!("{slip}/end"), &[], 422).await;
    are_whole(township, &["/stays?done=left", "/referrals", "/guidance"].map(at)).await;
    are_whole(township, &[person.to_owned(), slip, thread, "/tasks".to_owned()]).await;
}
