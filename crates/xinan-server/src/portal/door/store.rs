//! Cards that are shown at the door, codes that are sent, and sessions.

use anyhow::{Context, Result};
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::person::Relation;
use xinan_domain::phone::Phone;
use xinan_domain::portal::card::Card;

use super::Lately;
use crate::case::Status;
use crate::shell::clock::Moment;

macro_rules! columns {
    () => {
        "c.county_code, c.id, c.case_id, c.holder, c.relation, c.phone, c.issued_at, c.expires_on, c.ended_at,
         k.status"
    };
}

sql! {
    CARD = concat!("
        select ", columns!(), "
          from portal_cards c
          join cases k on k.county_code = c.county_code and k.id = c.case_id
         where c.token = $1");
    SESSION = concat!("
        select ", columns!(), ", s.form_key, s.begun_at, s.seen_at,
               (select count(*)
                  from portal_safety f
                 where f.county_code = c.county_code
                   and f.case_id = c.case_id
                   and f.holder = c.holder
                   and f.lifted_at is null) as flags
          from portal_sessions s
          join portal_cards c on c.county_code = s.county_code and c.id = s.card_id
          join cases k on k.county_code = c.county_code and k.id = c.case_id
         where s.token = $1
           and s.ended_at is null
           and s.begun_at >= $2
           and s.seen_at >= $3");
    BEGIN = "
        insert into portal_sessions
               (token, county_code, card_id, form_key, device, begun_at, seen_at, ended_at)
        values ($1, $2, $3, $4, $5, $6, $6, null)";
    SEEN = "update portal_sessions set seen_at = $2 where token = $1 and ended_at is null";
    END = "update portal_sessions set ended_at = $2 where token = $1 and ended_at is null";
    KNOWN = "
        select count(*) as sessions
          from portal_sessions
         where county_code = $1 and card_id = $2 and device = $3 and begun_at > $4 and begun_at <= $5";
    FORGET_SESSIONS = "delete from portal_sessions where begun_at <= $1";
    MISSES = "select count(*) as misses from portal_misses where source = $1 and missed_at > $2 and missed_at <= $3";
    MISS = "insert into portal_misses (id, source, missed_at) values ($1, $2, $3) on conflict do nothing";
    FORGIVE = "delete from portal_misses where id = $1";
    RENEW = "update portal_sessions set device = $2 where device = $1";
    /// What was sent to a browser goes with it: by another name it has no more of it.
    RENEW_SENT = "update portal_sign_ins set device = $2 where device = $1";
    FORGET_MISSES = "delete from portal_misses where missed_at <= $1 or missed_at > $2";
    HALF = "
        insert into portal_sign_ins
               (token, county_code, card_id, code, device, sent_at, wrong, used_at)
        values ($1, $2, $3, $4, $5, $6, 0, null)";
    /// Of browsers that are not known.
    LATELY = "
        select sent_at, wrong
          from portal_sign_ins
         where county_code = $1 and card_id = $2 and device is null and code >= 0 and sent_at > $3 and sent_at <= $4";
    LATELY_IN = "
        select sent_at, wrong
          from portal_sign_ins
         where county_code = $1 and card_id = $2 and device = $5 and code >= 0 and sent_at > $3 and sent_at <= $4";
    /// Counts a try before it is looked at, and keeps others from it until the end.
    TRY = "update portal_sign_ins set wrong = wrong + 1 where token = $1 and used_at is null and wrong < $2";
    TRIED = "
        select h.code, h.sent_at, h.wrong, h.used_at, h.device, h.county_code as half_county, h.card_id
          from portal_sign_ins h
         where h.token = $1";
    OF_ID = concat!("
        select ", columns!(), "
          from portal_cards c
          join cases k on k.county_code = c.county_code and k.id = c.case_id
         where c.county_code = $1 and c.id = $2");
    USE = "update portal_sign_ins set used_at = $2, wrong = wrong - 1 where token = $1 and used_at is null";
    FORGET_HALVES = "delete from portal_sign_ins where sent_at <= $1";
}

/// A card that somebody has shown.
#[derive(Debug, Clone)]
pub(in crate::portal) struct Found {
    pub(in crate::portal) county: String,
    pub(in crate::portal) id: Uuid,
    pub(in crate::portal) case: Uuid,
    pub(in crate::portal) holder: Uuid,
    pub(in crate::portal) relation: Option<Relation>,
    /// Where codes go. None where the number cannot be read any more.
    pub(in crate::portal) phone: Option<Phone>,
    pub(in crate::portal) rule: Card,
}

impl Found {
    fn read(row: &Row) -> Result<Self> {
        let (id, status) = (row.id("id")?, row.code::<Status>("status")?);
        let phone = row.sealed(column::CARD_PHONE, id)?;
        Ok(Self {
            county: row.text("county_code")?,
            id,
            case: row.id("case_id")?,
            holder: row.id("holder")?,
            relation: row.opt_code("relation")?,
            phone: Phone::parse(&phone).ok(),
            rule: Card {
                issued_on: Moment::of_micros(row.int("issued_at")?).day(),
                last_day: row.day("expires_on")?,
                ended: row.opt_int("ended_at")?.is_some(),
                dead: status == Status::Dead,
            },
        })
    }
}

/// The card with this number's token.
pub(super) async fn card(tx: &mut Tx, token: i64) -> Result<Option<Found>> {
    tx.row(CARD, &[token.into()]).await?.as_ref().map(Found::read).transpose()
}

/// A session as stored. It may lie in the time to come.
pub(in crate::portal) struct Session {
    pub(in crate::portal) card: Found,
    pub(in crate::portal) form_key: String,
    pub(in crate::portal) begun_at: i64,
    pub(in crate::portal) seen_at: i64,
    pub(in crate::portal) safety: bool,
}

/// The session of a token that has not ended, and was begun and used after these instants.
pub(in crate::portal) async fn session(
    tx: &mut Tx,
    token: &[u8],
    begun_after: i64,
    seen_after: i64,
) -> Result<Option<Session>> {
    let params = [token.to_vec().into(), begun_after.into(), seen_after.into()];
    let Some(row) = tx.row(SESSION, &params).await? else { return Ok(None) };
    Ok(Some(Session {
        card: Found::read(&row)?,
        form_key: row.text("form_key")?,
        begun_at: row.int("begun_at")?,
        seen_at: row.int("seen_at")?,
        safety: row.int("flags")? > 0,
    }))
}

/// Begins a session.
pub(super) async fn begin(
    tx: &mut Tx,
    token: &[u8],
    card: &Found,
    form_key: &str,
    device: &[u8],
    now: i64,
) -> Result<()> {
    let params = [
        token.to_vec().into(),
        card.county.as_str().into(),
        card.id.into(),
        form_key.into(),
        device.to_vec().into(),
        now.into(),
    ];
    tx.execute(BEGIN, &params).await.map(drop)
}

/// Notes that it is in use.
pub(in crate::portal) async fn seen(tx: &mut Tx, token: &[u8], now: i64) -> Result<()> {
    tx.execute(SEEN, &[token.to_vec().into(), now.into()]).await.map(drop)
}

/// Ends it.
pub(in crate::portal) async fn end(tx: &mut Tx, token: &[u8], now: i64) -> Result<()> {
    tx.execute(END, &[token.to_vec().into(), now.into()]).await.map(drop)
}

/// Whether a browser was used with a card between two instants.
pub(super) async fn is_known(tx: &mut Tx, card: &Found, device: &[u8], within: (i64, i64)) -> Result<bool> {
    let params = [
        card.county.as_str().into(),
        card.id.into(),
        device.to_vec().into(),
        within.0.into(),
        within.1.into(),
    ];
    Ok(tx.row(KNOWN, &params).await?.context("a count")?.int("sessions")? > 0)
}

/// Forgets sessions that began before an instant.
pub(super) async fn forget_sessions(tx: &mut Tx, before: i64) -> Result<u64> {
    tx.execute(FORGET_SESSIONS, &[before.into()]).await
}

/// How many numbers a source has typed between two instants without coming in.
pub(super) async fn misses(tx: &mut Tx, source: &str, within: (i64, i64)) -> Result<u32> {
    let row = tx.row(MISSES, &[source.into(), within.0.into(), within.1.into()]).await?.context("a count")?;
    Ok(u32::try_from(row.int("misses")?).unwrap_or(u32::MAX))
}

/// The name of the one that was typed for a sign-in: the beginning of its own.
fn named(half: &[u8]) -> Uuid {
    half.get(..16).and_then(|half| Uuid::from_slice(half).ok()).unwrap_or_else(xinan_db::new_id)
}

/// Notes one, for the sign-in that it began.
pub(super) async fn miss(tx: &mut Tx, half: &[u8], source: &str, now: i64) -> Result<()> {
    tx.execute(MISS, &[named(half).into(), source.into(), now.into()]).await.map(drop)
}

/// Forgets the one with which somebody came in.
pub(super) async fn forgive(tx: &mut Tx, half: &[u8]) -> Result<()> {
    tx.execute(FORGIVE, &[named(half).into()]).await.map(drop)
}

/// What a browser is known by is another from now on, for all its cards.
pub(super) async fn renew(tx: &mut Tx, before: &[u8], device: &[u8]) -> Result<()> {
    let both = [before.to_vec().into(), device.to_vec().into()];
    tx.execute(RENEW, &both).await?;
    tx.execute(RENEW_SENT, &both).await.map(drop)
}

/// Forgets those that count no longer, and those of a time that has not come.
pub(super) async fn forget_misses(tx: &mut Tx, before: i64, until: i64) -> Result<u64> {
    tx.execute(FORGET_MISSES, &[before.into(), until.into()]).await
}

/// Notes that a code was sent, or nothing where there is no card for it.
pub(super) async fn half(
    tx: &mut Tx,
    token: &[u8],
    card: Option<&Found>,
    code: i64,
    device: Option<&[u8]>,
    now: i64,
) -> Result<()> {
    let params = [
        token.to_vec().into(),
        card.map_or("", |card| card.county.as_str()).into(),
        card.map(|card| card.id).into(),
        code.into(),
        device.map(<[u8]>::to_vec).into(),
        now.into(),
    ];
    tx.execute(HALF, &params).await.map(drop)
}

/// What was sent lately for a card: in one known browser, or in all that are not known.
pub(super) async fn lately(
    tx: &mut Tx,
    card: &Found,
    device: Option<&[u8]>,
    hour: i64,
    within: (i64, i64),
) -> Result<Lately> {
    let mut params = vec![card.county.as_str().into(), card.id.into(), within.0.into(), within.1.into()];
    let rows = match device {
        None => tx.rows(LATELY, &params).await?,
        Some(device) => {
            params.push(device.to_vec().into());
            tx.rows(LATELY_IN, &params).await?
        }
    };
    let mut lately = Lately::default();
    for row in &rows {
        lately.a_day += 1;
        lately.an_hour += u32::from(row.int("sent_at")? > hour);
        lately.wrong = lately.wrong.saturating_add(u32::try_from(row.int("wrong")?).unwrap_or(0));
    }
    Ok(lately)
}

/// A sign-in whose code is being tried.
pub(super) struct Tried {
    pub(super) code: i64,
    pub(super) sent_at: i64,
    /// Wrong ones before this try, which is counted already where `counted` says so.
    pub(super) wrong: u32,
    pub(super) used: bool,
    pub(super) counted: bool,
    pub(super) card: Option<Found>,
    /// The browser, where it is one in which the card was used before.
    pub(super) device: Option<Vec<u8>>,
}

/// Counts a try, unless there were too many; none when nothing is known of the sign-in.
pub(super) async fn tried(tx: &mut Tx, token: &[u8], most: u32) -> Result<Option<Tried>> {
    let counted = tx.execute(TRY, &[token.to_vec().into(), most.into()]).await? > 0;
    let Some(row) = tx.row(TRIED, &[token.to_vec().into()]).await? else { return Ok(None) };
    let card = match row.opt_id("card_id")? {
        None => None,
        Some(card) => {
            let found = tx.row(OF_ID, &[row.text("half_county")?.into(), card.into()]).await?;
            found.as_ref().map(Found::read).transpose()?
        }
    };
    let wrong = u32::try_from(row.int("wrong")?).unwrap_or(u32::MAX);
    Ok(Some(Tried {
        code: row.int("code")?,
        sent_at: row.int("sent_at")?,
        wrong: wrong.saturating_sub(u32::from(counted)),
        used: row.opt_int("used_at")?.is_some(),
        counted,
        card,
        device: row.opt_bytes("device")?,
    }))
}

/// Uses a code up; whether nobody was quicker.
pub(super) async fn use_up(tx: &mut Tx, token: &[u8], now: i64) -> Result<bool> {
    Ok(tx.execute(USE, &[token.to_vec().into(), now.into()]).await? > 0)
}

/// Forgets sign-ins of before an instant.
pub(super) async fn forget_halves(tx: &mut Tx, before: i64) -> Result<u64> {
    tx.execute(FORGET_HALVES, &[before.into()]).await
}
