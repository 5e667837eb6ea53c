//! An entry of consent as it is typed.

use super::*;
use crate::answers::Answers;
use crate::text::rules::Problem;

const BORN: Date = date(1980, 5, 1);
const REGISTERED: Date = date(2020, 6, 15);

/// Agreed to the programme yesterday, by the person, on our text.
const GIVEN: [(&str, &str); 5] = [
    ("subject", "1"),
    ("decision", "1"),
    ("decided_on", "2026-11-20"),
    ("decided_by", "1"),
    ("letter", "management-2026-1"),
];

fn answers(changes: &[(&str, &str)]) -> Answers {
    let unchanged = GIVEN.iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
    let mut all = Answers::default();
    for (id, text) in unchanged.chain(changes) {
        all.push(id, *text);
    }
    all
}

fn read(changes: &[(&str, &str)], said: &[Said], born: Date) -> Result<Entry, crate::answers::Complaints> {
    let context =
        EntryContext { today: TODAY, born, registered_on: REGISTERED, died_on: None, kept_away: &[], said };
    parse(&answers(changes), &context)
}

/// The field that is complained of, and why.
#[track_caller]
fn refused(changes: &[(&str, &str)], said: &[Said]) -> Vec<(&'static str, Problem)> {
    let wrong = read(changes, said, BORN).expect_err("it should be refused");
    wrong.iter().map(|one| (one.field, one.problem.clone())).collect()
}

#[track_caller]
fn is_wrong(changes: &[(&str, &str)], said: &[Said], field: &'static str, wrong: Wrong) {
    assert_eq!(refused(changes, said), [(field, Problem::Consent(wrong))], "{changes:?}");
}

#[test]
fn what_the_person_signed_is_understood() {
    let entry = read(&[], &[], BORN).unwrap();
    assert_eq!(
        entry,
        Entry {
            subject: Subject::Management,
            decision: Decision::Given,
            on: date(2026, 11, 20),
            by: DecidedBy::Person,
            letter: Some("management-2026-1".to_owned()),
            detail: Detail::default(),
        }
    );
}

#[test]
fn a_guardian_to_be_kept_away_decides_nothing() {
    let decides = |by, name, relation| {
        let typed = [
            ("decided_by", by),
            ("guardian_name", name),
            ("guardian_relation", relation),
            ("unable_reason", "不识字"),
        ];
        let context = EntryContext {
            today: TODAY,
            born: BORN,
            registered_on: REGISTERED,
            died_on: None,
            kept_away: &["李大强".to_owned(), "买买提·艾力".to_owned()],
            said: &[],
        };
        let complaints = parse(&answers(&typed), &context).err().unwrap_or_default();
        complaints.iter().any(|one| one.problem == Problem::Consent(Wrong::GuardianKeptAway))
    };
    assert!(decides("2", "李大强", "3"));
    assert!(decides("3", "李 大强", "2"));
    assert!(decides("2", "买买提艾力", "5"));
    // Another son is another one.
    assert!(!decides("2", "李二强", "2"));
    assert!(!decides("1", "李大强", "2"));
}

#[test]
fn nothing_typed_is_complained_of_at_each_field() {
    let context = EntryContext {
        today: TODAY,
        born: BORN,
        registered_on: REGISTERED,
        died_on: None,
        kept_away: &[],
        said: &[],
    };
    let wrong = parse(&Answers::default(), &context).unwrap_err();
    let fields: Vec<&str> = wrong.iter().map(|one| one.field).collect();
    assert_eq!(fields, ["subject", "decision", "decided_on", "decided_by"]);
}

#[test]
fn the_day_lies_within_the_record() {
    let at = |day| [("decided_on", day), ("letter", OTHER_LETTER)];
    assert_eq!(refused(&at("2026-11-22"), &[])[0].1, Problem::InFuture { day: date(2026, 11, 22) });
    is_wrong(&at("1980-04-30"), &[], "decided_on", Wrong::BeforeBirth);
    is_wrong(&at("2020-06-14"), &[], "decided_on", Wrong::BeforeRecord { registered_on: REGISTERED });
    assert!(read(&at("2020-06-15"), &[], BORN).is_ok());
    let died_on = Some(date(2026, 11, 1));
    let context = EntryContext {
        today: TODAY,
        born: BORN,
        registered_on: REGISTERED,
        died_on,
        kept_away: &[],
        said: &[],
    };
    let wrong = parse(&answers(&[]), &context).unwrap_err();
    let expected = Problem::Consent(Wrong::AfterDeath { died_on: date(2026, 11, 1) });
    assert!(wrong.iter().any(|one| one.problem == expected));
}

#[test]
fn only_what_was_given_is_taken_back() {
    let given = [said(Subject::Management, Decision::Given, date(2026, 3, 2))];
    let back = [("decision", "2"), ("letter", "")];
    assert!(read(&back, &given, BORN).is_ok());
    is_wrong(&back, &[], "decision", Wrong::NothingToTakeBack);
    let since = [("decision", "2"), ("letter", ""), ("decided_on", "2026-03-01")];
    is_wrong(&since, &given, "decision", Wrong::NothingToTakeBack);
    // Another consent is not this one.
    let sharing = [("decision", "2"), ("letter", ""), ("subject", "2")];
    is_wrong(&sharing, &given, "decision", Wrong::NothingToTakeBack);
    let no = [("decision", "0"), ("letter", "")];
    is_wrong(&no, &given, "decision", Wrong::IsGiven { given_on: date(2026, 3, 2) });
    assert!(read(&no, &[], BORN).is_ok());
}

/// What a form offers is what it takes: somebody who agreed has nothing to decline, and nobody else to take back.
#[test]
fn what_can_be_said_follows_from_what_holds() {
    use Decision::*;
    let of = |subject, word| -> Vec<Decision> {
        Decision::ALL.iter().copied().filter(|one| one.can_follow(subject, word)).collect()
    };
    assert_eq!(of(Subject::Management, Word::Given), [Given, Withdrawn, Undecided, Informed]);
    for word in [Word::Open, Word::Refused, Word::Withdrawn] {
        assert_eq!(of(Subject::Management, word), [Given, Refused, Undecided, Informed], "{word:?}");
        assert_eq!(of(Subject::Sharing, word), [Given, Refused, Undecided], "{word:?}");
    }
    assert_eq!(of(Subject::Examination, Word::Given), [Given, Withdrawn, Undecided]);
}

/// 工作规范: the person's own signature is sought first; 个人信息保护法 第三十一条: under fourteen the guardian decides.
#[test]
fn who_decides_is_named_and_why() {
    let missing = |changes: &[(&str, &str)]| -> Vec<&str> {
        refused(changes, &[]).into_iter().map(|(field, _)| field).collect()
    };
    let alone = [("decided_by", "2")];
    assert_eq!(missing(&alone), ["guardian_name", "guardian_relation", "unable_reason"]);
    assert_eq!(missing(&[("decided_by", "3")]), ["guardian_name", "guardian_relation"]);
    let whole = [
        ("decided_by", "2"),
        ("guardian_name", "李春林"),
        ("guardian_relation", "9"),
        ("unable_reason", "病情发作期间，不能辨认自己的行为"),
    ];
    let entry = read(&whole, &[], BORN).unwrap();
    assert_eq!(entry.detail.guardian.unwrap().relation, Relation::ElderBrother);
    let young = date(2013, 1, 1);
    let wrong = read(&[], &[], young).unwrap_err();
    assert!(wrong.iter().any(|one| one.problem == Problem::Consent(Wrong::GuardianDecides)));
    assert!(read(&whole, &[], young).is_ok());
    // What was typed of a guardian who did not decide is not kept.
    let entry = read(&[("guardian_name", "李春林"), ("unable_reason", "无")], &[], BORN).unwrap();
    assert_eq!(entry.detail, Detail::default());
}

/// 个人信息保护法 第十四条: what is agreed to is known.
#[test]
fn a_consent_names_its_text() {
    is_wrong(&[("letter", "")], &[], "letter", Wrong::GivenOnNoText);
    assert!(read(&[("letter", "other")], &[], BORN).is_ok());
    is_wrong(&[("letter", "sharing-2026-1")], &[], "letter", Wrong::LetterOfAnother);
    is_wrong(&[("letter", "x")], &[], "letter", Wrong::LetterUnknown { given: "x".to_owned() });
    let early = [("decided_on", "2026-10-31")];
    is_wrong(&early, &[], "letter", Wrong::LetterOfLater { since: date(2026, 11, 1) });
    for decision in ["0", "3"] {
        assert!(read(&[("decision", decision), ("letter", "")], &[], BORN).is_ok(), "{decision}");
    }
}

/// 报告办法 第三条: what is informed of rests on a report.
#[test]
fn whoever_is_informed_is_so_by_a_report() {
    let informed = [("decision", "4"), ("letter", "")];
    let fields: Vec<&str> = refused(&informed, &[]).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["reported_by", "reported_on"]);
    let whole = |subject| {
        [
            ("decision", "4"),
            ("letter", ""),
            ("reported_by", "清溪县精神卫生中心"),
            ("reported_on", "2026-11-19"),
            ("subject", subject),
        ]
    };
    assert!(read(&whole("1"), &[], BORN).unwrap().detail.ground.is_some());
    is_wrong(&whole("2"), &[], "decision", Wrong::InformedOfManagement);
}

/// No input makes it panic, and nothing that is refused is kept.
#[test]
fn whatever_is_typed_is_answered() {
    for text in ["", "9", "同意", "\u{202E}1", "'; drop table consents;--", &"长".repeat(5_000), "2026-02-31"]
    {
        for field in FIELDS {
            let _ = read(&[(field.id, text)], &[], BORN);
        }
    }
}
