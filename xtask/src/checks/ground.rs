//! The ground floor does no I/O: xinan-domain is plain values in, plain values out, and builds for a
//! phone as well as for a server.

use super::Violation;
use super::tree::Tree;
use crate::lex::Kind;

const FOREIGN: [&str; 6] = ["fs", "net", "env", "process", "thread", "io"];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.rust("crates/xinan-domain/src/") {
        let code = file.code();
        for (at, token) in code.iter().enumerate() {
            if token.kind != Kind::Ident {
                continue;
            }
            let after_std = at >= 2 && code[at - 1].is("::") && code[at - 2].is("std");
            let named = if after_std && FOREIGN.contains(&token.raw.as_str()) {
                format!("std::{}", token.raw)
            } else if token.is("async") || token.is("tokio") {
                token.raw.clone()
            } else {
                continue;
            };
            found.push(Violation::new(
                &file.path,
                token.line,
                format!(
                    "`{named}` on the ground floor: a rule takes plain values. Read or wait further up, \
                     and hand the value in."
                ),
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn a_rule_that_reads_a_file_or_waits_is_found() {
        let text = "use std::fmt;\nuse std::fs;\nasync fn a() {}\nconst B: &str = \"std::fs\";";
        let found = places(check, &[("crates/xinan-domain/src/a.rs", text)]);
        assert_eq!(found, ["crates/xinan-domain/src/a.rs:2", "crates/xinan-domain/src/a.rs:3"]);
        assert!(places(check, &[("crates/xinan-db/src/a.rs", text)]).is_empty());
    }
}
