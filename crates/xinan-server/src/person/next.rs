//! 接下来要做 — the next visit and the open duties, each with its day, its reason and one way to do it.
//!
//! The visit is [`xinan_domain::follow_up::next_step`]'s, what a call leaves to be done is
//! [`xinan_domain::contact::NextStep`]'s, the duties are [`xinan_domain::duty::open`]'s; here they become
//! sentences. Nothing is read for it: the page has the facts already.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::code::Code;
use xinan_domain::consent::{Processing, Subject, Word, gate};
use xinan_domain::contact::NextStep;
use xinan_domain::duty::{DutyId, Known, Limit, Office, OpenDuty, Seen, open};
use xinan_domain::examination::Occasion;
use xinan_domain::examination::watch::Check;
use xinan_domain::follow_up::{Due, DueRule, Stability, classify, findings_of};
use xinan_domain::lost::{Attempt, LostBecause, LostJudgement, LostReason, is_lost};
use xinan_domain::parameter::{Parameters, Periods};
use xinan_domain::text::rules::reason;

use super::view::Shown;
use crate::case::Status;
use crate::case::event::EventKind;
use crate::case::facts::{VisitRow, checks, is_lost_in_ledger, lost_since};
use crate::case::words::{due_in_words, holidays_open, limit_in_words, near_day, waits_from};
use crate::notice::What;
use crate::policy::{Action, permits, permits_change};
use crate::shell::actor::Actor;
use crate::shell::ui::button::{Button, call};
use crate::shell::ui::notice::empty;
use crate::shell::ui::tag::Tone;
use crate::shell::ui::todo::{Todo, todos};
use crate::task::store::Open;
use crate::texts;

/// One step in words, with the day by which it stands in the list.
struct Step<'a> {
    by: Date,
    tone: Tone,
    when: String,
    what: &'a str,
    why: String,
    who: &'a str,
    act: Option<Markup>,
}

/// What the steps are made of.
pub(super) struct Next<'a> {
    pub(super) actor: &'a Actor,
    pub(super) today: Date,
    /// What holds in the village: waits, limits and working days, through all time.
    pub(super) periods: &'a Periods,
    pub(super) shown: &'a Shown<'a>,
    /// The person's address.
    pub(super) path: &'a str,
}

impl Next<'_> {
    /// The steps, what is due first standing first.
    pub(super) fn show(&self) -> Markup {
        let lang = self.actor.lang;
        let one = &self.shown.case.head;
        let lost = (one.status == Status::Open).then(|| self.lost_by_the_rule()).flatten();
        let known = self.known(lost.as_ref());
        let duties = open(&known, self.today, &self.parameters().duties, &self.parameters().calendar);
        let visit = one.due.filter(|due| due.rule != DueRule::Retry || self.is_not_reached());
        let mut steps: Vec<Step<'_>> = visit.map(|due| self.visit(due, known.last)).into_iter().collect();
        steps.extend(self.after_call());
        steps.extend(self.shown.tasks.iter().map(|task| self.task(task)));
        steps.extend(self.checks());
        steps.extend(duties.iter().filter_map(|duty| self.duty(duty, lost.as_ref())));
        if steps.is_empty() {
            let why = match one.status {
                Status::Dead => texts::nothing_dead(lang),
                Status::Lost => texts::nothing_lost(lang),
                Status::Closed => texts::nothing_closed(lang),
                _ => texts::nothing_now(lang),
            };
            return empty(why, "", None);
        }
        steps.sort_by_key(|step| step.by);
        let list: Vec<Todo<'_>> = steps
            .iter()
            .map(|step| Todo {
                tone: step.tone,
                when: &step.when,
                what: step.what,
                why: &step.why,
                who: step.who,
                act: step.act.clone(),
            })
            .collect();
        todos(&list)
    }

    /// What else is to be done about the record. Whose it is to do has the way to it; others read that it waits.
    fn task(&self, task: &Open) -> Step<'_> {
        let lang = self.actor.lang;
        let (when, tone) = match task.due_on {
            Some(due) => due_in_words(lang, due, self.today),
            None => (texts::task_timely(lang).to_owned(), Tone::Info),
        };
        let since = near_day(lang, task.since, self.today);
        let why = match task.words.as_str() {
            "" => texts::task_since(lang, &since),
            words => texts::task_why(lang, &since, words),
        };
        let act = task
            .is_of(self.actor)
            .then(|| Button::new(task.kind.act(lang)).small().link(&task.kind.href(task.case, task.thing)));
        Step {
            by: task.due_on.unwrap_or(task.since),
            tone,
            when,
            what: lang.code(task.kind),
            why,
            who: "",
            act,
        }
    }

    /// What holds today.
    fn parameters(&self) -> &Parameters {
        self.periods.on(self.today)
    }

    /// The last visit at which somebody was seen or asked.
    fn last_row(&self) -> Option<&VisitRow> {
        self.shown.facts.last_complete()
    }

    /// What the duties ask of the record.
    fn known(&self, lost: Option<&(LostJudgement, Date)>) -> Known {
        let (head, facts) = (&self.shown.case.head, self.shown.facts);
        let events = facts.events.iter().map(|row| &row.event);
        let events = events.filter(|event| event.kind == EventKind::Discharged);
        let learned = facts.visits.iter().filter_map(|visit| visit.discharged_on);
        Known {
            closed: matches!(head.status, Status::Dead | Status::Closed),
            lost_on: lost_since(facts).filter(|_| head.status == Status::Lost),
            lost_in_ledger: is_lost_in_ledger(facts),
            reported_loss_of: facts.told_of(EventKind::LossReported),
            unreached_on: lost.map(|(_, on)| *on),
            may_be_examined: gate(Processing::Examination, self.shown.consents).goes_on,
            last: facts.last_seen(),
            told_group_of: facts.told_of(EventKind::GroupTold),
            discharged_on: events.map(|event| event.on).chain(learned).max(),
            form_came_of: self.shown.form_came_of,
            examined_on: facts.examined_on().max(),
        }
    }

    /// Whether the attempts since the last visit make the person lost, with the last of them.
    fn lost_by_the_rule(&self) -> Option<(LostJudgement, Date)> {
        let last = self.shown.case.head.last.as_ref().map(|last| last.on);
        let attempts: Vec<Attempt> = self
            .shown
            .facts
            .contacts
            .iter()
            .filter(|contact| last.is_none_or(|last| contact.on > last))
            .map(|contact| Attempt { on: contact.on, result: contact.outcome.attempt_result() })
            .collect();
        let judgement = is_lost(&attempts, &self.parameters().lost);
        let on = match judgement.because {
            LostBecause::Failures { last, .. } => last,
            LostBecause::Learned { on, .. } => on,
            LostBecause::Reached | LostBecause::TooFew { .. } | LostBecause::TooShort { .. } => return None,
        };
        Some((judgement, on))
    }

    /// The next visit, or the next attempt where a call reached nobody.
    fn visit(&self, due: Due, last: Option<Seen>) -> Step<'_> {
        let lang = self.actor.lang;
        let (when, tone) = due_in_words(lang, due.on, self.today);
        let treated = last.is_some_and(|last| last.referred);
        let what = match due.rule {
            DueRule::FirstVisit => texts::todo_first(lang),
            DueRule::Discharged => DutyId::VisitAfterDischarge.say(lang),
            DueRule::InHospital => texts::todo_hospital(lang),
            DueRule::RefusedOffer => texts::todo_offer(lang),
            DueRule::Retry => texts::todo_retry(lang),
            DueRule::Unstable if treated => texts::todo_treatment(lang),
            _ => texts::todo_visit(lang),
        };
        let reason = self.periods.reason(due, waits_from(&self.shown.case.head, due.rule));
        let source = reason.order.map_or(texts::due_source(lang, due.rule), |order| order.source.as_str());
        let mut why = texts::todo_why(lang, &reason.rule(lang), &due.on.to_string(), source);
        // Said once, at the step that is due.
        let head = &self.shown.case.head;
        let note = head.last.as_ref().filter(|last| head.due == Some(due) && !last.note.is_empty());
        if let Some(last) = note {
            why = texts::todo_why_note(lang, &why, &near_day(lang, last.on, self.today), &last.note);
        }
        let act = match due.rule {
            _ if !permits(self.actor, Action::RecordVisit) => html! {},
            DueRule::Retry => Button::new(texts::todo_call_act(lang)).small().link("#contact"),
            DueRule::RefusedOffer if permits(self.actor, Action::RecordConsent) => {
                let to = format!("{}/consents/new?subject={}", self.path, Subject::Management.code());
                Button::new(texts::todo_offer_act(lang)).small().link(&to)
            }
            _ => {
                Button::new(texts::act_record_visit(lang)).small().link(&format!("{}/visits/new", self.path))
            }
        };
        let who = match due.rule {
            DueRule::RefusedOffer => Office::CareGroup.say(lang),
            _ => "",
        };
        Step { by: due.on, tone, when, what, why, who, act: Some(act) }
    }

    /// Whether the latest call reached nobody: then it is to be repeated by a rule of its own.
    fn is_not_reached(&self) -> bool {
        self.shown.case.head.called.is_some_and(|one| one.outcome.is_failed_attempt())
    }

    /// What the latest call leaves to be done beside the visit. The visit stays due as it was; a day agreed,
    /// and another attempt before the due day, are its own day already.
    fn after_call(&self) -> Option<Step<'_>> {
        let lang = self.actor.lang;
        let head = &self.shown.case.head;
        let said = head.called.filter(|_| head.status == Status::Open)?;
        if said.outcome.is_failed_attempt() {
            // Before the due day it is the next step already.
            let stands = head.due.is_some_and(|due| due.rule == DueRule::Retry);
            let on = said.again_on.filter(|_| !stands)?;
            return Some(self.visit(Due { on, rule: DueRule::Retry }, None));
        }
        let step = NextStep::after_call(said.outcome, said.again_on)?;
        let on = near_day(lang, said.on, self.today);
        let call = Button::new(texts::todo_call_act(lang)).small().link("#contact");
        let (by, what, why, act) = match step {
            NextStep::CallAgain(day) => {
                let why = texts::todo_call_why(lang, &step.say(lang), &on, lang.code(said.outcome));
                (Some(day), texts::todo_call(lang), why, call)
            }
            NextStep::AskWhereTo => {
                let again = said.again_on.map(|day| NextStep::CallAgain(day).say(lang));
                let why =
                    texts::todo_where_why(lang, &on, &step.say(lang), again.as_deref().unwrap_or_default());
                let to = format!("{}/visits/new?lost_reason={}", self.path, LostReason::Moved.code());
                let lost = Button::new(texts::todo_lost_act(lang)).small().link(&to);
                (said.again_on, texts::todo_where(lang), why, html! { div.acts { (call) (lost) } })
            }
            NextStep::LeaveOpen => {
                // Whoever refused management has the offer as the next step already.
                let day = said.again_on?;
                let until = near_day(lang, day, self.today);
                let why = texts::todo_leave_why(lang, &on, &step.say(lang), &until);
                (Some(day), texts::todo_leave(lang), why, call)
            }
            NextStep::Visit => return None,
        };
        let (when, tone) = match by {
            Some(day) => due_in_words(lang, day, self.today),
            None => (Limit::AtOnce.say(lang), Tone::First),
        };
        Some(Step { by: by.unwrap_or(said.on), tone, when, what, why, who: "", act: Some(act) })
    }

    /// An open duty; none for one that this page has no words for.
    fn duty(&self, open: &OpenDuty, lost: Option<&(LostJudgement, Date)>) -> Option<Step<'_>> {
        let lang = self.actor.lang;
        let due_on = open.due_on?;
        let source = texts::duty_source(lang, &open.duty);
        let since = near_day(lang, open.since, self.today);
        let until = due_on.to_string();
        let (what, why, act) = match (open.duty.id, lost) {
            (DutyId::Refer, _) => {
                let why = texts::todo_refer_why(lang, &since, &self.unstable_because(), source);
                let act = permits(self.actor, Action::RecordVisit).then(|| self.refer_act());
                (texts::todo_refer(lang), why, act)
            }
            (DutyId::Notify, _) => {
                let contact = &self.shown.facts.supplement.village_contact_phone;
                let dial = contact.as_ref().map(|to| call(texts::todo_group_act(lang), to.as_str(), true));
                let act = self.and_note(dial, What::Group, texts::notice_group_act(lang));
                (texts::todo_group(lang), texts::todo_group_why(lang, &since, source), act)
            }
            (DutyId::ReportLost, Some((judgement, _))) => {
                let ordered = ["lost.failures", "lost.span_months"];
                let ordered = ordered.iter().find_map(|key| self.parameters().ordered.get(key));
                let source = ordered.map_or(source, |order| order.source.as_str());
                let why = texts::todo_lost_why(lang, &judgement.because.say(lang), source);
                let code = judgement.reason().map_or_else(String::new, |reason| reason.code().to_string());
                let to = format!("{}/visits/new?lost_reason={code}", self.path);
                let act = Button::new(texts::todo_lost_act(lang)).small().link(&to);
                (texts::todo_lost(lang), why, Some(act))
            }
            (DutyId::ReportLost, None) => {
                let why = texts::todo_report_why(lang, &since, source);
                let act =
                    self.and_note(self.print_loss(open.since), What::Loss, texts::notice_loss_act(lang));
                (texts::todo_report(lang), why, act)
            }
            (DutyId::DischargeForm, _) => {
                let limit = open.duty.limit.say(lang);
                let mut why = texts::todo_discharge_form_why(lang, &since, &limit, &until, source);
                why.push_str(&holidays_open(lang, open, &self.parameters().calendar));
                let at = format!("{}/stays", self.path);
                let act = Button::new(texts::stays_title(lang)).small().link(&at);
                (texts::todo_discharge_form(lang), why, Some(act))
            }
            (DutyId::YearlyExam, _) => {
                (texts::todo_exam(lang), texts::todo_exam_why(lang, &until, source), self.exam_act())
            }
            _ => return None,
        };
        let calendar = &self.parameters().calendar;
        let (when, tone) = limit_in_words(lang, open, self.today, calendar);
        let who = match open.duty.who {
            Office::Township => "",
            other => other.say(lang),
        };
        Some(Step { by: due_on, tone, when, what, why, who, act })
    }

    /// Who has agreed to the exam is examined; who has not been asked is asked.
    fn exam_act(&self) -> Option<Markup> {
        let lang = self.actor.lang;
        let asked = self.shown.consents.examination.word == Word::Given;
        if !asked && permits(self.actor, Action::RecordConsent) {
            let to = format!("{}/consents/new?subject={}", self.path, Subject::Examination.code());
            return Some(Button::new(texts::exam_due_ask(lang)).small().link(&to));
        }
        let to = format!("{}/examinations/new?of={}", self.path, Occasion::Yearly.code());
        permits(self.actor, Action::RecordExamination)
            .then(|| Button::new(texts::exam_due_act(lang)).small().link(&to))
    }

    /// The checks that medicines ask for within a month.
    fn checks(&self) -> Vec<Step<'_>> {
        let lang = self.actor.lang;
        if self.shown.case.head.status != Status::Open {
            return Vec::new();
        }
        let until = self.today.saturating_add(jiff::ToSpan::months(1));
        let to = format!("{}/examinations/new?of={}", self.path, Occasion::Laboratory.code());
        let all = checks::all(self.shown.facts, self.periods, self.shown.consents);
        let soon = all.into_iter().filter(|check| check.due_on <= until);
        let step = |check: Check| {
            let (when, tone) = due_in_words(lang, check.due_on, self.today);
            let why = texts::todo_why(lang, &check.say(lang), &check.due_on.to_string(), check.source(lang));
            let act = permits(self.actor, Action::RecordExamination)
                .then(|| Button::new(texts::exam_due_checks_act(lang)).small().link(&to));
            Step { by: check.due_on, tone, when, what: check.watch.say(lang), why, who: "", act }
        };
        soon.map(step).collect()
    }

    /// The way to do it, and where to note that it was done.
    fn and_note(&self, act: Option<Markup>, what: What, label: &str) -> Option<Markup> {
        let to = format!("{}/notices/{}", self.path, what.path());
        let note = permits(self.actor, Action::RecordNotice).then(|| Button::new(label).small().link(&to));
        match (act, note) {
            (None, None) => None,
            (act, note) => Some(html! { div.acts { @for one in act.iter().chain(&note) { (one) } } }),
        }
    }

    /// Why the last visit was unstable by the rule, if the rule says so too.
    fn unstable_because(&self) -> String {
        let lang = self.actor.lang;
        let last = self.last_row().and_then(|row| self.shown.recent.iter().find(|past| past.id == row.id));
        let insight = self.parameters().counting.insight;
        let found = last.and_then(|past| past.visit.clinical());
        let judged = found.map(|found| classify(&findings_of(found), insight));
        let because = judged.filter(|one| one.stability == Stability::Unstable).map(|one| one.because);
        let words: Vec<String> = because.iter().flatten().map(|one| reason(lang, *one)).collect();
        words.join(texts::list_joint(lang))
    }

    /// Where a referral is noted: in the visit of today, else in a new one.
    fn refer_act(&self) -> Markup {
        let lang = self.actor.lang;
        let today = self.last_row().filter(|visit| visit.on == self.today);
        let mine = |visit: &&VisitRow| {
            let past = self.shown.recent.iter().find(|past| past.id == visit.id);
            past.is_some_and(|past| permits_change(self.actor, past.entry(self.actor, self.today)).is_ok())
        };
        let to = match today.filter(mine) {
            Some(visit) => format!("{}/visits/{}/edit", self.path, visit.id.simple()),
            None => format!("{}/visits/new", self.path),
        };
        let visit = Button::new(texts::todo_refer_act(lang)).small().link(&to);
        if !permits(self.actor, Action::SendReferral) {
            return visit;
        }
        let slip =
            Button::new(texts::referral_send(lang)).small().link(&format!("{}/referrals/new", self.path));
        html! { div.acts { (slip) (visit) } }
    }

    /// The form on which the loss was recorded, to be printed for the report.
    fn print_loss(&self, lost_on: Date) -> Option<Markup> {
        let lang = self.actor.lang;
        let visit =
            self.shown.facts.visits.iter().rev().find(|visit| !visit.complete && visit.on == lost_on)?;
        let id = self.shown.case.path_id();
        let to = format!("/print/visits/{id}/{}.pdf", visit.id.simple());
        Some(Button::new(texts::act_print(lang)).small().paper(&to))
    }
}
