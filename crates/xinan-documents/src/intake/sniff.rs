//! What a file really is. Its name only says what somebody hoped.

use super::Unreadable;

/// A file that we can go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip, which may be a workbook.
    Package,
    /// Text, which may be a table.
    Text,
}

/// Looks at the first bytes; a file that is known to be something else is refused by its true name.
pub(super) fn sniff(bytes: &[u8]) -> Result<Kind, Unreadable> {
    const ARCHIVES: [&[u8]; 3] = [b"Rar!", b"7z\xBC\xAF\x27\x1C", b"\x1F\x8B"];
    const PICTURES: [&[u8]; 6] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM", b"II*\0", b"MM\0*"];
    let starts_with_any = |heads: &[&[u8]]| heads.iter().any(|head| bytes.starts_with(head));

    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Package);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(old_office(bytes));
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Unreadable::Pdf);
    }
    if starts_with_any(&ARCHIVES) {
        return Err(Unreadable::NotAWorkbook);
    }
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice());
    // A table may begin with the letters BM; a bitmap has zeros in its header.
    if webp || starts_with_any(&PICTURES) && bytes.iter().take(32).any(|&b| b == 0) {
        return Err(Unreadable::Picture);
    }
    Ok(Kind::Text)
}

/// Whether text is a web page or XML under a spreadsheet's name.
pub(super) fn is_web_page(text: &str) -> bool {
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    head.starts_with('<') || head.starts_with("MIME-Version:")
}

/// A compound file: a workbook of before 2007, or a newer one inside an encrypting shell.
fn old_office(bytes: &[u8]) -> Unreadable {
    // Directory entries of a compound file are named in UTF-16.
    let names = |wanted: &str| {
        let wide: Vec<u8> = wanted.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if names("EncryptedPackage") {
        Unreadable::Password
    } else if names("Workbook") || names("Book") {
        Unreadable::OldWorkbook
    } else if names("WordDocument") || names("PowerPoint Document") {
        Unreadable::NotAWorkbook
    } else {
        Unreadable::OldWorkbook
    }
}
