//! Whether a page of ours sent a form, by what the browser says of it.
//!
//! `Sec-Fetch-Site` is said by browsers since 2020 (Safari since 2023) wherever there is HTTPS; `Origin` of what is posted by
//! all since 2020. Neither can be written by a page. Older ones say nothing; of them the key in the form decides.

use axum::http::{HeaderMap, Uri};

/// Who sent a request, as far as the browser says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    /// A page of this very house.
    Ours,
    /// A page of somebody else's, or one that hides where it is from.
    Elsewhere,
    /// The browser does not say.
    Unsaid,
}

/// Who sent a request. `house` is the origin by which the house is reached, such as `https://xinan.example`; without
/// one it is the host that the request names.
pub(crate) fn sender(house: Option<&str>, headers: &HeaderMap, uri: &Uri) -> Sender {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let origin_fits = header("origin").map(|origin| match house {
        Some(house) => origin.eq_ignore_ascii_case(house),
        None => {
            let host = header("host").or_else(|| uri.authority().map(|authority| authority.as_str()));
            let origin = origin.split_once("://").map(|(_, host)| host);
            origin.zip(host).is_some_and(|(origin, host)| origin.eq_ignore_ascii_case(host))
        }
    });
    match (header("sec-fetch-site"), origin_fits) {
        // A proxy may hand on another host than the browser asked for. What the browser itself compared stands.
        (Some("same-origin"), _) => Sender::Ours,
        // By hand: a page of before loaded again, a bookmark.
        (None | Some("none"), None) => Sender::Unsaid,
        (None | Some("none"), Some(true)) => Sender::Ours,
        (None | Some("none"), Some(false)) | (Some(_), _) => Sender::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_is_whom_the_browser_names() {
        const HOUSE: &str = "https://xinan.test";
        for (house, site, origin, wanted) in [
            (None, "", "", Sender::Unsaid),
            (None, "same-origin", "", Sender::Ours),
            (None, "same-origin", "https://inside.test", Sender::Ours),
            (None, "none", "", Sender::Unsaid),
            (None, "same-site", "", Sender::Elsewhere),
            (None, "cross-site", "https://xinan.test", Sender::Elsewhere),
            (None, "nonsense", "", Sender::Elsewhere),
            (None, "", "https://xinan.test", Sender::Ours),
            (None, "", "https://XINAN.test", Sender::Ours),
            (None, "", "https://elsewhere.test", Sender::Elsewhere),
            (None, "none", "https://elsewhere.test", Sender::Elsewhere),
            (None, "", "https://xinan.test:8443", Sender::Elsewhere),
            (None, "", "null", Sender::Elsewhere),
            (Some(HOUSE), "", "https://xinan.test", Sender::Ours),
            (Some(HOUSE), "", "http://xinan.test", Sender::Elsewhere),
            (Some("https://outside.test"), "", "https://outside.test", Sender::Ours),
            (Some("https://outside.test"), "", "https://xinan.test", Sender::Elsewhere),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("host", "xinan.test".parse().unwrap());
            for (name, said) in [("sec-fetch-site", site), ("origin", origin)] {
                if !said.is_empty() {
                    headers.insert(name, said.parse().unwrap());
                }
            }
            let uri = Uri::from_static("/sign-in");
            assert_eq!(sender(house, &headers, &uri), wanted, "{house:?} {site} {origin}");
        }
    }
}
