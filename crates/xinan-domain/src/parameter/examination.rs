//! The parameters of findings and checks ([`ExamLimits`](crate::examination::limits::ExamLimits)), as part of the catalogue.
//!
//! The bounds keep out slips of the pen, and a limit so loose that nobody would be warned.

use super::catalogue::{free, number, one};
use super::kind::Place;
use super::{Kind, Parameter, Unit, Value};
use crate::duty::Basis::{Low, Medium};

pub(super) fn exams() -> Vec<Parameter> {
    use Unit::{Days, MicromolesPerLitre, Milliseconds, Months, PerMicrolitre};
    const LABEL: &str = "药品说明书和通行做法（本系统的数值，docs/decisions/0041）";
    const OURS: &str = "本系统的数值（docs/decisions/0041）";
    let limit = |key, name, (unit, least, most), place| {
        one(key, name, Kind::Count { unit, least, most, norm: false }, place, (None, Medium, LABEL))
    };
    let every = |key, name, unit_most, place| free(key, name, unit_most, place, (None, Medium, LABEL));
    vec![
        limit(
            "exam.white_cells",
            ["服用氯氮平的白细胞下限", "on clozapine, least white cells"],
            (PerMicrolitre, 3_000, 5_000),
            number!(exams.white_cells),
        ),
        limit(
            "exam.neutrophils",
            ["服用氯氮平的中性粒细胞下限", "on clozapine, least neutrophils"],
            (PerMicrolitre, 1_000, 3_000),
            number!(exams.neutrophils),
        ),
        limit(
            "exam.lithium",
            ["血锂上限", "most blood lithium"],
            (MicromolesPerLitre, 600, 1_500),
            number!(exams.lithium),
        ),
        limit(
            "exam.qtc_women_ms",
            ["女性 QTc 上限", "longest QTc, women"],
            (Milliseconds, 430, 500),
            number!(exams.qtc_women_ms),
        ),
        limit(
            "exam.qtc_men_ms",
            ["男性 QTc 上限", "longest QTc, men"],
            (Milliseconds, 430, 500),
            number!(exams.qtc_men_ms),
        ),
        free(
            "exam.alert_days",
            ["异常结果的处理期限", "limit, seeing to an alert"],
            (Days, 14),
            number!(exams.alert_days),
            (None, Low, OURS),
        ),
        every(
            "exam.clozapine_early_days",
            ["氯氮平密切监测的时间", "close-meshed time on clozapine"],
            (Days, 366),
            number!(exams.clozapine_early_days),
        ),
        every(
            "exam.clozapine_early_interval_days",
            ["氯氮平头几个月的血常规间隔", "interval, blood count in the first months on clozapine"],
            (Days, 31),
            number!(exams.clozapine_early_interval_days),
        ),
        every(
            "exam.clozapine_interval_months",
            ["氯氮平的血常规间隔", "interval, blood count on clozapine"],
            (Months, 3),
            number!(exams.clozapine_interval_months),
        ),
        every(
            "exam.lithium_interval_months",
            ["血锂的检查间隔", "interval, blood lithium"],
            (Months, 6),
            number!(exams.lithium_interval_months),
        ),
        free(
            "exam.lithium_changed_days",
            ["碳酸锂变剂量后的血锂检查", "blood lithium after a change of dose"],
            (Days, 31),
            number!(exams.lithium_changed_days),
            (None, Low, LABEL),
        ),
        every(
            "exam.antiepileptic_interval_months",
            ["丙戊酸盐、卡马西平的检查间隔", "interval, checks on valproate and carbamazepine"],
            (Months, 12),
            number!(exams.antiepileptic_interval_months),
        ),
    ]
}
