//! Every parameter of a region on a day: its value, since when, and where it comes from.

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use xinan_domain::parameter::{Kind, National, Order, Parameter, Parameters, Value, catalogue};
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use crate::division::Divisions;
use crate::shell::app::Settings;
use crate::texts;

/// What holds in a region on a day.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The region.
    pub region: Region,
    /// The day.
    pub on: Date,
    parameters: Parameters,
    divisions: Divisions,
}

/// One parameter.
struct Line<'a> {
    parameter: &'static Parameter,
    value: Option<Value>,
    /// The region that orders it.
    order: Option<&'a Order>,
    /// The nation's value of the day, which holds where no region orders another.
    national: Option<&'static National>,
}

impl Listing {
    /// Of a region on a day.
    pub fn of(settings: &Settings, region: Region, on: Date) -> Self {
        let parameters = settings.parameters(&region, on);
        Self { region, on, parameters, divisions: settings.divisions.clone() }
    }

    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        catalogue().iter().map(|parameter| Line {
            parameter,
            value: parameter.read(&self.parameters),
            order: self.parameters.ordered.get(parameter.key()),
            national: parameter.national_on(self.on),
        })
    }

    /// The first day from which a value holds: the region's, or the norm's where that had begun.
    fn since(&self, line: &Line<'_>) -> Option<Date> {
        match line.order {
            Some(order) => Some(order.since),
            None => line.national.and_then(|one| one.since).filter(|since| *since <= self.on),
        }
    }

    /// For programs.
    pub fn json(&self) -> Json {
        let list: Vec<Json> = self
            .lines()
            .map(|line| {
                let from = match (line.order, line.national) {
                    (Some(order), _) => json!({
                        "kind": "region", "region": order.region.as_str(),
                        "name": self.divisions.name(order.region.as_str()), "source": order.source,
                    }),
                    (None, Some(national)) => json!({
                        "kind": "national", "source": national.source, "basis": national.basis.key(),
                    }),
                    (None, None) => Json::Null,
                };
                json!({
                    "name": line.parameter.key(),
                    "label": line.parameter.name(Lang::Zh),
                    "value": line.value.map(Value::text),
                    "unit": unit(line.parameter.kind),
                    "since": self.since(&line).map(|day| day.to_string()),
                    "until": line.order.and_then(|order| order.until).map(|day| day.to_string()),
                    "from": from,
                })
            })
            .collect();
        json!({
            "region": self.region.as_str(),
            "on": self.on.to_string(),
            "parameters": list,
            "holidays": { "years": self.parameters.calendar.years() },
        })
    }

    /// For people at a terminal; names stand at the end of a line, because Chinese letters are two
    /// columns wide there.
    pub fn text(&self, lang: Lang) -> String {
        let place = self.divisions.name(self.region.as_str());
        let mut out = texts::parameters_title(lang, place, self.region.as_str(), self.on);
        out.push('\n');
        for line in self.lines() {
            let value = line.value.map_or_else(|| "-".to_owned(), |value| value.say(lang, line.parameter));
            let since = self.since(&line).map_or_else(|| "-".to_owned(), |day| day.to_string());
            let from = match (line.order, line.national) {
                (Some(order), _) => {
                    let place = self.divisions.name(order.region.as_str());
                    match order.until {
                        Some(until) => texts::parameter_ordered_until(lang, place, &order.source, until),
                        None => texts::parameter_ordered(lang, place, &order.source),
                    }
                }
                (None, Some(national)) => {
                    texts::parameter_national(lang, national.source, national.basis.say(lang))
                }
                (None, None) => texts::parameter_unset(lang).to_owned(),
            };
            let (key, name) = (line.parameter.key(), line.parameter.name(lang));
            out.push_str(&format!("{key:<40} {since:<10} {value}  {name}  {from}\n"));
        }
        let years: Vec<String> = self.parameters.calendar.years().iter().map(i16::to_string).collect();
        out.push_str(&texts::holidays_loaded(lang, &years.join(", ")));
        out.push('\n');
        out
    }
}

fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::Count { unit, .. } => unit.key(),
        Kind::Choice(_) => "choice",
        Kind::Names => "names",
        Kind::Share { sign: '‰', .. } => "per_mille",
        Kind::Share { .. } => "percent",
    }
}
