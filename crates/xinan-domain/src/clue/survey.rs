//! 线索调查 — a survey: in an area, between two days, with one list of questions.
//!
//! Source: 工作规范 线索调查 (at least once a year, with the village committees). How it is run is local; the days are those
//! of the county's or township's own plan.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ScreeningList;
use crate::answers::Need::Required;
use crate::answers::{Answers, Complaints, Field, Kind};
use crate::code::Code;
use crate::codes;
use crate::reader::{Empty, Reader, shorten};
use crate::region::Region;
use crate::text::rules::Problem;
use crate::text::{Lang, clue as words, squeeze};

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind) -> Field {
    Field { id, label, label_en, kind, need: Required, columns: &[] }
}

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// The fields of a survey, in the order of the page.
pub const SURVEY_FIELDS: &[Field] = &[
    f("title", "名称", "Name", Kind::Text(50)),
    f("region", "范围", "Area", Kind::Text(12)),
    f("from_on", "从哪一天", "From", Kind::Day),
    f("until_on", "到哪一天", "Until", Kind::Day),
    f("list", "问题清单", "List of questions", Kind::One(ScreeningList::ITEMS)),
];

/// A survey, understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// What people call it: 2026年秋季线索调查.
    pub title: String,
    /// The county or township whose villages are asked.
    pub region: Region,
    /// The first day.
    pub from_on: Date,
    /// The last day: that of the task.
    pub until_on: Date,
    /// Which questions.
    pub list: ScreeningList,
}

/// What else is known when a survey is read.
#[derive(Clone, Copy)]
pub struct SurveyContext<'a> {
    /// The day of entry.
    pub today: Date,
    /// Finds the county or township that a code means; the caller knows the territory.
    pub region: &'a dyn Fn(&str) -> Option<Region>,
}

/// The most days that a survey lasts: a quarter, so that a task keeps its meaning.
const LONGEST_DAYS: i32 = 92;

/// Reads a survey.
///
/// It ends today or later, not before it begins, and within a quarter.
///
/// # Errors
/// All complaints.
pub fn parse_survey(answers: &Answers, context: &SurveyContext<'_>) -> Result<Survey, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let title = read.text("title", 50, Empty::Refused);
    let region = read.filled("region", Empty::Refused).and_then(|text| {
        let found = (context.region)(&squeeze(&text));
        if found.is_none() {
            let said = [Lang::Zh, Lang::En].map(|lang| words::wrong_survey_region(lang, &shorten(&text)));
            read.complaints.refuse("region", Problem::Said(said));
        }
        found
    });
    let from_on = read.day("from_on", Empty::Refused);
    let until_on = read.coming_day("until_on", from_on, Empty::Refused);
    if let Some((from, until)) = from_on.zip(until_on) {
        let wrong = if until < from {
            Some([Lang::Zh, Lang::En].map(|lang| words::wrong_survey_order(lang, from)))
        } else if until < context.today {
            Some([Lang::Zh, Lang::En].map(|lang| words::wrong_survey_over(lang).to_owned()))
        } else if from.until(until).is_ok_and(|span| span.get_days() > LONGEST_DAYS) {
            Some([Lang::Zh, Lang::En].map(|lang| words::wrong_survey_long(lang, LONGEST_DAYS)))
        } else {
            None
        };
        if let Some(said) = wrong {
            read.complaints.refuse("until_on", Problem::Said(said));
        }
    }
    let list = read.one::<ScreeningList>("list", Empty::Refused);
    match (region, from_on, until_on, list) {
        (Some(region), Some(from_on), Some(until_on), Some(list)) if !read.complaints.refused() => {
            Ok(Survey { title, region, from_on, until_on, list })
        }
        _ => Err(read.complaints),
    }
}

codes! {
    /// Where a survey stands.
    SurveyStanding {
        ToCome = 1 "未开始" "to come" [],
        Running = 2 "进行中" "running" [],
        Over = 3 "已到期" "its days are over" [],
        Ended = 4 "已结束" "ended" [],
    }
}

/// Where a survey stands on a day. The last day itself is one of it.
pub fn standing_of(survey: &Survey, ended: bool, today: Date) -> SurveyStanding {
    match () {
        () if ended => SurveyStanding::Ended,
        () if today < survey.from_on => SurveyStanding::ToCome,
        () if today <= survey.until_on => SurveyStanding::Running,
        () => SurveyStanding::Over,
    }
}

impl SurveyStanding {
    /// Whether its villages are asked now: after its last day, too, until somebody ends it.
    pub fn asks(self) -> bool {
        matches!(self, Self::Running | Self::Over)
    }

    /// In words.
    pub fn say(self, lang: Lang) -> &'static str {
        lang.pick(self.label(), self.label_en())
    }
}
