//! The lists of who is to be examined or checked.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::code::Code;
use xinan_domain::consent::Subject;
use xinan_domain::examination::Occasion;
use xinan_domain::examination::yearly::Offer;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::Lang;

use super::store::{Counts, Line, List};
use crate::case::words::due_in_words;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::filters;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::field::Choice;
use crate::shell::ui::filter::{Filter, filters as filters_of};
use crate::shell::ui::head::{Head, head, tabs};
use crate::shell::ui::notice::{empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// Where the lists are.
const HOME: &str = "/examinations/due";

/// What the page is made of.
pub(super) struct Page<'a> {
    pub(super) list: List,
    /// The part of the territory that was chosen.
    pub(super) region: Option<Region>,
    pub(super) counts: Counts,
    pub(super) lines: &'a [Line],
    pub(super) place: Place,
}

/// The page.
pub(super) fn list(actor: &Actor, now: &Moment, settings: &Settings, page: &Page<'_>) -> Markup {
    let (lang, today) = (actor.lang, now.day());
    let title = texts::exam_due_title(lang);
    let chosen = page.region.map(|one| one.as_str().to_owned()).unwrap_or_default();
    let address = |list: List| filters::address(HOME, &[("of", &list.key().to_owned()), ("region", &chosen)]);
    let here = address(page.list);
    let (yearly, checks) = (address(List::Yearly), address(List::Checks));
    let words = (
        texts::exam_due_yearly_tab(lang, page.counts.yearly),
        texts::exam_due_checks_tab(lang, page.counts.checks),
    );
    let until = today.last_of_year().to_string();
    let (explained, none) = match page.list {
        List::Yearly => (texts::exam_due_explained(lang, &until), texts::exam_due_none(lang)),
        List::Checks => {
            (texts::exam_due_checks_explained(lang).to_owned(), texts::exam_due_checks_none(lang))
        }
    };
    let parts: Vec<(String, String)> = settings
        .divisions
        .children(&actor.region)
        .map(|(region, name)| (region.as_str().to_owned(), name.to_owned()))
        .collect();
    let parts: Vec<Choice<'_>> = parts.iter().map(|(code, name)| Choice::new(code.clone(), name)).collect();
    let row =
        [Filter::Select("region", texts::filter_region(lang), texts::filter_all(lang), &parts, &chosen)];
    let kept = [("of", page.list.key())];
    let body = html! {
        (head(&Head { title, ..Head::default() }))
        (tabs(title, &[(&words.0, &yearly), (&words.1, &checks)], &here))
        @if actor.region.level() != Level::Village { (filters_of(lang, HOME, &row, &kept)) }
        (notice(Tone::Plain, &html! { (explained) }))
        @if page.lines.is_empty() {
            (empty(none, "", None))
        } @else {
            (table(actor, settings, today, page))
            (pagination(lang, page.place, |number| filters::page_of(&here, number)))
        }
    };
    let about = About { title, current: "/", here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

fn table(actor: &Actor, settings: &Settings, today: Date, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let columns = match page.list {
        List::Yearly => [
            Column::new(texts::column_name(lang)),
            Column::new(texts::column_village(lang)),
            Column::new(texts::column_last_exam(lang)),
            Column::new(texts::column_offer(lang)),
            Column::silent(texts::exam_due_act(lang)),
        ],
        List::Checks => [
            Column::new(texts::column_name(lang)),
            Column::new(texts::column_village(lang)),
            Column::new(texts::column_check(lang)),
            Column::new(texts::column_day(lang)),
            Column::silent(texts::exam_due_checks_act(lang)),
        ],
    };
    let rows = html! {
        @for line in page.lines {
            @let head = &line.case.head;
            @let person = format!("/people/{}", line.case.path_id());
            tr {
                td.lead { a href=(person) data-mask=(covered_name(&head.name)) { (head.name) } }
                td { (settings.divisions.name(head.village.as_str())) }
                @match page.list {
                    List::Yearly => {
                        td.nowrap { @match line.examined_on { Some(day) => (day), None => span.muted { "—" } } }
                        td.nowrap { (lang.answer(line.offer)) }
                        td { (act(actor, line, &person)) }
                    },
                    List::Checks => {
                        @if let Some((watch, due)) = line.check {
                            @let (when, tone) = due_in_words(lang, due, today);
                            td { (watch.say(lang)) " " span.small.muted { (lang.code(watch)) } }
                            td.nowrap { (tag(tone, &when)) " " (due) }
                        }
                        td { (record(actor, &person, Occasion::Laboratory, texts::exam_due_checks_act(lang))) }
                    },
                }
            }
        }
    };
    let caption = texts::exam_due_title(lang);
    Table { lang, caption, caption_seen: false, columns: &columns, class: "cards split" }.show(&rows)
}

/// Who has agreed is examined; who has not been asked is asked.
fn act(actor: &Actor, line: &Line, person: &str) -> Markup {
    let lang = actor.lang;
    let offer = format!("{person}/consents/new?subject={}", Subject::Examination.code());
    html! {
        div.acts {
            @if line.offer == Some(Offer::Ask) && permits(actor, Action::RecordConsent) {
                (Button::new(texts::exam_due_ask(lang)).small().link(&offer))
            }
            (record(actor, person, Occasion::Yearly, texts::exam_due_act(lang)))
        }
    }
}

fn record(actor: &Actor, person: &str, occasion: Occasion, label: &str) -> Markup {
    let to = format!("{person}/examinations/new?of={}", occasion.code());
    html! { @if permits(actor, Action::RecordExamination) { (Button::new(label).small().link(&to)) } }
}

/// The lines of the first page: how many are to be examined, and for how many a medicine asks for a check.
pub(crate) fn line(lang: Lang, today: Date, counts: Counts) -> Markup {
    html! {
        @if counts.yearly > 0 {
            p.small { a href=(HOME) { (texts::exam_due_line(lang, counts.yearly, &today.last_of_year().to_string())) } }
        }
        @if counts.checks > 0 {
            p.small {
                a href={ (HOME) "?of=" (List::Checks.key()) } {
                    (texts::exam_due_line_checks(lang, counts.checks, counts.overdue))
                }
            }
        }
    }
}
