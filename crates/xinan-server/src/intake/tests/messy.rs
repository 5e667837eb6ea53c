//! The messy township: what must be refused is refused with its reason, all else comes in.

use super::*;

/// The rows of a sheet whose running number is one of these.
fn rows_numbered(file: &str, ordinals: std::ops::RangeInclusive<i64>) -> Vec<u32> {
    let sheet = first_sheet(&workbook("township-messy", file));
    let is_one = |cell: &Cell| cell.text().parse().is_ok_and(|number: i64| ordinals.contains(&number));
    sheet.rows.iter().filter(|row| is_one(row.cell(0))).map(|row| row.number).collect()
}

fn refused_rows(report: &SheetReport) -> Vec<u32> {
    let mut rows: Vec<u32> = report.refused.iter().map(|one| one.row).collect();
    rows.dedup();
    rows
}

#[tokio::test]
async fn exactly_the_wrong_rows_are_refused_and_all_others_come_in() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let reports = bring(&app.app, &all("township-messy"), true).await;
        assert_eq!(counts(&reports), [(160, 0, 9), (1641, 0, 3), (68, 0, 0), (17, 0, 0)], "{engine:?}");
        let mut wrong = refused_rows(&reports[0]);
        wrong.sort_unstable();
        assert_eq!(wrong, rows_numbered("名册", 161..=169));
        assert_eq!(refused_rows(&reports[1]), rows_numbered("随访2025", 1642..=1644));
        check_figures(&app.app, "township-messy").await;
    }
}

/// The nine reasons of `must_refuse`, each at the column where the office can mend it.
#[tokio::test]
async fn each_refused_row_says_what_is_wrong_at_its_column() {
    let app = TestApp::new().await;
    let reports = look(&app.app, &all("township-messy")).await;
    for (column, words) in [
        ("身份证号", "校验"),
        ("出生日期", "与身份证号里的出生日期不一致"),
        ("性别", "与身份证号里的性别不一致"),
        ("身份证号", "丢失"),
        ("初次发病时间", "初次发病时间晚于确诊日期"),
        ("确诊日期", "晚于今天"),
        ("姓名", "还没有填"),
        ("目前诊断", "不属于严重精神障碍的诊断"),
        ("身份证号", "在文件里出现过"),
    ] {
        let found =
            reports[0].refused.iter().filter(|one| one.column == column && one.message.contains(words));
        assert_eq!(found.count(), 1, "{column} {words}\n{:#?}", reports[0].refused);
    }
    let said: Vec<(&str, &str)> =
        reports[1].refused.iter().map(|one| (one.column.as_str(), one.message.as_str())).collect();
    assert!(said[0].0 == "危险性评估" && said[0].1.contains('7'), "{said:?}");
    // Nobody's number, and one that a workbook has rounded: the last digits are what to mend.
    assert!(said[1].0 == "身份证号" && said[1].1.contains("身份证号"), "{said:?}");
    assert!(said[2].0 == "随访日期" && said[2].1.contains("完全相同"), "{said:?}");
    for report in &reports {
        for one in report.refused.iter().chain(&report.doubts) {
            assert!(one.message.contains('。'), "{one:?} is no sentence");
            assert!(!one.cell.is_empty() && one.cell.ends_with(&one.row.to_string()), "{one:?}");
        }
    }
}

#[tokio::test]
async fn a_file_with_a_refused_row_is_not_stored_at_all_unless_asked() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let reports = bring(&app.app, &all("township-messy"), false).await;
        assert_eq!(counts(&reports)[0], (0, 0, 9), "{engine:?}");
        // The visits' own three; the others only lack the roster that was left out.
        assert_eq!((reports[1].stored, reports[2].stored), (0, 0));
        assert_eq!(refused_rows(&reports[1]).len(), 3, "{engine:?}");
        let held_back = crate::texts::import_held_back(Lang::Zh);
        assert!(reports[2].refused.iter().all(|one| one.message == held_back));
        // Clues lean on nobody.
        assert_eq!(reports[3].stored, 17);
        assert_eq!(stored(&app.app).await, [0, 0, 0, 0, 0, 17, 0, 0]);
    }
}

#[tokio::test]
async fn the_mended_rest_completes_what_was_stored_before() {
    let app = TestApp::new().await;
    bring(&app.app, &all("township-messy"), true).await;
    let (before, rows) = (stored(&app.app).await, months(&app.app).await);
    // The same once more: the good rows are there, the wrong ones still wrong.
    let again = bring(&app.app, &all("township-messy"), true).await;
    assert_eq!(counts(&again), [(0, 160, 9), (0, 1641, 3), (0, 68, 0), (0, 17, 0)]);
    assert_eq!(stored(&app.app).await, before);
    assert_eq!(months(&app.app).await, rows);
}

#[tokio::test]
async fn markup_in_a_remark_is_text_and_a_formula_without_value_is_said_to_be_empty() {
    let app = TestApp::new().await;
    let reports = bring(&app.app, &[workbook("township-messy", "名册")], true).await;
    let mut tx = app.app.db().read().await.unwrap();
    let forms = tx.rows("select id, form from supplements", &[]).await.unwrap();
    let remarks: Vec<String> = forms
        .iter()
        .map(|row| row.sealed(xinan_db::column::SUPPLEMENT_FORM, row.id("id").unwrap()).unwrap())
        .map(|form| serde_json::from_str::<serde_json::Value>(&form).unwrap())
        .map(|form| form["remark"].as_str().unwrap().to_owned())
        .filter(|remark| !remark.is_empty())
        .collect();
    assert!(remarks.contains(&"<script>alert(1)</script>".to_owned()), "{remarks:?}");
    assert!(remarks.iter().all(|remark| !remark.contains("HYPERLINK")), "{remarks:?}");
    assert!(
        reports[0]
            .doubts
            .iter()
            .any(|one| one.row == 7 && one.field == "remark" && one.message.contains("公式"))
    );
}
