//! Threat T16: files made to take the server down, and files that are merely broken. Each must be
//! refused with its own reason, quickly, without a panic and without taking memory.

#![allow(clippy::unwrap_used, reason = "what a test sets out with must be there")]

mod common;

use std::time::Instant;

use common::*;
use xinan_documents::intake::{Limits, Unreadable, read};
use xinan_domain::text::Lang;
use zip::CompressionMethod::{Deflated, Stored};

/// Seconds within which a refusal must come. Unoptimised code on a busy machine is far slower.
const PATIENCE: u64 = if cfg!(debug_assertions) { 60 } else { 2 };

const ROW: &str = "<row r='1'><c r='A1' t='s'><v>0</v></c></row>";

#[track_caller]
#[allow(clippy::disallowed_methods, reason = "only the wait is measured")]
fn refused(bytes: &[u8], expected: Unreadable) {
    let start = Instant::now();
    assert_eq!(usual(bytes).map(|_| ()), Err(expected));
    assert!(start.elapsed().as_secs() < PATIENCE, "took {:?}", start.elapsed());
}

#[track_caller]
fn part_refused(name: &str, content: impl Into<Vec<u8>>, expected: Unreadable) {
    refused(&packed(&with_part(parts(ROW), name, content), Deflated), expected);
}

#[test]
fn the_honest_one_among_them_is_read() {
    let book = usual(&packed(&parts(ROW), Deflated)).unwrap();
    assert_eq!(book.sheets[0].rows[0].cells[0].text(), "x");
    assert_eq!(usual(&packed(&parts(ROW), Stored)).unwrap(), book);
}

#[test]
fn a_bomb_of_zeros() {
    let bomb = deflated_zeros(300 * 1024 * 1024);
    assert!(bomb.len() < 2_500_000);
    // It says what it is; it says less; it says little; and it hides where nothing would look.
    for claimed in [300 * 1024 * 1024, 150 * 1024 * 1024, 1000] {
        for name in ["xl/worksheets/sheet1.xml", "xl/media/image1.png"] {
            refused(&Forged::new().entry(name, &bomb, claimed, 0).finish(), Unreadable::Bomb);
        }
    }
}

#[test]
fn a_header_that_claims_more_than_there_is() {
    let zeros = deflated_zeros(258 * 100);
    refused(&Forged::new().entry("a", &zeros, 1_000_000, 0).finish(), Unreadable::Damaged);
    let honest = Forged::new().entry("a", &zeros, 258 * 100 + 1, 0).finish();
    refused(&honest, Unreadable::Damaged); // the checksum is wrong
}

#[test]
fn many_entries_over_the_same_bytes() {
    let zeros = deflated_zeros(258 * 3_000);
    let mut package = Forged::new();
    for index in 0..150 {
        package = package.entry(&format!("{index}"), &zeros, 258 * 3_000 + 1, 0);
    }
    assert!(usual(&package.finish()).is_err());
}

#[test]
fn too_many_entries() {
    let many: Vec<_> = (0..201).map(|index| (format!("{index}"), Vec::new())).collect();
    refused(&packed(&many, Stored), Unreadable::Bomb);
    let many: Vec<_> = (0..20_000).map(|index| (format!("{index}"), Vec::new())).collect();
    refused(&packed(&many, Stored), Unreadable::Bomb);
}

#[test]
fn one_name_for_two_entries() {
    let stored: [u8; 6] = [1, 1, 0, 0xFE, 0xFF, b'x'];
    let package =
        Forged::new().entry("A.xml", &stored, 1, 0x8CDC_1683).entry("a.xml", &stored, 1, 0x8CDC_1683);
    refused(&package.finish(), Unreadable::Forged);
}

#[test]
fn a_package_in_the_package() {
    let inner = packed(&parts(ROW), Deflated);
    part_refused("xl/embeddings/a.bin", inner, Unreadable::NestedPackage);
}

#[test]
fn ten_thousand_sheets() {
    let sheets =
        |count: usize| -> String { (0..count).map(|at| format!("<sheet name='s' r:id='r{at}'/>")).collect() };
    let links: String = (0..60)
        .map(|at| format!("<Relationship Id='r{at}' Type='x/worksheet' Target='worksheets/sheet{at}.xml'/>"))
        .collect();
    let parts = with_part(
        parts(ROW),
        "xl/_rels/workbook.xml.rels",
        format!("<Relationships>{links}</Relationships>"),
    );
    for count in [51, 10_000] {
        let workbook = format!("<workbook>{}</workbook>", sheets(count));
        let bytes = packed(&with_part(parts.clone(), "xl/workbook.xml", workbook), Stored);
        refused(&bytes, Unreadable::TooManySheets(50));
    }
    // The same sheet twice is twice the work for nothing.
    let twice = format!("<workbook>{}</workbook>", "<sheet name='s' r:id='r1'/>".repeat(10_000));
    part_refused("xl/workbook.xml", twice, Unreadable::Forged);
}

#[test]
fn a_billion_laughs() {
    let mut entities = String::from("<!ENTITY l0 'ha'>");
    for level in 1..10 {
        entities += &format!("<!ENTITY l{level} '{}'>", format!("&l{};", level - 1).repeat(10));
    }
    let part = format!("<?xml version='1.0'?><!DOCTYPE sst [{entities}]><sst><si><t>&l9;</t></si></sst>");
    for name in [
        "xl/sharedStrings.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "_rels/.rels",
    ] {
        part_refused(name, part.as_str(), Unreadable::Forged);
    }
    let external = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><sst><si><t>&x;</t></si></sst>";
    part_refused("xl/sharedStrings.xml", external, Unreadable::Forged);
}

#[test]
fn deep_xml() {
    let deep = format!("<sst>{}{}</sst>", "<r>".repeat(100_000), "</r>".repeat(100_000));
    part_refused("xl/sharedStrings.xml", deep, Unreadable::Forged);
}

#[test]
fn an_endless_tag_and_an_endless_text() {
    // Incompressible, so that the ratio does not refuse it first.
    let noise: String = (0..3_000_000_u64)
        .map(|n| char::from(b'a' + (n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 60) as u8))
        .collect();
    part_refused("xl/styles.xml", format!("<styleSheet a='{noise}'/>"), Unreadable::Forged);
    part_refused("xl/sharedStrings.xml", format!("<sst><si><t>{noise}</t></si></sst>"), Unreadable::Forged);
    let chain =
        format!("<c t='inlineStr'><is><t>{}</t></is></c>", format!("{}<!---->", &noise[..900_000]).repeat(3));
    refused(&packed(&parts(&format!("<row>{chain}</row>")), Stored), Unreadable::TooMuchText);
}

/// A kilobyte that makes other readers reserve terabytes, and the process end.
#[test]
fn a_table_of_strings_that_claims_to_be_endless() {
    for count in ["99999999999999", "18446744073709551615", "-1", "x"] {
        let part = format!("<sst count='{count}' uniqueCount='{count}'><si><t>x</t></si></sst>");
        let bytes = packed(&with_part(parts(ROW), "xl/sharedStrings.xml", part), Deflated);
        assert_eq!(usual(&bytes).unwrap().sheets[0].rows.len(), 1);
    }
}

#[test]
fn a_dimension_beyond_all_bounds() {
    for dimension in ["A1:XFD1048576", "A1:ZZZZZZ2147483648", "A2147483648:B4294967296", ""] {
        let sheet =
            format!("<worksheet><dimension ref='{dimension}'/><sheetData>{ROW}</sheetData></worksheet>");
        let bytes = packed(&with_part(parts(""), "xl/worksheets/sheet1.xml", sheet), Deflated);
        assert_eq!(usual(&bytes).unwrap().sheets[0].rows.len(), 1);
    }
    for row in
        ["<row r='2147483648'/>", "<row r='4294967297'/>", "<row><c r='FXSHRXX2147483648'><v>1</v></c></row>"]
    {
        refused(&packed(&parts(row), Deflated), Unreadable::Damaged);
    }
}

#[test]
fn a_shared_formula_with_an_index_beyond_all_bounds() {
    let row = "<row><c><f t='shared' ref='A1:A1' si='99999999999999'>1</f><v>1</v></c></row>";
    assert!(usual(&packed(&parts(row), Deflated)).is_ok());
}

#[test]
fn one_long_string_in_every_cell() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "村".repeat(30_000));
    let rows: String = "<row><c t='s'><v>0</v></c></row>".repeat(2_000);
    let bytes = packed(&with_part(parts(&rows), "xl/sharedStrings.xml", strings), Stored);
    refused(&bytes, Unreadable::TooMuchText);
}

#[test]
fn cells_without_end() {
    let row = format!("<row>{}</row>", "<c s='1'/>".repeat(1000));
    let limits = Limits { cells: 100_000, ratio: u64::MAX, ..Limits::default() };
    let bytes = packed(&parts(&row.repeat(200)), Deflated);
    assert_eq!(read(&bytes, "a.xlsx", &limits), Err(Unreadable::TooManyCells(100_000)));
    // Within the limits, but there is nothing in it.
    refused(&packed(&parts(&row), Deflated), Unreadable::Empty);
}

#[test]
fn more_formats_than_excel_has() {
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(70_000));
    let bytes = packed(&with_part(parts(ROW), "xl/styles.xml", styles), Stored);
    refused(&bytes, Unreadable::Forged);
}

#[test]
fn relationships_that_lead_nowhere() {
    for (name, content) in [
        ("_rels/.rels", "<Relationships/>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships/>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='../../../etc/passwd'/>\
             </Relationships>",
        ),
    ] {
        let bytes = packed(&with_part(parts(ROW), name, content), Deflated);
        assert!(usual(&bytes).is_err(), "{name} {content}");
    }
    let mut without = parts(ROW);
    without.retain(|(name, _)| name != "xl/styles.xml");
    refused(&packed(&without, Deflated), Unreadable::Damaged);
}

#[test]
fn macros_are_refused_and_links_to_other_workbooks_passed_over() {
    part_refused("xl/vbaProject.bin", "x", Unreadable::Macros);
    part_refused("xl/macrosheets/sheet1.xml", "x", Unreadable::Macros);
    let linked = with_part(parts(ROW), "xl/externalLinks/externalLink1.xml", "<externalLink/>");
    assert!(usual(&packed(&linked, Deflated)).is_ok());
}

#[test]
fn other_files_are_called_by_their_names() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let old = |name: &str| [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 600], wide(name)].concat();
    for (bytes, reason) in [
        (Vec::new(), Unreadable::Empty),
        (old("Workbook"), Unreadable::OldWorkbook),
        (old("EncryptedPackage"), Unreadable::Password),
        (old("WordDocument"), Unreadable::NotAWorkbook),
        (b"%PDF-1.7\n".to_vec(), Unreadable::Pdf),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), Unreadable::Picture),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(), Unreadable::Picture),
        (b"Rar!\x1A\x07".to_vec(), Unreadable::NotAWorkbook),
        ("<html><table><tr><td>姓名".into(), Unreadable::WebPage),
        (
            "\u{FEFF}\n<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>".into(),
            Unreadable::WebPage,
        ),
        (
            packed(
                &[
                    ("word/document.xml".into(), b"<a/>".to_vec()),
                    ("[Content_Types].xml".into(), b"<a/>".to_vec()),
                ],
                Stored,
            ),
            Unreadable::NotAWorkbook,
        ),
        (
            packed(
                &[("mimetype".into(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec())],
                Stored,
            ),
            Unreadable::OtherSpreadsheet,
        ),
        (packed(&[("xl/workbook.bin".into(), b"x".to_vec())], Stored), Unreadable::OtherSpreadsheet),
        (packed(&[("照片/1.txt".into(), b"x".to_vec())], Stored), Unreadable::NotAWorkbook),
        (vec![b'a'; 20 * 1024 * 1024 + 1], Unreadable::TooLarge(20)),
        (noise(5_000, 1), Unreadable::Unknown),
    ] {
        refused(&bytes, reason);
    }
}

#[test]
fn every_reason_says_what_to_do_in_both_languages() {
    for lang in [Lang::Zh, Lang::En] {
        assert!(Unreadable::TooManyRows("名册".into(), 100_000).say(lang).contains("100000"));
        assert!(Unreadable::Damaged.say(lang).contains("Excel"));
    }
}

/// A file cut off anywhere is refused, never half read.
#[test]
fn every_truncation_is_refused() {
    for file in ["township-messy/名册.xlsx", "township-clean/线索2025.xlsx"] {
        let bytes = township(file);
        for length in (0..bytes.len()).step_by(97) {
            assert!(usual(&bytes[..length]).is_err(), "{file} cut at {length}");
        }
    }
}

/// A flipped byte is found, or it did not matter (a time stamp, for example).
#[test]
fn a_flipped_byte_is_found_or_harmless() {
    let bytes = township("township-clean/线索2025.xlsx");
    let whole = usual(&bytes).unwrap();
    let mut random = Random(20_251_231);
    let mut harmless = 0;
    for _ in 0..1500 {
        let mut flipped = bytes.clone();
        for _ in 0..=random.below(3) {
            let at = random.below(bytes.len());
            flipped[at] ^= 1 << random.below(8);
        }
        match usual(&flipped) {
            Ok(book) => {
                assert_eq!(book, whole);
                harmless += 1;
            }
            Err(reason) => assert_ne!(reason, Unreadable::OurFault),
        }
    }
    assert!(harmless < 500, "{harmless}");
}

/// Parts that pass the checksum but are nonsense: whatever comes of it, it comes without a panic.
#[test]
fn mutated_xml_never_panics() {
    let honest: Vec<(String, Vec<u8>)> = unpacked(&township("township-clean/线索2025.xlsx"))
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()))
        .collect();
    let mut random = Random(7);
    for _ in 0..400 {
        let mut parts = honest.clone();
        let part = random.below(parts.len());
        let content = &mut parts[part].1;
        for _ in 0..=random.below(4) {
            let at = random.below(content.len());
            match random.below(4) {
                0 => content[at] = *random.pick(b"<>&;'\"=/!?-[]\0 \xFF"),
                1 => drop(content.drain(at..(at + random.below(40)).min(content.len()))),
                2 => content.truncate(at + 1),
                _ => {
                    let again: Vec<u8> = content[at..(at + random.below(60)).min(content.len())].to_vec();
                    content.splice(at..at, again);
                }
            }
        }
        if let Err(reason) = usual(&packed(&parts, Stored)) {
            assert_ne!(reason, Unreadable::OurFault, "{}", parts[part].0);
        }
    }
}

#[test]
fn noise_is_no_table() {
    for seed in 0..200 {
        assert!(usual(&noise(200 + seed * 7, seed as u64)).is_err(), "{seed}");
    }
}

fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    (0..length).map(|_| random.below(256) as u8).collect()
}

/// The same numbers on every run (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
