//! Sessions and what a session may do, as kept in the database.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Db, Row, Tx, Uuid, sql};
use xinan_domain::code::Code;

use super::{Browser, IDLE, LONGEST, OperatingSystem};
use crate::shell::actor::PostKind;

/// A post in force on a day: it has begun, has not ended, and waits for nobody's confirmation. The day is a parameter of
/// its place, or `?` twice.
macro_rules! in_force {
    ($post:literal, $day:literal) => {
        concat!(
            $post,
            ".started_on <= ",
            $day,
            " and (",
            $post,
            ".ended_on is null or ",
            $post,
            ".ended_on > ",
            $day,
            ") and ",
            $post,
            ".waits_since is null"
        )
    };
}
pub(crate) use in_force;

/// What lets a request in: the session has not ended, was begun ($3) and used ($4) lately enough, the account is not
/// closed, and the post is in force ($2, the day).
macro_rules! lives {
    () => {
        concat!(
            "
          join accounts a on a.id = s.account_id
          join posts p on p.id = s.post_id
         where s.ended_at is null
           and s.begun_at >= $3
           and s.seen_at >= $4
           and a.closed_at is null
           and ",
            $crate::shell::session::store::in_force!("p", "$2")
        )
    };
}
pub(crate) use lives;

sql! {
    /// The session with its person and post.
    FIND = concat!("
        select s.account_id, s.post_id, s.form_key, s.begun_at, s.seen_at,
               a.shown_name, a.password_handed_over, p.kind, p.region, p.office, p.institution_id,
               (select count(*)
                  from posts o
                 where o.account_id = s.account_id
                   and ", in_force!("o", "$2"), ") as posts,
               (select count(*)
                  from second_factors f
                 where f.account_id = s.account_id and f.pending = 0) as factors
          from sessions s ", lives!(), "
           and s.token = $1");
    SEEN = "update sessions set seen_at = $2 where token = $1 and ended_at is null";
    BEGIN = "
        insert into sessions
               (token, account_id, post_id, form_key, begun_at, seen_at, ended_at, browser, operating_system,
                device)
        values ($1, $2, $3, $4, $5, $5, null, $6, $7, $8)";
    END = "update sessions set ended_at = $2 where token = $1 and ended_at is null";
    FORGET = "delete from sessions where begun_at <= $1";
    ACCOUNT = "select id, shown_name, password from accounts where login = $1 and closed_at is null";
    POSTS = concat!("
        select p.id, p.region, p.office
          from posts p
         where p.account_id = $1
           and ", in_force!("p", "$2"), "
         order by p.kind desc, p.region, p.id");
    WAITS = "
        select id
          from posts
         where account_id = $1
           and waits_since is not null
           and (ended_on is null or ended_on > $2)
         limit 1";
    ADD_ACCOUNT = "
        insert into accounts (id, login, shown_name, password, password_handed_over, created_at, closed_at)
        values ($1, $2, $3, $4, $5, $6, null)
            on conflict (login) do nothing";
    ADD_POST = "
        insert into posts (id, account_id, kind, region, office, started_on, ended_on)
        values ($1, $2, $3, $4, $5, $6, null)";
}

/// A session as stored.
pub(crate) struct Session {
    pub(crate) account: Uuid,
    pub(crate) post: Uuid,
    pub(crate) form_key: String,
    pub(crate) begun_at: i64,
    pub(crate) seen_at: i64,
    pub(crate) name: String,
    /// The password is not the own one yet.
    pub(crate) handed_over: bool,
    pub(crate) kind: PostKind,
    pub(crate) region: String,
    pub(crate) office: String,
    pub(crate) institution: Option<Uuid>,
    /// How many posts of the account are in force.
    pub(crate) posts: u32,
    /// A second factor counts.
    pub(crate) has_factor: bool,
}

impl Session {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            account: row.id("account_id")?,
            post: row.id("post_id")?,
            form_key: row.text("form_key")?,
            begun_at: row.int("begun_at")?,
            seen_at: row.int("seen_at")?,
            name: row.text("shown_name")?,
            handed_over: row.flag("password_handed_over")?,
            kind: row.code("kind")?,
            region: row.text("region")?,
            office: row.text("office")?,
            institution: row.opt_id("institution_id")?,
            posts: u32::try_from(row.int("posts")?).unwrap_or(u32::MAX),
            has_factor: row.int("factors")? > 0,
        })
    }
}

/// The living session of a token. It may lie in the time to come.
pub(crate) async fn find(db: &Db, token: &[u8], now: i64, today: Date) -> Result<Option<Session>> {
    let params = [token.to_vec().into(), today.into(), (now - LONGEST).into(), (now - IDLE).into()];
    let rows = db.ask(FIND, &params).await?;
    rows.first().map(Session::read).transpose()
}

/// Notes that the session is in use.
pub(crate) async fn seen(tx: &mut Tx, token: &[u8], now: i64) -> Result<()> {
    tx.execute(SEEN, &[token.to_vec().into(), now.into()]).await.map(drop)
}

/// A session that begins.
pub(crate) struct NewSession<'a> {
    /// Hash of its token.
    pub(crate) token: &'a [u8],
    pub(crate) account: Uuid,
    pub(crate) post: Uuid,
    pub(crate) form_key: &'a str,
    pub(crate) browser: Browser,
    pub(crate) system: OperatingSystem,
    /// The browser, by which it is known to the account.
    pub(crate) device: Option<&'a [u8]>,
}

/// Begins a session.
pub(crate) async fn begin(tx: &mut Tx, new: &NewSession<'_>, now: i64) -> Result<()> {
    let params = [
        new.token.to_vec().into(),
        new.account.into(),
        new.post.into(),
        new.form_key.into(),
        now.into(),
        new.browser.code().into(),
        new.system.code().into(),
        new.device.map(<[u8]>::to_vec).into(),
    ];
    tx.execute(BEGIN, &params).await.map(drop)
}

/// Ends a session; whether there was one to end.
pub(crate) async fn end(tx: &mut Tx, token: &[u8], now: i64) -> Result<bool> {
    Ok(tx.execute(END, &[token.to_vec().into(), now.into()]).await? > 0)
}

/// Forgets sessions that began before an instant; how many.
pub(crate) async fn forget_begun_before(tx: &mut Tx, before: i64) -> Result<u64> {
    tx.execute(FORGET, &[before.into()]).await
}

/// An account that may sign in.
pub(crate) struct Account {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) password: String,
}

/// The account with this login.
pub(crate) async fn account(tx: &mut Tx, login: &str) -> Result<Option<Account>> {
    let Some(row) = tx.row(ACCOUNT, &[login.into()]).await? else { return Ok(None) };
    Ok(Some(Account { id: row.id("id")?, name: row.text("shown_name")?, password: row.text("password")? }))
}

/// A post in force.
pub(crate) struct Post {
    pub(crate) id: Uuid,
    pub(crate) region: String,
    pub(crate) office: String,
}

/// The posts of an account that are in force, widest first.
pub(crate) async fn posts(tx: &mut Tx, account: Uuid, today: Date) -> Result<Vec<Post>> {
    let rows = tx.rows(POSTS, &[account.into(), today.into()]).await?;
    rows.iter()
        .map(|row| Ok(Post { id: row.id("id")?, region: row.text("region")?, office: row.text("office")? }))
        .collect()
}

/// Whether a post of the account waits for somebody to confirm it.
pub(crate) async fn waits(tx: &mut Tx, account: Uuid, today: Date) -> Result<bool> {
    Ok(tx.row(WAITS, &[account.into(), today.into()]).await?.is_some())
}

/// A new account with one post.
pub struct NewAccount<'a> {
    /// Name to sign in with.
    pub login: &'a str,
    /// Name shown to others.
    pub name: &'a str,
    /// Hash of the password.
    pub password: &'a str,
    /// Somebody else knows the password and hands it over: at first it is replaced by one's own.
    pub handed_over: bool,
    /// The post.
    pub kind: PostKind,
    /// Its territory.
    pub region: &'a str,
    /// Its institution.
    pub office: &'a str,
}

/// Adds an account with its post; `false` when the login is taken.
pub async fn add_account(tx: &mut Tx, new: &NewAccount<'_>, today: Date, now: i64) -> Result<bool> {
    let id = xinan_db::new_id();
    let account = [
        id.into(),
        new.login.into(),
        new.name.into(),
        new.password.into(),
        i64::from(new.handed_over).into(),
        now.into(),
    ];
    if tx.execute(ADD_ACCOUNT, &account).await? == 0 {
        return Ok(false);
    }
    let post = [
        xinan_db::new_id().into(),
        id.into(),
        new.kind.code().into(),
        new.region.into(),
        new.office.into(),
        today.into(),
    ];
    tx.execute(ADD_POST, &post).await?;
    Ok(true)
}
