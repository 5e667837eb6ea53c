//! Text that a spreadsheet program would take for a formula.
//!
//! In a workbook every text is written as a text cell, which nothing evaluates. A CSV file has no
//! types: there such a text gets an apostrophe in front, and loses it again when we read it back.

use std::borrow::Cow;

/// Signs that begin a formula, also in their full-width and small forms, which some programs narrow.
const SIGNS: [char; 14] =
    ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '\u{2212}', '\u{207C}'];

/// Whether a program might evaluate this text, with or without guards before it.
pub(crate) fn is_formula_like(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(['\t', '\r', '\n']) || bare.trim_start().starts_with(SIGNS)
}

/// The text as it may stand in a CSV file.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    match is_formula_like(text) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// The text without the guard that [`guarded`] put before it.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula_like(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guarding_is_undone_exactly() {
        for text in
            ["=1", "'=1", "''=1", " =1", "\t=1", "\tx", "-2+3", "＝1", "4299", "'4299", "'", "", "a=b", "' +"]
        {
            let safe = guarded(text);
            assert!(!safe.trim_start().starts_with(SIGNS), "{text:?}");
            assert_eq!(unguarded(&safe), text);
        }
    }

    #[test]
    fn only_what_begins_like_a_formula_is_touched() {
        assert_eq!(guarded("李医生"), "李医生");
        assert_eq!(guarded("13924724392"), "13924724392");
        assert_eq!(guarded("@SUM(A1)"), "'@SUM(A1)");
    }
}
