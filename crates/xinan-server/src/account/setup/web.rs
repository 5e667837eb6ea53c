//! Handlers of setting a deployment up.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use xinan_db::Tx;
use xinan_db::audit::{self, By, Entry};
use xinan_domain::account::{self as rules, LONGEST};
use xinan_domain::answers::Answers;
use xinan_domain::password::{About, Password};
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::view::{self, Filled};
use super::{SETTING_UP, hash_of_typed, is_good, store};
use crate::account::attempts::{Attempt, Whose, attempt, entry, to_the_end};
use crate::account::fresh::fresh_password;
use crate::account::web::{CROWDED_FOR, chosen_view, wait, with_cookies};
use crate::parameter::store::ask_for_second_factors;
use crate::shell::actor::PostKind;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::hashing::Asker;
use crate::shell::problem::Problem;
use crate::shell::session::store::{NewAccount, add_account};
use crate::shell::session::{Open, preferences};
use crate::shell::source::Origin;
use crate::shell::ui::layout::View;
use crate::texts;

/// What is wrong, each at its field.
type Wrong = Vec<(&'static str, String)>;

/// GET /setup
pub async fn show(State(app): State<App>, headers: HeaderMap) -> Result<Markup, Problem> {
    let mut tx = app.db().read().await?;
    let is_set_up = store::has_accounts(&mut tx).await?;
    tx.commit().await?;
    if is_set_up {
        return Err(Problem::NotFound);
    }
    let (lang, view) = preferences(&headers);
    let counties = counties(&app);
    let mut answers = Answers::default();
    if let [(_, name)] = counties.as_slice() {
        answers.push("office", texts::demo_administrator_office(lang, name));
    }
    Ok(view::form((lang, view), &Filled { answers: &answers, wrong: &[], counties: &counties }))
}

/// POST /setup: answers with the three passwords, this once.
pub async fn set_up(State(app): State<App>, origin: Origin, open: Open) -> Result<Response, Problem> {
    to_the_end(async move { begin(&app, &origin, &open).await }).await
}

/// The counties of the deployment, with their names.
fn counties(app: &App) -> Vec<(Region, String)> {
    let divisions = &app.settings().divisions;
    let known = divisions.counties().filter_map(|code| Region::exact(code).ok());
    known.map(|county| (county, divisions.name(county.as_str()).to_owned())).collect()
}

/// One of the three, understood.
struct Named {
    kind: PostKind,
    name: String,
    login: String,
}

/// The three and where they are.
struct New {
    county: Region,
    office: String,
    three: Vec<Named>,
}

/// How the token stands that was shown.
enum Shown {
    /// It is good.
    Good,
    /// The deployment is set up, and this was the token.
    Used,
    /// It is not: what to say.
    Bad(String),
    /// Too many were tried from there; the seconds to wait.
    TooMany(u32),
}

async fn begin(app: &App, origin: &Origin, open: &Open) -> Result<Response, Problem> {
    let (answers, now) = (&open.answers, app.now());
    let (lang, view) = preferences(&open.headers);
    let counties = counties(app);
    let switched = chosen_view(app, answers);
    if !switched.is_empty() {
        // Another language or another size of type: the same form, with what was typed, and nothing is looked at yet.
        let lang = if answers.get("lang").starts_with("en") { Lang::En } else { Lang::Zh };
        let lang = if answers.has("lang") { lang } else { preferences(&open.headers).0 };
        let large = if answers.has("large") { answers.get("large") == "1" } else { view.large };
        let page =
            view::form((lang, View { large, ..view }), &Filled { answers, wrong: &[], counties: &counties });
        return Ok(with_cookies(page.into_response(), &switched));
    }
    let page = |status: StatusCode, wrong: &Wrong| {
        let filled = Filled { answers, wrong, counties: &counties };
        (status, view::form((lang, view), &filled)).into_response()
    };
    let mut wrong: Wrong = Vec::new();
    let mut tx = app.db().write().await?;
    tx.alone_at(SETTING_UP).await?;
    let shown = look(app, &mut tx, origin, lang, answers, &now).await?;
    tx.commit().await?;
    match shown {
        Shown::Good => {}
        Shown::Used => return Ok((StatusCode::CONFLICT, view::done_before(&open.headers)).into_response()),
        Shown::Bad(say) => wrong.push(("token", say)),
        Shown::TooMany(seconds) => {
            wrong.push(("token", texts::password_too_many(lang, seconds.div_ceil(60))));
            return Ok(wait(page(StatusCode::TOO_MANY_REQUESTS, &wrong), seconds));
        }
    }
    let new = match understood(lang, answers, &counties) {
        Ok(new) if wrong.is_empty() => new,
        read => {
            wrong.extend(read.err().unwrap_or_default());
            return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &wrong));
        }
    };

    // Slow on purpose: outside of any transaction.
    let Some(mut turn) = app.hashing().turn(Asker::Stranger(origin.source.clone())).await else {
        wrong.push(("token", texts::sign_in_crowded(lang).to_owned()));
        return Ok(wait(page(StatusCode::SERVICE_UNAVAILABLE, &wrong), CROWDED_FOR));
    };
    let (mut passwords, mut hashes) = (Vec::new(), Vec::new());
    for one in &new.three {
        let about = About { login: &one.login, name: &one.name, office: &new.office };
        let password = fresh_password(&about)?;
        let (hash, rest) = turn.hash(Password::typed(&password)).await?;
        turn = rest;
        passwords.push(password);
        hashes.push(hash);
    }
    drop(turn);

    let mut tx = app.db().write().await?;
    tx.alone_at(SETTING_UP).await?;
    // Meanwhile another may have done it, or the server was started again.
    match look(app, &mut tx, origin, lang, answers, &now).await? {
        Shown::Good => {}
        Shown::Used => {
            tx.commit().await?;
            return Ok((StatusCode::CONFLICT, view::done_before(&open.headers)).into_response());
        }
        Shown::Bad(_) | Shown::TooMany(_) => {
            tx.commit().await?;
            return Err(Problem::NotFound);
        }
    }
    for (one, hash) in new.three.iter().zip(&hashes) {
        keep(&mut tx, &new, one, hash, origin, &now).await?;
    }
    let all = counties.iter().map(|(county, _)| *county);
    ask_for_second_factors(&mut tx, all, (now.day(), now.micros())).await?;
    tx.commit().await?;
    // The passwords are shown this once, and nothing may come between: parameters are read again at the next change, too.
    if let Err(error) = app.reload().await {
        tracing::error!(error = format!("{error:#}"), "the parameters were not read anew after the set-up");
    }
    let made: Vec<view::Made<'_>> = new
        .three
        .iter()
        .zip(&passwords)
        .map(|(one, password)| view::Made { kind: one.kind, name: &one.name, login: &one.login, password })
        .collect();
    Ok(view::made(&open.headers, &made).into_response())
}

/// Looks at the token. A wrong one is counted for its source and leaves an entry; none, or one shown after somebody has set
/// the deployment up with it, is no attempt. To everybody else a deployment that is set up has no such page.
async fn look(
    app: &App,
    tx: &mut Tx,
    origin: &Origin,
    lang: Lang,
    answers: &Answers,
    now: &Moment,
) -> Result<Shown, Problem> {
    let at = now.micros();
    let kept = store::find(tx).await?;
    let fits = kept.as_ref().is_some_and(|kept| kept.hash == hash_of_typed(&answers.get("token")));
    if store::has_accounts(tx).await? {
        let is_fresh = kept.is_some_and(|kept| is_good(kept.made_at, at));
        return if fits && is_fresh { Ok(Shown::Used) } else { Err(Problem::NotFound) };
    }
    if !answers.has("token") {
        return Ok(Shown::Bad(texts::setup_token_missing(lang).to_owned()));
    }
    // The source alone: nobody keeps whoever stands at the machine from setting it up.
    let login = format!("set-up {}", origin.source);
    let whose = Whose { account: None, login: &login, hash: None, signed_in: false };
    let attempt: Attempt = match attempt(app, tx, &whose, origin, at).await? {
        Ok(attempt) => attempt,
        Err(seconds) => return Ok(Shown::TooMany(seconds)),
    };
    match kept {
        Some(kept) if fits && is_good(kept.made_at, at) => Ok(Shown::Good),
        Some(_) if fits => Ok(Shown::Bad(texts::setup_token_old(lang).to_owned())),
        _ => {
            attempt.count_in(tx, at).await?;
            audit::record(tx, &entry("set_up.refused", origin.source.clone(), at)).await?;
            Ok(Shown::Bad(texts::setup_token_wrong(lang).to_owned()))
        }
    }
}

/// What was typed, or everything that is wrong with it.
fn understood(lang: Lang, answers: &Answers, counties: &[(Region, String)]) -> Result<New, Wrong> {
    let mut wrong: Wrong = Vec::new();
    let typed = Region::exact(&answers.get("county")).ok();
    let county = match counties {
        // There is nothing to choose.
        [(only, _)] => Some(*only),
        several => typed.filter(|typed| several.iter().any(|(known, _)| known == typed)),
    };
    if county.is_none() {
        wrong.push(("county", texts::setup_county_missing(lang).to_owned()));
    }
    let office = rules::shown_name(&answers.get("office"));
    if office.is_none() {
        let missing = !answers.has("office");
        wrong.push((
            "office",
            match missing {
                true => texts::setup_office_missing(lang).to_owned(),
                false => texts::staff_name_long(lang, LONGEST),
            },
        ));
    }
    let mut three: Vec<Named> = Vec::new();
    for (kind, [name_field, login_field]) in view::THREE {
        let name = rules::shown_name(&answers.get(name_field));
        match &name {
            None if !answers.has(name_field) => {
                wrong.push((name_field, texts::staff_name_missing(lang).to_owned()));
            }
            None => wrong.push((name_field, texts::staff_name_long(lang, LONGEST))),
            Some(name) if three.iter().any(|other| other.name == *name) => {
                wrong.push((name_field, texts::setup_same_person(lang).to_owned()));
            }
            Some(_) => {}
        }
        let login = rules::login(&answers.get(login_field));
        match &login {
            None => wrong.push((login_field, texts::staff_login_wrong(lang, LONGEST))),
            Some(login) if three.iter().any(|other| other.login == *login) => {
                wrong.push((login_field, texts::setup_same_login(lang).to_owned()));
            }
            Some(_) => {}
        }
        three.push(Named { kind, name: name.unwrap_or_default(), login: login.unwrap_or_default() });
    }
    match (county, office, wrong.is_empty()) {
        (Some(county), Some(office), true) => Ok(New { county, office, three }),
        _ => Err(wrong),
    }
}

async fn keep(
    tx: &mut Tx,
    new: &New,
    one: &Named,
    hash: &str,
    origin: &Origin,
    now: &Moment,
) -> Result<(), Problem> {
    let account = NewAccount {
        login: &one.login,
        name: &one.name,
        password: hash,
        handed_over: true,
        kind: one.kind,
        region: new.county.as_str(),
        office: &new.office,
    };
    if !add_account(tx, &account, now.day(), now.micros()).await? {
        return Err(Problem::Busy);
    }
    let detail = format!("{} {} {} from {}", one.login, one.kind.post().name(), new.county, origin.source);
    let entry = Entry {
        at: now.micros(),
        by: By::program("set-up"),
        county: new.county.as_str().to_owned(),
        case: None,
        action: "account.set_up",
        detail,
        cases: Vec::new(),
    };
    audit::record(tx, &entry).await?;
    Ok(())
}
