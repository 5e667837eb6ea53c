//! Threads, as kept in the database. What was said stays said.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::guidance::{Side, Topic, waits_for};

use crate::case::VisibleCase;
use crate::hospital::Repeat;
use crate::shell::actor::Actor;

sql! {
    OF_CASE = "
        select g.id, g.institution_id, g.topic, g.asked_on, g.closed_at, g.closed_as,
               coalesce(i.name, '') as hospital
          from guidances g
          left join institutions i
            on i.county_code = g.county_code
           and i.id = g.institution_id
           and i.withdrawn_at is null
         where g.county_code = $1
           and g.case_id = $2
         order by g.asked_on desc, g.id desc";
    WORDS_OF_CASE = "
        select id, guidance_id, side, words, recorded_at, recorded_as
          from guidance_words
         where county_code = $1
           and case_id = $2
         order by recorded_at, id";
    KEPT = "
        select w.case_id, w.guidance_id, w.words
          from guidance_words w
         where w.county_code = $1
           and w.id = $2";
    CLOSE = "
        update guidances
           set closed_at = $4, closed_by = $5, closed_as = $6
         where county_code = $1
           and case_id = $2
           and id = $3
           and closed_at is null";
}

const ADD: &str = "
    insert into guidances (county_code, id, case_id, institution_id, topic, asked_on)";
const ADD_WORDS: &str = "
    insert into guidance_words
           (county_code, id, guidance_id, case_id, side, words, recorded_at, recorded_by, recorded_as)";

/// Something that was said.
#[derive(Debug, Clone)]
pub struct Spoken {
    /// By whom.
    pub side: Side,
    /// In words.
    pub words: String,
    /// When, microseconds.
    pub at: i64,
    /// By whom, as called then.
    pub by: String,
}

/// A thread.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Its id: that of its first words.
    pub id: Uuid,
    /// The hospital that is asked.
    pub institution: Uuid,
    /// Its name now.
    pub hospital: String,
    /// About what.
    pub topic: Topic,
    /// When it was asked.
    pub asked_on: Date,
    /// When it was closed, and by whom as called then.
    pub closed: Option<(i64, String)>,
    /// What was said, in its order.
    pub spoken: Vec<Spoken>,
}

impl Thread {
    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }

    /// For whose word it waits.
    pub fn waits_for(&self) -> Option<Side> {
        let spoken: Vec<Side> = self.spoken.iter().map(|one| one.side).collect();
        waits_for(&spoken, self.closed.is_some())
    }
}

/// All threads of a person, the latest first.
pub(crate) async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Thread>> {
    let params = [case.county().into(), case.id().into()];
    let read = |row: &Row| {
        let by = row.opt_text("closed_as")?.unwrap_or_default();
        Ok(Thread {
            id: row.id("id")?,
            institution: row.id("institution_id")?,
            hospital: row.text("hospital")?,
            topic: row.code("topic")?,
            asked_on: row.day("asked_on")?,
            closed: row.opt_int("closed_at")?.map(|at| (at, by)),
            spoken: Vec::new(),
        })
    };
    let mut all: Vec<Thread> = tx.rows(OF_CASE, &params).await?.iter().map(read).collect::<Result<_>>()?;
    for row in tx.rows(WORDS_OF_CASE, &params).await? {
        let (id, of) = (row.id("id")?, row.id("guidance_id")?);
        let Some(thread) = all.iter_mut().find(|thread| thread.id == of) else { continue };
        thread.spoken.push(Spoken {
            side: row.code("side")?,
            words: row.sealed(column::GUIDANCE_WORDS, id)?,
            at: row.int("recorded_at")?,
            by: row.text("recorded_as")?,
        });
    }
    Ok(all)
}

/// What was kept under an id of words: nothing, these in this thread, or something else.
pub(super) async fn repeat(
    tx: &mut Tx,
    case: &VisibleCase,
    id: Uuid,
    (thread, words): (Uuid, Option<&str>),
) -> Result<Repeat> {
    let Some(row) = tx.row(KEPT, &[case.county().into(), id.into()]).await? else { return Ok(Repeat::New) };
    let same = row.id("case_id")? == case.id() && row.id("guidance_id")? == thread;
    let kept = row.sealed(column::GUIDANCE_WORDS, id)?;
    Ok(if same && words == Some(kept.as_str()) { Repeat::Same } else { Repeat::Other })
}

/// Keeps a thread; its first words are added with [`say`].
pub(super) async fn insert(
    tx: &mut Tx,
    case: &VisibleCase,
    (id, institution, topic): (Uuid, Uuid, Topic),
    today: Date,
) -> Result<()> {
    let row = vec![
        case.county().into(),
        id.into(),
        case.id().into(),
        institution.into(),
        topic.code().into(),
        today.into(),
    ];
    tx.insert_many(ADD, &[row], "").await.map(drop)
}

/// Adds words to a thread.
pub(super) async fn say(
    tx: &mut Tx,
    case: &VisibleCase,
    actor: &Actor,
    (id, thread, side, words): (Uuid, Uuid, Side, &str),
    now: i64,
) -> Result<()> {
    let row = vec![
        case.county().into(),
        id.into(),
        thread.into(),
        case.id().into(),
        side.code().into(),
        tx.keys().sealed(column::GUIDANCE_WORDS, id, words),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    tx.insert_many(ADD_WORDS, &[row], "").await.map(drop)
}

/// Closes a thread; whether nobody was quicker.
pub(super) async fn close(
    tx: &mut Tx,
    case: &VisibleCase,
    actor: &Actor,
    thread: Uuid,
    now: i64,
) -> Result<bool> {
    let params = [
        case.county().into(),
        case.id().into(),
        thread.into(),
        now.into(),
        actor.account.into(),
        actor.by().shown_as.into(),
    ];
    Ok(tx.execute(CLOSE, &params).await? > 0)
}
