//! The few requests that go out to the provider: one connection each, bounded in time and size, no redirect followed.
//!
//! HTTPS, or plain HTTP to this very machine. Certificates end in those that browsers know, or in those of a file alone:
//! a county's own authority vouches for its provider, and then nobody else does.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, HOST, HeaderValue, USER_AGENT};
use hyper::{Request, Response, Uri};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// The largest answer: keys and descriptions are some ten kilobytes.
const LARGEST: usize = 256 * 1024;
/// The longest head of an answer, bytes and lines.
const LONGEST_HEAD: usize = 32 * 1024;
const MOST_HEADERS: usize = 100;
/// Requests on their way at once. More wait, within their time.
const AT_ONCE: usize = 8;

/// What asks the provider.
pub(crate) struct Web {
    tls: TlsConnector,
    turns: Semaphore,
    patience: Duration,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) struct Unanswered(String);

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unanswered {}

fn unanswered(what: &str, why: impl fmt::Display) -> Unanswered {
    Unanswered(format!("{what}: {why}"))
}

/// Whether somebody may be asked there, or sent there: nobody on the way reads it.
pub(crate) fn is_safe(uri: &Uri) -> bool {
    match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => true,
        (Some("http"), Some(host)) => is_this_machine(host),
        _ => false,
    }
}

/// An address in brackets without them.
fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host)
}

fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || bare(host).parse::<IpAddr>().is_ok_and(|at| at.is_loopback())
}

impl Web {
    /// With the certificates of a file (PEM), or those that browsers know.
    pub(crate) fn new(roots: Option<&[u8]>, patience: Duration) -> Result<Self, String> {
        let mut trusted = RootCertStore::empty();
        match roots {
            None => trusted.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
            Some(pem) => {
                for one in CertificateDer::pem_slice_iter(pem) {
                    let one = one.map_err(|_| "a certificate in it is cut off or is none".to_owned())?;
                    trusted.add(one).map_err(|_| "a certificate in it cannot be used".to_owned())?;
                }
                if trusted.is_empty() {
                    return Err("there is no certificate in it (PEM)".to_owned());
                }
            }
        }
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(trusted)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(tls)), turns: Semaphore::new(AT_ONCE), patience })
    }

    /// Asks, and reads the whole answer.
    pub(crate) async fn ask(&self, request: Request<String>) -> Result<Response<Bytes>, Unanswered> {
        let asked = async {
            let _turn = self.turns.acquire().await.map_err(|error| unanswered("waiting", error))?;
            self.ask_in_turn(request).await
        };
        match tokio::time::timeout(self.patience, asked).await {
            Ok(answer) => answer,
            Err(_) => Err(Unanswered("no answer in time".to_owned())),
        }
    }

    async fn ask_in_turn(&self, request: Request<String>) -> Result<Response<Bytes>, Unanswered> {
        let uri = request.uri().clone();
        if !is_safe(&uri) {
            return Err(Unanswered("an address that is neither HTTPS nor of this machine".to_owned()));
        }
        let secure = uri.scheme_str() == Some("https");
        let host = bare(uri.host().unwrap_or_default()).to_owned();
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let stream = TcpStream::connect((host.as_str(), port))
            .await
            .map_err(|error| unanswered("connecting", error))?;
        if !secure {
            return over(stream, request).await;
        }
        let name = ServerName::try_from(host).map_err(|error| unanswered("the name", error))?;
        let stream = self.tls.connect(name, stream).await;
        over(stream.map_err(|error| unanswered("HTTPS", error))?, request).await
    }
}

/// One request over a connection, which ends with it.
async fn over<S>(stream: S, request: Request<String>) -> Result<Response<Bytes>, Unanswered>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(LONGEST_HEAD)
        .max_headers(MOST_HEADERS)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(|error| unanswered("HTTP", error))?;
    // Ends with this function, whatever the other side does.
    let mut beside = JoinSet::new();
    beside.spawn(async move { connection.await.map_err(io::Error::other) });
    let answer = sender.send_request(plain(request)?).await.map_err(|error| unanswered("asking", error))?;
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, LARGEST).collect().await;
    let body = body.map_err(|error| unanswered("reading the answer", error))?.to_bytes();
    Ok(Response::from_parts(head, body))
}

/// The request as it stands on the line: the path alone, and whom it is for.
fn plain(request: Request<String>) -> Result<Request<Full<Bytes>>, Unanswered> {
    let (mut head, body) = request.into_parts();
    let host = head.uri.authority().map_or("", |authority| authority.as_str());
    let host = HeaderValue::from_str(host).map_err(|error| unanswered("the name", error))?;
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    head.uri = path.parse().map_err(|error| unanswered("the path", error))?;
    head.headers.insert(HOST, host);
    head.headers.insert(CONNECTION, HeaderValue::from_static("close"));
    head.headers.insert(USER_AGENT, HeaderValue::from_static("xinan"));
    Ok(Request::from_parts(head, Full::new(Bytes::from(body))))
}

#[cfg(test)]
mod tests;
