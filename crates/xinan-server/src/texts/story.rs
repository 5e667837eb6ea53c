//! 全部经过.

use xinan_domain::texts;

texts! {
    file_story(name: &str) = "{name}_全部经过", "{name}_account";
    story_aside(lines: u64) = "全部经过，共 {lines} 条", "Everything that happened: {lines} entries";
    story_begun = "建档", "Registered";
    story_by = "谁记的", "By whom";
    story_by_workbook = "由导入的名册更新", "From a roster that was imported";
    story_call = "电话联系", "Call";
    story_counts_no_more = "后来更正，不再起作用", "corrected later; counts no more";
    story_day = "日期", "Day";
    story_died(on: &str, cause: &str) = "{on} 去世：{cause}", "died on {on}: {cause}";
    story_edited = "更正个人信息", "Personal form corrected";
    story_guidance = "请精神科医生指导", "Asked a psychiatrist";
    story_helped = "应急处置", "Helped in an emergency";
    story_joint = "；", "; ";
    story_lost(reason: &str) = "失访：{reason}", "lost: {reason}";
    story_mistake(what: &str) = "更正“{what}”", "“{what}” was a mistake";
    story_next(day: &str) = "下次 {day}", "next {day}";
    story_of_day(on: &str, reason: &str) = "{on} 的记录：{reason}", "Of {on}: {reason}";
    story_risk(grade: u8) = "危险性 {grade} 级", "risk grade {grade}";
    story_referral_back = "转诊回转", "Referral answered";
    story_registered(number: &str, diagnosis: &str) = "编号 {number}；{diagnosis}", "Number {number}; {diagnosis}";
    story_reopened = "恢复档案", "Opened again";
    story_title = "全部经过", "Everything that happened";
    story_transfer(answer: &str) = "流转：{answer}", "Transfer: {answer}";
    story_visit(mode: &str) = "随访（{mode}）", "Visit ({mode})";
    story_what = "事项", "What";
    story_words = "内容", "In words";
}
