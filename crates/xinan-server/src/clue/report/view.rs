//! The form of a minute, and the list of what one has reported.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints, Field, field};
use xinan_domain::clue::{FIELDS, ScreeningList};
use xinan_domain::code::Code;
use xinan_domain::region::Level;
use xinan_domain::text::Lang;

use crate::clue::store::Kept;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Choice, Extra, Filled, Frame, checks, official, select};
use crate::shell::ui::form::{Form, fold, hidden, submit_bar};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// Under which name the form's draft is kept in the browser.
const DRAFT: &str = "clue-new";

/// What is asked at once, and what is folded away.
const FIRST: [&str; 6] = ["name", "sex", "age", "village", "items", "informant"];
const MORE: [&str; 8] = [
    "note",
    "address",
    "informant_phone",
    "identity_number",
    "guardian_name",
    "guardian_relation",
    "surveyor",
    "surveyed_on",
];

/// The form as it was filled in.
pub(super) struct FormPage<'a> {
    pub(super) settings: &'a Settings,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    /// The id of what is reported.
    pub(super) id: Uuid,
    pub(super) outdated: bool,
}

/// Who, where, what was noticed, who says so.
pub(super) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    let title = texts::clue_report(lang);
    let refused = page.complaints.refused() || page.outdated;
    let list = ScreeningList::named(&page.answers.get("list"));
    let (id, code) = (page.id.to_string(), list.code().to_string());
    let form =
        Form { draft: Some(DRAFT), refused, codes: true, ..Form::new(lang, "/clues/new", &actor.form_key) };
    let folded_wrong = page.complaints.iter().any(|one| MORE.contains(&one.field));
    let folded_filled = MORE.iter().take(6).any(|id| page.answers.has(id));
    let back = if permits(actor, Action::SeeClues) { "/clues" } else { "/clues/mine" };
    let content = html! {
        (head(&Head { title, ..Head::default() }))
        @if page.outdated {
            (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } }))
        }
        (notice(Tone::Info, &html! { (list.lead_in(lang)) " " (texts::clue_promise(lang)) }))
        (form.show(&html! {
            (error_summary(lang, FIELDS, page.complaints, ""))
            (hidden("", &[("clue_id", &id), ("list", &code)]))
            div.paper { @for id in FIRST { (ask(actor, page, list, id)) } }
            (fold(texts::clue_more(lang), folded_wrong || folded_filled, &html! {
                div.paper { @for id in MORE { (ask(actor, page, list, id)) } }
            }))
            (submit_bar(&[Button::primary(texts::clue_send(lang)).icon(Icon::Send).submit()], &html! {
                a href=(back) { (texts::act_cancel(lang)) }
            }))
        }))
        p.muted {
            @for other in ScreeningList::ALL.iter().filter(|other| **other != list) {
                a href={ "/clues/new?list=" (other.code()) } { (texts::clue_other_list(lang, lang.code(*other))) }
            }
        }
    };
    let about = About {
        title,
        current: "/clues/new",
        here: "/clues/new",
        back: Some(back),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &content)
}

/// One field. The questions are ticked, and a village is one of the territory.
fn ask(actor: &Actor, page: &FormPage<'_>, list: ScreeningList, id: &str) -> Markup {
    let lang = actor.lang;
    let Some(field) = field(FIELDS, id) else { return html! {} };
    match id {
        "items" => {
            let choices: Vec<Choice<'_>> = list
                .questions()
                .iter()
                .map(|one| Choice::official(one.number, lang.pick(one.label, one.label_en)))
                .collect();
            let mut frame = frame(lang, field, page.complaints).hint(texts::clue_items_hint(lang));
            frame.wide = true;
            checks(&frame, &choices, &page.answers.list("items"))
        }
        "village" => {
            let tree = page.settings.divisions.tree(&actor.region);
            let villages: Vec<Choice<'_>> = tree
                .iter()
                .filter(|(region, _)| region.level() == Level::Village)
                .map(|(region, name)| Choice::new(region.as_str(), name))
                .collect();
            select(&frame(lang, field, page.complaints), &villages, &page.answers.get("village"))
        }
        _ => {
            let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
            let extra = Extra { hint: hint(lang, id), ..Extra::default() };
            official(field, &filled, &extra)
        }
    }
}

fn frame<'a>(lang: Lang, field: &'a Field, complaints: &Complaints) -> Frame<'a> {
    let mut frame = Frame::new(lang, field.id, lang.pick(field.label, field.label_en));
    frame.errors.extend(complaints.at(field.id, lang));
    frame
}

fn hint(lang: Lang, id: &str) -> &'static str {
    match id {
        "informant" => texts::clue_informant_hint(lang),
        "age" => texts::clue_age_hint(lang),
        "note" => texts::clue_note_hint(lang),
        _ => "",
    }
}

/// What somebody reads of what he or she has reported: nothing of what became of it is in it.
pub(super) struct Received {
    /// As typed; none once it is forgotten.
    name: Option<String>,
    on: Date,
}

impl Received {
    pub(super) fn of(kept: Kept) -> Self {
        let on = Moment::of_micros(kept.recorded_at).day();
        Self { name: kept.clue.map(|clue| clue.registration.name), on }
    }
}

/// The list of what one has reported.
pub(super) fn mine(actor: &Actor, now: &Moment, received: &[Received], reported: bool) -> Markup {
    let lang = actor.lang;
    let title = texts::clue_mine(lang);
    let new = Button::primary(texts::clue_report(lang)).icon(Icon::Pen).link("/clues/new");
    let acts = [new];
    let columns = [
        Column::new(texts::clue_reported_on(lang)),
        Column::new(texts::clue_name(lang)),
        Column::new(texts::column_status(lang)),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "cards" };
    let body = html! {
        (head(&Head { title, acts: &acts, ..Head::default() }))
        (notice(Tone::Info, &html! { (texts::clue_mine_explained(lang)) }))
        @if received.is_empty() {
            (empty(texts::clue_mine_none(lang), texts::clue_mine_none_next(lang), None))
        } @else {
            (table.show(&html! {
                @for one in received {
                    tr {
                        td.lead { (one.on) }
                        td data-label=(texts::clue_name(lang)) {
                            @match &one.name {
                                Some(name) => span data-mask=(covered_name(name)) { (name) },
                                None => span.muted { (texts::clue_forgotten(lang)) },
                            }
                        }
                        td.tail { (tag(Tone::Ok, texts::clue_received(lang))) }
                    }
                }
            }))
        }
    };
    let flash = reported.then(|| Flash::done(texts::clue_done_reported(lang)));
    let draft_done = reported.then_some(DRAFT);
    let current = if permits(actor, Action::SeeClues) { "/clues" } else { "/clues/new" };
    let about = About { title, current, here: "/clues/mine", flash, draft_done, ..About::default() };
    whole(actor, now, &about, &body)
}
