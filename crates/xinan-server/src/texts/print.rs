//! The words around the printed forms: names of files, and what stands in a box beside its value.

use xinan_domain::texts;

// Names of files, without the ending. They say nothing of an illness: files lie about.
texts! {
    file_blank_follow_up = "随访服务记录表_空白", "follow-up_form_blank";
    file_blank_supplement = "个人信息补充表_空白", "supplement_form_blank";
    file_blank_letter = "知情同意书_空白", "letter_of_consent_blank";
    file_follow_ups(name: &str, year: i16) = "{name}_随访服务记录表_{year}年", "{name}_follow-up_{year}";
    file_letter(name: &str) = "{name}_知情同意书", "{name}_letter_of_consent";
    file_form(name: &str, form: &str) = "{name}_{form}", "{name}_{form}";
    paper_address = "现住址", "Address";
    paper_admitted = "入院日期", "Admitted on";
    paper_basis_discharge = "严重精神障碍发病报告管理办法；工作规范（2018）", "Norm of 2018; MH01.02";
    paper_basis_exam = "国家基本公共卫生服务规范（第三版）；工作规范（2018）体检", "Norms on yearly examinations";
    paper_basis_referral = "工作规范（2018）双向转诊", "Norm of 2018, referrals";
    paper_discharge = "严重精神障碍患者出院信息单", "Discharge form";
    paper_down = "回转", "Back";
    paper_hospital = "医院", "Hospital";
    paper_left = "出院日期", "Left on";
    paper_referral = "双向转诊单", "Referral slip";
    paper_sign_doctor = "医生签字", "Signature of the doctor";
    paper_sign_hospital = "接诊医生签字", "Signature of the doctor there";
    paper_sign_refers = "转诊医生签字", "Signature of the doctor who refers";
    paper_stay = "住院", "The stay";
    paper_up = "转出", "Up";
    paper_basis_closing = "精神卫生法 第三十二至三十五条；工作规范（2018）档案管理", "Mental Health Law, articles 32 to 35";
    paper_basis_transfer = "工作规范（2018）流转", "Norm of 2018, transfers";
    paper_born = "出生日期", "Born";
    paper_closing = "结案单", "Closing of a record";
    paper_sent_by = "转出机构和经办人", "Sent by";
    paper_sex = "性别", "Sex";
    paper_sign_by = "经办人签字", "Signature of the office";
    paper_sign_from = "转出经办人签字", "Signature of the sender";
    paper_sign_to = "接收经办人签字", "Signature of whoever accepts";
    paper_sign_told = "本人或监护人签字（已知晓）", "Signature of the person or guardian";
    paper_transfer_note = "请先联系本人核实住处。接收后两周内首次随访，并把接收日期告知转出机构；接收前由转出机构继续电话随访。本单不写病情，接收后向转出机构索取档案。", "Please reach the person first. Visit within two weeks of accepting and tell the sender the day; until then the sender goes on by telephone. No findings stand here: ask the sender for the record.";
    paper_who = "本人", "The person";
    file_supplement(name: &str) = "{name}_个人信息补充表", "{name}_supplement";
    file_village_follow_ups(place: &str, day: &str) = "{place}_随访服务记录表_{day}", "{place}_follow-up_{day}";
    file_village_supplements(place: &str, day: &str) = "{place}_个人信息补充表_{day}", "{place}_supplement_{day}";
    file_visit(name: &str, day: &str) = "{name}_随访服务记录表_{day}", "{name}_follow-up_{day}";
}

// On the paper, which is always the official one.
texts! {
    paper_diagnosis(name: &str, icd10: &str) = "{name}（{icd10}）", "{name} ({icd10})";
    paper_month = "月", "months";
}

// A village that is not one file.
texts! {
    print_nobody(place: &str) = "{place}的名册里现在没有要打印的人。", "There is nobody to print in {place}.";
    print_nobody_next = "已去世或已结案的，请从本人的档案里打印。", "Forms of people who died or whose record is closed are printed from their own page.";
    print_part(from: usize, to: usize) = "第 {from} 到 {to} 位", "{from} to {to}";
    print_parts(total: usize, most: usize) = "共 {total} 位，每份文件最多 {most} 位，请分份打印", "{total} people; a file holds {most}, so there are several";
}
