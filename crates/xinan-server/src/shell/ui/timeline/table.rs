//! The same year as a table, month by month.

use jiff::civil::Date;
use maud::{Markup, html};

use super::Timeline;
use crate::shell::ui::table::{Column, Table};
use crate::texts;

pub(super) fn table(timeline: &Timeline<'_>) -> Markup {
    let lang = timeline.lang;
    let has_medicine = !timeline.medicine.is_empty();
    let mut columns = vec![
        Column::new(texts::tl_month(lang)),
        Column::new(texts::tl_class(lang)),
        Column::new(texts::tl_grade(lang)),
    ];
    if has_medicine {
        columns.push(Column::new(texts::tl_medicine(lang)));
    }
    columns.push(Column::new(texts::tl_events(lang)));
    let caption = texts::tl_title(lang, timeline.months);
    let table = Table { lang, caption: &caption, caption_seen: false, columns: &columns, class: "" };
    table.show(&html! {
        @for (at, month) in timeline.month_starts().into_iter().enumerate() {
            tr {
                th scope="row" { (texts::year_month(lang, month)) }
                td { (classes_in(timeline, month)) }
                td { (grades_in(timeline, month)) }
                @if has_medicine {
                    td {
                        @match timeline.medicine.get(at) {
                            Some(Some(days)) => (texts::tl_days(lang, *days)),
                            _ => "—",
                        }
                    }
                }
                td { (events_in(timeline, month)) }
            }
        }
    })
}

fn joined(words: Vec<String>) -> String {
    if words.is_empty() { "—".to_owned() } else { words.join(" · ") }
}

fn classes_in(timeline: &Timeline<'_>, month: Date) -> String {
    let last = month.last_of_month();
    let there = timeline.classes.iter().filter(|one| one.from <= last && one.to >= month);
    joined(there.map(|one| one.word.to_owned()).collect())
}

fn grades_in(timeline: &Timeline<'_>, month: Date) -> String {
    let there = timeline.visits.iter().filter(|visit| visit.on.first_of_month() == month);
    joined(
        there.filter_map(|visit| visit.grade).map(|grade| texts::tl_grade_is(timeline.lang, grade)).collect(),
    )
}

fn events_in(timeline: &Timeline<'_>, month: Date) -> String {
    let there = timeline.events.iter().filter(|event| event.on.first_of_month() == month);
    joined(there.map(|event| event.word.to_owned()).collect())
}
