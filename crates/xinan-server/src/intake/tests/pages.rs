//! The import through the front door: bring, look over, decide, see what became of it.

use xinan_documents::intake::{Cell, Limits};

use super::*;
use crate::gallery::check::faults;
use crate::intake::job::work_once;
use crate::tests::{Answer, Staff};

/// Brings files and opens the page that shows what they hold: its address and the page.
async fn brought(staff: &Staff, files: &[Brought]) -> (String, Answer) {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let answer = staff.upload("/import", &files).await.has_status(303);
    let page = staff.get(&answer.location).await.has_status(200);
    (answer.location, page)
}

/// Decides, lets the worker work, and opens the page again.
async fn decided(app: &TestApp, staff: &Staff, address: &str, decision: &str) -> Answer {
    staff.post(address, &[("do", decision)]).await.has_status(303).leads_to(address);
    while work_once(&app.app).await.unwrap() {}
    staff.get(address).await.has_status(200)
}

#[tokio::test]
async fn four_workbooks_are_brought_looked_over_and_stored() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let staff = app.staff_of(TOWNSHIP).await;
        staff.get("/import").await.has_status(200).shows("multipart/form-data").shows("还没有导入过文件");
        let (address, page) = brought(&staff, &all("township-clean")).await;
        page.shows("都看懂了，可以存入 1886 行")
            .shows("名册.xlsx")
            .shows("value=\"all\"")
            .hides("value=\"good\"");
        assert_eq!(stored(&app.app).await, [0; 8], "looking over stores nothing");

        staff.post(&address, &[("do", "all")]).await.has_status(303).leads_to(&address);
        staff.get(&address).await.shows("正在存入").shows("hx-get=\"/import/").shows("part=progress");
        while work_once(&app.app).await.unwrap() {}
        let part = staff.get(&format!("{address}?part=progress")).await.has_status(200);
        part.shows("存入 1886 行，已有 0 行，退回 0 行").hides("hx-get").hides("<html");
        staff.get(&address).await.shows("存入 1886 行").shows("<html").hides("hx-get");
        staff.get("/import").await.shows("名册.xlsx 等 4 份").shows("存入 1886，已有 0，退回 0");
        check_figures(&app.app, "township-clean").await;

        // Deciding once more changes nothing, and bringing the files again stores nothing.
        let rows = stored(&app.app).await;
        decided(&app, &staff, &address, "drop").await.shows("存入 1886 行");
        let (_, page) = brought(&staff, &all("township-clean")).await;
        page.shows("以前导入过，没有新的内容").hides("value=\"all\"").hides("value=\"good\"");
        assert_eq!(stored(&app.app).await, rows, "{engine:?}");
    }
}

/// Uploads are stored one after another: each says how many stand before it, and which is next.
#[tokio::test]
async fn an_upload_that_waits_says_for_what() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let (one, other) = (app.staff_of(TOWNSHIP).await, app.staff_of(TOWNSHIP).await);
        let (first, _) = brought(&one, &[workbook("township-clean", "名册")]).await;
        let (second, _) = brought(&other, &[workbook("township-clean", "线索2025")]).await;
        other.post(&second, &[("do", "all")]).await.has_status(303);
        other.get(&second).await.shows("下一个就是这一次").hides("马上开始");
        one.post(&first, &[("do", "all")]).await.has_status(303);
        one.get(&first).await.shows("下一个就是这一次");
        other.get(&second).await.shows("前面还有 1 次导入没有存完").hides("下一个就是");
        other.in_english().get(&second).await.shows("1 before this one to be stored");
        assert!(work_once(&app.app).await.unwrap(), "{engine:?}");
        one.get(&first).await.shows("存入 160 行");
        other.get(&second).await.shows("下一个就是这一次");
        assert!(work_once(&app.app).await.unwrap(), "{engine:?}");
        other.get(&second).await.hides("下一个就是").hides("前面还有");
    }
}

#[tokio::test]
async fn wrong_rows_are_shown_and_given_back_and_the_good_ones_stored_when_asked() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let (address, page) = brought(&staff, &all("township-messy")).await;
    page.shows("有 12 行要改")
        .shows("只存入没有问题的 1886 行")
        .shows("与身份证号里的性别不一致")
        .shows("refused.xlsx?sheet=0")
        .shows("refused.xlsx?sheet=1")
        .hides("refused.xlsx?sheet=2")
        .hides("value=\"all\"");
    decided(&app, &staff, &address, "good").await.shows("存入 1886 行，已有 0 行，退回 12 行");
    check_figures(&app.app, "township-messy").await;

    let mended = staff.get(&format!("{address}/refused.xlsx?sheet=0")).await.has_status(200);
    assert!(mended.headers["content-disposition"].to_str().unwrap().contains(".xlsx"));
    let book = read(&mended.bytes, "a.xlsx", &Limits::default()).unwrap();
    let names = &book.sheets[0].rows[2].cells;
    assert_eq!(names[3].text(), "身份证号");
    assert_eq!(book.sheets[0].rows.len(), 3 + 9);
    // The day on which the roster was filled in goes along, else its consents would be dated anew.
    let head: Vec<String> =
        book.sheets[0].rows[..2].iter().flat_map(|row| &row.cells).map(Cell::text).collect();
    assert!(head.iter().any(|line| line == "填报日期:2025年12月31日"), "{head:?}");
    // The very file is understood when it comes back.
    let (_, page) = brought(&staff, &[("改好.xlsx".to_owned(), mended.bytes)]).await;
    page.shows("身份证号");
    staff.get(&format!("{address}/refused.xlsx?sheet=2")).await.has_status(404);
}

#[tokio::test]
async fn what_is_to_be_completed_is_named_before_and_after_storing() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let named = |page: Answer| {
        page.shows("项必填内容待补，不影响存入")
            .shows("村(居)委会联系人")
            .shows("表上没有这一列")
            .shows("问清后在名册里补上");
    };
    let (address, page) = brought(&staff, &[workbook("township-clean", "名册")]).await;
    named(page);
    named(decided(&app, &staff, &address, "all").await);
}

#[tokio::test]
async fn a_file_that_was_confirmed_whole_is_not_stored_in_part() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let (address, _) = brought(&staff, &[workbook("township-messy", "名册")]).await;
    // The page offers no such button; a form can be sent all the same.
    decided(&app, &staff, &address, "all").await.shows("存入 0 行").shows("一行也没有存入");
    assert_eq!(stored(&app.app).await, [0; 8]);
}

/// What the log says of looks at rows that were brought, in the order of looking.
async fn looks(app: &TestApp) -> Vec<(String, String)> {
    let mut tx = app.app.db().read_log().await.unwrap();
    let asked = "select county_code, detail from audit_entries
                  where action = 'workbook.read' and detail like '%looked at' order by seq";
    let rows = tx.rows(asked, &[]).await.unwrap();
    rows.iter().map(|row| (row.text("county_code").unwrap(), row.text("detail").unwrap())).collect()
}

/// Names and complaints of people are read on these pages before and after anything is stored.
#[tokio::test]
async fn whoever_looks_at_rows_that_were_brought_is_in_the_log() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let (address, _) = brought(&staff, &[workbook("township-messy", "名册")]).await;
        let upload = address.trim_start_matches("/import/");
        let one = ("429971".to_owned(), format!("upload {upload}: 169 rows of people looked at"));
        assert_eq!(looks(&app).await, std::slice::from_ref(&one), "{engine:?}");
        decided(&app, &staff, &address, "good").await;
        assert_eq!(looks(&app).await, [one.clone(), one], "{engine:?}");
        // Who may not look has seen nothing.
        app.staff_of("429971102").await.get(&address).await.has_status(404);
        assert_eq!(looks(&app).await.len(), 2, "{engine:?}");
    }
}

/// Whoever has a record reads who looked at the rows about them: of a sheet that brought them, of one that only
/// repeats what is there, and of the rows that were refused.
#[tokio::test]
async fn a_person_reads_who_looked_at_an_upload_with_their_row() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let (address, _) = brought(&staff, &[workbook("township-messy", "名册")]).await;
        let people = "select case_ids from audit_entries where action = 'workbook.read'";
        // In the order of their lengths: side by side, entries have no other.
        let bytes = async || {
            let mut tx = app.app.db().read_log().await.unwrap();
            let rows = tx.rows(people, &[]).await.unwrap();
            let mut all: Vec<usize> = rows.iter().map(|row| row.bytes("case_ids").unwrap().len()).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(bytes().await, [0], "{engine:?}: nobody has a record yet");
        decided(&app, &staff, &address, "good").await;
        assert_eq!(bytes().await, [0, 160 * 16], "{engine:?}: all that were stored");
        let mut tx = app.app.db().read().await.unwrap();
        let first = "select id from cases order by id limit 1";
        let first = tx.row(first, &[]).await.unwrap().unwrap().id("id").unwrap().simple().to_string();
        tx.commit().await.unwrap();
        let access = format!("/people/{first}/access");
        staff.get(&access).await.shows("看导入的表");
        // A row that was refused and is nobody's on record is nobody's in the workbook either.
        staff.get(&format!("{address}/refused.xlsx?sheet=0")).await.has_status(200);
        let (again, _) = brought(&staff, &[workbook("township-messy", "名册")]).await;
        let all = bytes().await;
        assert!(all[1] < 10 * 16, "{engine:?} {all:?}: only those whose rows are to be mended");
        assert_eq!(all[2..], [160 * 16, 160 * 16], "{engine:?}");
        crate::case::looks::unpack(&app.app).await.unwrap();
        staff.get(&access).await.shows("看导入的表");
        decided(&app, &staff, &again, "drop").await;
        assert_eq!(bytes().await.len(), 4, "{engine:?}: given up, nothing is shown");
    }
}

#[tokio::test]
async fn what_is_given_up_is_forgotten() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let (address, _) = brought(&staff, &all("township-clean")).await;
    decided(&app, &staff, &address, "drop").await.shows("没有存入任何内容");
    decided(&app, &staff, &address, "all").await.shows("没有存入任何内容");
    assert_eq!(stored(&app.app).await, [0; 8]);
    let mut tx = app.app.db().read().await.unwrap();
    let left = "select count(*) as found from upload_files where content is not null";
    assert_eq!(tx.row(left, &[]).await.unwrap().unwrap().int("found").unwrap(), 0);
}

#[tokio::test]
async fn a_column_is_corrected_on_the_page() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let (names, rows) = table(&workbook("township-clean", "名册"));
    let at = names.iter().position(|name| name == "确诊日期").unwrap();
    let mut other = names.clone();
    other[at] = "日期乙".to_owned();
    let (address, page) = brought(&staff, &[written("名册", &other, rows)]).await;
    let known = names.len() - 1;
    let page = page.shows("没有找到这些必需的列：确诊日期").shows("有 160 行要改，没有可以存入的新行");
    // What is to be chosen is seen at once and comes first; what is known is folded away below it.
    let title = format!("列是怎么认的：{known} 列认出，1 列待选");
    assert!(page.text.contains(&format!("<details class=\"fold\" open><summary>{title}")), "{title}");
    let (open, settled) = page.text.split_once(&format!("认出的 {known} 列")).unwrap();
    assert!(open.contains("日期乙") && open.contains("待选的 1 列") && !settled.contains("日期乙"));
    let columns = format!("{address}/columns");
    let field = format!("c{at}");
    let pairs = [("file", "0"), ("sheet", "0"), (field.as_str(), "diagnosed_on")];
    let answer =
        staff.post(&columns, &pairs).await.has_status(303).leads_to(&format!("{address}?done=columns"));
    staff
        .get(&answer.location)
        .await
        .shows("已按改过的列重新检查")
        .shows("可以存入 160 行")
        .shows("由您指定")
        .hides("没有找到这些必需的列");
    decided(&app, &staff, &address, "all").await.shows("存入 160 行");
    staff.post(&columns, &[("file", "7"), ("sheet", "0")]).await.has_status(404);
    staff.post(&columns, &[("file", "x"), ("sheet", "0")]).await.has_status(400);
}

#[tokio::test]
async fn identity_numbers_and_telephones_are_covered_in_the_samples() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let (_, page) = brought(&staff, &all("township-clean")).await;
    let page = page.hides("<details class=\"fold\" open").shows("列都认出");
    page.shows("429***********8078").hides("429971198102098078").hides("13928368174");
}

#[tokio::test]
async fn what_is_no_workbook_is_said_and_nothing_is_kept() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let (name, bytes) = workbook("township-clean", "名册");
    for (files, words) in [
        (vec![], "还没有选文件"),
        (vec![("", &b""[..])], "还没有选文件"),
        (vec![("空.xlsx", &b""[..])], "空.xlsx：这份文件是空的"),
        (vec![("a.xls", &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..])], "a.xls："),
        (vec![("a.xlsx", &bytes[..bytes.len() / 2])], "a.xlsx："),
        (vec![("a.csv", "甲,乙\n1,2\n".as_bytes())], "没有认出"),
        (vec![(name.as_str(), bytes.as_slice()), ("b.pdf", &b"%PDF-1.7"[..])], "b.pdf：这是 PDF"),
        (vec![("<script>alert(1).xlsx", &b"x"[..])], "&lt;script&gt;alert"),
    ] {
        let answer = staff.upload("/import", &files).await.has_status(422).shows(words).shows("错误");
        answer.hides("<script>alert").shows("还没有导入过文件");
    }
    let many: Vec<(&str, &[u8])> = (0..21).map(|_| ("a.csv", &b"x"[..])).collect();
    staff.upload("/import", &many).await.has_status(422).shows("一次最多 20 份");
}

#[tokio::test]
async fn a_body_beyond_the_limit_gets_an_answer() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let large = vec![b'a'; 22 * 1024 * 1024];
    staff.upload("/import", &[("a.xlsx", &large)]).await.has_status(413).shows("20 MB");
}

#[tokio::test]
async fn a_text_table_in_gb18030_comes_in_too() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    // 姓名,身份证号,村,诊断,确诊日期 and one row, as Excel for Windows saves a text table.
    let text = b"\xD0\xD5\xC3\xFB,\xC9\xED\xB7\xDD\xD6\xA4\xBA\xC5,\xB4\xE5(\xBE\xD3)\xCE\xAF\xBB\xE1,\
                 \xC4\xBF\xC7\xB0\xD5\xEF\xB6\xCF,\xC8\xB7\xD5\xEF\xC8\xD5\xC6\xDA\r\n\
                 \xCD\xF4\xC3\xC3\xBA\xA3,429971198102098078,\xB4\xF3\xD1\xDF\xB4\xE5,F20,2010-05-06\r\n";
    let (address, page) = brought(&staff, &[("a.csv".to_owned(), text.to_vec())]).await;
    page.shows("可以存入 1 行");
    decided(&app, &staff, &address, "all").await.shows("存入 1 行");
    app.id_of("汪妹海").await;
}

#[tokio::test]
async fn an_upload_is_for_the_one_who_brought_it_and_for_posts_that_import() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let (address, _) = brought(&staff, &[workbook("township-messy", "名册")]).await;
    let another = app.staff_of(TOWNSHIP).await;
    let refused = format!("{address}/refused.xlsx");
    another.get(&address).await.has_status(404);
    another.get(&refused).await.has_status(404);
    another.post(&address, &[("do", "good")]).await.has_status(404);
    another.post(&format!("{address}/columns"), &[("file", "0"), ("sheet", "0")]).await.has_status(404);
    another.get("/import").await.shows("还没有导入过文件");
    for missing in ["/import/0", "/import/00000000000000000000000000000000"] {
        staff.get(missing).await.has_status(404);
    }
    let doctor = app.staff_of("429971101001").await;
    doctor.get("/import").await.has_status(403);
    doctor.get(&address).await.has_status(403);
    doctor.upload("/import", &[("a.xlsx", b"x")]).await.has_status(403);
    app.stranger().get("/import").await.has_status(303).leads_to("/sign-in");
    assert_eq!(stored(&app.app).await, [0; 8]);
}

#[tokio::test]
async fn files_that_no_page_of_this_session_sent_are_not_taken() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let (_, bytes) = workbook("township-clean", "名册");
    staff.with_key("another").upload("/import", &[("名册.xlsx", &bytes)]).await.has_status(403);
    staff.get("/import").await.shows("还没有导入过文件");
}

#[tokio::test]
async fn pages_are_well_made_in_both_languages() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let mut files = all("township-messy");
    files[0].0 = "<b onclick=\"x\">.xlsx".to_owned();
    let (address, _) = brought(&staff, &files).await;
    let english = staff.in_english();
    for address in ["/import", &address] {
        for staff in [&staff, &english] {
            let page = staff.get(address).await.has_status(200).hides("<b onclick").hides("<script>alert");
            assert_eq!(faults(&page.text), Vec::<String>::new(), "{address}");
        }
    }
    english.get(&address).await.shows("12 rows need mending").shows("read as");
    english.post(&address, &[("do", "good")]).await.has_status(303);
    assert_eq!(faults(&english.get(&address).await.text), Vec::<String>::new());
    while work_once(&app.app).await.unwrap() {}
    let done = english.get(&address).await.shows("1886 rows stored").shows("Differs from the sex");
    assert_eq!(faults(&done.text), Vec::<String>::new());
}
