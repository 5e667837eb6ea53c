//! On PostgreSQL the chains stand side by side in one table: the same changes by chance, in a smaller number.

use super::mutation::Chance;
use super::*;
use crate::Val;

/// Entries of the log that is changed, and changes.
const ENTRIES: usize = 80;
const CHANGES: usize = 200;

/// Other content of an entry; its number is the parameter.
const OTHER_CONTENT: [&str; 12] = [
    "update audit_entries set detail = detail || '.' where seq = $1",
    "update audit_entries set recorded_at = recorded_at + 1 where seq = $1",
    "update audit_entries set mac = mac || mac where seq = $1",
    "update audit_entries set mac = set_byte(mac, 3, 255 - get_byte(mac, 3)) where seq = $1",
    "update audit_entries set mac = '' where seq = $1",
    "update audit_entries set case_ids = case_ids || mac where seq = $1",
    "update audit_entries set case_id = '00000000-0000-0000-0000-000000000000' where seq = $1",
    "update audit_entries set account_id = '00000000-0000-0000-0000-000000000000' where seq = $1",
    "update audit_entries set post_id = '00000000-0000-0000-0000-000000000000' where seq = $1",
    "update audit_entries set shown_as = shown_as || ' ' where seq = $1",
    "update audit_entries set county_code = '429972' where seq = $1",
    "update audit_entries set action = 'nothing' where seq = $1",
];

const HEADS: [&str; 4] = [
    "update audit_chains set number = number + 1 where chain = $1",
    "update audit_chains set number = number - 1 where chain = $1",
    "update audit_chains set mac = seal where chain = $1",
    "update audit_chains set seal = mac where chain = $1",
];

async fn run(test: &TestDb, sql: &'static str, params: &[Val]) {
    let mut tx = test.db.write().await.unwrap();
    tx.execute(sql, params).await.unwrap();
    tx.commit().await.unwrap();
}

/// Changes the log in one way: which entry must be named, and with what.
async fn change(test: &TestDb, chance: &mut Chance, all: &[i64]) -> (Option<i64>, &'static [Fault]) {
    let any = |chance: &mut Chance| all[chance.below(all.len() as i64) as usize];
    let seq = any(chance);
    let last = !all.iter().any(|other| *other > seq && (other - seq) % 8 == 0);
    match chance.below(20) {
        0..12 => {
            let sql = OTHER_CONTENT[chance.below(OTHER_CONTENT.len() as i64) as usize];
            run(test, sql, &[seq.into()]).await;
            (Some(seq), &[Fault::Changed])
        }
        12..14 => {
            run(test, "delete from audit_entries where seq = $1", &[seq.into()]).await;
            (Some(seq), if last { &[Fault::CutOff] } else { &[Fault::Missing] })
        }
        14 => {
            let from = "delete from audit_entries where seq >= $1 and (seq - $1) % 8 = 0";
            run(test, from, &[seq.into()]).await;
            (Some(seq), &[Fault::CutOff])
        }
        15 => {
            let from = "delete from audit_entries where seq >= $1";
            run(test, from, &[seq.into()]).await;
            (Some(seq), &[Fault::CutOff])
        }
        16 => {
            let same: Vec<i64> = all.iter().copied().filter(|other| (other - seq) % 8 == 0).collect();
            let other = same[chance.below(same.len() as i64) as usize];
            if other == seq {
                run(test, OTHER_CONTENT[0], &[seq.into()]).await;
                return (Some(seq), &[Fault::Changed]);
            }
            let to = "update audit_entries set seq = $2 where seq = $1";
            for (from, at) in [(seq, 0), (other, seq), (0, other)] {
                run(test, to, &[from.into(), at.into()]).await;
            }
            (Some(seq.min(other)), &[Fault::OutOfOrder])
        }
        17 => {
            let add = "insert into audit_entries
                       select seq + 8000, recorded_at, account_id, post_id, shown_as, county_code, case_id,
                              action, detail, case_ids, mac
                         from audit_entries where seq = $1";
            run(test, add, &[seq.into()]).await;
            (Some(seq + 8000), &[Fault::Added])
        }
        18 => {
            let away = "update audit_entries set seq = seq + 8000 where seq = $1";
            run(test, away, &[seq.into()]).await;
            (Some(seq), &[Fault::Missing, Fault::CutOff])
        }
        _ => {
            let sql = HEADS[chance.below(HEADS.len() as i64) as usize];
            run(test, sql, &[((seq - 1) % 8).into()]).await;
            let newest = all.iter().copied().filter(|other| (other - seq) % 8 == 0).max();
            (newest, &[Fault::HeadChanged])
        }
    }
}

#[tokio::test]
async fn changes_are_found_in_several_chains() {
    if !engines().contains(&Engine::Postgres) {
        return;
    }
    let test = TestDb::fresh(Engine::Postgres).await.unwrap();
    for number in 0..ENTRIES {
        write(&test.db, [entry(number)]).await.unwrap();
    }
    run(&test, "create table kept_entries as select * from audit_entries", &[]).await;
    run(&test, "create table kept_chains as select * from audit_chains", &[]).await;
    let rows = test.db.ask("select seq from audit_entries order by seq", &[]).await.unwrap();
    let all: Vec<i64> = rows.iter().map(|row| row.int("seq").unwrap()).collect();
    let mut chance = Chance(20_261_121);
    for number in 0..CHANGES {
        let (seq, faults) = change(&test, &mut chance, &all).await;
        let found = bad(&verify(&test, &[]).await);
        let named = found.is_some_and(|(fault, named)| named == seq && faults.contains(&fault));
        assert!(named, "{number}: {found:?} instead of {faults:?} at {seq:?}");
        for back in [
            "delete from audit_entries",
            "insert into audit_entries select * from kept_entries",
            "delete from audit_chains",
            "insert into audit_chains select * from kept_chains",
        ] {
            run(&test, back, &[]).await;
        }
    }
    let seen = Checkpoint::make(&test.db, 5, Kept::ForGood).await.unwrap();
    assert_eq!(bad(&verify(&test, &[seen]).await), None);
}
