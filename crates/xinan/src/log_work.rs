//! What a server does for its log of looks beside the pages: it signs how far the log has come, often enough that
//! little can be cut off unseen, and enters lists where each person can ask who saw them.

use std::time::Duration;

use xinan_db::audit::checkpoint::Kept;
use xinan_server::case::looks;
use xinan_server::shell::app::App;

/// How often it is looked whether something is to be done.
const LOOK: Duration = Duration::from_secs(5);
/// Every so many looks, that is every five minutes, the log is signed and its lists are entered.
const LOOKS: u32 = 60;
/// Earlier when so many entries were written.
const ENTRIES: u64 = 10_000;

/// Works until the server ends.
pub(crate) async fn go_on(app: App) {
    let mut looks = 0;
    loop {
        tokio::time::sleep(LOOK).await;
        looks += 1;
        let unsigned = app.db().unsigned_entries();
        if unsigned >= ENTRIES || looks >= LOOKS {
            sign(&app).await;
        }
        if looks >= LOOKS {
            looks = 0;
            if let Err(error) = looks::unpack(&app).await {
                tracing::error!(error = format!("{error:#}"), "entering who was shown in lists failed");
            }
        }
    }
}

/// Signs what is not signed yet.
pub(crate) async fn sign(app: &App) {
    if app.db().unsigned_entries() == 0 {
        return;
    }
    if let Err(error) = app.sign_log(Kept::UntilTheNext).await {
        tracing::error!(error = format!("{error:#}"), "the log could not be signed");
    }
}
