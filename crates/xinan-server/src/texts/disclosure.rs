//! The words of the register of what left, of its requests, and of a day's share.

use xinan_domain::texts;

// Before something leaves.
texts! {
    disclosure_apart = "有人需要避开：这张表有住址和电话。交给本人时请当面核对，不要交给需要避开的人，也不要由其转交。", "The person is to be safe from somebody, and this says address and telephone. Hand it to the person and to nobody who would pass it on.";
    disclosure_ask = "提交申请", "Ask for it";
    disclosure_before = "导出、打印前登记", "Before it leaves";
    disclosure_beyond = "交给卫生健康系统以外的单位，要另一位同事同意后才能下载。", "What goes beyond health leaves once a colleague has agreed.";
    disclosure_clinical = "名单里有诊断、分类或随访情况，要另一位同事同意后才能下载。", "A list with diagnosis, class or visits leaves once a colleague has agreed.";
    disclosure_enter = "登记并继续", "Enter and go on";
    disclosure_fields = "包含哪些内容", "What it says of them";
    disclosure_fields_hint = "带诊断、分类和随访情况的名单，要另一位同事同意后才能下载；只要身份和联系方式的，不用等", "With diagnosis, class and visits a colleague has to agree first; without them nobody has to";
    disclosure_fields_hint_all = "这份名单不管包含哪些内容，都要另一位同事同意后才能下载", "Whatever it says of them, a colleague has to agree to this list first";
    disclosure_fields_missing = "请选包含哪些内容。", "Please choose what it says of them.";
    disclosure_findings_beyond = "诊断、分类和随访情况不提供给卫生健康系统以外的单位，知情同意书上也是这样写的。请改选“身份和联系方式”。", "Diagnosis, class and visits go to nobody beyond health, as the letter of consent says. Please choose the first.";
    disclosure_form_of_before = "这张表先前已经登记过别的内容，这次没有登记。请核对后再提交一次。", "This form has entered something else before, and nothing was entered now. Please look it over and send it again.";
    disclosure_form_beyond = "这张表有诊断和随访情况，不提供给卫生健康系统以外的单位；法律规定必须提供的，用途请选“法律规定必须提供”并写明文号。", "This form has diagnosis and visits, and goes to nobody beyond health. Where a law orders it, choose that purpose and give the number of the document.";
    disclosure_leaves = "要离开系统的内容", "What leaves";
    disclosure_left_out = "未列入", "Left out";
    disclosure_many(most: u16) = "超过 {most} 人，要另一位同事同意后才能下载。", "More than {most} people leave once a colleague has agreed.";
    disclosure_list_for_person = "名单里有别人，不能交给某一位本人或监护人。要本人自己的资料，请到本人档案里打印。", "A list holds others, and goes to no single person or guardian. One's own papers are printed from the record.";
    disclosure_named_beyond = "“交给谁”写的是卫生健康系统以外的单位，请改选“卫生健康系统以外的单位”；医院请写全名。", "The recipient is named like a body beyond health. Please choose that, or give a hospital's full name.";
    disclosure_narrowed = "筛选条件", "Narrowed to";
    disclosure_narrowed_clinical = "筛选条件说明了诊断、分类、档案状态、知情同意或是否过期，名单里的人都带上了这一条，要另一位同事同意后才能下载。", "The filter says something of everybody in the list: a diagnosis, a class, the record's state, consent or being overdue. It leaves once a colleague has agreed.";
    disclosure_no_document = "法律规定必须提供的，请在“交给谁”里写明单位和文书编号，如“县人民法院（2026）湘0000民特12号”。", "Where a law orders it, please give office and number of the document.";
    disclosure_no_list_for_police = "名单不提供给公安。正在处置的警情，由民警在“现场求助”里问一个人，由卫生院联系、帮助。", "No list goes to the police. In a live matter an officer asks about one person, and the health centre helps.";
    disclosure_nobody = "没有符合条件的人，不需要导出或打印。", "Nobody fits: there is nothing to take out.";
    disclosure_nobody_agreed = "这些人都没有同意把信息交给这一方，所以不能提供。请核对用途和接收方；确有需要的，先征求本人或监护人同意，再来登记。", "Nobody here has agreed to this side receiving the data, so it cannot be given. Check purpose and recipient; if it is needed, ask the person or the guardian first.";
    disclosure_not_shared = "这张表有诊断和随访情况：除法律规定必须提供的以外，不能交给卫生健康系统以外的单位；本人或监护人可以自己领取。", "This form has diagnosis and visits: unless the law orders it, it goes to nobody beyond health; the person or the guardian may take a copy.";
    disclosure_open_records = "已去世、已结案的不列入", "nobody who has died or whose record is closed";
    disclosure_purpose = "用途", "Purpose";
    disclosure_purpose_missing = "请选一个用途。没有合适的用途，就没有导出的依据，请先问县精防办。", "Please choose a purpose. If none fits, there is no ground to take people out; ask the county office.";
    disclosure_reach(all: usize, managed: usize, shared: usize) = "能列入几人，看用途和接收方：法律规定的报告、质控和系统核对，{all} 人全部列入；卫生健康系统内的其他用途，{managed} 人（不同意参加管理的不列入）；交给卫生健康系统以外的单位，只有同意信息共享的 {shared} 人。", "How many leave depends on purpose and recipient: all {all} where the law asks for it; {managed} for other purposes within health, without those who declined the programme; {shared} who agreed to sharing, to anybody beyond health.";
    disclosure_receiver = "接收方是", "The recipient is";
    disclosure_receiver_hint = "决定按哪一项知情同意列入；民政、公安、残联、村（居）委会等都在卫生健康系统以外", "It decides which consent is asked for; civil affairs, police, the disabled persons' federation and village committees are beyond health";
    disclosure_receiver_missing = "请选接收方属于哪一类。", "Please choose to which side the recipient belongs.";
    disclosure_recipient = "交给谁", "Recipient";
    disclosure_recipient_hint = "单位或人，如“清溪镇卫生院存档”“市精神卫生中心 质控科”", "An office or a person";
    disclosure_recipient_long(most: usize) = "最多 {most} 个字。请写短一些。", "At most {most} characters. Please shorten it.";
    disclosure_recipient_missing = "请写明交给谁。自己单位存档的，写自己单位。", "Please say who receives it; one's own office, if it stays there.";
    disclosure_together(most: u16, people: usize) = "连同您 24 小时内一人决定导出、打印的，共 {people} 人，超过 {most} 人，要另一位同事同意后才能下载。", "With what you took out alone within 24 hours it is {people} people, more than {most}: it leaves once a colleague has agreed.";
    disclosure_whom = "哪些人列入", "Who stands in it";
    left_out_of_sharing(people: u64) = "另有 {people} 人没有同意与其他部门共享信息，未列入", "{people} people who have not agreed to sharing are left out";
}

// The register.
texts! {
    disclosure_basis = "依据", "Basis";
    disclosure_by = "登记人", "Entered by";
    disclosure_entry = "披露登记单", "Entry of the register";
    disclosure_people = "人数", "People";
    disclosure_what = "内容", "What";
    disclosure_when = "时间", "When";
    disclosure_where = "范围", "Where";
    disclosures_none = "没有符合条件的登记。", "Nothing fits.";
    disclosures_none_next = "导出和打印都会在这里留下登记。", "Whatever is exported or printed is entered here.";
    nav_disclosures = "披露登记", "Disclosures";
}

// Where an entry stands.
texts! {
    disclosure_agreed = "同意", "Agreed";
    disclosure_declined = "不同意", "Not agreed";
    disclosure_expired = "已过期", "Expired";
    disclosure_granted = "可以下载", "May be fetched";
    disclosure_kept_back(people: usize) = "登记以后，有 {people} 人不再同意，或者已去世、结案，所以没有生成文件。请按现在的名单重新登记。", "{people} people do not agree any more since it was entered, have died, or their records are closed; so no file was made. Please enter it anew.";
    disclosure_withdrawn = "已撤回", "Taken back";
    disclosure_lapsed = "无人审批，已过期", "Nobody answered";
    disclosure_left = "已离开系统", "Left";
    disclosure_waiting = "等待同意", "Waiting";
}

// Fetching the file.
texts! {
    disclosure_changed(before: u64, now: u64) = "登记时是 {before} 人，现在符合条件的人有了变化（{now} 人），所以没有生成文件。请按现在的名单重新登记。", "It was entered for {before} people, and those who fit are others now ({now}), so no file was made. Please enter it anew.";
    disclosure_fetch(until: &str) = "可以下载一次，{until} 前有效。", "It may be fetched once, until {until}.";
    disclosure_fetch_act = "下载文件", "Fetch the file";
    disclosure_has_expired = "过了有效时间还没有下载，这次登记已失效。需要时请重新登记。", "It was not fetched in time. If it is still needed, please enter it anew.";
    disclosure_has_lapsed = "等待的时间里没有人审批，这次申请已失效。需要时请重新申请，并先和审批的同事打个招呼。", "Nobody answered in time. If it is still needed, ask anew and tell a colleague beforehand.";
    disclosure_has_left = "这份文件已经下载过一次，不能再下载。还需要一份，请重新登记。", "The file has been fetched once. For another one please enter it anew.";
    disclosure_no_file = "现在不能下载", "No file now";
    disclosure_nobody_else(until: &str) = "这次导出要另一位同事同意，但除您以外，现在没有别的账号可以审批。请联系系统管理员，再给一位同事开县精防办（或同一乡镇）的岗位；申请保留到 {until}。", "A colleague has to agree, and no other account may. Please ask the system administrator to give a colleague a post in the county office or the same township; the request waits until {until}.";
    disclosure_not_agreed = "还没有同事同意，文件现在不能下载。", "No colleague has agreed yet.";
    disclosure_see = "看登记单", "See the entry";
    disclosure_answered_no(what: &str) = "同事没有同意您申请的“{what}”，看原因", "A colleague did not agree to “{what}” that you asked for: see why";
    disclosure_answered_yes(what: &str, until: &str) = "您申请的“{what}”已经同意，{until} 前可以下载", "“{what}” that you asked for was agreed to, and may be fetched until {until}";
    disclosure_done_confirmed = "已确认是您本人，文件马上下载。没有开始的，请点“下载文件”。", "Confirmed; the file is on its way. If it does not begin, press “Fetch the file”.";
    disclosure_done_withdrawn = "申请已撤回。", "The request is taken back.";
    disclosure_was_withdrawn = "您撤回了这次申请。需要时请重新登记。", "You took this request back. If it is still needed, please enter it anew.";
    disclosure_withdraw = "撤回申请", "Take the request back";
    disclosure_waits(until: &str) = "已提交，等另一位同事同意。{until} 前有效。", "It waits for a colleague to agree, until {until}.";
    disclosure_was_declined = "同事没有同意。原因见登记单。", "A colleague did not agree; the entry says why.";
    disclosure_who_may(names: &str) = "可以审批的：{names}。", "Who may agree: {names}.";
}

// The second person.
texts! {
    disclosure_agree = "同意导出", "Agree";
    disclosure_decline = "不同意", "Do not agree";
    disclosure_done_approved = "已同意，申请人可以下载一次。", "Agreed. It may be fetched once.";
    disclosure_done_declined = "已退回，申请人会看到原因。", "Not agreed. Whoever asked sees why.";
    disclosure_done_late = "这份申请已经有人办过，或者已经过期，没有改动。", "It was answered already or is over; nothing was changed.";
    disclosure_reason = "意见", "Remark";
    disclosure_reason_hint = "不同意的，请写明原因，申请人会看到", "If you do not agree, say why; whoever asked will read it";
    disclosure_reason_long(most: usize) = "最多 {most} 个字。请写短一些。", "At most {most} characters. Please shorten it.";
    disclosure_reason_missing = "不同意的，请写明原因。", "Please say why you do not agree.";
    disclosure_second = "您的意见", "Your answer";
    disclosure_second_explained = "请看清楚给谁、做什么用、有多少人。拿不准的，先打电话问申请人。", "Please look at who receives it, for what, and how many people. If in doubt, call whoever asks.";
}

// A person's page, and what waits.
texts! {
    disclosed_about = "离开系统的资料", "What left about this person";
    disclosed_line(when: &str, door: &str, purpose: &str, recipient: &str) = "{when} · {door} · {purpose} · 交给 {recipient}", "{when} · {door} · {purpose} · to {recipient}";
    disclosed_none = "还没有导出或打印过。", "Nothing was exported or printed.";
    disclosures_wait(count: u64) = "有 {count} 份导出、打印申请等您审批", "{count} requests to take people out wait for an answer";
    paper_other_purpose = "用于其他用途（先登记用途和接收人）", "For another purpose (entered first)";
}

// A day's share.
texts! {
    share_used_up = "这个账号今天看过的不同患者已到上限，所以这一页没有打开。今天到期、需要先联系的患者和今天已看过的患者不受影响，记随访也不受影响。确实要看更多，请联系县精防办调整；有人需要马上帮助，请走“紧急查看”。", "This account has seen as many different people today as a day allows, so the page was not opened. Whoever is due today or comes first, those seen already and recording visits are not affected. If more are needed, ask the county office; if somebody needs help at once, use the emergency view.";
    share_used_up_title = "今天看的人数已到上限", "The share of today is used up";
}
