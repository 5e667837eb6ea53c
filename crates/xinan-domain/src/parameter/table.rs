//! Tables in which regions write their parameters: one value a line, with its days and its paper.
//!
//! ```text
//! region,name,value,valid_from,valid_to,source
//! 429971,interval.stable_months,1,2026-01-01,,清溪县 2026 年工作方案
//! 429971101,规范管理率目标,92%,2026-01-01,2026-12-31,清溪镇责任书
//! 429971,interval.retry_days,withdrawn,2025-01-01,,填错
//! ```
//! The first line may name the columns, in Chinese or English and in any order; lines that begin with `#`
//! are remarks. `withdrawn` (撤销) takes back the value that begins on that day. A table is read whole:
//! every mistake is named with its line, and a table with one is not taken.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Kind, Parameter, Refusal, Value, read_name};
use crate::day::read_day;
use crate::lines::{self, HeadProblem, Line};
use crate::region::Region;
use crate::text::{Lang, parameter as words, words as kept};

/// Characters of a source.
pub const LONGEST_SOURCE: usize = 200;

/// The words that take a value back.
const WITHDRAWN: [&str; 3] = ["withdrawn", "撤销", "作废"];

/// Whether a cell takes back what was said before.
pub(crate) fn is_withdrawn(text: &str) -> bool {
    WITHDRAWN.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// One line of a table, understood.
#[derive(Debug, Clone)]
pub struct Row {
    /// The line, from 1.
    pub line: u32,
    /// The region and everything below it.
    pub region: Region,
    /// What is set.
    pub parameter: &'static Parameter,
    /// To what; `None` takes back what began on that day.
    pub value: Option<Value>,
    /// First day in force.
    pub from: Date,
    /// Last day in force.
    pub until: Option<Date>,
    /// The paper that orders it.
    pub source: String,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// 区划代码.
    Region,
    /// 参数.
    Name,
    /// 数值.
    Value,
    /// 生效日期.
    From,
    /// 失效日期.
    Until,
    /// 来源.
    Source,
}

impl lines::Column for Column {
    const ALL: &'static [Self] =
        &[Self::Region, Self::Name, Self::Value, Self::From, Self::Until, Self::Source];

    fn is_required(self) -> bool {
        self != Self::Until
    }

    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Region => &["region", "code", "区划代码", "区划", "地区"],
            Self::Name => &["name", "parameter", "参数", "参数名称", "名称"],
            Self::Value => &["value", "数值", "取值", "值"],
            Self::From => &["valid_from", "from", "生效日期", "开始日期"],
            Self::Until => &["valid_to", "valid_until", "to", "失效日期", "结束日期"],
            Self::Source => &["source", "来源", "依据", "文件"],
        }
    }
}

impl Column {
    /// Its name.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Region => words::column_region(lang),
            Self::Name => words::column_name(lang),
            Self::Value => words::column_value(lang),
            Self::From => words::column_from(lang),
            Self::Until => words::column_until(lang),
            Self::Source => words::column_source(lang),
        }
    }
}

/// What keeps a table from being taken.
pub type TableComplaint = lines::TableComplaint<Column, TableProblem>;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq)]
pub enum TableProblem {
    /// The table cannot be read at all.
    Head(HeadProblem),
    /// No division code.
    Region(String),
    /// A code that the division table does not have.
    RegionUnknown(String),
    /// No parameter of this name.
    Name(String),
    /// No value of this parameter.
    Value(String, &'static str),
    /// Looser than the norm, or no sensible value.
    Refused(Value, &'static str, Refusal),
    /// The first day is none.
    From(String),
    /// The last day is none.
    Until(String),
    /// It ends before it begins.
    UntilBefore(Date),
    /// Nobody ordered it.
    SourceMissing,
    /// The source is too long.
    SourceLong,
    /// The same region, name and first day on an earlier line.
    Twice(u32),
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
}

impl From<HeadProblem> for TableProblem {
    fn from(problem: HeadProblem) -> Self {
        Self::Head(problem)
    }
}

impl TableProblem {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Head(HeadProblem::Nothing) => words::table_nothing(lang).to_owned(),
            Self::Head(HeadProblem::Unknown(given)) => words::table_column_unknown(lang, given),
            Self::Head(HeadProblem::Missing) => words::table_column_missing(lang).to_owned(),
            Self::Head(HeadProblem::Twice) => words::table_column_twice(lang).to_owned(),
            Self::Region(given) => words::table_region(lang, given),
            Self::RegionUnknown(given) => words::table_region_unknown(lang, given),
            Self::Name(given) => words::table_name_unknown(lang, given),
            Self::Value(given, key) => words::table_value(
                lang,
                given,
                &super::find(key).map_or_else(String::new, |one| allowed(lang, one)),
            ),
            Self::Refused(value, key, refusal) => match super::find(key) {
                Some(one) => words::table_value_refused(lang, &value.say(lang, one), &refusal.say(lang, one)),
                None => value.text(),
            },
            Self::From(given) => words::table_from(lang, given),
            Self::Until(given) => words::table_until(lang, given),
            Self::UntilBefore(from) => words::table_until_before(lang, *from),
            Self::SourceMissing => words::table_source_missing(lang).to_owned(),
            Self::SourceLong => words::table_source_long(lang, LONGEST_SOURCE),
            Self::Twice(line) => words::table_twice(lang, *line),
        }
    }
}

/// What may be written as the value of a parameter.
fn allowed(lang: Lang, parameter: &Parameter) -> String {
    match parameter.kind {
        Kind::Count { unit, .. } => words::value_count(lang, unit.say(lang)),
        Kind::Choice(choices) => {
            let keys: Vec<String> = choices
                .iter()
                .map(|one| format!("{} ({})", one.key, lang.pick(one.label, one.label_en)))
                .collect();
            words::value_choice(lang, &keys.join(lang.pick("、", ", ")))
        }
        Kind::Names => words::value_names(lang).to_owned(),
        Kind::Share { .. } => words::value_share(lang).to_owned(),
    }
}

/// Reads a table. `is_known` says whether the division table has a code.
///
/// # Errors
/// Every mistake, by line and column.
pub fn read(lines: &[Line], is_known: impl Fn(&Region) -> bool) -> Result<Vec<Row>, Vec<TableComplaint>> {
    let table = lines::Table::<Column>::of(lines)?;
    let mut complaints = Vec::new();
    let mut rows: Vec<Row> = Vec::with_capacity(table.rows.len());
    let mut seen: HashMap<(Region, &str, Date), u32> = HashMap::new();
    for line in &table.rows {
        let before = complaints.len();
        let row = row(&table, line, &is_known, &mut complaints);
        let Some(row) = row.filter(|_| complaints.len() == before) else { continue };
        if let Some(first) = seen.insert((row.region, row.parameter.key(), row.from), row.line) {
            let problem = TableProblem::Twice(first);
            complaints.push(TableComplaint { line: row.line, column: None, problem });
        }
        rows.push(row);
    }
    if complaints.is_empty() { Ok(rows) } else { Err(complaints) }
}

fn row(
    table: &lines::Table<'_, Column>,
    line: &Line,
    is_known: &impl Fn(&Region) -> bool,
    complaints: &mut Vec<TableComplaint>,
) -> Option<Row> {
    let mut complain = |column: Column, problem: TableProblem| {
        complaints.push(TableComplaint { line: line.number, column: Some(column), problem });
    };
    let cell = |column| table.cell(line, column);
    let code = cell(Column::Region);
    let region = match Region::parse(&code) {
        Ok(region) if is_known(&region) => Some(region),
        Ok(region) => {
            complain(Column::Region, TableProblem::RegionUnknown(region.to_string()));
            None
        }
        Err(_) => {
            complain(Column::Region, TableProblem::Region(code));
            None
        }
    };
    let name = cell(Column::Name);
    let parameter = read_name(&name);
    if parameter.is_none() {
        complain(Column::Name, TableProblem::Name(name));
    }
    let text = cell(Column::From);
    let from = read_day(&text);
    if from.is_none() {
        complain(Column::From, TableProblem::From(text));
    }
    let text = cell(Column::Until);
    let until = read_day(&text);
    match (until, from) {
        (None, _) if !text.is_empty() => complain(Column::Until, TableProblem::Until(text)),
        (Some(until), Some(from)) if until < from => {
            complain(Column::Until, TableProblem::UntilBefore(from));
        }
        _ => {}
    }
    let text = cell(Column::Value);
    let is_withdrawn = is_withdrawn(&text);
    let value = parameter.filter(|_| !is_withdrawn).and_then(|one| Value::read(&text, one));
    match (parameter, value) {
        (Some(one), None) if !is_withdrawn => {
            complain(Column::Value, TableProblem::Value(text, one.key()));
        }
        (Some(one), Some(value)) => {
            if let Some(refusal) = from.and_then(|from| one.refuses(value, from)) {
                complain(Column::Value, TableProblem::Refused(value, one.key(), refusal));
            }
        }
        _ => {}
    }
    let source = kept(table.raw(line, Column::Source));
    if source.is_empty() {
        complain(Column::Source, TableProblem::SourceMissing);
    } else if source.chars().count() > LONGEST_SOURCE {
        complain(Column::Source, TableProblem::SourceLong);
    }
    Some(Row { line: line.number, region: region?, parameter: parameter?, value, from: from?, until, source })
}
