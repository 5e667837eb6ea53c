//! Which county is to be invented: its villages, its size, the day up to which it is told.

use std::collections::BTreeMap;

use jiff::civil::Date;
use xinan_domain::region::{Level, Region};

/// The division table of 云泽市 and its county 清溪县: two invented places with codes that were never
/// given to anybody. Columns `code,name,population`; a county, its townships, their villages.
pub const DIVISIONS: &str = include_str!("../data/divisions.csv");

/// People on the register of an average county: 6.43 million in 2,854 of them.
pub const PEOPLE: u32 = 2250;

/// A village or residents' committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Village {
    /// Its code, twelve digits.
    pub region: Region,
    /// Its name.
    pub name: String,
    /// The name of its township, with which addresses begin.
    pub township: String,
    /// Its share of the county's people, in any unit.
    pub weight: u32,
}

/// What decides a county. The same options give the same county, byte for byte.
///
/// Made by [`county_options`], [`qingxi`] or [`province`](crate::province()); what shall be different is then changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Another seed, another county of the same kind.
    pub seed: u64,
    /// Records ever made up to [`Options::as_of`], those of the dead among them.
    pub people: u32,
    /// The day on which the story ends, between the years 1950 and 9000; at other times nobody lives.
    pub as_of: Date,
    /// Full years of visits before the year of that day, whose visits come on top.
    pub years: u8,
    /// The county.
    pub county: Region,
    /// Its name.
    pub name: String,
    /// The name of the city above it, where the hospitals are.
    pub city: String,
    /// Where its people live; without villages nobody does.
    pub villages: Vec<Village>,
    pub(crate) numbers: Numbers,
}

impl Options {
    /// How many people there are: none without villages, or in a time in which nobody keeps a register.
    pub(crate) fn count(&self) -> u32 {
        let told = (1950..=9000).contains(&self.as_of.year());
        if told && !self.villages.is_empty() { self.people } else { 0 }
    }
}

/// Which identity numbers belong to this county alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// The six digits with which they begin.
    pub(crate) area: String,
    /// How many counties of the same size share it.
    pub(crate) shared_by: u32,
    /// Which of them this is, from 0.
    pub(crate) turn: u32,
}

/// Why a table makes no county.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DivisionsError {
    /// A line is not `code,name,population`.
    Line(usize),
    /// The county is not in the table.
    NoCounty,
    /// No village of the county is in the table.
    NoVillage,
}

/// 清溪县 with its usual size, seed 1 and three years of visits.
///
/// # Panics
/// Never: the table is part of the program.
pub fn qingxi(as_of: Date) -> Options {
    let county = Region::exact("429971").expect("six digits");
    county_options(DIVISIONS, county, 1, PEOPLE, as_of, 3).expect("the table holds this county")
}

/// A county out of a division table with the columns `code,name,population`.
///
/// A township's residents are spread evenly over its villages. Villages of a township without a
/// figure of its own count a thousand each.
///
/// # Errors
/// When the table is not what it should be.
pub fn county_options(
    divisions: &str,
    county: Region,
    seed: u64,
    people: u32,
    as_of: Date,
    years: u8,
) -> Result<Options, DivisionsError> {
    let table = read(divisions)?;
    let name = |region: Option<Region>| region.and_then(|one| Some(table.get(&one)?.0.clone()));
    let county_name = name(Some(county)).ok_or(DivisionsError::NoCounty)?;
    let villages: Vec<Village> = table
        .iter()
        .filter(|(region, _)| region.level() == Level::Village && county.contains(region))
        .map(|(region, (village, _))| {
            let township = region.parent();
            let residents = township.and_then(|one| table.get(&one)?.1);
            let beside =
                table.keys().filter(|other| other.level() == Level::Village && other.parent() == township);
            let weight =
                residents.map_or(1000, |residents| residents / u32::try_from(beside.count()).unwrap_or(1));
            Village {
                region: *region,
                name: village.clone(),
                township: name(township).unwrap_or_default(),
                weight: weight.max(1),
            }
        })
        .collect();
    if villages.is_empty() {
        return Err(DivisionsError::NoVillage);
    }
    let numbers = Numbers { area: area_of(&county), shared_by: 1, turn: 0 };
    let city = name(county.parent()).unwrap_or_else(|| county_name.clone());
    Ok(Options { seed, people, as_of, years, county, name: county_name, city, villages, numbers })
}

pub(crate) type Table = BTreeMap<Region, (String, Option<u32>)>;

pub(crate) fn read(divisions: &str) -> Result<Table, DivisionsError> {
    let mut table = Table::new();
    for (at, line) in divisions.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let mut columns = line.trim().split(',');
        let (Some(code), Some(name)) = (columns.next(), columns.next()) else {
            return Err(DivisionsError::Line(at + 1));
        };
        let region = Region::parse(code).map_err(|_| DivisionsError::Line(at + 1))?;
        let population = match columns.next().unwrap_or_default() {
            "" => None,
            figure => Some(figure.parse().map_err(|_| DivisionsError::Line(at + 1))?),
        };
        table.insert(region, (name.to_owned(), population));
    }
    Ok(table)
}

/// Identity numbers begin with 4299 wherever the county lies: a prefix that no division ever had.
fn area_of(county: &Region) -> String {
    format!("4299{}", county.as_str().get(4..6).unwrap_or("71"))
}
