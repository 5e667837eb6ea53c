//! Clients that send slowly, through a real connection; the patience is shortened, the rest is the program's.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::TestApp;
use crate::routes::router_with_patience;
use crate::shell::serve::serve;

/// Long enough for a busy machine to send a byte, short enough to wait for.
const PATIENCE: Duration = Duration::from_millis(700);
/// What a test waits for before it gives up.
const AT_MOST: Duration = Duration::from_secs(10);
const BODY: &str = "login=liu&password=wrong";

/// The program on an address of its own.
async fn listening(app: &TestApp) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router_with_patience(app.app.clone(), PATIENCE), std::future::pending()));
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
