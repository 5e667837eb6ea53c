//! Texts: the table that cells share, rich text, and the escapes that Excel has of its own.

use std::io::Read;

use super::Unreadable;
use super::xml::{Token, Xml};

/// The table of strings that cells share: one text and the ends of its pieces, so that a million
/// empty strings cost four bytes each.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// Reads the table. What it claims about its own length is not looked at.
    pub(super) fn read(part: impl Read) -> Result<Self, Unreadable> {
        let mut xml = Xml::new(part);
        let mut table = Self::default();
        let mut run = RunText::default();
        loop {
            match xml.next()? {
                Token::Start(tag) => run.start(tag.name()),
                Token::Text(text) => {
                    if run.is_open() {
                        push_unescaped(&text, &mut table.text);
                    }
                }
                Token::End(name) => {
                    run.end(name);
                    if name == b"si" {
                        table
                            .ends
                            .push(u32::try_from(table.text.len()).map_err(|_| Unreadable::TooMuchText)?);
                    }
                }
                Token::Eof => return Ok(table),
            }
        }
    }

    /// A string by its index.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }
}

/// Which text of a rich string counts: that inside `t`, but not inside `rPh` (pronunciation).
#[derive(Debug, Default)]
pub(super) struct RunText {
    open: bool,
    phonetic: bool,
}

impl RunText {
    pub(super) fn start(&mut self, name: &[u8]) {
        match name {
            b"t" => self.open = true,
            b"rPh" => self.phonetic = true,
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &[u8]) {
        match name {
            b"t" => self.open = false,
            b"rPh" => self.phonetic = false,
            _ => {}
        }
    }

    pub(super) fn is_open(&self) -> bool {
        self.open && !self.phonetic
    }
}

/// Appends text, resolving Excel's own escape `_x000D_` and leaving out control characters, which
/// no form can hold and no database will take.
pub(super) fn push_unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        push_visible(&rest[..at], out);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.as_bytes().get(6) == Some(&b'_'));
        let code = code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        let taken = match code {
            Some(c) => {
                push_visible(c.encode_utf8(&mut [0; 4]), out);
                7
            }
            None => {
                out.push_str("_x");
                2
            }
        };
        rest = &rest[taken..];
    }
    push_visible(rest, out);
}

fn push_visible(text: &str, out: &mut String) {
    if text.bytes().any(|b| b < 0x20) {
        out.extend(text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')));
    } else {
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_strings_join_their_runs_without_pronunciation() {
        let part = "<sst uniqueCount='99999999999999'><si><t>李医生</t></si><si/><si><r><rPr/><t>患者</t></r>\
                    <r><t xml:space='preserve'> 本人</t></r><rPh sb='0' eb='1'><t>huan</t></rPh></si></sst>";
        let table = SharedStrings::read(part.as_bytes()).unwrap();
        let all: Vec<_> = (0..4).map(|index| table.get(index)).collect();
        assert_eq!(all, [Some("李医生"), Some(""), Some("患者 本人"), None]);
    }

    #[test]
    fn the_escapes_of_excel_are_resolved() {
        for (raw, text) in [
            ("甲_x000D_\n乙", "甲\r\n乙"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x0000_a\u{1}b", "ab"),
            ("_x00", "_x00"),
            ("_xD800_", "_xD800_"),
            ("_x村村村村_", "_x村村村村_"),
            ("a_x1", "a_x1"),
        ] {
            let mut out = String::new();
            push_unescaped(raw, &mut out);
            assert_eq!(out, text, "{raw}");
        }
    }
}
