//! The edge where time enters. Everything below takes `today` or `now` as an argument.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use xinan_domain::text::{Lang, day_in_full};

/// The clock of the program: the machine's, or one that stands still for tests.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's clock, in Beijing time.
    Machine,
    /// Always this instant.
    Fixed(Timestamp),
}

/// Beijing time, which China keeps all year round.
fn beijing() -> TimeZone {
    TimeZone::fixed(Offset::constant(8))
}

impl Clock {
    /// A clock that stands at nine in the morning of a day, Beijing time.
    pub fn fixed_on(day: Date) -> Self {
        let at = day.at(9, 0, 0, 0).to_zoned(beijing()).map(|zoned| zoned.timestamp());
        Self::Fixed(at.unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// The present moment.
    #[allow(clippy::disallowed_methods, reason = "this is the edge")]
    pub fn now(self) -> Moment {
        let at = match self {
            Self::Machine => Timestamp::now(),
            Self::Fixed(at) => at,
        };
        Moment { zoned: at.to_zoned(beijing()) }
    }
}

/// When a day begins, Beijing time, in microseconds since 1970 UTC.
pub fn day_begins(day: Date) -> i64 {
    let zoned = day.at(0, 0, 0, 0).to_zoned(beijing());
    zoned.map_or(0, |zoned| zoned.timestamp().as_microsecond())
}

/// The instant of a day and a time as somebody typed them, Beijing time, in microseconds since 1970 UTC.
pub fn instant(at: DateTime) -> i64 {
    let zoned = at.to_zoned(beijing());
    zoned.map_or(0, |zoned| zoned.timestamp().as_microsecond())
}

/// A moment in Beijing time.
#[derive(Debug, Clone)]
pub struct Moment {
    zoned: Zoned,
}

impl Moment {
    /// The moment of a stored instant.
    pub fn of_micros(micros: i64) -> Self {
        let at = Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { zoned: at.to_zoned(beijing()) }
    }

    /// The day.
    pub fn day(&self) -> Date {
        self.zoned.date()
    }

    /// Microseconds since 1970 UTC, as stored.
    pub fn micros(&self) -> i64 {
        self.zoned.timestamp().as_microsecond()
    }

    /// Hour and minute: 09:12.
    pub fn time_text(&self) -> String {
        format!("{:02}:{:02}", self.zoned.hour(), self.zoned.minute())
    }

    /// Day and time for whoever reads no tables: 2026年11月21日 09:12.
    pub fn in_full(&self, lang: Lang) -> String {
        format!("{} {}", day_in_full(lang, self.day()), self.time_text())
    }

    /// Day and time without a zone, for files.
    pub fn civil(&self) -> DateTime {
        self.zoned.datetime()
    }

    /// Day and time as stored on paper: 2026-11-21 09:12.
    pub fn stamp(&self) -> String {
        format!("{} {}", self.day(), self.time_text())
    }
}
