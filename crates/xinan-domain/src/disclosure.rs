//! 披露 — what leaves the house about people: to whom, for what, on what basis, and when a second person must agree.
//!
//! Source: 精神卫生法 第四条 (what identifies somebody stays confidential unless a duty of the law asks for it) and
//! 第二十四条 (an information mechanism, no bulk access); 个人信息保护法 第六条 (least data), 第二十三条, 第五十一条 and
//! 第五十五条; our fact sheet §7.3 and §14.3: no list leaves without a record of what, to whom and why.
//!
//! What surprises: nobody's purpose is "other". Whoever finds none that fits has no ground to take people out, and asks.
//! How many people go without a second person, and how long a permission is good, are parameters ([`crate::parameter`]).

pub mod flaw;
mod ground;
pub mod handed;

pub use ground::{Receiver, Whose, is_of_open_records, processing};

use crate::codes;

codes! {
    /// What something leaves the house for. Each rests on an article ([`Purpose::basis`]).
    Purpose {
        Care = 1 "随访服务和纸质存档" "care, and the paper record" [],
        Copy = 2 "患者或监护人查阅、复制" "a copy for the person or the guardian" [],
        Treatment = 3 "转诊、住院和诊疗" "referral and treatment" [],
        Check = 4 "质量控制、督导和考核" "quality control and supervision" [],
        Compare = 5 "与国家、省信息系统核对" "comparing with the national or provincial system" [],
        Relief = 6 "救助、补助和保障申办" "relief and subsidies" [],
        Law = 7 "法律规定必须提供" "a duty of the law to provide" [],
    }
}

impl Purpose {
    /// The articles that it rests on.
    pub fn basis(self) -> &'static str {
        match self {
            Self::Care => "精神卫生法 第五十五条；国家基本公共卫生服务规范 严重精神障碍患者管理服务",
            Self::Copy => "精神卫生法 第四十七条；个人信息保护法 第四十五条",
            Self::Treatment => "精神卫生法 第二十六条、第五十五条",
            Self::Check => "精神卫生法 第五十条；工作规范 2018 督导与质控",
            Self::Compare => "精神卫生法 第二十四条；严重精神障碍发病报告管理办法",
            Self::Relief => "精神卫生法 第六十八条、第六十九条；个人信息保护法 第二十九条",
            Self::Law => "精神卫生法 第四条；个人信息保护法 第十三条第三项",
        }
    }

    /// Whether the law itself asks for it, whatever the person has agreed to.
    pub fn is_statutory(self) -> bool {
        matches!(self, Self::Check | Self::Compare | Self::Law)
    }
}

codes! {
    /// By which door something leaves. The numbers are stored and stay.
    Door {
        Roster = 1 "名册（Excel）" "roster (workbook)" [],
        VillageFollowUps = 2 "全村随访记录表（打印）" "a village's follow-up forms (print)" [],
        VillageSupplements = 3 "全村个人信息补充表（打印）" "a village's supplement forms (print)" [],
        Visit = 4 "一次随访记录表（打印）" "one visit's form (print)" [],
        FollowUps = 5 "一人随访记录表（打印）" "one person's follow-up forms (print)" [],
        Supplement = 6 "一人个人信息补充表（打印）" "one person's supplement form (print)" [],
        Refused = 7 "待更正的行（Excel）" "rows to be mended (workbook)" [],
        Letter = 8 "知情同意书（打印）" "letter of consent (print)" [],
        PoliceCard = 9 "公安现场求助的必要信息" "the little that the police are shown at a live matter" [],
        ConsentPaper = 10 "签字的知情同意书（扫描件）" "a signed sheet of consent (scan)" [],
        OwnCopy = 11 "本人或监护人自取的复印件" "a copy taken at the person's own door" [],
        HandedList = 12 "在系统内提供的名单" "a list that another department reads inside" [],
        Clue = 13 "线索调查登记表（打印）" "registration form of a clue (print)" [],
        Story = 14 "全部经过（打印）" "everything that happened to a person (print)" [],
        Form = 15 "一人其他表单（打印）" "another form of one person (print)" [],
        Disposal = 16 "应急处置记录单（打印）" "record of an emergency (print)" [],
    }
}

codes! {
    /// What is said of the people in it.
    Fields {
        Identity = 1 "身份和联系方式" "who they are and how to reach them" [],
        Clinical = 2 "身份、联系方式，以及诊断、分类和随访情况" "the same, with diagnosis, class and visits" [],
        LiveMatter = 3 "现场求助的必要信息：称呼、联系哪位家属、为什么提供、要不要先问医生" "the little of a live matter: the name, whom of the family to call, why it is told, whether to ask a doctor first" [],
    }
}

/// Why a second person has to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// More people than may leave at one person's word.
    Many {
        /// So many may.
        most: u16,
    },
    /// More people than that within a day, in several lists.
    Together {
        /// So many may.
        most: u16,
        /// So many it would be.
        people: usize,
    },
    /// A list that says what somebody is ill with, or how ill.
    Clinical,
    /// A list for another department, however short.
    Between,
    /// A list of those who have this diagnosis, or this class, or are overdue: whoever stands in it, it says of them.
    Narrowed,
    /// A list, or somebody's findings, for somebody beyond health.
    Beyond,
}

/// What is about to leave at one person's word.
///
/// A list that another department reads inside never does ([`Door::always_asks`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaving {
    /// Whose it is.
    pub whose: Whose,
    /// It goes beyond health.
    pub beyond: bool,
    /// How many people.
    pub people: usize,
    /// How many different people with what the same account let go alone within [`TOGETHER_HOURS`].
    pub together: usize,
    /// What is said of them.
    pub fields: Fields,
    /// It is narrowed to something clinical.
    pub narrowed: bool,
}

impl Door {
    /// Whether a second person has to agree, however few people stand in it: between departments, always.
    pub fn always_asks(self) -> bool {
        self == Self::HandedList
    }
}

/// Lists of so many hours are counted together: whoever takes fifty people out ten times has taken five hundred.
pub const TOGETHER_HOURS: u16 = 24;

/// Whether a second person has to agree before this leaves, and why.
///
/// One person's own form is no list: it needs nobody else, else daily work would wait. More people than `most` do, in one
/// list or in several of a day; and so does any list with clinical fields or of whom a clinical filter chose
/// (GB/T 39725 grades them highest, and the fact sheet §14.3 names the lists that leaked). What goes beyond health goes at
/// nobody's single word, were it one person's findings (PROMISES T9): to stand on the register is a finding itself.
pub fn needs_second(leaving: &Leaving, most: u16) -> Option<Why> {
    let Leaving { whose, beyond, people, together, fields, narrowed } = *leaving;
    match fields {
        Fields::Clinical if whose == Whose::One && beyond => Some(Why::Beyond),
        _ if whose == Whose::One => None,
        _ if people > usize::from(most) => Some(Why::Many { most }),
        Fields::Clinical if people > 1 => Some(Why::Clinical),
        _ if narrowed && people > 1 => Some(Why::Narrowed),
        _ if beyond && people > 0 => Some(Why::Beyond),
        _ if together > usize::from(most) => Some(Why::Together { most, people: together }),
        _ => None,
    }
}

/// How long things are good, in hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// A request waits for a second person.
    pub waits: u16,
    /// A permission is good, from the request or from the second person's word.
    pub good: u16,
}

/// What has happened to a disclosure. Instants are microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// When it was asked for.
    pub asked_at: i64,
    /// A second person has to agree.
    pub needs_second: bool,
    /// What the second person said, and when.
    pub decided: Option<(bool, i64)>,
    /// When whoever asked took it back.
    pub withdrawn_at: Option<i64>,
    /// When the file left.
    pub left_at: Option<i64>,
}

/// Where a disclosure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A second person has not said anything yet; until when it waits.
    Waiting {
        /// Microseconds.
        until: i64,
    },
    /// Nobody said anything in time.
    Lapsed,
    /// The second person said no.
    Declined,
    /// The file may be fetched, once.
    Granted {
        /// Microseconds.
        until: i64,
    },
    /// Whoever asked took it back before anybody had answered.
    Withdrawn,
    /// The file was not fetched in time.
    Expired,
    /// The file has left.
    Left,
}

const HOUR: i64 = 3_600_000_000;
/// The clocks of several servers are never quite the same.
const AHEAD: i64 = 60_000_000;

/// Where a disclosure stands at an instant.
///
/// What lies more than a minute in the time to come was written by a clock that was wrong, and gives nothing: else it
/// would be good until that time comes.
pub fn standing(course: &Course, hours: Hours, now: i64) -> Standing {
    let Course { asked_at, needs_second, decided, withdrawn_at, left_at } = *course;
    if left_at.is_some() {
        return Standing::Left;
    }
    let within = |from: i64, hours: u16| {
        let until = from.saturating_add(i64::from(hours) * HOUR);
        (from <= now.saturating_add(AHEAD) && now < until).then_some(until)
    };
    match (needs_second, decided) {
        (true, Some((false, _))) => Standing::Declined,
        (true, None) if withdrawn_at.is_some() => Standing::Withdrawn,
        (true, None) => match within(asked_at, hours.waits) {
            Some(until) => Standing::Waiting { until },
            None => Standing::Lapsed,
        },
        (true, Some((true, at))) => {
            within(at, hours.good).map_or(Standing::Expired, |until| Standing::Granted { until })
        }
        (false, _) => {
            within(asked_at, hours.good).map_or(Standing::Expired, |until| Standing::Granted { until })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    #[test]
    fn many_people_or_a_list_with_findings_need_a_second_person() {
        use Fields::{Clinical, Identity};
        for (people, fields, most, expected) in [
            (0, Identity, 50, None),
            (1, Identity, 50, None),
            (1, Clinical, 50, None),
            (2, Clinical, 50, Some(Why::Clinical)),
            (50, Identity, 50, None),
            (51, Identity, 50, Some(Why::Many { most: 50 })),
            (51, Clinical, 50, Some(Why::Many { most: 50 })),
            (2, Identity, 1, Some(Why::Many { most: 1 })),
            (100_000, Identity, 50, Some(Why::Many { most: 50 })),
        ] {
            let (whose, beyond) = (Whose::List, false);
            let list = Leaving { whose, beyond, people, together: people, fields, narrowed: false };
            assert_eq!(needs_second(&list, most), expected, "{people} {fields:?} {most}");
        }
    }

    /// Neither a filter nor many small lists avoid the second person.
    #[test]
    fn what_a_filter_says_is_said_and_slices_are_counted_together() {
        let slice = Leaving {
            whose: Whose::List,
            beyond: false,
            people: 20,
            together: 20,
            fields: Fields::Identity,
            narrowed: false,
        };
        for (leaving, expected) in [
            (slice, None),
            (Leaving { narrowed: true, ..slice }, Some(Why::Narrowed)),
            (Leaving { narrowed: true, people: 1, ..slice }, None),
            (Leaving { together: 50, ..slice }, None),
            (Leaving { beyond: true, ..slice }, Some(Why::Beyond)),
            (Leaving { beyond: true, people: 1, ..slice }, Some(Why::Beyond)),
            (Leaving { beyond: true, whose: Whose::One, people: 1, ..slice }, None),
            (
                Leaving { beyond: true, whose: Whose::One, people: 1, fields: Fields::Clinical, ..slice },
                Some(Why::Beyond),
            ),
            (Leaving { together: 51, ..slice }, Some(Why::Together { most: 50, people: 51 })),
            (Leaving { together: 51, people: 1, ..slice }, Some(Why::Together { most: 50, people: 51 })),
            // One person's own paper, after a day of them.
            (
                Leaving {
                    whose: Whose::One,
                    beyond: false,
                    people: 1,
                    together: 90,
                    fields: Fields::Clinical,
                    narrowed: false,
                },
                None,
            ),
        ] {
            assert_eq!(needs_second(&leaving, 50), expected, "{leaving:?}");
        }
    }

    const HOURS: Hours = Hours { waits: 72, good: 24 };
    const ASKED: i64 = 1_000 * HOUR;

    fn course() -> Course {
        Course { asked_at: ASKED, needs_second: true, decided: None, withdrawn_at: None, left_at: None }
    }

    #[track_caller]
    fn check(course: Course, after: i64, expected: Standing) {
        assert_eq!(standing(&course, HOURS, ASKED + after), expected, "{course:?} after {after}");
    }

    #[test]
    fn a_request_waits_and_lapses() {
        let waiting = Standing::Waiting { until: ASKED + 72 * HOUR };
        check(course(), 0, waiting);
        check(course(), 72 * HOUR - 1, waiting);
        check(course(), 72 * HOUR, Standing::Lapsed);
        let withdrawn = Course { withdrawn_at: Some(ASKED + HOUR), ..course() };
        check(withdrawn, 2 * HOUR, Standing::Withdrawn);
        check(withdrawn, 72 * HOUR, Standing::Withdrawn);
        // Too late to take back what was answered.
        check(Course { decided: Some((false, ASKED)), ..withdrawn }, HOUR, Standing::Declined);
    }

    #[test]
    fn a_permission_is_good_for_its_hours_from_the_second_persons_word() {
        let at = ASKED + 10 * HOUR;
        let approved = Course { decided: Some((true, at)), ..course() };
        let granted = Standing::Granted { until: at + 24 * HOUR };
        check(approved, 10 * HOUR, granted);
        check(approved, 34 * HOUR - 1, granted);
        check(approved, 34 * HOUR, Standing::Expired);
        check(Course { decided: Some((false, at)), ..course() }, 10 * HOUR, Standing::Declined);
        check(Course { left_at: Some(at), ..approved }, 11 * HOUR, Standing::Left);
    }

    #[test]
    fn what_needs_nobody_else_is_good_from_the_request() {
        let own = Course { needs_second: false, ..course() };
        check(own, 0, Standing::Granted { until: ASKED + 24 * HOUR });
        check(own, 24 * HOUR, Standing::Expired);
    }

    /// A clock that was wrong opens nothing for years.
    #[test]
    fn what_was_written_in_the_time_to_come_gives_nothing() {
        let ahead = |by| Course { decided: Some((true, ASKED + by)), ..course() };
        check(ahead(AHEAD), 0, Standing::Granted { until: ASKED + AHEAD + 24 * HOUR });
        check(ahead(AHEAD + 1), 0, Standing::Expired);
        check(course(), -AHEAD - 1, Standing::Lapsed);
        let most = Course { asked_at: i64::MAX, needs_second: false, ..course() };
        check(most, 0, Standing::Expired);
    }

    #[test]
    fn every_purpose_rests_on_an_article_and_keeps_its_number() {
        for purpose in Purpose::ALL {
            assert!(purpose.basis().contains('第') || purpose.basis().contains("规范"), "{purpose:?}");
        }
        let numbers: Vec<u8> = Purpose::ALL.iter().map(|one| one.code()).collect();
        assert_eq!(numbers, (1..=7).collect::<Vec<u8>>());
        assert_eq!(
            Door::ALL.iter().map(|one| one.code()).collect::<Vec<u8>>(),
            (1..=16).collect::<Vec<u8>>()
        );
        let always: Vec<&Door> = Door::ALL.iter().filter(|door| door.always_asks()).collect();
        assert_eq!(always, [&Door::HandedList]);
    }
}
