//! The cellar: where facts are kept, on SQLite and on PostgreSQL with one SQL text.
//!
//! [`Db`] holds the pools and opens transactions. A [`Tx`] runs statements with `$1` parameters and
//! returns [`Row`]s; nothing above knows which engine answers. [`audit`] writes who read or wrote
//! what, in the same transaction. [`sealed`] is the one type of column for names, identity numbers,
//! telephones, addresses and narrative; [`scope`] turns a territory into a condition that an index
//! serves. The facade is small and not generic on purpose (docs/decisions/0002).
//!
//! SQL lives here and in the `store.rs` of each slice, in the part that both engines understand:
//! ISO days as text, instants as microseconds since 1970 UTC, booleans as 0 and 1.

pub mod audit;
mod checkpoint;
mod counts;
mod db;
mod flush;
mod migrate;
mod reader;
pub mod scope;
pub mod sealed;
mod secret_file;
pub mod seen;
mod sqlite;
pub mod statement;
#[doc(hidden)]
pub mod testing;
mod trouble;
mod tx;
mod value;
mod writer;

pub use db::{Db, Engine};
pub use migrate::{MIGRATIONS, Migration, shape};
pub use scope::Scope;
pub use sealed::{Column, KeyPlace, Keys, RowId, column};
pub use statement::Sql;
pub use trouble::{Trouble, is_busy};
pub use tx::Tx;
pub use uuid::Uuid;
pub use value::{Row, Val};

/// An id made by the writer: UUIDv7, so that later ids sort later.
///
/// The one place that asks the clock for an id; what it orders is insertion, never judgement.
#[allow(clippy::disallowed_methods, reason = "ids are made at the edge of the store")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
