//! Key files and the data they belong to, on both engines.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::super::{again, place};
use super::*;
use crate::testing::{TestDb, engines};
use crate::{Db, Engine};

/// A folder of one test, gone when dropped.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("xinan-keys-{}", crate::new_id().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(super) fn place(&self, name: &str) -> KeyPlace {
        KeyPlace::File { path: self.path(name), now: 1_795_219_200_000_000, claim: true }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(super) async fn refused(test: &TestDb, keys: &KeyPlace, part: &str) {
    let Err(error) = test.open_again(keys).await else { panic!("{keys:?} opened the data") };
    let said = format!("{error:#}");
    assert!(said.contains(part), "{said}");
}

/// A clue with a name, sealed with the current key.
pub(super) async fn add(db: &Db, name: &str) {
    add_as(db, |id| db.keys().seal(column::CLUE_NAME, id, name)).await;
}

/// A clue whose name is kept as the bytes that are made for its row.
pub(super) async fn add_as(db: &Db, name: impl FnOnce(Uuid) -> Vec<u8>) {
    let id = crate::new_id();
    let add = "insert into clues (county_code, id, township_code, village_code, name, form, surveyed_on,
                                  fingerprint, recorded_at)
               values ('429971', $1, '429971101', '429971101201', $2, $2, '2026-01-01', 0, 0)";
    let mut tx = db.write().await.unwrap();
    tx.execute(add, &[id.into(), name(id).into()]).await.unwrap();
    tx.commit().await.unwrap();
}

pub(super) async fn names(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let rows = tx.rows("select id, name from clues order by id", &[]).await.unwrap();
    rows.iter().map(|row| row.sealed(column::CLUE_NAME, row.id("id").unwrap()).unwrap()).collect()
}

pub(super) async fn keys_of_names(db: &Db) -> Vec<(u16, u64)> {
    let counts = again::counts(db).await.unwrap();
    counts.iter().filter(|one| one.column == column::CLUE_NAME).map(|one| (one.key, one.values)).collect()
}

pub(super) fn change(path: &Path, work: impl FnOnce(&mut KeyFile)) {
    let mut file = KeyFile::read(path).unwrap();
    work(&mut file);
    file.write(path).unwrap();
}

#[tokio::test]
async fn keys_are_made_for_new_data_and_asked_for_ever_after() {
    for engine in engines() {
        let folder = Folder::new();
        let keys = folder.place("keys.json");
        let test = TestDb::with_keys(engine, &keys).await.unwrap();
        let path = folder.path("keys.json");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let left = std::fs::read_dir(&folder.0).unwrap().count();
        assert_eq!(left, 1, "nothing but the file");
        add(&test.db, "赵小兰").await;
        assert_eq!(names(&test.open_again(&keys).await.unwrap()).await, ["赵小兰"]);

        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        refused(&test, &keys, "others may read the key file").await;
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();

        refused(&test, &folder.place("none.json"), "is not there; put it back").await;
        assert!(!folder.path("none.json").exists(), "no other keys are made");

        let file = KeyFile::new(NOW.to_owned(), None).unwrap();
        assert!(file.write_new(&folder.path("other.json")).unwrap());
        refused(&test, &folder.place("other.json"), "belongs to other data").await;

        std::fs::copy(&path, folder.path("cut.json")).unwrap();
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(folder.path("cut.json"), &whole[..whole.len() / 2]).unwrap();
        refused(&test, &folder.place("cut.json"), "is no key file of xinan, or not whole").await;
    }
}

/// A copy of the key file from before a rotation.
#[tokio::test]
async fn keys_older_than_the_data_are_refused() {
    for engine in engines() {
        let folder = Folder::new();
        let keys = folder.place("keys.json");
        let test = TestDb::with_keys(engine, &keys).await.unwrap();
        std::fs::copy(folder.path("keys.json"), folder.path("old.json")).unwrap();
        change(&folder.path("keys.json"), |file| {
            file.add(Algorithm::Sm4Gcm, NOW.to_owned()).unwrap();
        });
        test.open_again(&keys).await.unwrap();
        refused(&test, &folder.place("old.json"), "is older than the data: it lacks key 2").await;
    }
}

/// The data of the first version: plain values, and the index key among them.
async fn of_the_first_version(engine: Engine, index: &[u8; 32]) -> TestDb {
    let test = TestDb::fresh(engine).await.unwrap();
    let mut tx = test.db.write().await.unwrap();
    tx.execute("delete from deployment", &[]).await.unwrap();
    let put = "insert into deployment (name, content) values ('index_key', $1)";
    tx.execute(put, &[index.to_vec().into()]).await.unwrap();
    tx.commit().await.unwrap();
    for at in 0..250 {
        add_as(&test.db, |_| [&[0], format!("金丝雀{at}").as_bytes()].concat()).await;
    }
    test
}

#[tokio::test]
async fn data_of_the_first_version_are_sealed_while_they_are_used() {
    for engine in engines() {
        let folder = Folder::new();
        let keys = folder.place("keys.json");
        let index = [0xA7; 32];
        let test = of_the_first_version(engine, &index).await;
        let db = test.open_again(&keys).await.unwrap();
        let token = |keys: &Keys| keys.token(1, "zs");
        let before = {
            let mut file = KeyFile::fixed();
            file.index[0].key = Secret::new(index.to_vec());
            token(&super::keys(&file))
        };
        assert_eq!(token(&db.keys()), before, "people are found as before");
        assert_eq!(names(&db).await.len(), 250, "and read before they are sealed");
        assert_eq!(keys_of_names(&db).await, [(0, 250)]);

        let said = Mutex::new(Vec::new());
        let done = again::catch_up(&db, |values| said.lock().unwrap().push(values)).await.unwrap();
        // `form` held the same bytes.
        assert_eq!(done, again::Done { values: 500, unopened: 0 });
        assert_eq!(*said.lock().unwrap(), [200, 400, 500], "a hundred rows in a transaction");
        assert_eq!(keys_of_names(&db).await, [(1, 250)]);
        assert_eq!(names(&db).await[249], "金丝雀249");
        assert_eq!(again::catch_up(&db, |_| {}).await.unwrap(), again::Done::default());
        // A start that finds the file made and the data not yet marked does no harm either.
        test.open_again(&keys).await.unwrap();

        if engine == Engine::Sqlite {
            test.db.close().await;
            db.write_anew().await.unwrap();
            db.close().await;
            for file in std::fs::read_dir(Path::new(&test.place).parent().unwrap()).unwrap() {
                let bytes = std::fs::read(file.unwrap().path()).unwrap();
                assert!(!bytes.windows(9).any(|part| part == "金丝雀".as_bytes()), "nothing plain is left");
                assert!(!bytes.windows(32).any(|part| part == index), "nor the key of the search");
            }
        }
    }
}

/// A server that runs hears of a new key, opens what others seal with it, and seals the rest again.
#[tokio::test]
async fn keys_rotate_beside_people_who_work() {
    for engine in engines() {
        let folder = Folder::new();
        let keys = folder.place("keys.json");
        let test = TestDb::with_keys(engine, &keys).await.unwrap();
        let db = &test.db;
        for at in 0..3 {
            add(db, &format!("赵{at}")).await;
        }
        change(&folder.path("keys.json"), |file| {
            file.add(Algorithm::Sm4Gcm, NOW.to_owned()).unwrap();
        });
        let other = test.open_again(&keys).await.unwrap();
        add(&other, "赵3").await;
        assert_eq!(names(db).await, ["赵0", "赵1", "赵2", "赵3"], "a key that was not known is looked for");
        assert_eq!(db.keys().current(), (Algorithm::Sm4Gcm, 2));
        assert_eq!(keys_of_names(db).await, [(1, 3), (2, 1)]);
        // The forms hold names here, and are no forms to whoever opens them; they are left.
        let done = again::seal(db, |_| {}).await.unwrap();
        assert_eq!(done, again::Done { values: 3, unopened: 3 });
        assert_eq!(keys_of_names(db).await, [(2, 4)]);
        assert_eq!(names(db).await, ["赵0", "赵1", "赵2", "赵3"]);
    }
}

#[test]
fn a_mark_of_another_kind_is_refused() {
    let keys = KeyPlace::Fixed;
    let said = place::Said { mark: Some(b"{}".to_vec()), ..place::Said::default() };
    assert!(place::keys_for(&keys, said).is_err());
}
