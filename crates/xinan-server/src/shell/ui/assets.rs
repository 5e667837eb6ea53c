//! Style, scripts and pictures, built into the program.
//!
//! Each is addressed with a hash of its bytes (`/assets/xinan.css?v=1f3a…`), so a browser may keep
//! it for ever and never shows an old one after an upgrade.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::shell::session::hex;

/// One file, ready to be sent.
#[derive(Debug)]
pub struct Asset {
    /// Its name below `/assets/`.
    pub name: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
    /// What it is, for `Content-Type`.
    pub content_type: &'static str,
    /// A hash of its content, quoted, for `ETag`.
    pub etag: String,
    /// Where pages fetch it.
    pub url: String,
}

impl Asset {
    /// How long a browser may keep it. `asked` is the `v` of the address: with the right one for
    /// ever; without, or with an old one, it must ask again.
    pub fn cache_control(&self, asked: Option<&str>) -> &'static str {
        if asked.is_some_and(|version| self.etag.trim_matches('"') == version) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        }
    }
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// One sheet, so that a page asks for one.
const SHEET: &str = concat!(include_str!("../assets/xinan.css"), include_str!("../assets/bare.css"));

const FILES: &[(&str, &str, &[u8])] = &[
    ("xinan.css", CSS, SHEET.as_bytes()),
    ("icons.svg", SVG, include_bytes!("../assets/icons.svg")),
    ("mark.svg", SVG, include_bytes!("../assets/mark.svg")),
    ("draft.js", JS, include_bytes!("../assets/js/draft.js")),
    ("keys.js", JS, include_bytes!("../assets/js/keys.js")),
    ("offline.js", JS, include_bytes!("../assets/js/offline.js")),
    ("passkey.js", JS, include_bytes!("../assets/js/passkey.js")),
    ("when.js", JS, include_bytes!("../assets/js/when.js")),
    ("htmx.js", JS, include_bytes!("../assets/vendor/htmx-4.0.1.min.js")),
];

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let prepare = |&(name, content_type, bytes): &(&'static str, &'static str, &'static [u8])| {
        let hash = hex(&Sha256::digest(bytes)[..6]);
        Asset {
            name,
            bytes,
            content_type,
            etag: format!("\"{hash}\""),
            url: format!("/assets/{name}?v={hash}"),
        }
    };
    FILES.iter().map(prepare).collect()
});

/// The file with this name below `/assets/`, if there is one.
pub fn asset(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// All files, for pages that are kept for use without network.
pub fn all() -> &'static [Asset] {
    &ASSETS
}

/// The address of a file with its hash; empty for a name that does not exist.
pub(super) fn url(name: &str) -> &'static str {
    asset(name).map_or("", |asset| &asset.url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> &'static str {
        std::str::from_utf8(asset(name).unwrap().bytes).unwrap()
    }

    #[test]
    fn an_address_with_the_right_hash_is_kept_for_ever_any_other_asks_again() {
        let css = asset("xinan.css").unwrap();
        let version = css.url.split_once("?v=").unwrap().1;
        assert!(css.cache_control(Some(version)).contains("immutable"));
        assert_eq!(css.cache_control(Some("old")), "no-cache");
        assert_eq!(css.cache_control(None), "no-cache");
    }

    #[test]
    fn what_does_not_exist_is_absent() {
        assert!(asset("../Cargo.toml").is_none());
        assert!(asset("").is_none());
    }

    #[test]
    fn the_style_sheet_asks_nobody_else_for_anything() {
        for name in ["xinan.css", "icons.svg", "mark.svg"] {
            let text = text(name);
            for foreign in ["url(", "@import", "http://", "https://", "//cdn", "<script", "<style"] {
                let text = text.replace("http://www.w3.org/2000/svg", "");
                assert!(!text.contains(foreign), "{name} contains {foreign}");
            }
        }
    }

    #[test]
    fn our_scripts_need_neither_eval_nor_markup_from_text() {
        for name in ["draft.js", "keys.js", "offline.js", "when.js"] {
            for risky in ["eval(", "Function(", "innerHTML", "outerHTML", "document.write", ".style", "http"]
            {
                assert!(!text(name).contains(risky), "{name} contains {risky}");
            }
        }
    }

    #[test]
    fn the_braces_of_the_style_sheet_are_balanced() {
        let css = text("xinan.css");
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }
}
