//! Neither filters nor slices avoid the second person, and what another agreed to opens no record.

use super::*;

/// A list of those who are unstable says so of each of them, whatever its columns are.
#[tokio::test]
async fn a_list_that_a_clinical_filter_chose_waits_for_a_second_person() {
    let app = TestApp::with_people(VILLAGE, &NAMES).await;
    let staff = app.staff_of(TOWNSHIP).await;
    for filter in ["diagnosis=1", "status=0", "consent=1", "overdue=1"] {
        let file = format!("/people.xlsx?{filter}");
        staff.get(&file.replace(".xlsx", "/export")).await.has_status(200).shows("筛选条件说明了");
        let to = staff.enters_saying(&file, &IDENTITY).await.has_status(303).location;
        assert!(to.starts_with("/disclosures/"), "{filter}: {to}");
    }
    // A place and a name say nothing of an illness.
    for filter in [format!("region={VILLAGE}"), "q=李".to_owned()] {
        let to = staff.enters_saying(&format!("/people.xlsx?{filter}"), &IDENTITY).await.location;
        assert!(to.starts_with("/people.xlsx?"), "{filter}: {to}");
    }
}

/// Fifty and fifty are a hundred.
#[tokio::test]
async fn lists_of_a_day_are_counted_together() {
    const OTHER: &str = "429971101210";
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        app.add(OTHER, &["赵大山", "钱二妹"]).await;
        orders(&app, "disclosure.people", 3).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let of = |village: &str| format!("/people.xlsx?region={village}");
        let first = staff.enters_saying(&of(VILLAGE), &IDENTITY).await.has_status(303).location;
        assert!(first.starts_with("/people.xlsx?"), "{first}");
        // The same people again are no more people; others are, though nothing has left yet.
        let again = staff.enters_saying(&of(VILLAGE), &IDENTITY).await.location;
        assert!(again.starts_with("/people.xlsx?"), "{engine:?} {again}");
        let before = of(OTHER).replace(".xlsx", "/export");
        staff.get(&before).await.shows("共 4 人，超过 3 人").shows("提交申请");
        let second = staff.enters_saying(&of(OTHER), &IDENTITY).await.location;
        assert!(second.starts_with("/disclosures/"), "{engine:?} {second}");
        // What a colleague agrees to is the colleague's word, too, and counts no more; a colleague's lists neither.
        agrees(&app.staff_of(COUNTY).await, &second).await.has_status(303);
        let colleague = app.staff_of(TOWNSHIP).await;
        let own = colleague.enters_saying(&of(OTHER), &IDENTITY).await.location;
        assert!(own.starts_with("/people.xlsx?"), "{engine:?} {own}");
        // A day later it begins anew.
        hours_ago(&app, 24).await;
        let later = staff.enters_saying(&of(OTHER), &IDENTITY).await.location;
        assert!(later.starts_with("/people.xlsx?"), "{engine:?} {later}");
    }
}

/// What was agreed to is the list, and not the records behind it.
#[tokio::test]
async fn whom_a_second_person_agreed_to_counts_when_the_record_is_opened() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        not_due(&app).await;
        share_of(&app, 1).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let entry = staff.enters_saying(ROSTER, &CLINICAL).await.location;
        agrees(&app.staff_of(COUNTY).await, &entry).await.has_status(303);
        staff.get_confirmed(&file_of(&entry)).await.has_status(200);
        let of = async |name: &str| format!("/people/{}", app.id_of(name).await);
        staff.get(&of(NAMES[0]).await).await.has_status(200);
        staff.get(&of(NAMES[1]).await).await.has_status(429);
        staff.get(&of(NAMES[0]).await).await.has_status(200);
    }
}
