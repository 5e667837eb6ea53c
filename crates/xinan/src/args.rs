//! The command line. Others script it, so its shape is a promise.

mod log;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use xinan_server::shell::source::Network;

use crate::account::change::{ChangeAccount, CloseAccount};
use crate::elsewhere::Elsewhere;
use crate::serve::HttpsOrigin;

pub(crate) use log::{
    Audit, BeginAnew, CheckCheckpoint, Entries, LogKeysAt, MakeCheckpoint, Restored, Verify,
};

/// Xin'an 心安: the care of people with severe mental disorders, as a county runs it.
#[derive(Debug, Parser)]
#[command(
    name = "xinan",
    version,
    after_help = "Example:\n  xinan demo\n  xinan serve --data /var/lib/xinan"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Fill an embedded database with an invented county and serve its pages.
    #[command(after_help = "Example:\n  xinan demo --people 500 --listen 127.0.0.1:8080")]
    Demo(Demo),
    /// Serve a deployment.
    #[command(after_help = "Example:\n  xinan serve --data /var/lib/xinan --listen 127.0.0.1:8080")]
    Serve(Serve),
    /// Make an empty deployment.
    #[command(after_help = "Example:\n  xinan init --data /var/lib/xinan --divisions divisions.csv")]
    Init(Init),
    /// Bring workbooks in: roster, follow-ups, examinations, clues.
    #[command(
        // texts-ok: file names in an example.
        after_help = "Example:\n  xinan import 名册.xlsx 随访2025.xlsx --data /var/lib/xinan --dry-run --format json"
    )]
    Import(Import),
    /// Figures.
    #[command(
        subcommand,
        after_help = "Example:\n  xinan report indicators --region 429971101 --as-of 2025-12-31 --data /var/lib/xinan"
    )]
    Report(Report),
    /// The night's work: month rows, clearing up. Running it twice does no harm.
    #[command(after_help = "Example:\n  xinan nightly --data /var/lib/xinan --as-of 2026-11-22")]
    Nightly(Nightly),
    /// Accounts of those who sign in.
    #[command(
        subcommand,
        after_help = "Example:\n  xinan account add --post county_office --region 429971 --login wang --name 'Wang Min' --data /var/lib/xinan"
    )]
    Account(Account),
    /// What a region orders: intervals, limits, denominators and targets, each from a day on.
    #[command(
        subcommand,
        after_help = "Example:\n  xinan parameters show --region 429971 --data /var/lib/xinan\n  xinan parameters load county.csv --data /var/lib/xinan"
    )]
    Parameters(Parameters),
    /// Days off and make-up working days.
    #[command(
        subcommand,
        after_help = "Example:\n  xinan holidays load 2027.csv --source 'State Council notice for 2027' --data /var/lib/xinan"
    )]
    Holidays(Holidays),
    /// Check that the log of looks is whole. Exit codes: 0 whole, 1 an entry is bad, 2 it cannot be read.
    #[command(
        after_help = "Example:\n  xinan verify --data /var/lib/xinan --checkpoint /mnt/usb/1795260000000000-7Q2MA-0HZ3K-VN4TC-9XJ1E.json --format json"
    )]
    Verify(Verify),
    /// The log of looks: its signed checkpoints, its public key, and what is to be said after a backup was restored.
    #[command(
        subcommand,
        after_help = "Example:\n  xinan audit checkpoint --data /var/lib/xinan --out /mnt/usb\n  xinan audit key --data /var/lib/xinan"
    )]
    Audit(Audit),
    /// The keys that names, numbers and notes are sealed with.
    #[command(
        subcommand,
        after_help = "Example:\n  xinan keys status --data /var/lib/xinan\n  xinan keys rotate --data /var/lib/xinan"
    )]
    Keys(Keys),
    /// Sets one order of paper from standard input. The server starts it; nobody types it.
    #[command(hide = true)]
    Typeset,
}

/// Where the data are, where their keys, and where those of the log.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct Place {
    #[command(flatten)]
    pub(crate) data: Data,
    #[command(flatten)]
    pub(crate) keys: KeyOption,
    #[command(flatten)]
    pub(crate) log_keys: LogKeysAt,
}

/// Where the keys are.
#[derive(Debug, Clone, ClapArgs)]
pub(crate) struct KeyOption {
    /// The file with the keys of the data; made with new data. Default: $XINAN_KEYS, else DIR.keys beside the data folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) keys: Option<PathBuf>,
}

/// Where the data are.
#[derive(Debug, Clone, ClapArgs)]
#[group(required = true, multiple = false)]
pub(crate) struct Data {
    /// The data folder of an embedded database.
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// A PostgreSQL database.
    #[arg(long, value_name = "URL")]
    pub(crate) database_url: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Demo {
    /// The data folder; a second start opens the same data at once.
    #[arg(long, value_name = "DIR", default_value = "xinan-demo")]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) keys: KeyOption,
    #[command(flatten)]
    pub(crate) log_keys: LogKeysAt,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8321", value_parser = address)]
    pub(crate) listen: SocketAddr,
    /// How many people to invent: up to 10000 in one county, more in the counties of a province.
    #[arg(long, value_name = "N", default_value_t = 2250, value_parser = people, allow_hyphen_values = true)]
    pub(crate) people: u32,
    /// The seed: the same seed invents the same people.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = seed, allow_hyphen_values = true)]
    pub(crate) seed: u64,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8321", value_parser = address)]
    pub(crate) listen: SocketAddr,
    /// A proxy in front of the program whose X-Forwarded-For is believed; may be given several times.
    #[arg(long, value_name = "IP|NETWORK", value_parser = proxy)]
    pub(crate) trusted_proxy: Vec<Network>,
    /// The address in people's browsers, where a proxy speaks HTTPS for the program: cookies go over nothing else then.
    #[arg(long, value_name = "URL", value_parser = HttpsOrigin::read)]
    pub(crate) public_url: Option<HttpsOrigin>,
    /// The file into which one-time codes for people's own door are written, for whoever sends them on. Default:
    /// one-time-codes.txt in the data folder; without either, no card opens anything.
    #[arg(long, value_name = "FILE")]
    pub(crate) one_time_codes: Option<PathBuf>,
    /// Serve other machines without HTTPS: everybody on the way can read passwords and records.
    #[arg(long)]
    pub(crate) plain_http: bool,
    #[command(flatten)]
    pub(crate) elsewhere: Elsewhere,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The division table: code,name,population. Default: the invented county.
    #[arg(long, value_name = "FILE")]
    pub(crate) divisions: Option<PathBuf>,
}

/// For people or for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Lines for people.
    Text,
    /// JSON for programs.
    Json,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Import {
    /// The workbooks.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) place: Place,
    /// The division into which the files come. Default: the only county of the deployment.
    #[arg(long, value_name = "CODE")]
    pub(crate) region: Option<String>,
    /// Check everything and store nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Store the good rows of a file although others are refused.
    #[arg(long)]
    pub(crate) accept_good_rows: bool,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// The indicators of a division on a day.
    #[command(
        after_help = "Example:\n  xinan report indicators --region 429971101 --as-of 2025-12-31 --data /var/lib/xinan --format json"
    )]
    Indicators(Indicators),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Indicators {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The division: 6 digits a county, 9 a township, 12 a village.
    #[arg(long, value_name = "CODE")]
    pub(crate) region: String,
    /// The cut-off, 24:00 of that day. Default: today.
    #[arg(long, value_name = "DAY", value_parser = day, allow_hyphen_values = true)]
    pub(crate) as_of: Option<Date>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Add an account with one post. Its password is made here and shown once.
    #[command(
        after_help = "Example:\n  xinan account add --post township_worker --region 429971101 --login zhao --name 'Zhao Lan' --data /var/lib/xinan"
    )]
    Add(AddAccount),
    /// Give an account a fresh password, shown once, and end what is open under it.
    #[command(after_help = "Example:\n  xinan account password zhao --data /var/lib/xinan")]
    Password(ChangeAccount),
    /// Take the second factor off an account whose owner has lost the telephone, and end what is open under it.
    #[command(after_help = "Example:\n  xinan account factor zhao --data /var/lib/xinan")]
    Factor(ChangeAccount),
    /// Untie an account from the identity elsewhere with which its owner signs in (serve --oidc-issuer), and end what is open
    /// under it. The password is asked for from then on.
    #[command(after_help = "Example:\n  xinan account identity zhao --data /var/lib/xinan")]
    Identity(ChangeAccount),
    /// Close an account. What it has recorded stays; a system administrator can open it again. The last administrator of
    /// a kind that a county has is closed only with --last-administrator.
    #[command(after_help = "Example:\n  xinan account close zhao --data /var/lib/xinan")]
    Close(CloseAccount),
}

/// The posts, as `accounts.json` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum Post {
    /// The county office: a county, 6 digits.
    CountyOffice,
    /// A worker of a township's health centre: a township, 9 digits.
    TownshipWorker,
    /// A village doctor: a village, 12 digits.
    VillageDoctor,
    /// A psychiatrist, who sees whom he or she reviews, treats or advises on: a county, 6 digits.
    Psychiatrist,
    /// An officer of a police station, who asks about one person because of one live matter: a township, 9 digits.
    PoliceOfficer,
    /// A clerk of the political-legal commission or its centre, who reads counts: a county or a township, 6 or 9 digits.
    CoordinatingOffice,
    /// A clerk of civil affairs, who reads counts: a county or a township, 6 or 9 digits.
    CivilAffairs,
    /// A clerk of the disabled persons' federation, who reads counts: a county or a township, 6 or 9 digits.
    DisabledFederation,
    /// A clerk of finance, who reads counts: a county or a township, 6 or 9 digits.
    Finance,
    /// Keeps institutions, accounts and posts on pages, and sees no patient: a county, 6 digits.
    SystemAdministrator,
    /// Confirms posts, ends sessions, sees how keys and log stand, and sees no patient: a county, 6 digits.
    SecurityAdministrator,
    /// Reads the log, in which records are numbers, and sees no patient: a county, 6 digits.
    AuditAdministrator,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AddAccount {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The post.
    #[arg(long, value_enum)]
    pub(crate) post: Post,
    /// Its division: 6 digits a county, 9 a township, 12 a village.
    #[arg(long, value_name = "CODE")]
    pub(crate) region: String,
    /// The name to sign in with.
    #[arg(long)]
    pub(crate) login: String,
    /// The person's name, as colleagues see it.
    #[arg(long)]
    pub(crate) name: String,
    /// The institution. Default: the one that the division's name suggests.
    #[arg(long)]
    pub(crate) office: Option<String>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Parameters {
    /// Load a table. It is checked whole; everybody concerned is judged anew.
    #[command(after_help = "\
The table is text with commas or a workbook, one value a line; the first line may name the columns:
  region,name,value,valid_from,valid_to,source
  429971,interval.stable_months,1,2026-01-01,,county plan of 2026
  429971101,target.standard,92%,2026-01-01,2026-12-31,agreement of the township
valid_to may stay empty. The value `withdrawn` takes back what began on that day. Names: xinan parameters show.
A value stricter than the norm is taken, a looser one refused. The same table again changes nothing.

Example:
  xinan parameters load county.csv --data /var/lib/xinan --dry-run --format json")]
    Load(LoadParameters),
    /// List every parameter: its value, since when, and where it comes from.
    #[command(
        after_help = "Example:\n  xinan parameters show --region 429971101 --on 2026-01-01 --data /var/lib/xinan --format json"
    )]
    Show(ShowParameters),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Holidays {
    /// Load a year's notice. It is checked whole; figures that count working days are made anew.
    #[command(after_help = "\
The table is text with commas or a workbook, one day a line; the first line may name the columns:
  day,kind,name,source,region
  2027-01-01,off,New Year,,
  2027-01-03,work,New Year,,
kind is off or work, or withdrawn to take a loaded day back. Without a source each line has that of --source; with a region it is that region's own day.
A year is loaded whole. The same table again changes nothing.

Example:
  xinan holidays load 2027.csv --source 'State Council notice for 2027' --data /var/lib/xinan")]
    Load(LoadHolidays),
}

/// A table and where it goes.
#[derive(Debug, ClapArgs)]
pub(crate) struct LoadTable {
    /// The table.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) place: Place,
    /// Check everything and load nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct LoadParameters {
    #[command(flatten)]
    pub(crate) table: LoadTable,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct LoadHolidays {
    #[command(flatten)]
    pub(crate) table: LoadTable,
    /// The notice, for lines that name none.
    #[arg(long, value_name = "TEXT")]
    pub(crate) source: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ShowParameters {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The division. Default: the only county of the deployment.
    #[arg(long, value_name = "CODE")]
    pub(crate) region: Option<String>,
    /// The day. Default: today.
    #[arg(long, value_name = "DAY", value_parser = day, allow_hyphen_values = true)]
    pub(crate) on: Option<Date>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    /// How many values are sealed with each key, by table.
    #[command(after_help = "Example:\n  xinan keys status --data /var/lib/xinan --format json")]
    Status(KeysStatus),
    /// Add a key and seal with it from now on. A server that runs seals the rest again, beside its work.
    #[command(after_help = "Example:\n  xinan keys rotate --algorithm sm4-gcm --data /var/lib/xinan")]
    Rotate(RotateKeys),
    /// Remove a key with which nothing is sealed any more. Key 0 is the plain text of the first version: for it
    /// all data are written anew, and whoever saves meanwhile waits or is told to come again.
    #[command(after_help = "Example:\n  xinan keys drop 1 --data /var/lib/xinan")]
    Drop(DropKey),
}

/// The algorithms, as the key file names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Algorithm {
    /// AES-256-GCM-SIV (RFC 8452).
    #[value(name = "aes-256-gcm-siv")]
    Aes256GcmSiv,
    /// SM4-GCM (GB/T 32907, RFC 8998).
    #[value(name = "sm4-gcm")]
    Sm4Gcm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct KeysStatus {
    #[command(flatten)]
    pub(crate) place: Place,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RotateKeys {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The algorithm of the new key.
    #[arg(long, value_enum, default_value_t = Algorithm::Aes256GcmSiv)]
    pub(crate) algorithm: Algorithm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct DropKey {
    /// The key's number.
    #[arg(value_name = "ID")]
    pub(crate) id: u16,
    #[command(flatten)]
    pub(crate) place: Place,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Nightly {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The day whose night it is. Default: today.
    #[arg(long, value_name = "DAY", value_parser = day, allow_hyphen_values = true)]
    pub(crate) as_of: Option<Date>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// People that can be invented at most.
const MOST_PEOPLE: u32 = 2_000_000;

// What a value must look like, in words of ours: those of the libraries explain their own parsers.

pub(crate) fn day(text: &str) -> Result<Date, &'static str> {
    let is_written = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match text.parse() {
        Ok(day) if is_written => Ok(day),
        _ => Err("write a day of the calendar as 2026-11-22"),
    }
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "write the machine's address and a port up to 65535, as in 127.0.0.1:8321")
}

fn proxy(text: &str) -> Result<Network, &'static str> {
    Network::read(text)
        .ok_or("write the proxy's address without a port, as in 10.0.0.1, or its network, as in 10.0.0.0/28")
}

fn people(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(people) if (1..=MOST_PEOPLE).contains(&people) => Ok(people),
        _ => Err(format!("give a whole number from 1 to {MOST_PEOPLE}")),
    }
}

fn seed(text: &str) -> Result<u64, &'static str> {
    text.parse().map_err(|_| "give a whole number from 0 on")
}
