//! Entries of the log, as kept in the database: always of one county, and by an index whatever is asked for.

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, Val, audit, sql};
use xinan_domain::code::Code;

use super::web::MOST;
use crate::shell::actor::PostKind;
use crate::shell::clock::day_begins;

sql! {
    /// Whoever has or had a post in the county with this login or name.
    CALLED = "
        select distinct a.id
          from accounts a
          join posts p on p.account_id = a.id
         where (a.login = $1 or a.shown_name = $2)
           and p.region >= $3
           and p.region < $4
         order by a.id
         limit 20";
}

/// Which entries are asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// The county; empty for what is of none.
    pub(super) county: String,
    /// From an instant on, microseconds.
    pub(super) from: i64,
    /// Before this instant.
    pub(super) until: i64,
    /// Of these accounts; of everybody where it is none.
    pub(super) accounts: Option<Vec<Uuid>>,
    /// These acts; all where it is empty.
    pub(super) actions: &'static [&'static str],
}

/// Where in the log one is: after this entry, going back in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) at: i64,
    pub(super) entry: i64,
}

/// An entry, as it is shown.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) at: Place,
    /// Who, as they were called then.
    pub(super) shown_as: String,
    /// The kind of post in which they acted.
    pub(super) kind: Option<PostKind>,
    pub(super) action: String,
    /// Whose record; none for what concerns no single person.
    pub(super) case: Option<Uuid>,
    /// How many people a list showed.
    pub(super) people: usize,
    pub(super) detail: String,
}

impl Entry {
    fn read(row: &Row) -> Result<Self> {
        let detail = row.text("detail")?;
        let listed = audit::unpacked(&row.bytes("case_ids")?).count();
        // Lists of before have their people in words, after how many there are: a number and nothing else is no list.
        let of_words = || {
            let (number, people) = detail.split_once(' ').unwrap_or_default();
            let is_list = !people.is_empty() && people.split(' ').all(|word| Uuid::try_parse(word).is_ok());
            number.parse().ok().filter(|_| is_list).unwrap_or(0)
        };
        Ok(Self {
            at: Place { at: row.int("recorded_at")?, entry: row.int("seq")? },
            shown_as: row.text("shown_as")?,
            kind: row.opt_int("kind")?.and_then(|code| PostKind::from_code(u8::try_from(code).ok()?)),
            action: row.text("action")?,
            case: row.opt_id("case_id")?,
            people: if listed > 0 { listed } else { of_words() },
            detail,
        })
    }
}

/// Who is called so: by login or by name, whole.
pub(super) async fn called(tx: &mut Tx, text: &str, (from, below): (String, String)) -> Result<Vec<Uuid>> {
    let params = [text.to_lowercase().into(), text.into(), from.into(), below.into()];
    tx.rows(CALLED, &params).await?.iter().map(|row| row.id("id")).collect()
}

/// The newest entries that fit, before a place; at most so many. Each question is answered by the head of an index: of a
/// kind of act, or of somebody, one at a time, and the newest of all of them are taken.
pub(super) async fn entries(
    tx: &mut Tx,
    filter: &Filter,
    before: Option<Place>,
    most: u32,
) -> Result<Vec<Entry>> {
    let mut found = Vec::new();
    match (&filter.accounts, filter.actions) {
        (Some(accounts), _) => {
            for account in accounts {
                found.extend(part(tx, filter, before, most, Part::Of(*account)).await?);
            }
        }
        (None, []) => return part(tx, filter, before, most, Part::All).await,
        (None, actions) => {
            for action in actions {
                found.extend(part(tx, filter, before, most, Part::Act(action)).await?);
            }
        }
    }
    found.sort_by_key(|one: &Entry| std::cmp::Reverse((one.at.at, one.at.entry)));
    found.truncate(most as usize);
    Ok(found)
}

/// An entry of no county: a sign-in that failed, or what was done on the command line.
#[derive(Debug, Clone)]
pub struct OfHouse {
    /// When, microseconds.
    pub at: i64,
    /// Who, as they were called then; empty where nobody was known.
    pub by: String,
    /// What.
    pub action: String,
    /// More of it.
    pub detail: String,
}

/// The entries of no county between two days, both included, newest first, and whether there are more than are read.
///
/// # Errors
/// When the database refuses.
pub async fn of_no_county(tx: &mut Tx, (from, until): (Date, Date)) -> Result<(Vec<OfHouse>, bool)> {
    let filter = Filter {
        from: day_begins(from),
        until: day_begins(until.saturating_add(1.day())),
        ..Filter::default()
    };
    let mut found = entries(tx, &filter, None, MOST + 1).await?;
    let more = found.len() > MOST as usize;
    found.truncate(MOST as usize);
    let read =
        |one: Entry| OfHouse { at: one.at.at, by: one.shown_as, action: one.action, detail: one.detail };
    Ok((found.into_iter().map(read).collect(), more))
}

/// What one question asks for.
#[derive(Debug, Clone, Copy)]
enum Part {
    All,
    Of(Uuid),
    Act(&'static str),
}

async fn part(
    tx: &mut Tx,
    filter: &Filter,
    before: Option<Place>,
    most: u32,
    part: Part,
) -> Result<Vec<Entry>> {
    let sql = question(filter, before, most, part);
    tx.rows_built(&sql).await?.iter().map(Entry::read).collect()
}

fn question(filter: &Filter, before: Option<Place>, most: u32, part: Part) -> Sql {
    let mut sql = Sql::new(
        "select e.seq, e.recorded_at, e.shown_as, e.case_id, e.action, e.detail, e.case_ids, p.kind
           from audit_entries e
           left join posts p on p.id = e.post_id
          where",
    );
    sql.with("e.county_code = ?", [filter.county.as_str().into()]);
    match part {
        Part::All => {}
        Part::Of(account) => {
            sql.with("and e.account_id = ?", [account.into()]);
            for (at, action) in filter.actions.iter().enumerate() {
                sql.with(if at == 0 { "and e.action in (?" } else { ", ?" }, [Val::from(*action)]);
            }
            if !filter.actions.is_empty() {
                sql.push(")");
            }
        }
        Part::Act(action) => {
            sql.with("and e.action = ?", [action.into()]);
        }
    }
    // Of one account or one act the first day is looked at and not looked up: with both ends of a time SQLite, as long as
    // it has not counted what there is, takes the index by time for as good as the narrower one.
    sql.with(
        if matches!(part, Part::All) { "and e.recorded_at >= ?" } else { "and +e.recorded_at >= ?" },
        [filter.from.into()],
    );
    match before {
        // Both bounds: the first is found in the index, the second sorts out entries of one instant.
        Some(place) => {
            sql.with("and e.recorded_at <= ?", [place.at.into()]);
            sql.with("and (e.recorded_at < ? or e.seq < ?)", [place.at.into(), place.entry.into()]);
        }
        None => {
            sql.with("and e.recorded_at < ?", [filter.until.into()]);
        }
    }
    sql.with("order by e.recorded_at desc, e.seq desc limit ?", [most.into()]);
    sql
}

/// How the database goes about a question, for a test: an index of the log, and no sorting.
#[cfg(test)]
pub(super) async fn plans(tx: &mut Tx, filter: &Filter) -> Result<Vec<String>> {
    let account = Uuid::nil();
    let mut plans = Vec::new();
    for one in [Part::All, Part::Of(account), Part::Act("case.read")] {
        let question = question(filter, None, 50, one);
        let mut sql = Sql::new("explain query plan");
        sql.push(Box::leak(question.text().to_owned().into_boxed_str()));
        let sql = Sql::of(Box::leak(sql.text().to_owned().into_boxed_str()), question.params().to_vec());
        let rows = tx.rows_built(&sql).await?;
        plans.push(rows.iter().map(|row| row.text("detail")).collect::<Result<Vec<_>>>()?.join("; "));
    }
    Ok(plans)
}
