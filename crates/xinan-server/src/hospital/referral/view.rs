//! The pages of referrals.

use maud::{Markup, html};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::hospital::Hospital;
use xinan_domain::referral::{ARRIVING, Down, Outcome};
use xinan_domain::text::Lang;

use super::store::{Answered, Referral};
use super::web::said;
use crate::case::VisibleCase;
use crate::hospital::acts_for;
use crate::hospital::page::{about, reason, reason_summary, way};
use crate::policy::{Action, Relation, permits, permits_as, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Choice, Extra, Filled, Frame, official, radios};
use crate::shell::ui::form::Form;
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// All referrals of a person.
pub(super) fn list(actor: &Actor, now: &Moment, case: &VisibleCase, all: &[Referral], done: &str) -> Markup {
    let lang = actor.lang;
    let here = format!("/people/{}/referrals", case.path_id());
    let title = texts::referrals_title(lang);
    let mut acts = Vec::new();
    if permits(actor, Action::SendReferral) && all.iter().all(|one| one.outcome.is_some()) {
        acts.push(Button::new(texts::referral_send(lang)).link(&format!("{here}/new")));
    }
    let body = html! {
        (way(actor, case, title))
        (head(&Head { title: &case.head.name, person: true, aside: title, acts: &acts, ..Head::default() }))
        div.stack {
            @if all.is_empty() { p.muted { (texts::referrals_none(lang)) } }
            @for one in all {
                @let id = format!("referral-{}", one.path_id());
                @let sent = texts::referral_of_day(lang, &one.slip.sent_on.to_string());
                (Card::new(&id, &sent).end(state(lang, one)).show(&html! {
                    p { (place(one)) " · " (reasons(lang, one)) }
                    p { a href={ (here) "/" (one.path_id()) } { (texts::referral_open(lang)) } }
                }))
            }
        }
    };
    about(actor, now, case, (&here, said(lang, done), None), false, &body)
}

fn place(one: &Referral) -> &str {
    match &one.slip.hospital {
        Hospital::Named(name) => name,
        Hospital::Listed(_) => &one.hospital,
    }
}

fn reasons(lang: Lang, one: &Referral) -> String {
    let all: Vec<&str> = one.slip.reasons.iter().map(|reason| lang.code(*reason)).collect();
    all.join(texts::list_joint(lang))
}

fn state(lang: Lang, one: &Referral) -> Markup {
    match (&one.outcome, &one.arrived) {
        (Some((Outcome::Answered, ..)), _) => tag(Tone::Ok, lang.code(Outcome::Answered)),
        (Some((outcome, ..)), _) => tag(Tone::Plain, lang.code(*outcome)),
        (None, Some(_)) => tag(Tone::Info, texts::referral_arrived(lang)),
        (None, None) => tag(Tone::Soon, texts::referral_waits(lang)),
    }
}

/// One referral.
pub(super) struct Slip<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) one: &'a Referral,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    /// What is wrong with the reason for ending it.
    pub(super) wrong: Option<String>,
    pub(super) done: &'a str,
}

pub(super) fn slip(actor: &Actor, now: &Moment, page: &Slip<'_>) -> Markup {
    let (lang, one) = (actor.lang, page.one);
    let here = format!("/people/{}/referrals/{}", page.case.path_id(), one.path_id());
    let title = texts::referral_slip(lang);
    let open = one.outcome.is_none();
    let answers = open
        && acts_for(actor, one.institution)
        && match reaches_by_tie(actor) {
            true => permits_as(actor, Action::AnswerReferral, Relation::Treats),
            false => permits(actor, Action::AnswerReferral),
        };
    let sends = permits(actor, Action::SendReferral);
    let mut acts = Vec::new();
    if sends && cfg!(feature = "pdf") {
        acts.push(Button::new(texts::act_print(lang)).icon(Icon::Print).paper(&format!("/print{here}.pdf")));
    }
    let refused = page.complaints.refused() || page.wrong.is_some();
    let body = html! {
        (error_summary(lang, ARRIVING, page.complaints, ""))
        @if let Some(wrong) = &page.wrong { (reason_summary(actor, wrong)) }
        (way(actor, page.case, title))
        (head(&Head { title: &page.case.head.name, person: true, aside: title, acts: &acts, ..Head::default() }))
        div.stack {
            (Card::new("slip", texts::referral_up(lang)).end(state(lang, one)).show(&facts(&up_pairs(lang, now, page))))
            @match &one.answered {
                Some(Answered::Slip(down)) => (Card::new("down", texts::referral_down(lang)).show(&facts(&down_pairs(lang, one, down)))),
                Some(Answered::Because(words)) => (notice(Tone::Info, &html! { (words) })),
                None => {},
            }
            @if answers { (arriving(actor, page, &here)) }
            @if open && sends { (ending(actor, page, &here)) }
            @if !open && sends && matches!(one.answered, Some(Answered::Slip(_))) {
                @let seen = format!("{here}/seen");
                (Form::new(lang, &seen, &actor.form_key).show(&html! {
                    p.small.muted { (texts::referral_seen_explained(lang)) }
                    p { (Button::new(texts::transfer_read(lang)).submit()) }
                }))
            }
        }
    };
    let drafted = match page.done {
        "sent" => Some("referral"),
        "answered" => Some("referral-back"),
        _ => None,
    };
    about(actor, now, page.case, (&here, said(lang, page.done), drafted), refused, &body)
}

/// That the person came, and the way to the slip back.
fn arriving(actor: &Actor, page: &Slip<'_>, here: &str) -> Markup {
    let lang = actor.lang;
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let arrival = format!("{here}/arrival");
    let form = Form { refused: page.complaints.refused(), ..Form::new(lang, &arrival, &actor.form_key) };
    Card::new("arriving", texts::referral_here(lang)).show(&html! {
        @if page.one.arrived.is_none() {
            (form.show(&html! {
                @for field in ARRIVING { (official(field, &filled, &Extra::default())) }
                p { (Button::new(texts::referral_arrive_do(lang)).submit()) }
            }))
        }
        div.acts { (Button::primary(texts::referral_answer(lang)).link(&format!("{here}/answer"))) }
    })
}

/// It ends without a slip back.
fn ending(actor: &Actor, page: &Slip<'_>, here: &str) -> Markup {
    let lang = actor.lang;
    let end = format!("{here}/end");
    let form = Form { refused: page.wrong.is_some(), ..Form::new(lang, &end, &actor.form_key) };
    let frame = Frame::new(lang, "outcome", texts::referral_end(lang));
    let choices =
        [Choice::new("2", lang.code(Outcome::NotSeen)), Choice::new("3", lang.code(Outcome::TakenBack))];
    let chosen = page.answers.get("outcome");
    html! {
        details.more open[page.wrong.is_some()] {
            summary { (texts::referral_end(lang)) }
            (form.show(&html! {
                (radios(&frame, &choices, if chosen.is_empty() { "2" } else { &chosen }))
                (reason(actor, page.answers, page.wrong.as_deref()))
                p { (Button::new(texts::referral_end_do(lang)).submit()) }
            }))
        }
    }
}

type Pairs = Vec<(&'static str, Markup)>;

fn push(pairs: &mut Pairs, name: &'static str, words: &str) {
    if !words.is_empty() {
        pairs.push((name, html! { (words) }));
    }
}

/// 转出, with whom it is about as the paper has it.
fn up_pairs(lang: Lang, now: &Moment, page: &Slip<'_>) -> Pairs {
    let (head, one) = (&page.case.head, page.one);
    let slip = &one.slip;
    let mut pairs = Vec::new();
    let born = texts::born(lang, lang.code(head.sex), head.age(now.day()), &head.birth_date.to_string());
    push(&mut pairs, texts::referral_who(lang), &format!("{} {born}", head.name));
    push(&mut pairs, texts::referral_number(lang), &head.case_no);
    push(&mut pairs, texts::referral_address(lang), &head.address);
    push(&mut pairs, texts::referral_phone(lang), &head.phone);
    let there = [place(one), &slip.department, &slip.to_doctor].join(" ");
    push(&mut pairs, texts::referral_to(lang), there.trim());
    push(&mut pairs, texts::referral_sent_on(lang), &slip.sent_on.to_string());
    push(&mut pairs, texts::referral_reasons(lang), &reasons(lang, one));
    push(&mut pairs, texts::referral_agreed(lang), lang.code(slip.agreed_by));
    push(&mut pairs, texts::referral_impression(lang), &slip.impression);
    push(&mut pairs, texts::referral_history(lang), &slip.history);
    push(&mut pairs, texts::referral_past(lang), &slip.past);
    push(&mut pairs, texts::referral_treatment(lang), &slip.treatment);
    push(&mut pairs, texts::referral_doctor(lang), &format!("{} {}", slip.doctor, slip.phone.as_str()));
    push(&mut pairs, texts::hospital_by(lang), &one.by);
    if let Some((on, by)) = &one.arrived {
        push(&mut pairs, texts::referral_arrived_on(lang), &format!("{on} {by}"));
    }
    pairs
}

fn down_pairs(lang: Lang, one: &Referral, slip: &Down) -> Pairs {
    let mut pairs = Vec::new();
    push(&mut pairs, texts::referral_answered_on(lang), &slip.answered_on.to_string());
    push(&mut pairs, texts::referral_reasons(lang), lang.code(slip.reason));
    push(&mut pairs, texts::referral_diagnosis(lang), lang.code(slip.diagnosis));
    push(&mut pairs, texts::stay_ward_no(lang), &slip.ward_no);
    push(&mut pairs, texts::referral_findings(lang), &slip.findings);
    push(&mut pairs, texts::referral_treatment(lang), &slip.treatment);
    push(&mut pairs, texts::referral_advice(lang), &slip.advice);
    let phone = slip.phone.as_ref().map_or("", |phone| phone.as_str());
    push(&mut pairs, texts::discharge_doctor(lang), format!("{} {phone}", slip.doctor).trim());
    push(&mut pairs, texts::hospital_by(lang), one.outcome.as_ref().map_or("", |(.., by)| by));
    pairs
}
