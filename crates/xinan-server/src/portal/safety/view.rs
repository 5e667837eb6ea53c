//! The forms on which it is set and lifted.

use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::person::Relation;
use xinan_domain::text::Lang;

use super::store::Flag;
use super::web::Whom;
use crate::case::VisibleCase;
use crate::portal::card::web::home;
use crate::portal::task::Task;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::ui::button::Button;
use crate::shell::ui::field::{Choice, Text, radios, select, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// Of whom it is, and what stands.
pub(super) struct Page<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) whom: &'a Whom,
    pub(super) flag: Option<&'a Flag>,
    /// The guardian of the form, where it is asked whether it is the same.
    pub(super) in_form: Option<&'a str>,
}

fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "name" => texts::safety_name(lang),
        "relation" => texts::card_relation(lang),
        "phone" => texts::safety_phone(lang),
        "same" => texts::safety_same(lang),
        _ => texts::safety_reason(lang),
    }
}

/// A guardian who is known: it is set, or what stands is lifted.
pub(super) fn page(
    actor: &Actor,
    now: &Moment,
    shown: &Page<'_>,
    answers: &Answers,
    wrong: &[(&'static str, String)],
) -> Markup {
    let (lang, case, flag) = (actor.lang, shown.case, shown.flag);
    let back = home(case);
    let here = format!("{back}/safety/{}", shown.whom.holder.simple());
    let title = if flag.is_some() { texts::safety_lift(lang) } else { texts::safety_set(lang) };
    let task = Task { case, title, here: &here, back: &back, answers, wrong, label };
    let who = shown.whom.in_words(lang);
    let same =
        [Choice::new("1", texts::safety_same_yes(lang)), Choice::new("0", texts::safety_same_no(lang))];
    let body = html! {
        @match flag {
            None => (notice(Tone::Info, &html! { (texts::safety_explained(lang, &who)) })),
            Some(flag) => (notice(Tone::Soon, &html! {
                (texts::safety_since(lang, &who, &Moment::of_micros(flag.set_at).stamp(), &flag.set_by, &flag.reason))
            })),
        }
        (Form { refused: task.is_refused(), ..Form::new(lang, &here, &actor.form_key) }.show(&html! {
            @let act = if flag.is_some() { "lift" } else { "set" };
            (hidden("", &[("flag_id", task.typed("flag_id")), ("act", act)]))
            @if let (None, Some(name)) = (flag, shown.in_form) {
                @let hint = texts::safety_same_hint(lang, name);
                (radios(&task.frame(actor, "same").hint(&hint), &same, &answers.get("same")))
            }
            (text(&task.frame(actor, "safety_reason"), Text::Line, task.typed("safety_reason")))
            (submit_bar(&[Button::primary(title).submit()], &html! { a href=(back) { (texts::act_cancel(lang)) } }))
        }))
    };
    task.whole(actor, now, &body)
}

/// Somebody who need not have a card.
pub(super) fn page_of_new(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    answers: &Answers,
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = actor.lang;
    let back = home(case);
    let (here, title) = (format!("{back}/safety/new"), texts::safety_add(lang));
    let task = Task { case, title, here: &here, back: &back, answers, wrong, label };
    let relations: Vec<Choice<'_>> = Relation::ALL
        .iter()
        .map(|relation| Choice::new(relation.code().to_string(), lang.code(*relation)))
        .collect();
    let body = html! {
        (notice(Tone::Info, &html! { (texts::safety_add_explained(lang)) }))
        (Form { refused: task.is_refused(), ..Form::new(lang, &here, &actor.form_key) }.show(&html! {
            (hidden("", &[("flag_id", task.typed("flag_id"))]))
            (text(&task.frame(actor, "name"), Text::Line, task.typed("name")))
            (select(&task.frame(actor, "relation"), &relations, &answers.get("relation")))
            @let phone = task.frame(actor, "phone").hint(texts::safety_phone_hint(lang)).optional();
            (text(&phone, Text::Phone, task.typed("phone")))
            (text(&task.frame(actor, "safety_reason"), Text::Line, task.typed("safety_reason")))
            (submit_bar(&[Button::primary(texts::safety_do(lang)).submit()], &html! {
                a href=(back) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    task.whole(actor, now, &body)
}
