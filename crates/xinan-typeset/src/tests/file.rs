//! The finished PDF files.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::*;

/// The text of a file as `pdftotext` reads it; `None` where poppler is not installed.
fn extracted(pdf: &[u8]) -> Option<String> {
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
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Pages as another program counts them; where poppler is not installed, as typst laid them out.
#[track_caller]
fn check(pdf: &[u8], laid_out: usize, words: &[&str]) {
    assert!(pdf.starts_with(b"%PDF-1.7"));
    match extracted(pdf) {
        Some(text) => {
            assert_eq!(text.matches('\u{0C}').count(), laid_out);
            let text = text.replace([' ', '\n'], "");
            for word in words {
                assert!(text.contains(word), "{word} cannot be read from the file");
            }
        }
        None => assert_eq!(laid_out, 1),
    }
}

#[test]
fn the_text_of_a_form_can_be_read_from_the_file() {
    let pdf = follow_up_pdf(&[visit()], &footer()).unwrap();
    let words = [
        "严重精神障碍患者随访服务记录表",
        "张晓示",
        "2026年11月20日",
        "棕榈酸帕利哌酮注射液",
        "打印人李医生",
        "请妥善保管",
    ];
    check(&pdf, lay_out(Form::FollowUp, &[visit()]).len(), &words);

    let pdf = supplement_pdf(&[supplement()], &footer()).unwrap();
    check(&pdf, 1, &["严重精神障碍患者个人信息补充表", "示例市精神卫生中心", "2019年08月12日"]);
}

#[test]
fn blank_forms_are_files_of_one_page() {
    check(&follow_up_pdf(&[FollowUpSheet::default()], &footer()).unwrap(), 1, &["随访医生签名"]);
    check(&supplement_pdf(&[SupplementSheet::default()], &footer()).unwrap(), 1, &["医生签字"]);
}

#[test]
fn the_same_job_gives_the_same_bytes_and_its_date_is_the_one_given() {
    let first = follow_up_pdf(&[visit()], &footer()).unwrap();
    supplement_pdf(&[supplement()], &footer()).unwrap();
    assert!(follow_up_pdf(&[visit()], &footer()).unwrap() == first);
    let date = b"/CreationDate(D:20261121091200+08'00";
    assert!(first.windows(date.len()).any(|part| part == date), "the moment of printing, in China's time");
}

/// For a look at the pages, above all after raising typst's version:
/// `cargo test -p xinan-typeset to_look_at -- --ignored`, then open `xinan-paper/` in the system's
/// directory for temporary files.
#[test]
#[ignore = "writes files for people to look at"]
fn the_forms_to_look_at() {
    let directory = std::env::temp_dir().join("xinan-paper");
    std::fs::create_dir_all(&directory).unwrap();
    let write =
        |name: &str, pdf: Result<Vec<u8>>| std::fs::write(directory.join(name), pdf.unwrap()).unwrap();
    write("follow-up-blank.pdf", follow_up_pdf(&[FollowUpSheet::default()], &footer()));
    write("follow-up.pdf", follow_up_pdf(&[visit()], &footer()));
    write("supplement-blank.pdf", supplement_pdf(&[SupplementSheet::default()], &footer()));
    write("supplement.pdf", supplement_pdf(&[supplement()], &footer()));
    let cover = Extras { cover: true, ..Extras::default() };
    write("village.pdf", follow_up_pdf_with(&super::batch::village(), &footer(), &cover));
    for (form, blank) in both_forms_blank() {
        let sheets: Vec<_> = hostile_texts().iter().map(|text| with_everywhere(&blank, text)).collect();
        let job = Job::new(&sheets, &footer(), &cover).unwrap();
        write(&format!("hostile-{form:?}.pdf"), press::pdf(form, &job, footer().printed_at));
    }
}

/// Two comemo versions would be two caches, and forgetting would empty the wrong one.
#[test]
fn there_is_one_comemo() {
    let lock = include_str!("../../../../Cargo.lock");
    assert_eq!(lock.matches("\nname = \"comemo\"\n").count(), 1);
}
