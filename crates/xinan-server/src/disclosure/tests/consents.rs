//! Who stands in what leaves: purpose and recipient decide which consent is asked for (PROMISES T12, P37).

use super::*;
use crate::shell::actor::PostKind;

/// Who takes part and agreed to sharing, who takes part, who has declined.
const SHARES: &str = "李春生";
const TAKES_PART: &str = "周桂兰";
const DECLINED: &str = "赵大山";

const AGREES_TO_SHARE: [(&str, &str); 6] = [
    ("consent_id", "019aa000000070008000000000000011"),
    ("subject", "2"),
    ("decision", "1"),
    ("decided_on", "2026-11-20"),
    ("decided_by", "1"),
    ("letter", "sharing-2026-1"),
];
const TAKES_BACK: [(&str, &str); 5] = [
    ("consent_id", "019aa000000070008000000000000012"),
    ("subject", "1"),
    ("decision", "2"),
    ("decided_on", "2026-11-20"),
    ("decided_by", "1"),
];
const SHARES_NO_MORE: [(&str, &str); 5] = [
    ("consent_id", "019aa000000070008000000000000013"),
    ("subject", "2"),
    ("decision", "2"),
    ("decided_on", "2026-11-21"),
    ("decided_by", "1"),
];

/// For a purpose, to a side, with what is said of the people.
fn said<'a>(purpose: &'a str, receiver: &'a str, fields: &'a str) -> [(&'a str, &'a str); 4] {
    let recipient = match (receiver, purpose) {
        ("1", _) => "市精神卫生中心 质控科",
        ("2", "7") => "县人民法院（2026）湘0000民特12号",
        ("2", _) => "县民政局 救助科",
        _ => "本人",
    };
    [("purpose", purpose), ("receiver", receiver), ("recipient", recipient), ("fields", fields)]
}

async fn decides(app: &TestApp, name: &str, said: &[(&str, &str)]) {
    let page = format!("/people/{}/consents/new", app.id_of(name).await);
    app.staff_of(VILLAGE).await.post(&page, said).await.has_status(303);
}

async fn village(engine: xinan_db::Engine) -> TestApp {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &[SHARES, TAKES_PART, DECLINED]).await;
    decides(&app, SHARES, &AGREES_TO_SHARE).await;
    decides(&app, DECLINED, &TAKES_BACK).await;
    app
}

/// Enters it, lets a colleague agree where that is asked; the entry and the file.
async fn granted((staff, county): (&Staff, &Staff), file: &str, said: &[(&str, &str)]) -> (String, String) {
    let to = staff.enters_saying(file, said).await.has_status(303).location;
    let id = to.rsplit(['=', '/']).next().unwrap().to_owned();
    let entry = format!("/disclosures/{id}");
    if to == entry {
        agrees(county, &entry).await.has_status(303);
    }
    (entry, format!("{file}?disclosure={id}"))
}

/// Who of the three stands in a workbook.
fn who(book: &Answer) -> Vec<&'static str> {
    let cells = cells(book);
    let stands = |name: &&str| cells.iter().any(|cell| cell == name);
    [SHARES, TAKES_PART, DECLINED].into_iter().filter(stands).collect()
}

#[tokio::test]
async fn a_roster_holds_whom_its_purpose_and_its_recipient_allow() {
    for engine in engines() {
        let app = village(engine).await;
        let (staff, county) = (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
        let page = staff.get("/people/export").await.has_status(200).shows("3 人全部列入");
        page.shows("2 人（不同意参加管理的不列入）").shows("只有同意信息共享的 1 人").shows("未列入");
        for (purpose, receiver, stand, words) in [
            // Care and anything else within health.
            ("1", "1", &[SHARES, TAKES_PART][..], "1 人暂未同意参加管理"),
            ("6", "1", &[SHARES, TAKES_PART], "1 人暂未同意参加管理"),
            // Relief at the office of civil affairs.
            ("6", "2", &[SHARES], "2 人没有同意与其他部门共享信息"),
            ("1", "2", &[SHARES], "2 人没有同意与其他部门共享信息"),
            ("4", "2", &[SHARES], "2 人没有同意与其他部门共享信息"),
            // Comparing with the national system, and a duty of the law: whatever was said.
            ("5", "1", &[SHARES, TAKES_PART, DECLINED], ""),
            ("7", "2", &[SHARES, TAKES_PART, DECLINED], ""),
        ] {
            let (entry, to) = granted((&staff, &county), ROSTER, &said(purpose, receiver, "1")).await;
            staff.get(&entry).await.has_status(200).shows(words).shows("哪些人列入");
            let book = staff.get_confirmed(&to).await.has_status(200);
            assert_eq!(who(&book), stand, "{engine:?} {purpose} {receiver}");
            assert!(cells(&book).iter().any(|cell| cell.contains(words)), "{purpose} {receiver}");
        }
    }
}

/// Nobody offers relief to the dead; what the law orders, and care, count them.
#[tokio::test]
async fn a_list_for_relief_holds_nobody_who_has_died() {
    for engine in engines() {
        let app = village(engine).await;
        let (staff, county) = (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
        let relief = said("6", "1", "1");
        let (_, before) = granted((&staff, &county), ROSTER, &relief).await;
        let mut tx = app.app.db().write().await.unwrap();
        tx.changed(COUNTY);
        let died = "update cases set status = 2 where id = $1";
        let id = xinan_db::Uuid::try_parse(&app.id_of(TAKES_PART).await).unwrap();
        assert_eq!(tx.execute(died, &[id.into()]).await.unwrap(), 1);
        tx.commit().await.unwrap();
        // Entered while everybody lived: other people would stand in it now.
        staff.get_confirmed(&before).await.has_status(409).shows("重新登记");
        for (purpose, receiver, stand) in [
            ("6", "1", &[SHARES][..]),
            ("6", "2", &[SHARES]),
            ("1", "1", &[SHARES, TAKES_PART]),
            ("5", "1", &[SHARES, TAKES_PART, DECLINED]),
            ("7", "2", &[SHARES, TAKES_PART, DECLINED]),
        ] {
            let (entry, to) = granted((&staff, &county), ROSTER, &said(purpose, receiver, "1")).await;
            let page = staff.get(&entry).await.has_status(200);
            match purpose {
                "6" => page.shows("已去世、已结案的不列入"),
                _ => page.hides("已去世、已结案的不列入"),
            };
            let book = staff.get_confirmed(&to).await.has_status(200);
            assert_eq!(who(&book), stand, "{engine:?} {purpose} {receiver}");
        }
    }
}

/// An old word is not outweighed by the number of people: nobody agreed, and nothing leaves.
#[tokio::test]
async fn where_nobody_agreed_it_is_said_at_its_field() {
    let app = TestApp::with_people(VILLAGE, &[TAKES_PART]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let page = staff.enters_saying(ROSTER, &said("6", "2", "1")).await.has_status(422);
    page.shows("没有同意把信息交给这一方").shows("县民政局 救助科");
    assert_eq!(stored(&app).await, []);
    // Who has declined leaves a county's whole list empty for care, and not for the law.
    decides(&app, TAKES_PART, &TAKES_BACK).await;
    staff.get("/people/export").await.has_status(200).shows("登记并继续");
    staff.enters_saying(ROSTER, &said("1", "1", "1")).await.has_status(422);
    staff.enters_saying(ROSTER, &said("7", "2", "1")).await.has_status(303);
}

/// A word that comes between the request and the file: other people than asked for.
#[tokio::test]
async fn who_takes_a_consent_back_meanwhile_does_not_leave() {
    for engine in engines() {
        let app = village(engine).await;
        let (staff, county) = (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
        let (_, to) = granted((&staff, &county), ROSTER, &said("6", "2", "1")).await;
        decides(&app, SHARES, &SHARES_NO_MORE).await;
        staff.get_confirmed(&to).await.has_status(409).shows("登记时是 1 人");
        assert_eq!(app.entries("roster.export").await, 0, "{engine:?}");
    }
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn a_village_is_printed_of_whom_its_purpose_and_its_recipient_allow() {
    for engine in engines() {
        let app = village(engine).await;
        let (staff, county) = (app.staff_of(COUNTY).await, app.staff_of(COUNTY).await);
        for form in ["follow-up", "supplement"] {
            let file = format!("/print/villages/{VILLAGE}/{form}.pdf");
            for (purpose, receiver, people) in [("1", "1", 2), ("4", "1", 3), ("7", "2", 3)] {
                let (_, to) = granted((&staff, &county), &file, &said(purpose, receiver, "2")).await;
                let paper = staff.get_confirmed(&to).await.has_status(200);
                assert!(paper.bytes.starts_with(b"%PDF-"));
                let of_file = stored(&app).await.last().copied();
                assert_eq!(of_file, Some((true, people)), "{engine:?} {form} {purpose} {receiver}");
            }
            // Whoever agreed to sharing agreed to no findings.
            let relief = staff.enters_saying(&file, &said("6", "2", "2")).await.has_status(422);
            relief.shows("不提供给卫生健康系统以外的单位");
        }
    }
}

/// What is printed for the care of one person goes on; to somebody beyond health it goes where a law orders it, with a
/// second person.
#[cfg(feature = "pdf")]
#[tokio::test]
async fn ones_own_form_goes_beyond_health_by_law_only() {
    for engine in engines() {
        let app = village(engine).await;
        let (doctor, county) = (app.staff_of(VILLAGE).await, app.staff_of(COUNTY).await);
        for name in [SHARES, DECLINED] {
            let id = app.id_of(name).await;
            let paper = format!("/print/people/{id}/supplement");
            let file = format!("{paper}.pdf");
            // For the care and for the person, whatever was said.
            doctor.get(&file).await.has_status(200);
            for (purpose, receiver) in [("3", "1"), ("6", "1"), ("2", "3")] {
                let to = doctor.enters_saying(&file, &said(purpose, receiver, "2")).await;
                doctor.get(&to.has_status(303).location).await.has_status(200);
            }
            doctor.get(&format!("{paper}/request")).await.shows("除法律规定必须提供的以外");
            doctor.enters_saying(&file, &said("6", "2", "2")).await.has_status(422).shows("县民政局 救助科");
            let (entry, to) = granted((&doctor, &county), &file, &said("7", "2", "2")).await;
            doctor.get(&to).await.has_status(200);
            doctor.get(&entry).await.shows("湘0000民特12号").shows("已离开系统");
            let mut without = said("7", "2", "2");
            without[2].1 = "县人民法院";
            doctor.enters_saying(&file, &without).await.has_status(422).shows("文书编号");
        }
    }
}

/// Neither a word of consent nor a colleague lets these go.
#[tokio::test]
async fn no_list_goes_to_the_police_and_a_department_is_not_within_health() {
    let app = village(xinan_db::Engine::Sqlite).await;
    let staff = app.staff_of(TOWNSHIP).await;
    for (purpose, receiver, recipient, fields, words) in [
        ("6", "2", "清溪镇派出所", "1", "名单不提供给公安"),
        ("7", "2", "县公安局 429971公字1号", "1", "名单不提供给公安"),
        ("6", "2", "清溪镇民政办", "2", "不提供给卫生健康系统以外的单位"),
        ("6", "1", "清溪镇民政办", "1", "请改选“卫生健康系统以外的单位”"),
        ("6", "2", "清溪镇民政办", "3", "请选包含哪些内容"),
    ] {
        let said =
            [("purpose", purpose), ("receiver", receiver), ("recipient", recipient), ("fields", fields)];
        staff.enters_saying(ROSTER, &said).await.has_status(422).shows(words).shows(recipient);
    }
    assert_eq!(stored(&app).await, []);
}

/// How many there are is an answer, too: it is logged, and counts to the share.
#[tokio::test]
async fn who_is_searched_for_before_an_export_is_seen() {
    for engine in engines() {
        let app = village(engine).await;
        not_due(&app).await;
        share_of(&app, 1).await;
        let staff = app.staff_of(TOWNSHIP).await;
        staff.get(&format!("/people/export?q={SHARES}")).await.has_status(200);
        assert_eq!(app.entries("roster.read").await, 1, "{engine:?}");
        for name in [TAKES_PART, "吴不在"] {
            staff.get(&format!("/people/export?q={name}")).await.has_status(429);
        }
        staff.get(&format!("/people/export?q={SHARES}")).await.has_status(200);
    }
}

/// A form goes back in a browser, with its id: what was entered with it stays what it is, and is read by nobody else.
#[tokio::test]
async fn a_form_of_before_opens_nothing_to_a_department() {
    for engine in engines() {
        let app = village(engine).await;
        let clerk = app.staff_in(PostKind::CivilAffairs, TOWNSHIP).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let first = [&[("disclosure_id", ID)][..], &said("1", "1", "1")].concat();
        let to = staff.post("/people/export", &first).await.has_status(303).location;
        staff.get_confirmed(&to).await.has_status(200);
        let relief = [("purpose", "6"), ("receiver", "2"), ("recipient", ""), ("hand_to", "22-429971101")];
        let again = [&[("disclosure_id", ID)][..], &relief].concat();
        let page = staff.post("/people/export", &again).await.has_status(409);
        page.shows("先前已经登记过别的内容").hides(ID);
        clerk.get(&format!("/received/{}", ID.replace('-', ""))).await.has_status(404);
        clerk.get("/received").await.has_status(200).hides("/received/");
        // The same sent twice is the same, and has left.
        let entry = format!("/disclosures/{}", ID.replace('-', ""));
        staff.post("/people/export", &first).await.has_status(303).leads_to(&entry);
        assert_eq!(stored(&app).await.len(), 1, "{engine:?}");
    }
}
