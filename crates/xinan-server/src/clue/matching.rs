//! Who of the register a clue may be about: within the reader's own territory, and nobody else's.

use xinan_db::seen::{How, Sight};
use xinan_db::{Tx, audit};
use xinan_domain::clue::{Compared, Registration, may_be_same};

use crate::case::VisibleCase;
use crate::case::search::store::{of_number, people};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;

/// How many of one name are looked at.
const MOST: u32 = 200;

/// What comparing gave.
pub(super) enum Compare {
    /// Those who may be meant, those of the same identity number first.
    Found(Vec<VisibleCase>),
    /// The account has seen as many people today as a day allows.
    ShareUsedUp,
}

/// Compares a clue with the records that the actor may see: by identity number, else by name with year of birth or village.
/// Whoever is shown sees that somebody compared.
pub(super) async fn compare(
    tx: &mut Tx,
    actor: &Actor,
    clue: &Registration,
    now: &Moment,
) -> Result<Compare, Problem> {
    let scope = actor.scope();
    let mut found = Vec::new();
    if let Some(number) = &clue.identity_number {
        found.extend(of_number(tx, &scope, number).await?);
    }
    if found.is_empty() {
        let own = Compared { village: clue.village, born: clue.born_about() };
        found = people(tx, &scope, &clue.name, MOST).await?.unwrap_or_default();
        found.retain(|case| {
            let head = &case.head;
            let record = Compared { village: head.village, born: Some(head.birth_date.year()) };
            head.name == clue.name && may_be_same(own, record)
        });
    }
    let ids: Vec<_> = found.iter().map(VisibleCase::id).collect();
    let sight = Sight { account: actor.account, day: now.day(), at: now.micros(), people: &ids };
    if !ids.is_empty() && !tx.sees(&sight, How::Within(actor.share)).await? {
        return Ok(Compare::ShareUsedUp);
    }
    for id in ids {
        audit::record(tx, &actor.entry(now, "person.compared", Some(id), String::new())).await?;
    }
    Ok(Compare::Found(found))
}
