//! Cells merged across several rows.

use super::Unreadable;
use super::book::{Cell, Row};
use super::limits::Budget;
use super::worksheet::column_of;

/// Cells merged across several rows, by their left column.
///
/// Offices merge the village over the rows of its people. The value stands in the top cell only,
/// but it is meant for every row. What is merged sideways (titles, groups of names) stays in its
/// first cell.
pub(super) struct Merged {
    pub(super) column: usize,
    first_row: u32,
    last_row: u32,
}

impl Merged {
    /// From a range such as `B4:B9`; `None` when it stays within one row.
    pub(super) fn read(range: &str) -> Option<Self> {
        let row_of =
            |cell: &str| cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse::<u32>().ok();
        let (top, bottom) = range.split_once(':')?;
        let merged = Self { column: column_of(top)?, first_row: row_of(top)?, last_row: row_of(bottom)? };
        Some(merged).filter(|merged| merged.first_row < merged.last_row)
    }

    /// Puts the value of the top cell into the rows below that hold something.
    pub(super) fn fill_down(&self, rows: &mut [Row], budget: &mut Budget) -> Result<(), Unreadable> {
        let Ok(top) = rows.binary_search_by_key(&self.first_row, |row| row.number) else { return Ok(()) };
        let value = rows[top].cell(self.column).clone();
        if value == Cell::Empty {
            return Ok(());
        }
        for row in rows[top + 1..].iter_mut().take_while(|row| row.number <= self.last_row) {
            budget.spend_cells(1)?;
            if *row.cell(self.column) != Cell::Empty {
                continue;
            }
            budget.spend_text(value.text().len())?;
            if row.cells.len() <= self.column {
                budget.spend_cells(self.column - row.cells.len())?;
                row.cells.resize(self.column + 1, Cell::Empty);
            }
            row.cells[self.column] = value.clone();
        }
        Ok(())
    }
}
