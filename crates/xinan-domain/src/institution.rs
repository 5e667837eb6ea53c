//! 机构 — who takes part in the care of a county: health, hospitals, the offices of other departments.
//!
//! Source: the duties of the work specification (工作规范 2018, 组织领导 and 职责), of 精神卫生法 第七至第十条 and
//! 第四十九至第六十九条, as our fact sheet gathers them (§7.1). No norm numbers the kinds: the numbers are our own, and
//! once given they stay.
//!
//! What surprises: police, civil affairs and the like are institutions, too, and none of them has a post that sees
//! records; that of the police asks about one person at a time ([`crate::police`]). An institution says where somebody
//! works; what somebody may see is the post's.

use jiff::civil::Date;

use crate::codes;
use crate::region::Region;

codes! {
    /// 机构类别.
    InstitutionKind {
        HealthBureau = 1 "卫生健康行政部门" "health bureau" ["卫健委", "卫健局", "卫生健康局"],
        PreventionInstitution = 2 "县级精防机构" "county prevention institution" ["精防办", "县精防办"],
        PsychiatricHospital = 3 "精神专科医院" "psychiatric hospital" ["精神病专科医院"],
        PsychiatricDepartment = 4 "综合医院精神科" "psychiatric department of a general hospital" ["综合医院"],
        TownshipHealthCentre = 5 "乡镇卫生院" "township health centre" ["卫生院"],
        CommunityHealthCentre = 6 "社区卫生服务中心" "community health centre" ["社区卫生服务站"],
        VillageClinic = 7 "村卫生室" "village clinic" ["卫生室"],
        PoliticalLegalCommission = 8 "政法委、综治中心" "political-legal commission" ["政法委", "综治中心"],
        Police = 9 "公安机关" "police" ["公安", "公安局", "派出所"],
        CivilAffairs = 10 "民政部门" "civil affairs" ["民政", "民政局"],
        Finance = 11 "财政部门" "finance" ["财政", "财政局"],
        HumanResources = 12 "人力资源社会保障部门" "human resources" ["人社", "人社局"],
        MedicalInsurance = 13 "医疗保障部门" "medical insurance" ["医保", "医保局"],
        DisabledPersonsFederation = 14 "残疾人联合会" "disabled persons' federation" ["残联"],
        WomensFederation = 15 "妇女联合会" "women's federation" ["妇联"],
        Justice = 16 "司法行政部门" "justice" ["司法", "司法局", "司法所"],
        Education = 17 "教育部门" "education" ["教育", "教育局"],
        YouthLeague = 18 "共青团组织" "youth league" ["团委", "团县委"],
        TradeUnion = 19 "工会" "trade union" ["总工会"],
        MarketRegulation = 20 "市场监督管理部门" "market regulation" ["市场监管", "市场监管局"],
        VillageCommittee = 21 "村（居）民委员会" "village or residents' committee" ["村委会", "居委会"],
    }
}

/// Characters of an institution's name.
pub const LONGEST_NAME: usize = 50;

/// An institution as somebody has described it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Institution {
    /// 类别.
    pub kind: InstitutionKind,
    /// 名称, 1 to [`LONGEST_NAME`] characters.
    pub name: String,
    /// 所在辖区: the county, a township or a village.
    pub region: Region,
    /// The first day on which it is there.
    pub valid_from: Date,
    /// The first day on which it is there no more; none while nobody has ended it.
    pub valid_until: Option<Date>,
}

impl Institution {
    /// Whether it is there on a day. The last day is the one before [`Institution::valid_until`].
    pub fn is_there(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|until| day < until)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::code::Code;

    #[test]
    fn an_institution_is_there_from_its_first_day_to_the_day_before_it_ends() {
        let centre = Institution {
            kind: InstitutionKind::TownshipHealthCentre,
            name: "清溪镇卫生院".to_owned(),
            region: Region::exact("429971101").unwrap(),
            valid_from: date(2026, 3, 1),
            valid_until: Some(date(2026, 11, 21)),
        };
        for (day, there) in [
            (date(2026, 2, 28), false),
            (date(2026, 3, 1), true),
            (date(2026, 11, 20), true),
            (date(2026, 11, 21), false),
        ] {
            assert_eq!(centre.is_there(day), there, "{day}");
        }
        let unended = Institution { valid_until: None, ..centre };
        assert!(unended.is_there(date(2999, 12, 31)));
    }

    /// The numbers are stored: they never change their meaning.
    #[test]
    fn every_kind_keeps_its_number_and_is_read_as_offices_write_it() {
        for (text, kind) in [
            ("1", InstitutionKind::HealthBureau),
            ("卫健局", InstitutionKind::HealthBureau),
            ("乡镇卫生院", InstitutionKind::TownshipHealthCentre),
            ("派出所", InstitutionKind::Police),
            ("残联", InstitutionKind::DisabledPersonsFederation),
            ("21", InstitutionKind::VillageCommittee),
        ] {
            assert_eq!(InstitutionKind::read(text), Some(kind), "{text}");
        }
        let numbers: Vec<u8> = InstitutionKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(numbers, (1..=21).collect::<Vec<u8>>());
    }
}
