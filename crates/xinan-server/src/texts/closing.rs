//! 结案.

use xinan_domain::texts;

texts! {
    act_record_closed = "结案", "closed a record";
    act_record_merged = "并入重复档案", "merged another record into it";
    act_record_different = "核实是两个人", "found two records to be two people's";
    alike_done_two = "已记下是两个人，以后不再列出。", "Noted that these are two people; they are listed no more.";
    alike_explained = "同名、同一天出生的档案，可能是同一个人建了两份，也可能真是两个人。请核对身份证和住址：是一个人的，保留随访较多的一份，把另一份并进去；是两个人的，请点“是两个人”。", "Records with one name and day of birth may be one person's or two people's. Compare document and address: of one person keep the record with more visits and merge the other into it; of two people say so.";
    alike_merge = "把这一份并入另一份", "Merge this one into the other";
    alike_none = "没有同名、同一天出生的档案。", "No two records share name and day of birth.";
    alike_none_next = "建档和导入时也会核对。", "They are compared when a record begins or comes in a workbook, too.";
    alike_number = "编号", "Number";
    alike_pair(name: &str, born: &str) = "{name}，{born} 出生", "{name}, born {born}";
    alike_title = "可能重复的档案", "Records that may be one person's";
    alike_two = "是两个人", "These are two people";
    alike_village = "村（居）委会", "Village";
    alike_visits = "随访", "Visits";
    alike_visits_last(visits: u64, last: &str) = "{visits} 次，最近：{last}", "{visits}, the last: {last}";
    closing_alike = "同名、同一天出生的其他档案", "Other records with this name and day of birth";
    closing_by_transfer = "因外县接收而结案，见流转记录。", "Closed because another county has accepted; see the transfers.";
    closing_do = "结案", "Close the record";
    closing_explained = "结案以后不再随访、不再计入以后的统计；以前的记录都留着，结案有误的可以恢复。去世、失访、迁到外县的，不在这里填。", "A closed record is visited and counted no more. What was recorded stays, and a mistake can be undone. Death, loss and moving away are not entered here.";
    closing_itself = "这是本档案自己的编号。请填要保留的另一份档案的编号。", "That is this record's own number. Enter the number of the other record, which stays.";
    closing_kept_hint = "17 位，印在表格右上角。两份档案里，请保留随访较多、资料较全的一份", "17 digits, printed at the top right of the forms. Keep the record with more visits and the fuller form";
    closing_line(on: &str, why: &str, by: &str, at: &str) = "已于 {on} 结案：{why}（{by}，{at}）。", "Closed on {on}: {why} ({by}, {at}).";
    closing_line_note(note: &str) = "说明：{note}。", " Remark: {note}.";
    closing_line_withdrawn(finding: &str, body: &str, concluded: &str, told: &str) = "依据：{finding}，{body}，{concluded}；{told} 已告知本人或监护人。", " By: {finding}, {body}, {concluded}; the person or guardian was told on {told}.";
    closing_merged(number: &str) = "重复档案 {number} 已并入本档案。", "The second record {number} was merged into this one.";
    closing_no_such_number = "本县没有这个编号的档案，请对照那份档案的表格核对。", "No record of the county has this number; please compare it with that record's forms.";
    closing_note_hint = "建档有误的，写明怎么发现、怎么核实的", "Of a mistake: how it was found and checked";
    closing_on_hint = "从这一天起不再计入在册", "From this day on the record is counted no more";
    closing_other_closed = "那份档案已经结案。请保留在册的一份。", "That record is closed. Keep the one that is open.";
    closing_right_again = "本人或监护人不同意诊断结论的，收到结论三日内可以要求再次诊断，由原机构或其他有资质的机构的至少两名没有参加过诊断的精神科医师当面作出（精神卫生法第三十二条）。", "Within three days of the conclusion the person or guardian may ask for another diagnosis, by at least two psychiatrists who took no part, in person (Mental Health Law, article 32).";
    closing_right_appraisal = "对再次诊断仍有异议的，可以自主委托有资质的鉴定机构鉴定，由至少两名鉴定人当面作出（第三十二、三十三条）。", "Against that one may commission an appraisal by at least two appraisers, in person (articles 32, 33).";
    closing_right_end = "再次诊断或鉴定认为不是严重精神障碍的，不得继续管理；报告单位上报更正（第三十五条）。", "Whoever is found not to be severely ill is managed no longer, and the report is corrected (article 35).";
    closing_print = "打印结案单", "Print the sheet";
    closing_rights = "本人和监护人的权利（精神卫生法第三十二至三十五条）", "Rights of the person and the guardian (Mental Health Law, articles 32 to 35)";
    closing_see_merged = "打开", "Open it";
    closing_title = "结案", "Close the record";
    closing_to_kept(number: &str) = "打开保留的档案 {number}", "Open the record that stays, {number}";
    confirm_says_closing(person: &str, number: &str, why: &str, on: &str) = "{on} 起，{person}（{number}）结案：{why}。", "From {on} the record of {person} ({number}) is closed: {why}.";
    confirm_says_merge(person: &str, number: &str, other: &str, kept: &str, on: &str) = "{on} 起，{person}（{number}）作为重复档案结案，保留 {other} 的档案 {kept}。", "From {on} the record of {person} ({number}) is closed as a second one; the record {kept} of {other} stays.";
    confirm_says_reopen(person: &str) = "恢复 {person} 的档案：结案不再起作用。", "The record of {person} is open again; its closing counts no more.";
    confirm_closing = "结案以后不再随访、不再计入；恢复要县精防办写明原因。", "It is visited and counted no more; opening it again asks for a reason.";
    confirm_closing_act = "确认", "Confirm";
    saved_closing = "已结案。", "The record is closed.";
    standing_closing(on: &str, at: &str) = "{on} 结案，{at} 记入", "Closed on {on}; entered {at}";
    standing_not_closed = "恢复档案", "Open the record again";
    standing_open_notice = "恢复以后，待办和统计都按没有结过案重新计算；结案的记录和恢复的原因都留着。", "What is due and all figures are computed as if it had never been closed; the closing and your reason are kept.";
}
