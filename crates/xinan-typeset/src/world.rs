//! What typst may see while it sets a job: the templates, two typefaces and the job's data.
//!
//! No file of the machine, no package, no clock. What people typed enters as one JSON file and
//! is never pasted into a template, so no `#`, `$` or `\` in a name can mean anything.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::{Fonts, fonts};

/// The template with which a job begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// 严重精神障碍患者随访服务记录表.
    FollowUp,
    /// 严重精神障碍患者个人信息补充表.
    Supplement,
    /// 知情同意书.
    Letter,
    /// 查询卡.
    Card,
    /// 线索调查登记表.
    Clue,
    /// 应急处置记录单.
    Disposal,
    /// 线索调查问题清单.
    Questions,
    /// Any form of labels and answers.
    Record,
}

/// The template of a form and what the forms share, under the name that they import.
const FOLLOW_UP: (&str, &str) = ("follow_up.typ", include_str!("../forms/follow_up.typ"));
const SUPPLEMENT: (&str, &str) = ("supplement.typ", include_str!("../forms/supplement.typ"));
const LETTER: (&str, &str) = ("letter.typ", include_str!("../forms/letter.typ"));
const CARD: (&str, &str) = ("card.typ", include_str!("../forms/card.typ"));
const CLUE: (&str, &str) = ("clue.typ", include_str!("../forms/clue.typ"));
const DISPOSAL: (&str, &str) = ("disposal.typ", include_str!("../forms/disposal.typ"));
const QUESTIONS: (&str, &str) = ("questions.typ", include_str!("../forms/questions.typ"));
const RECORD: (&str, &str) = ("record.typ", include_str!("../forms/record.typ"));
const SHARED: [(&str, &str); 4] = [
    ("paper.typ", include_str!("../forms/paper.typ")),
    ("boxes.typ", include_str!("../forms/boxes.typ")),
    ("fit.typ", include_str!("../forms/fit.typ")),
    ("words.typ", include_str!("../forms/words.typ")),
];

/// One part of a job as typst sees it.
///
/// Its files lie in a folder of the part's number. By the file and line from which it comes typst tells
/// one element from another; so no two parts of a document hold the same one.
pub(crate) struct JobWorld {
    main: Source,
    shared: [Source; 4],
    data: (FileId, Bytes),
    library: &'static LazyHash<Library>,
    fonts: &'static Fonts,
}

impl JobWorld {
    /// A part: the form, the part's number and its data, a JSON document.
    pub(crate) fn new(form: Form, part: usize, data: Vec<u8>) -> Self {
        static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
        let source = |(name, text): (&str, &str)| Source::new(id(part, name), text.to_owned());
        Self {
            main: source(match form {
                Form::FollowUp => FOLLOW_UP,
                Form::Supplement => SUPPLEMENT,
                Form::Letter => LETTER,
                Form::Card => CARD,
                Form::Clue => CLUE,
                Form::Disposal => DISPOSAL,
                Form::Questions => QUESTIONS,
                Form::Record => RECORD,
            }),
            shared: SHARED.map(source),
            data: (id(part, "job.json"), Bytes::new(data)),
            library: &LIBRARY,
            fonts: fonts(),
        }
    }
}

/// typst never forgets the name of a file; a job has few parts, so there are few names.
fn id(part: usize, name: &str) -> FileId {
    let path = VirtualPath::new(format!("{part}/{name}")).expect("a plain file name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for JobWorld {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        std::iter::once(&self.main)
            .chain(&self.shared)
            .find(|one| one.id() == id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(not_found(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
