//! The form of a visit on a phone, in everyday words.

use xinan_domain::texts;

texts! {
    plain_mode = "怎么见的？", "How did you meet?";
    plain_met = "和谁说的？", "Whom did you talk to?";
    plain_calm = "这段时间平安吗？", "Has all been quiet since?";
    plain_calm_hint = "有没有吵闹、砸东西、伤人或伤自己", "Any shouting, breaking things, hurting others or oneself";
    plain_calm_yes = "平安，没有", "Yes, nothing";
    plain_calm_no = "有，记一下", "No, note it";
    plain_calm_said = "记作：危险性评估 0 级，危险行为 7 无", "Noted as: risk grade 0, harmful acts 7 none";
    plain_sleep = "睡得怎么样？", "How is the sleep?";
    plain_adherence = "药怎么吃的？", "How is the medicine taken?";
    plain_adverse = "吃药后有不舒服吗？", "Unwell from the medicine?";
    plain_symptoms = "看到、听到了什么？", "What did you see and hear?";
    plain_severity = "这些表现明显吗？", "How marked is it?";
    phone_medicine = "用药情况", "Medicine taken";
    phone_more = "更多：用药指导、康复、分类和下次日期、签名", "More: advice, rehabilitation, class and next day, signature";
    rest(items: usize) = "其余 {items} 项", "The other {items} items";
    rest_last_time(items: usize, day: &str) = "其余 {items} 项，上次（{day}）是：", "The other {items} items, last time ({day}):";
    rest_same(day: &str) = "问过，和上次（{day}）一样", "Asked: as last time ({day})";
    rest_differs = "有变化，逐项填", "Something changed: one by one";
    rest_one_by_one = "逐项看", "One by one";
    rest_answered = "已填", "answered:";
    taken_over(day: &str) = "问过，和上次（{day}）一样", "Asked: as last time ({day})";
    judged_why = "详情", "Details";
    judged_next_short = "下次", "Next";
    judge_open_short(open: usize) = "还有 {open} 项要填", "{open} answers to go";
    judge_mend_short(open: usize) = "有 {open} 处要改", "{open} to mend";
    judge_waiting_short = "填好就有分类", "Class and day follow";
}
