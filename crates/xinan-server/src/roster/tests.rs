//! The roster through the front door.

use crate::tests::TestApp;

const VILLAGE: &str = "429971101209";

#[tokio::test]
async fn what_holds_nothing_to_search_for_finds_nobody() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of("429971101").await;
    for typed in ["%25", "_", "%25%25", "%20%25"] {
        let answer = staff.get(&format!("/people?q={typed}")).await.has_status(200);
        answer.shows("没有符合条件的人").hides("李春生").hides("/people/export");
    }
    staff.get("/people?q=%20").await.has_status(200).shows("李春生");
}

/// Their addresses are kept clean, so that no filter seems to be set that filters nothing.
#[tokio::test]
async fn a_filter_that_is_no_code_is_dropped_from_the_address() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰"]).await;
    let staff = app.staff_of("429971101").await;
    staff.get("/people?status=9&consent=1").await.has_status(303).leads_to("/people?consent=1");
    staff.get("/people?stability=abc&overdue=yes").await.has_status(303).leads_to("/people");
    staff.get("/people?status=0&overdue=1").await.has_status(200);
}

#[tokio::test]
async fn a_county_reads_which_township_a_village_belongs_to() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰"]).await;
    app.staff_of("429971").await.get("/people").await.shows(">乡镇</th>").shows("清溪镇</td>");
    app.staff_of("429971101").await.get("/people").await.hides(">乡镇</th>");
}

#[tokio::test]
async fn the_button_says_what_the_workbook_carries_and_is_not_there_for_a_village_doctor() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰"]).await;
    app.staff_of("429971101")
        .await
        .get("/people")
        .await
        .shows("/people/export")
        .shows("文件里有身份证号、电话");
    let doctor = app.staff_of(VILLAGE).await;
    doctor.get("/people").await.has_status(200).hides("/people/export").hides("文件里有身份证号");
    for address in ["/people/export", "/people.xlsx"] {
        doctor.get(address).await.has_status(403);
    }
}

/// On a phone the filters wait behind a tick; one that is set is seen.
#[tokio::test]
async fn filters_are_unfolded_when_one_is_set() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰"]).await;
    let staff = app.staff_of("429971101").await;
    staff.get("/people").await.shows("id=\"filters-open\"").hides("id=\"filters-open\" checked");
    staff.get("/people?consent=1").await.shows("id=\"filters-open\" checked");
}

/// Whether somebody is on the register is itself a thing that one may want to find out.
#[tokio::test]
async fn a_search_that_finds_nobody_is_logged() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    app.staff_of("429971101").await.get("/people?q=%E6%AC%A7%E9%98%B3").await.has_status(200);
    assert_eq!(app.entries("roster.read").await, 1);
}

/// Pinyin and initials mixed, within the territory, on both engines; nobody else is shown.
#[tokio::test]
async fn a_name_is_found_by_pinyin_and_initials_mixed() {
    for engine in xinan_db::testing::engines() {
        let app = TestApp::on(engine).await;
        let names = ["陈建伟", "曹建伟", "陈伟建", "陈建文", "曾国民", "单红秋"];
        app.add(VILLAGE, &names).await;
        app.add("429971102202", &["陈江维"]).await;
        let staff = app.staff_of("429971101").await;
        for (typed, expected) in [
            ("chenjw", &["陈建伟", "陈建文"][..]),
            ("chen%20jw", &["陈建伟", "陈建文"]),
            ("cjianwei", &["陈建伟", "曹建伟"]),
            ("chenjianwei", &["陈建伟"]),
            ("chjwei", &["陈建伟"]),
            ("zengm", &[]),
            ("zenggm", &["曾国民"]),
            ("cguomin", &["曾国民"]),
            ("danhq", &["单红秋"]),
            ("chenjw7167", &["陈建伟", "陈建文"]),
            ("chenjw7168", &[]),
            ("%E9%99%88jwei", &["陈建伟"]),
        ] {
            for address in [format!("/people?page=1&q={typed}"), format!("/people?status=0&q={typed}")] {
                let page = staff.get(&address).await.has_status(200).hides("陈江维").text;
                let shown: Vec<&str> =
                    names.into_iter().filter(|name| page.contains(&format!(">{name}<"))).collect();
                assert_eq!(shown, expected, "{address} on {engine:?}");
                let count = format!("共 {} 条", expected.len());
                assert!(expected.is_empty() || page.contains(&count), "{address}: {page}");
            }
        }
        // Of one person the page is opened.
        let id = app.id_of("曾国民").await;
        staff.get("/people?q=zenggm").await.has_status(303).leads_to(&format!("/people/{id}"));
        app.staff_of("429971")
            .await
            .get("/people?q=chenjw&region=429971102")
            .await
            .shows("陈江维")
            .hides("陈建伟");
        app.staff_of("429971102").await.get("/people?page=1&q=zenggm").await.shows("没有符合条件的人");
    }
}
