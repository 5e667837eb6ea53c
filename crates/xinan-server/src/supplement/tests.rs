//! The form of a person through the front door.

mod correct;
mod register;

use xinan_domain::identity_number::IdentityNumber;

use crate::tests::{Answer, Staff};

const COUNTY: &str = "429971";
const TOWNSHIP: &str = "429971101";
/// The next township.
const NEXT: &str = "429971102";
/// 柳河村.
const VILLAGE: &str = "429971101209";
/// 大堰村, of the same township.
const OTHER_VILLAGE: &str = "429971101201";

const ID: &str = "019aa000000070008000000000000001";
const OTHER_ID: &str = "019aa000000070008000000000000002";
const THIRD_ID: &str = "019aa000000070008000000000000003";

/// Somebody born on 3 August 1985, a woman for an even sequence.
fn number(sequence: u16) -> String {
    let born = jiff::civil::date(1985, 8, 3);
    IdentityNumber::from_parts(COUNTY, born, sequence).unwrap().as_str().to_owned()
}

/// The complete form of 谭玉梅, with some answers changed or added; an empty one is none.
fn form(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let whole = [
        ("case_id", ID),
        ("name", "谭玉梅"),
        ("identity_number", &number(122)),
        ("ethnicity", "1"),
        ("phone", "13912345703"),
        ("village", VILLAGE),
        ("address", "清溪镇柳河村8组"),
        ("education", "7"),
        ("marriage", "2"),
        ("guardian_name", "谭文"),
        ("guardian_relation", "1"),
        ("guardian_phone", "0712-1234567"),
        ("village_contact", "赵会计"),
        ("village_contact_phone", "13912345704"),
        ("household", "2"),
        ("employment", "3"),
        ("consent", "1"),
        ("consent_on", "2026-11-20"),
        ("onset_on", "2008"),
        ("past_symptoms", "1"),
        ("confinement", "1"),
        ("outpatient", "3"),
        ("first_treated_on", "2009-03"),
        ("admissions", "2"),
        ("diagnosis", "1"),
        ("icd10", "F20.9"),
        ("diagnosed_at", "清溪县精神卫生中心"),
        ("diagnosed_on", "2009-03-12"),
        ("effect", "2"),
        ("incidents", "7"),
        ("economy", "2"),
        ("registered_on", "2026-11-21"),
        ("filled_on", "2026-11-21"),
        ("filled_by", "王医生"),
    ];
    let mut pairs: Vec<(String, String)> =
        whole.into_iter().map(|(id, text)| (id.to_owned(), text.to_owned())).collect();
    for (id, text) in changes {
        pairs.retain(|(known, _)| known != id);
        if !text.is_empty() {
            pairs.push(((*id).to_owned(), (*text).to_owned()));
        }
    }
    pairs
}

async fn send(staff: &Staff, address: &str, pairs: &[(String, String)]) -> Answer {
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    staff.post(address, &pairs).await
}

/// Sends the form of a new person.
async fn register(staff: &Staff, changes: &[(&str, &str)]) -> Answer {
    send(staff, "/people/new", &form(changes)).await
}
