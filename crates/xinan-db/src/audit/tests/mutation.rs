//! Thousands of changes by chance: every one is found, and the first bad entry named.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::super::chain::{Header, sealed};
use super::super::form::{Coder, Line};
use super::super::verify::source;
use super::*;

/// Entries before the chain, and in it.
const OLD: i64 = 12;
const NEW: i64 = 40;
const COLUMNS: &str = "seq, recorded_at, account_id, post_id, shown_as, county_code, case_id, action, detail,
                       case_ids, mac";

type Stored = Vec<Value>;

/// The same sequence for the same seed.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, end: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as i64
    }
}

/// A log, what another deployment's looks like, how its chain stood after each entry, and what was signed.
struct House {
    connection: Connection,
    rows: Vec<Stored>,
    others: Vec<Stored>,
    heads: Vec<(Vec<u8>, Vec<u8>)>,
    seen: Checkpoint,
    folder: std::path::PathBuf,
}

async fn filled(folder: &std::path::Path, keys: LogKeys) -> (Db, std::path::PathBuf) {
    let path = folder.join(format!("{}.db", keys.deployment()));
    let db = Db::open_sqlite(&path, &KeyPlace::Fixed).await.unwrap();
    let mut tx = db.write().await.unwrap();
    for number in 0..OLD {
        let add = "insert into audit_entries (recorded_at, shown_as, county_code, action, detail)
                   values ($1, 'old', '429971', 'case.read', $2)";
        tx.execute(add, &[number.into(), number.to_string().into()]).await.unwrap();
    }
    tx.commit().await.unwrap();
    db.keep_log(keys, None, 77).await.unwrap();
    (db, path)
}

fn stored(connection: &Connection) -> Vec<Stored> {
    let mut all = connection.prepare(&format!("select {COLUMNS} from audit_entries order by seq")).unwrap();
    let row = |row: &rusqlite::Row<'_>| (0..11).map(|at| row.get(at)).collect();
    all.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap()
}

impl House {
    async fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("xinan-log-{}", crate::new_id().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let (db, path) = filled(&folder, log_keys()).await;
        let connection = Connection::open(&path).unwrap();
        let head = || {
            let ask = "select mac, seal from audit_chains";
            connection.query_row(ask, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
        };
        let mut heads = vec![head()];
        for number in 0..NEW {
            write(&db, [entry(number as usize)]).await.unwrap();
            heads.push(head());
        }
        let seen = Checkpoint::make(&db, 99, Kept::ForGood).await.unwrap();
        let rows = stored(&connection);
        db.close().await;
        let other = LogKeys::new(Uuid::from_bytes([8; 16]), [8; 32], [8; 32]);
        let (db, path) = filled(&folder, other).await;
        write(&db, (0..NEW).map(|number| entry(number as usize + 1))).await.unwrap();
        let others = stored(&Connection::open(path).unwrap());
        db.close().await;
        Self { connection, rows, others, heads, seen, folder }
    }

    /// Writes what differs from the log as it was; to write all of it anew takes most of the time.
    fn put(&self, rows: &[Stored]) {
        let was = |row: &Stored| {
            let Value::Integer(seq) = row[0] else { return None };
            let at = usize::try_from(seq - 1).ok()?;
            (self.rows.get(at)? == row).then_some(at)
        };
        let mut stays = vec![false; self.rows.len()];
        let others: Vec<&Stored> =
            rows.iter().filter(|row| was(row).map(|at| stays[at] = true).is_none()).collect();
        let mut remove = self.connection.prepare_cached("delete from audit_entries where seq = ?").unwrap();
        for (row, stays) in self.rows.iter().zip(stays) {
            if !stays {
                remove.execute([&row[0]]).unwrap();
            }
        }
        let add = format!("insert into audit_entries ({COLUMNS}) values (?,?,?,?,?,?,?,?,?,?,?)");
        let mut add = self.connection.prepare_cached(&add).unwrap();
        for row in others {
            add.execute(params_from_iter(row)).unwrap();
        }
    }

    fn verify(&self, checkpoints: &[Checkpoint]) -> Report {
        source::sqlite(&self.connection, &log_keys(), &asked(checkpoints)).unwrap()
    }
}

fn number(value: i64) -> Value {
    Value::Integer(value)
}

/// Numbers the rows of the chain anew, one after another.
fn close_up(rows: &mut [Stored]) {
    for (row, seq) in rows.iter_mut().zip(1..) {
        row[0] = number(seq);
    }
}

fn flip(value: &Value, chance: &mut Chance) -> Value {
    let mut bytes = match value {
        Value::Integer(old) => return number(old ^ (1 << chance.below(40))),
        Value::Text(text) => text.clone().into_bytes(),
        Value::Blob(bytes) => bytes.clone(),
        Value::Null | Value::Real(_) => return Value::Blob(vec![0; 16]),
    };
    match bytes.len() {
        0 => bytes.push(b'0'),
        length => bytes[chance.below(length as i64) as usize] ^= 1 << chance.below(7),
    }
    match value {
        Value::Text(_) => Value::Text(String::from_utf8_lossy(&bytes).into_owned()),
        _ => Value::Blob(bytes),
    }
}

fn forged(coder: &Coder, before: &[u8], row: &Stored) -> Vec<u8> {
    let blob = |at: usize| if let Value::Blob(bytes) = &row[at] { Some(bytes.as_slice()) } else { None };
    let text = |at: usize| if let Value::Text(text) = &row[at] { text.as_bytes() } else { &[] };
    let int = |at: usize| if let Value::Integer(number) = row[at] { number } else { 0 };
    let line = Line {
        seq: int(0),
        at: int(1),
        account: blob(2),
        post: blob(3),
        shown_as: text(4),
        county: text(5),
        case: blob(6),
        action: text(7),
        detail: text(8),
        cases: blob(9).unwrap_or_default(),
        mac: &[],
    };
    coder.entry(before, &line).to_vec()
}

/// What must be found: the entry, and one of these faults.
type Wanted = (Option<i64>, &'static [Fault]);

const OLDER: &[Fault] = &[Fault::Older];

/// Changes the log in one way; none when chance changed nothing.
fn mutate(house: &House, chance: &mut Chance) -> Option<(i64, Wanted)> {
    let kind = chance.below(16);
    let mut rows = house.rows.clone();
    // A row of the chain, by its place in the table and by its number.
    let at = (OLD + chance.below(NEW)) as usize;
    let seq = at as i64 + 1;
    let last = OLD + NEW;
    let gone = |from: i64, to: i64| -> &'static [Fault] {
        if to == last && from <= to { &[Fault::CutOff] } else { &[Fault::Missing] }
    };
    let wanted: Wanted = match kind {
        0 | 1 => {
            // A bit of any field of any row.
            let (at, column) = (chance.below(last) as usize, chance.below(11) as usize);
            let flipped = flip(&rows[at][column], chance);
            let seq = at as i64 + 1;
            let moved = if let (0, Value::Integer(moved)) = (column, &flipped) { *moved } else { seq };
            if moved != seq && (1..=last).contains(&moved) {
                return None;
            }
            rows[at][column] = flipped;
            match (seq <= OLD || moved <= OLD, moved == seq) {
                (true, true) if column == 10 => (Some(seq), OLDER),
                (true, _) => (None, OLDER),
                (_, true) => (Some(seq), &[Fault::Changed]),
                (_, false) => (Some(seq), &[Fault::Missing]),
            }
        }
        2 => {
            let column = [4, 5, 7, 8][chance.below(4) as usize];
            rows[at][column] = Value::Text(format!("other {}", chance.below(1000)));
            (Some(seq), &[Fault::Changed])
        }
        3 => {
            rows.remove(at);
            (Some(seq), gone(seq, seq))
        }
        4 => {
            rows.remove(at);
            close_up(&mut rows);
            // Of the last but one, nothing that follows says what it was.
            let faults: &[Fault] = match last - seq {
                0 => &[Fault::CutOff],
                1 => &[Fault::Changed],
                _ => &[Fault::Missing],
            };
            (Some(seq), faults)
        }
        5 => {
            let mut row = rows[chance.below(last) as usize].clone();
            row[8] = Value::Text("never happened".to_owned());
            rows.insert(at, row);
            close_up(&mut rows);
            (Some(seq), &[Fault::Added])
        }
        6 => {
            rows.insert(at + 1, rows[at].clone());
            close_up(&mut rows);
            (Some(seq + 1), &[Fault::Added])
        }
        7 => {
            let other = (OLD + chance.below(NEW)) as usize;
            if other == at {
                return None;
            }
            rows.swap(at, other);
            close_up(&mut rows);
            (Some(at.min(other) as i64 + 1), &[Fault::OutOfOrder])
        }
        8 => {
            let to = OLD + 1 + chance.below(NEW);
            rows.drain(OLD as usize..to as usize);
            (Some(OLD + 1), gone(OLD + 1, to))
        }
        9 => {
            let to = seq + chance.below(last - seq + 1);
            rows.drain(at..to as usize);
            (Some(seq), gone(seq, to))
        }
        10 => {
            rows.truncate(at);
            (Some(seq), &[Fault::CutOff])
        }
        11 => {
            let whole = chance.below(2) == 0;
            let end = if whole { last as usize } else { at + 1 };
            rows[at..end].clone_from_slice(&house.others[at..end]);
            (Some(seq), &[Fault::Changed])
        }
        12 => {
            // The whole as it was before this entry, with the seal that was right then.
            rows.truncate(at);
            let (mac, seal) = &house.heads[at - OLD as usize];
            let back = "update audit_chains set number = ?, mac = ?, seal = ?";
            house.connection.execute(back, (at as i64 - OLD, mac, seal)).unwrap();
            house.connection.execute("delete from audit_checkpoints", []).unwrap();
            (Some(seq), &[Fault::CutOff])
        }
        13 => {
            let coder = Coder::new(&[4; 32]);
            rows[at][8] = Value::Text("rewritten".to_owned());
            let mut before = house.heads[at - OLD as usize].0.clone();
            for row in &mut rows[at..] {
                before = forged(&coder, &before, row);
                row[10] = Value::Blob(before.clone());
            }
            let seal = coder.head(0, NEW, &before);
            let set = "update audit_chains set mac = ?, seal = ?";
            house.connection.execute(set, (&before, seal.as_slice())).unwrap();
            (Some(seq), &[Fault::Changed])
        }
        14 => {
            let column = ["number", "mac", "seal"][chance.below(3) as usize];
            let ask = format!("select {column} from audit_chains");
            let value: Value = house.connection.query_row(&ask, [], |row| row.get(0)).unwrap();
            let set = format!("update audit_chains set {column} = ?");
            house.connection.execute(&set, [flip(&value, chance)]).unwrap();
            (Some(last), &[Fault::HeadChanged])
        }
        _ => match chance.below(6) {
            0 => {
                let ask = "select content from deployment where name = 'log_header'";
                let value: Value = house.connection.query_row(ask, [], |row| row.get(0)).unwrap();
                let set = "update deployment set content = ? where name = 'log_header'";
                house.connection.execute(set, [flip(&value, chance)]).unwrap();
                (None, &[Fault::HeaderChanged, Fault::OtherDeployment])
            }
            1 => {
                // The chain begins anew, with another key, after all that is there.
                let keys = LogKeys::new(log_keys().deployment(), [4; 32], [4; 32]);
                let header = Header {
                    deployment: keys.deployment(),
                    chains: 1,
                    begun_at: 1,
                    base: 52,
                    old: 52,
                    digest: [0; 32],
                };
                let set = "update deployment set content = ? where name = 'log_header'";
                house.connection.execute(set, [sealed(&header, &keys)]).unwrap();
                (None, &[Fault::HeaderChanged])
            }
            2 => {
                rows.remove(chance.below(OLD) as usize);
                (None, OLDER)
            }
            3 => {
                // Every trace of the log, so that it looks as if it had never begun.
                rows.drain(at..);
                rows.iter_mut().for_each(|row| row[10] = Value::Blob(Vec::new()));
                let clear = "delete from deployment where name = 'log_header'; delete from audit_chains;
                             delete from audit_checkpoints";
                house.connection.execute_batch(clear).unwrap();
                (None, &[Fault::NoHeader])
            }
            4 => {
                // A checkpoint of somebody else's making hides nothing: the entry is found all the same.
                let add = "insert into audit_checkpoints values (?, ?, ?)";
                let rubbish = vec![1; chance.below(200) as usize];
                house.connection.execute(add, (chance.below(1000) + 1000, &rubbish, &rubbish)).unwrap();
                rows[at][8] = Value::Text("other".to_owned());
                (Some(seq), &[Fault::Changed])
            }
            _ => {
                let mut row = rows[0].clone();
                row[0] = number(-chance.below(1000));
                rows.insert(0, row);
                (None, OLDER)
            }
        },
    };
    if rows == house.rows && !(12..=15).contains(&kind) {
        return None;
    }
    house.put(&rows);
    Some((kind, wanted))
}

async fn all_are_found(seed: u64, how_many: usize) {
    let house = House::new().await;
    let checkpoints = [house.seen.clone()];
    assert_eq!(bad(&house.verify(&checkpoints)), None);
    let mut chance = Chance(seed);
    let mut done = 0;
    while done < how_many {
        house.connection.execute_batch("begin").unwrap();
        if let Some((kind, (entry, faults))) = mutate(&house, &mut chance) {
            done += 1;
            let found = bad(&house.verify(&checkpoints));
            let named = found.is_some_and(|(fault, named)| named == entry && faults.contains(&fault));
            assert!(named, "{done} (kind {kind}): {found:?} instead of {faults:?} at {entry:?}");
        }
        house.connection.execute_batch("rollback").unwrap();
    }
    assert_eq!(bad(&house.verify(&checkpoints)), None, "nothing is left of it");
    std::fs::remove_dir_all(&house.folder).unwrap();
}

/// 20,000 (PROMISES P13), in four parts that run side by side.
#[tokio::test]
async fn every_change_is_found_and_the_first_bad_entry_named() {
    all_are_found(20_261_121, 5_000).await;
}

#[tokio::test]
async fn every_change_is_found_and_the_first_bad_entry_named_2() {
    all_are_found(2_026, 5_000).await;
}

#[tokio::test]
async fn every_change_is_found_and_the_first_bad_entry_named_3() {
    all_are_found(429_971, 5_000).await;
}

#[tokio::test]
async fn every_change_is_found_and_the_first_bad_entry_named_4() {
    all_are_found(7, 5_000).await;
}
