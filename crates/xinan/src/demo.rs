//! `xinan demo`: an invented county, its pages, one account for each post.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use xinan_db::Db;
use xinan_domain::code::Code;
use xinan_server::seed;
use xinan_server::shell::actor::PostKind;
use xinan_server::shell::app::App;
use xinan_server::shell::clock::Clock;
use xinan_server::shell::session::{fresh_token, hash_password, store};

use crate::args::Demo;
use crate::{data, init, serve, sim};

/// An account of the demo, as `accounts.json` lists it.
#[derive(Debug, Serialize, Deserialize)]
struct Account {
    post: String,
    region: String,
    login: String,
    password: String,
}

/// Makes the data when there are none, then serves.
#[allow(clippy::print_stderr, reason = "progress for whoever waits")]
pub(crate) async fn run(args: Demo) -> Result<ExitCode> {
    let listener = serve::listen(args.listen).await?;
    let ready = args.data.join("accounts.json");
    if !ready.exists() {
        eprintln!("inventing a county of {} people …", args.people);
        make(&args).await?;
    }
    let db: Db = data::open_folder(&args.data, false).await?;
    let app = App::start(db, Clock::Machine).await?;
    serve::announce(&listener, &accounts_in_words(&ready)?)?;
    serve::serve(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// Fills a new database beside its final place, so that an interrupted start leaves nothing behind
/// that looks finished.
#[allow(clippy::print_stderr, reason = "progress for whoever waits")]
async fn make(args: &Demo) -> Result<()> {
    for name in ["xinan.db", "xinan.db-wal", "xinan.db-shm"] {
        let left = args.data.join(name);
        if left.exists() {
            std::fs::remove_file(&left)
                .with_context(|| format!("removing the unfinished {}", left.display()))?;
        }
    }
    let db = data::open_folder(&args.data, true).await?;
    let app = App::start(db, Clock::Machine).await?;
    init::load_divisions(&app, xinan_sim::DIVISIONS, "invented").await?;
    let options = sim::options(args.seed, args.people, app.today())?;
    let (people, clues) = sim::people_and_clues(&options);
    seed::fill(&app, people, clues, |done| eprintln!("  {done}")).await?;
    let accounts = accounts(&app, &options).await?;
    app.db().close().await;
    let text = serde_json::to_string_pretty(&accounts)?;
    // Written last: it says that the data are whole.
    data::write_private(&args.data.join("accounts.json"), text.as_bytes())
}

/// One account for each post, and one for each township.
async fn accounts(app: &App, options: &xinan_sim::Options) -> Result<Vec<Account>> {
    let settings = app.settings();
    let county = options.county;
    let mut wanted: Vec<(PostKind, String, String)> = Vec::new();
    let county_name = settings.divisions.name(county.as_str()).to_owned();
    wanted.push((
        PostKind::CountyOffice,
        county.as_str().to_owned(),
        sim::office(PostKind::CountyOffice, &county_name),
    ));
    let first =
        settings.divisions.children(&county).map(|(code, name)| (code, name.to_owned())).collect::<Vec<_>>();
    // 清溪镇 is the township of the sample workbooks.
    let town = first.iter().find(|(code, _)| code.as_str() == "429971101").or(first.first());
    let (town, town_name) = town.context("the county has no township")?;
    wanted.push((
        PostKind::TownshipWorker,
        town.as_str().to_owned(),
        sim::office(PostKind::TownshipWorker, town_name),
    ));
    let villages: Vec<(String, String)> = settings
        .divisions
        .children(town)
        .map(|(code, name)| (code.as_str().to_owned(), name.to_owned()))
        .collect();
    let village = villages.iter().find(|(code, _)| code.ends_with("209")).or(villages.first());
    let (village, village_name) = village.context("the township has no village")?;
    wanted.push((
        PostKind::VillageDoctor,
        village.clone(),
        sim::office(PostKind::VillageDoctor, village_name),
    ));

    let staff = xinan_sim::staff(options);
    let now = app.now();
    let mut accounts = Vec::new();
    let mut tx = app.db().write().await?;
    for (kind, region, office) in wanted {
        let (login, name) = sim::login(kind, &region, &staff);
        let password = fresh_token()?[..12].to_owned();
        let hash = hash_password(&password)?;
        let new =
            store::NewAccount { login, name: &name, password: &hash, kind, region: &region, office: &office };
        store::add_account(&mut tx, &new, now.day(), now.micros()).await?;
        accounts.push(Account { post: post_key(kind).to_owned(), region, login: login.to_owned(), password });
    }
    tx.commit().await?;
    Ok(accounts)
}

/// The name of a post in `accounts.json`.
fn post_key(kind: PostKind) -> &'static str {
    match kind {
        PostKind::VillageDoctor => "village_doctor",
        PostKind::TownshipWorker => "township_worker",
        PostKind::CountyOffice => "county_office",
    }
}

fn accounts_in_words(path: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let accounts: Vec<Account> =
        serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
    Ok(accounts
        .iter()
        .map(|one| {
            let label = PostKind::ALL
                .iter()
                .find(|kind| post_key(**kind) == one.post)
                .map_or("", |kind| kind.label());
            format!("  {:<16} {} {}  {} / {}", one.post, label, one.region, one.login, one.password)
        })
        .collect())
}
