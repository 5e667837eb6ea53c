//! Clients that send slowly, through a real connection; the patience is shortened, the rest is the program's.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::TestApp;
use crate::routes::router_with_patience;
use crate::shell::serve::{Limits, serve};
use crate::shell::source::Network;

/// Long enough for a busy machine to send a byte, short enough to wait for.
const PATIENCE: Duration = Duration::from_millis(700);
/// What a test waits for before it gives up.
const AT_MOST: Duration = Duration::from_secs(10);
const BODY: &str = "login=liu&password=wrong";

/// The program on an address of its own.
async fn listening(app: &TestApp) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = router_with_patience(app.app.clone(), PATIENCE);
    tokio::spawn(serve(listener, router, Limits::of(&app.app), std::future::pending()));
    address
}

/// A connection that has sent the head of a form and `sent` bytes of it.
async fn begun(address: SocketAddr, sent: usize) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: xinan.test\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        BODY.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&BODY.as_bytes()[..sent]).await.unwrap();
    stream
}

/// Everything the program answers until it closes the connection.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(AT_MOST, stream.read_to_end(&mut bytes)).await;
    _ = read.expect("the connection is still open");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn who_stops_in_the_middle_of_a_form_is_dropped() {
    let app = TestApp::new().await;
    let address = listening(&app).await;
    let mut stream = begun(address, BODY.len() / 2).await;
    let said = answer(&mut stream).await;
    assert!(said.starts_with("HTTP/1.1 4"), "{said}");
    assert_eq!(app.entries("sign_in.failed").await, 0, "half a form signs nobody in and blames nobody");
    // Nobody else has waited for it.
    let mut stream = begun(address, BODY.len()).await;
    assert!(answer(&mut stream).await.starts_with("HTTP/1.1 422"));
}

/// Patience is for silence, not for the whole form: a telephone at the edge of the network is served.
#[tokio::test]
async fn who_sends_slowly_but_steadily_is_answered() {
    let app = TestApp::new().await;
    let address = listening(&app).await;
    let mut stream = begun(address, 0).await;
    for part in BODY.as_bytes().chunks(BODY.len() / 6) {
        tokio::time::sleep(PATIENCE / 5).await;
        stream.write_all(part).await.unwrap();
    }
    let said = answer(&mut stream).await;
    assert!(said.starts_with("HTTP/1.1 422"), "{said}");
}

/// More than the buffers of two ends hold.
const MUCH: usize = 64 << 20;

/// A small house of few connections, and how to stop it; whether it has stopped in good order.
async fn small_house(
    limits: Limits,
) -> (SocketAddr, tokio::sync::oneshot::Sender<()>, tokio::task::JoinHandle<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let pages = Router::new().route("/", get(async || "ok")).route("/much", get(async || vec![b'x'; MUCH]));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let house = tokio::spawn(async move {
        serve(listener, pages, limits, async move { _ = stopped.await }).await.is_ok()
    });
    (address, stop, house)
}

async fn asks(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: xinan.test\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

/// Nobody is exempt, not even this machine.
fn few(most: usize, most_from_one: usize) -> Limits {
    Limits { most, most_from_one, exempt: Vec::new(), takes_within: PATIENCE }
}

#[tokio::test]
async fn a_full_house_can_be_stopped() {
    let (address, stop, house) = small_house(few(2, 2)).await;
    let _first = TcpStream::connect(address).await.unwrap();
    let _second = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    stop.send(()).unwrap();
    assert!(tokio::time::timeout(AT_MOST, house).await.expect("it goes on waiting").unwrap());
}

#[tokio::test]
async fn one_address_has_few_connections_and_proxies_have_all() {
    let (address, _stop, _house) = small_house(few(100, 3)).await;
    let open = [asks(address, "/much").await, asks(address, "/much").await, asks(address, "/much").await];
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(answer(&mut asks(address, "/").await).await, "", "the fourth is not answered");
    drop(open);
    tokio::time::sleep(PATIENCE / 2).await;
    assert!(answer(&mut asks(address, "/").await).await.starts_with("HTTP/1.1 200"));

    let proxy = vec![Network::read("127.0.0.0/8").unwrap()];
    let (address, _stop, _house) = small_house(Limits { exempt: proxy, ..few(100, 3) }).await;
    let _open = [asks(address, "/much").await, asks(address, "/much").await, asks(address, "/much").await];
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(answer(&mut asks(address, "/").await).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn who_takes_nothing_of_what_it_asked_for_is_dropped() {
    let (address, _stop, _house) = small_house(few(100, 1)).await;
    let _stuck = asks(address, "/much").await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(answer(&mut asks(address, "/").await).await, "");
    tokio::time::sleep(PATIENCE * 2).await;
    assert!(answer(&mut asks(address, "/").await).await.starts_with("HTTP/1.1 200"));
    // Who takes it slowly but steadily has it all.
    let mut steady = asks(address, "/much").await;
    let (mut taken, mut part) = (0, vec![0; MUCH / 8]);
    loop {
        match steady.read(&mut part).await.unwrap() {
            0 => break,
            more => taken += more,
        }
        if taken % 7 == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
    assert!(taken > MUCH);
}
