//! Lists at the side of a person's page: who is near, what help is in place, who has looked.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use crate::texts;

/// One line: someone near, or a support, with what stands at its end.
#[derive(Debug, Clone)]
pub struct Near<'a> {
    /// Name, or what it is.
    pub name: &'a str,
    /// In which role.
    pub role: &'a str,
    /// What helps to know.
    pub note: &'a str,
    /// A call, a tag, a link.
    pub end: Markup,
}

/// People around someone, or supports in place.
pub fn near(list: &[Near<'_>]) -> Markup {
    html! {
        ul.team {
            @for one in list {
                li {
                    span {
                        (one.name)
                        @if !one.role.is_empty() { " " span.role { (one.role) } }
                    }
                    (one.end)
                    @if !one.note.is_empty() { span.role { (one.note) } }
                }
            }
        }
    }
}

/// One look at a record, as the person reads it; or several of one day, by the same and for the same.
#[derive(Debug, Clone)]
pub struct Look<'a> {
    /// Who looked: name or role.
    pub who: &'a str,
    /// Of which office.
    pub office: &'a str,
    /// When, in words.
    pub when: &'a str,
    /// What was seen, and for what; of several looks, for what and how many.
    pub what: &'a str,
    /// Each of several looks: when, and what was seen.
    pub each: Vec<(&'a str, &'a str)>,
}

/// 谁看过这份记录: every look, newest first, in plain words.
pub fn looks(lang: Lang, list: &[Look<'_>]) -> Markup {
    html! {
        ul.log {
            @for one in list {
                li {
                    b { (one.who) } " " (one.office) " · " (one.when) " · " (one.what)
                    @if one.each.len() > 1 {
                        details.more {
                            summary { (texts::looks_each(lang)) }
                            ul.log { @for (when, what) in &one.each { li { (when) " · " (what) } } }
                        }
                    }
                }
            }
        }
        p.notice { (texts::access_yours(lang)) }
    }
}
