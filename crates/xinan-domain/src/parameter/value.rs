//! The value of a parameter, as it is computed with and as it is written.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::intervals::Wait;
use super::kind::{Kind, Parameter};
use crate::text::{Lang, parameter as words, squeeze, tidy};

/// A value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// So many days, months, hours, times.
    Count(u16),
    /// One of the choices, by its key.
    Choice(&'static str),
    /// Names, each between two `、`; none where it is empty.
    Names(&'static str),
    /// A target in hundredths of the indicator's unit: 8000 is 80 %, 450 is 4.5 ‰.
    Share(u32),
}

impl Value {
    /// As it stands in a table and in the store: 14, living, 85.5.
    pub fn text(self) -> String {
        match self {
            Self::Count(count) => count.to_string(),
            Self::Choice(key) => key.to_owned(),
            Self::Names("") => NO_NAMES[0].to_owned(),
            Self::Names(names) => names.to_owned(),
            Self::Share(hundredths) => share(hundredths),
        }
    }

    /// As people read it: 2 周, 在册患者, 85.5%.
    pub fn say(self, lang: Lang, parameter: &Parameter) -> String {
        match (self, parameter.kind) {
            (Self::Count(count), Kind::Count { unit, .. }) => Wait { count, unit }.say(lang),
            (Self::Choice(key), Kind::Choice(choices)) => choices
                .iter()
                .find(|choice| choice.key == key)
                .map_or(key, |choice| lang.pick(choice.label, choice.label_en))
                .to_owned(),
            (Self::Share(hundredths), Kind::Share { sign, .. }) => format!("{}{sign}", share(hundredths)),
            (Self::Names(""), _) => words::no_names(lang).to_owned(),
            (value, _) => value.text(),
        }
    }

    /// The value that a cell means for a parameter; `None` when it is none. A unit may be written
    /// behind a number when it is the parameter's own.
    pub fn read(text: &str, parameter: &Parameter) -> Option<Self> {
        match parameter.kind {
            Kind::Count { unit, .. } => {
                let text = squeeze(text);
                let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
                let behind = text[digits.len()..].to_lowercase();
                let own = behind.is_empty() || unit.words().contains(&behind.as_str());
                digits.parse().ok().filter(|_| own).map(Self::Count)
            }
            Kind::Choice(choices) => {
                let text = tidy(text);
                let fits = |word: &str| tidy(word).eq_ignore_ascii_case(&text);
                let choice =
                    choices.iter().find(|one| [one.key, one.label, one.label_en].into_iter().any(fits));
                choice.map(|one| Self::Choice(one.key))
            }
            Kind::Names => read_names(text).map(Self::Names),
            Kind::Share { sign, .. } => {
                let text = squeeze(text);
                read_share(text.strip_suffix(sign).unwrap_or(&text)).map(Self::Share)
            }
        }
    }
}

/// How one writes that there are none.
const NO_NAMES: [&str; 2] = ["none", "无"];
/// How long a name is: one character would be found in half of all offices.
const NAME_LENGTHS: std::ops::RangeInclusive<usize> = 2..=20;
/// So many names are taken.
const MOST_NAMES: usize = 20;

/// Names, in small letters, once each and in their order.
fn read_names(text: &str) -> Option<&'static str> {
    let text = tidy(text).to_lowercase();
    if NO_NAMES.contains(&text.as_str()) {
        return Some("");
    }
    let mut names: Vec<&str> =
        text.split(['、', '，', ',', '；', ';', ' ']).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let fits = |name: &&str| NAME_LENGTHS.contains(&name.chars().count());
    let all = (1..=MOST_NAMES).contains(&names.len()) && names.iter().all(fits);
    all.then(|| kept(&names.join("、")))
}

/// The same text for as long as the program runs, once each: a value is copied like a number. What regions order is few
/// and short, so that this does not grow.
fn kept(text: &str) -> &'static str {
    static ALL: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all.get(text) {
        return known;
    }
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    all.insert(text);
    text
}

fn share(hundredths: u32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match (part, part % 10) {
        (0, _) => whole.to_string(),
        (_, 0) => format!("{whole}.{}", part / 10),
        _ => format!("{whole}.{part:02}"),
    }
}

/// 85, 85.5 and 85.55; more decimals are none of ours.
fn read_share(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 4 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    Some(whole.parse::<u32>().ok()? * 100 + format!("{part:0<2}").parse::<u32>().ok()?)
}
