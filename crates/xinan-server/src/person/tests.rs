//! A person's page through the front door.

use crate::tests::{TestApp, well_but};

const VILLAGE: &str = "429971101209";

#[tokio::test]
async fn every_step_of_the_way_to_a_person_can_be_taken_by_each_post() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰"]).await;
    let id = app.id_of("李春生").await;
    for post in [VILLAGE, "429971101", "429971"] {
        let staff = app.staff_of(post).await;
        for page in [format!("/people/{id}"), format!("/people/{id}/access")] {
            let text = staff.get(&page).await.has_status(200).text;
            let way = text.split("class=\"crumbs\"").nth(1).unwrap().split("</nav>").next().unwrap();
            for step in way.split("href=\"").skip(1) {
                let address = step.split('"').next().unwrap().replace("&amp;", "&");
                let status = staff.get(&address).await.status.as_u16();
                assert_eq!(status, 200, "{address} for {post}");
            }
        }
    }
}

#[tokio::test]
async fn a_covered_name_is_covered_in_the_tab_too() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    for page in ["", "/access", "/visits", "/visits/new"].map(|page| format!("/people/{id}{page}")) {
        staff.get(&page).await.shows("<title>李春生");
        staff.with_names_covered().get(&page).await.shows("<title>李**").hides("<title>李春生");
    }
}

#[tokio::test]
async fn an_english_page_cites_the_norm_in_english() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    staff.get(&format!("/people/{id}")).await.shows("工作规范 建档");
    staff.in_english().get(&format!("/people/{id}")).await.shows("work norm, new records").hides("工作规范");
}

/// The official forms open beside the page, not instead of it.
#[tokio::test]
async fn papers_open_in_a_tab_of_their_own() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let text = app.staff_of("429971101").await.get(&format!("/people/{id}")).await.text;
    for link in text.split("<a ").filter(|link| link.contains("/print/")) {
        let link = link.split('>').next().unwrap();
        assert!(link.contains("target=\"_blank\"") && link.contains("rel=\"noopener\""), "{link}");
    }
}

/// What the last visit asks for at once stands above a visit that has time.
#[tokio::test]
async fn what_cannot_wait_stands_first_and_can_be_done() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let visit = well_but(&[
        ("visit_id", "019aa000-0000-7000-8000-000000000001"),
        ("risk", "3"),
        ("symptoms", "1"),
        ("severity", "3"),
        ("insight", "3"),
    ]);
    staff.post(&format!("/people/{id}/visits"), &visit).await.has_status(303);
    let text = staff.get(&format!("/people/{id}")).await.has_status(200).text;
    let next = text.split("id=\"next\"").nth(1).unwrap().split("</section>").next().unwrap();
    let now = next.find("请专科医生看一看").unwrap();
    let later = next.find("还有 14 天").unwrap();
    assert!(now < later, "{next}");
    assert!(next.contains("记转诊"), "{next}");
}

/// Each page of a record says where it belongs, and a covered name is covered there too.
#[tokio::test]
async fn the_pages_of_a_record_lead_back_to_it_without_uncovering_the_name() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of(VILLAGE).await.with_names_covered();
    for page in ["visits", "access"] {
        let text = staff.get(&format!("/people/{id}/{page}")).await.has_status(200).text;
        let way = text.split("class=\"crumbs\"").nth(1).unwrap().split("</nav>").next().unwrap();
        assert!(way.contains(&format!("href=\"/people/{id}\" data-mask=\"李**\"")), "{page}: {way}");
    }
}

/// Required fields that nobody answered stand beside the form on which they can be written.
#[tokio::test]
async fn the_page_says_what_the_supplement_form_still_lacks() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let page = staff.get(&format!("/people/{id}")).await.has_status(200);
    page.shows("补充表还有").shows("项待补：民族、文化程度").shows("危险行为").hides("待补：姓名");
}
