//! Somebody with the database puts it back to an older state, or lets the log look as if it had never begun;
//! and what is said when that was no theft, but a backup or a loss.

use super::house::House;
use super::*;

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
