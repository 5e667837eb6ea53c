//! The paper: its sections in their order, and what a visit says under each of its fields.

use xinan_domain::answers::{Answers, Field, Kind};
use xinan_domain::follow_up::{FIELDS, Visit};
use xinan_domain::text::Lang;

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

/// The fields of a section.
pub(super) fn between(from: &str, to: &str) -> impl Iterator<Item = &'static Field> {
    let at = |id: &str| FIELDS.iter().position(|one| one.id == id);
    FIELDS[at(from).unwrap_or(0)..at(to).unwrap_or(FIELDS.len())].iter()
}

/// An answer to a field in words: last time's beside the form, this one's where a visit is read.
pub(super) fn last_time(field: &Field, last: &Answers, lang: Lang) -> String {
    let word = |code: &str, items: &[xinan_domain::code::CodeItem]| {
        items.iter().find(|item| item.code.to_string() == code).map(|item| {
            match lang.pick(item.label, item.label_en) {
                // 0级 says its number already.
                label if label.starts_with(&item.code.to_string()) => label.to_owned(),
                label => format!("{} {label}", item.code),
            }
        })
    };
    match field.kind {
        Kind::One(items) => word(&last.get(field.id), items).unwrap_or_default(),
        Kind::Many(items) => {
            let words: Vec<String> =
                last.list(field.id).iter().filter_map(|code| word(code, items)).collect();
            words.join(texts::list_joint(lang))
        }
        Kind::Text(_) => last.get(field.id),
        _ => String::new(),
    }
}

/// What a visit says under a field; nothing where it is open.
pub(super) fn in_words(field: &Field, answers: &Answers, visit: &Visit, lang: Lang) -> String {
    match field.kind {
        Kind::Day => answers.get(field.id),
        Kind::Counts(_) => {
            let incidents = visit.clinical().and_then(|clinical| clinical.incidents);
            let Some(incidents) = incidents else { return String::new() };
            let acts: Vec<String> = incidents
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(act, count)| texts::act_count(lang, lang.code(act), count))
                .collect();
            if acts.is_empty() { texts::none(lang).to_owned() } else { acts.join(texts::list_joint(lang)) }
        }
        Kind::Medicines => {
            let Some(clinical) = visit.clinical() else { return String::new() };
            let list = if field.id == "medicine" { &clinical.medicines } else { &clinical.guidance };
            let lines: Vec<String> = list.iter().map(|one| one.say(lang)).collect();
            lines.join(texts::list_joint(lang))
        }
        // No tick means none, but only of somebody who was judged.
        Kind::Many(_) if field.id == "symptoms" && visit.clinical().is_some_and(|one| one.risk.is_some()) => {
            let words = last_time(field, answers, lang);
            if words.is_empty() { texts::none(lang).to_owned() } else { words }
        }
        _ => last_time(field, answers, lang),
    }
}
