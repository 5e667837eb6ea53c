//! The pages of transfers.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints, Field, Weight, field};
use xinan_domain::follow_up::Stability;
use xinan_domain::life::{Forbidden, Life, Step};
use xinan_domain::region::{Level, Region};
use xinan_domain::text::Lang;
use xinan_domain::transfer::{ACCEPTING, ANSWERING, Answer, SENDING};

use super::sending::said;
use super::store::{Answered, Transfer};
use crate::case::VisibleCase;
use crate::case::words::guardian_warning;
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, call};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{error_summary, summary};
use crate::shell::ui::field::{Choice, Extra, Filled, Frame, Text, official, select, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The field of a reason.
pub(super) const REASON: &str = "transfer_reason";

/// The form of sending, blank or refused.
pub(super) struct FormPage<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) settings: &'a Settings,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    pub(super) id: Uuid,
    /// Why nothing can be sent now.
    pub(super) forbidden: Option<String>,
    /// It came with the key of a former session, and nothing of it was stored.
    pub(super) outdated: bool,
}

/// Under which name the browser keeps what was typed and not sent.
fn draft_of(case: &VisibleCase) -> String {
    format!("transfer-{}", case.path_id())
}

/// A field whose answers are divisions.
fn division(
    lang: Lang,
    (fields, name): (&[Field], &'static str),
    choices: &[(Region, String)],
    (answers, complaints): (&Answers, &Complaints),
) -> Markup {
    let definition = field(fields, name);
    let mut frame = Frame::new(lang, name, definition.map_or("", |one| lang.pick(one.label, one.label_en)));
    frame.need = definition.map_or(frame.need, |one| one.need);
    let at = complaints.iter().filter(|one| one.field == name && one.weight == Weight::Refuse);
    frame.errors = at.map(|one| one.problem.say(lang)).collect();
    let choices: Vec<Choice<'_>> =
        choices.iter().map(|(region, name)| Choice::new(region.as_str(), name)).collect();
    select(&frame, &choices, &answers.get(name))
}

fn children(settings: &Settings, of: &Region, but: Option<&Region>) -> Vec<(Region, String)> {
    let all = settings.divisions.children(of).map(|(region, name)| (region, name.to_owned()));
    all.filter(|(region, _)| but.is_none_or(|but| !region.contains(but))).collect()
}

/// The form of sending.
pub(super) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    let one = &page.case.head;
    let person = format!("/people/{}", page.case.path_id());
    let (here, list) = (format!("{person}/transfers/new"), format!("{person}/transfers"));
    let title = texts::transfer_send(lang);
    let county = one.village.at(Level::County).unwrap_or(one.village);
    let townships = children(page.settings, &county, Some(&one.village));
    let refused = page.complaints.refused() || page.outdated;
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let ask = |name: &str, hint: &'static str| {
        field(SENDING, name).map(|one| official(one, &filled, &Extra { hint, ..Extra::default() }))
    };
    let id = page.id.to_string();
    let grave = one.last.as_ref().is_some_and(|last| last.stability == Some(Stability::Unstable))
        || one.attention >= 4;
    let draft = draft_of(page.case);
    let form = Form { draft: Some(&draft), refused, ..Form::new(lang, &here, &actor.form_key) };
    let body = html! {
        (error_summary(lang, SENDING, page.complaints, ""))
        (crumbs_of_person(lang, &one.name, &person, title))
        (head(&Head { title: &one.name, person: true, aside: title, ..Head::default() }))
        div.stack {
            @if page.outdated { (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } })) }
            @if let Some(warning) = guardian_warning(one, lang) { (notice(Tone::Soon, &html! { (warning) })) }
            @if let Some(forbidden) = &page.forbidden {
                (notice(Tone::First, &html! { p role="alert" { (forbidden) } a href=(list) { (texts::transfers_all(lang)) } }))
            } @else {
                (notice(Tone::Info, &html! { (texts::transfer_explained(lang)) }))
                @if grave { (notice(Tone::First, &html! { (texts::transfer_grave(lang)) })) }
                (form.show(&html! {
                    (hidden("", &[("transfer_id", &id)]))
                    @if let Some(one) = ask("sent_on", "") { (one) }
                    @if let Some(one) = ask("reason", "") { (one) }
                    (division(lang, (SENDING, "to_region"), &townships, (page.answers, page.complaints)))
                    @if let Some(one) = ask("to_place", texts::transfer_place_hint(lang)) { (one) }
                    @if let Some(one) = ask("address", "") { (one) }
                    @if let Some(one) = ask("phone", texts::transfer_phone_hint(lang)) { (one) }
                    @if let Some(one) = ask("told", texts::transfer_told_hint(lang)) { (one) }
                    @if let Some(one) = ask("note", texts::transfer_note_hint(lang)) { (one) }
                    (submit_bar(&[Button::primary(texts::transfer_do(lang)).submit()], &html! {
                        a href=(person) { (texts::act_cancel(lang)) }
                    }))
                }))
            }
        }
    };
    let about = About {
        title: &one.name,
        person: Some(&one.name),
        current: "/people",
        here: &here,
        back: Some(&person),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// All transfers of a person.
pub(super) struct Person<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) settings: &'a Settings,
    pub(super) all: &'a [Transfer],
    /// Where the person stands: what is not possible there is not offered.
    pub(super) life: Life,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    /// What is wrong with the reason for taking it back.
    pub(super) wrong: Option<String>,
    pub(super) done: &'a str,
}

/// The page of the sender.
pub(super) fn person(actor: &Actor, now: &Moment, page: &Person<'_>) -> Markup {
    let lang = actor.lang;
    let name = page.case.head.name.as_str();
    let person = format!("/people/{}", page.case.path_id());
    let here = format!("{person}/transfers");
    let title = texts::transfers_title(lang);
    let refused = page.wrong.is_some() || page.complaints.refused();
    let waits = page.all.iter().any(|one| one.answer.is_none());
    let mut acts = Vec::new();
    if !waits {
        acts.push(Button::new(texts::transfer_send(lang)).link(&format!("{here}/new")));
    }
    let body = html! {
        (error_summary(lang, ANSWERING, page.complaints, ""))
        @if let Some(wrong) = &page.wrong { (reason_summary(lang, wrong)) }
        (crumbs_of_person(lang, name, &person, title))
        (head(&Head { title: name, person: true, aside: title, acts: &acts, ..Head::default() }))
        div.stack {
            @if page.all.is_empty() { p.muted { (texts::transfers_none(lang)) } }
            @for one in page.all { (sent(actor, page, one, &here)) }
        }
    };
    let flash = said(lang, page.done).map(Flash::done);
    let draft = draft_of(page.case);
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &here,
        draft_done: (page.done == "sent").then_some(&draft),
        flash,
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

fn reason_summary(lang: Lang, wrong: &str) -> Markup {
    let sentence = texts::summary_line(lang, texts::transfer_why(lang), wrong);
    summary(lang, &[crate::shell::ui::error_summary::Line { field: REASON, sentence }], "")
}

fn state(lang: Lang, one: &Transfer) -> Markup {
    match &one.answer {
        None => tag(Tone::Soon, texts::transfer_waits(lang)),
        Some((Answer::Accepted | Answer::AcceptedElsewhere, ..)) => {
            tag(Tone::Ok, lang.code(one.answer.as_ref().map_or(Answer::Accepted, |(answer, ..)| *answer)))
        }
        Some((answer, ..)) => tag(Tone::Plain, lang.code(*answer)),
    }
}

fn place(settings: &Settings, one: &Transfer) -> String {
    one.to.map_or_else(|| one.form.place.clone(), |to| settings.divisions.name(to.as_str()).to_owned())
}

/// What was sent, as pairs of words.
fn pairs(lang: Lang, settings: &Settings, one: &Transfer) -> Vec<(&'static str, Markup)> {
    let none = texts::none(lang);
    let or_none = |text: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
    let told: Vec<&str> = one.form.told.iter().map(|one| lang.code(*one)).collect();
    let mut pairs = vec![
        (
            texts::transfer_from(lang),
            html! { (settings.divisions.name(one.from.as_str())) " · " (one.shown_as) },
        ),
        (texts::transfer_to(lang), html! { (place(settings, one)) }),
        (texts::transfer_sent_on(lang), html! { (one.form.sent_on) }),
        (texts::transfer_because(lang), html! { (lang.code(one.form.reason)) }),
        (texts::transfer_address(lang), html! { (or_none(&one.form.address)) }),
        (
            texts::transfer_phone(lang),
            html! {
                @match &one.form.phone {
                    Some(phone) => { (phone.as_str()) " " (call(texts::act_call(lang), phone.as_str(), true)) },
                    None => (none),
                }
            },
        ),
        (texts::transfer_note(lang), html! { (or_none(&one.form.note)) }),
    ];
    if !told.is_empty() {
        pairs.push((texts::transfer_told(lang), html! { (told.join(texts::list_joint(lang))) }));
    }
    if let Some((answer, on, by)) = &one.answer {
        let words = match &one.answered {
            Some(Answered::Because(reason)) => reason.clone(),
            Some(Answered::Elsewhere(there)) => there.body.clone(),
            Some(Answered::Accepted(there)) => settings.divisions.name(there.village.as_str()).to_owned(),
            None => String::new(),
        };
        pairs.push((lang.code(*answer), html! { (on) " · " (by) @if !words.is_empty() { br; (words) } }));
    }
    pairs
}

fn sent(actor: &Actor, page: &Person<'_>, one: &Transfer, here: &str) -> Markup {
    let lang = actor.lang;
    let at = format!("{here}/{}", one.id.simple());
    let id = format!("transfer-{}", one.id.simple());
    let heading = texts::transfer_to_where(lang, &place(page.settings, one));
    let returned = matches!(one.answer, Some((Answer::Returned, ..)));
    Card::new(&id, &heading).show(&html! {
        div.stack {
            p { (state(lang, one)) }
            (facts(&pairs(lang, page.settings, one)))
            @if cfg!(feature = "pdf") {
                @let paper = format!("/print{}/{}.pdf", here, one.id.simple());
                p { (Button::new(texts::transfer_print(lang)).icon(Icon::Print).small().paper(&paper)) }
            }
            @if one.answer.is_some() {
            } @else if let Err(forbidden) = page.life.after(Step::ReturnTransfer) {
                (rests(lang, &forbidden))
            } @else {
                (notice(Tone::Info, &html! { (texts::transfer_meanwhile(lang)) }))
                @if one.to.is_none() { (elsewhere(actor, page, &at)) }
                (because(actor, (&format!("{at}/withdrawal"), texts::transfer_take_back(lang)), page.answers, page.wrong.as_deref()))
            }
            @if returned {
                (Button::new(texts::transfer_read(lang)).small().post(&format!("{at}/seen"), &actor.form_key, &[]))
            }
        }
    })
}

/// Why nothing can be done about it now.
fn rests(lang: Lang, forbidden: &Forbidden) -> Markup {
    notice(Tone::Soon, &html! { p role="alert" { (forbidden.say(lang)) } })
}

fn elsewhere(actor: &Actor, page: &Person<'_>, at: &str) -> Markup {
    let lang = actor.lang;
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let refused = page.complaints.refused();
    let action = format!("{at}/elsewhere");
    Form { refused, ..Form::new(lang, &action, &actor.form_key) }.show(&html! {
        p { b { (texts::transfer_elsewhere(lang)) } }
        p.small.muted { (texts::transfer_elsewhere_explained(lang)) }
        @for one in ANSWERING { (official(one, &filled, &Extra::default())) }
        p { (Button::new(texts::transfer_elsewhere_do(lang)).submit()) }
    })
}

/// A form that asks for a reason and nothing else.
fn because(actor: &Actor, (action, label): (&str, &str), answers: &Answers, wrong: Option<&str>) -> Markup {
    let lang = actor.lang;
    let mut frame = Frame::new(lang, REASON, texts::transfer_why(lang));
    frame.errors.extend(wrong.map(str::to_owned));
    Form { refused: wrong.is_some(), ..Form::new(lang, action, &actor.form_key) }.show(&html! {
        (text(&frame, Text::Line, answers.raw(REASON)))
        p { (Button::new(label).submit()) }
    })
}

/// The slip of whoever is asked.
pub(super) struct Slip<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) one: &'a Transfer,
    /// Where the person stands.
    pub(super) life: Life,
    pub(super) settings: &'a Settings,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    pub(super) wrong: Option<String>,
    pub(super) done: &'a str,
}

/// Who comes, from where, how to reach them; no finding. What was answered tells only that.
pub(super) fn slip(actor: &Actor, now: &Moment, page: &Slip<'_>) -> Markup {
    let (lang, one) = (actor.lang, page.one);
    let here = format!("/transfers/{}", one.id.simple());
    let title = texts::transfer_slip(lang);
    let refused = page.wrong.is_some() || page.complaints.refused();
    let open = one.answer.is_none();
    let body = html! {
        (error_summary(lang, ACCEPTING, page.complaints, ""))
        @if let Some(wrong) = &page.wrong { (reason_summary(lang, wrong)) }
        (crumbs(texts::where_you_are(lang), &[(texts::nav_tasks(lang), "/tasks"), (title, "")]))
        @if open { (asked(actor, now, page, &here)) } @else { (answered(actor, page, title)) }
    };
    let flash = match page.done {
        "returned" => Some(Flash::done(texts::transfer_done_returned(lang))),
        "late" => Some(Flash { tone: Tone::Soon, sentence: texts::transfer_late(lang), end: None }),
        _ => None,
    };
    let about = About {
        title,
        person: open.then_some(page.case.head.name.as_str()),
        current: "/tasks",
        here: &here,
        flash,
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

fn answered(actor: &Actor, page: &Slip<'_>, title: &str) -> Markup {
    let (lang, one) = (actor.lang, page.one);
    html! {
        (head(&Head { title, ..Head::default() }))
        div.stack {
            p { (state(lang, one)) }
            @if let Some((Answer::Accepted, on, by)) = &one.answer {
                p { (on) " · " (by) }
                p { a href={ "/people/" (page.case.path_id()) } { (texts::transfer_to_person(lang)) } }
            }
        }
    }
}

fn asked(actor: &Actor, now: &Moment, page: &Slip<'_>, here: &str) -> Markup {
    let (lang, one, head_of) = (actor.lang, page.one, &page.case.head);
    let township = one.to.unwrap_or(actor.region);
    let villages = children(page.settings, &township, None);
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let born =
        texts::born(lang, lang.code(head_of.sex), head_of.age(now.day()), &head_of.birth_date.to_string());
    let relation = head_of.guardian_relation.map_or(texts::guardian(lang), |one| lang.code(one));
    let mut pairs = pairs(lang, page.settings, one);
    pairs.push((
        texts::guardian(lang),
        html! {
            @match guardian_warning(head_of, lang) {
                Some(warning) => b { (warning) },
                None => {
                    (head_of.guardian_name) " " span.muted { (relation) }
                    @if !head_of.guardian_phone.is_empty() {
                        " " (head_of.guardian_phone) " " (call(texts::act_call(lang), &head_of.guardian_phone, true))
                    }
                },
            }
        },
    ));
    let refused = page.complaints.refused();
    let accept = format!("{here}/acceptance");
    let form = Form { refused, ..Form::new(lang, &accept, &actor.form_key) };
    html! {
        (head(&Head { title: &head_of.name, person: true, aside: texts::transfer_slip(lang), facts: &[&born], ..Head::default() }))
        div.stack {
            (Card::new("slip", texts::transfer_slip(lang)).show(&facts(&pairs)))
            @if let Err(forbidden) = page.life.after(Step::AcceptTransfer) {
                (rests(lang, &forbidden))
            } @else {
            (notice(Tone::Info, &html! { (texts::transfer_slip_explained(lang)) }))
            (Card::new("accept", texts::transfer_accept(lang)).show(&form.show(&html! {
                @for field in ACCEPTING {
                    @if field.id == "village" {
                        (division(lang, (ACCEPTING, "village"), &villages, (page.answers, page.complaints)))
                    } @else {
                        (official(field, &filled, &Extra::default()))
                    }
                }
                p { (Button::primary(texts::transfer_accept_do(lang)).submit()) }
            })))
            (Card::new("return", texts::transfer_return(lang)).show(&because(
                actor,
                (&format!("{here}/return"), texts::transfer_return_do(lang)),
                page.answers,
                page.wrong.as_deref(),
            )))
            }
        }
    }
}
