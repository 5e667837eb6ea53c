//! Consent, as the norms and the law say it.

mod entered;

use jiff::civil::{Date, date};

use super::*;
use crate::code::Code;
use crate::person::Consent;

const TODAY: Date = date(2026, 11, 21);

/// What was said of the programme, in any order.
type Words<'a> = &'a [(Decision, Date)];
/// What was said of any of the four.
type AboutAll<'a> = &'a [(Subject, Decision)];

fn said(subject: Subject, decision: Decision, on: Date) -> Said {
    Said { subject, decision, on, recorded_at: 0 }
}

fn managed(words: Words<'_>) -> Vec<Said> {
    words.iter().map(|(decision, on)| said(Subject::Management, *decision, *on)).collect()
}

/// The table: what was said of the programme, and what holds today, since when, asked when.
#[test]
fn the_latest_word_by_its_day_holds() {
    use Decision::*;
    let (march, june, may) = (date(2026, 3, 2), date(2026, 6, 1), date(2026, 5, 4));
    let ahead = date(2026, 12, 1);
    let table: [(Words<'_>, Word, Option<Date>, Option<Date>); 10] = [
        (&[], Word::Open, None, None),
        (&[(Given, march)], Word::Given, Some(march), Some(march)),
        (&[(Refused, march)], Word::Refused, Some(march), Some(march)),
        (&[(Given, march), (Withdrawn, june)], Word::Withdrawn, Some(june), Some(june)),
        // Entered late: what counts is the day.
        (&[(Withdrawn, june), (Given, march)], Word::Withdrawn, Some(june), Some(june)),
        (&[(Withdrawn, march), (Given, june)], Word::Given, Some(june), Some(june)),
        // Asked again, and the answer is the same: the offer waits from then.
        (&[(Refused, march), (Refused, june)], Word::Refused, Some(march), Some(june)),
        (&[(Refused, march), (Undecided, june)], Word::Refused, Some(march), Some(june)),
        (&[(Undecided, may)], Word::Open, None, Some(may)),
        // What is said later does not hold today.
        (&[(Given, march), (Withdrawn, ahead)], Word::Given, Some(march), Some(march)),
    ];
    for (words, word, since, asked_on) in table {
        let found = State::of(&managed(words), Subject::Management, TODAY);
        assert_eq!(found, State { word, since, asked_on, informed_on: None }, "{words:?}");
    }
}

#[test]
fn of_two_words_of_one_day_the_later_written_one_holds() {
    let day = date(2026, 11, 20);
    let at = |decision, recorded_at| Said { recorded_at, ..said(Subject::Management, decision, day) };
    let state = |words: [Said; 2]| State::of(&words, Subject::Management, TODAY).word;
    assert_eq!(state([at(Decision::Given, 1), at(Decision::Withdrawn, 2)]), Word::Withdrawn);
    assert_eq!(state([at(Decision::Withdrawn, 2), at(Decision::Given, 1)]), Word::Withdrawn);
    assert_eq!(state([at(Decision::Given, 3), at(Decision::Refused, 2)]), Word::Given);
}

/// 知情同意书, 应急医疗处置知情同意书, consent to sharing and to the examination are four.
#[test]
fn the_four_are_agreed_to_each_by_itself() {
    let all = [
        said(Subject::Management, Decision::Given, date(2026, 1, 5)),
        said(Subject::Sharing, Decision::Refused, date(2026, 2, 5)),
        said(Subject::Emergency, Decision::Given, date(2026, 3, 5)),
    ];
    let states = States::of(&all, TODAY);
    let words = Subject::ALL.iter().map(|subject| states.at(*subject).word).collect::<Vec<_>>();
    assert_eq!(words, [Word::Given, Word::Refused, Word::Open, Word::Given]);
}

/// 补充表 8 and rosters speak of the programme alone.
#[test]
fn the_official_form_is_one_voice_among_them() {
    let form = Said::of_form(Consent::Given, date(2020, 6, 20), 5);
    let state = State::of(&[form], Subject::Management, TODAY);
    assert_eq!((state.word, state.consent()), (Word::Given, Some(Consent::Given)));
    let both = [form, said(Subject::Management, Decision::Withdrawn, date(2026, 11, 1))];
    assert_eq!(State::of(&both, Subject::Management, TODAY).consent(), Some(Consent::Refused));
    assert_eq!(State::of(&both, Subject::Sharing, TODAY), State::default());
}

/// What goes on, by what was said of the programme, of sharing, of the examination and of emergencies; 1 goes on.
#[test]
fn refusing_stops_the_routine_sharing_and_lists_and_nothing_else() {
    use Decision::{Given, Informed, Refused, Undecided, Withdrawn};
    let day = date(2026, 11, 1);
    let (m, s, x, e) = (Subject::Management, Subject::Sharing, Subject::Examination, Subject::Emergency);
    // Routine, examination, sharing, export, planned emergency.
    let table: [(AboutAll<'_>, [u8; 5]); 15] = [
        (&[], [1, 0, 0, 1, 0]),
        (&[(m, Undecided)], [1, 0, 0, 1, 0]),
        (&[(m, Given)], [1, 1, 0, 1, 0]),
        (&[(m, Given), (s, Given)], [1, 1, 1, 1, 0]),
        (&[(m, Given), (s, Refused)], [1, 1, 0, 1, 0]),
        (&[(m, Given), (s, Withdrawn)], [1, 1, 0, 1, 0]),
        (&[(m, Given), (x, Refused)], [1, 0, 0, 1, 0]),
        (&[(m, Given), (x, Given), (e, Given)], [1, 1, 0, 1, 1]),
        (&[(m, Given), (e, Refused)], [1, 1, 0, 1, 0]),
        (&[(m, Refused)], [0, 0, 0, 0, 0]),
        (&[(m, Withdrawn)], [0, 0, 0, 0, 0]),
        // One no to the programme is enough, whatever else was signed.
        (&[(m, Refused), (s, Given), (x, Given), (e, Given)], [0, 0, 0, 0, 1]),
        // 第三十条第二款第二项: informed, then cared for; sharing asks for its own consent all the same.
        (&[(m, Refused), (m, Informed)], [1, 1, 0, 1, 0]),
        (&[(m, Informed), (s, Given)], [1, 1, 1, 1, 0]),
        (&[(m, Informed), (x, Refused)], [1, 0, 0, 1, 0]),
    ];
    for (words, expected) in table {
        let all: Vec<Said> = words.iter().map(|(subject, decision)| said(*subject, *decision, day)).collect();
        let states = States::of(&all, TODAY);
        let found = Processing::ALL.map(|one| u8::from(gate(one, &states).goes_on));
        assert_eq!(found[..5], expected, "{words:?}");
        // The statutory minimum, medicine and help: whatever was said.
        assert_eq!(found[5..], [1; 6], "{words:?}");
    }
}

/// 个人信息保护法 第十六条: no service is refused because consent was.
#[test]
fn medicine_and_help_never_wait_for_a_consent() {
    for one in Processing::ALL {
        let verdict = gate(one, &States::default());
        assert_eq!(one.asks_for().is_empty(), matches!(verdict.because, Because::Law(_)), "{one:?}");
        for lang in [crate::text::Lang::Zh, crate::text::Lang::En] {
            assert!(!one.say(lang).is_empty() && !verdict.say(lang).is_empty());
        }
    }
    assert!(Processing::Medicine.asks_for().is_empty() && Processing::UrgentHelp.asks_for().is_empty());
}

#[test]
fn a_list_knows_the_programme_and_sharing_and_judges_by_the_same_gate() {
    use Consent::{Given, Refused};
    // Export, sharing, a statutory report.
    for (management, informed_on, sharing, goes_on) in [
        (None, None, None, [true, false, true]),
        (Some(Given), None, None, [true, false, true]),
        (Some(Given), None, Some(Given), [true, true, true]),
        (None, None, Some(Given), [true, true, true]),
        (Some(Given), None, Some(Refused), [true, false, true]),
        (Some(Refused), None, None, [false, false, true]),
        (Some(Refused), None, Some(Given), [false, false, true]),
        (Some(Refused), Some(TODAY), None, [true, false, true]),
        (Some(Refused), Some(TODAY), Some(Given), [true, true, true]),
    ] {
        let of = OfList { management, informed_on, sharing };
        let asked = [Processing::Export, Processing::Sharing, Processing::StatutoryReport];
        assert_eq!(asked.map(|one| gate_of_list(one, &of).goes_on), goes_on, "{of:?}");
    }
}

/// 工作规范 不同意参加管理: asked again, never while somebody takes part.
#[test]
fn the_next_offer_waits_from_the_last_time_one_asked() {
    use Decision::*;
    let (march, june) = (date(2026, 3, 2), date(2026, 6, 1));
    let table: [(Words<'_>, Option<Date>); 6] = [
        (&[], None),
        (&[(Given, march)], None),
        (&[(Refused, march)], Some(march)),
        (&[(Refused, march), (Undecided, june)], Some(june)),
        (&[(Given, march), (Withdrawn, june)], Some(june)),
        // Visited meanwhile, and asked at the visits.
        (&[(Refused, march), (Informed, june)], None),
    ];
    for (words, expected) in table {
        let state = State::of(&managed(words), Subject::Management, TODAY);
        assert_eq!(state.offer_from(), expected, "{words:?}");
    }
}

/// A list that comes again does not undo what was said to somebody's face.
#[test]
fn a_list_without_a_signature_does_not_outweigh_a_refusal_that_was_entered() {
    use Decision::*;
    let (march, june, july) = (date(2026, 3, 2), date(2026, 6, 1), date(2026, 7, 1));
    let table: [(Words<'_>, Option<Date>, Option<Date>); 7] = [
        (&[], None, None),
        (&[(Given, march)], None, None),
        (&[(Refused, june)], None, Some(june)),
        (&[(Refused, june)], Some(march), Some(june)),
        (&[(Refused, june)], Some(june), Some(june)),
        // Signed since: a new word.
        (&[(Refused, june)], Some(july), None),
        (&[(Given, march), (Withdrawn, june)], None, Some(june)),
    ];
    for (words, signed_on, expected) in table {
        assert_eq!(is_overruled(&managed(words), signed_on), expected, "{words:?} {signed_on:?}");
    }
}
