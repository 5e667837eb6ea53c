//! The versions of a person's form.

use anyhow::{Context, Result};
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::supplement::Supplement;

use crate::case::VisibleCase;

sql! {
    VERSIONS = "
        select s.id, s.form, s.reason, s.recorded_at, s.source_id, a.shown_name
          from supplements s
          left join accounts a on a.id = s.recorded_by
         where s.county_code = $1
           and s.case_id = $2
         order by case when s.withdrawn_at is null then 0 else 1 end, s.recorded_at desc, s.id desc
         limit $3";
    ONE = "
        select id, form
          from supplements
         where county_code = $1
           and case_id = $2
           and id = $3";
    EXISTS = "select count(*) as found from supplements where county_code = $1 and id = $2";
}

/// A version of a form.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    /// What it says.
    pub(crate) form: Supplement,
    /// Why it took the place of the one before, in somebody's words; empty where nobody was asked.
    pub(crate) reason: String,
    /// When it was kept, microseconds.
    pub(crate) at: i64,
    /// Who kept it; empty when nobody did by hand.
    pub(crate) by: String,
    /// Whether a workbook brought it.
    pub(crate) of_workbook: bool,
}

fn form(row: &Row) -> Result<Supplement> {
    let form = row.sealed(column::SUPPLEMENT_FORM, row.id("id")?)?;
    serde_json::from_str(&form).context("reading a supplement form")
}

/// The latest versions of a person's form, the one that holds first.
pub(crate) async fn versions(tx: &mut Tx, case: &VisibleCase, most: u32) -> Result<Vec<Version>> {
    let rows = tx.rows(VERSIONS, &[case.county().into(), case.id().into(), most.into()]).await?;
    let read = |row: &Row| {
        Ok(Version {
            form: form(row)?,
            reason: row.opt_sealed(column::SUPPLEMENT_REASON, row.id("id")?)?.unwrap_or_default(),
            at: row.int("recorded_at")?,
            by: row.opt_text("shown_name")?.unwrap_or_default(),
            of_workbook: row.opt_id("source_id")?.is_some(),
        })
    };
    rows.iter().map(read).collect()
}

/// What one version of a person's form says, whether or not it holds today.
pub(super) async fn version(tx: &mut Tx, case: &VisibleCase, id: Uuid) -> Result<Option<Supplement>> {
    let row = tx.row(ONE, &[case.county().into(), case.id().into(), id.into()]).await?;
    row.as_ref().map(form).transpose()
}

/// Whether the id of a version is taken, of whomever.
pub(super) async fn is_taken(tx: &mut Tx, county: &str, id: Uuid) -> Result<bool> {
    let found = tx.row(EXISTS, &[county.into(), id.into()]).await?.context("a count")?;
    Ok(found.int("found")? > 0)
}
