//! Forms of labels and answers, and accounts.

use super::*;

fn row(label: &str, value: &str, wide: bool) -> RecordRow {
    RecordRow { label: label.to_owned(), value: value.to_owned(), wide }
}

fn sheet() -> RecordSheet {
    RecordSheet {
        record_no: "0000-0000-0023".to_owned(),
        title: "流转单".to_owned(),
        basis: "工作规范（2018）".to_owned(),
        name: "金丝雀".to_owned(),
        case_no: "42997110120900023".to_owned(),
        parts: vec![RecordPart {
            heading: "去向".to_owned(),
            rows: vec![
                row("流转日期", "2026-11-20", false),
                row("原因", "迁居", false),
                row("联系电话", "", false),
                row("交接说明", "白天在家，晚上不要打电话", true),
            ],
        }],
        notes: vec!["一式两份。".to_owned()],
        signs: vec!["交接人签字".to_owned()],
        ..RecordSheet::default()
    }
}

#[test]
fn a_form_is_its_labels_and_answers() {
    let pages = lay_out(Form::Record, &[sheet()]);
    assert_eq!(pages.len(), 1);
    let text = pages[0].text().replace(' ', "");
    for words in [
        "流转单",
        "金丝雀",
        "去向",
        "流转日期",
        "2026-11-20",
        "联系电话",
        "白天在家",
        "一式两份",
        "交接人签字",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(text.contains("第1页，共1页"), "{text}");
    // To be filled in by hand: nobody's, and every label.
    let mut blank =
        RecordSheet { name: String::new(), case_no: String::new(), record_no: String::new(), ..sheet() };
    for row in &mut blank.parts[0].rows {
        row.value.clear();
    }
    let text = lay_out(Form::Record, &[blank])[0].text().replace(' ', "");
    assert!(text.contains("交接说明") && !text.contains("妥善保管"), "{text}");
}

/// Ten years of visits, and words that somebody pasted.
#[test]
fn an_account_takes_the_pages_that_it_needs_and_says_whose_it_is() {
    let entry = |at: usize| RecordEntry {
        when: format!("20{:02}-03-{:02}", 16 + at / 26, at % 26 + 1),
        what: "随访（上门）".to_owned(),
        words: if at == 7 {
            "长".repeat(900)
        } else {
            format!("第{at}次，病情稳定，危险性 0 级。王医生")
        },
    };
    let account = RecordSheet { entries: (0..260).map(entry).collect(), ..sheet() };
    let pages = lay_out(Form::Record, &[account, sheet()]);
    assert!(pages.len() > 5, "{}", pages.len());
    let all: Vec<String> = pages.iter().map(|page| page.text().replace(' ', "")).collect();
    let of = pages.len() - 1;
    assert!(all[0].contains(&format!("第1页，共{of}页")), "{}", all[0]);
    assert!(all[of - 1].contains(&format!("第{of}页，共{of}页")));
    assert!(all[of].contains("第1页，共1页"));
    let together = all.concat();
    for at in 0..260 {
        assert!(at == 7 || together.contains(&format!("第{at}次")), "{at}");
    }
    assert_eq!(together.matches('长').count(), 900);
    // The heading of the columns stands on each page of the account.
    assert!(all[1].contains("事项") && all[1].contains("内容"));
}
