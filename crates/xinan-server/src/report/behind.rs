//! Which people stand behind a number, and why a figure is not higher.

use std::collections::BTreeMap;

use xinan_domain::indicator::{Base, CATALOGUE, Indicator, Measure, find};
use xinan_domain::parameter::{Counting, Registered, StableRule};
use xinan_domain::text::Lang;

use crate::texts;

/// How many reasons stand before the last at most: 服药率 with those who died.
const MOST: usize = 5;

/// What else has to be so in the person's month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// The measure counts something.
    Has(Measure),
    /// It counts nothing.
    Lacks(Measure),
}

impl Condition {
    fn not(self) -> Self {
        match self {
            Self::Has(measure) => Self::Lacks(measure),
            Self::Lacks(measure) => Self::Has(measure),
        }
    }

    fn key(self) -> [&'static str; 2] {
        match self {
            Self::Has(measure) => [".", measure.key()],
            Self::Lacks(measure) => ["~", measure.key()],
        }
    }
}

/// Those for whom one measure counts something, or more than another does: managed, but not managed
/// to the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Behind {
    /// What counts.
    pub(super) of: Measure,
    /// What is taken off.
    pub(super) without: Option<Measure>,
    /// All of these hold.
    given: [Option<Condition>; MOST],
}

impl Behind {
    /// Everybody for whom the measure counts.
    pub(super) const fn all(of: Measure) -> Self {
        Self { of, without: None, given: [None; MOST] }
    }

    /// Those for whom it counts more than the other.
    pub(super) const fn less(of: Measure, without: Measure) -> Self {
        Self { of, without: Some(without), given: [None; MOST] }
    }

    /// What has to be so besides.
    pub(super) fn conditions(self) -> impl Iterator<Item = Condition> {
        self.given.into_iter().flatten()
    }

    /// What a sum says of them, where there are no conditions: these are counted person by person. The same
    /// as counting them when the other measure is part of this one, as it is for every pair that pages use.
    pub(super) fn count(self, sums: &crate::case::facts::rollup::Sums) -> i64 {
        sums.get(self.of) - self.without.map_or(0, |without| sums.get(without))
    }

    /// As it stands in addresses: `managed-standard_managed`; then, with a dot, what each of them has and,
    /// with a tilde, what each of them lacks.
    pub(super) fn key(self) -> String {
        let mut key = match self.without {
            Some(without) => format!("{}-{}", self.of.key(), without.key()),
            None => self.of.key().to_owned(),
        };
        self.conditions().flat_map(Condition::key).for_each(|part| key.push_str(part));
        key
    }

    fn from_key(key: &str) -> Option<Self> {
        const MARKS: [char; 2] = ['.', '~'];
        let (people, mut rest) = key.split_at(key.find(MARKS).unwrap_or(key.len()));
        let mut behind = match people.split_once('-') {
            Some((of, without)) => Self::less(Measure::from_key(of)?, Measure::from_key(without)?),
            None => Self::all(Measure::from_key(people)?),
        };
        for place in &mut behind.given {
            let Some(word) = rest.strip_prefix(MARKS) else { break };
            let (word, after) = word.split_at(word.find(MARKS).unwrap_or(word.len()));
            let measure = Measure::from_key(word)?;
            let has = rest.starts_with('.');
            *place = Some(if has { Condition::Has(measure) } else { Condition::Lacks(measure) });
            rest = after;
        }
        rest.is_empty().then_some(behind)
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

/// Words of the catalogue.
type Say = fn(Lang) -> &'static str;

/// One answer to «why not more»: people, and what they have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reason {
    /// The people.
    pub(super) behind: Behind,
    /// What they have in common.
    pub(super) say: Say,
}

/// Reasons with what each of them counts, by the id of the indicator.
pub(super) type Whys = BTreeMap<&'static str, Vec<(Reason, i64)>>;

/// Why an indicator is not higher. Each answer opens its people.
///
/// Whoever is in the denominator and not in the numerator stands under the first reason that applies, in the
/// order of the list, and under the last when none of the others does: the reasons add up to what is missing.
pub(super) fn reasons(indicator: &Indicator, counting: &Counting) -> Vec<Reason> {
    let (Some(missing), Some((named, last))) =
        (Part::Missing.of(indicator, counting), in_order(indicator, counting))
    else {
        return Vec::new();
    };
    let mut passed = [None; MOST];
    let mut list = Vec::with_capacity(named.len() + 1);
    for (at, (condition, say)) in named.into_iter().enumerate() {
        let mut given = passed;
        given[at] = Some(condition);
        list.push(Reason { behind: Behind { given, ..missing }, say });
        passed[at] = Some(condition.not());
    }
    list.push(Reason { behind: Behind { given: passed, ..missing }, say: last });
    list
}

/// The reasons of an indicator in the order in which they are tried, and what is said when none applies.
fn in_order(indicator: &Indicator, counting: &Counting) -> Option<(Vec<(Condition, Say)>, Say)> {
    use Condition::{Has, Lacks};
    use Measure as M;
    use texts as t;
    let mut named: Vec<(Condition, Say)> = Vec::new();
    let died: Option<(Condition, Say)> = match counting.registered {
        Registered::Living => None,
        Registered::LivingOrDiedThisYear => Some((Has(M::DiedThisYear), t::why_died)),
    };
    // Whoever was not visited at all is missing in every rate of registered people.
    let of_registered = match indicator.denominator {
        Base::Registered | Base::Medicine | Base::Face | Base::Examination => {
            indicator.denominator.measure(counting) != Some(M::Managed)
        }
        _ => false,
    };
    let has_own = matches!(indicator.id, "managed" | "consented" | "information_complete");
    if of_registered && !has_own {
        named
            .extend([(Has(M::NotManaged), t::why_not_managed as Say), (Has(M::LostNotManaged), t::why_lost)]);
        named.extend(died);
    }
    let of_schizophrenia = (Lacks(M::SchizophreniaManaged), t::why_not_visited as Say);
    let last: Say = match indicator.id {
        "managed" => {
            // Who has refused is not visited for that reason, whatever else is so.
            named.extend([(Has(M::Refused), t::why_refused as Say), (Has(M::LostNotManaged), t::why_lost)]);
            named.extend(died);
            t::why_not_managed
        }
        "standard" => t::why_long_gap,
        "standard_scored" => t::why_not_scored,
        "medicine" => {
            named.push((Has(M::NotTakingMedicine), t::why_not_taking));
            named.push((Has(M::NoMedicineNeeded), t::why_no_medicine_needed));
            t::why_medicine_not_stated
        }
        "regular_medicine" => {
            named.push((Has(M::NotTakingMedicine), t::why_not_taking));
            t::why_not_regular
        }
        "schizophrenia_medicine" => {
            named.extend((!counting.schizophrenia_of_managed).then_some(of_schizophrenia));
            t::why_visited_no_medicine
        }
        "schizophrenia_regular" => {
            named.extend((!counting.schizophrenia_of_managed).then_some(of_schizophrenia));
            t::why_not_regular
        }
        "stable" => {
            named.push((Has(M::LastBasicallyStable), t::why_basically_stable));
            named.push((Has(M::LastUnstable), t::why_unstable));
            match counting.stable {
                StableRule::LastVisitRecent => t::why_stable_long_ago,
                StableRule::WholeYear => t::why_stable_not_always,
            }
        }
        "face_to_face" => t::why_not_met,
        "examined" => t::why_not_examined,
        "consented" => {
            named.push((Has(M::Refused), t::why_refused));
            named.extend(died);
            t::why_no_consent
        }
        "risk_three_attended" => t::why_not_attended,
        "risk_three_managed" => {
            named.push((Has(M::RiskThreeAdmitted), t::why_admitted));
            t::why_not_attended
        }
        "information_complete" => t::why_items_open,
        "after_discharge" => t::why_not_after_discharge,
        "rehabilitation" => t::why_no_rehabilitation,
        "on_time" => t::why_not_on_time,
        "entered_in_time" => t::why_entered_late,
        "referral_done" => t::why_referral_open,
        _ => return None,
    };
    Some((named, last))
}

/// The answer that a list of a difference belongs to, whichever indicator asks.
pub(super) fn reason_of(behind: Behind, counting: &Counting) -> Option<Reason> {
    behind.without?;
    let gap = Behind::less(Measure::Managed, Measure::Standard);
    let step = Reason { behind: gap, say: texts::why_long_gap };
    let all = CATALOGUE.iter().flat_map(|indicator| reasons(indicator, counting));
    std::iter::once(step).chain(all).find(|reason| reason.behind == behind)
}

/// Whether pages lead to such a list. Conditions come only with a reason, which names the list.
pub(super) fn is_asked_for(behind: Behind, counting: &Counting) -> bool {
    behind.conditions().next().is_none() || reason_of(behind, counting).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_an_indicator_a_measure_or_a_difference() {
        assert!(matches!(Subject::read("standard"), Some(Subject::Indicator(one)) if one.id == "standard"));
        for key in
            ["not_managed", "managed-standard_managed", "registered-managed~refused_consent.lost_not_managed"]
        {
            assert_eq!(Subject::read(key).unwrap().key(), key);
        }
        for key in [
            "",
            "-",
            "managed-",
            "-managed",
            "cases",
            "managed;drop",
            "managed-face-home",
            "managed.",
            "managed~",
            "managed..home",
        ] {
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
