//! The words of emergencies: reporting one, its course, its record, and how many there were.

use xinan_domain::texts;

// 应急报告.
texts! {
    disposal_call_first = "有人受伤或有危险，先打电话，再回来记。急救 120，报警 110，心理援助热线 12356。", "If anybody is hurt or in danger, call first and write afterwards: ambulance 120, police 110, psychological aid 12356.";
    disposal_id_taken = "这一次已经报告过，内容和现在填的不一样，现在填的没有存。要补充，请打开已经报告的那一次，记在经过里；确实是另一次，再点一次报告。", "This was reported before with other content, and what stands here is not kept. To add something, open that report and enter it in its course; if this is another emergency, report once more.";
    disposal_phone_hint = "赶去的人好打给您；不方便留可以不填", "So that whoever comes can call; it may stay empty";
    disposal_place_hint = "需要帮助的地方，用话说，例如：三组晒场", "Where help is needed, in words: the threshing ground of group 3";
    disposal_reason_hint = "看着最主要的一项；以后可以在记录单里改", "The main one as it looks now; the record may say otherwise later";
    disposal_report = "应急报告", "Report an emergency";
    disposal_runs_already(since: &str) = "这一位已经有一次正在处置（{since} 报告）。同一件事请记在那一次的经过里。", "One is going on already (reported {since}). Enter the same matter in its course.";
    disposal_see = "打开看看", "Open it";
    disposal_send = "报告", "Report";
    disposal_who_hint = "知道名字写名字；不知道，写看得见的，例如：穿蓝衣服的中年人", "The name if known; else what one sees: a middle-aged man in blue";
}

// 处置经过.
texts! {
    disposal_account = "在本系统有账号的医师", "A psychiatrist who has an account";
    disposal_account_hint = "选了，这位医师在处置期间可以看到这一次并填写记录单；只是记下电话告知，不用选", "Whoever is chosen sees this and may write the record while it lasts; leave it empty if you only called";
    disposal_again = "刷新", "Refresh";
    disposal_as_of(time: &str) = "截至 {time}。页面开着，有新的记录会自己出现；没有出现就点刷新。", "As of {time}. What is new appears by itself while the page is open; if not, refresh.";
    disposal_check_do = "记一次复查", "Enter a check";
    disposal_check_hint = "还不稳定的，写看到的情况和接着怎么办", "If not steady: what was seen, and what is done about it";
    disposal_consent = "看知情同意", "See what was agreed to";
    disposal_correct = "更正", "Correct";
    disposal_correct_explained = "记过的不改动：更正以后，原来的一条划掉，仍然看得到。要重新记的，更正以后再记一条。", "Nothing is changed: what was corrected is struck out and can still be read. Enter it anew afterwards, if it is to be.";
    disposal_correct_title = "更正一条记录", "Correct an entry";
    disposal_correct_words = "哪里不对，实际是怎样", "What was wrong, and how it really was";
    disposal_course = "经过", "What happened so far";
    disposal_day_hint = "不填就是今天", "Today, if left empty";
    disposal_done_corrected = "已更正，原来的一条划掉了。", "Corrected; the former entry is struck out.";
    disposal_done_ended = "处置已结束。接下来要做的和时间在下面。", "The handling is over. What comes next, and by when, stands below.";
    disposal_done_entered = "已记下。", "Entered.";
    disposal_done_recorded = "记录单已保存。", "The record is kept.";
    disposal_done_reported = "已报告。接下来：告知派出所、精神科医师、家属或帮扶小组，一条一条记下。", "Reported. Next: tell the police, a psychiatrist, the family or the care group, and enter each.";
    disposal_end_do = "处置结束", "The handling is over";
    disposal_enter = "要记一条", "Enter something";
    disposal_entry_taken = "这一条已经记过，内容和现在填的不一样，现在填的没有存。请看经过；确实要另记一条，再点一次。", "This was entered before with other content, and what stands here is not kept. See the course; if it is another entry, send it once more.";
    disposal_grounds = "各条怎么说", "What the articles say";
    disposal_known = "知道的情况", "What is known";
    disposal_late = "情况刚有变化，这一步现在不用做了。请看经过。", "Something has changed, and this is not to be done any more. See the course.";
    disposal_mistaken_hint = "为什么是误报，或者和哪一次重复", "Why it was none, or which other report it is in";
    disposal_moved_away = "已迁出的患者", "Somebody who has moved away";
    disposal_next = "接下来", "What comes next";
    disposal_not_steady = "还不稳定", "not steady yet";
    disposal_nothing_left = "都办完了。", "Nothing is left to be done.";
    disposal_psychiatrist_gone = "选的医师现在不在岗。请另选一位，或者不选，只写姓名。", "The psychiatrist who was chosen is not in post now. Choose another, or none and write the name.";
    disposal_record_anew = "改记录单", "Write the record anew";
    disposal_record_do = "填写记录单", "Write the record";
    disposal_reported_at(stamp: &str) = "{stamp} 报告", "reported {stamp}";
    disposal_runs = "正在处置。告知了谁、做了什么，一条一条记在下面；结束了点“处置结束”。", "It is going on. Enter below who is told and what is done; say when the handling is over.";
    disposal_steady = "稳定", "steady";
    disposal_time_hint = "例如 14:06；不填就是现在", "Such as 14:06; now, if left empty";
    disposal_to_person = "档案", "Record of the person";
    disposal_until(until: &str) = "{until} 前", "by {until}";
    disposal_visit = "有伤害自己或他人的行为或危险：请随访一次，在随访里按发生的事评危险性。这里不评级。", "There was an act or danger to somebody: visit the person, and grade there what happened. Nothing is graded here.";
    disposal_was_mistaken = "误报或重复，不计数。", "Reported by mistake or twice: not counted.";
    disposal_what = "发生了什么", "What is happening";
    disposal_when = "不是刚才发生的？填时间", "Not just now? Enter the time";
    disposal_where = "在哪里", "Where";
    disposal_who_reports = "谁报告的", "Who reports";
    disposal_why(why: &str, source: &str) = "{why}（{source}）", "{why} ({source})";
}

// 记录单.
texts! {
    disposal_began_hint = "例如 14:06；两处都不填就是报告时间", "Such as 14:06; when it was reported, if both are left empty";
    disposal_ended_at(at: &str, outcome: &str) = "{at} 结束，{outcome}。", "Ended {at}: {outcome}.";
    disposal_ground_hint = "紧急住院必须选第三十条中的一项", "An admission needs one of article 30";
    disposal_primary_hint = "只选一项，统计按这一项；其他的在下一栏选", "One only, which is counted; others below";
    disposal_record = "应急处置记录单", "Record of an emergency";
    disposal_record_explained = "由精神科医师在 24 小时内填写；没有账号的，照纸质单录入，填表人写医师。经过里已有的，先填好了。", "A psychiatrist's, within 24 hours; without an account, enter it from the paper and name the psychiatrist as writer. What the course says already is filled in.";
}

// On paper, which is always in Chinese.
texts! {
    file_disposal(day: &str) = "记录单_{day}", "record_{day}";
    paper_disposal_diagnosis(kind: &str, name: &str) = "{kind}：{name}", "{kind}: {name}";
}
/// Whose each copy is.
pub const PAPER_DISPOSAL_COPIES: [&str; 3] = [
    "第一联：本级精防机构留存",
    "第二联：接收患者的科室（机构）留存",
    "第三联：应急医疗处置组（基层机构）留存",
];
/// 报告地区.
pub const PAPER_DISPOSAL_AREA: &str = "报告地区";
/// 处置结束时间.
pub const PAPER_DISPOSAL_ENDED_AT: &str = "处置结束时间";
/// 报告时间.
pub const PAPER_DISPOSAL_REPORTED_AT: &str = "报告时间";
/// 报告人.
pub const PAPER_DISPOSAL_REPORTER: &str = "报告人、电话";

// 一览和统计.
texts! {
    disposal_all = "全部", "All";
    disposal_by_outcome = "按怎么结束", "By how they ended";
    disposal_by_reason = "按主要缘由", "By primary reason";
    disposal_counts = "应急处置统计", "How many emergencies";
    disposal_counts_explained = "每次应急处置只有一个主要缘由，所以各项相加就是合计；同时有的其他缘由写在记录单里，不重复计数。误报和重复的不计。", "Each emergency has one primary reason, so that the rows add up to the total; further reasons stand in the record and are not counted again. What was reported by mistake or twice is not counted.";
    disposal_due = "下一步期限", "Next by";
    disposal_everywhere = "全辖区", "Everywhere";
    disposal_from = "从哪天", "From";
    disposal_none = "没有正在办的应急处置。", "No emergency is open.";
    disposal_none_next = "有人需要马上帮助，点“应急报告”。", "If somebody is in need at once, report it.";
    disposal_not_ended = "还没有结束", "not over yet";
    disposal_outcome = "怎么结束", "How it ended";
    disposal_period(from: &str, until: &str) = "{from} 至 {until} 报告的", "reported from {from} to {until}";
    disposal_reported = "报告时间", "Reported";
    disposal_runs_now(what: &str, since: &str) = "正在应急处置：{what}（{since} 报告）。", "An emergency is going on: {what} (reported {since}).";
    disposal_to = "到哪天", "Until";
    disposal_total = "合计", "Total";
    disposal_waiting = "正在办的", "What is open";
    disposal_who = "谁", "Who";
    disposals_running(count: u64) = "有 {count} 次应急正在处置", "Emergencies going on: {count}";
    look_disposal = "看应急处置", "looked at an emergency";
    look_disposal_kept = "记应急处置", "entered something of an emergency";
    look_disposal_recorded = "写应急处置记录单", "wrote the record of an emergency";
    look_disposal_reported = "应急报告", "reported an emergency";
    nav_disposals = "应急处置", "Emergencies";
    purpose_disposal = "紧急时帮助本人", "help in need";
    task_check = "去复查", "Look in";
    task_enter = "去办理", "See to it";
    task_record = "去填写", "Write it";
}
