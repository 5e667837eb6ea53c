//! Handlers of opening a record in an emergency, and of what is shown then.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;
use xinan_db::seen::{How, Sight};
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::day::read_day;
use xinan_domain::emergency::{Reason, review_by};
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::{Lang, tidy};

use super::LATELY;
use super::store::{self, Meant, New, Opened};
use super::view::{self, Filled};
use crate::case::reason::LONGEST;
use crate::division::Divisions;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};
use crate::texts;

const DAY: i64 = 24 * 3_600_000_000;

/// What is wrong, each at its field.
pub(super) type Wrong = Vec<(&'static str, String)>;

/// What was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// GET /emergency
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (open, judged) = own(&mut tx, &actor, &now).await?;
    tx.commit().await?;
    let answers = Answers::default();
    let filled = Filled {
        answers: &answers,
        wrong: &[],
        id: xinan_db::new_id(),
        outdated: false,
        open: &open,
        judged: &judged,
        ended: asked.done == "ended",
    };
    Ok(view::form(&actor, &now, &app.settings().divisions, &filled))
}

/// What one has open, and what was found of one's own of late.
async fn own(tx: &mut Tx, actor: &Actor, now: &Moment) -> Result<(Vec<Opened>, Vec<Opened>), Problem> {
    let own = store::own(tx, actor.account, now.micros() - LATELY).await?;
    let is_open = |one: &&Opened| one.case.is_some() && one.open_until(now.micros()).is_some();
    let open = own.iter().filter(is_open).cloned().collect();
    Ok((open, own.into_iter().filter(|one| one.review.is_some()).collect()))
}

/// POST /emergency: recorded first, and only then looked whether somebody is there.
pub async fn open(State(app): State<App>, typed: Typed) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let (lang, now, settings) = (actor.lang, app.now(), app.settings());
    let Ok(id) = Uuid::try_parse(&answers.get("emergency_id")) else { return Err(Problem::Malformed) };
    let parameters = settings.rules.periods(&actor.region);
    let parameters = parameters.on(now.day());
    let limits = parameters.access;
    let mut tx = app.db().write().await?;
    // One at a time for each county: so that tries at once are counted as those one after another.
    tx.alone_at("emergencies").await?;
    if let Some(one) = store::find(&mut tx, actor.county(), id).await? {
        tx.commit().await?;
        return if one.account == actor.account { Ok(opened(id)) } else { Err(Problem::Malformed) };
    }
    let tried = store::tries(&mut tx, actor.account, now.micros() - DAY, now.micros()).await?;
    let read = parse(lang, &answers, (&actor.region, &settings.divisions), now.day());
    let too_many = tried >= u64::from(limits.emergency_tries);
    let (meant, reason, words) = match read {
        Ok(read) if !outdated && !too_many => read,
        read => {
            if too_many {
                let detail = format!("{tried} tries within a day");
                audit::record(&mut tx, &actor.entry(&now, "emergency.refused", None, detail)).await?;
            }
            let (open, judged) = own(&mut tx, &actor, &now).await?;
            tx.commit().await?;
            let mut wrong = read.err().unwrap_or_default();
            if too_many {
                wrong = vec![("identity_number", texts::emergency_too_many(lang, limits.emergency_tries))];
            }
            let filled = Filled {
                answers: &answers,
                wrong: &wrong,
                id,
                outdated,
                open: &open,
                judged: &judged,
                ended: false,
            };
            let page = view::form(&actor, &now, &settings.divisions, &filled);
            let status = match (outdated, too_many) {
                (true, _) => StatusCode::FORBIDDEN,
                (_, true) => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            return Ok((status, page).into_response());
        }
    };
    let case = store::whom(&mut tx, actor.county(), &meant).await?;
    let reviewer = store::reviewer(&mut tx, &actor, now.day()).await?;
    let by = review_by(now.day(), limits.review_working_days, &parameters.calendar);
    let new = New {
        id,
        case,
        reason,
        words: &words,
        at: now.micros(),
        minutes: limits.emergency_minutes,
        reviewer,
        review_by: by,
    };
    store::insert(&mut tx, &actor, &new).await?;
    let detail = format!("{} reason {} for {} minutes", id.simple(), reason.code(), limits.emergency_minutes);
    audit::record(&mut tx, &actor.entry(&now, Action::OpenInEmergency.name(), case, detail)).await?;
    tx.commit().await?;
    Ok(opened(id))
}

fn opened(id: Uuid) -> Response {
    Redirect::to(&format!("/emergency/{}", id.simple())).into_response()
}

/// GET /emergency/{id}: to whoever opened it, in that post, until the time is over.
pub async fn show(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Response, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let id = Uuid::try_parse(&id).map_err(|_| Problem::NotFound)?;
    let mut tx = app.db().read().await?;
    let one = store::find(&mut tx, actor.county(), id).await?;
    let own = one.filter(|one| one.account == actor.account && one.post == actor.post);
    let one = own.ok_or(Problem::NotFound)?;
    let Some(until) = one.open_until(now.micros()) else {
        let entry = actor.entry(&now, "emergency.refused", None, format!("{} is over", id.simple()));
        audit::record(&mut tx, &entry).await?;
        tx.commit().await?;
        return Ok((StatusCode::GONE, view::over(&actor, &now, one.review.is_some())).into_response());
    };
    let card = match one.case {
        Some(case) => store::card(&mut tx, &actor, case, (actor.lang, now.day())).await?,
        None => None,
    };
    let Some((case, card)) = one.case.zip(card) else {
        tx.commit().await?;
        return Ok(view::nobody(&actor, &now).into_response());
    };
    let people = [case];
    let sight = Sight { account: actor.account, day: now.day(), at: now.micros(), people: &people };
    tx.sees(&sight, How::Always).await?;
    let entry = actor.entry(&now, "emergency.read", Some(case), id.simple().to_string());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let page = view::Shown { card: &card, case, id: one.path_id(), until, review_by: one.review_by };
    Ok(view::card(&actor, &now, &settings.divisions, &page).into_response())
}

/// POST /emergency/{id}/end: whoever opened it needs it no more. The review waits all the same.
pub async fn end(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let now = app.now();
    let id = Uuid::try_parse(&id).map_err(|_| Problem::NotFound)?;
    let mut tx = app.db().write().await?;
    let one = store::find(&mut tx, actor.county(), id).await?;
    let own = one.filter(|one| one.account == actor.account && one.post == actor.post);
    let one = own.ok_or(Problem::NotFound)?;
    // Sent twice, or after its time, it is closed all the same.
    if one.open_until(now.micros()).is_some() && store::end(&mut tx, &actor, id, now.micros()).await? {
        let entry = actor.entry(&now, "emergency.ended", one.case, id.simple().to_string());
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/emergency?done=ended").into_response())
}

/// Who is meant, why, and why in words; or everything that is wrong with it.
fn parse(
    lang: Lang,
    answers: &Answers,
    (territory, divisions): (&Region, &Divisions),
    today: Date,
) -> Result<(Meant, Reason, String), Wrong> {
    let mut wrong = Vec::new();
    let number = answers.get("identity_number");
    let name = tidy(answers.raw("name"));
    let (birth, village) = (answers.get("birth_date"), answers.get("village"));
    let by_name = [&name, &birth, &village].iter().any(|text| !text.is_empty());
    let meant = match (number.is_empty(), by_name) {
        (true, false) => {
            wrong.push(("identity_number", texts::emergency_whom_missing(lang).to_owned()));
            None
        }
        (false, _) => match IdentityNumber::parse(&number) {
            Ok(number) => Some(Meant::Number(number)),
            Err(_) => {
                wrong.push(("identity_number", texts::emergency_number_wrong(lang).to_owned()));
                None
            }
        },
        (true, true) => named(lang, (&name, &birth, &village), (territory, divisions), today, &mut wrong),
    };
    let reason = Reason::read(&answers.get("reason"));
    if reason.is_none() {
        wrong.push(("reason", texts::emergency_reason_missing(lang).to_owned()));
    }
    let words = answers.words("words");
    match words.chars().count() {
        0 => wrong.push(("words", texts::emergency_words_missing(lang).to_owned())),
        1..=3 => wrong.push(("words", texts::emergency_words_short(lang).to_owned())),
        length if length > LONGEST => wrong.push(("words", texts::disclosure_reason_long(lang, LONGEST))),
        _ => {}
    }
    match (meant, reason, wrong.is_empty()) {
        (Some(meant), Some(reason), true) => Ok((meant, reason, words)),
        _ => Err(wrong),
    }
}

/// By name, day of birth and village: all three.
fn named(
    lang: Lang,
    (name, birth, village): (&str, &str, &str),
    (territory, divisions): (&Region, &Divisions),
    today: Date,
    wrong: &mut Wrong,
) -> Option<Meant> {
    if name.is_empty() {
        wrong.push(("name", texts::emergency_name_missing(lang).to_owned()));
    }
    let birth_date = read_day(birth).filter(|day| *day <= today);
    if birth_date.is_none() {
        wrong.push(("birth_date", texts::emergency_birth_missing(lang).to_owned()));
    }
    let county = territory.at(Level::County)?;
    let fits = |region: &Region| {
        region.level() == Level::Village && county.contains(region) && divisions.has(region.as_str())
    };
    let village = Region::exact(village).ok().filter(fits);
    if village.is_none() {
        wrong.push(("village", texts::emergency_village_missing(lang).to_owned()));
    }
    let (birth_date, village) = birth_date.zip(village)?;
    (!name.is_empty()).then(|| Meant::Named { name: name.to_owned(), birth_date, village })
}
