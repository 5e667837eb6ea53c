//! 短信的出口 — how a one-time code reaches a telephone.
//!
//! Which way a county has (a provider of short messages, a gateway of the province) is its own; the house knows one
//! [`Sender`]. The one that comes with the program writes into a file that only its owner reads: what stands there an
//! operator reads out, or a gateway of the house's own picks up. Codes are in no log.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use xinan_domain::phone::Phone;

use super::clock::Moment;
use super::session::SECOND;

/// A way by which short texts reach a telephone.
pub trait Sender: Send + Sync {
    /// Sends one text at an instant, microseconds. May wait for others: it is called where that holds nobody up.
    ///
    /// # Errors
    /// When it could not be handed over. What it says must name neither the telephone nor the text.
    fn send(&self, to: &Phone, text: &str, at: i64) -> Result<()>;

    /// Forgets what is worth nothing any more at an instant, where anything is kept. Called every minute.
    ///
    /// # Errors
    /// When what is kept could not be changed.
    fn forget(&self, _at: i64) -> Result<()> {
        Ok(())
    }
}

/// Writes texts into a file, one a line: when, to which telephone, what. Only its owner may read it, and a line goes
/// when its code is worth nothing any more.
#[derive(Debug)]
pub struct FileSender {
    path: PathBuf,
    /// Two texts at once would be written into one another.
    turn: Mutex<()>,
}

/// How long a line stays, microseconds: a code counts for five minutes, and a stamp names no seconds.
const KEPT: i64 = 6 * 60 * SECOND;

/// Characters of a stamp, with which a line begins.
const STAMP: usize = "2026-11-21 09:00".len();

impl FileSender {
    /// Into the file at this path.
    pub fn to(path: PathBuf) -> Self {
        Self { path, turn: Mutex::default() }
    }

    /// The lines that count at an instant. One of another shape, or of a time to come, does not.
    fn lines_at(&self, at: i64) -> String {
        let text = std::fs::read(&self.path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let (from, until) = (Moment::of_micros(at - KEPT).stamp(), Moment::of_micros(at).stamp());
        let counts = |line: &&str| {
            line.get(..STAMP).is_some_and(|stamp| (from.as_str()..=until.as_str()).contains(&stamp))
        };
        text.split_inclusive('\n').filter(counts).collect()
    }

    /// In place, so that whatever follows the file goes on following it.
    fn write(&self, text: &str) -> std::io::Result<()> {
        let mut options = OpenOptions::new();
        options.create(true).write(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(&self.path)?;
        // Also where somebody had made the file for others to read.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
        }
        file.write_all(text.as_bytes())
    }
}

impl Sender for FileSender {
    fn send(&self, to: &Phone, text: &str, at: i64) -> Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines = self.lines_at(at);
        _ = writeln!(lines, "{}\t{}\t{text}", Moment::of_micros(at).stamp(), to.as_str());
        self.write(&lines).context("the file for one-time codes cannot be written")
    }

    fn forget(&self, at: i64) -> Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(file) = std::fs::metadata(&self.path) else { return Ok(()) };
        let lines = self.lines_at(at);
        if file.len() == lines.len() as u64 {
            return Ok(());
        }
        self.write(&lines).context("the file for one-time codes cannot be written")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Drop for Folder {
        fn drop(&mut self) {
            _ = std::fs::remove_dir_all(&self.0);
        }
    }

    /// 2026-11-21 09:30.
    const NOW: i64 = 1_795_224_600 * SECOND;
    const MINUTE: i64 = 60 * SECOND;

    fn mode(path: &std::path::Path) -> u32 {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn texts_stand_in_a_file_that_only_its_owner_reads_while_they_are_worth_something() {
        let folder = Folder(std::env::temp_dir().join(format!("xinan-sending-{}", std::process::id())));
        _ = std::fs::remove_dir_all(&folder.0);
        std::fs::create_dir_all(&folder.0).unwrap();
        let path = folder.0.join("codes.txt");
        let text = || std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, "made by somebody\n").unwrap();
        let sender = FileSender::to(path.clone());
        let phone = Phone::parse("13835737167").unwrap();
        let other = Phone::parse("13911112222").unwrap();
        sender.send(&phone, "123456", NOW).unwrap();
        assert_eq!(text(), "2026-11-21 09:30\t13835737167\t123456\n");
        sender.send(&other, "654321", NOW + 5 * MINUTE).unwrap();
        assert_eq!(text().lines().count(), 2);
        sender.forget(NOW + 5 * MINUTE).unwrap();
        assert_eq!(text().lines().count(), 2);
        // A code that counts no more is gone with its telephone, with the next or without one.
        sender.send(&other, "111111", NOW + 7 * MINUTE).unwrap();
        assert!(!text().contains("13835737167") && text().contains("654321"), "{}", text());
        sender.forget(NOW + 60 * MINUTE).unwrap();
        assert_eq!(text(), "");
        // A clock that was ahead leaves nothing that stays for a year.
        sender.send(&phone, "123456", NOW + 600 * MINUTE).unwrap();
        sender.forget(NOW).unwrap();
        assert_eq!(text(), "");
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o600);
        let nowhere = FileSender::to(folder.0.join("no/such/folder"));
        nowhere.forget(NOW).unwrap();
        let error = format!("{:#}", nowhere.send(&phone, "123456", NOW).unwrap_err());
        assert!(!error.contains("123456") && !error.contains("138"), "{error}");
    }
}
