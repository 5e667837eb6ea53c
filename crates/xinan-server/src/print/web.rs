//! Handlers of the printed forms.

use anyhow::Result;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::clue::ScreeningList;
use xinan_domain::code::Code;
use xinan_domain::consent::Subject;
use xinan_domain::disclosure::Door;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::letter::{Letter, newest};
use xinan_typeset::{Extras, FollowUpSheet, Footer, MOST_SHEETS, Order, Sheets, SupplementSheet};

use super::store::{self, OnPaper, Person, Stretch, Visited};
use super::{clue, press, sheets, view};
use crate::case::VisibleCase;
use crate::case::leaving::store::reach_of;
use crate::case::store::find;
use crate::disclosure::request::{self, Request};
use crate::disclosure::store::Entered;
use crate::disclosure::{self, Contents, Said};
use crate::followup::store::{PastVisit, history, one};
use crate::policy::Action;
use crate::portal::safety::store::is_set;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::page::inline;
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::texts;

/// The two kinds of form, as they stand in addresses and in the log.
const FOLLOW_UP: &str = "follow-up";
const SUPPLEMENT: &str = "supplement";
/// The blanks of the letters: `consent-1` to `consent-4`.
const LETTER: &str = "consent-";
/// The blanks of a survey: the registration form, and the lists as `questions-1`, `questions-2`.
const CLUE: &str = "clue";
const QUESTIONS: &str = "questions-";

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

    let which = (past.id.simple().to_string(), past.visit.visited_on.to_string());
    let name = texts::file_visit(actor.lang, &case.head.name, &past.visit.visited_on.to_string());
    let sheet = sheets::follow_up(&person(&case), Some(&visited(past)));
    let pdf = paper(&app, Sheets::FollowUp(vec![sheet]), footer(&app, &actor, &now).await?, false).await?;
    usual_form(&app, &actor, &now, (&case, Door::Visit), which, &pdf, &name).await
}

/// GET /print/people/{id}/follow-up.pdf: all visits of this year, oldest first, or a form to be filled
/// in by hand.
pub async fn follow_ups(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(of): Query<OfEntry>,
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
    let pdf = paper(&app, Sheets::FollowUp(sheets), footer(&app, &actor, &now).await?, false).await?;
    own_form(&app, &actor, &now, (&case, Door::FollowUps), &of.disclosure, &pdf, &name).await
}

/// GET /print/people/{id}/supplement.pdf
pub async fn supplement(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(of): Query<OfEntry>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::PrintForms, &now).await?;
    let form = store::form(&mut tx, &case).await?.ok_or(Problem::NotFound)?;
    tx.commit().await?;

    let name = texts::file_supplement(actor.lang, &case.head.name);
    let sheet = sheets::supplement(&person(&case), &form);
    let pdf = paper(&app, Sheets::Supplement(vec![sheet]), footer(&app, &actor, &now).await?, false).await?;
    own_form(&app, &actor, &now, (&case, Door::Supplement), &of.disclosure, &pdf, &name).await
}

/// Which entry of the register the paper is of, if one was made before it.
#[derive(Debug, Deserialize)]
pub struct OfEntry {
    #[serde(default)]
    disclosure: String,
}

/// One person's own form leaves: of the entry that was made for it, else for the purpose that is usual.
async fn own_form(
    app: &App,
    actor: &Actor,
    now: &Moment,
    (case, door): (&VisibleCase, Door),
    of: &str,
    pdf: &[u8],
    name: &str,
) -> Result<Response, Problem> {
    if of.is_empty() {
        return usual_form(app, actor, now, (case, door), Default::default(), pdf, name).await;
    }
    let one = match disclosure::ready(app, actor, (of, door), now).await? {
        Ok(one) => one,
        Err(why_not) => return Ok(why_not),
    };
    let people = [case.id()];
    if let Err(why_not) = disclosure::same_people(app, actor, &one, &people, now).await? {
        return Ok(why_not);
    }
    let file = (Action::PrintForms.name(), pdf);
    if let Err(why_not) = disclosure::release(app, actor, (&one, &people), file, now).await? {
        return Ok(why_not);
    }
    Ok(inline(pdf.to_vec(), "application/pdf", &format!("{name}.pdf")))
}

/// The same for the usual purpose; `which` of several such forms it is, as stored and in words.
pub(super) async fn usual_form(
    app: &App,
    actor: &Actor,
    now: &Moment,
    (case, door): (&VisibleCase, Door),
    which: (String, String),
    pdf: &[u8],
    name: &str,
) -> Result<Response, Problem> {
    let contents = Contents { narrowed: which, ..Contents::of(door, case.head.village, vec![case.id()]) };
    disclosure::at_once(app, actor, (&contents, &Said::usual(actor)), pdf, now).await?;
    Ok(inline(pdf.to_vec(), "application/pdf", &format!("{name}.pdf")))
}

/// The form of a person that an address names.
fn door_of_person(form: &str) -> Result<Door, Problem> {
    match form {
        FOLLOW_UP => Ok(Door::FollowUps),
        SUPPLEMENT => Ok(Door::Supplement),
        _ => Err(Problem::NotFound),
    }
}

/// The page before one person's form, for another purpose than the usual one; for some the person has to have agreed.
async fn of_person(
    app: &App,
    actor: &Actor,
    now: &Moment,
    (id, form): (&str, &str),
    answers: &Answers,
) -> Result<(VisibleCase, Request), Problem> {
    let door = door_of_person(form)?;
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, actor, id, Action::PrintForms, now).await?;
    let reach = reach_of(&mut tx, case.county(), case.id()).await?;
    let apart = is_set(&mut tx, case.county(), case.id()).await?;
    tx.commit().await?;
    let mut contents = Contents { reach, ..Contents::of(door, case.head.village, vec![case.id()]) };
    contents.people.truncate(reach.of(request::asks(answers, door)));
    let id = case.path_id();
    let request = Request {
        contents,
        chooses_fields: false,
        here: format!("/print/people/{id}/{form}/request"),
        back: format!("/people/{id}#papers"),
        place: case.head.name.clone(),
        apart,
    };
    Ok((case, request))
}

/// GET /print/people/{id}/{form}/request
pub async fn before_person(
    State(app): State<App>,
    actor: Actor,
    Path((id, form)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let (_, request) = of_person(&app, &actor, &now, (&id, &form), &Answers::default()).await?;
    Ok(request::page(&app, &actor, &now, &request).await?.into_response())
}

/// POST /print/people/{id}/{form}/request
pub async fn enter_person(
    State(app): State<App>,
    Path((id, form)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let now = app.now();
    let (case, request) = of_person(&app, &typed.actor, &now, (&id, &form), &typed.answers).await?;
    let file =
        |one: &Entered| format!("/print/people/{}/{form}.pdf?disclosure={}", case.path_id(), one.path_id());
    request::enter(&app, &typed, &request, file, &now).await
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

    let which = (letter.version.to_owned(), actor.lang.code(letter.subject).to_owned());
    let name = texts::file_letter(actor.lang, &case.head.name);
    let sheet = sheets::letter(Some(&person(&case)), letter);
    let pdf = paper(&app, Sheets::Letter(vec![sheet]), footer(&app, &actor, &now).await?, false).await?;
    usual_form(&app, &actor, &now, (&case, Door::Letter), which, &pdf, &name).await
}

/// Which part of a village is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// From 1; none for the whole village.
    #[serde(default)]
    part: usize,
    /// The entry of the register.
    #[serde(default)]
    disclosure: String,
}

/// The form of a village that an address names.
fn door_of_village(form: &str) -> Result<Door, Problem> {
    match form {
        FOLLOW_UP => Ok(Door::VillageFollowUps),
        SUPPLEMENT => Ok(Door::VillageSupplements),
        _ => Err(Problem::NotFound),
    }
}

/// The page before a village is printed, or the one that offers its parts.
async fn of_village(
    app: &App,
    actor: &Actor,
    now: &Moment,
    (village, form, part): (&str, &str, usize),
    answers: &Answers,
) -> Result<Result<Request, Response>, Problem> {
    let door = door_of_village(form)?;
    let village = within_reach(app, actor, village)?;
    let mut tx = app.db().read().await?;
    let total = store::people(&mut tx, &village).await?;
    let Some(stretch) = stretch(part, total) else {
        return Ok(Err(parts(app, actor, now, &village, total, form)));
    };
    let of = OnPaper { village: &village, stretch, processing: request::asks(answers, door) };
    let people = store::ids(&mut tx, of).await?;
    let reach = store::reach(&mut tx, of).await?;
    tx.commit().await?;
    let narrowed = match total > MOST_SHEETS {
        true => {
            let to = stretch.skip + reach.all;
            (format!("&part={part}"), texts::print_part(actor.lang, stretch.skip + 1, to))
        }
        false => Default::default(),
    };
    Ok(Ok(Request {
        contents: Contents { door, region: village, narrowed, says_clinical: false, people, reach },
        chooses_fields: false,
        here: request_at(village.as_str(), form, part),
        back: "/people".to_owned(),
        place: place(app, &village),
        apart: false,
    }))
}

/// GET /print/villages/{village}/{form}/request: for what and to whom, before a village is printed.
pub async fn before_village(
    State(app): State<App>,
    actor: Actor,
    Path((village, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let which = (village.as_str(), form.as_str(), asked.part);
    match of_village(&app, &actor, &now, which, &Answers::default()).await? {
        Ok(request) => Ok(request::page(&app, &actor, &now, &request).await?.into_response()),
        Err(parts) => Ok(parts),
    }
}

/// POST /print/villages/{village}/{form}/request
pub async fn enter_village(
    State(app): State<App>,
    Path((village, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    typed: Typed,
) -> Result<Response, Problem> {
    let now = app.now();
    let which = (village.as_str(), form.as_str(), asked.part);
    let request = match of_village(&app, &typed.actor, &now, which, &typed.answers).await? {
        Ok(request) => request,
        Err(parts) => return Ok(parts),
    };
    let file = |one: &Entered| {
        let (id, part) = (one.path_id(), &one.narrowed.0);
        format!("/print/villages/{village}/{form}.pdf?disclosure={id}{part}")
    };
    request::enter(&app, &typed, &request, file, &now).await
}

fn request_at(village: &str, form: &str, part: usize) -> String {
    let at = format!("/print/villages/{village}/{form}/request");
    if part == 0 { at } else { format!("{at}?part={part}") }
}

/// GET /print/villages/{village}/follow-up.pdf: everybody's latest visit, in the order of 编号; of an entry, once.
pub async fn village_follow_ups(
    State(app): State<App>,
    actor: Actor,
    Path(village): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let (village, one, stretch) = match of_entry(&app, &actor, &now, (&village, FOLLOW_UP, &asked)).await? {
        Ok(found) => found,
        Err(instead) => return Ok(instead),
    };
    let mut tx = app.db().read().await?;
    let people =
        store::last_visits(&mut tx, OnPaper { village: &village, stretch, processing: one.processing() })
            .await?;
    tx.commit().await?;
    let ids: Vec<Uuid> = people.iter().map(|(person, _)| person.id).collect();
    if let Err(why_not) = disclosure::same_people(&app, &actor, &one, &ids, &now).await? {
        return Ok(why_not);
    }
    let sheets = people.iter().map(|(person, visited)| sheets::follow_up(person, visited.as_ref())).collect();
    let name = texts::file_village_follow_ups(actor.lang, &place(&app, &village), &now.day().to_string());
    let pdf = paper(&app, Sheets::FollowUp(sheets), footer(&app, &actor, &now).await?, true).await?;
    leaves(&app, &actor, &now, (&one, &ids), pdf, &name).await
}

/// GET /print/villages/{village}/supplement.pdf
pub async fn village_supplements(
    State(app): State<App>,
    actor: Actor,
    Path(village): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let (village, one, stretch) = match of_entry(&app, &actor, &now, (&village, SUPPLEMENT, &asked)).await? {
        Ok(found) => found,
        Err(instead) => return Ok(instead),
    };
    let mut tx = app.db().read().await?;
    let people =
        store::forms(&mut tx, OnPaper { village: &village, stretch, processing: one.processing() }).await?;
    tx.commit().await?;
    let ids: Vec<Uuid> = people.iter().map(|(person, _)| person.id).collect();
    if let Err(why_not) = disclosure::same_people(&app, &actor, &one, &ids, &now).await? {
        return Ok(why_not);
    }
    let sheets = people.iter().map(|(person, form)| sheets::supplement(person, form)).collect();
    let name = texts::file_village_supplements(actor.lang, &place(&app, &village), &now.day().to_string());
    let pdf = paper(&app, Sheets::Supplement(sheets), footer(&app, &actor, &now).await?, true).await?;
    leaves(&app, &actor, &now, (&one, &ids), pdf, &name).await
}

/// The village, the entry that lets its paper go now, and which of its people are on it; or what is answered instead.
async fn of_entry(
    app: &App,
    actor: &Actor,
    now: &Moment,
    (village, form, asked): (&str, &str, &Asked),
) -> Result<Result<(Region, Entered, Stretch), Response>, Problem> {
    let village = within_reach(app, actor, village)?;
    if asked.disclosure.is_empty() {
        return Ok(Err(Redirect::to(&request_at(village.as_str(), form, asked.part)).into_response()));
    }
    let one = match disclosure::ready(app, actor, (&asked.disclosure, door_of_village(form)?), now).await? {
        Ok(one) if one.region == village => one,
        Ok(_) => return Err(Problem::NotFound),
        Err(why_not) => return Ok(Err(why_not)),
    };
    let mut tx = app.db().read().await?;
    let total = store::people(&mut tx, &village).await?;
    tx.commit().await?;
    // Nobody is left: other people than asked for.
    let stretch = stretch(asked.part, total).unwrap_or(Stretch { skip: 0, most: MOST_SHEETS });
    Ok(Ok((village, one, stretch)))
}

/// The paper of a village leaves.
async fn leaves(
    app: &App,
    actor: &Actor,
    now: &Moment,
    (one, people): (&Entered, &[Uuid]),
    pdf: Vec<u8>,
    name: &str,
) -> Result<Response, Problem> {
    let file = (Action::PrintBatch.name(), pdf.as_slice());
    match disclosure::release(app, actor, (one, people), file, now).await? {
        Ok(()) => Ok(inline(pdf, "application/pdf", &format!("{name}.pdf"))),
        Err(why_not) => Ok(why_not),
    }
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
            nobodys(&app, blank, footer, texts::file_blank_follow_up(lang)).await
        }
        Some(SUPPLEMENT) => {
            let blank = Sheets::Supplement(vec![SupplementSheet::default()]);
            nobodys(&app, blank, footer, texts::file_blank_supplement(lang)).await
        }
        Some(CLUE) => {
            let blank = Sheets::Clue(vec![clue::blank(ScreeningList::CURRENT)]);
            nobodys(&app, blank, footer, texts::file_blank_clue(lang)).await
        }
        Some(list) if list.starts_with(QUESTIONS) => {
            let code = list.trim_start_matches(QUESTIONS).parse().ok();
            let list = code.and_then(ScreeningList::from_code).ok_or(Problem::NotFound)?;
            let blank = Sheets::Questions(vec![clue::questions(list)]);
            nobodys(&app, blank, footer, texts::file_questions(lang)).await
        }
        Some(other) => {
            let subject = other.strip_prefix(LETTER).and_then(|code| Subject::from_code(code.parse().ok()?));
            let letter = subject.and_then(newest).ok_or(Problem::NotFound)?;
            let blank = Sheets::Letter(vec![sheets::letter(None, letter)]);
            nobodys(&app, blank, footer, texts::file_blank_letter(lang)).await
        }
        None => Err(Problem::NotFound),
    }
}

pub(super) fn person(case: &VisibleCase) -> Person {
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
    let here = request_at(village.as_str(), form, 0);
    view::parts(actor, now, &place(app, village), total, &here).into_response()
}

fn place(app: &App, village: &Region) -> String {
    app.settings().divisions.name(village.as_str()).to_owned()
}

/// 打印人 as in the log, which the person on the paper may read.
pub(super) async fn footer(app: &App, actor: &Actor, now: &Moment) -> Result<Footer> {
    let checkpoint = app.log_checkpoint().await?;
    Ok(Footer { printed_by: actor.by().shown_as, printed_at: now.civil(), checkpoint })
}

/// The paper as a file.
pub(super) async fn paper(
    app: &App,
    sheets: Sheets,
    footer: Footer,
    cover: bool,
) -> Result<Vec<u8>, Problem> {
    let extras = Extras { cover, wording: sheets::wording() };
    Ok(press::set(app, Order { sheets, footer, extras }).await?)
}

/// A form that names nobody.
async fn nobodys(app: &App, sheets: Sheets, footer: Footer, name: &str) -> Result<Response, Problem> {
    let pdf = paper(app, sheets, footer, false).await?;
    Ok(inline(pdf, "application/pdf", &format!("{name}.pdf")))
}
