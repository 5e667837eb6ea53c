//! The log as a page and as a workbook.

use anyhow::Result;
use jiff::civil::Date;
use maud::{Markup, html};
use xinan_db::audit::checkpoint::Checkpoint;
use xinan_documents::table::{self as sheet, Cover, Kind, Value};
use xinan_domain::text::Lang;

use super::say::in_words;
use super::store::Entry;
use super::web::{Acts, Asked, MOST, Understood};
use crate::division::Divisions;
use crate::emergency::escalated::escalated;
use crate::emergency::store::Escalated;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::signed::signed;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::field::Choice;
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The menu entry.
const HOME: &str = "/audit";

/// What the page is made of.
pub(super) struct List<'a> {
    pub(super) asked: &'a Asked,
    pub(super) understood: &'a Understood,
    pub(super) entries: &'a [Entry],
    /// Looks in an emergency whose review is late, or that were found without need.
    pub(super) escalated: &'a Escalated,
    /// How many looks of the police nobody has judged in time.
    pub(super) police_late: u64,
    /// Nothing newer fits.
    pub(super) is_first: bool,
    /// The place of what is older, if there is something.
    pub(super) next: Option<String>,
    pub(super) checkpoint: Option<Checkpoint>,
    /// Entries since then.
    pub(super) unsigned: u64,
}

/// A kind of acts in words.
pub(super) fn say(lang: Lang, acts: Acts) -> &'static str {
    match acts {
        Acts::Looks => texts::log_acts_looks(lang),
        Acts::Writes => texts::log_acts_writes(lang),
        Acts::Out => texts::log_acts_out(lang),
        Acts::SignIn => texts::log_acts_sign_in(lang),
        Acts::Administrators => texts::log_acts_administrators(lang),
        Acts::OwnDoor => texts::log_acts_own_door(lang),
    }
}

/// The page.
pub(super) fn list(actor: &Actor, now: &Moment, divisions: &Divisions, page: &List<'_>) -> Markup {
    let lang = actor.lang;
    let (asked, understood) = (page.asked, page.understood);
    let title = texts::nav_log(lang);
    let here = asked.address(HOME);
    let acts = [Button::new(texts::log_export(lang)).icon(Icon::Doc).link(&asked.address("/audit.xlsx"))];
    let acts: &[Markup] = if permits(actor, Action::ExportLog) { &acts } else { &[] };
    let body = html! {
        (head(&Head { title, aside: texts::log_aside(lang), acts, ..Head::default() }))
        @if page.is_first {
            (escalated(lang, page.escalated))
            @if page.police_late > 0 {
                (notice(Tone::First, &html! { (texts::police_looks_late(lang, page.police_late)) }))
            }
        }
        (filters(lang, asked, understood))
        @let (from, until) = (understood.days.0.to_string(), understood.days.1.to_string());
        @if let Some(typed) = &understood.wrong_day {
            (notice(Tone::Soon, &html! { (texts::log_wrong_day(lang, typed, &from, &until)) }))
        } @else if understood.wrong.0 {
            (notice(Tone::Soon, &html! { (texts::log_days_turned(lang, &from, &until)) }))
        }
        @if understood.nobody {
            (empty(&texts::log_nobody(lang, asked.who.trim()), texts::log_nobody_next(lang), None))
        } @else if page.entries.is_empty() {
            (empty(texts::log_none(lang), texts::log_none_next(lang), None))
        } @else {
            (table(lang, divisions, page.entries))
        }
        div.pages {
            nav.grow aria-label=(texts::pages(lang)) {
                ol {
                    @if !page.is_first { li { a href=(here) { (texts::log_latest(lang)) } } }
                    @if let Some(next) = &page.next {
                        @let joint = if here.contains('?') { '&' } else { '?' };
                        li { a href={ (here) (joint) "before=" (next) } rel="next" { (texts::log_earlier(lang)) } }
                    }
                }
            }
        }
        (Card::new("state", texts::log_state(lang)).show(&html! {
            (facts(&[(
                texts::security_checkpoint(lang),
                signed(lang, page.checkpoint.as_ref(), page.unsigned),
            )]))
            p.small.muted { (texts::log_state_explained(lang)) }
        }))
    };
    let file = Button::primary(texts::disclosure_fetch_act(lang)).link(&asked.address("/audit.xlsx"));
    let flash = (asked.done == "confirmed").then(|| Flash {
        tone: Tone::Ok,
        sentence: texts::log_done_confirmed(lang),
        end: Some(file),
    });
    let about = About { title, current: HOME, here: &here, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

fn filters(lang: Lang, asked: &Asked, understood: &Understood) -> Markup {
    let kinds: Vec<Choice<'_>> =
        Acts::ALL.iter().map(|acts| Choice::new(acts.key(), say(lang, *acts))).collect();
    let house = [Choice::new("1", texts::log_house_whole(lang))];
    // What nobody understood stands as it was typed, beside the sentence about it.
    let shown = |typed: &str, wrong: bool, day: Date| if wrong { typed.to_owned() } else { day.to_string() };
    let from = shown(&asked.from, understood.wrong.0, understood.days.0);
    let until = shown(&asked.until, understood.wrong.1, understood.days.1);
    let mut row = vec![
        Filter::Text("who", texts::log_who_asked(lang), &asked.who),
        Filter::Text("from", texts::log_from(lang), &from),
        Filter::Text("until", texts::log_until(lang), &until),
        Filter::Select("acts", texts::log_acts(lang), texts::filter_all(lang), &kinds, &asked.acts),
    ];
    if understood.is_alone {
        let all = texts::log_house_county(lang);
        row.push(Filter::Select("house", texts::log_house(lang), all, &house, &asked.house));
    }
    folding_filters(lang, HOME, &row, asked.is_narrowed())
}

fn table(lang: Lang, divisions: &Divisions, entries: &[Entry]) -> Markup {
    let columns = [
        Column::new(texts::log_when(lang)),
        Column::new(texts::log_who(lang)),
        Column::new(texts::log_act(lang)),
        Column::new(texts::log_people(lang)),
        Column::new(texts::log_detail(lang)),
    ];
    let caption = texts::nav_log(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for one in entries {
            tr {
                th.lead scope="row" { span.nowrap { (Moment::of_micros(one.at.at).stamp()) } }
                td.full {
                    (texts::who_in_log(lang, &one.shown_as))
                    @if let Some(kind) = one.kind { " · " (lang.code(kind)) }
                }
                td.full { (texts::act_in_log(lang, &one.action)) }
                td.full data-label=(texts::log_people(lang)) {
                    @match (one.case, one.people) {
                        (Some(case), _) => { code.small { (case.simple()) } },
                        (None, 0) => {},
                        (None, people) => (texts::log_of_people(lang, people)),
                    }
                }
                td.full.small.muted { (in_words(lang, divisions, (&one.action, detail(one)))) }
            }
        }
    })
}

/// What was noted beside an act, where that was on no record.
fn detail(one: &Entry) -> &str {
    let is_of_records = |acts: Acts| {
        matches!(acts, Acts::Looks | Acts::Writes) && acts.actions().contains(&one.action.as_str())
    };
    let is_out = matches!(one.action.as_str(), "forms.print" | "forms.print_batch" | "roster.export");
    let known = Acts::ALL.iter().any(|acts| acts.actions().contains(&one.action.as_str()));
    if !known || is_out || Acts::ALL.into_iter().any(is_of_records) { "" } else { &one.detail }
}

/// The workbook's name.
pub(super) fn file_name(actor: &Actor, now: &Moment, place: &str) -> String {
    format!("{}.xlsx", texts::log_file(actor.lang, place, &now.day().to_string()))
}

/// The workbook: what is on the page, as much as fits.
pub(super) fn workbook(
    actor: &Actor,
    now: &Moment,
    (divisions, place): (&Divisions, &str),
    (asked, understood): (&Asked, &Understood),
    (entries, more): (&[Entry], bool),
    checkpoint: &str,
) -> Result<Vec<u8>> {
    let lang = actor.lang;
    let columns = vec![
        sheet::Column::new(texts::log_when(lang), 18.0, Kind::Text),
        sheet::Column::new(texts::log_who(lang), 26.0, Kind::Text),
        sheet::Column::new(texts::staff_post(lang), 16.0, Kind::Text),
        sheet::Column::new(texts::log_act(lang), 24.0, Kind::Text),
        sheet::Column::new(texts::log_people(lang), 36.0, Kind::IdentityText),
        sheet::Column::new(texts::log_detail(lang), 60.0, Kind::Text),
    ];
    let rows = entries
        .iter()
        .map(|one| {
            let people = match (one.case, one.people) {
                (Some(case), _) => case.simple().to_string(),
                (None, 0) => String::new(),
                (None, people) => texts::log_of_people(lang, people),
            };
            vec![
                Value::from(Moment::of_micros(one.at.at).stamp()),
                Value::from(texts::who_in_log(lang, &one.shown_as)),
                Value::from(one.kind.map_or("", |kind| lang.code(kind))),
                Value::from(texts::act_in_log(lang, &one.action)),
                Value::from(people),
                Value::from(in_words(lang, divisions, (&one.action, detail(one)))),
            ]
        })
        .collect();
    let mut filter = narrowed(lang, asked, understood);
    filter.extend(more.then(|| texts::log_export_most(lang, MOST)));
    let table = sheet::Table {
        name: texts::nav_log(lang).to_owned(),
        title: texts::log_file(lang, place, &now.day().to_string()),
        subtitle: texts::log_subtitle(lang, &actor.office, &now.day().to_string()),
        columns,
        rows,
        written_at: now.civil(),
        cover: Some(Cover {
            filter: filter.join(" · "),
            by: format!("{} · {}", actor.office, actor.name),
            checkpoint: checkpoint.to_owned(),
        }),
    };
    Ok(table.workbook(lang)?)
}

/// What was asked for, in words: the days, then what they were narrowed to.
fn narrowed(lang: Lang, asked: &Asked, understood: &Understood) -> Vec<String> {
    let (from, until) = understood.days;
    let mut filter = vec![format!("{from} .. {until}")];
    filter.extend((!asked.who.trim().is_empty()).then(|| asked.who.trim().to_owned()));
    let acts = Acts::ALL.into_iter().find(|acts| acts.key() == asked.acts);
    filter.extend(acts.map(|acts| say(lang, acts).to_owned()));
    filter
        .extend((understood.is_alone && asked.house == "1").then(|| texts::log_house_whole(lang).to_owned()));
    filter
}

/// Which entries are about to leave, in one sentence.
pub(super) fn about_to_leave(lang: Lang, asked: &Asked, understood: &Understood) -> String {
    let (from, until) = understood.days;
    let narrowed = narrowed(lang, asked, understood);
    let more = narrowed[1..].join(texts::list_joint(lang));
    let which = if more.is_empty() { texts::log_all(lang) } else { more.as_str() };
    texts::confirm_says_log(lang, &from.to_string(), &until.to_string(), which)
}
