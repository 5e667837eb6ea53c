//! Icons: strokes from one sprite, always beside a word or with a title.

use maud::{Markup, html};

use super::assets;

macro_rules! icons {
    ($($(#[$meta:meta])* $name:ident = $id:literal),+ $(,)?) => {
        /// An icon of the sprite `assets/icons.svg`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Icon {
            $($(#[$meta])* #[doc = concat!("`", $id, "`")] $name),+
        }

        impl Icon {
            /// All icons.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The id of its symbol, without `i-`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id),+
                }
            }
        }
    };
}

icons! {
    Sun = "sun", Book = "book", Pen = "pen", Call = "call", Pill = "pill", Gift = "gift",
    Hand = "hand", Meet = "meet", Chart = "chart", Doc = "doc", Print = "print", Find = "find",
    Eye = "eye", Cover = "cover", Lock = "lock", Me = "me", Go = "go", Back = "back", Up = "up",
    Down = "down", More = "more", Close = "close", Check = "check", First = "first", Info = "info",
    Clock = "clock", Plus = "plus", Save = "save", Send = "send", Cloud = "cloud", Undo = "undo",
    Link = "link", Home = "home", Flask = "flask", Bed = "bed", Swap = "swap", Shield = "shield",
    Gear = "gear", Out = "out", World = "world", Type = "type", Learn = "learn", Board = "board",
    Clue = "clue", Money = "money",
}

/// The icon, silent for those who listen: the word beside it says the same.
pub fn icon(icon: Icon) -> Markup {
    html! {
        svg.icon aria-hidden="true" focusable="false" {
            use href={ (assets::url("icons.svg")) "#i-" (icon.id()) } {}
        }
    }
}

/// The mark: a roof over a heart. Its colours come from the place where it stands.
pub fn mark() -> Markup {
    html! {
        svg viewBox="0 0 32 32" aria-hidden="true" focusable="false" {
            rect width="32" height="32" rx="9" {}
            path.roof d="M7 14.5 16 8l9 6.5" {}
            path.heart
                d="M16 25s-6.5-3.7-6.5-7.9a3.3 3.3 0 0 1 6.5-1 3.3 3.3 0 0 1 6.5 1C22.5 21.3 16 25 16 25z" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_in_the_sprite_and_every_symbol_has_a_name() {
        let sprite = std::str::from_utf8(assets::asset("icons.svg").unwrap().bytes).unwrap();
        for one in Icon::ALL {
            assert!(sprite.contains(&format!("id=\"i-{}\"", one.id())), "{one:?}");
        }
        assert_eq!(sprite.matches("<symbol").count(), Icon::ALL.len());
    }
}
