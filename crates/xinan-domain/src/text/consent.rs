//! What the rules of consent say to people.

use jiff::civil::Date;

use crate::texts;

// What is done with a person's data, or for the person.
texts! {
    does_routine = "随访、用药指导等日常服务", "visits, guidance on medicine and other routine care";
    does_examination = "每年一次的健康体检", "the yearly physical examination";
    does_sharing = "与卫生健康部门以外的单位共享信息", "sharing with departments beyond health";
    does_export = "导出名单", "lists that are taken out";
    does_planned_emergency = "按事先约定进行应急医疗处置", "emergency measures as agreed beforehand";
    does_medicine = "看病、吃药、免费服药和各项补助", "treatment, medicine, free medicine and relief";
    does_urgent_help = "遇到危险时的紧急救助", "help in danger";
    does_statutory_report = "法律规定的报告和统计", "reports and figures that the law asks for";
    does_statutory_notice =
        "规定必须的告知（只告知必要信息）", "the word to others that the norm asks for, with the least they must know";
    does_joint_visit =
        "关爱帮扶小组的问候（没有参加管理的，约每半年一次）", "the care group's friendly visit, every six months to whoever takes no part";
    does_own_record = "本人和监护人查阅、复制自己的档案", "reading and copying one's own record";
}

// Why it goes on or stops.
texts! {
    because_agreed(subject: &str) = "已同意{subject}", "agreed: {subject}";
    because_until_asked =
        "还没有问过，首次见面时征求意见；本人或监护人说不，就停下来",
        "not asked yet; asked at the first meeting, and stopped when the answer is no";
    because_not_asked(subject: &str) = "没有征得同意（{subject}），不开始", "not begun without consent: {subject}";
    because_declined_on(subject: &str, day: &str) = "{day}起不同意{subject}，已停止", "stopped: declined since {day} ({subject})";
    because_declined(subject: &str) = "不同意{subject}，已停止", "stopped: declined ({subject})";
    because_informed =
        "已依精神卫生法第三十条第二款第二项告知，按规定提供服务",
        "informed under article 30(2)(2) of the Mental Health Law; care goes on as the norm says";
    because_law(source: &str) = "与同意与否无关（{source}）", "whatever was agreed ({source})";
}

// Who stands in something that leaves.
texts! {
    list_by_law(source: &str) = "与同意与否无关，全部列入（{source}）", "everybody, whatever was agreed ({source})";
    list_of_managed =
        "不同意参加管理的人不列入（个人信息保护法 第十五条）",
        "without those who declined the programme (PIPL article 15)";
    list_of_sharing =
        "只列入同意与其他部门共享信息的人，没有问过的也不列入（个人信息保护法 第二十三条、第二十九条）",
        "only those who agreed to sharing; nobody who was not asked (PIPL articles 23 and 29)";
}

// What is wrong with an entry.
texts! {
    wrong_before_birth = "这一天早于出生日期。请核对日期。", "This day lies before birth. Check it.";
    wrong_before_record(registered_on: Date) =
        "这一天早于建档日期 {registered_on}。请填建档以后的日期，或先核对建档日期。",
        "This day lies before the record, which was built on {registered_on}. Check both days.";
    wrong_after_death(died_on: Date) =
        "档案记载 {died_on} 去世，这一天在其后。请核对日期。",
        "The record says that the person died on {died_on}, before this day. Check both.";
    wrong_nothing_to_take_back =
        "到这一天为止没有同意过这一项，没有可以撤回的。如果本人不愿意，请选“不同意”。",
        "Nothing was agreed by this day that could be taken back. Choose “does not agree” if it is not wished.";
    wrong_is_given(given_on: Date) =
        "{given_on} 已经同意过。现在不愿意了，请选“撤回同意”；当时记错了，请更正那一条。",
        "It was agreed to on {given_on}. Choose “takes the consent back” if it is no longer wished, or correct that entry if it is a mistake.";
    wrong_informed_of_management =
        "依法告知只用于参加管理治疗服务这一项。请改选哪一项，或改选决定。",
        "To be informed is of taking part in the programme only. Change what it is about, or the decision.";
    wrong_guardian_kept_away =
        "患者需要避开这位监护人，不能由其代为决定。请由本人决定，或请另一位监护人；不清楚的先问镇卫生院登记这件事的医生。",
        "The person is to be safe from this guardian, who decides nothing. Let the person decide, or another guardian; if in doubt ask whoever recorded it first.";
    wrong_guardian_decides =
        "不满十四周岁，要由监护人决定或共同决定（个人信息保护法第三十一条）。请选监护人，或本人和监护人。",
        "Under fourteen the guardian decides, or decides too (PIPL article 31). Choose the guardian, or both.";
    wrong_given_on_no_text =
        "同意要写明签的是哪一份文本。请选签字的那一份；还没有签，请先念给本人听、签字后再记。",
        "What is agreed to is agreed to on a text. Choose the one that was signed; if none was, read it together and have it signed first.";
    wrong_letter_unknown(given: &str) =
        "没有“{given}”这一份文本。请从列表中选一份，或选“其他文本”。",
        "There is no text “{given}”. Choose one of the list, or another text.";
    wrong_letter_of_another =
        "这份文本说的是另一项。请选这一项的文本。", "This text is about something else. Choose one about this.";
    wrong_letter_of_later(since: Date) =
        "这份文本 {since} 才启用，晚于决定的日期。请选“其他文本”，或核对日期。",
        "This text has been in use since {since} only, after the day of the decision. Choose another text, or check the day.";
}
