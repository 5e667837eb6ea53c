//! Handlers of coming in and going out.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use xinan_db::{Tx, audit};
use xinan_domain::portal::card::{Number, Standing};
use xinan_domain::portal::one_time::{self, Judged, TRIES, by_chance, judge, typed};
use xinan_domain::text::Lang;

use super::store::{self, Found};
use super::{
    DAY, FLOOR, HALF, HOUR, Half, HalfSent, KNOWN, KNOWN_FOR, MISSES_FOR, MOST_MISSES, NO_CODE, chance,
    is_spent, may_send, token_of_card, token_of_code, view,
};
use crate::portal::reader::{self, Act, COOKIE, LONGEST, Reader, Sent, looks};
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Query;
use crate::shell::hashing::Asker;
use crate::shell::problem::Problem;
use crate::shell::sending::Sender;
use crate::shell::session::{AHEAD, Open, SECOND, fresh_token, hash_of};
use crate::shell::source::Origin;
use crate::texts;

/// Seconds after which somebody may come again who met a crowd.
const CROWDED_FOR: u32 = 10;

/// How somebody came here.
#[derive(Debug, Deserialize)]
pub struct Arrived {
    /// The session has ended (`1`), or the code (`code`), or one has gone out (`out`).
    #[serde(default)]
    late: String,
}

/// GET /my/sign-in
pub async fn page(State(app): State<App>, headers: HeaderMap, Query(arrived): Query<Arrived>) -> Response {
    let (lang, _) = looks(&headers);
    let said = match arrived.late.as_str() {
        "" => None,
        "code" => Some(texts::my_code_over(lang)),
        "out" => Some(texts::my_signed_out(lang)),
        _ => Some(texts::my_session_over(lang)),
    };
    view::card(&headers, app.code_sender().is_some(), said, "", None).into_response()
}

/// POST /my/sign-in: the number of a card.
pub async fn number(State(app): State<App>, origin: Origin, open: Open) -> Result<Response, Problem> {
    let (lang, _) = looks(&open.headers);
    let as_typed = open.answers.raw("card").to_owned();
    let again = |status: StatusCode, wrong: String| {
        (status, view::card(&open.headers, true, None, &as_typed, Some(wrong))).into_response()
    };
    let Some(sender) = app.code_sender() else {
        return Ok((
            StatusCode::SERVICE_UNAVAILABLE,
            view::card(&open.headers, false, None, &as_typed, None),
        )
            .into_response());
    };
    let number = match Number::read(&as_typed) {
        Ok(number) => number,
        Err(flaw) => return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, flaw.say(lang))),
    };
    let device = app.cookies().find(&open.headers, KNOWN).map(hash_of);
    let asker = match &device {
        Some(device) if knows(&app, &number, device).await? => {
            Asker::Known(crate::shell::session::hex(device))
        }
        _ => Asker::Stranger(origin.source.clone()),
    };
    let known = matches!(asker, Asker::Known(_));
    let Some(turn) = app.own_door().turn(asker).await else {
        app.refusals().note(&origin.source, app.now().micros());
        let crowded = again(StatusCode::SERVICE_UNAVAILABLE, texts::my_crowded(lang).to_owned());
        return Ok(wait(crowded, CROWDED_FOR));
    };
    let device = device.filter(|_| known);
    let (looked, ()) =
        tokio::join!(look(&app, &number, &origin.source, device.as_deref()), tokio::time::sleep(FLOOR));
    drop(turn);
    match looked? {
        Looked::TooMany(seconds) => {
            let sentence = texts::my_too_many(lang, seconds.div_ceil(60));
            Ok(wait(again(StatusCode::TOO_MANY_REQUESTS, sentence), seconds))
        }
        Looked::Done { cookie, send } => {
            if let Some((to, code)) = send {
                spawn_sending(&app, sender, to, texts::my_code_message(Lang::Zh, &code));
            }
            let half = app.cookies().set(HALF, &cookie, one_time::LASTS);
            Ok(redirect("/my/sign-in/code", &[half]))
        }
    }
}

/// Whether the browser was used with this card before.
async fn knows(app: &App, number: &Number, device: &[u8]) -> anyhow::Result<bool> {
    let now = app.now().micros();
    let mut tx = app.db().read().await?;
    let token = token_of_card(&tx, number);
    let known = match store::card(&mut tx, token).await? {
        Some(card) => {
            store::is_known(&mut tx, &card, device, (now - KNOWN_FOR * SECOND, now + AHEAD)).await?
        }
        None => false,
    };
    tx.commit().await?;
    Ok(known)
}

/// Hands a text to the sender where nobody waits for it. What goes wrong is in the log without number and text.
fn spawn_sending(app: &App, sender: Arc<dyn Sender>, to: xinan_domain::phone::Phone, text: String) {
    let at = app.now().stamp();
    drop(tokio::task::spawn_blocking(move || {
        if let Err(error) = sender.send(&to, &text, &at) {
            tracing::error!(error = format!("{error:#}"), "a one-time code was not sent");
        }
    }));
}

/// What came of a look at a number. That there is a card is not told by it.
enum Looked {
    /// Too many numbers came from this source; the seconds to wait.
    TooMany(u32),
    /// The page of the code follows, whatever there is.
    Done { cookie: String, send: Option<(xinan_domain::phone::Phone, String)> },
}

/// Looks a number up. Does the same work whatever there is.
async fn look(app: &App, number: &Number, source: &str, device: Option<&[u8]>) -> anyhow::Result<Looked> {
    let now = app.now();
    let at = now.micros();
    let mut tx = app.db().write().await?;
    store::forget_misses(&mut tx, at - MISSES_FOR, at + AHEAD).await?;
    if device.is_none() && store::misses(&mut tx, source, (at - MISSES_FOR, at + AHEAD)).await? >= MOST_MISSES
    {
        tx.roll_back().await?;
        app.refusals().note(source, at);
        return Ok(Looked::TooMany(u32::try_from(MISSES_FOR / SECOND).unwrap_or(900)));
    }
    let token = token_of_card(&tx, number);
    let card = store::card(&mut tx, token).await?;
    let opens = card.as_ref().filter(|card| card.rule.standing(now.day()) == Standing::Opens);
    let (cookie, code) = (fresh_token()?, by_chance(chance()?));
    let half = hash_of(&cookie);
    // Each counts, also one that opens, until somebody comes in with it: who counts along learns nothing.
    if device.is_none() {
        store::miss(&mut tx, &half, source, at).await?;
    }
    let mut send = None;
    if let Some(card) = opens {
        let lately = store::lately(&mut tx, card, device, at - HOUR, (at - DAY, at + AHEAD)).await?;
        send = card.phone.clone().filter(|_| may_send(lately, device.is_some())).map(|to| (to, code.clone()));
    }
    let kept = match &send {
        Some(_) => token_of_code(&tx, &half, &code),
        None => NO_CODE,
    };
    store::half(&mut tx, &half, card.as_ref(), kept, device, at).await?;
    let entry = match &card {
        Some(card) => {
            let (action, detail) = match (card.rule.standing(now.day()), &send) {
                (Standing::Opens, Some(_)) => ("own.code_sent", ""),
                (Standing::Opens, None) => ("own.code_held", ""),
                (Standing::Ended, _) => ("own.card_refused", "ended"),
                (Standing::Expired, _) => ("own.card_refused", "expired"),
                (Standing::OfTheDead, _) => ("own.card_refused", "dead"),
                (Standing::NotYet, _) => ("own.card_refused", "not yet"),
            };
            door_entry(Some(card), &now, action, &format!("{source} {detail}"))
        }
        None => door_entry(None, &now, "own.card_refused", source),
    };
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Looked::Done { cookie, send })
}

/// An entry of what happened at the door, of the record where there is one.
fn door_entry(card: Option<&Found>, now: &Moment, action: &'static str, detail: &str) -> audit::Entry {
    let (county, case) = card.map_or(("", None), |card| (card.county.as_str(), Some(card.case)));
    let who = "own door".to_owned();
    reader::entry(county, case, who, now, action, detail.trim())
}

/// GET /my/sign-in/code
pub async fn code_page(headers: HeaderMap, _half: Half) -> Response {
    view::code(&headers, None).into_response()
}

/// POST /my/sign-in/code
pub async fn code(State(app): State<App>, origin: Origin, sent: HalfSent) -> Result<Response, Problem> {
    let HalfSent { half, answers, headers } = sent;
    let (lang, _) = looks(&headers);
    let now = app.now();
    let given = typed(answers.raw("code"));
    if given.is_empty() {
        let page = view::code(&headers, Some(texts::my_code_missing(lang).to_owned()));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let mut tx = app.db().write().await?;
    let Some(tried) = store::tried(&mut tx, &half.token, TRIES).await? else {
        tx.roll_back().await?;
        return Ok(over(&app));
    };
    let rule = one_time::Sent {
        at: tried.sent_at.div_euclid(SECOND),
        used: tried.used,
        wrong: if tried.counted { tried.wrong } else { TRIES },
    };
    let at = now.micros();
    let spent = match &tried.card {
        None => false,
        Some(card) => {
            let within = (at - DAY, at + AHEAD);
            is_spent(store::lately(&mut tx, card, tried.device.as_deref(), at - HOUR, within).await?)
        }
    };
    // A right one that comes too late in the day is answered like a wrong one, as one of no card is.
    let fits = !spent && tried.code == token_of_code(&tx, &half.token, &given);
    let opens = tried.card.as_ref().filter(|card| card.rule.standing(now.day()) == Standing::Opens);
    let judged = judge(&rule, fits && opens.is_some(), now.micros().div_euclid(SECOND));
    match (judged, opens) {
        (Judged::Right, Some(card)) if store::use_up(&mut tx, &half.token, now.micros()).await? => {
            store::forgive(&mut tx, &half.token).await?;
            let cookies = enter(&app, &mut tx, &headers, card, &now).await?;
            audit::record(&mut tx, &reader::entry_of(card, &now, Act::Enter, &origin.source)).await?;
            tx.commit().await?;
            Ok(redirect("/my", &cookies))
        }
        (Judged::Wrong(left), _) => {
            refused(&mut tx, tried.card.as_ref(), &now, &origin.source).await?;
            tx.commit().await?;
            let page = view::code(&headers, Some(texts::my_code_wrong(lang, left)));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        _ => {
            refused(&mut tx, tried.card.as_ref(), &now, &origin.source).await?;
            tx.commit().await?;
            Ok(over(&app))
        }
    }
}

async fn refused(tx: &mut Tx, card: Option<&Found>, now: &Moment, source: &str) -> anyhow::Result<()> {
    audit::record(tx, &door_entry(card, now, "own.code_refused", source)).await
}

/// One has to begin again with the card.
fn over(app: &App) -> Response {
    redirect("/my/sign-in?late=code", &[app.cookies().set(HALF, "", 0)])
}

/// Begins a session and ends the one that the browser brought; the cookies that hand it to the browser. It is known by
/// another from now on, so that one that was copied serves nobody for long.
async fn enter(
    app: &App,
    tx: &mut Tx,
    headers: &HeaderMap,
    card: &Found,
    now: &Moment,
) -> anyhow::Result<[String; 3]> {
    let (at, cookies) = (now.micros(), app.cookies());
    if let Some(before) = cookies.find(headers, COOKIE) {
        store::end(tx, &hash_of(before), at).await?;
    }
    let (known, session, form_key) = (fresh_token()?, fresh_token()?, fresh_token()?);
    // A browser known by one card's cookie is known by the same to another.
    if let Some(before) = cookies.find(headers, KNOWN) {
        store::renew(tx, &hash_of(before), &hash_of(&known)).await?;
    }
    store::begin(tx, &hash_of(&session), card, &form_key[..32], &hash_of(&known), at).await?;
    Ok([
        cookies.set(COOKIE, &session, LONGEST / SECOND),
        cookies.set(KNOWN, &known, KNOWN_FOR),
        cookies.set(HALF, "", 0),
    ])
}

/// POST /my/sign-out
pub async fn sign_out(State(app): State<App>, sent: Sent) -> Result<Response, Problem> {
    let Sent { reader, headers, .. } = sent;
    if let Some(token) = app.cookies().find(&headers, COOKIE) {
        let mut tx = app.db().write().await?;
        store::end(&mut tx, &hash_of(token), app.now().micros()).await?;
        tx.commit().await?;
    }
    drop::<Reader>(reader);
    let mut response = redirect("/my/sign-in?late=out", &[app.cookies().set(COOKIE, "", 0)]);
    // Whatever the browser kept of the record goes with the session.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

fn wait(mut response: Response, seconds: u32) -> Response {
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}

fn redirect(to: &'static str, cookies: &[String]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, HeaderValue::from_static(to));
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            headers.append(SET_COOKIE, value);
        }
    }
    response
}
