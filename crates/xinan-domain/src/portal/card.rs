//! 查询卡 — a paper card with a number, by which somebody comes to the own record.
//!
//! Twenty digits in groups of four: eighteen made by chance and two that find every slip of the pen (ISO 7064 MOD 97-10).
//! Digits alone, because the smallest telephone has keys for them and everybody can read them out. That a number is
//! mistyped is said by its last two digits, which tell nothing of whether there is such a card.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::text::{Lang, life};

/// Digits of a number.
pub const DIGITS: usize = 20;
/// Those made by chance: some 60 bits.
const BY_CHANCE: u128 = 1_000_000_000_000_000_000;

/// The number of a card. `Debug` does not show it, and there is no `Display`: who shows it says so.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(String);

impl std::fmt::Debug for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Number(…)")
    }
}

/// Why a text is no number of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFlaw {
    /// Nothing was typed.
    Empty,
    /// Something that is no digit.
    Character,
    /// More or fewer than twenty digits.
    Length(usize),
    /// A digit was mistyped, or two changed places.
    Slip,
}

impl NumberFlaw {
    /// What happened, and what to do.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Self::Empty => life::card_empty(lang).to_owned(),
            Self::Character => life::card_character(lang).to_owned(),
            Self::Length(length) => life::card_length(lang, length),
            Self::Slip => life::card_slip(lang).to_owned(),
        }
    }
}

impl Number {
    /// The number that follows from what chance gave.
    pub fn by_chance(chance: [u8; 16]) -> Self {
        let body = u128::from_be_bytes(chance) % BY_CHANCE;
        let check = 98 - (body * 100) % 97;
        Self(format!("{:020}", body * 100 + check))
    }

    /// Reads a number as it is typed: blanks and dashes count for nothing.
    ///
    /// # Errors
    /// What to look at again.
    pub fn read(text: &str) -> Result<Self, NumberFlaw> {
        let mut digits = String::with_capacity(DIGITS);
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                // A telephone's Chinese keyboard writes wide digits.
                '０'..='９' => {
                    digits.extend(u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32));
                }
                '-' | '－' | '–' | '—' | '_' | '.' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' => {}
                c if c.is_whitespace() => {}
                _ => return Err(NumberFlaw::Character),
            }
            if digits.len() > 4 * DIGITS {
                return Err(NumberFlaw::Length(digits.len()));
            }
        }
        match digits.len() {
            0 => Err(NumberFlaw::Empty),
            DIGITS => match digits.parse::<u128>() {
                Ok(number) if number % 97 == 1 => Ok(Self(digits)),
                _ => Err(NumberFlaw::Slip),
            },
            length => Err(NumberFlaw::Length(length)),
        }
    }

    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of four, as it is printed and typed.
    pub fn grouped(&self) -> String {
        let groups: Vec<&str> = (0..DIGITS / 4).filter_map(|at| self.0.get(4 * at..4 * at + 4)).collect();
        groups.join(" ")
    }
}

/// The last day of a card that was issued on a day.
pub fn last_day(issued_on: Date, months: u16) -> Date {
    issued_on.saturating_add(i32::from(months).months()).saturating_sub(1.days())
}

/// A card, as far as it decides whether it opens something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Card {
    /// The day on which it was issued.
    pub issued_on: Date,
    /// Its last day.
    pub last_day: Date,
    /// Somebody has ended it, or another took its place.
    pub ended: bool,
    /// The person whose record it opens is recorded as dead.
    pub dead: bool,
}

/// Whether a card opens something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Opens,
    /// It was ended.
    Ended,
    /// Its last day is over.
    Expired,
    /// The person is recorded as dead. What relatives may ask for then (个人信息保护法 第四十九条) they ask the office for.
    OfTheDead,
    /// It was issued on a day that has not come: a clock was wrong, here or when it was issued.
    NotYet,
}

impl Card {
    /// Whether it opens something on a day. The last day is a day on which it does.
    pub fn standing(&self, today: Date) -> Standing {
        if self.ended {
            Standing::Ended
        } else if self.dead {
            Standing::OfTheDead
        } else if today > self.last_day {
            Standing::Expired
        } else if today < self.issued_on {
            Standing::NotYet
        } else {
            Standing::Opens
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        let number = Number::by_chance([7; 16]);
        let (plain, grouped) = (number.as_str().to_owned(), number.grouped());
        assert_eq!((plain.len(), grouped.len()), (20, 24));
        let wide: String = plain.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
        for typed in [plain.clone(), grouped.clone(), grouped.replace(' ', "-"), format!(" {plain}\n"), wide]
        {
            assert_eq!(Number::read(&typed), Ok(number.clone()), "{typed}");
        }
        assert_eq!(format!("{number:?}"), "Number(…)");
    }

    #[test]
    fn what_is_no_number_says_what_to_look_at() {
        for (typed, flaw) in [
            ("", NumberFlaw::Empty),
            (" - ", NumberFlaw::Empty),
            ("1234", NumberFlaw::Length(4)),
            ("123456789012345678901", NumberFlaw::Length(21)),
            ("1234x", NumberFlaw::Character),
            ("'; drop table cards", NumberFlaw::Character),
            ("00000000000000000000", NumberFlaw::Slip),
        ] {
            assert_eq!(Number::read(typed), Err(flaw), "{typed}");
        }
        assert_eq!(Number::read(&"1".repeat(100_000)), Err(NumberFlaw::Length(81)));
    }

    /// ISO 7064 MOD 97-10 finds every single slip, and every two neighbours that changed places.
    #[test]
    fn every_slip_of_the_pen_is_found() {
        for seed in 0..40_u8 {
            let right: Vec<u8> = Number::by_chance([seed.wrapping_mul(37); 16]).as_str().bytes().collect();
            for at in 0..DIGITS {
                for digit in b'0'..=b'9' {
                    let mut typed = right.clone();
                    typed[at] = digit;
                    let read = Number::read(std::str::from_utf8(&typed).unwrap());
                    assert_eq!(read.is_ok(), typed == right, "{seed} {at}");
                }
                let mut typed = right.clone();
                typed.swap(at, (at + 1) % DIGITS);
                if at + 1 < DIGITS && typed != right {
                    let read = Number::read(std::str::from_utf8(&typed).unwrap());
                    assert_eq!(read, Err(NumberFlaw::Slip), "{seed} {at}");
                }
            }
        }
    }

    #[test]
    fn a_card_opens_from_its_first_day_to_its_last() {
        let issued_on = date(2026, 11, 21);
        let card = Card { issued_on, last_day: last_day(issued_on, 24), ended: false, dead: false };
        assert_eq!(card.last_day, date(2028, 11, 20));
        for (today, standing) in [
            (date(2026, 11, 21), Standing::Opens),
            (date(2028, 11, 20), Standing::Opens),
            (date(2028, 11, 21), Standing::Expired),
            // A clock that is off by years, either way.
            (date(2046, 11, 21), Standing::Expired),
            (date(2026, 11, 20), Standing::NotYet),
            (date(1970, 1, 1), Standing::NotYet),
        ] {
            assert_eq!(card.standing(today), standing, "{today}");
            assert_eq!(Card { ended: true, ..card }.standing(today), Standing::Ended, "{today}");
            assert_eq!(Card { dead: true, ..card }.standing(today), Standing::OfTheDead, "{today}");
        }
    }

    #[test]
    fn a_card_of_the_last_day_of_a_month_ends_within_the_month() {
        assert_eq!(last_day(date(2026, 8, 31), 6), date(2027, 2, 27));
    }
}
