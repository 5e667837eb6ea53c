//! Reading workbooks that strangers upload (threat T16: the malicious workbook).
//!
//! [`read`] takes the bytes of an `.xlsx` or a text table and returns plain cells, or says in one
//! sentence why not. It evaluates nothing, follows no link, and takes memory only in proportion to
//! what is really there.
//!
//! We read the format ourselves. The well-kept reader (calamine) trusts the file in places where
//! no check from outside can stand in for it: a workbook of one kilobyte that claims 10¹¹ shared
//! strings makes it reserve the memory for them, and a failed reservation ends the whole server, not
//! one request. It remains the independent reader against which ours is tested.
//!
//! Macros are refused. Links to other workbooks are common in offices and are passed over: only
//! the values that Excel stored in the cells are read.

mod book;
mod delimited;
mod excel_day;
mod limits;
mod merged;
mod package;
mod parts;
mod sniff;
mod strings;
mod unreadable;
mod worksheet;
mod xml;

pub use book::{Book, Cell, Row, Sheet};
pub use limits::Limits;
pub use unreadable::Unreadable;

use limits::Budget;
use package::Package;
use strings::SharedStrings;
use worksheet::Context;

/// Reads a workbook or a text table, whatever its name says it is.
///
/// `file_name` only names the sheet of a text table.
///
/// # Errors
///
/// [`Unreadable`] for anything that is not a table within the limits. Nothing of it is returned:
/// half a ledger looks like a whole one.
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Book, Unreadable> {
    // A defect in a reader of untrusted files must cost one upload, not the service.
    let book = std::panic::catch_unwind(|| match sniff::sniff(bytes) {
        Err(refused) => Err(refused),
        Ok(_) if bytes.len() > limits.file => Err(Unreadable::TooLarge(limits.file / (1024 * 1024))),
        Ok(sniff::Kind::Package) => workbook(bytes, limits),
        Ok(sniff::Kind::Text) => delimited::read(bytes, file_name, limits),
    })
    .unwrap_or(Err(Unreadable::OurFault))?;
    match book.sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        true => Err(Unreadable::Empty),
        false => Ok(book),
    }
}

fn workbook(bytes: &[u8], limits: &Limits) -> Result<Book, Unreadable> {
    let mut package = Package::open(bytes, limits)?;
    refuse_other_packages(&package)?;

    let found = parts::workbook(&mut package, limits)?;
    let mut context = Context { from_1904: found.from_1904, ..Context::default() };
    if let Some(path) = found.strings {
        if package.size(&path)? > limits.strings {
            return Err(Unreadable::TooMuchText);
        }
        context.strings = SharedStrings::read(package.part(&path)?)?;
    }
    if let Some(path) = found.styles {
        context.formats = parts::formats(package.part(&path)?)?;
    }

    let mut budget = Budget::new(*limits);
    let mut book = Book::default();
    for entry in found.sheets {
        let rows = worksheet::rows(package.part(&entry.part)?, &context, &entry.name, &mut budget)?;
        book.sheets.push(Sheet { name: entry.name, hidden: entry.hidden, rows });
    }
    Ok(book)
}

/// Tells apart what comes in the same kind of package.
fn refuse_other_packages(package: &Package<'_>) -> Result<(), Unreadable> {
    if package.has_ending("vbaproject.bin") || package.has_below("xl/macrosheets/") {
        return Err(Unreadable::Macros);
    }
    // OpenDocument names itself in `mimetype`, Numbers keeps `.iwa` parts, .xlsb a binary workbook.
    if package.has("mimetype") || package.has_ending(".iwa") || package.has_ending("workbook.bin") {
        return Err(Unreadable::OtherSpreadsheet);
    }
    match package.has("[Content_Types].xml") && !package.has_below("word/") && !package.has_below("ppt/") {
        true => Ok(()),
        false => Err(Unreadable::NotAWorkbook),
    }
}
