//! Every door: what leaves is entered, a second load is no second copy, and every look at the register is in the log.

use super::*;
use crate::tests::STAFF_PASSWORD;

const SHEET: &str = "019aa000-0000-7000-8000-00000000000a";
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0 a signature";

#[tokio::test]
async fn a_signed_sheet_that_is_taken_out_is_entered() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES[..1]).await;
        let doctor = app.staff_of(VILLAGE).await;
        let page = format!("/people/{}", app.id_of(NAMES[0]).await);
        let shares = [
            ("consent_id", ID),
            ("subject", "2"),
            ("decision", "1"),
            ("decided_on", "2026-11-21"),
            ("decided_by", "1"),
            ("letter", "sharing-2026-1"),
        ];
        doctor.post(&format!("{page}/consents/new"), &shares).await.has_status(303);
        let papers = format!("{page}/consents/{}/papers", ID.replace('-', ""));
        doctor.upload_sheet(&papers, SHEET, "a.jpg", JPEG).await.has_status(303);
        let sheet = format!("{papers}/{}", SHEET.replace('-', ""));
        assert_eq!(doctor.get(&sheet).await.has_status(200).bytes, JPEG);
        assert_eq!(stored(&app).await, [(true, 1)], "{engine:?}");
        doctor.get(&format!("{page}/access")).await.shows("签字的知情同意书（扫描件）");
        // To ask what it would be like takes nothing out.
        let head = doctor.head(&sheet).await.has_status(405);
        assert_eq!((head.headers["allow"].to_str().unwrap(), head.bytes.len()), ("GET", 0));
        assert_eq!((stored(&app).await.len(), app.entries("consent.paper_read").await), (1, 1));
    }
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn a_form_loaded_again_is_the_same_copy_and_each_opening_is_logged() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        let doctor = app.staff_of(VILLAGE).await;
        let paper = format!("/print/people/{}/supplement.pdf", app.id_of(NAMES[0]).await);
        for _ in 0..2 {
            doctor.get(&paper).await.has_status(200);
        }
        assert_eq!((stored(&app).await.len(), app.entries("forms.print").await), (1, 2), "{engine:?}");
        doctor.head(&paper).await.has_status(405);
        assert_eq!((stored(&app).await.len(), app.entries("forms.print").await), (1, 2), "{engine:?}");
        // Another person's, another account's, and a quarter of an hour later: copies of their own.
        doctor
            .get(&paper.replace(&app.id_of(NAMES[0]).await, &app.id_of(NAMES[1]).await))
            .await
            .has_status(200);
        app.staff_of(VILLAGE).await.get(&paper).await.has_status(200);
        doctor.after(&app, 15).await.get(&paper).await.has_status(200);
        assert_eq!(stored(&app).await.len(), 4, "{engine:?}");
    }
}

/// A permission is for one file: whoever only asks for its head does not use it up.
#[tokio::test]
async fn to_ask_for_the_head_of_a_file_does_not_use_it_up() {
    let app = TestApp::with_people(VILLAGE, &NAMES).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let to = staff.enters_saying(ROSTER, &IDENTITY).await.has_status(303).location;
    app.stranger().head(&to).await.has_status(405);
    // Nor is what was confirmed for it.
    staff.confirms(&to, &[("password", STAFF_PASSWORD)]).await.has_status(303);
    staff.head(&to).await.has_status(405);
    staff.get(&to).await.has_status(200);
}

#[tokio::test]
async fn who_looks_at_the_register_stands_in_the_log() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let entry = staff.enters_saying(ROSTER, &CLINICAL).await.has_status(303).location;
        assert_eq!(app.entries("disclosure.read").await, 0);
        let county = app.staff_of(COUNTY).await;
        county.get("/disclosures").await.has_status(200);
        county.get(&entry).await.has_status(200);
        assert_eq!(app.entries("disclosure.read").await, 2, "{engine:?}");
        app.auditor_of(COUNTY).await.get("/audit").await.has_status(200).shows("看披露登记");
    }
}

/// Beyond the share a search tells nothing: nobody and somebody are answered alike.
#[tokio::test]
async fn a_search_beyond_the_share_does_not_tell_who_is_on_the_register() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        not_due(&app).await;
        share_of(&app, 1).await;
        let staff = app.staff_of(TOWNSHIP).await;
        staff.get("/people?q=吴不在").await.has_status(200).shows("没有符合条件");
        staff.get(&format!("/people/{}", app.id_of(NAMES[0]).await)).await.has_status(200);
        let (somebody, nobody) = (staff.get("/people?q=周桂兰").await, staff.get("/people?q=吴不在").await);
        assert_eq!((somebody.status.as_u16(), nobody.status.as_u16()), (429, 429), "{engine:?}");
        assert_eq!(somebody.text, nobody.text);
        // Who was seen today is found as before.
        staff.get(&format!("/people?q={}", NAMES[0])).await.has_status(303);
    }
}

/// Nobody pages through a county's people by way of today's work; who is due today is always there.
#[tokio::test]
async fn todays_work_has_a_bound_of_its_own() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &NAMES).await;
        app.add("429971101210", &["赵大山", "钱二妹"]).await;
        orders(&app, "quota.township_worklist", 3).await;
        let staff = app.staff_of(TOWNSHIP).await;
        // Four are overdue, and the page of them is more than a day allows.
        staff.get("/?group=overdue").await.has_status(429);
        staff.get("/").await.has_status(200).shows(NAMES[0]);
        // A village doctor's work is the village.
        app.staff_of(VILLAGE).await.get("/?group=overdue").await.has_status(200).shows(NAMES[0]);
        // Of the share nothing was used.
        let counted = "select count(*) as found from people_seen";
        let mut tx = app.app.db().read_log().await.unwrap();
        assert_eq!(tx.row(counted, &[]).await.unwrap().unwrap().int("found").unwrap(), 0, "{engine:?}");
        tx.commit().await.unwrap();
    }
}
