//! What a corrected form means for what was said of consent before.

use super::*;

/// A form that says this of consent.
fn form(consent: Option<Consent>, consent_on: Option<Date>) -> Supplement {
    Supplement { consent, consent_on, ..understood(&[]).supplement }
}

/// Number and day of what holds.
type Holds<'a> = &'a [(u8, Date)];

fn said(all: Holds<'_>) -> Vec<Said<u8>> {
    all.iter().map(|(id, on)| Said { id: *id, on: *on }).collect()
}

#[test]
fn what_was_said_of_consent_follows_the_form() {
    use Consent::{Given, Refused};
    let (june, july) = (date(2020, 6, 20), date(2020, 7, 20));
    let (yes, no) = (|on| Some((Given, on)), Some((Refused, TODAY)));
    let (in_june, in_july) = ((Some(Given), Some(june)), (Some(Given), Some(july)));
    let (refused_now, unasked) = ((Some(Refused), None), (None, None));
    // The form before and after; what was given and refused and holds; what is taken back; what is said.
    let cases: [(_, _, Holds<'_>, Holds<'_>, &[u8], _); 10] = [
        (in_june, in_june, &[(1, june)], &[], &[], None),
        (in_june, in_july, &[(1, june)], &[], &[1], yes(july)),
        (in_june, refused_now, &[(1, june)], &[], &[], no),
        (in_june, unasked, &[(1, june)], &[], &[1], None),
        (refused_now, in_june, &[], &[(11, july)], &[11], yes(june)),
        (refused_now, in_july, &[], &[(11, june)], &[], yes(july)),
        (unasked, refused_now, &[], &[], &[], no),
        // A refusal by mistake: the consent of June holds already and is not said twice.
        (refused_now, in_june, &[(1, june)], &[(11, TODAY)], &[11], None),
        // What was said twice of one day goes with its day.
        (in_june, in_july, &[(1, june), (2, june)], &[], &[1, 2], yes(july)),
        // The day that is corrected is that of the form, and not the last of all.
        (in_june, (Some(Given), Some(TODAY)), &[(1, june), (2, july)], &[], &[1], yes(TODAY)),
    ];
    for (before, after, given, refused, back, expected) in cases {
        let (former, now) = (form(before.0, before.1), form(after.0, after.1));
        let found = follows((&former, &now), (&said(given), &said(refused)), TODAY);
        assert_eq!(found, Follows { back: back.to_vec(), said: expected }, "{before:?} {after:?} {given:?}");
    }
}

#[test]
fn who_somebody_is_and_what_is_diagnosed_is_changed_with_a_reason() {
    let former = understood(&[]).supplement;
    for (changes, owed) in [
        (&[("address", "大堰村9组")][..], false),
        (&[("phone", "")], false),
        (&[("name", "叶红冬")], true),
        (&[("diagnosed_on", "2009-03-13")], true),
    ] {
        assert_eq!(tells_apart(&former, &understood(changes).supplement), owed, "{changes:?}");
    }
}

/// The page on which a form is corrected has no box for the death, which the record knows.
#[test]
fn nobody_is_diagnosed_in_a_year_after_the_death_that_is_known() {
    let read = |died_on| {
        let village =
            |text: &str| (text == "大堰村" || text == VILLAGE).then(|| Region::parse(VILLAGE).unwrap());
        let open = MayStayOpen::Nothing;
        let context =
            SupplementContext { today: TODAY, entry: Entry::Form, open, died_on, village: &village };
        parse(&with(&[("diagnosed_on", "2009-03-12")]), &context)
    };
    let wrong = read(Some(date(2008, 12, 31))).unwrap_err();
    let named: Vec<_> = wrong.iter().filter(|one| one.field == "diagnosed_on").collect();
    assert_eq!(named.len(), 1);
    assert_eq!(named[0].problem, Problem::DeathBeforeDiagnosis);
    let same_year = read(Some(date(2009, 1, 1))).map_or_else(|wrong| wrong, |read| read.doubts);
    assert!(!same_year.iter().any(|one| one.problem == Problem::DeathBeforeDiagnosis));
}
