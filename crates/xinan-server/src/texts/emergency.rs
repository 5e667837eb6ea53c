//! The words of opening a record in an emergency, and of its review.

use xinan_domain::texts;

// Asking.
texts! {
    emergency_birth = "出生日期", "Day of birth";
    emergency_birth_hint = "如 1985-08-03", "Such as 1985-08-03";
    emergency_birth_missing = "请填出生日期，如 1985-08-03。", "Please give the day of birth, such as 1985-08-03.";
    emergency_done_ended = "已关上，不能再看。这次查看照样要复核。", "It is closed. The look is reviewed all the same.";
    emergency_do = "记下理由并查看", "Record the reason and look";
    emergency_explained = "有人需要马上帮助、而这个人不归您管时用。会记下您是谁、为什么看；由县精防办复核，本人也能查到。只显示救助要用的内容，到时间自动关上。", "For somebody who needs help at once and is not in your care. Who you are and why is recorded, reviewed by the county office and shown to the person. Only what helps is shown, and it closes by itself.";
    emergency_name_missing = "请填姓名，要和身份证上的一样。", "Please give the name, as on the identity card.";
    emergency_number = "身份证号", "Identity number";
    emergency_number_hint = "18 位，要完整", "All 18 digits";
    emergency_number_wrong = "身份证号不对。请对照证件再填一次。", "This is no identity number. Please compare it with the card.";
    emergency_open_now = "现在开着的", "Open now";
    emergency_or = "没有身份证号的，填姓名、出生日期和村（居），三样都要填。", "Without the number give the name, the day of birth and the village, all three.";
    emergency_reason = "原因", "Reason";
    emergency_reason_missing = "请选一个原因。", "Please choose a reason.";
    emergency_too_many(most: u16) = "24 小时内最多查看 {most} 次，已经用完。请打县精防办的电话；有生命危险的，先打 120 或 110。", "{most} times within a day is the most, and they are used up. Please call the county office; if life is in danger, call 120 or 110 first.";
    emergency_village_missing = "请选村（居）。", "Please choose the village.";
    emergency_whom_missing = "请填身份证号，或者姓名、出生日期和村（居）。", "Please give the identity number, or name, day of birth and village.";
    emergency_words = "情况说明", "What is happening";
    emergency_words_hint = "在哪里、出了什么事、为什么要看，一两句话", "Where, what, and why the record is needed, in a line or two";
    emergency_not_opened = "还没有打开", "Not opened yet";
    emergency_words_short = "写得太短了，请写明在哪里、出了什么事。", "Too short: please say where it is and what happened.";
    emergency_words_missing = "请用一两句话写明情况。", "Please say in a line or two what is happening.";
    nav_emergency = "紧急查看", "Emergency";
}

// What is shown.
texts! {
    emergency_adverse = "药物不良反应", "Adverse reactions";
    emergency_adverse_present = "有（没有写明）", "Present, not described";
    emergency_care = "用药和安全", "Medicine and safety";
    emergency_cared_for = "负责的精防医生", "Who looks after the township";
    emergency_call_110 = "报警 110", "Police 110";
    emergency_end = "不用再看了，现在就关上", "Not needed any more: close it now";
    emergency_grade(grade: u8) = "{grade} 级", "grade {grade}";
    emergency_hospital = "住院情况", "Hospital";
    emergency_in_reach = "这位患者在您的辖区，打开完整档案", "In your territory: open the whole record";
    emergency_no_more_careful = "档案里没有过敏史一栏；用药前请问本人或负责的精防医生，不要问需要避开的监护人。", "Records have no field for allergies: before giving medicine ask the person or who looks after the township, not the guardian to be kept away.";
    emergency_judged = "复核的结论", "What the review found";
    emergency_not_justified(found: u64) = "您有 {found} 次紧急查看，复核认为没有必要，请看说明。", "The review found {found} of your emergency looks without need; please read why.";
    emergency_no_more = "档案里没有过敏史一栏；用药前请问家属。其他内容请联系负责的精防医生。", "Records have no field for allergies: ask the family before giving medicine. For anything else call who looks after the township.";
    emergency_nobody = "本县没有找到这个人", "Nobody of the county was found";
    emergency_nobody_next = "请核对身份证号，或姓名、出生日期和村（居）。这次查找已经记下。需要帮助的人不在册也一样要救助，请联系县精防办。", "Please compare the number, or name, day of birth and village. This was recorded. Somebody who is not registered needs help all the same; call the county office.";
    emergency_open_until(until: &str, day: &str) = "{until} 自动关上。这次查看已经记下，{day} 前由他人复核。", "Closes at {until}. It is recorded and will be reviewed by {day}.";
    emergency_over_judged = "已经复核，内容已经关上", "It was reviewed, and is closed";
    emergency_over_judged_next = "复核的结论和说明，在“紧急查看”里能看到。", "What the review found, and why, stands under emergency looks.";
    emergency_over = "查看的时间已过", "The time is over";
    emergency_over_next = "这份内容已经关上。还需要的，请重新写明情况。", "It has closed. If it is still needed, please say again what is happening.";
    emergency_risk = "危险性评估", "Risk";
    emergency_who = "是谁，找谁", "Who it is, whom to call";
    act_emergency_ended = "关上紧急查看", "an emergency look closed";
    look_emergency = "紧急查看", "opened it in an emergency";
    look_reviewed = "复核紧急查看", "reviewed an emergency look";
}

// The review.
texts! {
    nav_reviews = "紧急复核", "Reviews";
    review_by = "复核期限", "Due";
    review_done = "复核已记下。", "The review is recorded.";
    review_found_nobody = "没有找到人", "Nobody was found";
    review_late = "已经有人复核过，没有改动。", "It was reviewed already; nothing was changed.";
    review_one = "一次紧急查看", "An emergency look";
    review_open = "待复核", "To be reviewed";
    review_overdue = "超期未复核", "Overdue";
    review_own = "这是您自己打开的，要由别人复核。县精防办只有您一个账号的，请联系系统管理员再开一个岗位。", "You opened this yourself, and somebody else reviews it. If you are alone in the county office, ask the system administrator for a second post.";
    review_see_person = "看档案", "See the record";
    review_verdict = "结论", "Finding";
    review_verdict_missing = "请选一个结论。", "Please choose a finding.";
    review_who = "谁打开的", "Who opened it";
    review_whom = "看了谁", "Whose record";
    review_words = "说明", "In words";
    review_words_hint = "怎么核实的；没有必要的，写明打算怎么处理。查看的人会看到，不写患者姓名", "How it was checked; if there was no need, what will be done. Whoever looked reads it: no names of patients";
    review_words_missing = "请写明怎么核实的，或者要问什么。", "Please say how it was checked, or what is to be asked.";
    reviews_all = "全部", "All";
    reviews_escalated(count: u64, since: &str, whose: &str) = "有 {count} 次紧急查看超期没有复核，最早的一次应在 {since} 前复核。应由：{whose}。请催办。", "{count} reviews of emergency looks are overdue, the oldest since {since}. Whose they are: {whose}. Please remind them.";
    reviews_nobody = "没有人可以复核", "nobody was there";
    reviews_of(who: &str, count: u64) = "{who} {count} 次", "{who} {count}";
    reviews_unjustified(who: &str) = "最近 30 天，有紧急查看被认定没有必要：{who}。请核实原因。", "In the last 30 days emergency looks were found without need: {who}. Please find out why.";
    reviews_none = "没有等待复核的紧急查看。", "No emergency look waits for a review.";
    reviews_none_next = "有人打开辖区以外的档案时，会出现在这里。", "Whatever is opened out of reach appears here.";
    reviews_overdue(count: u64) = "有 {count} 次紧急查看超期没有复核", "{count} reviews of emergency looks are overdue";
    reviews_wait(count: u64) = "有 {count} 次紧急查看等您复核", "{count} emergency looks wait for your review";
    reviews_waiting = "待复核", "Waiting";
}
