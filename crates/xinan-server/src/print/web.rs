//! Handlers of the printed forms.

use anyhow::Result;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::code::Code;
use xinan_domain::consent::Subject;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::letter::{Letter, newest};
use xinan_typeset::{Extras, FollowUpSheet, Footer, MOST_SHEETS, Order, Sheets, SupplementSheet};

use super::store::{self, Person, Stretch, Visited};
use super::{press, sheets, view};
use crate::case::VisibleCase;
use crate::case::store::find;
use crate::followup::store::{PastVisit, history, one};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::page::inline;
use crate::shell::problem::Problem;
use crate::texts;

/// The two kinds of form, as they stand in addresses and in the log.
const FOLLOW_UP: &str = "follow-up";
const SUPPLEMENT: &str = "supplement";
/// The blanks of the letters: `consent-1` to `consent-4`.
const LETTER: &str = "consent-";

/// GET /print/visits/{id}/{visit}: one visit.
pub async fn visit(
    State(app): State<App>,
    actor: Actor,
    Path((id, visit)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let visit = visit.strip_suffix(".pdf").unwrap_or(&visit);
    let Ok(visit) = Uuid::try_parse(visit) else { return Err(Problem::NotFound) };
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::PrintForms, &now).await?;
    let past = one(&mut tx, &case, visit).await?.ok_or(Problem::NotFound)?;
    tx.commit().await?;

    let name = texts::file_visit(actor.lang, &case.head.name, &past.visit.visited_on.to_string());
    let sheet = sheets::follow_up(&person(&case), Some(&visited(past)));
    file(&app, Sheets::FollowUp(vec![sheet]), footer(&app, &actor, &now).await?, false, &name).await
}

/// GET /print/people/{id}/follow-up.pdf: all visits of this year, oldest first, or a form to be filled
/// in by hand.
pub async fn follow_ups(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = app.now();
    let year = now.day().year();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::PrintForms, &now).await?;
    // Newest first: of more visits than a file holds, the latest are printed.
    let most = u32::try_from(MOST_SHEETS).unwrap_or(u32::MAX);
    let past = history(&mut tx, &case, most, 0).await?;
    tx.commit().await?;

    let person = person(&case);
    let of_year = past.into_iter().take_while(|past| past.visit.visited_on.year() >= year).map(visited);
    let mut sheets: Vec<FollowUpSheet> =
        of_year.map(|visited| sheets::follow_up(&person, Some(&visited))).collect();
    sheets.reverse();
    if sheets.is_empty() {
        sheets.push(sheets::follow_up(&person, None));
    }
    let name = texts::file_follow_ups(actor.lang, &case.head.name, year);
    file(&app, Sheets::FollowUp(sheets), footer(&app, &actor, &now).await?, false, &name).await
}

/// GET /print/people/{id}/supplement.pdf
pub async fn supplement(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::PrintForms, &now).await?;
    let form = store::form(&mut tx, &case).await?.ok_or(Problem::NotFound)?;
    tx.commit().await?;

    let name = texts::file_supplement(actor.lang, &case.head.name);
    let sheet = sheets::supplement(&person(&case), &form);
    file(&app, Sheets::Supplement(vec![sheet]), footer(&app, &actor, &now).await?, false, &name).await
}

/// GET /print/people/{id}/consents/{subject}: the letter about one of the four, with the name, to be signed.
pub async fn letter(
    State(app): State<App>,
    actor: Actor,
    Path((id, subject)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let subject = subject.strip_suffix(".pdf").unwrap_or(&subject);
    let letter = subject.parse().ok().and_then(Subject::from_code).and_then(newest);
    let letter: &Letter = letter.ok_or(Problem::NotFound)?;
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::PrintForms, &now).await?;
    tx.commit().await?;

    let name = texts::file_letter(actor.lang, &case.head.name);
    let sheet = sheets::letter(Some(&person(&case)), letter);
    file(&app, Sheets::Letter(vec![sheet]), footer(&app, &actor, &now).await?, false, &name).await
}

/// Which part of a village is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// From 1; none for the whole village.
    #[serde(default)]
    part: usize,
}

/// GET /print/villages/{village}/follow-up.pdf: everybody's latest visit, in the order of 编号.
pub async fn village_follow_ups(
    State(app): State<App>,
    actor: Actor,
    Path(village): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let village = within_reach(&app, &actor, &village)?;
    let mut tx = app.db().read().await?;
    let total = store::people(&mut tx, &village).await?;
    let Some(stretch) = stretch(asked.part, total) else {
        return Ok(parts(&app, &actor, &now, &village, total, FOLLOW_UP));
    };
    let people = store::last_visits(&mut tx, &village, stretch).await?;
    log(&mut tx, &actor, &now, FOLLOW_UP, &village, people.iter().map(|(person, _)| person)).await?;
    tx.commit().await?;

    let sheets = people.iter().map(|(person, visited)| sheets::follow_up(person, visited.as_ref())).collect();
    let name = texts::file_village_follow_ups(actor.lang, &place(&app, &village), &now.day().to_string());
    file(&app, Sheets::FollowUp(sheets), footer(&app, &actor, &now).await?, true, &name).await
}

/// GET /print/villages/{village}/supplement.pdf
pub async fn village_supplements(
    State(app): State<App>,
    actor: Actor,
    Path(village): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let village = within_reach(&app, &actor, &village)?;
    let mut tx = app.db().read().await?;
    let total = store::people(&mut tx, &village).await?;
    let Some(stretch) = stretch(asked.part, total) else {
        return Ok(parts(&app, &actor, &now, &village, total, SUPPLEMENT));
    };
    let people = store::forms(&mut tx, &village, stretch).await?;
    log(&mut tx, &actor, &now, SUPPLEMENT, &village, people.iter().map(|(person, _)| person)).await?;
    tx.commit().await?;

    let sheets = people.iter().map(|(person, form)| sheets::supplement(person, form)).collect();
    let name = texts::file_village_supplements(actor.lang, &place(&app, &village), &now.day().to_string());
    file(&app, Sheets::Supplement(sheets), footer(&app, &actor, &now).await?, true, &name).await
}

/// GET /print/blank/{form}: to be filled in by hand.
pub async fn blank(
    State(app): State<App>,
    actor: Actor,
    Path(form): Path<String>,
) -> Result<Response, Problem> {
    // Copies of it lie in a drawer for months; who printed the first one says nothing.
    let footer =
        Footer { printed_by: String::new(), printed_at: app.now().civil(), checkpoint: String::new() };
    let lang = actor.lang;
    match form.strip_suffix(".pdf") {
        Some(FOLLOW_UP) => {
            let blank = Sheets::FollowUp(vec![FollowUpSheet::default()]);
            file(&app, blank, footer, false, texts::file_blank_follow_up(lang)).await
        }
        Some(SUPPLEMENT) => {
            let blank = Sheets::Supplement(vec![SupplementSheet::default()]);
            file(&app, blank, footer, false, texts::file_blank_supplement(lang)).await
        }
        Some(other) => {
            let subject = other.strip_prefix(LETTER).and_then(|code| Subject::from_code(code.parse().ok()?));
            let letter = subject.and_then(newest).ok_or(Problem::NotFound)?;
            let blank = Sheets::Letter(vec![sheets::letter(None, letter)]);
            file(&app, blank, footer, false, texts::file_blank_letter(lang)).await
        }
        None => Err(Problem::NotFound),
    }
}

fn person(case: &VisibleCase) -> Person {
    Person { id: case.id(), name: case.head.name.clone(), case_no: case.head.case_no.clone() }
}

fn visited(past: PastVisit) -> Visited {
    Visited { id: past.id, visit: past.visit, due_on: past.due.map(|due| due.on) }
}

/// The village, if it is in the territory. Out of reach looks like absent.
fn within_reach(app: &App, actor: &Actor, code: &str) -> Result<Region, Problem> {
    let village = Region::exact(code).map_err(|_| Problem::NotFound)?;
    let known = village.level() == Level::Village && app.settings().divisions.has(code);
    match known && actor.region.contains(&village) {
        true => Ok(village),
        false => Err(Problem::NotFound),
    }
}

/// The people to print; `None` when that is nobody or must be chosen first.
fn stretch(part: usize, total: usize) -> Option<Stretch> {
    let part = if total <= MOST_SHEETS { 0 } else { part.checked_sub(1)? };
    let skip = part.checked_mul(MOST_SHEETS).filter(|skip| *skip < total)?;
    Some(Stretch { skip, most: MOST_SHEETS })
}

fn parts(app: &App, actor: &Actor, now: &Moment, village: &Region, total: usize, form: &str) -> Response {
    let here = format!("/print/villages/{}/{form}.pdf", village.as_str());
    view::parts(actor, now, &place(app, village), total, &here).into_response()
}

fn place(app: &App, village: &Region) -> String {
    app.settings().divisions.name(village.as_str()).to_owned()
}

/// Whose forms left the house: one entry for the file, one for each person in it.
async fn log<'a>(
    tx: &mut Tx,
    actor: &Actor,
    now: &Moment,
    form: &str,
    village: &Region,
    people: impl ExactSizeIterator<Item = &'a Person>,
) -> Result<()> {
    let action = Action::PrintBatch.name();
    let file = format!("{form} {} {}", village.as_str(), people.len());
    let mut entries = vec![actor.entry(now, action, None, file)];
    entries.extend(people.map(|person| actor.entry(now, action, Some(person.id), form.to_owned())));
    audit::record_all(tx, &entries).await
}

/// 打印人 as in the log, which the person on the paper may read.
async fn footer(app: &App, actor: &Actor, now: &Moment) -> Result<Footer> {
    let checkpoint = app.log_checkpoint().await?;
    Ok(Footer { printed_by: actor.by().shown_as, printed_at: now.civil(), checkpoint })
}

async fn file(
    app: &App,
    sheets: Sheets,
    footer: Footer,
    cover: bool,
    name: &str,
) -> Result<Response, Problem> {
    let extras = Extras { cover, wording: sheets::wording() };
    let pdf = press::set(app, Order { sheets, footer, extras }).await?;
    Ok(inline(pdf, "application/pdf", &format!("{name}.pdf")))
}
