//! Uploads: workbooks on their way in.
//!
//! An upload is one or more files that were brought together and share one fate. Its files hold
//! names and identity numbers, so they and the report about them are sealed.

use anyhow::{Context, Result};
use sha2::Digest;
use xinan_db::{Row, Tx, Uuid, Val, column, sql};
use xinan_domain::code::Code;
use xinan_domain::codes;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

sql! {
    ADD = "
        insert into uploads
               (id, account_id, post_id, region, lang, state, accept_good_rows, report, uploaded_at, finished_at)
        values ($1, $2, $3, $4, $5, $6, 0, null, $7, null)";
    ONE = "
        select u.id, u.account_id, u.post_id, u.region, u.lang, u.state, u.accept_good_rows, u.report,
               u.uploaded_at, a.shown_name, p.office
          from uploads u
          left join accounts a on a.id = u.account_id
          left join posts p on p.id = u.post_id
         where u.id = $1";
    NAMES = "
        select position, name
          from upload_files
         where upload_id = $1
         order by position";
    FILES = "
        select position, name, content, corrections
          from upload_files
         where upload_id = $1
         order by position";
    CORRECTIONS = "
        select corrections
          from upload_files
         where upload_id = $1
         order by position";
    LATEST = "
        select u.id, u.state, u.report, u.uploaded_at
          from uploads u
         where u.account_id = $1
           and u.post_id = $2
         order by u.uploaded_at desc, u.id desc
         limit 20";
    CORRECT = "
        update upload_files
           set corrections = $3
         where upload_id = $1
           and position = $2";
    CONFIRM = "
        update uploads
           set state = $2, accept_good_rows = $3, lang = $4
         where id = $1
           and state = $5";
    NEXT = "
        select id
          from uploads
         where state = $1
         order by uploaded_at, id
         limit 1";
    AHEAD = "
        select count(*) as ahead
          from uploads
         where state = $1
           and (uploaded_at < $2 or (uploaded_at = $2 and id < $3))";
    /// Changes nothing, and holds the row: another worker waits here and then finds it done.
    CLAIM = "update uploads set state = $2 where id = $1 and state = $2";
    FINISH = "
        update uploads
           set state = $2, report = $3, finished_at = $4
         where id = $1
           and state = $5";
    DROP = "
        update uploads
           set state = $2, finished_at = $3
         where id = $1
           and state = $4";
    /// How the facts of a county stand against which rows are checked. Facts are added or withdrawn,
    /// and each of either moves a count or the moment at which a person's row was last written.
    STAMP = "
        select (select count(*) from cases where county_code = $1) as people,
               (select coalesce(max(changed_at), 0) from cases where county_code = $1) as changed,
               (select count(*) from supplements where county_code = $1) as forms,
               (select count(*) from case_events where county_code = $1) as events,
               (select count(*) from follow_ups where county_code = $1) as visits,
               (select count(*) from examinations where county_code = $1) as examinations,
               (select count(*) from clues where county_code = $1) as clues";
    FORGET = "update upload_files set content = null where upload_id = $1";
    FORGET_OLD = "
        update upload_files
           set content = null
         where content is not null
           and upload_id in (select id from uploads where uploaded_at < $1 and state <> $2)";
    DROP_OLD = "
        update uploads
           set state = $1
         where state = $2
           and uploaded_at < $3";
}

const ADD_FILES: &str = "insert into upload_files (upload_id, position, name, content, digest, corrections)";

codes! {
    /// How far an upload has come.
    State {
        Checked = 1 "已检查，等确认" "checked, to be confirmed" [],
        Confirmed = 2 "已确认，正在存入" "confirmed, being stored" [],
        Done = 3 "已办完" "done" [],
        Failed = 4 "没有存入" "not stored" [],
        Dropped = 5 "已放弃" "given up" [],
    }
}

/// An upload, without the content of its files.
pub struct Upload {
    /// Its id.
    pub id: Uuid,
    /// Who brought it.
    pub account: Option<Uuid>,
    /// In which post.
    pub post: Option<Uuid>,
    /// Into which territory.
    pub region: String,
    /// The language in which it is reported on.
    pub lang: Lang,
    /// The names of its files, in their order.
    pub names: Vec<String>,
    /// How far it has come.
    pub state: State,
    /// Whether good rows are kept although others are refused.
    pub accept_good_rows: bool,
    /// What became of it, as JSON.
    pub report: Option<String>,
    /// When it came, microseconds.
    pub uploaded_at: i64,
    /// Who brought it, for the log.
    pub shown_as: String,
}

impl Upload {
    /// Its id as it stands in addresses.
    pub fn path_id(&self) -> String {
        self.id.simple().to_string()
    }
}

/// One file of an upload.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it; gone when nobody needs it any more.
    pub content: Option<Vec<u8>>,
    /// Columns that somebody corrected, as JSON.
    pub corrections: String,
}

/// A line of the list of uploads.
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// The names of its files.
    pub names: Vec<String>,
    /// How far it has come.
    pub state: State,
    /// What became of it, as JSON.
    pub report: Option<String>,
    /// When it came, microseconds.
    pub uploaded_at: i64,
}

/// A new upload.
pub struct NewUpload<'a> {
    /// Made by the writer.
    pub id: Uuid,
    /// Who.
    pub account: Uuid,
    /// In which post.
    pub post: Uuid,
    /// Into which territory.
    pub region: &'a str,
    /// In which language.
    pub lang: Lang,
    /// When, microseconds.
    pub now: i64,
}

/// Keeps an upload that was read, with the names and contents of its files.
pub async fn add(tx: &mut Tx, new: &NewUpload<'_>, files: &[(String, Vec<u8>)]) -> Result<()> {
    let params = [
        new.id.into(),
        new.account.into(),
        new.post.into(),
        new.region.into(),
        new.lang.tag().into(),
        State::Checked.code().into(),
        new.now.into(),
    ];
    tx.execute(ADD, &params).await?;
    let keys = tx.keys();
    let rows: Vec<Vec<Val>> = files
        .iter()
        .zip(0_u32..)
        .map(|((name, content), position)| {
            let row = (new.id, position);
            vec![
                new.id.into(),
                position.into(),
                keys.seal(column::FILE_NAME, row, name).into(),
                keys.seal_bytes(column::FILE_CONTENT, row, content).into(),
                sha2::Sha256::digest(content).to_vec().into(),
                "{}".into(),
            ]
        })
        .collect();
    tx.insert_many(ADD_FILES, &rows, "").await.map(drop)
}

/// An upload of this account in this post; another's does not exist for the asker.
pub async fn of_account(tx: &mut Tx, id: Uuid, account: Uuid, post: Uuid) -> Result<Option<Upload>> {
    let upload = one(tx, id).await?;
    Ok(upload.filter(|upload| upload.account == Some(account) && upload.post == Some(post)))
}

/// An upload, for the worker.
pub async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<Upload>> {
    let Some(row) = tx.row(ONE, &[id.into()]).await? else { return Ok(None) };
    Ok(Some(Upload {
        id: row.id("id")?,
        account: row.opt_id("account_id")?,
        post: row.opt_id("post_id")?,
        region: row.text("region")?,
        lang: if row.text("lang")? == Lang::En.tag() { Lang::En } else { Lang::Zh },
        names: names(tx, id).await?,
        state: row.code("state")?,
        accept_good_rows: row.flag("accept_good_rows")?,
        report: row.opt_sealed(column::UPLOAD_REPORT, id)?,
        uploaded_at: row.int("uploaded_at")?,
        shown_as: format!(
            "{} · {}",
            row.opt_text("shown_name")?.unwrap_or_default(),
            row.opt_text("office")?.unwrap_or_default(),
        ),
    }))
}

async fn names(tx: &mut Tx, id: Uuid) -> Result<Vec<String>> {
    let rows = tx.rows(NAMES, &[id.into()]).await?;
    rows.iter().map(|row| row.sealed(column::FILE_NAME, file(id, row)?)).collect()
}

/// One file of an upload.
fn file(upload: Uuid, row: &Row) -> Result<(Uuid, u32)> {
    Ok((upload, u32::try_from(row.int("position")?).context("the position of a file")?))
}

/// The files of an upload, with their content.
pub async fn files(tx: &mut Tx, id: Uuid) -> Result<Vec<File>> {
    let keys = tx.keys();
    let open = |row: &Row| -> Result<File> {
        let at = file(id, row)?;
        let content = row.opt_bytes("content")?;
        let content = content.map(|bytes| keys.open_bytes(column::FILE_CONTENT, at, &bytes));
        Ok(File {
            name: row.sealed(column::FILE_NAME, at)?,
            content: content.transpose()?,
            corrections: row.text("corrections")?,
        })
    };
    tx.rows(FILES, &[id.into()]).await?.iter().map(open).collect()
}

/// The latest uploads of an account in a post, newest first.
pub async fn latest(tx: &mut Tx, account: Uuid, post: Uuid) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for row in tx.rows(LATEST, &[account.into(), post.into()]).await? {
        let id = row.id("id")?;
        lines.push(Line {
            id,
            names: names(tx, id).await?,
            state: row.code("state")?,
            report: row.opt_sealed(column::UPLOAD_REPORT, id)?,
            uploaded_at: row.int("uploaded_at")?,
        });
    }
    Ok(lines)
}

/// The corrected columns of each file.
pub async fn corrections(tx: &mut Tx, id: Uuid) -> Result<Vec<String>> {
    let rows = tx.rows(CORRECTIONS, &[id.into()]).await?;
    rows.iter().map(|row| row.text("corrections")).collect()
}

/// Keeps corrected columns of one file.
pub async fn correct(tx: &mut Tx, id: Uuid, file: usize, corrections: &str) -> Result<()> {
    tx.execute(CORRECT, &[id.into(), file.into(), corrections.into()]).await.map(drop)
}

/// Confirms an upload; `false` when it was confirmed or dropped before.
pub async fn confirm(tx: &mut Tx, id: Uuid, accept_good_rows: bool, lang: Lang) -> Result<bool> {
    let params = [
        id.into(),
        State::Confirmed.code().into(),
        accept_good_rows.into(),
        lang.tag().into(),
        State::Checked.code().into(),
    ];
    Ok(tx.execute(CONFIRM, &params).await? > 0)
}

/// Gives an upload up; `false` when it was confirmed or dropped before.
pub async fn drop_one(tx: &mut Tx, id: Uuid, now: i64) -> Result<bool> {
    let params = [id.into(), State::Dropped.code().into(), now.into(), State::Checked.code().into()];
    let dropped = tx.execute(DROP, &params).await? > 0;
    if dropped {
        tx.execute(FORGET, &[id.into()]).await?;
    }
    Ok(dropped)
}

/// The next confirmed upload.
pub async fn next(tx: &mut Tx) -> Result<Option<Uuid>> {
    let row = tx.row(NEXT, &[State::Confirmed.code().into()]).await?;
    row.map(|row| row.id("id")).transpose()
}

/// How many confirmed uploads are stored before this one, with the one that is being stored.
pub async fn ahead(tx: &mut Tx, upload: &Upload) -> Result<u64> {
    let params = [State::Confirmed.code().into(), upload.uploaded_at.into(), upload.id.into()];
    let ahead = tx.row(AHEAD, &params).await?.context("a count")?.int("ahead")?;
    Ok(u64::try_from(ahead).unwrap_or(0))
}

/// How the facts of a county stand. Equal stamps: what was checked then still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp([i64; 7]);

/// The stamp of the county in which a territory lies.
pub async fn stamp(tx: &mut Tx, territory: &Region) -> Result<Stamp> {
    let county: String = territory.as_str().chars().take(6).collect();
    let row = tx.row(STAMP, &[county.into()]).await?.context("the stamp of a county")?;
    let columns = ["people", "changed", "forms", "events", "visits", "examinations", "clues"];
    let mut stamp = [0; 7];
    for (at, column) in columns.into_iter().enumerate() {
        stamp[at] = row.int(column)?;
    }
    Ok(Stamp(stamp))
}

/// Takes a confirmed upload in hand, until the transaction ends; `false` when it is no longer waiting.
pub async fn claim(tx: &mut Tx, id: Uuid) -> Result<bool> {
    Ok(tx.execute(CLAIM, &[id.into(), State::Confirmed.code().into()]).await? > 0)
}

/// Writes down what became of a confirmed upload, in the transaction that stored it. `keep_files`
/// keeps the files for the workbook of refused rows.
pub async fn finish(
    tx: &mut Tx,
    id: Uuid,
    state: State,
    report: &str,
    now: i64,
    keep_files: bool,
) -> Result<()> {
    let report = tx.keys().sealed(column::UPLOAD_REPORT, id, report);
    let params = [id.into(), state.code().into(), report, now.into(), State::Confirmed.code().into()];
    let finished = tx.execute(FINISH, &params).await? > 0;
    if finished && !keep_files {
        tx.execute(FORGET, &[id.into()]).await?;
    }
    Ok(())
}

/// Gives up the uploads that nobody confirmed, and forgets the files of all that came before.
pub async fn drop_old(tx: &mut Tx, before: i64) -> Result<u64> {
    let params = [before.into(), State::Confirmed.code().into()];
    tx.execute(FORGET_OLD, &params).await?;
    let params = [State::Dropped.code().into(), State::Checked.code().into(), before.into()];
    tx.execute(DROP_OLD, &params).await
}
