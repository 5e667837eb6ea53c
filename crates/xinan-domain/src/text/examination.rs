//! What the rules of exams, alerts and checks say to people.

use crate::texts;

// What is wrong or doubtful with what was typed.
texts! {
    nothing_measured =
        "还没有填任何结果。请至少填一项结果；没有做检查的，不用记录。",
        "No result is entered. Enter at least one; what was not done need not be recorded.";
    declined =
        "本人或监护人不同意体检，不体检。改变主意的，请先在“知情同意”里记下来；看病时做的化验，请选“化验或单项检查”。",
        "The exam was declined, so nobody is examined. If that has changed, record it under consent first; for a test made in treatment choose the laboratory result.";
    takes_no_part =
        "还没有同意参加管理，不做年度体检。请先在“知情同意”里记下来；看病时做的化验，请选“化验或单项检查”。",
        "Nobody has agreed to the programme, so there is no yearly exam. Record consent first; for a test made in treatment choose the laboratory result.";
    before_birth(born: &str) = "检查日期早于出生日期（{born}）。请核对。", "The day is before the day of birth ({born}). Please compare.";
    impossible(item: &str, value: f64, unit: &str, least: f64, most: f64) =
        "{item}不会是 {value} {unit}（一般在 {least} 到 {most} 之间）。请核对数值、单位和小数点。",
        "{item} cannot be {value} {unit} (mostly {least} to {most}). Compare value, unit and decimal point.";
    more_than_all(value: f64) =
        "中性粒细胞计数 {value}×10⁹/L 比白细胞总数还多，可能填了百分比。请填绝对值。",
        "Neutrophils at {value}×10⁹/L are more than all white cells: perhaps a percentage. Enter the count.";
    to_confirm(says: &str) =
        "{says}报告单上确实是这样的，请在表末勾选。",
        "{says} If the report does say so, tick it at the end of the form.";
}

// Findings that a doctor should see soon.
texts! {
    alert_white_cells(value: f64, limit: f64) =
        "服用氯氮平，白细胞 {value}×10⁹/L，低于 {limit}。请当天联系精神科医生，按医嘱复查血常规；发热、咽痛的马上就医。",
        "On clozapine with white cells at {value}×10⁹/L, below {limit}. Contact the psychiatrist today and repeat the count; with fever or a sore throat, see a doctor at once.";
    alert_neutrophils(value: f64, limit: f64) =
        "服用氯氮平，中性粒细胞 {value}×10⁹/L，低于 {limit}。请当天联系精神科医生，按医嘱复查血常规；发热、咽痛的马上就医。",
        "On clozapine with neutrophils at {value}×10⁹/L, below {limit}. Contact the psychiatrist today and repeat the count; with fever or a sore throat, see a doctor at once.";
    alert_lithium(value: f64, limit: f64) =
        "血锂 {value} mmol/L，超过 {limit}。请当天联系精神科医生；手抖加重、呕吐、走路不稳的马上就医。",
        "Blood lithium {value} mmol/L is above {limit}. Contact the psychiatrist today; with more tremor, vomiting or unsteadiness, see a doctor at once.";
    alert_qtc(value: f64, limit: f64) =
        "QTc {value} ms，超过 {limit} ms。请联系精神科医生核对用药；心慌、晕倒的马上就医。",
        "QTc {value} ms is above {limit} ms. Let the psychiatrist look at the medicines; with palpitations or fainting, see a doctor at once.";
}

texts! {
    seen_to_too_early(examined_on: &str) =
        "不能早于检查日期 {examined_on}。请核对日期。", "Not before the day of the result, {examined_on}. Please check the day.";
}

// Checks that medicines ask for.
texts! {
    check_blood_count = "查血常规", "Blood count";
    check_lithium = "查血锂", "Blood lithium";
    check_liver_and_blood = "查肝功能和血常规", "Liver and blood count";
    check_never(name: &str, since: &str, wait: &str) =
        "服用{name}，{since}的随访起有记录，还没有查过，应在 {wait}内查",
        "{name} is on record since the visit of {since} and nothing was measured yet; due within {wait}";
    check_early(name: &str, last: &str, wait: &str) =
        "服用{name}的头几个月，从 {last} 起 {wait}内再查",
        "The first months on {name}: again within {wait} of {last}";
    check_interval(name: &str, last: &str, wait: &str) =
        "服用{name}，从 {last} 起 {wait}内再查",
        "On {name}: again within {wait} of {last}";
    check_changed(name: &str, on: &str, wait: &str) =
        "{on}的随访记了{name}剂量有变，{wait}内再查",
        "The visit of {on} states another dose of {name}: within {wait}";
    check_source = "药品说明书和通行做法", "the medicine's label and usual practice";
}
