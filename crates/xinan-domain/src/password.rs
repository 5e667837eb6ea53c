//! 口令 — what a password must be to be accepted.
//!
//! Length and a look at what many people choose; no rules of composition, and no change by the calendar: both
//! make people choose `Abc12345!` and write it down. GB/T 22239-2019 §8.1.4.1 a) asks that passwords be hard to
//! guess, which is what is judged here (docs/decisions/0022).
//!
//! What surprises: *common* is not only what stands in the list, but whatever is put together from it with dates,
//! runs and keyboard patterns. `Zhangwei1990!` is as common as `zhangwei`.

mod common;

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

/// Characters that a password has at least.
pub const SHORTEST: usize = 10;
/// Characters that a password of nothing but digits has at least.
pub const SHORTEST_OF_DIGITS: usize = 16;
/// Characters that a password has at most: longer ones only take time.
pub const LONGEST: usize = 128;
/// Letters from which on something known about the person counts wherever it stands; Chinese characters always do.
const TELLING: usize = 4;

/// A password as somebody typed it: the same characters however a keyboard makes them.
///
/// What looks the same on paper is the same here (Unicode's NFKC: full-width and narrow letters, é in one piece or two),
/// and what nobody sees is not there. Made the same way when it is set, checked and compared.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// What somebody typed. Capitals and blanks stay.
    pub fn typed(text: &str) -> Self {
        let unseen = |c: char| crate::text::is_unseen(c) || matches!(c, '\u{200B}' | '\u{FEFF}');
        Self(text.chars().filter(|c| !unseen(*c)).nfkc().collect())
    }

    /// What is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Never what it is: this may come into a log.
impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What others know about the person, and would try first.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The name to sign in with.
    pub login: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// The institution.
    pub office: &'a str,
}

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Fewer characters than [`SHORTEST`].
    Short,
    /// More characters than [`LONGEST`].
    Long,
    /// Many people choose it, or something made in the same way.
    Common,
    /// Digits alone, and fewer than [`SHORTEST_OF_DIGITS`]: a day on one machine tries all of them.
    Digits,
    /// It consists of the login, the name, the institution or the program's name.
    Own,
}

/// Whether a password is accepted.
///
/// # Errors
/// Why it is not.
pub fn judge(password: &Password, about: &About<'_>) -> Result<(), Flaw> {
    let password = password.as_str();
    let characters = password.chars().count();
    if characters < SHORTEST {
        return Err(Flaw::Short);
    }
    if characters > LONGEST {
        return Err(Flaw::Long);
    }
    let folded = fold(password);
    if common::repeats(&folded) {
        return Err(Flaw::Common);
    }
    let known = known(about);
    // What everybody knows is no part of a secret: what is left must be one by itself.
    let left = known
        .iter()
        .filter(|word| !word.is_ascii() || word.len() >= TELLING)
        .fold(folded.clone(), |left, word| left.replace(word.as_str(), ""));
    let struck = left.len() < folded.len();
    if struck && left.chars().count() < SHORTEST {
        return Err(Flaw::Own);
    }
    if common::is_common(&folded, &[]) {
        return Err(Flaw::Common);
    }
    if common::is_common(&folded, &known) {
        return Err(Flaw::Own);
    }
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    let others = folded.chars().any(|c| c.is_alphanumeric() && !c.is_ascii_digit());
    match !others && digits < SHORTEST_OF_DIGITS {
        true => Err(Flaw::Digits),
        false => Ok(()),
    }
}

/// As it is compared: capitals and full-width forms are the same letters, blanks are nothing.
fn fold(text: &str) -> String {
    crate::text::tidy(text).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words that are known, longest first: as written, in pinyin, and a name given name first.
fn known(about: &About<'_>) -> Vec<String> {
    let mut known = vec!["xinan".to_owned(), "心安".to_owned()];
    for text in [about.login, about.name, about.office] {
        let text = fold(text);
        let syllables: Vec<String> = text
            .chars()
            .map(|c| c.to_pinyin().map_or_else(|| c.to_string(), |one| one.plain().replace('ü', "v")))
            .collect();
        known.push(syllables.concat());
        known.push(syllables.iter().filter_map(|one| one.chars().next()).collect());
        if let [surname, given @ ..] = syllables.as_slice() {
            known.push(format!("{}{surname}", given.concat()));
            known.push(given.concat());
        }
        known.push(text);
    }
    known.retain(|word| word.chars().count() >= 2);
    known.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    known.dedup();
    known
}

#[cfg(test)]
mod tests;
