//! The words of the person's own door: plain ones, for whoever has been to primary school. No word of an illness stands on
//! a page before one is in, on a card, or in a message.

use xinan_domain::portal::request::{RequestKind, RequestState};
use xinan_domain::text::Lang;
use xinan_domain::texts;

// Coming in and going out.
texts! {
    my_card_hint = "卡上印着 20 位数字，四个一组。空格可以不打", "20 digits, in groups of four. You may leave the blanks out";
    my_card_number = "卡号", "Card number";
    my_code = "验证码", "Code";
    my_code_again = "没有收到？回到上一步再填一次卡号", "No code? Go back and enter the card number again";
    my_code_hint = "6 位数字，5 分钟内有效", "Six digits, good for five minutes";
    my_code_message(code: &str) = "验证码 {code}，5 分钟内有效，只能用一次。请不要告诉别人，我们不会向您要。【心安】", "Code {code}, good for five minutes and once. Tell it to nobody; we never ask for it. [Xin'an]";
    my_code_missing = "请填短信里的 6 位数字。", "Please enter the six digits of the message.";
    my_code_never_asked = "谁向您要验证码都不要给，医生和工作人员也不会要。", "Give the code to nobody. No doctor and no member of staff will ask for it.";
    my_code_over = "验证码过期了、用过了，或者试的次数太多。请重新填卡号。", "The code is too old, was used, or was tried too often. Please enter the card number again.";
    my_code_sent = "如果卡号有效，验证码已经发到登记的手机上。一张卡一小时最多发 3 次，收不到请隔一会儿再试，或者打电话问发卡的单位。", "If the card is valid, a code is on its way to the telephone that is registered. A card has at most three codes an hour; if none comes, try again later or call the office that issued the card.";
    my_code_title = "填验证码", "Enter the code";
    my_code_wrong(left: u32) = "验证码不对。还可以试 {left} 次。", "The code is not right. You can try {left} times more.";
    my_crowded = "现在人多，请等十秒再试。", "Many people are coming in just now. Please try again in ten seconds.";
    my_enter = "进去看", "Go in";
    my_lost_card = "卡丢了，请马上打电话给发卡的单位，可以立刻停用，再发一张。", "If you lost your card, call the office that issued it at once: it can be ended and another issued.";
    my_next = "下一步", "Next";
    my_no_card = "没有卡，或者卡丢了", "No card, or lost";
    my_no_card_explained = "本人带身份证，到乡镇卫生院或县精防办就能办，不收钱。监护人带自己的身份证和能说明关系的材料。", "Bring your identity card to the township health centre or the county office; it is free. A guardian brings an identity card and something that shows the relation.";
    my_no_codes = "这里还没有开通短信，现在不能在手机上看。您可以到乡镇卫生院或县精防办看，也可以要一份纸的。", "Codes are not sent here yet, so the record cannot be read on a telephone. You can read it at the health centre or the county office, or have it on paper.";
    my_not_in = "还没有进去", "Not in yet";
    my_privacy = "谁来看、什么时候看的，都会记下来，您自己也看得到。", "Who looks, and when, is written down, and you can read it.";
    my_session_over = "为了安全，15 分钟没有动就自动退出了。请再填一次卡号。", "To be safe you were signed out after fifteen minutes. Please enter the card number again.";
    my_sign_in_explained = "请拿出卡片，照着填数字。下一步会往您登记的手机发一个验证码。", "Please take your card and enter its digits. A code will then be sent to the telephone that you registered.";
    my_sign_in_title = "看我的记录", "Read my record";
    my_signed_out = "已经退出。", "You are signed out.";
    my_staff_here = "本人或监护人看自己的记录，请到这里", "Read your own record with a card";
    my_to_first_page = "回到首页", "To the first page";
    my_too_many(minutes: u32) = "试的次数太多了。请 {minutes} 分钟后再试，或者打电话问发卡的单位。", "Too many attempts. Please try again in {minutes} minutes, or call the office that issued the card.";
}

// The first page.
texts! {
    my_access = "谁看过我的记录", "Who has looked at my record";
    my_answered(answers: u64) = "您问的有答复了（{answers} 条），点这里看", "There are answers to what you asked ({answers}): read them";
    my_agreed = "我同意过什么", "What I agreed to";
    my_call_110 = "有人有危险，报警", "Somebody is in danger: the police";
    my_call_120 = "突然很不舒服，叫救护车", "Suddenly unwell: an ambulance";
    my_call_12356 = "心里难受，想找人说说", "Low, and in need of somebody to talk to";
    my_copy = "要一份带走", "Take a copy";
    my_exam_last(day: &str) = "上一次是 {day}。", "The last one was on {day}.";
    my_exam_never = "还没有检查过的记录，可以问卫生院什么时候去。", "None is on record; ask the health centre when to come.";
    my_exam_yearly = "每年可以免费体检一次。", "A free examination is yours every year.";
    my_hello(name: &str) = "{name}，您好", "{name}";
    my_hello_guardian(name: &str) = "{name}的记录", "The record of {name}";
    my_help_now = "现在就要帮忙", "Help now";
    my_home = "首页", "First page";
    my_medicine_ask = "符合条件的可以免费领药，领药时间请问村医或卫生院。", "Medicine is free for those entitled; ask the village doctor or the health centre when it is given out.";
    my_next_agreed(day: &str) = "{day}，约好了见面", "A visit is agreed for {day}";
    my_next_late(day: &str) = "{day}前该来看您的，还没有记到。可以打电话问一问。", "A visit was due by {day} and is not on record. You can call and ask.";
    my_next_nothing = "现在没有安排好的事。需要帮助随时联系卫生院。", "Nothing is planned now. Call the health centre whenever you need help.";
    my_next_offer = "您没有参加随访服务。什么时候想参加，跟村医或卫生院说一声就行；领药和看病不受影响。", "You do not take part in visits. Whenever you wish to, tell the village doctor or the health centre; medicine and treatment do not depend on it.";
    my_next_sought = "卫生院一直想联系您。方便的时候请打个电话，报个平安。", "The health centre would like to hear from you. Please call when you can.";
    my_next_until(day: &str) = "{day}前，医生会来看您，或者打电话", "A doctor will visit or call you by {day}";
    my_record = "我的记录", "My record";
    my_requests = "请更正、问一问", "Ask for a correction, or a question";
    my_support = "可以得到的帮助", "What support there is";
    my_what_is_next = "接下来", "What is next";
    my_who_cares = "谁在照应", "Who cares for you";
}

// The other pages.
texts! {
    agreed_management = "参加随访管理服务", "Visits and care in the community";
    my_access_explained = "这里写着谁看过、用来做什么。觉得不对的，点“问一问”，会有人答复您。", "Who looked, and for what. If something seems wrong, ask; somebody will answer.";
    my_access_nobody = "还没有人看过。", "Nobody has looked yet.";
    my_address = "住址", "Address";
    my_after_death = "本人去世以后，近亲属可以到县精防办申请查看、复制、更正，法律另有安排的除外（个人信息保护法第四十九条）。", "After death, near relatives may ask the county office to read, copy and correct, unless the person decided otherwise (Personal Information Protection Law, article 49).";
    my_agreed_before = "以前说过的", "Before that";
    my_agreed_change = "同意了也可以改主意，跟村医或卫生院说一声就行。不同意，不会少给您看病和领药。", "You may change your mind at any time; tell the village doctor or the health centre. Whatever you decide, treatment and medicine stay yours.";
    my_agreed_means = "意思是：村医或卫生院定期来看您、打电话，问问吃药和身体，需要时帮您找专科医生。", "It means that the village doctor or the health centre visits or calls regularly, asks about medicine and health, and helps you to see a specialist.";
    my_emergency_means = "意思是：万一病情突然加重，医务人员可以按事先说好的办法马上帮您，先告诉您和监护人为什么。", "It means that, should it suddenly get worse, medical staff may help at once in the way that was talked over, and say why first.";
    my_examination_means = "意思是：每年免费体检一次，可以和随访一起做，结果告诉您和监护人。", "It means a free examination once a year, together with a visit if you like; you and your guardian are told the results.";
    my_sharing_means = "意思是：办补助、残疾人证、报销这类事时，可以把办这件事必需的信息告诉民政、残联等部门，您少跑几趟。不提供病情经过、用药和随访内容。", "It means that what is needed for relief, a certificate or insurance may be told to the department that gives it, which saves you some ways. Not how the illness went, the medicine or what was said at visits.";
    my_agreed_no = "没有同意", "Not agreed";
    my_agreed_nothing = "还没有记下您同意或不同意什么。", "Nothing is on record that you agreed to or not.";
    my_agreed_yes = "同意", "Agreed";
    my_answer_by(day: &str) = "{day} 前答复", "an answer by {day}";
    my_ask_correction = "有地方写错了，请更正", "Something is wrong: ask for a correction";
    my_ask_look = "问一问这次查看", "Ask about this look";
    my_ask_objection = "我有不同意见", "I object";
    my_asked = "已经收到，会按时答复您。答复写在这一页。", "Received. The answer will stand on this page.";
    my_asked_of_another = "不由看的人自己答复：由同单位的另一位同事，或者县精防办答复。", "Whoever looked does not answer: a colleague of the office does, or the county office.";
    my_answer_new = "新答复", "new";
    my_asked_enough = "今天提的已经很多了，请明天再提，或者打电话给卫生院。", "You have asked much today. Please ask tomorrow, or call the health centre.";
    my_basis(basis: &str) = "依据：{basis}", "By: {basis}";
    my_copy_careful = "文件里有病情和用药。用别人的手机，看完请删掉；打印出来，请收好。", "The file tells of illness and medicine. Delete it from a telephone that is not yours, and keep paper safe.";
    my_copy_explained = "这些表您可以看，也可以存下来、打印出来。", "You may read these forms, keep them and print them.";
    my_copy_supplement = "个人信息补充表（PDF）", "Personal record (PDF)";
    my_copy_visits = "每次随访的记录（PDF）", "All visits (PDF)";
    my_diagnosed_on(day: &str) = "{day} 确诊", "diagnosed on {day}";
    my_diagnosis = "医生的诊断", "The doctor's diagnosis";
    my_diagnosis_explained = "诊断是医生当时的判断。不明白的，下次见面请医生讲一讲；不同意的，可以请求更正或再看一次医生。", "A diagnosis is what a doctor judged then. If you do not understand it, ask at the next visit; if you disagree, ask for a correction or see another doctor.";
    my_file_supplement = "个人信息补充表", "record";
    my_file_visits = "随访记录", "visits";
    my_grade(grade: u8) = "评估 {grade} 级", "grade {grade}";
    my_has_certificate(grade: &str) = "您已经办了残疾人证（{grade}）。", "You have a disability certificate ({grade}).";
    my_is_wrong = "地址或电话变了，请更正", "Address or telephone changed: ask for a correction";
    my_kept_back(what: &str, office: &str, until: &str) = "“{what}”暂时没有给您看。这是医疗上的理由，由 {office} 登记，到 {until} 为止，到时候医生会再看一次。", "“{what}” is not shown to you for now, on medical grounds, entered by {office} until {until}, when a doctor looks again.";
    my_kept_back_object = "您可以要求说明理由，也可以不同意。谁看过您的记录，一直都看得到。", "You may ask why, and you may object. Who has looked at your record is always shown.";
    my_medicine = "吃的药", "Medicine";
    my_phone = "我的电话", "My telephone";
    my_reached = "怎么联系我", "How I am reached";
    my_record_whole = "想看全部内容，可以要一份：", "For all of it:";
    my_request_costs_nothing = "提出请求不要钱，也不会影响看病和领药。", "Asking is free and changes nothing about treatment and medicine.";
    my_requests_explained = "您提过的，和收到的答复，都在这里。", "What you asked, and the answers.";
    my_requests_none = "还没有提过。", "Nothing asked yet.";
    my_send = "提交", "Send";
    my_support_explained = "国家和地方有这些帮助。各地的条件和数额不一样，问村医、卫生院或村（居）委会就知道怎么办。", "This support exists in the nation and in regions. Conditions and sums differ; the village doctor, the health centre or the village committee know how to apply.";
    my_visit_by = "谁来的", "By";
    my_visit_not_met = "这次没有见到您", "You were not met";
    my_visit_state = "当时的情况", "How it was";
    my_visits = "每次随访", "Visits";
    my_what_about_look = "您想问什么", "What would you like to know";
    my_what_against = "您的意见", "What do you object to";
    my_what_is_right = "应该怎么写", "What would be right";
    my_what_is_wrong = "哪里写错了", "What is wrong";
    my_words = "说了什么", "What was said";
}

// Who is named in the log and in lists of looks.
texts! {
    my_demo_in_log = "演示数据", "the demo";
    my_guardian_in_log(relation: &str) = "监护人（{relation}）", "guardian ({relation})";
    my_look_by(name: &str, post: &str, office: &str) = "{name}，{post} · {office}", "{name}, {post} · {office}";
    looks_each = "每一次", "Each of them";
    my_looks_for(purpose: &str, count: usize) = "{purpose}，{count} 次", "{purpose}, {count} times";
    my_look_for(what: &str, purpose: &str) = "{what}，用于{purpose}", "{what}, for {purpose}";
    my_self_in_log = "本人", "the person";
    kept_away(who: &str) = "患者需要避开：{who}。不要把患者的住址、电话和去向告诉对方，也不要请对方转告。", "The person is to be safe from {who}. Tell them nothing of where the person is, and have nothing passed on by them.";
    my_left = "打印、导出过的资料，交给了谁", "What was printed or exported, and to whom";
    my_somebody = "有人输入了卡号", "somebody with the card number";
    my_system = "系统自动", "the system";
    purpose_care = "随访和照应", "visits and care";
    purpose_correct = "更正登记", "correcting the record";
    purpose_list = "安排工作和统计", "planning and figures";
    purpose_own_door = "办理查看和请求", "the own reading and requests";
    purpose_paper = "存档和报表", "files and reports";
    purpose_report = "按规定报告、告知", "reports that the rules ask for";
}

/// For what a record was looked at; empty of what the person does.
pub fn look_purpose(lang: Lang, action: &str) -> &'static str {
    match action {
        "case.read" | "follow_up.record" | "follow_up.recorded" | "contact.record" | "contact.recorded" => {
            purpose_care(lang)
        }
        "follow_up.correct"
        | "follow_up.corrected"
        | "follow_up.withdrawn"
        | "death.correct"
        | "loss.correct"
        | "standing.corrected"
        | "record.close"
        | "record.closed"
        | "record.different"
        | "record.merged"
        | "person.edit"
        | "person.edited"
        | "person.compared" => purpose_correct(lang),
        "notice.record" | "notice.recorded" | "notice.withdrawn" => purpose_report(lang),
        "roster.read" | "worklist.read" | "task.read" | "indicators.read" => purpose_list(lang),
        // For what a list went out, and to whom, stands in the register.
        "roster.export" | "forms.print_batch" => "",
        "forms.print" | "workbook.import" | "workbook.read" => purpose_paper(lang),
        other => match other.split('.').next() {
            Some("card" | "portal" | "exception" | "safety") => purpose_own_door(lang),
            Some("transfer" | "stay" | "discharge_form" | "referral" | "guidance") => purpose_care(lang),
            Some("disposal") => super::purpose_disposal(lang),
            Some("police" | "help") => super::purpose_police(lang),
            Some("handed_list") => super::purpose_handed(lang),
            _ => "",
        },
    }
}

// Support (domain 8). No sums, which are the county's to say.
texts! {
    help_certificate = "残疾人证", "Disability certificate";
    help_certificate_basis = "残疾人保障法；残疾人证管理办法", "Law on the Protection of Disabled Persons; rules of the certificate";
    help_certificate_what = "病了一年以上、治疗后生活仍受影响的，可以申请。有了证，可以申请残联的药费补助和两项补贴。出门不便的，监护人可以代办，问乡镇残联。", "For those whom an illness of more than a year still hinders in daily life. With it one may apply for the federation's medicine subsidy and two allowances. A guardian may apply; ask the federation in the township.";
    help_family = "教家里人怎么照顾", "Help for families";
    help_family_basis = "精神卫生法 第五十五条、第五十六条", "Mental Health Law, articles 55 and 56";
    help_family_what = "卫生院要教家属怎么照顾、怎么看药的反应，村（居）委会要帮家里解决困难。家里人累了、怕了，也可以打电话说说。", "The health centre teaches families how to care and what to watch for; the village committee helps with difficulties. Families may call, too, when they are tired or afraid.";
    help_guardian = "监护人补助（以奖代补）", "Support for guardians";
    help_guardian_basis = "关于以奖代补的意见（2016），各地实施办法", "National opinion of 2016, and regional rules";
    help_guardian_what = "照顾得好的监护人，符合当地条件的可以领补助。条件和数额各地不同，问村（居）委会或乡镇民政。", "Guardians who care well may receive support where regional conditions are met. Ask the village committee or the township's civil affairs.";
    help_insurance = "看病报销", "Medical insurance";
    help_insurance_basis = "精神卫生法 第六十八条", "Mental Health Law, article 68";
    help_insurance_what = "住院和门诊慢特病可以报销；困难的，政府帮着交参保费，出院时当场结算，还可以申请医疗救助。问医院医保窗口或乡镇医保。", "Hospital and special outpatient treatment are covered; for those in need the government pays towards the insurance and bills are settled at once. Ask at the hospital's insurance desk.";
    help_medicine = "免费领药", "Free medicine";
    help_medicine_basis = "精神卫生法 第六十八条；地方免费服药办法", "Mental Health Law, article 68; regional rules";
    help_medicine_what = "符合当地条件的，治疗用的药和必要的化验免费。不参加随访管理，也可以申请。问村医或卫生院。", "Medicine and necessary tests are free where regional conditions are met, also for those who do not take part in visits. Ask the village doctor or the health centre.";
    help_rehabilitation = "康复和学做事", "Rehabilitation";
    help_rehabilitation_basis = "精神卫生法 第五十四条、第六十一条；社区康复转介办法", "Mental Health Law, articles 54 and 61; rules of referral";
    help_rehabilitation_what = "社区康复站可以练生活本领、学手艺、交朋友。自己可以申请，医生和村里也可以帮着申请。", "Community stations help to practise daily life, learn a craft and meet people. You may apply yourself, or a doctor or the village may help.";
    help_relief = "低保和临时救助", "Relief";
    help_relief_basis = "精神卫生法 第六十九条；社会救助暂行办法；残疾人两项补贴制度", "Mental Health Law, article 69; rules of relief and of the two allowances";
    help_relief_what = "家里困难的，可以申请低保、特困供养、临时救助；有残疾人证的，还有困难生活补贴和重度护理补贴。问村（居）委会或乡镇民政。", "Families in need may apply for the minimum allowance, support for the destitute or temporary relief; with a certificate also for two allowances. Ask the village committee or civil affairs.";
    help_visits = "免费随访和体检", "Free visits and examination";
    help_visits_basis = "精神卫生法 第五十五条、第六十八条；国家基本公共卫生服务规范", "Mental Health Law, articles 55 and 68; national service specification";
    help_visits_what = "村医和卫生院定期随访，每年体检一次，都不收钱。", "Regular visits by the village doctor and the health centre, and an examination every year, are free.";
}

// The office: cards.
texts! {
    card_another = "再发一张", "Issue another";
    card_done = "已经交给本人，返回", "Handed to the person; go back";
    card_done_guardian = "已经交给监护人，返回", "Handed to the guardian; go back";
    card_done_again = "这张卡刚才已经发过，卡号只显示一次。没有记下的，请再发一张。", "This card was issued already, and its number is shown once. If it was not noted, issue another.";
    card_done_ended = "卡已停用，用它登录的地方都已退出。", "The card is ended, and whoever was signed in with it is signed out.";
    card_end = "停用", "End";
    card_end_explained(who: &str) = "停用后马上失效，{who} 不能再用这张卡看记录。可以随时再发一张。", "It ends at once: {who} can no longer read with it. Another can be issued at any time.";
    card_ended_for_safety = "验证码发到需要避开的监护人的手机，自动停用", "Its codes went to the telephone of a guardian from whom the person is to be safe: ended by itself";
    card_end_hint = "如：本人说卡丢了；不再担任监护人", "Such as: lost; no longer the guardian";
    card_end_reason = "停用的原因", "Reason for ending it";
    card_ended_line(at: &str, reason: &str) = "{at} 停用：{reason}", "ended {at}: {reason}";
    card_flagged = "这张卡按“需要避开”发出：持卡人看不到患者的住址、电话、在哪里看病，也看不到任何人写的话，对方不会知道。弄清是另外一个人以后，可以在上一页写明原因取消。", "This card is issued with the person kept safe: its holder reads no address, telephone, place or words, and does not learn of it. Once it is clear that this is somebody else, lift it on the page before, with the reason.";
    card_for_guardian = "给监护人发卡", "A card for a guardian";
    card_for_person = "给本人发卡", "A card for the person";
    card_guardian(name: &str, relation: &str) = "监护人 {name}（{relation}）", "Guardian {name} ({relation})";
    card_holder = "持卡人", "Holder";
    card_identity_first = "请先看本人或监护人的身份证，再发卡。监护人要能说明和患者的关系。新卡一发，旧卡马上停用。", "Look at the identity card first; a guardian shows the relation. A new card ends the one before.";
    card_is_ended = "已停用", "ended";
    card_is_expired = "已过期", "expired";
    card_is_issued = "查询卡已发", "A card is issued";
    card_issue = "发卡", "Issue";
    card_last_day = "有效到", "Last day";
    card_line(on: &str, by: &str, until: &str, phone: &str) = "{on} 由 {by} 发，有效到 {until}，验证码发到 {phone}", "issued on {on} by {by}, until {until}; codes go to {phone}";
    card_name = "监护人姓名", "Name of the guardian";
    card_name_missing = "请填监护人姓名。", "Please give the guardian's name.";
    card_not_yet = "日期还没到，请查系统时间", "of a day to come; check the clock";
    card_number = "卡号", "Card number";
    card_of_the_dead = "记录为去世，卡不能用", "not usable after death";
    card_once = "卡号只显示这一次，系统里不保存。请现在打印或抄给持卡人。", "The number is shown this once and kept nowhere. Print it now, or copy it for the holder.";
    card_opens = "可以用", "valid";
    card_phone = "接收验证码的手机", "Telephone for codes";
    card_phone_hint = "请当面核对：要是持卡人自己在用的手机", "Check it with the holder: a mobile telephone of the holder's own";
    card_phone_mobile = "验证码要发短信，请填 11 位手机号。", "Codes are sent as messages: please give a mobile number.";
    card_phone_of_guardian = "这是需要避开的那位监护人的手机，本人的验证码会落到对方手里。请换一个本人自己的手机。", "This is the telephone of the guardian from whom the person is to be safe, who would receive the codes. Please give one of the person's own.";
    card_phone_flagged = "这是需要避开的那位监护人的手机，名字却不一样。请核对身份证；确实是另外一个人的，请留另外的手机。", "This is the telephone of the guardian from whom the person is to be safe, under another name. Look at the identity card; if it is somebody else, take another telephone.";
    card_print = "打印卡片", "Print the card";
    card_relation = "与患者的关系", "Relation to the person";
    card_relation_missing = "请选与患者的关系。", "Please choose the relation.";
    card_who = "是不是需要避开的那位", "Is it the guardian to be kept away";
    card_who_hint = "有一位监护人需要避开。名字以前没有登记过的，先按那位处理，对方看不到住址、电话和任何人写的话", "There is a guardian from whom the person is to be safe. Whoever has a name not known here counts as that one, and reads no address, telephone or words";
    card_who_not_allowed = "您的岗位不登记这一项，请镇精防医生或县精防办来办。", "Your post does not decide this; please ask the township or the county office.";
    card_who_other = "核对过身份证，是另外一个人", "Somebody else, by the identity card";
    card_who_reason = "怎么知道是另外一个人", "How that is known";
    card_who_unsure = "是，或者说不准", "Yes, or not sure";
    cards_none = "还没有发过卡。", "No card was issued yet.";
    cards_none_next = "本人和监护人凭卡在手机上看记录、请更正。", "With a card the person and guardians read the record and ask for corrections.";
    cards_title = "查询卡", "Cards";
    file_card = "查询卡", "card";
    look_own_door = "办理本人查看", "saw to the own door";
    look_guardian_asked = "提出了请求", "asked for something";
    look_guardian_copy = "要了一份", "took a copy";
    look_guardian_entered = "用卡登录", "came in with a card";
    look_guardian_read = "看了记录", "read the record";
    look_card_refused = "用了停用、过期的卡，或填错验证码", "a card or code that was refused";
    look_code_sent = "要了验证码", "asked for a code";
    look_exception = "登记医疗上暂不提供", "entered what is kept back";
    look_safety = "登记安全保护", "saw to the person's safety";
    own_door = "本人查看", "The person's own door";
    own_door_dead = "已记录为去世，发过的卡都不能用了。近亲属要查看、复制、更正，请到县精防办当面申请（个人信息保护法第四十九条）。", "Recorded as dead: no card opens any more. Near relatives apply in person at the county office (Personal Information Protection Law, article 49).";
    own_door_explained = "本人和监护人有权查看、复制自己的记录（精神卫生法第四十七条），凭查询卡和手机验证码登录。", "The person and guardians may read and copy the record (Mental Health Law, article 47), with a card and a code sent to a telephone.";
    own_door_no_codes = "本系统还没有接通短信，持卡人暂时不能登录。请联系系统管理人员。", "No codes are sent here yet, so no card opens. Please ask whoever runs the system.";
}

// The office: requests.
texts! {
    nav_requests = "本人请求", "Requests";
    request_about_look = "问的是哪次查看", "About the look of";
    request_about_own_look = "这条问的是您自己的查看，要由别人答复。", "This is about a look of your own; somebody else answers it.";
    request_nobody_else = "本县现在没有别的人可以答复。请联系系统管理员，再给一位同事县精防办或同一乡镇的岗位。", "Nobody else of the county may answer. Please ask the system administrator to give a colleague a post in the county office or the same township.";
    request_look_accept = "发现不当，怎么处理写在答复里", "It was not in order; the answer says what was done";
    request_look_accepted = "发现不当，已处理", "not in order, and seen to";
    request_look_answer_hint = "写给本人看：谁、为了什么看的；发现不当的，写怎么处理。用平常的话", "For the person to read: who looked and for what; if it was not in order, what was done. In everyday words";
    request_look_decline = "已说明，是工作需要", "Explained: the look was part of the work";
    request_look_declined = "已说明", "explained";
    request_look_outcome_missing = "请选结果：说明了，还是发现不当。", "Please say whether it is explained or was not in order.";
    request_of_another = "由别人答复", "somebody else answers";
    request_who_may = "可以答复的", "Who may answer";
    request_accept = "照办了", "Done as asked";
    request_answer = "答复", "Answer";
    request_answer_hint = "写给本人看：做了什么，或者为什么没有照办。用平常的话", "For the person to read: what was done, or why not. In everyday words";
    request_answer_line(state: &str, at: &str, by: &str) = "{state}，{at} 由 {by} 答复：", "{state}, answered {at} by {by}:";
    request_answered = "答复已发，本人登录就能看到。", "Answered; the person reads it at the own door.";
    request_answered_already = "这条请求已经有人答复了，您写的没有存。", "Somebody has answered this already; what you wrote is not kept.";
    request_answered_on = "答复日期", "Answered on";
    request_asked = "说了什么", "What was said";
    request_by = "谁提的", "By";
    request_decline = "没有照办，原因写在答复里", "Not done; the answer says why";
    request_due = "答复期限", "To be answered by";
    request_flagged = "提请求的这位监护人需要避开：对方只看得到办了没有和日期，看不到答复里的话。以后取消了避开就能看到，所以还是不要写患者的住址、电话、在哪里看病。", "The person is to be safe from this guardian, who reads whether it was done and when, and no words of the answer. Should that be lifted, they are read: write no address, telephone or place of treatment all the same.";
    request_kind = "请求", "Request";
    requests_late(count: u64) = "有 {count} 条本人请求超期没有答复", "{count} requests of people are late";
    requests_wait(count: u64) = "有 {count} 条本人请求等答复", "{count} requests of people wait for an answer";
    request_late = "已过期", "late";
    request_late_since(day: &str) = "应在 {day} 前答复", "due {day}";
    request_made = "提出日期", "Made on";
    request_outcome = "结果", "Outcome";
    request_outcome_missing = "请选照办了没有。", "Please say whether it was done.";
    request_send = "答复", "Answer";
    request_should_be = "应该怎么写", "What would be right";
    request_typed = "您刚才写的：", "What you wrote:";
    requests_closed = "最近答复的", "Answered lately";
    requests_explained = "本人和监护人凭卡提出的更正、询问和意见。每一条都要在期限内用平常话答复。", "Corrections, questions and objections that people brought at their own door. Each is answered in time, in everyday words.";
    requests_none = "没有提过请求。", "Nothing was asked.";
    requests_none_open = "没有等答复的请求。", "Nothing waits for an answer.";
    requests_open = "等答复的", "To be answered";
    requests_title = "本人请求", "Requests";
}

// Wherever staff would call.
texts! {
    safety_ask_township = "患者说要避开某位家人的，请告诉镇卫生院登记，登记后这里会提醒。", "If the person wishes to be safe from somebody of the family, tell the township, who records it; then you are warned here.";
    guardian_unsafe_and(more: &str) = "监护人需要避开，先问镇卫生院登记这件事的医生，不要直接联系 · {more}", "Keep the guardian away: ask whoever recorded it first, do not call · {more}";
    guardian_unsafe_at(address: &str) = "先问镇卫生院登记这件事的医生，不要直接联系。{address}", "Ask whoever recorded it first, do not call. {address}";
    guardian_unsafe_explained = "患者需要避开这位监护人。不要打给对方，也不要把患者的住址、去向告诉对方；有事先问镇卫生院登记这件事的医生。", "The person is to be safe from this guardian. Do not call, and tell nothing of where the person is; ask whoever recorded it first.";
    guardian_unsafe_emergency = "不要联系这位监护人。请打给镇卫生院的医生。", "Do not contact this guardian. Call the township's doctor instead.";
}

// The office: what is kept back, and safety.
texts! {
    form_kept_before = "这张表先前已经存过，内容和这次的不一样，这次的还没有存。请看一遍，再存一次。", "This form was kept before with other contents, and this is not kept yet. Look it over, and save it again.";
    exception_add = "登记暂不提供", "Keep something back";
    exception_doctor = "哪位医生的意见", "On which doctor's word";
    exception_doctor_hint = "写全名", "The full name";
    exception_doctor_missing = "请写明是哪位医生的意见。", "Please name the doctor.";
    exception_done = "已登记。本人会看到：有一部分因医疗上的理由暂不提供，由哪里登记，到哪一天。", "Entered. The person reads that a part is kept back on medical grounds, by whom and until when.";
    exception_done_ended = "已恢复提供。", "Shown again.";
    exception_end = "恢复提供", "Show it again";
    exception_end_reason = "恢复的原因", "Reason for showing it again";
    exception_explained = "只有本人看了可能对治疗不利时才用（精神卫生法第四十七条），凭医生的意见，范围要小，时间要短。监护人照常能看；谁看过记录，任何时候都不能隐去。", "Only where the person's reading may harm the treatment (Mental Health Law, article 47): on a doctor's word, as little and as short as possible. Guardians still read; who looked is never kept back.";
    exception_kept = "哪一类内容", "What";
    exception_kept_missing = "请选哪一类内容。", "Please choose what is kept back.";
    exception_line(doctor: &str, office: &str, reason: &str) = "{doctor}（{office}）：{reason}", "{doctor} ({office}): {reason}";
    exception_over = "已结束", "over";
    exception_reason = "为什么看了对治疗不利", "Why reading may harm the treatment";
    exception_reason_hint = "写医生的话；加密保存，本人看不到这句", "In the doctor's words; sealed, and not shown to the person";
    exception_until(day: &str) = "到 {day}", "until {day}";
    exception_until_day = "到哪一天为止", "Until";
    exception_until_hint(day: &str) = "最晚 {day}；到期自动恢复，需要再延长的由医生重新判断", "At the latest {day}; then it is shown again unless a doctor decides anew";
    exception_until_late(day: &str) = "最晚到 {day}。请写早一点的日子，到时候由医生再看。", "At the latest {day}. Please give an earlier day; a doctor looks again then.";
    exception_until_past = "日期已经过了。请写今天或以后的日子。", "That day is past. Please give today or a later one.";
    exception_until_unread = "请写到哪一天为止，如 2027-03-31。", "Please give the last day, such as 2027-03-31.";
    exceptions_ending = "复核暂不提供", "Kept back, ending soon";
    exceptions_ending_explained = "两周内到期，到期后本人就能看到。要不要延长，请医生先判断。", "These end within two weeks, and the person reads it then. Whether it goes on a doctor decides.";
    exceptions_explained = "医生认为本人看了可能不利于治疗的内容，登记后暂不提供，到期恢复。", "What a doctor finds that the person's reading may harm the treatment is kept back for a time.";
    exceptions_title = "医疗上暂不提供", "Kept back on medical grounds";
    safety_add = "登记需要避开的人", "Name somebody to be kept away";
    safety_add_explained = "对方没有查询卡也可以登记。登记后：对方来要卡，看不到住址、电话和任何人写的话；用对方手机收验证码的本人卡马上停用；档案里的监护人就是对方的，今日工作、档案页和紧急卡会提醒不要打给对方。系统不会告诉对方。", "This needs no card. Afterwards this one reads no address, telephone or words with any card; a card of the person's own whose codes go to that telephone ends at once; and where the guardian of the form is the same, today's work, the record and the emergency card warn against calling. Nobody tells them.";
    safety_do = "登记", "Enter";
    safety_done = "已登记。对方凭查询卡看不到患者的住址、电话、在哪里看病，也看不到任何人写的话；现在没有卡的，以后领了卡也一样。系统不会告诉对方，但以前看过的人可能发现内容变少了。", "Entered. With a card, of now or later, this one reads no address, telephone or place and nobody's words. Nothing says so, yet who has read before may notice that less is there.";
    safety_done_before = "先前已经有人登记过，现在仍然有效。您这次写的原因没有存。", "Somebody has entered it before, and it stands. The reason you wrote is not kept.";
    safety_done_lifted = "安全保护已取消。对方有能用的查询卡时，又能看到患者的住址、电话、在哪里看病和别人写的话。", "Lifted. With a card this one reads address, telephone, places and words again.";
    safety_explained(who: &str) = "登记后，{who} 在手机上和要的纸件里看不到患者的住址、电话、在哪里看病，也看不到任何人写的话。系统不会告诉对方，但以前看过的人可能发现内容变少了；如果这样会让患者不安全，请先和本人商量。要完全不让对方看，请停用对方的卡。", "Afterwards {who} reads no address, telephone or place of the person, nor any words that somebody wrote, on pages or paper. Nothing says so, yet who has read before may notice that less is there: where that would put the person in danger, talk to the person first. To let this guardian read nothing at all, end the card.";
    safety_form_of_before = "这张表是以前的：登记先后有变动，这次没有存。请看清现在的情况，再提交一次。", "This form is of before: something was set or lifted since, and nothing was kept. Look at how it is now, and send it again.";
    safety_lift = "取消安全保护", "Lift the safety";
    safety_name = "对方姓名", "Name";
    safety_name_missing = "请填对方姓名。", "Please give the name.";
    safety_phone = "对方手机", "Telephone";
    safety_phone_hint = "知道的都写上：验证码不会再发到这个号码", "If known: no code goes there any more";
    safety_reason = "原因", "Reason";
    safety_same = "档案里的监护人是不是同一个人", "Is the guardian of the form the same";
    safety_same_hint(name: &str) = "档案里登记的监护人是 {name}，名字写法不同也可能是同一个人", "The form names {name}; it may be the same under another spelling";
    safety_same_missing = "请选是不是同一个人。", "Please say whether it is the same.";
    safety_same_no = "不是", "No";
    safety_same_phone = "和需要避开的监护人用同一个手机，先按需要避开处理，等确认", "Has the telephone of a guardian from whom the person is to be safe: counts as the same until it is clear";
    safety_same_yes = "是同一个人", "The same";
    safety_set = "需要避开这位监护人", "Keep the person safe from this guardian";
    safety_since(who: &str, at: &str, by: &str, reason: &str) = "{at} 起（{by}登记），{who} 从本人查看这里看不到患者的住址、电话、在哪里看病，也看不到任何人写的话。原因：{reason}", "Since {at} (recorded by {by}), {who} reads at the own door no address, telephone or place and nobody's words. Reason: {reason}";
    safety_line(who: &str) = "已设安全保护：{who} 不能从本人查看这里看到患者的住址、电话、在哪里看病和任何人写的话。", "The person is kept safe: {who} reads at the own door no address, telephone or place and nobody's words.";
    safety_stands = "需要避开", "to be kept away";
    safety_unknown = "发卡时名字以前没有登记过，先按需要避开处理，等确认", "A name not known when the card was issued: counts as the one to be kept away until it is clear";
    safety_whom(name: &str, relation: &str) = "{name}（{relation}）", "{name} ({relation})";
    safety_without_card = "没有查询卡；来要卡时照样避开", "no card; the same holds for one";
}

// On paper, which is in Chinese. No word of an illness, and no name: cards are lost.
texts! {
    paper_card_at(address: &str) = "网址：{address}", "Address: {address}";
    paper_card_at_office = "网址：请向发卡单位要", "Address: ask the office";
    paper_card_guardian = "持卡人：监护人", "Holder: a guardian";
    paper_card_note_back = "不想用了，交回发卡单位，或打电话说一声，马上停用。", "To give it back, return it or call: it is ended at once.";
    paper_card_note_codes = "验证码谁要都不给。医生和工作人员不会问您要卡号和验证码。", "Give the code to nobody. No doctor and no staff will ask for the number or the code.";
    paper_card_note_lost = "卡丢了请马上打电话给发卡单位，可以立刻停用，再发一张，不收钱。", "If lost, call the office at once: it is ended and another issued, free of charge.";
    paper_card_note_rights = "您可以看、可以要一份、可以请求更正，也可以看到谁看过。这些都不收钱。", "You may read, take a copy, ask for corrections, and see who looked. All of it is free.";
    paper_card_office(office: &str) = "发卡单位：{office}", "Issued by {office}";
    paper_card_person = "持卡人：本人", "Holder: the person";
    paper_card_step_code = "手机会收到 6 位验证码，5 分钟内填好。", "A code of six digits comes to your telephone; enter it within five minutes.";
    paper_card_step_number = "照着卡片填 20 位数字，点“下一步”。", "Enter the 20 digits of the card, and press Next.";
    paper_card_step_open = "用手机扫卡上的码，或打开上面的网址。", "Scan the code with a telephone, or open the address.";
    paper_card_step_out = "看完点“退出”。15 分钟不动会自动退出。", "Sign out when you have finished; after fifteen minutes it happens by itself.";
    paper_card_steps = "怎么用", "How to use it";
    paper_card_title = "心安 · 查询卡", "Xin'an card";
    paper_card_valid(day: &str) = "有效到 {day}", "Valid until {day}";
    paper_kept_back = "（依法暂不提供）", "(kept back by law)";
}

/// How far a request is: a question is explained, where anything else is done or not.
pub fn request_state(lang: Lang, kind: RequestKind, state: RequestState) -> &'static str {
    match (kind, state) {
        (RequestKind::Look, RequestState::Accepted) => request_look_accepted(lang),
        (RequestKind::Look, RequestState::Declined) => request_look_declined(lang),
        _ => lang.code(state),
    }
}
