//! Clues (线索): how some newcomers were found, and people about whom it was asked and ruled out.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use xinan_domain::clue::{ClueLimits, ClueOutcome, Screening, ScreeningList, forget_on};
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::identity_number::Sex;
use xinan_domain::phone::Phone;
use xinan_domain::region::Region;
use xinan_domain::supplement::Supplement;

use crate::days::plus;
use crate::names;
use crate::options::Options;
use crate::plan::Plan;
use crate::random::Chance;
use crate::staff;
use crate::world::World;

/// 线索调查登记: somebody of whom an informant answered yes to a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SimClue {
    /// 姓名.
    pub name: String,
    /// 性别.
    pub sex: Sex,
    /// 年龄, as the informant put it.
    pub age: u8,
    /// 村（居）委会.
    pub village: Region,
    /// 现住址.
    pub address: String,
    /// 知情人.
    pub informant: String,
    /// 知情人电话.
    pub informant_phone: Phone,
    /// 调查人.
    pub surveyed_by: String,
    /// 调查日期.
    pub surveyed_on: Date,
    /// 符合清单第几条.
    pub items: Screening,
    /// 复核日期, when a psychiatrist has seen the person.
    pub reviewed_on: Option<Date>,
    /// 复核结果.
    pub outcome: ClueOutcome,
    /// 诊断, when confirmed.
    pub diagnosis: Option<Diagnosis>,
}

/// Ruled out or still open, of all people of a county and a year.
const NOT_CONFIRMED: f64 = 0.009;

/// The clue by which a newcomer was found; others were reported by a hospital.
pub(crate) fn clue_of(world: &World<'_>, plan: &Plan, supplement: &Supplement) -> Option<SimClue> {
    let mut chance = world.chance(plan.person, "clue");
    if !plan.is_newcomer || !chance.percent(45.0) {
        return None;
    }
    let village = world.village(plan.person);
    let age = xinan_domain::day::age_on(supplement.birth_date, plan.registered_on);
    Some(SimClue {
        name: supplement.name.clone(),
        sex: supplement.sex,
        age: u8::try_from(age).unwrap_or(40),
        village: supplement.village,
        address: supplement.address.clone(),
        informant: supplement.guardian_name.clone(),
        informant_phone: staff::telephone(&mut chance),
        surveyed_by: staff::village_doctor(world.options.seed, village).name,
        surveyed_on: plus(supplement.diagnosed_on, -chance.between(8, 45)),
        items: items(&mut chance),
        reviewed_on: Some(supplement.diagnosed_on),
        outcome: ClueOutcome::Confirmed,
        diagnosis: Some(supplement.diagnosis),
    })
}

/// The clues of a county that were not confirmed: ruled out within the last year, for older ones are
/// forgotten ([`forget_on`]), or waiting for a psychiatrist.
pub fn clues(options: &Options) -> impl Iterator<Item = SimClue> {
    let world = World::new(options);
    let count = (f64::from(options.count()) * NOT_CONFIRMED).ceil() as u32;
    (0..count).map(move |nth| clue(&world, nth)).filter(|clue| {
        let forgotten = clue.reviewed_on.map(|on| forget_on(on, ClueLimits::default().forget_months));
        forgotten.is_none_or(|day| day > options.as_of)
    })
}

fn clue(world: &World<'_>, nth: u32) -> SimClue {
    let mut chance = world.chance(nth, "not confirmed");
    let villages = &world.options.villages;
    let village = &villages[chance.below(villages.len())];
    let sex = if chance.percent(50.0) { Sex::Male } else { Sex::Female };
    let age = chance.between(17, 78);
    let year = world.options.as_of.year();
    let born = year.saturating_sub(i16::try_from(age).unwrap_or(40));
    let surveyed_on = plus(world.options.as_of, -chance.between(4, 370));
    let review = surveyed_on.saturating_add(chance.between(12, 48).days());
    let reviewed_on = (review <= world.options.as_of).then_some(review);
    SimClue {
        name: names::name(&mut chance, sex, born),
        sex,
        age: u8::try_from(age).unwrap_or(40),
        village: village.region,
        address: format!("{}{}{}组", village.township, village.name, chance.between(1, 12)),
        informant: names::name(&mut chance, Sex::Female, 1970),
        informant_phone: staff::telephone(&mut chance),
        surveyed_by: staff::village_doctor(world.options.seed, village).name,
        surveyed_on,
        items: items(&mut chance),
        reviewed_on,
        outcome: if reviewed_on.is_some() { ClueOutcome::Excluded } else { ClueOutcome::Pending },
        diagnosis: None,
    }
}

fn items(chance: &mut Chance) -> Screening {
    let list = ScreeningList::CURRENT;
    let questions = i64::try_from(list.questions().len()).unwrap_or(1);
    let yes =
        (0..chance.between(1, 3)).filter_map(|_| u8::try_from(chance.between(1, questions)).ok()).collect();
    Screening { list, yes }
}
