//! What lists say of a person: who, why now, when last, and how late it is.

use jiff::civil::Date;
use xinan_domain::code::Code;
use xinan_domain::follow_up::is_overdue;
use xinan_domain::text::rules::due_rule;
use xinan_domain::text::{Lang, short_day};

use super::VisibleCase;
use crate::division::Divisions;
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
    pub(crate) fn of(case: &VisibleCase, divisions: &Divisions, lang: Lang, today: Date) -> Self {
        let head = &case.head;
        let village = divisions.name(head.village.as_str());
        let who = texts::who(lang, lang.code(head.sex), head.age(today), village);
        let (when, tone, rule) = match head.due {
            Some(due) => {
                let (when, tone) = due_in_words(lang, due.on, today);
                (when, tone, due_rule(lang, due.rule))
            }
            None => (String::new(), Tone::Plain, ""),
        };
        let note = head.last.as_ref().map_or("", |last| last.note.as_str());
        let why = match note {
            "" => rule.to_owned(),
            note => texts::why_with_note(lang, rule, note),
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
