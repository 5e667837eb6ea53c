//! 工作日 — working days, with public holidays and make-up working days.
//!
//! The office of the State Council (国务院办公厅) announces each November which days of the next year
//! are off and which weekends are worked instead. The years in `data/holidays.csv` come with the
//! program; an administrator loads each further year's notice as rows of the same form ([`table`]), and
//! a region's own days beside it: autonomous regions and prefectures have festivals of their own. A year
//! without its notice has weekends only; [`Calendar::covers`] and [`Calendar::not_loaded`] say so, and
//! whatever is reckoned over such a year says it too.

pub mod table;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, Weekday};

use crate::code::Code;
use crate::codes;
use crate::day::read_day;
use crate::text::{Lang, life, tidy};

codes! {
    /// What an announced day is.
    HolidayKind {
        DayOff = 1 "放假" "day off" ["off", "休", "休息", "节假日"],
        MakeUpWorkday = 2 "上班" "working day" ["work", "班", "调休", "补班"],
    }
}

/// One announced day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub day: Date,
    /// Off, or worked although it is a weekend.
    pub kind: HolidayKind,
    /// The festival.
    pub name: String,
}

/// Something that keeps a table of holidays from being loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayComplaint {
    /// The line of the text, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: HolidayProblem,
}

/// What is wrong with a line of a table of holidays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HolidayProblem {
    /// The first column is no day.
    Day,
    /// The second column is neither off nor work.
    Kind,
    /// The same day stands on an earlier line.
    Twice(Date),
    /// The table has no rows.
    Nothing,
}

impl HolidayComplaint {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        let line = self.line;
        match self.problem {
            HolidayProblem::Day => life::holiday_day(lang, line),
            HolidayProblem::Kind => life::holiday_kind(lang, line),
            HolidayProblem::Twice(day) => life::holiday_twice(lang, line, day),
            HolidayProblem::Nothing => life::holiday_nothing(lang).to_owned(),
        }
    }
}

/// Which days are worked. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What the nation announced.
    announced: Arc<BTreeMap<Date, Holiday>>,
    /// What a region adds. It does not make a year's notice.
    local: Arc<BTreeMap<Date, Holiday>>,
}

static NATIONAL: LazyLock<Calendar> = LazyLock::new(|| {
    let rows = parse_csv(include_str!("../data/holidays.csv")).unwrap_or_default();
    Calendar::with(rows)
});

impl Default for Calendar {
    /// The national years that come with the program.
    fn default() -> Self {
        NATIONAL.clone()
    }
}

impl Calendar {
    /// Monday to Friday, no holidays.
    pub fn weekdays() -> Self {
        Self { announced: Arc::default(), local: Arc::default() }
    }

    /// Weekdays with these announced days.
    pub fn with(rows: Vec<Holiday>) -> Self {
        let mut calendar = Self::weekdays();
        calendar.load(rows);
        calendar
    }

    /// Adds announced days; a day already known is replaced.
    pub fn load(&mut self, rows: Vec<Holiday>) {
        Arc::make_mut(&mut self.announced).extend(rows.into_iter().map(|row| (row.day, row)));
    }

    /// Adds a region's own days; they go before what the nation announced.
    pub fn load_local(&mut self, rows: Vec<Holiday>) {
        Arc::make_mut(&mut self.local).extend(rows.into_iter().map(|row| (row.day, row)));
    }

    /// Whether a notice for this year was loaded. Without it a deadline that crosses a holiday is
    /// reckoned too early.
    pub fn covers(&self, year: i16) -> bool {
        self.days_off(year) > 0
    }

    /// How many days off the nation announced for a year.
    pub fn days_off(&self, year: i16) -> usize {
        self.announced
            .values()
            .filter(|row| row.day.year() == year && row.kind == HolidayKind::DayOff)
            .count()
    }

    /// The years whose notices were loaded, in order.
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> =
            self.announced.keys().map(|day| day.year()).filter(|year| self.covers(*year)).collect();
        years.dedup();
        years
    }

    /// The first year between two days whose notice was not loaded: over it working days are
    /// reckoned without holidays, and whoever says such a limit says so.
    pub fn not_loaded(&self, from: Date, to: Date) -> Option<i16> {
        (from.year()..=to.year()).find(|year| !self.covers(*year))
    }

    /// What was announced for a day.
    pub fn holiday(&self, day: Date) -> Option<&Holiday> {
        self.local.get(&day).or_else(|| self.announced.get(&day))
    }

    /// Whether the day is worked.
    pub fn is_working_day(&self, day: Date) -> bool {
        match self.holiday(day).map(|row| row.kind) {
            Some(kind) => kind == HolidayKind::MakeUpWorkday,
            None => !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    }

    /// The last day of a limit of working days. The day of the event is not counted; no days give
    /// the day itself.
    pub fn add_working_days(&self, from: Date, days: u16) -> Date {
        let mut day = from;
        let mut left = days;
        while left > 0 {
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => return day,
            }
            left -= u16::from(self.is_working_day(day));
        }
        day
    }

    /// How many working days lie after one day, up to and with another: the inverse of
    /// [`Calendar::add_working_days`]. Zero when the second day is not later.
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let mut count = 0;
        let mut day = from;
        while day < to {
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
            count += u32::from(self.is_working_day(day));
        }
        count
    }
}

/// Reads a table of announced days: `day,kind,name` on each line, the kind `off` or `work` (放假, 上班).
///
/// Lines that begin with `#` are remarks, and a first line without any digit is the header.
pub fn parse_csv(text: &str) -> Result<Vec<Holiday>, Vec<HolidayComplaint>> {
    let mut rows: Vec<Holiday> = Vec::new();
    let mut complaints = Vec::new();
    let mut header_allowed = true;
    for (at, line) in text.lines().enumerate() {
        let line_tidied = tidy(line.trim_start_matches('\u{FEFF}'));
        if line_tidied.is_empty() || line_tidied.starts_with('#') {
            continue;
        }
        let is_header = header_allowed && !line_tidied.contains(|c: char| c.is_ascii_digit());
        header_allowed = false;
        if is_header {
            continue;
        }
        match row(line, &rows) {
            Ok(row) => rows.push(row),
            Err(problem) => complaints.push(HolidayComplaint { line: at + 1, problem }),
        }
    }
    if rows.is_empty() && complaints.is_empty() {
        complaints.push(HolidayComplaint { line: 1, problem: HolidayProblem::Nothing });
    }
    if complaints.is_empty() { Ok(rows) } else { Err(complaints) }
}

fn row(line: &str, before: &[Holiday]) -> Result<Holiday, HolidayProblem> {
    let mut cells = line.split([',', '，', '\t', ';']).map(tidy);
    let mut cell = || cells.next().unwrap_or_default();
    let day = read_day(&cell()).ok_or(HolidayProblem::Day)?;
    let kind = HolidayKind::read(&cell()).ok_or(HolidayProblem::Kind)?;
    if before.iter().any(|row| row.day == day) {
        return Err(HolidayProblem::Twice(day));
    }
    Ok(Holiday { day, kind, name: cell() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn national() -> Calendar {
        Calendar::default()
    }

    #[test]
    fn the_table_that_comes_with_the_program_is_read_whole() {
        let rows = parse_csv(include_str!("../data/holidays.csv")).unwrap();
        let off = |year| {
            rows.iter().filter(|row| row.day.year() == year && row.kind == HolidayKind::DayOff).count()
        };
        assert_eq!([2024, 2025, 2026].map(off), [28, 28, 33]);
        assert!([2024, 2025, 2026].iter().all(|year| national().covers(*year)));
        assert!(!national().covers(2023));
    }

    /// Whoever announces a make-up working day announces a weekend; a weekday would be a slip of ours.
    #[test]
    fn make_up_working_days_are_weekends() {
        for row in national().announced.values().filter(|row| row.kind == HolidayKind::MakeUpWorkday) {
            assert!(!Calendar::weekdays().is_working_day(row.day), "{}", row.day);
        }
    }

    /// Days of the year, less 104 of weekends, less 11 festival days (from 2025: 13).
    #[test]
    fn each_year_has_the_statutory_number_of_working_days() {
        let of = |year| national().working_days_between(date(year - 1, 12, 31), date(year, 12, 31));
        assert_eq!([2024, 2025, 2026].map(of), [251, 248, 248]);
    }

    /// The worked example: a card confirmed on 20 March is due on 3 April, the eve of the holiday.
    #[test]
    fn ten_working_days_from_20_march_2024_end_before_the_festival() {
        assert_eq!(national().add_working_days(date(2024, 3, 20), 10), date(2024, 4, 3));
    }

    #[test]
    fn a_festival_moves_the_limit_and_a_worked_sunday_counts() {
        assert_eq!(national().add_working_days(date(2024, 4, 3), 1), date(2024, 4, 7));
        assert_eq!(Calendar::weekdays().add_working_days(date(2024, 4, 3), 1), date(2024, 4, 4));
        assert_eq!(national().add_working_days(date(2026, 2, 13), 2), date(2026, 2, 24));
    }

    #[test]
    fn no_days_are_the_day_itself_and_the_end_of_time_is_no_panic() {
        assert_eq!(national().add_working_days(date(2024, 5, 1), 0), date(2024, 5, 1));
        assert_eq!(national().add_working_days(Date::MAX, 5), Date::MAX);
        assert_eq!(national().working_days_between(date(2024, 5, 2), date(2024, 5, 1)), 0);
    }

    #[test]
    fn an_administrator_loads_the_next_year() {
        let mut calendar = national();
        let rows = parse_csv("日期,类型,名称\n# 通知\n2027年1月1日,放假,元旦\n2027/1/2，上班，\n").unwrap();
        calendar.load(rows);
        assert!(calendar.covers(2027));
        assert!(!calendar.is_working_day(date(2027, 1, 1)));
        assert!(calendar.is_working_day(date(2027, 1, 2)));
        assert!(national().is_working_day(date(2027, 1, 1)), "the shared table stays as it was");
    }

    /// A county's own festival makes no notice of the State Council.
    #[test]
    fn a_regions_own_day_goes_first_and_covers_no_year() {
        let mut calendar = national();
        let own = |day, kind| Holiday { day, kind, name: "三月三".into() };
        calendar.load_local(vec![
            own(date(2026, 4, 20), HolidayKind::DayOff),
            own(date(2027, 4, 9), HolidayKind::DayOff),
            own(date(2026, 10, 10), HolidayKind::DayOff),
        ]);
        assert!(!calendar.is_working_day(date(2026, 4, 20)));
        assert!(!calendar.is_working_day(date(2026, 10, 10)), "the nation works that Saturday");
        assert!(!calendar.covers(2027));
        assert_eq!(calendar.years(), [2024, 2025, 2026]);
    }

    #[test]
    fn a_limit_beyond_the_loaded_years_is_known_to_be_one() {
        let of = |from, to| national().not_loaded(from, to);
        assert_eq!(of(date(2024, 1, 1), date(2026, 12, 31)), None);
        assert_eq!(of(date(2026, 12, 25), date(2027, 1, 11)), Some(2027));
        assert_eq!(of(date(2023, 12, 25), date(2024, 1, 11)), Some(2023));
    }

    #[test]
    fn every_bad_line_is_named() {
        let text = "2027-01-01,off,\n2027-13-01,off,\n2027-01-02,maybe,\n2027-01-01,work,";
        let complaints = parse_csv(text).unwrap_err();
        let told: Vec<_> = complaints.into_iter().map(|one| (one.line, one.problem)).collect();
        assert_eq!(
            told,
            [
                (2, HolidayProblem::Day),
                (3, HolidayProblem::Kind),
                (4, HolidayProblem::Twice(date(2027, 1, 1))),
            ]
        );
        assert_eq!(parse_csv("\n").unwrap_err()[0].problem, HolidayProblem::Nothing);
    }

    proptest! {
        #[test]
        fn counting_back_gives_what_was_added(start in 0..1000_i32, days in 1..60_u16) {
            let from = date(2024, 1, 1).checked_add(jiff::Span::new().days(start)).unwrap();
            let to = national().add_working_days(from, days);
            prop_assert_eq!(national().working_days_between(from, to), u32::from(days));
            prop_assert!(national().is_working_day(to));
        }
    }
}
