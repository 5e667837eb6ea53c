//! The list of clues, and one of them.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::answers::{Answers, Complaints, Field, Kind, Need, field};
use xinan_domain::clue::{
    DECISION_FIELDS, REVIEW_FIELDS, Registration, Review, State as Stand, Step, duty, forget_on,
};
use xinan_domain::code::Code;
use xinan_domain::day::age_on;
use xinan_domain::text::{Lang, short_day};

use super::web::{Asked, Seen};
use crate::case::{VisibleCase, reason};
use crate::clue::matching::Compare;
use crate::clue::store::{Kept, Taken};
use crate::division::Divisions;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, acts, call};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Choice, Extra, Filled, Frame, Text, official, radios, select, text};
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
const HOME: &str = "/clues";
/// Set before the ids of the review's fields, which stand on one page with those of a decision.
const REVIEW: &str = "review-";
/// The field of a reason for taking a step back.
pub(super) const WITHDRAWAL: &str = "withdrawal_reason";

/// The list: who waits first.
pub(super) fn list(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    asked: &Asked,
    (found, of_year): (&[Kept], &[(Stand, u64)]),
    place: Place,
) -> Markup {
    let lang = actor.lang;
    let title = texts::nav_clues(lang);
    let here = asked.address();
    let acts = [
        Button::primary(texts::clue_report(lang)).icon(Icon::Pen).link("/clues/new"),
        Button::new(texts::nav_surveys(lang)).link("/surveys"),
    ];
    let told = |state: &&Stand| match permits(actor, Action::JudgeAtCounty) {
        true => **state != Stand::Settled,
        false => true,
    };
    let mut states: Vec<Choice<'_>> = vec![Choice::new("all", texts::clue_all(lang))];
    states.extend(
        Stand::ALL.iter().filter(told).map(|one| Choice::new(one.code().to_string(), lang.code(*one))),
    );
    let tree = divisions.tree(&actor.region);
    let places: Vec<Choice<'_>> =
        tree.iter().skip(1).map(|(code, name)| Choice::new(code.as_str(), name)).collect();
    let filters = [
        Filter::Select("state", texts::column_status(lang), texts::clue_waiting(lang), &states, &asked.state),
        Filter::Select(
            "region",
            texts::clue_where(lang),
            texts::clue_everywhere(lang),
            &places,
            &asked.region,
        ),
    ];
    let aside = texts::list_count(lang, place.total);
    let narrowed = !asked.state.is_empty() || !asked.region.is_empty();
    let body = html! {
        (head(&Head { title, aside: &aside, acts: &acts, ..Head::default() }))
        @if !of_year.is_empty() { (year(lang, now, of_year)) }
        (folding_filters(lang, HOME, &filters, narrowed))
        @if found.is_empty() {
            (empty(texts::clue_none(lang), texts::clue_none_next(lang), None))
        } @else {
            (table(actor, now, divisions, found))
            (pagination(lang, place, |number| page_of(&here, number)))
        }
    };
    let about = About { title, current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

/// 今年报告 17 条：待核实 2，复核确诊 15.
fn year(lang: Lang, now: &Moment, counts: &[(Stand, u64)]) -> Markup {
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    let parts: Vec<String> =
        counts.iter().map(|(state, count)| texts::clue_count(lang, lang.code(*state), *count)).collect();
    html! {
        p { (texts::clue_year(lang, now.day().year(), all, &parts.join(texts::list_joint(lang)))) }
    }
}

fn table(actor: &Actor, now: &Moment, divisions: &Divisions, found: &[Kept]) -> Markup {
    let lang = actor.lang;
    let columns = [
        Column::new(texts::clue_name(lang)),
        Column::new(texts::clue_where(lang)),
        Column::new(texts::clue_surveyed(lang)),
        Column::new(texts::column_status(lang)),
        Column::new(texts::clue_due(lang)),
    ];
    let caption = texts::nav_clues(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for one in found {
            tr {
                td.lead {
                    a href={ (HOME) "/" (one.path_id()) } {
                        @match one.registration() {
                            Some(clue) => span data-mask=(covered_name(&clue.name)) { (clue.name) },
                            None => (texts::clue_forgotten(lang)),
                        }
                    }
                    @if let Some(clue) = one.registration() { " " span.small.muted { (who(lang, clue, now.day())) } }
                }
                td data-label=(texts::clue_where(lang)) { (divisions.name(one.village.as_str())) }
                td data-label=(texts::clue_surveyed(lang)) { (one.surveyed_on) }
                td { (tag(tone(one.state(actor)), lang.code(one.state(actor)))) }
                td.tail { (due(lang, one.due_on, now.day())) }
            }
        }
    })
}

fn tone(state: Stand) -> Tone {
    match state {
        Stand::Reported | Stand::AtCounty => Tone::Soon,
        Stand::Waiting | Stand::Open => Tone::Info,
        Stand::Confirmed => Tone::Ok,
        _ => Tone::Plain,
    }
}

fn due(lang: Lang, due_on: Option<Date>, today: Date) -> Markup {
    match due_on {
        Some(day) if day < today => tag(Tone::First, &texts::clue_overdue(lang, &short_day(lang, day))),
        Some(day) => html! { (texts::clue_until(lang, &short_day(lang, day))) },
        None => html! { span.muted { "—" } },
    }
}

/// 女 · 约 40 岁.
fn who(lang: Lang, clue: &Registration, today: Date) -> String {
    let sex = clue.sex.map(|sex| lang.code(sex).to_owned());
    let age = match (&clue.identity_number, clue.age) {
        (Some(number), _) => Some(texts::clue_age(lang, age_on(number.birth_date(), today))),
        (None, Some(age)) => Some(texts::clue_about_age(lang, age)),
        (None, None) => None,
    };
    sex.into_iter().chain(age).collect::<Vec<_>>().join(" · ")
}

/// A form that was refused, with what was typed.
#[derive(Clone, Copy)]
pub(super) enum Refused<'a> {
    /// A decision.
    Step(&'a Answers, &'a Complaints),
    /// What a psychiatrist found.
    Review(&'a Answers, &'a Complaints),
    /// A step that is taken back.
    Withdrawal(&'a Answers, &'a Complaints),
}

/// The page of one clue.
pub(super) struct OnePage<'a> {
    pub(super) settings: &'a Settings,
    pub(super) seen: &'a Seen,
    pub(super) refused: Option<Refused<'a>>,
    /// What was just done.
    pub(super) done: &'a str,
}

/// One clue: what was written, who it may be, what was done, and what can be done now.
pub(super) fn one(actor: &Actor, now: &Moment, page: &OnePage<'_>) -> Markup {
    let lang = actor.lang;
    let kept = &page.seen.kept;
    let state = kept.state(actor);
    let name = kept.registration().map_or(texts::clue_forgotten(lang), |clue| clue.name.as_str());
    let here = format!("{HOME}/{}", kept.path_id());
    let place = page.settings.divisions.name(kept.village.as_str());
    let about_whom = kept.registration().map(|clue| who(lang, clue, now.day())).unwrap_or_default();
    let surveyed = texts::clue_surveyed_on(lang, kept.surveyed_on);
    let mut acts = Vec::new();
    if kept.clue.is_some() && cfg!(feature = "pdf") {
        let paper = format!("/print/clues/{}", kept.path_id());
        acts.push(Button::new(texts::act_print(lang)).icon(Icon::Print).paper(&paper));
    }
    if state == Stand::Confirmed && permits(actor, Action::RegisterPerson) {
        acts.push(Button::primary(texts::act_new_person(lang)).icon(Icon::Plus).link("/people/new"));
    }
    let tags = [(tone(state), lang.code(state))];
    let head_facts = [place, about_whom.as_str(), surveyed.as_str()];
    let person = kept.clue.is_some();
    let body = html! {
        @if let Some(refused) = page.refused {
            @match refused {
                Refused::Step(_, found) => (error_summary(lang, DECISION_FIELDS, found, "")),
                Refused::Review(_, found) => (error_summary(lang, REVIEW_FIELDS, found, REVIEW)),
                Refused::Withdrawal(_, found) => (error_summary(lang, WITHDRAWAL_FIELDS, found, "")),
            }
        }
        nav.crumbs aria-label=(texts::where_you_are(lang)) {
            ol {
                li { a href=(HOME) { (texts::nav_clues(lang)) } }
                li data-mask=[person.then(|| covered_name(name))] { (name) }
            }
        }
        (head(&Head { title: name, person, tags: &tags, facts: &head_facts, acts: &acts, ..Head::default() }))
        div.stack {
            (notice(Tone::Info, &html! {
                (state.explain(lang))
                @if let Some(why) = why(lang, page.settings, kept, now.day()) { " " (why) }
            }))
            @if let Some(clue) = kept.registration() { (form_of(lang, clue, kept)) }
            @if let Some(compared) = &page.seen.compared { (register(lang, &page.settings.divisions, compared)) }
            @if !page.seen.others.is_empty() { (others(actor, &page.seen.others)) }
            (decision(actor, page, state, &here))
            (review_form(actor, now, page, state, &here))
            (course(actor, page, &here))
        }
    };
    let flash = match page.done {
        "step" => Some(Flash::done(texts::clue_done_step(lang))),
        "review" => Some(Flash::done(texts::clue_done_review(lang))),
        "withdrawn" => Some(Flash::done(texts::clue_done_withdrawn(lang))),
        _ => None,
    };
    let title = if person { covered_name(name) } else { name.to_owned() };
    let about = About {
        title: &title,
        person: person.then_some(name),
        current: HOME,
        here: &here,
        flash,
        refused: page.refused.is_some(),
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// By when and on what ground somebody looks at it; of a closed one, from when its content is forgotten.
fn why(lang: Lang, settings: &Settings, kept: &Kept, today: Date) -> Option<String> {
    let periods = settings.rules.periods(&kept.village);
    if let Some(due_on) = kept.due_on {
        let parameters = periods.on(today);
        let duty = duty(kept.told.county, &parameters.duties)?;
        let ordered = duty.parameter().and_then(|key| parameters.ordered.get(key));
        let source = ordered.map_or(texts::duty_source(lang, &duty), |order| order.source.as_str());
        return Some(texts::clue_why(lang, duty.who.say(lang), due_on, source));
    }
    let closed_on = kept.closed_on.filter(|_| kept.clue.is_some() && kept.told.county.is_forgotten())?;
    let months = periods.on(closed_on).clues.forget_months;
    Some(texts::clue_forget_on(lang, forget_on(closed_on, months)))
}

/// 线索调查登记表.
fn form_of(lang: Lang, clue: &Registration, kept: &Kept) -> Markup {
    let label = |id: &str| {
        field(xinan_domain::clue::FIELDS, id).map_or("", |field| lang.pick(field.label, field.label_en))
    };
    let mut pairs = vec![(
        lang.code(clue.screening.list),
        html! {
            ul.log {
                @for question in clue.screening.questions() {
                    li { (question.number) " " (lang.pick(question.label, question.label_en)) }
                }
            }
        },
    )];
    let mut word = |id: &str, text: &str| {
        if !text.is_empty() {
            pairs.push((label(id), html! { (text) }));
        }
    };
    word("note", &clue.note);
    word("address", &clue.address);
    word("identity_number", clue.identity_number.as_ref().map_or("", |number| number.as_str()));
    let relation = clue.guardian_relation.map(|one| lang.code(one)).unwrap_or_default();
    word("guardian_name", [clue.guardian_name.as_str(), relation].join(" ").trim());
    if !clue.informant.is_empty() {
        pairs.push((
            label("informant"),
            html! {
                (clue.informant)
                @if let Some(phone) = &clue.informant_phone {
                    " " (phone.as_str()) " " (call(texts::act_call(lang), phone.as_str(), true))
                }
            },
        ));
    }
    if !clue.surveyor.is_empty() {
        pairs.push((label("surveyor"), html! { (clue.surveyor) }));
    }
    pairs.push((
        texts::clue_reported_by(lang),
        html! {
            @if kept.shown_as.is_empty() { (texts::clue_of_ledger(lang)) } @else { (kept.shown_as) }
            " · " (Moment::of_micros(kept.recorded_at).stamp())
        },
    ));
    Card::new("form", texts::clue_form(lang)).show(&html! {
        (facts(&pairs))
        p.small.muted { (texts::clue_confidential(lang)) }
    })
}

/// Who of the register it may be, among those whom the reader may see.
fn register(lang: Lang, divisions: &Divisions, compared: &Compare) -> Markup {
    Card::new("register", texts::clue_register(lang)).icon(Icon::Find).show(&html! {
        @match compared {
            Compare::ShareUsedUp => p { (texts::clue_share_used_up(lang)) },
            Compare::Found(found) if found.is_empty() => p { (texts::clue_no_match(lang)) },
            Compare::Found(found) => {
                ul.log {
                    @for case in found {
                        li {
                            a href={ "/people/" (case.path_id()) } target="_blank" rel="noopener"
                                data-mask=(covered_name(&case.head.name)) { (case.head.name) }
                            " " (record_in_words(lang, divisions, case))
                        }
                    }
                }
            }
        }
        p.small.muted { (texts::clue_register_within(lang)) }
    })
}

/// 女 · 1986 年生 · 柳河村 · 001-00023.
fn record_in_words(lang: Lang, divisions: &Divisions, case: &VisibleCase) -> String {
    let head = &case.head;
    let born = texts::clue_born(lang, head.birth_date.year());
    [lang.code(head.sex), &born, divisions.name(head.village.as_str()), &head.short_no()].join(" · ")
}

/// Other clues under the same name in the village.
fn others(actor: &Actor, others: &[Kept]) -> Markup {
    let lang = actor.lang;
    Card::new("others", texts::clue_others(lang)).show(&html! {
        ul.log {
            @for other in others {
                li {
                    a href={ (HOME) "/" (other.path_id()) } { (texts::clue_surveyed_on(lang, other.surveyed_on)) }
                    " " (tag(tone(other.state(actor)), lang.code(other.state(actor))))
                }
            }
        }
    })
}

/// What can be decided now. The button stands in its card: the foot of a phone is the menu's, since the page is read first.
fn decision(actor: &Actor, page: &OnePage<'_>, state: Stand, here: &str) -> Markup {
    let lang = actor.lang;
    let mut offered = state.offered(permits(actor, Action::JudgeAtCounty));
    if let Some(Refused::Step(answers, _)) = page.refused
        && offered.is_empty()
    {
        // Somebody else was quicker: what was typed is still there.
        offered.extend(Step::read(&answers.get("step")));
    }
    if offered.is_empty() || page.seen.kept.clue.is_none() || !permits(actor, Action::JudgeClue) {
        return html! {};
    }
    let (empty_answers, nothing) = (Answers::default(), Complaints::default());
    let (answers, complaints) = match page.refused {
        Some(Refused::Step(answers, complaints)) => (answers, complaints),
        _ => (&empty_answers, &nothing),
    };
    let found: &[VisibleCase] = match &page.seen.compared {
        Some(Compare::Found(found)) => found,
        _ => &[],
    };
    let steps: Vec<Choice<'_>> = offered
        .iter()
        .filter(|step| **step != Step::SameAs || !found.is_empty())
        .map(|step| Choice::new(step.code().to_string(), lang.code(*step)))
        .collect();
    let records: Vec<(String, String)> = found
        .iter()
        .map(|case| {
            let words = record_in_words(lang, &page.settings.divisions, case);
            (case.path_id(), format!("{} {words}", case.head.name))
        })
        .collect();
    let records: Vec<Choice<'_>> =
        records.iter().map(|(id, words)| Choice::new(id.as_str(), words)).collect();
    let frame = |id: &str| labelled(lang, DECISION_FIELDS, id, complaints);
    let action = format!("{here}/steps");
    let form = Form { refused: complaints.refused(), ..Form::new(lang, &action, &actor.form_key) };
    let id = xinan_db::new_id().to_string();
    let id = if answers.has("step_id") { answers.get("step_id") } else { id };
    Card::new("decision", texts::clue_decision(lang)).show(&form.show(&html! {
        (hidden("", &[("step_id", &id)]))
        (radios(&frame("step"), &steps, &answers.get("step")))
        @if !records.is_empty() {
            @let same = Step::SameAs.code().to_string();
            @let when = format!("step={same}");
            (select(&Frame { when: &when, ..frame("same_as").conditional() }, &records, &answers.get("same_as")))
        }
        @let words = frame("words").conditional().hint(texts::clue_words_hint(lang));
        (text(&words, Text::Lines, answers.raw("words")))
        (acts(&[Button::primary(texts::act_save(lang)).submit()]))
    }))
}

/// What a psychiatrist found.
fn review_form(actor: &Actor, now: &Moment, page: &OnePage<'_>, state: Stand, here: &str) -> Markup {
    let lang = actor.lang;
    let refused = matches!(page.refused, Some(Refused::Review(..)));
    if !(state.waits_for_review() || refused)
        || page.seen.kept.clue.is_none()
        || !permits(actor, Action::ReviewClue)
    {
        return html! {};
    }
    let (mut blank, nothing) = (Answers::default(), Complaints::default());
    blank.push("reviewed_on", now.day().to_string());
    let (answers, complaints) = match page.refused {
        Some(Refused::Review(answers, complaints)) => (answers, complaints),
        _ => (&blank, &nothing),
    };
    let filled = Filled { lang, answers, complaints, scope: REVIEW };
    let action = format!("{here}/review");
    let form = Form { refused: complaints.refused(), ..Form::new(lang, &action, &actor.form_key) };
    let id = if answers.has("step_id") { answers.get("step_id") } else { xinan_db::new_id().to_string() };
    Card::new("review", texts::clue_review(lang)).show(&html! {
        p.muted { (texts::clue_review_explained(lang)) }
        (form.show(&html! {
            (hidden("", &[("step_id", &id)]))
            div.paper {
                @for field in REVIEW_FIELDS {
                    @let when = if field.id == "diagnosis" { "outcome=1" } else { "" };
                    (official(field, &filled, &Extra { when, ..Extra::default() }))
                }
            }
            (acts(&[Button::primary(texts::act_save(lang)).submit()]))
        }))
    })
}

// texts-ok: a label with its English beside it, as in the forms of the ground floor
const WITHDRAWAL_FIELDS: &[Field] = &[Field {
    id: WITHDRAWAL,
    label: "撤回这一步的原因",
    label_en: "Why this step is taken back",
    kind: Kind::Text(reason::LONGEST),
    need: Need::Required,
    columns: &[],
}];

fn labelled(lang: Lang, fields: &'static [Field], id: &str, complaints: &Complaints) -> Frame<'static> {
    let (name, label) =
        field(fields, id).map_or(("", ""), |field| (field.id, lang.pick(field.label, field.label_en)));
    let mut frame = Frame::new(lang, name, label);
    frame.errors.extend(complaints.at(name, lang));
    frame
}

/// What was done, in its order, and the way to take the last step back.
fn course(actor: &Actor, page: &OnePage<'_>, here: &str) -> Markup {
    let lang = actor.lang;
    let steps = &page.seen.steps;
    if steps.is_empty() {
        return html! {};
    }
    let (empty_answers, nothing) = (Answers::default(), Complaints::default());
    let (answers, complaints) = match page.refused {
        Some(Refused::Withdrawal(answers, complaints)) => (answers, complaints),
        _ => (&empty_answers, &nothing),
    };
    let frame = labelled(lang, WITHDRAWAL_FIELDS, WITHDRAWAL, complaints);
    Card::new("course", texts::clue_course(lang)).show(&html! {
        ul.log { @for step in steps { li { (taken(actor, step)) } } }
        @if let Some(last) = page.seen.last_to_withdraw(actor).filter(|_| permits(actor, Action::JudgeClue)) {
            @let action = format!("{here}/steps/{}/withdrawal", last.id.simple());
            details.fold open[complaints.refused()] {
                summary { (texts::clue_withdraw_step(lang, lang.code(last.step))) }
                (Form { refused: complaints.refused(), ..Form::new(lang, &action, &actor.form_key) }.show(&html! {
                    (text(&frame, Text::Line, answers.raw(WITHDRAWAL)))
                    (Button::new(texts::clue_withdraw(lang)).submit())
                }))
            }
        }
    })
}

/// One step. What the county office found is told to the county office.
fn taken(actor: &Actor, step: &Taken) -> Markup {
    let lang = actor.lang;
    let hidden = step.at_county
        && matches!(step.step, Step::Reject | Step::SameAs)
        && !permits(actor, Action::JudgeAtCounty);
    if hidden {
        return html! { (step.on) " " (lang.code(Stand::Settled)) };
    }
    let by = texts::clue_step_by(lang, &step.shown_as, &Moment::of_micros(step.recorded_at).stamp());
    html! {
        (step.on) " "
        @if step.withdrawn.is_some() { s { (lang.code(step.step)) } } @else { (lang.code(step.step)) }
        @if let Some(detail) = &step.detail {
            @if !detail.words.is_empty() { " · " (detail.words) }
            @if let Some(review) = &detail.review { " · " (review_in_words(lang, review)) }
        }
        @if let Some(case) = step.case.filter(|_| step.withdrawn.is_none()) {
            " " a href={ "/people/" (case.simple()) } { (texts::clue_see_record(lang)) }
        }
        " " span.small.muted { (by) }
        @if let Some((_, by, reason)) = &step.withdrawn {
            " " (tag(Tone::Plain, texts::clue_step_withdrawn(lang)))
            " " span.small.muted { (by) " " (texts::because(lang, reason)) }
        }
    }
}

fn review_in_words(lang: Lang, review: &Review) -> String {
    let diagnosis = review.diagnosis.map(|one| lang.code(one)).unwrap_or_default();
    let parts = [diagnosis, &review.psychiatrist, &review.institution, &review.words];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
