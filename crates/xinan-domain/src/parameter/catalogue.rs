//! All parameters that a region may set, with the nation's values: the one list.
//!
//! What means the same thing is one parameter, wherever it is used: the repeated attempt, the duty to
//! repeat it and the rule of 失访 wait equally long. National values of targets are in [`super::targets`].

use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::counting::{FaceRule, InsightRule, MedicineBase, Registered, RegularRule, StableRule};
use super::kind::Place;
use super::targets::targets_of;
use super::{Choice, Kind, National, Parameter, Parameters, SecondFactorOf, Unit, Value};
use super::{access, examination, limits, portal};
use crate::duty::Basis::{self, Known, Low, Medium};
use crate::duty::DutyLimits;
use crate::indicator;
use crate::lost::LostRule;
use crate::text::squeeze;

/// All parameters, in the order in which they are listed.
pub fn catalogue() -> &'static [Parameter] {
    static ALL: LazyLock<Vec<Parameter>> = LazyLock::new(all);
    &ALL
}

/// The parameter with this name.
pub fn find(key: &str) -> Option<&'static Parameter> {
    catalogue().iter().find(|one| one.key == key)
}

/// The parameter that a cell names, by its name in tables or in words.
pub fn read_name(text: &str) -> Option<&'static Parameter> {
    let text = squeeze(text).to_lowercase();
    let fits = |name: &str| squeeze(name).to_lowercase() == text;
    catalogue().iter().find(|one| fits(&one.key) || one.name.iter().any(|name| fits(name)))
}

/// 服务规范（第三版）, 工作规范, 报告办法 and 转介管理办法: the days of their papers.
const N2: Option<Date> = Some(date(2017, 2, 28));
pub(super) const N3: Option<Date> = Some(date(2018, 5, 28));
pub(super) const N4: Option<Date> = Some(date(2013, 9, 2));
pub(super) const N13: Option<Date> = Some(date(2023, 12, 1));

/// A norm: since when, how sure, and where.
pub(super) type Norm = (Option<Date>, Basis, &'static str);

/// The fields in which a number stands: the first is read, all are set.
macro_rules! number {
    ($set:ident.$field:ident $(, $more:ident.$also:ident)*) => {
        Place::Field {
            read: |all| Value::Count(all.$set.$field),
            put: |all, value| if let Value::Count(count) = value {
                all.$set.$field = count;
                $(all.$more.$also = count;)*
            },
        }
    };
}

pub(super) use number;

macro_rules! choice {
    ($field:ident: $type:ty) => {
        Place::Field {
            read: |all| Value::Choice(all.counting.$field.key()),
            put: |all, value| {
                if let Value::Choice(key) = value
                    && let Some(choice) = <$type>::of_key(key)
                {
                    all.counting.$field = choice;
                }
            },
        }
    };
}

macro_rules! flag {
    ($field:ident) => {
        Place::Field {
            read: |all| Value::Choice(if all.counting.$field { "yes" } else { "no" }),
            put: |all, value| all.counting.$field = value == Value::Choice("yes"),
        }
    };
}

fn all() -> Vec<Parameter> {
    let mut all = intervals();
    all.extend(counting());
    all.extend(limits::lost());
    all.extend(limits::duties());
    all.extend(limits::clues());
    all.extend(examination::exams());
    all.push(second_factor());
    all.extend(portal::portal());
    all.extend(access::limits());
    all.extend(targets());
    all
}

/// A parameter whose newest national value is the default.
pub(super) fn one(key: &str, name: [&str; 2], kind: Kind, place: Place, norm: Norm) -> Parameter {
    let (since, basis, source) = norm;
    let value = match place {
        Place::Field { read, .. } => read(&defaults()),
        Place::Target(_) => Value::Share(0),
    };
    let national = vec![National { since, value, basis, source }];
    Parameter { key: key.to_owned(), name: name.map(str::to_owned), kind, place, national }
}

/// The values that hold today when nobody orders anything, without targets.
fn defaults() -> Parameters {
    Parameters {
        intervals: Default::default(),
        counting: Default::default(),
        targets: Default::default(),
        lost: LostRule::default(),
        duties: DutyLimits::default(),
        second_factor: SecondFactorOf::Nobody,
        portal: Default::default(),
        clues: Default::default(),
        exams: Default::default(),
        access: Default::default(),
        calendar: Default::default(),
        ordered: Default::default(),
    }
}

impl Parameter {
    /// Earlier national values, the oldest first.
    fn after(mut self, earlier: &[(Option<Date>, Value, &'static str)]) -> Self {
        let earlier =
            earlier.iter().map(|&(since, value, source)| National { since, value, basis: Known, source });
        self.national.splice(0..0, earlier);
        self
    }
}

/// A number that the norm bounds above: at most the national one, and at least one.
pub(super) fn at_most(key: &str, name: [&str; 2], unit: Unit, place: Place, norm: Norm) -> Parameter {
    let mut made = one(key, name, Kind::Count { unit, least: 1, most: 1, norm: true }, place, norm);
    if let Value::Count(most) = made.national[0].value {
        made.kind = Kind::Count { unit, least: 1, most, norm: true };
    }
    made
}

/// A number that is ours or medium sure: free up to what is no slip of the pen.
pub(super) fn free(
    key: &str,
    name: [&str; 2],
    (unit, most): (Unit, u16),
    place: Place,
    norm: Norm,
) -> Parameter {
    one(key, name, Kind::Count { unit, least: 1, most, norm: false }, place, norm)
}

fn intervals() -> Vec<Parameter> {
    use Unit::{Days, Months};
    vec![
        at_most(
            "interval.unstable_days",
            ["不稳定的随访间隔", "interval, unstable"],
            Days,
            number!(intervals.unstable_days),
            (N2, Known, "服务规范 二（三）1"),
        ),
        at_most(
            "interval.basically_stable_days",
            ["基本稳定的随访间隔", "interval, basically stable"],
            Days,
            number!(intervals.basically_stable_days),
            (N2, Known, "服务规范 二（三）2"),
        ),
        at_most(
            "interval.settling_months",
            ["基本稳定并趋于稳定的随访间隔", "interval, settling"],
            Months,
            number!(intervals.settling_months),
            (N2, Known, "服务规范 二（三）2"),
        ),
        at_most(
            "interval.not_settling_months",
            ["基本稳定未见好转的随访间隔", "interval, not settling"],
            Months,
            number!(intervals.not_settling_months),
            (N2, Known, "服务规范 二（三）2"),
        ),
        at_most(
            "interval.stable_months",
            ["稳定的随访间隔", "interval, stable"],
            Months,
            number!(intervals.stable_months),
            (N2, Known, "服务规范 二（三）3"),
        ),
        at_most(
            "interval.in_hospital_months",
            ["住院期间的了解间隔", "interval, in hospital"],
            Months,
            number!(intervals.in_hospital_months),
            (N3, Medium, "工作规范 住院"),
        ),
        at_most(
            "interval.discharge_days",
            ["出院后首次随访", "first visit after discharge"],
            Days,
            number!(intervals.discharge_days, duties.discharge_visit_days),
            (N3, Medium, "工作规范 出院随访"),
        ),
        at_most(
            "interval.first_visit_days",
            ["新建档或迁入的首次随访", "first visit of somebody new"],
            Days,
            number!(intervals.first_visit_days, duties.first_visit_days),
            (None, Medium, "地方规定"),
        ),
        at_most(
            "interval.refused_months",
            ["暂未同意管理的再次问候", "next offer to somebody who declined"],
            Months,
            number!(intervals.refused_months, duties.joint_visit_months),
            (N3, Medium, "工作规范 不同意参加管理"),
        ),
        at_most(
            "interval.retry_days",
            ["没有见到后的再次联系", "next attempt"],
            Days,
            number!(intervals.retry_days, lost.retry_days, duties.retry_days),
            (N3, Known, "工作规范 失访判定"),
        ),
    ]
}

const fn choice(key: &'static str, label: &'static str, label_en: &'static str) -> Choice {
    Choice { key, label, label_en }
}

const YES_NO: &[Choice] = &[choice("yes", "是", "yes"), choice("no", "否", "no")];

fn counting() -> Vec<Parameter> {
    const OURS: &str = "本系统取较严的口径（docs/decisions/0007）";
    const REPORT: &str = "全国年度报告";
    const REGISTERED: &[Choice] = &[
        choice("living", "在册（不含已死亡）", "the living"),
        choice("living_or_died_this_year", "在册及当年死亡", "with those who died this year"),
    ];
    const STABLE: &[Choice] = &[
        choice("last_visit_recent", "最近一次随访稳定", "the last visit, if recent"),
        choice("whole_year", "全年每次随访稳定", "every visit of the year"),
    ];
    const REGULAR: &[Choice] = &[
        choice("all_visits", "全年每次随访规律", "every visit of the year"),
        choice("last_visit", "末次随访规律", "the last visit"),
    ];
    const BASE: &[Choice] = &[
        choice("registered", "在册患者", "registered people"),
        choice("managed", "在管患者", "managed people"),
    ];
    const INSIGHT: &[Choice] = &[
        choice("full", "自知力完全", "full insight"),
        choice("full_or_partial", "自知力完全或不全", "full or partial insight"),
    ];
    const FACE: &[Choice] = &[
        choice("patient_met", "见到患者本人", "the patient is met"),
        choice("anybody_met", "见到患者、家属或知情人", "the patient, the family or somebody who knows"),
    ];
    let year = |year| Some(date(year, 1, 1));
    vec![
        one(
            "counting.registered",
            ["在册口径", "who is registered"],
            Kind::Choice(REGISTERED),
            choice!(registered: Registered),
            (year(2020), Known, REPORT),
        )
        .after(&[
            (None, Value::Choice("living"), REPORT),
            (year(2019), Value::Choice("living_or_died_this_year"), "全国年度报告（2019 年）"),
        ]),
        at_most(
            "counting.standard_gap_months",
            ["规范管理的最大间隔", "widest gap of standard management"],
            Unit::Months,
            number!(counting.standard_gap_months),
            (None, Known, REPORT),
        ),
        one(
            "counting.gap_from_year_start",
            ["规范管理计入年初间隔", "gap from the year's start counts"],
            Kind::Choice(YES_NO),
            flag!(gap_from_year_start),
            (None, Low, OURS),
        ),
        one(
            "counting.gap_to_cutoff",
            ["规范管理计入截止日间隔", "gap to the cut-off counts"],
            Kind::Choice(YES_NO),
            flag!(gap_to_cutoff),
            (None, Low, OURS),
        ),
        one(
            "counting.stable",
            ["病情稳定口径", "who is stable"],
            Kind::Choice(STABLE),
            choice!(stable: StableRule),
            (year(2017), Medium, "地方统计口径"),
        )
        .after(&[
            (None, Value::Choice("last_visit_recent"), "地方统计口径"),
            (year(2016), Value::Choice("whole_year"), "全国年度报告（2016 年）"),
        ]),
        free(
            "counting.stable_months",
            ["病情稳定的末次随访期限", "how recent the last stable visit is"],
            (Unit::Months, 12),
            number!(counting.stable_months),
            (None, Medium, "地方统计口径"),
        ),
        one(
            "counting.regular",
            ["规律服药口径", "who takes medicine regularly"],
            Kind::Choice(REGULAR),
            choice!(regular: RegularRule),
            (None, Medium, REPORT),
        ),
        one(
            "counting.insight",
            ["稳定所需的自知力", "insight that a stable visit needs"],
            Kind::Choice(INSIGHT),
            choice!(insight: InsightRule),
            (None, Low, OURS),
        ),
        one(
            "counting.medicine_base",
            ["服药率分母", "what medicine rates are divided by"],
            Kind::Choice(BASE),
            choice!(medicine_base: MedicineBase),
            (year(2017), Known, "全国年度报告（2017 年起）"),
        )
        .after(&[(None, Value::Choice("managed"), "全国年度报告（2017 年以前）")]),
        one(
            "counting.schizophrenia_of_managed",
            ["精神分裂症服药率以在管为分母", "medicine rates of schizophrenia are of the managed"],
            Kind::Choice(YES_NO),
            flag!(schizophrenia_of_managed),
            (None, Medium, "地方统计口径"),
        ),
        one(
            "counting.telephone_counts",
            ["电话随访计入管理", "a telephone visit counts"],
            Kind::Choice(YES_NO),
            flag!(telephone_counts),
            (None, Medium, "地方统计口径"),
        ),
        one(
            "counting.face",
            ["面访口径", "who is met face to face"],
            Kind::Choice(FACE),
            choice!(face: FaceRule),
            (None, Low, OURS),
        ),
        one(
            "counting.lost_may_be_managed",
            ["失访者当年有随访计入在管", "somebody lost with a visit in the year is managed"],
            Kind::Choice(YES_NO),
            flag!(lost_may_be_managed),
            (None, Medium, "地方统计口径"),
        ),
        one(
            "counting.face_of_managed",
            ["面访率以在管为分母", "face-to-face rate is of the managed"],
            Kind::Choice(YES_NO),
            flag!(face_of_managed),
            (None, Medium, "地方统计口径"),
        ),
        one(
            "counting.examined_of_registered",
            ["体检率以在册为分母", "examination rate is of the registered"],
            Kind::Choice(YES_NO),
            flag!(examined_of_registered),
            (None, Medium, "地方统计口径"),
        ),
        free(
            "counting.entry_working_days",
            ["随访录入期限", "limit for entering a visit"],
            (Unit::WorkingDays, 60),
            number!(counting.entry_working_days, duties.enter_follow_up_working_days),
            (N3, Medium, "工作规范"),
        ),
    ]
}

/// A new deployment orders it for its administrators at once; one of before is asked for nothing that its staff cannot do.
fn second_factor() -> Parameter {
    const OF: &[Choice] = &[
        choice("nobody", "不要求", "nobody"),
        choice("administrators", "三种管理员", "the three administrators"),
        choice("everybody", "所有人", "everybody"),
    ];
    let place = Place::Field {
        read: |all| Value::Choice(all.second_factor.key()),
        put: |all, value| {
            if let Value::Choice(key) = value
                && let Some(of) = SecondFactorOf::of_key(key)
            {
                all.second_factor = of;
            }
        },
    };
    one(
        "sign_in.second_factor",
        ["必须有第二步验证的人", "who must have a second factor"],
        Kind::Choice(OF),
        place,
        (None, Low, "GB/T 22239-2019 8.1.4.1 d)"),
    )
}

/// A target for every indicator; a region may set one where the nation has none.
fn targets() -> Vec<Parameter> {
    let target = |one: &'static indicator::Indicator| {
        let national = targets_of(one.id).iter().map(|&(since, share, basis, source)| National {
            since,
            value: Value::Share(share),
            basis,
            source,
        });
        Parameter {
            key: format!("target.{}", one.id),
            name: [format!("{}目标", one.name), format!("target, {}", one.name_en)],
            kind: Kind::Share {
                indicator: one.id,
                sign: match one.unit {
                    indicator::Unit::Percent => '%',
                    indicator::Unit::PerMille => '‰',
                },
            },
            place: Place::Target(one.id),
            national: national.collect(),
        }
    };
    indicator::CATALOGUE.iter().map(target).collect()
}
