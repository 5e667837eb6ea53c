//! What is next for a person: the open duties, and where each comes from.

use xinan_domain::duty::{Duty, DutyId};
use xinan_domain::text::Lang;
use xinan_domain::texts;

texts! {
    due_in_working_days(days: u32) = "还有 {days} 个工作日", "in {days} working days";
    todo_call = "再联系", "Call again";
    todo_call_why(step: &str, day: &str, outcome: &str) =
        "{step}{day}的电话：{outcome}，没有约定随访日期，随访到期日不变。",
        "{step} The call of {day}: {outcome}. No visit was agreed, so the due day stays as it is.";
    todo_call_act = "记联系", "Note a call";
    todo_discharge_form = "收出院信息单", "Receive the discharge form";
    todo_discharge_form_why(day: &str, limit: &str, until: &str, source: &str) =
        "{day}出院，医院应在 {limit}报送，不晚于 {until}（{source}）。还没有收到的，可以向医院要。",
        "Discharged on {day}: the hospital sends the form {limit}, by {until} ({source}). Ask for it if it has not come.";
    todo_exam = "年度健康体检", "Yearly examination";
    todo_exam_why(until: &str, source: &str) =
        "本年还没有体检记录，不晚于 {until}。每年一次，本人或监护人同意、身体允许时做（{source}）。",
        "No examination this year yet, by {until}: once a year, with consent and when the condition allows ({source}).";
    todo_group = "告知关爱帮扶小组，一起上门", "Tell the care group and visit together";
    todo_group_act = "打给村（居）委会", "Call the village";
    todo_group_why(day: &str, source: &str) =
        "{day}评估为 3 级及以上，需要更多支持：两周内再随访；只告知必要的信息（{source}）。",
        "Graded 3 or more on {day}: more support is needed, a visit within two weeks; tell only what they must know ({source}).";
    todo_holidays_open(year: i16) =
        "{year} 年的放假安排还没有载入，暂只按周末算。",
        " The holidays of {year} are not loaded yet; only weekends are left out.";
    todo_leave = "尊重意愿，先不打扰", "Respect the wish, press nobody";
    todo_leave_why(day: &str, step: &str, until: &str) =
        "{day}的电话：不愿意。{step}用药和其他帮助照常。{until}可以再问一次意愿。",
        "The call of {day}: does not wish to. {step} Medicine and all other help go on. The offer may be made again on {until}.";
    todo_lost = "已连续多次没有联系上，请书面报告", "Several attempts failed: report in writing";
    todo_lost_act = "记失访", "Record as lost";
    todo_lost_why(because: &str, source: &str) = "{because}（{source}）", "{because} ({source})";
    todo_refer = "请专科医生看一看，必要时转诊", "Ask a psychiatrist; refer if needed";
    todo_refer_act = "记转诊", "Note referral";
    todo_report = "书面报告失访，请各方帮助寻找", "Report the loss in writing and ask for help in looking";
    todo_report_why(day: &str, source: &str) =
        "{day}记为失访，规范要求立即书面报告（{source}）；报告后记一笔。找到后记一次随访，就回到名单。",
        "Recorded as lost on {day}; the norm asks for a written report at once ({source}). Note it when done. A visit brings the record back.";
    todo_where = "问清去向", "Ask where to";
    todo_where_why(day: &str, step: &str, again: &str) =
        "{day}的电话：已搬走。{step}{again}随访到期日不变。",
        "The call of {day}: moved away. {step} {again} The due day stays as it is.";
    todo_treatment = "了解转诊后的治疗情况", "Ask about the treatment after the referral";
}

/// Why somebody is to be referred: the day, and what made the visit unstable when the rule says so too.
pub fn todo_refer_why(lang: Lang, day: &str, because: &str, source: &str) -> String {
    match because {
        "" => refer_why(lang, day, source),
        because => refer_why_because(lang, day, because, source),
    }
}

texts! {
    refer_why(day: &str, source: &str) =
        "{day}随访分类为不稳定，规范要求转诊或请专科医生指导（{source}）。",
        "The visit of {day} was unstable; the norm asks for a referral or a psychiatrist's advice ({source}).";
    refer_why_because(day: &str, because: &str, source: &str) =
        "{day}随访分类为不稳定：{because}。规范要求转诊或请专科医生指导（{source}）。",
        "The visit of {day} was unstable: {because}. The norm asks for a referral or a psychiatrist's advice ({source}).";
}

/// The norm that a duty comes from, as one would cite it in this language.
pub fn duty_source(lang: Lang, duty: &Duty) -> &'static str {
    use DutyId::*;
    let english = match duty.id {
        ReportCard | EnterPaperCard => "reporting rules, article 5",
        CorrectReport => "reporting rules, article 6",
        DischargeForm => "reporting rules, article 7",
        AcceptCard | BuildRecord | EnterFollowUp | JointVisit => "work norm",
        VisitAfterDischarge => "work norm, after discharge",
        Notify | EmergencyRecord | EnterEmergency | CheckEveryFourHours => "work norm, emergencies",
        TryAgain | ReportLost => "work norm, loss to follow-up",
        Refer => "service norm 2 (3)",
        YearlyExam => "service norm 2 (4)",
        DemandRediagnosis | Rediagnose => "mental health law, article 32",
        Appraise => "mental health law, articles 32 and 33",
        VerifyApplication | ReferToRehabilitation => "rules on rehabilitation referral",
        ReviewReward => "guidance on guardian rewards",
        FirstVisit | AcceptTransfer => "local rule",
        CheckClue | ReviewClue => "local practice",
    };
    lang.pick(duty.source, english)
}

// Noting that others were told.
texts! {
    nothing_lost = "已记为失访，也已报告。继续寻找；找到后记一次随访，就回到名单。", "Recorded as lost, and reported. Keep looking; a visit brings the record back.";
    notice_day = "哪一天", "On which day";
    notice_day_ahead = "日期晚于今天。请填实际报告或告知的那一天。", "This day is still to come. Enter the day on which it was done.";
    notice_day_before(earliest: &str) = "不能早于 {earliest}。请核对日期。", "Not before {earliest}. Please check the day.";
    notice_day_missing = "请填实际报告或告知的那一天，如 1121、昨天。", "Please enter the day on which it was done, such as 1121 or yesterday.";
    notice_group = "记已告知帮扶小组", "Note that the care group was told";
    notice_group_act = "记已告知", "Note as told";
    notice_group_of(day: &str) = "{day}的随访评估为 3 级及以上。告知以后在这里记一笔，就不再提醒；只记哪一天、告知了谁，不记内容。", "The visit of {day} graded 3 or more. Note here that they were told, and it is asked no more; only the day and whom are kept, not the words.";
    notice_line(what: &str, day: &str, told: &str, by: &str) = "{what}：{day}，{told}（{by} 记）", "{what}: {day}, {told} (noted by {by})";
    notice_loss = "记已书面报告失访", "Note that the loss was reported";
    notice_loss_act = "记已报告", "Note as reported";
    notice_loss_of(day: &str) = "{day}起失访。书面报告以后在这里记一笔，就不再提醒；只记哪一天、报告了谁，不记内容。", "Lost since {day}. Note here that it was reported in writing, and it is asked no more; only the day and whom are kept, not the words.";
    notice_mistaken = "其实还没有报告或告知的，写明原因撤回；撤回后重新提醒，原来的记录会保留。", "If it was not done after all, take the note back with a reason; it is asked for again, and the former record is kept.";
    notice_mistaken_hint = "如：记到了别人名下", "Such as: noted for another person";
    notice_save = "记下", "Note it";
    notice_see = "查看或撤回", "See or take back";
    notice_to = "报告、告知了谁（可多选）", "Whom (one or more)";
    notice_to_missing = "请至少选一个报告或告知的对象。", "Please choose at least one.";
}
