//! Identities as kept, and what browsers were sent to the provider with.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use xinan_db::{Tx, Uuid, column, new_id, sql};

use crate::shell::elsewhere::Asked;

sql! {
    OF_ACCOUNT = "
        select id, identity, tied_at, used_at
          from identities
         where account_id = $1";
    /// Whose it is; a closed account is nobody's.
    OWNER = "
        select i.id, i.identity, i.account_id, a.login, a.shown_name
          from identities i
          join accounts a on a.id = i.account_id
         where i.token = $1 and a.closed_at is null";
    /// An identity of a closed account is free again.
    FREE = "
        delete from identities
         where token = $1
           and account_id in (select id from accounts where closed_at is not null)";
    TIE = "
        insert into identities (id, account_id, identity, token, tied_at, used_at)
        values ($1, $2, $3, $4, $5, null)
            on conflict (token) do nothing";
    IS_OPEN = "select id from accounts where id = $1 and closed_at is null";
    UNTIE = "delete from identities where account_id = $1";
    USED = "update identities set used_at = $2 where id = $1";
    ASK = "
        insert into identity_questions (id, browser, source, question, asked_at)
        values ($1, $2, $3, $4, $5)";
    ASKED = "
        select id, question
          from identity_questions
         where browser = $1 and asked_at > $2 and asked_at <= $3";
    OF_SOURCE = "
        select count(*) as questions
          from identity_questions
         where source = $1 and asked_at > $2 and asked_at <= $3";
    FORGET = "delete from identity_questions where browser = $1";
    FORGET_OLD = "delete from identity_questions where asked_at <= $1 or asked_at > $2";
}

/// Sets the tokens of identities apart from those of other things.
const IDENTITY: u8 = b'O';

/// Somebody, in the words of a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    pub(super) issuer: String,
    pub(super) subject: String,
}

impl Identity {
    /// Both as one text: an address has no line break.
    pub(super) fn in_one(&self) -> String {
        format!("{}\n{}", self.issuer, self.subject)
    }

    fn token(&self, tx: &Tx) -> i64 {
        tx.keys().token(IDENTITY, &self.in_one())
    }

    fn read(sealed: &str) -> Result<Self> {
        serde_json::from_str(sealed).context("reading an identity")
    }
}

/// What an account is tied to.
pub(crate) struct Tied {
    pub(super) identity: Identity,
    pub(super) tied_at: i64,
    pub(super) used_at: Option<i64>,
}

/// What an account is tied to, if it is.
pub(crate) async fn of_account(tx: &mut Tx, account: Uuid) -> Result<Option<Tied>> {
    let Some(row) = tx.row(OF_ACCOUNT, &[account.into()]).await? else { return Ok(None) };
    Ok(Some(Tied {
        identity: Identity::read(&row.sealed(column::IDENTITY, row.id("id")?)?)?,
        tied_at: row.int("tied_at")?,
        used_at: row.opt_int("used_at")?,
    }))
}

/// Whose an identity is.
pub(super) struct Owner {
    pub(super) id: Uuid,
    pub(super) account: Uuid,
    pub(super) login: String,
    pub(super) name: String,
}

/// Whose an identity is, if it is somebody's whose account is open.
pub(super) async fn owner(tx: &mut Tx, identity: &Identity) -> Result<Option<Owner>> {
    let token = identity.token(tx);
    let Some(row) = tx.row(OWNER, &[token.into()]).await? else { return Ok(None) };
    let id = row.id("id")?;
    // The token finds it; that it is the very same is looked at.
    if Identity::read(&row.sealed(column::IDENTITY, id)?)? != *identity {
        return Ok(None);
    }
    let (account, login, name) = (row.id("account_id")?, row.text("login")?, row.text("shown_name")?);
    Ok(Some(Owner { id, account, login, name }))
}

/// Ties an account to an identity, and to none beside it; whether it is nobody else's.
pub(super) async fn tie(tx: &mut Tx, account: Uuid, identity: &Identity, now: i64) -> Result<bool> {
    let (id, token) = (new_id(), identity.token(tx));
    tx.execute(FREE, &[token.into()]).await?;
    tx.execute(UNTIE, &[account.into()]).await?;
    let sealed = tx.keys().sealed(column::IDENTITY, id, &serde_json::to_string(identity)?);
    let params = [id.into(), account.into(), sealed, token.into(), now.into()];
    Ok(tx.execute(TIE, &params).await? > 0)
}

/// Whether an account is open, as it is now.
pub(super) async fn is_open(tx: &mut Tx, account: Uuid) -> Result<bool> {
    Ok(tx.row(IS_OPEN, &[account.into()]).await?.is_some())
}

/// Unties an account; whether it was tied.
pub(crate) async fn untie(tx: &mut Tx, account: Uuid) -> Result<bool> {
    Ok(tx.execute(UNTIE, &[account.into()]).await? > 0)
}

/// Notes that somebody signed in with it.
pub(super) async fn used(tx: &mut Tx, id: Uuid, now: i64) -> Result<()> {
    tx.execute(USED, &[id.into(), now.into()]).await.map(drop)
}

/// What somebody went there for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// To sign in, and to come to this address of ours afterwards.
    SignIn { back: Option<String> },
    /// To tie an account, in this session (the hash of its token).
    Tie { account: Uuid, session: Vec<u8> },
}

/// What a browser was sent there with, and why.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Question {
    pub(super) asked: Asked,
    pub(super) purpose: Purpose,
}

/// Keeps what a browser is sent there with, by the hash of its cookie.
pub(super) async fn ask(tx: &mut Tx, browser: &[u8], source: &str, question: &Question) -> Result<()> {
    let id = new_id();
    let sealed = tx.keys().sealed(column::IDENTITY_QUESTION, id, &serde_json::to_string(question)?);
    let params = [id.into(), browser.to_vec().into(), source.into(), sealed, question.asked.at.into()];
    tx.execute(ASK, &params).await.map(drop)
}

/// What a browser was sent there with after the first instant and not after the second.
pub(super) async fn asked(tx: &mut Tx, browser: &[u8], after: i64, until: i64) -> Result<Option<Question>> {
    let Some(row) = tx.row(ASKED, &[browser.to_vec().into(), after.into(), until.into()]).await? else {
        return Ok(None);
    };
    let question = row.sealed(column::IDENTITY_QUESTION, row.id("id")?)?;
    serde_json::from_str(&question).context("reading a question").map(Some)
}

/// How many browsers were sent there from a source.
pub(super) async fn of_source(tx: &mut Tx, source: &str, after: i64, until: i64) -> Result<i64> {
    let row = tx.row(OF_SOURCE, &[source.into(), after.into(), until.into()]).await?;
    row.map_or(Ok(0), |row| row.int("questions"))
}

/// It is answered.
pub(super) async fn forget(tx: &mut Tx, browser: &[u8]) -> Result<()> {
    tx.execute(FORGET, &[browser.to_vec().into()]).await.map(drop)
}

/// Forgets what was not answered, and what a wrong clock left; how many.
pub(crate) async fn forget_unanswered(tx: &mut Tx, before: i64, until: i64) -> Result<u64> {
    tx.execute(FORGET_OLD, &[before.into(), until.into()]).await
}
