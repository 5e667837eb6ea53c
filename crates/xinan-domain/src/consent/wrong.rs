//! What can be wrong with an entry of consent beyond its fields.

use jiff::civil::Date;

use crate::text::{Lang, consent as words};

/// Why an entry cannot be kept like this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Before birth.
    BeforeBirth,
    /// Before the record counts.
    BeforeRecord {
        /// 建档日期.
        registered_on: Date,
    },
    /// After death.
    AfterDeath {
        /// 死亡日期.
        died_on: Date,
    },
    /// Nothing was given that could be taken back.
    NothingToTakeBack,
    /// It was given before: who does not wish it any more takes it back.
    IsGiven {
        /// Since when.
        given_on: Date,
    },
    /// To be informed is of the programme alone.
    InformedOfManagement,
    /// Under fourteen the guardian decides, or decides too.
    GuardianDecides,
    /// The person is to be safe from this guardian.
    GuardianKeptAway,
    /// What is agreed to is agreed to on a text.
    GivenOnNoText,
    /// No text of ours.
    LetterUnknown {
        /// What was chosen.
        given: String,
    },
    /// A text about something else.
    LetterOfAnother,
    /// A text that was not there yet.
    LetterOfLater {
        /// Since when it is.
        since: Date,
    },
}

impl Wrong {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::BeforeBirth => words::wrong_before_birth(lang).to_owned(),
            Self::BeforeRecord { registered_on } => words::wrong_before_record(lang, *registered_on),
            Self::AfterDeath { died_on } => words::wrong_after_death(lang, *died_on),
            Self::NothingToTakeBack => words::wrong_nothing_to_take_back(lang).to_owned(),
            Self::IsGiven { given_on } => words::wrong_is_given(lang, *given_on),
            Self::InformedOfManagement => words::wrong_informed_of_management(lang).to_owned(),
            Self::GuardianDecides => words::wrong_guardian_decides(lang).to_owned(),
            Self::GuardianKeptAway => words::wrong_guardian_kept_away(lang).to_owned(),
            Self::GivenOnNoText => words::wrong_given_on_no_text(lang).to_owned(),
            Self::LetterUnknown { given } => words::wrong_letter_unknown(lang, given),
            Self::LetterOfAnother => words::wrong_letter_of_another(lang).to_owned(),
            Self::LetterOfLater { since } => words::wrong_letter_of_later(lang, *since),
        }
    }
}
