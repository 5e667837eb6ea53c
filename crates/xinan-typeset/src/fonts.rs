//! The two typefaces of the forms, and which characters they lack.
//!
//! Printed words are set in Noto Serif SC, what was filled in in Noto Sans SC Bold, so that the
//! two can be told apart on paper and on a copy. Both lie packed in `fonts/` (see its README) and
//! are unpacked once, when the first form is printed: about 25 MB that stay in memory from then on.

use std::io::Read;
use std::sync::LazyLock;

use ruzstd::decoding::StreamingDecoder;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

static PRINTED: &[u8] = include_bytes!("../fonts/NotoSerifSC-Regular.ttf.zst");
static FILLED_IN: &[u8] = include_bytes!("../fonts/NotoSansSC-Bold.ttf.zst");

/// The typefaces, unpacked and described.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
}

/// The typefaces; unpacked on first use.
pub(crate) fn fonts() -> &'static Fonts {
    static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
        let faces = vec![unpack(PRINTED), unpack(FILLED_IN)];
        Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
    });
    &FONTS
}

fn unpack(packed: &[u8]) -> Font {
    let mut bytes = Vec::new();
    StreamingDecoder::new(packed)
        .map_err(std::io::Error::other)
        .and_then(|mut unpacked| unpacked.read_to_end(&mut bytes))
        .expect("the archive is part of the program; a test unpacks it");
    Font::new(Bytes::new(bytes), 0).expect("the archive holds one typeface; a test reads it")
}

/// The characters of a text for which there is no glyph, each once, in the order in which they come.
///
/// The typefaces hold all of GB 2312 and GBK, 37,574 ideographs in all, and from Extension B on
/// only the some 200 of the 通用规范汉字表: `𠮷` and `𨭎` are missing, `䶮`, `㐂` and `𬱖` are there. On paper such
/// a character becomes a small frame with its code point, to be written by hand; a page that takes
/// a name asks here and says so beforehand.
pub fn uncovered(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for c in text.chars() {
        if !is_invisible(c) && !is_covered(c) && !missing.contains(&c) {
            missing.push(c);
        }
    }
    missing
}

pub(crate) fn is_covered(c: char) -> bool {
    fonts().faces.iter().any(|face| face.info().coverage.contains(c as u32))
}

/// Characters that print nothing by themselves and may be left out: controls, joiners, marks of
/// writing direction (which would turn the line round), and variation selectors (the plain
/// character is printed).
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_typefaces_unpack_under_the_names_that_the_forms_ask_for() {
        let names: Vec<_> = fonts().faces.iter().map(|face| face.info().family.clone()).collect();
        assert_eq!(names, ["Noto Serif SC", "Noto Sans SC"]);
    }

    #[test]
    fn rare_characters_of_names_are_there_or_are_named() {
        assert!(uncovered("䶮㐂喆堃㙓囍赟昇𬱖𫖯𬭚𬀩〇·①⑧—…（）Āé").is_empty());
        assert_eq!(uncovered("吉𠮷与𨭎，又一个𠮷"), ['𠮷', '𨭎']);
        assert_eq!(uncovered("\u{E815}"), ['\u{E815}'], "a private-use character of an old system");
    }

    #[test]
    fn what_prints_nothing_is_not_missed() {
        assert!(uncovered("张\u{200B}三\u{FE00}\n\t\u{202E}\u{E0101}").is_empty());
    }

    #[test]
    fn every_character_of_gbk_can_be_printed() {
        let ideographs = (0x4E00..=0x9FA5u32).filter_map(char::from_u32);
        assert_eq!(ideographs.filter(|c| !is_covered(*c)).count(), 0);
    }
}
