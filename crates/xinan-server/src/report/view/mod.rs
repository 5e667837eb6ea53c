//! The pages: a territory, an indicator, the people behind a figure.

pub(super) mod chart;
pub(super) mod divisions;
pub(super) mod indicator;
pub(super) mod overview;
pub(super) mod people;

use jiff::civil::Date;
use maud::Markup;
use xinan_domain::day::first_of_month;
use xinan_domain::indicator::Indicator;
use xinan_domain::parameter::{Parameters, Targets};
use xinan_domain::region::{Level, Region};
use xinan_domain::text::Lang;

use super::behind::{Behind, Part};
use super::line::{Beside, Line};
use super::store::{Cell, Confirmed};
use crate::case::facts::end_of_month;
use crate::case::facts::rollup::Sums;
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page};
use crate::shell::ui::button::Button;
use crate::shell::ui::field::Choice;
use crate::shell::ui::filter::{Filter, filters};
use crate::shell::ui::head::crumbs;
use crate::shell::ui::notice::instead;
use crate::texts;

/// How many months a course shows.
pub(super) const COURSE: i32 = 12;

/// What every page of figures knows: who looks, at which place, in which month.
pub(super) struct Here<'a> {
    pub(super) actor: &'a Actor,
    pub(super) now: &'a Moment,
    pub(super) settings: &'a Settings,
    /// What holds at the end of the month.
    pub(super) parameters: Parameters,
    pub(super) region: Region,
    pub(super) month: i32,
    /// The months that may be chosen, newest first.
    pub(super) months: Vec<i32>,
    /// Whether every row of the month is there.
    pub(super) complete: bool,
    /// Who was confirmed on review of a clue.
    pub(super) confirmed: Confirmed,
}

/// A division directly below the one that is looked at.
pub(super) struct Child {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) beside: Beside,
    pub(super) sums: Sums,
    /// Its own targets; what its counts are is what the page counts.
    pub(super) targets: Targets,
    /// Standard management, month by month, or the indicator that the page is about.
    pub(super) course: Vec<Option<f64>>,
}

impl Here<'_> {
    pub(super) fn lang(&self) -> Lang {
        self.actor.lang
    }

    /// What figures of a place and month need besides its sums.
    pub(super) fn beside(&self, region: &Region, month: i32) -> Beside {
        let day = end_of_month(month).min(self.now.day());
        Beside {
            population: self.settings.divisions.population(region),
            unrecorded: self.confirmed.without_record(region, day),
        }
    }

    /// An indicator of this division in a month, from its sums.
    pub(super) fn line(&self, indicator: &'static Indicator, sums: &Sums, month: i32) -> Line {
        let Parameters { counting, targets, .. } = &self.parameters;
        Line::of(indicator, sums, self.beside(&self.region, month), counting, targets)
    }

    pub(super) fn cell(&self) -> Cell {
        Cell { region: self.region, month: self.month }
    }

    /// 全县 for the whole county, else the division's name.
    pub(super) fn place(&self) -> &str {
        match self.region.level() {
            Level::County => texts::stats_whole_county(self.lang()),
            _ => self.settings.divisions.name(self.region.as_str()),
        }
    }

    /// 11月, or 2025年11月 in another year.
    pub(super) fn month_name(&self) -> String {
        let first = first_of_month(self.month);
        match first.year() == self.now.day().year() {
            true => texts::month(self.lang(), first),
            false => texts::year_month(self.lang(), first),
        }
    }

    /// 全县 11月.
    pub(super) fn title(&self) -> String {
        texts::stats_title(self.lang(), self.place(), &self.month_name())
    }

    /// An address of this month, at this place.
    pub(super) fn address(&self, path: &str) -> String {
        address(path, self.month, self.region.as_str(), &[])
    }

    /// The people behind a part of an indicator, at a place.
    pub(super) fn part(&self, indicator: &str, part: Part, region: &str) -> String {
        address(&format!("/stats/{indicator}/people"), self.month, region, &[("of", part.key())])
    }

    /// The people behind a count, here.
    pub(super) fn list(&self, behind: Behind) -> String {
        address(&format!("/stats/{}/people", behind.key()), self.month, self.region.as_str(), &[])
    }

    /// The way from the actor's territory to this place.
    pub(super) fn way(&self, end: &str) -> Markup {
        let mut up = Vec::new();
        let mut next = (!end.is_empty()).then_some(self.region).or_else(|| self.region.parent());
        while let Some(region) = next.filter(|region| self.actor.region.contains(region)) {
            up.push((self.name_of(&region).to_owned(), address("/stats", self.month, region.as_str(), &[])));
            next = region.parent();
        }
        up.reverse();
        if up.is_empty() {
            return maud::html! {};
        }
        let last = if end.is_empty() { self.place() } else { end };
        up.push((last.to_owned(), String::new()));
        let way: Vec<(&str, &str)> = up.iter().map(|(name, href)| (name.as_str(), href.as_str())).collect();
        crumbs(texts::stats_way(self.lang()), &way)
    }

    fn name_of<'b>(&'b self, region: &'b Region) -> &'b str {
        match region.level() {
            Level::County => texts::stats_whole_county(self.lang()),
            _ => self.settings.divisions.name(region.as_str()),
        }
    }

    /// The choice of another month on the page at this address.
    pub(super) fn month_choice(&self, path: &str, kept: &[(&str, &str)]) -> Markup {
        let lang = self.lang();
        let names: Vec<(String, String)> = self
            .months
            .iter()
            .map(|month| (month_text(*month), texts::year_month(lang, first_of_month(*month))))
            .collect();
        let choices: Vec<Choice<'_>> =
            names.iter().map(|(value, label)| Choice::new(value.clone(), label)).collect();
        let chosen = month_text(self.month);
        let row =
            [Filter::Select("month", texts::stats_month(lang), texts::stats_latest(lang), &choices, &chosen)];
        let mut all = vec![("region", self.region.as_str())];
        all.extend_from_slice(kept);
        filters(lang, path, &row, &all)
    }

    /// The page around a body.
    pub(super) fn whole(&self, title: &str, here: &str, body: &Markup) -> Markup {
        page(self.actor, self.now, &About { title, current: "/stats", here, ..About::default() }, body)
    }
}

/// There are no figures of the month; `path` leads to the latest.
pub(super) fn no_month(actor: &Actor, now: &Moment, path: &str) -> Markup {
    let lang = actor.lang;
    let title = texts::stats_month_gone(lang);
    let latest = Button::new(texts::stats_latest(lang)).link(path);
    let about = About { title, current: "/stats", here: path, ..About::default() };
    page(actor, now, &about, &instead(title, texts::stats_month_gone_next(lang), Some(&latest)))
}

/// 2026-11, as it stands in addresses.
pub(super) fn month_text(month: i32) -> String {
    let first: Date = first_of_month(month);
    format!("{:04}-{:02}", first.year(), first.month())
}

/// An address with month, place and more.
pub(super) fn address(path: &str, month: i32, region: &str, more: &[(&str, &str)]) -> String {
    let mut out = format!("{path}?month={}&region={region}", month_text(month));
    for (name, value) in more {
        out.push_str(&format!("&{name}={value}"));
    }
    out
}
