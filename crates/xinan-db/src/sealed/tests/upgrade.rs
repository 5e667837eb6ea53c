//! Data of the first released program, at schema 9: they are opened and sealed, or left as they were.

use super::places::Folder;
use super::*;
use crate::audit::keys::LogKeys;
use crate::testing::{Former, engines, log_keys};
use crate::value::Val;
use crate::{Db, Engine};

/// The last schema of the first released program.
const SCHEMA: i64 = 9;
/// What stands in one visit and nowhere else.
const FORM: &str = "金丝雀甲";
const REASON: &str = "sealed: 他把信封上了";
const INDEX: [u8; 32] = [0xA7; 32];

/// A visit that was taken back in somebody's words, and a look at the person.
fn rows(engine: Engine) -> String {
    let bytes = |bytes: &[u8]| match engine {
        Engine::Sqlite => format!("x'{}'", hex(bytes)),
        Engine::Postgres => format!("decode('{}', 'hex')", hex(bytes)),
    };
    let id = |number: u128| match engine {
        Engine::Sqlite => format!("x'{number:032x}'"),
        Engine::Postgres => format!("'{}'", crate::Uuid::from_u128(number)),
    };
    let form = bytes(&[&[0], FORM.as_bytes()].concat());
    format!(
        "insert into deployment (name, content) values ('index_key', {index});
         insert into follow_ups
                (county_code, id, case_id, visited_on, mode, complete, face_to_face, settling, incidents, referred,
                 form, fingerprint, recorded_at, entered_at, withdrawn_at, withdrawn_reason)
         values ('429971', {visit}, {person}, '2026-03-01', 3, 1, 1, 0, '', 0, {form}, 0, 100, 100, 200, '{REASON}');
         insert into audit_entries (recorded_at, shown_as, county_code, case_id, action, detail)
         values (300, '王医生', '429971', {person}, 'case.read', '');",
        index = bytes(&INDEX),
        visit = id(VISIT),
        person = id(7),
    )
}

const VISIT: u128 = 8;

async fn visit(db: &Db) -> (String, String) {
    let mut tx = db.read().await.unwrap();
    let rows = tx.rows("select id, form, withdrawn_reason from follow_ups", &[]).await.unwrap();
    let (form, reason) = (column::FOLLOW_UP_FORM, column::FOLLOW_UP_WITHDRAWN_REASON);
    let id = rows[0].id("id").unwrap();
    (rows[0].sealed(form, id).unwrap(), rows[0].sealed(reason, id).unwrap())
}

fn keys_of_the_log(_: bool) -> Result<Option<LogKeys>> {
    Ok(Some(log_keys()))
}

#[tokio::test]
async fn data_of_the_first_program_are_opened_and_sealed_with_their_words_and_looks() {
    for engine in engines() {
        let folder = Folder::new();
        let data = Former::new(engine, SCHEMA, &rows(engine)).await.unwrap();
        let db = data.open(&folder.place("keys.json"), keys_of_the_log).await.unwrap();
        db.keep_log(log_keys(), None, 400).await.unwrap();
        let read = || (FORM.to_owned(), REASON.to_owned());
        assert_eq!(visit(&db).await, read(), "before they are sealed");
        assert_eq!(again::catch_up(&db, |_| {}).await.unwrap(), again::Done { values: 2, unopened: 0 });
        assert_eq!(visit(&db).await, read(), "and afterwards");
        let mut tx = db.read_log().await.unwrap();
        let looks = tx.rows("select shown_as from audit_entries", &[]).await.unwrap();
        assert_eq!((looks.len(), looks[0].text("shown_as").unwrap().as_str()), (1, "王医生"));
        tx.commit().await.unwrap();
        if engine == Engine::Sqlite {
            db.write_anew().await.unwrap();
        }
        db.close().await;
        for (name, bytes) in data.every_byte().await.unwrap() {
            for secret in [FORM.as_bytes(), REASON.as_bytes(), &INDEX] {
                assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{name} holds it still");
            }
        }
        let db = data.open(&folder.place("keys.json"), keys_of_the_log).await.unwrap();
        assert_eq!(visit(&db).await, read());
    }
}

/// The former program can go on with them.
#[tokio::test]
async fn where_keys_are_missing_or_another_s_data_stay_as_they_were() {
    for engine in engines() {
        let folder = Folder::new();
        let other = KeyFile::new(NOW.to_owned(), None).unwrap();
        assert!(other.write_new(&folder.path("other.json")).unwrap());
        let data = Former::new(engine, SCHEMA, &rows(engine)).await.unwrap();
        let before = data.every_byte().await.unwrap();
        let no_place = folder.place("no/such/folder/keys.json");
        let keys = [
            (no_place, "cannot write the key file"),
            (folder.place("other.json"), "belongs to other data"),
            (KeyPlace::Unsaid, "say with --keys FILE"),
        ];
        for (keys, part) in keys {
            let Err(error) = data.open(&keys, keys_of_the_log).await else { panic!("{keys:?} opened") };
            assert!(format!("{error:#}").contains(part), "{error:#}");
            assert_eq!(data.every_byte().await.unwrap(), before, "{engine:?}, {keys:?}");
        }
        // The keys of the log cannot be made. The other ones stay, and are taken the next time.
        let asked = Mutex::new(None);
        let refuse = |begun| {
            *asked.lock().unwrap() = Some(begun);
            anyhow::bail!("no room for the keys of the log")
        };
        let keys = folder.place("keys.json");
        assert!(data.open(&keys, refuse).await.is_err());
        assert_eq!(*asked.lock().unwrap(), Some(false));
        assert_eq!(data.every_byte().await.unwrap(), before, "{engine:?}");
        let db = data.open(&keys, keys_of_the_log).await.unwrap();
        assert_eq!(visit(&db).await.0, FORM);
        db.keep_log(log_keys(), None, 400).await.unwrap();
        db.close().await;
        // Those of another log are refused before anything else too.
        let of_another = LogKeys::new(crate::new_id(), [2; 32], [3; 32]);
        let Err(error) = data.open(&keys, |begun| Ok(begun.then_some(of_another))).await else { panic!() };
        assert!(format!("{error:#}").contains("those of another deployment"), "{error:#}");
    }
}

/// Somebody who can write to the database takes away what ties it to its keys.
#[tokio::test]
async fn no_keys_are_made_where_something_is_sealed_already() {
    for engine in engines() {
        let folder = Folder::new();
        for values in ["form", "withdrawn_reason"] {
            let data = Former::new(engine, SCHEMA, &rows(engine)).await.unwrap();
            let db = data.open(&folder.place(values), keys_of_the_log).await.unwrap();
            again::catch_up(&db, |_| {}).await.unwrap();
            db.keep_log(log_keys(), None, 400).await.unwrap();
            let mut tx = db.write().await.unwrap();
            tx.execute("delete from deployment where name = 'key_set'", &[]).await.unwrap();
            let plain = if values == "form" { "withdrawn_reason" } else { "form" };
            let other: Val = if plain == "form" { vec![0].into() } else { "".into() };
            let mut sql = crate::Sql::new("update follow_ups set");
            sql.push(plain).with("= ?", [other]);
            tx.execute_built(&sql).await.unwrap();
            tx.commit().await.unwrap();
            db.close().await;
            let new = folder.place("new.json");
            for keys in [&new, &folder.place(values)] {
                let Err(error) = data.open(keys, keys_of_the_log).await else { panic!("{keys:?} opened") };
                assert!(format!("{error:#}").contains("do not say any more with which keys"), "{error:#}");
            }
            assert!(!folder.path("new.json").exists());
        }
    }
}
