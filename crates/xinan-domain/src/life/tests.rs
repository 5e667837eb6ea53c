//! The table of domain 3.2, and what holds of every history.

use proptest::prelude::*;

use super::*;
use crate::code::Code;
use crate::text::Lang;

fn led(from: Life, steps: &[Step]) -> State {
    steps.iter().fold(from, |life, step| life.after(*step).unwrap()).state()
}

#[test]
fn the_rows_of_the_table() {
    use State as S;
    use Step::*;
    let managed = [GiveConsent];
    let rows: &[(Life, &[Step], S)] = &[
        (Life::CLUE, &[], S::Clue),
        (Life::CLUE, &[RejectClue], S::ClueRejected),
        (Life::CLUE, &[ReportClue], S::Suspected),
        (Life::CLUE, &[ReportClue, Confirm], S::DiagnosedUnreported),
        (Life::CLUE, &[ReportClue, Exclude], S::Excluded),
        (Life::DIAGNOSED, &[EnterCard], S::Reported),
        (Life::DIAGNOSED, &[EnterCard, Accept], S::ConsentPending),
        (Life::REGISTERED, &managed, S::Managed),
        (Life::REGISTERED, &[Inform], S::Managed),
        (Life::REGISTERED, &[RefuseConsent], S::Refused),
        (Life::REGISTERED, &[RefuseConsent, RefuseConsent], S::Refused),
        (Life::REGISTERED, &[RefuseConsent, GiveConsent], S::Managed),
        (Life::REGISTERED, &[GiveConsent, WithdrawConsent], S::Refused),
        (Life::REGISTERED, &[GiveConsent, Admit], S::Hospitalised),
        (Life::REGISTERED, &[GiveConsent, Admit, Discharge], S::Managed),
        (Life::REGISTERED, &[RefuseConsent, Admit, Discharge], S::Refused),
        (Life::REGISTERED, &[GiveConsent, SendTransfer], S::TransferPending),
        (Life::REGISTERED, &[GiveConsent, SendTransfer, AcceptTransfer], S::Managed),
        (Life::REGISTERED, &[RefuseConsent, SendTransfer, ReturnTransfer], S::Refused),
        (Life::REGISTERED, &[GiveConsent, SendTransfer, AcceptElsewhere], S::ClosedOther),
        (Life::REGISTERED, &[GiveConsent, SendTransfer, Admit], S::TransferPending),
        (Life::REGISTERED, &[GiveConsent, SendTransfer, Admit, AcceptTransfer], S::Hospitalised),
        (Life::REGISTERED, &[GiveConsent, Admit, SendTransfer, Discharge, AcceptTransfer], S::Managed),
        (Life::REGISTERED, &[GiveConsent, Lose], S::Lost),
        (Life::REGISTERED, &[GiveConsent, Lose, Find], S::Managed),
        (Life::REGISTERED, &[GiveConsent, Lose, Die], S::Dead),
        (Life::REGISTERED, &[GiveConsent, Die, UndoDeath], S::Managed),
        (Life::REGISTERED, &[GiveConsent, Admit, Die, UndoDeath], S::Hospitalised),
        (Life::DIAGNOSED, &[Revoke], S::ClosedRevoked),
        (Life::REGISTERED, &[Revoke, Reopen], S::ConsentPending),
        (Life::REGISTERED, &[GiveConsent, Merge], S::ClosedOther),
        (Life::REGISTERED, &[GiveConsent, Merge, Reopen], S::Managed),
        (Life::REGISTERED, &[Die, Merge, Reopen], S::Dead),
    ];
    for (from, steps, expected) in rows {
        assert_eq!(led(*from, steps), *expected, "{steps:?}");
    }
}

#[test]
fn what_the_table_does_not_name_is_refused_and_said_why() {
    use Step::*;
    let rows: &[(&[Step], Step, &str)] = &[
        (&[Die], GiveConsent, "更正死亡"),
        (&[Die], Lose, "更正死亡"),
        (&[Merge], Admit, "恢复档案"),
        (&[GiveConsent, Admit], Lose, "住院"),
        (&[GiveConsent, SendTransfer], SendTransfer, "流转"),
        (&[GiveConsent, Lose], SendTransfer, "重新联系上"),
        (&[GiveConsent], GiveConsent, "核对"),
        (&[], Discharge, "核对"),
    ];
    for (steps, step, says) in rows {
        let life = steps.iter().fold(Life::REGISTERED, |life, step| life.after(*step).unwrap());
        let said = life.after(*step).unwrap_err().say(Lang::Zh);
        assert!(said.contains(says), "{steps:?} {step:?}: {said}");
    }
    for step in Step::ALL {
        for ended in [Life::CLUE.after(RejectClue), Life::CLUE.after(ReportClue).unwrap().after(Exclude)] {
            assert!(ended.unwrap().after(*step).is_err(), "{step:?}");
        }
    }
}

fn any_history() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec(proptest::sample::select(Step::ALL), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever is tried in whatever order: what is refused changes nothing, and what was before comes back.
    #[test]
    fn a_history_keeps_its_promises(steps in any_history()) {
        for from in [Life::CLUE, Life::DIAGNOSED, Life::REGISTERED] {
            let mut life = from;
            for step in &steps {
                let state = life.state();
                let Ok(next) = life.after(*step) else { continue };
                // Nothing follows an end but its correction.
                if state.is_end() {
                    prop_assert!(matches!(step, Step::UndoDeath | Step::Reopen | Step::Merge), "{state:?} {step:?}");
                }
                // Nobody is registered again, and nobody loses a record but by closing it.
                if state.is_registered() {
                    prop_assert!(next.state().is_registered() || next.state().is_end());
                }
                // What is corrected leads back to where it came from.
                let back = match step {
                    Step::Die => next.after(Step::UndoDeath).ok(),
                    Step::Merge | Step::Revoke | Step::CloseMistake => next.after(Step::Reopen).ok(),
                    Step::Lose => next.after(Step::Find).ok(),
                    Step::SendTransfer => next.after(Step::ReturnTransfer).ok(),
                    _ => None,
                };
                if let Some(back) = back {
                    prop_assert_eq!(back, life);
                }
                life = next;
            }
        }
    }
}
