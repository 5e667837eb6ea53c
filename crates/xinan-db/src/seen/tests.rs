//! The share of a day, on both engines.

use jiff::civil::date;

use super::*;
use crate::audit::{By, Entry, record};
use crate::testing::{TestDb, engines};

const TODAY: Date = date(2026, 11, 21);
const AT: i64 = 1_800_000_000_000_000;

fn people(count: usize) -> Vec<Uuid> {
    (0..count).map(|_| crate::new_id()).collect()
}

fn sight(account: Uuid, people: &[Uuid]) -> Sight<'_> {
    Sight { account, day: TODAY, at: AT, people }
}

fn look() -> Entry {
    let by = By::program("test");
    let (county, detail, cases) = ("429971".to_owned(), String::new(), Vec::new());
    Entry { at: AT, by, county, case: None, action: "case.read", detail, cases }
}

/// Somebody looks at people, and the page is shown.
async fn looks(db: &TestDb, sight: &Sight<'_>, how: How) -> bool {
    let mut tx = db.db.read().await.unwrap();
    let may = tx.sees(sight, how).await.unwrap();
    if may {
        record(&mut tx, &look()).await.unwrap();
        tx.commit().await.unwrap();
    }
    may
}

async fn stored(db: &TestDb, account: Uuid) -> (usize, i64) {
    let mut tx = db.db.read_log().await.unwrap();
    let key = [account.into(), TODAY.into()];
    let known = tx.rows(Book::Share.of_day(), &key).await.unwrap().len();
    let counted =
        tx.row(Book::Share.count(), &key).await.unwrap().map_or(0, |row| row.int("people").unwrap());
    (known, counted)
}

#[tokio::test]
async fn a_share_is_of_different_people_and_of_an_account_and_of_a_day() {
    for engine in engines() {
        let db = TestDb::fresh(engine).await.unwrap();
        let (one, other, all) = (crate::new_id(), crate::new_id(), people(6));
        let within = How::Within(4);
        assert!(looks(&db, &sight(one, &all[..3]), within).await);
        // The same again costs nothing; all of a list or none of it.
        assert!(looks(&db, &sight(one, &all[..3]), within).await);
        assert!(!looks(&db, &sight(one, &all[2..5]), within).await);
        assert!(looks(&db, &sight(one, &all[3..4]), within).await);
        assert!(!looks(&db, &sight(one, &all[4..5]), within).await);
        assert!(looks(&db, &sight(one, &all[..4]), within).await, "who was seen stays seen");
        assert_eq!(stored(&db, one).await, (4, 4), "{engine:?}");
        // Writing is not stopped, and counts.
        assert!(looks(&db, &sight(one, &all[4..5]), How::Always).await);
        assert_eq!(stored(&db, one).await, (5, 5), "{engine:?}");
        assert!(looks(&db, &sight(other, &all[..4]), within).await);
        let tomorrow = Sight { day: date(2026, 11, 22), ..sight(one, &all[..4]) };
        assert!(looks(&db, &tomorrow, within).await);
        let mut tx = db.db.write().await.unwrap();
        // Five and four people, and two counts.
        assert_eq!(forget(&mut tx, date(2026, 11, 22)).await.unwrap(), 5 + 4 + 2);
        tx.commit().await.unwrap();
    }
}

/// Twenty pages asked for at once get what twenty one after another get.
#[tokio::test]
async fn at_once_it_is_no_more_than_one_after_another() {
    for engine in engines() {
        let db = TestDb::fresh(engine).await.unwrap();
        let (account, all) = (crate::new_id(), people(20));
        let asked = all.iter().map(|person| {
            let db = db.db.clone();
            let person = *person;
            tokio::spawn(async move {
                let mut tx = db.read().await.unwrap();
                let may = tx.sees(&sight(account, &[person]), How::Within(7)).await.unwrap();
                record(&mut tx, &look()).await.unwrap();
                tx.commit().await.unwrap();
                may
            })
        });
        let mut let_in = 0;
        for one in asked.collect::<Vec<_>>() {
            let_in += usize::from(one.await.unwrap());
        }
        assert_eq!(let_in, 7, "{engine:?}");
        assert_eq!(stored(&db, account).await, (7, 7), "{engine:?}");
    }
}

/// A program that starts anew knows what was seen before; another one hears of it within a minute.
#[tokio::test]
async fn what_another_program_has_shown_counts() {
    for engine in engines() {
        let db = TestDb::fresh(engine).await.unwrap();
        let (account, all) = (crate::new_id(), people(4));
        assert!(looks(&db, &sight(account, &all[..2]), How::Within(3)).await);
        let mut tx = db.db.write().await.unwrap();
        let (seen, book, people) = (Arc::default(), Book::Share, all[2..3].to_vec());
        write(&mut tx, &[Noted { seen, book, account, day: TODAY, people }]).await.unwrap();
        tx.commit().await.unwrap();
        let later = Sight { at: AT + STALE, ..sight(account, &all[3..]) };
        assert!(!looks(&db, &later, How::Within(3)).await, "{engine:?}");
        assert!(looks(&db, &sight(account, &all[2..3]), How::Within(3)).await);
    }
}

/// Somebody's page that came to nothing leaves nobody known, and takes nothing from the share.
#[tokio::test]
async fn what_is_rolled_back_was_not_seen() {
    for engine in engines() {
        let db = TestDb::fresh(engine).await.unwrap();
        let (account, all) = (crate::new_id(), people(5));
        for writes in [false, true] {
            let mut tx = if writes { db.db.write().await } else { db.db.read().await }.unwrap();
            assert!(tx.sees(&sight(account, &all[..2]), How::Within(2)).await.unwrap());
            // Before it is kept it counts for everybody else.
            let mut other = db.db.read().await.unwrap();
            assert!(!other.sees(&sight(account, &all[2..3]), How::Within(2)).await.unwrap());
            // And so is whoever sees the same: one of the two may be given up.
            assert!(other.sees(&sight(account, &all[..1]), How::Within(2)).await.unwrap());
            drop(other);
            drop(tx);
        }
        assert_eq!(stored(&db, account).await, (0, 0), "{engine:?}");
        // The same people again leave their rows, and others may come.
        assert!(looks(&db, &sight(account, &all[..1]), How::Within(2)).await);
        assert_eq!(stored(&db, account).await, (1, 1), "{engine:?}");
        assert!(looks(&db, &sight(account, &all[2..3]), How::Within(2)).await);
        assert_eq!(stored(&db, account).await, (2, 2), "{engine:?}");
        assert!(!looks(&db, &sight(account, &all[3..4]), How::Within(2)).await);
    }
}

/// Of two pages of the same person one is given up: the other one keeps its row.
#[tokio::test]
async fn one_of_two_that_see_the_same_is_given_up() {
    for engine in engines() {
        let db = TestDb::fresh(engine).await.unwrap();
        let (account, all) = (crate::new_id(), people(2));
        let mut given_up = db.db.read().await.unwrap();
        assert!(given_up.sees(&sight(account, &all[..1]), How::Within(1)).await.unwrap());
        assert!(looks(&db, &sight(account, &all[..1]), How::Within(1)).await);
        drop(given_up);
        assert_eq!(stored(&db, account).await, (1, 1), "{engine:?}");
        assert!(!looks(&db, &sight(account, &all[1..]), How::Within(1)).await);
    }
}

/// Whether somebody might be seen is asked before a file is made, and costs nothing.
#[tokio::test]
async fn to_ask_is_not_to_see() {
    for engine in engines() {
        let db = TestDb::fresh(engine).await.unwrap();
        let (account, all) = (crate::new_id(), people(3));
        let mut tx = db.db.read().await.unwrap();
        for (from, to, may) in [(0, 2, true), (0, 3, false), (1, 3, true)] {
            assert_eq!(tx.might_see(&sight(account, &all[from..to]), 2).await.unwrap(), may, "{engine:?}");
        }
        assert!(!tx.has_used_up((account, TODAY, AT), 2).await.unwrap());
        drop(tx);
        assert!(looks(&db, &sight(account, &all[..2]), How::Within(2)).await);
        let mut tx = db.db.read().await.unwrap();
        assert!(tx.might_see(&sight(account, &all[..2]), 2).await.unwrap());
        assert!(tx.has_used_up((account, TODAY, AT), 2).await.unwrap());
        drop(tx);
    }
}

/// Today's work has a bound of its own: it uses up no share, and whoever is listed is not known to the share.
#[tokio::test]
async fn what_is_listed_as_work_is_counted_by_itself() {
    for engine in engines() {
        let db = TestDb::fresh(engine).await.unwrap();
        let (account, all) = (crate::new_id(), people(6));
        assert!(looks(&db, &sight(account, &all[..4]), How::Listed(4)).await);
        assert!(!looks(&db, &sight(account, &all[4..5]), How::Listed(4)).await);
        assert_eq!(stored(&db, account).await, (0, 0), "{engine:?}");
        assert!(looks(&db, &sight(account, &all[..1]), How::Within(1)).await);
        assert!(!looks(&db, &sight(account, &all[1..2]), How::Within(1)).await);
        assert_eq!(stored(&db, account).await, (1, 1), "{engine:?}");
        let mut tx = db.db.write().await.unwrap();
        assert_eq!(forget(&mut tx, date(2026, 11, 22)).await.unwrap(), 4 + 1 + 2);
        tx.commit().await.unwrap();
    }
}
