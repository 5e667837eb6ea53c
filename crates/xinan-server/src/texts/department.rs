//! The words of what other departments see: counts of a county or a township, and the lists that were handed over.

use jiff::civil::Date;
use xinan_domain::texts;

// 统计.
texts! {
    figures_all_withheld = "您这里的数字不单列：在册的人少，列出来会看出是谁，或者能推算出邻近乡镇的数字。县级统计里已经合计在内。", "The counts of your township are not shown on their own: few people are registered, and they would tell of somebody here or nearby. The county's counts contain them.";
    figures_between(from: i64, to: i64) = "{from}～{to}", "{from} to {to}";
    figures_caption = "人数", "People";
    figures_columns = "在册：建了档、健在的人。在管：今年随访过的人。按规范随访：相邻两次随访没有隔得太久的人。病情稳定：最近一次随访稳定的人。百分数以在册为分母。", "Registered: people with a record who are alive. Under management: visited this year. Visited to the standard: no two visits too far apart. Stable: stable at the last visit. Percentages are of the registered.";
    figures_explained = "只有人数和比率，打不开名单，也查不到个人。", "Counts and rates only: no list opens, and nobody can be looked up.";
    figures_fewer(least: i64) = "少于 {least}", "fewer than {least}";
    figures_for_relief = "办救助、补助要用名单的，请和县精防办联系；提供给您的，在“收到的名单”里看。", "If relief or a subsidy asks for names, please speak to the county office; what is given to you stands under Lists received.";
    figures_group(places: usize) = "不单列的 {places} 处合计", "The {places} not shown, together";
    figures_managed = "在管", "Under management";
    figures_managed_of(people: &str) = "在管（全县）：{people}", "Under management, whole county: {people}";
    figures_no_names = "名单不提供给这个岗位。", "No list of names is given to this post.";
    figures_not_yet = "这个月的数字还在计算。", "The counts of the month are being computed.";
    figures_not_yet_next = "请过几分钟再看；一直这样，请告诉县精防办。", "Please look again in some minutes; if it stays so, tell the county office.";
    figures_registered = "在册", "Registered";
    figures_stable = "病情稳定", "Stable";
    figures_standard = "按规范随访", "Visited to the standard";
    figures_steps(step: i64, from: i64, to: i64, short: i64) = "数字按 {step} 人一档：写 {from} 的，是 {from} 到 {to} 人。合计是各行相加，每行最多少 {short} 人。百分数按这些数算，差得可能超过五个百分点的不写。", "Counts are read in steps of {step}: {from} stands for {from} to {to} people. The sum is that of the rows, each of which may be {short} short. Percentages are of these numbers; those that may be wrong by more than five points are left out.";
    figures_title(place: &str, month: &str) = "{place} {month}统计", "Counts of {place}, {month}";
    figures_township = "乡镇（街道）", "Township";
    figures_until(day: Date, settled: Date) = "数字到 {day} 为止，{settled} 定下，以后不再变；这以后补录的，这张表不再计入。每月 16 日起更新一次。", "Counted up to {day}, settled on {settled} and not changed any more; what is entered later is not in this table. Once a month.";
    figures_whole_county = "全县", "Whole county";
    figures_whole_township = "全镇", "Whole township";
    figures_why(least: i64) = "少于 {least} 人的数（包括 0）不显示，因为能看出是谁；差不到 {least} 人就是全部的，也只写范围。为了不让人用合计减出来，有的地方整行不显示，合在一起算。", "Counts of fewer than {least} people, none included, are not shown, since they would tell who it is; a count that is all but fewer than {least} is shown as a range. Some rows are withheld whole, and summed up together, so that nothing can be subtracted from the total.";
    figures_withheld = "不显示", "not shown";
    look_figures = "看统计", "saw counts";
    nav_figures = "统计", "Counts";
}

// 在系统内提供: the side of whoever gives.
texts! {
    disclosure_between = "提供给其他部门的名单，要另一位同事同意。", "A list for another department is given once a colleague has agreed.";
    hand_to = "在系统内提供", "Read inside, by";
    hand_to_clinical = "在系统内提供的名单不能按诊断、分类、状态筛选：列进去就等于说了病情。请只按地方或姓名筛选。", "A list for another department is not narrowed by diagnosis, class or status: to stand in it would say so. Please narrow it by place or name alone.";
    hand_to_gone = "这个部门现在没有人能看。请重新选，或者不选、改为导出文件。", "Nobody of that department can read now. Please choose again, or none for a file.";
    hand_to_hint = "选了就不导出文件：对方登录后看姓名、性别、出生年、身份证号、住址、电话、监护人和监护人电话，到期自动关上，可以随时停止；有人撤回同意，下次就看不到。接收单位按这里选的填", "No file then: they sign in and read name, number, address and guardian until its days are over or you end it; whoever takes the consent back is gone at the next look. They are the recipient";
    hand_to_purpose = "在系统内提供只用于救助、补助和保障申办。请选这一项，或者不选部门。", "Lists are read inside for relief and subsidies alone. Please choose that, or no department.";
    hand_to_receiver = "民政、残联在卫生健康系统以外。请选这一类。", "Civil affairs and the federation are beyond health. Please choose that.";
    handed_done_ended = "已停止提供，对方看不到了。", "Ended; they read it no longer.";
    handed_done_ended_before = "这份名单在同意以前已停止提供，没有提供出去。需要的，请重新登记。", "This list was ended before it was agreed to, and was not given. If it is needed, please enter it anew.";
    handed_done_not_given = "还没有人同意，对方还看不到，没有要停止的。不想提供了，请申请人撤回申请，或者请同事不同意。", "Nobody has agreed yet and nobody reads it: there is nothing to end. Whoever asked may take it back, or a colleague may decline.";
    handed_done_over = "期限已到，对方早已看不到，没有要停止的。", "Its days were over already, and nobody read it any more: there was nothing to end.";
    handed_end = "停止提供", "End it";
    handed_ended_by(by: &str, at: &str) = "{by} 在 {at} 停止提供，对方看不到了。", "Ended by {by} at {at}; they read it no longer.";
    handed_agree = "同意提供", "Agree";
    handed_done_approved = "已同意，对方现在可以看到。", "Agreed. They can read it now.";
    handed_ended_tag = "已停止提供", "Ended";
    handed_given = "已在系统内提供", "Given, read inside";
    handed_open(who: &str, until: &str) = "{who} 可以看，到 {until} 为止。每次看了谁，本人都能查到。", "{who} may read it until {until}. Whoever is read sees so at the own door.";
    handed_over = "期限已到，对方看不到了。", "Its days are over; they read it no longer.";
    handed_will(days: u16) = "同意以后，对方可以看 {days} 天。", "Once agreed, they may read it for {days} days.";
    look_handed = "把姓名和联系方式提供给其他部门", "gave name and contact to another department";
    look_handed_ended = "停止在系统内提供", "ended a list read inside";
    look_handed_read = "看了收到的名单", "read a list that was handed over";
    look_handed_refused = "收到的名单没有打开", "a list received did not open";
    purpose_handed = "救助、补助和保障申办", "relief and subsidies";
}

// 收到的名单: the side of whoever reads.
texts! {
    nav_received = "收到的名单", "Lists received";
    received_address = "住址", "Address";
    received_ask_health = "住址和监护人不提供，请和提供名单的单位联系", "Address and guardian are not given; please speak to whoever gave the list";
    received_born = "出生年份", "Born";
    received_by = "由谁提供", "Given by";
    received_careful = "只用于下面这件事，不得转给别人、不得公示；可以用浏览器打印，用完销毁。每次看了谁都有记载，本人能查到。", "For the purpose below alone: not to be passed on, nor put up anywhere. It may be printed with the browser; destroy the print after use. Whoever is read here sees so.";
    received_closes(until: &str) = "可以看，到 {until} 为止。", "Open until {until}.";
    received_ended = "这份名单已停止提供", "This list was ended";
    received_explained = "卫生健康部门为办救助、补助提供给您这个岗位的名单，到期自动关上。", "What health has handed over to your post for relief and subsidies. Each closes when its days are over.";
    received_for = "用在哪里", "What it is for";
    received_guardian = "监护人", "Guardian";
    received_is_ended = "已停止", "ended";
    received_is_over = "已到期", "over";
    received_list = "名单", "List";
    received_name = "姓名", "Name";
    received_nobody = "这份名单现在没有可以看的人。", "Nobody in this list may be read now.";
    received_nobody_next = "名单里的人可能已撤回同意、迁走或去世。需要的，请和提供名单的单位联系。", "They may have taken the consent back, moved away or died. If you need to, please speak to whoever gave the list.";
    received_none = "还没有收到名单。", "No list has come yet.";
    received_none_next = "要办救助、补助、需要名单的，请和县精防办或卫生院联系。", "If relief or a subsidy asks for one, please speak to the county office or the health centre.";
    received_number = "身份证号", "Identity number";
    received_over = "这份名单已到期", "This list is over";
    received_over_next = "事情还没有办完的，请和提供名单的单位联系，重新提供。", "If the work is not done, please ask whoever gave it to give it again.";
    received_phone = "电话", "Telephone";
    received_sex = "性别", "Sex";
    received_until(until: &str) = "到 {until}", "until {until}";
    received_when = "提供时间", "Given";
}
