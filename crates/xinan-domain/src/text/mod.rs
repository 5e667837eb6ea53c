//! Languages, and the macro with which catalogues of texts are written.
//!
//! A text is a function with a name: `texts::overdue(lang, 3)`. Its two wordings stand side by
//! side in one place, so a page cannot be half translated, and an unknown id does not compile
//! (docs/decisions/0004). Rules return values; what they say to people is in [`rules`].

pub mod clue;
pub mod consent;
pub mod disposal;
pub mod examination;
pub mod hospital;
pub mod letter;
pub mod life;
pub mod parameter;
pub mod rules;

/// The language of a page. Chinese is the language of the work; English helps those who look in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Picks the wording of this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The wording of a code in this language.
    pub fn code<C: crate::code::Code>(self, code: C) -> &'static str {
        self.pick(code.label(), code.label_en())
    }

    /// The wording of an answer, or that there is none.
    pub fn answer<C: crate::code::Code>(self, code: Option<C>) -> &'static str {
        code.map_or("—", |code| self.code(code))
    }

    /// The BCP 47 tag for `<html lang>`.
    pub fn tag(self) -> &'static str {
        self.pick("zh-CN", "en")
    }
}

/// Declares texts in both languages, each a function of the language and its arguments.
///
/// ```text
/// texts! {
///     sign_in = "登录", "Sign in";
///     overdue(days: i32) = "过期 {days} 天", "{days} days overdue";
/// }
/// ```
/// A text without arguments is a `&'static str`, one with arguments a `String`.
#[macro_export]
macro_rules! texts {
    () => {};
    ($(#[$meta:meta])* $name:ident = $zh:literal, $en:literal; $($rest:tt)*) => {
        $(#[$meta])*
        #[doc = concat!("«", $zh, "»")]
        pub fn $name(lang: $crate::text::Lang) -> &'static str {
            lang.pick($zh, $en)
        }
        $crate::texts! { $($rest)* }
    };
    ($(#[$meta:meta])* $name:ident($($arg:ident: $ty:ty),+ $(,)?) = $zh:literal, $en:literal; $($rest:tt)*) => {
        $(#[$meta])*
        #[doc = concat!("«", $zh, "»")]
        pub fn $name(lang: $crate::text::Lang, $($arg: $ty),+) -> String {
            match lang {
                $crate::text::Lang::Zh => format!($zh),
                $crate::text::Lang::En => format!($en),
            }
        }
        $crate::texts! { $($rest)* }
    };
}

/// Characters that nobody sees and that make a text look like another: marks of direction (a name
/// behind U+202E is shown backwards), joiners, soft hyphens, tags, and everything that once
/// controlled a printer.
pub(crate) fn is_unseen(c: char) -> bool {
    let blank = matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}');
    c.is_control() && !blank
        || matches!(
            c,
            '\u{AD}' | '\u{61C}' | '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
        )
}

/// What people type, made comparable: full-width letters, digits and signs become narrow,
/// what nobody sees is dropped, all blanks at the ends go, and inner runs of blanks become one.
pub fn tidy(text: &str) -> String {
    let narrow = text.chars().filter(|c| !is_unseen(*c)).map(|c| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' | '\u{200B}' | '\u{FEFF}' | '\t' | '\r' | '\n' | '\u{B}' | '\u{C}'
        | '\u{85}' => ' ',
        other => other,
    });
    let mut out = String::with_capacity(text.len());
    for c in narrow {
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// What people say in their own words, kept as they wrote it: only what nobody sees and blanks at the
/// ends go, and inner runs of blanks and line ends become one. Full-width commas and brackets are
/// right in Chinese.
pub fn words(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200B}' | '\u{FEFF}');
    text.split(blank).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Like [`tidy`], with every blank gone: for names, numbers and codes.
pub fn squeeze(text: &str) -> String {
    tidy(text).replace(' ', "")
}

/// The day in words: 11月21日.
pub fn short_day(lang: Lang, day: jiff::civil::Date) -> String {
    let (month, date) = (day.month(), day.day());
    match lang {
        Lang::Zh => format!("{month}月{date}日"),
        Lang::En => format!("{date} {}", MONTHS[usize::from(month.unsigned_abs()) - 1]),
    }
}

/// The day with its year in words, for whoever reads no tables: 2026年11月21日.
pub fn day_in_full(lang: Lang, day: jiff::civil::Date) -> String {
    match lang {
        Lang::Zh => format!("{}年{}", day.year(), short_day(lang, day)),
        Lang::En => format!("{} {}", short_day(lang, day), day.year()),
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_with_its_year() {
        let day = jiff::civil::date(2026, 11, 1);
        assert_eq!(day_in_full(Lang::Zh, day), "2026年11月1日");
        assert_eq!(day_in_full(Lang::En, day), "1 Nov 2026");
    }

    #[test]
    fn full_width_and_stray_blanks_are_made_comparable() {
        assert_eq!(tidy("　４２９９　71Ｘ "), "4299 71X");
        assert_eq!(squeeze("叶\u{3000}红秋"), "叶红秋");
        assert_eq!(tidy(" \u{3000} "), "");
    }

    #[test]
    fn what_somebody_says_keeps_its_signs() {
        assert_eq!(
            words(" 种上了蒜，夜里睡得好（妻子说）\r\n\t不难。\u{3000}"),
            "种上了蒜，夜里睡得好（妻子说） 不难。"
        );
        assert_eq!(words("\u{FEFF} \u{0} "), "");
    }

    /// A mark of direction can make one name look like another, and a search then misses it.
    #[test]
    fn what_nobody_sees_is_dropped() {
        for read in [tidy as fn(&str) -> String, words, squeeze] {
            assert_eq!(read("\u{202E}叶红\u{200F}秋\u{2069}\u{AD}\u{7}\u{E0041}"), "叶红秋");
            assert_eq!(read("\u{202E}\u{2066} \u{1B}"), "");
        }
        assert_eq!(words("两行\u{B}字\u{200E}"), "两行 字");
        // A variant of a character is a part of a name.
        assert_eq!(words("邊\u{E0101}"), "邊\u{E0101}");
    }
}
