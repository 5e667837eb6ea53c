//! Somebody with the database puts it back to an older state, or lets the log look as if it had never begun;
//! and what is said when that was no theft, but a backup or a loss.

use std::path::PathBuf;

use super::*;
use crate::audit::checkpoint::known;

/// A database whose keys lie in files, with a folder for checkpoints.
struct House {
    test: TestDb,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl House {
    async fn new(engine: Engine) -> Self {
        let folder = std::env::temp_dir().join(format!("xinan-put-back-{}", crate::new_id().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let test = TestDb::without_log(engine, &KeyPlace::Fixed).await.unwrap();
        let house = Self { test, folder };
        LogKeys::make(&house.keys_at()).unwrap();
        house.test.db.keep_log(house.keys(), Some(&house.checkpoints()), 1).await.unwrap();
        house
    }

    fn keys_at(&self) -> PathBuf {
        self.folder.join("k")
    }

    fn keys(&self) -> LogKeys {
        LogKeys::open(&self.keys_at()).unwrap().unwrap()
    }

    fn checkpoints(&self) -> PathBuf {
        self.folder.join("checkpoints")
    }

    /// As the program starts.
    async fn open(&self) -> Result<Db> {
        let db = self.test.open_again(&KeyPlace::Fixed).await.unwrap();
        db.keep_log(self.keys(), Some(&self.checkpoints()), 2).await?;
        Ok(db)
    }

    async fn opened(&self) -> String {
        self.open().await.err().map_or_else(|| "opened".to_owned(), |error| format!("{error:#}"))
    }

    async fn sign(&self, at: i64, kept: Kept) -> Result<Checkpoint> {
        Checkpoint::make(&self.test.db, at, kept).await
    }

    /// As `xinan verify` does without being told more.
    async fn verify(&self) -> Report {
        let checkpoints = known::in_folder(&self.checkpoints(), usize::MAX).unwrap();
        verify_with(&self.test, &self.keys(), &Asked { checkpoints, printed: None }).await
    }

    /// Beside the program.
    async fn run(&self, statements: &[&'static str]) {
        let mut tx = self.test.db.write().await.unwrap();
        for sql in statements {
            tx.execute(sql, &[]).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn keep_a_copy(&self) {
        self.run(&[
            "create table kept_entries as select * from audit_entries",
            "create table kept_chains as select * from audit_chains",
            "create table kept_checkpoints as select * from audit_checkpoints",
        ])
        .await;
    }

    async fn put_back(&self) {
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

/// Everything that says that there was a log is removed, entries with it, and what is left is made to look
/// older than any log.
#[tokio::test]
async fn a_log_whose_every_trace_is_removed_does_not_begin_again() {
    for engine in engines() {
        for checkpoints in [false, true] {
            let house = House::new(engine).await;
            for number in 0..20 {
                write(&house.test.db, [entry(number)]).await.unwrap();
            }
            if checkpoints {
                house.sign(5, Kept::ForGood).await.unwrap();
            }
            house
                .run(&[
                    "delete from deployment where name = 'log_header'",
                    "delete from audit_chains",
                    "delete from audit_checkpoints",
                    "delete from audit_entries where recorded_at % 2 = 0",
                    "update audit_entries set detail = 'forged'",
                ])
                .await;
            house.run(&[EMPTY_CODES[usize::from(engine == Engine::Postgres)]]).await;
            let said = house.opened().await;
            assert!(said.contains("header is gone") && said.contains("begin-anew"), "{engine:?} {said}");
            assert_eq!(bad(&house.verify().await), Some((Fault::NoHeader, None)), "{engine:?}");
        }
    }
}

const EMPTY_CODES: [&str; 2] = ["update audit_entries set mac = x''", "update audit_entries set mac = ''"];

/// The header of another beginning with the same keys, which only a stop at the wrong instant could make.
#[tokio::test]
async fn a_header_other_than_the_one_that_was_noted_is_refused() {
    for engine in engines() {
        let house = House::new(engine).await;
        let mut keys = house.keys();
        keys.note_begun([7; 32]).unwrap();
        let said = house.opened().await;
        assert!(said.contains("another one than the keys have noted"), "{engine:?} {said}");
        assert_eq!(bad(&house.verify().await), Some((Fault::HeaderChanged, None)), "{engine:?}");
    }
}

/// Stopped after the header was written and before it was noted: the next start notes it.
#[tokio::test]
async fn a_beginning_that_was_not_noted_is_noted_by_the_next_start() {
    let house = House::new(Engine::Sqlite).await;
    write(&house.test.db, [entry(1)]).await.unwrap();
    let stored = std::fs::read_to_string(house.keys_at()).unwrap();
    let unnoted: String = stored
        .lines()
        .map(|line| if line.contains("\"begun\"") { "\"begun\": null," } else { line })
        .collect::<Vec<_>>()
        .join("\n");
    assert_ne!(stored, unnoted);
    std::fs::write(house.keys_at(), unnoted).unwrap();
    assert!(!house.keys().have_begun());
    house.open().await.unwrap();
    assert!(house.keys().have_begun());
    assert_eq!(bad(&house.verify().await), None);
}

#[tokio::test]
async fn what_was_put_back_is_found_by_any_checkpoint_and_nothing_is_signed_over_it() {
    for engine in engines() {
        for kept in [Kept::ForGood, Kept::UntilTheNext] {
            let house = House::new(engine).await;
            let db = &house.test.db;
            for number in 0..20 {
                write(db, [entry(number)]).await.unwrap();
            }
            house.sign(5, Kept::ForGood).await.unwrap();
            house.keep_a_copy().await;
            for number in 20..60 {
                write(db, [entry(number)]).await.unwrap();
            }
            let lost = house.sign(6, kept).await.unwrap();
            house.put_back().await;

            // A server that runs finds it when it signs next, and goes on no more.
            let said = house.sign(7, kept).await.unwrap_err();
            assert!(is_unlogged(&said), "{said:#}");
            assert!(is_unlogged(&write(db, [entry(1)]).await.unwrap_err()), "{engine:?} {kept:?}");
            assert!(is_unlogged(&look(db, 1).await.unwrap_err()));
            // Nor does one that starts.
            let said = house.opened().await;
            assert!(said.contains(&lost.short()) && said.contains("audit restored"), "{engine:?} {said}");
            let report = house.verify().await;
            assert_eq!(bad(&report).map(|bad| bad.0), Some(Fault::CutOff), "{engine:?} {kept:?}");
            assert_eq!(report.shown_by.unwrap().short, lost.short());
            let files = std::fs::read_dir(house.checkpoints()).unwrap().count();
            assert_eq!(files, 2, "nothing was signed over it");
        }
    }
}

/// Put back, and gone on from there by a program without these checkpoints: the later one is found too.
#[tokio::test]
async fn a_log_that_went_on_from_an_older_state_is_found() {
    for engine in engines() {
        let house = House::new(engine).await;
        house.keep_a_copy().await;
        for number in 0..40 {
            write(&house.test.db, [entry(number)]).await.unwrap();
        }
        house.sign(5, Kept::UntilTheNext).await.unwrap();
        house.put_back().await;
        let other = house.test.open_again(&KeyPlace::Fixed).await.unwrap();
        other.keep_log(house.keys(), None, 2).await.unwrap();
        for number in 100..200 {
            write(&other, [entry(number)]).await.unwrap();
        }
        assert!(house.opened().await.contains("no longer holds what its checkpoint"));
        let found = bad(&house.verify().await).map(|bad| bad.0);
        assert_eq!(found, Some(Fault::OtherThanCheckpoint), "{engine:?}");
    }
}

#[tokio::test]
async fn a_restored_backup_goes_on_with_a_reason_in_the_log() {
    for engine in engines() {
        let house = House::new(engine).await;
        for number in 0..20 {
            write(&house.test.db, [entry(number)]).await.unwrap();
        }
        house.sign(5, Kept::ForGood).await.unwrap();
        house.keep_a_copy().await;
        for number in 20..60 {
            write(&house.test.db, [entry(number)]).await.unwrap();
        }
        house.sign(6, Kept::ForGood).await.unwrap();
        house.sign(7, Kept::UntilTheNext).await.unwrap();
        house.put_back().await;

        let restore = async || {
            let db = house.test.open_again(&KeyPlace::Fixed).await.unwrap();
            let entry = |lost: &[Found]| {
                Entry::of_program("xinan audit restored", "log.restored", lost.len().to_string(), 9)
            };
            let folder = house.checkpoints();
            db.keep_restored_log(house.keys(), Some(&folder), 8, entry).await.map(|lost| (lost, db))
        };
        let (lost, db) = restore().await.unwrap();
        assert_eq!(lost, 2);
        for number in 60..80 {
            write(&db, [entry(number)]).await.unwrap();
        }
        let rows =
            db.ask("select detail from audit_entries where action = 'log.restored'", &[]).await.unwrap();
        assert_eq!(rows[0].text("detail").unwrap(), "2", "{engine:?}");
        let report = house.verify().await;
        assert_eq!((bad(&report), report.excused, report.checkpoints), (None, 2, 1), "{engine:?}");
        assert_eq!(report.entries, 41);
        Checkpoint::make(&db, 10, Kept::UntilTheNext).await.unwrap();
        house.open().await.unwrap();
        assert!(restore().await.err().unwrap().to_string().contains("nothing is to be said"), "{engine:?}");
    }
}

#[tokio::test]
async fn a_damaged_log_ends_and_another_begins_after_it() {
    for engine in engines() {
        let house = House::new(engine).await;
        let lost_keys = house.keys();
        for number in 0..20 {
            write(&house.test.db, [entry(number)]).await.unwrap();
        }
        house.sign(5, Kept::ForGood).await.unwrap();
        house.run(&["delete from deployment where name = 'log_header'"]).await;
        assert!(house.open().await.is_err());

        let former = Some(lost_keys.deployment());
        let keys = LogKeys::make_others(&house.keys_at(), former).unwrap();
        assert_ne!(keys.public_key(), lost_keys.public_key());
        let db = house.test.open_again(&KeyPlace::Fixed).await.unwrap();
        let first = Entry::of_program("xinan audit begin-anew", "log.begun_anew", "why".to_owned(), 9);
        db.begin_log_anew(keys, Some(&house.checkpoints()), &first).await.unwrap();
        write(&db, [entry(21)]).await.unwrap();
        let report = house.verify().await;
        let counted = (report.entries, report.older, report.excused);
        assert_eq!((bad(&report), counted), (None, (2, 20, 1)), "{engine:?}");
        let signed = Checkpoint::make(&db, 10, Kept::ForGood).await.unwrap();
        assert_eq!(signed.entries(), 2);
        house.open().await.unwrap();
        // Those of before are no longer its keys.
        let db = house.test.open_again(&KeyPlace::Fixed).await.unwrap();
        let refused = db.keep_log(lost_keys, None, 2).await.unwrap_err().to_string();
        assert!(refused.contains("another deployment"), "{refused}");
        // What the ended log holds is covered, its codes too.
        house.keep_a_copy().await;
        for change in [
            "update audit_entries set detail = 'forged' where recorded_at = 1763600000000003",
            "update audit_entries set mac = (select seal from audit_chains order by chain limit 1)
              where recorded_at = 1763600000000003",
            "delete from audit_entries where recorded_at = 1763600000000003",
        ] {
            house.run(&[change]).await;
            assert_eq!(bad(&house.verify().await), Some((Fault::Older, None)), "{engine:?} {change}");
            house.put_back().await;
            assert_eq!(bad(&house.verify().await), None, "{engine:?}");
        }
    }
}

/// The newest entries of a chain, while the program runs.
#[tokio::test]
async fn the_newest_entry_cannot_be_taken_back_while_the_program_runs() {
    for engine in engines() {
        // The state of before the newest commit.
        let house = House::new(engine).await;
        let db = &house.test.db;
        let together = (0..20).map(entry).collect::<Vec<_>>();
        let write_all = async |db: &Db| {
            for one in &together {
                write(db, [one.clone()]).await?;
            }
            Ok::<_, anyhow::Error>(())
        };
        house.keep_a_copy().await;
        write(db, [entry(1)]).await.unwrap();
        house.put_back().await;
        // By chance, the chain that was put back is taken at the latest when the log is signed.
        let goes_on = write_all(db).await.is_ok() && house.sign(5, Kept::ForGood).await.is_ok();
        assert!(!goes_on, "{engine:?}");

        // As many entries, and others.
        let house = House::new(engine).await;
        let db = &house.test.db;
        house.keep_a_copy().await;
        write_all(db).await.unwrap();
        house.put_back().await;
        let other = house.test.open_again(&KeyPlace::Fixed).await.unwrap();
        other.keep_log(house.keys(), None, 2).await.unwrap();
        for number in 100..120 {
            write(&other, [entry(number)]).await.unwrap();
        }
        let goes_on = write_all(db).await.is_ok() && house.sign(5, Kept::ForGood).await.is_ok();
        assert!(!goes_on, "{engine:?}");

        // Only the rows: the chains say otherwise, and the log is not signed.
        let house = House::new(engine).await;
        write_all(&house.test.db).await.unwrap();
        house.run(&["delete from audit_entries where seq = (select max(seq) from audit_entries)"]).await;
        let refused = house.sign(5, Kept::ForGood).await.unwrap_err();
        assert!(format!("{refused:#}").contains("newest entry"), "{engine:?} {refused:#}");
        // A chain that is gone.
        let house = House::new(engine).await;
        house.run(&["delete from audit_chains where chain = 0"]).await;
        let refused = house.sign(5, Kept::ForGood).await.unwrap_err();
        assert!(format!("{refused:#}").contains("not there"), "{engine:?} {refused:#}");
    }
}

/// Rubbish among the checkpoints of the database hides nothing.
#[tokio::test]
async fn a_bad_checkpoint_is_told_of_and_the_log_is_read_all_the_same() {
    for engine in engines() {
        let house = House::new(engine).await;
        for number in 0..20 {
            write(&house.test.db, [entry(number)]).await.unwrap();
        }
        let good = house.sign(5, Kept::ForGood).await.unwrap();
        house
            .run(&[
                "insert into audit_checkpoints select made_at + 1, signature, signature from audit_checkpoints",
                "insert into audit_checkpoints
                 select made_at + 2, content, (select seal from audit_chains order by chain limit 1)
                   from audit_checkpoints where made_at = 5",
            ])
            .await;
        let forged = LogKeys::new(house.keys().deployment(), [1; 32], [1; 32]);
        let forged = Checkpoint::sign(&forged, 11, good.reached.clone()).unwrap();
        forged.write_into(&house.checkpoints(), Kept::ForGood).unwrap();
        let foreign = LogKeys::new(Uuid::from_bytes([9; 16]), [1; 32], [1; 32]);
        let foreign = Checkpoint::sign(&foreign, 12, good.reached.clone()).unwrap();
        foreign.write_into(&house.checkpoints(), Kept::ForGood).unwrap();
        std::fs::write(house.checkpoints().join("no.json"), [0xff, 0xfe]).unwrap();

        let report = house.verify().await;
        assert_eq!((report.entries, report.checkpoints), (20, 1), "{engine:?}");
        assert_eq!(report.first_bad.map(|bad| bad.entry), Some(None));
        let mut named: Vec<_> = report
            .refused
            .iter()
            .map(|one| {
                let source = &one.checkpoint.source;
                (source.rsplit('/').next().unwrap().to_owned(), one.checkpoint.short.clone(), one.fault)
            })
            .collect();
        named.sort_by_key(|one| one.0.clone());
        let file = |one: &Checkpoint| format!("{}-{}.json", one.at(), one.short());
        let wanted = [
            (file(&forged), forged.short(), Fault::BadCheckpoint),
            (file(&foreign), foreign.short(), Fault::OtherDeployment),
            ("no.json".to_owned(), String::new(), Fault::BadCheckpoint),
            ("the database, 6".to_owned(), String::new(), Fault::BadCheckpoint),
            ("the database, 7".to_owned(), String::new(), Fault::BadCheckpoint),
        ];
        assert_eq!(named, wanted, "{engine:?}");
        // They keep nobody from going on, and the entry that is bad is found.
        house.open().await.unwrap();
        house.sign(20, Kept::ForGood).await.unwrap();
        assert_eq!(Checkpoint::newest(&house.test.db).await.unwrap().unwrap().at(), 20);
        house.run(&["update audit_entries set detail = 'forged' where recorded_at = 1763600000000003"]).await;
        let found = bad(&house.verify().await);
        assert!(matches!(found, Some((Fault::Changed, Some(_)))), "{engine:?} {found:?}");
    }
}

/// What stands at the foot of a paper leads back to the log.
#[tokio::test]
async fn the_characters_on_paper_are_found_and_what_they_saw_is_in_the_log() {
    for engine in engines() {
        let house = House::new(engine).await;
        write(&house.test.db, [entry(1)]).await.unwrap();
        let on_paper = house.sign(5, Kept::UntilTheNext).await.unwrap().short();
        write(&house.test.db, [entry(2)]).await.unwrap();
        house.sign(6, Kept::UntilTheNext).await.unwrap();
        let verify = async |printed: &str| {
            let checkpoints = known::in_folder(&house.checkpoints(), usize::MAX).unwrap();
            let asked = Asked { checkpoints, printed: verify::printed(printed) };
            assert!(asked.printed.is_some());
            bad(&verify_with(&house.test, &house.keys(), &asked).await)
        };
        assert_eq!(verify(&on_paper).await, None, "{engine:?}");
        assert_eq!(verify(&on_paper.to_lowercase().replace('-', " ")).await, None);
        let other = if on_paper.starts_with('7') { "8" } else { "7" };
        let unknown = format!("{other}{}", &on_paper[1..]);
        assert_eq!(verify(&unknown).await, Some((Fault::UnknownPrint, None)), "{engine:?}");
        // Whoever removes the checkpoint has removed what the paper says.
        house.run(&["delete from audit_checkpoints where made_at = 5"]).await;
        assert_eq!(verify(&on_paper).await, Some((Fault::UnknownPrint, None)), "{engine:?}");
    }
    assert_eq!(verify::printed("oil00-00000-00000-0000z").as_deref(), Some("01100-00000-00000-0000Z"));
    for no in ["", "7Q2MA-0HZ3K-VN4TC-9XJ1", "7Q2MA-0HZ3K-VN4TC-9XJ1EE", "7Q2MA-0HZ3K-VN4TC-9XJ1U", "心安"]
    {
        assert_eq!(verify::printed(no), None, "{no}");
    }
}
