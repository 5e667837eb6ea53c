//! What is told of checkpoints: of bad ones, and of one that was printed.

use super::house::House;
use super::*;
use crate::audit::checkpoint::known;

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
