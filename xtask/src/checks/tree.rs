//! The files that the checks read.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use crate::Result;
use crate::lex::{self, Kind, Token};

/// The part of the repository that the checks look at.
pub(super) struct Tree {
    pub(super) files: Vec<File>,
}

/// A text file of the repository.
pub(super) struct File {
    /// From the root of the repository, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// Of a Rust file, its tokens with comments; empty for others.
    pub(super) tokens: Vec<Token>,
}

/// The folders and files at the root that are looked at. The checks' own sources are not among them:
/// they must name what they forbid.
const PLACES: [&str; 13] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "README.md",
    "README.zh-CN.md",
    "clippy.toml",
    "crates",
    "docs",
    "e2e",
    "migrations",
    "norms",
    "phone",
    "policies",
    "testdata",
];

const EXTENSIONS: [&str; 13] =
    ["rs", "toml", "ftl", "js", "mjs", "css", "html", "typ", "md", "cedar", "sql", "csv", "json"];

/// What tools make or bring.
const LEFT_OUT: [&str; 5] = ["node_modules", "package-lock.json", "shots", "target", "vendor"];

impl Tree {
    /// Reads the repository at `root`.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut tree = Self { files: Vec::new() };
        for place in PLACES {
            tree.gather(root, place)?;
        }
        Ok(tree)
    }

    fn gather(&mut self, root: &Path, path: &str) -> Result<()> {
        let full = root.join(path);
        if full.is_dir() {
            let cannot = |error: std::io::Error| format!("{path} cannot be read: {error}.");
            let mut names = Vec::new();
            for entry in fs::read_dir(&full).map_err(cannot)? {
                names.push(entry.map_err(cannot)?.file_name().to_string_lossy().into_owned());
            }
            names.sort();
            for name in names {
                if !LEFT_OUT.contains(&name.as_str()) && !name.starts_with('.') {
                    self.gather(root, &format!("{path}/{name}"))?;
                }
            }
        } else if full.is_file()
            && EXTENSIONS.iter().any(|extension| path.ends_with(&format!(".{extension}")))
        {
            let text =
                fs::read_to_string(&full).map_err(|error| format!("{path} cannot be read: {error}."))?;
            self.files.push(File::new(path, &text));
        }
        Ok(())
    }

    /// An invented tree.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| File::new(path, text)).collect() }
    }

    /// The Rust files under a folder that are not tests.
    pub(super) fn rust<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| {
            file.path.starts_with(folder) && file.path.ends_with(".rs") && !file.is_of_tests()
        })
    }
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        let tokens = if path.ends_with(".rs") { lex::tokens(text) } else { Vec::new() };
        Self { path: path.to_string(), text: text.to_string(), tokens }
    }

    /// The file's own name, without its folders.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether one of the file's folders has this name.
    pub(super) fn is_in_folder(&self, name: &str) -> bool {
        let mut parts: Vec<&str> = self.path.split('/').collect();
        parts.pop();
        parts.contains(&name)
    }

    /// The crate the file belongs to, as its folder is called.
    pub(super) fn package(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether the whole file is tests: `tests.rs`, or in a folder `tests` or `benches`.
    pub(super) fn is_of_tests(&self) -> bool {
        self.name() == "tests.rs"
            || self.name().ends_with("_tests.rs")
            || ["tests", "benches"].iter().any(|folder| self.is_in_folder(folder))
    }

    /// The code and strings of a Rust file, without comments and without tests.
    pub(super) fn code(&self) -> Vec<Token> {
        lex::without_tests(&lex::without_comments(&self.tokens))
    }

    /// Whether a comment excuses the line from a rule: `words-ok: reason` on it, or alone before it; alone
    /// before a constant, for all lines of that constant.
    pub(super) fn excuses(&self, line: usize, word: &str) -> bool {
        let mut lines = self.text.lines().skip(line.saturating_sub(2));
        let before = if line > 1 { lines.next() } else { None };
        lines.next().is_some_and(|text| gives_reason(text, word))
            || before.is_some_and(|text| is_comment(text) && gives_reason(text, word))
            || self.constants_excused(word).any(|constant| constant.contains(&line))
    }

    /// The lines of each constant that begins after a comment with an excuse.
    fn constants_excused<'a>(&'a self, word: &'a str) -> impl Iterator<Item = RangeInclusive<usize>> + 'a {
        let excuses = |token: &Token| token.kind == Kind::Comment && gives_reason(&token.raw, word);
        let after = (0..self.tokens.len()).filter(move |at| excuses(&self.tokens[*at]));
        after.filter_map(|at| constant(&lex::without_comments(&self.tokens[at..])))
    }
}

/// The lines of the constant, static or `let` that the code begins with; a function is none.
fn constant(code: &[Token]) -> Option<RangeInclusive<usize>> {
    let mut at = 0;
    if code.first()?.is("pub") {
        at = if code.get(1)?.is("(") { lex::closing(code, 1) + 1 } else { 1 };
    }
    let word = code.get(at)?;
    if !["const", "static", "let"].iter().any(|kind| word.is(kind)) || code.get(at + 1)?.is("fn") {
        return None;
    }
    let last = code.get(lex::item_end(code, at) - 1)?;
    Some(code.first()?.line..=last.line)
}

/// Whether the text holds `word: reason`.
fn gives_reason(text: &str, word: &str) -> bool {
    let reason = text.split_once(word).and_then(|(_, after)| after.strip_prefix(':'));
    reason.is_some_and(|reason| reason.chars().any(char::is_alphanumeric))
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    ["//", "/*", "*", "<!--", "#", "--"].iter().any(|sign| line.starts_with(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excuse_stands_on_the_line_or_alone_before_it_and_has_a_reason() {
        let excused = |text: &str, line| File::new("crates/a/src/b.rs", text).excuses(line, "sql-ok");
        assert!(excused("x; // sql-ok: the engine's own table", 1));
        assert!(excused("// sql-ok: the engine's own table\nx;", 2));
        let table = "// sql-ok: both engines\npub(crate) const A: [&str; 2] = [\n\"a\",\n\"b\",\n];\nx;";
        assert!((1..=5).all(|line| excused(table, line)) && !excused(table, 6), "a whole constant");
        let function = "// sql-ok: both engines\nfn a() {\nx;\n}";
        assert!(!excused(function, 3), "never a whole function");
        assert!(!excused("// sql-ok:\nx;", 2), "no reason");
        assert!(!excused("// sql-ok: y\n\nx;", 3), "too far away");
        assert!(!excused("y; // sql-ok: y\nx;", 2), "that was for its own line");
        assert!(!excused("x; // words-ok: y", 1), "another rule");
    }

    #[test]
    fn files_of_tests_are_known_by_name_and_folder() {
        let is = |path: &str| File::new(path, "").is_of_tests();
        assert!(is("crates/a/src/clue/tests.rs"));
        assert!(is("crates/a/tests/import.rs"));
        assert!(is("crates/a/src/follow_up/tests/late.rs"));
        assert!(!is("crates/a/src/contests.rs"));
        assert!(!is("crates/a/src/latest.rs"));
    }
}
