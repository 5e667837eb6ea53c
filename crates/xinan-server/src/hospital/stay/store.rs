//! Stays, as kept in the database.

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::codes;
use xinan_domain::hospital::{Admission, Discharge, DischargeForm};

use crate::case::VisibleCase;
use crate::hospital::Repeat;
use crate::shell::actor::Actor;

sql! {
    OF_CASE = "
        select e.id, e.stay_id, e.kind, e.on_day, e.institution_id, e.form, e.recorded_at, e.recorded_as,
               e.withdrawn_at, e.withdrawn_as, e.withdrawn_reason, coalesce(i.name, '') as hospital
          from stay_entries e
          left join institutions i
            on i.county_code = e.county_code
           and i.id = e.institution_id
           and i.withdrawn_at is null
         where e.county_code = $1
           and e.case_id = $2
         order by e.recorded_at, e.id";
    KEPT = "
        select e.case_id, e.kind, e.form
          from stay_entries e
         where e.county_code = $1
           and e.id = $2";
    WITHDRAW = "
        update stay_entries
           set withdrawn_at = $4, withdrawn_by = $5, withdrawn_as = $6, withdrawn_reason = $7
         where county_code = $1
           and case_id = $2
           and id = $3
           and withdrawn_at is null";
}

const ADD: &str = "
    insert into stay_entries
           (county_code, id, stay_id, case_id, kind, on_day, institution_id, form, recorded_at, recorded_by,
            recorded_as)";

codes! {
    /// What an entry of a stay says.
    EntryKind {
        Admission = 1 "入院" "admission" [],
        Discharge = 2 "出院" "discharge" [],
        Form = 3 "出院信息单" "discharge form" [],
    }
}

/// An entry that holds.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub says: T,
    /// When it was written down, microseconds.
    pub recorded_at: i64,
    /// Who did, as called then.
    pub by: String,
}

/// An entry that was taken back.
#[derive(Debug, Clone)]
pub struct TakenBack {
    /// What it was.
    pub kind: EntryKind,
    /// Its day.
    pub on: Date,
    /// When it was taken back, microseconds.
    pub at: i64,
    /// By whom, as called then.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A stay in hospital.
#[derive(Debug, Clone)]
pub struct Stay {
    /// Its id: that of its first entry.
    pub id: Uuid,
    /// The hospital of the county's list, if it is one.
    pub institution: Option<Uuid>,
    /// Its name as it is called now; empty of one that is not in the list.
    pub hospital: String,
    /// 入院.
    pub admission: Entry<Admission>,
    /// 出院.
    pub discharge: Option<Entry<Discharge>>,
    /// 出院信息单.
    pub form: Option<Entry<DischargeForm>>,
}

impl Stay {
    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }

    /// The last of its entries, which is the one that can be taken back.
    pub fn last(&self) -> (EntryKind, Uuid, Date) {
        match (&self.form, &self.discharge) {
            (Some(form), _) => (EntryKind::Form, form.id, form.says.filled_on),
            (None, Some(left)) => (EntryKind::Discharge, left.id, left.says.left_on),
            (None, None) => (EntryKind::Admission, self.admission.id, self.admission.says.admitted_on),
        }
    }
}

/// All stays of a person, the latest first, and what was taken back, the latest first.
pub async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<(Vec<Stay>, Vec<TakenBack>)> {
    let rows = tx.rows(OF_CASE, &[case.county().into(), case.id().into()]).await?;
    let (mut stays, mut taken_back): (Vec<Stay>, Vec<TakenBack>) = (Vec::new(), Vec::new());
    for row in &rows {
        if let Some(at) = row.opt_int("withdrawn_at")? {
            let id = row.id("id")?;
            taken_back.push(TakenBack {
                kind: row.code("kind")?,
                on: row.day("on_day")?,
                at,
                by: row.opt_text("withdrawn_as")?.unwrap_or_default(),
                reason: row.opt_sealed(column::STAY_WITHDRAWN_REASON, id)?.unwrap_or_default(),
            });
        } else if row.code::<EntryKind>("kind")? == EntryKind::Admission {
            stays.push(Stay {
                id: row.id("stay_id")?,
                institution: row.opt_id("institution_id")?,
                hospital: row.text("hospital")?,
                admission: entry(row)?,
                discharge: None,
                form: None,
            });
        }
    }
    for row in &rows {
        let id = row.id("stay_id")?;
        let Some(stay) = stays.iter_mut().find(|stay| stay.id == id) else { continue };
        match (row.opt_int("withdrawn_at")?, row.code::<EntryKind>("kind")?) {
            (None, EntryKind::Discharge) => stay.discharge = Some(entry(row)?),
            (None, EntryKind::Form) => stay.form = Some(entry(row)?),
            _ => {}
        }
    }
    stays.sort_by_key(|stay| std::cmp::Reverse((stay.admission.says.admitted_on, stay.id)));
    taken_back.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok((stays, taken_back))
}

fn entry<T: DeserializeOwned>(row: &Row) -> Result<Entry<T>> {
    let id = row.id("id")?;
    let says = row.sealed(column::STAY_FORM, id)?;
    Ok(Entry {
        id,
        says: serde_json::from_str(&says).context("reading an entry of a stay")?,
        recorded_at: row.int("recorded_at")?,
        by: row.text("recorded_as")?,
    })
}

/// What was kept under an id: nothing, this, or something else.
pub(in crate::hospital) async fn repeat(
    tx: &mut Tx,
    case: &VisibleCase,
    id: Uuid,
    (kind, form): (EntryKind, Option<&str>),
) -> Result<Repeat> {
    let Some(row) = tx.row(KEPT, &[case.county().into(), id.into()]).await? else { return Ok(Repeat::New) };
    let kept = row.sealed(column::STAY_FORM, id)?;
    let same = row.id("case_id")? == case.id() && row.code::<EntryKind>("kind")? == kind;
    Ok(if same && form == Some(kept.as_str()) { Repeat::Same } else { Repeat::Other })
}

/// An entry to be kept.
pub(in crate::hospital) struct New<'a> {
    pub(in crate::hospital) id: Uuid,
    pub(in crate::hospital) stay: Uuid,
    pub(in crate::hospital) kind: EntryKind,
    pub(in crate::hospital) on: Date,
    pub(in crate::hospital) institution: Option<Uuid>,
    /// What it says, as JSON.
    pub(in crate::hospital) form: &'a str,
}

/// Keeps an entry.
pub(in crate::hospital) async fn insert(
    tx: &mut Tx,
    case: &VisibleCase,
    actor: &Actor,
    new: &New<'_>,
    now: i64,
) -> Result<()> {
    let row = vec![
        case.county().into(),
        new.id.into(),
        new.stay.into(),
        case.id().into(),
        new.kind.code().into(),
        new.on.into(),
        new.institution.into(),
        tx.keys().sealed(column::STAY_FORM, new.id, new.form),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// Takes an entry back, with a reason.
pub(in crate::hospital) async fn withdraw(
    tx: &mut Tx,
    case: &VisibleCase,
    actor: &Actor,
    (id, reason): (Uuid, &str),
    now: i64,
) -> Result<()> {
    let params = [
        case.county().into(),
        case.id().into(),
        id.into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
        tx.keys().sealed(column::STAY_WITHDRAWN_REASON, id, reason),
    ];
    tx.execute(WITHDRAW, &params).await.map(drop)
}

/// The day of leaving of which the hospital's form came last.
pub async fn form_came_of(tx: &mut Tx, case: &VisibleCase) -> Result<Option<Date>> {
    let (stays, _) = of_case(tx, case).await?;
    let came = stays.iter().filter(|stay| stay.form.is_some());
    Ok(came.filter_map(|stay| stay.discharge.as_ref().map(|left| left.says.left_on)).max())
}
