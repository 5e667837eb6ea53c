//! What the police asked, as the privacy officer reads it: nothing about whom. What was found, and what was asked before.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::police::{Matter, Verdict};

use crate::shell::actor::Actor;
use crate::shell::session::AHEAD;

macro_rules! told {
    () => {
        "t.id, t.account_id, t.shown_as, t.matter, t.incident, t.asked_at, t.review_by, t.reviewed_at, t.verdict,
         t.reviewed_as, t.review_words, cast(case when t.reason is null then 0 else 1 end as bigint) as shown,
         cast(case when exists (select 1 from police_questions q where q.ask_id = t.id) then 1 else 0 end as bigint)
             as questioned"
    };
}

sql! {
    TOLD = concat!("select ", told!(), " from police_asks t where t.county_code = $1 and t.id = $2");
    JUDGE = "
        update police_asks
           set reviewed_at = $2, verdict = $3, reviewed_by = $4, reviewed_as = $5, review_words = $6
         where id = $1 and reviewed_at is null";
    QUESTION = "select ask_id, words, id from police_questions where id = $1";
    QUESTIONS = "
        select id, asked_at, asked_as, words
          from police_questions
         where ask_id = $1
         order by asked_at, id";
    /// One of a time to come was asked by a clock that was wrong: its last day says nothing.
    TO_JUDGE = "
        select count(*) as found,
               coalesce(sum(case when review_by < $2 or asked_at > $3 then 1 else 0 end), 0) as overdue
          from police_asks
         where county_code = $1 and reviewed_at is null";
}

const ADD_QUESTION: &str = "
    insert into police_questions (id, county_code, ask_id, asked_at, asked_by, asked_as, words)";

/// What the privacy officer is told: everything but whom it was about.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Its id.
    pub(super) id: Uuid,
    /// Who asked.
    pub(super) account: Uuid,
    /// The officer and the station as they were called then.
    pub(super) shown_as: String,
    /// What kind of matter.
    pub(super) matter: Matter,
    /// 接警编号.
    pub(super) incident: String,
    /// When, microseconds.
    pub(super) at: i64,
    /// A card was opened; else nothing was shown.
    pub(super) shown: bool,
    /// The last day on which the judgement is in time.
    pub(super) review_by: Date,
    /// Something was asked of the station, and it waits for the answer.
    pub(super) questioned: bool,
    /// The judgement.
    pub(super) review: Option<Review>,
}

/// A judgement.
#[derive(Debug, Clone)]
pub(super) struct Review {
    /// What was found.
    pub(super) verdict: Verdict,
    /// When, microseconds.
    pub(super) at: i64,
    /// Who, as called then.
    pub(super) by: String,
    /// In words.
    pub(super) words: String,
}

impl Told {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let review = match row.opt_int("reviewed_at")?.zip(row.opt_code("verdict")?) {
            None => None,
            Some((at, verdict)) => Some(Review {
                verdict,
                at,
                by: row.opt_text("reviewed_as")?.unwrap_or_default(),
                words: row.opt_sealed(column::POLICE_REVIEW_WORDS, id)?.unwrap_or_default(),
            }),
        };
        Ok(Self {
            id,
            account: row.id("account_id")?,
            shown_as: row.text("shown_as")?,
            matter: row.code("matter")?,
            incident: row.sealed(column::POLICE_INCIDENT, id)?,
            at: row.int("asked_at")?,
            shown: row.flag("shown")?,
            review_by: row.day("review_by")?,
            questioned: row.flag("questioned")?,
            review,
        })
    }
}

/// One that was told in the county.
pub(super) async fn find(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Told>> {
    tx.row(TOLD, &[county.into(), id.into()]).await?.as_ref().map(Told::read).transpose()
}

/// What was asked of the station: when, by whom as called then, in words.
#[derive(Debug, Clone)]
pub(super) struct Question {
    pub(super) at: i64,
    pub(super) by: String,
    pub(super) words: String,
}

/// What was asked because of one look-up, oldest first.
pub(super) async fn questions(tx: &mut Tx, ask: Uuid) -> Result<Vec<Question>> {
    let read = |row: &Row| -> Result<Question> {
        let words = row.sealed(column::POLICE_QUESTION_WORDS, row.id("id")?)?;
        Ok(Question { at: row.int("asked_at")?, by: row.text("asked_as")?, words })
    };
    tx.rows(QUESTIONS, &[ask.into()]).await?.iter().map(read).collect()
}

/// Whether this very question was asked under this id.
pub(super) async fn is_asked(tx: &mut Tx, id: Uuid, (ask, words): (Uuid, &str)) -> Result<bool> {
    let Some(row) = tx.row(QUESTION, &[id.into()]).await? else { return Ok(false) };
    Ok(row.id("ask_id")? == ask && row.sealed(column::POLICE_QUESTION_WORDS, id)? == words)
}

/// Keeps a question. A form that was sent, called back and filled in otherwise is another one.
pub(super) async fn question(
    tx: &mut Tx,
    actor: &Actor,
    (wanted, ask): (Uuid, Uuid),
    words: &str,
    now: i64,
) -> Result<()> {
    let is_taken = tx.row(QUESTION, &[wanted.into()]).await?.is_some();
    let id = if is_taken { xinan_db::new_id() } else { wanted };
    let row = vec![
        id.into(),
        actor.county().into(),
        ask.into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
        tx.keys().sealed(column::POLICE_QUESTION_WORDS, id, words),
    ];
    tx.insert_many(ADD_QUESTION, &[row], "").await.map(drop)
}

/// Keeps the judgement; whether nobody was quicker.
pub(super) async fn judge(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    (verdict, words): (Verdict, &str),
    now: i64,
) -> Result<bool> {
    let words = tx.keys().sealed(column::POLICE_REVIEW_WORDS, id, words);
    let by = actor.by().shown_as;
    let said = [id.into(), now.into(), verdict.code().into(), actor.account.into(), by.into(), words];
    Ok(tx.execute(JUDGE, &said).await? > 0)
}

/// How many wait for a judgement, and how many of them are overdue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// All of them.
    pub all: u64,
    /// Those whose day is over.
    pub overdue: u64,
}

/// Those of the county that wait for a judgement.
pub async fn to_judge(tx: &mut Tx, county: &str, (now, today): (i64, Date)) -> Result<Waiting> {
    let row =
        tx.row(TO_JUDGE, &[county.into(), today.into(), (now + AHEAD).into()]).await?.context("a count")?;
    let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
    Ok(Waiting { all: count("found")?, overdue: count("overdue")? })
}

/// How many of the county there are: all, or those that wait.
pub(super) async fn count(tx: &mut Tx, county: &str, waiting: bool) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from police_asks t where");
    sql.with("t.county_code = ?", [county.into()]);
    if waiting {
        sql.push("and t.reviewed_at is null");
    }
    tx.found(&sql).await
}

/// Those: first what waits, the longest first; then what was judged, the latest first.
pub(super) async fn list(
    tx: &mut Tx,
    county: &str,
    waiting: bool,
    (most, skip): (u32, u32),
) -> Result<Vec<Told>> {
    let mut sql = Sql::new(concat!("select ", told!(), " from police_asks t where"));
    sql.with("t.county_code = ?", [county.into()]);
    if waiting {
        sql.push("and t.reviewed_at is null");
    }
    sql.push("order by case when t.reviewed_at is null then 0 else 1 end,");
    sql.push("case when t.reviewed_at is null then t.asked_at else -t.asked_at end, t.id");
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    tx.rows_built(&sql).await?.iter().map(Told::read).collect()
}
