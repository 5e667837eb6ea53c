//! Limits of findings and intervals of checks: what a region may set, with the values that hold otherwise.
//!
//! No norm of the nation sets them. The limits of blood counts on clozapine and of the blood level of lithium are those of the
//! medicines' labels and of usual practice; QTc is usual practice, too. They are counts in units in which they are whole
//! numbers: 3500 white cells a microlitre are 3.5×10⁹/L, 1200 µmol/L of lithium are 1.2 mmol/L.

use crate::identity_number::Sex;

/// Where a finding alerts, and how often what is taken asks for a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExamLimits {
    /// On clozapine: fewer white cells a microlitre than this alert.
    pub white_cells: u16,
    /// On clozapine: fewer neutrophils a microlitre than this alert.
    pub neutrophils: u16,
    /// More lithium than this, µmol/L, alerts.
    pub lithium: u16,
    /// A QTc longer than this, ms, alerts for women.
    pub qtc_women_ms: u16,
    /// The same for men, and where the sex is unknown.
    pub qtc_men_ms: u16,
    /// Days within which somebody has seen to an alert.
    pub alert_days: u16,
    /// Days from the beginning of clozapine in which the blood count is close-meshed.
    pub clozapine_early_days: u16,
    /// Days between two counts in that time.
    pub clozapine_early_interval_days: u16,
    /// Months between two counts later.
    pub clozapine_interval_months: u16,
    /// Months between two blood levels of lithium.
    pub lithium_interval_months: u16,
    /// Days until the level is looked at after the dose was changed.
    pub lithium_changed_days: u16,
    /// Months between two checks on valproate or carbamazepine.
    pub antiepileptic_interval_months: u16,
}

impl ExamLimits {
    /// The longest QTc, ms, that is in order; of whoever's sex is unknown the stricter one.
    pub fn qtc_ms(&self, sex: Sex) -> u16 {
        if sex == Sex::Female { self.qtc_women_ms } else { self.qtc_men_ms }
    }
}

impl Default for ExamLimits {
    fn default() -> Self {
        Self {
            white_cells: 3_500,
            neutrophils: 1_500,
            lithium: 1_200,
            qtc_women_ms: 470,
            qtc_men_ms: 450,
            alert_days: 1,
            clozapine_early_days: 126,
            clozapine_early_interval_days: 14,
            clozapine_interval_months: 1,
            lithium_interval_months: 3,
            lithium_changed_days: 7,
            antiepileptic_interval_months: 6,
        }
    }
}
