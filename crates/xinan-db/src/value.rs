//! Parameters and result rows, the same for both engines.

use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use jiff::civil::Date;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use crate::sealed::column::Stored;
use crate::sealed::{Column, Keys, RowId};
use crate::sqlite::Cells;

/// A parameter. Nulls are typed, because PostgreSQL asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Val {
    /// Whole number.
    Int(Option<i64>),
    /// Text; also days (ISO) and JSON.
    Text(Option<String>),
    /// An id.
    Id(Option<Uuid>),
    /// Bytes; also sealed text.
    Bytes(Option<Vec<u8>>),
}

macro_rules! val_from {
    ($($ty:ty => |$x:ident| $variant:ident $some:expr),+ $(,)?) => {
        $(
            impl From<$ty> for Val {
                fn from($x: $ty) -> Self {
                    Self::$variant(Some($some))
                }
            }

            impl From<Option<$ty>> for Val {
                fn from(value: Option<$ty>) -> Self {
                    Self::$variant(value.map(|$x| $some))
                }
            }
        )+
    };
}

val_from! {
    i64 => |x| Int x,
    i32 => |x| Int i64::from(x),
    u32 => |x| Int i64::from(x),
    u16 => |x| Int i64::from(x),
    u8 => |x| Int i64::from(x),
    bool => |x| Int i64::from(x),
    &str => |x| Text x.to_owned(),
    String => |x| Text x,
    Date => |x| Text x.to_string(),
    Uuid => |x| Id x,
    Vec<u8> => |x| Bytes x,
}

impl From<usize> for Val {
    fn from(x: usize) -> Self {
        Self::Int(Some(i64::try_from(x).unwrap_or(i64::MAX)))
    }
}

/// A result row.
pub struct Row {
    inner: Inner,
}

enum Inner {
    /// Knows the keys itself, as all rows of a question together.
    Sqlite(Cells),
    Pg(PgRow, Arc<Keys>),
}

macro_rules! get {
    ($self:ident, $column:ident, $ty:ty) => {
        match &$self.inner {
            Inner::Sqlite(row) => row.get::<$ty>($column),
            Inner::Pg(row, _) => row.try_get::<$ty, _>($column).map_err(anyhow::Error::new),
        }
        .with_context(|| format!("reading column {}", $column))
    };
}

impl Row {
    pub(crate) fn sqlite(row: Cells) -> Self {
        Self { inner: Inner::Sqlite(row) }
    }

    pub(crate) fn pg(row: PgRow, keys: Arc<Keys>) -> Self {
        Self { inner: Inner::Pg(row, keys) }
    }

    fn keys(&self) -> &Keys {
        match &self.inner {
            Inner::Sqlite(row) => row.keys(),
            Inner::Pg(_, keys) => keys,
        }
    }

    /// A whole number.
    pub fn int(&self, column: &str) -> Result<i64> {
        get!(self, column, i64)
    }

    /// A whole number that may be missing.
    pub fn opt_int(&self, column: &str) -> Result<Option<i64>> {
        get!(self, column, Option<i64>)
    }

    /// 0 or 1.
    pub fn flag(&self, column: &str) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    /// Text.
    pub fn text(&self, column: &str) -> Result<String> {
        get!(self, column, String)
    }

    /// Text that may be missing.
    pub fn opt_text(&self, column: &str) -> Result<Option<String>> {
        get!(self, column, Option<String>)
    }

    /// A day.
    pub fn day(&self, column: &str) -> Result<Date> {
        let text = get!(self, column, &str)?;
        text.parse().with_context(|| format!("column {column} holds no day"))
    }

    /// A day that may be missing.
    pub fn opt_day(&self, column: &str) -> Result<Option<Date>> {
        get!(self, column, Option<&str>)?
            .map(|text| text.parse().with_context(|| format!("column {column} holds no day")))
            .transpose()
    }

    /// An id.
    pub fn id(&self, column: &str) -> Result<Uuid> {
        get!(self, column, Uuid)
    }

    /// An id that may be missing.
    pub fn opt_id(&self, column: &str) -> Result<Option<Uuid>> {
        get!(self, column, Option<Uuid>)
    }

    /// Bytes.
    pub fn bytes(&self, column: &str) -> Result<Vec<u8>> {
        get!(self, column, Vec<u8>)
    }

    /// Bytes that may be missing.
    pub fn opt_bytes(&self, column: &str) -> Result<Option<Vec<u8>>> {
        get!(self, column, Option<Vec<u8>>)
    }

    /// Sealed text of a row of its table, opened. The column of the result has the name of the table's.
    pub fn sealed(&self, column: Column, row: impl Into<RowId>) -> Result<String> {
        self.opt_sealed(column, row)?.with_context(|| format!("{} is missing", column.full_name))
    }

    /// Sealed text that may be missing.
    pub fn opt_sealed(&self, column: Column, row: impl Into<RowId>) -> Result<Option<String>> {
        Ok(match column.stored {
            Stored::Bytes => {
                // Not copied first: a page opens hundreds of values.
                let name = column.name;
                let sealed: Result<Option<&[u8]>> = get!(self, name, Option<&[u8]>);
                let sealed = sealed.with_context(|| format!("reading column {}", column.full_name))?;
                sealed.map(|sealed| self.keys().open(column, row, sealed)).transpose()?
            }
            Stored::Text => {
                let sealed = self.opt_text(column.name)?;
                sealed.map(|sealed| self.keys().open_text(column, row, sealed)).transpose()?
            }
        })
    }

    /// A code of an official list.
    pub fn code<C: xinan_domain::code::Code>(&self, column: &str) -> Result<C> {
        self.opt_code(column)?.ok_or_else(|| anyhow!("column {column} holds no code"))
    }

    /// A code of an official list that may be missing.
    pub fn opt_code<C: xinan_domain::code::Code>(&self, column: &str) -> Result<Option<C>> {
        let Some(number) = self.opt_int(column)? else { return Ok(None) };
        let code = u8::try_from(number).ok().and_then(C::from_code);
        code.map(Some).ok_or_else(|| anyhow!("column {column} holds the unknown code {number}"))
    }
}
