//! The words of the security and the audit administrator's pages.

use xinan_domain::text::Lang;
use xinan_domain::texts;

use super::look_at;

// What the security administrator sees and does.
texts! {
    security_all_have = "在岗的人都有第二步验证。", "Everybody in a post has a second step.";
    security_all_sealed = "都已换成这把密钥", "Everything is sealed with it";
    security_aside = "本县的账号和系统状态，没有患者资料", "The county's accounts and how the system stands; nothing of a patient";
    security_before = "这个岗位已经有人答复过，或已经结束。", "This post was answered before, or has ended.";
    security_changed = "这个账号刚刚又有变动，还没有确认。请看清现在的情况，再答复。", "Something more was done to this account just now, and nothing is confirmed. Please look at it as it is, and answer again.";
    security_checkpoint = "查阅记录签到", "The log is signed up to";
    security_confirm = "确认", "Confirm";
    security_confirmed = "已确认，可以用了。", "The post is confirmed, and counts from its first day on.";
    security_ended = "已登出，那个浏览器也不再认得。", "That session has ended, and its browser is known no more.";
    security_failures = "最近十五分钟登录没有成功的账号", "Sign-ins that failed within fifteen minutes";
    security_held_up(until: &str) = "暂停到 {until}", "held up until {until}";
    security_key = "现在用的密钥", "The key that seals";
    security_key_says(key: u16, algorithm: &str) = "第 {key} 号（{algorithm}）", "number {key} ({algorithm})";
    security_living = "现在登录着的", "Signed in now";
    security_no_failures = "没有。", "None.";
    security_none_waits = "没有等着确认的岗位。", "No post waits.";
    security_refuse = "不同意", "Refuse";
    security_refused = "已不同意，这个岗位没有生效。", "The post is refused, and never counted.";
    security_refused_again = "已不同意，账号已停用。还要用的话，由系统管理员重新启用，再由您确认。", "Refused, and the account is closed. A system administrator can open it again, for you to confirm.";
    security_required = "必须设置", "Must have one";
    security_sealed = "换密钥后的重新加密", "Sealing again with it";
    security_sealing = "正在换，服务器会自己做完", "Under way; the server finishes it by itself";
    security_see = "查看", "See";
    security_sign_in = "登录", "Signing in";
    security_since = "从什么时候等着", "Waits since";
    security_state = "密钥和查阅记录", "Keys and log";
    security_times = "次数", "Times";
    security_tries_left = "还可以再试", "tries are left";
    security_waiting = "等您确认的岗位", "Posts that wait for you";
    security_waiting_explained = "系统管理员新设的岗位，或者重设了密码、取消了第二步验证、重新启用的账号，确认以前不能用。请核对确有其人、是本人提出的，再确认。重设以后不同意的，账号停用。", "New posts, and accounts to which a system administrator gave a fresh password, took off the second factor, or that were opened again: of no effect until you confirm them. Please make sure that the person is there and asked for it. An account of the second kind that you refuse is closed.";
    security_without = "没有第二步验证的人", "Without a second step";
    security_without_explained = "设置要由本人登录后在“我的登录”里办，别人不能代办。", "Each sets it up alone, under “My sign-in”; nobody can do it for another.";
}

// How far the log was signed.
texts! {
    log_not_signed = "还没有签过", "not signed yet";
    log_signed(moment: &str, entries: i64) = "{moment}，共 {entries} 条", "{moment}, {entries} entries";
    log_since(entries: u64) = "此后新增 {entries} 条，几分钟内会签", "{entries} since then, signed within minutes";
}

// The log as it is read.
texts! {
    log_all = "全部记录", "all entries";
    log_act = "做了什么", "What";
    log_acts = "哪一类", "Kind";
    log_acts_administrators = "三种管理员和服务器上的操作", "Administrators and the command line";
    log_acts_looks = "看患者资料", "Looks at records";
    log_acts_out = "导出和打印", "Taken out or printed";
    log_acts_own_door = "本人和监护人的查询", "The person's own door";
    log_acts_sign_in = "登录和账号安全", "Signing in";
    log_acts_writes = "记录和更正", "Records and corrections";
    log_aside = "本县的查阅记录，档案只显示编码", "The county's log; records are numbers in it";
    log_by_program = "系统", "the program";
    log_days_turned(from: &str, until: &str) = "开始的日子晚于结束的日子，下面是 {from} 到 {until} 的。请把两个日子核对一下。", "The first day is after the last; what follows is of {from} to {until}. Please compare the two.";
    log_detail = "说明", "Detail";
    log_done_confirmed = "已确认是您本人，五分钟内可以下载一次。", "Confirmed: it may be fetched once, within five minutes.";
    log_earlier = "更早的", "Earlier";
    log_export = "导出", "Take out";
    log_export_most(most: u32) = "一次最多导出 {most} 条。还有更早的，请缩短日期再导出。", "At most {most} entries at a time. There are earlier ones; please give fewer days.";
    log_file(place: &str, day: &str) = "{place}查阅记录 {day}", "{place} log {day}";
    log_from = "从哪天", "From";
    log_house = "范围", "Of";
    log_house_county = "本县", "the county";
    log_house_whole = "整个系统（登录失败、服务器上的操作）", "the whole system (failed sign-ins, command line)";
    log_latest = "最新的", "Latest";
    log_nobody(who: &str) = "本县没有登录名或姓名是“{who}”的人。", "Nobody in the county has the login or the name “{who}”.";
    log_nobody_next = "请填完整的登录名或姓名。", "Please give the whole login or name.";
    log_none = "这些条件下没有记录。", "No entry fits.";
    log_none_next = "请放宽日期或减少条件。", "Please give more days or fewer filters.";
    log_of_people(people: usize) = "{people} 人", "{people} people";
    log_people = "涉及的档案", "Records";
    log_state = "查阅记录是不是完整", "Whether the log is whole";
    log_state_explained = "每条记录都和前一条用密钥连着，每五分钟签一次名。每次签名都先和以前签过的核对，对不上就不再签。要从头到尾逐条核对，请运行系统的人执行 xinan verify。", "Every entry is tied to the one before with a key, and the log is signed every five minutes. Before each signature it is compared with those of before, and where they differ nothing is signed any more. To have every entry checked from the beginning, ask whoever runs the machine for xinan verify.";
    log_subtitle(office: &str, day: &str) = "{office} {day} 导出。时间为北京时间，档案只写编码。", "Taken out by {office} on {day}. Times are Beijing's; records are numbers.";
    log_until = "到哪天", "To";
    log_when = "时间", "When";
    log_who = "谁", "Who";
    log_who_asked = "登录名或姓名", "Login or name";
    log_wrong_day(typed: &str, from: &str, until: &str) = "没有看懂日期“{typed}”，下面是 {from} 到 {until} 的。请写成 2026-11-21。", "The day “{typed}” was not understood; what follows is of {from} to {until}. Please write it as 2026-11-21.";
}

// What was done, in words, where it was not done to a record.
texts! {
    act_account = "在服务器上开账号、改账号", "an account added or changed on the command line";
    act_account_added = "开账号", "an account added";
    act_account_set_up = "首次设置管理员", "an administrator set up";
    act_browser = "忘掉一个浏览器", "a browser forgotten";
    act_closed = "停用账号", "an account closed";
    act_agreed = "同意带出", "agreed that something leaves";
    act_confirm = "再确认一次是本人", "confirmed anew";
    act_declined = "不同意带出", "did not agree that something leaves";
    act_emergency_refused = "紧急查看没有成功", "an emergency look that was refused";
    act_withdrawn = "撤回要带出资料的申请", "a request to take something out taken back";
    act_ended_other = "登出他人", "somebody's session ended";
    act_factor = "设置、更换或取消自己的第二步验证", "the own second step changed";
    act_factor_off = "取消他人的第二步验证", "somebody's second step taken off";
    act_handed_over = "交接", "a territory handed over";
    act_handover_look = "看要交接多少人", "looked at how many would change hands";
    act_identity = "关联或取消自己的统一身份", "the own single sign-on tied or untied";
    act_identity_not_tied = "关联自己的统一身份没有成功", "the own single sign-on not tied";
    act_identity_off = "取消他人的统一身份关联", "somebody's single sign-on untied";
    act_institution = "机构的登记和变更", "an institution kept";
    act_keys = "更换密钥", "keys changed";
    act_leaving = "登记要带出的资料", "entered what is to leave";
    act_leaving_refused = "要带出的资料没有放行", "something that was not let out";
    act_log = "查阅记录本身的操作", "an act on the log itself";
    act_log_export = "导出查阅记录", "the log taken out";
    act_log_read = "看查阅记录", "the log read";
    act_opened = "重新启用账号", "an account opened again";
    act_parameters = "载入参数或节假日", "parameters or holidays loaded";
    act_passkey = "添加或移除自己的通行密钥", "an own passkey added or removed";
    act_password = "改自己的密码", "the own password changed";
    act_password_given = "替他人发新密码", "a password given";
    act_post_added = "给岗位", "a post given";
    act_post_confirmed = "确认岗位", "a post confirmed";
    act_post_ended = "结束岗位", "a post ended";
    act_post_refused = "不同意岗位", "a post refused";
    act_refused = "没有打开（不在权限内或不存在）", "turned away";
    act_register_read = "看披露登记", "the register of what left looked at";
    act_security_read = "看安全状态", "how safe accounts are looked at";
    act_session_begin = "登录", "signed in";
    act_session_end = "登出", "signed out";
    act_session_post = "换岗位", "post changed";
    act_setup_refused = "首次设置时设置码不对", "a wrong set-up token";
    act_share_used_up = "当天可看的人数已满", "the day's share of people used up";
    act_sign_in_failed = "登录没有成功", "a sign-in that failed";
    act_sign_in_half = "密码对了，等验证码", "the password shown, the code to come";
    act_transferred = "调岗", "transferred";
}

/// What an entry of the log says was done.
pub fn act_in_log(lang: Lang, action: &str) -> &'static str {
    match action {
        "access.refused" => act_refused(lang),
        "account.add" | "account.password" | "account.factor" | "account.identity" | "account.close" => {
            act_account(lang)
        }
        "account.set_up" => act_account_set_up(lang),
        "confirm" => act_confirm(lang),
        "device.forget" => act_browser(lang),
        "disclosure.approved" => act_agreed(lang),
        "disclosure.asked" | "disclosure.entered" | "disclosure.left" => act_leaving(lang),
        "disclosure.declined" => act_declined(lang),
        "disclosure.read" => act_register_read(lang),
        "disclosure.refused" => act_leaving_refused(lang),
        "disclosure.withdrawn" => act_withdrawn(lang),
        "emergency.ended" => super::act_emergency_ended(lang),
        "emergency.refused" => act_emergency_refused(lang),
        "factor.begin" | "factor.set" | "factor.end" | "factor.leave" => act_factor(lang),
        "identity.tie" | "identity.untie" => act_identity(lang),
        "identity.not_tied" => act_identity_not_tied(lang),
        "institution.added" | "institution.corrected" | "institution.ended" => act_institution(lang),
        "keys.rotate" | "keys.drop" => act_keys(lang),
        "log.begun_anew" | "log.checkpoint" | "log.restored" => act_log(lang),
        "log.export" => act_log_export(lang),
        "log.read" => act_log_read(lang),
        "parameters.load" | "holidays.load" => act_parameters(lang),
        "passkey.add" | "passkey.remove" => act_passkey(lang),
        "password.change" => act_password(lang),
        "police.ended" => super::act_police_ended(lang),
        "police.passed_on" => super::act_police_passed_on(lang),
        "police.review" => super::act_police_looks(lang),
        "police.refused" => super::act_police_refused(lang),
        "police.questioned" => super::act_police_questioned(lang),
        "police.reviewed" => super::act_police_reviewed(lang),
        "post.confirmed" => act_post_confirmed(lang),
        "post.refused" => act_post_refused(lang),
        "security.read" => act_security_read(lang),
        "session.begin" => act_session_begin(lang),
        "session.end" => act_session_end(lang),
        "session.end_other" => act_ended_other(lang),
        "session.post" => act_session_post(lang),
        "share.used_up" => act_share_used_up(lang),
        "set_up.refused" => act_setup_refused(lang),
        "sign_in.half" => act_sign_in_half(lang),
        _ if action.starts_with("sign_in.") => act_sign_in_failed(lang),
        "staff.account_added" => act_account_added(lang),
        "staff.closed" => act_closed(lang),
        "staff.factor_off" => act_factor_off(lang),
        "staff.hand_over" => act_handover_look(lang),
        "staff.handed_over" => act_handed_over(lang),
        "staff.identity_off" => act_identity_off(lang),
        "staff.opened" => act_opened(lang),
        "staff.password" => act_password_given(lang),
        "staff.post_added" => act_post_added(lang),
        "staff.post_ended" => act_post_ended(lang),
        "staff.transferred" => act_transferred(lang),
        other => look_at(lang, other),
    }
}
