//! Days as offices write them, and days of which only the year or the month is known.
//!
//! An onset twenty years ago is often known only to the year; the national register stores the
//! value with its precision (年 / 年月 / 年月日), and so do we.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use crate::text::{squeeze, tidy};

/// How exactly a day is known (时间精确度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Precision {
    /// 年: only the year.
    Year,
    /// 年月: year and month.
    Month,
    /// 年月日: the day.
    Day,
}

/// A day with its precision; what is not known stands as the first of the month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PartialDay {
    /// The first day that the statement can mean.
    pub first: Date,
    /// How much of it was stated.
    pub precision: Precision,
}

impl PartialDay {
    /// A day known exactly.
    pub fn exact(day: Date) -> Self {
        Self { first: day, precision: Precision::Day }
    }

    /// Reads a day, a month (`2018年10月`, `2018-10`) or a year (`2018年`, `2018`).
    pub fn read(text: &str) -> Option<Self> {
        if let Some(day) = read_day(text) {
            return Some(Self::exact(day));
        }
        let parts = numbers(&squeeze(text))?;
        let (year, month, precision) = match parts.as_slice() {
            [joined] if (190_001..=299_912).contains(joined) => {
                (joined / 100, joined % 100, Precision::Month)
            }
            [year] => (*year, 1, Precision::Year),
            [year, month] => (*year, *month, Precision::Month),
            _ => return None,
        };
        Some(Self { first: civil(year, month, 1)?, precision })
    }

    /// Whether this is certainly later than the other, as far as both are known.
    ///
    /// Old dates are often written as the middle or first of a year. Days within one and the same
    /// year are therefore never called contradictory here; see [`PartialDay::looks_later_than`].
    pub fn is_later_than(&self, other: &PartialDay) -> bool {
        self.first.year() > other.first.year()
    }

    /// Whether this reads as later than the other although both fall into the same year.
    pub fn looks_later_than(&self, other: &PartialDay) -> bool {
        let coarse = self.precision.min(other.precision);
        let key = |day: Date| match coarse {
            Precision::Year => (day.year(), 0, 0),
            Precision::Month => (day.year(), day.month(), 0),
            Precision::Day => (day.year(), day.month(), day.day()),
        };
        key(self.first) > key(other.first)
    }

    /// The text form that [`PartialDay::read`] takes back: `2018`, `2018-10` or `2018-10-05`.
    pub fn text(&self) -> String {
        let iso = self.first.to_string();
        match self.precision {
            Precision::Year => iso[..4].to_owned(),
            Precision::Month => iso[..7].to_owned(),
            Precision::Day => iso,
        }
    }
}

/// Reads a full day: `2026-11-21`, `2026/11/21`, `2026.11.21`, `20261121`, `2026年11月21日`.
pub fn read_day(text: &str) -> Option<Date> {
    // A workbook's date cell may carry a midnight: 2026-11-21T00:00:00, 2026/11/21 0:00.
    let text = tidy(text);
    let text = match text.split_once([' ', 'T', 't']) {
        Some((day, time)) if time.contains(':') => day.to_owned(),
        _ => squeeze(&text),
    };
    let parts = numbers(&text)?;
    match parts.as_slice() {
        [year, month, day] => civil(*year, *month, *day),
        [joined] if text.len() == 8 => civil(joined / 10_000, joined / 100 % 100, joined % 100),
        _ => None,
    }
}

/// Reads a day the way a typist abbreviates it near a known day: also `1121`, `11.21`, `11-21`,
/// `今天`, `昨天`, `前天`, `大前天`. A day without a year is the latest such day not after `today`.
pub fn read_day_near(text: &str, today: Date) -> Option<Date> {
    past_in_words(text, today).or_else(|| read_day_written(text, today))
}

/// A day that has come, in words.
fn past_in_words(text: &str, today: Date) -> Option<Date> {
    let days: i64 = match squeeze(text).as_str() {
        "今天" | "今日" | "today" => 0,
        "昨天" | "昨日" | "昨晚" | "yesterday" => 1,
        "前天" | "前日" => 2,
        "大前天" => 3,
        _ => return None,
    };
    today.checked_sub(days.days()).ok()
}

/// The same without the words: in a sheet `昨天` was said on a day that nobody knows any more.
pub(crate) fn read_day_written(text: &str, today: Date) -> Option<Date> {
    if let Some(day) = read_day(text) {
        return Some(day);
    }
    let (month, day) = without_year(&squeeze(text))?;
    let this_year = i64::from(today.year());
    [this_year, this_year - 1]
        .into_iter()
        .filter_map(|year| civil(year, month, day))
        .find(|day| *day <= today)
}

/// Reads a day that is still to come, abbreviated in the same way: a day without a year is the
/// earliest such day after `since`.
pub fn read_day_since(text: &str, since: Date) -> Option<Date> {
    if let Some(day) = read_day(text) {
        return Some(day);
    }
    let (month, day) = without_year(&squeeze(text))?;
    let that_year = i64::from(since.year());
    [that_year, that_year + 1].into_iter().filter_map(|year| civil(year, month, day)).find(|day| *day > since)
}

/// Reads a day to come the way people agree on one, today among them: also `1128`, `今天`, `明天`,
/// `后天`, `大后天`, `周五`, `下周一`. A day without a year is the earliest such day from `today` on.
pub fn read_day_ahead(text: &str, today: Date) -> Option<Date> {
    day_in_words(text, today).or_else(|| read_day_since(text, today.yesterday().ok()?))
}

/// A day to come in words. A week begins on Monday, and a day of it that has passed is not meant.
pub(crate) fn day_in_words(text: &str, today: Date) -> Option<Date> {
    let text = squeeze(text);
    let days: i64 = match text.as_str() {
        "今天" | "今日" | "today" => 0,
        "明天" | "明日" | "tomorrow" => 1,
        "后天" | "后日" => 2,
        "大后天" => 3,
        _ => {
            let (next_week, name) = match text.strip_prefix('下') {
                Some(rest) => (true, rest),
                None => (false, text.strip_prefix('这').or_else(|| text.strip_prefix('本')).unwrap_or(&text)),
            };
            let name = ["周", "星期", "礼拜"].into_iter().find_map(|word| name.strip_prefix(word))?;
            let wanted = i64::from(weekday(name)?.to_monday_zero_offset());
            let now = i64::from(today.weekday().to_monday_zero_offset());
            match next_week {
                true => wanted - now + 7,
                false => (wanted - now).rem_euclid(7),
            }
        }
    };
    today.checked_add(days.days()).ok()
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "一" | "1" => Weekday::Monday,
        "二" | "2" => Weekday::Tuesday,
        "三" | "3" => Weekday::Wednesday,
        "四" | "4" => Weekday::Thursday,
        "五" | "5" => Weekday::Friday,
        "六" | "6" => Weekday::Saturday,
        "日" | "天" | "7" => Weekday::Sunday,
        _ => return None,
    })
}

/// Month and day: `1121`, `11.21`, `11-21`, `11月21日`.
fn without_year(text: &str) -> Option<(i64, i64)> {
    match numbers(text)?.as_slice() {
        [month, day] => Some((*month, *day)),
        [joined] if (3..=4).contains(&text.len()) => Some((joined / 100, joined % 100)),
        _ => None,
    }
}

/// The runs of digits in a date text; `None` when anything but separators stands between them.
fn numbers(text: &str) -> Option<Vec<i64>> {
    let parts: Vec<&str> =
        text.split(['-', '/', '.', '年', '月', '日', '号']).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.len() > 3 {
        return None;
    }
    parts
        .iter()
        .map(|part| match part.len() <= 8 && part.bytes().all(|b| b.is_ascii_digit()) {
            true => part.parse().ok(),
            false => None,
        })
        .collect()
}

fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    if !(1900..=2999).contains(&year) {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The number of months since the year 0: differences are month gaps as the indicators count them.
pub fn month_index(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

/// The first day of the month with this [`month_index`].
pub fn first_of_month(index: i32) -> Date {
    let year = i16::try_from(index.div_euclid(12)).unwrap_or(i16::MAX);
    let month = i8::try_from(index.rem_euclid(12) + 1).unwrap_or(1);
    Date::new(year, month, 1).unwrap_or(date(9999, 12, 1))
}

/// Full years lived on a day.
pub fn age_on(birth: Date, day: Date) -> i16 {
    let had_birthday = (day.month(), day.day()) >= (birth.month(), birth.day());
    day.year() - birth.year() - i16::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_ways_to_write_a_day_mean_the_same_day() {
        for text in
            ["2025-06-29", "2025/06/29", "2025.6.29", "20250629", "2025年6月29日", "２０２５－０６－２９"]
        {
            assert_eq!(read_day(text), Some(date(2025, 6, 29)), "{text}");
        }
    }

    #[test]
    fn the_midnight_of_a_workbook_is_passed_over() {
        for text in
            ["2026-11-21T00:00:00", "2026-11-21 00:00:00", "2026/11/21 0:00", "2026年11月21日　0:00:00"]
        {
            assert_eq!(read_day(text), Some(date(2026, 11, 21)), "{text}");
            assert_eq!(read_day_near(text, date(2026, 12, 1)), Some(date(2026, 11, 21)), "{text}");
        }
        assert_eq!(read_day("2026 年 11 月 21 日"), Some(date(2026, 11, 21)));
        assert_eq!(read_day("00:00:00"), None);
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "2025-13-01", "2025-02-30", "29.6", "abc", "2025-06", "99999999", "1-1-1", "20250629x"]
        {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_typist_may_leave_out_the_year() {
        let today = date(2026, 11, 21);
        for text in ["1121", "11.21", "11-21", "今天", "20261121"] {
            assert_eq!(read_day_near(text, today), Some(today), "{text}");
        }
        assert_eq!(read_day_near("1225", today), Some(date(2025, 12, 25)));
        assert_eq!(read_day_near("昨天", today), Some(date(2026, 11, 20)));
        assert_eq!(read_day_near("99", today), None);
    }

    #[test]
    fn a_day_that_has_come_may_be_said_in_words() {
        let today = date(2026, 3, 1);
        for (text, day) in [
            ("今天", date(2026, 3, 1)),
            ("今日", date(2026, 3, 1)),
            ("today", date(2026, 3, 1)),
            ("昨天", date(2026, 2, 28)),
            (" 昨 天 ", date(2026, 2, 28)),
            ("昨日", date(2026, 2, 28)),
            ("昨晚", date(2026, 2, 28)),
            ("yesterday", date(2026, 2, 28)),
            ("前天", date(2026, 2, 27)),
            ("前日", date(2026, 2, 27)),
            ("大前天", date(2026, 2, 26)),
        ] {
            assert_eq!(read_day_near(text, today), Some(day), "{text}");
            assert_eq!(read_day_written(text, today), None, "{text}");
        }
        for text in ["明天", "上周", "前年", "那天", "昨"] {
            assert_eq!(read_day_near(text, today), None, "{text}");
        }
        assert_eq!(read_day_written("228", today), Some(date(2026, 2, 28)));
    }

    #[test]
    fn a_day_to_come_without_its_year_lies_ahead() {
        let visit = date(2026, 11, 21);
        assert_eq!(read_day_since("1205", visit), Some(date(2026, 12, 5)));
        assert_eq!(read_day_since("2.21", visit), Some(date(2027, 2, 21)));
        assert_eq!(read_day_since("1121", visit), Some(date(2027, 11, 21)));
        assert_eq!(read_day_since("2026-11-20", visit), Some(date(2026, 11, 20)));
        assert_eq!(read_day_since("今天", visit), None);
    }

    /// 21 November 2026 is a Saturday.
    #[test]
    fn a_day_is_agreed_in_words_or_without_its_year() {
        let today = date(2026, 11, 21);
        for (text, day) in [
            ("今天", date(2026, 11, 21)),
            ("明天", date(2026, 11, 22)),
            ("tomorrow", date(2026, 11, 22)),
            ("后天", date(2026, 11, 23)),
            ("大后天", date(2026, 11, 24)),
            ("周六", date(2026, 11, 21)),
            ("周日", date(2026, 11, 22)),
            ("这周日", date(2026, 11, 22)),
            ("星期五", date(2026, 11, 27)),
            ("下周一", date(2026, 11, 23)),
            ("下星期天", date(2026, 11, 29)),
            ("下 周 六", date(2026, 11, 28)),
            ("1128", date(2026, 11, 28)),
            ("1121", date(2026, 11, 21)),
            ("11月28日", date(2026, 11, 28)),
            ("2.21", date(2027, 2, 21)),
            ("2026-11-20", date(2026, 11, 20)),
        ] {
            assert_eq!(read_day_ahead(text, today), Some(day), "{text}");
        }
        for text in ["", "昨天", "周八", "下周", "下", "1332", "改天"] {
            assert_eq!(read_day_ahead(text, today), None, "{text}");
        }
    }

    #[test]
    fn an_old_day_may_be_known_to_the_year_or_month() {
        assert_eq!(PartialDay::read("2018年10月").unwrap().text(), "2018-10");
        assert_eq!(PartialDay::read("2018").unwrap().text(), "2018");
        assert_eq!(PartialDay::read("201810").unwrap().text(), "2018-10");
        assert_eq!(PartialDay::read("2018-10-05").unwrap().precision, Precision::Day);
        assert_eq!(PartialDay::read("十年前"), None);
    }

    /// 08-25 after 06-15 of the same year asks for a look; the next year is a contradiction.
    #[test]
    fn days_of_one_year_do_not_contradict_each_other() {
        let onset = PartialDay::exact(date(2000, 8, 25));
        let diagnosed = PartialDay::exact(date(2000, 6, 15));
        assert!(!onset.is_later_than(&diagnosed) && onset.looks_later_than(&diagnosed));
        assert!(PartialDay::exact(date(2024, 1, 1)).is_later_than(&diagnosed));
    }

    #[test]
    fn month_gaps_cross_the_year() {
        assert_eq!(month_index(date(2025, 2, 1)) - month_index(date(2024, 11, 30)), 3);
        assert_eq!(first_of_month(month_index(date(2024, 11, 30))), date(2024, 11, 1));
        assert_eq!(age_on(date(1980, 5, 20), date(2026, 5, 19)), 45);
    }
}
