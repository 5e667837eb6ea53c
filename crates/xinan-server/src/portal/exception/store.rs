//! What is kept back.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::portal::{Exception, Kept as Kind};

use crate::case::VisibleCase;

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

/// Keeps something back; the same id twice is one.
pub(super) async fn add(tx: &mut Tx, case: &VisibleCase, new: &Kept, by: Uuid, now: i64) -> Result<()> {
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
    tx.execute(ADD, &params).await.map(drop)
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
