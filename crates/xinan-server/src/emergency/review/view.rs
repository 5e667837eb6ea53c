//! The list of reviews, and one of them.

use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::emergency::{Verdict, is_overdue};
use xinan_domain::text::Lang;

use crate::emergency::store::Opened;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::ui::field::Choice;
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::pagination::Place;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::shell::waits::{Asked, List, One as Whole, Saying, WORDS};
use crate::texts;

/// The menu entry.
const HOME: &str = "/reviews";

fn of(lang: Lang) -> List<'static> {
    List {
        home: HOME,
        title: texts::nav_reviews(lang),
        waiting: texts::reviews_waiting(lang),
        none: (texts::reviews_none(lang), texts::reviews_none_next(lang)),
    }
}

/// The list.
pub(super) fn list(actor: &Actor, now: &Moment, asked: &Asked, found: &[Opened], place: Place) -> Markup {
    let lang = actor.lang;
    let table = (!found.is_empty()).then(|| table(lang, now, found));
    of(lang).page(actor, now, asked, (table, place))
}

fn table(lang: Lang, now: &Moment, found: &[Opened]) -> Markup {
    let columns = [
        Column::new(texts::disclosure_when(lang)),
        Column::new(texts::review_who(lang)),
        Column::new(texts::emergency_reason(lang)),
        Column::new(texts::review_by(lang)),
        Column::new(texts::column_status(lang)),
    ];
    let caption = texts::nav_reviews(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for one in found {
            tr {
                td.lead.nowrap { a href={ (HOME) "/" (one.path_id()) } { (Moment::of_micros(one.at).stamp()) } }
                td data-label=(texts::review_who(lang)) { (one.shown_as) }
                td.full { (lang.code(one.reason)) }
                td data-label=(texts::review_by(lang)) { (one.review_by) }
                td.tail { (state(lang, now, one)) }
            }
        }
    })
}

fn state(lang: Lang, now: &Moment, one: &Opened) -> Markup {
    match &one.review {
        Some(review) if review.verdict == Verdict::Justified => tag(Tone::Ok, lang.code(review.verdict)),
        Some(review) => tag(Tone::First, lang.code(review.verdict)),
        None if is_overdue(one.review_by, now.day()) => tag(Tone::First, texts::review_overdue(lang)),
        None => tag(Tone::Soon, texts::review_open(lang)),
    }
}

/// What the page of one is made of.
pub(super) struct One<'a> {
    pub(super) one: &'a Opened,
    /// Whether the reader may judge it.
    pub(super) may: bool,
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
}

/// One of them: who, why, in which words; and the judgement.
pub(super) fn one(actor: &Actor, now: &Moment, page: &One<'_>, done: &str) -> Markup {
    let (lang, one) = (actor.lang, page.one);
    let mut pairs = vec![
        (texts::review_who(lang), html! { (one.shown_as) " · " (Moment::of_micros(one.at).stamp()) }),
        (texts::emergency_reason(lang), html! { (lang.code(one.reason)) }),
        (texts::emergency_words(lang), html! { (one.words) }),
        (
            texts::review_whom(lang),
            html! {
                @match one.case {
                    Some(case) => a href={ "/people/" (case.simple()) } { (texts::review_see_person(lang)) },
                    None => (texts::review_found_nobody(lang)),
                }
            },
        ),
        (texts::review_by(lang), html! { (one.review_by) }),
    ];
    if let Some(review) = &one.review {
        pairs.push((
            texts::review_verdict(lang),
            html! {
                (lang.code(review.verdict)) " · " (review.by) " · " (Moment::of_micros(review.at).stamp())
                br; (review.words)
            },
        ));
    }
    let verdicts: Vec<Choice<'_>> =
        Verdict::ALL.iter().map(|one| Choice::new(one.code().to_string(), lang.code(*one))).collect();
    let saying = Saying {
        id: None,
        verdicts: &verdicts,
        words: (WORDS, texts::review_words(lang), texts::review_words_hint(lang)),
        answers: page.answers,
        wrong: page.wrong,
    };
    let open = one.review.is_none();
    let flash = match done {
        "judged" => Some(Flash::done(texts::review_done(lang))),
        "late" => Some(Flash { tone: Tone::Soon, sentence: texts::review_late(lang), end: None }),
        _ => None,
    };
    let whole = Whole {
        list: &of(lang),
        here: &format!("{HOME}/{}", one.path_id()),
        title: texts::review_one(lang),
        state: state(lang, now, one),
        notices: html! {
            @if open && !page.may { (notice(Tone::Soon, &html! { (texts::review_own(lang)) })) }
        },
        heading: texts::nav_emergency(lang),
        facts: &pairs,
        saying: (open && page.may).then_some(saying),
        flash,
    };
    whole.page(actor, now)
}
