//! Who is due, by group.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use xinan_db::{Scope, Sql, Tx, Uuid, Val};
use xinan_domain::code::Code;

use crate::case::store::{counted, head_columns, read_case, within};
use crate::case::{Status, VisibleCase};

/// How soon somebody is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// 先联系.
    First,
    /// 已过期.
    Overdue,
    /// 今天到期.
    Today,
    /// 7 天内, today left out.
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
        let after = |days: i32| today.saturating_add(days.days());
        Self { today, soon: after(2), week: after(7) }
    }
}

/// Who cannot wait. The columns are those of the due indexes, so that counting reads nothing else; of whom
/// nothing is to be done at once, `listed_on` is the due day.
macro_rules! is_first {
    () => {
        "(c.attention >= 3 or (c.attention = 2 and c.listed_on <= ?)
          or (c.attention = 1 and c.listed_on < ? and (c.call_again_on is null or c.call_again_on < ?)))"
    };
}
const IS_FIRST: &str = is_first!();
const IS_NOT_FIRST: &str = concat!("and not ", is_first!());

fn first(days: Days) -> [Val; 3] {
    [days.soon.into(), days.today.into(), days.today.into()]
}

/// Whom a call did not reach, and who is to be called another day, was thought of today and comes after the
/// others of the group; but nothing that is to be done at once waits for a call.
const CALLED_LATER: &str = "and c.attention < 3 and c.call_again_on > ?";
/// The others.
const AWAITED: &str = "and (c.attention >= 3 or c.call_again_on is null or c.call_again_on <= ?)";
/// The order that follows, with what is to be done at once before everything else; of the groups only the first
/// holds such people.
const IN_ORDER: &str = "order by case when c.attention < 3 and c.call_again_on > ? then 1 else 0 end,
                                 case when c.attention >= 3 then 0 else 1 end,
                                 c.listed_on, c.attention desc, c.id";

/// How much work there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overview {
    /// How many people are in each group.
    pub groups: [u64; 4],
    /// How many people of the territory were visited in the quarter.
    pub seen: u64,
    /// 在册: how many people there are; whoever is lost counts, whoever died does not.
    pub people: u64,
}

/// Counts the groups, and who was visited since the first day of the quarter.
pub async fn overview(tx: &mut Tx, scope: &Scope, today: Date, quarter: Date) -> Result<Overview> {
    let days = Days::of(today);
    let first = || first(days);
    let living = || -> [Val; 2] { [Status::Open.code().into(), Status::Lost.code().into()] };
    let mut sql = Sql::new("select (select count(*) from cases c where");
    within(&mut sql, scope).with("and c.status in (?, ?)", living());
    sql.push(") as people, (select count(*) from cases c where");
    within(&mut sql, scope).with("and c.status in (?, ?)", living());
    sql.with("and c.last_visit_on >= ?", [quarter.into()]);
    sql.push(") as seen, coalesce(sum(case when");
    sql.with(IS_FIRST, first());
    sql.push("then 1 else 0 end), 0) as n0, coalesce(sum(case when");
    sql.with("c.listed_on < ?", [days.today.into()]).with(IS_NOT_FIRST, first());
    sql.push("then 1 else 0 end), 0) as n1, coalesce(sum(case when");
    sql.with("c.listed_on = ?", [days.today.into()]).with(IS_NOT_FIRST, first());
    sql.push("then 1 else 0 end), 0) as n2, coalesce(sum(case when");
    sql.with("c.listed_on > ? and c.listed_on <= ?", [days.today.into(), days.week.into()])
        .with(IS_NOT_FIRST, first());
    sql.push("then 1 else 0 end), 0) as n3 from cases c where");
    within(&mut sql, scope).with("and c.listed_on <= ?", [days.week.into()]);
    let rows = counted(tx, scope, &sql).await?;
    let row = rows.first().context("a sum")?;
    let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
    let groups = [count("n0")?, count("n1")?, count("n2")?, count("n3")?];
    Ok(Overview { groups, seen: count("seen")?, people: count("people")? })
}

/// Adds the condition that somebody is in a group.
fn in_group(sql: &mut Sql, group: Group, days: Days) {
    let first = first(days);
    match group {
        Group::First => sql.with("and c.listed_on <= ? and", [days.week.into()]).with(IS_FIRST, first),
        Group::Overdue => sql.with("and c.listed_on < ?", [days.today.into()]).with(IS_NOT_FIRST, first),
        Group::Today => sql.with("and c.listed_on = ?", [days.today.into()]).with(IS_NOT_FIRST, first),
        Group::Week => sql
            .with("and c.listed_on > ? and c.listed_on <= ?", [days.today.into(), days.week.into()])
            .with(IS_NOT_FIRST, first),
    };
}

/// The first people of every group, of which there are so many.
///
/// Sorting whole groups would take longer than everything else on the page. Those who wait for no call stand in the
/// index in their order; only a group that has too few of them is gone through for the others.
pub async fn first_lines(
    tx: &mut Tx,
    scope: &Scope,
    today: Date,
    most: [u32; 4],
    counts: [u64; 4],
) -> Result<Vec<(Group, Vec<VisibleCase>)>> {
    let days = Days::of(today);
    let mut lines: [Vec<Line>; 4] = Default::default();
    add_lines(tx, scope, days, AWAITED, most, &mut lines).await?;
    let mut missing = [0; 4];
    for (at, found) in lines.iter().enumerate() {
        let found = u32::try_from(found.len())?;
        missing[at] = most[at].min(u32::try_from(counts[at])?).saturating_sub(found);
    }
    add_lines(tx, scope, days, CALLED_LATER, missing, &mut lines).await?;
    let room = most.iter().map(|most| *most as usize).sum();
    let mut people = heads(tx, lines.iter().flatten(), room).await?;
    let mut groups = Vec::new();
    for (group, lines) in Group::ALL.into_iter().zip(lines) {
        let found = lines.iter().map(|line| people.remove(line).context("somebody of the list"));
        groups.push((group, found.collect::<Result<_>>()?));
    }
    Ok(groups)
}

/// Who stands in a line: county and record.
type Line = (String, Uuid);

/// Adds the first lines of the groups of which so many are wanted, in one question to the database. Like the counts,
/// who stands in them is remembered until something changes.
async fn add_lines(
    tx: &mut Tx,
    scope: &Scope,
    days: Days,
    which: &'static str,
    most: [u32; 4],
    lines: &mut [Vec<Line>; 4],
) -> Result<()> {
    let mut sql = Sql::new("select l.part, l.county_code, l.id from (");
    let mut is_first = true;
    for (at, (group, most)) in Group::ALL.into_iter().zip(most).enumerate().filter(|(_, (_, most))| *most > 0)
    {
        sql.push(if is_first { "select * from (select" } else { "union all select * from (select" });
        is_first = false;
        sql.with("cast(? as bigint) as part, c.county_code, c.id, c.listed_on, c.attention", [at.into()]);
        sql.push("from cases c where");
        within(&mut sql, scope);
        in_group(&mut sql, group, days);
        sql.with(which, [days.today.into()]);
        // The other groups stand in the index in their order.
        sql.push(if group == Group::First {
            "order by case when c.attention >= 3 then 0 else 1 end,"
        } else {
            "order by"
        });
        sql.with("c.listed_on, c.attention desc, c.id limit ?) as g", [most.into()]);
    }
    if is_first {
        return Ok(());
    }
    sql.push(
        ") as l
         order by l.part, case when l.attention >= 3 then 0 else 1 end, l.listed_on, l.attention desc, l.id",
    );
    for row in counted(tx, scope, &sql).await?.iter() {
        let part = usize::try_from(row.int("part")?).unwrap_or(usize::MAX);
        lines.get_mut(part).context("one of four groups")?.push((row.text("county_code")?, row.id("id")?));
    }
    Ok(())
}

/// The records of the lines. `room` is how many there can be: asked in the same words whatever their number, so that the
/// statement stays prepared.
async fn heads<'a>(
    tx: &mut Tx,
    lines: impl Iterator<Item = &'a Line>,
    room: usize,
) -> Result<HashMap<Line, VisibleCase>> {
    let mut counties: BTreeMap<&str, Vec<Uuid>> = BTreeMap::new();
    for (county, id) in lines {
        counties.entry(county).or_default().push(*id);
    }
    let mut people = HashMap::new();
    for (county, ids) in counties {
        let mut sql = Sql::new(concat!("select ", head_columns!(), " from cases c"));
        sql.with("where c.county_code = ? and c.id in (", [county.into()]);
        for at in 0..room.max(ids.len()) {
            sql.with(if at == 0 { "?" } else { ", ?" }, [ids[at.min(ids.len() - 1)].into()]);
        }
        sql.push(")");
        for row in tx.rows_built(&sql).await? {
            let case = read_case(&row)?;
            people.insert((county.to_owned(), case.id()), case);
        }
    }
    Ok(people)
}

/// The people of a group, those who wait longest first, as [`IN_ORDER`] says.
pub async fn people(
    tx: &mut Tx,
    scope: &Scope,
    group: Group,
    today: Date,
    most: u32,
    skip: u32,
) -> Result<Vec<VisibleCase>> {
    let days = Days::of(today);
    let mut sql = Sql::new(concat!("select ", head_columns!(), " from cases c where"));
    within(&mut sql, scope);
    in_group(&mut sql, group, days);
    sql.with(IN_ORDER, [days.today.into()]).with("limit ? offset ?", [most.into(), skip.into()]);
    let rows = tx.rows_built(&sql).await?;
    rows.iter().map(read_case).collect()
}
