//! Is this text SQL, and what words does it use?

use std::collections::BTreeSet;

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
        "on" => word(1) == "conflict" || is_alias(word(1)) && word(2) == "." && word(4) == "=",
        "left" | "inner" | "cross" => word(1) == "join",
        "where" | "and" | "or" | "join" | "having" | "limit" | "set" | "returning" => {
            binds
                // `and c.status`: the rest comes from elsewhere.
                || word(2) == "." && is_alias(word(1)) && text.contains(&format!("{}.{}", word(1), word(3)))
                || words
                    .iter()
                    .any(|word| ["=", "<", ">", "is", "like", "ilike", "in"].contains(&word.as_str()))
        }
        _ => false,
    }
}

/// The names of the migrations: what a piece of a statement is known by that has no verb of its own.
#[derive(Debug, Default)]
pub(super) struct Schema {
    tables: BTreeSet<String>,
    columns: BTreeSet<String>,
}

impl Schema {
    /// Reads `create table` and `alter table … add column` of a migration.
    pub(super) fn read(&mut self, migration: &str) {
        for statement in migration_statements(migration) {
            let words = words(&statement);
            let word = |at: usize| words.get(at).map_or("", |word| word.as_str());
            if word(1) != "table" {
                continue;
            }
            let name = if word(2) == "if" { 5 } else { 2 };
            match word(0) {
                "create" => {
                    self.tables.insert(word(name).to_string());
                    self.columns.extend(columns(&words[name.min(words.len())..]));
                }
                "alter" => {
                    let added = words.iter().position(|word| word == "column");
                    self.columns.extend(added.and_then(|at| words.get(at + 1)).cloned());
                }
                _ => {}
            }
        }
    }

    /// Whether the text is a piece of a statement without the word it would begin with: a table after
    /// `from` or `join`, a column with what is done to it, a count of everything.
    pub(super) fn is_piece(&self, text: &str) -> bool {
        if is_prose(text) {
            return false;
        }
        let words = words(text);
        let word = |at: usize| words.get(at).map_or("", |word| word.as_str());
        let is_column = |at: usize| self.columns.contains(word(at));
        // `c.status`, in one piece: in a sentence a blank follows the point.
        let is_qualified = |at: usize| {
            let alias = word(at.wrapping_sub(1));
            word(at) == "."
                && is_column(at + 1)
                && (alias == "}" || self.tables.contains(alias) || is_alias(alias))
                && text.to_lowercase().contains(&format!("{alias}.{}", word(at + 1)))
        };
        (0..words.len()).any(|at| match word(at) {
            "from" | "join" | "into" | "update" => self.tables.contains(word(at + 1)),
            "count" | "sum" | "min" | "max" | "coalesce" => {
                word(at + 1) == "("
                    && (word(at + 2) == "*"
                        || is_column(at + 2)
                        || is_alias(word(at + 2)) && word(at + 3) == ".")
            }
            "." => is_qualified(at),
            _ => is_column(at) && is_done_to([word(at + 1), word(at + 2), word(at + 3)]),
        })
    }
}

/// A table's other name in a statement: one to three small letters.
fn is_alias(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.chars().all(|c| c.is_ascii_lowercase())
}

/// Whether a column is compared with a parameter or sorted by.
fn is_done_to([sign, next, last]: [&str; 3]) -> bool {
    let is_parameter = next.starts_with('$') || next == "?";
    match sign {
        "=" | "<" | ">" => is_parameter || next == "=" || next == ">",
        "is" => next == "null" || next == "not" && last == "null",
        "in" => next == "(",
        "between" => is_parameter,
        "asc" | "desc" => [",", "", "limit"].contains(&next),
        _ => false,
    }
}

/// The statements of a migration, each to its semicolon.
fn migration_statements(migration: &str) -> Vec<String> {
    without_comments(migration).split(';').map(str::to_string).collect()
}

/// The columns of `name ( column type …, column type … )`.
fn columns(words: &[String]) -> Vec<String> {
    const RULES: [&str; 5] = ["primary", "unique", "foreign", "check", "constraint"];
    let mut depth = 0usize;
    let mut found = Vec::new();
    for pair in words.windows(2) {
        let begins = depth == 1 && pair[0] == "," || depth == 0 && pair[0] == "(";
        match pair[0].as_str() {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if begins && !RULES.contains(&pair[1].as_str()) {
            found.push(pair[1].clone());
        }
    }
    found
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
            "where c.id =",
            "and c.status",
            "order by ",
            "on c.id = v.case_id",
        ] {
            assert!(is_fragment(text), "{text}");
        }
        for text in [
            "and",
            "or",
            "Order by phone",
            "and then some",
            "limit",
            "on",
            "join us",
            "set",
            "on medicine, in a gap",
        ] {
            assert!(!is_fragment(text), "{text}");
        }
    }

    #[test]
    fn pieces_without_a_first_word_are_known_by_the_names_of_the_migrations() {
        let mut schema = Schema::default();
        schema.read(
            "-- people\ncreate table cases (\n  county_code text not null check (length(county_code) = 6),\n  \
             id text, -- not for people\n  status integer,\n  primary key (county_code, id)\n);\n\
             alter table cases add column due_on text;\ncreate index a on cases (status);",
        );
        let names = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>();
        assert_eq!(names(&schema.tables), ["cases"]);
        assert_eq!(names(&schema.columns), ["county_code", "due_on", "id", "status"]);
        for text in [
            "c.id",
            "c.status = ",
            ", c.due_on as due",
            "{alias}.status = 1",
            "cases.id",
            " from cases c",
            "join cases on",
            "due_on desc, id",
            "status = $1",
            "status in (",
            "due_on is not null",
            "count(*)",
            "sum(c.",
        ] {
            assert!(schema.is_piece(text), "{text}");
        }
        for text in [
            "",
            "id",
            "status",
            "status.html",
            "the id of a case. Status is one of five",
            "From cases we learn",
            "id=",
            "the status is known",
            "the status is not known",
            "e.g. status",
            "{count} of {people}",
            "case_no",
        ] {
            assert!(!schema.is_piece(text), "{text}");
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
