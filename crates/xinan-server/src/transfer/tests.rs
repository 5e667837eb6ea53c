//! Somebody moves, through the front door.

use xinan_db::Engine;
use xinan_db::testing::engines;

use crate::tests::{Staff, TestApp};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const OTHER: &str = "429971102";
const THERE: &str = "429971102203";
const COUNTY: &str = "429971";
const NAME: &str = "李春生";
const IDS: [&str; 3] = [
    "01990000-0000-7000-8000-0000000000a1",
    "01990000-0000-7000-8000-0000000000a2",
    "01990000-0000-7000-8000-0000000000a3",
];

struct House {
    app: TestApp,
    from: Staff,
    to: Staff,
    person: String,
}

async fn house(engine: Engine) -> House {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &[NAME]).await;
    let person = format!("/people/{}", app.id_of(NAME).await);
    let (from, to) = (app.staff_of(TOWNSHIP).await, app.staff_of(OTHER).await);
    House { app, from, to, person }
}

fn slip(id: &str) -> String {
    format!("/transfers/{}", id.replace('-', ""))
}

impl House {
    async fn sends(&self, id: &str, more: &[(&str, &str)]) -> crate::tests::Answer {
        let said = [&[("transfer_id", id), ("sent_on", "2026-11-20"), ("reason", "1")][..], more].concat();
        self.from.post(&format!("{}/transfers/new", self.person), &said).await
    }
}

#[tokio::test]
async fn the_record_follows_to_where_somebody_lives() {
    for engine in engines() {
        let house = house(engine).await;
        let (person, at) = (house.person.as_str(), slip(IDS[0]));
        house.from.get(person).await.has_status(200).shows("流转").shows("/transfers/new");
        house
            .from
            .get(&format!("{person}/transfers/new"))
            .await
            .has_status(200)
            .shows(OTHER)
            .hides(">429971101<");
        // Nothing typed, two places, a day before the record: all said at once, and what was typed stays.
        let wrong = [("to_region", OTHER), ("to_place", "深圳市福田区"), ("note", "白天在家")];
        house.sends(IDS[0], &wrong).await.has_status(422).shows("只填一个").shows("白天在家");
        house.sends(IDS[0], &[("to_region", "429971988")]).await.has_status(422).shows("本县的其他乡镇");
        let said = [("to_region", OTHER), ("phone", "13700000001"), ("note", "白天在家"), ("told", "5")];
        for _ in 0..2 {
            house
                .sends(IDS[0], &said)
                .await
                .has_status(303)
                .leads_to(&format!("{person}/transfers?done=sent"));
        }
        // Whose it is to accept has the way to it.
        house.from.get(person).await.shows("流转中").shows("继续电话随访").hides(&at);
        // One knows where: nobody is lost on the way.
        let lost = [("visit_id", IDS[2]), ("visited_on", "2026-11-21"), ("mode", "3"), ("lost_reason", "1")];
        let lost = [&lost[..], &[("doctor", "王医生")]].concat();
        house.from.post(&format!("{person}/visits/new"), &lost).await.has_status(422).shows("撤回流转");
        // One at a time.
        house.sends(IDS[1], &said).await.has_status(422).shows("不能“流转到外地”");

        // Who is asked reads whom, and no finding; nobody else reads anything.
        house.to.get("/").await.shows("要办的事").shows(NAME).shows("接收流转");
        house.to.get("/tasks").await.has_status(200).shows(&at);
        house.to.get(&at).await.has_status(200).shows(NAME).shows("白天在家").hides("精神分裂症");
        house.to.get(person).await.has_status(404);
        house.from.get(&at).await.has_status(404);
        house.app.staff_of("429971103").await.get(&at).await.has_status(404);
        house.app.staff_of(THERE).await.get(&at).await.has_status(403);

        // A township and a village that nobody has heard of.
        let nowhere = [("accepted_on", "2026-11-21"), ("village", "429971102999"), ("address", "3组8号")];
        let refused = house.to.post(&format!("{at}/acceptance"), &nowhere).await;
        refused.has_status(422).shows("请从列表里选一个本乡镇").shows("3组8号");
        let refused = house.to.post(&format!("{at}/acceptance"), &[("address", "3组8号")]).await;
        refused.has_status(422).shows("3组8号").shows("还没有填");
        let moves = [("accepted_on", "2026-11-21"), ("village", THERE), ("address", "3组8号")];
        let accepted = format!("{person}?done=transfer");
        house.to.post(&format!("{at}/acceptance"), &moves).await.has_status(303).leads_to(&accepted);
        // From the next request on it is the record of the other township.
        house.to.get(person).await.has_status(200).shows("3组8号").shows("首次随访").hides("流转中");
        house.from.get(person).await.has_status(404);
        house.to.get("/").await.hides("接收流转");
        house
            .to
            .post(&format!("{at}/return"), &[("transfer_reason", "不在")])
            .await
            .leads_to(&format!("{at}?done=late"));
        house.to.get(&at).await.shows("已接收").hides(NAME);
        assert_eq!(house.app.entries("transfer.accepted").await, 1, "{engine:?}");
        assert_eq!(house.app.entries("transfer.sent").await, 1, "{engine:?}");
    }
}

#[tokio::test]
async fn what_is_sent_back_goes_on_where_it_was() {
    for engine in engines() {
        let house = house(engine).await;
        let (person, at) = (house.person.as_str(), slip(IDS[0]));
        house.sends(IDS[0], &[("to_region", OTHER)]).await.has_status(303);
        house.to.post(&format!("{at}/return"), &[]).await.has_status(422);
        let reason = [("transfer_reason", "查无此人")];
        house.to.post(&format!("{at}/return"), &reason).await.has_status(303);
        house.to.get(&at).await.has_status(200).shows("已退回").hides(NAME);
        house.to.post(&format!("{at}/acceptance"), &[]).await.leads_to(&format!("{at}?done=late"));
        house.from.get("/").await.shows("流转被退回");
        let list = format!("{person}/transfers");
        house.from.get(&list).await.shows("查无此人").shows("知道了");
        let seen = format!("{list}/{}/seen", IDS[0].replace('-', ""));
        house.from.post(&seen, &[]).await.has_status(303);
        house.from.get("/").await.hides("流转被退回");
        // The same form again, filled in otherwise, is another one; what came back is known to whoever sends anew.
        house.sends(IDS[0], &[("to_region", "429971103")]).await.has_status(303);
        house.from.get(&list).await.shows("待接收").shows("已退回");
        let open = house.app.one_id("select id from transfers where answer is null").await;
        let taken_back = format!("{list}/{open}/withdrawal");
        house.from.post(&taken_back, &[("transfer_reason", "填错了")]).await.has_status(303);
        // Another one, and taken back in time.
        house.sends(IDS[1], &[("to_region", OTHER)]).await.has_status(303);
        let back = format!("{list}/{}/withdrawal", IDS[1].replace('-', ""));
        house.from.post(&back, &[]).await.has_status(422);
        house.from.post(&back, &[("transfer_reason", "本人不搬了")]).await.has_status(303);
        house.to.get("/").await.hides("接收流转");
        house.to.get(&slip(IDS[1])).await.has_status(200).shows("已撤回").hides(NAME);
        house.from.get(person).await.hides("流转中");
    }
}

/// Who has left the county is cared for there; here the record is closed, and its figures end.
#[tokio::test]
async fn whoever_is_accepted_in_another_county_is_closed_here() {
    for engine in engines() {
        let house = house(engine).await;
        let person = house.person.as_str();
        house.sends(IDS[0], &[("to_place", "广东省深圳市福田区")]).await.has_status(303);
        let list = format!("{person}/transfers");
        let at = format!("{list}/{}/elsewhere", IDS[0].replace('-', ""));
        house
            .from
            .post(&at, &[("accepted_on", "2026-11-21")])
            .await
            .has_status(422)
            .shows("接收机构和经办人");
        let said = [("accepted_on", "2026-11-21"), ("body", "福田街道社区卫生服务中心 刘医生")];
        let done = house.from.post_confirmed(&at, &said).await;
        done.has_status(303).leads_to(&format!("{list}?done=elsewhere"));
        house.from.get(person).await.has_status(200).shows("结案");
        house.from.get(&list).await.shows("外县已接收").shows("刘医生");
        house.sends(IDS[1], &[("to_region", OTHER)]).await.has_status(422).shows("恢复档案");
        house.app.staff_of(VILLAGE).await.get(&list).await.has_status(403);
        house.app.staff_of(COUNTY).await.get(&list).await.has_status(200);
    }
}

/// A death that is learned on the way ends what was asked: nobody accepts somebody who has died, and when it was a mistake
/// it is all there again.
#[tokio::test]
async fn nobody_is_accepted_who_has_died_on_the_way() {
    for engine in engines() {
        let house = house(engine).await;
        let (person, at) = (house.person.as_str(), slip(IDS[0]));
        house.sends(IDS[0], &[("to_region", OTHER)]).await.has_status(303);
        house.to.get("/tasks").await.shows(NAME);
        let died = [
            ("visit_id", "01990000-0000-7000-8000-0000000000b1"),
            ("visited_on", "2026-11-21"),
            ("mode", "3"),
            ("died_on", "2026-11-20"),
            ("death_cause", "4"),
            ("doctor", "王医生"),
        ];
        let answer = house.from.post(&format!("{person}/visits/new"), &died).await;
        answer.has_status(303);
        house.to.get("/tasks").await.hides(NAME).shows("没有");
        house.to.get("/").await.hides(NAME);
        let moves = [("accepted_on", "2026-11-21"), ("village", THERE), ("address", "3组8号")];
        house.to.get(&at).await.has_status(200).shows("更正死亡").hides("/acceptance");
        house.to.post(&format!("{at}/acceptance"), &moves).await.has_status(422).shows("更正死亡");
        house.to.post(&format!("{at}/return"), &[("transfer_reason", "不在")]).await.has_status(422);
        let list = format!("{person}/transfers");
        let back = format!("{list}/{}/withdrawal", IDS[0].replace('-', ""));
        house.from.get(&list).await.shows("更正死亡").hides("/withdrawal");
        house.from.post(&back, &[("transfer_reason", "不搬了")]).await.has_status(422).shows("更正死亡");
        assert_eq!(house.app.entries("transfer.accepted").await, 0, "{engine:?}");
        // It was a mistake.
        let visit = format!("{person}/visits/{}", died[0].1.replace('-', ""));
        let reason = [("withdrawal_reason", "记到别人名下了")];
        house.from.post(&format!("{visit}/withdrawal"), &reason).await.has_status(303);
        house.to.get("/tasks").await.shows(NAME);
        house.to.post(&format!("{at}/acceptance"), &moves).await.has_status(303);
    }
}

/// What was sent back is a task of whoever sent, as long as the record is there.
#[tokio::test]
async fn a_name_leaves_the_list_with_the_record() {
    for engine in engines() {
        let house = house(engine).await;
        let person = house.person.as_str();
        house.sends(IDS[0], &[("to_region", OTHER)]).await.has_status(303);
        let back = [("transfer_reason", "查无此人")];
        house.to.post(&format!("{}/return", slip(IDS[0])), &back).await.has_status(303);
        house.from.get("/tasks").await.shows(NAME);
        house.sends(IDS[1], &[("to_region", OTHER)]).await.has_status(303);
        house.from.get("/tasks").await.hides(NAME);
        let moves = [("accepted_on", "2026-11-20"), ("village", THERE), ("address", "3组8号")];
        house.to.post(&format!("{}/acceptance", slip(IDS[1])), &moves).await.has_status(303);
        house.from.get("/tasks").await.hides(NAME);
        // And goes on from where the person came to live, on no day before.
        let on =
            [("transfer_id", IDS[2]), ("sent_on", "2026-11-19"), ("reason", "1"), ("to_region", TOWNSHIP)];
        let refused = house.to.post(&format!("{person}/transfers/new"), &on).await;
        refused.has_status(422).shows("不能早于 2026-11-20");
    }
}
