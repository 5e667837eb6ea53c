//! Surveys: the list, how far one is, and the form that begins one.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::clue::{SURVEY_FIELDS, ScreeningList, SurveyStanding, standing_of};
use xinan_domain::code::Code;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::Lang;

use super::store::{Done, Kept, Progress};
use crate::division::Divisions;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Choice, Extra, Filled as OfForm, Frame, Lies, official, select};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::meter::meter;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The page that they all lead to.
const HOME: &str = "/surveys";

/// The menu entry in which one is: that of clues, or of reporting one.
fn menu_entry(actor: &Actor) -> &'static str {
    if permits(actor, Action::SeeClues) { "/clues" } else { "/clues/new" }
}

/// All surveys of the territory.
pub(super) fn list(actor: &Actor, now: &Moment, divisions: &Divisions, found: &[Kept]) -> Markup {
    let lang = actor.lang;
    let title = texts::nav_surveys(lang);
    let mut acts = Vec::new();
    if permits(actor, Action::BeginSurvey) {
        acts.push(Button::primary(texts::survey_begin(lang)).icon(Icon::Plus).link("/surveys/new"));
    }
    let columns = [
        Column::new(texts::survey_title(lang)),
        Column::new(texts::survey_area(lang)),
        Column::new(texts::survey_days(lang)),
        Column::new(texts::column_status(lang)),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "cards" };
    let body = html! {
        (head(&Head { title, acts: &acts, ..Head::default() }))
        @if found.is_empty() {
            (empty(texts::survey_none(lang), texts::survey_none_next(lang), None))
        } @else {
            (table.show(&html! {
                @for one in found {
                    tr {
                        td.lead { a href={ (HOME) "/" (one.path_id()) } { (one.survey.title) } }
                        td data-label=(texts::survey_area(lang)) { (divisions.name(one.survey.region.as_str())) }
                        td data-label=(texts::survey_days(lang)) {
                            (texts::survey_from_until(lang, one.survey.from_on, one.survey.until_on))
                        }
                        td.tail { (standing(lang, one, now)) }
                    }
                }
            }))
        }
    };
    let about = About { title, current: menu_entry(actor), here: HOME, ..About::default() };
    whole(actor, now, &about, &body)
}

fn standing(lang: Lang, one: &Kept, now: &Moment) -> Markup {
    let standing = standing_of(&one.survey, one.ended.is_some(), now.day());
    let tone = match standing {
        SurveyStanding::Running => Tone::Soon,
        SurveyStanding::Over => Tone::First,
        SurveyStanding::ToCome => Tone::Info,
        SurveyStanding::Ended => Tone::Plain,
    };
    tag(tone, standing.say(lang))
}

/// One survey: how far each village is.
pub(super) fn one(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    (kept, villages): (&Kept, &[(Region, String, Progress)]),
    done: &str,
) -> Markup {
    let lang = actor.lang;
    let survey = &kept.survey;
    let here = format!("{HOME}/{}", kept.path_id());
    let asks = standing_of(survey, kept.ended.is_some(), now.day()).asks();
    let list = survey.list.code();
    let mut acts = vec![
        Button::primary(texts::clue_report(lang)).icon(Icon::Pen).link(&format!("/clues/new?list={list}")),
    ];
    if permits(actor, Action::PrintForms) && cfg!(feature = "pdf") {
        let paper = format!("/print/blank/questions-{list}.pdf");
        acts.push(Button::new(texts::survey_print(lang)).icon(Icon::Print).paper(&paper));
    }
    if asks && permits(actor, Action::BeginSurvey) && actor.region.contains(&survey.region) {
        acts.push(Button::new(texts::survey_end(lang)).post(&format!("{here}/end"), &actor.form_key, &[]));
    }
    let asked = villages.iter().filter(|(_, _, progress)| progress.done.is_some()).count() as u64;
    let all = villages.len() as u64;
    let so_far = texts::survey_so_far(lang, asked, all);
    let days = texts::survey_from_until(lang, survey.from_on, survey.until_on);
    let begun = texts::survey_begun(lang, &kept.begun_as, &Moment::of_micros(kept.begun_at).stamp());
    let head_facts = [divisions.name(survey.region.as_str()), &days, lang.code(survey.list)];
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_surveys(lang), HOME), (&survey.title, "")]))
        (head(&Head { title: &survey.title, facts: &head_facts, acts: &acts, ..Head::default() }))
        div.stack {
            p { (standing(lang, kept, now)) " " span.small.muted {
                (begun)
                @if let Some((at, by)) = &kept.ended {
                    " · " (texts::survey_ended(lang, by, &Moment::of_micros(*at).stamp()))
                }
            } }
            (notice(Tone::Info, &html! { (texts::survey_explained(lang)) }))
            (meter(lang, asked, all, &so_far))
            p.small.muted { (so_far) }
            (table(actor, (kept, asks), villages, &here))
        }
    };
    let flash = match done {
        "begun" => Some(Flash::done(texts::survey_done_begun(lang))),
        "village" => Some(Flash::done(texts::survey_done_village(lang))),
        "withdrawn" => Some(Flash::done(texts::survey_done_withdrawn(lang))),
        "ended" => Some(Flash::done(texts::survey_done_ended(lang))),
        "late" => Some(Flash { tone: Tone::Soon, sentence: texts::survey_late(lang), end: None }),
        _ => None,
    };
    let about =
        About { title: &survey.title, current: menu_entry(actor), here: &here, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

fn table(
    actor: &Actor,
    (kept, asks): (&Kept, bool),
    villages: &[(Region, String, Progress)],
    here: &str,
) -> Markup {
    let lang = actor.lang;
    let sees = permits(actor, Action::SeeClues);
    let reported = if sees { texts::survey_reported(lang) } else { texts::survey_reported_own(lang) };
    let mut columns = vec![Column::new(texts::survey_village(lang)), Column::number(reported)];
    if sees {
        columns.push(Column::number(texts::survey_to_check(lang)));
        columns.push(Column::number(texts::survey_to_review(lang)));
    }
    columns.push(Column::new(texts::column_status(lang)));
    columns.push(Column::silent(texts::survey_do(lang)));
    let caption = kept.survey.title.as_str();
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    let action = format!("{here}/villages");
    table.show(&html! {
        @for (village, name, progress) in villages {
            tr {
                td.lead { (name) }
                td.num data-label=(reported) { (progress.reported) }
                @if sees {
                    td.num data-label=(texts::survey_to_check(lang)) { (progress.to_check) }
                    td.num data-label=(texts::survey_to_review(lang)) { (progress.to_review) }
                }
                td.full { (how_far(lang, progress, sees)) }
                td.tail {
                    @match &progress.done {
                        None if asks => {
                            @let entry = xinan_db::new_id().to_string();
                            @let pairs = [("entry_id", entry.as_str()), ("village", village.as_str())];
                            @let words = match progress.reported {
                                0 => texts::survey_do_none(lang),
                                _ => texts::survey_do_done(lang),
                            };
                            (Button::new(words).small().post(&action, &actor.form_key, &pairs))
                        },
                        Some(done) if may_withdraw(actor, done) => {
                            @let to = format!("{action}/{}/withdrawal", done.id.simple());
                            (Button::new(texts::act_undo(lang)).small().post(&to, &actor.form_key, &[]))
                        },
                        _ => {},
                    }
                }
            }
        }
    })
}

fn may_withdraw(actor: &Actor, done: &Done) -> bool {
    done.by == actor.account || permits(actor, Action::BeginSurvey)
}

/// 已调查，无线索 · 2026-11-21 王医生.
fn how_far(lang: Lang, progress: &Progress, sees: bool) -> Markup {
    match &progress.done {
        None => tag(Tone::Soon, texts::survey_open(lang)),
        Some(done) => {
            let word = match progress.reported {
                _ if !sees => texts::survey_asked_done(lang).to_owned(),
                0 => texts::survey_asked_none(lang).to_owned(),
                reported => texts::survey_asked(lang, reported),
            };
            html! { (tag(Tone::Ok, &word)) " " span.small.muted { (done.on) " " (done.shown_as) } }
        }
    }
}

/// The form as it was filled in.
pub(super) struct Filled<'a> {
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    /// The id of the survey.
    pub(super) id: Uuid,
    pub(super) outdated: bool,
}

/// The form that begins a survey.
pub(super) fn form(actor: &Actor, now: &Moment, divisions: &Divisions, filled: &Filled<'_>) -> Markup {
    let lang = actor.lang;
    let title = texts::survey_begin(lang);
    let refused = filled.complaints.refused() || filled.outdated;
    let tree = divisions.tree(&actor.region);
    let areas: Vec<Choice<'_>> = tree
        .iter()
        .filter(|(region, _)| region.level() != Level::Village)
        .map(|(region, name)| Choice::new(region.as_str(), name))
        .collect();
    let lists: Vec<Choice<'_>> =
        ScreeningList::ALL.iter().map(|one| Choice::new(one.code().to_string(), lang.code(*one))).collect();
    let id = filled.id.to_string();
    let of_form = OfForm { lang, answers: filled.answers, complaints: filled.complaints, scope: "" };
    let content = html! {
        (error_summary(lang, SURVEY_FIELDS, filled.complaints, ""))
        (crumbs(texts::where_you_are(lang), &[(texts::nav_surveys(lang), HOME), (title, "")]))
        (head(&Head { title, ..Head::default() }))
        @if filled.outdated { (notice(Tone::Soon, &html! { (texts::form_outdated(lang)) })) }
        (Form { refused, ..Form::new(lang, "/surveys/new", &actor.form_key) }.show(&html! {
            (hidden("", &[("survey_id", &id)]))
            @for field in SURVEY_FIELDS {
                @let mut frame = Frame::new(lang, field.id, lang.pick(field.label, field.label_en));
                @let () = frame.errors.extend(filled.complaints.at(field.id, lang));
                @match field.id {
                    "region" => (select(&frame, &areas, &filled.answers.get("region"))),
                    "list" => (select(&frame, &lists, &filled.answers.get("list"))),
                    "title" => (official(field, &of_form, &Extra { hint: texts::survey_title_hint(lang), ..Extra::default() })),
                    _ => (official(field, &of_form, &Extra { lies: Lies::Ahead, ..Extra::default() })),
                }
            }
            (submit_bar(&[Button::primary(texts::survey_begin_do(lang)).submit()], &html! {
                a href=(HOME) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let about = About {
        title,
        current: menu_entry(actor),
        here: "/surveys/new",
        back: Some(HOME),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &content)
}
