//! What is read at the own door, by the person, a guardian, and a guardian from whom the person is to be safe.

use std::sync::Arc;

use xinan_domain::phone::Phone;

use crate::portal::tests::{Kept, PAGES, TOWNSHIP, VILLAGE, come_in, issue, sending};
use crate::seed;
use crate::tests::{Staff, TestApp, paper, person, well_but};

/// Where the person is, and who says so: none of it may reach whom the person is to be safe from.
const ADDRESS: &str = "鸟语巷七号";
const PHONE: &str = "13911112222";
const CONTACT: &str = "金画眉";
const CONTACT_PHONE: &str = "13933334444";
const MOTHER_ADDRESS: &str = "白鹭湾三组";
const MOTHER_PHONE: &str = "13835737167";
const HOSPITAL: &str = "云雀医院";
const OPINION: &str = "住在姑姑家";
const NOTE: &str = "搬到布谷鸟村了";
const DOCTOR: &str = "百灵大夫";
const ADVERSE: &str = "去燕子诊所看过";
const REFERRED: &str = "戴胜门诊";
const VILLAGE_NAME: &str = "柳河村";
const OFFICE: &str = "清溪镇卫生院";
const CANARIES: [&str; 14] = [
    ADDRESS,
    PHONE,
    CONTACT,
    CONTACT_PHONE,
    MOTHER_ADDRESS,
    MOTHER_PHONE,
    HOSPITAL,
    OPINION,
    NOTE,
    DOCTOR,
    ADVERSE,
    REFERRED,
    VILLAGE_NAME,
    OFFICE,
];

const VISIT: &str = "019aa000-0000-7000-8000-000000000001";

async fn house() -> (TestApp, Arc<Kept>, Staff, String) {
    let app = TestApp::new().await;
    let mut one = person("郁秋荻", VILLAGE, 4);
    let form = &mut one.supplement;
    form.address = ADDRESS.to_owned();
    form.phone = Phone::parse(PHONE).ok();
    form.village_contact = CONTACT.to_owned();
    form.village_contact_phone = Phone::parse(CONTACT_PHONE).ok();
    form.guardian_address = MOTHER_ADDRESS.to_owned();
    form.diagnosed_at = HOSPITAL.to_owned();
    form.specialist_opinion = OPINION.to_owned();
    seed::fill(&app.app, std::iter::once(one), std::iter::empty(), |_| {}).await.unwrap();
    let kept = sending(&app).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let person = app.id_of("郁秋荻").await;
    let visit = well_but(&[
        ("visit_id", VISIT),
        ("note", NOTE),
        ("doctor", DOCTOR),
        ("adverse", "2"),
        ("adverse_text", ADVERSE),
        ("adverse_severity", "2"),
        ("referral", "2"),
        ("referral_reason", "复查"),
        ("referral_to", REFERRED),
    ]);
    staff.post(&format!("/people/{person}/visits"), &visit).await.has_status(303);
    (app, kept, staff, person)
}

/// Everything that somebody can read at the own door, pages and papers.
async fn everything(inside: &Staff) -> String {
    let mut all = String::new();
    for page in PAGES {
        all.push_str(&inside.get(page).await.has_status(200).text);
        all.push_str(&inside.in_english().get(page).await.has_status(200).text);
    }
    for paper in ["/my/copy/follow-up.pdf", "/my/copy/supplement.pdf"] {
        let answer = inside.get(paper).await.has_status(200);
        assert!(answer.bytes.starts_with(b"%PDF"), "{paper}");
        all.push_str(&paper::text_of(&answer.bytes));
    }
    all
}

#[tokio::test]
async fn a_guardian_from_whom_somebody_is_to_be_safe_learns_no_place_anywhere() {
    let (app, kept, staff, person) = house().await;
    let number = issue(&staff, &person, Some(("李春林", "9")), "13744445555").await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    let before = everything(&inside).await;
    for one in CANARIES {
        assert!(before.contains(one), "{one} is looked for where it never stands");
    }

    // Set on the page that the list of cards leads to; the guardian stays in and is told nothing.
    let home = format!("/people/{person}/own-door");
    let page = staff.get(&home).await.has_status(200).text;
    let safety =
        page.split("href=\"").find_map(|rest| rest.split('"').next().filter(|to| to.contains("/safety/")));
    let safety = safety.unwrap().to_owned();
    let flag = xinan_db::new_id().to_string();
    staff.post(&safety, &[("flag_id", &flag), ("act", "set")]).await.has_status(422);
    let set = [("flag_id", flag.as_str()), ("act", "set"), ("safety_reason", "打过人")];
    staff.post(&safety, &set).await.has_status(303);
    staff.post(&safety, &set).await.has_status(303);
    let after = everything(&inside).await;
    for one in CANARIES {
        assert!(!after.contains(one), "{one} can still be read");
    }
    // Nothing says so: no such word stands there more often than before it was set.
    for told in ["安全", "已保护", "安全保护", "避开", "打过人", "暂不提供", "own-door", "safety"]
    {
        let [now, then] = [&after, &before].map(|all| all.matches(told).count());
        assert!(now <= then, "{told} tells of it");
    }
    // The record number 编号 begins with a village.
    assert!(!after.replace(['-', '—'], "").contains("20900"), "the village by its number");
    assert!(after.contains("郁秋荻") && after.contains("精神分裂症"));
    assert!(!kept.all().contains(ADDRESS) && !kept.all().contains("郁"));

    // Another card of the same guardian, also when somebody types the name anew, changes nothing of it.
    let number = issue(&staff, &person, Some(("李 春林", "9")), "13744445555").await;
    let inside = come_in(&app.stranger(), &number, &kept, 2).await;
    assert!(!everything(&inside).await.contains(ADDRESS));
    // The person's codes do not go to that guardian's telephone.
    let id = xinan_db::new_id().to_string();
    let wrong = [("card_id", id.as_str()), ("holder", "person"), ("phone", "13744445555")];
    staff.post(&format!("{home}/cards/new"), &wrong).await.has_status(422).shows("需要避开");

    // The person reads all of it, and that it was done.
    let number = issue(&staff, &person, None, PHONE).await;
    let own = come_in(&app.stranger(), &number, &kept, 3).await;
    let all = everything(&own).await;
    assert!(all.contains(ADDRESS) && all.contains(NOTE) && all.contains("登记安全保护"));
    assert!(all.contains("监护人（哥哥）"), "the guardian's own looks");
    assert_eq!((app.entries("safety.set").await, app.entries("guardian.entered").await), (1, 2));

    let lift = [("flag_id", flag.as_str()), ("act", "lift"), ("safety_reason", "已和解")];
    staff.post_confirmed(&safety, &lift).await.has_status(303);
    assert!(everything(&inside).await.contains(ADDRESS));
}

#[tokio::test]
async fn what_a_doctor_keeps_back_is_said_openly_and_never_who_looked() {
    let (app, kept, staff, person) = house().await;
    staff.get(&format!("/people/{person}")).await.has_status(200);
    let number = issue(&staff, &person, None, PHONE).await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    inside.get("/my/record").await.shows(NOTE).shows("精神分裂症").hides("暂时没有给您看");
    let add = format!("/people/{person}/own-door/exceptions/new");
    for (kind, until) in [("1", "2027-05-21"), ("2", "2026-12-31")] {
        let id = xinan_db::new_id().to_string();
        let pairs = [
            ("exception_id", id.as_str()),
            ("kept", kind),
            ("doctor", "云大夫"),
            ("reason", "读到旧事会睡不着"),
            ("until", until),
        ];
        staff.post(&add, &pairs).await.has_status(303);
    }
    // Beyond what the region allows, past, without a doctor or a reason.
    for wrong in [
        [("kept", "1"), ("doctor", "云大夫"), ("reason", "x"), ("until", "2027-05-22")],
        [("kept", "1"), ("doctor", "云大夫"), ("reason", "x"), ("until", "2026-11-20")],
        [("kept", "1"), ("doctor", ""), ("reason", "x"), ("until", "2026-12-01")],
        [("kept", "1"), ("doctor", "云大夫"), ("reason", ""), ("until", "2026-12-01")],
        [("kept", "7"), ("doctor", "云大夫"), ("reason", "x"), ("until", "2026-12-01")],
    ] {
        let id = xinan_db::new_id().to_string();
        staff.post(&add, &[&[("exception_id", id.as_str())][..], &wrong].concat()).await.has_status(422);
    }
    let all = everything(&inside).await;
    for hidden in [NOTE, ADVERSE, OPINION, "精神分裂症", "读到旧事", "云大夫"] {
        assert!(!all.contains(hidden), "{hidden}");
    }
    for said in
        ["暂时没有给您看", OFFICE, "2027年5月21日", "2026年12月31日", "我有不同意见", "（依法暂不提供）"]
    {
        assert!(all.contains(said), "{said}");
    }
    inside.get("/my/access").await.shows("王医生").shows("看了概况");
    // The guardian reads on, by the letter of the law.
    let number = issue(&staff, &person, Some(("李春林", "9")), "13744445555").await;
    let guardian = come_in(&app.stranger(), &number, &kept, 2).await;
    guardian.get("/my/record").await.shows(NOTE).shows("精神分裂症").hides("暂时没有给您看");
    assert_eq!(app.entries("exception.kept").await, 2);
}

#[tokio::test]
async fn the_person_reads_what_is_next_what_was_agreed_and_who_looked() {
    let (app, kept, staff, person) = house().await;
    staff.get("/people").await.has_status(200);
    app.staff_of(VILLAGE).await;
    let number = issue(&staff, &person, None, PHONE).await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    inside
        .get("/my")
        .await
        .shows("前，医生会来看您")
        .shows("镇精防医生")
        .shows(CONTACT)
        .shows("tel:120")
        .shows("tel:12356");
    inside.get("/my/agreed").await.shows("参加随访管理服务").shows("2020年6月20日");
    let not_shared = [
        ("consent_id", "019aa000000070008000000000000001"),
        ("subject", "2"),
        ("decision", "0"),
        ("decided_on", "2026-11-21"),
        ("decided_by", "1"),
    ];
    staff.post(&format!("/people/{person}/consents/new"), &not_shared).await.has_status(303);
    inside
        .get("/my/agreed")
        .await
        .shows("与其他部门共享信息")
        .shows("没有同意")
        .shows("可以把办这件事必需的信息告诉民政");
    inside
        .get("/my/access")
        .await
        .shows("王医生，镇精防医生 · 清溪镇卫生院")
        .shows("看名册，用于安排工作和统计")
        .shows("问一问");
    inside.get("/my/support").await.shows("免费领药").shows("精神卫生法 第六十八条");
    inside.get("/my/access?page=100000").await.has_status(200);
    inside.get("/my/access?page=x").await.has_status(400);
    // A guardian does not read what the person does.
    let number = issue(&staff, &person, Some(("李春林", "9")), "13744445555").await;
    let guardian = come_in(&app.stranger(), &number, &kept, 2).await;
    guardian.get("/my/access").await.shows("王医生").hides("本人").hides("办理本人查看");
    inside.get("/my/access").await.shows("监护人（哥哥）").shows("办理本人查看");
}

/// A copy that the person takes leaves the house like any other, and is entered; loaded twice, once.
#[tokio::test]
async fn a_copy_taken_at_the_own_door_is_entered() {
    let (app, kept, staff, person) = house().await;
    let number = issue(&staff, &person, None, "13744445555").await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    for _ in 0..2 {
        inside.get("/my/copy/supplement.pdf").await.has_status(200);
    }
    let mut tx = app.app.db().read().await.unwrap();
    let entries = "select count(*) as found from disclosures where door = 11 and left_at is not null";
    assert_eq!(tx.row(entries, &[]).await.unwrap().unwrap().int("found").unwrap(), 1);
    let people = "select count(*) as found from disclosed_people";
    assert_eq!(tx.row(people, &[]).await.unwrap().unwrap().int("found").unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(app.entries("own.copy").await, 2);
    staff.get("/disclosures").await.shows("本人或监护人自取的复印件");
}

/// To a guardian the pages speak of the ward by name, and help stands before everything else.
#[tokio::test]
async fn a_guardian_reads_of_the_ward_by_name() {
    let (app, kept, staff, person) = house().await;
    let number = issue(&staff, &person, Some(("李春林", "9")), "13744445555").await;
    let guardian = come_in(&app.stranger(), &number, &kept, 1).await;
    let home = guardian.get("/my").await.has_status(200);
    let home =
        home.shows("您是监护人").shows("医生会来看郁秋荻").shows("谁看过郁秋荻的记录").shows("郁秋荻的记录");
    home.hides("来看您").hides("我的记录").hides("我同意过什么");
    guardian.get("/my/record").await.shows("怎么联系郁秋荻").hides("怎么联系我");
    guardian.get("/my/agreed").await.shows("郁秋荻同意过什么").hides("我同意过什么");
    let english = guardian.in_english().get("/my").await.has_status(200);
    english.shows("The record of 郁秋荻").hides("visit you").hides("My record");
    let number = issue(&staff, &person, None, PHONE).await;
    let inside = come_in(&app.stranger(), &number, &kept, 2).await;
    let own = inside.get("/my").await.shows("医生会来看您").shows("我的记录").hides("监护人").text;
    assert!(own.find("tel:12356").unwrap() < own.find("医生会来看您").unwrap());
}

/// Looks of one day, by the same and for the same, are one line with each of them behind it.
#[tokio::test]
async fn several_looks_of_a_day_read_as_one_line() {
    let (app, kept, staff, person) = house().await;
    for minutes in [1, 2, 3] {
        staff.after(&app, minutes).await.get(&format!("/people/{person}")).await.has_status(200);
    }
    let number = issue(&staff, &person, None, PHONE).await;
    let inside = come_in(&app.stranger(), &number, &kept, 1).await;
    let page =
        inside.get("/my/access").await.has_status(200).shows("随访和照应，").shows("每一次").shows("问一问");
    assert_eq!(page.text.matches("随访和照应，").count(), 1, "{}", page.text);
    let seen = staff.get(&format!("/people/{person}/access")).await.has_status(200).shows("每一次");
    assert_eq!(seen.text.matches("随访和照应，").count(), 1);
}
