//! The paper: its sections in their order, and what a form says under each of its fields.

use xinan_domain::answers::{Answers, Field, Kind};
use xinan_domain::supplement::{FIELDS, Supplement, to_answers};
use xinan_domain::text::Lang;

use super::check::is_asked;
use crate::case::words::acts_in_words;
use crate::division::Divisions;
use crate::shell::ui::differences::Difference;
use crate::shell::ui::field::answer_in_words;
use crate::texts;

/// A text of the catalogue.
pub(super) type Words = fn(Lang) -> &'static str;

/// The sections of the paper: a heading, its first field, the first field of the next.
pub(super) const SECTIONS: [(Words, &str, &str); 7] = [
    (texts::section_person, "name", "guardian_name"),
    (texts::section_guardian, "guardian_name", "household"),
    (texts::section_consent, "household", "onset_on"),
    (texts::section_history, "onset_on", "diagnosis"),
    (texts::section_diagnosis, "diagnosis", "incidents"),
    (texts::section_circumstances, "incidents", "filled_on"),
    (texts::section_filled, "filled_on", ""),
];

/// When a conditional field is asked at all.
pub(super) fn when(id: &str) -> &'static str {
    match id {
        "consent_on" => "consent=1",
        "other_past_symptom" => "past_symptoms=12",
        _ => "",
    }
}

/// What a form says under a field; nothing where it is open.
fn in_words(
    field: &Field,
    (answers, form): (&Answers, &Supplement),
    divisions: &Divisions,
    lang: Lang,
) -> String {
    match field.kind {
        _ if field.id == "village" => divisions.name(form.village.as_str()).to_owned(),
        Kind::Counts(_) => acts_in_words(lang, form.incidents.as_ref()),
        Kind::Many(_) if form.past_symptoms.as_ref().is_some_and(|all| all.is_empty()) => {
            texts::none(lang).to_owned()
        }
        Kind::One(_) | Kind::Many(_) | Kind::Text(_) => answer_in_words(field, answers, lang),
        _ => answers.get(field.id),
    }
}

/// The fields with what two versions say under them: the one that stands, and the other.
pub(super) fn beside<'a>(
    lang: Lang,
    divisions: &'a Divisions,
    now: &'a Supplement,
    other: &'a Supplement,
) -> impl Iterator<Item = Difference<'static>> + use<'a> {
    let (now_answers, other_answers) = (to_answers(now), to_answers(other));
    FIELDS.iter().filter(|field| is_asked(field.id)).map(move |field| Difference {
        label: lang.pick(field.label, field.label_en),
        now: in_words(field, (&now_answers, now), divisions, lang),
        typed: in_words(field, (&other_answers, other), divisions, lang),
    })
}
