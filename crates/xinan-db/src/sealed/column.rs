//! Every sealed column of the schema.
//!
//! What is sealed is tied to its column and its row: neither a telephone moved into the place of a name nor the
//! name of another person opens. The work that seals again goes through this list, so that nothing is left under
//! an old key.

use crate::Uuid;

/// A sealed column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its table.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// `table.column`: what a value is bound to, and how errors and reports name it.
    pub full_name: &'static str,
    /// How it is stored.
    pub(crate) stored: Stored,
}

/// The row that a value stands in, by what no change of the row changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowId {
    id: Uuid,
    position: u32,
}

impl RowId {
    /// How many bytes it has.
    pub(super) const LENGTH: usize = 20;

    pub(super) fn bytes(self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        bytes[..16].copy_from_slice(self.id.as_bytes());
        bytes[16..].copy_from_slice(&self.position.to_be_bytes());
        bytes
    }
}

impl From<Uuid> for RowId {
    fn from(id: Uuid) -> Self {
        Self { id, position: 0 }
    }
}

/// A file of an upload: the upload's id, and which of its files it is.
impl From<(Uuid, u32)> for RowId {
    fn from((id, position): (Uuid, u32)) -> Self {
        Self { id, position }
    }
}

/// How the sealed bytes are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stored {
    /// As they are.
    Bytes,
    /// In hexadecimal, after [`super::SEALED_TEXT`]: in columns that were made for text.
    Text,
}

macro_rules! columns {
    ($($(#[$meta:meta])* $name:ident = $table:ident.$column:ident $stored:ident;)+) => {
        $(
            $(#[$meta])*
            pub const $name: Column = Column {
                table: stringify!($table),
                name: stringify!($column),
                full_name: concat!(stringify!($table), ".", stringify!($column)),
                stored: Stored::$stored,
            };
        )+

        /// All of them, by table.
        pub const ALL: &[Column] = &[$($name),+];
    };
}

columns! {
    /// 姓名.
    CASE_NAME = cases.name Bytes;
    /// 身份证号.
    CASE_IDENTITY_NUMBER = cases.identity_number Bytes;
    /// 电话.
    CASE_PHONE = cases.phone Bytes;
    /// 现住址.
    CASE_ADDRESS = cases.address Bytes;
    /// 监护人姓名.
    CASE_GUARDIAN_NAME = cases.guardian_name Bytes;
    /// 监护人电话.
    CASE_GUARDIAN_PHONE = cases.guardian_phone Bytes;
    /// 随访医生 of the last visit.
    CASE_LAST_DOCTOR = cases.last_doctor Bytes;
    /// 备注 of the last visit.
    CASE_LAST_NOTE = cases.last_note Bytes;
    /// 个人信息补充表, whole.
    SUPPLEMENT_FORM = supplements.form Bytes;
    /// Why a version of it was made by hand, in somebody's words.
    SUPPLEMENT_REASON = supplements.reason Bytes;
    /// 随访记录, whole.
    FOLLOW_UP_FORM = follow_ups.form Bytes;
    /// Why a visit was taken back, in somebody's words.
    FOLLOW_UP_WITHDRAWN_REASON = follow_ups.withdrawn_reason Text;
    /// Why a loss or death was taken back, in somebody's words.
    EVENT_WITHDRAWN_REASON = case_events.withdrawn_reason Text;
    /// What was said in a call.
    CONTACT_NOTE = contacts.note Bytes;
    /// 体检, whole.
    EXAMINATION_RESULTS = examinations.results Bytes;
    /// Why an exam or result was taken back, in somebody's words.
    EXAMINATION_WITHDRAWN_REASON = examinations.withdrawn_reason Text;
    /// What was done about an alert, in somebody's words.
    ALERT_WORDS = alert_answers.words Bytes;
    /// A transfer, whole.
    TRANSFER_FORM = transfers.form Bytes;
    /// What was answered to it.
    TRANSFER_ANSWER = transfers.answer_form Bytes;
    /// Why a record was closed, whole.
    CLOSING_FORM = closings.form Bytes;
    /// What was recorded of a stay in hospital, whole.
    STAY_FORM = stay_entries.form Bytes;
    /// Why it was taken back, in somebody's words.
    STAY_WITHDRAWN_REASON = stay_entries.withdrawn_reason Bytes;
    /// A slip to a hospital, whole.
    REFERRAL_FORM = referrals.form Bytes;
    /// What came back.
    REFERRAL_ANSWER = referrals.answer_form Bytes;
    /// What was asked of psychiatrists, or answered.
    GUIDANCE_WORDS = guidance_words.words Bytes;
    /// The name in a clue.
    CLUE_NAME = clues.name Bytes;
    /// 线索, whole.
    CLUE_FORM = clues.form Bytes;
    /// What was said with a step: reasons, the psychiatrist, the diagnosis.
    CLUE_STEP_DETAIL = clue_steps.detail Bytes;
    /// Why a step was taken back, in somebody's words.
    CLUE_STEP_WITHDRAWN_REASON = clue_steps.withdrawn_reason Bytes;
    /// The report of an emergency.
    DISPOSAL_FORM = disposals.form Bytes;
    /// An entry of its course, the official record among them.
    DISPOSAL_ENTRY = disposal_entries.detail Bytes;
    /// What became of an upload, with rows and names.
    UPLOAD_REPORT = uploads.report Bytes;
    /// The name of a workbook.
    FILE_NAME = upload_files.name Bytes;
    /// A workbook.
    FILE_CONTENT = upload_files.content Bytes;
    /// What an account's codes are computed from, in base 32.
    FACTOR_SECRET = second_factors.secret Bytes;
    /// An entry of consent: the guardian, why the person could not sign, the report, remarks.
    CONSENT_FORM = consents.form Bytes;
    /// Why an entry of consent was taken back, in somebody's words.
    CONSENT_WITHDRAWN_REASON = consents.withdrawn_reason Bytes;
    /// A scanned sheet.
    CONSENT_PAPER = consent_papers.content Bytes;
    /// The name of a guardian who has a card.
    CARD_NAME = portal_cards.name Bytes;
    /// The telephone to which the one-time codes of a card go.
    CARD_PHONE = portal_cards.phone Bytes;
    /// Why a card was ended, in somebody's words.
    CARD_ENDED_REASON = portal_cards.ended_reason Bytes;
    /// What somebody asked for at the own door.
    REQUEST_ASKED = portal_requests.asked Bytes;
    /// What would be right, in somebody's words.
    REQUEST_SHOULD_BE = portal_requests.should_be Bytes;
    /// What was answered.
    REQUEST_ANSWER = portal_requests.answer Bytes;
    /// The doctor who keeps something back.
    EXCEPTION_DOCTOR = portal_exceptions.doctor Bytes;
    /// Why it is kept back.
    EXCEPTION_REASON = portal_exceptions.reason Bytes;
    /// Why it is kept back no longer.
    EXCEPTION_ENDED_REASON = portal_exceptions.ended_reason Bytes;
    /// Why somebody is to be safe from a guardian.
    SAFETY_REASON = portal_safety.reason Bytes;
    /// Why no longer.
    SAFETY_LIFTED_REASON = portal_safety.lifted_reason Bytes;
    /// The name of a guardian from whom somebody is to be safe, as the office wrote it.
    SAFETY_NAME = portal_safety.name Bytes;
    /// The telephone, as the office wrote it.
    SAFETY_PHONE = portal_safety.phone Bytes;
    /// To whom something left, in somebody's words.
    DISCLOSURE_RECIPIENT = disclosures.recipient Bytes;
    /// What the list was narrowed to: it may hold the name that was searched for.
    DISCLOSURE_NARROWED = disclosures.narrowed Bytes;
    /// Why somebody agreed or did not.
    DISCLOSURE_DECISION_REASON = disclosures.decision_reason Bytes;
    /// Why a record out of reach was opened, in somebody's words.
    EMERGENCY_WORDS = emergencies.words Bytes;
    /// What the reviewer says of it.
    EMERGENCY_REVIEW_WORDS = emergencies.review_words Bytes;
    /// What a passkey is known by: its public key, and how often it was used.
    PASSKEY_CREDENTIAL = passkeys.credential Bytes;
    /// What a device was asked.
    PASSKEY_QUESTION = passkey_questions.question Bytes;
    /// Whom a provider elsewhere means by an identity.
    IDENTITY = identities.identity Bytes;
    /// What a browser was sent to that provider with.
    IDENTITY_QUESTION = identity_questions.question Bytes;
    /// 接警编号: the number that the police have given a matter.
    POLICE_INCIDENT = police_asks.incident Bytes;
    /// What the privacy officer says of a look-up of the police.
    POLICE_REVIEW_WORDS = police_asks.review_words Bytes;
    /// What the privacy officer asked because of one.
    POLICE_QUESTION_WORDS = police_questions.words Bytes;
    /// What was done for the person of whom the police asked.
    POLICE_HELP_WORDS = police_asks.help_words Bytes;
}
