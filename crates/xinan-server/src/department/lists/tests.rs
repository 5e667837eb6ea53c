//! Lists that are handed over, through the front door of both sides.

use xinan_db::testing::engines;

use crate::shell::actor::PostKind;
use crate::tests::{Answer, Staff, TestApp, person};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
/// Who agrees to sharing, twice, and who was not asked.
const SHARES: &str = "李春生";
const ALSO: &str = "周桂兰";
const NOT_ASKED: &str = "赵大山";

/// For relief, to civil affairs of the township, read inside.
const INSIDE: [(&str, &str); 5] =
    [("purpose", "6"), ("receiver", "2"), ("recipient", ""), ("fields", "2"), ("hand_to", "22-429971101")];

/// Care within health, as a file.
const CARE: [(&str, &str); 4] =
    [("fields", "1"), ("purpose", "1"), ("receiver", "1"), ("recipient", "清溪镇卫生院")];

async fn shares(app: &TestApp, name: &str, decision: &str, day: &str) {
    let id = xinan_db::new_id().to_string();
    let said = [
        ("consent_id", id.as_str()),
        ("subject", "2"),
        ("decision", decision),
        ("decided_on", day),
        ("decided_by", "1"),
        ("letter", "sharing-2026-1"),
    ];
    let said = if decision == "1" { &said[..] } else { &said[..5] };
    let page = format!("/people/{}/consents/new", app.id_of(name).await);
    app.staff_of(VILLAGE).await.post(&page, said).await.has_status(303);
}

/// A village in which two agree to sharing; who asks, who agrees, and the clerk of civil affairs of the township.
async fn house(engine: xinan_db::Engine) -> (TestApp, [Staff; 3]) {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &[SHARES, ALSO, NOT_ASKED]).await;
    shares(&app, SHARES, "1", "2026-11-20").await;
    shares(&app, ALSO, "1", "2026-11-20").await;
    let staff = [
        app.staff_of(TOWNSHIP).await,
        app.staff_of(TOWNSHIP).await,
        app.staff_in(PostKind::CivilAffairs, TOWNSHIP).await,
    ];
    (app, staff)
}

async fn asks(staff: &Staff, but: &[(&str, &str)]) -> Answer {
    let mut said: Vec<(&str, &str)> = INSIDE.to_vec();
    for (name, value) in but {
        said.retain(|(one, _)| one != name);
        said.push((name, value));
    }
    staff.enters_saying("/people.xlsx", &said).await
}

/// A list that was given; the entry of the register, and the clerk's address of it.
async fn given([asker, second, _]: &[Staff; 3]) -> (String, String) {
    let entry = asks(asker, &[]).await.has_status(303).location;
    assert!(entry.starts_with("/disclosures/"), "{entry}");
    second.post(&format!("{entry}/decision"), &[("do", "approve")]).await.has_status(303);
    let list = entry.replace("/disclosures/", "/received/");
    (entry, list)
}

#[tokio::test]
async fn a_list_is_given_once_a_second_person_agrees_and_shows_what_it_is_for() {
    for engine in engines() {
        let (app, staff) = house(engine).await;
        let [asker, second, clerk] = &staff;
        let form = asker.get("/people/export").await.has_status(200);
        form.shows("在系统内提供").shows("value=\"22-429971101\"");
        clerk.get("/received").await.has_status(200).shows("还没有收到名单");
        let entry = asks(asker, &[]).await.has_status(303).location;
        let list = entry.replace("/disclosures/", "/received/");
        // Nothing is there before somebody else has agreed, be it two people only.
        clerk.get(&list).await.has_status(404);
        clerk.get("/received").await.hides(&list);
        asker.get(&entry).await.has_status(200).shows("等另一位同事同意").shows("对方可以看 30 天");
        asker.post(&format!("{entry}/decision"), &[("do", "approve")]).await.has_status(403);
        second.post(&format!("{entry}/decision"), &[("do", "approve")]).await.has_status(303);
        asker.get(&entry).await.shows("已在系统内提供").shows("民政经办人").shows("停止提供");
        // No file comes of it.
        let file = format!("/people.xlsx?disclosure={}", entry.trim_start_matches("/disclosures/"));
        asker.get_confirmed(&file).await.has_status(404);
        clerk.get("/").await.has_status(303).leads_to("/figures");
        clerk.get("/received").await.has_status(200).shows(&list).shows("到 2026-12-21");
        let page = clerk.get(&list).await.has_status(200);
        let number = person(SHARES, VILLAGE, 0).supplement.identity_number.as_str().to_owned();
        let page = page.shows(SHARES).shows(ALSO).hides(NOT_ASKED).shows(&number).shows("2 位");
        let page = page.shows("第六十九条").hides("精神分裂症").hides("href=\"/people");
        page.hides("action=\"/people\"").hides("危险性");
        // Whoever was read reads so, with who it was and for what.
        let whose = app.id_of(SHARES).await;
        assert_eq!(app.people_of("handed_list.given").await.iter().filter(|one| **one == whose).count(), 1);
        assert_eq!(app.entries("handed_list.read").await, 1);
        let looks = asker.get(&format!("/people/{whose}/access")).await.has_status(200);
        looks.shows("看了收到的名单").shows("在系统内提供的名单");
        let other = app.id_of(NOT_ASKED).await;
        asker.get(&format!("/people/{other}/access")).await.hides("看了收到的名单");
    }
}

/// Asked at every look: what was agreed to may be taken back, and a record may end.
#[tokio::test]
async fn whoever_takes_the_consent_back_is_gone_at_the_next_look() {
    for engine in engines() {
        let (app, staff) = house(engine).await;
        let (_, list) = given(&staff).await;
        let clerk = &staff[2];
        clerk.get(&list).await.has_status(200).shows(SHARES).shows(ALSO);
        shares(&app, SHARES, "2", "2026-11-21").await;
        clerk.get(&list).await.has_status(200).hides(SHARES).shows(ALSO).shows("1 位");
        shares(&app, ALSO, "2", "2026-11-21").await;
        clerk.get(&list).await.has_status(200).hides(ALSO).shows("现在没有可以看的人");
    }
}

#[tokio::test]
async fn whoever_is_to_be_safe_from_a_guardian_has_neither_address_nor_guardian_there() {
    for engine in engines() {
        let (app, staff) = house(engine).await;
        let (_, list) = given(&staff).await;
        let clerk = &staff[2];
        let form = person(SHARES, VILLAGE, 0).supplement;
        let phone = form.guardian_phone.as_ref().map(|phone| phone.as_str().to_owned()).unwrap_or_default();
        assert!(!form.guardian_name.is_empty() && !form.address.is_empty());
        let page = clerk.get(&list).await.has_status(200).shows(&form.guardian_name).shows(&form.address);
        page.shows(&phone).hides("住址和监护人不提供");
        let home = format!("/people/{}/own-door/safety/new", app.id_of(SHARES).await);
        let flag = xinan_db::new_id().to_string();
        let safe = [
            ("flag_id", flag.as_str()),
            ("name", form.guardian_name.as_str()),
            ("relation", "9"),
            ("phone", phone.as_str()),
            ("safety_reason", "打过人"),
        ];
        staff[0].post(&home, &safe).await.has_status(303);
        let page = clerk.get(&list).await.has_status(200).shows(SHARES).shows("住址和监护人不提供");
        let row = page.text.split(SHARES).nth(1).unwrap().split("</tr>").next().unwrap();
        for hidden in [&form.guardian_name, &form.address] {
            assert!(!row.contains(hidden.as_str()), "{row}");
        }
    }
}

#[tokio::test]
async fn a_list_closes_when_its_days_are_over_or_somebody_ends_it() {
    for engine in engines() {
        let (app, staff) = house(engine).await;
        let (entry, list) = given(&staff).await;
        let [asker, _, clerk] = &staff;
        let ended = asker.post(&format!("{entry}/end"), &[]).await.has_status(303);
        asker.get(&ended.location).await.has_status(200).shows("已停止提供").hides("action=\"/disclosures");
        clerk.get(&list).await.has_status(410).shows("这份名单已停止提供").hides(SHARES);
        clerk.get("/received").await.has_status(200).shows("已停止");
        // Once, and by nobody of another township.
        asker.post(&format!("{entry}/end"), &[]).await.has_status(303);
        app.staff_of("429971102").await.post(&format!("{entry}/end"), &[]).await.has_status(404);
        assert_eq!(app.entries("handed_list.ended").await, 1);
        let (_, list) = given(&staff).await;
        clerk.get(&list).await.has_status(200).shows(SHARES);
        let mut tx = app.app.db().write().await.unwrap();
        let sql = "update disclosures set left_at = left_at - $1";
        tx.execute(sql, &[(30 * 86_400_000_000_i64).into()]).await.unwrap();
        tx.commit().await.unwrap();
        clerk.get(&list).await.has_status(410).shows("这份名单已到期").hides(SHARES);
        clerk.get("/received").await.shows("已到期");
    }
}

#[tokio::test]
async fn only_a_list_that_is_open_is_ended() {
    for engine in engines() {
        let (app, staff) = house(engine).await;
        let [asker, second, clerk] = &staff;
        // Nobody has agreed: there is nothing to end, and it can still be agreed to.
        let entry = asks(asker, &[]).await.has_status(303).location;
        let end = asker.post(&format!("{entry}/end"), &[]).await.has_status(303);
        asker
            .get(&end.location)
            .await
            .has_status(200)
            .shows("还没有人同意，对方还看不到")
            .hides("已停止提供");
        second.post(&format!("{entry}/decision"), &[("do", "approve")]).await.has_status(303);
        clerk.get(&entry.replace("/disclosures/", "/received/")).await.has_status(200).shows(SHARES);
        // Its days are over: nobody ended it, whatever is sent.
        let mut tx = app.app.db().write().await.unwrap();
        let later = (30 * 86_400_000_000_i64).into();
        tx.execute("update disclosures set left_at = left_at - $1", &[later]).await.unwrap();
        tx.commit().await.unwrap();
        let end = asker.post(&format!("{entry}/end"), &[]).await.has_status(303);
        asker.get(&end.location).await.has_status(200).shows("没有要停止的").hides("停止提供，对方看不到了");
        clerk.get("/received").await.shows("已到期").hides("已停止");
        assert_eq!(app.entries("handed_list.ended").await, 0);
        // What is no list read inside has no end.
        let file = asker.enters_saying("/people.xlsx", &CARE).await;
        let file = file.has_status(303).location.rsplit(['=', '/']).next().unwrap().to_owned();
        asker.post(&format!("/disclosures/{file}/end"), &[]).await.has_status(404);
    }
}

/// As it could be once: ended while it waited.
#[tokio::test]
async fn what_was_ended_before_is_not_agreed_to() {
    for engine in engines() {
        let (app, staff) = house(engine).await;
        let [asker, second, clerk] = &staff;
        let entry = asks(asker, &[]).await.has_status(303).location;
        let mut tx = app.app.db().write().await.unwrap();
        let sql = "update handed_lists set ended_at = 1795000000000000, ended_as = '王医生'";
        tx.execute(sql, &[]).await.unwrap();
        tx.commit().await.unwrap();
        second.get(&entry).await.has_status(200).shows("王医生 在").hides("value=\"approve\"");
        let late = second.post(&format!("{entry}/decision"), &[("do", "approve")]).await.has_status(303);
        second
            .get(&late.location)
            .await
            .has_status(200)
            .shows("在同意以前已停止提供")
            .hides("已在系统内提供");
        clerk.get(&entry.replace("/disclosures/", "/received/")).await.has_status(404);
        assert!(app.people_of("handed_list.given").await.is_empty());
    }
}

#[tokio::test]
async fn what_did_not_open_is_in_the_log_in_chinese() {
    let (app, staff) = house(xinan_db::Engine::Sqlite).await;
    let (entry, list) = given(&staff).await;
    staff[2].get("/received/x").await.has_status(404);
    staff[0].post(&format!("{entry}/end"), &[]).await.has_status(303);
    staff[2].get(&list).await.has_status(410);
    let log = app.staff_in(PostKind::AuditAdministrator, COUNTY).await.get("/audit").await.has_status(200);
    let log = log.shows("收到的名单没有打开").shows("没有这份名单").shows("：已停止提供").shows("在到期以前");
    log.hides("no such list").hides("it was ended").hides("days were over");
}

/// Of another post, of another township, and absent are one answer.
#[tokio::test]
async fn a_list_is_of_one_post_and_absent_for_all_others() {
    for engine in engines() {
        let (app, staff) = house(engine).await;
        let (_, list) = given(&staff).await;
        for (kind, region, status) in [
            (PostKind::CivilAffairs, COUNTY, 404),
            (PostKind::CivilAffairs, "429971102", 404),
            (PostKind::DisabledFederation, TOWNSHIP, 404),
            (PostKind::Finance, TOWNSHIP, 403),
            (PostKind::CoordinatingOffice, TOWNSHIP, 403),
            (PostKind::TownshipWorker, TOWNSHIP, 403),
        ] {
            let other = app.staff_in(kind, region).await;
            other.get(&list).await.has_status(status).hides(SHARES);
        }
        let clerk = &staff[2];
        clerk.get("/received/019aa000000070008000000000000009").await.has_status(404);
        clerk.get("/received/x").await.has_status(404);
        for address in ["/people", "/people?q=%E6%9D%8E", "/stats", "/disclosures", "/people.xlsx"] {
            clerk.get(address).await.has_status(403);
        }
    }
}

#[tokio::test]
async fn what_cannot_be_read_inside_is_said_at_its_field() {
    let (_app, staff) = house(xinan_db::Engine::Sqlite).await;
    let asker = &staff[0];
    for (but, say) in [
        ([("purpose", "1")], "在系统内提供只用于救助"),
        ([("receiver", "1")], "民政、残联在卫生健康系统以外"),
        ([("hand_to", "22-429971102")], "这个部门现在没有人能看"),
        ([("hand_to", "24-429971101")], "这个部门现在没有人能看"),
        ([("hand_to", "%")], "这个部门现在没有人能看"),
    ] {
        asks(asker, &but).await.has_status(422).shows(say);
    }
    // Whoever stands in a list of an illness is said to have it.
    let answer = asker.enters_saying("/people.xlsx?diagnosis=1", &INSIDE).await.has_status(422);
    answer.shows("不能按诊断、分类、状态筛选");
}
