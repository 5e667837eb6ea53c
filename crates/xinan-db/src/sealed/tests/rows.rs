//! What is sealed opens in its own row only, and what was sealed before that was so is sealed again.

use super::places::{Folder, add, add_as, change, keys_of_names, names};
use super::*;
use crate::testing::{TestDb, engines};

/// The set of keys whose values are not tied to their rows yet.
fn before(algorithm: Algorithm) -> KeyFile {
    let mut file = with(algorithm);
    file.keys.iter_mut().for_each(|key| key.rows = false);
    file
}

#[test]
fn values_of_before_open_with_their_key_and_with_no_later_one() {
    for algorithm in BOTH {
        let file = before(algorithm);
        let old = Ring::new(&file).unwrap().seal_as_before(CASE_NAME, "李春生".as_bytes());
        assert_eq!(old[0], algorithm.former_number());
        for row in [ROW, Uuid::nil()] {
            assert_eq!(keys(&file).open(CASE_NAME, row, &old).as_deref(), Ok("李春生"));
        }
        let changed = CannotOpen { column: CASE_NAME, reason: Reason::Changed };
        assert_eq!(keys(&with(algorithm)).open(CASE_NAME, ROW, &old), Err(changed));
        // One number cannot be taken for the other.
        let mut other = old;
        other[0] = algorithm.number();
        assert_eq!(keys(&file).open(CASE_NAME, Uuid::nil(), &other), Err(changed));
    }
}

#[test]
fn numbers_of_algorithms_differ_in_more_than_one_bit() {
    let numbers = BOTH.map(|one| [one.number(), one.former_number()]).concat();
    let numbers = [numbers, vec![ring::PLAIN]].concat();
    for (at, one) in numbers.iter().enumerate() {
        assert!(numbers[..at].iter().all(|other| (one ^ other).count_ones() > 1), "{one}");
    }
}

/// Somebody who can write to the database gives a person the name of another.
#[tokio::test]
async fn a_name_in_another_person_s_row_is_refused() {
    for engine in engines() {
        let test = TestDb::fresh(engine).await.unwrap();
        add(&test.db, "赵小兰").await;
        add(&test.db, "钱小兰").await;
        let mut tx = test.db.write().await.unwrap();
        let all = "select id, name from clues order by id";
        let rows = tx.rows(all, &[]).await.unwrap();
        let put = "update clues set name = $2 where id = $1";
        let params = [rows[0].id("id").unwrap().into(), rows[1].bytes("name").unwrap().into()];
        assert_eq!(tx.execute(put, &params).await.unwrap(), 1);
        let rows = tx.rows(all, &[]).await.unwrap();
        let opened = rows.iter().map(|row| row.sealed(column::CLUE_NAME, row.id("id").unwrap()));
        let [first, second] = opened.collect::<Vec<_>>().try_into().unwrap();
        assert_eq!(second.unwrap(), "钱小兰");
        let error = first.unwrap_err().to_string();
        assert!(error.contains("clues.name cannot be opened: it was changed"), "{error}");
    }
}

#[tokio::test]
async fn values_of_before_are_sealed_again_for_their_rows() {
    for engine in engines() {
        let folder = Folder::new();
        let place = folder.place("keys.json");
        let test = TestDb::with_keys(engine, &place).await.unwrap();
        change(&folder.path("keys.json"), |file| file.keys[0].rows = false);
        let db = test.open_again(&place).await.unwrap();
        again::catch_up(&db, |_| {}).await.unwrap();
        let mut tx = db.write().await.unwrap();
        // As the work was noted to be done by the program of then.
        let done = "update deployment set content = $1 where name = 'sealed_with'";
        tx.execute(done, &[vec![Algorithm::Aes256GcmSiv.former_number(), 0, 1].into()]).await.unwrap();
        tx.commit().await.unwrap();
        for name in ["赵小兰", "钱小兰"] {
            add_as(&db, |_| db.keys().ring().seal_as_before(column::CLUE_NAME, name.as_bytes())).await;
        }
        assert_eq!(names(&db).await, ["赵小兰", "钱小兰"], "read before they are sealed again");
        // `form` holds the same bytes, which are no form.
        assert_eq!(again::catch_up(&db, |_| {}).await.unwrap(), again::Done { values: 2, unopened: 2 });
        assert_eq!((names(&db).await.len(), keys_of_names(&db).await), (2, vec![(1, 2)]));
        let mut tx = db.read().await.unwrap();
        for row in tx.rows("select name from clues", &[]).await.unwrap() {
            assert_eq!(row.bytes("name").unwrap()[0], Algorithm::Aes256GcmSiv.number());
        }
    }
}
