//! The words of one's own account: sessions and password.

use xinan_domain::password::{Flaw, LONGEST, SHORTEST, SHORTEST_OF_DIGITS};
use xinan_domain::text::Lang;
use xinan_domain::texts;

// Where one is signed in.
texts! {
    own_device_of(browser: &str, system: &str) = "{browser}，{system}", "{browser}, {system}";
    own_forget = "忘掉", "Forget";
    own_forgotten = "已忘掉那个浏览器，那里的登录也结束了。", "That browser is forgotten, and signed out.";
    own_known = "认得的浏览器", "Browsers that are known";
    own_known_explained = "您在这些浏览器里登录过。别人乱试您的密码时，您在这里照样能登录。有不认识的，请忘掉它，再改密码。", "You have signed in with these before. While somebody else guesses at your password, you can still sign in here. If you do not recognise one, forget it and change your password.";
    own_known_since = "第一次登录", "First signed in";
    own_signed_in_last = "最近登录", "Last signed in";
    own_begun = "登录时间", "Signed in";
    own_browser = "浏览器和设备", "Browser and device";
    own_browser_of(browser: &str, system: &str, office: &str) = "{browser}，{system}（{office}）", "{browser}, {system} ({office})";
    own_end = "登出", "Sign out";
    own_end_others = "登出其他设备", "Sign out everywhere else";
    own_ended_one = "已登出那台设备。", "That device is signed out.";
    own_ended_others = "其他设备都已登出。", "Everywhere else is signed out.";
    own_explained = "这里是您的账号现在登录着的地方。有不认识的，请登出它，再改密码。", "This is where your account is signed in now. If you do not recognise one, sign it out and change your password.";
    own_sessions = "现在登录着的地方", "Signed in now";
    own_this = "这一台", "This one";
    own_title = "我的登录", "My sign-in";
    own_used = "最近使用", "Last used";
}

// Several posts.
texts! {
    own_post = "岗位", "Post";
    own_post_here = "现在的岗位", "Now";
    own_post_office = "单位", "Institution";
    own_post_since = "开始", "Since";
    own_post_switch = "换到这个岗位", "Act in this post";
    own_posts = "换岗位", "Change post";
    own_posts_explained = "您有几个岗位。每次用一个岗位工作，名单和记录都按这个岗位来。", "You have several posts. You act in one at a time; lists and the log go by it.";
    post_in_words(kind: &str, place: &str) = "{place} {kind}", "{kind}, {place}";
}

// The password.
texts! {
    password_again = "再输一遍新密码", "New password once more";
    password_change = "改密码", "Change password";
    password_first = "这个密码是别人替您定的。请先换成只有自己知道的，再继续。", "Somebody else made this password for you. Please replace it by one that only you know, and go on.";
    password_too_many(minutes: u32) = "试的次数太多了。请 {minutes} 分钟后再试。", "Too many attempts. Please try again in {minutes} minutes.";
    password_changed = "密码已改好，其他设备都已登出。", "Your password is changed, and everywhere else is signed out.";
    password_differs = "两遍新密码不一样。请再输一遍。", "The two new passwords differ. Please type it once more.";
    password_explained = "改好以后，其他设备要用新密码重新登录。", "Afterwards other devices have to sign in again with the new password.";
    password_hint_of(least: usize) = "至少 {least} 个字符。可以是一句只有自己知道的话，不必有大写和符号", "At least {least} characters. A phrase that only you know will do; no capitals or signs are needed";
    password_new = "新密码", "New password";
    password_new_missing = "请填新密码。", "Please give a new password.";
    password_old = "现在的密码", "Present password";
    password_old_missing = "请填现在的密码。", "Please give your present password.";
    password_old_wrong = "现在的密码不对。请核对后再填。", "The present password is wrong. Please check it.";
    password_same = "新密码和现在的一样。请换一个。", "The new password is the present one. Please choose another.";
    password_title = "改密码", "Change the password";
}

texts! {
    password_digits(least: usize) = "只有数字的密码至少要 {least} 位。请再长一些，或加上别的字。", "A password of nothing but digits has at least {least} of them. Please make it longer, or add something else.";
    password_common = "这个密码很多人在用，或者是常见的词、姓名、日期拼成的，容易被猜到。请换一个，例如一句只有自己知道的话。", "Many people use this password, or it is put together from common words, names or dates. Please choose another, such as a phrase that only you know.";
    password_long(most: usize) = "密码最多 {most} 个字符。请短一些。", "A password has at most {most} characters. Please make it shorter.";
    password_own = "密码里用了账号、姓名、单位或“心安”，别人会先试这些。请换一个。", "The password uses your account, name, institution or “xinan”, which others try first. Please choose another.";
    password_short(least: usize) = "密码至少 {least} 个字符。请再长一些。", "A password has at least {least} characters. Please make it longer.";
}

/// Why a password is not accepted, and what to do.
pub fn password_flaw(lang: Lang, flaw: Flaw) -> String {
    match flaw {
        Flaw::Short => password_short(lang, SHORTEST),
        Flaw::Long => password_long(lang, LONGEST),
        Flaw::Digits => password_digits(lang, SHORTEST_OF_DIGITS),
        Flaw::Common => password_common(lang).to_owned(),
        Flaw::Own => password_own(lang).to_owned(),
    }
}

/// What a password must be, beside its field.
pub fn password_hint(lang: Lang) -> String {
    password_hint_of(lang, SHORTEST)
}
