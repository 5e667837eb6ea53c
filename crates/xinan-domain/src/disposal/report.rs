//! The report: who, where, what is happening, who says so.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::WhatHappened;
use super::time::read_time;
use crate::answers::{Answers, Complaints};
use crate::phone::Phone;
use crate::reader::{Empty, Reader, shorten};
use crate::region::Region;
use crate::text::rules::Problem;
use crate::text::{Lang, disposal as words, squeeze};

/// What somebody reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Who needs help, in words; empty where a record is named.
    pub who: String,
    /// 村（居）委会: which township sees to it.
    pub village: Region,
    /// Where help is needed, in words.
    pub place: String,
    /// 处置缘由, as it looks now: one.
    pub reason: WhatHappened,
    /// What is seen and heard.
    pub seen: String,
    /// 报告人.
    pub reporter: String,
    /// How to call back.
    pub phone: Option<Phone>,
}

/// What else is known when a report is read.
#[derive(Clone, Copy)]
pub struct ReportContext<'a> {
    /// The day of entry.
    pub today: Date,
    /// A record is named: then nobody types who it is.
    pub is_known: bool,
    /// Finds the village that a code means; the caller knows the division table and the territory.
    pub village: &'a dyn Fn(&str) -> Option<Region>,
}

/// Reads a report. It is short because nobody should wait for it: a telephone may be missing, and so may all words about what
/// is seen; the reason alone says who has to hear of it.
///
/// # Errors
/// All complaints.
pub fn parse_report(answers: &Answers, context: &ReportContext<'_>) -> Result<Report, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let who = match context.is_known {
        true => String::new(),
        false => read.text("who", 100, Empty::Refused),
    };
    let village = read.filled("village", Empty::Refused).and_then(|text| {
        let found = (context.village)(&squeeze(&text));
        if found.is_none() {
            read.complaints.refuse("village", Problem::VillageUnknown { given: shorten(&text) });
        }
        found
    });
    let place = read.text("place", 100, Empty::Refused);
    let reason = read.one::<WhatHappened>("reason", Empty::Refused);
    let seen = read.text("seen", 300, Empty::Fine);
    let reporter = read.text("reporter", 50, Empty::Refused);
    let phone = read.phone("phone", Empty::Fine);
    match (village, reason) {
        (Some(village), Some(reason)) if !read.complaints.refused() => {
            Ok(Report { who, village, place, reason, seen, reporter, phone })
        }
        _ => Err(read.complaints),
    }
}

/// Day and time of something that has happened, of two fields. An empty time with an empty day is now.
pub(super) fn moment(
    read: &mut Reader<'_>,
    answers: &Answers,
    (day_id, time_id): (&'static str, &'static str),
    (earliest, now): (DateTime, DateTime),
) -> Option<DateTime> {
    if !answers.has(day_id) && !answers.has(time_id) {
        return Some(now);
    }
    let day = match answers.has(day_id) {
        true => read.past_day(day_id, Empty::Refused)?,
        false => now.date(),
    };
    let typed = read.filled(time_id, Empty::Refused)?;
    let Some(time) = read_time(&typed) else {
        let say = |lang| words::no_time(lang, &shorten(&typed));
        read.complaints.refuse(time_id, Problem::Said([say(Lang::Zh), say(Lang::En)]));
        return None;
    };
    let at = day.to_datetime(time);
    let wrong = if at > now {
        Some([Lang::Zh, Lang::En].map(|lang| words::time_ahead(lang).to_owned()))
    } else if at < earliest {
        let from = format!("{} {}", earliest.date(), super::write_time(earliest.time()));
        Some([Lang::Zh, Lang::En].map(|lang| words::time_before(lang, &from)))
    } else {
        None
    };
    match wrong {
        Some(said) => {
            read.complaints.refuse(time_id, Problem::Said(said));
            None
        }
        None => Some(at),
    }
}
