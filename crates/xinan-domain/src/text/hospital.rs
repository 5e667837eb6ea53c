//! What the rules of hospitals, referrals and guidance say to people.

use jiff::civil::Date;

use crate::texts;

// 住院
texts! {
    form_diagnosed_late = "确诊日期不能晚于出院日期，请核对。", "The day of the diagnosis is not after the day of leaving; please check.";
    form_filled_early(from: Date) = "填表日期不能早于出院日期（{from}），请核对。", "The form is not filled in before the day of leaving ({from}); please check.";
    form_icd10_other = "编码和所选的诊断不是一类，请核对。", "The code is of another category than the diagnosis; please check.";
    form_icd10_unread = "没有看懂这个编码。请写成 F20.9 这样，不清楚的可以不填。", "This is no code that can be read. Please write it like F20.9, or leave it open.";
    form_none_and_rows = "选了勿需用药，下面又填了药。请改一处。", "No medicine is needed, and yet there are rows. Please change one of the two.";
    right_appraisal = "对再次诊断结论有异议的，可以自主委托有资质的鉴定机构做鉴定；医院要公示鉴定机构的名单和联系方式。", "Whoever does not agree with the re-diagnosis may have an independent appraisal by a body of one's own choice; the hospital shows the list of such bodies.";
    right_assessed = "医院要及时做检查评估，不需要继续住院的，马上通知本人和监护人。", "The hospital examines again in time, and tells person and guardian at once when a stay is needed no more.";
    right_copy = "本人和监护人可以查阅、复制病历；查阅可能不利于治疗的部分除外。", "The person and the guardian may read and copy the records, but for what would harm the treatment.";
    right_court = "认为权益受到侵害的，可以依法向法院起诉。", "Whoever is wronged may go to court.";
    right_guardian = "监护人同意才能住院，监护人可以随时要求出院；不同意住院的，在家看护。", "Nobody stays without the guardian's consent, and the guardian may demand discharge at any time; without consent one is looked after at home.";
    right_leave = "本人可以随时要求出院，医院应当同意。", "One may ask to leave at any time, and the hospital agrees.";
    right_no_punishment = "约束、隔离只在没有其他办法时使用，用后告知监护人，不得用来惩罚。", "Restraint and seclusion are a last resort, the guardian is told, and they are never a punishment.";
    right_not_kept = "再次诊断或鉴定认为不需要住院的，任何单位、个人不得限制离开。", "If re-diagnosis or appraisal finds no need, nobody may keep the person.";
    right_rediagnosis = "本人或监护人收到诊断结论后三日内可以要求再次诊断，由另外两名以上精神科医师当面诊断。", "Within three days of receiving the conclusion person or guardian may demand re-diagnosis, face to face, by at least two other psychiatrists.";
    right_told = "医院要告知本人和监护人有哪些权利、治疗方案和可能的后果。", "The hospital tells person and guardian their rights, the plan of treatment and what may come of it.";
    right_visits = "可以通信、会见来访的人；暂时限制的，只能因为急性发病或治疗需要。", "Letters and visitors are allowed; they are limited for a time only in an acute phase or where treatment asks for it.";
    stay_day_early(from: Date) = "不能早于 {from}，请核对日期。", "Not before {from}; please check the day.";
    stay_leaving_other_ground = "这种出院方式和登记的住院依据不符。请核对；依据登记错了的，请先更正入院。", "This way of leaving does not fit the ground of the stay. Please check; if the ground is wrong, correct the admission first.";
    stay_left_early(from: Date) = "出院日期不能早于入院日期（{from}），请核对。", "Nobody leaves before the day of admission ({from}); please check.";
    stay_needs_guardian = "依照精神卫生法第三十一条，监护人不同意的，不得住院。请填同意住院的监护人。", "Article 31: nobody is admitted on this ground without the guardian's consent. Please enter the guardian who agreed.";
    stay_no_such_hospital = "请从名单里选一家医院；名单里没有的，填在下面。", "Choose a hospital of the list, or enter another one below.";
    stay_one_hospital = "名单里的医院和名单以外的医院只填一个。", "Either a hospital of the list or another one.";
    stay_overlaps(from: Date, until: Date) = "这一天在另一次住院期间（{from} 至 {until}）。请核对，不要重复登记。", "On this day another stay ({from} to {until}) is recorded. Please check.";
    stay_which_hospital = "请选在哪家医院住院；名单里没有的，填在下面。", "Choose the hospital, or enter another one below.";
}

// 转诊
texts! {
    referral_no_hospital = "请从名单里选一家医院；名单里没有的，填在下面。", "Choose a hospital of the list, or enter another one below.";
    referral_one_hospital = "名单里的医院和名单以外的医院只填一个。", "Either a hospital of the list or another one.";
    referral_other_words = "选了“其他”，请在转出原因里写明。", "“Other” was chosen: please say in the reason what it is.";
    referral_too_early(from: Date) = "不能早于转诊日期（{from}），请核对。", "Not before the day of the referral ({from}); please check.";
    referral_why = "请至少选一项转诊原因。", "Choose at least one reason.";
}

// 点对点指导
texts! {
    guidance_no_hospital = "请选请哪家医院的精神科医师指导。", "Choose the hospital whose psychiatrists are asked.";
}
