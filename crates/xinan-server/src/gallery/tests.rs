use xinan_domain::answers::Complaints;
use xinan_domain::text::Lang;

use super::check::faults;
use super::samples::{HOSTILE, Say, complaints};
use super::{pages, shown};

/// Every page there is to look at, by name.
fn all(say: Say) -> Vec<(&'static str, String)> {
    [
        ("gallery", shown(say)),
        ("worklist", pages::worklist(say)),
        ("person", pages::person(say)),
        ("county", pages::county(say)),
        ("follow-up", pages::follow_up(say, &Complaints::default())),
        ("follow-up refused", pages::follow_up(say, &complaints())),
        ("sign-in", pages::sign_in(say)),
    ]
    .map(|(name, page)| (name, page.into_string()))
    .to_vec()
}

#[test]
fn no_page_contains_what_its_policy_forbids_or_a_listener_would_miss() {
    for lang in [Lang::Zh, Lang::En] {
        for (name, html) in all(Say::plainly(lang)) {
            assert_eq!(faults(&html), Vec::<String>::new(), "{name} {lang:?}");
        }
    }
}

#[test]
fn no_part_lets_a_hostile_text_out_of_its_place() {
    for (name, html) in all(Say::hostile(Lang::Zh)) {
        for escaped in ["<script>alert", "<b onclick", "onclick=\"x\"", "style='y'>"] {
            assert!(!html.contains(escaped), "{name} contains {escaped}");
        }
        assert_eq!(faults(&html), Vec::<String>::new(), "{name}");
    }
    let shown = shown(Say::hostile(Lang::Zh)).into_string();
    let written = maud::html! { (HOSTILE) }.into_string();
    assert!(shown.contains(&written));
}

#[test]
fn the_english_pages_contain_no_chinese_but_official_labels_and_the_way_back() {
    let html = pages::county(Say::plainly(Lang::En)).into_string().replace("中文", "");
    let left: String = html.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
    assert_eq!(left, "");
}

#[test]
fn a_refused_form_shows_again_what_was_typed_and_where_it_is_wrong() {
    let html = pages::follow_up(Say::plainly(Lang::Zh), &complaints()).into_string();
    assert!(html.contains("<title>错误："), "the title says so");
    assert!(html.contains("value=\"12.5\""), "even what is no day stays");
    assert!(
        html.contains("href=\"#f-next_on\"") && html.contains("id=\"f-next_on\""),
        "the summary leads there"
    );
    assert!(html.contains("aria-describedby=\"f-next_on-err\""), "the sentence belongs to its field");
    assert!(html.contains("data-refused"), "an older draft must not overwrite it");
}

#[test]
fn no_word_of_ours_hurts() {
    let hurting = HURTING;
    for text in [include_str!("../texts.rs"), include_str!("words.rs")] {
        for word in hurting {
            assert!(!text.contains(word), "{word}");
        }
    }
}

#[test]
fn the_page_carries_no_request_to_anyone_else_and_every_file_it_names_exists() {
    let html = pages::person(Say::plainly(Lang::Zh)).into_string();
    for named in html.split("\"/assets/").skip(1) {
        let name = named.split(['?', '"']).next().unwrap();
        assert!(crate::shell::ui::assets::asset(name).is_some(), "{name}");
    }
}

// words-ok: the words that must not occur are named here so that they can be looked for.
const HURTING: &[&str] = &[
    "管控",
    "稳控",
    "监控",
    "失控",
    "脱管",
    "高危",
    "重点人员",
    "精神病人",
    "肇事",
    "非法输入",
    "操作失败",
    "参数错误",
];
