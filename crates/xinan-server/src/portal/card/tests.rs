//! Cards as the office issues, prints and ends them.

use xinan_db::testing::engines;

use crate::portal::tests::{TOWNSHIP, VILLAGE, come_in, issue, number_on, sending, typed};
use crate::tests::TestApp;

const PHONE: &str = "13812345678";

#[tokio::test]
async fn another_card_ends_the_one_before_and_its_session() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["郁秋荻", "单小曾"]).await;
        let kept = sending(&app).await;
        let (person, other) = (app.id_of("郁秋荻").await, app.id_of("单小曾").await);
        let staff = app.staff_of(TOWNSHIP).await;
        let number = issue(&staff, &person, None, PHONE).await;
        let inside = come_in(&app.stranger(), &number, &kept, 1).await;
        let guardian = issue(&staff, &person, Some(("李春林", "9")), PHONE).await;
        let neighbour = issue(&staff, &other, None, PHONE).await;
        inside.get("/my").await.has_status(200);
        let newer = issue(&staff, &person, None, PHONE).await;
        inside.get("/my").await.has_status(303);
        // The others' cards go on.
        for (count, number) in (2..).zip([guardian, neighbour, newer]) {
            come_in(&app.stranger(), &number, &kept, count).await;
        }
        typed(&app.stranger(), &number).await;
        assert_eq!(kept.count(), 4);
        assert_eq!(app.entries("card.issued").await, 4);
        let page = staff.get(&format!("/people/{person}/own-door")).await.has_status(200);
        page.shows("可以用").shows("138****5678").hides(&number).shows("监护人 李春林（哥哥）");
    }
}

#[tokio::test]
async fn a_number_is_shown_once_and_kept_nowhere() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["郁秋荻"]).await;
        let kept = sending(&app).await;
        let person = app.id_of("郁秋荻").await;
        let staff = app.staff_of(TOWNSHIP).await;
        let new = format!("/people/{person}/own-door/cards/new");
        let id = xinan_db::new_id().to_string();
        let pairs = [("card_id", id.as_str()), ("holder", "person"), ("phone", PHONE)];
        let number = number_on(&staff.post_confirmed(&new, &pairs).await.has_status(200));
        // Sent twice it is issued once, and not shown again.
        let home = format!("/people/{person}/own-door?done=again");
        staff.post(&new, &pairs).await.has_status(303).leads_to(&home);
        staff.get(&home).await.hides(&number).shows("只显示一次");
        let inside = come_in(&app.stranger(), &number, &kept, 1).await;
        let code = kept.code(1).await;
        inside.get("/my").await.has_status(200);
        if engine == xinan_db::Engine::Sqlite {
            app.app.db().close().await;
        }
        let bare = number.replace(' ', "");
        for (name, bytes) in app.database.every_byte().await.unwrap() {
            for secret in
                [bare.as_bytes(), number.as_bytes(), PHONE.as_bytes(), format!("验证码 {code}").as_bytes()]
            {
                assert!(!bytes.windows(secret.len()).any(|part| part == secret), "in {name}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_typed_wrongly_is_said_and_stays() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let person = app.id_of("郁秋荻").await;
    let staff = app.staff_of(TOWNSHIP).await;
    let new = format!("/people/{person}/own-door/cards/new");
    staff.get(&format!("{new}?holder=person")).await.has_status(200).shows("请先看本人");
    staff.get(&new).await.has_status(200).shows("李春林").shows("13835737167");
    let id = xinan_db::new_id().to_string();
    let guardian = [("card_id", id.as_str()), ("name", ""), ("relation", ""), ("phone", "0712-1234567")];
    let page = staff.post(&new, &guardian).await.has_status(422);
    page.shows("请填监护人姓名")
        .shows("请选与患者的关系")
        .shows("请填 11 位手机号")
        .shows("value=\"0712-1234567\"");
    staff.post(&new, &[("phone", PHONE)]).await.has_status(400);
    // What is confirmed says whose it is and the whole number, of which one digit sends the codes to somebody else.
    let own = [("card_id", id.as_str()), ("holder", "person"), ("phone", PHONE)];
    let asked = staff.post(&new, &own).await.has_status(200).shows("name=\"confirms\"");
    asked.shows(&format!("给 郁秋荻 本人发卡，看自己的记录；验证码发到手机 {PHONE}。"));
    for wrong in ["person", "nobody", "019aa000000070008000000000000009"] {
        staff.get(&format!("{new}?holder={wrong}")).await.has_status(200);
    }
    let ends = format!("/people/{person}/own-door/cards/019aa000000070008000000000000009/end");
    staff.get(&ends).await.has_status(404);
    staff.post(&ends, &[("end_reason", "卡丢了")]).await.has_status(404);
    // No card for somebody who has died.
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update cases set status = 2", &[]).await.unwrap();
    tx.commit().await.unwrap();
    staff.get(&new).await.has_status(303);
    let pairs = [("card_id", id.as_str()), ("holder", "person"), ("phone", PHONE)];
    staff.post(&new, &pairs).await.has_status(303);
    assert_eq!(app.entries("card.issued").await, 0);
    staff.get(&format!("/people/{person}/own-door")).await.shows("近亲属");
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn a_card_is_printed_with_its_number_and_with_no_other() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻", "单小曾"]).await;
    let (person, other) = (app.id_of("郁秋荻").await, app.id_of("单小曾").await);
    let staff = app.staff_of(TOWNSHIP).await;
    let id = xinan_db::new_id().to_string();
    let pairs = [("card_id", id.as_str()), ("holder", "person"), ("phone", PHONE)];
    let new = format!("/people/{person}/own-door/cards/new");
    let number = number_on(&staff.post_confirmed(&new, &pairs).await.has_status(200));
    let strange = issue(&staff, &other, None, PHONE).await;
    let paper = format!("/people/{person}/own-door/cards/{}/paper.pdf", id.replace('-', ""));
    let printed = staff.post(&paper, &[("card", &number)]).await.has_status(200);
    assert!(printed.bytes.starts_with(b"%PDF"));
    assert_eq!(app.entries("card.printed").await, 1);
    for wrong in [strange.as_str(), "", "12345678901234567890"] {
        staff.post(&paper, &[("card", wrong)]).await.has_status(404);
    }
    let of_other = paper.replace(&person, &other);
    staff.post(&of_other, &[("card", &number)]).await.has_status(404);
}
