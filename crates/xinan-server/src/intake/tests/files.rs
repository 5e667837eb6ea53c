//! Files whose columns have other names or another order, and files in several parts.

use super::*;

/// Columns in another order: every third, from the right.
fn shuffled(names: &[String], rows: Vec<Vec<Value>>) -> (Vec<String>, Vec<Vec<Value>>) {
    let width = names.len();
    let order: Vec<usize> = (0..3).flat_map(|start| (start..width).step_by(3)).rev().collect();
    let pick = |row: &[Value]| order.iter().map(|column| row[*column].clone()).collect();
    (order.iter().map(|column| names[*column].clone()).collect(), rows.iter().map(|row| pick(row)).collect())
}

fn renamed(mut names: Vec<String>, other: &[(&str, &str)]) -> Vec<String> {
    for (old, new) in other {
        let name = names.iter_mut().find(|name| name == old).unwrap_or_else(|| panic!("no column {old}"));
        *name = (*new).to_owned();
    }
    names
}

#[tokio::test]
async fn other_names_and_another_order_of_columns_import_the_same() {
    let clean = TestApp::new().await;
    bring(&clean.app, &all("township-clean"), false).await;

    let (names, rows) = table(&workbook("township-clean", "名册"));
    let names = renamed(
        names,
        &[("姓名", "患者姓名"), ("身份证号", "证件号码"), ("目前诊断", "诊断"), ("确诊日期", "确诊时间")],
    );
    let (names, rows) = shuffled(&names, rows);
    let roster = written("全镇名单", &names, rows);
    let (names, rows) = table(&workbook("township-clean", "随访2025"));
    let names =
        renamed(names, &[("随访日期", "随访时间"), ("危险性评估", "危险性等级"), ("服药依从性", "服药情况")]);
    let (names, rows) = shuffled(&names, rows);
    let visits = written("全年随访", &names, rows);

    let app = TestApp::new().await;
    let rest = [workbook("township-clean", "体检2025"), workbook("township-clean", "线索2025")];
    let files: Vec<Brought> = [roster, visits].into_iter().chain(rest).collect();
    let reports = bring(&app.app, &files, false).await;
    assert_eq!(
        counts(&reports),
        [(160, 0, 0), (1641, 0, 0), (68, 0, 0), (17, 0, 0)],
        "{:#?}",
        reports[0].refused
    );
    assert_eq!(months(&app.app).await, months(&clean.app).await);
}

#[tokio::test]
async fn a_column_whose_name_says_nothing_can_be_said_to_be_a_field() {
    let (names, rows) = table(&workbook("township-clean", "名册"));
    let names = renamed(names, &[("确诊日期", "日期乙")]);
    let (name, bytes) = written("名册", &names, rows);
    let at = names.iter().position(|name| name == "日期乙").unwrap();

    let unsaid = open(&name, &bytes, &Corrections::new()).unwrap();
    assert_eq!(unsaid.ledgers[0].1.missing_required, ["diagnosed_on"]);
    let said: Corrections = [(0, [(at, "diagnosed_on".to_owned())].into())].into();
    let files = [open(&name, &bytes, &said).unwrap()];
    let app = TestApp::new().await;
    let mut tx = app.app.db().read().await.unwrap();
    let plan =
        check(&app.app, &mut tx, &request(&files, TOWNSHIP, false), &Progress::default()).await.unwrap();
    assert_eq!(counts(&plan.reports), [(160, 0, 0)]);
}

/// A year of visits kept as a file each half-year comes in as the whole does.
#[tokio::test]
async fn what_another_file_of_the_upload_says_already_is_not_said_twice() {
    let app = TestApp::new().await;
    let (names, rows) = table(&workbook("township-clean", "随访2025"));
    let first = written("上半年", &names, rows[..900].to_vec());
    let second = written("下半年", &names, rows[800..].to_vec());
    let files = [workbook("township-clean", "名册"), first, second, workbook("township-clean", "名册")];
    let reports = bring(&app.app, &files, false).await;
    assert_eq!(counts(&reports), [(160, 0, 0), (900, 0, 0), (741, 100, 0), (0, 160, 0)]);
    assert_eq!(stored(&app.app).await[3], 1641);
}

#[tokio::test]
async fn two_sheets_that_differ_about_one_person_are_not_guessed_between() {
    let app = TestApp::new().await;
    let (names, mut rows) = table(&workbook("township-clean", "名册"));
    rows.truncate(3);
    let first = written("甲", &names, rows.clone());
    rows[1][9] = Value::Text("清溪镇花园村9组".to_owned());
    let second = written("乙", &names, rows);
    let reports = bring(&app.app, &[first, second], true).await;
    assert_eq!(counts(&reports), [(3, 0, 0), (0, 2, 1)]);
    assert_eq!(reports[1].refused[0].message, crate::texts::import_two_versions(Lang::Zh));
}

#[tokio::test]
async fn visits_without_a_roster_say_that_the_roster_comes_first() {
    let app = TestApp::new().await;
    let reports = bring(&app.app, &[workbook("township-clean", "随访2025")], false).await;
    assert_eq!(counts(&reports), [(0, 0, 1641)]);
    assert!(reports[0].refused[0].message.contains("请先导入名册"));
    assert_eq!(stored(&app.app).await, [0; 8]);
}

#[tokio::test]
async fn a_visit_must_name_the_person_whose_number_it_bears() {
    let app = TestApp::new().await;
    let (names, mut rows) = table(&workbook("township-clean", "随访2025"));
    rows.truncate(2);
    rows[0][2] = Value::Text("别人".to_owned());
    let files = [workbook("township-clean", "名册"), written("随访", &names, rows)];
    let reports = bring(&app.app, &files, true).await;
    assert_eq!(counts(&reports)[1], (1, 0, 1));
    assert_eq!((reports[1].refused[0].column.as_str(), reports[1].refused[0].cell.as_str()), ("姓名", "C4"));
}
