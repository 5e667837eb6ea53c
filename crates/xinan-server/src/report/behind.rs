//! Which people stand behind a number, and why a figure is not higher.

use xinan_domain::indicator::{Base, CATALOGUE, Indicator, Measure, find};
use xinan_domain::parameter::{Counting, Registered};
use xinan_domain::text::Lang;

use crate::texts;

/// Those for whom one measure counts something, or more than another does: managed, but not managed
/// to the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Behind {
    /// What counts.
    pub(super) of: Measure,
    /// What is taken off.
    pub(super) without: Option<Measure>,
}

impl Behind {
    /// Everybody for whom the measure counts.
    pub(super) const fn all(of: Measure) -> Self {
        Self { of, without: None }
    }

    /// Those for whom it counts more than the other.
    pub(super) const fn less(of: Measure, without: Measure) -> Self {
        Self { of, without: Some(without) }
    }

    /// What a sum says of them. The same as counting them when the other measure is part of this one,
    /// as it is for every pair that pages use.
    pub(super) fn count(self, sums: &crate::case::facts::rollup::Sums) -> i64 {
        sums.get(self.of) - self.without.map_or(0, |without| sums.get(without))
    }

    /// As it stands in addresses: `managed-standard_managed`.
    pub(super) fn key(self) -> String {
        match self.without {
            Some(without) => format!("{}-{}", self.of.key(), without.key()),
            None => self.of.key().to_owned(),
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        match key.split_once('-') {
            Some((of, without)) => Some(Self::less(Measure::from_key(of)?, Measure::from_key(without)?)),
            None => Some(Self::all(Measure::from_key(key)?)),
        }
    }

    /// Whether the measure counts events, several for one person.
    pub(super) fn counts_times(self) -> bool {
        use Measure as M;
        matches!(
            self.of,
            M::Visits
                | M::VisitsDue
                | M::VisitsOnTime
                | M::Entries
                | M::EntriesInTime
                | M::Referrals
                | M::ReferralsDone
                | M::ItemsOpen
                | M::DischargeVisitsDue
                | M::DischargeVisitsOnTime
        )
    }

    /// Who they are.
    pub(super) fn label(self, lang: Lang) -> String {
        let of = label(lang, self.of);
        match self.without {
            Some(without) => texts::stats_without(lang, of, label(lang, without)),
            None => of.to_owned(),
        }
    }
}

/// What a measure counts, in words.
pub(super) fn label(lang: Lang, measure: Measure) -> &'static str {
    lang.pick(measure.label(), measure.label_en())
}

/// The part of an indicator whose people are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// 分子.
    Numerator,
    /// 分母.
    Denominator,
    /// In the denominator only.
    Missing,
}

impl Part {
    /// All parts.
    pub(super) const ALL: [Self; 3] = [Self::Missing, Self::Numerator, Self::Denominator];

    /// As it stands in addresses.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::Missing => "missing",
        }
    }

    /// The people of this part; `None` where the residents of an area are counted.
    pub(super) fn of(self, indicator: &Indicator, counting: &Counting) -> Option<Behind> {
        let numerator = indicator.numerator.measure(counting);
        let denominator = indicator.denominator.measure(counting);
        match self {
            Self::Numerator => numerator.map(Behind::all),
            Self::Denominator => denominator.map(Behind::all),
            Self::Missing => Some(Behind::less(denominator?, numerator?)),
        }
    }
}

/// What an address names: an indicator, or a count of its own.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    /// An indicator of the catalogue.
    Indicator(&'static Indicator),
    /// People counted by measures.
    Count(Behind),
}

impl Subject {
    /// Reads an address; a word that is neither names nothing.
    pub(super) fn read(key: &str) -> Option<Self> {
        find(key).map(Self::Indicator).or_else(|| Behind::from_key(key).map(Self::Count))
    }

    /// As it stands in addresses.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Indicator(indicator) => indicator.id.to_owned(),
            Self::Count(behind) => behind.key(),
        }
    }

    /// The measure that the list is about: what a person of the list has, or lacks.
    pub(super) fn about(&self, counting: &Counting) -> Option<Measure> {
        match self {
            Self::Indicator(indicator) => indicator.numerator.measure(counting),
            Self::Count(behind) => Some(behind.without.unwrap_or(behind.of)),
        }
    }
}

/// One answer to «why not more»: people, and what they have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reason {
    /// The people.
    pub(super) behind: Behind,
    /// What they have in common.
    pub(super) say: fn(Lang) -> &'static str,
}

/// Why an indicator is not higher, or whom it counts. Each answer opens its people.
pub(super) fn reasons(indicator: &Indicator, counting: &Counting) -> Vec<Reason> {
    use Measure as M;
    let one = |of: M, say: fn(Lang) -> &'static str| Reason { behind: Behind::all(of), say };
    let gap =
        |of: M, without: M, say: fn(Lang) -> &'static str| Reason { behind: Behind::less(of, without), say };
    let mut list = Vec::new();
    // Whoever was not visited at all is missing in every rate of registered people.
    let registered = counting.registered == Registered::Living;
    let by_registered = match indicator.denominator {
        Base::Registered | Base::Medicine | Base::Face | Base::Examination => {
            let base = indicator.denominator.measure(counting);
            base != Some(M::Managed)
        }
        _ => false,
    };
    if by_registered
        && indicator.higher_is_better == Some(true)
        && !matches!(indicator.id, "consented" | "information_complete")
    {
        list.push(one(M::NotManaged, texts::why_not_managed));
        list.push(one(M::LostNotManaged, texts::why_lost));
        if !registered {
            list.push(one(M::DiedThisYear, texts::why_died));
        }
    }
    match indicator.id {
        "managed" => list.push(one(M::Refused, texts::why_refused)),
        "standard" => list.push(gap(M::Managed, M::Standard, texts::why_long_gap)),
        "standard_scored" => list.push(gap(M::Managed, M::StandardScored, texts::why_not_scored)),
        "medicine" => {
            list.push(one(M::NotTakingMedicine, texts::why_not_taking));
            list.push(one(M::NoMedicineNeeded, texts::why_no_medicine_needed));
        }
        "regular_medicine" => {
            list.push(one(M::NotTakingMedicine, texts::why_not_taking));
            list.push(gap(M::Managed, M::RegularMedicine, texts::why_not_regular));
        }
        "schizophrenia_medicine" => {
            if !counting.schizophrenia_of_managed {
                list.push(gap(M::Schizophrenia, M::SchizophreniaManaged, texts::why_not_visited));
            }
            list.push(gap(
                M::SchizophreniaManaged,
                M::SchizophreniaOnMedicine,
                texts::why_visited_no_medicine,
            ));
        }
        "schizophrenia_regular" => {
            if !counting.schizophrenia_of_managed {
                list.push(gap(M::Schizophrenia, M::SchizophreniaManaged, texts::why_not_visited));
            }
            list.push(gap(M::SchizophreniaManaged, M::SchizophreniaRegular, texts::why_not_regular));
        }
        "stable" => {
            list.push(one(M::LastBasicallyStable, texts::why_basically_stable));
            list.push(one(M::LastUnstable, texts::why_unstable));
        }
        "face_to_face" => list.push(gap(M::Managed, M::FaceToFace, texts::why_not_met)),
        "examined" => list.push(gap(M::Managed, M::Examined, texts::why_not_examined)),
        "consented" => {
            list.push(one(M::Refused, texts::why_refused));
            list.push(gap(M::Registered, M::Consented, texts::why_no_consent));
        }
        "risk_three_attended" => {
            list.push(gap(M::RiskThreeEver, M::RiskThreeAttended, texts::why_not_attended))
        }
        "risk_three_managed" => {
            list.push(one(M::RiskThreeAdmitted, texts::why_admitted));
            list.push(gap(M::RiskThreeEver, M::RiskThreeAttended, texts::why_not_attended));
        }
        "information_complete" => {
            list.push(gap(
                indicator.denominator.measure(counting).unwrap_or(M::Registered),
                M::InformationComplete,
                texts::why_items_open,
            ));
        }
        "after_discharge" => {
            list.push(gap(M::DischargeVisitsDue, M::DischargeVisitsOnTime, texts::why_not_after_discharge));
        }
        "rehabilitation" => list.push(gap(M::Home, M::HomeRehabilitation, texts::why_no_rehabilitation)),
        "on_time" => list.push(gap(M::VisitsDue, M::VisitsOnTime, texts::why_not_on_time)),
        "entered_in_time" => list.push(gap(M::Entries, M::EntriesInTime, texts::why_entered_late)),
        "referral_done" => list.push(gap(M::Referrals, M::ReferralsDone, texts::why_referral_open)),
        _ => {}
    }
    list
}

/// The answer that a list of a difference belongs to, whichever indicator asks.
pub(super) fn reason_of(behind: Behind, counting: &Counting) -> Option<Reason> {
    behind.without?;
    CATALOGUE.iter().flat_map(|indicator| reasons(indicator, counting)).find(|reason| reason.behind == behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_an_indicator_a_measure_or_a_difference() {
        assert!(matches!(Subject::read("standard"), Some(Subject::Indicator(one)) if one.id == "standard"));
        for key in ["not_managed", "managed-standard_managed"] {
            assert_eq!(Subject::read(key).unwrap().key(), key);
        }
        for key in ["", "-", "managed-", "-managed", "cases", "managed;drop", "managed-face-home"] {
            assert!(Subject::read(key).is_none(), "{key}");
        }
    }

    #[test]
    fn residents_of_an_area_have_no_list() {
        let prevalence = find("prevalence").unwrap();
        let counting = Counting::default();
        assert_eq!(Part::Denominator.of(prevalence, &counting), None);
        assert_eq!(Part::Missing.of(prevalence, &counting), None);
        assert!(Part::Numerator.of(prevalence, &counting).is_some());
    }
}
