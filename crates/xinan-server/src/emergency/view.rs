//! The page that asks, and the card.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::day::age_on;
use xinan_domain::emergency::{Reason, Verdict};
use xinan_domain::region::Level;
use xinan_domain::text::Lang;

use super::card::{Card, Safety};
use super::store::Opened;
use crate::division::Divisions;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, acts, call};
use crate::shell::ui::card::Card as Part;
use crate::shell::ui::error_summary::{Line, titled};
use crate::shell::ui::field::{Choice, Frame, Text, radios, select, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
const HOME: &str = "/emergency";

/// The form as it was filled in.
pub(super) struct Filled<'a> {
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
    /// The id of what is opened.
    pub(super) id: Uuid,
    pub(super) outdated: bool,
    /// What one has open.
    pub(super) open: &'a [Opened],
    /// What was found of one's own of late.
    pub(super) judged: &'a [Opened],
    /// One was just closed.
    pub(super) ended: bool,
}

fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "identity_number" => texts::emergency_number(lang),
        "name" => texts::column_name(lang),
        "birth_date" => texts::emergency_birth(lang),
        "village" => texts::column_village(lang),
        "reason" => texts::emergency_reason(lang),
        _ => texts::emergency_words(lang),
    }
}

fn frame<'a>(lang: Lang, name: &'a str, wrong: &[(&'static str, String)]) -> Frame<'a> {
    let mut frame = Frame::new(lang, name, label(lang, name));
    frame.errors = wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
    frame
}

/// Whom one means, and why.
pub(super) fn form(actor: &Actor, now: &Moment, divisions: &Divisions, filled: &Filled<'_>) -> Markup {
    let lang = actor.lang;
    let (answers, wrong) = (filled.answers, filled.wrong);
    let title = texts::nav_emergency(lang);
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, label(lang, field), say) })
        .collect();
    let refused = !lines.is_empty() || filled.outdated;
    let county = actor.region.at(Level::County).unwrap_or(actor.region);
    let villages: Vec<_> =
        divisions.tree(&county).into_iter().filter(|(region, _)| region.level() == Level::Village).collect();
    let villages: Vec<Choice<'_>> =
        villages.iter().map(|(region, name)| Choice::new(region.as_str(), name)).collect();
    let reasons: Vec<Choice<'_>> =
        Reason::ALL.iter().map(|one| Choice::new(one.code().to_string(), lang.code(*one))).collect();
    let id = filled.id.to_string();
    let body = html! {
        @if !lines.is_empty() { (titled(lang, texts::emergency_not_opened(lang), &lines, "")) }
        (head(&Head { title, ..Head::default() }))
        @if filled.outdated { (notice(Tone::Soon, &html! { (texts::form_outdated(lang)) })) }
        (notice(Tone::Info, &html! { (texts::emergency_explained(lang)) }))
        @if !filled.open.is_empty() {
            (Part::new("open", texts::emergency_open_now(lang)).icon(Icon::Clock).show(&html! {
                ul.log {
                    @for one in filled.open {
                        li { a href={ (HOME) "/" (one.path_id()) } { (Moment::of_micros(one.at).stamp()) " · " (lang.code(one.reason)) } }
                    }
                }
            }))
        }
        @if !filled.judged.is_empty() { (judged(lang, filled.judged)) }
        (Form { refused, ..Form::new(lang, HOME, &actor.form_key) }.show(&html! {
            (hidden("", &[("emergency_id", &id)]))
            @let number = frame(lang, "identity_number", wrong).hint(texts::emergency_number_hint(lang)).conditional();
            (text(&number, Text::Line, answers.raw("identity_number")))
            p.muted { (texts::emergency_or(lang)) }
            (text(&frame(lang, "name", wrong).conditional(), Text::Short, answers.raw("name")))
            @let birth = frame(lang, "birth_date", wrong).hint(texts::emergency_birth_hint(lang)).conditional();
            (text(&birth, Text::Short, answers.raw("birth_date")))
            (select(&frame(lang, "village", wrong).conditional(), &villages, &answers.get("village")))
            (radios(&frame(lang, "reason", wrong), &reasons, &answers.get("reason")))
            @let words = frame(lang, "words", wrong).hint(texts::emergency_words_hint(lang));
            (text(&words, Text::Lines, answers.raw("words")))
            (submit_bar(&[Button::primary(texts::emergency_do(lang)).submit()], &html! {}))
        }))
    };
    let flash = filled.ended.then(|| Flash::done(texts::emergency_done_ended(lang)));
    let about =
        About { title, current: HOME, here: HOME, back: Some("/"), flash, refused, ..About::default() };
    whole(actor, now, &about, &body)
}

/// Whoever opened something reads what the reviewer found, and why; about whom it was stands there no more.
fn judged(lang: Lang, judged: &[Opened]) -> Markup {
    Part::new("judged", texts::emergency_judged(lang)).show(&html! {
        ul.log {
            @for one in judged {
                @if let Some(review) = &one.review {
                    @let tone = if review.verdict == Verdict::Justified { Tone::Ok } else { Tone::Soon };
                    li {
                        (Moment::of_micros(one.at).stamp()) " · " (lang.code(one.reason)) " "
                        (tag(tone, lang.code(review.verdict))) " " (review.words)
                        " " span.small.muted { (review.by) }
                    }
                }
            }
        }
    })
}

/// What the card's page is made of.
pub(super) struct Shown<'a> {
    pub(super) card: &'a Card,
    pub(super) case: Uuid,
    /// Of what was opened, as it stands in addresses.
    pub(super) id: String,
    /// Until when it is open, microseconds.
    pub(super) until: i64,
    pub(super) review_by: Date,
}

/// The little that helps.
pub(super) fn card(actor: &Actor, now: &Moment, divisions: &Divisions, page: &Shown<'_>) -> Markup {
    let (lang, one) = (actor.lang, page.card);
    let village = one.village.as_str();
    let township: String = village.chars().take(9).collect();
    let place = format!("{} {}", divisions.name(&township), divisions.name(village));
    let born =
        texts::born(lang, lang.code(one.sex), age_on(one.birth_date, now.day()), &one.birth_date.to_string());
    let relation = one.guardian_relation.map_or(texts::guardian(lang), |relation| lang.code(relation));
    let none = texts::none(lang);
    let or_none = |text: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
    let who = [
        (texts::emergency_number(lang), html! { (one.identity_number) }),
        (texts::column_village(lang), html! { (place) " " (one.address) }),
        (
            texts::guardian(lang),
            html! {
                (or_none(&one.guardian_name)) " " span.muted { (relation) }
                @if !one.kept_away.is_empty() {
                    br; b { (texts::kept_away(lang, &one.kept_away.join(texts::list_joint(lang)))) }
                }
                @if one.guardian_unsafe { br; b { (texts::guardian_unsafe_emergency(lang)) } }
                @if !one.guardian_phone.is_empty() { " " (one.guardian_phone) " " (call(texts::act_call(lang), &one.guardian_phone, true)) }
            },
        ),
        (texts::last_doctor(lang), html! { (or_none(&one.doctor)) }),
        (
            texts::emergency_cared_for(lang),
            html! { (or_none(&one.cared_for_by.join(texts::list_joint(lang)))) },
        ),
    ];
    let until = Moment::of_micros(page.until).stamp();
    let body = html! {
        (head(&Head { title: &one.name, person: true, facts: &[&born], ..Head::default() }))
        (notice(Tone::Soon, &html! { (texts::emergency_open_until(lang, &until, &page.review_by.to_string())) }))
        (acts(&[call(texts::police_call_120(lang), "120", false), call(texts::emergency_call_110(lang), "110", false)]))
        (Part::new("who", texts::emergency_who(lang)).show(&facts(&who)))
        (Part::new("care", texts::emergency_care(lang)).show(&html! {
            @if one.visits.is_empty() { p.muted { (texts::never_visited(lang)) } }
            @for visit in &one.visits { (safety(lang, visit)) }
        }))
        @if actor.region.contains(&one.village) {
            p { a href={ "/people/" (page.case.simple()) } { (texts::emergency_in_reach(lang)) } }
        }
        p.small.muted {
            @if one.guardian_unsafe { (texts::emergency_no_more_careful(lang)) } @else { (texts::emergency_no_more(lang)) }
        }
        @let end = format!("{HOME}/{}/end", page.id);
        (acts(&[Button::new(texts::emergency_end(lang)).post(&end, &actor.form_key, &[])]))
    };
    let title = covered_name(&one.name);
    let about =
        About { title: &title, person: Some(&one.name), current: HOME, here: HOME, ..About::default() };
    whole(actor, now, &about, &body)
}

fn safety(lang: Lang, visit: &Safety) -> Markup {
    let none = texts::none(lang);
    let risk = visit.risk.map_or(none.to_owned(), |risk| texts::emergency_grade(lang, risk.grade()));
    let class = visit.stability.map_or(none, |class| lang.code(class));
    let medicines = match visit.medicines.is_empty() {
        true => none.to_owned(),
        false => visit.medicines.join(texts::list_joint(lang)),
    };
    let adverse = match &visit.adverse {
        None => none,
        Some(words) if words.is_empty() => texts::emergency_adverse_present(lang),
        Some(words) => words,
    };
    let mut pairs = vec![
        (texts::emergency_risk(lang), html! { (risk) }),
        (texts::filter_class(lang), html! { (class) }),
        (texts::now_medicine(lang), html! { (medicines) }),
        (texts::emergency_adverse(lang), html! { (adverse) }),
    ];
    if let Some(hospital) = visit.hospital {
        pairs.push((texts::emergency_hospital(lang), html! { (lang.code(hospital)) }));
    }
    html! {
        h3 { (texts::visit_of(lang, &visit.on.to_string())) }
        (facts(&pairs))
    }
}

/// Nobody is there.
pub(super) fn nobody(actor: &Actor, now: &Moment) -> Markup {
    let lang = actor.lang;
    said(actor, now, texts::emergency_nobody(lang), texts::emergency_nobody_next(lang))
}

/// The time is over.
pub(super) fn over(actor: &Actor, now: &Moment, judged: bool) -> Markup {
    let lang = actor.lang;
    match judged {
        true => said(actor, now, texts::emergency_over_judged(lang), texts::emergency_over_judged_next(lang)),
        false => said(actor, now, texts::emergency_over(lang), texts::emergency_over_next(lang)),
    }
}

fn said(actor: &Actor, now: &Moment, title: &'static str, next: &'static str) -> Markup {
    let lang = actor.lang;
    let body = html! {
        (head(&Head { title, ..Head::default() }))
        p { (next) }
        p { a.btn href=(HOME) { (texts::nav_emergency(lang)) } }
    };
    let about = About { title, current: HOME, here: HOME, ..About::default() };
    whole(actor, now, &about, &body)
}
