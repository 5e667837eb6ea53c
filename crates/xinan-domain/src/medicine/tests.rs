use proptest::prelude::*;

use super::*;

fn written(name: &str, usage: &str, dose: &str) -> Written {
    Written { name: name.into(), usage: usage.into(), dose: dose.into(), ..Written::default() }
}

#[track_caller]
fn reads(name: &str, usage: &str, dose: &str, schedule: Schedule) {
    let expected = Medicine { name: name.into(), schedule };
    assert_eq!(read(&written(name, usage, dose)), Ok(expected), "{name} {usage} {dose}");
}

fn daily(times: u8, dose_mg: f64) -> Schedule {
    Schedule::TimesDaily { times, dose_mg }
}

fn every(every: Interval, dose_mg: f64) -> Schedule {
    Schedule::LongActing { every, dose_mg }
}

#[test]
fn times_a_day_are_read_in_many_spellings() {
    for usage in [
        "每日2次",
        "每天两次",
        "一日二次",
        "日2次",
        "2次/日",
        "2/日",
        "bid",
        "BID",
        "2",
        "早晚各1次",
        "q12h",
        "每日２次",
    ] {
        reads("利培酮", usage, "2", daily(2, 2.0));
    }
    for usage in ["每晚1次", "每晚", "睡前", "qn", "每日一次", "qd"] {
        reads("奥氮平", usage, "10mg", daily(1, 10.0));
    }
    reads("碳酸锂", "每日3次", "0.25g", daily(3, 250.0));
    reads("氯氮平", "每日2次，每次25毫克", "", daily(2, 25.0));
    reads("氯氮平", "每次25mg，每日2次", "", daily(2, 25.0));
    reads("利培酮", "口服,2mg bid", "", daily(2, 2.0));
}

#[test]
fn intervals_are_read_for_long_acting_drugs() {
    reads("癸氟奋乃静", "每2周1次", "25", every(Interval::Weeks(2), 25.0));
    reads("癸氟奋乃静", "每月2次", "25", every(Interval::Weeks(2), 25.0));
    reads("善思达", "每月1次", "100mg", every(Interval::Months(1), 100.0));
    reads("善妥达", "每3个月1次", "350mg", every(Interval::Months(3), 350.0));
    reads("癸酸氟哌啶醇", "q4w", "100", every(Interval::Weeks(4), 100.0));
    reads("癸酸氟哌啶醇", "每28天", "100", every(Interval::Weeks(4), 100.0));
    reads("五氟利多", "每周一次", "20", every(Interval::Weeks(1), 20.0));
}

#[test]
fn doses_by_the_time_of_day_are_read() {
    let schedule = |morning, noon, evening| Schedule::Daily { morning, noon, evening };
    reads("利培酮", "早2mg晚4mg", "", schedule(2.0, 0.0, 4.0));
    reads("利培酮", "早上2mg，中午1mg，睡前4mg", "", schedule(2.0, 1.0, 4.0));
    reads("氯氮平", "早1片中1片晚2片", "25mg", schedule(25.0, 25.0, 50.0));
}

#[test]
fn tablets_are_read_where_their_strength_stands_beside_them() {
    for (usage, dose) in [
        ("每日2次", "2片，每片1mg"),
        ("每日2次", "两片（1mg/片）"),
        ("每日2次", "1mg×2片"),
        ("每日2次，每次2粒，每粒1毫克", ""),
        ("一天两次 每次4片", "每片0.5mg"),
        ("早晚各两片", "1mg/片"),
        ("bid", "两毫克"),
        ("每日2次", "每次两毫克"),
        ("每日两次，每次2000微克", ""),
    ] {
        reads("利培酮", usage, dose, daily(2, 2.0));
    }
    for (usage, dose) in
        [("每晚一片5mg", ""), ("睡前1次", "1片(5mg)"), ("每晚1片", "5"), ("qn", "半片，10mg/片")]
    {
        reads("奥氮平", usage, dose, daily(1, 5.0));
    }
    reads("氯氮平", "每晚1片半", "每片50mg", daily(1, 75.0));
}

/// What one tablet holds is never supposed: neither from the medicine nor from a number that may mean either.
#[test]
fn tablets_without_their_strength_are_kept_as_written() {
    for (usage, dose) in [
        ("每日2次", "两片"),
        ("每日2次", "半片"),
        ("1片 一天", ""),
        ("每日2次", "1 粒"),
        ("每日2次 每次2片", "1mg"),
        ("每日2次", "2片 1mg"),
        ("每日2次", "1-2片，每片1mg"),
        ("每日2次", "1/2片，每片1mg"),
        ("每日2次", "十五片，每片1mg"),
        ("每日2次", "十五毫克"),
        ("早1片晚2片", "每片1mg"),
    ] {
        let medicine = read(&written("利培酮片1mg", usage, dose)).unwrap();
        assert!(matches!(medicine.schedule, Schedule::AsWritten(_)), "{usage} {dose}: {medicine:?}");
    }
}

/// 每日（月）__次，每次剂量__mg: what a form asks of words that fit neither box.
#[test]
fn of_words_it_is_known_what_they_lack() {
    let unclear = |name: &str, usage: &str, dose: &str| read(&written(name, usage, dose)).unwrap().unclear();
    let rows = [
        ("两片", "", Some(Unclear::Dose)),
        ("1片 一天", "", Some(Unclear::Dose)),
        ("每日2次", "1粒", Some(Unclear::Dose)),
        ("每日2次 每次2片", "1mg", Some(Unclear::Dose)),
        ("遵医嘱", "", Some(Unclear::Dose)),
        ("每日2次", "5ml", Some(Unclear::Dose)),
        ("早2晚4", "", Some(Unclear::Dose)),
        ("", "2mg", Some(Unclear::Often)),
        ("每次2毫克", "", Some(Unclear::Often)),
        ("隔日1次", "2mg", Some(Unclear::Words)),
        ("必要时", "两毫克", Some(Unclear::Words)),
        ("每日2次", "2", None),
        ("每日2次", "2片，每片1mg", None),
    ];
    for (usage, dose, expected) in rows {
        assert_eq!(unclear("利培酮", usage, dose), expected, "{usage} {dose}");
    }
    // What the table does not know may be counted in bags and pills.
    assert_eq!(unclear("中药", "遵医嘱", ""), Some(Unclear::Words));
    assert!(Unclear::Words.can_stand() && !Unclear::Dose.can_stand() && !Unclear::Often.can_stand());
}

#[test]
fn a_number_in_a_box_of_milligrams_gets_its_unit() {
    for (typed, meant) in
        [("2", "2 mg"), (" ２.5 ", "2.5 mg"), ("2片", "2片"), ("0", "0"), ("", ""), ("2mg", "2mg")]
    {
        assert_eq!(with_unit(typed), meant, "{typed}");
    }
}

#[test]
fn what_nobody_foresaw_is_kept_as_written() {
    reads("利培酮", "隔日1次", "2mg", Schedule::AsWritten("隔日1次 2mg".into()));
    reads("利培酮", "每日2次", "2片", Schedule::AsWritten("每日2次 2片".into()));
    reads("利培酮", "", "2mg", Schedule::AsWritten("2mg".into()));
    reads("利培酮", "早2晚4", "", Schedule::AsWritten("早2晚4".into()));
}

#[test]
fn what_says_nothing_or_cannot_be_is_refused() {
    let refused = |written: Written, why| assert_eq!(read(&written), Err(why), "{written:?}");
    refused(written("利培酮", "", ""), Unreadable::Usage);
    refused(written("利培酮", "每日2次", "0"), Unreadable::Usage);
    refused(written("利培酮", "每日2次", "-2"), Unreadable::Usage);
    refused(written("利培酮", "每日2次", "inf"), Unreadable::Usage);
    refused(written("利培酮", "？", ""), Unreadable::Usage);
    refused(written("", "每日2次", "2"), Unreadable::Usage);
    refused(Written { morning: "二".into(), ..written("利培酮", "", "") }, Unreadable::Usage);
    refused(
        Written { morning: "0".into(), evening: "0".into(), ..written("利培酮", "", "") },
        Unreadable::Usage,
    );
}

#[test]
fn a_long_acting_drug_needs_its_interval() {
    for usage in ["每日2次", "早2mg", "隔日1次"] {
        let row = written("棕榈酸帕利哌酮", usage, "100");
        assert_eq!(read(&row), Err(Unreadable::IntervalMissing), "{usage}");
    }
    let boxes = Written { morning: "25".into(), ..written("癸氟", "", "") };
    assert_eq!(read(&boxes), Err(Unreadable::IntervalMissing));
    let no_weeks = Written { injection: "25".into(), ..written("癸氟", "", "") };
    assert_eq!(read(&no_weeks), Err(Unreadable::IntervalMissing));
}

#[test]
fn the_boxes_of_the_paper_are_read() {
    let boxes = Written { morning: "2".into(), evening: "4mg".into(), ..written("利培酮", "", "") };
    assert_eq!(read(&boxes).unwrap().schedule, Schedule::Daily { morning: 2.0, noon: 0.0, evening: 4.0 });
    let depot = Written { weeks: "2".into(), injection: "25".into(), ..written("癸氟", "", "") };
    assert_eq!(read(&depot).unwrap().schedule, every(Interval::Weeks(2), 25.0));
    let monthly =
        Written { weeks: "每月1次".into(), injection: "100".into(), ..written("善思达", "", "") };
    assert_eq!(read(&monthly).unwrap().schedule, every(Interval::Months(1), 100.0));
}

#[track_caller]
fn is(names: &[&str], generic: &str) {
    for name in names {
        assert_eq!(find(name).map(|drug| drug.name), Some(generic), "{name}");
    }
}

#[test]
fn a_medicine_is_found_under_its_many_names() {
    is(
        &["利培酮", "利培酮片", "利培酮口腔崩解片", "利培酮片2mg", "利培酮(维思通)", "维思通", "Risperidone"],
        "利培酮",
    );
    is(&["喹硫平", "富马酸喹硫平缓释片", "富马酸喹硫平缓释片 0.2g", "奎硫平"], "喹硫平");
    is(&["盐酸苯海索", "安坦", "苯海索片"], "苯海索");
    is(&["帕利哌酮", "帕利哌酮缓释片"], "帕利哌酮缓释片");
    is(
        &["棕榈酸帕利哌酮", "棕榈酸帕利哌酮注射液", "棕榈酸帕利哌酮酯注射液", "帕利哌酮注射液"],
        "棕榈酸帕利哌酮",
    );
    is(&["棕榈帕利哌酮（3M）", "棕榈帕利哌酮酯注射液(3M)", "善妥达"], "棕榈帕利哌酮(3M)");
    is(&["注射用利培酮微球", "利培酮微球", "注射用利培酮微球(Ⅱ)", "利培酮注射液"], "注射用利培酮微球");
    is(&["氟哌啶醇注射液", "氟哌啶醇"], "氟哌啶醇");
    is(&["N05AH02", "氯氮平片"], "氯氮平");
    for name in ["", "中药", "片", "(", "阿司匹林肠溶片"] {
        assert_eq!(find(name), None, "{name}");
    }
}

#[test]
fn the_box_with_suggestions_knows_initials_and_parts() {
    let first = |text: &str| search(text).first().map(|drug| drug.name);
    assert_eq!(first("lpt"), Some("利培酮"));
    assert_eq!(first("lipei"), Some("利培酮"));
    assert_eq!(first("氯氮"), Some("氯氮平"));
    assert_eq!(first("ldp"), Some("氯氮平"));
    assert_eq!(first("cloz"), Some("氯氮平"));
    assert_eq!(first("安坦"), Some("苯海索"));
    assert!(search("帕利哌酮").len() >= 3);
    assert_eq!(search(" "), Vec::<&Drug>::new());
    assert_eq!(search("zzz"), Vec::<&Drug>::new());
}

#[track_caller]
fn doubt(name: &str, usage: &str, dose: &str) -> Option<DoseDoubt> {
    check_dose(&read(&written(name, usage, dose)).unwrap())
}

#[test]
fn a_dose_above_the_usual_is_asked_about_and_far_above_needs_a_second_person() {
    assert_eq!(doubt("利培酮", "每日2次", "3"), None);
    assert_eq!(
        doubt("利培酮", "每日2次", "4"),
        Some(DoseDoubt::AboveUsual { mg: 8.0, limit: 6.0, per: Per::Day })
    );
    let far = doubt("利培酮", "每日2次", "20").unwrap();
    assert_eq!(far, DoseDoubt::AboveHardStop { mg: 40.0, limit: 16.0, per: Per::Day });
    assert!(far.needs_second_person());
    let depot = DoseDoubt::AboveUsual { mg: 75.0, limit: 50.0, per: Per::Dose };
    assert_eq!(doubt("癸氟", "每2周1次", "75"), Some(depot));
    assert_eq!(doubt("癸氟", "每周1次", "25"), Some(DoseDoubt::TooOften { usual: Interval::Weeks(2) }));
    assert_eq!(doubt("善思达", "每4周1次", "100"), None);
    assert_eq!(doubt("利培酮", "每周1次", "2"), Some(DoseDoubt::NotLongActing));
    assert_eq!(doubt("某中药", "每日2次", "9000"), None);
    assert_eq!(doubt("利培酮", "隔日1次", "2mg"), None);
}

#[test]
fn what_came_from_elsewhere_is_doubted_too() {
    let check = |name: &str, schedule| check_dose(&Medicine { name: name.into(), schedule });
    assert_eq!(check("利培酮", daily(2, f64::NAN)), Some(DoseDoubt::NotADose));
    assert_eq!(check("利培酮", daily(0, 2.0)), Some(DoseDoubt::NotADose));
    assert_eq!(check("善思达", daily(1, 100.0)), Some(DoseDoubt::NeedsInterval));
}

#[test]
fn the_table_is_sound() {
    for drug in DRUGS {
        assert!(drug.usual_max > 0.0 && drug.usual_max <= drug.hard_stop, "{}", drug.name);
        assert_eq!(find(drug.name), Some(drug));
        for name in drug.names() {
            assert_eq!(find(name).map(|found| found.name), Some(drug.name), "{name} belongs to two drugs");
        }
    }
    assert_eq!(find("氯氮平").unwrap().atc, CLOZAPINE);
    assert_eq!(find("碳酸锂").unwrap().atc, LITHIUM);
    assert!(find("阿普唑仑").unwrap().controlled && find("苯巴比妥").unwrap().controlled);
}

#[test]
fn whoever_takes_clozapine_is_known_by_any_of_its_names() {
    let medicines = [read(&written("氯氮平片", "每晚", "100mg")).unwrap()];
    assert!(takes(&medicines, CLOZAPINE));
    assert!(!takes(&medicines, LITHIUM));
}

#[test]
fn a_medicine_is_told_in_words() {
    let say = |usage: &str, dose: &str| read(&written("利培酮", usage, dose)).unwrap().say(Lang::Zh);
    assert_eq!(say("bid", "2.50mg"), "利培酮 每日 2 次，每次 2.5 mg");
    assert_eq!(say("早2mg晚4mg", ""), "利培酮 早 2 mg，午 0 mg，晚 4 mg");
    let depot = read(&written("善思达", "每月1次", "100")).unwrap();
    assert_eq!(depot.say(Lang::En), "paliperidone palmitate once a month, 100 mg each");
}

#[test]
fn a_schedule_is_stored_and_read_back() {
    for schedule in [
        daily(2, 2.5),
        every(Interval::Months(1), 100.0),
        Schedule::Daily { morning: 2.0, noon: 0.0, evening: 4.0 },
        Schedule::AsWritten("隔日1次".into()),
    ] {
        let medicine = Medicine { name: "利培酮".into(), schedule };
        let json = serde_json::to_string(&medicine).unwrap();
        assert_eq!(serde_json::from_str::<Medicine>(&json).unwrap(), medicine, "{json}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(name in ".{0,12}", usage in "[0-9每日天周月早中晚次片粒×mg克.,/一两十半q ]{0,12}", dose in "[0-9片半每mg/(]{0,6}|.{0,8}") {
        if let Ok(medicine) = read(&written(&name, &usage, &dose)) {
            let _ = (check_dose(&medicine), medicine.unclear(), medicine.say(Lang::En));
        }
        let _ = search(&name);
    }
}
