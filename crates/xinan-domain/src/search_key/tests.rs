use proptest::prelude::*;

use super::*;

/// Whether somebody of this name, with these other keys, is found.
fn finds_with(query: &str, name: &str, others: &[Key]) -> bool {
    let mut keys = name_keys(name);
    keys.extend_from_slice(others);
    let query = query_keys(query);
    !query.is_empty() && query.iter().all(|one| one.any_of.iter().any(|key| keys.contains(key)))
}

#[track_caller]
fn found(name: &str, queries: &[&str]) {
    for query in queries {
        assert!(finds_with(query, name, &[]), "{query} should find {name}");
    }
}

#[track_caller]
fn not_found(name: &str, queries: &[&str]) {
    for query in queries {
        assert!(!finds_with(query, name, &[]), "{query} should not find {name}");
    }
}

#[test]
fn a_name_is_found_by_any_part_initials_or_pinyin() {
    found("张三", &["zs", "zhangsan", "张", "三", "张三", "zhang", "zh", "zhangs", "san", "s", "z"]);
    found("张三三", &["sansan", "zss", "ss", "三三"]);
    found("李春生", &["lcs", "lc", "cs", "chunsheng", "lichun", "李cs", "李sheng", "春生", "李 春生"]);
    not_found("张三", &["sz", "sanzhang", "四", "zhou", "zl", "李cs"]);
}

#[test]
fn what_is_typed_may_be_capital_spaced_toned_or_full_width() {
    found(
        "李春生",
        &["LCS", "Li Chunsheng", "lǐ chūn shēng", "ｌｃｓ", " 李　春生 ", "li'chun'sheng", "李-春生"],
    );
    found("吕秀英", &["lv", "lü", "lǚxiu", "lyu", "lu:xiuying", "lxy"]);
}

#[test]
fn a_character_of_several_readings_is_found_by_each() {
    found("单红秋", &["shan", "dan", "s", "d", "shq", "dhq", "danhongqiu", "shanhongqiu"]);
    found("曾国民", &["zeng", "ceng", "z", "c", "zgm", "cgm"]);
    found("仇来桂", &["qiu", "chou", "qlg", "clg"]);
    found("解放", &["xie", "jie"]);
    found("查大海", &["zha", "cha"]);
    found("区海", &["ou", "qu"]);
    found("盖山", &["gai", "ge"]);
    found("单单单", &["sdd", "shandandan", "dandandan"]);
    found("尉迟明", &["yuchi", "yc", "wei", "ycm"]);
    found("万俟明", &["moqi", "mq", "wan"]);
    found("乐长行", &["yue", "le", "yzh", "lcx"]);
}

#[test]
fn every_surname_of_the_table_is_found_by_the_dictionarys_readings_too() {
    found("都明", &["dm", "duming", "douming"]);
    found("重明", &["cm", "zm", "chongming", "zhongming"]);
}

#[test]
fn a_name_with_dots_and_letters_is_found_without_them() {
    found(
        "阿依古丽·买买提",
        &["阿依古丽买买提", "阿依古丽•买买提", "ayglmmt", "买买提", "ayigulimaimaiti", "aygl"],
    );
    found("玛丽Anna", &["anna", "mlanna", "玛丽"]);
}

#[test]
fn a_rare_character_without_a_known_reading_does_not_hide_the_rest() {
    found("李𠮷生", &["𠮷", "李", "li", "sheng", "李𠮷"]);
}

#[test]
fn numbers_are_found_by_their_ends() {
    let mut keys = digit_keys(KeyKind::IdentityNumber, "42997119740622602X");
    keys.extend(digit_keys(KeyKind::Phone, "13975503703"));
    keys.extend(digit_keys(KeyKind::CaseNumber, "429971-101-203-00012"));
    for query in [
        "602x",
        "602X",
        "22602x",
        "42997119740622602x",
        "429971 19740622 602X",
        "429971740622602",
        "3703",
        "13975503703",
        "139 7550 3703",
        "+86 13975503703",
        "00012",
        "203-00012",
        "42997110120300012",
        "张三 3703",
        "zs602x",
    ] {
        assert!(finds_with(query, "张三", &keys), "{query}");
    }
    for query in ["3704", "703", "4299", "李四 3703", "603x"] {
        assert!(!finds_with(query, "张三", &keys), "{query}");
    }
}

#[test]
fn a_case_number_of_letters_and_digits_is_found_whole() {
    let keys = digit_keys(KeyKind::CaseNumber, "QX-2025-17");
    for query in ["QX-2025-17", "qx202517", "qx 2025 17"] {
        assert!(finds_with(query, "张三", &keys), "{query}");
    }
    assert!(!finds_with("qx-2025-18", "张三", &keys));
}

#[test]
fn nothing_typed_looks_nothing_up() {
    for text in ["", " ", "·", "'-", "\u{3000}"] {
        assert_eq!(query_keys(text), [], "{text:?}");
    }
    assert_eq!(name_keys(" · "), []);
    assert_eq!(digit_keys(KeyKind::Phone, ""), []);
}

#[test]
fn tags_are_stable() {
    use KeyKind::*;
    assert_eq!([Name, Pinyin, IdentityNumber, Phone, CaseNumber].map(KeyKind::tag), *b"npitc");
}

#[test]
fn an_ordinary_name_has_few_keys() {
    assert!(name_keys("李春生").len() <= 45, "{}", name_keys("李春生").len());
    assert!(name_keys("欧阳秀英").len() <= 110, "{}", name_keys("欧阳秀英").len());
}

#[test]
fn the_whole_of_a_long_name_finds_it() {
    let name = "古丽巴哈尔罕木萨买买提江阿卜杜热依木尼亚孜";
    assert!(name_keys(name).len() <= MOST_KEYS);
    found(name, &[name, "古丽巴哈尔罕", "阿卜杜热依木", "尼亚孜", "gulibahaerhan", "glbheh"]);
}

proptest! {
    #[test]
    fn a_name_is_always_found_by_itself_and_its_parts(name in "[张单曾李春生秀英长乐𠮷a-z]{1,12}", at in 0..12_usize) {
        prop_assert!(finds_with(&name, &name, &[]));
        let part: String = name.chars().skip(at).collect();
        prop_assert!(part.is_empty() || finds_with(&part, &name, &[]));
    }

    #[test]
    fn keys_are_sorted_bounded_and_never_empty(name in ".{0,80}") {
        let keys = name_keys(&name);
        prop_assert!(keys.len() <= MOST_KEYS);
        prop_assert!(keys.is_sorted_by(|a, b| a < b));
        prop_assert!(keys.iter().all(|(_, key)| !key.is_empty()));
        prop_assert!(query_keys(&name).iter().all(|one| !one.any_of.is_empty()));
    }
}
