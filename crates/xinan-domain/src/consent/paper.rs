//! 签字的扫描件 — what a scanned sheet may be, told by its content and never by its name.

use crate::codes;

/// The largest sheet: a photograph of a telephone has 2 to 4 MB.
pub const LARGEST_PAPER: usize = 5 * 1024 * 1024;

/// Sheets of one entry: two pages, and one that was scanned again.
pub const MOST_PAPERS: usize = 6;

codes! {
    /// What a sheet is.
    PaperKind {
        Jpeg = 1 "JPEG 图片" "JPEG picture" [],
        Png = 2 "PNG 图片" "PNG picture" [],
        Pdf = 3 "PDF 文件" "PDF file" [],
    }
}

impl PaperKind {
    /// What the content is, by how it begins; none for anything else, whatever it is called.
    pub fn of(content: &[u8]) -> Option<Self> {
        if content.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Self::Jpeg)
        } else if content.starts_with(b"\x89PNG\r\n\x1A\n") {
            Some(Self::Png)
        } else if content.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// How the name of such a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_says_what_it_is() {
        for (content, kind) in [
            (&b"\xFF\xD8\xFF\xE0\0\x10JFIF"[..], Some(PaperKind::Jpeg)),
            (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", Some(PaperKind::Png)),
            (b"%PDF-1.7\n", Some(PaperKind::Pdf)),
            (b"", None),
            (b"<!doctype html><script>alert(1)</script>", None),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
            (b"GIF89a", None),
            (b" %PDF-1.7", None),
            (b"\xFF\xD8", None),
            (b"PK\x03\x04", None),
        ] {
            assert_eq!(PaperKind::of(content), kind, "{content:?}");
        }
    }
}
