//! A division table as an office keeps it: code, name and, where known, residents.
//!
//! A table with a mistake is refused as a whole: records are kept by these codes, and a village that
//! hangs in the air would never be found again.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use xinan_documents::intake::{Cell, Limits, read};
use xinan_domain::region::{Level, Region};
use xinan_domain::text::{Lang, tidy};

use super::Division;

/// Reads a table that is a part of the program: `code,name,population`.
///
/// # Errors
/// As [`read_file`].
pub fn read_table(text: &str) -> Result<Vec<Division>> {
    read_file("divisions.csv", text.as_bytes())
}

/// Reads a table from a file: a text table in any encoding of the offices, or a workbook. The first
/// line may name the columns.
///
/// # Errors
/// With the line, when a code, a name or a number of residents is none, when a code has two names or
/// nothing above it; and when there is no county.
pub fn read_file(file: &str, bytes: &[u8]) -> Result<Vec<Division>> {
    let book = match read(bytes, file, &Limits::default()) {
        Ok(book) => book,
        Err(reason) => bail!("{}", reason.say(Lang::En)),
    };
    let rows = book.sheets.into_iter().next().map(|sheet| sheet.rows).unwrap_or_default();
    let mut list: Vec<Division> = Vec::with_capacity(rows.len());
    let mut lines: BTreeMap<String, (usize, u32)> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let cell = |column: usize| tidy(&row.cell(column).text());
        let number = row.number;
        if at == 0 && is_head(row.cell(0), &cell(0)) {
            continue;
        }
        let one = division(number, &cell(0), cell(1), &cell(2))?;
        match lines.get(one.code.as_str()) {
            None => {
                lines.insert(one.code.as_str().to_owned(), (list.len(), number));
                list.push(one);
            }
            Some((first, _)) if list[*first] == one => {}
            Some((first, line)) if list[*first].name == one.name => {
                bail!("line {number}: {} has other residents than in line {line}", one.code)
            }
            Some((_, line)) => bail!("line {number}: {} has another name than in line {line}", one.code),
        }
    }
    if list.is_empty() {
        bail!("the table holds no division; each line is code,name,population");
    }
    for one in &list {
        let number = lines.get(one.code.as_str()).map_or(0, |(_, number)| *number);
        if let Some(missing) = missing_above(&one.code, &lines) {
            bail!("line {number}: {} has no line for {missing}, in which it lies", one.code);
        }
    }
    match list.iter().any(|one| one.code.level() == Level::County) {
        true => Ok(list),
        false => bail!("the table holds no county, a code of 6 digits that does not end in 00"),
    }
}

/// Whether the first line names the columns: no code is made of words.
fn is_head(cell: &Cell, text: &str) -> bool {
    !text.is_empty() && matches!(cell, Cell::Text(_)) && !text.contains(|c: char| c.is_ascii_digit())
}

fn division(number: u32, code: &str, name: String, population: &str) -> Result<Division> {
    let Ok(code) = Region::parse(code) else {
        bail!("line {number}: {code:?} is no division code; a code has 2, 4, 6, 9 or 12 digits");
    };
    if name.is_empty() {
        bail!("line {number}: {code} has no name");
    }
    let population = match population {
        "" => None,
        text => match text.parse() {
            Ok(people) => Some(people),
            Err(_) => bail!("line {number}: {text:?} is no number of residents"),
        },
    };
    Ok(Division { code, name, population })
}

/// The division above a township or village that the table does not have. Provinces and prefectures
/// may be left out: a county's own table begins with the county.
fn missing_above(code: &Region, lines: &BTreeMap<String, (usize, u32)>) -> Option<Region> {
    let above = code.parent().filter(|_| code.level() > Level::County)?;
    // The townships of a prefecture without counties lie in its part 00 (Dongguan, 441900).
    let of_prefecture = |above: &Region| {
        above.as_str().ends_with("00")
            && above.parent().is_some_and(|prefecture| lines.contains_key(prefecture.as_str()))
    };
    let there = lines.contains_key(above.as_str()) || above.level() == Level::County && of_prefecture(&above);
    (!there).then_some(above)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "code,name,population\n429971,清溪县,486000\n429971101,清溪镇,34600\n\
                         429971101201,柳河村,\n";

    #[track_caller]
    fn refused(table: &str, words: &str) {
        let error = read_table(table).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
        assert!(!error.contains('\n'), "{error}");
    }

    #[test]
    fn a_table_is_read_in_the_encodings_of_the_offices() {
        let wanted = read_table(TABLE).unwrap();
        assert_eq!(wanted.len(), 3);
        assert_eq!(read_file("a.csv", format!("\u{FEFF}{TABLE}").as_bytes()).unwrap(), wanted);
        // 清溪县 in GB18030.
        let chinese = b"429971,\xC7\xE5\xCF\xAA\xCF\xD8,486000\r\n";
        assert_eq!(read_file("a.csv", chinese).unwrap(), wanted[..1]);
        let quoted =
            "\"429971\",\"清溪县\",\"486000\"\n\"429971101\",\"清溪镇\",34600\n429971101201,柳河村,\n";
        assert_eq!(read_table(quoted).unwrap(), wanted);
    }

    #[test]
    fn the_first_line_is_passed_over_only_when_it_names_the_columns() {
        let without = TABLE.split_once('\n').unwrap().1;
        assert_eq!(read_table(without).unwrap(), read_table(TABLE).unwrap());
        refused("4299x1,清溪县,\n429971,清溪县,\n", "line 1: \"4299x1\" is no division code");
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        refused("", "empty");
        refused("code,name\n", "holds no division");
        refused("429900,云泽市\n", "holds no county");
        refused(&format!("{TABLE}42997110,x\n"), "line 5: \"42997110\" is no division code");
        refused(&format!("{TABLE}429971102,\n"), "line 5: 429971102 has no name");
        refused(&format!("{TABLE}429971102,河口镇,many\n"), "line 5: \"many\" is no number");
        refused(
            &format!("{TABLE}429971101,河口镇,34600\n"),
            "line 5: 429971101 has another name than in line 3",
        );
        refused(&format!("{TABLE}429971103001,北门社区\n"), "line 5: 429971103001 has no line for 429971103");
        assert_eq!(read_table(&format!("{TABLE}429971101201,柳河村,\n")).unwrap().len(), 3);
    }

    #[test]
    fn a_prefecture_without_counties_has_its_townships_all_the_same() {
        let table = format!("{TABLE}441900,东莞市\n441900101,a镇\n");
        assert_eq!(read_table(&table).unwrap().len(), 5);
    }
}
