//! What there is to be done, who does it, and where.

use xinan_db::Uuid;
use xinan_domain::codes;
use xinan_domain::duty::DutyId;
use xinan_domain::text::Lang;

use crate::policy::Action;

codes! {
    /// What is to be done, as stored.
    Kind {
        /// Somebody has moved here: accept the record or send it back.
        AcceptTransfer = 1 "接收流转" "accept a transfer" [],
        /// A transfer came back: care goes on here.
        TransferReturned = 2 "流转被退回，继续在本地服务" "a transfer came back" [],
        /// A finding that a doctor should see soon: contact the psychiatrist, arrange a further check, and note it.
        SeeToAlert = 3 "检查结果异常，请联系精神科医生" "a finding to be seen to" [],
        /// Somebody was helped on the spot: look in, every four hours.
        CheckDisposal = 21 "应急处置后复查" "look in after an emergency" [],
        /// The official record of an emergency is to be written.
        RecordDisposal = 22 "填写应急处置记录单" "write the record of an emergency" [],
        /// It is to stand in the national system.
        EnterDisposal = 23 "应急处置录入国家系统" "enter an emergency in the national system" [],
        /// Somebody has left hospital: its form is due.
        DischargeForm = 31 "填出院信息单" "fill in the discharge form" [],
        /// Somebody was referred here: note that he or she came, and give the slip back.
        AnswerReferral = 32 "接收转诊" "answer a referral" [],
        /// The slip came back: read what is to be done.
        ReferralAnswered = 33 "转诊已回转，按建议继续服务" "a referral came back" [],
        /// A township asks for guidance.
        AnswerGuidance = 34 "答复技术指导" "answer a question" [],
        /// The question was answered.
        GuidanceAnswered = 35 "技术指导已答复" "a question was answered" [],
    }
}

impl Kind {
    /// Whoever may do this, does it.
    pub fn action(self) -> Action {
        match self {
            Self::AcceptTransfer => Action::AcceptTransfer,
            Self::TransferReturned => Action::SendTransfer,
            Self::SeeToAlert => Action::SeeToAlert,
            Self::DischargeForm => Action::RecordDischargeForm,
            Self::AnswerReferral => Action::AnswerReferral,
            Self::ReferralAnswered => Action::SendReferral,
            Self::AnswerGuidance => Action::AnswerGuidance,
            Self::GuidanceAnswered => Action::AskGuidance,
            Self::CheckDisposal => Action::KeepDisposal,
            Self::RecordDisposal | Self::EnterDisposal => Action::RecordDisposal,
        }
    }

    /// The duty whose norm asks for it; none where it is our own rule.
    pub fn duty(self) -> Option<DutyId> {
        match self {
            Self::AcceptTransfer => Some(DutyId::AcceptTransfer),
            Self::DischargeForm => Some(DutyId::DischargeForm),
            Self::TransferReturned
            | Self::SeeToAlert
            | Self::AnswerReferral
            | Self::ReferralAnswered
            | Self::AnswerGuidance
            | Self::GuidanceAnswered => None,
            Self::CheckDisposal => Some(DutyId::CheckEveryFourHours),
            Self::RecordDisposal => Some(DutyId::EmergencyRecord),
            Self::EnterDisposal => Some(DutyId::EnterEmergency),
        }
    }

    /// Whether it goes on when the person has died or the record was closed: what happened is to be written down all the same.
    pub fn outlives(self) -> bool {
        matches!(self, Self::RecordDisposal | Self::EnterDisposal)
    }

    /// Where it is done.
    pub fn href(self, case: Option<Uuid>, thing: Uuid) -> String {
        let person = || format!("/people/{}", case.unwrap_or_default().simple());
        match self {
            Self::AcceptTransfer => format!("/transfers/{}", thing.simple()),
            Self::TransferReturned => format!("{}/transfers", person()),
            Self::CheckDisposal | Self::RecordDisposal | Self::EnterDisposal => {
                format!("/disposals/{}", thing.simple())
            }
            Self::SeeToAlert => format!("{}/examinations/{}/alert", person(), thing.simple()),
            Self::DischargeForm => format!("{}/stays/{}/form", person(), thing.simple()),
            Self::AnswerReferral | Self::ReferralAnswered => {
                format!("{}/referrals/{}", person(), thing.simple())
            }
            Self::AnswerGuidance | Self::GuidanceAnswered => {
                format!("{}/guidance/{}", person(), thing.simple())
            }
        }
    }

    /// What the button says.
    pub fn act(self, lang: Lang) -> &'static str {
        match self {
            Self::AcceptTransfer | Self::DischargeForm | Self::AnswerReferral | Self::AnswerGuidance => {
                crate::texts::task_accept(lang)
            }
            Self::TransferReturned | Self::ReferralAnswered | Self::GuidanceAnswered => {
                crate::texts::task_look(lang)
            }
            Self::SeeToAlert => crate::texts::task_see_to_alert(lang),
            Self::CheckDisposal => crate::texts::task_check(lang),
            Self::RecordDisposal => crate::texts::task_record(lang),
            Self::EnterDisposal => crate::texts::task_enter(lang),
        }
    }
}
