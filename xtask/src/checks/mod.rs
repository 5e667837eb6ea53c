//! The checks that keep the house: each reads the sources as text and names what it finds in a sentence,
//! with the file, the line and what to do.
//!
//! A check is a function of a [`Tree`]; its tests plant a violation in an invented tree. Where a rule
//! must bend, a comment on the same line or on the line before says so and why: `// sql-ok: the engine's
//! own table has no other name`. Each check that bends names its own word for that.

mod arrows;
mod clock;
mod ground;
mod layers;
mod migrations;
mod pages;
mod sql;
mod sql_text;
mod texts;
mod tree;
mod words;

use tree::Tree;

use crate::{Result, house};

/// One thing found, to be mended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Violation {
    file: String,
    /// From 1.
    line: usize,
    /// What is wrong and what to do.
    sentence: String,
}

impl Violation {
    fn new(file: &str, line: usize, sentence: impl Into<String>) -> Self {
        Self { file: file.to_string(), line, sentence: sentence.into() }
    }
}

/// A rule of the house: what of the tree breaks it.
type Check = fn(&Tree) -> Vec<Violation>;

/// Every check, with the name under which its finds are printed.
const CHECKS: [(&str, Check); 9] = [
    ("arrows between crates", arrows::check),
    ("arrows between folders of the server", layers::check),
    ("the ground floor", ground::check),
    ("SQL", sql::check),
    ("the clock", clock::check),
    ("words", words::check),
    ("texts", texts::check),
    ("pages", pages::check),
    ("migrations", migrations::check),
];

/// Runs every check on the repository.
pub(crate) fn checks() -> Result<String> {
    let tree = Tree::read(&house::root())?;
    let mut count = 0;
    for (name, check) in CHECKS {
        let mut found = check(&tree);
        found.sort();
        count += found.len();
        if !found.is_empty() {
            say!("{name}:");
        }
        for Violation { file, line, sentence } in found {
            say!("  {file}:{line}: {sentence}");
        }
    }
    match count {
        0 => Ok(format!("{} rules hold in {} files", CHECKS.len(), tree.files.len())),
        1 => Err("One place breaks a rule of the house; it is named above.".into()),
        _ => Err(format!("{count} places break a rule of the house; each is named above.")),
    }
}

/// What a check finds in an invented tree, as "file:line".
#[cfg(test)]
fn places(check: Check, files: &[(&str, &str)]) -> Vec<String> {
    let mut found = check(&Tree::of(files));
    found.sort();
    found.iter().map(|violation| format!("{}:{}", violation.file, violation.line)).collect()
}
