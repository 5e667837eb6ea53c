//! 全拼加首字母 — a name typed partly in full and partly by initials: `chenjw` or `cjianwei` for 陈建伟.
//!
//! Keys of every mixture would be many times as many as a name has now. So what was typed is cut into what may be
//! initials and syllables. Whoever has the initials of one of these cuts, and the longest piece of pinyin of one of
//! them, may be meant; those are few, and the name itself says whether it is so ([`Mixed::fits`]).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Key, KeyKind, LONGEST_PINYIN, LONGEST_TEXT, fold, readings, readings_of};

/// Of so many characters a name is at most cut out of letters.
const MOST_PARTS: usize = 6;

/// The longest syllables: `zhuang`, `chuang`, `shuang`.
const LONGEST_SYLLABLE: usize = 6;

/// Initials of two letters.
const DOUBLE_INITIALS: [&str; 3] = ["zh", "ch", "sh"];

/// Every syllable that some character is read as.
static SYLLABLES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| ('\u{4E00}'..='\u{9FFF}').flat_map(readings_of).collect());

/// Letters that may be syllables and initials of one name, and whoever may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mixed {
    typed: String,
    /// Initials: one of them is the person's. Sorted, at least one.
    pub initials: Vec<Key>,
    /// Beginnings of pinyin: one of them is the person's. Sorted, at least one.
    pub pinyin: Vec<Key>,
}

impl Mixed {
    /// What the letters may be cut into; none where initials alone or pinyin from its beginning say it all.
    pub(super) fn of(letters: &str) -> Option<Self> {
        let is_plain = letters.bytes().all(|b| b.is_ascii_lowercase());
        if !is_plain || !(3..=LONGEST_PINYIN).contains(&letters.len()) {
            return None;
        }
        let mut cuts = Cuts { typed: letters, initials: BTreeSet::new(), pinyin: BTreeSet::new() };
        cuts.go_on(0, &mut Vec::new());
        let keys = |texts: BTreeSet<String>| -> Vec<Key> {
            texts.into_iter().map(|text| (KeyKind::Pinyin, text)).collect()
        };
        (!cuts.initials.is_empty()).then(|| Self {
            typed: letters.to_owned(),
            initials: keys(cuts.initials),
            pinyin: keys(cuts.pinyin),
        })
    }

    /// Whether the letters stand for characters of this name that follow each other: each for its initial or a whole
    /// reading of it, the last one for the beginning of a reading.
    pub fn fits(&self, name: &str) -> bool {
        let name: Vec<char> = fold(name).chars().take(LONGEST_TEXT).collect();
        let readings = readings(&name);
        (0..name.len()).any(|start| self.fits_from(&readings[start..]))
    }

    fn fits_from(&self, readings: &[Vec<String>]) -> bool {
        let mut reached = BTreeSet::from([0]);
        for of_one in readings {
            let mut next = BTreeSet::new();
            for at in reached {
                let rest = &self.typed[at..];
                for reading in of_one {
                    if rest.is_empty() || reading.starts_with(rest) {
                        return true;
                    }
                    let double = DOUBLE_INITIALS.into_iter().find(|initial| reading.starts_with(initial));
                    let parts = [Some(&reading[..1]), double, Some(reading.as_str())];
                    next.extend(
                        parts
                            .into_iter()
                            .flatten()
                            .filter(|part| rest.starts_with(part))
                            .map(|part| at + part.len()),
                    );
                }
            }
            reached = next;
        }
        reached.contains(&self.typed.len())
    }
}

/// What stands for one character.
#[derive(Clone, Copy)]
struct Part<'a> {
    text: &'a str,
    /// A whole syllable, so that pinyin goes on behind it.
    whole: bool,
}

struct Cuts<'a> {
    typed: &'a str,
    initials: BTreeSet<String>,
    pinyin: BTreeSet<String>,
}

impl<'a> Cuts<'a> {
    fn go_on(&mut self, at: usize, parts: &mut Vec<Part<'a>>) {
        let rest = &self.typed[at..];
        if rest.is_empty() {
            return self.take(parts);
        }
        if parts.len() == MOST_PARTS {
            return;
        }
        for length in 1..=rest.len().min(LONGEST_SYLLABLE) {
            let text = &rest[..length];
            if !begins_syllable(text) {
                break;
            }
            let whole = SYLLABLES.contains(text);
            let initial = length == 1 || DOUBLE_INITIALS.contains(&text) || length == rest.len();
            for whole in [whole.then_some(true), initial.then_some(false)].into_iter().flatten() {
                parts.push(Part { text, whole });
                self.go_on(at + length, parts);
                parts.pop();
            }
        }
    }

    /// Keeps the keys of a cut, unless it is one of initials alone or of pinyin alone.
    fn take(&mut self, parts: &[Part<'a>]) {
        let (Some((_, before)), Some(pinyin)) = (parts.split_last(), longest_pinyin(parts)) else { return };
        if before.iter().all(|part| part.whole) || parts.iter().all(|part| part.text.len() == 1) {
            return;
        }
        self.initials.insert(parts.iter().map(|part| &part.text[..1]).collect());
        self.pinyin.insert(pinyin);
    }
}

/// The longest run of whole syllables with what follows it; none of one letter.
fn longest_pinyin(parts: &[Part<'_>]) -> Option<String> {
    let runs = parts.split_inclusive(|part| !part.whole);
    let pinyin = runs.map(|run| run.iter().map(|part| part.text).collect::<String>());
    pinyin.filter(|run| run.len() > 1).max_by_key(String::len)
}

fn begins_syllable(text: &str) -> bool {
    SYLLABLES.range(text.to_owned()..).next().is_some_and(|next| next.starts_with(text))
}
