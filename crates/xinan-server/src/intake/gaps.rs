//! 待补 — required answers that rows of a sheet lack. The rows are kept all the same: what an office
//! never wrote down cannot be demanded of its file, and is better asked at the next visit than guessed.

use maud::{Markup, html};
use xinan_documents::columns::Ledger;
use xinan_domain::text::Lang;

use super::report::{SheetReport, ToComplete, kind_key};
use crate::shell::ui::form::fold;
use crate::shell::ui::table::{Column, Table};
use crate::texts;

/// The fields to be completed of a sheet, folded away; nothing when there is none.
pub(super) fn to_complete(lang: Lang, report: &SheetReport) -> Markup {
    if report.to_complete.is_empty() {
        return html! {};
    }
    let title = texts::import_gaps_title(lang, report.to_complete.len());
    let columns = [
        Column::new(texts::import_gap(lang)),
        Column::number(texts::import_rows(lang)),
        Column::new(texts::import_where(lang)),
    ];
    let rows = html! {
        @for one in &report.to_complete {
            tr {
                th scope="row" { (one.column) }
                td.n { (one.rows) }
                td { (place(lang, one)) }
            }
        }
    };
    let table = Table { lang, caption: &title, caption_seen: false, columns: &columns, class: "" };
    fold(
        &title,
        false,
        &html! {
            p.small.muted {
                (texts::import_gaps_what(lang))
                @if report.kind == kind_key(Ledger::Roster) { " " (texts::import_gaps_of_roster(lang)) }
            }
            (table.show(&rows))
        },
    )
}

/// The rows that leave a field open; of a column that is not there all do.
fn place(lang: Lang, one: &ToComplete) -> String {
    if !one.has_column {
        return texts::import_no_such_column(lang).to_owned();
    }
    let rows: Vec<String> = one.first_rows.iter().map(|row| texts::import_row_number(lang, *row)).collect();
    let mut text = rows.join(texts::import_and(lang));
    if one.rows > one.first_rows.len() {
        text.push_str(&texts::import_more_cells(lang, one.rows));
    }
    text
}
