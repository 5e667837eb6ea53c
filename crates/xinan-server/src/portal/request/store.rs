//! Requests, by record and by territory.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Scope, Sql, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::person::Relation;
use xinan_domain::portal::request::{RequestKind, RequestState, may_answer};
use xinan_domain::region::Level;

use crate::case::VisibleCase;
use crate::case::store::within;
use crate::policy::{Action, permits_kind};
use crate::shell::actor::{Actor, PostKind};
use crate::shell::session::store::in_force;

macro_rules! columns {
    () => {
        "r.id, r.case_id, r.holder, r.kind, r.asked, r.should_be, r.look_at, r.look_action, r.look_by, r.made_at, r.due_on,
         r.state, r.answer, r.answered_at, r.read_at, coalesce(a.shown_name, '') as answered_name,
         (select max(h.relation)
            from portal_cards h
           where h.county_code = r.county_code and h.case_id = r.case_id and h.holder = r.holder) as relation"
    };
}

sql! {
    OF_CASE = concat!("select ", columns!(), "
          from portal_requests r
          left join accounts a on a.id = r.answered_by
         where r.county_code = $1 and r.case_id = $2
         order by r.made_at desc, r.id desc");
    CASE_OF = "select case_id from portal_requests where county_code = $1 and id = $2";
    ADD = "
        insert into portal_requests
               (county_code, id, case_id, holder, kind, asked, should_be, look_at, look_action, look_by, made_at, due_on,
                state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            on conflict do nothing";
    MADE_SINCE = "
        select count(*) as made
          from portal_requests
         where county_code = $1 and case_id = $2 and holder = $3 and made_at > $4 and made_at <= $5";
    /// Answers that whoever asked has not read.
    UNREAD = "
        select count(*) as found
          from portal_requests
         where county_code = $1 and case_id = $2 and holder = $3 and answered_at is not null and read_at is null";
    READ = "
        update portal_requests
           set read_at = $4
         where county_code = $1 and case_id = $2 and holder = $3 and id = $5
           and answered_at is not null and read_at is null";
    ANSWER = "
        update portal_requests
           set state = $4, answer = $5, answered_at = $6, answered_by = $7
         where county_code = $1 and case_id = $2 and id = $3 and state = $8";
}

/// Something that was asked.
#[derive(Debug, Clone)]
pub(in crate::portal) struct Asked {
    pub(in crate::portal) id: Uuid,
    pub(in crate::portal) holder: Uuid,
    pub(in crate::portal) relation: Option<Relation>,
    pub(in crate::portal) kind: RequestKind,
    pub(in crate::portal) asked: String,
    pub(in crate::portal) should_be: String,
    /// The look that is asked about: when, and what was done.
    pub(in crate::portal) look: Option<(i64, String)>,
    /// Whose look it was; none of what was asked before that was kept.
    pub(in crate::portal) look_by: Option<Uuid>,
    pub(in crate::portal) made_at: i64,
    pub(in crate::portal) due_on: Date,
    pub(in crate::portal) state: RequestState,
    pub(in crate::portal) answer: String,
    pub(in crate::portal) answered_at: Option<i64>,
    pub(in crate::portal) answered_by: String,
    /// When whoever asked has read the answer.
    pub(in crate::portal) read_at: Option<i64>,
}

impl Asked {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        Ok(Self {
            id,
            holder: row.id("holder")?,
            relation: row.opt_code("relation")?,
            kind: row.code("kind")?,
            asked: row.sealed(column::REQUEST_ASKED, id)?,
            should_be: row.opt_sealed(column::REQUEST_SHOULD_BE, id)?.unwrap_or_default(),
            look: row.opt_int("look_at")?.zip(row.opt_text("look_action")?),
            look_by: row.opt_id("look_by")?,
            made_at: row.int("made_at")?,
            due_on: row.day("due_on")?,
            state: row.code("state")?,
            answer: row.opt_sealed(column::REQUEST_ANSWER, id)?.unwrap_or_default(),
            answered_at: row.opt_int("answered_at")?,
            answered_by: row.text("answered_name")?,
            read_at: row.opt_int("read_at")?,
        })
    }
}

impl Asked {
    /// Whether somebody may answer it.
    pub(super) fn may_be_answered_by(&self, actor: &Actor) -> bool {
        may_answer(self.kind, self.look_by.as_ref(), &actor.account)
    }

    /// Whether it is answered, and whoever asked has not read that.
    pub(super) fn is_news(&self) -> bool {
        self.answered_at.is_some() && self.read_at.is_none()
    }
}

/// How many answers a holder has not read.
pub(in crate::portal) async fn unread(tx: &mut Tx, case: &VisibleCase, holder: Uuid) -> Result<u64> {
    let row = tx.row(UNREAD, &[case.county().into(), case.id().into(), holder.into()]).await?;
    Ok(u64::try_from(row.context("a count")?.int("found")?).unwrap_or(0))
}

/// Keeps that a holder has read these answers, and none that has come meanwhile.
pub(super) async fn read(
    tx: &mut Tx,
    case: &VisibleCase,
    holder: Uuid,
    shown: impl Iterator<Item = Uuid>,
    now: i64,
) -> Result<()> {
    for one in shown {
        let params = [case.county().into(), case.id().into(), holder.into(), now.into(), one.into()];
        tx.execute(READ, &params).await?;
    }
    Ok(())
}

/// Who could answer besides whoever looked: of the township, and where nobody else is there, of the county; names with
/// their offices.
pub(super) async fn who_may_answer(
    tx: &mut Tx,
    case: &VisibleCase,
    one: &Asked,
    today: Date,
) -> Result<Vec<String>> {
    let kinds: Vec<PostKind> =
        PostKind::ALL.iter().copied().filter(|kind| permits_kind(*kind, Action::AnswerRequest)).collect();
    for level in [Level::Township, Level::County] {
        let Some(region) = case.head.village.at(level) else { continue };
        let mut sql = Sql::new(
            "select distinct a.shown_name, p.office from posts p join accounts a on a.id = p.account_id where",
        );
        sql.with("a.closed_at is null and p.region = ?", [region.as_str().into()]);
        sql.with(concat!("and ", in_force!("p", "?")), [today.into(), today.into()]);
        if let Some(looked) = one.look_by {
            sql.with("and p.account_id <> ?", [looked.into()]);
        }
        sql.push("and p.kind in (");
        for (at, kind) in kinds.iter().enumerate() {
            sql.with(if at == 0 { "?" } else { ", ?" }, [kind.code().into()]);
        }
        sql.push(") order by a.shown_name, p.office limit 10");
        let found = tx.rows_built(&sql).await?;
        if !found.is_empty() {
            let named = |row: &Row| Ok(format!("{} · {}", row.text("shown_name")?, row.text("office")?));
            return found.iter().map(named).collect();
        }
    }
    Ok(Vec::new())
}

/// All of a record, the latest first.
pub(in crate::portal) async fn of_case(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Asked>> {
    tx.rows(OF_CASE, &[case.county().into(), case.id().into()]).await?.iter().map(Asked::read).collect()
}

/// Whose record a request is of, in a county.
pub(super) async fn case_of(tx: &mut Tx, county: &str, id: Uuid) -> Result<Option<Uuid>> {
    let row = tx.row(CASE_OF, &[county.into(), id.into()]).await?;
    row.map(|row| row.id("case_id")).transpose()
}

/// How many a holder has made between two instants: one of a clock that was years ahead counts for nothing.
pub(super) async fn made_since(
    tx: &mut Tx,
    case: &VisibleCase,
    holder: Uuid,
    within: (i64, i64),
) -> Result<i64> {
    let params = [case.county().into(), case.id().into(), holder.into(), within.0.into(), within.1.into()];
    tx.row(MADE_SINCE, &params).await?.context("a count")?.int("made")
}

/// A request that is made.
pub(super) struct New<'a> {
    pub(super) id: Uuid,
    pub(super) holder: Uuid,
    pub(super) kind: RequestKind,
    pub(super) asked: &'a str,
    pub(super) should_be: &'a str,
    /// The look that is asked about: when, what was done, and whose it was.
    pub(super) look: Option<(i64, &'a str, Option<Uuid>)>,
    pub(super) due_on: Date,
    pub(super) now: i64,
}

/// Keeps one; whether it was not there already.
pub(super) async fn add(tx: &mut Tx, case: &VisibleCase, new: &New<'_>) -> Result<bool> {
    let keys = tx.keys();
    let params = [
        case.county().into(),
        new.id.into(),
        case.id().into(),
        new.holder.into(),
        new.kind.code().into(),
        keys.sealed(column::REQUEST_ASKED, new.id, new.asked),
        keys.sealed(column::REQUEST_SHOULD_BE, new.id, new.should_be),
        new.look.map(|(at, _, _)| at).into(),
        new.look.map(|(_, action, _)| action).into(),
        new.look.and_then(|(_, _, by)| by).into(),
        new.now.into(),
        new.due_on.into(),
        RequestState::Received.code().into(),
    ];
    Ok(tx.execute(ADD, &params).await? > 0)
}

/// Answers one that is in this state; whether it was.
pub(super) async fn answer(
    tx: &mut Tx,
    case: &VisibleCase,
    one: &Asked,
    becomes: RequestState,
    words: &str,
    (by, now): (Uuid, i64),
) -> Result<bool> {
    let words = tx.keys().sealed(column::REQUEST_ANSWER, one.id, words);
    let params = [
        case.county().into(),
        case.id().into(),
        one.id.into(),
        becomes.code().into(),
        words,
        now.into(),
        by.into(),
        one.state.code().into(),
    ];
    Ok(tx.execute(ANSWER, &params).await? > 0)
}

/// A request in a list of the office: whose, and how far it is.
pub(super) struct Listed {
    pub(super) id: Uuid,
    pub(super) case: Uuid,
    pub(super) name: String,
    pub(super) village: String,
    pub(super) kind: RequestKind,
    pub(super) relation: Option<Relation>,
    pub(super) made_at: i64,
    pub(super) due_on: Date,
    pub(super) state: RequestState,
    /// Whose look is asked about.
    pub(super) look_by: Option<Uuid>,
}

/// The requests of a territory: those that wait first, by their last day, then the latest that were answered.
pub(super) async fn of_territory(
    tx: &mut Tx,
    scope: &Scope,
    open: bool,
    (most, skip): (u32, u32),
) -> Result<Vec<Listed>> {
    let mut sql = Sql::new(
        "select r.id, r.case_id, c.name, c.village_code, r.kind, r.made_at, r.due_on, r.state, r.look_by,
                (select max(h.relation)
                   from portal_cards h
                  where h.county_code = r.county_code and h.case_id = r.case_id and h.holder = r.holder) as relation
           from portal_requests r
           join cases c on c.county_code = r.county_code and c.id = r.case_id
          where",
    );
    within(&mut sql, scope);
    let received = RequestState::Received.code();
    match open {
        true => sql.with("and r.state = ? order by r.due_on, r.made_at, r.id", [received.into()]),
        false => sql.with("and r.state <> ? order by r.answered_at desc, r.id", [received.into()]),
    };
    sql.with("limit ? offset ?", [most.into(), skip.into()]);
    let read = |row: &Row| {
        let case = row.id("case_id")?;
        Ok(Listed {
            id: row.id("id")?,
            case,
            name: row.sealed(column::CASE_NAME, case)?,
            village: row.text("village_code")?,
            kind: row.code("kind")?,
            relation: row.opt_code("relation")?,
            made_at: row.int("made_at")?,
            due_on: row.day("due_on")?,
            state: row.code("state")?,
            look_by: row.opt_id("look_by")?,
        })
    };
    tx.rows_built(&sql).await?.iter().map(read).collect()
}

/// Requests of a territory that wait for an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// All of them.
    pub(crate) found: u64,
    /// Those whose last day is over.
    pub(crate) late: u64,
}

/// How many wait for whoever answers for the territory.
pub(crate) async fn waiting(tx: &mut Tx, actor: &Actor, today: Date) -> Result<Waiting> {
    let mut sql = Sql::new("select count(*) as found, coalesce(sum(case when");
    sql.with("r.due_on < ? then 1 else 0 end), 0) as late", [today.into()]);
    sql.push(
        "from portal_requests r
           join cases c on c.county_code = r.county_code and c.id = r.case_id
          where",
    );
    within(&mut sql, &actor.scope());
    let (county, received) = (actor.county().into(), RequestState::Received.code().into());
    sql.with("and r.county_code = ? and r.state = ?", [county, received]);
    // A question about one's own look waits for somebody else.
    sql.with("and (r.look_by is null or r.look_by <> ?)", [actor.account.into()]);
    let rows = tx.rows_built(&sql).await?;
    let row = rows.first().context("a count")?;
    let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
    Ok(Waiting { found: count("found")?, late: count("late")? })
}
