//! The form as a page sends it: typed by hand, corrected, with open boxes.

use super::*;

/// The form, of which this may stay open.
fn read_open(open: MayStayOpen<'_>, changes: &[(&str, &str)]) -> Result<Understood, Complaints> {
    let village = |text: &str| (text == "大堰村" || text == VILLAGE).then(|| Region::exact(VILLAGE).unwrap());
    parse(
        &with(changes),
        &SupplementContext { today: TODAY, entry: Entry::Form, open, died_on: None, village: &village },
    )
}

#[test]
fn a_form_comes_back_as_it_was_filled_in() {
    for changes in [
        &[][..],
        &[("past_symptoms", "无"), ("incidents", "轻度滋事1次;自伤2次")],
        &[("past_symptoms", "12"), ("other_past_symptom", "怕人"), ("remark", "住院时由姐姐照看\n过年回家")],
        &[("consent", "0"), ("consent_on", ""), ("disability_certificate", "42997119800520122X42")],
        &[("disability_grade", "2"), ("guardian_address", "同上"), ("specialist_opinion", "继续服药")],
        &[("phone", ""), ("icd10", ""), ("diagnosis", "其他"), ("diagnosed_on", "2009-03-12")],
        &[("outpatient", "1"), ("admissions", "0"), ("first_treated_on", ""), ("effect", "")],
    ] {
        let form = read_as(Entry::Form, &with(changes)).unwrap_or_else(|all| panic!("{all:?}")).supplement;
        let again = read_as(Entry::Form, &to_answers(&form)).unwrap_or_else(|all| panic!("{all:?}"));
        assert_eq!(again.supplement, form, "{changes:?}");
    }
    // A roster says less; what it left open is open on the page.
    let roster = understood(&[("ethnicity", ""), ("past_symptoms", ""), ("incidents", "")]).supplement;
    assert!(["ethnicity", "past_symptoms", "incidents"].iter().all(|id| !to_answers(&roster).has(id)));
}

#[test]
fn harmful_acts_are_counted_in_boxes_of_their_own() {
    let mut boxes = with(&[("incidents", "")]);
    boxes.push("incident1", "2");
    boxes.push("incident5", "1");
    let acts = read_as(Entry::Form, &boxes).unwrap().supplement.incidents.unwrap();
    assert_eq!((acts.of(Incident::MinorDisturbance), acts.of(Incident::SelfHarm)), (2, 1));
    boxes.set("incidents", "7");
    assert!(read_as(Entry::Form, &boxes).is_err(), "7 无 and counts exclude each other");
}

#[test]
fn none_stands_alone_among_symptoms() {
    refused_on_a_form(&[("past_symptoms", "0;1")], "past_symptoms", Problem::NoneBesideSome);
    nothing_said(&[("past_symptoms", "0")]);
}

/// On a page nothing that was typed is passed over; offices write anything into the column.
#[test]
fn a_code_that_is_none_is_not_passed_over_on_a_page() {
    let given = [("icd10", "精分")];
    let expected = ("icd10", Weight::Refuse, Problem::NotIcd10 { given: "精分".to_owned() });
    assert_eq!(complaints_as(Entry::Form, &given), [expected]);
    nothing_said(&given);
}

#[test]
fn what_was_open_may_stay_open_and_what_was_answered_may_not_be_emptied_unawares() {
    let open = [("ethnicity", ""), ("guardian_phone", "")];
    let former = understood(&open).supplement;
    let kept = read_open(MayStayOpen::AsBefore(&former), &open).unwrap();
    assert_eq!(kept.supplement, former);
    assert!(kept.doubts.iter().all(|one| one.weight == Weight::Ask));

    let emptied = [&open[..], &[("address", "")]].concat();
    let refused = read_open(MayStayOpen::AsBefore(&former), &emptied).unwrap_err();
    let stopping: Vec<_> = refused.iter().filter(|one| one.weight == Weight::Refuse).collect();
    assert_eq!(stopping.iter().map(|one| one.field).collect::<Vec<_>>(), ["address"]);
    // Whoever says that nobody knows it now may empty it; it is to be completed from then on.
    let form = read_open(MayStayOpen::Unknown, &emptied).unwrap().supplement;
    let open: Vec<&str> = form.unanswered().iter().map(|one| one.id).collect();
    assert_eq!(open, ["ethnicity", "address", "guardian_phone"]);
}

#[test]
fn nobody_has_a_record_without_the_five_that_make_one() {
    for field in NEEDED {
        let empty = if field == "diagnosis" { vec![(field, ""), ("icd10", "")] } else { vec![(field, "")] };
        let refused = read_open(MayStayOpen::Unknown, &empty).unwrap_err();
        assert!(refused.refused() && !can_stay_open(field), "{field}");
    }
    assert!(can_stay_open("consent"));
    // A wrong answer is no open one.
    assert!(read_open(MayStayOpen::Unknown, &[("guardian_phone", "12")]).is_err());
}

#[test]
fn a_record_is_built_between_the_diagnosis_and_today() {
    let diagnosed_on = date(2009, 3, 12);
    for (typed, expected) in [
        ("2026-03-10", Ok(TODAY)),
        ("昨天", Ok(date(2026, 3, 9))),
        ("2009-03-12", Ok(diagnosed_on)),
        ("2009-03-11", Err(Problem::RegisteredBeforeDiagnosis { diagnosed_on })),
        ("2026-03-11", Err(Problem::InFuture { day: date(2026, 3, 11) })),
        ("", Err(Problem::Missing)),
        ("某天", Err(Problem::NotADay { given: "某天".to_owned() })),
    ] {
        let found = registered_on(&with(&[("registered_on", typed)]), TODAY);
        let found = found.map_err(|all| all.iter().map(|one| one.problem.clone()).next().unwrap());
        assert_eq!(found, expected, "{typed}");
    }
}
