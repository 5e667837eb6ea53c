//! Table of vectors, and what no text may do.

use jiff::civil::date;
use proptest::prelude::*;

use super::limits::ExamLimits;
use super::*;
use crate::identity_number::Sex;

mod entered;
mod watched;

/// Nothing remarkable. A test changes the one thing it is about.
fn well() -> Examination {
    let values = [
        (Item::SystolicLeft, 118.0),
        (Item::DiastolicLeft, 76.0),
        (Item::Height, 170.0),
        (Item::Weight, 62.0),
        (Item::Haemoglobin, 128.0),
        (Item::WhiteCells, 6.1),
        (Item::Platelets, 210.0),
        (Item::Alt, 24.0),
        (Item::Glucose, 5.3),
    ];
    Examination {
        examined_on: date(2025, 5, 8),
        occasion: Occasion::Yearly,
        values: values.into(),
        ecg: Some(Ecg::Normal),
        agreed_by: None,
        conclusion: String::new(),
    }
}

fn with(item: Item, value: f64) -> Examination {
    let mut examination = well();
    examination.values.insert(item, value);
    examination
}

fn man() -> Circumstances {
    Circumstances { sex: Sex::Male, on_clozapine: false, on_lithium: false }
}

/// What alerts, as item and limit.
fn alerts(examination: &Examination, person: &Circumstances) -> Vec<(Item, f64)> {
    let found = examination.alerts(person, &ExamLimits::default());
    found.into_iter().map(|alert| (alert.item, alert.limit)).collect()
}

#[test]
fn an_unremarkable_exam_alerts_nobody_and_is_complete() {
    assert_eq!(alerts(&well(), &man()), []);
    assert!(well().is_complete());
    let index = well().body_mass_index().unwrap();
    assert!((index - 21.45).abs() < 0.01, "{index}");
}

/// On clozapine or not, on lithium or not, women and men, at the limit and beyond it.
#[test]
fn what_alerts_whom() {
    let person = |sex, on_clozapine| Circumstances { sex, on_clozapine, on_lithium: false };
    let (men, women, unknown) =
        (person(Sex::Male, false), person(Sex::Female, false), person(Sex::Unknown, false));
    let clozapine = person(Sex::Male, true);
    for (item, value, who, limit) in [
        (Item::WhiteCells, 3.4, men, None),
        (Item::WhiteCells, 3.4, clozapine, Some(3.5)),
        (Item::WhiteCells, 3.5, clozapine, None),
        (Item::Neutrophils, 1.4, men, None),
        (Item::Neutrophils, 1.4, clozapine, Some(1.5)),
        (Item::Neutrophils, 1.5, clozapine, None),
        (Item::Qtc, 460.0, men, Some(450.0)),
        (Item::Qtc, 450.0, men, None),
        (Item::Qtc, 460.0, women, None),
        (Item::Qtc, 470.0, women, None),
        (Item::Qtc, 471.0, women, Some(470.0)),
        (Item::Qtc, 460.0, unknown, Some(450.0)),
        (Item::Lithium, 1.2, men, None),
        (Item::Lithium, 1.21, men, Some(1.2)),
    ] {
        let expected: Vec<(Item, f64)> = limit.map(|limit| (item, limit)).into_iter().collect();
        assert_eq!(alerts(&with(item, value), &who), expected, "{item:?} {value} {who:?}");
    }
    assert_eq!(well().missing_for_medicines(&clozapine), [Item::Neutrophils]);
}

#[test]
fn a_region_may_be_warned_earlier() {
    let limits = ExamLimits { white_cells: 4_000, ..ExamLimits::default() };
    let clozapine = Circumstances { on_clozapine: true, ..man() };
    let found = with(Item::WhiteCells, 3.9).alerts(&clozapine, &limits);
    assert_eq!(found, [Alert { item: Item::WhiteCells, value: 3.9, limit: 4.0 }]);
    assert!(
        found[0].say(crate::text::Lang::Zh).contains("低于 4。"),
        "{}",
        found[0].say(crate::text::Lang::Zh)
    );
}

/// The count that was repeated speaks for the one before it.
#[test]
fn the_newest_result_of_an_item_decides() {
    let clozapine = Circumstances { on_clozapine: true, ..man() };
    let judge = |one: &Examination| one.alerts(&clozapine, &ExamLimits::default());
    let (low, fine) = (with(Item::WhiteCells, 3.0), with(Item::WhiteCells, 5.0));
    let mut heart = with(Item::Qtc, 500.0);
    heart.values.remove(&Item::WhiteCells);
    let places = |list: &[&Examination]| -> Vec<(usize, Item)> {
        alert::standing(list, judge).into_iter().map(|(at, alert)| (at, alert.item)).collect()
    };
    assert_eq!(places(&[&low, &fine]), [(0, Item::WhiteCells)]);
    assert_eq!(places(&[&fine, &low]), []);
    assert_eq!(places(&[&heart, &low]), [(0, Item::Qtc), (1, Item::WhiteCells)]);
}

#[test]
fn what_the_norm_names_and_was_not_done_is_listed() {
    let mut examination = well();
    examination.values.remove(&Item::Glucose);
    examination.values.remove(&Item::SystolicLeft);
    examination.values.insert(Item::SystolicRight, 120.0);
    assert_eq!(examination.missing(), [Item::Glucose]);
    assert!(!examination.is_complete());
    assert!(!Examination { ecg: None, ..well() }.is_complete());
}

#[test]
fn values_are_read_with_and_without_units() {
    let read = |text: &str| read_value(Item::WhiteCells, text);
    for text in ["6.1", "６．１", " 6.1 ", "6.1×10⁹/L", "6.1*10^9/L", "6.1x10^9/L", "6.1G/L", "6.1↓"]
    {
        assert_eq!(read(text), Ok(Some(6.1)), "{text}");
    }
    for text in ["", "-", "未查", "无"] {
        assert_eq!(read(text), Ok(None), "{text}");
    }
    for text in ["正常", "6.1.2", "6-7", "+", "nan", "inf"] {
        assert!(read(text).is_err(), "{text}");
    }
    assert_eq!(read_pressure("120/80mmHg"), Some((120.0, 80.0)));
    assert_eq!(read_pressure("120"), None);
}

#[test]
fn an_electrocardiogram_is_read() {
    assert_eq!(Ecg::read("正常"), Some(Ecg::Normal));
    assert_eq!(Ecg::read("1"), Some(Ecg::Normal));
    assert_eq!(Ecg::read("2 异常（窦性心动过速）"), Some(Ecg::Abnormal("窦性心动过速".into())));
    assert_eq!(Ecg::read("异常：ST段改变"), Some(Ecg::Abnormal("ST段改变".into())));
    assert_eq!(Ecg::read("2"), Some(Ecg::Abnormal(String::new())));
    assert_eq!(Ecg::read("窦性心律不齐"), Some(Ecg::Abnormal("窦性心律不齐".into())));
    assert_eq!(Ecg::read("未做"), None);
}

#[test]
fn the_columns_of_offices_workbooks_are_known() {
    for (header, item) in [
        ("收缩压", Item::SystolicLeft),
        ("体重(kg)", Item::Weight),
        ("白细胞（×10⁹/L）", Item::WhiteCells),
        ("谷丙转氨酶", Item::Alt),
        ("空腹血糖", Item::Glucose),
    ] {
        assert_eq!(item_of_column(header), Some(item), "{header}");
    }
    assert_eq!(item_of_column("姓名"), None);
}

#[test]
fn an_exam_is_stored_and_read_back() {
    // What was kept before there were single results and conclusions reads and hashes as ever.
    let json = serde_json::to_string(&well()).unwrap();
    assert_eq!(serde_json::from_str::<Examination>(&json).unwrap(), well(), "{json}");
    assert!(!json.contains("occasion") && !json.contains("conclusion"), "{json}");
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,20}") {
        let _ = (read_value(Item::Glucose, &text), read_pressure(&text));
        let _ = (Ecg::read(&text), item_of_column(&text));
    }
}
