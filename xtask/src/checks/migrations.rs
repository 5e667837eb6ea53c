//! Every migration exists for both engines, under the same name, numbered without a gap.

use std::collections::BTreeSet;

use super::Violation;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut folders = BTreeSet::new();
    for file in &tree.files {
        if let Some((parent, _)) =
            file.path.split_once("migrations/sqlite/").or_else(|| file.path.split_once("migrations/pg/"))
        {
            folders.insert(format!("{parent}migrations"));
        }
    }
    for folder in folders {
        let names = |engine: &str| -> BTreeSet<&str> {
            let prefix = format!("{folder}/{engine}/");
            tree.files
                .iter()
                .filter_map(|file| file.path.strip_prefix(&prefix))
                .filter(|name| name.ends_with(".sql"))
                .collect()
        };
        let (sqlite, pg) = (names("sqlite"), names("pg"));
        for (here, there, has, lacks) in [("sqlite", "pg", &sqlite, &pg), ("pg", "sqlite", &pg, &sqlite)] {
            for name in has.difference(lacks) {
                found.push(Violation::new(
                    &format!("{folder}/{here}/{name}"),
                    1,
                    format!(
                        "This migration has no twin. Write {folder}/{there}/{name}, even if it only says why \
                         nothing is to be done."
                    ),
                ));
            }
        }
        for (at, name) in sqlite.iter().enumerate() {
            let number = format!("{:04}", at + 1);
            let described =
                name.strip_prefix(&number).is_some_and(|rest| rest.starts_with('_') && rest.len() > 5);
            if !described {
                found.push(Violation::new(
                    &format!("{folder}/sqlite/{name}"),
                    1,
                    format!(
                        "A migration is called NNNN_what.sql, in a row without gaps; here {number}_….sql \
                         is expected."
                    ),
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[test]
    fn a_migration_without_its_twin_is_found_on_either_side() {
        let folder = "crates/xinan-db/migrations";
        let all = [
            format!("{folder}/sqlite/0001_people.sql"),
            format!("{folder}/pg/0001_people.sql"),
            format!("{folder}/sqlite/0002_visits.sql"),
            format!("{folder}/pg/0002_visit.sql"),
        ];
        let twins: Vec<(&str, &str)> = all[..2].iter().map(|path| (path.as_str(), "")).collect();
        assert!(places(check, &twins).is_empty());
        let files: Vec<(&str, &str)> = all.iter().map(|path| (path.as_str(), "")).collect();
        assert_eq!(places(check, &files), [format!("{}:1", all[3]), format!("{}:1", all[2])]);
    }

    #[test]
    fn a_gap_or_a_double_in_the_numbers_is_found() {
        let files: Vec<(String, &str)> = ["0001_a", "0001_b", "0004_c"]
            .iter()
            .flat_map(|name| ["sqlite", "pg"].map(|engine| (format!("migrations/{engine}/{name}.sql"), "")))
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
        assert_eq!(
            places(check, &files),
            ["migrations/sqlite/0001_b.sql:1", "migrations/sqlite/0004_c.sql:1"]
        );
    }
}
