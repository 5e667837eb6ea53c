//! The little XML that workbooks are made of, read in one pass and in bounded memory.
//!
//! Not a general XML parser, on purpose. Document types are refused, so there are no entities that
//! could grow ("billion laughs") or name a file; nesting, tags and runs of text have an upper
//! bound; only UTF-8 is read, the encoding that every spreadsheet program writes. What general
//! parsers allow beyond that is of use only to those who attack them.

use std::borrow::Cow;
use std::io::Read;

use super::Unreadable;

/// Elements inside elements. Spreadsheets need about ten.
const DEPTH: usize = 64;
/// Elements of one document. Five million cells of three elements each are fifteen million.
const ELEMENTS: u32 = 20_000_000;
/// Bytes of one tag with all its attributes. The root of a sheet with every namespace has about 3,000.
const TAG: usize = 64 * 1024;
/// Bytes of one run of text. A cell holds at most 32,767 characters.
const RUN: usize = 1024 * 1024;
const CHUNK: usize = 64 * 1024;

/// One step through the document. Names come without their prefix: `x:row` is `row`.
#[derive(Debug)]
pub(super) enum Token<'a> {
    Start(Tag<'a>),
    End(&'a [u8]),
    Text(Cow<'a, str>),
    Eof,
}

/// A start tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    raw: &'a [u8],
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &'a [u8] {
        local(name_of(self.raw))
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, wanted: &str) -> Result<Option<Cow<'a, str>>, Unreadable> {
        let mut rest = &self.raw[name_of(self.raw).len()..];
        loop {
            rest = rest.trim_ascii_start();
            if rest.is_empty() {
                return Ok(None);
            }
            let equals = position(rest, b'=').ok_or(Unreadable::Damaged)?;
            let name = rest[..equals].trim_ascii_end();
            let after = rest[equals + 1..].trim_ascii_start();
            let quote = *after.first().filter(|b| matches!(b, b'"' | b'\'')).ok_or(Unreadable::Damaged)?;
            let close = position(&after[1..], quote).ok_or(Unreadable::Damaged)?;
            if local(name) == wanted.as_bytes() {
                return unescape(&after[1..=close]).map(Some);
            }
            rest = &after[close + 2..];
        }
    }
}

/// A document being read.
pub(super) struct Xml<R> {
    input: R,
    chunk: Vec<u8>,
    at: usize,
    /// The tag or the run of text that the last token borrows.
    token: Vec<u8>,
    depth: usize,
    elements: u32,
    /// `<a/>` was given out as a start; its end is still owed.
    owes_end: bool,
}

impl<R: Read> Xml<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, chunk: Vec::new(), at: 0, token: Vec::new(), depth: 0, elements: 0, owes_end: false }
    }

    /// The next step. After [`Token::Eof`] there is only more of it.
    pub(super) fn next(&mut self) -> Result<Token<'_>, Unreadable> {
        if self.owes_end {
            self.owes_end = false;
            self.depth -= 1;
            return Ok(Token::End(local(name_of(&self.token))));
        }
        loop {
            self.token.clear();
            match self.peek()? {
                None if self.depth > 0 => return Err(Unreadable::Damaged),
                None => return Ok(Token::Eof),
                Some(b'<') => {
                    self.at += 1;
                    match self.peek()?.ok_or(Unreadable::Damaged)? {
                        b'!' => {
                            if self.read_declaration()? {
                                break;
                            }
                        }
                        b'?' => self.read_instruction()?,
                        _ => return self.read_tag(),
                    }
                }
                Some(_) => {
                    self.read_run()?;
                    return Ok(Token::Text(unescape(&self.token)?));
                }
            }
        }
        // A CDATA section is text as it stands.
        text(&self.token).map(|run| Token::Text(Cow::Borrowed(run)))
    }

    /// The start tag last given out, once more.
    pub(super) fn tag(&self) -> Tag<'_> {
        Tag { raw: &self.token }
    }

    fn read_tag(&mut self) -> Result<Token<'_>, Unreadable> {
        let mut quote = None;
        loop {
            if self.peek()?.is_none() {
                return Err(Unreadable::Damaged);
            }
            let rest = &self.chunk[self.at..];
            let stop = match quote {
                None => rest.iter().position(|b| matches!(b, b'>' | b'"' | b'\'' | b'<')),
                Some(open) => position(rest, open),
            };
            let length = stop.unwrap_or(rest.len());
            if self.token.len() + length > TAG {
                return Err(Unreadable::Forged);
            }
            self.token.extend_from_slice(&rest[..length]);
            self.at += length;
            let Some(&found) = self.chunk.get(self.at).filter(|_| stop.is_some()) else { continue };
            self.at += 1;
            match (quote, found) {
                (None, b'>') => break,
                (None, b'<') => return Err(Unreadable::Damaged),
                (None, open) => quote = Some(open),
                (Some(_), _) => quote = None,
            }
            self.token.push(found);
        }
        if self.token.first() == Some(&b'/') {
            self.depth = self.depth.checked_sub(1).ok_or(Unreadable::Damaged)?;
            return Ok(Token::End(local(name_of(&self.token[1..]))));
        }
        if self.token.last() == Some(&b'/') {
            self.token.pop();
            self.owes_end = true;
        }
        self.depth += 1;
        self.elements += 1;
        if self.depth > DEPTH {
            return Err(Unreadable::Forged);
        }
        if self.elements > ELEMENTS {
            return Err(Unreadable::Bomb);
        }
        if name_of(&self.token).is_empty() {
            return Err(Unreadable::Damaged);
        }
        Ok(Token::Start(self.tag()))
    }

    /// Reads text up to the next tag.
    fn read_run(&mut self) -> Result<(), Unreadable> {
        while self.peek()?.is_some() {
            let rest = &self.chunk[self.at..];
            let stop = position(rest, b'<');
            let length = stop.unwrap_or(rest.len());
            if self.token.len() + length > RUN {
                return Err(Unreadable::Forged);
            }
            self.token.extend_from_slice(&rest[..length]);
            self.at += length;
            if stop.is_some() {
                break;
            }
        }
        Ok(())
    }

    /// Reads what follows `<!`: passes over a comment, or returns `true` with a CDATA section's text
    /// as the token. Anything else begins a document type.
    fn read_declaration(&mut self) -> Result<bool, Unreadable> {
        let (opening, closing, kept): (&[u8], &[u8], bool) = match self.byte_after(b'!')? {
            b'-' => (b"--", b"-->", false),
            b'[' => (b"[CDATA[", b"]]>", true),
            _ => return Err(Unreadable::Forged),
        };
        for &expected in opening {
            if self.take()? != expected {
                return Err(Unreadable::Damaged);
            }
        }
        self.read_until(closing, kept)?;
        Ok(kept)
    }

    /// Passes over `<?…?>`, making sure that it does not announce another encoding.
    fn read_instruction(&mut self) -> Result<(), Unreadable> {
        self.read_until(b"?>", true)?;
        let words = self.token.to_ascii_lowercase();
        let announced = words.starts_with(b"?xml ") && words.windows(8).any(|word| word == b"encoding");
        match announced && !words.windows(5).any(|word| word == b"utf-8" || word == b"ascii") {
            true => Err(Unreadable::Damaged),
            false => Ok(()),
        }
    }

    fn read_until(&mut self, closing: &[u8], kept: bool) -> Result<(), Unreadable> {
        loop {
            let next = self.take()?;
            self.token.push(next);
            if self.token.ends_with(closing) {
                self.token.truncate(self.token.len() - closing.len());
                return Ok(());
            }
            if self.token.len() > RUN {
                if kept {
                    return Err(Unreadable::Forged);
                }
                self.token.drain(..RUN - closing.len());
            }
        }
    }

    fn byte_after(&mut self, expected: u8) -> Result<u8, Unreadable> {
        match self.take()? == expected {
            true => self.peek()?.ok_or(Unreadable::Damaged),
            false => Err(Unreadable::Damaged),
        }
    }

    fn take(&mut self) -> Result<u8, Unreadable> {
        let next = self.peek()?.ok_or(Unreadable::Damaged)?;
        self.at += 1;
        Ok(next)
    }

    /// The next byte, still unread; `None` at the end.
    fn peek(&mut self) -> Result<Option<u8>, Unreadable> {
        if self.at == self.chunk.len() {
            let first = self.chunk.is_empty();
            self.chunk.resize(CHUNK, 0);
            let length = self.input.read(&mut self.chunk).map_err(|_| Unreadable::Damaged)?;
            self.chunk.truncate(length);
            self.at = if first && self.chunk.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        }
        Ok(self.chunk.get(self.at).copied())
    }
}

fn position(bytes: &[u8], wanted: u8) -> Option<usize> {
    bytes.iter().position(|&b| b == wanted)
}

fn name_of(raw: &[u8]) -> &[u8] {
    let end = raw.iter().position(u8::is_ascii_whitespace).unwrap_or(raw.len());
    &raw[..end]
}

fn local(name: &[u8]) -> &[u8] {
    position(name, b':').map_or(name, |colon| &name[colon + 1..])
}

fn text(raw: &[u8]) -> Result<&str, Unreadable> {
    let text = std::str::from_utf8(raw).map_err(|_| Unreadable::Damaged)?;
    if raw.contains(&0) { Err(Unreadable::Damaged) } else { Ok(text) }
}

/// Text with the five entities of XML and numbered characters resolved, line ends made `\n`.
fn unescape(raw: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let raw = text(raw)?;
    if !raw.bytes().any(|b| matches!(b, b'&' | b'\r')) {
        return Ok(Cow::Borrowed(raw));
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\r']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix('\r') {
            out.push('\n');
            rest = after.strip_prefix('\n').unwrap_or(after);
            continue;
        }
        // The longest reference that can stand here is &#x10FFFF;
        let end = rest.bytes().take(12).position(|b| b == b';').ok_or(Unreadable::Damaged)?;
        out.push(match &rest[1..end] {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => numbered(number).ok_or(Unreadable::Damaged)?,
        });
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

fn numbered(reference: &str) -> Option<char> {
    let digits = reference.strip_prefix('#')?;
    let code = match digits.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The document told step by step: `+name`, `-name`, `text`.
    fn told(document: &[u8]) -> Result<Vec<String>, Unreadable> {
        let mut xml = Xml::new(document);
        let mut steps = Vec::new();
        loop {
            steps.push(match xml.next()? {
                Token::Start(tag) => format!("+{}", String::from_utf8_lossy(tag.name())),
                Token::End(name) => format!("-{}", String::from_utf8_lossy(name)),
                Token::Text(text) => text.into_owned(),
                Token::Eof => return Ok(steps),
            });
        }
    }

    #[test]
    fn a_document_is_told_in_order() {
        let document = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?><x:a b='1>2'><!-- <c> --><d/>\
                        村&amp;&#x6751;\r\n<![CDATA[<&amp;>]]></x:a>";
        let steps = told(document.as_bytes()).unwrap();
        assert_eq!(steps, ["+a", "+d", "-d", "村&村\n", "<&amp;>", "-a"]);
    }

    #[test]
    fn attributes_are_found_by_name_whatever_their_prefix_and_quotes() {
        let mut xml = Xml::new(&b"<c x:r = 'A1' s=\"4\" t=\"a&quot;b\"/>"[..]);
        let Token::Start(tag) = xml.next().unwrap() else { panic!() };
        let found = |name| tag.attribute(name).unwrap().map(Cow::into_owned);
        assert_eq!(found("r").as_deref(), Some("A1"));
        assert_eq!(found("s").as_deref(), Some("4"));
        assert_eq!(found("t").as_deref(), Some("a\"b"));
        assert_eq!(found("q"), None);
    }

    #[test]
    fn a_document_type_is_refused_before_its_entities_are_read() {
        let laughs = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY l 'ha'><!ENTITY m '&l;&l;'>]><a>&m;</a>";
        assert_eq!(told(laughs), Err(Unreadable::Forged));
        assert_eq!(told(b"<a>&m;</a>"), Err(Unreadable::Damaged));
    }

    #[test]
    fn nesting_tags_and_runs_are_bounded() {
        assert_eq!(told("<a>".repeat(DEPTH + 1).as_bytes()), Err(Unreadable::Forged));
        assert_eq!(told(format!("<a b='{}'/>", "x".repeat(TAG)).as_bytes()), Err(Unreadable::Forged));
        assert_eq!(told(format!("<a>{}</a>", "x".repeat(RUN + 1)).as_bytes()), Err(Unreadable::Forged));
        assert_eq!(told(format!("<a><![CDATA[{}", "x".repeat(RUN + 9)).as_bytes()), Err(Unreadable::Forged));
        let comment = format!("<a><!--{}--></a>", "-".repeat(3 * RUN));
        assert_eq!(told(comment.as_bytes()).unwrap(), ["+a", "-a"]);
    }

    #[test]
    fn a_broken_document_is_damaged() {
        for broken in [
            &b"<a>"[..],
            b"</a>",
            b"<a",
            b"<a b='1",
            b"<>",
            b"<a><b</a>",
            b"<a>&",
            b"<a>&amp</a>",
            b"<a>&#0;</a>",
            b"<a>\0</a>",
            b"<a>\xFF</a>",
            b"<a><!-",
            b"<?xml version='1.0' encoding='gb2312'?><a/>",
            b"\xFF\xFE<\0a\0/\0>\0",
        ] {
            assert!(matches!(told(broken), Err(Unreadable::Damaged)), "{}", String::from_utf8_lossy(broken));
        }
    }
}
