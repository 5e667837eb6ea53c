//! Statements: constants that a test can list, and lists whose conditions vary.
//!
//! Nothing checks SQL at compile time here, because no tool does so for two engines. Instead every
//! constant declared with [`sql!`](crate::sql) is in its module's `STATEMENTS`, and one test
//! prepares all of them on both engines.

use crate::value::Val;

/// A statement with a name, for the test that prepares them all.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// Where it is declared.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
}

/// Declares the statements of a store and lists them in `STATEMENTS`.
#[macro_export]
macro_rules! sql {
    ($($(#[$meta:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$meta])* pub(crate) const $name: &str = $sql;)+

        /// Every constant statement of this store.
        pub(crate) const STATEMENTS: &[$crate::statement::Named] = &[
            $($crate::statement::Named {
                name: concat!(module_path!(), "::", stringify!($name)),
                sql: $name,
            }),+
        ];
    };
}

/// A statement that is put together: a list with filters that may be absent.
///
/// Only text known at compile time enters the statement; values enter as parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Sql {
    text: String,
    params: Vec<Val>,
}

impl Sql {
    /// Begins with a text.
    pub fn new(text: &'static str) -> Self {
        Self { text: text.to_owned(), params: Vec::new() }
    }

    /// A constant statement with its parameters.
    pub fn of(text: &'static str, params: impl Into<Vec<Val>>) -> Self {
        Self { text: text.to_owned(), params: params.into() }
    }

    /// Adds a text.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push(' ');
        self.text.push_str(text);
        self
    }

    /// Adds a text in which each `?` is one of the values.
    ///
    /// # Panics
    /// In tests, when the number of `?` and of values differ.
    pub fn with(&mut self, text: &'static str, values: impl IntoIterator<Item = Val>) -> &mut Self {
        let mut values = values.into_iter();
        self.text.push(' ');
        for (at, part) in text.split('?').enumerate() {
            if at > 0 {
                let value = values.next();
                debug_assert!(value.is_some(), "a ? without its value in {text}");
                self.params.extend(value);
                self.text.push('$');
                self.text.push_str(&self.params.len().to_string());
            }
            self.text.push_str(part);
        }
        debug_assert!(values.next().is_none(), "a value without its ? in {text}");
        self
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parameters, `$1` first.
    pub fn params(&self) -> &[Val] {
        &self.params
    }
}
