//! How characters are read as surnames.
//!
//! Only surnames that the dictionary would read otherwise, or would read otherwise first, stand
//! here; its readings are kept beside these, for families and typists differ.

/// Surnames of two characters, each character with its readings.
const DOUBLE: &[(&str, [&str; 2])] =
    &[("万俟", ["mo", "qi"]), ("尉迟", ["yu", "chi"]), ("单于", ["chan", "yu"]), ("澹台", ["tan", "tai"])];

/// Surnames of one character with their readings, the usual one first.
const SINGLE: &[(char, &str)] = &[
    ('单', "shan dan"),
    ('單', "shan dan"),
    ('曾', "zeng ceng"),
    ('仇', "qiu chou"),
    ('解', "xie jie"),
    ('查', "zha cha"),
    ('区', "ou qu"),
    ('缪', "miao mou miu"),
    ('朴', "piao pu"),
    ('乐', "yue le"),
    ('折', "she zhe"),
    ('员', "yun yuan"),
    ('黑', "he hei"),
    ('召', "shao zhao"),
    ('洗', "xian xi"),
    ('种', "chong zhong"),
    ('秘', "bi mi"),
    ('繁', "po fan"),
    ('覃', "qin tan"),
    ('翟', "zhai di"),
    ('祭', "zhai ji"),
    ('句', "gou ju"),
    ('郇', "xun huan"),
    ('费', "fei bi"),
    ('牟', "mu mou"),
    ('粘', "nian zhan"),
    ('隗', "wei kui"),
    ('能', "nai neng"),
    ('乜', "nie mie"),
    ('薄', "bo bao"),
    ('炅', "gui jiong"),
    ('谌', "chen shen"),
    ('佴', "nai er"),
    ('卜', "bu"),
    ('都', "du dou"),
    ('重', "chong zhong"),
    ('阚', "kan"),
    ('藏', "zang cang"),
    ('适', "kuo shi"),
    ('么', "yao"),
    ('角', "jue jiao"),
    ('圈', "juan quan"),
    ('贠', "yun"),
];

/// The readings of the surname with which a name begins, one text of readings per character;
/// empty when the dictionary's readings will do.
pub(super) fn readings(name: &[char]) -> Vec<&'static str> {
    let double = DOUBLE.iter().find(|(surname, _)| surname.chars().eq(name.iter().take(2).copied()));
    if let Some((_, readings)) = double {
        return readings.to_vec();
    }
    let single = SINGLE.iter().find(|(surname, _)| Some(surname) == name.first());
    single.map(|(_, readings)| *readings).into_iter().collect()
}
