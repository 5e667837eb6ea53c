//! Handlers of cards, and of the page on which the office sees what somebody's own door is like.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::account::shown_name;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::person::Relation;
use xinan_domain::phone::Phone;
use xinan_domain::portal::card::{Number, last_day};
use xinan_domain::portal::safety::{Asking, Known, may_have_codes, who_asks};
use xinan_domain::text::Lang;

use super::store::{self, Kept, New, of_case};
use super::view::{self, Form};
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::case::{Status, VisibleCase};
use crate::policy::{Action, permits};
use crate::portal::door::{chance, token_of_card};
use crate::portal::safety::{everybody, follows, store as flags};
use crate::portal::task::Wrong;
use crate::portal::{exception, request};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::texts;

/// What was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// GET /people/{id}/own-door: cards, what is kept back, from whom somebody is to be safe, what was asked.
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::IssueCard, &now).await?;
    let cards = of_case(&mut tx, &case).await?;
    let flagged = flags::standing(&mut tx, &case).await?;
    let kept = exception::store::of_case(&mut tx, &case).await?;
    let asked = request::store::of_case(&mut tx, &case).await?;
    tx.commit().await?;
    let shown = view::Shown {
        case: &case,
        cards: &cards,
        flagged: &flagged,
        kept: &kept,
        asked: &asked,
        sends: app.code_sender().is_some(),
        done: &done.done,
    };
    Ok(view::show(&actor, &now, &shown))
}

/// For whom a card is.
#[derive(Debug, Deserialize)]
pub struct For {
    /// `person`, or the holder of a card of before; empty for another guardian.
    #[serde(default)]
    holder: String,
}

/// GET /people/{id}/own-door/cards/new
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<For>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::IssueCard, &now).await?;
    let cards = of_case(&mut tx, &case).await?;
    let known = everybody(&mut tx, &case).await?;
    tx.commit().await?;
    if case.head.status == Status::Dead {
        return Ok(Redirect::to(&home(&case)).into_response());
    }
    let mut answers = Answers::default();
    answers.push("card_id", xinan_db::new_id().to_string());
    answers.push("holder", asked.holder.clone());
    answers.push("who", "unsure");
    let before = holder_of(&case, &cards, &asked.holder);
    match (asked.holder.as_str(), before) {
        ("person", before) => {
            answers.push("phone", before.map_or(&case.head.phone, |one| &one.phone).as_str())
        }
        (_, Some(one)) => {
            answers.push("name", one.name.as_str());
            answers.push("relation", one.relation.map_or(String::new(), |one| one.code().to_string()));
            answers.push("phone", one.phone.as_str());
        }
        (_, None) => {
            let head = &case.head;
            answers.push("name", head.guardian_name.as_str());
            answers
                .push("relation", head.guardian_relation.map_or(String::new(), |one| one.code().to_string()));
            answers.push("phone", head.guardian_phone.as_str());
        }
    }
    let form = Form { case: &case, answers: &answers, wrong: &[], asks_who: any_flagged(&known) };
    Ok(view::form(&actor, &now, &form).into_response())
}

/// Whether there is somebody from whom the person is to be safe.
fn any_flagged(known: &[Known<Uuid>]) -> bool {
    known.iter().any(|one| one.flagged)
}

/// The latest card of the holder that a form names.
fn holder_of<'a>(case: &VisibleCase, cards: &'a [Kept], holder: &str) -> Option<&'a Kept> {
    match holder {
        "person" => cards.iter().find(|one| one.holder == case.id()),
        other => {
            let holder = Uuid::try_parse(other).ok()?;
            cards.iter().find(|one| one.holder == holder && one.relation.is_some())
        }
    }
}

/// POST /people/{id}/own-door/cards/new: shows the number, once, after it was confirmed anew who issues it.
pub async fn issue(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (now, settings) = (app.now(), app.settings());
    let Ok(card_id) = Uuid::try_parse(&answers.get("card_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::IssueCard, &now).await?;
    if store::find(&mut tx, case.county(), card_id).await?.is_some() {
        // Sent twice it is issued once, and its number was shown then.
        tx.commit().await?;
        return Ok(Redirect::to(&format!("{}?done=again", home(&case))).into_response());
    }
    if case.head.status == Status::Dead {
        tx.commit().await?;
        return Ok(Redirect::to(&home(&case)).into_response());
    }
    let cards = of_case(&mut tx, &case).await?;
    let months = settings.parameters(&case.head.village, now.day()).portal.card_months;
    let known = everybody(&mut tx, &case).await?;
    let (new, doubt) = match read(&actor, &case, (&cards, &known), &answers, card_id) {
        Ok((new, doubt)) => (New { last_day: last_day(now.day(), months), ..new }, doubt),
        Err(wrong) => {
            tx.commit().await?;
            let form = Form { case: &case, answers: &answers, wrong: &wrong, asks_who: any_flagged(&known) };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, view::form(&actor, &now, &form)).into_response());
        }
    };
    let is_flagged =
        doubt == Doubt::Stands || known.iter().any(|one| one.flagged && one.holder == new.holder);
    let says = || about_to_issue(actor.lang, &case, &new, (&doubt, is_flagged));
    if let Err(unconfirmed) = confirmed.needed(says) {
        // The page that asks names the person: that is a look.
        tx.commit().await?;
        return Err(unconfirmed);
    }
    let number = Number::by_chance(chance()?);
    let token = token_of_card(&tx, &number);
    let whose = (case.county(), case.id());
    if !store::issue(&mut tx, whose, &new, token, Some(actor.account), now.micros()).await? {
        tx.roll_back().await?;
        return Ok(Redirect::to(&format!("{}?done=again", home(&case))).into_response());
    }
    let entry = actor.entry(&now, "card.issued", Some(case.id()), new.id.to_string());
    audit::record(&mut tx, &entry).await?;
    settle(&mut tx, &actor, &case, (&new, &doubt), &now).await?;
    tx.commit().await?;
    Ok(view::issued(&actor, &now, &case, (&new, is_flagged), &number).into_response())
}

/// Whose card it is, of which record, where its codes go, and what is said of whether the person is to be safe from its
/// holder: all of it decides what the card opens to whom.
fn about_to_issue(lang: Lang, case: &VisibleCase, new: &New, (doubt, is_flagged): (&Doubt, bool)) -> String {
    let (person, phone) = (case.head.name.as_str(), new.phone.as_str());
    let says = match new.relation {
        None => texts::confirm_says_card(lang, person, phone),
        relation => {
            let guardian = guardian_in_words(lang, &new.name, relation);
            texts::confirm_says_card_of_guardian(lang, &guardian, person, phone)
        }
    };
    let of_safety = match doubt {
        Doubt::Stands => texts::confirm_says_unsure(lang).to_owned(),
        Doubt::Settled(words) => texts::confirm_says_other(lang, words),
        Doubt::Nothing if is_flagged => texts::confirm_says_kept_away(lang).to_owned(),
        Doubt::Nothing => return says,
    };
    format!("{says}{}{of_safety}", if lang == Lang::En { " " } else { "" })
}

/// Whether a guardian who is not known may be the one from whom the person is to be safe.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Doubt {
    /// There is none.
    Nothing,
    /// It may be: the card opens as little as that guardian's would.
    Stands,
    /// The office says that it is somebody else, and why.
    Settled(String),
}

/// Keeps what was said of a guardian who was not known, and what follows from the card.
async fn settle(
    tx: &mut Tx,
    actor: &Actor,
    case: &VisibleCase,
    (new, doubt): (&New, &Doubt),
    now: &Moment,
) -> Result<(), Problem> {
    let (by, at) = (actor.account, now.micros());
    if *doubt != Doubt::Nothing {
        let id = xinan_db::new_id();
        let reason = texts::safety_unknown(Lang::Zh);
        let (holder, name, relation) = (new.holder, new.name.as_str(), new.relation);
        let flag = flags::New { id, holder, name, relation, phone: new.phone.as_str(), reason };
        flags::set(tx, case, &flag, by, at).await?;
        let action = match doubt {
            // Set and lifted at once: the words stay with the record.
            Doubt::Settled(words) => {
                flags::lift(tx, case, id, words, by, at).await?;
                "safety.other"
            }
            _ => "safety.set",
        };
        let entry = actor.entry(now, action, Some(case.id()), holder.to_string());
        audit::record(tx, &entry).await?;
    }
    Ok(follows(tx, actor, case, now).await?)
}

/// Whose card it is, where its codes go, and whether the guardian may be one from whom the person is to be safe.
fn read(
    actor: &Actor,
    case: &VisibleCase,
    (cards, known): (&[Kept], &[Known<Uuid>]),
    answers: &Answers,
    id: Uuid,
) -> Result<(New, Doubt), Wrong> {
    let lang = actor.lang;
    let mut wrong = Wrong::new();
    let phone = Phone::parse(answers.raw("phone"));
    match &phone {
        Err(flaw) => wrong.push(("phone", flaw.say(lang))),
        Ok(phone) if !phone.is_mobile() => wrong.push(("phone", texts::card_phone_mobile(lang).to_owned())),
        Ok(_) => {}
    }
    let last_day = case.head.registered_on; // Set by whoever knows how long cards last here.
    if answers.get("holder") == "person" {
        let guardian = (case.head.guardian_name.as_str(), case.head.guardian_phone.as_str());
        if let Ok(phone) = &phone
            && !may_have_codes(known, guardian, phone.as_str())
        {
            wrong.push(("phone", texts::card_phone_of_guardian(lang).to_owned()));
        }
        return match phone {
            Ok(phone) if wrong.is_empty() => {
                let (holder, name) = (case.id(), String::new());
                Ok((New { id, holder, relation: None, name, phone, last_day }, Doubt::Nothing))
            }
            _ => Err(wrong),
        };
    }
    let name = shown_name(answers.raw("name"));
    if name.is_none() {
        wrong.push(("name", texts::card_name_missing(lang).to_owned()));
    }
    let relation = Relation::read(&answers.get("relation"));
    if relation.is_none() {
        wrong.push(("relation", texts::card_relation_missing(lang).to_owned()));
    }
    let before = holder_of(case, cards, &answers.get("holder")).map(|one| one.holder);
    let phone_typed = phone.as_ref().map_or("", Phone::as_str);
    let asking = who_asks(known, before, (name.as_deref().unwrap_or_default(), phone_typed));
    let (holder, doubt) = match asking {
        Asking::Known(holder) => (holder, Doubt::Nothing),
        Asking::New => (id, Doubt::Nothing),
        Asking::WithFlaggedPhone => {
            wrong.push(("phone", texts::card_phone_flagged(lang).to_owned()));
            (id, Doubt::Nothing)
        }
        Asking::Unclear if answers.get("who") == "other" => {
            let words = answers.words("who_reason");
            wrong.extend(wrong_with(&words).map(|wrong| ("who_reason", wrong.say(lang))));
            if !permits(actor, Action::KeepSafety) {
                wrong.push(("who", texts::card_who_not_allowed(lang).to_owned()));
            }
            (before.unwrap_or(id), Doubt::Settled(words))
        }
        // Not even where the form was opened for somebody else's card.
        Asking::Unclear => (id, Doubt::Stands),
    };
    match (phone, name, relation) {
        (Ok(phone), Some(name), Some(relation)) if wrong.is_empty() => {
            Ok((New { id, holder, relation: Some(relation), name, phone, last_day }, doubt))
        }
        _ => Err(wrong),
    }
}

/// GET /people/{id}/own-door/cards/{card}/end
pub async fn end_form(
    State(app): State<App>,
    actor: Actor,
    Path((id, card)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::IssueCard, &now).await?;
    let cards = of_case(&mut tx, &case).await?;
    tx.commit().await?;
    let card = named(&cards, &card)?;
    if card.ended_at.is_some() {
        return Ok(Redirect::to(&home(&case)).into_response());
    }
    Ok(view::end(&actor, &now, &case, card, &Answers::default(), &[]).into_response())
}

/// POST /people/{id}/own-door/cards/{card}/end: at once, with every session that it opened.
pub async fn end(
    State(app): State<App>,
    Path((id, card)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::IssueCard, &now).await?;
    let cards = of_case(&mut tx, &case).await?;
    let card = named(&cards, &card)?;
    let reason = answers.words("end_reason");
    if card.ended_at.is_none()
        && let Some(wrong) = wrong_with(&reason)
    {
        tx.commit().await?;
        let wrong = [("end_reason", wrong.say(actor.lang))];
        let page = view::end(&actor, &now, &case, card, &answers, &wrong);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    if store::end(&mut tx, &case, card.id, actor.account, &reason, now.micros()).await? {
        let entry = actor.entry(&now, "card.ended", Some(case.id()), card.id.to_string());
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?done=ended", home(&case))).into_response())
}

fn named<'a>(cards: &'a [Kept], card: &str) -> Result<&'a Kept, Problem> {
    let id = Uuid::try_parse(card).map_err(|_| Problem::NotFound)?;
    cards.iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}

/// The page from which all this is done.
pub(in crate::portal) fn home(case: &VisibleCase) -> String {
    format!("/people/{}/own-door", case.path_id())
}

/// The name of a holder, as the office sees it.
pub(in crate::portal) fn holder_in_words(lang: Lang, card: &Kept) -> String {
    match card.relation {
        None => texts::my_self_in_log(lang).to_owned(),
        relation => guardian_in_words(lang, &card.name, relation),
    }
}

/// The name of a guardian with the relation, as the office sees it.
pub(in crate::portal) fn guardian_in_words(lang: Lang, name: &str, relation: Option<Relation>) -> String {
    let relation = relation.map_or(texts::guardian(lang), |relation| lang.code(relation));
    texts::card_guardian(lang, name, relation)
}

/// The name of somebody whom the office has named, who has no card and need not be a guardian.
pub(in crate::portal) fn somebody_in_words(lang: Lang, name: &str, relation: Option<Relation>) -> String {
    match relation {
        Some(relation) => texts::safety_whom(lang, name, lang.code(relation)),
        None => name.to_owned(),
    }
}

/// Whether a printed number is this card's, and who may print it.
#[cfg(feature = "pdf")]
pub(super) async fn of_number(
    tx: &mut Tx,
    case: &VisibleCase,
    card: &str,
    number: &Number,
) -> Result<Kept, Problem> {
    let id = Uuid::try_parse(card).map_err(|_| Problem::NotFound)?;
    let token = token_of_card(tx, number);
    match store::find(tx, case.county(), id).await? {
        Some((of, _, kept)) if of == case.id() && kept == token => {}
        _ => return Err(Problem::NotFound),
    }
    let cards = of_case(tx, case).await?;
    cards.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}
