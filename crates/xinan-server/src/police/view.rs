//! The page that asks, and its two answers.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::police::Matter;
use xinan_domain::text::Lang;

use super::card::{Card, Guardian};
use super::store::Ask;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, acts, call};
use crate::shell::ui::card::Card as Part;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, radios, text};
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The menu entry.
const HOME: &str = "/police";

/// The form as it was filled in.
pub(super) struct Filled<'a> {
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
    /// The id of what is asked.
    pub(super) id: Uuid,
    pub(super) outdated: bool,
    /// What one has open.
    pub(super) live: Option<&'a Ask>,
    /// What was just done: a matter was ended, or its time was found to be over.
    pub(super) done: &'a str,
}

fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "incident" => texts::police_incident(lang),
        "matter" => texts::police_matter(lang),
        _ => texts::police_number(lang),
    }
}

fn frame<'a>(lang: Lang, name: &'a str, wrong: &[(&'static str, String)]) -> Frame<'a> {
    let mut frame = Frame::new(lang, name, label(lang, name));
    frame.errors = wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
    frame
}

/// Which matter, and which one person.
pub(super) fn form(actor: &Actor, now: &Moment, filled: &Filled<'_>) -> Markup {
    let lang = actor.lang;
    let (answers, wrong) = (filled.answers, filled.wrong);
    let title = texts::nav_police(lang);
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, label(lang, field), say) })
        .collect();
    let refused = !lines.is_empty() || filled.outdated;
    let matters: Vec<Choice<'_>> =
        Matter::ALL.iter().map(|one| Choice::new(one.code().to_string(), lang.code(*one))).collect();
    let id = filled.id.to_string();
    let body = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (head(&Head { title, ..Head::default() }))
        @if filled.outdated { (notice(Tone::Soon, &html! { (texts::form_outdated(lang)) })) }
        (notice(Tone::Info, &html! { (texts::police_explained(lang)) }))
        @if let Some(live) = filled.live {
            (Part::new("open", texts::police_open_now(lang)).icon(Icon::Clock).show(&html! {
                p { a href={ (HOME) "/" (live.id.simple()) } { (matter_in_words(lang, live)) } }
                (end_button(actor, live))
            }))
        }
        (Form { refused, ..Form::new(lang, HOME, &actor.form_key) }.show(&html! {
            (hidden("", &[("ask_id", &id)]))
            @let incident = frame(lang, "incident", wrong).hint(texts::police_incident_hint(lang));
            (text(&incident, Text::Line, answers.raw("incident")))
            (radios(&frame(lang, "matter", wrong), &matters, &answers.get("matter")))
            @let number = frame(lang, "identity_number", wrong).hint(texts::police_number_hint(lang));
            // Not at the foot of a phone: the menu is there, since this is the first page of the post and leads nowhere back.
            div.stack {
                (text(&number, Text::Line, answers.raw("identity_number")))
                (acts(&[Button::primary(texts::police_do(lang)).submit()]))
            }
        }))
    };
    let flash = match filled.done {
        "ended" => Some(Flash::done(texts::police_done_ended(lang))),
        "over" => Some(Flash { tone: Tone::Soon, sentence: texts::police_done_over(lang), end: None }),
        _ => None,
    };
    let about = About { title, current: HOME, here: HOME, flash, refused, ..About::default() };
    whole(actor, now, &about, &body)
}

/// A matter as its officer reads it.
fn matter_in_words(lang: Lang, one: &Ask) -> String {
    texts::police_matter_line(lang, &one.incident, lang.code(one.matter), &Moment::of_micros(one.at).stamp())
}

fn end_button(actor: &Actor, one: &Ask) -> Markup {
    let action = format!("{HOME}/{}/end", one.id.simple());
    Button::new(texts::police_end(actor.lang)).post(&action, &actor.form_key, &[])
}

/// How to speak to somebody in distress, and whom to call when there is danger. The same on both answers.
fn approach(lang: Lang) -> Markup {
    let steps = [
        texts::police_approach_calm(lang),
        texts::police_approach_room(lang),
        texts::police_approach_listen(lang),
        texts::police_approach_hands(lang),
        texts::police_approach_danger(lang),
    ];
    Part::new("approach", texts::police_approach(lang)).show(&html! {
        div.stack {
            ul.log { @for step in steps { li { (step) } } }
            (acts(&[
                call(texts::police_call_120(lang), "120", false),
                call(texts::police_call_12356(lang), "12356", false),
            ]))
        }
    })
}

/// Nothing is shown. Word for word the same for whoever is not registered, lives elsewhere, or is not to be told of.
pub(super) fn passed_on(actor: &Actor, now: &Moment, (one, until): (&Ask, i64)) -> Markup {
    let lang = actor.lang;
    let title = texts::police_passed_on(lang);
    let until = Moment::of_micros(until).stamp();
    let body = html! {
        (head(&Head { title, facts: &[&matter_in_words(lang, one), one.matter.basis()], ..Head::default() }))
        div.stack {
            (notice(Tone::Info, &html! { (texts::police_passed_on_what(lang)) }))
            (approach(lang))
            p.muted { (texts::police_tells_nothing(lang)) " " (texts::police_until(lang, &until)) }
            (end_button(actor, one))
        }
    };
    let here = format!("{HOME}/{}", one.id.simple());
    let about = About { title, current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

/// The little that helps.
pub(super) fn card(actor: &Actor, now: &Moment, (one, until): (&Ask, i64), card: &Card) -> Markup {
    let lang = actor.lang;
    let until = Moment::of_micros(until).stamp();
    let pairs = [
        (texts::police_match(lang), html! { (texts::police_match_is(lang, &card.number_ends)) }),
        (
            texts::police_reason(lang),
            html! { (texts::police_reason_on(lang, lang.code(card.reason), card.on)) },
        ),
        (texts::guardian(lang), guardian(lang, &card.guardian)),
        (
            texts::police_doctor(lang),
            html! { @if card.doctor.is_empty() { (texts::none(lang)) } @else { (card.doctor) } },
        ),
        (
            texts::police_sent_by(lang),
            html! {
                @if card.sent_by.is_empty() { (texts::none(lang)) }
                @else {
                    (card.sent_by.join(texts::list_joint(lang)))
                    br; span.muted { (texts::police_they_call(lang)) }
                }
            },
        ),
        (
            texts::police_medical(lang),
            html! {
                @if card.careful { (texts::police_careful(lang)) } @else { (texts::police_not_known(lang)) }
            },
        ),
    ];
    let body = html! {
        (head(&Head { title: &card.name, person: true, facts: &[&matter_in_words(lang, one), one.matter.basis()], ..Head::default() }))
        div.stack {
            (notice(Tone::Soon, &html! { (texts::police_open_until(lang, &until)) }))
            (Part::new("who", texts::police_card(lang)).show(&facts(&pairs)))
            (approach(lang))
            p.muted { (texts::police_no_more(lang)) }
            (end_button(actor, one))
        }
    };
    let (title, here) = (covered_name(&card.name), format!("{HOME}/{}", one.id.simple()));
    let about =
        About { title: &title, person: Some(&card.name), current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

fn guardian(lang: Lang, guardian: &Guardian) -> Markup {
    match guardian {
        Guardian::Unknown => html! { (texts::none(lang)) },
        Guardian::Withheld => html! { (texts::police_guardian_withheld(lang)) },
        Guardian::Known { name, phone } => html! {
            (name)
            @if !phone.is_empty() { " " (phone) " " (call(texts::act_call(lang), phone, true)) }
        },
    }
}
