//! The list of what waits for help, and one of them.

use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::text::Lang;

use super::web::Asked;
use crate::police::store::Help;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, text};
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::form::{Form, submit_bar};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
const HOME: &str = "/police-help";

/// The list. No name stands in it.
pub(super) fn list(actor: &Actor, now: &Moment, asked: &Asked, found: &[Help], place: Place) -> Markup {
    let lang = actor.lang;
    let title = texts::nav_police_help(lang);
    let all = asked.state == "all";
    let here = if all { format!("{HOME}?state=all") } else { HOME.to_owned() };
    let states = [Choice::new("all", texts::reviews_all(lang))];
    let state = texts::column_status(lang);
    let row = [Filter::Select("state", state, texts::help_waiting(lang), &states, &asked.state)];
    let aside = texts::list_count(lang, place.total);
    let body = html! {
        (head(&Head { title, aside: &aside, ..Head::default() }))
        (folding_filters(lang, HOME, &row, all))
        @if found.is_empty() {
            (empty(texts::help_none(lang), texts::help_none_next(lang), None))
        } @else {
            (table(lang, found))
            (pagination(lang, place, |number| page_of(&here, number)))
        }
    };
    let about = About { title, current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

fn table(lang: Lang, found: &[Help]) -> Markup {
    let columns = [
        Column::new(texts::disclosure_when(lang)),
        Column::new(texts::police_who(lang)),
        Column::new(texts::police_matter(lang)),
        Column::new(texts::police_incident(lang)),
        Column::new(texts::column_status(lang)),
    ];
    let caption = texts::nav_police_help(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for one in found {
            tr {
                td.lead.nowrap {
                    a href={ (HOME) "/" (one.id.simple()) } { (Moment::of_micros(one.at).stamp()) }
                }
                td data-label=(texts::police_who(lang)) { (one.shown_as) }
                td.full { (lang.code(one.matter)) }
                td data-label=(texts::police_incident(lang)) { (one.incident) }
                td.tail { (state(lang, one)) }
            }
        }
    })
}

fn state(lang: Lang, one: &Help) -> Markup {
    match (&one.helped, one.ended_at) {
        (Some(_), _) => tag(Tone::Ok, texts::help_given(lang)),
        // Somebody is still to see to the person; the police have gone.
        (None, Some(_)) => tag(Tone::Soon, texts::help_over(lang)),
        (None, None) => tag(Tone::First, texts::help_waiting(lang)),
    }
}

/// One of them: who called, what for, what the police were shown and why, whose record, and what was done.
pub(super) fn one(
    actor: &Actor,
    now: &Moment,
    one: &Help,
    (answers, wrong): (&Answers, Option<&str>),
    done: &str,
) -> Markup {
    let lang = actor.lang;
    let here = format!("{HOME}/{}", one.id.simple());
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|say| Line {
            field: "help_words",
            sentence: texts::summary_line(lang, texts::help_words(lang), say),
        })
        .collect();
    let refused = !lines.is_empty();
    let mut pairs = vec![
        (texts::police_who(lang), html! { (one.shown_as) " · " (Moment::of_micros(one.at).stamp()) }),
        (texts::police_matter(lang), html! { (lang.code(one.matter)) }),
        (texts::police_incident(lang), html! { (one.incident) }),
        (texts::police_outcome(lang), html! { (outcome(lang, one)) }),
        (
            texts::help_whom(lang),
            html! {
                @match one.case {
                    Some(case) => a href={ "/people/" (case.simple()) } { (texts::review_see_person(lang)) },
                    None => (texts::help_nobody(lang)),
                }
            },
        ),
    ];
    if let Some((at, by, words)) = &one.helped {
        pairs.push((
            texts::help_given(lang),
            html! { (by) " · " (Moment::of_micros(*at).stamp()) br; (words) },
        ));
    }
    let title = texts::help_one(lang);
    let open = one.helped.is_none();
    let body = html! {
        @if refused { (summary(lang, &lines, "")) }
        (crumbs(texts::where_you_are(lang), &[(texts::nav_police_help(lang), HOME), (title, "")]))
        (head(&Head { title, ..Head::default() }))
        p { (state(lang, one)) }
        @if open {
            (notice(Tone::First, &html! {
                @if one.ended_at.is_some() { (texts::help_explained_over(lang)) } @else { (texts::help_explained(lang)) }
            }))
        }
        (Card::new("asked", texts::nav_police_help(lang)).show(&facts(&pairs)))
        @if open { (form(actor, &here, answers, wrong)) }
    };
    let flash = match done {
        "helped" => Some(Flash::done(texts::help_done(lang))),
        "late" => Some(Flash { tone: Tone::Soon, sentence: texts::help_late(lang), end: None }),
        _ => None,
    };
    let back = open.then_some(HOME);
    let about = About { title, current: HOME, here: &here, back, flash, refused, ..About::default() };
    whole(actor, now, &about, &body)
}

/// What the police were shown, and why or why not.
fn outcome(lang: Lang, one: &Help) -> String {
    match (one.opened, one.kept) {
        (Some((reason, Some(on))), _) => {
            texts::help_was_shown(lang, &texts::police_reason_on(lang, lang.code(reason), on))
        }
        (Some((reason, None)), _) => texts::help_was_shown(lang, lang.code(reason)),
        (None, Some(kept)) => texts::help_was_not_shown(lang, lang.code(kept)),
        (None, None) => texts::police_was_not_shown(lang).to_owned(),
    }
}

fn form(actor: &Actor, here: &str, answers: &Answers, wrong: Option<&str>) -> Markup {
    let lang = actor.lang;
    let mut frame = Frame::new(lang, "help_words", texts::help_words(lang));
    frame.errors.extend(wrong.map(str::to_owned));
    let form = Form { refused: wrong.is_some(), ..Form::new(lang, here, &actor.form_key) };
    form.show(&html! {
        (text(&frame.hint(texts::help_words_hint(lang)), Text::Lines, answers.raw("help_words")))
        (submit_bar(&[Button::primary(texts::act_save(lang)).submit()], &html! {}))
    })
}
