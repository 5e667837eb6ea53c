//! Orders from one process to another.

use super::*;

fn order(sheets: Sheets) -> Order {
    let wording = Wording::from([("tests".to_owned(), vec![(1, "没做".to_owned()), (2, "做了".to_owned())])]);
    Order { sheets, footer: footer(), extras: Extras { cover: true, wording } }
}

fn served(input: &[u8]) -> (bool, Vec<u8>) {
    let mut output = Vec::new();
    let well = serve_one(input, &mut output).unwrap();
    (well, output)
}

#[test]
fn what_is_sent_is_set_as_it_would_be_here() {
    for sheets in [
        Sheets::FollowUp(vec![visit(), FollowUpSheet::default()]),
        Sheets::Supplement(vec![supplement(), SupplementSheet::default()]),
    ] {
        let order = order(sheets);
        let (well, output) = served(&order.to_bytes().unwrap());
        assert!(Order::answer(well, output).unwrap() == order.pdf().unwrap());
    }
}

#[test]
fn what_cannot_be_set_is_answered_in_a_sentence_that_quotes_nobody() {
    let (well, output) = served(&order(Sheets::FollowUp(vec![])).to_bytes().unwrap());
    assert_eq!(Order::answer(well, output).unwrap_err().to_string(), "nothing to print");
    let whole = order(Sheets::FollowUp(vec![visit()])).to_bytes().unwrap();
    let other_type = String::from_utf8(whole.clone()).unwrap().replace("\"mode\":2", "\"mode\":\"张晓示\"");
    for wrong in [&b""[..], b"[]", &whole[..whole.len() - 1], other_type.as_bytes()] {
        let (well, output) = served(wrong);
        assert_eq!(Order::answer(well, output).unwrap_err().to_string(), "this is no order");
    }
}

#[test]
fn what_is_no_file_is_not_taken_for_one() {
    for (well, output) in [(true, &b""[..]), (true, b"usage: ..."), (false, b" \n"), (false, b"")] {
        let answer = Order::answer(well, output.to_vec());
        assert_eq!(answer.unwrap_err().to_string(), "it gave no reason");
    }
    let half = Order::answer(false, b"%PDF-1.7 half".to_vec());
    assert_eq!(half.unwrap_err().to_string(), "it broke off");
}
