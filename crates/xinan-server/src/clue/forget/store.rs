//! What is forgotten, and what stays.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::clue::State;
use xinan_domain::code::Code;
use xinan_domain::region::Region;

sql! {
    CLOSED = "
        select county_code, id, village_code, closed_on, state
          from clues
         where closed_on < $1
           and forgotten_at is null
         order by county_code, id";
    /// Once more the state: somebody may have taken the last step back meanwhile.
    FORGET = "
        update clues
           set name = $3, form = $4, identity_token = null, forgotten_at = $5
         where county_code = $1
           and id = $2
           and closed_on is not null
           and state <> $6
           and forgotten_at is null";
    FORGET_STEPS = "
        update clue_steps
           set detail = null, case_id = null, withdrawn_reason = null
         where county_code = $1 and clue_id = $2";
}

/// A clue that is closed and not forgotten.
pub(super) struct Closed {
    pub(super) county: String,
    pub(super) id: Uuid,
    pub(super) village: Region,
    pub(super) closed_on: Date,
}

/// Those that were closed before a day and are to be forgotten at some time.
pub(super) async fn closed(tx: &mut Tx, before: Date) -> Result<Vec<Closed>> {
    let read = |row: &Row| -> Result<Option<Closed>> {
        let state: State = row.code("state")?;
        let village = row.text("village_code")?;
        Ok(state.is_forgotten().then_some(Closed {
            county: row.text("county_code")?,
            id: row.id("id")?,
            village: Region::exact(&village).ok().with_context(|| format!("{village} is no village"))?,
            closed_on: row.day("closed_on")?,
        }))
    };
    let rows = tx.rows(CLOSED, &[before.into()]).await?;
    rows.iter().map(read).filter_map(Result::transpose).collect()
}

/// Forgets what was written; whether it was still there.
pub(super) async fn forget(tx: &mut Tx, county: &str, id: Uuid, now: i64) -> Result<bool> {
    let keys = tx.keys();
    let params = [
        county.into(),
        id.into(),
        keys.seal(column::CLUE_NAME, id, "").into(),
        keys.seal(column::CLUE_FORM, id, "").into(),
        now.into(),
        State::Confirmed.code().into(),
    ];
    let gone = tx.execute(FORGET, &params).await? > 0;
    if gone {
        tx.execute(FORGET_STEPS, &[county.into(), id.into()]).await?;
    }
    Ok(gone)
}
