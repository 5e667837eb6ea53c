//! What stands above a table: the place it is about and the day on which it was filled in.

use std::collections::HashSet;

use jiff::civil::Date;
use xinan_documents::columns::Matching;
use xinan_documents::intake::{Cell, Sheet};
use xinan_domain::day::read_day;
use xinan_domain::region::{Level, Region};

use super::Context;
use crate::division::Divisions;

/// The lines above the names: the title and who filled the sheet in.
fn lines_above<'a>(sheet: &'a Sheet, matching: &Matching) -> impl Iterator<Item = String> + 'a {
    let header = matching.header_row;
    sheet
        .rows
        .iter()
        .take_while(move |row| row.number < header)
        .flat_map(|row| row.cells.iter().map(Cell::text))
        .filter(|text| !text.is_empty())
}

/// The township that the title names, when it is the only one of the territory that it names.
pub(super) fn township_named(sheet: &Sheet, matching: &Matching, context: &Context<'_>) -> Option<Region> {
    let region = context.scope.region();
    if region.level() != Level::County {
        return None;
    }
    let above: Vec<String> = lines_above(sheet, matching).collect();
    let mut named =
        context.divisions.children(region).filter(|(_, name)| above.iter().any(|line| line.contains(name)));
    match (named.next(), named.next()) {
        (Some((township, _)), None) => Some(township),
        _ => None,
    }
}

/// The lines of a sheet's head from which the rows below take their meaning.
pub(in crate::intake) fn telling_lines(
    sheet: &Sheet,
    matching: &Matching,
    divisions: &Divisions,
    territory: &Region,
) -> Vec<String> {
    let mut lines: Vec<String> = lines_above(sheet, matching)
        .filter(|line| {
            FILLED_IN_ON.iter().any(|name| line.contains(name))
                || divisions.children(territory).any(|(_, name)| line.contains(name))
        })
        .collect();
    let mut seen = HashSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    lines
}

/// 填报日期, from the lines above the names; a day to come is none.
pub(in crate::intake) fn stated_on(sheet: &Sheet, matching: &Matching, today: Date) -> Option<Date> {
    let stated = lines_above(sheet, matching).find_map(|line| {
        let tail = FILLED_IN_ON.iter().find_map(|name| line.split(name).nth(1))?;
        read_day(tail.trim_start_matches([':', '：', ' ', '\u{3000}']))
    });
    stated.filter(|day| *day <= today)
}

/// How sheets name the day on which they were filled in.
// texts-ok: read from sheets, not shown.
const FILLED_IN_ON: [&str; 5] = ["填报日期", "填表日期", "填报时间", "统计日期", "截至"];
