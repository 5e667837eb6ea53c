//! Sets a job and exports it; the only place that runs typst.

use anyhow::{Context as _, Result, anyhow, bail};
use jiff::civil::DateTime;
use typst::diag::{SourceDiagnostic, Warned};
use typst::ecow::EcoVec;
use typst::foundations::{Datetime, Label};
use typst::introspection::Introspector as _;
use typst::utils::PicoStr;
use typst::{World as _, WorldExt as _};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::job::Job;
use crate::world::{Form, JobWorld};

/// China keeps one time, eight hours ahead of UTC.
const MINUTES_AHEAD_OF_UTC: i32 = 8 * 60;

/// Sets a form and returns the PDF/A-2a file. The same job gives the same bytes.
pub(crate) fn pdf(form: Form, job: &Job, made_at: DateTime) -> Result<Vec<u8>> {
    let _forget = ForgetAfterwards;
    // What typst only warns of (say, page numbers that did not come to rest) still is a usable form;
    // the tests allow no warning.
    let document = set(form, job).output?;
    export(&document, made_at)
}

/// Writes the laid-out pages as a file.
pub(crate) fn export(document: &PagedDocument, made_at: DateTime) -> Result<Vec<u8>> {
    let options = PdfOptions {
        timestamp: Some(timestamp(made_at)?),
        standards: PdfStandards::new(&[PdfStandard::A_2a])
            .map_err(|_| anyhow!("typst no longer knows PDF/A-2a"))?,
        ..PdfOptions::default()
    };
    // The pages come from many parts, so no place in a template can be named.
    typst_pdf::pdf(document, &options).map_err(|found| refused("export", &found, |_| None))
}

/// Lays the pages of a job out, a few sheets at a time, and joins them to one document.
///
/// What typst remembers of a part is forgotten before the next; only the finished pages are kept.
pub(crate) fn set(form: Form, job: &Job) -> Warned<Result<PagedDocument>> {
    let mut warnings = EcoVec::new();
    let output = set_parts(form, job, &mut warnings);
    Warned { output, warnings }
}

fn set_parts(form: Form, job: &Job, warnings: &mut EcoVec<SourceDiagnostic>) -> Result<PagedDocument> {
    let mut part = 0;
    let mut lay_out = |data: Vec<u8>| {
        part += 1;
        let _forget = ForgetAfterwards;
        let world = JobWorld::new(form, part, data);
        let set = typst::compile::<PagedDocument>(&world);
        warnings.extend(set.warnings);
        set.output.map_err(|found| refused("layout", &found, |one| place(&world, one)))
    };
    // The list comes first and is laid out twice: to count its pages, and in the end with the numbers of
    // the others. A number stays on its line, so the list does not grow by it.
    let mut begins_on = vec![0; job.len()];
    let list_pages = if job.has_cover() { lay_out(job.list(&begins_on)?)?.pages().len() } else { 0 };
    let mut pages = EcoVec::new();
    let mut info = None;
    for sheets in job.parts() {
        let before = list_pages + pages.len();
        let mut document = lay_out(job.part(sheets.clone(), before)?)?;
        for sheet in sheets {
            begins_on[sheet] = before + page_of(&document, &format!("begin-{sheet}"))?;
        }
        pages.extend(document.pages().iter().cloned());
        info.get_or_insert_with(|| document.info_mut().clone());
    }
    if job.has_cover() {
        let list = lay_out(job.list(&begins_on)?)?;
        if list.pages().len() != list_pages {
            bail!("the list has grown by its page numbers");
        }
        pages = list.pages().iter().cloned().chain(pages).collect();
    }
    Ok(PagedDocument::new(pages, info.context("nothing to print")?))
}

/// The page on which a mark stands, from 1.
fn page_of(document: &PagedDocument, mark: &str) -> Result<usize> {
    let introspector = document.introspector();
    let found = Label::new(PicoStr::intern(mark))
        .and_then(|label| introspector.query_label(label).ok())
        .and_then(|content| introspector.page(content.location()?));
    Ok(found.with_context(|| format!("the template set no mark {mark}"))?.get())
}

/// typst remembers every intermediate result in a cache of the whole process. What a part or a job left
/// there goes when it ends, whether it succeeded or not.
struct ForgetAfterwards;

impl Drop for ForgetAfterwards {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

fn timestamp(at: DateTime) -> Result<Timestamp> {
    let number = |part: i8| part.unsigned_abs();
    let moment = Datetime::from_ymd_hms(
        at.year().into(),
        number(at.month()),
        number(at.day()),
        number(at.hour()),
        number(at.minute()),
        number(at.second()),
    );
    let moment = moment.context("the day of printing lies outside typst's calendar")?;
    Timestamp::new_local(moment, MINUTES_AHEAD_OF_UTC).context("typst refuses UTC+8")
}

/// Says where typst stopped.
///
/// The data is typed, so this is a defect of a template. Its messages quote values, which may be a
/// person's: each is cut at the first quotation mark, so that it can be written to a log.
fn refused(
    during: &str,
    found: &[SourceDiagnostic],
    place: impl Fn(&SourceDiagnostic) -> Option<String>,
) -> anyhow::Error {
    let lines: Vec<String> = found.iter().take(3).map(|one| place_and_reason(one, place(one))).collect();
    anyhow!("typst stopped ({during}): {}", lines.join("; "))
}

fn place_and_reason(found: &SourceDiagnostic, place: Option<String>) -> String {
    let reason = found.message.split(['"', '`', '“']).next().unwrap_or_default().trim();
    match place {
        Some(place) => format!("{place}: {reason}"),
        None => reason.to_owned(),
    }
}

fn place(world: &JobWorld, found: &SourceDiagnostic) -> Option<String> {
    let file = found.span.id()?;
    let source = world.source(file).ok()?;
    let line = source.lines().byte_to_line(world.range(found.span)?.start)?;
    Some(format!("{}:{}", file.get().vpath().get_without_slash(), line + 1))
}
