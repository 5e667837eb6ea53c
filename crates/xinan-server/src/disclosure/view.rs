//! The register, an entry of it, and why a file cannot be fetched now.

use maud::{Markup, html};
use xinan_domain::code::{Code, CodeItem};
use xinan_domain::disclosure::handed::{Reading, reading};
use xinan_domain::disclosure::{Door, Hours, Purpose, Standing};
use xinan_domain::text::Lang;

use super::decision::may_agree;
use super::handed::store::Handed;
use super::left_out_in_words;
use super::store::Entered;
use super::web::Asked;
use crate::division::Divisions;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, acts};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, text};
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::form::{Form, submit_bar};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
const HOME: &str = "/disclosures";

/// What the register is made of.
pub(super) struct List<'a> {
    pub(super) asked: &'a Asked,
    pub(super) entries: &'a [Entered],
    pub(super) place: Place,
    pub(super) hours: Hours,
}

fn choices(items: &'static [CodeItem], lang: Lang) -> Vec<Choice<'static>> {
    let choice =
        |item: &'static CodeItem| Choice::new(item.code.to_string(), lang.pick(item.label, item.label_en));
    items.iter().map(choice).collect()
}

/// The register.
pub(super) fn list(actor: &Actor, now: &Moment, divisions: &Divisions, page: &List<'_>) -> Markup {
    let (lang, asked) = (actor.lang, page.asked);
    let here = asked.address();
    let (purposes, doors) = (choices(Purpose::ITEMS, lang), choices(Door::ITEMS, lang));
    let states = [
        Choice::new("waiting", texts::disclosure_waiting(lang)),
        Choice::new("left", texts::disclosure_left(lang)),
    ];
    let all = texts::filter_all(lang);
    let row = [
        Filter::Select("state", texts::column_status(lang), all, &states, &asked.state),
        Filter::Select("purpose", texts::disclosure_purpose(lang), all, &purposes, &asked.purpose),
        Filter::Select("door", texts::disclosure_what(lang), all, &doors, &asked.door),
    ];
    let aside = texts::list_count(lang, page.place.total);
    let title = texts::nav_disclosures(lang);
    let body = html! {
        (head(&Head { title, aside: &aside, ..Head::default() }))
        (folding_filters(lang, HOME, &row, asked.is_narrowed()))
        @if page.entries.is_empty() {
            (empty(texts::disclosures_none(lang), texts::disclosures_none_next(lang), None))
        } @else {
            (table(lang, now, divisions, page))
            (pagination(lang, page.place, |number| page_of(&here, number)))
        }
    };
    let about = About { title, current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

fn table(lang: Lang, now: &Moment, divisions: &Divisions, page: &List<'_>) -> Markup {
    let columns = [
        Column::new(texts::disclosure_when(lang)),
        Column::new(texts::disclosure_what(lang)),
        Column::new(texts::disclosure_people(lang)),
        Column::new(texts::disclosure_where(lang)),
        Column::new(texts::disclosure_purpose(lang)),
        Column::new(texts::disclosure_recipient(lang)),
        Column::new(texts::disclosure_by(lang)),
        Column::new(texts::column_status(lang)),
    ];
    let caption = texts::nav_disclosures(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for one in page.entries {
            tr {
                td.lead.nowrap { a href={ (HOME) "/" (one.path_id()) } { (Moment::of_micros(one.asked_at).stamp()) } }
                td.full { (lang.code(one.door)) }
                td data-label=(texts::disclosure_people(lang)) { (texts::list_people(lang, one.people)) }
                td data-label=(texts::disclosure_where(lang)) { (divisions.name(one.region.as_str())) }
                td.full { (lang.code(one.purpose)) }
                td data-label=(texts::disclosure_recipient(lang)) { (one.recipient) }
                td data-label=(texts::disclosure_by(lang)) { (one.shown_as) }
                td.tail { (standing_tag(lang, one.door, one.standing(page.hours, now))) }
            }
        }
    })
}

fn standing_tag(lang: Lang, door: Door, standing: Standing) -> Markup {
    let (tone, word) = match standing {
        Standing::Left if door == Door::HandedList => (Tone::Ok, texts::handed_given(lang)),
        Standing::Waiting { .. } => (Tone::Soon, texts::disclosure_waiting(lang)),
        Standing::Granted { .. } => (Tone::Info, texts::disclosure_granted(lang)),
        Standing::Left => (Tone::Ok, texts::disclosure_left(lang)),
        Standing::Declined => (Tone::Plain, texts::disclosure_declined(lang)),
        Standing::Lapsed => (Tone::Plain, texts::disclosure_lapsed(lang)),
        Standing::Withdrawn => (Tone::Plain, texts::disclosure_withdrawn(lang)),
        Standing::Expired => (Tone::Plain, texts::disclosure_expired(lang)),
    };
    tag(tone, word)
}

/// What the second person typed, and what became of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Judged<'a> {
    pub(super) reason: &'a str,
    pub(super) wrong: Option<&'a str>,
    pub(super) done: &'a str,
}

/// What the page of an entry is made of.
pub(super) struct One<'a> {
    pub(super) one: &'a Entered,
    pub(super) standing: Standing,
    /// Who could agree besides the asker.
    pub(super) may_agree: &'a [String],
    /// Which post reads it inside.
    pub(super) handed: Option<&'a Handed>,
    pub(super) judged: Judged<'a>,
}

/// The page of an entry: what, to whom, on what basis, how many, by whom.
pub(super) fn one(actor: &Actor, now: &Moment, divisions: &Divisions, page: &One<'_>) -> Markup {
    let (lang, one) = (actor.lang, page.one);
    let here = format!("{HOME}/{}", one.path_id());
    let stamp = |at: i64| Moment::of_micros(at).stamp();
    let mut pairs = vec![
        (texts::disclosure_what(lang), html! { (lang.code(one.door)) }),
        (texts::disclosure_fields(lang), html! { (lang.code(one.fields)) }),
        (texts::disclosure_where(lang), html! { (divisions.name(one.region.as_str())) }),
    ];
    if !one.narrowed.1.is_empty() {
        pairs.push((texts::disclosure_narrowed(lang), html! { (one.narrowed.1) }));
    }
    pairs.extend([
        (texts::disclosure_people(lang), html! { (texts::list_people(lang, one.people)) }),
        (texts::disclosure_purpose(lang), html! { (lang.code(one.purpose)) }),
        (texts::disclosure_basis(lang), html! { (one.purpose.basis()) }),
        (texts::disclosure_recipient(lang), html! { (one.recipient) }),
    ]);
    if let Some(receiver) = one.receiver {
        pairs.push((texts::disclosure_receiver(lang), html! { (lang.code(receiver)) }));
        let whom = html! {
            (one.processing().say_of_list(lang))
            @if one.is_of_open_records() { br; (texts::disclosure_open_records(lang)) }
        };
        pairs.push((texts::disclosure_whom(lang), whom));
    }
    if let Some(words) = left_out_in_words(lang, one.processing(), one.left_out) {
        pairs.push((texts::disclosure_left_out(lang), html! { (words) }));
    }
    pairs.extend([(texts::disclosure_by(lang), html! { (one.shown_as) " · " (stamp(one.asked_at)) })]);
    if let Some(said) = &one.decision {
        let word =
            if said.approved { texts::disclosure_agreed(lang) } else { texts::disclosure_declined(lang) };
        pairs.push((
            word,
            html! {
                (said.by) " · " (stamp(said.at))
                @if !said.reason.is_empty() { br; (said.reason) }
            },
        ));
    }
    if let Some(at) = one.left_at {
        let word = match one.door {
            Door::HandedList => texts::handed_given(lang),
            _ => texts::disclosure_left(lang),
        };
        pairs.push((word, html! { (stamp(at)) }));
    }
    let lines: Vec<Line<'_>> = page
        .judged
        .wrong
        .iter()
        .map(|say| Line { field: "decision_reason", sentence: (*say).to_owned() })
        .collect();
    let title = texts::disclosure_entry(lang);
    let is_ended = page.handed.is_some_and(|handed| handed.ended.is_some());
    let decides = matches!(page.standing, Standing::Waiting { .. }) && may_agree(actor, one) && !is_ended;
    let body = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (crumbs(texts::where_you_are(lang), &[(texts::nav_disclosures(lang), HOME), (title, "")]))
        (head(&Head { title, ..Head::default() }))
        div.stack {
            p {
                @if is_ended { (tag(Tone::Plain, texts::handed_ended_tag(lang))) }
                @else { (standing_tag(lang, one.door, page.standing)) }
            }
            (stands(actor, page))
            (Card::new("entry", texts::disclosure_leaves(lang)).show(&facts(&pairs)))
            (read_inside(actor, now, page, &here))
            @if decides { (decision(actor, (&here, one.door), &page.judged)) }
        }
    };
    let granted = matches!(page.standing, Standing::Granted { .. });
    let done = match page.judged.done {
        "approved" if one.door == Door::HandedList => Some(Flash::done(texts::handed_done_approved(lang))),
        "approved" => Some(Flash::done(texts::disclosure_done_approved(lang))),
        "declined" => Some(Flash::done(texts::disclosure_done_declined(lang))),
        "withdrawn" => Some(Flash::done(texts::disclosure_done_withdrawn(lang))),
        "confirmed" if granted => Some(Flash::done(texts::disclosure_done_confirmed(lang))),
        "ended" => Some(Flash::done(texts::handed_done_ended(lang))),
        "late" => Some(without_effect(texts::disclosure_done_late(lang))),
        "over" => Some(without_effect(texts::handed_done_over(lang))),
        "not-given" => Some(without_effect(texts::handed_done_not_given(lang))),
        "ended-before" => Some(without_effect(texts::handed_done_ended_before(lang))),
        _ => None,
    };
    let refused = !lines.is_empty();
    let back = decides.then_some(HOME);
    let about = About { title, current: HOME, here: &here, back, flash: done, refused, ..About::default() };
    whole(actor, now, &about, &body)
}

/// Nothing was changed, and why.
fn without_effect(sentence: &'static str) -> Flash<'static> {
    Flash { tone: Tone::Soon, sentence, end: None }
}

/// Where it stands for whoever asked, and what to do.
fn stands(actor: &Actor, page: &One<'_>) -> Markup {
    let (lang, one) = (actor.lang, page.one);
    if one.account != actor.account {
        return html! {};
    }
    match page.standing {
        Standing::Waiting { until } => {
            let until = Moment::of_micros(until).stamp();
            let action = format!("{HOME}/{}/withdrawal", one.path_id());
            html! {
                @if page.may_agree.is_empty() {
                    (notice(Tone::First, &html! { (texts::disclosure_nobody_else(lang, &until)) }))
                } @else {
                    (notice(Tone::Soon, &html! {
                        (texts::disclosure_waits(lang, &until)) " "
                        (texts::disclosure_who_may(lang, &page.may_agree.join(texts::list_joint(lang))))
                    }))
                }
                p { (Button::new(texts::disclosure_withdraw(lang)).post(&action, &actor.form_key, &[])) }
            }
        }
        Standing::Granted { until } => html! {
            (notice(Tone::Info, &html! { (texts::disclosure_fetch(lang, &Moment::of_micros(until).stamp())) }))
            p { a.btn.primary href=(file_of(one)) { (texts::disclosure_fetch_act(lang)) } }
        },
        Standing::Left if one.door == Door::HandedList => html! {},
        standing => notice(Tone::Info, &html! { (in_words(lang, standing)) }),
    }
}

/// Until when another department reads it inside, and the way to end that.
fn read_inside(actor: &Actor, now: &Moment, page: &One<'_>, here: &str) -> Markup {
    let lang = actor.lang;
    let Some(handed) = page.handed else { return html! {} };
    let stamp = |at: i64| Moment::of_micros(at).stamp();
    let ended = |(at, by): &(i64, String)| {
        notice(Tone::Info, &html! { (texts::handed_ended_by(lang, by, &stamp(*at))) })
    };
    let Some(given) = handed.given(page.one) else {
        return match &handed.ended {
            Some(by) => ended(by),
            None => html! { p.small.muted { (texts::handed_will(lang, handed.days)) } },
        };
    };
    let action = format!("{here}/end");
    match (reading(&given, now.micros()), &handed.ended) {
        (Reading::Ended, Some(by)) => ended(by),
        (Reading::Open { until }, _) => html! {
            (notice(Tone::Info, &html! { (texts::handed_open(lang, &page.one.recipient, &stamp(until))) }))
            @if permits(actor, Action::SeeDisclosures) {
                (Form::new(lang, &action, &actor.form_key).show(&html! {
                    // Not at the foot of a phone, where the menu is.
                    (acts(&[Button::new(texts::handed_end(lang)).submit()]))
                }))
            }
        },
        _ => notice(Tone::Info, &html! { (texts::handed_over(lang)) }),
    }
}

/// The address of an entry's file.
pub(super) fn file_of(one: &Entered) -> String {
    let id = one.path_id();
    let village = one.region.as_str();
    let part = one.narrowed.0.as_str();
    match one.door {
        Door::VillageFollowUps => format!("/print/villages/{village}/follow-up.pdf?disclosure={id}{part}"),
        Door::VillageSupplements => format!("/print/villages/{village}/supplement.pdf?disclosure={id}{part}"),
        _ => format!("/people.xlsx?disclosure={id}"),
    }
}

fn decision(actor: &Actor, (here, door): (&str, Door), judged: &Judged<'_>) -> Markup {
    let lang = actor.lang;
    let agree = match door {
        Door::HandedList => texts::handed_agree(lang),
        _ => texts::disclosure_agree(lang),
    };
    let action = format!("{here}/decision");
    let mut frame = Frame::new(lang, "decision_reason", texts::disclosure_reason(lang));
    frame.errors.extend(judged.wrong.map(str::to_owned));
    let form = Form { refused: judged.wrong.is_some(), ..Form::new(lang, &action, &actor.form_key) };
    let buttons = [
        Button::primary(agree).choice("do", "approve"),
        Button::new(texts::disclosure_decline(lang)).choice("do", "decline"),
    ];
    Card::new("decision", texts::disclosure_second(lang)).show(&form.show(&html! {
        p { (texts::disclosure_second_explained(lang)) }
        (text(&frame.hint(texts::disclosure_reason_hint(lang)).optional(), Text::Line, judged.reason))
        (submit_bar(&buttons, &html! {}))
    }))
}

/// Why a file is not made.
pub(super) enum WhyNot {
    /// It cannot be fetched now.
    Stands(Standing),
    /// Other people fit now.
    Changed { people: usize },
    /// So many who stand in it do not agree any more.
    KeptBack { people: usize },
}

fn in_words(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Waiting { .. } => texts::disclosure_not_agreed(lang),
        Standing::Lapsed => texts::disclosure_has_lapsed(lang),
        Standing::Declined => texts::disclosure_was_declined(lang),
        Standing::Granted { .. } => texts::disclosure_granted(lang),
        Standing::Withdrawn => texts::disclosure_was_withdrawn(lang),
        Standing::Expired => texts::disclosure_has_expired(lang),
        Standing::Left => texts::disclosure_has_left(lang),
    }
}

/// The page that says why.
pub(super) fn not_now(actor: &Actor, now: &Moment, one: &Entered, why: WhyNot) -> Markup {
    let lang = actor.lang;
    let here = format!("{HOME}/{}", one.path_id());
    let sentence = match why {
        WhyNot::Stands(standing) => in_words(lang, standing).to_owned(),
        WhyNot::Changed { people } => {
            texts::disclosure_changed(lang, one.people, u64::try_from(people).unwrap_or(u64::MAX))
        }
        WhyNot::KeptBack { people } => texts::disclosure_kept_back(lang, people),
    };
    let title = texts::disclosure_no_file(lang);
    let body = html! {
        (head(&Head { title, ..Head::default() }))
        (notice(Tone::Soon, &html! { (sentence) }))
        p { a.btn href=(here) { (texts::disclosure_see(lang)) } }
    };
    let about = About { title, current: HOME, here: &here, back: Some("/people"), ..About::default() };
    whole(actor, now, &about, &body)
}
