//! `xinan serve`: the pages of a deployment.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use xinan_server::account::attempts::write_down_refusals;
use xinan_server::account::setup::fresh_setup_token;
use xinan_server::account::tidy::tidy;
use xinan_server::print::press::this_program;
use xinan_server::routes::router;
use xinan_server::shell::app::App;
use xinan_server::shell::sending::FileSender;
use xinan_server::shell::serve::Limits;
use xinan_server::{intake, nightly, portal};

use crate::args::Serve;
use crate::fault::While;
use crate::{data, log_work, out};

/// Serves until it is told to stop.
pub(crate) async fn run(args: Serve) -> Result<ExitCode> {
    may_listen(&args)?;
    may_be_left(&args)?;
    let elsewhere = args.elsewhere.provider()?;
    let app = data::app(&args.place).await?;
    app.trust_proxies(args.trusted_proxy);
    let reached_at = args.public_url.map(|HttpsOrigin(origin)| origin);
    if let Some(origin) = &reached_at {
        app.reached_at(origin.clone());
    }
    if let Some(provider) = elsewhere {
        app.sign_in_elsewhere_by(provider);
    }
    let of_folder = || args.place.data.data.as_ref().map(|folder| folder.join(CODES));
    let mut lines: Vec<String> =
        args.one_time_codes.or_else(of_folder).map(|path| send_codes_to(&app, path)).into_iter().collect();
    let listener = listen(args.listen).await?;
    if let Some(token) = fresh_setup_token(&app).await? {
        // First what is to be done first.
        lines.splice(0..0, set_up_in_words(&listener, reached_at.as_deref(), &token)?);
    }
    announce(&listener, &lines)?;
    serve(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// The file for one-time codes within a data folder.
pub(crate) const CODES: &str = "one-time-codes.txt";

/// Lets one-time codes be written into a file; the line that says so.
pub(crate) fn send_codes_to(app: &App, path: PathBuf) -> String {
    let line = format!("one-time codes of people's own door (/my) are written to {}", path.display());
    app.send_codes_by(Arc::new(FileSender::to(path)));
    line
}

/// What other machines reach is reached by HTTPS, unless somebody says that it need not be.
fn may_listen(args: &Serve) -> Result<()> {
    if args.listen.ip().to_canonical().is_loopback() || args.public_url.is_some() || args.plain_http {
        return Ok(());
    }
    bail!(
        "other machines reach {}, and passwords and records would go there in the clear; put a proxy with HTTPS in \
         front and say --public-url https://…, or say --plain-http if everybody on the way may read them",
        args.listen
    )
}

/// Somebody who sends browsers back here must know a place to send them to.
fn may_be_left(args: &Serve) -> Result<()> {
    let near = args.listen.ip().to_canonical().is_loopback();
    if !args.elsewhere.is_named() || args.public_url.is_some() || near {
        return Ok(());
    }
    bail!(
        "the provider of --oidc-issuer sends browsers back to an address with HTTPS; say --public-url https://…, and \
         register that address with /sign-in/elsewhere/return there"
    )
}

/// The origin by which people's browsers reach the house: https, a name and perhaps a port.
#[derive(Debug, Clone)]
pub(crate) struct HttpsOrigin(String);

impl HttpsOrigin {
    /// What somebody wrote, without the slash at the end and the port that browsers leave out.
    pub(crate) fn read(text: &str) -> Result<Self, &'static str> {
        let wrong = "write https:// and the name in people's browsers, as in https://xinan.example";
        let text = text.to_ascii_lowercase();
        let host = text.strip_prefix("https://").ok_or(wrong)?;
        let host = host.strip_suffix('/').unwrap_or(host);
        let host = host.strip_suffix(":443").unwrap_or(host);
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        match !host.is_empty() && host.chars().all(fits) {
            true => Ok(Self(format!("https://{host}"))),
            false => Err(wrong),
        }
    }
}

/// Takes the address.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.doing(|| format!("cannot listen on {address}"))
}

/// Says that the program is ready. Scripts wait for this line.
pub(crate) fn announce(listener: &TcpListener, lines: &[String]) -> Result<()> {
    let mut text = format!("listening on http://{}\n", listener.local_addr()?);
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    out::print(&text)
}

/// What is said once, where nobody has an account yet: only whoever started the program reads it.
fn set_up_in_words(listener: &TcpListener, reached_at: Option<&str>, token: &str) -> Result<Vec<String>> {
    let origin = match reached_at {
        Some(origin) => origin.to_owned(),
        None => format!("http://{}", listener.local_addr()?),
    };
    Ok(vec![
        format!("no account is there yet; its three administrators are set up at {origin}/setup"),
        format!("  set-up token, good once and for 24 hours: {token}"),
    ])
}

/// Serves an application, with the work that goes on beside the pages.
pub(crate) async fn serve(app: App, listener: TcpListener) -> Result<()> {
    app.print_beside(this_program()?);
    tokio::spawn(intake::job::work(app.clone()));
    let mut by_night = JoinSet::new();
    by_night.spawn(nights(app.clone()));
    by_night.spawn(seals(app.clone()));
    tokio::spawn(log_work::go_on(app.clone()));
    tokio::spawn(refusals(app.clone()));
    let router = router(app.clone());
    let limits = Limits::of(&app);
    xinan_server::shell::serve::serve(listener, router, limits, stopped()).await?;
    // Whatever transaction this is in the middle of leaves nothing behind, and is done at the next start.
    by_night.shutdown().await;
    if let Err(error) = write_down_refusals(&app, true).await {
        tracing::error!(error = format!("{error:#}"), "refused attempts to sign in are not in the log");
    }
    log_work::sign(&app).await;
    app.db().close().await;
    Ok(())
}

/// Does the night's work at the start and whenever a new day has begun.
async fn nights(app: App) {
    let mut last = None;
    let mut owed = None;
    loop {
        // The night judges by what it has heard of.
        if let Err(error) = nightly::hear_of_loads(&app, &mut owed).await {
            tracing::error!(error = format!("{error:#}"), "reading what was loaded failed");
        }
        let today = app.today();
        if last != Some(today) {
            match nightly::run(&app, today).await {
                Ok(_) => last = Some(today),
                Err(error) => tracing::error!(error = format!("{error:#}"), "the night's work failed"),
            }
        }
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    }
}

/// Writes down whom the door has refused, and forgets what is kept of signing in when it serves nothing any more.
async fn refusals(app: App) {
    let mut last = None;
    loop {
        if let Err(error) = write_down_refusals(&app, false).await {
            tracing::error!(
                error = format!("{error:#}"),
                "refused attempts to sign in are not in the log yet"
            );
        }
        if let Err(error) = forget_codes(&app).await {
            tracing::error!(error = format!("{error:#}"), "one-time codes of before are still kept");
        }
        let today = app.today();
        if last != Some(today) {
            let tidied = async { anyhow::Ok((tidy(&app).await?, portal::door::tidy(&app).await?)) };
            match tidied.await {
                Ok(_) => last = Some(today),
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "tidying what is kept of signing in failed")
                }
            }
        }
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    }
}

/// Forgets one-time codes that count no more.
async fn forget_codes(app: &App) -> Result<()> {
    let Some(sender) = app.code_sender() else { return Ok(()) };
    let now = app.now().micros();
    tokio::task::spawn_blocking(move || sender.forget(now)).await?
}

/// Hears of other keys, and seals again what is not sealed with the current one.
async fn seals(app: App) {
    loop {
        if let Err(error) = app.db().keys().look_again() {
            tracing::error!(error = format!("{error:#}"), "the keys stay as they were");
        }
        if let Err(error) = nightly::seal_again(&app).await {
            tracing::error!(error = format!("{error:#}"), "sealing again failed");
        }
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    }
}

/// Resolves on Ctrl-C or when the service is stopped.
async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        let Ok(mut terminate) = terminate else {
            _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        _ = interrupt.await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_in_browsers_is_an_origin() {
        for (text, wanted) in [
            ("https://xinan.example", "https://xinan.example"),
            ("https://Xinan.Example/", "https://xinan.example"),
            ("https://xinan.example:443", "https://xinan.example"),
            ("https://10.0.0.1:8443/", "https://10.0.0.1:8443"),
            ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ] {
            assert_eq!(HttpsOrigin::read(text).unwrap().0, wanted);
        }
        for text in [
            "",
            "https://",
            "http://xinan.example",
            "xinan.example",
            "https://a/b",
            "https://a b",
            "https://u@a",
        ] {
            assert!(HttpsOrigin::read(text).is_err(), "{text}");
        }
    }
}
