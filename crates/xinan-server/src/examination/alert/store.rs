//! What was done about alerts.

use anyhow::Result;
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::examination::alert::SeenTo;

use crate::shell::actor::Actor;

sql! {
    OF_CASE = "
        select id, examination_id, done, done_on, words, recorded_at, recorded_as
          from alert_answers
         where county_code = $1
           and case_id = $2
         order by recorded_at desc, id desc";
}

const ADD: &str = "
    insert into alert_answers
           (county_code, id, case_id, examination_id, done, done_on, words, recorded_at, recorded_by, recorded_as)";

/// A note of what was done.
#[derive(Debug, Clone)]
pub(crate) struct Noted {
    /// Of which exam or result.
    pub(crate) examination: Uuid,
    pub(crate) what: SeenTo,
    /// Who noted it, as called then.
    pub(crate) by: String,
}

fn noted(row: &Row) -> Result<Noted> {
    let what = SeenTo {
        done: row.code("done")?,
        done_on: row.day("done_on")?,
        words: row.sealed(column::ALERT_WORDS, row.id("id")?)?,
    };
    Ok(Noted { examination: row.id("examination_id")?, what, by: row.text("recorded_as")? })
}

/// Every note about results of a person, the latest first.
pub(crate) async fn seen_to(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<Noted>> {
    tx.rows(OF_CASE, &[county.into(), case.into()]).await?.iter().map(noted).collect()
}

/// Keeps a note; the same id twice is the same note. Whether it was new.
pub(super) async fn insert(
    tx: &mut Tx,
    actor: &Actor,
    (case, examination): (Uuid, Uuid),
    (id, what): (Uuid, &SeenTo),
    now: i64,
) -> Result<bool> {
    let row = vec![
        actor.county().into(),
        id.into(),
        case.into(),
        examination.into(),
        what.done.code().into(),
        what.done_on.into(),
        tx.keys().sealed(column::ALERT_WORDS, id, &what.words),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    Ok(tx.insert_many(ADD, &[row], "on conflict do nothing").await? > 0)
}
