//! Clues, as they come in workbooks.

use anyhow::Result;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xinan_db::{Tx, Uuid, Val, column, sql};
use xinan_domain::clue::{ClueOutcome, Screening};
use xinan_domain::code::Code;
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::region::Region;

sql! {
    FINGERPRINTS = "
        select fingerprint
          from clues
         where county_code = $1
           and withdrawn_at is null";
}

const ADD: &str = "
    insert into clues
           (county_code, id, township_code, village_code, name, identity_token, form, surveyed_on,
            reviewed_on, outcome, fingerprint, source_id, source_row, recorded_at, recorded_by)";

/// 线索调查登记, understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clue {
    /// 姓名.
    pub name: String,
    /// 身份证号, if known.
    pub identity_number: Option<IdentityNumber>,
    /// 村（居）委会.
    pub village: Region,
    /// 符合问题条目.
    pub screening: Screening,
    /// 调查人.
    pub surveyor: String,
    /// 调查日期.
    pub surveyed_on: Date,
    /// 复核诊断日期.
    pub reviewed_on: Option<Date>,
    /// 复核结果.
    pub outcome: Option<ClueOutcome>,
    /// 诊断, when confirmed.
    pub diagnosis: Option<Diagnosis>,
}

/// What makes two rows of a workbook the same clue.
pub(crate) fn fingerprint(tx: &Tx, clue: &Clue) -> Result<i64> {
    Ok(tx.keys().token(b'q', &serde_json::to_string(clue)?))
}

/// The fingerprints of a county's clues.
pub(crate) async fn fingerprints(tx: &mut Tx, county: &str) -> Result<Vec<i64>> {
    let rows = tx.rows(FINGERPRINTS, &[county.into()]).await?;
    rows.iter().map(|row| row.int("fingerprint")).collect()
}

/// The row of a clue.
pub(crate) fn row(
    tx: &Tx,
    clue: &Clue,
    source: Option<(Uuid, u32)>,
    by: Option<Uuid>,
    now: i64,
) -> Result<Vec<Val>> {
    let (keys, id) = (tx.keys(), xinan_db::new_id());
    let code = clue.village.as_str();
    let head = |length: usize| -> String { code.chars().take(length).collect() };
    let token =
        clue.identity_number.as_ref().map(|number| keys.token(crate::case::store::IDENTITY, number.as_str()));
    Ok(vec![
        head(6).into(),
        id.into(),
        head(9).into(),
        code.into(),
        keys.sealed(column::CLUE_NAME, id, &clue.name),
        token.into(),
        keys.sealed(column::CLUE_FORM, id, &serde_json::to_string(clue)?),
        clue.surveyed_on.into(),
        clue.reviewed_on.into(),
        clue.outcome.map(Code::code).into(),
        fingerprint(tx, clue)?.into(),
        source.map(|(id, _)| id).into(),
        source.map(|(_, row)| row).into(),
        now.into(),
        by.into(),
    ])
}

/// Keeps clues, made with [`row`].
pub(crate) async fn insert_many(tx: &mut Tx, rows: &[Vec<Val>]) -> Result<()> {
    tx.insert_many(ADD, rows, "").await.map(drop)
}
