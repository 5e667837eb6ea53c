//! The words of institutions.

use xinan_domain::texts;

texts! {
    day_unread(typed: &str) = "没有看懂“{typed}”是哪一天。请写成 2026-12-01、1201 或 明天。", "“{typed}” is no day that can be read. Please write 2026-12-01, 1201 or tomorrow.";
    institution_add = "新增机构", "New institution";
    institution_added = "机构已存好。", "The institution is saved.";
    institution_all_too = "包括已停用的", "With those that have ended";
    institution_begins_on(day: &str) = "{day} 起", "from {day}";
    institution_changed(name: &str) = "这个机构刚被别人改过，现在叫“{name}”，您的内容还没有存。请核对后再存一次。", "Somebody else has just changed this institution; it is now “{name}”. Yours is not saved yet: please look it over and save it again.";
    institution_correct = "更正机构", "Correct the institution";
    institution_corrected = "更正已存好，原来的内容也保留着。", "The correction is saved; what it was before is kept.";
    institution_end = "停用", "End it";
    institution_end_explained = "停用以后，新的岗位不能再选这个机构。已有的岗位不受影响，请在人员的页面上分别办理。", "New posts can no longer choose it. Posts that are there stay; please end or change them on the pages of their people.";
    institution_ended = "停用的日子已存好，原来的内容也保留着。", "Its end is saved; what it was before is kept.";
    institution_ended_on(day: &str) = "{day} 已停用", "ended on {day}";
    institution_ends_on(day: &str) = "{day} 停用", "ends on {day}";
    institution_former = "原来的内容", "What it was before";
    institution_from = "从哪一天起", "From which day";
    institution_from_hint = "记不清的，填大致的日子就可以", "If nobody knows for certain, an approximate day will do";
    institution_from_late = "这一天不早于停用的日子。请核对。", "This is not before the day on which it ends. Please check.";
    institution_from_missing = "请填从哪一天起。", "Please give the first day.";
    institution_kind = "类别", "Kind";
    institution_kind_missing = "请选机构的类别。", "Please choose a kind.";
    institution_name = "机构名称", "Name of the institution";
    institution_name_hint = "写全称，岗位和单位栏里就这样显示", "In full; this is how it is shown with posts";
    institution_name_long(most: usize) = "名称最多 {most} 个字。请写短一些。", "A name has at most {most} characters. Please shorten it.";
    institution_name_missing = "请填机构名称。", "Please give the name.";
    institution_none = "没有符合条件的机构。", "No institution fits.";
    institution_none_next = "请减少条件，或新增一个机构。", "Use fewer filters, or add one.";
    institution_now = "现在的内容", "What it is now";
    institution_region = "所在辖区", "Division";
    institution_region_missing = "请选机构所在的县、乡镇或村（居）。", "Please choose the county, township or village it is in.";
    institution_replaced = "更正的时间和人", "Corrected when, by whom";
    institution_same = "这个地方已有同名的机构。请核对，不要重复登记。", "There is an institution of this name in this place already. Please check.";
    institution_staff = "看在这里任职的人", "Who works here";
    institution_state = "状态", "State";
    institution_there = "在用", "In use";
    institution_until = "从哪一天起停用", "Ended from which day";
    institution_until_early(from: &str) = "这一天不晚于开始的日子（{from}）。请核对；登记错了的，请更正机构。", "This is not after its first day ({from}). Please check; what was entered wrongly is corrected instead.";
    institution_until_hint = "这一天起就不能再选", "It cannot be chosen from this day on";
    institution_until_missing = "请填从哪一天起停用。", "Please give the day.";
    institution_valid = "起止", "From, to";
}
