//! The commands of the log of looks.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};
use jiff::civil::Date;

use super::{Format, Place, day};

/// Where the keys of the log are.
#[derive(Debug, Clone, Default, ClapArgs)]
pub(crate) struct LogKeysAt {
    /// The file with the keys of the log of looks, made with new data; FILE.signing beside it signs checkpoints.
    /// Default: $XINAN_AUDIT_KEYS, else DIR.audit-keys beside the data folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) audit_keys: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Checkpoints that were kept elsewhere, beside all those that lie beside the keys.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) checkpoint: Vec<PathBuf>,
    /// The twenty characters at the foot of a paper (记录校验), as in 7Q2MA-0HZ3K-VN4TC-9XJ1E.
    #[arg(long, value_name = "CHARACTERS", value_parser = printed)]
    pub(crate) printed: Option<String>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Sign how far the log has come, and write it to a file that leaves the machine.
    #[command(after_help = "Example:\n  xinan audit checkpoint --data /var/lib/xinan --out /mnt/usb")]
    Checkpoint(MakeCheckpoint),
    /// The public key with which anybody checks a checkpoint's signature (Ed25519).
    #[command(after_help = "Example:\n  xinan audit key --data /var/lib/xinan")]
    Key(ShowKey),
    /// Check a checkpoint's signature, with the public key and nothing else. Exit codes: 0 signed, 1 not.
    #[command(
        after_help = "Example:\n  xinan audit check 1795260000000000-7Q2MA-0HZ3K-VN4TC-9XJ1E.json --public-key 8a88e3dd…"
    )]
    Check(CheckCheckpoint),
    /// Entries of no county, newest first: sign-ins that failed, and what was done on the command line. Where several counties
    /// share a deployment no page shows them, since each county's log is its own.
    #[command(
        after_help = "Example:\n  xinan audit entries --from 2026-11-01 --until 2026-11-22 --data /var/lib/xinan"
    )]
    Entries(Entries),
    /// Say that a backup was restored: what checkpoints saw and it does not hold is given up, with an entry.
    #[command(
        after_help = "Example:\n  xinan audit restored --reason 'backup of 21 November after the disk failed' --data /var/lib/xinan"
    )]
    Restored(Restored),
    /// End a log that is damaged, or whose keys are lost, and begin another after it with new keys and an entry.
    #[command(
        after_help = "Example:\n  xinan audit begin-anew --reason 'the key file was lost' --data /var/lib/xinan"
    )]
    BeginAnew(BeginAnew),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct MakeCheckpoint {
    #[command(flatten)]
    pub(crate) place: Place,
    /// Another folder for the file, beside DIR.checkpoints where the keys are.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Entries {
    #[command(flatten)]
    pub(crate) place: Place,
    /// The first day, Beijing time. Default: six days before the last.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) from: Option<Date>,
    /// The last day. Default: today.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) until: Option<Date>,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ShowKey {
    #[command(flatten)]
    pub(crate) place: Place,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CheckCheckpoint {
    /// The checkpoint.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The public key as `xinan audit key` shows it: 64 hexadecimal digits.
    #[arg(long, value_name = "HEX")]
    pub(crate) public_key: String,
    /// How to print the result.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Restored {
    /// Why, in up to 200 characters and without anybody's name; the entry holds it.
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    pub(crate) reason: String,
    #[command(flatten)]
    pub(crate) place: Place,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct BeginAnew {
    /// Why, in up to 200 characters and without anybody's name; the entry holds it.
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    pub(crate) reason: String,
    #[command(flatten)]
    pub(crate) place: Place,
}

fn reason(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    let is_said = !text.is_empty() && text.chars().count() <= 200 && !text.chars().any(char::is_control);
    is_said.then(|| text.to_owned()).ok_or("say why in 1 to 200 characters on one line")
}

fn printed(text: &str) -> Result<String, &'static str> {
    xinan_db::audit::verify::printed(text)
        .ok_or("write the twenty characters as they are printed, as in 7Q2MA-0HZ3K-VN4TC-9XJ1E")
}
