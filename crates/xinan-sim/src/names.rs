//! Invented names: surnames as often as they occur, with the ones that programs read wrongly, and
//! given names that fit the year of birth.

use xinan_domain::identity_number::Sex;
use xinan_domain::person::Ethnicity;

use crate::random::Chance;

/// Surnames by frequency; those at the end are read in another way as surnames, have two
/// characters, or are rare. They stand here more often than in life, so that every list meets them.
#[rustfmt::skip]
const SURNAMES: &[(&str, u32)] = &[
    ("王", 70), ("李", 70), ("张", 66), ("刘", 54), ("陈", 50), ("杨", 32), ("黄", 27), ("赵", 22), ("周", 25),
    ("吴", 22), ("徐", 16), ("孙", 14), ("胡", 17), ("朱", 14), ("高", 11), ("林", 10), ("何", 14), ("郭", 11),
    ("马", 10), ("罗", 12), ("梁", 8), ("宋", 8), ("郑", 8), ("谢", 9), ("韩", 7), ("唐", 8), ("冯", 7), ("于", 5),
    ("董", 6), ("萧", 3), ("程", 8), ("曹", 6), ("袁", 7), ("邓", 9), ("许", 6), ("傅", 4), ("沈", 5), ("彭", 9),
    ("吕", 5), ("苏", 5), ("卢", 5), ("蒋", 5), ("蔡", 5), ("贾", 3), ("丁", 4), ("魏", 5), ("薛", 3), ("叶", 5),
    ("阎", 2), ("余", 7), ("潘", 5), ("杜", 5), ("戴", 4), ("夏", 5), ("钟", 4), ("汪", 6), ("田", 6), ("姜", 4),
    ("范", 5), ("方", 5), ("石", 4), ("姚", 4), ("谭", 5), ("廖", 4), ("邹", 5), ("熊", 5), ("金", 3), ("陆", 3),
    ("郝", 2), ("孔", 2), ("白", 2), ("崔", 2), ("康", 2), ("毛", 3), ("邱", 3), ("秦", 3), ("江", 4), ("史", 2),
    ("顾", 2), ("侯", 2), ("邵", 2), ("孟", 2), ("龙", 4), ("万", 4), ("段", 3), ("雷", 4), ("钱", 2), ("汤", 3),
    ("尹", 3), ("黎", 3), ("易", 4), ("常", 2), ("武", 2), ("乔", 2), ("贺", 3), ("赖", 2), ("龚", 4), ("文", 3),
    ("向", 5), ("冉", 2), ("舒", 2), ("涂", 2),
    ("单", 3), ("曾", 6), ("仇", 3), ("解", 3), ("任", 5), ("查", 3), ("盖", 2), ("区", 2), ("尉迟", 2), ("覃", 3),
    ("翟", 2), ("朴", 1), ("缪", 1), ("乐", 2), ("华", 2), ("葛", 2), ("纪", 2), ("宁", 2), ("应", 1), ("哈", 1),
    ("逄", 1), ("麴", 1), ("欧阳", 3), ("司马", 1), ("上官", 1), ("诸葛", 1), ("万俟", 1), ("单于", 1), ("仉", 1), ("亓", 1),
];

/// Men born before about 1970: one of each row.
const MEN_FIRST: &[&str] = &[
    "国", "建", "德", "明", "志", "文", "永", "大", "福", "贵", "正", "光", "世", "兴", "长", "春", "家",
    "定", "先", "中", "祖", "宏", "学", "金", "水", "生", "新", "启", "传", "本",
];
const MEN_SECOND: &[&str] = &[
    "华", "平", "强", "军", "民", "林", "兵", "云", "生", "根", "清", "发", "元", "山", "海", "才", "成",
    "安", "祥", "顺", "喜", "松", "忠", "义", "荣", "富", "田", "良", "柱", "全",
];
/// Women born before about 1970.
const WOMEN_FIRST: &[&str] = &[
    "秀", "桂", "玉", "兰", "春", "翠", "凤", "腊", "金", "银", "冬", "小", "月", "菊", "爱", "淑", "红",
    "美", "素", "水", "香", "腊", "先", "友",
];
const WOMEN_SECOND: &[&str] = &[
    "英", "珍", "梅", "兰", "芳", "华", "香", "娥", "莲", "枝", "秀", "云", "红", "荣", "菊", "琴", "珠",
    "霞", "娣", "姣", "仙", "玉", "姑", "花",
];
/// Born later.
const MEN_LATE: &[&str] = &[
    "伟", "磊", "勇", "涛", "超", "鹏", "波", "斌", "辉", "刚", "浩", "杰", "俊", "凯", "峰", "亮", "宇航",
    "子豪", "文博", "志远", "嘉伟", "晓东", "小龙", "海涛", "立新", "思远", "泽宇", "俊杰", "家豪", "一鸣",
    "明轩", "天佑",
];
const WOMEN_LATE: &[&str] = &[
    "静", "丽", "敏", "燕", "婷", "娟", "艳", "玲", "倩", "雪", "丹", "莉", "晓燕", "雨婷", "梦洁", "思琪",
    "佳怡", "海燕", "丽娟", "春燕", "小芳", "雅琴", "欣怡", "诗涵", "文静", "晓雯", "玉婷", "紫萱", "心怡",
    "若兰", "依依", "婉清",
];
/// Characters that fonts and old programs lack.
const RARE: &[&str] = &[
    "翀", "堃", "喆", "赟", "彧", "翯", "珺", "犇", "燚", "玥", "祎", "钰", "䶮", "㛃", "𬍛", "𫍯", "𬱖",
    "𣲘",
];
/// Names of other peoples, with the dot that stands between their parts.
const WITH_A_DOT: &[(&str, Ethnicity)] = &[
    ("阿依古丽·买买提", Ethnicity::Uyghur),
    ("努尔兰·哈力克", Ethnicity::Kazakh),
    ("古丽娜尔·艾山江", Ethnicity::Uyghur),
];

/// A surname.
pub(crate) fn surname(chance: &mut Chance) -> &'static str {
    chance.weighted(SURNAMES)
}

/// A given name for somebody born in that year.
pub(crate) fn given(chance: &mut Chance, sex: Sex, born: i16) -> String {
    let man = sex == Sex::Male;
    let late = i64::from(born) >= 1968 + chance.between(0, 16);
    let name = match (late, man) {
        (true, true) => chance.pick(MEN_LATE).to_owned(),
        (true, false) => chance.pick(WOMEN_LATE).to_owned(),
        (false, true) => format!("{}{}", chance.pick(MEN_FIRST), chance.pick(MEN_SECOND)),
        (false, false) => format!("{}{}", chance.pick(WOMEN_FIRST), chance.pick(WOMEN_SECOND)),
    };
    if chance.percent(1.2) {
        let first: String = name.chars().take(usize::from(name.chars().count() > 1)).collect();
        return format!("{first}{}", chance.pick(RARE));
    }
    name
}

/// A whole name.
pub(crate) fn name(chance: &mut Chance, sex: Sex, born: i16) -> String {
    format!("{}{}", surname(chance), given(chance, sex, born))
}

/// A name of another people.
pub(crate) fn with_a_dot(chance: &mut Chance) -> (&'static str, Ethnicity) {
    chance.pick(WITH_A_DOT)
}

/// The surname of a name made here: the two characters that are one, else the first.
pub(crate) fn surname_of(name: &str) -> &str {
    let double =
        SURNAMES.iter().map(|(one, _)| *one).find(|one| one.chars().count() == 2 && name.starts_with(one));
    let first = name.chars().next().map_or(0, char::len_utf8);
    double.unwrap_or(&name[..first])
}
