//! Accounts and posts of a county, as kept in the database.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Sql, Tx, Uuid, Val, sql};
use xinan_domain::account::Waits;
use xinan_domain::code::Code;
use xinan_domain::region::Region;

use crate::shell::actor::PostKind;
use crate::shell::clock::Moment;
use crate::shell::session::store::in_force;

sql! {
    LOGIN = "select id from accounts where login = $1";
    ACCOUNT = "select id from accounts where id = $1";
    POST = "select account_id from posts where id = $1";
    ADD_ACCOUNT = "
        insert into accounts (id, login, shown_name, password, password_handed_over, created_at, closed_at)
        values ($1, $2, $3, $4, 1, $5, null)";
    ADD_POST = "
        insert into posts (id, account_id, kind, region, office, started_on, ended_on, institution_id, waits_since,
                           waits_for)
        values ($1, $2, $3, $4, $5, $6, null, $7, $8, $9)";
    /// What waits already waits for this, too, and from now on: who was about to confirm it has not seen this.
    WAIT_AGAIN = "
        update posts
           set waits_for = case when waits_since is null then 0 else coalesce(waits_for, 1) end | $3,
               waits_since = $2
         where account_id = $1
           and region >= $4
           and region < $5
           and (ended_on is null or ended_on > $6)";
    END_POST = "update posts set ended_on = $2 where id = $1";
    OPEN = "update accounts set closed_at = null where id = $1";
    /// Which administrators the county has for good, besides those of one account.
    ADMINISTRATORS = "
        select distinct p.kind
          from posts p
          join accounts a on a.id = p.account_id
         where p.kind in ($1, $2, $3)
           and p.region = $4
           and p.account_id <> $5
           and p.started_on <= $6
           and p.ended_on is null
           and p.waits_since is null
           and a.closed_at is null";
    /// Whether somebody can confirm a post of the county.
    CONFIRMER = concat!("
        select p.id
          from posts p
          join accounts a on a.id = p.account_id
         where p.kind = $1
           and p.region = $2
           and ", in_force!("p", "$3"), "
           and a.closed_at is null
         limit 1");
}

/// A member of staff: an account with its posts in the county, the latest first.
#[derive(Debug, Clone)]
pub struct Member {
    /// The account.
    pub id: Uuid,
    /// The name to sign in with.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// When the account was closed, microseconds; none while it is open.
    pub closed_at: Option<i64>,
    /// The password is one that somebody else made.
    pub handed_over: bool,
    /// A second factor counts beside the password.
    pub has_factor: bool,
    /// An identity elsewhere stands in place of the password.
    pub has_identity: bool,
    /// Posts in the county, past ones too.
    pub posts: Vec<Post>,
}

impl Member {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.id("id")?,
            login: row.text("login")?,
            name: row.text("shown_name")?,
            closed_at: row.opt_int("closed_at")?,
            handed_over: row.flag("password_handed_over")?,
            has_factor: row.int("factors")? > 0,
            has_identity: row.int("identities")? > 0,
            posts: Vec::new(),
        })
    }

    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }

    /// The posts that are in force on a day.
    pub fn in_force(&self, day: Date) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(move |post| post.is_in_force(day))
    }

    /// The post with this id, as it stands in addresses.
    pub fn post(&self, id: &str) -> Option<&Post> {
        let id = Uuid::try_parse(id).ok()?;
        self.posts.iter().find(|post| post.id == id)
    }
}

/// 岗位.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its id.
    pub id: Uuid,
    /// What one may do in it.
    pub kind: PostKind,
    /// Its territory.
    pub region: Region,
    /// The institution as it is shown.
    pub office: String,
    /// The institution, where one was chosen.
    pub institution: Option<Uuid>,
    /// The first day in it.
    pub started_on: Date,
    /// The first day no more in it.
    pub ended_on: Option<Date>,
    /// Since when it waits for a security administrator to confirm it, microseconds. Until then it opens nothing.
    pub waits_since: Option<i64>,
}

impl Post {
    fn read(row: &Row) -> Result<Self> {
        let region = row.text("region")?;
        Ok(Self {
            id: row.id("id")?,
            kind: row.code("kind")?,
            region: Region::exact(&region).ok().with_context(|| format!("{region} is no division"))?,
            office: row.text("office")?,
            institution: row.opt_id("institution_id")?,
            started_on: row.day("started_on")?,
            ended_on: row.opt_day("ended_on")?,
            waits_since: row.opt_int("waits_since")?,
        })
    }

    /// Whether it reaches on a day.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.started_on <= day && !self.is_over(day) && self.waits_since.is_none()
    }

    /// Whether a security administrator is still to confirm it, on a day.
    pub fn waits(&self, day: Date) -> bool {
        self.waits_since.is_some() && !self.is_over(day)
    }

    /// When it ends if another follows it from a day on: an end that comes before stays.
    pub fn ends_for(&self, day: Date) -> Date {
        self.ended_on.map_or(day, |ended| ended.min(day))
    }

    /// Whether it has ended by a day.
    pub fn is_over(&self, day: Date) -> bool {
        self.ended_on.is_some_and(|ended| ended <= day)
    }
}

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Part of the name or of the login.
    pub text: String,
    /// A division within the county: of a post that has not ended.
    pub region: Option<Region>,
    /// An institution of such a post.
    pub institution: Option<Uuid>,
    /// Only open accounts with a post in force.
    pub in_post: bool,
}

/// An account belongs to a county in which it has or had a post, as long as no other county has it.
fn of_county(sql: &mut Sql, county: &Region, today: Date) {
    let (from, below) = county.range();
    let bounds = || -> [Val; 2] { [from.clone().into(), below.clone().into()] };
    sql.with(
        "exists (select 1 from posts p where p.account_id = a.id and p.region >= ? and p.region < ?)",
        bounds(),
    );
    sql.with(
        "and not exists (select 1 from posts p where p.account_id = a.id and (p.region < ? or p.region >= ?)",
        bounds(),
    );
    sql.with("and (p.ended_on is null or p.ended_on > ?))", [today.into()]);
}

fn conditions(sql: &mut Sql, county: &Region, filter: &Filter, today: Date) {
    of_county(sql, county, today);
    if !filter.text.is_empty() {
        // Whether the text is part of it, in words that both engines understand alike.
        let login = filter.text.to_lowercase();
        sql.with("and (replace(a.shown_name, ?, '') <> a.shown_name", [filter.text.as_str().into()]);
        sql.with("or replace(a.login, ?, '') <> a.login)", [login.into()]);
    }
    if filter.region.is_none() && filter.institution.is_none() && !filter.in_post {
        return;
    }
    let (from, below) = filter.region.unwrap_or(*county).range();
    sql.with(
        "and exists (select 1 from posts p where p.account_id = a.id and p.region >= ? and p.region < ?",
        [from.into(), below.into()],
    );
    sql.with("and (p.ended_on is null or p.ended_on > ?)", [today.into()]);
    if let Some(institution) = filter.institution {
        sql.with("and p.institution_id = ?", [institution.into()]);
    }
    if filter.in_post {
        sql.with("and p.waits_since is null and p.started_on <= ?", [today.into()]);
    }
    sql.push(")");
    if filter.in_post {
        sql.push("and a.closed_at is null");
    }
}

/// How many fit.
pub async fn count(tx: &mut Tx, county: &Region, filter: &Filter, today: Date) -> Result<u64> {
    let mut sql = Sql::new("select count(*) as found from accounts a where");
    conditions(&mut sql, county, filter, today);
    let rows = tx.rows_built(&sql).await?;
    let found = rows.first().context("a count")?.int("found")?;
    Ok(u64::try_from(found).unwrap_or(0))
}

/// What is read of an account.
const MEMBER: &str = "select a.id, a.login, a.shown_name, a.closed_at, a.password_handed_over,
            (select count(*) from second_factors f where f.account_id = a.id and f.pending = 0) as factors,
            (select count(*) from identities i where i.account_id = a.id) as identities
       from accounts a
      where";

/// Those that fit, in the order of their names, with their posts.
pub async fn list(
    tx: &mut Tx,
    county: &Region,
    filter: &Filter,
    today: Date,
    (most, skip): (u32, u32),
) -> Result<Vec<Member>> {
    let mut sql = Sql::new(MEMBER);
    conditions(&mut sql, county, filter, today);
    sql.with("order by a.shown_name, a.login limit ? offset ?", [most.into(), skip.into()]);
    members(tx, county, &sql).await
}

/// An account of the county. One of another county is none.
pub async fn find(tx: &mut Tx, county: &Region, id: Uuid, today: Date) -> Result<Option<Member>> {
    let mut sql = Sql::new(MEMBER);
    sql.with("a.id = ? and", [id.into()]);
    of_county(&mut sql, county, today);
    Ok(members(tx, county, &sql).await?.pop())
}

/// The account of the county with this login.
pub async fn with_login(tx: &mut Tx, county: &Region, login: &str, today: Date) -> Result<Option<Member>> {
    let mut sql = Sql::new(MEMBER);
    sql.with("a.login = ? and", [login.into()]);
    of_county(&mut sql, county, today);
    Ok(members(tx, county, &sql).await?.pop())
}

async fn members(tx: &mut Tx, county: &Region, sql: &Sql) -> Result<Vec<Member>> {
    let mut members = tx.rows_built(sql).await?.iter().map(Member::read).collect::<Result<Vec<_>>>()?;
    if members.is_empty() {
        return Ok(members);
    }
    let (from, below) = county.range();
    let mut posts = Sql::new(
        "select p.account_id, p.id, p.kind, p.region, p.office, p.institution_id, p.started_on, p.ended_on,
                p.waits_since
           from posts p
          where",
    );
    posts.with("p.region >= ? and p.region < ? and p.account_id in (", [from.into(), below.into()]);
    for (at, member) in members.iter().enumerate() {
        posts.with(if at == 0 { "?" } else { ", ?" }, [member.id.into()]);
    }
    posts.push(") order by p.started_on desc, p.id desc");
    for row in tx.rows_built(&posts).await? {
        let account = row.id("account_id")?;
        if let Some(member) = members.iter_mut().find(|member| member.id == account) {
            member.posts.push(Post::read(&row)?);
        }
    }
    Ok(members)
}

/// Whether somebody signs in with this, whatever the county, closed or not.
pub async fn is_taken(tx: &mut Tx, login: &str) -> Result<bool> {
    Ok(tx.row(LOGIN, &[login.into()]).await?.is_some())
}

/// Whether there is an account with this id.
pub async fn is_there(tx: &mut Tx, account: Uuid) -> Result<bool> {
    Ok(tx.row(ACCOUNT, &[account.into()]).await?.is_some())
}

/// Whose post this is, if there is one.
pub async fn holder(tx: &mut Tx, post: Uuid) -> Result<Option<Uuid>> {
    tx.row(POST, &[post.into()]).await?.map(|row| row.id("account_id")).transpose()
}

/// An account that begins.
pub struct NewAccount<'a> {
    /// Its id.
    pub id: Uuid,
    /// The name to sign in with, taken by nobody.
    pub login: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// Hash of the password, which is handed over.
    pub password: &'a str,
}

/// Adds an account.
pub async fn add_account(tx: &mut Tx, new: &NewAccount<'_>, now: i64) -> Result<()> {
    let params = [new.id.into(), new.login.into(), new.name.into(), new.password.into(), now.into()];
    tx.execute(ADD_ACCOUNT, &params).await.map(drop)
}

/// A post that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPost {
    /// Its id.
    pub id: Uuid,
    /// What one may do in it.
    pub kind: PostKind,
    /// Its territory.
    pub region: Region,
    /// The institution as it is shown.
    pub office: String,
    /// The institution, where one was chosen.
    pub institution: Option<Uuid>,
    /// The first day in it.
    pub from: Date,
}

/// Begins a post: where the county has a security administrator, once that has confirmed it. Whether it waits.
pub async fn add_post(
    tx: &mut Tx,
    county: &Region,
    account: Uuid,
    new: &NewPost,
    now: &Moment,
) -> Result<bool> {
    let waits_since = can_be_confirmed(tx, county, now).await?.then(|| now.micros());
    let params = [
        new.id.into(),
        account.into(),
        new.kind.code().into(),
        new.region.as_str().into(),
        new.office.as_str().into(),
        new.from.into(),
        new.institution.into(),
        waits_since.into(),
        waits_since.map(|_| Waits::NewPost.code()).into(),
    ];
    tx.execute(ADD_POST, &params).await?;
    Ok(waits_since.is_some())
}

/// Whether the county has somebody who confirms.
async fn can_be_confirmed(tx: &mut Tx, county: &Region, now: &Moment) -> Result<bool> {
    let confirmer = PostKind::SecurityAdministrator.code();
    let params = [confirmer.into(), county.as_str().into(), now.day().into()];
    Ok(tx.row(CONFIRMER, &params).await?.is_some())
}

/// Lets the posts of an account in the county wait once more, where somebody can confirm them; whether they do.
pub async fn wait_again(
    tx: &mut Tx,
    county: &Region,
    account: Uuid,
    why: Waits,
    now: &Moment,
) -> Result<bool> {
    if !can_be_confirmed(tx, county, now).await? {
        return Ok(false);
    }
    let (from, below) = county.range();
    let params =
        [account.into(), now.micros().into(), why.code().into(), from.into(), below.into(), now.day().into()];
    Ok(tx.execute(WAIT_AGAIN, &params).await? > 0)
}

/// Ends a post: from this day on it does not reach. One that has not begun by then never does.
pub async fn end_post(tx: &mut Tx, post: &Post, from: Date) -> Result<()> {
    let ended = from.max(post.started_on);
    tx.execute(END_POST, &[post.id.into(), ended.into()]).await.map(drop)
}

/// Opens a closed account again.
pub async fn open(tx: &mut Tx, account: Uuid) -> Result<()> {
    tx.execute(OPEN, &[account.into()]).await.map(drop)
}

/// Of which kinds there are administrators of the county besides one account, today and without an end.
pub async fn other_administrators(
    tx: &mut Tx,
    county: &Region,
    account: Uuid,
    today: Date,
) -> Result<Vec<PostKind>> {
    let [system, security, audit] = PostKind::ADMINISTRATORS.map(|kind| kind.code().into());
    let params = [system, security, audit, county.as_str().into(), account.into(), today.into()];
    tx.rows(ADMINISTRATORS, &params).await?.iter().map(|row| row.code("kind")).collect()
}
