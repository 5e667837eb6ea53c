//! Requests to a provider of some lines, over certificates that a county made itself.
//!
//! The certificates of `testdata` hold for a hundred years and for nothing but these tests; the authorities' keys were
//! thrown away.

use std::io::Write;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::*;

const COUNTY: &[u8] = include_bytes!("../../testdata/county.pem");
const ANOTHER: &[u8] = include_bytes!("../../testdata/another.pem");
const PROVIDER: &[u8] = include_bytes!("../../testdata/provider.pem");
const KEY: &[u8] = include_bytes!("../../testdata/provider.key.pem");
const PATIENCE: Duration = Duration::from_secs(5);

/// Answers each connection with these bytes, and then says nothing more; the port.
async fn answering(tls: bool, answer: Vec<u8>) -> u16 {
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let chain = vec![CertificateDer::from_pem_slice(PROVIDER).unwrap()];
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, PrivateKeyDer::from_pem_slice(KEY).unwrap())
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, answer) = (acceptor.clone(), answer.clone());
            tokio::spawn(async move {
                match tls {
                    true => say(acceptor.accept(stream).await.ok()?, &answer).await,
                    false => say(stream, &answer).await,
                }
            });
        }
    });
    port
}

async fn say<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, answer: &[u8]) -> Option<()> {
    let mut asked = Vec::with_capacity(4096);
    stream.read_buf(&mut asked).await.ok()?;
    stream.write_all(answer).await.ok()?;
    stream.flush().await.ok()?;
    // Keeps the connection open.
    stream.read_buf(&mut asked).await.ok().map(drop)
}

fn answer(body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

async fn asked(web: &Web, address: &str) -> Result<String, String> {
    let request = Request::get(address).body(String::new()).unwrap();
    match web.ask(request).await {
        Ok(answer) => Ok(String::from_utf8(answer.into_body().to_vec()).unwrap()),
        Err(error) => Err(error.to_string()),
    }
}

#[tokio::test]
async fn a_county_vouches_for_its_provider_and_then_nobody_else_does() {
    let port = answering(true, answer("whole")).await;
    let address = format!("https://localhost:{port}/keys?a=1");
    let web = |roots| Web::new(roots, PATIENCE).unwrap();
    assert_eq!(asked(&web(Some(COUNTY)), &address).await.unwrap(), "whole");
    let both = [ANOTHER, COUNTY].concat();
    assert_eq!(asked(&web(Some(&both)), &address).await.unwrap(), "whole");
    for roots in [Some(ANOTHER), None] {
        let error = asked(&web(roots), &address).await.unwrap_err();
        assert!(error.starts_with("HTTPS: "), "{error}");
    }
    // Another name than that of the certificate.
    let error = asked(&web(Some(COUNTY)), &format!("https://127.0.0.2:{port}/")).await.unwrap_err();
    assert!(error.starts_with("HTTPS: "), "{error}");
}

#[test]
fn a_file_without_a_certificate_is_refused() {
    let cut = &COUNTY[..COUNTY.len() / 2];
    let mut nonsense = Vec::new();
    writeln!(nonsense, "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----").unwrap();
    for roots in [&b""[..], b"nonsense", cut, KEY, &nonsense] {
        assert!(Web::new(Some(roots), PATIENCE).is_err(), "{}", String::from_utf8_lossy(roots));
    }
}

#[tokio::test]
async fn nothing_goes_out_in_the_clear_but_to_this_machine() {
    let port = answering(false, answer("near")).await;
    let web = Web::new(None, PATIENCE).unwrap();
    for host in ["127.0.0.1", "localhost"] {
        assert_eq!(asked(&web, &format!("http://{host}:{port}/")).await.unwrap(), "near");
    }
    for address in ["http://192.0.2.1/", "http://provider.example/", "http://localhost.example/", "/keys"] {
        let error = asked(&web, address).await.unwrap_err();
        assert!(error.contains("neither HTTPS nor of this machine"), "{address}: {error}");
    }
}

#[tokio::test]
async fn an_answer_is_bounded_in_size_and_time() {
    let web = Web::new(None, Duration::from_millis(500)).unwrap();
    let large = answering(false, answer(&"a".repeat(LARGEST + 1))).await;
    let mut endless = b"HTTP/1.1 200 OK\r\n".to_vec();
    endless.extend("x-more: yes\r\n".repeat(10_000).into_bytes());
    let endless = answering(false, endless).await;
    let silent = answering(false, Vec::new()).await;
    let half = answering(false, b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf".to_vec()).await;
    for port in [large, endless, silent, half] {
        assert!(asked(&web, &format!("http://127.0.0.1:{port}/")).await.is_err());
    }
    let whole = answering(false, answer(&"a".repeat(LARGEST))).await;
    assert_eq!(asked(&web, &format!("http://127.0.0.1:{whole}/")).await.unwrap().len(), LARGEST);
    // Nobody is led on.
    let led =
        answering(false, b"HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n".to_vec()).await;
    assert_eq!(asked(&web, &format!("http://127.0.0.1:{led}/")).await.unwrap(), "");
}
