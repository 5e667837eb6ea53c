//! What stands on a paper.

use std::io::Write;
use std::process::{Command, Stdio};

/// The text of each page without blanks, since a form lays the number 编号 out in boxes; none where the machine cannot
/// read papers.
pub(crate) fn pages(pdf: &[u8]) -> Option<Vec<String>> {
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().unwrap();
    let bytes = pdf.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let plain = |page: &str| page.split_whitespace().collect::<String>();
    Some(text.split_terminator('\u{0C}').map(plain).collect())
}

/// The same in a row, empty where the machine cannot.
pub(crate) fn text_of(pdf: &[u8]) -> String {
    pages(pdf).unwrap_or_default().concat()
}
