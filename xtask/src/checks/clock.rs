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
        for three in code.windows(3) {
            let [of, path, call] = three else { continue };
            let is_clock = TYPES.contains(&of.raw.as_str()) && CALLS.contains(&call.raw.as_str());
            let makes_id = call.is("now_v7");
            if !path.is("::") || !(is_clock || makes_id) {
                continue;
            }
            let instead =
                if makes_id { "make the id from an instant handed in" } else { "take it as an argument" };
            let sentence = format!(
                "`{}::{}` asks the clock, which only the edge may (crates/xinan, shell/clock.rs): {instead}. \
                 Where it must be, allow clippy::disallowed_methods with the reason.",
                of.raw, call.raw
            );
            found.push(Violation::new(&file.path, call.line, sentence));
        }
    }
    found
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
        ] {
            let text = format!("// Zoned::now()\nfn a() {{\n    let b = {call};\n}}");
            let path = "crates/xinan-domain/src/a.rs";
            assert_eq!(places(check, &[(path, &text)]), [format!("{path}:3")], "{call}");
        }
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
