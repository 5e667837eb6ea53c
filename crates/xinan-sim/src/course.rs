//! Unsteady times, visit by visit, as 分类干预 asks (服务规范 二（三）).

use crate::random::{Chance, share_of};

/// How an unsteady time goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Course {
    /// Something wavers; two weeks later it is over.
    Short,
    /// Something wavers; two weeks later it settles.
    Wobble,
    /// It settles only after a month more, with a psychiatrist's advice.
    Slow,
    /// Help is needed, and it settles at home.
    Crisis,
    /// Help is needed for a quarter of a year, every two weeks.
    Persistent,
    /// Treated in hospital for one to three months.
    Hospital,
    /// In hospital for a year and more.
    LongStay,
}

/// Of a hundred unsteady times.
const COURSES: &[(Course, u32)] = &[
    (Course::Short, 11),
    (Course::Wobble, 24),
    (Course::Slow, 8),
    (Course::Crisis, 11),
    (Course::Persistent, 6),
    (Course::Hospital, 31),
    (Course::LongStay, 9),
];

/// The course that a share from 0 to 1 falls to.
pub(crate) fn course_of(share: f64) -> Course {
    share_of(share, COURSES)
}

/// What a visit finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// 稳定.
    Stable,
    /// 基本稳定; settling or not.
    Wobbly { settling: bool },
    /// 不稳定.
    Unstable {
        /// At the beginning, rather than a fortnightly visit after it.
        first: bool,
    },
    /// In hospital; admitted since the visit before, or already then.
    InHospital { first: bool },
    /// Home from hospital, so many days before the visit.
    Discharged { days_ago: i64 },
}

/// One visit of a course, so many days after the one before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beat {
    pub(crate) after: i64,
    pub(crate) state: State,
}

impl Course {
    /// The visits of such a time. The first has no waiting time.
    pub(crate) fn beats(self, chance: &mut Chance) -> Vec<Beat> {
        let wobbly = State::Wobbly { settling: false };
        let settling = State::Wobbly { settling: true };
        let mut beats = Vec::new();
        let mut push = |after: i64, state: State| beats.push(Beat { after, state });
        match self {
            Self::Short => {
                push(0, wobbly);
                push(fortnight(chance), State::Stable);
            }
            Self::Wobble => {
                push(0, wobbly);
                push(fortnight(chance), settling);
            }
            Self::Slow => {
                push(0, wobbly);
                push(fortnight(chance), wobbly);
                push(chance.between(25, 31), settling);
            }
            Self::Crisis | Self::Persistent => {
                push(0, State::Unstable { first: true });
                for _ in 0..if self == Self::Crisis { 0 } else { 5 } {
                    push(fortnight(chance), State::Unstable { first: false });
                }
                push(fortnight(chance), wobbly);
                push(fortnight(chance), settling);
            }
            Self::Hospital | Self::LongStay => {
                // Half are visited before they are admitted; of the others one hears afterwards.
                let heard_later = chance.percent(50.0);
                if !heard_later {
                    push(0, State::Unstable { first: true });
                }
                let admitted = if heard_later { 0 } else { chance.between(4, 12) };
                push(admitted, State::InHospital { first: true });
                let checks = if self == Self::Hospital { 0 } else { chance.between(4, 8) };
                for _ in 0..checks {
                    push(chance.between(60, 80), State::InHospital { first: false });
                }
                // The visit falls due two weeks after the discharge.
                let days_ago =
                    if chance.percent(90.0) { chance.between(2, 13) } else { chance.between(15, 18) };
                push(chance.between(24, 66) + days_ago, State::Discharged { days_ago });
                push(fortnight(chance), settling);
            }
        }
        beats
    }
}

/// Within two weeks; now and then a little later.
fn fortnight(chance: &mut Chance) -> i64 {
    match chance.percent(91.0) {
        true => chance.between(10, 14),
        false => chance.between(15, 19),
    }
}

/// Days from the first visit of a course to its last.
pub(crate) fn length(beats: &[Beat]) -> i64 {
    beats.iter().map(|beat| beat.after).sum()
}

/// Days from the first visit of a course to the discharge, if it leads into hospital.
pub(crate) fn days_to_discharge(beats: &[Beat]) -> Option<i64> {
    let at = beats.iter().position(|beat| matches!(beat.state, State::Discharged { .. }))?;
    match beats[at].state {
        State::Discharged { days_ago } => Some(length(&beats[..=at]) - days_ago),
        _ => None,
    }
}
