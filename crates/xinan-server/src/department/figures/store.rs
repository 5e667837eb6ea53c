//! The tables as they were settled: what was read of a month stays what it was.
//!
//! What is kept is what is read, and not what it was made of: a cell is its count, the two ends of a range, or nothing.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use xinan_db::{Tx, sql};
use xinan_domain::region::Region;
use xinan_domain::small_cells::{Cell, Table};

use super::Figures;

sql! {
    FIND = "
        select step, content, settled_at
          from settled_tables
         where region = $1 and month = $2";
}

const KEEP: &str = "insert into settled_tables (region, month, county_code, step, content, settled_at)";

/// A cell: 120, [25, 34] or null.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    Shown(i64),
    Between(i64, i64),
    Withheld,
}

/// A table with the divisions whose rows it has.
#[derive(Serialize, Deserialize)]
struct Shown {
    places: Vec<String>,
    total: Vec<Kept>,
    rows: Vec<Vec<Kept>>,
    group: Option<Vec<Kept>>,
    /// In brackets: a withheld one is another thing than none.
    managed: Option<[Kept; 1]>,
}

impl From<Cell> for Kept {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Shown(count) => Self::Shown(count),
            Cell::Between(from, to) => Self::Between(from, to),
            Cell::Withheld => Self::Withheld,
        }
    }
}

impl From<Kept> for Cell {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Shown(count) => Self::Shown(count),
            Kept::Between(from, to) => Self::Between(from, to),
            Kept::Withheld => Self::Withheld,
        }
    }
}

fn all<From: Copy, To: std::convert::From<From>>(row: &[From]) -> Vec<To> {
    row.iter().map(|cell| To::from(*cell)).collect()
}

/// What is read of a county's month, and since when it stands, in microseconds.
pub(super) async fn find(tx: &mut Tx, region: &Region, month: i32) -> Result<Option<(Figures, i64)>> {
    let Some(row) = tx.row(FIND, &[region.as_str().into(), month.into()]).await? else { return Ok(None) };
    let shown: Shown = serde_json::from_str(&row.text("content")?).context("a table as it was shown")?;
    let table = Table {
        total: all(&shown.total),
        rows: shown.rows.iter().map(|row| all(row)).collect(),
        group: shown.group.as_deref().map(all),
    };
    let (least, managed) = (row.int("step")?, shown.managed.map(|[cell]| Cell::from(cell)));
    Ok(Some((Figures { least, places: shown.places, table, managed }, row.int("settled_at")?)))
}

/// Keeps a county's table of a month. Of several who do so at once, that of one stands.
pub(super) async fn keep(
    tx: &mut Tx,
    (county, month): (&Region, i32),
    figures: &Figures,
    now: i64,
) -> Result<()> {
    let table = &figures.table;
    let shown = Shown {
        places: figures.places.clone(),
        total: all(&table.total),
        rows: table.rows.iter().map(|row| all(row)).collect(),
        group: table.group.as_deref().map(all),
        managed: figures.managed.map(|cell| [Kept::from(cell)]),
    };
    let row = vec![
        county.as_str().into(),
        month.into(),
        county.as_str().into(),
        figures.least.into(),
        serde_json::to_string(&shown)?.into(),
        now.into(),
    ];
    tx.insert_many(KEEP, &[row], "on conflict (region, month) do nothing").await.map(drop)
}
