//! A visit that is opened and saved as it stands stays what it was.

use xinan_domain::follow_up::Visit;

use super::{Staff, TestApp};

const ID: &str = "019aa000000070008000000000000001";

/// Seen at home; the medicines are added by the test.
const SEEN: [(&str, &str); 28] = [
    ("visit_id", ID),
    ("visited_on", "2026-11-20"),
    ("mode", "2"),
    ("met", "1"),
    ("met", "2"),
    ("risk", "1"),
    ("symptoms", "3"),
    ("symptoms", "12"),
    ("other_symptom", "夜里 \"走动\" <b>"),
    ("severity", "2"),
    ("insight", "2"),
    ("sleep", "1"),
    ("diet", "2"),
    ("self_care", "1"),
    ("housework", "1"),
    ("work", "9"),
    ("learning", "1"),
    ("social", "2"),
    ("incident1", "2"),
    ("confinement", "1"),
    ("hospital", "0"),
    ("labs", "1"),
    ("adherence", "1"),
    ("adverse", "1"),
    ("effect", "2"),
    ("referral", "1"),
    ("doctor", "王医生"),
    ("note", "种上了蒜 & 卖了"),
];

/// Every way in which the paper and workbooks say how a medicine is taken.
const MEDICINES: [(&str, &str); 15] = [
    ("medicine1", "利培酮片"),
    ("morning1", "1"),
    ("evening1", "2.5"),
    ("medicine2", "碳酸锂片"),
    ("usage2", "每日2次"),
    ("dose2", "0.25g"),
    ("medicine3", "棕榈酸帕利哌酮注射液"),
    ("weeks3", "4"),
    ("injection3", "100"),
    ("medicine4", "中药"),
    ("usage4", "一天一剂，水煎"),
    ("guidance1", "碳酸锂片"),
    ("guidance_usage1", "每日3次"),
    ("guidance_dose1", "250"),
    ("guidance2", "中药"),
];

/// What a browser would send of a page's form.
fn answers_on(page: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        Some(plain(rest.split_once('"')?.0))
    };
    let form = page.split("<form").find(|form| form.contains("name=\"visit_id\"")).unwrap();
    let mut answers = Vec::new();
    for tag in form.split('<') {
        let inside = tag.split('>').next().unwrap();
        let Some(name) = attribute(inside, "name") else { continue };
        let is_tick = ["radio", "checkbox"].iter().any(|kind| inside.contains(&format!("type=\"{kind}\"")));
        if tag.starts_with("input") && (!is_tick || inside.contains(" checked")) {
            answers.push((name, attribute(inside, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            answers.push((name, plain(tag.split_once('>').unwrap().1)));
        }
    }
    answers
}

fn plain(markup: &str) -> String {
    markup.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

async fn kept(app: &TestApp) -> Vec<Visit> {
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select id, form from follow_ups where withdrawn_at is null", &[]).await.unwrap();
    rows.iter()
        .map(|row| row.sealed(xinan_db::column::FOLLOW_UP_FORM, row.id("id").unwrap()).unwrap())
        .map(|form| serde_json::from_str(&form).unwrap())
        .collect()
}

/// Opens the page and sends what is on it, as somebody does who only looks and saves.
async fn save_as_it_stands(staff: &Staff, address: &str) {
    let page = staff.get(address).await.has_status(200);
    let answers = answers_on(&page.text);
    let pairs: Vec<(&str, &str)> = answers
        .iter()
        .filter(|(name, _)| name != "csrf")
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    staff.post(address, &pairs).await.has_status(303);
}

#[tokio::test]
async fn a_visit_saved_again_keeps_its_medicines_however_they_are_taken() {
    let app = TestApp::with_people("429971101209", &["李春生"]).await;
    let staff = app.staff_of("429971101").await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    let guidance = [("guidance_usage2", "必要时")];
    let pairs = [SEEN.as_slice(), &MEDICINES, &guidance].concat();
    staff.post(&format!("{person}/visits"), &pairs).await.has_status(303);
    let before = kept(&app).await;
    assert_eq!(before[0].clinical().map(|found| (found.medicines.len(), found.guidance.len())), Some((4, 2)));

    save_as_it_stands(&staff, &format!("{person}/visits/{ID}/edit")).await;
    assert_eq!(kept(&app).await, before);
}
