//! What happens to a person besides visits: consent, loss, discharge, death, and calls in vain.

use jiff::civil::Date;
use serde::Serialize;
use xinan_domain::contact::CallOutcome;
use xinan_domain::day::{age_on, month_index};
use xinan_domain::follow_up::{DeathCause, SomaticCause};
use xinan_domain::lost::LostReason;
use xinan_domain::supplement::Supplement;

use crate::days::plus;
use crate::diary::Diary;
use crate::plan::{Care, Plan};
use crate::random::Chance;
use crate::world::World;

/// Something that changes where a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum SimEvent {
    /// 知情同意: given, or refused and withdrawn. The first is also on the supplement form; a refusal
    /// comes again each time the care group has asked.
    Consent {
        /// 签字时间, or the day of the refusal.
        on: Date,
        /// Given.
        given: bool,
    },
    /// 失访.
    Lost {
        /// The day of the report.
        on: Date,
        /// 失访原因.
        reason: LostReason,
    },
    /// Reached again.
    Found {
        /// The day.
        on: Date,
    },
    /// Home from hospital, as the hospital's form says (出院信息单).
    Discharged {
        /// 出院日期.
        on: Date,
        /// 入院日期, about.
        admitted_on: Date,
    },
    /// 死亡.
    Died {
        /// 死亡日期.
        on: Date,
        /// 死亡原因.
        cause: DeathCause,
        /// Its kind when 1 躯体疾病.
        somatic: Option<SomaticCause>,
    },
}

impl SimEvent {
    /// The day.
    pub fn on(&self) -> Date {
        match self {
            Self::Consent { on, .. }
            | Self::Lost { on, .. }
            | Self::Found { on }
            | Self::Discharged { on, .. }
            | Self::Died { on, .. } => *on,
        }
    }
}

/// Adds consent, loss and calls to the days of a person, after the visits are known.
pub(crate) fn happenings(world: &World<'_>, plan: &Plan, chance: &mut Chance, diary: &mut Diary) {
    consent(world, plan, chance, diary);
    losses(world, plan, chance, diary);
    calls(world, plan, chance, diary);
    let until = plan.died_on.unwrap_or(world.options.as_of);
    diary.events.retain(|event| event.on() <= until);
    diary.events.sort_by_key(SimEvent::on);
    diary.attempts.retain(|(on, _)| *on <= until);
    diary.attempts.sort_by_key(|(on, outcome)| (*on, *outcome));
}

/// Adds the death to the days of somebody who died; its cause is as likely as the age makes it.
pub(crate) fn death(world: &World<'_>, plan: &Plan, supplement: &Supplement, diary: &mut Diary) {
    if let Some(on) = plan.died_on {
        let mut chance = world.chance(plan.person, "death");
        let (cause, somatic) = cause_of_death(&mut chance, age_on(supplement.birth_date, on));
        diary.events.push(SimEvent::Died { on, cause, somatic });
    }
}

/// The years that are told, as far as there was a record.
fn years(world: &World<'_>, plan: &Plan) -> impl Iterator<Item = i16> {
    world.start.year().max(plan.registered_on.year())..=world.options.as_of.year()
}

/// The last visit before a year, else the day of registration.
fn last_before(diary: &Diary, plan: &Plan, year: i16) -> Date {
    diary.steps.iter().rev().map(|step| step.on).find(|on| on.year() < year).unwrap_or(plan.registered_on)
}

/// The first visit of a year or after it.
fn first_from(diary: &Diary, year: i16) -> Option<Date> {
    diary.steps.iter().map(|step| step.on).find(|on| on.year() >= year)
}

/// Given on registration, unless the years begin with a refusal; withdrawn, and given again, as they go
/// on. Whoever refuses is asked again twice a year.
fn consent(world: &World<'_>, plan: &Plan, chance: &mut Chance, diary: &mut Diary) {
    let today = world.options.as_of;
    let refuses = |year: i16| plan.care(world, year) == Care::Refused;
    let mut asked = plus(plan.registered_on, chance.between(0, 7)).min(today);
    let mut given = !years(world, plan).next().is_some_and(refuses);
    diary.events.push(SimEvent::Consent { on: asked, given });
    for year in years(world, plan) {
        if refuses(year) {
            if given {
                asked = plus(last_before(diary, plan, year), chance.between(10, 60));
                diary.events.push(SimEvent::Consent { on: asked, given: false });
            }
            given = false;
            // What was said in the years before the story is left out.
            let before = asked.max(plus(world.start, -chance.between(0, 150)));
            let mut next = plus(before, chance.between(150, 180));
            while next.year() <= year && next <= today {
                diary.events.push(SimEvent::Consent { on: next, given: false });
                asked = next;
                next = plus(asked, chance.between(150, 180));
            }
        } else if let Some(visit) = first_from(diary, year).filter(|_| !given) {
            let on = plus(visit, -chance.between(0, 4));
            diary.events.push(SimEvent::Consent { on, given: true });
            given = true;
        }
    }
}

fn losses(world: &World<'_>, plan: &Plan, chance: &mut Chance, diary: &mut Diary) {
    let mut lost = false;
    for year in years(world, plan) {
        let care = plan.care(world, year);
        let new_year = Date::new(year, 1, 1).unwrap_or(world.options.as_of);
        if care == Care::Lost && !lost {
            // In the autumn of the year in which nobody was met any more, or before the story begins.
            let faded = plan.care(world, year - 1) == Care::Fading;
            let earliest = plus(last_before(diary, plan, year), 60);
            let on = if faded {
                plus(new_year, -chance.between(20, 100))
            } else {
                plus(new_year, chance.between(-30, 40))
            };
            report(chance, on.max(earliest), diary);
            lost = true;
        } else if lost && care != Care::Lost {
            if let Some(visit) = first_from(diary, year) {
                diary.events.push(SimEvent::Found { on: plus(visit, -chance.between(0, 9)).max(new_year) });
            }
            lost = false;
        } else if care == Care::Fading && year == world.options.as_of.year() && chance.percent(45.0) {
            // Of those who are fading now, some are already given up for lost.
            let earliest = plus(last_before(diary, plan, year + 1), 110);
            let on = plus(world.options.as_of, -chance.between(5, 40));
            if on > earliest {
                report(chance, on, diary);
                lost = true;
            }
        }
    }
}

fn report(chance: &mut Chance, on: Date, diary: &mut Diary) {
    let (reason, calls) = loss(chance, on);
    diary.events.push(SimEvent::Lost { on, reason });
    diary.attempts.extend(calls);
}

/// Calls in vain: to those who are late, and to those who are not met.
fn calls(world: &World<'_>, plan: &Plan, chance: &mut Chance, diary: &mut Diary) {
    use CallOutcome::{Away, Later, NotReached, Unwilling};
    let today = world.options.as_of;
    for year in years(world, plan) {
        if plan.care(world, year) == Care::Unvisited {
            let new_year = Date::new(year, 1, 1).unwrap_or(today).max(plan.registered_on);
            for _ in 0..chance.between(1, 3) {
                let outcome = chance.pick(&[Away, Away, Later, Unwilling]);
                diary.attempts.push((plus(new_year, chance.between(5, 330)), outcome));
            }
        }
    }
    let is_lost = matches!(diary.events.iter().max_by_key(|event| event.on()), Some(SimEvent::Lost { .. }));
    let last = diary.steps.last().map(|step| step.on);
    if is_lost || plan.died_on.is_some() {
        return;
    }
    match (plan.care(world, today.year()), last) {
        // Late for months: called every two weeks or so, and not given up yet.
        (Care::Fading, Some(_)) => {
            diary.attempts.extend([20, 8].map(|ago| (plus(today, -ago + chance.between(-2, 2)), NotReached)));
        }
        (_, Some(last)) if month_index(today) - month_index(last) <= 3 => {
            let late = diary.due.is_some_and(|due| due < today) && world.pin(plan).is_none();
            if late && chance.percent(60.0) {
                let outcome = chance.pick(&[NotReached, NotReached, Later, Away]);
                diary.attempts.push((plus(today, -chance.between(0, 3)), outcome));
            }
        }
        _ => {}
    }
}

/// Why somebody died, as likely as the age makes it.
fn cause_of_death(chance: &mut Chance, age: i16) -> (DeathCause, Option<SomaticCause>) {
    let somatic = |chance: &mut Chance| {
        chance.weighted(&[
            (SomaticCause::Heart, 30),
            (SomaticCause::Cerebrovascular, 27),
            (SomaticCause::Tumour, 16),
            (SomaticCause::Respiratory, 12),
            (SomaticCause::Digestive, 6),
            (SomaticCause::OtherSomatic, 6),
            (SomaticCause::Infectious, 2),
            (SomaticCause::Unknown, 4),
        ])
    };
    let causes: &[(DeathCause, u32)] = match age {
        ..45 => &[
            (DeathCause::Somatic, 45),
            (DeathCause::Suicide, 22),
            (DeathCause::Accident, 25),
            (DeathCause::OtherCause, 8),
        ],
        _ => &[
            (DeathCause::Somatic, 82),
            (DeathCause::Accident, 8),
            (DeathCause::Suicide, 4),
            (DeathCause::Complication, 3),
            (DeathCause::OtherCause, 3),
        ],
    };
    let cause = chance.weighted(causes);
    (cause, (cause == DeathCause::Somatic).then(|| somatic(chance)))
}

/// How a loss came about, and the calls before it.
fn loss(chance: &mut Chance, on: Date) -> (LostReason, Vec<(Date, CallOutcome)>) {
    let reasons = [
        (LostReason::NotReachedThreeTimes, 55),
        (LostReason::WorkingAway, 28),
        (LostReason::Moved, 12),
        (LostReason::Missing, 5),
    ];
    let reason = chance.weighted(&reasons);
    let calls = match reason {
        // Four times within two weeks each, more than a month in all.
        LostReason::NotReachedThreeTimes => {
            [39, 26, 13, 0].map(|ago| (plus(on, -ago), CallOutcome::NotReached)).into()
        }
        LostReason::WorkingAway => vec![(plus(on, -chance.between(2, 10)), CallOutcome::Away)],
        LostReason::Moved => vec![(plus(on, -chance.between(2, 10)), CallOutcome::Moved)],
        _ => Vec::new(),
    };
    (reason, calls)
}
