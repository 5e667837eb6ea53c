//! Handlers and forms of what is kept back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use xinan_db::{Uuid, audit};
use xinan_domain::account::shown_name;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::day::read_day_ahead;
use xinan_domain::portal::Kept as Kind;
use xinan_domain::text::Lang;

use super::store::{self, Kept};
use crate::case::VisibleCase;
use crate::case::reason::{LONGEST, wrong_with};
use crate::case::store::find;
use crate::policy::Action;
use crate::portal::card::web::home;
use crate::portal::task::{Task, Wrong, wrong_words};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::ui::button::Button;
use crate::shell::ui::field::{Choice, Text, day_ahead, radios, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The last day that may be named.
fn latest(app: &App, case: &VisibleCase, today: Date) -> Date {
    let months = app.settings().parameters(&case.head.village, today).portal.exception_months;
    today.saturating_add(i32::from(months).months())
}

/// GET /people/{id}/own-door/exceptions/new
pub async fn form(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepException, &now).await?;
    tx.commit().await?;
    let latest = latest(&app, &case, now.day());
    let mut answers = Answers::default();
    answers.push("exception_id", xinan_db::new_id().to_string());
    Ok(page(&actor, &now, &case, latest, &answers, &Wrong::new()).into_response())
}

/// POST /people/{id}/own-door/exceptions/new
pub async fn keep(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, mut answers } = posted;
    let now = app.now();
    let Ok(new_id) = Uuid::try_parse(&answers.get("exception_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepException, &now).await?;
    let latest = latest(&app, &case, now.day());
    let new = match read(&actor, &answers, new_id, latest, now.day()) {
        Ok(new) => new,
        Err(wrong) => {
            tx.commit().await?;
            let page = page(&actor, &now, &case, latest, &answers, &wrong);
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    if !store::add(&mut tx, &case, &new, actor.account, now.micros()).await? {
        let all = store::of_case(&mut tx, &case).await?;
        tx.commit().await?;
        let said = |one: &Kept| (one.kept, one.doctor.clone(), one.reason.clone(), one.until);
        if all.iter().any(|one| one.id == new.id && one.ended_at.is_none() && said(one) == said(&new)) {
            return Ok(Redirect::to(&format!("{}?done=kept", home(&case))).into_response());
        }
        // Sent, called back and filled in otherwise, or ended since: it is another.
        answers.set("exception_id", xinan_db::new_id().to_string());
        let wrong = vec![("kept", texts::form_kept_before(actor.lang).to_owned())];
        let page = page(&actor, &now, &case, latest, &answers, &wrong);
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    let detail = format!("{} {}", new.kept.code(), new.until);
    audit::record(&mut tx, &actor.entry(&now, "exception.kept", Some(case.id()), detail)).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?done=kept", home(&case))).into_response())
}

fn read(actor: &Actor, answers: &Answers, id: Uuid, latest: Date, today: Date) -> Result<Kept, Wrong> {
    let lang = actor.lang;
    let mut wrong = Wrong::new();
    let kept = Kind::read(&answers.get("kept"));
    if kept.is_none() {
        wrong.push(("kept", texts::exception_kept_missing(lang).to_owned()));
    }
    let doctor = shown_name(answers.raw("doctor"));
    if doctor.is_none() {
        wrong.push(("doctor", texts::exception_doctor_missing(lang).to_owned()));
    }
    let reason = answers.words("reason");
    wrong.extend(wrong_words(lang, "reason", &reason, LONGEST));
    let until = read_day_ahead(&answers.get("until"), today);
    match until {
        None => wrong.push(("until", texts::exception_until_unread(lang).to_owned())),
        Some(day) if day < today => wrong.push(("until", texts::exception_until_past(lang).to_owned())),
        Some(day) if day > latest => {
            wrong.push(("until", texts::exception_until_late(lang, &latest.to_string())));
        }
        Some(_) => {}
    }
    match (kept, doctor, until) {
        (Some(kept), Some(doctor), Some(until)) if wrong.is_empty() => {
            Ok(Kept { id, kept, doctor, reason, office: actor.office.clone(), until, ended_at: None })
        }
        _ => Err(wrong),
    }
}

/// GET /people/{id}/own-door/exceptions/{exception}/end
pub async fn end_form(
    State(app): State<App>,
    actor: Actor,
    Path((id, exception)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepException, &now).await?;
    let all = store::of_case(&mut tx, &case).await?;
    tx.commit().await?;
    let one = named(&all, &exception)?;
    if one.ended_at.is_some() {
        return Ok(Redirect::to(&home(&case)).into_response());
    }
    Ok(end_page(&actor, &now, &case, one, &Answers::default(), &Wrong::new()).into_response())
}

/// POST /people/{id}/own-door/exceptions/{exception}/end: shown again at once.
pub async fn end(
    State(app): State<App>,
    Path((id, exception)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepException, &now).await?;
    let all = store::of_case(&mut tx, &case).await?;
    let one = named(&all, &exception)?;
    let reason = answers.words("end_reason");
    if one.ended_at.is_none()
        && let Some(wrong) = wrong_with(&reason)
    {
        tx.commit().await?;
        let wrong = vec![("end_reason", wrong.say(actor.lang))];
        let page = end_page(&actor, &now, &case, one, &answers, &wrong);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    if store::end(&mut tx, &case, one.id, &reason, actor.account, now.micros()).await? {
        let entry = actor.entry(&now, "exception.ended", Some(case.id()), one.kept.code().to_string());
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{}?done=shown", home(&case))).into_response())
}

fn named<'a>(all: &'a [Kept], id: &str) -> Result<&'a Kept, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    all.iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}

fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "kept" => texts::exception_kept(lang),
        "doctor" => texts::exception_doctor(lang),
        "reason" => texts::exception_reason(lang),
        "until" => texts::exception_until_day(lang),
        _ => texts::exception_end_reason(lang),
    }
}

fn page(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    latest: Date,
    answers: &Answers,
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = actor.lang;
    let back = home(case);
    let (here, title) = (format!("{back}/exceptions/new"), texts::exception_add(lang));
    let task = Task { case, title, here: &here, back: &back, answers, wrong, label };
    let kinds: Vec<Choice<'_>> =
        Kind::ALL.iter().map(|kind| Choice::new(kind.code().to_string(), lang.code(*kind))).collect();
    let body = html! {
        (notice(Tone::Soon, &html! { (texts::exception_explained(lang)) }))
        (Form { refused: task.is_refused(), ..Form::new(lang, &here, &actor.form_key) }.show(&html! {
            (hidden("", &[("exception_id", task.typed("exception_id"))]))
            (radios(&task.frame(actor, "kept"), &kinds, &answers.get("kept")))
            (text(&task.frame(actor, "doctor").hint(texts::exception_doctor_hint(lang)), Text::Line, task.typed("doctor")))
            (text(&task.frame(actor, "reason").hint(texts::exception_reason_hint(lang)), Text::Lines, task.typed("reason")))
            @let until = texts::exception_until_hint(lang, &latest.to_string());
            (day_ahead(&task.frame(actor, "until").hint(&until), task.typed("until"), &[]))
            (submit_bar(&[Button::primary(title).submit()], &html! { a href=(back) { (texts::act_cancel(lang)) } }))
        }))
    };
    task.whole(actor, now, &body)
}

fn end_page(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    one: &Kept,
    answers: &Answers,
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = actor.lang;
    let back = home(case);
    let (here, title) = (format!("{back}/exceptions/{}/end", one.id.simple()), texts::exception_end(lang));
    let task = Task { case, title, here: &here, back: &back, answers, wrong, label };
    let body = html! {
        (notice(Tone::Info, &html! { (texts::exception_line(lang, &one.doctor, &one.office, &one.reason)) }))
        (Form { refused: task.is_refused(), ..Form::new(lang, &here, &actor.form_key) }.show(&html! {
            (text(&task.frame(actor, "end_reason"), Text::Line, task.typed("end_reason")))
            (submit_bar(&[Button::primary(title).submit()], &html! { a href=(back) { (texts::act_cancel(lang)) } }))
        }))
    };
    task.whole(actor, now, &body)
}
