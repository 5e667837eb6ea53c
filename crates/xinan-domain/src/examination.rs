//! 体检和化验 — the yearly physical exam, single results of a laboratory, and findings that deserve a second look.
//!
//! Source: 服务规范 二（四）: once a year, when the person's state allows and the person or guardian
//! agrees: general exam, blood pressure, weight, blood count with differential, transaminase,
//! blood glucose, electrocardiogram. Ranges outside of which a value was hardly measured so are
//! ours; the alert limits ([`alert`]) follow from what is taken and from the heart, and what is taken asks for
//! checks of its own ([`watch`]). Limits and intervals are parameters ([`limits`]); who is offered the yearly exam is
//! [`yearly`]'s.
//!
//! What surprises: a single result is no exam. It is kept in the same shape, alerts in the same way, and counts for
//! no yearly figure.

pub mod alert;
mod fields;
pub mod limits;
mod parse;
pub mod watch;
pub mod yearly;

#[cfg(test)]
mod tests;

pub use alert::{Alert, Circumstances};
pub use fields::{CONFIRMED, EcgResult, FIELDS, ITEM_FIELDS, item_of_field};
pub use parse::{Context, Mark, Read, Refused, answers_of, parse};

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::codes;
use crate::consent::DecidedBy;
use crate::text::{Lang, life, squeeze, tidy, words};

codes! {
    /// On what occasion something was measured.
    Occasion {
        /// Counts as the exam of its year.
        Yearly = 1 "年度体检" "yearly exam" ["体检"],
        /// One or several results of a laboratory, a blood level, an electrocardiogram: no exam.
        Laboratory = 2 "化验或单项检查" "laboratory result" ["化验", "单项检查"],
    }
}

impl Occasion {
    fn is_yearly(&self) -> bool {
        *self == Self::Yearly
    }
}

impl Default for Occasion {
    /// What was kept before there were single results is the yearly exam.
    fn default() -> Self {
        Self::Yearly
    }
}

codes! {
    /// What is measured. The numbers are ours; they stay what they are.
    Item {
        Temperature = 1 "体温" "temperature" [],
        Pulse = 2 "脉率" "pulse" ["脉搏", "心率"],
        Respiration = 3 "呼吸频率" "respiration" ["呼吸"],
        SystolicLeft = 4 "左侧收缩压" "systolic, left" ["收缩压", "收缩压(左)", "左收缩压"],
        DiastolicLeft = 5 "左侧舒张压" "diastolic, left" ["舒张压", "舒张压(左)", "左舒张压"],
        SystolicRight = 6 "右侧收缩压" "systolic, right" ["收缩压(右)", "右收缩压"],
        DiastolicRight = 7 "右侧舒张压" "diastolic, right" ["舒张压(右)", "右舒张压"],
        Height = 8 "身高" "height" ["身高(cm)"],
        Weight = 9 "体重" "weight" ["体重(kg)"],
        Waist = 10 "腰围" "waist" ["腰围(cm)"],
        Haemoglobin = 11 "血红蛋白" "haemoglobin" ["HGB", "Hb"],
        WhiteCells = 12 "白细胞" "white cells" ["白细胞计数", "WBC"],
        Platelets = 13 "血小板" "platelets" ["血小板计数", "PLT"],
        Neutrophils = 14 "中性粒细胞" "neutrophils" ["中性粒细胞计数", "ANC", "NEUT"],
        Alt = 15 "血清谷丙转氨酶" "ALT" ["谷丙转氨酶", "ALT", "转氨酶", "谷丙"],
        Ast = 16 "血清谷草转氨酶" "AST" ["谷草转氨酶", "AST", "谷草"],
        Bilirubin = 17 "总胆红素" "total bilirubin" [],
        Albumin = 18 "白蛋白" "albumin" [],
        Glucose = 19 "空腹血糖" "fasting glucose" ["血糖", "GLU"],
        Qtc = 20 "QTc间期" "QTc" ["QTc"],
        Lithium = 21 "血锂" "blood lithium" ["血锂浓度"],
        Prolactin = 22 "催乳素" "prolactin" ["泌乳素", "PRL"],
        Creatinine = 23 "血清肌酐" "creatinine" ["肌酐"],
        Urea = 24 "血尿素" "urea" ["血尿素氮", "尿素氮"],
        Cholesterol = 25 "总胆固醇" "total cholesterol" [],
        Triglycerides = 26 "甘油三酯" "triglycerides" [],
    }
}

/// Unit of an item, and between what a value was hardly typed wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The unit as printed.
    pub unit: &'static str,
    /// Least.
    pub least: f64,
    /// Most.
    pub most: f64,
}

impl Item {
    /// Its unit and range.
    pub const fn range(self) -> Range {
        let (unit, least, most) = match self {
            Self::Temperature => ("℃", 35.0, 41.0),
            Self::Pulse => ("次/分", 40.0, 160.0),
            Self::Respiration => ("次/分", 8.0, 40.0),
            Self::SystolicLeft | Self::SystolicRight => ("mmHg", 60.0, 260.0),
            Self::DiastolicLeft | Self::DiastolicRight => ("mmHg", 30.0, 160.0),
            Self::Height => ("cm", 100.0, 220.0),
            Self::Weight => ("kg", 25.0, 200.0),
            Self::Waist => ("cm", 40.0, 180.0),
            Self::Haemoglobin => ("g/L", 30.0, 220.0),
            Self::WhiteCells => ("×10⁹/L", 0.5, 50.0),
            Self::Platelets => ("×10⁹/L", 10.0, 1000.0),
            Self::Neutrophils => ("×10⁹/L", 0.1, 40.0),
            Self::Alt | Self::Ast => ("U/L", 1.0, 2000.0),
            Self::Bilirubin => ("µmol/L", 1.0, 400.0),
            Self::Albumin => ("g/L", 15.0, 60.0),
            Self::Glucose => ("mmol/L", 1.0, 40.0),
            Self::Qtc => ("ms", 250.0, 700.0),
            Self::Lithium => ("mmol/L", 0.0, 4.0),
            Self::Prolactin => ("ng/mL", 0.1, 1000.0),
            Self::Creatinine => ("µmol/L", 10.0, 2000.0),
            Self::Urea => ("mmol/L", 0.5, 60.0),
            Self::Cholesterol => ("mmol/L", 0.5, 30.0),
            Self::Triglycerides => ("mmol/L", 0.1, 60.0),
        };
        Range { unit, least, most }
    }
}

impl Range {
    /// Whether it is a usual value.
    pub fn holds(&self, value: f64) -> bool {
        (self.least..=self.most).contains(&value)
    }

    /// Whether it can be a value at all: ten times more than ever, or ten times less, is a slip or another unit. Ours.
    pub fn is_possible(&self, value: f64) -> bool {
        value.is_finite() && value >= self.least / 10.0 && value <= self.most * 10.0
    }
}

/// Why a text is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueError {
    /// Not a number.
    NotANumber {
        /// What is measured.
        item: Item,
        /// What was written.
        given: String,
    },
}

impl ValueError {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        let Self::NotANumber { item, given } = self;
        life::value_not_a_number(lang, lang.code(*item), given)
    }
}

/// Reads a value, with or without its unit; `None` when nothing was measured.
pub fn read_value(item: Item, text: &str) -> Result<Option<f64>, ValueError> {
    let bare = squeeze(text);
    if matches!(bare.as_str(), "" | "-" | "/" | "无" | "未查" | "未测" | "拒查") {
        return Ok(None);
    }
    let end = bare.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(bare.len());
    let (number, rest) = bare.split_at(end);
    // A unit, or the arrow that a laboratory prints beside what is out of its range.
    let is_unit = rest.is_empty() || rest.starts_with(|c: char| c.is_alphabetic() || "×*℃↑↓".contains(c));
    match number.parse::<f64>() {
        Ok(value) if value.is_finite() && is_unit => Ok(Some(value)),
        _ => Err(ValueError::NotANumber { item, given: tidy(text).chars().take(20).collect() }),
    }
}

/// Reads a blood pressure written in one cell, `120/80`, as systolic and diastolic.
pub fn read_pressure(text: &str) -> Option<(f64, f64)> {
    let text = squeeze(text).to_lowercase();
    let (systolic, diastolic) = text.trim_end_matches("mmhg").split_once('/')?;
    let number = |text: &str| text.parse::<f64>().ok().filter(|value| value.is_finite() && *value > 0.0);
    Some((number(systolic)?, number(diastolic)?))
}

/// 心电图: 1 正常, 2 异常 with what was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ecg {
    /// 正常.
    Normal,
    /// 异常, in words; empty when nobody wrote them.
    Abnormal(String),
}

impl Ecg {
    /// Reads `正常`, `1`, `2 窦性心动过速`; other words are what was seen. Nothing written is nothing done.
    pub fn read(text: &str) -> Option<Self> {
        let text = words(text);
        match tidy(&text).as_str() {
            "" | "-" | "/" | "未查" | "未做" | "无" => None,
            "1" | "正常" | "正常心电图" | "1正常" | "1 正常" | "normal" => Some(Self::Normal),
            _ => {
                let seen = text.strip_prefix(['2', '２']).unwrap_or(&text).trim_start();
                let seen = seen.strip_prefix("异常").unwrap_or(seen);
                let seen = seen.trim_start_matches([':', '：', ' ', ',', '，', '(', '（']);
                Some(Self::Abnormal(seen.trim_end_matches([')', '）']).to_owned()))
            }
        }
    }
}

/// One exam.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Examination {
    /// 体检日期, of a single result the day on which it was taken.
    pub examined_on: Date,
    /// The yearly exam or a single result. What was kept before says nothing of it, and reads and hashes as ever.
    #[serde(default, skip_serializing_if = "Occasion::is_yearly")]
    pub occasion: Occasion,
    /// What was measured.
    pub values: BTreeMap<Item, f64>,
    /// 心电图, if it was done.
    pub ecg: Option<Ecg>,
    /// Who agreed to this exam, where nobody had been asked before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_by: Option<DecidedBy>,
    /// 结论和建议, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub conclusion: String,
}

impl Examination {
    /// A value, if it was measured.
    pub fn value(&self, item: Item) -> Option<f64> {
        self.values.get(&item).copied()
    }

    /// 体质指数 out of height and weight, kg/m².
    pub fn body_mass_index(&self) -> Option<f64> {
        let metres = self.value(Item::Height)? / 100.0;
        let index = self.value(Item::Weight)? / (metres * metres);
        index.is_finite().then_some(index)
    }

    /// Which of the items that the norm names were not done; either arm will do for the pressure.
    pub fn missing(&self) -> Vec<Item> {
        const NAMED: [(Item, &[Item]); 8] = [
            (Item::SystolicLeft, &[Item::SystolicRight]),
            (Item::DiastolicLeft, &[Item::DiastolicRight]),
            (Item::Weight, &[]),
            (Item::Haemoglobin, &[]),
            (Item::WhiteCells, &[]),
            (Item::Platelets, &[]),
            (Item::Alt, &[Item::Ast]),
            (Item::Glucose, &[]),
        ];
        let has = |item: &Item| self.values.contains_key(item);
        NAMED
            .into_iter()
            .filter(|(item, others)| !has(item) && !others.iter().any(has))
            .map(|(item, _)| item)
            .collect()
    }

    /// Whether everything that the norm names was done, the electrocardiogram included.
    pub fn is_complete(&self) -> bool {
        self.ecg.is_some() && self.missing().is_empty()
    }
}

/// The item that a column of a workbook holds, by its label, a short form, or either with a unit.
pub fn item_of_column(header: &str) -> Option<Item> {
    let header = squeeze(header);
    Item::read(&header).or_else(|| Item::read(header.split(['(', '（', '/']).next().unwrap_or_default()))
}

/// Milligrams per decilitre of glucose as mmol/L.
pub fn glucose_from_mg_per_dl(mg_per_dl: f64) -> f64 {
    mg_per_dl / 18.0
}
