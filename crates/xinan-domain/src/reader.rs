//! Reads answers field by field, collecting every complaint rather than stopping at the first.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::answers::{Answers, Complaints};
use crate::code::Code;
use crate::day::{PartialDay, day_in_words, read_day_near, read_day_since, read_day_written};
use crate::phone::Phone;
use crate::risk::{Incident, Incidents, IncidentsError};
use crate::text::rules::Problem;
use crate::text::tidy;

/// What an empty answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty {
    /// A complaint that stops the record.
    Refused,
    /// A complaint that asks for a second look.
    Asked,
    /// Nothing.
    Fine,
}

pub(crate) struct Reader<'a> {
    answers: &'a Answers,
    today: Date,
    /// Whether 昨天 and 明天 are days: not in a sheet, which was written on a day that nobody knows any more.
    takes_words: bool,
    pub(crate) complaints: Complaints,
}

impl<'a> Reader<'a> {
    /// Of a form that is filled in today.
    pub(crate) fn new(answers: &'a Answers, today: Date) -> Self {
        Self { answers, today, takes_words: true, complaints: Complaints::default() }
    }

    /// Of a row of a sheet.
    pub(crate) fn of_sheet(answers: &'a Answers, today: Date) -> Self {
        Self { takes_words: false, ..Self::new(answers, today) }
    }

    /// The tidied answer; `None` when there is none, with the complaint that this deserves.
    pub(crate) fn filled(&mut self, id: &'static str, empty: Empty) -> Option<String> {
        let text = self.answers.get(id);
        if !text.is_empty() {
            return Some(text);
        }
        match empty {
            Empty::Refused => self.complaints.refuse(id, Problem::Missing),
            Empty::Asked => self.complaints.ask(id, Problem::Missing),
            Empty::Fine => {}
        }
        None
    }

    /// Free text as it was written; too long is refused rather than cut.
    pub(crate) fn text(&mut self, id: &'static str, longest: usize, empty: Empty) -> String {
        let text = self.filled(id, empty).map(|_| self.answers.words(id)).unwrap_or_default();
        let length = text.chars().count();
        if length > longest {
            self.complaints.refuse(id, Problem::TooLong { length, longest });
        }
        text
    }

    /// One of a code list.
    pub(crate) fn one<C: Code>(&mut self, id: &'static str, empty: Empty) -> Option<C> {
        let text = self.filled(id, empty)?;
        let read = C::read(&text);
        if read.is_none() {
            self.complaints.refuse(id, Problem::not_a_code::<C>(&text));
        }
        read
    }

    /// Any number of a code list. `无` is the empty set.
    pub(crate) fn many<C: Code + Ord>(&mut self, id: &'static str) -> BTreeSet<C> {
        let mut set = BTreeSet::new();
        for part in self.answers.list(id) {
            if says_none(&part) {
                continue;
            }
            // A label may itself contain 、 so the whole is tried before its pieces.
            let pieces: Vec<Option<C>> = match C::read(&part) {
                Some(whole) => vec![Some(whole)],
                None => part.split('、').map(C::read).collect(),
            };
            for piece in pieces {
                match piece {
                    Some(code) => _ = set.insert(code),
                    None => self.complaints.refuse(id, Problem::not_a_code::<C>(&part)),
                }
            }
        }
        set
    }

    /// A telephone that may be missing; a wrong one is refused.
    pub(crate) fn phone(&mut self, id: &'static str, empty: Empty) -> Option<Phone> {
        let text = self.filled(id, empty)?;
        match Phone::parse(&text) {
            Ok(phone) => Some(phone),
            Err(error) => {
                self.complaints.refuse(id, Problem::Phone(error));
                None
            }
        }
    }

    /// A civil day.
    pub(crate) fn day(&mut self, id: &'static str, empty: Empty) -> Option<Date> {
        let text = self.filled(id, empty)?;
        let day = match self.takes_words {
            true => read_day_near(&text, self.today),
            false => read_day_written(&text, self.today),
        };
        if day.is_none() {
            self.complaints.refuse(id, Problem::NotADay { given: shorten(&text) });
        }
        day
    }

    /// A civil day that lies ahead of another, or of today when that one is unknown.
    pub(crate) fn coming_day(&mut self, id: &'static str, after: Option<Date>, empty: Empty) -> Option<Date> {
        let text = self.filled(id, empty)?;
        // 明天 is said on the day of entry, whichever day the visit was.
        let said = day_in_words(&text, self.today).filter(|_| self.takes_words);
        let day = said.or_else(|| read_day_since(&text, after.unwrap_or(self.today)));
        if day.is_none() {
            self.complaints.refuse(id, Problem::NotADay { given: shorten(&text) });
        }
        day
    }

    /// A civil day that is not after today.
    pub(crate) fn past_day(&mut self, id: &'static str, empty: Empty) -> Option<Date> {
        let day = self.day(id, empty)?;
        if day > self.today {
            self.complaints.refuse(id, Problem::InFuture { day });
            return None;
        }
        Some(day)
    }

    /// A day known to the year at least, not after today.
    pub(crate) fn partial_day(&mut self, id: &'static str, empty: Empty) -> Option<PartialDay> {
        let text = self.filled(id, empty)?;
        match PartialDay::read(&text) {
            None => {
                self.complaints.refuse(id, Problem::NotADay { given: shorten(&text) });
                None
            }
            Some(day) if day.first > self.today => {
                self.complaints.refuse(id, Problem::InFuture { day: day.first });
                None
            }
            read => read,
        }
    }

    /// A whole number within bounds.
    pub(crate) fn number(&mut self, id: &'static str, least: i64, most: i64, empty: Empty) -> Option<i64> {
        let text = self.filled(id, empty)?;
        match text.parse::<i64>() {
            Ok(number) if (least..=most).contains(&number) => Some(number),
            _ => {
                self.complaints.refuse(id, Problem::NotANumber { given: shorten(&text), least, most });
                None
            }
        }
    }

    /// 危险行为, in the field `incidents`: a count for each act (`incident1` to `incident6`) and a tick for 无, as
    /// pages send them, or one text. An open box is none of these.
    pub(crate) fn incidents(&mut self, empty: Empty) -> Option<Incidents> {
        let counted: Vec<(Incident, String)> = Incident::ALL
            .iter()
            .filter(|act| **act != Incident::None)
            .map(|act| (*act, self.answers.get(&format!("incident{}", act.code()))))
            .filter(|(_, count)| !count.is_empty() && count != "0")
            .collect();
        let text = match counted.is_empty() {
            true => self.filled("incidents", empty)?,
            false => {
                if Incident::read(&self.answers.get("incidents")) == Some(Incident::None) {
                    self.complaints.refuse("incidents", Problem::NoneAndSome);
                }
                let is_read = |(act, count): &&(Incident, String)| {
                    Incidents::read(&format!("{}:{count}", act.code())).is_ok()
                };
                if let Some((act, count)) = counted.iter().find(|one| !is_read(one)) {
                    let problem = Problem::CountUnreadable { act: *act, given: shorten(count) };
                    self.complaints.refuse("incidents", problem);
                    return None;
                }
                let acts = counted.iter().map(|(act, count)| format!("{}:{count}", act.code()));
                acts.collect::<Vec<_>>().join(";")
            }
        };
        let problem = match Incidents::read(&text) {
            Ok(incidents) => return Some(incidents),
            Err(IncidentsError::NoneAndSome) => Problem::NoneAndSome,
            Err(_) => Problem::IncidentsUnreadable { given: shorten(&text) },
        };
        self.complaints.refuse("incidents", problem);
        None
    }

    /// A yes or no; empty is no.
    pub(crate) fn tick(&mut self, id: &'static str) -> bool {
        matches!(tidy(self.answers.raw(id)).as_str(), "1" | "是" | "yes" | "on" | "true" | "√" | "✓")
    }
}

/// Whether one of several choices says that there is none.
pub(crate) fn says_none(part: &str) -> bool {
    matches!(part, "无" | "没有" | "0" | "none")
}

/// What was typed, short enough to be quoted in a sentence.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(20) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
