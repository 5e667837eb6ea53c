//! What is accepted and what is not.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::identity_number::IdentityNumber;

fn liu() -> About<'static> {
    About { login: "liu", name: "刘春兰", office: "清溪镇卫生院" }
}

fn judged(password: &str) -> Result<(), Flaw> {
    judge(&Password::typed(password), &liu())
}

#[test]
fn what_looks_the_same_is_the_same_password() {
    for (one, other) in [
        ("ｖｑ７ｋｄｗ２ｘｅｐ", "vq7kdw2xep"),
        ("cafe\u{301} brûlé 7", "café brûlé 7"),
        ("vq7\u{200B}kdw\u{200D}2xep\u{FEFF}", "vq7kdw2xep"),
        ("柿子树\u{3000}第三棵", "柿子树 第三棵"),
    ] {
        assert_eq!(Password::typed(one), Password::typed(other));
    }
    for (one, other) in [("Vq7kdw2xep", "vq7kdw2xep"), ("a b", "ab"), (" a", "a"), ("后", "後")] {
        assert_ne!(Password::typed(one), Password::typed(other));
    }
    assert_eq!(format!("{:?}", Password::typed("vq7kdw2xep")), "Password(…)");
}

#[test]
fn passwords_are_judged() {
    for (password, wanted) in [
        ("", Err(Flaw::Short)),
        ("vq7kdw2xe", Err(Flaw::Short)),
        ("vq7kdw2xep", Ok(())),
        ("右手边第三棵柿子树下", Ok(())),
        ("correct lamp river seven", Ok(())),
        ("right-horse-7", Ok(())),
        ("4f9a02c7be61", Ok(())),
        // Lists, keyboards, runs, blocks.
        ("1234567890", Err(Flaw::Common)),
        ("0123456789", Err(Flaw::Common)),
        ("9876543210", Err(Flaw::Common)),
        ("1111111111", Err(Flaw::Common)),
        ("abcabcabcabc", Err(Flaw::Common)),
        ("qwertyuiop", Err(Flaw::Common)),
        ("poiuytrewq", Err(Flaw::Common)),
        ("1qaz2wsx3edc", Err(Flaw::Common)),
        ("1qaz@2wsx#3edc", Err(Flaw::Common)),
        ("P@ssw0rd123", Err(Flaw::Common)),
        ("Password2026!", Err(Flaw::Common)),
        ("administrator", Err(Flaw::Common)),
        ("qq123456789", Err(Flaw::Common)),
        // What is chosen here.
        ("woaini1314520", Err(Flaw::Common)),
        ("WoAiNi5201314", Err(Flaw::Common)),
        ("woaimama888", Err(Flaw::Common)),
        ("zhangwei1990", Err(Flaw::Common)),
        ("Zhangwei1990!", Err(Flaw::Common)),
        ("wangxiaoming8848", Err(Flaw::Common)),
        ("weishengyuan2026", Err(Flaw::Common)),
        ("1985071219850712", Err(Flaw::Common)),
        ("19850712liming", Err(Flaw::Common)),
        ("１２３４５６７８９０", Err(Flaw::Common)),
        ("12 34 56 78 90 12", Err(Flaw::Common)),
        // One or two characters more, two patterns by turns, numbers of somebody, initials of offices.
        ("123456789a", Err(Flaw::Common)),
        ("1234567890q", Err(Flaw::Common)),
        ("1111111111a", Err(Flaw::Common)),
        ("a1111111111z", Err(Flaw::Common)),
        ("password1a", Err(Flaw::Common)),
        ("woaini1314a", Err(Flaw::Common)),
        ("1q2w3e4r5t6y", Err(Flaw::Common)),
        ("a1b2c3d4e5", Err(Flaw::Common)),
        ("q1w2e3r4t5!", Err(Flaw::Common)),
        ("13835737167", Err(Flaw::Common)),
        ("138 3573 7167", Err(Flaw::Common)),
        ("13835737167a", Err(Flaw::Common)),
        ("429971198005140022", Err(Flaw::Common)),
        ("Jfb@2024123", Err(Flaw::Common)),
        ("Wjw@123456", Err(Flaw::Common)),
        ("一二三四五六七八九十", Err(Flaw::Common)),
        ("零一二三四五六七八九", Err(Flaw::Common)),
        // Digits alone need to be many.
        ("7302958164", Err(Flaw::Digits)),
        ("730-295-8164-58", Err(Flaw::Digits)),
        ("730295816458203", Err(Flaw::Digits)),
        ("7302958164582037", Ok(())),
        // What is known about her.
        ("xinan-xinan-xinan", Err(Flaw::Own)),
        ("xinan@2026#ab", Err(Flaw::Own)),
        ("liuchunlan-x7", Err(Flaw::Own)),
        ("chunlanliu8848", Err(Flaw::Own)),
        ("刘春兰刘春兰刘春兰刘", Err(Flaw::Common)),
        ("刘春兰的刘春兰和刘春兰", Err(Flaw::Own)),
        ("qingxizhenweishengyuan", Err(Flaw::Own)),
        ("清溪镇卫生院2026年", Err(Flaw::Own)),
        ("liu.liu.1990", Err(Flaw::Common)),
        // With enough beside it, her name does no harm.
        ("liuchunlan vq7kdw2xep", Ok(())),
    ] {
        assert_eq!(judged(password), wanted, "{password:?}");
    }
    assert_eq!(judged(&"vq7kdw2xep".repeat(12)), Ok(()));
    assert_eq!(judged(&"vq7kdw2xep".repeat(13)), Err(Flaw::Long));
}

/// Whoever sends the longest password that is hardest to take apart waits for no longer.
#[test]
fn a_long_run_is_judged_at_once() {
    let long = format!("{}ß", "1".repeat(LONGEST - 1));
    assert_eq!(judged(&long), Ok(()));
}

/// T29: ten thousand that would be tried first, put together as people do.
#[test]
fn ten_thousand_that_are_tried_first_are_refused() {
    let mut tried: BTreeSet<String> = BTreeSet::new();
    let words: BTreeSet<&str> = common::words().filter(|word| word.len() >= 4).collect();
    let endings = [
        "123456", "12345678", "2024", "@2025", "2026!", "888888", "520", "1314", "666", "a", "123a",
        "19900101",
    ];
    for (at, word) in words.iter().enumerate() {
        let capital = format!("{}{}", word[..1].to_uppercase(), &word[1..]);
        for ending in endings.iter().cycle().skip(at).take(5) {
            tried.extend([format!("{word}{ending}"), format!("{capital}{ending}")]);
            if ending.bytes().all(|byte| byte.is_ascii_digit()) {
                tried.insert(format!("{ending}{word}"));
            }
        }
        tried.extend([format!("{word}{word}"), format!("{word}@{word}123")]);
    }
    for number in 0..1000_u32 {
        tried.insert(format!("138{:08}", number * 99_991));
        tried.insert(format!("{}wjw{number:04}", 1900 + number % 200));
        let birth = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(number)).unwrap();
        let sequence = u16::try_from(number % 999 + 1).unwrap();
        tried.insert(IdentityNumber::from_parts("429971", birth, sequence).unwrap().as_str().to_owned());
        tried.insert(format!("zhang{}", birth.strftime("%Y%m%d")));
    }
    tried.retain(|one| one.chars().count() >= SHORTEST);
    assert!(tried.len() >= 10_000, "{}", tried.len());
    let accepted: Vec<&String> = tried.iter().filter(|one| judged(one).is_ok()).collect();
    assert_eq!(accepted, Vec::<&String>::new());
}

/// What is made by chance is not taken for any of them: one in a thousand may be.
#[test]
fn what_is_made_by_chance_is_accepted() {
    let mut state = 1_u64;
    let mut refused = 0;
    for _ in 0..10_000 {
        let mut chosen = String::new();
        for _ in 0..10 {
            // Knuth's constants (MMIX); the upper bits are the good ones.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from((state >> 33) % 36).unwrap();
            chosen.push(char::from(b"abcdefghijklmnopqrstuvwxyz0123456789"[at]));
        }
        refused += usize::from(judged(&chosen).is_err());
    }
    assert!(refused <= 10, "{refused}");
}

#[test]
fn the_list_holds_thousands_and_nothing_that_is_compared_otherwise() {
    assert!(common::size() > 10_000, "{}", common::size());
    assert!(common::words().all(|word| fold(word) == *word && word.len() >= 2));
}

proptest! {
    /// What is made by chance is accepted, and whatever is typed is judged.
    #[test]
    fn anything_is_judged(password in ".{0,140}", login in ".{0,12}", name in ".{0,6}") {
        let about = About { login: &login, name: &name, office: "清溪镇卫生院" };
        let password = Password::typed(&password);
        let characters = password.as_str().chars().count();
        let judged = judge(&password, &about);
        prop_assert!((characters < SHORTEST) == (judged == Err(Flaw::Short)));
        prop_assert!((characters > LONGEST) == (judged == Err(Flaw::Long)));
    }
}
