//! Who visits: a village doctor in every village, two prevention workers in every township.
//!
//! Their names follow from seed and place, so that accounts can be made for the very people whose
//! names stand under the visits.

use xinan_domain::identity_number::Sex;
use xinan_domain::phone::Phone;
use xinan_domain::region::Region;

use crate::names;
use crate::options::{Options, Village};
use crate::random::Chance;

/// Somebody who works for the people of a place.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Worker {
    /// The village of a village doctor, the township of a prevention worker.
    pub region: Region,
    /// Its name.
    pub place: String,
    /// 姓名.
    pub name: String,
    /// 电话.
    pub phone: Phone,
}

/// All village doctors and prevention workers (精防人员) of a county, by place.
pub fn staff(options: &Options) -> Vec<Worker> {
    let mut workers = Vec::new();
    let mut township = None;
    for village in &options.villages {
        if village.region.parent() != township {
            township = village.region.parent();
            workers.extend([0, 1].map(|nth| prevention_worker(options.seed, village, nth)));
        }
        workers.push(village_doctor(options.seed, village));
    }
    workers
}

pub(crate) fn village_doctor(seed: u64, village: &Village) -> Worker {
    worker(seed, village.region, &village.name, 0)
}

pub(crate) fn prevention_worker(seed: u64, village: &Village, nth: u64) -> Worker {
    worker(seed, village.region.parent().unwrap_or(village.region), &village.township, 1 + nth)
}

/// 辖区村（居）委会联系人.
pub(crate) fn village_contact(seed: u64, village: &Village) -> Worker {
    worker(seed, village.region, &village.name, 3)
}

fn worker(seed: u64, region: Region, place: &str, role: u64) -> Worker {
    let mut chance = Chance::of(&[seed, region.as_str().parse().unwrap_or(0), role, u64::from(b'w')]);
    let sex = if chance.percent(55.0) { Sex::Female } else { Sex::Male };
    let born = i16::try_from(chance.between(1962, 1996)).unwrap_or(1975);
    let name = names::name(&mut chance, sex, born);
    Worker { region, place: place.to_owned(), name, phone: telephone(&mut chance) }
}

/// A mobile number that nobody can have: numbers that begin with 144 have thirteen digits and belong
/// to machines.
pub(crate) fn telephone(chance: &mut Chance) -> Phone {
    let number = format!("144{:08}", chance.between(0, 99_999_999));
    Phone::parse(&number).expect("eleven digits that begin like a mobile number")
}
