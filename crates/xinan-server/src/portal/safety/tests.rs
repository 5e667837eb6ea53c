//! From whom somebody is to be safe: whatever name and telephone is brought, and wherever somebody would call.

use xinan_db::testing::engines;
use xinan_db::{Engine, Uuid};

use crate::case::store::{NewForm, add_supplements, replace_form, supplement_row};
use crate::portal::tests::{Kept, TOWNSHIP, VILLAGE, come_in, issue, sending, typed};
use crate::tests::{Answer, Staff, TestApp, person};

const NAME: &str = "郁秋荻";
/// Where the invented people live.
const ADDRESS: &str = "清溪镇柳河村3组";
/// The guardian of their form.
const GUARDIAN: &str = "李春林";
const HIS: &str = "13835737167";
const WARNS: &str = "先问镇卫生院登记这件事的医生";

struct House {
    app: TestApp,
    kept: std::sync::Arc<Kept>,
    staff: Staff,
    home: String,
    person: String,
}

async fn house(engine: Engine) -> House {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &[NAME]).await;
    let kept = sending(&app).await;
    let (staff, person) = (app.staff_of(TOWNSHIP).await, app.id_of(NAME).await);
    House { app, kept, staff, home: format!("/people/{person}/own-door"), person }
}

/// Whoever would call is told, also where the form names somebody else.
#[tokio::test]
async fn somebody_whom_the_form_does_not_name_is_named_where_staff_would_call() {
    for engine in engines() {
        let house = house(engine).await;
        house.names("李大强", "13700000001").await.has_status(303);
        let page = format!("/people/{}", house.person);
        let said = "患者需要避开：李大强。";
        house.staff.get(&page).await.has_status(200).shows(said);
        house.app.staff_of(VILLAGE).await.get(&page).await.shows(said);
        // Who is the guardian of the form is warned of by that, once.
        house.names(GUARDIAN, HIS).await.has_status(303);
        house.staff.get(&page).await.shows(said).shows(WARNS).hides("需要避开：李大强、");
        for form in ["visits/new", "consents/new?subject=1", "edit"] {
            house.staff.get(&format!("{page}/{form}")).await.has_status(200).shows(WARNS);
        }
    }
}

impl House {
    /// Names somebody who need not have a card.
    async fn names(&self, name: &str, phone: &str) -> Answer {
        let id = xinan_db::new_id().to_string();
        let said = [
            ("flag_id", id.as_str()),
            ("name", name),
            ("relation", "9"),
            ("phone", phone),
            ("safety_reason", "打过人"),
        ];
        self.staff.post(&format!("{}/safety/new", self.home), &said).await
    }

    /// Asks for a card, as the form is sent.
    async fn asks(&self, pairs: &[(&str, &str)]) -> Answer {
        let id = xinan_db::new_id().to_string();
        let all = [&[("card_id", id.as_str())][..], pairs].concat();
        self.staff.post_confirmed(&format!("{}/cards/new", self.home), &all).await
    }

    /// The page on which such a card is confirmed.
    async fn about_to_issue(&self, pairs: &[(&str, &str)]) -> Answer {
        let id = xinan_db::new_id().to_string();
        let all = [&[("card_id", id.as_str())][..], pairs].concat();
        let asked = self.staff.post(&format!("{}/cards/new", self.home), &all).await.has_status(200);
        asked.shows("name=\"confirms\"")
    }

    /// What whoever has a card reads, with the code of this text.
    async fn reads(&self, number: &str, count: usize) -> String {
        come_in(&self.app.stranger(), number, &self.kept, count).await.get("/my/record").await.text
    }

    /// The way to somebody's safety, the first on the page.
    async fn way_to(&self, after: &str) -> String {
        let page = self.staff.get(&self.home).await.has_status(200).text;
        let (_, rest) = page.split_once(after).unwrap();
        let mut links = rest.split("href=\"").map(|link| link.split('"').next().unwrap());
        links.find(|to| to.contains("/safety/") && !to.ends_with("/new")).unwrap().to_owned()
    }
}

fn flag_of(page: &Answer) -> String {
    page.text.split_once("name=\"flag_id\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn another_name_or_telephone_opens_nothing_that_was_closed() {
    for engine in engines() {
        let house = house(engine).await;
        // Before there is any card; twice is once.
        house.names("王强", "13744445555").await.has_status(303);
        house
            .staff
            .get(&house.home)
            .await
            .shows("王强（")
            .hides("监护人 王强")
            .shows("没有查询卡")
            .shows("已设安全保护：王强");
        // With the same telephone under another name; and the person's own with it.
        for name in ["王小强", "李梅"] {
            let page = house.asks(&[("name", name), ("relation", "9"), ("phone", "13744445555")]).await;
            page.has_status(422).shows("名字却不一样").shows(name);
        }
        let own = [("holder", "person"), ("phone", "13744445555")];
        house.asks(&own).await.has_status(422).shows("需要避开的那位监护人的手机");
        assert_eq!(house.app.entries("card.issued").await, 0);
        // Under the own name he gets a card that opens as little, with whatever telephone.
        let number = issue(&house.staff, &house.person, Some(("王 强", "9")), "13700000001").await;
        let read = house.reads(&number, 1).await;
        assert!(read.contains("的记录") && !read.contains(ADDRESS), "{engine:?}");
        // Under a name that nobody knows, too, until the office says who it is.
        let form = house.staff.get(&format!("{}/cards/new", house.home)).await.has_status(200);
        form.shows("是，或者说不准");
        let unsure = [("name", "王小强"), ("relation", "9"), ("phone", "13700000002"), ("who", "unsure")];
        // What is confirmed says it: it decides what the card opens.
        let asked =
            house.about_to_issue(&unsure).await.shows("验证码发到手机 13700000002").shows("说不准是不是");
        asked.hides("看得到患者的住址");
        let page = house.asks(&unsure).await.has_status(200).shows("按“需要避开”发出");
        let number = crate::portal::tests::number_on(&page);
        assert!(!house.reads(&number, 2).await.contains(ADDRESS));
        assert_eq!(house.app.entries("safety.set").await, 2);
        let other = [("name", "李梅"), ("relation", "2"), ("phone", "13911112222"), ("who", "other")];
        house.asks(&other).await.has_status(422).shows("怎么知道是另外一个人");
        let said = [&other[..], &[("who_reason", "核对身份证，是患者的姑姑")]].concat();
        let asked =
            house.about_to_issue(&said).await.shows("您写明这不是需要避开的那位（核对身份证，是患者的姑姑）");
        asked.shows("看得到患者的住址");
        let number = crate::portal::tests::number_on(&house.asks(&said).await.has_status(200));
        assert!(house.reads(&number, 3).await.contains(ADDRESS));
        assert_eq!(house.app.entries("safety.other").await, 1);
        // She is known now; his new name is not carried through by the form of her card.
        let number = issue(&house.staff, &house.person, Some(("李梅", "2")), "13911112222").await;
        assert!(house.reads(&number, 4).await.contains(ADDRESS));
        let page = house.staff.get(&house.home).await.text;
        let hers = page.split_once("监护人 李梅").unwrap().1.split_once("cards/new?holder=").unwrap().1;
        let hers = hers.split('"').next().unwrap();
        let through = [("holder", hers), ("name", "王晓强"), ("relation", "9"), ("phone", "13700000003")];
        let number = crate::portal::tests::number_on(&house.asks(&through).await.has_status(200));
        assert!(!house.reads(&number, 5).await.contains(ADDRESS));
        // What began flagged by itself is lifted on the page, with a reason.
        let way = house.way_to("监护人 王小强").await;
        let form = house.staff.get(&way).await.has_status(200);
        let flag = flag_of(&form);
        let lift = [("flag_id", flag.as_str()), ("act", "lift"), ("safety_reason", "核对过身份证")];
        // Confirmed anew, by a sentence that says who reads again.
        let asked = house.staff.post(&way, &lift).await.has_status(200).shows("请再确认一次");
        asked
            .shows("取消安全保护：监护人 王小强")
            .shows("凭现在的查询卡，马上又能看到 郁秋荻 的住址")
            .shows("value=\"核对过身份证\"");
        assert_eq!(house.app.entries("safety.lifted").await, 0);
        house.staff.post_confirmed(&way, &lift).await.has_status(303);
        assert_eq!(house.app.entries("safety.lifted").await, 1);
    }
}

#[tokio::test]
async fn the_telephone_of_the_forms_guardian_is_none_of_the_persons_own() {
    let house = house(Engine::Sqlite).await;
    // A family with one telephone shares its codes.
    let number = issue(&house.staff, &house.person, None, HIS).await;
    let inside = come_in(&house.app.stranger(), &number, &house.kept, 1).await;
    inside.get("/my").await.has_status(200);
    house.names(GUARDIAN, "").await.has_status(303);
    // Its codes would go to him now: it has ended at once, and no other begins.
    inside.get("/my").await.has_status(303);
    typed(&house.app.stranger(), &number).await;
    assert_eq!(house.app.entries("card.ended").await, 1);
    house.staff.get(&house.home).await.shows("自动停用");
    house.asks(&[("holder", "person"), ("phone", HIS)]).await.has_status(422);
    house.asks(&[("name", "李小林"), ("relation", "9"), ("phone", HIS)]).await.has_status(422);
    house.asks(&[("holder", "person"), ("phone", "13912345678")]).await.has_status(200);
}

#[tokio::test]
async fn a_card_with_his_telephone_that_was_there_before_opens_as_little() {
    let house = house(Engine::Sqlite).await;
    let other = issue(&house.staff, &house.person, Some(("李小林", "9")), "13744445555").await;
    issue(&house.staff, &house.person, Some(("王强", "9")), "13744445555").await;
    assert!(house.reads(&other, 1).await.contains(ADDRESS));
    // Asked whether the form's guardian is the same: nothing is kept before it is said.
    let way = house.way_to("监护人 王强").await;
    let form = house.staff.get(&way).await.has_status(200).shows("档案里登记的监护人是 李春林");
    let flag = flag_of(&form);
    let set = [("flag_id", flag.as_str()), ("act", "set"), ("safety_reason", "打过人")];
    house.staff.post(&way, &set).await.has_status(422).shows("请选是不是同一个人");
    house.staff.post(&way, &[&set[..], &[("same", "1")]].concat()).await.has_status(303);
    assert!(!house.reads(&other, 2).await.contains(ADDRESS));
    assert_eq!(house.app.entries("safety.set").await, 2);
    house.staff.get(&format!("/people/{}", house.person)).await.shows(WARNS);
}

#[tokio::test]
async fn whoever_would_call_the_guardian_is_warned() {
    for engine in engines() {
        let house = house(engine).await;
        let doctor = house.app.staff_of(VILLAGE).await;
        let record = format!("/people/{}", house.person);
        let tel = format!("tel:{HIS}");
        doctor.get("/").await.has_status(200).shows(&tel).hides(WARNS);
        doctor.get(&record).await.has_status(200).shows(&tel).hides(WARNS);
        house.names("李 春林", "").await.has_status(303);
        doctor.get("/").await.has_status(200).hides(&tel).shows(WARNS);
        doctor.in_english().get("/").await.hides(&tel).shows("ask whoever recorded it first");
        doctor.get(&record).await.has_status(200).shows(WARNS).shows("不要打给对方");
        house.staff.get(&format!("{record}/edit")).await.has_status(200).shows("不要打给对方");
        // In an emergency: whom not to call, and whom instead; his telephone is nowhere on the card.
        let form = person(NAME, VILLAGE, 0).supplement;
        let id = xinan_db::new_id();
        let emergency = id.to_string();
        let asks = [
            ("emergency_id", emergency.as_str()),
            ("identity_number", form.identity_number.as_str()),
            ("reason", "2"),
            ("words", "集市上病情有波动，家属不在身边"),
        ];
        let elsewhere = house.app.staff_of("429971102203").await;
        elsewhere.post("/emergency", &asks).await.has_status(303);
        let card = elsewhere.get(&format!("/emergency/{}", id.simple())).await.has_status(200);
        card.shows(GUARDIAN).hides(HIS).shows("请打给镇卫生院的医生");
        // Another guardian on the form, with the next version of it; and the same again.
        for (name, phone, warned) in [("李梅", "13911112222", false), ("李春林", "13911112222", true)] {
            let form = xinan_domain::supplement::Supplement {
                guardian_name: name.to_owned(),
                guardian_phone: xinan_domain::phone::Phone::parse(phone).ok(),
                ..form.clone()
            };
            let new = NewForm {
                id: xinan_db::new_id(),
                form: &form,
                source: None,
                stated_on: None,
                reason: "",
                by: None,
                now: 1,
            };
            let mut tx = house.app.app.db().write().await.unwrap();
            let case = Uuid::try_parse(&house.person).unwrap();
            let row = supplement_row(&tx, case, &new).unwrap();
            add_supplements(&mut tx, &[row]).await.unwrap();
            replace_form(&mut tx, "429971", case, &new).await.unwrap();
            tx.commit().await.unwrap();
            let page = doctor.get(&record).await.has_status(200);
            if warned {
                page.shows(WARNS)
            } else {
                page.hides(WARNS).shows("tel:13911112222")
            };
        }
        // Lifted, nobody is warned.
        let way = house.way_to("李 春林（").await;
        let flag = flag_of(&house.staff.get(&way).await.has_status(200));
        let lift = [("flag_id", flag.as_str()), ("act", "lift"), ("safety_reason", "查明是误会")];
        let asked = house.staff.post(&way, &lift).await.has_status(200).shows("取消安全保护：李 春林（");
        asked.shows("现在没有能用的查询卡").hides("监护人 李 春林");
        house.staff.post_confirmed(&way, &lift).await.has_status(303);
        doctor.get(&record).await.hides(WARNS).shows("tel:13911112222");
        doctor.get("/").await.hides(WARNS);
    }
}

#[tokio::test]
async fn a_form_of_before_sets_and_lifts_nothing() {
    for engine in engines() {
        let house = house(engine).await;
        issue(&house.staff, &house.person, Some((GUARDIAN, "9")), "13744445555").await;
        let way = house.way_to("监护人").await;
        let first = flag_of(&house.staff.get(&way).await);
        let set = [("flag_id", first.as_str()), ("act", "set"), ("safety_reason", "打过人")];
        house.staff.post(&way, &set).await.has_status(303).leads_to(&format!("{}?done=safe", house.home));
        house.staff.post(&way, &set).await.has_status(303).leads_to(&format!("{}?done=safe", house.home));
        let in_other_words = [set[0], set[1], ("safety_reason", "还跟踪")];
        let stands = format!("{}?done=stands", house.home);
        house.staff.post(&way, &in_other_words).await.has_status(303).leads_to(&stands);
        house.staff.get(&stands).await.shows("先前已经有人登记过");
        let lift = [("flag_id", first.as_str()), ("act", "lift"), ("safety_reason", "已和解")];
        house.staff.post_confirmed(&way, &lift).await.has_status(303);
        house.staff.post_confirmed(&way, &lift).await.has_status(303);
        // From an old tab: nothing stands, and that is said; sent once more it is another.
        let old = house.staff.post(&way, &set).await.has_status(409).shows("这张表是以前的").shows("打过人");
        assert_eq!(house.app.entries("safety.set").await, 1, "{engine:?}");
        let second = flag_of(&old);
        assert_ne!(second, first);
        let again = [("flag_id", second.as_str()), ("act", "set"), ("safety_reason", "打过人")];
        house.staff.post(&way, &again).await.has_status(303);
        // Nor does a form of before lift what was set since.
        house.staff.post(&way, &lift).await.has_status(409).shows("这张表是以前的");
        let log = (house.app.entries("safety.set").await, house.app.entries("safety.lifted").await);
        assert_eq!(log, (2, 1), "{engine:?}");
    }
}
