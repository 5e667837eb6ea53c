//! 短信的出口 — how a one-time code reaches a telephone.
//!
//! Which way a county has (a provider of short messages, a gateway of the province) is its own; the house knows one
//! [`Sender`]. The one that comes with the program writes into a file that only its owner reads: what stands there an
//! operator reads out, or a gateway of the house's own picks up. Codes are in no log.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};
use xinan_domain::phone::Phone;

/// A way by which short texts reach a telephone.
pub trait Sender: Send + Sync {
    /// Sends one text. May wait for others: it is called where that holds nobody up.
    ///
    /// # Errors
    /// When it could not be handed over. What it says must name neither the telephone nor the text.
    fn send(&self, to: &Phone, text: &str, at: &str) -> Result<()>;
}

/// Writes texts into a file, one a line: when, to which telephone, what. Only its owner may read it.
#[derive(Debug)]
pub struct FileSender {
    path: PathBuf,
    /// Two texts at once would be written into one another.
    turn: Mutex<()>,
}

/// A file longer than this begins anew: a code is worth nothing after five minutes.
const LONGEST: u64 = 64 * 1024;

impl FileSender {
    /// Into the file at this path.
    pub fn to(path: PathBuf) -> Self {
        Self { path, turn: Mutex::default() }
    }

    fn open(&self) -> std::io::Result<File> {
        let long = std::fs::metadata(&self.path).is_ok_and(|file| file.len() > LONGEST);
        let mut options = OpenOptions::new();
        options.create(true);
        if long {
            options.write(true).truncate(true)
        } else {
            options.append(true)
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let file = options.open(&self.path)?;
        // Also where somebody had made the file for others to read.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
        }
        Ok(file)
    }
}

impl Sender for FileSender {
    fn send(&self, to: &Phone, text: &str, at: &str) -> Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = self.open().context("the file for one-time codes cannot be written")?;
        let line = format!("{at}\t{}\t{text}\n", to.as_str());
        file.write_all(line.as_bytes()).context("the file for one-time codes cannot be written")
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

    #[test]
    fn texts_stand_in_a_file_that_only_its_owner_reads_and_that_does_not_grow() {
        let folder = Folder(std::env::temp_dir().join(format!("xinan-sending-{}", std::process::id())));
        _ = std::fs::remove_dir_all(&folder.0);
        std::fs::create_dir_all(&folder.0).unwrap();
        let path = folder.0.join("codes.txt");
        std::fs::write(&path, "made by somebody\n").unwrap();
        let sender = FileSender::to(path.clone());
        let phone = Phone::parse("13835737167").unwrap();
        sender.send(&phone, "123456", "2026-11-21 09:00").unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.ends_with("2026-11-21 09:00\t13835737167\t123456\n"), "{text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        for _ in 0..4000 {
            sender.send(&phone, "123456", "2026-11-21 09:00").unwrap();
        }
        assert!(std::fs::metadata(&path).unwrap().len() < LONGEST + 200);
        let nowhere = FileSender::to(folder.0.join("no/such/folder"));
        let error = format!("{:#}", nowhere.send(&phone, "123456", "").unwrap_err());
        assert!(!error.contains("123456") && !error.contains("138"), "{error}");
    }
}
