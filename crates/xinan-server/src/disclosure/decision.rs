//! 审批 — a second person agrees that something leaves, or does not.
//!
//! Whoever agrees holds a post that may (`policies/disclosure.cedar`), of the territory of the post that asked, and is not who
//! asked: the policies say so, and this asks them about the one request. What was agreed to is the request as it stands:
//! nothing of it changes afterwards.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use xinan_domain::disclosure::{Door, Standing};

use super::store::{self, Entered};
use super::web::{found, one_page};
use super::{handed, limits, record, view};
use crate::case::reason::LONGEST;
use crate::policy::{Action, Relation, permits_as};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::texts;

/// Whether somebody may agree to a request.
pub(super) fn may_agree(actor: &Actor, one: &Entered) -> bool {
    let relation = match one.account == actor.account {
        true => Relation::OwnEntry,
        false if actor.region.contains(&one.asker_region) => Relation::Territory,
        false => Relation::Elsewhere,
    };
    permits_as(actor, Action::ApproveDisclosure, relation)
}

/// POST /disclosures/{id}/decision
pub async fn decide(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (lang, now) = (actor.lang, app.now());
    let mut tx = app.db().write().await?;
    let one = found(&mut tx, &actor, &id).await?;
    if !may_agree(&actor, &one) {
        record(&mut tx, &actor, &now, "disclosure.refused", one.id, "may not agree").await?;
        tx.commit().await?;
        return Err(Problem::NotAllowed);
    }
    let done =
        |what: &str| Redirect::to(&format!("/disclosures/{}?done={what}", one.path_id())).into_response();
    let handed = handed::store::find(&mut tx, actor.county(), one.id).await?;
    if handed.is_some_and(|handed| handed.ended.is_some()) {
        record(&mut tx, &actor, &now, "disclosure.refused", one.id, "it was ended").await?;
        tx.commit().await?;
        return Ok(done("ended-before"));
    }
    let standing = one.standing(limits(&app, &actor, &now).hours(), &now);
    if !matches!(standing, Standing::Waiting { .. }) {
        record(&mut tx, &actor, &now, "disclosure.refused", one.id, &format!("{standing:?}")).await?;
        tx.commit().await?;
        return Ok(done("late"));
    }
    let reason = answers.words("decision_reason");
    let approved = match answers.get("do").as_str() {
        "approve" => true,
        "decline" => false,
        _ => return Err(Problem::Malformed),
    };
    let wrong = match reason.chars().count() {
        0 if !approved => Some(texts::disclosure_reason_missing(lang).to_owned()),
        length if length > LONGEST => Some(texts::disclosure_reason_long(lang, LONGEST)),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let judged = view::Judged { reason: &reason, wrong: Some(&wrong), done: "" };
        let page = one_page(&app, &actor, &now, tx, &one, judged).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let (what, action) = match approved {
        true => ("approved", "disclosure.approved"),
        false => ("declined", "disclosure.declined"),
    };
    if !store::decide(&mut tx, &actor, one.id, (approved, &reason), now.micros()).await? {
        record(&mut tx, &actor, &now, "disclosure.refused", one.id, "decided already").await?;
        tx.commit().await?;
        return Ok(done("late"));
    }
    record(&mut tx, &actor, &now, action, one.id, &format!("{} people", one.people)).await?;
    if approved && one.door == Door::HandedList {
        handed::give(&mut tx, &actor, &one, &now).await?;
    }
    tx.commit().await?;
    Ok(done(what))
}
