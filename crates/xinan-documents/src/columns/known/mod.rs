//! The columns that offices keep, and the names they give them.
//!
//! The first name of each is the official one, from the printed forms (服务规范, the supplement and
//! follow-up forms of the third edition) or from the registers that offices keep beside them; the
//! others were met in ledgers, in exports of other systems, or are plain variants. Field ids are
//! those that the form parsers of `xinan-domain` ask for.

mod clues;
mod exams;
mod follow_ups;
mod roster;

use xinan_domain::text::Lang;

use crate::texts;

/// Which ledger a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ledger {
    /// 名册: one row a person.
    Roster,
    /// 随访: one row a visit.
    FollowUps,
    /// 体检: one row an examination.
    Exams,
    /// 线索: one row a clue. A clue is not a patient.
    Clues,
}

impl Ledger {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Roster, Self::FollowUps, Self::Exams, Self::Clues];

    /// Its name.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Roster => texts::ledger_roster(lang),
            Self::FollowUps => texts::ledger_follow_ups(lang),
            Self::Exams => texts::ledger_exams(lang),
            Self::Clues => texts::ledger_clues(lang),
        }
    }

    /// The columns that such a ledger may have.
    pub fn columns(self) -> &'static [ColumnSpec] {
        match self {
            Self::Roster => roster::COLUMNS,
            Self::FollowUps => follow_ups::COLUMNS,
            Self::Exams => exams::COLUMNS,
            Self::Clues => clues::COLUMNS,
        }
    }

    /// The column of a field.
    pub fn column(self, field: &str) -> Option<&'static ColumnSpec> {
        self.columns().iter().find(|spec| spec.field == field)
    }
}

/// What a column's cells look like when its name says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Valid identity numbers.
    IdentityNumber,
    /// The days of birth that the identity numbers of the same rows state.
    BirthDate,
    /// 男 or 女.
    Sex,
    /// Telephone numbers.
    Phone,
}

/// A column that a ledger may have.
#[derive(Debug, Clone, Copy)]
pub struct ColumnSpec {
    /// The id of the field in [`Answers`](xinan_domain::answers::Answers).
    pub field: &'static str,
    /// Its names, the official one first.
    pub names: &'static [&'static str],
    /// How it may be known by its cells alone.
    pub content: Option<Content>,
    /// Without it no row of the ledger can be kept.
    pub needed: bool,
    /// Hardly any other ledger has it, so it tells which one this is.
    pub telling: bool,
}

impl ColumnSpec {
    /// The official name.
    pub fn label(&self) -> &'static str {
        self.names.first().copied().unwrap_or(self.field)
    }

    const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    const fn telling(mut self) -> Self {
        self.telling = true;
        self
    }

    const fn seen_as(mut self, content: Content) -> Self {
        self.content = Some(content);
        self
    }
}

const fn column(field: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec { field, names, content: None, needed: false, telling: false }
}

const ORDINAL: ColumnSpec = column("ordinal", &["序号", "编号", "行号", "No"]);

// words-ok: older tables call the column so; it is read and never written.
const NAME: ColumnSpec = column("name", &["姓名", "患者姓名", "本人姓名", "名字", "病人姓名"]);

const SEX: ColumnSpec = column("sex", &["性别", "患者性别"]).seen_as(Content::Sex);

const IDENTITY_NUMBER: ColumnSpec = column(
    "identity_number",
    &[
        "身份证号",
        "身份证号码",
        "公民身份号码",
        "公民身份证号码",
        "居民身份证号",
        "居民身份证号码",
        "身份证",
        "证件号码",
        "证件号",
        "有效证件号码",
        "患者身份证号",
        "患者身份证号码",
        "本人身份证号",
        "本人身份证号码",
        "身份号码",
    ],
)
.seen_as(Content::IdentityNumber);

const VILLAGE: ColumnSpec = column(
    "village",
    &[
        "村(居)委会",
        "村",
        "所在村",
        "社区",
        "村居",
        "村社区",
        "村或社区",
        "村(居)",
        "村(居)委会名称",
        "村委会",
        "居委会",
        "村居委",
        "行政村",
        "所属村",
        "所属村居",
        "所属社区",
        "所在村居",
        "所在社区",
        "所在村(居)委会",
        "所属村(居)委会",
        "村名",
        "村名称",
        "辖区村(居)委会",
        "管理村居",
    ],
);

const PHONE: ColumnSpec = column(
    "phone",
    &[
        "本人电话",
        "联系电话",
        "电话",
        "电话号码",
        "手机",
        "手机号",
        "手机号码",
        "患者电话",
        "患者联系电话",
        "本人联系电话",
        "联系方式",
        "本人联系方式",
        "患者联系方式",
    ],
)
.seen_as(Content::Phone);

const ADDRESS: ColumnSpec = column(
    "address",
    &[
        "现住址",
        "住址",
        "家庭住址",
        "家庭地址",
        "详细地址",
        "详细住址",
        "现住地址",
        "居住地址",
        "居住地",
        "现居住地",
        "现居住地址",
        "现住地详细地址",
        "现住址详细地址",
        "地址",
        "常住地址",
    ],
);

const REMARK: ColumnSpec = column("remark", &["备注", "说明", "备注说明", "其他说明"]);

const DIED_ON: ColumnSpec = column("died_on", &["死亡日期", "死亡时间", "如死亡,日期", "若死亡,日期"]);

const DEATH_CAUSE: ColumnSpec = column("death_cause", &["死亡原因", "死因", "如死亡,原因", "若死亡,原因"]);

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::columns::header;

    #[test]
    fn no_name_means_two_fields_of_one_ledger() {
        for ledger in Ledger::ALL {
            let mut taken = HashMap::new();
            for spec in ledger.columns() {
                for name in spec.names.iter().chain([&spec.field]) {
                    let before = taken.insert(header::key(name), spec.field);
                    assert!(before.is_none_or(|field| field == spec.field), "{ledger:?} {name}");
                }
            }
        }
    }

    #[test]
    fn what_a_ledger_needs_can_be_found_in_it() {
        for ledger in Ledger::ALL {
            assert!(ledger.columns().iter().filter(|spec| spec.needed).count() >= 2, "{ledger:?}");
            assert!(ledger.columns().iter().filter(|spec| spec.telling).count() >= 5, "{ledger:?}");
        }
    }
}
