//! The words of the pages, in the order in which one meets them.

use xinan_domain::follow_up::DueRule;
use xinan_domain::texts;

use super::{
    look_consent, look_consent_corrected, look_consent_paper, look_consent_paper_added, look_consent_recorded,
};

// What can go wrong with a request.
texts! {
    not_found_title = "没有找到", "Not found";
    not_found = "您要找的页面或档案不存在，或者不归您看。请核对编号或网址；患者已转出的，请联系转入地的精防人员。", "The page or record you look for is not there, or is not yours to see. Check the number or the address; if the person has moved, ask the worker there.";
    death_kept_title = "死亡记录由县精防办更正", "The county office corrects a reported death";
    visit_of_others_title = "这次随访由录入单位更正", "Whoever entered this visit corrects it";
    visit_of_others = "这次随访不是本村录入的。如有差错，请联系镇卫生院更正或撤回，原来的记录会保留；您也可以另记一次随访。", "This visit was not entered in your village. If it is wrong, ask the township health centre, who can correct it or take it back; the former record stays. You may also record a visit of your own.";
    death_kept = "这次随访报告了死亡，录入当天已过。如记错了，请联系县精防办写明原因更正；原来的记录会保留。", "This visit reports a death, and the day on which it was entered is past. If that is a mistake, ask the county office, who can correct it with a reason; the former record stays.";
    not_allowed_title = "这一项不归您办理", "Not a duty of your post";
    not_allowed_apart = "您的岗位不办理这一项，也看不到患者资料。菜单里是您的岗位能办的；要看患者资料，请找为患者服务的同事。", "Your post does not do this, and sees no patient. The menu shows what it does; for a patient, ask a colleague who cares for them.";
    not_allowed = "您的岗位不办理这一项。需要时请联系乡镇精防医生或县精防办。", "Your post does not do this. Please ask the township worker or the county office.";
    form_outdated = "登录已换过，这份内容还没有存。请核对后再存一次。", "You have signed in anew since, and this is not saved yet. Please look it over and save it again.";
    forged_title = "这张表不是从本系统页面提交的", "This form did not come from our page";
    forged = "可能是登录已换过，或页面打开太久。请返回上一页刷新后再提交，填写的内容还在。", "You may have signed in anew, or the page was open for long. Go back, reload and send it again; what you typed is still there.";
    malformed_title = "没有看懂这次请求", "The request was not understood";
    malformed = "请返回上一页再试一次。", "Please go back and try again.";
    too_large_title = "内容太大", "Too large";
    too_large = "一次最多上传 20 MB。请拆成几份再上传。", "At most 20 MB at a time. Please split it.";
    form_too_large = "这张表里的内容太长，没有存上。请返回上一页，写短一些再提交。", "This form holds too much and was not saved. Go back, shorten it and send it again.";
    busy_title = "现在正忙", "Busy just now";
    busy = "别的保存正在进行，这次没有存上。请返回上一页，稍等再提交，填写的内容还在。", "Others are saving just now, and this was not saved. Go back and send it again in a moment; what you typed is still there.";
    unlogged_title = "暂时不能打开", "Closed for now";
    unlogged = "现在记不下谁看过、改过记录，所以不能打开患者资料，也没有存下任何内容。资料没有丢失。请告诉管理员：先运行 xinan verify 检查查阅记录。", "Who reads and changes records cannot be written down just now, so no record is opened and nothing was saved. Nothing is lost. Tell the administrator: check the log with xinan verify first.";
    behind_title = "暂时不能保存", "Not saved for now";
    behind = "密钥已经换过，这台机器还没有拿到新的密钥文件，所以没有存上。请返回上一页，填写的内容还在。请告诉管理员：把最新的密钥文件放到原处。", "The keys were changed and this machine has not the new key file yet, so nothing was saved. Go back; what you typed is still there. Tell the administrator: put the newest copy of the key file in its place.";
    to_first_page = "回到首页", "To the first page";
    to_today = "回到今日工作", "To today's work";
    fault_title = "没有办成", "It did not work";
    fault(number: &str) = "系统出了问题，没有存上。请返回上一页再试；仍不行时把编号 {number} 告诉县精防办。", "Something failed on our side and nothing was saved. Go back and try again; if it persists, tell the county office the number {number}.";
}

// Signing in.
texts! {
    sign_in_title = "登录", "Sign in";
    sign_in_login = "账号", "Account";
    sign_in_password = "密码", "Password";
    sign_in_button = "登录", "Sign in";
    sign_in_wrong = "账号或密码不对。请核对后再试；忘记密码，请找给您开账号的管理员要一个新密码。", "Account or password is wrong. Please check; if the password is forgotten, ask whoever made your account for a new one.";
    sign_in_post_waits = "这个账号的岗位在等本县安全保密管理员确认，确认以后才能登录。请联系本县系统管理员或者安全保密管理员。", "The post of this account waits for the county's security administrator to confirm it; then you can sign in. Please ask the county's system or security administrator.";
    sign_in_no_post = "这个账号现在没有岗位。请联系给您开账号的管理员。", "This account has no post at present. Please ask whoever made your account.";
    sign_in_too_many(minutes: u32) = "试的次数太多了。请在以前登录过的电脑或手机上登录，或 {minutes} 分钟后再试；忘记密码，请找给您开账号的管理员要一个新密码。", "Too many attempts. Sign in on a computer or phone you have used before, or try again in {minutes} minutes; if the password is forgotten, ask whoever made your account for a new one.";
    sign_in_crowded = "现在登录的人太多，密码还没有核对。请过十几秒再试。", "Too many people are signing in, and your password has not been looked at yet. Please try again in some seconds.";
    sign_in_refused = "没有登录成功", "Not signed in";
    sign_in_expired = "登录已过期，填写的内容还在本机。登录后回到刚才的页面。", "Your session has ended; what you typed is still on this computer. Sign in to return to where you were.";
    sign_in_privacy = "这里的记录受精神卫生法和个人信息保护法保护。打开、打印都会留下记载，本人和监护人有权查看。", "Records here are protected by law. Opening and printing leave a trace, which the person and the guardian may ask to see.";
}

// The menu.
texts! {
    nav_today = "今日工作", "Today";
    nav_people = "名册", "People";
    nav_stats = "指标", "Indicators";
    nav_import = "导入", "Import";
    nav_institutions = "机构", "Institutions";
    nav_log = "查阅记录", "Log";
    nav_security = "安全", "Security";
    nav_staff = "人员", "Staff";
    nav_print = "打印", "Print";
}

// Bringing workbooks in.
texts! {
    kind_roster = "名册", "roster";
    kind_followups = "随访", "follow-ups";
    kind_exams = "体检", "examinations";
    kind_clues = "线索", "clues";
    import_no_ledger = "没有认出名册、随访、体检或线索的表头。请确认第一行或标题下一行是列名，如“姓名、身份证号、随访日期”。", "No sheet with the column names of a roster, of follow-ups, examinations or clues. The names must stand in one row, such as 姓名, 身份证号, 随访日期.";
    import_twice_in_file = "这个身份证号在文件里出现过。请核对，同一个人只留一行。", "This identity number occurs twice. Keep one row for one person.";
    import_unknown_person = "名册里没有这个身份证号。请先导入名册，或核对身份证号。", "Nobody on the roster has this identity number. Import the roster first, or check the number.";
    import_other_name = "姓名与名册上这个身份证号的姓名不同。请核对姓名和身份证号。", "The name differs from the roster's for this identity number. Check both.";
    import_repeat(row: u32) = "与第 {row} 行完全相同。请删去重复的一行。", "Exactly the same as row {row}. Delete one of them.";
    import_review_before_survey = "复核诊断日期早于调查日期。请核对这两个日期。", "The review lies before the survey. Check both dates.";
}

// Today's work.
texts! {
    today_title(people: u64) = "要联系 {people} 位", "{people} people to contact";
    quarter(people: u64, seen: u64) = "在册 {people} 人，本季度已随访 {seen} 人", "{people} registered, {seen} visited this quarter";
    group_first = "先联系", "Contact first";
    group_overdue = "已过期", "Overdue";
    group_today = "今天到期", "Due today";
    group_week = "7 天内", "Within 7 days";
    nothing_due = "7 天内没有到期的随访。", "Nothing is due within 7 days.";
    nothing_due_next = "可以到名册看看有没有人需要提前联系。", "You may look through the roster for somebody to contact early.";
    nobody_yet = "名册里还没有人。", "Nobody is on the roster yet.";
    nobody_yet_next = "请先从“导入”把现有的名册和随访表导进来；没有表格的，在“名册”里新建档案。", "Bring in your roster and follow-up workbooks under “Import”, or begin records one by one under “Roster”.";
    see_all(total: u64) = "全部 {total} 位", "All {total}";
    place_within(township: &str, village: &str) = "{township}{village}", "{township}, {village}";
    who(sex: &str, age: i16, village: &str) = "{sex} {age}岁 · {village}", "{sex}, {age}, {village}";
    why_with_note(rule: &str, note: &str) = "{rule}。上次说：{note}", "{rule}. Last time: {note}";
    why_first(first: &str, rule: &str) = "{first}；{rule}", "{first}; {rule}";
    first_refer = "不稳定，还没有转诊：请专科医生看一看", "unstable and not referred yet: a psychiatrist should see";
    first_tell = "请告知关爱帮扶小组", "the care group is to be told";
    first_unstable = "上次随访时病情不稳定", "unstable at the last visit";
    first_support = "上次随访时需要加强支持", "more support was needed at the last visit";
    first_report = "失访还没有书面报告", "the loss is not reported in writing yet";
    called_not_reached(day: &str) = "{day}打不通", "not reached on {day}";
    called_and_said(day: &str, outcome: &str) = "{day}说{outcome}", "on {day}: {outcome}";
    called_then(said: &str, again: &str) = "{said}，{again}", "{said}, {again}";
    called_again_on(day: &str) = "{day}再联系", "call again on {day}";
    called_again_late(day: &str) = "原定 {day}再联系", "was to be called again on {day}";
    called_where = "请问清搬到哪里", "ask where to";
    called_where_on(day: &str) = "{day}再问搬到哪里", "ask where to on {day}";
    called_where_late(day: &str) = "原定 {day}再问搬到哪里", "was to be asked where to on {day}";
    called_offer_on(day: &str) = "先不打扰，{day}再问", "leave it; ask again on {day}";
    called_offer_late(day: &str) = "原定 {day}再问一次意愿", "was to be asked again on {day}";
    visit_overdue(late: &str) = "随访{late}", "visit {late}";
    last_visit(day: &str, mode: &str, doctor: &str) = "上次：{day} {mode} · {doctor}", "Last: {day}, {mode}, {doctor}";
    never_visited = "还没有随访记录", "Not visited yet";
    overdue_days(days: i32) = "过期 {days} 天", "{days} days overdue";
    due_today = "今天", "Today";
    due_in_days(days: i32) = "还有 {days} 天", "in {days} days";
    guardian = "监护人", "guardian";
    saved_visit = "随访已存好。", "The visit is saved.";
    saved_edit = "改动已存好。", "The change is saved.";
    saved_correction = "更正已存好，原来的记录和原因都保留着。", "The correction is saved; the former record and the reason are kept.";
    saved_notice = "已记下，不再提醒。", "Noted; it is asked for no more.";
    saved_notice_withdrawn = "已撤回，重新提醒。", "Taken back; it is asked for again.";
    saved_standing = "已更正，待办和指标已重新计算；原来的记录和原因都保留着。", "Corrected; what is next and the figures are computed anew. The former record and the reason are kept.";
    saved_withdrawal = "随访已撤回，不再计入；记录和原因都保留着。", "The visit is taken back and counts no more; the record and the reason are kept.";
    saved_contact = "联系结果已记下。", "The call is noted.";
}

// The roster.
texts! {
    filter_text = "姓名、拼音、编号、后四位", "Name, pinyin, number, last four";
    filter_region = "村（居）", "Place";
    filter_diagnosis = "诊断", "Diagnosis";
    filter_class = "末次分类", "Last class";
    filter_status = "状态", "Status";
    filter_consent = "知情同意", "Consent";
    filter_due = "到期", "Due";
    filter_overdue_only = "只看已过期", "Overdue only";
    filter_all = "全部", "All";
    column_name = "姓名", "Name";
    column_number = "编号", "Number";
    column_who = "性别、年龄", "Sex, age";
    column_village = "村（居）", "Village";
    column_township = "乡镇", "Township";
    column_status = "状态", "Status";
    column_last = "末次随访", "Last visit";
    column_due = "下次随访", "Next visit";
    sex_and_age(sex: &str, age: i16) = "{sex}，{age}岁", "{sex}, {age}";
    not_agreed = "暂未同意管理", "has not agreed";
    nobody_found = "没有符合条件的人。", "Nobody fits.";
    export_carries = "文件里有身份证号、电话和住址，下载会留下记载。请只用于工作，用完删除。", "The file holds identity numbers, telephones and addresses, and the download leaves a trace. Use it for the work only and delete it afterwards.";
    nobody_found_next = "请减少条件，或换姓名、拼音首字母、身份证后四位再查。", "Use fewer filters, or try the name, initials or the last four digits.";
    roster_file(place: &str, day: &str) = "{place}名册_{day}", "roster_{place}_{day}";
    roster_title(place: &str) = "{place}严重精神障碍患者管理名册", "Roster of {place}";
    roster_subtitle(office: &str, day: &str) = "填报单位：{office}　填报日期：{day}", "Filled in by {office} on {day}";
}

// Recording a visit.
texts! {
    visit_new = "记随访", "Record a visit";
    visit_change = "改随访", "Change a visit";
    visit_of(day: &str) = "{day} 的随访", "Visit of {day}";
    section_visit = "这次随访", "This visit";
    section_gone = "没有见到：失访或死亡", "Not seen: lost or dead";
    section_state = "病情", "Condition";
    section_life = "生活和功能", "Daily life";
    section_care = "治疗和用药", "Treatment and medicine";
    section_result = "分类和下次", "Class and next visit";
    list_joint = "、", ", ";
    list_or = "或", " or ";
    none = "无", "none";
    grade(grade: u8) = "{grade} 级", "grade {grade}";
    act_count(act: &str, count: u16) = "{act} {count} 次", "{act}: {count}";
    act_correct = "更正", "Correct";
    same_day_change = "当天修改", "changed on the same day";
    correction_reason = "更正的原因", "Reason for the correction";
    correction_hint = "原来的记录会保留，原因会一起存档。", "The former record stays and the reason is kept with it.";
    not_kept = "不保留下面的病情内容（失访、死亡时用）", "Do not keep the findings below (when lost or dead)";
    not_kept_hint = "失访或死亡时，下面的病情项目、分类和下次日期都不存。已经填了的，请勾选上面这一项，或取消失访、死亡：再点一次已选的一项就取消。", "When lost or dead, the findings below, the class and the next day are not kept. If some are filled in, tick this, or take back lost or dead: tap the chosen answer once more.";
    another_visit = "确实是另一次随访", "This was another visit";
    visits_that_day = "看已有的随访", "See the visits there are";
    conflict(by: &str, at: &str) = "这次随访已由 {by} 于 {at} 改过，您的内容还没有存。请先看现在的记录，核对两处不同，再存一次。", "{by} changed this visit at {at}; what you typed is not saved yet. Look at the visit as it is now, compare, and save again.";
    conflict_differences(count: usize) = "两处不同的有 {count} 项", "The two versions differ in {count} items";
    conflict_item = "项目", "Item";
    conflict_now = "现在的记录", "As it is now";
    conflict_typed = "您填的", "As you typed it";
    conflict_open = "没有填", "open";
    conflict_see = "看现在的记录", "See the visit as it is now";
    corrected_tag = "已更正", "corrected";
    changes_title = "更正", "Changes";
    change_line(at: &str, by: &str, reason: &str) = "{at} 由 {by} 更正：{reason}", "{at}, changed by {by}: {reason}";
    change_before = "看更正前的记录", "See the record before";
    former_notice(at: &str, by: &str, reason: &str) = "这是更正前的记录，{at} 由 {by} 更正：{reason}", "This is the record before it was changed on {at} by {by}: {reason}";
    former_current = "看现在的记录", "See the visit as it is now";
    act_withdraw = "撤回", "Take back";
    withdrawal_title(day: &str) = "撤回 {day} 的随访", "Take back the visit of {day}";
    withdrawal_notice(button: &str) = "没有做过的随访才撤回，如记到了别人名下、同一次记了两遍。撤回后不再计入，由它记的失访、死亡也一起取消；记录和原因会保留。内容填错了的，请用“{button}”。", "Take back a visit only if it was never made, such as one recorded for another person, or twice. It counts no more, nor does the loss or death that it reported; the record and the reason are kept. If its content is wrong, use “{button}” instead.";
    withdrawal_reason = "撤回的原因", "Reason for taking it back";
    withdrawal_hint = "如：记到了同名的另一位名下", "Such as: recorded for another person of the same name";
    withdrawn_title = "撤回的随访", "Visits taken back";
    withdrawn_line(at: &str, by: &str, reason: &str) = "{at} 由 {by} 撤回：{reason}", "{at}, taken back by {by}: {reason}";
    withdrawn_see = "看撤回的记录", "See the record";
    withdrawn_notice(at: &str, by: &str, reason: &str) = "这次随访已于 {at} 由 {by} 撤回，不再计入：{reason}", "This visit was taken back on {at} by {by} and counts no more: {reason}";
    withdrawn_of(day: &str) = "{day} 的随访（已撤回）", "Visit of {day} (taken back)";
    former_of(day: &str) = "{day} 的随访（已更正）", "Visit of {day} (corrected since)";
    standing_not_dead = "更正：此人并未死亡", "Correct: this person has not died";
    standing_not_lost = "更正：此人并未失访", "Correct: this person is not lost";
    standing_notice = "名册记错了的，在这里更正，如同名的另一位。更正后不再计入，待办和指标随着改；原来的记录、原因和更正的人都会保留。同一份名册再导入，不会恢复；以后填报的名册仍这样写的，会重新记入。", "If a roster is mistaken, such as about another person of the same name, correct it here. It counts no more, and what is next and the figures follow; the record, the reason and who corrected it are kept. The same roster does not bring it back; one filled in later that still says so does.";
    standing_hint = "如：名册记的是同名的另一位；已与家属核实", "Such as: the roster means another person of the same name; checked with the family";
    standing_said = "现在的记录从哪里来", "Where this comes from";
    standing_by_visit(day: &str) = "{day} 的随访这样记。请打开那次随访，更正或撤回：", "The visit of {day} says so. Open it to correct it or take it back:";
    standing_death(on: &str, at: &str) = "{on} 去世，{at} 记入", "Died on {on}; entered {at}";
    standing_loss(on: &str, at: &str) = "{on} 起失访，{at} 记入", "Lost since {on}; entered {at}";
    standing_roster_death(on: &str, day: &str, at: &str) = "{on} 去世，{day} 填报的名册所写，{at} 导入", "Died on {on}, by the roster of {day}; imported {at}";
    standing_roster_loss(on: &str, day: &str, at: &str) = "{on} 起失访，{day} 填报的名册所写，{at} 导入", "Lost since {on}, by the roster of {day}; imported {at}";
    standing_ask_county = "死亡记录有误的，请联系县精防办写明原因更正。", "If the death was recorded by mistake, ask the county office, who can correct it with a reason.";
    visit_after_death(on: &str) = "已记录 {on} 去世，只能补记这一天及以前的随访。", "Recorded as deceased on {on}: only visits up to that day can be added.";
    visit_of_lost(on: &str) = "{on} 起记为失访；找到后记一次随访，失访就结束。", "Recorded as lost since {on}; once found, a visit ends the loss.";
    standing_changes = "更正的死亡、失访和结案", "Deaths, losses and closings corrected";
    standing_line(what: &str, on: &str, at: &str, by: &str, reason: &str) = "{what}（{on}），{at} 由 {by} 更正为不是这样：{reason}", "“{what}” ({on}), corrected by {by} on {at}: {reason}";
    by_nobody = "系统", "the system";
    correction_notice = "这次随访不是今天由您录入的。可以更正，请写明原因；原来的记录会保留。", "You did not enter this visit today. You may correct it with a reason; the former record stays.";
    judge_waiting = "填写后这里显示算得的分类和下次随访日期。", "Class and next day appear here while you fill in the form.";
    judge_open(open: usize) = "还有 {open} 项要填，填全后显示分类和下次日期。", "{open} answers to go until class and next day can be computed.";
    judge_first = "先填：", "First: ";
    judge_mend(open: usize) = "有 {open} 处要改，改好后显示分类和下次日期。", "{open} answers to mend until class and next day can be computed.";
    judge_mend_first = "请看：", "See: ";
    judge_look = "存前请核对：", "Please look again before saving: ";
    judged_day = "随访日期", "Visited on";
    judged_stated(class: &str) = "您选的是“{class}”，与算得的不同。", "You chose “{class}”, which differs.";
    judged_reason_asked = "请写明原因", "Please give the reason";
    judged_class = "算得", "Class";
    judged_because(reasons: &str) = "因为：{reasons}", "because: {reasons}";
    judged_due = "下次不晚于", "Next no later than";
    judged_gone = "没有见到：病情项目不存。", "Not seen: the findings are not kept.";
    judged_no_due = "不再安排下次随访。", "No further visit is planned.";
    last_time(day: &str, class: &str) = "上次 {day}：{class}", "Last time, {day}: {class}";
    last_time_said(day: &str, class: &str, note: &str) = "上次 {day}：{class}。{note}", "Last time, {day}: {class}. {note}";
    hint_risk = "评估上次随访到这次之间发生的行为", "Rates what happened since the last visit";
    hint_ours = "纸质表没有这一项，分类要用", "Not on the paper form; the class needs it";
    hint_settling = "基本稳定复访时填：见好填 1，下次可以晚些", "At the re-visit: 1 when settling, the next may be later";
    hint_stability = "可不填，按规范自动算；与算得不同时写明原因", "May stay empty: computed by the norm; give a reason if you judge otherwise";
    hint_next = "可不填，按规范自动算；可以约得更早", "May stay empty: computed by the norm; an earlier day is fine";
    hint_medicine = "上次的药已带过来，请核对", "Carried over from last time; please check";
    visits_count(total: u64) = "共随访 {total} 次", "{total} visits";
    all_visits = "全部随访", "All visits";
    never_visited_next = "点“记随访”录入第一次随访。", "Record the first one with “Record visit”.";
    column_day = "日期", "Day";
    column_mode = "方式", "Form";
    column_class = "分类", "Class";
    column_grade = "评估", "Grade";
    column_note = "这次说了什么", "What was said";
    column_doctor = "随访人", "By";
    from_workbook = "从工作簿导入。", "Brought in from a workbook.";
}

// Calls.
texts! {
    contact_title = "打完电话", "After the call";
    contact_outcome = "结果", "How it ended";
    contact_outcome_missing = "请选一个结果。", "Please choose how it ended.";
    contact_next = "约好的日期，或下次再打的日期", "The day agreed, or the day to call again";
    contact_next_hint = "已约好的必填，如 1128、明天、下周一；其他结果可以不填", "Needed when a visit is agreed, such as 1128 or tomorrow; may stay empty otherwise";
    contact_day_agreed = "已约好：填约好上门或来院的那一天。", "Visit agreed: the day of the visit.";
    contact_day_again = "改天再打、打不通、外出：填下次再打的日期；不填时三天后再打。", "Another day, not reached, away: the day to call again; left empty, in three days.";
    contact_day_moved = "已搬走：要再打听的，填下次再打的日期；不填也会提醒问清搬到哪里。", "Moved away: a day to ask again, if any; you are reminded to find out where to in any case.";
    contact_day_unwilling = "不愿意：填下次再问的日期；不填时到规定的时间再问，不催。", "Does not wish to: the day to offer again; left empty, when the norm says. Nobody is pressed.";
    contact_day_missing = "已约好的，请填约好的日期，如 1128、明天、下周一。", "Please enter the day agreed, such as 1128 or tomorrow.";
    contact_day_unread(typed: &str) = "“{typed}”不是一个能识别的日期。请写成 1128、明天、下周一或 2026-11-28 这样。", "“{typed}” is not a day we can read. Write it like 1128, tomorrow or 2026-11-28.";
    contact_day_past = "这个日期已经过了。请填今天或以后的日期。", "This day is past. Enter today or a later day.";
    contact_day_far(latest: &str) = "这个日期太远了。最晚可以约到 {latest}，请核对年份。", "This day is too far off. Agree on {latest} at the latest; please check the year.";
    contact_day_late(latest: &str, rule: &str) =
        "最晚 {latest}：{rule}。请约早一些。", "{latest} at the latest: {rule}. Please agree on an earlier day.";
    contact_day_late_after_call(latest: &str, due: &str, rule: &str, wait: &str) =
        "最晚 {latest}：随访到期日是 {due}（{rule}），最多约到打电话后 {wait}。请约早一些。",
        "{latest} at the latest: the visit is due by {due} ({rule}), and may be agreed for {wait} after the call at most. Please agree on an earlier day.";
    contact_note = "说了什么", "What was said";
    contact_note_long(longest: usize) = "最多写 {longest} 个字。请写短一些。", "At most {longest} characters. Please shorten it.";
    contact_save = "记下", "Note it";
}

// A person's page.
texts! {
    where_you_are = "位置", "Where you are";
    act_contact = "联系", "Contact";
    class_of_day(class: &str, day: &str) = "{class}（{day}随访）", "{class} (visit of {day})";
    born(sex: &str, age: i16, birth: &str) = "{sex}，{age} 岁（{birth} 出生）", "{sex}, {age} (born {birth})";
    number_is(number: &str) = "编号 {number}", "No. {number}";
    consent_given = "已同意参加管理服务", "agrees to management";
    consent_refused = "暂未同意参加管理服务", "has not agreed to management";
    consent_open = "还没有知情同意记录", "consent not yet recorded";
    next_steps = "接下来要做", "What is next";
    nothing_now = "现在没有要做的事。", "Nothing is due.";
    nothing_closed = "已结案，不再安排随访。", "The record is closed; no further visits.";
    nothing_dead = "已记录去世，不再安排随访。", "Recorded as deceased; no further visits.";
    todo_visit = "随访一次", "Visit";
    todo_first = "首次随访", "First visit";
    todo_hospital = "向医院了解情况", "Ask the hospital";
    todo_offer = "由帮扶小组问候，再问一次意愿", "A friendly call by the care group, and the offer again";
    todo_retry = "再联系一次", "Try again";
    todo_why(rule: &str, day: &str, source: &str) = "{rule}，不晚于 {day}（{source}）", "{rule}, no later than {day} ({source})";
    todo_why_note(why: &str, day: &str, note: &str) = "{why}。上次 {day}：{note}", "{why}. Last time, {day}: {note}";
    event_hospital = "住院", "hospital";
    event_referral = "转诊", "referral";
    event_exam = "体检", "check-up";
    now_medicine = "用药", "Medicine";
    now_sleep = "睡眠 / 饮食", "Sleep / eating";
    now_life = "料理 / 交往", "Self-care / contact";
    now_exam = "体检", "Examination";
    never = "还没有", "none yet";
    sleep_and_diet(sleep: &str, diet: &str) = "{sleep} / {diet}", "{sleep} / {diet}";
    recent_visits = "最近随访", "Recent visits";
    all_of_them(total: u64) = "全部 {total} 次", "All {total}";
    recent_calls = "最近联系", "Recent calls";
    agreed_for(day: &str) = "约在 {day}", "agreed for {day}";
    agreed_past(day: &str) = "原约在 {day}，还没有记随访", "was agreed for {day}, no visit recorded yet";
    call_again_on(day: &str) = "{day} 再打", "call again on {day}";
    people_near = "身边的人", "People near";
    guardian_role(relation: &str) = "{relation}，监护人", "{relation}, guardian";
    own_phone = "本人电话", "own telephone";
    village_contact = "村（居）委会联系人", "village contact";
    last_doctor = "上次随访", "last visited by";
    nobody_near = "还没有监护人和联系人。请在名册里补上。", "No guardian or contact yet. Please add them to the roster.";
    record_and_support = "诊断和支持", "Diagnosis and support";
    diagnosed(diagnosis: &str, day: &str, by: &str) = "{diagnosis}，{day} {by}确诊", "{diagnosis}, diagnosed {day} at {by}";
    onset(day: &str) = "初次发病 {day}", "onset {day}";
    admissions(count: u8) = "住过专科医院 {count} 次", "{count} admissions";
    disability_certificate(grade: &str) = "精神残疾证 {grade}", "Disability certificate {grade}";
    no_certificate = "还没有精神残疾证，可向残联申请", "No disability certificate yet; the federation can issue one";
    in_place = "有效", "in place";
    papers = "官方表格", "Official forms";
    paper_supplement = "个人信息补充表", "Supplement form";
    supplement_open(count: usize, fields: &str) = "补充表还有 {count} 项待补：{fields}。问到了先手写在打印的表上，再补进名册。", "{count} required items of the supplement form are open: {fields}. Write them on the printed form when known, and complete the roster.";
    paper_follow_up = "本年随访服务记录表", "Follow-up forms of this year";
    paper_village_supplement = "全村个人信息补充表", "Supplement forms of the village";
    paper_village_follow_up = "全村最近一次随访记录表", "Latest follow-up forms of the village";
    all_looks = "全部", "All";
    newer_looks = "较新的", "Newer";
    older_looks = "更早的", "Older";
    access_what = "谁在什么时候、为什么事打开过这份记录。本人和监护人有权查看：提出以后，可以当面看，也可以打印给他们。", "Who opened this record, when and for what. The person and the guardian may ask to see it: show it to them or print it.";
    look_read = "看了概况", "read the record";
    look_form = "打开填写的页面", "opened a form";
    look_visit_form = "打开随访表", "opened the visit form";
    look_visit = "记随访", "recorded a visit";
    look_change = "改随访", "changed a visit";
    look_notice = "记报告、告知", "noted that others were told";
    look_standing = "更正死亡、失访或结案", "corrected a death, a loss or a closing";
    look_withdraw = "撤回随访", "took back a visit";
    look_contact = "记联系", "noted a call";
    look_print = "打印表格", "printed forms";
    look_import = "导入", "import";
    look_upload = "看导入的表", "looked at what was brought in";
    look_export = "导出名册", "exported the roster";
    look_register = "建档", "began the record";
    look_edit = "更正资料", "corrected the data";
    look_compare = "建档时核对是否同一人", "compared with a new record";
    look_roster = "看名册", "saw the roster";
    look_worklist = "看今日工作", "saw today's work";
    look_indicators = "看指标名单", "saw the people behind a figure";
    look_other = "其他", "other";
}

/// The paragraph that sets a due day, as one would cite it in this language.
pub fn due_source(lang: xinan_domain::text::Lang, rule: DueRule) -> &'static str {
    let english = match rule {
        DueRule::Unstable => "service norm 2 (3) 1",
        DueRule::BasicallyStableFirst | DueRule::Settling | DueRule::NotSettling => "service norm 2 (3) 2",
        DueRule::Stable => "service norm 2 (3) 3",
        DueRule::InHospital | DueRule::Agreed => "service norm 2 (2)",
        DueRule::Discharged => "work norm, after discharge",
        DueRule::FirstVisit => "work norm, new records",
        DueRule::RefusedOffer => "work norm, not agreeing to management",
        DueRule::Retry => "work norm, loss to follow-up",
    };
    lang.pick(rule.source(), english)
}

/// What a look was for, by the action's name in the log.
pub fn look_at(lang: xinan_domain::text::Lang, action: &str) -> &'static str {
    use super::{look_emergency, look_reviewed};
    match action {
        "case.read" => look_read(lang),
        "follow_up.record" | "follow_up.correct" => look_visit_form(lang),
        "follow_up.recorded" => look_visit(lang),
        "follow_up.corrected" => look_change(lang),
        "follow_up.withdrawn" => look_withdraw(lang),
        // Whoever opens a form has looked; what was done is an entry of its own.
        "death.correct"
        | "loss.correct"
        | "record.close"
        | "notice.record"
        | "contact.record"
        | "consent.record"
        | "consent.inform"
        | "consent.correct"
        | "consent.correct_others"
        | "person.edit"
        | "exception.keep"
        | "safety.keep"
        | "card.issue"
        | "portal.answer" => look_form(lang),
        "standing.corrected" => look_standing(lang),
        "record.different" => super::act_record_different(lang),
        "record.closed" => super::act_record_closed(lang),
        "record.merged" => super::act_record_merged(lang),
        "notice.recorded" | "notice.withdrawn" => look_notice(lang),
        "contact.recorded" => look_contact(lang),
        "consent.read" => look_consent(lang),
        "consent.recorded" => look_consent_recorded(lang),
        "consent.corrected" => look_consent_corrected(lang),
        "consent.paper_read" => look_consent_paper(lang),
        "consent.paper_added" => look_consent_paper_added(lang),
        "forms.print" | "forms.print_batch" => look_print(lang),
        "person.register" | "person.registered" => look_register(lang),
        "person.edited" => look_edit(lang),
        "examination.record"
        | "examination.correct"
        | "examination.correct_others"
        | "examination.see_to" => look_form(lang),
        "examination.recorded" => super::look_exam_recorded(lang),
        "examination.corrected" => super::look_exam_corrected(lang),
        "examination.withdrawn" => super::look_exam_withdrawn(lang),
        "examination.seen_to" => super::look_exam_seen_to(lang),
        "transfer.send" | "transfer.seen" => look_form(lang),
        "transfer.sent" | "transfer.taken_back" | "transfer.accepted_elsewhere" => super::transfer_send(lang),
        "transfer.accept" => super::look_transfer_read(lang),
        "transfer.accepted" => super::look_transfer_accepted(lang),
        "transfer.returned" => super::look_transfer_returned(lang),
        "task.read" => super::nav_tasks(lang),
        "stay.record"
        | "stay.correct"
        | "discharge_form.record"
        | "referral.send"
        | "referral.answer"
        | "guidance.ask"
        | "guidance.answer" => look_form(lang),
        "stay.recorded" | "stay.left" | "stay.corrected" | "stay.withdrawn" => super::look_stay(lang),
        "discharge_form.recorded" => super::look_discharge_form(lang),
        "referral.sent" | "referral.arrived" | "referral.answered" | "referral.ended" | "referral.seen" => {
            super::look_referral(lang)
        }
        "guidance.asked" | "guidance.answered" | "guidance.closed" => super::look_guidance(lang),
        "person.compared" => look_compare(lang),
        "workbook.import" => look_import(lang),
        "workbook.read" => look_upload(lang),
        "roster.export" => look_export(lang),
        "emergency.ended" => super::act_emergency_ended(lang),
        "emergency.open" | "emergency.read" => look_emergency(lang),
        "emergency.reviewed" => look_reviewed(lang),
        "police.ask" => super::look_police_asked(lang),
        "police.read" => super::look_police_read(lang),
        "help.answered" => super::look_police_helped(lang),
        "help.read" => super::look_police_help(lang),
        "handed_list.given" => super::look_handed(lang),
        "handed_list.read" => super::look_handed_read(lang),
        "handed_list.ended" => super::look_handed_ended(lang),
        "handed_list.refused" => super::look_handed_refused(lang),
        "disposal.read" => super::look_disposal(lang),
        "disposal.report" | "disposal.reported" => super::look_disposal_reported(lang),
        "disposal.keep" | "disposal.entered" | "disposal.corrected" => super::look_disposal_kept(lang),
        "disposal.record" | "disposal.recorded" => super::look_disposal_recorded(lang),
        "clue.read" => super::look_clue(lang),
        "clue.own_read" => super::look_clue_own(lang),
        "clue.report" | "clue.reported" => super::look_clue_reported(lang),
        "clue.refused" => super::look_clue_refused(lang),
        "clue.judge" | "clue.judge_at_county" | "clue.review" | "clue.judged" | "clue.step_withdrawn" => {
            super::look_clue_judged(lang)
        }
        "clue.tied" => super::look_clue_tied(lang),
        "clue.forgotten" => super::look_clue_forgotten(lang),
        "survey.begin" | "survey.record" | "survey.begun" | "survey.recorded" | "survey.withdrawn"
        | "survey.ended" => super::look_survey(lang),
        "roster.read" => look_roster(lang),
        "worklist.read" => look_worklist(lang),
        "indicators.read" => look_indicators(lang),
        "figures.read" => super::look_figures(lang),
        "own.entered" | "guardian.entered" => super::look_guardian_entered(lang),
        "own.read" | "guardian.read" => super::look_guardian_read(lang),
        "own.copy" | "guardian.copy" => super::look_guardian_copy(lang),
        "own.request" | "guardian.request" => super::look_guardian_asked(lang),
        "own.code_sent" | "own.code_held" => super::look_code_sent(lang),
        "own.card_refused" | "own.code_refused" => super::look_card_refused(lang),
        "exception.kept" | "exception.ended" => super::look_exception(lang),
        "safety.set" | "safety.lifted" | "safety.other" => super::look_safety(lang),
        "card.issued" | "card.printed" | "card.ended" | "portal.answered" => super::look_own_door(lang),
        _ => look_other(lang),
    }
}

// Names in the demo.
texts! {
    demo_administrator_name = "田管理员", "Tian";
    demo_audit_name = "卢审计", "Lu";
    demo_security_name = "石保密", "Shi";
    demo_county_name = "马主任", "Ma";
    demo_civil_name = "祝民政", "Zhu";
    demo_civil_office(place: &str) = "{place}民政局", "{place} civil affairs";
    demo_coordinating_name = "佟协调", "Tong";
    demo_coordinating_office(place: &str) = "{place}社会治安综合治理中心", "{place} coordinating centre";
    demo_federation_name = "池残联", "Chi";
    demo_federation_office(place: &str) = "{place}残疾人联合会", "{place} disabled persons' federation";
    demo_finance_name = "郜财政", "Gao";
    demo_finance_office(place: &str) = "{place}财政局", "{place} finance bureau";
    demo_police_name = "邢警官", "Xing";
    demo_police_office(township: &str) = "{township}派出所", "{township} police station";
    demo_psychiatrist_name = "明医生", "Dr Ming";
    demo_psychiatrist_office(place: &str) = "{place}精神卫生中心", "{place} mental health centre";
    demo_second_name = "沈副主任", "Shen";
    demo_village_office(village: &str) = "{village}卫生室", "{village} clinic";
    demo_township_office(township: &str) = "{township}卫生院", "{township} health centre";
    demo_county_office(county: &str) = "{county}精防办", "{county} office";
    demo_administrator_office(county: &str) = "{county}卫生健康局", "{county} health bureau";
}
