//! 线索 — somebody of whom an informant has answered yes to a screening question, from the first word to what became of it.
//!
//! Source: 工作规范 线索调查 (表1 精神行为异常识别清单, 线索调查登记表), 复核诊断; 精神卫生法 第四条 (confidentiality),
//! 第二十七条, 第二十九条 (nobody is examined against the own will, and only a psychiatrist diagnoses); 个人信息保护法
//! 第六条, 第十九条 (the least, for the shortest time).
//!
//! A clue is not a diagnosis, and whoever it is about is never called a patient. It is registered ([`Registration`]), looked
//! at by the township ([`Step`]), and, if there is something in it, by a psychiatrist ([`Review`]); where it stands follows
//! from the steps ([`State::of`]), and by when the next one is due from [`duty`]. What was found groundless is forgotten
//! ([`forget_on`]).
//!
//! What surprises: what the county office makes of a clue that a township asked about is not told to that township
//! ([`State::told`]): "settled" says neither that the person has a record elsewhere nor that there is none.

mod alike;
mod clock;
mod fields;
mod form;
mod list;
mod review;
mod step;
mod survey;
#[cfg(test)]
mod tests;

pub use alike::{Compared, may_be_same};
pub use clock::{ClueLimits, duty, forget_on};
pub use fields::{DECISION_FIELDS, FIELDS, REVIEW_FIELDS};
pub use form::{Registration, RegistrationContext, parse};
pub use list::{ClueOutcome, Question, Screening, ScreeningError, ScreeningList};
pub use review::{Review, ReviewContext, parse_review};
pub use step::{Begun, Decision, NotNow, State, Step, Told, decide};
pub use survey::{SURVEY_FIELDS, Survey, SurveyContext, SurveyStanding, parse_survey, standing_of};
