//! What a page of ours must never contain, found in its text.
//!
//! Not a validator: it reads the markup that maud writes (every attribute quoted, every `<` in a
//! text escaped) and names what the pages' policy forbids or what a listener would miss. Tests of
//! pages call [`faults`] and expect nothing.

use std::collections::{BTreeMap, BTreeSet};

/// A tag as written, with its attributes.
#[derive(Debug)]
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    /// The text up to the next tag.
    text: &'a str,
}

impl<'a> Tag<'a> {
    fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
    }
}

/// Everything that is wrong with a page or a part of one, in sentences; empty when all is well.
///
/// Forbidden by the policy of the pages: inline style, inline script, handlers, foreign addresses,
/// and what htmx would have to evaluate. Missed by listeners: ids that occur twice or not at all,
/// inputs without a label, tables without a caption.
pub fn faults(html: &str) -> Vec<String> {
    let tags = tags(html);
    let mut faults = forbidden(&tags);
    faults.extend(ids(&tags));
    faults.extend(names(&tags));
    faults
}

fn tags(html: &str) -> Vec<Tag<'_>> {
    let pieces = html.split('<').skip(1);
    pieces.filter_map(|piece| piece.split_once('>').map(|(inside, text)| tag(inside, text))).collect()
}

fn tag<'a>(inside: &'a str, text: &'a str) -> Tag<'a> {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let quoted = after.strip_prefix("=\"").and_then(|after| after.split_once('"'));
        let (value, after) = quoted.unwrap_or(("", after.trim_start_matches('=')));
        attributes.push((key, value));
        rest = after;
    }
    Tag { name, attributes, text }
}

fn forbidden(tags: &[Tag<'_>]) -> Vec<String> {
    let mut faults = Vec::new();
    for tag in tags {
        if tag.name == "style" {
            faults.push("a style element".to_owned());
        }
        if tag.name == "script" && (tag.get("src").is_none() || !tag.text.trim().is_empty()) {
            faults.push("an inline script".to_owned());
        }
        if tag.name == "img" && tag.get("alt").is_none() {
            faults.push("a picture without words".to_owned());
        }
        for &(key, value) in &tag.attributes {
            let evaluated = key.starts_with("hx-on")
                || key.starts_with("hx-") && (value.contains("js:") || value.contains("javascript:"))
                || key == "hx-trigger" && value.contains('[');
            if key == "style" || key.starts_with("on") || evaluated {
                faults.push(format!("{key}=\"{value}\" on <{}>", tag.name));
            }
            let leads = ["href", "src", "action", "hx-get", "hx-post", "formaction"].contains(&key);
            let value = value.trim().to_lowercase();
            let foreign = ["javascript:", "data:", "http:", "https:", "//"]
                .iter()
                .any(|start| value.starts_with(start));
            if leads && foreign {
                faults.push(format!("<{}> leads to {value}", tag.name));
            }
        }
    }
    faults
}

fn ids(tags: &[Tag<'_>]) -> Vec<String> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        *seen.entry(id).or_default() += 1;
    }
    let mut faults: Vec<String> = Vec::new();
    faults.extend(
        seen.iter()
            .filter(|(_, times)| **times > 1)
            .map(|(id, times)| format!("id {id} stands {times} times")),
    );
    for tag in tags {
        for key in ["for", "list", "aria-labelledby", "aria-describedby", "aria-controls"] {
            for id in tag.get(key).unwrap_or("").split_whitespace() {
                if !seen.contains_key(id) {
                    faults.push(format!("{key} of <{}> names {id}, which does not exist", tag.name));
                }
            }
        }
        let anchor = tag.get("href").filter(|_| tag.name == "a").and_then(|href| href.strip_prefix('#'));
        if let Some(id) = anchor.filter(|id| !id.is_empty() && !seen.contains_key(id)) {
            faults.push(format!("a link leads to #{id}, which does not exist"));
        }
    }
    faults
}

fn names(tags: &[Tag<'_>]) -> Vec<String> {
    let labelled: BTreeSet<&str> =
        tags.iter().filter(|tag| tag.name == "label").filter_map(|tag| tag.get("for")).collect();
    let mut faults = Vec::new();
    let (mut in_label, mut tables, mut captions) = (false, 0, 0);
    for tag in tags {
        match tag.name {
            "label" => in_label = true,
            "/label" => in_label = false,
            "table" => tables += 1,
            "caption" => captions += 1,
            "input" | "select" | "textarea" => {
                let unseen = matches!(tag.get("type"), Some("hidden" | "submit"));
                let named = in_label
                    || tag.get("aria-label").is_some()
                    || tag.get("aria-labelledby").is_some()
                    || tag.get("id").is_some_and(|id| labelled.contains(id));
                if !unseen && !named {
                    faults.push(format!("<{}> {} has no label", tag.name, tag.get("name").unwrap_or("")));
                }
            }
            _ => {}
        }
    }
    if tables != captions {
        faults.push(format!("{tables} tables, {captions} captions"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_policy_forbids_is_named() {
        for html in [
            "<p style=\"x\">",
            "<b onclick=\"x\">",
            "<script>x</script>",
            "<style>",
            "<a href=\"javascript:x\">",
            "<script src=\"https://cdn\"></script>",
            "<div hx-on:click=\"x\">",
            "<div hx-vals=\"js:{a:1}\">",
            "<div hx-trigger=\"click[ctrlKey]\">",
        ] {
            assert_eq!(faults(html).len(), 1, "{html}");
        }
    }

    #[test]
    fn what_a_listener_would_miss_is_named() {
        for html in [
            "<p id=\"a\"></p><p id=\"a\"></p>",
            "<label for=\"a\">",
            "<input name=\"a\">",
            "<a href=\"#a\">",
            "<table>",
            "<div aria-describedby=\"a\">",
        ] {
            assert_eq!(faults(html).len(), 1, "{html}");
        }
    }

    #[test]
    fn good_markup_has_no_faults() {
        let html = "<label>a<input name=\"a\"></label><label for=\"b\">b</label><input id=\"b\">\
                    <script type=\"module\" src=\"/a.js\"></script><a href=\"#b\">b</a>";
        assert_eq!(faults(html), Vec::<String>::new());
    }
}
