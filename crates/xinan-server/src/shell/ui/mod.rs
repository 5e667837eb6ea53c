//! The parts from which every page is made.
//!
//! Plain functions over small structs: no state of the program, no SQL, the language passed in.
//! [`layout::Page`] is the house; [`field`] the questions of a form; the others are named after
//! what they show. The page `/dev/ui` ([`crate::gallery`]) shows each of them in every state.
//! Words come from [`crate::texts`], looks from `assets/xinan.css`; there is no inline style and
//! no inline script, and a test watches over it.

pub mod assets;
pub mod button;
pub mod card;
pub mod differences;
pub mod error_summary;
pub mod field;
pub mod filter;
pub mod form;
pub mod funnel;
pub mod head;
pub mod heat;
pub mod icons;
mod keys_help;
pub mod kv;
pub mod layout;
pub mod meter;
pub mod notice;
pub mod pagination;
pub mod people;
pub mod person;
pub mod plot;
pub mod qr;
pub mod sparkline;
pub mod steps;
pub mod table;
pub mod tag;
pub mod timeline;
pub mod todo;
