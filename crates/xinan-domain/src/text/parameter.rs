//! What parameters, tables of parameters and waiting times say to people.

use jiff::civil::Date;

use crate::texts;

// How long one waits. In English an adjective's place is left to the sentence around.
texts! {
    wait_week(count: u16) = "{count} 周", "{count} week";
    wait_several_weeks(count: u16) = "{count} 周", "{count} weeks";
    wait_day(count: u16) = "{count} 天", "{count} day";
    wait_several_days(count: u16) = "{count} 天", "{count} days";
    wait_working_day(count: u16) = "{count} 个工作日", "{count} working day";
    wait_several_working_days(count: u16) = "{count} 个工作日", "{count} working days";
    wait_month(count: u16) = "{count} 个月", "{count} month";
    wait_several_months(count: u16) = "{count} 个月", "{count} months";
    wait_hour(count: u16) = "{count} 小时", "{count} hour";
    wait_several_hours(count: u16) = "{count} 小时", "{count} hours";
    wait_minute(count: u16) = "{count} 分钟", "{count} minute";
    wait_several_minutes(count: u16) = "{count} 分钟", "{count} minutes";
    wait_person(count: u16) = "{count} 人", "{count} person";
    wait_several_people(count: u16) = "{count} 人", "{count} people";
    wait_once(count: u16) = "{count} 次", "{count} time";
    wait_several_times(count: u16) = "{count} 次", "{count} times";
    wait_per_microlitre(count: u16) = "{count} 个/µL", "{count}/µL";
    wait_micromoles(count: u16) = "{count} µmol/L", "{count} µmol/L";
    wait_milliseconds(count: u16) = "{count} 毫秒", "{count} ms";
}

texts! {
    due_ordered(rule: &str, paper: &str) = "{rule}（{paper}）", "{rule} ({paper})";
}

// How sure a value is.
texts! {
    basis_known = "国家规定", "as the norm says";
    basis_medium = "通行做法，请与县精防办核实", "usual practice; ask the county office";
    basis_low = "没有国家规定的常用值，请与县精防办核实", "usual where the nation says nothing; ask the county office";
}

// Why a value is not taken.
texts! {
    value_looser(least: &str, most: &str, norm: &str) =
        "只能在 {least}到 {most}之间，不能比国家规定宽（{norm}）",
        "must lie between {least} and {most}: never looser than the norm ({norm})";
    value_range(least: &str, most: &str) =
        "只能在 {least}到 {most}之间", "must lie between {least} and {most}";
    value_count(unit: &str) = "请填整数，单位是{unit}", "enter a whole number of {unit}";
    value_choice(allowed: &str) = "可填：{allowed}", "use one of: {allowed}";
    value_names = "请填名称，每个 2～20 个字，最多 20 个，用“、”隔开；没有就填“无”", "enter names of 2 to 20 characters, at most 20 of them, with commas between; or none";
    no_names = "无", "none";
    value_share = "请填百分比（患病率填千分比），最多两位小数，例如 85 或 85.5", "enter a percentage (per mille for prevalence) with at most two decimals, as in 85 or 85.5";
    unit_days = "天", "days";
    unit_working_days = "工作日", "working days";
    unit_months = "月", "months";
    unit_hours = "小时", "hours";
    unit_minutes = "分钟", "minutes";
    unit_people = "人", "people";
    unit_times = "次", "times";
    unit_per_microlitre = "个/µL", "cells/µL";
    unit_micromoles = "µmol/L", "µmol/L";
    unit_milliseconds = "毫秒", "ms";
}

// What keeps a table from being loaded.
texts! {
    at_line(line: u32, column: &str, problem: &str) = "第 {line} 行（{column}）：{problem}。", "line {line} ({column}): {problem}.";
    at_line_whole(line: u32, problem: &str) = "第 {line} 行：{problem}。", "line {line}: {problem}.";
    table_nothing =
        "表里没有参数，请每行写：区划代码,参数,数值,生效日期,失效日期,来源",
        "the table has no rows; write on each line: region,name,value,valid_from,valid_to,source";
    table_column_unknown(given: &str) =
        "不认识“{given}”这一列，可用的列：区划代码、参数、数值、生效日期、失效日期、来源",
        "there is no column “{given}”; the columns are region, name, value, valid_from, valid_to, source";
    table_column_missing = "表头里没有这一列，请补上", "the header has no such column; add it";
    table_column_twice = "表头里有两个这样的列，请只留一个", "the header has this column twice; keep one";
    table_region(given: &str) =
        "“{given}”不是区划代码，请填 2、4、6、9 或 12 位代码",
        "“{given}” is no division code; a code has 2, 4, 6, 9 or 12 digits";
    table_region_unknown(given: &str) =
        "区划表里没有 {given}，请核对代码", "the division table has no {given}; check the code";
    table_name_unknown(given: &str) =
        "没有“{given}”这个参数，请用 xinan parameters show 查看全部名称",
        "there is no parameter “{given}”; xinan parameters show lists the names";
    table_value(given: &str, allowed: &str) =
        "“{given}”不能作为这个参数的数值，{allowed}", "“{given}” is no value of this parameter; {allowed}";
    table_value_refused(given: &str, why: &str) =
        "“{given}”{why}，请改正，或删去这一行", "“{given}” {why}; mend or remove this line";
    table_from(given: &str) =
        "“{given}”不是日期，请写生效的第一天，例如 2026-01-01",
        "“{given}” is no day; write the first day in force, as in 2026-01-01";
    table_until(given: &str) =
        "“{given}”不是日期，请写最后一天，例如 2026-12-31；长期有效就空着",
        "“{given}” is no day; write the last day, as in 2026-12-31, or leave it empty";
    table_until_before(from: Date) =
        "失效日期早于生效日期 {from}，请核对两个日期", "it ends before it begins on {from}; check both days";
    table_source_missing =
        "没有写来源，请填发布这项规定的文件", "no source; name the paper that orders it";
    table_source_long(longest: usize) =
        "来源最多 {longest} 个字，请写短一些", "a source has at most {longest} characters; shorten it";
    table_twice(line: u32) =
        "同一地区、同一参数、同一生效日期在第 {line} 行已有，请只留一行",
        "the same region, name and first day stand on line {line}; keep one of them";
    column_region = "区划代码", "region";
    column_name = "参数", "name";
    column_value = "数值", "value";
    column_from = "生效日期", "valid_from";
    column_until = "失效日期", "valid_to";
    column_source = "来源", "source";
    column_day = "日期", "day";
    column_kind = "类型", "kind";
    column_festival = "名称", "name";
}

// 节假日安排的表
texts! {
    holidays_nothing =
        "表里没有节假日，请每行写：日期,放假或上班,节日名称,来源",
        "the table has no rows; write on each line: day,off or work,name,source";
    holidays_column_unknown(given: &str) =
        "不认识“{given}”这一列，可用的列：日期、类型、名称、来源、区划代码",
        "there is no column “{given}”; the columns are day, kind, name, source, region";
    holidays_day(given: &str) =
        "“{given}”不是日期，请写成 2027-01-01", "“{given}” is no day; write it as 2027-01-01";
    holidays_kind(given: &str) =
        "“{given}”不是放假也不是上班，请填 放假 或 上班；取消已载入的一天填 撤销", "“{given}” is neither off nor work; enter one of them, or withdrawn to take a loaded day back";
    holidays_twice(day: Date, line: u32) =
        "{day} 在第 {line} 行已有，请只留一行", "{day} stands on line {line}; keep one of them";
    holidays_source_missing =
        "没有写来源，请加“来源”一列，或用 --source 写明是哪份通知",
        "no source; add a column source, or name the notice with --source";
    holidays_weekday(day: Date) =
        "{day} 本来就是工作日，补班只会在周末，请核对", "{day} is a working day anyway; make-up days are weekends, so check it";
    holidays_year_thin(year: i16, days: usize, least: usize) =
        "{year} 年只有 {days} 天放假，全年至少有 {least} 天；请把全年的安排一次填全",
        "{year} has {days} days off, a year has at least {least}; give the whole year's notice at once";
    calendar_missing(year: i16) =
        "{year} 年的节假日安排还没有载入，暂按周一至周五算，遇节假日会偏早；请联系县精防办载入",
        "the holidays of {year} have not been loaded; reckoned by weekdays alone, too early over a festival. Ask the county office to load them";
}
