//! 紧急查看 — somebody in need is not of the own territory: a little is shown, for a short time, and another person
//! looks at it afterwards.
//!
//! Source: 精神卫生法 第四条 (confidential, a duty of the law excepted), 第二十八条 (who is in danger is helped at once);
//! 个人信息保护法 第十三条第四项 (to protect life and health in an emergency). How long it is open and how soon it is
//! looked at are parameters.
//!
//! What surprises: it is never refused by a person beforehand. Whoever needs it has it at once, and answers for it.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::codes;

codes! {
    /// Why a record out of reach is opened.
    Reason {
        Danger = 1 "有自伤、伤人或走失的危险" "danger to oneself or others, or missing" [],
        Acute = 2 "急性发作或严重药物反应，需要马上处置" "acute illness, or a grave reaction to medicine" [],
        Unconscious = 3 "本人说不清，身边没有家人" "the person cannot say, and no family is there" [],
        MedicineOut = 4 "外出断药，需要知道在用的药" "medicine has run out away from home" [],
    }
}

codes! {
    /// What the reviewer finds.
    Verdict {
        Justified = 1 "有必要" "justified" [],
        NotJustified = 2 "没有必要" "not justified" [],
    }
}

const MINUTE: i64 = 60_000_000;

/// Whether what was opened is still open, and until when. Instants are microseconds; one that lies more than a minute in
/// the time to come opens nothing. What a reviewer found without need is open no longer (个人信息保护法 第六条).
pub fn open_until(opened_at: i64, minutes: u16, verdict: Option<Verdict>, now: i64) -> Option<i64> {
    let until = opened_at.saturating_add(i64::from(minutes) * MINUTE);
    let is_open = opened_at <= now.saturating_add(MINUTE) && now < until;
    (is_open && verdict != Some(Verdict::NotJustified)).then_some(until)
}

/// The last day on which a review is in time: so many working days after that of the opening.
pub fn review_by(opened_on: Date, working_days: u16, calendar: &Calendar) -> Date {
    calendar.add_working_days(opened_on, working_days)
}

/// Whether a review is overdue; the last day itself is in time.
pub fn is_overdue(by: Date, today: Date) -> bool {
    today > by
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn it_closes_by_itself() {
        const AT: i64 = 1_000 * MINUTE;
        for (minutes, after, expected) in [
            (60, 0, Some(AT + 60 * MINUTE)),
            (60, 60 * MINUTE - 1, Some(AT + 60 * MINUTE)),
            (60, 60 * MINUTE, None),
            (30, 30 * MINUTE, None),
            (60, -MINUTE, Some(AT + 60 * MINUTE)),
            (60, -MINUTE - 1, None),
        ] {
            for verdict in [None, Some(Verdict::Justified)] {
                assert_eq!(open_until(AT, minutes, verdict, AT + after), expected, "{minutes} {after}");
            }
            assert_eq!(open_until(AT, minutes, Some(Verdict::NotJustified), AT + after), None);
        }
        assert_eq!(open_until(i64::MAX, 60, None, 0), None);
    }

    #[test]
    fn a_review_is_waited_for_in_working_days() {
        let calendar = Calendar::weekdays();
        for (opened_on, by) in [
            // A Monday, a Thursday, a Saturday.
            (date(2026, 11, 16), date(2026, 11, 19)),
            (date(2026, 11, 19), date(2026, 11, 24)),
            (date(2026, 11, 21), date(2026, 11, 25)),
        ] {
            assert_eq!(review_by(opened_on, 3, &calendar), by, "{opened_on}");
            assert!(!is_overdue(by, by));
            assert!(is_overdue(by, by.tomorrow().unwrap()));
        }
    }
}
