//! 来源地址 — from where a request comes, for counting attempts to sign in.
//!
//! It is the other end of the connection. What a request says of itself counts only when it comes from a proxy
//! that the deployment names (`--trusted-proxy`): anybody can write `X-Forwarded-For`.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};

use super::app::App;
use super::problem::Problem;

/// The other end of the connection, put beside every request by [`super::serve`].
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// From where a request comes, and with what.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The source, as it is counted and logged.
    pub source: String,
    /// The headers: cookies, and what the browser says of itself.
    pub headers: HeaderMap,
}

impl FromRequestParts<App> for Origin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let source = source(&parts.extensions, &parts.headers, app.proxies());
        Ok(Self { source, headers: parts.headers.clone() })
    }
}

/// The source of a request, as it is counted and logged: an address, of IPv6 the network, because whoever has one
/// of its addresses has them all. A request that came over no connection (in tests) is from `unknown`.
fn source(extensions: &Extensions, headers: &HeaderMap, trusted: &[IpAddr]) -> String {
    match extensions.get::<Peer>() {
        Some(Peer(peer)) => counted(asker(peer.to_canonical(), headers, trusted)),
        None => "unknown".to_owned(),
    }
}

/// Whoever asked the outermost proxy that is trusted: proxies add the address they see at the end.
fn asker(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|one| one.to_canonical() == *address);
    if !is_trusted(&peer) {
        return peer;
    }
    let lines: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok()).collect();
    let mut last = peer;
    for said in lines.iter().flat_map(|line| line.split(',')).rev() {
        // What is no address was written by no proxy of ours: what came after it stands.
        let Ok(address) = said.trim().parse::<IpAddr>() else { return last };
        last = address.to_canonical();
        if !is_trusted(&last) {
            return last;
        }
    }
    last
}

fn counted(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_is_the_connection_or_what_a_trusted_proxy_says() {
        let proxies: Vec<IpAddr> = vec!["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        for (peer, said, wanted) in [
            ("198.51.100.7", "", "198.51.100.7"),
            // Whoever comes directly is believed nothing.
            ("198.51.100.7", "203.0.113.5", "198.51.100.7"),
            ("10.0.0.1", "", "10.0.0.1"),
            ("10.0.0.1", "203.0.113.5", "203.0.113.5"),
            ("::ffff:10.0.0.1", "203.0.113.5", "203.0.113.5"),
            // What stands before the proxy's own word was sent by the asker.
            ("10.0.0.1", "192.0.2.1, 203.0.113.5", "203.0.113.5"),
            ("10.0.0.1", "203.0.113.5, 10.0.0.2", "203.0.113.5"),
            ("10.0.0.1", "nonsense", "10.0.0.1"),
            ("10.0.0.1", "nonsense, 10.0.0.2", "10.0.0.2"),
            ("2001:db8:1:2:aaaa::1", "", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:bbbb::9", "", "2001:db8:1:2::/64"),
        ] {
            let mut extensions = Extensions::new();
            extensions.insert(Peer(peer.parse().unwrap()));
            let mut headers = HeaderMap::new();
            if !said.is_empty() {
                headers.insert("x-forwarded-for", said.parse().unwrap());
            }
            assert_eq!(source(&extensions, &headers, &proxies), wanted, "{peer} {said}");
        }
        assert_eq!(source(&Extensions::new(), &HeaderMap::new(), &proxies), "unknown");
    }
}
