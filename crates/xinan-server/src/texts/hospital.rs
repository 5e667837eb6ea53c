//! 住院、转诊、技术指导.

use xinan_domain::texts;

// What the rooms share, and looks.
texts! {
    hospital_back = "返回", "Back";
    hospital_by = "登记人", "Recorded by";
    hospital_changed = "这次住院的登记刚被别人改过，您的内容还没有存。请返回核对后再改。", "Somebody else has just changed this. Yours is not saved: please go back and look again.";
    hospital_in_hand = "我的患者", "In my hands";
    hospital_in_hand_why(why: &str) = "因为：{why}", "Because of: {why}";
    hospital_late = "刚才已经有人办过，没有改动。请看现在的内容。", "Somebody was quicker; nothing was changed. Please see how it stands now.";
    hospital_nobody = "现在没有正由您或本院住院、接收转诊或指导的患者。", "Nobody is in the hands of you or your hospital now.";
    hospital_note = "备注", "Remark";
    hospital_other_content = "这张表已经存过，内容和这次填的不同，这次没有存。请返回看已存的内容，要改的请用更正。", "This form was saved before with other content, and this one is not saved. Please go back and see what is there; mistakes are corrected.";
    hospital_record = "档案", "Record";
    hospital_take_back(what: &str) = "撤回{what}", "Take back: {what}";
    hospital_take_back_do = "撤回", "Take back";
    hospital_taken_back = "撤回和更正", "Taken back and corrected";
    hospital_taken_back_line(what: &str, on: &str, by: &str, at: &str) = "{what}（{on}），{by} {at} 撤回或更正", "{what} ({on}), taken back or corrected by {by}, {at}";
    hospital_why = "原因", "Reason";
    look_discharge_form = "填出院信息单", "filled in the discharge form";
    look_guidance = "技术指导", "guidance";
    look_referral = "转诊", "referral";
    look_stay = "记住院、出院", "recorded a stay";
}

// 住院, 出院信息单.
texts! {
    discharge_admissions = "既往住院次数（含本次）", "Stays so far, with this one";
    discharge_card_no = "报告卡编号", "Report card";
    discharge_diagnosed_on = "确诊日期", "Diagnosed on";
    discharge_diagnosis = "出院诊断", "Diagnosis at discharge";
    discharge_doctor = "医生", "Doctor";
    discharge_effect = "住院疗效", "Effect of the stay";
    discharge_filled_on = "填表日期", "Filled in on";
    discharge_form = "出院信息单", "Discharge form";
    discharge_form_explained = "出院后十个工作日内填报（报告办法第七条）。出院后的用药和康复写清楚，乡镇两周内首次随访时照着做。纸质的由乡镇代录。", "Due ten working days after leaving. What is to be taken and done afterwards is what the township goes by at its first visit, within two weeks. A form on paper is entered by the township.";
    discharge_form_waits(day: &str) = "出院信息单还没有填，最迟 {day}。", "The discharge form is still to come, by {day}.";
    discharge_guidance = "出院后用药", "Medicine afterwards";
    discharge_incidents = "既往危险行为", "Harmful acts so far";
    discharge_incidents_hint = "没有的选“无”，不要同时选别的", "“None” stands alone";
    discharge_medicine = "住院用药", "Medicine during the stay";
    discharge_no_medicine = "勿需用药", "none needed";
    discharge_note = "其他注意事项", "What else to mind";
    discharge_rehabilitation = "康复措施", "Rehabilitation";
    discharge_risk = "既往危险性评估", "Risk grade so far";
    stay_hospital_after_leaving = "已经记了出院，医院不能再改。医院记错了的，请先撤回出院，改好医院，再记出院。", "The leaving is recorded, so the hospital cannot change. If it is wrong, take the leaving back, correct the hospital, and record the leaving again.";
    stay_admit = "记入院", "Record an admission";
    stay_after_leaving = "入院日期不能晚于已登记的出院日期。请核对。", "The admission is not after the day of leaving that is recorded. Please check.";
    stay_article(article: &str) = "（精神卫生法{article}）", " ({article})";
    stay_concluded_hint = "从这一天起三日内，本人或监护人可以要求再次诊断", "For three days from then re-diagnosis may be demanded";
    stay_conclusion = "诊断结论", "Conclusion";
    stay_correct = "更正或补填入院", "Correct the admission";
    stay_done_admitted = "入院已存好。住院期间不上门随访，向医院了解情况。", "Saved. During the stay nobody is visited at home; ask the hospital.";
    stay_done_corrected = "更正已存好，原来的内容也保留着。", "Saved; what it said before is kept.";
    stay_done_form = "出院信息单已存好。", "The discharge form is saved.";
    stay_done_left = "出院已存好。两周内首次随访，日期已排进今日工作。", "Saved. The first visit is within two weeks and stands in today’s work.";
    stay_done_withdrawn = "已撤回，原来的内容也保留着。", "Taken back; what it said is kept.";
    stay_explained = "听说谁住了院，先记下来：哪家医院、哪一天。住院依据不清楚的先空着，由医院补填，不要猜。", "Record what you learned: which hospital, since when. Leave the ground open if you do not know it: the hospital says it.";
    stay_explained_hospital = "住院只有三种依据（精神卫生法第三十条），没有别的。留院诊断不是住院，作出结论以后再登记。", "There are three grounds and no other (article 30). Being kept for diagnosis is no admission: record it once there is a conclusion.";
    stay_from_to(from: &str, until: &str) = "{from} 至 {until} 住院", "In hospital {from} to {until}";
    stay_ground = "住院依据", "Legal ground";
    stay_ground_hint = "只有这三种；不清楚的先空着", "These three only; leave it open if you do not know";
    stay_ground_not_of_leaving = "这个依据和已登记的出院方式不符。请先撤回出院，再更正。", "This ground does not fit the way of leaving. Take the discharge back first.";
    stay_ground_open = "住院依据还没有填，请医院补填。", "Nobody has said the ground yet; the hospital does.";
    stay_guardian = "监护人", "Guardian";
    stay_guardian_hint = "第三十条第二款第一项的，监护人不同意不得住院（第三十一条）", "Under 30(2)(1) nobody is admitted without the guardian’s consent (31)";
    stay_leave = "记出院", "Record leaving";
    stay_leave_explained = "知道出院就先记，出院信息单可以后填。记好后两周内首次随访。", "Record it as soon as it is known; the form may follow. The first visit is within two weeks.";
    stay_leaving = "出院方式", "How";
    stay_left_already = "这次住院已经记了出院。要改的，请先撤回。", "Leaving is recorded already. To change it, take it back first.";
    stay_left_on = "出院日期", "Left on";
    stay_now = "住院中", "In hospital";
    stay_rediagnosis_until(day: &str) = "要求再次诊断，最迟 {day}。", "Re-diagnosis may be demanded until {day}.";
    stay_rights = "住院期间的权利（请告知本人和监护人）", "Rights during the stay (to be told to person and guardian)";
    stay_since(day: &str) = "{day} 起住院", "In hospital since {day}";
    stay_told = "告知权利", "Rights told on";
    stay_ward_no = "住院病案号", "Number in hospital";
    stays_all = "住院记录", "Stays";
    stays_none = "没有住院记录。", "No stays.";
    stays_title = "住院与出院", "Stays in hospital";
}

// 双向转诊.
texts! {
    referral_address = "家庭住址", "Address";
    referral_advice = "下一步治疗方案及康复建议", "What next";
    referral_agreed = "谁同意转诊", "Agreed";
    referral_agreed_hint = "本人、监护人都不同意的，不转诊；有危险时按应急流程处理", "Without consent nobody is referred; in danger follow the emergency procedure";
    referral_answer = "填回转单", "Slip back";
    referral_answer_do = "回转", "Send back";
    referral_answer_explained = "把诊断、治疗和下一步建议告诉乡镇。纸质回转单由乡镇代录。", "Tells the township diagnosis, treatment and what next. A slip on paper is entered by the township.";
    referral_answered_on = "回转日期", "Day";
    referral_arrive_do = "记到院", "Note it";
    referral_arrived = "已到院", "Has come";
    referral_arrived_on = "到院日期", "Arrived on";
    referral_diagnosis = "诊断结果", "Diagnosis";
    referral_doctor = "转诊医生", "Doctor who refers";
    referral_done_answered = "已回转。", "Sent back.";
    referral_done_arrived = "已记下到院。", "Noted.";
    referral_done_ended = "这次转诊已结束。", "This referral has ended.";
    referral_done_seen = "已记下。", "Noted.";
    referral_done_sent = "转诊单已发出。请在两周内了解治疗情况。", "Sent. Please learn within two weeks what was done.";
    referral_down = "回转单", "Slip back";
    referral_end = "不回转就结束", "End it without a slip back";
    referral_end_do = "结束转诊", "End the referral";
    referral_ended = "这份档案已经死亡或结案，不能转诊。如果有误，请先由县精防办更正。", "The record has ended; nobody is referred. If that is a mistake, have the county office correct it first.";
    referral_explained = "转诊是建议就诊，要本人或监护人同意。所选医院的精神科医师能看到这份档案，直到回转。住院依据由医院按精神卫生法判断。", "A referral is an offer: person or guardian agrees. The psychiatrists of the hospital read the record until the slip comes back. On what ground anybody is admitted, the hospital judges by the law.";
    referral_findings = "主要检查结果", "Main findings";
    referral_here = "接诊", "At the hospital";
    referral_history = "主要现病史（转出原因）", "Present illness, why";
    referral_impression = "初步印象", "First impression";
    referral_number = "档案编号", "Number";
    referral_of_day(day: &str) = "{day} 转诊", "Referral of {day}";
    referral_one = "已有一次转诊还没有结果。请先等回转，或结束那一次。", "A referral is on its way. Wait for the slip back, or end it first.";
    referral_open = "看转诊单", "See the slip";
    referral_past = "主要既往史", "Past history";
    referral_phone = "联系电话", "Telephone";
    referral_reasons = "原因", "Reasons";
    referral_seen_explained = "看过回转单、安排好后续服务以后，点这里结束待办。", "Once the slip was read and what follows is arranged, this ends the task.";
    referral_send = "转诊", "Refer";
    referral_send_do = "发出转诊单", "Send";
    referral_sent_on = "转诊日期", "Sent on";
    referral_slip = "转诊单", "Referral";
    referral_to = "转入单位", "To";
    referral_treatment = "治疗经过", "Treatment";
    referral_up = "转出", "Up";
    referral_waits = "等接诊", "Waits";
    referral_who = "姓名", "Name";
    referrals_none = "没有转诊记录。", "No referrals.";
    referrals_title = "转诊记录", "Referrals";
}

// 点对点技术指导.
texts! {
    guidance_answer_do = "答复", "Answer";
    guidance_answered = "已答复", "Answered";
    guidance_ask = "请精神科医师指导", "Ask a psychiatrist";
    guidance_ask_do = "发出", "Send";
    guidance_close = "问题已解决，结束", "Settled: close it";
    guidance_close_explained = "结束以后，医院不再因为这个问题看到档案；问和答都保留。", "Once closed, the hospital reads the record because of this no more; question and answer are kept.";
    guidance_closed = "已结束", "Closed";
    guidance_closed_by(by: &str, at: &str) = "{by} {at} 结束", "Closed by {by}, {at}";
    guidance_done_asked = "已发出，医院的精神科医师会看到。", "Sent; the psychiatrists of the hospital are told.";
    guidance_done_closed = "已结束。", "Closed.";
    guidance_done_said = "已发出。", "Sent.";
    guidance_ended = "这份档案已经死亡或结案，不能再请指导。如果有误，请先由县精防办更正。", "The record has ended; nothing can be asked. If that is a mistake, have the county office correct it first.";
    guidance_explained = "医院的精神科医师能看到这份档案，直到问题结束。写清楚现在怎样、想问什么；有危险时不要等，请按应急流程处理。", "The psychiatrists of that hospital read the record until the question is closed. Say how things are and what you ask. In danger do not wait: follow the emergency procedure.";
    guidance_late = "这个问题已经结束，没有改动。要再问，请另提一个。", "This question is closed; nothing was changed. Please ask another one.";
    guidance_nobody = "本县的医院还没有精神科医师的岗位，暂时不能在系统里请指导。请打电话联系县精防办。", "No hospital of the county has a psychiatrist’s post yet; please call the county office.";
    guidance_none = "还没有请过指导。", "Nothing was asked yet.";
    guidance_of(hospital: &str) = "请{hospital}指导", "Asked of {hospital}";
    guidance_open(count: usize) = "看全部（{count} 条）", "Read all ({count})";
    guidance_say_do = "再问", "Ask further";
    guidance_title = "技术指导", "Guidance";
    guidance_waits = "等医院答复", "Waits for the hospital";
}
