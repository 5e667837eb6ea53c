use proptest::prelude::*;

use super::*;

/// Whether somebody of this name, with these other keys, is found.
fn finds_with(query: &str, name: &str, others: &[Key]) -> bool {
    let mut keys = name_keys(name);
    keys.extend_from_slice(others);
    let query = query_keys(query);
    let has = |any_of: &[Key]| any_of.iter().any(|key| keys.contains(key));
    let mixed = |one: &Mixed| has(&one.initials) && has(&one.pinyin) && one.fits(name);
    let meets = |one: &QueryKey| has(&one.any_of) || one.mixed.as_ref().is_some_and(mixed);
    !query.is_empty() && query.iter().all(meets)
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
fn a_name_is_found_by_pinyin_and_initials_mixed() {
    found(
        "陈建伟",
        &["chenjw", "cjianwei", "chen jw", "chenjianw", "cjianw", "chjw", "cjwei", "chenjwei", "ChenJW"],
    );
    found("陈建伟", &["jianw", "jwei", "chjianwei", "陈jw"]);
    found("李安伟", &["liaw", "lianw", "lanwei"]);
    found("曾国民", &["zenggm", "cenggm", "zguomin", "cguomin", "zgmin", "cgmin", "zengguom"]);
    found("单红秋", &["shanhq", "danhq", "shhongqiu", "dhongqiu", "shhq"]);
    found("欧阳秀英", &["ouyangxy", "oyxiuying", "ouyxiuy", "yangxy"]);
    found("尉迟明", &["yuchim", "ycming", "ychm"]);
    found("吕秀英", &["lvxy", "lüxy", "lyuxy"]);
    not_found("陈建伟", &["chenwj", "cjianguo", "chenj5", "weijc", "chenjwx", "chnjw", "jianc", "chenw"]);
    not_found("曾国民", &["zhenggm", "zengmg"]);
    not_found("陈伟建", &["chenjw", "cjianwei"]);
    not_found("曹建伟", &["chenjw", "chjianwei"]);
}

#[test]
fn few_keys_are_looked_up_for_what_is_mixed() {
    for typed in
        ["chenjw", "cjianwei", "zhangguoxianglan", "liangliangliangl", "eeeeeeeeeeeeeeeeea", "shananxianenge"]
    {
        if let Some(mixed) = Mixed::of(typed) {
            assert!(mixed.initials.len() <= 60 && mixed.pinyin.len() <= 60, "{typed}: {mixed:?}");
        }
    }
    assert_eq!(Mixed::of("lcs"), None);
    assert_eq!(Mixed::of("li"), None);
    assert_eq!(Mixed::of("xqz1"), None);
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

/// Surnames, of one and of two characters and of several readings, each with one of its readings.
const SURNAMES: [(&str, &[&str]); 14] = [
    ("陈", &["chen"]),
    ("曾", &["zeng"]),
    ("曾", &["ceng"]),
    ("单", &["shan"]),
    ("单", &["dan"]),
    ("仇", &["qiu"]),
    ("解", &["xie"]),
    ("查", &["zha"]),
    ("覃", &["tan"]),
    ("翟", &["zhai"]),
    ("安", &["an"]),
    ("鄂", &["e"]),
    ("欧阳", &["ou", "yang"]),
    ("尉迟", &["yu", "chi"]),
];

/// Characters of given names.
const GIVEN: [(&str, &str); 10] = [
    ("建", "jian"),
    ("伟", "wei"),
    ("安", "an"),
    ("英", "ying"),
    ("玉", "yu"),
    ("娥", "e"),
    ("双", "shuang"),
    ("国", "guo"),
    ("爱", "ai"),
    ("女", "nv"),
];

/// A name with its readings.
fn names() -> impl Strategy<Value = (String, Vec<&'static str>)> {
    let given = proptest::collection::vec(proptest::sample::select(&GIVEN[..]), 1..=2);
    (proptest::sample::select(&SURNAMES[..]), given).prop_map(|((surname, readings), given)| {
        let name = given.iter().fold(surname.to_owned(), |name, (c, _)| name + c);
        (name, readings.iter().copied().chain(given.iter().map(|(_, reading)| *reading)).collect())
    })
}

/// What one types for a character: 0 its first letter, 1 its initial, else the whole reading; of the last one
/// any beginning.
fn typed(readings: &[&str], how: &[usize]) -> String {
    let last = readings.len() - 1;
    let part = |at: usize, reading: &str| {
        let double = DOUBLE.into_iter().any(|initial| reading.starts_with(initial));
        let length = match how[at] {
            0 => 1,
            1 => 1 + usize::from(double),
            more if at == last => more.min(reading.len()),
            _ => reading.len(),
        };
        reading[..length].to_owned()
    };
    readings.iter().enumerate().map(|(at, reading)| part(at, reading)).collect()
}

const DOUBLE: [&str; 3] = ["zh", "ch", "sh"];

proptest! {
    #[test]
    fn every_mixture_finds_the_name_and_only_names_that_it_spells(
        (name, readings) in names(),
        (other, _) in names(),
        from in 0..3_usize,
        how in proptest::collection::vec(0..7_usize, 4),
    ) {
        let readings = &readings[from.min(readings.len() - 1)..];
        let typed = typed(readings, &how);
        prop_assert!(finds_with(&typed, &name, &[]), "{typed} should find {name}");
        // Whoever else is found is spelt by it, as the slow way through all spellings says.
        prop_assert_eq!(finds_with(&typed, &other, &[]), spells(&typed, &other), "{} {}", typed, other);
    }

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

/// Whether letters spell a part of a name, by trying every spelling of every run of its characters.
fn spells(typed: &str, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    let readings = readings(&name);
    (0..name.len()).any(|start| {
        let mut stems = vec![String::new()];
        for of_one in &readings[start..] {
            let ends = stems.iter().flat_map(|stem| {
                of_one.iter().flat_map(move |reading| {
                    (1..=reading.len()).map(move |length| format!("{stem}{}", &reading[..length]))
                })
            });
            if ends.clone().any(|text| text == typed) {
                return true;
            }
            stems = stems
                .iter()
                .flat_map(|stem| {
                    of_one.iter().flat_map(move |reading| {
                        let double = DOUBLE.into_iter().find(|initial| reading.starts_with(initial));
                        let parts = [Some(&reading[..1]), double, Some(reading.as_str())];
                        parts.into_iter().flatten().map(move |part| format!("{stem}{part}"))
                    })
                })
                .collect();
        }
        false
    })
}
