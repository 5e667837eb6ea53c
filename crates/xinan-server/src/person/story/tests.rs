//! The account of a person, through the front door.

use xinan_db::testing::engines;

use crate::tests::TestApp;

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const NAME: &str = "李春生";

#[tokio::test]
async fn what_happened_stands_in_its_order_and_each_reader_finds_what_the_pages_show() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &[NAME]).await;
        let person = format!("/people/{}", app.id_of(NAME).await);
        let (doctor, township) = (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await);
        let county = app.staff_of("429971").await;
        let visit = [
            ("visit_id", "01990000-0000-7000-8000-0000000000d1"),
            ("visited_on", "2026-11-18"),
            ("mode", "3"),
            ("lost_reason", "1"),
            ("doctor", "王医生"),
        ];
        doctor.post(&format!("{person}/visits/new"), &visit).await.has_status(303);
        let found = [("standing_reason", "本人已经回来")];
        township.post(&format!("{person}/standing/loss"), &found).await;
        let call =
            [("contact_id", "01990000-0000-7000-8000-0000000000d2"), ("outcome", "1"), ("note", "约好了")];
        doctor.post(&format!("{person}/contacts"), &call).await;
        let closing = [
            ("closing_id", "01990000-0000-7000-8000-0000000000d3"),
            ("closed_on", "2026-11-20"),
            ("why", "4"),
            ("note", "看错了证件"),
        ];
        county.post_confirmed(&format!("{person}/closing"), &closing).await.has_status(303);
        let back = [("standing_reason", "证件核对无误")];
        county.post_confirmed(&format!("{person}/standing/closing"), &back).await.has_status(303);

        let story = format!("{person}/story");
        township.get(&person).await.shows(&story);
        for reader in [&doctor, &township, &county] {
            let page = reader.get(&story).await;
            let page = page.has_status(200).shows("建档").shows("失访：外出务工").shows("王医生");
            let page = page.shows("同意参加管理").shows("恢复档案").shows("证件核对无误");
            let at =
                |words: &str| page.text.find(words).unwrap_or_else(|| panic!("{words} in {}", page.text));
            // The latest first.
            assert!(at("恢复档案") < at("失访：") && at("失访：") < at(">建档<"), "{engine:?}");
        }
        app.staff_of("429971101210").await.get(&story).await.has_status(404);
        app.police_of("429971101").await.get(&story).await.has_status(403);
        if cfg!(feature = "pdf") {
            let paper = format!("/print{person}/story.pdf");
            county.get(&paper).await.has_status(200);
            assert_eq!(app.entries("forms.print").await, 1, "{engine:?}");
            app.staff_of("429971101210").await.get(&paper).await.has_status(404);
            // The closing counts no more: it leaves on no paper.
            let sheet = format!("/print{person}/closing.pdf");
            county.get(&sheet).await.has_status(404);
            township.get(&sheet).await.has_status(403);
        }
    }
}
