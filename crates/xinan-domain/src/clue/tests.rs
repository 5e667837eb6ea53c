//! Clues: the form, the steps, the days.

use jiff::civil::{Date, date};

use super::*;
use crate::answers::Answers;
use crate::code::Code;
use crate::duty::{DutyLimits, Office};
use crate::region::Region;
use crate::text::Lang;

const TODAY: Date = date(2026, 11, 21);
const VILLAGE: &str = "429971101209";

fn village(text: &str) -> Option<Region> {
    Region::exact(text).ok().filter(|village| village.as_str() == VILLAGE)
}

/// A clue as somebody types it on a page.
fn typed() -> Vec<(&'static str, &'static str)> {
    vec![
        ("name", "金丝雀"),
        ("sex", "2"),
        ("age", "40"),
        ("village", VILLAGE),
        ("list", "1"),
        ("items", "5"),
        ("items", "8"),
        ("informant", "金画眉"),
        ("surveyor", "王医生"),
        ("surveyed_on", "昨天"),
    ]
}

fn typed_but(changes: &[(&'static str, &'static str)]) -> Answers {
    let kept = typed().into_iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
    let all = kept.chain(changes.iter().copied());
    Answers::new(all.map(|(id, text)| (id.to_owned(), text.to_owned())).collect())
}

fn read(answers: &Answers, of_ledger: bool) -> Result<Registration, Vec<&'static str>> {
    let context = RegistrationContext { today: TODAY, village: &village, of_ledger };
    parse(answers, &context).map_err(|found| found.iter().map(|one| one.field).collect())
}

#[test]
fn a_clue_of_a_page_is_understood() {
    let clue = read(&typed_but(&[]), false).unwrap();
    assert_eq!(clue.screening.to_string(), "5;8");
    assert_eq!(clue.surveyed_on, date(2026, 11, 20));
    assert_eq!((clue.age, clue.born_about()), (Some(40), Some(1986)));
    assert!(read(&typed_but(&[("list", "2"), ("items", "11")]), false).is_ok());
}

/// All at once, each at its field.
#[test]
fn what_is_missing_or_wrong_is_told_at_its_field() {
    for (changes, fields) in [
        (vec![("name", ""), ("sex", "")], vec!["name", "sex"]),
        (vec![("name", "1234")], vec!["name"]),
        (vec![("items", "")], vec!["items"]),
        (vec![("items", "10")], vec!["items"]),
        (vec![("list", "7")], vec!["list"]),
        (vec![("village", "429971102203")], vec!["village"]),
        (vec![("age", "400")], vec!["age"]),
        (vec![("surveyed_on", "2026-11-22")], vec!["surveyed_on"]),
        (vec![("informant", ""), ("surveyor", "")], vec!["informant", "surveyor"]),
        (vec![("informant_phone", "12")], vec!["informant_phone"]),
        (vec![("identity_number", "429971198605170211")], vec!["sex"]),
        (vec![("identity_number", "123")], vec!["identity_number"]),
        (vec![("guardian_relation", "77")], vec!["guardian_relation"]),
    ] {
        assert_eq!(read(&typed_but(&changes), false), Err(fields), "{changes:?}");
    }
}

/// What a page asks for may be missing there: it was written before anybody asked.
#[test]
fn a_row_of_a_ledger_needs_name_village_questions_and_day() {
    let without =
        [("sex", ""), ("list", ""), ("informant", ""), ("surveyor", ""), ("surveyed_on", "2026-11-20")];
    assert!(read(&typed_but(&without), true).is_ok());
    assert_eq!(read(&typed_but(&without), false), Err(vec!["sex", "list", "informant", "surveyor"]));
    let of_2012 = [("list", ""), ("items", "第10、11条"), ("surveyed_on", "2026-11-20")];
    let clue = read(&typed_but(&of_2012), true).unwrap();
    assert_eq!(clue.screening.list, ScreeningList::Inquiry2012);
    // Nobody knows any more which day was yesterday.
    assert_eq!(read(&typed_but(&[]), true), Err(vec!["surveyed_on"]));
}

/// A form that was kept before there were pages is read as it was.
#[test]
fn what_a_ledger_kept_before_is_still_read() {
    let kept = r#"{"name":"金丝雀","identity_number":null,"village":"429971101209",
        "screening":{"list":1,"yes":[5]},"surveyor":"王医生","surveyed_on":"2026-03-04",
        "reviewed_on":null,"outcome":3,"diagnosis":null}"#;
    let clue: Registration = serde_json::from_str(kept).unwrap();
    assert_eq!((clue.name.as_str(), clue.sex), ("金丝雀", None));
}

#[test]
fn any_text_is_read_or_refused() {
    for text in ["", "\0", "第", "-1", "999999999999999999999", "𠮷", "；；", "<script>"] {
        for (id, _) in typed() {
            let _ = read(&typed_but(&[(id, text)]), false);
            let _ = read(&typed_but(&[(id, text)]), true);
        }
        let answers = Answers::new(vec![("step".into(), text.into()), ("outcome".into(), text.into())]);
        let _ = decide(&answers, (State::Reported, false), TODAY);
        let _ = parse_review(&answers, &ReviewContext { today: TODAY, surveyed_on: TODAY });
    }
}

/// 3.2: the township rules out or passes on; a psychiatrist confirms, rules out, or looks again.
#[test]
fn a_clue_goes_from_step_to_step() {
    use State as S;
    use Step as D;
    let allowed = [
        (S::Reported, D::Reject, S::Rejected),
        (S::Reported, D::Approve, S::Waiting),
        (S::Reported, D::AskCounty, S::AtCounty),
        (S::Reported, D::SameAs, S::Known),
        (S::Reported, D::Withdraw, S::Withdrawn),
        (S::AtCounty, D::Return, S::Reported),
        (S::AtCounty, D::Reject, S::Rejected),
        (S::AtCounty, D::Approve, S::Waiting),
        (S::AtCounty, D::SameAs, S::Known),
        (S::AtCounty, D::Withdraw, S::Withdrawn),
        (S::Waiting, D::Confirm, S::Confirmed),
        (S::Waiting, D::Exclude, S::Excluded),
        (S::Waiting, D::StillOpen, S::Open),
        (S::Waiting, D::SameAs, S::Known),
        (S::Waiting, D::Withdraw, S::Withdrawn),
        (S::Open, D::Confirm, S::Confirmed),
        (S::Open, D::Exclude, S::Excluded),
        (S::Open, D::StillOpen, S::Open),
        (S::Open, D::SameAs, S::Known),
        (S::Open, D::Withdraw, S::Withdrawn),
    ];
    for state in State::ALL {
        for step in Step::ALL {
            let expected = allowed.iter().find(|(from, by, _)| from == state && by == step);
            let expected = expected.map(|(_, _, to)| *to).ok_or(NotNow(*state));
            assert_eq!(state.after(*step), expected, "{state:?} {step:?}");
        }
        for at_county in [false, true] {
            for step in state.offered(at_county) {
                assert!(state.after(step).is_ok(), "{state:?} {step:?}");
            }
        }
        for lang in [Lang::Zh, Lang::En] {
            assert!(!state.explain(lang).is_empty());
        }
    }
    // While the county office compares, the township waits.
    assert!(State::AtCounty.offered(false).is_empty());
}

#[test]
fn what_is_known_of_a_clue_says_where_it_begins() {
    let reviewed = Some(date(2026, 3, 20));
    for (of_ledger, outcome, reviewed_on, state) in [
        (false, None, None, State::Reported),
        (true, None, None, State::Waiting),
        (true, Some(ClueOutcome::Pending), None, State::Waiting),
        (true, Some(ClueOutcome::Pending), reviewed, State::Open),
        (true, Some(ClueOutcome::Confirmed), reviewed, State::Confirmed),
        (true, Some(ClueOutcome::Excluded), None, State::Excluded),
    ] {
        assert_eq!(State::begun(Begun { of_ledger, outcome, reviewed_on }), state);
    }
}

/// Whether the county found a record elsewhere or nothing at all, the township reads one word.
#[test]
fn a_township_learns_nothing_of_a_record_beyond_its_reach() {
    let told = |steps: &[(Step, bool)]| State::of(Begun::default(), steps);
    let asked = (Step::AskCounty, false);
    let known = told(&[asked, (Step::SameAs, true)]);
    let rejected = told(&[asked, (Step::Reject, true)]);
    assert_eq!((known.county, rejected.county), (State::Known, State::Rejected));
    assert_eq!((known.township, rejected.township), (State::Settled, State::Settled));
    // What a township finds in its own register it may know.
    assert_eq!(told(&[(Step::SameAs, false)]).township, State::Known);
    assert_eq!(told(&[asked, (Step::Return, true)]).township, State::Reported);
    // A step that does not follow any more changes nothing.
    assert_eq!(told(&[(Step::Reject, false), (Step::Approve, false)]).county, State::Rejected);
}

#[test]
fn a_decision_says_why_and_which_record() {
    let read = |pairs: &[(&str, &str)], state| {
        let pairs = pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned()));
        let found = decide(&Answers::new(pairs.collect()), (state, false), TODAY);
        found.map(|one| one.step).map_err(|found| found.iter().map(|one| one.field).collect::<Vec<_>>())
    };
    assert_eq!(read(&[], State::Reported), Err(vec!["step"]));
    assert_eq!(read(&[("step", "1")], State::Reported), Err(vec!["words"]));
    assert_eq!(read(&[("step", "1"), ("words", "外地亲戚，已回去")], State::Reported), Ok(Step::Reject));
    assert_eq!(read(&[("step", "2")], State::Reported), Ok(Step::Approve));
    assert_eq!(read(&[("step", "4")], State::Reported), Err(vec!["same_as"]));
    assert_eq!(read(&[("step", "2")], State::Waiting), Err(vec!["step"]));
    // What a psychiatrist found is no decision of the township.
    assert_eq!(read(&[("step", "7")], State::Waiting), Err(vec!["step"]));
}

#[test]
fn a_review_names_the_psychiatrist_and_of_whoever_is_confirmed_the_diagnosis() {
    let read = |changes: &[(&str, &str)]| {
        let all = [
            ("outcome", "1"),
            ("diagnosis", "1"),
            ("reviewed_on", "2026-11-20"),
            ("psychiatrist", "云大夫"),
            ("institution", "清溪县精神卫生中心"),
        ];
        let kept = all.iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
        let pairs = kept.chain(changes).map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
        let context = ReviewContext { today: TODAY, surveyed_on: date(2026, 11, 1) };
        let found = parse_review(&Answers::new(pairs), &context);
        found.map_err(|found| found.iter().map(|one| one.field).collect::<Vec<_>>())
    };
    assert!(read(&[]).is_ok());
    assert_eq!(read(&[("outcome", "2")]).unwrap().diagnosis, None);
    assert_eq!(read(&[("diagnosis", "")]), Err(vec!["diagnosis"]));
    assert_eq!(read(&[("reviewed_on", "2026-10-31")]), Err(vec!["reviewed_on"]));
    assert_eq!(read(&[("reviewed_on", "2026-11-22")]), Err(vec!["reviewed_on"]));
    assert_eq!(read(&[("psychiatrist", ""), ("institution", "")]), Err(vec!["psychiatrist", "institution"]));
}

#[test]
fn a_township_looks_within_its_days_and_a_psychiatrist_within_a_month() {
    let limits = DutyLimits::default();
    let since = date(2026, 5, 30);
    let calendar = crate::calendar::Calendar::default();
    let due = |state| duty(state, &limits).and_then(|duty| duty.due_on(since, &calendar));
    for (state, day) in [
        (State::Reported, Some(date(2026, 6, 13))),
        (State::AtCounty, Some(date(2026, 6, 13))),
        (State::Waiting, Some(date(2026, 6, 29))),
        (State::Open, Some(date(2026, 6, 29))),
        (State::Rejected, None),
        (State::Confirmed, None),
        (State::Known, None),
    ] {
        assert_eq!(due(state), day, "{state:?}");
        assert_eq!(state.is_closed(), day.is_none(), "{state:?}");
    }
    let who = |state| duty(state, &limits).map(|duty| duty.who);
    assert_eq!(who(State::Reported), Some(Office::Township));
    assert_eq!(who(State::AtCounty), Some(Office::County));
}

#[test]
fn whoever_was_ruled_out_is_forgotten_after_a_time() {
    assert_eq!(forget_on(date(2024, 2, 29), 12), date(2025, 2, 28));
    assert_eq!(forget_on(date(2026, 8, 31), 1), date(2026, 9, 30));
    assert_eq!(ClueLimits::default().forget_months, 12);
    for state in State::ALL {
        let kept = matches!(state, State::Confirmed) || !state.is_closed();
        assert_eq!(state.is_forgotten(), !kept, "{state:?}");
    }
}

#[test]
fn a_survey_has_an_area_days_and_a_list() {
    let region = |text: &str| Region::exact(text).ok().filter(|region| region.as_str() == "429971101");
    let read = |changes: &[(&str, &str)]| {
        let all = [
            ("title", "2026年冬季线索调查"),
            ("region", "429971101"),
            ("from_on", "2026-11-21"),
            ("until_on", "2026-12-20"),
            ("list", "1"),
        ];
        let kept = all.iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
        let pairs = kept.chain(changes).map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
        let found = parse_survey(&Answers::new(pairs), &SurveyContext { today: TODAY, region: &region });
        found.map_err(|found| found.iter().map(|one| one.field).collect::<Vec<_>>())
    };
    let survey = read(&[]).unwrap();
    for (day, standing) in [
        (date(2026, 11, 20), SurveyStanding::ToCome),
        (date(2026, 11, 21), SurveyStanding::Running),
        (date(2026, 12, 20), SurveyStanding::Running),
        (date(2026, 12, 21), SurveyStanding::Over),
    ] {
        assert_eq!(standing_of(&survey, false, day), standing, "{day}");
        assert_eq!(standing_of(&survey, true, day), SurveyStanding::Ended);
    }
    assert_eq!(read(&[("region", "429971102")]), Err(vec!["region"]));
    assert_eq!(read(&[("until_on", "2026-11-20")]), Err(vec!["until_on"]));
    assert_eq!(read(&[("from_on", "2026-10-01"), ("until_on", "2026-11-01")]), Err(vec!["until_on"]));
    assert_eq!(read(&[("until_on", "2027-06-01")]), Err(vec!["until_on"]));
    assert_eq!(read(&[("title", ""), ("list", "")]), Err(vec!["title", "list"]));
}
