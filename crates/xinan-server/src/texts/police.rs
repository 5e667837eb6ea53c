//! The words of what the police ask about one person: their page, the card, the privacy officer's list, and the help that goes out.

use xinan_domain::texts;

// Asking.
texts! {
    nav_police = "现场求助", "On the scene";
    police_do = "登记并求助", "Enter it and ask";
    police_done_over = "那次查看已经到时或办结，内容已经关上。警情还在处置、还需要的，请重新填写。", "That look-up is over, and what was shown is closed. If the matter goes on and it is still needed, please ask again.";
    police_done_ended = "这件警情已办结，内容已经关上。", "The matter is over, and what was shown is closed.";
    police_end = "办结这件警情", "This matter is over";
    police_explained = "处置警情时，为了帮助眼前的一个人而用。一件警情只查一个人，会记下您是谁、为什么问；安全保密管理员逐一审核，本人也能查到。不管查到什么，都会转给卫生院去帮助这个人。", "For one person whom you are helping because of one live matter. Who you are and why you ask is recorded, judged by the privacy officer and shown to the person. Whatever is found, the health centre is told, so that help comes.";
    police_incident = "接警编号", "Incident number";
    police_incident_hint = "本所这件警情的编号，如 J4299712026112100031", "Your own number of the matter, such as J4299712026112100031";
    police_incident_long(most: usize) = "最多 {most} 个字。请照接警单上的编号填。", "At most {most} characters. Please type the number as it stands on the call sheet.";
    police_incident_missing = "请填接警编号。没有警情，就没有可以提供的依据。", "Please give the incident number. Without a live matter there is no ground to tell anything.";
    police_incident_wrong = "接警编号只有字母、数字和连字符，至少 4 位。请照接警单上的编号填。", "An incident number has letters, digits and hyphens, four at least. Please type it as it stands on the call sheet.";
    police_matter = "什么警情", "What kind of matter";
    police_matter_line(incident: &str, matter: &str, at: &str) = "接警编号 {incident} · {matter} · {at}", "{incident} · {matter} · {at}";
    police_matter_missing = "请选一种警情。都不是的，系统里没有可以提供的内容，请打县精防办的电话。", "Please choose a kind. If none fits, nothing may be told here; please call the county office.";
    police_number = "这个人的身份证号", "The person's identity number";
    police_number_hint = "18 位，要完整；不能按姓名查", "All 18 digits; a name finds nobody here";
    police_number_missing = "请填身份证号。问不到的，请打县精防办的电话；有生命危险的，先打 120。", "Please give the identity number. If it cannot be had, call the county office; if life is in danger, call 120 first.";
    police_number_wrong = "身份证号不对。请对照证件再填一次。", "This is no identity number. Please compare it with the card.";
    police_open_now = "现在开着的警情", "The matter that is open";
    police_other_matter = "您还有一件警情没有办结。请先办结上面那一件，再登记这一件。", "Another matter of yours is open. Please end that one first.";
    police_other_person = "这个接警编号已经用来问过另一个人。一件警情只问一个人：另外的人请用另外的接警编号；刚才填错号码的，请打县精防办的电话。", "This incident number was used for somebody else. A matter is one person's: please use another number for another person, or call the county office if the first one was mistyped.";
    police_recipient(who: &str, incident: &str, matter: &str, basis: &str) = "{who}（接警编号 {incident}，{matter}，{basis}）", "{who} ({incident}, {matter}, {basis})";
    police_too_many(most: u16) = "一小时内最多求助 {most} 次，已经用完。请打县精防办的电话；有生命危险的，先打 120。", "{most} times an hour is the most, and they are used up. Please call the county office; if life is in danger, call 120 first.";
}

// What is answered: one page when nothing is shown, and the card.
texts! {
    police_approach = "怎样接近、怎样说话", "How to approach";
    police_approach_calm = "一个人说话，声音放低放慢，说清您是谁、来帮忙的。", "Let one person speak, low and slowly; say who you are and that you have come to help.";
    police_approach_danger = "有伤人、自伤的危险时，先隔开危险物品，同时叫 120，依法送诊要有医生参加。", "If somebody may be hurt, move away what is dangerous and call 120; a doctor takes part when somebody is brought to hospital by law.";
    police_approach_hands = "不要突然触碰；非必要不用械具，不围观，不拍照，不外传。", "No sudden touch; no restraints unless there is no other way; no onlookers, no pictures, no word to others.";
    police_approach_listen = "多听，不争辩，不威胁，不说“有病”；问一问疼不疼、冷不冷、吃过没有。", "Listen; do not argue, threaten or speak of illness; ask whether there is pain, cold or hunger.";
    police_approach_room = "保持距离，留出退路，关掉警灯警笛，请旁人走开。", "Keep your distance, leave a way out, turn off lights and sirens, ask others to leave.";
    police_call_120 = "叫救护车 120", "Ambulance 120";
    police_call_12356 = "心理援助 12356", "Support by telephone 12356";
    police_card = "必要信息", "What is needed now";
    police_careful = "有需要先问医生的情况。不要自行给药，送医或约束以前先打给医生。", "There is something to ask a doctor about first. Give no medicine, and call before the person is moved or held.";
    police_doctor = "随访医生", "Doctor";
    police_guardian_withheld = "由医生联系家人，请等医生来电；急的打 120。不要把本人交给家人，也不要告诉家人本人在哪里。", "The doctor will speak to the family; please wait for the call, or dial 120. Do not hand the person over to family, nor tell them where he or she is.";
    police_match = "身份核对", "Identity";
    police_match_is(ends: &str) = "和填写的身份证号一致，尾号 {ends}", "The same as was typed, ending in {ends}";
    police_medical = "身体和用药", "Body and medicine";
    police_no_more = "只有这些。病情、用药和住址不提供；其他要问的，请问医生。", "This is all. Illness, medicine and address are not told; for anything else ask the doctor.";
    police_not_known = "没有特别的记载。也请不要自行给药。", "Nothing particular is noted. Please give no medicine all the same.";
    police_open_until(until: &str) = "{until} 自动关上。这次查看已经记下，通知了安全保密管理员，也转给了卫生院。", "Closes at {until}. It is recorded, the privacy officer is told, and so is the health centre.";
    police_passed_on = "已转给卫生健康部门", "Passed on to the health side";
    police_passed_on_what = "已转给卫生院和县精防办，在他们的今日工作里排在最前。不用等回复，请先这样帮助眼前的人；没有等到电话的，请打 120：", "The health centre and the county office have it first in their work. Do not wait for them; meanwhile this helps, and 120 where no call comes:";
    police_reason = "提供的缘由", "Why it is shown";
    police_reason_on(reason: &str, on: jiff::civil::Date) = "{reason}（{on}）", "{reason} ({on})";
    police_sent_by = "转给了谁", "Passed on to";
    police_tells_nothing = "没有可以提供的内容时，都是这一页，不表示这个人有没有档案、有没有病。", "Whenever nothing may be told it is this page. It does not say whether there is a record, or an illness.";
    police_they_call = "在他们的今日工作里排在最前；没有等到电话的，请打 120", "It stands first in their work; where no call comes, call 120";
    police_until(until: &str) = "这一页到 {until} 为止。", "This page is here until {until}.";
}

// The privacy officer.
texts! {
    nav_police_looks = "公安求助审核", "What the police asked";
    police_look_done = "审核已记下。", "The judgement is recorded.";
    police_look_explained = "这里看不到问的是谁，也看不到提供了什么内容。请向派出所核对接警编号和民警，写明是否合法、必要。", "Whom it was about, and what was said, is not shown here. Please check incident number and officer with the station, and say whether it was lawful and needed.";
    help_unlawful = "安全保密管理员审核认定：这次查看不合法或没有必要。请通知本人（个人信息保护法第五十七条），并写下怎么通知的。", "The privacy officer found this look-up unlawful or not needed. Please tell the person (PIPL article 57), and write down how.";
    police_look_asked = "追问已记下，这次求助仍待审核。得到答复后，请在这里写明结论。", "The question is recorded, and this look-up still waits. Once it is answered, please state the finding here.";
    police_look_hint = "怎么核对的；需要追问的，写明问谁、问什么，得到答复后再写结论", "How it was checked; if something is to be asked, whom and what, and the finding once it is answered";
    police_look_late = "已经审核过，没有改动。", "It was judged already; nothing was changed.";
    police_look_one = "一次现场求助", "One look-up";
    police_look_open = "待审核", "To be judged";
    police_look_questioned = "已追问，待答复", "Asked about, no answer yet";
    police_look_unlawful = "请按《个人信息保护法》第五十七条处理：请系统管理员停用派出所的这个岗位，查清原因，报告主管部门。乡镇和县精防办在“派出所求助”里看得到这个结论，由他们通知本人。", "Please act on article 57 of the Personal Information Protection Law: have the system administrator end the post, find the cause and report it. Township and county read this finding under their calls for help, and tell the person.";
    police_look_overdue = "超期未审核", "Overdue";
    police_looks_late(count: u64) = "有 {count} 次公安求助超期没有审核，请催本县安全保密管理员。", "{count} look-ups of the police were not judged in time. Please remind the county's security administrator.";
    police_looks_none = "没有等待审核的公安求助。", "Nothing that the police asked waits.";
    police_looks_none_next = "派出所每一次现场求助，都会出现在这里。", "Whatever the police ask appears here.";
    police_looks_overdue(count: u64) = "有 {count} 次公安求助超期没有审核", "{count} look-ups of the police are overdue";
    police_looks_wait(count: u64) = "有 {count} 次公安求助等您审核", "{count} look-ups of the police wait for your judgement";
    police_looks_waiting = "待审核", "Waiting";
    police_outcome = "提供了没有", "Shown";
    police_was_not_shown = "没有提供，只转给了卫生院", "nothing; only passed on to the health centre";
    police_was_shown = "提供了必要信息", "the little that helps";
    police_who = "民警和单位", "Officer and station";
}

// The help that goes out.
texts! {
    help_done = "处理情况已记下。", "What was done is recorded.";
    help_explained = "派出所正在处置，请马上打电话联系：先问清人在哪里、需要什么，再联系本人和医生。联系家属前，先看档案里有没有需要避开的人。", "The police are there now. Please call the station: ask where the person is and what is needed, then call the person and the doctor. Before calling the family see whether the person is to be safe from somebody.";
    help_explained_over = "派出所已办结这件警情。请联系本人（联系家属前，先看档案里有没有需要避开的人），问清人在哪里、现在怎样、需要什么，再写下怎么处理的。", "The police have ended the matter. Please find out how the person is and what is needed, and write down what was done.";
    help_given = "已处理", "Seen to";
    help_late = "已经有人处理并记下，没有改动。", "Somebody has seen to it already; nothing was changed.";
    help_nobody = "本县没有这个人的档案。请打给派出所问清情况，需要看病的一样帮助。", "No record in the county. Please call the station; whoever needs a doctor is helped all the same.";
    help_none = "没有等待处理的派出所求助。", "Nothing that the police asked waits.";
    help_none_next = "派出所现场求助时，会出现在这里。", "When the police ask for help, it appears here.";
    help_one = "一次派出所求助", "One call for help";
    help_over = "派出所已办结，待联系", "Ended by the police, to be called";
    help_waiting = "等待联系", "To be called";
    help_wait(count: u64) = "派出所有 {count} 次现场求助，请马上联系", "The police ask for help {count} times; please call at once";
    help_was_not_shown(why: &str) = "没有提供：{why}", "nothing: {why}";
    help_was_shown(why: &str) = "提供了必要信息：{why}", "the little that helps: {why}";
    help_whom = "问的是谁", "About whom";
    help_words = "怎么处理的", "What was done";
    help_words_hint = "打给了谁、人现在怎样、接下来谁负责，一两句话", "Whom you called, how the person is, and who sees to it now, in a line or two";
    help_words_missing = "请写明怎么处理的。", "Please say what was done.";
    nav_police_help = "派出所求助", "Calls from the police";
}

// In the log, and on the person's page of looks.
texts! {
    act_police_ended = "办结现场求助", "a matter of the police ended";
    act_police_looks = "看公安求助", "what the police asked looked at";
    act_police_passed_on = "派出所求助，没有提供内容", "the police asked, and nothing was shown";
    act_police_refused = "现场求助没有成功", "a look-up of the police that was refused";
    act_police_questioned = "追问公安求助", "a look-up of the police asked about";
    act_police_reviewed = "审核公安求助", "a look-up of the police judged";
    look_police_asked = "派出所因警情问到，已转给卫生院帮助", "the police asked because of a matter; passed on to the health centre";
    look_police_help = "看派出所求助", "a call from the police was looked at";
    look_police_helped = "派出所求助后联系、帮助", "called and helped after the police had asked";
    look_police_read = "派出所因警情看了必要信息", "the police were shown the little that helps";
    purpose_police = "处置一件警情，帮助本人", "to help in a live matter";
}
