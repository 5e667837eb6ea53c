//! 行政区划: the division tree of a deployment, and which village a name means.
//!
//! Codes are GB/T 2260 and the statistics codes below it (12 digits). Names are looked up within a
//! territory, because every second county has a 向阳社区.

pub mod store;
mod table;

pub use table::{read_file, read_table};

use std::collections::BTreeMap;

use xinan_domain::region::{Level, Region};

use crate::texts;

/// One division of a table: code, name, population.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Its code.
    pub code: Region,
    /// Its name.
    pub name: String,
    /// Residents, where known.
    pub population: Option<u32>,
}

/// The division tree, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Divisions {
    names: BTreeMap<String, String>,
    populations: BTreeMap<String, u32>,
}

impl Divisions {
    /// From a list.
    pub fn new(list: impl IntoIterator<Item = Division>) -> Self {
        let mut tree = Self::default();
        for one in list {
            if let Some(people) = one.population {
                tree.populations.insert(one.code.as_str().to_owned(), people);
            }
            tree.names.insert(one.code.as_str().to_owned(), one.name);
        }
        tree
    }

    /// The name of a division; its code where the table has none.
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.names.get(code).map_or(code, String::as_str)
    }

    /// How many divisions there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether the table has this code.
    pub fn has(&self, code: &str) -> bool {
        self.names.contains_key(code)
    }

    /// Residents of a division: its own figure, or the sum of the divisions below it.
    pub fn population(&self, region: &Region) -> Option<u32> {
        if let Some(own) = self.populations.get(region.as_str()) {
            return Some(*own);
        }
        let below: Vec<u32> =
            self.below(region).filter_map(|(code, _)| self.populations.get(code).copied()).collect();
        (!below.is_empty()).then(|| below.iter().sum())
    }

    /// The divisions directly below one, in the order of their codes.
    pub fn children<'a>(&'a self, region: &'a Region) -> impl Iterator<Item = (Region, &'a str)> {
        let length = match region.level() {
            Level::Province => 4,
            Level::Prefecture => 6,
            Level::County => 9,
            Level::Township | Level::Village => 12,
        };
        self.below(region)
            .filter(move |(code, _)| code.len() == length)
            .filter_map(|(code, name)| Some((Region::parse(code).ok()?, name)))
    }

    /// A division and all that lie in it, in the order of their codes, each by the name that tells it apart: villages of
    /// several townships with the township's.
    pub fn tree(&self, top: &Region) -> Vec<(Region, String)> {
        let mut all = vec![(*top, self.name(top.as_str()).to_owned())];
        for (code, name) in self.below(top) {
            let Ok(region) = Region::exact(code) else { continue };
            let township = region.at(Level::Township).filter(|_| region.level() == Level::Village);
            let name = match township.filter(|township| township != top) {
                Some(township) => texts::village_of_township(self.name(township.as_str()), name),
                None => name.to_owned(),
            };
            all.push((region, name));
        }
        all
    }

    fn below<'a>(&'a self, region: &Region) -> impl Iterator<Item = (&'a str, &'a str)> {
        let (from, until) = region.range();
        let own = region.as_str().to_owned();
        self.names
            .range(from..until)
            .map(|(code, name)| (code.as_str(), name.as_str()))
            .filter(move |(code, _)| *code != own)
    }

    /// All counties, in the order of their codes.
    pub fn counties(&self) -> impl Iterator<Item = &str> {
        self.names.keys().filter(|code| code.len() == 6 && !code.ends_with("00")).map(String::as_str)
    }

    /// The village that a name or a code means within a territory: exact names first, then names
    /// without 村, 社区, 村委会 and the like. `None` when there is none or more than one.
    pub fn village(&self, within: &Region, text: &str) -> Option<Region> {
        let villages: Vec<(&str, &str)> = self
            .below(within)
            .filter(|(code, _)| code.len() == 12)
            .chain(
                self.names
                    .get_key_value(within.as_str())
                    .filter(|(code, _)| code.len() == 12)
                    .map(|(code, name)| (code.as_str(), name.as_str())),
            )
            .collect();
        let only = |test: &dyn Fn(&str, &str) -> bool| {
            let mut found = villages.iter().filter(|(code, name)| test(code, name));
            match (found.next(), found.next()) {
                (Some((code, _)), None) => Region::parse(code).ok(),
                _ => None,
            }
        };
        only(&|code, _| code == text)
            .or_else(|| only(&|_, name| name == text))
            .or_else(|| only(&|_, name| short(name) == short(text) && !short(text).is_empty()))
    }
}

/// A village's name without what kind of village it is.
fn short(name: &str) -> &str {
    // texts-ok: names are read here, not shown.
    const KINDS: [&str; 7] = ["村民委员会", "居民委员会", "村委会", "居委会", "社区", "居民区", "村"];
    KINDS.iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Divisions {
        let table = "code,name,population\n429900,云泽市,\n429971,清溪县,486000\n429971101,清溪镇,34600\n\
                     429971101201,柳河村,\n429971101001,向阳社区,\n429971102,河口镇,\n429971102001,向阳社区,\n";
        Divisions::new(read_table(table).unwrap())
    }

    fn region(code: &str) -> Region {
        Region::parse(code).unwrap()
    }

    #[test]
    fn a_village_is_found_by_name_within_its_township() {
        let tree = tree();
        assert_eq!(tree.village(&region("429971101"), "向阳社区"), Some(region("429971101001")));
        assert_eq!(tree.village(&region("429971101"), "柳河"), Some(region("429971101201")));
        assert_eq!(tree.village(&region("429971101"), "柳河村委会"), Some(region("429971101201")));
        assert_eq!(tree.village(&region("429971101"), "429971101201"), Some(region("429971101201")));
        assert_eq!(tree.village(&region("429971101"), "无此村"), None);
    }

    #[test]
    fn a_name_that_means_two_villages_means_none() {
        assert_eq!(tree().village(&region("429971"), "向阳社区"), None);
    }

    #[test]
    fn a_county_lists_all_that_lies_in_it() {
        let tree = tree();
        let names =
            |code: &str| tree.tree(&region(code)).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        let all = ["清溪县", "清溪镇", "清溪镇 向阳社区", "清溪镇 柳河村", "河口镇", "河口镇 向阳社区"];
        assert_eq!(names("429971"), all);
        assert_eq!(names("429971101"), ["清溪镇", "向阳社区", "柳河村"]);
        assert_eq!(names("429971101201"), ["柳河村"]);
    }

    #[test]
    fn a_county_knows_its_townships_and_population() {
        let tree = tree();
        let county = region("429971");
        let names: Vec<&str> = tree.children(&county).map(|(_, name)| name).collect();
        assert_eq!(names, ["清溪镇", "河口镇"]);
        assert_eq!(tree.population(&region("429971")), Some(486_000));
        assert_eq!(tree.counties().collect::<Vec<_>>(), ["429971"]);
    }
}
