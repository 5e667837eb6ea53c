//! 查询卡 — the paper card by which somebody comes to the own record.
//!
//! Says nothing of an illness and names nobody: cards are lost. The words come with the order, since they are those of the
//! pages.

use serde::{Deserialize, Serialize};

/// A card with what is said below it, on one A4 page; the card itself is cut out (A6).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardSheet {
    /// The heading on the card.
    pub title: String,
    /// Whose it is: 本人 or 监护人, and no name.
    pub holder: String,
    /// The number, in groups of four.
    pub number: String,
    /// The address to type.
    pub address: String,
    /// The address as a code to be scanned: its rows, `1` where it is dark; none where there is no address.
    #[serde(default)]
    pub qr: Vec<String>,
    /// Until when it opens.
    pub valid: String,
    /// Who issued it, and what to do when it is lost.
    pub office: String,
    /// The heading of what is to be kept beside it.
    pub steps_title: String,
    /// How one signs in, one step after another.
    pub steps: Vec<String>,
    /// What one should know: how it is given back, what to do when it is lost, that nobody asks for codes.
    pub notes: Vec<String>,
}
