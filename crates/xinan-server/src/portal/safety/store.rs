//! From whom somebody is to be safe.

use anyhow::{Context, Result};
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::person::Relation;

use crate::case::VisibleCase;

sql! {
    OF_CASE = "
        select s.id, s.holder, s.name, s.relation, s.reason, s.set_at, s.lifted_at,
               coalesce(a.shown_name, '') as set_by_name
          from portal_safety s
          left join accounts a on a.id = s.set_by
         where s.county_code = $1 and s.case_id = $2
         order by s.set_at, s.id";
    ANY = "
        select count(*) as found
          from portal_safety
         where county_code = $1 and case_id = $2 and lifted_at is null";
    SET = "
        insert into portal_safety (county_code, id, case_id, holder, name, relation, phone, reason, set_at, set_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict do nothing";
    LIFT = "
        update portal_safety
           set lifted_at = $4, lifted_by = $5, lifted_reason = $6
         where county_code = $1 and case_id = $2 and id = $3 and lifted_at is null";
}

/// That somebody is to be safe from a guardian, or was.
#[derive(Debug, Clone)]
pub(in crate::portal) struct Flag {
    pub(in crate::portal) id: Uuid,
    /// The guardian, through all cards.
    pub(in crate::portal) holder: Uuid,
    /// As the office wrote it, where it did; a card has the name else.
    pub(in crate::portal) name: String,
    pub(in crate::portal) relation: Option<Relation>,
    pub(in crate::portal) reason: String,
    pub(in crate::portal) set_at: i64,
    /// Who recorded it.
    pub(in crate::portal) set_by: String,
    pub(in crate::portal) lifted: bool,
}

/// All of a record, in the order in which they were set.
pub(in crate::portal) async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Flag>> {
    let read = |row: &Row| {
        let id = row.id("id")?;
        Ok(Flag {
            id,
            holder: row.id("holder")?,
            name: row.opt_sealed(column::SAFETY_NAME, id)?.unwrap_or_default(),
            relation: row.opt_code("relation")?,
            reason: row.sealed(column::SAFETY_REASON, id)?,
            set_at: row.int("set_at")?,
            set_by: row.text("set_by_name")?,
            lifted: row.opt_int("lifted_at")?.is_some(),
        })
    };
    tx.rows(OF_CASE, &[case.county().into(), case.id().into()]).await?.iter().map(read).collect()
}

/// Those that stand.
pub(in crate::portal) async fn standing(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Flag>> {
    Ok(of_case(tx, case).await?.into_iter().filter(|flag| !flag.lifted).collect())
}

/// A flag that is set.
#[derive(Debug, Clone)]
pub(in crate::portal) struct New<'a> {
    pub(in crate::portal) id: Uuid,
    pub(in crate::portal) holder: Uuid,
    /// Name, relation and telephone as the office has them beside those of cards.
    pub(in crate::portal) name: &'a str,
    pub(in crate::portal) relation: Option<Relation>,
    pub(in crate::portal) phone: &'a str,
    pub(in crate::portal) reason: &'a str,
}

/// Whether the person is to be safe from any guardian.
pub(crate) async fn is_set(tx: &mut Tx, county: &str, case: Uuid) -> Result<bool> {
    let row = tx.row(ANY, &[county.into(), case.into()]).await?.context("a count")?;
    Ok(row.int("found")? > 0)
}

/// Sets one; whether it was not there already, be it that it was lifted since.
pub(in crate::portal) async fn set(
    tx: &mut Tx,
    case: &VisibleCase,
    new: &New<'_>,
    by: Uuid,
    now: i64,
) -> Result<bool> {
    let keys = tx.keys();
    let params = [
        case.county().into(),
        new.id.into(),
        case.id().into(),
        new.holder.into(),
        keys.sealed(column::SAFETY_NAME, new.id, new.name),
        new.relation.map(Code::code).into(),
        keys.sealed(column::SAFETY_PHONE, new.id, new.phone),
        keys.sealed(column::SAFETY_REASON, new.id, new.reason),
        now.into(),
        by.into(),
    ];
    Ok(tx.execute(SET, &params).await? > 0)
}

/// Lifts one; whether it stood.
pub(in crate::portal) async fn lift(
    tx: &mut Tx,
    case: &VisibleCase,
    flag: Uuid,
    reason: &str,
    by: Uuid,
    now: i64,
) -> Result<bool> {
    let reason = tx.keys().sealed(column::SAFETY_LIFTED_REASON, flag, reason);
    let params = [case.county().into(), case.id().into(), flag.into(), now.into(), by.into(), reason];
    Ok(tx.execute(LIFT, &params).await? > 0)
}
