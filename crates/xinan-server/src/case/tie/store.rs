//! Ties, as kept in the database. They are computed from what they rest on, like the row of a case.

use anyhow::Result;
use xinan_db::{Sql, Tx, Uuid, sql};
use xinan_domain::code::Code;

use super::{Hand, TieKind};
use crate::shell::actor::Actor;

sql! {
    IS_TIED = "
        select kind
          from care_ties
         where county_code = $1
           and case_id = $2
           and (account_id = $3 or institution_id = $4)
           and begun_at <= $5
           and (until_at is null or until_at > $6)
         limit 1";
    UNTIL = "
        update care_ties
           set until_at = $4
         where county_code = $1
           and kind = $2
           and thing = $3";
}

const ADD: &str = "
    insert into care_ties (county_code, kind, thing, case_id, account_id, institution_id, begun_at, until_at)";
const AGAIN: &str = "
    on conflict (county_code, kind, thing) do update
       set account_id = excluded.account_id, institution_id = excluded.institution_id, until_at = excluded.until_at";

/// Begins a tie that rests on a thing, or gives it into another hand. Instants are microseconds; without an end it lasts.
pub async fn begin(
    tx: &mut Tx,
    (county, case): (&str, Uuid),
    (kind, thing): (TieKind, Uuid),
    hand: Hand,
    (from, until): (i64, Option<i64>),
) -> Result<()> {
    let (account, institution) = match hand {
        Hand::Account(account) => (Some(account), None),
        Hand::Institution(institution) => (None, Some(institution)),
    };
    let row = vec![
        county.into(),
        kind.code().into(),
        thing.into(),
        case.into(),
        account.into(),
        institution.into(),
        from.into(),
        until.into(),
    ];
    tx.insert_many(ADD, &[row], AGAIN).await.map(drop)
}

/// Ends a tie at an instant, microseconds.
pub async fn end(tx: &mut Tx, county: &str, (kind, thing): (TieKind, Uuid), at: i64) -> Result<()> {
    tx.execute(UNTIL, &[county.into(), kind.code().into(), thing.into(), at.into()]).await.map(drop)
}

/// Whether the actor has the person in hand at an instant, microseconds.
pub async fn is_tied(tx: &mut Tx, actor: &Actor, case: Uuid, now: i64) -> Result<bool> {
    // A post without an institution is of none: nil is no institution's id.
    let institution = actor.institution.unwrap_or_default();
    let params = [
        actor.county().into(),
        case.into(),
        actor.account.into(),
        institution.into(),
        (now + crate::shell::session::AHEAD).into(),
        now.into(),
    ];
    Ok(tx.row(IS_TIED, &params).await?.is_some())
}

/// Narrows a statement to rows whose `t.case_id` the actor has in hand at an instant, microseconds.
pub fn only_tied(sql: &mut Sql, actor: &Actor, now: i64) {
    sql.push(
        "and exists (select 1 from care_ties k where k.county_code = t.county_code and k.case_id = t.case_id",
    );
    let institution = actor.institution.unwrap_or_default();
    sql.with("and (k.account_id = ? or k.institution_id = ?)", [actor.account.into(), institution.into()]);
    let begun = now + crate::shell::session::AHEAD;
    sql.with("and k.begun_at <= ? and (k.until_at is null or k.until_at > ?))", [begun.into(), now.into()]);
}
