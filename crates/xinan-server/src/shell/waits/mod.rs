//! What waits for somebody's word, and has it once: a list of what waits, a page of one, a word that is kept.
//!
//! Reviews of records opened in an emergency, judgements of what the police asked and answers to their calls for help are
//! this one shape. What a row holds, who may say something and what is kept is the slice's; how it is asked, refused and
//! shown is here.

mod list;
mod one;

pub use list::List;
pub use one::{One, Saying};

use serde::Deserialize;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::text::Lang;

use crate::shell::ui::pagination::Place;
use crate::texts;

/// How many a page shows.
pub const PER_PAGE: u32 = 50;

/// Characters of a word: a line or two.
const LONGEST: usize = 200;

/// What is wrong, each at its field.
pub type Wrong = Vec<(&'static str, String)>;

/// The fields of a judgement.
pub const VERDICT: &str = "verdict";
/// Its reason.
pub const WORDS: &str = "review_words";

/// Which are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// `all` for those that wait no more, too.
    #[serde(default)]
    state: String,
    #[serde(default)]
    page: u32,
    /// What was just done.
    #[serde(default)]
    pub done: String,
}

impl Asked {
    /// Whether only those that wait are asked for.
    pub fn waiting(&self) -> bool {
        self.state != "all"
    }

    /// Which of them the page shows.
    pub fn place(&self, total: u64) -> Place {
        Place::of(total, self.page, PER_PAGE)
    }
}

/// A verdict and its reason, or everything that is wrong with them.
pub fn judged<V: Code>(lang: Lang, answers: &Answers) -> Result<(V, String), Wrong> {
    let verdict = V::read(&answers.get(VERDICT));
    let mut wrong = Vec::new();
    if verdict.is_none() {
        wrong.push((VERDICT, texts::review_verdict_missing(lang).to_owned()));
    }
    let words = words(lang, answers, (WORDS, texts::review_words_missing(lang)));
    match (verdict, words) {
        (Some(verdict), Ok(words)) => Ok((verdict, words)),
        (_, words) => Err(wrong.into_iter().chain(words.err().unwrap_or_default()).collect()),
    }
}

/// What is said in words in a field that may not be empty.
pub fn words(lang: Lang, answers: &Answers, (field, missing): (&'static str, &str)) -> Result<String, Wrong> {
    let words = answers.words(field);
    match words.chars().count() {
        0 => Err(vec![(field, missing.to_owned())]),
        length if length > LONGEST => Err(vec![(field, texts::disclosure_reason_long(lang, LONGEST))]),
        _ => Ok(words),
    }
}
