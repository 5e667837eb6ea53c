//! The cookies by which a browser is known.
//!
//! Where the house is reached by HTTPS (`--public-url`), they are sent over nothing else, and their names begin with
//! `__Host-`, which no other host of the same domain can set (RFC 6265bis §4.1.3.2).

use axum::http::header::{COOKIE, HeaderMap};

/// The session's token.
const SESSION: &str = "xinan_session";
/// How long a browser keeps it, seconds: as long as a session may last.
const SESSION_FOR: i64 = 12 * 3600;

/// How cookies are named and set.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cookies {
    secure: bool,
}

impl Cookies {
    /// For a house that is reached by HTTPS, or for one that is not.
    pub fn new(secure: bool) -> Self {
        Self { secure }
    }

    fn named(self, name: &str) -> String {
        if self.secure { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// The value of one of ours that scripts do not see.
    pub fn find<'a>(self, headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
        cookie(headers, &self.named(name))
    }

    /// The header that sets it for some seconds, or takes it back.
    pub fn set(self, name: &str, value: &str, seconds: i64) -> String {
        format!("{}={value}; {}; HttpOnly; Max-Age={seconds}", self.named(name), self.bounds())
    }

    /// The header that keeps how pages are to be seen for a year; nothing that others may not know.
    pub fn prefer(self, name: &str, value: &str) -> String {
        format!("{name}={value}; {}; Max-Age=31536000", self.bounds())
    }

    fn bounds(self) -> &'static str {
        if self.secure { "Path=/; SameSite=Lax; Secure" } else { "Path=/; SameSite=Lax" }
    }

    /// The session's token, if the request brought one.
    pub fn session(self, headers: &HeaderMap) -> Option<&str> {
        self.find(headers, SESSION)
    }

    /// The header that hands the session's token to the browser, or takes it back.
    pub fn set_session(self, token: Option<&str>) -> String {
        match token {
            Some(token) => self.set(SESSION, token, SESSION_FOR),
            None => self.set(SESSION, "", 0),
        }
    }
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_there_is_https_cookies_go_nowhere_else() {
        let (plain, secure) = (Cookies::new(false), Cookies::new(true));
        assert_eq!(
            secure.set_session(Some("t")),
            "__Host-xinan_session=t; Path=/; SameSite=Lax; Secure; HttpOnly; Max-Age=43200"
        );
        assert_eq!(plain.set_session(None), "xinan_session=; Path=/; SameSite=Lax; HttpOnly; Max-Age=0");
        assert_eq!(secure.prefer("lang", "en"), "lang=en; Path=/; SameSite=Lax; Secure; Max-Age=31536000");
        let mut headers = HeaderMap::new();
        headers
            .insert(COOKIE, "xinan_session=set-by-a-neighbour; __Host-xinan_session=ours".parse().unwrap());
        assert_eq!(secure.session(&headers), Some("ours"));
        assert_eq!(plain.session(&headers), Some("set-by-a-neighbour"));
    }
}
