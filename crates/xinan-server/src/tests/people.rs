//! Invented people for tests, and what is written about them.

use jiff::civil::date;
use xinan_domain::answers::Answers;
use xinan_domain::follow_up::Entry;
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::region::Region;
use xinan_domain::supplement::{MayStayOpen, Supplement, SupplementContext, parse};

use super::app::TODAY;
use crate::case::event::{Event, EventKind};
use crate::seed;

/// A person as a roster row would make one; the identity number follows from the place in the list.
pub(crate) fn person(name: &str, village: &str, at: usize) -> seed::Person {
    let supplement = supplement(name, village, at);
    seed::Person {
        registered_on: date(2020, 6, 15),
        events: vec![Event::plain(EventKind::ConsentGiven, date(2020, 6, 20))],
        supplement,
        visits: Vec::new(),
        contacts: Vec::new(),
        examinations: Vec::new(),
        consents: Vec::new(),
    }
}

/// A form with everything that is required.
pub(crate) fn supplement(name: &str, village: &str, at: usize) -> Supplement {
    let sequence = u16::try_from(at + 1).unwrap();
    let village_no: i8 = village[10..].parse::<i8>().unwrap_or(1) % 27 + 1;
    let number = IdentityNumber::from_parts("429971", date(1980, 5, village_no), sequence).unwrap();
    let mut answers = Answers::default();
    for (field, text) in [
        ("name", "李春生"),
        ("identity_number", number.as_str()),
        ("village", village),
        ("address", "清溪镇柳河村3组"),
        ("guardian_name", "李春林"),
        ("guardian_relation", "哥哥"),
        ("guardian_phone", "13835737167"),
        ("consent", "1"),
        ("consent_on", "2020-06-20"),
        ("onset_on", "2019"),
        ("diagnosis", "精神分裂症"),
        ("diagnosed_on", "2020-06-15"),
        ("diagnosed_at", "清溪县精神卫生中心"),
        ("economy", "2"),
    ] {
        answers.push(field, text);
    }
    let village = |text: &str| Region::exact(text).ok();
    let context = SupplementContext {
        died_on: None,
        today: TODAY,
        entry: Entry::Workbook,
        open: MayStayOpen::Nothing,
        village: &village,
    };
    let form = parse(&answers, &context).unwrap().supplement;
    // Any name: a form refuses markup as a name, yet what is kept must be shown as text all the same.
    Supplement { name: name.to_owned(), ..form }
}

/// The form of somebody who is well, seen at home on the day of the test.
const WELL: [(&str, &str); 22] = [
    ("visited_on", "2026-11-21"),
    ("mode", "2"),
    ("met", "1"),
    ("risk", "0"),
    ("severity", "1"),
    ("insight", "1"),
    ("sleep", "1"),
    ("diet", "1"),
    ("self_care", "1"),
    ("housework", "1"),
    ("work", "9"),
    ("learning", "1"),
    ("social", "2"),
    ("incidents", "7"),
    ("confinement", "1"),
    ("hospital", "0"),
    ("labs", "1"),
    ("adherence", "4"),
    ("adverse", "9"),
    ("effect", "2"),
    ("referral", "1"),
    ("doctor", "王医生"),
];

/// [`WELL`] with some answers changed or added.
pub(crate) fn well_but<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let unchanged = WELL.into_iter().filter(|(name, _)| changes.iter().all(|(other, _)| other != name));
    unchanged.chain(changes.iter().copied()).collect()
}

/// A guardian agrees to sharing today, for somebody who cannot sign.
pub(crate) fn guardian_agrees<'a>(guardian: &'a str, unable: &'a str) -> [(&'a str, &'a str); 8] {
    [
        ("subject", "2"),
        ("decision", "1"),
        ("decided_on", "2026-11-21"),
        ("decided_by", "2"),
        ("guardian_name", guardian),
        ("guardian_relation", "9"),
        ("unable_reason", unable),
        ("letter", "sharing-2026-1"),
    ]
}
