//! The words of the second factor: setting it up, showing it, and confirming a single act.

use xinan_domain::texts;

// Showing it.
texts! {
    factor_code = "验证码", "Code";
    factor_code_ahead(minutes: i64) = "手机的时间比服务器快了约 {minutes} 分钟，所以验证码不对。请把手机时间设为自动，再填新显示的数字。", "The telephone's clock is about {minutes} minutes ahead of the server's, so the code does not fit. Please let the telephone set its time by itself, and give the digits it shows then.";
    factor_code_behind(minutes: i64) = "这是约 {minutes} 分钟以前的验证码。请填手机上现在显示的；如果显示的就是它，是手机的时间慢了，请设为自动。", "This is the code of about {minutes} minutes ago. Please give the one shown now; if this is the one, the telephone's clock is behind: let it set its time by itself.";
    factor_code_hint = "验证码应用里现在显示的 6 位数字", "The six digits that the application on your telephone shows now";
    factor_code_missing = "请填手机上现在显示的 6 位数字；手机不在身边，就填一个恢复码。", "Please give the six digits that your telephone shows now, or a recovery code if it is not at hand.";
    factor_code_used = "这个验证码已经用过了。请等手机显示下一个（最多 30 秒），再填。", "This code has been used. Please wait for the next one (30 seconds at most).";
    factor_code_wrong = "验证码不对。请填手机上现在显示的 6 位数字；一直不对，多半是手机的时间不准，请把手机时间设为自动。", "The code is not right. Please give the six digits shown now; if they never fit, the telephone's clock is probably off: let it set its time by itself.";
    factor_no_phone = "手机不在身边", "The telephone is not at hand";
    factor_recovery = "恢复码", "Recovery code";
    factor_recovery_hint = "设置时记下的 16 位字母和数字，每个只能用一次", "One of those noted when it was set up, 16 letters and digits; each works once";
    factor_recovery_wrong = "恢复码不对，或者已经用过。请换一个没用过的；都没有了，请找负责系统的同事取消第二步验证。", "There is no such recovery code, or it has been used. Please try another; if none is left, ask whoever runs the system to take the second step off.";
}

// Setting it up, making it anew, taking it off.
texts! {
    factor_anew = "原来那部手机现在还有效。填对新手机上的验证码以后，才换成新的。", "The former telephone still counts, until a code of the new one has been shown.";
    factor_apps = "手机上要有一个验证码应用，例如微信小程序“腾讯身份验证器”、Microsoft Authenticator、FreeOTP。应用不需要联网。", "Your telephone needs an application for codes, such as Tencent's in WeChat, Microsoft Authenticator or FreeOTP. It needs no network.";
    factor_begin = "开始设置", "Set it up";
    factor_card = "第二步验证", "Second step";
    factor_card_off = "没有设置。设置以后，别人就是知道了您的密码，没有您的手机也登录不了。", "Not set up. Once it is, nobody who knows your password can sign in without your telephone.";
    factor_card_on(left: i64) = "已经设置，登录时要填手机上的验证码。还剩 {left} 个恢复码。", "It is set up: signing in asks for a code of your telephone. {left} recovery codes are left.";
    factor_change = "换手机或取消", "Another telephone, or none";
    factor_change_explained = "换一部手机或取消第二步验证，都要填密码和验证码。换手机时会给新的恢复码，原来的作废。", "Both need the password and a code. With another telephone there are fresh recovery codes, and those of before count no more.";
    factor_clock(time: &str) = "服务器现在是 {time}。手机的时间和它差得多，验证码就不对。", "The server's clock says {time}. If the telephone's is far from it, no code fits.";
    factor_codes = "十个恢复码", "Ten recovery codes";
    factor_codes_explained = "手机丢了或不在身边时，每个可以代替一次验证码。请现在抄下或打印，收在只有自己拿得到的地方：离开这一页就再也看不到了。", "When the telephone is lost or not at hand, each stands once for a code. Please copy or print them now and keep them where only you can: no page shows them again.";
    factor_codes_kept = "已经收好，返回", "They are in a safe place, go back";
    factor_confirm = "填好了，启用", "Switch it on";
    factor_end = "取消第二步验证", "Take it off";
    factor_explained = "设置以后，登录时除了密码，还要填手机上显示的 6 位验证码。请先填现在的密码。", "Once it is set up, signing in asks for six digits from your telephone besides the password. Please give your present password first.";
    factor_few_left(left: i64) = "恢复码只剩 {left} 个。请换一次手机验证（同一部手机也可以），会给十个新的。", "Only {left} recovery codes are left. Set the telephone up anew (the same one will do) to get ten fresh ones.";
    factor_first = "您的岗位登录时必须有第二步验证。请先在这里设好，设好以前其他页面都打不开。", "Your post must sign in with a second step. Please set it up first; until then no other page opens.";
    factor_leave = "不设了", "Leave it as it was";
    factor_left(left: i64) = "还剩 {left} 个恢复码。", "{left} recovery codes are left.";
    factor_now_on = "第二步验证已启用，其他设备都已登出。下次登录要填手机上的验证码。", "The second step is on, and everywhere else is signed out. Signing in asks for a code from now on.";
    factor_off_done = "第二步验证已取消，登录只用密码。", "The second step is taken off; signing in asks for the password alone.";
    factor_on_since(stamp: &str) = "{stamp} 起启用。", "On since {stamp}.";
    factor_open_here = "在这部手机上：用验证器打开", "On this telephone: open it in the app";
    factor_open = "设置第二步验证", "Set up the second step";
    factor_open_change = "换手机或取消", "Another telephone, or none";
    factor_picture = "给验证码应用扫的二维码，内容和下面的密钥一样", "QR code for the application, with the same content as the key below";
    factor_renew = "换一部手机", "Another telephone";
    factor_scan = "第一步：让手机记住", "First: let the telephone know it";
    factor_scan_explained = "用验证码应用扫这个二维码。", "Scan this with the application.";
    factor_secret_care = "不要截图或转发：有了它就等于有了您的手机。启用以后不再显示。", "Do not photograph or send it: whoever has it has your telephone. It is not shown once it counts.";
    factor_set_up = "设置第二步验证", "Set up the second step";
    factor_show = "第二步：填一次验证码", "Then: show one code";
    factor_show_explained = "手机会显示 6 位数字，填对了才算设好。", "The telephone shows six digits. It counts once they are right.";
    factor_title = "第二步验证", "Second step";
    factor_type_instead = "扫不了，就在应用里选“手动输入”，填这个密钥（按时间，6 位）：", "If it cannot be scanned, type this key into the application (by time, six digits):";
}

// Signing in with it.
texts! {
    half_back = "换一个账号登录", "Sign in with another account";
    half_button = "登录", "Sign in";
    half_explained = "密码是对的。请在五分钟内再填手机上的验证码。", "The password is right. Please give the code of your telephone within five minutes.";
    half_late = "五分钟过去了，请从密码重新开始。", "Five minutes have passed. Please begin again with the password.";
    half_title = "再填一个验证码", "One code more";
}

// Confirming a single act.
texts! {
    confirm_changed = "内容和您刚才看到的不一样了，还没有做。请看一遍下面这句，再确认一次。", "What is about to happen is no longer what you read, and nothing was done. Please read the sentence below, and confirm once more.";
    confirm_death = "更正以后，档案按其他记录重新判断；原来的记录和更正的原因都留着。", "The record is judged anew by what else it says; what was recorded stays, with your reason.";
    confirm_death_act = "确认更正", "Confirm the correction";
    confirm_card = "谁有这张卡和收验证码的手机，谁就能看这份记录。", "Whoever has it and the telephone for its codes reads this record.";
    confirm_card_act = "确认发卡", "Confirm and issue it";
    confirm_close = "那里登录着的马上登出，也不能再登录。", "Whatever is open under it ends, and nobody signs in with it.";
    confirm_close_act = "确认停用", "Confirm and close it";
    confirm_factor = "以后只用密码就能登录。", "The password alone will do from then on.";
    confirm_factor_act = "确认取消", "Confirm and take it off";
    confirm_given = "确认以后，这个人从岗位开始那天起就能看辖区的资料。", "Once it is confirmed its holder reaches the division from its first day on.";
    confirm_given_act = "是我本人，提交", "It is me, send it";
    confirm_handover = "接手的人从那天起看这个辖区的资料，交出的人不再能看。", "From that day on the records of the division are in the successor's reach, and in the other's no more.";
    confirm_handover_act = "确认交接", "Confirm and hand over";
    confirm_log = "查阅记录导出以后就离开了系统，里面有同事的姓名和他们做过的事。", "The log is about to leave the system, with the names of colleagues and what they did.";
    confirm_log_act = "确认，下载记录", "Confirm and take the log";
    confirm_password = "原来的密码马上失效，那里登录着的都登出。", "The old one is void, and whatever is open under it ends.";
    confirm_password_act = "确认发密码", "Confirm and give it";
    confirm_post = "有了岗位，就能看辖区的资料。", "With the post comes the reach of its division.";
    confirm_post_act = "确认给岗位", "Confirm and give it";
    confirm_export = "名册导出以后就离开了系统，里面有身份证号和电话。", "The roster is about to leave the system, with identity numbers and telephones.";
    confirm_export_act = "确认，下载名册", "Confirm and take the roster";
    confirm_lift = "领过卡的，马上就看得到；今日工作和档案页也不再提醒避开这一位。请确认患者现在是安全的。", "Whoever has a card reads it at once, and nobody is warned of this one any more. Please be sure that the person is safe now.";
    confirm_lift_act = "确认取消保护", "Confirm and lift it";
    confirm_once = "请再确认一次是您本人：只对这一次有效，五分钟内有效。", "Please confirm once more that it is you. It holds for this once, and for five minutes.";
    confirm_passkey = "以后它可以代替验证码。", "It will stand in place of a code.";
    confirm_passkey_act = "确认添加", "Confirm and add it";
    confirm_print = "文件里有每个人的资料。", "The file holds everybody's particulars.";
    confirm_print_act = "确认，打开文件", "Confirm and open the file";
    confirm_tie = "您要把账号和统一身份关联起来：以后它可以代替密码。", "You are about to tie your account to an identity elsewhere, which will stand in place of the password.";
    confirm_tie_act = "是我本人，去关联", "It is me, go on";
    confirm_untie = "您要取消一位同事的统一身份关联：那里登录着的马上登出。", "You are about to untie a colleague's single sign-on: whatever is open under the account ends.";
    confirm_untie_act = "确认取消关联", "Confirm and untie it";
    confirm_refused = "还没有确认", "Not confirmed yet";
    unconfirmed = "这一步要先确认是您本人。请回到上一页再试一次。", "This is to be confirmed first. Please go back and try once more.";
    unconfirmed_title = "还没有确认", "Not confirmed yet";
    confirm_title = "请再确认一次", "Please confirm once more";
}

// Passkeys.
texts! {
    passkey_add = "添加", "Add it";
    passkey_add_now = "请按手机或电脑的提示，用指纹、面容或屏幕密码确认。", "Please follow your device: a finger, the face, or its PIN.";
    passkey_add_title = "添加一个", "Add one";
    passkey_added = "已添加，下次可以用它代替验证码。", "It is added, and may stand in place of a code from now on.";
    passkey_adding(name: &str) = "添加“{name}”", "Adding “{name}”";
    passkey_again = "再试一次", "Try once more";
    passkey_card = "通行密钥", "Passkeys";
    passkey_explained = "通行密钥存在您的手机、电脑或安全密钥里，用指纹、面容或屏幕密码打开。登录和确认时可以用它代替手机上的验证码；指纹和面容不会离开您的设备。", "A passkey lies in your telephone, your computer or a security key, and is opened with a finger, the face or a PIN. It may stand in place of the code when you sign in or confirm something; finger and face never leave your device.";
    passkey_factor_first = "请先设置第二步验证：设备不在身边时，还能用验证码或恢复码。", "Please set up the second step first: its codes serve when the device is not at hand.";
    passkey_failed = "这台设备没有回答，或者没有您的通行密钥。可以再试一次，或者改用验证码。", "The device did not answer, or has no passkey of yours. Try once more, or use a code.";
    passkey_instead = "用通行密钥", "Use a passkey";
    passkey_known = "这台设备已经添加过了，请在下面换一台。", "This device has been added already. Please take another.";
    passkey_many = "已经有十个通行密钥了，请先移除不用的。", "There are ten passkeys already. Please remove one that is not used.";
    passkey_name = "给它起个名字", "A name for it";
    passkey_name_hint = "例如：我的手机、办公室电脑", "Such as: my telephone, the office computer";
    passkey_name_long = "名字太长了，请不超过 40 个字。", "The name is too long. Please use at most 40 characters.";
    passkey_name_missing = "请给它起个名字，方便以后认出来。", "Please give it a name by which you will know it.";
    passkey_no_house = "现在用的网址不能用通行密钥：它只认域名，不认数字地址。请用单位给的网址登录；还没有域名的，请负责系统的同事设置。", "No passkey works at this address: devices know names, not numbers. Please sign in at the address of your office; where it has no name yet, whoever runs the system can set one.";
    passkey_not_asked = "时间过了，或者已经答过一次。请再按一次“用通行密钥”或重新添加。", "Too late, or answered already. Please ask for the passkey once more, or begin to add it anew.";
    passkey_open = "管理通行密钥", "Keep passkeys";
    passkey_remove = "移除", "Remove";
    passkey_removed = "已移除，它不能再代替验证码。", "It is removed, and stands for no code any more.";
    passkey_scripts = "这一步要允许网页运行脚本；不行的话，请用验证码。", "This needs scripts. Without them, please use a code.";
    passkey_show_now = "请按手机或电脑的提示，用指纹、面容或屏幕密码确认；也可以在下面填验证码。", "Please follow your device: a finger, the face, or its PIN. A code below will do as well.";
    passkey_title = "通行密钥", "Passkeys";
    passkey_unused(made: &str) = "{made} 添加，还没用过", "added {made}, not used yet";
    passkey_used(made: &str, used: &str) = "{made} 添加，{used} 用过", "added {made}, used {used}";
    passkey_wrong = "这台设备的回答不对，或者它不是您添加过的。请再试一次，或者用验证码。", "The answer is not right, or the device is none of yours. Please try once more, or use a code.";
    passkey_yours = "您的通行密钥", "Your passkeys";
}
