//! What is sealed opens again, and nothing else does.

use proptest::prelude::*;

use super::column::{ALL, CASE_NAME, CASE_PHONE, FOLLOW_UP_WITHDRAWN_REASON};
use super::file::{KeyFile, Secret};
use super::*;
use crate::Uuid;

mod claims;
mod opened;
mod places;
mod rows;
mod upgrade;

/// A row of whatever table.
const ROW: Uuid = Uuid::from_u128(17);

const NOW: &str = "2026-11-21T00:00:00Z";

fn with(algorithm: Algorithm) -> KeyFile {
    let mut file = KeyFile::fixed();
    if file.keys[0].algorithm != algorithm {
        file.add(algorithm, NOW.to_owned()).unwrap();
    }
    file
}

fn keys(file: &KeyFile) -> Keys {
    Keys::of(Ring::new(file).unwrap(), None)
}

const BOTH: [Algorithm; 2] = [Algorithm::Aes256GcmSiv, Algorithm::Sm4Gcm];

fn column() -> impl Strategy<Value = Column> {
    prop::sample::select(ALL)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_sealed_opens_again(text in ".{0,200}", column in column()) {
        for algorithm in BOTH {
            let keys = keys(&with(algorithm));
            let sealed = keys.seal(column, ROW, &text);
            prop_assert_eq!(sealed.len(), text.len() + 31);
            prop_assert_eq!(keys.open(column, ROW, &sealed), Ok(text.clone()));
        }
    }

    /// Every one of its bits, and every length it could be cut to.
    #[test]
    fn one_bit_that_turns_over_is_refused(text in ".{0,24}", column in column()) {
        for algorithm in BOTH {
            let keys = keys(&with(algorithm));
            let sealed = keys.seal(column, ROW, &text);
            // Also of what was opened a moment ago, and is remembered.
            prop_assert_eq!(keys.open(column, ROW, &sealed), Ok(text.clone()));
            for bit in 0..sealed.len() * 8 {
                let mut other = sealed.clone();
                other[bit / 8] ^= 1 << (bit % 8);
                let error = keys.open_bytes(column, ROW, &other).unwrap_err();
                prop_assert!(error.to_string().starts_with(column.full_name), "{}", error);
            }
            for length in 0..sealed.len() {
                prop_assert!(keys.open_bytes(column, ROW, &sealed[..length]).is_err());
            }
        }
    }

    #[test]
    fn in_another_column_it_is_refused(text in ".{0,24}", column in column(), other in column()) {
        prop_assume!(column != other);
        for algorithm in BOTH {
            let keys = keys(&with(algorithm));
            let sealed = keys.seal(column, ROW, &text);
            prop_assert_eq!(keys.open(column, ROW, &sealed), Ok(text.clone()));
            let error = keys.open_bytes(other, ROW, &sealed).unwrap_err();
            prop_assert_eq!(error, CannotOpen { column: other, reason: Reason::Changed });
        }
    }

    #[test]
    fn in_another_row_it_is_refused(text in ".{0,24}", column in column(), row: u128, part: u32, other: (u128, u32)) {
        let (row, other) = ((Uuid::from_u128(row), part), (Uuid::from_u128(other.0), other.1));
        prop_assume!(row != other);
        for algorithm in BOTH {
            let keys = keys(&with(algorithm));
            let sealed = keys.seal(column, row, &text);
            prop_assert_eq!(keys.open(column, row, &sealed), Ok(text.clone()));
            for other in [other, (row.0, other.1), (other.0, row.1)] {
                let changed = CannotOpen { column, reason: Reason::Changed };
                let opened = keys.open(column, other, &sealed);
                prop_assert!(other == row || opened == Err(changed));
            }
        }
    }

    #[test]
    fn bytes_of_any_kind_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), column in column()) {
        let keys = keys(&with(Algorithm::Sm4Gcm));
        prop_assert!(keys.open_bytes(column, ROW, &bytes).is_err());
        _ = keys.open_text(column, ROW, format!("{SEALED_TEXT}{}", String::from_utf8_lossy(&bytes)));
    }
}

#[test]
fn the_same_text_is_never_the_same_bytes() {
    let keys = Keys::fixed();
    assert_ne!(keys.seal(CASE_NAME, ROW, "李春生"), keys.seal(CASE_NAME, ROW, "李春生"));
}

#[test]
fn an_error_names_the_column_and_nothing_of_the_content() {
    let keys = Keys::fixed();
    let mut sealed = keys.seal(CASE_PHONE, ROW, "13800000001");
    sealed[20] ^= 1;
    let error = keys.open(CASE_PHONE, ROW, &sealed).unwrap_err();
    assert_eq!(error.to_string(), "cases.phone cannot be opened: it was changed or damaged");
    sealed[2] = 9;
    let error = keys.open(CASE_PHONE, ROW, &sealed).unwrap_err();
    let wanted = "cases.phone cannot be opened: it is sealed with key 9, which the key file does not have";
    assert_eq!(error.to_string(), wanted);
}

/// RFC 8452, C.2, the first with a content and no more; RFC 8998, A.1.
#[test]
fn the_algorithms_are_those_of_the_standards() {
    let bytes = |hex: &str| from_hex(hex).unwrap();
    let check = |algorithm, key: &str, nonce: &str, bound: &str, content: &str, tag: &str, sealed: &str| {
        let cipher = algorithm::Cipher::new(algorithm, &bytes(key)).unwrap();
        let mut work = bytes(content);
        let nonce: [u8; 12] = bytes(nonce).try_into().unwrap();
        let made = cipher.seal(nonce, &bytes(bound), &mut work).unwrap();
        assert_eq!((hex(&work), hex(&made)), (sealed.to_owned(), tag.to_owned()), "{algorithm}");
        assert!(cipher.open(nonce, &bytes(bound), &mut work, made));
        assert_eq!(hex(&work), content);
    };
    check(
        Algorithm::Aes256GcmSiv,
        "0100000000000000000000000000000000000000000000000000000000000000",
        "030000000000000000000000",
        "",
        "0100000000000000",
        "843122130f7364b761e0b97427e3df28",
        "c2ef328e5c71c83b",
    );
    check(
        Algorithm::Sm4Gcm,
        "0123456789abcdeffedcba9876543210",
        "00001234567800000000abcd",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
        "83de3541e4c2b58177e065a9bf7b62ec",
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d",
    );
}

#[test]
fn plain_text_opens_only_while_a_deployment_of_before_is_being_sealed() {
    let mut file = KeyFile::fixed();
    let old = [&[0], "李春生".as_bytes()].concat();
    let refused = CannotOpen { column: CASE_NAME, reason: Reason::Plain };
    assert_eq!(keys(&file).open(CASE_NAME, ROW, &old), Err(refused));
    file.plain_opens = true;
    assert_eq!(keys(&file).open(CASE_NAME, ROW, &old).as_deref(), Ok("李春生"));
}

#[test]
fn a_column_of_text_holds_sealed_words_beside_words_of_before() {
    let mut old = KeyFile::fixed();
    old.plain_opens = true;
    let (keys, old) = (Keys::fixed(), keys(&old));
    let Val::Text(Some(kept)) = keys.sealed(FOLLOW_UP_WITHDRAWN_REASON, ROW, "录错人了") else {
        panic!()
    };
    assert!(kept.starts_with(SEALED_TEXT) && kept.is_ascii());
    assert_eq!(keys.open_text(FOLLOW_UP_WITHDRAWN_REASON, ROW, kept.clone()).as_deref(), Ok("录错人了"));
    // Words of before, also such as look like sealed ones.
    for words in ["录错人了", "sealed:0", "sealed:", "sealed: 03", "sealed:facade"] {
        let plain = CannotOpen { column: FOLLOW_UP_WITHDRAWN_REASON, reason: Reason::Plain };
        assert_eq!(keys.open_text(FOLLOW_UP_WITHDRAWN_REASON, ROW, words.to_owned()), Err(plain));
        assert_eq!(old.open_text(FOLLOW_UP_WITHDRAWN_REASON, ROW, words.to_owned()).as_deref(), Ok(words));
    }
    // Sealed words that were cut are no words.
    let cut = kept[..kept.len() - 2].to_owned();
    let changed = CannotOpen { column: FOLLOW_UP_WITHDRAWN_REASON, reason: Reason::Changed };
    assert_eq!(old.open_text(FOLLOW_UP_WITHDRAWN_REASON, ROW, cut), Err(changed));
}

#[test]
fn tokens_differ_by_key_and_kind() {
    let mut other = KeyFile::fixed();
    other.index[0].key = Secret::new(vec![3; 32]);
    let (a, b) = (Keys::fixed(), keys(&other));
    assert_eq!(a.token(1, "zs"), a.token(1, "zs"));
    assert_ne!(a.token(1, "zs"), b.token(1, "zs"));
    assert_ne!(a.token(1, "zs"), a.token(2, "zs"));
}

#[test]
fn column_names_fit_what_values_are_bound_to() {
    assert!(ALL.iter().all(|column| column.full_name.len() <= ring::Bound::LONGEST_COLUMN));
}

/// How long a name takes to open and to seal. Run with:
/// `cargo nextest run -p xinan-db --run-ignored only how_long --no-capture`
#[test]
#[ignore = "measures"]
#[allow(clippy::disallowed_methods, reason = "only a wait is measured")]
fn how_long_a_name_takes() {
    const TIMES: u32 = 200_000;
    for algorithm in BOTH {
        let keys = keys(&with(algorithm));
        let sealed = keys.seal(CASE_NAME, ROW, "李春生");
        let since = std::time::Instant::now();
        for _ in 0..TIMES {
            std::hint::black_box(keys.open(CASE_NAME, ROW, std::hint::black_box(&sealed)).unwrap());
        }
        let open = since.elapsed() / TIMES;
        let since = std::time::Instant::now();
        for _ in 0..TIMES {
            std::hint::black_box(keys.seal(CASE_NAME, ROW, std::hint::black_box("李春生")));
        }
        println!("{algorithm}: open {open:?}, seal {:?}", since.elapsed() / TIMES);
    }
}
