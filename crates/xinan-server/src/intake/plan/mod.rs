//! The first phase: every row of every sheet is checked, nothing is changed.
//!
//! Rosters are read before the other ledgers, so that the visits of people who come with the same
//! files find them. What is already in the register is looked up within the territory only: a
//! person elsewhere in the county does not exist for the one who brings the file.

mod clues;
mod exams;
mod followups;
mod head;
mod roster;
mod told;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Scope, Tx, Uuid};
use xinan_documents::columns::{Ledger, Matching};
use xinan_documents::intake::{Book, Sheet};
use xinan_documents::rows::{DataRow, each_row};
use xinan_domain::examination::Examination;
use xinan_domain::follow_up::Visit;
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::region::Region;
use xinan_domain::supplement::Supplement;
use xinan_domain::text::rules::Problem;
use xinan_domain::text::{Lang, squeeze};

use self::head::township_named;
pub(super) use self::head::{stated_on, telling_lines};
use self::told::{as_seen, cells_to_look_at, columns_missing, complain, refusal};
use super::report::{MOST_COMPLAINTS, SheetReport, kind_key};
use crate::case::event::Event;
use crate::case::namesake::store::born_on;
use crate::case::namesake::{Alike, Namesake};
use crate::case::store::{Known, known};
use crate::clue::store::Clue;
use crate::division::Divisions;
use crate::parameter::Rulebook;
use crate::texts;

/// A workbook that was read, with the meaning of its columns.
pub struct Read {
    /// The file's name.
    pub file: String,
    /// Its sheets.
    pub book: Book,
    /// The sheets that are ledgers, by index.
    pub ledgers: Vec<(usize, Matching)>,
}

/// What is needed to check rows.
pub struct Context<'a> {
    /// The territory into which the files come.
    pub scope: Scope,
    /// The division tree.
    pub divisions: &'a Divisions,
    /// What regions order.
    pub rules: &'a Rulebook,
    /// The day of import.
    pub today: Date,
    /// The language of complaints.
    pub lang: Lang,
    /// Whether good rows are kept although others of the file are refused.
    pub accept_good_rows: bool,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The sheet, by the id under which its rows are stored.
    pub sheet: Uuid,
    /// The row's number in Excel.
    pub row: u32,
}

/// A person whom the files concern.
#[derive(Debug)]
pub struct Person {
    /// The record: a new id, or that of the register.
    pub id: Uuid,
    /// Whether the record is new.
    pub new: bool,
    /// The form to be kept, with its row, when the roster brings a new one.
    pub form: Option<(Supplement, Place)>,
    /// 填报日期 of that roster.
    pub stated_on: Option<Date>,
    /// Events that the roster states.
    pub events: Vec<Event>,
    /// The village.
    pub village: Region,
    /// The name in the register or on the roster.
    pub name: String,
    /// The day from which the record counts.
    pub registered_on: Date,
    /// The day of death, by the register or by a row of these files.
    pub died_on: Option<Date>,
    /// The day on which the record was closed, by the register.
    pub closed_on: Option<Date>,
    /// Whether the register has the person as lost.
    pub lost: bool,
    /// The last day on which somebody was seen, by the register or by a row of these files.
    pub seen_on: Option<Date>,
    /// Visits to be kept, with their rows.
    pub visits: Vec<(Visit, Place)>,
    /// Examinations to be kept, with their rows.
    pub examinations: Vec<(Examination, Place)>,
    /// What a roster of these files says of the person, whether or not it is news.
    listed: Option<(Supplement, Place)>,
    seen_visits: Seen,
    seen_examinations: Seen,
}

/// What is there already, by fingerprint: in the register, or at a place of these files.
#[derive(Debug, Default)]
struct Seen {
    /// Whether the register was asked.
    asked: bool,
    places: HashMap<i64, Option<Place>>,
}

/// What a fingerprint tells.
enum Sight {
    /// Nothing like it was there.
    New,
    /// The register has it, or another sheet brought it.
    Already,
    /// This sheet has it twice; the row of the first.
    Twice(u32),
}

impl Seen {
    fn ask(&mut self, known: Vec<i64>) {
        self.asked = true;
        self.places.extend(known.into_iter().map(|print| (print, None)));
    }

    /// Whether the register has it.
    fn is_kept(&self, print: i64) -> bool {
        matches!(self.places.get(&print), Some(None))
    }

    /// Looks at a row, which is known from now on.
    fn look(&mut self, print: i64, place: Place) -> Sight {
        match self.places.insert(print, Some(place)) {
            None => Sight::New,
            Some(Some(first)) if first.sheet == place.sheet => {
                self.places.insert(print, Some(first));
                Sight::Twice(first.row)
            }
            Some(_) => Sight::Already,
        }
    }
}

/// Everything that will be written.
#[derive(Default)]
pub struct Plan {
    /// People by identity number.
    pub people: BTreeMap<String, Person>,
    /// Clues with their rows.
    pub clues: Vec<(Clue, Place)>,
    /// What becomes of each sheet, in the order of files and sheets.
    pub reports: Vec<SheetReport>,
    seen_clues: Seen,
    /// The new people of the files, by what two records of one person have in common: the sheet and the
    /// row of the first.
    newcomers: HashMap<Alike, (String, u32)>,
}

impl Plan {
    /// Whether any row of any sheet was refused.
    pub fn any_refused(&self) -> bool {
        self.reports.iter().any(SheetReport::any_refused)
    }

    /// The reports of rows that are looked at and not stored: no record is new.
    pub fn looked_at(self) -> Vec<SheetReport> {
        let new: HashSet<Uuid> =
            self.people.values().filter(|person| person.new).map(|person| person.id).collect();
        let mut reports = self.reports;
        for report in &mut reports {
            report.people.retain(|person| !new.contains(person));
            report.people_to_mend.retain(|person| !new.contains(person));
        }
        reports
    }

    /// How many rows will be written.
    pub fn stored(&self) -> usize {
        self.reports.iter().map(|report| report.stored).sum()
    }
}

/// What became of one row.
enum Fate {
    /// It will be kept.
    Stored,
    /// It will replace an older version.
    Changed,
    /// It is there already.
    Already,
    /// It cannot be kept.
    Refused,
}

/// One sheet, and what its title says.
struct SheetContext<'a> {
    /// The language of complaints.
    lang: Lang,
    /// Which of the files.
    file: usize,
    /// Which of its sheets.
    index: usize,
    name: &'a str,
    sheet: &'a Sheet,
    matching: &'a Matching,
    /// The id under which its rows are stored.
    id: Uuid,
    /// Where village names are looked up first: the township that the title names.
    within: Region,
    /// 填报日期: the day on which the sheet says what it says; that of the import where it names none.
    stated_on: Date,
    /// Whether it names the day itself.
    dated: bool,
}

impl SheetContext<'_> {
    fn place(&self, row: &DataRow) -> Place {
        Place { sheet: self.id, row: row.number }
    }
}

/// What is looked up once for all rows.
struct Lookup<'a> {
    context: &'a Context<'a>,
    /// People by identity number; nothing for one of the county who is out of reach.
    known: HashMap<String, Option<Known>>,
    /// Those who may be one of the new people.
    namesakes: HashMap<Alike, Namesake>,
    /// People of rosters that are not kept, because of other rows in the same file.
    held_back: HashSet<String>,
}

/// Checks the files.
///
/// Unless good rows are taken alone, a file with a refused row is left out as a whole, and then
/// the rest is checked again without it: visits may have leaned on its people.
///
/// `progress` is told how many rows are done, and of how many.
///
/// # Errors
/// When the database cannot be read.
pub async fn plan(
    tx: &mut Tx,
    files: &[Read],
    context: &Context<'_>,
    mut progress: impl FnMut(usize, usize),
) -> Result<Plan> {
    let sheets = sheets(files, context);
    let numbers = numbers(&sheets);
    let known = known(tx, &context.scope, &numbers).await?;
    let new = numbers.iter().filter(|number| !known.contains_key(number.as_str()));
    let born = new.map(IdentityNumber::birth_date).collect();
    let namesakes = born_on(tx, &context.scope, &born, Uuid::nil()).await?;
    let mut lookup = Lookup { context, known, namesakes, held_back: HashSet::new() };
    let mut left_out: BTreeMap<(usize, usize), SheetReport> = BTreeMap::new();
    loop {
        let kept: Vec<&SheetContext<'_>> =
            sheets.iter().filter(|one| !left_out.contains_key(&(one.file, one.index))).collect();
        let used: usize = left_out.values().map(|report| report.refused.len()).sum();
        let room = MOST_COMPLAINTS.saturating_sub(used);
        let (mut plan, reports) = check(tx, &kept, &lookup, room, &mut progress).await?;
        let refused: BTreeSet<usize> =
            reports.iter().filter(|(_, report)| report.any_refused()).map(|((file, _), _)| *file).collect();
        if context.accept_good_rows || refused.is_empty() {
            let mut all: BTreeMap<(usize, usize), SheetReport> =
                reports.into_iter().chain(left_out).collect();
            for ((file, _), report) in &mut all {
                report.file.clone_from(&files[*file].file);
            }
            plan.reports = all.into_values().collect();
            return Ok(plan);
        }
        let new = plan.people.into_iter().filter(|(_, person)| person.new);
        lookup.held_back.extend(new.map(|(number, _)| number));
        for (place, mut report) in reports.into_iter().filter(|((file, _), _)| refused.contains(file)) {
            (report.stored, report.changed) = (0, 0);
            left_out.insert(place, report);
        }
    }
}

/// The ledgers of all files, in the order in which they are checked.
fn sheets<'a>(files: &'a [Read], context: &Context<'_>) -> Vec<SheetContext<'a>> {
    let mut sheets: Vec<SheetContext<'a>> = Vec::new();
    for (file, read) in files.iter().enumerate() {
        for (index, matching) in &read.ledgers {
            let sheet = &read.book.sheets[*index];
            let filled_in_on = stated_on(sheet, matching, context.today);
            sheets.push(SheetContext {
                lang: context.lang,
                file,
                index: *index,
                name: &sheet.name,
                sheet,
                matching,
                id: xinan_db::new_id(),
                within: township_named(sheet, matching, context).unwrap_or(*context.scope.region()),
                stated_on: filled_in_on.unwrap_or(context.today),
                dated: filled_in_on.is_some(),
            });
        }
    }
    sheets.sort_by_key(|one| (rank(one.matching.kind), one.file, one.index));
    sheets
}

fn rank(kind: Ledger) -> u8 {
    match kind {
        Ledger::Roster => 0,
        Ledger::Clues => 1,
        Ledger::FollowUps => 2,
        Ledger::Exams => 3,
    }
}

/// The identity numbers of all rows about people in the register.
fn numbers(sheets: &[SheetContext<'_>]) -> BTreeSet<IdentityNumber> {
    let mut numbers = BTreeSet::new();
    for one in sheets.iter().filter(|one| one.matching.kind != Ledger::Clues) {
        let Some(column) = one.matching.column_of("identity_number") else { continue };
        for row in one.sheet.rows.iter().filter(|row| row.number > one.matching.header_row) {
            if let Ok(number) = IdentityNumber::parse(&row.cell(column).text()) {
                numbers.insert(number);
            }
        }
    }
    numbers
}

type Reports = Vec<((usize, usize), SheetReport)>;

/// Checks every row of the sheets.
async fn check(
    tx: &mut Tx,
    sheets: &[&SheetContext<'_>],
    lookup: &Lookup<'_>,
    mut room: usize,
    progress: &mut impl FnMut(usize, usize),
) -> Result<(Plan, Reports)> {
    let mut plan = Plan::default();
    let mut reports = Vec::with_capacity(sheets.len());
    let below = |one: &&SheetContext<'_>| {
        one.sheet.rows.iter().filter(|row| row.number > one.matching.header_row).count()
    };
    let all = sheets.iter().map(below).sum();
    let mut done = 0;
    for own in sheets {
        let empty = SheetReport::empty(own.name, kind_key(own.matching.kind), own.id);
        let mut report = empty.with_room(room);
        if !own.matching.missing_required.is_empty() {
            report.rows = each_row(own.sheet, own.matching).count();
            report.refuse_whole(columns_missing(own, lookup.context.lang));
            reports.push(((own.file, own.index), report));
            continue;
        }
        for row in each_row(own.sheet, own.matching) {
            report.rows += 1;
            let fate = match own.matching.kind {
                Ledger::Roster => roster::row(tx, &mut plan, lookup, own, &row, &mut report).await?,
                Ledger::FollowUps => followups::row(tx, &mut plan, lookup, own, &row, &mut report).await?,
                Ledger::Exams => exams::row(tx, &mut plan, lookup, own, &row, &mut report).await?,
                Ledger::Clues => clues::row(tx, &mut plan, lookup, own, &row, &mut report).await?,
            };
            let record = record_of(&plan, lookup, own, &row);
            report.people.extend(record);
            if matches!(fate, Fate::Refused) {
                report.people_to_mend.extend(record);
            }
            match fate {
                Fate::Stored => report.stored += 1,
                Fate::Changed => {
                    report.stored += 1;
                    report.changed += 1;
                }
                Fate::Already => report.already += 1,
                Fate::Refused => {}
            }
            if matches!(fate, Fate::Stored | Fate::Changed) {
                cells_to_look_at(&mut report, own, &row, lookup.context.lang);
            }
            done += 1;
            if done % 50 == 0 {
                progress(done, all);
                tokio::task::yield_now().await;
            }
        }
        room = room.saturating_sub(report.refused.len());
        reports.push(((own.file, own.index), report));
    }
    progress(all, all);
    Ok((plan, reports))
}

/// The record to which a row is matched by its identity number, whatever becomes of the row.
fn record_of(plan: &Plan, lookup: &Lookup<'_>, own: &SheetContext<'_>, row: &DataRow) -> Option<Uuid> {
    if own.matching.kind == Ledger::Clues {
        return None;
    }
    let number = IdentityNumber::parse(row.answers.raw("identity_number")).ok()?;
    let planned = plan.people.get(number.as_str()).map(|person| person.id);
    planned.or_else(|| lookup.known.get(number.as_str())?.as_ref().map(|known| known.id))
}

impl Plan {
    /// The person with this identity number, of the files or of the register.
    fn person(&mut self, lookup: &Lookup<'_>, number: &str) -> Option<&mut Person> {
        if !self.people.contains_key(number) {
            let known = lookup.known.get(number)?.clone()?;
            self.people.insert(
                number.to_owned(),
                Person {
                    id: known.id,
                    new: false,
                    form: None,
                    stated_on: None,
                    events: Vec::new(),
                    village: known.village,
                    name: known.name,
                    registered_on: known.registered_on,
                    died_on: known.died_on,
                    closed_on: known.closed_on,
                    lost: known.lost,
                    seen_on: known.seen_on,
                    visits: Vec::new(),
                    examinations: Vec::new(),
                    listed: None,
                    seen_visits: Seen::default(),
                    seen_examinations: Seen::default(),
                },
            );
        }
        self.people.get_mut(number)
    }
}

/// The person of a row that is about somebody in the register; otherwise the row is refused.
fn person_of<'a>(
    plan: &'a mut Plan,
    lookup: &Lookup<'_>,
    own: &SheetContext<'_>,
    row: &DataRow,
    report: &mut SheetReport,
) -> Option<&'a mut Person> {
    let lang = lookup.context.lang;
    let mut refuse = |field: &str, message: String| report.refuse(refusal(own, row, field, message));
    let number = match IdentityNumber::parse(row.answers.raw("identity_number")) {
        Ok(number) => number,
        Err(_) if !row.answers.has("identity_number") => {
            refuse("identity_number", Problem::Missing.say(lang));
            return None;
        }
        Err(error) => {
            refuse("identity_number", as_seen(error, row).say(lang));
            return None;
        }
    };
    let Some(person) = plan.person(lookup, number.as_str()) else {
        let message = match lookup.held_back.contains(number.as_str()) {
            true => texts::import_held_back(lang),
            false => texts::import_unknown_person(lang),
        };
        refuse("identity_number", message.to_owned());
        return None;
    };
    let name = squeeze(row.answers.raw("name"));
    if !name.is_empty() && name != person.name {
        refuse("name", texts::import_other_name(lang).to_owned());
        return None;
    }
    Some(person)
}

/// Finds the village that a cell means: within the township that the sheet is about, then anywhere
/// in the territory, then with the help of the address.
fn village(context: &Context<'_>, own: &SheetContext<'_>, row: &DataRow, text: &str) -> Option<Region> {
    let territory = context.scope.region();
    context
        .divisions
        .village(&own.within, text)
        .or_else(|| context.divisions.village(territory, text))
        .or_else(|| {
            let address = row.answers.get("address");
            let mut townships = context
                .divisions
                .children(territory)
                .filter(|(_, name)| address.contains(name))
                .map(|(code, _)| code);
            let township = townships.next().filter(|_| townships.next().is_none())?;
            context.divisions.village(&township, text)
        })
}
