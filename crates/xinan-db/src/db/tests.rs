//! Whoever hangs up leaves nothing behind, and who waits for too long is told that it is busy.

mod looks;

use std::task::Poll;
use std::time::Duration;

use super::*;
use crate::is_busy;
use crate::testing::{TestDb, engines};

const ADD: &str = "insert into deployment (name, content) values ($1, $2)";

async fn write(db: &Db, name: &str) -> Result<()> {
    let mut tx = db.write().await?;
    tx.execute(ADD, &[name.into(), vec![1].into()]).await?;
    tx.commit().await
}

/// Begins and hangs up as soon as it has been waited for so many times: before, in the middle of and after
/// `begin`. A clock would be too coarse.
async fn hang_up_after<T>(waits: usize, begin: impl Future<Output = Result<T>>) {
    let mut begin = std::pin::pin!(begin);
    let mut waits = waits;
    std::future::poll_fn(|context| {
        waits -= 1;
        match begin.as_mut().poll(context) {
            Poll::Pending if waits > 0 => Poll::Pending,
            _ => Poll::Ready(()),
        }
    })
    .await;
}

/// Connections of a name that are in a transaction and do nothing in it, a moment later.
async fn left_open(db: &Db, name: &str) -> i64 {
    let open = "select count(*) as n from pg_stat_activity
                 where application_name = $1 and state like 'idle in transaction%'";
    let mut left = 0;
    // What was begun for nobody is given up at once.
    for _ in 0..20 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        left = db.ask(open, &[name.into()]).await.unwrap()[0].int("n").unwrap();
        if left == 0 {
            break;
        }
    }
    left
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_hangs_up_while_it_begins_leaves_no_transaction_open() {
    for engine in engines() {
        let test = TestDb::fresh(engine).await.unwrap();
        let name = format!("hung-up-{}", crate::new_id().simple());
        let db = match engine {
            Engine::Sqlite => test.db.clone(),
            Engine::Postgres => {
                let place = format!("{}&application_name={name}", test.place);
                Db::open_postgres(&place, &KeyPlace::Fixed).await.unwrap()
            }
        };
        for waits in 1..=12 {
            hang_up_after(waits, db.write()).await;
            hang_up_after(waits, db.read()).await;
            match engine {
                // Another program is let in at once: nobody holds the file.
                Engine::Sqlite => {
                    let other = rusqlite::Connection::open(&test.place).unwrap();
                    other.busy_timeout(Duration::ZERO).unwrap();
                    other.execute_batch("begin immediate; rollback").unwrap();
                }
                Engine::Postgres => assert_eq!(left_open(&test.db, &name).await, 0, "after {waits} waits"),
            }
        }
        write(&db, "kept").await.unwrap();
        let rows = test.db.ask("select name from deployment where name = 'kept'", &[]).await.unwrap();
        assert_eq!(rows.len(), 1, "{engine:?}");
    }
}

/// Before 3.51.3 a checkpoint beside a writer that began the log anew could damage the file, and here a
/// second connection folds the log in (<https://sqlite.org/wal.html>, the WAL-reset bug).
#[tokio::test]
async fn the_embedded_database_is_new_enough_for_a_second_connection_that_checkpoints() {
    let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let rows = test.db.ask("select sqlite_version() as version", &[]).await.unwrap();
    let version = rows[0].text("version").unwrap();
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
    assert!(parts >= vec![3, 51, 3], "{version}");
}

/// Somebody waits for another program that writes, and hangs up.
#[tokio::test]
async fn who_hangs_up_while_another_program_writes_takes_no_turn() {
    let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let other = rusqlite::Connection::open(&test.place).unwrap();
    other.execute_batch("begin immediate").unwrap();
    for _ in 0..3 {
        assert!(tokio::time::timeout(Duration::from_millis(30), test.db.write()).await.is_err());
    }
    other.execute_batch("rollback").unwrap();
    write(&test.db, "kept").await.unwrap();
    test.db.count_contents().await.unwrap();
}

#[tokio::test]
async fn who_waits_too_long_for_a_turn_is_told_that_it_is_busy() {
    let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
    test.db.wait_at_most(Duration::from_millis(50));
    let held = test.db.write().await.unwrap();
    assert!(is_busy(&test.db.write().await.err().unwrap()));
    held.roll_back().await.unwrap();
    // Another program that writes is told apart from nothing else.
    let other = rusqlite::Connection::open(&test.place).unwrap();
    other.execute_batch("begin immediate").unwrap();
    assert!(is_busy(&test.db.write().await.err().unwrap()));
    other.execute_batch("rollback").unwrap();
    write(&test.db, "kept").await.unwrap();
}

/// Two who wait for one another: one of them is told to come again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_is_a_wait_that_was_too_long() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let test = TestDb::fresh(Engine::Postgres).await.unwrap();
    for name in ["a", "b"] {
        write(&test.db, name).await.unwrap();
    }
    let change = "update deployment set content = content where name = $1";
    let (mut one, mut two) = (test.db.write().await.unwrap(), test.db.write().await.unwrap());
    one.execute(change, &["a".into()]).await.unwrap();
    two.execute(change, &["b".into()]).await.unwrap();
    let (b, a) = (["b".into()], ["a".into()]);
    let (first, second) = tokio::join!(one.execute(change, &b), two.execute(change, &a));
    let errors: Vec<anyhow::Error> = [first, second].into_iter().filter_map(Result::err).collect();
    assert!(!errors.is_empty() && errors.iter().all(is_busy), "{errors:?}");
}
