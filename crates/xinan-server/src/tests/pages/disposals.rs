//! Pages of emergencies.

use super::*;

#[tokio::test]
async fn everything_about_emergencies_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["金丝雀"]).await;
    let (doctor, township, county) =
        (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
    let person = app.id_of("金丝雀").await;
    app.staff_in(PostKind::Psychiatrist, COUNTY).await;
    let of_person = format!("/disposals/new?person={person}");
    let empty =
        ["/disposals", "/disposals?state=all", "/disposals/counts", "/disposals/new"].map(str::to_owned);
    for staff in [&doctor, &township, &county] {
        are_whole(staff, &[&empty[..], std::slice::from_ref(&of_person)].concat()).await;
        answer_is_whole(staff, "/disposals/new", &[("disposal_id", FIRST)], 422).await;
    }
    let all = [
        ("disposal_id", FIRST),
        ("person", person.as_str()),
        ("place", "三组晒场"),
        ("reason", "3"),
        ("seen", "拿着刀说不想活了"),
        ("reporter", "王医生"),
        ("phone", "13911112222"),
    ];
    doctor.post("/disposals/new", &all).await.has_status(303);
    let other = all.map(|(id, text)| (id, if id == "place" { "河边" } else { text }));
    answer_is_whole(&doctor, "/disposals/new", &other, 409).await;
    let one = format!("/disposals/{FIRST}");
    let pages =
        [one.clone(), format!("{one}/course?seen=9"), "/".to_owned(), format!("/people/{person}"), of_person];
    for staff in [&doctor, &township, &county] {
        are_whole(staff, &pages).await;
    }
    let entries = format!("{one}/entries");
    for kind in ["1", "2", "3", "4", "5", "6", "7", "9", "10"] {
        let pairs = [("entry_id", SECOND), ("kind", kind), ("time", "25:00")];
        answer_is_whole(&township, &entries, &pairs, 422).await;
    }
    let id = |number: u32| format!("019aa0000000700080000000000{number:05}");
    let told = [("entry_id", SECOND), ("kind", "1"), ("party", "1"), ("name", "孙警官")];
    township.post(&entries, &told).await.has_status(303);
    for (number, pairs) in [
        (31, &[("kind", "2"), ("party", "5"), ("name", "急救车")][..]),
        (32, &[("kind", "3"), ("words", "在院里")]),
        (33, &[("kind", "4"), ("measure", "1")]),
        (34, &[("kind", "5"), ("ground", "5")]),
        (35, &[("kind", "6"), ("outcome", "1")]),
        (36, &[("kind", "7"), ("steady", "0"), ("words", "还在哭")]),
    ] {
        let entry = id(number);
        let all = [&[("entry_id", entry.as_str())], pairs].concat();
        township.post(&entries, &all).await.has_status(303);
    }
    let correction = format!("{one}/entries/{}/correction", id(32));
    let record = format!("{one}/record");
    are_whole(&township, &[one.clone(), correction.clone(), record.clone(), "/tasks".to_owned()]).await;
    answer_is_whole(&township, &correction, &[("entry_id", THIRD)], 422).await;
    township.post(&correction, &[("entry_id", THIRD), ("words", "在屋后")]).await.has_status(303);
    answer_is_whole(&township, &record, &[("entry_id", &id(41))], 422).await;
    for done in ["reported", "entered", "ended", "recorded", "corrected", "late"] {
        are_whole(&township, &[format!("{one}?done={done}")]).await;
    }
    are_whole(&county, &["/disposals/counts".to_owned(), "/disposals".to_owned()]).await;
    let mistaken = [("entry_id", id(42)), ("kind", "10".to_owned()), ("words", "误报".to_owned())];
    let mistaken: Vec<(&str, &str)> = mistaken.iter().map(|(id, text)| (*id, text.as_str())).collect();
    township.post(&entries, &mistaken).await.has_status(303);
    are_whole(&township, &[one, "/disposals?state=4".to_owned(), format!("/people/{person}")]).await;
}
