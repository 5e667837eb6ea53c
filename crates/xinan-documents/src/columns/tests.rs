use super::*;
use crate::intake::Cell;

fn sheet(rows: &[&[&str]]) -> Sheet {
    let rows = (1..).zip(rows).map(|(number, texts)| Row {
        number,
        cells: texts
            .iter()
            .map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) })
            .collect(),
    });
    Sheet { name: "Sheet1".into(), hidden: false, rows: rows.collect() }
}

#[track_caller]
fn check(rows: &[&[&str]], kind: Ledger, header_row: u32, fields: &[Option<&str>]) -> Matching {
    let matching = recognise(&sheet(rows)).expect("recognised");
    assert_eq!((matching.kind, matching.header_row), (kind, header_row));
    let found: Vec<_> = matching.columns.iter().map(|one| one.field).collect();
    assert_eq!(found, fields, "{:?}", matching.columns);
    matching
}

#[test]
fn columns_stand_in_any_order_under_other_names_and_below_titles() {
    check(
        &[
            &["某镇2025年随访登记表"],
            &["填报单位：某镇卫生院", "", "填报日期：2025年12月31日"],
            &[
                "用药依从性",
                "患者姓名",
                " 公民身份\n号码 *",
                "本次随访形式",
                "访视日期",
                "危险性等级（0-5级）",
                "剂量 1（mg）",
                "随访医生签名",
            ],
            &["规律", "叶红秋", "429971199406204997", "1", "2025.1.3", "0", "2", "李医生"],
        ],
        Ledger::FollowUps,
        3,
        &[
            Some("adherence"),
            Some("name"),
            Some("identity_number"),
            Some("mode"),
            Some("visited_on"),
            Some("risk"),
            Some("dose1"),
            Some("doctor"),
        ],
    );
}

#[test]
fn the_ledger_is_told_by_the_columns_that_only_it_has() {
    let all = ["姓名", "身份证号", "联系电话", "性别"];
    for (kind, telling) in [
        (Ledger::Roster, ["确诊医院", "残疾证号"]),
        (Ledger::FollowUps, ["随访日期", "自知力"]),
        (Ledger::Exams, ["收缩压", "心电图"]),
        (Ledger::Clues, ["调查人", "复核结果"]),
    ] {
        let names: Vec<&str> = all.into_iter().chain(telling).collect();
        assert_eq!(recognise(&sheet(&[&names])).unwrap().kind, kind);
    }
    assert_eq!(recognise(&sheet(&[&["姓名", "电话", "住址"], &["甲", "1", "2"]])), None);
    assert_eq!(recognise(&sheet(&[&["药品", "规格", "数量", "单价"]])), None);
}

#[test]
fn names_in_two_rows_are_read_together() {
    check(
        &[
            &["某镇名册"],
            &["序号", "患者基本信息", "", "监护人信息", "", "", "确诊日期", "目前诊断"],
            &["", "姓名", "身份证号", "姓名", "与患者关系", "电话", "", ""],
            &["1", "甲", "429971199406204997", "乙", "父亲", "13812345678", "2011.6", "精分"],
        ],
        Ledger::Roster,
        3,
        &[
            Some("ordinal"),
            Some("name"),
            Some("identity_number"),
            Some("guardian_name"),
            Some("guardian_relation"),
            Some("guardian_phone"),
            Some("diagnosed_on"),
            Some("diagnosis"),
        ],
    );
}

#[test]
fn a_column_is_known_by_its_content_when_that_leaves_no_doubt() {
    let data: &[&[&str]] = &[
        &["证号", "日", "", "xb", "随访日期", "自知力", "危险性评估", ""],
        &["429971199406204997", "1994-06-20", "13812345678", "女", "2025-01-03", "1", "0", "是"],
        &["429971197602125736", "1976.2.12", "13812345679", "男", "2025-01-04", "1", "0", "否"],
        &["429971196505162119", "19650516", "13812345670", "男性", "2025-01-05", "1", "0", ""],
    ];
    let matching = check(
        data,
        Ledger::FollowUps,
        1,
        &[Some("identity_number"), None, None, None, Some("visited_on"), Some("insight"), Some("risk"), None],
    );
    assert_eq!(matching.columns[0].how, How::ByContent);

    let roster: Vec<Vec<&str>> = data
        .iter()
        .map(|row| {
            row.iter()
                .map(|text| match *text {
                    "随访日期" => "确诊日期",
                    "自知力" => "确诊医院",
                    "危险性评估" => "残疾等级",
                    other => other,
                })
                .collect()
        })
        .collect();
    let roster: Vec<&[&str]> = roster.iter().map(Vec::as_slice).collect();
    let matching = recognise(&sheet(&roster)).unwrap();
    let by_content: Vec<_> = matching
        .columns
        .iter()
        .filter(|one| one.how == How::ByContent)
        .map(|one| one.field.unwrap())
        .collect();
    assert_eq!(by_content, ["identity_number", "birth_date", "phone", "sex"]);
}

#[test]
fn the_identity_number_of_a_guardian_is_not_taken_for_the_patients() {
    let matching = recognise(&sheet(&[
        &["姓名", "监护人身份证号", "确诊日期", "确诊医院"],
        &["甲", "429971199406204997", "", ""],
        &["乙", "429971197602125736", "", ""],
        &["丙", "429971196505162119", "", ""],
    ]));
    let matching = matching.unwrap();
    assert_eq!(matching.column_of("identity_number"), None);
    assert!(matching.missing_required.contains(&"identity_number"));
}

#[test]
fn of_two_columns_with_one_meaning_the_filled_and_exact_one_is_used() {
    let matching = check(
        &[
            &["姓名", "身份证号", "身份证号码", "随访日期", "自知力", "危险性"],
            &["甲", "", "429971199406204997", "2025-01-03", "1", "0"],
        ],
        Ledger::FollowUps,
        1,
        &[Some("name"), None, Some("identity_number"), Some("visited_on"), Some("insight"), Some("risk")],
    );
    assert_eq!(matching.columns[1].how, How::Twice);
}

#[test]
fn people_have_the_last_word() {
    let matching = check(
        &[
            &["姓名", "身份证号", "随访日期", "自知力", "级别"],
            &["甲", "429971199406204997", "2025-01-03", "1", "0"],
        ],
        Ledger::FollowUps,
        1,
        &[Some("name"), Some("identity_number"), Some("visited_on"), Some("insight"), None],
    );
    assert_eq!(matching.missing_required, ["risk"]);
    assert_eq!(matching.columns[4].sample, ["0"]);

    let matching = matching.with_correction(4, Some("risk"));
    assert_eq!((matching.columns[4].field, matching.columns[4].how), (Some("risk"), How::ByUser));
    assert!(matching.missing_required.is_empty());

    // A field has one column.
    let matching = matching.with_correction(3, Some("risk"));
    assert_eq!((matching.column_of("risk"), matching.columns[4].field), (Some(3), None));
    let matching = matching.with_correction(2, None).with_correction(3, Some("no such field"));
    assert_eq!(matching.missing_required, ["visited_on", "risk"]);
}

#[test]
fn data_that_uses_the_words_of_names_is_not_taken_for_names() {
    let matching = check(
        &[
            &["姓名", "身份证号", "随访日期", "自知力", "危险性评估"],
            &["姓名", "429971199406204997", "", "自知力", "危险性"],
        ],
        Ledger::FollowUps,
        1,
        &[Some("name"), Some("identity_number"), Some("visited_on"), Some("insight"), Some("risk")],
    );
    assert_eq!(matching.columns[0].letter, "A");
}

#[test]
fn letters_go_on_after_z() {
    for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (33, "AH"), (701, "ZZ"), (702, "AAA")] {
        assert_eq!(letter(column), letters);
    }
}
