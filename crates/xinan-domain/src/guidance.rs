//! 点对点技术指导 — a township asks the psychiatrists of a hospital about one person, and is answered.
//!
//! Source: 工作规范 (2018), 点对点技术指导; 服务规范 二（三）2 (a psychiatrist's advice where a basically stable person does not settle).
//! No norm says by when one is answered: 及时.
//!
//! What surprises: a thread has no state of its own. Who spoke last says who is waited for ([`waits_for`]), and only the side that
//! asked closes it.

use serde::{Deserialize, Serialize};

use crate::answers::Need::{Conditional, Required};
use crate::answers::{Answers, Complaints, Field, Kind, Need};
use crate::code::Code;
use crate::codes;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;
use crate::text::{Lang, hospital as words};

codes! {
    /// What is asked about.
    Topic {
        Medicine = 1 "用药" "medicine" [],
        AdverseReaction = 2 "药物不良反应" "adverse reaction" [],
        Unsettled = 3 "病情没有趋于稳定" "the illness does not settle" [],
        Risk = 4 "危险性评估" "risk" [],
        Physical = 5 "躯体疾病" "physical illness" [],
        Rehabilitation = 6 "康复" "rehabilitation" [],
        Other = 9 "其他" "other" [],
    }
}

codes! {
    /// Who says something.
    Side {
        Asks = 1 "基层" "primary care" [],
        Answers = 2 "精神科医师" "psychiatrist" [],
    }
}

/// What is asked first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The hospital, by its id in the county's list.
    pub hospital: String,
    /// About what.
    pub topic: Topic,
    /// In words.
    pub words: String,
}

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

/// Characters of what is said at once.
pub const LONGEST: usize = 1000;

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// Of a question.
pub const ASKING: &[Field] = &[
    f(
        "hospital",
        "请哪家医院的精神科医师指导",
        "Which hospital's psychiatrists",
        Kind::Text(36),
        Conditional,
    ),
    f("topic", "问什么", "About what", Kind::One(Topic::ITEMS), Required),
    f("words", "问题", "Question", Kind::Text(LONGEST), Required),
];

/// Of what is said further.
pub const SAYING: &[Field] = &[f("words", "内容", "Words", Kind::Text(LONGEST), Required)];

/// A question.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn question(
    answers: &Answers,
    hospitals: &[String],
    today: jiff::civil::Date,
) -> Result<Question, Complaints> {
    let mut read = Reader::new(answers, today);
    let hospital = Some(answers.get("hospital")).filter(|one| hospitals.contains(one));
    if hospital.is_none() {
        let say = words::guidance_no_hospital;
        let problem = Problem::Said([say(Lang::Zh).to_owned(), say(Lang::En).to_owned()]);
        read.complaints.refuse("hospital", problem);
    }
    let topic = read.one::<Topic>("topic", Empty::Refused);
    let words = read.text("words", LONGEST, Empty::Refused);
    match (hospital, topic) {
        (Some(hospital), Some(topic)) if !read.complaints.refused() => {
            Ok(Question { hospital, topic, words })
        }
        _ => Err(read.complaints),
    }
}

/// Something more.
///
/// # Errors
/// That it is empty or too long.
pub fn saying(answers: &Answers, today: jiff::civil::Date) -> Result<String, Complaints> {
    let mut read = Reader::new(answers, today);
    let words = read.text("words", LONGEST, Empty::Refused);
    if read.complaints.refused() { Err(read.complaints) } else { Ok(words) }
}

/// For whose word a thread waits, given who spoke in their order: for the psychiatrists after a word of the township, for the
/// township to read and close after theirs; for nobody once it is closed.
pub fn waits_for(spoken: &[Side], closed: bool) -> Option<Side> {
    match (closed, spoken.last()) {
        (true, _) | (_, None) => None,
        (false, Some(Side::Asks)) => Some(Side::Answers),
        (false, Some(Side::Answers)) => Some(Side::Asks),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_question_names_a_hospital_a_topic_and_says_something() {
        let hospitals = ["h1".to_owned()];
        let ask = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
            question(&Answers::new(pairs), &hospitals, date(2026, 11, 21))
        };
        let long = "问".repeat(LONGEST + 1);
        assert!(ask(&[("hospital", "h1"), ("topic", "1"), ("words", "晚上睡不着，要不要加量？")]).is_ok());
        for (pairs, expected) in [
            (&[][..], &["hospital", "topic", "words"][..]),
            (&[("hospital", "h2"), ("topic", "1"), ("words", "?")], &["hospital"]),
            (&[("hospital", "h1"), ("topic", "8"), ("words", "?")], &["topic"]),
            (&[("hospital", "h1"), ("topic", "1"), ("words", " ")], &["words"]),
            (&[("hospital", "h1"), ("topic", "1"), ("words", &long)], &["words"]),
        ] {
            let found: Vec<_> = ask(pairs).unwrap_err().iter().map(|one| one.field).collect();
            assert_eq!(found, expected, "{pairs:?}");
        }
    }

    proptest! {
        #[test]
        fn the_other_side_is_waited_for(spoken in proptest::collection::vec(proptest::sample::select(Side::ALL), 1..9)) {
            let waits = waits_for(&spoken, false);
            prop_assert!(waits.is_some() && waits != spoken.last().copied());
            prop_assert_eq!(waits_for(&spoken, true), None);
        }
    }
}
