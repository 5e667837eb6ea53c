//! Whom a record knows beside the person, and what the row says of the guardian.

use anyhow::{Context, Result};
use xinan_db::{Tx, Uuid, column, sql};
use xinan_domain::portal::safety::{Known, flagged};

sql! {
    /// Of every card of a guardian: names and telephones change.
    CARDS = "
        select id, holder, name, phone
          from portal_cards
         where county_code = $1 and case_id = $2 and relation is not null
         order by issued_at desc, id desc";
    FLAGS = "
        select id, holder, name, phone
          from portal_safety
         where county_code = $1 and case_id = $2 and lifted_at is null
         order by set_at, id";
    GUARDIAN = "select guardian_name, guardian_phone from cases where county_code = $1 and id = $2";
    SET = "update cases set guardian_safety = $3 where county_code = $1 and id = $2";
}

/// Everybody beside the person of whom a record knows name or telephone, by a card or by what was said of safety.
pub(crate) async fn known(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<Known<Uuid>>> {
    let whose = [county.into(), case.into()];
    let mut known = Vec::new();
    for row in &tx.rows(FLAGS, &whose).await? {
        let id = row.id("id")?;
        known.push(Known {
            holder: row.id("holder")?,
            name: row.opt_sealed(column::SAFETY_NAME, id)?.unwrap_or_default(),
            phone: row.opt_sealed(column::SAFETY_PHONE, id)?.unwrap_or_default(),
            flagged: true,
        });
    }
    let flagged: Vec<Uuid> = known.iter().map(|one| one.holder).collect();
    for row in &tx.rows(CARDS, &whose).await? {
        let (id, holder) = (row.id("id")?, row.id("holder")?);
        known.push(Known {
            holder,
            name: row.opt_sealed(column::CARD_NAME, id)?.unwrap_or_default(),
            phone: row.sealed(column::CARD_PHONE, id)?,
            flagged: flagged.contains(&holder),
        });
    }
    Ok(known)
}

/// From whom the person is to be safe, by name, beside the guardian whom the form names: of that one every page warns by
/// itself.
pub(crate) async fn kept_away(
    tx: &mut Tx,
    county: &str,
    case: Uuid,
    guardian: (&str, &str),
) -> Result<Vec<String>> {
    let known = known(tx, county, case).await?;
    let of_form = flagged(&known, guardian);
    let mut names: Vec<String> = Vec::new();
    for one in known {
        let is_other = one.flagged && Some(one.holder) != of_form && !one.name.is_empty();
        if is_other && !names.contains(&one.name) {
            names.push(one.name);
        }
    }
    Ok(names)
}

/// From whom the person is to be safe, by every name that is known of them: whoever was flagged by a card and stands in the
/// form under another is meant under both.
pub(crate) async fn names_kept_away(tx: &mut Tx, county: &str, case: Uuid) -> Result<Vec<String>> {
    let known = known(tx, county, case).await?;
    let (name, phone) = guardian(tx, county, case).await?;
    let of_form = flagged(&known, (&name, &phone)).map(|_| name);
    let mut names: Vec<String> =
        known.into_iter().filter(|one| one.flagged).map(|one| one.name).chain(of_form).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// The guardian of the form: name and telephone.
async fn guardian(tx: &mut Tx, county: &str, case: Uuid) -> Result<(String, String)> {
    let row = tx.row(GUARDIAN, &[county.into(), case.into()]).await?.context("a record")?;
    let name = row.opt_sealed(column::CASE_GUARDIAN_NAME, case)?.unwrap_or_default();
    Ok((name, row.opt_sealed(column::CASE_GUARDIAN_PHONE, case)?.unwrap_or_default()))
}

/// Says on the row whether the guardian of the form is one from whom the person is to be safe.
pub(crate) async fn refresh(tx: &mut Tx, county: &str, case: Uuid) -> Result<()> {
    tx.changed(county);
    let known = known(tx, county, case).await?;
    let (name, phone) = guardian(tx, county, case).await?;
    let is_unsafe = flagged(&known, (&name, &phone)).is_some();
    tx.execute(SET, &[county.into(), case.into(), is_unsafe.into()]).await.map(drop)
}
