//! The form of closing, and what a person's page says of it.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::closing::{Closed, FIELDS};
use xinan_domain::life::Closing;
use xinan_domain::text::Lang;

use super::store::{Kept, Other};
use crate::case::namesake::Namesake;
use crate::case::{VisibleCase, short_no};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Extra, Filled, official};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The form, blank or refused.
pub(super) struct FormPage<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    pub(super) id: Uuid,
    /// Why nothing can be closed now.
    pub(super) forbidden: Option<String>,
    /// Who else has the name and the day of birth.
    pub(super) alike: &'a [Namesake],
}

/// What is asked only with one of the reasons.
fn when(field: &str) -> &'static str {
    match field {
        "finding" | "body" | "concluded_on" | "told_on" => "why=1",
        "kept" => "why=2",
        _ => "",
    }
}

fn hint(lang: Lang, field: &str) -> &'static str {
    match field {
        "closed_on" => texts::closing_on_hint(lang),
        "kept" => texts::closing_kept_hint(lang),
        "note" => texts::closing_note_hint(lang),
        _ => "",
    }
}

pub(super) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    let one = &page.case.head;
    let person = format!("/people/{}", page.case.path_id());
    let here = format!("{person}/closing");
    let title = texts::closing_title(lang);
    let refused = page.complaints.refused();
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let id = page.id.to_string();
    let form = Form { refused, ..Form::new(lang, &here, &actor.form_key) };
    let body = html! {
        (error_summary(lang, FIELDS, page.complaints, ""))
        (crumbs_of_person(lang, &one.name, &person, title))
        (head(&Head { title: &one.name, person: true, aside: title, ..Head::default() }))
        div.stack {
            @if let Some(forbidden) = &page.forbidden {
                (notice(Tone::First, &html! { p role="alert" { (forbidden) } }))
            } @else {
                (notice(Tone::Info, &html! { (texts::closing_explained(lang)) }))
                @if !page.alike.is_empty() {
                    (Card::new("alike", texts::closing_alike(lang)).show(&html! {
                        ul.log {
                            @for one in page.alike {
                                li { a href={ "/people/" (one.id.simple()) } { (one.case_no) } }
                            }
                        }
                    }))
                }
                (form.show(&html! {
                    (hidden("", &[("closing_id", &id)]))
                    @for field in FIELDS {
                        (official(field, &filled, &Extra { hint: hint(lang, field.id), when: when(field.id), ..Extra::default() }))
                    }
                    (rights(lang))
                    (submit_bar(&[Button::primary(texts::closing_do(lang)).submit()], &html! {
                        a href=(person) { (texts::act_cancel(lang)) }
                    }))
                }))
            }
        }
    };
    let about = About {
        title: &one.name,
        person: Some(&one.name),
        current: "/people",
        here: &here,
        back: Some(&person),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// What the law gives the person and the guardian against a diagnosis.
fn rights(lang: Lang) -> Markup {
    html! {
        details {
            summary { (texts::closing_rights(lang)) }
            ul {
                li { (texts::closing_right_again(lang)) }
                li { (texts::closing_right_appraisal(lang)) }
                li { (texts::closing_right_end(lang)) }
            }
        }
    }
}

/// What a person's page says: that the record is closed and why, and which other record is the same person's.
pub(crate) fn notices(
    actor: &Actor,
    case: &VisibleCase,
    closed: Option<(&Kept, Option<&str>)>,
    merged: &[Other],
) -> Markup {
    let lang = actor.lang;
    html! {
        @if let Some((kept, number)) = closed {
            (notice(Tone::Soon, &html! {
                p { (in_words(lang, kept)) }
                @if permits(actor, Action::CloseRecord) && cfg!(feature = "pdf") {
                    @let paper = format!("/print/people/{}/closing.pdf", case.path_id());
                    p { (Button::new(texts::closing_print(lang)).icon(Icon::Print).small().paper(&paper)) }
                }
                @if let Some((into, number)) = kept.into.zip(number).filter(|_| permits(actor, Action::CloseRecord)) {
                    p { a href={ "/people/" (into.simple()) } { (texts::closing_to_kept(lang, &short_no(number))) } }
                }
            }))
        }
        @for one in merged {
            (notice(Tone::Info, &html! {
                (texts::closing_merged(lang, &short_no(&one.case_no))) " "
                // Another territory's record is the county's to open.
                @if permits(actor, Action::CloseRecord) {
                    a href={ "/people/" (one.id.simple()) } { (texts::closing_see_merged(lang)) }
                }
            }))
        }
        @if permits(actor, Action::CloseRecord) && case.head.status == crate::case::Status::Closed && closed.is_none() {
            p.small.muted { (texts::closing_by_transfer(lang)) }
        }
    }
}

/// Why and by whom, in a sentence or two.
fn in_words(lang: Lang, kept: &Kept) -> String {
    let form: &Closed = &kept.form;
    let entered = Moment::of_micros(kept.at).stamp();
    let mut said = texts::closing_line(lang, &form.on.to_string(), lang.code(form.why), &kept.by, &entered);
    if let (Closing::Revoked, Some(one)) = (form.why, &form.withdrawn) {
        let (concluded, told) = (one.concluded_on.to_string(), one.told_on.to_string());
        said.push_str(&texts::closing_line_withdrawn(
            lang,
            lang.code(one.finding),
            &one.body,
            &concluded,
            &told,
        ));
    }
    if !form.note.is_empty() {
        said.push_str(&texts::closing_line_note(lang, &form.note));
    }
    said
}
