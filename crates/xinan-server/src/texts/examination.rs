//! 体检和化验.

use xinan_domain::texts;

texts! {
    alert_late(when: &str) = "处理期限：{when}", "To be seen to: {when}";
    alert_none = "现在没有需要处理的异常结果。也可以补记做了什么。", "Nothing alerts now. What was done can be noted all the same.";
    alert_save = "记下处理", "Note it";
    alert_see_to = "处理异常结果", "See to the finding";
    alert_seen_to(day: &str, done: &str, by: &str) = "{day} {done}（{by}）", "{day}: {done} ({by})";
    alert_seen_to_words(line: &str, words: &str) = "{line}：{words}", "{line}: {words}";
    alert_waits = "还没有处理记录。由乡镇卫生院联系精神科医生、安排复查，处理后记下来。", "Not seen to yet. The township contacts the psychiatrist, arranges a further check and notes it.";
    alert_words_hint = "联系了谁、怎么说的、什么时候复查；“不需要处理”的，请写明原因", "Who said what, when it is repeated; where nothing is to be done, why";
    column_check = "要查什么", "What";
    column_exam = "检查", "Result";
    column_last_exam = "上次体检", "Last exam";
    column_offer = "征求意见", "Consent";
    column_recorded = "谁记的", "Recorded by";
    column_results = "主要结果", "Results";
    exam_agreed_by(who: &str) = "这次体检由{who}同意", "Agreed to by: {who}";
    exam_all(total: usize) = "全部 {total} 次", "All {total}";
    exam_bmi = "体质指数", "Body mass index";
    exam_change = "更正检查结果", "Correct the result";
    exam_checks = "服药要查的", "What medicines ask for";
    exam_checks_none = "现在的用药没有需要定期查的。", "What is taken now asks for no regular check.";
    exam_confirm = "少见的数值", "Unusual values";
    exam_confirm_hint = "报告单上确实是这样的，请勾选", "Tick what the report does say";
    exam_confirm_tick(says: &str) = "已核对报告单：{says}", "Compared with the report: {says}";
    exam_corrected_notice(day: &str, by: &str, reason: &str) = "{day}由{by}更正：{reason}", "Corrected on {day} by {by}: {reason}";
    exam_course = "变化", "Course";
    exam_delete = "不是这个人的，或没有做过：撤回", "Not of this person, or never made: take it back";
    exam_due_act = "记录体检", "Record the exam";
    exam_due_ask = "征求意见", "Ask for consent";
    exam_due_checks_act = "记录结果", "Record the result";
    exam_due_checks_explained = "按用药和上次结果算出的下次检查日期，过期的和 14 天内到期的列在这里。依据：药品说明书和通行做法；由开药的医生决定。", "The next checks by medicine and last result, overdue or due within 14 days. By the medicines' labels and usual practice; whoever prescribes decides.";
    exam_due_checks_none = "14 天内没有到期的化验。", "No check is due within 14 days.";
    exam_due_checks_tab(count: u64) = "待化验 {count} 人", "Checks: {count}";
    exam_due_explained(until: &str) = "每年一次，{until}前完成。先征求本人或监护人意见；不同意体检的不列入，其他服务不受影响。依据：服务规范 二（四）。", "Once a year, by {until}. The person or the guardian is asked first; who declines stands in no list, and nothing else changes. 服务规范 二（四).";
    exam_due_line(yearly: u64, until: &str) = "年度体检还有 {yearly} 人，{until}前完成", "Yearly exams: {yearly} people until {until}";
    exam_due_line_checks(checks: u64, overdue: u64) = "服药要做的化验：{checks} 人，其中过期 {overdue} 人", "Checks of medicines: {checks} people, {overdue} overdue";
    exam_due_none = "今年的体检都做完了，或还没有征得同意。", "Everybody was examined this year, or nobody has agreed yet.";
    exam_due_title = "体检和化验安排", "Exams and checks";
    exam_due_yearly_tab(count: u64) = "待体检 {count} 人", "Exams: {count}";
    exam_ecg = "心电图", "Electrocardiogram";
    exam_ecg_seen(seen: &str) = "异常：{seen}", "Abnormal: {seen}";
    exam_former = "更正和撤回的", "Corrected and taken back";
    exam_former_line(day: &str, at: &str, by: &str, reason: &str) = "{day}的结果，{at}由{by}更正或撤回：{reason}", "Result of {day}, corrected or taken back at {at} by {by}: {reason}";
    exam_group_baseline = "一般检查", "General";
    exam_group_blood = "血常规", "Blood count";
    exam_group_heart = "心电图", "Heart";
    exam_group_liver = "肝功能和血糖", "Liver and glucose";
    exam_group_more = "血药浓度和其他", "Blood levels and others";
    exam_group_result = "结论", "Conclusion";
    exam_group_what = "什么检查", "What";
    exam_hint_declined = "不同意体检：不做年度体检。看病时做的化验可以记。", "Declined: no yearly exam. A test made in treatment can be recorded.";
    exam_hint_wanted = "现在的用药要查", "Asked for by what is taken now";
    exam_incomplete(items: &str) = "规范要求的项目还缺：{items}", "Of what the norm names, missing: {items}";
    exam_kept_already = "一样的结果已经记过了，不用再记。如果是另一次检查，请核对日期。", "The very same result is kept already. If it is another one, please check the day.";
    exam_last(day: &str) = "上次年度体检 {day}", "Last yearly exam {day}";
    exam_last_none = "还没有年度体检记录", "No yearly exam on record";
    exam_late = "这条记录已经更正或撤回过，没有再改动。请先看现在的内容。", "It was corrected or taken back meanwhile; nothing was changed. Please read what it says now.";
    exam_list_none = "还没有体检或化验记录", "No exam or result is recorded";
    exam_list_none_next = "记下以后，这里会显示每项结果的变化。", "Once recorded, the course of each value stands here.";
    exam_missing_for_medicine(items: &str) = "现在的用药要查、这次没有查的：{items}", "Asked for by what is taken and not in this one: {items}";
    exam_newer = "看现在的版本", "See the version of now";
    exam_of_workbook = "导入", "from a workbook";
    exam_record = "记录体检或化验", "Record an exam or result";
    exam_save = "存好", "Save";
    exam_see_all = "体检和化验记录", "Exams and results";
    exam_see_former = "看这一版", "See it";
    exam_table(name: &str) = "{name}的每次结果", "All results: {name}";
    exam_taken_back = "撤回检查结果", "Take the result back";
    exam_taken_back_notice = "撤回以后，这次检查不再计入，也不再提醒；原来的内容和原因都会保留。", "It counts and alerts no more; what it said and the reason are kept.";
    exam_title = "体检和化验", "Exams and results";
    exam_value(item: &str, value: &str, unit: &str) = "{item} {value} {unit}", "{item} {value} {unit}";
    exam_when(day: &str, occasion: &str) = "{day} {occasion}", "{day} {occasion}";
    look_exam_recorded = "记录体检或化验", "recorded an exam or result";
    look_exam_corrected = "更正体检或化验", "corrected an exam or result";
    look_exam_seen_to = "处理异常结果", "saw to a finding";
    look_exam_withdrawn = "撤回体检或化验", "took back an exam or result";
    plot_says_limit(says: &str, limit: &str) = "{says}；提醒线 {limit}", "{says}; alerts beyond {limit}";
    saved_exam = "检查结果已存好。", "The result is saved.";
    saved_exam_corrected = "更正已存好，原来的内容保留。", "The correction is saved; what it said before is kept.";
    saved_exam_withdrawn = "已撤回，原来的内容和原因保留。", "Taken back; what it said and the reason are kept.";
    saved_seen_to = "处理已记下。", "It is noted.";
    task_see_to_alert = "去处理", "See to it";
}

/// What a plot shows, in a sentence.
pub fn plot_says(
    lang: xinan_domain::text::Lang,
    name: &str,
    count: usize,
    (from, first): (&str, &str),
    (to, last): (&str, &str),
    unit: &str,
) -> String {
    match lang {
        xinan_domain::text::Lang::Zh => {
            format!("{name}：共 {count} 次，{from} {first}，{to} {last}（{unit}）")
        }
        xinan_domain::text::Lang::En => {
            format!("{name}: {count} results, {first} on {from}, {last} on {to} ({unit})")
        }
    }
}
