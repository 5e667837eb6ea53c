//! A person's page.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::consent::{Processing, States, Subject, Word, gate};
use xinan_domain::contact::CallOutcome;
use xinan_domain::follow_up::{Hospital, Stability};
use xinan_domain::life::Step;
use xinan_domain::region::Region;
use xinan_domain::supplement::Supplement;
use xinan_domain::text::Lang;

use super::next::Next;
use crate::case::event::store::Notice;
use crate::case::facts::{Facts, VisitRow};
use crate::case::looks::{Look, together};
use crate::case::words::{due_in_words, near_day, saved, state_in_words};
use crate::case::{Status, VisibleCase};
use crate::closing::store::{Kept as Closed, Other};
use crate::contact::outcomes;
use crate::contact::store::Contact;
use crate::disclosure::store::Entered;
use crate::disposal;
use crate::examination::latest as latest_results;
use crate::examination::store::Kept;
use crate::followup::store::PastVisit;
use crate::followup::table as visit_table;
use crate::notice::{What, in_words};
use crate::policy::{Action, Relation, permits, permits_as, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, call};
use crate::shell::ui::card::Card;
use crate::shell::ui::head::{Head, crumbs, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::{self, Now};
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::people::{Look as Seen, Near, looks as look_list, near};
use crate::shell::ui::tag::{Tone, tag};
use crate::shell::ui::timeline::{ClassSpan, Event, EventKind, Timeline, Visit, timeline};
use crate::task::store::Open;
use crate::texts;

/// What the page is made of.
pub(super) struct Shown<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) facts: &'a Facts,
    /// Where the four consents stand.
    pub(super) consents: &'a States,
    pub(super) recent: &'a [PastVisit],
    pub(super) contacts: &'a [Contact],
    /// Exams and results that count, the latest day first.
    pub(super) results: &'a [Kept],
    pub(super) looks: &'a [Look],
    /// What others were told of what is open now.
    pub(super) told: &'a [(What, Notice)],
    pub(super) from: Date,
    pub(super) done: &'a str,
    /// From whom the person is to be safe, beside the guardian of the form.
    pub(super) kept_away: &'a [String],
    /// What else is to be done about the record.
    pub(super) tasks: &'a [Open],
    /// Why the record is closed, with the number of the one that stays.
    pub(super) closed: Option<(&'a Closed, Option<&'a str>)>,
    /// Records that were merged into this one.
    pub(super) merged: &'a [Other],
    /// The day of discharge of which the hospital's form came last.
    pub(super) form_came_of: Option<Date>,
    /// When somebody was in need at once.
    pub(super) disposals: &'a [disposal::store::Kept],
}

/// The page.
pub(super) fn page(actor: &Actor, now: &Moment, settings: &Settings, shown: &Shown<'_>) -> Markup {
    let (lang, today) = (actor.lang, now.day());
    let case = shown.case;
    let one = &case.head;
    let path = format!("/people/{}", case.path_id());
    let divisions = &settings.divisions;
    let township: String = one.village.as_str().chars().take(9).collect();
    let village = divisions.name(one.village.as_str());
    // A village doctor's territory does not hold the township: its list does not exist there.
    let township_at = match Region::exact(&township) {
        Ok(region) if actor.region.contains(&region) => format!("/people?region={township}"),
        _ => String::new(),
    };

    let due = one.due.map(|due| (due, due_in_words(lang, due.on, today)));
    let class = one.last.as_ref().and_then(|last| {
        let class = last.stability?;
        Some(texts::class_of_day(lang, lang.code(class), &near_day(lang, last.on, today)))
    });
    let mut tags: Vec<(Tone, &str)> = Vec::new();
    match one.status {
        Status::Open => {
            if let Some((_, (words, tone))) = &due {
                tags.push((*tone, words));
            }
        }
        status => tags.push((Tone::Plain, lang.code(status))),
    }
    if let Some(class) = &class {
        tags.push((Tone::Plain, class));
    }
    let born = texts::born(lang, lang.code(one.sex), one.age(today), &one.birth_date.to_string());
    let number = texts::number_is(lang, &one.short_no());
    let consent = match (shown.consents.management.word, shown.consents.management.informed_on) {
        (Word::Given, _) => texts::consent_given(lang),
        (_, Some(_)) => texts::consent_informed(lang),
        (Word::Refused, None) => texts::consent_refused(lang),
        (Word::Withdrawn, None) => texts::consent_withdrawn(lang),
        (Word::Open, None) => texts::consent_open(lang),
    };
    let facts = [born.as_str(), one.address.as_str(), number.as_str(), consent];
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    // Whoever has the person in hand by a tie reads, and answers on pages of their own.
    let visits_here = permits(actor, Action::RecordVisit);
    let mut acts = Vec::new();
    if visits_here {
        acts.push(Button::new(texts::act_contact(lang)).icon(Icon::Call).link("#contact"));
        acts.push(Button::new(texts::act_print(lang)).icon(Icon::Print).link("#papers"));
    }
    if permits(actor, Action::EditPerson) {
        acts.push(Button::new(texts::act_edit_person(lang)).icon(Icon::Doc).link(&format!("{path}/edit")));
    }
    let life = shown.facts.life();
    if permits(actor, Action::SendTransfer) && life.after(Step::SendTransfer).is_ok() {
        acts.push(
            Button::new(texts::transfer_send(lang)).icon(Icon::Send).link(&format!("{path}/transfers/new")),
        );
    }
    if permits(actor, Action::ReportDisposal) && one.status != Status::Dead {
        let to = format!("/disposals/new?person={}", case.path_id());
        acts.push(Button::new(texts::disposal_report(lang)).icon(Icon::First).link(&to));
    }
    if permits(actor, Action::IssueCard) {
        acts.push(Button::new(texts::own_door(lang)).icon(Icon::Lock).link(&format!("{path}/own-door")));
    }
    // Who has declined is asked, and not visited as usual.
    let rests = one.status == Status::Open && !gate(Processing::Routine, shown.consents).goes_on;
    let visits = format!("{path}/visits/new");
    if rests && permits(actor, Action::RecordConsent) {
        let offer = format!("{path}/consents/new?subject={}", Subject::Management.code());
        acts.push(Button::new(texts::act_record_visit(lang)).link(&visits));
        acts.push(Button::primary(texts::todo_offer_act(lang)).icon(Icon::Pen).key('N').link(&offer));
    } else if visits_here && one.status != Status::Closed {
        acts.push(Button::primary(texts::act_record_visit(lang)).icon(Icon::Pen).key('N').link(&visits));
    }
    let periods = settings.rules.periods(&one.village);
    let relation = if reaches_by_tie(actor) { Relation::Treats } else { Relation::Territory };
    let (running, disposals) = match permits_as(actor, Action::SeeDisposal, relation) {
        true => disposal::of_person(lang, shown.disposals),
        false => (html! {}, html! {}),
    };
    let next = Next { actor, today, periods: &periods, shown, path: &path };
    let body = html! {
        @if permits(actor, Action::SeeRoster) {
            (crumbs(texts::where_you_are(lang), &[
                (texts::nav_people(lang), "/people"),
                (divisions.name(&township), &township_at),
                (village, &format!("/people?region={}", one.village.as_str())),
            ]))
        } @else {
            (crumbs(texts::where_you_are(lang), &[(texts::nav_tasks(lang), "/tasks"), (texts::hospital_record(lang), "")]))
        }
        (head(&Head { title: &one.name, person: true, tags: &tags, facts: &facts, acts: &acts, ..Head::default() }))
        (crate::closing::notices(actor, case, shown.closed, shown.merged))
        (running)
        @if let Some(since) = shown.facts.moving_since() {
            (notice(Tone::Soon, &html! {
                (texts::transferring(lang, &near_day(lang, since, today))) " "
                @if permits(actor, Action::SendTransfer) { a href={ (path) "/transfers" } { (texts::transfers_all(lang)) } }
            }))
        }
        div.cols.person-page {
            div.stack {
                (Card::new("next", texts::next_steps(lang)).show(&html! { (next.show()) (told(actor, shown.told, &path)) (correction(actor, case, &path)) }))
                (year(lang, today, shown))
                (latest(lang, shown, &path))
                p.small { a href={ (path) "/story" } { (texts::story_title(lang)) } }
                section id="contact" {
                    (Card::new("contact-card", texts::contact_title(lang)).show(&html! {
                        @if visits_here { (outcomes(actor, case, &Answers::default(), &[])) }
                        (calls(lang, shown.contacts))
                    }))
                }
            }
            div.stack {
                (people_near(actor, shown))
                (in_hospital(actor, shown, &path))
                (latest_results(actor, &path, (shown.results, shown.facts.examined_on().max())))
                (disposals)
                (support(lang, shown))
                (consents(actor, shown, &path))
                @if visits_here { (papers(actor, case, &shown.facts.supplement)) }
                (looked(lang, shown, &path))
            }
        }
    };
    let flash = saved(lang, shown.done).map(Flash::done);
    let draft = format!("visit-{}", case.path_id());
    let about = About {
        title: &one.name,
        person: Some(&one.name),
        current: if visits_here { "/people" } else { "/tasks" },
        here: &path,
        flash,
        draft_done: (shown.done == "visit").then_some(&draft),
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// That a loss was reported, or the care group told.
fn told(actor: &Actor, list: &[(What, Notice)], path: &str) -> Markup {
    let lang = actor.lang;
    html! {
        @for (what, done) in list {
            p.small.muted {
                (in_words(lang, done))
                @if permits(actor, Action::RecordNotice) {
                    " " a href={ (path) "/notices/" (what.path()) } { (texts::notice_see(lang)) }
                }
            }
        }
    }
}

/// Where a death or a loss that is a mistake is corrected, or who does it.
fn correction(actor: &Actor, case: &VisibleCase, path: &str) -> Markup {
    let lang = actor.lang;
    let (action, what, label) = match case.head.status {
        Status::Dead => (Action::CorrectDeath, "death", texts::standing_not_dead(lang)),
        Status::Lost => (Action::CorrectLoss, "loss", texts::standing_not_lost(lang)),
        Status::Closed => (Action::CloseRecord, "closing", texts::standing_not_closed(lang)),
        Status::Open => {
            return html! {
                @if permits(actor, Action::CloseRecord) {
                    p.small { a href={ (path) "/closing" } { (texts::closing_title(lang)) } }
                }
            };
        }
    };
    html! {
        @if permits(actor, action) {
            p.small { a href={ (path) "/standing/" (what) } { (label) } }
        } @else if action == Action::CorrectDeath {
            p.small.muted { (texts::standing_ask_county(lang)) }
        }
    }
}

/// The last twelve months.
///
/// A class holds until its next visit is due, and no longer than the person was there: how somebody is
/// whom nobody has seen since, nobody knows.
fn year(lang: Lang, today: Date, shown: &Shown<'_>) -> Markup {
    let from = shown.from;
    let seen: Vec<&VisitRow> = shown.facts.visits.iter().filter(|visit| visit.complete).collect();
    let until = from.saturating_add(jiff::ToSpan::months(12)).saturating_sub(jiff::ToSpan::days(1));
    let gone = shown.case.head.status_on.filter(|_| shown.case.head.status != Status::Open).unwrap_or(today);
    let mut classes: Vec<ClassSpan<'_>> = Vec::new();
    for (at, visit) in seen.iter().enumerate() {
        let Some(class) = visit.stability else { continue };
        let next = seen.get(at + 1).map_or(until, |next| next.on.saturating_sub(jiff::ToSpan::days(1)));
        let due = visit.stored_due.map_or(until, |due| due.on);
        let (first, last) = (visit.on.max(from), next.min(due).min(gone).min(until));
        if last < from || first > last {
            continue;
        }
        let tone = match class {
            Stability::Stable => Tone::Ok,
            Stability::BasicallyStable => Tone::Soon,
            Stability::Unstable => Tone::First,
        };
        let joins = |span: &&mut ClassSpan<'_>| {
            span.tone == tone && first <= span.to.saturating_add(jiff::ToSpan::days(1))
        };
        match classes.last_mut().filter(joins) {
            Some(span) => span.to = last,
            None => classes.push(ClassSpan { from: first, to: last, tone, word: lang.code(class) }),
        }
    }
    let visits: Vec<Visit> = seen
        .iter()
        .filter(|visit| visit.on >= from)
        .map(|visit| Visit { on: visit.on, grade: visit.risk.map(|risk| risk.grade()) })
        .collect();
    let mut events: Vec<Event<'_>> = Vec::new();
    for visit in seen.iter().filter(|visit| visit.on >= from) {
        if visit.hospital == Some(Hospital::InHospital) {
            events.push(Event { on: visit.on, kind: EventKind::Support, word: texts::event_hospital(lang) });
        }
        if visit.referred {
            events.push(Event { on: visit.on, kind: EventKind::Support, word: texts::event_referral(lang) });
        }
    }
    for day in shown.facts.examined_on().filter(|day| *day >= from) {
        events.push(Event { on: day, kind: EventKind::CheckUp, word: texts::event_exam(lang) });
    }
    events.sort_by_key(|event| event.on);
    let strip = Timeline {
        lang,
        id: "year-",
        from,
        months: 12,
        classes: &classes,
        visits: &visits,
        medicine: &[],
        events: &events,
    };
    let none = texts::none(lang);
    let state = shown.recent.iter().find_map(|past| past.visit.clinical().map(|clinical| (past, clinical)));
    Card::new("year", &texts::tl_title(lang, 12)).show(&html! {
        (timeline(&strip))
        @if let Some((past, clinical)) = state {
            @let on = near_day(lang, past.visit.visited_on, today);
            @let medicines: Vec<String> = clinical.medicines.iter().map(|one| one.say(lang)).collect();
            @let medicines = if medicines.is_empty() { none.to_owned() } else { medicines.join(texts::list_joint(lang)) };
            @let rest = texts::sleep_and_diet(lang, lang.answer(clinical.sleep), lang.answer(clinical.diet));
            @let exam = shown.facts.examined_on().max().map_or(texts::never(lang).to_owned(), |on| on.to_string());
            (kv::now(&[
                Now { name: texts::now_medicine(lang), value: lang.answer(clinical.adherence), note: &medicines },
                Now { name: texts::now_sleep(lang), value: &rest, note: &on },
                Now { name: texts::now_life(lang), value: lang.answer(clinical.social.self_care), note: lang.answer(clinical.social.contact) },
                Now { name: texts::now_exam(lang), value: &exam, note: "" },
            ]))
        }
    })
}

/// The latest visits.
fn latest(lang: Lang, shown: &Shown<'_>, path: &str) -> Markup {
    let total = u64::try_from(shown.case.head.visit_count).unwrap_or(0);
    Card::new("visits", texts::recent_visits(lang))
        .end(html! { a href={ (path) "/visits" } { (texts::all_of_them(lang, total)) } })
        .show(&html! {
            @if shown.recent.is_empty() {
                (empty(texts::never_visited(lang), texts::never_visited_next(lang), None))
            } @else {
                (visit_table(lang, shown.case, shown.recent, texts::recent_visits(lang)))
            }
        })
}

/// The latest calls.
fn calls(lang: Lang, contacts: &[Contact]) -> Markup {
    html! {
        @if !contacts.is_empty() {
            h3 { (texts::recent_calls(lang)) }
            ul.log {
                @for one in contacts {
                    li {
                        (one.on) " · " (lang.code(one.outcome))
                        @if let Some(next) = one.next_on { " · " (next_words(lang, one.outcome, next)) }
                        @if !one.note.is_empty() { " · " (one.note) }
                    }
                }
            }
        }
    }
}

fn next_words(lang: Lang, outcome: CallOutcome, next: Date) -> String {
    match outcome {
        CallOutcome::Agreed => texts::agreed_for(lang, &next.to_string()),
        _ => texts::call_again_on(lang, &next.to_string()),
    }
}

/// Guardian, the person's own telephone, the village's contact.
fn people_near(actor: &Actor, shown: &Shown<'_>) -> Markup {
    let lang = actor.lang;
    let one = &shown.case.head;
    let form = &shown.facts.supplement;
    let dial = |number: &str| {
        if number.is_empty() {
            html! {}
        } else {
            call(texts::act_call(lang), number, true)
        }
    };
    let relation = one.guardian_relation.map_or(texts::guardian(lang), |relation| lang.code(relation));
    let role = texts::guardian_role(lang, relation);
    let contact_phone = form.village_contact_phone.as_ref().map_or("", |phone| phone.as_str());
    let warning = texts::guardian_unsafe_at(lang, &form.guardian_address);
    let mut list = Vec::new();
    if !one.guardian_name.is_empty() {
        list.push(Near {
            name: &one.guardian_name,
            role: &role,
            note: if one.guardian_unsafe { &warning } else { &form.guardian_address },
            end: if one.guardian_unsafe {
                html! {}
            } else {
                dial(&one.guardian_phone)
            },
        });
    }
    if !one.phone.is_empty() {
        list.push(Near { name: &one.name, role: texts::own_phone(lang), note: "", end: dial(&one.phone) });
    }
    if !form.village_contact.is_empty() {
        list.push(Near {
            name: &form.village_contact,
            role: texts::village_contact(lang),
            note: "",
            end: dial(contact_phone),
        });
    }
    let doctor = one.last.as_ref().map_or("", |last| last.doctor.as_str());
    if !doctor.is_empty() {
        list.push(Near { name: doctor, role: texts::last_doctor(lang), note: "", end: html! {} });
    }
    Card::new("near", texts::people_near(lang)).show(&html! {
        @if one.guardian_unsafe { (notice(Tone::Soon, &html! { (texts::guardian_unsafe_explained(lang)) })) }
        @if !shown.kept_away.is_empty() {
            (notice(Tone::Soon, &html! {
                (texts::kept_away(lang, &shown.kept_away.join(texts::list_joint(lang))))
            }))
        }
        @if list.is_empty() { p.muted { (texts::nobody_near(lang)) } } @else { (near(&list)) }
        @if permits(actor, Action::RecordVisit) && !permits(actor, Action::KeepSafety) {
            p.small.muted { (texts::safety_ask_township(lang)) }
        }
    })
}

/// What help is in place, as far as this record knows.
fn support(lang: Lang, shown: &Shown<'_>) -> Markup {
    let form = &shown.facts.supplement;
    let grade = form.disability_grade.map(|grade| lang.code(grade));
    let certificate = texts::disability_certificate(lang, grade.unwrap_or(""));
    let economy = form.economy.map(|economy| lang.code(economy));
    let diagnosis =
        texts::diagnosed(lang, lang.code(form.diagnosis), &form.diagnosed_on.to_string(), &form.diagnosed_at);
    let has_certificate = !form.disability_certificate.is_empty();
    Card::new("support", texts::record_and_support(lang)).show(&html! {
        ul.log {
            li { (diagnosis) }
            @if let Some(onset) = &form.onset_on { li { (texts::onset(lang, &onset.text())) } }
            @if let Some(count) = form.admissions { li { (texts::admissions(lang, count)) } }
            @if let Some(economy) = economy { li { (economy) } }
            li {
                @if has_certificate { (certificate) " " (tag(Tone::Ok, texts::in_place(lang))) }
                @else { (texts::no_certificate(lang)) }
            }
            @if !form.remark.is_empty() { li { (form.remark) } }
        }
    })
}

/// What passes between the township and a hospital: stays, referrals, guidance.
fn in_hospital(actor: &Actor, shown: &Shown<'_>, path: &str) -> Markup {
    let lang = actor.lang;
    let is_there = shown.facts.life().is_in_hospital();
    Card::new("hospital", texts::stays_title(lang)).show(&html! {
        ul.log {
            li {
                @if is_there { (tag(Tone::Soon, texts::stay_now(lang))) " " }
                a href={ (path) "/stays" } { (texts::stays_all(lang)) }
                @if !is_there && permits(actor, Action::RecordStay) && shown.case.head.status == Status::Open {
                    " · " a href={ (path) "/stays/new" } { (texts::stay_admit(lang)) }
                }
            }
            li {
                a href={ (path) "/referrals" } { (texts::referrals_title(lang)) }
                @if permits(actor, Action::SendReferral) && shown.case.head.status == Status::Open {
                    " · " a href={ (path) "/referrals/new" } { (texts::referral_send(lang)) }
                }
            }
            li {
                a href={ (path) "/guidance" } { (texts::guidance_title(lang)) }
                @if permits(actor, Action::AskGuidance) && shown.case.head.status == Status::Open {
                    " · " a href={ (path) "/guidance/new" } { (texts::guidance_ask(lang)) }
                }
            }
        }
    })
}

/// Where the four consents stand, in a line each, and what rests because of them.
fn consents(actor: &Actor, shown: &Shown<'_>, path: &str) -> Markup {
    let lang = actor.lang;
    let rests: Vec<&str> = Processing::ALL
        .into_iter()
        .filter(|one| {
            let declined = one.asks_for().iter().any(|subject| shown.consents.at(*subject).is_declined());
            declined && !gate(*one, shown.consents).goes_on
        })
        .map(|one| one.say(lang))
        .collect();
    if !permits(actor, Action::ReadConsents) {
        return html! {};
    }
    Card::new("consents", texts::consents_title(lang))
        .end(html! { a href={ (path) "/consents" } { (texts::consents_all(lang)) } })
        .show(&html! {
            ul.log {
                @for subject in Subject::ALL {
                    li { (state_in_words(lang, *subject, &shown.consents.at(*subject))) }
                }
            }
            @if !rests.is_empty() {
                p.small { (texts::consents_rest(lang, &rests.join(texts::list_joint(lang)))) }
            }
        })
}

/// The official forms of this person, and what the supplement form still lacks.
fn papers(actor: &Actor, case: &VisibleCase, supplement: &Supplement) -> Markup {
    let lang = actor.lang;
    let open: Vec<&str> =
        supplement.unanswered().iter().map(|field| lang.pick(field.label, field.label_en)).collect();
    let id = case.path_id();
    let village = case.head.village.as_str();
    html! {
        section id="papers" {
            (Card::new("papers-card", texts::papers(lang)).icon(Icon::Print).show(&html! {
                ul.log {
                    li { a href={ "/print/people/" (id) "/supplement.pdf" } target="_blank" rel="noopener" { (texts::paper_supplement(lang)) } }
                    @if !open.is_empty() {
                        li.small.muted { (texts::supplement_open(lang, open.len(), &open.join(texts::import_and(lang)))) }
                    }
                    li { a href={ "/print/people/" (id) "/follow-up.pdf" } target="_blank" rel="noopener" { (texts::paper_follow_up(lang)) } }
                    li.small {
                        (texts::paper_other_purpose(lang)) " "
                        a href={ "/print/people/" (id) "/supplement/request" } { (texts::paper_supplement(lang)) } " · "
                        a href={ "/print/people/" (id) "/follow-up/request" } { (texts::paper_follow_up(lang)) }
                    }
                    @if permits(actor, Action::PrintBatch) {
                        li { a href={ "/print/villages/" (village) "/supplement/request" } { (texts::paper_village_supplement(lang)) } }
                        li { a href={ "/print/villages/" (village) "/follow-up/request" } { (texts::paper_village_follow_up(lang)) } }
                    }
                }
            }))
        }
    }
}

/// How many lines of the latest looks the person's page shows.
const LATEST_LOOKS: usize = 4;

/// A line of looks in words.
struct Line<'a> {
    who: &'a str,
    office: &'a str,
    when: String,
    what: String,
    each: Vec<(String, &'static str)>,
}

/// Looks in words: those of one day, by the same and for the same, as one line. Opening, checking and saving one form
/// within a minute reads as one look.
fn seen_words(lang: Lang, list: &[Look]) -> Vec<Line<'_>> {
    let lines = together(list, |look| {
        (Moment::of_micros(look.at).day(), look.shown_as.as_str(), for_what(lang, look))
    });
    lines.iter().filter_map(|line| line_of(lang, line)).collect()
}

/// For what somebody looked; what was done, where that says it.
fn for_what(lang: Lang, look: &Look) -> &'static str {
    match texts::look_purpose(lang, &look.action) {
        "" => texts::look_at(lang, &look.action),
        purpose => purpose,
    }
}

fn line_of<'a>(lang: Lang, line: &[&'a Look]) -> Option<Line<'a>> {
    let latest = *line.first()?;
    let shown_as = texts::who_in_log(lang, &latest.shown_as);
    let (who, office) = shown_as.split_once(" · ").unwrap_or((shown_as, ""));
    let seen = |look: &&Look| (Moment::of_micros(look.at).stamp(), texts::look_at(lang, &look.action));
    let mut each: Vec<(String, &str)> = line.iter().map(seen).collect();
    each.dedup();
    let (when, what) = match each.as_slice() {
        [(when, what)] => (when.clone(), (*what).to_owned()),
        all => {
            let day = Moment::of_micros(latest.at).day().to_string();
            (day, texts::my_looks_for(lang, for_what(lang, latest), all.len()))
        }
    };
    Some(Line { who, office, when, what, each })
}

fn looked(lang: Lang, shown: &Shown<'_>, path: &str) -> Markup {
    let lines = seen_words(lang, shown.looks);
    let list: Vec<Seen<'_>> = lines.iter().take(LATEST_LOOKS).map(Line::seen).collect();
    Card::new("looks", texts::access_title(lang))
        .icon(Icon::Lock)
        .end(html! { a href={ (path) "/access" } { (texts::all_looks(lang)) } })
        .show(&look_list(lang, &list))
}

impl Line<'_> {
    fn seen(&self) -> Seen<'_> {
        let each = self.each.iter().map(|(when, what)| (when.as_str(), *what)).collect();
        Seen { who: self.who, office: self.office, when: &self.when, what: &self.what, each }
    }
}

/// What left the house about the person: what, for what, to whom.
fn disclosed(lang: Lang, left: &[Entered]) -> Markup {
    Card::new("left", texts::disclosed_about(lang)).icon(Icon::Send).show(&html! {
        @if left.is_empty() { p.muted { (texts::disclosed_none(lang)) } }
        ul.log {
            @for one in left {
                @let when = Moment::of_micros(one.left_at.unwrap_or(one.asked_at)).stamp();
                li { (texts::disclosed_line(lang, &when, lang.code(one.door), lang.code(one.purpose), &one.recipient)) }
            }
        }
    })
}

/// Who has looked at the record: one page of it, and whether older looks follow.
pub(super) fn access(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    (list, left): (&[Look], &[Entered]),
    (page, older): (u32, bool),
) -> Markup {
    let lang = actor.lang;
    let lines = seen_words(lang, list);
    let seen: Vec<Seen<'_>> = lines.iter().map(Line::seen).collect();
    let path = format!("/people/{}", case.path_id());
    let here = format!("{path}/access");
    let body = html! {
        (crumbs_of_person(lang, &case.head.name, &path, texts::access_title(lang)))
        (head(&Head { title: &case.head.name, person: true, aside: texts::access_title(lang), ..Head::default() }))
        (notice(Tone::Info, &html! { (texts::access_what(lang)) }))
        @if page == 1 { (disclosed(lang, left)) }
        (Card::new("looks", texts::access_title(lang)).show(&look_list(lang, &seen)))
        @if page > 1 || older {
            div.pages {
                nav.grow aria-label=(texts::pages(lang)) {
                    ol {
                        @if page > 1 {
                            li { a href={ (here) "?page=" (page - 1) } rel="prev" { (texts::newer_looks(lang)) } }
                        }
                        @if older {
                            li { a href={ (here) "?page=" (page + 1) } rel="next" { (texts::older_looks(lang)) } }
                        }
                    }
                }
            }
        }
    };
    let name = case.head.name.as_str();
    let about =
        About { title: name, person: Some(name), current: "/people", here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}
