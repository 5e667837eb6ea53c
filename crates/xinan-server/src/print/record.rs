//! Forms of labels and answers on paper: their lines are those of the definition that the page and the workbook share.

pub mod web;

use xinan_domain::answers::{Answers, Field, Kind};
use xinan_domain::text::Lang;
use xinan_typeset::{RecordRow, RecordSheet};

use super::sheets::record_no;
use super::store::Person;
use crate::shell::ui::field::answer_in_words;

/// A value that is longer takes the whole width.
const SIDE_BY_SIDE: usize = 16;

/// The lines of a form; paper is in Chinese, like every paper of the house.
pub(crate) fn rows(fields: &[Field], answers: &Answers) -> Vec<RecordRow> {
    let words = |field: &Field| match field.kind {
        // What is no code is in words already: a place instead of its number.
        Kind::Text(_) => answers.words(field.id),
        _ => answer_in_words(field, answers, Lang::Zh),
    };
    fields.iter().map(|field| row(field.label, words(field))).collect()
}

/// One line.
pub(crate) fn row(label: &str, value: String) -> RecordRow {
    let wide = value.chars().count() > SIDE_BY_SIDE || label.chars().count() > SIDE_BY_SIDE / 2;
    RecordRow { label: label.to_owned(), value, wide }
}

/// A sheet about somebody.
pub(super) fn of_person(person: &Person, title: &str) -> RecordSheet {
    RecordSheet {
        record_no: record_no(person.id),
        title: title.to_owned(),
        name: person.name.clone(),
        case_no: person.case_no.clone(),
        ..RecordSheet::default()
    }
}
