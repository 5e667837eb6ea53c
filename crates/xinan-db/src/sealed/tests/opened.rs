//! What is remembered is what opening would give.

use super::*;

/// More values than there are places: each takes the place of another.
#[test]
fn values_that_take_the_places_of_others_open_all_the_same() {
    let keys = Keys::fixed();
    let values: Vec<(Uuid, String)> =
        (0..20_000).map(|number| (Uuid::from_u128(number), format!("李春生{number}"))).collect();
    let sealed: Vec<Vec<u8>> = values.iter().map(|(row, text)| keys.seal(CASE_NAME, *row, text)).collect();
    for _ in 0..2 {
        for ((row, text), sealed) in values.iter().zip(&sealed) {
            assert_eq!(keys.open(CASE_NAME, *row, sealed).as_ref(), Ok(text));
        }
    }
}

/// A key that is dropped opens nothing, not even what it opened a moment ago.
#[test]
fn nothing_is_remembered_beyond_the_keys() {
    let mut file = KeyFile::fixed();
    let sealed = keys(&file).seal(CASE_NAME, ROW, "李春生");
    file.add(Algorithm::Sm4Gcm, NOW.to_owned()).unwrap();
    let both = keys(&file);
    assert_eq!(both.open(CASE_NAME, ROW, &sealed).as_deref(), Ok("李春生"));
    file.keys.remove(0);
    *both.ring.write().unwrap() = Arc::new(Ring::new(&file).unwrap());
    assert!(matches!(
        both.open(CASE_NAME, ROW, &sealed),
        Err(CannotOpen { reason: Reason::UnknownKey(_), .. })
    ));
}
