//! How a call ended, in one tap.

use maud::{Markup, html};
use xinan_domain::answers::{Answers, Need};
use xinan_domain::code::Code;
use xinan_domain::contact::CallOutcome;

use crate::case::VisibleCase;
use crate::case::words::guardian_warning;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, day_ahead, radios, text};
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// Under which name an unsent form is kept in the browser.
pub(super) fn draft_key(case: &VisibleCase) -> String {
    format!("contact-{}", case.path_id())
}

/// The form with the six outcomes.
pub fn outcomes(
    actor: &Actor,
    case: &VisibleCase,
    answers: &Answers,
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = actor.lang;
    let frame = |name: &'static str, label: &'static str| {
        let mut frame = Frame::new(lang, name, label);
        frame.errors = wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
        frame
    };
    let choices: Vec<Choice<'_>> = CallOutcome::ALL
        .iter()
        .map(|outcome| Choice::official(outcome.code(), lang.code(*outcome)))
        .collect();
    let id = match answers.get("contact_id") {
        id if id.is_empty() => xinan_db::new_id().to_string(),
        id => id,
    };
    let action = format!("/people/{}/contacts", case.path_id());
    let draft = draft_key(case);
    // What was sent comes with its id, and is not to be mistaken for a draft.
    let refused = !wrong.is_empty() || answers.has("contact_id");
    let form = Form { draft: Some(&draft), refused, ..Form::new(lang, &action, &actor.form_key) };
    // A visit that is agreed on has a day; after any other outcome there may be none.
    let next_on = Frame {
        need: Need::Conditional,
        ..frame("next_on", texts::contact_next(lang)).hint(texts::contact_next_hint(lang))
    };
    form.show(&html! {
        (hidden("", &[("contact_id", &id)]))
        (radios(&frame("outcome", texts::contact_outcome(lang)), &choices, &answers.get("outcome")))
        (day_ahead(&next_on, answers.raw("next_on"), &[]))
        // What an open day means; with scripts, for the outcome that is chosen.
        ul.hints {
            @for (outcomes, words) in [
                ("outcome=1", texts::contact_day_agreed(lang)),
                ("outcome=2,3,4", texts::contact_day_again(lang)),
                ("outcome=5", texts::contact_day_moved(lang)),
                ("outcome=6", texts::contact_day_unwilling(lang)),
            ] { li data-when=(outcomes) { (words) } }
        }
        (text(&frame("note", texts::contact_note(lang)).optional(), Text::Line, answers.raw("note")))
        p { (Button::new(texts::contact_save(lang)).submit()) }
    })
}

/// The form again, with what was wrong.
pub(super) fn refused(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    answers: &Answers,
    wrong: &[(&'static str, String)],
    outdated: bool,
) -> Markup {
    let lang = actor.lang;
    let name = |field: &str| match field {
        "outcome" => texts::contact_outcome(lang),
        "next_on" => texts::contact_next(lang),
        _ => texts::contact_note(lang),
    };
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, name(field), say) })
        .collect();
    let back = format!("/people/{}", case.path_id());
    let body = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (head(&Head { title: &case.head.name, person: true, aside: texts::contact_title(lang), ..Head::default() }))
        @if let Some(warning) = guardian_warning(&case.head, lang) {
            (notice(Tone::Soon, &html! { (warning) }))
        }
        @if outdated { (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } })) }
        (outcomes(actor, case, answers, wrong))
    };
    let about = About {
        title: &case.head.name,
        person: Some(&case.head.name),
        current: "/people",
        here: &back,
        back: Some(&back),
        refused: true,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}
