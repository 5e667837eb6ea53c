//! The fields of an exam or a single result: the same for page and workbook.

use super::{Item, Occasion};
use crate::answers::Need::{Conditional, Optional, Required};
use crate::answers::{Field, Kind, Need};
use crate::code::Code;
use crate::codes;
use crate::consent::DecidedBy;

codes! {
    /// 心电图, as the paper has it.
    EcgResult {
        Normal = 1 "正常" "normal" [],
        Abnormal = 2 "异常" "abnormal" [],
    }
}

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

const fn v(id: &'static str, label: &'static str, label_en: &'static str) -> Field {
    f(id, label, label_en, Kind::Measure, Optional)
}

/// Ticked beside a value that is unusual and right all the same.
pub const CONFIRMED: &str = "confirmed";

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// All fields, in the order of the page.
pub const FIELDS: &[Field] = &[
    f("occasion", "这次是", "This is", Kind::One(Occasion::ITEMS), Required),
    f("examined_on", "检查日期", "Day", Kind::Day, Required),
    f("agreed_by", "这次体检是谁同意的", "Who agreed to this exam", Kind::One(DecidedBy::ITEMS), Conditional),
    v("temperature", "体温（℃）", "Temperature (℃)"),
    v("pulse", "脉率（次/分）", "Pulse (/min)"),
    v("respiration", "呼吸（次/分）", "Respiration (/min)"),
    v("systolic", "左侧收缩压（mmHg）", "Systolic, left (mmHg)"),
    v("diastolic", "左侧舒张压（mmHg）", "Diastolic, left (mmHg)"),
    v("systolic_right", "右侧收缩压（mmHg）", "Systolic, right (mmHg)"),
    v("diastolic_right", "右侧舒张压（mmHg）", "Diastolic, right (mmHg)"),
    v("height", "身高（cm）", "Height (cm)"),
    v("weight", "体重（kg）", "Weight (kg)"),
    v("waist", "腰围（cm）", "Waist (cm)"),
    v("haemoglobin", "血红蛋白（g/L）", "Haemoglobin (g/L)"),
    v("wbc", "白细胞（×10⁹/L）", "White cells (×10⁹/L)"),
    v("neutrophils", "中性粒细胞计数（×10⁹/L）", "Neutrophils (×10⁹/L)"),
    v("platelets", "血小板（×10⁹/L）", "Platelets (×10⁹/L)"),
    v("alt", "谷丙转氨酶 ALT（U/L）", "ALT (U/L)"),
    v("ast", "谷草转氨酶 AST（U/L）", "AST (U/L)"),
    v("bilirubin", "总胆红素（µmol/L）", "Total bilirubin (µmol/L)"),
    v("albumin", "白蛋白（g/L）", "Albumin (g/L)"),
    v("glucose", "空腹血糖（mmol/L）", "Fasting glucose (mmol/L)"),
    f("ecg", "心电图", "Electrocardiogram", Kind::One(EcgResult::ITEMS), Optional),
    f("ecg_seen", "心电图异常", "What was seen", Kind::Text(200), Conditional),
    v("qtc", "QTc（ms）", "QTc (ms)"),
    v("lithium", "血锂（mmol/L）", "Blood lithium (mmol/L)"),
    v("prolactin", "催乳素（ng/mL）", "Prolactin (ng/mL)"),
    v("creatinine", "肌酐（µmol/L）", "Creatinine (µmol/L)"),
    v("urea", "尿素（mmol/L）", "Urea (mmol/L)"),
    v("cholesterol", "总胆固醇（mmol/L）", "Total cholesterol (mmol/L)"),
    v("triglycerides", "甘油三酯（mmol/L）", "Triglycerides (mmol/L)"),
    f("conclusion", "结论和建议", "Conclusion", Kind::Text(300), Optional),
];

/// The fields that hold a value, and what is measured.
pub const ITEM_FIELDS: &[(&str, Item)] = &[
    ("temperature", Item::Temperature),
    ("pulse", Item::Pulse),
    ("respiration", Item::Respiration),
    ("systolic", Item::SystolicLeft),
    ("diastolic", Item::DiastolicLeft),
    ("systolic_right", Item::SystolicRight),
    ("diastolic_right", Item::DiastolicRight),
    ("height", Item::Height),
    ("weight", Item::Weight),
    ("waist", Item::Waist),
    ("haemoglobin", Item::Haemoglobin),
    ("wbc", Item::WhiteCells),
    ("neutrophils", Item::Neutrophils),
    ("platelets", Item::Platelets),
    ("alt", Item::Alt),
    ("ast", Item::Ast),
    ("bilirubin", Item::Bilirubin),
    ("albumin", Item::Albumin),
    ("glucose", Item::Glucose),
    ("qtc", Item::Qtc),
    ("lithium", Item::Lithium),
    ("prolactin", Item::Prolactin),
    ("creatinine", Item::Creatinine),
    ("urea", Item::Urea),
    ("cholesterol", Item::Cholesterol),
    ("triglycerides", Item::Triglycerides),
];

/// What a field measures.
pub fn item_of_field(id: &str) -> Option<Item> {
    ITEM_FIELDS.iter().find(|(field, _)| *field == id).map(|(_, item)| *item)
}
