//! What the rules about numbers, days, duties, contact, medicine and exams say to people.
//!
//! Each sentence says what happened and what to do. The functions are used by the `say` methods of
//! the values they speak of; pages call those.

use jiff::civil::Date;

use crate::texts;

// 身份证号, 电话, 区划

texts! {
    identity_empty = "请填写身份证号。", "Enter the identity number.";
    identity_length(length: usize) =
        "身份证号应为 18 位，现在是 {length} 位。请对照证件核对。",
        "An identity number has 18 characters, this has {length}. Compare it with the document.";
    identity_character =
        "身份证号只能有数字，最后一位可以是 X。请对照证件重新填写。",
        "An identity number has digits only; the last may be X. Copy it again from the document.";
    identity_lost_digits =
        "身份证号被表格当作数字保存，末尾几位已经丢失。请把这一列设为“文本”格式，再对照证件重新填写。",
        "The workbook kept the identity number as a number, and its last digits are lost. Set the \
         column to text and copy it again from the document.";
    identity_birth_date =
        "身份证号第 7 至 14 位不是有效的出生日期。请对照证件核对。",
        "Characters 7 to 14 of the identity number are no day of birth. Compare them with the \
         document.";
    identity_check_digit =
        "身份证号校验不符，可能有一位填错，或两位颠倒。请对照证件逐位核对。",
        "The identity number does not check: perhaps a digit is wrong, or two are exchanged. \
         Compare it digit by digit.";

    card_empty = "请填卡上的 20 位数字。", "Enter the 20 digits on the card.";
    card_character = "卡上只有数字。请只填数字。", "A card has digits only. Please enter digits only.";
    card_length(length: usize) =
        "卡上一共 20 位数字，现在填了 {length} 位。请对着卡再看一遍。",
        "A card has 20 digits; {length} were entered. Please compare them with the card.";
    card_slip =
        "数字里有一位抄错了，或者两位写反了。请对着卡再看一遍。",
        "A digit is wrong, or two are exchanged. Please compare them with the card.";

    phone_empty = "请填写电话号码。", "Enter the telephone number.";
    phone_character =
        "电话号码里有不能识别的字符。请只填数字；座机请写成 0712-1234567。",
        "The telephone number contains something unexpected. Enter digits only; a landline as \
         0712-1234567.";
    phone_length(length: usize) =
        "电话号码现在是 {length} 位。手机应为 11 位，座机请写成 0712-1234567。请核对。",
        "The telephone number has {length} digits. A mobile number has 11; write a landline as \
         0712-1234567.";
    phone_prefix =
        "没有这个开头的手机号。手机号以 13 至 19 开头，请核对。",
        "No mobile number begins like this; they begin with 13 to 19. Please compare.";
    phone_no_area_code =
        "座机号码缺少区号。请加上区号，例如 0712-1234567。",
        "The landline lacks its area code. Add it, for example 0712-1234567.";
    phone_several =
        "这里填了不止一个号码。请只留一个，其他号码写在备注里。",
        "There is more than one number here. Keep one and put the others into the remarks.";
    phone_lost_digits =
        "电话号码被表格当作数字保存，末尾几位已经丢失。请把这一列设为“文本”格式，再重新填写。",
        "The workbook kept the telephone number as a number, and its last digits are lost. Set the \
         column to text and enter it again.";

    level_province = "省级", "province";
    level_prefecture = "地级", "prefecture";
    level_county = "县级", "county";
    level_township = "乡级", "township";
    level_village = "村级", "village";
    region_empty = "请填写区划代码。", "Enter the division code.";
    region_character =
        "区划代码只能有数字。请对照统计用区划代码表填写。",
        "A division code has digits only. Copy it from the table of division codes.";
    region_length(length: usize) =
        "区划代码应为 2、4、6、9 或 12 位，现在是 {length} 位。请核对。",
        "A division code has 2, 4, 6, 9 or 12 digits, this has {length}. Please compare.";
}

// 节假日

texts! {
    holiday_day(line: usize) =
        "第 {line} 行第一列不是日期。请写成 2027-01-01。",
        "Line {line}: the first column is no day. Write it as 2027-01-01.";
    holiday_kind(line: usize) =
        "第 {line} 行第二列请填 放假 或 上班。",
        "Line {line}: enter off or work in the second column.";
    holiday_twice(line: usize, day: jiff::civil::Date) =
        "第 {line} 行的 {day} 前面已经有了。请只留一行。",
        "Line {line}: {day} stands on an earlier line. Keep one of them.";
    holiday_nothing =
        "表里没有节假日。请每行写：日期,放假或上班,节日名称。",
        "The table has no rows. Write on each line: day,off or work,festival.";
}

// 危险性评估, 危险行为

texts! {
    grade_arson = "有纵火、爆炸等行为", "arson, explosion or the like";
    grade_weapon = "持械针对人的暴力行为", "violence against a person with a weapon";
    grade_person = "有针对人的暴力行为", "violence against a person";
    grade_self_harm = "有自伤或自杀行为", "self-harm or attempted suicide";
    grade_continued = "持续打砸，劝说后不停止", "continued smashing that did not stop when talked to";
    grade_unstoppable = "打砸财物，劝说后不停止", "smashing that did not stop when talked to";
    grade_public =
        "在家以外打砸财物，劝说后停止。规范没有写明这种情形，暂按 3 级，以您的判断为准",
        "smashing outside the home that stopped when talked to; the norm is silent here, taken as 3; your \
         judgement counts";
    grade_at_home = "只在家里打砸财物，劝说后停止", "smashing at home only that stopped when talked to";
    grade_threats = "只有口头威胁或喊叫", "threats or shouting only";
    grade_nothing = "没有上述行为", "nothing of this";

    incidents_empty =
        "请填写危险行为；没有发生请选“7 无”。",
        "Enter the harmful acts; if there were none, choose 7.";
    incidents_unknown(given: &str) =
        "危险行为里的“{given}”没有看懂。请写编号和次数，例如 1:2;5:1；没有发生写 7。",
        "“{given}” was not understood among the harmful acts. Write number and count, as in \
         1:2;5:1, or 7 for none.";
    incidents_none_and_some =
        "选了“7 无”，就不能再填其他危险行为。请只留一种。",
        "7 none excludes other acts. Keep one or the other.";
    incidents_twice(act: &str) =
        "“{act}”填了两次。请合并次数，只留一项。",
        "“{act}” is entered twice. Add up the counts and keep one.";
    incidents_count(act: &str) =
        "“{act}”的次数请填 1 到 999 的整数；没有发生就不要勾选。",
        "Enter how often “{act}” happened as a whole number from 1 to 999, or leave it unticked.";

    risk_self_harm_below_four =
        "填了自伤或自杀未遂，危险性评估一般不低于 4 级。请核对两处。",
        "With self-harm or attempted suicide the grade is usually 4 or more. Please compare the two.";
    risk_criminal_below_three =
        "填了肇祸，危险性评估一般不低于 3 级。请核对两处。",
        "With a criminal act the grade is usually 3 or more. Please compare the two.";
    risk_acts_but_zero =
        "填了危险行为，危险性评估却是 0 级。请核对两处。",
        "There are harmful acts, yet the grade is 0. Please compare the two.";
    risk_nothing_but_three =
        "危险性评估是 3 级及以上，危险行为却填了“无”。请核对两处。",
        "The grade is 3 or more, yet there are no harmful acts. Please compare the two.";
}

// 失访, 联系

texts! {
    lost_reached = "最近一次联系到了本人或家属，不是失访。", "The person or family was reached last, so this is not lost.";
    lost_too_few(failures: u16, needed: u16) =
        "连续 {failures} 次没有联系到，还不到 {needed} 次，暂不算失访。请在两周内再联系。",
        "{failures} failed attempts in a row, fewer than {needed}: not lost yet. Try again within \
         two weeks.";
    lost_too_short(failures: u16, first: &str, last: &str) =
        "{first}至{last}连续 {failures} 次没有联系到，还没有超过规定的时间，暂不算失访。请继续联系。",
        "{failures} failed attempts in a row from {first} to {last}, not yet long enough to be \
         lost. Keep trying.";
    lost_failures(failures: u16, first: &str, last: &str) =
        "{first}至{last}连续 {failures} 次没有联系到，按规定算失访。请书面报告并请有关方面帮助寻找。",
        "{failures} failed attempts in a row from {first} to {last}: lost by the rule. Report it \
         in writing and ask for help.";
    lost_learned(day: &str, reason: &str) =
        "{day}得知：{reason}，去向不明，按规定算失访。请书面报告并请有关方面帮助寻找。",
        "Learned on {day}: {reason}, whereabouts unknown: lost by the rule. Report it in writing \
         and ask for help.";

    next_visit = "按约好的日子随访。", "Visit on the day agreed.";
    next_call(day: &str) = "{day}再打一次。", "Call again on {day}.";
    next_ask_where =
        "问清去了哪里：知道去向就办理流转，不知道就按失访处理。",
        "Ask where to: if known, hand the record over; if not, treat it as lost.";
    next_leave_open =
        "尊重本人和家属的意愿，先不再打。随时可以重新参加。",
        "Respect the wish and leave it for now. The offer stays open.";
}

// 办理时限

texts! {
    duty_report_card = "填报发病报告卡", "Fill in the report card";
    duty_enter_paper_card = "录入纸质报告卡", "Enter the paper card";
    duty_accept_card = "接收报告卡或出院信息单", "Accept the card or discharge form";
    duty_build_record = "建档并录入", "Build and enter the record";
    duty_first_visit = "首次随访", "First visit";
    duty_accept_transfer = "接收流转来的档案", "Accept the record handed over";
    duty_discharge_form = "填报出院信息单", "Fill in the discharge form";
    duty_visit_after_discharge = "出院后首次随访", "First visit after discharge";
    duty_enter_follow_up = "录入随访记录", "Enter the follow-up";
    duty_emergency_record = "填写应急处置记录单", "Write the emergency record";
    duty_enter_emergency = "录入应急处置记录", "Enter the emergency record";
    duty_check_every_four_hours = "现场处置后随访观察", "Look after the person after handling on the spot";
    duty_refer = "转诊", "Refer to a specialist";
    duty_notify = "告知公安和关爱帮扶小组（只告知必要信息）", "Tell police and care group, only what they must know";
    duty_try_again = "再次联系", "Try again to reach the person";
    duty_report_lost = "书面报告失访", "Report the loss of contact in writing";
    duty_joint_visit = "关爱帮扶小组共同探访", "Visit together with the care group";
    duty_check_clue = "核实线索", "Look at the clue";
    duty_review_clue = "请精神科医师复核线索", "Have a psychiatrist look at the clue";
    duty_demand_rediagnosis = "可以要求再次诊断", "Re-diagnosis may be demanded";
    duty_rediagnose =
        "两名以上其他精神科医师再次诊断",
        "Re-diagnosis by two or more other psychiatrists";
    duty_appraise = "两名以上鉴定人独立鉴定", "Independent appraisal by two or more appraisers";
    duty_correct_report = "订正或撤销报告", "Correct or withdraw the report";
    duty_verify_application = "核实并登记康复申请", "Verify and register the rehabilitation application";
    duty_refer_to_rehabilitation = "转介到康复机构", "Refer to a rehabilitation body";
    duty_yearly_exam = "每年一次健康体检", "Yearly physical exam";
    duty_review_reward = "以奖代补季度审核", "Quarterly review of guardian rewards";

    office_hospital = "诊断医院", "the hospital";
    office_psychiatrist = "精神科医师", "the psychiatrist";
    office_county = "县级精防机构", "the county body";
    office_township = "基层医疗卫生机构", "the township health centre";
    office_care_group = "关爱帮扶小组", "the care group";
    office_person_or_guardian = "本人或监护人", "the person or guardian";
    office_appraisal_body = "鉴定机构", "the appraisal body";
    office_referral_staff = "转介工作人员", "referral staff";
    office_civil_affairs = "村（社区）和乡镇民政", "village and township civil affairs";

    limit_at_once = "立即", "at once";
    limit_hours(hours: u16) = "{hours} 小时内", "within {hours} hours";
    limit_every_hours(hours: u16) =
        "每 {hours} 小时一次，连续两次平稳为止",
        "every {hours} hours, until two checks in a row are steady";
    limit_days(days: u16) = "{days} 天内", "within {days} days";
    limit_working_days(days: u16) = "{days} 个工作日内", "within {days} working days";
    limit_months(months: u16) = "{months} 个月内", "within {months} months";
    limit_end_of_year = "当年 12 月 31 日前", "by 31 December";
    limit_end_of_quarter = "本季度结束前", "by the end of the quarter";
    limit_timely = "及时", "in time";
}

// 线索

texts! {
    screening_empty =
        "请填写符合清单的第几条。一条也不符合，就不用登记。",
        "Enter which questions were answered with yes. With none there is nothing to register.";
    screening_unreadable(given: &str) =
        "“{given}”不是条目编号。请写数字，例如 5;8。",
        "“{given}” is no number of a question. Write numbers, as in 5;8.";
    screening_no_such(number: u16, questions: usize) =
        "清单只有 {questions} 条，没有第 {number} 条。请核对用的是哪一版清单。",
        "The list has {questions} questions, none is number {number}. Check which edition was used.";
}

// 用药

texts! {
    every_week = "每周 1 次", "once a week";
    every_weeks(weeks: u8) = "每 {weeks} 周 1 次", "every {weeks} weeks";
    every_month = "每月 1 次", "once a month";
    every_months(months: u8) = "每 {months} 个月 1 次", "every {months} months";
    taken_by_day(morning: &str, noon: &str, evening: &str) =
        "早 {morning} mg，午 {noon} mg，晚 {evening} mg",
        "{morning} mg in the morning, {noon} mg at noon, {evening} mg in the evening";
    taken_times(times: u8, dose: &str) = "每日 {times} 次，每次 {dose} mg", "{times} times a day, {dose} mg each";
    taken_at_interval(interval: &str, dose: &str) = "{interval}，每次 {dose} mg", "{interval}, {dose} mg each";

    medicine_interval_missing =
        "这是长效药，请填写间隔（几周一次）和每次剂量。",
        "This is a long-acting medicine; enter its interval in weeks and the dose.";
    medicine_usage =
        "用法没有看懂。请填写每日次数和每次毫克数，或早、中、晚各多少毫克。",
        "How it is taken was not understood. Enter times a day and mg each time, or mg by the time \
         of day.";

    dose_above_usual_a_day(mg: &str, limit: &str) =
        "每日共 {mg} mg，超过常用上限 {limit} mg。请核对剂量和单位。",
        "{mg} mg a day is above the usual {limit} mg. Please compare dose and unit.";
    dose_above_usual_each(mg: &str, limit: &str) =
        "每次 {mg} mg，超过常用上限 {limit} mg。请核对剂量和单位。",
        "{mg} mg each time is above the usual {limit} mg. Please compare dose and unit.";
    dose_above_hard_a_day(mg: &str, limit: &str) =
        "每日共 {mg} mg，远超常用量（{limit} mg）。请核对；如确是医嘱，请写明理由或由另一人核对。",
        "{mg} mg a day is far above the usual ({limit} mg). Compare; if prescribed so, give the \
         reason or have a second person check.";
    dose_above_hard_each(mg: &str, limit: &str) =
        "每次 {mg} mg，远超常用量（{limit} mg）。请核对；如确是医嘱，请写明理由或由另一人核对。",
        "{mg} mg each time is far above the usual ({limit} mg). Compare; if prescribed so, give \
         the reason or have a second person check.";
    dose_too_often(usual: &str) =
        "长效药一般{usual}，现在更频繁。请核对间隔。",
        "This long-acting medicine is usually given {usual}; this is more often. Please compare \
         the interval.";
    dose_needs_interval =
        "这是长效药，请填写几周一次，而不是每日次数。",
        "This is long-acting; enter the weeks between doses rather than times a day.";
    dose_not_long_acting =
        "这不是长效药，一般每日服用。请核对药名和间隔。",
        "This is not long-acting and is usually taken daily. Please compare name and interval.";
    dose_not_a_dose = "剂量应大于 0。请填写毫克数。", "The dose must be above 0. Enter milligrams.";
}

// 体检

texts! {
    value_not_a_number(item: &str, given: &str) =
        "{item}“{given}”不是数字。请填写检查结果的数值；没有做就空着。",
        "{item}: “{given}” is no number. Enter the measured value, or leave it empty if it was not \
         done.";
    exam_implausible(item: &str, value: f64, unit: &str, least: f64, most: f64) =
        "{item} {value} {unit} 少见（一般在 {least} 到 {most} 之间）。请核对数值和单位。",
        "{item} {value} {unit} is unusual (mostly {least} to {most}). Please compare value and unit.";
    exam_pressure_reversed =
        "收缩压应高于舒张压。请核对是否填反。",
        "The systolic pressure should be above the diastolic. Perhaps they are exchanged.";
}

// 生命周期

texts! {
    closing_before_conclusion = "结论日期不能晚于结案日期，请核对。", "The conclusion is not later than the closing; please check the days.";
    closing_moved = "外县已接收的，请在流转记录里填写。", "That another county has accepted somebody is entered with the transfer.";
    closing_number = "编号一共 17 位数字，印在那份档案的表格右上角。请对照填写。", "A number has 17 digits; it is printed at the top right of that record's forms.";
    closing_told_before = "告知日期不能早于结论日期，请核对。", "Nobody is told before there is a conclusion; please check the days.";
    closing_too_early(from: Date) = "不能早于建档日期 {from}，请核对。", "Not before {from}, when the record begins; please check the day.";

    life_forbidden(state: &str, step: &str, next: &str) =
        "现在是“{state}”，不能“{step}”。{next}", "Now “{state}”: “{step}” is not possible. {next}";
    life_undo_death = "如果死亡是误报，请先由县精防办更正死亡。", "If the death is a mistake, have the county office correct it first.";
    life_reopen = "如果结案有误，请先由县精防办恢复档案。", "If it was closed by mistake, have the county office open the record again first.";
    life_in_hospital_is_known = "住院期间知道人在哪里，不算失访；已经出院的，请先记出院。", "One knows where somebody in hospital is. If the person has left, record the discharge first.";
    life_take_back_transfer = "请先等对方接收，或撤回流转。", "Wait until the transfer is accepted, or take it back first.";
    life_find_first = "请先记“重新联系上”。", "Record first that the person was found again.";
    life_look_again = "请核对这个人现在的情况。", "Please look at where the person stands now.";
    transfer_no_township = "请从列表里选一个本县的其他乡镇；迁到外县的，请填外县的地址和机构。", "Choose another township of the county; for another county enter the place and the body there.";
    transfer_no_village = "请从列表里选一个本乡镇的村（居）委会。", "Choose a village of the township.";
    transfer_one_place = "本县的乡镇和外县的地址只填一个。", "Enter either a township of the county or a place in another county.";
    transfer_too_early(from: Date) = "不能早于 {from}，请核对日期。", "Not before {from}; please check the day.";
    transfer_where = "请选迁到本县的哪个乡镇，或填外县的地址和机构。", "Choose the township of the county, or enter the place in another county.";
}
