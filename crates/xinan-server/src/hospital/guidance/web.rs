//! Handlers of guidance.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::guidance::{ASKING, Side, question, saying};

use super::store::{self, Thread};
use super::view;
use crate::case::VisibleCase;
use crate::case::store::find;
use crate::case::tie::store::{self as ties, Treating};
use crate::case::tie::{Hand, TieKind};
use crate::hospital::page::Sheet;
use crate::hospital::{Done, Repeat, acts_for, doer, ids};
use crate::policy::{Action, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};
use crate::task::{self, Kind, Task};
use crate::texts;

/// GET /people/{id}/guidance
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let all = store::of_case(&mut tx, &case).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &case, &all, &done.done))
}

/// GET /people/{id}/guidance/new
pub async fn new(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::AskGuidance, &now).await?;
    let hospitals = asked(&mut tx, &case, &now).await?;
    tx.commit().await?;
    let entry = xinan_db::new_id().to_string();
    let (answers, complaints) = (Answers::default(), Complaints::default());
    let mut form = Form::of(&case, &hospitals, &answers, &complaints);
    form.entry = &entry;
    Ok(form.sheet(&actor, |sheet| sheet.page(&actor, &now)))
}

/// The hospitals that can be asked: those in which somebody would read it.
async fn asked(tx: &mut Tx, case: &VisibleCase, now: &Moment) -> Result<Vec<Treating>, Problem> {
    let all = ties::treating(tx, case.county(), now.day()).await?;
    Ok(all.into_iter().filter(|one| one.has_posts).collect())
}

struct Form<'a> {
    case: &'a VisibleCase,
    hospitals: &'a [Treating],
    answers: &'a Answers,
    complaints: &'a Complaints,
    entry: &'a str,
    wrong: bool,
    outdated: bool,
    ended: bool,
}

impl<'a> Form<'a> {
    fn of(
        case: &'a VisibleCase,
        hospitals: &'a [Treating],
        answers: &'a Answers,
        complaints: &'a Complaints,
    ) -> Self {
        let ended =
            crate::case::Status::Dead == case.head.status || crate::case::Status::Closed == case.head.status;
        Self { case, hospitals, answers, complaints, entry: "", wrong: false, outdated: false, ended }
    }

    fn forbidden(&self, lang: xinan_domain::text::Lang) -> Option<String> {
        match (self.ended, self.hospitals.is_empty()) {
            (true, _) => Some(texts::guidance_ended(lang).to_owned()),
            (false, true) => Some(texts::guidance_nobody(lang).to_owned()),
            (false, false) => None,
        }
    }

    fn sheet<T>(&self, actor: &Actor, show: impl Fn(&Sheet<'_>) -> T) -> T {
        let lang = actor.lang;
        let back = format!("/people/{}/guidance", self.case.path_id());
        let here = format!("{back}/new");
        show(&Sheet {
            case: self.case,
            title: texts::guidance_ask(lang),
            draft: "guidance",
            here: &here,
            back: &back,
            explained: texts::guidance_explained(lang),
            fields: ASKING,
            answers: self.answers,
            complaints: self.complaints,
            hospitals: Some(self.hospitals),
            carries: &[("entry_id", self.entry)],
            act: texts::guidance_ask_do(lang),
            reason: None,
            forbidden: self.forbidden(lang),
            wrong: self.wrong.then(|| texts::hospital_other_content(lang)),
            outdated: self.outdated,
        })
    }
}

/// POST /people/{id}/guidance/new
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let now = app.now();
    let typed_id = answers.get("entry_id");
    let Ok(entry) = Uuid::try_parse(&typed_id) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::AskGuidance, &now).await?;
    let hospitals = asked(&mut tx, &case, &now).await?;
    let read = question(&answers, &ids(&hospitals), now.day());
    let words = read.as_ref().ok().map(|one| one.words.as_str());
    let mut repeat = store::repeat(&mut tx, &case, entry, (entry, words)).await?;
    if repeat == Repeat::Same {
        // The same words to another hospital, or about something else, are another question.
        let all = store::of_case(&mut tx, &case).await?;
        let is_same = |one: &store::Thread| {
            read.as_ref().is_ok_and(|read| {
                read.topic == one.topic && Uuid::try_parse(&read.hospital) == Ok(one.institution)
            })
        };
        if !all.iter().any(|one| one.id == entry && is_same(one)) {
            repeat = Repeat::Other;
        }
    }
    if repeat == Repeat::Same {
        tx.commit().await?;
        return Ok(to_thread(&case, entry, "asked"));
    }
    let none = Complaints::default();
    let mut form = Form::of(&case, &hospitals, &answers, &none);
    form.entry = &typed_id;
    let fine = repeat == Repeat::New && !outdated && form.forbidden(actor.lang).is_none();
    let question = match read {
        Ok(question) if fine => question,
        read => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            form.complaints = &complaints;
            (form.wrong, form.outdated) = (repeat == Repeat::Other, outdated);
            return Ok(form.sheet(&actor, |sheet| sheet.refused(&actor, &now)));
        }
    };
    let institution = Uuid::try_parse(&question.hospital).map_err(|_| Problem::Malformed)?;
    store::insert(&mut tx, &case, (entry, institution, question.topic), now.day()).await?;
    store::say(&mut tx, &case, &actor, (entry, entry, Side::Asks, &question.words), now.micros()).await?;
    let thing = (TieKind::Guidance, entry);
    let hand = Hand::Institution(institution);
    ties::begin(&mut tx, (case.county(), case.id()), thing, hand, (now.micros(), None)).await?;
    waits(&mut tx, &case, &hospitals, (entry, institution, Side::Answers), &now).await?;
    log(&mut tx, &actor, &case, "guidance.asked", &now).await?;
    tx.commit().await?;
    Ok(to_thread(&case, entry, "asked"))
}

/// Sets the task of whoever is waited for, and ends that of the other side.
async fn waits(
    tx: &mut Tx,
    case: &VisibleCase,
    hospitals: &[Treating],
    (thread, institution, side): (Uuid, Uuid, Side),
    now: &Moment,
) -> Result<(), Problem> {
    let (set, end, to) = match side {
        Side::Answers => (Kind::AnswerGuidance, Kind::GuidanceAnswered, Some(institution)),
        Side::Asks => (Kind::GuidanceAnswered, Kind::AnswerGuidance, None),
    };
    let (region, to) = doer(case, hospitals, to);
    task::store::end(tx, case.county(), end, thread).await?;
    let words = hospitals.iter().find(|one| one.id == institution).map_or("", |one| one.name.as_str());
    let task = Task {
        kind: set,
        thing: thread,
        case: Some(case.id()),
        region,
        since: now.day(),
        due_on: None,
        words,
    };
    // A hospital in which nobody has a post any more is asked by nobody.
    if side == Side::Asks || to.is_some() {
        task::store::set_for(tx, case.county(), &task, to).await?;
    }
    Ok(())
}

/// The thread that an address names.
async fn found(
    tx: &mut Tx,
    actor: &Actor,
    (id, thread): (&str, &str),
    action: Action,
    now: &Moment,
) -> Result<(VisibleCase, Thread), Problem> {
    let case = find(tx, actor, id, action, now).await?;
    let thread = Uuid::try_parse(thread).map_err(|_| Problem::NotFound)?;
    let all = store::of_case(tx, &case).await?;
    let thread = all.into_iter().find(|one| one.id == thread).ok_or(Problem::NotFound)?;
    Ok((case, thread))
}

/// GET /people/{id}/guidance/{thread}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path((id, thread)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (case, thread) = found(&mut tx, &actor, (&id, &thread), Action::SeeCase, &now).await?;
    tx.commit().await?;
    let (answers, complaints) = (Answers::default(), Complaints::default());
    let entry = xinan_db::new_id().to_string();
    let page = view::Page {
        case: &case,
        thread: &thread,
        answers: &answers,
        complaints: &complaints,
        entry: &entry,
        wrong: None,
        done: &done.done,
    };
    Ok(view::thread(&actor, &now, &page))
}

/// POST /people/{id}/guidance/{thread}: the hospital answers, or the township asks further.
pub async fn say(
    State(app): State<App>,
    Path((id, thread)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let typed_id = answers.get("entry_id");
    let Ok(entry) = Uuid::try_parse(&typed_id) else { return Err(Problem::Malformed) };
    let (side, action) = match reaches_by_tie(&actor) {
        true => (Side::Answers, Action::AnswerGuidance),
        false => (Side::Asks, Action::AskGuidance),
    };
    let mut tx = app.db().write().await?;
    let (case, thread) = found(&mut tx, &actor, (&id, &thread), action, &now).await?;
    if !acts_for(&actor, Some(thread.institution)) {
        return Err(Problem::NotAllowed);
    }
    let read = saying(&answers, now.day());
    let words = read.as_ref().ok().map(String::as_str);
    let repeat = store::repeat(&mut tx, &case, entry, (thread.id, words)).await?;
    if repeat == Repeat::Same {
        tx.commit().await?;
        return Ok(to_thread(&case, thread.id, "said"));
    }
    if thread.closed.is_some() {
        tx.commit().await?;
        return Ok(to_thread(&case, thread.id, "late"));
    }
    let words = match read {
        Ok(words) if repeat == Repeat::New => words,
        read => {
            tx.commit().await?;
            let complaints = read.err().unwrap_or_default();
            let page = view::Page {
                case: &case,
                thread: &thread,
                answers: &answers,
                complaints: &complaints,
                entry: &typed_id,
                wrong: (repeat == Repeat::Other).then(|| texts::hospital_other_content(actor.lang)),
                done: "",
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok((status, view::thread(&actor, &now, &page)).into_response());
        }
    };
    store::say(&mut tx, &case, &actor, (entry, thread.id, side, &words), now.micros()).await?;
    let hospitals = ties::treating(&mut tx, case.county(), now.day()).await?;
    let waited = if side == Side::Asks { Side::Answers } else { Side::Asks };
    waits(&mut tx, &case, &hospitals, (thread.id, thread.institution, waited), &now).await?;
    let action = if side == Side::Asks { "guidance.asked" } else { "guidance.answered" };
    log(&mut tx, &actor, &case, action, &now).await?;
    tx.commit().await?;
    Ok(to_thread(&case, thread.id, "said"))
}

/// POST /people/{id}/guidance/{thread}/closing
pub async fn close(
    State(app): State<App>,
    Path((id, thread)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, thread) = found(&mut tx, &actor, (&id, &thread), Action::AskGuidance, &now).await?;
    if store::close(&mut tx, &case, &actor, thread.id, now.micros()).await? {
        let county = case.county();
        for kind in [Kind::AnswerGuidance, Kind::GuidanceAnswered] {
            task::store::end(&mut tx, county, kind, thread.id).await?;
        }
        ties::end(&mut tx, county, (TieKind::Guidance, thread.id), now.micros()).await?;
        log(&mut tx, &actor, &case, "guidance.closed", &now).await?;
    }
    tx.commit().await?;
    Ok(to_thread(&case, thread.id, "closed"))
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    case: &VisibleCase,
    action: &'static str,
    now: &Moment,
) -> Result<(), Problem> {
    Ok(audit::record(tx, &actor.entry(now, action, Some(case.id()), String::new())).await?)
}

fn to_thread(case: &VisibleCase, thread: Uuid, done: &str) -> Response {
    Redirect::to(&format!("/people/{}/guidance/{}?done={done}", case.path_id(), thread.simple()))
        .into_response()
}

/// What the page says of what was just done.
pub(super) fn said(lang: xinan_domain::text::Lang, done: &str) -> Option<&'static str> {
    Some(match done {
        "asked" => texts::guidance_done_asked(lang),
        "said" => texts::guidance_done_said(lang),
        "closed" => texts::guidance_done_closed(lang),
        "late" => texts::guidance_late(lang),
        _ => return None,
    })
}
