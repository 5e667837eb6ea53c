//! 待补: required answers that a file lacks are pointed out, and its rows are kept.

use super::*;

/// The fields to be completed of a sheet, with how many rows leave each open.
fn open_fields(report: &SheetReport) -> Vec<(&str, bool, usize)> {
    report.to_complete.iter().map(|one| (one.field.as_str(), one.has_column, one.rows)).collect()
}

#[tokio::test]
async fn what_the_form_requires_and_the_roster_lacks_is_to_be_completed() {
    let app = TestApp::new().await;
    let (names, mut rows) = table(&workbook("township-clean", "名册"));
    rows.truncate(20);
    let ethnicity = names.iter().position(|name| name == "民族").unwrap();
    for row in &mut rows[..15] {
        row[ethnicity] = Value::Empty;
    }
    let reports = bring(&app.app, &[written("名册", &names, rows)], false).await;
    assert_eq!(counts(&reports), [(20, 0, 0)]);
    let open = open_fields(&reports[0]);
    for field in ["village_contact", "village_contact_phone", "past_symptoms", "outpatient", "filled_on"] {
        assert!(open.contains(&(field, false, 20)), "{field} in {open:?}");
    }
    assert!(open.contains(&("ethnicity", true, 15)), "{open:?}");
    assert!(!open.iter().any(|(field, ..)| *field == "household"), "{open:?}");
    // They are counted by field, and leave the doubts to what looks wrong.
    assert!(reports[0].doubts.iter().all(|one| one.field == "onset_on"), "{:?}", reports[0].doubts);
    let ethnicity = reports[0].to_complete.iter().find(|one| one.field == "ethnicity").unwrap();
    assert_eq!((ethnicity.column.as_str(), ethnicity.first_rows.len()), ("民族", 12));
    assert_eq!(ethnicity.first_rows[0], 4);
}

/// A refused row comes again; then its gaps are told.
#[tokio::test]
async fn the_gaps_of_a_refused_row_are_not_counted() {
    let app = TestApp::new().await;
    let (names, mut rows) = table(&workbook("township-clean", "名册"));
    rows.truncate(2);
    rows[0][1] = Value::Empty;
    let reports = bring(&app.app, &[written("名册", &names, rows)], true).await;
    assert_eq!(counts(&reports), [(1, 0, 1)]);
    assert!(reports[0].to_complete.iter().all(|one| one.rows == 1));
}
