//! The words of clues: reporting one, looking at it, what became of it; and of surveys.

use jiff::civil::Date;
use xinan_domain::texts;

// 报告线索.
texts! {
    clue_age_hint = "估计就行", "A guess will do";
    clue_done_reported = "已收到，谢谢。卫生机构会跟进，您不用再做什么。", "Received, thank you. The health side follows up; nothing is left for you to do.";
    clue_forgotten = "到期已删除", "forgotten in time";
    clue_informant_hint = "说这件事的人；是您自己看到的，写您自己", "Who says so; yourself if you saw it";
    clue_items_hint = "有一条就可以报告，不打分", "One is enough; there is no score";
    clue_mine = "我报告的线索", "Clues that I reported";
    clue_mine_explained = "这里只有您自己报告过什么。后来怎么样，由卫生机构跟进，不在这里显示：这个人有没有档案、看了没有，都是本人的隐私。", "What you have reported, and nothing else. What became of it is with the health side and not shown here: whether there is a record, or was a visit, is the person's own.";
    clue_mine_none = "您还没有报告过线索。", "You have reported nothing yet.";
    clue_mine_none_next = "看到身边有人可能需要帮助，可以在这里报告。", "If you see somebody who may need help, report it here.";
    clue_more = "知道得更多（可不填）", "What else is known (optional)";
    clue_name = "姓名", "Name";
    clue_note_hint = "看到、听到的事实，不用下结论", "What was seen or heard; no conclusion is needed";
    clue_other_list(list: &str) = "改用：{list}", "Use this list: {list}";
    clue_promise = "报告的内容只给负责的卫生机构看。线索不是诊断，是不是有病由精神科医师判断。", "Only the health side reads what is reported. A clue is no diagnosis: whether there is an illness, a psychiatrist says.";
    clue_received = "已收到，由卫生机构跟进", "received, with the health side";
    clue_report = "报告线索", "Report a clue";
    clue_reported_on = "报告日期", "Reported";
    clue_send = "报告", "Report";
    clue_too_many(most: u64) = "一天最多报告 {most} 条，今天已经满了。请明天再报；急的请打卫生院的电话，有危险先打 120。", "{most} a day is the most, and today's are used up. Please go on tomorrow; call the health centre if it is urgent, and 120 if there is danger.";
}

// 线索与复核诊断.
texts! {
    by_night = "系统夜间整理", "the night's work";
    clue_about_age(age: u8) = "约 {age} 岁", "about {age}";
    clue_age(age: i16) = "{age} 岁", "{age}";
    clue_all = "全部", "All";
    clue_born(year: i16) = "{year} 年生", "born {year}";
    clue_confidential = "知情人的姓名和电话要保密，不告诉本人、家属和其他部门。", "The informant is confidential: neither the person, nor the family, nor other departments are told.";
    clue_count(state: &str, count: u64) = "{state} {count}", "{state} {count}";
    clue_course = "办理经过", "What was done";
    clue_decision = "现在怎么办", "What to do now";
    clue_done_review = "复核结果已记下。", "The review is entered.";
    clue_done_step = "已办好。", "Done.";
    clue_done_withdrawn = "这一步已撤回，线索回到上一步。", "The step is taken back; the clue stands where it stood before.";
    clue_due = "期限", "By";
    clue_everywhere = "全部地方", "Everywhere";
    clue_forget_on(day: Date) = "内容 {day} 起删除。", "Its content is forgotten from {day} on.";
    clue_form = "线索调查登记表", "The registration form";
    clue_no_match = "您的辖区名册里没有姓名和年龄、住处都对得上的人。", "Nobody in the register of your territory fits by name and age or place.";
    clue_none = "没有符合条件的线索。", "No clue fits.";
    clue_none_next = "有新的线索报告上来，会在今日工作里提醒。", "What is reported stands on today's work.";
    clue_of_ledger = "台账导入", "from a ledger";
    clue_others = "同村同名的其他线索", "Other clues of that name in the village";
    clue_overdue(day: &str) = "应在 {day} 前，已过期", "due {day}, overdue";
    clue_register = "名册里可能是谁", "Who of the register it may be";
    clue_register_within = "只对照您的辖区。辖区以外有没有，可以请县里核对。", "Compared within your territory only. Beyond it the county office can compare.";
    clue_reported_by = "谁报告的", "Reported by";
    clue_review = "复核诊断结果", "What a psychiatrist found";
    clue_review_explained = "照精神科医师的书面结果记。诊断只由精神科医师作出；本人不愿意复核的，不勉强，记待查并说明。", "Enter what the psychiatrist has written. Only a psychiatrist diagnoses; where the person does not wish to be seen nobody is pressed: enter it as open, and say so.";
    clue_review_not_now(state: &str) = "这条线索现在是“{state}”，还不能记复核结果。请先转请复核诊断，或看一看别人刚办了什么。", "This clue is at “{state}”: no review can be entered. Ask for the review first, or see what somebody has just done.";
    clue_same_gone = "选的这一位对不上，或不在您的辖区。请重新选，或请县里核对。", "The one that was chosen does not fit, or is not in your territory. Please choose again, or ask the county office.";
    clue_see_record = "看档案", "See the record";
    clue_share_used_up = "您今天能查看的人数已满，名册明天再对照；线索可以照常办理。", "You have seen as many people as a day allows. Compare tomorrow; the clue can be dealt with all the same.";
    clue_step_by(by: &str, at: &str) = "{by} {at}", "{by} {at}";
    clue_step_withdrawn = "已撤回", "taken back";
    clue_surveyed = "调查日期", "Asked on";
    clue_surveyed_on(day: Date) = "{day} 调查", "asked on {day}";
    clue_until(day: &str) = "{day} 前", "by {day}";
    clue_waiting = "等着办的", "Waiting";
    clue_where = "在哪里", "Where";
    clue_why(who: &str, due_on: Date, source: &str) = "由{who}在 {due_on} 前办（{source}）。", "To be done by {who} until {due_on} ({source}).";
    clue_withdraw = "撤回这一步", "Take it back";
    clue_withdraw_step(step: &str) = "刚才的“{step}”办错了", "The step “{step}” was a mistake";
    clue_words_hint = "排除和撤回要写明理由；不要写知情人是谁", "Say why something is ruled out or taken back; do not name the informant";
    clue_year(year: i16, all: u64, parts: &str) = "{year} 年调查 {all} 条：{parts}。", "{year}: {all} clues, of which {parts}.";
    clues_check(count: u64, due_on: Date, source: &str) = "有 {count} 条线索等核实，最早的一条 {due_on} 前办（{source}）", "{count} clues to be looked at, the first by {due_on} ({source})";
    clues_check_late(count: u64, late: u64, source: &str) = "有 {count} 条线索等核实，其中 {late} 条已过期（{source}）", "{count} clues to be looked at, {late} of them overdue ({source})";
    clues_review(count: u64, due_on: Date, source: &str) = "有 {count} 条线索等精神科医师复核，最早的一条 {due_on} 前办（{source}）", "{count} clues to be reviewed by a psychiatrist, the first by {due_on} ({source})";
    clues_review_late(count: u64, late: u64, source: &str) = "有 {count} 条线索等精神科医师复核，其中 {late} 条已过期（{source}）", "{count} clues to be reviewed by a psychiatrist, {late} of them overdue ({source})";
    nav_clues = "线索", "Clues";
}

// 线索调查.
texts! {
    nav_surveys = "线索调查", "Surveys";
    survey_area = "范围", "Area";
    survey_asked(reported: u64) = "已调查，报告 {reported} 条", "asked, {reported} reported";
    survey_asked_done = "已调查", "asked";
    survey_asked_none = "已调查，无线索", "asked, no clue";
    survey_begin = "开始一次线索调查", "Begin a survey";
    survey_begin_do = "开始", "Begin";
    survey_begun(by: &str, at: &str) = "{by} {at} 开始", "begun by {by}, {at}";
    survey_days = "时间", "Days";
    survey_do = "怎么办", "What to do";
    survey_do_done = "本村调查完了", "This village is done";
    survey_do_none = "已调查，无线索", "Asked, no clue";
    survey_done_begun = "调查已开始，到期前会出现在各村、各乡镇的今日工作里。", "The survey has begun, and stands on the day's work of its villages and townships.";
    survey_done_ended = "调查已结束。", "The survey is ended.";
    survey_done_village = "已记下。以后又发现线索的，随时可以报告。", "Entered. What is noticed later can be reported any day.";
    survey_done_withdrawn = "已撤回，这个村还要调查。", "Taken back; the village is still to be asked.";
    survey_end = "结束这次调查", "End this survey";
    survey_ended(by: &str, at: &str) = "{by} {at} 结束", "ended by {by}, {at}";
    survey_explained = "逐村问知情人。有符合的就报告线索；问完了，在这里记一笔。没有线索也要记，空着表示还没有问。", "Ask informants village by village, and report what fits. When a village is done, enter it here, with clues or without: an open line means that nobody has asked yet.";
    survey_from_until(from: Date, until: Date) = "{from} 至 {until}", "{from} to {until}";
    survey_late = "这个村已经记过，或者调查已结束。", "This village was entered already, or the survey was ended.";
    survey_none = "还没有线索调查。", "No survey yet.";
    survey_none_next = "调查由县精防办或乡镇卫生院开始。没有调查时，看到线索也可以随时报告。", "The county office or the township begins one. A clue can be reported at any time without.";
    survey_open = "还没有调查完", "not done yet";
    survey_print = "打印问题清单", "Print the questions";
    survey_reported = "报告", "Reported";
    survey_reported_own = "您报告的", "Reported by you";
    survey_so_far(asked: u64, all: u64) = "{all} 个村（居）中 {asked} 个已调查完", "{asked} of {all} villages are done";
    survey_task(title: &str, until: Date) = "{title}：{until} 前问完本村，有符合的报告，没有的记“已调查，无线索”", "{title}: ask your village by {until}, report what fits, or enter that there is nothing";
    survey_task_late(title: &str, until: Date) = "{title}：{until} 已到期，本村还没有记完", "{title}: its days were over on {until}, and your village is not entered yet";
    survey_task_villages(title: &str, villages: usize, until: Date) = "{title}：还有 {villages} 个村（居）没有问完，{until} 到期", "{title}: {villages} villages are left, until {until}";
    survey_title = "名称", "Name";
    survey_title_hint = "如：2026年冬季线索调查", "Such as: winter survey 2026";
    survey_to_check = "待核实", "To be looked at";
    survey_to_review = "待复核", "To be reviewed";
    survey_village = "村（居）", "Village";
}

// In the log.
texts! {
    look_clue = "看线索", "looked at clues";
    look_clue_forgotten = "删除到期的线索内容", "forgot what a clue said, in time";
    look_clue_judged = "办理线索", "dealt with a clue";
    look_clue_own = "看自己报告的线索", "looked at the own clues";
    look_clue_refused = "报告线索没有收下", "a clue was not taken";
    look_clue_reported = "报告线索", "reported a clue";
    look_clue_tied = "核对线索，是这份档案的人", "found a clue to be of this record";
    look_survey = "办理线索调查", "dealt with a survey";
}

// Paper.
texts! {
    file_blank_clue = "线索调查登记表", "Clue registration form";
    file_clue(day: Date) = "线索调查登记表 {day}", "Clue registration {day}";
    file_questions = "线索调查问题清单", "Questions of a survey";
}
