//! What is asked of a ledger's row is said of the columns that the ledger has.

use super::*;

const PERSON: [&str; 2] = ["429971198102098078", "汪妹海"];
const NAMES: [&str; 11] = [
    "身份证号",
    "姓名",
    "随访日期",
    "危险性评估",
    "失访原因",
    "用药依从性",
    "药名1",
    "用法1",
    "剂量1",
    "转诊情况",
    "随访医生",
];

fn row(on: &str, cells: &[(&str, &str)]) -> Vec<Value> {
    let fixed = [("身份证号", PERSON[0]), ("姓名", PERSON[1]), ("随访日期", on), ("随访医生", "李医生")];
    let said =
        |name: &str| cells.iter().chain(&fixed).find(|(column, _)| *column == name).map(|(_, text)| *text);
    NAMES.map(|name| said(name).map_or(Value::Empty, |text| Value::Text(text.to_owned()))).into()
}

/// A sheet has no tick, no field for what was said, and no boxes for morning, noon and evening.
#[tokio::test]
async fn a_question_names_the_column_of_the_sheet() {
    let app = TestApp::new().await;
    bring(&app.app, &[workbook("township-clean", "名册")], false).await;
    let rows = [
        row("2026-03-02", &[("危险性评估", "3"), ("用药依从性", "不用药"), ("转诊情况", "否")]),
        row("2026-04-02", &[("危险性评估", "0"), ("用药依从性", "规律用药"), ("药名1", "奥氮平")]),
        row("2026-05-02", &[("危险性评估", "0"), ("失访原因", "走失")]),
    ];
    let ledger = written("随访2026", &NAMES.map(str::to_owned), rows.to_vec());
    let reports = bring(&app.app, &[ledger], true).await;
    let report = &reports[0];
    let asked = |field: &str| {
        let one = report.doubts.iter().find(|one| one.row == 4 && one.field == field);
        one.map(|one| one.message.clone()).unwrap_or_default()
    };
    assert_eq!(
        asked("medicine1"),
        "填了“不用药”，请在“药名1”一列写上医生开的是什么药；不知道的空着，照常存入。"
    );
    assert_eq!(
        asked("referral"),
        "分类为不稳定，规范要求转诊。已转诊的请在“转诊情况”一列写上；没有转诊的照常存入。"
    );
    let refused: Vec<(u32, &str)> =
        report.refused.iter().map(|one| (one.row, one.message.as_str())).collect();
    let expected = [
        (5, "药物1 的用法没有看懂。请在用法一列写每日几次（长效药写几周一次），在剂量一列写每次多少毫克。"),
        (6, "填了失访或死亡，病情各列要空着。请清空这一行的病情各列；如果其实见到了人，请清空失访、死亡。"),
    ];
    assert_eq!(refused, expected);
    // On paper and page the same is said of their own fields.
    for one in report.doubts.iter().chain(&report.refused) {
        assert!(!one.message.contains("这次说了什么") && !one.message.contains("勾选"), "{}", one.message);
    }
}
