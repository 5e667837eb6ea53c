//! How our workbooks look, and the few ways in which a cell may be written.
//!
//! These functions are the only ones that write cells. None of them takes a formula.

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet};

use crate::WriteError;

/// 仿宋, the face of official documents, 五号 (10.5 points). Office programs know it by both names.
const FACE: &str = "FangSong";
const SIZE: f64 = 10.5;
/// Excel's bound on the text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// Rows above the data: title, subtitle, names.
pub(crate) const HEAD_ROWS: u32 = 3;

/// What a cell is to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Title,
    Plain,
    Label,
    Wrapped,
    Header,
    /// A name of a column that we added to somebody's own.
    Added,
    Text,
    Day,
    Integer,
    Decimal,
    Percent,
    /// Text in a cell that asks to be corrected.
    Flagged,
    FlaggedDay,
    FlaggedNumber,
}

/// All looks of one workbook.
pub(crate) struct Style(Vec<(Look, Format)>);

impl Style {
    pub(crate) fn new() -> Self {
        const HEADER: Color = Color::RGB(0xE8_EE_EA);
        const ADDED: Color = Color::RGB(0xEE_EE_EE);
        const FLAG: Color = Color::RGB(0xFF_E7_A8);

        let plain =
            Format::new().set_font_name(FACE).set_font_size(SIZE).set_align(FormatAlign::VerticalCenter);
        let text = plain.clone().set_border(FormatBorder::Thin).set_num_format("@");
        let wrapped = text.clone().set_text_wrap();
        let header = wrapped.clone().set_bold().set_align(FormatAlign::Center);
        let shown = |code: &str| text.clone().set_num_format(code);
        Self(vec![
            (Look::Title, plain.clone().set_font_size(16).set_bold().set_num_format("@")),
            (Look::Plain, plain.clone().set_num_format("@")),
            (Look::Label, text.clone().set_background_color(HEADER)),
            (Look::Wrapped, wrapped),
            (Look::Header, header.clone().set_background_color(HEADER)),
            (Look::Added, header.set_background_color(ADDED)),
            (Look::Text, text.clone()),
            (Look::Day, shown("yyyy-mm-dd")),
            (Look::Integer, shown("0")),
            (Look::Decimal, shown("General")),
            (Look::Percent, shown("0.00%")),
            (Look::Flagged, text.clone().set_background_color(FLAG)),
            (Look::FlaggedDay, shown("yyyy-mm-dd").set_background_color(FLAG)),
            (Look::FlaggedNumber, shown("General").set_background_color(FLAG)),
        ])
    }

    pub(crate) fn get(&self, look: Look) -> &Format {
        let found = self.0.iter().find(|(one, _)| *one == look);
        &found.expect("every look has its format").1
    }
}

/// Writes title, subtitle and names, and keeps them in sight on screen and on every printed page.
pub(crate) fn write_head<'a>(
    sheet: &mut Worksheet,
    style: &Style,
    title: &str,
    subtitle: &str,
    columns: impl Iterator<Item = (&'a str, f64)>,
) -> Result<(), WriteError> {
    write_text(sheet, 0, 0, title, style.get(Look::Title))?;
    write_text(sheet, 1, 0, subtitle, style.get(Look::Plain))?;
    for (at, (name, width)) in (0_u16..).zip(columns) {
        sheet.set_column_width(at, width)?;
        write_text(sheet, HEAD_ROWS - 1, at, name, style.get(Look::Header))?;
    }
    sheet.set_freeze_panes(HEAD_ROWS, 0)?;
    sheet.set_repeat_rows(HEAD_ROWS - 1, HEAD_ROWS - 1)?;
    Ok(())
}

/// A4 across, as wide as the page, numbered; at the foot who made it and when, and `seen` of the log.
pub(crate) fn set_page(sheet: &mut Worksheet, by: &str, at: DateTime, seen: &str) -> Result<(), WriteError> {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    // An ampersand begins a code in the foot, so it is doubled; 255 characters are all that fit.
    let by: String = by.chars().take(60).collect::<String>().replace('&', "&&");
    let seen = if seen.is_empty() { String::new() } else { format!("&C{seen}") };
    sheet.set_footer(format!("&L{by} {}{seen}&R&P / &N", at.strftime("%Y-%m-%d %H:%M")));
    Ok(())
}

/// Properties with a given time of writing, so that the same list gives the same bytes.
pub(crate) fn properties(title: &str, at: DateTime) -> Result<DocProperties, WriteError> {
    let day = excel_day(at.date())?;
    let time = day.and_hms(at.hour().unsigned_abs().into(), at.minute().unsigned_abs(), at.second())?;
    Ok(DocProperties::new().set_title(shorten(title, 255)).set_creation_datetime(&time))
}

/// A name that a tab may have: at most 31 characters, none of `[]:*?/\`.
pub(crate) fn sheet_name(wanted: &str, otherwise: &str) -> String {
    let allowed: String = wanted
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control())
        .collect();
    let short = shorten(allowed.trim().trim_matches('\''), 31);
    match short.is_empty() || short.eq_ignore_ascii_case("history") {
        true => otherwise.to_owned(),
        false => short,
    }
}

pub(crate) fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    text: &str,
    format: &Format,
) -> Result<(), WriteError> {
    sheet.write_string_with_format(row, at, shorten(text, LONGEST), format).map(drop)
}

pub(crate) fn write_blank(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    format: &Format,
) -> Result<(), WriteError> {
    sheet.write_blank(row, at, format).map(drop)
}

pub(crate) fn write_number(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    number: f64,
    format: &Format,
) -> Result<(), WriteError> {
    match number.is_finite() {
        true => sheet.write_number_with_format(row, at, number, format).map(drop),
        false => write_blank(sheet, row, at, format),
    }
}

/// Writes a day; one before 1 March 1900, which Excel cannot hold or miscounts, as text.
pub(crate) fn write_day(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    day: Date,
    format: &Format,
    as_text: &Format,
) -> Result<(), WriteError> {
    match day >= jiff::civil::date(1900, 3, 1) {
        true => sheet.write_datetime_with_format(row, at, &excel_day(day)?, format).map(drop),
        false => write_text(sheet, row, at, &day.to_string(), as_text),
    }
}

fn excel_day(day: Date) -> Result<ExcelDateTime, WriteError> {
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// Text of at most so many UTF-16 units; what is left out shows as an ellipsis.
fn shorten(text: &str, longest: usize) -> String {
    if text.len() <= longest || text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut units = 1;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= longest
    });
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_get_names_that_excel_allows() {
        assert_eq!(sheet_name("名册/2025[1]", "x"), "名册20251");
        assert_eq!(sheet_name("'*'", "清单"), "清单");
        assert_eq!(sheet_name(&"村".repeat(40), "x").chars().count(), 31);
    }

    #[test]
    fn text_is_cut_between_characters() {
        assert_eq!(shorten("甲乙丙", 3), "甲乙丙");
        assert_eq!(shorten("甲乙丙丁", 3), "甲乙…");
        assert_eq!(shorten("𠮷𠮷𠮷", 4), "𠮷…");
    }
}
