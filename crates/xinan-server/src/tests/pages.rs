//! Every page there is, in both languages: whole, nothing inline, no word that hurts.

mod account;
mod administrators;
mod care;
mod clues;
mod departments;
mod disposals;
mod examinations;
mod hospital;
mod rights;

use axum::Router;
use axum::middleware;
use axum::routing::get;
use xinan_domain::text::Lang;

use super::{Answer, STAFF_PASSWORD, Staff, TestApp, well_but};
use crate::account::elsewhere::tests as elsewhere;
use crate::account::factor::tests as factor;
use crate::gallery::check::faults;
use crate::intake::job::work_once;
use crate::portal::tests::{PAGES, come_in, issue, sending};
use crate::shell::actor::PostKind;
use crate::shell::problem::{Problem, dress};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";

const FIRST: &str = "019aa000000070008000000000000001";
const SECOND: &str = "019aa000000070008000000000000002";
const THIRD: &str = "019aa000000070008000000000000003";

// words-ok: the words that must not occur are named here so that they can be looked for. 肇事 is not among
// them: it is an answer of the official form, which the page of a visit must show as it is printed.
const HURTING: [&str; 11] = [
    "管控",
    "稳控",
    "监控",
    "失控",
    "脱管",
    "高危",
    "重点人员",
    "精神病人",
    "非法输入",
    "操作失败",
    "参数错误",
];

/// A page, or a part of one, has every text and nothing that its policy or a reader would mind.
#[track_caller]
fn is_whole(what: &str, lang: Lang, answer: &Answer) {
    let html = &answer.text;
    assert_eq!(faults(html), Vec::<String>::new(), "{what} {lang:?}");
    for forbidden in [" style=\"", "<style", " onclick=", " onload=", "javascript:", "hx-on"] {
        assert!(!html.contains(forbidden), "{forbidden} in {what}");
    }
    for word in HURTING {
        assert!(!html.contains(word), "{word} in {what}");
    }
    let text_of = |tag: &str| -> Vec<String> {
        let open = [format!("<{tag}>"), format!("<{tag} ")];
        let at = open.iter().flat_map(|open| html.split(open.as_str()).skip(1)).collect::<Vec<_>>();
        let plain = |inside: &str| {
            let all = inside.split('<').map(|piece| piece.rsplit('>').next().unwrap_or(""));
            all.collect::<String>().trim().to_owned()
        };
        at.iter().map(|inside| plain(inside.split(&format!("</{tag}>")).next().unwrap())).collect()
    };
    for tag in ["title", "h1", "h2", "h3", "legend", "caption", "th"] {
        for text in text_of(tag) {
            // What stands for a text that is missing: nothing, a key, or a place that was not filled.
            let is_key = text.contains('_') && !text.contains(char::is_whitespace);
            assert!(
                !text.is_empty() && !is_key && !text.contains("{}"),
                "<{tag}> «{text}» in {what} {lang:?}"
            );
        }
    }
    if html.contains("<html") {
        let head = html.split_once("<head").map_or("", |(head, _)| head);
        let said = if lang == Lang::En { "lang=\"en\"" } else { "lang=\"zh-CN\"" };
        assert!(head.contains(said), "{what} {lang:?}: {head}");
        let (headings, titles) = (text_of("h1").len(), html.split("</head>").next().unwrap());
        assert!(titles.matches("<title>").count() == 1, "a title of {what}");
        assert_eq!(headings, 1, "headings of {what}");
    }
}

/// Both readers of a page.
fn readers(staff: &Staff) -> [(Lang, Staff); 2] {
    [(Lang::Zh, staff.clone()), (Lang::En, staff.in_english())]
}

/// Pages that are only opened.
async fn are_whole(staff: &Staff, addresses: &[String]) {
    for (lang, reader) in readers(staff) {
        for address in addresses {
            let answer = reader.get_confirmed(address).await;
            assert_eq!(answer.location, "", "{address} leads elsewhere");
            is_whole(address, lang, &answer.has_status(200));
        }
    }
}

/// A form that is sent and answered with a page.
async fn answer_is_whole(staff: &Staff, address: &str, pairs: &[(&str, &str)], status: u16) {
    for (lang, reader) in readers(staff) {
        is_whole(address, lang, &reader.post(address, pairs).await.has_status(status));
    }
}

/// The same, confirmed where that is asked; the page that asks is whole too.
async fn confirmed_answer_is_whole(staff: &Staff, address: &str, pairs: &[(&str, &str)], status: u16) {
    for (lang, reader) in readers(staff) {
        is_whole(address, lang, &reader.post(address, pairs).await);
        is_whole(address, lang, &reader.post_confirmed(address, pairs).await.has_status(status));
    }
}
