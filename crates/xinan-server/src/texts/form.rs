//! The words of the form of a person: beginning a record by hand, and correcting it.

use xinan_domain::texts;

// Beginning a record, and correcting it.
texts! {
    act_edit_person = "更正资料", "Correct data";
    act_new_person = "新建档案", "New record";
    because(reason: &str) = "原因：{reason}", "Reason: {reason}";
    by_workbook = "导入的名册", "an imported roster";
    edit_reason = "改动的原因", "Reason for the change";
    edit_reason_hint = "改姓名、身份证号、出生日期或诊断的，请写明原因；改别的可以不写。", "Asked for when the name, identity number, birth date or diagnosis changes; optional otherwise.";
    hint_by_number = "不填就照身份证号", "If left empty, as the identity number says";
    hint_icd10 = "写在确诊证明上的，如 F20.9", "As on the certificate, such as F20.9";
    hint_identity_number = "18 位；15 位的旧号码也可以", "18 digits; an old number of 15 will do";
    hint_registered_on = "已有纸质档案的，填纸质档案的建档日期", "Of a paper record that is there already, its own day";
    leave_open = "现在问不到的先空着，记为待补", "Leave open what nobody knows now; it is to be completed";
    leave_open_hint = "姓名、身份证号、村（居）委会、诊断和确诊日期必须有。待补的项目会算进“资料完整”的指标。", "Name, identity number, village, diagnosis and its day are needed. What is open counts in the figure for complete records.";
    number_says(sex: &str, born: &str, age: i16) = "按身份证号：{sex}，{born} 出生，{age} 岁", "By the number: {sex}, born on {born}, {age}";
    person_another = "核对过，是另一个人", "I have checked: this is another person";
    person_conflict(by: &str, at: &str) = "这份资料已由 {by} 于 {at} 改过，您的内容还没有存。请核对两处不同，再存一次。", "{by} changed this form at {at}; what you typed is not saved yet. Compare the two and save again.";
    person_edit_notice = "改了什么、谁改的、什么时候改的都会留着，原来的内容不会丢。死亡、失访和随访在各自的页面更正。", "What is changed, by whom and when is kept, and nothing of the former version is lost. Deaths, losses and visits are corrected on their own pages.";
    person_is_there = "本辖区已有这个身份证号的档案，不用再建。请打开那份档案核对；资料有变的，在那里更正。", "There is a record of this identity number here already. Open it and compare; what has changed is corrected there.";
    person_namesake(case_no: &str) = "本乡镇档案里有同名、同一天出生的人（编号 {case_no}），身份证号不同。请核对是不是同一个人：是的，请打开那份档案；不是，勾选“是另一个人”再存。", "The register has somebody of this name, birth date and township (no. {case_no}) with another identity number. If it is the same person, open that record; if not, tick that this is another person and save.";
    person_new_notice = "照《个人信息补充表》填。存好后，今日工作会排上首次随访。", "Fill in the supplement form. Today's work then asks for the first visit.";
    saved_edited = "资料已更正，原来的内容保留着。", "The data are corrected; the former version is kept.";
    saved_registered = "档案已建好。", "The record is made.";
    saved_same = "没有改动，资料和原来一样。", "Nothing was changed; the data are as they were.";
    section_person = "基本信息", "The person";
    section_guardian = "监护人和联系人", "Guardian and contacts";
    section_consent = "户别、就业和知情同意", "Household, employment and consent";
    section_history = "既往病史", "History";
    section_diagnosis = "诊断", "Diagnosis";
    section_circumstances = "危险行为和经济状况", "Harmful acts and economic situation";
    section_filled = "填表", "Filled in";
    see_that_record = "打开那份档案", "Open that record";
    versions_title = "改过的资料", "Changes of these data";
    was(field: &str, before: &str) = "{field}（原来：{before}）", "{field} (was: {before})";
    was_open(field: &str) = "{field}（原来没有填）", "{field} (was open)";
}

/// A village with its township, where several townships are to choose from.
pub fn village_of_township(township: &str, village: &str) -> String {
    format!("{township} {village}")
}
