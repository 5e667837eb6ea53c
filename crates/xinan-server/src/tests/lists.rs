//! Long lists: a page that is no longer there.

use super::TestApp;

const VILLAGE: &str = "429971101209";

/// A list grows shorter while its address stands in a bookmark: then its last page is shown, with the people on it.
#[tokio::test]
async fn a_page_beyond_the_last_is_the_last() {
    const FAMILY: [char; 8] = ['李', '周', '王', '张', '陈', '刘', '黄', '吴'];
    const GIVEN: [char; 7] = ['山', '河', '田', '林', '云', '雨', '石'];
    let all = FAMILY.iter().flat_map(|family| GIVEN.iter().map(move |given| format!("{family}{given}")));
    let names: Vec<String> = all.take(52).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let app = TestApp::with_people(VILLAGE, &names).await;
    let staff = app.staff_of("429971101").await;
    for address in ["/people?", "/?group=overdue&"] {
        let last = staff.get(&format!("{address}page=2")).await.has_status(200).text;
        for beyond in ["3", "99", "4294967295"] {
            let answer = staff.get(&format!("{address}page={beyond}")).await.has_status(200);
            let named = |text: &str| names.iter().filter(|name| text.contains(&format!(">{name}<"))).count();
            assert_eq!((named(&answer.text), named(&last)), (2, 2), "{address}{beyond}");
            answer
                .shows("第 51 到 52 条")
                .shows("<span aria-current=\"page\">2</span>")
                .hides("rel=\"next\"");
        }
    }
    // A list of one page has no other.
    let person = format!("/people/{}", app.id_of("李山").await);
    staff.get(&format!("{person}/visits?page=7")).await.has_status(200).shows("共随访 0 次");
    staff.get("/people?status=9&page=7").await.has_status(303);
    staff.get("/people?consent=0&page=7").await.has_status(200).shows("没有符合条件的人");
}
