//! Tables of announced days as an administrator writes them.
//!
//! ```text
//! day,kind,name,source,region
//! 2027-01-01,off,元旦,国办发明电〔2026〕9号,
//! 2027-04-09,放假,三月三,自治区人民政府通知,45
//! ```
//! The form of the table that comes with the program, with two more columns: the notice, which
//! `--source` may give for all lines, and the region of a day that only a region has off. The kind
//! `withdrawn` (撤销) takes back what was loaded for a day.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::{Calendar, Holiday, HolidayKind};
use crate::code::Code;
use crate::day::read_day;
use crate::lines::{self, HeadProblem, Line};
use crate::parameter::table::{LONGEST_SOURCE, is_withdrawn};
use crate::region::Region;
use crate::text::{Lang, parameter as words, words as kept};

/// The least days off of a whole year's notice: the statutory festivals had 11 days until 2024 and 13
/// since (全国年节及纪念日放假办法). A year with fewer was not written down whole.
pub const LEAST_DAYS_OFF: usize = 11;

/// One announced day with its notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// The line, from 1; 0 when it did not come from a table.
    pub line: u32,
    /// The region that has it; `None` for the whole nation.
    pub region: Option<Region>,
    /// The day.
    pub holiday: Holiday,
    /// The notice.
    pub source: String,
    /// Whether what was loaded for the day is taken back; its kind then says nothing.
    pub withdrawn: bool,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// 日期.
    Day,
    /// 放假 or 上班.
    Kind,
    /// The festival.
    Name,
    /// 来源.
    Source,
    /// 区划代码.
    Region,
}

impl lines::Column for Column {
    const ALL: &'static [Self] = &[Self::Day, Self::Kind, Self::Name, Self::Source, Self::Region];

    fn is_required(self) -> bool {
        matches!(self, Self::Day | Self::Kind)
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Day => &["day", "date", "日期"],
            Self::Kind => &["kind", "type", "类型", "安排"],
            Self::Name => &["name", "festival", "名称", "节日", "节日名称"],
            Self::Source => &["source", "来源", "依据", "文件", "通知"],
            Self::Region => &["region", "code", "区划代码", "区划", "地区"],
        }
    }
}

impl Column {
    fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Day => words::column_day(lang),
            Self::Kind => words::column_kind(lang),
            Self::Name => words::column_festival(lang),
            Self::Source => words::column_source(lang),
            Self::Region => words::column_region(lang),
        }
    }
}

/// What keeps a table from being taken.
pub type TableComplaint = lines::TableComplaint<Column, TableProblem>;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableProblem {
    /// The table cannot be read at all.
    Head(HeadProblem),
    /// No day.
    Day(String),
    /// Neither off nor work.
    Kind(String),
    /// A make-up working day that is worked anyway.
    Weekday(Date),
    /// The same day on an earlier line.
    Twice(Date, u32),
    /// No notice.
    SourceMissing,
    /// The notice's name is too long.
    SourceLong,
    /// No division code.
    Region(String),
    /// A code that the division table does not have.
    RegionUnknown(String),
    /// A year of which only a part is there.
    YearThin(i16, usize),
}

impl TableComplaint {
    /// What happened and what to do, in one sentence that names the line.
    pub fn say(&self, lang: Lang) -> String {
        let problem = self.problem.say(lang);
        match self.column {
            Some(column) => words::at_line(lang, self.line, column.say(lang), &problem),
            None => words::at_line_whole(lang, self.line, &problem),
        }
    }

    /// The column's name, for programs.
    pub fn column_name(&self, lang: Lang) -> Option<&'static str> {
        self.column.map(|column| column.say(lang))
    }
}

impl From<HeadProblem> for TableProblem {
    fn from(problem: HeadProblem) -> Self {
        Self::Head(problem)
    }
}

impl TableProblem {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Head(HeadProblem::Nothing) => words::holidays_nothing(lang).to_owned(),
            Self::Head(HeadProblem::Unknown(given)) => words::holidays_column_unknown(lang, given),
            Self::Head(HeadProblem::Missing) => words::table_column_missing(lang).to_owned(),
            Self::Head(HeadProblem::Twice) => words::table_column_twice(lang).to_owned(),
            Self::Day(given) => words::holidays_day(lang, given),
            Self::Kind(given) => words::holidays_kind(lang, given),
            Self::Weekday(day) => words::holidays_weekday(lang, *day),
            Self::Twice(day, line) => words::holidays_twice(lang, *day, *line),
            Self::SourceMissing => words::holidays_source_missing(lang).to_owned(),
            Self::SourceLong => words::table_source_long(lang, LONGEST_SOURCE),
            Self::Region(given) => words::table_region(lang, given),
            Self::RegionUnknown(given) => words::table_region_unknown(lang, given),
            Self::YearThin(year, days) => words::holidays_year_thin(lang, *year, *days, LEAST_DAYS_OFF),
        }
    }
}

/// Reads a table. `source` is the notice of lines that name none; `is_known` says whether the division
/// table has a code; `loaded` is the nation's calendar so far, which with these days must have whole
/// years.
///
/// # Errors
/// Every mistake, by line and column.
pub fn read(
    lines: &[Line],
    source: Option<&str>,
    is_known: impl Fn(&Region) -> bool,
    loaded: &Calendar,
) -> Result<Vec<Announced>, Vec<TableComplaint>> {
    let table = lines::Table::<Column>::of(lines)?;
    let mut complaints = Vec::new();
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut seen: HashMap<(Option<Region>, Date), u32> = HashMap::new();
    for line in &table.rows {
        let before = complaints.len();
        let row = row(&table, line, source, &is_known, &mut complaints);
        let Some(row) = row.filter(|_| complaints.len() == before) else { continue };
        if let Some(first) = seen.insert((row.region, row.holiday.day), row.line) {
            let problem = TableProblem::Twice(row.holiday.day, first);
            complaints.push(TableComplaint { line: row.line, column: Some(Column::Day), problem });
        }
        rows.push(row);
    }
    if complaints.is_empty() {
        complaints.extend(thin_years(&rows, loaded));
    }
    if complaints.is_empty() { Ok(rows) } else { Err(complaints) }
}

/// A year of which only a part was written down would be taken for a whole one.
fn thin_years(rows: &[Announced], loaded: &Calendar) -> Vec<TableComplaint> {
    let mut calendar = loaded.clone();
    let mut first: BTreeMap<i16, u32> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.region.is_none() && !row.withdrawn) {
        first.entry(row.holiday.day.year()).or_insert(row.line);
        calendar.load(vec![row.holiday.clone()]);
    }
    first
        .into_iter()
        .filter_map(|(year, line)| {
            let days = calendar.days_off(year);
            let problem = TableProblem::YearThin(year, days);
            (days < LEAST_DAYS_OFF).then_some(TableComplaint { line, column: None, problem })
        })
        .collect()
}

fn row(
    table: &lines::Table<'_, Column>,
    line: &Line,
    source: Option<&str>,
    is_known: &impl Fn(&Region) -> bool,
    complaints: &mut Vec<TableComplaint>,
) -> Option<Announced> {
    let mut complain = |column: Column, problem: TableProblem| {
        complaints.push(TableComplaint { line: line.number, column: Some(column), problem });
    };
    let cell = |column| table.cell(line, column);
    let text = cell(Column::Day);
    let day = read_day(&text);
    if day.is_none() {
        complain(Column::Day, TableProblem::Day(text));
    }
    let text = cell(Column::Kind);
    let withdrawn = is_withdrawn(&text);
    let kind = HolidayKind::read(&text).or(withdrawn.then_some(HolidayKind::DayOff));
    match (kind, day) {
        (None, _) => complain(Column::Kind, TableProblem::Kind(text)),
        (Some(HolidayKind::MakeUpWorkday), Some(day)) if Calendar::weekdays().is_working_day(day) => {
            complain(Column::Kind, TableProblem::Weekday(day));
        }
        _ => {}
    }
    let code = cell(Column::Region);
    let region = match code.as_str() {
        "" => None,
        text => {
            let region = Region::parse(text).ok();
            match region {
                Some(region) if is_known(&region) => {}
                Some(region) => complain(Column::Region, TableProblem::RegionUnknown(region.to_string())),
                None => complain(Column::Region, TableProblem::Region(code.clone())),
            }
            region
        }
    };
    let source = match kept(table.raw(line, Column::Source)) {
        own if own.is_empty() => source.map(kept).unwrap_or_default(),
        own => own,
    };
    if source.is_empty() {
        complain(Column::Source, TableProblem::SourceMissing);
    } else if source.chars().count() > LONGEST_SOURCE {
        complain(Column::Source, TableProblem::SourceLong);
    }
    let holiday = Holiday { day: day?, kind: kind?, name: cell(Column::Name) };
    Some(Announced { line: line.number, region, holiday, source, withdrawn })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn known(region: &Region) -> bool {
        region.as_str() == "429971"
    }

    fn lines(text: &str) -> Result<Vec<Announced>, Vec<TableComplaint>> {
        read(&Line::all(text), Some("国办发明电〔2026〕9号"), known, &Calendar::default())
    }

    /// A whole invented notice.
    fn notice(year: i16) -> String {
        let day = |day: i8| format!("{year}-10-0{day},off,国庆节\n");
        let more = |day: i8| format!("{year}-05-0{day},放假,劳动节\n");
        (1..=7).map(day).chain((1..=5).map(more)).collect()
    }

    #[test]
    fn the_programs_own_table_has_the_form_that_is_loaded() {
        let text = include_str!("../../data/holidays.csv");
        let rows = lines(text).unwrap();
        assert_eq!(rows.len(), super::super::parse_csv(text).unwrap().len());
        assert!(rows.iter().all(|row| row.region.is_none() && row.source.starts_with("国办发")));
    }

    #[test]
    fn a_notice_may_name_itself_and_a_region_its_own_day() {
        let text =
            format!("日期,类型,名称,来源,区划代码\n{}2027-04-09,休,三月三,县文件,429971\n", notice(2027));
        let rows = lines(&text).unwrap();
        let own = rows.last().unwrap();
        assert_eq!((own.region.unwrap().as_str(), own.source.as_str()), ("429971", "县文件"));
        assert_eq!(own.holiday.day, date(2027, 4, 9));
        assert_eq!(rows[0].source, "国办发明电〔2026〕9号");
    }

    #[test]
    fn every_mistake_is_named_with_its_line_and_what_to_do() {
        let text = format!(
            "day,kind,name,region\n{}2027-13-01,off,\n2027-01-02,maybe,\n2027-01-04,work,\n2027-10-01,off,\n\
             2027-04-09,off,三月三,429972\n2027-04-09,off,三月三,四十二\n",
            notice(2027)
        );
        let said: Vec<String> = lines(&text).unwrap_err().iter().map(|one| one.say(Lang::Zh)).collect();
        let expected = [
            "第 14 行（日期）：“2027-13-01”不是日期",
            "第 15 行（类型）：“maybe”不是放假也不是上班",
            "第 16 行（类型）：2027-01-04 本来就是工作日",
            "第 17 行（日期）：2027-10-01 在第 2 行已有",
            "第 18 行（区划代码）：区划表里没有 429972",
            "第 19 行（区划代码）：“四十二”不是区划代码",
        ];
        assert_eq!(said.len(), expected.len(), "{said:#?}");
        for (said, expected) in said.iter().zip(expected) {
            assert!(said.starts_with(expected), "{said}");
        }
        let none = read(&Line::all("2027-01-01,off,元旦\n"), None, known, &Calendar::default()).unwrap_err();
        assert!(none[0].say(Lang::Zh).contains("没有写来源"), "{none:?}");
        assert!(lines("").unwrap_err()[0].say(Lang::En).contains("no rows"));
        assert!(lines("day,colour\n").unwrap_err()[0].say(Lang::Zh).contains("“colour”"));
    }

    /// A year that begins with one day would be taken for a year whose notice is there.
    #[test]
    fn a_part_of_a_year_is_refused_and_a_day_more_of_a_whole_year_is_taken() {
        let complaint = &lines("2027-01-01,off,元旦\n").unwrap_err()[0];
        assert!(complaint.say(Lang::Zh).contains("2027 年只有 1 天放假"), "{complaint:?}");
        assert_eq!(lines("2026-12-31,off,元旦\n").unwrap().len(), 1);
        assert_eq!(lines(&notice(2027)).unwrap().len(), 12);
    }
}
