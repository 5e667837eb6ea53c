//! What whoever takes the disk reads of a person: nothing by which anybody is known.

use xinan_db::testing::engines;
use xinan_domain::supplement::to_answers;

use super::people::guardian_agrees;
use super::{TestApp, person, well_but};
use crate::seed;

const VILLAGE: &str = "429971101209";
const FIRST: &str = "019aa000-0000-7000-8000-000000000001";
const SECOND: &str = "019aa000-0000-7000-8000-000000000002";
const CALL: &str = "019aa000-0000-7000-8000-000000000003";

const NAME: &str = "金丝雀";
const ADDRESS: &str = "鸟语巷七号";
const GUARDIAN: &str = "金画眉";
const GUARDIAN_PHONE: &str = "13835737167";
const NOTE: &str = "夜里听见布谷鸟";
const DOCTOR: &str = "百灵大夫";
const SAID: &str = "电话里说起燕子";
const REASON: &str = "误录成喜鹊";
const MENDED: &str = "户口本写着戴胜";
const UNABLE: &str = "跟着白鹭走了";
const MISTAKE: &str = "记成了斑鸠";
const INFORMANT: &str = "云雀大嫂";
const NOTICED: &str = "屋顶站着鸬鹚";
const GROUNDLESS: &str = "其实养的是鹌鹑";
const DISTRESS: &str = "河边飞来鹭鸶";
const HELPED: &str = "信天翁警官";
const FILE: &str = "鹦鹉名册";
const CELL: &str = "黄鹂鸟";

/// The ways in which a text could lie there.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let wide: Vec<u16> = text.encode_utf16().collect();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes();
    let plain = text.as_bytes().to_vec();
    let escaped: String = wide.iter().map(|unit| format!("\\u{unit:04x}")).collect();
    vec![
        hex(&plain),
        plain,
        wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        escaped.into_bytes(),
    ]
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Everything that a person says and that is said of a person comes in through the front door.
#[tokio::test]
async fn nothing_of_a_person_is_in_the_clear() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let mut newcomer = person(NAME, VILLAGE, 4);
        newcomer.supplement.address = ADDRESS.to_owned();
        newcomer.supplement.guardian_name = GUARDIAN.to_owned();
        let number = newcomer.supplement.identity_number.as_str().to_owned();
        let mut mended = to_answers(&newcomer.supplement);
        seed::fill(&app.app, std::iter::once(newcomer), std::iter::empty(), |_| {}).await.unwrap();

        let staff = app.staff_of("429971101").await;
        let page = format!("/people/{}", app.id_of(NAME).await);
        let visits = format!("{page}/visits");
        let words = |id| [("visit_id", id), ("note", NOTE), ("doctor", DOCTOR)];
        staff.post(&visits, &well_but(&words(FIRST))).await.has_status(303);
        let lost = [
            ("visit_id", SECOND),
            ("visited_on", "2026-11-20"),
            ("mode", "3"),
            ("lost_reason", "3"),
            ("doctor", DOCTOR),
        ];
        staff.post(&visits, &lost).await.has_status(303);
        let withdrawal = format!("{visits}/{}/withdrawal", SECOND.replace('-', ""));
        staff.post(&withdrawal, &[("withdrawal_reason", REASON)]).await.has_status(303);
        let call = [("contact_id", CALL), ("outcome", "1"), ("next_on", "2026-11-28"), ("note", SAID)];
        staff.post(&format!("{page}/contacts"), &call).await.has_status(303);
        let edit = format!("{page}/edit");
        let blank = staff.get(&edit).await.text;
        let based_on = blank.split_once("name=\"based_on\" value=\"").unwrap().1.split('"').next().unwrap();
        for (id, text) in
            [("form_id", CALL), ("based_on", based_on), ("correction_reason", MENDED), ("education", "8")]
        {
            mended.push(id, text);
        }
        let pairs: Vec<(&str, &str)> = mended.pairs().collect();
        staff.post(&edit, &pairs).await.has_status(303);
        let decided = [&[("consent_id", CALL)][..], &guardian_agrees(GUARDIAN, UNABLE)].concat();
        let consents = format!("{page}/consents");
        staff.post(&format!("{consents}/new"), &decided).await.has_status(303);
        let mistake = format!("{consents}/{CALL}/correction");
        staff.post(&mistake, &[("consent_reason", MISTAKE)]).await.has_status(303);
        let clue = [
            ("clue_id", CALL),
            ("list", "1"),
            ("name", NAME),
            ("sex", "2"),
            ("village", VILLAGE),
            ("items", "5"),
            ("informant", INFORMANT),
            ("note", NOTICED),
            ("surveyor", "王医生"),
            ("surveyed_on", "2026-11-20"),
        ];
        staff.post("/clues/new", &clue).await.has_status(303);
        let ruled_out = [("step_id", CALL), ("step", "1"), ("words", GROUNDLESS)];
        staff.post(&format!("/clues/{}/steps", CALL.replace('-', "")), &ruled_out).await.has_status(303);
        let distress = [
            ("disposal_id", CALL),
            ("who", NAME),
            ("village", VILLAGE),
            ("place", DISTRESS),
            ("reason", "3"),
            ("reporter", INFORMANT),
        ];
        staff.post("/disposals/new", &distress).await.has_status(303);
        let told = [("entry_id", CALL), ("kind", "1"), ("party", "1"), ("name", HELPED)];
        let disposal = format!("/disposals/{}", CALL.replace('-', ""));
        staff.post(&format!("{disposal}/entries"), &told).await.has_status(303);
        // A search that is logged, and a roster with a row that is refused and quoted.
        staff.get(&format!("/people?q={NAME}")).await.has_status(303);
        let roster = format!("姓名,身份证号,村,诊断,确诊日期\n{CELL},123,柳河村,精神分裂症,2020-06-15\n");
        staff.upload("/import", &[(&format!("{FILE}.csv"), roster.as_bytes())]).await.has_status(303);
        // It is there for who may see it.
        staff.get(&page).await.shows(NAME).shows(NOTE);
        staff.get(&visits).await.shows(REASON);
        staff.get(&edit).await.shows(MENDED);
        staff.get("/import").await.shows(FILE);
        let clue = staff.get(&format!("/clues/{}", CALL.replace('-', ""))).await;
        clue.shows(INFORMANT).shows(NOTICED).shows(GROUNDLESS);
        staff.get(&consents).await.shows(UNABLE).shows(MISTAKE);
        staff.get(&disposal).await.shows(DISTRESS).shows(HELPED);

        if engine == xinan_db::Engine::Sqlite {
            let log = app.database.every_byte().await.unwrap();
            assert!(log.iter().any(|(name, bytes)| name.ends_with("-wal") && !bytes.is_empty()));
            look_for_birds(&log, &number);
            app.app.db().close().await;
        }
        look_for_birds(&app.database.every_byte().await.unwrap(), &number);
    }
}

fn look_for_birds(places: &[(String, Vec<u8>)], number: &str) {
    let birds = [
        NAME,
        ADDRESS,
        GUARDIAN,
        GUARDIAN_PHONE,
        NOTE,
        DOCTOR,
        SAID,
        REASON,
        MENDED,
        UNABLE,
        MISTAKE,
        INFORMANT,
        NOTICED,
        GROUNDLESS,
        DISTRESS,
        HELPED,
        FILE,
        CELL,
        number,
    ];
    let size: usize = places.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(size > 5_000, "there is something to look through");
    assert!(places.iter().any(|(_, bytes)| holds(bytes, "王医生".as_bytes())), "staff are not hidden");
    for (name, bytes) in places {
        for bird in birds {
            assert!(forms(bird).iter().all(|form| !holds(bytes, form)), "{bird} lies open in {name}");
        }
    }
}
