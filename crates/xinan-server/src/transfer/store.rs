//! Transfers, as kept in the database.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::region::Region;
use xinan_domain::transfer::{AcceptedElsewhere, Accepting, Answer, Sending};

use crate::case::VisibleCase;
use crate::shell::actor::Actor;

macro_rules! transfers {
    () => {
        "t.id, t.case_id, t.from_village, t.to_region, t.form, t.sent_on, t.recorded_as, t.answer,
         t.answered_on, t.answer_form, t.answered_as"
    };
}

sql! {
    OF_CASE = concat!("select ", transfers!(), "
          from transfers t
         where t.county_code = $1 and t.case_id = $2
         order by t.sent_on desc, t.recorded_at desc, t.id");
    /// One that a township is asked to accept, within a territory.
    ASKED = concat!("select ", transfers!(), "
          from transfers t
         where t.county_code = $1 and t.id = $2 and t.to_region >= $3 and t.to_region < $4");
    BY_ID = concat!("select ", transfers!(), "
          from transfers t
         where t.county_code = $1 and t.id = $2");
    ANSWER = "
        update transfers
           set answer = $3, answered_on = $4, answer_form = $5, answered_at = $6, answered_by = $7, answered_as = $8
         where county_code = $1 and id = $2 and answer is null";
}

const ADD: &str = "
    insert into transfers
           (county_code, id, case_id, from_village, to_region, form, sent_on, recorded_at, recorded_by, recorded_as)";

/// What was answered, with what was entered then.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Answered {
    /// The new body's entry.
    Accepted(Accepting),
    /// The entry of the old one, of a body of another county.
    Elsewhere(AcceptedElsewhere),
    /// Why it was sent back or taken back.
    Because(String),
}

/// A transfer.
#[derive(Debug, Clone)]
pub(crate) struct Transfer {
    pub(crate) id: Uuid,
    pub(crate) case: Uuid,
    pub(crate) from: Region,
    pub(crate) to: Option<Region>,
    pub(crate) form: Sending,
    /// Who sent it, as called then.
    pub(crate) shown_as: String,
    /// What became of it, on which day, by whom as called then.
    pub(crate) answer: Option<(Answer, Date, String)>,
    pub(crate) answered: Option<Answered>,
}

fn read(row: &Row) -> Result<Transfer> {
    let id = row.id("id")?;
    let region = |code: String| Region::exact(&code).ok().with_context(|| format!("{code} is no division"));
    let answered = match row.opt_sealed(column::TRANSFER_ANSWER, id)? {
        None => None,
        Some(form) => Some(serde_json::from_str(&form).context("reading an answer")?),
    };
    let answer = row.opt_code("answer")?.zip(row.opt_day("answered_on")?);
    let by = row.opt_text("answered_as")?.unwrap_or_default();
    Ok(Transfer {
        id,
        case: row.id("case_id")?,
        from: region(row.text("from_village")?)?,
        to: row.opt_text("to_region")?.map(region).transpose()?,
        form: serde_json::from_str(&row.sealed(column::TRANSFER_FORM, id)?).context("reading a transfer")?,
        shown_as: row.text("recorded_as")?,
        answer: answer.map(|(answer, on)| (answer, on, by)),
        answered,
    })
}

/// Every transfer of a record, the latest first.
pub(crate) async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Transfer>> {
    tx.rows(OF_CASE, &[case.county().into(), case.id().into()]).await?.iter().map(read).collect()
}

/// One that the actor's territory is asked to accept.
pub(super) async fn asked(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<Transfer>> {
    let (from, below) = actor.region.range();
    let params = [actor.county().into(), id.into(), from.into(), below.into()];
    tx.row(ASKED, &params).await?.as_ref().map(read).transpose()
}

/// The one of an id, whoever's: to find out whether a form was sent before.
pub(super) async fn by_id(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Transfer>> {
    tx.row(BY_ID, &[county.into(), id.into()]).await?.as_ref().map(read).transpose()
}

/// Keeps what is sent.
pub(super) async fn insert(
    tx: &mut Tx,
    case: &VisibleCase,
    actor: &Actor,
    (id, form): (Uuid, &Sending),
    now: i64,
) -> Result<()> {
    let row = vec![
        case.county().into(),
        id.into(),
        case.id().into(),
        case.head.village.as_str().into(),
        form.to.map(|to| to.as_str().to_owned()).into(),
        tx.keys().sealed(column::TRANSFER_FORM, id, &serde_json::to_string(form)?),
        form.sent_on.into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// Keeps what became of it; whether nobody was quicker.
pub(super) async fn answer(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    (answer, on, answered): (Answer, Date, &Answered),
    now: i64,
) -> Result<bool> {
    let form = tx.keys().sealed(column::TRANSFER_ANSWER, id, &serde_json::to_string(answered)?);
    let params = [
        actor.county().into(),
        id.into(),
        answer.code().into(),
        on.into(),
        form,
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    Ok(tx.execute(ANSWER, &params).await? > 0)
}
