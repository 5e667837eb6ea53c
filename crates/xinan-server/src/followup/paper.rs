//! The paper: its sections in their order, and what a visit says under each of its fields.

use xinan_domain::answers::{Answers, Field, Kind};
use xinan_domain::follow_up::Visit;
use xinan_domain::text::Lang;

use crate::case::words::acts_in_words;
use crate::shell::ui::field::answer_in_words;
use crate::texts;

/// A text of the catalogue.
pub(super) type Words = fn(Lang) -> &'static str;

/// The sections of the paper: a heading, its first field, the first field of the next.
pub(super) const SECTIONS: [(Words, &str, &str); 6] = [
    (texts::section_visit, "visited_on", "lost_reason"),
    (texts::section_gone, "lost_reason", "risk"),
    (texts::section_state, "risk", "self_care"),
    (texts::section_life, "self_care", "hospital"),
    (texts::section_care, "hospital", "stability"),
    (texts::section_result, "stability", ""),
];

/// What a visit says under a field; nothing where it is open.
pub(super) fn in_words(field: &Field, answers: &Answers, visit: &Visit, lang: Lang) -> String {
    match field.kind {
        Kind::Day => answers.get(field.id),
        Kind::Counts(_) => {
            let incidents = visit.clinical().and_then(|clinical| clinical.incidents);
            acts_in_words(lang, incidents.as_ref())
        }
        Kind::Medicines => {
            let Some(clinical) = visit.clinical() else { return String::new() };
            let list = if field.id == "medicine" { &clinical.medicines } else { &clinical.guidance };
            let lines: Vec<String> = list.iter().map(|one| one.say(lang)).collect();
            lines.join(texts::list_joint(lang))
        }
        // No tick means none, but only of somebody who was judged.
        Kind::Many(_) if field.id == "symptoms" && visit.clinical().is_some_and(|one| one.risk.is_some()) => {
            let words = answer_in_words(field, answers, lang);
            if words.is_empty() { texts::none(lang).to_owned() } else { words }
        }
        _ => answer_in_words(field, answers, lang),
    }
}
