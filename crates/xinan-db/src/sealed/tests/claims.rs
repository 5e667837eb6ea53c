//! A key file is that of one set of data, whoever is killed or writes in between.

use std::sync::Barrier;

use super::places::{Folder, add, change, keys_of_names, names, refused};
use super::*;
use crate::KeyPlace;
use crate::testing::{TestDb, engines};
use crate::{Db, Trouble};

fn unclaimed(place: &KeyPlace) -> KeyPlace {
    let KeyPlace::File { path, now, .. } = place else { panic!() };
    KeyPlace::File { path: path.clone(), now: *now, claim: false }
}

fn rotate(folder: &Folder) -> u16 {
    let mut id = 0;
    change(&folder.path("keys.json"), |file| id = file.add(Algorithm::Sm4Gcm, NOW.to_owned()).unwrap());
    id
}

/// With the key that the transaction seals with.
async fn add_in_tx(db: &Db, name: &str) -> Result<()> {
    let mut tx = db.write().await?;
    let id = crate::new_id();
    let sealed = tx.keys().sealed(column::CLUE_NAME, id, name);
    let add = "insert into clues (county_code, id, township_code, village_code, name, form, surveyed_on,
                                  fingerprint, recorded_at)
               values ('429971', $1, '429971101', '429971101201', $2, $2, '2026-01-01', 0, 0)";
    tx.execute(add, &[id.into(), sealed]).await?;
    tx.commit().await
}

#[tokio::test]
async fn other_data_do_not_take_a_key_file_that_is_taken() {
    for engine in engines() {
        let folder = Folder::new();
        let keys = folder.place("keys.json");
        let test = TestDb::with_keys(engine, &keys).await.unwrap();
        for place in [keys.clone(), unclaimed(&keys)] {
            let Err(error) = TestDb::with_keys(engine, &place).await else {
                panic!("two data, one key file")
            };
            let said = format!("{error:#}");
            assert!(said.contains("belongs to other data, and nothing was changed"), "{said}");
        }
        test.open_again(&keys).await.unwrap();
    }
}

/// Killed when the file is there and the database does not say so; killed when it does and the file is not
/// claimed yet.
#[tokio::test]
async fn who_was_killed_between_key_file_and_mark_goes_on() {
    for engine in engines() {
        let folder = Folder::new();
        let keys = folder.place("keys.json");
        assert!(KeyFile::new(NOW.to_owned(), None).unwrap().write_new(&folder.path("keys.json")).unwrap());
        let test = TestDb::with_keys(engine, &unclaimed(&keys)).await.unwrap();
        assert_eq!(KeyFile::read(&folder.path("keys.json")).unwrap().data, None);
        add(&test.db, "赵小兰").await;
        for _ in 0..2 {
            let db = test.open_again(&keys).await.unwrap();
            assert_eq!(names(&db).await, ["赵小兰"]);
            assert!(KeyFile::read(&folder.path("keys.json")).unwrap().data.is_some());
        }
    }
}

/// Killed between the new key and the mark: whoever seals with it says so in the same transaction.
#[tokio::test]
async fn nothing_is_kept_with_a_key_that_the_data_do_not_name() {
    for engine in engines() {
        let folder = Folder::new();
        let keys = folder.place("keys.json");
        let test = TestDb::with_keys(engine, &keys).await.unwrap();
        std::fs::copy(folder.path("keys.json"), folder.path("old.json")).unwrap();
        assert_eq!(rotate(&folder), 2);
        test.db.keys().look_again().unwrap();
        test.open_again(&folder.place("old.json")).await.unwrap();
        add_in_tx(&test.db, "赵小兰").await.unwrap();
        assert_eq!(keys_of_names(&test.db).await, [(2, 1)]);
        refused(&test, &folder.place("old.json"), "is older than the data: it lacks key 2").await;
    }
}

/// Another machine has a copy of the key file that nobody has brought up.
#[tokio::test]
async fn who_has_only_the_keys_of_before_reads_and_saves_nothing() {
    for engine in engines() {
        let folder = Folder::new();
        let keys = folder.place("keys.json");
        let test = TestDb::with_keys(engine, &keys).await.unwrap();
        add_in_tx(&test.db, "赵小兰").await.unwrap();
        std::fs::copy(folder.path("keys.json"), folder.path("copy.json")).unwrap();
        let other = test.open_again(&folder.place("copy.json")).await.unwrap();
        rotate(&folder);
        test.open_again(&keys).await.unwrap();
        let error = add_in_tx(&other, "钱小兰").await.unwrap_err();
        assert!(error.to_string().contains("bring the newest copy"), "{error:#}");
        assert_eq!(Trouble::of(&error), None);
        assert!(again::seal(&other, |_| {}).await.is_ok(), "there is nothing to seal with a key of before");
        assert_eq!(names(&other).await, ["赵小兰"]);
        // Somebody brings it.
        std::fs::copy(folder.path("keys.json"), folder.path("new.json")).unwrap();
        std::fs::rename(folder.path("new.json"), folder.path("copy.json")).unwrap();
        add_in_tx(&other, "钱小兰").await.unwrap();
        assert_eq!(names(&test.db).await, ["赵小兰", "钱小兰"]);
        assert_eq!(other.keys().current().1, 2);
    }
}

/// A transaction that is longer than a rotation and the end of the key before.
#[tokio::test]
async fn what_was_sealed_with_a_key_that_is_dropped_meanwhile_is_not_kept() {
    for engine in engines() {
        let folder = Folder::new();
        let keys = folder.place("keys.json");
        let test = TestDb::with_keys(engine, &keys).await.unwrap();
        let tx = test.db.write().await.unwrap();
        tx.keys();
        rotate(&folder);
        test.db.keys().look_again().unwrap();
        change(&folder.path("keys.json"), |file| assert!(file.remove(1)));
        assert!(tx.commit().await.is_err());
        add_in_tx(&test.db, "赵小兰").await.unwrap();
        assert_eq!(keys_of_names(&test.db).await, [(2, 1)]);
    }
}

/// One of them reads the file again; the others must not be told that the key is unknown.
#[test]
fn readers_that_meet_a_new_key_together_all_open_it() {
    for _ in 0..50 {
        let folder = Folder::new();
        let path = folder.path("keys.json");
        assert!(KeyFile::new(NOW.to_owned(), None).unwrap().write_new(&path).unwrap());
        let open = || {
            let file = KeyFile::read(&path).unwrap();
            Keys::of(Ring::new(&file).unwrap(), Some((path.clone(), file::Look::at(&path).unwrap())))
        };
        let before = open();
        rotate(&folder);
        let sealed = open().seal(column::CLUE_NAME, ROW, "赵小兰");
        let together = Barrier::new(8);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    together.wait();
                    assert_eq!(before.open(column::CLUE_NAME, ROW, &sealed).as_deref(), Ok("赵小兰"));
                });
            }
        });
    }
}

#[test]
fn changes_of_a_key_file_come_one_after_another_and_keep_the_link_to_it() {
    let folder = Folder::new();
    let (path, link) = (folder.path("keys.json"), folder.path("link.json"));
    assert!(KeyFile::new(NOW.to_owned(), None).unwrap().write_new(&path).unwrap());
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let together = Barrier::new(8);
    std::thread::scope(|scope| {
        for at in 0..8 {
            let path = if at % 2 == 0 { &path } else { &link };
            let together = &together;
            scope.spawn(move || {
                together.wait();
                KeyFile::change(path, |file| file.add(Algorithm::Aes256GcmSiv, NOW.to_owned())).unwrap();
            });
        }
    });
    let file = KeyFile::read(&path).unwrap();
    assert_eq!(file.keys.iter().map(|key| key.id).collect::<Vec<_>>(), (1..=9).collect::<Vec<u16>>());
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 2, "nothing else is left");
}
