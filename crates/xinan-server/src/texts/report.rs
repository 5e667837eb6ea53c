//! The words of the figures: what is counted, why it is not more, and who stands behind it.

use xinan_domain::texts;

// The page of a territory.
texts! {
    stats_whole_county = "全县", "Whole county";
    stats_title(place: &str, month: &str) = "{place} {month}", "{place}, {month}";
    stats_people(registered: &str, managed: &str) = "在册 {registered} 人 · 在管 {managed} 人", "{registered} registered, {managed} managed";
    stats_townships(count: usize) = "{count} 个乡镇", "{count} townships";
    stats_villages(count: usize) = "{count} 个村（居）", "{count} villages";
    stats_facts_joint = " · ", ", ";
    stats_month = "月份", "Month";
    stats_latest = "最近一个月", "Latest month";
    stats_incomplete = "这个月的数字还没有全部算好，会比实际少。请过几分钟再看；一直这样请告诉县精防办。", "The figures of this month are not all computed yet and too low. Look again in some minutes; if it stays so, tell the county office.";
    stats_nobody = "这里这个月还没有在册的人。", "Nobody was registered here in this month.";
    stats_nobody_next = "可以换一个月份；还没有导入名册的，请先导入。", "Choose another month, or bring in the roster first.";
    stats_month_gone = "没有这个月的数字。", "There are no figures of this month.";
    stats_month_gone_next = "请从最近一个月开始看，再换月份。", "Start from the latest month and choose another from there.";
    stats_way = "所在区划", "Division";
}

// Indicators with a target.
texts! {
    stats_targets_title = "有目标的指标，差得多的在前", "Indicators with a target, the furthest first";
    stats_legend = "竖线 = 目标，圆圈 = 去年同期", "stroke = target, circle = a year ago";
    stats_indicator = "指标", "Indicator";
    stats_value = "本月", "This month";
    stats_chart = "图", "Chart";
    stats_gap = "与目标", "Against target";
    stats_why = "为什么", "Why";
    stats_count_of(people: &str) = "{people} 人", "{people}";
    stats_times_of(times: &str) = "{times} 次", "{times}";
    stats_people_and_times(people: &str, times: &str) = "{people} 人，共 {times} 次", "{people} people, {times} times";
    stats_joint = "，", ", ";
    stats_few = "不到 10 人，不算百分比", "fewer than 10 people, no percentage";
    stats_everybody = "一个不少", "nobody is missing";
    stats_others_title = "其他指标", "Other indicators";
    stats_group_finding = "发现和管理", "Finding and managing";
    stats_group_medicine = "用药、病情和体检", "Medicine, condition and examination";
    stats_group_support = "需要加强支持的人", "People who need more support";
    stats_group_timely = "及时性和转诊", "Timeliness and referral";
    stats_target_is(target: &str) = "目标 {target}", "target {target}";
    stats_year_ago = "去年同期", "A year ago";
    stats_target = "目标", "Target";
    stats_none = "—", "—";
}

// Why a figure is not higher.
texts! {
    why_not_managed = "本年还没有随访", "not visited this year";
    why_lost = "失访且本年没有随访", "lost and not visited this year";
    why_died = "本年去世", "died this year";
    why_refused = "不同意参加管理", "do not agree to management";
    why_no_consent = "没有同意的记录", "no recorded consent";
    why_long_gap = "随访过，但间隔太长", "visited, but with a long gap";
    why_not_scored = "随访不足 4 次或没有体检", "fewer than 4 visits, or no examination";
    why_not_taking = "这段时间没有用药", "not taking medicine";
    why_no_medicine_needed = "医嘱勿需用药", "no medicine needed";
    why_medicine_not_stated = "随访过，末次没有写用药", "visited, medicine not stated at the last visit";
    why_not_regular = "随访过，用药不算规律", "visited, medicine not regular";
    why_not_visited = "本年没有随访", "not visited this year";
    why_visited_no_medicine = "随访过，末次没有用药", "visited, no medicine at the last visit";
    why_basically_stable = "末次基本稳定", "basically stable at the last visit";
    why_unstable = "末次不稳定", "unstable at the last visit";
    why_stable_long_ago = "末次随访隔得太久，或没有分类", "last visit too long ago, or without a class";
    why_stable_not_always = "本年并非次次稳定", "not stable at every visit of the year";
    why_not_met = "只有电话或只见到家属", "by telephone or family only";
    why_not_examined = "随访过，还没有体检", "visited, not examined yet";
    why_not_attended = "两周内还没有再见到", "not seen again within two weeks";
    why_not_on_time = "没有按期", "not on time";
    why_entered_late = "录入晚了", "entered late";
    why_unrecorded(people: i64) = "线索复核已确诊、还没有建档 {people} 人", "confirmed on review of a clue, without a record: {people}";
    why_admitted = "两周内住院", "in hospital within two weeks";
    why_items_open = "补充表有必填项待补", "required items of the form are open";
    why_not_after_discharge = "出院后两周内没有随访", "not visited within two weeks of discharge";
    why_no_rehabilitation = "随访表没有记康复措施", "no measure of rehabilitation on a visit form";
    why_referral_open = "转诊后还没有住院记录", "no stay recorded after referral";
}

// What is not counted yet.
texts! {
    stats_show_items(count: usize) = "显示这 {count} 项", "Show these {count}";
    stats_not_yet_title = "还没有统计的指标", "Not counted yet";
    stats_not_yet_note = "下面这些指标，系统里还没有相应的记录，所以不给数字，也不按 0 算。", "The system has no records of these yet, so there is no figure, and it is not 0.";
    stats_not_yet_formula = "怎么算", "How it is counted";
    stats_not_yet_missing = "缺什么", "What is missing";
    stats_text_not_yet = "还没有统计：", "Not counted yet:";
}

// The divisions below.
texts! {
    stats_townships_title = "乡镇", "Townships";
    stats_villages_title = "村（居）", "Villages";
    stats_order = "按区划顺序", "in administrative order";
    stats_managed = "在管", "Managed";
    stats_lost = "失访", "Lost";
    stats_trend(months: usize) = "规范管理 近 {months} 个月", "Standard management, {months} months";
    stats_heat_note = "格子里小字是离目标差几个百分点；点格子看还差的人。不到 10 人的只写几比几。先看每个地方缺什么帮助，不排名次。", "The small figure says how many points are missing; a cell opens the people concerned. Fewer than 10 people are shown as so many of so many. Ask first which help a place lacks; nobody is ranked.";
    stats_short_managed = "管理", "Managed";
    stats_short_standard = "规范", "Standard";
    stats_short_medicine = "服药", "Medicine";
    stats_short_regular = "规律服药", "Regular";
    stats_short_stable = "稳定", "Stable";
    stats_short_face = "面访", "Face to face";
    stats_short_examined = "体检", "Examined";
}

// All records: where everybody is.
texts! {
    stats_partition_title = "累计确诊的人现在怎样", "Everybody ever confirmed";
    stats_partition_sum = "累计 = 死亡 + 失访 + 非在管 + 在管", "ever confirmed = dead + lost + not managed + managed";
    stats_step_confirmed = "累计确诊", "Confirmed";
    stats_step_registered = "在册", "Registered";
    stats_step_managed = "在管", "Managed";
    stats_step_standard = "规范管理", "To standard";
    stats_step_dead(dead: &str) = "死亡 {dead}", "{dead} dead";
    stats_step_not_managed(not_managed: &str, lost: &str) = "非在管 {not_managed}，失访且本年未随访 {lost}", "{not_managed} not managed, {lost} lost and not visited";
    stats_step_gap(gap: &str) = "随访间隔太长 {gap}", "{gap} with a long gap";
}

// One indicator.
texts! {
    stats_definition = "怎么算", "How it is counted";
    stats_numerator = "分子", "Numerator";
    stats_denominator = "分母", "Denominator";
    stats_exclusions = "说明", "Left out";
    stats_source = "出处", "Source";
    stats_switches = "现行口径", "Switches in force";
    stats_other_reading = "另一口径", "The other reading";
    stats_reading(how: &str, value: &str, share: &str) = "{how}：{value}（{share}）", "{how}: {value} ({share})";
    stats_target_of(value: &str, source: &str) = "{value}（{source}）", "{value} ({source})";
    stats_target_ordered(value: &str, place: &str, source: &str, since: jiff::civil::Date) = "{value}（{place}：{source}，自 {since} 起）", "{value} ({place}: {source}, since {since})";
    stats_target_paper(value: &str, paper: &str) = "{value} · {paper}", "{value} · {paper}";
    stats_national_default = "国家要求", "national default";
    stats_no_target = "没有定目标", "none set";
    stats_confirmed = "已确诊", "confirmed";
    stats_population = "常住人口", "residents";
    stats_course(months: usize) = "近 {months} 个月", "The last {months} months";
    stats_course_says(name: &str, first: &str, last: &str) = "{name}：从 {first} 到 {last}", "{name}: from {first} to {last}";
    stats_children_of(name: &str) = "{name}，按区划顺序", "{name}, in administrative order";
    stats_place = "地方", "Place";
    stats_share = "n / N", "n / N";
    stats_no_course = "不到 10 人，不画图，看下面的表。", "Fewer than 10 people: see the table instead of a chart.";
}

// Switches in force.
texts! {
    switch_living = "在册：不含已死亡", "registered: without the dead";
    switch_with_died = "在册：含本年死亡", "registered: with those who died this year";
    switch_gap(months: u16) = "相邻随访最多隔 {months} 个月", "at most {months} months between visits";
    switch_gap_both_ends = "年初到首次、末次到截止日也算间隔", "the gaps at both ends of the period count";
    switch_gap_start = "年初到首次也算间隔", "the gap from 1 January counts";
    switch_gap_end = "末次到截止日也算间隔", "the gap to the cut-off counts";
    switch_gap_between = "只算两次随访之间的间隔", "only gaps between visits count";
    switch_of_registered = "以在册为分母", "divided by registered people";
    switch_of_managed = "以在管为分母", "divided by managed people";
    switch_schizophrenia_registered = "以在册的精神分裂症患者为分母", "divided by registered people with schizophrenia";
    switch_schizophrenia_managed = "以在管的精神分裂症患者为分母", "divided by managed people with schizophrenia";
    switch_regular_all = "本年每次随访都是规律用药", "every visit of the year says regular";
    switch_regular_last = "末次随访是规律用药", "the last visit says regular";
    switch_stable_recent(months: u16) = "末次随访在近 {months} 个月内且为稳定", "the last visit, within {months} months, says stable";
    switch_stable_year = "本年每次随访都为稳定", "every visit of the year says stable";
    switch_insight_full = "判为稳定要自知力完全（医生可注明原因改判）", "stable needs full insight (a worker may judge otherwise with a reason)";
    switch_insight_partial = "自知力不全也可判为稳定", "partial insight may be stable";
    switch_face_patient = "门诊或家访见到患者本人", "the patient met at clinic or home";
    switch_face_anybody = "门诊或家访，见到患者本人、家属或知情人均可", "the patient, family or others met at clinic or home";
    switch_telephone_counts = "电话随访计入在管", "a telephone visit makes managed";
    switch_telephone_does_not = "电话随访不计入在管（正在住院的除外）", "a telephone visit does not make managed, unless in hospital";
    switch_lost_managed = "失访者本年随访过的仍在管", "who is lost stays managed after a visit in the year";
    switch_lost_not_managed = "失访者不算在管", "who is lost is not managed";
    switch_entry_days(days: u16) = "随访后 {days} 个工作日内录入", "entered within {days} working days";
}

// The people behind a figure.
texts! {
    stats_part_missing = "还差的", "Missing";
    stats_part_rest = "其余", "The others";
    stats_part_numerator = "分子", "Numerator";
    stats_part_denominator = "分母", "Denominator";
    stats_parts = "哪些人", "Which people";
    stats_without(of: &str, without: &str) = "{of}里，不是{without}的人", "{of}, but not: {without}";
    stats_people_title(subject: &str, who: &str) = "{subject}：{who}", "{subject}: {who}";
    stats_people_list = "名单", "List";
    stats_moved(people: &str) = "另有 {people} 人后来搬到别处，由现住地查看。", "{people} more have moved since; their new place sees them.";
    stats_times_are_people = "这里按人列出：同一个人可能有几次，所以人数比次数少。", "This list is of people: one person may count several times, so there are fewer people than times.";
    stats_nobody_here = "这里没有人。", "Nobody stands here.";
    stats_nobody_here_next = "这一格的数是 0。", "The figure is 0.";
}

// Why a person is in a list.
texts! {
    person_joint = "；", "; ";
    person_died = "已去世", "has died";
    person_lost = "失访，还没有找到", "lost, not found yet";
    person_refused = "不同意参加管理", "does not agree to management";
    person_not_visited = "本年还没有随访", "not visited this year";
    person_visits(visits: i64) = "本年随访 {visits} 次", "{visits} visits this year";
    person_long_gap(visits: i64, months: u16) = "本年随访 {visits} 次，有一段相隔超过 {months} 个月", "{visits} visits this year, once more than {months} months apart";
    person_not_met(visits: i64) = "本年随访 {visits} 次，都没有面对面见到本人", "{visits} visits this year, never met in person";
    person_examined = "本年已体检", "examined this year";
    person_not_examined = "本年还没有体检", "not examined this year";
    person_not_taking = "末次随访时没有用药", "not taking medicine at the last visit";
    person_no_medicine_needed = "医嘱勿需用药", "no medicine needed";
    person_regular = "本年规律用药", "medicine taken regularly";
    person_irregular = "在用药，本年有间断或没有记全", "on medicine, with interruptions or gaps in the record";
    person_medicine_unknown = "末次随访没有记用药情况", "medicine not recorded at the last visit";
    person_unstable = "末次随访不稳定", "unstable at the last visit";
    person_basically_stable = "末次随访基本稳定", "basically stable at the last visit";
    person_stable = "末次随访稳定", "stable at the last visit";
    person_stable_long_ago(months: u16) = "末次随访稳定，但已超过 {months} 个月", "stable at the last visit, more than {months} months ago";
    person_not_stable_all_year = "末次随访稳定，本年曾有波动", "stable at the last visit, not all year";
    person_in_hospital = "末次随访时住院", "in hospital at the last visit";
    person_attended = "发现后两周内再次见到", "seen again within two weeks";
    person_admitted = "发现后两周内住院", "in hospital within two weeks";
    person_visits_not_counted(visits: i64) = "本年随访 {visits} 次，按现行口径不算在管", "{visits} visits this year, which do not make managed as it is counted here";
    person_items_open(items: i64) = "补充表待补 {items} 项", "open items of the form: {items}";
    person_discharges(due: i64, met: i64) = "出院后应随访 {due} 次，按期 {met} 次", "{due} visits after discharge due, {met} in time";
    person_rehabilitation = "本年随访记有康复措施", "a measure of rehabilitation this year";
    person_no_rehabilitation = "本年随访没有记康复措施", "no measure of rehabilitation this year";
    person_not_attended = "发现后两周内还没有再次见到", "not seen again within two weeks";
    person_on_time(due: i64, on_time: i64) = "本年应随访 {due} 次，按期 {on_time} 次", "{due} visits due this year, {on_time} on time";
    person_entries(entries: i64, in_time: i64) = "本年录入 {entries} 次，按时 {in_time} 次", "{entries} visits entered this year, {in_time} in time";
    person_referrals(referrals: i64, done: i64) = "本年转诊 {referrals} 次，完成 {done} 次", "{referrals} referrals this year, {done} completed";
}

// At a terminal.
texts! {
    stats_text_title(region: &str, day: &str) = "{region} 截至 {day}", "{region} as of {day}";
    stats_text_partition(all: i64, dead: i64, lost: i64, not_managed: i64, managed: i64) = "累计 {all} = 死亡 {dead} + 失访且本年未随访 {lost} + 非在管 {not_managed} + 在管 {managed}", "{all} ever confirmed = {dead} dead + {lost} lost and not visited this year + {not_managed} not managed + {managed} managed";
    stats_text_target(value: &str) = "（目标 {value}）", " (target {value})";
}
