//! Columns known by what stands in them, when their names say nothing.
//!
//! Only what cannot well be anything else is taken: four in five cells must fit, and where two
//! columns would fit, neither is chosen.

use xinan_domain::day::read_day;
use xinan_domain::identity_number::{IdentityNumber, IdentityNumberError};
use xinan_domain::phone::Phone;
use xinan_domain::text::squeeze;

use super::known::Content;
use super::{header, words};
use crate::intake::{Cell, Row};

/// Rows that are looked at.
pub(super) const ROWS: usize = 500;
/// Fewer filled cells prove nothing.
const FEWEST: usize = 3;

/// Whether a column may be judged by its cells at all: not when its name is about somebody else.
pub(super) fn may_be_judged(header: &str, content: Content) -> bool {
    match content {
        // One telephone looks like another: only a column without any name.
        Content::Phone => header.is_empty(),
        _ => !header::speaks_of_another(header),
    }
}

/// Whether four in five of a column's filled cells fit. `identity` is the column of identity
/// numbers, if it is known.
pub(super) fn fits(content: Content, rows: &[Row], column: usize, identity: Option<usize>) -> bool {
    let (mut filled, mut fitting) = (0, 0);
    for row in rows.iter().take(ROWS) {
        let cell = row.cell(column);
        if cell.is_blank() {
            continue;
        }
        filled += 1;
        fitting += usize::from(match content {
            Content::IdentityNumber => is_identity_number(&cell.text()),
            Content::Phone => Phone::parse(&cell.text()).is_ok_and(|phone| phone.is_mobile()),
            Content::Sex => words::is_sex(&squeeze(&cell.text())),
            Content::BirthDate => {
                let stated = identity.and_then(|column| IdentityNumber::parse(&row.cell(column).text()).ok());
                stated.is_some_and(|number| day_of(cell) == Some(number.birth_date()))
            }
        });
    }
    filled >= FEWEST && fitting * 5 >= filled * 4
}

/// A valid number, or one that lost its last digits: that row will be refused, but it must be
/// refused for the right reason.
fn is_identity_number(text: &str) -> bool {
    match IdentityNumber::parse(text) {
        Ok(_) => squeeze(text).len() >= 18,
        Err(error) => error == IdentityNumberError::LostDigits && text.contains("E+17"),
    }
}

fn day_of(cell: &Cell) -> Option<jiff::civil::Date> {
    read_day(&cell.text())
}
