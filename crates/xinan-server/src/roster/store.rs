//! The roster: people by search and filters, a page at a time.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Scope, Sql, Tx, Uuid, Val, column};
use xinan_domain::code::Code;
use xinan_domain::consent::Processing;
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::follow_up::Stability;
use xinan_domain::person::Consent;
use xinan_domain::region::Region;

use crate::case::leaving::Reach;
use crate::case::leaving::store::{is_open, may_leave, reach_columns, read_reach};
use crate::case::search::Search;
use crate::case::search::store::understand;
use crate::case::store::{counted, named_columns, read_named, read_whole, whole_columns, within};
use crate::case::{Status, VisibleCase};

/// What the roster is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// What was typed into the search.
    pub text: String,
    /// A division within the territory.
    pub region: Option<Region>,
    /// 目前诊断.
    pub diagnosis: Option<Diagnosis>,
    /// 末次分类.
    pub stability: Option<Stability>,
    /// Where the record stands.
    pub status: Option<Status>,
    /// 知情同意.
    pub consent: Option<Consent>,
    /// Overdue on this day.
    pub overdue_on: Option<Date>,
    /// Only those who live and whose record is open: of a list for relief.
    pub open_records: bool,
}

impl Filter {
    /// Whether it says something of everybody whom it leaves: an illness, how it stands, what somebody decided.
    pub fn says_clinical(&self) -> bool {
        let Self { text: _, region: _, diagnosis, stability, status, consent, overdue_on, open_records: _ } =
            self;
        diagnosis.is_some()
            || stability.is_some()
            || status.is_some()
            || consent.is_some()
            || overdue_on.is_some()
    }

    /// Whether nothing but a text and a division narrows the roster.
    fn is_text_alone(&self) -> bool {
        !self.says_clinical() && !self.open_records
    }
}

/// The roster as it was asked for, with what was typed understood.
pub struct Narrowed<'a> {
    filter: &'a Filter,
    /// The division that was chosen, else the territory.
    within: Scope,
    search: Search,
}

/// Understands what was typed within the territory, or within the division that was chosen.
pub async fn narrowed<'a>(tx: &mut Tx, scope: &Scope, filter: &'a Filter) -> Result<Narrowed<'a>> {
    let within = filter.region.map_or_else(|| scope.clone(), Scope::of);
    let search = understand(tx, &within, &filter.text).await?;
    Ok(Narrowed { filter, within, search })
}

fn conditions(sql: &mut Sql, tx: &Tx, asked: &Narrowed<'_>) {
    let filter = asked.filter;
    within(sql, &asked.within);
    asked.search.add_to(sql, tx);
    if let Some(diagnosis) = filter.diagnosis {
        sql.with("and c.diagnosis = ?", [diagnosis.code().into()]);
    }
    if let Some(stability) = filter.stability {
        sql.with("and c.last_stability = ?", [stability.code().into()]);
    }
    if let Some(status) = filter.status {
        sql.with("and c.status = ?", [status.code().into()]);
    }
    if let Some(consent) = filter.consent {
        sql.with("and c.consent = ?", [consent.code().into()]);
    }
    if filter.open_records {
        is_open(sql);
    }
    if let Some(day) = filter.overdue_on {
        // Nobody is listed later than due, and the index is in the order of that day. A call that was not
        // repeated makes no visit late.
        sql.with("and c.listed_on < ? and c.visit_by < ?", [day.into(), day.into()]);
    }
}

/// How many people fit, and how many of them may leave for what.
pub async fn reach(tx: &mut Tx, asked: &Narrowed<'_>) -> Result<Reach> {
    let mut sql = Sql::new("select");
    reach_columns(&mut sql);
    sql.push("from cases c where");
    conditions(&mut sql, tx, asked);
    read_reach(counted(tx, &asked.within, &sql).await?.first())
}

/// How many people fit.
pub async fn count(tx: &mut Tx, asked: &Narrowed<'_>) -> Result<u64> {
    if asked.filter.is_text_alone()
        && let Some(people) = asked.search.count(tx).await?
    {
        return Ok(people);
    }
    let mut sql = Sql::new("select count(*) as people from cases c where");
    conditions(&mut sql, tx, asked);
    let rows = counted(tx, &asked.within, &sql).await?;
    let people = rows.first().context("a count")?.int("people")?;
    Ok(u64::try_from(people).unwrap_or(0))
}

/// The people who fit, in the order of their 编号.
pub async fn people(tx: &mut Tx, asked: &Narrowed<'_>, most: u32, skip: u32) -> Result<Vec<VisibleCase>> {
    // The page is found by id and number alone; whole records are read for its few lines only.
    let mut sql = Sql::new(concat!("select ", named_columns!(), " from ("));
    if !(asked.filter.is_text_alone() && asked.search.add_found(&mut sql, tx)) {
        sql.push("select c.county_code, c.id from cases c where");
        conditions(&mut sql, tx, asked);
        sql.push("order by c.case_no");
    }
    sql.with("limit ? offset ?) l", [most.into(), skip.into()]);
    sql.push("join cases c on c.county_code = l.county_code and c.id = l.id order by c.case_no");
    let rows = tx.rows_built(&sql).await?;
    rows.iter().map(read_named).collect()
}

/// Who stands in a workbook, in the order of their 编号: those of [`export`].
pub async fn ids(tx: &mut Tx, asked: &Narrowed<'_>, processing: Processing) -> Result<Vec<Uuid>> {
    let mut sql = Sql::new("select c.id from cases c where");
    leaving(&mut sql, tx, asked, processing);
    tx.rows_built(&sql).await?.iter().map(|row| row.id("id")).collect()
}

/// Adds who fits and may leave, in their order.
fn leaving(sql: &mut Sql, tx: &Tx, asked: &Narrowed<'_>, processing: Processing) {
    conditions(sql, tx, asked);
    may_leave(sql, processing);
    sql.with("order by c.case_no limit ?", [Val::from(MOST_EXPORTED)]);
}

/// People of one workbook.
const MOST_EXPORTED: i64 = 100_000;

/// What a workbook says beyond the page: the identity number and the day of the diagnosis.
pub struct Exported {
    /// The person.
    pub case: VisibleCase,
    /// 身份证号.
    pub identity_number: String,
    /// 确诊日期.
    pub diagnosed_on: Date,
    /// 知情同意时间.
    pub consent_on: Option<Date>,
}

impl Exported {
    fn read(row: &Row) -> Result<Self> {
        let case = read_whole(row)?;
        Ok(Self {
            identity_number: row.sealed(column::CASE_IDENTITY_NUMBER, case.id())?,
            case,
            diagnosed_on: row.day("diagnosed_on")?,
            consent_on: row.opt_day("consent_on")?,
        })
    }
}

/// Everybody who fits and may leave, for the workbook.
pub async fn export(tx: &mut Tx, asked: &Narrowed<'_>, processing: Processing) -> Result<Vec<Exported>> {
    let head = concat!("select c.identity_number, c.diagnosed_on, c.consent_on, ", whole_columns!());
    let mut sql = Sql::new(head);
    sql.push("from cases c where");
    leaving(&mut sql, tx, asked, processing);
    tx.rows_built(&sql).await?.iter().map(Exported::read).collect()
}
