//! The list of institutions, a page of one, and the forms that add, correct and end one.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::institution::InstitutionKind;
use xinan_domain::text::Lang;

use super::store::Kept;
use super::web::Asked;
use crate::division::Divisions;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, day_ahead, select, text};
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
const HOME: &str = "/institutions";

fn kinds(lang: Lang) -> Vec<Choice<'static>> {
    InstitutionKind::ALL.iter().map(|kind| Choice::new(kind.code().to_string(), lang.code(*kind))).collect()
}

/// The list.
pub(super) fn list(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    asked: &Asked,
    found: &[Kept],
    place: Place,
) -> Markup {
    let lang = actor.lang;
    let here = asked.address();
    let townships: Vec<(String, String)> = divisions
        .children(&actor.region)
        .map(|(code, name)| (code.as_str().to_owned(), name.to_owned()))
        .collect();
    let townships: Vec<Choice<'_>> =
        townships.iter().map(|(code, name)| Choice::new(code.clone(), name)).collect();
    let kinds = kinds(lang);
    let ended = [Choice::new("1", texts::institution_all_too(lang))];
    let row = [
        Filter::Text("q", texts::institution_name(lang), &asked.q),
        Filter::Select("kind", texts::institution_kind(lang), texts::filter_all(lang), &kinds, &asked.kind),
        Filter::Select(
            "region",
            texts::column_township(lang),
            texts::filter_all(lang),
            &townships,
            &asked.region,
        ),
        Filter::Select(
            "all",
            texts::institution_state(lang),
            texts::institution_there(lang),
            &ended,
            &asked.all,
        ),
    ];
    let aside = texts::list_count(lang, place.total);
    let acts = [Button::primary(texts::institution_add(lang)).icon(Icon::Plus).link("/institutions/new")];
    let body = html! {
        (head(&Head { title: texts::nav_institutions(lang), aside: &aside, acts: &acts, ..Head::default() }))
        (folding_filters(lang, HOME, &row, asked.is_narrowed()))
        @if found.is_empty() {
            (empty(texts::institution_none(lang), texts::institution_none_next(lang), None))
        } @else {
            (table(lang, now, divisions, found))
            (pagination(lang, place, |page| page_of(&here, page)))
        }
    };
    let about =
        About { title: texts::nav_institutions(lang), current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

fn table(lang: Lang, now: &Moment, divisions: &Divisions, found: &[Kept]) -> Markup {
    let columns = [
        Column::new(texts::institution_name(lang)),
        Column::new(texts::institution_kind(lang)),
        Column::new(texts::institution_region(lang)),
        Column::new(texts::institution_state(lang)),
    ];
    let caption = texts::nav_institutions(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for one in found {
            tr {
                td.lead { a.name href={ "/institutions/" (one.path_id()) } { (one.says.name) } }
                td { (lang.code(one.says.kind)) }
                td { (divisions.name(one.says.region.as_str())) }
                td.tail { (state(lang, now, one)) }
            }
        }
    })
}

/// Whether it is there today, or since when not, or from when.
fn state(lang: Lang, now: &Moment, one: &Kept) -> Markup {
    let says = &one.says;
    match says.valid_until {
        Some(until) if until <= now.day() => {
            tag(Tone::Plain, &texts::institution_ended_on(lang, &until.to_string()))
        }
        _ if says.valid_from > now.day() => {
            tag(Tone::Info, &texts::institution_begins_on(lang, &says.valid_from.to_string()))
        }
        Some(until) => tag(Tone::Soon, &texts::institution_ends_on(lang, &until.to_string())),
        None => tag(Tone::Ok, texts::institution_there(lang)),
    }
}

/// One institution with its versions of before.
pub(super) fn one(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    one: &Kept,
    former: &[(Kept, String)],
    done: &str,
) -> Markup {
    let lang = actor.lang;
    let address = format!("/institutions/{}", one.path_id());
    let says = &one.says;
    let acts = [
        Button::new(texts::act_change(lang)).icon(Icon::Pen).link(&format!("{address}/edit")),
        Button::new(texts::institution_end(lang)).link(&format!("{address}/end")),
    ];
    let there = format!("/staff?institution={}", one.path_id());
    let pairs = [
        (texts::institution_kind(lang), html! { (lang.code(says.kind)) }),
        (texts::institution_region(lang), html! { (divisions.name(says.region.as_str())) }),
        (texts::institution_from(lang), html! { (says.valid_from) }),
        (texts::institution_state(lang), state(lang, now, one)),
        (texts::nav_staff(lang), html! { a href=(there) { (texts::institution_staff(lang)) } }),
    ];
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_institutions(lang), HOME), (&says.name, "")]))
        (head(&Head { title: &says.name, acts: &acts, ..Head::default() }))
        (Card::new("now", texts::institution_now(lang)).show(&facts(&pairs)))
        @if !former.is_empty() {
            (Card::new("former", texts::institution_former(lang)).show(&versions(lang, divisions, former)))
        }
    };
    let flash = match done {
        "added" => Some(Flash::done(texts::institution_added(lang))),
        "corrected" => Some(Flash::done(texts::institution_corrected(lang))),
        "ended" => Some(Flash::done(texts::institution_ended(lang))),
        _ => None,
    };
    let about = About { title: &says.name, current: HOME, here: &address, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

fn versions(lang: Lang, divisions: &Divisions, former: &[(Kept, String)]) -> Markup {
    let columns = [
        Column::new(texts::institution_name(lang)),
        Column::new(texts::institution_kind(lang)),
        Column::new(texts::institution_region(lang)),
        Column::new(texts::institution_valid(lang)),
        Column::new(texts::institution_replaced(lang)),
    ];
    let caption = texts::institution_former(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for (one, by) in former {
            tr {
                td.lead { (one.says.name) }
                td { (lang.code(one.says.kind)) }
                td { (divisions.name(one.says.region.as_str())) }
                td {
                    (texts::from_to(lang, one.says.valid_from, one.says.valid_until))
                }
                td.full data-label=(texts::institution_replaced(lang)) {
                    @if let Some(at) = one.withdrawn_at { (Moment::of_micros(at).stamp()) " " (by) }
                }
            }
        }
    })
}

/// A form as it was filled in, with what is wrong.
pub(super) struct Filled<'a> {
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
    /// The version that it becomes.
    pub(super) version: Uuid,
    /// The institution that is corrected; none while it is added.
    pub(super) of: Option<&'a Kept>,
    /// It is of a former session: nothing of it was kept.
    pub(super) outdated: bool,
}

/// The form that adds an institution or corrects one.
pub(super) fn form(actor: &Actor, now: &Moment, divisions: &Divisions, filled: &Filled<'_>) -> Markup {
    let lang = actor.lang;
    let (answers, wrong) = (filled.answers, filled.wrong);
    let home = filled.of.map_or(HOME.to_owned(), |one| format!("/institutions/{}", one.path_id()));
    let title = match filled.of {
        Some(_) => texts::institution_correct(lang),
        None => texts::institution_add(lang),
    };
    let action = match filled.of {
        Some(_) => format!("{home}/edit"),
        None => "/institutions/new".to_owned(),
    };
    let tree = divisions.tree(&actor.region);
    let places: Vec<Choice<'_>> = tree.iter().map(|(code, name)| Choice::new(code.as_str(), name)).collect();
    let frame = |name| frame(lang, name, wrong);
    let (version, based_on) =
        (filled.version.to_string(), filled.of.map(|one| one.version.to_string()).unwrap_or_default());
    let refused = !wrong.is_empty() || filled.outdated;
    let content = html! {
        (complaints(lang, wrong))
        @if let Some(one) = filled.of {
            (crumbs(
                texts::where_you_are(lang),
                &[(texts::nav_institutions(lang), HOME), (&one.says.name, &home), (title, "")],
            ))
        } @else {
            (crumbs(texts::where_you_are(lang), &[(texts::nav_institutions(lang), HOME), (title, "")]))
        }
        (head(&Head { title, ..Head::default() }))
        @if filled.outdated { (notice(Tone::Soon, &html! { (texts::form_outdated(lang)) })) }
        (Form { refused, ..Form::new(lang, &action, &actor.form_key) }.show(&html! {
            (hidden("", &[("version", &version), ("based_on", &based_on)]))
            (text(&frame("name").hint(texts::institution_name_hint(lang)), Text::Line, answers.raw("name")))
            (select(&frame("kind"), &kinds(lang), &answers.get("kind")))
            (select(&frame("region"), &places, &answers.get("region")))
            (day_ahead(&frame("valid_from").hint(texts::institution_from_hint(lang)), answers.raw("valid_from"), &[]))
            (submit_bar(&[Button::primary(texts::act_save(lang)).submit()], &html! {
                a href=(home) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let about = About { title, current: HOME, here: &action, back: Some(&home), refused, ..About::default() };
    whole(actor, now, &about, &content)
}

/// The form that ends one.
pub(super) fn end(
    actor: &Actor,
    now: &Moment,
    one: &Kept,
    answers: &Answers,
    wrong: &[(&'static str, String)],
    version: Uuid,
) -> Markup {
    let lang = actor.lang;
    let home = format!("/institutions/{}", one.path_id());
    let (action, title) = (format!("{home}/end"), texts::institution_end(lang));
    let version = version.to_string();
    let content = html! {
        (complaints(lang, wrong))
        (crumbs(
            texts::where_you_are(lang),
            &[(texts::nav_institutions(lang), HOME), (&one.says.name, &home), (title, "")],
        ))
        (head(&Head { title: &one.says.name, aside: title, ..Head::default() }))
        (notice(Tone::Info, &html! { (texts::institution_end_explained(lang)) }))
        (Form { refused: !wrong.is_empty(), ..Form::new(lang, &action, &actor.form_key) }.show(&html! {
            (hidden("", &[("version", &version)]))
            (day_ahead(
                &frame(lang, "valid_until", wrong).hint(texts::institution_until_hint(lang)),
                answers.raw("valid_until"),
                &[],
            ))
            (submit_bar(&[Button::primary(title).submit()], &html! {
                a href=(home) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let refused = !wrong.is_empty();
    let about = About { title, current: HOME, here: &action, back: Some(&home), refused, ..About::default() };
    whole(actor, now, &about, &content)
}

fn complaints(lang: Lang, wrong: &[(&'static str, String)]) -> Markup {
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, label(lang, field), say) })
        .collect();
    html! { @if !lines.is_empty() { (summary(lang, &lines, "")) } }
}

fn frame<'a>(lang: Lang, name: &'a str, wrong: &[(&'static str, String)]) -> Frame<'a> {
    let mut frame = Frame::new(lang, name, label(lang, name));
    frame.errors = wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
    frame
}

fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "kind" => texts::institution_kind(lang),
        "name" => texts::institution_name(lang),
        "region" => texts::institution_region(lang),
        "valid_from" => texts::institution_from(lang),
        _ => texts::institution_until(lang),
    }
}
