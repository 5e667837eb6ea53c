//! The form of a person in the order of the paper: blank, refused, or with what is to be corrected.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints, Field, Kind, Need, Weight, between};
use xinan_domain::code::CodeItem;
use xinan_domain::day::age_on;
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::region::{Level, Region};
use xinan_domain::supplement::{FIELDS, REGISTERED_ON, Supplement, can_stay_open, is_open};
use xinan_domain::text::Lang;

use super::check::{Met, NAMESAKE, is_asked, stays_open};
use super::paper::{SECTIONS, beside, when};
use super::store::Version;
use crate::case::{VisibleCase, reason};
use crate::division::Divisions;
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::differences::differences;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{
    Choice, Extra, Filled, Frame, Lies, Text, check, checks, official, select, text,
};
use crate::shell::ui::form::{Form, Live, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The form, blank, refused, or with what is to be corrected.
pub(super) struct FormPage<'a> {
    pub(super) settings: &'a Settings,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    /// The id of the record that would begin, or of the version that would be kept.
    pub(super) id: Uuid,
    pub(super) editing: Option<&'a Editing<'a>>,
    /// A record that is, or may be, of the same person.
    pub(super) met: Option<&'a Met>,
    /// It came with the key of a former session, and nothing of it was stored.
    pub(super) outdated: bool,
}

/// The record whose form is corrected.
pub(super) struct Editing<'a> {
    pub(super) case: &'a VisibleCase,
    /// The version that the page shows, or that was kept by somebody else meanwhile.
    pub(super) version: Uuid,
    /// The latest versions, the one that holds first.
    pub(super) versions: &'a [Version],
    /// What was kept while this was typed, and what was typed where it was understood.
    pub(super) conflict: Option<(&'a Supplement, Option<&'a Supplement>)>,
}

/// Under which name a form's draft is kept in the browser: that of a correction with the version it begins from,
/// since a draft put back over a later version would undo in silence what that corrected.
pub(super) fn draft_key(corrected: Option<(&VisibleCase, Uuid)>) -> String {
    match corrected {
        Some((case, version)) => format!("person-{}-{}", case.path_id(), version.simple()),
        None => "person-new".to_owned(),
    }
}

/// Where the live answer stands.
const SAYS: &str = "form-says";

/// The form.
pub(super) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let (lang, case) = (actor.lang, page.editing.map(|editing| editing.case));
    let person = case.map(|case| format!("/people/{}", case.path_id()));
    let action = person.as_ref().map_or("/people/new".to_owned(), |person| format!("{person}/edit"));
    let title = if case.is_some() { texts::act_edit_person(lang) } else { texts::act_new_person(lang) };
    let overtaken = page.editing.is_some_and(|editing| editing.conflict.is_some());
    let refused = page.complaints.refused() || page.outdated || overtaken;
    let key = draft_key(page.editing.map(|editing| (editing.case, editing.version)));
    let form = Form {
        draft: Some(&key),
        refused,
        codes: true,
        live: Some(Live { url: "/people/new/says", target: SAYS }),
        ..Form::new(lang, &action, &actor.form_key)
    };
    let name = case.map_or(title, |case| case.head.name.as_str());
    let back = person.as_deref().unwrap_or("/people");
    let content = html! {
        @match (case, &person) {
            (Some(_), Some(person)) => {
                (crumbs_of_person(lang, name, person, title))
                (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
            }
            _ => {
                (crumbs(texts::where_you_are(lang), &[(texts::nav_people(lang), "/people"), (title, "")]))
                (head(&Head { title, ..Head::default() }))
            }
        }
        @if page.outdated {
            (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } }))
        }
        @if let Some(editing) = page.editing { (conflict(lang, page.settings, editing)) }
        @if case.is_some_and(|case| case.head.guardian_unsafe) {
            (notice(Tone::Soon, &html! { (texts::guardian_unsafe_explained(lang)) }))
        }
        (notice(Tone::Info, &html! {
            @if case.is_some() { (texts::person_edit_notice(lang)) } @else { (texts::person_new_notice(lang)) }
        }))
        (form.show(&fields(actor, now.day(), page, back)))
        @if let Some(editing) = page.editing { (versions(lang, &page.settings.divisions, editing.versions)) }
    };
    let about = About {
        title: name,
        person: case.map(|case| case.head.name.as_str()),
        current: "/people",
        here: &action,
        back: Some(back),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &content)
}

/// What stands between the form's first line and its buttons.
fn fields(actor: &Actor, today: Date, page: &FormPage<'_>, back: &str) -> Markup {
    let lang = actor.lang;
    let id = page.id.to_string();
    html! {
        // Enter without scripts saves.
        button.vh type="submit" tabindex="-1" aria-hidden="true" { (texts::act_save(lang)) }
        (error_summary(lang, &asked(page), page.complaints, ""))
        (leave_open(lang, page))
        @match page.editing {
            Some(editing) => (hidden("", &[("form_id", &id), ("based_on", &editing.version.to_string())])),
            None => (hidden("", &[("case_id", &id)])),
        }
        @for (heading, from, to) in SECTIONS {
            section.group {
                header { h2 { (heading(lang)) } }
                div.paper {
                    @if from == "filled_on" && page.editing.is_none() { (ask(actor, page, &REGISTERED_ON)) }
                    @for field in between(FIELDS, from, to).iter().filter(|field| is_asked(field.id)) {
                        (ask(actor, page, field))
                        @if field.id == "identity_number" { (number(lang, today, page)) }
                    }
                }
            }
        }
        @if page.editing.is_some() {
            @let mut frame = Frame::new(lang, REASON, texts::edit_reason(lang)).optional();
            @let () = frame.errors.extend(page.complaints.at(REASON, lang));
            (text(&frame.hint(texts::edit_reason_hint(lang)), Text::Line, page.answers.raw(REASON)))
        }
        (submit_bar(&[Button::primary(texts::act_save(lang)).icon(Icon::Check).submit()], &html! {
            a href=(back) { (texts::act_cancel(lang)) }
        }))
    }
}

/// The field of the reason.
const REASON: &str = "correction_reason";

/// The questions of the page, in its order.
fn asked(page: &FormPage<'_>) -> Vec<Field> {
    let mut all: Vec<Field> = FIELDS.iter().copied().filter(|field| is_asked(field.id)).collect();
    if page.editing.is_none() {
        let at = all.iter().position(|field| field.id == "filled_on").unwrap_or(all.len());
        all.insert(at, REGISTERED_ON);
    }
    all.push(Field {
        id: REASON,
        label: texts::edit_reason(Lang::Zh),
        label_en: texts::edit_reason(Lang::En),
        kind: Kind::Text(reason::LONGEST),
        need: Need::Conditional,
        columns: &[],
    });
    all
}

/// One field. Long lists are chosen from, a village among those of the territory.
fn ask(actor: &Actor, page: &FormPage<'_>, field: &Field) -> Markup {
    let lang = actor.lang;
    let mut frame = Frame::new(lang, field.id, lang.pick(field.label, field.label_en));
    frame.errors.extend(page.complaints.at(field.id, lang));
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let typed = page.answers.get(field.id);
    match (field.id, field.kind) {
        ("village", _) => {
            let kept = page.editing.map(|editing| editing.case.head.village);
            let names = villages(&page.settings.divisions, &actor.region, kept);
            let choices: Vec<Choice<'_>> =
                names.iter().map(|(code, name)| Choice::new(code.as_str(), name)).collect();
            select(&frame, &choices, &typed)
        }
        ("ethnicity", Kind::One(items)) => {
            let choices: Vec<Choice<'_>> = items
                .iter()
                .map(|item| Choice::new(item.code.to_string(), lang.pick(item.label, item.label_en)))
                .collect();
            select(&frame, &choices, &typed)
        }
        ("past_symptoms", Kind::Many(items)) => {
            let label = |item: &CodeItem| lang.pick(item.label, item.label_en);
            let none = Choice::official(0, texts::none(lang));
            let choices: Vec<Choice<'_>> = std::iter::once(none)
                .chain(items.iter().map(|item| Choice::official(item.code, label(item))))
                .collect();
            checks(
                &Frame { hint: texts::field_many_hint(lang), wide: true, ..frame },
                &choices,
                &page.answers.list(field.id),
            )
        }
        _ => {
            let by_number = matches!(field.id, "sex" | "birth_date");
            let field = if by_number { Field { need: Need::Optional, ..*field } } else { *field };
            let is_long_ago = matches!(field.id, "birth_date" | "diagnosed_on");
            let lies = if is_long_ago { Lies::LongAgo } else { Lies::Lately };
            let extra = Extra { hint: hint(lang, field.id), when: when(field.id), lies, ..Extra::default() };
            official(&field, &filled, &extra)
        }
    }
}

/// The villages of a territory with their codes; those of several townships with the township's name.
fn villages(divisions: &Divisions, territory: &Region, kept: Option<Region>) -> Vec<(String, String)> {
    let township = |code: &str| divisions.name(code.get(..9).unwrap_or(code)).to_owned();
    let several = territory.level() < Level::Township;
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |village: &Region, name: &str| {
        let code = village.as_str();
        let name = if several { texts::village_of_township(&township(code), name) } else { name.to_owned() };
        all.push((code.to_owned(), name));
    };
    match territory.level() {
        Level::Village => add(territory, divisions.name(territory.as_str())),
        Level::Township => divisions.children(territory).for_each(|(village, name)| add(&village, name)),
        _ => {
            for (township, _) in divisions.children(territory) {
                divisions.children(&township).for_each(|(village, name)| add(&village, name));
            }
        }
    }
    // A village that the table does not have any more is still where the person is.
    if let Some(kept) = kept.filter(|kept| !all.iter().any(|(code, _)| code == kept.as_str())) {
        all.push((kept.as_str().to_owned(), divisions.name(kept.as_str()).to_owned()));
    }
    all
}

fn hint(lang: Lang, id: &str) -> &'static str {
    match id {
        "sex" | "birth_date" => texts::hint_by_number(lang),
        "identity_number" => texts::hint_identity_number(lang),
        "registered_on" => texts::hint_registered_on(lang),
        "icd10" => texts::hint_icd10(lang),
        _ => "",
    }
}

/// What the number says, and the record that is there already.
fn number(lang: Lang, today: Date, page: &FormPage<'_>) -> Markup {
    html! {
        div.says {
            div id=(SAYS) aria-live="polite" { (says(lang, page.answers, page.complaints, today)) }
            @if let Some(id) = page.met.and_then(Met::record) {
                p { a href={ "/people/" (id.simple()) } target="_blank" rel="noopener" { (texts::see_that_record(lang)) } }
            }
            @match page.met {
                Some(Met::Alike(one)) => (check(NAMESAKE, &one.id.simple().to_string(), texts::person_another(lang), false)),
                _ if page.answers.has(NAMESAKE) => {
                    (check(NAMESAKE, &page.answers.get(NAMESAKE), texts::person_another(lang), true))
                }
                _ => {}
            }
        }
    }
}

/// What the form says so far: whom the number means, and what deserves a second look before it is kept.
pub(super) fn says(lang: Lang, answers: &Answers, found: &Complaints, today: Date) -> Markup {
    let asked = found.iter().filter(|one| one.weight == Weight::Ask && !is_open(&one.problem));
    html! {
        (number_says(lang, answers, today))
        @for one in asked {
            p.muted { (texts::judge_look(lang)) a href={ "#f-" (one.field) } { (one.problem.say(lang)) } }
        }
    }
}

/// What an identity number says of the person: sex, birth date and age.
fn number_says(lang: Lang, answers: &Answers, today: Date) -> Markup {
    let number = IdentityNumber::parse(answers.raw("identity_number"));
    html! {
        @if let Ok(number) = number {
            @let born = number.birth_date();
            p { (texts::number_says(lang, lang.code(number.sex()), &born.to_string(), age_on(born, today))) }
        }
    }
}

/// The tick for what nobody knows now, once it is asked for.
fn leave_open(lang: Lang, page: &FormPage<'_>) -> Markup {
    let ticked = stays_open(page.answers);
    let mut open = page.complaints.iter().filter(|one| is_open(&one.problem));
    let wanted = ticked || open.any(|one| can_stay_open(one.field) && is_of_form(one.field));
    html! {
        @if wanted {
            (check("leave_open", "1", texts::leave_open(lang), ticked))
            p.hint { (texts::leave_open_hint(lang)) }
        }
    }
}

fn is_of_form(id: &str) -> bool {
    FIELDS.iter().any(|field| field.id == id)
}

/// That somebody else kept another version while this was typed, and how the two differ.
fn conflict(lang: Lang, settings: &Settings, editing: &Editing<'_>) -> Markup {
    let Some((kept, typed)) = editing.conflict else { return html! {} };
    let newest = editing.versions.first();
    html! {
        (notice(Tone::First, &html! {
            p role="alert" {
                @if let Some(newest) = newest {
                    (texts::person_conflict(lang, author(lang, newest), &Moment::of_micros(newest.at).stamp()))
                }
            }
        }))
        @if let Some(typed) = typed { (differences(lang, beside(lang, &settings.divisions, kept, typed))) }
    }
}

/// Who kept a version.
fn author(lang: Lang, version: &Version) -> &str {
    match version.by.as_str() {
        _ if version.of_workbook => texts::by_workbook(lang),
        "" => texts::by_nobody(lang),
        by => by,
    }
}

/// What was changed, when, by whom and why, with what stood there before.
fn versions(lang: Lang, divisions: &Divisions, list: &[Version]) -> Markup {
    let changes: Vec<(&Version, String)> = list
        .windows(2)
        .filter_map(|pair| {
            let [newer, older] = pair else { return None };
            let changed: Vec<String> = beside(lang, divisions, &older.form, &newer.form)
                .filter(|one| one.now != one.typed)
                .map(|one| match one.now.as_str() {
                    "" => texts::was_open(lang, one.label),
                    before => texts::was(lang, one.label, before),
                })
                .collect();
            (!changed.is_empty()).then(|| (newer, changed.join(texts::list_joint(lang))))
        })
        .collect();
    html! {
        @if !changes.is_empty() {
            (Card::new("versions", texts::versions_title(lang)).show(&html! {
                ul.log {
                    @for (version, changed) in &changes {
                        li {
                            (Moment::of_micros(version.at).stamp()) " · " (author(lang, version)) " · " (changed)
                            @if !version.reason.is_empty() { " · " (texts::because(lang, &version.reason)) }
                        }
                    }
                }
            }))
        }
    }
}
