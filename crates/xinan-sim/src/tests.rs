//! What a county must be: like the nation in its figures, like life in its people, and the same every
//! time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use xinan_domain::calendar::Calendar;
use xinan_domain::code::Code;
use xinan_domain::day::month_index;
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::follow_up::*;
use xinan_domain::identity_number::{IdentityNumber, Sex};
use xinan_domain::indicator::{Measure, Rate, find, month_of};
use xinan_domain::lost::{Attempt, LostReason, LostRule, is_lost};
use xinan_domain::medicine::check_dose;
use xinan_domain::parameter::{Counting, InsightRule, Intervals};
use xinan_domain::person::{Economy, Education, Employment};
use xinan_domain::region::{Level, Region};
use xinan_domain::risk::consistency;

use super::*;

const TODAY: Date = date(2026, 11, 21);

fn options(seed: u64, people: u32) -> Options {
    Options { seed, people, ..qingxi(TODAY) }
}

fn people(seed: u64, people: u32) -> Vec<SimPerson> {
    county(&options(seed, people)).collect()
}

/// The sums of the month rows of all people.
fn sums(people: &[SimPerson], cutoff: Date) -> BTreeMap<&'static str, i64> {
    let (counting, calendar) = (Counting::default(), Calendar::default());
    let mut sums = BTreeMap::new();
    for month in people.iter().filter_map(|one| month_of(&one.facts(), cutoff, &counting, &calendar)) {
        for measure in Measure::ALL {
            *sums.entry(measure.key()).or_default() += i64::from(month.get(*measure));
        }
    }
    sums
}

/// 管理率, 规范管理率, 在册患者服药率, 规律服药率, 病情稳定率 of 2020, as the national paper prints them.
const NATION: [(&str, f64); 5] = [
    ("managed", 95.12),
    ("standard", 89.01),
    ("medicine", 87.83),
    ("regular_medicine", 68.84),
    ("stable", 96.40),
];

#[track_caller]
fn is_like_the_nation(people: &[SimPerson], cutoff: Date, within: f64, which: &str) {
    let sums = sums(people, cutoff);
    let counting = Counting::default();
    for (id, nation) in NATION {
        let indicator = find(id).unwrap();
        let sum = |base: xinan_domain::indicator::Base| sums[base.measure(&counting).unwrap().key()];
        let rate =
            indicator.rate(sum(indicator.numerator), sum(indicator.denominator)).map_or(0.0, Rate::value);
        assert!((rate - nation).abs() <= within, "{which}, {cutoff}: {id} is {rate}, the nation's {nation}");
    }
}

#[test]
fn a_county_has_the_rates_of_the_nation() {
    for seed in [1, 2, 3] {
        let people = people(seed, PEOPLE);
        for cutoff in [date(2024, 12, 31), date(2025, 12, 31), TODAY] {
            is_like_the_nation(&people, cutoff, 1.0, &format!("seed {seed}"));
        }
    }
}

#[test]
fn a_small_county_nearly_has_them() {
    for seed in [1, 2, 3] {
        let people = people(seed, 500);
        for cutoff in [date(2025, 12, 31), TODAY] {
            is_like_the_nation(&people, cutoff, 2.5, &format!("seed {seed}"));
        }
    }
}

/// The one check that no form need be kind to a simulated visit.
#[test]
fn every_visit_would_have_passed_the_form() {
    let intervals = Intervals::default();
    for person in people(4, 300) {
        let died_on = person.events.iter().find_map(|event| match event {
            SimEvent::Died { on, .. } => Some(*on),
            _ => None,
        });
        let mut before = None;
        for visit in &person.visits {
            let context = VisitContext {
                today: TODAY,
                entry: Entry::Form,
                registered_on: Some(person.registered_on),
                died_on,
                closed_on: None,
                seen_on: None,
                before,
                intervals: &intervals,
                insight: InsightRule::Full,
            };
            let understood = parse(&to_answers(visit), &context).unwrap_or_else(|complaints| {
                panic!("{visit:#?}\n{complaints:#?}");
            });
            assert_eq!(&understood.visit, visit);
            if visit.clinical().is_some() {
                before = visit.stability;
            }
        }
    }
}

#[test]
fn the_same_options_give_the_same_bytes() {
    let json = |seed: u64| serde_json::to_string(&people(seed, 60)).unwrap();
    assert_eq!(json(7), json(7));
    assert_ne!(json(7), json(8));
    let clues = |seed: u64| serde_json::to_string(&clues(&options(seed, 500)).collect::<Vec<_>>()).unwrap();
    assert_eq!(clues(7), clues(7));
}

#[test]
fn somebody_in_the_middle_does_not_depend_on_who_was_asked_for_before() {
    let options = options(1, 400);
    let alone = county(&options).nth(217).unwrap();
    assert_eq!(county(&options).collect::<Vec<_>>()[217], alone);
}

#[test]
fn identity_numbers_are_invented_valid_and_nobody_elses() {
    let mut seen = BTreeSet::new();
    for person in people(2, PEOPLE) {
        let (form, number) = (&person.supplement, person.supplement.identity_number);
        assert!(number.as_str().starts_with("4299"));
        assert_eq!(IdentityNumber::parse(number.as_str()), Ok(number));
        assert_eq!((number.birth_date(), number.sex()), (form.birth_date, form.sex));
        assert!(seen.insert(number), "{} twice", number.as_str());
    }
}

#[test]
fn a_province_has_counties_enough_and_no_number_twice() {
    let small = Province { seed: 1, people: 600_000, as_of: TODAY, years: 0 };
    let counties: Vec<Options> = province(&small).collect();
    assert_eq!(counties.len(), 261);
    assert!(counties.iter().map(|one| one.people).sum::<u32>() >= 600_000);
    let codes: Vec<&str> = counties.iter().map(|one| one.county.as_str()).collect();
    assert_eq!((codes[0], codes[29], codes[260]), ("429971", "429871", "429199"));
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 261);
    assert!(
        counties.iter().all(|one| one.villages.iter().all(|village| one.county.contains(&village.region)))
    );

    // Three counties share an area of identity numbers.
    let mut seen = BTreeSet::new();
    for options in [&counties[3], &counties[103], &counties[203]] {
        for person in county(options).take(700) {
            let number = person.supplement.identity_number;
            assert!(number.as_str().starts_with("429903") && seen.insert(number), "{}", number.as_str());
        }
    }
}

#[test]
fn a_province_has_a_division_table_with_every_village_and_no_name_twice() {
    let all = Province { seed: 1, people: LARGEST_PROVINCE, as_of: TODAY, years: 0 };
    let counties: Vec<Options> = province(&all).collect();
    assert_eq!(counties.len(), 261);
    assert!(counties.iter().all(|one| one.people == PEOPLE));
    let places = places(261);
    let regions: BTreeSet<_> = places.iter().map(|place| place.region).collect();
    assert_eq!(regions.len(), places.len());
    for county in &counties {
        assert!(regions.contains(&county.county) && regions.contains(&county.county.parent().unwrap()));
        for village in &county.villages {
            assert!(regions.contains(&village.region) && regions.contains(&village.region.parent().unwrap()));
        }
    }
    let above: Vec<&Place> = places.iter().filter(|place| place.region.level() <= Level::County).collect();
    let names: BTreeSet<&str> = above.iter().map(|place| place.name.as_str()).collect();
    assert_eq!((above.len(), names.len()), (270, 270));
    assert_eq!((above[0].name.as_str(), above[1].name.as_str()), ("云泽市", "清溪县"));

    // A county's own table is the one that the program has always had.
    let one = crate::places(1);
    assert_eq!(one.len(), DIVISIONS.lines().count() - 1);
    let mut lines: Vec<&str> = DIVISIONS.lines().skip(1).collect();
    // A prefecture is written 429900 and read as 4299, before its counties.
    lines.sort_by_key(|line| Region::parse(line.split(',').next().unwrap()).unwrap());
    for (place, line) in one.iter().zip(lines) {
        let mut columns = line.split(',');
        assert_eq!(Region::parse(columns.next().unwrap()), Ok(place.region));
        assert_eq!(columns.next(), Some(place.name.as_str()));
        assert_eq!(columns.next().unwrap().parse().ok(), place.population);
    }
}

#[test]
fn a_county_of_a_province_is_the_same_whatever_lies_beside_it() {
    let of = |people: u32| Province { seed: 9, people, as_of: TODAY, years: 1 };
    // 2 and 4 counties of 2,250 people each.
    let (small, large): (Vec<Options>, Vec<Options>) =
        (province(&of(4_500)).collect(), province(&of(9_000)).collect());
    assert_eq!(small[..2], large[..2]);
    assert_eq!(
        county(&small[1]).take(40).collect::<Vec<_>>(),
        county(&large[1]).take(40).collect::<Vec<_>>()
    );
    assert_ne!(large[0].seed, large[1].seed);
}

#[test]
fn the_profile_is_the_published_one() {
    let people = people(5, PEOPLE);
    let share = |is: &dyn Fn(&SimPerson) -> bool| {
        people.iter().filter(|person| is(person)).count() as f64 / people.len() as f64 * 100.0
    };
    #[track_caller]
    fn near(share: f64, expected: f64, within: f64) {
        assert!((share - expected).abs() <= within, "{share} for {expected}");
    }
    near(share(&|one| one.supplement.sex == Sex::Male), 52.84, 0.1);
    near(share(&|one| one.supplement.diagnosis == Diagnosis::Schizophrenia), 75.0, 0.5);
    near(
        share(&|one| {
            one.supplement.education >= Some(Education::Primary)
                && one.supplement.education != Some(Education::Unknown)
        }),
        64.89,
        0.2,
    );
    near(share(&|one| one.supplement.employment == Some(Employment::Farmer)), 86.01, 1.0);
    near(share(&|one| one.supplement.economy == Some(Economy::Poor)), 81.33, 0.1);
    for diagnosis in &Diagnosis::ALL[..6] {
        assert!(share(&|one| one.supplement.diagnosis == *diagnosis) > 0.5, "{diagnosis:?}");
    }
}

#[test]
fn every_kind_of_fate_occurs() {
    let people = people(3, PEOPLE);
    let day = |year: i16| date(year, 12, 31);
    for cutoff in [day(2023), day(2024), day(2025), TODAY] {
        let sums = sums(&people, cutoff);
        let has = |key: &str, least: i64, most: i64| {
            assert!((least..=most).contains(&sums[key]), "{cutoff}: {key} {}", sums[key]);
        };
        has("died_this_year", 15, 40);
        has("lost", 15, 60);
        has("refused_consent", 25, 70);
        has("not_managed", 40, 110);
        has("incident_person", 1, 60);
        // From 1 to 6 in a hundred were graded three or more.
        has("risk_three_ever", 22, 130);
        let new = people.iter().filter(|one| one.registered_on.year() == cutoff.year()).count();
        assert!((70..=130).contains(&new), "{new} new in {}", cutoff.year());
    }
    let last = |person: &SimPerson| person.visits.iter().rev().find_map(|one| one.clinical()?.hospital);
    let in_hospital = people.iter().filter(|one| last(one) == Some(Hospital::InHospital)).count();
    assert!((15..=90).contains(&in_hospital), "{in_hospital} in hospital");
    let lately =
        |event: &SimEvent| matches!(event, SimEvent::Discharged { on, .. } if *on > TODAY - 14.days());
    let home_again = people.iter().filter(|one| one.events.iter().any(lately)).count();
    assert!(home_again >= 2, "{home_again} home from hospital");
    assert!(people.iter().filter(|one| one.clue.is_some()).count() > 100);
    assert!(clues(&options(3, PEOPLE)).count() > 10);
}

/// What a worker must do next, as the work list sees it.
fn due(person: &SimPerson) -> Option<Due> {
    let facts = person.facts();
    let last = person.visits.iter().rposition(|visit| visit.clinical().is_some())?;
    let visit = &person.visits[last];
    let before = person.visits[..last].iter().rev().find_map(|one| one.clinical().and(one.stability));
    let clinical = visit.clinical()?;
    let standing = Standing {
        registered_on: person.registered_on,
        closed: facts.died_on.is_some(),
        lost: facts.lost.iter().any(|span| span.until.is_none()),
        refused_on: facts.consent.last().filter(|fact| !fact.given).map(|fact| fact.on),
        last: Some(LastVisit {
            on: visit.visited_on,
            stability: visit.stability,
            before,
            settling: visit.settling,
            in_hospital: clinical.hospital == Some(Hospital::InHospital),
            discharged_on: clinical.discharged_on,
            agreed_on: visit.next_on,
        }),
        discharged_on: None,
        admitted_on: None,
        moved_in_on: None,
        call: person.attempts.last().filter(|one| one.0 > visit.visited_on).map(|one| LastCall {
            on: one.0,
            outcome: one.1,
            next_on: None,
        }),
    };
    let national = Intervals::default();
    next_step(&standing, |_| &national)
}

#[test]
fn every_village_has_somebody_late_somebody_today_and_somebody_this_week() {
    let mut villages: BTreeMap<Region, (usize, usize, usize, usize)> = BTreeMap::new();
    for person in people(1, PEOPLE) {
        let counts = villages.entry(person.supplement.village).or_default();
        counts.0 += 1;
        if let Some(due) = due(&person) {
            // TODAY is a Saturday.
            counts.1 += usize::from(is_overdue(due.on, TODAY));
            counts.2 += usize::from(due.on == TODAY);
            counts.3 += usize::from(due.on == date(2026, 11, 22));
        }
    }
    assert_eq!(villages.len(), qingxi(TODAY).villages.len());
    let total: usize = villages.values().map(|counts| counts.1).sum();
    assert!((150..=300).contains(&total), "{total} late in the county");
    for (village, (people, late, today, week)) in villages {
        if people >= 9 {
            assert!(late > 0 && today > 0 && week > 0, "{village}: {people} people, {late} {today} {week}");
        }
    }
}

#[test]
fn days_are_in_their_order() {
    for person in people(6, 800) {
        let form = &person.supplement;
        let fits = |is: bool| assert!(is, "{person:#?}");
        let onset = form.onset_on.unwrap();
        fits(form.birth_date < onset.first || form.birth_date.year() < onset.first.year());
        fits(onset.first <= form.diagnosed_on);
        fits(form.first_treated_on.is_none_or(|treated| onset.first.year() <= treated.first.year()));
        fits(form.diagnosed_on < person.registered_on && person.registered_on <= TODAY);
        fits(form.consent_on.is_some() == form.consent.is_some_and(|consent| consent.code() == 1));
        fits(person.events.is_sorted_by_key(SimEvent::on));
        fits(person.visits.is_sorted_by(|one, next| one.visited_on < next.visited_on));
        fits(person.attempts.iter().all(|(on, _)| *on <= TODAY));
        fits(person.events.iter().all(|event| event.on() >= person.registered_on && event.on() <= TODAY));
        fits(
            person
                .visits
                .iter()
                .all(|visit| visit.visited_on >= person.registered_on && visit.visited_on <= TODAY),
        );
        let facts = person.facts();
        for visit in facts.visits.iter().filter(|visit| visit.complete) {
            fits(facts.died_on.is_none_or(|died_on| visit.on < died_on));
            fits(
                facts
                    .lost
                    .iter()
                    .all(|span| visit.on < span.from || span.until.is_some_and(|until| visit.on >= until)),
            );
            let consent = facts.consent.iter().rev().find(|fact| fact.on <= visit.on);
            fits(consent.is_none_or(|fact| fact.given));
        }
    }
}

#[test]
fn whoever_is_lost_after_calls_is_lost_by_the_rule() {
    let mut checked = 0;
    for person in people(1, PEOPLE) {
        for event in &person.events {
            if let SimEvent::Lost { on, reason: LostReason::NotReachedThreeTimes } = event {
                let calls: Vec<Attempt> = person
                    .attempts
                    .iter()
                    .filter(|(day, _)| day <= on && *day > *on - 60.days())
                    .map(|(day, outcome)| Attempt { on: *day, result: outcome.attempt_result() })
                    .collect();
                assert!(is_lost(&calls, &LostRule::default()).is_lost(), "{:?}", person.attempts);
                checked += 1;
            }
        }
    }
    assert!(checked > 5);
}

#[test]
fn whoever_refuses_is_asked_again_within_half_a_year() {
    for person in people(2, 1500) {
        let facts = person.facts();
        if let Some(fact) = facts.consent.last().filter(|fact| !fact.given && facts.died_on.is_none()) {
            assert!(fact.on > TODAY - 185.days(), "{:?}", person.events);
        }
    }
}

#[test]
fn findings_give_nobody_cause_for_doubt() {
    for person in people(8, 400) {
        for found in person.visits.iter().filter_map(Visit::clinical) {
            if let (Some(incidents), Some(risk)) = (&found.incidents, found.risk) {
                assert_eq!(consistency(incidents, risk), []);
            }
            assert!(
                found.medicines.iter().all(|medicine| check_dose(medicine).is_none()),
                "{:?}",
                found.medicines
            );
            assert!(found.medicines.iter().all(|medicine| medicine.drug().is_some()));
        }
    }
}

/// Most classes are the computed ones; a few are not, and say why.
#[test]
fn a_few_classes_are_the_workers_own() {
    let people = people(1, 1000);
    let seen: Vec<&Visit> =
        people.iter().flat_map(|one| &one.visits).filter(|one| one.clinical().is_some()).collect();
    let own: Vec<&&Visit> = seen.iter().filter(|visit| visit.stability != visit.computed).collect();
    assert!(own.iter().all(|visit| !visit.override_reason.is_empty()));
    assert!(own.len() * 100 > seen.len() && own.len() * 10 < seen.len(), "{} of {}", own.len(), seen.len());
}

#[test]
fn a_gap_is_a_gap_in_months() {
    // Nobody who is visited as the rule asks has a gap by accident: those with one are as many as planned.
    let people = people(9, PEOPLE);
    let gaps = people.iter().filter(|person| {
        let days: Vec<Date> =
            person.visits.iter().filter(|one| one.clinical().is_some()).map(|one| one.visited_on).collect();
        let year: Vec<Date> = days.into_iter().filter(|day| day.year() == 2025).collect();
        year.windows(2).any(|pair| month_index(pair[1]) - month_index(pair[0]) > 3)
    });
    let share = gaps.count() as f64 / 2092.0 * 100.0;
    assert!((4.5..=6.5).contains(&share), "{share}");
}

#[test]
fn names_are_of_the_kind_that_programs_stumble_over() {
    let people = people(1, PEOPLE);
    let names: Vec<&str> = people.iter().map(|one| one.supplement.name.as_str()).collect();
    for surname in ["单", "曾", "仇", "解", "任", "查", "盖", "区", "尉迟", "欧阳"] {
        assert!(names.iter().any(|name| name.starts_with(surname)), "{surname}");
    }
    assert!(names.iter().any(|name| name.chars().any(|c| u32::from(c) > 0xFFFF)), "beyond the basic plane");
    assert!(names.iter().all(|name| (2..=12).contains(&name.chars().count())));
}

// words-ok: looked for, so that none of them is said
const HURTING: [&str; 13] = [
    "管控",
    "稳控",
    "失控",
    "高危",
    "精神病",
    "病人",
    "发疯",
    "疯",
    "肇事",
    "肇祸",
    "拒绝",
    "不配合",
    "发病",
];

#[test]
fn what_is_said_is_varied_kind_and_kept_as_it_is_typed() {
    let people = people(1, PEOPLE);
    let notes: BTreeSet<&str> =
        people.iter().flat_map(|one| &one.visits).map(|one| one.note.as_str()).collect();
    assert!(notes.len() > 60, "{}", notes.len());
    for note in notes {
        for word in HURTING {
            assert!(!note.contains(word), "{note}");
        }
        assert_eq!(xinan_domain::text::tidy(note), note);
    }
}

#[test]
fn workers_are_those_who_sign_the_visits() {
    let options = options(1, 300);
    let staff = staff(&options);
    let names: BTreeSet<&str> = staff.iter().map(|worker| worker.name.as_str()).collect();
    assert_eq!(staff.len(), options.villages.len() + 2 * 12);
    for visit in county(&options).flat_map(|one| one.visits) {
        assert!(names.contains(visit.doctor.as_str()), "{}", visit.doctor);
    }
}

#[test]
fn a_table_that_is_none_is_told() {
    let county = Region::exact("429971").unwrap();
    let of = |table: &str, county: Region| county_options(table, county, 1, 10, TODAY, 1).map(|_| ());
    assert_eq!(of("code,name,population\nx,y,\n", county), Err(DivisionsError::Line(2)));
    assert_eq!(of("code,name,population\n429971\n", county), Err(DivisionsError::Line(2)));
    assert_eq!(of("code,name,population\n429971,清溪县,many\n", county), Err(DivisionsError::Line(2)));
    assert_eq!(of(DIVISIONS, Region::exact("429972").unwrap()), Err(DivisionsError::NoCounty));
    assert_eq!(of("code,name,population\n429971,清溪县,1\n", county), Err(DivisionsError::NoVillage));
}

/// Odd sizes and days: nothing to be calibrated, nothing to fail.
#[test]
fn any_size_and_any_day_will_do() {
    for people in [0, 1, 2, 10] {
        assert_eq!(county(&options(1, people)).count(), people as usize);
    }
    for as_of in [
        date(2024, 2, 29),
        date(2026, 1, 1),
        date(2026, 12, 31),
        date(2000, 7, 1),
        date(1960, 1, 1),
        Date::MAX,
        Date::MIN,
    ] {
        for years in [0, 1, 9, 255] {
            let options = Options { people: 25, years, ..qingxi(as_of) };
            let visits = county(&options).flat_map(|one| one.visits);
            assert!(visits.map(|one| one.visited_on).max().is_none_or(|last| last <= as_of));
        }
    }
    assert_eq!(county(&Options { villages: Vec::new(), ..options(1, 10) }).count(), 0);
}
