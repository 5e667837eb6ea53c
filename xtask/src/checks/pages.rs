//! Pages carry no script and no style of their own, so that the strictest content security policy holds.
//!
//! Looked for in maud templates (`html! { … }`) of xinan-server, in strings that hold markup, and in
//! .html files: `style=`, `on…=`, `hx-on`, `<script>` or `<style>` with a body, `javascript:` and `js:`
//! values, and filters in `hx-trigger`, which htmx would evaluate.

use super::Violation;
use super::tree::{File, Tree};
use crate::lex::{self, Kind, Token, closing};

const EXCUSE: &str = "page-ok";

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.rust("crates/xinan-server/") {
        let code = file.code();
        for template in lex::inside_macros(&code, &["html"]) {
            found.extend(in_template(file, &code[template]));
        }
        for token in code.iter().filter(|token| token.kind == Kind::Str) {
            found.extend(in_markup(file, &token.value(), token.line));
        }
    }
    let pages =
        tree.files.iter().filter(|file| file.path.starts_with("crates/") && file.path.ends_with(".html"));
    for file in pages {
        found.extend(in_markup(file, &file.text, 1));
    }
    found.retain(|violation| {
        let file = tree.files.iter().find(|file| file.path == violation.file);
        !file.is_some_and(|file| file.excuses(violation.line, EXCUSE))
    });
    found
}

fn in_template(file: &File, tokens: &[Token]) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut find =
        |token: &Token, sentence: &str| found.push(Violation::new(&file.path, token.line, sentence));
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Ident) {
        let before = |sign: &str| at > 0 && tokens[at - 1].is(sign);
        let after = |sign: &str| tokens.get(at + 1).is_some_and(|token| token.is(sign));
        // Rust inside the template: a field, a path, a variable being bound.
        if before(".") || before("::") || before("let") || before("@") {
            continue;
        }
        let name = token.raw.as_str();
        if name == "style" && after("=") && !before("-") {
            find(token, "An inline style. Give the element a class and style it in the style sheet.");
        } else if name == "hx" && after("-") && tokens.get(at + 2).is_some_and(|token| token.is("on")) {
            find(token, "hx-on is an inline script. Listen in a module of ours instead.");
        } else if is_handler(name) && after("=") && !before("-") {
            find(token, "An inline event handler. Listen in a module of ours instead.");
        } else if ["script", "style"].contains(&name) && has_body(tokens, at) {
            let sentence = if name == "script" {
                "A script with a body. Put it in a module of ours and lead to it with src."
            } else {
                "A style sheet inside the page. Put it in the style sheet."
            };
            find(token, sentence);
        }
        if name == "trigger" && before("-") && after("=") {
            let value = tokens.get(at + 2).filter(|token| token.kind == Kind::Str).map(Token::value);
            if value.is_some_and(|value| value.contains('[')) {
                find(
                    token,
                    "A filter in hx-trigger is evaluated as script. Decide on the server, or in a module.",
                );
            }
        }
    }
    for token in tokens.iter().filter(|token| token.kind == Kind::Str) {
        let value = token.value();
        if value.starts_with("js:") || value.trim_start().to_lowercase().starts_with("javascript:") {
            find(token, "A value that is script. Send a value, or listen in a module of ours.");
        }
    }
    found
}

/// `onclick`, `onsubmit` …: every attribute of HTML that begins with `on`.
fn is_handler(name: &str) -> bool {
    name.len() > 3 && name.starts_with("on") && name.chars().all(|c| c.is_ascii_lowercase())
}

/// Whether the element at `at` holds anything: attributes up to a `{` that is not closed at once.
fn has_body(tokens: &[Token], mut at: usize) -> bool {
    at += 1;
    while let Some(token) = tokens.get(at) {
        if token.is("{") {
            return !tokens.get(at + 1).is_some_and(|token| token.is("}"));
        }
        if token.is(";") || token.is("}") {
            return false;
        }
        at = if token.is("(") || token.is("[") { closing(tokens, at) + 1 } else { at + 1 };
    }
    false
}

/// Markup written as text.
fn in_markup(file: &File, text: &str, first_line: usize) -> Vec<Violation> {
    let mut found = Vec::new();
    let lower = text.to_lowercase();
    let mut find = |at: usize, sentence: &str| {
        let line =
            first_line + text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count();
        found.push(Violation::new(&file.path, line, sentence));
    };
    for (at, _) in lower.match_indices('<') {
        let Some(end) = lower[at..].find('>') else {
            continue;
        };
        let tag = &lower[at + 1..at + end];
        // "a < b" is no tag.
        if !tag.starts_with(|c: char| c.is_ascii_lowercase()) {
            continue;
        }
        let mut words = tag.split_whitespace();
        let name = words.next().unwrap_or("");
        let empty = lower[at + end + 1..].trim_start().starts_with("</");
        if ["script", "style"].contains(&name) && !empty {
            find(at, "A script or style sheet inside the page. Put it in a file of its own.");
        }
        for word in words {
            let attribute = word.split('=').next().unwrap_or(word);
            let has_value = word.contains('=');
            if has_value && (attribute == "style" || is_handler(attribute) || attribute.starts_with("hx-on"))
            {
                find(at, "An inline style or event handler in markup. Use a class, or a module of ours.");
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::places;
    use super::*;

    #[track_caller]
    fn finds(template: &str) -> Vec<String> {
        let text = format!("fn a() -> Markup {{\n    html! {{\n        {template}\n    }}\n}}");
        let found = check(&Tree::of(&[("crates/xinan-server/src/clue/view.rs", &text)]));
        assert!(found.iter().all(|violation| violation.line == 3), "{found:?}");
        found.into_iter().map(|violation| violation.sentence).collect()
    }

    #[test]
    fn script_and_style_in_a_template_are_found() {
        for template in [
            r#"p style="color:red" { "a" }"#,
            r#"p style=(width) { "a" }"#,
            r#"button onclick="a()" { "b" }"#,
            r#"form onsubmit={ "a" (b) } {}"#,
            r#"button hx-on:click="a()" { "b" }"#,
            r#"button hx-on--after-request="a()" { "b" }"#,
            r#"script { "alert(1)" }"#,
            r#"script type="module" { (PreEscaped(js)) }"#,
            r#"style { "p{}" }"#,
            r#"a href="javascript:a()" { "b" }"#,
            r#"div hx-vals="js:{a:b()}" {}"#,
            r#"div hx-trigger="click[ctrlKey]" {}"#,
            r#"(PreEscaped("<p style='x'>a</p>"))"#,
            r#"(PreEscaped("<script>a()</script>"))"#,
        ] {
            assert_eq!(finds(template).len(), 1, "{template}");
        }
    }

    #[test]
    fn links_to_scripts_and_ordinary_words_are_left_alone() {
        for template in [
            r#"script src="/static/keys.js" type="module" {}"#,
            r#"script src=(asset("keys.js")) defer;"#,
            r#"link rel="stylesheet" href="/static/xinan.css";"#,
            r#"p class="style" data-on="1" { (person.style) (theme::style) }"#,
            r#"@if page.style == "a" { p { "onclick=1 and a < b style=c > d" } }"#,
            r#"@let style = "wide"; p.{ (style) } { "b" }"#,
            r#"div hx-trigger="input changed delay:300ms" { "one" }"#,
        ] {
            assert_eq!(finds(template), [""; 0], "{template}");
        }
    }

    #[test]
    fn rust_outside_templates_and_tests_may_say_style() {
        let text = "fn a() { let style = 1; b.style = 2; }\n\
                    #[cfg(test)] mod tests { fn a() { html! { p style=\"a\" {} } } }";
        assert!(places(check, &[("crates/xinan-server/src/a.rs", text)]).is_empty());
    }

    #[test]
    fn pages_written_as_html_are_looked_at_too() {
        let page = "<!doctype html>\n<script src=\"a.js\"></script>\n<p\n \
                    style=\"a\">b</p>\n<style>p{}</style>";
        let path = "crates/xinan-server/assets/offline.html";
        assert_eq!(places(check, &[(path, page)]), [format!("{path}:3"), format!("{path}:5")]);
    }
}
