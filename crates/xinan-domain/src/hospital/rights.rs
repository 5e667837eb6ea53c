//! 权利 — what the law gives to whoever is in hospital, by the ground of the stay.

use jiff::civil::Date;

use super::{Admission, Ground};
use crate::calendar::Calendar;
use crate::duty::{DutyId, DutyLimits, Event, duties};
use crate::text::{Lang, hospital as words};

/// A right, with the article that gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// 第四十四条第一款.
    LeaveAtAnyTime,
    /// 第三十一条, 第四十四条第二款.
    GuardianDecides,
    /// 第三十二条第一款.
    Rediagnosis,
    /// 第三十二条第三款.
    Appraisal,
    /// 第三十五条第一款.
    NotKeptWithoutGround,
    /// 第四十四条第四、五款.
    AssessedAgain,
    /// 第三十七条.
    Told,
    /// 第四十条.
    NoRestraintAsPunishment,
    /// 第四十六条.
    LettersAndVisits,
    /// 第四十七条.
    ReadAndCopy,
    /// 第八十二条.
    Court,
}

impl Right {
    /// The article.
    pub fn article(self) -> &'static str {
        match self {
            Self::LeaveAtAnyTime => "第四十四条第一款",
            Self::GuardianDecides => "第三十一条、第四十四条第二款",
            Self::Rediagnosis => "第三十二条第一、二款",
            Self::Appraisal => "第三十二条第三款",
            Self::NotKeptWithoutGround => "第三十五条第一款",
            Self::AssessedAgain => "第四十四条第四、五款",
            Self::Told => "第三十七条",
            Self::NoRestraintAsPunishment => "第四十条",
            Self::LettersAndVisits => "第四十六条",
            Self::ReadAndCopy => "第四十七条",
            Self::Court => "第八十二条",
        }
    }

    /// What it says, to the person and the family.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::LeaveAtAnyTime => words::right_leave(lang),
            Self::GuardianDecides => words::right_guardian(lang),
            Self::Rediagnosis => words::right_rediagnosis(lang),
            Self::Appraisal => words::right_appraisal(lang),
            Self::NotKeptWithoutGround => words::right_not_kept(lang),
            Self::AssessedAgain => words::right_assessed(lang),
            Self::Told => words::right_told(lang),
            Self::NoRestraintAsPunishment => words::right_no_punishment(lang),
            Self::LettersAndVisits => words::right_visits(lang),
            Self::ReadAndCopy => words::right_copy(lang),
            Self::Court => words::right_court(lang),
        }
    }
}

/// What is anybody's in a ward.
const ALWAYS: [Right; 5] =
    [Right::Told, Right::LettersAndVisits, Right::ReadAndCopy, Right::NoRestraintAsPunishment, Right::Court];

/// The rights of somebody in hospital: first those that end the stay (精神卫生法 第三十至三十五、四十四条). Where nobody has said
/// the ground yet, those that hold whatever it is.
pub fn rights(ground: Option<Ground>) -> Vec<Right> {
    let own: &[Right] = match ground {
        None => &[],
        Some(Ground::Voluntary) => &[Right::LeaveAtAnyTime],
        Some(Ground::HarmToSelf) => &[Right::GuardianDecides, Right::AssessedAgain],
        Some(Ground::HarmToOthers) => {
            &[Right::Rediagnosis, Right::Appraisal, Right::NotKeptWithoutGround, Right::AssessedAgain]
        }
    };
    own.iter().chain(&ALWAYS).copied().collect()
}

/// The last day on which patient or guardian may demand re-diagnosis (第三十二条): three days after the conclusion was
/// received, of a stay under 第三十条第二款第二项; none of any other.
pub fn rediagnosis_until(admission: &Admission, limits: &DutyLimits, calendar: &Calendar) -> Option<Date> {
    let received = admission.concluded_on.filter(|_| admission.ground == Some(Ground::HarmToOthers))?;
    let all = duties(Event::ConclusionReceived, limits);
    all.iter().find(|one| one.id == DutyId::DemandRediagnosis)?.due_on(received, calendar)
}
