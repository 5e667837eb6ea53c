//! The record of an emergency on paper.

use super::*;

fn line(label: &str, text: &str) -> DisposalLine {
    DisposalLine { label: label.to_owned(), text: text.to_owned() }
}

fn sheet(text: &str) -> DisposalSheet {
    let short = (0..24).map(|at| line(&format!("项目{at}"), text)).collect();
    let wide = (0..9).map(|at| line(&format!("说明{at}"), text)).collect();
    DisposalSheet {
        record_no: "0000-0000-0042".to_owned(),
        name: "金丝雀".to_owned(),
        case_no: "42997110120900023".to_owned(),
        copy: "第一联 精防机构留存".to_owned(),
        short,
        wide,
    }
}

#[test]
fn a_copy_is_one_page_with_every_item() {
    let pages = lay_out(Form::Disposal, &[sheet("在院里喊叫砸碗")]);
    assert_eq!(pages.len(), 1);
    let text = pages[0].text().replace(' ', "");
    for words in ["应急处置记录单", "第一联精防机构留存", "金丝雀", "项目23", "说明8", "喊叫砸碗"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn whatever_is_typed_keeps_to_its_line() {
    for text in hostile_texts() {
        for page in lay_out(Form::Disposal, &[sheet(&text)]) {
            page.check_order(&text);
        }
    }
}
