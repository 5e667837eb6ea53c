//! Every address by what guards it: who is let in is who the policies let in, who is not signed in comes to
//! nothing, and what is out of reach looks like what is absent.

use axum::http::{Method, header};

use super::{Answer, Staff, TestApp, well_but};
use crate::policy::{Action, Guard, Relation};
use crate::routes::{Address, addresses};
use crate::shell::actor::PostKind;

const VILLAGE: &str = "429971101209";
const COUNTY: &str = "429971";
const STAFF: [(PostKind, &str); 11] = [
    (PostKind::VillageDoctor, VILLAGE),
    (PostKind::TownshipWorker, "429971101"),
    (PostKind::CountyOffice, COUNTY),
    (PostKind::SystemAdministrator, COUNTY),
    (PostKind::SecurityAdministrator, COUNTY),
    (PostKind::AuditAdministrator, COUNTY),
    (PostKind::PoliceOfficer, "429971101"),
    (PostKind::CoordinatingOffice, COUNTY),
    (PostKind::CivilAffairs, COUNTY),
    (PostKind::DisabledFederation, "429971101"),
    (PostKind::Finance, COUNTY),
];
/// For each of the first three somebody whom the post does not reach: in the next village, township and county.
const ELSEWHERE: [(&str, &str); 3] =
    [("429971101210", "单小曾"), ("429971102203", "周桂兰"), ("429972100204", "赵大山")];
/// Answers out of the form that is sent, and knows nobody.
const OF_NOBODY: &str = "/people/{id}/visits/judge";
/// Of nobody and nothing.
const ABSENT: &str = "019aa000000070008000000000000009";

/// What stands in the places of an address.
struct Named<'a> {
    person: &'a str,
    visit: &'a str,
    village: &'a str,
}

impl<'a> Named<'a> {
    fn of(person: &'a str) -> Self {
        Self { person, visit: ABSENT, village: VILLAGE }
    }

    /// The address with something in each of its places.
    fn at(&self, address: &Address) -> String {
        let of_person = address.path.starts_with("/people/") || address.path.starts_with("/print/");
        address
            .path
            .replace("{id}", if of_person { self.person } else { ABSENT })
            .replace("{visit}", self.visit)
            .replace("{consent}", self.visit)
            .replace("{exam}", self.visit)
            .replace("{paper}", ABSENT)
            .replace("{stay}", ABSENT)
            .replace("{referral}", ABSENT)
            .replace("{thread}", ABSENT)
            .replace("{subject}", "1")
            .replace("{post}", ABSENT)
            .replace("{card}", ABSENT)
            .replace("{holder}", ABSENT)
            .replace("{exception}", ABSENT)
            .replace("{request}", ABSENT)
            .replace("{session}", ABSENT)
            .replace("{step}", ABSENT)
            .replace("{entry}", ABSENT)
            .replace("{browser}", ABSENT)
            .replace("{what}", "loss")
            .replace("{indicator}", "managed")
            .replace("{village}", self.village)
            .replace("{form}", "follow-up")
            .replace("{name}", "app.css")
    }

    /// What is said at the address, with one word for whatever was named.
    async fn said(&self, staff: &Staff, address: &Address) -> (u16, String) {
        let answer = ask(staff, address, self).await;
        let mut headers = answer.headers.clone();
        headers.remove(header::DATE);
        let said = format!("{headers:?}\n{}", answer.text);
        let plain =
            [self.person, self.visit, self.village].iter().fold(said, |said, one| said.replace(one, "NAMED"));
        (answer.status.as_u16(), plain)
    }
}

async fn ask(staff: &Staff, address: &Address, named: &Named<'_>) -> Answer {
    let path = named.at(address);
    match address.method == Method::POST {
        true => staff.post_confirmed(&path, &[]).await,
        false => staff.get_confirmed(&path).await,
    }
}

/// Where one is sent who is not signed in.
fn door(guard: Guard) -> &'static str {
    if matches!(guard, Guard::Card | Guard::Person) { "/my/sign-in" } else { "/sign-in" }
}

/// Whether the policies let a post in.
fn lets_in(guard: Guard, kind: PostKind) -> bool {
    let may = |action| xinan_policy::permits(kind.post(), action, Relation::Territory);
    match guard {
        Guard::Open | Guard::Half | Guard::SignedIn | Guard::Securing | Guard::Own => true,
        // The person's own door: a member of staff is sent to where a card is asked for.
        Guard::Card | Guard::Person => true,
        Guard::Does(action) => may(action),
        Guard::OneOf(actions) => actions.iter().copied().any(may),
    }
}

#[tokio::test]
async fn who_is_let_in_is_who_the_policies_let_in() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let person = app.id_of("郁秋荻").await;
    for address in addresses().list {
        for (kind, region) in STAFF {
            // A new one each time: some addresses end the session.
            let answer = ask(&app.staff_in(kind, region).await, &address, &Named::of(&person)).await;
            if matches!(address.guard, Guard::Card | Guard::Person) {
                assert_eq!((answer.status.as_u16(), answer.location.as_str()), (303, "/my/sign-in"));
                continue;
            }
            let (found, expected) = (answer.status.as_u16() != 403, lets_in(address.guard, kind));
            assert_eq!(found, expected, "{kind:?} at {} {}: {}", address.method, address.path, answer.status);
        }
    }
}

/// The three administrators hear of nobody, wherever asked: not of a name, not of a number, not of how many there are.
#[tokio::test]
async fn no_administrator_sees_a_patient_at_any_address() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let person = app.id_of("郁秋荻").await;
    for kind in PostKind::ADMINISTRATORS {
        let (mut answered, mut refused) = (Vec::new(), 0);
        for address in addresses().list.into_iter().filter(|address| address.guard != Guard::Open) {
            let staff = app.staff_in(kind, COUNTY).await;
            let answer = ask(&staff, &address, &Named::of(&person)).await;
            assert!(!answer.text.contains("郁秋荻"), "{kind:?} {}", address.path);
            assert_eq!(answer.people().count(), 0, "{kind:?} {}", address.path);
            let is_file = answer.bytes.starts_with(b"%PDF") || answer.bytes.starts_with(b"PK");
            assert!(!is_file || address.path == "/audit.xlsx", "{kind:?} {}", address.path);
            match answer.status.as_u16() {
                403 => refused += 1,
                200 => answered.push(format!("{} {}", address.method, address.path)),
                _ => {}
            }
        }
        assert!(refused > 30, "only {refused} addresses are closed to {kind:?}");
        for of_people in ["/people", "/stats", "/print", "/import"] {
            assert!(answered.iter().all(|path| !path.contains(of_people)), "{kind:?} {answered:?}");
        }
    }
    // Nobody is sent to those who care for people, and each has the own page first.
    for (kind, home) in PostKind::ADMINISTRATORS.into_iter().zip(["/staff", "/security", "/audit"]) {
        let staff = app.staff_in(kind, COUNTY).await;
        staff.get("/").await.has_status(303).leads_to(home);
        let refused = staff.get("/people").await.has_status(403);
        refused.shows("看不到患者资料").hides("请联系乡镇精防医生").shows(&format!("href=\"{home}\""));
        let page = staff.get(home).await.has_status(200);
        let menu = page.text.split("<main").next().unwrap();
        for other in ["/staff", "/security", "/audit", "/people", "/stats", "/import"] {
            assert_eq!(menu.contains(&format!("href=\"{other}\"")), other == home, "{kind:?} {other}");
        }
    }
    // The menu has what the post may do; the first page is the staff's.
    let staff = app.administrator_of(COUNTY).await;
    staff.get("/").await.has_status(303).leads_to("/staff");
    let page = staff.get("/staff").await.has_status(200).shows("href=\"/institutions\"");
    page.hides("href=\"/people\"")
        .hides("href=\"/stats\"")
        .hides("href=\"/import\"")
        .hides("action=\"/people\"");
    staff.get("/people").await.has_status(403).shows("回到首页").shows("href=\"/staff\"");
}

/// A form that is too large, and no form: who is not let in hears of neither.
#[tokio::test]
async fn nothing_of_a_form_is_read_before_the_guard_has_let_in() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let (stranger, person) = (app.stranger(), app.id_of("郁秋荻").await);
    let much = "%".repeat(300 * 1024);
    let mut asked = 0;
    for address in addresses().list {
        if address.method != Method::POST || address.guard == Guard::Open {
            continue;
        }
        let path = Named::of(&person).at(&address);
        stranger.post_raw(&path, &much).await.has_status(303).leads_to(door(address.guard));
        for (kind, region) in STAFF.iter().filter(|(kind, _)| !lets_in(address.guard, *kind)) {
            app.staff_in(*kind, region).await.post_raw(&path, &much).await.has_status(403);
            asked += 1;
        }
    }
    assert!(asked >= 4, "only {asked} times somebody was not let in");
}

/// Somebody else knows it, and must not be able to do anything with it but make its owner change it.
#[tokio::test]
async fn with_a_password_that_was_handed_over_only_these_addresses_answer() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let person = app.id_of("郁秋荻").await;
    let mut answered = Vec::new();
    for address in addresses().list {
        let staff = app.staff_of(COUNTY).await;
        let mut tx = app.app.db().write().await.unwrap();
        tx.execute("update accounts set password_handed_over = 1", &[]).await.unwrap();
        tx.commit().await.unwrap();
        let answer = ask(&staff, &address, &Named::of(&person)).await;
        assert!(!answer.text.contains("郁秋荻"), "{}", address.path);
        let sent_to_card =
            matches!(address.guard, Guard::Card | Guard::Person) && answer.location == "/my/sign-in";
        if address.guard != Guard::Open && answer.location != "/account?done=first" && !sent_to_card {
            answered.push(format!("{} {}", address.method, address.path));
        }
    }
    // The page of the code is for whoever is not signed in yet, and leads everybody else to where one signs in.
    let wanted = [
        "GET /sign-in/code",
        "POST /sign-in/code",
        "POST /sign-out",
        "GET /account",
        "POST /account/password",
    ];
    assert_eq!(answered, wanted);
}

/// Whoever must have a second factor and has none comes to where it is set up, and out.
#[tokio::test]
async fn without_the_second_factor_that_is_asked_for_only_these_addresses_answer() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    app.ask_for_second_factor(COUNTY, "administrators").await;
    let person = app.id_of("郁秋荻").await;
    let wanted = [
        "GET /sign-in/code",
        "POST /sign-in/code",
        "POST /sign-out",
        "GET /account",
        "POST /account/password",
        "GET /account/factor",
        "POST /account/factor",
    ];
    for kind in PostKind::ADMINISTRATORS {
        let mut answered = Vec::new();
        for address in addresses().list {
            let staff = app.staff_in(kind, COUNTY).await;
            let answer = ask(&staff, &address, &Named::of(&person)).await;
            // The person's own door is nobody's of the staff: it asks for a card.
            let own =
                matches!(address.guard, Guard::Card | Guard::Person) && answer.location == "/my/sign-in";
            if !own && address.guard != Guard::Open && answer.location != "/account/factor?done=first" {
                answered.push(format!("{} {}", address.method, address.path));
            }
        }
        assert_eq!(answered, wanted, "{kind:?}");
    }
    // Nobody else is asked, until everybody is.
    app.staff_of(COUNTY).await.get("/people").await.has_status(200);
    app.ask_for_second_factor("429971", "everybody").await;
    app.staff_of(VILLAGE).await.get("/people").await.has_status(303).leads_to("/account/factor?done=first");
    app.staff_of("429972").await.get("/people").await.has_status(200);
}

#[tokio::test]
async fn without_signing_in_only_these_addresses_answer() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let (stranger, person) = (app.stranger(), app.id_of("郁秋荻").await);
    let mut open = Vec::new();
    for address in addresses().list {
        let answer = ask(&stranger, &address, &Named::of(&person)).await;
        let sent_away = answer.location.starts_with(door(address.guard)) || answer.status.as_u16() == 401;
        assert_eq!(sent_away, address.guard != Guard::Open, "{} {}", address.method, address.path);
        assert!(!answer.text.contains("郁秋荻"), "{}", address.path);
        if address.guard == Guard::Open {
            open.push(format!("{} {}", address.method, address.path));
        }
    }
    let named = [
        "GET /sign-in",
        "POST /sign-in",
        "GET /sign-in/elsewhere",
        "GET /sign-in/elsewhere/return",
        "GET /setup",
        "POST /setup",
        "GET /account/password",
        "GET /view",
        "POST /view",
        "GET /my/sign-in",
        "POST /my/sign-in",
        "GET /assets/{name}",
        "GET /healthz",
        "GET /dev/ui",
    ];
    assert_eq!(open, named);
}

/// What stands in the matrix is asked somewhere: of an address, or of the visit or the entry that an address names.
#[test]
fn every_action_of_the_matrix_guards_an_address() {
    let guards: Vec<Action> = addresses()
        .list
        .iter()
        .flat_map(|address| match address.guard {
            Guard::Open
            | Guard::Half
            | Guard::SignedIn
            | Guard::Securing
            | Guard::Own
            | Guard::Card
            | Guard::Person => Vec::new(),
            Guard::Does(action) => vec![action],
            Guard::OneOf(actions) => actions.to_vec(),
        })
        .collect();
    let asked_of_visits: Vec<Action> =
        Action::ALL.iter().copied().filter(|action| !guards.contains(action)).collect();
    let asked_of_what_is_there = [
        Action::CorrectVisitOfOthers,
        Action::InformConsent,
        Action::CorrectConsentOfOthers,
        Action::CorrectExaminationOfOthers,
        Action::JudgeAtCounty,
    ];
    assert_eq!(asked_of_visits, asked_of_what_is_there);
}

/// Every address is added with its guard: nothing is put into the router beside the list.
#[test]
fn the_list_is_the_only_way_to_an_address() {
    let source = include_str!("../routes.rs");
    for adds in [".route(", ".merge(", ".nest(", ".route_service(", ".nest_service("] {
        let expected = usize::from(adds == ".route(");
        assert_eq!(source.matches(adds).count(), expected, "{adds} in routes.rs");
    }
}

/// The person, the visit and the village that a post does not reach, and what is nowhere.
#[tokio::test]
async fn what_is_elsewhere_and_what_does_not_exist_are_answered_alike() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let own = app.id_of("郁秋荻").await;
    let nowhere = Named { person: ABSENT, visit: ABSENT, village: "429971101999" };
    for ((_, region), (village, name)) in STAFF.into_iter().zip(ELSEWHERE) {
        app.add(village, &[name]).await;
        let neighbour = app.staff_of(village).await;
        let person = neighbour.get("/people").await.people().next().unwrap().to_owned();
        let visit = "019aa00000007000800000000000".to_owned() + &village[8..];
        let pairs = well_but(&[("visit_id", &visit)]);
        neighbour.post(&format!("/people/{person}/visits"), &pairs).await.has_status(303);
        let elsewhere = Named { person: &person, visit: &visit, village };
        // A visit of somebody else under the name of one's own.
        let mixed = Named { person: &own, visit: &visit, village: VILLAGE };
        let mut asked = 0;
        for address in addresses().list {
            for (named, other) in [(&elsewhere, &nowhere), (&mixed, &Named::of(&own))] {
                if named.at(&address) == other.at(&address) {
                    continue;
                }
                asked += 1;
                let staff = app.staff_of(region).await;
                let (there, absent) =
                    (named.said(&staff, &address).await, other.said(&staff, &address).await);
                assert_eq!(there, absent, "{region} at {} {}", address.method, address.path);
                assert!(there.0 >= 400 || address.path == OF_NOBODY, "{region} at {}", address.path);
                assert!(!there.1.contains(name), "{region} at {}", address.path);
            }
        }
        assert!(asked > 20, "only {asked} addresses are of a person");
    }
}
