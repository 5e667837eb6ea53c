//! Entries of consent.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::consent::Entry;
use xinan_domain::person::Consent;

use crate::case::VisibleCase;
use crate::case::event::EventKind;

sql! {
    HISTORY = "
        select c.id, c.subject, c.decision, c.decided_on, c.decided_by, c.letter, c.form, c.recorded_at,
               c.recorded_by, c.withdrawn_at, c.withdrawn_reason, a.shown_name, w.shown_name as withdrawn_name,
               (select count(*)
                  from consent_papers p
                 where p.county_code = c.county_code and p.consent_id = c.id) as papers
          from consents c
          left join accounts a on a.id = c.recorded_by
          left join accounts w on w.id = c.withdrawn_by
         where c.county_code = $1
           and c.case_id = $2
         order by c.decided_on desc, c.recorded_at desc, c.id desc";
    /// What the official form and rosters say of the programme.
    OF_FORMS = "
        select e.kind, e.happened_on, e.recorded_at, e.source_id, a.shown_name
          from case_events e
          left join accounts a on a.id = e.recorded_by
         where e.county_code = $1
           and e.case_id = $2
           and e.kind in ($3, $4)
           and e.withdrawn_at is null
         order by e.happened_on desc, e.recorded_at desc, e.id desc";
    EXISTS = "select count(*) as found from consents where county_code = $1 and id = $2";
    WITHDRAW = "
        update consents
           set withdrawn_at = $4, withdrawn_by = $5, withdrawn_reason = $6
         where county_code = $1
           and case_id = $2
           and id = $3
           and withdrawn_at is null";
}

const ADD: &str = "
    insert into consents
           (county_code, id, case_id, subject, decision, decided_on, decided_by, letter, form, recorded_at, recorded_by)";

/// An entry as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub entry: Entry,
    /// When it was recorded, microseconds.
    pub recorded_at: i64,
    /// The account that recorded it.
    pub recorded_by: Option<Uuid>,
    /// That person's name; empty when nobody did by hand.
    pub by: String,
    /// How many scanned sheets it has.
    pub papers: i64,
    /// That it was taken back as a mistake: when, by whom, why.
    pub mistaken: Option<(i64, String, String)>,
}

impl Kept {
    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }
}

fn kept(row: &Row) -> Result<Kept> {
    let id = row.id("id")?;
    let detail = row.sealed(column::CONSENT_FORM, id)?;
    let mistaken = match row.opt_int("withdrawn_at")? {
        Some(at) => Some((
            at,
            row.opt_text("withdrawn_name")?.unwrap_or_default(),
            row.opt_sealed(column::CONSENT_WITHDRAWN_REASON, id)?.unwrap_or_default(),
        )),
        None => None,
    };
    Ok(Kept {
        id,
        entry: Entry {
            subject: row.code("subject")?,
            decision: row.code("decision")?,
            on: row.day("decided_on")?,
            by: row.code("decided_by")?,
            letter: row.opt_text("letter")?,
            detail: serde_json::from_str(&detail).context("reading an entry of consent")?,
        },
        recorded_at: row.int("recorded_at")?,
        recorded_by: row.opt_id("recorded_by")?,
        by: row.opt_text("shown_name")?.unwrap_or_default(),
        papers: row.int("papers")?,
        mistaken,
    })
}

/// Every entry of a person, those taken back too, the latest day first.
pub async fn history(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Kept>> {
    tx.rows(HISTORY, &[case.county().into(), case.id().into()]).await?.iter().map(kept).collect()
}

/// One entry of a person.
pub async fn one(tx: &mut Tx, case: &VisibleCase, id: Uuid) -> Result<Option<Kept>> {
    Ok(history(tx, case).await?.into_iter().find(|one| one.id == id))
}

/// What the official form or a roster says of the programme.
#[derive(Debug, Clone)]
pub(super) struct OfForm {
    pub(super) consent: Consent,
    pub(super) on: Date,
    pub(super) recorded_at: i64,
    pub(super) by: String,
    /// Whether a workbook brought it.
    pub(super) of_workbook: bool,
}

/// Everything that forms and rosters say now, the latest day first.
pub(super) async fn of_forms(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<OfForm>> {
    let (given, refused) = (EventKind::ConsentGiven.code(), EventKind::ConsentRefused.code());
    let params = [case.county().into(), case.id().into(), given.into(), refused.into()];
    let read = |row: &Row| {
        let kind: EventKind = row.code("kind")?;
        Ok(OfForm {
            consent: kind.consent().context("an event of consent")?,
            on: row.day("happened_on")?,
            recorded_at: row.int("recorded_at")?,
            by: row.opt_text("shown_name")?.unwrap_or_default(),
            of_workbook: row.opt_id("source_id")?.is_some(),
        })
    };
    tx.rows(OF_FORMS, &params).await?.iter().map(read).collect()
}

/// Whether the id of an entry is taken, of whomever.
pub(super) async fn is_taken(tx: &mut Tx, county: &str, id: Uuid) -> Result<bool> {
    let found = tx.row(EXISTS, &[county.into(), id.into()]).await?.context("a count")?;
    Ok(found.int("found")? > 0)
}

/// Keeps an entry.
pub(super) async fn insert(
    tx: &mut Tx,
    case: &VisibleCase,
    (id, entry): (Uuid, &Entry),
    by: Uuid,
    now: i64,
) -> Result<()> {
    let row = row(tx, case.county(), case.id(), (id, entry), Some(by), now)?;
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// The row of an entry, for those that write many.
pub(crate) fn row(
    tx: &Tx,
    county: &str,
    case: Uuid,
    (id, entry): (Uuid, &Entry),
    by: Option<Uuid>,
    now: i64,
) -> Result<Vec<Val>> {
    let detail = serde_json::to_string(&entry.detail)?;
    Ok(vec![
        county.into(),
        id.into(),
        case.into(),
        entry.subject.code().into(),
        entry.decision.code().into(),
        entry.on.into(),
        entry.by.code().into(),
        entry.letter.clone().into(),
        tx.keys().sealed(column::CONSENT_FORM, id, &detail),
        now.into(),
        by.into(),
    ])
}

/// Keeps many entries, made with [`row`].
pub(crate) async fn insert_many(tx: &mut Tx, rows: &[Vec<Val>]) -> Result<()> {
    tx.insert_many(ADD, rows, "").await.map(drop)
}

/// Takes an entry back as a mistake, by someone, with a reason; whether it still counted.
pub(super) async fn withdraw(
    tx: &mut Tx,
    case: &VisibleCase,
    id: Uuid,
    by: Uuid,
    reason: &str,
    now: i64,
) -> Result<bool> {
    let reason = tx.keys().sealed(column::CONSENT_WITHDRAWN_REASON, id, reason);
    let params = [case.county().into(), case.id().into(), id.into(), now.into(), by.into(), reason];
    Ok(tx.execute(WITHDRAW, &params).await? > 0)
}
