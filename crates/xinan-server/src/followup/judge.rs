//! What the rules make of a form while it is being filled in: the class, the due day, what is open.

use std::sync::Arc;

use maud::{Markup, html};
use xinan_domain::answers::{Answers, Complaint, Complaints, Weight};
use xinan_domain::follow_up::{self, FIELDS, Understood, VisitContext};
use xinan_domain::parameter::Periods;
use xinan_domain::text::Lang;
use xinan_domain::text::rules::{Problem, reason};

use super::questions::{Proposal, proposal, proposal_of};
use crate::shell::ui::error_summary::name_of;
use crate::texts;

/// What the rules make of a form while it is being filled in.
pub(super) struct Judged {
    pub(super) result: Result<Understood, Complaints>,
    /// Whether a class that differs from the rule's has its reason.
    pub(super) explained: bool,
    /// What is wrong with the next day, when it is all that is wrong.
    pub(super) next_wrong: Option<Problem>,
    /// The grade that the questions lead to.
    pub(super) proposal: Proposal,
    /// What holds where the person lives.
    pub(super) periods: Arc<Periods>,
}

/// What the rules make of the form so far.
///
/// What the typist decided is respected; a reason or a day that is not as it must be is told beside
/// the result rather than in its place.
pub(super) fn judge_of(answers: &Answers, context: &VisitContext<'_>, periods: Arc<Periods>) -> Judged {
    let proposal = proposal_of(answers);
    let mut answers = answers.clone();
    let explained = answers.has("stability_reason");
    if !explained && answers.has("stability") {
        answers.set("stability_reason", "-");
    }
    let mut result = follow_up::parse(&answers, context);
    let next_wrong = result.as_ref().err().and_then(|complaints| {
        let mut refused = complaints.iter().filter(|one| one.weight == Weight::Refuse);
        let only = refused.next().filter(|_| refused.next().is_none())?;
        (only.field == "next_on").then(|| only.problem.clone())
    });
    if next_wrong.is_some() {
        answers.set("next_on", "");
        result = follow_up::parse(&answers, context);
    }
    Judged { result, explained, next_wrong, proposal, periods }
}

/// The class and the due day while the form is being filled in, after the grade that the questions lead to: in
/// short for the foot of a phone, and with the reasons.
pub(super) fn judged(lang: Lang, judged: &Judged) -> Markup {
    html! {
        (proposal(lang, &judged.proposal))
        p.short.phone-only { (in_short(lang, judged)) }
        div.long { (class_and_day(lang, judged)) }
    }
}

/// What stands there before anything was answered.
pub(super) fn waiting(lang: Lang) -> Markup {
    html! {
        p.short.phone-only.muted { (texts::judge_waiting_short(lang)) }
        div.long { span.muted { (texts::judge_waiting(lang)) } }
    }
}

/// The class and the due day in two lines, or the one thing to do before they are known.
fn in_short(lang: Lang, judged: &Judged) -> Markup {
    let understood = match &judged.result {
        Ok(understood) => understood,
        Err(complaints) => {
            let (missing, wrong) = open_ones(complaints);
            return match (missing.first(), wrong.first()) {
                (Some(first), _) => html! {
                    a href={ "#f-" (first.field) } { (texts::judge_open_short(lang, missing.len())) }
                },
                (None, Some(first)) => html! {
                    a href={ "#f-" (first.field) } { (texts::judge_mend_short(lang, wrong.len())) }
                },
                (None, None) => html! {},
            };
        }
    };
    let visit = &understood.visit;
    let differs = visit.computed.is_some() && visit.stability != visit.computed;
    html! {
        @if differs && !judged.explained {
            a href="#f-stability_reason" { (texts::judged_reason_asked(lang)) }
        } @else if judged.next_wrong.is_some() {
            a href="#f-next_on" { (texts::judge_mend_short(lang, 1)) }
        } @else {
            @if visit.clinical().is_none() { (texts::judged_gone(lang)) }
            @if let Some(class) = visit.stability { b { (lang.code(class)) } }
            @if let Some(due) = understood.due {
                span.nowrap { (texts::judged_next_short(lang)) " " (due.on) }
            }
        }
    }
}

fn class_and_day(lang: Lang, judged: &Judged) -> Markup {
    match &judged.result {
        Ok(understood) => html! {
            @let visit = &understood.visit;
            p.muted { (texts::judged_day(lang)) " " (visit.visited_on) }
            @if let Some(judgement) = &understood.judgement {
                @let reasons: Vec<String> = judgement.because.iter().map(|one| reason(lang, *one)).collect();
                p {
                    (texts::judged_class(lang)) " " b { (lang.code(judgement.stability)) }
                    " " span.muted { (texts::judged_because(lang, &reasons.join(texts::list_joint(lang)))) }
                }
            }
            @if let Some(stated) = visit.stability.filter(|_| visit.stability != visit.computed && visit.computed.is_some()) {
                p {
                    (texts::judged_stated(lang, lang.code(stated)))
                    @if !judged.explained {
                        " " a href="#f-stability_reason" { (texts::judged_reason_asked(lang)) }
                    }
                }
            }
            @if let Some(problem) = &judged.next_wrong {
                p { a href="#f-next_on" { (problem.say(lang)) } }
            }
            @if visit.clinical().is_none() { p { (texts::judged_gone(lang)) } }
            @if let Some(due) = understood.due {
                p {
                    (texts::judged_due(lang)) " " b { (due.on) }
                    " " span.muted { (judged.periods.reason(due, Some(visit.visited_on)).say(lang)) }
                }
            } @else {
                p { (texts::judged_no_due(lang)) }
            }
            (doubtful(lang, &understood.doubts))
        },
        Err(complaints) => open(lang, complaints),
    }
}

/// How many of the first questions to answer are named beside the result.
const NAMED: usize = 3;

/// What stops nothing and deserves a second look before it is kept.
fn doubtful(lang: Lang, doubts: &Complaints) -> Markup {
    html! {
        @for one in doubts.iter().take(NAMED) {
            p.muted { (texts::judge_look(lang)) a href={ "#f-" (one.field) } { (one.problem.say(lang)) } }
        }
    }
}

/// What is still to be answered, and what is to be mended, in the order of the paper.
fn open_ones(complaints: &Complaints) -> (Vec<&Complaint>, Vec<&Complaint>) {
    let place = |id: &str| FIELDS.iter().position(|one| one.id == id).unwrap_or(FIELDS.len());
    let mut refused: Vec<&Complaint> = complaints.iter().filter(|one| one.weight == Weight::Refuse).collect();
    refused.sort_by_key(|one| place(one.field.trim_end_matches(|c: char| c.is_ascii_digit())));
    let is_missing = |one: &&Complaint| matches!(one.problem, Problem::Missing | Problem::MetMissing);
    refused.into_iter().partition(is_missing)
}

/// How much is still to be answered or mended, and where to begin.
fn open(lang: Lang, complaints: &Complaints) -> Markup {
    let (missing, wrong) = open_ones(complaints);
    let line = |words: &str, first: &str, list: &[&Complaint]| {
        html! {
            @if !list.is_empty() {
                p.muted {
                    (words) " " (first)
                    @for (at, one) in list.iter().take(NAMED).enumerate() {
                        @if at > 0 { (texts::list_joint(lang)) }
                        a href={ "#f-" (one.field) } { (name_of(lang, FIELDS, one.field)) }
                    }
                }
            }
        }
    };
    html! {
        (line(&texts::judge_open(lang, missing.len()), texts::judge_first(lang), &missing))
        (line(&texts::judge_mend(lang, wrong.len()), texts::judge_mend_first(lang), &wrong))
    }
}
