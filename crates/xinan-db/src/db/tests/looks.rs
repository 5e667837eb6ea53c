//! What readers see, and when a look is in the log.

use std::time::Duration;

use super::super::*;
use crate::audit::{self, By, Entry};
use crate::testing::TestDb;

async fn look(tx: &mut Tx) {
    let by = By::program("test");
    let (county, detail) = ("429971".to_owned(), String::new());
    let entry = Entry { at: 1, by, county, case: None, action: "case.read", detail, cases: Vec::new() };
    audit::record(tx, &entry).await.unwrap();
}

async fn looks(mut tx: Tx) -> usize {
    tx.rows("select action from audit_entries", &[]).await.unwrap().len()
}

#[tokio::test]
async fn a_reader_sees_every_fact_of_this_program_at_once() {
    let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
    for written in 1..=20 {
        let mut tx = test.db.write().await.unwrap();
        look(&mut tx).await;
        tx.commit().await.unwrap();
        assert_eq!(looks(test.db.read().await.unwrap()).await, written);
    }
}

#[tokio::test]
async fn who_reads_the_log_sees_the_looks_of_this_instant() {
    let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
    for read in 0..20 {
        let mut tx = test.db.read_log().await.unwrap();
        look(&mut tx).await;
        assert_eq!(looks(tx).await, read, "not committed, not recorded");
        let mut tx = test.db.read().await.unwrap();
        look(&mut tx).await;
        tx.commit().await.unwrap();
        assert_eq!(looks(test.db.read_log().await.unwrap()).await, read + 1);
    }
}

#[tokio::test]
async fn looks_are_owed_until_they_are_settled() {
    let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
    let page = async {
        let mut tx = test.db.read().await.unwrap();
        look(&mut tx).await;
        tx.commit().await.unwrap();
        "page"
    };
    assert_eq!(audit::owing(page).await.settled().await.unwrap(), "page");
    assert_eq!(looks(test.db.read_log().await.unwrap()).await, 1);

    // What cannot be recorded is not shown.
    let Pools::Sqlite { writer, .. } = &test.db.pools else { panic!("not embedded") };
    writer.close().await;
    let page = async {
        let mut tx = test.db.read().await.unwrap();
        look(&mut tx).await;
        tx.commit().await.unwrap();
    };
    assert!(audit::owing(page).await.settled().await.is_err());
}

#[tokio::test]
async fn what_another_program_writes_is_seen_soon_and_the_log_is_folded_in_at_the_end() {
    let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
    assert_eq!(looks(test.db.read().await.unwrap()).await, 0);
    let other = test.open_again(&KeyPlace::Fixed).await.unwrap();
    other.keep_log(crate::testing::log_keys(), None, 0).await.unwrap();
    let mut tx = other.write().await.unwrap();
    look(&mut tx).await;
    tx.commit().await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(looks(test.db.read().await.unwrap()).await, 1);

    other.close().await;
    test.db.close().await;
    assert!(!std::path::Path::new(&format!("{}-wal", test.place)).exists());
}
