//! The words of consent: gentle, and never a pressure.

use xinan_domain::texts;

// In a line.
texts! {
    consent_asked_undecided(day: &str) = "{day} 问过，还没有决定", "asked on {day}, not decided yet";
    consent_informed = "已依法告知，按规定提供服务", "informed as the law asks; care goes on";
    consent_line(name: &str, value: &str) = "{name}：{value}", "{name}: {value}";
    consent_not_asked = "还没有问过", "not asked yet";
    consent_since_given(day: &str) = "{day} 起同意", "agreed since {day}";
    consent_since_informed(word: &str, day: &str) = "{word}；{day} 起依法告知", "{word}; informed, as the law asks, since {day}";
    consent_since_refused(day: &str) = "{day} 起不同意", "declined since {day}";
    consent_since_withdrawn(day: &str) = "{day} 起撤回同意", "consent taken back on {day}";
    consent_withdrawn = "已撤回参加管理服务的同意", "has taken the consent to management back";
    saved_consent = "已记下。签了字的，可以在这里附上扫描件。", "Recorded. If it was signed, add the scanned sheet here.";
    saved_consent_corrected = "已更正，原来的记录保留在下面，不再起作用。", "Corrected. The entry is kept and counts no more.";
    saved_consent_paper = "扫描件已存好。", "The scanned sheet is kept.";
    todo_offer_act = "记下意愿", "Note the answer";
}

// Where the four stand.
texts! {
    consent_goes_on = "继续", "goes on";
    consent_not_begun = "未开始", "not begun";
    consent_print(version: &str) = "打印知情同意书（{version}）", "Print the letter ({version})";
    consent_record = "记录本人的决定", "Record a decision";
    consent_rests = "停下", "rests";
    consents_all = "全部知情同意记录", "All about consent";
    consents_always = "无论同意与否都不变", "Whatever was agreed";
    consents_history = "每一次决定", "Every decision";
    consents_none = "还没有知情同意记录。", "Nothing was recorded yet.";
    consents_none_next = "见面时把知情同意书念给本人听，愿意的请签字，再记在这里。", "Read the letter together when you meet; who is willing signs it, and you record it here.";
    consents_rest(what: &str) = "按本人意愿停下的：{what}。看病、吃药和紧急救助不受影响。", "Resting, as wished: {what}. Treatment, medicine and help in danger go on.";
    consents_title = "知情同意", "Consent";
    consents_voluntary = "四项各自由本人决定，随时可以改变；健康检查和提供给其他部门，要先同意参加管理才会进行。不同意不影响看病、吃药、免费服药和紧急救助；救助、补助可以自己去申请。", "Each of the four is the person's own decision and may be changed at any time; examination and sharing take place only while management is agreed to. Declining touches neither treatment nor medicine, relief or help in danger.";
}

// The history, and one entry.
texts! {
    consent_by_guardian(by: &str, name: &str, relation: &str) = "{by}（{name}，{relation}）", "{by} ({name}, {relation})";
    consent_correct = "更正：记错了", "Correct: this is a mistake";
    consent_correct_notice = "只在记错时更正，例如记到了别人名下。本人改变了主意，请另记一次“撤回同意”或“同意”。原来的记录、原因和更正的人都会保留。", "Only for a mistake, such as an entry that belongs to somebody else. Who has changed the mind gets a new entry. The entry, the reason and who corrected it are kept.";
    consent_day = "日期", "Day";
    consent_decided(subject: &str, decision: &str) = "{subject}：{decision}", "{subject}: {decision}";
    consent_form_given = "参加管理治疗服务：同意", "taking part in the programme: agrees";
    consent_form_refused = "参加管理治疗服务：不同意", "taking part in the programme: does not agree";
    consent_ground(by: &str, day: &str) = "依据：{by} {day} 的发病报告卡。本人和监护人可以依法要求再次诊断和鉴定（精神卫生法第三十二条）。", "Ground: report card of {by}, {day}. The person and the guardian may demand re-diagnosis and appraisal (Mental Health Law, article 32).";
    consent_mistaken = "已更正", "corrected";
    consent_mistaken_by(by: &str, reason: &str) = "由 {by} 更正，不再起作用：{reason}", "Corrected by {by}, and counts no more: {reason}";
    consent_no_letter = "没有文本", "no text";
    consent_of_form = "个人信息补充表", "supplement form";
    consent_of_roster = "名册", "roster";
    consent_other_letter = "其他文本（本系统以外的）", "another text, not of this system";
    consent_papers(count: i64) = "扫描件 {count} 份", "{count} scanned";
    consent_recorded(by: &str, day: &str) = "{by}，{day}", "{by}, {day}";
    consent_recorded_by = "记录", "Recorded by";
    consent_remark = "备注", "Remark";
    consent_text = "文本", "Text";
    consent_spoken = "没有签字，口头表示", "not signed, said by word of mouth";
    consent_unable(who: &str, reason: &str) = "{who}；本人不能签字：{reason}", "{who}; the person could not sign: {reason}";
    consent_what = "决定", "Decision";
    consent_who = "谁决定的", "Who decided";
}

// What follows from a no.
texts! {
    consent_now_goes_on(what: &str) = "照样继续：{what}。", "Goes on as before: {what}.";
    consent_now_rests(day: &str, what: &str) = "{day} 起停下：{what}。", "Resting since {day}: {what}.";
    consent_now_rests_undated(what: &str) = "停下：{what}。", "Resting: {what}.";
    consent_offer_next(day: &str) = "下次再问意愿：{day}，由关爱帮扶小组问候时问。在那以前本人改变主意，随时可以再记。", "The next offer: {day}, by the care group. Who has changed the mind before then is recorded at any time.";
    visit_of_declined = "本人没有同意参加管理，或已撤回同意：平常的随访已停下。只有紧急救助，或约每半年一次的问候，才在这里记一次。", "This person has declined management or taken the consent back: routine visits rest. Record one here only for urgent help or the six-monthly offer.";
}

// The form.
texts! {
    consent_by_hint = "本人能决定的由本人决定；不能决定时由监护人决定，仍尽量请本人一起签字。", "Whoever can decide does; else the guardian, and the person's own signature is sought all the same.";
    consent_another = "换一项", "another one";
    consent_choose = "先选是哪一项", "First choose what it is about";
    consent_decision_hint_given = "已经同意过。按本人说的记：不愿意了，记“撤回同意”，什么时候都可以；没有想好就记“还没有决定”。", "It was agreed to before. Record what was said: who does not wish it any more takes the consent back, at any time; who has not made up the mind has not decided yet.";
    consent_decision_hint = "按本人说的记，不劝、不催。没有想好就记“还没有决定”。", "Record what was said, without urging. Who has not made up the mind has not decided yet.";
    consent_ground_hint = "只用于精神科医师已诊断并报告、符合精神卫生法第三十条第二款第二项的人。", "Only for somebody whom a psychiatrist has diagnosed and reported under article 30(2)(2) of the Mental Health Law.";
    consent_guardian_hint(name: &str) = "档案里的监护人是{name}。", "The record names {name} as the guardian.";
    consent_how_to_ask = "先把知情同意书念一遍，说清楚不同意也照样看病、吃药。答复要记，答复是什么都可以。", "Read the letter first, and say that treatment and medicine go on either way. Any answer is a good answer.";
    consent_inform_ask = "依法告知后管理的，由乡镇卫生院或县精防办记录。请告诉镇精防医生。", "That somebody was informed as the law asks is recorded by the township or the county. Tell the township doctor.";
    consent_letter(subject: &str, version: &str) = "{subject}知情同意书（{version}）", "letter about {subject} ({version})";
    consent_letter_hint = "签了才选，签的是哪一份就选哪一份，版本印在纸的上方。不同意、撤回和还没有决定，口头说就可以。", "Choose one only when it was signed; its version stands at the top of the sheet. To decline, to take back and to leave it open, a spoken word is enough.";
    consent_save = "记下", "Record";
    consent_unable_hint = "例如：病情有波动，暂时不能辨认自己的行为。", "Such as: acutely ill, not able to judge what is asked.";
}

// Scanned sheets.
texts! {
    paper_add = "附上扫描件", "Add the sheet";
    paper_file(name: &str, day: &str) = "{name}_知情同意书_{day}", "{name}_consent_{day}";
    paper_file_label = "签字的知情同意书", "The signed sheet";
    paper_hint = "拍照或扫描都可以，.jpg、.png 或 .pdf，每份不超过 5 MB。加密保存，每次打开都有记载。", "A photograph or a scan, .jpg, .png or .pdf, at most 5 MB each. It is kept sealed, and every opening leaves a trace.";
    paper_missing = "还没有选文件。请选一张签字的照片或扫描件。", "No file was chosen. Choose a photograph or a scan of the signed sheet.";
    paper_number(number: usize) = "第 {number} 份", "Sheet {number}";
    paper_of_mistake = "这条记录已更正，不能再附扫描件。请记一条新的，附在那里。", "This entry was corrected and takes no more sheets. Make a new entry and add it there.";
    paper_of_no_kind = "这个文件不是 JPEG、PNG 图片，也不是 PDF，没有存。请重新拍照或扫描，存成其中一种。", "This file is neither a JPEG or PNG picture nor a PDF, and was not kept. Photograph or scan the sheet again.";
    paper_size(kilobytes: i64) = "{kilobytes} KB", "{kilobytes} kB";
    paper_too_large = "文件超过 5 MB，没有存。请把照片调小一些，或分页扫描，再试一次。", "The file is larger than 5 MB and was not kept. Make the picture smaller, or scan page by page.";
    paper_too_many(most: usize) = "这条记录已有 {most} 份扫描件，没有再存。请核对是不是附到了别的记录上。", "This entry has {most} sheets already, and no more was kept. See whether it belongs to another entry.";
    papers_none = "还没有扫描件。", "No sheet yet.";
    papers_title = "签字的扫描件", "Signed sheets";
}

// Who has declined is on no list that leaves the house.
texts! {
    export_leaves_out(people: u64) = "暂未同意参加管理的 {people} 人不会列入文件（法律规定的报告除外）。", "The {people} people who have not agreed to management are left out, except of what the law has reported.";
    export_left_out(people: u64) = "另有 {people} 人暂未同意参加管理，未列入", "{people} people who have not agreed to management are left out";
    import_consent_stands(day: jiff::civil::Date) = "名册写“同意参加管理”，但 {day} 已记录本人不同意或撤回，没有新的签字时间，仍按本人的决定。如果之后又签了字，请填签字时间，或在本人的知情同意页上记录。", "The roster says that the person agrees, but a refusal or withdrawal of {day} is recorded and no later signature is given, so the person's decision stands. If it was signed since, fill in the day of signature, or record it on the person's page.";
    look_consent = "查看知情同意", "looked at consent";
    look_consent_corrected = "更正知情同意记录", "corrected an entry of consent";
    look_consent_paper = "打开签字的扫描件", "opened a signed sheet";
    look_consent_paper_added = "附上签字的扫描件", "added a signed sheet";
    look_consent_recorded = "记录知情同意", "recorded a decision about consent";
}
