//! The side of whoever asks: what one has asked, and the form.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use xinan_db::{Tx, Uuid};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::portal::request::{RequestKind, RequestState, due_on};
use xinan_domain::text::{Lang, day_in_full};

use super::LONGEST;
use super::store::{self, Asked, New};
use crate::case::VisibleCase;
use crate::case::store::hold;
use crate::portal::own::looks::{MOST_LOOKS, SeenLook, seen_looks};
use crate::portal::own::view::Framed;
use crate::portal::reader::{Act, Reader, Sent};
use crate::portal::task::{Wrong, wrong_words};
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Query;
use crate::shell::problem::Problem;
use crate::shell::session::AHEAD;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::kv;
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// Requests that one may make in a day: more than anybody needs, and few to fill a disk with.
const A_DAY: i64 = 20;
const DAY: i64 = 24 * 3600 * crate::shell::session::SECOND;

/// What was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// GET /my/requests
pub async fn list(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = reader.record(&mut tx, &now, Act::Read, "requests").await?;
    let all = visible(&reader, store::of_case(&mut tx, &case).await?);
    tx.commit().await?;
    // Said on the first page until it was read by whoever asked, and not by somebody else who may.
    let news = |one: &&Asked| one.holder == reader.holder && one.is_news();
    if all.iter().any(|one| news(&one)) {
        let mut tx = app.db().write().await?;
        let shown = all.iter().filter(news).map(|one| one.id);
        store::read(&mut tx, &case, reader.holder, shown, now.micros()).await?;
        tx.commit().await?;
    }
    let lang = reader.lang;
    let body = html! {
        p { (texts::my_requests_explained(lang)) }
        @if all.is_empty() { p.muted { (texts::my_requests_none(lang)) } }
        @for one in &all { (shown(&reader, one)) }
        p { (Button::primary(texts::my_ask_correction(lang)).link("/my/requests/new")) }
    };
    let flash = (asked.done == "asked").then(|| Flash::done(texts::my_asked(lang)));
    Ok(Framed { title: texts::my_requests(lang), here: "/my/requests", flash, refused: false }
        .show(&reader, &body))
}

/// The person reads every request of the own record, a guardian those that he or she made.
fn visible(reader: &Reader, all: Vec<Asked>) -> Vec<Asked> {
    all.into_iter().filter(|one| reader.is_person() || one.holder == reader.holder).collect()
}

/// One request with its answer. Who answered is not named to a guardian: the office is enough. Whom the person is to be safe
/// from reads how far it is and when, and no word of the answer: it may be older than that, and an address stand in it.
fn shown(reader: &Reader, one: &Asked) -> Markup {
    let lang = reader.lang;
    let tone = if one.state == RequestState::Received { Tone::Info } else { Tone::Ok };
    let id = format!("r{}", one.id.simple());
    let mut facts: Vec<(&str, Markup)> = Vec::new();
    if reader.is_person() && one.relation.is_some() {
        let who = one.relation.map_or(String::new(), |one| texts::my_guardian_in_log(lang, lang.code(one)));
        facts.push((texts::request_by(lang), html! { (who) }));
    }
    if let Some((at, _)) = &one.look {
        facts.push((texts::request_about_look(lang), html! { (Moment::of_micros(*at).in_full(lang)) }));
    }
    facts.push((texts::request_asked(lang), html! { (one.asked) }));
    if !one.should_be.is_empty() {
        facts.push((texts::request_should_be(lang), html! { (one.should_be) }));
    }
    match one.answered_at {
        Some(at) => {
            if !reader.reads_no_words() {
                facts.push((texts::request_answer(lang), html! { (one.answer) }));
            }
            facts.push((
                texts::request_answered_on(lang),
                html! { (day_in_full(lang, Moment::of_micros(at).day())) },
            ));
        }
        None => facts.push((
            texts::request_due(lang),
            html! { (texts::my_answer_by(lang, &day_in_full(lang, one.due_on))) },
        )),
    }
    let made_on = day_in_full(lang, Moment::of_micros(one.made_at).day());
    let title = format!("{} · {made_on}", lang.code(one.kind));
    let end = html! {
        @if one.holder == reader.holder && one.is_news() { (tag(Tone::First, texts::my_answer_new(lang))) " " }
        (tag(tone, texts::request_state(lang, one.kind, one.state)))
    };
    Card::new(&id, &title).end(end).show(&kv::facts(&facts))
}

/// What is asked about.
#[derive(Debug, Deserialize)]
pub struct About {
    /// The kind; empty for a correction.
    #[serde(default)]
    kind: String,
    /// The look that is asked about.
    #[serde(default)]
    look: String,
}

/// GET /my/requests/new
pub async fn form(
    State(app): State<App>,
    reader: Reader,
    Query(about): Query<About>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read_log().await?;
    let case = reader.record(&mut tx, &now, Act::Read, "request").await?;
    let look = look_of(&mut tx, &reader, &case, &about.look).await?;
    tx.commit().await?;
    let kind = kind_of(&about.kind, look.as_ref());
    let mut answers = Answers::default();
    answers.push("request_id", xinan_db::new_id().to_string());
    answers.push("kind", kind.code().to_string());
    answers.push("look", about.look);
    Ok(page(&reader, kind, look.as_ref(), &answers, &Wrong::new()).into_response())
}

fn kind_of(kind: &str, look: Option<&SeenLook>) -> RequestKind {
    match (RequestKind::read(kind), look) {
        (_, Some(_)) => RequestKind::Look,
        (Some(RequestKind::Look) | None, None) => RequestKind::Correction,
        (Some(kind), None) => kind,
    }
}

/// The look that an address names, if it is one that this reader sees.
async fn look_of(
    tx: &mut Tx,
    reader: &Reader,
    case: &VisibleCase,
    named: &str,
) -> Result<Option<SeenLook>, Problem> {
    let Ok(entry) = named.parse::<i64>() else { return Ok(None) };
    let found = seen_looks(tx, reader, case, MOST_LOOKS).await?.into_iter().find(|look| look.entry == entry);
    found.map(Some).ok_or(Problem::NotFound)
}

/// POST /my/requests/new
///
/// Whether there is room for one more is asked first, and the looks are read beside everybody else's work; only what is kept
/// is written, with the record held, so that several sent at once are counted one after another.
pub async fn ask(State(app): State<App>, sent: Sent) -> Result<Response, Problem> {
    let Sent { reader, mut answers, .. } = sent;
    let (now, settings, lang) = (app.now(), app.settings(), reader.lang);
    let Ok(id) = Uuid::try_parse(&answers.get("request_id")) else { return Err(Problem::Malformed) };
    let day = (now.micros() - DAY, now.micros() + AHEAD);
    let mut tx = app.db().read_log().await?;
    let case = reader.record(&mut tx, &now, Act::Read, "request").await?;
    let made = store::made_since(&mut tx, &case, reader.holder, day).await?;
    let there = store::of_case(&mut tx, &case).await?.into_iter().find(|one| one.id == id);
    let full = there.is_none() && made >= A_DAY;
    let look = match full {
        true => None,
        false => look_of(&mut tx, &reader, &case, &answers.get("look")).await?,
    };
    tx.commit().await?;
    let typed = answers.get("kind");
    let kind = match RequestKind::read(&typed) {
        Some(kind) if full => kind,
        _ => kind_of(&typed, look.as_ref()),
    };
    let (asked, should_be) = (answers.words("asked"), answers.words("should_be"));
    let should_be = if kind == RequestKind::Correction { should_be } else { String::new() };
    let mut wrong = Wrong::new();
    wrong.extend(wrong_words(lang, "asked", &asked, LONGEST));
    if kind == RequestKind::Correction {
        wrong.extend(wrong_words(lang, "should_be", &should_be, LONGEST));
    }
    if wrong.is_empty() && full {
        wrong.push(("asked", texts::my_asked_enough(lang).to_owned()));
    }
    let refused = |status: StatusCode, answers: &Answers, wrong: &[(&'static str, String)]| {
        Ok((status, page(&reader, kind, look.as_ref(), answers, wrong)).into_response())
    };
    if !wrong.is_empty() {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, &answers, &wrong);
    }
    let done = || Ok(Redirect::to("/my/requests?done=asked").into_response());
    let is_same = |one: &Asked| {
        (one.holder, one.kind, &one.asked, &one.should_be) == (reader.holder, kind, &asked, &should_be)
    };
    if there.as_ref().is_some_and(is_same) {
        return done();
    }
    let days = settings.parameters(&case.head.village, now.day()).portal.answer_days;
    let new = New {
        id,
        holder: reader.holder,
        kind,
        asked: &asked,
        should_be: &should_be,
        look: look.as_ref().map(|look| (look.at, look.action.as_str(), look.by)),
        due_on: due_on(now.day(), days),
        now: now.micros(),
    };
    let mut tx = app.db().write().await?;
    hold(&mut tx, case.county(), case.id()).await?;
    if store::made_since(&mut tx, &case, reader.holder, day).await? >= A_DAY {
        tx.roll_back().await?;
        let wrong = [("asked", texts::my_asked_enough(lang).to_owned())];
        return refused(StatusCode::UNPROCESSABLE_ENTITY, &answers, &wrong);
    }
    if store::add(&mut tx, &case, &new).await? {
        reader.note(&mut tx, &now, Act::Ask, &id.to_string()).await?;
        tx.commit().await?;
        return done();
    }
    // Sent twice at once; or sent, called back and filled in otherwise, which is another.
    let there = store::of_case(&mut tx, &case).await?.into_iter().find(|one| one.id == id);
    tx.roll_back().await?;
    if there.as_ref().is_some_and(is_same) {
        return done();
    }
    answers.set("request_id", xinan_db::new_id().to_string());
    let wrong = [("asked", texts::form_kept_before(lang).to_owned())];
    refused(StatusCode::CONFLICT, &answers, &wrong)
}

fn label(lang: Lang, kind: RequestKind, name: &str) -> &'static str {
    match (kind, name) {
        (RequestKind::Correction, "asked") => texts::my_what_is_wrong(lang),
        (RequestKind::Look, "asked") => texts::my_what_about_look(lang),
        (RequestKind::Objection, "asked") => texts::my_what_against(lang),
        _ => texts::my_what_is_right(lang),
    }
}

fn page(
    reader: &Reader,
    kind: RequestKind,
    look: Option<&SeenLook>,
    answers: &Answers,
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = reader.lang;
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|(field, say)| Line {
            field,
            sentence: texts::summary_line(lang, label(lang, kind, field), say),
        })
        .collect();
    let frame = |name: &'static str| {
        let mut frame = Frame::new(lang, name, label(lang, kind, name));
        frame.errors = wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
        frame
    };
    let refused = !wrong.is_empty();
    let code = kind.code().to_string();
    let kept = [("request_id", answers.raw("request_id")), ("kind", &code), ("look", answers.raw("look"))];
    let body = html! {
        @if refused { (summary(lang, &lines, "")) }
        @if let Some(look) = look {
            (notice(Tone::Info, &html! {
                p { (Moment::of_micros(look.at).in_full(lang)) " · " (look.who) " · " (look.what) }
                p { (texts::my_asked_of_another(lang)) }
            }))
        }
        (Form { refused, ..Form::new(lang, "/my/requests/new", &reader.form_key) }.show(&html! {
            (hidden("", &kept))
            (text(&frame("asked"), Text::Lines, answers.raw("asked")))
            @if kind == RequestKind::Correction {
                (text(&frame("should_be"), Text::Lines, answers.raw("should_be")))
            }
            p { (Button::primary(texts::my_send(lang)).submit()) }
        }))
        p.small.muted { (texts::my_request_costs_nothing(lang)) }
    };
    Framed { title: lang.code(kind), here: "/my/requests/new", flash: None, refused }.show(reader, &body)
}
