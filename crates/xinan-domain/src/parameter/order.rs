//! What a region orders, from a day on.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Refusal, Value, find};
use crate::region::Region;

/// Values by the names of their parameters.
pub type Values = BTreeMap<&'static str, Value>;

/// A region's own values from a day on; what is not named keeps the wider region's value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The region and everything below it.
    pub region: Region,
    /// First day in force.
    pub valid_from: Date,
    /// Last day in force; without one it holds until another value begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// The paper that orders it; shown with every judgement it changes.
    pub source: String,
    /// The values.
    #[serde(serialize_with = "write_values", deserialize_with = "read_values")]
    pub values: Values,
}

/// Who ordered a value, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The region that orders it, with everything below it.
    pub region: Region,
    /// First day in force.
    pub since: Date,
    /// Last day in force, where it has one.
    pub until: Option<Date>,
    /// The paper that orders it.
    pub source: String,
}

impl Override {
    /// Whether it holds in a region on a day.
    pub fn applies(&self, region: &Region, day: Date) -> bool {
        self.valid_from <= day
            && self.valid_until.is_none_or(|until| day <= until)
            && self.region.contains(region)
    }

    /// Every value that this region wants looser than the norm, by name; the norm's is kept.
    pub fn check(&self) -> Vec<(&'static str, Refusal)> {
        let refused = |(key, value): (&&'static str, &Value)| {
            Some((*key, find(key)?.refuses(*value, self.valid_from)?))
        };
        self.values.iter().filter_map(refused).collect()
    }

    pub(super) fn order(&self) -> Order {
        Order {
            region: self.region,
            since: self.valid_from,
            until: self.valid_until,
            source: self.source.clone(),
        }
    }
}

fn write_values<S: Serializer>(values: &Values, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(values.iter().map(|(key, value)| (key, value.text())))
}

/// A name or a value that nobody knows is an error: better no start than a rule left out in silence.
fn read_values<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Values, D::Error> {
    use serde::de::Error;
    let texts = BTreeMap::<String, String>::deserialize(deserializer)?;
    texts
        .into_iter()
        .map(|(key, text)| {
            let parameter = find(&key).ok_or_else(|| D::Error::custom(format!("no parameter {key}")))?;
            let value = Value::read(&text, parameter);
            let value = value.ok_or_else(|| D::Error::custom(format!("{text} is no value of {key}")))?;
            Ok((parameter.key(), value))
        })
        .collect()
}
