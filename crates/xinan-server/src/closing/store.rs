//! Closings, as kept in the database.

use anyhow::{Context, Result};
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::closing::Closed;
use xinan_domain::code::Code;

use crate::case::VisibleCase;
use crate::case::event::EventKind;
use crate::case::event::store::close;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;

macro_rules! closings {
    () => {
        "k.id, k.case_id, k.form, k.into_case, k.recorded_at, k.recorded_as"
    };
}

sql! {
    OF_CASE = concat!("select ", closings!(), "
          from closings k
         where k.county_code = $1 and k.case_id = $2
         order by k.recorded_at desc, k.id");
    BY_ID = concat!("select ", closings!(), "
          from closings k
         where k.county_code = $1 and k.id = $2");
    /// Records that are closed now because this one stays.
    INTO = "
        select distinct c.id, c.case_no
          from closings k
          join case_events e
            on e.county_code = k.county_code
           and e.case_id = k.case_id
           and e.kind = $3
           and e.recorded_at = k.recorded_at
           and e.withdrawn_at is null
          join cases c on c.county_code = k.county_code and c.id = k.case_id
         where k.county_code = $1 and k.into_case = $2
         order by c.case_no";
    BY_NUMBER = "
        select id
          from cases
         where county_code = $1 and case_no = $2";
    NUMBER_OF = "
        select case_no
          from cases
         where county_code = $1 and id = $2";
}

const ADD: &str = "
    insert into closings (county_code, id, case_id, form, into_case, recorded_at, recorded_by, recorded_as)";

/// Why a record was closed.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) case: Uuid,
    pub(crate) form: Closed,
    /// The record that stays, of one of two.
    pub(crate) into: Option<Uuid>,
    /// When it was entered, microseconds.
    pub(crate) at: i64,
    /// By whom, as called then.
    pub(crate) by: String,
}

fn read(row: &Row) -> Result<Kept> {
    let id = row.id("id")?;
    Ok(Kept {
        case: row.id("case_id")?,
        form: serde_json::from_str(&row.sealed(column::CLOSING_FORM, id)?).context("reading a closing")?,
        into: row.opt_id("into_case")?,
        at: row.int("recorded_at")?,
        by: row.text("recorded_as")?,
    })
}

/// Every sheet of a record, those that were taken back too, the latest first.
pub(crate) async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Kept>> {
    tx.rows(OF_CASE, &[case.county().into(), case.id().into()]).await?.iter().map(read).collect()
}

/// The one of an id, whoever's: to find out whether a form was sent before.
pub(super) async fn by_id(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Kept>> {
    tx.row(BY_ID, &[county.into(), id.into()]).await?.as_ref().map(read).transpose()
}

/// A record, as the other of two names it.
#[derive(Debug, Clone)]
pub(crate) struct Other {
    pub(crate) id: Uuid,
    /// 编号.
    pub(crate) case_no: String,
}

/// Records that are closed because this one stays.
pub(crate) async fn merged_into(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Other>> {
    let params = [case.county().into(), case.id().into(), EventKind::Closed.code().into()];
    let other = |row: &Row| Ok(Other { id: row.id("id")?, case_no: row.text("case_no")? });
    tx.rows(INTO, &params).await?.iter().map(other).collect()
}

/// 编号 of a record.
pub(crate) async fn number_of(tx: &mut Tx, county: &str, case: Uuid) -> Result<Option<String>> {
    let row = tx.row(NUMBER_OF, &[county.into(), case.into()]).await?;
    row.map(|row| row.text("case_no")).transpose()
}

/// The record of a number.
pub(super) async fn by_number(tx: &mut Tx, county: &str, number: &str) -> Result<Option<Uuid>> {
    let row = tx.row(BY_NUMBER, &[county.into(), number.into()]).await?;
    row.map(|row| row.id("id")).transpose()
}

/// Keeps a sheet and its event.
pub(super) async fn insert(
    tx: &mut Tx,
    case: &VisibleCase,
    actor: &Actor,
    (id, form, into): (Uuid, &Closed, Option<Uuid>),
    now: &Moment,
) -> Result<()> {
    let row = vec![
        case.county().into(),
        id.into(),
        case.id().into(),
        tx.keys().sealed(column::CLOSING_FORM, id, &serde_json::to_string(form)?),
        into.into(),
        now.micros().into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    tx.insert_many(ADD, &[row], "").await?;
    close(tx, case, actor.account, (form.why, form.on), now).await
}
