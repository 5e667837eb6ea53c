//! 体检 — the yearly physical exam, and findings that deserve a second look.
//!
//! Source: 服务规范 二（四）: once a year, when the person's state allows and the person or guardian
//! agrees: general exam, blood pressure, weight, blood count with differential, transaminase,
//! blood glucose, electrocardiogram. Ranges outside of which a value was hardly measured so are
//! ours; the alert limits follow from what is taken (clozapine, lithium) and from the heart.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::codes;
use crate::identity_number::Sex;
use crate::medicine::{CLOZAPINE, LITHIUM, Medicine, takes};
use crate::text::{Lang, life, squeeze, tidy, words};

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
    /// 体检日期.
    pub examined_on: Date,
    /// What was measured.
    pub values: BTreeMap<Item, f64>,
    /// 心电图, if it was done.
    pub ecg: Option<Ecg>,
}

/// What must be known of a person to judge an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// The person's sex; unknown is judged by the stricter limit.
    pub sex: Sex,
    /// Clozapine is taken.
    pub on_clozapine: bool,
    /// Lithium is taken.
    pub on_lithium: bool,
}

impl Circumstances {
    /// From a person's sex and present medicines.
    pub fn of(sex: Sex, medicines: &[Medicine]) -> Self {
        Self { sex, on_clozapine: takes(medicines, CLOZAPINE), on_lithium: takes(medicines, LITHIUM) }
    }
}

/// Something about an exam that deserves a second look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ExaminationDoubt {
    /// Hardly measured so: look for a slip or another unit.
    Implausible {
        /// What.
        item: Item,
        /// As written.
        value: f64,
    },
    /// The systolic pressure is not above the diastolic.
    PressureReversed {
        /// The systolic item of the arm.
        systolic: Item,
    },
    /// A finding that a doctor should see soon.
    Alert(Alert),
}

/// A finding that a doctor should see soon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Alert {
    /// White cells below 3.5 on clozapine.
    WhiteCellsLow(f64),
    /// Neutrophils below 1.5 on clozapine.
    NeutrophilsLow(f64),
    /// QTc above 470 ms (women) or 450 ms (men).
    QtcLong {
        /// As measured, ms.
        ms: f64,
        /// The limit, ms.
        limit: f64,
    },
    /// Blood lithium above 1.2.
    LithiumHigh(f64),
}

impl ExaminationDoubt {
    /// Whether a doctor should see it soon, rather than the typist.
    pub fn is_alert(&self) -> bool {
        matches!(self, Self::Alert(_))
    }

    /// The item to which it belongs.
    pub fn item(&self) -> Item {
        match self {
            Self::Implausible { item, .. } => *item,
            Self::PressureReversed { systolic } => *systolic,
            Self::Alert(Alert::WhiteCellsLow(_)) => Item::WhiteCells,
            Self::Alert(Alert::NeutrophilsLow(_)) => Item::Neutrophils,
            Self::Alert(Alert::QtcLong { .. }) => Item::Qtc,
            Self::Alert(Alert::LithiumHigh(_)) => Item::Lithium,
        }
    }

    /// What is doubtful, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match *self {
            Self::Implausible { item, value } => {
                let Range { unit, least, most } = item.range();
                life::exam_implausible(lang, lang.code(item), value, unit, least, most)
            }
            Self::PressureReversed { .. } => life::exam_pressure_reversed(lang).to_owned(),
            Self::Alert(Alert::WhiteCellsLow(value)) => life::exam_white_cells_low(lang, value),
            Self::Alert(Alert::NeutrophilsLow(value)) => life::exam_neutrophils_low(lang, value),
            Self::Alert(Alert::QtcLong { ms, limit }) => life::exam_qtc_long(lang, ms, limit),
            Self::Alert(Alert::LithiumHigh(value)) => life::exam_lithium_high(lang, value),
        }
    }
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

    /// Everything that deserves a second look, item by item; alerts come last.
    pub fn doubts(&self, person: &Circumstances) -> Vec<ExaminationDoubt> {
        let implausible = self.values.iter().filter_map(|(item, value)| {
            let Range { least, most, .. } = item.range();
            let plausible = (least..=most).contains(value);
            (!plausible).then_some(ExaminationDoubt::Implausible { item: *item, value: *value })
        });
        let arms = [(Item::SystolicLeft, Item::DiastolicLeft), (Item::SystolicRight, Item::DiastolicRight)];
        let reversed = arms.into_iter().filter_map(|(systolic, diastolic)| {
            let is = self.value(systolic)? <= self.value(diastolic)?;
            is.then_some(ExaminationDoubt::PressureReversed { systolic })
        });
        implausible
            .chain(reversed)
            .chain(self.alerts(person).into_iter().map(ExaminationDoubt::Alert))
            .collect()
    }

    fn alerts(&self, person: &Circumstances) -> Vec<Alert> {
        let value = |item: Item| self.value(item);
        let qtc_limit = if person.sex == Sex::Female { 470.0 } else { 450.0 };
        let on = |is: bool| move |value: &f64| is && value.is_finite();
        [
            value(Item::WhiteCells)
                .filter(on(person.on_clozapine))
                .filter(|value| *value < 3.5)
                .map(Alert::WhiteCellsLow),
            value(Item::Neutrophils)
                .filter(on(person.on_clozapine))
                .filter(|value| *value < 1.5)
                .map(Alert::NeutrophilsLow),
            value(Item::Qtc).filter(|ms| *ms > qtc_limit).map(|ms| Alert::QtcLong { ms, limit: qtc_limit }),
            // A level is taken because lithium is, even where the table of medicines does not say so.
            value(Item::Lithium).filter(|value| *value > 1.2).map(Alert::LithiumHigh),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Blood tests that what is taken asks for and that are not in this exam: the count with
    /// neutrophils on clozapine, the level on lithium.
    pub fn missing_for_medicines(&self, person: &Circumstances) -> Vec<Item> {
        let wanted = [
            (person.on_clozapine, Item::WhiteCells),
            (person.on_clozapine, Item::Neutrophils),
            (person.on_lithium, Item::Lithium),
        ];
        wanted
            .into_iter()
            .filter(|(is, item)| *is && !self.values.contains_key(item))
            .map(|(_, item)| item)
            .collect()
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// Nothing remarkable. A test changes the one thing it is about.
    fn well() -> Examination {
        let values = [
            (Item::SystolicLeft, 118.0),
            (Item::DiastolicLeft, 76.0),
            (Item::Height, 170.0),
            (Item::Weight, 62.0),
            (Item::Haemoglobin, 128.0),
            (Item::WhiteCells, 6.1),
            (Item::Platelets, 210.0),
            (Item::Alt, 24.0),
            (Item::Glucose, 5.3),
        ];
        Examination { examined_on: date(2025, 5, 8), values: values.into(), ecg: Some(Ecg::Normal) }
    }

    fn with(item: Item, value: f64) -> Examination {
        let mut examination = well();
        examination.values.insert(item, value);
        examination
    }

    fn man() -> Circumstances {
        Circumstances { sex: Sex::Male, on_clozapine: false, on_lithium: false }
    }

    #[test]
    fn an_unremarkable_exam_has_no_doubts_and_is_complete() {
        assert_eq!(well().doubts(&man()), []);
        assert!(well().is_complete());
        let index = well().body_mass_index().unwrap();
        assert!((index - 21.45).abs() < 0.01, "{index}");
    }

    #[test]
    fn what_was_hardly_measured_so_is_asked_about() {
        let check = |item, value| {
            assert_eq!(with(item, value).doubts(&man()), [ExaminationDoubt::Implausible { item, value }]);
        };
        check(Item::Weight, 620.0);
        check(Item::Glucose, 95.0);
        check(Item::Height, 1.7);
        check(Item::Temperature, 34.9);
        assert!((glucose_from_mg_per_dl(95.0) - 5.28).abs() < 0.01);
    }

    #[test]
    fn exchanged_pressures_are_noticed() {
        let mut examination = with(Item::SystolicLeft, 76.0);
        examination.values.insert(Item::DiastolicLeft, 118.0);
        let reversed = ExaminationDoubt::PressureReversed { systolic: Item::SystolicLeft };
        assert_eq!(examination.doubts(&man()), [reversed]);
    }

    #[test]
    fn blood_counts_alert_on_clozapine_only() {
        let on_clozapine = Circumstances { on_clozapine: true, ..man() };
        let low = |examination: Examination, person: &Circumstances| examination.doubts(person);
        assert_eq!(low(with(Item::WhiteCells, 3.4), &man()), []);
        assert_eq!(
            low(with(Item::WhiteCells, 3.4), &on_clozapine),
            [ExaminationDoubt::Alert(Alert::WhiteCellsLow(3.4))]
        );
        assert_eq!(low(with(Item::WhiteCells, 3.5), &on_clozapine), []);
        assert_eq!(
            low(with(Item::Neutrophils, 1.4), &on_clozapine),
            [ExaminationDoubt::Alert(Alert::NeutrophilsLow(1.4))]
        );
        assert_eq!(well().missing_for_medicines(&on_clozapine), [Item::Neutrophils]);
    }

    #[test]
    fn the_heart_has_a_limit_for_women_and_one_for_men() {
        let woman = Circumstances { sex: Sex::Female, ..man() };
        let unknown = Circumstances { sex: Sex::Unknown, ..man() };
        let long = |limit| [ExaminationDoubt::Alert(Alert::QtcLong { ms: 460.0, limit })];
        assert_eq!(with(Item::Qtc, 460.0).doubts(&man()), long(450.0));
        assert_eq!(with(Item::Qtc, 460.0).doubts(&unknown), long(450.0));
        assert_eq!(with(Item::Qtc, 460.0).doubts(&woman), []);
        assert_eq!(with(Item::Qtc, 470.0).doubts(&woman), []);
    }

    #[test]
    fn a_high_lithium_level_alerts() {
        let alert = |value| with(Item::Lithium, value).doubts(&man());
        assert_eq!(alert(1.2), []);
        assert_eq!(alert(1.3), [ExaminationDoubt::Alert(Alert::LithiumHigh(1.3))]);
    }

    #[test]
    fn what_the_norm_names_and_was_not_done_is_listed() {
        let mut examination = well();
        examination.values.remove(&Item::Glucose);
        examination.values.remove(&Item::SystolicLeft);
        examination.values.insert(Item::SystolicRight, 120.0);
        assert_eq!(examination.missing(), [Item::Glucose]);
        assert!(!examination.is_complete());
        assert!(!Examination { ecg: None, ..well() }.is_complete());
    }

    #[test]
    fn values_are_read_with_and_without_units() {
        let read = |text: &str| read_value(Item::WhiteCells, text);
        for text in ["6.1", "６．１", " 6.1 ", "6.1×10⁹/L", "6.1*10^9/L", "6.1x10^9/L", "6.1G/L", "6.1↓"]
        {
            assert_eq!(read(text), Ok(Some(6.1)), "{text}");
        }
        for text in ["", "-", "未查", "无"] {
            assert_eq!(read(text), Ok(None), "{text}");
        }
        for text in ["正常", "6.1.2", "6-7", "+", "nan", "inf"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read_pressure("120/80mmHg"), Some((120.0, 80.0)));
        assert_eq!(read_pressure("120"), None);
    }

    #[test]
    fn an_electrocardiogram_is_read() {
        assert_eq!(Ecg::read("正常"), Some(Ecg::Normal));
        assert_eq!(Ecg::read("1"), Some(Ecg::Normal));
        assert_eq!(Ecg::read("2 异常（窦性心动过速）"), Some(Ecg::Abnormal("窦性心动过速".into())));
        assert_eq!(Ecg::read("异常：ST段改变"), Some(Ecg::Abnormal("ST段改变".into())));
        assert_eq!(Ecg::read("2"), Some(Ecg::Abnormal(String::new())));
        assert_eq!(Ecg::read("窦性心律不齐"), Some(Ecg::Abnormal("窦性心律不齐".into())));
        assert_eq!(Ecg::read("未做"), None);
    }

    #[test]
    fn the_columns_of_offices_workbooks_are_known() {
        for (header, item) in [
            ("收缩压", Item::SystolicLeft),
            ("体重(kg)", Item::Weight),
            ("白细胞（×10⁹/L）", Item::WhiteCells),
            ("谷丙转氨酶", Item::Alt),
            ("空腹血糖", Item::Glucose),
        ] {
            assert_eq!(item_of_column(header), Some(item), "{header}");
        }
        assert_eq!(item_of_column("姓名"), None);
    }

    #[test]
    fn an_exam_is_stored_and_read_back() {
        let json = serde_json::to_string(&well()).unwrap();
        assert_eq!(serde_json::from_str::<Examination>(&json).unwrap(), well(), "{json}");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,20}") {
            let _ = (read_value(Item::Glucose, &text), read_pressure(&text));
            let _ = (Ecg::read(&text), item_of_column(&text));
        }
    }
}
