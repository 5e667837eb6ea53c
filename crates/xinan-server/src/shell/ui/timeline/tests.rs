use jiff::civil::date;

use super::*;

fn year() -> Timeline<'static> {
    Timeline {
        lang: Lang::Zh,
        id: "tl",
        from: date(2025, 12, 1),
        months: 12,
        classes: &[],
        visits: &[],
        medicine: &[],
        events: &[],
    }
}

#[test]
fn a_person_of_whom_nothing_is_known_yet_has_an_empty_strip() {
    let html = timeline(&year()).into_string();
    assert!(html.contains("近 12 个月"));
    assert!(!html.contains("class=\"visit\""));
}

#[test]
fn the_legend_names_only_what_is_drawn() {
    let exam = |on| Event { on, kind: EventKind::CheckUp, word: "到院" };
    let given = Event { on: date(2026, 4, 5), kind: EventKind::Medicine, word: "到院" };
    let legend = |events: &[Event<'_>]| {
        let html = timeline(&Timeline { events, ..year() }).into_string();
        ["发药", "体检", "康复活动", "需要加强支持"].map(|word| html.contains(word))
    };
    assert_eq!(legend(&[exam(date(2026, 3, 5))]), [false, true, false, false]);
    assert_eq!(legend(&[exam(date(2026, 3, 5)), given]), [true, true, false, false]);
    assert_eq!(legend(&[exam(date(2025, 3, 5))]), [false; 4]);
}

#[test]
fn a_grade_holds_from_its_visit_to_the_next() {
    let visits =
        [Visit { on: date(2026, 6, 1), grade: Some(3) }, Visit { on: date(2026, 7, 1), grade: Some(1) }];
    let html = timeline(&Timeline { visits: &visits, ..year() }).into_string();
    assert!(html.contains("M447.0 85.0 H503.5 V103.0 H786.0"), "{html}");
}

#[test]
fn a_visit_outside_the_strip_and_a_grade_that_was_not_assessed_are_not_drawn() {
    let visits = [
        Visit { on: date(2025, 11, 30), grade: Some(3) },
        Visit { on: date(2026, 12, 1), grade: Some(3) },
        Visit { on: date(2026, 3, 3), grade: None },
    ];
    let html = timeline(&Timeline { visits: &visits, ..year() }).into_string();
    assert!(!html.contains("class=\"visit\""));
}

#[test]
fn the_table_says_what_the_strip_shows() {
    let (from, to) = (date(2026, 6, 3), date(2026, 6, 30));
    let classes = [ClassSpan { from, to, tone: Tone::First, word: "不稳定" }];
    let events = [Event { on: from, kind: EventKind::Support, word: "住院 21 天" }];
    let html = timeline(&Timeline { classes: &classes, events: &events, ..year() }).into_string();
    let row = html.split("2026年6月</th>").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(row.contains("不稳定") && row.contains("住院 21 天"), "{row}");
}

#[test]
fn no_length_and_no_crowd_breaks_it() {
    let events: Vec<Event<'_>> = (1..=28)
        .map(|day| Event { on: date(2026, 2, day), kind: EventKind::Medicine, word: "发药" })
        .collect();
    for months in [0, 1, 12, 36] {
        timeline(&Timeline { months, events: &events, medicine: &[Some(99), None, Some(0)], ..year() });
    }
}
