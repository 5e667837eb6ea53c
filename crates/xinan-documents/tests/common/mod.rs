//! Packages built by hand, honest and otherwise.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use xinan_documents::intake::{Book, Limits, Unreadable, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A file of the invented townships.
pub(crate) fn township(path: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(path);
    std::fs::read(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()))
}

/// Reads with the usual limits.
pub(crate) fn usual(bytes: &[u8]) -> Result<Book, Unreadable> {
    read(bytes, "a.xlsx", &Limits::default())
}

/// The parts of a minimal workbook with one sheet.
pub(crate) fn parts(sheet_data: &str) -> Vec<(String, Vec<u8>)> {
    let root = "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='xl/workbook.xml'/>\
                </Relationships>";
    let links = "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
                 <Relationship Id='r2' Type='x/sharedStrings' Target='sharedStrings.xml'/>\
                 <Relationship Id='r3' Type='x/styles' Target='styles.xml'/></Relationships>";
    let sheet = format!("<worksheet><sheetData>{sheet_data}</sheetData></worksheet>");
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root),
        ("xl/workbook.xml", "<workbook><sheets><sheet name='s' r:id='r1'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", links),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>"),
        ("xl/styles.xml", "<styleSheet/>"),
    ];
    parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).to_vec()
}

/// The same with one part replaced or added.
pub(crate) fn with_part(
    mut parts: Vec<(String, Vec<u8>)>,
    name: &str,
    content: impl Into<Vec<u8>>,
) -> Vec<(String, Vec<u8>)> {
    parts.retain(|(one, _)| one != name);
    parts.push((name.to_owned(), content.into()));
    parts
}

/// Packs parts as they are.
pub(crate) fn packed(parts: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The text of every part of a package.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().to_owned(), text)
        })
        .collect()
}

/// A package written byte by byte, so that its headers can say anything.
pub(crate) struct Forged {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Forged {
    pub(crate) fn new() -> Self {
        Self { bytes: Vec::new(), directory: Vec::new(), count: 0 }
    }

    /// An entry with deflated data that claims to unpack to `claimed` bytes.
    pub(crate) fn entry(mut self, name: &str, deflated: &[u8], claimed: u32, checksum: u32) -> Self {
        let offset = u32::try_from(self.bytes.len()).unwrap();
        let fields = |version: &[u8]| {
            let mut header = version.to_vec();
            header.extend(20_u16.to_le_bytes()); // version needed
            header.extend(0_u16.to_le_bytes()); // flags
            header.extend(8_u16.to_le_bytes()); // deflate
            header.extend(0_u32.to_le_bytes()); // time
            header.extend(checksum.to_le_bytes());
            header.extend(u32::try_from(deflated.len()).unwrap().to_le_bytes());
            header.extend(claimed.to_le_bytes());
            header.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            header.extend(0_u16.to_le_bytes()); // extra field
            header
        };
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(fields(b""));
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(deflated);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(fields(&20_u16.to_le_bytes()));
        self.directory.extend([0; 10]); // comment, disk, attributes
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count += 1;
        self
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        let offset = u32::try_from(self.bytes.len()).unwrap();
        let size = u32::try_from(self.directory.len()).unwrap();
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(size.to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

/// Zeros, deflated by hand: one literal and then nothing but "258 more of the same", 13 bits each.
pub(crate) fn deflated_zeros(count: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut buffer, mut filled) = (0_u32, 0);
    let mut bits = |value: u32, length: u32, out: &mut Vec<u8>| {
        // Huffman codes go in from their highest bit.
        for bit in (0..length).rev() {
            buffer |= (value >> bit & 1) << filled;
            filled += 1;
            if filled == 8 {
                out.push(u8::try_from(buffer).unwrap());
                (buffer, filled) = (0, 0);
            }
        }
    };
    bits(0b110, 3, &mut out); // last block, fixed codes
    bits(0b0011_0000, 8, &mut out); // literal 0
    for _ in 0..count / 258 {
        bits(0b1100_0101, 8, &mut out); // length 258
        bits(0, 5, &mut out); // distance 1
    }
    bits(0, 7 + 7, &mut out); // end of block, padding
    out
}
