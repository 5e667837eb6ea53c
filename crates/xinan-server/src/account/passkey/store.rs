//! Passkeys as kept, and what was asked of devices.

use anyhow::{Context, Result};
use webauthn_rs::prelude::Passkey;
use xinan_db::{Row, Tx, Uuid, column, new_id, sql};

sql! {
    OF_ACCOUNT = "
        select id, name, credential, made_at, used_at
          from passkeys
         where account_id = $1
         order by made_at, id";
    COUNT = "select count(*) as passkeys from passkeys where account_id = $1";
    ADD = "
        insert into passkeys (id, account_id, name, credential, token, made_at, used_at)
        values ($1, $2, $3, $4, $5, $6, null)
            on conflict (token) do nothing";
    USED = "update passkeys set credential = $2, used_at = $3 where id = $1";
    REMOVE = "delete from passkeys where id = $1 and account_id = $2";
    REMOVE_ALL = "delete from passkeys where account_id = $1";
    ASKED = "
        select id, question
          from passkey_questions
         where browser = $1 and purpose = $2 and asked_at > $3 and asked_at <= $4";
    ASK = "
        insert into passkey_questions (id, browser, purpose, question, asked_at)
        values ($1, $2, $3, $4, $5)";
    FORGET = "delete from passkey_questions where browser = $1 and purpose = $2";
    FORGET_OLD = "delete from passkey_questions where asked_at <= $1 or asked_at > $2";
}

/// Sets the tokens of devices apart from those of other things.
const DEVICE: u8 = b'D';

/// What a device is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be added.
    Add = 1,
    /// To be shown.
    Show = 2,
}

/// A passkey of an account.
pub(crate) struct Kept {
    pub(crate) id: Uuid,
    /// What its owner calls it.
    pub(crate) name: String,
    pub(super) passkey: Passkey,
    pub(crate) made_at: i64,
    pub(crate) used_at: Option<i64>,
}

impl Kept {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        let credential = row.sealed(column::PASSKEY_CREDENTIAL, id)?;
        Ok(Self {
            id,
            name: row.text("name")?,
            passkey: serde_json::from_str(&credential).context("reading a passkey")?,
            made_at: row.int("made_at")?,
            used_at: row.opt_int("used_at")?,
        })
    }
}

/// The passkeys of an account, the oldest first.
pub(crate) async fn of_account(tx: &mut Tx, account: Uuid) -> Result<Vec<Kept>> {
    tx.rows(OF_ACCOUNT, &[account.into()]).await?.iter().map(Kept::read).collect()
}

/// How many an account has.
pub(crate) async fn count(tx: &mut Tx, account: Uuid) -> Result<i64> {
    tx.row(COUNT, &[account.into()]).await?.map_or(Ok(0), |row| row.int("passkeys"))
}

/// Adds one; whether nobody has it yet.
pub(super) async fn add(tx: &mut Tx, account: Uuid, name: &str, passkey: &Passkey, now: i64) -> Result<bool> {
    let (id, keys) = (new_id(), tx.keys());
    let device: String = passkey.cred_id().iter().map(|byte| format!("{byte:02x}")).collect();
    let params = [
        id.into(),
        account.into(),
        name.into(),
        keys.sealed(column::PASSKEY_CREDENTIAL, id, &serde_json::to_string(passkey)?),
        keys.token(DEVICE, &device).into(),
        now.into(),
    ];
    Ok(tx.execute(ADD, &params).await? > 0)
}

/// Notes that one was used, and how often by its own count.
pub(super) async fn used(tx: &mut Tx, id: Uuid, passkey: &Passkey, now: i64) -> Result<()> {
    let sealed = tx.keys().sealed(column::PASSKEY_CREDENTIAL, id, &serde_json::to_string(passkey)?);
    tx.execute(USED, &[id.into(), sealed, now.into()]).await.map(drop)
}

/// Takes one away; whether the account had it.
pub(super) async fn remove(tx: &mut Tx, id: Uuid, account: Uuid) -> Result<bool> {
    Ok(tx.execute(REMOVE, &[id.into(), account.into()]).await? > 0)
}

/// Takes all of an account away.
pub(crate) async fn remove_all(tx: &mut Tx, account: Uuid) -> Result<()> {
    tx.execute(REMOVE_ALL, &[account.into()]).await.map(drop)
}

/// Keeps what a browser's device was asked, in place of what it was asked before.
pub(super) async fn ask(
    tx: &mut Tx,
    browser: &[u8],
    purpose: Purpose,
    question: &str,
    now: i64,
) -> Result<()> {
    forget(tx, browser, purpose).await?;
    let id = new_id();
    let sealed = tx.keys().sealed(column::PASSKEY_QUESTION, id, question);
    let params = [id.into(), browser.to_vec().into(), (purpose as i64).into(), sealed, now.into()];
    tx.execute(ASK, &params).await.map(drop)
}

/// What it was asked after the first instant and not after the second.
pub(super) async fn asked(
    tx: &mut Tx,
    browser: &[u8],
    purpose: Purpose,
    after: i64,
    until: i64,
) -> Result<Option<String>> {
    let params = [browser.to_vec().into(), (purpose as i64).into(), after.into(), until.into()];
    let Some(row) = tx.row(ASKED, &params).await? else { return Ok(None) };
    row.sealed(column::PASSKEY_QUESTION, row.id("id")?).map(Some)
}

/// It is answered, or given up.
pub(super) async fn forget(tx: &mut Tx, browser: &[u8], purpose: Purpose) -> Result<()> {
    tx.execute(FORGET, &[browser.to_vec().into(), (purpose as i64).into()]).await.map(drop)
}

/// Forgets what was not answered, and what a wrong clock left; how many.
pub(crate) async fn forget_unanswered(tx: &mut Tx, before: i64, until: i64) -> Result<u64> {
    tx.execute(FORGET_OLD, &[before.into(), until.into()]).await
}
