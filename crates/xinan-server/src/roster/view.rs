//! The roster as a page and as a workbook.

use anyhow::Result;
use jiff::civil::DateTime;
use maud::{Markup, html};
use xinan_documents::table::{self as sheet, Cover, Kind, Value};
use xinan_domain::code::{Code, CodeItem};
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::disclosure::Fields;
use xinan_domain::follow_up::Stability;
use xinan_domain::person::Consent;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::Lang;

use super::store::Exported;
use super::web::{Asked, PER_PAGE};
use crate::case::words::{due_in_words, near_day};
use crate::case::{Status, VisibleCase};
use crate::division::Divisions;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About as OfPage, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::field::Choice;
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::empty;
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

fn choices(items: &'static [CodeItem], lang: Lang) -> Vec<Choice<'static>> {
    items
        .iter()
        .map(|item| Choice::new(item.code.to_string(), lang.pick(item.label, item.label_en)))
        .collect()
}

/// The page.
pub(super) fn page(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    asked: &Asked,
    people: &[VisibleCase],
    (total, left_out): (u64, u64),
    number: u32,
) -> Markup {
    let lang = actor.lang;
    let here = asked.address("/people");
    let regions: Vec<(String, String)> = divisions
        .children(&actor.region)
        .map(|(code, name)| (code.as_str().to_owned(), name.to_owned()))
        .collect();
    let regions: Vec<Choice<'_>> =
        regions.iter().map(|(code, name)| Choice::new(code.clone(), name)).collect();
    let diagnoses = choices(Diagnosis::ITEMS, lang);
    let classes = choices(Stability::ITEMS, lang);
    let statuses = choices(Status::ITEMS, lang);
    let consents = choices(Consent::ITEMS, lang);
    let overdue = [Choice::new("1", texts::filter_overdue_only(lang))];
    let all = texts::filter_all(lang);
    let mut row = vec![Filter::Text("q", texts::filter_text(lang), &asked.q)];
    if regions.len() > 1 {
        let label = match actor.region.level() {
            Level::Township => texts::filter_region(lang),
            _ => texts::column_township(lang),
        };
        row.push(Filter::Select("region", label, all, &regions, &asked.region));
    }
    row.extend([
        Filter::Select("diagnosis", texts::filter_diagnosis(lang), all, &diagnoses, &asked.diagnosis),
        Filter::Select("stability", texts::filter_class(lang), all, &classes, &asked.stability),
        Filter::Select("status", texts::filter_status(lang), all, &statuses, &asked.status),
        Filter::Select("consent", texts::filter_consent(lang), all, &consents, &asked.consent),
        Filter::Select("overdue", texts::filter_due(lang), all, &overdue, &asked.overdue),
    ]);
    let may_export = permits(actor, Action::ExportRoster) && total > 0;
    let aside = texts::list_count(lang, total);
    let mut acts = Vec::new();
    if permits(actor, Action::RegisterPerson) {
        acts.push(Button::new(texts::act_new_person(lang)).icon(Icon::Plus).link("/people/new"));
    }
    if permits(actor, Action::CloseRecord) {
        acts.push(Button::new(texts::alike_title(lang)).link("/duplicates"));
    }
    let body = html! {
        div.roster {
            (head(&Head { title: texts::nav_people(lang), aside: &aside, acts: &acts, ..Head::default() }))
            @if may_export {
                // Beside the heading at a desk, after the list on a phone.
                div.takes-out {
                    (Button::new(texts::act_export(lang)).icon(Icon::Doc).link(&asked.address("/people/export")))
                    p.tiny.muted { (texts::export_carries(lang)) }
                    @if left_out > 0 { p.tiny.muted { (texts::export_leaves_out(lang, left_out)) } }
                }
            }
            (folding_filters(lang, "/people", &row, asked.is_narrowed()))
            @if people.is_empty() {
                (empty(texts::nobody_found(lang), texts::nobody_found_next(lang), None))
            } @else {
                (table(actor, now, divisions, people))
                (pagination(lang, Place { total, page: number, per_page: PER_PAGE }, |page| page_of(&here, page)))
            }
        }
    };
    let about = OfPage {
        title: texts::nav_people(lang),
        current: "/people",
        here: &here,
        asked: &asked.q,
        ..OfPage::default()
    };
    whole(actor, now, &about, &body)
}

fn table(actor: &Actor, now: &Moment, divisions: &Divisions, people: &[VisibleCase]) -> Markup {
    let lang = actor.lang;
    // Short numbers and names of villages come again in each township: a county needs its name.
    let wide = actor.region.level() < Level::Township;
    let mut columns = vec![
        Column::new(texts::column_name(lang)),
        Column::new(texts::column_number(lang)),
        Column::new(texts::column_who(lang)),
    ];
    if wide {
        columns.push(Column::new(texts::column_township(lang)));
    }
    columns.extend([
        Column::new(texts::column_village(lang)),
        Column::new(texts::column_status(lang)),
        Column::new(texts::column_last(lang)),
        Column::new(texts::column_due(lang)),
    ]);
    let rows = html! {
        @for case in people {
            @let one = &case.head;
            tr {
                td.lead {
                    a.name href={ "/people/" (case.path_id()) } data-mask=(covered_name(&one.name)) { (one.name) }
                }
                td.nowrap { (one.short_no()) }
                td.nowrap { (texts::sex_and_age(lang, lang.code(one.sex), one.age(now.day()))) }
                @if wide { td.nowrap { (township(divisions, &one.village)) } }
                td.nowrap { (divisions.name(one.village.as_str())) }
                td { (standing(lang, case)) }
                td {
                    @if let Some(last) = &one.last {
                        (near_day(lang, last.on, now.day()))
                        @if let Some(class) = last.stability { " · " (lang.code(class)) }
                    } @else { span.muted { (texts::never_visited(lang)) } }
                }
                td.tail {
                    @if let Some(by) = one.visit_by {
                        @let (words, tone) = due_in_words(lang, by, now.day());
                        (tag(tone, &words))
                    }
                }
            }
        }
    };
    Table {
        lang,
        caption: texts::nav_people(lang),
        caption_seen: false,
        columns: &columns,
        class: "cards split",
    }
    .show(&rows)
}

fn township<'a>(divisions: &'a Divisions, village: &'a Region) -> &'a str {
    let code = village.as_str();
    divisions.name(code.get(..9).unwrap_or(code))
}

/// Where the record stands, in words: consent when it is open.
fn standing(lang: Lang, case: &VisibleCase) -> Markup {
    let head = &case.head;
    match (head.status, head.consent) {
        (Status::Open, Some(Consent::Refused)) if head.informed_on.is_none() => {
            tag(Tone::Info, texts::not_agreed(lang))
        }
        (Status::Open, _) => html! { (lang.code(Status::Open)) },
        (status, _) => tag(Tone::Plain, lang.code(status)),
    }
}

/// The workbook's name.
pub(super) fn file_name(actor: &Actor, now: &Moment, divisions: &Divisions) -> String {
    let place = divisions.name(actor.region.as_str());
    format!("{}.xlsx", texts::roster_file(actor.lang, place, &now.day().to_string()))
}

/// What a workbook is of.
pub(super) struct About<'a> {
    pub(super) asked: &'a Asked,
    /// What it says of the people.
    pub(super) fields: Fields,
    /// Who is left out, in words.
    pub(super) left_out: Option<String>,
    pub(super) checkpoint: &'a str,
}

/// Columns that say who somebody is and how to reach them: the first ones. The others say what the illness is and how
/// the care stands.
const OF_IDENTITY: usize = 11;

/// The workbook: what is on the screen, with the fields of the roster, importable again.
pub(super) fn workbook(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    about: &About<'_>,
    people: &[Exported],
) -> Result<Vec<u8>> {
    let lang = actor.lang;
    let place = divisions.name(actor.region.as_str());
    // The official column names, whatever the language of the page: the file comes back as a roster.
    let column = |header: &str, width: f64, kind: Kind| sheet::Column::new(header, width, kind);
    let official = |id: &str| {
        xinan_domain::answers::field(xinan_domain::supplement::FIELDS, id).map_or("", |field| field.label)
    };
    let mut columns = vec![
        column(texts::column_number(Lang::Zh), 20.0, Kind::IdentityText),
        column(official("name"), 10.0, Kind::Text),
        column(official("sex"), 6.0, Kind::Text),
        column(official("identity_number"), 22.0, Kind::IdentityText),
        column(official("birth_date"), 12.0, Kind::Day),
        column(official("village"), 14.0, Kind::Text),
        column(official("address"), 26.0, Kind::Text),
        column(official("phone"), 14.0, Kind::IdentityText),
        column(official("guardian_name"), 10.0, Kind::Text),
        column(official("guardian_relation"), 10.0, Kind::Text),
        column(official("guardian_phone"), 14.0, Kind::IdentityText),
        column(official("diagnosis"), 20.0, Kind::Text),
        column(official("diagnosed_on"), 12.0, Kind::Day),
        column(official("consent"), 14.0, Kind::Text),
        column(official("consent_on"), 12.0, Kind::Day),
        column(texts::column_status(Lang::Zh), 10.0, Kind::Text),
        column(texts::column_last(Lang::Zh), 12.0, Kind::Day),
        column(texts::filter_class(Lang::Zh), 10.0, Kind::Text),
        column(texts::column_due(Lang::Zh), 12.0, Kind::Day),
    ];
    let text = |text: &str| if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
    let day = |day: Option<jiff::civil::Date>| day.map_or(Value::Empty, Value::Day);
    let width = match about.fields {
        Fields::Identity | Fields::LiveMatter => OF_IDENTITY,
        Fields::Clinical => columns.len(),
    };
    columns.truncate(width);
    let rows = people
        .iter()
        .map(|one| {
            let head = &one.case.head;
            let mut row = vec![
                text(&head.case_no),
                text(&head.name),
                text(head.sex.label()),
                text(&one.identity_number),
                Value::Day(head.birth_date),
                text(divisions.name(head.village.as_str())),
                text(&head.address),
                text(&head.phone),
                text(&head.guardian_name),
                text(head.guardian_relation.map_or("", |relation| relation.label())),
                text(&head.guardian_phone),
                text(head.diagnosis.label()),
                Value::Day(one.diagnosed_on),
                text(head.consent.map_or("", |consent| consent.label())),
                day(one.consent_on),
                text(head.status.label()),
                day(head.last.as_ref().map(|last| last.on)),
                text(head.last.as_ref().and_then(|last| last.stability).map_or("", |class| class.label())),
                day(head.visit_by),
            ];
            row.truncate(width);
            row
        })
        .collect();
    let written_at: DateTime = now.civil();
    let table = sheet::Table {
        name: texts::nav_people(lang).to_owned(),
        title: texts::roster_title(Lang::Zh, place),
        subtitle: texts::roster_subtitle(Lang::Zh, &actor.office, &now.day().to_string()),
        columns,
        rows,
        written_at,
        cover: Some(Cover {
            filter: match &about.left_out {
                None => filter_words(lang, divisions, about.asked),
                Some(left_out) => {
                    texts::why_first(lang, &filter_words(lang, divisions, about.asked), left_out)
                }
            },
            by: format!("{} · {}", actor.office, actor.name),
            checkpoint: about.checkpoint.to_owned(),
        }),
    };
    Ok(table.workbook(Lang::Zh)?)
}

/// The filters in words, for the cover.
pub(super) fn filter_words(lang: Lang, divisions: &Divisions, asked: &Asked) -> String {
    let code = |text: &str, items: &'static [CodeItem]| {
        items
            .iter()
            .find(|item| item.code.to_string() == text)
            .map(|item| lang.pick(item.label, item.label_en))
    };
    let parts: Vec<String> = [
        (!asked.q.is_empty()).then(|| asked.q.clone()),
        (!asked.region.is_empty()).then(|| divisions.name(&asked.region).to_owned()),
        code(&asked.diagnosis, Diagnosis::ITEMS).map(str::to_owned),
        code(&asked.stability, Stability::ITEMS).map(str::to_owned),
        code(&asked.status, Status::ITEMS).map(str::to_owned),
        code(&asked.consent, Consent::ITEMS).map(str::to_owned),
        (asked.overdue == "1").then(|| texts::filter_overdue_only(lang).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    match parts.is_empty() {
        true => texts::filter_all(lang).to_owned(),
        false => parts.join(" · "),
    }
}
