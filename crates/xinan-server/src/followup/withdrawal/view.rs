//! The page on which a visit is taken back.

use maud::{Markup, html};
use xinan_domain::text::rules::Problem;

use crate::case::VisibleCase;
use crate::followup::reading::act_of_change;
use crate::followup::store::PastVisit;
use crate::followup::table;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::{Form, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The field of the page.
const REASON: &str = "withdrawal_reason";

/// Which visit it is, what becomes of it, and the reason.
pub(super) fn page(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    past: &PastVisit,
    reason: &str,
    wrong: Option<&Problem>,
) -> Markup {
    let lang = actor.lang;
    let person = format!("/people/{}", case.path_id());
    let visit = format!("{person}/visits/{}", past.id.simple());
    let action = format!("{visit}/withdrawal");
    let name = case.head.name.as_str();
    let label = texts::withdrawal_reason(lang);
    let sentence = wrong.map(|wrong| wrong.say(lang));
    let mut frame = Frame::new(lang, REASON, label);
    frame.errors.extend(sentence.clone());
    let lines: Vec<Line<'_>> = sentence
        .iter()
        .map(|say| Line { field: REASON, sentence: texts::summary_line(lang, label, say) })
        .collect();
    let button = act_of_change(lang, past.is_fresh(actor.account, now.day()));
    let title = texts::withdrawal_title(lang, &past.visit.visited_on.to_string());
    let form = Form { refused: wrong.is_some(), ..Form::new(lang, &action, &actor.form_key) };
    let content = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (crumbs_of_person(lang, name, &person, &title))
        (head(&Head { title: name, person: true, aside: &title, ..Head::default() }))
        (notice(Tone::Soon, &html! { (texts::withdrawal_notice(lang, button)) }))
        (table(lang, case, std::slice::from_ref(past), &title))
        (form.show(&html! {
            (text(&frame.hint(texts::withdrawal_hint(lang)), Text::Line, reason))
            (submit_bar(&[Button::primary(texts::act_withdraw(lang)).submit()], &html! {
                a href=(visit) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &visit,
        back: Some(&visit),
        refused: wrong.is_some(),
        ..About::default()
    };
    whole(actor, now, &about, &content)
}
