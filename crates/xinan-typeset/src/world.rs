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
}

struct Templates {
    follow_up: Source,
    supplement: Source,
    shared: [Source; 4],
    job: FileId,
    library: LazyHash<Library>,
}

fn templates() -> &'static Templates {
    static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates {
        follow_up: source("follow_up.typ", include_str!("../forms/follow_up.typ")),
        supplement: source("supplement.typ", include_str!("../forms/supplement.typ")),
        shared: [
            source("paper.typ", include_str!("../forms/paper.typ")),
            source("boxes.typ", include_str!("../forms/boxes.typ")),
            source("fit.typ", include_str!("../forms/fit.typ")),
            source("words.typ", include_str!("../forms/words.typ")),
        ],
        job: id("job.json"),
        library: LazyHash::new(Library::default()),
    });
    &TEMPLATES
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a plain file name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn source(path: &str, text: &str) -> Source {
    Source::new(id(path), text.to_owned())
}

/// One job as typst sees it.
pub(crate) struct JobWorld {
    form: Form,
    job: Bytes,
    templates: &'static Templates,
    fonts: &'static Fonts,
}

impl JobWorld {
    /// A job: the form and its data, a JSON document.
    pub(crate) fn new(form: Form, job: Vec<u8>) -> Self {
        Self { form, job: Bytes::new(job), templates: templates(), fonts: fonts() }
    }

    fn main_source(&self) -> &Source {
        match self.form {
            Form::FollowUp => &self.templates.follow_up,
            Form::Supplement => &self.templates.supplement,
        }
    }
}

impl World for JobWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.templates.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main_source().id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        std::iter::once(self.main_source())
            .chain(&self.templates.shared)
            .find(|one| one.id() == id)
            .cloned()
            .ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.templates.job { Ok(self.job.clone()) } else { Err(not_found(id)) }
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
