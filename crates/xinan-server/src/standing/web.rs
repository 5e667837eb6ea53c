//! Handlers of taking back a death or a loss.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use xinan_db::{Tx, Uuid, audit};

use super::view;
use crate::case::event::EventKind;
use crate::case::event::store::{Notice, Said, notices, said, take_back};
use crate::case::facts;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::case::{Status, VisibleCase};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::texts;

/// What is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Death,
    Loss,
    Closing,
}

impl What {
    /// Its part of the address.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Death => "death",
            Self::Loss => "loss",
            Self::Closing => "closing",
        }
    }

    fn action(self) -> Action {
        match self {
            Self::Death => Action::CorrectDeath,
            Self::Loss => Action::CorrectLoss,
            Self::Closing => Action::CloseRecord,
        }
    }
}

/// GET /people/{id}/standing/death
pub async fn form_of_death(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    form(&app, &actor, &id, What::Death).await
}

/// GET /people/{id}/standing/loss
pub async fn form_of_loss(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    form(&app, &actor, &id, What::Loss).await
}

/// GET /people/{id}/standing/closing
pub async fn form_of_closing(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    form(&app, &actor, &id, What::Closing).await
}

/// POST /people/{id}/standing/closing: the record is open again; confirmed anew by whoever does it (`routes.rs`).
pub async fn closing(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    create(&app, &id, What::Closing, Some(confirmed), posted).await
}

/// POST /people/{id}/standing/death: confirmed anew by whoever does it (`routes.rs`).
pub async fn death(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    create(&app, &id, What::Death, Some(confirmed), posted).await
}

/// POST /people/{id}/standing/loss
pub async fn loss(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    create(&app, &id, What::Loss, None, posted).await
}

async fn form(app: &App, actor: &Actor, id: &str, what: What) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, actor, id, what.action(), &now).await?;
    let said = saying(&mut tx, &case, what).await?;
    tx.commit().await?;
    if said.is_empty() {
        return Ok(Redirect::to(&format!("/people/{}", case.path_id())).into_response());
    }
    Ok(view::page(actor, &now, &case, what, &said, "", None).into_response())
}

/// Sent twice it is done once. What a visit says stays, and is named on the page that follows.
async fn create(
    app: &App,
    id: &str,
    what: What,
    confirmed: Option<Confirmed>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, id, what.action(), &now).await?;
    let said = saying(&mut tx, &case, what).await?;
    let (of_visits, mistaken): (Vec<Said>, Vec<Said>) = said.into_iter().partition(|one| one.visit.is_some());
    let Some(since) = mistaken.iter().map(|one| one.on).min() else {
        tx.commit().await?;
        return Ok(after(&case, what, &of_visits));
    };
    let reason = answers.words("standing_reason");
    if let Some(wrong) = wrong_with(&reason) {
        tx.commit().await?;
        let all = [mistaken, of_visits].concat();
        let page = view::page(&actor, &now, &case, what, &all, &reason, Some(&wrong));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let says = || match what {
        What::Closing => texts::confirm_says_reopen(actor.lang, &case.head.name),
        What::Death | What::Loss => texts::confirm_says_death(actor.lang, &case.head.name),
    };
    if let Some(Err(unconfirmed)) = confirmed.map(|confirmed| confirmed.needed(says)) {
        // The page that asks names the person: that is a look.
        tx.commit().await?;
        return Err(unconfirmed);
    }
    let mut gone: Vec<Uuid> = mistaken.iter().map(|one| one.id).collect();
    if what == What::Loss {
        // That it was reported goes with the loss; a report of a visit's loss stays with the visit.
        let reports = notices(&mut tx, &case).await?;
        let of_it = |one: &&Notice| one.visit.is_none() && one.event.detail.of >= Some(since);
        gone.extend(reports.iter().filter(of_it).map(|one| one.id));
    }
    for event in gone {
        take_back(&mut tx, &case, event, actor.account, &reason, now.micros()).await?;
    }
    facts::store::refresh_case(&mut tx, &app.settings(), &case, since, &now).await?;
    let entry = actor.entry(&now, "standing.corrected", Some(case.id()), what.path().to_owned());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(after(&case, what, &of_visits))
}

/// What says now that the person has died or is lost. Losses from which somebody was found again are
/// history, and stay.
async fn saying(tx: &mut Tx, case: &VisibleCase, what: What) -> Result<Vec<Said>, Problem> {
    match (what, case.head.status) {
        (What::Death, Status::Dead) => Ok(said(tx, case, EventKind::Died).await?),
        (What::Closing, Status::Closed) => Ok(said(tx, case, EventKind::Closed).await?),
        (What::Loss, Status::Lost) => {
            let facts =
                facts::store::of_case(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
            let since = facts::lost_since(&facts).unwrap_or(Date::MIN);
            let all = said(tx, case, EventKind::Lost).await?;
            Ok(all.into_iter().filter(|one| one.on >= since).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// The person's page; where visits still say it, the page that names them.
fn after(case: &VisibleCase, what: What, of_visits: &[Said]) -> Response {
    let person = format!("/people/{}", case.path_id());
    match of_visits.is_empty() {
        true => Redirect::to(&format!("{person}?done=standing")).into_response(),
        false => Redirect::to(&format!("{person}/standing/{}", what.path())).into_response(),
    }
}
