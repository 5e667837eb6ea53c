//! What the forms are filled with.
//!
//! A village is read in one statement, in the order of 编号. On its paper is everybody whose record is
//! open or who is being looked for, as far as consents go of what it is printed for; who has died or whose record is closed is
//! printed one by one. Its parts are of all of them, so that nobody moves from one part to another by what others decide.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::consent::Processing;
use xinan_domain::follow_up::Visit;
use xinan_domain::region::Region;
use xinan_domain::supplement::Supplement;

use crate::case::leaving::Reach;
use crate::case::leaving::store::{may_leave, reach_columns, read_reach};
use crate::case::{Status, VisibleCase};

sql! {
    FORM_OF = "
        select s.id as form_id, s.form
          from cases c
          join supplements s on s.county_code = c.county_code and s.id = c.supplement_id
         where c.county_code = $1
           and c.id = $2";
    PEOPLE_IN = "
        select count(*) as people
          from cases
         where county_code = $1
           and village_code = $2
           and status in ($3, $4)";
}

/// Whose sheet it is: what stands at its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The record's id.
    pub id: Uuid,
    /// 姓名.
    pub name: String,
    /// 编号.
    pub case_no: String,
}

/// A visit as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Visited {
    /// Its id.
    pub id: Uuid,
    /// What was found.
    pub visit: Visit,
    /// The last day for the next one, by the rule.
    pub due_on: Option<Date>,
}

/// A supplement form as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// Its id.
    pub id: Uuid,
    /// The form.
    pub form: Supplement,
}

/// A stretch of a village's people in the order of 编号.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// How many come before it.
    pub skip: usize,
    /// How many it holds at most.
    pub most: usize,
}

/// The supplement form of a person.
pub async fn form(tx: &mut Tx, case: &VisibleCase) -> Result<Option<Filled>> {
    let row = tx.row(FORM_OF, &[case.county().into(), case.id().into()]).await?;
    row.as_ref().map(filled).transpose()
}

/// How many people of a village are printed.
pub async fn people(tx: &mut Tx, village: &Region) -> Result<usize> {
    let row = tx.row(PEOPLE_IN, &of(village)).await?.context("a count")?;
    usize::try_from(row.int("people")?).context("a count")
}

/// A stretch of a village's paper, as its queries begin.
#[derive(Debug, Clone, Copy)]
pub struct OnPaper<'a> {
    /// The village.
    pub village: &'a Region,
    /// Which of its people.
    pub stretch: Stretch,
    /// What is asked of their consents.
    pub processing: Processing,
}

impl OnPaper<'_> {
    /// Adds the people of the stretch as `c`.
    fn from(&self, sql: &mut Sql) {
        sql.with(
            "from (select c.county_code, c.id, c.name, c.case_no, c.supplement_id, c.consent, c.informed_on, c.sharing
                     from cases c
                    where c.county_code = ?
                      and c.village_code = ?
                      and c.status in (?, ?)
                    order by c.case_no
                    limit ? offset ?) c",
            stretch_of(self.village, self.stretch),
        );
    }

    /// Adds that only those who may leave are wanted, in the order of 编号.
    fn may_leave(&self, sql: &mut Sql) {
        sql.push("where c.case_no is not null");
        may_leave(sql, self.processing);
        sql.push("order by c.case_no");
    }
}

/// Who is on the paper of a village.
pub async fn ids(tx: &mut Tx, of: OnPaper<'_>) -> Result<Vec<Uuid>> {
    let mut sql = Sql::new("select c.id");
    of.from(&mut sql);
    of.may_leave(&mut sql);
    tx.rows_built(&sql).await?.iter().map(|row| row.id("id")).collect()
}

/// How many of a village there are, and how many of them may leave for what.
pub async fn reach(tx: &mut Tx, of: OnPaper<'_>) -> Result<Reach> {
    let mut sql = Sql::new("select");
    reach_columns(&mut sql);
    of.from(&mut sql);
    read_reach(tx.rows_built(&sql).await?.first())
}

/// The supplement forms of a village.
pub async fn forms(tx: &mut Tx, of: OnPaper<'_>) -> Result<Vec<(Person, Filled)>> {
    let mut sql = Sql::new("select c.id, c.name, c.case_no, s.id as form_id, s.form");
    of.from(&mut sql);
    sql.push("join supplements s on s.county_code = c.county_code and s.id = c.supplement_id");
    of.may_leave(&mut sql);
    tx.rows_built(&sql).await?.iter().map(|row| Ok((person(row)?, filled(row)?))).collect()
}

/// The latest visit of everybody in a village; nothing where there was none.
pub async fn last_visits(tx: &mut Tx, of: OnPaper<'_>) -> Result<Vec<(Person, Option<Visited>)>> {
    let mut sql = Sql::new("select c.id, c.name, c.case_no, f.id as form_id, f.form, f.due_on");
    of.from(&mut sql);
    sql.push(
        "left join follow_ups f
           on f.county_code = c.county_code
          and f.id = (select last.id
                        from follow_ups last
                       where last.county_code = c.county_code
                         and last.case_id = c.id
                         and last.withdrawn_at is null
                       order by last.visited_on desc, last.entered_at desc, last.id desc
                       limit 1)",
    );
    of.may_leave(&mut sql);
    tx.rows_built(&sql).await?.iter().map(|row| Ok((person(row)?, visited(row)?))).collect()
}

fn of(village: &Region) -> [Val; 4] {
    let county: String = village.as_str().chars().take(6).collect();
    let (open, lost) = (Status::Open.code(), Status::Lost.code());
    [county.into(), village.as_str().into(), open.into(), lost.into()]
}

fn stretch_of(village: &Region, stretch: Stretch) -> [Val; 6] {
    let [county, village, open, lost] = of(village);
    [county, village, open, lost, stretch.most.into(), stretch.skip.into()]
}

fn person(row: &Row) -> Result<Person> {
    let id = row.id("id")?;
    Ok(Person { id, name: row.sealed(column::CASE_NAME, id)?, case_no: row.text("case_no")? })
}

fn filled(row: &Row) -> Result<Filled> {
    let id = row.id("form_id")?;
    let form = row.sealed(column::SUPPLEMENT_FORM, id)?;
    Ok(Filled { id, form: serde_json::from_str(&form).context("reading a supplement form")? })
}

fn visited(row: &Row) -> Result<Option<Visited>> {
    let Some(id) = row.opt_id("form_id")? else { return Ok(None) };
    let visit = serde_json::from_str(&row.sealed(column::FOLLOW_UP_FORM, id)?).context("reading a visit")?;
    Ok(Some(Visited { id, visit, due_on: row.opt_day("due_on")? }))
}
