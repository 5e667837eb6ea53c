//! The side of the office: the list of its territory, one request, the answer.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use maud::{Markup, html};
use serde::Deserialize;
use xinan_db::seen::How;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;
use xinan_domain::portal::request::{Answering, RequestKind, RequestState, answer as judge, is_late};
use xinan_domain::text::Lang;

use super::LONGEST;
use super::store::{self, Asked, Listed};
use crate::case::VisibleCase;
use crate::case::seen::sees;
use crate::case::store::find;
use crate::policy::{Action, permits};
use crate::portal::exception::store::{self as exceptions, Ending};
use crate::portal::safety::store as flags;
use crate::portal::task::{Task, Wrong, wrong_words};
use crate::shell::actor::Actor;
use crate::shell::app::{App, Settings};
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::page::{About, page as whole};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::field::{Choice, Text, radios, text};
use crate::shell::ui::form::{Form, submit_bar};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::kv;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
pub(crate) const HOME: &str = "/requests";
/// How many a page shows of those that wait, and of those that were answered.
const MOST: u32 = 50;

/// How long before what is kept back ends the office is reminded.
const SOON_DAYS: i64 = 14;

/// Which page, and what was just done.
#[derive(Debug, Deserialize)]
pub struct Which {
    #[serde(default)]
    page: u32,
    #[serde(default)]
    done: String,
}

/// GET /requests
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Which>,
) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let page = asked.page.clamp(1, 10_000);
    let mut tx = app.db().read().await?;
    // One more than is shown says whether there are more.
    let part = (MOST + 1, (page - 1) * MOST);
    let open = store::of_territory(&mut tx, &actor.scope(), true, part).await?;
    let closed = store::of_territory(&mut tx, &actor.scope(), false, (10, 0)).await?;
    let today = now.day();
    let ending = match permits(&actor, Action::KeepException) {
        true => {
            exceptions::ending(&mut tx, &actor.scope(), (today, today.saturating_add(SOON_DAYS.days())), MOST)
                .await?
        }
        false => Vec::new(),
    };
    let asked_for = open.iter().take(MOST as usize).chain(&closed).map(|one| one.case);
    let shown: Vec<Uuid> = asked_for.chain(ending.iter().map(|one| one.case)).collect();
    if !shown.is_empty() {
        sees(&mut tx, &actor, &shown, How::Within(actor.share), &now).await?;
        let mut entry = actor.entry(&now, Action::AnswerRequest.name(), None, shown.len().to_string());
        entry.cases = audit::packed(shown);
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    let lang = actor.lang;
    let more = open.len() > MOST as usize;
    let body = html! {
        (head(&Head { title: texts::requests_title(lang), ..Head::default() }))
        p { (texts::requests_explained(lang)) }
        (to_look_at_again(lang, &ending))
        @if open.is_empty() {
            (empty(texts::requests_none_open(lang), "", None))
        } @else {
            (table(&actor, &now, &settings, &open[..open.len().min(MOST as usize)], texts::requests_open(lang)))
        }
        @if page > 1 || more {
            div.pages { nav.grow aria-label=(texts::pages(lang)) { ol {
                @if page > 1 { li { a href={ (HOME) "?page=" (page - 1) } rel="prev" { (texts::page_previous(lang)) } } }
                @if more { li { a href={ (HOME) "?page=" (page + 1) } rel="next" { (texts::page_next(lang)) } } }
            } } }
        }
        @if !closed.is_empty() {
            h2 { (texts::requests_closed(lang)) }
            (table(&actor, &now, &settings, &closed, texts::requests_closed(lang)))
        }
    };
    let flash = (asked.done == "answered").then(|| Flash::done(texts::request_answered(lang)));
    let title = texts::requests_title(lang);
    Ok(whole(&actor, &now, &About { title, current: HOME, here: HOME, flash, ..About::default() }, &body))
}

/// What is kept back and ends soon: it ends by itself, and only a doctor can say that it goes on.
fn to_look_at_again(lang: Lang, ending: &[Ending]) -> Markup {
    html! {
        @if !ending.is_empty() {
            (Card::new("ending", texts::exceptions_ending(lang)).show(&html! {
                p.small.muted { (texts::exceptions_ending_explained(lang)) }
                ul.log {
                    @for one in ending {
                        li {
                            a.name href={ "/people/" (one.case.simple()) "/own-door" } data-mask=(crate::shell::ui::person::covered_name(&one.name)) { (one.name) }
                            " · " (lang.code(one.kept)) " · " (texts::exception_until(lang, &one.until.to_string()))
                        }
                    }
                }
            }))
        }
    }
}

fn table(actor: &Actor, now: &Moment, settings: &Settings, list: &[Listed], caption: &str) -> Markup {
    let lang = actor.lang;
    let columns = [
        Column::new(texts::column_name(lang)),
        Column::new(texts::column_village(lang)),
        Column::new(texts::request_kind(lang)),
        Column::new(texts::request_made(lang)),
        Column::new(texts::request_due(lang)),
    ];
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for one in list {
            tr {
                td.lead { a.name href={ (HOME) "/" (one.id.simple()) } data-mask=(crate::shell::ui::person::covered_name(&one.name)) { (one.name) } }
                td { (settings.divisions.name(&one.village)) }
                td.full { (lang.code(one.kind)) " · " (who(lang, one.relation)) }
                td.nowrap data-label=(texts::request_made(lang)) { (Moment::of_micros(one.made_at).day()) }
                td.tail {
                    @if is_late(one.state, one.due_on, now.day()) { (tag(Tone::First, &texts::request_late_since(lang, &one.due_on.to_string()))) }
                    @else if one.state == RequestState::Received { (one.due_on) }
                    @else { (tag(Tone::Plain, texts::request_state(lang, one.kind, one.state))) }
                    @if one.state == RequestState::Received && one.look_by == Some(actor.account) {
                        " " (tag(Tone::Plain, texts::request_of_another(lang)))
                    }
                }
            }
        }
    })
}

fn who(lang: Lang, relation: Option<xinan_domain::person::Relation>) -> String {
    match relation {
        None => texts::my_self_in_log(lang).to_owned(),
        Some(relation) => texts::my_guardian_in_log(lang, lang.code(relation)),
    }
}

/// The request at an address, and the record it is of. Out of reach looks like absent.
async fn found(tx: &mut Tx, actor: &Actor, id: &str, now: &Moment) -> Result<(VisibleCase, Asked), Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    let case = store::case_of(tx, actor.county(), id).await?.ok_or(Problem::NotFound)?;
    let case = find(tx, actor, &case.simple().to_string(), Action::AnswerRequest, now).await?;
    let asked = store::of_case(tx, &case).await?.into_iter().find(|one| one.id == id);
    Ok((case, asked.ok_or(Problem::NotFound)?))
}

/// GET /requests/{request}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(request): Path<String>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (case, asked) = found(&mut tx, &actor, &request, &now).await?;
    let about = about(&mut tx, &case, &asked, &now).await?;
    tx.commit().await?;
    Ok(page(&actor, &now, (&case, &asked, &about), &Answers::default(), &Wrong::new()).into_response())
}

/// What else the page of a request says.
struct Beside {
    /// The person is to be safe from whoever asked.
    flagged: bool,
    /// Who may answer, where not everybody may.
    may_answer: Vec<String>,
}

async fn about(tx: &mut Tx, case: &VisibleCase, asked: &Asked, now: &Moment) -> Result<Beside, Problem> {
    let open_question = asked.kind == RequestKind::Look && asked.state == RequestState::Received;
    let may_answer = match open_question {
        true => store::who_may_answer(tx, case, asked, now.day()).await?,
        false => Vec::new(),
    };
    Ok(Beside { flagged: is_flagged(tx, case, asked).await?, may_answer })
}

async fn is_flagged(tx: &mut Tx, case: &VisibleCase, asked: &Asked) -> Result<bool, Problem> {
    Ok(flags::standing(tx, case).await?.iter().any(|flag| flag.holder == asked.holder))
}

/// POST /requests/{request}: an answer, once.
pub async fn answer(
    State(app): State<App>,
    Path(request): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (now, lang) = (app.now(), actor.lang);
    let mut tx = app.db().write().await?;
    let (case, asked) = found(&mut tx, &actor, &request, &now).await?;
    if asked.state == RequestState::Received && !asked.may_be_answered_by(&actor) {
        let about = about(&mut tx, &case, &asked, &now).await?;
        tx.commit().await?;
        let page = page(&actor, &now, (&case, &asked, &about), &answers, &Wrong::new());
        return Ok((StatusCode::FORBIDDEN, page).into_response());
    }
    let act = match answers.get("outcome").as_str() {
        "accept" => Some(Answering::Accept),
        "decline" => Some(Answering::Decline),
        _ => None,
    };
    let words = answers.words("answer");
    let mut wrong = Wrong::new();
    if act.is_none() {
        let say = match asked.kind {
            RequestKind::Look => texts::request_look_outcome_missing(lang),
            _ => texts::request_outcome_missing(lang),
        };
        wrong.push(("outcome", say.to_owned()));
    }
    wrong.extend(wrong_words(lang, "answer", &words, LONGEST));
    let becomes = act.map(|act| judge(asked.state, act));
    let status = match becomes {
        Some(Ok(becomes)) if wrong.is_empty() => {
            let by = (actor.account, now.micros());
            if store::answer(&mut tx, &case, &asked, becomes, &words, by).await? {
                let entry = actor.entry(&now, "portal.answered", Some(case.id()), asked.id.to_string());
                audit::record(&mut tx, &entry).await?;
                tx.commit().await?;
                return Ok(Redirect::to("/requests?done=answered").into_response());
            }
            StatusCode::CONFLICT
        }
        // Somebody has answered it; what was typed is shown beside the answer that stands.
        Some(Err(_)) => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    if status == StatusCode::CONFLICT {
        wrong.clear();
    }
    let (_, asked) = found(&mut tx, &actor, &request, &now).await?;
    let about = about(&mut tx, &case, &asked, &now).await?;
    tx.commit().await?;
    Ok((status, page(&actor, &now, (&case, &asked, &about), &answers, &wrong)).into_response())
}

fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "outcome" => texts::request_outcome(lang),
        _ => texts::request_answer(lang),
    }
}

fn page(
    actor: &Actor,
    now: &Moment,
    (case, asked, about): (&VisibleCase, &Asked, &Beside),
    answers: &Answers,
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = actor.lang;
    let here = format!("{HOME}/{}", asked.id.simple());
    let title = lang.code(asked.kind);
    let task = Task { case, title, here: &here, back: HOME, answers, wrong, label };
    let person = format!("/people/{}", case.path_id());
    let mut facts: Vec<(&str, Markup)> = vec![
        (texts::request_by(lang), html! { (who(lang, asked.relation)) }),
        (texts::request_made(lang), html! { (Moment::of_micros(asked.made_at).stamp()) }),
        (
            texts::request_due(lang),
            html! {
                (asked.due_on)
                @if is_late(asked.state, asked.due_on, now.day()) { " " (tag(Tone::First, texts::request_late(lang))) }
            },
        ),
    ];
    if let Some((at, action)) = &asked.look {
        let look = format!("{} · {}", Moment::of_micros(*at).stamp(), texts::look_at(lang, action));
        facts.push((texts::request_about_look(lang), html! { (look) }));
    }
    facts.push((texts::request_asked(lang), html! { (asked.asked) }));
    if !asked.should_be.is_empty() {
        facts.push((texts::request_should_be(lang), html! { (asked.should_be) }));
    }
    if !about.may_answer.is_empty() {
        let names = about.may_answer.join(texts::list_joint(lang));
        facts.push((texts::request_who_may(lang), html! { (names) }));
    }
    // What is asked about a look is explained first; that something is mended comes first elsewhere.
    let (outcomes, hint) = match asked.kind {
        RequestKind::Look => {
            let explained = Choice::new("decline", texts::request_look_decline(lang));
            let amiss = Choice::new("accept", texts::request_look_accept(lang));
            ([explained, amiss], texts::request_look_answer_hint(lang))
        }
        _ => {
            let done = Choice::new("accept", texts::request_accept(lang));
            let not_done = Choice::new("decline", texts::request_decline(lang));
            ([done, not_done], texts::request_answer_hint(lang))
        }
    };
    let body = html! {
        @if about.flagged { (notice(Tone::First, &html! { (texts::request_flagged(lang)) })) }
        (Card::new("request", title).show(&kv::facts(&facts)))
        @if asked.kind == RequestKind::Correction {
            p { a href={ (person) "/edit" } { (texts::act_edit_person(lang)) } " · "
                a href={ (person) "/visits" } { (texts::all_visits(lang)) } }
        }
        @if asked.state == RequestState::Received && !asked.may_be_answered_by(actor) {
            (notice(Tone::Soon, &html! {
                (texts::request_about_own_look(lang))
                @if about.may_answer.is_empty() { " " (texts::request_nobody_else(lang)) }
            }))
            @if !task.typed("answer").is_empty() { p { (texts::request_typed(lang)) " " (task.typed("answer")) } }
            p { a.btn href=(HOME) { (texts::back(lang)) } }
        } @else if asked.state == RequestState::Received {
            (Form { refused: task.is_refused(), ..Form::new(lang, &here, &actor.form_key) }.show(&html! {
                (radios(&task.frame(actor, "outcome"), &outcomes, &answers.get("outcome")))
                (text(&task.frame(actor, "answer").hint(hint), Text::Lines, task.typed("answer")))
                (submit_bar(&[Button::primary(texts::request_send(lang)).submit()], &html! {
                    a href=(HOME) { (texts::act_cancel(lang)) }
                }))
            }))
        } @else {
            @if !task.typed("answer").is_empty() {
                (notice(Tone::Soon, &html! { (texts::request_answered_already(lang)) }))
            }
            (notice(Tone::Ok, &html! {
                (texts::request_answer_line(
                    lang,
                    texts::request_state(lang, asked.kind, asked.state),
                    &asked.answered_at.map_or(String::new(), |at| Moment::of_micros(at).stamp()),
                    &asked.answered_by,
                ))
                p { (asked.answer) }
            }))
            @if !task.typed("answer").is_empty() { p { (texts::request_typed(lang)) " " (task.typed("answer")) } }
        }
    };
    task.whole(actor, now, &body)
}
