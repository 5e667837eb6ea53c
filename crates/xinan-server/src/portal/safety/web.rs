//! Handlers and form of what is set and lifted.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use xinan_db::{Uuid, audit};
use xinan_domain::answers::Answers;
use xinan_domain::text::Lang;

use super::store::{self, Flag};
use crate::case::VisibleCase;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::policy::Action;
use crate::portal::card::store::Kept;
use crate::portal::card::web::{holder, holder_in_words, home};
use crate::portal::task::{Task, Wrong};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::ui::button::Button;
use crate::shell::ui::field::{Text, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// GET /people/{id}/own-door/safety/{holder}
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Path((id, guardian)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepSafety, &now).await?;
    let card = guardian_of(holder(&mut tx, &case, &guardian).await?)?;
    let flags = store::standing(&mut tx, &case).await?;
    tx.commit().await?;
    let flag = flags.iter().find(|flag| flag.holder == card.holder);
    let mut answers = Answers::default();
    answers.push("flag_id", flag.map_or_else(xinan_db::new_id, |flag| flag.id).to_string());
    Ok(page(&actor, &now, (&case, &card, flag), &answers, &Wrong::new()).into_response())
}

/// Of the person nobody is kept safe.
fn guardian_of(card: Kept) -> Result<Kept, Problem> {
    if card.relation.is_some() { Ok(card) } else { Err(Problem::NotFound) }
}

/// POST /people/{id}/own-door/safety/{holder}: sets it, or lifts the one that the form names.
pub async fn keep(
    State(app): State<App>,
    Path((id, guardian)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let Ok(flag_id) = Uuid::try_parse(&answers.get("flag_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::KeepSafety, &now).await?;
    let card = guardian_of(holder(&mut tx, &case, &guardian).await?)?;
    let flags = store::standing(&mut tx, &case).await?;
    let flag = flags.iter().find(|flag| flag.holder == card.holder);
    let lifts = answers.get("act") == "lift";
    let said = if lifts { "lifted" } else { "safe" };
    let done = Redirect::to(&format!("{}?done={said}", home(&case))).into_response();
    // Sent twice, or by two at once: what is asked for is so already.
    if lifts != flag.is_some() {
        tx.commit().await?;
        return Ok(done);
    }
    let reason = answers.words("safety_reason");
    if let Some(wrong) = wrong_with(&reason) {
        tx.commit().await?;
        let wrong = vec![("safety_reason", wrong.say(actor.lang))];
        let page = page(&actor, &now, (&case, &card, flag), &answers, &wrong);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let action = match flag {
        Some(flag) => {
            store::lift(&mut tx, &case, flag.id, &reason, actor.account, now.micros()).await?;
            "safety.lifted"
        }
        None => {
            let ids = (flag_id, card.holder);
            store::set(&mut tx, &case, ids, &reason, actor.account, now.micros()).await?;
            "safety.set"
        }
    };
    let entry = actor.entry(&now, action, Some(case.id()), card.holder.to_string());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(done)
}

fn label(lang: Lang, _: &str) -> &'static str {
    texts::safety_reason(lang)
}

fn page(
    actor: &Actor,
    now: &Moment,
    (case, card, flag): (&VisibleCase, &Kept, Option<&Flag>),
    answers: &Answers,
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = actor.lang;
    let back = home(case);
    let here = format!("{back}/safety/{}", card.holder.simple());
    let title = if flag.is_some() { texts::safety_lift(lang) } else { texts::safety_set(lang) };
    let task = Task { case, title, here: &here, back: &back, answers, wrong, label };
    let who = holder_in_words(lang, card);
    let body = html! {
        @match flag {
            None => (notice(Tone::Info, &html! { (texts::safety_explained(lang, &who)) })),
            Some(flag) => (notice(Tone::Soon, &html! {
                (texts::safety_since(lang, &who, &Moment::of_micros(flag.set_at).stamp(), &flag.reason))
            })),
        }
        (Form { refused: task.is_refused(), ..Form::new(lang, &here, &actor.form_key) }.show(&html! {
            @let act = if flag.is_some() { "lift" } else { "set" };
            (hidden("", &[("flag_id", task.typed("flag_id")), ("act", act)]))
            (text(&task.frame(actor, "safety_reason"), Text::Line, task.typed("safety_reason")))
            (submit_bar(&[Button::primary(title).submit()], &html! { a href=(back) { (texts::act_cancel(lang)) } }))
        }))
    };
    task.whole(actor, now, &body)
}
