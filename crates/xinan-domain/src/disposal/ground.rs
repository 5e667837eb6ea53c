//! 法律依据 — on which article of 精神卫生法 something is done with somebody.
//!
//! The list has versions: an article counts from a day, and what was entered keeps its number when the law changes. The texts
//! are short renderings for whoever chooses, not the law; the article is named beside each.

use jiff::civil::{Date, date};

use crate::codes;
use crate::text::{Lang, disposal as words};

codes! {
    /// 法律依据. The numbers are ours; they are stored and stay.
    Ground {
        Brought = 1 "第二十八条第一款" "article 28 (1)" [],
        Stopped = 2 "第二十八条第二款" "article 28 (2)" [],
        Diagnosed = 3 "第二十九条" "article 29" [],
        Voluntary = 4 "第三十条第一款" "article 30 (1)" [],
        SelfDanger = 5 "第三十条第二款第一项" "article 30 (2) (1)" [],
        DangerToOthers = 6 "第三十条第二款第二项" "article 30 (2) (2)" [],
        PoliceHelp = 7 "第三十五条第二款" "article 35 (2)" [],
        Formalities = 8 "第三十六条" "article 36" [],
    }
}

/// Since when an article counts, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroundText {
    /// The article.
    pub ground: Ground,
    /// The first day on which it counts.
    pub from: Date,
    /// The last one; none while it counts.
    pub until: Option<Date>,
}

/// 精神卫生法 came into force on 1 May 2013; the amendment of 27 April 2018 left these articles as they were.
const LAW: Date = date(2013, 5, 1);

const GROUNDS: [GroundText; 8] = {
    const fn of(ground: Ground) -> GroundText {
        GroundText { ground, from: LAW, until: None }
    }
    [
        of(Ground::Brought),
        of(Ground::Stopped),
        of(Ground::Diagnosed),
        of(Ground::Voluntary),
        of(Ground::SelfDanger),
        of(Ground::DangerToOthers),
        of(Ground::PoliceHelp),
        of(Ground::Formalities),
    ]
};

/// What may be chosen for something that was done on a day.
pub fn grounds_on(day: Date) -> Vec<Ground> {
    let counts = |one: &&GroundText| one.from <= day && one.until.is_none_or(|until| day <= until);
    GROUNDS.iter().filter(counts).map(|one| one.ground).collect()
}

impl Ground {
    /// Whether somebody may be admitted to hospital on it (第三十条: of one's own will, or under one of two items; there is no
    /// fourth way).
    pub fn admits(self) -> bool {
        matches!(self, Self::Voluntary | Self::SelfDanger | Self::DangerToOthers)
    }

    /// What the article says, shortly.
    pub fn explain(self, lang: Lang) -> &'static str {
        match self {
            Self::Brought => words::ground_brought(lang),
            Self::Stopped => words::ground_stopped(lang),
            Self::Diagnosed => words::ground_diagnosed(lang),
            Self::Voluntary => words::ground_voluntary(lang),
            Self::SelfDanger => words::ground_self_danger(lang),
            Self::DangerToOthers => words::ground_danger_to_others(lang),
            Self::PoliceHelp => words::ground_police_help(lang),
            Self::Formalities => words::ground_formalities(lang),
        }
    }
}
