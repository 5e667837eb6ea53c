//! The addresses of the paper: who may have it, and what the log says.
//!
//! Setting a form is slow in a test build, so each test prints as little as it can.

use crate::tests::{Answer, Staff, TestApp, paper, well_but};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
/// An id that nobody has.
const ABSENT: &str = "019aa000000070008000000000000009";

/// Records a visit; what is written of the tests is how the paper is told from others.
async fn visited(staff: &Staff, person: &str, number: u8, on: &str, tests: &str) -> String {
    let id = format!("019aa00000007000800000000000{number:04}");
    let pairs = well_but(&[("visit_id", &id), ("visited_on", on), ("labs", "2"), ("labs_text", tests)]);
    staff.post(&format!("/people/{person}/visits"), &pairs).await.has_status(303);
    id
}

/// The answer is a PDF of so many pages, and each says this.
async fn check(staff: &Staff, address: &str, expected: &[&[&str]]) {
    check_answer(staff.get_confirmed(address).await, address, expected);
}

/// The same of a village, which is entered first and, of more than one person, waits for the county office.
async fn check_village(app: &TestApp, staff: &Staff, address: &str, expected: &[&[&str]]) {
    check_answer(staff.takes_out(app, COUNTY, address).await, address, expected);
}

#[track_caller]
fn check_answer(answer: Answer, address: &str, expected: &[&[&str]]) {
    let answer = answer.has_status(200);
    let header = |name: &str| answer.headers.get(name).map_or("", |value| value.to_str().unwrap());
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("cache-control"), "no-store");
    assert!(header("content-disposition").starts_with("inline; filename*=UTF-8''%"), "{address}");
    assert!(answer.bytes.starts_with(b"%PDF-"), "{address}");
    let Some(pages) = paper::pages(&answer.bytes) else { return };
    assert_eq!(pages.len(), expected.len(), "pages of {address}: {pages:?}");
    for (page, words) in pages.iter().zip(expected) {
        for word in *words {
            assert!(page.contains(word), "«{word}» is missing in {page}");
        }
    }
}

#[tokio::test]
async fn a_visit_is_one_page_that_says_who_printed_it() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰"]).await;
    let staff = app.staff_of(VILLAGE).await;
    let (id, other) = (app.id_of("李春生").await, app.id_of("周桂兰").await);
    let visit = visited(&staff, &id, 1, "2026-11-20", "血常规正常").await;
    // The due day is the rule's: three months after the visit.
    let page = [
        "随访服务记录表",
        "李春生",
        "2026年11月20日",
        "血常规正常",
        "2027年02月20日",
        "王医生",
        "打印人王医生",
        "2026-11-2109:00",
        "第1页，共1页",
    ];
    check(&staff, &format!("/print/visits/{id}/{visit}.pdf"), &[&page]).await;
    assert_eq!(app.entries("forms.print").await, 1);

    // Whose visit it is not has none of this id, and nothing was looked at.
    for address in [
        format!("/print/visits/{other}/{visit}.pdf"),
        format!("/print/visits/{id}/{ABSENT}.pdf"),
        format!("/print/visits/{id}/one.pdf"),
    ] {
        staff.get(&address).await.has_status(404);
    }
    assert_eq!(app.entries("forms.print").await, 1);
}

#[tokio::test]
async fn the_visits_of_this_year_come_in_their_order() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(VILLAGE).await;
    let id = app.id_of("李春生").await;
    let paper = format!("/print/people/{id}/follow-up.pdf");
    visited(&staff, &id, 1, "2025-12-20", "去年").await;
    check(&staff, &paper, &[&["李春生", "随访日期年月日"]]).await;
    visited(&staff, &id, 2, "2026-11-20", "第二次").await;
    visited(&staff, &id, 3, "2026-08-20", "补录的第一次").await;
    check(&staff, &paper, &[&["李春生", "补录的第一次"], &["李春生", "第二次"]]).await;
    assert_eq!(app.entries("forms.print").await, 2);
}

#[tokio::test]
async fn a_village_is_printed_in_the_order_of_its_numbers_with_everybodys_latest_visit() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰", "赵大山", "钱二妹"]).await;
    app.add("429971101208", &["孙远"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let died = [
        ("visit_id", ABSENT),
        ("visited_on", "2026-11-20"),
        ("mode", "3"),
        ("doctor", "王医生"),
        ("died_on", "2026-11-18"),
        ("death_cause", "1"),
        ("death_somatic", "3"),
    ];
    let gone = app.id_of("赵大山").await;
    staff.post(&format!("/people/{gone}/visits"), &died).await.has_status(303);
    let second = app.id_of("周桂兰").await;
    visited(&staff, &second, 1, "2026-11-20", "最近一次").await;
    visited(&staff, &second, 2, "2026-08-20", "早先一次").await;

    let paper = format!("/print/villages/{VILLAGE}/follow-up.pdf");
    let cover = ["共3份", "1李春生", "2周桂兰", "3钱二妹"];
    check_village(&app, &staff, &paper, &[&cover, &["李春生"], &["周桂兰", "最近一次"], &["钱二妹"]]).await;
    // One entry for the file, one for each person on it.
    assert_eq!(app.entries("forms.print_batch").await, 1 + 3);
    staff.get(&format!("/people/{second}/access")).await.has_status(200).shows("打印表格");
    staff.get(&format!("/people/{gone}/access")).await.has_status(200).hides("打印表格");
}

#[tokio::test]
async fn the_supplement_forms_of_a_village_and_of_one_person_say_the_same() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰"]).await;
    let staff = app.staff_of(COUNTY).await;
    let id = app.id_of("李春生").await;
    let page = ["个人信息补充表", "李春生", "李春林", "哥哥", "13835737167", "精神分裂症", "2020年06月15日"];
    check(&staff, &format!("/print/people/{id}/supplement.pdf"), &[&page]).await;
    let paper = format!("/print/villages/{VILLAGE}/supplement.pdf");
    check_village(&app, &staff, &paper, &[&["共2份"], &page, &["周桂兰"]]).await;
    assert_eq!((app.entries("forms.print").await, app.entries("forms.print_batch").await), (1, 1 + 2));
}

#[tokio::test]
async fn what_is_out_of_reach_does_not_exist() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let (neighbour, doctor) = (app.staff_of("429971102").await, app.staff_of("429971101208").await);
    let id = app.id_of("李春生").await;
    for form in ["follow-up.pdf", "supplement.pdf"] {
        // A post that prints no village is told so of every place alike.
        let no_village = doctor.get(&format!("/print/villages/429971101208/{form}")).await.has_status(403);
        for (staff, of_villages) in [(&neighbour, None), (&doctor, Some(no_village))] {
            let absent = staff.get(&format!("/print/people/{ABSENT}/{form}")).await.has_status(404);
            let foreign = staff.get(&format!("/print/people/{id}/{form}")).await.has_status(404);
            assert_eq!(foreign.text, absent.text);
            let of_villages = of_villages.as_ref().unwrap_or(&absent);
            for place in [VILLAGE, TOWNSHIP, COUNTY, "429971101999", "999999999999", "4299711012090", "x"] {
                let foreign = staff.get_confirmed(&format!("/print/villages/{place}/{form}")).await;
                let (foreign, expected) =
                    ((foreign.status, foreign.text), (of_villages.status, of_villages.text.clone()));
                assert_eq!(foreign, expected, "{place}");
            }
        }
    }
    assert_eq!(app.entries("forms.print").await + app.entries("forms.print_batch").await, 0);
}

#[tokio::test]
async fn a_village_doctor_prints_one_by_one() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let doctor = app.staff_of(VILLAGE).await;
    for form in ["follow-up.pdf", "supplement.pdf"] {
        doctor.get(&format!("/print/villages/{VILLAGE}/{form}")).await.has_status(403).hides("李春生");
    }
    assert_eq!(app.entries("forms.print_batch").await, 0);
}

#[tokio::test]
async fn blank_forms_name_nobody() {
    let app = TestApp::new().await;
    let doctor = app.staff_of(VILLAGE).await;
    check(&doctor, "/print/blank/follow-up.pdf", &[&["随访服务记录表", "随访医生签名"]]).await;
    check(&doctor, "/print/blank/supplement.pdf", &[&["个人信息补充表", "医生签字"]]).await;
    for form in ["follow-up", "other.pdf", ".pdf"] {
        doctor.get(&format!("/print/blank/{form}")).await.has_status(404);
    }
    app.stranger().get("/print/blank/follow-up.pdf").await.has_status(303).leads_to("/sign-in");
}

#[tokio::test]
async fn names_that_mean_something_elsewhere_are_names() {
    let hostile = [
        "#panic()$x$*_`@<b>\\\"",
        "吉𠮷\u{202E}/../\u{1F469}\u{200D}",
        "迪丽热巴·买买提·阿卜杜热依木江·艾合买提·玉素甫江·如克亚木古丽",
    ];
    let app = TestApp::with_people(VILLAGE, &hostile).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let paper = format!("/print/villages/{VILLAGE}/follow-up.pdf");
    let names = ["#panic()", "吉U+20BB7", "迪丽热巴·买买提"];
    check_village(&app, &staff, &paper, &[&names, &[names[0]], &[names[1], "字库未收"], &[names[2]]]).await;
}

#[tokio::test]
async fn a_village_with_nobody_to_print_says_so_and_a_large_one_comes_in_parts() {
    let names: Vec<String> = (1..=201).map(|number| format!("人{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let app = TestApp::with_people(VILLAGE, &names).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let nobody = staff.get("/print/villages/429971101208/follow-up/request").await.has_status(200);
    nobody.shows("没有要打印的人");
    let before = format!("/print/villages/{VILLAGE}/follow-up/request");
    let parts = staff.get(&before).await.has_status(200).shows("第 1 到 200 位").shows("第 201 到 201 位");
    parts.shows(&format!("{before}?part=2"));
    let paper = format!("/print/villages/{VILLAGE}/follow-up.pdf");
    // Without an entry the file leads to where one is made.
    staff
        .get_confirmed(&format!("{paper}?part=2"))
        .await
        .has_status(303)
        .leads_to(&format!("{before}?part=2"));
    assert_eq!(app.entries("forms.print_batch").await, 0);
    check_village(&app, &staff, &format!("{paper}?part=2"), &[&["人201"]]).await;
    staff.get(&format!("{before}?part=3")).await.has_status(200).shows("第 201 到 201 位");
    assert_eq!(app.entries("forms.print_batch").await, 2);
}
