//! The people behind a figure, with the reason in words.

use maud::{Markup, html};
use xinan_domain::parameter::Counting;

use super::{Here, address};
use crate::case::words::Words;
use crate::report::behind::{Behind, Part, Subject, label, reason_of};
use crate::report::say;
use crate::report::store::{Found, Total};
use crate::shell::ui::head::{Head, head, tabs};
use crate::shell::ui::notice::{empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::person::{Person, group, person_row};
use crate::shell::ui::tag::Tone;
use crate::texts;

/// How many people a page shows.
pub(in crate::report) const PER_PAGE: u32 = 50;

/// What the page shows.
pub(in crate::report) struct Shown<'a> {
    pub(in crate::report) subject: Subject,
    pub(in crate::report) part: Part,
    pub(in crate::report) behind: Behind,
    pub(in crate::report) total: Total,
    /// Those of them who live within reach.
    pub(in crate::report) within: i64,
    pub(in crate::report) people: &'a [Found],
    pub(in crate::report) place: Place,
}

/// The page.
pub(in crate::report) fn page(here: &Here<'_>, shown: &Shown<'_>) -> Markup {
    let lang = here.lang();
    let counting = &here.parameters.counting;
    let heading = heading(here, shown);
    let path = format!("/stats/{}/people", shown.subject.key());
    let kept: &[(&str, &str)] = match shown.subject {
        Subject::Indicator(_) => &[("of", shown.part.key())],
        Subject::Count(_) => &[],
    };
    let own = address(&path, here.month, here.region.as_str(), kept);
    let aside = match shown.behind.counts_times() {
        true => texts::stats_people_and_times(
            lang,
            &say::number(shown.total.people),
            &say::number(shown.total.count),
        ),
        false => texts::stats_count_of(lang, &say::number(shown.total.people)),
    };
    let moved = shown.total.people - shown.within;
    let body = html! {
        (here.way(&heading))
        (head(&Head { title: &heading, aside: &aside, facts: &[&here.title()], ..Head::default() }))
        (here.month_choice(&path, kept))
        (parts(here, shown, counting))
        @if !here.complete { (notice(Tone::Soon, &html! { (texts::stats_incomplete(lang)) })) }
        @if shown.total.people == 0 {
            (empty(texts::stats_nobody_here(lang), texts::stats_nobody_here_next(lang), None))
        } @else if !shown.people.is_empty() {
            @let listed = u64::try_from(shown.within).unwrap_or(0);
            (group(lang, "people", texts::stats_people_list(lang), listed, &list(here, shown, counting)))
        }
        @if shown.behind.counts_times() && shown.total.people > 0 {
            p.small.muted { (texts::stats_times_are_people(lang)) }
        }
        @if moved > 0 { p.small.muted { (texts::stats_moved(lang, &say::number(moved))) } }
        (pagination(lang, shown.place, |page| format!("{own}&page={page}")))
    };
    here.whole(&heading, &own, &body)
}

fn heading(here: &Here<'_>, shown: &Shown<'_>) -> String {
    let lang = here.lang();
    match shown.subject {
        Subject::Indicator(indicator) => {
            let who = match shown.part {
                Part::Missing => part_name(here, indicator, Part::Missing).to_owned(),
                _ => shown.behind.label(lang),
            };
            texts::stats_people_title(lang, say::name(lang, indicator), &who)
        }
        Subject::Count(behind) => match reason_of(behind, &here.parameters.counting) {
            // 在管患者：随访过，但间隔太长 is understood; one measure without another is not.
            Some(reason) => texts::stats_people_title(lang, label(lang, behind.of), (reason.say)(lang)),
            None => behind.label(lang),
        },
    }
}

fn part_name(here: &Here<'_>, indicator: &xinan_domain::indicator::Indicator, part: Part) -> &'static str {
    let lang = here.lang();
    match part {
        Part::Numerator => texts::stats_part_numerator(lang),
        Part::Denominator => texts::stats_part_denominator(lang),
        Part::Missing if indicator.higher_is_better == Some(true) => texts::stats_part_missing(lang),
        Part::Missing => texts::stats_part_rest(lang),
    }
}

/// The other parts of the indicator.
fn parts(here: &Here<'_>, shown: &Shown<'_>, counting: &Counting) -> Markup {
    let Subject::Indicator(indicator) = shown.subject else { return html! {} };
    let there: Vec<(&str, String)> = Part::ALL
        .into_iter()
        .filter(|part| part.of(indicator, counting).is_some())
        .map(|part| (part_name(here, indicator, part), here.part(indicator.id, part, here.region.as_str())))
        .collect();
    let links: Vec<(&str, &str)> = there.iter().map(|(name, href)| (*name, href.as_str())).collect();
    let current = here.part(indicator.id, shown.part, here.region.as_str());
    tabs(texts::stats_parts(here.lang()), &links, &current)
}

fn list(here: &Here<'_>, shown: &Shown<'_>, counting: &Counting) -> Markup {
    let lang = here.lang();
    let about = shown.subject.about(counting);
    html! {
        ul.card {
            @for one in shown.people {
                @let words = Words::of(&one.case, here.settings, &here.actor.region, lang, here.now.day());
                @let why = say::why(lang, about, &one.row, counting);
                (person_row(&Person {
                    href: &words.href,
                    name: &one.case.head.name,
                    who: &words.who,
                    why: &why,
                    more: &words.more,
                    tone: words.tone,
                    when: &words.when,
                    acts: Vec::new(),
                }))
            }
        }
    }
}
