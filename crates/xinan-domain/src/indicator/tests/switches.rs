//! The open questions: what each switch of a region changes (domain rule: dated, never a constant).

use Measure::*;

use super::*;

/// Q6: R′ also counts those who died within the year, with what was done for them.
#[test]
fn under_the_wider_base_the_year_of_death_still_counts() {
    let counting = Counting { registered: super::Registered::LivingOrDiedThisYear, ..Counting::default() };
    let facts = CaseFacts {
        died_on: Some(date(2025, 3, 9)),
        ..case(vec![VisitFact { due_on: Some(date(2025, 5, 10)), ..seen(date(2025, 2, 10)) }])
    };
    assert!(!counted(&facts, Managed));
    for measure in [Managed, Home, Standard, OnMedicine, RegularMedicine, FaceToFace, Schizophrenia] {
        assert!(counted_with(&facts, measure, &counting), "{measure:?}");
    }
    // Nothing can be asked for after death, and nobody dead is waited for.
    for measure in [Registered, Lost, NotManaged, VisitsDue] {
        assert!(!counted_with(&facts, measure, &counting), "{measure:?}");
    }
    let next_year = row_with(&facts, date(2026, 1, 31), &counting).unwrap();
    assert_eq!(counts(&next_year), [(Cumulative, 1), (Dead, 1)]);
}

/// Q5: whether the edges of the period count as gaps.
#[test]
fn the_edges_of_the_year_may_be_left_out_of_the_gaps() {
    let late = case([date(2025, 5, 1), date(2025, 8, 1), date(2025, 11, 1)].map(seen).into());
    let from_visits = Counting { gap_from_year_start: false, ..Counting::default() };
    assert!(!counted(&late, Standard) && counted_with(&late, Standard, &from_visits));

    let early = case([date(2025, 2, 1), date(2025, 5, 1), date(2025, 8, 1)].map(seen).into());
    let to_visits = Counting { gap_to_cutoff: false, ..Counting::default() };
    assert!(!counted(&early, Standard) && counted_with(&early, Standard, &to_visits));

    let neither = Counting { gap_from_year_start: false, gap_to_cutoff: false, ..Counting::default() };
    assert!(counted_with(&case(vec![seen(date(2025, 6, 1))]), Standard, &neither));
}

/// A stricter region: every visit within two calendar months of the last.
#[test]
fn a_region_may_ask_for_narrower_gaps() {
    let two = Counting { standard_gap_months: 2, ..Counting::default() };
    assert!(counted(&case(quarterly()), Standard));
    assert!(!counted_with(&case(quarterly()), Standard, &two));
    let every_other = [1, 3, 5, 7, 9, 11].map(|month| seen(date(2025, month, 15))).to_vec();
    assert!(counted_with(&case(every_other), Standard, &two));
}

/// Q7, the national report of 2016: stable during the whole year.
#[test]
fn stable_may_mean_the_whole_year() {
    let whole = Counting { stable: StableRule::WholeYear, ..Counting::default() };
    let shaky = VisitFact { stability: Some(Stability::BasicallyStable), ..seen(date(2025, 2, 10)) };
    let better = case(vec![shaky, seen(date(2025, 11, 10))]);
    assert!(counted(&better, Stable) && !counted_with(&better, Stable, &whole));
    // The last visit may then lie further back.
    let long_ago = case(vec![seen(date(2025, 2, 10))]);
    assert!(!counted(&long_ago, Stable) && counted_with(&long_ago, Stable, &whole));
    assert!(!counted_with(&case(Vec::new()), Stable, &whole));
}

#[test]
fn how_long_ago_the_last_visit_may_lie_is_a_regions_to_say() {
    let one = Counting { stable_months: 1, ..Counting::default() };
    let october = case(vec![seen(date(2025, 10, 31))]);
    assert!(counted(&october, Stable) && !counted_with(&october, Stable, &one));
    assert!(counted_with(&case(vec![seen(date(2025, 11, 1))]), Stable, &one));
}

/// Q4: all visits of the year, or the last.
#[test]
fn regular_may_mean_the_last_visit() {
    let last = Counting { regular: RegularRule::LastVisit, ..Counting::default() };
    let with = |first, second| {
        case(vec![
            VisitFact { adherence: Some(first), ..seen(date(2025, 2, 10)) },
            VisitFact { adherence: Some(second), ..seen(date(2025, 5, 12)) },
        ])
    };
    let recovered = with(Adherence::Irregular, Adherence::Regular);
    assert!(!counted(&recovered, RegularMedicine) && counted_with(&recovered, RegularMedicine, &last));
    let lapsed = with(Adherence::Regular, Adherence::NotTaking);
    assert!(!counted_with(&lapsed, RegularMedicine, &last));
    // What needs no medicine any more says nothing; the visit before does.
    let no_longer_needed = with(Adherence::Regular, Adherence::NotPrescribed);
    assert!(counted_with(&no_longer_needed, RegularMedicine, &last));
}

/// Q8: whether a telephone visit makes somebody managed.
#[test]
fn a_telephone_visit_may_not_be_enough() {
    let strict = Counting { telephone_counts: false, ..Counting::default() };
    let call = |on| VisitFact { face_to_face: false, telephone: true, ..seen(on) };
    let by_telephone = case(vec![call(date(2025, 2, 10))]);
    for measure in [Managed, Home, OnMedicine, RegularMedicine, SchizophreniaManaged] {
        assert!(counted(&by_telephone, measure), "{measure:?}");
        assert!(!counted_with(&by_telephone, measure, &strict), "{measure:?}");
    }
    assert!(counted_with(&by_telephone, NotManaged, &strict));
    // Neither does it bridge a gap, nor is it one of the assessors' four.
    let mut year = quarterly();
    year[1] = call(year[1].on);
    let facts = CaseFacts { examined_on: vec![date(2025, 6, 1)], ..case(year) };
    for measure in [Standard, StandardScored] {
        assert!(counted(&facts, measure) && !counted_with(&facts, measure, &strict), "{measure:?}");
    }
    // Who is in hospital is so, however one learned of it.
    let asked = VisitFact { telephone: true, ..in_hospital(date(2025, 12, 1)) };
    assert!(counted_with(&case(vec![asked]), Managed, &strict));
    // What was found by telephone was found.
    let grave = VisitFact {
        risk: Risk::new(3),
        incidents: Incidents::read("2:1").unwrap(),
        ..call(date(2025, 2, 10))
    };
    for measure in [RiskThreeLast, RiskThreeEver, IncidentPerson] {
        assert!(counted_with(&case(vec![grave.clone()]), measure, &strict), "{measure:?}");
    }
}

/// Q8: who must be met for 面访.
#[test]
fn face_to_face_may_mean_anybody_at_clinic_or_home() {
    let anybody = Counting { face: FaceRule::AnybodyMet, ..Counting::default() };
    let family = case(vec![VisitFact { face_to_face: false, ..seen(date(2025, 2, 10)) }]);
    assert!(!counted(&family, FaceToFace) && counted_with(&family, FaceToFace, &anybody));
    let call = case(vec![VisitFact { face_to_face: false, telephone: true, ..seen(date(2025, 2, 10)) }]);
    assert!(!counted_with(&call, FaceToFace, &anybody));
}

/// Q10: whether who is lost stays managed in the year of loss.
#[test]
fn the_lost_may_be_no_longer_managed() {
    let without = Counting { lost_may_be_managed: false, ..Counting::default() };
    let facts = CaseFacts {
        lost: vec![LostSpan { from: date(2025, 9, 1), until: None }],
        ..case(vec![seen(date(2025, 2, 10))])
    };
    assert!(counted(&facts, Managed) && !counted(&facts, LostNotManaged));
    assert!(!counted_with(&facts, Managed, &without) && counted_with(&facts, LostNotManaged, &without));
    for measure in [Home, OnMedicine, FaceToFace, SchizophreniaManaged] {
        assert!(!counted_with(&facts, measure, &without), "{measure:?}");
    }
    // Before the loss, and once found again, the visit counts.
    assert_eq!(row_with(&facts, date(2025, 8, 31), &without).unwrap().get(Managed), 1);
    let found = CaseFacts {
        lost: vec![LostSpan { from: date(2025, 9, 1), until: Some(date(2025, 10, 1)) }],
        ..facts
    };
    assert!(counted_with(&found, Managed, &without));
}

#[test]
fn entries_may_have_to_be_made_sooner() {
    let two = Counting { entry_working_days: 2, ..Counting::default() };
    let visit = VisitFact { recorded_on: Some(date(2025, 6, 6)), ..seen(date(2025, 6, 3)) };
    let facts = case(vec![visit]);
    assert!(counted(&facts, EntriesInTime) && !counted_with(&facts, EntriesInTime, &two));
}

/// Q6 and the denominators that changed in 2017: a switch moves the base of a rate, never the people.
#[test]
fn denominators_follow_their_switches() {
    let base = |id: &str, counting: &Counting| find(id).unwrap().denominator.measure(counting);
    let usual = Counting::default();
    for (id, measure) in [
        ("managed", Registered),
        ("standard", Registered),
        ("medicine", Registered),
        ("regular_medicine", Registered),
        ("face_to_face", Registered),
        ("examined", Managed),
        ("stable", Home),
        ("schizophrenia_medicine", Schizophrenia),
        ("on_time", VisitsDue),
    ] {
        assert_eq!(base(id, &usual), Some(measure), "{id}");
    }
    assert_eq!(base("prevalence", &usual), None);

    let before_2017 = Counting { medicine_base: MedicineBase::Managed, ..usual.clone() };
    assert_eq!(base("medicine", &before_2017), Some(Managed));
    assert_eq!(base("regular_medicine", &before_2017), Some(Managed));
    assert_eq!(base("managed", &before_2017), Some(Registered));

    let with_dead = Counting { registered: super::Registered::LivingOrDiedThisYear, ..usual.clone() };
    for id in ["managed", "standard", "medicine", "face_to_face", "lost"] {
        assert_eq!(base(id, &with_dead), Some(RegisteredOrDied), "{id}");
    }
    let local = Counting { face_of_managed: true, examined_of_registered: true, ..usual.clone() };
    assert_eq!(base("face_to_face", &local), Some(Managed));
    assert_eq!(base("examined", &local), Some(Registered));

    let managed = Counting { schizophrenia_of_managed: true, ..usual };
    for id in ["schizophrenia_medicine", "schizophrenia_regular"] {
        assert_eq!(base(id, &managed), Some(SchizophreniaManaged), "{id}");
    }
}

/// The same rows answer for the other reading of a denominator; asked twice, it is the first again.
#[test]
fn where_only_the_denominator_differs_the_other_reading_is_given() {
    let usual = Counting::default();
    for (id, other) in [
        ("medicine", Managed),
        ("regular_medicine", Managed),
        ("schizophrenia_medicine", SchizophreniaManaged),
        ("schizophrenia_regular", SchizophreniaManaged),
        ("face_to_face", Managed),
        ("examined", Registered),
    ] {
        let indicator = find(id).unwrap();
        let read = indicator.other_reading(&usual).unwrap();
        assert_eq!(indicator.denominator.measure(&read), Some(other), "{id}");
        assert_eq!(indicator.numerator.measure(&read), indicator.numerator.measure(&usual), "{id}");
        assert_eq!(indicator.other_reading(&read), Some(usual.clone()), "{id}");
    }
    for one in CATALOGUE {
        let base = |counting: &Counting| one.denominator.measure(counting);
        let read = one.other_reading(&usual);
        assert!(read.is_none_or(|read| base(&read) != base(&usual)), "{}", one.id);
    }
    assert!(find("managed").unwrap().other_reading(&usual).is_none());
}
