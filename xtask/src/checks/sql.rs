//! SQL stands in one kind of file, in the part of the language both engines understand.
//!
//! A statement lives beside the page that needs it, in `store.rs` of its slice, or in xinan-db;
//! elsewhere a reader would not look for it, and the test that prepares every statement would miss it.
//! What the two engines do not share is banned (words below) unless the statement is written once for
//! each, in a `dialect!`, or a comment says why it is right: `// sql-ok: reason`.

use super::Violation;
use super::sql_text::{Schema, is_fragment, is_statement, words};
use super::tree::{File, Tree};
use crate::lex::{self, Kind, Token};

const EXCUSE: &str = "sql-ok";

/// A run of words that only one engine knows, or that the two read differently, and what to write.
const BANNED: [(&[&str], &str); 30] = [
    (&["now", "("], "bind the instant from Rust"),
    (&["current_timestamp"], "bind the instant from Rust"),
    (&["current_date"], "bind the day from Rust"),
    (&["current_time"], "bind the instant from Rust"),
    (&["strftime", "("], "compute the date in Rust and bind it"),
    (&["julianday", "("], "compute the days in Rust and bind them"),
    (&["date", "("], "days are ISO text: compare them as they are, compute in Rust"),
    (&["datetime", "("], "compute the instant in Rust and bind it"),
    (&["date_trunc"], "use substr(day, 1, 7) for a month, or compute it in Rust"),
    (&["date_part"], "compute it in Rust"),
    (&["extract", "("], "compute it in Rust"),
    (&["interval"], "compute the day in Rust and bind it"),
    (&["to_char"], "format in Rust"),
    (&["age", "("], "compute it in Rust"),
    (&["ilike"], "store a folded column and compare with = or a range"),
    (&["like"], "LIKE folds ASCII letters on SQLite only and misses the index: use col >= $1 and col < $2"),
    (&["glob"], "use a range, col >= $1 and col < $2"),
    (&["::"], "use cast(x as text)"),
    (&["greatest", "("], "use case when … then … end, or compute it in Rust"),
    (&["least", "("], "use case when … then … end, or compute it in Rust"),
    (&["ifnull", "("], "use coalesce"),
    (&["iif", "("], "use case when … then … end"),
    (&["json_each"], "use a table, or read the JSON in Rust"),
    (&["json_extract"], "use ->> with a plain key"),
    (&["unnest", "("], "bind one parameter a value"),
    (&["any", "("], "bind one parameter a value: in ($1, $2)"),
    (&["array", "["], "bind one parameter a value"),
    (&["group_concat"], "use string_agg"),
    (&["generate_series"], "make the rows in Rust"),
    (&["insert", "or"], "use on conflict … do nothing or do update"),
];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut schema = Schema::default();
    for file in tree.files.iter().filter(|file| file.path.ends_with(".sql")) {
        schema.read(&file.text);
    }
    for file in tree.rust("crates/") {
        let code = file.code();
        let once_for_each = lex::inside_macros(&code, &["dialect"]);
        for (at, token) in code.iter().enumerate().filter(|(_, token)| token.kind == Kind::Str) {
            let text = token.value();
            let at_home = is_home(file);
            let is_sql = is_statement(&text) || is_fragment(&text) || !at_home && schema.is_piece(&text);
            if !is_sql || file.excuses(token.line, EXCUSE) {
                continue;
            }
            if !at_home {
                found.push(Violation::new(&file.path, token.line, away(file, &text)));
            }
            let has_twin = once_for_each.iter().any(|inside| inside.contains(&at));
            if !has_twin && !asks_the_engine(&text) {
                found.extend(banned(file, token, &text));
            }
        }
    }
    found
}

fn is_home(file: &File) -> bool {
    match file.package() {
        Some("xinan-db") => true,
        Some("xinan-server") => file.name() == "store.rs" || file.is_in_folder("store"),
        _ => false,
    }
}

/// A question about the engine's own tables can be asked of one engine only.
fn asks_the_engine(text: &str) -> bool {
    words(text).iter().any(|word| {
        ["sqlite_master", "sqlite_schema", "information_schema"].contains(&word.as_str())
            || word.starts_with("pragma_")
            || word.starts_with("pg_")
    })
}

fn away(file: &File, text: &str) -> String {
    let begins: String = text.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let home = match file.package() {
        Some("xinan-server") => "the store.rs of this folder",
        _ => "a store.rs in xinan-server, or xinan-db",
    };
    format!("SQL (\"{begins} …\") outside a store. Move the statement to {home} and call it from here.")
}

fn banned(file: &File, token: &Token, text: &str) -> Vec<Violation> {
    let words = words(text);
    let mut found = Vec::new();
    for (run, instead) in BANNED {
        let here = words
            .windows(run.len())
            .any(|window| window.iter().zip(run).all(|(word, banned)| word == banned));
        if here {
            found.push(Violation::new(
                &file.path,
                token.line,
                format!("`{}` is not common to SQLite and PostgreSQL: {instead}.", run.concat()),
            ));
        }
    }
    let own_json = words.iter().find(|word| word.starts_with("jsonb_"));
    if let Some(word) = own_json {
        let sentence =
            format!("`{word}` is PostgreSQL's own: use ->> with a plain key, or read the JSON in Rust.");
        found.push(Violation::new(&file.path, token.line, sentence));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    const STORE: &str = "crates/xinan-server/src/clue/store.rs";

    fn sentences(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).into_iter().map(|violation| violation.sentence).collect()
    }

    #[test]
    fn a_statement_outside_the_stores_is_found() {
        let text = "fn a() {\n    tx.rows(r#\"\n        select id\n          from cases\"#)\n}";
        assert!(places(check, &[(STORE, text), ("crates/xinan-db/src/jobs.rs", text)]).is_empty());
        for path in ["crates/xinan-server/src/clue/web.rs", "crates/xinan/src/main.rs"] {
            assert_eq!(places(check, &[(path, text)]), [format!("{path}:2")]);
        }
        let said = sentences("crates/xinan-server/src/clue/web.rs", "const A: &str = \"delete from a\";");
        assert_eq!(
            said,
            ["SQL (\"delete from a …\") outside a store. Move the statement to the store.rs of this \
              folder and call it from here."]
        );
    }

    #[test]
    fn a_piece_of_a_statement_outside_the_stores_is_found() {
        let migration =
            ("crates/xinan-db/migrations/sqlite/0001_a.sql", "create table cases (id text, status int);");
        let web = "crates/xinan-server/src/clue/web.rs";
        for piece in ["where c.id =", "order by ", "and c.status", "c.status = $1", " from cases", "id desc"]
        {
            let text = format!("fn a(sql: &mut Sql) {{\n    sql.push(\"{piece}\");\n}}");
            assert_eq!(places(check, &[migration, (web, &text)]), [format!("{web}:2")], "{piece}");
            assert!(places(check, &[migration, (STORE, &text)]).is_empty(), "{piece}");
        }
        let text = "fn a() { b(\"status\", \"the status is known\", \"/people?status=0&page=1\") }";
        assert!(places(check, &[migration, (web, text)]).is_empty());
    }

    #[test]
    fn tests_comments_and_excused_lines_may_hold_statements() {
        let text = "// select 1\n// sql-ok: asks the engine for its version\nconst A: &str = \"select 1\";\n\
                    #[cfg(test)]\nmod tests { const B: &str = \"select 1\"; }";
        assert!(places(check, &[("crates/xinan/src/main.rs", text)]).is_empty());
        assert!(places(check, &[("crates/xinan/tests/a.rs", "const A: &str = \"select 1\";")]).is_empty());
    }

    #[test]
    fn words_of_one_engine_are_found_with_what_to_write() {
        let said = sentences(STORE, "const A: &str = \"select a::text from b where c < now()\";");
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.contains(
            &"`now(` is not common to SQLite and PostgreSQL: bind the instant from Rust.".to_string()
        ));
        for text in [
            "select strftime('%Y', day) from a",
            "SELECT id FROM a WHERE name ILIKE $1",
            "and name like $1",
            "select greatest(a, b) from c",
            "select date_trunc('month', day) from a",
            "select value from json_each($1)",
            "select id from a where day > $1 + interval '3 days'",
            "select jsonb_agg(a) from b",
            "insert or ignore into a (b) values ($1)",
        ] {
            assert_eq!(sentences(STORE, &format!("const A: &str = \"{text}\";")).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_both_understand_and_what_is_quoted_is_left_alone() {
        for text in [
            "select id from a where kind = 'now()' and label = 'x::y'",
            "select max(visited_on), coalesce(b, 0) from a",
            "select update_date, interval_days from a -- like b",
            "select name from sqlite_master where name not like 'sqlite_%'",
        ] {
            assert_eq!(sentences(STORE, &format!("const A: &str = \"{text}\";")), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_statement_written_once_for_each_engine_may_use_its_words() {
        let text = "const A: Sql = dialect! {\n\
                    sqlite: \"select strftime('%s') from a\", pg: \"select now() from a\"\n\
                    };\n\
                    const B: &str = \"select now() from a\";";
        assert_eq!(places(check, &[(STORE, text)]), [format!("{STORE}:4")]);
    }
}
