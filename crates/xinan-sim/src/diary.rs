//! The days of one person: when somebody came and what state they found, what happened, who called in
//! vain. What exactly was found and written is [`crate::visit`]'s.

use std::collections::VecDeque;

use jiff::ToSpan;
use jiff::civil::Date;
use xinan_domain::contact::CallOutcome;

use crate::course::{Beat, State};
use crate::days::{days_between, end_of_month, plus};
use crate::event::SimEvent;
use crate::plan::{Care, Plan, beginning};
use crate::random::Chance;
use crate::world::World;

/// A visit to be written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) on: Date,
    pub(crate) state: State,
    /// Agreed beforehand, rather than called for.
    pub(crate) planned: bool,
}

/// Everything that has a day.
#[derive(Debug, Default)]
pub(crate) struct Diary {
    pub(crate) steps: Vec<Step>,
    pub(crate) events: Vec<SimEvent>,
    pub(crate) attempts: Vec<(Date, CallOutcome)>,
    /// The day agreed for the visit after the last, when it is a steady one.
    pub(crate) due: Option<Date>,
}

/// The usual days between two visits of somebody steady, least and most: the three months are not yet
/// over. Everybody has a rhythm of his or her own, so that days which are crowded now were not always.
const RHYTHM: (i64, i64) = (80, 88);

/// Years in a row in which there are visits.
#[derive(Debug, Clone, Copy)]
struct Spell {
    from: Date,
    to: Date,
    opening: Opening,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// Visited before, and now too.
    Continued,
    /// Registered.
    New,
    /// Found again, or agreed again.
    Again,
}

/// The days of a person.
pub(crate) fn diary(world: &World<'_>, plan: &Plan) -> Diary {
    let mut chance = world.chance(plan.person, "diary");
    let rhythm = chance.between(RHYTHM.0, RHYTHM.1);
    let (last, due) = plan.last_and_due(world);
    let mut diary = Diary::default();
    before_the_story(world, plan, &mut chance, &mut diary);
    for spell in spells(world, plan, &mut chance) {
        Walk { world, plan, last, rhythm, spell }.go(&mut chance, &mut diary);
    }
    if diary.steps.last().is_some_and(|step| step.on == last && step.state == State::Stable) {
        diary.due = Some(due);
    }
    crate::event::happenings(world, plan, &mut chance, &mut diary);
    diary
}

/// Whoever is not visited in the first year was visited at some time before it.
fn before_the_story(world: &World<'_>, plan: &Plan, chance: &mut Chance, diary: &mut Diary) {
    let on = plus(world.start, -chance.between(40, 300));
    let first_year = plan.care(world, world.start.year());
    if on > plan.registered_on && matches!(first_year, Care::Lost | Care::Unvisited) {
        diary.steps.push(Step { on, state: State::Stable, planned: true });
    }
}

fn spells(world: &World<'_>, plan: &Plan, chance: &mut Chance) -> Vec<Spell> {
    let today = world.options.as_of;
    let mut spells: Vec<Spell> = Vec::new();
    let mut open = false;
    for year in world.start.year().max(plan.registered_on.year())..=today.year() {
        let care = plan.care(world, year);
        let new_year = Date::new(year, 1, 1).unwrap_or(today);
        let begins = new_year.max(plan.registered_on);
        if !care.is_visited() {
            open = false;
            continue;
        }
        if !open {
            let opening = match plan.registered_on.year() == year && plan.is_newcomer {
                true => Opening::New,
                false if year == world.start.year() => Opening::Continued,
                false => Opening::Again,
            };
            let from = if opening == Opening::Again { plus(begins, chance.between(4, 45)) } else { begins };
            spells.push(Spell { from, to: today, opening });
            open = true;
        }
        if let Some(spell) = spells.last_mut() {
            let end = Date::new(year, 12, 31).unwrap_or(today);
            let fades = plus(new_year, 195).min(plus(today.min(end), -125));
            spell.to = if care == Care::Fading { fades } else { end };
            let died = plan.died_on.map_or(today, |on| plus(on, -1));
            spell.to = spell.to.min(today).min(died);
        }
    }
    spells
}

/// A walk from visit to visit through one spell.
struct Walk<'a, 'w> {
    world: &'a World<'w>,
    plan: &'a Plan,
    /// The last visit of the whole story, if times stay even. Steady visits fall on days that lead up
    /// to it in the usual rhythm.
    last: Date,
    rhythm: i64,
    spell: Spell,
}

impl Walk<'_, '_> {
    fn go(&self, chance: &mut Chance, diary: &mut Diary) {
        let mut episodes = self.plan.episodes.iter().filter(|one| self.is_told(one.on)).peekable();
        let mut course: VecDeque<Beat> = VecDeque::new();
        if self.spell.opening == Opening::New {
            let begins = beginning(self.world, self.plan.person);
            course.extend(begins.into_iter().flat_map(|one| one.beats(chance)));
        }
        let first_of_spell = diary.steps.len();
        let mut on = self.first_day(chance);
        let mut planned = true;
        while on <= self.spell.to {
            let state = course.pop_front().map_or(State::Stable, |beat| beat.state);
            diary.steps.push(Step { on, state, planned });
            let steps = &diary.steps[first_of_spell..];
            let next = match course.front() {
                Some(beat) => Some(plus(on, beat.after)),
                None => self.steady_day_after(steps, chance),
            };
            planned = true;
            if course.is_empty() {
                // An unsteady time that begins sooner is what the next visit is about.
                while episodes.next_if(|episode| episode.on <= on).is_some() {}
                let sooner = |begins: Date| next.is_none_or(|next| begins <= next);
                if let Some(episode) = episodes.next_if(|episode| sooner(episode.on)) {
                    course.extend(episode.beats.iter().copied());
                    on = episode.on;
                    planned = false;
                    continue;
                }
            }
            self.discharge(&course, on, diary);
            let Some(next) = next else { break };
            on = next.max(plus(on, 1));
        }
    }

    /// A discharge that lies before the visit which will ask about it.
    fn discharge(&self, course: &VecDeque<Beat>, on: Date, diary: &mut Diary) {
        let Some(Beat { after, state: State::Discharged { days_ago } }) = course.front() else { return };
        let discharged_on = plus(on, after - days_ago);
        if discharged_on <= self.spell.to {
            let admitted =
                diary.steps.iter().rev().take_while(|step| matches!(step.state, State::InHospital { .. }));
            let admitted_on = admitted.last().map_or(on, |step| step.on);
            diary.events.push(SimEvent::Discharged { on: discharged_on, admitted_on });
        }
    }

    fn first_day(&self, chance: &mut Chance) -> Date {
        match self.spell.opening {
            Opening::New if chance.percent(92.0) => plus(self.spell.from, chance.between(1, 13)),
            Opening::New => plus(self.spell.from, chance.between(14, 20)),
            Opening::Again => plus(self.spell.from, chance.between(0, 9)),
            Opening::Continued => {
                let latest = plus(self.spell.from, 84 - chance.between(0, 8));
                self.rhythm_day(self.spell.from).map_or(latest, |day| day.min(latest))
            }
        }
    }

    /// Unsteady times are told in years that go as the rule asks: in a year with a gap they would be the
    /// reason for more visits, and before one without visits for these.
    fn is_told(&self, on: Date) -> bool {
        let later = plus(on, 120).year().min(self.world.options.as_of.year());
        on >= self.spell.from
            && on <= self.spell.to
            && self.plan.care(self.world, on.year()) == Care::Routine
            && self.plan.care(self.world, later).is_visited()
    }

    /// The first day of the rhythm that is not before this one; none after the last of all.
    fn rhythm_day(&self, from: Date) -> Option<Date> {
        let before_last = days_between(from, self.last).div_euclid(self.rhythm);
        (before_last - 1..=before_last + 1)
            .rev()
            .filter(|nth| *nth >= 0)
            .map(|nth| self.nth_before_last(nth))
            .find(|day| *day >= from)
    }

    /// Visits come a little earlier or later than the rhythm, but for the last two.
    fn nth_before_last(&self, nth: i64) -> Date {
        let topic = format!("rhythm {nth}");
        let off = if nth < 2 { 0 } else { self.world.chance(self.plan.person, &topic).between(-7, 8) };
        plus(self.last, off - nth * self.rhythm)
    }

    /// The next visit of somebody whose times are steady.
    fn steady_day_after(&self, steps: &[Step], chance: &mut Chance) -> Option<Date> {
        let step = steps.last()?;
        let on = step.on;
        let year = on.year();
        let visits_this_year = steps.iter().filter(|one| one.on.year() == year).count();
        if step.state == State::Stable
            && visits_this_year == 1
            && self.plan.care(self.world, year) == Care::Gap
        {
            // The gap: more than three months, whatever the days of the months.
            let (least, most) = (plus(on, 128), plus(on, 150 + chance.between(0, 20)));
            return Some(self.rhythm_day(least).map_or(most, |day| day.min(most)).max(least));
        }
        let latest = match step.state {
            // Settling: in time. Steady: late perhaps, yet in the third month.
            State::Stable => end_of_month(on, 3),
            _ => on.saturating_add(3.months()),
        };
        let in_time = |day: &Date| *day <= latest;
        let shortly_before = plus(latest, -chance.between(0, 5));
        match self.rhythm_day(plus(on, 28)) {
            Some(day) if in_time(&day) => Some(day),
            // Out of step after an unsteady time: rather soon than late.
            Some(_) => Some(self.rhythm_day(plus(on, 10)).filter(in_time).unwrap_or(shortly_before)),
            // The last visit of all: when the next is due has been laid down.
            None if on == self.last => None,
            None if on < self.last && self.plan.is_even(self.world) => Some(self.last),
            None => Some(plus(self.last, self.rhythm).max(plus(on, 28)).min(shortly_before)),
        }
    }
}
