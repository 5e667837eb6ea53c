//! What follows from a no: what stops, what goes on, and when one asks again.

use maud::{Markup, html};
use xinan_domain::consent::{Because, Processing, States, Subject, gate};
use xinan_domain::follow_up::DueRule;
use xinan_domain::text::Lang;

use crate::case::VisibleCase;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// What holds today of a subject that is not wished; nothing where something else was said since.
pub(super) fn follows(lang: Lang, case: &VisibleCase, subject: Subject, states: &States) -> Markup {
    let state = states.at(subject);
    if !state.stops() {
        return html! {};
    }
    let words = |wanted: fn(bool, Because, Subject) -> bool| -> String {
        let all = Processing::ALL.into_iter().filter(|one| {
            let verdict = gate(*one, states);
            wanted(verdict.goes_on, verdict.because, subject)
        });
        all.map(|one| one.say(lang)).collect::<Vec<_>>().join(texts::list_joint(lang))
    };
    let rests = words(|_, because, of| matches!(because, Because::Declined(which, _) if which == of));
    let goes_on = words(|goes_on, _, _| goes_on);
    // Only the programme is offered again by itself.
    let offer =
        case.head.due.filter(|due| subject == Subject::Management && due.rule == DueRule::RefusedOffer);
    notice(
        Tone::Info,
        &html! {
            p {
                @match state.since {
                    Some(day) => (texts::consent_now_rests(lang, &day.to_string(), &rests)),
                    None => (texts::consent_now_rests_undated(lang, &rests)),
                }
            }
            p { (texts::consent_now_goes_on(lang, &goes_on)) }
            @if let Some(due) = offer { p { (texts::consent_offer_next(lang, &due.on.to_string())) } }
        },
    )
}
