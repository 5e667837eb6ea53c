//! Files in which very much is wrong, and cells that no row can have.

use super::*;
use crate::intake::job::{check_for_keeping, keep_checked};
use crate::intake::report::MOST_ROWS;

/// The clean roster with its rows repeated until there are this many, each with something changed.
fn roster_of(count: usize, change: impl Fn(&[String], &mut Vec<Value>, usize)) -> Brought {
    let (names, rows) = table(&workbook("township-clean", "名册"));
    let many = rows.iter().cycle().take(count).enumerate().map(|(at, row)| {
        let mut row = row.clone();
        change(&names, &mut row, at);
        row
    });
    let rows = many.collect();
    written("名册", &names, rows)
}

fn at(names: &[String], wanted: &str) -> usize {
    names.iter().position(|name| name == wanted).unwrap()
}

#[tokio::test]
async fn of_very_many_wrong_rows_all_are_counted_and_the_first_explained() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let file = roster_of(MOST_ROWS + 200, |names, row, _| {
        row[at(names, "性别")] = Value::Text("甲".to_owned());
        row[at(names, "出生日期")] = Value::Text("乙".to_owned());
    });
    let reports = look(&app.app, std::slice::from_ref(&file)).await;
    let report = &reports[0];
    assert_eq!((report.rows, report.refused_rows(), report.more_refused()), (1200, 1200, 200));
    assert_eq!(report.rows_to_mend().len(), MOST_ROWS);
    assert_eq!(report.refused.len(), 2 * MOST_ROWS);
    // What is kept about an upload says the same.
    let kept: SheetReport = serde_json::from_str(&serde_json::to_string(report).unwrap()).unwrap();
    assert_eq!((kept.refused_rows(), kept.more_refused()), (1200, 200));

    let answer = staff.upload("/import", &[(&file.0, &file.1)]).await.has_status(303);
    let page = staff.get(&answer.location).await.has_status(200);
    page.shows("有 1200 行要改").shows("这里说明了前 1000 行，另有 200 行也要改");
    let mended = staff.get(&format!("{}/refused.xlsx", answer.location)).await.has_status(200);
    let book = read(&mended.bytes, "a.xlsx", &Limits::default()).unwrap();
    assert_eq!(book.sheets[0].rows.len(), 3 + MOST_ROWS);
    let head: Vec<String> =
        book.sheets[0].rows[..2].iter().flat_map(|row| &row.cells).map(Cell::text).collect();
    assert!(head.iter().any(|line| line.contains("另有 200 行请在原文件里改")), "{head:?}");
}

#[tokio::test]
async fn many_sheets_together_keep_no_more_in_words_than_one_could() {
    let mut report = SheetReport::empty("a", "roster", xinan_db::new_id()).with_room(3);
    let one = |row: u32| crate::intake::report::Refusal {
        row,
        column: String::new(),
        cell: String::new(),
        field: String::new(),
        message: String::new(),
    };
    (1..=4).for_each(|row| (0..2).for_each(|_| report.refuse(one(row))));
    assert_eq!((report.refused.len(), report.refused_rows(), report.complaints()), (3, 4, 8));
}

#[tokio::test]
async fn a_needed_column_that_is_not_there_is_said_once() {
    let app = TestApp::new().await;
    let (mut names, rows) = table(&workbook("township-clean", "名册"));
    let column = at(&names, "确诊日期");
    names[column] = "日期乙".to_owned();
    let reports = look(&app.app, &[written("名册", &names, rows)]).await;
    assert_eq!(counts(&reports), [(0, 0, 160)]);
    assert!(reports[0].whole && reports[0].any_refused() && reports[0].rows_to_mend().is_empty());
    let said: Vec<(&str, u32)> =
        reports[0].refused.iter().map(|one| (one.column.as_str(), one.row)).collect();
    assert_eq!(said, [("确诊日期", 3)]);
    assert!(reports[0].refused[0].message.contains("没有找到必需的列“确诊日期”"));
}

#[tokio::test]
async fn an_error_value_is_nobodys_name_and_the_cell_says_so() {
    let app = TestApp::new().await;
    let file = roster_of(5, |names, row, place| {
        let (column, text) = match place {
            0 => ("姓名", "#N/A"),
            1 => ("姓名", "20250101"),
            2 => ("姓名", "张*"),
            3 => ("备注", "#REF!"),
            _ => return,
        };
        row[at(names, column)] = Value::Text(text.to_owned());
    });
    let reports = bring(&app.app, &[file], true).await;
    assert_eq!(counts(&reports), [(2, 0, 3)]);
    let said: Vec<&str> = reports[0].refused.iter().map(|one| one.message.as_str()).collect();
    assert!(said[0].contains("Excel 的错误值"), "{said:?}");
    assert!(said[1].contains("不像姓名") && said[2].contains("不像姓名"), "{said:?}");
    assert_eq!((reports[0].refused[0].column.as_str(), reports[0].refused[0].cell.as_str()), ("姓名", "B4"));
    // In a field that may be empty it counts as empty, and somebody is told.
    assert!(reports[0].doubts.iter().any(|one| one.row == 7 && one.field == "remark"));
    let mut tx = app.app.db().read().await.unwrap();
    let forms = tx.rows("select id, form from supplements", &[]).await.unwrap();
    for row in &forms {
        let form = row.sealed(xinan_db::column::SUPPLEMENT_FORM, row.id("id").unwrap()).unwrap();
        assert!(!form.contains("#REF!"), "{form}");
    }
}

#[tokio::test]
async fn marks_of_direction_do_not_get_into_the_register() {
    let app = TestApp::new().await;
    let file = roster_of(1, |names, row, _| {
        row[at(names, "姓名")] = Value::Text("\u{202E}汪妹\u{200F}海\u{202C}".to_owned());
    });
    assert_eq!(counts(&bring(&app.app, &[file], false).await), [(1, 0, 0)]);
    app.id_of("汪妹海").await;
}

#[tokio::test]
async fn another_name_under_the_same_identity_number_is_to_be_looked_at() {
    let app = TestApp::new().await;
    bring(&app.app, &[workbook("township-clean", "名册")], false).await;
    let file = roster_of(1, |names, row, _| row[at(names, "姓名")] = Value::Text("汪妹河".to_owned()));
    let reports = bring(&app.app, &[file], false).await;
    assert_eq!(reports[0].changed, 1);
    let said = &reports[0].doubts.iter().find(|one| one.field == "name").unwrap().message;
    assert!(said.contains("汪妹海") && said.contains("不同"), "{said}");
}

#[tokio::test]
async fn zeros_at_the_end_of_a_text_are_not_said_to_be_lost_digits() {
    let app = TestApp::new().await;
    let file = roster_of(1, |names, row, _| {
        row[at(names, "身份证号")] = Value::Text("429971197005059000".to_owned());
    });
    let reports = look(&app.app, &[file]).await;
    assert!(reports[0].refused[0].message.contains("校验"), "{:?}", reports[0].refused);
}

/// The check is done beside those who write; what they changed meanwhile is checked again.
#[tokio::test]
async fn what_came_in_during_the_check_is_seen_before_anything_is_kept() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let roster = [workbook("township-clean", "名册")];
        let files = opened(&roster);
        let request = request(&files, TOWNSHIP, false);
        let territory = Region::parse(TOWNSHIP).unwrap();
        let stamp = async || {
            let mut tx = app.app.db().read().await.unwrap();
            crate::intake::store::stamp(&mut tx, &territory).await.unwrap()
        };
        let before = stamp().await;
        assert_eq!(stamp().await, before);
        let progress = Progress::default();
        let (mut tx, plan) = check_for_keeping(&app.app, &request, &progress).await.unwrap();
        keep_checked(&app.app, &mut tx, plan, By::program("test")).await.unwrap();
        tx.commit().await.unwrap();
        assert_ne!(stamp().await, before, "{engine:?}");
        let (tx, plan) = check_for_keeping(&app.app, &request, &progress).await.unwrap();
        assert_eq!((plan.stored(), plan.any_refused()), (0, false));
        tx.roll_back().await.unwrap();
    }
}

/// What the page shows is kept until somebody decides, and made anew when the register has changed.
#[tokio::test]
async fn the_page_of_an_upload_follows_the_register() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let (name, bytes) = workbook("township-clean", "名册");
    let answer = staff.upload("/import", &[(&name, &bytes)]).await.has_status(303);
    for _ in 0..2 {
        staff.get(&answer.location).await.shows("可以存入 160 行");
    }
    bring(&app.app, &[(name, bytes)], false).await;
    staff.get(&answer.location).await.shows("以前导入过，没有新的内容");
    staff.in_english().get(&answer.location).await.shows("nothing is new");
}
