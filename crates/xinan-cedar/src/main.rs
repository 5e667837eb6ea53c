//! Asks the policies about every combination of post, action and relation, and prints their answers as the source
//! of the table that decides: `cargo xtask matrix` keeps it in `crates/xinan-policy/src/table.rs`. Nothing of
//! Cedar is compiled for the program (docs/decisions/0025).

mod ask;

use std::path::Path;

/// Where the policies are.
const POLICIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");

#[allow(clippy::print_stdout, reason = "printing is what it is for")]
fn main() -> anyhow::Result<()> {
    print!("{}", ask::table(Path::new(POLICIES))?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use xinan_policy::{Action, Group, Post, Relation, View, deciding, may_be_held_beside, permits, shows};

    use super::*;
    use ask::Policies;

    #[test]
    fn the_table_that_decides_is_what_the_policies_answer() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../xinan-policy/src/table.rs");
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        let answered = ask::table(Path::new(POLICIES)).unwrap();
        assert!(kept == answered, "{path} is not what the policies answer: cargo xtask matrix");
    }

    #[test]
    fn each_question_has_its_own_answer_in_the_table() {
        let policies = Policies::of(Path::new(POLICIES)).unwrap();
        for post in Post::ALL {
            for action in Action::ALL {
                for relation in Relation::ALL {
                    let answer = policies.ask(*post, *action, *relation).unwrap();
                    let question = format!("{post:?} {action:?} {relation:?}");
                    assert_eq!(permits(*post, *action, *relation), answer.permitted, "{question}");
                    let mut by: Vec<&str> =
                        deciding(*post, *action, *relation).map(|policy| policy.id).collect();
                    by.sort_unstable();
                    assert_eq!(by, answer.by, "{question}");
                }
            }
            for other in Post::ALL {
                let answer = policies.ask_beside(*post, *other).unwrap();
                assert_eq!(may_be_held_beside(*post, *other), answer.permitted, "{post:?} {other:?}");
            }
        }
        for view in View::ALL {
            for group in Group::ALL {
                let answer = policies.ask_shown(*view, *group).unwrap();
                assert_eq!(shows(*view, *group), answer.permitted, "{view:?} {group:?}");
            }
        }
    }
}
