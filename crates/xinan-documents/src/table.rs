//! Any list as a workbook: a cover that says what it is, and the list as offices print it.
//!
//! Nothing here writes a formula (threat T15). Text is a text cell in text format, so that a cell
//! which begins with `=` stays text even when somebody edits it later; identity numbers and
//! telephones are text, so that no digit is lost; days are real days, numbers real numbers.

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{DataValidation, Workbook, Worksheet};
use xinan_domain::text::Lang;

use crate::style::{self, Look, Style};
use crate::{WriteError, texts};

/// More cells than this are written through a temporary file instead of memory.
const MANY: usize = 200_000;
/// Below the last row, so many rows still offer the choices of their columns.
const SPARE: u32 = 500;

/// A list to be written.
#[derive(Debug, Clone)]
pub struct Table {
    /// The name on the tab.
    pub name: String,
    /// The heading of the list, in row 1.
    pub title: String,
    /// What stands below it, in row 2: the institution, the period.
    pub subtitle: String,
    /// The columns; their names stand in row 3.
    pub columns: Vec<Column>,
    /// The rows, each with a value for every column.
    pub rows: Vec<Vec<Value>>,
    /// When it is written, in local time.
    pub written_at: DateTime,
    /// What the cover says; a blank form to be filled in has none.
    pub cover: Option<Cover>,
}

/// What the cover of an export says, beside when it was made and how many rows it has.
#[derive(Debug, Clone)]
pub struct Cover {
    /// The filter of the list on the screen, in words.
    pub filter: String,
    /// Who exported it.
    pub by: String,
    /// The twenty characters of the newest checkpoint of the log of looks, for the foot; may be empty.
    pub checkpoint: String,
}

/// One column of a list.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub header: String,
    /// Its width in characters of Latin text.
    pub width: f64,
    /// What stands in it.
    pub kind: Kind,
    /// Values offered in a drop-down list; others may still be typed.
    pub choices: Vec<String>,
}

impl Column {
    /// A column without choices.
    pub fn new(header: impl Into<String>, width: f64, kind: Kind) -> Self {
        Self { header: header.into(), width, kind, choices: Vec::new() }
    }

    /// The same with choices.
    #[must_use]
    pub fn with_choices(mut self, choices: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.choices = choices.into_iter().map(Into::into).collect();
        self
    }
}

/// What stands in a column, and how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// Digits that are no number: identity numbers, telephones, certificate numbers, codes.
    IdentityText,
    /// Days, as yyyy-mm-dd.
    Day,
    /// Whole numbers.
    Integer,
    /// Numbers as they are.
    Decimal,
    /// Shares: 0.8 is shown as 80.00 %.
    Percent,
}

/// What stands in a cell. Text in a column of days is allowed: a day may be known to the year only.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A day.
    Day(Date),
    /// A whole number.
    Integer(i64),
    /// A number or a share.
    Number(f64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl Table {
    /// The list as the bytes of an `.xlsx`. The same list gives the same bytes.
    ///
    /// # Errors
    ///
    /// When Excel's own limits are passed, or the temporary file of a long list cannot be written.
    pub fn workbook(&self, lang: Lang) -> Result<Vec<u8>, WriteError> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&style::properties(&self.title, self.written_at)?);
        if let Some(cover) = &self.cover {
            self.write_cover(cover, workbook.add_worksheet(), lang)?;
        }
        let sheet = match self.rows.len().saturating_mul(self.columns.len()) > MANY {
            true => workbook.add_worksheet_with_constant_memory()?,
            false => workbook.add_worksheet(),
        };
        self.write_list(sheet, lang)?;
        workbook.save_to_buffer()
    }

    fn write_cover(&self, cover: &Cover, sheet: &mut Worksheet, lang: Lang) -> Result<(), WriteError> {
        let style = Style::new();
        sheet.set_name(texts::cover_sheet(lang))?;
        sheet.set_column_width(0, 14)?;
        sheet.set_column_width(1, 80)?;
        style::write_text(sheet, 0, 0, &self.title, style.get(Look::Title))?;
        let count = texts::cover_rows(lang, self.rows.len());
        let lines = [
            (texts::cover_list(lang), self.subtitle.as_str()),
            (texts::cover_filter(lang), cover.filter.as_str()),
            (texts::cover_count(lang), count.as_str()),
            (texts::cover_by(lang), cover.by.as_str()),
        ];
        let mut row = 2;
        for (label, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
            style::write_text(sheet, row, 0, label, style.get(Look::Label))?;
            style::write_text(sheet, row, 1, text, style.get(Look::Wrapped))?;
            row += 1;
        }
        style::write_text(sheet, row, 0, texts::cover_time(lang), style.get(Look::Label))?;
        let time = self.written_at.strftime("%Y-%m-%d %H:%M").to_string();
        style::write_text(sheet, row, 1, &time, style.get(Look::Wrapped))?;
        style::write_text(sheet, row + 2, 0, texts::cover_notice(lang), style.get(Look::Plain))?;
        Ok(())
    }

    fn write_list(&self, sheet: &mut Worksheet, lang: Lang) -> Result<(), WriteError> {
        let style = Style::new();
        sheet.set_name(style::sheet_name(&self.name, texts::list_sheet(lang)))?;
        let cover = self.cover.as_ref();
        let (by, seen) = cover.map_or(("", ""), |cover| (cover.by.as_str(), cover.checkpoint.as_str()));
        let columns = self.columns.iter().map(|column| (column.header.as_str(), column.width));
        style::write_head(sheet, &style, &self.title, &self.subtitle, columns)?;
        style::set_page(sheet, by, self.written_at, &texts::log_checkpoint(lang, seen))?;
        for (at, column) in (0_u16..).zip(&self.columns) {
            // Also the cells that are still empty, so that a number typed there keeps its digits.
            sheet.set_column_format(at, style.get(column.kind.look()))?;
            offer_choices(sheet, at, &column.choices, self.rows.len())?;
        }
        for (row, values) in (style::HEAD_ROWS..).zip(&self.rows) {
            for ((at, column), value) in (0_u16..).zip(&self.columns).zip(values) {
                write_value(sheet, row, at, value, column.kind, &style)?;
            }
        }
        if !self.columns.is_empty() && !self.rows.is_empty() {
            let last_row = style::HEAD_ROWS + u32::try_from(self.rows.len()).unwrap_or(u32::MAX) - 1;
            let last_column = u16::try_from(self.columns.len()).unwrap_or(u16::MAX) - 1;
            sheet.autofilter(style::HEAD_ROWS - 1, 0, last_row, last_column)?;
        }
        Ok(())
    }
}

impl Kind {
    fn look(self) -> Look {
        match self {
            Self::Text | Self::IdentityText => Look::Text,
            Self::Day => Look::Day,
            Self::Integer => Look::Integer,
            Self::Decimal => Look::Decimal,
            Self::Percent => Look::Percent,
        }
    }
}

fn write_value(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    value: &Value,
    kind: Kind,
    style: &Style,
) -> Result<(), WriteError> {
    let format = style.get(kind.look());
    // Fifteen digits are what a number cell keeps.
    let is_safe = |number: i64| number.unsigned_abs() < 1_000_000_000_000_000;
    match value {
        Value::Empty => style::write_blank(sheet, row, at, format),
        Value::Text(text) => style::write_text(sheet, row, at, text, format),
        Value::Day(day) => {
            style::write_day(sheet, row, at, *day, style.get(Look::Day), style.get(Look::Text))
        }
        Value::Integer(number) if kind == Kind::IdentityText || !is_safe(*number) => {
            style::write_text(sheet, row, at, &number.to_string(), style.get(Look::Text))
        }
        // Exact, as it has at most 15 digits.
        Value::Integer(number) => style::write_number(sheet, row, at, *number as f64, format),
        Value::Number(number) => style::write_number(sheet, row, at, *number, format),
    }
}

/// A drop-down list, when it fits into what Excel allows for one (255 characters, no commas).
fn offer_choices(sheet: &mut Worksheet, at: u16, choices: &[String], rows: usize) -> Result<(), WriteError> {
    let length: usize = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
    if choices.is_empty() || length > 255 || choices.iter().any(|choice| choice.contains(',')) {
        return Ok(());
    }
    let list = DataValidation::new().allow_list_strings(choices)?.show_error_message(false);
    let last = style::HEAD_ROWS.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX)).saturating_add(SPARE);
    sheet.add_data_validation(style::HEAD_ROWS, at, last.min(1_048_575), at, &list)?;
    Ok(())
}
