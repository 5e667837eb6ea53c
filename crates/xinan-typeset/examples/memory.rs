//! What setting takes: `cargo run -p xinan-typeset --example memory -- 28 200 [FILE.pdf]` sets so many follow-up
//! forms of invented people, one job after the other, and says how long each took and how large the program
//! was (Linux). Whoever changes a template or raises typst's version looks here.

#![allow(clippy::print_stdout, reason = "a measurement is told")]

use anyhow::Result;
use jiff::civil::datetime;
use xinan_typeset::{Act, Extras, FollowUpSheet, Footer, Medicine, follow_up_pdf_with};

#[allow(clippy::disallowed_methods, reason = "only the wait is measured")]
fn main() -> Result<()> {
    let footer = Footer {
        printed_by: "李医生".to_owned(),
        printed_at: datetime(2026, 11, 21, 9, 12, 0, 0),
        checkpoint: String::new(),
    };
    let extras = Extras { cover: true, ..Extras::default() };
    println!("at the start: {}", memory()?);
    for argument in std::env::args().skip(1) {
        let Ok(many) = argument.parse::<usize>() else { continue };
        let sheets: Vec<FollowUpSheet> = (1..=many).map(sheet).collect();
        let since = std::time::Instant::now();
        let pdf = follow_up_pdf_with(&sheets, &footer, &extras)?;
        println!("{many} forms: {:.1} s, {} bytes; {}", since.elapsed().as_secs_f64(), pdf.len(), memory()?);
        if let Some(file) = std::env::args().find(|argument| argument.ends_with(".pdf")) {
            std::fs::write(file, &pdf)?;
        }
    }
    Ok(())
}

/// A visit with something in most boxes; every tenth has a continuation page.
fn sheet(number: usize) -> FollowUpSheet {
    let tablets = Medicine {
        name: "利培酮片".to_owned(),
        morning: "1".to_owned(),
        evening: "2".to_owned(),
        ..Medicine::default()
    };
    FollowUpSheet {
        record_no: format!("F-2026-{number:07}"),
        name: format!("村民第{number}号"),
        case_no: format!("429901101203{number:05}"),
        visited_on: "2026-11-20".to_owned(),
        mode: Some(2),
        met: vec![1, 2],
        risk: Some(0),
        symptoms: vec![3, 11],
        insight: Some(2),
        sleep: Some(1),
        diet: Some(1),
        self_care: Some(1),
        housework: Some(2),
        work: Some(9),
        learning: Some(2),
        social: Some(2),
        acts: vec![Act { code: 1, times: Some(2) }],
        confinement: Some(1),
        hospital: Some(2),
        discharged_on: "2026-10-08".to_owned(),
        tests: Some(2),
        tests_text: if number.is_multiple_of(10) { "复查结果".repeat(80) } else { "正常".to_owned() },
        adherence: Some(1),
        adverse: Some(1),
        effect: Some(2),
        referral: Some(1),
        medicines: vec![tablets.clone(), tablets.clone()],
        guidance: vec![tablets],
        rehabilitation: vec![1, 4],
        class: Some(2),
        next_on: "2026-12-04".to_owned(),
        doctor: "王医生".to_owned(),
        ..FollowUpSheet::default()
    }
}

/// The most the program has taken and what it takes now.
fn memory() -> Result<String> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let of = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim();
    Ok(format!("most {}, now {}, of it its own {}", of("VmHWM:"), of("VmRSS:"), of("RssAnon:")))
}
