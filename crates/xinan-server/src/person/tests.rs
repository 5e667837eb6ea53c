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

/// The official forms open beside the page, not instead of it. The page on which their purpose is entered is a page.
#[tokio::test]
async fn papers_open_in_a_tab_of_their_own() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let text = app.staff_of("429971101").await.get(&format!("/people/{id}")).await.text;
    let (mut papers, mut entered) = (0, 0);
    for link in text.split("<a ").filter(|link| link.contains("/print/")) {
        let link = link.split('>').next().unwrap();
        if link.contains("/request\"") {
            entered += 1;
            continue;
        }
        papers += 1;
        assert!(link.contains("target=\"_blank\"") && link.contains("rel=\"noopener\""), "{link}");
    }
    assert_eq!((papers, entered), (2, 4));
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

/// What is next on somebody's page after this visit.
async fn next_after(changes: &[(&str, &str)]) -> String {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let mut visit = well_but(changes);
    visit.push(("visit_id", "019aa000-0000-7000-8000-000000000001"));
    staff.post(&format!("/people/{id}/visits"), &visit).await.has_status(303);
    next_on(&staff.get(&format!("/people/{id}")).await.has_status(200).text)
}

/// The part of a person's page that says what is next.
fn next_on(page: &str) -> String {
    page.split("id=\"next\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
}

#[track_caller]
fn says(next: &str, text: &str) {
    assert!(next.contains(text), "«{text}» is missing in: {next}");
}

/// 服务规范 二（三）1: at once, with what made the visit unstable; noted in the visit of the day itself.
#[tokio::test]
async fn a_referral_is_open_until_it_is_made() {
    let severe = [("adherence", "1"), ("medicine1", "利培酮"), ("morning1", "1"), ("adverse", "2")];
    let severe = [&severe[..], &[("adverse_text", "肌张力障碍"), ("adverse_severity", "3")]].concat();
    let next = next_after(&severe).await;
    says(&next, "立即");
    says(&next, "11月21日随访分类为不稳定：有严重药物不良反应");
    says(&next, "服务规范 二（三）");
    says(&next, "/visits/019aa000000070008000000000000001/edit");
    let made = [("referral", "2"), ("referral_reason", "不良反应"), ("referral_to", "清溪县精神卫生中心")];
    let next = next_after(&[&severe[..], &made].concat()).await;
    assert!(!next.contains("记转诊"), "{next}");
    says(&next, "了解转诊后的治疗情况");
}

/// 报告办法 第七条: ten working days from Monday the 16th, of which six are left on Saturday the 21st.
#[tokio::test]
async fn the_hospitals_form_is_awaited_in_working_days() {
    let next = next_after(&[("hospital", "2"), ("discharged_on", "2026-11-16")]).await;
    says(&next, "还有 6 个工作日");
    says(&next, "诊断医院");
    says(&next, "11月16日出院，医院应在 10 个工作日内报送，不晚于 2026-11-30（报告办法 第七条）");
    let next = next_after(&[("hospital", "2"), ("discharged_on", "2026-11-02")]).await;
    assert!(!next.contains("出院信息单"), "{next}");
}

/// 服务规范 二（四）: by the year's end.
#[tokio::test]
async fn the_years_examination_has_its_day() {
    let next = next_after(&[]).await;
    says(&next, "还有 40 天");
    says(&next, "不晚于 2026-12-31");
    // A visit that found nothing asks for nothing else.
    assert_eq!(next.matches("class=\"todo\"").count(), 2, "{next}");
}

/// 工作规范 失访: the report, with the form on which the loss stands to be printed.
#[tokio::test]
async fn a_loss_asks_for_its_report() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let lost = [
        ("visit_id", "019aa000-0000-7000-8000-000000000001"),
        ("visited_on", "2026-11-20"),
        ("mode", "2"),
        ("doctor", "王医生"),
        ("lost_reason", "1"),
    ];
    staff.post(&format!("/people/{id}/visits"), &lost).await.has_status(303);
    let next = next_on(&staff.get(&format!("/people/{id}")).await.has_status(200).text);
    says(&next, "11月20日记为失访，规范要求立即书面报告（工作规范 失访）");
    says(&next, &format!("/print/visits/{id}/019aa000000070008000000000000001.pdf"));
    assert_eq!(next.matches("class=\"todo\"").count(), 1, "{next}");
    let english = next_on(&staff.in_english().get(&format!("/people/{id}")).await.text);
    says(&english, "work norm, loss to follow-up");
}

/// 工作规范 失访: whoever was not reached is called again, and the call is noted here. The visit stays due as it was.
#[tokio::test]
async fn a_failed_attempt_is_repeated_by_a_call() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let call = [("contact_id", "019aa000-0000-7000-8000-000000000001"), ("outcome", "3"), ("note", "")];
    staff.post(&format!("/people/{id}/contacts"), &call).await.has_status(303);
    let next = next_on(&staff.get(&format!("/people/{id}")).await.has_status(200).text);
    says(&next, "再联系一次");
    says(&next, "href=\"#contact\"");
    says(&next, "记联系");
    says(&next, "上次没有联系上，2 周内再联系，不晚于 2026-11-24");
    says(&next, "过期 2336 天");
    assert_eq!(next.matches("class=\"todo\"").count(), 3, "{next}");
    staff.get("/").await.shows("11月21日打不通，11月24日再联系").hides("约在");
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

/// What is next after a call of the day that ended so.
async fn next_after_call(outcome: &str, next_on: &str) -> String {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let call = [
        ("contact_id", "019aa000-0000-7000-8000-000000000001"),
        ("outcome", outcome),
        ("next_on", next_on),
        ("note", ""),
    ];
    staff.post(&format!("/people/{id}/contacts"), &call).await.has_status(303);
    next_on_page(&app, &id).await
}

async fn next_on_page(app: &TestApp, id: &str) -> String {
    next_on(&app.staff_of("429971101").await.get(&format!("/people/{id}")).await.has_status(200).text)
}

#[tokio::test]
async fn who_is_away_is_called_again_and_stays_due() {
    let next = next_after_call("4", "").await;
    says(&next, "再联系");
    says(&next, "还有 3 天");
    says(&next, "11月24日再打一次。11月21日的电话：外出，没有约定随访日期，随访到期日不变。");
    says(&next, "过期 2336 天");
    says(&next, "href=\"#contact\"");
}

/// 工作规范 失访: moved, and nobody knows where to, is a loss; who knows where hands the record over.
#[tokio::test]
async fn who_moved_is_asked_after() {
    let next = next_after_call("5", "").await;
    says(&next, "问清去向");
    says(&next, "立即");
    says(&next, "知道去向就办理流转，不知道就按失访处理");
    says(&next, "href=\"#contact\"");
    says(&next, "/visits/new?lost_reason=2");
    says(&next, "过期 2336 天");
    let next = next_after_call("5", "2026-11-25").await;
    says(&next, "11月25日再打一次。");
    says(&next, "还有 4 天");
}

#[tokio::test]
async fn who_does_not_wish_to_is_left_in_peace_and_offered_again() {
    let next = next_after_call("6", "").await;
    says(&next, "尊重意愿，先不打扰");
    says(&next, "用药和其他帮助照常。2027-05-21可以再问一次意愿");
    says(&next, "href=\"#contact\"");
    let next = next_after_call("6", "2026-12-01").await;
    says(&next, "12月1日可以再问一次意愿");
}

/// A visit since has answered what was said before it.
#[tokio::test]
async fn a_visit_ends_what_a_call_left_to_be_done() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let call = [("contact_id", "019aa000-0000-7000-8000-000000000001"), ("outcome", "5")];
    staff.post(&format!("/people/{id}/contacts"), &call).await.has_status(303);
    says(&next_on_page(&app, &id).await, "问清去向");
    let mut visit = well_but(&[]);
    visit.push(("visit_id", "019aa000-0000-7000-8000-000000000002"));
    staff.post(&format!("/people/{id}/visits"), &visit).await.has_status(303);
    let next = next_on_page(&app, &id).await;
    assert!(!next.contains("问清去向"), "{next}");
}
