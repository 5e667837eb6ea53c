//! What counting needs to know of one person: dated facts, nothing computed.

use jiff::civil::Date;

use crate::diagnosis::Diagnosis;
use crate::follow_up::{Adherence, Hospital, Stability};
use crate::risk::{Incidents, Risk};

/// What is known of one visit for counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitFact {
    /// 随访日期.
    pub on: Date,
    /// Whether somebody was seen or asked: it has a risk grade, or the patient was in hospital.
    pub complete: bool,
    /// 面访: clinic or home, with the patient.
    pub face_to_face: bool,
    /// 本次随访形式 3 电话.
    pub telephone: bool,
    /// 危险性评估.
    pub risk: Option<Risk>,
    /// 用药依从性.
    pub adherence: Option<Adherence>,
    /// 住院情况.
    pub hospital: Option<Hospital>,
    /// 本次随访分类.
    pub stability: Option<Stability>,
    /// 危险行为 since the visit before.
    pub incidents: Incidents,
    /// The due day that this visit set for the next.
    pub due_on: Option<Date>,
    /// Referred on.
    pub referred: bool,
    /// 康复措施: at least one is named.
    pub rehabilitation: bool,
    /// The day of entry; none for visits taken over from old workbooks.
    pub recorded_on: Option<Date>,
}

/// Consent to management, as it was given or refused on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentFact {
    /// The day.
    pub on: Date,
    /// Given, or refused and withdrawn.
    pub given: bool,
}

/// A time during which the person could not be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostSpan {
    /// First day.
    pub from: Date,
    /// The day of being found again.
    pub until: Option<Date>,
}

/// A discharge from hospital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DischargeFact {
    /// 出院日期.
    pub on: Date,
    /// The day from which it is known: of the visit that learned of it, or of the discharge itself.
    pub known_on: Date,
    /// The last day on which the first visit after it is in time.
    pub due_on: Date,
}

/// Everything about one person that counting needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// 目前诊断.
    pub diagnosis: Diagnosis,
    /// The day from which the record counts.
    pub registered_on: Date,
    /// 死亡日期.
    pub died_on: Option<Date>,
    /// The day on which the record was closed (diagnosis withdrawn, duplicate).
    pub closed_on: Option<Date>,
    /// Times of being lost.
    pub lost: Vec<LostSpan>,
    /// Consent, oldest first.
    pub consent: Vec<ConsentFact>,
    /// 精神卫生法 第三十条第二款第二项: informed, and since when. The routine goes on from then, whatever is said.
    pub informed_on: Option<Date>,
    /// Visits, oldest first.
    pub visits: Vec<VisitFact>,
    /// Days of health examinations.
    pub examined_on: Vec<Date>,
    /// The last day on which the first visit is in time (two weeks after registration).
    pub first_visit_due: Option<Date>,
    /// Discharges, oldest first.
    pub discharges: Vec<DischargeFact>,
    /// 待补: how many required items of the supplement form are open.
    pub items_open: usize,
}

impl CaseFacts {
    /// 失访 at the end of a day.
    pub(super) fn is_lost_on(&self, day: Date) -> bool {
        self.lost.iter().any(|span| span.from <= day && span.until.is_none_or(|until| until > day))
    }

    /// The word about consent that holds at the end of a day.
    pub(super) fn consent_on(&self, day: Date) -> Option<bool> {
        self.consent.iter().rev().find(|fact| fact.on <= day).map(|fact| fact.given)
    }

    /// Whether the routine rests at the end of a day because the programme was declined
    /// ([`crate::consent::Processing::Routine`]).
    pub(super) fn is_declined_on(&self, day: Date) -> bool {
        self.consent_on(day) == Some(false) && self.informed_on.is_none_or(|on| on > day)
    }
}

/// Somebody confirmed on review of a clue, with the day of the record, if there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfirmedFact {
    /// The day of the review's outcome.
    pub on: Date,
    /// The day from which the record counts.
    pub registered_on: Option<Date>,
}

impl ConfirmedFact {
    /// 建档率 (工作规范 建档; docs/decisions/0013): confirmed by the end of a day, and without a record on it.
    pub fn has_no_record_on(&self, day: Date) -> bool {
        self.on <= day && self.registered_on.is_none_or(|on| on > day)
    }
}
