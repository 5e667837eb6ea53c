//! Which parameter sets a duty's limit, and what to say when the calendar lacks a year.

use jiff::civil::Date;

use super::{Duty, DutyId, Limit};
use crate::calendar::Calendar;
use crate::text::{Lang, parameter as words};

impl Duty {
    /// What to say beside a limit that was reckoned without the holidays of a year, because they were
    /// not loaded; `None` when they were, and for limits that do not depend on them.
    pub fn without_holidays(&self, event_day: Date, calendar: &Calendar, lang: Lang) -> Option<String> {
        let Limit::WorkingDays(_) = self.limit else { return None };
        let year = calendar.not_loaded(event_day, self.due_on(event_day, calendar)?)?;
        Some(words::calendar_missing(lang, year))
    }

    /// The name of the parameter that sets its limit, under which
    /// [`Parameters::ordered`](crate::parameter::Parameters::ordered) has the region's paper; `None`
    /// for limits that no region sets.
    pub fn parameter(&self) -> Option<&'static str> {
        Some(match self.id {
            DutyId::ReportCard => "duty.report_card_working_days",
            DutyId::EnterPaperCard => "duty.paper_card_working_days",
            DutyId::AcceptCard => "duty.accept_working_days",
            DutyId::BuildRecord => "duty.record_working_days",
            DutyId::FirstVisit => "interval.first_visit_days",
            DutyId::AcceptTransfer => "duty.accept_transfer_working_days",
            DutyId::DischargeForm => "duty.discharge_form_working_days",
            DutyId::VisitAfterDischarge => "interval.discharge_days",
            DutyId::EnterFollowUp => "counting.entry_working_days",
            DutyId::EmergencyRecord => "duty.emergency_record_hours",
            DutyId::EnterEmergency => "duty.enter_emergency_working_days",
            DutyId::TryAgain => "interval.retry_days",
            DutyId::JointVisit => "interval.refused_months",
            DutyId::CheckClue => "duty.clue_check_days",
            DutyId::ReviewClue => "duty.clue_review_days",
            DutyId::CorrectReport => "duty.correct_report_working_days",
            DutyId::VerifyApplication => "duty.rehabilitation_verify_working_days",
            DutyId::ReferToRehabilitation => "duty.rehabilitation_refer_working_days",
            DutyId::CheckEveryFourHours
            | DutyId::Refer
            | DutyId::Notify
            | DutyId::ReportLost
            | DutyId::DemandRediagnosis
            | DutyId::Rediagnose
            | DutyId::Appraise
            | DutyId::YearlyExam
            | DutyId::ReviewReward => return None,
        })
    }
}
