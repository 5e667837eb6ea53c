//! Arrows between the folders of xinan-server: shell ← case ← slices ← the floor above.
//!
//! Slices do not know each other; what joins two of them (the work list, a report, a person's page)
//! lives on the floor above. Read from `crate::…` and `super::…` paths in code; tests go through the
//! front door and may know everything.

use super::Violation;
use super::tree::{File, Tree};
use crate::lex::{Kind, Token, closing};

/// A storey of the living floor.
struct Layer {
    name: &'static str,
    /// The folders and files at the top of crates/xinan-server/src, without `.rs`.
    rooms: &'static [&'static str],
    /// Whether its rooms may use each other.
    open: bool,
}

/// From the bottom up; a room may use the layers below its own. The whole order is in this table.
const LAYERS: [Layer; 4] = [
    Layer { name: "shell", rooms: &["shell", "texts", "division", "parameter", "policy"], open: true },
    Layer { name: "case", rooms: &["case"], open: true },
    Layer {
        name: "slices",
        rooms: &[
            "account",
            "followup",
            "contact",
            "clue",
            "examination",
            "supplement",
            "medication",
            "assistance",
            "programme",
        ],
        open: false,
    },
    Layer {
        name: "floor above",
        rooms: &[
            "gallery",
            "person",
            "worklist",
            "roster",
            "report",
            "indicator",
            "print",
            "intake",
            "seed",
            "nightly",
            "routes",
            "lib",
            "tests",
        ],
        open: true,
    },
];

const SOURCES: &str = "crates/xinan-server/src/";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with(SOURCES) && file.path.ends_with(".rs"))
    {
        let room = room(file);
        let Some(layer) = layer(room) else {
            if !unknown.contains(&room) {
                unknown.push(room);
                found.push(Violation::new(
                    &file.path,
                    1,
                    format!(
                        "`{room}` is not in the table of layers. Decide on which floor it lives, and \
                         add it to LAYERS in xtask/src/checks/layers.rs."
                    ),
                ));
            }
            continue;
        };
        if !file.is_of_tests() {
            found.extend(arrows(file, room, layer));
        }
    }
    found
}

/// The folder or file at the top of the crate's sources.
fn room(file: &File) -> &str {
    let inner = file.path.strip_prefix(SOURCES).unwrap_or(&file.path);
    let first = inner.split('/').next().unwrap_or(inner);
    first.strip_suffix(".rs").unwrap_or(first)
}

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.rooms.contains(&room))
}

fn arrows(file: &File, room: &str, own: usize) -> Vec<Violation> {
    let mut found = Vec::new();
    for (used, line) in rooms_used(&file.code(), depth(file)) {
        let Some(other) = layer(&used) else { continue };
        if used == room || other < own || (other == own && LAYERS[own].open) {
            continue;
        }
        let sentence = if other == own {
            format!(
                "`{room}` uses `{used}`, and {} do not know each other. What joins two belongs to the {}.",
                LAYERS[own].name,
                LAYERS[LAYERS.len() - 1].name
            )
        } else {
            format!(
                "`{room}` ({}) uses `{used}` ({}): an arrow that points upward. Move what both need down, or \
                 hand it in as an argument.",
                LAYERS[own].name, LAYERS[other].name
            )
        };
        found.push(Violation::new(&file.path, line, sentence));
    }
    found
}

/// How many `super` lead from the file's module to the crate: 0 for lib.rs, 2 for clue/web.rs.
fn depth(file: &File) -> usize {
    let inner = file.path.strip_prefix(SOURCES).unwrap_or(&file.path);
    inner.split('/').filter(|part| !["lib.rs", "main.rs", "mod.rs"].contains(part)).count()
}

/// The top-level modules that paths in the code name, with their lines.
fn rooms_used(code: &[Token], depth: usize) -> Vec<(String, usize)> {
    let mut used = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let start = if code[at].is("crate") && code.get(at + 1).is_some_and(|token| token.is("::")) {
            Some(at + 2)
        } else {
            supers(code, at).filter(|(count, _)| *count == depth && depth > 0).map(|(_, after)| after)
        };
        if let Some(start) = start {
            used.extend(first_names(code, start));
        }
        // Past all `super` of this path, so that its tail is not read as a shorter path.
        at = supers(code, at).map_or(at + 1, |(_, after)| after);
    }
    used
}

/// The number of `super::` from here on, and where they end.
fn supers(code: &[Token], mut at: usize) -> Option<(usize, usize)> {
    let mut count = 0;
    while code.get(at).is_some_and(|token| token.is("super"))
        && code.get(at + 1).is_some_and(|token| token.is("::"))
    {
        count += 1;
        at += 2;
    }
    (count > 0).then_some((count, at))
}

/// The names a path or a tree `{a::b, c}` begins with.
fn first_names(code: &[Token], at: usize) -> Vec<(String, usize)> {
    let Some(first) = code.get(at) else {
        return Vec::new();
    };
    if first.kind == Kind::Ident {
        return vec![(first.raw.clone(), first.line)];
    }
    if !first.is("{") {
        return Vec::new();
    }
    let end = closing(code, at);
    let mut names = Vec::new();
    let mut inner = at + 1;
    while inner < end {
        if code[inner].kind == Kind::Ident && (code[inner - 1].is("{") || code[inner - 1].is(",")) {
            names.push((code[inner].raw.clone(), code[inner].line));
        }
        inner = if code[inner].is("{") { closing(code, inner) + 1 } else { inner + 1 };
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[track_caller]
    fn check_lines(path: &str, text: &str, lines: &[usize]) {
        let path = format!("{SOURCES}{path}");
        let expected: Vec<String> = lines.iter().map(|line| format!("{path}:{line}")).collect();
        assert_eq!(places(check, &[(&path, text)]), expected, "{text}");
    }

    #[test]
    fn a_slice_knows_the_case_and_the_shell() {
        check_lines("clue/web.rs", "use crate::case::VisibleCase;\nuse crate::shell::{App, page};", &[]);
    }

    #[test]
    fn slices_do_not_know_each_other() {
        check_lines("clue/web.rs", "use crate::case::VisibleCase;\nuse crate::followup::store;", &[2]);
        check_lines("clue/mod.rs", "fn a() { super::followup::b() }", &[1]);
        check_lines("clue/web.rs", "fn a() { super::super::followup::b() }", &[1]);
        check_lines("clue/web.rs", "fn a() { super::followup::b() }", &[]);
    }

    #[test]
    fn nothing_below_knows_the_floor_above() {
        check_lines(
            "shell/page.rs",
            "use crate::{\n    case::{self, clue},\n    shell::x,\n    person,\n};",
            &[2, 4],
        );
        check_lines("case/mod.rs", "use crate::routes;", &[1]);
        check_lines("lib.rs", "use crate::person;\npub mod clue;", &[]);
        check_lines("worklist/web.rs", "use crate::{clue, followup, person};", &[]);
    }

    #[test]
    fn tests_and_comments_may_name_everything() {
        check_lines("clue/tests.rs", "use crate::routes;", &[]);
        check_lines(
            "clue/web.rs",
            "//! See [`crate::routes`].\n#[cfg(test)]\nmod tests { use crate::routes; }",
            &[],
        );
    }

    #[test]
    fn a_folder_that_nobody_has_placed_is_asked_about_once() {
        let files =
            [("crates/xinan-server/src/garden/mod.rs", ""), ("crates/xinan-server/src/garden/web.rs", "")];
        let found = check(&Tree::of(&files));
        assert_eq!(found.len(), 1);
        assert!(found[0].sentence.starts_with("`garden` is not in the table of layers."), "{found:?}");
    }
}
