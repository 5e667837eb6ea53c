//! Sets a job and exports it; the only place that runs typst.

use anyhow::{Context as _, Result, anyhow, bail};
use jiff::civil::DateTime;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Datetime;
use typst::{World as _, WorldExt as _};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::world::{Form, JobWorld};

/// China keeps one time, eight hours ahead of UTC.
const MINUTES_AHEAD_OF_UTC: i32 = 8 * 60;

/// Sets a form and returns the PDF/A-2a file. The same job gives the same bytes.
pub(crate) fn pdf(form: Form, job: Vec<u8>, made_at: DateTime) -> Result<Vec<u8>> {
    let _forget = ForgetAfterwards;
    let world = JobWorld::new(form, job);
    // What typst only warns of (say, page numbers that did not come to rest) still is a usable form;
    // the tests allow no warning.
    let document = set(&world).output?;
    export(&world, &document, made_at)
}

/// Writes the laid-out pages as a file.
pub(crate) fn export(world: &JobWorld, document: &PagedDocument, made_at: DateTime) -> Result<Vec<u8>> {
    let options = PdfOptions {
        timestamp: Some(timestamp(made_at)?),
        standards: PdfStandards::new(&[PdfStandard::A_2a])
            .map_err(|_| anyhow!("typst no longer knows PDF/A-2a"))?,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|found| refused(world, "export", &found))
}

/// Lays the pages out.
pub(crate) fn set(world: &JobWorld) -> Warned<Result<PagedDocument>> {
    let set = typst::compile::<PagedDocument>(world);
    let output = set.output.map_err(|found| refused(world, "layout", &found));
    Warned { output, warnings: set.warnings }
}

/// typst remembers every intermediate result in a cache of the whole process. What a job left
/// there goes when the job ends, whether it succeeded or not.
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
fn refused(world: &JobWorld, during: &str, found: &[SourceDiagnostic]) -> anyhow::Error {
    let lines: Vec<String> = found.iter().take(3).map(|one| place_and_reason(world, one)).collect();
    anyhow!("typst stopped ({during}): {}", lines.join("; "))
}

fn place_and_reason(world: &JobWorld, found: &SourceDiagnostic) -> String {
    let reason = found.message.split(['"', '`', '“']).next().unwrap_or_default().trim();
    match place(world, found) {
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

/// Refuses a job that no printer would thank us for.
pub(crate) fn check_size(sheets: usize, most: usize) -> Result<()> {
    if sheets == 0 {
        bail!("nothing to print");
    }
    if sheets > most {
        bail!("{sheets} sheets in one job; at most {most} are set at once");
    }
    Ok(())
}
