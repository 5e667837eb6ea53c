//! A page for somebody who is signed in: menu, tabs and search of the post.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use xinan_domain::text::{Lang, short_day};

use super::actor::Actor;
use super::clock::Moment;
use super::ui::icons::Icon;
use super::ui::layout::{NavItem, Page, Search, SignedIn};
use super::ui::notice::Flash;
use crate::policy::{Action, Relation, permits, permits_as};
use crate::texts;

/// What a page says of itself; the rest follows from who looks.
#[derive(Debug, Default)]
pub struct About<'a> {
    /// The title in the browser's tab.
    pub title: &'a str,
    /// The address of the menu entry one is in.
    pub current: &'a str,
    /// This page's address.
    pub here: &'a str,
    /// What was searched for.
    pub asked: &'a str,
    /// What just happened.
    pub flash: Option<Flash<'a>>,
    /// The way back from a form that fills the page.
    pub back: Option<&'a str>,
    /// The person the page is about, whose name is covered in the browser's tab too.
    pub person: Option<&'a str>,
    /// A form was refused.
    pub refused: bool,
    /// The draft that has become a record.
    pub draft_done: Option<&'a str>,
    /// Something stands here that no page shows a second time.
    pub shown_once: bool,
}

/// The page around a body.
pub fn page(actor: &Actor, now: &Moment, about: &About<'_>, body: &Markup) -> Markup {
    let lang = actor.lang;
    let nav = menu(actor);
    let as_of = format!("{} {}", short_day(lang, now.day()), now.time_text());
    let account = actor.account.simple().to_string();
    Page {
        signed_in: SignedIn {
            place: &actor.office,
            post: lang.code(actor.kind),
            name: &actor.name,
            account: &account[20..],
            several: actor.posts > 1,
        },
        nav: &nav,
        tabs: &nav[..nav.len().min(4)],
        current: about.current,
        search: permits(actor, Action::SeeRoster).then_some(Search {
            action: "/people",
            asked: about.asked,
            placeholder: texts::search_people(lang),
        }),
        as_of: &as_of,
        flash: about.flash.clone(),
        view: actor.view,
        here: if about.here.is_empty() { "/" } else { about.here },
        csrf: &actor.form_key,
        task_back: about.back,
        about: about.person,
        refused: about.refused,
        draft_done: about.draft_done,
        shown_once: about.shown_once,
        ..Page::new(lang, about.title)
    }
    .show(body)
}

/// The menu of a post: only what it may do.
fn menu(actor: &Actor) -> Vec<NavItem<'static>> {
    let lang = actor.lang;
    let mut nav = Vec::new();
    if permits(actor, Action::SeeRoster) {
        nav.push(NavItem::new("/", texts::nav_today(lang), Icon::Sun));
        nav.push(NavItem::new("/people", texts::nav_people(lang), Icon::Book));
    }
    if permits(actor, Action::SeeTasks) && !permits(actor, Action::SeeRoster) {
        nav.push(NavItem::new("/tasks", texts::nav_tasks(lang), Icon::Check));
    }
    if permits(actor, Action::SeeIndicators) {
        nav.push(NavItem::new("/stats", texts::nav_stats(lang), Icon::Chart).line_before());
    }
    if permits(actor, Action::Import) {
        nav.push(NavItem::new("/import", texts::nav_import(lang), Icon::Doc));
    }
    if permits(actor, Action::AnswerRequest) {
        nav.push(NavItem::new("/requests", texts::nav_requests(lang), Icon::Doc));
    }
    if permits(actor, Action::AskAboutOne) {
        nav.push(NavItem::new("/police", texts::nav_police(lang), Icon::First));
    }
    if permits(actor, Action::SeeFigures) {
        nav.push(NavItem::new("/figures", texts::nav_figures(lang), Icon::Chart));
    }
    if permits(actor, Action::ReadHandedList) {
        nav.push(NavItem::new("/received", texts::nav_received(lang), Icon::Doc));
    }
    if permits(actor, Action::OpenInEmergency) {
        nav.push(NavItem::new("/emergency", texts::nav_emergency(lang), Icon::First).line_before());
    }
    if permits(actor, Action::SeeDisposal) || permits_as(actor, Action::SeeDisposal, Relation::Treats) {
        nav.push(NavItem::new("/disposals", texts::nav_disposals(lang), Icon::Hand));
    }
    if permits(actor, Action::SeeClues) {
        nav.push(NavItem::new("/clues", texts::nav_clues(lang), Icon::Clue));
    } else if permits(actor, Action::ReportClue) {
        nav.push(NavItem::new("/clues/new", texts::clue_report(lang), Icon::Clue));
    }
    if permits(actor, Action::AnswerHelp) {
        nav.push(NavItem::new("/police-help", texts::nav_police_help(lang), Icon::Call));
    }
    if permits(actor, Action::ReviewEmergency) {
        nav.push(NavItem::new("/reviews", texts::nav_reviews(lang), Icon::Eye));
    }
    if permits(actor, Action::SeeDisclosures) {
        nav.push(NavItem::new("/disclosures", texts::nav_disclosures(lang), Icon::Send));
    }
    if permits(actor, Action::KeepStaff) {
        nav.push(NavItem::new("/staff", texts::nav_staff(lang), Icon::Meet));
    }
    if permits(actor, Action::KeepInstitutions) {
        nav.push(NavItem::new("/institutions", texts::nav_institutions(lang), Icon::Home));
    }
    if permits(actor, Action::SeeSecurity) {
        nav.push(NavItem::new("/security", texts::nav_security(lang), Icon::Shield));
    }
    if permits(actor, Action::JudgePoliceLook) {
        nav.push(NavItem::new("/police-looks", texts::nav_police_looks(lang), Icon::Eye));
    }
    if permits(actor, Action::ReadLog) {
        nav.push(NavItem::new("/audit", texts::nav_log(lang), Icon::Eye));
    }
    nav
}

/// Where a post begins: the first entry of its menu.
pub fn first_page(actor: &Actor) -> &'static str {
    menu(actor).first().map_or("/account", |first| first.href)
}

/// A file to be downloaded.
pub fn download(bytes: Vec<u8>, content_type: &'static str, name: &str) -> Response {
    file(bytes, content_type, name, "attachment")
}

/// A file that the browser shows by itself, such as a PDF.
pub fn inline(bytes: Vec<u8>, content_type: &'static str, name: &str) -> Response {
    file(bytes, content_type, name, "inline")
}

fn file(bytes: Vec<u8>, content_type: &'static str, name: &str, how: &str) -> Response {
    // RFC 6266: a Chinese name needs the encoded form.
    let encoded: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{encoded}")),
    ];
    (headers, bytes).into_response()
}

/// The Excel media type.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How a sentence about a day reads in this language; for titles.
pub fn day_title(lang: Lang, now: &Moment) -> String {
    short_day(lang, now.day())
}
