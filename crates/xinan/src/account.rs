//! `xinan account`: who may sign in. A new deployment has nobody until this was used.

pub(crate) mod change;

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::json;
use xinan_db::audit::{self, By, Entry};
use xinan_domain::account::{self as rules, LONGEST};
use xinan_domain::password::{About, Password};
use xinan_domain::text::{Lang, tidy};
use xinan_server::account::fresh::fresh_password;
use xinan_server::shell::actor::PostKind;
use xinan_server::shell::session::{hash_password, store};

use crate::args::{Account, AddAccount, Format, Post};
use crate::fault::While;
use crate::{data, out, sim};

/// Changes accounts.
pub(crate) async fn run(account: Account) -> Result<ExitCode> {
    match account {
        Account::Add(args) => add(args).await,
        Account::Password(args) => change::password(args).await,
        Account::Factor(args) => change::factor(args).await,
        Account::Identity(args) => change::identity(args).await,
        Account::Close(args) => change::close(args).await,
    }
}

async fn add(args: AddAccount) -> Result<ExitCode> {
    let kind = kind(args.post);
    let (login, name) = (login(&args.login)?, name(&args.name)?);
    let app = data::app(&args.place).await?;
    let settings = app.settings();
    let region = data::division(&app, &args.region)?;
    if !kind.levels().contains(&region.level()) {
        let digits: Vec<String> = kind.levels().iter().map(|level| level.digits().to_string()).collect();
        let digits = digits.join(" or ");
        bail!(
            "{} has not the {digits} digits of a division for {}; give one that has",
            args.region,
            kind.post().name()
        );
    }
    let office = match args.office.as_deref().map(tidy).filter(|office| !office.is_empty()) {
        Some(office) => office,
        None => sim::office(kind, settings.divisions.name(region.as_str())),
    };

    let password = fresh_password(&About { login: &login, name: &name, office: &office })?;
    let hash = hash_password(&Password::typed(&password))?;
    let now = app.now();
    let new = store::NewAccount {
        login: &login,
        name: &name,
        password: &hash,
        handed_over: true,
        kind,
        region: region.as_str(),
        office: &office,
    };
    let mut tx = app.db().write().await?;
    let added = store::add_account(&mut tx, &new, now.day(), now.micros()).await?;
    if !added {
        tx.roll_back().await?;
        bail!("the login {login} is taken; choose another with --login");
    }
    let entry = Entry {
        at: now.micros(),
        by: By::program("xinan account add"),
        county: region.as_str().chars().take(6).collect(),
        case: None,
        action: "account.add",
        detail: format!("{} {} {login}", kind.post().name(), region.as_str()),
        cases: Vec::new(),
    };
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    app.db().close().await;

    out::print(&match args.format {
        Format::Json => {
            let account = json!({
                "post": kind.post().name(), "region": region.as_str(), "login": login, "name": name,
                "office": office, "password": password,
            });
            format!("{account}\n")
        }
        Format::Text => format!(
            "{} {} · {name} · {office}\nlogin:    {login}\npassword: {password}\nThe password is shown only now; hand it over in person. It is replaced at the first sign-in.\n",
            kind_label(kind),
            region.as_str(),
        ),
    })
    .doing(|| "the account was added, but its password could not be shown; add another".to_owned())?;
    Ok(ExitCode::SUCCESS)
}

fn kind(post: Post) -> PostKind {
    match post {
        Post::CountyOffice => PostKind::CountyOffice,
        Post::TownshipWorker => PostKind::TownshipWorker,
        Post::VillageDoctor => PostKind::VillageDoctor,
        Post::Psychiatrist => PostKind::Psychiatrist,
        Post::PoliceOfficer => PostKind::PoliceOfficer,
        Post::CoordinatingOffice => PostKind::CoordinatingOffice,
        Post::CivilAffairs => PostKind::CivilAffairs,
        Post::DisabledFederation => PostKind::DisabledFederation,
        Post::Finance => PostKind::Finance,
        Post::SystemAdministrator => PostKind::SystemAdministrator,
        Post::SecurityAdministrator => PostKind::SecurityAdministrator,
        Post::AuditAdministrator => PostKind::AuditAdministrator,
    }
}

fn kind_label(kind: PostKind) -> &'static str {
    Lang::Zh.code(kind)
}

fn login(text: &str) -> Result<String> {
    rules::login(text).with_context(|| {
        format!(
            "a login has 1 to {LONGEST} letters, digits or . _ - @ and no blanks; give another with --login"
        )
    })
}

fn name(text: &str) -> Result<String> {
    rules::shown_name(text)
        .with_context(|| format!("a name has 1 to {LONGEST} characters; give another with --name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_typed_is_no_login() {
        assert_eq!(login(" Wang.Min ").unwrap(), "wang.min");
        assert!(login("a b").unwrap_err().to_string().contains("--login"));
        assert!(name(" ").unwrap_err().to_string().contains("--name"));
    }
}
