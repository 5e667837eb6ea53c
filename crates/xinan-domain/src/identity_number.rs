//! 公民身份号码 — the citizen's identity number (GB 11643-1999).
//!
//! Eighteen characters: six of the area that first issued it, eight of the birth day, three of a
//! sequence (odd for men), and a check character (ISO 7064 MOD 11-2). The area may have been
//! abolished long ago, so it is never a reason to refuse.
//!
//! What surprises: a workbook that keeps the number as a *number* keeps 15 digits and turns the
//! rest into zeros. Nobody can know what stood there; such a number is refused, never guessed.

use std::fmt;

use jiff::civil::Date;

use crate::codes;
use crate::text::{Lang, life, squeeze};

codes! {
    /// 性别 (GB/T 2261.1).
    Sex {
        Unknown = 0 "未知" "unknown" ["未知的性别"],
        Male = 1 "男" "male" ["男性"],
        Female = 2 "女" "female" ["女性"],
        Unstated = 9 "未说明" "not stated" ["未说明的性别"],
    }
}

/// Weights of the first 17 digits (GB 11643-1999, annex).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The check character for each remainder.
const CHECKS: &[u8; 11] = b"10X98765432";

/// The earliest birth year that a number may carry: nobody on a register is older.
const EARLIEST: i16 = 1850;

/// A number that has passed all checks.
///
/// It has no `Display`, and `Debug` shows the mask only: whoever writes the number out in full
/// says so with [`IdentityNumber::as_str`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityNumber([u8; 18]);

/// Why a text is no identity number. The expected check character is not told: it would turn a
/// guess into a valid number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityNumberError {
    /// Nothing was written.
    Empty,
    /// Neither 18 nor 15 characters, but this many.
    Length(usize),
    /// Something other than digits and a final X.
    Character,
    /// It was kept as a number, and its last digits are lost.
    LostDigits,
    /// Characters 7 to 14 are no day.
    BirthDate,
    /// The check character does not fit: a digit is wrong, or two are exchanged.
    CheckDigit,
}

impl IdentityNumberError {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Empty => life::identity_empty(lang).to_owned(),
            Self::Length(length) => life::identity_length(lang, *length),
            Self::Character => life::identity_character(lang).to_owned(),
            Self::LostDigits => life::identity_lost_digits(lang).to_owned(),
            Self::BirthDate => life::identity_birth_date(lang).to_owned(),
            Self::CheckDigit => life::identity_check_digit(lang).to_owned(),
        }
    }
}

impl IdentityNumber {
    /// Reads a number as people and workbooks write it.
    ///
    /// Blanks, dashes, quotation marks, full-width and invisible characters are passed over, a
    /// small x is an X, and an old number of 15 digits is converted to 18.
    pub fn parse(text: &str) -> Result<Self, IdentityNumberError> {
        let bare = bare(text);
        if is_rounded_number(&bare) {
            return Err(IdentityNumberError::LostDigits);
        }
        let bare: String = bare.chars().filter(|c| !matches!(c, '-' | '–' | '—')).map(upper_x).collect();
        if bare.is_empty() {
            return Err(IdentityNumberError::Empty);
        }
        let body = bare.strip_suffix('X').unwrap_or(&bare);
        if !body.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdentityNumberError::Character);
        }
        match bare.as_bytes() {
            [.., b'X'] if bare.len() == 15 => Err(IdentityNumberError::Character),
            old if old.len() == 15 => Self::of_fifteen(old),
            new => match <[u8; 18]>::try_from(new) {
                Ok(digits) => Self::checked(digits),
                Err(_) => Err(IdentityNumberError::Length(bare.len())),
            },
        }
    }

    /// What a number cell of a workbook gives: always an error, because 18 digits do not survive
    /// there. It exists so that an importer has one way for every kind of cell.
    pub fn from_number(_: f64) -> Result<Self, IdentityNumberError> {
        Err(IdentityNumberError::LostDigits)
    }

    /// Builds a number with its check character; `None` when the area is not six digits, the
    /// sequence is above 999, or the birth day is out of range.
    pub fn from_parts(area: &str, birth: Date, sequence: u16) -> Option<Self> {
        if area.len() != 6 || !area.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if sequence > 999 || birth.year() < EARLIEST {
            return None;
        }
        let (year, month, day) = (birth.year(), birth.month(), birth.day());
        let text = format!("{area}{year:04}{month:02}{day:02}{sequence:03}0");
        let mut digits = <[u8; 18]>::try_from(text.as_bytes()).ok()?;
        digits[17] = check(&digits);
        Some(Self(digits))
    }

    /// All 18 characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("made of ASCII digits only")
    }

    /// The day of birth that the number states.
    pub fn birth_date(&self) -> Date {
        birth(&self.0).expect("only a number with a real day of birth is made")
    }

    /// The sex that the number states.
    pub fn sex(&self) -> Sex {
        match self.0[16] % 2 {
            1 => Sex::Male,
            _ => Sex::Female,
        }
    }

    /// The six digits of the area that first issued it, perhaps abolished since.
    pub fn area(&self) -> &str {
        &self.as_str()[..6]
    }

    /// What a screen shows until somebody asks for more: `4299**********123X`.
    pub fn masked(&self) -> String {
        let text = self.as_str();
        format!("{}**********{}", &text[..4], &text[14..])
    }

    /// Whether it ends in 000, as numbers do that a workbook has rounded. One valid number in
    /// about a thousand does so honestly: a person typing it is believed, an import asks.
    pub fn looks_rounded(&self) -> bool {
        self.0.ends_with(b"000")
    }

    fn checked(digits: [u8; 18]) -> Result<Self, IdentityNumberError> {
        if birth(&digits).is_none() {
            return Err(IdentityNumberError::BirthDate);
        }
        if check(&digits) == digits[17] {
            return Ok(Self(digits));
        }
        match digits.ends_with(b"000") {
            true => Err(IdentityNumberError::LostDigits),
            false => Err(IdentityNumberError::CheckDigit),
        }
    }

    /// The old number has a year of two digits, always of the last century, and no check.
    fn of_fifteen(old: &[u8]) -> Result<Self, IdentityNumberError> {
        let mut digits = [b'0'; 18];
        digits[..6].copy_from_slice(&old[..6]);
        digits[6..8].copy_from_slice(b"19");
        digits[8..17].copy_from_slice(&old[6..]);
        digits[17] = check(&digits);
        Self::checked(digits)
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdentityNumber({})", self.masked())
    }
}

impl serde::Serialize for IdentityNumber {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

impl<'de> serde::Deserialize<'de> for IdentityNumber {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(d)?;
        // The error names the kind of mistake only, so that no number gets into a log.
        Self::parse(&text).map_err(|error| serde::de::Error::custom(format!("identity number: {error:?}")))
    }
}

/// A typed number without blanks, quotation marks and characters that nobody sees.
///
/// Numbers copied out of chats and workbooks carry invisible marks of direction, and workbooks
/// put an apostrophe before a number that shall stay text.
pub(crate) fn bare(text: &str) -> String {
    squeeze(text)
        .chars()
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\'' | '"' | '`' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}')
                && !matches!(c, '\u{200C}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
        })
        .collect()
}

/// Whether a text is how a large number looks that was kept as a number: `4.29971E+17`.
pub(crate) fn is_rounded_number(bare: &str) -> bool {
    let as_number = bare.contains(['e', 'E', '.']) && bare.starts_with(|c: char| c.is_ascii_digit());
    as_number && bare.parse::<f64>().is_ok_and(|number| number >= 1e9)
}

/// Signs that stand in for the X: a small one, a multiplication sign, Greek and Cyrillic letters.
fn upper_x(c: char) -> char {
    match c {
        'x' | '×' | '\u{03A7}' | '\u{03C7}' | '\u{0425}' | '\u{0445}' => 'X',
        other => other,
    }
}

fn birth(digits: &[u8; 18]) -> Option<Date> {
    let number = |part: &[u8]| part.iter().fold(0_i16, |sum, digit| sum * 10 + i16::from(digit - b'0'));
    let (year, month, day) = (number(&digits[6..10]), number(&digits[10..12]), number(&digits[12..14]));
    if year < EARLIEST {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn check(digits: &[u8; 18]) -> u8 {
    let sum: u32 =
        std::iter::zip(digits, WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[sum as usize % 11]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::IdentityNumberError::*;
    use super::*;

    #[track_caller]
    fn refused(text: &str, expected: IdentityNumberError) {
        assert_eq!(IdentityNumber::parse(text), Err(expected), "{text}");
    }

    /// The vectors of the standard.
    #[test]
    fn the_standards_own_examples() {
        let woman = IdentityNumber::parse("11010519491231002X").unwrap();
        assert_eq!(
            (woman.birth_date(), woman.sex(), woman.area()),
            (date(1949, 12, 31), Sex::Female, "110105")
        );
        let man = IdentityNumber::parse("440524188001010014").unwrap();
        assert_eq!((man.birth_date(), man.sex()), (date(1880, 1, 1), Sex::Male));
        refused("110105194912310021", CheckDigit);
    }

    #[test]
    fn what_people_and_workbooks_write_is_understood() {
        let expected = IdentityNumber::parse("42997119740622602X").unwrap();
        for text in [
            "'42997119740622602X",
            " 429971 19740622 602x ",
            "４２９９７１１９７４０６２２６０２Ｘ",
            "429971-19740622-602X",
            "\u{202D}42997119740622602X\u{202C}",
            "42997119740622602×",
            "“42997119740622602Х”",
        ] {
            assert_eq!(IdentityNumber::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn an_old_number_of_fifteen_digits_is_converted() {
        let old = IdentityNumber::parse("429971740622602").unwrap();
        assert_eq!(old.as_str(), "42997119740622602X");
        refused("429971741322602", BirthDate);
        refused("42997174062260X", Character);
    }

    #[test]
    fn each_mistake_is_told_apart() {
        refused("", Empty);
        refused(" \u{3000}'", Empty);
        refused("42997119740622602", Length(17));
        refused("429971197406226021X", Length(19));
        refused("没有", Character);
        refused("4299********123X", Character);
        refused("4299711974X622602X", Character);
        refused("42997119740231602X", BirthDate);
        refused("42997117490622602X", BirthDate);
        refused("429971197406226028", CheckDigit);
    }

    #[test]
    fn a_number_that_a_workbook_rounded_is_refused_not_guessed() {
        for text in ["4.29971E+17", "4.29971197005059e+17", "429971197005059000.0", "429971197005059000"] {
            refused(text, LostDigits);
        }
        assert_eq!(IdentityNumber::from_number(4.299_711_970_050_59e17), Err(LostDigits));
    }

    #[test]
    fn an_honest_number_may_end_in_zeros() {
        let rounded = (1..=31)
            .filter_map(|day| IdentityNumber::from_parts("429971", date(1970, 5, day), 900))
            .find(IdentityNumber::looks_rounded)
            .unwrap();
        assert_eq!(IdentityNumber::parse(rounded.as_str()), Ok(rounded));
    }

    #[test]
    fn neither_mask_nor_debug_shows_the_birth_day() {
        let number = IdentityNumber::parse("42997119740622602X").unwrap();
        assert_eq!(number.masked(), "4299**********602X");
        assert_eq!(format!("{number:?}"), "IdentityNumber(4299**********602X)");
    }

    #[test]
    fn a_number_cannot_be_built_from_nonsense() {
        assert_eq!(IdentityNumber::from_parts("42997", date(1974, 6, 22), 1), None);
        assert_eq!(IdentityNumber::from_parts("42997一", date(1974, 6, 22), 1), None);
        assert_eq!(IdentityNumber::from_parts("429971", date(1974, 6, 22), 1000), None);
        assert_eq!(IdentityNumber::from_parts("429971", date(1, 1, 1), 1), None);
    }

    fn numbers() -> impl Strategy<Value = IdentityNumber> {
        (0..1_000_000_u32, 1900..2026_i16, 1..=12_i8, 1..=28_i8, 0..1000_u16).prop_map(
            |(area, year, month, day, sequence)| {
                IdentityNumber::from_parts(&format!("{area:06}"), date(year, month, day), sequence).unwrap()
            },
        )
    }

    proptest! {
        #[test]
        fn what_was_built_is_read_back(number in numbers()) {
            prop_assert_eq!(IdentityNumber::parse(number.as_str()), Ok(number));
        }

        #[test]
        fn every_wrong_character_is_found(number in numbers(), at in 0..18_usize, other in 0..11_usize) {
            let mut wrong = number.as_str().as_bytes().to_vec();
            wrong[at] = if at == 17 { CHECKS[other] } else { b'0' + (other % 10) as u8 };
            let read = IdentityNumber::parse(std::str::from_utf8(&wrong).unwrap());
            prop_assert_eq!(read.is_ok(), wrong == number.as_str().as_bytes());
        }

        #[test]
        fn every_exchange_of_neighbours_is_found(number in numbers(), at in 0..16_usize) {
            let mut wrong = number.as_str().as_bytes().to_vec();
            wrong.swap(at, at + 1);
            let read = IdentityNumber::parse(std::str::from_utf8(&wrong).unwrap());
            prop_assert_eq!(read.is_ok(), wrong == number.as_str().as_bytes());
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            if let Ok(number) = IdentityNumber::parse(&text) {
                let _ = (number.birth_date(), number.sex(), number.masked());
            }
        }
    }
}
