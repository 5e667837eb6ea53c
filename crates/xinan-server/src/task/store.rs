//! Tasks, as kept in the database.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::life::State;
use xinan_domain::region::Region;

use super::{Kind, Task};
use crate::case::tie::store::only_tied;
use crate::policy::{Relation, permits, permits_as, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;

sql! {
    END = "
        delete from tasks
         where county_code = $1
           and kind = $2
           and thing = $3";
    OF_CASE = "
        select t.kind, t.thing, t.case_id, t.region, t.since, t.due_on, t.words, t.institution_id, c.name
          from tasks t
          join cases c on c.county_code = t.county_code and c.id = t.case_id
         where t.county_code = $1
           and t.case_id = $2
           and c.life between $3 and $4
         order by case when t.due_on is null then 1 else 0 end, t.due_on, t.since, t.thing";
    MOVE_OF_CASE = "
        update tasks set region = $3
         where county_code = $1
           and case_id = $2
           and institution_id is null";
}

const ADD: &str = "
    insert into tasks (county_code, kind, thing, case_id, region, since, due_on, words, institution_id)";
const AGAIN: &str = "
    on conflict (county_code, kind, thing) do update
       set case_id = excluded.case_id, region = excluded.region, since = excluded.since, due_on = excluded.due_on,
           words = excluded.words, institution_id = excluded.institution_id";

/// Something that is to be done, as a list shows it.
#[derive(Debug, Clone)]
pub struct Open {
    /// What.
    pub kind: Kind,
    /// About what.
    pub thing: Uuid,
    /// Whose record.
    pub case: Option<Uuid>,
    /// 姓名; empty where it concerns nobody's record.
    pub name: String,
    /// Where those stand who do it.
    pub region: Region,
    /// The day of the fact that asks for it.
    pub since: Date,
    /// The last day in time.
    pub due_on: Option<Date>,
    /// What is said of it.
    pub words: String,
    /// The hospital whose it is to do; none where it is the territory's.
    pub institution: Option<Uuid>,
}

impl Open {
    /// Whether it is the actor's to do.
    pub fn is_of(&self, actor: &Actor) -> bool {
        let whose = match reaches_by_tie(actor) {
            true => self.institution.is_some() && self.institution == actor.institution,
            false => self.institution.is_none(),
        };
        whose && does(actor, self.kind) && actor.region.contains(&self.region)
    }
}

/// Whether the post carries what a kind of task needs: in its territory, or, of a psychiatrist, for whom it has in hand.
pub fn does(actor: &Actor, kind: Kind) -> bool {
    match reaches_by_tie(actor) {
        true => permits_as(actor, kind.action(), Relation::Treats),
        false => permits(actor, kind.action()),
    }
}

/// Sets a task of the territory, or its day anew.
pub async fn set(tx: &mut Tx, county: &str, task: &Task<'_>) -> Result<()> {
    set_for(tx, county, task, None).await
}

/// Sets a task of everybody in a psychiatrist's post of an institution, or of the territory.
pub async fn set_for(tx: &mut Tx, county: &str, task: &Task<'_>, institution: Option<Uuid>) -> Result<()> {
    tx.changed(county);
    let row = vec![
        county.into(),
        task.kind.code().into(),
        task.thing.into(),
        task.case.into(),
        task.region.as_str().into(),
        task.since.into(),
        task.due_on.into(),
        task.words.into(),
        institution.into(),
    ];
    tx.insert_many(ADD, &[row], AGAIN).await.map(drop)
}

/// Ends a task; one that is not there has ended already.
pub async fn end(tx: &mut Tx, county: &str, kind: Kind, thing: Uuid) -> Result<()> {
    tx.changed(county);
    tx.execute(END, &[county.into(), kind.code().into(), thing.into()]).await.map(drop)
}

/// Moves what a territory has to do about a record to where the person lives now; a hospital's tasks stay the hospital's.
pub async fn move_of_case(tx: &mut Tx, county: &str, case: Uuid, to: &Region) -> Result<()> {
    tx.changed(county);
    tx.execute(MOVE_OF_CASE, &[county.into(), case.into(), to.as_str().into()]).await.map(drop)
}

/// How many tasks the actor's post has, and how many of them are overdue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub all: u64,
    /// Those whose day is over.
    pub overdue: u64,
}

/// Which tasks are the actor's: of the kinds that the post does, within its territory, about records that it reaches.
///
/// A task rests while nothing can be done of it: when the person has died, or the record is closed. That was a mistake? It
/// is there again.
fn of(sql: &mut Sql, actor: &Actor, only: Option<Kind>, now: &Moment) -> bool {
    let kinds: Vec<Kind> = Kind::ALL
        .iter()
        .copied()
        .filter(|kind| does(actor, *kind) && only.is_none_or(|only| only == *kind))
        .collect();
    let (from, below) = actor.region.range();
    sql.with("t.county_code = ?", [actor.county().into()]);
    sql.with("and t.region >= ? and t.region < ?", [from.clone().into(), below.clone().into()]);
    let (first, last) = (State::ConsentPending.code(), State::Lost.code());
    sql.with("and (t.case_id is null or c.life between ? and ?", [first.into(), last.into()]);
    for kind in Kind::ALL.iter().filter(|kind| kind.outlives()) {
        sql.with("or t.kind = ?", [kind.code().into()]);
    }
    sql.push(")");
    match reaches_by_tie(actor) {
        // A post without an institution is of none: nil is no institution's id.
        true => {
            sql.with("and t.institution_id = ?", [actor.institution.unwrap_or_default().into()]);
            only_tied(sql, actor, now.micros());
        }
        false => {
            sql.push("and t.institution_id is null");
            // Who is asked to accept somebody reads the name before the record is theirs.
            let asked = Kind::AcceptTransfer.code();
            sql.with(
                "and (t.case_id is null or t.kind = ? or (c.village_code >= ?",
                [asked.into(), from.into()],
            );
            sql.with("and c.village_code < ?))", [below.into()]);
        }
    }
    for (at, kind) in kinds.iter().enumerate() {
        sql.with(if at == 0 { "and t.kind in (?" } else { ", ?" }, [Val::from(kind.code())]);
    }
    sql.push(")");
    !kinds.is_empty()
}

/// Counts the actor's tasks.
pub async fn count(tx: &mut Tx, actor: &Actor, only: Option<Kind>, now: &Moment) -> Result<Count> {
    let mut sql = Sql::new("select count(*) as found, coalesce(sum(case when t.due_on <");
    sql.with("? then 1 else 0 end), 0) as overdue", [now.day().into()]);
    sql.push("from tasks t left join cases c on c.county_code = t.county_code and c.id = t.case_id where");
    if !of(&mut sql, actor, only, now) {
        return Ok(Count::default());
    }
    let rows = tx.rows_built(&sql).await?;
    let row = rows.first().context("a count")?;
    let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
    Ok(Count { all: count("found")?, overdue: count("overdue")? })
}

/// The actor's tasks: the earliest day first, those without a day at the end.
pub async fn list(
    tx: &mut Tx,
    actor: &Actor,
    only: Option<Kind>,
    (most, skip): (u32, u32),
    now: &Moment,
) -> Result<Vec<Open>> {
    let mut sql = Sql::new(
        "select t.kind, t.thing, t.case_id, t.region, t.since, t.due_on, t.words, t.institution_id, c.name
           from tasks t
           left join cases c on c.county_code = t.county_code and c.id = t.case_id
          where",
    );
    if !of(&mut sql, actor, only, now) {
        return Ok(Vec::new());
    }
    sql.push("order by case when t.due_on is null then 1 else 0 end, t.due_on, t.since, t.thing");
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(read).collect()
}

/// What is to be done about a record, for whoever reads it: the earliest day first. Who does it is another question
/// ([`Kind::action`]).
pub async fn of_case(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<Open>> {
    let (first, last) = (State::ConsentPending.code(), State::Lost.code());
    let params = [county.into(), case.into(), first.into(), last.into()];
    tx.rows(OF_CASE, &params).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Open> {
    let (thing, case) = (row.id("thing")?, row.opt_id("case_id")?);
    let name = match case {
        Some(case) => row.opt_sealed(column::CASE_NAME, case)?.unwrap_or_default(),
        None => String::new(),
    };
    let region = row.text("region")?;
    Ok(Open {
        region: Region::exact(&region).ok().with_context(|| format!("{region} is no division"))?,
        kind: row.code("kind")?,
        thing,
        case,
        name,
        since: row.day("since")?,
        due_on: row.opt_day("due_on")?,
        words: row.text("words")?,
        institution: row.opt_id("institution_id")?,
    })
}
