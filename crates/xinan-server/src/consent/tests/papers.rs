//! Scanned sheets: what comes in, what goes out, and who is told.

use xinan_db::column;

use super::*;

const SHEET: &str = "019aa000-0000-7000-8000-00000000000a";
const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0 a signature that nobody may read on the disk";

#[tokio::test]
async fn a_sheet_comes_back_as_it_came_as_a_file_and_under_our_name() {
    for engine in engines() {
        let (app, page) = somebody(engine).await;
        let staff = app.staff_of(VILLAGE).await;
        record(&staff, &page, FIRST, &SHARES).await.has_status(303);
        let entry = format!("{page}/consents/{FIRST}");
        let papers = format!("{entry}/papers");
        let done = format!("{entry}?done=consent_paper");
        // What it is called says nothing.
        let sent = staff.upload_sheet(&papers, SHEET, "../../evil.html", JPEG).await;
        sent.has_status(303).leads_to(&done);
        staff.upload_sheet(&papers, SHEET, "again.jpg", JPEG).await.has_status(303);
        assert_eq!(rows(&app, "select count(*) as found from consent_papers").await, 1, "{engine:?}");
        let sheet = format!("{papers}/{}", SHEET.replace('-', ""));
        staff.get(&done).await.shows("扫描件已存好").shows(&sheet).shows("JPEG 图片");
        let file = staff.get(&sheet).await.has_status(200);
        assert_eq!(file.bytes, JPEG);
        let header = |name: &str| file.headers[name].to_str().unwrap();
        assert_eq!(header("content-type"), "image/jpeg");
        assert!(header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
        assert!(
            header("content-disposition").ends_with(".jpg")
                && !header("content-disposition").contains("evil")
        );
        assert_eq!((header("x-content-type-options"), header("cache-control")), ("nosniff", "no-store"));
        // Every opening is in the log, and on the page of the person.
        assert_eq!(app.entries("consent.paper_read").await, 1);
        staff.get(&format!("{page}/access")).await.shows("打开签字的扫描件").shows("附上签字的扫描件");
        staff.get(&papers).await.has_status(303).leads_to(&entry);
        // On the disk it is sealed, and sealed for its row.
        let mut tx = app.app.db().read().await.unwrap();
        let row = tx.row("select id, content from consent_papers", &[]).await.unwrap().unwrap();
        let (id, content) = (row.id("id").unwrap(), row.bytes("content").unwrap());
        assert!(!content.windows(9).any(|part| part == b"signature"));
        assert_eq!(tx.keys().open_bytes(column::CONSENT_PAPER, id, &content).unwrap(), JPEG);
        assert!(tx.keys().open_bytes(column::CONSENT_PAPER, xinan_db::new_id(), &content).is_err());
        tx.commit().await.unwrap();
        // Out of reach it does not exist.
        app.staff_of("429971102").await.get(&sheet).await.has_status(404);
        app.administrator_of(COUNTY).await.get(&sheet).await.has_status(403);
        // With an entry that was a mistake its sheets are out of reach.
        let reason = [("consent_reason", "附到了别人名下")];
        staff.post(&format!("{entry}/correction"), &reason).await.has_status(303);
        staff.get(&sheet).await.has_status(404);
        let late = staff.upload_sheet(&papers, &xinan_db::new_id().to_string(), "a.jpg", JPEG).await;
        late.has_status(422).shows("这条记录已更正");
    }
}

#[tokio::test]
async fn what_is_no_picture_and_no_pdf_or_too_large_is_refused_in_a_sentence() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    let staff = app.staff_of(VILLAGE).await;
    record(&staff, &page, FIRST, &SHARES).await.has_status(303);
    let papers = format!("{page}/consents/{FIRST}/papers");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    for (name, content, said) in [
        ("a.jpg", &svg[..], "不是 JPEG、PNG 图片，也不是 PDF"),
        ("a.pdf", b"PK\x03\x04", "不是 JPEG、PNG 图片，也不是 PDF"),
        ("a.png", b"", "还没有选文件"),
    ] {
        staff.upload_sheet(&papers, SHEET, name, content).await.has_status(422).shows(said);
    }
    let mut large = JPEG.to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    staff.upload_sheet(&papers, SHEET, "a.jpg", &large).await.has_status(422).shows("文件超过 5 MB");
    large.resize(7 * 1024 * 1024, 0);
    staff.upload_sheet(&papers, SHEET, "a.jpg", &large).await.has_status(422).shows("文件超过 5 MB");
    // Not one of our pages; no form at all; no id.
    staff.with_key("another").upload_sheet(&papers, SHEET, "a.jpg", JPEG).await.has_status(403);
    staff.post(&papers, &[]).await.has_status(400);
    staff.upload_sheet(&papers, "1", "a.jpg", JPEG).await.has_status(400);
    assert_eq!(rows(&app, "select count(*) as found from consent_papers").await, 0);
    // Six are enough for two pages and a slip.
    for _ in 0..6 {
        let id = xinan_db::new_id().to_string();
        staff.upload_sheet(&papers, &id, "a.jpg", JPEG).await.has_status(303);
    }
    let seventh = staff.upload_sheet(&papers, SHEET, "a.jpg", JPEG).await;
    seventh.has_status(422).shows("已有 6 份扫描件");
}

/// Whoever cannot reach the person adds nothing.
#[tokio::test]
async fn a_sheet_is_added_only_where_the_person_is_within_reach() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    record(&app.staff_of(VILLAGE).await, &page, FIRST, &SHARES).await.has_status(303);
    let papers = format!("{page}/consents/{FIRST}/papers");
    app.staff_of("429971102").await.upload_sheet(&papers, SHEET, "a.jpg", JPEG).await.has_status(404);
    app.administrator_of(COUNTY).await.upload_sheet(&papers, SHEET, "a.jpg", JPEG).await.has_status(403);
    app.stranger().upload_sheet(&papers, SHEET, "a.jpg", JPEG).await.has_status(303);
    assert_eq!(rows(&app, "select count(*) as found from consent_papers").await, 0);
}

/// Another key takes over: the sheets too are sealed again.
#[tokio::test]
async fn sheets_are_counted_among_what_is_sealed() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    let staff = app.staff_of(VILLAGE).await;
    record(&staff, &page, FIRST, &SHARES).await.has_status(303);
    staff
        .upload_sheet(&format!("{page}/consents/{FIRST}/papers"), SHEET, "a.jpg", JPEG)
        .await
        .has_status(303);
    let counts = xinan_db::sealed::again::counts(app.app.db()).await.unwrap();
    let of = |name: &str| counts.iter().find(|one| one.column.full_name == name).map(|one| one.values);
    assert_eq!((of("consent_papers.content"), of("consents.form")), (Some(1), Some(1)));
}
