//! How much one upload may ask of us.

/// Bounds on one file. The defaults suit a county's largest ledgers many times over; a file beyond
/// them is refused before or while it is read, never after its memory has been taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub file: usize,
    /// Files inside the package.
    pub entries: usize,
    /// Bytes of the package when unpacked.
    pub unpacked: u64,
    /// How many times larger than packed the package, or any file in it, may be.
    pub ratio: u64,
    /// Bytes of the table of shared strings when unpacked.
    pub strings: u64,
    /// Sheets in a workbook.
    pub sheets: usize,
    /// Rows of a sheet that hold something.
    pub rows: usize,
    /// Columns of a sheet, up to the last one that holds something.
    pub columns: usize,
    /// Cells of the workbook, empty ones included.
    pub cells: usize,
    /// Bytes of text in all cells together. Apart from `strings`, because one shared string can be
    /// used by every cell.
    pub text: usize,
}

const MIB: usize = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 20 * MIB,
            entries: 200,
            unpacked: 200 * MIB as u64,
            ratio: 100,
            strings: 64 * MIB as u64,
            sheets: 50,
            rows: 100_000,
            columns: 200,
            cells: 5_000_000,
            text: 64 * MIB,
        }
    }
}

/// What is left of the [`Limits`] that all sheets of a workbook share.
#[derive(Debug)]
pub(super) struct Budget {
    pub(super) limits: Limits,
    cells: usize,
    text: usize,
}

impl Budget {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, cells: limits.cells, text: limits.text }
    }

    pub(super) fn spend_cells(&mut self, count: usize) -> Result<(), super::Unreadable> {
        self.cells =
            self.cells.checked_sub(count).ok_or(super::Unreadable::TooManyCells(self.limits.cells))?;
        Ok(())
    }

    pub(super) fn spend_text(&mut self, bytes: usize) -> Result<(), super::Unreadable> {
        self.text = self.text.checked_sub(bytes).ok_or(super::Unreadable::TooMuchText)?;
        Ok(())
    }
}
