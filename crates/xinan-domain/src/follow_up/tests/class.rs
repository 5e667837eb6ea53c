//! 本次随访分类 (服务规范 二（三）).

use Stability::{BasicallyStable, Stable, Unstable};

use super::*;

#[track_caller]
fn check(found: Findings, stability: Stability, because: &[Reason]) {
    let judgement = classify(&found, InsightRule::Full);
    assert_eq!((judgement.stability, judgement.because.as_slice()), (stability, because), "{found:?}");
}

fn risk(grade: u8) -> Risk {
    Risk::new(grade).unwrap()
}

/// 二（三）3: risk 0, symptoms gone, full insight, all functions good.
#[test]
fn who_meets_every_condition_is_stable() {
    check(well(), Stable, &[Reason::AllConditionsMet]);
}

/// 二（三）1: 危险性为3～5级.
#[test]
fn risk_three_to_five_is_unstable_however_well_the_rest() {
    for grade in 3..=5 {
        let found = Findings { risk: risk(grade), ..well() };
        check(found, Unstable, &[Reason::RiskThreeOrMore(risk(grade))]);
    }
}

/// 二（三）1: 精神症状明显.
#[test]
fn marked_symptoms_alone_are_unstable() {
    check(Findings { symptoms: SymptomSeverity::Marked, ..well() }, Unstable, &[Reason::MarkedSymptoms]);
}

/// 二（三）1: 自知力缺失.
#[test]
fn absent_insight_alone_is_unstable() {
    check(Findings { insight: Insight::Absent, ..well() }, Unstable, &[Reason::InsightAbsent]);
}

/// 二（三）1: 有严重药物不良反应.
#[test]
fn a_severe_adverse_reaction_alone_is_unstable() {
    let found = Findings { adverse: AdverseSeverity::Severe, ..well() };
    check(found, Unstable, &[Reason::SevereAdverseReaction]);
}

/// 二（三）1: 有严重躯体疾病.
#[test]
fn a_severe_physical_illness_alone_is_unstable() {
    let found = Findings { physical: PhysicalIllness::Severe, ..well() };
    check(found, Unstable, &[Reason::SeverePhysicalIllness]);
}

/// 二（三）2: 危险性为1～2级.
#[test]
fn risk_one_or_two_alone_is_basically_stable() {
    for grade in 1..=2 {
        let found = Findings { risk: risk(grade), ..well() };
        check(found, BasicallyStable, &[Reason::RiskOneOrTwo(risk(grade))]);
    }
}

#[test]
fn symptoms_that_are_partly_present_are_basically_stable() {
    let found = Findings { symptoms: SymptomSeverity::Partial, ..well() };
    check(found, BasicallyStable, &[Reason::PartialSymptoms]);
}

/// Open question Q9: the norm does not say whether 不全 is 「基本恢复」. We say no.
#[test]
fn partial_insight_is_not_yet_stable() {
    check(Findings { insight: Insight::Partial, ..well() }, BasicallyStable, &[Reason::PartialInsight]);
}

/// 二（三）2: 社会功能较差.
#[test]
fn one_poor_ability_is_basically_stable_and_a_fair_one_is_stable() {
    let found = Findings { poorest_ability: Ability::Poor, ..well() };
    check(found, BasicallyStable, &[Reason::PoorSocialFunction]);
    check(Findings { poorest_ability: Ability::Fair, ..well() }, Stable, &[Reason::AllConditionsMet]);
}

/// 二（三）3: 无其他异常.
#[test]
fn anything_else_abnormal_is_basically_stable() {
    check(Findings { other_abnormality: true, ..well() }, BasicallyStable, &[Reason::OtherAbnormality]);
}

/// 二（三）3 asks for 无严重药物不良反应: a mild one does not stand in the way.
#[test]
fn a_mild_adverse_reaction_leaves_one_stable() {
    check(Findings { adverse: AdverseSeverity::Mild, ..well() }, Stable, &[Reason::AllConditionsMet]);
}

#[test]
fn findings_of_two_classes_land_in_the_graver_and_only_its_reasons_are_told() {
    let found = Findings {
        risk: risk(1),
        insight: Insight::Absent,
        symptoms: SymptomSeverity::Marked,
        poorest_ability: Ability::Poor,
        other_abnormality: true,
        ..well()
    };
    check(found, Unstable, &[Reason::MarkedSymptoms, Reason::InsightAbsent]);
}

#[test]
fn all_reasons_of_a_class_are_told_the_gravest_first() {
    let unstable = Findings {
        risk: risk(4),
        symptoms: SymptomSeverity::Marked,
        insight: Insight::Absent,
        adverse: AdverseSeverity::Severe,
        physical: PhysicalIllness::Severe,
        ..well()
    };
    check(
        unstable,
        Unstable,
        &[
            Reason::RiskThreeOrMore(risk(4)),
            Reason::MarkedSymptoms,
            Reason::InsightAbsent,
            Reason::SevereAdverseReaction,
            Reason::SeverePhysicalIllness,
        ],
    );
    let basically = Findings {
        risk: risk(2),
        symptoms: SymptomSeverity::Partial,
        insight: Insight::Partial,
        poorest_ability: Ability::Poor,
        other_abnormality: true,
        ..well()
    };
    check(
        basically,
        BasicallyStable,
        &[
            Reason::RiskOneOrTwo(risk(2)),
            Reason::PartialSymptoms,
            Reason::PartialInsight,
            Reason::PoorSocialFunction,
            Reason::OtherAbnormality,
        ],
    );
}

/// 11 生产劳动及工作: 9 此项不适用 says nothing about how well somebody is.
#[test]
fn work_that_does_not_apply_does_not_count() {
    let social = |work: WorkAbility| Social {
        self_care: Some(Ability::Good),
        housework: Some(Ability::Fair),
        work: Some(work),
        learning: Some(Ability::Good),
        contact: Some(Ability::Good),
    };
    assert_eq!(social(WorkAbility::NotApplicable).poorest(), Some(Ability::Fair));
    assert_eq!(social(WorkAbility::Good).poorest(), Some(Ability::Fair));
    assert_eq!(social(WorkAbility::Poor).poorest(), Some(Ability::Poor));
}

#[test]
fn any_of_the_five_abilities_may_be_the_poor_one() {
    for id in ["self_care", "housework", "work", "learning", "social"] {
        let answers = with(&[(id, "3"), ("stability", ""), ("next_on", "")]);
        let judgement = understood(&answers).judgement.unwrap();
        assert_eq!(judgement.because, [Reason::PoorSocialFunction], "{id}");
    }
}

#[test]
fn every_reason_names_its_paragraph_and_has_words_in_both_languages() {
    let reasons = [
        Reason::RiskThreeOrMore(risk(3)),
        Reason::MarkedSymptoms,
        Reason::InsightAbsent,
        Reason::SevereAdverseReaction,
        Reason::SeverePhysicalIllness,
        Reason::RiskOneOrTwo(risk(1)),
        Reason::PartialSymptoms,
        Reason::PartialInsight,
        Reason::PoorSocialFunction,
        Reason::OtherAbnormality,
        Reason::AllConditionsMet,
    ];
    for one in reasons {
        assert!(one.source().starts_with("服务规范 二（三）"), "{one:?}");
        for lang in [crate::text::Lang::Zh, crate::text::Lang::En] {
            assert!(!crate::text::rules::reason(lang, one).is_empty(), "{one:?}");
        }
    }
}

/// All findings there can be: 1,944 of them.
fn all_findings() -> Vec<Findings> {
    use crate::code::Code;
    let mut all = Vec::new();
    for risk in Risk::ALL {
        for &symptoms in SymptomSeverity::ALL {
            for &insight in Insight::ALL {
                for &poorest_ability in Ability::ALL {
                    for &adverse in AdverseSeverity::ALL {
                        for &physical in PhysicalIllness::ALL {
                            for other_abnormality in [false, true] {
                                all.push(Findings {
                                    risk,
                                    symptoms,
                                    insight,
                                    poorest_ability,
                                    adverse,
                                    physical,
                                    other_abnormality,
                                });
                            }
                        }
                    }
                }
            }
        }
    }
    all
}

/// The same findings with one of them one step graver.
fn graver(found: Findings) -> Vec<Findings> {
    use crate::code::Code;
    fn next<C: Code>(one: C) -> Option<C> {
        C::from_code(one.code() + 1)
    }
    [
        risk_after(found.risk).map(|risk| Findings { risk, ..found }),
        next(found.symptoms).map(|symptoms| Findings { symptoms, ..found }),
        next(found.insight).map(|insight| Findings { insight, ..found }),
        next(found.poorest_ability).map(|poorest_ability| Findings { poorest_ability, ..found }),
        next(found.adverse).map(|adverse| Findings { adverse, ..found }),
        next(found.physical).map(|physical| Findings { physical, ..found }),
        (!found.other_abnormality).then_some(Findings { other_abnormality: true, ..found }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn risk_after(risk: Risk) -> Option<Risk> {
    Risk::new(risk.grade() + 1)
}

/// Open question Q9: a region may take 自知力不全 for 「基本恢复」. Nothing else changes.
#[test]
fn where_partial_insight_will_do_it_alone_keeps_nobody_from_being_stable() {
    let partial = Findings { insight: Insight::Partial, ..well() };
    assert_eq!(classify(&partial, InsightRule::Full).stability, BasicallyStable);
    assert_eq!(classify(&partial, InsightRule::FullOrPartial).stability, Stable);
    for found in all_findings() {
        let strict = classify(&found, InsightRule::Full);
        let expected = match strict.because.as_slice() {
            [Reason::PartialInsight] => vec![Reason::AllConditionsMet],
            because => because.iter().copied().filter(|one| *one != Reason::PartialInsight).collect(),
        };
        assert_eq!(classify(&found, InsightRule::FullOrPartial).because, expected, "{found:?}");
    }
}

#[test]
fn every_visit_has_a_class_and_a_reason_and_nothing_graver_makes_it_better() {
    let all = all_findings();
    assert_eq!(all.len(), 6 * 3 * 3 * 3 * 3 * 2 * 2);
    for found in all {
        let judgement = classify(&found, InsightRule::Full);
        assert!(!judgement.because.is_empty(), "{found:?}");
        for worse in graver(found) {
            let then = classify(&worse, InsightRule::Full).stability;
            assert!(then <= judgement.stability, "{found:?} is {judgement:?}, but {worse:?} is {then:?}");
        }
    }
}
