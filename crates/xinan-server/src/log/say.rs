//! What stands beside an entry, in words: codes by their names, divisions by theirs, and in Chinese the phrases, too.
//!
//! Entries are kept as they were written, for the chain covers them; only what is shown is put into words. What nobody
//! knows here stands as it is.

use xinan_domain::code::Code;
use xinan_domain::disclosure::{Door, Fields, Purpose};
use xinan_domain::emergency::Verdict;
use xinan_domain::institution::InstitutionKind;
use xinan_domain::text::Lang;

use super::view::say as acts_in_words;
use super::web::Acts;
use crate::division::Divisions;
use crate::shell::actor::PostKind;
use crate::texts;

/// The detail of an entry, for whoever reads it.
pub(super) fn in_words(lang: Lang, divisions: &Divisions, detail: &str) -> String {
    if let Some(page) = texts::own_page(lang, detail) {
        return page.to_owned();
    }
    let plain = without_instants(detail);
    let plain = match lang {
        Lang::En => plain,
        Lang::Zh => texts::LOG_PHRASES.iter().fold(plain, |text, (from, to)| text.replace(from, to)),
    };
    let mut words: Vec<String> = Vec::new();
    let mut all = plain.split(' ').peekable();
    while let Some(word) = all.next() {
        let named = all.peek().and_then(|next| coded(lang, word, next.trim_end_matches([',', ':'])));
        match named {
            Some(name) => {
                let end = all.next().map_or("", |next| if next.ends_with(',') { "," } else { "" });
                words.push(format!("{name}{end}"));
            }
            None => words.push(known(lang, divisions, word)),
        }
    }
    let text = words.join(" ");
    if lang == Lang::Zh { texts::with_chinese_stops(&text) } else { text }
}

/// A code after the word that says of what: `door 3`.
fn coded(lang: Lang, what: &str, code: &str) -> Option<&'static str> {
    match what {
        "door" => Door::read(code).map(|one| lang.code(one)),
        "fields" => Fields::read(code).map(|one| lang.code(one)),
        "purpose" => Purpose::read(code).map(|one| lang.code(one)),
        "verdict" => Verdict::read(code).map(|one| lang.code(one)),
        "kind" => InstitutionKind::read(code).map(|one| lang.code(one)),
        _ => None,
    }
}

/// A word that is the name of a post, of a kind of act, or a division by its number.
fn known(lang: Lang, divisions: &Divisions, word: &str) -> String {
    let bare = word.trim_end_matches([',', ':']);
    let end = &word[bare.len()..];
    let post = PostKind::ALL.iter().find(|kind| kind.post().name() == bare).map(|kind| lang.code(*kind));
    let acts = Acts::ALL.iter().find(|acts| acts.key() == bare).map(|acts| acts_in_words(lang, *acts));
    let is_number = bare.len() >= 6 && bare.bytes().all(|byte| byte.is_ascii_digit());
    let division = (is_number && divisions.has(bare)).then(|| divisions.name(bare));
    match post.or(acts).or(division) {
        Some(name) => format!("{name}{end}"),
        None => word.to_owned(),
    }
}

/// Where a disclosure stood, without its instant: `Waiting { until: 17 }` is `Waiting`.
fn without_instants(detail: &str) -> String {
    match (detail.find(" { "), detail.rfind('}')) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &detail[..from], &detail[to + 1..]),
        _ => detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_in_words() {
        let divisions = Divisions::default();
        for (kept, zh, en) in [
            ("10 recovery codes, 1 other sessions ended", "10 个恢复码，1 处其他登录已登出", None),
            ("giving a post by password", "给岗位，用密码", None),
            ("confirming a post by recovery code, 3 left", "答复岗位，用恢复码，还剩 3 个", None),
            ("requests", "请求和答复", None),
            ("zhang 2 sessions ended", "zhang 2 处登录已登出", None),
            (
                "2026-11-15 to 2026-11-21, everybody, all acts, of the county",
                "2026-11-15 到 2026-11-21，所有人，所有操作，本县",
                None,
            ),
            (
                "li village_doctor 429971101209, to be confirmed",
                "li 村医 429971101209，待确认",
                Some("li village doctor 429971101209, to be confirmed"),
            ),
            ("no such list", "没有这份名单", None),
            ("019aa0: its days are over", "019aa0：期限已到", None),
            ("019aa0: it was ended", "019aa0：已停止提供", None),
            ("019aa0: before its days were over", "019aa0：在到期以前", None),
            ("Waiting { until: 17 }", "等待同意", Some("Waiting")),
        ] {
            assert_eq!(in_words(Lang::Zh, &divisions, kept), zh);
            assert_eq!(in_words(Lang::En, &divisions, kept), en.unwrap_or(kept));
        }
    }
}
