//! What is sent and what is answered, as it is typed.

use jiff::civil::date;

use super::*;
use crate::answers::Answers;

fn context() -> Context {
    Context {
        today: date(2026, 11, 21),
        from: date(2020, 6, 15),
        within: Region::parse("429971").unwrap(),
        lives_in: Region::exact("429971101201").unwrap(),
    }
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let mut all = Answers::default();
    for (id, text) in pairs {
        all.push(id, *text);
    }
    all
}

fn fields(result: Result<Sending, crate::answers::Complaints>) -> Vec<&'static str> {
    result.err().map(|all| all.iter().map(|one| one.field).collect()).unwrap_or_default()
}

#[test]
fn one_place_is_named_and_it_is_another() {
    let send = |pairs: &[(&str, &str)]| {
        let given = [&[("sent_on", "2026-11-20"), ("reason", "1")][..], pairs].concat();
        sending(&answers(&given), &context())
    };
    let sent = send(&[("to_region", "429971102"), ("phone", "13700000001"), ("told", "5")]).unwrap();
    assert_eq!(sent.to.map(|to| to.as_str().to_owned()).as_deref(), Some("429971102"));
    assert_eq!(sent.told, [Told::PreventionBody]);
    assert!(send(&[("to_place", "广东省深圳市福田区 福田街道社区卫生服务中心")]).is_ok());
    assert_eq!(fields(send(&[])), ["to_region"]);
    assert_eq!(fields(send(&[("to_region", "429971102"), ("to_place", "深圳")])), ["to_place"]);
    // Another county, the own township, and a village are no township of the county.
    for wrong in ["429972101", "429971101", "429971102201", "abc"] {
        assert_eq!(fields(send(&[("to_region", wrong)])), ["to_region"], "{wrong}");
    }
}

#[test]
fn days_lie_between_the_record_and_today() {
    let send = |day| {
        let given = [("sent_on", day), ("reason", "2"), ("to_place", "深圳")];
        fields(sending(&answers(&given), &context()))
    };
    assert_eq!(send("2020-06-14"), ["sent_on"]);
    assert_eq!(send("2020-06-15"), [""; 0]);
    assert_eq!(send("2026-11-22"), ["sent_on"]);
    assert_eq!(fields(sending(&Answers::default(), &context())), ["sent_on", "reason", "to_region"]);
}

#[test]
fn whoever_accepts_names_a_village_of_the_township() {
    let context = Context { within: Region::parse("429971102").unwrap(), ..context() };
    let accept = |village| {
        accepting(&answers(&[("accepted_on", "今天"), ("village", village), ("address", "3组8号")]), &context)
    };
    assert_eq!(accept("429971102201").unwrap().accepted_on, date(2026, 11, 21));
    for wrong in ["429971101201", "429971102", ""] {
        assert!(accept(wrong).is_err(), "{wrong}");
    }
    let given = [("accepted_on", "2026-11-20"), ("body", "福田街道社区卫生服务中心 刘医生")];
    assert!(accepted_elsewhere(&answers(&given), &context).is_ok());
    assert!(accepted_elsewhere(&answers(&given[..1]), &context).is_err());
}
