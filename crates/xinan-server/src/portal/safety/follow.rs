//! What follows from a flag in its transaction: for cards, and for what the row says of the guardian.

use anyhow::Result;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::portal::safety::{Known, flagged, is_of_flagged};
use xinan_domain::text::Lang;

use super::store::{self, New};
use crate::case::VisibleCase;
use crate::case::safety::store::{known, refresh};
use crate::portal::card::store as cards;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::texts;

/// Everybody beside the person whom a record knows; the guardian of the form among them where it is one from whom the
/// person is to be safe, since the form may have another telephone of the same guardian.
pub(in crate::portal) async fn everybody(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Known<Uuid>>> {
    let mut all = known(tx, case.county(), case.id()).await?;
    let (name, phone) = (case.head.guardian_name.as_str(), case.head.guardian_phone.as_str());
    if let Some(holder) = flagged(&all, (name, phone)) {
        all.push(Known { holder, name: name.to_owned(), phone: phone.to_owned(), flagged: true });
    }
    Ok(all)
}

/// What follows when a flag was set or lifted, or a card was issued: no code goes to a telephone of whom the person is to
/// be safe from but on a card that opens as little, and lists warn of the guardian, or no longer.
pub(in crate::portal) async fn follows(
    tx: &mut Tx,
    actor: &Actor,
    case: &VisibleCase,
    now: &Moment,
) -> Result<()> {
    let known = everybody(tx, case).await?;
    // Whoever the office has said of that it is somebody else stays so.
    let said: Vec<Uuid> =
        store::of_case(tx, case).await?.iter().filter(|flag| flag.lifted).map(|flag| flag.holder).collect();
    let mut along: Vec<Uuid> = Vec::new();
    for card in cards::of_case(tx, case).await? {
        if card.ended_at.is_some() || !is_of_flagged(&known, &card.phone) {
            continue;
        }
        let is_flagged = known.iter().any(|one| one.flagged && one.holder == card.holder);
        if card.relation.is_none() {
            let reason = texts::card_ended_for_safety(Lang::Zh);
            if cards::end(tx, case, card.id, actor.account, reason, now.micros()).await? {
                let entry = actor.entry(now, "card.ended", Some(case.id()), card.id.to_string());
                audit::record(tx, &entry).await?;
            }
        } else if !is_flagged && !said.contains(&card.holder) && !along.contains(&card.holder) {
            let new = New {
                id: xinan_db::new_id(),
                holder: card.holder,
                name: &card.name,
                relation: card.relation,
                phone: &card.phone,
                reason: texts::safety_same_phone(Lang::Zh),
            };
            store::set(tx, case, &new, actor.account, now.micros()).await?;
            let entry = actor.entry(now, "safety.set", Some(case.id()), card.holder.to_string());
            audit::record(tx, &entry).await?;
            along.push(card.holder);
        }
    }
    refresh(tx, case.county(), case.id()).await
}
