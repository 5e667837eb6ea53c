//! The paper says what the domain says.

use xinan_domain::code::{Code, CodeItem};
use xinan_domain::{follow_up as visit, lost, person, risk};

use super::*;

fn items(list: &[CodeItem]) -> Vec<(u8, String)> {
    list.iter().map(|item| (item.code, item.label.to_owned())).collect()
}

/// The domain's lists under the names that the forms give them.
fn domain() -> Vec<(&'static str, Vec<(u8, String)>)> {
    vec![
        ("mode", items(visit::VisitMode::ITEMS)),
        ("met", items(visit::Met::ITEMS)),
        ("lost_reason", items(lost::LostReason::ITEMS)),
        ("death_cause", items(visit::DeathCause::ITEMS)),
        ("death_disease", items(visit::SomaticCause::ITEMS)),
        ("symptoms", items(visit::Symptom::ITEMS)),
        ("insight", items(visit::Insight::ITEMS)),
        ("grade", items(visit::Ability::ITEMS)),
        ("work", items(visit::WorkAbility::ITEMS)),
        ("acts", items(risk::Incident::ITEMS)),
        ("confinement", items(visit::Confinement::ITEMS)),
        ("hospital", items(visit::Hospital::ITEMS)),
        ("adherence", items(visit::Adherence::ITEMS)),
        ("adverse", items(visit::AdverseReaction::ITEMS)),
        ("effect", items(visit::Effect::ITEMS)),
        ("rehabilitation", items(visit::Rehabilitation::ITEMS)),
        ("class", items(visit::Stability::ITEMS)),
        ("household", items(person::Household::ITEMS)),
        ("employment", items(person::Employment::ITEMS)),
        ("outpatient", items(person::OutpatientHistory::ITEMS)),
        ("last_effect", items(person::TreatmentEffect::ITEMS)),
        ("economy", items(person::Economy::ITEMS)),
    ]
}

#[test]
fn every_list_of_the_forms_can_be_worded_and_no_other() {
    let names = include_str!("../../forms/words.typ").lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("  ")?.split_once(": ")?;
        name.starts_with(char::is_alphabetic).then_some(name)
    });
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    assert_eq!(names, WORDED_FIELDS);
}

/// Three lists are not compared: of 知情同意 the form prints 1 before 0, of 实验室检查 and 是否转诊 the
/// domain keeps only what follows from them.
#[test]
fn every_code_list_of_the_domain_stands_on_the_paper_word_for_word() {
    let wording: Wording = domain().into_iter().map(|(field, list)| (field.to_owned(), list)).collect();
    let extras = Extras { wording, ..Extras::default() };
    for (form, blank) in both_forms_blank() {
        let usual = lay_out(form, &[&blank])[0].text();
        let worded = pages(form, Job::new(&[&blank], &footer(), &extras).unwrap())[0].text();
        let differing = usual.split(' ').zip(worded.split(' ')).find(|(ours, domains)| ours != domains);
        assert_eq!(differing, None, "form and domain");
        assert_eq!(usual, worded);
    }
}
