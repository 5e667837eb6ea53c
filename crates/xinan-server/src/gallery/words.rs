//! The words of the gallery: headings of its sections, and what the invented people say.

use xinan_domain::texts;

// The gallery itself.
texts! {
    charts = "图表", "Charts";
    fields = "填写", "Fields";
    gallery = "部件", "Parts";
    intro =
        "每个部件的每种状态。人物和数据均为虚构。",
        "Every part in every state. People and figures are invented.";
    lists = "名单与表格", "Lists and tables";
    messages = "提示", "Messages";
    paper = "纸质表式的表单", "A form in the order of the paper";
    person_parts = "一个人的页面", "A person's page";
    signs = "标签与按钮", "Tags and buttons";
    sample_remark = "示例数据，人物均为虚构", "Sample data, all people are invented";
}

// The menu of a township.
texts! {
    nav_aid = "补助与救助", "Assistance";
    nav_enter = "随访录入", "Enter visits";
    nav_forms = "表格与打印", "Forms and printing";
    nav_help = "求助", "Help";
    nav_meet = "会议与协作", "Meetings";
    nav_medicine = "发药与化验", "Medicine and tests";
    nav_people = "名册", "People";
    nav_stats = "指标与报表", "Indicators";
    nav_today = "今日工作", "Today";
    nav_today_short = "今天", "Today";
    nav_urgent = "应急与转诊", "Emergencies";
    place = "清溪镇卫生院", "Qingxi Township Clinic";
    post = "公卫科", "Public health";
    signed_in = "刘医生", "Dr Liu";
    village_clinic = "柳河村卫生室", "Liuhe Village Clinic";
    moment = "11月21日 09:12", "21 Nov 09:12";
}

// A work list.
texts! {
    today_head = "今天要联系 4 位", "4 people to contact today";
    today_day = "11月21日 周六", "Saturday 21 Nov";
    today_meter = "本季度应随访 18 人，已完成 11 人", "11 of 18 visits of this quarter done";
    today_more = "本季度 18 人，已随访 11 人，还剩 39 天", "18 this quarter, 11 seen, 39 days left";
    first_group = "先联系", "First";
    due_group = "今天到期", "Due today";
    week_group = "7 天内", "Within 7 days";
    li = "李春生", "Li Chunsheng";
    li_who = "男 46岁 · 三组", "m 46 · group 3";
    li_why = "药只够到周一；上次夜里睡不好。", "Medicine lasts until Monday; slept badly last time.";
    li_more = "上次：11月4日 家访 · 李医生", "Last: 4 Nov, at home · Dr Li";
    li_when = "过期 3 天", "3 days overdue";
    brother = "哥哥", "his brother";
    herself = "本人", "her";
    zhou = "周桂兰", "Zhou Guilan";
    zhou_who = "女 58岁 · 一组", "f 58 · group 1";
    zhou_why = "11月17日出院，两周内上门看望。", "Left hospital on 17 Nov; a visit within two weeks.";
    zhou_more = "县里的出院小结已收到", "The discharge note has come";
    zhou_when = "刚出院", "Just discharged";
    chen = "陈国平", "Chen Guoping";
    chen_who = "男 39岁 · 五组", "m 39 · group 5";
    chen_why = "在镇砖厂上班，傍晚在家", "Works at the brickyard, home in the evening";
    wang = "王小燕", "Wang Xiaoyan";
    wang_who = "女 31岁 · 五组", "f 31 · group 5";
    wang_why = "顺路，离陈国平家近", "On the way, near Chen Guoping";
    when_today = "今天", "Today";
    zhao = "赵德福", "Zhao Defu";
    zhao_who = "男 63岁 · 二组", "m 63 · group 2";
    zhao_why = "周二 镇卫生院发药，提醒家属", "Medicine on Tuesday, remind the family";
    tuesday = "周二", "Tuesday";
    he = "何建军", "He Jianjun";
    he_who = "男 52岁 · 三组", "m 52 · group 3";
    he_why = "村医 10 分钟前送来，待审", "Sent by the village doctor 10 minutes ago";
    to_review = "待审", "To review";
}

// A person's page.
texts! {
    crumbs = "位置", "Where this is";
    village = "柳河村", "Liuhe Village";
    village_group = "三组", "Group 3";
    overdue_tag = "随访过期 3 天", "Visit 3 days overdue";
    class_tag = "基本稳定（11月4日随访）", "Basically stable (visit of 4 Nov)";
    fact_age = "男，46 岁（1980年5月）", "m, 46 (May 1980)";
    fact_place = "柳河村三组", "Liuhe, group 3";
    fact_number = "编号 001-00023", "No. 001-00023";
    fact_home = "与哥哥同住", "Lives with his brother";
    fact_since = "2014年起参加管理服务，本人已同意", "In the programme since 2014, with his consent";
    act_contact = "联系", "Contact";
    matters_name = "他看重：", "Matters to him: ";
    matters_words =
        "自己种好两亩菜地，春节前能去县城看女儿",
        "tending his two plots; seeing his daughter before the festival";
    talking_name = "谈话时：", "When talking: ";
    talking_words =
        "先聊菜地，声音轻一些，别在人多处问吃药",
        "start with the garden, softly; not about medicine before others";
    record_parts = "记录", "Record";
    tab_overview = "概况", "Overview";
    tab_visits = "随访 38", "Visits 38";
    tab_medicine = "用药与发药", "Medicine";
    tab_tests = "化验与体检", "Tests";
    tab_stays = "住院与转诊", "Hospital";
    tab_aid = "补助与救助", "Assistance";
    tab_circle = "家庭与帮扶小组", "Family and care group";
    tab_all = "全部经过", "Everything";
    next_title = "接下来要做", "What comes next";
    next_order = "按先后排", "in order";
    todo_visit = "随访一次", "A visit";
    todo_visit_why =
        "上次 11月4日：夜里睡不好，要问睡眠和服药",
        "4 Nov: slept badly; ask about sleep and medicine";
    todo_visit_who = "刘医生 / 村医李医生", "Dr Liu / Dr Li";
    todo_medicine_when = "还够 2 天", "2 days left";
    todo_medicine = "领药：利培酮片", "Medicine: risperidone";
    todo_medicine_why =
        "季度发药日是 12月8日，中间差 15 天，可先补一次",
        "The quarterly day is 8 Dec; 15 days are missing, give some now";
    todo_medicine_act = "安排发药", "Arrange";
    todo_aid_when = "等答复", "Waiting";
    todo_aid = "监护补贴三季度核对", "Guardian subsidy, third quarter";
    todo_aid_why = "10月12日提交，按约定 11月30日前答复", "Sent on 12 Oct, answer agreed by 30 Nov";
    todo_aid_who = "民政办", "Civil affairs";
    todo_aid_act = "看进度", "Progress";
    stable = "稳定", "stable";
    unstable = "不稳定", "unstable";
    basically_stable = "基本稳定", "basically stable";
    ev_medicine = "发药", "medicine";
    ev_checkup = "发药、体检", "medicine, check-up";
    ev_stopped = "停药 2 周", "2 weeks without";
    ev_stay = "住院 21 天", "hospital, 21 days";
    ev_group = "康复小组", "group";
    now_medicine = "服药", "Medicine";
    now_medicine_v = "按医嘱规律", "as prescribed";
    now_medicine_n = "利培酮 1mg 早、2mg 晚；长效针每 4 周", "risperidone 1 mg, 2 mg; depot every 4 weeks";
    now_sleep = "睡眠 / 饮食", "Sleep / eating";
    now_sleep_v = "较差 / 良好", "poor / good";
    now_sleep_n = "睡眠比上次差", "sleeps worse than last time";
    now_life = "生活与劳动", "Daily life and work";
    now_life_v = "料理良好", "cares for himself well";
    now_life_n = "种菜，帮邻居收稻", "grows vegetables, helped with the rice";
    now_tests = "化验与体检", "Tests";
    now_tests_v = "11月6日 正常", "6 Nov, normal";
    now_tests_n = "血常规、肝功；下次 2月", "blood count, liver; next in February";
    recent_title = "最近随访", "Recent visits";
    recent_all = "全部 38 次", "All 38";
    col_day = "日期", "Day";
    col_mode = "方式", "How";
    col_class = "分类", "Class";
    col_said = "这次说了什么", "What was said";
    col_by = "记录人", "By";
    col_acts = "操作", "Actions";
    visit1 = "11月4日", "4 Nov";
    visit1_mode = "家访", "at home";
    visit1_said =
        "夜里醒两三次。菜地收完，想买冬天的种子。",
        "Wakes two or three times. The harvest is in; wants winter seed.";
    visit2 = "10月7日", "7 Oct";
    visit2_mode = "门诊", "clinic";
    visit2_said =
        "打长效针，无不适。第一次参加康复小组，愿意再去。",
        "Depot given, no complaints. First time in the group, will go again.";
    circle_title = "身边的人", "People around him";
    brother_name = "李春林", "Li Chunlin";
    brother_role = "哥哥，监护人", "brother, guardian";
    brother_note = "同住；白天在镇上干活，19 点后方便", "same home; best after 7 pm";
    village_doctor = "李医生", "Dr Li";
    village_doctor_role = "村医", "village doctor";
    village_doctor_note = "离家最近，关系好", "lives near, they get on well";
    you = "你", "you";
    help_title = "得到的支持", "Support in place";
    help_medicine = "免费服药", "Free medicine";
    help_receiving = "享受中", "in place";
    help_outpatient = "门诊慢特病", "Outpatient benefit";
    help_could = "可申请", "can apply";
    help_could_note = "符合条件，还没办。", "Fits the conditions, not applied for yet.";
    look1_when = "今天 09:12", "today 09:12";
    look2_who = "陈科员", "Clerk Chen";
    look2_office = "民政办", "Civil affairs";
    look2_when = "11月18日", "18 Nov";
    look2_what = "只看补贴资格", "only whether the subsidy applies";
    all = "全部", "All";
}

// A county's page.
texts! {
    county_title = "全县 11月", "The county in November";
    county_aside =
        "在管 4,139 人 · 17 个乡镇 · 目标按今年工作方案",
        "4,139 in care · 17 townships · targets of this year's plan";
    county_first = "今天要定的事", "To decide today";
    first_word = "先看", "First";
    week_word = "7 天内", "Within 7 days";
    first_gap = "断药 27 人", "27 without medicine";
    first_gap_more = "其中 6 人上月分类为不稳定", "6 of them unstable last month";
    first_unseen = "出院 14 天还没见面 6 人", "6 not seen 14 days after discharge";
    first_unseen_more = "白石镇 4，东坪镇 2", "Baishi 4, Dongping 2";
    first_tests = "12月8日发药日缺化验 83 人", "83 tests missing for 8 Dec";
    first_tests_more = "已通知 4 个乡镇", "4 townships told";
    ind_title = "五项指标，差得多的在前", "Five indicators, the furthest from target first";
    ind_legend = "竖线 = 目标，圆圈 = 去年同期", "line: target, circle: a year ago";
    ind_name = "指标", "Indicator";
    ind_month = "本月", "This month";
    ind_chart = "图", "Chart";
    ind_gap = "与目标", "To target";
    ind_why = "为什么", "Why";
    ind_regular = "规律服药", "Regular medicine";
    ind_regular_why = "没有按期领药 121 人，这段时间没有吃药 93 人", "121 did not fetch it, 93 took none";
    ind_standard = "规范管理", "Standard care";
    ind_standard_why =
        "未按期随访 312 人：外出 140，村医空缺 58",
        "312 not visited in time: 140 away, 58 without a village doctor";
    ind_face = "面访率", "Seen in person";
    ind_met = "已达到", "Met";
    towns_title = "乡镇", "Townships";
    towns_order = "按区划顺序", "in official order";
    towns_all = "全部 17 个", "All 17";
    towns_people = "在管", "In care";
    towns_trend = "规范管理 近 12 个月", "Standard care, 12 months";
    towns_note =
        "格子里小字是离目标差几个百分点；点格子看名单。每个乡镇先看它缺什么帮助，不排名次。",
        "Small figures: points to target. A cell opens its people. What help is missing? No ranking.";
    town1 = "城关镇", "Chengguan";
    town2 = "清溪镇", "Qingxi";
    town3 = "白石镇", "Baishi";
    funnel_title = "今年发现与建档", "From clue to care this year";
    funnel_clue = "线索", "Clues";
    funnel_seen = "复核", "Reviewed";
    funnel_seen_why = "32 还没约上医生", "32 wait for a doctor";
    funnel_sure = "确诊", "Diagnosed";
    funnel_sure_why = "83 排除", "83 not ill";
    funnel_file = "建档", "Record made";
    funnel_file_why = "4 家属还在考虑", "4 families are thinking";
}

// Forms and messages.
texts! {
    flash_saved = "随访已存好。下次 12月5日。", "The visit is saved. Next on 5 Dec.";
    flash_frozen =
        "三季度已上报，改动会记为更正。",
        "The third quarter is reported; a change counts as a correction.";
    notice_first = "药只够到周一，请今天安排补药。", "Medicine lasts until Monday. Arrange more today.";
    notice_info =
        "这部分由县精神卫生中心保管。需要时可以申请查看（会告知本人）。",
        "The county centre keeps this part. You may ask to see it; the person will be told.";
    notice_plain =
        "上次：夜里醒两三次。这次问睡眠、服药。",
        "Last time: wakes two or three times. Ask about sleep and medicine.";
    empty_why = "今天没有到期的随访。", "No visit is due today.";
    empty_next = "7 天内还有 3 位。", "Three are left within 7 days.";
    empty_act = "看 7 天内的", "See the next 7 days";
    steps_1 = "上传", "Upload";
    steps_2 = "对列", "Columns";
    steps_3 = "核对", "Check";
    steps_4 = "写入", "Keep";
    task_basic = "基本信息", "Basic facts";
    task_consent = "知情同意", "Consent";
    task_guardian = "监护人", "Guardian";
    task_first_visit = "第一次随访", "First visit";
    f_account = "用户名", "User name";
    f_account_hint = "县里发的登录名", "The name the county gave you";
    f_password = "密码", "Password";
    f_password_wrong =
        "用户名或密码不对。再试一次；忘了请找县精防办重置。",
        "Name or password is wrong. Try again, or ask the county office to reset it.";
    f_outcome = "打完电话", "After the call";
    f_outcome_1 = "已约好", "Agreed";
    f_outcome_2 = "改天再打", "Call later";
    f_outcome_3 = "打不通", "No answer";
    f_outcome_4 = "外出", "Away";
    f_outcome_5 = "已搬走", "Moved";
    f_outcome_6 = "不愿意", "Not willing";
    f_village = "村", "Village";
    f_name = "姓名", "Name";
    f_file = "去年的台账（Excel）", "Last year's sheet (Excel)";
    f_tick = "已核对，数字没有问题", "Checked, the figures are right";
    f_case_last = "较差", "poor";
    f_plain_sleep = "睡得怎么样？", "How is the sleep?";
    f_taken_over = "问过，和上次（10月3日）一样", "Asked: as last time (3 Oct)";
    f_hint_medicine = "看一眼药盒", "Look at the box";
    section_visit = "这次随访", "This visit";
    section_state = "病情", "State";
    section_gone = "失去联系或死亡时填", "Only when lost or dead";
    section_life = "生活与社会功能", "Daily life";
    section_care = "治疗与服药", "Treatment";
    section_result = "分类与下次", "Class and next visit";
    result_title = "算下来", "The result";
    result_class = "分类", "Class";
    result_next = "下次", "Next";
    result_next_v = "12月5日 周六", "Saturday 5 Dec";
    medicine_1 = "利培酮片", "Risperidone tablets";
    medicine_2 = "棕榈酸帕利哌酮注射液", "Paliperidone palmitate injection";
    paper_title = "记随访", "Record a visit";
    sign_in = "登录", "Sign in";
    job_running =
        "正在生成柳河村的随访表，已完成 12 / 18",
        "Making the forms of Liuhe Village, 12 of 18 done";
    sorted_note = "点表头排序", "Headings sort";
}
