//! 0 leaks: somebody whose every group of fields has canaries in it is asked for at every address, in every post,
//! from inside the territory and from outside, and every byte that is answered is searched: pages, headers, workbooks
//! cell by cell, papers where the machine reads them. What may be found there is what the policies let the view show
//! (`policies/fields.cedar`), and what they let it show is found.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::Method;
use xinan_documents::intake::{Cell, Limits, read};
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::phone::Phone;

use super::people::guardian_agrees;
use super::{Answer, Staff, TestApp, paper, person, well_but};
use crate::policy::{Action, Relation};
use crate::portal::tests::{Kept, PAGES, come_in, issue, sending};
use crate::routes::{Address, addresses};
use crate::seed;
use crate::shell::actor::PostKind;
use xinan_policy::{Group, View, permits, shows};

const VILLAGE: &str = "429971101209";
const NEXT_VILLAGE: &str = "429971101210";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";

const NAME: &str = "金丝雀";
const ADDRESS: &str = "鸟语巷七号";
const PHONE: &str = "13911112222";
const GUARDIAN: &str = "金画眉";
const GUARDIAN_PHONE: &str = "13944445555";
const APART: &str = "金乌鸦";
const APART_PHONE: &str = "13955556666";
const HOSPITAL: &str = "云雀医院";
const TYPED_MEDICINE: &str = "画眉宁片";
const LISTED_MEDICINE: &str = "氯氮平";
const ADVERSE: &str = "手抖像啄木鸟";
const NOTE: &str = "夜里听见布谷鸟";
const SAID: &str = "电话里说起燕子";
const MISTAKE: &str = "误录成喜鹊";
const UNABLE: &str = "跟着白鹭走了";
const SAFETY: &str = "乌鸦打过人";
const KEPT_BACK: &str = "读到戴胜会睡不着";
const ASKED: &str = "门牌写成了斑鸠";

/// What stands in each group. Words of our own lists stand in the menus of forms too, and are looked for where there
/// are none.
const CANARIES: [(Group, &str, bool); 18] = [
    (Group::Identity, NAME, false),
    (Group::Whereabouts, ADDRESS, false),
    (Group::Whereabouts, PHONE, false),
    (Group::Guardian, GUARDIAN, false),
    (Group::GuardianPhone, GUARDIAN_PHONE, false),
    (Group::Diagnosis, HOSPITAL, false),
    (Group::Diagnosis, "分裂情感性障碍", true),
    (Group::Medicine, TYPED_MEDICINE, false),
    (Group::Medicine, LISTED_MEDICINE, true),
    (Group::Medicine, ADVERSE, false),
    (Group::Risk, "4 级", true),
    (Group::Words, NOTE, false),
    (Group::Words, SAID, false),
    (Group::Words, MISTAKE, false),
    (Group::Consent, UNABLE, false),
    (Group::Consent, "与其他部门共享信息", true),
    (Group::Protection, SAFETY, false),
    (Group::Protection, KEPT_BACK, false),
];

/// What an answer says, in whatever file.
fn words_of(answer: &Answer) -> String {
    let mut words = format!("{}\n{:?}\n{}", answer.location, answer.headers, answer.text);
    if answer.bytes.starts_with(b"PK") {
        let book = read(&answer.bytes, "answer.xlsx", &Limits::default()).unwrap();
        let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
        words.extend(cells.map(Cell::text));
    }
    if answer.bytes.starts_with(b"%PDF") {
        words.push_str(&paper::text_of(&answer.bytes));
    }
    words
}

/// The groups of which something stands there.
fn found_in(words: &str, in_menus: bool) -> BTreeSet<&'static str> {
    let looked_for = CANARIES.iter().filter(|(_, _, listed)| !listed || in_menus);
    looked_for.filter(|(_, canary, _)| words.contains(canary)).map(|(group, _, _)| group.name()).collect()
}

/// What a view shows.
fn shown_by(view: View) -> BTreeSet<&'static str> {
    Group::ALL.iter().copied().filter(|group| shows(view, *group)).map(Group::name).collect()
}

/// Somebody of whom everything is known that can be, and the ids of it.
struct House {
    app: TestApp,
    kept: Arc<Kept>,
    /// The township's worker who has written it all.
    staff: Staff,
    /// The person's own number.
    number: String,
    person: String,
    /// What stands in the places of an address.
    places: Vec<(&'static str, String)>,
}

impl House {
    async fn full() -> Self {
        let app = TestApp::new().await;
        let mut one = person(NAME, VILLAGE, 4);
        let form = &mut one.supplement;
        form.address = ADDRESS.to_owned();
        form.phone = Phone::parse(PHONE).ok();
        form.guardian_name = GUARDIAN.to_owned();
        form.guardian_phone = Phone::parse(GUARDIAN_PHONE).ok();
        form.diagnosed_at = HOSPITAL.to_owned();
        form.diagnosis = Diagnosis::Schizoaffective;
        let number = form.identity_number.as_str().to_owned();
        seed::fill(&app.app, std::iter::once(one), std::iter::empty(), |_| {}).await.unwrap();
        let kept = sending(&app).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let person = app.id_of(NAME).await;
        let mut house = Self { app, kept, staff, number, person, places: Vec::new() };
        house.write_down().await;
        house
    }

    /// Posts a form with an id of its own; the id as it stands in an address.
    async fn sends(&self, address: &str, id_field: &str, pairs: &[(&str, &str)]) -> String {
        let id = xinan_db::new_id().to_string();
        let answer = self.staff.post(address, &[&[(id_field, id.as_str())], pairs].concat()).await;
        assert_eq!(answer.status.as_u16(), 303, "{address}: {}", answer.text);
        id.replace('-', "")
    }

    async fn write_down(&mut self) {
        let page = format!("/people/{}", self.person);
        let visits = format!("{page}/visits");
        let seen = well_but(&[
            ("visited_on", "2026-11-20"),
            ("risk", "4"),
            ("adherence", "1"),
            ("medicine1", TYPED_MEDICINE),
            ("morning1", "2"),
            ("medicine2", LISTED_MEDICINE),
            ("morning2", "1"),
            ("adverse", "2"),
            ("adverse_text", ADVERSE),
            ("adverse_severity", "2"),
            ("note", NOTE),
        ]);
        let visit = self.sends(&visits, "visit_id", &seen).await;
        let taken_back = self.sends(&visits, "visit_id", &well_but(&[("visited_on", "2026-11-19")])).await;
        let withdrawal = format!("{visits}/{taken_back}/withdrawal");
        self.staff.post(&withdrawal, &[("withdrawal_reason", MISTAKE)]).await.has_status(303);
        let call = [("outcome", "1"), ("next_on", "2026-11-28"), ("note", SAID)];
        self.sends(&format!("{page}/contacts"), "contact_id", &call).await;
        let decided = guardian_agrees(GUARDIAN, UNABLE);
        let consent = self.sends(&format!("{page}/consents/new"), "consent_id", &decided).await;
        let sheet = xinan_db::new_id();
        let papers = format!("{page}/consents/{consent}/papers");
        let jpeg = b"\xFF\xD8\xFF\xE0 a sheet";
        self.staff.upload_sheet(&papers, &sheet.to_string(), "a.jpg", jpeg).await.has_status(303);
        let kept_back = [("kept", "1"), ("doctor", "云大夫"), ("reason", KEPT_BACK), ("until", "2026-12-31")];
        let home = format!("{page}/own-door");
        let exception = self.sends(&format!("{home}/exceptions/new"), "exception_id", &kept_back).await;
        let (request, card, holder) = self.open_own_door(&home).await;
        let disclosure = self.staff.enters("/people.xlsx").await.location;
        self.places = vec![
            ("{visit}", visit),
            ("{consent}", consent),
            ("{paper}", sheet.simple().to_string()),
            ("{exception}", exception),
            ("{request}", request),
            ("{card}", card),
            ("{holder}", holder),
            ("{disclosure}", disclosure.rsplit(['/', '=']).next().unwrap().to_owned()),
        ];
    }

    /// A request of the person; a card, and a guardian from whom the person is to be safe.
    async fn open_own_door(&self, home: &str) -> (String, String, String) {
        let number = issue(&self.staff, &self.person, None, PHONE).await;
        let inside = come_in(&self.app.stranger(), &number, &self.kept, 1).await;
        let request = xinan_db::new_id().to_string();
        let asks = [("request_id", request.as_str()), ("kind", "1"), ("asked", ASKED), ("should_be", "七号")];
        inside.post("/my/requests/new", &asks).await.has_status(303);
        // Known before somebody is to be kept away, and so nobody takes the one for the other.
        issue(&self.staff, &self.person, Some((GUARDIAN, "9")), GUARDIAN_PHONE).await;
        issue(&self.staff, &self.person, Some((APART, "9")), APART_PHONE).await;
        let page = self.staff.get(home).await.has_status(200);
        let of_apart = &page.text[page.text.find(APART).unwrap()..];
        let link = |text: &str, part: &str| {
            let from = text.find(part).unwrap() + part.len();
            text[from..].split(['"', '/', '?']).next().unwrap().to_owned()
        };
        let holder = link(of_apart, "/safety/");
        let safety = format!("{home}/safety/{holder}");
        let set = [("act", "set"), ("safety_reason", SAFETY)];
        self.sends(&safety, "flag_id", &set).await;
        (request.replace('-', ""), link(&page.text, "/cards/"), holder)
    }

    /// The address with what there is of the person in each of its places.
    fn at(&self, address: &Address, opened: &str) -> String {
        let mut path = address.path.to_owned();
        for (place, id) in &self.places {
            path = path.replace(place, id);
        }
        let id = match path.split('/').nth(1) {
            Some("people" | "print") => self.person.as_str(),
            Some("emergency" | "reviews" | "police" | "police-looks" | "police-help") => opened,
            Some("disclosures") => self.place("{disclosure}"),
            _ => ABSENT,
        };
        let path = path
            .replace("{id}", id)
            .replace("{subject}", "2")
            .replace("{what}", "loss")
            .replace("{indicator}", "managed")
            .replace("{village}", VILLAGE)
            .replace("{form}", "follow-up")
            .replace("{name}", "app.css");
        path.replace(['{', '}'], "")
    }

    fn place(&self, name: &str) -> &str {
        self.places.iter().find(|(place, _)| *place == name).map_or(ABSENT, |(_, id)| id.as_str())
    }

    /// Every address as this post is answered there, with the ways in which lists are asked for somebody.
    async fn everything(&self, kind: PostKind, region: &str) -> Vec<(String, String)> {
        let mut said = Vec::new();
        for address in addresses().list {
            let path = self.at(&address, ABSENT);
            // A new one each time: some addresses end the session.
            let staff = self.app.staff_in(kind, region).await;
            let answer = match address.method == Method::POST {
                true => staff.post_confirmed(&path, &[]).await,
                false => staff.get_confirmed(&path).await,
            };
            said.push((format!("{} {path}", address.method), words_of(&answer)));
        }
        let staff = self.app.staff_in(kind, region).await;
        let card_number = &self.number[14..];
        for path in [
            format!("/people?region={VILLAGE}"),
            format!("/people?q={card_number}"),
            format!("/stats/managed/people?month=2026-11&region={VILLAGE}"),
            format!("/stats/stable/people?month=2026-11&region={TOWNSHIP}"),
            format!("/people/export?region={VILLAGE}"),
            format!("/people.xlsx?disclosure={}", self.place("{disclosure}")),
        ] {
            said.push((path.clone(), words_of(&staff.get_confirmed(&path).await)));
        }
        said
    }
}

/// Of nobody and nothing.
const ABSENT: &str = "019aa000000070008000000000000009";

#[tokio::test]
async fn no_post_finds_more_at_any_address_than_the_policies_let_its_view_show() {
    let house = House::full().await;
    let inside = [
        (PostKind::VillageDoctor, VILLAGE),
        (PostKind::TownshipWorker, TOWNSHIP),
        (PostKind::CountyOffice, COUNTY),
    ];
    let outside = [
        (PostKind::VillageDoctor, NEXT_VILLAGE),
        (PostKind::TownshipWorker, "429971102"),
        (PostKind::CountyOffice, "429972"),
    ];
    let no_records = PostKind::ADMINISTRATORS.map(|kind| (kind, COUNTY)).into_iter();
    // Other departments, of the county and of the very township: what was not handed over to them is not there.
    let departments = [
        (PostKind::PoliceOfficer, TOWNSHIP),
        (PostKind::CoordinatingOffice, COUNTY),
        (PostKind::CivilAffairs, TOWNSHIP),
        (PostKind::DisabledFederation, COUNTY),
        (PostKind::Finance, TOWNSHIP),
    ];
    for (kind, region) in outside.into_iter().chain(no_records).chain(departments) {
        let in_menus = !kind.cares();
        assert!(in_menus || permits(kind.post(), Action::SeeCase, Relation::Territory), "{kind:?}");
        for (address, words) in house.everything(kind, region).await {
            assert_eq!(found_in(&words, in_menus), BTreeSet::new(), "{kind:?} of {region} at {address}");
            assert!(!words.contains(&house.number), "{kind:?} of {region} at {address}");
        }
    }
    // Who cares for the person reads all of it: the canaries live.
    for (kind, region) in inside {
        assert!(permits(kind.post(), Action::SeeCase, Relation::Territory));
        let all: String = house.everything(kind, region).await.into_iter().map(|(_, words)| words).collect();
        let mut shown = shown_by(View::Record);
        if !permits(kind.post(), Action::KeepSafety, Relation::Territory) {
            shown.remove(Group::Protection.name());
        }
        assert_eq!(found_in(&all, true), shown, "{kind:?}");
    }
}

#[tokio::test]
async fn the_card_of_an_emergency_shows_its_groups_and_no_other() {
    let house = House::full().await;
    let doctor = house.app.staff_of(NEXT_VILLAGE).await;
    let id = xinan_db::new_id();
    let why = [
        ("emergency_id", id.to_string()),
        ("identity_number", house.number.clone()),
        ("reason", "2".to_owned()),
        ("words", "集市上病情有波动，家属不在身边".to_owned()),
    ];
    let why: Vec<(&str, &str)> = why.iter().map(|(name, value)| (*name, value.as_str())).collect();
    doctor.post("/emergency", &why).await.has_status(303);
    let card = doctor.get(&format!("/emergency/{}", id.simple())).await.has_status(200);
    assert_eq!(found_in(&words_of(&card), true), shown_by(View::EmergencyCard));
    // Nothing else has opened with it, to that doctor or to anybody.
    let id = id.simple().to_string();
    for address in addresses().list.iter().filter(|address| address.method == Method::GET) {
        let path = house.at(address, &id);
        if path.starts_with("/emergency") || path == "/account/password" {
            continue;
        }
        let words = words_of(&doctor.get_confirmed(&path).await);
        assert_eq!(found_in(&words, false), BTreeSet::new(), "{path}");
    }
    let colleague = house.app.staff_of(NEXT_VILLAGE).await.get(&format!("/emergency/{id}")).await;
    assert_eq!(found_in(&words_of(&colleague.has_status(404)), true), BTreeSet::new());
}

/// What was handed over, and nothing beside it at any address; of whoever is to be safe from a guardian, who it is alone.
#[tokio::test]
async fn a_list_of_another_department_shows_its_groups_and_no_other() {
    let house = House::full().await;
    let clerk = house.app.staff_in(PostKind::CivilAffairs, TOWNSHIP).await;
    let said = [("purpose", "6"), ("receiver", "2"), ("recipient", ""), ("hand_to", "22-429971101")];
    let entry = house.staff.enters_saying("/people.xlsx", &said).await.location;
    let second = house.app.staff_of(TOWNSHIP).await;
    second.post(&format!("{entry}/decision"), &[("do", "approve")]).await.has_status(303);
    let list = entry.replace("/disclosures/", "/received/");
    let shown = |words: &str| found_in(words, true);
    let kept_apart = words_of(&clerk.get(&list).await.has_status(200));
    assert_eq!(shown(&kept_apart), BTreeSet::from([Group::Identity.name()]));
    let safety = format!("/people/{}/own-door/safety/{}", house.person, house.place("{holder}"));
    let page = house.staff.get(&safety).await.has_status(200).text;
    let flag = page.split_once("name=\"flag_id\" value=\"").unwrap().1.split('"').next().unwrap();
    let lifted = [("flag_id", flag), ("act", "lift"), ("safety_reason", "已经分开住")];
    house.staff.post_confirmed(&safety, &lifted).await.has_status(303);
    let open = words_of(&clerk.get(&list).await.has_status(200));
    assert_eq!(shown(&open), shown_by(View::DepartmentList));
    for address in addresses().list.iter().filter(|address| address.method == Method::GET) {
        let path = house.at(address, ABSENT);
        let words = words_of(&clerk.get_confirmed(&path).await);
        assert_eq!(found_in(&words, false), BTreeSet::new(), "{path}");
    }
}

#[tokio::test]
async fn the_police_card_shows_its_groups_and_no_other_to_one_officer() {
    let house = House::full().await;
    let privacy_officer = house.app.security_of(COUNTY).await;
    let officer = house.app.police_of(TOWNSHIP).await;
    let id = xinan_db::new_id();
    let asks = [
        ("ask_id", id.to_string()),
        ("incident", "J42997120261121-031".to_owned()),
        ("matter", "1".to_owned()),
        ("identity_number", house.number.clone()),
    ];
    let asks: Vec<(&str, &str)> = asks.iter().map(|(name, value)| (*name, value.as_str())).collect();
    officer.post("/police", &asks).await.has_status(303);
    let id = id.simple().to_string();
    let card = officer.get(&format!("/police/{id}")).await.has_status(200);
    let mut shown = shown_by(View::PoliceCard);
    // Somebody is to be kept away: whom of the family to call, the health side finds out.
    shown.remove(Group::Guardian.name());
    shown.remove(Group::GuardianPhone.name());
    assert_eq!(found_in(&words_of(&card), true), shown);
    // Whoever is told of it does not read about whom, and a colleague at the station nothing.
    let colleague = house.app.police_of(TOWNSHIP).await;
    for (staff, there) in [(&officer, true), (&privacy_officer, false), (&colleague, false)] {
        for address in addresses().list.iter().filter(|address| address.method == Method::GET) {
            let path = house.at(address, &id);
            if path == "/account/password" || (there && path.starts_with("/police/")) {
                continue;
            }
            let words = words_of(&staff.get_confirmed(&path).await);
            assert_eq!(found_in(&words, true), BTreeSet::new(), "{path}");
            assert!(!words.contains(&house.number), "{path}");
        }
    }
}

#[tokio::test]
async fn the_own_door_shows_its_groups_and_no_other() {
    let house = House::full().await;
    for (at, view, holder, phone) in [
        (3, View::Person, None, PHONE),
        (4, View::Guardian, Some((GUARDIAN, "9")), GUARDIAN_PHONE),
        (5, View::GuardianKeptApart, Some((APART, "9")), APART_PHONE),
    ] {
        let number = issue(&house.staff, &house.person, holder, phone).await;
        let inside = come_in(&house.app.stranger(), &number, &house.kept, at - 1).await;
        let mut all = String::new();
        for page in PAGES {
            all.push_str(&words_of(&inside.get(page).await.has_status(200)));
        }
        for file in ["/my/copy/follow-up.pdf", "/my/copy/supplement.pdf"] {
            all.push_str(&words_of(&inside.get(file).await));
        }
        let mut shown = shown_by(view);
        if view == View::Person {
            // A doctor keeps them back for a time, which only the person does not read.
            shown.remove(Group::Words.name());
        }
        assert_eq!(found_in(&all, true), shown, "{view:?}");
        // The code of a card opens the own door and no other.
        inside.get(&format!("/people/{}", house.person)).await.has_status(303).leads_to("/sign-in");
    }
}
