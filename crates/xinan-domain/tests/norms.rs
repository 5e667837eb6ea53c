//! What the papers name exists: a rule that is renamed or removed is noticed in `norms/`, the glossary
//! and the decisions about rules.
//!
//! Looked up is what stands in backticks and is a path of the repository (`crates/…`), something in a
//! module of this crate (`follow_up::classify`), or something of a type of it (`Measure::Managed`).

#![allow(clippy::unwrap_used, reason = "a paper or a source that cannot be read is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The papers that name code of this crate.
fn papers() -> Vec<PathBuf> {
    let norms = fs::read_dir(root().join("norms")).unwrap().map(|entry| entry.unwrap().path());
    let mut papers: Vec<PathBuf> =
        norms.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    papers.push(root().join("docs/glossary.md"));
    for number in ["0001", "0003", "0004", "0007", "0013"] {
        let decisions = fs::read_dir(root().join("docs/decisions")).unwrap().map(|entry| entry.unwrap());
        papers.extend(
            decisions
                .filter(|one| one.file_name().to_string_lossy().starts_with(number))
                .map(|one| one.path()),
        );
    }
    papers.sort();
    papers
}

/// A source file of this crate: the modules it belongs to, and its text.
struct Source {
    modules: Vec<String>,
    text: String,
}

fn sources(folder: &Path, modules: &[String], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let inside: Vec<String> = modules.iter().cloned().chain([name]).collect();
        if path.is_dir() {
            sources(&path, &inside, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(Source { modules: inside, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

/// Whether the word stands in the text, not as a part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(part) && !text[at + word.len()..].starts_with(part))
}

/// Whether the text defines something of this name, outright or at the head of a macro's list.
fn defines(text: &str, name: &str) -> bool {
    let kinds = ["fn", "struct", "enum", "trait", "const", "type", "static", "mod"];
    kinds.iter().any(|kind| has_word(text, &format!("{kind} {name}")))
        || text.lines().map(str::trim).any(|line| {
            line.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([' ', ',']) && rest.ends_with(['{', '}']))
        })
}

fn exists(sources: &[Source], named: &str) -> bool {
    let Some((first, rest)) = named.split_once("::") else { return true };
    let names =
        rest.trim_matches(['{', '}']).split(',').map(|name| name.trim().rsplit("::").next().unwrap_or(name));
    let is_module = first.starts_with(|c: char| c.is_lowercase());
    names.into_iter().all(|name| {
        sources.iter().any(|source| match is_module {
            true => source.modules.iter().any(|module| module == first) && defines(&source.text, name),
            false => defines(&source.text, first) && has_word(&source.text, name),
        })
    })
}

#[test]
fn everything_that_the_papers_name_exists() {
    let mut known = Vec::new();
    sources(&root().join("crates/xinan-domain/src"), &[], &mut known);
    let mut missing = Vec::new();
    let mut looked_up = 0;
    for paper in papers() {
        let text = fs::read_to_string(&paper).unwrap_or_else(|error| panic!("{}: {error}", paper.display()));
        // Examples between fences are no names.
        let prose = text.split("```").step_by(2);
        for named in prose.flat_map(|part| part.split('`').skip(1).step_by(2)) {
            let is_path =
                ["crates/", "xtask/", "norms/", "docs/"].iter().any(|place| named.starts_with(place));
            let is_name = named.contains("::") && !named.contains([' ', '(']) || named.contains("::{");
            let found = match (is_path, is_name) {
                (true, _) => root().join(named).exists(),
                (_, true) => exists(&known, named),
                _ => continue,
            };
            looked_up += 1;
            if !found {
                missing.push(format!("{}: {named}", paper.file_name().unwrap().to_string_lossy()));
            }
        }
    }
    assert!(missing.is_empty(), "named, but not there:\n{}", missing.join("\n"));
    assert!(looked_up > 150, "only {looked_up} names were found to look up");
}
