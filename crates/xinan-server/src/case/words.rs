//! What lists say of a person: who, why now, when last, and how late it is.

use jiff::civil::Date;
use xinan_domain::code::Code;
use xinan_domain::follow_up::{DueRule, Stability, is_overdue};
use xinan_domain::parameter::Periods;
use xinan_domain::region::{Level, Region};
use xinan_domain::text::{Lang, short_day};

use super::{Head, VisibleCase};
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
            Some(due) => due_in_words(lang, due.on, today),
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
        Self { href: format!("/people/{}", case.path_id()), who, why, more, when, tone }
    }
}

/// Why somebody is due: what puts the person first, then the rule of the day.
///
/// The grade stays off lists; that more support is needed is said without it.
fn reason(head: &Head, periods: &Periods, lang: Lang, today: Date) -> String {
    let Some(due) = head.due else { return String::new() };
    let rule = match due.rule {
        DueRule::Agreed => texts::agreed_for(lang, &near_day(lang, due.on, today)),
        _ => periods.reason(due, waits_from(head)).say(lang),
    };
    let unstable = head.last.as_ref().is_some_and(|last| last.stability == Some(Stability::Unstable));
    let first = match (head.attention, due.rule) {
        // These rules say it themselves.
        (_, DueRule::Unstable | DueRule::Discharged | DueRule::Retry) => "",
        (2, _) if unstable => texts::first_unstable(lang),
        (2, _) => texts::first_support(lang),
        (1, _) => texts::first_not_reached(lang),
        _ => "",
    };
    match first {
        "" => rule,
        first => texts::why_first(lang, first, &rule),
    }
}

/// The day from which the next step waits, as far as the row says it.
pub(crate) fn waits_from(head: &Head) -> Option<Date> {
    match head.due?.rule {
        DueRule::FirstVisit => Some(head.registered_on),
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

/// What was just done, by its key in the address.
pub(crate) fn saved(lang: Lang, key: &str) -> Option<&'static str> {
    match key {
        "visit" => Some(texts::saved_visit(lang)),
        "edit" => Some(texts::saved_edit(lang)),
        "correction" => Some(texts::saved_correction(lang)),
        "contact" => Some(texts::saved_contact(lang)),
        _ => None,
    }
}
