//! Is this text SQL, and what words does it use?

/// Whether the text is an SQL statement, however it is indented or commented.
///
/// Our statements are written in small letters, and some people shout them; a capital at the start
/// alone ("Select a county from the list") is a sentence for people.
pub(super) fn is_statement(text: &str) -> bool {
    let words = words(text);
    let word = |at: usize| words.get(at).map_or("", |word| word.as_str());
    let has = |name: &str| words.iter().any(|word| word == name);
    if is_prose(text) {
        return false;
    }
    match word(0) {
        "select" => {
            has("from") || word(2) == "(" || word(1).starts_with(|c: char| c.is_ascii_digit() || c == '$')
        }
        "insert" => ["into", "or"].contains(&word(1)),
        "replace" => word(1) == "into",
        "update" => has("set") && words.len() > 4,
        "delete" => word(1) == "from",
        "with" => word(1) == "recursive" || (has("as") && has("select") && has("(")),
        "values" => word(1) == "(",
        "create" | "alter" | "drop" => {
            const THINGS: [&str; 12] = [
                "table",
                "index",
                "unique",
                "view",
                "trigger",
                "schema",
                "virtual",
                "temp",
                "temporary",
                "database",
                "extension",
                "sequence",
            ];
            THINGS.contains(&word(1))
        }
        "truncate" => word(1) == "table",
        "begin" => ["immediate", "exclusive", "deferred", "transaction", "isolation"].contains(&word(1)),
        "pragma" | "savepoint" | "vacuum" | "reindex" => words.len() > 1 && words.len() < 8,
        "explain" => ["select", "query", "analyze"].contains(&word(1)),
        _ => false,
    }
}

/// Whether the text is a piece of a statement, to be joined with others.
pub(super) fn is_fragment(text: &str) -> bool {
    let words = words(text);
    let word = |at: usize| words.get(at).map_or("", |word| word.as_str());
    let binds = words.iter().any(|word| word.starts_with('$') || word == "?");
    if is_prose(text) {
        return false;
    }
    match word(0) {
        "order" | "group" => word(1) == "by",
        "on" => word(1) == "conflict",
        "left" | "inner" | "cross" => word(1) == "join",
        "where" | "and" | "or" | "join" | "having" | "limit" | "set" | "returning" => {
            binds
                || words
                    .iter()
                    .any(|word| ["=", "<", ">", "is", "like", "ilike", "in"].contains(&word.as_str()))
        }
        _ => false,
    }
}

/// A first word with a capital and small letters begins a sentence, unless parameters follow.
fn is_prose(text: &str) -> bool {
    let text = without_comments(text);
    let first: String = text.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    let capital = first.starts_with(char::is_uppercase) && first.chars().skip(1).any(char::is_lowercase);
    capital && !words(&text).iter().any(|word| word.starts_with('$') || word == "*")
}

/// The words and signs of a statement in small letters, without comments and without what stands
/// between single quotes. `::` is one sign, `$1` one word.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = without_comments(text);
    let mut words = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        if c == '\'' {
            // A doubled quote inside ends one string and begins the next: all the same here.
            chars.by_ref().find(|c| *c == '\'');
            words.push("''".to_string());
        } else if c.is_alphanumeric() || c == '_' || c == '$' {
            let mut word = c.to_lowercase().to_string();
            while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                word.extend(c.to_lowercase());
            }
            words.push(word);
        } else if c == ':' && chars.next_if_eq(&':').is_some() {
            words.push("::".to_string());
        } else {
            words.push(c.to_string());
        }
    }
    words
}

fn without_comments(text: &str) -> String {
    let line = |line: &str| line.split("--").next().unwrap_or("").to_string();
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_known_however_they_are_written() {
        for text in [
            "select 1",
            "SELECT id FROM cases",
            "\n   -- all of a township\n   select id\n     from cases",
            "select count(*) from cases",
            "select last_insert_rowid()",
            "insert into cases (id) values ($1)",
            "INSERT OR IGNORE INTO cases (id) VALUES ($1)",
            "update cases set name = $1 where id = $2",
            "delete from cases",
            "Delete from cases where id = $1",
            "with due as (select 1) select * from due",
            "with recursive parts(n) as (values (1)) select n from parts",
            "create unique index a on b (c)",
            "CREATE TABLE IF NOT EXISTS a (b int)",
            "drop table a",
            "pragma journal_mode = wal",
            "PRAGMA foreign_keys",
            "begin immediate",
            "savepoint one",
        ] {
            assert!(is_statement(text), "{text}");
        }
    }

    #[test]
    fn sentences_for_people_are_not_statements() {
        for text in [
            "",
            "Select a county from the list",
            "Update your name",
            "Delete this visit from the record?",
            "select",
            "update",
            "delete",
            "begin",
            "Insert the sheet into the folder",
            "With kind regards",
            "with",
            "create",
            "Create table of contents",
            "update available",
            "pragma",
            "随访日期晚于今天。",
        ] {
            assert!(!is_statement(text), "{text}");
        }
    }

    #[test]
    fn pieces_of_statements_are_known() {
        for text in [
            " order by due_on, id",
            "limit ?",
            "and region >= $1",
            "where name is null",
            "on conflict (id) do nothing",
        ] {
            assert!(is_fragment(text), "{text}");
        }
        for text in ["and", "or", "Order by phone", "and then some", "limit", "on", "join us", "set"] {
            assert!(!is_fragment(text), "{text}");
        }
    }

    #[test]
    fn words_leave_out_comments_and_quoted_text() {
        assert_eq!(
            words("select A::int, 'now()' -- ilike\n from b where c=$12"),
            ["select", "a", "::", "int", ",", "''", "from", "b", "where", "c", "=", "$12"]
        );
    }
}
