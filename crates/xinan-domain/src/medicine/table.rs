//! The medicines that are met in the field, with limits against typing errors.
//!
//! `usual_max` is the top of the ordinary labelled adult range, `hard_stop` the dose above which a
//! second person or a reason is asked for: milligrams a day, for long-acting drugs milligrams each
//! time. Two newer drugs have no ATC code of their own yet and carry that of their group.

use super::Interval::{self, Months, Weeks};
use super::{CLOZAPINE, LITHIUM};

/// How a medicine is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// By mouth.
    Oral,
    /// By injection.
    Injection,
}

/// What is known of a medicine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drug {
    /// 通用名.
    pub name: &'static str,
    /// The international name.
    pub english: &'static str,
    /// WHO ATC code.
    pub atc: &'static str,
    /// How it is given.
    pub form: Form,
    /// The shortest usual interval, for long-acting drugs (长效药).
    pub every: Option<Interval>,
    /// The usual most, mg.
    pub usual_max: f64,
    /// Above this a second person or a reason is needed, mg.
    pub hard_stop: f64,
    /// 第二类精神药品: separate dispensing rules, ordinarily at most seven days.
    pub controlled: bool,
    /// Trade names and short forms.
    pub aliases: &'static [&'static str],
}

impl Drug {
    /// Whether it is given at intervals (长效).
    pub const fn is_long_acting(&self) -> bool {
        self.every.is_some()
    }

    /// All its names, the generic one first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.name, self.english].into_iter().chain(self.aliases.iter().copied())
    }
}

const fn oral(
    name: &'static str,
    english: &'static str,
    atc: &'static str,
    usual_max: f64,
    hard_stop: f64,
    aliases: &'static [&'static str],
) -> Drug {
    Drug {
        name,
        english,
        atc,
        form: Form::Oral,
        every: None,
        usual_max,
        hard_stop,
        controlled: false,
        aliases,
    }
}

const fn controlled(
    name: &'static str,
    english: &'static str,
    atc: &'static str,
    usual_max: f64,
    hard_stop: f64,
    aliases: &'static [&'static str],
) -> Drug {
    Drug { controlled: true, ..oral(name, english, atc, usual_max, hard_stop, aliases) }
}

const fn depot(
    name: &'static str,
    english: &'static str,
    atc: &'static str,
    every: Interval,
    usual_max: f64,
    hard_stop: f64,
    aliases: &'static [&'static str],
) -> Drug {
    Drug {
        form: Form::Injection,
        every: Some(every),
        ..oral(name, english, atc, usual_max, hard_stop, aliases)
    }
}

/// The table. Antipsychotics, then mood stabilisers and anti-epileptics, then the others.
#[rustfmt::skip]
pub const DRUGS: &[Drug] = &[
    oral("氯丙嗪", "chlorpromazine", "N05AA01", 600.0, 1000.0, &["冬眠灵"]),
    oral("奋乃静", "perphenazine", "N05AB03", 60.0, 90.0, &[]),
    oral("氟奋乃静", "fluphenazine", "N05AB02", 20.0, 40.0, &[]),
    depot("癸氟奋乃静", "fluphenazine decanoate", "N05AB02", Weeks(2), 50.0, 100.0,
        &["氟奋乃静癸酸酯", "癸酸氟奋乃静", "癸氟"]),
    oral("三氟拉嗪", "trifluoperazine", "N05AB06", 30.0, 45.0, &[]),
    oral("氟哌啶醇", "haloperidol", "N05AD01", 20.0, 40.0, &["氟哌丁苯", "氟派啶醇"]),
    depot("癸酸氟哌啶醇", "haloperidol decanoate", "N05AD01", Weeks(4), 200.0, 300.0,
        &["氟哌啶醇癸酸酯", "哈力多"]),
    // By mouth, but once a week.
    Drug { every: Some(Weeks(1)), ..oral("五氟利多", "penfluridol", "N05AG03", 80.0, 160.0, &[]) },
    oral("舒必利", "sulpiride", "N05AL01", 1200.0, 1800.0, &["止吐灵"]),
    oral("硫必利", "tiapride", "N05AL03", 600.0, 900.0, &["泰必利", "泰必乐"]),
    oral("氨磺必利", "amisulpride", "N05AL05", 800.0, 1200.0, &["索里昂", "帕可"]),
    oral("氯氮平", "clozapine", CLOZAPINE, 600.0, 900.0, &[]),
    oral("奥氮平", "olanzapine", "N05AH03", 20.0, 30.0, &["再普乐", "欧兰宁", "悉敏"]),
    oral("喹硫平", "quetiapine", "N05AH04", 750.0, 1000.0, &["奎硫平", "思瑞康", "启维", "舒思"]),
    oral("利培酮", "risperidone", "N05AX08", 6.0, 16.0, &["维思通", "卓菲", "思利舒", "利司环酮"]),
    depot("注射用利培酮微球", "risperidone microspheres", "N05AX08", Weeks(2), 50.0, 75.0,
        &["利培酮微球", "恒德", "瑞欣妥", "长效利培酮", "利培酮长效针", "利培酮针", "利培酮注射", "利培酮注射液", "注射用利培酮"]),
    oral("帕利哌酮缓释片", "paliperidone", "N05AX13", 12.0, 15.0, &["帕利哌酮", "芮达"]),
    depot("棕榈酸帕利哌酮", "paliperidone palmitate", "N05AX13", Months(1), 150.0, 150.0,
        &["棕榈酸帕利哌酮(1M)", "棕榈帕利哌酮", "棕榈帕利哌酮(1M)", "棕榈酸帕利哌酮酯", "善思达", "帕利哌酮注射液", "帕利哌酮针", "帕利哌酮长效针"]),
    depot("棕榈帕利哌酮(3M)", "paliperidone palmitate 3-monthly", "N05AX13", Months(3), 525.0, 525.0,
        &["棕榈酸帕利哌酮(3M)", "棕榈帕利哌酮酯(3M)", "棕榈酸帕利哌酮酯(3M)", "善妥达"]),
    oral("阿立哌唑", "aripiprazole", "N05AX12", 30.0, 40.0, &["安律凡", "博思清", "奥派", "阿立哌挫"]),
    depot("阿立哌唑长效注射剂", "aripiprazole long-acting", "N05AX12", Months(1), 400.0, 400.0,
        &["阿立哌唑一水物微晶", "阿立哌唑微晶", "阿立哌唑长效针", "阿立哌唑针", "阿立哌唑注射", "阿立哌唑注射液", "注射用阿立哌唑", "安律凡长效"]),
    oral("齐拉西酮", "ziprasidone", "N05AE04", 160.0, 200.0, &["卓乐定", "力复君安", "思贝格"]),
    oral("鲁拉西酮", "lurasidone", "N05AE05", 80.0, 160.0, &["罗舒达"]),
    oral("布南色林", "blonanserin", "N05AX", 24.0, 24.0, &["洛珊"]),
    oral("哌罗匹隆", "perospirone", "N05AX", 48.0, 48.0, &["康尔汀"]),
    oral("卡利拉嗪", "cariprazine", "N05AX15", 6.0, 6.0, &[]),
    oral("依匹哌唑", "brexpiprazole", "N05AX16", 4.0, 4.0, &["布瑞哌唑"]),

    oral("碳酸锂", "lithium carbonate", LITHIUM, 1500.0, 2000.0, &["锂盐", "lithium"]),
    oral("丙戊酸钠", "sodium valproate", "N03AG01", 1800.0, 2500.0, &["德巴金", "valproate"]),
    oral("丙戊酸镁", "magnesium valproate", "N03AG01", 1800.0, 2500.0, &["神泰"]),
    oral("卡马西平", "carbamazepine", "N03AF01", 1200.0, 1600.0, &["得理多", "酰胺咪嗪"]),
    oral("奥卡西平", "oxcarbazepine", "N03AF02", 2400.0, 2400.0, &["曲莱", "仁澳"]),
    oral("拉莫三嗪", "lamotrigine", "N03AX09", 200.0, 400.0, &["利必通"]),
    oral("托吡酯", "topiramate", "N03AX11", 400.0, 600.0, &["妥泰"]),
    oral("左乙拉西坦", "levetiracetam", "N03AX14", 3000.0, 4000.0, &["开浦兰"]),
    oral("苯妥英钠", "phenytoin", "N03AB02", 300.0, 500.0, &["大仑丁", "苯妥英"]),
    controlled("苯巴比妥", "phenobarbital", "N03AA02", 180.0, 300.0, &["鲁米那"]),

    oral("舍曲林", "sertraline", "N06AB06", 200.0, 200.0, &["左洛复"]),
    oral("帕罗西汀", "paroxetine", "N06AB05", 50.0, 60.0, &["赛乐特", "乐友"]),
    oral("氟西汀", "fluoxetine", "N06AB03", 60.0, 80.0, &["百优解", "百忧解"]),
    oral("西酞普兰", "citalopram", "N06AB04", 40.0, 60.0, &["喜普妙"]),
    oral("艾司西酞普兰", "escitalopram", "N06AB10", 20.0, 30.0, &["来士普", "百洛特"]),
    oral("氟伏沙明", "fluvoxamine", "N06AB08", 300.0, 300.0, &["兰释"]),
    oral("文拉法辛", "venlafaxine", "N06AX16", 225.0, 375.0, &["怡诺思", "博乐欣"]),
    oral("度洛西汀", "duloxetine", "N06AX21", 60.0, 120.0, &["欣百达", "奥思平"]),
    oral("米氮平", "mirtazapine", "N06AX11", 45.0, 60.0, &["瑞美隆", "派迪生"]),
    oral("曲唑酮", "trazodone", "N06AX05", 400.0, 600.0, &["美时玉"]),
    oral("阿米替林", "amitriptyline", "N06AA09", 250.0, 300.0, &[]),
    oral("多塞平", "doxepin", "N06AA12", 250.0, 300.0, &["多虑平"]),
    oral("氯米帕明", "clomipramine", "N06AA04", 250.0, 300.0, &["氯丙咪嗪", "安拿芬尼"]),
    oral("丙米嗪", "imipramine", "N06AA02", 250.0, 300.0, &["米帕明"]),
    controlled("阿普唑仑", "alprazolam", "N05BA12", 4.0, 10.0, &["佳静安定", "佳乐定"]),
    controlled("劳拉西泮", "lorazepam", "N05BA06", 6.0, 10.0, &["罗拉", "氯羟安定"]),
    controlled("地西泮", "diazepam", "N05BA01", 30.0, 40.0, &["安定"]),
    controlled("氯硝西泮", "clonazepam", "N03AE01", 6.0, 20.0, &["氯硝安定"]),
    controlled("艾司唑仑", "estazolam", "N05CD04", 4.0, 6.0, &["舒乐安定"]),
    oral("苯海索", "trihexyphenidyl", "N04AA01", 10.0, 20.0, &["安坦"]),
    oral("普萘洛尔", "propranolol", "C07AA05", 120.0, 200.0, &["心得安"]),
];
