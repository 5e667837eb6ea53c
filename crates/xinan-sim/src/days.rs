//! Reckoning with days.

use jiff::ToSpan;
use jiff::civil::Date;

/// The day so many days later; before, when negative.
pub(crate) fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(days.clamp(-1_000_000, 1_000_000).days())
}

/// Days from one day to another.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The last day of the month so many months later.
pub(crate) fn end_of_month(day: Date, months: i64) -> Date {
    day.first_of_month().saturating_add(months.clamp(0, 1200).months()).last_of_month()
}
