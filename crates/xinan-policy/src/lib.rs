//! Who may do what: the answers of the policies in `policies/`, as a table.
//!
//! The policies are written in Cedar, each with a sentence and its legal basis. They are asked about every
//! combination of post, action and relation before anything is built (`crates/xinan-cedar`), so that a decision is
//! a look into a table and the whole of it can be printed: [`matrix`], kept in `docs/access-matrix.txt`. What is
//! not permitted by a policy is not permitted (docs/decisions/0025).
//!
//! Legal basis: 精神卫生法 第四条 (confidentiality, duty excepted) and 第五十五条 (primary care keeps
//! health records and follows up); 个人信息保护法 第三十四条 (within the duty).

mod matrix;
#[rustfmt::skip]
mod table;
mod words;

pub use matrix::matrix;
pub use table::POLICIES;
use table::{BESIDE, SHOWN, TABLE};
pub use words::{Action, Group, Post, Relation, View};

/// A policy as it is written in `policies/`.
#[derive(Debug)]
pub struct Policy {
    /// Its name.
    pub id: &'static str,
    /// Whether it permits; else it forbids, and no other policy can permit what it forbids.
    pub permits: bool,
    /// What it says, in one sentence.
    pub sentence: &'static str,
    /// The same in Chinese, for those who answer for it.
    pub zh: &'static str,
    /// The articles that it rests on.
    pub basis: &'static str,
}

/// Whether somebody in this post may do this with a record that stands to him or her like that.
pub fn permits(post: Post, action: Action, relation: Relation) -> bool {
    TABLE[words::place(post, action, relation)].0
}

/// The policies that decided; none when nothing permits.
pub fn deciding(post: Post, action: Action, relation: Relation) -> impl Iterator<Item = &'static Policy> {
    TABLE[words::place(post, action, relation)].1.iter().map(|at| &POLICIES[*at])
}

/// Whether somebody who holds the one post may hold the other beside it.
pub fn may_be_held_beside(held: Post, other: Post) -> bool {
    BESIDE[words::place_beside(held, other)].0
}

/// The policies that let both be held; none when nothing does.
pub fn letting_beside(held: Post, other: Post) -> impl Iterator<Item = &'static Policy> {
    BESIDE[words::place_beside(held, other)].1.iter().map(|at| &POLICIES[*at])
}

/// Whether a view of a record shows a group of fields.
pub fn shows(view: View, group: Group) -> bool {
    SHOWN[words::place_shown(view, group)].0
}

/// The policies that let it be shown; none when nothing does.
pub fn letting_show(view: View, group: Group) -> impl Iterator<Item = &'static Policy> {
    SHOWN[words::place_shown(view, group)].1.iter().map(|at| &POLICIES[*at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_reaches_beyond_the_territory_but_who_cares_and_in_an_emergency() {
        for post in Post::ALL {
            for action in Action::ALL {
                let cares = [Post::VillageDoctor, Post::TownshipWorker, Post::CountyOffice].contains(post);
                let in_an_emergency = *action == Action::OpenInEmergency && cares;
                let reaches = permits(*post, *action, Relation::Elsewhere);
                assert_eq!(reaches, in_an_emergency, "{post:?} {action:?}");
            }
        }
    }

    #[test]
    fn who_entered_something_today_may_do_no_less_with_it_than_with_what_others_entered() {
        for post in Post::ALL {
            for action in Action::ALL {
                let [others, own] = [Relation::Territory, Relation::OwnEntry]
                    .map(|relation| permits(*post, *action, relation));
                assert!(own || !others || JUDGES.contains(action), "{post:?} {action:?}");
            }
        }
    }

    /// What is done about what somebody else has done.
    const JUDGES: [Action; 3] = [Action::ApproveDisclosure, Action::ReviewEmergency, Action::JudgePoliceLook];

    #[test]
    fn nobody_judges_what_he_or_she_asked_for() {
        for post in Post::ALL {
            for action in JUDGES {
                assert!(!permits(*post, action, Relation::OwnEntry), "{post:?} {action:?}");
            }
        }
    }

    #[test]
    fn every_policy_decides_something() {
        for policy in POLICIES {
            let decides = |post: &Post| {
                let beside = || Post::ALL.iter().flat_map(|other| letting_beside(*post, *other));
                let shown = || {
                    let groups = || Group::ALL.iter();
                    View::ALL
                        .iter()
                        .flat_map(move |view| groups().flat_map(|group| letting_show(*view, *group)))
                };
                beside().chain(shown()).any(|one| one.id == policy.id)
                    || Action::ALL.iter().any(|action| {
                        Relation::ALL.iter().any(|relation| {
                            deciding(*post, *action, *relation).any(|one| one.id == policy.id)
                        })
                    })
            };
            assert!(Post::ALL.iter().any(decides), "{} never decides", policy.id);
        }
    }

    /// Named one by one: what is not shown is a promise, too.
    #[test]
    fn what_each_view_does_not_show() {
        let hidden = |view: View| -> Vec<Group> {
            Group::ALL.iter().copied().filter(|group| !shows(view, *group)).collect()
        };
        let [diagnosis, words, protection] = [Group::Diagnosis, Group::Words, Group::Protection];
        assert_eq!(hidden(View::Record), []);
        assert_eq!(hidden(View::EmergencyCard), [diagnosis, words, Group::Consent, protection]);
        assert_eq!(
            hidden(View::PoliceCard),
            [Group::Whereabouts, diagnosis, Group::Medicine, Group::Risk, words, Group::Consent, protection]
        );
        let ill = [diagnosis, Group::Medicine, Group::Risk];
        let list = [&ill[..], &[words, Group::Consent, protection]].concat();
        assert_eq!(hidden(View::DepartmentList), list);
        assert_eq!(hidden(View::Person), [protection]);
        assert_eq!(hidden(View::Guardian), [protection]);
        assert_eq!(
            hidden(View::GuardianKeptApart),
            [Group::Whereabouts, Group::Guardian, Group::GuardianPhone, words, protection]
        );
    }

    /// Named one by one: what a post may do is a promise to the people whose records these are.
    #[test]
    fn what_each_post_may_not_do_in_its_territory() {
        let denied = |post: Post| -> Vec<Action> {
            Action::ALL
                .iter()
                .copied()
                .filter(|action| !permits(post, *action, Relation::Territory))
                .collect()
        };
        let lists = [
            Action::CorrectVisitOfOthers,
            Action::CorrectDeath,
            Action::CorrectLoss,
            Action::CloseRecord,
            Action::InformConsent,
            Action::CorrectConsentOfOthers,
            Action::CorrectExaminationOfOthers,
            Action::SeeToAlert,
            Action::PrintBatch,
            Action::ExportRoster,
            Action::RegisterPerson,
            Action::EditPerson,
            Action::SendTransfer,
            Action::AcceptTransfer,
            Action::RecordStay,
            Action::CorrectStay,
            Action::RecordDischargeForm,
            Action::SendReferral,
            Action::AnswerReferral,
            Action::AskGuidance,
            Action::AnswerGuidance,
            Action::Import,
        ];
        let own_door = [Action::IssueCard, Action::AnswerRequest, Action::KeepException, Action::KeepSafety];
        let register = [Action::SeeDisclosures, Action::ApproveDisclosure, Action::ReviewEmergency];
        let administration = [&KEEPING[..], &SECURITY, &LOG].concat();
        let help = [Action::AnswerHelp];
        let clues = [
            Action::SeeClues,
            Action::JudgeClue,
            Action::JudgeAtCounty,
            Action::ReviewClue,
            Action::BeginSurvey,
        ];
        assert_eq!(
            denied(Post::VillageDoctor),
            [
                &lists[..],
                &administration,
                &own_door,
                &register,
                &POLICE,
                &TOLD,
                &help,
                &FIGURES,
                &HANDED,
                &clues,
                // The official record is the psychiatrist's, or entered from the paper by the township.
                &[Action::RecordDisposal]
            ]
            .concat()
        );
        assert_eq!(
            denied(Post::TownshipWorker),
            [
                &[Action::CorrectDeath, Action::CloseRecord, Action::AnswerGuidance][..],
                &administration,
                &[Action::ReviewEmergency],
                &POLICE,
                &TOLD,
                &FIGURES,
                &HANDED,
                &[Action::JudgeAtCounty]
            ]
            .concat()
        );
        assert_eq!(
            denied(Post::CountyOffice),
            [&[Action::AnswerGuidance][..], &administration, &POLICE, &TOLD, &FIGURES, &HANDED].concat()
        );
        let but = |own: &[Action]| -> Vec<Action> {
            Action::ALL.iter().copied().filter(|action| !own.contains(action)).collect()
        };
        // In the territory a psychiatrist has tasks and nothing else: records open by a tie, to be read and answered.
        assert_eq!(denied(Post::Psychiatrist), but(&[Action::SeeTasks]));
        for action in Action::ALL {
            let treats = [
                Action::SeeCase,
                Action::ReadConsents,
                Action::RecordStay,
                Action::CorrectStay,
                Action::RecordDischargeForm,
                Action::AnswerReferral,
                Action::AnswerGuidance,
                Action::SeeDisposal,
                Action::KeepDisposal,
                Action::RecordDisposal,
            ];
            let by_tie = permits(Post::Psychiatrist, *action, Relation::Treats);
            assert_eq!(by_tie, treats.contains(action), "{action:?}");
        }
        assert_eq!(denied(Post::PoliceOfficer), but(&[&POLICE[..], &REPORTS].concat()));
        assert_eq!(denied(Post::CoordinatingOffice), but(&[&FIGURES[..], &REPORTS].concat()));
        // Finance is not among those whom the letter of sharing names (docs/decisions/0038).
        assert_eq!(denied(Post::Finance), but(&FIGURES));
        for department in [Post::CivilAffairs, Post::DisabledFederation] {
            assert_eq!(denied(department), but(&[FIGURES, HANDED, REPORTS].concat()));
        }
        assert_eq!(denied(Post::SystemAdministrator), but(&KEEPING));
        assert_eq!(denied(Post::SecurityAdministrator), but(&[&SECURITY[..], &TOLD].concat()));
        assert_eq!(denied(Post::AuditAdministrator), but(&LOG));
    }

    const KEEPING: [Action; 3] = [Action::KeepStaff, Action::HandOver, Action::KeepInstitutions];
    const SECURITY: [Action; 3] = [Action::SeeSecurity, Action::EndSession, Action::ConfirmPost];
    const LOG: [Action; 2] = [Action::ReadLog, Action::ExportLog];
    /// PROMISES T9: one look-up of one person, and nothing else that the program can do.
    const POLICE: [Action; 1] = [Action::AskAboutOne];
    /// The security administrator is the privacy officer, too.
    const TOLD: [Action; 1] = [Action::JudgePoliceLook];

    /// Counts of a territory, for other departments.
    const FIGURES: [Action; 1] = [Action::SeeFigures];
    /// Whoever worries about somebody says so; that opens nothing.
    const REPORTS: [Action; 1] = [Action::ReportClue];
    /// Lists that were handed over to one of them.
    const HANDED: [Action; 1] = [Action::ReadHandedList];

    /// The side of an action: records, accounts, security, the log, the police or other departments.
    fn side(action: Action) -> usize {
        let security = [&SECURITY[..], &TOLD].concat();
        let departments = [FIGURES, HANDED].concat();
        let sides = [&KEEPING[..], &security, &LOG, &POLICE, &departments];
        sides.iter().position(|side| side.contains(&action)).map_or(0, |at| at + 1)
    }

    fn sides(post: Post) -> Vec<usize> {
        let permitted =
            |action: &&Action| Relation::ALL.iter().any(|relation| permits(post, **action, *relation));
        let permitted = Action::ALL.iter().filter(permitted).filter(|action| !REPORTS.contains(action));
        let mut sides: Vec<usize> = permitted.map(|action| side(*action)).collect();
        sides.sort_unstable();
        sides.dedup();
        sides
    }

    /// PROMISES T27: who gives access has none to records and does not confirm it; who reads the log does neither.
    #[test]
    fn no_post_is_on_two_sides() {
        for post in Post::ALL {
            assert_eq!(sides(*post).len(), 1, "{post:?} is on {:?}", sides(*post));
        }
        // Each side has somebody.
        let mut all: Vec<usize> = Post::ALL.iter().flat_map(|post| sides(*post)).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all, [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn nobody_holds_posts_of_two_sides_and_who_does_not_care_holds_one() {
        for one in Post::ALL {
            for other in Post::ALL {
                let together = may_be_held_beside(*one, *other);
                let care = sides(*one) == [0] && sides(*other) == [0];
                assert_eq!(together, care, "{one:?} beside {other:?}");
                assert_eq!(together, may_be_held_beside(*other, *one), "{one:?} beside {other:?}");
            }
        }
    }
}
