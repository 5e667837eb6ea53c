//! What stands beside an entry, in words: codes by their names, divisions by theirs, and in Chinese the phrases, too.
//!
//! Entries are kept as they were written, for the chain covers them; only what is shown is put into words. What nobody
//! knows here stands as it is. Where a login, a source or somebody's reason stands is known from the act, and nothing of it
//! is put into other words, whatever it is called; of all else only whole words are.

use xinan_domain::code::Code;
use xinan_domain::disclosure::{Door, Fields, Purpose};
use xinan_domain::emergency::Verdict;
use xinan_domain::institution::InstitutionKind;
use xinan_domain::police;
use xinan_domain::text::Lang;

use super::view::say as acts_in_words;
use super::web::Acts;
use crate::division::Divisions;
use crate::shell::actor::PostKind;
use crate::texts;

/// Stands for a name while the words around it are put into others; no name can hold it.
const HELD: char = '\u{E000}';

/// Whether the word at a place of a detail is a name, or somebody's own: a login, a source, a reason.
fn is_name(action: &str, at: usize) -> bool {
    match action {
        "staff.hand_over" => false,
        "staff.handed_over" => at == 3 || at == 5,
        "account.add" => at == 2,
        "sign_in.elsewhere" => at == 1,
        "log.begun_anew" => at >= 1,
        "log.restored" => at >= 2,
        "session.end_other" | "set_up.refused" => at == 0,
        _ => at == 0 && ["staff.", "account.", "post.", "sign_in."].iter().any(|of| action.starts_with(of)),
    }
}

/// The detail of an entry of an act, for whoever reads it.
pub(super) fn in_words(lang: Lang, divisions: &Divisions, (action, detail): (&str, &str)) -> String {
    if let Some(page) = texts::own_page(lang, detail) {
        return page.to_owned();
    }
    // Whose it was; the act says the rest.
    let detail = if action == "session.end_other" { detail.trim_start_matches("of ") } else { detail };
    let mut names =
        detail.split(' ').enumerate().filter(|(at, _)| is_name(action, *at)).map(|(_, name)| name);
    let held = detail.split(' ').enumerate().map(|(at, word)| match is_name(action, at) {
        true => HELD.to_string(),
        false => word.replace(HELD, ""),
    });
    let held = held.collect::<Vec<_>>().join(" ");
    let mut said = String::new();
    for letter in put(lang, divisions, &held).chars() {
        match letter {
            HELD => said.push_str(names.next().unwrap_or_default()),
            letter => said.push(letter),
        }
    }
    said
}

/// A detail without its names, in words.
fn put(lang: Lang, divisions: &Divisions, detail: &str) -> String {
    let plain = without_instants(detail);
    let plain = match lang {
        Lang::En => plain,
        Lang::Zh => texts::LOG_PHRASES.iter().fold(plain, |text, (from, to)| replaced(&text, from, to)),
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

/// The text with a phrase put into another, where it stands as whole words.
fn replaced(text: &str, from: &str, to: &str) -> String {
    let is_of_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let stops = |letter: Option<char>| letter.is_none_or(|letter| !is_of_word(letter));
    let (mut done, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(from) {
        let (before, after) = (&rest[..at], &rest[at + from.len()..]);
        let last = before.chars().next_back().or(done.chars().next_back());
        let begins = !from.starts_with(is_of_word) || stops(last);
        let ends = !from.ends_with(is_of_word) || stops(after.chars().next());
        done.push_str(before);
        done.push_str(if begins && ends { to } else { from });
        rest = after;
    }
    done + rest
}

/// A code after the word that says of what: `door 3`.
fn coded(lang: Lang, what: &str, code: &str) -> Option<&'static str> {
    match what {
        "door" => Door::read(code).map(|one| lang.code(one)),
        "fields" => Fields::read(code).map(|one| lang.code(one)),
        "purpose" => Purpose::read(code).map(|one| lang.code(one)),
        "verdict" => Verdict::read(code).map(|one| lang.code(one)),
        "police_verdict" => police::Verdict::read(code).map(|one| lang.code(one)),
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
            // Of an act beside which no name stands.
            assert_eq!(in_words(Lang::Zh, &divisions, ("confirm", kept)), zh);
            assert_eq!(in_words(Lang::En, &divisions, ("confirm", kept)), en.unwrap_or(kept));
        }
    }

    /// A login may be any word, and a reason any words.
    #[test]
    fn what_somebody_is_called_stays() {
        let divisions = Divisions::default();
        for (action, kept, zh) in [
            ("staff.closed", "sessions 2 sessions ended", "sessions 2 处登录已登出"),
            (
                "staff.password",
                "left-people 0 sessions ended, to be confirmed",
                "left-people 0 处登录已登出，待确认",
            ),
            ("staff.post_added", "everybody village_doctor 429971101209", "everybody 村医 429971101209"),
            ("staff.post_ended", "finance village_doctor 429971101209", "finance 村医 429971101209"),
            (
                "staff.handed_over",
                "village_doctor 429971101209 from from to to on 2026-11-21, 2 people",
                "村医 429971101209 从 from 到 to 日期 2026-11-21，2 人",
            ),
            ("session.end_other", "of people", "people"),
            ("account.add", "village_doctor 429971101209 waiting", "村医 429971101209 waiting"),
            ("sign_in.failed", "known 203.0.113.5 unknown", "known 203.0.113.5 陌生浏览器"),
            ("sign_in.half", "left 203.0.113.5 identity elsewhere", "left 203.0.113.5 统一身份"),
            ("log.restored", "3 17 left to the county: all acts", "3 17 left to the county: all acts"),
            (
                "post.confirmed",
                "code village_doctor 429971101209, after a fresh password",
                "code 村医 429971101209，因为发了新密码",
            ),
            ("keys.rotate", "aes-256-gcm-siv after key 1", "AES-256（GCM-SIV） 接替密钥 1"),
            ("keys.rotate", "sm4-gcm after key 1", "国密 SM4（GCM） 接替密钥 1"),
            ("keys.drop", "key 1", "密钥 1"),
            ("session.end", "signed in anew", "重新登录"),
            ("session.begin", "password", "密码"),
            ("confirm", "lifting a protection by code", "取消安全保护，用验证码"),
            ("parameters.load", "3 new, 1 replaced, 0 withdrawn", "3 项新的，1 项替换，0 项撤回"),
        ] {
            assert_eq!(in_words(Lang::Zh, &divisions, (action, kept)), zh, "{action}");
        }
        // Not a part of another word, and nobody is hidden by what stands for names.
        assert_eq!(in_words(Lang::Zh, &divisions, ("confirm", "overleft passwords")), "overleft passwords");
        assert_eq!(in_words(Lang::Zh, &divisions, ("confirm", "a\u{E000}b")), "ab");
    }
}
