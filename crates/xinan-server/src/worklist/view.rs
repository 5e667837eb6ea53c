//! The first page: people to act for, never a dashboard.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::clue::{State, duty};
use xinan_domain::code::Code;
use xinan_domain::consent::Subject;
use xinan_domain::disclosure::Standing;
use xinan_domain::follow_up::DueRule;
use xinan_domain::region::Level;
use xinan_domain::text::{Lang, short_day};

use super::store::Group;
use super::tasks;
use super::web::{PER_PAGE, Waiting};
use crate::case::words::{Words, saved};
use crate::case::{Urgent, VisibleCase};
use crate::clue::store::Waits;
use crate::examination::due::line as exam_lines;
use crate::examination::due::store::Counts;
use crate::notice::What;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, Look, call};
use crate::shell::ui::head::{Head, head, today as today_head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::meter::meter;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::person::{Person, group, group_of_cards, group_of_rows, person_row};
use crate::shell::ui::tag::Tone;
use crate::task::store::{Count, Open};
use crate::texts;

/// The call and the visit, and where to note what is to be done at once; those of cards are larger.
fn acts(actor: &Actor, case: &VisibleCase, cards: bool) -> Vec<Markup> {
    let (lang, head) = (actor.lang, &case.head);
    let mut acts = Vec::new();
    // Of a guardian from whom the person is to be safe no call is a tap away; the line says why.
    if !head.guardian_phone.is_empty() && !head.guardian_unsafe {
        let relation = head.guardian_relation.map(|one| lang.pick(one.label(), one.label_en()));
        let label = texts::act_call_someone(lang, relation.unwrap_or(texts::guardian(lang)));
        acts.push(call(&label, &head.guardian_phone, !cards));
    } else if !head.phone.is_empty() {
        acts.push(call(texts::act_call(lang), &head.phone, !cards));
    }
    let person = format!("/people/{}", case.path_id());
    let (label, to) = match head.due.map(|due| due.rule) {
        // Who has declined is asked, and not visited as usual.
        Some(DueRule::RefusedOffer) if permits(actor, Action::RecordConsent) => {
            let subject = Subject::Management.code();
            (texts::todo_offer_act(lang), format!("{person}/consents/new?subject={subject}"))
        }
        _ => (texts::act_record_visit(lang), format!("{person}/visits/new")),
    };
    let act = Button::new(label).icon(Icon::Pen);
    let act = if cards { act.look(Look::Primary) } else { act.small() };
    acts.push(act.link(&to));
    let note = match head.urgent() {
        // Noted with the visit.
        None | Some(Urgent::Refer) => None,
        Some(Urgent::Report) => Some((texts::notice_loss_act(lang), What::Loss)),
        Some(Urgent::Tell) => Some((texts::notice_group_act(lang), What::Group)),
        Some(Urgent::AskWhereTo) => {
            acts.push(Button::new(texts::todo_call_act(lang)).link(&format!("{person}#contact")));
            None
        }
    };
    if let Some((label, what)) = note.filter(|_| permits(actor, Action::RecordNotice)) {
        acts.push(Button::new(label).link(&format!("{person}/notices/{}", what.path())));
    }
    acts
}

/// Both carry the call and the visit.
fn lines<'a>(actor: &Actor, cases: &'a [VisibleCase], words: &'a [Words], cards: bool) -> Vec<Person<'a>> {
    cases
        .iter()
        .zip(words)
        .map(|(case, words)| Person {
            href: &words.href,
            name: &case.head.name,
            who: &words.who,
            why: &words.why,
            more: &words.more,
            tone: words.tone,
            when: &words.when,
            acts: acts(actor, case, cards),
        })
        .collect()
}

fn title(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::First => texts::group_first(lang),
        Group::Overdue => texts::group_overdue(lang),
        Group::Today => texts::group_today(lang),
        Group::Week => texts::group_week(lang),
    }
}

/// The id of a group's heading; `today` is that of the page.
fn group_id(group: Group) -> String {
    format!("group-{}", group.key())
}

fn words_of(actor: &Actor, cases: &[VisibleCase], settings: &Settings, today: Date) -> Vec<Words> {
    cases.iter().map(|case| Words::of(case, settings, &actor.region, actor.lang, today)).collect()
}

/// What the first page says beside the people.
pub(super) struct Today<'a> {
    /// How many were seen in the quarter, and of how many.
    pub(super) so_far: (u64, u64),
    pub(super) waiting: Waiting,
    /// What else is to be done: how much, and the first of it.
    pub(super) tasks: (Count, Vec<Open>),
    /// Who is to be examined, and for whom a medicine asks for a check.
    pub(super) exams: Counts,
    /// What was just done.
    pub(super) done: &'a str,
}

/// What others wait for stands before one's own work: where the police are with somebody, then overdue reviews.
fn for_others(lang: Lang, waiting: &Waiting) -> Markup {
    let reviews = &waiting.reviews;
    html! {
        @if waiting.help > 0 {
            (notice(Tone::First, &html! { a href="/police-help" { (texts::help_wait(lang, waiting.help)) } }))
        }
        @if reviews.overdue > 0 {
            (notice(Tone::First, &html! { a href="/reviews" { (texts::reviews_overdue(lang, reviews.overdue)) } }))
        } @else if reviews.own > 0 {
            (notice(Tone::Soon, &html! { a href="/reviews" { (texts::reviews_wait(lang, reviews.own)) } }))
        }
        @if waiting.not_justified > 0 {
            (notice(Tone::Soon, &html! { a href="/emergency" { (texts::emergency_not_justified(lang, waiting.not_justified)) } }))
        }
        @if waiting.asked.late > 0 {
            (notice(Tone::First, &html! { a href="/requests" { (texts::requests_late(lang, waiting.asked.late)) } }))
        } @else if waiting.asked.found > 0 {
            (notice(Tone::Soon, &html! { a href="/requests" { (texts::requests_wait(lang, waiting.asked.found)) } }))
        }
        @for (one, standing) in &waiting.answered {
            @let (href, what) = (format!("/disclosures/{}", one.path_id()), lang.code(one.door));
            @match standing {
                Standing::Granted { until } => {
                    @let until = Moment::of_micros(*until).stamp();
                    (notice(Tone::Ok, &html! { a href=(href) { (texts::disclosure_answered_yes(lang, what, &until)) } }))
                },
                _ => (notice(Tone::Soon, &html! { a href=(href) { (texts::disclosure_answered_no(lang, what)) } })),
            }
        }
        @if waiting.requests > 0 {
            (notice(Tone::Soon, &html! { a href="/disclosures?state=waiting" { (texts::disclosures_wait(lang, waiting.requests)) } }))
        }
    }
}

/// Clues and surveys, each with its day and its ground.
fn of_clues(actor: &Actor, settings: &Settings, today: Date, waiting: &Waiting) -> Markup {
    let lang = actor.lang;
    let parameters = settings.parameters(&actor.region, today);
    let source = |state: State| {
        let duty = duty(state, &parameters.duties)?;
        let ordered = duty.parameter().and_then(|key| parameters.ordered.get(key));
        Some(ordered.map_or_else(|| texts::duty_source(lang, &duty).to_owned(), |order| order.source.clone()))
    };
    let line = |waits: Waits, state: State, late: ClueLine<u64>, in_time: ClueLine<Date>| {
        let (due_on, source) = (waits.first_due?, source(state)?);
        Some(match waits.late {
            0 => (Tone::Soon, in_time(lang, waits.all, due_on, &source)),
            over => (Tone::First, late(lang, waits.all, over, &source)),
        })
    };
    let (check, review) = (waiting.clues.check, waiting.clues.review);
    let check = line(check, State::Reported, texts::clues_check_late, texts::clues_check);
    let review = line(review, State::Waiting, texts::clues_review_late, texts::clues_review);
    let checks = match permits(actor, Action::JudgeAtCounty) {
        true => State::AtCounty,
        false => State::Reported,
    };
    html! {
        @if let Some((tone, words)) = check {
            (notice(tone, &html! { a href={ "/clues?state=" (checks.code()) } { (words) } }))
        }
        @if let Some((tone, words)) = review {
            (notice(tone, &html! { a href={ "/clues?state=" (State::Waiting.code()) } { (words) } }))
        }
        @for task in &waiting.surveys {
            @let survey = &task.kept.survey;
            @let over = today > survey.until_on;
            @let words = match actor.region.level() {
                Level::Village if over => texts::survey_task_late(lang, &survey.title, survey.until_on),
                Level::Village => texts::survey_task(lang, &survey.title, survey.until_on),
                _ => texts::survey_task_villages(lang, &survey.title, task.villages, survey.until_on),
            };
            @let tone = if over { Tone::First } else { Tone::Soon };
            (notice(tone, &html! { a href={ "/surveys/" (task.kept.path_id()) } { (words) } }))
        }
    }
}

/// A sentence about so many clues, with a day or a count and the ground.
type ClueLine<T> = fn(Lang, u64, T, &str) -> String;

/// The first page.
pub(super) fn page(
    actor: &Actor,
    now: &Moment,
    settings: &Settings,
    counts: [u64; 4],
    groups: &[(Group, Vec<VisibleCase>)],
    about: &Today<'_>,
) -> Markup {
    let (lang, today) = (actor.lang, now.day());
    let (seen, people) = about.so_far;
    let waiting = counts[0] + counts[1] + counts[2];
    let heading = texts::today_title(lang, waiting);
    let quarter = texts::quarter(lang, people, seen);
    let body = html! {
        (for_others(lang, &about.waiting))
        @if about.waiting.disposals > 0 {
            (notice(Tone::First, &html! {
                a href="/disposals?state=1" { (texts::disposals_running(lang, about.waiting.disposals)) }
            }))
        }
        (of_clues(actor, settings, today, &about.waiting))
        (today_head(&heading, &short_day(lang, today), &meter(lang, seen, people, &quarter), &quarter))
        @if people == 0 {
            (empty(texts::nobody_yet(lang), texts::nobody_yet_next(lang), None))
        } @else if waiting + counts[3] == 0 {
            (empty(texts::nothing_due(lang), texts::nothing_due_next(lang), None))
        }
        (exam_lines(lang, today, about.exams))
        (tasks::view::first(lang, today, about.tasks.0, &about.tasks.1))
        @for (one, cases) in groups {
            @if !cases.is_empty() {
                @let words = words_of(actor, cases, settings, today);
                @let total = counts[*one as usize];
                @let people = lines(actor, cases, &words, *one == Group::First);
                @let id = group_id(*one);
                @if *one == Group::First {
                    (group_of_cards(lang, &id, title(lang, *one), total, &people))
                } @else {
                    (group_of_rows(lang, &id, title(lang, *one), total, &people))
                }
                @if total > cases.len() as u64 {
                    p.more { a href={ "/?group=" (one.key()) "&page=1" } { (texts::see_all(lang, total)) } }
                }
            }
        }
    };
    let flash = saved(lang, about.done).map(Flash::done);
    let about = About { title: texts::nav_today(lang), current: "/", here: "/", flash, ..About::default() };
    whole(actor, now, &about, &body)
}

/// One group, paged.
pub(super) fn one_group(
    actor: &Actor,
    now: &Moment,
    settings: &Settings,
    one: Group,
    counts: [u64; 4],
    cases: &[VisibleCase],
    number: u32,
) -> Markup {
    let (lang, today) = (actor.lang, now.day());
    let total = counts[one as usize];
    let words = words_of(actor, cases, settings, today);
    let people = lines(actor, cases, &words, false);
    let rows = html! { ul.card { @for person in &people { (person_row(person)) } } };
    let body = html! {
        (head(&Head { title: title(lang, one), ..Head::default() }))
        (group(lang, &group_id(one), title(lang, one), total, &rows))
        (pagination(lang, Place { total, page: number, per_page: PER_PAGE }, |page| {
            format!("/?group={}&page={page}", one.key())
        }))
    };
    let here = format!("/?group={}&page={number}", one.key());
    let about = About { title: title(lang, one), current: "/", here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}
