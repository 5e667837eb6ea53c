//! `xinan serve`: the pages of a deployment.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::Result;
use tokio::net::TcpListener;
use xinan_server::print::press::this_program;
use xinan_server::routes::router;
use xinan_server::shell::app::App;
use xinan_server::{intake, nightly};

use crate::args::Serve;
use crate::fault::While;
use crate::{data, log_work, out};

/// Serves until it is told to stop.
pub(crate) async fn run(args: Serve) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    app.trust_proxies(args.trusted_proxy);
    let listener = listen(args.listen).await?;
    announce(&listener, &[])?;
    serve(app, listener).await?;
    Ok(ExitCode::SUCCESS)
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

/// Serves an application, with the work that goes on beside the pages.
pub(crate) async fn serve(app: App, listener: TcpListener) -> Result<()> {
    app.print_beside(this_program()?);
    tokio::spawn(intake::job::work(app.clone()));
    tokio::spawn(nights(app.clone()));
    tokio::spawn(seals(app.clone()));
    tokio::spawn(log_work::go_on(app.clone()));
    let router = router(app.clone());
    xinan_server::shell::serve::serve(listener, router, stopped()).await?;
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
