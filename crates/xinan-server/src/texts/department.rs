//! The words of what other departments see: counts of a county or a township.

use jiff::civil::Date;
use xinan_domain::texts;

// 统计.
texts! {
    figures_all_withheld = "您这里的数字不单列：在册的人少，列出来会看出是谁，或者能推算出邻近乡镇的数字。县级统计里已经合计在内。", "The counts of your township are not shown on their own: few people are registered, and they would tell of somebody here or nearby. The county's counts contain them.";
    figures_between(from: i64, to: i64) = "{from}～{to}", "{from} to {to}";
    figures_caption = "人数", "People";
    figures_columns = "在册：建了档、健在的人。在管：今年随访过的人。按规范随访：相邻两次随访没有隔得太久的人。病情稳定：最近一次随访稳定的人。百分数以在册为分母。", "Registered: people with a record who are alive. Under management: visited this year. Visited to the standard: no two visits too far apart. Stable: stable at the last visit. Percentages are of the registered.";
    figures_explained = "只有人数和比率，打不开名单，也查不到个人。要办救助、补助，请和县精防办联系。", "Counts and rates only: no list opens, and nobody can be looked up. For relief and subsidies please speak to the county office.";
    figures_fewer(least: i64) = "少于 {least}", "fewer than {least}";
    figures_group(places: usize) = "不单列的 {places} 处合计", "The {places} not shown, together";
    figures_managed = "在管", "Under management";
    figures_not_yet = "上个月的数字还在计算。", "Last month's counts are being computed.";
    figures_not_yet_next = "请过几分钟再看；一直这样，请告诉县精防办。", "Please look again in some minutes; if it stays so, tell the county office.";
    figures_registered = "在册", "Registered";
    figures_stable = "病情稳定", "Stable";
    figures_standard = "按规范随访", "Visited to the standard";
    figures_title(place: &str, month: &str) = "{place} {month}统计", "Counts of {place}, {month}";
    figures_township = "乡镇（街道）", "Township";
    figures_until(day: Date) = "数字到 {day} 为止，每月更新一次。", "Counted up to {day}, once a month.";
    figures_village = "村（居）", "Village";
    figures_whole_county = "全县", "Whole county";
    figures_whole_township = "全镇", "Whole township";
    figures_why(least: i64) = "少于 {least} 人的数（包括 0）不显示，因为能看出是谁；差不到 {least} 人就是全部的，也只写范围。为了不让人用合计减出来，有的地方整行不显示，合在一起算。", "Counts of fewer than {least} people, none included, are not shown, since they would tell who it is; a count that is all but fewer than {least} is shown as a range. Some rows are withheld whole, and summed up together, so that nothing can be subtracted from the total.";
    figures_withheld = "不显示", "not shown";
    look_figures = "看统计", "saw counts";
    nav_figures = "统计", "Counts";
}
