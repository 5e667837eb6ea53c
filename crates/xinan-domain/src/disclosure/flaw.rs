//! What cannot leave at all, whoever would agree.
//!
//! Source: 精神卫生法 第四条, 第二十四条; 个人信息保护法 第六条, 第二十九条; our fact sheet §7.3: no list goes to the police, and no
//! department beyond health reads a diagnosis, medicine, a class or a visit; PROMISES T9: what a law orders has a number.
//! The letter of consent to sharing says the same to the person who signs it.
//!
//! Whoever receives something is told by the words of the name. The words here hold everywhere: 精神卫生法 第八条第二款 and
//! 第十条 name departments that have a part in the care and are none of health, we add what every region has beside them
//! [D], and that the police get no list at all (第四条, 第二十四条; 个人信息保护法 第六条) is nothing that a region decides. What such an office
//! is called in a county beside them is a parameter, `disclosure.named_beyond`
//! ([`crate::parameter::AccessLimits::named_beyond`]), which adds to the words of the norm and takes none away.

use super::{Fields, Purpose, Receiver, Whose};

/// Why something cannot leave as it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// A list for the police. In a live matter they ask about one person.
    ListForPolice,
    /// A list for one person or guardian, who takes a copy of the own record.
    ListForPerson,
    /// Findings for somebody beyond health, and no law orders it.
    FindingsBeyond,
    /// A duty of the law without the number of what orders it.
    NoDocument,
    /// Said to be within health, and named like a department beyond.
    NamedBeyond,
}

/// Words of institutions of health (精神卫生法 第八条第一款; 工作规范 on who has which part).
const OF_HEALTH: [&str; 7] = ["医院", "卫生院", "卫生室", "卫生中心", "疾控", "卫健", "精防"];
/// Words of the police. No list goes there, and no region says otherwise (精神卫生法 第四条, 第二十四条).
const OF_POLICE: [&str; 13] = [
    "公安",
    "派出所",
    "警务",
    "警察",
    "民警",
    "刑警",
    "刑侦",
    "特警",
    "交警",
    "治安",
    "禁毒",
    "维稳",
    "police",
];
/// Hospitals that bear the name of whoever runs them.
const RUN_BY: [&str; 3] = ["民政", "公安", "荣军"];
/// Words of departments and bodies beyond health: those that 精神卫生法 第八条第二款 and 第十条 name, and ours [D] for others
/// that every region has.
const BEYOND: [&str; 28] = [
    "教育局",
    "教体局",
    "人力资源",
    "人社",
    "医保",
    "医疗保障",
    "公安",
    "派出所",
    "警务",
    "民政",
    "残联",
    "残疾人联合会",
    "财政",
    "政法委",
    "综治",
    "司法",
    "法院",
    "检察",
    "村委",
    "居委",
    "村民委员会",
    "居民委员会",
    "街道办",
    "人民政府",
    "镇政府",
    "乡政府",
    "妇联",
    "保险公司",
];

fn is_named(recipient: &str, names: &[&str]) -> bool {
    names.iter().any(|name| recipient.contains(name))
}

/// The name in small letters, without what a hospital is called after.
fn plain(recipient: &str) -> String {
    let name = recipient.to_lowercase();
    match name.ends_with("医院") {
        true => RUN_BY.iter().fold(name, |name, run_by| name.replace(run_by, "")),
        false => name,
    }
}

/// Whether a recipient is named like a department or body beyond health, by the words of the norm or by what the region
/// adds, each between two `、`. A hospital is one of health, whoever runs it; what a region adds is beyond whatever it holds.
pub fn is_named_beyond(recipient: &str, added: &str) -> bool {
    let name = plain(recipient);
    let is_added = added.split('、').any(|word| !word.is_empty() && name.contains(word));
    is_added || is_named(&name, &OF_POLICE) || (!is_named(&name, &OF_HEALTH) && is_named(&name, &BEYOND))
}

/// What is wrong with handing this to somebody, if something is; `added` are the region's names of departments beyond
/// health.
pub fn flaw(
    purpose: Purpose,
    (receiver, recipient): (Receiver, &str),
    whose: Whose,
    fields: Fields,
    added: &str,
) -> Option<Flaw> {
    match receiver {
        _ if whose == Whose::List && is_named(&plain(recipient), &OF_POLICE) => Some(Flaw::ListForPolice),
        Receiver::Person if whose == Whose::List => Some(Flaw::ListForPerson),
        Receiver::Health => is_named_beyond(recipient, added).then_some(Flaw::NamedBeyond),
        Receiver::Person => None,
        Receiver::Beyond if purpose != Purpose::Law => {
            (fields != Fields::Identity).then_some(Flaw::FindingsBeyond)
        }
        Receiver::Beyond => (!recipient.chars().any(char::is_numeric)).then_some(Flaw::NoDocument),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Fields::{Clinical, Identity};
    use Purpose::{Care, Law, Relief};
    use Receiver::{Beyond, Health, Person};
    use Whose::{List, One};

    #[test]
    fn no_list_goes_to_the_police_and_no_finding_beyond_health() {
        for (purpose, receiver, recipient, whose, fields, expected) in [
            (Care, Health, "清溪镇卫生院存档", List, Clinical, None),
            (Care, Health, "县民政精神病医院", One, Clinical, None),
            (Relief, Health, "清溪镇民政办", List, Identity, Some(Flaw::NamedBeyond)),
            (Relief, Beyond, "清溪镇民政办", List, Identity, None),
            (Relief, Beyond, "清溪镇民政办", List, Clinical, Some(Flaw::FindingsBeyond)),
            (Relief, Beyond, "县残联", One, Clinical, Some(Flaw::FindingsBeyond)),
            (Relief, Beyond, "清溪镇派出所", List, Identity, Some(Flaw::ListForPolice)),
            (Law, Beyond, "清溪镇派出所 429971公字1号", List, Identity, Some(Flaw::ListForPolice)),
            (Law, Beyond, "县人民法院", One, Clinical, Some(Flaw::NoDocument)),
            (Law, Beyond, "县人民法院（2026）湘0771民特12号", One, Clinical, None),
            (Care, Person, "本人", One, Clinical, None),
            (Law, Person, "清溪镇派出所", List, Identity, Some(Flaw::ListForPolice)),
            (Law, Person, "本人", List, Identity, Some(Flaw::ListForPerson)),
            (Care, Health, "清溪镇卫生院转派出所", List, Identity, Some(Flaw::ListForPolice)),
            (Care, Health, "县公安局刑侦大队", One, Clinical, Some(Flaw::NamedBeyond)),
            (Care, Health, "Qingxi Police Station", List, Identity, Some(Flaw::ListForPolice)),
            (Relief, Beyond, "县公安局治安大队", List, Identity, Some(Flaw::ListForPolice)),
        ] {
            let found = flaw(purpose, (receiver, recipient), whose, fields, "");
            assert_eq!(found, expected, "{purpose:?} {recipient} {whose:?} {fields:?}");
        }
    }

    /// A region adds names, and takes none away.
    #[test]
    fn a_region_names_departments_of_its_own() {
        let added = "社会工作部、应急局";
        for (recipient, plainly, with_added) in [
            ("清溪县社会工作部", false, true),
            ("清溪县应急局 值班室", false, true),
            ("清溪县应急局卫生室", false, true),
            ("清溪镇卫生院", false, false),
            ("清溪镇民政办", true, true),
            ("清溪镇派出所", true, true),
        ] {
            assert_eq!(is_named_beyond(recipient, ""), plainly, "{recipient}");
            assert_eq!(is_named_beyond(recipient, added), with_added, "{recipient}");
            let found = flaw(Care, (Health, recipient), One, Identity, added);
            assert_eq!(found, with_added.then_some(Flaw::NamedBeyond), "{recipient}");
        }
    }
}
