//! How Excel keeps days: a count of days, and a format that says to show it as one.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// How a number format shows a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// As a number, or as a time without a day.
    #[default]
    Number,
    /// As a day.
    Day,
    /// As year and month: the day beneath it is Excel's invention, not the office's statement.
    Month,
    /// As a year alone.
    Year,
}

impl Shown {
    /// The meaning of a format that is built into Excel (ECMA-376 part 1, 18.8.30, with the formats
    /// of Chinese editions).
    pub(super) fn built_in(id: u32) -> Self {
        match id {
            14..=16 | 22 | 28..=31 | 51 | 53..=54 | 58 => Self::Day,
            17 | 27 | 36 | 50 | 52 | 57 => Self::Month,
            _ => Self::Number,
        }
    }

    /// The meaning of a format code such as `yyyy"年"m"月";@`.
    pub(super) fn of_code(code: &str) -> Self {
        let letters = Letters::of(code);
        match letters {
            Letters { day: true, .. } => Self::Day,
            Letters { year: true, month: true, .. } => Self::Month,
            Letters { year: true, .. } => Self::Year,
            Letters { month: true, clock: false, .. } => Self::Day,
            _ => Self::Number,
        }
    }
}

/// Which placeholders a format code uses in its first section.
#[derive(Debug, Default)]
struct Letters {
    year: bool,
    month: bool,
    day: bool,
    clock: bool,
}

impl Letters {
    fn of(code: &str) -> Self {
        let mut found = Self::default();
        if code.to_ascii_lowercase().contains("general") {
            return found;
        }
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c.to_ascii_lowercase() {
                ';' => break,
                '"' => while chars.next().is_some_and(|c| c != '"') {},
                // An escaped, padded or repeated character is shown, not meant.
                '\\' | '_' | '*' => drop(chars.next()),
                '[' => {
                    // [h] and [mm] count hours and minutes; [$-804], [Red], [DBNum1] are no placeholders.
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    let elapsed = inside.to_ascii_lowercase();
                    found.clock |= !elapsed.is_empty() && elapsed.chars().all(|c| "hms".contains(c));
                }
                'y' => found.year = true,
                // The year of an era; but 0.00E+00 is no year.
                'e' => found.year |= !chars.as_str().starts_with(['+', '-']),
                'd' => found.day = true,
                // aaa and aaaa are the day of the week, AM/PM and A/P the half of the day.
                'a' if chars.as_str().starts_with(['a', 'A']) => found.day = true,
                'a' => {
                    found.clock = true;
                    chars.by_ref().take_while(|c| !matches!(c, 'p' | 'P')).for_each(drop);
                    chars = chars.as_str().trim_start_matches(['m', 'M']).chars();
                }
                'm' => found.month = true,
                'h' | 's' => found.clock = true,
                _ => {}
            }
        }
        found
    }
}

/// The day of a serial number, in the 1900 or the 1904 system.
///
/// Excel believes that 1900 was a leap year: its 60 is a 29 February that never was.
pub(super) fn day_of(serial: f64, from_1904: bool) -> Option<Date> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    // Bounded above, so it fits.
    let days = serial.floor() as i32;
    let origin = match (from_1904, days) {
        (true, _) => date(1904, 1, 1),
        (false, 1..=59) => date(1899, 12, 31),
        (false, 61..) => date(1899, 12, 30),
        (false, _) => return None,
    };
    origin.checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_days() {
        for (serial, day) in [
            (1.0, date(1900, 1, 1)),
            (59.0, date(1900, 2, 28)),
            (61.0, date(1900, 3, 1)),
            (45_992.999, date(2025, 12, 1)),
            (2_958_465.0, date(9999, 12, 31)),
        ] {
            assert_eq!(day_of(serial, false), Some(day));
        }
        assert_eq!(day_of(0.0, true), Some(date(1904, 1, 1)));
        assert_eq!(day_of(44_530.0, true), Some(date(2025, 12, 1)));
    }

    #[test]
    fn what_is_no_day_stays_a_number() {
        for serial in [-1.0, 0.0, 0.5, 60.0, 20_250_503.0, 2_958_466.0, f64::NAN, f64::INFINITY] {
            assert_eq!(day_of(serial, false), None, "{serial}");
        }
        assert_eq!(day_of(2_958_465.0, true), None);
    }

    #[test]
    fn formats_say_how_much_of_the_day_is_shown() {
        for (code, shown) in [
            ("yyyy-mm-dd", Shown::Day),
            ("yyyy\"年\"m\"月\"d\"日\";@", Shown::Day),
            ("[$-804]yyyy/m/d\\ hh:mm", Shown::Day),
            ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", Shown::Day),
            ("m\"月\"d\"日\"", Shown::Day),
            ("aaaa", Shown::Day),
            ("yyyy\"年\"m\"月\";@", Shown::Month),
            ("yyyy-mm", Shown::Month),
            ("e\"年\"", Shown::Year),
            ("yyyy", Shown::Year),
            ("h:mm AM/PM", Shown::Number),
            ("h:mm A/P", Shown::Number),
            ("[h]:mm:ss", Shown::Number),
            ("mm:ss.0", Shown::Number),
            ("General", Shown::Number),
            ("G/通用格式", Shown::Number),
            ("0.00E+00", Shown::Number),
            ("#,##0.00_);[Red]\\(#,##0.00\\)", Shown::Number),
            ("0\"day\"", Shown::Number),
            ("@", Shown::Number),
        ] {
            assert_eq!(Shown::of_code(code), shown, "{code}");
        }
        assert_eq!(Shown::built_in(14), Shown::Day);
        assert_eq!(Shown::built_in(57), Shown::Month);
        assert_eq!(Shown::built_in(46), Shown::Number);
    }
}
