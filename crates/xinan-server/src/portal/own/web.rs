//! Handlers of the own pages.

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;
use xinan_db::Tx;
use xinan_domain::disclosure::Door;
use xinan_domain::follow_up::Visit;
use xinan_domain::portal::May;

use super::looks::{MOST_LOOKS, lines, seen_looks};
use super::{seen, store, view};
use crate::case::{VisibleCase, agreed, facts};
use crate::disclosure;
use crate::followup::store::history;
use crate::portal::exception::store as exceptions;
use crate::portal::reader::{Act, Reader};
use crate::portal::request::store as requests;
use crate::shell::app::App;
use crate::shell::extract::Query;
use crate::shell::problem::Problem;

/// How many visits the page of the record shows; the copy has all of them.
const VISITS: u32 = 20;
/// How many lines of looks a page of them shows.
const LOOKS: u32 = 50;

/// GET /my
pub async fn home(State(app): State<App>, reader: Reader) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = reader.record(&mut tx, &now, Act::Read, "home").await?;
    let may = reader.may(&mut tx, &case, &now).await?;
    let facts = whole(&mut tx, &case).await?;
    let workers = store::workers(&mut tx, &case.head.village, now.day()).await?;
    let answers = requests::unread(&mut tx, &case, reader.holder).await?;
    tx.commit().await?;
    let examined_on = facts.examined_on().max();
    let next = seen::next(&case.head, &facts.supplement, examined_on, workers, (&may, now.day()));
    Ok(view::home(&reader, &case.head.name, (&next, answers), now.day()))
}

async fn whole(tx: &mut Tx, case: &VisibleCase) -> Result<facts::Facts, Problem> {
    facts::store::of_case(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)
}

/// The record as this reader sees it.
async fn seen_record(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    case: &VisibleCase,
    may: &May,
) -> Result<seen::Record, Problem> {
    let facts = whole(tx, case).await?;
    let past = history(tx, case, VISITS, 0).await?;
    let visits: Vec<&Visit> = past.iter().map(|one| &one.visit).collect();
    let settings = app.settings();
    let village = settings.divisions.name(case.head.village.as_str());
    Ok(seen::record(&case.head, &facts.supplement, village, &visits, (may, reader.lang)))
}

/// GET /my/support
pub async fn support(State(app): State<App>, reader: Reader) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = reader.record(&mut tx, &now, Act::Read, "support").await?;
    let may = reader.may(&mut tx, &case, &now).await?;
    let record = seen_record(&app, &mut tx, &reader, &case, &may).await?;
    tx.commit().await?;
    Ok(view::support(&reader, &case.head.name, &record))
}

/// GET /my/agreed
pub async fn agreed(State(app): State<App>, reader: Reader) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = reader.record(&mut tx, &now, Act::Read, "agreed").await?;
    let said = agreed::agreed(&mut tx, &case).await?;
    tx.commit().await?;
    Ok(view::agreed(&reader, &case.head.name, &said))
}

/// Which page of the looks.
#[derive(Debug, Deserialize)]
pub struct AskedLooks {
    #[serde(default)]
    page: u32,
}

/// GET /my/access
pub async fn access(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<AskedLooks>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let page = asked.page.clamp(1, MOST_LOOKS / LOOKS);
    let mut tx = app.db().read_log().await?;
    let case = reader.record(&mut tx, &now, Act::Read, "access").await?;
    let looks = seen_looks(&mut tx, &reader, &case, MOST_LOOKS).await?;
    // To whom something went may say where the person is.
    let may = reader.may(&mut tx, &case, &now).await?;
    let mut left = match may.whereabouts && page == 1 {
        true => disclosure::store::of_person(&mut tx, &case, LOOKS).await?,
        false => Vec::new(),
    };
    // What somebody takes at the own door no guardian reads.
    left.retain(|one| may.own_acts || one.door != Door::OwnCopy);
    tx.commit().await?;
    let lines = lines(&looks);
    let (before, upto) = ((page - 1) as usize * LOOKS as usize, page as usize * LOOKS as usize);
    let shown = lines.get(before..upto.min(lines.len())).unwrap_or_default();
    Ok(view::access(&reader, &case.head.name, (shown, &left), (page, lines.len() > upto)))
}

/// GET /my/record
pub async fn record(State(app): State<App>, reader: Reader) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = reader.record(&mut tx, &now, Act::Read, "record").await?;
    let may = reader.may(&mut tx, &case, &now).await?;
    let kept = exceptions::in_force(&mut tx, &case).await?;
    let record = seen_record(&app, &mut tx, &reader, &case, &may).await?;
    tx.commit().await?;
    Ok(view::record(&reader, &case.head.name, &record, (&kept, &may), now.day()))
}

/// GET /my/copy
pub async fn copy(State(app): State<App>, reader: Reader) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = reader.record(&mut tx, &now, Act::Read, "copy").await?;
    let may = reader.may(&mut tx, &case, &now).await?;
    let kept = exceptions::in_force(&mut tx, &case).await?;
    tx.commit().await?;
    Ok(view::copy(&reader, (&kept, &may), now.day()))
}
