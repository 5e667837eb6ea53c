//! What lists say of a person: who, why now, when last, and how late it is.

use jiff::civil::Date;
use xinan_domain::calendar::Calendar;
use xinan_domain::code::Code;
use xinan_domain::consent::{State, Subject, Word};
use xinan_domain::contact::CallOutcome;
use xinan_domain::duty::{Limit, OpenDuty};
use xinan_domain::follow_up::{DueRule, Stability, is_overdue};
use xinan_domain::parameter::Periods;
use xinan_domain::region::{Level, Region};
use xinan_domain::risk::Incidents;
use xinan_domain::text::{Lang, short_day};

use super::{Called, Head, Urgent, VisibleCase};
use crate::shell::app::Settings;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// What a line says of a person, in this language.
pub(crate) struct Words {
    pub(crate) href: String,
    pub(crate) who: String,
    pub(crate) why: String,
    pub(crate) more: String,
    pub(crate) when: String,
    pub(crate) tone: Tone,
}

impl Words {
    /// What the line says to somebody whose territory is `within`: beyond one township, villages
    /// of the same name are told apart by it.
    pub(crate) fn of(
        case: &VisibleCase,
        settings: &Settings,
        within: &Region,
        lang: Lang,
        today: Date,
    ) -> Self {
        let (head, divisions) = (&case.head, &settings.divisions);
        let village = divisions.name(head.village.as_str());
        let township = head.village.at(Level::Township).filter(|_| within.level() < Level::Township);
        let place = match township {
            Some(township) => texts::place_within(lang, divisions.name(township.as_str()), village),
            None => village.to_owned(),
        };
        let who = texts::who(lang, lang.code(head.sex), head.age(today), &place);
        let (when, tone) = match head.due {
            _ if head.urgent().is_some() => (Limit::AtOnce.say(lang), Tone::First),
            Some(due) => due_in_words(lang, late_visit(head, today).unwrap_or(due.on), today),
            None => (String::new(), Tone::Plain),
        };
        let reason = reason(head, &settings.rules.periods(&head.village), lang, today);
        let note = head.last.as_ref().map_or("", |last| last.note.as_str());
        let why = match note {
            "" => reason,
            note => texts::why_with_note(lang, &reason, note),
        };
        let more = head.last.as_ref().map_or_else(
            || texts::never_visited(lang).to_owned(),
            |last| {
                let mode = last.mode.map_or("", |mode| lang.pick(mode.label(), mode.label_en()));
                texts::last_visit(lang, &near_day(lang, last.on, today), mode, &last.doctor)
            },
        );
        // Whoever reads the line may know the guardian's telephone by heart.
        let more = match head.guardian_unsafe {
            true => texts::guardian_unsafe_and(lang, &more),
            false => more,
        };
        Self { href: format!("/people/{}", case.path_id()), who, why, more, when, tone }
    }
}

/// That the guardian is not to be called, wherever staff are about to call, visit or ask.
pub(crate) fn guardian_warning(head: &Head, lang: Lang) -> Option<&'static str> {
    head.guardian_unsafe.then(|| texts::guardian_unsafe_explained(lang))
}

/// Why somebody is due: what puts the person first, a call that reached nobody, then the rule of the day.
///
/// The grade stays off lists; that more support is needed is said without it.
fn reason(head: &Head, periods: &Periods, lang: Lang, today: Date) -> String {
    let near = |day| near_day(lang, day, today);
    let called = head.called.and_then(|one| called_in_words(lang, one, today));
    let rule = match head.due {
        None => String::new(),
        Some(due) if due.rule == DueRule::Agreed && due.on < today => texts::agreed_past(lang, &near(due.on)),
        Some(due) if due.rule == DueRule::Agreed => texts::agreed_for(lang, &near(due.on)),
        // The call says it, with its days.
        Some(due) if due.rule == DueRule::Retry => String::new(),
        Some(due) => periods.reason(due, waits_from(head, due.rule)).say(lang),
    };
    let unstable = head.last.as_ref().is_some_and(|last| last.stability == Some(Stability::Unstable));
    let first = match (head.urgent(), head.due.map(|due| due.rule)) {
        (Some(Urgent::Refer), _) => texts::first_refer(lang),
        (Some(Urgent::Report), _) => texts::first_report(lang),
        (Some(Urgent::Tell), _) => texts::first_tell(lang),
        // The call says it.
        (Some(Urgent::AskWhereTo), _) => "",
        // These rules say it themselves.
        (None, Some(DueRule::Unstable | DueRule::Discharged)) => "",
        (None, _) if head.attention < 2 => "",
        (None, _) if unstable => texts::first_unstable(lang),
        (None, _) => texts::first_support(lang),
    };
    // What is to be done at once stands where the days would.
    let late = late_visit(head, today).filter(|_| head.urgent().is_some());
    let late = late.map(|by| texts::visit_overdue(lang, &due_in_words(lang, by, today).0));
    let parts = [first.to_owned(), called.unwrap_or_default(), rule, late.unwrap_or_default()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.reduce(|first, more| texts::why_first(lang, &first, &more)).unwrap_or_default()
}

/// The day after which the next visit is late, when it is: whatever call is to be repeated first. The offer to who
/// refused is no visit.
fn late_visit(head: &Head, today: Date) -> Option<Date> {
    let offer = head.due.is_some_and(|due| due.rule == DueRule::RefusedOffer);
    head.visit_by.filter(|by| !offer && is_overdue(*by, today))
}

/// 11月21日说改天再打，11月24日再联系: what the latest call leaves to be done. None of an agreed visit, which has its
/// day.
fn called_in_words(lang: Lang, call: Called, today: Date) -> Option<String> {
    let on = near_day(lang, call.on, today);
    let said = match call.outcome {
        CallOutcome::Agreed => return None,
        CallOutcome::NotReached => texts::called_not_reached(lang, &on),
        CallOutcome::Later | CallOutcome::Away | CallOutcome::Moved | CallOutcome::Unwilling => {
            texts::called_and_said(lang, &on, lang.code(call.outcome))
        }
    };
    let Some(again_on) = call.again_on else {
        let asks = call.outcome == CallOutcome::Moved;
        return Some(if asks { texts::called_then(lang, &said, texts::called_where(lang)) } else { said });
    };
    let again = near_day(lang, again_on, today);
    let then = match (call.outcome, again_on < today) {
        (CallOutcome::Moved, false) => texts::called_where_on(lang, &again),
        (CallOutcome::Moved, true) => texts::called_where_late(lang, &again),
        (CallOutcome::Unwilling, false) => texts::called_offer_on(lang, &again),
        (CallOutcome::Unwilling, true) => texts::called_offer_late(lang, &again),
        (_, false) => texts::called_again_on(lang, &again),
        (_, true) => texts::called_again_late(lang, &again),
    };
    Some(texts::called_then(lang, &said, &then))
}

/// The day from which a step of this rule waits, as far as the row says it.
pub(crate) fn waits_from(head: &Head, rule: DueRule) -> Option<Date> {
    match rule {
        DueRule::FirstVisit => Some(head.taken_on),
        DueRule::Agreed | DueRule::Discharged | DueRule::RefusedOffer | DueRule::Retry => None,
        _ => head.last.as_ref().map(|last| last.on),
    }
}

/// A day of this year in words, another one whole.
pub(crate) fn near_day(lang: Lang, day: Date, today: Date) -> String {
    match day.year() == today.year() {
        true => short_day(lang, day),
        false => day.to_string(),
    }
}

/// 过期 3 天, 今天, 还有 5 天.
pub(crate) fn due_in_words(lang: Lang, due_on: Date, today: Date) -> (String, Tone) {
    let days = due_on.since(today).map_or(0, |span| span.get_days());
    if is_overdue(due_on, today) {
        (texts::overdue_days(lang, -days), Tone::First)
    } else if days == 0 {
        (texts::due_today(lang).to_owned(), Tone::Soon)
    } else {
        (texts::due_in_days(lang, days), Tone::Info)
    }
}

/// 立即, 还有 3 个工作日, 今天: how long a duty has, in days of the kind that its limit counts.
///
/// What is due at once has no number of days left, nor of days too late: whether it was done meanwhile
/// the record may not know.
pub(crate) fn limit_in_words(
    lang: Lang,
    open: &OpenDuty,
    today: Date,
    calendar: &Calendar,
) -> (String, Tone) {
    let limit = open.duty.limit;
    match (limit, open.due_on) {
        (Limit::WorkingDays(_), Some(due)) if due > today => {
            (texts::due_in_working_days(lang, calendar.working_days_between(today, due)), Tone::Info)
        }
        (Limit::AtOnce, _) | (_, None) => (limit.say(lang), Tone::First),
        (_, Some(due)) => due_in_words(lang, due, today),
    }
}

/// That a limit of working days runs into a year whose holidays nobody has loaded yet, so that its last
/// day may be reckoned too early; empty when it does not.
pub(crate) fn holidays_open(lang: Lang, open: &OpenDuty, calendar: &Calendar) -> String {
    let year = open.due_on.map(Date::year).filter(|year| !calendar.covers(*year));
    match (open.duty.limit, year) {
        (Limit::WorkingDays(_), Some(year)) => texts::todo_holidays_open(lang, year),
        _ => String::new(),
    }
}

/// 危险行为 with their counts; nothing where the box is open.
pub(crate) fn acts_in_words(lang: Lang, incidents: Option<&Incidents>) -> String {
    let Some(incidents) = incidents else { return String::new() };
    let counted = incidents.iter().filter(|(_, count)| *count > 0);
    let acts: Vec<String> =
        counted.map(|(act, count)| texts::act_count(lang, lang.code(act), count)).collect();
    if acts.is_empty() { texts::none(lang).to_owned() } else { acts.join(texts::list_joint(lang)) }
}

/// What was just done, by its key in the address.
pub(crate) fn saved(lang: Lang, key: &str) -> Option<&'static str> {
    match key {
        "visit" => Some(texts::saved_visit(lang)),
        "edit" => Some(texts::saved_edit(lang)),
        "correction" => Some(texts::saved_correction(lang)),
        "withdrawal" => Some(texts::saved_withdrawal(lang)),
        "notice" => Some(texts::saved_notice(lang)),
        "notice_withdrawn" => Some(texts::saved_notice_withdrawn(lang)),
        "standing" => Some(texts::saved_standing(lang)),
        "contact" => Some(texts::saved_contact(lang)),
        "consent" => Some(texts::saved_consent(lang)),
        "consent_corrected" => Some(texts::saved_consent_corrected(lang)),
        "consent_paper" => Some(texts::saved_consent_paper(lang)),
        "registered" => Some(texts::saved_registered(lang)),
        "edited" => Some(texts::saved_edited(lang)),
        "same" => Some(texts::saved_same(lang)),
        "transfer" => Some(texts::saved_transfer(lang)),
        "closing" => Some(texts::saved_closing(lang)),
        "exam" => Some(texts::saved_exam(lang)),
        "exam_corrected" => Some(texts::saved_exam_corrected(lang)),
        "exam_withdrawn" => Some(texts::saved_exam_withdrawn(lang)),
        "seen_to" => Some(texts::saved_seen_to(lang)),
        _ => None,
    }
}

/// 与其他部门共享信息：2026-11-20 起同意 — where one consent stands.
pub(crate) fn state_in_words(lang: Lang, subject: Subject, state: &State) -> String {
    texts::consent_line(lang, lang.code(subject), &word_in_words(lang, state))
}

/// 2026-11-20 起同意 — the same under its own heading.
pub(crate) fn word_in_words(lang: Lang, state: &State) -> String {
    let since = state.since.map_or_else(String::new, |day| day.to_string());
    let word = match state.word {
        Word::Given => texts::consent_since_given(lang, &since),
        Word::Refused => texts::consent_since_refused(lang, &since),
        Word::Withdrawn => texts::consent_since_withdrawn(lang, &since),
        Word::Open => texts::consent_not_asked(lang).to_owned(),
    };
    let word = match state.asked_on.filter(|_| state.word == Word::Open) {
        Some(day) => texts::consent_asked_undecided(lang, &day.to_string()),
        None => word,
    };
    match state.informed_on {
        Some(day) => texts::consent_since_informed(lang, &word, &day.to_string()),
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use xinan_domain::duty::{DutyLimits, Known, open};

    use super::*;

    /// The discharge form is the duty with working days: ten of them from the discharge on.
    fn form(discharged_on: Date, today: Date) -> OpenDuty {
        let known = Known { discharged_on: Some(discharged_on), ..Known::default() };
        open(&known, today, &DutyLimits::default(), &Calendar::default())[0]
    }

    #[track_caller]
    fn check(open: &OpenDuty, today: Date, words: &str, tone: Tone) {
        let found = limit_in_words(Lang::Zh, open, today, &Calendar::default());
        assert_eq!(found, (words.to_owned(), tone), "{today}");
    }

    /// Discharged on Monday 16 November 2026: the last day is Monday the 30th.
    #[test]
    fn working_days_are_counted_down_without_weekends() {
        let duty = form(date(2026, 11, 16), date(2026, 11, 21));
        check(&duty, date(2026, 11, 16), "还有 10 个工作日", Tone::Info);
        check(&duty, date(2026, 11, 21), "还有 6 个工作日", Tone::Info);
        check(&duty, date(2026, 11, 27), "还有 1 个工作日", Tone::Info);
        check(&duty, date(2026, 11, 28), "还有 1 个工作日", Tone::Info);
        check(&duty, date(2026, 11, 30), "今天", Tone::Soon);
        check(&duty, date(2026, 12, 2), "过期 2 天", Tone::First);
    }

    #[test]
    fn what_is_due_at_once_has_no_days_left() {
        let known = Known { lost_on: Some(date(2026, 11, 2)), ..Known::default() };
        let duty = open(&known, date(2026, 11, 21), &DutyLimits::default(), &Calendar::default())[0];
        check(&duty, date(2026, 11, 2), "立即", Tone::First);
        check(&duty, date(2026, 11, 21), "立即", Tone::First);
    }

    /// The notice of 2027 is not among the years that come with the program.
    #[test]
    fn a_year_without_its_holidays_is_pointed_out() {
        let said = |discharged_on: Date| {
            let duty = form(discharged_on, discharged_on);
            holidays_open(Lang::Zh, &duty, &Calendar::default())
        };
        assert_eq!(said(date(2026, 11, 16)), "");
        assert!(said(date(2026, 12, 24)).contains("2027 年的放假安排还没有载入"));
    }
}
