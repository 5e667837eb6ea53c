//! 线索调查登记表 and the list of questions as plain data.
//!
//! Source: 工作规范 线索调查 (表1 精神行为异常识别清单), and the fields of the registration form as far as they are known to
//! us (docs/decisions/0039): no printed copy of it was at hand, so the order of its lines is ours. Lines that the system does
//! not collect stay open for the pen. Days are written `2026-11-20`. [`ClueSheet::default`] is a blank form without questions.

use serde::{Deserialize, Serialize};

/// A question with whether it was answered with yes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedQuestion {
    /// Its number on the list, from 1.
    pub number: u8,
    /// Its wording.
    pub label: String,
    /// The box is ticked.
    pub yes: bool,
}

/// What a clue says, as it goes on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClueSheet {
    /// Number of the clue in this system, for the foot of the page.
    pub record_no: String,
    /// 姓名.
    pub name: String,
    /// Always empty: whoever is on it has no record.
    pub case_no: String,
    /// 性别, in words.
    pub sex: String,
    /// 年龄, in words.
    pub age: String,
    /// 身份证号.
    pub identity_number: String,
    /// 现住址: township, village, group and house.
    pub address: String,
    /// 监护人姓名.
    pub guardian_name: String,
    /// 与监护人关系.
    pub guardian_relation: String,
    /// Which list was asked.
    pub list: String,
    /// Its questions.
    pub questions: Vec<AskedQuestion>,
    /// What else was noticed.
    pub note: String,
    /// 知情人.
    pub informant: String,
    /// 知情人电话.
    pub informant_phone: String,
    /// 调查人.
    pub surveyor: String,
    /// 调查日期.
    pub surveyed_on: String,
}

/// A list of questions, to be asked from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionsSheet {
    /// Always empty, as on any blank.
    pub record_no: String,
    /// Always empty.
    pub name: String,
    /// Always empty.
    pub case_no: String,
    /// The list.
    pub list: String,
    /// What the informant is told first.
    pub lead_in: String,
    /// The questions.
    pub questions: Vec<AskedQuestion>,
}
