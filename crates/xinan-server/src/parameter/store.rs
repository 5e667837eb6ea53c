//! Regional parameters and announced days, as kept in the database.

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xinan_db::{Tx, Uuid, Val, sql};
use xinan_domain::calendar::table::Announced;
use xinan_domain::calendar::{Holiday, HolidayKind};
use xinan_domain::parameter::{Override, Value, find};
use xinan_domain::region::Region;

use super::Rulebook;

sql! {
    OVERRIDES = "
        select id, content
          from parameters
         where withdrawn_at is null
         order by valid_from, id";
    WITHDRAW_OVERRIDE = "
        update parameters set withdrawn_at = $2
         where id = $1 and withdrawn_at is null";
    HOLIDAYS = "
        select id, region, day, working, name, source
          from holidays
         where withdrawn_at is null
         order by region, day, id";
    WITHDRAW_HOLIDAY = "
        update holidays set withdrawn_at = $2
         where id = $1 and withdrawn_at is null";
    READ_NOTE = "select content from deployment where name = 'parameters_loaded'";
    WRITE_NOTE = "
        insert into deployment (name, content) values ('parameters_loaded', $1)
            on conflict (name) do update set content = excluded.content";
}

/// The work of which one does at a time: what is loaded, and the note of whom it concerns.
pub(crate) const LOADING: &str = "parameters";

const ADD_OVERRIDES: &str =
    "insert into parameters (id, region, valid_from, content, recorded_at, recorded_by)";

const ADD_HOLIDAYS: &str = "
    insert into holidays (id, region, day, working, name, source, recorded_at)";

/// All that regions order.
pub async fn rulebook(tx: &mut Tx) -> Result<Rulebook> {
    let overrides = overrides(tx).await?.into_iter().map(|(_, one)| one).collect();
    let holidays = holidays(tx).await?.into_iter().map(|(_, one)| one).collect();
    Ok(Rulebook::new(overrides, holidays))
}

/// What regions order, each with its id.
pub(super) async fn overrides(tx: &mut Tx) -> Result<Vec<(Uuid, Override)>> {
    let rows = tx.rows(OVERRIDES, &[]).await?;
    rows.iter()
        .map(|row| {
            let one = serde_json::from_str(&row.text("content")?).context("reading a regional parameter")?;
            Ok((row.id("id")?, one))
        })
        .collect()
}

/// Adds what a region orders.
pub(super) async fn add_overrides(tx: &mut Tx, list: &[Override], now: i64) -> Result<()> {
    let rows: Result<Vec<Vec<Val>>> = list
        .iter()
        .map(|one| {
            Ok(vec![
                xinan_db::new_id().into(),
                one.region.as_str().into(),
                one.valid_from.into(),
                serde_json::to_string(one)?.into(),
                now.into(),
                Option::<Uuid>::None.into(),
            ])
        })
        .collect();
    tx.insert_many(ADD_OVERRIDES, &rows?, "").await.map(drop)
}

/// Lets counties that say nothing of it ask their administrators for a second factor from a day on: what a new
/// deployment begins with.
pub async fn ask_for_second_factors(
    tx: &mut Tx,
    counties: impl Iterator<Item = Region>,
    (day, now): (Date, i64),
) -> Result<()> {
    let key = "sign_in.second_factor";
    let parameter = find(key).context("the parameter of second factors")?;
    let said = overrides(tx).await?;
    let says =
        |county: &Region| said.iter().any(|(_, one)| one.region == *county && one.values.contains_key(key));
    let new: Vec<Override> = counties
        .filter(|county| !says(county))
        .map(|region| Override {
            region,
            valid_from: day,
            valid_until: None,
            source: parameter.national_on(day).map_or("", |national| national.source).to_owned(),
            values: [(parameter.key(), Value::Choice("administrators"))].into(),
        })
        .collect();
    if new.is_empty() { Ok(()) } else { add_overrides(tx, &new, now).await }
}

/// Takes a value back; it stays in the database.
pub(super) async fn withdraw_override(tx: &mut Tx, id: Uuid, now: i64) -> Result<()> {
    tx.execute(WITHDRAW_OVERRIDE, &[id.into(), now.into()]).await.map(drop)
}

/// The announced days that were loaded, each with its id.
pub(super) async fn holidays(tx: &mut Tx) -> Result<Vec<(Uuid, Announced)>> {
    let rows = tx.rows(HOLIDAYS, &[]).await?;
    rows.iter()
        .map(|row| {
            let region = row.text("region")?;
            let region = match region.as_str() {
                "" => None,
                code => {
                    Some(Region::exact(code).ok().with_context(|| format!("{code} is no division code"))?)
                }
            };
            let kind = match row.flag("working")? {
                true => HolidayKind::MakeUpWorkday,
                false => HolidayKind::DayOff,
            };
            let holiday = Holiday { day: row.day("day")?, kind, name: row.text("name")? };
            let source = row.text("source")?;
            Ok((row.id("id")?, Announced { line: 0, region, holiday, source, withdrawn: false }))
        })
        .collect()
}

/// Adds announced days.
pub(super) async fn add_holidays(tx: &mut Tx, list: &[Announced], now: i64) -> Result<()> {
    let rows: Vec<Vec<Val>> = list
        .iter()
        .map(|one| {
            vec![
                xinan_db::new_id().into(),
                one.region.as_ref().map_or("", Region::as_str).into(),
                one.holiday.day.into(),
                (one.holiday.kind == HolidayKind::MakeUpWorkday).into(),
                one.holiday.name.clone().into(),
                one.source.clone().into(),
                now.into(),
            ]
        })
        .collect();
    tx.insert_many(ADD_HOLIDAYS, &rows, "").await.map(drop)
}

/// Takes an announced day back; it stays in the database.
pub(super) async fn withdraw_holiday(tx: &mut Tx, id: Uuid, now: i64) -> Result<()> {
    tx.execute(WITHDRAW_HOLIDAY, &[id.into(), now.into()]).await.map(drop)
}

/// The last load, and who is still to be judged anew because of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When something was loaded last, microseconds; 0 when nothing ever was.
    pub at: i64,
    /// Whom it concerns.
    pub todo: Vec<Todo>,
}

/// People to be judged anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Todo {
    /// Where they live: a county or a part of one.
    pub region: Region,
    /// The earliest day whose judgement may change.
    pub since: Date,
}

/// The note of the last load.
pub async fn note(tx: &mut Tx) -> Result<Note> {
    let Some(row) = tx.row(READ_NOTE, &[]).await? else { return Ok(Note::default()) };
    serde_json::from_slice(&row.bytes("content")?).context("reading the note of the last load")
}

/// Writes it anew.
pub async fn set_note(tx: &mut Tx, note: &Note) -> Result<()> {
    tx.execute(WRITE_NOTE, &[serde_json::to_vec(note)?.into()]).await.map(drop)
}
