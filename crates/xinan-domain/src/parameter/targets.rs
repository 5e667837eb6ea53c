//! Targets: what an indicator should be, by year (domain sheet 6.2 and 6.4).

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use crate::duty::Basis::{self, Known, Low, Medium};

/// Targets by indicator id, in hundredths of the indicator's unit (8000 = 80 %).
pub type Targets = BTreeMap<&'static str, u32>;

/// A national or commonly used target: since when, how much, how sure, and where it stands.
pub(super) type Target = (Option<Date>, u32, Basis, &'static str);

const PLAN: &str = "全国精神卫生工作规划（2015—2020年）";
const NOTICE: &str = "基本公共卫生服务项目年度通知；服务规范 五";
const ACTION: &str = "健康中国行动 心理健康促进行动";
const BULLETIN: &str = "全国年度报告同期的地方目标";
const LOCAL: &str = "地方规定";

/// The targets of an indicator, the oldest first.
///
/// A plan that says "by 2020" is measured on the figures of 2020, so its target begins with that year.
/// Where the sheet knows only that a target is usual, it holds from the start with its own mark.
pub(super) fn targets_of(id: &str) -> &'static [Target] {
    const YEAR_2015: Option<Date> = Some(date(2015, 1, 1));
    const YEAR_2016: Option<Date> = Some(date(2016, 1, 1));
    const YEAR_2017: Option<Date> = Some(date(2017, 1, 1));
    const YEAR_2020: Option<Date> = Some(date(2020, 1, 1));
    const YEAR_2022: Option<Date> = Some(date(2022, 1, 1));
    const YEAR_2030: Option<Date> = Some(date(2030, 1, 1));
    match id {
        "managed" => &[(YEAR_2015, 8000, Known, PLAN)],
        "standard" => &[(YEAR_2017, 8000, Known, NOTICE)],
        "medicine" => &[(YEAR_2016, 6000, Low, BULLETIN), (YEAR_2017, 8000, Low, LOCAL)],
        "regular_medicine" => &[(YEAR_2016, 6000, Low, LOCAL)],
        "schizophrenia_medicine" => &[
            (YEAR_2016, 6000, Low, BULLETIN),
            (YEAR_2020, 8000, Known, PLAN),
            (YEAR_2022, 8000, Medium, ACTION),
            (YEAR_2030, 8500, Medium, ACTION),
        ],
        "stable" => &[(YEAR_2016, 6000, Low, BULLETIN), (YEAR_2017, 8000, Low, LOCAL)],
        "face_to_face" => &[(YEAR_2017, 8000, Medium, LOCAL)],
        _ => &[],
    }
}

/// Whether a region's target may not lie below the nation's of the day.
pub(super) fn binds(id: &str) -> bool {
    matches!(id, "managed" | "standard" | "schizophrenia_medicine")
}
