//! The list of what the police asked, and one of them.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::emergency::is_overdue;
use xinan_domain::police::Verdict;
use xinan_domain::text::Lang;

use super::store::{Question, Told};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::session::AHEAD;
use crate::shell::ui::field::Choice;
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::pagination::Place;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::shell::waits::{Asked, List, One as Whole, Saying, WORDS};
use crate::texts;

/// The menu entry.
const HOME: &str = "/police-looks";

fn of(lang: Lang) -> List<'static> {
    List {
        home: HOME,
        title: texts::nav_police_looks(lang),
        waiting: texts::police_looks_waiting(lang),
        none: (texts::police_looks_none(lang), texts::police_looks_none_next(lang)),
    }
}

/// The list.
pub(super) fn list(actor: &Actor, now: &Moment, asked: &Asked, found: &[Told], place: Place) -> Markup {
    let lang = actor.lang;
    let table = (!found.is_empty()).then(|| table(lang, now, found));
    of(lang).page(actor, now, asked, (table, place))
}

fn table(lang: Lang, now: &Moment, found: &[Told]) -> Markup {
    let columns = [
        Column::new(texts::disclosure_when(lang)),
        Column::new(texts::police_who(lang)),
        Column::new(texts::police_matter(lang)),
        Column::new(texts::police_incident(lang)),
        Column::new(texts::review_by(lang)),
        Column::new(texts::column_status(lang)),
    ];
    let caption = texts::nav_police_looks(lang);
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
                td data-label=(texts::review_by(lang)) { (one.review_by) }
                td.tail { (state(lang, now, one)) }
            }
        }
    })
}

fn state(lang: Lang, now: &Moment, one: &Told) -> Markup {
    let overdue = is_overdue(one.review_by, now.day()) || one.at > now.micros() + AHEAD;
    match &one.review {
        Some(review) if review.verdict == Verdict::Lawful => tag(Tone::Ok, lang.code(review.verdict)),
        Some(review) => tag(Tone::First, lang.code(review.verdict)),
        None if overdue => tag(Tone::First, texts::police_look_overdue(lang)),
        None if one.questioned => tag(Tone::Soon, texts::police_look_questioned(lang)),
        None => tag(Tone::Soon, texts::police_look_open(lang)),
    }
}

/// What the page of one is made of.
pub(super) struct One<'a> {
    pub(super) one: &'a Told,
    pub(super) questions: &'a [Question],
    /// The id of what is said.
    pub(super) word: Uuid,
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
    pub(super) done: &'a str,
}

fn said((by, at): (&str, i64), words: &str) -> Markup {
    html! { (by) " · " (Moment::of_micros(at).stamp()) br; (words) }
}

/// One of them: who, when, which matter, on which article, and whether something was shown; and the judgement.
pub(super) fn one(actor: &Actor, now: &Moment, page: &One<'_>) -> Markup {
    let (lang, one) = (actor.lang, page.one);
    let shown = if one.shown { texts::police_was_shown(lang) } else { texts::police_was_not_shown(lang) };
    let mut facts = vec![
        (texts::police_who(lang), html! { (one.shown_as) " · " (Moment::of_micros(one.at).stamp()) }),
        (texts::police_matter(lang), html! { (lang.code(one.matter)) }),
        (texts::disclosure_basis(lang), html! { (one.matter.basis()) }),
        (texts::police_incident(lang), html! { (one.incident) }),
        (texts::police_outcome(lang), html! { (shown) }),
        (texts::review_by(lang), html! { (one.review_by) }),
    ];
    for question in page.questions {
        let asked = said((&question.by, question.at), &question.words);
        facts.push((texts::police_look_questioned(lang), asked));
    }
    if let Some(review) = &one.review {
        let finding = html! {
            (lang.code(review.verdict)) " · " (said((&review.by, review.at), &review.words))
        };
        facts.push((texts::review_verdict(lang), finding));
    }
    let verdicts: Vec<Choice<'_>> =
        Verdict::ALL.iter().map(|one| Choice::new(one.code().to_string(), lang.code(*one))).collect();
    let saying = Saying {
        id: Some(page.word),
        verdicts: &verdicts,
        words: (WORDS, texts::review_words(lang), texts::police_look_hint(lang)),
        answers: page.answers,
        wrong: page.wrong,
    };
    let unlawful = one.review.as_ref().is_some_and(|review| review.verdict == Verdict::Unlawful);
    let flash = match page.done {
        "judged" => Some(Flash::done(texts::police_look_done(lang))),
        "questioned" => Some(Flash::done(texts::police_look_asked(lang))),
        "late" => Some(Flash { tone: Tone::Soon, sentence: texts::police_look_late(lang), end: None }),
        _ => None,
    };
    let whole = Whole {
        list: &of(lang),
        here: &format!("{HOME}/{}", one.id.simple()),
        title: texts::police_look_one(lang),
        state: state(lang, now, one),
        notices: html! {
            @if unlawful { (notice(Tone::First, &html! { (texts::police_look_unlawful(lang)) })) }
            (notice(Tone::Info, &html! { (texts::police_look_explained(lang)) }))
        },
        heading: texts::nav_police(lang),
        facts: &facts,
        saying: one.review.is_none().then_some(saying),
        flash,
    };
    whole.page(actor, now)
}
