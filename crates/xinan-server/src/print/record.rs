//! Forms of labels and answers on paper: their lines are those of the definition that the page and the workbook share.

pub mod hospital;
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
        Kind::One(_) | Kind::Many(_) => answer_in_words(field, answers, Lang::Zh),
        // What is no code is in words already: a place instead of its number, a day, a telephone.
        _ => answers.words(field.id),
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

#[cfg(test)]
mod tests {
    use xinan_domain::transfer::SENDING;

    use super::*;

    /// Days, telephones and codes, chosen and typed: nothing that was said is missing on paper.
    #[test]
    fn every_answer_has_its_line() {
        let mut answers = Answers::default();
        let said = [
            ("sent_on", "2026-11-20", "2026-11-20"),
            ("reason", "1", "1 迁居"),
            ("to_region", "清水镇", "清水镇"),
            ("to_place", "广东省深圳市福田区", "广东省深圳市福田区"),
            ("address", "3组8号", "3组8号"),
            ("phone", "13700000001", "13700000001"),
            ("told", "5", "5 上级精防机构"),
            ("note", "白天在家", "白天在家"),
        ];
        for (id, typed, _) in said {
            answers.push(id, typed);
        }
        let rows = rows(SENDING, &answers);
        assert_eq!(rows.len(), said.len());
        for (row, (id, _, words)) in rows.iter().zip(said) {
            assert_eq!(row.value, words, "{id}");
        }
    }
}
