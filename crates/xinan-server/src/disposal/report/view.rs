//! The form of four fields.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints, field};
use xinan_domain::disposal::REPORT_FIELDS;
use xinan_domain::region::Level;
use xinan_domain::text::Lang;

use crate::case::VisibleCase;
use crate::disposal::store::Kept;
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, call};
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Choice, Extra, Filled, Frame, official, select};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::notice;
use crate::shell::ui::person::covered_name;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The form as it was filled in.
pub(super) struct FormPage<'a> {
    pub(super) settings: &'a Settings,
    pub(super) case: Option<&'a VisibleCase>,
    /// What goes on with the person already.
    pub(super) running: &'a [Kept],
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    pub(super) id: Uuid,
    pub(super) outdated: bool,
    /// What was sent under this id before, and said something else.
    pub(super) other: Option<&'a str>,
}

/// The form. Whom one calls stands first: nobody waits for a form.
pub(super) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    let title = texts::disposal_report(lang);
    let refused = page.complaints.refused() || page.outdated || page.other.is_some();
    let id = page.id.to_string();
    let person = page.case.map(VisibleCase::path_id).unwrap_or_default();
    let draft = format!("disposal-{person}");
    let form = Form { draft: Some(&draft), refused, ..Form::new(lang, "/disposals/new", &actor.form_key) };
    let back = if person.is_empty() { "/disposals".to_owned() } else { format!("/people/{person}") };
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let ask = |id: &str, hint: &'static str| {
        field(REPORT_FIELDS, id).map(|one| official(one, &filled, &Extra { hint, ..Extra::default() }))
    };
    let body = html! {
        (error_summary(lang, REPORT_FIELDS, page.complaints, ""))
        (crumbs(texts::where_you_are(lang), &[(texts::nav_disposals(lang), "/disposals"), (title, "")]))
        (head(&Head { title, ..Head::default() }))
        div.stack {
            @if page.outdated { (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } })) }
            @if let Some(other) = page.other {
                (notice(Tone::First, &html! {
                    p role="alert" { (texts::disposal_id_taken(lang)) }
                    p { a href={ "/disposals/" (other) } { (texts::disposal_see(lang)) } }
                }))
            }
            @for one in page.running {
                (notice(Tone::First, &html! {
                    (texts::disposal_runs_already(lang, &one.reported().stamp())) " "
                    a href={ "/disposals/" (one.path_id()) } { (texts::disposal_see(lang)) }
                }))
            }
            (notice(Tone::Soon, &html! {
                p { (texts::disposal_call_first(lang)) }
                div.acts { (call("120", "120", false)) (call("110", "110", false)) (call("12356", "12356", false)) }
            }))
            (form.show(&html! {
                (hidden("", &[("disposal_id", &id), ("person", &person)]))
                div.paper {
                    @match page.case {
                        Some(case) => {
                            p.lead data-mask=(covered_name(&case.head.name)) { (case.head.name) }
                        },
                        None => {
                            @if let Some(one) = ask("who", texts::disposal_who_hint(lang)) { (one) }
                            (village(actor, page))
                        },
                    }
                    @if let Some(one) = ask("place", texts::disposal_place_hint(lang)) { (one) }
                    @if let Some(one) = ask("reason", texts::disposal_reason_hint(lang)) { (one) }
                    @if let Some(one) = ask("seen", "") { (one) }
                    @if let Some(one) = ask("reporter", "") { (one) }
                    @if let Some(one) = ask("phone", texts::disposal_phone_hint(lang)) { (one) }
                }
                (submit_bar(&[Button::primary(texts::disposal_send(lang)).icon(Icon::Send).submit()], &html! {
                    a href=(back) { (texts::act_cancel(lang)) }
                }))
            }))
        }
    };
    let about = About {
        title,
        person: page.case.map(|case| case.head.name.as_str()),
        current: "/disposals",
        here: "/disposals/new",
        back: Some(&back),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// The village whose township sees to it; whoever cares for one is not asked.
fn village(actor: &Actor, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    if actor.region.level() == Level::Village && !page.complaints.refused() {
        return hidden("", &[("village", actor.region.as_str())]);
    }
    let tree = page.settings.divisions.tree(&actor.region);
    let villages: Vec<Choice<'_>> = tree
        .iter()
        .filter(|(region, _)| region.level() == Level::Village)
        .map(|(region, name)| Choice::new(region.as_str(), name))
        .collect();
    let label = label(lang, "village");
    let mut frame = Frame::new(lang, "village", label);
    frame.errors.extend(page.complaints.at("village", lang));
    select(&frame, &villages, &page.answers.get("village"))
}

fn label(lang: Lang, id: &str) -> &'static str {
    field(REPORT_FIELDS, id).map_or("", |field| lang.pick(field.label, field.label_en))
}
