//! Scanned sheets.

use anyhow::Result;
use xinan_db::{Row, Tx, Uuid, column, sql};
use xinan_domain::code::Code;
use xinan_domain::consent::PaperKind;

use crate::case::VisibleCase;

sql! {
    PAPERS = "
        select p.id, p.kind, p.bytes, p.recorded_at, a.shown_name
          from consent_papers p
          left join accounts a on a.id = p.recorded_by
         where p.county_code = $1
           and p.case_id = $2
           and p.consent_id = $3
         order by p.recorded_at, p.id";
    CONTENT = "
        select id, kind, content
          from consent_papers
         where county_code = $1
           and case_id = $2
           and consent_id = $3
           and id = $4";
}

const ADD: &str = "
    insert into consent_papers
           (county_code, id, case_id, consent_id, kind, bytes, content, recorded_at, recorded_by)";

/// What a list says of a sheet.
#[derive(Debug, Clone)]
pub(in crate::consent) struct Paper {
    pub(in crate::consent) id: Uuid,
    pub(in crate::consent) kind: PaperKind,
    pub(in crate::consent) bytes: i64,
    /// When it was added, microseconds.
    pub(in crate::consent) at: i64,
    pub(in crate::consent) by: String,
}

/// The sheets of an entry, in the order in which they were added.
pub(in crate::consent) async fn papers(tx: &mut Tx, case: &VisibleCase, entry: Uuid) -> Result<Vec<Paper>> {
    let read = |row: &Row| {
        Ok(Paper {
            id: row.id("id")?,
            kind: row.code("kind")?,
            bytes: row.int("bytes")?,
            at: row.int("recorded_at")?,
            by: row.opt_text("shown_name")?.unwrap_or_default(),
        })
    };
    let params = [case.county().into(), case.id().into(), entry.into()];
    tx.rows(PAPERS, &params).await?.iter().map(read).collect()
}

/// One sheet, opened.
pub(super) async fn content(
    tx: &mut Tx,
    case: &VisibleCase,
    entry: Uuid,
    id: Uuid,
) -> Result<Option<(PaperKind, Vec<u8>)>> {
    let params = [case.county().into(), case.id().into(), entry.into(), id.into()];
    let Some(row) = tx.row(CONTENT, &params).await? else { return Ok(None) };
    let content = tx.keys().open_bytes(column::CONSENT_PAPER, id, &row.bytes("content")?)?;
    Ok(Some((row.code("kind")?, content)))
}

/// Adds a sheet to an entry; the same id twice is the same sheet.
pub(super) async fn add(
    tx: &mut Tx,
    case: &VisibleCase,
    entry: Uuid,
    (id, kind, content): (Uuid, PaperKind, &[u8]),
    by: Uuid,
    now: i64,
) -> Result<bool> {
    let sealed = tx.keys().seal_bytes(column::CONSENT_PAPER, id, content);
    let row = vec![
        case.county().into(),
        id.into(),
        case.id().into(),
        entry.into(),
        kind.code().into(),
        content.len().into(),
        sealed.into(),
        now.into(),
        by.into(),
    ];
    Ok(tx.insert_many(ADD, &[row], "on conflict do nothing").await? > 0)
}
