//! 检索 — the keys under which a person is found.
//!
//! Colleagues type any part of a name, its initials (`zs` for 张三), its full pinyin, both mixed
//! (`zhangs`, `zsan`), or the last digits of a number. Names have characters of several readings, and a surname is read otherwise
//! than the same character elsewhere (`surname`): a person is found by each of them.
//!
//! All keys are made when a record is saved and looked up whole, so that the search is the same
//! SQL on both databases and also works when only keyed hashes of the keys are stored. Long texts
//! are cut alike on both sides; a search for one then finds a few people more, never fewer.

mod mixed;
mod surname;

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;

pub use self::mixed::Mixed;
use crate::identity_number::IdentityNumber;
use crate::text::squeeze;

/// What a key is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// A part of the name.
    Name,
    /// Initials or pinyin of a part of the name.
    Pinyin,
    /// An identity number or its end.
    IdentityNumber,
    /// A telephone number or its end.
    Phone,
    /// 编号 or its end.
    CaseNumber,
}

impl KeyKind {
    /// The letter that stands for the kind in the store; never changed.
    pub const fn tag(self) -> u8 {
        match self {
            Self::Name => b'n',
            Self::Pinyin => b'p',
            Self::IdentityNumber => b'i',
            Self::Phone => b't',
            Self::CaseNumber => b'c',
        }
    }
}

/// One key of a person.
pub type Key = (KeyKind, String);

/// One thing that a person must have to be found: any of these keys, or a name that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryKey {
    /// At least one, without repetition.
    pub any_of: Vec<Key>,
    /// Letters that may also be syllables and initials of one name.
    pub mixed: Option<Mixed>,
}

/// The most keys that one name is given.
pub const MOST_KEYS: usize = 400;

/// Longer parts of a name are looked up as all their parts of this length.
const LONGEST_PART: usize = 4;

/// Pinyin is kept and looked up to this length: three syllables of the longest.
const LONGEST_PINYIN: usize = 18;

/// What is considered of a name or of a search; the register holds names of at most 50.
const LONGEST_TEXT: usize = 50;

/// Readings of a surname and of any other character that go into full pinyin.
const SURNAME_READINGS: usize = 4;
const OTHER_READINGS: usize = 2;

/// How many ways to read one run of characters are followed.
const MOST_WAYS: usize = 32;

/// The keys of a name, sorted: every part of it, the initials of every part in all readings, and
/// every beginning (of two letters or more) of the pinyin from each syllable on.
///
/// When a long name would have more than [`MOST_KEYS`], its parts come first, then initials and
/// pinyin from its first characters on, and readings other than the likeliest come last.
pub fn name_keys(name: &str) -> Vec<Key> {
    let name: Vec<char> = fold(name).chars().take(LONGEST_TEXT).collect();
    let mut keys = Keys::default();
    if name.is_empty() {
        return Vec::new();
    }
    keys.add(KeyKind::Name, name.iter().collect());
    for length in 1..=LONGEST_PART {
        for part in name.windows(length) {
            keys.add(KeyKind::Name, part.iter().collect());
        }
    }
    let readings = readings(&name);
    let likeliest: Vec<Vec<String>> =
        readings.iter().map(|all| all.iter().take(1).cloned().collect()).collect();
    // The likeliest reading of the whole name comes before the second reading of its first character.
    for readings in [&likeliest, &readings] {
        for start in 0..name.len() {
            keys.add_initials(&readings[start..]);
            keys.add_pinyin(&readings[start..], start == 0);
        }
    }
    keys.0.into_iter().collect()
}

/// The keys of a number: identity numbers by their last four and six and whole, telephones by
/// their last four and whole, 编号 by their last five and eight (as the paper prints it) and whole.
pub fn digit_keys(kind: KeyKind, digits: &str) -> Vec<Key> {
    let folded = fold(digits);
    let (ends, whole): (&[usize], String) = match kind {
        KeyKind::Name | KeyKind::Pinyin => return Vec::new(),
        KeyKind::IdentityNumber => (&[4, 6], folded.to_uppercase()),
        KeyKind::Phone => (&[4], folded),
        KeyKind::CaseNumber => (&[5, 8], folded),
    };
    if whole.is_empty() {
        return Vec::new();
    }
    let mut keys: BTreeSet<Key> =
        ends.iter().filter_map(|length| Some((kind, end(&whole, *length)?))).collect();
    keys.insert((kind, whole));
    keys.into_iter().collect()
}

/// What somebody typed into the search box, as the keys to look up: a person is found who has one
/// of each. Nothing typed gives nothing.
///
/// `李cs` asks for 李 and for the initials cs; `张三 5703` for the name and the end of a number.
pub fn query_keys(text: &str) -> Vec<QueryKey> {
    let whole: String = fold(&without_tones(text)).chars().take(LONGEST_TEXT).collect();
    // A case number may be letters and digits together: each piece may also be met by the whole.
    let case_number = (whole.is_ascii() && whole.contains(|c: char| c.is_ascii_digit()))
        .then(|| (KeyKind::CaseNumber, whole.clone()));
    let mut query: Vec<QueryKey> = Vec::new();
    for piece in pieces(&whole) {
        let mixed = match &piece {
            Piece::Letters(letters) => Mixed::of(letters),
            Piece::Characters(_) | Piece::Digits(_) => None,
        };
        for mut any_of in piece.keys() {
            any_of.extend(case_number.clone().filter(|key| !any_of.contains(key)));
            let key = QueryKey { any_of, mixed: mixed.clone() };
            if !query.contains(&key) {
                query.push(key);
            }
        }
    }
    query
}

#[derive(Default)]
struct Keys(BTreeSet<Key>);

impl Keys {
    fn add(&mut self, kind: KeyKind, key: String) {
        if self.0.len() < MOST_KEYS {
            self.0.insert((kind, key));
        }
    }

    /// The initials of every run that begins here: `l`, `lc`, `lcs`.
    fn add_initials(&mut self, readings: &[Vec<String>]) {
        let mut runs = vec![String::new()];
        for of_one in readings {
            let initials: BTreeSet<&str> = of_one.iter().map(|reading| &reading[..1]).collect();
            runs = ways(&runs, initials.iter().copied());
            for run in &runs {
                self.add(KeyKind::Pinyin, run.clone());
            }
        }
    }

    /// Every beginning of the pinyin that begins here: `li`, `lic`, `lich` …
    fn add_pinyin(&mut self, readings: &[Vec<String>], surname_first: bool) {
        let mut stems = vec![String::new()];
        for (at, of_one) in readings.iter().enumerate() {
            let most = if surname_first && at == 0 { SURNAME_READINGS } else { OTHER_READINGS };
            let longer = ways(&stems, of_one.iter().take(most).map(String::as_str));
            let known = stems.iter().map(String::len).min().unwrap_or(0);
            for stem in &longer {
                for length in known.max(1) + 1..=stem.len().min(LONGEST_PINYIN) {
                    self.add(KeyKind::Pinyin, stem[..length].to_owned());
                }
            }
            stems = longer.into_iter().filter(|stem| stem.len() < LONGEST_PINYIN).collect();
        }
    }
}

/// Every stem followed by every continuation. None, when a character has no reading: runs end there.
fn ways<'a>(stems: &[String], next: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    stems
        .iter()
        .flat_map(|stem| next.clone().map(move |more| format!("{stem}{more}")))
        .take(MOST_WAYS)
        .collect()
}

/// The readings of each character without tones, the likeliest first; none if nobody knows.
fn readings(name: &[char]) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = name.iter().map(|c| readings_of(*c)).collect();
    for (at, as_surname) in surname::readings(name).iter().enumerate() {
        let others = std::mem::take(&mut all[at]);
        all[at] = as_surname.split_whitespace().map(str::to_owned).collect();
        for other in others {
            if !all[at].contains(&other) {
                all[at].push(other);
            }
        }
    }
    all
}

fn readings_of(c: char) -> Vec<String> {
    if c.is_ascii() {
        return vec![c.to_string()];
    }
    let mut readings: Vec<String> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let reading = reading.plain().replace('ü', "v").replace('ê', "e");
        if !reading.is_empty() && reading.is_ascii() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// A run of characters of one kind in a search.
enum Piece<'a> {
    Characters(&'a str),
    Letters(&'a str),
    Digits(&'a str),
}

impl Piece<'_> {
    /// What must be found for this piece, each with its alternatives.
    fn keys(&self) -> Vec<Vec<Key>> {
        match self {
            Self::Characters(text) => {
                let text: Vec<char> = text.chars().collect();
                let parts = text.windows(text.len().min(LONGEST_PART));
                parts.map(|part| vec![(KeyKind::Name, part.iter().collect())]).collect()
            }
            Self::Letters(text) => {
                vec![vec![(KeyKind::Pinyin, text.chars().take(LONGEST_PINYIN).collect())]]
            }
            Self::Digits(text) => vec![number_keys(text)],
        }
    }
}

/// What a run of digits (with a final x) may be the whole or the end of.
fn number_keys(digits: &str) -> Vec<Key> {
    let number = digits.to_uppercase();
    let is_phone = number.bytes().all(|b| b.is_ascii_digit());
    let mut keys = Vec::new();
    match number.len() {
        4 | 6 | 18 => keys.push((KeyKind::IdentityNumber, number.clone())),
        15 => keys.extend(
            IdentityNumber::parse(&number).ok().map(|new| (KeyKind::IdentityNumber, new.as_str().to_owned())),
        ),
        _ => {}
    }
    match number.len() {
        4 | 10..=12 if is_phone => keys.push((KeyKind::Phone, number)),
        13 if number.starts_with("86") => keys.push((KeyKind::Phone, number[2..].to_owned())),
        _ => {}
    }
    keys.push((KeyKind::CaseNumber, digits.to_owned()));
    keys
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '0'..='9' => with_check_character(rest, run(rest, |c| c.is_ascii_digit())),
            _ if first.is_ascii() => run(rest, |c| c.is_ascii() && !c.is_ascii_digit()),
            _ => run(rest, |c| !c.is_ascii()),
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(match first {
            '0'..='9' => Piece::Digits(piece),
            _ if first.is_ascii() => Piece::Letters(piece),
            _ => Piece::Characters(piece),
        });
        rest = after;
    }
    pieces
}

/// An x after 3, 5 or 17 digits, with no letter behind it, is the check character of an identity
/// number rather than the initial of a name.
fn with_check_character(rest: &str, digits: usize) -> usize {
    let after = rest[digits..].strip_prefix('x');
    let ends = after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()));
    if ends && matches!(digits, 3 | 5 | 17) { digits + 1 } else { digits }
}

/// The bytes at the beginning that are of one kind; all of them, when none is of another.
fn run(text: &str, same: impl Fn(char) -> bool) -> usize {
    text.find(|c| !same(c)).unwrap_or(text.len())
}

/// The last characters; `None` when there are no more than these.
fn end(text: &str, length: usize) -> Option<String> {
    let at = text.chars().count().checked_sub(length).filter(|at| *at > 0)?;
    Some(text.chars().skip(at).collect())
}

/// Names and searches made comparable: small letters, no blanks, no dots, dashes or apostrophes.
fn fold(text: &str) -> String {
    squeeze(text)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_control() && !c.is_ascii_punctuation() && !is_mark(*c))
        .collect()
}

/// Dots between the parts of a name, quotation marks, brackets, and marks that nobody sees.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{00B7}' | '\u{02BC}' | '\u{2000}'..='\u{206F}' | '\u{22C5}' | '\u{2219}' | '\u{3000}'..='\u{3004}'
            | '\u{3008}'..='\u{301F}' | '\u{30FB}' | '\u{FE00}'..='\u{FE0F}'
    )
}

/// Pinyin as some type it: `lǐ chūn shēng`, `lü`, `lu:`, `lyu` (as in passports) become `li chun sheng`
/// and `lv`.
fn without_tones(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .map(|c| match c {
            'ā' | 'á' | 'ǎ' | 'à' => 'a',
            'ē' | 'é' | 'ě' | 'è' | 'ê' => 'e',
            'ī' | 'í' | 'ǐ' | 'ì' => 'i',
            'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
            'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
            'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ü' => 'v',
            'ń' | 'ň' | 'ǹ' => 'n',
            other => other,
        })
        .collect();
    plain.replace("u:", "v").replace("lyu", "lv")
}

#[cfg(test)]
mod tests;
