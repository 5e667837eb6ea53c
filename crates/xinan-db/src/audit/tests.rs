//! Somebody with access to the database, and without the keys, changes the log.

mod house;
mod mutation;
mod put_back;
mod side_by_side;
mod told;

use rusqlite::Connection;

use super::checkpoint::known::Found;
use super::checkpoint::{Checkpoint, Kept};
use super::keys::LogKeys;
use super::verify::{Asked, Fault, Report};
use super::*;
use crate::testing::{TestDb, engines, log_keys};
use crate::{Db, Engine, KeyPlace};

/// Entries as the program writes them: of all shapes.
pub(super) fn entry(number: usize) -> Entry {
    let id = |of: usize| Uuid::from_u128((number * 7 + of) as u128);
    Entry {
        at: 1_763_600_000_000_000 + number as i64,
        by: match number % 5 {
            0 => By::program("xinan nightly"),
            _ => By {
                account: Some(id(1)), post: Some(id(2)), shown_as: "王敏 · 清溪镇卫生院".to_owned()
            },
        },
        county: "429971".to_owned(),
        case: (!number.is_multiple_of(3)).then(|| id(3)),
        action: ["case.read", "roster.see", "follow_up.recorded"][number % 3],
        detail: if number.is_multiple_of(2) { String::new() } else { number.to_string() },
        cases: packed((0..number % 4).map(id)),
    }
}

async fn write(db: &Db, entries: impl IntoIterator<Item = Entry>) -> Result<()> {
    let mut tx = db.write().await?;
    record_all(&mut tx, &entries.into_iter().collect::<Vec<_>>()).await?;
    tx.commit().await
}

async fn look(db: &Db, number: usize) -> Result<()> {
    let mut tx = db.read().await?;
    record(&mut tx, &entry(number)).await?;
    tx.commit().await
}

/// These checkpoints, as if they had come from elsewhere.
fn asked(checkpoints: &[Checkpoint]) -> Asked {
    let found = |one: &Checkpoint| Found { source: "elsewhere".to_owned(), checkpoint: Some(one.clone()) };
    Asked { checkpoints: checkpoints.iter().map(found).collect(), printed: None }
}

async fn verify(test: &TestDb, checkpoints: &[Checkpoint]) -> Report {
    verify_with(test, &log_keys(), &asked(checkpoints)).await
}

async fn verify_with(test: &TestDb, keys: &LogKeys, asked: &Asked) -> Report {
    match test.db.engine() {
        Engine::Sqlite => verify::sqlite(test.place.as_ref(), keys, asked).unwrap(),
        Engine::Postgres => verify::postgres(&test.place, keys, asked).await.unwrap(),
    }
}

/// What is wrong, and with which entry.
fn bad(report: &Report) -> Option<(Fault, Option<i64>)> {
    report.first_bad.map(|bad| (bad.fault, bad.entry))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_many_write_to_is_whole() {
    for engine in engines() {
        let test = TestDb::fresh(engine).await.unwrap();
        assert_eq!(bad(&verify(&test, &[]).await), None, "{engine:?}: an empty log");
        let work = (0..40).map(|number| {
            let db = test.db.clone();
            tokio::spawn(async move {
                look(&db, number).await.unwrap();
                write(&db, [entry(number), entry(number + 1)]).await.unwrap();
            })
        });
        for work in work.collect::<Vec<_>>() {
            work.await.unwrap();
        }
        let seen = Checkpoint::make(&test.db, 5, Kept::ForGood).await.unwrap();
        assert_eq!(seen.entries(), 120);
        look(&test.db, 7).await.unwrap();
        let report = verify(&test, &[seen]).await;
        assert_eq!((bad(&report), report.entries, report.checkpoints), (None, 121, 1), "{engine:?}");
    }
}

/// A commit that is given up leaves no gap.
#[tokio::test]
async fn what_is_rolled_back_was_never_in_the_log() {
    for engine in engines() {
        let test = TestDb::fresh(engine).await.unwrap();
        let mut tx = test.db.write().await.unwrap();
        record(&mut tx, &entry(1)).await.unwrap();
        tx.roll_back().await.unwrap();
        write(&test.db, [entry(2)]).await.unwrap();
        let report = verify(&test, &[]).await;
        assert_eq!((bad(&report), report.entries), (None, 1), "{engine:?}");
    }
}

#[tokio::test]
async fn other_keys_do_not_open_a_log_and_a_header_that_is_gone_is_no_new_one() {
    for engine in engines() {
        let test = TestDb::fresh(engine).await.unwrap();
        write(&test.db, [entry(1)]).await.unwrap();
        let open = async || test.open_again(&KeyPlace::Fixed).await.unwrap();
        let other = LogKeys::new(Uuid::from_bytes([9; 16]), [2; 32], [3; 32]);
        let db = open().await;
        let refused = db.keep_log(other, None, 0).await.unwrap_err();
        assert!(refused.to_string().contains("another deployment"), "{refused}");
        let forged = LogKeys::new(log_keys().deployment(), [7; 32], [3; 32]);
        assert!(db.keep_log(forged, None, 0).await.unwrap_err().to_string().contains("damaged"));
        // Without keys nothing is written, and nothing that was read may be shown.
        assert!(is_unlogged(&write(&db, [entry(2)]).await.unwrap_err()));
        assert!(is_unlogged(&look(&db, 2).await.unwrap_err()));

        let mut tx = db.write().await.unwrap();
        tx.execute("delete from deployment where name = 'log_header'", &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(db.keep_log(log_keys(), None, 0).await.unwrap_err().to_string().contains("header is gone"));
        let mut tx = db.write().await.unwrap();
        tx.execute("delete from audit_chains", &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(db.keep_log(log_keys(), None, 0).await.unwrap_err().to_string().contains("header is gone"));
        assert_eq!(bad(&verify(&test, &[]).await), Some((Fault::NoHeader, None)), "{engine:?}");
    }
}

/// The program itself goes on only from where it was.
#[tokio::test]
async fn a_chain_that_was_changed_or_put_back_does_not_go_on() {
    for engine in engines() {
        for change in [
            "update audit_chains set number = number + 1",
            "delete from audit_chains",
            "update audit_chains set mac = (select mac from audit_entries order by seq limit 1)",
        ] {
            let test = TestDb::fresh(engine).await.unwrap();
            write(&test.db, [entry(1), entry(2)]).await.unwrap();
            let mut tx = test.db.write().await.unwrap();
            tx.execute(change, &[]).await.unwrap();
            tx.commit().await.unwrap();
            assert!(is_unlogged(&write(&test.db, [entry(3)]).await.unwrap_err()), "{engine:?} {change}");
            assert!(is_unlogged(&look(&test.db, 3).await.unwrap_err()), "{engine:?} {change}");
        }
    }
    // Put back while the program runs, seals and all.
    let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
    write(&test.db, [entry(1)]).await.unwrap();
    let other = Connection::open(&test.place).unwrap();
    other.execute_batch("create table kept as select * from audit_chains").unwrap();
    write(&test.db, [entry(2)]).await.unwrap();
    write(&test.db, [entry(3)]).await.unwrap();
    let back = "delete from audit_entries where seq > 1; delete from audit_chains;
                insert into audit_chains select * from kept; drop table kept";
    other.execute_batch(back).unwrap();
    assert!(is_unlogged(&write(&test.db, [entry(4)]).await.unwrap_err()));
    assert_eq!(bad(&verify(&test, &[]).await), None, "without a checkpoint nobody knows");
}

/// As when the disk is full: no entry can be added, so nothing that was read may be shown.
#[tokio::test]
async fn a_log_that_takes_no_more_entries_closes_the_house() {
    let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let mut tx = test.db.write().await.unwrap();
    let full = "create trigger full before insert on audit_entries begin select raise(abort, 'full'); end";
    tx.execute(full, &[]).await.unwrap();
    tx.commit().await.unwrap();
    assert!(is_unlogged(&look(&test.db, 1).await.unwrap_err()));
    assert!(is_unlogged(&write(&test.db, [entry(1)]).await.unwrap_err()));
    let mut tx = test.db.write().await.unwrap();
    tx.execute("drop trigger full", &[]).await.unwrap();
    tx.commit().await.unwrap();
    look(&test.db, 1).await.unwrap();
    assert_eq!(bad(&verify(&test, &[]).await), None);
}
