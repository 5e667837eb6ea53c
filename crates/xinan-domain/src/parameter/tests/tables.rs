//! Tables of parameters as offices write them.

use super::*;
use crate::lines::Line;
use crate::parameter::table::{Row, TableComplaint, read};

const KNOWN: [&str; 3] = ["42", "429971", "429971101"];

fn lines(text: &str) -> Result<Vec<Row>, Vec<TableComplaint>> {
    read(&Line::all(text), |region| KNOWN.contains(&region.as_str()))
}

#[test]
fn a_table_is_read_with_either_header_or_none_and_in_any_order() {
    let plain = "429971,interval.stable_months,1,2026-01-01,,清溪县 2026 年工作方案\n";
    let english = format!("region,name,value,valid_from,valid_to,source\n# 县里的\n\n{plain}");
    let chinese = "\u{FEFF}来源,区划代码,参数,数值,生效日期\n清溪县 2026 年工作方案,429971000000,稳定的随访间隔,１个月,2026年1月1日\n";
    for text in [plain, &english, chinese] {
        let rows = lines(text).unwrap();
        assert_eq!(rows.len(), 1, "{text}");
        let row = &rows[0];
        assert_eq!((row.region.as_str(), row.parameter.key()), ("429971", "interval.stable_months"));
        assert_eq!((row.value, row.from, row.until), (Some(Value::Count(1)), date(2026, 1, 1), None));
        assert_eq!(row.source, "清溪县 2026 年工作方案");
    }
}

#[test]
fn values_are_read_as_people_write_them() {
    for (key, text, value) in [
        ("target.standard", "92", Value::Share(9200)),
        ("target.standard", "92.5%", Value::Share(9250)),
        ("target.standard", "92.55 ％", Value::Share(9255)),
        ("target.prevalence", "4.5‰", Value::Share(450)),
        ("interval.unstable_days", "7 天", Value::Count(7)),
        ("duty.accept_working_days", "3个工作日", Value::Count(3)),
        ("duty.accept_working_days", "3 working days", Value::Count(3)),
        ("counting.medicine_base", "managed", Value::Choice("managed")),
        ("counting.medicine_base", "在管患者", Value::Choice("managed")),
        ("counting.gap_to_cutoff", "否", Value::Choice("no")),
        ("counting.registered", "在册（不含已死亡）", Value::Choice("living")),
    ] {
        assert_eq!(Value::read(text, find(key).unwrap()), Some(value), "{key} {text}");
    }
    for (key, text) in [
        ("target.standard", "0.925.1"),
        ("target.standard", "92.555"),
        ("target.standard", "-1"),
        ("target.standard", ""),
        ("interval.unstable_days", "1 周"),
        ("interval.unstable_days", "7.5"),
        ("interval.unstable_days", "-7"),
        ("interval.unstable_days", "70000"),
        ("counting.medicine_base", "everybody"),
    ] {
        assert_eq!(Value::read(text, find(key).unwrap()), None, "{key} {text}");
    }
}

#[test]
fn every_mistake_is_named_with_its_line_and_what_to_do() {
    let table = "区划代码,参数,数值,生效日期,失效日期,来源\n\
                 42997,interval.stable_months,1,2026-01-01,,文\n\
                 429972,interval.stable_months,1,2026-01-01,,文\n\
                 429971,interval.stabel,1,2026-01-01,,文\n\
                 429971,interval.stable_months,一,2026-01-01,,文\n\
                 429971,interval.stable_months,4,2026-01-01,,文\n\
                 429971,counting.regular,sometimes,2026-01-01,,文\n\
                 429971,interval.stable_months,1,soon,,文\n\
                 429971,interval.stable_months,1,2026-01-01,2025-12-31,文\n\
                 429971,interval.stable_months,1,2026-01-01,never,文\n\
                 429971,interval.stable_months,1,2026-01-01,,\n\
                 429971,interval.retry_days,7,2026-01-01,,文\n\
                 429971,没有见到后的再次联系,8,2026/1/1,,文\n";
    let said: Vec<String> = lines(table).unwrap_err().iter().map(|one| one.say(Lang::Zh)).collect();
    let expected = [
        "第 2 行（区划代码）：“42997”不是区划代码",
        "第 3 行（区划代码）：区划表里没有 429972",
        "第 4 行（参数）：没有“interval.stabel”这个参数",
        "第 5 行（数值）：“一”不能作为这个参数的数值，请填整数，单位是月",
        "第 6 行（数值）：“4 个月”只能在 1 个月到 3 个月之间，不能比国家规定宽（服务规范 二（三）3）",
        "第 7 行（数值）：“sometimes”不能作为这个参数的数值，可填：all_visits",
        "第 8 行（生效日期）：“soon”不是日期",
        "第 9 行（失效日期）：失效日期早于生效日期 2026-01-01",
        "第 10 行（失效日期）：“never”不是日期",
        "第 11 行（来源）：没有写来源",
        "第 13 行：同一地区、同一参数、同一生效日期在第 12 行已有",
    ];
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(said.starts_with(expected) && !said.contains('\n'), "{said}");
    }
    for complaint in lines(table).unwrap_err() {
        assert!(complaint.say(Lang::En).starts_with(&format!("line {}", complaint.line)));
    }
}

#[test]
fn a_table_without_its_columns_or_rows_is_said_so() {
    let first = |text: &str| lines(text).unwrap_err()[0].say(Lang::Zh);
    assert!(first("").contains("表里没有参数"));
    assert!(first("region,name,value,valid_from,source\n").contains("表里没有参数"));
    assert!(first("region,name,value,from\n429971,interval.stable_months,1,2026-01-01\n").contains("来源"));
    assert!(first("region,name,value,from,source,colour\n").contains("“colour”"));
    assert!(first("region,name,name,value,from,source\n").contains("两个"));
    let long = format!("429971,interval.stable_months,1,2026-01-01,,{}\n", "文".repeat(201));
    assert!(first(&long).contains("最多 200 个字"));
}

#[test]
fn a_value_can_be_taken_back() {
    for word in ["withdrawn", "撤销"] {
        let rows = lines(&format!("429971,interval.stable_months,{word},2026-01-01,,填错\n")).unwrap();
        assert_eq!(rows[0].value, None);
    }
}
