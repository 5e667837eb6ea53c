//! The registration form of a clue and the list of questions on paper.

use xinan_domain::clue::ScreeningList;
use xinan_domain::code::Code;
use xinan_domain::text::Lang;

use super::*;

fn questions(list: ScreeningList, yes: &[u8]) -> Vec<AskedQuestion> {
    let one = |one: &xinan_domain::clue::Question| AskedQuestion {
        number: one.number,
        label: one.label.to_owned(),
        yes: yes.contains(&one.number),
    };
    list.questions().iter().map(one).collect()
}

fn sheet(list: ScreeningList, name: &str) -> ClueSheet {
    ClueSheet {
        record_no: "0000-0000-0023".to_owned(),
        name: name.to_owned(),
        sex: "女".to_owned(),
        age: "约 40 岁".to_owned(),
        address: "清溪镇柳河村三组".to_owned(),
        list: list.label().to_owned(),
        questions: questions(list, &[5, 8]),
        informant: "金画眉".to_owned(),
        informant_phone: "13812345678".to_owned(),
        surveyor: "王医生".to_owned(),
        surveyed_on: "2026-11-20".to_owned(),
        ..ClueSheet::default()
    }
}

#[test]
fn a_clue_is_one_page_with_its_questions_and_room_for_what_became_of_it() {
    for list in ScreeningList::ALL {
        let pages = lay_out(Form::Clue, &[sheet(*list, "金丝雀")]);
        assert_eq!(pages.len(), 1, "{list:?}");
        pages[0].check_order("clue");
        let text = pages[0].text().replace(' ', "");
        for question in list.questions() {
            assert!(text.contains(&question.label.replace(' ', "")), "{}", question.label);
        }
        for words in ["线索调查登记表", "金丝雀", "约40岁", "乡镇核实", "复核诊断", "再次复核", "知情人电话"]
        {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert_eq!(text.matches('√').count(), 2);
    }
}

#[test]
fn a_blank_clue_and_the_questions_name_nobody() {
    for list in ScreeningList::ALL {
        let blank = ClueSheet {
            list: list.label().to_owned(),
            questions: questions(*list, &[]),
            ..ClueSheet::default()
        };
        let pages = lay_out(Form::Clue, &[blank]);
        assert_eq!((pages.len(), pages[0].filled_in().as_str()), (1, ""), "{list:?}");
        let asked = QuestionsSheet {
            list: list.label().to_owned(),
            lead_in: list.lead_in(Lang::Zh).to_owned(),
            questions: questions(*list, &[]),
            ..QuestionsSheet::default()
        };
        let pages = lay_out(Form::Questions, &[asked]);
        assert_eq!((pages.len(), pages[0].filled_in().as_str()), (1, ""), "{list:?}");
        assert!(pages[0].text().replace(' ', "").contains("保密"));
    }
}

#[test]
fn whatever_is_typed_keeps_to_its_line() {
    for text in hostile_texts() {
        let sheet =
            ClueSheet { note: text.clone(), address: text.clone(), ..sheet(ScreeningList::CURRENT, &text) };
        for page in lay_out(Form::Clue, &[sheet]) {
            page.check_order(&text);
        }
    }
}
