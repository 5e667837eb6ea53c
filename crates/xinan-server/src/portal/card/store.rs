//! Cards as the office sees them. Nobody reads their numbers here: they are not kept.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::person::Relation;
use xinan_domain::phone::Phone;
use xinan_domain::portal::card::{Card, Standing};

use crate::case::{Status, VisibleCase};
use crate::shell::clock::Moment;

sql! {
    OF_CASE = "
        select c.id, c.holder, c.relation, c.name, c.phone, c.issued_at, c.expires_on, c.ended_at, c.ended_reason,
               coalesce(a.shown_name, '') as issued_name
          from portal_cards c
          left join accounts a on a.id = c.issued_by
         where c.county_code = $1 and c.case_id = $2
         order by c.issued_at desc, c.id desc";
    EXISTS = "select case_id, holder, token from portal_cards where county_code = $1 and id = $2";
    ADD = "
        insert into portal_cards
               (county_code, id, case_id, holder, relation, name, phone, token, issued_at, issued_by, expires_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict do nothing";
    /// Every card of a holder that has not ended, but one.
    END_OTHERS = "
        update portal_cards
           set ended_at = $5, ended_by = $6
         where county_code = $1 and case_id = $2 and holder = $3 and id <> $4 and ended_at is null";
    END = "
        update portal_cards
           set ended_at = $4, ended_by = $5, ended_reason = $6
         where county_code = $1 and case_id = $2 and id = $3 and ended_at is null";
    /// For the demo: the first person of a township who is there and has a telephone.
    SOMEBODY = "
        select county_code, id, phone, village_code
          from cases
         where county_code = $1 and township_code = $2 and status = $3 and phone is not null
         order by case_no
         limit 1";
}

/// A card of somebody's record.
#[derive(Debug, Clone)]
pub(in crate::portal) struct Kept {
    pub(in crate::portal) id: Uuid,
    pub(in crate::portal) holder: Uuid,
    /// The guardian's relation; none of the person.
    pub(in crate::portal) relation: Option<Relation>,
    /// The guardian's name; empty of the person.
    pub(in crate::portal) name: String,
    pub(in crate::portal) phone: String,
    pub(in crate::portal) issued_at: i64,
    pub(in crate::portal) issued_by: String,
    pub(in crate::portal) last_day: Date,
    pub(in crate::portal) ended_at: Option<i64>,
    pub(in crate::portal) ended_reason: String,
}

impl Kept {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        Ok(Self {
            id,
            holder: row.id("holder")?,
            relation: row.opt_code("relation")?,
            name: row.opt_sealed(column::CARD_NAME, id)?.unwrap_or_default(),
            phone: row.sealed(column::CARD_PHONE, id)?,
            issued_at: row.int("issued_at")?,
            issued_by: row.text("issued_name")?,
            last_day: row.day("expires_on")?,
            ended_at: row.opt_int("ended_at")?,
            ended_reason: row.opt_sealed(column::CARD_ENDED_REASON, id)?.unwrap_or_default(),
        })
    }

    /// Whether it opens something today.
    pub(in crate::portal) fn standing(&self, case: &VisibleCase, today: Date) -> Standing {
        let rule = Card {
            issued_on: Moment::of_micros(self.issued_at).day(),
            last_day: self.last_day,
            ended: self.ended_at.is_some(),
            dead: case.head.status == Status::Dead,
        };
        rule.standing(today)
    }
}

/// All cards of a record, the latest first.
pub(in crate::portal) async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Kept>> {
    tx.rows(OF_CASE, &[case.county().into(), case.id().into()]).await?.iter().map(Kept::read).collect()
}

/// The latest card of each holder: the person first, then guardians.
pub(in crate::portal) fn holders(cards: &[Kept]) -> Vec<&Kept> {
    let mut latest: Vec<&Kept> = Vec::new();
    for card in cards {
        if latest.iter().all(|one| one.holder != card.holder) {
            latest.push(card);
        }
    }
    latest.sort_by_key(|one| (one.relation.is_some(), one.name.clone()));
    latest
}

/// A card of this id: whose record and holder, and the token of its number.
pub(super) async fn find(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<(Uuid, Uuid, i64)>> {
    let Some(row) = tx.row(EXISTS, &[county.into(), id.into()]).await? else { return Ok(None) };
    Ok(Some((row.id("case_id")?, row.id("holder")?, row.int("token")?)))
}

/// A card that is issued.
#[derive(Debug, Clone)]
pub(in crate::portal) struct New {
    pub(in crate::portal) id: Uuid,
    pub(in crate::portal) holder: Uuid,
    pub(in crate::portal) relation: Option<Relation>,
    pub(in crate::portal) name: String,
    pub(in crate::portal) phone: Phone,
    pub(in crate::portal) last_day: Date,
}

/// Issues a card and ends what its holder had; whether it was not there already.
pub(in crate::portal) async fn issue(
    tx: &mut Tx,
    (county, case): (&str, Uuid),
    new: &New,
    token: i64,
    by: Option<Uuid>,
    now: i64,
) -> Result<bool> {
    let keys = tx.keys();
    let params = [
        county.into(),
        new.id.into(),
        case.into(),
        new.holder.into(),
        new.relation.map(Code::code).into(),
        keys.sealed(column::CARD_NAME, new.id, &new.name),
        keys.sealed(column::CARD_PHONE, new.id, new.phone.as_str()),
        token.into(),
        now.into(),
        by.into(),
        new.last_day.into(),
    ];
    if tx.execute(ADD, &params).await? == 0 {
        return Ok(false);
    }
    let others = [county.into(), case.into(), new.holder.into(), new.id.into(), now.into(), by.into()];
    tx.execute(END_OTHERS, &others).await?;
    Ok(true)
}

/// Ends a card, by someone, with a reason; whether it had not ended.
pub(in crate::portal) async fn end(
    tx: &mut Tx,
    case: &VisibleCase,
    card: Uuid,
    by: Uuid,
    reason: &str,
    now: i64,
) -> Result<bool> {
    let reason = tx.keys().sealed(column::CARD_ENDED_REASON, card, reason);
    let params = [case.county().into(), case.id().into(), card.into(), now.into(), by.into(), reason];
    Ok(tx.execute(END, &params).await? > 0)
}

/// Somebody of a township with a telephone, for the demo.
pub(in crate::portal) async fn somebody(
    tx: &mut Tx,
    county: &str,
    township: &str,
) -> Result<Option<(Uuid, String, String)>> {
    let row = tx.row(SOMEBODY, &[county.into(), township.into(), Status::Open.code().into()]).await?;
    let Some(row) = row else { return Ok(None) };
    let id = row.id("id")?;
    Ok(Some((id, row.sealed(column::CASE_PHONE, id)?, row.text("village_code")?)))
}
