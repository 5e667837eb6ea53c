//! The form of the record.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::disposal::{RECORD_FIELDS, Standing, write_time};

use crate::disposal::seen::Seen;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Extra, Filled, official};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The form as it was filled in.
pub(super) struct FormPage<'a> {
    pub(super) seen: &'a Seen,
    pub(super) standing: &'a Standing,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    pub(super) id: Uuid,
    pub(super) outdated: bool,
    /// Under its id stands another version.
    pub(super) taken: bool,
}

/// What the record of a person says already.
const OF_PERSON: [&str; 4] = ["name", "sex", "age", "identity_number"];

/// The form, in the order of the paper.
pub(super) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    let kept = &page.seen.kept;
    let back = format!("/disposals/{}", kept.path_id());
    let here = format!("{back}/record");
    let title = texts::disposal_record(lang);
    let refused = page.complaints.refused() || page.outdated || page.taken;
    let name = page.seen.case.as_ref().map_or(kept.report.who.as_str(), |case| case.head.name.as_str());
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let draft = format!("disposal-record-{}", kept.path_id());
    let form = Form { draft: Some(&draft), refused, codes: true, ..Form::new(lang, &here, &actor.form_key) };
    let id = page.id.to_string();
    let ended = page.standing.ended.map(|(at, outcome)| {
        let at = format!("{} {}", at.date(), write_time(at.time()));
        texts::disposal_ended_at(lang, &at, lang.code(outcome))
    });
    let body = html! {
        (error_summary(lang, RECORD_FIELDS, page.complaints, ""))
        (crumbs(texts::where_you_are(lang), &[(texts::nav_disposals(lang), "/disposals"), (title, "")]))
        (head(&Head { title: if name.is_empty() { title } else { name }, person: !name.is_empty(), aside: title, ..Head::default() }))
        div.stack {
            @if page.outdated { (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } })) }
            @if page.taken { (notice(Tone::First, &html! { p role="alert" { (texts::disposal_entry_taken(lang)) } })) }
            @if let Some(ended) = &ended { (notice(Tone::Info, &html! { (ended) " " (texts::disposal_record_explained(lang)) })) }
            (form.show(&html! {
                (hidden("", &[("entry_id", &id)]))
                div.paper {
                    @for field in RECORD_FIELDS {
                        @if kept.case.is_none() || !OF_PERSON.contains(&field.id) {
                            (official(field, &filled, &Extra { hint: hint(actor, field.id), ..Extra::default() }))
                        }
                    }
                }
                (submit_bar(&[Button::primary(texts::act_save(lang)).submit()], &html! {
                    a href=(back) { (texts::act_cancel(lang)) }
                }))
            }))
        }
    };
    let about = About {
        title: if name.is_empty() { title } else { name },
        person: (!name.is_empty()).then_some(name),
        current: "/disposals",
        here: &here,
        back: Some(&back),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

fn hint(actor: &Actor, id: &str) -> &'static str {
    let lang = actor.lang;
    match id {
        "reason" => texts::disposal_primary_hint(lang),
        "ground" => texts::disposal_ground_hint(lang),
        "began_time" => texts::disposal_began_hint(lang),
        _ => "",
    }
}
