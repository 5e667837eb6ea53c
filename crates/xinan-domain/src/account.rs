//! 账号 — the name to sign in with, and the name that colleagues see.
//!
//! Accounts are real-name, one person one account (信息管理办法: 实名, 专人专号): the name is that of the person, and
//! stands under what he or she records.

use crate::code::Code;
use crate::codes;
use crate::text::tidy;

/// Characters of a login or a name.
pub const LONGEST: usize = 50;

codes! {
    /// Why a post opens nothing until a security administrator has confirmed it (信息系统安全等级保护: 三员分设; PROMISES
    /// T27): whoever holds in hand what opens the account of another would otherwise act as that one. Each is a bit of its
    /// own, since a post may wait for several ([`Waits::of`]).
    Waits {
        NewPost = 1 "新岗位" "a new post" [],
        Password = 2 "重设了密码" "a fresh password" [],
        Factor = 4 "取消了第二步验证" "the second factor taken off" [],
        Opening = 8 "重新启用了账号" "the account opened again" [],
    }
}

impl Waits {
    /// What a post waits for, from the bits as they are kept; a post that waits without any is new.
    pub fn of(bits: i64) -> Vec<Self> {
        let found: Vec<Self> =
            Self::ALL.iter().copied().filter(|one| bits & i64::from(one.code()) != 0).collect();
        if found.is_empty() { vec![Self::NewPost] } else { found }
    }
}

/// A login as it is looked up at the sign-in page: letters, digits and `. _ - @`, no blanks within, nothing invisible,
/// capitals made small. None when it is empty, longer than [`LONGEST`], or holds anything else.
pub fn login(text: &str) -> Option<String> {
    // Signing in does not tell capitals apart.
    let login = tidy(text).to_lowercase();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@');
    let length = login.chars().count();
    ((1..=LONGEST).contains(&length) && login.chars().all(fits)).then_some(login)
}

/// A person's name, or an institution's as a post shows it: 1 to [`LONGEST`] characters.
pub fn shown_name(text: &str) -> Option<String> {
    let name = tidy(text);
    (1..=LONGEST).contains(&name.chars().count()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_can_be_typed() {
        for (typed, read) in [
            (" Wang.Min ", Some("wang.min")),
            ("王敏", Some("王敏")),
            ("\u{202E}wang\u{7}", Some("wang")),
            ("ｗａｎｇ", Some("wang")),
            ("", None),
            (" ", None),
            ("a b", None),
            ("a/b", None),
        ] {
            assert_eq!(login(typed).as_deref(), read, "{typed:?}");
        }
        assert!(login(&"a".repeat(50)).is_some() && login(&"a".repeat(51)).is_none());
    }

    #[test]
    fn a_post_waits_for_all_that_was_done_since() {
        use Waits::{Factor, NewPost, Opening, Password};
        for (bits, found) in [
            (0, vec![NewPost]),
            (1, vec![NewPost]),
            (2, vec![Password]),
            (6, vec![Password, Factor]),
            (15, vec![NewPost, Password, Factor, Opening]),
        ] {
            assert_eq!(Waits::of(bits), found, "{bits}");
        }
    }

    #[test]
    fn a_name_is_there_and_no_story() {
        assert_eq!(shown_name(" 王 敏 ").as_deref(), Some("王 敏"));
        assert_eq!(shown_name("\u{200B}"), None);
        assert!(shown_name(&"王".repeat(50)).is_some() && shown_name(&"王".repeat(51)).is_none());
    }
}
