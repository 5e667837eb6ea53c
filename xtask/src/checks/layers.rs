//! Arrows between the folders of xinan-server: shell ← case ← slices ← the floor above.
//!
//! Slices do not know each other; what joins two of them (the work list, a report, a person's page)
//! lives on the floor above. Read from `crate::…` and `super::…` paths in code; tests go through the
//! front door and may know everything. What would hide such a path is no path of ours: everything of the
//! crate at once (`crate::*`), the crate under another name (`crate as house`), and a name at the top of
//! the crate that is no room.

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
    Layer { name: "case", rooms: &["case", "task"], open: true },
    Layer {
        name: "slices",
        rooms: &[
            "account",
            "consent",
            "followup",
            "contact",
            "disclosure",
            "disposal",
            "emergency",
            "institution",
            "closing",
            "clue",
            "examination",
            "notice",
            "standing",
            "supplement",
            "transfer",
            "hospital",
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
            "staff",
            "security",
            "log",
            "report",
            "indicator",
            "portal",
            "police",
            "department",
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
        let sentence = match layer(&used) {
            Some(other) if used == room || other < own || (other == own && LAYERS[own].open) => continue,
            Some(other) if other == own => format!(
                "`{room}` uses `{used}`, and {} do not know each other. What joins two belongs to the {}.",
                LAYERS[own].name,
                LAYERS[LAYERS.len() - 1].name
            ),
            Some(other) => format!(
                "`{room}` ({}) uses `{used}` ({}): an arrow that points upward. Move what both need down, or \
                 hand it in as an argument.",
                LAYERS[own].name, LAYERS[other].name
            ),
            None if used == EVERYTHING => "`*` of the whole crate brings in every room and hides which is \
                                           used. Name the rooms."
                .to_string(),
            None if RENAMES.contains(&used.as_str()) => "The crate under another name hides which rooms are \
                                                         used. Write `crate::` and the room."
                .to_string(),
            None => format!(
                "`{used}` at the top of the crate is no room, so nobody sees where it comes from. Name the \
                 room in which it lives, or add it to LAYERS in xtask/src/checks/layers.rs."
            ),
        };
        found.push(Violation::new(&file.path, line, sentence));
    }
    found
}

/// All of the crate at once.
const EVERYTHING: &str = "*";
/// What stands where a room should, when the crate gets another name.
const RENAMES: [&str; 2] = ["as", "self"];

/// How many `super` lead from the file's module to the crate: 0 for lib.rs, 2 for clue/web.rs.
fn depth(file: &File) -> usize {
    let inner = file.path.strip_prefix(SOURCES).unwrap_or(&file.path);
    inner.split('/').filter(|part| !["lib.rs", "main.rs", "mod.rs"].contains(part)).count()
}

/// What paths in the code name at the top of the crate, with their lines.
fn rooms_used(code: &[Token], depth: usize) -> Vec<(String, usize)> {
    let mut used = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let (is_root, after) = head(code, at, depth);
        let next = code.get(after);
        if is_root && next.is_some_and(|token| token.is("::")) {
            used.extend(first_names(code, after + 1));
        } else if is_root && next.is_some_and(|token| token.is("as")) {
            used.push(("as".to_string(), code[at].line));
        }
        // Past the whole head, so that its tail is not read as a shorter path.
        at = after.max(at + 1);
    }
    used
}

/// Whether a path that leads to the top of the crate begins here, and where its head ends: `crate`,
/// `extern crate self`, or as many `super` as the file is deep.
fn head(code: &[Token], at: usize, depth: usize) -> (bool, usize) {
    let is = |at: usize, word: &str| code.get(at).is_some_and(|token| token.is(word));
    if is(at, "extern") && is(at + 1, "crate") && is(at + 2, "self") {
        return (true, at + 3);
    }
    if is(at, "crate") {
        // `pub(crate)` says who may see something.
        return (!(at > 0 && is(at - 1, "(") && is(at + 1, ")")), at + 1);
    }
    let mut after = at;
    let mut count = 0;
    while is(after, "super") {
        count += 1;
        after += 1;
        if !(is(after, "::") && is(after + 1, "super")) {
            break;
        }
        after += 1;
    }
    (count > 0 && count == depth, after)
}

/// The names a path or a tree `{a::b, c}` begins with.
fn first_names(code: &[Token], at: usize) -> Vec<(String, usize)> {
    let Some(first) = code.get(at) else {
        return Vec::new();
    };
    let is_name = |token: &Token| token.kind == Kind::Ident || token.is(EVERYTHING);
    if is_name(first) {
        return vec![(first.raw.clone(), first.line)];
    }
    if !first.is("{") {
        return Vec::new();
    }
    let end = closing(code, at);
    let mut names = Vec::new();
    let mut inner = at + 1;
    while inner < end {
        if is_name(&code[inner]) && (code[inner - 1].is("{") || code[inner - 1].is(",")) {
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
    fn an_arrow_cannot_hide() {
        for text in [
            "use crate::*;",
            "use crate::{case::VisibleCase, *};",
            "use super::super::*;",
            "use crate as house;",
            "use crate::{self as house};",
            "use super::super as house;",
            "use super::super::{self as house};",
            "extern crate self as house;",
            // What a re-export at the top of the crate would bring.
            "use crate::visits_of_others;",
        ] {
            check_lines("clue/web.rs", text, &[1]);
        }
        check_lines("clue/mod.rs", "use super::*;", &[1]);
        // A slice's own things, and who may see something, are no paths to the top.
        check_lines("clue/web.rs", "use super::*;\nuse super as clue;\nuse crate::case as record;", &[]);
        check_lines("clue/web.rs", "pub(crate) fn a() {}\npub(crate) struct B(pub(crate) u8);", &[]);
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
