//! What stands beside an entry of the log. It is kept in one language, whatever the language of who acts; read in Chinese
//! its phrases are put into Chinese words.

use xinan_domain::text::Lang;

use super::{by_night, my_self_in_log, my_somebody};

/// Phrases of the log with their Chinese, longer ones before what they contain.
pub const LOG_PHRASES: &[(&str, &str)] = &[
    ("too many in a day", "一天的条数已满"),
    ("adding a passkey", "添加通行密钥"),
    ("tying an identity", "关联统一身份"),
    ("untying somebody's identity", "取消他人的统一身份关联"),
    ("lifting a protection", "取消安全保护"),
    ("closing an account", "停用账号"),
    ("confirming a post", "答复岗位"),
    ("correcting a death", "更正死亡记录"),
    ("giving a password", "发新密码"),
    ("giving a post", "给岗位"),
    ("handing a territory over", "交接辖区"),
    ("issuing a card", "发查询卡"),
    ("printing a village", "打印全村的表"),
    ("taking a second factor off", "取消第二步验证"),
    ("taking out the log", "导出查阅记录"),
    ("taking out the roster", "导出名册"),
    ("signed in anew", "重新登录"),
    ("after a fresh password", "因为发了新密码"),
    ("after the second factor was taken off", "因为取消了第二步验证"),
    ("after the account was opened again", "因为账号重新启用"),
    ("identity elsewhere", "统一身份"),
    ("the provider is away", "统一身份系统没有回应"),
    ("its answer does not hold", "答复没有通过核对"),
    ("it does not say when", "答复没有写明登录时间"),
    ("not signed in there", "没有在那里登录"),
    ("another answer than was asked for", "不是这次登录的答复"),
    ("tied to nobody", "没有关联账号"),
    ("tied to another", "已关联另一个账号"),
    ("the account is closed", "账号已停用"),
    ("too often", "次数太多"),
    ("aes-256-gcm-siv", "AES-256（GCM-SIV）"),
    ("sm4-gcm", "国密 SM4（GCM）"),
    ("after key ", "接替密钥 "),
    ("key ", "密钥 "),
    (" new,", " 项新的,"),
    (" replaced,", " 项替换,"),
    (" withdrawn", " 项撤回"),
    (" by recovery code, ", "，用恢复码，还剩 "),
    ("by recovery code, ", "用恢复码，还剩 "),
    (" by password", "，用密码"),
    ("by password", "用密码"),
    (" by passkey", "，用通行密钥"),
    ("by passkey", "用通行密钥"),
    (" by code", "，用验证码"),
    ("by code", "用验证码"),
    ("recovery code, ", "恢复码，还剩 "),
    ("password", "密码"),
    ("passkey", "通行密钥"),
    ("code", "验证码"),
    (" sessions ended, one begun", " 处登录已登出，重新登录一处"),
    (" other sessions ended", " 处其他登录已登出"),
    (" sessions ended", " 处登录已登出"),
    (" others of the own", " 处自己的其他登录"),
    ("one of the own", "自己的一处"),
    ("signed out", "自己登出"),
    (" recovery codes", " 个恢复码"),
    (" left", " 个"),
    ("to be confirmed", "待确认"),
    (" people, not done yet", " 人，还没有办"),
    ("of the county", "本县"),
    ("of the deployment", "整个系统"),
    ("everybody", "所有人"),
    ("nobody known", "没有这个人"),
    ("accounts ", "账号 "),
    ("all acts", "所有操作"),
    (" entries", " 条"),
    ("Waiting", "等待同意"),
    ("Granted", "可以下载"),
    ("Declined", "不同意"),
    ("Lapsed", "无人审批，已过期"),
    ("Expired", "已过期"),
    ("Withdrawn", "已撤回"),
    ("Left", "已离开系统"),
    ("no such list", "没有这份名单"),
    ("its days are over", "期限已到"),
    ("it was ended", "已停止提供"),
    ("before its days were over", "在到期以前"),
    ("no such entry", "没有这份登记"),
    ("other people than asked for", "符合条件的人和登记时不同"),
    (" do not agree any more", " 人不再同意"),
    ("decided already", "已经有人办过"),
    ("may not agree", "不能审批"),
    ("by whoever asked", "申请人自己撤回"),
    ("judged by oneself", "不能复核自己的查看"),
    (" tries within a day", " 次（24 小时内）"),
    ("is over", "时间已过"),
    ("nothing is open there", "那里没有打开着的内容"),
    ("overview", "总览"),
    ("second factors", "第二步验证"),
    ("sessions", "登录着的"),
    ("no address", "没有这个网址"),
    ("not found", "不存在或不在辖区"),
    ("not allowed", "不是这个岗位的职责"),
    ("a form of another session", "表单不是从本页发出"),
    (" more before", " 次在这以前"),
    (" people a day", " 人一天"),
    (" people", " 人"),
    (" times", " 次"),
    (" unknown", " 陌生浏览器"),
    (" known", " 认得的浏览器"),
    (" from ", " 从 "),
    (" to ", " 到 "),
    (" on ", " 日期 "),
    (" of ", " 共 "),
    (" in ", " "),
];

/// The pages of the own door, as an entry names them.
const OWN_PAGES: &[(&str, &str)] = &[
    ("home", "首页"),
    ("support", "可以得到的帮助"),
    ("agreed", "同意过什么"),
    ("access", "谁看过"),
    ("record", "记录"),
    ("copy", "要一份"),
    ("requests", "请求和答复"),
    ("request", "写一条请求"),
    ("follow-up", "每次随访的记录"),
    ("supplement", "个人信息补充表"),
];

/// A page of the own door by the name that an entry gives it.
pub fn own_page(lang: Lang, named: &str) -> Option<&'static str> {
    let (_, zh) = OWN_PAGES.iter().find(|(name, _)| *name == named)?;
    (lang == Lang::Zh).then_some(zh)
}

/// Who acted, as an entry has it: the door itself, and the person, are named in the language of who reads.
pub fn who_in_log(lang: Lang, shown_as: &str) -> &str {
    match shown_as {
        "own door" => my_somebody(lang),
        who if who == my_self_in_log(Lang::Zh) => my_self_in_log(lang),
        who if who == by_night(Lang::Zh) => by_night(lang),
        who => who,
    }
}

/// The commas and colons of a Chinese sentence.
pub fn with_chinese_stops(text: &str) -> String {
    text.replace(", ", "，").replace(": ", "：")
}
