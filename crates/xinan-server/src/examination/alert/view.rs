//! The page on which somebody notes what was done about an alert.

use maud::{Markup, html};
use xinan_domain::answers::{Answers, Complaints, field};
use xinan_domain::examination::alert::{Alert, FIELDS};

use crate::case::VisibleCase;
use crate::examination::store::Kept;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Extra, Filled, official};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// What the page is made of.
pub(super) struct Page<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) kept: &'a Kept,
    pub(super) alerts: &'a [Alert],
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    /// It came with the key of a former session, and nothing of it was stored.
    pub(super) outdated: bool,
}

/// The page.
pub(super) fn form(actor: &Actor, now: &Moment, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let name = page.case.head.name.as_str();
    let exam = format!("/people/{}/examinations/{}", page.case.path_id(), page.kept.path_id());
    let action = format!("{exam}/alert");
    let title = texts::alert_see_to(lang);
    let refused = page.complaints.refused() || page.outdated;
    let id = match page.answers.get("note_id") {
        id if id.is_empty() => xinan_db::new_id().to_string(),
        id => id,
    };
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let ask = |id: &str, extra: &Extra<'_>| field(FIELDS, id).map(|one| official(one, &filled, extra));
    let draft = format!("alert-{}", page.kept.path_id());
    let form = Form { draft: Some(&draft), refused, ..Form::new(lang, &action, &actor.form_key) };
    let words = Extra { hint: texts::alert_words_hint(lang), ..Extra::default() };
    let body = html! {
        (error_summary(lang, FIELDS, page.complaints, ""))
        (crumbs_of_person(lang, name, &exam, title))
        (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
        @if page.outdated { (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } })) }
        @for alert in page.alerts { (notice(Tone::First, &html! { (alert.say(lang)) })) }
        @if page.alerts.is_empty() { (notice(Tone::Info, &html! { (texts::alert_none(lang)) })) }
        (form.show(&html! {
            (hidden("", &[("note_id", &id)]))
            @if let Some(one) = ask("done", &Extra::default()) { (one) }
            @if let Some(one) = ask("done_on", &Extra::default()) { (one) }
            @if let Some(one) = ask("words", &words) { (one) }
            (submit_bar(&[Button::primary(texts::alert_save(lang)).submit()], &html! {
                a href=(exam) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &action,
        back: Some(&exam),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}
