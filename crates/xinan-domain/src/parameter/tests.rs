//! What regions may order, and what holds where and when.

use jiff::civil::{Date, date};

use super::*;
use crate::duty::Basis;
use crate::follow_up::{Due, DueRule};
use crate::text::Lang;

mod tables;

fn region(code: &str) -> Region {
    Region::parse(code).unwrap()
}

fn values(list: &[(&str, &str)]) -> Values {
    list.iter()
        .map(|(key, text)| {
            let parameter = find(key).unwrap();
            (parameter.key(), Value::read(text, parameter).unwrap())
        })
        .collect()
}

fn order(code: &str, from: Date, list: &[(&str, &str)]) -> Override {
    Override {
        region: region(code),
        valid_from: from,
        valid_until: None,
        source: "清溪县 2025 年工作方案".into(),
        values: values(list),
    }
}

fn monthly_in(code: &str, from: Date) -> Override {
    order(code, from, &[("interval.stable_months", "1"), ("target.standard", "90")])
}

fn in_force(overrides: &[Override], code: &str, day: Date) -> Parameters {
    Parameters::in_force(overrides, &region(code), day)
}

#[test]
fn a_county_may_be_stricter_from_a_day_on() {
    let overrides = [monthly_in("429971", date(2025, 1, 1))];
    let of = |region: &str, day| in_force(&overrides, region, day).intervals.stable_months;
    assert_eq!(of("429971101", date(2025, 1, 1)), 1);
    assert_eq!(of("429971101", date(2024, 12, 31)), 3);
    assert_eq!(of("429972101", date(2025, 6, 1)), 3);
}

#[test]
fn what_a_township_does_not_name_is_what_its_county_says() {
    let county = order(
        "429971",
        date(2025, 6, 1),
        &[("interval.unstable_days", "7"), ("counting.face_of_managed", "yes"), ("target.standard", "90")],
    );
    let township = monthly_in("429971101", date(2025, 1, 1));
    let now = in_force(&[township, county], "429971101201", date(2025, 7, 1));
    assert_eq!((now.intervals.unstable_days, now.intervals.stable_months), (7, 1));
    assert!(now.counting.face_of_managed);
    assert_eq!(now.targets["standard"], 9000);
    assert_eq!(now.targets["managed"], 8000);
    let ordered = |key: &str| now.ordered.get(key).map(|order| order.region.as_str().len());
    assert_eq!(ordered("interval.unstable_days"), Some(6));
    assert_eq!(ordered("interval.stable_months"), Some(9));
    assert_eq!(ordered("interval.settling_months"), None);
}

/// Village, township, county, prefecture, province, nation.
#[test]
fn the_nearest_region_that_names_it_decides() {
    let orders: Vec<Override> = ["42", "4299", "429971", "429971101", "429971101201"]
        .into_iter()
        .zip(["13", "12", "11", "10", "9"])
        .map(|(code, days)| order(code, date(2025, 1, 1), &[("interval.unstable_days", days)]))
        .collect();
    for (code, days) in [
        ("429971101201", 9),
        ("429971101202", 10),
        ("429971102201", 11),
        ("429972101201", 12),
        ("420101001201", 13),
        ("430101001201", 14),
    ] {
        let now = in_force(&orders, code, date(2026, 1, 1));
        assert_eq!(now.intervals.unstable_days, days, "{code}");
    }
}

/// A wider region's newer order does not lift the nearer one's; an order that ended does.
#[test]
fn what_ended_gives_way_to_what_was_ordered_before_it() {
    let first = order("429971", date(2024, 1, 1), &[("interval.unstable_days", "10")]);
    let for_a_year = Override {
        valid_until: Some(date(2025, 12, 31)),
        ..order("429971", date(2025, 1, 1), &[("interval.unstable_days", "7")])
    };
    let province = order("42", date(2026, 6, 1), &[("interval.unstable_days", "12")]);
    let orders = [province, for_a_year, first];
    for (day, days) in [
        (date(2023, 12, 31), 14),
        (date(2024, 12, 31), 10),
        (date(2025, 1, 1), 7),
        (date(2025, 12, 31), 7),
        (date(2026, 1, 1), 10),
        (date(2026, 7, 1), 10),
    ] {
        assert_eq!(in_force(&orders, "429971101", day).intervals.unstable_days, days, "{day}");
        let periods = Periods::of(&orders, &Calendar::default(), &region("429971101"));
        assert_eq!(periods.on(day), &in_force(&orders, "429971101", day), "{day}");
    }
}

#[test]
fn a_looser_interval_is_named_and_not_followed() {
    assert_eq!(Intervals::default().check(), []);
    let mut looser = monthly_in("429971", date(2025, 1, 1));
    assert_eq!(looser.check(), []);
    looser.values.insert("interval.unstable_days", Value::Count(30));
    looser.values.insert("interval.retry_days", Value::Count(0));
    let named: Vec<&str> = looser.check().into_iter().map(|(name, _)| name).collect();
    assert_eq!(named, ["interval.retry_days", "interval.unstable_days"]);
    let now = in_force(&[looser], "429971", date(2025, 1, 1));
    let intervals = now.intervals;
    assert_eq!((intervals.unstable_days, intervals.retry_days, intervals.stable_months), (14, 14, 1));
    assert!(!now.ordered.contains_key("interval.unstable_days"), "nobody's order is followed there");
    let wild = Intervals { unstable_days: 30, retry_days: 0, ..Intervals::default() };
    let named = [
        TooLoose { name: "unstable_days", wanted: 30, at_most: 14 },
        TooLoose { name: "retry_days", wanted: 0, at_most: 14 },
    ];
    assert_eq!(wild.check(), named);
}

/// The bounds of every parameter: one step beyond them is refused, and the norm is named where it is one.
#[test]
fn no_value_is_taken_beyond_its_bounds() {
    let day = date(2026, 11, 21);
    for (key, taken, refused) in [
        ("interval.stable_months", ["1", "3"], "4"),
        ("interval.retry_days", ["1", "14"], "15"),
        ("interval.first_visit_days", ["1", "14"], "15"),
        ("counting.standard_gap_months", ["1", "3"], "4"),
        ("duty.report_card_working_days", ["1", "10"], "11"),
        ("duty.emergency_record_hours", ["1", "24"], "25"),
        ("lost.failures", ["3", "12"], "2"),
        ("lost.span_months", ["1", "12"], "0"),
        ("target.managed", ["80", "100"], "79.99"),
        ("target.standard", ["80", "95.5"], "60"),
        ("target.schizophrenia_medicine", ["80", "85"], "79"),
    ] {
        let parameter = find(key).unwrap();
        let why = |text: &str| parameter.refuses(Value::read(text, parameter).unwrap(), day);
        assert_eq!(taken.map(why), [None, None], "{key}");
        assert!(why(refused).is_some_and(|refusal| refusal.norm.is_some()), "{key}");
    }
    for (key, taken, refused) in [
        ("duty.accept_working_days", "60", "61"),
        ("duty.clue_review_days", "366", "367"),
        ("target.regular_medicine", "10", "100.5"),
        ("target.prevalence", "4.5", "1000.5"),
    ] {
        let parameter = find(key).unwrap();
        let why = |text: &str| parameter.refuses(Value::read(text, parameter).unwrap(), day);
        assert_eq!(why(taken), None, "{key}");
        assert!(why(refused).is_some_and(|refusal| refusal.norm.is_none()), "{key}");
    }
}

/// A target of 82 % was stricter than the nation's until the nation asks for more.
#[test]
fn a_target_below_the_nations_of_the_day_is_passed_over() {
    let own = [order("429971", date(2025, 1, 1), &[("target.schizophrenia_medicine", "82")])];
    let of = |day| in_force(&own, "429971", day).targets["schizophrenia_medicine"];
    assert_eq!([date(2024, 1, 1), date(2025, 1, 1), date(2029, 12, 31)].map(of), [8000, 8200, 8200]);
    assert_eq!(of(date(2030, 1, 1)), 8500);
}

/// 6.2, 6.4: by which year the nation counted and asked for what.
#[test]
fn national_values_are_dated_where_the_norms_are() {
    let on = |year| Parameters::national(date(year, 6, 30));
    let target = |year, id: &str| on(year).targets.get(id).copied();
    for (year, schizophrenia) in
        [(2015, None), (2019, Some(6000)), (2020, Some(8000)), (2029, Some(8000)), (2030, Some(8500))]
    {
        assert_eq!(target(year, "schizophrenia_medicine"), schizophrenia, "{year}");
    }
    assert_eq!([2014, 2015, 2026].map(|year| target(year, "managed")), [None, Some(8000), Some(8000)]);
    let base = |year| on(year).counting.medicine_base;
    assert_eq!([2015, 2016].map(base), [MedicineBase::Managed; 2]);
    assert_eq!([2017, 2026].map(base), [MedicineBase::Registered; 2]);
    let stable = |year| on(year).counting.stable;
    assert_eq!([2015, 2017].map(stable), [StableRule::LastVisitRecent; 2]);
    assert_eq!(stable(2016), StableRule::WholeYear);
    let registered = |year| on(year).counting.registered;
    assert_eq!([2018, 2020].map(registered), [Registered::Living; 2]);
    assert_eq!(registered(2019), Registered::LivingOrDiedThisYear);
}

/// Today's national values are the defaults with which everything else is tested.
#[test]
fn the_national_values_of_today_are_the_defaults() {
    let now = Parameters::national(date(2026, 11, 21));
    assert_eq!(now.intervals, Intervals::default());
    assert_eq!(now.counting, Counting::default());
    assert_eq!(now.lost, LostRule::default());
    assert_eq!(now.duties, DutyLimits::default());
    assert_eq!(now.exams, crate::examination::limits::ExamLimits::default());
    assert!(now.ordered.is_empty());
}

#[test]
fn every_parameter_has_names_of_its_own_and_says_where_it_stands() {
    let mut names = std::collections::BTreeSet::new();
    for one in catalogue() {
        assert_eq!(find(one.key()).map(Parameter::key), Some(one.key()));
        for name in [one.key(), one.name(Lang::Zh), one.name(Lang::En)] {
            assert!(names.insert(name.to_lowercase()), "{name} twice");
            assert_eq!(read_name(&format!(" {name} ")).map(Parameter::key), Some(one.key()), "{name}");
        }
        let days: Vec<Option<Date>> = one.national().iter().map(|value| value.since).collect();
        assert!(days.is_sorted(), "{}", one.key());
        assert!(one.national().iter().all(|value| !value.source.is_empty()), "{}", one.key());
        for value in one.national() {
            // What the nation says fits its own bounds, and reads as it is written.
            assert_eq!(one.refuses(value.value, value.since.unwrap_or(Date::MAX)), None, "{}", one.key());
            assert_eq!(Value::read(&value.value.text(), one), Some(value.value), "{}", one.key());
        }
    }
    assert!(catalogue().iter().any(|one| one.national().iter().any(|value| value.basis == Basis::Low)));
}

/// One number, wherever the same thing is meant.
#[test]
fn what_means_the_same_moves_together() {
    let own = order(
        "429971",
        date(2025, 1, 1),
        &[
            ("interval.retry_days", "7"),
            ("interval.first_visit_days", "10"),
            ("interval.discharge_days", "5"),
            ("interval.refused_months", "4"),
            ("counting.entry_working_days", "3"),
        ],
    );
    let now = in_force(&[own], "429971", date(2026, 1, 1));
    assert_eq!([now.intervals.retry_days, now.lost.retry_days, now.duties.retry_days], [7; 3]);
    assert_eq!([now.intervals.first_visit_days, now.duties.first_visit_days], [10; 2]);
    assert_eq!([now.intervals.discharge_days, now.duties.discharge_visit_days], [5; 2]);
    assert_eq!([now.intervals.refused_months, now.duties.joint_visit_months], [4; 2]);
    assert_eq!([now.counting.entry_working_days, now.duties.enter_follow_up_working_days], [3; 2]);
}

/// A region may ask for more attempts over a longer time before it stops visiting, never for fewer.
#[test]
fn a_region_may_look_longer_for_somebody() {
    let own = order("429971", date(2025, 1, 1), &[("lost.failures", "4"), ("lost.span_months", "2")]);
    let rule = in_force(&[own], "429971101", date(2026, 1, 1)).lost;
    assert_eq!((rule.failures, rule.span_months, rule.retry_days), (4, 2, 14));
}

#[test]
fn a_due_day_says_who_ordered_its_wait() {
    let own = [
        order("429971", date(2026, 6, 1), &[("interval.stable_months", "1"), ("interval.retry_days", "7")]),
        order("429971", date(2025, 1, 1), &[("interval.unstable_days", "7")]),
    ];
    let periods = Periods::of(&own, &Calendar::default(), &region("429971101201"));
    let says = |on, rule, from| periods.reason(Due { on, rule }, from).say(Lang::Zh);
    for (on, rule, from, words) in [
        (
            date(2026, 7, 1),
            DueRule::Stable,
            Some(date(2026, 6, 1)),
            "稳定，1 个月时随访（清溪县 2025 年工作方案）",
        ),
        (date(2026, 8, 31), DueRule::Stable, Some(date(2026, 5, 31)), "稳定，3 个月时随访"),
        // Three months clip to the end of February.
        (date(2026, 2, 28), DueRule::Stable, None, "稳定，3 个月时随访"),
        (date(2026, 6, 30), DueRule::Stable, None, "稳定，3 个月时随访"),
        (date(2025, 1, 8), DueRule::Unstable, None, "不稳定，1 周内随访（清溪县 2025 年工作方案）"),
        (date(2025, 1, 7), DueRule::Unstable, None, "不稳定，2 周内随访"),
        (date(2026, 8, 25), DueRule::Retry, None, "上次没有联系上，1 周内再联系（清溪县 2025 年工作方案）"),
        (date(2026, 5, 25), DueRule::Retry, None, "上次没有联系上，2 周内再联系"),
        (date(2026, 8, 25), DueRule::Agreed, None, "已约定的日期"),
    ] {
        assert_eq!(says(on, rule, from), words, "{on}");
    }
    let weekly = Wait { count: 7, unit: Unit::Days };
    assert_eq!((weekly.say(Lang::En), weekly.say(Lang::Zh)), ("1 week".into(), "1 周".into()));
    assert_eq!(Wait { count: 10, unit: Unit::Days }.say(Lang::Zh), "10 天");
}

/// As it is stored: names, and a name that nobody knows is an error.
#[test]
fn an_override_is_read_by_its_names() {
    let text = r#"{"region":"429971","valid_from":"2025-01-01","source":"县文件","values":{"interval.stable_months":"2"}}"#;
    let read: Override = serde_json::from_str(text).unwrap();
    assert_eq!(read.values, values(&[("interval.stable_months", "2")]));
    assert_eq!(serde_json::from_str::<Override>(&serde_json::to_string(&read).unwrap()).unwrap(), read);
    assert!(serde_json::from_str::<Override>(&text.replace("stable_months", "stabel_months")).is_err());
    assert!(serde_json::from_str::<Override>(&text.replace("\"2\"", "\"two\"")).is_err());
    assert!(serde_json::from_str::<Override>(&text.replace("valid_from", "valid_form")).is_err());
}

/// Names stand beside those of the norm: a region adds some, from a day on, and says so with its paper.
#[test]
fn names_are_read_once_each_in_their_order() {
    let parameter = find("disclosure.named_beyond").unwrap();
    for (text, expected) in [
        ("社会工作部、应急局", Some("应急局、社会工作部")),
        (" 应急局, 社会工作部；应急局 ", Some("应急局、社会工作部")),
        ("无", Some("")),
        ("none", Some("")),
        ("", None),
        ("局", None),
        ("应急局、局", None),
        (&"应急".repeat(11), None),
    ] {
        assert_eq!(Value::read(text, parameter), expected.map(Value::Names), "{text}");
    }
    let many: Vec<String> = (0..21).map(|number| format!("部门{number}")).collect();
    assert_eq!(Value::read(&many.join("、"), parameter), None);
    let own = order("429971", date(2026, 1, 1), &[("disclosure.named_beyond", "应急局")]);
    let named = |code, day| in_force(std::slice::from_ref(&own), code, day).access.named_beyond;
    assert_eq!(named("429971101", date(2026, 1, 1)), "应急局");
    assert_eq!(named("429971101", date(2025, 12, 31)), "");
    assert_eq!(named("429972", date(2026, 1, 1)), "");
    assert_eq!(Value::Names("").say(Lang::Zh, parameter), "无");
}
