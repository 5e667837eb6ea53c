//! The accept loop, with the limits that the web framework does not set by itself.
//!
//! A connection must send its headers within ten seconds and take what it asked for without stopping for thirty;
//! there are at most [`Limits::most`] of them, and few from one address unless it is a proxy's. On a signal the loop
//! stops accepting, full or not, and lets requests in flight finish.

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Sleep, sleep};

use super::app::App;
use super::source::{self, Network, Peer};

const HEADERS_WITHIN: Duration = Duration::from_secs(10);
const FINISH_WITHIN: Duration = Duration::from_secs(10);

/// What one may take of the house.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at a time.
    pub most: usize,
    /// Connections at a time from one address (of IPv6 from one network).
    pub most_from_one: usize,
    /// Who may have all of them: proxies, through which many people come, and this machine itself.
    pub exempt: Vec<Network>,
    /// How long a client may take nothing of what it asked for.
    pub takes_within: Duration,
}

impl Limits {
    /// Those of PROMISES T31, where the named proxies stand for many.
    pub fn of(app: &App) -> Self {
        let here = ["127.0.0.0/8", "::1"].into_iter().filter_map(Network::read);
        Self {
            most: 2000,
            most_from_one: 50,
            exempt: here.chain(app.proxies().iter().copied()).collect(),
            takes_within: Duration::from_secs(30),
        }
    }
}

/// How many connections each address has.
#[derive(Clone, Default)]
struct Addresses(Arc<Mutex<HashMap<String, usize>>>);

impl Addresses {
    /// A place for one more, unless it has `most` already.
    fn place(&self, address: IpAddr, most: usize) -> Option<Place> {
        let who = source::counted(address.to_canonical());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = all.entry(who.clone()).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Place { of: self.clone(), who })
    }
}

/// One connection of an address; given back when it is gone.
struct Place {
    of: Addresses,
    who: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = all.get_mut(&self.who) {
            *count -= 1;
            if *count == 0 {
                all.remove(&self.who);
            }
        }
    }
}

/// Serves until `stop` resolves.
///
/// # Errors
/// When the listener itself fails for good.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let slots = Arc::new(Semaphore::new(limits.most));
    let addresses = Addresses::default();
    let (closing, closed) = tokio::sync::watch::channel(());
    tokio::pin!(stop);
    loop {
        let slot = tokio::select! {
            slot = Arc::clone(&slots).acquire_owned() => slot?,
            // A house that is full is left as well.
            () = &mut stop => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors and the like: passing, and no reason to stop.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let most = match source::is_trusted(&limits.exempt, peer.ip()) {
            true => limits.most,
            false => limits.most_from_one,
        };
        // Whoever has too many is not answered: an answer would be work.
        let Some(place) = addresses.place(peer.ip(), most) else { continue };
        _ = stream.set_nodelay(true);
        let stream = Taking { stream, within: limits.takes_within, stopped: None };
        let pages = TowerToHyperService::new(router.clone());
        let service = service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(Peer(peer.ip()));
            pages.call(request)
        });
        let mut closed = closed.clone();
        tokio::spawn(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADERS_WITHIN)
                .max_buf_size(64 * 1024)
                .serve_connection(TokioIo::new(stream), service);
            tokio::pin!(connection);
            tokio::select! {
                // A client that went away is no fault of ours.
                _ = connection.as_mut() => {}
                _ = closed.changed() => {
                    connection.as_mut().graceful_shutdown();
                    _ = connection.await;
                }
            }
            drop((slot, place));
        });
    }
    drop(closing);
    drop(closed);
    let all = u32::try_from(limits.most).unwrap_or(u32::MAX);
    _ = tokio::time::timeout(FINISH_WITHIN, slots.acquire_many(all)).await;
    Ok(())
}

/// A connection whose other end takes what is sent, or is given up.
struct Taking {
    stream: TcpStream,
    within: Duration,
    /// Runs while nothing is taken.
    stopped: Option<Pin<Box<Sleep>>>,
}

impl Taking {
    /// What came of sending, unless nothing was taken for too long.
    fn unless_stopped<T>(&mut self, cx: &mut Context<'_>, sent: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if sent.is_ready() {
            self.stopped = None;
            return sent;
        }
        let within = self.within;
        let stopped = self.stopped.get_or_insert_with(|| Box::pin(sleep(within)));
        ready!(stopped.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Taking {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Taking {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.unless_stopped(cx, sent)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.unless_stopped(cx, sent)
    }
}
