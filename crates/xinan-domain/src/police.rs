//! 公安现场求助 — the police ask about one person, because of one live matter, and are shown the little that helps or nothing.
//!
//! Source: 精神卫生法 第四条 (confidential, a duty of the law excepted), 第二十四条第二款 (an information mechanism, no bulk
//! access), 第二十八条, 第三十五条第二款 (the police help to admit, of whom 第三十条第二款第二项 holds, and of nobody else);
//! 个人信息保护法 第六条, 第十三条第一款第四项; our fact sheet §7.3: "only per shared case", with one of four reason codes,
//! and never of whoever declines outside of 第三十条第二款第二项.
//!
//! What surprises: the matter alone opens nothing. It says which of the health side's own facts count, and one of them has to
//! be there; whoever is registered and calm is not told of, and neither is whoever is not registered. Both answers are one
//! page (docs/decisions/0036). How long a card is open and how old a grade may be are parameters.

use jiff::civil::Date;

use crate::codes;
use crate::follow_up::Stability;
use crate::lost::LostReason;
use crate::risk::Risk;

codes! {
    /// What the police are called to. Each rests on an article ([`Matter::basis`]); there is no "other".
    Matter {
        Danger = 1 "有人正在伤害自己或者他人，或者有这样的危险" "somebody is harming, or about to harm, himself, herself or others" [],
        Missing = 2 "走失，或者说不清住在哪里" "missing, or cannot say where home is" [],
        Admission = 3 "依法住院受到阻碍或者擅自脱离，医院请求协助" "the hospital asks for help with an admission by law" [],
        Help = 4 "现场求助，要马上联系家人或医生" "called for help; family or doctor are needed at once" [],
    }
}

impl Matter {
    /// The articles that it rests on.
    pub fn basis(self) -> &'static str {
        match self {
            Self::Danger => "精神卫生法 第二十八条第二款",
            Self::Missing => "精神卫生法 第二十四条第二款、第二十八条第一款",
            Self::Admission => "精神卫生法 第三十五条第二款",
            Self::Help => "精神卫生法 第二十四条第二款；个人信息保护法 第十三条第一款第四项",
        }
    }

    /// The reasons for which a card opens in such a matter, in the order in which they are asked.
    fn reasons(self) -> &'static [Reason] {
        use Reason::{Emergency, LeftUnstable, Missing, RiskThree};
        match self {
            Self::Danger => &[RiskThree, Emergency, LeftUnstable, Missing],
            Self::Missing => &[Missing, LeftUnstable, RiskThree],
            // 第三十五条 speaks of nobody but those of 第三十条第二款第二项.
            Self::Admission => &[Emergency],
            Self::Help => &[RiskThree, Missing, LeftUnstable],
        }
    }
}

codes! {
    /// Why a card opens: what stands on it instead of a grade or a finding.
    Reason {
        RiskThree = 1 "近期需要加强支持" "more support is needed lately" [],
        LeftUnstable = 2 "病情不稳定时离开了本地" "left while unwell" [],
        Missing = 3 "走失，家人和医生在找" "missing, and looked for" [],
        Emergency = 4 "依法需要紧急协助" "urgent help, as the law asks" [],
    }
}

codes! {
    /// Why no card opens. The police never read it.
    Kept {
        Absent = 1 "本县没有这个人的档案" "no record in the county" [],
        Elsewhere = 2 "不住在这个派出所的辖区" "lives elsewhere" [],
        Ended = 3 "档案已经结束" "the record has ended" [],
        Declined = 4 "本人不同意参加管理，也没有依法告知" "does not agree, and was not informed as the law asks" [],
        NoGround = 5 "这类警情没有可以提供的情形" "nothing that may be told in such a matter" [],
        NobodyToTell = 6 "没有安全保密管理员可以通知" "there is no security administrator to be told" [],
        ShareUsedUp = 7 "这个账号当天能看的人数已满" "the account's share of the day is used up" [],
    }
}

codes! {
    /// What the privacy officer finds.
    Verdict {
        Lawful = 1 "合法、必要" "lawful and needed" [],
        ToBeAsked = 2 "需要追问" "to be asked about" [],
        Unlawful = 3 "不合法或没有必要" "unlawful or not needed" [],
    }
}

impl Verdict {
    /// Whether the judgement ends with it. What has to be asked about goes on waiting for an answer.
    pub fn is_final(self) -> bool {
        self != Self::ToBeAsked
    }
}

/// What the health side knows of the person, as far as it decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// Lives in the territory of the police post.
    pub in_territory: bool,
    /// Has died, or the record is closed.
    pub ended: bool,
    /// Does not agree to take part.
    pub declined: bool,
    /// Was informed under 第三十条第二款第二项, and since when.
    pub informed_on: Option<Date>,
    /// The grade of the last visit at which somebody was seen or asked.
    pub graded: Option<(Date, Risk)>,
    /// The class of that visit.
    pub stability: Option<Stability>,
    /// Lost since when, and why, when it still is so.
    pub lost: Option<(Date, LostReason)>,
}

/// Why a card opens, and the day of what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Why.
    pub reason: Reason,
    /// Since when, or of which visit.
    pub on: Date,
}

/// Whether a card opens (fact sheet §7.3, 公安: 风险三级及以上, or 第三十条第二款第二项 only), and why or why not.
///
/// Whoever declines and was not informed is never told of, however grave the grade: help goes out by the health side. A grade
/// is that of the last visit and no older than so many days; what lies in the time to come counts for nothing.
pub fn opens(matter: Matter, known: Option<&Known>, today: Date, grade_days: u16) -> Result<Opening, Kept> {
    let known = known.ok_or(Kept::Absent)?;
    if !known.in_territory {
        return Err(Kept::Elsewhere);
    }
    if known.ended {
        return Err(Kept::Ended);
    }
    if known.declined && known.informed_on.is_none() {
        return Err(Kept::Declined);
    }
    let since = |reason: &Reason| since(*reason, known, today, grade_days).map(|on| (*reason, on));
    let first = matter.reasons().iter().find_map(since);
    first.map(|(reason, on)| Opening { reason, on }).ok_or(Kept::NoGround)
}

/// Since when a reason is there, if it is.
fn since(reason: Reason, known: &Known, today: Date, grade_days: u16) -> Option<Date> {
    let on = match reason {
        Reason::RiskThree => {
            let (on, risk) = known.graded?;
            let days = (today - on).get_days();
            (risk.needs_support() && days <= i32::from(grade_days)).then_some(on)?
        }
        Reason::LeftUnstable => {
            let (on, why) = known.lost?;
            let left = matches!(why, LostReason::WorkingAway | LostReason::Moved);
            (left && known.stability == Some(Stability::Unstable)).then_some(on)?
        }
        Reason::Missing => known.lost.filter(|(_, why)| *why == LostReason::Missing)?.0,
        Reason::Emergency => known.informed_on?,
    };
    (on <= today).then_some(on)
}

/// A look-up of before, as it stands to the one that is asked for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// By this account, in this post.
    pub own: bool,
    /// Not ended, and its time is not over.
    pub live: bool,
    /// Of the same incident number of the same station.
    pub same_matter: bool,
    /// About the same identity number.
    pub same_person: bool,
}

/// Why one cannot ask now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// This incident number was used for somebody else: a matter is one person's.
    OtherPerson,
    /// Another matter of the account is still live.
    OtherMatter,
}

/// Whether to begin a look-up: which of those of before is the same one and still live, or that it is new.
///
/// What is compared is what was typed. Whether somebody is registered plays no part in it, so that it tells nothing.
///
/// # Errors
/// Why one cannot ask now.
pub fn begins(before: &[Before]) -> Result<Option<usize>, NotNow> {
    if let Some(same) =
        before.iter().position(|one| one.own && one.live && one.same_matter && one.same_person)
    {
        return Ok(Some(same));
    }
    if before.iter().any(|one| one.same_matter && !one.same_person) {
        return Err(NotNow::OtherPerson);
    }
    match before.iter().any(|one| one.own && one.live) {
        true => Err(NotNow::OtherMatter),
        false => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::code::Code;

    const TODAY: Date = date(2026, 11, 21);
    const LATELY: Date = date(2026, 11, 10);
    const DAYS: u16 = 180;

    /// Registered, in the territory, calm.
    fn calm() -> Known {
        Known { in_territory: true, graded: Some((LATELY, Risk::NONE)), ..Known::default() }
    }

    fn graded(grade: u8, on: Date) -> Known {
        Known { graded: Some((on, Risk::new(grade).unwrap())), ..calm() }
    }

    fn informed() -> Known {
        Known { informed_on: Some(LATELY), ..calm() }
    }

    fn lost(why: LostReason) -> Known {
        Known { lost: Some((LATELY, why)), stability: Some(Stability::Unstable), ..calm() }
    }

    #[track_caller]
    fn check(known: Known, expected: [Result<Reason, Kept>; 4]) {
        let found: Vec<_> = Matter::ALL
            .iter()
            .map(|matter| opens(*matter, Some(&known), TODAY, DAYS).map(|one| one.reason))
            .collect();
        assert_eq!(found, expected, "{known:?}");
    }

    /// In the order of the matters: danger, missing, admission, help.
    #[test]
    fn the_matter_says_which_facts_count() {
        use Kept::{Declined, Elsewhere, Ended, NoGround};
        use Reason::{Emergency, LeftUnstable, Missing, RiskThree};
        let no = Err(NoGround);
        check(calm(), [no; 4]);
        check(graded(2, LATELY), [no; 4]);
        for grade in 3..=5 {
            check(graded(grade, LATELY), [Ok(RiskThree), Ok(RiskThree), no, Ok(RiskThree)]);
        }
        check(informed(), [Ok(Emergency), no, Ok(Emergency), no]);
        check(lost(LostReason::Missing), [Ok(Missing), Ok(Missing), no, Ok(Missing)]);
        check(lost(LostReason::WorkingAway), [Ok(LeftUnstable), Ok(LeftUnstable), no, Ok(LeftUnstable)]);
        check(lost(LostReason::Moved), [Ok(LeftUnstable), Ok(LeftUnstable), no, Ok(LeftUnstable)]);
        check(lost(LostReason::NotReachedThreeTimes), [no; 4]);
        // Steady when they left.
        check(Known { stability: Some(Stability::Stable), ..lost(LostReason::Moved) }, [no; 4]);
        check(Known { stability: None, ..lost(LostReason::Moved) }, [no; 4]);
        // The first reason that the matter names is the one.
        check(
            Known { informed_on: Some(LATELY), ..graded(4, LATELY) },
            [Ok(RiskThree), Ok(RiskThree), Ok(Emergency), Ok(RiskThree)],
        );
        // Whoever declines is told of by nobody but the law.
        check(Known { declined: true, ..graded(5, LATELY) }, [Err(Declined); 4]);
        check(Known { declined: true, ..lost(LostReason::Missing) }, [Err(Declined); 4]);
        check(Known { declined: true, ..informed() }, [Ok(Emergency), no, Ok(Emergency), no]);
        check(Known { in_territory: false, ..graded(5, LATELY) }, [Err(Elsewhere); 4]);
        check(Known { ended: true, ..graded(5, LATELY) }, [Err(Ended); 4]);
        // Nothing was ever found.
        check(Known { in_territory: true, ..Known::default() }, [no; 4]);
        assert_eq!(opens(Matter::Danger, None, TODAY, DAYS), Err(Kept::Absent));
    }

    #[test]
    fn an_old_grade_and_one_of_the_time_to_come_open_nothing() {
        for (on, days, expected) in [
            (date(2026, 5, 25), 180, Ok(Opening { reason: Reason::RiskThree, on: date(2026, 5, 25) })),
            (date(2026, 5, 24), 180, Err(Kept::NoGround)),
            (date(2026, 11, 20), 1, Ok(Opening { reason: Reason::RiskThree, on: date(2026, 11, 20) })),
            (date(2026, 11, 19), 1, Err(Kept::NoGround)),
            (TODAY, 180, Ok(Opening { reason: Reason::RiskThree, on: TODAY })),
            (date(2026, 11, 22), 180, Err(Kept::NoGround)),
        ] {
            assert_eq!(opens(Matter::Danger, Some(&graded(3, on)), TODAY, days), expected, "{on} {days}");
        }
        let ahead = Known { informed_on: Some(date(2026, 11, 22)), ..calm() };
        assert_eq!(opens(Matter::Admission, Some(&ahead), TODAY, DAYS), Err(Kept::NoGround));
    }

    #[test]
    fn one_person_one_live_matter() {
        let now = |own, live, same_matter, same_person| Before { own, live, same_matter, same_person };
        for (before, expected) in [
            (vec![], Ok(None)),
            // The same again, while it is live, is the same; afterwards it is a new one.
            (vec![now(true, true, true, true)], Ok(Some(0))),
            (vec![now(true, false, true, true)], Ok(None)),
            (vec![now(true, false, true, true), now(true, true, true, true)], Ok(Some(1))),
            // A colleague has asked about the same person in the same matter.
            (vec![now(false, true, true, true)], Ok(None)),
            // Another person needs another matter, whoever asked before and however long ago.
            (vec![now(true, true, true, false)], Err(NotNow::OtherPerson)),
            (vec![now(false, false, true, false)], Err(NotNow::OtherPerson)),
            // Another matter waits for the first to be over, be it about the same person.
            (vec![now(true, true, false, false)], Err(NotNow::OtherMatter)),
            (vec![now(true, true, false, true)], Err(NotNow::OtherMatter)),
            (vec![now(true, false, false, false)], Ok(None)),
            (vec![now(false, true, false, false)], Ok(None)),
        ] {
            assert_eq!(begins(&before), expected, "{before:?}");
        }
    }

    #[test]
    fn every_matter_rests_on_an_article_and_numbers_stay() {
        for matter in Matter::ALL {
            assert!(matter.basis().contains('第'), "{matter:?}");
            assert!(!matter.reasons().is_empty(), "{matter:?}");
        }
        let numbers = |all: &[u8]| all.to_vec();
        assert_eq!(numbers(&Matter::ALL.iter().map(|one| one.code()).collect::<Vec<_>>()), [1, 2, 3, 4]);
        assert_eq!(numbers(&Reason::ALL.iter().map(|one| one.code()).collect::<Vec<_>>()), [1, 2, 3, 4]);
        assert_eq!(
            numbers(&Kept::ALL.iter().map(|one| one.code()).collect::<Vec<_>>()),
            [1, 2, 3, 4, 5, 6, 7]
        );
    }

    /// What the police read says nothing of a grade, a finding or a diagnosis.
    #[test]
    fn a_reason_says_no_grade() {
        for reason in Reason::ALL {
            let label = reason.label();
            assert!(!label.contains('级') && !label.contains("障碍") && !label.contains("诊断"), "{label}");
        }
    }
}
