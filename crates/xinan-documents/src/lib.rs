//! Workbooks in and out: bounded reading, column matching, typed writing.
//!
//! In: [`intake`] reads an untrusted file into plain cells, [`columns`] finds out what its columns
//! mean, [`rows`] makes one set of answers of each data row. What the answers mean is decided
//! elsewhere, by the same parser that the web form uses.
//!
//! Out: [`table`] writes any list as a workbook or as CSV, [`refused`] gives the rows that could not be taken
//! back to the office, with the reason at each.

pub mod columns;
pub mod intake;
pub mod refused;
pub mod rows;
pub mod table;

mod csv_out;
mod formula_guard;
mod style;
mod texts;

/// Why a workbook could not be written: a limit of Excel, or no room for a temporary file.
pub type WriteError = rust_xlsxwriter::XlsxError;
