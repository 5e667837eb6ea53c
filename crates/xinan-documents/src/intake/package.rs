//! The package (a zip) in which a workbook lies, opened with distrust.
//!
//! Headers of a zip can claim anything. So every entry is unpacked once into nothing and counted,
//! and only then is any part of it read: an entry that unpacks to more or less than it claims, to
//! more than a hundred times its packed size, or that fails its checksum, ends the matter.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Limits, Unreadable};

/// Up to this size a high ratio is harmless, and small parts of honest workbooks reach it.
const SMALL: u64 = 1024 * 1024;

/// A package whose every entry has been counted.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by name: lower case, forward slashes, since some writers differ from their own lists.
    index: HashMap<String, usize>,
    limits: Limits,
}

impl<'a> Package<'a> {
    /// Opens and counts the package.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Unreadable> {
        // Counted before the directory is parsed: whatever a parser takes for the directory, it
        // cannot find more entries than there are signatures.
        let signatures = bytes.windows(4).filter(|window| window == b"PK\x01\x02");
        if signatures.take(2 * limits.entries + 1).count() > 2 * limits.entries {
            return Err(too_many(bytes, limits));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if zip.len() > limits.entries {
            return Err(too_many(bytes, limits));
        }
        let mut package = Self { zip, index: HashMap::new(), limits: *limits };
        package.read_directory()?;
        package.count_entries(bytes.len() as u64)?;
        Ok(package)
    }

    /// Whether the package has such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&plain(name))
    }

    /// Whether the name of any part ends like this.
    pub(super) fn has_ending(&self, ending: &str) -> bool {
        self.index.keys().any(|name| name.ends_with(ending))
    }

    /// Whether any part lies below this folder.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        self.index.keys().any(|name| name.starts_with(folder))
    }

    /// A part to be read; a package without it is damaged.
    pub(super) fn part(&mut self, name: &str) -> Result<impl Read + '_, Unreadable> {
        let index = *self.index.get(&plain(name)).ok_or(Unreadable::Damaged)?;
        self.zip.by_index(index).map_err(|_| Unreadable::Damaged)
    }

    /// The unpacked size of a part.
    pub(super) fn size(&mut self, name: &str) -> Result<u64, Unreadable> {
        let index = *self.index.get(&plain(name)).ok_or(Unreadable::Damaged)?;
        Ok(self.zip.by_index_raw(index).map_err(|_| Unreadable::Damaged)?.size())
    }

    /// What the directory says of itself: names, encryption, claimed sizes.
    fn read_directory(&mut self) -> Result<(), Unreadable> {
        let mut claimed = 0_u64;
        for index in 0..self.zip.len() {
            let entry = self.zip.by_index_raw(index).map_err(|_| Unreadable::Damaged)?;
            if entry.encrypted() {
                return Err(Unreadable::Password);
            }
            claimed = claimed.saturating_add(entry.size());
            if claimed > self.limits.unpacked {
                return Err(Unreadable::Bomb);
            }
            let name = plain(entry.name());
            // Two entries under one name: which of them a reader takes is a matter of taste.
            if self.index.insert(name, index).is_some() {
                return Err(Unreadable::Forged);
            }
        }
        Ok(())
    }

    /// Unpacks every entry into nothing.
    fn count_entries(&mut self, file_size: u64) -> Result<(), Unreadable> {
        let mut total = 0_u64;
        let mut chunk = vec![0; 64 * 1024];
        for index in 0..self.zip.len() {
            let mut entry = self.zip.by_index(index).map_err(|_| Unreadable::Damaged)?;
            let claimed = entry.size();
            let packed = entry.compressed_size().min(file_size);
            let most = packed.saturating_mul(self.limits.ratio).max(SMALL);
            let mut count = 0_u64;
            loop {
                let length = entry.read(&mut chunk).map_err(|_| Unreadable::Damaged)?;
                if length == 0 {
                    break;
                }
                let head = &chunk[..length];
                if count == 0 && (head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")) {
                    return Err(Unreadable::NestedPackage);
                }
                count += length as u64;
                if count > claimed || count > most {
                    return Err(Unreadable::Bomb);
                }
            }
            if count != claimed {
                return Err(Unreadable::Damaged);
            }
            // Entries may share the same packed bytes, so that no single ratio looks high.
            total += count;
            if total > self.limits.unpacked || total > file_size.saturating_mul(self.limits.ratio).max(SMALL)
            {
                return Err(Unreadable::Bomb);
            }
        }
        Ok(())
    }
}

/// Why there are too many entries: an honest workbook has a part for each of its sheets.
fn too_many(bytes: &[u8], limits: &Limits) -> Unreadable {
    const SHEET: &[u8] = b"xl/worksheets/sheet";
    // Each name stands before its part and in the directory.
    match bytes.windows(SHEET.len()).filter(|window| *window == SHEET).count() / 2 > limits.sheets {
        true => Unreadable::TooManySheets(limits.sheets),
        false => Unreadable::Bomb,
    }
}

fn plain(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}
