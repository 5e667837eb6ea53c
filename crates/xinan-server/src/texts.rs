//! The words of the pages, in both languages.
//!
//! One catalogue, in sections; within a section in the order of the letters. What is said of a
//! form's official fields stands with the form (`xinan_domain`), what a rule answers in
//! `xinan_domain::text::rules`. Short, level, respectful; a sentence says what happened and what
//! to do. Words that hurt have no place here, and a test looks for them.

mod account;
mod closing;
mod clue;
mod confirm;
mod consent;
mod department;
mod disclosure;
mod disposal;
mod duty;
mod elsewhere;
mod emergency;
mod examination;
mod factor;
mod form;
mod grade;
mod hospital;
mod institution;
mod intake;
mod log;
mod pages;
mod parameter;
mod phone;
mod police;
mod portal;
mod print;
mod report;
mod security;
mod setup;
mod staff;
mod story;
mod task;
mod transfer;
mod ward;

pub use account::*;
pub use closing::*;
pub use clue::*;
pub use confirm::*;
pub use consent::*;
pub use department::*;
pub use disclosure::*;
pub use disposal::*;
pub use duty::*;
pub use elsewhere::*;
pub use emergency::*;
pub use examination::*;
pub use factor::*;
pub use form::*;
pub use grade::*;
pub use hospital::*;
pub use institution::*;
pub use intake::*;
pub use log::*;
pub use pages::*;
pub use parameter::*;
pub use phone::*;
pub use police::*;
pub use portal::*;
pub use print::*;
pub use report::*;
pub use security::*;
pub use setup::*;
pub use staff::*;
pub use story::*;
pub use task::*;
pub use transfer::*;
pub use ward::*;

use jiff::civil::Date;
use xinan_domain::text::Lang;
use xinan_domain::texts;

// The house: what surrounds every page.
texts! {
    app_name = "心安", "Xin'an";
    as_of(moment: &str) = "数据到 {moment}", "Data up to {moment}";
    back = "返回", "Back";
    close = "关闭", "Close";
    keys = "快捷键", "Keys";
    main_menu = "主导航", "Main menu";
    menu = "菜单", "Menu";
    names_cover = "遮住姓名", "Cover names";
    names_show = "显示姓名", "Show names";
    new_items = "项在等", "waiting";
    offline =
        "网络断开，填写的内容保留在本页。连上以后再保存。",
        "No network. What you typed stays on this page; save it when the connection is back.";
    other_language = "English", "中文";
    page_title(title: &str) = "{title} · 心安", "{title} · Xin'an";
    page_title_refused(title: &str) = "错误：{title} · 心安", "Error: {title} · Xin'an";
    phone_tabs = "常用", "Most used";
    search = "查找", "Search";
    search_people = "姓名、拼音首字母、身份证后四位", "Name, initials or last four of the ID";
    sign_out = "退出", "Sign out";
    skip_to_text = "跳到正文", "Skip to the content";
    trace =
        "打开和打印记录都会留下记载，本人和监护人有权查看。",
        "Opening and printing a record leaves a trace, which the person and the guardian may ask to see.";
    type_large = "大字", "Large type";
    type_usual = "常规字号", "Usual type";
}

// What one can do.
texts! {
    act_add_rows = "再加几行", "More rows";
    act_call = "拨打", "Call";
    act_call_someone(who: &str) = "打给{who}", "Call {who}";
    act_cancel = "不改了", "Leave as it was";
    act_change = "修改", "Change";
    act_export = "导出 Excel", "Export to Excel";
    act_filter = "查询", "Show";
    act_print = "打印", "Print";
    act_record_visit = "记随访", "Record visit";
    act_reset = "重置", "Reset";
    act_save = "存好", "Save";
    act_save_and_next = "存好，下一位", "Save, next person";
    act_undo = "撤销", "Undo";
}

// Fields and their complaints.
texts! {
    draft_forget = "清空重填", "Start afresh";
    draft_restored =
        "刚才填了没存的内容已放回来，请核对。",
        "What you typed before and did not save is back. Please check it.";
    error_at = "错误：", "Error: ";
    field_day_placeholder = "如 1121、昨天", "1121, yesterday";
    field_day_long_ago_placeholder = "如 1985-08-03", "1985-08-03";
    field_partial_day_placeholder = "如 2008-06、2008", "2008-06 or 2008";
    field_day_ahead_placeholder = "如 1128、明天", "1128, tomorrow";
    field_last_time(answer: &str) = "上次：{answer}", "Last time: {answer}";
    field_many_hint = "可以选几个", "Choose any number";
    field_medicine_row(row: usize) = "药物 {row}", "Medicine {row}";
    field_optional = "（可不填）", " (optional)";
    field_partial_day_hint = "记不清日子，填年月或年份也可以", "Year and month, or the year alone, will do";
    field_times_unit = "次", "times";
    med_dose = "每次 mg", "Dose mg";
    med_evening = "晚 mg", "Evening mg";
    med_injection = "长效：每次 mg", "Depot: dose mg";
    med_morning = "早 mg", "Morning mg";
    med_noon = "中 mg", "Noon mg";
    med_usage = "用法，如每日2次", "Usage, such as bid";
    med_weeks = "长效：每几周", "Depot: every … weeks";
    please_choose = "请选择", "Choose";
    summary_ask(count: usize) = "有 {count} 处请再核对", "Please look again at {count} answers";
    summary_missing(count: usize) = "这 {count} 项还没有填：", "{count} answers are missing: ";
    summary_answered = "（已填）", " (answered)";
    summary_line(field: &str, sentence: &str) = "{field}：{sentence}", "{field}: {sentence}";
    summary_refused(count: usize) = "还没有存上，有 {count} 处要改", "Not saved yet: {count} answers to mend";
}

// The keys.
texts! {
    keys_codes = "选这一项（纸质表上的编号）", "Choose the answer with this number on paper";
    keys_help = "这张表", "This list";
    keys_move = "名单里下一位 / 上一位", "Next / previous in a list";
    keys_next_field = "下一项 / 上一项", "Next / previous field";
    keys_open = "打开", "Open";
    keys_save = "保存", "Save";
    keys_search = "查找", "Search";
    keys_single = "使用单键快捷键", "Use single-key shortcuts";
    keys_visit = "记随访", "Record a visit";
}

// Lists and tables.
texts! {
    list_count(total: u64) = "共 {total} 条", "{total} in all";
    list_from_to(from: u64, to: u64) = "第 {from} 到 {to} 条", "{from} to {to}";
    list_people(count: u64) = "{count} 位", "{count}";
    page_next = "下一页", "Next";
    page_number(number: u32) = "第 {number} 页", "Page {number}";
    page_previous = "上一页", "Previous";
    pages = "分页", "Pages";
    show_filters = "显示筛选条件", "Show filters";
    scroll_table(name: &str) = "{name}，可左右滑动", "{name}, scrolls sideways";
    see_table = "看表格", "See as a table";
    sorted_down = "从大到小", "largest first";
    sorted_up = "从小到大", "smallest first";
}

// Meters and charts.
texts! {
    chart_reading(value: &str, target: &str) = "现在 {value}，目标 {target}", "now {value}, target {target}";
    chart_reading_before(value: &str, target: &str, before: &str) =
        "现在 {value}，目标 {target}，去年同期 {before}",
        "now {value}, target {target}, a year ago {before}";
    done_of(done: u64, of: u64) = "{of} 中完成 {done}", "{done} of {of} done";
    target_met = "达到", "Met";
    target_short(points: &str) = "差 {points}", "{points} short";
    trend(from: &str, to: &str) = "从 {from} 到 {to}", "from {from} to {to}";
}

// The timeline of a person.
texts! {
    tl_class = "随访分类", "Class";
    tl_days(days: u32) = "{days} 天", "{days} days";
    tl_events = "经过", "Events";
    tl_grade = "评估等级", "Grade";
    tl_grade_is(grade: u8) = "{grade} 级", "grade {grade}";
    tl_legend_check_up = "体检", "Check-up";
    tl_legend_first = "需要加强支持", "More support needed";
    tl_legend_life = "康复活动", "Rehabilitation";
    tl_legend_medicine = "发药", "Medicine given";
    tl_legend_three = "虚线：3 级，达到时按应急流程协助就医", "Dashed: grade 3, where emergency care begins";
    tl_medicine = "有药天数", "Medicine days";
    tl_month = "月份", "Month";
    tl_none = "没有", "none";
    tl_peak(grade: u8) = "评估等级最高 {grade} 级", "highest grade {grade}";
    tl_span(from: &str, to: &str, class: &str) = "{from}到{to}{class}", "{from} to {to} {class}";
    tl_stop = "；", "; ";
    tl_title(months: usize) = "近 {months} 个月", "The last {months} months";
}

// People, steps and traces.
texts! {
    access_title = "谁看过这份记录", "Who has looked at this record";
    access_yours =
        "打开、打印都会留下记载。本人和监护人有权查看，可以向卫生院或县精防办提出。",
        "Opening and printing leave a trace. The person and the guardian may ask the health centre or the county office to see it.";
    step_done = "已完成", "Done";
    step_more = "需补充", "More needed";
    step_now = "正在填", "In progress";
    step_open = "未开始", "Not begun";
    step_waiting = "等答复", "Waiting";
    steps = "步骤", "Steps";
}

/// The name of a month: 11月.
pub fn month(lang: Lang, day: Date) -> String {
    let month = day.month();
    match lang {
        Lang::Zh => format!("{month}月"),
        Lang::En => ENGLISH_MONTHS[usize::from(month.unsigned_abs()) - 1].to_owned(),
    }
}

/// The name of a month with its year: 2026年11月.
pub fn year_month(lang: Lang, day: Date) -> String {
    let year = day.year();
    match lang {
        Lang::Zh => format!("{year}年{}", month(lang, day)),
        Lang::En => format!("{} {year}", month(lang, day)),
    }
}

const ENGLISH_MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
