//! Handlers of accounts: new ones, passwords, closing and opening.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::account::{self as rules, LONGEST, Waits};
use xinan_domain::answers::Answers;
use xinan_domain::password::{About, Password};
use xinan_domain::text::Lang;

use super::view::{self, Asks, Filled};
use crate::account::fresh::fresh_password;
use crate::account::handed::{self, Owner};
use crate::institution::store as institutions;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::Path;
use crate::shell::hashing::Asker;
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};
use crate::staff::judge::{Refusal, may_end, may_open_for, not_own};
use crate::staff::post::form::{Choosing, Wrong, answers_like, parse};
use crate::staff::store::{self, Member, NewAccount, NewPost, Post};
use crate::staff::view::{cannot, new_in_words};
use crate::staff::web::{KEEPING, done, found, in_log};
use crate::texts;

/// GET /staff/new
pub async fn new(State(app): State<App>, actor: Actor) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let there = institutions::there(&mut tx, actor.county(), now.day()).await?;
    tx.commit().await?;
    let settings = app.settings();
    let of = Choosing {
        county: &actor.region,
        divisions: &settings.divisions,
        institutions: &there,
        today: now.day(),
    };
    let answers = answers_like(None, now.day());
    let (account, post) = (xinan_db::new_id(), xinan_db::new_id());
    let filled = Filled { answers: &answers, wrong: &[], account, post, outdated: false };
    Ok(view::form(&actor, &now, &of, &filled))
}

/// A new account, understood.
struct New {
    login: String,
    name: String,
    post: NewPost,
}

/// POST /staff/new: answers with the password, this once, after it was confirmed anew. Sent again, it leads to the
/// account that is there.
pub async fn create(State(app): State<App>, confirmed: Confirmed, typed: Typed) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let ids = (Uuid::try_parse(&answers.get("account_id")), Uuid::try_parse(&answers.get("post_id")));
    let (Ok(account), Ok(post)) = ids else { return Err(Problem::Malformed) };
    let now = app.now();
    let mut tx = app.db().read().await?;
    if let Some(there) = store::find(&mut tx, &actor.region, account, now.day()).await? {
        tx.commit().await?;
        return Ok(done(&there, "already"));
    }
    let there = institutions::there(&mut tx, actor.county(), now.day()).await?;
    let settings = app.settings();
    let of = Choosing {
        county: &actor.region,
        divisions: &settings.divisions,
        institutions: &there,
        today: now.day(),
    };
    let read = understood(&mut tx, actor.lang, &answers, post, &of).await?;
    tx.commit().await?;
    let refused = |wrong: &[(&'static str, String)]| {
        let filled = Filled { answers: &answers, wrong, account, post, outdated };
        let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
        (status, view::form(&actor, &now, &of, &filled)).into_response()
    };
    let new = match read {
        Ok(new) if !outdated => new,
        read => return Ok(refused(&read.err().unwrap_or_default())),
    };
    confirmed.needed(|| {
        let (lang, post) = (actor.lang, &new.post);
        let (says, from) = (new_in_words(lang, &settings.divisions, post), post.from.to_string());
        texts::confirm_says_account(lang, &new.name, &new.login, &says, &post.office, &from)
    })?;
    let about = About { login: &new.login, name: &new.name, office: &new.post.office };
    let (password, hash) = made(&app, &actor, &about).await?;

    let mut tx = app.db().write().await?;
    tx.alone_at(KEEPING).await?;
    // While the password was hashed the same form may have been kept, or another with the same login.
    if store::is_there(&mut tx, account).await? {
        let there = store::find(&mut tx, &actor.region, account, now.day()).await?;
        tx.commit().await?;
        return Ok(done(&there.ok_or(Problem::NotFound)?, "already"));
    }
    if store::is_taken(&mut tx, &new.login).await? {
        tx.commit().await?;
        return Ok(refused(&[("login", texts::staff_login_taken(actor.lang).to_owned())]));
    }
    let kept = NewAccount { id: account, login: &new.login, name: &new.name, password: &hash };
    store::add_account(&mut tx, &kept, now.micros()).await?;
    let waits = store::add_post(&mut tx, &actor.region, account, &new.post, &now).await?;
    let NewPost { kind, region, from, .. } = &new.post;
    let detail = format!("{} {} {region} from {from}{}", new.login, kind.post().name(), in_log(waits));
    audit::record(&mut tx, &actor.entry(&now, "staff.account_added", None, detail)).await?;
    tx.commit().await?;
    Ok(view::password(&actor, &now, (account, &new.name, &new.login), &password, waits).into_response())
}

/// What was typed, or everything that is wrong with it.
async fn understood(
    tx: &mut Tx,
    lang: Lang,
    answers: &Answers,
    post: Uuid,
    of: &Choosing<'_>,
) -> Result<Result<New, Wrong>, Problem> {
    let mut wrong = Vec::new();
    let name = rules::shown_name(&answers.get("name"));
    if name.is_none() && !answers.has("name") {
        wrong.push(("name", texts::staff_name_missing(lang).to_owned()));
    } else if name.is_none() {
        wrong.push(("name", texts::staff_name_long(lang, LONGEST)));
    }
    let login = rules::login(&answers.get("login"));
    match &login {
        None => wrong.push(("login", texts::staff_login_wrong(lang, LONGEST))),
        Some(login) if store::is_taken(tx, login).await? => {
            wrong.push(("login", texts::staff_login_taken(lang).to_owned()))
        }
        Some(_) => {}
    }
    let post = match parse(lang, answers, post, of) {
        Ok(post) => Some(post),
        Err(more) => {
            wrong.extend(more);
            None
        }
    };
    Ok(match (name, login, post, wrong.is_empty()) {
        (Some(name), Some(login), Some(post), true) => Ok(New { login, name, post }),
        _ => Err(wrong),
    })
}

/// A fresh password with its hash, made in the turn of whoever asks.
async fn made(app: &App, actor: &Actor, about: &About<'_>) -> Result<(String, String), Problem> {
    let password = fresh_password(about)?;
    let asker = Asker::Known(actor.account.simple().to_string());
    let turn = app.hashing().turn(asker).await.ok_or(Problem::Busy)?;
    let (hash, _turn) = turn.hash(Password::typed(&password)).await?;
    Ok((password, hash))
}

/// GET /staff/{id}/password
pub async fn password_form(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Markup, Problem> {
    asked(&app, &actor, &id, Asks::Password).await
}

/// GET /staff/{id}/factor
pub async fn factor_form(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Markup, Problem> {
    asked(&app, &actor, &id, Asks::Factor).await
}

/// GET /staff/{id}/identity
pub async fn identity_form(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Markup, Problem> {
    asked(&app, &actor, &id, Asks::Identity).await
}

/// GET /staff/{id}/closing
pub async fn close_form(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Markup, Problem> {
    asked(&app, &actor, &id, Asks::Close).await
}

/// GET /staff/{id}/opening
pub async fn open_form(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Markup, Problem> {
    asked(&app, &actor, &id, Asks::Open).await
}

async fn asked(app: &App, actor: &Actor, id: &str, asks: Asks) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let member = found(&mut tx, actor, id, &now).await?;
    let allowed = may(&mut tx, actor, &member, asks, &now).await?;
    tx.commit().await?;
    Ok(match allowed {
        Ok(()) => view::asks(actor, &now, &member, asks),
        Err(refusal) => cannot(actor, &now, &member, title(actor, asks), refusal),
    })
}

/// POST /staff/{id}/password: made anew each time it is asked for; what was shown last is the one that counts.
pub async fn password(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    renewed(&app, &posted.actor, &id, Asks::Password, confirmed).await
}

/// POST /staff/{id}/opening: with a fresh password, for the old one may have become known meanwhile.
pub async fn open(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    renewed(&app, &posted.actor, &id, Asks::Open, confirmed).await
}

async fn renewed(
    app: &App,
    actor: &Actor,
    id: &str,
    asks: Asks,
    confirmed: Confirmed,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let member = found(&mut tx, actor, id, &now).await?;
    let allowed = may(&mut tx, actor, &member, asks, &now).await?;
    tx.commit().await?;
    if let Err(refusal) = allowed {
        return Ok(answer(actor, &now, &member, asks, refusal));
    }
    confirmed.needed(|| match asks {
        Asks::Open => texts::confirm_says_open(actor.lang, &member.name, &member.login),
        _ => texts::confirm_says_password(actor.lang, &member.name, &member.login),
    })?;
    let office = member.posts.first().map_or("", |post| post.office.as_str());
    let about = About { login: &member.login, name: &member.name, office };
    let (password, hash) = made(app, actor, &about).await?;

    let mut tx = app.db().write().await?;
    tx.alone_at(KEEPING).await?;
    // Closed or opened by somebody else meanwhile: then nothing of this is kept.
    let member = found(&mut tx, actor, id, &now).await?;
    if let Err(refusal) = may(&mut tx, actor, &member, asks, &now).await? {
        tx.commit().await?;
        return Ok(answer(actor, &now, &member, asks, refusal));
    }
    let (action, why) = match asks {
        Asks::Open => {
            store::open(&mut tx, member.id).await?;
            ("staff.opened", Waits::Opening)
        }
        _ => ("staff.password", Waits::Password),
    };
    let owner = owner(&mut tx, &member, &now).await?;
    let ended = handed::renew(&mut tx, &owner, &hash, &now).await?;
    let waits = store::wait_again(&mut tx, &actor.region, member.id, why, &now).await?;
    let detail = format!("{} {ended} sessions ended{}", member.login, in_log(waits));
    audit::record(&mut tx, &actor.entry(&now, action, None, detail)).await?;
    tx.commit().await?;
    let whose = (member.id, member.name.as_str(), member.login.as_str());
    Ok(view::password(actor, &now, whose, &password, waits).into_response())
}

/// POST /staff/{id}/factor: for whoever has lost the telephone and the recovery codes. What is open under the account
/// ends, and the password alone is asked for from now on.
pub async fn factor(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    taken_off(&app, &posted.actor, &id, confirmed, Asks::Factor).await
}

/// POST /staff/{id}/identity: for whoever has lost it, or shall not use it any more. What is open under the account ends.
pub async fn identity(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    taken_off(&app, &posted.actor, &id, confirmed, Asks::Identity).await
}

async fn taken_off(
    app: &App,
    actor: &Actor,
    id: &str,
    confirmed: Confirmed,
    asks: Asks,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().write().await?;
    tx.alone_at(KEEPING).await?;
    let member = found(&mut tx, actor, id, &now).await?;
    if let Err(refusal) = may(&mut tx, actor, &member, asks, &now).await? {
        tx.commit().await?;
        return Ok(answer(actor, &now, &member, asks, refusal));
    }
    // What is not there needs no word: sent twice, it is done once.
    let (is_there, says): (bool, fn(_, _, _) -> String) = match asks {
        Asks::Identity => (member.has_identity, texts::confirm_says_untie),
        _ => (member.has_factor, texts::confirm_says_factor),
    };
    if is_there {
        confirmed.needed(|| says(actor.lang, &member.name, &member.login))?;
    }
    let owner = owner(&mut tx, &member, &now).await?;
    let (ended, action, said) = match asks {
        Asks::Identity => (handed::untie(&mut tx, &owner, &now).await?, "staff.identity_off", "identity"),
        _ => (handed::take_factor_off(&mut tx, &owner, &now).await?, "staff.factor_off", "factor"),
    };
    if let Some(ended) = ended {
        // One way in less asks for nobody's leave.
        let waits = asks == Asks::Factor
            && store::wait_again(&mut tx, &actor.region, member.id, Waits::Factor, &now).await?;
        let detail = format!("{} {ended} sessions ended{}", member.login, in_log(waits));
        audit::record(&mut tx, &actor.entry(&now, action, None, detail)).await?;
    }
    tx.commit().await?;
    Ok(done(&member, said))
}

/// POST /staff/{id}/closing: what is open under the account ends at once, and nobody signs in with it.
pub async fn close(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let now = app.now();
    let mut tx = app.db().write().await?;
    tx.alone_at(KEEPING).await?;
    let member = found(&mut tx, &actor, &id, &now).await?;
    if member.closed_at.is_some() {
        // Sent twice, it is done once.
        tx.commit().await?;
        return Ok(done(&member, "closed"));
    }
    if let Err(refusal) = may(&mut tx, &actor, &member, Asks::Close, &now).await? {
        tx.commit().await?;
        return Ok(answer(&actor, &now, &member, Asks::Close, refusal));
    }
    confirmed.needed(|| texts::confirm_says_close(actor.lang, &member.name, &member.login))?;
    let owner = owner(&mut tx, &member, &now).await?;
    let ended = handed::close(&mut tx, &owner, &now).await?;
    let detail = format!("{} {ended} sessions ended", member.login);
    audit::record(&mut tx, &actor.entry(&now, "staff.closed", None, detail)).await?;
    tx.commit().await?;
    Ok(done(&member, "closed"))
}

/// Whether it may be done with the account.
async fn may(
    tx: &mut Tx,
    actor: &Actor,
    member: &Member,
    asks: Asks,
    now: &Moment,
) -> Result<Result<(), Refusal>, Problem> {
    if let Err(refusal) = not_own(actor, member) {
        return Ok(Err(refusal));
    }
    Ok(match (asks, member.closed_at) {
        (Asks::Password | Asks::Factor | Asks::Identity | Asks::Close, Some(_)) => Err(Refusal::Closed),
        (Asks::Open, None) => Err(Refusal::Opened),
        (Asks::Close, None) => {
            let others = store::other_administrators(tx, &actor.region, member.id, now.day()).await?;
            let posts: Vec<&Post> = member.posts.iter().collect();
            may_end(&posts, now.day(), &others)
        }
        (Asks::Password | Asks::Factor | Asks::Identity, None) | (Asks::Open, Some(_)) => {
            may_open_for(member, now.day())
        }
    })
}

async fn owner(tx: &mut Tx, member: &Member, now: &Moment) -> Result<Owner, Problem> {
    handed::owner(tx, &member.login, now).await?.ok_or(Problem::NotFound)
}

fn title(actor: &Actor, asks: Asks) -> &'static str {
    match asks {
        Asks::Password => texts::staff_password(actor.lang),
        Asks::Factor => texts::staff_factor_off(actor.lang),
        Asks::Identity => texts::staff_identity_off(actor.lang),
        Asks::Close => texts::staff_close(actor.lang),
        Asks::Open => texts::staff_open(actor.lang),
    }
}

fn answer(actor: &Actor, now: &Moment, member: &Member, asks: Asks, refusal: Refusal) -> Response {
    let page = cannot(actor, now, member, title(actor, asks), refusal);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}
