//! A laid-out page as the tests see it: pieces of text with their places.

use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::text::TextItem;

use crate::job::Job;
use crate::press;
use crate::world::Form;

/// Width and height of A4 in points, and the margin left and right.
pub(super) const A4: (f64, f64) = (595.276, 841.89);
const MARGIN: f64 = 15.0 / 25.4 * 72.0;

pub(super) struct Piece {
    pub(super) text: String,
    /// Set in the typeface of what was filled in.
    pub(super) by_hand: bool,
    left: f64,
    right: f64,
    baseline: f64,
    pub(super) size: f64,
}

pub(super) struct Page {
    pub(super) size: (f64, f64),
    pub(super) pieces: Vec<Piece>,
}

impl Page {
    /// All text, in the order in which it was set; pieces are divided by single blanks.
    pub(super) fn text(&self) -> String {
        let words = self.pieces.iter().flat_map(|piece| piece.text.split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    }

    /// Only what was filled in, without blanks: shrinking and line breaks do not matter.
    pub(super) fn filled_in(&self) -> String {
        let pieces = self.pieces.iter().filter(|piece| piece.by_hand);
        pieces.map(|piece| piece.text.as_str()).collect::<String>().replace([' ', '\u{200B}'], "")
    }

    /// Where every printed word stands, to a tenth of a point; what was filled in is left out.
    pub(super) fn printed_words(&self) -> Vec<(String, i64, i64)> {
        let tenths = |length: f64| (length * 10.0).round() as i64;
        let above_the_foot = |piece: &&Piece| piece.baseline < A4.1 - 60.0;
        self.pieces
            .iter()
            .filter(|piece| !piece.by_hand)
            .filter(above_the_foot)
            .map(|piece| (piece.text.clone(), tenths(piece.left), tenths(piece.baseline)))
            .collect()
    }

    /// Complains of the first text that leaves the page or stands on another.
    #[track_caller]
    pub(super) fn check_order(&self, of: &str) {
        for (i, piece) in self.pieces.iter().enumerate() {
            let inside = piece.left >= MARGIN - 1.0
                && piece.right <= A4.0 - MARGIN + 1.0
                && piece.baseline - piece.size > 0.0
                && piece.baseline < A4.1 - 10.0;
            assert!(inside, "{of}: «{}» leaves the page, {}..{}", piece.text, piece.left, piece.right);
            for other in &self.pieces[i + 1..] {
                assert!(!piece.covers(other), "{of}: «{}» stands on «{}»", piece.text, other.text);
            }
        }
    }
}

impl Piece {
    /// Whether the bodies of two texts overlap by more than a hair.
    fn covers(&self, other: &Piece) -> bool {
        let across = self.right.min(other.right) - self.left.max(other.left);
        let top = |piece: &Piece| piece.baseline - 0.75 * piece.size;
        let down = self.baseline.min(other.baseline) - top(self).max(top(other));
        across > 0.6 && down > 0.6
    }
}

/// Lays a job out. typst must have nothing to say about it, and PDF/A nothing to refuse: it refuses
/// a character that it cannot name.
#[track_caller]
pub(super) fn pages(form: Form, job: Job) -> Vec<Page> {
    let set = press::set(form, &job);
    assert!(set.warnings.is_empty(), "{:?}", set.warnings);
    let document = set.output.unwrap();
    press::export(&document, super::footer().printed_at).unwrap();
    let pages = document.pages().iter().map(|page| read(&page.frame)).collect();
    comemo::evict(0);
    pages
}

/// The pages of each sheet of a job.
pub(super) fn by_sheet(pages: Vec<Page>) -> Vec<Vec<Page>> {
    let mut sheets: Vec<Vec<Page>> = Vec::new();
    for page in pages {
        match sheets.last_mut() {
            Some(sheet) if !page.text().contains("第 1 页，") => sheet.push(page),
            _ => sheets.push(vec![page]),
        }
    }
    sheets
}

fn read(frame: &Frame) -> Page {
    let mut pieces = Vec::new();
    collect(frame, Transform::identity(), &mut pieces);
    Page { size: (frame.width().to_pt(), frame.height().to_pt()), pieces }
}

fn collect(frame: &Frame, place: Transform, pieces: &mut Vec<Piece>) {
    for (at, item) in frame.items() {
        let here = place.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => collect(&group.frame, here.pre_concat(group.transform), pieces),
            FrameItem::Text(text) if !text.text.trim().is_empty() => pieces.push(piece(text, here)),
            _ => {}
        }
    }
}

fn piece(text: &TextItem, place: Transform) -> Piece {
    let begin = Point::zero().transform(place);
    let end = Point::with_x(text.width()).transform(place);
    Piece {
        text: text.text.to_string(),
        by_hand: text.font.info().family == "Noto Sans SC",
        left: begin.x.to_pt(),
        right: end.x.to_pt(),
        baseline: begin.y.to_pt(),
        size: text.size.to_pt() * place.sy.get(),
    }
}
