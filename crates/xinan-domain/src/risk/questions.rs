//! The questions that lead to the grade, in the words of the norm (服务规范 二（二）).
//!
//! An aid for whoever judges, not a part of the form: the paper has the grade only, so the answers
//! propose one and are not kept ([0003](docs/decisions/0003)). Few are asked: how smashing stopped
//! and whether there was a weapon matter only where the grade hangs on it.

use super::{Behaviour, Damage, Graded, Risk, grade};
use crate::answers::{Answers, Field, Kind, Need};
use crate::code::Code;
use crate::codes;

codes! {
    /// What happened since the last visit. The numbers are ours.
    Happened {
        Threats = 1 "口头威胁、喊叫" "spoken threats or shouting" [],
        Smashing = 2 "打砸财物" "smashing things" [],
        AgainstPerson = 3 "针对人的暴力行为" "violence against a person" [],
        SelfHarm = 4 "自伤、自杀" "self-harm or attempted suicide" [],
        ArsonOrExplosion = 5 "纵火、爆炸等行为" "arson, explosion and the like" [],
        Nothing = 0 "以上都没有" "none of these" [],
    }
}

codes! {
    /// Whether smashing stopped when somebody talked to the person. The numbers are ours.
    Stopping {
        Stopped = 1 "能被劝说制止" "stopped when talked to" [],
        WentOn = 2 "不能接受劝说而停止" "did not stop when talked to" [],
    }
}

codes! {
    /// Where things were smashed. The numbers are ours.
    Place {
        AtHome = 1 "局限在家里" "only at home" [],
        Anywhere = 2 "不只在家里" "not only at home" [],
    }
}

codes! {
    /// Whether smashing went on and on. The numbers are ours.
    Lasting {
        Passing = 1 "不是持续的" "it passed" [],
        Continued = 2 "持续的打砸行为" "it went on and on" [],
    }
}

codes! {
    /// Whether a weapon was used against a person. The numbers are ours.
    Weapon {
        Without = 1 "没有持械" "without a weapon" [],
        With = 2 "持械" "with a weapon" [],
    }
}

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

/// The questions, in the order in which they are asked.
pub const QUESTIONS: &[Field] = &[
    f(
        "happened",
        "上次随访以来有没有",
        "Since the last visit, was there",
        Kind::Many(Happened::ITEMS),
        Need::Optional,
    ),
    f(
        "smashing_stopped",
        "打砸能不能劝住",
        "Did the smashing stop",
        Kind::One(Stopping::ITEMS),
        Need::Conditional,
    ),
    f("smashing_place", "在哪里打砸", "Where was it", Kind::One(Place::ITEMS), Need::Conditional),
    f("smashing_lasted", "是否持续", "Did it go on", Kind::One(Lasting::ITEMS), Need::Conditional),
    f("weapon", "是否持械", "Was there a weapon", Kind::One(Weapon::ITEMS), Need::Conditional),
];

/// Where the answers lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Led {
    /// Nothing was answered: there is nothing to propose.
    Unanswered,
    /// "None of these" stands beside something that happened.
    NothingAndSome,
    /// The grade hangs on questions that are still open.
    Open {
        /// What it is at least, whatever the open answers will be.
        at_least: Risk,
        /// The ids of the questions that can change it, in the order of [`QUESTIONS`].
        ask: Vec<&'static str>,
    },
    /// The grade, and why.
    To(Graded),
}

/// What is known of smashing and violence; open where no answer was given.
#[derive(Debug, Clone, Copy)]
struct Details {
    stopped: Option<bool>,
    at_home: Option<bool>,
    continued: Option<bool>,
    weapon: Option<bool>,
}

impl Details {
    /// The behaviour, taking what is open for the mildest.
    fn behaviour(self, happened: &[Happened]) -> Behaviour {
        let has = |one: Happened| happened.contains(&one);
        let damage = Damage {
            at_home: self.at_home.unwrap_or(true),
            stoppable: self.stopped.unwrap_or(true),
            continuous: self.continued.unwrap_or(false),
        };
        Behaviour {
            threats: has(Happened::Threats),
            property_damage: has(Happened::Smashing).then_some(damage),
            against_person: has(Happened::AgainstPerson),
            self_harm: has(Happened::SelfHarm),
            weapon: self.weapon.unwrap_or(false),
            arson_or_explosion: has(Happened::ArsonOrExplosion),
        }
    }
}

/// Where the answers to [`QUESTIONS`] lead (服务规范 二（二）).
///
/// A question that cannot change the grade any more is not asked for: of arson no other answer matters.
/// An answer that is none of the codes counts as open.
pub fn lead(answers: &Answers) -> Led {
    let happened: Vec<Happened> =
        answers.list("happened").iter().filter_map(|text| Happened::read(text)).collect();
    let has = |one: Happened| happened.contains(&one);
    if happened.is_empty() {
        return Led::Unanswered;
    }
    if has(Happened::Nothing) && happened.iter().any(|one| *one != Happened::Nothing) {
        return Led::NothingAndSome;
    }
    let known = Details {
        stopped: Stopping::read(&answers.get("smashing_stopped")).map(|one| one == Stopping::Stopped),
        at_home: Place::read(&answers.get("smashing_place")).map(|one| one == Place::AtHome),
        continued: Lasting::read(&answers.get("smashing_lasted")).map(|one| one == Lasting::Continued),
        weapon: Weapon::read(&answers.get("weapon")).map(|one| one == Weapon::With),
    };
    let least = grade(&known.behaviour(&happened));
    let smashing = has(Happened::Smashing);
    // Each question that is open and applies, with its gravest answer.
    let open = [
        ("smashing_stopped", smashing && known.stopped.is_none(), Details { stopped: Some(false), ..known }),
        (
            "smashing_place",
            smashing && known.stopped == Some(true) && known.at_home.is_none(),
            Details { at_home: Some(false), ..known },
        ),
        (
            "smashing_lasted",
            smashing && known.stopped == Some(false) && known.continued.is_none(),
            Details { continued: Some(true), ..known },
        ),
        (
            "weapon",
            has(Happened::AgainstPerson) && known.weapon.is_none(),
            Details { weapon: Some(true), ..known },
        ),
    ];
    let ask: Vec<&'static str> = open
        .into_iter()
        .filter(|(_, applies, gravest)| *applies && grade(&gravest.behaviour(&happened)).risk > least.risk)
        .map(|(id, ..)| id)
        .collect();
    match ask.is_empty() {
        true => Led::To(least),
        false => Led::Open { at_least: least.risk, ask },
    }
}

#[cfg(test)]
mod tests {
    use super::super::GradeReason;
    use super::*;

    fn answers(pairs: &[(&str, &str)]) -> Answers {
        Answers::new(pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect())
    }

    #[track_caller]
    fn leads(pairs: &[(&str, &str)], grade: u8, because: GradeReason) {
        let expected = Graded { risk: Risk::new(grade).unwrap(), because };
        assert_eq!(lead(&answers(pairs)), Led::To(expected), "{pairs:?}");
    }

    #[track_caller]
    fn asks(pairs: &[(&str, &str)], at_least: u8, ask: &[&'static str]) {
        let expected = Led::Open { at_least: Risk::new(at_least).unwrap(), ask: ask.to_vec() };
        assert_eq!(lead(&answers(pairs)), expected, "{pairs:?}");
    }

    /// 服务规范 二（二）, grade by grade.
    #[test]
    fn the_answers_lead_to_each_grade() {
        use GradeReason::*;
        leads(&[("happened", "0")], 0, Nothing);
        leads(&[("happened", "1")], 1, Threats);
        let smashed = |more: &[(&'static str, &'static str)]| [&[("happened", "2")], more].concat();
        leads(&smashed(&[("smashing_stopped", "1"), ("smashing_place", "1")]), 2, DamageAtHome);
        leads(&smashed(&[("smashing_stopped", "1"), ("smashing_place", "2")]), 3, PublicDamage);
        leads(&smashed(&[("smashing_stopped", "2"), ("smashing_lasted", "1")]), 3, UnstoppableDamage);
        leads(&smashed(&[("smashing_stopped", "2"), ("smashing_lasted", "2")]), 4, ContinuedDamage);
        leads(&[("happened", "3"), ("weapon", "1")], 4, AgainstPerson);
        leads(&[("happened", "4")], 4, SelfHarm);
        leads(&[("happened", "3"), ("weapon", "2")], 5, WeaponAgainstPerson);
        leads(&[("happened", "5")], 5, ArsonOrExplosion);
    }

    #[test]
    fn only_what_can_change_the_grade_is_asked() {
        asks(&[("happened", "2")], 2, &["smashing_stopped"]);
        asks(&[("happened", "2"), ("smashing_stopped", "1")], 2, &["smashing_place"]);
        asks(&[("happened", "2"), ("smashing_stopped", "2")], 3, &["smashing_lasted"]);
        asks(&[("happened", "3")], 4, &["weapon"]);
        // How smashing stopped changes nothing beside violence against a person.
        asks(&[("happened", "2"), ("happened", "3")], 4, &["weapon"]);
        leads(&[("happened", "2"), ("happened", "4")], 4, GradeReason::SelfHarm);
        leads(&[("happened", "3"), ("happened", "5")], 5, GradeReason::ArsonOrExplosion);
    }

    #[test]
    fn what_is_not_understood_is_open() {
        assert_eq!(lead(&answers(&[])), Led::Unanswered);
        assert_eq!(lead(&answers(&[("happened", "8"), ("weapon", "2")])), Led::Unanswered);
        assert_eq!(lead(&answers(&[("happened", "0"), ("happened", "1")])), Led::NothingAndSome);
        asks(&[("happened", "3"), ("weapon", "9")], 4, &["weapon"]);
        // An answer to a question that is not asked counts for nothing.
        leads(&[("happened", "1"), ("weapon", "2"), ("smashing_stopped", "2")], 1, GradeReason::Threats);
    }

    /// None is a field of the visit form, which is sent together with it.
    #[test]
    fn the_questions_have_ids_of_their_own() {
        for one in QUESTIONS {
            assert!(crate::answers::field(crate::follow_up::FIELDS, one.id).is_none(), "{}", one.id);
        }
    }
}
