//! Which post reads which list, and for how long.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, Val, sql};
use xinan_domain::code::Code;
use xinan_domain::disclosure::Door;
use xinan_domain::disclosure::handed::Given;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::Lang;

use crate::disclosure::store::Entered;
use crate::policy::{Action, permits_kind};
use crate::shell::actor::{Actor, PostKind};
use crate::shell::session::store::in_force;

sql! {
    ONE = "
        select id, post_kind, region, days, ended_at, ended_as
          from handed_lists
         where county_code = $1 and id = $2";
    PEOPLE = "select case_id from handed_people where list_id = $1 order by case_id";
    END = "
        update handed_lists
           set ended_at = $3, ended_by = $4, ended_as = $5
         where county_code = $1 and id = $2 and ended_at is null";
    OF_POST = "
        select h.id
          from handed_lists h
          join disclosures d on d.id = h.id
         where h.county_code = $1 and h.region = $2 and h.post_kind = $3 and d.left_at is not null
         order by d.left_at desc, h.id desc
         limit 100";
}

const ADD: &str = "insert into handed_lists (id, county_code, post_kind, region, days)";
const ADD_PEOPLE: &str = "insert into handed_people (list_id, case_id)";

/// A post of another department that may be given lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Department {
    pub(crate) kind: PostKind,
    pub(crate) region: Region,
    /// The institution of whoever holds it.
    pub(crate) office: String,
}

impl Department {
    /// As it stands in a form.
    pub(crate) fn value(&self) -> String {
        format!("{}-{}", self.kind.code(), self.region.as_str())
    }

    /// 清溪镇民政办 · 民政经办人.
    pub(crate) fn in_words(&self, lang: Lang) -> String {
        format!("{} · {}", self.office, lang.code(self.kind))
    }
}

/// The posts that may be given lists of a division's people: those of its township and of its county that somebody holds.
pub(crate) async fn departments(tx: &mut Tx, of: &Region, today: Date) -> Result<Vec<Department>> {
    let mut sql = Sql::new(
        "select p.kind, p.region, min(p.office) as office
           from posts p
           join accounts a on a.id = p.account_id
          where a.closed_at is null",
    );
    sql.with(concat!("and ", in_force!("p", "?")), [today.into(), today.into()]);
    sql.push("and p.region in (");
    for (at, region) in
        [Level::County, Level::Township].into_iter().filter_map(|level| of.at(level)).enumerate()
    {
        sql.with(if at == 0 { "?" } else { ", ?" }, [region.as_str().into()]);
    }
    sql.push(") and p.kind in (");
    let kinds = PostKind::ALL.iter().filter(|kind| permits_kind(**kind, Action::ReadHandedList));
    for (at, kind) in kinds.enumerate() {
        sql.with(if at == 0 { "?" } else { ", ?" }, [kind.code().into()]);
    }
    sql.push(") group by p.kind, p.region order by p.region desc, p.kind");
    let rows = tx.rows_built(&sql).await?;
    let read = |row: &Row| {
        Ok(Department { kind: row.code("kind")?, region: region(row)?, office: row.text("office")? })
    };
    rows.iter().map(read).collect()
}

fn region(row: &Row) -> Result<Region> {
    let code = row.text("region")?;
    Region::exact(&code).ok().with_context(|| format!("{code} is no division"))
}

/// Keeps who may read which people, and for how long. Sent twice, it is one.
pub(crate) async fn keep(
    tx: &mut Tx,
    county: &str,
    id: Uuid,
    (department, days): (&Department, u16),
    people: &[Uuid],
) -> Result<()> {
    let row = vec![
        id.into(),
        county.into(),
        department.kind.code().into(),
        department.region.as_str().into(),
        i64::from(days).into(),
    ];
    if tx.insert_many(ADD, &[row], "on conflict (id) do nothing").await? > 0 {
        let rows: Vec<Vec<Val>> = people.iter().map(|person| vec![id.into(), (*person).into()]).collect();
        tx.insert_many(ADD_PEOPLE, &rows, "on conflict do nothing").await?;
    }
    Ok(())
}

/// Which post reads a list, for how long, and who ended it.
#[derive(Debug, Clone)]
pub(crate) struct Handed {
    pub(crate) kind: PostKind,
    pub(crate) region: Region,
    pub(crate) days: u16,
    pub(crate) ended: Option<(i64, String)>,
}

impl Handed {
    /// As the rule reads it; none while nobody has agreed.
    pub(crate) fn given(&self, one: &Entered) -> Option<Given> {
        Some(Given { at: one.left_at?, days: self.days, ended_at: self.ended.as_ref().map(|(at, _)| *at) })
    }
}

/// What is kept of an entry of the register that is read inside.
pub(crate) async fn find(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Handed>> {
    let Some(row) = tx.row(ONE, &[county.into(), id.into()]).await? else { return Ok(None) };
    Ok(Some(Handed {
        kind: row.code("post_kind")?,
        region: region(&row)?,
        days: u16::try_from(row.int("days")?).context("days")?,
        ended: row.opt_int("ended_at")?.zip(row.opt_text("ended_as")?),
    }))
}

/// Who was chosen for a list.
pub(crate) async fn people(tx: &mut Tx, id: Uuid) -> Result<Vec<Uuid>> {
    tx.rows(PEOPLE, &[id.into()]).await?.iter().map(|row| row.id("case_id")).collect()
}

/// Ends it; whether it had not ended.
pub(crate) async fn end(tx: &mut Tx, actor: &Actor, id: Uuid, now: i64) -> Result<bool> {
    let by = [actor.account.into(), actor.by().shown_as.into()];
    let params = [&[actor.county().into(), id.into(), now.into()][..], &by].concat();
    Ok(tx.execute(END, &params).await? > 0)
}

/// The lists that were given to the actor's post, the latest first.
pub(crate) async fn received(tx: &mut Tx, actor: &Actor) -> Result<Vec<(Entered, Handed)>> {
    let post = [actor.county().into(), actor.region.as_str().into(), actor.kind.code().into()];
    let mut lists = Vec::new();
    for row in tx.rows(OF_POST, &post).await? {
        lists.extend(of_post(tx, actor, row.id("id")?).await?);
    }
    Ok(lists)
}

/// One of them.
pub(crate) async fn of_post(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<(Entered, Handed)>> {
    let one = crate::disclosure::store::find(tx, actor.county(), id).await?;
    let handed = find(tx, actor.county(), id).await?;
    let own = |(one, handed): &(Entered, Handed)| {
        let agreed = one.door == Door::HandedList && one.left_at.is_some();
        let agreed = agreed && one.decision.as_ref().is_some_and(|decision| decision.approved);
        agreed && handed.kind == actor.kind && handed.region == actor.region
    };
    Ok(one.zip(handed).filter(own))
}
