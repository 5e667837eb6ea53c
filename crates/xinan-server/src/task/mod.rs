//! 待办事项 — something that is to be done, by whom and by when, beside the visits that are due.
//!
//! A task is a row that follows from facts, like the row of a case: whoever changes the fact sets or ends it in the same
//! transaction ([`store::set`], [`store::end`]). Its key is what is to be done and about what, so that setting it again
//! changes its day and makes no second. Today's work reads them by territory and post, who needs somebody first before
//! the others (docs/decisions/0040).

mod kind;
pub mod store;

pub use kind::Kind;

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::region::Region;

/// A task to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task<'a> {
    /// What is to be done.
    pub kind: Kind,
    /// About what: the id of the transfer, the plan, the clue…
    pub thing: Uuid,
    /// Whose record it concerns, if anybody's.
    pub case: Option<Uuid>,
    /// Where those stand who do it: a post within this division's range is asked when its territory holds it.
    pub region: Region,
    /// The day of the fact that asks for it.
    pub since: Date,
    /// The last day on which it is in time; none where the norm gives no figure.
    pub due_on: Option<Date>,
    /// What a list says of it beside the person's name: which place, which institution. Nothing that identifies anybody, no
    /// findings, no illness: it is kept open.
    pub words: &'a str,
}
