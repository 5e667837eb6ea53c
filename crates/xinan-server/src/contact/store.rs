//! Calls and attempts.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::contact::CallOutcome;

use crate::case::VisibleCase;

sql! {
    HISTORY = "
        select id, contacted_on, outcome, next_on, note, recorded_by
          from contacts
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
         order by contacted_on desc, recorded_at desc, id desc
         limit $3";
}

const ADD: &str = "
    insert into contacts
           (county_code, id, case_id, contacted_on, outcome, next_on, note, recorded_at, recorded_by)";

/// One call or attempt.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Its id.
    pub id: Uuid,
    /// The day.
    pub on: Date,
    /// How it ended.
    pub outcome: CallOutcome,
    /// 约好的日期, or when to call again.
    pub next_on: Option<Date>,
    /// What was said.
    pub note: String,
}

impl Contact {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        Ok(Self {
            id,
            on: row.day("contacted_on")?,
            outcome: row.code("outcome")?,
            next_on: row.opt_day("next_on")?,
            note: row.opt_sealed(column::CONTACT_NOTE, id)?.unwrap_or_default(),
        })
    }
}

/// The latest calls, newest first.
pub async fn history(tx: &mut Tx, case: &VisibleCase, most: u32) -> Result<Vec<Contact>> {
    let rows = tx.rows(HISTORY, &[case.county().into(), case.id().into(), most.into()]).await?;
    rows.iter().map(Contact::read).collect()
}

/// Keeps a call; the same id twice is the same call.
pub async fn insert(tx: &mut Tx, case: &VisibleCase, contact: &Contact, by: Uuid, now: i64) -> Result<bool> {
    let row = row(tx, case.county(), case.id(), contact, Some(by), now);
    Ok(tx.insert_many(ADD, &[row], "on conflict do nothing").await? > 0)
}

/// The row of a call, for those that write many.
pub(crate) fn row(
    tx: &Tx,
    county: &str,
    case: Uuid,
    contact: &Contact,
    by: Option<Uuid>,
    now: i64,
) -> Vec<Val> {
    vec![
        county.into(),
        contact.id.into(),
        case.into(),
        contact.on.into(),
        contact.outcome.code().into(),
        contact.next_on.into(),
        tx.keys().sealed(column::CONTACT_NOTE, contact.id, &contact.note),
        now.into(),
        by.into(),
    ]
}

/// Keeps many calls, made with [`row`].
pub(crate) async fn insert_many(tx: &mut Tx, rows: &[Vec<Val>]) -> Result<()> {
    tx.insert_many(ADD, rows, "").await.map(drop)
}
