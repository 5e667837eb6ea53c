//! Rust source cut into tokens: enough to tell code, strings and comments apart.
//!
//! The checks ask questions such as "is there a Chinese character in a string" or "is this path in
//! code or in a comment". A line-wise search answers them wrongly as soon as a string holds `//` or a
//! raw string spans lines; a full parser would be a heavy neighbour. This is the part in between.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name or keyword, also `r#type`.
    Ident,
    /// `'a`.
    Lifetime,
    /// `12_000u32`, `0.5`.
    Number,
    /// `"…"`, `r#"…"#`, `b"…"`, `c"…"`.
    Str,
    /// `'x'`, `b'x'`.
    Char,
    /// `// …`, `/* … */` and their doc forms.
    Comment,
    /// One sign, or one of `::` `==` `!=` `=>` `->` `<=` `>=` `..`.
    Punct,
}

/// A token as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// The token as written, with quotes and escapes.
    pub(crate) raw: String,
    /// The line on which it begins, from 1.
    pub(crate) line: usize,
}

impl Token {
    /// Whether this is the name or sign `text`, in code.
    pub(crate) fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Ident | Kind::Punct) && self.raw == text
    }

    /// What a string literal means: without prefix and quotes, with its escapes read.
    pub(crate) fn value(&self) -> String {
        let Some(open) = self.raw.find('"') else {
            return String::new();
        };
        let prefix = &self.raw[..open];
        let body = self.raw[open + 1..].trim_end_matches('#');
        let body = body.strip_suffix('"').unwrap_or(body);
        if prefix.contains('r') { body.to_string() } else { unescaped(body) }
    }
}

fn unescaped(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('t') => out.push('\t'),
            Some('0') => out.push('\0'),
            // A backslash at the end of a line: the text goes on at the next line's first letter.
            Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
            Some('u') => {
                let digits: String =
                    chars.by_ref().skip_while(|c| *c == '{').take_while(|c| *c != '}').collect();
                out.extend(u32::from_str_radix(&digits.replace('_', ""), 16).ok().and_then(char::from_u32));
            }
            Some('x') => {
                let digits: String = chars.by_ref().take(2).collect();
                out.extend(u8::from_str_radix(&digits, 16).ok().map(char::from));
            }
            Some(other) => out.push(other),
            None => (),
        }
    }
    out
}

/// Cuts a file into its tokens. Unfinished ones reach to the end of the file.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    let mut line = 1;
    loop {
        let trimmed = rest.trim_start();
        line += newlines(&rest[..rest.len() - trimmed.len()]);
        rest = trimmed;
        if rest.is_empty() {
            return tokens;
        }
        let (kind, length) = next(rest);
        let (raw, after) = rest.split_at(length);
        tokens.push(Token { kind, raw: raw.to_string(), line });
        line += newlines(raw);
        rest = after;
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// The kind and length of the token at the start of `rest`, which is not blank.
fn next(rest: &str) -> (Kind, usize) {
    if rest.starts_with("//") {
        return (Kind::Comment, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (Kind::Comment, block_comment(rest));
    }
    if let Some(length) = string(rest) {
        return (Kind::Str, length);
    }
    if let Some(quote) = rest.strip_prefix("b'").or_else(|| rest.strip_prefix('\'')) {
        let prefix = rest.len() - quote.len();
        if let Some(length) = character(quote) {
            return (Kind::Char, prefix + length);
        }
        if prefix == 1 {
            return (Kind::Lifetime, 1 + name(quote));
        }
    }
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        return (Kind::Number, number(rest));
    }
    if is_name(first) {
        let raw = if rest.starts_with("r#") { 2 } else { 0 };
        return (Kind::Ident, raw + name(&rest[raw..]));
    }
    const PAIRS: [&str; 8] = ["::", "==", "!=", "=>", "->", "<=", ">=", ".."];
    if PAIRS.iter().any(|pair| rest.starts_with(pair)) {
        return (Kind::Punct, 2);
    }
    (Kind::Punct, first.len_utf8())
}

fn is_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn name(rest: &str) -> usize {
    rest.find(|c| !is_name(c)).unwrap_or(rest.len())
}

/// `0..3` is a number and a range; `1.5e-3` is one number.
fn number(rest: &str) -> usize {
    let mut end = name(rest);
    let after = &rest[end..];
    if after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit()) {
        end += 1 + name(&after[1..]);
    }
    if rest[..end].ends_with(['e', 'E']) && !rest.starts_with("0x") && rest[end..].starts_with(['-', '+']) {
        end += 1 + name(&rest[end + 1..]);
    }
    end
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(found) = rest[at..].find(['/', '*']) {
        at += found;
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The length of a string literal with its prefix, if one stands here.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["\"", "b\"", "c\"", "r", "br", "cr"].into_iter().rev().find(|prefix| {
        let after = rest.strip_prefix(prefix).map(|after| after.trim_start_matches('#'));
        after.is_some_and(|after| prefix.ends_with('"') || after.starts_with('"'))
    })?;
    if prefix.ends_with('"') {
        return Some(prefix.len() + plain_string(&rest[prefix.len()..]));
    }
    let hashes = rest[prefix.len()..].find('"')?;
    let open = prefix.len() + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len()))
}

/// The length up to and with the closing quote.
fn plain_string(body: &str) -> usize {
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => (),
        }
    }
    body.len()
}

/// The length of what follows the opening `'` of a character, up to and with the closing one;
/// `None` for a lifetime.
fn character(body: &str) -> Option<usize> {
    let first = body.chars().next()?;
    if first == '\\' {
        // The escaped sign itself may be a quote.
        let from = 1 + body[1..].chars().next()?.len_utf8();
        return body[from..].find('\'').map(|at| from + at + 1);
    }
    body[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 1)
}

/// The tokens of code and strings, without comments.
pub(crate) fn without_comments(tokens: &[Token]) -> Vec<Token> {
    tokens.iter().filter(|token| token.kind != Kind::Comment).cloned().collect()
}

/// Leaves out every item under `#[cfg(test)]` or `#[test]`.
pub(crate) fn without_tests(tokens: &[Token]) -> Vec<Token> {
    without_items(tokens, is_of_tests)
}

/// Leaves out every item or statement under an attribute that is `meant`, with its other attributes.
/// Expects tokens without comments.
pub(crate) fn without_items(tokens: &[Token], meant: fn(&[Token]) -> bool) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let attribute = attribute(tokens, at);
        if attribute.is_some_and(|end| meant(&tokens[at..end])) {
            at = item_end(tokens, at);
            continue;
        }
        let end = attribute.unwrap_or(at + 1);
        kept.extend_from_slice(&tokens[at..end]);
        at = end;
    }
    kept
}

/// The end of the outer attribute `#[…]` that begins at `at`, if one does.
fn attribute(tokens: &[Token], at: usize) -> Option<usize> {
    let opens = tokens.get(at)?.is("#") && tokens.get(at + 1)?.is("[");
    opens.then(|| closing(tokens, at + 1) + 1)
}

/// `#[test]`, `#[tokio::test]`, `#[cfg(test)]`, `#[cfg(all(test, unix))]`; not `#[cfg(not(test))]`.
fn is_of_tests(attribute: &[Token]) -> bool {
    let has = |name: &str| attribute.iter().any(|token| token.is(name));
    let path_ends_in_test = attribute.len() >= 2 && attribute[attribute.len() - 2].is("test");
    has("test") && !has("not") && (has("cfg") || path_ends_in_test)
}

/// The end of the item that begins at `at` with its attributes: past its `;` or its closing brace.
pub(crate) fn item_end(tokens: &[Token], mut at: usize) -> usize {
    while let Some(end) = attribute(tokens, at) {
        at = end;
    }
    while at < tokens.len() {
        if tokens[at].is(";") {
            return at + 1;
        }
        if tokens[at].is("{") {
            return closing(tokens, at) + 1;
        }
        at = if tokens[at].is("(") || tokens[at].is("[") { closing(tokens, at) + 1 } else { at + 1 };
    }
    at
}

/// The place of the bracket that closes the one at `open`; the last token if none does.
pub(crate) fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        if ["(", "[", "{"].iter().any(|sign| token.is(sign)) {
            depth += 1;
        } else if [")", "]", "}"].iter().any(|sign| token.is(sign)) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at;
            }
        }
    }
    tokens.len().saturating_sub(1)
}

/// The ranges of tokens inside calls of these macros, `name! { … }` or `path::name!( … )`.
pub(crate) fn inside_macros(code: &[Token], names: &[&str]) -> Vec<std::ops::RangeInclusive<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while at + 2 < code.len() {
        let called = names.iter().any(|name| code[at].is(name)) && code[at + 1].is("!");
        let opens = ["{", "(", "["].iter().any(|sign| code[at + 2].is(sign));
        if called && opens {
            let end = closing(code, at + 2);
            ranges.push(at + 2..=end);
            at = end;
        }
        at += 1;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use Kind::*;

    #[track_caller]
    fn check(source: &str, expected: &[(Kind, &str)]) {
        let tokens = tokens(source);
        let found: Vec<(Kind, &str)> = tokens.iter().map(|token| (token.kind, token.raw.as_str())).collect();
        assert_eq!(found, expected, "{source}");
    }

    fn names_left(source: &str) -> Vec<String> {
        let left = without_tests(&without_comments(&tokens(source)));
        left.into_iter().filter(|token| token.kind == Ident).map(|token| token.raw).collect()
    }

    #[test]
    fn a_string_that_holds_a_comment_is_a_string() {
        check(
            r#"a("// no", "\"/*")"#,
            &[
                (Ident, "a"),
                (Punct, "("),
                (Str, r#""// no""#),
                (Punct, ","),
                (Str, r#""\"/*""#),
                (Punct, ")"),
            ],
        );
    }

    #[test]
    fn a_comment_that_holds_a_quote_is_a_comment() {
        check(
            "// it's \"\nx /* a /* b */ ' */ y",
            &[(Comment, "// it's \""), (Ident, "x"), (Comment, "/* a /* b */ ' */"), (Ident, "y")],
        );
    }

    #[test]
    fn raw_strings_end_at_their_own_number_of_signs() {
        check(
            r####"r#"a "b" \"# br"\" cr##""#"## r#type"####,
            &[
                (Str, r####"r#"a "b" \"#"####),
                (Str, r#"br"\""#),
                (Str, r####"cr##""#"##"####),
                (Ident, "r#type"),
            ],
        );
    }

    #[test]
    fn characters_and_lifetimes_are_told_apart() {
        check(
            r"'a' 'a '\'' '\u{4e00}' b'\n' 'static '随' '_",
            &[
                (Char, "'a'"),
                (Lifetime, "'a"),
                (Char, r"'\''"),
                (Char, r"'\u{4e00}'"),
                (Char, r"b'\n'"),
                (Lifetime, "'static"),
                (Char, "'随'"),
                (Lifetime, "'_"),
            ],
        );
    }

    #[test]
    fn numbers_leave_ranges_and_methods_alone() {
        check(
            "0..3 1.5e-3 0xfe-1 2.max",
            &[
                (Number, "0"),
                (Punct, ".."),
                (Number, "3"),
                (Number, "1.5e-3"),
                (Number, "0xfe"),
                (Punct, "-"),
                (Number, "1"),
                (Number, "2"),
                (Punct, "."),
                (Ident, "max"),
            ],
        );
    }

    #[test]
    fn lines_are_counted_through_strings_and_comments() {
        let tokens = tokens("a\n\"b\nc\" /* d\n */ e\n// f\ng");
        let lines: Vec<usize> = tokens.iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn a_strings_value_has_its_escapes_read() {
        let value = |source: &str| tokens(source)[0].value();
        assert_eq!(value("\"select \\\n    1\\t\\u{4e00}\\x41\\\"\""), "select 1\t一A\"");
        assert_eq!(value(r###"r##"a\n"#b"##"###), "a\\n\"#b");
        assert_eq!(value("b\"raw r\""), "raw r");
    }

    #[test]
    fn unfinished_tokens_reach_to_the_end() {
        for source in ["\"abc", "r#\"abc\"", "/* abc", "'\\", "b'", "r", "r#", "'"] {
            assert!(!tokens(source).is_empty(), "{source}");
            assert_eq!(tokens(source).iter().map(|token| token.raw.len()).sum::<usize>(), source.len());
        }
    }

    #[test]
    fn what_is_under_cfg_test_is_left_out() {
        let source = "fn a() {} #[cfg(test)] #[path = \"x\"] mod tests { fn b() { c([1; 2]) } } fn d() {}";
        assert_eq!(names_left(source), ["fn", "a", "fn", "d"]);
        assert_eq!(names_left("#[cfg(test)] mod tests; struct A;"), ["struct", "A"]);
        assert_eq!(names_left("#[tokio::test] async fn b() { x } use y;"), ["use", "y"]);
        assert_eq!(names_left("#[cfg(all(test, unix))] use a::b; use c;"), ["use", "c"]);
    }

    #[test]
    fn what_is_not_for_tests_alone_is_kept() {
        assert_eq!(names_left("#[cfg(not(test))] fn a() {}"), ["cfg", "not", "test", "fn", "a"]);
        assert_eq!(names_left("#[derive(Debug)] struct test;"), ["derive", "Debug", "struct", "test"]);
    }
}
