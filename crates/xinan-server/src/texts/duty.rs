//! What is next for a person: the open duties, and where each comes from.

use xinan_domain::duty::{Duty, DutyId};
use xinan_domain::text::Lang;
use xinan_domain::texts;

texts! {
    due_in_working_days(days: u32) = "还有 {days} 个工作日", "in {days} working days";
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
    todo_lost = "已连续多次没有联系上，请书面报告", "Several attempts failed: report in writing";
    todo_lost_act = "记失访", "Record as lost";
    todo_lost_why(because: &str, source: &str) = "{because}（{source}）", "{because} ({source})";
    todo_refer = "请专科医生看一看，必要时转诊", "Ask a psychiatrist; refer if needed";
    todo_refer_act = "记转诊", "Note referral";
    todo_report = "书面报告失访，请各方帮助寻找", "Report the loss in writing and ask for help in looking";
    todo_report_why(day: &str, source: &str) =
        "{day}记为失访，规范要求立即书面报告（{source}）；已经报告的不用再报。找到后记一次随访，就回到名单。",
        "Recorded as lost on {day}; the norm asks for a written report at once ({source}). Once is enough. A visit brings the record back.";
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
        ReviewClue => "local practice",
    };
    lang.pick(duty.source, english)
}
