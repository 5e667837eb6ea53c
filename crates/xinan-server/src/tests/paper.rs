//! What stands on a paper.

use std::io::Write;
use std::process::{Command, Stdio};

use super::Answer;

/// The text of a paper without blanks, where the machine can read one: a form lays the number 编号 out in boxes.
pub(crate) fn text_of(answer: &Answer) -> Option<String> {
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().unwrap();
    let bytes = answer.bytes.clone();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.replace([' ', '\n'], ""))
}
