//! 办理时限 — what must be done when something happens, by whom, and by when.
//!
//! A table of the norms: 报告办法 第四至七条, 工作规范, 精神卫生法 第三十二条, and the rules on rehabilitation
//! referral and guardian reward. Where the national text is not certain the limit says so
//! ([`Basis`]), and a region may set its own ([`DutyLimits`]); a certain one may be shortened only.

mod notice;
mod open;

pub use notice::Told;
pub use open::{AtOnce, Known, OpenDuty, Seen, at_once, open};
mod setting;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::parameter::TooLoose;
use crate::text::{Lang, life, parameter as words};

/// Something that happened and asks for something to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A case under 精神卫生法 第三十条第二款第二项 was confirmed (report type 1).
    ConfirmedArticle30,
    /// One of the six registered diseases was confirmed (report type 2).
    ConfirmedRegistered,
    /// A report or discharge form came on paper to the county body.
    PaperCardReceived,
    /// A report or discharge form reached the township.
    CardArrived,
    /// Somebody new, or who moved in, lives here now.
    MovedIn,
    /// Somebody's record was handed over to this body (流转).
    TransferReceived,
    /// Somebody was discharged from hospital.
    Discharged,
    /// A follow-up was done.
    FollowedUp,
    /// An emergency was handled.
    EmergencyHandled,
    /// Somebody was handled on the spot and stayed at home.
    HandledOnSite,
    /// Risk 3 or more, or otherwise unstable, was found.
    UnstableFound,
    /// A due visit reached nobody.
    VisitMissed,
    /// Somebody is lost (失访).
    Lost,
    /// Management was declined.
    ConsentRefused,
    /// A clue came in.
    ClueTaken,
    /// A clue was looked at, and a psychiatrist is asked.
    ClueReported,
    /// The person received a conclusion under 第三十条第二款第二项.
    ConclusionReceived,
    /// Re-diagnosis was demanded.
    RediagnosisRequested,
    /// Independent appraisal was demanded.
    AppraisalRequested,
    /// Re-diagnosis or appraisal found no severe disorder.
    FoundNotSevere,
    /// Somebody applied for community rehabilitation.
    RehabilitationApplied,
    /// The application was verified and registered.
    RehabilitationVerified,
    /// A year began.
    YearBegun,
    /// A quarter began.
    QuarterBegun,
}

impl Event {
    /// All events.
    pub const ALL: [Event; 24] = [
        Self::ConfirmedArticle30,
        Self::ConfirmedRegistered,
        Self::PaperCardReceived,
        Self::CardArrived,
        Self::MovedIn,
        Self::TransferReceived,
        Self::Discharged,
        Self::FollowedUp,
        Self::EmergencyHandled,
        Self::HandledOnSite,
        Self::UnstableFound,
        Self::VisitMissed,
        Self::Lost,
        Self::ConsentRefused,
        Self::ClueTaken,
        Self::ClueReported,
        Self::ConclusionReceived,
        Self::RediagnosisRequested,
        Self::AppraisalRequested,
        Self::FoundNotSevere,
        Self::RehabilitationApplied,
        Self::RehabilitationVerified,
        Self::YearBegun,
        Self::QuarterBegun,
    ];
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyId {
    /// 填报发病报告卡.
    ReportCard,
    /// Enter a paper card.
    EnterPaperCard,
    /// Accept the case.
    AcceptCard,
    /// 建档.
    BuildRecord,
    /// First visit of somebody new or moved in.
    FirstVisit,
    /// Accept somebody's record.
    AcceptTransfer,
    /// 出院信息单.
    DischargeForm,
    /// First visit after discharge.
    VisitAfterDischarge,
    /// Enter a follow-up.
    EnterFollowUp,
    /// 应急处置记录单.
    EmergencyRecord,
    /// Enter the emergency record.
    EnterEmergency,
    /// Look after the person every four hours.
    CheckEveryFourHours,
    /// Refer up.
    Refer,
    /// Tell police and care group, with the least that they must know.
    Notify,
    /// Try again to reach the person.
    TryAgain,
    /// Report the loss of contact in writing.
    ReportLost,
    /// Visit together with the care group.
    JointVisit,
    /// The township looks at the clue.
    CheckClue,
    /// A psychiatrist looks at the clue.
    ReviewClue,
    /// Patient or guardian may demand re-diagnosis; a right, not a duty.
    DemandRediagnosis,
    /// Re-diagnose: two psychiatrists other than the first, who see the person.
    Rediagnose,
    /// Appraise: two appraisers, who see the person.
    Appraise,
    /// Correct or withdraw the report.
    CorrectReport,
    /// Verify and register the application.
    VerifyApplication,
    /// Refer to a rehabilitation body.
    ReferToRehabilitation,
    /// The yearly physical exam.
    YearlyExam,
    /// Review guardian rewards.
    ReviewReward,
}

impl DutyId {
    /// What is to be done, in words.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::ReportCard => life::duty_report_card(lang),
            Self::EnterPaperCard => life::duty_enter_paper_card(lang),
            Self::AcceptCard => life::duty_accept_card(lang),
            Self::BuildRecord => life::duty_build_record(lang),
            Self::FirstVisit => life::duty_first_visit(lang),
            Self::AcceptTransfer => life::duty_accept_transfer(lang),
            Self::DischargeForm => life::duty_discharge_form(lang),
            Self::VisitAfterDischarge => life::duty_visit_after_discharge(lang),
            Self::EnterFollowUp => life::duty_enter_follow_up(lang),
            Self::EmergencyRecord => life::duty_emergency_record(lang),
            Self::EnterEmergency => life::duty_enter_emergency(lang),
            Self::CheckEveryFourHours => life::duty_check_every_four_hours(lang),
            Self::Refer => life::duty_refer(lang),
            Self::Notify => life::duty_notify(lang),
            Self::TryAgain => life::duty_try_again(lang),
            Self::ReportLost => life::duty_report_lost(lang),
            Self::JointVisit => life::duty_joint_visit(lang),
            Self::CheckClue => life::duty_check_clue(lang),
            Self::ReviewClue => life::duty_review_clue(lang),
            Self::DemandRediagnosis => life::duty_demand_rediagnosis(lang),
            Self::Rediagnose => life::duty_rediagnose(lang),
            Self::Appraise => life::duty_appraise(lang),
            Self::CorrectReport => life::duty_correct_report(lang),
            Self::VerifyApplication => life::duty_verify_application(lang),
            Self::ReferToRehabilitation => life::duty_refer_to_rehabilitation(lang),
            Self::YearlyExam => life::duty_yearly_exam(lang),
            Self::ReviewReward => life::duty_review_reward(lang),
        }
    }
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// The institution that diagnosed or discharged.
    Hospital,
    /// The psychiatrist in charge.
    Psychiatrist,
    /// 县级精防机构.
    County,
    /// Township health centre or community health centre.
    Township,
    /// 关爱帮扶小组.
    CareGroup,
    /// The person or the guardian.
    PersonOrGuardian,
    /// The body asked for appraisal.
    AppraisalBody,
    /// Staff for rehabilitation referral.
    ReferralStaff,
    /// Village and the township's civil affairs.
    CivilAffairs,
}

impl Office {
    /// Its name.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Hospital => life::office_hospital(lang),
            Self::Psychiatrist => life::office_psychiatrist(lang),
            Self::County => life::office_county(lang),
            Self::Township => life::office_township(lang),
            Self::CareGroup => life::office_care_group(lang),
            Self::PersonOrGuardian => life::office_person_or_guardian(lang),
            Self::AppraisalBody => life::office_appraisal_body(lang),
            Self::ReferralStaff => life::office_referral_staff(lang),
            Self::CivilAffairs => life::office_civil_affairs(lang),
        }
    }
}

/// By when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// On the day itself, without delay.
    AtOnce,
    /// Within hours.
    Hours(u16),
    /// Every so many hours until two checks in a row are steady.
    EveryHours(u16),
    /// Within calendar days.
    Days(u16),
    /// Within working days.
    WorkingDays(u16),
    /// Within calendar months.
    Months(u16),
    /// By 31 December.
    EndOfYear,
    /// By the last day of the quarter.
    EndOfQuarter,
    /// "In time" (及时), as the law says without a figure.
    Timely,
}

impl Limit {
    /// The limit in words.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Self::AtOnce => life::limit_at_once(lang).to_owned(),
            Self::Hours(hours) => life::limit_hours(lang, hours),
            Self::EveryHours(hours) => life::limit_every_hours(lang, hours),
            Self::Days(days) => life::limit_days(lang, days),
            Self::WorkingDays(days) => life::limit_working_days(lang, days),
            Self::Months(months) => life::limit_months(lang, months),
            Self::EndOfYear => life::limit_end_of_year(lang).to_owned(),
            Self::EndOfQuarter => life::limit_end_of_quarter(lang).to_owned(),
            Self::Timely => life::limit_timely(lang).to_owned(),
        }
    }
}

/// How sure we are that the norm says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The text was read, or is known beyond doubt.
    Known,
    /// Known from practice or a local rule: ask the county's office before it decides anything.
    Medium,
    /// Plausible only.
    Low,
}

impl Basis {
    /// In words.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Known => words::basis_known(lang),
            Self::Medium => words::basis_medium(lang),
            Self::Low => words::basis_low(lang),
        }
    }

    /// The key for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// Limits that a region may set; the defaults are the national ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DutyLimits {
    /// Report card after confirmation. 报告办法 第五条: 10.
    pub report_card_working_days: u16,
    /// Entry of a paper card. 报告办法 第五条: 5.
    pub paper_card_working_days: u16,
    /// Discharge form. 报告办法 第七条: 10.
    pub discharge_form_working_days: u16,
    /// Emergency record: 24 hours.
    pub emergency_record_hours: u16,
    /// Next attempt after a failed one: 14 days.
    pub retry_days: u16,
    /// Verification of a rehabilitation application: 5.
    pub rehabilitation_verify_working_days: u16,
    /// Referral to rehabilitation: 5.
    pub rehabilitation_refer_working_days: u16,
    /// Acceptance of a case. Medium certainty: 5.
    pub accept_working_days: u16,
    /// Building the record. Medium certainty: 10.
    pub record_working_days: u16,
    /// First visit of somebody new or moved in. Local rule: 14.
    pub first_visit_days: u16,
    /// First visit after discharge. Medium certainty: 14.
    pub discharge_visit_days: u16,
    /// Entry of a follow-up. Medium certainty: 10.
    pub enter_follow_up_working_days: u16,
    /// Entry of an emergency record. Medium certainty: 10.
    pub enter_emergency_working_days: u16,
    /// Acceptance of a transferred record. Medium certainty: 5.
    pub accept_transfer_working_days: u16,
    /// Joint visit of somebody who declined management. Medium certainty: 6.
    pub joint_visit_months: u16,
    /// Correction of a report. Low certainty: 10.
    pub correct_report_working_days: u16,
    /// The township's look at a clue. Low certainty: 14.
    pub clue_check_days: u16,
    /// A psychiatrist's look at a clue. Low certainty: 30.
    pub clue_review_days: u16,
}

impl Default for DutyLimits {
    fn default() -> Self {
        Self {
            report_card_working_days: 10,
            paper_card_working_days: 5,
            discharge_form_working_days: 10,
            emergency_record_hours: 24,
            retry_days: 14,
            rehabilitation_verify_working_days: 5,
            rehabilitation_refer_working_days: 5,
            accept_working_days: 5,
            record_working_days: 10,
            first_visit_days: 14,
            discharge_visit_days: 14,
            enter_follow_up_working_days: 10,
            enter_emergency_working_days: 10,
            accept_transfer_working_days: 5,
            joint_visit_months: 6,
            correct_report_working_days: 10,
            clue_check_days: 14,
            clue_review_days: 30,
        }
    }
}

impl DutyLimits {
    /// The limits that the norm fixes beyond doubt.
    fn fixed(&self) -> [(&'static str, u16); 7] {
        [
            ("report_card_working_days", self.report_card_working_days),
            ("paper_card_working_days", self.paper_card_working_days),
            ("discharge_form_working_days", self.discharge_form_working_days),
            ("emergency_record_hours", self.emergency_record_hours),
            ("retry_days", self.retry_days),
            ("rehabilitation_verify_working_days", self.rehabilitation_verify_working_days),
            ("rehabilitation_refer_working_days", self.rehabilitation_refer_working_days),
        ]
    }

    /// Every limit that is looser than the norm; [`duties`] does not follow it.
    pub fn check(&self) -> Vec<TooLoose> {
        std::iter::zip(self.fixed(), Self::default().fixed())
            .filter(|((_, wanted), (_, at_most))| wanted > at_most)
            .map(|((name, wanted), (_, at_most))| TooLoose { name, wanted, at_most })
            .collect()
    }
}

/// Something to be done because something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duty {
    /// What.
    pub id: DutyId,
    /// Because of what.
    pub event: Event,
    /// Who.
    pub who: Office,
    /// By when.
    pub limit: Limit,
    /// How sure that is.
    pub basis: Basis,
    /// The norm with its article.
    pub source: &'static str,
}

impl Duty {
    /// The last day on which it is in time; `None` where the law gives no figure.
    ///
    /// The day of the event is not counted. Of hours only the day is known here: 24 hours end on
    /// the day after.
    pub fn due_on(&self, event_day: Date, calendar: &Calendar) -> Option<Date> {
        let due = match self.limit {
            Limit::AtOnce | Limit::EveryHours(_) => event_day,
            Limit::Hours(hours) => event_day.saturating_add(i32::from(hours.div_ceil(24)).days()),
            Limit::Days(days) => event_day.saturating_add(i32::from(days).days()),
            Limit::WorkingDays(days) => calendar.add_working_days(event_day, days),
            Limit::Months(months) => event_day.saturating_add(i32::from(months).months()),
            Limit::EndOfYear => event_day.last_of_year(),
            Limit::EndOfQuarter => {
                let to_quarter_end = (12 - event_day.month()) % 3;
                event_day.first_of_month().saturating_add(to_quarter_end.months()).last_of_month()
            }
            Limit::Timely => return None,
        };
        Some(due)
    }
}

/// Everything that an event asks for.
pub fn duties(event: Event, limits: &DutyLimits) -> Vec<Duty> {
    use Basis::*;
    use Limit::*;
    use Office::*;

    let norm = DutyLimits::default();
    // A limit fixed by the norm may be shortened, never stretched.
    let fixed = |own: u16, norm: u16| own.min(norm);
    let report = WorkingDays(fixed(limits.report_card_working_days, norm.report_card_working_days));
    let paper = WorkingDays(fixed(limits.paper_card_working_days, norm.paper_card_working_days));
    let discharge = WorkingDays(fixed(limits.discharge_form_working_days, norm.discharge_form_working_days));
    let emergency = Hours(fixed(limits.emergency_record_hours, norm.emergency_record_hours));
    let retry = Days(fixed(limits.retry_days, norm.retry_days));
    let verify = fixed(limits.rehabilitation_verify_working_days, norm.rehabilitation_verify_working_days);
    let refer = fixed(limits.rehabilitation_refer_working_days, norm.rehabilitation_refer_working_days);

    let rows: &[(DutyId, Office, Limit, Basis, &'static str)] = match event {
        Event::ConfirmedArticle30 => &[(DutyId::ReportCard, Hospital, report, Known, "报告办法 第三、五条")],
        Event::ConfirmedRegistered => &[(DutyId::ReportCard, Hospital, report, Known, "报告办法 第五条")],
        Event::PaperCardReceived => &[(DutyId::EnterPaperCard, County, paper, Known, "报告办法 第五条")],
        Event::CardArrived => &[
            (DutyId::AcceptCard, Township, WorkingDays(limits.accept_working_days), Medium, "工作规范"),
            (DutyId::BuildRecord, Township, WorkingDays(limits.record_working_days), Medium, "工作规范"),
        ],
        Event::MovedIn => {
            &[(DutyId::FirstVisit, Township, Days(limits.first_visit_days), Medium, "地方规定")]
        }
        Event::TransferReceived => &[(
            DutyId::AcceptTransfer,
            Township,
            WorkingDays(limits.accept_transfer_working_days),
            Medium,
            "地方规定",
        )],
        Event::Discharged => &[
            (DutyId::DischargeForm, Hospital, discharge, Known, "报告办法 第七条"),
            (DutyId::VisitAfterDischarge, Township, Days(limits.discharge_visit_days), Medium, "工作规范"),
        ],
        Event::FollowedUp => &[(
            DutyId::EnterFollowUp,
            Township,
            WorkingDays(limits.enter_follow_up_working_days),
            Medium,
            "工作规范",
        )],
        Event::EmergencyHandled => &[
            (DutyId::EmergencyRecord, Psychiatrist, emergency, Known, "工作规范 应急处置"),
            (
                DutyId::EnterEmergency,
                Psychiatrist,
                WorkingDays(limits.enter_emergency_working_days),
                Medium,
                "工作规范 应急处置",
            ),
        ],
        Event::HandledOnSite => {
            &[(DutyId::CheckEveryFourHours, Township, EveryHours(4), Known, "工作规范 应急处置")]
        }
        Event::UnstableFound => &[
            (DutyId::Refer, Township, AtOnce, Known, "服务规范 二（三）"),
            (DutyId::Notify, Township, AtOnce, Known, "工作规范 应急处置"),
        ],
        Event::VisitMissed => &[(DutyId::TryAgain, Township, retry, Known, "工作规范 失访")],
        Event::Lost => &[(DutyId::ReportLost, Township, AtOnce, Known, "工作规范 失访")],
        Event::ConsentRefused => {
            &[(DutyId::JointVisit, CareGroup, Months(limits.joint_visit_months), Medium, "工作规范")]
        }
        Event::ClueTaken => &[(DutyId::CheckClue, Township, Days(limits.clue_check_days), Low, "地方实践")],
        Event::ClueReported => {
            &[(DutyId::ReviewClue, Psychiatrist, Days(limits.clue_review_days), Low, "地方实践")]
        }
        Event::ConclusionReceived => {
            &[(DutyId::DemandRediagnosis, PersonOrGuardian, Days(3), Known, "精神卫生法 第三十二条")]
        }
        Event::RediagnosisRequested => {
            &[(DutyId::Rediagnose, Hospital, Timely, Known, "精神卫生法 第三十二条")]
        }
        Event::AppraisalRequested => {
            &[(DutyId::Appraise, AppraisalBody, Timely, Known, "精神卫生法 第三十二、三十三条")]
        }
        Event::FoundNotSevere => &[(
            DutyId::CorrectReport,
            Hospital,
            WorkingDays(limits.correct_report_working_days),
            Low,
            "报告办法 第六条",
        )],
        Event::RehabilitationApplied => &[(
            DutyId::VerifyApplication,
            ReferralStaff,
            WorkingDays(verify),
            Known,
            "社区康复服务资源共享与转介管理办法",
        )],
        Event::RehabilitationVerified => &[(
            DutyId::ReferToRehabilitation,
            ReferralStaff,
            WorkingDays(refer),
            Known,
            "社区康复服务资源共享与转介管理办法",
        )],
        Event::YearBegun => &[(DutyId::YearlyExam, Township, EndOfYear, Known, "服务规范 二（四）")],
        Event::QuarterBegun => &[(DutyId::ReviewReward, CivilAffairs, EndOfQuarter, Known, "以奖代补意见")],
    };
    rows.iter()
        .map(|&(id, who, limit, basis, source)| Duty { id, event, who, limit, basis, source })
        .collect()
}

#[cfg(test)]
mod tests;
