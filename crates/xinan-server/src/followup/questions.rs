//! 按问题判断 — the questions that lead to the risk grade, and the grade that they propose.
//!
//! An aid beside the codes of the paper. It rates what happened, foresees nothing, and is not kept: what
//! is recorded is the grade that the worker chose, with or without it.

use maud::{Markup, html};
use xinan_domain::answers::{Answers, Complaints, field};
use xinan_domain::risk::questions::{Led, QUESTIONS, lead};
use xinan_domain::risk::{Graded, Risk};
use xinan_domain::text::Lang;

use super::phone::asked_at;
use crate::shell::ui::button::Button;
use crate::shell::ui::field::{Extra, Filled, official};
use crate::texts;

/// Where the answers lead, beside the grade that was chosen.
pub(super) struct Proposal {
    led: Led,
    chosen: Option<Risk>,
}

/// Under which name an offered grade is sent by its button, without scripts.
const TAKE: &str = "take_risk";

/// When a question is asked at all.
fn when(id: &str) -> &'static str {
    match id {
        "smashing_stopped" => "happened=2",
        "smashing_place" => "smashing_stopped=1",
        "smashing_lasted" => "smashing_stopped=2",
        "weapon" => "happened=3",
        _ => "",
    }
}

/// The questions, folded away until somebody wants them.
pub(super) fn questions(lang: Lang, answers: &Answers) -> Markup {
    let complaints = Complaints::default();
    let filled = Filled { lang, answers, complaints: &complaints, scope: "" };
    let begun = QUESTIONS.iter().any(|one| answers.has(one.id));
    html! {
        details.fold open[begun] data-part="ask" data-turn=[asked_at("grade_questions")] {
            summary { (texts::grade_questions(lang)) }
            p.hint { (texts::grade_questions_hint(lang)) }
            div.paper {
                @for one in QUESTIONS {
                    (official(one, &filled, &Extra { when: when(one.id), ..Extra::default() }))
                }
            }
            details.more {
                summary { (texts::grade_wordings(lang)) }
                ul.log {
                    @for risk in Risk::ALL { li { (texts::grade_wording(lang, risk.grade(), risk.wording(lang))) } }
                }
            }
        }
    }
}

/// What the answers so far propose.
pub(super) fn proposal_of(answers: &Answers) -> Proposal {
    Proposal { led: lead(answers), chosen: grade_in(answers, "risk") }
}

fn grade_in(answers: &Answers, id: &str) -> Option<Risk> {
    answers.get(id).parse().ok().and_then(Risk::new)
}

/// The proposal with its reason, to be taken by one tap or key; a difference is a question.
pub(super) fn proposal(lang: Lang, proposal: &Proposal) -> Markup {
    match &proposal.led {
        Led::Unanswered => html! {},
        Led::NothingAndSome => html! {
            p { (texts::grade_nothing_and_some(lang)) (links(lang, &["happened"])) }
        },
        Led::Open { at_least, ask } => html! {
            p { (texts::grade_open(lang, at_least.grade())) (links(lang, ask)) }
        },
        Led::To(Graded { risk, because }) => {
            let because = because.say(lang);
            let offer = Button::new(&texts::grade_take(lang, risk.grade())).small().key('T').offer(
                "risk",
                TAKE,
                &risk.grade().to_string(),
            );
            match proposal.chosen {
                Some(chosen) if chosen == *risk => html! {
                    p.muted { (texts::grade_led(lang, risk.grade(), because)) }
                },
                Some(chosen) => html! {
                    p.led {
                        span {
                            (texts::grade_differs(lang, risk.grade(), chosen.grade())) " "
                            span.muted { (texts::judged_because(lang, because)) }
                        }
                        (offer)
                    }
                },
                None => html! { p.led { span { (texts::grade_led(lang, risk.grade(), because)) } (offer) } },
            }
        }
    }
}

fn links(lang: Lang, ids: &[&str]) -> Markup {
    html! {
        @for (at, id) in ids.iter().enumerate() {
            @if at > 0 { (texts::list_joint(lang)) }
            @if let Some(one) = field(QUESTIONS, id) {
                a href={ "#f-" (id) } { (lang.pick(one.label, one.label_en)) }
            }
        }
    }
}

/// Puts the offered grade into the answers when its button sent the form, as it does without scripts.
/// Says whether it did: then the form is shown again, for taking a grade is not yet saving.
pub(super) fn take(answers: &mut Answers) -> bool {
    let Some(risk) = grade_in(answers, TAKE) else { return false };
    answers.set("risk", risk.grade().to_string());
    true
}
