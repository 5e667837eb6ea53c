//! 体检 — one row an examination.

use super::{ColumnSpec, IDENTITY_NUMBER, NAME, ORDINAL, REMARK, column};

/// 体检, with the minimum items of the yearly examination.
pub(super) const COLUMNS: &[ColumnSpec] = &[
    ORDINAL,
    IDENTITY_NUMBER.needed(),
    NAME,
    column(
        "examined_on",
        &["体检日期", "体检时间", "检查日期", "检查时间", "健康体检日期", "年检日期", "日期"],
    )
    .needed()
    .telling(),
    column("systolic", &["收缩压", "血压收缩压", "高压"]).telling(),
    column("diastolic", &["舒张压", "血压舒张压", "低压"]).telling(),
    column("weight", &["体重"]).telling(),
    column("height", &["身高"]).telling(),
    column("waist", &["腰围"]).telling(),
    column("wbc", &["白细胞", "白细胞计数", "WBC", "白细胞数", "血常规白细胞"]).telling(),
    column("haemoglobin", &["血红蛋白", "HGB", "Hb", "血色素", "血常规血红蛋白"]).telling(),
    column("platelets", &["血小板", "血小板计数", "PLT", "血小板数", "血常规血小板"]).telling(),
    column(
        "neutrophils",
        &[
            "中性粒细胞",
            "中性粒细胞计数",
            "中性粒细胞绝对值",
            "中性粒细胞数",
            "ANC",
            "NEUT",
            "中性粒细胞绝对数",
        ],
    )
    .telling(),
    column(
        "alt",
        &["谷丙转氨酶", "ALT", "血清谷丙转氨酶", "丙氨酸氨基转移酶", "谷丙", "GPT", "谷丙转氨酶ALT"],
    )
    .telling(),
    column(
        "ast",
        &["谷草转氨酶", "AST", "血清谷草转氨酶", "天门冬氨酸氨基转移酶", "谷草", "GOT", "谷草转氨酶AST"],
    )
    .telling(),
    column("glucose", &["空腹血糖", "血糖", "血糖值", "GLU", "空腹血糖值"]).telling(),
    column("ecg", &["心电图", "心电图结果", "ECG", "心电图检查"]).telling(),
    column("qtc", &["QTc", "QTc间期", "校正QT间期"]).telling(),
    column("lithium", &["血锂", "血锂浓度", "锂浓度"]).telling(),
    column("temperature", &["体温"]),
    column("pulse", &["脉率", "脉搏"]),
    column("respiration", &["呼吸频率", "呼吸"]),
    column("systolic_right", &["右侧收缩压", "收缩压(右)", "右收缩压"]),
    column("diastolic_right", &["右侧舒张压", "舒张压(右)", "右舒张压"]),
    column("bilirubin", &["总胆红素", "TBIL"]),
    column("albumin", &["白蛋白", "ALB"]),
    column("prolactin", &["催乳素", "泌乳素", "PRL"]),
    column("creatinine", &["肌酐", "血清肌酐", "血肌酐", "CREA"]),
    column("urea", &["尿素", "血尿素", "尿素氮", "血尿素氮", "BUN"]),
    column("cholesterol", &["总胆固醇", "胆固醇", "TC"]),
    column("triglycerides", &["甘油三酯", "TG"]),
    REMARK,
];
