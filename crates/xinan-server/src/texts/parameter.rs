//! What is said of parameters and of loading them.

use jiff::civil::Date;
use xinan_domain::texts;

texts! {
    parameters_title(place: &str, code: &str, on: Date) = "{place}（{code}）{on} 的参数：名称、起始日期、数值、含义、来源", "Parameters of {place} ({code}) on {on}: name, since, value, meaning, source";
    parameter_national(source: &str, basis: &str) = "全国默认：{source}（{basis}）", "national default: {source} ({basis})";
    parameter_ordered(place: &str, source: &str) = "{place}：{source}", "{place}: {source}";
    parameter_ordered_until(place: &str, source: &str, until: Date) = "{place}：{source}（至 {until}）", "{place}: {source} (until {until})";
    parameter_unset = "没有规定", "not set";
    holidays_loaded(years: &str) = "已载入节假日安排的年份：{years}；其他年份只按周一至周五算", "holidays are loaded for {years}; other years are reckoned by weekdays alone";
}
