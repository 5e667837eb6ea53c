//! 请求 — what somebody asks at the own door, and how the office answers.
//!
//! A correction (个人信息保护法 第四十六条), a question about one look (第四十八条), a word against what is kept back. Each is
//! received with a last day for the answer, and answered once, in words, as done or as not done with the reason (第五十条);
//! [`xinan_domain::portal::request`] has the order. The person sees every request of the record, a guardian his or her own.
//!
//! `own` is the side of whoever asks, `office` that of whoever answers.

pub mod office;
pub mod own;
pub(crate) mod store;

#[cfg(test)]
mod tests;

/// Characters of what is asked and answered.
const LONGEST: usize = 1000;
