//! What the forms are filled with.
//!
//! A village is read in one statement, in the order of 编号. On its paper is everybody whose record is
//! open or who is being looked for; who has died or whose record is closed is printed one by one.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::follow_up::Visit;
use xinan_domain::region::Region;
use xinan_domain::supplement::Supplement;

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
    IDS_IN = "
        select id
          from cases
         where county_code = $1
           and village_code = $2
           and status in ($3, $4)
         order by case_no
         limit $5 offset $6";
    FORMS_IN = "
        select c.id, c.name, c.case_no, s.id as form_id, s.form
          from cases c
          join supplements s on s.county_code = c.county_code and s.id = c.supplement_id
         where c.county_code = $1
           and c.village_code = $2
           and c.status in ($3, $4)
         order by c.case_no
         limit $5 offset $6";
    VISITS_IN = "
        select c.id, c.name, c.case_no, f.id as form_id, f.form, f.due_on
          from cases c
          left join follow_ups f
            on f.county_code = c.county_code
           and f.id = (select last.id
                         from follow_ups last
                        where last.county_code = c.county_code
                          and last.case_id = c.id
                          and last.withdrawn_at is null
                        order by last.visited_on desc, last.entered_at desc, last.id desc
                        limit 1)
         where c.county_code = $1
           and c.village_code = $2
           and c.status in ($3, $4)
         order by c.case_no
         limit $5 offset $6";
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

/// Who is on the paper of a village: decided here, in [`forms`] and in [`last_visits`] by the same conditions.
pub async fn ids(tx: &mut Tx, village: &Region, stretch: Stretch) -> Result<Vec<Uuid>> {
    let rows = tx.rows(IDS_IN, &stretch_of(village, stretch)).await?;
    rows.iter().map(|row| row.id("id")).collect()
}

/// The supplement forms of a village.
pub async fn forms(tx: &mut Tx, village: &Region, stretch: Stretch) -> Result<Vec<(Person, Filled)>> {
    let rows = tx.rows(FORMS_IN, &stretch_of(village, stretch)).await?;
    rows.iter().map(|row| Ok((person(row)?, filled(row)?))).collect()
}

/// The latest visit of everybody in a village; nothing where there was none.
pub async fn last_visits(
    tx: &mut Tx,
    village: &Region,
    stretch: Stretch,
) -> Result<Vec<(Person, Option<Visited>)>> {
    let rows = tx.rows(VISITS_IN, &stretch_of(village, stretch)).await?;
    rows.iter().map(|row| Ok((person(row)?, visited(row)?))).collect()
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
