//! The list of what waits for help, and one of them.

use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::text::Lang;

use super::store::Help;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::pagination::Place;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::shell::waits::{Asked, List, One as Whole, Saying};
use crate::texts;

/// The menu entry.
const HOME: &str = "/police-help";

fn of(lang: Lang) -> List<'static> {
    List {
        home: HOME,
        title: texts::nav_police_help(lang),
        waiting: texts::help_waiting(lang),
        none: (texts::help_none(lang), texts::help_none_next(lang)),
    }
}

/// The list. No name stands in it.
pub(super) fn list(actor: &Actor, now: &Moment, asked: &Asked, found: &[Help], place: Place) -> Markup {
    let lang = actor.lang;
    let table = (!found.is_empty()).then(|| table(lang, found));
    of(lang).page(actor, now, asked, (table, place))
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
    (answers, wrong): (&Answers, &[(&'static str, String)]),
    done: &str,
) -> Markup {
    let lang = actor.lang;
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
    let explained = match one.ended_at {
        Some(_) => texts::help_explained_over(lang),
        None => texts::help_explained(lang),
    };
    let saying = Saying {
        id: None,
        verdicts: &[],
        words: ("help_words", texts::help_words(lang), texts::help_words_hint(lang)),
        answers,
        wrong,
    };
    let open = one.helped.is_none();
    let flash = match done {
        "helped" => Some(Flash::done(texts::help_done(lang))),
        "late" => Some(Flash { tone: Tone::Soon, sentence: texts::help_late(lang), end: None }),
        _ => None,
    };
    let whole = Whole {
        list: &of(lang),
        here: &format!("{HOME}/{}", one.id.simple()),
        title: texts::help_one(lang),
        state: state(lang, one),
        notices: html! {
        @if one.unlawful { (notice(Tone::First, &html! { (texts::help_unlawful(lang)) })) }
        @if open { (notice(Tone::First, &html! { (explained) })) } },
        heading: texts::nav_police_help(lang),
        facts: &pairs,
        saying: open.then_some(saying),
        flash,
    };
    whole.page(actor, now)
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
