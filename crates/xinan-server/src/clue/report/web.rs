//! Handlers of reporting a clue.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::clue::{Registration, RegistrationContext, ScreeningList, parse};
use xinan_domain::code::Code;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem as Wrong;

use super::view::{self, FormPage};
use crate::clue::store::{self, CHANGING, Clue, Origin};
use crate::shell::actor::Actor;
use crate::shell::app::{App, Settings};
use crate::shell::extract::Query;
use crate::shell::problem::Problem;
use crate::shell::session::{AHEAD, Typed};
use crate::texts;

/// So many an account reports in a day: more than a survey brings, and no register copied by hand.
pub(super) const MOST_A_DAY: u64 = 60;

/// Among so many of one's own somebody who taps twice finds the first.
const LATELY: u32 = 20;

/// How many of one's own a page shows.
const MOST_SHOWN: u32 = 100;

/// Which list of questions is asked.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    list: String,
}

/// GET /clues/new
pub async fn new(State(app): State<App>, actor: Actor, Query(asked): Query<Asked>) -> Markup {
    let (now, settings) = (app.now(), app.settings());
    let mut answers = Answers::default();
    answers.push("list", ScreeningList::named(&asked.list).code().to_string());
    answers.push("surveyor", actor.name.clone());
    answers.push("surveyed_on", now.day().to_string());
    if actor.region.level() == Level::Village {
        answers.push("village", actor.region.as_str());
    }
    let complaints = Complaints::default();
    let page = FormPage {
        settings: &settings,
        answers: &answers,
        complaints: &complaints,
        id: xinan_db::new_id(),
        outdated: false,
    };
    view::form(&actor, &now, &page)
}

/// POST /clues/new: one clue, however often it is sent.
pub async fn create(State(app): State<App>, typed: Typed) -> Result<Response, Problem> {
    const DAY: i64 = 24 * 3_600_000_000;
    let Typed { actor, mut answers, outdated } = typed;
    // The list is that of the page, which carries it unseen.
    let list = ScreeningList::named(&answers.get("list"));
    answers.set("list", list.code().to_string());
    let Ok(id) = Uuid::try_parse(&answers.get("clue_id")) else { return Err(Problem::Malformed) };
    let (now, settings) = (app.now(), app.settings());
    let read = understand(&actor, &settings, &answers, now.day());
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let there = store::one(&mut tx, actor.county(), id).await?;
    if there.as_ref().is_some_and(|there| there.recorded_by != Some(actor.account)) {
        return Err(Problem::Malformed);
    }
    let lately = store::own(&mut tx, actor.account, LATELY).await?;
    if let Ok(read) = &read
        && lately.iter().any(|one| one.registration() == Some(read))
    {
        // Sent twice, it is there already.
        tx.commit().await?;
        return Ok(received());
    }
    let since = (now.micros() - DAY, now.micros() + AHEAD);
    let too_many = store::reported_since(&mut tx, actor.account, since).await? >= MOST_A_DAY;
    let registration = match read {
        Ok(registration) if !outdated && !too_many => registration,
        read => {
            let mut complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            if too_many {
                audit::record(
                    &mut tx,
                    &actor.entry(&now, "clue.refused", None, "too many in a day".to_owned()),
                )
                .await?;
                let say = |lang| texts::clue_too_many(lang, MOST_A_DAY);
                complaints.refuse("name", Wrong::Said([say(Lang::Zh), say(Lang::En)]));
            }
            tx.commit().await?;
            let status = match (outdated, too_many) {
                (true, _) => StatusCode::FORBIDDEN,
                (_, true) => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let page =
                FormPage { settings: &settings, answers: &answers, complaints: &complaints, id, outdated };
            return Ok((status, view::form(&actor, &now, &page)).into_response());
        }
    };
    // A form that was sent, called back and filled in otherwise is another clue.
    let id = if there.is_some() { xinan_db::new_id() } else { id };
    let origin = Origin { reporter: Some(&actor), ..Origin::default() };
    let row = store::row(&tx, (id, &Clue::of(registration)), origin, &settings, now.micros())?;
    store::insert_many(&mut tx, &[row]).await?;
    audit::record(&mut tx, &actor.entry(&now, "clue.reported", None, id.simple().to_string())).await?;
    tx.commit().await?;
    Ok(received())
}

/// What was typed, understood: the village is one of the reporter's territory.
fn understand(
    actor: &Actor,
    settings: &Settings,
    answers: &Answers,
    today: Date,
) -> Result<Registration, Complaints> {
    let within = |village: &Region| actor.region.contains(village);
    let village = |text: &str| settings.divisions.village(&actor.region, text).filter(within);
    parse(answers, &RegistrationContext { today, village: &village, of_ledger: false })
}

fn received() -> Response {
    Redirect::to("/clues/mine?done=reported").into_response()
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// GET /clues/mine: what one has reported, as one typed it, and that it was received. Never what became of it.
pub async fn mine(State(app): State<App>, actor: Actor, Query(done): Query<Done>) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let own = store::own(&mut tx, actor.account, MOST_SHOWN).await?;
    audit::record(&mut tx, &actor.entry(&now, "clue.own_read", None, own.len().to_string())).await?;
    tx.commit().await?;
    let received: Vec<view::Received> = own.into_iter().map(view::Received::of).collect();
    Ok(view::mine(&actor, &now, &received, done.done == "reported"))
}
