//! What the rules of clues say to people.

use jiff::civil::Date;

use crate::texts;

// Before the questions: the promise to the informant.
texts! {
    lead_in_2018 =
        "为了早些帮助有需要的人，想请您回想：您身边的人，不论过去还是现在、现在好了还是没好，有没有下面的情况。您说的话和您的姓名、电话都会保密。",
        "To help those in need early, please think of the people around you: whether anybody is or was like this, better now or not. What you say, your name and your telephone are kept confidential.";
    lead_in_2012 =
        "为了早些帮助有需要的人，想请您回想：您身边有没有人曾经或现在有下面的情况。您说的话和您的姓名、电话都会保密。",
        "To help those in need early, please think whether anybody around you is or was like this. What you say, your name and your telephone are kept confidential.";
}

// Where a clue stands, and what comes next.
texts! {
    explain_reported =
        "登记了，还没有核实。线索不是诊断：先了解情况，再决定排除还是请精神科医师复核。",
        "Registered, and not looked at yet. A clue is no diagnosis: find out first, then rule it out or ask a psychiatrist.";
    explain_at_county =
        "乡镇请县精防办核对。县里核对以后交回，或者直接办结。",
        "The township has asked the county office to compare. It gives the clue back, or settles it.";
    explain_rejected =
        "核实后没有需要复核的情况。到期以后，姓名和内容自动删除，只留下条数。",
        "Looked at, and nothing to be reviewed. Name and content are forgotten after a time; the count stays.";
    explain_waiting =
        "等精神科医师复核。诊断只由精神科医师作出，要本人愿意（精神卫生法 第二十七条、第二十九条）。",
        "Waits for a psychiatrist, who alone diagnoses, and with the person's own will (Mental Health Law, articles 27 and 29).";
    explain_confirmed = "精神科医师已确诊。还没有建档的，请建档。", "Confirmed by a psychiatrist. Begin the record if there is none yet.";
    explain_excluded =
        "精神科医师已排除。到期以后，姓名和内容自动删除，只留下条数。",
        "Ruled out by a psychiatrist. Name and content are forgotten after a time; the count stays.";
    explain_open = "精神科医师看过，还不能确定，要再看一次。", "A psychiatrist has seen the person and is not sure yet: another look is needed.";
    explain_known =
        "是名册里的人，已有档案，按档案继续服务。到期以后，线索的内容自动删除。",
        "Somebody who has a record, and is cared for by it. What the clue says is forgotten after a time.";
    explain_withdrawn =
        "登记有误，已撤回。到期以后，姓名和内容自动删除。", "Entered by mistake, and taken back. Name and content are forgotten after a time.";
    explain_settled =
        "县精防办已核对办结，乡镇不用再做什么。到期以后，姓名和内容自动删除。",
        "Compared and settled by the county office; nothing is left for the township. Name and content are forgotten after a time.";
}

// What is wrong.
texts! {
    wrong_step_not_now(state: &str) =
        "这条线索现在是“{state}”，不能这样办。请看一看现在可以办什么，再选一次。",
        "This clue is at “{state}” and this does not follow. See what can be done now, and choose again.";
    wrong_review_before(surveyed_on: Date) =
        "复核日期早于调查日期 {surveyed_on}。请核对日期。",
        "The review lies before the day of asking, {surveyed_on}. Check the day.";
    wrong_survey_region(given: &str) =
        "“{given}”不在您的辖区。请选本县或一个乡镇。",
        "“{given}” is not in your territory. Choose the county or a township.";
    wrong_survey_order(from: Date) = "早于开始的 {from}。请核对两个日期。", "Before its first day, {from}. Check both days.";
    wrong_survey_over = "这一天已经过了。请填今天或以后的日期。", "This day is over. Enter today or a day to come.";
    wrong_survey_long(most: i32) = "一次调查最长 {most} 天。请把时间定短些，或分成几次。", "A survey lasts {most} days at most. Make it shorter, or several.";
}
