//! 线索 — one row a clue.

use super::{ADDRESS, ColumnSpec, IDENTITY_NUMBER, NAME, ORDINAL, PHONE, REMARK, SEX, VILLAGE, column};

/// 线索, with the fields of the registration form (线索调查登记表).
pub(super) const COLUMNS: &[ColumnSpec] = &[
    ORDINAL,
    NAME.needed(),
    IDENTITY_NUMBER,
    SEX,
    PHONE,
    VILLAGE,
    ADDRESS,
    column(
        "items",
        &[
            "符合问题条目",
            "符合条目",
            "问题条目",
            "符合清单第几条",
            "符合第几条",
            "条目",
            "符合问题清单条目",
            "符合清单条目",
        ],
    )
    .telling(),
    column("informant", &["知情人", "知情人姓名", "线索提供人", "提供人", "报告人"]).telling(),
    column("surveyor", &["调查人", "调查人员", "调查者", "调查医生", "调查员", "调查人姓名"]).telling(),
    column("surveyed_on", &["调查日期", "调查时间", "线索调查日期", "筛查日期", "发现日期", "登记日期"])
        .needed()
        .telling(),
    column(
        "reviewed_on",
        &[
            "复核诊断日期",
            "复核日期",
            "复核时间",
            "诊断复核日期",
            "复核诊断时间",
            "复核诊断时间日期",
            "诊断日期",
        ],
    )
    .telling(),
    column("outcome", &["复核结果", "复核诊断结果", "诊断结果", "诊断复核结果", "核实结果", "复核结论"])
        .telling(),
    column("diagnosis", &["诊断", "复核诊断", "疾病名称", "诊断名称", "确诊疾病", "目前诊断"]),
    REMARK,
];
