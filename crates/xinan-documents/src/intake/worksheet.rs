//! The cells of a worksheet, one after the other.
//!
//! What the sheet claims about its extent (`dimension`) is not looked at; memory grows only with
//! what is really there, and stops at the limits.

use std::io::Read;

use super::Unreadable;
use super::book::{Cell, Row};
use super::excel_day::{Shown, day_of};
use super::limits::Budget;
use super::merged::Merged;
use super::strings::{RunText, SharedStrings, push_unescaped};
use super::xml::{Tag, Token, Xml};

/// The last row and the last column that a sheet of Excel can have, counted from 1.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: usize = 16_384;
/// Bytes of text in one cell. Excel stops at 32,767 characters.
const MOST_TEXT: usize = 1024 * 1024;

/// What the cells of all sheets refer to.
#[derive(Debug, Default)]
pub(super) struct Context {
    pub(super) strings: SharedStrings,
    pub(super) formats: Vec<Shown>,
    pub(super) from_1904: bool,
}

/// Reads the rows of a sheet that hold something.
pub(super) fn rows(
    part: impl Read,
    context: &Context,
    sheet: &str,
    budget: &mut Budget,
) -> Result<Vec<Row>, Unreadable> {
    let mut reader = Reader { xml: Xml::new(part), context, sheet, value: String::new() };
    let mut rows = Vec::new();
    let mut number = 0;
    while let Some(tag) = reader.next_of(b"row", b"sheetData")? {
        let stated = tag.attribute("r")?.map(|number| number.parse().map_err(|_| Unreadable::Damaged));
        let next = stated.transpose()?.unwrap_or(number + 1);
        if next <= number || next > LAST_ROW {
            return Err(Unreadable::Damaged);
        }
        number = next;
        let cells = reader.cells(budget)?;
        if cells.is_empty() {
            continue;
        }
        if rows.len() == budget.limits.rows {
            return Err(Unreadable::TooManyRows(sheet.to_owned(), budget.limits.rows));
        }
        rows.push(Row { number, cells });
    }
    while let Some(tag) = reader.next_of(b"mergeCell", b"mergeCells")? {
        let merged = tag.attribute("ref")?.and_then(|range| Merged::read(&range));
        budget.spend_cells(1)?;
        if let Some(merged) = merged.filter(|one| one.column < budget.limits.columns) {
            merged.fill_down(&mut rows, budget)?;
        }
    }
    Ok(rows)
}

struct Reader<'a, R> {
    xml: Xml<R>,
    context: &'a Context,
    sheet: &'a str,
    /// The text of the cell being read; kept so as not to be allocated for each.
    value: String,
}

impl<R: Read> Reader<'_, R> {
    /// The next start of `wanted`, or `None` at the end of `parent` or of the document.
    fn next_of(&mut self, wanted: &[u8], parent: &[u8]) -> Result<Option<Tag<'_>>, Unreadable> {
        loop {
            match self.xml.next()? {
                Token::Start(tag) if tag.name() == wanted => return Ok(Some(self.xml.tag())),
                Token::End(name) if name == parent => return Ok(None),
                Token::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// The cells of one row up to the last that holds something.
    fn cells(&mut self, budget: &mut Budget) -> Result<Vec<Cell>, Unreadable> {
        let mut cells = Vec::new();
        let mut column = 0;
        let mut seen = 0;
        while let Some(tag) = self.next_of(b"c", b"row")? {
            let at = match tag.attribute("r")? {
                Some(reference) => column_of(&reference).ok_or(Unreadable::Damaged)?,
                None => column,
            };
            let kind = Kind::of(tag.attribute("t")?.as_deref().unwrap_or("n"))?;
            let format = tag.attribute("s")?.and_then(|s| s.parse::<usize>().ok()).unwrap_or(0);
            if at < column || at >= LAST_COLUMN {
                return Err(Unreadable::Damaged);
            }
            column = at + 1;
            seen += 1;
            let cell = self.cell(kind, format, budget)?;
            if cell == Cell::Empty {
                continue;
            }
            if at >= budget.limits.columns {
                return Err(Unreadable::TooManyColumns(self.sheet.to_owned(), budget.limits.columns));
            }
            cells.resize(at, Cell::Empty);
            cells.push(cell);
        }
        // Gaps take memory as cells do.
        budget.spend_cells(seen.max(cells.len()))?;
        // A list that grew has room for up to as many again, and there are a hundred thousand rows.
        cells.shrink_to_fit();
        Ok(cells)
    }

    /// What stands in the cell whose start was just read.
    fn cell(&mut self, kind: Kind, format: usize, budget: &mut Budget) -> Result<Cell, Unreadable> {
        self.value.clear();
        let mut is_formula = false;
        let mut in_value = false;
        let mut run = RunText::default();
        loop {
            match self.xml.next()? {
                Token::Start(tag) => match tag.name() {
                    b"v" => in_value = kind != Kind::Inline,
                    b"f" => is_formula = true,
                    name => run.start(name),
                },
                Token::Text(text) if in_value && kind != Kind::Formula => self.value.push_str(&text),
                Token::Text(text) if in_value || kind == Kind::Inline && run.is_open() => {
                    push_unescaped(&text, &mut self.value);
                }
                Token::Text(_) => {}
                Token::End(b"v") => in_value = false,
                Token::End(b"c") => break,
                Token::End(name) => run.end(name),
                Token::Eof => return Err(Unreadable::Damaged),
            }
            if self.value.len() > MOST_TEXT {
                return Err(Unreadable::TooMuchText);
            }
        }
        let cell = self.understood(kind, format)?;
        if let Cell::Text(text) | Cell::Error(text) = &cell {
            budget.spend_text(text.len())?;
        }
        Ok(if is_formula { Cell::Formula(Box::new(cell)) } else { cell })
    }

    fn understood(&self, kind: Kind, format: usize) -> Result<Cell, Unreadable> {
        let value = match kind {
            Kind::Inline | Kind::Formula => self.value.as_str(),
            _ => self.value.trim(),
        };
        if value.is_empty() {
            return Ok(Cell::Empty);
        }
        Ok(match kind {
            Kind::Shared => {
                let index = value.parse().map_err(|_| Unreadable::Damaged)?;
                match self.context.strings.get(index).ok_or(Unreadable::Damaged)? {
                    "" => Cell::Empty,
                    text => Cell::Text(text.to_owned()),
                }
            }
            Kind::Inline | Kind::Formula => Cell::Text(value.to_owned()),
            Kind::Bool => Cell::Bool(matches!(value, "1" | "true")),
            Kind::Error => Cell::Error(value.to_owned()),
            Kind::Iso => match value.get(..10).and_then(|day| day.parse().ok()) {
                Some(day) => Cell::Day(day),
                None => Cell::Text(value.to_owned()),
            },
            Kind::Number => self.number(value, format),
        })
    }

    fn number(&self, value: &str, format: usize) -> Cell {
        let Some(number) = value.parse::<f64>().ok().filter(|number| number.is_finite()) else {
            return Cell::Text(value.to_owned());
        };
        let shown = self.context.formats.get(format).copied().unwrap_or_default();
        let day = || day_of(number, self.context.from_1904);
        match shown {
            Shown::Number => None,
            Shown::Day => day().map(Cell::Day),
            Shown::Month => day().map(|day| Cell::Text(format!("{:04}-{:02}", day.year(), day.month()))),
            Shown::Year => day().map(|day| Cell::Text(format!("{:04}", day.year()))),
        }
        .unwrap_or(Cell::Number(number))
    }
}

/// What the `t` attribute says about a value (ECMA-376 part 1, 18.18.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    /// `s`: an index into the shared strings.
    Shared,
    /// `inlineStr`: the text stands in `is`.
    Inline,
    /// `str`: the text that a formula yielded.
    Formula,
    Bool,
    Error,
    /// `d`: a day or instant in ISO form.
    Iso,
}

impl Kind {
    fn of(code: &str) -> Result<Self, Unreadable> {
        Ok(match code {
            "n" => Self::Number,
            "s" => Self::Shared,
            "inlineStr" => Self::Inline,
            "str" => Self::Formula,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Iso,
            _ => return Err(Unreadable::Damaged),
        })
    }
}

/// The column of a reference such as `AB12`, counted from 0.
pub(super) fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let mut column = 0;
    for letter in letters {
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        if column > LAST_COLUMN {
            return None;
        }
    }
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Limits;
    use super::*;

    fn read(sheet_data: &str) -> Result<Vec<Row>, Unreadable> {
        let strings = "<sst><si><t>柳河村</t></si><si><t></t></si></sst>";
        let context = Context {
            strings: SharedStrings::read(strings.as_bytes()).unwrap(),
            formats: vec![Shown::Number, Shown::Day, Shown::Month],
            from_1904: false,
        };
        let limits = Limits { rows: 4, columns: 4, cells: 20, text: 100, ..Limits::default() };
        let part = format!("<worksheet><dimension ref='A1:XFD2147483648'/>{sheet_data}</worksheet>");
        rows(part.as_bytes(), &context, "名册", &mut Budget::new(limits))
    }

    fn cells(row: &str) -> Vec<Cell> {
        read(&format!("<sheetData><row>{row}</row></sheetData>")).unwrap().remove(0).cells
    }

    #[test]
    fn every_type_of_cell_is_understood() {
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(
            cells("<c t='s'><v>0</v></c><c t='s'><v>1</v></c><c><v>2.5</v></c>"),
            [text("柳河村"), Cell::Empty, Cell::Number(2.5)]
        );
        assert_eq!(
            cells("<c s='1'><v>45784</v></c><c s='2'><v>45784</v></c>"),
            [Cell::Day(date(2025, 5, 7)), text("2025-05")]
        );
        assert_eq!(
            cells("<c t='d'><v>2025-05-07T00:00:00</v></c><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c>"),
            [Cell::Day(date(2025, 5, 7)), Cell::Bool(true), Cell::Error("#N/A".into())]
        );
        assert_eq!(
            cells("<c t='inlineStr'><is><t> 甲 </t></is></c><c s='1'><v>20250507</v></c>"),
            [text(" 甲 "), Cell::Number(20_250_507.0)]
        );
    }

    #[test]
    fn a_formula_is_its_stored_value_and_says_so() {
        let formula = |cell| Cell::Formula(Box::new(cell));
        assert_eq!(
            cells(
                "<c t='str'><f>A1&amp;B1</f><v>甲乙</v></c><c><f>HYPERLINK(\"x\")</f><v/></c>\
                 <c><f t='shared' si='99999999999'/><v>3</v></c>"
            ),
            [formula(Cell::Text("甲乙".into())), formula(Cell::Empty), formula(Cell::Number(3.0))]
        );
    }

    #[test]
    fn rows_and_cells_keep_their_places() {
        let rows = read(
            "<sheetData><row r='2'><c r='C2'><v>1</v></c></row><row r='5'/>\
             <row><c><v>2</v></c></row></sheetData>",
        );
        let rows = rows.unwrap();
        assert_eq!((rows[0].number, rows[1].number), (2, 6));
        assert_eq!(rows[0].cells, [Cell::Empty, Cell::Empty, Cell::Number(1.0)]);
    }

    #[test]
    fn what_is_merged_downwards_is_meant_for_every_row() {
        let data = "<sheetData><row r='1'><c r='A1'><v>9</v></c></row>\
                    <row r='2'><c r='B2' t='s'><v>0</v></c></row><row r='3'><c r='A3'><v>1</v></c></row>\
                    <row r='5'><c r='A5'><v>2</v></c></row></sheetData>\
                    <mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='B2:B4'/>\
                    <mergeCell ref='B9:B99999999'/><mergeCell ref='x'/><mergeCell/></mergeCells>";
        let village = Cell::Text("柳河村".into());
        let rows = read(data).unwrap();
        assert_eq!(rows[0].cells, [Cell::Number(9.0)]);
        assert_eq!(rows[1].cells, [Cell::Empty, village.clone()]);
        assert_eq!(rows[2].cells, [Cell::Number(1.0), village]);
        assert_eq!(rows[3].cells, [Cell::Number(2.0)]);

        let many = "<mergeCell ref='A1:A3'/>".repeat(30);
        let data =
            format!("<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>{many}</mergeCells>");
        assert_eq!(read(&data), Err(Unreadable::TooManyCells(20)));
    }

    #[test]
    fn limits_hold_while_reading() {
        let row = |cell: &str| format!("<sheetData><row>{cell}</row></sheetData>");
        let name = "名册".to_owned();
        for (data, refused) in [
            (row("<c r='E1'><v>1</v></c>"), Unreadable::TooManyColumns(name.clone(), 4)),
            (row("<c r='ZZZZZZZZZZZZZ1'><v>1</v></c>"), Unreadable::Damaged),
            (row("<c r='B1'/><c r='A1'/>"), Unreadable::Damaged),
            (row("<c t='s'><v>2</v></c>"), Unreadable::Damaged),
            (row("<c t='x'/>"), Unreadable::Damaged),
            (row(&"<c/>".repeat(21)), Unreadable::TooManyCells(20)),
            (
                row(&format!("<c t='inlineStr'><is><t>{}</t></is></c>", "a".repeat(101))),
                Unreadable::TooMuchText,
            ),
            (
                format!("<sheetData>{}</sheetData>", "<row><c><v>1</v></c></row>".repeat(5)),
                Unreadable::TooManyRows(name, 4),
            ),
            ("<sheetData><row r='2147483648'/></sheetData>".into(), Unreadable::Damaged),
            ("<sheetData><row r='2'/><row r='2'/></sheetData>".into(), Unreadable::Damaged),
            ("<sheetData><row><c>".into(), Unreadable::Damaged),
        ] {
            assert_eq!(read(&data), Err(refused), "{data}");
        }
        // Formatted but empty cells far to the right are no reason to refuse.
        assert_eq!(read(&row("<c r='XFD1' s='1'/>")).unwrap(), []);
    }
}
