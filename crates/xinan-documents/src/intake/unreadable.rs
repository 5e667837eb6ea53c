//! Why a file cannot be read, and what its owner can do about it.

use xinan_domain::text::Lang;

use crate::texts;

/// Why a file was refused as a whole. Nothing of such a file is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// No bytes at all, or a workbook without any content.
    Empty,
    /// Larger than so many MiB.
    TooLarge(usize),
    /// An `.xls` of Excel 97–2003, or an `.et` of WPS.
    OldWorkbook,
    /// Encrypted with a password.
    Password,
    /// A web page or XML saved under a spreadsheet's name, as many systems "export to Excel".
    WebPage,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// `.xlsb`, `.ods` or another spreadsheet that we do not read.
    OtherSpreadsheet,
    /// A Word document, a presentation, an archive: a package, but no workbook in it.
    NotAWorkbook,
    /// Neither a workbook nor text.
    Unknown,
    /// A text table in none of the encodings that we know.
    Encoding,
    /// With macros.
    Macros,
    /// With a package inside the package, as when a document was pasted in as an attachment.
    NestedPackage,
    /// Unpacks to far more than its size, or holds too many parts: made to exhaust the reader.
    Bomb,
    /// Holds XML that no spreadsheet program writes (a DTD, extreme nesting).
    Forged,
    /// Cut off or otherwise broken.
    Damaged,
    /// More sheets than this.
    TooManySheets(usize),
    /// A sheet with more rows than this.
    TooManyRows(String, usize),
    /// A sheet with more columns than this.
    TooManyColumns(String, usize),
    /// More cells than this.
    TooManyCells(usize),
    /// More text than any ledger holds.
    TooMuchText,
    /// Our reader failed; the fault is ours.
    OurFault,
}

impl Unreadable {
    /// What happened and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Empty => texts::file_empty(lang).to_owned(),
            Self::TooLarge(mib) => texts::file_too_large(lang, *mib),
            Self::OldWorkbook => texts::file_old_workbook(lang).to_owned(),
            Self::Password => texts::file_password(lang).to_owned(),
            Self::WebPage => texts::file_web_page(lang).to_owned(),
            Self::Pdf => texts::file_pdf(lang).to_owned(),
            Self::Picture => texts::file_picture(lang).to_owned(),
            Self::OtherSpreadsheet => texts::file_other_spreadsheet(lang).to_owned(),
            Self::NotAWorkbook => texts::file_not_a_workbook(lang).to_owned(),
            Self::Unknown => texts::file_unknown(lang).to_owned(),
            Self::Encoding => texts::file_encoding(lang).to_owned(),
            Self::Macros => texts::file_macros(lang).to_owned(),
            Self::NestedPackage => texts::file_nested_package(lang).to_owned(),
            Self::Bomb => texts::file_bomb(lang).to_owned(),
            Self::Forged => texts::file_forged(lang).to_owned(),
            Self::Damaged => texts::file_damaged(lang).to_owned(),
            Self::TooManySheets(most) => texts::file_too_many_sheets(lang, *most),
            Self::TooManyRows(sheet, most) => texts::file_too_many_rows(lang, sheet, *most),
            Self::TooManyColumns(sheet, most) => texts::file_too_many_columns(lang, sheet, *most),
            Self::TooManyCells(most) => texts::file_too_many_cells(lang, *most),
            Self::TooMuchText => texts::file_too_much_text(lang).to_owned(),
            Self::OurFault => texts::file_our_fault(lang).to_owned(),
        }
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for Unreadable {}
