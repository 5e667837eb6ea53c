//! Surveys, and which villages were asked to their end.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, Val, sql};
use xinan_domain::clue::{State, Survey};
use xinan_domain::code::Code;
use xinan_domain::region::{Level, Region};

use crate::policy::{Action, permits};
use crate::shell::actor::Actor;

macro_rules! columns {
    () => {
        "s.id, s.title, s.region, s.from_on, s.until_on, s.list, s.begun_at, s.shown_as, s.ended_at, s.ended_as"
    };
}

sql! {
    ONE = concat!("select ", columns!(), "
          from surveys s
         where s.county_code = $1
           and s.id = $2
           and ((s.region >= $3 and s.region < $4) or s.region = $5 or s.region = $6)");
    /// Those of a territory, and those of the wider ones that it lies in.
    LIST = concat!("select ", columns!(), "
          from surveys s
         where s.county_code = $1
           and ((s.region >= $2 and s.region < $3) or s.region = $4 or s.region = $5)
         order by case when s.ended_at is null then 0 else 1 end, s.until_on desc, s.id desc
         limit 100");
    ASKING = concat!("select ", columns!(), "
          from surveys s
         where s.county_code = $1
           and ((s.region >= $2 and s.region < $3) or s.region = $4 or s.region = $5)
           and s.ended_at is null
           and s.from_on <= $6
         order by s.until_on, s.id
         limit 20");
    ANYWHERE = "select begun_by from surveys where county_code = $1 and id = $2";
    END = "
        update surveys
           set ended_at = $3, ended_by = $4, ended_as = $5
         where county_code = $1 and id = $2 and ended_at is null";
    /// The clues of its villages and days, by where they stand.
    CLUES = "
        select village_code, state, count(*) as found
          from clues
         where county_code = $1
           and village_code >= $2
           and village_code < $3
           and surveyed_on >= $4
           and surveyed_on <= $5
           and withdrawn_at is null
         group by village_code, state";
    /// Of them, those that one has reported oneself.
    OWN_CLUES = "
        select village_code, count(*) as found
          from clues
         where county_code = $1
           and village_code >= $2
           and village_code < $3
           and surveyed_on >= $4
           and surveyed_on <= $5
           and withdrawn_at is null
           and recorded_by = $6
         group by village_code";
    DONE = "
        select v.id, v.village_code, v.done_on, v.recorded_by, v.shown_as
          from survey_villages v
         where v.county_code = $1 and v.survey_id = $2 and v.withdrawn_at is null
         order by v.recorded_at, v.id";
    ENTRY = "
        select survey_id, village_code
          from survey_villages
         where county_code = $1 and id = $2";
    WITHDRAW = "
        update survey_villages
           set withdrawn_at = $4, withdrawn_by = $5, withdrawn_as = $6
         where county_code = $1 and survey_id = $2 and id = $3 and withdrawn_at is null";
}

const ADD: &str = "
    insert into surveys (county_code, id, title, region, from_on, until_on, list, begun_at, begun_by, shown_as)";
const ADD_VILLAGE: &str = "
    insert into survey_villages
           (county_code, id, survey_id, village_code, done_on, recorded_at, recorded_by, shown_as)";

/// A survey as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its id, made by the form.
    pub id: Uuid,
    /// What it is.
    pub survey: Survey,
    /// When it was begun, microseconds.
    pub(super) begun_at: i64,
    /// By whom, as called then.
    pub(super) begun_as: String,
    /// When it was ended, and by whom.
    pub(super) ended: Option<(i64, String)>,
}

impl Kept {
    fn read(row: &Row) -> Result<Self> {
        let region = row.text("region")?;
        let region = Region::exact(&region).ok().with_context(|| format!("{region} is no division"))?;
        Ok(Self {
            id: row.id("id")?,
            survey: Survey {
                title: row.text("title")?,
                region,
                from_on: row.day("from_on")?,
                until_on: row.day("until_on")?,
                list: row.code("list")?,
            },
            begun_at: row.int("begun_at")?,
            begun_as: row.text("shown_as")?,
            ended: row.opt_int("ended_at")?.zip(row.opt_text("ended_as")?),
        })
    }

    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }

    /// The part of its area that lies in a territory.
    pub(super) fn within(&self, territory: &Region) -> Region {
        if self.survey.region.contains(territory) { *territory } else { self.survey.region }
    }
}

/// The territory of the actor as a range, with the wider divisions that it lies in.
fn reach(actor: &Actor) -> [Val; 4] {
    let (from, below) = actor.region.range();
    let wider = |level: Level| actor.region.at(level).unwrap_or(actor.region).as_str().to_owned();
    [from.into(), below.into(), wider(Level::County).into(), wider(Level::Township).into()]
}

fn with_reach(first: impl IntoIterator<Item = Val>, actor: &Actor) -> Vec<Val> {
    first.into_iter().chain(reach(actor)).collect()
}

/// A survey that asks villages of the actor's territory. Absent and elsewhere are one.
pub(super) async fn find(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Option<Kept>> {
    let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
    let params = with_reach([actor.county().into(), id.into()], actor);
    tx.row(ONE, &params).await?.as_ref().map(Kept::read).transpose()
}

/// Those that ask villages of the territory, what runs first.
pub(super) async fn list(tx: &mut Tx, actor: &Actor) -> Result<Vec<Kept>> {
    let params = with_reach([actor.county().into()], actor);
    tx.rows(LIST, &params).await?.iter().map(Kept::read).collect()
}

/// Those that have begun and were not ended.
async fn asking(tx: &mut Tx, actor: &Actor, today: Date) -> Result<Vec<Kept>> {
    let mut params = with_reach([actor.county().into()], actor);
    params.push(today.into());
    tx.rows(ASKING, &params).await?.iter().map(Kept::read).collect()
}

/// Who began the survey that has this id already, if anybody.
pub(super) async fn begun_by(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Uuid>> {
    tx.row(ANYWHERE, &[county.into(), id.into()]).await?.map(|row| row.id("begun_by")).transpose()
}

/// Begins one.
pub(super) async fn insert(
    tx: &mut Tx,
    actor: &Actor,
    (id, survey): (Uuid, &Survey),
    now: i64,
) -> Result<()> {
    let row = vec![
        actor.county().into(),
        id.into(),
        survey.title.clone().into(),
        survey.region.as_str().into(),
        survey.from_on.into(),
        survey.until_on.into(),
        survey.list.code().into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// Ends one; whether nobody had.
pub(super) async fn end(tx: &mut Tx, actor: &Actor, id: Uuid, now: i64) -> Result<bool> {
    let by = actor.by().shown_as;
    let params = [actor.county().into(), id.into(), now.into(), actor.account.into(), by.into()];
    Ok(tx.execute(END, &params).await? > 0)
}

/// How far a village is.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    /// Clues of its days; those of one's own for whoever reads no others.
    pub(super) reported: u64,
    /// Of them, those that the township or the county is to look at. Nothing for whoever only reports: what became of a
    /// clue would say something of the person.
    pub(super) to_check: u64,
    /// Of them, those that wait for a psychiatrist. Nothing, likewise.
    pub(super) to_review: u64,
    /// That it was asked to its end.
    pub(super) done: Option<Done>,
}

/// That a village was asked to its end.
#[derive(Debug, Clone)]
pub(super) struct Done {
    pub(super) id: Uuid,
    pub(super) on: Date,
    pub(super) by: Uuid,
    pub(super) shown_as: String,
}

/// How far each village is of which something is known, by its code.
pub(super) async fn progress(
    tx: &mut Tx,
    actor: &Actor,
    (kept, within): (&Kept, &Region),
) -> Result<BTreeMap<String, Progress>> {
    let mut villages: BTreeMap<String, Progress> = BTreeMap::new();
    let (from, below) = within.range();
    let survey = &kept.survey;
    let mut params =
        vec![actor.county().into(), from.into(), below.into(), survey.from_on.into(), survey.until_on.into()];
    if permits(actor, Action::SeeClues) {
        for row in tx.rows(CLUES, &params).await? {
            let (state, found) = (row.code("state")?, count(&row)?);
            let one = villages.entry(row.text("village_code")?).or_default();
            one.reported += found;
            match state {
                State::Reported | State::AtCounty => one.to_check += found,
                state if state.waits_for_review() => one.to_review += found,
                _ => {}
            }
        }
    } else {
        params.push(actor.account.into());
        for row in tx.rows(OWN_CLUES, &params).await? {
            villages.entry(row.text("village_code")?).or_default().reported += count(&row)?;
        }
    }
    for (village, done) in done(tx, actor.county(), kept.id).await? {
        villages.entry(village).or_default().done = Some(done);
    }
    Ok(villages)
}

fn count(row: &Row) -> Result<u64> {
    Ok(u64::try_from(row.int("found")?).unwrap_or(0))
}

/// The villages that were asked to their end, by their code.
pub(super) async fn done(tx: &mut Tx, county: &str, survey: Uuid) -> Result<BTreeMap<String, Done>> {
    let mut villages = BTreeMap::new();
    for row in tx.rows(DONE, &[county.into(), survey.into()]).await? {
        let done = Done {
            id: row.id("id")?,
            on: row.day("done_on")?,
            by: row.id("recorded_by")?,
            shown_as: row.text("shown_as")?,
        };
        villages.insert(row.text("village_code")?, done);
    }
    Ok(villages)
}

/// The survey and village of an entry that has this id already, if any.
pub(super) async fn entry(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<(Uuid, String)>> {
    let row = tx.row(ENTRY, &[county.into(), id.into()]).await?;
    row.map(|row| Ok((row.id("survey_id")?, row.text("village_code")?))).transpose()
}

/// Enters that a village was asked to its end.
pub(super) async fn add_village(
    tx: &mut Tx,
    actor: &Actor,
    (id, survey, village): (Uuid, Uuid, &Region),
    (on, now): (Date, i64),
) -> Result<()> {
    let row = vec![
        actor.county().into(),
        id.into(),
        survey.into(),
        village.as_str().into(),
        on.into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    tx.insert_many(ADD_VILLAGE, &[row], "").await.map(drop)
}

/// Takes such an entry back; whether it still counted.
pub(super) async fn withdraw(
    tx: &mut Tx,
    actor: &Actor,
    (survey, id): (Uuid, Uuid),
    now: i64,
) -> Result<bool> {
    let by = actor.by().shown_as;
    let params =
        [actor.county().into(), survey.into(), id.into(), now.into(), actor.account.into(), by.into()];
    Ok(tx.execute(WITHDRAW, &params).await? > 0)
}

/// A survey that is somebody's task.
#[derive(Debug, Clone)]
pub struct Task {
    /// The survey.
    pub kept: Kept,
    /// How many villages of the territory are still to be asked to their end.
    pub villages: usize,
}

/// The surveys that run in the actor's territory and of which villages are left.
pub async fn tasks(
    tx: &mut Tx,
    actor: &Actor,
    divisions: &crate::division::Divisions,
    today: Date,
) -> Result<Vec<Task>> {
    let mut tasks = Vec::new();
    for kept in asking(tx, actor, today).await? {
        let within = kept.within(&actor.region);
        let done = done(tx, actor.county(), kept.id).await?;
        let tree = divisions.tree(&within);
        let open = |region: &Region| region.level() == Level::Village && !done.contains_key(region.as_str());
        let villages = tree.iter().filter(|(region, _)| open(region)).count();
        if villages > 0 {
            tasks.push(Task { kept, villages });
        }
    }
    Ok(tasks)
}
