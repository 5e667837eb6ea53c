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

/// Characters that a password has at least.
pub const SHORTEST: usize = 10;
/// Characters that a password has at most: longer ones only take time.
pub const LONGEST: usize = 128;
/// Letters from which on something known about the person counts wherever it stands; Chinese characters always do.
const TELLING: usize = 4;

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
    /// It consists of the login, the name, the institution or the program's name.
    Own,
}

/// Whether a password is accepted.
///
/// # Errors
/// Why it is not.
pub fn judge(password: &str, about: &About<'_>) -> Result<(), Flaw> {
    let characters = password.chars().count();
    if characters < SHORTEST {
        return Err(Flaw::Short);
    }
    if characters > LONGEST {
        return Err(Flaw::Long);
    }
    let folded = fold(password);
    if common::is_common(&folded, &[]) {
        return Err(Flaw::Common);
    }
    let known = known(about);
    // What everybody knows is no part of a secret: what is left must be one by itself.
    let left = known
        .iter()
        .filter(|word| !word.is_ascii() || word.len() >= TELLING)
        .fold(folded.clone(), |left, word| left.replace(word.as_str(), ""));
    let struck = left.len() < folded.len();
    match struck && left.chars().count() < SHORTEST || common::is_common(&folded, &known) {
        true => Err(Flaw::Own),
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
