//! The words around the printed forms: names of files, and what stands in a box beside its value.

use xinan_domain::texts;

// Names of files, without the ending. They say nothing of an illness: files lie about.
texts! {
    file_blank_follow_up = "随访服务记录表_空白", "follow-up_form_blank";
    file_blank_supplement = "个人信息补充表_空白", "supplement_form_blank";
    file_blank_letter = "知情同意书_空白", "letter_of_consent_blank";
    file_follow_ups(name: &str, year: i16) = "{name}_随访服务记录表_{year}年", "{name}_follow-up_{year}";
    file_letter(name: &str) = "{name}_知情同意书", "{name}_letter_of_consent";
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
