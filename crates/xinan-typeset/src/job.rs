//! What is to be set, as the templates read it: a few sheets at a time, and the list of them all.
//!
//! typst keeps what it computes until a document is laid out, some 5 MB a sheet. A job is therefore laid
//! out in parts; what a part must know of the others (how many pages came before it) stands in its data.

use std::ops::Range;

use anyhow::{Context as _, Result, bail};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{Extras, Footer, MOST_SHEETS, WORDED_FIELDS, words};

/// Sheets that are laid out together. Fewer read the template more often than they save memory.
const AT_ONCE: usize = 5;

/// A whole job, its texts cleaned.
pub(crate) struct Job {
    sheets: Vec<Value>,
    footer: Value,
    wording: Value,
    cover: bool,
    at_once: usize,
}

/// The JSON document that a template reads.
#[derive(Serialize)]
struct Data<'a> {
    sheets: &'a [Value],
    /// Number of the first of these sheets in the job, from 0.
    first: usize,
    /// Pages of the job before this part.
    before: usize,
    footer: &'a Value,
    wording: &'a Value,
    /// Whether the job has a cover list, and so counts its pages through.
    cover: bool,
    /// For the list itself: the page on which each sheet begins.
    list: Option<&'a [usize]>,
}

impl Job {
    /// Cleans the texts of a job.
    ///
    /// # Errors
    /// No sheet or too many, or an unknown field in the wording.
    pub(crate) fn new<S: Serialize>(sheets: &[S], footer: &Footer, extras: &Extras) -> Result<Self> {
        check_size(sheets.len(), MOST_SHEETS)?;
        if let Some(field) = extras.wording.keys().find(|field| !WORDED_FIELDS.contains(&field.as_str())) {
            bail!("the forms have no options called {field}");
        }
        let sheets = sheets.iter().map(printable_sheet).collect::<Result<Vec<_>>>()?;
        let mut foot = json!({
            "printed_by": footer.printed_by,
            "checkpoint": footer.checkpoint,
            "printed_at": footer.printed_at.strftime("%Y-%m-%d %H:%M").to_string(),
        });
        words::clean(&mut foot);
        let mut wording = json!(extras.wording);
        words::clean(&mut wording);
        let cover = extras.cover && sheets.len() > 1;
        Ok(Self { sheets, footer: foot, wording, cover, at_once: AT_ONCE })
    }

    /// The same job in parts of another size.
    #[cfg(test)]
    pub(crate) fn in_parts_of(self, at_once: usize) -> Self {
        Self { at_once, ..self }
    }

    /// How many sheets there are.
    pub(crate) fn len(&self) -> usize {
        self.sheets.len()
    }

    /// Whether a list of the sheets comes before them.
    pub(crate) fn has_cover(&self) -> bool {
        self.cover
    }

    /// Which sheets are laid out together.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let (len, at_once) = (self.len(), self.at_once);
        (0..len).step_by(at_once).map(move |first| first..len.min(first + at_once))
    }

    /// The data of a part before which so many pages come.
    pub(crate) fn part(&self, sheets: Range<usize>, before: usize) -> Result<Vec<u8>> {
        self.data(sheets, before, None)
    }

    /// The data of the list, with the page on which each sheet begins.
    pub(crate) fn list(&self, begins_on: &[usize]) -> Result<Vec<u8>> {
        self.data(0..self.len(), 0, Some(begins_on))
    }

    fn data(&self, sheets: Range<usize>, before: usize, list: Option<&[usize]>) -> Result<Vec<u8>> {
        let Self { footer, wording, cover, .. } = self;
        let first = sheets.start;
        let sheets = &self.sheets[sheets];
        let data = Data { sheets, first, before, footer, wording, cover: *cover, list };
        serde_json::to_vec(&data).context("writing the job")
    }
}

/// Refuses a job that no printer would thank us for.
fn check_size(sheets: usize, most: usize) -> Result<()> {
    if sheets == 0 {
        bail!("nothing to print");
    }
    if sheets > most {
        bail!("{sheets} sheets in one job; at most {most} are set at once");
    }
    Ok(())
}

/// A sheet with its texts cleaned. `replaced` says that a frame stands for some character, so that
/// the foot of the page explains it.
fn printable_sheet<S: Serialize>(sheet: &S) -> Result<Value> {
    let mut sheet = serde_json::to_value(sheet).context("writing a sheet")?;
    let replaced = words::clean(&mut sheet);
    sheet["replaced"] = replaced.into();
    Ok(sheet)
}
