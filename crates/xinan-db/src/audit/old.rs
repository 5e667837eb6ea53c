//! The entries that are older than the chain: one digest covers them all.

use anyhow::Result;
use sha2::{Digest, Sha256};

use super::form::Line;
use crate::tx::Tx;

/// Entries read at a time.
const AT_ONCE: i64 = 5_000;

const NEXT: &str = "
    select seq, recorded_at, account_id, post_id, shown_as, county_code, case_id, action, detail,
           case_ids, mac
      from audit_entries
     where seq > $1
     order by seq
     limit $2";

/// What was found before the chain.
pub(super) struct Past {
    pub(super) last: i64,
    pub(super) entries: i64,
    pub(super) digest: [u8; 32],
}

/// Takes older entries in, in their order.
#[derive(Clone, Default)]
pub(super) struct Summing {
    hash: Sha256,
    entries: i64,
}

impl Summing {
    pub(super) fn take(&mut self, line: &Line<'_>) {
        self.entries += 1;
        self.hash.update(line.seq.to_be_bytes());
        line.form(|piece| self.hash.update(piece));
        // Empty but after a log that was ended: its codes stay what they were.
        self.hash.update((line.mac.len() as u64).to_be_bytes());
        self.hash.update(line.mac);
    }

    pub(super) fn sum(self) -> (i64, [u8; 32]) {
        (self.entries, self.hash.finalize().into())
    }
}

/// Reads all that is there before the chain begins.
pub(super) async fn digest(tx: &mut Tx) -> Result<Past> {
    let mut summing = Summing::default();
    let mut last = 0;
    loop {
        let rows = tx.rows(NEXT, &[last.into(), AT_ONCE.into()]).await?;
        for row in &rows {
            last = row.int("seq")?;
            let ids = [row.opt_id("account_id")?, row.opt_id("post_id")?, row.opt_id("case_id")?];
            let [account, post, case] =
                ids.each_ref().map(|id| id.as_ref().map(|id| id.as_bytes().as_slice()));
            let (shown_as, county) = (row.text("shown_as")?, row.text("county_code")?);
            let (action, detail) = (row.text("action")?, row.text("detail")?);
            let (cases, mac) = (row.bytes("case_ids")?, row.bytes("mac")?);
            summing.take(&Line {
                seq: last,
                at: row.int("recorded_at")?,
                account,
                post,
                shown_as: shown_as.as_bytes(),
                county: county.as_bytes(),
                case,
                action: action.as_bytes(),
                detail: detail.as_bytes(),
                cases: &cases,
                mac: &mac,
            });
        }
        if rows.is_empty() {
            let (entries, digest) = summing.sum();
            return Ok(Past { last, entries, digest });
        }
    }
}
