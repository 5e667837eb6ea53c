//! The office's page of somebody's own door, and the forms of a card.

use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::person::Relation;
use xinan_domain::phone::Phone;
use xinan_domain::portal::card::{Number, Standing};
use xinan_domain::portal::request::is_late;
use xinan_domain::text::Lang;

use super::store::{Kept, New, holders};
use super::web::{guardian_in_words, holder_in_words, home, somebody_in_words};
use crate::case::{Status, VisibleCase};
use crate::portal::exception::store::Kept as KeptBack;
use crate::portal::request::store::Asked;
use crate::portal::safety::store::Flag;
use crate::portal::task::Task;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::field::{Choice, Frame, Text, radios, select, text};
use crate::shell::ui::form::{Form as Sending, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::kv;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// What the page is made of.
pub(super) struct Shown<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) cards: &'a [Kept],
    pub(super) flagged: &'a [Flag],
    pub(super) kept: &'a [KeptBack],
    pub(super) asked: &'a [Asked],
    /// Whether one-time codes are sent here at all.
    pub(super) sends: bool,
    pub(super) done: &'a str,
}

/// The page.
pub(super) fn show(actor: &Actor, now: &Moment, shown: &Shown<'_>) -> Markup {
    let (lang, case) = (actor.lang, shown.case);
    let name = case.head.name.as_str();
    let (person, here) = (format!("/people/{}", case.path_id()), home(case));
    let body = html! {
        (crumbs_of_person(lang, name, &person, texts::own_door(lang)))
        (head(&Head { title: name, person: true, aside: texts::own_door(lang), ..Head::default() }))
        (notice(Tone::Info, &html! { (texts::own_door_explained(lang)) }))
        @if !shown.sends { (notice(Tone::Soon, &html! { (texts::own_door_no_codes(lang)) })) }
        @if case.head.status == Status::Dead { (notice(Tone::Soon, &html! { (texts::own_door_dead(lang)) })) }
        div.stack {
            (cards(lang, now, shown))
            (asked(lang, now, shown.asked))
            (kept_back(lang, now, shown, &here))
        }
    };
    let flash = done(lang, shown.done).map(Flash::done);
    let about =
        About { title: name, person: Some(name), current: "/people", here: &here, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

fn done(lang: Lang, key: &str) -> Option<&'static str> {
    match key {
        "ended" => Some(texts::card_done_ended(lang)),
        "again" => Some(texts::card_done_again(lang)),
        "kept" => Some(texts::exception_done(lang)),
        "shown" => Some(texts::exception_done_ended(lang)),
        "safe" => Some(texts::safety_done(lang)),
        "stands" => Some(texts::safety_done_before(lang)),
        "lifted" => Some(texts::safety_done_lifted(lang)),
        _ => None,
    }
}

fn standing(lang: Lang, standing: Standing) -> Markup {
    match standing {
        Standing::Opens => tag(Tone::Ok, texts::card_opens(lang)),
        Standing::Ended => tag(Tone::Plain, texts::card_is_ended(lang)),
        Standing::Expired => tag(Tone::Soon, texts::card_is_expired(lang)),
        Standing::OfTheDead => tag(Tone::Plain, texts::card_of_the_dead(lang)),
        Standing::NotYet => tag(Tone::Soon, texts::card_not_yet(lang)),
    }
}

/// One line for each holder, with the latest card.
fn cards(lang: Lang, now: &Moment, shown: &Shown<'_>) -> Markup {
    let (case, here) = (shown.case, home(shown.case));
    let holders = holders(shown.cards);
    let has_person = holders.iter().any(|one| one.relation.is_none());
    let alive = case.head.status != Status::Dead;
    Card::new("cards", texts::cards_title(lang)).show(&html! {
        @if holders.is_empty() { (empty(texts::cards_none(lang), texts::cards_none_next(lang), None)) }
        ul.log {
            @for one in &holders {
                @let state = one.standing(case, now.day());
                @let holder = one.holder.simple().to_string();
                @let flagged = shown.flagged.iter().any(|flag| flag.holder == one.holder);
                li {
                    b { (holder_in_words(lang, one)) } " " (standing(lang, state))
                    @if flagged { " " (tag(Tone::First, texts::safety_stands(lang))) }
                    @if flagged { br; (texts::safety_line(lang, &holder_in_words(lang, one))) }
                    br;
                    (texts::card_line(
                        lang,
                        &Moment::of_micros(one.issued_at).day().to_string(),
                        somebody(lang, &one.issued_by),
                        &one.last_day.to_string(),
                        &masked(&one.phone),
                    ))
                    @if let Some(at) = one.ended_at {
                        br; (texts::card_ended_line(lang, &Moment::of_micros(at).stamp(), &one.ended_reason))
                    }
                    div.acts {
                        @if alive {
                            @let of = if one.relation.is_none() { "person" } else { holder.as_str() };
                            (Button::new(texts::card_another(lang)).small().link(&format!("{here}/cards/new?holder={of}")))
                        }
                        @if one.ended_at.is_none() {
                            (Button::new(texts::card_end(lang)).small().link(&format!("{here}/cards/{}/end", one.id.simple())))
                        }
                        @if one.relation.is_some() {
                            @let label = if flagged { texts::safety_lift(lang) } else { texts::safety_set(lang) };
                            (Button::new(label).small().link(&format!("{here}/safety/{holder}")))
                        }
                    }
                }
            }
        }
        // Somebody without a card.
        @let without_card: Vec<&Flag> =
            shown.flagged.iter().filter(|flag| holders.iter().all(|one| one.holder != flag.holder)).collect();
        @if !without_card.is_empty() {
            ul.log {
                @for flag in without_card {
                    li {
                        @let who = somebody_in_words(lang, &flag.name, flag.relation);
                        b { (who) } " " (tag(Tone::First, texts::safety_stands(lang)))
                        br; (texts::safety_line(lang, &who))
                        br; (texts::safety_without_card(lang))
                        div.acts {
                            (Button::new(texts::safety_lift(lang)).small().link(&format!("{here}/safety/{}", flag.holder.simple())))
                        }
                    }
                }
            }
        }
        @if alive {
            div.acts {
                @if !has_person {
                    (Button::primary(texts::card_for_person(lang)).link(&format!("{here}/cards/new?holder=person")))
                }
                (Button::new(texts::card_for_guardian(lang)).link(&format!("{here}/cards/new")))
                (Button::new(texts::safety_add(lang)).link(&format!("{here}/safety/new")))
            }
        }
    })
}

fn somebody(lang: Lang, name: &str) -> &str {
    if name.is_empty() { texts::by_nobody(lang) } else { name }
}

fn masked(phone: &str) -> String {
    Phone::parse(phone).map_or_else(|_| String::new(), |phone| phone.masked())
}

/// What was asked at the own door, the latest first.
fn asked(lang: Lang, now: &Moment, asked: &[Asked]) -> Markup {
    Card::new("asked", texts::requests_title(lang)).show(&html! {
        @if asked.is_empty() { p.muted { (texts::requests_none(lang)) } }
        ul.log {
            @for one in asked {
                li {
                    a href={ "/requests/" (one.id.simple()) } { (lang.code(one.kind)) } " · "
                    (Moment::of_micros(one.made_at).day()) " "
                    @if is_late(one.state, one.due_on, now.day()) { (tag(Tone::First, texts::request_late(lang))) }
                    @else { (tag(Tone::Plain, texts::request_state(lang, one.kind, one.state))) }
                }
            }
        }
    })
}

/// What a doctor keeps back.
fn kept_back(lang: Lang, now: &Moment, shown: &Shown<'_>, here: &str) -> Markup {
    Card::new("kept", texts::exceptions_title(lang)).show(&html! {
        p.small.muted { (texts::exceptions_explained(lang)) }
        ul.log {
            @for one in shown.kept {
                @let in_force = one.ended_at.is_none() && now.day() <= one.until;
                li {
                    b { (lang.code(one.kept)) } " "
                    @if in_force { (tag(Tone::Soon, &texts::exception_until(lang, &one.until.to_string()))) }
                    @else { (tag(Tone::Plain, texts::exception_over(lang))) }
                    br;
                    (texts::exception_line(lang, &one.doctor, &one.office, &one.reason))
                    @if in_force {
                        div.acts {
                            (Button::new(texts::exception_end(lang)).small()
                                .link(&format!("{here}/exceptions/{}/end", one.id.simple())))
                        }
                    }
                }
            }
        }
        div.acts { (Button::new(texts::exception_add(lang)).link(&format!("{here}/exceptions/new"))) }
    })
}

/// The form of a card.
pub(super) struct Form<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
    /// Whether the office is asked who somebody new is: there is somebody from whom the person is to be safe.
    pub(super) asks_who: bool,
}

fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "who" => texts::card_who(lang),
        "who_reason" => texts::card_who_reason(lang),
        "name" => texts::card_name(lang),
        "relation" => texts::card_relation(lang),
        "phone" => texts::card_phone(lang),
        _ => texts::card_end_reason(lang),
    }
}

/// The form on which a card is issued.
pub(super) fn form(actor: &Actor, now: &Moment, form: &Form<'_>) -> Markup {
    let lang = actor.lang;
    let Form { case, answers, wrong, asks_who } = form;
    let back = home(case);
    let of_person = answers.get("holder") == "person";
    let title = if of_person { texts::card_for_person(lang) } else { texts::card_for_guardian(lang) };
    let here = format!("{back}/cards/new");
    let task = Task { case, title, here: &here, back: &back, answers, wrong, label };
    let relations: Vec<Choice<'_>> = Relation::ALL
        .iter()
        .map(|relation| Choice::new(relation.code().to_string(), lang.code(*relation)))
        .collect();
    let who = [
        Choice::new("unsure", texts::card_who_unsure(lang)),
        Choice::new("other", texts::card_who_other(lang)),
    ];
    let reason = Frame { when: "who=other", ..task.frame(actor, "who_reason") };
    let body = html! {
        (notice(Tone::Info, &html! { (texts::card_identity_first(lang)) }))
        (Sending { refused: task.is_refused(), ..Sending::new(lang, &here, &actor.form_key) }.show(&html! {
            (hidden("", &[("card_id", task.typed("card_id")), ("holder", task.typed("holder"))]))
            @if !of_person {
                (text(&task.frame(actor, "name"), Text::Line, task.typed("name")))
                (select(&task.frame(actor, "relation"), &relations, &answers.get("relation")))
            }
            (text(&task.frame(actor, "phone").hint(texts::card_phone_hint(lang)), Text::Phone, task.typed("phone")))
            @if *asks_who && !of_person {
                (radios(&task.frame(actor, "who").hint(texts::card_who_hint(lang)), &who, &answers.get("who")))
                (text(&reason, Text::Line, task.typed("who_reason")))
            }
            (submit_bar(&[Button::primary(texts::card_issue(lang)).submit()], &html! {
                a href=(back) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    task.whole(actor, now, &body)
}

/// The number, once.
pub(super) fn issued(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    (new, is_flagged): (&New, bool),
    number: &Number,
) -> Markup {
    let lang = actor.lang;
    let back = home(case);
    let (name, person) = (case.head.name.as_str(), format!("/people/{}", case.path_id()));
    let grouped = number.grouped();
    let holder = match new.relation {
        None => texts::my_self_in_log(lang).to_owned(),
        relation => guardian_in_words(lang, &new.name, relation),
    };
    let body = html! {
        (crumbs_of_person(lang, name, &person, texts::cards_title(lang)))
        (head(&Head { title: name, person: true, aside: texts::card_is_issued(lang), ..Head::default() }))
        (notice(Tone::Soon, &html! { (texts::card_once(lang)) }))
        @if is_flagged { (notice(Tone::First, &html! { (texts::card_flagged(lang)) })) }
        (Card::new("number", texts::card_number(lang)).show(&html! {
            p { code.secret { (grouped) } }
            (kv::facts(&[
                (texts::card_holder(lang), html! { (holder) }),
                (texts::card_phone(lang), html! { (new.phone.masked()) }),
                (texts::card_last_day(lang), html! { (new.last_day) }),
            ]))
        }))
        div.acts {
            @if cfg!(feature = "pdf") {
                form.inline method="post" action={ (back) "/cards/" (new.id.simple()) "/paper.pdf" }
                    target="_blank" rel="noopener" {
                    (hidden(&actor.form_key, &[("card", number.as_str())]))
                    (Button::primary(texts::card_print(lang)).submit())
                }
            }
            @let done = if new.relation.is_none() { texts::card_done(lang) } else { texts::card_done_guardian(lang) };
            (Button::new(done).link(&back))
        }
    };
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &back,
        shown_once: true,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// The form on which a card is ended.
pub(super) fn end(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    card: &Kept,
    answers: &Answers,
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = actor.lang;
    let back = home(case);
    let here = format!("{back}/cards/{}/end", card.id.simple());
    let title = texts::card_end(lang);
    let task = Task { case, title, here: &here, back: &back, answers, wrong, label };
    let body = html! {
        (notice(Tone::Info, &html! { (texts::card_end_explained(lang, &holder_in_words(lang, card))) }))
        (Sending { refused: task.is_refused(), ..Sending::new(lang, &here, &actor.form_key) }.show(&html! {
            @let frame = task.frame(actor, "end_reason").hint(texts::card_end_hint(lang));
            (text(&frame, Text::Line, task.typed("end_reason")))
            (submit_bar(&[Button::primary(title).submit()], &html! { a href=(back) { (texts::act_cancel(lang)) } }))
        }))
    };
    task.whole(actor, now, &body)
}
