//! The foot of a long list: how many there are, and the way to the others.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use crate::texts;

/// Where in a list one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// All that fit the filter.
    pub total: u64,
    /// This page, from 1.
    pub page: u32,
    /// How many a page holds.
    pub per_page: u32,
}

impl Place {
    /// The page that was asked for, or the last that there is: a list may have grown shorter since its address was
    /// written down.
    pub fn of(total: u64, asked: u32, per_page: u32) -> Self {
        let first = Self { total, page: 1, per_page };
        Self { page: asked.clamp(1, first.pages()), ..first }
    }

    /// How many lines stand on the pages before this one.
    pub fn before(self) -> u32 {
        (self.page.max(1) - 1).saturating_mul(self.per_page)
    }

    /// How many pages there are; an empty list has one.
    pub fn pages(self) -> u32 {
        let pages = self.total.div_ceil(u64::from(self.per_page.max(1))).max(1);
        u32::try_from(pages).unwrap_or(u32::MAX)
    }

    fn bounds(self) -> (u64, u64) {
        let before = u64::from(self.before());
        (before + 1, (before + u64::from(self.per_page)).min(self.total))
    }

    /// The pages worth a link: the ends, and those around this one.
    fn near(self) -> Vec<u32> {
        let last = self.pages();
        let mut near: Vec<u32> = (self.page.saturating_sub(2)..=self.page.saturating_add(2)).collect();
        near.extend([1, last]);
        near.retain(|page| (1..=last).contains(page));
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// 共 186 条, and the pages. `href` gives the address of a page.
pub fn pagination(lang: Lang, place: Place, href: impl Fn(u32) -> String) -> Markup {
    let (from, to) = place.bounds();
    let near = place.near();
    html! {
        div.pages {
            span { (texts::list_count(lang, place.total)) }
            @if place.pages() > 1 {
                span.muted { (texts::list_from_to(lang, from, to)) }
                nav.grow aria-label=(texts::pages(lang)) {
                    ol {
                        @if place.page > 1 {
                            li { a href=(href(place.page - 1)) rel="prev" { (texts::page_previous(lang)) } }
                        }
                        @for (at, &page) in near.iter().enumerate() {
                            @if at > 0 && page - near[at - 1] > 1 { li aria-hidden="true" { span { "…" } } }
                            li {
                                @if page == place.page {
                                    span aria-current="page" { (page) }
                                } @else {
                                    a href=(href(page)) aria-label=(texts::page_number(lang, page)) { (page) }
                                }
                            }
                        }
                        @if place.page < place.pages() {
                            li { a href=(href(place.page + 1)) rel="next" { (texts::page_next(lang)) } }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(total: u64, page: u32) -> Place {
        Place { total, page, per_page: 20 }
    }

    #[test]
    fn a_long_list_links_to_its_ends_and_its_neighbours() {
        assert_eq!(place(400, 10).near(), [1, 8, 9, 10, 11, 12, 20]);
        assert_eq!(place(60, 1).near(), [1, 2, 3]);
    }

    #[test]
    fn a_page_beyond_the_last_is_the_last() {
        let reached = |total, asked| {
            let place = Place::of(total, asked, 20);
            (place.page, place.before(), place.bounds())
        };
        assert_eq!(reached(41, 3), (3, 40, (41, 41)));
        assert_eq!(reached(41, 4), (3, 40, (41, 41)));
        assert_eq!(reached(40, u32::MAX), (2, 20, (21, 40)));
        assert_eq!(reached(41, 0), (1, 0, (1, 20)));
        assert_eq!((Place::of(0, 7, 20).page, Place::of(0, 7, 20).before()), (1, 0));
    }

    #[test]
    fn an_empty_list_has_one_page_and_a_page_beyond_the_end_harms_nothing() {
        assert_eq!(place(0, 1).pages(), 1);
        assert_eq!(place(41, 3).bounds(), (41, 41));
        for page in [0, 99, u32::MAX] {
            pagination(Lang::Zh, place(41, page), |page| page.to_string());
        }
    }
}
