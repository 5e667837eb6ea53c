//! The form of an exam or a single result.

use std::collections::BTreeSet;

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Field, Kind, Need, between};
use xinan_domain::code::Code;
use xinan_domain::examination::yearly::Offer;
use xinan_domain::examination::{CONFIRMED, FIELDS, ITEM_FIELDS, Occasion, Refused, item_of_field};
use xinan_domain::text::Lang;

use super::REASON;
use crate::case::VisibleCase;
use crate::case::facts::{Facts, checks};
use crate::case::reason;
use crate::case::words::guardian_warning;
use crate::examination::store::Kept;
use crate::examination::web::offer_on;
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Extra, Filled, Frame, Text, check, official, text};
use crate::shell::ui::form::{Form, fold, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// What the page is made of.
pub(in crate::examination) struct FormPage<'a> {
    pub(in crate::examination) case: &'a VisibleCase,
    pub(in crate::examination) settings: &'a Settings,
    pub(in crate::examination) facts: &'a Facts,
    pub(in crate::examination) answers: &'a Answers,
    pub(in crate::examination) refused: &'a Refused,
    pub(in crate::examination) id: Uuid,
    /// For what it was opened.
    pub(in crate::examination) of: Option<Occasion>,
    /// The version that is corrected.
    pub(in crate::examination) changing: Option<&'a Kept>,
    /// It came with the key of a former session, and nothing of it was stored.
    pub(in crate::examination) outdated: bool,
}

/// Under which name an unsent form is kept in the browser: one that was opened for an exam is never put back into one that was
/// opened for a single result.
pub(in crate::examination) fn draft_key(case: &VisibleCase, of: Option<Occasion>) -> String {
    format!("exam-{}-{}", case.path_id(), of.map_or(0, Occasion::code))
}

type Words = fn(Lang) -> &'static str;

/// The groups of the form: their headings, and from which field to which. What is seldom measured is folded away.
const GROUPS: [(Words, &str, &str, bool); 7] = [
    (texts::exam_group_what, "occasion", "temperature", false),
    (texts::exam_group_baseline, "temperature", "haemoglobin", false),
    (texts::exam_group_blood, "haemoglobin", "alt", false),
    (texts::exam_group_liver, "alt", "ecg", false),
    (texts::exam_group_heart, "ecg", "lithium", false),
    (texts::exam_group_more, "lithium", "conclusion", true),
    (texts::exam_group_result, "conclusion", "", false),
];

/// The questions of the page: those of the form, and the one that a correction adds.
fn asked() -> Vec<Field> {
    let correction = Field {
        id: REASON,
        label: texts::correction_reason(Lang::Zh),
        label_en: texts::correction_reason(Lang::En),
        kind: Kind::Text(reason::LONGEST),
        need: Need::Conditional,
        columns: &[],
    };
    FIELDS.iter().copied().chain([correction]).collect()
}

/// The page.
pub(in crate::examination) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    let name = page.case.head.name.as_str();
    let person = format!("/people/{}", page.case.path_id());
    let list = format!("{person}/examinations");
    let (action, title, back) = match page.changing {
        None => {
            let of = page.of.map_or_else(String::new, |of| format!("?of={}", of.code()));
            (format!("{list}/new{of}"), texts::exam_record(lang), person)
        }
        Some(kept) => {
            let at = format!("{list}/{}", kept.path_id());
            (format!("{at}/edit"), texts::exam_change(lang), at)
        }
    };
    let complaints = &page.refused.complaints;
    let refused = complaints.refused() || page.outdated;
    let periods = page.settings.rules.periods(&page.case.head.village);
    let states = page.facts.consent_states(now.day());
    let wanted: BTreeSet<_> = checks::all(page.facts, &periods, &states)
        .iter()
        .flat_map(|check| check.watch.items())
        .copied()
        .collect();
    let offer = match page.changing {
        None => offer_on(page.facts, page.answers, now.day()),
        Some(kept) => kept.one.agreed_by.map(|_| Offer::Ask),
    };
    let filled = Filled { lang, answers: page.answers, complaints, scope: "" };
    let ask = |one: &Field| {
        let is_wanted = item_of_field(one.id).is_some_and(|item| wanted.contains(&item));
        let extra = match one.id {
            "occasion" if page.changing.is_none() && matches!(offer, None | Some(Offer::Declined)) => {
                Extra { hint: texts::exam_hint_declined(lang), ..Extra::default() }
            }
            "agreed_by" => Extra { when: "occasion=1", ..Extra::default() },
            "ecg_seen" => Extra { when: "ecg=2", ..Extra::default() },
            _ if is_wanted => Extra { hint: texts::exam_hint_wanted(lang), ..Extra::default() },
            _ => Extra::default(),
        };
        // Any of the values will do, and saying so of each of them would be all that one reads.
        let need = if item_of_field(one.id).is_some() { Need::Conditional } else { one.need };
        official(&Field { need, ..*one }, &filled, &extra)
    };
    // Who agreed is asked where nobody was asked before.
    let is_asked = |one: &&Field| one.id != "agreed_by" || offer == Some(Offer::Ask);
    let draft = draft_key(page.case, page.of);
    let draft = page.changing.is_none().then_some(draft.as_str());
    let form = Form { draft, refused, codes: true, ..Form::new(lang, &action, &actor.form_key) };
    let id = page.id.to_string();
    let questions = asked();
    let body = html! {
        (error_summary(lang, &questions, complaints, ""))
        (crumbs_of_person(lang, name, &back, title))
        (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
        @if page.outdated { (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } })) }
        @if let Some(warning) = guardian_warning(&page.case.head, lang) {
            (notice(Tone::Soon, &html! { (warning) }))
        }
        (form.show(&html! {
            (hidden("", &[("exam_id", &id)]))
            @for (heading, from, to, folded) in GROUPS {
                @let fields = between(FIELDS, from, to);
                @let questions = html! { div.paper { @for one in fields.iter().filter(is_asked) { (ask(one)) } } };
                @if folded {
                    @let open = fields.iter().any(|one| {
                        page.answers.has(one.id) || item_of_field(one.id).is_some_and(|item| wanted.contains(&item))
                    });
                    (fold(heading(lang), open, &questions))
                } @else {
                    section.group { header { h2 { (heading(lang)) } } (questions) }
                }
            }
            (marks(lang, page))
            @if page.changing.is_some() {
                @let mut frame = Frame::new(lang, REASON, texts::correction_reason(lang));
                @let () = frame.errors.extend(complaints.at(REASON, lang));
                (text(&frame.hint(texts::correction_hint(lang)), Text::Line, page.answers.raw(REASON)))
            }
            (submit_bar(&[Button::primary(texts::exam_save(lang)).icon(Icon::Check).submit()], &html! {
                a href=(back) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &action,
        back: Some(&back),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// The ticks for values that are unusual and stand so in the report. Those of a version that is corrected were ticked then.
fn marks(lang: Lang, page: &FormPage<'_>) -> Markup {
    let confirmed = page.answers.list(CONFIRMED);
    let listed: Vec<&str> = page.refused.marks.iter().map(|mark| mark.value.as_str()).collect();
    let former = confirmed.iter().filter(|value| {
        let field = value.split('=').next().unwrap_or_default();
        !listed.contains(&value.as_str()) && ITEM_FIELDS.iter().any(|(id, _)| *id == field)
    });
    html! {
        @if !page.refused.marks.is_empty() {
            fieldset.q {
                legend { (texts::exam_confirm(lang)) }
                p.hint { (texts::exam_confirm_hint(lang)) }
                @for mark in &page.refused.marks {
                    @let says = lang.pick(&mark.says[0], &mark.says[1]);
                    (check(CONFIRMED, &mark.value, &texts::exam_confirm_tick(lang, says), confirmed.contains(&mark.value)))
                }
            }
        }
        @for value in former { (hidden("", &[(CONFIRMED, value)])) }
    }
}
