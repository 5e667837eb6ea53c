//! What is asked and answered: in its order, once, within reach.

use xinan_db::testing::engines;
use xinan_db::{Uuid, audit};

use super::store;
use crate::portal::tests::{TOWNSHIP, VILLAGE, come_in, issue, sending};
use crate::tests::{Staff, TestApp};

const PHONE: &str = "13812345678";

async fn ask(inside: &Staff, pairs: &[(&str, &str)]) -> String {
    let id = xinan_db::new_id().to_string();
    let all = [&[("request_id", id.as_str())][..], pairs].concat();
    inside.post("/my/requests/new", &all).await.has_status(303).leads_to("/my/requests?done=asked");
    // Sent twice it is asked once.
    inside.post("/my/requests/new", &all).await.has_status(303);
    id.replace('-', "")
}

#[tokio::test]
async fn a_correction_is_asked_for_answered_once_and_read() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["郁秋荻"]).await;
        let kept = sending(&app).await;
        let person = app.id_of("郁秋荻").await;
        let staff = app.staff_of(TOWNSHIP).await;
        let number = issue(&staff, &person, None, PHONE).await;
        let inside = come_in(&app.stranger(), &number, &kept, 1).await;
        let id = xinan_db::new_id().to_string();
        let empty = [("request_id", id.as_str()), ("kind", "1")];
        inside.post("/my/requests/new", &empty).await.has_status(422).shows("哪里写错了");
        let request =
            ask(&inside, &[("kind", "1"), ("asked", "门牌写错了"), ("should_be", "应是 12 号")]).await;
        inside
            .get("/my/requests")
            .await
            .shows("门牌写错了")
            .shows("已收到，等答复")
            .shows("2026年12月6日 前答复");

        // Today's work says so, in the territory and nowhere else, until it is answered.
        staff.get("/").await.shows("有 1 条本人请求等答复");
        app.staff_of("429971102").await.get("/").await.hides("本人请求等答复");
        app.staff_of(VILLAGE).await.get("/").await.hides("本人请求等答复");
        staff.get("/requests").await.has_status(200).shows("郁秋荻").shows("请更正").shows("2026-12-06");
        let at = format!("/requests/{request}");
        staff.get(&at).await.has_status(200).shows("门牌写错了").shows("应是 12 号").shows("/edit");
        // Neither outcome nor words; an outcome that is none; words alone.
        for wrong in [
            &[][..],
            &[("outcome", "later"), ("answer", "好")],
            &[("answer", "好")],
            &[("outcome", "accept")],
        ] {
            staff.post(&at, wrong).await.has_status(422);
        }
        let accept = [("outcome", "accept"), ("answer", "已经改成 12 号")];
        staff.post(&at, &accept).await.has_status(303).leads_to("/requests?done=answered");
        staff.get("/").await.hides("本人请求等答复");
        // The answer stands, whoever comes later.
        let colleague = app.staff_of("429971").await;
        let late = colleague.post(&at, &[("outcome", "decline"), ("answer", "不改")]).await.has_status(409);
        late.shows("已经有人答复了").shows("已经改成 12 号").shows("不改");
        // The first page says so, to whoever asked, until it is read.
        inside.get("/my").await.shows("您问的有答复了（1 条）");
        inside.get("/my").await.shows("您问的有答复了（1 条）");
        inside
            .get("/my/requests")
            .await
            .shows("新答复")
            .shows("已照办")
            .shows("已经改成 12 号")
            .hides("不改");
        inside.get("/my/requests").await.hides("新答复").shows("已照办");
        inside.get("/my").await.hides("有答复了");
        assert_eq!(app.entries("portal.answered").await, 1);
        // Neither what was refused nor what was sent twice.
        assert_eq!(app.entries("own.request").await, 1);
    }
}

#[tokio::test]
async fn a_look_is_asked_about_and_only_one_that_is_there() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻", "单小曾"]).await;
    let kept = sending(&app).await;
    let person = app.id_of("郁秋荻").await;
    let staff = app.staff_of(TOWNSHIP).await;
    staff.get(&format!("/people/{}", app.id_of("单小曾").await)).await;
    staff.get(&format!("/people/{person}")).await;
    let number = issue(&staff, &person, None, PHONE).await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    let page = inside.get("/my/access").await.text;
    let look = page.split("?look=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    inside.get(&format!("/my/requests/new?look={look}")).await.has_status(200).shows("您想问什么");
    let request = ask(&inside, &[("kind", "2"), ("look", &look), ("asked", "为什么看我的")]).await;
    staff.get(&format!("/requests/{request}")).await.shows("为什么看我的").shows("问的是哪次查看");
    for wrong in ["999999999", "-1"] {
        inside.get(&format!("/my/requests/new?look={wrong}")).await.has_status(404);
    }
    inside.get("/my/requests/new?look=x").await.has_status(200).shows("请更正");
}

/// Nobody answers for the own look: a colleague of the office does, or the county office.
#[tokio::test]
async fn a_question_about_a_look_is_answered_by_another_than_who_looked() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["郁秋荻"]).await;
        let kept = sending(&app).await;
        let person = app.id_of("郁秋荻").await;
        let looked = app.staff_of(TOWNSHIP).await;
        let number = issue(&looked, &person, None, PHONE).await;
        looked.get(&format!("/people/{person}")).await.has_status(200);
        let inside = come_in(&app.stranger(), &number, &kept, 1).await;
        let page = inside.get("/my/access").await.text;
        let look = page.split("?look=").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let form = inside.get(&format!("/my/requests/new?look={look}")).await.has_status(200);
        form.shows("不由看的人自己答复");
        let request = ask(&inside, &[("kind", "2"), ("look", &look), ("asked", "为什么看我的")]).await;
        let at = format!("/requests/{request}");
        // Alone in the county, nobody may; and what waits does not wait for who looked.
        looked.get("/").await.hides("本人请求等答复");
        looked.get("/requests").await.shows("由别人答复");
        let own = looked.get(&at).await.has_status(200).shows("要由别人答复").shows("现在没有别的人可以答复");
        own.hides("name=\"outcome\"");
        let answer = [("outcome", "decline"), ("answer", "排班时看的")];
        looked.post(&at, &answer).await.has_status(403).shows("要由别人答复").shows("排班时看的");
        // The county office, where nobody else is in the township.
        let county = app.staff_of("429971").await;
        looked.get(&at).await.shows("可以答复的").shows("王医生 · 清溪镇卫生院").hides("现在没有别的人");
        county.get("/").await.shows("有 1 条本人请求等答复");
        // A colleague, where there is one.
        let colleague = app.staff_of(TOWNSHIP).await;
        colleague.get("/").await.shows("有 1 条本人请求等答复");
        let page = colleague.get(&at).await.shows("可以答复的").shows("王医生 · 清溪镇卫生院");
        page.shows("已说明，是工作需要").shows("发现不当").hides("照办");
        colleague.post(&at, &[("answer", "好")]).await.has_status(422).shows("说明了，还是发现不当");
        colleague.post(&at, &answer).await.has_status(303);
        colleague.get(&at).await.shows("已说明").hides("没有照办");
        inside.get("/my").await.shows("有答复了");
        inside.get("/my/requests").await.shows("已说明").shows("排班时看的").hides("没有照办");
        assert_eq!(app.entries("portal.answered").await, 1, "{engine:?}");
    }
}

#[tokio::test]
async fn a_request_out_of_reach_does_not_exist_and_a_guardian_reads_only_the_own() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let kept = sending(&app).await;
    let person = app.id_of("郁秋荻").await;
    let staff = app.staff_of(TOWNSHIP).await;
    let number = issue(&staff, &person, None, PHONE).await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    let request = ask(&inside, &[("kind", "3"), ("asked", "请让我看")]).await;
    let number = issue(&staff, &person, Some(("李春林", "9")), PHONE).await;
    let guardian = come_in(&app.stranger(), &number, &kept, 2).await;
    guardian.get("/my/requests").await.hides("请让我看");
    ask(&guardian, &[("kind", "1"), ("asked", "电话错了"), ("should_be", "139")]).await;
    guardian.get("/my/requests").await.shows("电话错了");
    inside.get("/my/requests").await.shows("电话错了").shows("监护人（哥哥）");

    let at = format!("/requests/{request}");
    let absent = "/requests/019aa000000070008000000000000009";
    for region in ["429971102", "429972"] {
        let other = app.staff_of(region).await;
        other.get("/requests").await.has_status(200).hides("郁秋荻");
        let there = other.get(&at).await.has_status(404);
        assert_eq!(there.text, other.get(absent).await.has_status(404).text);
        other.post(&at, &[("outcome", "accept"), ("answer", "好")]).await.has_status(404);
    }
    app.staff_of(VILLAGE).await.get(&at).await.has_status(403);
    // The county sees what is late.
    let app = app.days_later(16).await;
    let county = app.staff_of("429971").await;
    county.get("/requests").await.shows("应在 2026-12-06 前答复");
}

#[tokio::test]
async fn nobody_fills_the_house_with_requests() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let kept = sending(&app).await;
    let person = app.id_of("郁秋荻").await;
    let number = issue(&app.staff_of(TOWNSHIP).await, &person, None, PHONE).await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    for _ in 0..20 {
        ask(&inside, &[("kind", "3"), ("asked", "再看看")]).await;
    }
    let id = xinan_db::new_id().to_string();
    let pairs = [("request_id", id.as_str()), ("kind", "3"), ("asked", "再看看")];
    inside.post("/my/requests/new", &pairs).await.has_status(422).shows("请明天再提").shows("再看看");
    let long = "长".repeat(1001);
    let pairs = [("request_id", id.as_str()), ("kind", "3"), ("asked", long.as_str())];
    inside.post("/my/requests/new", &pairs).await.has_status(422).shows(&long);
}

/// An answer that comes between reading the page and noting that it was read is still new.
#[tokio::test]
async fn only_what_was_shown_is_noted_as_read() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["郁秋荻"]).await;
        let kept = sending(&app).await;
        let person = app.id_of("郁秋荻").await;
        let staff = app.staff_of(TOWNSHIP).await;
        let number = issue(&staff, &person, None, PHONE).await;
        let inside = come_in(&app.stranger(), &number, &kept, 1).await;
        let mut asked = Vec::new();
        for words in ["门牌", "电话"] {
            let request = ask(&inside, &[("kind", "1"), ("asked", words), ("should_be", "12")]).await;
            let answer = [("outcome", "accept"), ("answer", "好")];
            staff.post(&format!("/requests/{request}"), &answer).await.has_status(303);
            asked.push(Uuid::try_parse(&request).unwrap());
        }
        let person = Uuid::try_parse(&person).unwrap();
        let entry = audit::Entry {
            county: "429971".to_owned(),
            case: Some(person),
            ..audit::Entry::of_program("test", "own.read", String::new(), 1)
        };
        let mut tx = app.app.db().write().await.unwrap();
        let case = crate::case::store::own(&mut tx, &entry).await.unwrap();
        assert_eq!(store::unread(&mut tx, &case, person).await.unwrap(), 2);
        store::read(&mut tx, &case, person, std::iter::once(asked[0]), 7).await.unwrap();
        assert_eq!(store::unread(&mut tx, &case, person).await.unwrap(), 1, "{engine:?}");
        // Somebody else's note reads nothing.
        store::read(&mut tx, &case, asked[0], std::iter::once(asked[1]), 7).await.unwrap();
        assert_eq!(store::unread(&mut tx, &case, person).await.unwrap(), 1, "{engine:?}");
        tx.commit().await.unwrap();
        inside.get("/my").await.has_status(200).shows("1");
        inside.get("/my/requests").await.has_status(200);
        let mut tx = app.app.db().read().await.unwrap();
        assert_eq!(store::unread(&mut tx, &case, person).await.unwrap(), 0, "{engine:?}");
    }
}

#[tokio::test]
async fn whom_somebody_is_to_be_safe_from_reads_no_word_of_an_answer() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let kept = sending(&app).await;
    let person = app.id_of("郁秋荻").await;
    let staff = app.staff_of(TOWNSHIP).await;
    let number = issue(&staff, &person, Some(("李春林", "9")), "13744445555").await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    let request = ask(&inside, &[("kind", "3"), ("asked", "她现在住哪里")]).await;
    let answer = [("outcome", "accept"), ("answer", "住在鸟语巷七号")];
    staff.post(&format!("/requests/{request}"), &answer).await.has_status(303);
    inside.get("/my/requests").await.has_status(200).shows("鸟语巷七号");
    let named = [
        ("flag_id", "019aa000-0000-7000-8000-000000000001"),
        ("name", "李春林"),
        ("relation", "9"),
        ("safety_reason", "打过人"),
    ];
    staff.post(&format!("/people/{person}/own-door/safety/new"), &named).await.has_status(303);
    inside
        .get("/my/requests")
        .await
        .has_status(200)
        .hides("鸟语巷七号")
        .shows("已照办")
        .shows("2026年11月21日");
    staff.get(&format!("/requests/{request}")).await.shows("看不到答复里的话");
}

#[tokio::test]
async fn a_form_that_was_sent_and_filled_in_otherwise_is_another() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["郁秋荻"]).await;
        let kept = sending(&app).await;
        let person = app.id_of("郁秋荻").await;
        let number = issue(&app.staff_of(TOWNSHIP).await, &person, None, PHONE).await;
        let inside = come_in(&app.stranger(), &number, &kept, 1).await;
        let id = xinan_db::new_id().to_string();
        let first = [("request_id", id.as_str()), ("kind", "3"), ("asked", "请让我看")];
        inside.post("/my/requests/new", &first).await.has_status(303);
        inside.post("/my/requests/new", &first).await.has_status(303);
        let other = [first[0], first[1], ("asked", "请再看看诊断")];
        let page = inside.post("/my/requests/new", &other).await.has_status(409);
        let page = page.shows("先前已经存过").shows("请再看看诊断").hides(&id);
        let new = page.text.split_once("name=\"request_id\" value=\"").unwrap().1.split('"').next().unwrap();
        inside.post("/my/requests/new", &[("request_id", new), other[1], other[2]]).await.has_status(303);
        assert_eq!(app.entries("own.request").await, 2, "{engine:?}");
        inside.get("/my/requests").await.shows("请让我看").shows("请再看看诊断");
        // Nobody's clock locks the door: requests of years ahead count to no day.
        let mut tx = app.app.db().write().await.unwrap();
        tx.execute("update portal_requests set made_at = made_at + 94608000000000", &[]).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..20 {
            ask(&inside, &[("kind", "3"), ("asked", "再看看")]).await;
        }
        let id = xinan_db::new_id().to_string();
        let more = [("request_id", id.as_str()), ("kind", "3"), ("asked", "再看看")];
        inside.post("/my/requests/new", &more).await.has_status(422).shows("请明天再提");
    }
}

/// Several sent at once are counted one after another.
#[tokio::test]
async fn nobody_asks_more_than_a_day_has_by_asking_at_once() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["郁秋荻"]).await;
        let kept = sending(&app).await;
        let person = app.id_of("郁秋荻").await;
        let number = issue(&app.staff_of(TOWNSHIP).await, &person, None, PHONE).await;
        let inside = come_in(&app.stranger(), &number, &kept, 1).await;
        for _ in 0..19 {
            ask(&inside, &[("kind", "3"), ("asked", "再看看")]).await;
        }
        let ids = [xinan_db::new_id(), xinan_db::new_id()].map(|id| id.to_string());
        let last = |at: usize| [("request_id", ids[at].as_str()), ("kind", "3"), ("asked", "最后一条")];
        let (one, two) = (last(0), last(1));
        let (one, two) =
            tokio::join!(inside.post("/my/requests/new", &one), inside.post("/my/requests/new", &two));
        let mut both = [one.status.as_u16(), two.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [303, 422], "{engine:?}");
    }
}

/// The names on the list of requests count to the day's share like any other list.
#[tokio::test]
async fn who_stands_on_the_list_of_requests_is_seen() {
    let app = TestApp::new().await;
    app.add(VILLAGE, &["郁秋荻"]).await;
    let kept = sending(&app).await;
    let person = app.id_of("郁秋荻").await;
    let number = issue(&app.staff_of(TOWNSHIP).await, &person, None, PHONE).await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    ask(&inside, &[("kind", "1"), ("asked", "门牌写错了"), ("should_be", "应是 12 号")]).await;
    let seen = async || {
        let mut tx = app.app.db().read_log().await.unwrap();
        let sql = "select count(*) as found from people_seen";
        tx.row(sql, &[]).await.unwrap().unwrap().int("found").unwrap()
    };
    let before = seen().await;
    app.staff_of("429971").await.get("/requests").await.has_status(200).shows("郁秋荻");
    assert_eq!(seen().await, before + 1);
}
