//! More people than live in one county: prefectures and counties around 清溪县, all of them invented.
//!
//! Every county is one like 清溪县 with codes, a name and a seed of its own, so that a county's story does
//! not depend on how many others there are beside it, and a province is told one county after another.

use xinan_domain::region::{Level, Region};

use crate::options::{DIVISIONS, Numbers, Options, PEOPLE, Village, qingxi, read};

/// People on the register of the most populous counties: 6.43 million of 1.41 thousand million residents
/// are registered, and few counties have more than two million residents.
pub const LARGEST_COUNTY: u32 = 10_000;

/// People in a province of average counties; beyond it the counties grow.
pub const LARGEST_PROVINCE: u32 = PREFECTURES * COUNTIES * PEOPLE;

/// How a province is made: counties like 清溪县, each with codes and a seed of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Another seed, another province of the same kind.
    pub seed: u64,
    /// Records ever made in all its counties, rounded up so that every county has as many.
    pub people: u32,
    /// The day on which the story ends.
    pub as_of: jiff::civil::Date,
    /// Full years of visits before the year of that day.
    pub years: u8,
}

/// A division of a province: a line of its division table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its code.
    pub region: Region,
    /// Its name.
    pub name: String,
    /// Residents, where a figure of its own is known.
    pub population: Option<u32>,
}

/// Prefectures of the province: 4299 down to 4291, none of which exists.
const PREFECTURES: u32 = 9;
/// Counties of a prefecture: 71 to 99.
const COUNTIES: u32 = 29;

/// Names of prefectures, 云泽市 first.
const CITIES: [&str; PREFECTURES as usize] =
    ["云泽市", "柏渚市", "菊汀市", "枫澜市", "竹陂市", "荷岫市", "梅坞市", "桐洄市", "兰浔市"];
/// A county's name is one of these …
const FIRST: [char; COUNTIES as usize] = [
    '清', '霁', '鹭', '萤', '蔚', '棠', '葭', '蓼', '芷', '蘅', '槿', '柘', '榆', '楸', '梓', '檀', '桦',
    '杉', '莲', '蕙', '苇', '荻', '雁', '鹤', '鹊', '燕', '鸢', '翎', '穗',
];
/// … with the one of its prefecture. 清溪县 is the first.
const SECOND: [char; PREFECTURES as usize] = ['溪', '渚', '汀', '澜', '陂', '岫', '坞', '洄', '浔'];

/// The counties of a province, as options for [`county`](crate::county()).
///
/// A county has about 2,250 people until all 261 codes are in use; beyond 587,250 people the counties
/// grow. The first is 429971, the thirtieth 429871, the last 429199. Villages keep the last six
/// digits and the names of 清溪县. Identity numbers begin with 4299 in all of them: three counties share
/// an area, and their numbers are dealt out so that none occurs twice.
pub fn province(province: &Province) -> impl Iterator<Item = Options> {
    let most = PREFECTURES * COUNTIES;
    let counties = province.people.div_ceil(PEOPLE).clamp(1, most);
    let people = province.people.div_ceil(counties);
    let model = qingxi(province.as_of);
    let (seed, years) = (province.seed, province.years);
    (0..counties).map(move |nth| {
        let code = code(nth);
        let county = Region::exact(&code).unwrap_or(model.county);
        let villages = model
            .villages
            .iter()
            .map(|village| Village { region: moved(&village.region, &code), ..village.clone() });
        Options {
            seed: seed.wrapping_mul(1_000_003).wrapping_add(u64::from(nth)),
            people,
            years,
            county,
            name: name(nth),
            city: CITIES[(nth / COUNTIES) as usize].to_owned(),
            villages: villages.collect(),
            numbers: Numbers {
                area: format!("4299{:02}", nth % 100),
                shared_by: most.div_ceil(100),
                turn: nth / 100,
            },
            ..model.clone()
        }
    })
}

/// The division table of the first so many counties of a province: prefectures, counties, townships and
/// villages, with the residents of 清溪县 and its townships.
pub fn places(counties: usize) -> Vec<Place> {
    let table = read(DIVISIONS).unwrap_or_default();
    let counties = u32::try_from(counties).unwrap_or(u32::MAX).min(PREFECTURES * COUNTIES);
    let mut places = Vec::new();
    for nth in 0..counties {
        let code = code(nth);
        if nth % COUNTIES == 0
            && let Ok(region) = Region::exact(&code[..4])
        {
            let name = CITIES[(nth / COUNTIES) as usize].to_owned();
            places.push(Place { region, name, population: None });
        }
        let within = table.iter().filter(|(region, _)| region.level() >= Level::County);
        places.extend(within.map(|(region, (own, population))| Place {
            region: moved(region, &code),
            name: if region.level() == Level::County { name(nth) } else { own.clone() },
            population: *population,
        }));
    }
    places
}

/// The six digits of a county by its number, from 0.
fn code(nth: u32) -> String {
    format!("42{}{}", 99 - nth / COUNTIES, 71 + nth % COUNTIES)
}

/// Its name.
fn name(nth: u32) -> String {
    let (first, second) = (FIRST[(nth % COUNTIES) as usize], SECOND[(nth / COUNTIES) as usize]);
    format!("{first}{second}县")
}

/// The division of 清溪县 as one of another county.
fn moved(region: &Region, county: &str) -> Region {
    Region::exact(&format!("{county}{}", &region.as_str()[6..])).unwrap_or(*region)
}
