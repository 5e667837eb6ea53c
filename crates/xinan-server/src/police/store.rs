//! What the police asked, and what is read of it: by them, by the privacy officer, and by those who help. Each of the three
//! reads a type of its own, and none holds what the others may not see.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::emergency::open_until;
use xinan_domain::follow_up::{AdverseReaction, PhysicalIllness, Visit};
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::police::{Before, Kept, Matter, Opening};
use xinan_domain::region::Region;

use super::card::{Card, Guardian};
use crate::case::Status;
use crate::case::facts::Facts;
use crate::case::facts::store::of_case;
use crate::policy::{Action, permits_kind};
use crate::portal::safety::store::is_set;
use crate::shell::actor::{Actor, PostKind};
use crate::shell::session::AHEAD;

/// What the police read of a row: not whose record it is about, but that there is one to be looked at.
macro_rules! asked {
    () => {
        "a.id, a.case_id, a.account_id, a.post_id, a.matter, a.incident, a.asked_at, a.minutes, a.ended_at, a.reason"
    };
}

sql! {
    WHOSE = "select account_id from police_asks where id = $1";
    OWN = concat!("select ", asked!(), "
          from police_asks a
         where a.id = $1 and a.account_id = $2 and a.post_id = $3");
    LATELY = concat!("select ", asked!(), "
          from police_asks a
         where a.account_id = $1 and a.post_id = $2 and a.asked_at > $3 and a.ended_at is null
         order by a.asked_at desc, a.id desc");
    TRIES = "
        select count(*) as found
          from police_asks
         where account_id = $1
           and asked_at > $2
           and asked_at <= $3";
    BEFORE = "
        select id, account_id, post_id, asker_region, incident_token, person_token, asked_at, minutes, ended_at
          from police_asks
         where (asker_region = $1 and incident_token = $2)
            or (account_id = $3 and asked_at > $4)
         order by asked_at desc, id desc";
    END = "
        update police_asks
           set ended_at = $4
         where id = $1 and account_id = $2 and post_id = $3 and ended_at is null";
    STANDS = "select village_code, township_code, status from cases where county_code = $1 and id = $2";
    CARD = "
        select name, identity_number, guardian_name, guardian_phone, last_doctor, township_code
          from cases
         where county_code = $1 and id = $2";
    LAST_VISIT = "
        select id, form
          from follow_ups
         where county_code = $1
           and case_id = $2
           and withdrawn_at is null
           and complete = 1
         order by visited_on desc, entered_at desc, id desc
         limit 1";
    IN_POST = "
        select a.shown_name, p.office
          from posts p
          join accounts a on a.id = p.account_id
         where p.region = $1
           and p.kind = $2
           and a.closed_at is null
           and p.waits_since is null
           and p.started_on <= $3
           and (p.ended_on is null or p.ended_on > $3)
         order by p.started_on, p.id
         limit 4";
}

const ADD: &str = "
    insert into police_asks
           (id, county_code, asker_region, help_region, case_id, account_id, post_id, shown_as, matter, incident,
            incident_token, person_token, asked_at, minutes, reason, reason_on, kept, review_by)";

/// The kind bytes under which what identifies a matter and a person is hashed here: the hash of a person is not that by
/// which a record is found, so that nobody who reads both tables learns who was asked for without a record.
const INCIDENT: u8 = b'J';
const PERSON: u8 = b'P';

/// What was asked, as the one who asked reads it.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    /// Its id, made by the form.
    pub(super) id: Uuid,
    /// Whose record; none where nobody has the number.
    pub(super) case: Option<Uuid>,
    /// What kind of matter.
    pub(super) matter: Matter,
    /// 接警编号.
    pub(super) incident: String,
    /// When, microseconds.
    pub(super) at: i64,
    minutes: u16,
    ended: bool,
    /// A card was opened.
    pub(super) opened: bool,
}

impl Ask {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        Ok(Self {
            id,
            case: row.opt_id("case_id")?,
            matter: row.code("matter")?,
            incident: row.sealed(column::POLICE_INCIDENT, id)?,
            at: row.int("asked_at")?,
            minutes: u16::try_from(row.int("minutes")?).context("minutes")?,
            ended: row.opt_int("ended_at")?.is_some(),
            opened: row.opt_int("reason")?.is_some(),
        })
    }

    /// Until when it is open, microseconds; none when it is over.
    pub(super) fn live_until(&self, now: i64) -> Option<i64> {
        open_until(self.at, self.minutes, None, now).filter(|_| !self.ended)
    }
}

/// Whose this id is already, if anybody's.
pub(super) async fn whose(tx: &mut Tx, id: Uuid) -> Result<Option<Uuid>> {
    tx.row(WHOSE, &[id.into()]).await?.map(|row| row.id("account_id")).transpose()
}

/// One that the actor asked in this post.
pub(super) async fn own(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<Ask>> {
    let params = [id.into(), actor.account.into(), actor.post.into()];
    tx.row(OWN, &params).await?.as_ref().map(Ask::read).transpose()
}

/// Those that the actor asked in this post after an instant and has not ended.
pub(super) async fn lately(tx: &mut Tx, actor: &Actor, after: i64) -> Result<Vec<Ask>> {
    let params = [actor.account.into(), actor.post.into(), after.into()];
    tx.rows(LATELY, &params).await?.iter().map(Ask::read).collect()
}

/// How many look-ups an account asked for after an instant.
pub(super) async fn tries(tx: &mut Tx, account: Uuid, (after, now): (i64, i64)) -> Result<u64> {
    let row =
        tx.row(TRIES, &[account.into(), after.into(), (now + AHEAD).into()]).await?.context("a count")?;
    Ok(u64::try_from(row.int("found")?).unwrap_or(0))
}

/// The look-ups of before that count for a new one, with their ids: of the same matter at this station, and the account's
/// own of late.
pub(super) async fn before(
    tx: &mut Tx,
    actor: &Actor,
    (incident, number): (&str, &IdentityNumber),
    (now, after): (i64, i64),
) -> Result<Vec<(Uuid, Before)>> {
    let (incident, person) = (matter_token(tx, incident), person_token(tx, number));
    let region = actor.region.as_str();
    let params = [region.into(), incident.into(), actor.account.into(), after.into()];
    let read = |row: &Row| -> Result<(Uuid, Before)> {
        let minutes = u16::try_from(row.int("minutes")?).context("minutes")?;
        let open = open_until(row.int("asked_at")?, minutes, None, now).is_some();
        let before = Before {
            own: row.id("account_id")? == actor.account && row.id("post_id")? == actor.post,
            live: open && row.opt_int("ended_at")?.is_none(),
            same_matter: row.text("asker_region")? == region && row.int("incident_token")? == incident,
            same_person: row.int("person_token")? == person,
        };
        Ok((row.id("id")?, before))
    };
    tx.rows(BEFORE, &params).await?.iter().map(read).collect()
}

/// The matter by its letters and digits: another hyphen makes no other matter.
fn matter_token(tx: &Tx, incident: &str) -> i64 {
    let number: String = incident.chars().filter(|one| one.is_alphanumeric()).collect();
    tx.keys().token(INCIDENT, &number)
}

fn person_token(tx: &Tx, number: &IdentityNumber) -> i64 {
    tx.keys().token(PERSON, number.as_str())
}

/// A look-up to be kept.
pub(super) struct New<'a> {
    pub(super) id: Uuid,
    pub(super) case: Option<Uuid>,
    pub(super) help_region: Region,
    pub(super) matter: Matter,
    pub(super) incident: &'a str,
    pub(super) number: &'a IdentityNumber,
    pub(super) at: i64,
    pub(super) minutes: u16,
    pub(super) answer: Result<Opening, Kept>,
    pub(super) review_by: Date,
}

/// Keeps it.
pub(super) async fn insert(tx: &mut Tx, actor: &Actor, new: &New<'_>) -> Result<()> {
    let opening = new.answer.ok();
    let row = vec![
        new.id.into(),
        actor.county().into(),
        actor.region.as_str().into(),
        new.help_region.as_str().into(),
        new.case.into(),
        actor.account.into(),
        actor.post.into(),
        actor.by().shown_as.into(),
        new.matter.code().into(),
        tx.keys().sealed(column::POLICE_INCIDENT, new.id, new.incident),
        matter_token(tx, new.incident).into(),
        person_token(tx, new.number).into(),
        new.at.into(),
        i64::from(new.minutes).into(),
        opening.map(|one| one.reason.code()).into(),
        opening.map(|one| one.on).into(),
        new.answer.err().map(Code::code).into(),
        new.review_by.into(),
    ];
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// Ends it before its time; whether it had not ended.
pub(super) async fn end(tx: &mut Tx, actor: &Actor, id: Uuid, now: i64) -> Result<bool> {
    let params = [id.into(), actor.account.into(), actor.post.into(), now.into()];
    Ok(tx.execute(END, &params).await? > 0)
}

/// Where a record stands, with its facts.
pub(super) struct Stands {
    pub(super) village: Region,
    pub(super) township: Region,
    pub(super) status: Status,
    pub(super) facts: Facts,
}

/// Where a record stands. Of nobody the same is asked as of somebody, so that it takes as long.
pub(super) async fn stands(tx: &mut Tx, county: &str, case: Option<Uuid>) -> Result<Option<Stands>> {
    let id = case.unwrap_or_default();
    let facts = of_case(tx, county, id).await?;
    let row = tx.row(STANDS, &[county.into(), id.into()]).await?;
    let Some((row, facts)) = row.zip(facts) else { return Ok(None) };
    let region = |name: &str| -> Result<Region> {
        let code = row.text(name)?;
        Region::exact(&code).ok().with_context(|| format!("{code} is no division"))
    };
    let (village, township) = (region("village_code")?, region("township_code")?);
    Ok(Some(Stands { village, township, status: row.code("status")?, facts }))
}

/// The card of somebody of whom may be told.
pub(super) async fn card(
    tx: &mut Tx,
    county: &str,
    case: Uuid,
    (opening, today): (Opening, Date),
) -> Result<Option<Card>> {
    let Some(row) = tx.row(CARD, &[county.into(), case.into()]).await? else { return Ok(None) };
    let text = |column| row.opt_sealed(column, case).map(Option::unwrap_or_default);
    let name = text(column::CASE_GUARDIAN_NAME)?;
    let phone = text(column::CASE_GUARDIAN_PHONE)?;
    let guardian = match is_set(tx, county, case).await? {
        true => Guardian::Withheld,
        false if name.is_empty() && phone.is_empty() => Guardian::Unknown,
        false => Guardian::Known { name, phone },
    };
    let township = row.text("township_code")?;
    let workers = [township.into(), PostKind::TownshipWorker.code().into(), today.into()];
    let number = row.sealed(column::CASE_IDENTITY_NUMBER, case)?;
    let sent_by = tx.rows(IN_POST, &workers).await?;
    Ok(Some(Card {
        name: row.sealed(column::CASE_NAME, case)?,
        number_ends: number.get(number.len().saturating_sub(4)..).unwrap_or_default().to_owned(),
        reason: opening.reason,
        on: opening.on,
        guardian,
        doctor: text(column::CASE_LAST_DOCTOR)?,
        sent_by: sent_by.iter().map(named).collect::<Result<_>>()?,
        careful: asks_for_care(tx, county, case).await?,
    }))
}

fn named(row: &Row) -> Result<String> {
    Ok(format!("{} · {}", row.text("shown_name")?, row.text("office")?))
}

/// Whether the last visit found a reaction to medicine or a grave illness of the body. What it is, is not said.
async fn asks_for_care(tx: &mut Tx, county: &str, case: Uuid) -> Result<bool> {
    let Some(row) = tx.row(LAST_VISIT, &[county.into(), case.into()]).await? else { return Ok(false) };
    let form = row.sealed(column::FOLLOW_UP_FORM, row.id("id")?)?;
    let visit: Visit = serde_json::from_str(&form).context("reading a visit")?;
    Ok(visit.clinical().is_some_and(|one| {
        one.adverse == Some(AdverseReaction::Present) || one.physical == Some(PhysicalIllness::Severe)
    }))
}

/// Whether somebody of the county is there to be told.
pub(super) async fn is_somebody_told(tx: &mut Tx, county: &str, today: Date) -> Result<bool> {
    for kind in PostKind::ALL.iter().filter(|kind| permits_kind(**kind, Action::JudgePoliceLook)) {
        let params = [county.into(), kind.code().into(), today.into()];
        if !tx.rows(IN_POST, &params).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}
