//! What pages say: numbers, switches in force, and why a person is in a list.

use jiff::civil::Date;
use xinan_domain::indicator::{Base, Indicator, Measure, Rate};
use xinan_domain::parameter::{
    Counting, FaceRule, InsightRule, MedicineBase, Parameters, Registered, RegularRule, StableRule,
};
use xinan_domain::text::Lang;

use super::line::Line;
use crate::case::facts::rollup::Sums;
use crate::texts;

/// 4,139.
pub(super) fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        out.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// 2,810 / 4,139.
pub(super) fn ratio(line: &Line) -> String {
    let one = |value: Option<i64>| value.map_or_else(|| "—".to_owned(), number);
    format!("{} / {}", one(line.numerator), one(line.denominator))
}

/// A rate with one decimal, rounded half up from its two.
pub(super) fn one_decimal(rate: Rate) -> String {
    let tenths = (rate.hundredths() + 5) / 10;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// 80 rather than 80.00.
pub(super) fn whole(rate: Rate) -> String {
    match rate.hundredths() % 100 {
        0 => (rate.hundredths() / 100).to_string(),
        _ => rate.to_string(),
    }
}

/// The rate as pages show it, with its unit.
pub(super) fn rate(line: &Line) -> Option<String> {
    let shown = line.shown()?;
    Some(match line.indicator.unit {
        xinan_domain::indicator::Unit::Percent => line.with_unit(&one_decimal(shown)),
        // A prevalence of 4.63 ‰ differs from one of 4.6 ‰ by a dozen people of a county.
        xinan_domain::indicator::Unit::PerMille => line.with_unit(&shown.to_string()),
    })
}

/// The name of an indicator.
pub(super) fn name(lang: Lang, indicator: &Indicator) -> &'static str {
    lang.pick(indicator.name, indicator.name_en)
}

/// What a numerator or denominator counts.
pub(super) fn base(lang: Lang, base: Base, counting: &Counting) -> &'static str {
    match base.measure(counting) {
        Some(measure) => super::behind::label(lang, measure),
        None if base == Base::Confirmed => texts::stats_confirmed(lang),
        None => texts::stats_population(lang),
    }
}

/// The switches that decide how this indicator is counted, as they stand.
pub(super) fn switches(lang: Lang, indicator: &Indicator, counting: &Counting) -> Vec<String> {
    let mut said = Vec::new();
    let by = |base: Base| indicator.denominator == base || indicator.numerator == base;
    if by(Base::Registered) || by(Base::Medicine) || by(Base::Face) || by(Base::Examination) {
        said.push(match counting.registered {
            Registered::Living => texts::switch_living(lang).to_owned(),
            Registered::LivingOrDiedThisYear => texts::switch_with_died(lang).to_owned(),
        });
    }
    said.extend(denominator(lang, indicator, counting).map(str::to_owned));
    match indicator.id {
        "standard" => {
            said.push(texts::switch_gap(lang, counting.standard_gap_months));
            said.push(match (counting.gap_from_year_start, counting.gap_to_cutoff) {
                (true, true) => texts::switch_gap_both_ends(lang).to_owned(),
                (true, false) => texts::switch_gap_start(lang).to_owned(),
                (false, true) => texts::switch_gap_end(lang).to_owned(),
                (false, false) => texts::switch_gap_between(lang).to_owned(),
            });
        }
        "regular_medicine" | "schizophrenia_regular" => said.push(match counting.regular {
            RegularRule::AllVisits => texts::switch_regular_all(lang).to_owned(),
            RegularRule::LastVisit => texts::switch_regular_last(lang).to_owned(),
        }),
        "stable" => {
            said.push(match counting.stable {
                StableRule::LastVisitRecent => texts::switch_stable_recent(lang, counting.stable_months),
                StableRule::WholeYear => texts::switch_stable_year(lang).to_owned(),
            });
            said.push(match counting.insight {
                InsightRule::Full => texts::switch_insight_full(lang).to_owned(),
                InsightRule::FullOrPartial => texts::switch_insight_partial(lang).to_owned(),
            });
        }
        "face_to_face" => said.push(match counting.face {
            FaceRule::PatientMet => texts::switch_face_patient(lang).to_owned(),
            FaceRule::AnybodyMet => texts::switch_face_anybody(lang).to_owned(),
        }),
        "entered_in_time" => said.push(texts::switch_entry_days(lang, counting.entry_working_days)),
        _ => {}
    }
    if indicator.depends_on_managed() {
        said.push(match counting.telephone_counts {
            true => texts::switch_telephone_counts(lang).to_owned(),
            false => texts::switch_telephone_does_not(lang).to_owned(),
        });
        said.push(match counting.lost_may_be_managed {
            true => texts::switch_lost_managed(lang).to_owned(),
            false => texts::switch_lost_not_managed(lang).to_owned(),
        });
    }
    said
}

/// What a switch lets the indicator be divided by, as it stands.
pub(super) fn denominator(lang: Lang, indicator: &Indicator, counting: &Counting) -> Option<&'static str> {
    let managed = match indicator.denominator {
        Base::Medicine => counting.medicine_base == MedicineBase::Managed,
        Base::Schizophrenia if counting.schizophrenia_of_managed => {
            return Some(texts::switch_schizophrenia_managed(lang));
        }
        Base::Schizophrenia => return Some(texts::switch_schizophrenia_registered(lang)),
        Base::Face => counting.face_of_managed,
        Base::Examination => !counting.examined_of_registered,
        Base::Of(_) | Base::Registered | Base::Confirmed | Base::Population => return None,
    };
    Some(if managed { texts::switch_of_managed(lang) } else { texts::switch_of_registered(lang) })
}

/// That limits in working days were reckoned without the holidays of a year, because they are not
/// loaded; `until` is the last day on which a visit may lie.
pub(super) fn without_holidays(lang: Lang, parameters: &Parameters, until: Date) -> Option<String> {
    let limit = parameters.counting.entry_working_days;
    let last = parameters.calendar.add_working_days(until, limit);
    let year = parameters.calendar.not_loaded(until.first_of_year(), last)?;
    Some(xinan_domain::text::parameter::calendar_missing(lang, year))
}

/// Why a person is in the list about a measure: what the month says of him or her, gravest first.
///
/// Neither diagnosis nor grade is said; what the list is about stands in its heading.
pub(super) fn why(lang: Lang, about: Option<Measure>, row: &Sums, counting: &Counting) -> String {
    use Measure as M;
    let has = |measure: M| row.get(measure) > 0;
    let visits = row.get(M::Visits);
    let mut said: Vec<String> = Vec::new();
    let mut say = |text: &'static str| said.push(text.to_owned());
    if has(M::Dead) {
        say(texts::person_died(lang));
    }
    if has(M::Lost) {
        say(texts::person_lost(lang));
    }
    if has(M::Refused) {
        say(texts::person_refused(lang));
    }
    // Visits that do not make managed (Q8, Q10) are told by what the list is about, if it is.
    if !has(M::Managed) && !has(M::Dead) {
        match visits > 0 && !(counting.telephone_counts && counting.lost_may_be_managed) {
            true => said.push(texts::person_visits_not_counted(lang, visits)),
            false => say(texts::person_not_visited(lang)),
        }
    }
    match about {
        Some(M::InformationComplete | M::ItemsOpen) => {
            said.push(texts::person_items_open(lang, row.get(M::ItemsOpen)));
            return said.join(texts::person_joint(lang));
        }
        Some(M::VisitsDue | M::VisitsOnTime) if !has(M::Managed) && !has(M::Dead) => {
            said.push(texts::person_on_time(lang, row.get(M::VisitsDue), row.get(M::VisitsOnTime)));
            return said.join(texts::person_joint(lang));
        }
        _ => {}
    }
    let Some(about) = about.filter(|_| has(M::Managed)) else { return said.join(texts::person_joint(lang)) };
    match about {
        M::Standard if !has(M::Standard) => {
            said.push(texts::person_long_gap(lang, visits, counting.standard_gap_months));
        }
        M::StandardScored if !has(M::StandardScored) => {
            said.push(texts::person_visits(lang, visits));
            said.push(examined(lang, row));
        }
        M::OnMedicine
        | M::RegularMedicine
        | M::SchizophreniaOnMedicine
        | M::SchizophreniaRegular
        | M::NotTakingMedicine
        | M::NoMedicineNeeded => said.push(medicine(lang, row).to_owned()),
        M::Stable | M::LastBasicallyStable | M::LastUnstable | M::Home => {
            said.push(course(lang, row, counting));
        }
        M::FaceToFace if !has(M::FaceToFace) => said.push(texts::person_not_met(lang, visits)),
        M::Examined => said.push(examined(lang, row)),
        M::RiskThreeLast
        | M::RiskThreeEver
        | M::RiskThreeAttended
        | M::RiskThreeManaged
        | M::RiskThreeAdmitted => {
            said.push(match (has(M::RiskThreeAdmitted), has(M::RiskThreeManaged)) {
                (true, _) => texts::person_admitted(lang).to_owned(),
                (false, true) => texts::person_attended(lang).to_owned(),
                (false, false) => texts::person_not_attended(lang).to_owned(),
            });
        }
        M::DischargeVisitsDue | M::DischargeVisitsOnTime => {
            let (due, met) = (row.get(M::DischargeVisitsDue), row.get(M::DischargeVisitsOnTime));
            said.push(texts::person_discharges(lang, due, met));
        }
        M::HomeRehabilitation => said.push(match has(M::HomeRehabilitation) {
            true => texts::person_rehabilitation(lang).to_owned(),
            false => texts::person_no_rehabilitation(lang).to_owned(),
        }),
        M::VisitsDue | M::VisitsOnTime => {
            said.push(texts::person_on_time(lang, row.get(M::VisitsDue), row.get(M::VisitsOnTime)));
        }
        M::Entries | M::EntriesInTime => {
            said.push(texts::person_entries(lang, row.get(M::Entries), row.get(M::EntriesInTime)));
        }
        M::Referrals | M::ReferralsDone => {
            said.push(texts::person_referrals(lang, row.get(M::Referrals), row.get(M::ReferralsDone)));
        }
        _ => said.push(texts::person_visits(lang, visits)),
    }
    said.join(texts::person_joint(lang))
}

fn examined(lang: Lang, row: &Sums) -> String {
    match row.get(Measure::Examined) > 0 {
        true => texts::person_examined(lang).to_owned(),
        false => texts::person_not_examined(lang).to_owned(),
    }
}

fn medicine(lang: Lang, row: &Sums) -> &'static str {
    let has = |measure: Measure| row.get(measure) > 0;
    if has(Measure::NotTakingMedicine) {
        texts::person_not_taking(lang)
    } else if has(Measure::NoMedicineNeeded) {
        texts::person_no_medicine_needed(lang)
    } else if has(Measure::RegularMedicine) {
        texts::person_regular(lang)
    } else if has(Measure::OnMedicine) {
        texts::person_irregular(lang)
    } else {
        texts::person_medicine_unknown(lang)
    }
}

fn course(lang: Lang, row: &Sums, counting: &Counting) -> String {
    let has = |measure: Measure| row.get(measure) > 0;
    if has(Measure::LastUnstable) {
        texts::person_unstable(lang).to_owned()
    } else if has(Measure::LastBasicallyStable) {
        texts::person_basically_stable(lang).to_owned()
    } else if has(Measure::Stable) {
        texts::person_stable(lang).to_owned()
    } else if !has(Measure::Home) {
        texts::person_in_hospital(lang).to_owned()
    } else {
        match counting.stable {
            StableRule::LastVisitRecent => texts::person_stable_long_ago(lang, counting.stable_months),
            StableRule::WholeYear => texts::person_not_stable_all_year(lang).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_groups_of_three() {
        for (value, text) in
            [(0, "0"), (152, "152"), (4139, "4,139"), (6_430_587, "6,430,587"), (-1200, "−1,200")]
        {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn one_decimal_is_rounded_half_up() {
        let rate = |n, of| one_decimal(Rate::of(n, of, 100).unwrap());
        assert_eq!(rate(2810, 4139), "67.9");
        assert_eq!(rate(6445, 10_000), "64.5");
        assert_eq!(rate(1, 1), "100.0");
    }

    /// Who enters on 28 December has until January, whose holidays nobody has loaded yet.
    #[test]
    fn a_limit_that_runs_into_a_year_without_its_notice_says_so() {
        use jiff::civil::date;
        let note = |until| without_holidays(Lang::Zh, &Parameters::national(until), until);
        assert_eq!(note(date(2026, 11, 21)), None);
        assert!(note(date(2026, 12, 28)).unwrap().starts_with("2027 年的节假日安排还没有载入"));
        assert!(note(date(2023, 6, 30)).unwrap().starts_with("2023 年"));
    }

    #[test]
    fn somebody_lost_and_not_visited_is_told_both() {
        let mut row = Sums::default();
        row.set(Measure::Lost, 1);
        let said = why(Lang::Zh, Some(Measure::Standard), &row, &Counting::default());
        assert_eq!(said, "失访，还没有找到；本年还没有随访");
    }
}
