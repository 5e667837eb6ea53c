//! Ties, as kept in the database. They are computed from what they rest on, like the row of a case.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, sql};
use xinan_domain::code::Code;

use super::{Hand, TieKind};
use crate::case::VisibleCase;
use crate::case::store::{named_columns, read_named};
use crate::shell::actor::Actor;
use crate::shell::session::store::in_force;

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
    TREATING = concat!("
        select i.id, i.name,
               (select count(*)
                  from posts p
                 where p.institution_id = i.id
                   and p.kind = 4
                   and ", in_force!("p", "$2"), ") as posts
          from institutions i
         where i.county_code = $1
           and i.kind in (3, 4)
           and i.withdrawn_at is null
           and i.valid_from <= $2
           and (i.valid_until is null or i.valid_until > $2)
         order by i.region, i.kind, i.name, i.id");
    PEOPLE = concat!("
        select t.kind as tie, ", named_columns!(), "
          from care_ties t
          join cases c on c.county_code = t.county_code and c.id = t.case_id
         where t.county_code = $1
           and (t.account_id = $2 or t.institution_id = $3)
           and t.begun_at <= $4
           and (t.until_at is null or t.until_at > $5)
         order by t.begun_at desc, t.kind, t.thing");
    UNTIL = "
        update care_ties
           set until_at = $4
         where county_code = $1
           and kind = $2
           and thing = $3";
    GO_ON = "
        update care_ties
           set until_at = null
         where county_code = $1
           and kind = $2
           and thing = $3";
    /// Of somebody who has died or whose record was closed: what had no end has one.
    UNTIL_OF_CASE = "
        update care_ties
           set until_at = $3
         where county_code = $1
           and case_id = $2
           and until_at is null";
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

/// Takes the end of a tie back.
pub async fn go_on(tx: &mut Tx, county: &str, (kind, thing): (TieKind, Uuid)) -> Result<()> {
    tx.execute(GO_ON, &[county.into(), kind.code().into(), thing.into()]).await.map(drop)
}

/// Gives every tie of a record an end, microseconds, that has none: nobody is cared for any more.
pub async fn end_of_case(tx: &mut Tx, county: &str, case: Uuid, at: i64) -> Result<()> {
    tx.execute(UNTIL_OF_CASE, &[county.into(), case.into(), at.into()]).await.map(drop)
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

/// An institution that treats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treating {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Whether anybody there has a psychiatrist's post: then what concerns it is done there, else the township enters what
    /// came on paper.
    pub has_posts: bool,
}

/// The hospitals and departments of a county that treat on a day.
pub async fn treating(tx: &mut Tx, county: &str, day: Date) -> Result<Vec<Treating>> {
    let read = |row: &Row| {
        let (id, name) = (row.id("id")?, row.text("name")?);
        Ok(Treating { id, name, has_posts: row.int("posts")? > 0 })
    };
    tx.rows(TREATING, &[county.into(), day.into()]).await?.iter().map(read).collect()
}

/// Whom the actor has in hand now, because of what: the latest first, each once.
pub async fn people(tx: &mut Tx, actor: &Actor, now: i64) -> Result<Vec<(VisibleCase, TieKind)>> {
    let params = [
        actor.county().into(),
        actor.account.into(),
        actor.institution.unwrap_or_default().into(),
        (now + crate::shell::session::AHEAD).into(),
        now.into(),
    ];
    let mut found: Vec<(VisibleCase, TieKind)> = Vec::new();
    for row in tx.rows(PEOPLE, &params).await? {
        let case = read_named(&row)?;
        if found.iter().all(|(one, _)| one.id() != case.id()) {
            found.push((case, row.code("tie")?));
        }
    }
    Ok(found)
}
