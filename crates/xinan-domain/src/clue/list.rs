//! 问题清单 — the lists of questions, and which of them were answered with yes.
//!
//! Source: 工作规范 表1 精神行为异常识别清单 (2018, nine questions), and the list before it, 行为异常人员线索调查
//! 问题清单 (2012, eleven). Any one yes is enough to fill in the registration form; there is no score.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::codes;
use crate::text::{Lang, clue as words, life, squeeze};

codes! {
    /// Which list of questions was asked. The numbers are ours; they stay what they are.
    ScreeningList {
        Identification2018 = 1 "精神行为异常识别清单" "signs of mental illness (2018)" ["A", "2018"],
        Inquiry2012 = 2 "行为异常人员线索调查问题清单" "questions about unusual behaviour (2012)" ["B", "2012"],
    }
}

codes! {
    /// What a psychiatrist made of a clue.
    ClueOutcome {
        Confirmed = 1 "确诊" "confirmed" [],
        Excluded = 2 "排除" "ruled out" ["排除诊断"],
        Pending = 3 "待查" "still open" ["疑似"],
    }
}

/// One question of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Its number on the list, from 1.
    pub number: u8,
    /// The official wording.
    pub label: &'static str,
    /// The same in English.
    pub label_en: &'static str,
}

impl ScreeningList {
    /// The list in use for new clues.
    pub const CURRENT: Self = Self::Identification2018;

    /// What the informant is told before the questions are asked. The lists of both years promise that what is said is
    /// kept confidential; the wording is ours.
    pub fn lead_in(self, lang: Lang) -> &'static str {
        match self {
            Self::Identification2018 => words::lead_in_2018(lang),
            Self::Inquiry2012 => words::lead_in_2012(lang),
        }
    }

    /// Its questions in order.
    pub fn questions(self) -> &'static [Question] {
        match self {
            Self::Identification2018 => &IDENTIFICATION_2018,
            Self::Inquiry2012 => &INQUIRY_2012,
        }
    }
}

const fn q(number: u8, label: &'static str, label_en: &'static str) -> Question {
    Question { number, label, label_en }
}

const IDENTIFICATION_2018: [Question; 9] = [
    q(1, "曾在精神科住院治疗", "was treated in a psychiatric ward"),
    q(2, "因精神异常而被家人关锁", "is locked in by the family because of mental abnormality"),
    q(
        3,
        "无故冲动，伤人、毁物，或无故离家出走",
        "is impulsive without cause, hurts people or breaks things, or leaves home without cause",
    ),
    q(4, "行为举止古怪，在公共场合蓬头垢面或赤身露体", "behaves oddly, is dishevelled or naked in public"),
    q(
        5,
        "经常自语自笑，或说一些不合常理的话",
        "often talks or laughs to himself or herself, or says what makes no sense",
    ),
    q(
        6,
        "变得疑心大，认为周围人都针对他或者迫害他",
        "has become very suspicious and believes that everybody is against him or her",
    ),
    q(
        7,
        "变得过分兴奋、话多、活动多、爱惹事、到处乱跑等",
        "has become over-excited, talkative, overactive, provocative, runs about",
    ),
    q(
        8,
        "变得冷漠、孤僻、懒散，无法正常学习、工作和生活",
        "has become indifferent, withdrawn, inactive, and cannot study, work and live as usual",
    ),
    q(9, "有过自杀行为或企图", "has attempted suicide or meant to"),
];

const INQUIRY_2012: [Question; 11] = [
    q(1, "曾经住精神病院，目前在家", "was in a psychiatric hospital and is at home now"),
    q(2, "因精神异常而被关锁在家", "is locked in at home because of mental abnormality"),
    q(
        3,
        "经常胡言乱语，或者说一些别人听不懂、或者不符合实际的话",
        "often talks nonsense, or says what nobody understands or what is not so",
    ),
    q(
        4,
        "经常无故吵闹、砸东西、打人（不是因为喝醉了酒）",
        "is often noisy, smashes things or hits people without cause (not from drink)",
    ),
    q(
        5,
        "经常自言自语自笑，或者表情呆滞，或者古怪",
        "often talks or laughs to himself or herself, looks blank or odd",
    ),
    q(
        6,
        "在公共场合行为举止古怪，衣衫不整，甚至赤身露体",
        "behaves oddly in public, is dishevelled or even naked",
    ),
    q(
        7,
        "疑心特别大，怀疑周围的人都在议论他或者害他",
        "is very suspicious, believes that everybody talks about or harms him or her",
    ),
    q(8, "过分话多，活动多，到处乱跑，乱管闲事等", "talks and moves too much, runs about, meddles"),
    q(
        9,
        "对人过分冷淡，寡言少语、动作慢、什么事情都不做，甚至整天躺在床上",
        "is very cold, of few words, slow, does nothing, or even lies in bed all day",
    ),
    q(10, "自杀，或者自残", "suicide attempt or self-harm"),
    q(
        11,
        "无故不上学、不上班、不出家门、不和任何人接触",
        "without cause does not go to school or work, leave home or meet anybody",
    ),
];

/// The questions of a list that an informant answered with yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screening {
    /// The list that was asked.
    pub list: ScreeningList,
    /// The numbers of the questions.
    pub yes: BTreeSet<u8>,
}

/// Why a text is no set of questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScreeningError {
    /// No question is named; without a yes there is no clue.
    Empty,
    /// Not a number.
    Unreadable(String),
    /// The list has no such question.
    NoSuchQuestion {
        /// The number.
        number: u16,
        /// How many questions the list has.
        questions: usize,
    },
}

impl ScreeningError {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Empty => life::screening_empty(lang).to_owned(),
            Self::Unreadable(given) => life::screening_unreadable(lang, given),
            Self::NoSuchQuestion { number, questions } => life::screening_no_such(lang, *number, *questions),
        }
    }
}

impl Screening {
    /// Reads the numbers as workbooks write them: `7`, `5;8`, `第5、8条`.
    pub fn read(list: ScreeningList, text: &str) -> Result<Self, ScreeningError> {
        let mut yes = BTreeSet::new();
        let text = squeeze(text);
        let separators = |c: char| matches!(c, ';' | '、' | ',' | '.' | '/' | '|' | '和' | '。');
        for part in text.split(separators).filter(|part| !part.is_empty()) {
            let number = part.trim_start_matches('第').trim_end_matches(['条', '项', '题']);
            let number: u16 =
                number.parse().map_err(|_| ScreeningError::Unreadable(part.chars().take(20).collect()))?;
            let questions = list.questions().len();
            match u8::try_from(number) {
                Ok(number) if (1..=questions).contains(&usize::from(number)) => _ = yes.insert(number),
                _ => return Err(ScreeningError::NoSuchQuestion { number, questions }),
            }
        }
        match yes.is_empty() {
            true => Err(ScreeningError::Empty),
            false => Ok(Self { list, yes }),
        }
    }

    /// The questions answered with yes.
    pub fn questions(&self) -> impl Iterator<Item = &'static Question> + '_ {
        self.list.questions().iter().filter(|question| self.yes.contains(&question.number))
    }
}

/// The text form that [`Screening::read`] takes back: `5;8`.
impl fmt::Display for Screening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers: Vec<String> = self.yes.iter().map(u8::to_string).collect();
        f.write_str(&numbers.join(";"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    fn read(text: &str) -> Result<String, ScreeningError> {
        Screening::read(ScreeningList::CURRENT, text).map(|screening| screening.to_string())
    }

    #[test]
    fn numbers_are_read_as_workbooks_write_them() {
        for text in
            ["5;8", "8；5", "5、8", "第5、8条", "第５条，第８条", "5/8", " 5 8 ;5".replace(' ', ";").as_str()]
        {
            assert_eq!(read(text).as_deref(), Ok("5;8"), "{text}");
        }
        assert_eq!(read("7").as_deref(), Ok("7"));
    }

    #[test]
    fn what_is_no_question_is_told() {
        assert_eq!(read(""), Err(ScreeningError::Empty));
        assert_eq!(read("无"), Err(ScreeningError::Unreadable("无".into())));
        assert_eq!(read("10"), Err(ScreeningError::NoSuchQuestion { number: 10, questions: 9 }));
        assert_eq!(read("0"), Err(ScreeningError::NoSuchQuestion { number: 0, questions: 9 }));
        assert_eq!(read("300"), Err(ScreeningError::NoSuchQuestion { number: 300, questions: 9 }));
        assert!(Screening::read(ScreeningList::Inquiry2012, "11").is_ok());
    }

    #[test]
    fn the_lists_are_numbered_without_gaps() {
        for (list, expected) in [(ScreeningList::Identification2018, 9), (ScreeningList::Inquiry2012, 11)] {
            let numbers: Vec<u8> = list.questions().iter().map(|question| question.number).collect();
            assert_eq!(numbers, (1..=expected).collect::<Vec<u8>>());
        }
    }

    #[test]
    fn the_wordings_of_what_was_answered_are_at_hand() {
        let screening = Screening::read(ScreeningList::Identification2018, "9;2").unwrap();
        let wordings: Vec<&str> = screening.questions().map(|question| question.label).collect();
        assert_eq!(wordings, ["因精神异常而被家人关锁", "有过自杀行为或企图"]);
    }

    #[test]
    fn suspected_is_read_as_still_open() {
        assert_eq!(ClueOutcome::read("疑似"), Some(ClueOutcome::Pending));
        assert_eq!(ClueOutcome::read("3"), Some(ClueOutcome::Pending));
    }
}
