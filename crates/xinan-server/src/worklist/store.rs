//! Who is due, by group.

use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use xinan_db::{Scope, Sql, Tx, Val};

use crate::case::VisibleCase;
use crate::case::store::{head_columns, read_case, within};

/// How soon somebody is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// 先联系.
    First,
    /// 已过期.
    Overdue,
    /// 今天到期.
    Today,
    /// 本周.
    Week,
}

impl Group {
    /// In the order of the page.
    pub const ALL: [Self; 4] = [Self::First, Self::Overdue, Self::Today, Self::Week];

    /// Its name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Week => "week",
        }
    }

    /// The group with this name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.key() == key)
    }
}

/// The days that bound the groups.
#[derive(Debug, Clone, Copy)]
struct Days {
    today: Date,
    soon: Date,
    week: Date,
}

impl Days {
    fn of(today: Date) -> Self {
        Self { today, soon: today.saturating_add(2.days()), week: today.saturating_add(7.days()) }
    }
}

/// Who cannot wait. The columns are those of the due indexes, so that counting reads nothing else.
const IS_FIRST: &str = "((c.attention = 2 and c.due_on <= ?) or (c.attention = 1 and c.due_on < ?))";
const IS_NOT_FIRST: &str =
    "and not ((c.attention = 2 and c.due_on <= ?) or (c.attention = 1 and c.due_on < ?))";

/// How many people are in each group.
pub async fn counts(tx: &mut Tx, scope: &Scope, today: Date) -> Result<[u64; 4]> {
    let days = Days::of(today);
    let first = || -> [Val; 2] { [days.soon.into(), days.today.into()] };
    let mut sql = Sql::new("select coalesce(sum(case when");
    sql.with(IS_FIRST, first());
    sql.push("then 1 else 0 end), 0) as n0, coalesce(sum(case when");
    sql.with("c.due_on < ?", [days.today.into()]).with(IS_NOT_FIRST, first());
    sql.push("then 1 else 0 end), 0) as n1, coalesce(sum(case when");
    sql.with("c.due_on = ?", [days.today.into()]).with(IS_NOT_FIRST, first());
    sql.push("then 1 else 0 end), 0) as n2, coalesce(sum(case when");
    sql.with("c.due_on > ?", [days.today.into()]).with(IS_NOT_FIRST, first());
    sql.push("then 1 else 0 end), 0) as n3 from cases c where");
    within(&mut sql, scope).with("and c.due_on <= ?", [days.week.into()]);
    let rows = tx.rows_built(&sql).await?;
    let row = rows.first().context("a sum")?;
    let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
    Ok([count("n0")?, count("n1")?, count("n2")?, count("n3")?])
}

/// The people of a group, those who wait longest first.
pub async fn people(
    tx: &mut Tx,
    scope: &Scope,
    group: Group,
    today: Date,
    most: u32,
    skip: u32,
) -> Result<Vec<VisibleCase>> {
    let days = Days::of(today);
    let first: [Val; 2] = [days.soon.into(), days.today.into()];
    let mut sql = Sql::new(concat!("select ", head_columns!(), " from cases c where"));
    within(&mut sql, scope);
    match group {
        Group::First => sql.with("and c.due_on <= ? and", [days.soon.into()]).with(IS_FIRST, first),
        Group::Overdue => sql.with("and c.due_on < ?", [days.today.into()]).with(IS_NOT_FIRST, first),
        Group::Today => sql.with("and c.due_on = ?", [days.today.into()]).with(IS_NOT_FIRST, first),
        Group::Week => sql
            .with("and c.due_on > ? and c.due_on <= ?", [days.today.into(), days.week.into()])
            .with(IS_NOT_FIRST, first),
    };
    sql.with("order by c.due_on, c.attention desc, c.id limit ? offset ?", [most.into(), skip.into()]);
    let rows = tx.rows_built(&sql).await?;
    rows.iter().map(read_case).collect()
}

/// How many people of the territory were visited in the quarter, and how many there are.
pub async fn quarter(tx: &mut Tx, scope: &Scope, from: Date) -> Result<(u64, u64)> {
    let mut sql = Sql::new("select count(*) as people, coalesce(sum(case when");
    sql.with("c.last_visit_on >= ?", [from.into()]);
    sql.push("then 1 else 0 end), 0) as seen from cases c where");
    within(&mut sql, scope).push("and c.status = 0");
    let rows = tx.rows_built(&sql).await?;
    let row = rows.first().context("a count")?;
    Ok((u64::try_from(row.int("seen")?).unwrap_or(0), u64::try_from(row.int("people")?).unwrap_or(0)))
}
