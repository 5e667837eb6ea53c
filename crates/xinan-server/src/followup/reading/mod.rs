//! Reading visits: the history of a person, and one visit, also as it was before it was corrected.

mod view;
pub mod web;

pub(crate) use view::table;
pub(super) use view::{act_of_change, somebody};
pub(super) use web::version;
