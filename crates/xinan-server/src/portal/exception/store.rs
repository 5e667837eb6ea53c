//! What is kept back.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Row, Scope, Sql, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::portal::{Exception, Kept as Kind};

use crate::case::store::within;
use crate::case::{Status, VisibleCase};

sql! {
    OF_CASE = "
        select id, kept, doctor, reason, office, until_on, recorded_at, ended_at
          from portal_exceptions
         where county_code = $1 and case_id = $2
         order by recorded_at desc, id desc";
    ADD = "
        insert into portal_exceptions
               (county_code, id, case_id, kept, doctor, reason, office, until_on, recorded_at, recorded_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict do nothing";
    END = "
        update portal_exceptions
           set ended_at = $4, ended_by = $5, ended_reason = $6
         where county_code = $1 and case_id = $2 and id = $3 and ended_at is null";
}

/// Something kept back, or that was.
#[derive(Debug, Clone)]
pub(in crate::portal) struct Kept {
    pub(in crate::portal) id: Uuid,
    pub(in crate::portal) kept: Kind,
    pub(in crate::portal) doctor: String,
    pub(in crate::portal) reason: String,
    /// The institution that answers for it.
    pub(in crate::portal) office: String,
    pub(in crate::portal) until: Date,
    pub(in crate::portal) ended_at: Option<i64>,
}

impl Kept {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        Ok(Self {
            id,
            kept: row.code("kept")?,
            doctor: row.sealed(column::EXCEPTION_DOCTOR, id)?,
            reason: row.sealed(column::EXCEPTION_REASON, id)?,
            office: row.text("office")?,
            until: row.day("until_on")?,
            ended_at: row.opt_int("ended_at")?,
        })
    }

    /// As the rule asks.
    pub(in crate::portal) fn rule(&self) -> Exception {
        Exception { kept: self.kept, until: self.until }
    }
}

/// All of a record, the latest first.
pub(in crate::portal) async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Kept>> {
    tx.rows(OF_CASE, &[case.county().into(), case.id().into()]).await?.iter().map(Kept::read).collect()
}

/// Those that nobody has ended; whether their day is over the rule says.
pub(in crate::portal) async fn in_force(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Kept>> {
    Ok(of_case(tx, case).await?.into_iter().filter(|one| one.ended_at.is_none()).collect())
}

/// Keeps something back; whether it was not there already.
pub(super) async fn add(tx: &mut Tx, case: &VisibleCase, new: &Kept, by: Uuid, now: i64) -> Result<bool> {
    let keys = tx.keys();
    let params = [
        case.county().into(),
        new.id.into(),
        case.id().into(),
        new.kept.code().into(),
        keys.sealed(column::EXCEPTION_DOCTOR, new.id, &new.doctor),
        keys.sealed(column::EXCEPTION_REASON, new.id, &new.reason),
        new.office.as_str().into(),
        new.until.into(),
        now.into(),
        by.into(),
    ];
    Ok(tx.execute(ADD, &params).await? > 0)
}

/// Shows it again; whether it was kept back.
pub(super) async fn end(
    tx: &mut Tx,
    case: &VisibleCase,
    id: Uuid,
    reason: &str,
    by: Uuid,
    now: i64,
) -> Result<bool> {
    let reason = tx.keys().sealed(column::EXCEPTION_ENDED_REASON, id, reason);
    let params = [case.county().into(), case.id().into(), id.into(), now.into(), by.into(), reason];
    Ok(tx.execute(END, &params).await? > 0)
}

/// Something that is kept back and ends soon.
pub(in crate::portal) struct Ending {
    pub(in crate::portal) case: Uuid,
    pub(in crate::portal) name: String,
    pub(in crate::portal) kept: Kind,
    pub(in crate::portal) until: Date,
}

/// What ends in a territory between two days and goes on by no later one, the next to end first.
pub(in crate::portal) async fn ending(
    tx: &mut Tx,
    scope: &Scope,
    (from, until): (Date, Date),
    most: u32,
) -> Result<Vec<Ending>> {
    let mut sql = Sql::new(
        "select e.case_id, e.kept, e.until_on, c.name
           from portal_exceptions e
           join cases c on c.county_code = e.county_code and c.id = e.case_id
          where",
    );
    within(&mut sql, scope);
    sql.with(
        "and e.ended_at is null and e.until_on >= ? and e.until_on <= ? and c.status <> ?",
        [from.into(), until.into(), Status::Dead.code().into()],
    );
    sql.with(
        "and not exists (select 1
                           from portal_exceptions l
                          where l.county_code = e.county_code
                            and l.case_id = e.case_id
                            and l.kept = e.kept
                            and l.ended_at is null
                            and l.until_on > e.until_on)
          order by e.until_on, e.id
          limit ?",
        [most.into()],
    );
    let read = |row: &Row| {
        let case = row.id("case_id")?;
        let (kept, until) = (row.code("kept")?, row.day("until_on")?);
        Ok(Ending { case, name: row.sealed(column::CASE_NAME, case)?, kept, until })
    };
    tx.rows_built(&sql).await?.iter().map(read).collect()
}
