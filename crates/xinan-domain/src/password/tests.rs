//! What is accepted and what is not.

use proptest::prelude::*;

use super::*;

fn liu() -> About<'static> {
    About { login: "liu", name: "刘春兰", office: "清溪镇卫生院" }
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
        assert_eq!(judge(password, &liu()), wanted, "{password:?}");
    }
    assert_eq!(judge(&"vq7kdw2xep".repeat(12), &liu()), Ok(()));
    assert_eq!(judge(&"vq7kdw2xep".repeat(13), &liu()), Err(Flaw::Long));
}

/// Whoever sends the longest password that is hardest to take apart waits for no longer.
#[test]
fn a_long_run_is_judged_at_once() {
    let long = format!("{}ß", "1".repeat(LONGEST - 1));
    assert_eq!(judge(&long, &liu()), Ok(()));
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
        let characters = password.chars().count();
        let judged = judge(&password, &about);
        prop_assert!((characters < SHORTEST) == (judged == Err(Flaw::Short)));
        prop_assert!((characters > LONGEST) == (judged == Err(Flaw::Long)));
    }
}
