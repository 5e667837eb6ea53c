//! Words of signing in with an identity elsewhere.

use xinan_domain::texts;

texts! {
    elsewhere_away(name: &str) = "{name}系统现在没有回应。请用账号和密码登录，或过一会儿再试。", "The provider of {name} does not answer at present. Please use your account and password, or try again later.";
    elsewhere_button(name: &str) = "用{name}登录", "Sign in with {name}";
    elsewhere_card_none = "还没有关联，只能用账号和密码登录。", "Not tied yet: you sign in with account and password.";
    elsewhere_card_tied = "已关联，可以代替密码登录。", "Tied: it stands in place of the password.";
    elsewhere_closed = "这个账号已经停用，没有关联。需要再用的，请找单位的系统管理员。", "This account is closed, and nothing was tied. If it is needed again, please ask the system administrator of your office.";
    elsewhere_declined(name: &str) = "没有在{name}系统完成登录。请再试一次，或用账号和密码登录。", "You have not signed in with {name}. Please try once more, or use your account and password.";
    elsewhere_explained(name: &str) = "关联以后，登录时可以用{name}代替密码；第二步验证照旧。只记下对方系统给您的编号，不取姓名和电话；您在这里的岗位和权限不变。", "Once tied, {name} stands in place of the password; the second step is asked for as ever. Kept is the provider's number for you, and no name or telephone; your posts here stay as they are.";
    elsewhere_go(name: &str) = "去{name}系统登录", "Go and sign in with {name}";
    elsewhere_going(name: &str) = "下面会打开{name}系统。在那里登录以后自动回到这里，十分钟内有效。", "The button leads to the provider of {name}. Once you have signed in there you come back by yourself. It holds for ten minutes.";
    elsewhere_manage = "管理关联", "Keep it";
    elsewhere_name = "统一身份", "single sign-on";
    elsewhere_no_house(name: &str) = "现在用的网址不能用{name}登录。请用单位给的网址，或用账号和密码登录。", "Signing in with {name} does not work at this address. Please use the address of your office, or your account and password.";
    elsewhere_none = "还没有关联。", "Nothing is tied yet.";
    elsewhere_not_asked = "这次登录已经用过，或者过了十分钟，或者是在别的浏览器里开始的。请重新开始。", "This was used already, or took more than ten minutes, or was begun in another browser. Please begin anew.";
    elsewhere_not_tied = "没有关联成功", "Not tied";
    elsewhere_of_before = "现在关联的是以前的系统，已经不能用它登录。请重新关联。", "This is of a provider of before, and opens nothing any more. Please tie it anew.";
    elsewhere_or = "或者", "or";
    elsewhere_refused(name: &str) = "{name}系统的答复没有通过核对。请再试一次；还是不行，请用账号和密码登录，并告诉负责系统的同事。", "The answer of the provider of {name} does not hold. Please try once more; if that does not help, use your account and password, and tell whoever runs the system.";
    elsewhere_taken(name: &str) = "这个{name}已经关联了另一个账号。请换一个，或请管理员核对。", "This identity of {name} is tied to another account. Please take another, or ask an administrator.";
    elsewhere_tie = "关联", "Tie it";
    elsewhere_tied = "已关联，下次可以用它代替密码登录。", "It is tied, and may stand in place of the password from now on.";
    elsewhere_title = "统一身份登录", "Single sign-on";
    elsewhere_too_many(minutes: u32) = "从这里试的次数太多了，请 {minutes} 分钟后再试，或用账号和密码登录。", "Too many attempts from here. Please try again in {minutes} minutes, or use your account and password.";
    elsewhere_undated(name: &str) = "{name}系统没有说明您是什么时候登录的，不知道是不是您本人刚刚登录，所以没有让您进来。请用账号和密码登录，并告诉负责系统的同事：对方要在答复里写明登录时间（auth_time）。", "The provider of {name} does not say when you signed in there, so that it could have been somebody before you. Please use your account and password, and tell whoever runs the system: the provider is to say the time of the sign-in (auth_time).";
    elsewhere_unknown(name: &str) = "这个{name}还没有关联这里的账号。请先用账号和密码登录，在“我的登录”里关联一次；没有账号，请找单位的系统管理员。", "This identity of {name} is tied to no account here. Please sign in with account and password and tie it once under “My sign-in”; without an account, ask the system administrator of your office.";
    elsewhere_untie = "取消关联", "Untie it";
    elsewhere_untied = "已取消关联，它不能再代替密码。", "It is untied, and stands for no password any more.";
    elsewhere_unused(since: &str) = "{since} 关联，还没用它登录过。", "Tied {since}, not used yet.";
    elsewhere_used(since: &str, used: &str) = "{since} 关联，{used} 用它登录过。", "Tied {since}, used {used}.";
    elsewhere_yours = "您的关联", "Your identity";
}

// What a system administrator does with it.
texts! {
    staff_identity_explained = "本人的统一身份丢了、换了，或者不该再用时用。取消以后，登录着的地方都登出，下次用账号和密码登录；本人可以重新关联。", "For an identity that was lost, has changed or shall not be used any more. Everything open under the account ends, and account and password are asked for; the owner may tie it anew.";
    staff_identity_is_off = "统一身份的关联已取消，登录着的地方都已登出。", "The identity is untied, and everything open under the account has ended.";
    staff_identity_off = "取消统一身份关联", "Untie single sign-on";
}
