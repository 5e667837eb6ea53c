//! The whole table as a text that people read.

use std::fmt::Write;

use crate::words::{Action, Group, Post, Relation, View};
use crate::{POLICIES, deciding, letting_beside, letting_show, may_be_held_beside, permits, shows};

/// The column of the actions: the longest name fits.
const WIDTH: usize = 24;

/// The table as it stands in `docs/access-matrix.txt`: one block for each relation, a line for each action, a
/// column for each post, and the policies that permit; then which posts go beside one another, and which groups of
/// fields each view of a record shows; below, what each policy says and rests on.
pub fn matrix() -> String {
    let mut text = String::from(
        "Who may do what. Made from policies/ by `cargo xtask matrix`; do not edit.\n\
         yes: a policy permits it, named at the end of the line. A dot: no policy does.\n",
    );
    for relation in Relation::ALL {
        let mut head = format!("\n== {} ", relation.name());
        // The line begins with its break.
        head.extend(std::iter::repeat_n('=', (WIDTH + 1).saturating_sub(head.len())));
        text.push_str(&headed(head, Post::ALL.iter().map(|post| post.name())));
        for action in Action::ALL {
            text.push_str(&line(*action, *relation));
        }
    }
    let posts = Post::ALL.iter().map(|post| post.name());
    text.push_str(&headed("\n== held beside =========".to_owned(), posts));
    for post in Post::ALL {
        text.push_str(&line_beside(*post));
    }
    let views = View::ALL.iter().map(|view| view.name());
    text.push_str(&headed("\n== fields shown ========".to_owned(), views));
    for group in Group::ALL {
        text.push_str(&line_shown(*group));
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

/// The head of a block with its columns.
fn headed(mut head: String, columns: impl Iterator<Item = &'static str>) -> String {
    for column in columns {
        _ = write!(head, "  {column}");
    }
    format!("{}\n", head.trim_end())
}

fn line(action: Action, relation: Relation) -> String {
    let cells = Post::ALL.iter().map(|post| {
        let by = deciding(*post, action, relation).map(|policy| policy.id).collect();
        (post.name(), permits(*post, action, relation), by)
    });
    filled(action.name(), cells)
}

fn line_beside(held: Post) -> String {
    let cells = Post::ALL.iter().map(|other| {
        let by = letting_beside(held, *other).map(|policy| policy.id).collect();
        (other.name(), may_be_held_beside(held, *other), by)
    });
    filled(held.name(), cells)
}

fn line_shown(group: Group) -> String {
    let cells = View::ALL.iter().map(|view| {
        let by = letting_show(*view, group).map(|policy| policy.id).collect();
        (view.name(), shows(*view, group), by)
    });
    filled(group.name(), cells)
}

/// A line: its name, a word under each column, and the policies that decided.
fn filled(name: &str, cells: impl Iterator<Item = (&'static str, bool, Vec<&'static str>)>) -> String {
    let mut line = format!("{name:<WIDTH$}");
    let mut by: Vec<&str> = Vec::new();
    for (column, permitted, deciding) in cells {
        let (word, width) = (if permitted { "yes" } else { "." }, column.len());
        _ = write!(line, "  {word:<width$}");
        by.extend(deciding);
    }
    line.push_str("  ");
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
