//! Exams and results of people.

use anyhow::{Context, Result};
use xinan_db::{Row, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::examination::Examination;
use xinan_domain::examination::watch::Measured;

use crate::shell::actor::Actor;

sql! {
    ALL = "
        select e.id, e.results, e.source_id, e.recorded_at, e.recorded_by, e.recorded_as, e.replaces,
               e.withdrawn_at, e.withdrawn_as, e.withdrawn_reason, a.shown_name
          from examinations e
          left join accounts a on a.id = e.recorded_by
         where e.county_code = $1
           and e.case_id = $2
         order by e.examined_on desc, e.recorded_at desc, e.id desc";
    FINGERPRINTS = "
        select fingerprint
          from examinations
         where county_code = $1
           and case_id = $2";
    IS_TAKEN = "select id from examinations where county_code = $1 and id = $2";
    WITHDRAW = "
        update examinations
           set withdrawn_at = $4, withdrawn_by = $5, withdrawn_as = $6, withdrawn_reason = $7
         where county_code = $1
           and case_id = $2
           and id = $3
           and withdrawn_at is null";
}

const ADD: &str = "
    insert into examinations
           (county_code, id, case_id, examined_on, results, fingerprint, source_id, source_row,
            recorded_at, recorded_by, occasion, measured, replaces, recorded_as)";

/// An exam or result as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub one: Examination,
    /// Whether a workbook brought it.
    pub of_workbook: bool,
    /// When it was recorded, microseconds.
    pub recorded_at: i64,
    /// The account that recorded it.
    pub recorded_by: Option<Uuid>,
    /// Who that is, as called then where that is known; empty when nobody did by hand.
    pub by: String,
    /// The version that it corrects.
    pub replaces: Option<Uuid>,
    /// When, by whom and why it was taken back or replaced.
    pub withdrawn: Option<(i64, String, String)>,
}

impl Kept {
    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }
}

fn kept(row: &Row) -> Result<Kept> {
    let id = row.id("id")?;
    let results = row.sealed(column::EXAMINATION_RESULTS, id)?;
    let withdrawn = match row.opt_int("withdrawn_at")? {
        None => None,
        Some(at) => Some((
            at,
            row.opt_text("withdrawn_as")?.unwrap_or_default(),
            row.opt_sealed(column::EXAMINATION_WITHDRAWN_REASON, id)?.unwrap_or_default(),
        )),
    };
    let (then, now) = (row.opt_text("recorded_as")?, row.opt_text("shown_name")?);
    Ok(Kept {
        id,
        one: serde_json::from_str(&results).context("reading an examination")?,
        of_workbook: row.opt_id("source_id")?.is_some(),
        recorded_at: row.int("recorded_at")?,
        recorded_by: row.opt_id("recorded_by")?,
        by: then.or(now).unwrap_or_default(),
        replaces: row.opt_id("replaces")?,
        withdrawn,
    })
}

/// Every version of every exam and result of a person, the latest day first.
pub(crate) async fn versions(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<Kept>> {
    tx.rows(ALL, &[county.into(), case.into()]).await?.iter().map(kept).collect()
}

/// Those that count, the latest day first.
pub(crate) async fn live(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<Kept>> {
    let mut all = versions(tx, county, case).await?;
    all.retain(|one| one.withdrawn.is_none());
    Ok(all)
}

/// What makes two rows of a workbook the same examination.
pub(crate) fn fingerprint(tx: &Tx, examination: &Examination) -> Result<i64> {
    Ok(tx.keys().token(b'e', &serde_json::to_string(examination)?))
}

/// The fingerprints of a person's examinations, with those of versions that were corrected since: a row that came from a
/// workbook and was mended here does not come back with the same workbook.
pub(crate) async fn fingerprints(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<i64>> {
    let rows = tx.rows(FINGERPRINTS, &[county.into(), case.into()]).await?;
    rows.iter().map(|row| row.int("fingerprint")).collect()
}

/// Whether the id is used.
pub(super) async fn is_taken(tx: &mut Tx, county: &str, id: Uuid) -> Result<bool> {
    Ok(tx.row(IS_TAKEN, &[county.into(), id.into()]).await?.is_some())
}

/// The row of an examination that a workbook brings, or that is invented.
pub(crate) fn row(
    tx: &Tx,
    county: &str,
    case: Uuid,
    examination: &Examination,
    source: Option<(Uuid, u32)>,
    by: Option<Uuid>,
    now: i64,
) -> Result<Vec<Val>> {
    let id = xinan_db::new_id();
    let origin = [source.map(|(id, _)| id).into(), source.map(|(_, row)| row).into(), now.into(), by.into()];
    let replaces: Option<Uuid> = None;
    whole(tx, (county, case), (id, examination), origin, [replaces.into(), None::<String>.into()])
}

fn whole(
    tx: &Tx,
    (county, case): (&str, Uuid),
    (id, examination): (Uuid, &Examination),
    origin: [Val; 4],
    version: [Val; 2],
) -> Result<Vec<Val>> {
    let mut row: Vec<Val> = vec![
        county.into(),
        id.into(),
        case.into(),
        examination.examined_on.into(),
        tx.keys().sealed(column::EXAMINATION_RESULTS, id, &serde_json::to_string(examination)?),
        fingerprint(tx, examination)?.into(),
    ];
    row.extend(origin);
    row.push(examination.occasion.code().into());
    row.push(Measured::of(examination).number().into());
    row.extend(version);
    Ok(row)
}

/// Keeps examinations, made with [`row`].
pub(crate) async fn insert_many(tx: &mut Tx, rows: &[Vec<Val>]) -> Result<()> {
    tx.insert_many(ADD, rows, "").await.map(drop)
}

/// Keeps one that somebody typed.
pub(super) async fn insert(
    tx: &mut Tx,
    actor: &Actor,
    case: Uuid,
    (id, examination): (Uuid, &Examination),
    replaces: Option<Uuid>,
    now: i64,
) -> Result<()> {
    let nothing: Option<Uuid> = None;
    let origin = [nothing.into(), None::<u32>.into(), now.into(), actor.account.into()];
    let version = [replaces.into(), actor.by().shown_as.into()];
    let row = whole(tx, (actor.county(), case), (id, examination), origin, version)?;
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// Takes one back, by someone, with a reason; whether it still counted.
pub(super) async fn withdraw(
    tx: &mut Tx,
    actor: &Actor,
    case: Uuid,
    id: Uuid,
    reason: &str,
    now: i64,
) -> Result<bool> {
    let reason = tx.keys().sealed(column::EXAMINATION_WITHDRAWN_REASON, id, reason);
    let params = [
        actor.county().into(),
        case.into(),
        id.into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
        reason,
    ];
    Ok(tx.execute(WITHDRAW, &params).await? > 0)
}
