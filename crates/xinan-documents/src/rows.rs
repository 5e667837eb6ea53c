//! The data rows of a sheet whose columns are understood, as answers to a form.
//!
//! Each row goes to the same parser as the web form, so nothing is judged here: text stays as it
//! was typed (blanks, full-width digits and a leading apostrophe are the parser's business), a day
//! becomes its ISO form, a whole number loses its `.0`. A number that is too long to have survived
//! in a number cell keeps the form in which it shows that; see [`Cell::text`].

use xinan_domain::answers::Answers;
use xinan_domain::text::{Lang, squeeze};

use crate::columns::{Matching, words};
use crate::intake::{Cell, Row, Sheet};
use crate::texts;

/// One row of data.
#[derive(Debug, Clone, PartialEq)]
pub struct DataRow {
    /// Its number in Excel.
    pub number: u32,
    /// What it answers, by field id; empty cells answer nothing.
    pub answers: Answers,
    /// What stood in each matched cell that held something, from left to right.
    pub cells: Vec<Said>,
}

/// What stood in one matched cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The column, counted from 0.
    pub column: usize,
    /// The field that it answers.
    pub field: &'static str,
    /// Its text, as given to the parser.
    pub text: String,
    /// What people should know about it.
    pub note: Option<Note>,
}

/// What is peculiar about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// A formula, read by the value that Excel stored.
    Formula,
    /// A formula for which the file holds no value; it counts as empty.
    FormulaWithoutValue,
    /// An error value such as `#N/A`.
    ErrorValue,
}

impl Note {
    /// What it is, and what to do if it matters.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Formula => texts::cell_formula(lang),
            Self::FormulaWithoutValue => texts::cell_formula_without_value(lang),
            Self::ErrorValue => texts::cell_error(lang),
        }
    }
}

/// Why a row below the names is not data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// Nothing in it that is not blank.
    Blank,
    /// A sum (合计).
    Total,
    /// The names once more, as on each printed page.
    Names,
    /// Who filled the sheet in, or an explanation, below the data.
    Footer,
}

/// The data rows below the names, in order.
pub fn rows(sheet: &Sheet, matching: &Matching) -> Vec<DataRow> {
    each_row(sheet, matching).collect()
}

/// The same one by one, so that a long sheet is not held twice.
pub fn each_row<'a>(sheet: &'a Sheet, matching: &'a Matching) -> impl Iterator<Item = DataRow> + 'a {
    let judge = Judge::new(matching);
    let data = below(sheet, matching).filter(move |row| judge.skipped(row).is_none());
    data.map(|row| read(row, matching))
}

/// The rows below the names that are not data, with the reason; so that a count can be explained.
pub fn skipped_rows(sheet: &Sheet, matching: &Matching) -> Vec<(u32, Skipped)> {
    let judge = Judge::new(matching);
    below(sheet, matching).filter_map(|row| Some((row.number, judge.skipped(row)?))).collect()
}

fn below<'a>(sheet: &'a Sheet, matching: &Matching) -> impl Iterator<Item = &'a Row> + use<'a> {
    let last_name = matching.header_row;
    sheet.rows.iter().filter(move |row| row.number > last_name)
}

fn read(row: &Row, matching: &Matching) -> DataRow {
    let mut answers = Answers::default();
    let mut cells = Vec::new();
    for one in &matching.columns {
        let Some(field) = one.field else { continue };
        let cell = row.cell(one.column);
        let note = match cell {
            Cell::Formula(value) if value.is_blank() => Some(Note::FormulaWithoutValue),
            Cell::Formula(value) if is_error(value) => Some(Note::ErrorValue),
            Cell::Formula(_) => Some(Note::Formula),
            cell if is_error(cell) => Some(Note::ErrorValue),
            _ => None,
        };
        // An error value is no answer: `#N/A` is nobody's name.
        let blank = cell.is_blank() || note == Some(Note::ErrorValue);
        if blank && note.is_none() {
            continue;
        }
        let text = cell.text();
        if !blank {
            answers.push(field, text.as_str());
        }
        cells.push(Said { column: one.column, field, text, note });
    }
    DataRow { number: row.number, answers, cells }
}

/// Whether a cell holds an error of Excel: as such, or as text in a table that was saved as text.
fn is_error(cell: &Cell) -> bool {
    const ERRORS: [&str; 9] =
        ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];
    match cell {
        Cell::Error(_) => true,
        Cell::Text(text) => ERRORS.contains(&text.trim()),
        _ => false,
    }
}

/// Tells data from what else stands below the names.
struct Judge {
    /// The names of all columns, without blanks.
    names: Vec<String>,
    identity: Option<usize>,
}

impl Judge {
    fn new(matching: &Matching) -> Self {
        let width = matching.columns.last().map_or(0, |one| one.column + 1);
        let mut names = vec![String::new(); width];
        for one in &matching.columns {
            names[one.column] = squeeze(&one.header);
        }
        Self { names, identity: matching.column_of("identity_number") }
    }

    /// Why a row is not data. When in doubt it is: a row that is passed over here is never seen
    /// again, one that is let through is refused with a reason.
    fn skipped(&self, row: &Row) -> Option<Skipped> {
        let filled = || row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let Some((first_column, first)) = filled().next() else { return Some(Skipped::Blank) };
        if self.is_name(first_column, first) {
            let named = filled().filter(|(column, cell)| self.is_name(*column, cell)).count();
            if named >= 3 && named * 2 > filled().count() {
                return Some(Skipped::Names);
            }
        }
        // A row with anything like an identity number is about a person, whatever else it says. A
        // sum may have a small number there.
        if self.identity.is_some_and(|column| row.cell(column).text().trim().len() >= 8) {
            return None;
        }
        if filled()
            .take_while(|(column, _)| *column < 3)
            .any(|(_, cell)| words::is_total(&squeeze(&cell.text())))
        {
            return Some(Skipped::Total);
        }
        // 填表人：李医生  审核人：王医生, or 注：… across the sheet.
        match first_column < 3 && filled().count() <= 4 && words::is_footer(&squeeze(&first.text())) {
            true => Some(Skipped::Footer),
            false => None,
        }
    }

    fn is_name(&self, column: usize, cell: &Cell) -> bool {
        let name = self.names.get(column).filter(|name| !name.is_empty());
        name.is_some_and(|name| matches!(cell, Cell::Text(text) if squeeze(text) == *name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::recognise;

    fn row(number: u32, texts: &[&str]) -> Row {
        Row { number, cells: texts.iter().map(|text| Cell::Text((*text).into())).collect() }
    }

    fn sheet(data: Vec<Row>) -> Sheet {
        let names = row(2, &["序号", "姓名", "身份证号", "目前诊断", "确诊日期", "村", "备注"]);
        Sheet { name: "名册".into(), hidden: false, rows: [vec![names], data].concat() }
    }

    fn read_one(cells: Vec<Cell>) -> DataRow {
        let sheet = sheet(vec![Row { number: 3, cells }]);
        rows(&sheet, &recognise(&sheet).unwrap()).remove(0)
    }

    #[test]
    fn a_row_answers_by_field_id() {
        let day = jiff::civil::date(2011, 6, 15);
        let text = |text: &str| Cell::Text(text.into());
        let row = read_one(vec![
            Cell::Number(1.0),
            text(" 叶 红秋 "),
            text("'４２９９71199406204997"),
            Cell::Empty,
            Cell::Day(day),
        ]);
        assert_eq!(row.number, 3);
        assert_eq!(row.answers.raw("ordinal"), "1");
        assert_eq!(row.answers.raw("name"), " 叶 红秋 ");
        assert_eq!(row.answers.raw("identity_number"), "'４２９９71199406204997");
        assert_eq!(row.answers.raw("diagnosed_on"), "2011-06-15");
        assert!(!row.answers.has("diagnosis"));
        assert_eq!(row.cells.iter().map(|said| said.column).collect::<Vec<_>>(), [0, 1, 2, 4]);
    }

    #[test]
    fn an_identity_number_in_a_number_cell_is_passed_on_so_that_the_parser_sees_the_loss() {
        let row = read_one(vec![
            Cell::Number(1.0),
            Cell::Text("甲".into()),
            Cell::Number(429_971_197_005_059_070.0),
        ]);
        assert_eq!(row.answers.raw("identity_number"), "4.29971197005059E+17");
    }

    #[test]
    fn formulas_and_errors_are_marked() {
        let formula = |cell| Cell::Formula(Box::new(cell));
        let row = read_one(vec![
            formula(Cell::Number(7.0)),
            formula(Cell::Empty),
            Cell::Error("#N/A".into()),
            formula(Cell::Error("#REF!".into())),
        ]);
        let notes: Vec<_> = row.cells.iter().map(|said| said.note.unwrap()).collect();
        assert_eq!(notes, [Note::Formula, Note::FormulaWithoutValue, Note::ErrorValue, Note::ErrorValue]);
        assert_eq!(row.answers.raw("ordinal"), "7");
        assert_eq!(row.answers.raw("name"), "");
        assert!(!row.answers.has("identity_number"), "an error value is no answer");
        assert_eq!(row.cells[2].text, "#N/A");
        let row = read_one(vec![Cell::Number(1.0), Cell::Text(" #REF! ".into())]);
        assert_eq!((row.answers.raw("name"), row.cells[1].note), ("", Some(Note::ErrorValue)));
    }

    #[test]
    fn what_is_no_data_is_passed_over_and_accounted_for() {
        let sheet = sheet(vec![
            row(3, &["1", "甲"]),
            row(4, &["", " \u{3000}"]),
            row(5, &["小计", "1人"]),
            row(6, &["序号", "姓 名", "身份证号", "目前诊断"]),
            row(8, &["2", "合计红"]),
            row(9, &["", "合 计：", "2"]),
            row(10, &["填表人：李医生", "", "", "审核人：王医生"]),
        ]);
        let matching = recognise(&sheet).unwrap();
        let numbers: Vec<_> = rows(&sheet, &matching).iter().map(|row| row.number).collect();
        assert_eq!(numbers, [3, 8]);
        assert_eq!(
            skipped_rows(&sheet, &matching),
            [
                (4, Skipped::Blank),
                (5, Skipped::Total),
                (6, Skipped::Names),
                (9, Skipped::Total),
                (10, Skipped::Footer)
            ]
        );
    }

    #[test]
    fn a_row_with_an_identity_number_is_never_passed_over() {
        let sheet = sheet(vec![row(3, &["合计", "备注：", "429971199406204997"])]);
        assert_eq!(rows(&sheet, &recognise(&sheet).unwrap()).len(), 1);
    }
}
