//! Tables that an office writes for the program: lines of cells, with or without a line of names.
//!
//! What reads the file (text in any encoding, or a workbook) hands over lines; here columns are found
//! by their names, remarks are passed over, and what is meant is the business of each table.

use crate::text::{squeeze, tidy};

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: u32,
    /// Its cells as they stand.
    pub cells: Vec<String>,
}

impl Line {
    /// The lines of a plain text with commas, for a table that is a part of the program.
    pub fn all(text: &str) -> Vec<Self> {
        let line = |(at, line): (usize, &str)| Self {
            number: u32::try_from(at + 1).unwrap_or(u32::MAX),
            cells: line.trim_start_matches('\u{FEFF}').split(',').map(str::to_owned).collect(),
        };
        text.lines().enumerate().map(line).collect()
    }

    /// A remark, or nothing at all.
    fn is_remark(&self) -> bool {
        let text = |cell: &String| tidy(cell.trim_start_matches('\u{FEFF}'));
        self.cells.iter().all(|cell| text(cell).is_empty()) || text(&self.cells[0]).starts_with('#')
    }
}

/// What is wrong with a table before any of its rows is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeadProblem {
    /// There are no rows.
    Nothing,
    /// No column has this name.
    Unknown(String),
    /// A column stands there twice.
    Twice,
    /// A column is missing.
    Missing,
}

/// What keeps a table from being taken: where it stands, and what is wrong in the words of that table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableComplaint<C, P> {
    /// The line, from 1.
    pub line: u32,
    /// The column; `None` for the line as a whole.
    pub column: Option<C>,
    /// What is wrong.
    pub problem: P,
}

/// The names under which a column is found.
pub(crate) trait Column: Copy + Eq + 'static {
    /// All columns, in the order they have when none is named.
    const ALL: &'static [Self];

    /// Whether a table with named columns must have it.
    fn is_required(self) -> bool;

    /// Its names, in Chinese and English, without blanks and in small letters.
    fn names(self) -> &'static [&'static str];
}

/// The rows of a table, each cell found by its column.
pub(crate) struct Table<'a, C> {
    /// What stands in which place; `None` for a column without a name.
    places: Vec<Option<C>>,
    /// The lines that hold something.
    pub(crate) rows: Vec<&'a Line>,
}

impl<'a, C: Column> Table<'a, C> {
    /// Finds the columns. A first line without any digit names them; without one they stand in
    /// their order.
    ///
    /// # Errors
    /// Everything that is wrong with the names: without its columns no line would be read as it is meant.
    pub(crate) fn of<P: From<HeadProblem>>(lines: &'a [Line]) -> Result<Self, Vec<TableComplaint<C, P>>> {
        let mut complaints = Vec::new();
        let mut complain = |line, column, problem: HeadProblem| {
            complaints.push(TableComplaint { line, column, problem: problem.into() });
        };
        let mut rows: Vec<&Line> = lines.iter().filter(|line| !line.is_remark()).collect();
        let has_names = |line: &&Line| line.cells.iter().all(|cell| !cell.contains(char::is_numeric));
        let Some(head) = rows.first().copied().filter(has_names) else {
            let places = C::ALL.iter().copied().map(Some).collect();
            if rows.is_empty() {
                complain(lines.first().map_or(1, |line| line.number), None, HeadProblem::Nothing);
                return Err(complaints);
            }
            return Ok(Self { places, rows });
        };
        rows.remove(0);
        let mut found = Self { places: Vec::new(), rows };
        for cell in &head.cells {
            let name = squeeze(cell.trim_start_matches('\u{FEFF}')).to_lowercase();
            let column = C::ALL.iter().copied().find(|column| column.names().contains(&name.as_str()));
            match column {
                // Empty columns at the right are what spreadsheets leave behind.
                None if name.is_empty() => {}
                None => complain(head.number, None, HeadProblem::Unknown(tidy(cell))),
                Some(column) if found.places.contains(&Some(column)) => {
                    complain(head.number, Some(column), HeadProblem::Twice);
                }
                Some(_) => {}
            }
            found.places.push(column);
        }
        for column in C::ALL {
            if column.is_required() && !found.places.contains(&Some(*column)) {
                complain(head.number, Some(*column), HeadProblem::Missing);
            }
        }
        if complaints.is_empty() && found.rows.is_empty() {
            complaints.push(TableComplaint {
                line: lines.first().map_or(1, |line| line.number),
                column: None,
                problem: HeadProblem::Nothing.into(),
            });
        }
        if complaints.is_empty() { Ok(found) } else { Err(complaints) }
    }

    /// What a line says in a column, tidied; nothing where the column or the cell is missing.
    pub(crate) fn cell(&self, line: &Line, column: C) -> String {
        tidy(self.raw(line, column).trim_start_matches('\u{FEFF}'))
    }

    /// The same as it was written, for words that stay as they are.
    pub(crate) fn raw<'l>(&self, line: &'l Line, column: C) -> &'l str {
        let at = self.places.iter().position(|place| *place == Some(column));
        at.and_then(|at| line.cells.get(at)).map_or("", String::as_str)
    }
}
