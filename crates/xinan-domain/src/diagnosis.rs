//! 目前诊断 — the diagnoses for which people are registered (工作规范, 报告办法 第三条).
//!
//! Six diagnoses are registered and managed; others occur in the register when Article 30(2)(2) of
//! the Mental Health Law applied. The category and the ICD-10 code are two fields: offices write
//! either, and one category covers many codes.

use crate::codes;
use crate::text::squeeze;

codes! {
    /// 目前诊断类型. 01 to 06 are the six registered diagnoses.
    Diagnosis {
        Schizophrenia = 1 "精神分裂症" "schizophrenia" ["精神分裂", "精分", "精分症", "分裂症"],
        Schizoaffective = 2 "分裂情感性障碍" "schizoaffective disorder" ["分裂情感障碍", "分裂情感性精神病"],
        Delusional = 3 "偏执性精神病" "persistent delusional disorder" ["持久的妄想性障碍", "偏执性精神障碍", "妄想性障碍"],
        Bipolar = 4 "双相(情感)障碍" "bipolar affective disorder" ["双相情感障碍", "双相障碍", "双向情感障碍", "躁郁症"],
        Epilepsy = 5 "癫痫所致精神障碍" "mental disorder due to epilepsy" ["癫痫性精神障碍", "癫痫精神障碍"],
        IntellectualDisability = 6 "精神发育迟滞伴发精神障碍" "intellectual disability with mental disorder"
            ["精神发育迟滞", "精神发育迟滞(伴发精神障碍)", "智力障碍伴发精神障碍"],
        SevereDepression = 7 "重度抑郁发作" "severe depressive episode" ["重度抑郁", "重度抑郁症"],
        Substance = 8 "精神活性物质所致精神障碍" "disorder due to psychoactive substances" ["酒精所致精神障碍"],
        Other = 99 "其他" "other" [],
    }
}

impl Diagnosis {
    /// Whether this is one of the six registered diagnoses (01 to 06).
    pub fn is_registered_six(self) -> bool {
        (self as u8) <= Self::IntellectualDisability as u8
    }

    /// The category that an ICD-10 code falls into.
    ///
    /// Epilepsy has no single code (G40 with F06 or F07); its F-part alone does not tell, so only
    /// `G40` is taken.
    pub fn of_icd10(code: &Icd10) -> Self {
        let code = code.as_str();
        let (block, third) = (&code[..3], code.as_bytes().get(4).copied());
        match block {
            "F20" => Self::Schizophrenia,
            "F25" => Self::Schizoaffective,
            "F22" => Self::Delusional,
            "F30" | "F31" => Self::Bipolar,
            "G40" => Self::Epilepsy,
            "F70" | "F71" | "F72" | "F73" | "F78" | "F79" => Self::IntellectualDisability,
            "F32" if matches!(third, Some(b'2' | b'3')) => Self::SevereDepression,
            "F33" if matches!(third, Some(b'2' | b'3')) => Self::SevereDepression,
            _ if block.starts_with("F1") => Self::Substance,
            _ => Self::Other,
        }
    }

    /// The ICD-10 code that is usual for the category when none was given.
    pub fn usual_icd10(self) -> Option<&'static str> {
        match self {
            Self::Schizophrenia => Some("F20.9"),
            Self::Schizoaffective => Some("F25.9"),
            Self::Delusional => Some("F22.0"),
            Self::Bipolar => Some("F31.9"),
            Self::Epilepsy => Some("G40.9"),
            Self::IntellectualDisability => Some("F79.1"),
            Self::SevereDepression | Self::Substance | Self::Other => None,
        }
    }
}

/// An ICD-10 code in the form `F20` or `F20.9`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Icd10(String);

impl Icd10 {
    /// Reads a code; `f209` and `F20.9` are the same, `.x` and longer local suffixes are kept.
    pub fn read(text: &str) -> Option<Self> {
        let text = squeeze(text).to_ascii_uppercase();
        let bytes = text.as_bytes();
        let shape = bytes.len() >= 3
            && bytes.len() <= 8
            && bytes[0].is_ascii_uppercase()
            && bytes[1..3].iter().all(u8::is_ascii_digit)
            && text[3..].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
        if !shape {
            return None;
        }
        Some(Self(match bytes.get(3) {
            Some(b'.') | None => text,
            Some(_) => format!("{}.{}", &text[..3], &text[3..]),
        }))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads a diagnosis written as its name, its number or its ICD-10 code.
///
/// A code outside the programme (J00, common cold) is no diagnosis of this register: `None`.
pub fn read(text: &str) -> Option<Diagnosis> {
    use crate::code::Code;
    if let Some(known) = Diagnosis::read(text) {
        return Some(known);
    }
    match Diagnosis::of_icd10(&Icd10::read(text)?) {
        Diagnosis::Other => None,
        known => Some(known),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnosis_is_read_from_name_short_name_or_icd_10() {
        for text in ["精神分裂症", "精分", "精神分裂", "F20.9", "f209", "F20.0", "1"] {
            assert_eq!(read(text), Some(Diagnosis::Schizophrenia), "{text}");
        }
        assert_eq!(read("F71.1"), Some(Diagnosis::IntellectualDisability));
        assert_eq!(read("双相（情感）障碍"), Some(Diagnosis::Bipolar));
    }

    #[test]
    fn a_cold_is_no_diagnosis_of_this_register() {
        for text in ["感冒", "J00", "", "F", "F2X.1", "精神"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
