//! The pages of the import: bring files, look over what they hold, see what became of them.

mod columns;

use maud::{Markup, html};
use xinan_documents::columns::Ledger;
use xinan_domain::text::Lang;

use super::gaps::to_complete;
use super::look::{LedgerFound, Looked};
use super::report::{Refusal, SheetReport};
use super::store::{Line, State, Upload};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, Look, acts};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line as Wrong, summary};
use crate::shell::ui::field::{Frame, files};
use crate::shell::ui::form::{Form, fold, polled};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::steps::steps;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// Kinds of problem that a page lists; the workbook of refused rows has all.
const MOST_PROBLEMS: usize = 200;
/// Cells that are named for one kind of problem.
const MOST_CELLS: usize = 12;

/// The page where files are brought.
pub(super) fn start(actor: &Actor, now: &Moment, latest: &[Line], wrong: &[String]) -> Markup {
    let lang = actor.lang;
    let mut frame = Frame::new(lang, "files", texts::import_files(lang)).hint(texts::import_files_hint(lang));
    frame.errors = wrong.to_vec();
    let lines: Vec<Wrong<'_>> =
        wrong.iter().map(|sentence| Wrong { field: "files", sentence: sentence.clone() }).collect();
    let form = Form { files: true, ..Form::new(lang, "/import", &actor.form_key) };
    let body = html! {
        div.stack {
            @if !wrong.is_empty() { (summary(lang, &lines, "")) }
            (head(&Head { title: texts::nav_import(lang), ..Head::default() }))
            (progress(lang, 0))
            p { (texts::import_intro(lang)) }
            (form.show(&html! {
                div.stack {
                    (files(&frame, ".xlsx,.csv,.txt"))
                    p { (Button::primary(texts::import_check(lang)).icon(Icon::Doc).submit()) }
                }
            }))
            (Card::new("latest", texts::import_latest(lang)).show(&uploads(lang, latest)))
        }
    };
    let about = About {
        title: texts::nav_import(lang),
        current: "/import",
        here: "/import",
        refused: !wrong.is_empty(),
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

fn progress(lang: Lang, step: usize) -> Markup {
    let names =
        [texts::import_step_files(lang), texts::import_step_check(lang), texts::import_step_store(lang)];
    steps(lang, &names, step)
}

fn uploads(lang: Lang, latest: &[Line]) -> Markup {
    if latest.is_empty() {
        return empty(texts::import_none_yet(lang), "", None);
    }
    let columns = [
        Column::new(texts::import_time(lang)),
        Column::new(texts::import_file(lang)),
        Column::new(texts::column_status(lang)),
        Column::new(texts::import_done_title(lang)),
    ];
    let rows = html! {
        @for line in latest {
            tr {
                td.nowrap { (Moment::of_micros(line.uploaded_at).stamp()) }
                td.lead { a href={ "/import/" (line.id.simple()) } { (names(lang, &line.names)) } }
                td { (tag(tone(line.state), lang.code(line.state))) }
                td { @if line.state == State::Done { (counts(lang, line.report.as_deref())) } }
            }
        }
    };
    let caption = texts::import_latest(lang);
    Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" }.show(&rows)
}

fn tone(state: State) -> Tone {
    match state {
        State::Checked => Tone::Soon,
        State::Confirmed => Tone::Info,
        State::Done => Tone::Ok,
        State::Failed => Tone::First,
        State::Dropped => Tone::Plain,
    }
}

/// The first file's name, and how many there are.
fn names(lang: Lang, names: &[String]) -> String {
    match names {
        [] => texts::import_unnamed(lang).to_owned(),
        [one] => one.clone(),
        [first, ..] => texts::import_names(lang, first, names.len()),
    }
}

fn counts(lang: Lang, report: Option<&str>) -> String {
    let reports: Vec<SheetReport> = serde_json::from_str(report.unwrap_or("[]")).unwrap_or_default();
    let all = Counts::of(&reports);
    texts::import_done_short(lang, all.stored, all.already, all.refused)
}

/// What all sheets together hold.
#[derive(Default)]
struct Counts {
    rows: usize,
    stored: usize,
    already: usize,
    refused: usize,
}

impl Counts {
    fn of(reports: &[SheetReport]) -> Self {
        reports.iter().fold(Self::default(), |sum, one| Self {
            rows: sum.rows + one.rows,
            stored: sum.stored + one.stored,
            already: sum.already + one.already,
            refused: sum.refused + one.refused_rows(),
        })
    }
}

/// The page around an upload.
pub(super) fn page(actor: &Actor, now: &Moment, upload: &Upload, corrected: bool, body: &Markup) -> Markup {
    let title = title(actor.lang, upload.state);
    let here = format!("/import/{}", upload.path_id());
    let about = About {
        title,
        current: "/import",
        here: &here,
        flash: corrected.then(|| Flash::done(texts::columns_saved(actor.lang))),
        ..About::default()
    };
    whole(actor, now, &about, body)
}

fn title(lang: Lang, state: State) -> &'static str {
    match state {
        State::Checked => texts::import_preview_title(lang),
        State::Confirmed => texts::import_storing_title(lang),
        State::Done => texts::import_done_title(lang),
        State::Failed => texts::import_failed_title(lang),
        State::Dropped => texts::import_dropped_title(lang),
    }
}

/// The head of an upload's page: what happens, and to which files.
fn top(lang: Lang, upload: &Upload, step: usize) -> Markup {
    let facts: Vec<&str> = upload.names.iter().map(String::as_str).collect();
    html! {
        (head(&Head { title: title(lang, upload.state), facts: &facts, ..Head::default() }))
        (progress(lang, step))
    }
}

/// A sheet of the files with what was found in it.
struct SheetView<'a> {
    /// Its place among all sheets, from 0.
    place: usize,
    /// The ledger.
    ledger: &'a LedgerFound,
    /// What was found.
    report: &'a SheetReport,
}

/// What files hold, before anything is stored.
pub(super) fn preview(actor: &Actor, upload: &Upload, looked: &Looked) -> Markup {
    let lang = actor.lang;
    let reports = looked.reports.as_slice();
    let all = Counts::of(reports);
    let (tone, sentence) = match &all {
        Counts { rows: 0, .. } => (Tone::First, texts::import_nothing(lang).to_owned()),
        Counts { refused: 0, stored: 0, .. } => (Tone::Info, texts::import_already_title(lang).to_owned()),
        Counts { refused: 0, stored, .. } => (Tone::Ok, texts::import_ready(lang, *stored)),
        Counts { refused, stored: 0, .. } => (Tone::First, texts::import_all_refused(lang, *refused)),
        Counts { refused, stored, .. } => (Tone::First, texts::import_some_refused(lang, *refused, *stored)),
    };
    let store = match (all.stored, all.refused) {
        (0, _) => None,
        (stored, 0) => Some(Button::primary(&texts::import_store_all(lang, stored)).choice("do", "all")),
        (stored, _) => Some(Button::primary(&texts::import_store_good(lang, stored)).choice("do", "good")),
    };
    let give_up = Button::new(texts::import_drop(lang)).look(Look::Quiet).choice("do", "drop");
    let buttons: Vec<Markup> = store.into_iter().chain([give_up]).collect();
    let action = format!("/import/{}", upload.path_id());
    html! {
        div.stack {
            (top(lang, upload, 1))
            (notice(tone, &html! { (sentence) }))
            (Form::new(lang, &action, &actor.form_key).show(&acts(&buttons)))
            (Card::new("summary", texts::import_summary(lang)).show(&html! {
                (table_of_sheets(lang, reports))
                (other_sheets(lang, &looked.other_sheets))
            }))
            @for (place, (ledger, report)) in looked.ledgers.iter().zip(reports).enumerate() {
                (sheet(actor, upload, &SheetView { place, ledger, report }))
            }
        }
    }
}

/// One line a sheet.
fn table_of_sheets(lang: Lang, reports: &[SheetReport]) -> Markup {
    let columns = [
        Column::new(texts::import_file(lang)),
        Column::new(texts::import_kind(lang)),
        Column::number(texts::import_rows(lang)),
        Column::number(texts::import_new(lang)),
        Column::number(texts::import_changed(lang)),
        Column::number(texts::import_already(lang)),
        Column::number(texts::import_refused(lang)),
        Column::number(texts::import_doubts(lang)),
    ];
    let rows = html! {
        @for one in reports {
            tr {
                th.full scope="row" { (sheet_name(lang, one)) }
                td { (one.kind_label(lang)) }
                td.n data-label=(texts::import_rows(lang)) { (one.rows) }
                td.n data-label=(texts::import_new(lang)) { (one.stored - one.changed) }
                td.n data-label=(texts::import_changed(lang)) { (one.changed) }
                td.n data-label=(texts::import_already(lang)) { (one.already) }
                td.n data-label=(texts::import_refused(lang)) {
                    @if one.any_refused() { b { (one.refused_rows()) } } @else { "0" }
                }
                td.n data-label=(texts::import_doubts(lang)) { (one.doubtful()) }
            }
        }
    };
    let caption = texts::import_summary(lang);
    Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" }.show(&rows)
}

/// The file's name, with the sheet's where that says more.
fn sheet_name(lang: Lang, one: &SheetReport) -> String {
    let stem = one.file.rsplit_once('.').map_or(one.file.as_str(), |(stem, _)| stem);
    match stem == one.sheet {
        true => one.file.clone(),
        false => texts::import_sheet_title(lang, &one.file, &one.sheet),
    }
}

/// Sheets with content that are no ledger, so that nobody waits for what stands in them.
fn other_sheets(lang: Lang, unused: &[String]) -> Markup {
    html! {
        @if !unused.is_empty() {
            p.small.muted { (texts::import_other_sheets(lang, &unused.join(texts::import_and(lang)))) }
        }
    }
}

/// One sheet: what is to be mended, what to look at, how its columns were understood.
fn sheet(actor: &Actor, upload: &Upload, one: &SheetView<'_>) -> Markup {
    let lang = actor.lang;
    let name = sheet_name(lang, one.report);
    let id = format!("sheet-{}", one.place);
    let matching = &one.ledger.matching;
    let needed: Vec<&str> =
        matching.missing_required.iter().map(|field| label(matching.kind, field)).collect();
    let named: Vec<String> = one.ledger.first_skipped.iter().map(u32::to_string).collect();
    let stated = (matching.kind == Ledger::Roster).then(|| match one.ledger.stated_on {
        Some(day) => texts::import_stated_on(lang, day),
        None => texts::import_not_stated(lang).to_owned(),
    });
    let end = html! {
        span.muted {
            (texts::import_header_row(lang, matching.header_row))
            @if let Some(stated) = stated { " · " (stated) }
        }
    };
    Card::new(&id, &name).end(end).show(&html! {
        @if !needed.is_empty() {
            (notice(Tone::First, &html! {
                (texts::import_missing_columns(lang, &needed.join(texts::import_and(lang))))
            }))
        }
        @if one.report.rows == 0 { p { (texts::import_nothing(lang)) } }
        (to_mend(lang, upload, one.place, one.report))
        (to_look_at(lang, one.report))
        (to_complete(lang, one.report))
        @if !named.is_empty() {
            p.small.muted {
                (texts::import_skipped(lang, one.ledger.skipped, &named.join(texts::import_and(lang))))
            }
        }
        (fold(
            &columns::title(lang, matching),
            columns::needs_choice(matching),
            &columns::columns(actor, upload, one),
        ))
    })
}

/// The refused rows of a sheet, with the workbook in which they can be mended.
fn to_mend(lang: Lang, upload: &Upload, place: usize, report: &SheetReport) -> Markup {
    let rows = if report.whole { 0 } else { report.refused_rows() };
    let more = report.more_refused();
    let file = format!("/import/{}/refused.xlsx?sheet={place}", upload.path_id());
    html! {
        @if rows > 0 {
            div.stack {
                (problems(lang, &texts::import_refused_title(lang, rows), true, &report.refused))
                @if more > 0 { p.small.muted { (texts::import_more_refused(lang, rows - more, more)) } }
                p { (Button::new(texts::import_refused_file(lang)).icon(Icon::Doc).small().link(&file)) }
            }
        }
    }
}

/// The doubts of a sheet, folded away: its rows are stored all the same.
fn to_look_at(lang: Lang, report: &SheetReport) -> Markup {
    let title = texts::import_doubts_title(lang, report.doubtful());
    html! {
        @if !report.doubts.is_empty() {
            (fold(&title, false, &problems(lang, &title, false, &report.doubts)))
        }
    }
}

/// Problems by kind, each with the cells where it is met.
fn problems(lang: Lang, caption: &str, caption_seen: bool, all: &[Refusal]) -> Markup {
    let mut kinds: Vec<(&Refusal, Vec<&Refusal>)> = Vec::new();
    let mut places: std::collections::HashMap<(&str, &str), usize> = std::collections::HashMap::new();
    for one in all {
        let at = *places.entry((&one.column, &one.message)).or_insert(kinds.len());
        match kinds.get_mut(at) {
            Some((_, cells)) => cells.push(one),
            None => kinds.push((one, vec![one])),
        }
    }
    let columns = [
        Column::new(texts::import_column(lang)),
        Column::new(texts::import_problem(lang)),
        Column::new(texts::import_cells(lang)),
    ];
    let rows = html! {
        @for (first, cells) in kinds.iter().take(MOST_PROBLEMS) {
            tr {
                th.full scope="row" { (first.column) }
                td.said { (first.message) }
                td { (where_met(lang, cells)) }
            }
        }
    };
    html! {
        (Table { lang, caption, caption_seen, columns: &columns, class: "cards" }.show(&rows))
        @if kinds.len() > MOST_PROBLEMS {
            p.small.muted { (texts::import_more_problems(lang, kinds.len() - MOST_PROBLEMS)) }
        }
    }
}

/// Where one kind of problem is met: 第 7 行（D7）、第 12 行（D12）.
fn where_met(lang: Lang, cells: &[&Refusal]) -> String {
    let place = |one: &&Refusal| match one.cell.as_str() {
        "" => texts::import_row_number(lang, one.row),
        cell => texts::import_row_cell(lang, one.row, cell),
    };
    let named: Vec<String> = cells.iter().take(MOST_CELLS).map(place).collect();
    let mut text = named.join(texts::import_and(lang));
    if cells.len() > MOST_CELLS {
        text.push_str(&texts::import_more_cells(lang, cells.len()));
    }
    text
}

fn label(kind: Ledger, field: &str) -> &'static str {
    kind.column(field).map_or("", |spec| spec.label())
}

/// An upload that is being stored, and for what it waits until then: for so many before it, for the worker, or
/// for its files to be opened. The answer to its own polling as well.
pub(super) fn storing(actor: &Actor, upload: &Upload, at: Option<(usize, usize)>, ahead: u64) -> Markup {
    let lang = actor.lang;
    let sentence = match at {
        None if ahead > 0 => texts::import_waiting(lang, ahead),
        None => texts::import_next(lang).to_owned(),
        Some((_, 0)) => texts::import_opening(lang).to_owned(),
        Some((done, all)) if done < all => texts::import_checking(lang, done, all),
        Some(_) => texts::import_writing(lang).to_owned(),
    };
    let (done, all) = at.filter(|(_, all)| *all > 0).unwrap_or((0, 1));
    fetched(
        upload,
        true,
        &html! {
            (top(lang, upload, 2))
            p { (sentence) }
            p { progress aria-label=(texts::import_storing_title(lang)) max=(all) value=(done) {} }
            p { (Button::new(texts::import_look_again(lang)).small().link(&format!("/import/{}", upload.path_id()))) }
        },
    )
}

/// The part of the page that fetches itself again while an upload is being stored.
fn fetched(upload: &Upload, again: bool, body: &Markup) -> Markup {
    let address = format!("/import/{}?part=progress", upload.path_id());
    polled("upload", &address, again, &html! { div.stack { (body) } })
}

/// What became of an upload.
pub(super) fn result(actor: &Actor, upload: &Upload, reports: &[SheetReport]) -> Markup {
    let lang = actor.lang;
    let all = Counts::of(reports);
    let whole = !upload.accept_good_rows && all.refused > 0;
    let tone = if all.refused > 0 { Tone::First } else { Tone::Ok };
    let sentence = texts::import_done(lang, all.stored, all.already, all.refused);
    let onwards = [
        Button::primary(texts::nav_today(lang)).link("/"),
        Button::new(texts::nav_people(lang)).link("/people"),
        Button::new(texts::import_again(lang)).look(Look::Quiet).link("/import"),
    ];
    fetched(
        upload,
        false,
        &html! {
            (top(lang, upload, 3))
            (notice(tone, &html! {
                (sentence)
                @if whole { " " (texts::import_whole_file_refused(lang)) }
            }))
            (acts(&onwards))
            (Card::new("summary", texts::import_summary(lang)).show(&table_of_sheets(lang, reports)))
            @for (place, one) in reports.iter().enumerate() {
                @if one.any_refused() || !one.doubts.is_empty() || !one.to_complete.is_empty() {
                    (Card::new(&format!("sheet-{place}"), &sheet_name(lang, one)).show(&html! {
                        @if one.whole { @for missing in &one.refused { p { (missing.message) } } }
                        (to_mend(lang, upload, place, one))
                        (to_look_at(lang, one))
                        (to_complete(lang, one))
                    }))
                }
            }
        },
    )
}

/// An upload that could not be stored, through our fault.
pub(super) fn failed(actor: &Actor, upload: &Upload) -> Markup {
    let lang = actor.lang;
    let id = upload.path_id().to_uppercase();
    let sentence = texts::import_failed(lang, &format!("E-{}", &id[id.len() - 6..]));
    fetched(
        upload,
        false,
        &html! {
            (top(lang, upload, 2))
            (notice(Tone::First, &html! { (sentence) }))
            (acts(&[Button::primary(texts::import_again(lang)).link("/import")]))
        },
    )
}

/// An upload that was given up.
pub(super) fn dropped(actor: &Actor, upload: &Upload) -> Markup {
    let lang = actor.lang;
    fetched(
        upload,
        false,
        &html! {
            (top(lang, upload, 1))
            (notice(Tone::Info, &html! { (texts::import_dropped(lang)) }))
            (acts(&[Button::primary(texts::import_again(lang)).link("/import")]))
        },
    )
}
