//! The people of a list, as far as another department may read them now.

use anyhow::Result;
use xinan_db::{Row, Scope, Sql, Tx, Uuid, column};
use xinan_domain::identity_number::Sex;

use crate::case::leaving::store::{is_open, may_leave};
use crate::case::store::within;
use crate::disclosure::store::Entered;
use crate::portal::safety::store::is_set;

/// Somebody in a list: who it is, where, and whom to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) sex: Sex,
    /// 出生年份.
    pub(super) born: i16,
    pub(super) number: String,
    /// None of somebody who is to be safe from a guardian.
    pub(super) reach: Option<Reach>,
}

/// Where somebody is, and whom of the family to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) address: String,
    pub(super) phone: String,
    pub(super) guardian: String,
    pub(super) guardian_phone: String,
}

/// Those who were chosen, are there, and agree to this now.
fn conditions(sql: &mut Sql, one: &Entered) {
    sql.with("where p.list_id = ? and", [one.id.into()]);
    within(sql, &Scope::of(one.region));
    is_open(sql);
    may_leave(sql, one.processing());
}

const FROM: &str = "from handed_people p join cases c on c.id = p.case_id and c.county_code = ?";

/// How many may be read now.
pub(super) async fn count(tx: &mut Tx, county: &str, one: &Entered) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found");
    sql.with(FROM, [county.into()]);
    conditions(&mut sql, one);
    tx.found(&sql).await
}

/// A page of them.
pub(super) async fn people(
    tx: &mut Tx,
    county: &str,
    one: &Entered,
    (most, skip): (u32, u32),
) -> Result<Vec<Listed>> {
    let mut sql = Sql::new(
        "select c.id, c.name, c.sex, c.birth_date, c.identity_number, c.address, c.phone, c.guardian_name,
                c.guardian_phone",
    );
    sql.with(FROM, [county.into()]);
    conditions(&mut sql, one);
    sql.with("order by c.case_no limit ? offset ?", [most.into(), skip.into()]);
    let mut people = Vec::new();
    for row in &tx.rows_built(&sql).await? {
        let kept_apart = is_set(tx, county, row.id("id")?).await?;
        people.push(read(row, kept_apart)?);
    }
    Ok(people)
}

fn read(row: &Row, kept_apart: bool) -> Result<Listed> {
    let id = row.id("id")?;
    let text = |column| row.opt_sealed(column, id).map(Option::unwrap_or_default);
    let reach = match kept_apart {
        true => None,
        false => Some(Reach {
            address: text(column::CASE_ADDRESS)?,
            phone: text(column::CASE_PHONE)?,
            guardian: text(column::CASE_GUARDIAN_NAME)?,
            guardian_phone: text(column::CASE_GUARDIAN_PHONE)?,
        }),
    };
    Ok(Listed {
        id,
        name: row.sealed(column::CASE_NAME, id)?,
        sex: row.code("sex")?,
        born: row.day("birth_date")?.year(),
        number: row.sealed(column::CASE_IDENTITY_NUMBER, id)?,
        reach,
    })
}
