//! A log whose keys and checkpoints lie in files, as those of the program do.

use std::path::PathBuf;

use super::*;
use crate::audit::checkpoint::known;

/// A database whose keys lie in files, with a folder for checkpoints.
pub(super) struct House {
    pub(super) test: TestDb,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl House {
    pub(super) async fn new(engine: Engine) -> Self {
        let folder = std::env::temp_dir().join(format!("xinan-put-back-{}", crate::new_id().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let test = TestDb::without_log(engine, &KeyPlace::Fixed).await.unwrap();
        let house = Self { test, folder };
        LogKeys::make(&house.keys_at()).unwrap();
        house.test.db.keep_log(house.keys(), Some(&house.checkpoints()), 1).await.unwrap();
        house
    }

    pub(super) fn keys_at(&self) -> PathBuf {
        self.folder.join("k")
    }

    pub(super) fn keys(&self) -> LogKeys {
        LogKeys::open(&self.keys_at()).unwrap().unwrap()
    }

    pub(super) fn checkpoints(&self) -> PathBuf {
        self.folder.join("checkpoints")
    }

    /// As the program starts.
    pub(super) async fn open(&self) -> Result<Db> {
        let db = self.test.open_again(&KeyPlace::Fixed).await.unwrap();
        db.keep_log(self.keys(), Some(&self.checkpoints()), 2).await?;
        Ok(db)
    }

    pub(super) async fn opened(&self) -> String {
        self.open().await.err().map_or_else(|| "opened".to_owned(), |error| format!("{error:#}"))
    }

    pub(super) async fn sign(&self, at: i64, kept: Kept) -> Result<Checkpoint> {
        Checkpoint::make(&self.test.db, at, kept).await
    }

    /// As `xinan verify` does without being told more.
    pub(super) async fn verify(&self) -> Report {
        let checkpoints = known::in_folder(&self.checkpoints(), usize::MAX).unwrap();
        verify_with(&self.test, &self.keys(), &Asked { checkpoints, printed: None }).await
    }

    /// Beside the program.
    pub(super) async fn run(&self, statements: &[&'static str]) {
        let mut tx = self.test.db.write().await.unwrap();
        for sql in statements {
            tx.execute(sql, &[]).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    pub(super) async fn keep_a_copy(&self) {
        self.run(&[
            "create table kept_entries as select * from audit_entries",
            "create table kept_chains as select * from audit_chains",
            "create table kept_checkpoints as select * from audit_checkpoints",
        ])
        .await;
    }

    pub(super) async fn put_back(&self) {
        self.run(&[
            "delete from audit_entries",
            "insert into audit_entries select * from kept_entries",
            "delete from audit_chains",
            "insert into audit_chains select * from kept_chains",
            "delete from audit_checkpoints",
            "insert into audit_checkpoints select * from kept_checkpoints",
        ])
        .await;
    }
}
