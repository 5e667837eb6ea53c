//! The list of keys. Opens with `?`, and as an anchor without scripts.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use crate::texts;

/// The dialog `#keys`.
pub(super) fn dialog(lang: Lang) -> Markup {
    let keys: [(&[&str], &str); 9] = [
        (&["/"], texts::keys_search(lang)),
        (&["?"], texts::keys_help(lang)),
        (&["J", "K"], texts::keys_move(lang)),
        (&["Enter"], texts::keys_open(lang)),
        (&["N"], texts::keys_visit(lang)),
        (&["0–9"], texts::keys_codes(lang)),
        (&["T"], texts::keys_take(lang)),
        (&["Enter", "Shift+Enter"], texts::keys_next_field(lang)),
        (&["Ctrl+Enter"], texts::keys_save(lang)),
    ];
    html! {
        dialog id="keys" aria-labelledby="keys-title" {
            h2 id="keys-title" { (texts::keys(lang)) }
            dl.kv {
                @for (names, meaning) in keys {
                    dt { @for (at, name) in names.iter().enumerate() { @if at > 0 { " " } kbd { (name) } } }
                    dd { (meaning) }
                }
            }
            // Single keys can be turned off for those whom they hinder (WCAG 2.1.4).
            label.check {
                input type="checkbox" data-single-keys checked;
                span { (texts::keys_single(lang)) }
            }
            form method="dialog" { a.btn href="#main" data-closes { (texts::close(lang)) } }
        }
    }
}
