//! Who is to be examined or checked.

use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use xinan_db::{Row, Scope, Sql, Tx, Val};
use xinan_domain::code::Code;
use xinan_domain::examination::watch::Watch;
use xinan_domain::examination::yearly::Offer;

use crate::case::VisibleCase;
use crate::case::store::{counted, named_columns, read_named, within};

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// 年度体检.
    Yearly,
    /// What medicines ask for.
    Checks,
}

impl List {
    /// Its name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Yearly => "yearly",
            Self::Checks => "checks",
        }
    }
}

/// A check stands in the list so many days before its day.
const AHEAD_DAYS: i64 = 14;

/// How many people stand in the lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Not examined this year, agreed or to be asked.
    pub yearly: u64,
    /// With a check that is due within a fortnight.
    pub checks: u64,
    /// Of them, how many are overdue.
    pub overdue: u64,
}

impl Counts {
    /// How many stand in a list.
    pub fn of(&self, list: List) -> u64 {
        match list {
            List::Yearly => self.yearly,
            List::Checks => self.checks,
        }
    }
}

fn conditions(sql: &mut Sql, scope: &Scope, list: List, today: Date) {
    within(sql, scope);
    match list {
        List::Yearly => {
            let offers: [Val; 2] = [Offer::Agreed.code().into(), Offer::Ask.code().into()];
            sql.with("and c.exam_offer in (?, ?)", offers);
            sql.with("and c.examined_on < ?", [today.first_of_year().into()])
        }
        List::Checks => sql.with("and c.check_due_on <= ?", [today.saturating_add(AHEAD_DAYS.days()).into()]),
    };
}

/// Counts the lists. Remembered until something changes.
pub async fn counts(tx: &mut Tx, scope: &Scope, today: Date) -> Result<Counts> {
    let mut sql = Sql::new("select (select count(*) from cases c where");
    conditions(&mut sql, scope, List::Yearly, today);
    sql.push(") as yearly, count(*) as checks,");
    sql.with("coalesce(sum(case when c.check_due_on < ? then 1 else 0 end), 0) as overdue", [today.into()]);
    sql.push("from cases c where");
    conditions(&mut sql, scope, List::Checks, today);
    let rows = counted(tx, scope, &sql).await?;
    let row = rows.first().context("a count")?;
    let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
    Ok(Counts { yearly: count("yearly")?, checks: count("checks")?, overdue: count("overdue")? })
}

/// Somebody of a list.
pub(super) struct Line {
    pub(super) case: VisibleCase,
    pub(super) offer: Option<Offer>,
    /// The last yearly exam.
    pub(super) examined_on: Option<Date>,
    /// The next check that a medicine asks for.
    pub(super) check: Option<(Watch, Date)>,
}

fn read(row: &Row) -> Result<Line> {
    let examined = row.text("examined_on")?;
    Ok(Line {
        case: read_named(row)?,
        offer: row.opt_code("exam_offer")?,
        examined_on: examined.parse().ok(),
        check: row.opt_code("check_watch")?.zip(row.opt_day("check_due_on")?),
    })
}

/// The people of a list: of the exam those who agreed first, and among them who waits longest; of checks the earliest day.
pub(super) async fn lines(
    tx: &mut Tx,
    scope: &Scope,
    (list, today): (List, Date),
    (most, skip): (u32, u32),
) -> Result<Vec<Line>> {
    let head = concat!(
        "select c.exam_offer, c.examined_on, c.check_due_on, c.check_watch, ",
        named_columns!(),
        " from cases c where"
    );
    let mut sql = Sql::new(head);
    conditions(&mut sql, scope, list, today);
    sql.push(match list {
        List::Yearly => "order by c.exam_offer, c.examined_on, c.id",
        List::Checks => "order by c.check_due_on, c.id",
    });
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(read).collect()
}
