//! The page on which a death or a loss is taken back.

use maud::{Markup, html};
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem;

use super::web::What;
use crate::case::VisibleCase;
use crate::case::event::store::Said;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::{Form, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The field of the page.
const REASON: &str = "standing_reason";

/// Who says it, what becomes of it, and the reason.
pub(super) fn page(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    what: What,
    said: &[Said],
    reason: &str,
    wrong: Option<&Problem>,
) -> Markup {
    let lang = actor.lang;
    let person = format!("/people/{}", case.path_id());
    let action = format!("{person}/standing/{}", what.path());
    let name = case.head.name.as_str();
    let label = texts::correction_reason(lang);
    let sentence = wrong.map(|wrong| wrong.say(lang));
    let mut frame = Frame::new(lang, REASON, label);
    frame.errors.extend(sentence.clone());
    let lines: Vec<Line<'_>> = sentence
        .iter()
        .map(|say| Line { field: REASON, sentence: texts::summary_line(lang, label, say) })
        .collect();
    let title = match what {
        What::Death => texts::standing_not_dead(lang),
        What::Loss => texts::standing_not_lost(lang),
        What::Closing => texts::standing_not_closed(lang),
    };
    let explained = match what {
        What::Closing => texts::standing_open_notice(lang),
        What::Death | What::Loss => texts::standing_notice(lang),
    };
    let (of_visits, mistaken): (Vec<&Said>, Vec<&Said>) = said.iter().partition(|one| one.visit.is_some());
    let form = Form { refused: wrong.is_some(), ..Form::new(lang, &action, &actor.form_key) };
    let content = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (crumbs_of_person(lang, name, &person, title))
        (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
        @if !mistaken.is_empty() { (notice(Tone::Soon, &html! { (explained) })) }
        (Card::new("said", texts::standing_said(lang)).show(&html! {
            ul.log {
                @for one in &mistaken { li { (in_words(lang, what, one)) } }
                @for one in &of_visits {
                    @if let Some((visit, day)) = one.visit {
                        li {
                            (texts::standing_by_visit(lang, &day.to_string())) " "
                            a href={ (person) "/visits/" (visit.simple()) } { (texts::visit_of(lang, &day.to_string())) }
                        }
                    }
                }
            }
        }))
        @if !mistaken.is_empty() {
            (form.show(&html! {
                (text(&frame.hint(texts::standing_hint(lang)), Text::Line, reason))
                (submit_bar(&[Button::primary(title).submit()], &html! {
                    a href=(person) { (texts::act_cancel(lang)) }
                }))
            }))
        }
    };
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &action,
        back: Some(&person),
        refused: wrong.is_some(),
        ..About::default()
    };
    whole(actor, now, &about, &content)
}

/// What was said, of which day, and when it came.
fn in_words(lang: Lang, what: What, one: &Said) -> String {
    let on = one.on.to_string();
    let entered = Moment::of_micros(one.recorded_at).stamp();
    match (what, one.stated_on) {
        (What::Death, Some(day)) => texts::standing_roster_death(lang, &on, &day.to_string(), &entered),
        (What::Loss, Some(day)) => texts::standing_roster_loss(lang, &on, &day.to_string(), &entered),
        (What::Death, None) => texts::standing_death(lang, &on, &entered),
        (What::Loss, None) => texts::standing_loss(lang, &on, &entered),
        // No roster closes a record.
        (What::Closing, _) => texts::standing_closing(lang, &on, &entered),
    }
}
