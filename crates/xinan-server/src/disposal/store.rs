//! Emergencies and their course, as kept.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::disposal::{Entry, Fact, Kind, Measure, Report, Standing, State, WhatHappened};
use xinan_domain::region::{Level, Region};

use crate::case::VisibleCase;
use crate::policy::reaches_by_tie;
use crate::shell::actor::{Actor, PostKind};
use crate::shell::clock::{Moment, instant};
use crate::shell::session::AHEAD;

/// Whoever adds to the course of an emergency takes turns: entries are judged one after another.
pub(super) const CHANGING: &str = "disposals";

macro_rules! columns {
    () => {
        "d.id, d.village_code, d.case_id, d.form, d.reported_at, d.recorded_by, d.shown_as, d.state, d.reason, d.outcome,
         d.ended_at, d.due_on"
    };
}

sql! {
    ONE = concat!("select ", columns!(), " from disposals d where d.county_code = $1 and d.id = $2");
    OF_CASE = concat!("select ", columns!(), "
          from disposals d
         where d.county_code = $1 and d.case_id = $2
         order by d.reported_at desc, d.id desc
         limit 20");
    ENTRIES = "
        select e.id, e.at, e.detail, e.corrects, e.recorded_at, e.shown_as
          from disposal_entries e
         where e.county_code = $1 and e.disposal_id = $2
         order by e.recorded_at, e.id";
    ENTRY_IS_OF = "select disposal_id from disposal_entries where county_code = $1 and id = $2";
    /// How many entries there are of one within a territory; none where it is elsewhere.
    SO_FAR = "
        select count(e.id) as found
          from disposals d
          left join disposal_entries e on e.county_code = d.county_code and e.disposal_id = d.id
         where d.county_code = $1
           and d.id = $2
           and d.village_code >= $3
           and d.village_code < $4
         group by d.id";
    SET = "
        update disposals
           set state = $3, reason = $4, outcome = $5, ended_at = $6, due_on = $7
         where county_code = $1 and id = $2";
    PSYCHIATRISTS = "
        select a.id, a.shown_name, p.office
          from posts p
          join accounts a on a.id = p.account_id
         where p.region = $1
           and p.kind = $2
           and p.started_on <= $3
           and (p.ended_on is null or p.ended_on > $4)
           and p.waits_since is null
           and a.closed_at is null
         order by p.office, a.shown_name, a.id
         limit 50";
}

const ADD: &str = "
    insert into disposals
           (county_code, id, township_code, village_code, case_id, form, reported_on, reported_at, recorded_at,
            recorded_by, post_id, shown_as, state, reason)";
const ADD_ENTRY: &str = "
    insert into disposal_entries
           (county_code, id, disposal_id, kind, at, detail, corrects, recorded_at, recorded_by, shown_as)";

/// An emergency as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its id, made by the form.
    pub(crate) id: Uuid,
    /// 村（居）委会.
    pub(crate) village: Region,
    /// Whose record it concerns.
    pub(crate) case: Option<Uuid>,
    /// What was reported.
    pub(crate) report: Report,
    /// When, microseconds.
    pub(crate) reported_at: i64,
    /// The account that reported it.
    pub(crate) recorded_by: Uuid,
    /// Who it was, as called then.
    pub(crate) shown_as: String,
    /// Where it stands.
    pub(crate) state: State,
    /// The primary reason that counts.
    pub(crate) reason: WhatHappened,
    /// How it ended.
    pub(crate) outcome: Option<Measure>,
    /// When, microseconds.
    pub(crate) ended_at: Option<i64>,
    /// The next day that is due.
    pub(crate) due_on: Option<Date>,
}

impl Kept {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let village = row.text("village_code")?;
        let form = row.sealed(column::DISPOSAL_FORM, id)?;
        Ok(Self {
            id,
            village: Region::exact(&village).ok().with_context(|| format!("{village} is no village"))?,
            case: row.opt_id("case_id")?,
            report: serde_json::from_str(&form).context("reading a report")?,
            reported_at: row.int("reported_at")?,
            recorded_by: row.id("recorded_by")?,
            shown_as: row.text("shown_as")?,
            state: row.code("state")?,
            reason: row.code("reason")?,
            outcome: row.opt_code("outcome")?,
            ended_at: row.opt_int("ended_at")?,
            due_on: row.opt_day("due_on")?,
        })
    }

    /// Its id as it stands in addresses.
    pub(crate) fn path_id(&self) -> String {
        self.id.simple().to_string()
    }

    /// When it was reported.
    pub(crate) fn reported(&self) -> Moment {
        Moment::of_micros(self.reported_at)
    }
}

/// An emergency by its id, wherever in the county it is.
pub(super) async fn one(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Kept>> {
    tx.row(ONE, &[county.into(), id.into()]).await?.as_ref().map(Kept::read).transpose()
}

/// Those of a person, the latest first.
pub async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Kept>> {
    tx.rows(OF_CASE, &[case.county().into(), case.id().into()]).await?.iter().map(Kept::read).collect()
}

/// Keeps a report, and when it came: now.
pub(super) async fn insert(
    tx: &mut Tx,
    actor: &Actor,
    (id, case, report): (Uuid, Option<Uuid>, &Report),
    now: &Moment,
) -> Result<()> {
    let township = report.village.at(Level::Township).unwrap_or(report.village);
    let row = vec![
        actor.county().into(),
        id.into(),
        township.as_str().into(),
        report.village.as_str().into(),
        case.into(),
        tx.keys().sealed(column::DISPOSAL_FORM, id, &serde_json::to_string(report)?),
        now.day().into(),
        now.micros().into(),
        now.micros().into(),
        actor.account.into(),
        actor.post.into(),
        actor.by().shown_as.into(),
        State::Running.code().into(),
        report.reason.code().into(),
    ];
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// Something of the course.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    pub(crate) id: Uuid,
    /// When it was, microseconds.
    pub(crate) at: i64,
    pub(crate) entry: Entry,
    /// The entry that it corrects.
    pub(crate) corrects: Option<Uuid>,
    pub(crate) recorded_at: i64,
    pub(crate) shown_as: String,
}

impl Taken {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let detail = row.sealed(column::DISPOSAL_ENTRY, id)?;
        Ok(Self {
            id,
            at: row.int("at")?,
            entry: serde_json::from_str(&detail).context("reading an entry")?,
            corrects: row.opt_id("corrects")?,
            recorded_at: row.int("recorded_at")?,
            shown_as: row.text("shown_as")?,
        })
    }
}

/// The course in the order in which it was entered; what was corrected, too.
pub(crate) async fn entries(tx: &mut Tx, county: &str, id: Uuid) -> Result<Vec<Taken>> {
    tx.rows(ENTRIES, &[county.into(), id.into()]).await?.iter().map(Taken::read).collect()
}

/// Which emergency an entry of this id is of.
pub(super) async fn entry_is_of(tx: &mut Tx, county: &str, entry: Uuid) -> Result<Option<Uuid>> {
    tx.row(ENTRY_IS_OF, &[county.into(), entry.into()]).await?.map(|row| row.id("disposal_id")).transpose()
}

/// How many entries there are of one of the actor's territory: whoever waits for news asks this, and reads nothing of anybody.
pub(super) async fn so_far(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<i64>> {
    let (from, below) = actor.region.range();
    let params = [actor.county().into(), id.into(), from.into(), below.into()];
    tx.row(SO_FAR, &params).await?.map(|row| row.int("found")).transpose()
}

/// The facts of a course from which something follows, in the order in which they were entered; what was corrected is none.
pub(super) fn facts(entries: &[Taken]) -> Vec<(jiff::civil::DateTime, Fact)> {
    let is_corrected = |one: &Taken| entries.iter().any(|other| other.corrects == Some(one.id));
    let living = entries.iter().filter(|one| !is_corrected(one));
    living.filter_map(|one| Some((Moment::of_micros(one.at).civil(), one.entry.fact()?))).collect()
}

/// Keeps an entry.
pub(super) async fn add_entry(
    tx: &mut Tx,
    actor: &Actor,
    disposal: Uuid,
    (id, at, entry): (Uuid, jiff::civil::DateTime, &Entry),
    corrects: Option<Uuid>,
    now: &Moment,
) -> Result<()> {
    let row = vec![
        actor.county().into(),
        id.into(),
        disposal.into(),
        entry.kind().code().into(),
        instant(at).into(),
        tx.keys().sealed(column::DISPOSAL_ENTRY, id, &serde_json::to_string(entry)?),
        corrects.into(),
        now.micros().into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    tx.insert_many(ADD_ENTRY, &[row], "").await.map(drop)
}

/// Writes beside an emergency what was computed of it.
pub(super) async fn set(tx: &mut Tx, county: &str, id: Uuid, standing: &Standing) -> Result<()> {
    let params = [
        county.into(),
        id.into(),
        standing.state.code().into(),
        standing.reason.code().into(),
        standing.outcome().map(Code::code).into(),
        standing.ended_at().map(instant).into(),
        standing.due.first().map(xinan_domain::disposal::Due::day).into(),
    ];
    tx.execute(SET, &params).await.map(drop)
}

/// A psychiatrist who has an account in the county.
#[derive(Debug, Clone)]
pub(super) struct Psychiatrist {
    pub(super) account: Uuid,
    pub(super) name: String,
    pub(super) office: String,
}

/// The psychiatrists of a county who can be told here.
pub(super) async fn psychiatrists(tx: &mut Tx, county: &str, today: Date) -> Result<Vec<Psychiatrist>> {
    let params = [county.into(), PostKind::Psychiatrist.code().into(), today.into(), today.into()];
    let rows = tx.rows(PSYCHIATRISTS, &params).await?;
    let read = |row: &Row| -> Result<Psychiatrist> {
        Ok(Psychiatrist {
            account: row.id("id")?,
            name: row.text("shown_name")?,
            office: row.text("office")?,
        })
    };
    rows.iter().map(read).collect()
}

/// A line of the list.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) kept: Kept,
    /// 姓名, of somebody whose record lies within reach.
    pub(super) name: String,
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// What goes on, or has something left to do.
    Waiting,
    /// What stands so.
    State(State),
    /// Everything.
    All,
}

/// The condition that an emergency is the actor's to see: an equality on the column of the post's level, or a tie.
fn within(sql: &mut Sql, actor: &Actor, region: Region, now: i64) {
    if reaches_by_tie(actor) {
        sql.with("d.county_code = ?", [actor.county().into()]);
        sql.with(
            "and exists (select 1 from care_ties t
                          where t.county_code = d.county_code and t.case_id = d.case_id
                            and (t.account_id = ? or t.institution_id = ?)
                            and t.begun_at <= ? and (t.until_at is null or t.until_at > ?))",
            [
                actor.account.into(),
                // A post without an institution is of none: nil is no institution's id.
                actor.institution.unwrap_or_default().into(),
                (now + AHEAD).into(),
                now.into(),
            ],
        );
        return;
    }
    let code: Val = region.as_str().into();
    match region.level() {
        Level::Village => sql.with("d.village_code = ?", [code]),
        Level::Township => sql.with("d.township_code = ?", [code]),
        _ => sql.with("d.county_code = ?", [code]),
    };
}

fn conditions(sql: &mut Sql, actor: &Actor, (which, region): (Which, Region), now: i64) {
    within(sql, actor, region, now);
    match which {
        Which::All => {}
        Which::State(state) => _ = sql.with("and d.state = ?", [state.code().into()]),
        Which::Waiting => {
            sql.with("and d.state in (?, ?)", [State::Running.code().into(), State::Open.code().into()]);
        }
    }
}

/// How many fit.
pub(super) async fn count(tx: &mut Tx, actor: &Actor, asked: (Which, Region), now: i64) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from disposals d where");
    conditions(&mut sql, actor, asked, now);
    tx.found(&sql).await
}

/// Those, what goes on first, then the latest.
pub(super) async fn list(
    tx: &mut Tx,
    actor: &Actor,
    asked: (Which, Region),
    now: i64,
    (most, skip): (u32, u32),
) -> Result<Vec<Line>> {
    let mut sql = Sql::new(concat!(
        "select ",
        columns!(),
        ", c.name, c.village_code as lives_in
           from disposals d
           left join cases c on c.county_code = d.county_code and c.id = d.case_id
          where"
    ));
    conditions(&mut sql, actor, asked, now);
    sql.push("order by d.state, d.reported_at desc, d.id");
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    let read = |row: &Row| -> Result<Line> {
        let kept = Kept::read(row)?;
        // Whoever has moved away is the next township's.
        let lives_in = row.opt_text("lives_in")?.and_then(|code| Region::exact(&code).ok());
        let case = kept.case.filter(|_| lives_in.is_some_and(|village| actor.region.contains(&village)));
        let name = match case {
            Some(case) => row.opt_sealed(column::CASE_NAME, case)?.unwrap_or_default(),
            None => String::new(),
        };
        Ok(Line { kept, name })
    };
    tx.rows_built(&sql).await?.iter().map(read).collect()
}

/// How many of a territory are going on now.
pub async fn running(tx: &mut Tx, actor: &Actor, now: i64) -> Result<u64> {
    count(tx, actor, (Which::State(State::Running), actor.region), now).await
}

/// A count of a division: how many emergencies of one primary reason ended so, or go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) region: Region,
    pub(super) reason: WhatHappened,
    pub(super) outcome: Option<Measure>,
    pub(super) count: u64,
}

/// What was reported in a division within days, by the townships of a county, by the villages of a township; what was taken
/// back is not counted.
pub(super) async fn counted(
    tx: &mut Tx,
    region: Region,
    (from, until): (Date, Date),
) -> Result<Vec<Counted>> {
    let column = if region.level() == Level::County { "township_code" } else { "village_code" };
    let mut sql = Sql::new("select");
    sql.push(if column == "township_code" { "d.township_code as place" } else { "d.village_code as place" });
    sql.push(", d.reason, d.outcome, count(*) as found from disposals d where");
    let code: Val = region.as_str().into();
    match region.level() {
        Level::Village => sql.with("d.village_code = ?", [code]),
        Level::Township => sql.with("d.township_code = ?", [code]),
        _ => sql.with("d.county_code = ?", [code]),
    };
    sql.with("and d.reported_on >= ? and d.reported_on <= ?", [from.into(), until.into()]);
    sql.with("and d.state <> ?", [State::Mistaken.code().into()]);
    sql.push(if column == "township_code" { "group by d.township_code" } else { "group by d.village_code" });
    sql.push(", d.reason, d.outcome order by 1, 2, 3");
    let read = |row: &Row| -> Result<Counted> {
        let place = row.text("place")?;
        Ok(Counted {
            region: Region::exact(&place).ok().with_context(|| format!("{place} is no division"))?,
            reason: row.code("reason")?,
            outcome: row.opt_code("outcome")?,
            count: u64::try_from(row.int("found")?).unwrap_or(0),
        })
    };
    tx.rows_built(&sql).await?.iter().map(read).collect()
}

/// The kinds of a course that stand for something that was told, done or found, for the paper: the latest of each that counts.
pub(crate) fn living(entries: &[Taken]) -> impl Iterator<Item = &Taken> {
    let corrected: Vec<Uuid> = entries.iter().filter_map(|one| one.corrects).collect();
    entries.iter().filter(move |one| one.entry.kind() != Kind::Corrected && !corrected.contains(&one.id))
}
