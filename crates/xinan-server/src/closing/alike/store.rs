//! Records that are alike, and of which it was said that they are two people's.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Sql, Tx, Uuid, sql};
use xinan_domain::code::Code;

use crate::case::store::{named_columns, read_named};
use crate::case::{Status, VisibleCase};
use crate::shell::actor::Actor;

sql! {
    SEVERAL_BORN = concat!("select ", named_columns!(), "
          from cases c
         where c.county_code = $1
           and c.status <> $2
           and c.birth_date in (select o.birth_date
                                  from cases o
                                 where o.county_code = $1 and o.status <> $2
                                 group by o.birth_date
                                having count(*) > 1)
         order by c.birth_date, c.case_no");
    TWO = "
        select first_id, second_id
          from different_people
         where county_code = $1";
}

const ADD: &str = "
    insert into different_people (county_code, first_id, second_id, said_at, said_by, said_as)";
const AGAIN: &str = "
    on conflict (county_code, first_id, second_id) do nothing";

/// Two records that may be one person's; the one with the earlier 编号 first.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) first: VisibleCase,
    pub(super) second: VisibleCase,
}

/// The pairs of the county, those of closed records and of two people left out.
pub(super) async fn pairs(tx: &mut Tx, actor: &Actor) -> Result<Vec<Pair>> {
    let county = actor.county();
    let two: BTreeSet<(Uuid, Uuid)> = tx
        .rows(TWO, &[county.into()])
        .await?
        .iter()
        .map(|row| Ok((row.id("first_id")?, row.id("second_id")?)))
        .collect::<Result<_>>()?;
    let mut alike: BTreeMap<(Date, String), Vec<VisibleCase>> = BTreeMap::new();
    let born = Sql::of(SEVERAL_BORN, [county.into(), Status::Closed.code().into()]);
    for row in tx.rows_built(&born).await? {
        let case = read_named(&row)?;
        alike.entry((case.head.birth_date, case.head.name.clone())).or_default().push(case);
    }
    let mut pairs = Vec::new();
    for group in alike.into_values() {
        for (at, first) in group.iter().enumerate() {
            for second in &group[at + 1..] {
                if !two.contains(&ordered(first.id(), second.id())) {
                    pairs.push(Pair { first: first.clone(), second: second.clone() });
                }
            }
        }
    }
    Ok(pairs)
}

fn ordered(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    (one.min(other), one.max(other))
}

/// Keeps that two records are two people's. Saying it again changes nothing.
pub(super) async fn say(tx: &mut Tx, actor: &Actor, (one, other): (Uuid, Uuid), now: i64) -> Result<()> {
    let (first, second) = ordered(one, other);
    let by = actor.by().shown_as;
    let row =
        vec![actor.county().into(), first.into(), second.into(), now.into(), actor.account.into(), by.into()];
    tx.insert_many(ADD, &[row], AGAIN).await.map(drop)
}
