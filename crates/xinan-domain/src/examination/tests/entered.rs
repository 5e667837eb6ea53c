//! From answers to a result.

use super::yearly::Offer;
use super::*;
use crate::answers::{Answers, Weight};
use crate::text::Lang;

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let said = [("occasion", "2"), ("examined_on", "2026-11-20")];
    let all = said.iter().filter(|(id, _)| !pairs.iter().any(|(other, _)| other == id)).chain(pairs);
    Answers::new(all.map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect())
}

fn context() -> Context {
    Context {
        today: date(2026, 11, 21),
        born: Some(date(1980, 3, 2)),
        died_on: None,
        closed_on: None,
        offer: Some(Offer::Agreed),
        of_sheet: false,
    }
}

fn read(pairs: &[(&str, &str)]) -> Result<Read, Refused> {
    parse(&answers(pairs), &context())
}

/// The fields that stop it.
fn refused(pairs: &[(&str, &str)]) -> Vec<&'static str> {
    let complaints = read(pairs).unwrap_err().complaints;
    complaints.iter().filter(|one| one.weight == Weight::Refuse).map(|one| one.field).collect()
}

#[test]
fn a_result_is_read_with_units_and_pressures_in_one_box() {
    let one =
        read(&[("wbc", "６．１×10⁹/L"), ("systolic", "120/80mmHg"), ("glucose", "95 mg/dL"), ("ecg", "1")])
            .unwrap();
    let found: Vec<(Item, f64)> = one.examination.values.into_iter().collect();
    let glucose = (Item::Glucose, 5.28);
    let pressure = [(Item::SystolicLeft, 120.0), (Item::DiastolicLeft, 80.0)];
    assert_eq!(found, [pressure[0], pressure[1], (Item::WhiteCells, 6.1), glucose]);
    assert_eq!(one.examination.occasion, Occasion::Laboratory);
    assert_eq!(one.examination.ecg, Some(Ecg::Normal));
    assert!(one.doubts.is_empty());
}

#[test]
fn what_stops_it_is_said_all_at_once() {
    for (pairs, fields) in [
        (&[("wbc", "正常")][..], &["wbc"][..]),
        (&[("examined_on", "2026-11-22"), ("wbc", "6")], &["examined_on"]),
        (&[("examined_on", "1979-01-01"), ("wbc", "6")], &["examined_on"]),
        (&[("examined_on", ""), ("occasion", "7")], &["occasion", "examined_on"]),
        (&[], &["examined_on"]),
        // Exchanged, and equal.
        (&[("systolic", "76"), ("diastolic", "118")], &["systolic"]),
        (&[("systolic_right", "80"), ("diastolic_right", "80")], &["systolic_right"]),
        // No value at all: another unit, a slip.
        (&[("height", "1.7")], &["height"]),
        (&[("weight", "62000")], &["weight"]),
        (&[("wbc", "0")], &["wbc"]),
        (&[("ecg", "2")], &["ecg_seen"]),
        (&[("wbc", "999999999999999999999999999999999999999999")], &["wbc"]),
    ] {
        assert_eq!(refused(pairs), fields, "{pairs:?}");
    }
    // No lithium in the blood is a finding.
    assert!(read(&[("lithium", "0")]).is_ok());
}

#[test]
fn what_is_unusual_is_kept_when_it_is_confirmed() {
    let wrong = read(&[("weight", "250")]).unwrap_err();
    assert_eq!(wrong.marks.len(), 1);
    assert_eq!((wrong.marks[0].field, wrong.marks[0].value.as_str()), ("weight", "weight=250"));
    assert!(wrong.complaints.at("weight", Lang::Zh).next().unwrap().contains("请在表末勾选"));
    let kept = read(&[("weight", "250"), (CONFIRMED, "weight=250")]).unwrap();
    assert_eq!(kept.examination.value(Item::Weight), Some(250.0));
    assert_eq!(kept.doubts.iter().map(|one| one.weight).collect::<Vec<_>>(), [Weight::Ask]);
    // Another value is confirmed anew.
    assert_eq!(refused(&[("weight", "251"), (CONFIRMED, "weight=250")]), ["weight"]);
    // A percentage in the box of the count.
    assert_eq!(refused(&[("wbc", "6.1"), ("neutrophils", "38")]), ["neutrophils"]);
    // In a workbook nobody is asked again.
    let sheet = Context { of_sheet: true, ..context() };
    let kept = parse(&answers(&[("weight", "250")]), &sheet).unwrap();
    assert_eq!(kept.doubts.iter().count(), 1);
}

#[test]
fn a_row_of_a_ledger_is_a_yearly_exam() {
    let sheet = Context { of_sheet: true, ..context() };
    let row = Answers::new(vec![
        ("examined_on".into(), "2026-05-08".into()),
        ("ecg".into(), "2 异常（窦速）".into()),
    ]);
    let kept = parse(&row, &sheet).unwrap().examination;
    assert_eq!((kept.occasion, kept.ecg), (Occasion::Yearly, Some(Ecg::Abnormal("窦速".into()))));
    let early = Context { died_on: Some(date(2026, 5, 1)), ..sheet };
    assert!(parse(&row, &early).is_err());
    let closed = Context { closed_on: Some(date(2026, 5, 1)), ..sheet };
    assert!(parse(&row, &closed).is_err());
}

/// 服务规范 二（四）: with consent. A single result belongs to a treatment.
#[test]
fn who_is_examined_has_agreed() {
    use crate::consent::DecidedBy;
    let read = |offer, more: &[(&str, &str)]| {
        let yearly = [("occasion", "1"), ("weight", "60")];
        parse(&answers(&[&yearly[..], more].concat()), &Context { offer, ..context() })
    };
    let fields = |offer, more: &[(&str, &str)]| -> Vec<&'static str> {
        read(offer, more).unwrap_err().complaints.iter().map(|one| one.field).collect()
    };
    assert_eq!(read(Some(Offer::Agreed), &[]).unwrap().examination.agreed_by, None);
    assert_eq!(fields(Some(Offer::Ask), &[]), ["agreed_by"]);
    let asked = read(Some(Offer::Ask), &[("agreed_by", "1")]).unwrap();
    assert_eq!(asked.examination.agreed_by, Some(DecidedBy::Person));
    assert_eq!(fields(Some(Offer::Declined), &[("agreed_by", "1")]), ["occasion"]);
    assert_eq!(fields(None, &[]), ["occasion"]);
    for offer in [None, Some(Offer::Declined), Some(Offer::Ask)] {
        let single = [("occasion", "2"), ("wbc", "6")];
        assert!(parse(&answers(&single), &Context { offer, ..context() }).is_ok());
    }
}

#[test]
fn an_exam_says_itself_again() {
    let mut one = with(Item::Weight, 250.0);
    one.ecg = Some(Ecg::Abnormal("窦性心动过速".into()));
    one.conclusion = "三个月后复查".into();
    assert_eq!(parse(&answers_of(&one), &context()).unwrap().examination, one);
}

#[test]
fn what_was_done_about_an_alert_is_noted() {
    use super::alert::{Done, seen_to};
    let read = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
        seen_to(&Answers::new(pairs), date(2026, 11, 20), date(2026, 11, 21))
    };
    let noted = read(&[("done", "1"), ("done_on", "2026-11-21"), ("words", "明医生：停药复查")]).unwrap();
    assert_eq!((noted.done, noted.words.as_str()), (Done::Contacted, "明医生：停药复查"));
    for (pairs, field) in [
        (&[("done", "4"), ("done_on", "2026-11-21")][..], "words"),
        (&[("done", "1"), ("done_on", "2026-11-19")], "done_on"),
        (&[("done", "1"), ("done_on", "2026-11-22")], "done_on"),
        (&[("done_on", "2026-11-21")], "done"),
    ] {
        let complaints = read(pairs).unwrap_err();
        assert_eq!(complaints.iter().map(|one| one.field).collect::<Vec<_>>(), [field], "{pairs:?}");
    }
}

#[test]
fn every_item_has_a_field_and_every_field_a_definition() {
    use crate::code::Code;
    let mut items: Vec<Item> = ITEM_FIELDS.iter().map(|(_, item)| *item).collect();
    items.sort();
    assert_eq!(items, Item::ALL);
    for (field, item) in ITEM_FIELDS {
        let definition = crate::answers::field(FIELDS, field).unwrap();
        assert!(definition.label.contains(item.range().unit) || item.range().unit == "次/分", "{field}");
        assert_eq!(item_of_field(field), Some(*item));
    }
}

proptest! {
    /// What is kept says itself again in the same words; nothing panics.
    #[test]
    fn whatever_is_typed_is_kept_or_refused(
        typed in proptest::collection::vec((0_usize..ITEM_FIELDS.len(), "[0-9./ a-z正]{0,9}"), 0..6),
        ecg in ".{0,12}",
        of_sheet: bool,
    ) {
        let mut all = answers(&[("ecg", &ecg)]);
        for (at, text) in typed {
            all.push(ITEM_FIELDS[at].0, text);
        }
        let context = Context { of_sheet, ..context() };
        match parse(&all, &context) {
            Ok(read) => {
                let again = parse(&answers_of(&read.examination), &Context { of_sheet: true, ..context });
                prop_assert_eq!(again.unwrap().examination, read.examination);
            }
            Err(refused) => prop_assert!(refused.complaints.refused()),
        }
    }
}
