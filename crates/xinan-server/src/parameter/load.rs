//! A table of parameters or holidays comes in: read whole, compared with what is there, kept at once.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use jiff::ToSpan;
use jiff::civil::Date;
use xinan_db::audit::{self, By, Entry};
use xinan_db::{Tx, Uuid};
use xinan_documents::intake::{Limits, read};
use xinan_domain::calendar::table::{self as days, Announced};
use xinan_domain::lines::Line;
use xinan_domain::parameter::{Override, table};
use xinan_domain::region::{Level, Region};
use xinan_domain::text::Lang;

use super::store::{self, Todo};
use crate::division::Divisions;
use crate::shell::app::App;

/// A line that keeps a table from being loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The line, from 1.
    pub line: u32,
    /// The column, where it is one.
    pub column: Option<&'static str>,
    /// What happened and what to do; names the line.
    pub message: String,
}

/// What a table changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Lines that were read.
    pub lines: usize,
    /// Values or days that were not there.
    pub new: usize,
    /// Values or days that take the place of another with the same first day; the former is withdrawn.
    pub replaced: usize,
    /// Values that were taken back.
    pub withdrawn: usize,
    /// Lines that say what is there already.
    pub already: usize,
    /// Whom it concerns.
    pub todo: Vec<Todo>,
}

impl Changes {
    /// Whether the table changes nothing.
    pub fn is_nothing(&self) -> bool {
        self.new + self.replaced + self.withdrawn == 0
    }
}

/// The outcome: what is changed, or every line that keeps the table from being taken.
pub type Outcome = std::result::Result<Changes, Vec<Complaint>>;

/// How a table is loaded.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The lines, as [`lines`] gives them.
    pub lines: &'a [Line],
    /// The language of complaints.
    pub lang: Lang,
    /// Whether to check only.
    pub dry_run: bool,
    /// Who loads it.
    pub by: By,
}

/// The lines of a file: a text table in any encoding of the offices, or a workbook's first sheet.
///
/// # Errors
/// In one sentence, when the file is no table within the limits.
pub fn lines(file: &str, bytes: &[u8], lang: Lang) -> Result<Vec<Line>> {
    let book = match read(bytes, file, &Limits::default()) {
        Ok(book) => book,
        Err(reason) => bail!("{}", reason.say(lang)),
    };
    let rows = book.sheets.into_iter().next().map(|sheet| sheet.rows).unwrap_or_default();
    let line = |row: xinan_documents::intake::Row| Line {
        number: row.number,
        cells: row.cells.iter().map(|cell| cell.text()).collect(),
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Loads a table of parameters. Nothing is kept unless every line is right.
///
/// # Errors
/// When the database refuses.
pub async fn parameters(app: &App, order: &Order<'_>) -> Result<Outcome> {
    let settings = app.settings();
    let rows = match table::read(order.lines, |region| settings.divisions.has(region.as_str())) {
        Ok(rows) => rows,
        Err(complaints) => {
            let told = |one: table::TableComplaint| Complaint {
                line: one.line,
                column: one.column.map(|column| column.say(order.lang)),
                message: one.say(order.lang),
            };
            return Ok(Err(complaints.into_iter().map(told).collect()));
        }
    };
    let mut tx = begin(app, order).await?;
    let there = store::overrides(&mut tx).await?;
    let mut changes = Changes { lines: rows.len(), ..Changes::default() };
    let (mut added, mut gone, mut since) = (Vec::new(), Vec::new(), BTreeMap::new());
    for row in &rows {
        let key = row.parameter.key();
        let former = there.iter().find(|(_, one)| {
            one.region == row.region && one.valid_from == row.from && one.values.contains_key(key)
        });
        let wanted = row.value.map(|value| Override {
            region: row.region,
            valid_from: row.from,
            valid_until: row.until,
            source: row.source.clone(),
            values: [(key, value)].into(),
        });
        match (former, wanted) {
            (None, None) => changes.already += 1,
            (Some((_, former)), Some(wanted)) if *former == wanted => changes.already += 1,
            (former, wanted) => {
                match (&former, &wanted) {
                    (None, _) => changes.new += 1,
                    (Some(_), Some(_)) => changes.replaced += 1,
                    (Some(_), None) => changes.withdrawn += 1,
                }
                gone.extend(former.map(|(id, _)| *id));
                added.extend(wanted);
                earliest(&mut since, Some(row.region), row.from);
            }
        }
    }
    changes.todo = todo(since, &settings.divisions);
    if order.dry_run || changes.is_nothing() {
        tx.roll_back().await?;
        return Ok(Ok(changes));
    }
    let now = app.now().micros();
    for id in gone {
        store::withdraw_override(&mut tx, id, now).await?;
    }
    store::add_overrides(&mut tx, &added, now).await?;
    keep(app, tx, order, "parameters.load", &changes).await?;
    Ok(Ok(changes))
}

/// Loads a table of holidays; `source` is the notice of lines that name none. Nothing is kept unless
/// every line is right.
///
/// # Errors
/// When the database refuses.
pub async fn holidays(app: &App, order: &Order<'_>, source: Option<&str>) -> Result<Outcome> {
    let settings = app.settings();
    let calendar = settings.rules.national_calendar();
    let is_known = |region: &Region| settings.divisions.has(region.as_str());
    let rows = match days::read(order.lines, source, is_known, &calendar) {
        Ok(rows) => rows,
        Err(complaints) => {
            let told = |one: days::TableComplaint| Complaint {
                line: one.line,
                column: one.column_name(order.lang),
                message: one.say(order.lang),
            };
            return Ok(Err(complaints.into_iter().map(told).collect()));
        }
    };
    let mut tx = begin(app, order).await?;
    let there: BTreeMap<(Option<Region>, Date), (Uuid, Announced)> = store::holidays(&mut tx)
        .await?
        .into_iter()
        .map(|(id, one)| ((one.region, one.holiday.day), (id, one)))
        .collect();
    let mut changes = Changes { lines: rows.len(), ..Changes::default() };
    let (mut added, mut gone, mut since) = (Vec::new(), Vec::new(), BTreeMap::new());
    for row in rows {
        let former = there.get(&(row.region, row.holiday.day));
        // A day that comes with the program is there as well, without its own row.
        let comes_with_it = row.region.is_none()
            && former.is_none()
            && xinan_domain::calendar::Calendar::default().holiday(row.holiday.day) == Some(&row.holiday);
        let is_same = match former {
            Some((_, one)) => !row.withdrawn && one.holiday == row.holiday && one.source == row.source,
            None => row.withdrawn || comes_with_it,
        };
        if is_same {
            changes.already += 1;
            continue;
        }
        match former {
            None => changes.new += 1,
            Some(_) if row.withdrawn => changes.withdrawn += 1,
            Some(_) => changes.replaced += 1,
        }
        gone.extend(former.map(|(id, _)| *id));
        // A limit in working days may have begun long before the day it runs over.
        earliest(&mut since, row.region, row.holiday.day.saturating_sub(LONGEST_LIMIT.days()));
        added.extend((!row.withdrawn).then_some(row));
    }
    changes.todo = todo(since, &settings.divisions);
    if order.dry_run || changes.is_nothing() {
        tx.roll_back().await?;
        return Ok(Ok(changes));
    }
    let now = app.now().micros();
    for id in gone {
        store::withdraw_holiday(&mut tx, id, now).await?;
    }
    store::add_holidays(&mut tx, &added, now).await?;
    keep(app, tx, order, "holidays.load", &changes).await?;
    Ok(Ok(changes))
}

/// Calendar days that the longest limit of working days takes: 60 of them with a long festival.
const LONGEST_LIMIT: i64 = 100;

/// A table that is only checked takes no lock from those who work.
async fn begin(app: &App, order: &Order<'_>) -> Result<Tx> {
    if order.dry_run {
        return app.db().read().await;
    }
    let mut tx = app.db().write().await?;
    tx.alone_at(store::LOADING).await?;
    Ok(tx)
}

fn earliest(since: &mut BTreeMap<Option<Region>, Date>, region: Option<Region>, day: Date) {
    let kept = since.entry(region).or_insert(day);
    *kept = day.min(*kept);
}

/// Whom changes concern, county by county; what lies in a region that is there anyway is left out.
fn todo(since: BTreeMap<Option<Region>, Date>, divisions: &Divisions) -> Vec<Todo> {
    let mut all: BTreeMap<Region, Date> = BTreeMap::new();
    for (region, since) in since {
        let counties = || divisions.counties().filter_map(|code| Region::exact(code).ok());
        let parts: Vec<Region> = match region {
            Some(region) if region.level() >= Level::County => vec![region],
            Some(region) => counties().filter(|county| region.contains(county)).collect(),
            None => counties().collect(),
        };
        for part in parts {
            let kept = all.entry(part).or_insert(since);
            *kept = since.min(*kept);
        }
    }
    let wider = |one: &Region, day: Date| {
        all.iter().any(|(other, since)| other != one && other.contains(one) && *since <= day)
    };
    all.iter()
        .filter(|(region, since)| !wider(region, **since))
        .map(|(region, since)| Todo { region: *region, since: *since })
        .collect()
}

/// Notes whom it concerns, writes the log, and keeps all of it.
async fn keep(
    app: &App,
    mut tx: Tx,
    order: &Order<'_>,
    action: &'static str,
    changes: &Changes,
) -> Result<()> {
    let now = app.now().micros();
    let mut note = store::note(&mut tx).await?;
    note.at = now;
    note.todo.extend(changes.todo.iter().cloned());
    store::set_note(&mut tx, &note).await?;
    let counties: BTreeSet<String> =
        changes.todo.iter().map(|one| one.region.as_str().chars().take(6).collect()).collect();
    let detail =
        format!("{} new, {} replaced, {} withdrawn", changes.new, changes.replaced, changes.withdrawn);
    let entry = |county: String| Entry {
        at: now,
        by: order.by.clone(),
        county,
        case: None,
        action,
        detail: detail.clone(),
        cases: Vec::new(),
    };
    let entries: Vec<Entry> = counties.into_iter().map(entry).collect();
    audit::record_all(&mut tx, &entries).await?;
    tx.commit().await?;
    app.reload().await
}
