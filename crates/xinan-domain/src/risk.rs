//! 危险性评估 and 危险行为 — what happened since the last visit, as a grade and as counted acts.
//!
//! Source: 服务规范 二（二）, the six grades, and items 6 and 12 of the follow-up form. The grade rates
//! behaviour that *occurred*; it is no forecast, and nothing here makes it one.

pub mod questions;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::codes;
use crate::text::{Lang, life, squeeze};

/// 危险性评估, grade 0 to 5 (服务规范 二（二）).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Risk(u8);

impl Risk {
    /// Nothing of what grades 1 to 5 describe.
    pub const NONE: Self = Self(0);
    /// From here on support is arranged at once (三级及以上).
    pub const THREE: Self = Self(3);
    /// All grades.
    pub const ALL: [Self; 6] = [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// The grade of this number, if there is one.
    pub const fn new(grade: u8) -> Option<Self> {
        if grade <= 5 { Some(Self(grade)) } else { None }
    }

    /// Its number.
    pub const fn grade(self) -> u8 {
        self.0
    }

    /// Whether it calls for referral and for telling those who must know (三级及以上).
    pub fn needs_support(self) -> bool {
        self >= Self::THREE
    }

    /// What the norm understands by the grade.
    pub fn wording(self, lang: Lang) -> &'static str {
        let (zh, en) = WORDINGS[usize::from(self.0)];
        lang.pick(zh, en)
    }
}

impl From<Risk> for u8 {
    fn from(risk: Risk) -> u8 {
        risk.0
    }
}

impl TryFrom<u8> for Risk {
    type Error = String;

    fn try_from(grade: u8) -> Result<Self, String> {
        Self::new(grade).ok_or_else(|| format!("{grade} is no risk grade"))
    }
}

impl fmt::Display for Risk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The official wordings (服务规范 二（二）), grade 0 to 5.
const WORDINGS: [(&str, &str); 6] = [
    ("无符合以下1～5级中的任何行为", "none of the behaviour described in grades 1 to 5"),
    ("口头威胁，喊叫，但没有打砸行为", "spoken threats or shouting, nothing smashed"),
    (
        "打砸行为，局限在家里，针对财物，能被劝说制止",
        "smashing, only at home, against things, stops when talked to",
    ),
    (
        "明显打砸行为，不分场合，针对财物，不能接受劝说而停止",
        "marked smashing, anywhere, against things, does not stop when talked to",
    ),
    (
        "持续的打砸行为，不分场合，针对财物或人，不能接受劝说而停止（包括自伤、自杀）",
        "continued smashing, anywhere, against things or persons, does not stop when talked to \
         (self-harm and suicide included)",
    ),
    (
        "持械针对人的任何暴力行为，或者纵火、爆炸等行为，无论在家里还是公共场合",
        "any violence against persons with a weapon, or arson, explosion and the like, at home or in public",
    ),
];

/// Things were smashed: how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// Only at home, not in public.
    pub at_home: bool,
    /// It stopped when somebody talked to the person.
    pub stoppable: bool,
    /// It went on and on.
    pub continuous: bool,
}

/// What happened since the last visit: the questions that lead to the grade.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behaviour {
    /// Threatened in words, or shouted.
    pub threats: bool,
    /// Smashed things.
    pub property_damage: Option<Damage>,
    /// Was violent against a person.
    pub against_person: bool,
    /// Harmed himself or herself, or attempted suicide.
    pub self_harm: bool,
    /// Used a weapon or tool in doing so.
    pub weapon: bool,
    /// Set a fire, caused an explosion or the like.
    pub arson_or_explosion: bool,
}

/// What decided a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GradeReason {
    /// Arson, explosion or the like: 5.
    ArsonOrExplosion,
    /// Violence against a person with a weapon: 5.
    WeaponAgainstPerson,
    /// Violence against a person: 4.
    AgainstPerson,
    /// Self-harm or attempted suicide: 4.
    SelfHarm,
    /// Continued smashing that could not be stopped: 4.
    ContinuedDamage,
    /// Smashing that could not be stopped: 3.
    UnstoppableDamage,
    /// Smashing outside the home that stopped when talked to: 3, where the norm is silent.
    PublicDamage,
    /// Smashing at home that stopped when talked to: 2.
    DamageAtHome,
    /// Threats only: 1.
    Threats,
    /// Nothing of this: 0.
    Nothing,
}

impl GradeReason {
    /// The reason in words.
    pub fn say(&self, lang: Lang) -> &'static str {
        match self {
            Self::ArsonOrExplosion => life::grade_arson(lang),
            Self::WeaponAgainstPerson => life::grade_weapon(lang),
            Self::AgainstPerson => life::grade_person(lang),
            Self::SelfHarm => life::grade_self_harm(lang),
            Self::ContinuedDamage => life::grade_continued(lang),
            Self::UnstoppableDamage => life::grade_unstoppable(lang),
            Self::PublicDamage => life::grade_public(lang),
            Self::DamageAtHome => life::grade_at_home(lang),
            Self::Threats => life::grade_threats(lang),
            Self::Nothing => life::grade_nothing(lang),
        }
    }

    /// Whether the norm leaves the case open, so that a worker may well judge otherwise.
    pub fn is_our_reading(self) -> bool {
        self == Self::PublicDamage
    }
}

/// A grade with what decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Graded {
    /// The grade.
    pub risk: Risk,
    /// Why.
    pub because: GradeReason,
}

/// The grade of what happened (服务规范 二（二）), the gravest first.
///
/// The norm does not say where smashing belongs that happens outside the home but stops when
/// somebody talks to the person: neither 2 (only at home) nor 3 (does not stop). We say 3; the
/// worker may judge otherwise with a reason.
pub fn grade(behaviour: &Behaviour) -> Graded {
    use GradeReason::*;
    let damage = behaviour.property_damage;
    let tests = [
        (behaviour.arson_or_explosion, 5, ArsonOrExplosion),
        (behaviour.against_person && behaviour.weapon, 5, WeaponAgainstPerson),
        (behaviour.against_person, 4, AgainstPerson),
        (behaviour.self_harm, 4, SelfHarm),
        (damage.is_some_and(|it| it.continuous && !it.stoppable), 4, ContinuedDamage),
        (damage.is_some_and(|it| !it.stoppable), 3, UnstoppableDamage),
        (damage.is_some_and(|it| !it.at_home), 3, PublicDamage),
        (damage.is_some(), 2, DamageAtHome),
        (behaviour.threats, 1, Threats),
    ];
    let (grade, because) =
        tests.into_iter().find(|(is, ..)| *is).map_or((0, Nothing), |(_, grade, because)| (grade, because));
    Graded { risk: Risk(grade), because }
}

codes! {
    /// 12 危险行为; also 补充表 17. 肇事 breaks the law on public order, 肇祸 breaks criminal law.
    Incident {
        MinorDisturbance = 1 "轻度滋事" "minor disturbance" ["滋事"],
        PublicOrder = 2 "肇事" "offence against public order" [],
        Criminal = 3 "肇祸" "criminal act" [],
        OtherHarm = 4 "其他危害行为" "other harmful act" ["其他", "其他危害", "其它危害行为"],
        SelfHarm = 5 "自伤" "self-harm" ["自伤行为"],
        SuicideAttempt = 6 "自杀未遂" "attempted suicide" ["自杀"],
        None = 7 "无" "none" ["没有", "无上述危险行为或风险", "无上述行为"],
    }
}

/// Harmful acts with how often each happened; all zero is 7 无.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Incidents {
    /// How often each of 1 to 6 happened, in the order of the form.
    pub counts: [u16; 6],
}

/// Why a text is no list of harmful acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IncidentsError {
    /// Nothing was written; nothing having happened is 7 无.
    Empty,
    /// Not one of the form's acts.
    Unknown(String),
    /// 7 无 beside other acts.
    NoneAndSome,
    /// The act is named twice.
    Twice(Incident),
    /// The act is ticked, but its count is not 1 to 999.
    Count(Incident),
}

impl IncidentsError {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Empty => life::incidents_empty(lang).to_owned(),
            Self::Unknown(given) => life::incidents_unknown(lang, given),
            Self::NoneAndSome => life::incidents_none_and_some(lang).to_owned(),
            Self::Twice(act) => life::incidents_twice(lang, lang.code(*act)),
            Self::Count(act) => life::incidents_count(lang, lang.code(*act)),
        }
    }
}

impl Incidents {
    /// No harmful act: 7 无.
    pub const NONE: Self = Self { counts: [0; 6] };

    /// Reads counted acts as forms and workbooks write them: `1:2;5:1`, `轻度滋事1次;自伤`, `7`, `无`.
    /// An act without a count happened once.
    pub fn read(text: &str) -> Result<Self, IncidentsError> {
        let text = squeeze(text);
        let mut incidents = Self::NONE;
        let mut none = false;
        let mut parts =
            text.split([';', '、', ',', '/', '|', '。']).filter(|part| !part.is_empty()).peekable();
        if parts.peek().is_none() {
            return Err(IncidentsError::Empty);
        }
        for part in parts {
            let (act, count) = counted(part).ok_or_else(|| IncidentsError::Unknown(excerpt(part)))?;
            match act {
                Incident::None if count.is_some() => return Err(IncidentsError::Unknown(excerpt(part))),
                Incident::None => none = true,
                act => {
                    let count = count.unwrap_or(Ok(1)).map_err(|()| IncidentsError::Count(act))?;
                    let slot = &mut incidents.counts[usize::from(act.code()) - 1];
                    if std::mem::replace(slot, count) != 0 {
                        return Err(IncidentsError::Twice(act));
                    }
                }
            }
        }
        match none && !incidents.is_none() {
            true => Err(IncidentsError::NoneAndSome),
            false => Ok(incidents),
        }
    }

    /// Whether nothing happened: 7 无.
    pub fn is_none(&self) -> bool {
        self.counts == [0; 6]
    }

    /// How often an act happened; for 7 无 zero.
    pub fn of(&self, act: Incident) -> u16 {
        self.counts.get(usize::from(act.code()) - 1).copied().unwrap_or(0)
    }

    /// The acts that happened with their counts, in the order of the form.
    pub fn iter(&self) -> impl Iterator<Item = (Incident, u16)> + '_ {
        std::iter::zip(Incident::ALL.iter().copied(), self.counts).filter(|(_, count)| *count > 0)
    }
}

/// The text form that [`Incidents::read`] takes back: `1:2;5:1`, or `7`.
impl fmt::Display for Incidents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_none() {
            return f.write_str("7");
        }
        for (at, (act, count)) in self.iter().enumerate() {
            let separator = if at == 0 { "" } else { ";" };
            write!(f, "{separator}{}:{count}", act.code())?;
        }
        Ok(())
    }
}

/// An act with its count, if one is written; the count is an error when it is none.
fn counted(part: &str) -> Option<(Incident, Option<Result<u16, ()>>)> {
    if part == "0" {
        return Some((Incident::None, None));
    }
    if let Some(act) = Incident::read(part) {
        return Some((act, None));
    }
    let part = part.replace(['_', '(', ')', '（', '）'], "");
    let part = part.strip_suffix('次').unwrap_or(&part);
    let (act, count) = match part.split_once([':', '=', '*', '×', 'x', 'X']) {
        Some((act, count)) => (act, count.trim_end_matches('次')),
        None => part.split_at(part.find(|c: char| c.is_ascii_digit()).unwrap_or(part.len())),
    };
    // 自伤__次 with nothing on the line is a tick without a count.
    let count = (!count.is_empty()).then(|| match count.parse() {
        Ok(count @ 1..=999) => Ok(count),
        _ => Err(()),
    });
    Some((Incident::read(act)?, count))
}

fn excerpt(text: &str) -> String {
    text.chars().take(20).collect()
}

/// Acts and grade that do not go together. Soft: the worker may know better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inconsistency {
    /// Self-harm or attempted suicide, yet a grade below 4.
    SelfHarmBelowFour,
    /// 肇祸, yet a grade below 3.
    CriminalBelowThree,
    /// Some act, yet grade 0.
    ActsButGradeZero,
    /// 7 无, yet a grade of 3 or more.
    NothingButThreeOrMore,
}

impl Inconsistency {
    /// What does not go together, and what to do.
    pub fn say(&self, lang: Lang) -> &'static str {
        match self {
            Self::SelfHarmBelowFour => life::risk_self_harm_below_four(lang),
            Self::CriminalBelowThree => life::risk_criminal_below_three(lang),
            Self::ActsButGradeZero => life::risk_acts_but_zero(lang),
            Self::NothingButThreeOrMore => life::risk_nothing_but_three(lang),
        }
    }
}

/// Everything about acts and grade that deserves a second look.
///
/// Grades 1 and 2 with 7 无 are fine: threats, or smashing at home that stopped, need not be an event.
pub fn consistency(incidents: &Incidents, risk: Risk) -> Vec<Inconsistency> {
    let harmed_self = incidents.of(Incident::SelfHarm) > 0 || incidents.of(Incident::SuicideAttempt) > 0;
    let tests = [
        (harmed_self && risk.0 < 4, Inconsistency::SelfHarmBelowFour),
        (incidents.of(Incident::Criminal) > 0 && risk.0 < 3, Inconsistency::CriminalBelowThree),
        (!incidents.is_none() && risk == Risk::NONE, Inconsistency::ActsButGradeZero),
        (incidents.is_none() && risk.0 >= 3, Inconsistency::NothingButThreeOrMore),
    ];
    tests.into_iter().filter(|(is, _)| *is).map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Nothing happened. A test changes the one thing it is about.
    fn calm() -> Behaviour {
        Behaviour::default()
    }

    fn smashed(at_home: bool, stoppable: bool) -> Behaviour {
        Behaviour { property_damage: Some(Damage { at_home, stoppable, continuous: false }), ..calm() }
    }

    #[track_caller]
    fn graded(behaviour: Behaviour, grade_expected: u8, because: GradeReason) {
        let expected = Graded { risk: Risk::new(grade_expected).unwrap(), because };
        assert_eq!(grade(&behaviour), expected, "{behaviour:?}");
    }

    #[test]
    fn there_are_six_grades_and_three_is_where_support_begins() {
        assert_eq!(Risk::new(6), None);
        let support: Vec<u8> =
            Risk::ALL.into_iter().filter(|risk| risk.needs_support()).map(Risk::grade).collect();
        assert_eq!(support, [3, 4, 5]);
    }

    #[test]
    fn each_grade_as_the_norm_describes_it() {
        use GradeReason::*;
        graded(calm(), 0, Nothing);
        graded(Behaviour { threats: true, ..calm() }, 1, Threats);
        graded(smashed(true, true), 2, DamageAtHome);
        graded(smashed(true, false), 3, UnstoppableDamage);
        graded(smashed(false, false), 3, UnstoppableDamage);
        graded(Behaviour { against_person: true, ..calm() }, 4, AgainstPerson);
        graded(Behaviour { self_harm: true, ..calm() }, 4, SelfHarm);
        let on_and_on = Damage { at_home: true, stoppable: false, continuous: true };
        graded(Behaviour { property_damage: Some(on_and_on), ..calm() }, 4, ContinuedDamage);
        graded(Behaviour { against_person: true, weapon: true, ..calm() }, 5, WeaponAgainstPerson);
        graded(Behaviour { arson_or_explosion: true, ..calm() }, 5, ArsonOrExplosion);
    }

    #[test]
    fn smashing_in_public_that_stops_is_our_reading_of_three() {
        graded(smashed(false, true), 3, GradeReason::PublicDamage);
        assert!(GradeReason::PublicDamage.is_our_reading());
    }

    #[test]
    fn the_gravest_act_decides() {
        let all = Behaviour {
            threats: true,
            against_person: true,
            self_harm: true,
            weapon: true,
            arson_or_explosion: true,
            ..smashed(false, false)
        };
        graded(all, 5, GradeReason::ArsonOrExplosion);
        graded(Behaviour { weapon: true, threats: true, ..calm() }, 1, GradeReason::Threats);
    }

    #[track_caller]
    fn reads(text: &str, counts: [u16; 6]) {
        assert_eq!(Incidents::read(text), Ok(Incidents { counts }), "{text}");
    }

    #[test]
    fn counted_acts_are_read_as_forms_and_workbooks_write_them() {
        reads("1:2;5:1", [2, 0, 0, 0, 1, 0]);
        reads("轻度滋事1次;自伤", [1, 0, 0, 0, 1, 0]);
        reads("轻度滋事__2__次、肇事（1次）", [2, 1, 0, 0, 0, 0]);
        reads("１：２；５：１", [2, 0, 0, 0, 1, 0]);
        reads("自杀未遂 x 1", [0, 0, 0, 0, 0, 1]);
        reads("自伤__次", [0, 0, 0, 0, 1, 0]);
        reads("1;2;6", [1, 1, 0, 0, 0, 1]);
        for text in ["7", "无", " 没有 ", "0", "无;"] {
            reads(text, [0; 6]);
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        use IncidentsError::*;
        let check =
            |text: &str, error: IncidentsError| assert_eq!(Incidents::read(text), Err(error), "{text}");
        check("", Empty);
        check(" ; ", Empty);
        check("8", Unknown("8".into()));
        check("打人2次", Unknown("打人2次".into()));
        check("7:1", Unknown("7:1".into()));
        check("7;1", NoneAndSome);
        check("无、自伤1次", NoneAndSome);
        check("1:2;1:1", Twice(Incident::MinorDisturbance));
        check("5:0", Count(Incident::SelfHarm));
        check("自伤1000次", Count(Incident::SelfHarm));
        check("5:-1", Count(Incident::SelfHarm));
    }

    #[test]
    fn acts_and_grade_are_compared_softly() {
        use Inconsistency::*;
        let check = |text: &str, grade: u8, expected: &[Inconsistency]| {
            let incidents = Incidents::read(text).unwrap();
            assert_eq!(consistency(&incidents, Risk::new(grade).unwrap()), expected, "{text}, {grade}");
        };
        check("7", 0, &[]);
        check("7", 2, &[]);
        check("7", 3, &[NothingButThreeOrMore]);
        check("5:1", 4, &[]);
        check("5:1", 3, &[SelfHarmBelowFour]);
        check("6:1", 0, &[SelfHarmBelowFour, ActsButGradeZero]);
        check("3:1", 2, &[CriminalBelowThree]);
        check("3:1", 3, &[]);
        check("1:1", 0, &[ActsButGradeZero]);
        check("1:1", 1, &[]);
    }

    proptest! {
        #[test]
        fn the_text_form_is_read_back(counts in prop::array::uniform6(0..1000_u16)) {
            let incidents = Incidents { counts };
            prop_assert_eq!(Incidents::read(&incidents.to_string()), Ok(incidents));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,30}") {
            let _ = Incidents::read(&text);
        }
    }
}
