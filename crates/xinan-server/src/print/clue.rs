//! 线索调查登记表 and the questions on paper.
//!
//! Whoever is on it has no record, so the register of what leaves names nobody: it says that the form of a clue left, of
//! which village, and by its number which.

pub mod web;

use xinan_domain::clue::{Registration, Screening, ScreeningList};
use xinan_domain::code::Code;
use xinan_domain::day::age_on;
use xinan_domain::phone::Phone;
use xinan_domain::text::Lang;
use xinan_typeset::{AskedQuestion, ClueSheet, QuestionsSheet};

use super::sheets::record_no;
use crate::clue::store::Kept;
use crate::texts;

fn asked(list: ScreeningList, screening: Option<&Screening>) -> Vec<AskedQuestion> {
    let yes = |number: u8| screening.is_some_and(|screening| screening.yes.contains(&number));
    list.questions()
        .iter()
        .map(|one| AskedQuestion { number: one.number, label: one.label.to_owned(), yes: yes(one.number) })
        .collect()
}

/// To be filled in by hand.
pub(super) fn blank(list: ScreeningList) -> ClueSheet {
    ClueSheet { list: list.label().to_owned(), questions: asked(list, None), ..ClueSheet::default() }
}

/// The list to ask from.
pub(super) fn questions(list: ScreeningList) -> QuestionsSheet {
    QuestionsSheet {
        list: list.label().to_owned(),
        lead_in: list.lead_in(Lang::Zh).to_owned(),
        questions: asked(list, None),
        ..QuestionsSheet::default()
    }
}

/// A clue; paper is in Chinese, like every paper of the house.
fn filled(kept: &Kept, clue: &Registration, place: &str) -> ClueSheet {
    let zh = Lang::Zh;
    let Registration {
        name,
        sex,
        age,
        identity_number,
        village: _, // as a place in words
        address,
        guardian_name,
        guardian_relation,
        screening,
        note,
        informant,
        informant_phone,
        surveyor,
        surveyed_on,
    } = clue;
    let age = match (identity_number, age) {
        (Some(number), _) => texts::clue_age(zh, age_on(number.birth_date(), *surveyed_on)),
        (None, Some(age)) => texts::clue_about_age(zh, *age),
        (None, None) => String::new(),
    };
    ClueSheet {
        record_no: record_no(kept.id),
        name: name.clone(),
        case_no: String::new(),
        sex: sex.map(|sex| sex.label().to_owned()).unwrap_or_default(),
        age,
        identity_number: identity_number.as_ref().map_or("", |number| number.as_str()).to_owned(),
        address: format!("{place}{address}"),
        guardian_name: guardian_name.clone(),
        guardian_relation: guardian_relation.map(|one| one.label().to_owned()).unwrap_or_default(),
        list: screening.list.label().to_owned(),
        questions: asked(screening.list, Some(screening)),
        note: note.clone(),
        informant: informant.clone(),
        informant_phone: informant_phone.as_ref().map_or("", Phone::as_str).to_owned(),
        surveyor: surveyor.clone(),
        surveyed_on: surveyed_on.to_string(),
    }
}
