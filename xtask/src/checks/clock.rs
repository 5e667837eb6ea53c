//! Time is an argument: `today` and `now` enter at the edge and are handed down.
//!
//! A rule that asks the clock cannot be tested on a written day, and judges differently at midnight.
//! clippy.toml forbids the same calls by type; this check also sees code that clippy does not build, and
//! asks of every exception, `#[allow(clippy::disallowed_methods, reason = "…")]`, that it gives its reason.

use super::Violation;
use super::tree::Tree;
use crate::lex::{self, Token};

/// Where time enters: the program, the server's own clock, and what measures.
const EDGE: [&str; 3] = ["crates/xinan/", "crates/xinan-bench/", "crates/xinan-server/src/shell/clock.rs"];

const TYPES: [&str; 8] =
    ["Zoned", "Timestamp", "SystemTime", "Instant", "Utc", "Local", "OffsetDateTime", "Date"];
const CALLS: [&str; 4] = ["now", "now_utc", "now_local", "today"];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    let crates =
        tree.files.iter().filter(|file| file.path.starts_with("crates/") && file.path.ends_with(".rs"));
    for file in crates.filter(|file| !EDGE.iter().any(|edge| file.path.starts_with(edge))) {
        // Tests too: no test asks what day it is.
        let code = lex::without_items(&lex::without_comments(&file.tokens), is_excuse);
        for (at, token) in code.iter().enumerate() {
            if let Some(what) = asks(&code, at) {
                found.push(Violation::new(&file.path, token.line, what));
            }
        }
    }
    found
}

/// What is wrong at this word, if it asks the clock or hides that something does.
fn asks(code: &[Token], at: usize) -> Option<String> {
    let raw = |at: Option<usize>| at.and_then(|at| code.get(at)).map_or("", |token| token.raw.as_str());
    let back = |steps: usize| raw(at.checked_sub(steps));
    let word = raw(Some(at));
    let next = raw(Some(at + 1));
    let instead = "take it as an argument";
    let (written, instead) = if back(1) == "::" && word == "now_v7" {
        (format!("{}::{word}", back(2)), "make the id from an instant handed in")
    } else if back(1) == "::" && CALLS.contains(&word) && (TYPES.contains(&back(2)) || back(2) == ">") {
        (format!("{}::{word}", back(2)), instead)
    } else if word == "UNIX_EPOCH" && (next == "." || next == ")") {
        // The time since then is the time it is.
        (format!("{word}.{}", raw(Some(at + 2))), instead)
    } else if TYPES.contains(&word) && next == "as" && back(1) != "<" {
        let other = raw(Some(at + 2));
        return Some(format!(
            "`{word} as {other}` hides where the clock is asked. Leave the type its own name."
        ));
    } else {
        return None;
    };
    Some(format!(
        "`{written}` asks the clock, which only the edge may (crates/xinan, shell/clock.rs): {instead}. \
         Where it must be, allow clippy::disallowed_methods with the reason."
    ))
}

/// `#[allow(clippy::disallowed_methods, reason = "…")]` on the item, or `#[expect(…)]`.
fn is_excuse(attribute: &[Token]) -> bool {
    let has = |name: &str| attribute.iter().any(|token| token.is(name));
    has("disallowed_methods") && has("reason") && (has("allow") || has("expect"))
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn asking_the_clock_inside_the_house_is_found() {
        for call in [
            "jiff::Zoned::now()",
            "Timestamp::now()",
            "std::time::SystemTime::now()",
            "Instant::now()",
            "Utc::now()",
            "Uuid::now_v7()",
            "OffsetDateTime::now_utc()",
            "<jiff::Zoned>::now()",
            "std::time::SystemTime::UNIX_EPOCH.elapsed()",
            "UNIX_EPOCH.elapsed().map(|since| since.as_secs())",
            "SystemTime::elapsed(&SystemTime::UNIX_EPOCH)",
        ] {
            let text = format!("// Zoned::now()\nfn a() {{\n    let b = {call};\n}}");
            let path = "crates/xinan-domain/src/a.rs";
            assert_eq!(places(check, &[(path, &text)]), [format!("{path}:3")], "{call}");
        }
    }

    #[test]
    fn a_clock_under_another_name_is_found() {
        for text in ["use jiff::Zoned as Wall;", "use std::time::{Duration, SystemTime as Wall};"] {
            assert_eq!(places(check, &[("crates/xinan-domain/src/a.rs", text)]).len(), 1, "{text}");
        }
        // Neither a type of ours that is made from it, nor a wait whose beginning was allowed.
        let text = "impl From<Date> for A {}\nfn a(day: i64, since: B) { since.elapsed(); day as i8 }";
        assert!(places(check, &[("crates/xinan-domain/src/a.rs", text)]).is_empty());
    }

    #[test]
    fn the_edge_may_ask_and_so_may_an_excused_wait() {
        let text = "fn a() { Zoned::now() }";
        for path in ["crates/xinan/src/main.rs", "crates/xinan-server/src/shell/clock.rs"] {
            assert!(places(check, &[(path, text)]).is_empty());
        }
        let text = "#[allow(clippy::disallowed_methods, reason = \"only the wait is measured\")]\n\
                    fn a() { Instant::now() }";
        assert!(places(check, &[("crates/xinan-db/src/writer.rs", text)]).is_empty());
        let text = "#[allow(clippy::disallowed_methods)]\nfn a() { Instant::now() }";
        assert_eq!(places(check, &[("crates/xinan-db/src/writer.rs", text)]).len(), 1, "no reason");
        let other = "fn a() { shell.clock.now(); Clock::now(); let now = \"Zoned::now\"; }";
        assert!(places(check, &[("crates/xinan-db/src/writer.rs", other)]).is_empty());
    }

    #[test]
    fn no_test_asks_what_day_it_is() {
        let text = "#[cfg(test)] mod tests { fn a() { Zoned::now() } }";
        assert_eq!(places(check, &[("crates/xinan-domain/src/a.rs", text)]).len(), 1);
    }
}
