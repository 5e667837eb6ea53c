//! 来源地址 — from where a request comes, for counting attempts to sign in.
//!
//! It is the other end of the connection. What a request says of itself counts only when it comes from a proxy
//! that the deployment names (`--trusted-proxy`): anybody can write `X-Forwarded-For`.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};

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

/// An address, or a network of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    /// Bits that its addresses have in common.
    prefix: u32,
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        let address = address.to_canonical();
        Self { address, prefix: if address.is_ipv4() { 32 } else { 128 } }
    }
}

impl Network {
    /// What somebody wrote: `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
    pub fn read(text: &str) -> Option<Self> {
        let Some((address, prefix)) = text.split_once('/') else {
            return Some(text.parse::<IpAddr>().ok()?.into());
        };
        let whole = Self::from(address.parse::<IpAddr>().ok()?);
        let prefix = prefix.parse().ok().filter(|prefix| *prefix <= whole.prefix)?;
        Some(Self { prefix, ..whole })
    }

    /// Whether the address is one of it.
    fn has(&self, address: IpAddr) -> bool {
        let differing = match (self.address, address.to_canonical()) {
            (IpAddr::V4(one), IpAddr::V4(other)) => (one.to_bits() ^ other.to_bits()).leading_zeros(),
            (IpAddr::V6(one), IpAddr::V6(other)) => (one.to_bits() ^ other.to_bits()).leading_zeros(),
            _ => return false,
        };
        differing >= self.prefix
    }
}

/// Whether one of the proxies has the address.
pub(super) fn is_trusted(trusted: &[Network], address: IpAddr) -> bool {
    trusted.iter().any(|one| one.has(address))
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
fn source(extensions: &Extensions, headers: &HeaderMap, trusted: &[Network]) -> String {
    match extensions.get::<Peer>() {
        Some(Peer(peer)) => counted(asker(peer.to_canonical(), headers, trusted)),
        None => "unknown".to_owned(),
    }
}

/// Whoever asked the outermost proxy that is trusted: proxies add the address they see at the end.
fn asker(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    if !is_trusted(trusted, peer) {
        warn_once(peer, headers);
        return peer;
    }
    let lines: Vec<&str> =
        headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok()).collect();
    let mut last = peer;
    for said in lines.iter().flat_map(|line| line.split(',')).rev() {
        // What is no address was written by no proxy of ours: what came after it stands.
        let Some(address) = address_in(said.trim()) else { return last };
        last = address;
        if !is_trusted(trusted, last) {
            return last;
        }
    }
    last
}

/// An address as proxies write it: alone, with a port, in brackets.
fn address_in(said: &str) -> Option<IpAddr> {
    let bare = said.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(said);
    let with_port = || said.parse::<SocketAddr>().map(|both| both.ip());
    let address = bare.parse::<IpAddr>().or_else(|_| with_port()).ok()?;
    Some(address.to_canonical())
}

/// Says in the log, once, that there seems to be a proxy that nobody has named: everybody behind it is counted as one.
fn warn_once(peer: IpAddr, headers: &HeaderMap) {
    static WARNED: AtomicBool = AtomicBool::new(false);
    if headers.contains_key("x-forwarded-for") && !WARNED.swap(true, Ordering::Relaxed) {
        tracing::warn!(
            %peer,
            "a request says whom it was forwarded for and comes from no proxy that is named: if it is yours, say \
             --trusted-proxy with its address, or all who come through it are counted as one source"
        );
    }
}

pub(super) fn counted(address: IpAddr) -> String {
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
    fn a_network_is_written_as_everywhere() {
        for wrong in ["", "nonsense", "10.0.0.1:80", "10.0.0.0/33", "10.0.0.0/", "fd00::/129", "/8"] {
            assert_eq!(Network::read(wrong), None, "{wrong}");
        }
        let all = Network::read("0.0.0.0/0").unwrap();
        assert!(all.has("203.0.113.5".parse().unwrap()) && !all.has("2001:db8::1".parse().unwrap()));
        assert!(all.has("::ffff:203.0.113.5".parse().unwrap()));
    }

    #[test]
    fn the_source_is_the_connection_or_what_a_trusted_proxy_says() {
        let proxies =
            ["10.0.0.1", "10.0.0.2", "192.168.7.0/24", "fd00:7::/32"].map(|one| Network::read(one).unwrap());
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
            ("10.0.0.1", "203.0.113.5, 192.168.7.9", "203.0.113.5"),
            ("192.168.7.200", "203.0.113.5", "203.0.113.5"),
            ("192.168.8.1", "203.0.113.5", "192.168.8.1"),
            ("fd00:7:1::9", "203.0.113.5", "203.0.113.5"),
            ("10.0.0.1", "203.0.113.5:49152", "203.0.113.5"),
            ("10.0.0.1", "[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
            ("10.0.0.1", "[2001:db8:1:2::9]:49152", "2001:db8:1:2::/64"),
            ("10.0.0.1", "2001:db8:1:2::9", "2001:db8:1:2::/64"),
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
