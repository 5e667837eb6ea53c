//! A text as a QR code, drawn here: no script, no picture from elsewhere, nothing that is kept anywhere.

use std::fmt::Write;

use anyhow::{Result, anyhow};
use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Modules of white around the code (ISO/IEC 18004 §6.3.8: four).
const QUIET: usize = 4;

/// The picture of a text, with what it is for those who do not see it.
///
/// # Errors
/// When the text is longer than any such code holds.
pub fn drawn(text: &str, label: &str) -> Result<Markup> {
    let code = code_of(text)?;
    let width = code.width();
    let mut path = String::new();
    for (at, _) in code.to_colors().iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        write!(path, "M{} {}h1v1h-1z", QUIET + at % width, QUIET + at / width)?;
    }
    let side = width + 2 * QUIET;
    Ok(html! {
        svg.qr viewBox={ "0 0 " (side) " " (side) } role="img" aria-label=(label) shape-rendering="crispEdges" {
            path d=(path) {}
        }
    })
}

/// The same for paper: its rows, `1` where it is dark, without the white around it.
///
/// # Errors
/// When the text is longer than any such code holds.
pub fn rows(text: &str) -> Result<Vec<String>> {
    let code = code_of(text)?;
    let sign = |color: &Color| if *color == Color::Dark { '1' } else { '0' };
    Ok(code.to_colors().chunks(code.width()).map(|row| row.iter().map(sign).collect()).collect())
}

fn code_of(text: &str) -> Result<QrCode> {
    // The error of the library says nothing of the text, and the text may be a secret.
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    code.map_err(|error| anyhow!("drawing a QR code: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ISO/IEC 18004: the finder patterns in three corners, and four modules of white all around.
    #[test]
    fn a_code_has_its_corners_and_its_white_edge() {
        let svg = drawn("otpauth://totp/x:liu?secret=GEZDGNBVGY3TQOJQ", "x").unwrap().into_string();
        let side: usize =
            svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let dark = |x: usize, y: usize| svg.contains(&format!("M{x} {y}h1"));
        for (left, top) in [(QUIET, QUIET), (side - QUIET - 7, QUIET), (QUIET, side - QUIET - 7)] {
            for at in 0..7 {
                assert!(dark(left + at, top) && dark(left + at, top + 6), "{left} {top}");
                assert!(dark(left, top + at) && dark(left + 6, top + at), "{left} {top}");
            }
            assert!(!dark(left + 1, top + 1) && dark(left + 3, top + 3));
        }
        for at in 0..side {
            for edge in (0..QUIET).chain(side - QUIET..side) {
                assert!(!dark(at, edge) && !dark(edge, at));
            }
        }
        assert!(drawn(&"x".repeat(5000), "x").is_err() && rows(&"x".repeat(5000)).is_err());
        let rows = rows("https://xinan.test/my").unwrap();
        assert!(rows.iter().all(|row| row.len() == rows.len()) && rows[0].starts_with("11111110"));
    }
}
