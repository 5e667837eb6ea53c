//! Every address by what guards it: who is let in is who the policies let in, who is not signed in comes to
//! nothing, and what is out of reach looks like what is absent.

use axum::http::{Method, header};

use super::{Answer, Staff, TestApp};
use crate::policy::{Guard, Relation};
use crate::routes::{Address, addresses};
use crate::shell::actor::PostKind;

const VILLAGE: &str = "429971101209";
const NEXT_VILLAGE: &str = "429971101210";
const STAFF: [(PostKind, &str); 3] = [
    (PostKind::VillageDoctor, VILLAGE),
    (PostKind::TownshipWorker, "429971101"),
    (PostKind::CountyOffice, "429971"),
];
/// Of nobody and nothing.
const ABSENT: &str = "019aa000000070008000000000000009";

/// The address with something in the place of each name.
fn filled(address: &Address, person: &str) -> String {
    let of_person = address.path.starts_with("/people/") || address.path.starts_with("/print/");
    address
        .path
        .replace("{id}", if of_person { person } else { ABSENT })
        .replace("{visit}", ABSENT)
        .replace("{session}", ABSENT)
        .replace("{browser}", ABSENT)
        .replace("{what}", "loss")
        .replace("{indicator}", "managed")
        .replace("{village}", VILLAGE)
        .replace("{form}", "follow-up")
        .replace("{name}", "app.css")
}

async fn ask(staff: &Staff, address: &Address, person: &str) -> Answer {
    let path = filled(address, person);
    match address.method == Method::POST {
        true => staff.post(&path, &[]).await,
        false => staff.get(&path).await,
    }
}

#[tokio::test]
async fn who_is_let_in_is_who_the_policies_let_in() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let person = app.id_of("李春生").await;
    for address in addresses().list {
        for (kind, region) in STAFF {
            let may = |action| xinan_policy::permits(kind.post(), action, Relation::Territory);
            let expected = match address.guard {
                Guard::Open | Guard::Own => true,
                Guard::Does(action) => may(action),
                Guard::OneOf(actions) => actions.iter().copied().any(may),
            };
            // A new one each time: some addresses end the session.
            let answer = ask(&app.staff_of(region).await, &address, &person).await;
            let found = answer.status.as_u16() != 403;
            assert_eq!(found, expected, "{kind:?} at {} {}: {}", address.method, address.path, answer.status);
        }
    }
}

#[tokio::test]
async fn without_signing_in_only_these_addresses_answer() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let (stranger, person) = (app.stranger(), app.id_of("李春生").await);
    let mut open = Vec::new();
    for address in addresses().list {
        let answer = ask(&stranger, &address, &person).await;
        let sent_away = answer.location.starts_with("/sign-in") || answer.status.as_u16() == 401;
        assert_eq!(sent_away, address.guard != Guard::Open, "{} {}", address.method, address.path);
        assert!(!answer.text.contains("李春生"), "{}", address.path);
        if address.guard == Guard::Open {
            open.push(format!("{} {}", address.method, address.path));
        }
    }
    let named = [
        "GET /sign-in",
        "POST /sign-in",
        "GET /account/password",
        "GET /view",
        "POST /view",
        "GET /assets/{name}",
        "GET /healthz",
        "GET /dev/ui",
    ];
    assert_eq!(open, named);
}

#[tokio::test]
async fn who_lives_elsewhere_and_who_does_not_exist_are_answered_alike() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    app.add(NEXT_VILLAGE, &["单小曾"]).await;
    let elsewhere = app.id_of("单小曾").await;
    let said = |answer: &Answer, id: &str| {
        let mut headers = answer.headers.clone();
        headers.remove(header::DATE);
        (answer.status, answer.text.replace(id, "ID"), format!("{headers:?}").replace(id, "ID"))
    };
    let mut asked = 0;
    for address in addresses().list {
        if filled(&address, "x") == filled(&address, "y") {
            continue;
        }
        asked += 1;
        let staff = app.staff_of(VILLAGE).await;
        let [there, absent] = [ask(&staff, &address, &elsewhere).await, ask(&staff, &address, ABSENT).await];
        assert_eq!(said(&there, &elsewhere), said(&absent, ABSENT), "{} {}", address.method, address.path);
        assert!(!there.status.is_success() && !there.text.contains("单小曾"), "{}", address.path);
    }
    assert!(asked > 15, "only {asked} addresses are of a person");
}
