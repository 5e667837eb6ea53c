//! The list of tasks.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::code::Code;
use xinan_domain::text::Lang;

use crate::case::VisibleCase;
use crate::case::tie::TieKind;
use crate::case::words::{due_in_words, near_day};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::field::Choice;
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::empty;
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::tag::Tone;
use crate::shell::ui::todo::{Todo, todos};
use crate::task::Kind;
use crate::task::store::{Count, Open, does};
use crate::texts;

/// The menu entry.
const HOME: &str = "/tasks";

/// Whom a psychiatrist has in hand, because of what.
pub(super) type InHand = [(VisibleCase, TieKind)];

/// The page.
pub(super) fn list(
    actor: &Actor,
    now: &Moment,
    (only, found, in_hand): (Option<Kind>, &[Open], Option<&InHand>),
    place: Place,
) -> Markup {
    let lang = actor.lang;
    let title = texts::nav_tasks(lang);
    // Only what the post may have to do.
    let kinds: Vec<Choice<'_>> = Kind::ALL
        .iter()
        .filter(|one| does(actor, **one))
        .map(|one| Choice::new(one.code().to_string(), lang.code(*one)))
        .collect();
    let chosen = only.map(|one| one.code().to_string()).unwrap_or_default();
    let here = if chosen.is_empty() { HOME.to_owned() } else { format!("{HOME}?kind={chosen}") };
    let row = [Filter::Select("kind", texts::task_kind(lang), texts::task_kinds_all(lang), &kinds, &chosen)];
    let aside = texts::list_count(lang, place.total);
    let body = html! {
        (head(&Head { title, aside: &aside, ..Head::default() }))
        (folding_filters(lang, HOME, &row, only.is_some()))
        @if found.is_empty() {
            (empty(texts::tasks_none(lang), texts::tasks_none_next(lang), None))
        } @else {
            div.card { div.body { (lines(lang, now.day(), found)) } }
            (pagination(lang, place, |number| crate::shell::filters::page_of(&here, number)))
        }
        @if let Some(in_hand) = in_hand { (people(lang, now.day(), in_hand)) }
    };
    let about = About { title, current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

/// The first of them, before the people of today's work.
pub(in crate::worklist) fn first(lang: Lang, today: Date, count: Count, found: &[Open]) -> Markup {
    if found.is_empty() {
        return html! {};
    }
    Card::new("tasks", texts::tasks_title(lang)).icon(Icon::Check).show(&html! {
        (lines(lang, today, found))
        @if count.all > found.len() as u64 {
            p.more { a href=(HOME) { (texts::tasks_all(lang, count.all, count.overdue)) } }
        }
    })
}

/// Whom a psychiatrist has in hand, because of what.
fn people(lang: Lang, today: Date, in_hand: &InHand) -> Markup {
    Card::new("in-hand", texts::hospital_in_hand(lang)).icon(Icon::Book).show(&html! {
        @if in_hand.is_empty() { p.muted { (texts::hospital_nobody(lang)) } }
        ul.log {
            @for (case, why) in in_hand {
                @let one = &case.head;
                @let born = texts::born(lang, lang.code(one.sex), one.age(today), &one.birth_date.to_string());
                li {
                    a href={ "/people/" (case.path_id()) } data-mask=(covered_name(&one.name)) { (one.name) }
                    " " span.muted { (born) } " "
                    span.small.muted { (texts::hospital_in_hand_why(lang, lang.code(*why))) }
                }
            }
        }
    })
}

/// A task in words.
struct Line {
    when: String,
    tone: Tone,
    what: String,
    why: String,
    act: Markup,
}

fn lines(lang: Lang, today: Date, found: &[Open]) -> Markup {
    let lines: Vec<Line> = found.iter().map(|one| line(lang, today, one)).collect();
    let list: Vec<Todo<'_>> = lines
        .iter()
        .map(|one| Todo {
            tone: one.tone,
            when: &one.when,
            what: &one.what,
            why: &one.why,
            who: "",
            act: Some(one.act.clone()),
        })
        .collect();
    todos(&list)
}

fn line(lang: Lang, today: Date, one: &Open) -> Line {
    let (when, tone) = match one.due_on {
        Some(due) => due_in_words(lang, due, today),
        None => (texts::task_timely(lang).to_owned(), Tone::Info),
    };
    let kind = lang.code(one.kind);
    let what = match one.name.as_str() {
        "" => kind.to_owned(),
        name => texts::task_what(lang, name, kind),
    };
    let since = near_day(lang, one.since, today);
    let why = match one.words.as_str() {
        "" => texts::task_since(lang, &since),
        words => texts::task_why(lang, &since, words),
    };
    let act = Button::new(one.kind.act(lang)).small().link(&one.kind.href(one.case, one.thing));
    Line { when, tone, what, why, act }
}
