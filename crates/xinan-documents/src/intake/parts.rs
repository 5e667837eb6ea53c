//! The parts of a package that say what its sheets mean: relationships, workbook, styles, strings.

use std::collections::HashMap;
use std::io::Read;

use super::excel_day::Shown;
use super::package::Package;
use super::xml::{Token, Xml};
use super::{Limits, Unreadable};

/// Excel itself stops at 64,000 cell formats.
const FORMATS: usize = 65_536;

/// Excel itself stops at 31 characters in the name of a sheet.
const LONGEST_NAME: usize = 100;

/// One line of a relationships part.
struct Relation {
    id: String,
    /// The last word of its type: `worksheet`, `styles`, …
    kind: String,
    target: String,
}

/// What the workbook part says, with the names of the other parts.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) from_1904: bool,
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
}

/// A worksheet and where its part lies.
#[derive(Debug)]
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) hidden: bool,
    pub(super) part: String,
}

/// Finds the workbook and reads it.
///
/// Relationships to other files (external links, query tables) are not followed: what a cell got
/// from another workbook is the value that Excel stored in it.
pub(super) fn workbook(package: &mut Package<'_>, limits: &Limits) -> Result<Workbook, Unreadable> {
    let roots = relations(package, "_rels/.rels")?;
    let root = roots.iter().find(|one| one.kind == "officeDocument").ok_or(Unreadable::NotAWorkbook)?;
    let path = resolve("", &root.target);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let file = path.rsplit_once('/').map_or(path.as_str(), |(_, file)| file);
    let links = relations(package, &format!("{folder}/_rels/{file}.rels"))?;
    let part =
        |kind: &str| links.iter().find(|one| one.kind == kind).map(|one| resolve(&folder, &one.target));

    let mut found =
        Workbook { strings: part("sharedStrings"), styles: part("styles"), ..Workbook::default() };
    let mut xml = Xml::new(package.part(&path)?);
    loop {
        let tag = match xml.next()? {
            Token::Start(tag) => tag,
            Token::Eof => break,
            _ => continue,
        };
        match tag.name() {
            b"workbookPr" => {
                let from_1904 = tag.attribute("date1904")?;
                found.from_1904 |= from_1904.is_some_and(|value| value == "1" || value == "true");
            }
            b"sheet" => {
                if found.sheets.len() == limits.sheets {
                    return Err(Unreadable::TooManySheets(limits.sheets));
                }
                let id = tag.attribute("id")?.unwrap_or_default();
                let link = links.iter().find(|one| one.id == id).ok_or(Unreadable::Damaged)?;
                // Chart sheets have no cells.
                if link.kind != "worksheet" {
                    continue;
                }
                let part = resolve(&folder, &link.target);
                // Fifty sheets that are all the same part would be fifty times its work.
                if found.sheets.iter().any(|one| one.part.eq_ignore_ascii_case(&part)) {
                    return Err(Unreadable::Forged);
                }
                let name = tag.attribute("name")?.unwrap_or_default();
                let hidden = tag.attribute("state")?.is_some_and(|state| state != "visible");
                found.sheets.push(SheetEntry {
                    name: name.chars().take(LONGEST_NAME).collect(),
                    hidden,
                    part,
                });
            }
            _ => {}
        }
    }
    Ok(found)
}

fn relations(package: &mut Package<'_>, path: &str) -> Result<Vec<Relation>, Unreadable> {
    /// A workbook of 50 sheets has about 60.
    const MOST: usize = 1000;

    let mut xml = Xml::new(package.part(path)?);
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Token::Start(tag) if tag.name() == b"Relationship" => {
                if found.len() == MOST {
                    return Err(Unreadable::Forged);
                }
                let kind = tag.attribute("Type")?.unwrap_or_default();
                found.push(Relation {
                    id: tag.attribute("Id")?.unwrap_or_default().into_owned(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: tag.attribute("Target")?.unwrap_or_default().into_owned(),
                });
            }
            Token::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The name of a part from the folder of the one that refers to it.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// How each cell format shows its number, by index.
pub(super) fn formats(part: impl Read) -> Result<Vec<Shown>, Unreadable> {
    let mut xml = Xml::new(part);
    let mut own = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cell_formats = false;
    loop {
        match xml.next()? {
            Token::Start(tag) => match tag.name() {
                b"numFmt" => {
                    let id: Option<u32> = tag.attribute("numFmtId")?.and_then(|id| id.parse().ok());
                    let code = tag.attribute("formatCode")?.unwrap_or_default();
                    if let Some(id) = id
                        && own.len() < FORMATS
                    {
                        own.insert(id, Shown::of_code(&code));
                    }
                }
                // cellStyleXfs has the same children, which cells do not refer to.
                b"cellXfs" => in_cell_formats = true,
                b"xf" if in_cell_formats => {
                    if formats.len() == FORMATS {
                        return Err(Unreadable::Forged);
                    }
                    let id = tag.attribute("numFmtId")?.and_then(|id| id.parse().ok()).unwrap_or(0);
                    formats.push(own.get(&id).copied().unwrap_or_else(|| Shown::built_in(id)));
                }
                _ => {}
            },
            Token::End(b"cellXfs") => in_cell_formats = false,
            Token::Eof => return Ok(formats),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_from_where_they_are_named() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "..\\styles.xml"), "styles.xml");
        assert_eq!(resolve("", "./xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(resolve("xl", "../../../etc/passwd"), "etc/passwd");
    }

    #[test]
    fn cells_refer_to_cell_formats_only() {
        let part = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy-mm-dd'/></numFmts>\
                    <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
                    <cellXfs><xf/><xf numFmtId='164'><alignment/></xf><xf numFmtId='57'/></cellXfs>\
                    </styleSheet>";
        assert_eq!(formats(part.as_bytes()).unwrap(), [Shown::Number, Shown::Day, Shown::Month]);
    }
}
