//! Handlers of setting up one's own second factor, making it anew and taking it off.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::{Tx, audit};
use xinan_domain::answers::Answers;
use xinan_domain::password::Password;
use xinan_domain::text::Lang;

use super::code::{RECOVERY_CODES, Secret, Seen, fresh_recovery_codes};
use super::store;
use super::view::{self, HERE, Stage};
use super::{Flaw, Sent, try_factor, wrong_at};
use crate::account::attempts::{Passed, Tried, Whose, to_the_end, try_password};
use crate::account::half;
use crate::account::own::store::{self as accounts, Own};
use crate::account::web::{CROWDED_FOR, wait};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, SECOND, hash_of};
use crate::shell::source::Origin;
use crate::shell::ui::qr;
use crate::texts;

/// How long a secret that was made can be shown by a first code.
const TO_BE_SHOWN_WITHIN: i64 = 15 * 60 * SECOND;

/// What is wrong, each at its field.
type Wrong = Vec<(&'static str, String)>;

/// GET /account/factor
pub async fn show(State(app): State<App>, actor: Actor) -> Result<Response, Problem> {
    let now = app.now();
    Ok(page(&app, &actor, &now, &[]).await?.into_response())
}

async fn page(
    app: &App,
    actor: &Actor,
    now: &Moment,
    wrong: &[(&'static str, String)],
) -> Result<Markup, Problem> {
    let mut tx = app.db().read().await?;
    let login = accounts::own(&mut tx, actor.account).await?.ok_or(Problem::SignedOut)?.login;
    let factor = store::of_account(&mut tx, actor.account).await?;
    let pending = store::pending(&mut tx, actor.account, now.micros() - TO_BE_SHOWN_WITHIN).await?;
    let left = store::recovery_left(&mut tx, actor.account).await?;
    tx.commit().await?;
    let stage = match (factor, pending) {
        (factor, Some(pending)) => setting(actor.lang, &pending.secret, &login, factor.is_some())?,
        (Some(factor), None) => Stage::On { since: Moment::of_micros(factor.made_at), left },
        (None, None) => Stage::Off,
    };
    let must_have = app.settings().requires_second_factor(actor.kind, &actor.region, now.day());
    Ok(view::page(actor, now, (&stage, must_have), wrong))
}

fn setting(lang: Lang, secret: &Secret, login: &str, anew: bool) -> Result<Stage, Problem> {
    // In the language in which the telephone will name the house from now on: the owner's.
    let address = secret.address(texts::app_name(lang), login);
    let picture = qr::drawn(&address, texts::factor_picture(lang))?;
    Ok(Stage::Setting { picture, address, secret: secret.in_groups(), anew })
}

/// POST /account/factor: begin to set one up, show its first code, leave it, or take it off.
///
/// To begin, the password is asked for, and a code where there is a second factor already; to take it off, both.
pub async fn change(State(app): State<App>, origin: Origin, posted: Posted) -> Result<Response, Problem> {
    to_the_end(async move {
        let Posted { actor, answers } = posted;
        match answers.get("do").as_str() {
            "begin" => with_everything(&app, &origin, &actor, &answers, Act::Begin).await,
            "end" => with_everything(&app, &origin, &actor, &answers, Act::End).await,
            "confirm" => confirm(&app, &origin, &actor, &answers).await,
            "leave" => leave(&app, &actor).await,
            _ => Err(Problem::Malformed),
        }
    })
    .await
}

/// What is done when everything was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Begin,
    End,
}

/// Asks for the password, and for a code where there is a second factor; then does it.
async fn with_everything(
    app: &App,
    origin: &Origin,
    actor: &Actor,
    answers: &Answers,
    act: Act,
) -> Result<Response, Problem> {
    let lang = actor.lang;
    let mut tx = app.db().read().await?;
    let own = accounts::own(&mut tx, actor.account).await?.ok_or(Problem::SignedOut)?;
    let has_one = store::of_account(&mut tx, actor.account).await?.is_some();
    tx.commit().await?;
    if act == Act::End && !has_one {
        return Ok(Redirect::to(HERE).into_response());
    }
    let whose =
        Whose { account: Some(actor.account), login: &own.login, hash: Some(&own.password), signed_in: true };
    let typed = Password::typed(answers.raw("password"));
    let (mut wrong, mut passed, mut later): (Wrong, Option<Passed>, Option<(StatusCode, u32)>) =
        (Vec::new(), None, None);
    if typed.is_empty() {
        wrong.push(("password", texts::password_old_missing(lang).to_owned()));
    } else {
        match try_password(app, &whose, origin, typed).await? {
            Tried::Right(right) => passed = Some(right),
            Tried::Wrong => wrong.push(("password", texts::password_old_wrong(lang).to_owned())),
            Tried::TooMany(seconds) => {
                wrong.push(("password", texts::password_too_many(lang, seconds.div_ceil(60))));
                later = Some((StatusCode::TOO_MANY_REQUESTS, seconds));
            }
            Tried::Crowded => {
                wrong.push(("password", texts::sign_in_crowded(lang).to_owned()));
                later = Some((StatusCode::SERVICE_UNAVAILABLE, CROWDED_FOR));
            }
        }
    }
    if has_one && !answers.has("code") && !answers.has("recovery") {
        wrong.push(("code", Flaw::Missing.say(lang)));
    }
    let now = app.now();
    let mut tx = app.db().write().await?;
    let Some(passed) = passed else { return refused(app, tx, actor, &now, &wrong, later).await };
    // The right password is no attempt of its own beside the code, and forgives nothing before it.
    passed.strike(&mut tx).await?;
    // A code is used up only where it brings somebody further.
    let mut shown_by = "password".to_owned();
    if wrong.is_empty()
        && let Some(factor) = store::of_account(&mut tx, actor.account).await?
    {
        let sent = Sent { answers, browser: &[] };
        match try_factor(app, &mut tx, &whose, origin, &factor, &sent, now.micros()).await? {
            Ok(how) => shown_by = format!("password, {}", how.in_log()),
            Err(flaw) => {
                if let Flaw::TooMany(seconds) = flaw {
                    later = Some((StatusCode::TOO_MANY_REQUESTS, seconds));
                }
                wrong.push(wrong_at(lang, answers, flaw));
            }
        }
    }
    if !wrong.is_empty() {
        return refused(app, tx, actor, &now, &wrong, later).await;
    }
    if !is_unchanged(&mut tx, actor, &own).await? {
        return Err(Problem::SignedOut);
    }
    passed.settle(&mut tx).await?;
    let to = match act {
        Act::Begin => {
            store::begin(&mut tx, actor.account, &Secret::fresh()?, now.micros()).await?;
            HERE
        }
        Act::End => {
            store::take_off(&mut tx, actor.account).await?;
            half::store::end_all(&mut tx, actor.account).await?;
            "/account?done=factor-off"
        }
    };
    let action = if act == Act::Begin { "factor.begin" } else { "factor.end" };
    audit::record(&mut tx, &actor.entry(&now, action, None, format!("by {shown_by}"))).await?;
    tx.commit().await?;
    Ok(Redirect::to(to).into_response())
}

/// Whether the account is signed in to with what was read a moment ago.
async fn is_unchanged(tx: &mut Tx, actor: &Actor, own: &Own) -> Result<bool, Problem> {
    Ok(accounts::own(tx, actor.account).await?.is_some_and(|now| now.password == own.password))
}

async fn refused(
    app: &App,
    tx: Tx,
    actor: &Actor,
    now: &Moment,
    wrong: &[(&'static str, String)],
    later: Option<(StatusCode, u32)>,
) -> Result<Response, Problem> {
    // What was wrong is counted in it.
    tx.commit().await?;
    let page = page(app, actor, now, wrong).await?;
    Ok(match later {
        Some((status, seconds)) => wait((status, page).into_response(), seconds),
        None => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
    })
}

/// The first code: from now on the second factor counts. Everywhere else one signs in anew.
async fn confirm(app: &App, origin: &Origin, actor: &Actor, answers: &Answers) -> Result<Response, Problem> {
    let (now, lang) = (app.now(), actor.lang);
    let mut tx = app.db().write().await?;
    let pending = store::pending(&mut tx, actor.account, now.micros() - TO_BE_SHOWN_WITHIN).await?;
    let Some(pending) = pending else {
        // Done already, or too late: the page says how things are.
        tx.commit().await?;
        return Ok(Redirect::to(HERE).into_response());
    };
    let typed = answers.get("code");
    // Nobody guesses here: whoever sees the secret knows the code.
    let flaw = match pending.secret.look(&typed, now.micros())? {
        Seen::Of(step) => {
            store::confirm(&mut tx, &pending, step, now.micros()).await?;
            None
        }
        _ if typed.is_empty() => Some(Flaw::Missing),
        Seen::Off(minutes) => Some(Flaw::Off(minutes)),
        Seen::Never => Some(Flaw::Wrong),
    };
    if let Some(flaw) = flaw {
        return refused(app, tx, actor, &now, &[("code", flaw.say(lang))], None).await;
    }
    let codes = fresh_recovery_codes()?;
    store::set_recovery(&mut tx, actor.account, &codes).await?;
    let here = app.cookies().session(&origin.headers).map(hash_of).unwrap_or_default();
    let ended = accounts::end_others(&mut tx, actor.account, &here, now.micros()).await?;
    half::store::end_all(&mut tx, actor.account).await?;
    let detail = format!("{RECOVERY_CODES} recovery codes, {ended} other sessions ended");
    audit::record(&mut tx, &actor.entry(&now, "factor.set", None, detail)).await?;
    tx.commit().await?;
    Ok(view::codes(actor, &now, &codes).into_response())
}

/// Leaves it as it was before.
async fn leave(app: &App, actor: &Actor) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().write().await?;
    store::forget_pending(&mut tx, actor.account).await?;
    audit::record(&mut tx, &actor.entry(&now, "factor.leave", None, String::new())).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account").into_response())
}
