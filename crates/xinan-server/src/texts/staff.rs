//! The words of accounts, posts and hand-overs.

use jiff::civil::Date;
use xinan_domain::text::Lang;
use xinan_domain::texts;

// The list, and the page of one.
texts! {
    staff_account = "账号", "Account";
    staff_acts = "办理", "What to do";
    staff_add = "新开账号", "New account";
    staff_already = "这个账号已经开好。初始密码只显示一次；没有记下的，请发一个新密码。", "This account is there already. Its first password was shown once; if nobody wrote it down, give a new one.";
    staff_in_post_only = "只看在岗", "In post only";
    staff_institution = "单位", "Institution";
    staff_is_closed = "已停用", "Closed";
    staff_is_open = "在用", "Open";
    staff_login = "账号（登录名）", "Account";
    staff_name = "姓名", "Name";
    staff_name_hint = "真实姓名；一人一个账号", "The real name; one account for each person";
    staff_none = "没有符合条件的人员。", "Nobody fits.";
    staff_none_next = "请减少条件，或新开一个账号。", "Use fewer filters, or add an account.";
    staff_password_waits = "等本人换密码", "Password to be replaced";
    staff_post = "岗位", "Post";
    staff_posts = "现在的岗位", "Posts now";
    staff_posts_all = "岗位（现在的和以前的）", "Posts, now and before";
    staff_search = "姓名或账号", "Name or account";
    staff_state = "状态", "State";
    staff_without_post = "现在没有岗位", "No post at present";
}

// What is not done.
texts! {
    staff_apart = "管理员、派出所民警和其他部门的人员看不到患者档案，也不能互兼，所以不能同时有其他岗位。请先结束一边，再开另一边。", "A system, security or audit administrator sees no patient and has no other post beside, not even another of the three. Please end the one before the other begins.";
    staff_closed = "这个账号已停用。请先重新启用。", "This account is closed. Please open it again first.";
    staff_held = "这个人已经有同一辖区的这个岗位。", "This person has that post in that division already.";
    staff_last_administrator(kind: &str) = "这样办，本县就没有长期在岗的{kind}了。请先给另一位同事开{kind}的岗位，再来办理。", "Then the county would have no {kind} for good. Please give a colleague that post first.";
    staff_opened = "这个账号在用，不需要启用。没有记下密码的，请发一个新密码。", "This account is open already. If nobody wrote down its password, give a new one.";
    staff_privileged = "这是安全保密管理员或安全审计员的账号。系统管理员不能替他们发密码、取消第二步验证或重新启用；请运行系统的人在服务器上用 xinan account 办理。", "This is the account of a security or audit administrator. A system administrator gives it no password, takes no second factor off and does not open it; please ask whoever runs the machine to do it with xinan account.";
    staff_over = "这个岗位已经结束，不能再改。需要时请另加一个岗位。", "This post has ended and cannot be changed. If need be, add another.";
    staff_own = "这是您自己的账号。自己的岗位和账号由另一位系统管理员办理；密码请到“我的登录”里改。", "This is your own account. Another system administrator keeps your posts; your password is changed under “My sign-in”.";
}

// Accounts.
texts! {
    staff_close = "停用账号", "Close the account";
    staff_close_explained = "停用以后，现在登录着的地方马上登出，也不能再登录。记录过的内容都保留在本人名下，以后可以重新启用。", "Whatever is open under it ends at once, and nobody signs in with it. What was recorded stays under the name, and the account can be opened again.";
    staff_closed_since(moment: &str) = "{moment} 停用", "since {moment}";
    staff_factor_explained = "本人的手机和恢复码都丢了时用：请先当面核对是本人。取消以后，登录着的地方都登出，下次只用密码登录；请提醒本人重新设置。", "For somebody who has lost the telephone and the recovery codes: make sure in person who it is. Everything open under the account ends, and the password alone is asked for; please ask the owner to set it up again.";
    staff_factor_is_off = "第二步验证已取消，登录着的地方都已登出。", "The second factor is off, and everything open under the account has ended.";
    staff_factor_off = "取消第二步验证", "Take the second factor off";
    staff_just_closed = "账号已停用，登录着的地方都已登出。", "The account is closed, and everything open under it has ended.";
    staff_login_hint = "用来登录，如姓名拼音。定了就不改", "To sign in with, such as the name in pinyin. It stays as it is";
    staff_login_taken = "这个登录名已有人用。请换一个，例如加上数字。", "Somebody signs in with this already. Please choose another, such as one with a digit.";
    staff_login_wrong(most: usize) = "登录名要有 1 到 {most} 个字母、数字或 . _ - @，中间不留空格。", "A login has 1 to {most} letters, digits or . _ - @ and no blanks.";
    staff_name_long(most: usize) = "最多 {most} 个字。请写短一些。", "At most {most} characters. Please shorten it.";
    staff_name_missing = "请填姓名。", "Please give the name.";
    staff_open = "重新启用", "Open again";
    staff_open_explained = "启用时会换一个新的初始密码，只显示一次，请当面交给本人。以前的岗位如果还没有结束，也随着恢复。", "It gets a new first password, shown once and handed over in person. Posts that have not ended are in force again.";
    staff_password = "发一个新密码", "Give a new password";
    staff_password_explained = "本人忘了密码时用。新密码只显示一次，请当面交给本人；原来的密码马上失效，登录着的地方都登出。新密码要等本县安全保密管理员确认以后才能登录。", "For somebody who has forgotten it. The new one is shown once and handed over in person; the old one is void, and everything open under it ends. The new one opens nothing until the county's security administrator has confirmed it.";
    staff_password_first = "初始密码", "First password";
    staff_password_given = "记下了，已交给本人", "Written down and handed over";
    staff_password_made = "初始密码", "The first password";
    staff_password_once = "这个密码只在这里显示一次，离开本页就看不到了。请当面交给本人；第一次登录时要换成自己的密码。", "This password is shown only here and only now. Please hand it over in person; it is replaced at the first sign-in.";
}

// Posts.
texts! {
    post_add = "加一个岗位", "Add a post";
    post_day_missing = "请填日期。", "Please give a day.";
    post_day_past = "这一天已经过去。请填今天或以后的日子。", "This day is past. Please give today or a later one.";
    post_end = "结束", "End";
    post_end_explained(post: &str) = "要结束的岗位：{post}。从这一天起不能再看这个辖区的患者资料，登录着的也一样。患者要有人接手的，请改用“交接”。", "The post to be ended: {post}. From that day on its records are out of reach, in open sessions, too. If somebody is to take over, hand it over instead.";
    post_from = "从哪一天起", "From which day";
    post_from_hint = "今天或以后的日子", "Today or later";
    post_institution_gone = "这个机构现在不能选。请另选一个，或写在下面一栏。", "This institution cannot be chosen now. Please choose another, or write it below.";
    post_institution_hint = "没有登记的，留空，写在下面一栏", "If it is not on the list, leave this open and write it below";
    post_is_over = "已结束", "ended";
    post_just_added = "岗位已加好。", "The post is added.";
    post_just_ended = "岗位结束的日子已存好。", "The end of the post is saved.";
    post_just_transferred = "调岗已存好：原岗位结束，新岗位开始。", "The transfer is saved: the former post ends, the new one begins.";
    post_kind_missing = "请选岗位。", "Please choose a post.";
    post_office = "单位名称", "Its name";
    post_no_institutions = "本县还没有登记机构。可以先登记机构，也可以把单位名称写在下面。", "No institution of the county is entered yet. Enter it first, or write its name below.";
    post_office_empty = "请写单位名称。", "Please write the name of the institution.";
    post_office_hint = "选了上面的机构，这里不用填", "Not needed where an institution was chosen above";
    post_office_missing = "请选单位；没有登记的，写在下面一栏。", "Please choose an institution, or write its name below.";
    post_region = "辖区", "Division";
    post_waits = "待确认", "To be confirmed";
    post_waits_explained = "新设的岗位，重设密码、取消第二步验证、重新启用以后的岗位，都要等本县安全保密管理员确认，确认以前不能用。请告诉他在“安全”页里确认。", "A new post, and any after a fresh password, without its second factor, or opened again, opens nothing until the county's security administrator has confirmed it. Please ask for that, on the page “Security”.";
    post_region_hint = "村医选村（居），镇精防医生和派出所民警选乡镇，综治中心、民政、残联、财政选县或乡镇，县精防办和三种管理员选县", "A village for a village doctor, a township for a township worker or an officer of the police, the county or a township for clerks of other departments, else the county";
    post_region_level(kind: &str, level: &str) = "{kind}的辖区要选到{level}。请重新选。", "The division of a {kind} is a {level}. Please choose again.";
    post_region_missing = "请选辖区。", "Please choose a division.";
    post_transfer = "调岗", "Transfer";
    post_transfer_explained(post: &str) = "原岗位：{post}。新岗位开始的那一天，原岗位同时结束，从那时起只能看新辖区的资料。", "The present post: {post}. It ends on the day on which the new one begins; from then on only the new division is in reach.";
    post_until = "从哪一天起结束", "Ended from which day";
    post_until_hint = "填今天，就马上结束", "Today means at once";
}

// Hand-overs.
texts! {
    handover = "交接", "Hand over";
    handover_candidate(name: &str, login: &str, posts: &str) = "{name}（{login}） {posts}", "{name} ({login}) {posts}";
    handover_change = "改一改", "Change it";
    handover_day = "交接日期", "On which day";
    handover_day_early(from: &str) = "这个岗位 {from} 才开始。请填那一天或以后的日子。", "This post begins on {from}. Please give that day or a later one.";
    handover_day_hint = "从这一天起归接手的人；填今天，就马上交接", "From this day on it is the successor's; today means at once";
    handover_do = "确认交接", "Hand over";
    handover_done = "交接已办好：接手的人有了同样的岗位，原岗位结束。", "It is handed over: the successor has the same post, and this one ends.";
    handover_due = "到那天该随访还没随访的", "Visits due by that day";
    handover_explained(post: &str) = "要交接的岗位：{post}。接手的人得到同样的岗位和辖区，原岗位同一天结束。", "What is handed over: {post}. The successor gets the same post and division, and this one ends on the same day.";
    handover_from = "交出的人", "Handed over by";
    handover_look = "下一步：看看要交接多少", "Next: what changes hands";
    handover_not_yet = "还没有交接。请核对后确认。", "Nothing is handed over yet. Please look it over and confirm.";
    handover_other = "或填其他人的登录名", "Or somebody else's account";
    handover_other_hint = "不在上面的，填本县同事的登录名", "For a colleague of the county who is not on the list";
    handover_people = "换人负责的患者", "People who change hands";
    handover_plan = "要交接的内容", "What changes hands";
    handover_successor = "接手的人", "Successor";
    handover_successor_hint = "同一单位或同一乡镇的同事", "Colleagues of the same institution or township";
    handover_successor_missing = "请选接手的人，或在下面填登录名。", "Please choose a successor, or give an account below.";
    handover_successor_unknown = "本县没有这个账号。请核对登录名。", "There is no such account in this county. Please check it.";
    handover_to_oneself = "不能交接给自己。请选另一位同事。", "It cannot be handed over to yourself. Please choose a colleague.";
    handover_what = "岗位和辖区", "Post and division";
}

/// From a day to another, of which the second is the first day no more.
pub fn from_to(lang: Lang, from: Date, until: Option<Date>) -> String {
    match (lang, until) {
        (Lang::Zh, None) => format!("{from} 起"),
        (Lang::Zh, Some(until)) => format!("{from} 起，{until} 结束"),
        (Lang::En, None) => format!("from {from}"),
        (Lang::En, Some(until)) => format!("from {from}, ended from {until}"),
    }
}
