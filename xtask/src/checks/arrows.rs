//! Arrows between crates point downwards only: front door → living floor → cellar and printing room →
//! ground floor. A library that belongs to one room stays there.
//!
//! Read from every Cargo.toml (what may be used) and from every path in code (what is used).

use super::Violation;
use super::tree::{File, Tree};
use crate::lex::Kind;

/// Our crates from the ground up, each with those it may use. The whole direction is in this table.
const ALLOWED: [(&str, &[&str]); 11] = [
    ("xinan-domain", &[]),
    ("xinan-policy", &[]),
    ("xinan-cedar", &["xinan-policy"]),
    ("xinan-db", &["xinan-domain"]),
    ("xinan-documents", &["xinan-domain"]),
    ("xinan-typeset", &["xinan-domain"]),
    ("xinan-oidc", &[]),
    ("xinan-sim", &["xinan-domain"]),
    (
        "xinan-server",
        &["xinan-domain", "xinan-db", "xinan-documents", "xinan-typeset", "xinan-policy", "xinan-oidc"],
    ),
    ("xinan", &["xinan-domain", "xinan-db", "xinan-documents", "xinan-typeset", "xinan-sim", "xinan-server"]),
    (
        "xinan-bench",
        &[
            "xinan",
            "xinan-domain",
            "xinan-db",
            "xinan-documents",
            "xinan-typeset",
            "xinan-sim",
            "xinan-server",
        ],
    ),
];

/// What any crate may use in its tests: invented people.
const FOR_TESTS: [&str; 1] = ["xinan-sim"];

/// Libraries with one home, so that a second user of them does not slip in.
const HOMES: [(&str, &str); 12] = [
    ("cedar-policy", "xinan-cedar"),
    ("jsonwebtoken", "xinan-oidc"),
    ("ring", "xinan-oidc"),
    ("sqlx", "xinan-db"),
    ("tokio-rustls", "xinan-oidc"),
    ("typst", "xinan-typeset"),
    ("typst-pdf", "xinan-typeset"),
    ("comemo", "xinan-typeset"),
    ("axum", "xinan-server"),
    ("maud", "xinan-server"),
    ("calamine", "xinan-documents"),
    ("rust_xlsxwriter", "xinan-documents"),
];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in &tree.files {
        let Some(package) = file.package() else {
            continue;
        };
        if file.path == format!("crates/{package}/Cargo.toml") {
            manifest(file, package, &mut found);
        } else if file.path.ends_with(".rs") {
            paths(file, package, &mut found);
        }
    }
    found
}

fn allowed(package: &str) -> Option<&'static [&'static str]> {
    ALLOWED.iter().find(|(name, _)| *name == package).map(|(_, allowed)| *allowed)
}

fn manifest(file: &File, package: &str, found: &mut Vec<Violation>) {
    let Some(allowed) = allowed(package) else {
        found.push(Violation::new(
            &file.path,
            1,
            format!(
                "The crate {package} is not in the table of arrows. Decide what it may use, and add it to \
                 ALLOWED in xtask/src/checks/arrows.rs."
            ),
        ));
        return;
    };
    for Dependency { name, line, for_tests } in dependencies(&file.text) {
        let is_ours = name == "xinan" || name.starts_with("xinan-");
        if is_ours && !allowed.contains(&name) && !(for_tests && FOR_TESTS.contains(&name)) {
            found.push(Violation::new(&file.path, line, upward(package, name, allowed)));
        }
        let home = HOMES.iter().find(|(library, _)| *library == name).map(|(_, home)| *home);
        if let Some(home) = home.filter(|home| *home != package && !for_tests) {
            found.push(Violation::new(
                &file.path,
                line,
                format!("{name} lives in {home} only. Give {home} a function for what {package} wants."),
            ));
        }
    }
}

fn upward(package: &str, used: &str, allowed: &[&str]) -> String {
    let may = if allowed.is_empty() { "no crate of the house".into() } else { allowed.join(", ") };
    format!(
        "{package} uses {used}: an arrow that points upward or aside. It may use {may}. Move what both need \
         further down, or hand it in as an argument."
    )
}

fn paths(file: &File, package: &str, found: &mut Vec<Violation>) {
    let Some(allowed) = allowed(package) else {
        return;
    };
    let tests = file.is_of_tests();
    let code = if tests { crate::lex::without_comments(&file.tokens) } else { file.code() };
    for pair in code.windows(2) {
        let is_path = pair[0].kind == Kind::Ident
            && pair[0].raw.starts_with("xinan_")
            && (pair[1].is("::") || pair[1].is("as") || pair[1].is(";"));
        let used = pair[0].raw.replace('_', "-");
        // A crate's own integration tests and programs name it too.
        let known = ALLOWED.iter().any(|(name, _)| *name == used) && used != package;
        if is_path
            && known
            && !allowed.contains(&used.as_str())
            && !(tests && FOR_TESTS.contains(&used.as_str()))
        {
            found.push(Violation::new(&file.path, pair[0].line, upward(package, &used, allowed)));
        }
    }
}

struct Dependency<'a> {
    name: &'a str,
    line: usize,
    for_tests: bool,
}

/// The dependencies of a manifest, by their package names: `a = "1"`, `a.workspace = true`,
/// `b = { package = "a" }`, `[dependencies.a]`, also for one target only.
fn dependencies(manifest: &str) -> Vec<Dependency<'_>> {
    let mut found = Vec::new();
    let mut section = "";
    for (at, line) in manifest.lines().enumerate() {
        let line = line.trim();
        let (in_section, for_tests) = kind(section);
        if let Some(header) = line.strip_prefix('[') {
            section = header.trim_end_matches(']').trim();
            let (parent, name) = section.rsplit_once('.').unwrap_or(("", section));
            let (is_table, for_tests) = kind(parent);
            if is_table {
                found.push(Dependency { name: name.trim_matches('"'), line: at + 1, for_tests });
            }
        } else if in_section && !line.starts_with('#') {
            let Some((key, value)) = line.split_once('=') else {
                continue;
            };
            let key = key.split('.').next().unwrap_or(key).trim().trim_matches('"');
            let renamed = value.split_once("package").and_then(|(_, after)| after.split('"').nth(1));
            found.push(Dependency { name: renamed.unwrap_or(key), line: at + 1, for_tests });
        }
    }
    found
}

/// Whether a section lists dependencies, and whether those are for tests.
fn kind(section: &str) -> (bool, bool) {
    let last = section.rsplit('.').next().unwrap_or(section);
    match last {
        "dependencies" | "build-dependencies" => (true, false),
        "dev-dependencies" => (true, true),
        _ => (false, false),
    }
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn the_cellar_does_not_know_the_living_floor() {
        let cellar = "[package]\nname = \"xinan-db\"\n[dependencies]\nxinan-domain.workspace = true\n\
                      xinan-server.workspace = true\n";
        assert_eq!(
            places(check, &[("crates/xinan-db/Cargo.toml", cellar)]),
            ["crates/xinan-db/Cargo.toml:5"]
        );
        let code = "//! xinan_server::shell\nuse xinan_domain::day;\nfn a() { xinan_server::shell::b() }";
        assert_eq!(places(check, &[("crates/xinan-db/src/a.rs", code)]), ["crates/xinan-db/src/a.rs:3"]);
        for code in ["use xinan_server as rooms;", "extern crate xinan_server;", "use xinan_server::*;"] {
            assert_eq!(places(check, &[("crates/xinan-db/src/a.rs", code)]).len(), 1, "{code}");
        }
    }

    #[test]
    fn an_arrow_is_found_however_it_is_written() {
        for text in [
            "[dependencies]\nxinan-server = { path = \"../xinan-server\" }",
            "[build-dependencies]\n\"xinan-server\" = \"1\"",
            "[target.'cfg(unix)'.dependencies]\nrooms = { package = \"xinan-server\", version = \"1\" }",
            "\n[dependencies.xinan-server]\npath = \"x\"",
        ] {
            let found = places(check, &[("crates/xinan-domain/Cargo.toml", text)]);
            assert_eq!(found, ["crates/xinan-domain/Cargo.toml:2"], "{text}");
        }
    }

    #[test]
    fn tests_may_use_invented_people() {
        let manifest = "[dev-dependencies]\nxinan-sim.workspace = true\n";
        assert!(places(check, &[("crates/xinan-server/Cargo.toml", manifest)]).is_empty());
        let manifest = "[dependencies]\nxinan-sim.workspace = true\n";
        assert_eq!(places(check, &[("crates/xinan-server/Cargo.toml", manifest)]).len(), 1);
        assert!(
            places(check, &[("crates/xinan-server/src/a/tests.rs", "use xinan_sim::County;")]).is_empty()
        );
    }

    #[test]
    fn a_library_stays_in_its_room() {
        let manifest = "[dependencies]\nsqlx.workspace = true\n";
        assert!(places(check, &[("crates/xinan-db/Cargo.toml", manifest)]).is_empty());
        let found = check(&Tree::of(&[("crates/xinan-server/Cargo.toml", manifest)]));
        assert!(found[0].sentence.starts_with("sqlx lives in xinan-db only."), "{found:?}");
    }

    #[test]
    fn a_crate_that_nobody_has_placed_is_asked_about() {
        let found = check(&Tree::of(&[("crates/xinan-phone/Cargo.toml", "[package]")]));
        assert!(found[0].sentence.contains("not in the table of arrows"), "{found:?}");
    }
}
