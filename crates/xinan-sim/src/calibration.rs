//! The shares by which a county is dealt out, and where they come from.
//!
//! Target is the national row of 2020 (管理率 95.12, 规范管理率 89.01, 在册患者服药率 87.83, 规律服药率 68.84 of all
//! registered; 病情稳定率 96.40 of those at home), at the end of a year and at any later day of the next.
//! A share belongs to a *window* on a circle on which everybody has a place; the windows move a
//! little every year. So the share stays what it is while some leave it and others come in: those
//! who withdrew agree again, the lost are found, and most people stay where they were.

use jiff::civil::Date;

/// Registered for the first time, of all people and a year: 95 in a county of 2,250.
pub(crate) const NEWCOMERS_A_YEAR: f64 = 0.042;
/// Deaths, of all people and a year.
pub(crate) const DEATHS_A_YEAR: f64 = 0.012;

/// How far the windows of care move in a year.
pub(crate) const CARE_DRIFT: f64 = 0.006;
/// 失访 all the year.
pub(crate) const LOST: f64 = 0.0115;
/// Where the window of those begins who do not agree to management, and its width.
pub(crate) const REFUSED: (f64, f64) = (0.30, 0.0185);
/// 非在管 for other reasons: away for work, not met.
pub(crate) const UNVISITED: (f64, f64) = (0.60, 0.0175);

/// Managed, but with a gap of more than three months somewhere in the year, of all registered:
/// 95.12 less 89.01.
const WITH_A_GAP: f64 = 0.0611;
/// How far the window of gaps moves in a year.
pub(crate) const GAP_DRIFT: f64 = 0.025;

/// 按医嘱规律用药 at every visit of the year, of the managed: 68.84 of 95.12.
pub(crate) const REGULAR: f64 = 0.7215;
/// 间断用药 at one visit of the year or more, of the managed: 87.83 less 68.84, of 95.12.
pub(crate) const IRREGULAR: f64 = 0.1962;
/// 不用药, of the managed. The rest of them are told by their doctors to take none.
pub(crate) const NOT_TAKING: f64 = 0.0470;
/// How far the windows of medicine move in a year.
pub(crate) const MEDICINE_DRIFT: f64 = 0.03;

/// Years from one unsteady time to the next, so that 3.6 in a hundred at home are in one.
pub(crate) const YEARS_BETWEEN_EPISODES: f64 = 7.5;

/// The share of those visited all the year, newcomers aside, who have a gap in a year that is judged
/// on this day.
pub(crate) fn gap_share(cutoff: Date) -> f64 {
    // Before August nobody can have had a gap and been seen again since.
    if cutoff.month() < 8 {
        return 0.0;
    }
    let others = LOST + CARE_DRIFT + REFUSED.1 + UNVISITED.1 + NEWCOMERS_A_YEAR;
    // Whoever is fading has a gap too.
    (WITH_A_GAP - CARE_DRIFT) / (1.0 - others)
}
