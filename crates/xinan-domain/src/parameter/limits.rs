//! The parameters of 失访 and of the duties per event, as parts of the catalogue.

use super::catalogue::{N3, N4, N13, at_most, free, number, one};
use super::kind::Place;
use super::{Kind, Parameter, Unit, Value};
use crate::duty::Basis::{Known, Low, Medium};
use crate::lost::LostRule;

/// Somebody declared lost is visited no more, so here stricter is more attempts over a longer time.
pub(super) fn lost() -> Vec<Parameter> {
    let norm = (N3, Known, "工作规范 失访");
    let at_least = |key, name, (unit, least), place| {
        one(key, name, Kind::Count { unit, least, most: 12, norm: true }, place, norm)
    };
    vec![
        at_least(
            "lost.failures",
            ["失访判定的连续未见次数", "failures in a row until lost"],
            (Unit::Times, LostRule::default().failures),
            number!(lost.failures),
        ),
        at_least(
            "lost.span_months",
            ["失访判定的最短时间", "time until lost"],
            (Unit::Months, LostRule::default().span_months),
            number!(lost.span_months),
        ),
    ]
}

pub(super) fn duties() -> Vec<Parameter> {
    use Unit::{Days, Hours, WorkingDays};
    const REFERRAL: &str = "社区康复服务资源共享与转介管理办法";
    vec![
        at_most(
            "duty.report_card_working_days",
            ["发病报告卡期限", "limit, report card"],
            WorkingDays,
            number!(duties.report_card_working_days),
            (N4, Known, "报告办法 第五条"),
        ),
        at_most(
            "duty.paper_card_working_days",
            ["纸质报告卡录入期限", "limit, entering a paper card"],
            WorkingDays,
            number!(duties.paper_card_working_days),
            (N4, Known, "报告办法 第五条"),
        ),
        at_most(
            "duty.discharge_form_working_days",
            ["出院信息单期限", "limit, discharge form"],
            WorkingDays,
            number!(duties.discharge_form_working_days),
            (N4, Known, "报告办法 第七条"),
        ),
        at_most(
            "duty.emergency_record_hours",
            ["应急处置记录期限", "limit, emergency record"],
            Hours,
            number!(duties.emergency_record_hours),
            (N3, Known, "工作规范 应急处置"),
        ),
        at_most(
            "duty.rehabilitation_verify_working_days",
            ["康复申请核实期限", "limit, verifying a rehabilitation application"],
            WorkingDays,
            number!(duties.rehabilitation_verify_working_days),
            (N13, Known, REFERRAL),
        ),
        at_most(
            "duty.rehabilitation_refer_working_days",
            ["康复转介期限", "limit, referral to rehabilitation"],
            WorkingDays,
            number!(duties.rehabilitation_refer_working_days),
            (N13, Known, REFERRAL),
        ),
        free(
            "duty.accept_working_days",
            ["接收报告卡期限", "limit, accepting a case"],
            (WorkingDays, 60),
            number!(duties.accept_working_days),
            (N3, Medium, "工作规范"),
        ),
        free(
            "duty.record_working_days",
            ["建档期限", "limit, building the record"],
            (WorkingDays, 60),
            number!(duties.record_working_days),
            (N3, Medium, "工作规范"),
        ),
        free(
            "duty.enter_emergency_working_days",
            ["应急处置录入期限", "limit, entering an emergency record"],
            (WorkingDays, 60),
            number!(duties.enter_emergency_working_days),
            (N3, Medium, "工作规范 应急处置"),
        ),
        free(
            "duty.accept_transfer_working_days",
            ["接收流转档案期限", "limit, accepting a transferred record"],
            (WorkingDays, 60),
            number!(duties.accept_transfer_working_days),
            (None, Medium, "地方规定"),
        ),
        free(
            "duty.correct_report_working_days",
            ["更正报告期限", "limit, correcting a report"],
            (WorkingDays, 60),
            number!(duties.correct_report_working_days),
            (N4, Low, "报告办法 第六条"),
        ),
        free(
            "duty.clue_check_days",
            ["线索核实期限", "limit, the township's look at a clue"],
            (Days, 92),
            number!(duties.clue_check_days),
            (None, Low, "地方实践"),
        ),
        free(
            "duty.clue_review_days",
            ["线索复核期限", "limit, a psychiatrist's look at a clue"],
            (Days, 366),
            number!(duties.clue_review_days),
            (None, Low, "地方实践"),
        ),
    ]
}

/// How long a clue in which there was nothing is kept: no norm says it, the value is ours (docs/decisions/0039), and a
/// region may only ask for less.
pub(super) fn clues() -> Vec<Parameter> {
    vec![free(
        "clue.forget_months",
        ["排除的线索多久后删除", "how long a clue that was ruled out is kept"],
        (Unit::Months, 12),
        number!(clues.forget_months),
        (None, Low, "个人信息保护法 第十九条（本系统的数值，docs/decisions/0039）"),
    )]
}
