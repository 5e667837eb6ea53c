//! 严重精神障碍患者管理服务: types, codes and rules.
//!
//! The ground floor of the house. Everything here is a pure function of plain values: no I/O, no
//! clock, no randomness, so that page, import, nightly work and (later) the phone judge alike.
//!
//! Begin with [`follow_up`] (what a visit finds, its class, the next due day), then [`indicator`]
//! (what is counted about one person in one month). [`parameter`] holds what regions may set.
//! Sources are cited as 服务规范 (国家基本公共卫生服务规范 第三版, N2), 工作规范 (管理治疗工作规范 2018,
//! N3), 报告办法 (发病报告管理办法, N4) and 精神卫生法; `norms/` says which article is which function.

pub mod account;
pub mod answers;
pub mod calendar;
pub mod closing;
pub mod clue;
pub mod code;
pub mod consent;
pub mod contact;
pub mod day;
pub mod diagnosis;
pub mod disclosure;
pub mod disposal;
pub mod duty;
pub mod emergency;
pub mod examination;
pub mod follow_up;
pub mod guidance;
pub mod hospital;
pub mod identity_number;
pub mod indicator;
pub mod institution;
pub mod life;
pub mod lines;
pub mod lost;
pub mod medicine;
pub mod parameter;
pub mod password;
pub mod person;
pub mod phone;
pub mod police;
pub mod portal;
pub mod quota;
mod reader;
pub mod referral;
pub mod region;
pub mod risk;
pub mod search_key;
pub mod small_cells;
pub mod supplement;
pub mod text;
pub mod transfer;
