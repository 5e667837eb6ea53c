use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use super::*;
use crate::answers::{Answers, Complaints};
use crate::calendar::Calendar;
use crate::code::Code;
use crate::duty::DutyLimits;
use crate::region::Region;
use crate::text::Lang;

/// A Saturday.
fn at(hour: i8, minute: i8) -> DateTime {
    date(2026, 11, 21).at(hour, minute, 0, 0)
}

fn stands(facts: &[(DateTime, Fact)]) -> Standing {
    standing(WhatHappened::Danger, facts, (&DutyLimits::default(), &Calendar::weekdays()))
}

fn until(standing: &Standing) -> Vec<String> {
    standing.due.iter().map(Due::until).collect()
}

const STEADY: Fact = Fact::Check { steady: true };
const SHAKY: Fact = Fact::Check { steady: false };
const ON_SITE: Fact = Fact::Ended(Measure::OnSite);
const RECORDED: Fact = Fact::Recorded(WhatHappened::Relapse);

/// A course, where it stands, and until when what is due.
type Vector<'a> = (&'a [(DateTime, Fact)], State, &'a [&'a str]);

/// 工作规范 应急处置: the record in 24 hours, checks every four until two in a row are steady, ten working days for the
/// national system. What is due, in its order.
#[test]
fn what_is_due_follows_from_what_was_entered() {
    let (day, month) = ("2026-11-22 15:00", "2026-12-04");
    let vectors: &[Vector<'_>] = &[
        (&[], State::Running, &[]),
        // A check before any end is no check of this.
        (&[(at(14, 30), STEADY)], State::Running, &[]),
        (&[(at(15, 0), ON_SITE)], State::Open, &["2026-11-21 19:00", day, month]),
        (&[(at(15, 0), Fact::Ended(Measure::Admitted))], State::Open, &[day, month]),
        (&[(at(15, 0), Fact::Ended(Measure::Observed)), (at(16, 0), RECORDED)], State::Open, &[month]),
        (
            &[
                (at(15, 0), Fact::Ended(Measure::Consulted)),
                (at(16, 0), RECORDED),
                (at(17, 0), Fact::Entered),
            ],
            State::Done,
            &[],
        ),
        // Four hours from the last check, not from the end.
        (&[(at(15, 0), ON_SITE), (at(18, 0), STEADY)], State::Open, &["2026-11-21 22:00", day, month]),
        (&[(at(15, 0), ON_SITE), (at(18, 0), STEADY), (at(21, 0), STEADY)], State::Open, &[day, month]),
        // One that is not steady begins them anew, also after they were over.
        (
            &[(at(15, 0), ON_SITE), (at(18, 0), STEADY), (at(21, 0), SHAKY)],
            State::Open,
            &[day, "2026-11-22 01:00", month],
        ),
        (
            &[(at(15, 0), ON_SITE), (at(17, 0), STEADY), (at(18, 0), STEADY), (at(19, 0), SHAKY)],
            State::Open,
            &["2026-11-21 23:00", day, month],
        ),
        // Written down later than it was.
        (
            &[(at(15, 0), ON_SITE), (at(21, 0), STEADY), (at(18, 0), SHAKY)],
            State::Open,
            &[day, "2026-11-22 01:00", month],
        ),
        // An end that was entered anew: the record of before is none of this one.
        (
            &[
                (at(15, 0), Fact::Ended(Measure::Admitted)),
                (at(16, 0), RECORDED),
                (at(15, 30), Fact::Ended(Measure::Admitted)),
            ],
            State::Open,
            &["2026-11-22 15:30", month],
        ),
        (&[(at(15, 0), ON_SITE), (at(16, 0), Fact::Mistaken)], State::Mistaken, &[]),
        (&[(at(16, 0), Fact::Mistaken)], State::Mistaken, &[]),
    ];
    for (facts, state, due) in vectors {
        let found = stands(facts);
        let mut expected: Vec<&str> = due.to_vec();
        expected.sort_unstable();
        assert_eq!(
            (found.state, until(&found)),
            (*state, expected.iter().map(|one| (*one).to_owned()).collect()),
            "{facts:?}"
        );
    }
}

/// A limit that the norm fixes may be shortened, never stretched; one of medium certainty is the region's.
#[test]
fn a_region_shortens_the_record_and_sets_the_entry() {
    let of = |record: u16, enter: u16| {
        let limits = DutyLimits {
            emergency_record_hours: record,
            enter_emergency_working_days: enter,
            ..DutyLimits::default()
        };
        let facts = [(at(15, 0), Fact::Ended(Measure::Admitted))];
        until(&standing(WhatHappened::Other, &facts, (&limits, &Calendar::weekdays())))
    };
    assert_eq!(of(12, 5), ["2026-11-22 03:00", "2026-11-27"]);
    assert_eq!(of(72, 20), ["2026-11-22 15:00", "2026-12-18"]);
}

#[test]
fn what_is_due_says_why_and_by_which_norm() {
    let found = stands(&[(at(15, 0), ON_SITE), (at(18, 0), STEADY)]);
    let (check, record) = (&found.due[0], &found.due[1]);
    assert!(
        check.explain(Lang::Zh).contains("每 4 小时")
            && check.explain(Lang::Zh).contains("现在连续稳定 1 次")
    );
    assert!(record.explain(Lang::Zh).contains("24 小时内"), "{}", record.explain(Lang::Zh));
    assert_eq!(record.duty().source, "工作规范 应急处置");
    assert!(!check.is_overdue(at(22, 0)) && check.is_overdue(at(22, 1)));
}

/// The reason of the record counts; of the report before there is one.
#[test]
fn one_primary_reason_counts() {
    assert_eq!(stands(&[]).reason, WhatHappened::Danger);
    let facts = [(at(15, 0), Fact::Ended(Measure::Admitted)), (at(16, 0), RECORDED)];
    assert_eq!(stands(&facts).reason, WhatHappened::Relapse);
    assert!(stands(&facts).counts() && !stands(&[(at(16, 0), Fact::Mistaken)]).counts());
}

#[test]
fn an_act_asks_for_a_visit_and_sets_no_grade() {
    let asks: Vec<WhatHappened> =
        WhatHappened::ALL.iter().copied().filter(|one| one.asks_for_a_visit()).collect();
    assert_eq!(asks, [WhatHappened::Danger, WhatHappened::SelfHarm]);
}

#[test]
fn a_time_is_read_as_people_type_it() {
    for (text, expected) in [
        ("14:06", "14:06"),
        ("14：06", "14:06"),
        ("1406", "14:06"),
        ("906", "09:06"),
        ("14点6分", "14:06"),
        ("14点", "14:00"),
        ("0:00", "00:00"),
        (" 8.30 ", "08:30"),
        ("２３：５９", "23:59"),
    ] {
        assert_eq!(read_time(text).map(write_time).as_deref(), Some(expected), "{text}");
    }
    for text in ["", "24:00", "14:60", "下午两点", "14", "1:2:3", "-1:00", "+1:00", "12345", ":", "é06"]
    {
        assert_eq!(read_time(text), None, "{text}");
    }
}

/// The law names no ground before it was in force.
#[test]
fn grounds_count_from_the_day_of_the_law() {
    assert_eq!(grounds_on(date(2013, 4, 30)), []);
    assert_eq!(grounds_on(date(2013, 5, 1)), Ground::ALL);
    let admits: Vec<Ground> = Ground::ALL.iter().copied().filter(|one| one.admits()).collect();
    assert_eq!(admits, [Ground::Voluntary, Ground::SelfDanger, Ground::DangerToOthers]);
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers::new(pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect())
}

#[track_caller]
fn refused_at<T: std::fmt::Debug>(read: Result<T, Complaints>, fields: &[&str]) {
    let complaints = read.expect_err("it was taken");
    assert_eq!(complaints.iter().map(|one| one.field).collect::<Vec<_>>(), fields);
}

const VILLAGE: &str = "429971101209";

fn report(changes: &[(&str, &str)], is_known: bool) -> Result<Report, Complaints> {
    let all = [
        ("who", "穿蓝衣服的中年人"),
        ("village", VILLAGE),
        ("place", "三组晒场"),
        ("reason", "2"),
        ("reporter", "王医生"),
    ];
    let kept = all.into_iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
    let pairs: Vec<(&str, &str)> = kept.chain(changes.iter().copied()).collect();
    let village = |text: &str| Region::exact(text).ok().filter(|one| one.as_str() == VILLAGE);
    parse_report(&answers(&pairs), &ReportContext { today: date(2026, 11, 21), is_known, village: &village })
}

#[test]
fn four_fields_make_a_report() {
    assert_eq!(report(&[], false).unwrap().reason, WhatHappened::Danger);
    assert_eq!(report(&[("who", "")], true).unwrap().who, "");
    refused_at(
        report(&[("who", ""), ("place", ""), ("reason", ""), ("reporter", "")], false),
        &["who", "place", "reason", "reporter"],
    );
    refused_at(report(&[("village", "429971101210")], false), &["village"]);
    refused_at(report(&[("phone", "12")], false), &["phone"]);
    refused_at(report(&[("reason", "6")], false), &["reason"]);
}

fn entry(
    kind: Kind,
    facts: &[(DateTime, Fact)],
    pairs: &[(&str, &str)],
) -> Result<(DateTime, Entry), Complaints> {
    let context = EntryContext { now: at(16, 0), reported_at: at(14, 6), standing: stands(facts) };
    parse_entry(kind, &answers(pairs), &context)
}

#[test]
fn an_entry_has_its_time_and_what_it_says() {
    let told = [("party", "1"), ("name", "孙警官"), ("time", "14:08")];
    let (when, read) = entry(Kind::Told, &[], &told).unwrap();
    assert_eq!((when, read), (at(14, 8), Entry::Told { party: Party::Police, name: "孙警官".to_owned() }));
    // Without a time it is now.
    assert_eq!(entry(Kind::Seen, &[], &[("words", "在院里喊叫")]).unwrap().0, at(16, 0));
    refused_at(entry(Kind::Told, &[], &[("party", "1"), ("time", "16:01")]), &["time", "name"]);
    refused_at(entry(Kind::Seen, &[], &[("words", "x"), ("on", "2026-11-20"), ("time", "14:05")]), &["time"]);
    refused_at(entry(Kind::Seen, &[], &[("words", "x"), ("time", "两点")]), &["time"]);
    refused_at(entry(Kind::Measure, &[], &[("measure", "5")]), &["words"]);
    refused_at(entry(Kind::Ended, &[], &[("outcome", "1"), ("time", "14:00")]), &["time"]);
    // The end comes once; a check only after help on the spot, and after its end.
    refused_at(entry(Kind::Ended, &[(at(15, 0), ON_SITE)], &[("outcome", "1")]), &["time"]);
    refused_at(entry(Kind::Check, &[], &[("steady", "1")]), &["time"]);
    refused_at(
        entry(Kind::Check, &[(at(15, 0), Fact::Ended(Measure::Admitted))], &[("steady", "1")]),
        &["time"],
    );
    refused_at(entry(Kind::Check, &[(at(15, 0), ON_SITE)], &[("steady", "1"), ("time", "14:59")]), &["time"]);
    refused_at(entry(Kind::Check, &[(at(15, 0), ON_SITE)], &[("steady", "0")]), &["words"]);
    assert!(entry(Kind::Check, &[(at(15, 0), ON_SITE)], &[("steady", "1")]).is_ok());
    refused_at(entry(Kind::Seen, &[(at(15, 0), Fact::Mistaken)], &[("words", "x")]), &["time"]);
}

/// A whole record of somebody who was helped on the spot.
const WHOLE: [(&str, &str); 18] = [
    ("report_unit", "清溪镇卫生院"),
    ("handling_unit", "清溪县精神卫生中心"),
    ("nationality", "中国"),
    ("first_place", "三组晒场"),
    ("way", "1"),
    ("reporter_is", "3"),
    ("scene", "在院里喊叫砸碗，没有伤人"),
    ("injured", "0"),
    ("dead", "0"),
    ("reason", "1"),
    ("measures", "1"),
    ("agreement", "2"),
    ("effect", "1"),
    ("nature", "1"),
    ("subject", "1"),
    ("filled_by", "云大夫"),
    ("filled_on", "2026-11-21"),
    ("prevention", "王医生"),
];

fn record(outcome: Measure, changes: &[(&str, &str)]) -> Result<Record, Complaints> {
    let kept = WHOLE.into_iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
    let pairs: Vec<(&str, &str)> = kept.chain(changes.iter().copied()).collect();
    let context = RecordContext {
        now: at(16, 0),
        reported_at: at(14, 6),
        ended_at: at(15, 0),
        outcome,
        is_known: true,
    };
    parse_record(&answers(&pairs), &context)
}

#[test]
fn a_record_has_exactly_one_primary_reason() {
    let read = record(Measure::OnSite, &[("further", "1"), ("further", "4")]).unwrap();
    assert_eq!(read.reason, WhatHappened::Relapse);
    assert_eq!(read.further.iter().copied().collect::<Vec<_>>(), [WhatHappened::AdverseReaction]);
    assert_eq!(read.began_at, at(14, 6));
    refused_at(record(Measure::OnSite, &[("reason", "")]), &["reason"]);
    refused_at(record(Measure::OnSite, &[("reason", "1;2")]), &["reason"]);
}

/// 第二十九条 to 第三十一条: nobody is admitted without a psychiatrist, a ground and the agreement that it asks for.
#[test]
fn an_admission_has_a_ground_a_psychiatrist_and_its_agreement() {
    let admitted = |changes: &[(&'static str, &'static str)]| {
        let first = [("measures", "3"), ("psychiatrist", "云大夫")];
        let kept = first.into_iter().filter(|(id, _)| changes.iter().all(|(other, _)| other != id));
        let all: Vec<(&str, &str)> = kept.chain(changes.iter().copied()).collect();
        record(Measure::Admitted, &all)
    };
    assert!(admitted(&[("ground", "4"), ("nature", "1")]).is_ok());
    assert!(admitted(&[("ground", "5"), ("nature", "2"), ("agreement", "2")]).is_ok());
    assert!(admitted(&[("ground", "6"), ("nature", "2"), ("agreement", "4")]).is_ok());
    refused_at(admitted(&[]), &["ground"]);
    refused_at(admitted(&[("ground", "2"), ("nature", "2")]), &["ground"]);
    refused_at(admitted(&[("ground", "5"), ("nature", "2"), ("agreement", "4")]), &["agreement"]);
    refused_at(admitted(&[("ground", "6"), ("nature", "1")]), &["nature"]);
    refused_at(admitted(&[("ground", "4"), ("nature", "1"), ("psychiatrist", "")]), &["psychiatrist"]);
    // The paper would contradict itself.
    refused_at(record(Measure::Admitted, &[("measures", "1")]), &["measures", "psychiatrist", "ground"]);
    // A diagnosis is a psychiatrist's.
    refused_at(record(Measure::OnSite, &[("diagnosis_kind", "2"), ("diagnosis", "1")]), &["psychiatrist"]);
    refused_at(record(Measure::OnSite, &[("nature", "2")]), &["ground"]);
    refused_at(record(Measure::OnSite, &[("began_time", "15:01")]), &["began_time"]);
    refused_at(record(Measure::OnSite, &[("filled_on", "2026-11-20")]), &["filled_on"]);
}

#[test]
fn what_is_kept_reads_as_it_was() {
    let read = record(Measure::OnSite, &[]).unwrap();
    let entry = Entry::Recorded(Box::new(read));
    let text = serde_json::to_string(&entry).unwrap();
    assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry);
}

proptest! {
    /// However events come, each is counted once: the total is their number.
    #[test]
    fn the_total_is_the_number_of_events(reasons in prop::collection::vec(1u8..=5, 0..200)) {
        let events = reasons.iter().filter_map(|code| WhatHappened::from_code(*code));
        let totals = Totals::of(events.map(|reason| (reason, 1)));
        prop_assert_eq!(totals.total(), reasons.len() as u64);
        prop_assert_eq!(totals.rows().len(), WhatHappened::ALL.len());
    }

    /// Whatever is entered in whatever order: what was taken back asks for nothing, what is done has nothing due, and checks
    /// are over exactly when the last two were steady.
    #[test]
    fn what_is_due_and_where_it_stands_agree(course in prop::collection::vec((0i8..24, 0u8..7), 0..12)) {
        let facts: Vec<(DateTime, Fact)> = course.iter().map(|(hour, which)| (at(*hour, 0), match which {
            0 => ON_SITE, 1 => Fact::Ended(Measure::Admitted), 2 => STEADY, 3 => SHAKY, 4 => RECORDED, 5 => Fact::Entered,
            _ => Fact::Mistaken,
        })).collect();
        let found = stands(&facts);
        match found.state {
            State::Running => prop_assert!(found.ended.is_none() && found.due.is_empty()),
            State::Open => prop_assert!(found.ended.is_some() && !found.due.is_empty()),
            State::Done => prop_assert!(found.ended.is_some() && found.due.is_empty() && found.is_recorded),
            State::Mistaken => prop_assert!(found.due.is_empty() && found.offers().is_empty()),
        }
        let asked = found.due.iter().any(|due| matches!(due, Due::Check { .. }));
        prop_assert_eq!(asked, found.counts() && matches!(found.checks, Checks::Due { .. }));
        prop_assert!(found.due.windows(2).all(|pair| pair[0].day() <= pair[1].day()));
    }

    #[test]
    fn no_text_is_too_strange_for_a_time(text in "\\PC{0,12}") {
        let read = read_time(&text);
        prop_assert!(read.is_none_or(|time| read_time(&write_time(time)) == Some(time)));
    }
}
