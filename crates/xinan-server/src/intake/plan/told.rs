//! What whoever brings a workbook is told of a row: what is refused, asked, or still to be completed.

use xinan_documents::rows::{DataRow, Note};
use xinan_domain::answers::{Complaints, Weight};
use xinan_domain::identity_number::IdentityNumberError;
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem;

use super::SheetContext;
use crate::intake::report::{Refusal, SheetReport, ToComplete};
use crate::texts;

/// Cells whose content was not what stands in Excel's window: a formula without a value counts as
/// empty, and nobody should learn that by chance.
pub(super) fn cells_to_look_at(report: &mut SheetReport, own: &SheetContext<'_>, row: &DataRow, lang: Lang) {
    for said in &row.cells {
        if let Some(note @ (Note::FormulaWithoutValue | Note::ErrorValue)) = said.note {
            report.doubt(refusal(own, row, said.field, note.say(lang).to_owned()));
        }
    }
}

/// The needed columns that a sheet does not have, each once: without them no row can be kept.
pub(super) fn columns_missing(own: &SheetContext<'_>, lang: Lang) -> Vec<Refusal> {
    let missing = own.matching.missing_required.iter();
    missing
        .map(|field| {
            let label = own.matching.kind.column(field).map_or("", |spec| spec.label());
            Refusal {
                row: own.matching.header_row,
                column: label.to_owned(),
                cell: String::new(),
                field: String::new(),
                message: texts::import_missing_column(lang, label),
            }
        })
        .collect()
}

/// Puts complaints into the report; whether one of them stops the row.
pub(super) fn complain(
    report: &mut SheetReport,
    own: &SheetContext<'_>,
    row: &DataRow,
    complaints: &Complaints,
    lang: Lang,
) -> bool {
    for one in complaints.iter() {
        // A refused row comes again; then its gaps are told.
        if one.weight == Weight::Ask && one.problem == Problem::Missing {
            if !complaints.refused() {
                report.leaves_open(row.number, one.field, || to_complete(own, one.field));
            }
            continue;
        }
        let sentence = || match &one.problem {
            Problem::IdentityNumber(error) => as_seen(*error, row).say(lang),
            problem => of_columns(problem, own, lang).unwrap_or_else(|| problem.say(lang)),
        };
        let refusal = || refusal(own, row, one.field, sentence());
        match one.weight {
            // Sentences for a hundred thousand rows would take longer than their check.
            Weight::Refuse if report.keeps(row.number) => report.refuse(refusal()),
            Weight::Refuse => report.refuse_without_words(row.number),
            Weight::Ask => report.doubt(refusal()),
        }
    }
    complaints.refused()
}

/// What a page says of its own fields, said of the columns of this sheet: a ledger has neither a tick nor a field
/// for what was said, and how a medicine is taken stands in two columns of it.
fn of_columns(problem: &Problem, own: &SheetContext<'_>, lang: Lang) -> Option<String> {
    Some(match problem {
        Problem::PrescriptionMissing => texts::import_prescription(lang, header(own, "medicine1")),
        Problem::ReferralExpected => texts::import_referral(lang, header(own, "referral")),
        Problem::NothingElseWhenGone => texts::import_nothing_else(lang).to_owned(),
        Problem::MedicineUnreadable { row } => texts::import_medicine(lang, *row),
        _ => return None,
    })
}

/// How the sheet calls the column of a field, or how ours does where it has none.
fn header<'a>(own: &'a SheetContext<'_>, field: &str) -> &'a str {
    let place = own.matching.column_of(field).and_then(|column| own.matching.at(column));
    let label = own.matching.kind.column(field).map_or("", |spec| spec.label());
    place.map_or(label, |one| one.header.as_str())
}

/// A field to be completed, of which no row was counted yet.
fn to_complete(own: &SheetContext<'_>, field: &'static str) -> ToComplete {
    let place = own.matching.column_of(field).and_then(|column| own.matching.at(column));
    let label = own.matching.kind.column(field).map_or("", |spec| spec.label());
    ToComplete {
        field: field.to_owned(),
        column: place.map_or(label, |one| one.header.as_str()).to_owned(),
        has_column: place.is_some(),
        rows: 0,
        first_rows: Vec::new(),
    }
}

/// Why an identity number cannot be right, as far as the cell shows it. Zeros at the end of a text may
/// be what a workbook left of a number, or a slip: only a number cell shows that digits are lost.
pub(super) fn as_seen(error: IdentityNumberError, row: &DataRow) -> IdentityNumberError {
    let shows_loss = row.answers.raw("identity_number").contains(['E', 'e', '.']);
    match error {
        IdentityNumberError::LostDigits if !shows_loss => IdentityNumberError::CheckDigit,
        error => error,
    }
}

/// A complaint at a field of a row.
pub(super) fn refusal(own: &SheetContext<'_>, row: &DataRow, field: &str, message: String) -> Refusal {
    let place = own.matching.column_of(field).and_then(|column| own.matching.at(column));
    let label = own.matching.kind.column(field).map_or("", |spec| spec.label());
    // What Excel put there is why nothing could be read.
    let said = row.cells.iter().find(|said| said.field == field);
    let message = match said.and_then(|said| said.note) {
        Some(note @ Note::ErrorValue) => note.say(own.lang).to_owned(),
        _ => message,
    };
    Refusal {
        row: row.number,
        column: place.map_or(label, |one| one.header.as_str()).to_owned(),
        cell: place.map(|one| format!("{}{}", one.letter, row.number)).unwrap_or_default(),
        field: field.to_owned(),
        message,
    }
}
