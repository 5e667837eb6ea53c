//! Handlers of what is set and lifted.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::account::shown_name;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::person::Relation;
use xinan_domain::phone::Phone;
use xinan_domain::portal::card::Standing;
use xinan_domain::portal::safety::{flagged, same_name};
use xinan_domain::text::Lang;

use super::store::{self, Flag, New};
use super::view::{Page, page, page_of_new};
use super::{everybody, follows};
use crate::case::VisibleCase;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::policy::Action;
use crate::portal::card::store::{Kept as Card, of_case as cards_of};
use crate::portal::card::web::{guardian_in_words, home, somebody_in_words};
use crate::portal::task::Wrong;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::texts;

/// Of whom a flag speaks.
pub(super) struct Whom {
    pub(super) holder: Uuid,
    pub(super) name: String,
    pub(super) relation: Option<Relation>,
    /// There is a card, be it one of before.
    pub(super) has_card: bool,
    /// One of the cards opens the record today.
    pub(super) opens: bool,
}

impl Whom {
    /// With a card it is a guardian; of somebody else the office has the name and how they are related.
    pub(super) fn in_words(&self, lang: Lang) -> String {
        match self.has_card {
            true => guardian_in_words(lang, &self.name, self.relation),
            false => somebody_in_words(lang, &self.name, self.relation),
        }
    }
}

/// The guardian at an address, by a card or by a flag that stands or stood. Of the person nobody is kept safe.
async fn whom(
    tx: &mut Tx,
    case: &VisibleCase,
    (flags, today): (&[Flag], Date),
    guardian: &str,
) -> Result<Whom, Problem> {
    let holder = Uuid::try_parse(guardian).map_err(|_| Problem::NotFound)?;
    let cards = cards_of(tx, case).await?;
    let opens = |card: &Card| card.holder == holder && card.standing(case, today) == Standing::Opens;
    let opens = cards.iter().any(opens);
    if let Some(card) = cards.into_iter().find(|card| card.holder == holder) {
        let relation = Some(card.relation.ok_or(Problem::NotFound)?);
        return Ok(Whom { holder, name: card.name, relation, has_card: true, opens });
    }
    let flag = flags.iter().find(|flag| flag.holder == holder).ok_or(Problem::NotFound)?;
    Ok(Whom { holder, name: flag.name.clone(), relation: flag.relation, has_card: false, opens })
}

/// The guardian of the form, where it is to be asked whether it is the same: it has a name, and is not known to be.
async fn other_in_form(tx: &mut Tx, case: &VisibleCase, whom: &Whom) -> Result<Option<String>, Problem> {
    let name = case.head.guardian_name.as_str();
    let known = everybody(tx, case).await?;
    let is_known = known.iter().any(|one| same_name(&one.name, name));
    let phone = case.head.guardian_phone.as_str();
    let has_phone =
        !phone.is_empty() && known.iter().any(|one| one.holder == whom.holder && one.phone == phone);
    Ok((!name.is_empty() && !is_known && !has_phone).then(|| name.to_owned()))
}

/// GET /people/{id}/own-door/safety/{holder}
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Path((id, guardian)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepSafety, &now).await?;
    let flags = store::of_case(&mut tx, &case).await?;
    let whom = whom(&mut tx, &case, (&flags, now.day()), &guardian).await?;
    let in_form = other_in_form(&mut tx, &case, &whom).await?;
    tx.commit().await?;
    let flag = flags.iter().find(|flag| !flag.lifted && flag.holder == whom.holder);
    let mut answers = Answers::default();
    answers.push("flag_id", flag.map_or_else(xinan_db::new_id, |flag| flag.id).to_string());
    let shown = Page { case: &case, whom: &whom, flag, in_form: in_form.as_deref() };
    Ok(page(&actor, &now, &shown, &answers, &Wrong::new()).into_response())
}

/// POST /people/{id}/own-door/safety/{holder}: sets it, or lifts the one that the form names, which is confirmed anew: it
/// opens what was closed.
pub async fn keep(
    State(app): State<App>,
    Path((id, guardian)): Path<(String, String)>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (now, lang) = (app.now(), actor.lang);
    let Ok(flag_id) = Uuid::try_parse(&answers.get("flag_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepSafety, &now).await?;
    let flags = store::of_case(&mut tx, &case).await?;
    let whom = whom(&mut tx, &case, (&flags, now.day()), &guardian).await?;
    let in_form = other_in_form(&mut tx, &case, &whom).await?;
    let flag = flags.iter().find(|flag| !flag.lifted && flag.holder == whom.holder);
    let lifts = answers.get("act") == "lift";
    let reason = answers.words("safety_reason");
    // Sent twice, or by two at once: what is asked for is so already, or somebody has said it in other words.
    let said = match flag {
        Some(flag) if !lifts && flag.reason == reason => Some("safe"),
        Some(_) if !lifts => Some("stands"),
        None if lifts => Some("lifted"),
        _ => None,
    };
    if let Some(said) = said {
        tx.commit().await?;
        return Ok(done(&case, said));
    }
    let mut wrong = Wrong::new();
    wrong.extend(wrong_with(&reason).map(|wrong| ("safety_reason", wrong.say(lang))));
    let same = answers.get("same");
    if !lifts && in_form.is_some() && !["1", "0"].contains(&same.as_str()) {
        wrong.push(("same", texts::safety_same_missing(lang).to_owned()));
    }
    // A form of before: its flag was lifted, and perhaps another set.
    let is_old = match flag {
        Some(flag) => flag.id != flag_id,
        None => flags.iter().any(|flag| flag.id == flag_id),
    };
    let shown = Page { case: &case, whom: &whom, flag, in_form: in_form.as_deref() };
    if is_old || !wrong.is_empty() {
        tx.commit().await?;
        return Ok(refused(&actor, &now, &shown, &answers, (wrong, is_old)));
    }
    match flag {
        Some(flag) => {
            let (who, person) = (whom.in_words(lang), case.head.name.as_str());
            let says = || match whom.opens {
                true => texts::confirm_says_lift(lang, &who, person),
                false => texts::confirm_says_lift_later(lang, &who, person),
            };
            if let Err(unconfirmed) = confirmed.needed(says) {
                // The page that asks names the person: that is a look.
                tx.commit().await?;
                return Err(unconfirmed);
            }
            store::lift(&mut tx, &case, flag.id, &reason, actor.account, now.micros()).await?;
            record(&mut tx, &actor, &case, &now, ("safety.lifted", whom.holder)).await?;
        }
        None => {
            let (name, phone) = match &in_form {
                Some(name) if same == "1" => (name.as_str(), case.head.guardian_phone.as_str()),
                _ => ("", ""),
            };
            let (holder, relation, reason) = (whom.holder, whom.relation, reason.as_str());
            // Of one that has no card, what the flag of before said.
            let name = if name.is_empty() { whom.name.as_str() } else { name };
            let new = New { id: flag_id, holder, name, relation, phone, reason };
            if !store::set(&mut tx, &case, &new, actor.account, now.micros()).await? {
                tx.roll_back().await?;
                return Ok(refused(&actor, &now, &shown, &answers, (wrong, true)));
            }
            record(&mut tx, &actor, &case, &now, ("safety.set", whom.holder)).await?;
        }
    }
    follows(&mut tx, &actor, &case, &now).await?;
    tx.commit().await?;
    Ok(done(&case, if lifts { "lifted" } else { "safe" }))
}

/// The form once more, with what was typed. One of before gets an id of its own, so that it can be sent.
fn refused(
    actor: &Actor,
    now: &Moment,
    shown: &Page<'_>,
    answers: &Answers,
    (mut wrong, is_old): (Wrong, bool),
) -> Response {
    let mut answers = answers.clone();
    let status = if is_old { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    if is_old {
        wrong.push(("safety_reason", texts::safety_form_of_before(actor.lang).to_owned()));
        answers.set("flag_id", shown.flag.map_or_else(xinan_db::new_id, |flag| flag.id).to_string());
    }
    (status, page(actor, now, shown, &answers, &wrong)).into_response()
}

async fn record(
    tx: &mut Tx,
    actor: &Actor,
    case: &VisibleCase,
    now: &Moment,
    (action, holder): (&'static str, Uuid),
) -> Result<(), Problem> {
    let entry = actor.entry(now, action, Some(case.id()), holder.to_string());
    Ok(audit::record(tx, &entry).await?)
}

fn done(case: &VisibleCase, said: &str) -> Response {
    Redirect::to(&format!("{}?done={said}", home(case))).into_response()
}

/// GET /people/{id}/own-door/safety/new: somebody who need not have a card.
pub async fn new_form(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepSafety, &now).await?;
    let known = everybody(&mut tx, &case).await?;
    tx.commit().await?;
    let head = &case.head;
    let mut answers = Answers::default();
    answers.push("flag_id", xinan_db::new_id().to_string());
    // Whom it is about most often; not once that is said.
    if flagged(&known, (&head.guardian_name, &head.guardian_phone)).is_none() {
        answers.push("name", head.guardian_name.as_str());
        answers.push("relation", head.guardian_relation.map_or(String::new(), |one| one.code().to_string()));
        answers.push("phone", head.guardian_phone.as_str());
    }
    Ok(page_of_new(&actor, &now, &case, &answers, &Wrong::new()).into_response())
}

/// POST /people/{id}/own-door/safety/new
pub async fn add(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, mut answers } = posted;
    let (now, lang) = (app.now(), actor.lang);
    let Ok(flag_id) = Uuid::try_parse(&answers.get("flag_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepSafety, &now).await?;
    let mut wrong = Wrong::new();
    let name = shown_name(answers.raw("name"));
    if name.is_none() {
        wrong.push(("name", texts::safety_name_missing(lang).to_owned()));
    }
    let relation = Relation::read(&answers.get("relation"));
    if relation.is_none() {
        wrong.push(("relation", texts::card_relation_missing(lang).to_owned()));
    }
    let phone = match answers.get("phone").is_empty() {
        true => Ok(None),
        false => Phone::parse(answers.raw("phone")).map(Some),
    };
    if let Err(flaw) = &phone {
        wrong.push(("phone", flaw.say(lang)));
    }
    let reason = answers.words("safety_reason");
    wrong.extend(wrong_with(&reason).map(|wrong| ("safety_reason", wrong.say(lang))));
    let (Some(name), Some(_), Ok(phone), true) = (name, relation, phone, wrong.is_empty()) else {
        tx.commit().await?;
        let page = page_of_new(&actor, &now, &case, &answers, &wrong);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let phone = phone.as_ref().map_or("", Phone::as_str);
    let known = everybody(&mut tx, &case).await?;
    let named = known.iter().find(|one| same_name(&one.name, &name));
    let holder = named.map_or(flag_id, |one| one.holder);
    let flags = store::of_case(&mut tx, &case).await?;
    if let Some(there) = flags.iter().find(|flag| flag.id == flag_id && !flag.lifted) {
        let is_same = there.reason == reason && same_name(&there.name, &name);
        if is_same {
            tx.commit().await?;
            return Ok(done(&case, "safe"));
        }
    }
    // One guardian has one flag, whatever was said for it.
    if flags.iter().any(|flag| flag.holder == holder && !flag.lifted) {
        tx.commit().await?;
        return Ok(done(&case, "stands"));
    }
    let new = New { id: flag_id, holder, name: &name, relation, phone, reason: &reason };
    if !store::set(&mut tx, &case, &new, actor.account, now.micros()).await? {
        tx.roll_back().await?;
        answers.set("flag_id", xinan_db::new_id().to_string());
        wrong.push(("safety_reason", texts::safety_form_of_before(lang).to_owned()));
        let page = page_of_new(&actor, &now, &case, &answers, &wrong);
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    record(&mut tx, &actor, &case, &now, ("safety.set", holder)).await?;
    follows(&mut tx, &actor, &case, &now).await?;
    tx.commit().await?;
    Ok(done(&case, "safe"))
}
