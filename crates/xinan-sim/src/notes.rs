//! 这次说了什么 — the line that a visitor leaves for the next one.
//!
//! Written in short sentences, as people who visit write them: what somebody does, likes, worries
//! about. They fit man and woman, young and old, and call nobody names. Between the sentences stands a
//! full stop: it is what the form keeps as it was typed.

use jiff::civil::Date;
use xinan_domain::follow_up::{Adherence, VisitMode};

use crate::random::Chance;

/// What kind of visit a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// All is well, and the person was met.
    Well,
    /// All is well, said the family.
    WellByFamily,
    /// Something wavers.
    Unsteady,
    /// Getting better.
    Settling,
    /// Help was needed.
    Crisis,
    /// Somebody hurt himself or herself.
    Hurt,
    /// In hospital.
    Hospital,
    /// Just home from hospital.
    Home,
    /// Nobody was found.
    Gone,
}

const WELL: &[&str] = &[
    "睡得好。每天早上沿着河走一圈。",
    "喂了十几只鸡。鸡蛋拿到镇上卖。",
    "跟邻居下了两盘棋。说赢了一盘。",
    "在合作社帮忙包装。一天做四个小时。",
    "饭量好。中午吃了两碗。",
    "教侄子写字。写得很认真。",
    "惦记姐姐在外打工。每周通一次电话。",
    "最近爱看戏。晚上跟着收音机唱几句。",
    "帮嫂子带孩子。孩子很亲近。",
    "在村口小卖部帮忙看店。账记得清楚。",
    "上次说的牙疼好了。去镇上补过。",
    "养了一只黄狗。走哪儿跟到哪儿。",
    "说想去看看山那边的水库。约了天好一起去。",
    "去吃了堂弟的喜酒。没有喝酒。",
    "自己理了发。精神好。",
    "每晚跟广场舞队站在最后一排。说不难。",
    "想把低保卡换到自己名下。帮着问了村里。",
    "村里修路叫去帮忙。干了三天。结了工钱。",
    "问起社区里的手工班。愿意去看看。",
];
/// Seen in the house or the yard.
const WELL_AT_HOME: &[&str] = &[
    "屋里收拾得干净。被子晒在院子里。",
    "种的辣椒熟了。送了我一把。",
    "话不多。问什么答什么。眼神比上次活。",
    "想学用手机拍照。教了两遍就会了。",
    "血压稳。盐吃得少了。",
    "正在劈柴。停下来倒了茶。",
    "墙上贴了自己写的字。问好不好看。",
];
const WELL_ON_MEDICINE: &[&str] =
    &["自己去镇上取药。坐的是早班车。", "说药放在碗柜上。吃完早饭就吃。", "分药盒用得好。一格没漏。"];

const SPRING: &[&str] = &[
    "菜园翻了一遍。种了豆角。",
    "油菜花开了。跟妹妹照了张相。",
    "清明给老人上了坟。回来心里平静。",
    "育了秧。手上都是泥。说不累。",
];
const SUMMER: &[&str] = &[
    "天热。夜里睡得短。中午补一觉。",
    "插完秧了。今年帮了三户。",
    "门前西瓜结了五个。留了一个等哥哥。",
    "怕热不想出门。傍晚去塘边坐坐。",
];
const AUTUMN: &[&str] = &[
    "夜里醒一次。种上了蒜。",
    "收了稻子。晒在晒场上。自己看着。",
    "摘了一篮柿子。分给左右邻居。",
    "中秋姐姐回来住了三天。很高兴。",
    "红薯挖了半亩。手脚比去年快。",
];
const WINTER: &[&str] = &[
    "腌了一缸菜。说过年要用。",
    "天冷少出门。在火盆边剥花生。",
    "腊肉熏好了。一定要我尝一块。",
    "过年一家人都回来。屋里热闹。",
];

const WELL_BY_FAMILY: &[&str] = &[
    "家里人接的电话。说吃睡都好。这几天在田里。",
    "哥哥说去镇上赶集了。人好着呢。",
    "家里人说最近爱笑。问能不能少跑一趟医院。",
    "哥哥年纪大了。担心自己走后谁来照看。答应跟村里商量。",
    "弟媳说一起吃饭。吃完自己洗碗。",
    "姐姐在外地。说每晚视频。看着气色好。",
    "姐姐说又开始绣鞋垫了。花样是自己想的。",
    "家里人说夜里不起来了。白天有事做。",
];
const WELL_BY_FAMILY_ON_MEDICINE: &[&str] =
    &["嫂子说按时吃药。夜里不起来了。", "家里人管着药。吃一次记一次。"];

const UNSTEADY: &[&str] = &[
    "这一周睡不好。半夜起来走。白天没有精神。",
    "说有人在窗外说话。问了几句又说不确定。",
    "跟弟弟为田埂的事吵了一架。气还没消。",
    "不太想说话。饭吃得少。答应后天再来。",
    "家里人住院。没人做饭。心里慌。",
    "觉得邻居在背后议论。陪着坐了半小时。慢慢好些。",
    "夜里听见声音。知道是病里的。说能忍。",
    "心情低。说活着没意思。问清楚没有别的打算。留了电话。",
    "话比平时多。买了三双一样的鞋。",
];
const UNSTEADY_OFF_MEDICINE: &[&str] =
    &["有几天没吃药。说吃了没力气。跟医生通了电话。", "药停了半个月。睡不稳。答应先吃回来。"];

const SETTLING: &[&str] = &[
    "睡好一些了。声音少了。",
    "跟弟弟和好了。一起修了院墙。",
    "肯出门了。去菜地看了一眼。",
    "饭量回来了。说话有条理。",
    "愿意见人了。坐在门口跟邻居说了几句。",
];
const SETTLING_ON_MEDICINE: &[&str] = &["药加了半片。人有点困。白天还好。", "家里人管着吃药。比上回稳。"];

const CRISIS: &[&str] = &[
    "三天没怎么睡。说话急。陪家人联系了医院。",
    "在家里摔了碗。劝住了。当天去看了门诊。",
    "说有人要害自己。不敢吃饭。姐姐陪着去了医院。",
    "在村口大声喊。村医和叔叔一起劝回家。约了医生。",
];
const CRISIS_OFF_MEDICINE: &[&str] = &["停药一个多月。情绪很激动。跟家里人和村干部一起商量。当天去了医院。"];

const HURT: &[&str] =
    &["伤了自己的手腕。已经包扎。陪到医院。家人守着。", "一时想不开。送到镇上处理好了。家人轮流陪着。"];

const HOSPITAL: &[&str] = &[
    "住在医院。护士说能睡了。妹妹每周去一次。",
    "医生说药换了一种。再看两周。",
    "在院里参加做手工。折了一只纸船托人带回来。",
    "家属说比入院时安静。问什么时候能回家。",
    "住院费用报了大部分。剩下的跟民政说了。",
];

const HOME: &[&str] = &[
    "刚回家几天。认得路。自己去了菜园。",
    "回来话少。但是愿意见人。",
    "说医院里的饭比家里咸。笑了。",
    "出院带了一个月的药。家里人按顿数好放盒子里。",
];

const IRREGULAR: &[&str] = &[
    "药有时忘。给了一个分药盒。",
    "嫌吃药发胖。约了医生谈换药。",
    "农忙时漏了几天。说忙完就补上。其实不用补。讲清楚了。",
    "药吃完了没人去取。这次带来了。",
];
const NOT_TAKING: &[&str] = &[
    "这段时间没有吃药。说人好好的不用吃。没有争。约下次再谈。",
    "手抖得厉害所以停了。记下来转告医生。",
    "不想吃药。愿意先去看一次医生。陪着约了号。",
];

const GONE: &[&str] = &[
    "电话停机。村里说去年去了外地。",
    "敲门没人应。邻居也不清楚去了哪里。",
    "哥哥说出去打工了。换了号码没有告诉家里。",
];

/// What a line must fit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About {
    pub(crate) mood: Mood,
    pub(crate) on: Date,
    pub(crate) mode: VisitMode,
    pub(crate) adherence: Option<Adherence>,
}

/// A line for such a visit.
pub(crate) fn note(chance: &mut Chance, about: About) -> &'static str {
    let none: &[&str] = &[];
    let season = match about.on.month() {
        3..=5 => SPRING,
        6..=8 => SUMMER,
        9..=11 => AUTUMN,
        _ => WINTER,
    };
    let on = |lines| if about.adherence == Some(Adherence::Regular) { lines } else { none };
    let gaps = match about.adherence {
        Some(Adherence::Irregular) => IRREGULAR,
        Some(Adherence::NotTaking) => NOT_TAKING,
        _ => none,
    };
    let off = |lines| if gaps.is_empty() { none } else { lines };
    let steady = matches!(about.mood, Mood::Well | Mood::WellByFamily);
    let (lines, more) = match about.mood {
        _ if steady && !gaps.is_empty() && chance.percent(45.0) => (gaps, none),
        Mood::Well if chance.percent(28.0) => (season, on(WELL_ON_MEDICINE)),
        Mood::Well if about.mode == VisitMode::Home && chance.percent(40.0) => (WELL_AT_HOME, none),
        Mood::Well => (WELL, on(WELL_ON_MEDICINE)),
        Mood::WellByFamily => (WELL_BY_FAMILY, on(WELL_BY_FAMILY_ON_MEDICINE)),
        Mood::Unsteady => (UNSTEADY, off(UNSTEADY_OFF_MEDICINE)),
        Mood::Settling => (SETTLING, on(SETTLING_ON_MEDICINE)),
        Mood::Crisis => (CRISIS, off(CRISIS_OFF_MEDICINE)),
        Mood::Hurt => (HURT, none),
        Mood::Hospital => (HOSPITAL, none),
        Mood::Home => (HOME, none),
        Mood::Gone => (GONE, none),
    };
    let at = chance.below(lines.len() + more.len());
    lines.get(at).unwrap_or_else(|| &more[at - lines.len()])
}
