//! Where consent stands: which of all words holds.

use jiff::civil::Date;

use super::{Decision, Subject};
use crate::person::Consent;

/// Something that was said of consent, and counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// What it is about.
    pub subject: Subject,
    /// What was decided.
    pub decision: Decision,
    /// The day from which it counts.
    pub on: Date,
    /// When it was written down, microseconds: of two words of one day the later written one holds.
    pub recorded_at: i64,
}

impl Said {
    /// What the official form or a roster says (补充表 8 知情同意): of the programme, and nothing else.
    pub fn of_form(consent: Consent, on: Date, recorded_at: i64) -> Self {
        let decision = match consent {
            Consent::Given => Decision::Given,
            Consent::Refused => Decision::Refused,
        };
        Self { subject: Subject::Management, decision, on, recorded_at }
    }
}

/// The word that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Word {
    /// Nobody has asked, or nobody has answered.
    #[default]
    Open,
    /// 同意.
    Given,
    /// 不同意.
    Refused,
    /// 撤回同意.
    Withdrawn,
}

/// Where consent to one thing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// The word that holds.
    pub word: Word,
    /// Since when it does.
    pub since: Option<Date>,
    /// When it was asked last, whatever the answer was: the next offer waits from here.
    pub asked_on: Option<Date>,
    /// Informed under 精神卫生法 第三十条第二款第二项, and since when.
    pub informed_on: Option<Date>,
}

impl State {
    /// What holds at the end of a day: the latest word by its day, of one day the one that was written down last.
    ///
    /// To have been asked without deciding, or to have been informed, is no word: what was said before still holds.
    /// A word that is said again holds since it was said first.
    pub fn of(said: &[Said], subject: Subject, day: Date) -> Self {
        let mut about: Vec<&Said> =
            said.iter().filter(|one| one.subject == subject && one.on <= day).collect();
        about.sort_by_key(|one| (one.on, one.recorded_at));
        let mut state = Self::default();
        for one in about {
            let word = match one.decision {
                Decision::Given => Word::Given,
                Decision::Refused => Word::Refused,
                Decision::Withdrawn => Word::Withdrawn,
                Decision::Undecided => {
                    state.asked_on = Some(one.on);
                    continue;
                }
                Decision::Informed => {
                    state.informed_on = state.informed_on.or(Some(one.on));
                    continue;
                }
            };
            if state.word != word {
                (state.word, state.since) = (word, Some(one.on));
            }
            state.asked_on = Some(one.on);
        }
        state
    }

    /// As a list has it of a person: the word of the programme, and whether the person was informed.
    pub fn of_list(consent: Option<Consent>, informed_on: Option<Date>) -> Self {
        let word = match consent {
            Some(Consent::Given) => Word::Given,
            Some(Consent::Refused) => Word::Refused,
            None => Word::Open,
        };
        Self { word, informed_on, ..Self::default() }
    }

    /// Not wished: refused, or taken back.
    pub fn is_declined(&self) -> bool {
        matches!(self.word, Word::Refused | Word::Withdrawn)
    }

    /// Not wished, and no law asks for it all the same.
    pub fn stops(&self) -> bool {
        self.is_declined() && self.informed_on.is_none()
    }

    /// As the official form says it, and the figures count it: who took a consent back does not agree.
    pub fn consent(&self) -> Option<Consent> {
        match self.word {
            Word::Open => None,
            Word::Given => Some(Consent::Given),
            Word::Refused | Word::Withdrawn => Some(Consent::Refused),
        }
    }

    /// The day from which the next offer waits, of somebody who does not wish to take part (工作规范 不同意参加管理).
    ///
    /// Whoever is informed under 第三十条第二款第二项 is visited meanwhile, and asked at the visits.
    pub fn offer_from(&self) -> Option<Date> {
        self.asked_on.filter(|_| self.stops())
    }
}

/// Where the four stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct States {
    /// 参加管理治疗服务.
    pub management: State,
    /// 与其他部门共享信息.
    pub sharing: State,
    /// 健康体检.
    pub examination: State,
    /// 应急医疗处置.
    pub emergency: State,
}

impl States {
    /// What holds of each at the end of a day.
    pub fn of(said: &[Said], day: Date) -> Self {
        let of = |subject| State::of(said, subject, day);
        Self {
            management: of(Subject::Management),
            sharing: of(Subject::Sharing),
            examination: of(Subject::Examination),
            emergency: of(Subject::Emergency),
        }
    }

    /// That of one of them.
    pub fn at(&self, subject: Subject) -> State {
        match subject {
            Subject::Management => self.management,
            Subject::Sharing => self.sharing,
            Subject::Examination => self.examination,
            Subject::Emergency => self.emergency,
        }
    }
}

/// Whether a consent that a list states is overruled by an entry that was made with the person: the day of the entry.
///
/// A list says 同意 of everybody who ever signed. A day of signature after the entry is a new word, and holds; without
/// one the list knows no more than it did before, and a refusal that was said to our face stands.
pub fn is_overruled(entries: &[Said], signed_on: Option<Date>) -> Option<Date> {
    let state = State::of(entries, Subject::Management, Date::MAX);
    state.asked_on.filter(|on| state.is_declined() && signed_on.is_none_or(|signed| signed <= *on))
}
