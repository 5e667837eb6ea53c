//! 暂不提供 — what a doctor keeps from the person's own reading for a time.
//!
//! 精神卫生法 第四十七条: the patient may read and copy the record, except where that may harm the treatment. So it needs a
//! doctor who is named, a reason, one of three kinds of content, and a last day that comes within months. The person
//! reads that something is kept back, by which office, until when, and how to object. Who looked is never kept back.

pub(crate) mod store;
pub mod web;

#[cfg(test)]
mod tests;
