//! The whole table as a text that people read.

use std::fmt::Write;

use crate::words::{Action, Post, Relation};
use crate::{POLICIES, deciding, permits};

/// The column of the actions: the longest name fits.
const WIDTH: usize = 24;

/// The table as it stands in `docs/access-matrix.txt`: one block for each relation, a line for each action, a
/// column for each post, and the policies that permit; below, what each of them says and rests on.
pub fn matrix() -> String {
    let mut text = String::from(
        "Who may do what. Made from policies/ by `cargo xtask matrix`; do not edit.\n\
         yes: a policy permits it, named at the end of the line. A dot: no policy does.\n",
    );
    for relation in Relation::ALL {
        let mut head = format!("\n== {} ", relation.name());
        // The line begins with its break.
        head.extend(std::iter::repeat_n('=', (WIDTH + 1).saturating_sub(head.len())));
        for post in Post::ALL {
            _ = write!(head, "  {:<15}", post.name());
        }
        text.push_str(head.trim_end());
        text.push('\n');
        for action in Action::ALL {
            text.push_str(&line(*action, *relation));
        }
    }
    text.push_str("\n== policies\n");
    for policy in POLICIES {
        let kind = if policy.permits { "permits" } else { "forbids" };
        _ = write!(
            text,
            "{} ({kind})\n    {}\n    {}\n    {}\n",
            policy.id, policy.zh, policy.sentence, policy.basis
        );
    }
    text
}

fn line(action: Action, relation: Relation) -> String {
    let mut line = format!("{:<WIDTH$}", action.name());
    let mut by: Vec<&str> = Vec::new();
    for post in Post::ALL {
        let word = if permits(*post, action, relation) { "yes" } else { "." };
        _ = write!(line, "  {word:<15}");
        by.extend(deciding(*post, action, relation).map(|policy| policy.id));
    }
    by.sort_unstable();
    by.dedup();
    line.push_str(&by.join(", "));
    format!("{}\n", line.trim_end())
}

#[cfg(test)]
mod tests {
    use super::matrix;

    #[test]
    fn the_printed_matrix_is_the_one_that_decides() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access-matrix.txt");
        let printed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            printed == matrix(),
            "docs/access-matrix.txt is not what the policies say: cargo xtask matrix"
        );
    }
}
