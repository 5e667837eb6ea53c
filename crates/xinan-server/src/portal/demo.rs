//! A card for whoever tries the demo.

use anyhow::Result;
use xinan_db::audit;
use xinan_domain::phone::Phone;
use xinan_domain::portal::card::{Number, last_day};
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::card::store::{self, New};
use super::door::{chance, token_of_card};
use super::reader;
use crate::shell::app::App;

/// Issues a card for somebody of a township who has a telephone; its number in groups.
///
/// # Errors
/// When the database refuses.
pub async fn card(app: &App, township: &Region) -> Result<Option<String>> {
    let Some(county) = township.county() else { return Ok(None) };
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().write().await?;
    let found = store::somebody(&mut tx, county.as_str(), township.as_str()).await?;
    let Some((case, phone, village)) = found else { return Ok(None) };
    let (Ok(phone), Ok(village)) = (Phone::parse(&phone), Region::exact(&village)) else { return Ok(None) };
    let months = settings.parameters(&village, now.day()).portal.card_months;
    let new = New {
        id: xinan_db::new_id(),
        holder: case,
        relation: None,
        name: String::new(),
        phone,
        last_day: last_day(now.day(), months),
    };
    let number = Number::by_chance(chance()?);
    let token = token_of_card(&tx, &number);
    store::issue(&mut tx, (county.as_str(), case), &new, token, None, now.micros()).await?;
    let who = crate::texts::my_demo_in_log(Lang::Zh).to_owned();
    let entry = reader::entry(county.as_str(), Some(case), who, &now, "card.issued", &new.id.to_string());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Some(number.grouped()))
}
