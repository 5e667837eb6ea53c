//! The page that asks for what and to whom something leaves, before it does; and what somebody answers.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::consent::Processing;
use xinan_domain::disclosure::flaw::{Flaw, flaw};
use xinan_domain::disclosure::{
    Door, Fields, Purpose, Receiver, Standing, Whose, Why, is_of_open_records, processing,
};
use xinan_domain::text::Lang;

use super::handed::{self, store::Department};
use super::store::Entered;
use super::{Contents, Said, ask, left_out_in_words, limits, second};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, radios, select, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// Characters of a recipient: an office, perhaps with a name.
const LONGEST_RECIPIENT: usize = 60;

/// What is wrong, each at its field.
pub type Wrong = Vec<(&'static str, String)>;

/// What the page is about.
#[derive(Debug, Clone)]
pub struct Request {
    /// What would leave, as far as consents go of what was chosen so far ([`asks`]).
    pub contents: Contents,
    /// Whether what is said of the people is chosen; else it is all that the form says.
    pub chooses_fields: bool,
    /// This page's address, to which its form is sent.
    pub here: String,
    /// Where the way back leads.
    pub back: String,
    /// Where it is, in words.
    pub place: String,
    /// The person is to be safe from somebody, who must not take it along.
    pub apart: bool,
}

/// The menu entry one is in.
const MENU: &str = "/people";

/// What is asked of the consents of whoever would stand in it, by what was chosen on the page; as it is opened, and until
/// both are chosen, by what is usual.
pub fn asks(answers: &Answers, door: Door) -> Processing {
    let chosen = (Purpose::read(&answers.get("purpose")), Receiver::read(&answers.get("receiver")));
    let (purpose, receiver) = match chosen {
        (Some(purpose), Some(receiver)) => (purpose, receiver),
        _ => (Purpose::Care, Receiver::Health),
    };
    processing(purpose, receiver, door.whose())
}

/// Whether only those would stand in it who live and whose record is open, by what was chosen on the page.
pub fn asks_open_records(answers: &Answers, door: Door) -> bool {
    Purpose::read(&answers.get("purpose")).is_some_and(|purpose| is_of_open_records(purpose, door.whose()))
}

/// The page as it is opened: with the purpose and the recipient that are usual.
///
/// # Errors
/// When the database refuses.
pub async fn page(app: &App, actor: &Actor, now: &Moment, request: &Request) -> Result<Markup, Problem> {
    let mut answers = Answers::default();
    answers.push("purpose", Purpose::Care.code().to_string());
    answers.push("receiver", Receiver::Health.code().to_string());
    answers.push("recipient", actor.office.clone());
    answers.push("fields", Fields::Identity.code().to_string());
    let filled = Filled { answers: &answers, wrong: &[], id: xinan_db::new_id(), outdated: false };
    view(app, actor, now, request, &filled).await
}

/// What is to leave is entered; then on to the file, or to the entry that waits for a second person. `file` makes the
/// file's address of the entry.
///
/// # Errors
/// [`Problem::Malformed`] without an id of the form's own.
pub async fn enter(
    app: &App,
    typed: &Typed,
    request: &Request,
    file: impl Fn(&Entered) -> String,
    now: &Moment,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let Ok(id) = Uuid::try_parse(&answers.get("disclosure_id")) else { return Err(Problem::Malformed) };
    let limits = limits(app, actor, now);
    let departments = departments(app, actor, request, now).await?;
    let inside = handed::chosen(actor.lang, answers, &request.contents, &departments);
    let parsed = match &inside {
        Ok(None) => {
            let form = (request.chooses_fields, request.contents.door.whose());
            parse(actor.lang, answers, form, limits.named_beyond)
        }
        Ok(Some(department)) => Ok(handed::said(Lang::Zh, department)),
        Err(wrong) => Err(wrong.clone()),
    };
    let said = match parsed {
        Ok(said) if !outdated && !request.contents.people.is_empty() => said,
        read => {
            let mut wrong = read.err().unwrap_or_default();
            if wrong.is_empty() && !outdated && request.contents.reach.all > 0 {
                wrong.push(("receiver", texts::disclosure_nobody_agreed(actor.lang).to_owned()));
            }
            let filled = Filled { answers, wrong: &wrong, id, outdated: *outdated };
            let page = view(app, actor, now, request, &filled).await?;
            let status = if *outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok((status, page).into_response());
        }
    };
    let mut tx = app.db().write().await?;
    let mut contents = request.contents.clone();
    if let Ok(Some(_)) = inside {
        contents.door = Door::HandedList;
    }
    let one = ask(&mut tx, actor, (&contents, &said), id, &limits, now).await?;
    if !one.is_of(&contents, &said) {
        // The form of something that was entered before, filled in otherwise: it is another thing, with an id of its own.
        tx.roll_back().await?;
        let wrong = vec![("recipient", texts::disclosure_form_of_before(actor.lang).to_owned())];
        let filled = Filled { answers, wrong: &wrong, id: xinan_db::new_id(), outdated: false };
        let page = view(app, actor, now, request, &filled).await?;
        return Ok((StatusCode::CONFLICT, page).into_response());
    }
    if let Ok(Some(department)) = inside {
        let reads = (department, limits.handed_days);
        handed::store::keep(&mut tx, actor.county(), one.id, reads, &contents.people).await?;
    }
    tx.commit().await?;
    let to = match one.standing(limits.hours(), now) {
        Standing::Granted { .. } => file(&one),
        _ => format!("/disclosures/{}", one.path_id()),
    };
    Ok(Redirect::to(&to).into_response())
}

/// For what, to whom, and what is said of the people; or everything that is wrong with it.
///
/// # Errors
/// All that is wrong, in the order of the page.
fn parse(
    lang: Lang,
    answers: &Answers,
    (chooses_fields, whose): (bool, Whose),
    named_beyond: &str,
) -> Result<Said, Wrong> {
    let mut wrong = Vec::new();
    let fields = match chooses_fields {
        true => Fields::read(&answers.get("fields")).filter(|fields| *fields != Fields::LiveMatter),
        false => Some(Fields::Clinical),
    };
    if fields.is_none() {
        wrong.push(("fields", texts::disclosure_fields_missing(lang).to_owned()));
    }
    let purpose = Purpose::read(&answers.get("purpose"));
    if purpose.is_none() {
        wrong.push(("purpose", texts::disclosure_purpose_missing(lang).to_owned()));
    }
    let receiver = Receiver::read(&answers.get("receiver"));
    if receiver.is_none() {
        wrong.push(("receiver", texts::disclosure_receiver_missing(lang).to_owned()));
    }
    let recipient = answers.get("recipient");
    match recipient.chars().count() {
        0 => wrong.push(("recipient", texts::disclosure_recipient_missing(lang).to_owned())),
        length if length > LONGEST_RECIPIENT => {
            wrong.push(("recipient", texts::disclosure_recipient_long(lang, LONGEST_RECIPIENT)))
        }
        _ => {}
    }
    let (Some(fields), Some(purpose), Some(receiver), true) = (fields, purpose, receiver, wrong.is_empty())
    else {
        return Err(wrong);
    };
    match flaw(purpose, (receiver, &recipient), whose, fields, named_beyond) {
        None => Ok(Said { purpose, receiver, recipient, fields }),
        Some(flaw) => Err(vec![at_its_field(lang, flaw, chooses_fields)]),
    }
}

/// What is wrong with handing it to somebody, where it can be mended.
fn at_its_field(lang: Lang, flaw: Flaw, chooses_fields: bool) -> (&'static str, String) {
    let (field, say) = match flaw {
        Flaw::ListForPolice => ("recipient", texts::disclosure_no_list_for_police(lang)),
        Flaw::ListForPerson => ("receiver", texts::disclosure_list_for_person(lang)),
        Flaw::FindingsBeyond if chooses_fields => ("fields", texts::disclosure_findings_beyond(lang)),
        Flaw::FindingsBeyond => ("receiver", texts::disclosure_form_beyond(lang)),
        Flaw::NoDocument => ("recipient", texts::disclosure_no_document(lang)),
        Flaw::NamedBeyond => ("receiver", texts::disclosure_named_beyond(lang)),
    };
    (field, say.to_owned())
}

/// The posts that could read such a list inside: of a roster alone.
async fn departments(
    app: &App,
    actor: &Actor,
    request: &Request,
    now: &Moment,
) -> Result<Vec<Department>, Problem> {
    if request.contents.door != Door::Roster || !permits(actor, Action::SeeDisclosures) {
        return Ok(Vec::new());
    }
    let mut tx = app.db().read().await?;
    let departments = handed::store::departments(&mut tx, &request.contents.region, now.day()).await?;
    tx.commit().await?;
    Ok(departments)
}

/// The form as it is filled in.
struct Filled<'a> {
    answers: &'a Answers,
    wrong: &'a [(&'static str, String)],
    /// The entry's id.
    id: Uuid,
    outdated: bool,
}

fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "fields" => texts::disclosure_fields(lang),
        "purpose" => texts::disclosure_purpose(lang),
        "receiver" => texts::disclosure_receiver(lang),
        "hand_to" => texts::hand_to(lang),
        _ => texts::disclosure_recipient(lang),
    }
}

fn frame<'a>(lang: Lang, name: &'a str, wrong: &[(&'static str, String)]) -> Frame<'a> {
    let mut frame = Frame::new(lang, name, label(lang, name));
    frame.errors = wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
    frame
}

/// How many of those who fit leave for what.
fn reach_in_words(lang: Lang, contents: &Contents) -> Option<String> {
    let reach = contents.reach;
    match contents.door.whose() {
        Whose::One => Some(texts::disclosure_not_shared(lang).to_owned()),
        Whose::List => (reach.shared < reach.all)
            .then(|| texts::disclosure_reach(lang, reach.all, reach.managed, reach.shared)),
    }
}

async fn view(
    app: &App,
    actor: &Actor,
    now: &Moment,
    request: &Request,
    filled: &Filled<'_>,
) -> Result<Markup, Problem> {
    let lang = actor.lang;
    let (contents, answers, wrong) = (&request.contents, filled.answers, filled.wrong);
    let asked = asks(answers, contents.door);
    let people = contents.people.len();
    let title = texts::disclosure_before(lang);
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, label(lang, field), say) })
        .collect();
    let refused = !lines.is_empty() || filled.outdated;
    let mut pairs = vec![
        (texts::disclosure_what(lang), html! { (lang.code(contents.door)) }),
        (texts::disclosure_where(lang), html! { (request.place) }),
    ];
    if !contents.narrowed.1.is_empty() {
        pairs.push((texts::disclosure_narrowed(lang), html! { (contents.narrowed.1) }));
    }
    let many = u64::try_from(people).unwrap_or(u64::MAX);
    pairs.push((texts::disclosure_people(lang), html! { (texts::list_people(lang, many)) }));
    pairs.push((
        texts::disclosure_whom(lang),
        html! {
            (asked.say_of_list(lang))
            @if asks_open_records(answers, contents.door) { br; (texts::disclosure_open_records(lang)) }
        },
    ));
    let left_out = u64::try_from(contents.reach.without(asked)).unwrap_or(u64::MAX);
    if let Some(words) = left_out_in_words(lang, asked, left_out) {
        pairs.push((texts::disclosure_left_out(lang), html! { (words) }));
    }
    let both =
        [Fields::Identity, Fields::Clinical].map(|fields| (fields.code().to_string(), lang.code(fields)));
    let fields: Vec<Choice<'_>> = both.iter().map(|(value, say)| Choice::new(value.clone(), say)).collect();
    let purposes: Vec<Choice<'_>> =
        Purpose::ALL.iter().map(|one| Choice::new(one.code().to_string(), lang.code(*one))).collect();
    let receivers: Vec<Choice<'_>> =
        Receiver::ALL.iter().map(|one| Choice::new(one.code().to_string(), lang.code(*one))).collect();
    let departments = departments(app, actor, request, now).await?;
    let named: Vec<(String, String)> =
        departments.iter().map(|one| (one.value(), one.in_words(lang))).collect();
    let inside: Vec<Choice<'_>> = named.iter().map(|(value, say)| Choice::new(value.clone(), say)).collect();
    let least = if request.chooses_fields { Fields::Identity } else { Fields::Clinical };
    let mut tx = app.db().read().await?;
    let receiver = Receiver::read(&answers.get("receiver")).unwrap_or(Receiver::Health);
    let second = second(&mut tx, actor, (contents, least, receiver), &limits(app, actor, now), now).await?;
    tx.commit().await?;
    let id = filled.id.to_string();
    let body = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (head(&Head { title, ..Head::default() }))
        @if filled.outdated { (notice(Tone::Soon, &html! { (texts::form_outdated(lang)) })) }
        (Card::new("what", texts::disclosure_leaves(lang)).show(&facts(&pairs)))
        @if contents.reach.all == 0 {
            (notice(Tone::Info, &html! { (texts::disclosure_nobody(lang)) }))
            p { a href=(request.back) { (texts::back(lang)) } }
        } @else {
            @if request.apart { (notice(Tone::First, &html! { (texts::disclosure_apart(lang)) })) }
            @if let Some(words) = reach_in_words(lang, contents) { (notice(Tone::Info, &html! { (words) })) }
            @if let Some(why) = second { (notice(Tone::Soon, &html! { (second_in_words(lang, why)) })) }
            (Form { refused, ..Form::new(lang, &request.here, &actor.form_key) }.show(&html! {
                (hidden("", &[("disclosure_id", &id)]))
                @if request.chooses_fields {
                    @let hint = match second {
                        Some(_) => texts::disclosure_fields_hint_all(lang),
                        None if people > 1 => texts::disclosure_fields_hint(lang),
                        None => "",
                    };
                    (radios(&frame(lang, "fields", wrong).hint(hint), &fields, &answers.get("fields")))
                }
                (radios(&frame(lang, "purpose", wrong), &purposes, &answers.get("purpose")))
                @let receiver = frame(lang, "receiver", wrong).hint(texts::disclosure_receiver_hint(lang));
                (radios(&receiver, &receivers, &answers.get("receiver")))
                @let recipient = frame(lang, "recipient", wrong).hint(texts::disclosure_recipient_hint(lang));
                (text(&recipient, Text::Line, answers.raw("recipient")))
                @if !inside.is_empty() {
                    @let hand_to = frame(lang, "hand_to", wrong).hint(texts::hand_to_hint(lang)).optional();
                    (select(&hand_to, &inside, &answers.get("hand_to")))
                }
                @let word = if second.is_some() { texts::disclosure_ask(lang) } else { texts::disclosure_enter(lang) };
                (submit_bar(&[Button::primary(word).submit()], &html! {
                    a href=(request.back) { (texts::back(lang)) }
                }))
            }))
        }
    };
    let about = About {
        title,
        current: MENU,
        here: &request.here,
        back: Some(&request.back),
        refused,
        ..About::default()
    };
    Ok(whole(actor, now, &about, &body))
}

/// Why a second person has to agree.
pub(super) fn second_in_words(lang: Lang, why: Why) -> String {
    match why {
        Why::Many { most } => texts::disclosure_many(lang, most),
        Why::Together { most, people } => texts::disclosure_together(lang, most, people),
        Why::Between => texts::disclosure_between(lang).to_owned(),
        Why::Clinical => texts::disclosure_clinical(lang).to_owned(),
        Why::Narrowed => texts::disclosure_narrowed_clinical(lang).to_owned(),
        Why::Beyond => texts::disclosure_beyond(lang).to_owned(),
    }
}
