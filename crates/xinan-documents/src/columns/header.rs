//! Names of columns, made comparable.
//!
//! `＊ 剂量 1\n（mg）` and `剂量1(mg)` are the same name; so is plain `剂量1`.

use xinan_domain::text::squeeze;

/// Units that stand behind a name without brackets.
const UNITS: [&str; 10] = ["mmhg", "mmoll", "umoll", "109l", "mg", "kg", "cm", "gl", "ul", "ms"];

/// The name with blanks, line breaks, brackets and punctuation gone, in narrow small letters.
pub(super) fn key(text: &str) -> String {
    squeeze(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The keys under which a header may be known, the most exact first: as it stands, without what is
/// in brackets, without a unit at its end or a number before it.
pub(super) fn keys(text: &str) -> Vec<String> {
    let (outside, inside) = split_brackets(text);
    let mut found = vec![key(text)];
    // 联系电话(监护人) is not the patient's telephone.
    if !speaks_of_another(&inside) {
        found.push(key(&outside));
    }
    for at in 0..found.len() {
        let one = found[at].clone();
        found.extend(UNITS.iter().find_map(|unit| one.strip_suffix(unit)).map(str::to_owned));
        found.push(one.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned());
    }
    let mut keys = Vec::new();
    for one in found {
        if !one.is_empty() && !keys.contains(&one) {
            keys.push(one);
        }
    }
    keys
}

/// Whether a name is about somebody other than the person of the row.
pub(super) fn speaks_of_another(text: &str) -> bool {
    const OTHERS: [&str; 10] =
        ["监护", "家属", "联系人", "医生", "知情人", "调查", "户主", "配偶", "负责人", "填表"];
    let text = squeeze(text);
    OTHERS.iter().any(|other| text.contains(other))
}

/// What stands outside and inside brackets.
fn split_brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for c in text.chars() {
        match c {
            '(' | '（' | '[' | '【' | '〔' | '［' => depth += 1,
            ')' | '）' | ']' | '】' | '〕' | '］' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => inside.push(c),
        }
    }
    (outside, inside)
}

/// The name that a column has from a group's name above and its own below: 监护人信息 over 姓名 is
/// 监护人姓名.
pub(super) fn joined(group: &str, own: &str) -> String {
    let group = key(group);
    let subject = ["基本信息", "基本情况", "信息", "情况"].iter().find_map(|tail| group.strip_suffix(tail));
    format!("{}{}", subject.unwrap_or(&group), key(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_brackets_units_and_marks_do_not_matter() {
        for text in ["剂量1(mg)", "剂量１（ｍｇ）", "剂 量\n1 (mg)*", "剂量1mg", "剂量1", "12.剂量1（必填）"]
        {
            assert!(keys(text).contains(&"剂量1".to_owned()), "{text} {:?}", keys(text));
        }
        assert_eq!(key("村（居）委会"), key("村(居)委会"));
        assert!(keys("村（居）委会").contains(&"村委会".to_owned()));
        assert_eq!(keys("ICD-10")[0], "icd10");
        assert_eq!(keys(" * "), Vec::<String>::new());
    }

    #[test]
    fn what_brackets_say_of_another_person_does_matter() {
        assert_eq!(keys("联系电话（监护人）"), ["联系电话监护人"]);
        assert!(keys("联系电话（必填）").contains(&"联系电话".to_owned()));
    }

    #[test]
    fn a_group_lends_its_name() {
        assert_eq!(joined("监护人信息", "姓名"), "监护人姓名");
        assert_eq!(joined("药物 1", "剂量"), "药物1剂量");
    }
}
