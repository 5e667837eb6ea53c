//! Referrals, as kept in the database.

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::referral::{Down, Outcome, Up};

use crate::case::VisibleCase;
use crate::hospital::Repeat;
use crate::shell::actor::Actor;

sql! {
    OF_CASE = "
        select r.id, r.institution_id, r.form, r.recorded_as, r.arrived_on, r.arrived_as, r.outcome,
               r.answered_on, r.answer_form, r.answered_as, coalesce(i.name, '') as hospital
          from referrals r
          left join institutions i
            on i.county_code = r.county_code
           and i.id = r.institution_id
           and i.withdrawn_at is null
         where r.county_code = $1
           and r.case_id = $2
         order by r.sent_on desc, r.recorded_at desc, r.id";
    KEPT = "
        select case_id, form
          from referrals
         where county_code = $1
           and id = $2";
    ARRIVE = "
        update referrals
           set arrived_on = $4, arrived_at = $5, arrived_by = $6, arrived_as = $7
         where county_code = $1
           and case_id = $2
           and id = $3
           and arrived_on is null
           and outcome is null";
    ANSWER = "
        update referrals
           set outcome = $4, answered_on = $5, answer_form = $6, answered_at = $7, answered_by = $8, answered_as = $9
         where county_code = $1
           and case_id = $2
           and id = $3
           and outcome is null";
}

const ADD: &str = "
    insert into referrals
           (county_code, id, case_id, institution_id, form, sent_on, recorded_at, recorded_by, recorded_as)";

/// What was entered with the outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// The slip back.
    Slip(Down),
    /// Why it ended without one.
    Because(String),
}

impl Answered {
    /// The slip that came back, if one did.
    pub fn slip(&self) -> Option<&Down> {
        match self {
            Self::Slip(slip) => Some(slip),
            Self::Because(_) => None,
        }
    }
}

/// A referral.
#[derive(Debug, Clone)]
pub struct Referral {
    /// Its id.
    pub id: Uuid,
    /// The hospital of the county's list, if it is one.
    pub institution: Option<Uuid>,
    /// Its name now; empty of one that is not in the list.
    pub hospital: String,
    /// The slip.
    pub slip: Up,
    /// Who sent it, as called then.
    pub by: String,
    /// That the person came: on which day, noted by whom as called then.
    pub arrived: Option<(Date, String)>,
    /// What became of it, on which day, by whom as called then.
    pub outcome: Option<(Outcome, Date, String)>,
    /// What was entered with that.
    pub answered: Option<Answered>,
}

impl Referral {
    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }
}

fn read(row: &Row) -> Result<Referral> {
    let id = row.id("id")?;
    let arrived_as = row.opt_text("arrived_as")?.unwrap_or_default();
    let outcome = row.opt_code("outcome")?.zip(row.opt_day("answered_on")?);
    let by = row.opt_text("answered_as")?.unwrap_or_default();
    let answered = match row.opt_sealed(column::REFERRAL_ANSWER, id)? {
        Some(form) => Some(serde_json::from_str(&form).context("reading a slip back")?),
        None => None,
    };
    Ok(Referral {
        id,
        institution: row.opt_id("institution_id")?,
        hospital: row.text("hospital")?,
        slip: serde_json::from_str(&row.sealed(column::REFERRAL_FORM, id)?).context("reading a referral")?,
        by: row.text("recorded_as")?,
        arrived: row.opt_day("arrived_on")?.map(|on| (on, arrived_as)),
        outcome: outcome.map(|(outcome, on)| (outcome, on, by)),
        answered,
    })
}

/// All referrals of a person, the latest first.
pub(crate) async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Referral>> {
    tx.rows(OF_CASE, &[case.county().into(), case.id().into()]).await?.iter().map(read).collect()
}

/// What was kept under an id: nothing, this slip, or something else.
pub(super) async fn repeat(tx: &mut Tx, case: &VisibleCase, id: Uuid, form: Option<&str>) -> Result<Repeat> {
    let Some(row) = tx.row(KEPT, &[case.county().into(), id.into()]).await? else { return Ok(Repeat::New) };
    let kept = row.sealed(column::REFERRAL_FORM, id)?;
    let same = row.id("case_id")? == case.id() && form == Some(kept.as_str());
    Ok(if same { Repeat::Same } else { Repeat::Other })
}

/// Keeps a slip.
pub(super) async fn insert(
    tx: &mut Tx,
    case: &VisibleCase,
    actor: &Actor,
    (id, institution, sent_on, form): (Uuid, Option<Uuid>, Date, &str),
    now: i64,
) -> Result<()> {
    let row = vec![
        case.county().into(),
        id.into(),
        case.id().into(),
        institution.into(),
        tx.keys().sealed(column::REFERRAL_FORM, id, form),
        sent_on.into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// Keeps that the person came; whether nobody was quicker.
pub(super) async fn arrive(
    tx: &mut Tx,
    case: &VisibleCase,
    actor: &Actor,
    (id, on): (Uuid, Date),
    now: i64,
) -> Result<bool> {
    let params = [
        case.county().into(),
        case.id().into(),
        id.into(),
        on.into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    Ok(tx.execute(ARRIVE, &params).await? > 0)
}

/// Keeps what became of it; whether nobody was quicker.
pub(super) async fn answer(
    tx: &mut Tx,
    case: &VisibleCase,
    actor: &Actor,
    (id, outcome, on, answered): (Uuid, Outcome, Date, &Answered),
    now: i64,
) -> Result<bool> {
    let params = [
        case.county().into(),
        case.id().into(),
        id.into(),
        outcome.code().into(),
        on.into(),
        tx.keys().sealed(column::REFERRAL_ANSWER, id, &serde_json::to_string(answered)?),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    Ok(tx.execute(ANSWER, &params).await? > 0)
}
