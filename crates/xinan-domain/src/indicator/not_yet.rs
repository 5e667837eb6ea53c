//! What the norms count and this system cannot yet: named, with what is missing, and without a figure.
//!
//! An indicator leaves this list for the catalogue when its facts are kept (docs/decisions/0013).

use crate::text::Lang;

/// An indicator whose facts are not kept yet. It has no value, not even 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotYetCounted {
    /// Stable id; it stays the same when the indicator is counted one day.
    pub id: &'static str,
    name: [&'static str; 2],
    formula: [&'static str; 2],
    missing: [&'static str; 2],
    source: [&'static str; 2],
}

impl NotYetCounted {
    /// Official name.
    pub fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.name[0], self.name[1])
    }

    /// Numerator and denominator, in words.
    pub fn formula(&self, lang: Lang) -> &'static str {
        lang.pick(self.formula[0], self.formula[1])
    }

    /// Which facts would have to be kept.
    pub fn missing(&self, lang: Lang) -> &'static str {
        lang.pick(self.missing[0], self.missing[1])
    }

    /// Where the definition stands.
    pub fn source(&self, lang: Lang) -> &'static str {
        lang.pick(self.source[0], self.source[1])
    }
}

/// All of them, in the order of the official tables.
pub const NOT_YET_COUNTED: &[NotYetCounted] = &[
    NotYetCounted {
        id: "discharge_form",
        name: ["出院信息单及时率", "discharge forms in time"],
        formula: ["出院后 10 个工作日内报送 / 应报送", "sent within ten working days of discharge / due"],
        missing: ["出院信息单和收到的日期", "the discharge form and the day on which it came"],
        source: ["报告办法 第七条", "rules on onset reports, article 7"],
    },
    NotYetCounted {
        id: "free_medicine",
        name: ["免费服药覆盖率", "free medicine coverage"],
        formula: [
            "领到免费药的人 / 符合条件且需要服药的人",
            "people given free medicine / eligible people who need medicine",
        ],
        missing: [
            "免费服药的申请、审核和发药记录",
            "applications, decisions and dispensing of free medicine",
        ],
        source: ["地方免费服药办法", "local rules on free medicine"],
    },
    NotYetCounted {
        id: "guardian_reward",
        name: ["以奖代补落实率", "guardian reward paid"],
        formula: [
            "已发放的监护人 / 符合条件并通过审核的监护人；金额同",
            "guardians paid / guardians eligible and passed; the same of amounts",
        ],
        missing: [
            "以奖代补的申请、季度审核和发放记录",
            "applications, quarterly reviews and payments of the reward",
        ],
        source: ["以奖代补意见", "opinion on the guardian reward"],
    },
    NotYetCounted {
        id: "care_group",
        name: ["关爱帮扶小组覆盖率", "care group coverage"],
        formula: ["有小组的村（居） / 全部村（居）", "villages with a group / villages"],
        missing: ["各村（居）的关爱帮扶小组及成员", "the care group of each village and its members"],
        source: ["工作规范 关爱帮扶小组", "work specification, care groups"],
    },
    NotYetCounted {
        id: "rehabilitation_counties",
        name: ["开展社区康复的县比例", "counties that offer rehabilitation"],
        formula: ["开展社区康复的县（市、区） / 全部县（市、区）", "counties that offer it / counties"],
        missing: ["康复机构和转介登记", "rehabilitation centres and referrals to them"],
        source: ["精康融合行动", "campaign for rehabilitation in the community"],
    },
    NotYetCounted {
        id: "awareness",
        name: ["心理健康知识知晓率", "knowledge of mental health"],
        formula: ["答对 / 接受调查", "correct answers / people asked"],
        missing: ["知识知晓调查的问卷和结果", "questionnaires and answers of knowledge surveys"],
        source: ["精神卫生工作规划", "plan for mental health work"],
    },
];
