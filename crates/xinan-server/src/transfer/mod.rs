//! 流转 — the record of somebody who has moved follows to where he or she lives now.
//!
//! The township in which somebody lived sends ([`sending`]); the one that is asked reads a slip with as much as it needs to find
//! the person, and accepts or sends back ([`answering`]). Accepting is another version of the person's form with the new
//! village, so that everything else follows by itself. Until then the record stays where it is, and is gone on with by
//! telephone. Of whoever has left the county the sender notes who accepted, and the record is closed here.
//!
//! What surprises: whoever is asked sees no finding before accepting. Who moves is known; how ill somebody is, is for those
//! who care for the person (docs/decisions/0040).

pub mod answering;
pub mod sending;
pub mod store;
mod view;

#[cfg(test)]
mod tests;

use serde::Deserialize;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}
