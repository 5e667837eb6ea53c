//! Whatever happened to somebody: the parts make the whole, and a row is what it is.

use jiff::ToSpan;
use proptest::prelude::*;

use super::*;
use crate::code::Code;

/// A day from 2023 to 2026.
fn a_day() -> impl Strategy<Value = Date> {
    (0_i32..1_461).prop_map(|days| date(2023, 1, 1).saturating_add(days.days()))
}

fn one_of<C: Code + std::fmt::Debug>() -> impl Strategy<Value = C> {
    proptest::sample::select(C::ALL)
}

prop_compose! {
    fn a_visit()(
        on in a_day(),
        complete in any::<bool>(),
        face_to_face in any::<bool>(),
        telephone in any::<bool>(),
        rehabilitation in any::<bool>(),
        risk in 0_u8..6,
        adherence in proptest::option::of(one_of::<Adherence>()),
        hospital in proptest::option::of(one_of::<Hospital>()),
        stability in proptest::option::of(one_of::<Stability>()),
        counts in proptest::array::uniform6(0_u16..2),
        waits in proptest::option::of(1_i32..100),
        referred in any::<bool>(),
        entered_after in proptest::option::of(0_i32..40),
    ) -> VisitFact {
        VisitFact {
            on,
            complete,
            face_to_face: complete && face_to_face && !telephone,
            telephone,
            rehabilitation,
            risk: Risk::new(risk),
            adherence,
            hospital,
            stability,
            incidents: Incidents { counts },
            due_on: waits.map(|days| on.saturating_add(days.days())),
            referred,
            recorded_on: entered_after.map(|days| on.saturating_add(days.days())),
        }
    }
}

prop_compose! {
    fn a_case()(
        diagnosis in one_of::<Diagnosis>(),
        registered_on in a_day(),
        died_on in proptest::option::weighted(0.3, a_day()),
        closed_on in proptest::option::weighted(0.1, a_day()),
        lost in proptest::collection::vec((a_day(), proptest::option::of(0_i32..400)), 0..3),
        consent in proptest::collection::vec((a_day(), any::<bool>()), 0..3),
        visits in proptest::collection::vec(a_visit(), 0..12),
        examined_on in proptest::collection::vec(a_day(), 0..3),
        first_visit_after in proptest::option::of(0_i32..15),
        discharges in proptest::collection::vec((a_day(), 0_i32..100), 0..3),
        items_open in 0_usize..3,
    ) -> CaseFacts {
        let mut consent: Vec<ConsentFact> =
            consent.into_iter().map(|(on, given)| ConsentFact { on, given }).collect();
        consent.sort_by_key(|fact| fact.on);
        let mut visits = visits;
        visits.sort_by_key(|visit| visit.on);
        let span = |(from, days): (Date, Option<i32>)| LostSpan {
            from,
            until: days.map(|days| from.saturating_add(days.days())),
        };
        CaseFacts {
            diagnosis,
            registered_on,
            died_on,
            closed_on,
            lost: lost.into_iter().map(span).collect(),
            consent,
            informed_on: None,
            visits,
            examined_on,
            first_visit_due: first_visit_after.map(|days| registered_on.saturating_add(days.days())),
            discharges: discharges
                .into_iter()
                .map(|(on, days)| DischargeFact {
                    on,
                    known_on: on.saturating_add(days.days()),
                    due_on: on.saturating_add(14.days()),
                })
                .collect(),
            items_open,
        }
    }
}

fn a_counting() -> impl Strategy<Value = Counting> {
    (any::<[bool; 12]>(), 1_u16..6).prop_map(|(flags, months)| Counting {
        registered: if flags[0] { Registered::Living } else { Registered::LivingOrDiedThisYear },
        gap_from_year_start: flags[1],
        gap_to_cutoff: flags[2],
        stable: if flags[3] { StableRule::LastVisitRecent } else { StableRule::WholeYear },
        regular: if flags[4] { RegularRule::AllVisits } else { RegularRule::LastVisit },
        medicine_base: if flags[5] { MedicineBase::Registered } else { MedicineBase::Managed },
        standard_gap_months: months,
        schizophrenia_of_managed: flags[6],
        telephone_counts: flags[7],
        face: if flags[8] { FaceRule::PatientMet } else { FaceRule::AnybodyMet },
        lost_may_be_managed: flags[9],
        face_of_managed: flags[10],
        examined_of_registered: flags[11],
        ..Counting::default()
    })
}

/// The facts known by a day.
fn until(facts: &CaseFacts, day: Date) -> CaseFacts {
    let mut then = facts.clone();
    then.died_on = then.died_on.filter(|on| *on <= day);
    then.closed_on = then.closed_on.filter(|on| *on <= day);
    then.lost.retain(|span| span.from <= day);
    for span in &mut then.lost {
        span.until = span.until.filter(|on| *on <= day);
    }
    then.consent.retain(|fact| fact.on <= day);
    then.visits.retain(|visit| visit.on <= day);
    then.examined_on.retain(|on| *on <= day);
    then.discharges.retain(|one| one.known_on <= day);
    then
}

proptest! {
    /// B13: 死亡 + 失访 + 非在管 + 在管 = 累计确诊.
    #[test]
    fn dead_lost_not_managed_and_managed_make_up_everybody(facts in a_case(), cutoff in a_day()) {
        if let Some(row) = row_with(&facts, cutoff, &Counting::default()) {
            let parts = [Measure::Dead, Measure::LostNotManaged, Measure::NotManaged, Measure::Managed];
            let sum: u16 = parts.into_iter().map(|part| row.get(part)).sum();
            prop_assert_eq!(sum, row.get(Measure::Cumulative), "{:?}", counts(&row));
        }
    }

    /// Under R′ those who were managed and died this year are in two of the parts.
    #[test]
    fn under_the_wider_base_the_parts_overlap_in_the_years_dead(facts in a_case(), cutoff in a_day()) {
        let wider = Counting { registered: Registered::LivingOrDiedThisYear, ..Counting::default() };
        if let Some(row) = row_with(&facts, cutoff, &wider) {
            let parts = [Measure::Dead, Measure::LostNotManaged, Measure::NotManaged, Measure::Managed];
            let sum: u16 = parts.into_iter().map(|part| row.get(part)).sum();
            let both = row.get(Measure::DiedThisYear) * row.get(Measure::Managed);
            prop_assert_eq!(sum, row.get(Measure::Cumulative) + both);
        }
    }

    /// The same, whoever counts as managed (Q8, Q10).
    #[test]
    fn the_parts_make_up_everybody_under_every_switch(
        facts in a_case(), cutoff in a_day(), counting in a_counting(),
    ) {
        let counting = Counting { registered: Registered::Living, ..counting };
        if let Some(row) = row_with(&facts, cutoff, &counting) {
            let parts = [Measure::Dead, Measure::LostNotManaged, Measure::NotManaged, Measure::Managed];
            let sum: u16 = parts.into_iter().map(|part| row.get(part)).sum();
            prop_assert_eq!(sum, row.get(Measure::Cumulative), "{:?}", counts(&row));
        }
    }

    /// Who is attended at grade three or more was managed or admitted, and never both.
    #[test]
    fn attended_is_managed_or_admitted(facts in a_case(), cutoff in a_day(), counting in a_counting()) {
        if let Some(row) = row_with(&facts, cutoff, &counting) {
            let of = |measure| row.get(measure);
            let parts = of(Measure::RiskThreeManaged) + of(Measure::RiskThreeAdmitted);
            prop_assert_eq!(parts, of(Measure::RiskThreeAttended));
        }
    }

    /// A form is complete, or some of its items are open.
    #[test]
    fn complete_or_with_open_items(facts in a_case(), cutoff in a_day(), counting in a_counting()) {
        if let Some(row) = row_with(&facts, cutoff, &counting) {
            let complete = row.get(Measure::InformationComplete) > 0;
            prop_assert!(!(complete && row.get(Measure::ItemsOpen) > 0), "{:?}", counts(&row));
        }
    }

    /// Whoever is in a numerator is in its denominator.
    #[test]
    fn no_rate_of_people_is_above_a_hundred(facts in a_case(), cutoff in a_day(), counting in a_counting()) {
        if let Some(row) = row_with(&facts, cutoff, &counting) {
            for one in CATALOGUE {
                let base = |base: Base| base.measure(&counting).map(|measure| row.get(measure));
                if let (Some(numerator), Some(denominator)) = (base(one.numerator), base(one.denominator)) {
                    prop_assert!(numerator <= denominator, "{}: {} of {}", one.id, numerator, denominator);
                }
            }
        }
    }

    /// A month that is over can be computed at any later time.
    #[test]
    fn what_came_later_changes_no_earlier_month(facts in a_case(), cutoff in a_day(), counting in a_counting()) {
        let then = row_with(&until(&facts, cutoff), cutoff, &counting);
        prop_assert_eq!(row_with(&facts, cutoff, &counting), then);
    }

    /// Gaps are counted in calendar months: on each day of a month in which nothing happens or falls
    /// due, the row is the same.
    #[test]
    fn the_day_of_the_month_does_not_matter(
        facts in a_case(), month in a_day(), counting in a_counting(), day in 1_i8..29,
    ) {
        let before = month.first_of_month().saturating_sub(1.days());
        let mut facts = until(&facts, before);
        facts.registered_on = facts.registered_on.min(before);
        for visit in &mut facts.visits {
            visit.due_on = visit.due_on.filter(|on| *on <= before);
        }
        facts.first_visit_due = facts.first_visit_due.filter(|on| *on <= before);
        facts.discharges.retain(|one| one.due_on <= before);
        let first = row_with(&facts, month.first_of_month(), &counting);
        let later = Date::new(month.year(), month.month(), day).unwrap();
        prop_assert_eq!(row_with(&facts, later, &counting), first.clone());
        prop_assert_eq!(row_with(&facts, month.last_of_month(), &counting), first);
    }
}
