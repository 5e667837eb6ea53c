//! The list of what the police asked, and one of them.

use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::emergency::is_overdue;
use xinan_domain::police::Verdict;
use xinan_domain::text::Lang;

use super::web::Asked;
use crate::police::store::Told;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::session::AHEAD;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, radios, text};
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
const HOME: &str = "/police-looks";

/// The list.
pub(super) fn list(actor: &Actor, now: &Moment, asked: &Asked, found: &[Told], place: Place) -> Markup {
    let lang = actor.lang;
    let title = texts::nav_police_looks(lang);
    let all = asked.state == "all";
    let here = if all { format!("{HOME}?state=all") } else { HOME.to_owned() };
    let states = [Choice::new("all", texts::reviews_all(lang))];
    let state = texts::column_status(lang);
    let row = [Filter::Select("state", state, texts::police_looks_waiting(lang), &states, &asked.state)];
    let aside = texts::list_count(lang, place.total);
    let body = html! {
        (head(&Head { title, aside: &aside, ..Head::default() }))
        (folding_filters(lang, HOME, &row, all))
        @if found.is_empty() {
            (empty(texts::police_looks_none(lang), texts::police_looks_none_next(lang), None))
        } @else {
            (table(lang, now, found))
            (pagination(lang, place, |number| page_of(&here, number)))
        }
    };
    let about = About { title, current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
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
    match &one.review {
        Some(review) if review.verdict == Verdict::Lawful => tag(Tone::Ok, lang.code(review.verdict)),
        Some(review) => tag(Tone::First, lang.code(review.verdict)),
        None if is_overdue(one.review_by, now.day()) || one.at > now.micros() + AHEAD => {
            tag(Tone::First, texts::police_look_overdue(lang))
        }
        None => tag(Tone::Soon, texts::police_look_open(lang)),
    }
}

/// What the page of one is made of.
pub(super) struct One<'a> {
    pub(super) one: &'a Told,
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
}

fn label(lang: Lang, field: &str) -> &'static str {
    if field == "verdict" { texts::review_verdict(lang) } else { texts::review_words(lang) }
}

/// One of them: who, when, which matter, on which article, and whether something was shown; and the judgement.
pub(super) fn one(actor: &Actor, now: &Moment, page: &One<'_>, done: &str) -> Markup {
    let (lang, one) = (actor.lang, page.one);
    let here = format!("{HOME}/{}", one.id.simple());
    let lines: Vec<Line<'_>> = page
        .wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, label(lang, field), say) })
        .collect();
    let refused = !lines.is_empty();
    let shown = if one.shown { texts::police_was_shown(lang) } else { texts::police_was_not_shown(lang) };
    let mut pairs = vec![
        (texts::police_who(lang), html! { (one.shown_as) " · " (Moment::of_micros(one.at).stamp()) }),
        (texts::police_matter(lang), html! { (lang.code(one.matter)) }),
        (texts::disclosure_basis(lang), html! { (one.matter.basis()) }),
        (texts::police_incident(lang), html! { (one.incident) }),
        (texts::police_outcome(lang), html! { (shown) }),
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
    let title = texts::police_look_one(lang);
    let open = one.review.is_none();
    let body = html! {
        @if refused { (summary(lang, &lines, "")) }
        (crumbs(texts::where_you_are(lang), &[(texts::nav_police_looks(lang), HOME), (title, "")]))
        (head(&Head { title, ..Head::default() }))
        p { (state(lang, now, one)) }
        (notice(Tone::Info, &html! { (texts::police_look_explained(lang)) }))
        (Card::new("asked", texts::nav_police(lang)).show(&facts(&pairs)))
        @if open { (form(actor, &here, page, refused)) }
    };
    let flash = match done {
        "judged" => Some(Flash::done(texts::police_look_done(lang))),
        "late" => Some(Flash { tone: Tone::Soon, sentence: texts::police_look_late(lang), end: None }),
        _ => None,
    };
    let back = open.then_some(HOME);
    let about = About { title, current: HOME, here: &here, back, flash, refused, ..About::default() };
    whole(actor, now, &about, &body)
}

fn form(actor: &Actor, here: &str, page: &One<'_>, refused: bool) -> Markup {
    let lang = actor.lang;
    let frame = |name: &'static str| {
        let mut frame = Frame::new(lang, name, label(lang, name));
        frame.errors =
            page.wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
        frame
    };
    let verdicts: Vec<Choice<'_>> =
        Verdict::ALL.iter().map(|one| Choice::new(one.code().to_string(), lang.code(*one))).collect();
    let words = frame("review_words").hint(texts::police_look_hint(lang));
    Form { refused, ..Form::new(lang, here, &actor.form_key) }.show(&html! {
        (radios(&frame("verdict"), &verdicts, &page.answers.get("verdict")))
        (text(&words, Text::Lines, page.answers.raw("review_words")))
        (submit_bar(&[Button::primary(texts::act_save(lang)).submit()], &html! {}))
    })
}
