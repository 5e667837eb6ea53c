//! The page of counts: a table by township or village, and why some of it is not shown.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::day::month_index;
use xinan_domain::region::Level;
use xinan_domain::small_cells::Cell;
use xinan_domain::text::Lang;

use super::{COLUMNS, Figures, MANAGED};
use crate::division::Divisions;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::card::Card;
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::notice::{empty, notice};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The menu entry.
const HOME: &str = "/figures";

/// What is read, of which day, and since when it stands.
pub(super) struct Settled {
    pub(super) figures: Figures,
    /// The last day that counts.
    pub(super) as_of: Date,
    /// Microseconds.
    pub(super) at: i64,
}

/// The page; without figures while they are computed.
pub(super) fn page(actor: &Actor, now: &Moment, divisions: &Divisions, settled: Option<&Settled>) -> Markup {
    let lang = actor.lang;
    let title = match settled {
        Some(settled) => {
            let first = xinan_domain::day::first_of_month(month_index(settled.as_of));
            let place = divisions.name(actor.region.as_str());
            texts::figures_title(lang, place, &texts::year_month(lang, first))
        }
        None => texts::nav_figures(lang).to_owned(),
    };
    let body = html! {
        (head(&Head { title: &title, ..Head::default() }))
        @match settled {
            None => { (empty(texts::figures_not_yet(lang), texts::figures_not_yet_next(lang), None)) }
            Some(settled) => {
                @let names = match permits(actor, Action::ReadHandedList) {
                    true => texts::figures_for_relief(lang),
                    false => texts::figures_no_names(lang),
                };
                (notice(Tone::Info, &html! { (texts::figures_explained(lang)) " " (names) }))
                @if settled.figures.table.total.contains(&Cell::Withheld) {
                    (notice(Tone::Info, &html! { (texts::figures_all_withheld(lang)) }))
                } @else {
                    (table(actor, divisions, settled))
                }
            }
        }
    };
    whole(actor, now, &About { title: &title, current: HOME, here: HOME, ..About::default() }, &body)
}

fn table(actor: &Actor, divisions: &Divisions, settled: &Settled) -> Markup {
    let (lang, figures) = (actor.lang, &settled.figures);
    let step = figures.least;
    let sum = match actor.region.level() {
        Level::County => texts::figures_whole_county(lang),
        _ => texts::figures_whole_township(lang),
    };
    let parts = figures.table.parts();
    let mut columns = vec![Column::new(texts::figures_township(lang))];
    columns.extend(COLUMNS.iter().map(|column| Column::number((column.name)(lang))));
    let caption = texts::figures_caption(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards split" };
    let withheld = figures.table.rows.iter().filter(|row| is_withheld(row)).count();
    Card::new("figures", caption).show(&html! {
        @if let Some(managed) = figures.managed {
            p {
                (texts::figures_managed_of(lang, &in_words(lang, managed)))
                @if let Some(rate) = MANAGED.rate_of(managed, figures.table.total[0], (parts, step)) {
                    " " span.muted { (rate) }
                }
            }
        }
        (table.show(&html! {
            (row(lang, sum, &figures.table.total, (parts, step)))
            @for (place, cells) in figures.places.iter().zip(&figures.table.rows) {
                (row(lang, divisions.name(place), cells, (1, step)))
            }
            @if let Some(group) = &figures.table.group {
                (row(lang, &texts::figures_group(lang, withheld), group, (1, step)))
            }
        }))
        @if figures.table.withholds() { p.small.muted { (texts::figures_why(lang, figures.least)) } }
        p.small.muted { (texts::figures_steps(lang, step, 20 * step, 21 * step - 1, step - 1)) }
        p.small.muted {
            (texts::figures_until(lang, settled.as_of, Moment::of_micros(settled.at).day())) " "
            (texts::figures_columns(lang))
        }
    })
}

fn is_withheld(row: &[Cell]) -> bool {
    row.iter().all(|cell| *cell == Cell::Withheld)
}

fn row(lang: Lang, name: &str, cells: &[Cell], steps: (i64, i64)) -> Markup {
    html! {
        tr {
            th.lead scope="row" { (name) }
            @if is_withheld(cells) {
                td.muted.full colspan=(COLUMNS.len()) { (texts::figures_withheld(lang)) }
            } @else {
                @for (at, column) in COLUMNS.iter().enumerate() {
                    td.n data-label=((column.name)(lang)) {
                        (in_words(lang, cells[at]))
                        @if let Some(rate) = column.rate(cells, at, steps) { br; span.tiny.muted { (rate) } }
                    }
                }
            }
        }
    }
}

fn in_words(lang: Lang, cell: Cell) -> String {
    match cell {
        Cell::Shown(count) => count.to_string(),
        Cell::Between(0, most) => texts::figures_fewer(lang, most + 1),
        Cell::Between(from, to) => texts::figures_between(lang, from, to),
        Cell::Withheld => texts::figures_withheld(lang).to_owned(),
    }
}
