//! Makes what people typed printable, and keeps what cannot be printed visible.
//!
//! Runs over every text of a sheet before typst sees it, so that no field can be forgotten.

use serde_json::Value;

use crate::fonts::{is_covered, is_invisible};

/// Characters of one text that are set. Every field of the forms is far shorter; what is longer was
/// pasted by mistake and would only cost time.
const LONGEST: usize = 2_000;

/// Cleans every text in a JSON value; says whether a character without a glyph was replaced.
pub(crate) fn clean(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let (clean, replaced) = printable(text);
            *text = clean;
            replaced
        }
        Value::Array(items) => items.iter_mut().fold(false, |any, one| clean(one) | any),
        Value::Object(fields) => fields.values_mut().fold(false, |any, one| clean(one) | any),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// One text: blanks and line ends become single blanks, invisible characters go, and a character
/// without a glyph becomes `〔U+20BB7〕`, which the template sets as a small frame. What is cut off
/// a text that is too long is counted: `… (+1234)`.
fn printable(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut replaced = false;
    for c in text.chars().take(LONGEST) {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if is_invisible(c) {
            // Nothing to see: nothing to print.
        } else if is_covered(c) {
            out.push(c);
        } else {
            // texts-ok: brackets around a code point, read in any language.
            out.push_str(&format!("〔U+{:X}〕", u32::from(c)));
            replaced = true;
        }
    }
    out.truncate(out.trim_end().len());
    let cut_off = text.chars().count().saturating_sub(LONGEST);
    if cut_off > 0 {
        out.push_str(&format!("… (+{cut_off})"));
    }
    (out, replaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_character_without_a_glyph_stays_visible() {
        assert_eq!(printable("吉𠮷"), ("吉〔U+20BB7〕".to_owned(), true));
    }

    #[test]
    fn line_ends_controls_and_marks_of_direction_do_not_reach_the_paper() {
        assert_eq!(printable(" 一\r\n二\u{3000}\u{202E}三\0 "), ("一 二 三".to_owned(), false));
    }

    #[test]
    fn a_text_pasted_by_mistake_is_cut_and_the_rest_counted() {
        let (text, _) = printable(&"长".repeat(5_000));
        assert!(text.ends_with("长… (+3000)"), "{}", text.len());
    }

    #[test]
    fn every_text_of_a_sheet_is_reached() {
        let mut sheet = json!({"a": ["x\n", {"b": "𠮷"}], "c": 3});
        assert!(clean(&mut sheet));
        assert_eq!(sheet, json!({"a": ["x", {"b": "〔U+20BB7〕"}], "c": 3}));
    }
}
