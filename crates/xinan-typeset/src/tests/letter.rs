//! The letters of consent on paper.

use xinan_domain::text::letter::{LETTERS, Letter};

use super::*;

fn sheet(letter: &Letter, name: &str) -> LetterSheet {
    let clauses = letter
        .clauses
        .iter()
        .map(|one| LetterClause { heading: one.heading.to_owned(), text: one.text.to_owned() });
    LetterSheet {
        record_no: "C-2026-0000023".to_owned(),
        name: name.to_owned(),
        case_no: "42990110120300023".to_owned(),
        title: letter.title.to_owned(),
        version: letter.version.to_owned(),
        clauses: clauses.collect(),
        choices: letter.choices.map(str::to_owned).to_vec(),
    }
}

fn blank(letter: &Letter) -> LetterSheet {
    LetterSheet { record_no: String::new(), case_no: String::new(), ..sheet(letter, "") }
}

/// Every word that is agreed to stands on the one page that is signed, at its full size.
#[test]
fn a_letter_is_one_page_with_every_word_its_version_and_room_to_sign() {
    for letter in LETTERS {
        let pages = lay_out(Form::Letter, &[sheet(letter, "张晓示")]);
        assert_eq!(pages.len(), 1, "{}", letter.id);
        pages[0].check_order(letter.id);
        let text = pages[0].text().replace(' ', "");
        for clause in letter.clauses {
            for words in [clause.heading, clause.text] {
                assert!(text.contains(&words.replace(' ', "")), "«{words}» in {text}");
            }
        }
        for words in [letter.title, letter.version, letter.choices[0], letter.choices[1]] {
            assert!(text.contains(&words.replace(' ', "")), "{words}");
        }
        for line in ["本人签字", "监护人签字", "与本人关系", "本人不能签字的原因", "工作人员签字", "一式两份"]
        {
            assert!(text.contains(line), "{line}");
        }
        // Nobody has decided anything beforehand: only whose letter it is was filled in.
        assert_eq!(pages[0].filled_in(), "张晓示20300023", "{}", letter.id);
        let title = pages[0].pieces.iter().find(|piece| piece.text.contains("知情同意书")).unwrap();
        assert!((title.size - 15.0).abs() < 0.01, "{} is shrunk to {} pt", letter.id, title.size);
    }
}

#[test]
fn a_blank_letter_names_nobody() {
    for letter in LETTERS {
        let pages = lay_out(Form::Letter, &[blank(letter)]);
        assert_eq!((pages.len(), pages[0].filled_in().as_str()), (1, ""), "{}", letter.id);
    }
}

#[test]
fn whatever_the_name_is_it_keeps_to_its_line() {
    for text in hostile_texts() {
        for page in lay_out(Form::Letter, &[sheet(&LETTERS[0], &text)]) {
            page.check_order(&text);
        }
    }
}

#[test]
fn a_letter_is_set_by_an_order_too() {
    let order = Order {
        sheets: Sheets::Letter(vec![sheet(&LETTERS[0], "张晓示")]),
        footer: footer(),
        extras: Extras::default(),
    };
    assert!(order.pdf().unwrap().starts_with(b"%PDF-"));
}
