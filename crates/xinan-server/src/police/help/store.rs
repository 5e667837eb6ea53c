//! What waits for help, and what was done: read by those who care for the people there.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, column, sql};
use xinan_domain::police::{Kept, Matter, Reason, Verdict};

use crate::shell::actor::Actor;

/// What those who help read.
macro_rules! to_help {
    () => {
        "h.id, h.case_id, h.shown_as, h.matter, h.incident, h.asked_at, h.ended_at, h.reason, h.reason_on, h.kept, h.helped_at,
         h.helped_as, h.help_words, h.verdict"
    };
}

sql! {
    HELP = concat!("select ", to_help!(), "
          from police_asks h
         where h.county_code = $1 and h.id = $2 and h.help_region >= $3 and h.help_region < $4");
    HELPED = "
        update police_asks
           set helped_at = $2, helped_by = $3, helped_as = $4, help_words = $5
         where id = $1 and helped_at is null";
    TO_HELP = "
        select count(*) as found
          from police_asks
         where county_code = $1 and helped_at is null and help_region >= $2 and help_region < $3";
}

/// What those who help read.
#[derive(Debug, Clone)]
pub(super) struct Help {
    /// Its id.
    pub(super) id: Uuid,
    /// Whose record; none where nobody of the county has the number.
    pub(super) case: Option<Uuid>,
    /// The officer and the station as they were called then.
    pub(super) shown_as: String,
    /// What kind of matter.
    pub(super) matter: Matter,
    /// 接警编号.
    pub(super) incident: String,
    /// When, microseconds.
    pub(super) at: i64,
    /// Why the police were shown something, and since when it is so.
    pub(super) opened: Option<(Reason, Option<Date>)>,
    /// Why they were not.
    pub(super) kept: Option<Kept>,
    /// When the officer said that the matter is over.
    pub(super) ended_at: Option<i64>,
    /// The privacy officer found it unlawful or not needed.
    pub(super) unlawful: bool,
    /// What was done: when, by whom, in words.
    pub(super) helped: Option<(i64, String, String)>,
}

impl Help {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let helped = match row.opt_int("helped_at")? {
            None => None,
            Some(at) => Some((
                at,
                row.opt_text("helped_as")?.unwrap_or_default(),
                row.opt_sealed(column::POLICE_HELP_WORDS, id)?.unwrap_or_default(),
            )),
        };
        let on = row.opt_day("reason_on")?;
        Ok(Self {
            id,
            case: row.opt_id("case_id")?,
            shown_as: row.text("shown_as")?,
            matter: row.code("matter")?,
            incident: row.sealed(column::POLICE_INCIDENT, id)?,
            at: row.int("asked_at")?,
            ended_at: row.opt_int("ended_at")?,
            opened: row.opt_code("reason")?.map(|reason| (reason, on)),
            kept: row.opt_code("kept")?,
            unlawful: row.opt_code("verdict")? == Some(Verdict::Unlawful),
            helped,
        })
    }
}

/// One of the actor's territory.
pub(super) async fn find(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<Help>> {
    let (from, below) = actor.region.range();
    let params = [actor.county().into(), id.into(), from.into(), below.into()];
    tx.row(HELP, &params).await?.as_ref().map(Help::read).transpose()
}

/// Keeps what was done; whether nobody was quicker.
pub(super) async fn helped(tx: &mut Tx, actor: &Actor, id: Uuid, words: &str, now: i64) -> Result<bool> {
    let words = tx.keys().sealed(column::POLICE_HELP_WORDS, id, words);
    let said = [id.into(), now.into(), actor.account.into(), actor.by().shown_as.into(), words];
    Ok(tx.execute(HELPED, &said).await? > 0)
}

/// How many of the actor's territory wait for help.
pub async fn to_help(tx: &mut Tx, actor: &Actor) -> Result<u64> {
    let (from, below) = actor.region.range();
    let row = tx.row(TO_HELP, &[actor.county().into(), from.into(), below.into()]).await?;
    Ok(u64::try_from(row.context("a count")?.int("found")?).unwrap_or(0))
}

fn of_territory(sql: &mut Sql, actor: &Actor, waiting: bool) {
    let (from, below) = actor.region.range();
    sql.with("h.county_code = ?", [actor.county().into()]);
    sql.with("and h.help_region >= ? and h.help_region < ?", [from.into(), below.into()]);
    if waiting {
        sql.push("and h.helped_at is null");
    }
}

/// How many of the territory there are: all, or those that wait.
pub(super) async fn count(tx: &mut Tx, actor: &Actor, waiting: bool) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from police_asks h where");
    of_territory(&mut sql, actor, waiting);
    tx.found(&sql).await
}

/// Those: first what waits, then the latest.
pub(super) async fn list(
    tx: &mut Tx,
    actor: &Actor,
    waiting: bool,
    (most, skip): (u32, u32),
) -> Result<Vec<Help>> {
    let mut sql = Sql::new(concat!("select ", to_help!(), " from police_asks h where"));
    of_territory(&mut sql, actor, waiting);
    sql.push("order by case when h.helped_at is null then 0 else 1 end, h.asked_at desc, h.id desc");
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(Help::read).collect()
}
