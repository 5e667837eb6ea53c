//! 电话 — telephone numbers as offices write them.
//!
//! Mobile numbers are eleven digits that begin with 13 to 19; a landline is an area code (three
//! digits for 010 and 02x, else four), seven or eight digits, and perhaps an extension. People add
//! blanks, dashes, brackets and +86. What can be read in one way only is read; the rest is asked.

use std::fmt;

use crate::identity_number::{bare, is_rounded_number};
use crate::text::{Lang, life};

/// A telephone number in its normal form: `13912345703`, `0712-1234567`, `027-12345678-802`.
///
/// `Debug` shows the mask only, and there is no `Display`: whoever writes the number out in full
/// says so with [`Phone::as_str`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// Why a text is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneError {
    /// Nothing was written.
    Empty,
    /// Something that no telephone number contains.
    Character,
    /// A number of digits that fits neither a mobile number nor a landline.
    Length(usize),
    /// Eleven digits, but none that a mobile number begins with.
    Prefix,
    /// A landline without its area code.
    NoAreaCode,
    /// More than one number.
    Several,
    /// It was kept as a number, and its last digits are lost.
    LostDigits,
}

impl PhoneError {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Empty => life::phone_empty(lang).to_owned(),
            Self::Character => life::phone_character(lang).to_owned(),
            Self::Length(length) => life::phone_length(lang, *length),
            Self::Prefix => life::phone_prefix(lang).to_owned(),
            Self::NoAreaCode => life::phone_no_area_code(lang).to_owned(),
            Self::Several => life::phone_several(lang).to_owned(),
            Self::LostDigits => life::phone_lost_digits(lang).to_owned(),
        }
    }
}

impl Phone {
    /// Reads a number as people and workbooks write it.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let bare = bare(text);
        let bare = bare.strip_suffix(".0").unwrap_or(&bare);
        if bare.contains(['e', 'E']) && is_rounded_number(bare) {
            return Err(PhoneError::LostDigits);
        }
        let groups = groups(bare)?;
        let joined: String = groups.concat();
        if joined.is_empty() {
            return Err(PhoneError::Empty);
        }
        match mobile(&joined) {
            Some(Ok(number)) => Ok(Self(number.to_owned())),
            Some(Err(error)) => Err(error),
            None => landline(&groups, &joined).map(Self),
        }
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits alone, without an extension: what is dialled, and what is searched.
    pub fn digits(&self) -> String {
        self.0.split('-').take(2).collect()
    }

    /// Whether it is a mobile number.
    pub fn is_mobile(&self) -> bool {
        self.0.starts_with('1')
    }

    /// The last four digits, without an extension.
    pub fn last_four(&self) -> String {
        let digits = self.digits();
        digits[digits.len().saturating_sub(4)..].to_owned()
    }

    /// What a list shows: `139****5703`, `0712-***4567`.
    pub fn masked(&self) -> String {
        let last = self.last_four();
        match self.0.split('-').collect::<Vec<_>>().as_slice() {
            [area, number, ..] => format!("{area}-{}{last}", "*".repeat(number.len().saturating_sub(4))),
            _ => format!("{}****{last}", &self.0[..3]),
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({})", self.masked())
    }
}

impl serde::Serialize for Phone {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Phone {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'_, str> as serde::Deserialize>::deserialize(d)?;
        Self::parse(&text).map_err(|error| serde::de::Error::custom(format!("telephone number: {error:?}")))
    }
}

/// The groups of digits between dashes and brackets.
fn groups(bare: &str) -> Result<Vec<String>, PhoneError> {
    let bare = bare.replace("转", "-").replace("分机", "-");
    if bare.contains(['/', '、', ',', ';', '，', '；', '\\', '|', '或']) {
        return Err(PhoneError::Several);
    }
    let bare = bare.strip_prefix('+').unwrap_or(&bare);
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '―' | '−' | '(' | ')' | '.');
    let groups: Vec<String> = bare.split(dash).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    match groups.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
        true => Ok(groups),
        false => Err(PhoneError::Character),
    }
}

/// A mobile number, once the country code and an old trunk zero are off; `None` if it is not one.
fn mobile(joined: &str) -> Option<Result<&str, PhoneError>> {
    let number = ["0086", "086", "86", "0"]
        .iter()
        .filter_map(|prefix| joined.strip_prefix(prefix))
        .find(|rest| rest.len() == 11 && begins_like_a_mobile(rest))
        .unwrap_or(joined);
    match number.len() {
        11 if begins_like_a_mobile(number) => Some(Ok(number)),
        11 if number.starts_with('1') => Some(Err(PhoneError::Prefix)),
        22 if begins_like_a_mobile(&number[11..]) => Some(Err(PhoneError::Several)),
        length if number.starts_with('1') => Some(Err(PhoneError::Length(length))),
        _ => None,
    }
}

fn begins_like_a_mobile(number: &str) -> bool {
    matches!(number.as_bytes(), [b'1', b'3'..=b'9', ..])
}

fn landline(groups: &[String], joined: &str) -> Result<String, PhoneError> {
    // With the country code the trunk zero is left out: +86 27 1234 5678.
    let abroad = joined.strip_prefix("0086").or_else(|| joined.strip_prefix("86"));
    if let Some(rest) = abroad.filter(|rest| (9..=11).contains(&rest.len())) {
        let rest = format!("0{}", rest.trim_start_matches('0'));
        return plain(&rest, "").ok_or(PhoneError::Length(joined.len()));
    }
    if !joined.starts_with('0') {
        return Err(match joined.len() {
            7 | 8 => PhoneError::NoAreaCode,
            length => PhoneError::Length(length),
        });
    }
    // The dashes are believed where they part area code, number and extension.
    if let [area, number, extension] = groups
        && area.len() == area_length(area)
        && (1..=6).contains(&extension.len())
        && let Some(read) = plain(&format!("{area}{number}"), extension)
    {
        return Ok(read);
    }
    if let [whole, extension] = groups
        && (1..=6).contains(&extension.len())
        && let Some(read) = plain(whole, extension)
    {
        return Ok(read);
    }
    plain(joined, "").ok_or(PhoneError::Length(joined.len()))
}

/// 010 and 02x are area codes of three digits, all others of four.
fn area_length(number: &str) -> usize {
    match number.as_bytes() {
        [b'0', b'1' | b'2', ..] => 3,
        _ => 4,
    }
}

fn plain(whole: &str, extension: &str) -> Option<String> {
    let (area, number) = whole.split_at_checked(area_length(whole))?;
    let exists = matches!(area.as_bytes(), b"010" | [b'0', b'2', _] | [b'0', b'3'..=b'9', ..]);
    if !exists || !matches!(number.len(), 7 | 8) {
        return None;
    }
    Some(match extension {
        "" => format!("{area}-{number}"),
        _ => format!("{area}-{number}-{extension}"),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(Phone::parse(text).map(|phone| phone.0).as_deref(), Ok(expected), "{text}");
    }

    #[track_caller]
    fn refused(text: &str, expected: PhoneError) {
        assert_eq!(Phone::parse(text), Err(expected), "{text}");
    }

    #[test]
    fn a_mobile_number_is_read_however_it_is_spaced() {
        for text in [
            "13975503703",
            " 139 7550 3703",
            "139-7550-3703",
            "１３９７５５０３７０３",
            "+86 139 7550 3703",
            "86-13975503703",
            "008613975503703",
            "013975503703",
            "'13975503703",
            "13975503703.0",
            "\u{202D}13975503703\u{202C}",
        ] {
            reads(text, "13975503703");
        }
    }

    #[test]
    fn a_landline_keeps_its_area_code_and_extension() {
        reads("0712-1234567", "0712-1234567");
        reads("07121234567", "0712-1234567");
        reads("(0712)1234567", "0712-1234567");
        reads("（0712）12345678", "0712-12345678");
        reads("027 1234 5678", "027-12345678");
        reads("01012345678", "010-12345678");
        reads("027-87654321-802", "027-87654321-802");
        reads("027-8765432-1", "027-8765432-1");
        reads("02787654321-802", "027-87654321-802");
        reads("02787654321转802", "027-87654321-802");
        reads("+86 27 1234 5678", "027-12345678");
    }

    #[test]
    fn what_can_be_read_in_two_ways_or_none_is_asked() {
        refused("", PhoneError::Empty);
        refused(" — ", PhoneError::Empty);
        refused("无", PhoneError::Character);
        refused("1397550370", PhoneError::Length(10));
        refused("139755037033", PhoneError::Length(12));
        refused("12975503703", PhoneError::Prefix);
        refused("1234567", PhoneError::Length(7));
        refused("7654321", PhoneError::NoAreaCode);
        refused("0712-123", PhoneError::Length(7));
        refused("0133-1234567", PhoneError::Length(11));
        refused("13975503703/13975503704", PhoneError::Several);
        refused("13975503703 13975503704", PhoneError::Several);
        refused("1.39755E+10", PhoneError::LostDigits);
        refused("1.39755037e+10", PhoneError::LostDigits);
    }

    #[test]
    fn a_mask_leaves_the_last_four() {
        let check = |text: &str, masked: &str, last: &str| {
            let phone = Phone::parse(text).unwrap();
            assert_eq!((phone.masked().as_str(), phone.last_four().as_str()), (masked, last));
            assert_eq!(format!("{phone:?}"), format!("Phone({masked})"));
        };
        check("13975503703", "139****3703", "3703");
        check("027-87654321-802", "027-****4321", "4321");
        check("0712-1234567", "0712-***4567", "4567");
    }

    proptest! {
        #[test]
        fn the_normal_form_is_read_back_unchanged(text in "[0-9+() -]{0,20}") {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone.clone()));
                let _ = (phone.masked(), phone.last_four());
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = Phone::parse(&text);
        }
    }
}
