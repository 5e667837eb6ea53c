//! What a workbook says, freed of everything that a workbook can do.

use jiff::civil::Date;

/// A workbook as it was read: its sheets in order, hidden ones too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Book {
    /// The sheets with their rows.
    pub sheets: Vec<Sheet>,
}

/// One sheet. Rows without any content are left out, so look at [`Row::number`], not at the index.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The name on the tab.
    pub name: String,
    /// Whether the office hid it.
    pub hidden: bool,
    /// The rows that hold something, in order.
    pub rows: Vec<Row>,
}

/// One row that holds something.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The number that Excel shows at its left, counted from 1.
    pub number: u32,
    /// The cells from column A to the last one that holds something.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column counted from 0; beyond the last one there is nothing.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// What stands in one cell.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it was typed, blanks and all.
    Text(String),
    /// A number that is not shown as a day.
    Number(f64),
    /// A number shown as a day; a time of day is dropped.
    Day(Date),
    /// TRUE or FALSE.
    Bool(bool),
    /// A formula. It is never computed here: this is the value that Excel stored when the file was
    /// last saved, [`Cell::Empty`] if the file was written without one.
    Formula(Box<Cell>),
    /// An error value such as `#N/A`.
    Error(String),
}

impl Cell {
    /// Whether there is nothing to be read here, blanks included.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(is_blank),
            Self::Formula(value) => value.is_blank(),
            _ => false,
        }
    }

    /// The content as one would type it: days in ISO form, whole numbers without a decimal point.
    ///
    /// A number of 10¹⁵ or more appears as Excel shows it, `4.29971197005059E+17`. Excel keeps 15
    /// digits; writing out 18 would invent the last three of an identity number, and whoever reads
    /// this text must be able to see that they are lost.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Day(day) => day.to_string(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            Self::Formula(value) => value.text(),
        }
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// A number with the 15 significant digits that Excel keeps.
fn number_text(number: f64) -> String {
    let fifteen = format!("{number:.14E}");
    if number.abs() >= 1e15 {
        let (mantissa, exponent) = fifteen.split_once('E').unwrap_or((fifteen.as_str(), "0"));
        return format!("{}E+{exponent}", mantissa.trim_end_matches('0').trim_end_matches('.'));
    }
    // Through 15 digits and back: 0.1 + 0.2 is shown as 0.3, as in Excel.
    let shown = fifteen.parse::<f64>().unwrap_or(number);
    if shown == 0.0 { "0".to_owned() } else { shown.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_said_as_excel_shows_it() {
        for (number, text) in [
            (1.0, "1"),
            (-0.0, "0"),
            (6.1, "6.1"),
            (0.1 + 0.2, "0.3"),
            (20250503.0, "20250503"),
            (13_924_724_392.0, "13924724392"),
            (-2.5, "-2.5"),
            (999_999_999_999_999.0, "999999999999999"),
        ] {
            assert_eq!(Cell::Number(number).text(), text);
        }
    }

    #[test]
    fn an_identity_number_kept_as_a_number_shows_that_its_last_digits_are_lost() {
        assert_eq!(Cell::Number(429_971_197_005_059_070.0).text(), "4.29971197005059E+17");
        assert_eq!(Cell::Number(4e20).text(), "4E+20");
    }

    #[test]
    fn blanks_of_every_width_are_nothing() {
        for cell in [Cell::Empty, Cell::Text(" \u{3000}\u{200B}\n".into()), Cell::Formula(Box::default())] {
            assert!(cell.is_blank(), "{cell:?}");
        }
        assert!(!Cell::Number(0.0).is_blank());
    }
}
