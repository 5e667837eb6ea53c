//! Examinations of people.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Tx, Uuid, Val, column, sql};
use xinan_domain::examination::Examination;

use crate::case::VisibleCase;

sql! {
    LATEST = "
        select id, examined_on, results
          from examinations
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
         order by examined_on desc, id desc
         limit 1";
    FINGERPRINTS = "
        select fingerprint
          from examinations
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null";
}

const ADD: &str = "
    insert into examinations
           (county_code, id, case_id, examined_on, results, fingerprint, source_id, source_row,
            recorded_at, recorded_by)";

/// The latest examination.
pub async fn latest(tx: &mut Tx, case: &VisibleCase) -> Result<Option<(Date, Examination)>> {
    let Some(row) = tx.row(LATEST, &[case.county().into(), case.id().into()]).await? else { return Ok(None) };
    let results = row.sealed(column::EXAMINATION_RESULTS, row.id("id")?)?;
    let results = serde_json::from_str(&results).context("reading an examination")?;
    Ok(Some((row.day("examined_on")?, results)))
}

/// What makes two rows of a workbook the same examination.
pub(crate) fn fingerprint(tx: &Tx, examination: &Examination) -> Result<i64> {
    Ok(tx.keys().token(b'e', &serde_json::to_string(examination)?))
}

/// The fingerprints of a person's examinations.
pub(crate) async fn fingerprints(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<i64>> {
    let rows = tx.rows(FINGERPRINTS, &[county.into(), case.into()]).await?;
    rows.iter().map(|row| row.int("fingerprint")).collect()
}

/// The row of an examination.
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
    Ok(vec![
        county.into(),
        id.into(),
        case.into(),
        examination.examined_on.into(),
        tx.keys().sealed(column::EXAMINATION_RESULTS, id, &serde_json::to_string(examination)?),
        fingerprint(tx, examination)?.into(),
        source.map(|(id, _)| id).into(),
        source.map(|(_, row)| row).into(),
        now.into(),
        by.into(),
    ])
}

/// Keeps examinations, made with [`row`].
pub(crate) async fn insert_many(tx: &mut Tx, rows: &[Vec<Val>]) -> Result<()> {
    tx.insert_many(ADD, rows, "").await.map(drop)
}
