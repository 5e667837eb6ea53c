//! 严重精神障碍患者应急处置记录单 as plain data.
//!
//! Source: 工作规范 应急医疗处置, and the fields of the national exchange list as far as they are known to us (docs/decisions/0042): no
//! printed copy of the form was at hand, so the order of its lines is ours. It goes out in three copies, each of which says whose
//! it is. [`DisposalSheet::default`] is not a blank form: this one is printed filled in only.

use serde::{Deserialize, Serialize};

/// A line: what is asked, and what stands there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisposalLine {
    /// The item as the form has it.
    pub label: String,
    /// What was filled in; may be empty.
    pub text: String,
}

/// One copy of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisposalSheet {
    /// Number of the emergency in this system, for the foot of the page.
    pub record_no: String,
    /// 姓名, or what is known instead.
    pub name: String,
    /// 患者编号; empty of somebody without a record.
    pub case_no: String,
    /// Whose copy it is: 第一联 精防机构留存.
    pub copy: String,
    /// Items of one line, two beside one another.
    pub short: Vec<DisposalLine>,
    /// Items that take the width of the page.
    pub wide: Vec<DisposalLine>,
}
