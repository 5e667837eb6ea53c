//! Of whom a page speaks: to the person of the own things, to a guardian of the ward by name.

use xinan_domain::text::Lang;

use crate::portal::reader::Reader;

/// Whose record is read, in the eyes of whoever reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose<'a> {
    /// One's own.
    Own,
    /// That of somebody of this name.
    Ward(&'a str),
}

impl<'a> Whose<'a> {
    /// The record of somebody of this name, for whoever reads it.
    pub(super) fn of(reader: &Reader, name: &'a str) -> Self {
        if reader.is_person() { Self::Own } else { Self::Ward(name) }
    }

    /// A text, in the words for whoever reads it.
    pub(super) fn say(
        self,
        lang: Lang,
        own: fn(Lang) -> &'static str,
        ward: fn(Lang, &str) -> String,
    ) -> String {
        match self {
            Self::Own => own(lang).to_owned(),
            Self::Ward(name) => ward(lang, name),
        }
    }

    /// A text with one more thing in it, such as a day.
    pub(super) fn say_of(
        self,
        (lang, what): (Lang, &str),
        own: fn(Lang, &str) -> String,
        ward: fn(Lang, &str, &str) -> String,
    ) -> String {
        match self {
            Self::Own => own(lang, what),
            Self::Ward(name) => ward(lang, name, what),
        }
    }
}
