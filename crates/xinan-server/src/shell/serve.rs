//! The accept loop, with the limits that the web framework does not set by itself.
//!
//! A connection must send its headers within ten seconds; there are at most [`MOST`] of them; on a
//! signal the loop stops accepting and lets requests in flight finish.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::source::Peer;

/// Connections at a time.
const MOST: usize = 2000;
const HEADERS_WITHIN: Duration = Duration::from_secs(10);
const FINISH_WITHIN: Duration = Duration::from_secs(10);

/// Serves until `stop` resolves.
///
/// # Errors
/// When the listener itself fails for good.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) -> Result<()> {
    let slots = Arc::new(Semaphore::new(MOST));
    let (closing, closed) = tokio::sync::watch::channel(());
    tokio::pin!(stop);
    loop {
        let slot = Arc::clone(&slots).acquire_owned().await?;
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
        _ = stream.set_nodelay(true);
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
            drop(slot);
        });
    }
    drop(closing);
    drop(closed);
    let all = u32::try_from(MOST).unwrap_or(u32::MAX);
    _ = tokio::time::timeout(FINISH_WITHIN, slots.acquire_many(all)).await;
    Ok(())
}
