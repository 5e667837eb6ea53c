//! What commands say: the result on standard output, progress on standard error.
//!
//! `println!` ends the program in disorder when nobody listens any more. Here a reader who has gone
//! away (`| head -1`) is no fault, and a full disk is one sentence.

use std::io::{ErrorKind, Write};

use anyhow::Result;

use crate::fault::While;

/// Writes a result to standard output. The text brings its own line ends.
pub(crate) fn print(text: &str) -> Result<()> {
    write(&mut std::io::stdout().lock(), text)
}

/// Tells whoever waits how far the work is. Nothing depends on it being heard.
pub(crate) fn tell(line: &str) {
    _ = writeln!(std::io::stderr().lock(), "{line}");
}

fn write(to: &mut impl Write, text: &str) -> Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).doing(|| "the result could not be written to standard output".to_owned())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Something that takes nothing.
    struct Refusing(ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_who_has_gone_away_is_no_fault() {
        assert!(write(&mut Refusing(ErrorKind::BrokenPipe), "a\n").is_ok());
    }

    #[test]
    fn a_full_disk_is_said() {
        let error = write(&mut Refusing(ErrorKind::StorageFull), "a\n").unwrap_err();
        assert!(error.to_string().contains("could not be written"));
    }
}
