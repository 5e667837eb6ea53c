//! 区划 — statistical division codes.
//!
//! Two digits name a province, four a prefecture, six a county (GB/T 2260), nine a township
//! (GB/T 10114) and twelve a village or residents' committee. A division lies in another when its
//! code begins with the other's, so a territory is a range of texts and an index answers for it.
//! Codes are retired and created every year: [`Division`] keeps from when to when one was valid.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::{Lang, life, squeeze};

/// How large a division is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省级.
    Province,
    /// 地级.
    Prefecture,
    /// 县级.
    County,
    /// 乡级.
    Township,
    /// 村级.
    Village,
}

impl Level {
    /// All levels, widest first.
    pub const ALL: [Level; 5] =
        [Level::Province, Level::Prefecture, Level::County, Level::Township, Level::Village];

    /// The number of digits of a code of this level.
    pub const fn digits(self) -> usize {
        match self {
            Self::Province => 2,
            Self::Prefecture => 4,
            Self::County => 6,
            Self::Township => 9,
            Self::Village => 12,
        }
    }

    /// Its name.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Province => life::level_province(lang),
            Self::Prefecture => life::level_prefecture(lang),
            Self::County => life::level_county(lang),
            Self::Township => life::level_township(lang),
            Self::Village => life::level_village(lang),
        }
    }
}

/// The code of a division: 2, 4, 6, 9 or 12 digits. Divisions sort as their codes do as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    // Unused places are zero bytes, which sort before any digit.
    digits: [u8; 12],
    level: Level,
}

/// Why a text is no division code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionError {
    /// Nothing was written.
    Empty,
    /// Something other than digits.
    Character,
    /// Not 2, 4, 6, 9 or 12 digits, but this many.
    Length(usize),
}

impl RegionError {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Empty => life::region_empty(lang).to_owned(),
            Self::Character => life::region_character(lang).to_owned(),
            Self::Length(length) => life::region_length(lang, *length),
        }
    }
}

impl Region {
    /// Reads a code as people write it. The zeros that fill a wider division up to six or twelve
    /// digits fall away: `429900` is the prefecture 4299.
    pub fn parse(text: &str) -> Result<Self, RegionError> {
        let text = squeeze(text);
        let exact = Self::exact(&text)?;
        let mut code = exact.as_str();
        for (longer, shorter) in [(12, 9), (9, 6), (6, 4), (4, 2)] {
            if code.len() == longer && code[shorter..].bytes().all(|b| b == b'0') {
                code = &code[..shorter];
            }
        }
        Self::exact(code)
    }

    /// Takes a code as it stands, as our own store has written it.
    ///
    /// A few prefectures have no counties (Dongguan, 4419); their townships lie in a county part
    /// `441900`, which here stays what it is.
    pub fn exact(text: &str) -> Result<Self, RegionError> {
        if text.is_empty() {
            return Err(RegionError::Empty);
        }
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(RegionError::Character);
        }
        let level = Level::ALL
            .into_iter()
            .find(|level| level.digits() == text.len())
            .ok_or(RegionError::Length(text.len()))?;
        let mut digits = [0; 12];
        digits[..text.len()].copy_from_slice(text.as_bytes());
        Ok(Self { digits, level })
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.digits[..self.level.digits()]).expect("made of ASCII digits only")
    }

    /// How large the division is.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The division of this level in which it lies, or it itself; `None` if it is wider.
    pub fn at(&self, level: Level) -> Option<Self> {
        if level > self.level {
            return None;
        }
        Self::exact(&self.as_str()[..level.digits()]).ok()
    }

    /// The county in which it lies, or it itself: the code by which records are kept together.
    pub fn county(&self) -> Option<Self> {
        self.at(Level::County)
    }

    /// The division next above; a province has none.
    pub fn parent(&self) -> Option<Self> {
        let above = Level::ALL.into_iter().rev().find(|level| *level < self.level)?;
        self.at(above)
    }

    /// Whether the other is this division or lies in it.
    pub fn contains(&self, other: &Region) -> bool {
        other.as_str().starts_with(self.as_str())
    }

    /// The bounds of the territory as text, half open: `region >= lo and region < hi`.
    ///
    /// The upper bound has its last digit raised by one; after 9 comes `:`, the next character. The
    /// store must therefore compare codes byte by byte: SQLite does, PostgreSQL with `collate "C"`.
    pub fn range(&self) -> (String, String) {
        let lo = self.as_str().to_owned();
        let mut hi = lo.clone();
        let last = hi.pop().map_or('0', |digit| char::from(digit as u8 + 1));
        hi.push(last);
        (lo, hi)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Region({self})")
    }
}

impl std::str::FromStr for Region {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, RegionError> {
        Self::parse(text)
    }
}

impl Serialize for Region {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str> as Deserialize>::deserialize(d)?;
        Self::exact(&text).map_err(|error| serde::de::Error::custom(format!("division code: {error:?}")))
    }
}

/// One row of the division table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// Its code.
    pub code: Region,
    /// Its name.
    pub name: String,
    /// The first day on which the code was valid; `None` for always.
    pub valid_from: Option<Date>,
    /// The last day on which the code was valid; `None` for still.
    pub valid_to: Option<Date>,
    /// The division that took over, when it was abolished.
    pub successor: Option<Region>,
    /// 常住人口 by year: the denominator of 报告患病率.
    pub population: BTreeMap<i16, u64>,
}

impl Division {
    /// Whether the code was valid on a day.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The resident population of a year, else of the latest year before it that is known.
    pub fn population_in(&self, year: i16) -> Option<u64> {
        self.population.range(..=year).next_back().map(|(_, people)| *people)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn region(code: &str) -> Region {
        Region::parse(code).unwrap()
    }

    #[test]
    fn the_number_of_digits_is_the_level() {
        let levels: Vec<Level> = ["42", "4299", "429971", "429971101", "429971101203"]
            .iter()
            .map(|code| region(code).level())
            .collect();
        assert_eq!(levels, Level::ALL);
    }

    #[test]
    fn zeros_that_only_fill_up_fall_away() {
        assert_eq!(region("420000").as_str(), "42");
        assert_eq!(region("429900"), region("4299"));
        assert_eq!(region("429971000000"), region("429971"));
        assert_eq!(region(" ４２９９７１ "), region("429971"));
        assert_eq!(region("429971100").as_str(), "429971100");
    }

    #[test]
    fn a_prefecture_without_counties_still_has_a_county_part() {
        let township = region("441900003");
        assert_eq!(township.county(), Some(Region::exact("441900").unwrap()));
        assert!(region("4419").contains(&township));
        assert!(region("441900").contains(&township));
    }

    #[test]
    fn what_is_no_code_is_told() {
        assert_eq!(Region::parse(" "), Err(RegionError::Empty));
        assert_eq!(Region::parse("清溪县"), Err(RegionError::Character));
        assert_eq!(Region::parse("42997"), Err(RegionError::Length(5)));
        assert_eq!(Region::parse("4299711012031"), Err(RegionError::Length(13)));
    }

    #[test]
    fn a_village_lies_in_everything_above_it() {
        let village = region("429971101203");
        let mut above = vec![];
        let mut next = Some(village);
        while let Some(one) = next {
            assert!(one.contains(&village));
            above.push(one.to_string());
            next = one.parent();
        }
        assert_eq!(above, ["429971101203", "429971101", "429971", "4299", "42"]);
        assert!(!village.contains(&region("429971101")));
        assert!(!region("429972").contains(&village));
        assert_eq!(village.county(), Some(region("429971")));
        assert_eq!(region("4299").county(), None);
    }

    #[test]
    fn a_territory_is_a_range_of_texts() {
        let check = |code: &str, hi: &str| assert_eq!(region(code).range(), (code.to_owned(), hi.to_owned()));
        check("429971", "429972");
        check("4299", "429:");
        check("429971109", "42997110:");
        for code in ["42", "4299", "429971", "429971999999", "43"] {
            let (lo, hi) = region("4299").range();
            let inside = code >= lo.as_str() && code < hi.as_str();
            assert_eq!(inside, region("4299").contains(&region(code)), "{code}");
        }
    }

    #[test]
    fn an_abolished_division_was_valid_to_its_last_day() {
        let old = Division {
            code: region("429971"),
            name: "清溪县".into(),
            valid_from: None,
            valid_to: Some(date(2024, 12, 31)),
            successor: Some(region("429972")),
            population: [(2020, 450_000), (2023, 441_000)].into(),
        };
        assert!(old.is_valid_on(date(2024, 12, 31)));
        assert!(!old.is_valid_on(date(2025, 1, 1)));
        assert_eq!(old.population_in(2022), Some(450_000));
        assert_eq!(old.population_in(2019), None);
    }
}
