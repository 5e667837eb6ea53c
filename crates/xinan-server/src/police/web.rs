//! Handlers of the one page that the police have, and of what is answered there.

use std::time::Duration;

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
use xinan_domain::disclosure::{Door, Fields, Purpose, Receiver};
use xinan_domain::emergency::review_by;
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::parameter::AccessLimits;
use xinan_domain::police::{Kept, Matter, NotNow, Opening, begins, opens};
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::card::Card;
use super::known::known;
use super::store::{self, Ask, New, Stands};
use super::view::{self, Filled};
use crate::case::store::holder;
use crate::disclosure::{self, Contents, Said};
use crate::policy::{Action, Relation, permits_as};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed, hash_of, hex};
use crate::texts;

const HOUR: i64 = 3_600_000_000;

/// No card is open for longer, whatever a parameter was at the time.
const LONGEST: i64 = HOUR;

/// An answer comes no sooner than this, whatever was found, and what finding it takes is far less: so the wait tells nobody
/// whether somebody is registered.
const NO_SOONER: Duration = Duration::from_millis(250);

/// Characters of an incident number: those of the police have fewer than thirty.
const LONGEST_INCIDENT: usize = 40;

/// What is wrong, each at its field.
pub(super) type Wrong = Vec<(&'static str, String)>;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// GET /police
pub async fn form(State(app): State<App>, actor: Actor, Query(done): Query<Done>) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let live = live(&mut tx, &actor, &now).await?;
    tx.commit().await?;
    let answers = Answers::default();
    let filled = Filled {
        answers: &answers,
        wrong: &[],
        id: xinan_db::new_id(),
        outdated: false,
        live: live.as_ref(),
        done: &done.done,
    };
    Ok(view::form(&actor, &now, &filled))
}

/// The one matter that the actor has open.
async fn live(tx: &mut Tx, actor: &Actor, now: &Moment) -> Result<Option<Ask>, Problem> {
    let lately = store::lately(tx, actor, now.micros() - LONGEST).await?;
    Ok(lately.into_iter().find(|one| one.live_until(now.micros()).is_some()))
}

/// What was typed, understood.
struct Read {
    incident: String,
    matter: Matter,
    number: IdentityNumber,
}

/// POST /police: kept first, whatever is found.
pub async fn ask(State(app): State<App>, typed: Typed) -> Result<Response, Problem> {
    let no_sooner = tokio::time::sleep(NO_SOONER);
    let Typed { actor, answers, outdated } = typed;
    let now = app.now();
    let Ok(id) = Uuid::try_parse(&answers.get("ask_id")) else { return Err(Problem::Malformed) };
    let limits = disclosure::limits(&app, &actor, &now);
    let mut tx = app.db().write().await?;
    // One at a time: so that those who ask at once are counted as those who ask one after another.
    tx.alone_at("police_asks").await?;
    if let Some(account) = store::whose(&mut tx, id).await? {
        tx.commit().await?;
        return if account == actor.account { Ok(answered(id)) } else { Err(Problem::Malformed) };
    }
    let read = match may_ask(&mut tx, &actor, (&answers, outdated), &limits, &now).await? {
        Ok(Begins::New(read)) => read,
        Ok(Begins::Again(same)) => {
            tx.commit().await?;
            no_sooner.await;
            return Ok(answered(same));
        }
        Err(refused) => {
            let entry = actor.entry(&now, "police.refused", None, refused.in_log.to_owned());
            audit::record(&mut tx, &entry).await?;
            let live = live(&mut tx, &actor, &now).await?;
            tx.commit().await?;
            let wrong = refused.wrong;
            let filled =
                Filled { answers: &answers, wrong: &wrong, id, outdated, live: live.as_ref(), done: "" };
            return Ok((refused.status, view::form(&actor, &now, &filled)).into_response());
        }
    };
    let found = holder(&mut tx, actor.county(), &read.number).await?;
    let stands = store::stands(&mut tx, actor.county(), found).await?;
    let answer = answer(&mut tx, &actor, (read.matter, stands.as_ref()), &limits, &now).await?;
    let case = stands.as_ref().map(|one| one.facts.id);
    let settings = app.settings();
    let calendar = &settings.rules.periods(&actor.region);
    let by = review_by(now.day(), limits.police_review_working_days, &calendar.on(now.day()).calendar);
    let new = New {
        id,
        case,
        help_region: stands.as_ref().map_or(actor.region, |one| one.township),
        matter: read.matter,
        incident: &read.incident,
        number: &read.number,
        at: now.micros(),
        minutes: limits.police_minutes,
        answer,
        review_by: by,
    };
    store::insert(&mut tx, &actor, &new).await?;
    if let (Some(stands), Ok(opening)) = (&stands, answer) {
        enter(&mut tx, &actor, (&read, stands, opening), &now).await?;
    }
    let detail = format!("{} matter {}", id.simple(), read.matter.code());
    audit::record(&mut tx, &actor.entry(&now, Action::AskAboutOne.name(), case, detail)).await?;
    tx.commit().await?;
    no_sooner.await;
    Ok(answered(id))
}

fn answered(id: Uuid) -> Response {
    Redirect::to(&format!("/police/{}", id.simple())).into_response()
}

/// Whether a look-up begins, or is one of before.
enum Begins {
    New(Read),
    Again(Uuid),
}

/// Why a look-up does not begin.
struct Refused {
    status: StatusCode,
    wrong: Wrong,
    /// For the log: nothing of what was typed.
    in_log: &'static str,
}

impl Refused {
    fn at(field: &'static str, sentence: String, in_log: &'static str) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, wrong: vec![(field, sentence)], in_log }
    }
}

/// Whether the actor may ask this now. Nothing here looks whether anybody is registered.
async fn may_ask(
    tx: &mut Tx,
    actor: &Actor,
    (answers, outdated): (&Answers, bool),
    limits: &AccessLimits,
    now: &Moment,
) -> Result<Result<Begins, Refused>, Problem> {
    let lang = actor.lang;
    if outdated {
        let in_log = "a form of another session";
        return Ok(Err(Refused { status: StatusCode::FORBIDDEN, wrong: Wrong::new(), in_log }));
    }
    let read = match parse(lang, answers) {
        Ok(read) => read,
        Err(wrong) => {
            let (status, in_log) = (StatusCode::UNPROCESSABLE_ENTITY, "not filled in rightly");
            return Ok(Err(Refused { status, wrong, in_log }));
        }
    };
    let (at, asked) = (now.micros(), (read.incident.as_str(), &read.number));
    let before = store::before(tx, actor, asked, (at, at - LONGEST)).await?;
    let rule: Vec<_> = before.iter().map(|(_, one)| *one).collect();
    match begins(&rule) {
        Ok(Some(same)) => return Ok(Ok(Begins::Again(before[same].0))),
        Ok(None) => {}
        Err(NotNow::OtherPerson) => {
            let say = texts::police_other_person(lang).to_owned();
            return Ok(Err(Refused::at("incident", say, "another person in the same matter")));
        }
        Err(NotNow::OtherMatter) => {
            let say = texts::police_other_matter(lang).to_owned();
            return Ok(Err(Refused::at("incident", say, "another matter is live")));
        }
    }
    let most = limits.police_asks;
    if store::tries(tx, actor.account, (at - HOUR, at)).await? >= u64::from(most) {
        let refused =
            Refused::at("identity_number", texts::police_too_many(lang, most), "too many in an hour");
        return Ok(Err(Refused { status: StatusCode::TOO_MANY_REQUESTS, ..refused }));
    }
    Ok(Ok(Begins::New(read)))
}

/// What is typed: an incident number, what kind of matter, and one whole identity number. A name would find several, and
/// a part of a number many (PROMISES T5).
fn parse(lang: Lang, answers: &Answers) -> Result<Read, Wrong> {
    let mut wrong = Vec::new();
    let incident = answers.get("incident").to_uppercase();
    let sign = |one: char| one.is_alphanumeric() || matches!(one, '-' | '/' | '(' | ')' | '〔' | '〕');
    match incident.chars().count() {
        0 => wrong.push(("incident", texts::police_incident_missing(lang).to_owned())),
        length if length > LONGEST_INCIDENT => {
            wrong.push(("incident", texts::police_incident_long(lang, LONGEST_INCIDENT)));
        }
        4.. if incident.chars().all(sign) && incident.chars().any(|one| one.is_ascii_digit()) => {}
        _ => wrong.push(("incident", texts::police_incident_wrong(lang).to_owned())),
    }
    let matter = Matter::read(&answers.get("matter"));
    if matter.is_none() {
        wrong.push(("matter", texts::police_matter_missing(lang).to_owned()));
    }
    let number = answers.get("identity_number");
    let number = match number.is_empty() {
        true => Err(texts::police_number_missing(lang)),
        false => IdentityNumber::parse(&number).map_err(|_| texts::police_number_wrong(lang)),
    };
    if let Err(say) = &number {
        wrong.push(("identity_number", (*say).to_owned()));
    }
    match (matter, number, wrong.is_empty()) {
        (Some(matter), Ok(number), true) => Ok(Read { incident, matter, number }),
        _ => Err(wrong),
    }
}

/// What is answered: whether a card opens, and why or why not. Somebody has to be there to be told of it, and the account's
/// share of the day has to allow it; where either is missing, it is answered like nobody.
async fn answer(
    tx: &mut Tx,
    actor: &Actor,
    (matter, stands): (Matter, Option<&Stands>),
    limits: &AccessLimits,
    now: &Moment,
) -> Result<Result<Opening, Kept>, Problem> {
    let is_told = store::is_somebody_told(tx, actor.county(), now.day()).await?;
    let judged = judged(actor, matter, stands, (limits, now.day()));
    let (Ok(opening), Some(stands)) = (judged, stands) else { return Ok(judged) };
    if !is_told {
        return Ok(Err(Kept::NobodyToTell));
    }
    let people = [stands.facts.id];
    let sight = Sight { account: actor.account, day: now.day(), at: now.micros(), people: &people };
    match tx.sees(&sight, How::Within(actor.share)).await? {
        true => Ok(Ok(opening)),
        false => Ok(Err(Kept::ShareUsedUp)),
    }
}

/// What the rule says of somebody, or of nobody.
fn judged(
    actor: &Actor,
    matter: Matter,
    stands: Option<&Stands>,
    (limits, today): (&AccessLimits, Date),
) -> Result<Opening, Kept> {
    let known = stands.map(|one| {
        let lives_here = actor.region.contains(&one.village);
        let relation = if lives_here { Relation::Territory } else { Relation::Elsewhere };
        known(&one.facts, one.status, permits_as(actor, Action::AskAboutOne, relation), today)
    });
    opens(matter, known.as_ref(), today, limits.police_grade_days)
}

/// What is shown leaves the house: into the register, with the matter, its article and the incident number.
async fn enter(
    tx: &mut Tx,
    actor: &Actor,
    (read, stands, opening): (&Read, &Stands, Opening),
    now: &Moment,
) -> Result<(), Problem> {
    let case = stands.facts.id;
    let Some(card) = store::card(tx, actor.county(), case, (opening, now.day())).await? else {
        return Ok(());
    };
    let contents = leaves(&card, stands.village, case);
    let said = said(actor, (&read.incident, read.matter));
    disclosure::enter(tx, actor, (&contents, &said), format!("{card:?}").as_bytes(), now).await
}

/// A card, as something that leaves: another one is another thing.
fn leaves(card: &Card, village: Region, case: Uuid) -> Contents {
    let digest = hex(&hash_of(&format!("{card:?}")));
    Contents { narrowed: (digest, String::new()), ..Contents::of(Door::PoliceCard, village, vec![case]) }
}

/// For what it leaves, and to whom. The register is kept in Chinese, whatever the language of the page.
fn said(actor: &Actor, (incident, matter): (&str, Matter)) -> Said {
    let (words, basis) = (matter.label(), matter.basis());
    let recipient = texts::police_recipient(Lang::Zh, &actor.by().shown_as, incident, words, basis);
    Said { purpose: Purpose::Law, receiver: Receiver::Beyond, recipient, fields: Fields::LiveMatter }
}

/// GET /police/{id}: to whoever asked, in that post, until the time is over.
pub async fn show(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Response, Problem> {
    let no_sooner = tokio::time::sleep(NO_SOONER);
    let now = app.now();
    let mut tx = app.db().read().await?;
    let own = match Uuid::try_parse(&id) {
        Ok(id) => store::own(&mut tx, &actor, id).await?,
        Err(_) => None,
    };
    let was_own = own.is_some();
    let live = own.and_then(|one| Some((one.live_until(now.micros())?, one)));
    let Some((until, one)) = live else {
        let entry = actor.entry(&now, "police.refused", None, "nothing is open there".to_owned());
        audit::record(&mut tx, &entry).await?;
        tx.commit().await?;
        // The officer knows that it was there, and is told that its time is over.
        return match was_own {
            true => Ok(Redirect::to("/police?done=over").into_response()),
            false => Err(Problem::NotFound),
        };
    };
    let (card, village) = shown(&mut tx, &app, &actor, &one, &now).await?;
    let case = card.as_ref().and(one.case);
    let action = if card.is_some() { "police.read" } else { "police.passed_on" };
    audit::record(&mut tx, &actor.entry(&now, action, case, one.id.simple().to_string())).await?;
    tx.commit().await?;
    if let Some((shown, village)) = card.as_ref().zip(village) {
        // Something else than was entered, since somebody has visited meanwhile: entered like a copy of its own.
        let contents = leaves(shown, village, case.unwrap_or_default());
        let said = said(&actor, (&one.incident, one.matter));
        disclosure::at_once(&app, &actor, (&contents, &said), format!("{shown:?}").as_bytes(), &now).await?;
    }
    no_sooner.await;
    let page = match &card {
        Some(card) => view::card(&actor, &now, (&one, until), card),
        None => view::passed_on(&actor, &now, (&one, until)),
    };
    Ok(page.into_response())
}

/// The card, if one was opened and still may be: what the person has decided meanwhile counts.
async fn shown(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    one: &Ask,
    now: &Moment,
) -> Result<(Option<Card>, Option<Region>), Problem> {
    let limits = disclosure::limits(app, actor, now);
    let stands = store::stands(tx, actor.county(), one.case).await?;
    let judged = judged(actor, one.matter, stands.as_ref(), (&limits, now.day()));
    let card = match (judged, one.case.filter(|_| one.opened)) {
        (Ok(opening), Some(case)) => store::card(tx, actor.county(), case, (opening, now.day())).await?,
        _ => None,
    };
    Ok((card, stands.map(|stands| stands.village)))
}

/// POST /police/{id}/end: the matter is over, and so is the card.
pub async fn end(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, .. } = posted;
    let now = app.now();
    let id = Uuid::try_parse(&id).map_err(|_| Problem::NotFound)?;
    let mut tx = app.db().write().await?;
    let one = store::own(&mut tx, &actor, id).await?.ok_or(Problem::NotFound)?;
    if store::end(&mut tx, &actor, one.id, now.micros()).await? {
        let detail = one.id.simple().to_string();
        audit::record(&mut tx, &actor.entry(&now, "police.ended", None, detail)).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/police?done=ended").into_response())
}
