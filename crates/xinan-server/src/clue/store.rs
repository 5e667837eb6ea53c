//! Clues and what was done with them, as kept; where each stands is computed here whenever a fact changes.

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xinan_db::{Row, Sql, Tx, Uuid, Val, column, sql};
use xinan_domain::clue::{Begun, ClueOutcome, Registration, Review, State, Step, Told, duty};
use xinan_domain::code::Code;
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::region::Region;

use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;

/// Whoever changes what is known of a clue takes turns: steps are judged one after another.
pub(crate) const CHANGING: &str = "clues";

macro_rules! columns {
    () => {
        "l.id, l.village_code, l.name, l.form, l.surveyed_on, l.state, l.told, l.due_on, l.closed_on, l.forgotten_at,
         l.recorded_at, l.recorded_by, l.shown_as"
    };
}

sql! {
    FINGERPRINTS = "
        select fingerprint
          from clues
         where county_code = $1
           and withdrawn_at is null";
    ONE = concat!("select ", columns!(), " from clues l where l.county_code = $1 and l.id = $2");
    WITHIN = concat!("select ", columns!(), "
          from clues l
         where l.county_code = $1
           and l.id = $2
           and l.village_code >= $3
           and l.village_code < $4");
    OWN = concat!("select ", columns!(), "
          from clues l
         where l.recorded_by = $1 and l.shown_as is not null
         order by l.recorded_at desc, l.id desc
         limit $2");
    REPORTED_SINCE = "
        select count(*) as found
          from clues
         where recorded_by = $1 and recorded_at > $2 and recorded_at <= $3 and shown_as is not null";
    /// Others of the same village whose content is there: among them may be the same person.
    OF_VILLAGE = concat!("select ", columns!(), "
          from clues l
         where l.county_code = $1
           and l.village_code = $2
           and l.id <> $3
           and l.forgotten_at is null
         order by l.recorded_at desc, l.id desc
         limit 200");
    STEPS = "
        select s.id, s.step, s.on_day, s.at_county, s.detail, s.case_id, s.recorded_at, s.shown_as,
               s.withdrawn_at, s.withdrawn_as, s.withdrawn_reason
          from clue_steps s
         where s.county_code = $1 and s.clue_id = $2
         order by s.recorded_at, s.id";
    WITHDRAW_STEP = "
        update clue_steps
           set withdrawn_at = $4, withdrawn_by = $5, withdrawn_as = $6, withdrawn_reason = $7
         where county_code = $1 and clue_id = $2 and id = $3 and withdrawn_at is null";
    SET = "
        update clues
           set state = $3, told = $4, due_on = $5, closed_on = $6, outcome = $7, reviewed_on = $8, withdrawn_at = $9
         where county_code = $1 and id = $2";
    /// What is to be done in a territory, by where clues stand.
    TO_DO = "
        select state, count(*) as found, min(due_on) as first_due,
               sum(case when due_on < $4 then 1 else 0 end) as late
          from clues
         where county_code = $1
           and village_code >= $2
           and village_code < $3
           and due_on is not null
           and withdrawn_at is null
         group by state";
    OF_YEAR = "
        select state, told, count(*) as found
          from clues
         where county_code = $1
           and village_code >= $2
           and village_code < $3
           and surveyed_on >= $4
         group by state, told";
}

const ADD: &str = "
    insert into clues
           (county_code, id, township_code, village_code, name, identity_token, form, surveyed_on,
            reviewed_on, outcome, fingerprint, source_id, source_row, recorded_at, recorded_by, post_id, shown_as,
            state, told, due_on, closed_on)";
const ADD_STEP: &str = "
    insert into clue_steps
           (county_code, id, clue_id, step, on_day, at_county, detail, case_id, recorded_at, recorded_by, shown_as)";

/// 线索调查登记, understood, with what a ledger knows of its review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clue {
    /// The form.
    #[serde(flatten)]
    pub registration: Registration,
    /// 复核诊断日期.
    #[serde(default)]
    pub reviewed_on: Option<Date>,
    /// 复核结果.
    #[serde(default)]
    pub outcome: Option<ClueOutcome>,
    /// 诊断, when confirmed.
    #[serde(default)]
    pub diagnosis: Option<Diagnosis>,
}

impl Clue {
    /// What somebody typed on a page.
    pub fn of(registration: Registration) -> Self {
        Self { registration, reviewed_on: None, outcome: None, diagnosis: None }
    }

    fn begun(&self, of_ledger: bool) -> Begun {
        Begun { of_ledger, outcome: self.outcome, reviewed_on: self.reviewed_on }
    }

    /// The day from which it stands as it began.
    fn since(&self) -> Date {
        self.reviewed_on.unwrap_or(self.registration.surveyed_on)
    }
}

/// What makes two rows of a workbook the same clue: these and no other fields, in this order, so that a ledger which was
/// brought in before is known again.
pub(crate) fn fingerprint(tx: &Tx, clue: &Clue) -> Result<i64> {
    let Registration { name, identity_number, village, screening, surveyor, surveyed_on, .. } =
        &clue.registration;
    let same = serde_json::to_string(&Same {
        name,
        identity_number: identity_number.as_ref().map(|number| number.as_str()),
        village: village.as_str(),
        screening,
        surveyor,
        surveyed_on: *surveyed_on,
        reviewed_on: clue.reviewed_on,
        outcome: clue.outcome,
        diagnosis: clue.diagnosis,
    })?;
    Ok(tx.keys().token(b'q', &same))
}

#[derive(Serialize)]
struct Same<'a> {
    name: &'a str,
    identity_number: Option<&'a str>,
    village: &'a str,
    screening: &'a xinan_domain::clue::Screening,
    surveyor: &'a str,
    surveyed_on: Date,
    reviewed_on: Option<Date>,
    outcome: Option<ClueOutcome>,
    diagnosis: Option<Diagnosis>,
}

/// The fingerprints of a county's clues.
pub(crate) async fn fingerprints(tx: &mut Tx, county: &str) -> Result<Vec<i64>> {
    let rows = tx.rows(FINGERPRINTS, &[county.into()]).await?;
    rows.iter().map(|row| row.int("fingerprint")).collect()
}

/// How a clue came here.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Origin<'a> {
    /// The sheet and the row of a ledger.
    pub(crate) source: Option<(Uuid, u32)>,
    /// The account that brought it.
    pub(crate) by: Option<Uuid>,
    /// Who reported it on a page.
    pub(crate) reporter: Option<&'a Actor>,
}

/// The row of a clue.
pub(crate) fn row(
    tx: &Tx,
    (id, clue): (Uuid, &Clue),
    origin: Origin<'_>,
    settings: &Settings,
    now: i64,
) -> Result<Vec<Val>> {
    let (keys, one) = (tx.keys(), &clue.registration);
    let code = one.village.as_str();
    let head = |length: usize| -> String { code.chars().take(length).collect() };
    let number = one.identity_number.as_ref();
    let told = State::of(clue.begun(origin.reporter.is_none()), &[]);
    // What is to be looked at waits from the day on which it came, whenever the informant was asked.
    let since = match told.county.is_closed() {
        false => Moment::of_micros(now).day(),
        true => clue.since(),
    };
    let days = Days::of(settings, &one.village, told.county, since);
    let (state, told) = told.codes();
    Ok(vec![
        head(6).into(),
        id.into(),
        head(9).into(),
        code.into(),
        keys.sealed(column::CLUE_NAME, id, &one.name),
        number.map(|number| keys.token(crate::case::store::IDENTITY, number.as_str())).into(),
        keys.sealed(column::CLUE_FORM, id, &serde_json::to_string(clue)?),
        one.surveyed_on.into(),
        clue.reviewed_on.into(),
        clue.outcome.map(Code::code).into(),
        fingerprint(tx, clue)?.into(),
        origin.source.map(|(id, _)| id).into(),
        origin.source.map(|(_, row)| row).into(),
        now.into(),
        origin.reporter.map(|actor| actor.account).or(origin.by).into(),
        origin.reporter.map(|actor| actor.post).into(),
        origin.reporter.map(|actor| actor.by().shown_as).into(),
        state.into(),
        told.into(),
        days.due_on.into(),
        days.closed_on.into(),
    ])
}

/// Keeps clues, made with [`row`].
pub(crate) async fn insert_many(tx: &mut Tx, rows: &[Vec<Val>]) -> Result<()> {
    tx.insert_many(ADD, rows, "").await.map(drop)
}

/// The days that follow from where a clue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Days {
    due_on: Option<Date>,
    closed_on: Option<Date>,
}

impl Days {
    /// By what holds in the village on the day from which it stands so.
    fn of(settings: &Settings, village: &Region, state: State, since: Date) -> Self {
        let periods = settings.rules.periods(village);
        let parameters = periods.on(since);
        let duty = duty(state, &parameters.duties);
        Self {
            due_on: duty.and_then(|duty| duty.due_on(since, &parameters.calendar)),
            closed_on: state.is_closed().then_some(since),
        }
    }
}

/// A clue as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// Its id, made by the form.
    pub(crate) id: Uuid,
    /// 村（居）委会.
    pub(crate) village: Region,
    /// What was written; none once it is forgotten.
    pub(crate) clue: Option<Clue>,
    /// 调查日期.
    pub(crate) surveyed_on: Date,
    /// Where it stands, to the county and to the township.
    pub(crate) told: Told,
    /// By when somebody looks at it.
    pub(crate) due_on: Option<Date>,
    /// Since when it is closed.
    pub(crate) closed_on: Option<Date>,
    /// When it was recorded, microseconds.
    pub(crate) recorded_at: i64,
    /// The account that recorded it.
    pub(crate) recorded_by: Option<Uuid>,
    /// Who reported it, as called then; empty of a ledger.
    pub(crate) shown_as: String,
}

impl Kept {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let village = row.text("village_code")?;
        let clue = match row.opt_int("forgotten_at")? {
            Some(_) => None,
            None => {
                Some(serde_json::from_str(&row.sealed(column::CLUE_FORM, id)?).context("reading a clue")?)
            }
        };
        Ok(Self {
            id,
            village: Region::exact(&village).ok().with_context(|| format!("{village} is no village"))?,
            clue,
            surveyed_on: row.day("surveyed_on")?,
            told: Told { county: row.code("state")?, township: row.code("told")? },
            due_on: row.opt_day("due_on")?,
            closed_on: row.opt_day("closed_on")?,
            recorded_at: row.int("recorded_at")?,
            recorded_by: row.opt_id("recorded_by")?,
            shown_as: row.opt_text("shown_as")?.unwrap_or_default(),
        })
    }

    /// Its id as it stands in addresses.
    pub(crate) fn path_id(&self) -> String {
        self.id.simple().to_string()
    }

    /// The form, unless it is forgotten.
    pub(crate) fn registration(&self) -> Option<&Registration> {
        self.clue.as_ref().map(|clue| &clue.registration)
    }

    /// Where it stands, as this reader is told.
    pub(crate) fn state(&self, actor: &Actor) -> State {
        self.told.to(permits(actor, Action::JudgeAtCounty))
    }

    fn begun(&self) -> Begun {
        let of_ledger = self.shown_as.is_empty();
        self.clue.as_ref().map_or(Begun { of_ledger, ..Begun::default() }, |clue| clue.begun(of_ledger))
    }
}

/// A clue by its id, wherever in the county it is.
pub(super) async fn one(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Kept>> {
    tx.row(ONE, &[county.into(), id.into()]).await?.as_ref().map(Kept::read).transpose()
}

/// A clue of the actor's territory. Absent and elsewhere are one.
pub(crate) async fn find(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Option<Kept>> {
    let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
    let (from, below) = actor.region.range();
    let params = [actor.county().into(), id.into(), from.into(), below.into()];
    tx.row(WITHIN, &params).await?.as_ref().map(Kept::read).transpose()
}

/// What an account has reported, the latest first.
pub(super) async fn own(tx: &mut Tx, account: Uuid, most: u32) -> Result<Vec<Kept>> {
    tx.rows(OWN, &[account.into(), most.into()]).await?.iter().map(Kept::read).collect()
}

/// How much an account has reported between two instants.
pub(super) async fn reported_since(tx: &mut Tx, account: Uuid, (after, until): (i64, i64)) -> Result<u64> {
    let row = tx.row(REPORTED_SINCE, &[account.into(), after.into(), until.into()]).await?;
    Ok(u64::try_from(row.context("a count")?.int("found")?).unwrap_or(0))
}

/// The other clues of a village that are not forgotten, the latest first.
pub(super) async fn of_village(tx: &mut Tx, county: &str, one: &Kept) -> Result<Vec<Kept>> {
    let params = [county.into(), one.village.as_str().into(), one.id.into()];
    tx.rows(OF_VILLAGE, &params).await?.iter().map(Kept::read).collect()
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// What waits for somebody.
    Waiting,
    /// What stands so.
    State(State),
    /// Everything.
    All,
}

fn conditions(sql: &mut Sql, actor: &Actor, (which, region): (Which, Region)) {
    let (from, below) = region.range();
    sql.with("l.county_code = ?", [actor.county().into()]);
    sql.with("and l.village_code >= ? and l.village_code < ?", [from.into(), below.into()]);
    match which {
        Which::Waiting => _ = sql.push("and l.due_on is not null"),
        Which::All => {}
        Which::State(state) if permits(actor, Action::JudgeAtCounty) => {
            sql.with("and l.state = ?", [state.code().into()]);
        }
        Which::State(state) => {
            sql.with("and l.told = ?", [state.code().into()]);
        }
    }
}

/// How many of a division fit.
pub(super) async fn count(tx: &mut Tx, actor: &Actor, asked: (Which, Region)) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from clues l where");
    conditions(&mut sql, actor, asked);
    let rows = tx.rows_built(&sql).await?;
    Ok(u64::try_from(rows.first().context("a count")?.int("found")?).unwrap_or(0))
}

/// Those: first what waits, by its last day; then the latest.
pub(super) async fn list(
    tx: &mut Tx,
    actor: &Actor,
    asked: (Which, Region),
    (most, skip): (u32, u32),
) -> Result<Vec<Kept>> {
    let mut sql = Sql::new(concat!("select ", columns!(), " from clues l where"));
    conditions(&mut sql, actor, asked);
    sql.push("order by case when l.due_on is null then 1 else 0 end, l.due_on, l.surveyed_on desc, l.id");
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(Kept::read).collect()
}

/// What waits in a territory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waits {
    /// How many.
    pub all: u64,
    /// Those whose last day is over.
    pub late: u64,
    /// The first last day.
    pub first_due: Option<Date>,
}

/// What a post is to do about clues.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ToDo {
    /// To be looked at: by the township what was reported, by the county office what a township asks.
    pub check: Waits,
    /// To be reviewed by a psychiatrist.
    pub review: Waits,
}

/// What the actor is to do about clues of the territory.
pub async fn to_do(tx: &mut Tx, actor: &Actor, today: Date) -> Result<ToDo> {
    let (from, below) = actor.region.range();
    let params = [actor.county().into(), from.into(), below.into(), today.into()];
    let checks = if permits(actor, Action::JudgeAtCounty) { State::AtCounty } else { State::Reported };
    let mut to_do = ToDo::default();
    for row in tx.rows(TO_DO, &params).await? {
        let state: State = row.code("state")?;
        let waits = match state {
            state if state == checks => &mut to_do.check,
            state if state.waits_for_review() => &mut to_do.review,
            _ => continue,
        };
        let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
        waits.all += count("found")?;
        waits.late += count("late")?;
        waits.first_due = [waits.first_due, row.opt_day("first_due")?].into_iter().flatten().min();
    }
    Ok(to_do)
}

/// How many clues of a year stand where, as this reader is told; in the order of the states.
pub(super) async fn of_year(
    tx: &mut Tx,
    actor: &Actor,
    (region, from): (Region, Date),
) -> Result<Vec<(State, u64)>> {
    let (first, below) = region.range();
    let params = [actor.county().into(), first.into(), below.into(), from.into()];
    let at_county = permits(actor, Action::JudgeAtCounty);
    let mut counts: Vec<(State, u64)> = State::ALL.iter().map(|state| (*state, 0)).collect();
    for row in tx.rows(OF_YEAR, &params).await? {
        let told = Told { county: row.code("state")?, township: row.code("told")? };
        let state = told.to(at_county);
        if let Some((_, count)) = counts.iter_mut().find(|(one, _)| *one == state) {
            *count += u64::try_from(row.int("found")?).unwrap_or(0);
        }
    }
    counts.retain(|(_, count)| *count > 0);
    Ok(counts)
}

/// What was said with a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Detail {
    /// Why, in somebody's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) words: String,
    /// What a psychiatrist found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) review: Option<Review>,
}

/// A step that was taken.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) id: Uuid,
    pub(super) step: Step,
    pub(super) on: Date,
    pub(super) at_county: bool,
    /// None once it is forgotten.
    pub(super) detail: Option<Detail>,
    /// The record of somebody who has one already.
    pub(super) case: Option<Uuid>,
    pub(super) recorded_at: i64,
    pub(super) shown_as: String,
    /// That it was taken back: when, by whom, why.
    pub(super) withdrawn: Option<(i64, String, String)>,
}

impl Taken {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let detail = row.opt_sealed(column::CLUE_STEP_DETAIL, id)?;
        let withdrawn = match row.opt_int("withdrawn_at")? {
            None => None,
            Some(at) => Some((
                at,
                row.opt_text("withdrawn_as")?.unwrap_or_default(),
                row.opt_sealed(column::CLUE_STEP_WITHDRAWN_REASON, id)?.unwrap_or_default(),
            )),
        };
        Ok(Self {
            id,
            step: row.code("step")?,
            on: row.day("on_day")?,
            at_county: row.flag("at_county")?,
            detail: detail.map(|text| serde_json::from_str(&text)).transpose().context("reading a step")?,
            case: row.opt_id("case_id")?,
            recorded_at: row.int("recorded_at")?,
            shown_as: row.text("shown_as")?,
            withdrawn,
        })
    }
}

/// Everything that was done with a clue, what was taken back, too; in its order.
pub(super) async fn steps(tx: &mut Tx, county: &str, clue: Uuid) -> Result<Vec<Taken>> {
    tx.rows(STEPS, &[county.into(), clue.into()]).await?.iter().map(Taken::read).collect()
}

/// A step to be kept.
pub(super) struct NewStep<'a> {
    pub(super) id: Uuid,
    pub(super) step: Step,
    pub(super) on: Date,
    pub(super) detail: &'a Detail,
    pub(super) case: Option<Uuid>,
}

/// Keeps a step; [`refresh`] computes afterwards where the clue stands.
pub(super) async fn add_step(
    tx: &mut Tx,
    actor: &Actor,
    clue: Uuid,
    new: &NewStep<'_>,
    now: i64,
) -> Result<()> {
    let detail = serde_json::to_string(new.detail)?;
    let row = vec![
        actor.county().into(),
        new.id.into(),
        clue.into(),
        new.step.code().into(),
        new.on.into(),
        permits(actor, Action::JudgeAtCounty).into(),
        tx.keys().sealed(column::CLUE_STEP_DETAIL, new.id, &detail),
        new.case.into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    tx.insert_many(ADD_STEP, &[row], "").await.map(drop)
}

/// Takes a step back, by someone, with a reason; whether it still counted.
pub(super) async fn withdraw_step(
    tx: &mut Tx,
    actor: &Actor,
    (clue, step): (Uuid, Uuid),
    reason: &str,
    now: i64,
) -> Result<bool> {
    let reason = tx.keys().sealed(column::CLUE_STEP_WITHDRAWN_REASON, step, reason);
    let by = actor.by().shown_as;
    let params = [
        actor.county().into(),
        clue.into(),
        step.into(),
        now.into(),
        actor.account.into(),
        by.into(),
        reason,
    ];
    Ok(tx.execute(WITHDRAW_STEP, &params).await? > 0)
}

/// Computes where a clue stands from its form and its steps, and writes it beside them. Computing again gives the same.
pub(super) async fn refresh(tx: &mut Tx, settings: &Settings, county: &str, id: Uuid) -> Result<()> {
    let Some(kept) = one(tx, county, id).await? else { return Ok(()) };
    let steps = steps(tx, county, id).await?;
    let living: Vec<&Taken> = steps.iter().filter(|step| step.withdrawn.is_none()).collect();
    let rule: Vec<(Step, bool)> = living.iter().map(|one| (one.step, one.at_county)).collect();
    let told = State::of(kept.begun(), &rule);
    let begun_on = kept.clue.as_ref().map_or(kept.surveyed_on, |clue| match told.county.is_closed() {
        true => clue.since(),
        false => Moment::of_micros(kept.recorded_at).day(),
    });
    let since = living.last().map_or(begun_on, |step| step.on);
    let days = Days::of(settings, &kept.village, told.county, since);
    let review = living.iter().rev().find_map(|step| {
        let review = step.detail.as_ref()?.review.as_ref()?;
        Some((review.outcome, Some(review.on)))
    });
    let of_ledger = kept.clue.as_ref().and_then(|clue| Some((clue.outcome?, clue.reviewed_on)));
    let (outcome, reviewed_on) = review.or(of_ledger).unzip();
    let withdrawn = living.iter().find(|step| step.step == Step::Withdraw).map(|step| step.recorded_at);
    let (state, told) = told.codes();
    let params = [
        county.into(),
        id.into(),
        state.into(),
        told.into(),
        days.due_on.into(),
        days.closed_on.into(),
        outcome.map(Code::code).into(),
        reviewed_on.flatten().into(),
        withdrawn.into(),
    ];
    tx.execute(SET, &params).await.map(drop)
}
