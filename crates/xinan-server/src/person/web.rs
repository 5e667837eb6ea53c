//! Handlers of a person's page.

use axum::extract::State;
use jiff::ToSpan;
use maud::Markup;
use serde::Deserialize;

use super::view::{self, Shown};
use crate::case::looks::store::looks;
use crate::case::safety::store::kept_away;
use crate::case::store::find;
use crate::case::{Status, event, facts};
use crate::notice::What;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::{closing, contact, disclosure, disposal, examination, followup, hospital, task};

/// What was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// How many visits the page shows.
const RECENT: u32 = 5;

/// GET /people/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let settings = app.settings();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let recent = followup::store::history(&mut tx, &case, RECENT, 0).await?;
    let facts = facts::store::of_case(&mut tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    let notices = event::store::notices(&mut tx, &case).await?;
    let contacts = contact::store::history(&mut tx, &case, 5).await?;
    let results = examination::store::live(&mut tx, case.county(), case.id()).await?;
    let sheets = match case.head.status {
        Status::Closed => closing::store::of_case(&mut tx, &case).await?,
        _ => Vec::new(),
    };
    // Of one that another county has accepted, the transfer says why.
    let why = facts.closing().map(|(why, _)| why);
    let sheet = sheets.first().filter(|sheet| why == Some(sheet.form.why));
    let number = match sheet.and_then(|sheet| sheet.into) {
        Some(into) => closing::store::number_of(&mut tx, case.county(), into).await?,
        None => None,
    };
    let merged = closing::store::merged_into(&mut tx, &case).await?;
    let disposals = disposal::store::of_case(&mut tx, &case).await?;
    let tasks = task::store::of_case(&mut tx, case.county(), case.id()).await?;
    let form_came_of = hospital::stay::store::form_came_of(&mut tx, &case).await?;
    let looked = looks(&mut tx, &case, 40, false).await?;
    let guardian = (case.head.guardian_name.as_str(), case.head.guardian_phone.as_str());
    let kept_away = kept_away(&mut tx, case.county(), case.id(), guardian).await?;
    tx.commit().await?;
    let from = now.day().first_of_month().saturating_sub(11.months());
    let told = |what: What| {
        let cause = what.cause(case.head.status, &facts)?;
        Some((what, what.done(&cause, &notices)?.clone()))
    };
    let told: Vec<_> = [What::Loss, What::Group].into_iter().filter_map(told).collect();
    let consents = facts.consent_states(now.day());
    let shown = Shown {
        case: &case,
        facts: &facts,
        consents: &consents,
        recent: &recent,
        contacts: &contacts,
        results: &results,
        looks: &looked,
        tasks: &tasks,
        form_came_of,
        disposals: &disposals,
        told: &told,
        from,
        done: &done.done,
        kept_away: &kept_away,
        closed: sheet.map(|sheet| (sheet, number.as_deref())),
        merged: &merged,
    };
    Ok(view::page(&actor, &now, &settings, &shown))
}

/// Which page of the looks.
#[derive(Debug, Deserialize)]
pub struct AskedLooks {
    #[serde(default)]
    page: u32,
}

/// How many looks a page of them shows.
const LOOKS: u32 = 50;

/// GET /people/{id}/access
pub async fn access(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<AskedLooks>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read_log().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let page = asked.page.clamp(1, 10_000);
    let looked = looks(&mut tx, &case, page * LOOKS + 1, true).await?;
    let left = match page {
        1 => disclosure::store::of_person(&mut tx, &case, LOOKS).await?,
        _ => Vec::new(),
    };
    tx.commit().await?;
    let (before, upto) = ((page - 1) as usize * LOOKS as usize, page as usize * LOOKS as usize);
    let shown = looked.get(before..upto.min(looked.len())).unwrap_or_default();
    Ok(view::access(&actor, &now, &case, (shown, &left), (page, looked.len() > upto)))
}
