//! What people read stands in a catalogue of texts, in both languages side by side.
//!
//! A Chinese string in a handler or a template would have no English wording and would escape whoever
//! looks after the wording. Catalogues are `texts.rs`, a folder `texts`, and wherever `texts!` or `codes!`
//! demands both languages; the names of columns that we read in other people's workbooks are `columns.rs`
//! or a folder `columns`. Codes and labels of official
//! forms belong to xinan-domain, invented names to xinan-sim: those two are not looked at.

use super::Violation;
use super::tree::{File, Tree};
use crate::lex::{self, Kind, Token};

const EXCUSE: &str = "texts-ok";

const ROOMS: [&str; 5] = [
    "crates/xinan-server/src/",
    "crates/xinan-documents/src/",
    "crates/xinan-typeset/src/",
    "crates/xinan-db/src/",
    "crates/xinan/src/",
];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in ROOMS.iter().flat_map(|room| tree.rust(room)).filter(|file| !is_catalogue(file)) {
        let code = file.code();
        let catalogues = lex::inside_macros(&code, &["texts", "codes"]);
        for (at, token) in code.iter().enumerate() {
            let literal = matches!(token.kind, Kind::Str | Kind::Char)
                && !catalogues.iter().any(|inside| inside.contains(&at));
            if literal && has_chinese(token) && !file.excuses(token.line, EXCUSE) {
                let begins: String = token.raw.trim_matches('"').chars().take(12).collect();
                let sentence = format!(
                    "A Chinese text ({begins}) outside a catalogue. Give it a name in texts.rs, with its \
                     English wording beside it; where nobody reads it, say so: `// {EXCUSE}: why`."
                );
                found.push(Violation::new(&file.path, token.line, sentence));
            }
        }
    }
    // A line of many texts is one place to mend.
    found.dedup_by_key(|violation| (violation.file.clone(), violation.line));
    found
}

fn is_catalogue(file: &File) -> bool {
    ["texts", "columns"].iter().any(|name| file.name() == format!("{name}.rs") || file.is_in_folder(name))
}

/// As written: `'\u{3000}'` in a rule about blanks is not a text.
fn has_chinese(token: &Token) -> bool {
    token.raw.chars().any(|c| {
        matches!(c,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
            // Signs of Chinese writing: inside a text they are text, alone they are signs of a rule.
            || token.kind == Kind::Str && matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
    })
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    const TEXT: &str = "/// 随访\nfn a() {\n    b(\"随访\");\n    c('随');\n    e('，');\n\
                        d(\"\\u{4e00}\", \"visit\");\n}";

    #[test]
    fn a_chinese_text_outside_the_catalogues_is_found() {
        for room in ROOMS {
            let path = format!("{room}clue/view.rs");
            assert_eq!(places(check, &[(&path, TEXT)]), [format!("{path}:3"), format!("{path}:4")]);
        }
    }

    #[test]
    fn catalogues_columns_tests_and_the_ground_floor_hold_chinese() {
        for path in [
            "crates/xinan-server/src/clue/texts.rs",
            "crates/xinan-server/src/shell/texts/errors.rs",
            "crates/xinan-documents/src/columns.rs",
            "crates/xinan-documents/src/columns/roster.rs",
            "crates/xinan-server/src/clue/tests.rs",
            "crates/xinan-domain/src/code.rs",
            "crates/xinan-sim/src/names.rs",
        ] {
            assert!(places(check, &[(path, TEXT)]).is_empty(), "{path}");
        }
        let both = "codes! {\n Post { Village = 1 \"村医\" \"village doctor\" [], }\n}\n\
                    texts! { a = \"b村\", \"c\"; }";
        assert!(places(check, &[("crates/xinan-server/src/shell/actor.rs", both)]).is_empty());
        let excused = "// texts-ok: read from a file name\nconst A: &str = \"随访\";";
        assert!(places(check, &[("crates/xinan/src/main.rs", excused)]).is_empty());
    }
}
