//! What a form asks of words that fit no box of the paper (用法：每日（月）__次，每次剂量__mg).

use super::{Medicine, Schedule, Written, tablets, usage};
use crate::text::{squeeze, tidy};

/// What is not clear of a medicine whose way of taking is kept as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// How many milligrams: 两片, 遵医嘱.
    Dose,
    /// How often: 2mg.
    Often,
    /// Words that the forms have no box for, such as 隔日1次 2mg. They can be true.
    Words,
}

impl Unclear {
    /// Whether a form can be kept with it.
    pub fn can_stand(self) -> bool {
        self == Self::Words
    }
}

impl Medicine {
    /// What words lack that fit no box of the paper; `None` where the schedule was understood.
    ///
    /// Items 20 and 21 ask for times and milligrams, in which every medicine of the table is measured. One that
    /// the table does not know may be counted otherwise (中药 by the bag), so there the words stand.
    pub fn unclear(&self) -> Option<Unclear> {
        match &self.schedule {
            Schedule::AsWritten(_) if self.drug().is_none() => Some(Unclear::Words),
            Schedule::AsWritten(text) => Some(usage::unclear(text)),
            _ => None,
        }
    }
}

impl Written {
    /// The first part that counts tablets.
    pub fn in_tablets(&self) -> Option<&str> {
        let parts = [&self.usage, &self.dose, &self.morning, &self.noon, &self.evening, &self.injection];
        parts.into_iter().find(|part| tablets::any(part)).map(String::as_str)
    }
}

/// What stands in a box that the paper heads with mg: a mere number gets its unit, all else stays.
pub fn with_unit(text: &str) -> String {
    match squeeze(text).parse::<f64>().is_ok() && usage::milligrams(text).is_some() {
        true => format!("{} mg", tidy(text)),
        false => text.to_owned(),
    }
}
