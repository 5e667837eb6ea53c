//! `xinan account password`, `factor`, `identity` and `close`: what whoever runs the deployment does for a colleague who
//! has forgotten the password, has lost the telephone or the identity elsewhere, or has left.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args as ClapArgs;
use serde_json::json;
use xinan_db::Tx;
use xinan_db::audit::{self, By, Entry};
use xinan_domain::password::Password;
use xinan_domain::region::Region;
use xinan_domain::text::tidy;
use xinan_server::account::fresh::fresh_password;
use xinan_server::account::handed::{self, Owner};
use xinan_server::shell::actor::PostKind;
use xinan_server::shell::app::App;
use xinan_server::shell::clock::Moment;
use xinan_server::shell::session::hash_password;
use xinan_server::staff::last_administrator;

use crate::args::{Format, Place};
use crate::fault::While;
use crate::{data, out};

/// An account, by its login.
#[derive(Debug, ClapArgs)]
pub(crate) struct ChangeAccount {
    /// The name to sign in with.
    #[arg(value_name = "LOGIN")]
    pub(crate) login: String,
    #[command(flatten)]
    pub(crate) place: Place,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// An account that is closed.
#[derive(Debug, ClapArgs)]
pub(crate) struct CloseAccount {
    #[command(flatten)]
    change: ChangeAccount,
    /// Close it although the county has no other administrator of its kind for good.
    #[arg(long)]
    last_administrator: bool,
}

pub(super) async fn password(args: ChangeAccount) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let now = app.now();
    let mut tx = app.db().read().await?;
    let whose = owner(&mut tx, &args.login, &now).await?;
    tx.commit().await?;
    let fresh = fresh_password(&whose.about())?;
    // Slow on purpose, and nobody who writes beside it waits for it.
    let hash = hash_password(&Password::typed(&fresh))?;
    let mut tx = app.db().write().await?;
    let owner = owner(&mut tx, &args.login, &now).await?;
    let ended = handed::renew(&mut tx, &owner, &hash, &now).await?;
    record(&mut tx, &owner, "account.password", ended, &now).await?;
    finish(&app, tx).await?;

    let Owner { login, name, .. } = &owner;
    out::print(&match args.format {
        Format::Json => format!("{}\n", json!({ "login": login, "name": name, "password": fresh })),
        Format::Text => format!(
            "{name}\nlogin:    {login}\npassword: {fresh}\nThe password is shown only now; hand it over in person. \
             It is replaced at the next sign-in. What was open under the account has ended.\n"
        ),
    })
    .doing(|| "the password was changed, but could not be shown; give the command again".to_owned())?;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn factor(args: ChangeAccount) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let owner = owner(&mut tx, &args.login, &now).await?;
    let Some(ended) = handed::take_factor_off(&mut tx, &owner, &now).await? else {
        bail!("the account {} has no second factor; its password is asked for alone", owner.login);
    };
    record(&mut tx, &owner, "account.factor", ended, &now).await?;
    finish(&app, tx).await?;

    let Owner { login, name, .. } = &owner;
    out::print(&match args.format {
        Format::Json => format!("{}\n", json!({ "login": login, "name": name, "second_factor": false })),
        Format::Text => format!(
            "{name}\nThe second factor of {login} is taken off; signing in asks for the password alone. What was open \
             under the account has ended. A new one is set up at /account/factor.\n"
        ),
    })?;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn identity(args: ChangeAccount) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let owner = owner(&mut tx, &args.login, &now).await?;
    let Some(ended) = handed::untie(&mut tx, &owner, &now).await? else {
        bail!("the account {} is tied to no identity; it is signed in to with its password", owner.login);
    };
    record(&mut tx, &owner, "account.identity", ended, &now).await?;
    finish(&app, tx).await?;

    let Owner { login, name, .. } = &owner;
    out::print(&match args.format {
        Format::Json => format!("{}\n", json!({ "login": login, "name": name, "identity": false })),
        Format::Text => format!(
            "{name}\n{login} is tied to no identity any more; its password is asked for. What was open under the account \
             has ended. Its owner ties it anew at /account/elsewhere.\n"
        ),
    })?;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn close(args: CloseAccount) -> Result<ExitCode> {
    let CloseAccount { change: args, last_administrator } = args;
    let app = data::app(&args.place).await?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let owner = owner(&mut tx, &args.login, &now).await?;
    if let Some(kind) = last_of_its_kind(&mut tx, &owner, &now).await?
        && !last_administrator
    {
        bail!(
            "{} is the last {} of the county; add another with xinan account add, or say --last-administrator",
            owner.login,
            kind.post().name()
        );
    }
    let ended = handed::close(&mut tx, &owner, &now).await?;
    record(&mut tx, &owner, "account.close", ended, &now).await?;
    finish(&app, tx).await?;

    let Owner { login, name, .. } = &owner;
    out::print(&match args.format {
        Format::Json => format!("{}\n", json!({ "login": login, "name": name, "closed": true })),
        Format::Text => format!("{name}\nThe account {login} is closed. What it has recorded stays.\n"),
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn owner(tx: &mut Tx, login: &str, now: &Moment) -> Result<Owner> {
    match handed::owner(tx, &tidy(login).to_lowercase(), now).await? {
        Some(owner) => Ok(owner),
        None => bail!(
            "there is no account {login}, or it is closed; give its login as it is typed at the sign-in page"
        ),
    }
}

/// As which administrator the county would have nobody without this account.
async fn last_of_its_kind(tx: &mut Tx, owner: &Owner, now: &Moment) -> Result<Option<PostKind>> {
    let county = owner.post.as_ref().and_then(|(_, county)| Region::exact(county).ok());
    match county {
        Some(county) => last_administrator(tx, &county, &owner.login, now.day()).await,
        None => Ok(None),
    }
}

async fn record(tx: &mut Tx, owner: &Owner, action: &'static str, ended: u64, now: &Moment) -> Result<()> {
    let entry = Entry {
        at: now.micros(),
        by: By::program("xinan account"),
        county: owner.post.as_ref().map_or_else(String::new, |(_, county)| county.clone()),
        case: None,
        action,
        detail: format!("{} {ended} sessions ended", owner.login),
        cases: Vec::new(),
    };
    audit::record(tx, &entry).await
}

async fn finish(app: &App, tx: Tx) -> Result<()> {
    tx.commit().await?;
    app.db().close().await;
    Ok(())
}
