//! What the page says that asks for a confirmation: in one sentence what is about to happen, to whom, where.

use xinan_domain::texts;

texts! {
    confirm_says_account(name: &str, login: &str, post: &str, office: &str, from: &str) = "给 {name} 开账号 {login}，岗位：{post}，单位：{office}，从 {from} 起。", "An account {login} for {name}, in the post {post}, at {office}, from {from}.";
    confirm_says_again(name: &str, login: &str, why: &str) = "确认 {name}（{login}）的账号：{why}，是本人提出的。确认以后可以登录。", "The account of {name} ({login}) is confirmed: {why}, as its owner asked for. It can be signed in with.";
    confirm_says_card(person: &str, phone: &str) = "给 {person} 本人发卡，看自己的记录；验证码发到手机 {phone}。", "A card for {person}, for the own record; codes go to the telephone {phone}.";
    confirm_says_card_of_guardian(guardian: &str, person: &str, phone: &str) = "给 {guardian} 发卡，看 {person} 的记录；验证码发到手机 {phone}。", "A card for {guardian}, for the record of {person}; codes go to the telephone {phone}.";
    confirm_says_kept_away = "患者需要避开这位：看不到患者的住址、电话、在哪里看病，也看不到任何人写的话。", "The person is to be safe from this one, who reads no address, telephone or place and nobody's words.";
    confirm_says_lift(who: &str, person: &str) = "取消安全保护：{who} 凭现在的查询卡，马上又能看到 {person} 的住址、电话、在哪里看病和别人写的话。", "The safety is lifted: with the card of now, {who} at once reads the address, telephone, places and words of {person} again.";
    confirm_says_lift_later(who: &str, person: &str) = "取消安全保护：{who} 现在没有能用的查询卡；以后领了卡，就能看到 {person} 的住址、电话、在哪里看病和别人写的话。", "The safety is lifted: {who} has no card that opens now; with one, {who} reads the address, telephone, places and words of {person}.";
    confirm_says_other(words: &str) = "您写明这不是需要避开的那位（{words}）：看得到患者的住址、电话、在哪里看病和别人写的话。", "You say that this is not the one to be kept away ({words}), who therefore reads address, telephone, places and words.";
    confirm_says_unsure = "说不准是不是需要避开的那位，先按需要避开办：看不到患者的住址、电话、在哪里看病，也看不到任何人写的话。", "It may be the one to be kept away, and counts as that one: no address, telephone or place is read, and nobody's words.";
    confirm_says_close(name: &str, login: &str) = "停用 {name}（{login}）的账号。", "The account of {name} ({login}) is closed.";
    confirm_says_death(person: &str) = "更正 {person} 的死亡记录：写明本人没有去世。", "The recorded death of {person} was an error.";
    confirm_says_elsewhere(person: &str, body: &str) = "{person} 已由外县接收（{body}），在本县结案。", "{person} was accepted in another county ({body}); the record is closed here.";
    confirm_says_factor(name: &str, login: &str) = "取消 {name}（{login}）的第二步验证。", "The second factor of {name} ({login}) is taken off.";
    confirm_says_file(what: &str, place: &str, people: u64, purpose: &str, recipient: &str) = "取走“{what}”：{place} {people} 人，用途：{purpose}，交给：{recipient}。", "“{what}” leaves: {people} people of {place}, for: {purpose}, to: {recipient}.";
    confirm_says_given(name: &str, login: &str, post: &str, office: &str, from: &str) = "确认 {name}（{login}）的岗位：{post}，单位：{office}，从 {from} 起。", "The post of {name} ({login}) is confirmed: {post}, at {office}, from {from}.";
    confirm_says_handover(on: &str, post: &str, people: u64, from: &str, to: &str) = "从 {on} 起，把 {from} 的岗位 {post}（{people} 人）交给 {to}。", "From {on} the post {post} of {from}, with {people} people, is that of {to}.";
    confirm_says_log(from: &str, until: &str, which: &str) = "取走 {from} 到 {until} 的查阅记录：{which}。", "The log from {from} to {until} leaves: {which}.";
    confirm_says_open(name: &str, login: &str) = "重新启用 {name}（{login}）的账号，并发新密码。", "The account of {name} ({login}) is opened again, with a new password.";
    confirm_says_passkey(name: &str, login: &str) = "给您自己的账号 {login} 添加通行密钥“{name}”。", "A passkey “{name}” is added to your own account {login}.";
    confirm_says_password(name: &str, login: &str) = "给 {name}（{login}）发新密码。", "A new password for {name} ({login}).";
    confirm_says_post(name: &str, login: &str, post: &str, office: &str, from: &str) = "给 {name}（{login}）岗位：{post}，单位：{office}，从 {from} 起。", "A post for {name} ({login}): {post}, at {office}, from {from}.";
    confirm_says_refused_again(name: &str, login: &str, why: &str) = "不同意 {name}（{login}）的账号：{why}。账号停用。", "The account of {name} ({login}) is refused: {why}. It is closed.";
    confirm_says_refused(name: &str, login: &str, post: &str, office: &str, from: &str) = "不同意 {name}（{login}）的岗位：{post}，单位：{office}，从 {from} 起。", "The post of {name} ({login}) is refused: {post}, at {office}, from {from}.";
    confirm_says_tie(provider: &str) = "把您自己的账号关联到“{provider}”，以后可以用它登录。", "Your own account is tied to {provider}, and can be signed in with there.";
    confirm_says_transfer(name: &str, login: &str, old: &str, post: &str, office: &str, from: &str) = "把 {name}（{login}）从 {old} 调到 {post}，单位：{office}，从 {from} 起。", "{name} ({login}) moves from {old} to {post}, at {office}, from {from}.";
    confirm_says_untie(name: &str, login: &str) = "取消 {name}（{login}）的统一身份关联。", "The account of {name} ({login}) is untied from the identity elsewhere.";
    confirm_whom(name: &str, login: &str) = "{name}（{login}）", "{name} ({login})";
    confirm_says_visit_death(person: &str, day: &str) = "改动 {person} {day} 的随访：那次随访写的是本人已去世。", "The visit to {person} of {day}, which reports a death, is changed.";
}
