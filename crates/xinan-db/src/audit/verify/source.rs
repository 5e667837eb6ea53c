//! Where the entries come from: rows one after another, of either engine, in one state of the data.

use std::collections::HashSet;

use anyhow::{Context, Result};
use futures_util::TryStreamExt;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use sqlx::postgres::PgRow;
use sqlx::{Connection as _, PgConnection, Row};
use uuid::Uuid;

use super::{Asked, Beginning, Head, Report, Walk};
use crate::audit::chain::HEADER;
use crate::audit::checkpoint::known::Found;
use crate::audit::form::Line;
use crate::audit::keys::LogKeys;

/// Nothing is written; but a reader of a write-ahead log may have to make its index.
pub(super) const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

const THE_HEADER: &str = "select content from deployment where name = $1";
const HEADS: &str = "select chain, number, mac, seal from audit_chains order by chain";
const KEPT: &str = "select made_at, content, signature from audit_checkpoints order by made_at";
const ENTRIES: &str = "
    select seq, recorded_at, account_id, post_id, shown_as, county_code, case_id, action, detail, case_ids, mac
      from audit_entries
     order by seq";

/// Those that are given, and those that the database keeps itself.
fn all(asked: &Asked, kept: Vec<Found>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::with_capacity(asked.checkpoints.len() + kept.len());
    let mut known = HashSet::new();
    for one in asked.checkpoints.iter().cloned().chain(kept) {
        // What is no checkpoint is told of each time it is found.
        if one.checkpoint.is_none() || known.insert(one.checkpoint.clone()) {
            all.push(one);
        }
    }
    all
}

/// Reads within a transaction that has begun: one state of the data.
pub(in crate::audit) fn sqlite(connection: &Connection, keys: &LogKeys, asked: &Asked) -> Result<Report> {
    let header: Option<Vec<u8>> =
        connection.prepare(THE_HEADER)?.query_map([HEADER], |row| row.get(0))?.next().transpose()?;
    let head = |row: &rusqlite::Row<'_>| {
        Ok(Head { chain: row.get(0)?, number: row.get(1)?, mac: row.get(2)?, seal: row.get(3)? })
    };
    let heads = connection.prepare(HEADS)?.query_map([], head)?.collect::<Result<Vec<_>, _>>()?;
    let kept = connection
        .prepare(KEPT)?
        .query_map([], |row| {
            // Of any kind: whoever writes beside the program may have put anything there.
            let bytes = |at| {
                Ok::<_, rusqlite::Error>(
                    row.get_ref(at)?.as_blob_or_null().ok().flatten().unwrap_or_default(),
                )
            };
            Ok(Found::in_database(row.get(0)?, bytes(1)?, bytes(2)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let from = Beginning { header, heads, checkpoints: all(asked, kept) };
    let mut walk = match Walk::begin(keys, from, asked) {
        Ok(walk) => walk,
        Err(report) => return Ok(*report),
    };
    let mut entries = connection.prepare(ENTRIES)?;
    let mut rows = entries.raw_query();
    while let Some(row) = rows.next()? {
        if !walk.take(&line(row)?) {
            break;
        }
    }
    Ok(walk.end())
}

fn line<'r>(row: &'r rusqlite::Row<'_>) -> Result<Line<'r>> {
    let mut is_sound = true;
    let mut number = |at| match row.get_ref(at)? {
        ValueRef::Integer(number) => Ok(number),
        _ => {
            is_sound = false;
            Ok::<_, rusqlite::Error>(0)
        }
    };
    let (seq, at) = (number(0)?, number(1)?);
    let mut id = |at| match row.get_ref(at)? {
        ValueRef::Null => Ok(None),
        ValueRef::Blob(bytes) => Ok(Some(bytes)),
        _ => {
            is_sound = false;
            Ok::<_, rusqlite::Error>(None)
        }
    };
    let (account, post, case, cases, mac) = (id(2)?, id(3)?, id(6)?, id(9)?, id(10)?);
    let mut text = |at| match row.get_ref(at)? {
        ValueRef::Text(bytes) => Ok(bytes),
        _ => {
            is_sound = false;
            Ok::<_, rusqlite::Error>(&[][..])
        }
    };
    let (shown_as, county, action, detail) = (text(4)?, text(5)?, text(7)?, text(8)?);
    let (cases, mac) = (cases.unwrap_or_default(), mac.unwrap_or_default());
    // What is of another kind than the program writes has no code that fits.
    let mac = if is_sound { mac } else { &[0] };
    Ok(Line { seq, at, account, post, shown_as, county, case, action, detail, cases, mac })
}

pub(super) async fn postgres(url: &str, keys: &LogKeys, asked: &Asked) -> Result<Report> {
    let mut connection = PgConnection::connect(url).await.context("connecting to PostgreSQL")?;
    sqlx::raw_sql("begin isolation level repeatable read, read only").execute(&mut connection).await?;
    let header = sqlx::query(THE_HEADER).bind(HEADER).fetch_optional(&mut connection).await?;
    let header: Option<Vec<u8>> = header.map(|row| row.try_get(0)).transpose()?;
    let heads = sqlx::query(HEADS).fetch_all(&mut connection).await?;
    let heads = heads.iter().map(|row| {
        Ok(Head {
            chain: row.try_get(0)?,
            number: row.try_get(1)?,
            mac: row.try_get(2)?,
            seal: row.try_get(3)?,
        })
    });
    let heads = heads.collect::<sqlx::Result<Vec<_>>>()?;
    let kept = sqlx::query(KEPT).fetch_all(&mut connection).await?;
    let kept =
        kept.iter().map(|row| Ok(Found::in_database(row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)));
    let kept = kept.collect::<sqlx::Result<Vec<_>>>()?;
    let from = Beginning { header, heads, checkpoints: all(asked, kept) };
    let mut walk = match Walk::begin(keys, from, asked) {
        Ok(walk) => walk,
        Err(report) => return Ok(*report),
    };
    let mut rows = sqlx::query(ENTRIES).fetch(&mut connection);
    while let Some(row) = rows.try_next().await? {
        if !take(&mut walk, &row)? {
            break;
        }
    }
    drop(rows);
    Ok(walk.end())
}

fn take(walk: &mut Walk<'_>, row: &PgRow) -> sqlx::Result<bool> {
    let ids: [Option<Uuid>; 3] = [row.try_get(2)?, row.try_get(3)?, row.try_get(6)?];
    let [account, post, case] = ids.each_ref().map(|id| id.as_ref().map(|id| id.as_bytes().as_slice()));
    let text = |at: usize| row.try_get::<&str, _>(at).map(str::as_bytes);
    Ok(walk.take(&Line {
        seq: row.try_get(0)?,
        at: row.try_get(1)?,
        account,
        post,
        shown_as: text(4)?,
        county: text(5)?,
        case,
        action: text(7)?,
        detail: text(8)?,
        cases: row.try_get(9)?,
        mac: row.try_get(10)?,
    }))
}
