//! Posts that wait, sessions and missing second factors of a county, as kept in the database.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Tx, Uuid, sql};
use xinan_domain::account::Waits;
use xinan_domain::region::Region;

use crate::shell::actor::PostKind;
use crate::shell::session::store::lives;
use crate::shell::session::{AHEAD, Browser, IDLE, LONGEST, OperatingSystem};

/// Who has a post of the county ($1, $2) that has not ended on the day ($3), and an account that is open.
macro_rules! appointed {
    () => {
        "
          from accounts a
          join posts p on p.account_id = a.id
         where p.region >= $1
           and p.region < $2
           and (p.ended_on is null or p.ended_on > $3)
           and a.closed_at is null"
    };
}

/// Of these whoever can act in the post, and has no second factor.
macro_rules! without {
    () => {
        "
           and p.started_on <= $3
           and p.waits_since is null
           and not exists (select 1 from second_factors f where f.account_id = a.id and f.pending = 0)"
    };
}

sql! {
    WAITING = "
        select p.id, p.kind, p.region, p.office, p.started_on, p.waits_since, p.waits_for,
               a.id as account_id, a.login, a.shown_name, a.closed_at
          from posts p
          join accounts a on a.id = p.account_id
         where p.region >= $1
           and p.region < $2
           and p.waits_since is not null
           and (p.ended_on is null or p.ended_on > $3)
           and a.closed_at is null
         order by p.waits_since, p.id
         limit 200";
    GIVEN = "
        select p.id, p.kind, p.region, p.office, p.started_on, p.waits_since, p.waits_for,
               a.id as account_id, a.login, a.shown_name, a.closed_at
          from posts p
          join accounts a on a.id = p.account_id
         where p.id = $1
           and p.region >= $2
           and p.region < $3";
    CONFIRM = "
        update posts
           set waits_since = null, waits_for = null, confirmed_at = $2, confirmed_by = $3
         where id = $1
           and waits_since = $5
           and (ended_on is null or ended_on > $4)";
    /// It, and whatever of its owner waits since then without being new: a new post is confirmed by its own name.
    CONFIRM_AGAIN = "
        update posts
           set waits_since = null, waits_for = null, confirmed_at = $2, confirmed_by = $3
         where account_id = $1
           and waits_since = $4
           and (id = $8 or coalesce(waits_for, 1) % 2 = 0)
           and region >= $5
           and region < $6
           and (ended_on is null or ended_on > $7)";
    /// It waits no more, and ends before it has begun or on this day.
    REFUSE = "
        update posts
           set ended_on = $2, waits_since = null, waits_for = null
         where id = $1
           and waits_since = $4
           and (ended_on is null or ended_on > $3)";
    COUNT_LIVING = concat!("
        select count(*) as found
          from sessions s ", lives!(), "
           and p.region >= $1
           and p.region < $5
           and s.begun_at <= $6
           and s.seen_at <= $6");
    LIVING = concat!("
        select s.token, s.account_id, s.begun_at, s.seen_at, s.browser, s.operating_system,
               p.kind, p.region, p.office, a.login, a.shown_name
          from sessions s ", lives!(), "
           and p.region >= $1
           and p.region < $5
           and s.begun_at <= $6
           and s.seen_at <= $6
         order by s.seen_at desc, s.token
         limit $7 offset $8");
    SESSION = "
        select s.account_id, a.login
          from sessions s
          join accounts a on a.id = s.account_id
          join posts p on p.id = s.post_id
         where s.token = $1
           and p.region >= $2
           and p.region < $3";
    LOGINS = concat!("
        select distinct a.login, a.shown_name", appointed!());
    COUNT_WITHOUT = concat!("
        select count(distinct a.id) as found", appointed!(), without!());
    /// Administrators first: theirs is asked for.
    WITHOUT = concat!("
        select a.id, a.login, a.shown_name, a.password_handed_over, max(p.kind) as kind",
        appointed!(), without!(), "
         group by a.id, a.login, a.shown_name, a.password_handed_over
         order by max(p.kind) desc, a.shown_name, a.login
         limit $4 offset $5");
}

/// A post with whose it is.
pub(super) struct Given {
    pub(super) id: Uuid,
    pub(super) kind: PostKind,
    pub(super) region: Region,
    pub(super) office: String,
    pub(super) started_on: Date,
    /// Since when it waits; none when it does not.
    pub(super) waits_since: Option<i64>,
    /// For what.
    pub(super) waits_for: Vec<Waits>,
    /// The account is closed.
    pub(super) is_closed: bool,
    pub(super) account: Uuid,
    pub(super) login: String,
    pub(super) name: String,
}

fn region(row: &Row) -> Result<Region> {
    let code = row.text("region")?;
    Region::exact(&code).ok().with_context(|| format!("{code} is no division"))
}

impl Given {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.id("id")?,
            kind: row.code("kind")?,
            region: region(row)?,
            office: row.text("office")?,
            started_on: row.day("started_on")?,
            waits_since: row.opt_int("waits_since")?,
            waits_for: Waits::of(row.opt_int("waits_for")?.unwrap_or_default()),
            is_closed: row.opt_int("closed_at")?.is_some(),
            account: row.id("account_id")?,
            login: row.text("login")?,
            name: row.text("shown_name")?,
        })
    }
}

impl Given {
    /// It waits for nothing but being new.
    pub(super) fn is_new(&self) -> bool {
        self.waits_for == [Waits::NewPost]
    }
}

/// The posts of a county that wait to be confirmed, the longest first.
pub(super) async fn waiting(tx: &mut Tx, county: &Region, today: Date) -> Result<Vec<Given>> {
    let (from, below) = county.range();
    let rows = tx.rows(WAITING, &[from.into(), below.into(), today.into()]).await?;
    rows.iter().map(Given::read).collect()
}

/// A post of the county, whether it waits or not. One of another county is none.
pub(super) async fn given(tx: &mut Tx, county: &Region, id: Uuid) -> Result<Option<Given>> {
    let (from, below) = county.range();
    let row = tx.row(GIVEN, &[id.into(), from.into(), below.into()]).await?;
    row.as_ref().map(Given::read).transpose()
}

/// Lets a post count that waits since an instant, and with one that waits once more all of its owner that wait since then;
/// whether it still did.
pub(super) async fn confirm(
    tx: &mut Tx,
    county: &Region,
    post: &Given,
    by: Uuid,
    (since, now, today): (i64, i64, Date),
) -> Result<bool> {
    let changed = if post.is_new() {
        let params = [post.id.into(), now.into(), by.into(), today.into(), since.into()];
        tx.execute(CONFIRM, &params).await?
    } else {
        let (from, below) = county.range();
        let account = post.account.into();
        let params = [
            account,
            now.into(),
            by.into(),
            since.into(),
            from.into(),
            below.into(),
            today.into(),
            post.id.into(),
        ];
        tx.execute(CONFIRM_AGAIN, &params).await?
    };
    Ok(changed > 0)
}

/// Ends a post that waits, which never counts; whether it still waited.
pub(super) async fn refuse(tx: &mut Tx, post: &Given, since: i64, today: Date) -> Result<bool> {
    let ended = today.max(post.started_on);
    Ok(tx.execute(REFUSE, &[post.id.into(), ended.into(), today.into(), since.into()]).await? > 0)
}

/// A session that lives, with whose it is.
pub(super) struct Living {
    /// Hash of its token.
    pub(super) token: Vec<u8>,
    pub(super) begun_at: i64,
    pub(super) seen_at: i64,
    pub(super) browser: Browser,
    pub(super) system: OperatingSystem,
    pub(super) kind: PostKind,
    pub(super) region: Region,
    pub(super) office: String,
    pub(super) login: String,
    pub(super) name: String,
}

/// How many sessions of the county's posts live.
pub(super) async fn count_living(tx: &mut Tx, county: &Region, now: i64, today: Date) -> Result<u64> {
    let (from, below) = county.range();
    let params = [
        from.into(),
        today.into(),
        (now - LONGEST).into(),
        (now - IDLE).into(),
        below.into(),
        (now + AHEAD).into(),
    ];
    let found = tx.row(COUNT_LIVING, &params).await?.context("a count")?.int("found")?;
    Ok(u64::try_from(found).unwrap_or(0))
}

/// Those sessions, the ones used last first.
pub(super) async fn living(
    tx: &mut Tx,
    county: &Region,
    (now, today): (i64, Date),
    (most, skip): (u32, u32),
) -> Result<Vec<Living>> {
    let (from, below) = county.range();
    let params = [
        from.into(),
        today.into(),
        (now - LONGEST).into(),
        (now - IDLE).into(),
        below.into(),
        (now + AHEAD).into(),
        most.into(),
        skip.into(),
    ];
    let rows = tx.rows(LIVING, &params).await?;
    rows.iter()
        .map(|row| {
            Ok(Living {
                token: row.bytes("token")?,
                begun_at: row.int("begun_at")?,
                seen_at: row.int("seen_at")?,
                browser: row.code("browser")?,
                system: row.code("operating_system")?,
                kind: row.code("kind")?,
                region: region(row)?,
                office: row.text("office")?,
                login: row.text("login")?,
                name: row.text("shown_name")?,
            })
        })
        .collect()
}

/// Whose session of the county this is or was: the account and its login.
pub(super) async fn session(tx: &mut Tx, county: &Region, token: &[u8]) -> Result<Option<(Uuid, String)>> {
    let (from, below) = county.range();
    let row = tx.row(SESSION, &[token.to_vec().into(), from.into(), below.into()]).await?;
    row.map(|row| Ok((row.id("account_id")?, row.text("login")?))).transpose()
}

/// Who can sign in to a post of the county: login and name.
pub(super) async fn logins(tx: &mut Tx, county: &Region, today: Date) -> Result<Vec<(String, String)>> {
    let (from, below) = county.range();
    let rows = tx.rows(LOGINS, &[from.into(), below.into(), today.into()]).await?;
    rows.iter().map(|row| Ok((row.text("login")?, row.text("shown_name")?))).collect()
}

/// Somebody in a post of the county who has no second factor.
pub(super) struct Without {
    pub(super) login: String,
    pub(super) name: String,
    /// The post of the highest number: an administrator's, else the widest.
    pub(super) kind: PostKind,
    /// Has not even replaced the password that was handed over.
    pub(super) handed_over: bool,
}

/// How many in posts of the county have no second factor.
pub(super) async fn count_without(tx: &mut Tx, county: &Region, today: Date) -> Result<u64> {
    let (from, below) = county.range();
    let params = [from.into(), below.into(), today.into()];
    let found = tx.row(COUNT_WITHOUT, &params).await?.context("a count")?.int("found")?;
    Ok(u64::try_from(found).unwrap_or(0))
}

/// Who they are, administrators first.
pub(super) async fn without(
    tx: &mut Tx,
    county: &Region,
    today: Date,
    (most, skip): (u32, u32),
) -> Result<Vec<Without>> {
    let (from, below) = county.range();
    let params = [from.into(), below.into(), today.into(), most.into(), skip.into()];
    let rows = tx.rows(WITHOUT, &params).await?;
    rows.iter()
        .map(|row| {
            Ok(Without {
                login: row.text("login")?,
                name: row.text("shown_name")?,
                kind: row.code("kind")?,
                handed_over: row.flag("password_handed_over")?,
            })
        })
        .collect()
}
