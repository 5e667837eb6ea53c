//! `xinan demo`: an invented county, its pages, one account for each post.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use xinan_db::Db;
use xinan_domain::code::Code;
use xinan_domain::password::{About, Password};
use xinan_server::account::fresh::fresh_password;
use xinan_server::seed;
use xinan_server::shell::actor::PostKind;
use xinan_server::shell::app::App;
use xinan_server::shell::clock::Clock;
use xinan_server::shell::session::{hash_password, store};

use crate::args::Demo;
use crate::fault::While;
use crate::{data, init, log_keys, out, serve, sim};

/// An account of the demo, as `accounts.json` lists it.
#[derive(Debug, Serialize, Deserialize)]
struct Account {
    post: String,
    region: String,
    login: String,
    password: String,
}

/// The accounts. Beside a database they say that it is a demo's.
const ACCOUNTS: &str = "accounts.json";
/// The number of a card for somebody's own door, to try it with.
const CARD: &str = "card.txt";
/// The folder within the data folder where a demo is made. Only what is in it is ever removed.
const UNFINISHED: &str = "demo-unfinished";
/// Held while a demo is made.
const LOCK: &str = "demo.lock";

/// Makes the data when there are none, then serves.
pub(crate) async fn run(args: Demo) -> Result<ExitCode> {
    let listener = serve::listen(args.listen).await?;
    let ready = args.data.join(ACCOUNTS);
    if found(&args.data)? != Found::Demo {
        make_alone(&args).await?;
    }
    let of_log = log_keys::of_folder(&args.log_keys, &args.data)?;
    let keys = data::keys_of_folder(&args.keys, &args.data)?;
    let db: Db = data::open_folder(&args.data, keys, &of_log).await?;
    let app = App::start(db, Clock::Machine).await?;
    let codes = serve::send_codes_to(&app, args.data.join(serve::CODES));
    let mut lines = accounts_in_words(&ready)?;
    // Demos of before have no card.
    if let Ok(number) = std::fs::read_to_string(args.data.join(CARD)) {
        lines.push(format!("  {:<20} card {}  at /my", "person", number.trim()));
    }
    lines.push(format!("  {codes}"));
    serve::announce(&listener, &lines)?;
    serve::serve(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// What a data folder holds.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    /// Nothing, or a demo that was not finished.
    Nothing,
    /// A demo that is whole.
    Demo,
}

/// Looks into a folder. A deployment that no demo made is refused: it holds people's records.
fn found(folder: &Path) -> Result<Found> {
    match (folder.join(data::FILE).exists(), folder.join(ACCOUNTS).exists()) {
        (true, true) => Ok(Found::Demo),
        (false, _) => Ok(Found::Nothing),
        (true, false) => bail!(
            "{} holds a deployment that is no demo, and nothing in it was changed; \
             serve it with xinan serve, or give the demo another folder with --data DIR",
            folder.display()
        ),
    }
}

/// Makes a demo unless another program is just making one in the same folder.
async fn make_alone(args: &Demo) -> Result<()> {
    data::make_folder(&args.data)?;
    let path = args.data.join(LOCK);
    let lock = File::create(&path).doing(|| format!("cannot write {}", path.display()))?;
    // The system lets go of the lock however the program ends.
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => bail!(
            "another xinan demo is making its data in {}; start again when it is ready",
            args.data.display()
        ),
        Err(TryLockError::Error(error)) => {
            return Err(error).doing(|| format!("cannot lock {}", path.display()));
        }
    }
    // Another start may have finished it in the meantime.
    if found(&args.data)? == Found::Nothing {
        make(args).await?;
    }
    // On some systems a file that is open cannot be removed; left behind it does no harm.
    _ = std::fs::remove_file(&path);
    Ok(())
}

/// Fills a new database in a folder of its own, and moves it to its place when it is whole: an
/// interrupted start leaves nothing behind that looks finished, and is made anew.
async fn make(args: &Demo) -> Result<()> {
    let part = args.data.join(UNFINISHED);
    if part.exists() {
        std::fs::remove_dir_all(&part)
            .doing(|| format!("cannot remove the unfinished {}", part.display()))?;
    }
    let of_log = log_keys::of_folder(&args.log_keys, &args.data)?;
    log_keys::make_room(&of_log)?;
    let keys = data::keys_of_folder(&args.keys, &args.data)?;
    let db = data::make_unfinished(&part, keys, &of_log).await?;
    let app = App::start(db, Clock::Machine).await?;
    let counties = sim::counties(args.seed, args.people, app.today())?;
    let source = "invented";
    init::load_divisions(&app, sim::divisions(counties.len()), source).await?;
    fill(&app, &counties).await?;
    let accounts = accounts(&app, counties.first().context("there is no county")?).await?;
    if let Some(number) = card(&app, &accounts).await? {
        data::write_private(&args.data.join(CARD), format!("{number}\n").as_bytes())?;
    }
    app.db().close().await;
    let text = serde_json::to_string_pretty(&accounts)?;
    data::write_private(&args.data.join(ACCOUNTS), text.as_bytes())?;
    // The database itself last. Accounts without it count as nothing, so there is no moment at which
    // an end of the program leaves a database that looks like a deployment in use.
    for name in files_of(data::FILE) {
        let from = part.join(&name);
        if from.exists() {
            let to = args.data.join(&name);
            std::fs::rename(&from, &to).doing(|| format!("cannot move {} to its place", from.display()))?;
        }
    }
    std::fs::remove_dir_all(&part).doing(|| format!("cannot remove {}", part.display()))
}

/// Invents and keeps everybody, one county after another, and says how far it is and how long it takes.
#[allow(clippy::disallowed_methods, reason = "only the wait is measured")]
async fn fill(app: &App, counties: &[xinan_sim::Options]) -> Result<()> {
    let all: usize = counties.iter().map(|county| county.people as usize).sum();
    match counties.len() {
        1 => out::tell(&format!("inventing a county of {all} people …")),
        several => out::tell(&format!(
            "inventing {all} people in {several} counties; the accounts are of the first of them …"
        )),
    }
    let since = Instant::now();
    let mut before = 0;
    for county in counties {
        let (people, clues) = sim::people_and_clues(county);
        let say = |done: usize| out::tell(&format!("  {}", far(before + done, all, since.elapsed())));
        before += seed::add(app, people, clues, say).await?;
    }
    seed::finish(app).await?;
    out::tell(&format!("  {} people in {}", before, in_words(since.elapsed())));
    Ok(())
}

/// How far the work is, and how long it will take at this pace.
fn far(done: usize, all: usize, taken: Duration) -> String {
    let left = taken.mul_f64(all.saturating_sub(done) as f64 / done.max(1) as f64);
    match done {
        0 => "0".to_owned(),
        _ if done >= all => format!("{done} of {all}"),
        _ => format!("{done} of {all}, about {} more", in_words(left)),
    }
}

/// A time as one says it: whole seconds, from two minutes on whole minutes.
fn in_words(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..120 => format!("{} s", seconds.max(1)),
        seconds => format!("{} min", (seconds + 30) / 60),
    }
}

/// The files of a database, the one that the others belong to last.
fn files_of(name: &str) -> [PathBuf; 3] {
    ["-wal", "-shm", ""].map(|ending| PathBuf::from(format!("{name}{ending}")))
}

/// The posts of other departments.
const DEPARTMENTS: [PostKind; 4] =
    [PostKind::CoordinatingOffice, PostKind::CivilAffairs, PostKind::DisabledFederation, PostKind::Finance];

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
    // The last: whoever tries the demo begins with those who care for people.
    for kind in PostKind::ADMINISTRATORS {
        wanted.push((kind, county.as_str().to_owned(), sim::office(kind, &county_name)));
    }
    // What one person asks to take out, another one agrees to.
    wanted.push((
        PostKind::CountyOffice,
        county.as_str().to_owned(),
        sim::office(PostKind::CountyOffice, &county_name),
    ));
    wanted.push((
        PostKind::Psychiatrist,
        county.as_str().to_owned(),
        sim::office(PostKind::Psychiatrist, &county_name),
    ));
    wanted.push((
        PostKind::PoliceOfficer,
        town.as_str().to_owned(),
        sim::office(PostKind::PoliceOfficer, town_name),
    ));
    for kind in DEPARTMENTS {
        wanted.push((kind, county.as_str().to_owned(), sim::office(kind, &county_name)));
    }

    let staff = xinan_sim::staff(options);
    let now = app.now();
    let mut accounts = Vec::new();
    let mut tx = app.db().write().await?;
    for (kind, region, office) in wanted {
        let (login, name) = match accounts.iter().any(|one: &Account| one.login == "county") {
            true if kind == PostKind::CountyOffice => sim::second_login(),
            _ => sim::login(kind, &region, &staff),
        };
        let password = fresh_password(&About { login, name: &name, office: &office })?;
        let hash = hash_password(&Password::typed(&password))?;
        let new = store::NewAccount {
            login,
            name: &name,
            password: &hash,
            // Whoever looks at a demo is not asked for a password of the own.
            handed_over: false,
            kind,
            region: &region,
            office: &office,
        };
        store::add_account(&mut tx, &new, now.day(), now.micros()).await?;
        accounts.push(Account {
            post: kind.post().name().to_owned(),
            region,
            login: login.to_owned(),
            password,
        });
    }
    tx.commit().await?;
    Ok(accounts)
}

/// A card for somebody of the township whose worker has an account.
async fn card(app: &App, accounts: &[Account]) -> Result<Option<String>> {
    let township = accounts.iter().find(|one| one.post == PostKind::TownshipWorker.post().name());
    let township = township.context("no account of a township")?;
    xinan_server::portal::demo::card(app, &data::division(app, &township.region)?).await
}

fn accounts_in_words(path: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(path).doing(|| format!("cannot read {}", path.display()))?;
    let accounts: Vec<Account> =
        serde_json::from_str(&text).doing(|| format!("cannot read {}", path.display()))?;
    Ok(accounts
        .iter()
        .map(|one| {
            let label = PostKind::ALL
                .iter()
                .find(|kind| kind.post().name() == one.post)
                .map_or("", |kind| kind.label());
            format!("  {:<20} {} {}  {} / {}", one.post, label, one.region, one.login, one.password)
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use xinan_db::Engine;
    use xinan_db::testing::TestDb;

    use super::*;

    /// Two counties of a province, small ones, so that nobody waits.
    #[tokio::test]
    async fn several_counties_are_filled_and_the_accounts_are_of_the_first() {
        let db = TestDb::fresh(Engine::Sqlite).await.unwrap();
        let today = date(2026, 11, 21);
        let app = App::start(db.db.clone(), Clock::fixed_on(today)).await.unwrap();
        let mut counties = sim::counties(1, 20_000, today).unwrap();
        counties.truncate(2);
        for county in &mut counties {
            county.people = 30;
        }
        init::load_divisions(&app, sim::divisions(counties.len()), "invented").await.unwrap();
        fill(&app, &counties).await.unwrap();

        let mut tx = app.db().read().await.unwrap();
        let counted =
            "select county_code, count(*) as found from cases group by county_code order by county_code";
        let found = tx.rows(counted, &[]).await.unwrap();
        let found: Vec<(String, i64)> =
            found.iter().map(|row| (row.text("county_code").unwrap(), row.int("found").unwrap())).collect();
        assert_eq!(found, [("429971".to_owned(), 30), ("429972".to_owned(), 30)]);
        tx.commit().await.unwrap();
        let accounts = accounts(&app, &counties[0]).await.unwrap();
        let posts: Vec<&str> = accounts.iter().map(|account| account.post.as_str()).collect();
        let care = ["county_office", "township_worker", "village_doctor"];
        let administration = ["system_administrator", "security_administrator", "audit_administrator"];
        let others = ["county_office", "psychiatrist", "police_officer"];
        let departments = ["coordinating_office", "civil_affairs", "disabled_federation", "finance"];
        assert_eq!(posts, [&care[..], &administration, &others, &departments].concat());
        assert!(accounts.iter().all(|account| account.region.starts_with("429971")));
    }

    #[test]
    fn how_far_it_is_is_said_with_the_time_that_is_left() {
        let minute = Duration::from_secs(60);
        assert_eq!(far(0, 2250, Duration::ZERO), "0");
        assert_eq!(far(500, 2250, Duration::from_secs(2)), "500 of 2250, about 7 s more");
        assert_eq!(far(5_000, 20_000, minute), "5000 of 20000, about 3 min more");
        assert_eq!(far(2250, 2250, minute), "2250 of 2250");
        assert_eq!(in_words(Duration::from_millis(80)), "1 s");
        assert_eq!(in_words(Duration::from_secs(119)), "119 s");
        assert_eq!(in_words(Duration::from_secs(150)), "3 min");
    }
}
