//! What the rules say to people: complaints at a field, and reasons for a judgement.
//!
//! Each sentence says what happened and what to do.

use jiff::civil::Date;

use super::Lang;
use crate::code::Code;
use crate::follow_up::{DueRule, Reason, Stability};
use crate::identity_number::IdentityNumberError;
use crate::medicine::{DoseDoubt, Unclear};
use crate::parameter::Wait;
use crate::phone::PhoneError;
use crate::risk::Incident;
use crate::texts;

/// What is wrong or doubtful with an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// A required answer is missing.
    Missing,
    /// Not one of the form's codes.
    NotACode {
        /// What was written.
        given: String,
        /// The codes with their labels, in both languages.
        allowed: [String; 2],
    },
    /// Several answers, one of which says that there is none.
    NoneBesideSome,
    /// A record built before the diagnosis that it is about.
    RegisteredBeforeDiagnosis {
        /// 确诊日期.
        diagnosed_on: Date,
    },
    /// Not readable as a day.
    NotADay {
        /// What was written.
        given: String,
    },
    /// A day after today.
    InFuture {
        /// The day.
        day: Date,
    },
    /// Text longer than the form holds.
    TooLong {
        /// Characters written.
        length: usize,
        /// Characters allowed.
        longest: usize,
    },
    /// Not a whole number within bounds.
    NotANumber {
        /// What was written.
        given: String,
        /// Least.
        least: i64,
        /// Most.
        most: i64,
    },
    /// No person's name.
    NotAName {
        /// What was written.
        given: String,
    },
    /// An identity number that cannot be right.
    IdentityNumber(IdentityNumberError),
    /// A telephone number that cannot be right.
    Phone(PhoneError),
    /// The birth date differs from the identity number.
    BirthDiffers,
    /// The sex differs from the identity number.
    SexDiffers,
    /// Onset after the diagnosis.
    OnsetAfterDiagnosis,
    /// Onset after the first treatment.
    OnsetAfterTreatment,
    /// Onset before birth.
    OnsetBeforeBirth,
    /// First treatment before birth.
    TreatmentBeforeBirth,
    /// Onset and diagnosis fall into one year, in the wrong order.
    OnsetLooksLater,
    /// Diagnosis before birth.
    DiagnosisBeforeBirth,
    /// Death in a year before that of the diagnosis.
    DeathBeforeDiagnosis,
    /// Consent was refused, yet a day of signature is given.
    ConsentDayWithoutConsent,
    /// Consent was given without its day.
    ConsentDayMissing,
    /// An entry of consent.
    Consent(crate::consent::Wrong),
    /// A diagnosis outside the register.
    DiagnosisUnknown {
        /// What was written.
        given: String,
    },
    /// No code of ICD-10.
    NotIcd10 {
        /// What was written.
        given: String,
    },
    /// The village is not in the division table.
    VillageUnknown {
        /// What was written.
        given: String,
    },
    /// The visit lies before the registration.
    BeforeRegistration {
        /// The day of registration.
        registered_on: Date,
    },
    /// The visit lies after the closing of the record.
    AfterClosing {
        /// 结案日期.
        closed_on: Date,
    },
    /// The visit lies after the death.
    AfterDeath {
        /// The day of death.
        died_on: Date,
    },
    /// The day of death lies after the visit that reports it.
    DeathAfterVisit,
    /// The death lies before a visit at which somebody was seen.
    DeathBeforeVisit {
        /// 随访日期.
        seen_on: Date,
    },
    /// Died, but without a cause or without a day.
    DeathIncomplete,
    /// Lost and dead at once.
    LostAndDead,
    /// 7 无 together with harmful acts.
    NoneAndSome,
    /// The harmful acts could not be read.
    IncidentsUnreadable {
        /// What was written.
        given: String,
    },
    /// How often an act happened could not be read.
    CountUnreadable {
        /// The act.
        act: Incident,
        /// What was written in its box.
        given: String,
    },
    /// Harmful acts and the risk grade do not fit.
    RiskDoesNotFit,
    /// 12 其他 is ticked without words.
    OtherNeedsWords,
    /// Symptoms are ticked, yet said to be gone; or the other way round.
    SeverityDoesNotFit,
    /// 是否有实验室检查 is yes, without what.
    LabsNeedWords,
    /// 未治 and never in hospital, yet a first treatment or its effect is given.
    NeverTreated,
    /// 不用药, without what was prescribed or why it is not taken.
    PrescriptionMissing,
    /// Regular or irregular use without a medicine.
    MedicineMissing,
    /// No medicine is needed, yet one is written.
    MedicineNotNeeded,
    /// A medicine's way of taking could not be read.
    MedicineUnreadable {
        /// Row, from 1.
        row: usize,
    },
    /// A medicine's way of taking is in words that no box of the form holds.
    MedicineUnclear {
        /// What was written.
        given: String,
        /// What it lacks.
        unclear: Unclear,
    },
    /// A long-acting medicine needs its interval.
    LongActingNeedsInterval {
        /// Its name.
        name: String,
    },
    /// The dose is above the usual.
    Dose {
        /// Its name.
        name: String,
        /// Which limit.
        doubt: DoseDoubt,
    },
    /// 此项不适用 although medicine is taken.
    NotApplicableWithMedicine,
    /// An adverse reaction without words.
    AdverseNeedsWords,
    /// Discharged since, without the day.
    DischargeDayMissing,
    /// The discharge lies after the visit.
    DischargeAfterVisit,
    /// The box says there is none, and yet words stand beside it.
    WordsBesideNo,
    /// Referred without reason or place.
    ReferralIncomplete,
    /// Unstable, yet not referred.
    ReferralExpected,
    /// The class differs from the rule.
    ClassDiffers {
        /// What the rule computed.
        computed: Stability,
    },
    /// Another visit of the same day is kept already.
    VisitedThatDay,
    /// The next visit is not after this one.
    NextNotLater,
    /// The next visit is later than the rule allows.
    NextTooLate {
        /// The last day allowed.
        latest: Date,
        /// The rule.
        rule: DueRule,
        /// How long it waits.
        wait: Option<Wait>,
    },
    /// Lost or dead, yet clinical items are filled.
    NothingElseWhenGone,
    /// Lost or dead, yet a row of a workbook has a class or a next day: these are not kept.
    NotKeptWhenGone,
    /// The visit form (telephone) does not fit who was met, and so on.
    MetMissing,
    /// Something that only the caller knows, already a sentence in both languages.
    Said([String; 2]),
}

impl Problem {
    /// The complaint about a text that is no code of this list.
    pub fn not_a_code<C: Code>(given: &str) -> Self {
        let join = |label: fn(&crate::code::CodeItem) -> &'static str| {
            let shown = C::ITEMS.iter().take(12).map(|item| match label(item) {
                // 0级 says its number already.
                label if label.starts_with(&item.code.to_string()) => label.to_owned(),
                label => format!("{} {label}", item.code),
            });
            shown.collect::<Vec<_>>().join("、")
        };
        Self::NotACode {
            given: crate::reader::shorten(given),
            allowed: [join(|item| item.label), join(|item| item.label_en).replace('、', ", ")],
        }
    }

    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        use Problem::*;
        match self {
            Missing => missing(lang).to_owned(),
            NotACode { given, allowed } => {
                let [zh, en] = allowed;
                not_a_code(lang, given, lang.pick(zh, en))
            }
            NoneBesideSome => none_beside_some(lang).to_owned(),
            RegisteredBeforeDiagnosis { diagnosed_on } => registered_before_diagnosis(lang, *diagnosed_on),
            NotADay { given } => not_a_day(lang, given),
            InFuture { day } => in_future(lang, *day),
            TooLong { length, longest } => too_long(lang, *length, *longest),
            NotANumber { given, least, most } => not_a_number(lang, given, *least, *most),
            NotAName { given } => not_a_name(lang, given),
            IdentityNumber(error) => error.say(lang),
            Phone(error) => error.say(lang),
            BirthDiffers => birth_differs(lang).to_owned(),
            SexDiffers => sex_differs(lang).to_owned(),
            OnsetAfterDiagnosis => onset_after_diagnosis(lang).to_owned(),
            OnsetAfterTreatment => onset_after_treatment(lang).to_owned(),
            OnsetBeforeBirth => onset_before_birth(lang).to_owned(),
            TreatmentBeforeBirth => treatment_before_birth(lang).to_owned(),
            OnsetLooksLater => onset_looks_later(lang).to_owned(),
            DiagnosisBeforeBirth => diagnosis_before_birth(lang).to_owned(),
            DeathBeforeDiagnosis => death_before_diagnosis(lang).to_owned(),
            ConsentDayWithoutConsent => consent_day_without_consent(lang).to_owned(),
            ConsentDayMissing => consent_day_missing(lang).to_owned(),
            Consent(wrong) => wrong.say(lang),
            DiagnosisUnknown { given } => diagnosis_unknown(lang, given),
            NotIcd10 { given } => not_icd10(lang, given),
            VillageUnknown { given } => village_unknown(lang, given),
            BeforeRegistration { registered_on } => before_registration(lang, *registered_on),
            AfterClosing { closed_on } => after_closing(lang, *closed_on),
            AfterDeath { died_on } => after_death(lang, *died_on),
            DeathBeforeVisit { seen_on } => death_before_visit(lang, *seen_on),
            DeathAfterVisit => death_after_visit(lang).to_owned(),
            DeathIncomplete => death_incomplete(lang).to_owned(),
            LostAndDead => lost_and_dead(lang).to_owned(),
            NoneAndSome => none_and_some(lang).to_owned(),
            IncidentsUnreadable { given } => incidents_unreadable(lang, given),
            CountUnreadable { act, given } => count_unreadable(lang, lang.code(*act), given),
            RiskDoesNotFit => risk_does_not_fit(lang).to_owned(),
            OtherNeedsWords => other_needs_words(lang).to_owned(),
            SeverityDoesNotFit => severity_does_not_fit(lang).to_owned(),
            LabsNeedWords => labs_need_words(lang).to_owned(),
            NeverTreated => never_treated(lang).to_owned(),
            PrescriptionMissing => prescription_missing(lang).to_owned(),
            MedicineMissing => medicine_missing(lang).to_owned(),
            MedicineNotNeeded => medicine_not_needed(lang).to_owned(),
            MedicineUnreadable { row } => medicine_unreadable(lang, *row),
            MedicineUnclear { given, unclear: Unclear::Dose } => medicine_dose(lang, given),
            MedicineUnclear { given, unclear: Unclear::Often } => medicine_often(lang, given),
            MedicineUnclear { given, unclear: Unclear::Words } => medicine_words(lang, given),
            LongActingNeedsInterval { name } => long_acting_needs_interval(lang, name),
            Dose { name, doubt } => dose(lang, name, &doubt.say(lang)),
            NotApplicableWithMedicine => not_applicable_with_medicine(lang).to_owned(),
            AdverseNeedsWords => adverse_needs_words(lang).to_owned(),
            DischargeDayMissing => discharge_day_missing(lang).to_owned(),
            DischargeAfterVisit => discharge_after_visit(lang).to_owned(),
            WordsBesideNo => words_beside_no(lang).to_owned(),
            ReferralIncomplete => referral_incomplete(lang).to_owned(),
            ReferralExpected => referral_expected(lang).to_owned(),
            ClassDiffers { computed } => class_differs(lang, lang.code(*computed)),
            VisitedThatDay => visited_that_day(lang).to_owned(),
            NextNotLater => next_not_later(lang).to_owned(),
            NextTooLate { latest, rule, wait } => next_too_late(lang, *latest, &due_rule(lang, *rule, *wait)),
            NothingElseWhenGone => nothing_else_when_gone(lang).to_owned(),
            NotKeptWhenGone => not_kept_when_gone(lang).to_owned(),
            MetMissing => met_missing(lang).to_owned(),
            Said([zh, en]) => lang.pick(zh, en).to_owned(),
        }
    }
}

texts! {
    missing = "还没有填。请填上这一项。", "Not answered yet. Please fill this in.";
    not_a_code(given: &str, allowed: &str) =
        "“{given}”不在可选范围内。可填：{allowed}。", "“{given}” is not one of the choices. Use: {allowed}.";
    none_beside_some = "选了“无”就不能再选其他。请只留一种。", "“None” excludes the others. Keep one kind.";
    registered_before_diagnosis(diagnosed_on: Date) =
        "建档日期早于确诊日期 {diagnosed_on}。请核对这两个日期。", "The record is built before the diagnosis on {diagnosed_on}. Check both days.";
    not_a_day(given: &str) =
        "“{given}”不是一个能识别的日期。请写成 2026-11-21 这样。", "“{given}” is not a day we can read. Write it like 2026-11-21.";
    in_future(day: Date) = "{day} 晚于今天。请填实际发生的那一天。", "{day} is after today. Enter the day on which it happened.";
    too_long(length: usize, longest: usize) =
        "写了 {length} 个字，这一项最多 {longest} 个字。请写短一些。", "{length} characters; at most {longest} fit here. Please shorten it.";
    not_a_number(given: &str, least: i64, most: i64) =
        "“{given}”不是 {least} 到 {most} 之间的整数。请填整数。", "“{given}” is not a whole number from {least} to {most}.";
    birth_differs = "与身份证号里的出生日期不一致。请核对身份证，改正其中一处。", "Differs from the birth date in the identity number. Check the card and correct one of them.";
    sex_differs = "与身份证号里的性别不一致。请核对身份证，改正其中一处。", "Differs from the sex in the identity number. Check the card and correct one of them.";
    onset_after_diagnosis = "初次发病时间晚于确诊日期。请核对这两个日期。", "Onset lies after the diagnosis. Check both dates.";
    onset_after_treatment = "初次发病时间晚于首次治疗时间。请核对这两个日期。", "Onset lies after the first treatment. Check both dates.";
    onset_before_birth = "初次发病时间早于出生日期。请核对这两个日期。", "Onset lies before birth. Check both dates.";
    treatment_before_birth = "首次治疗时间早于出生日期。请核对这两个日期。", "The first treatment lies before birth. Check both dates.";
    onset_looks_later = "初次发病与确诊在同一年，但月日顺序相反。如只知道年份，可只填年份。", "Onset and diagnosis fall into one year in the wrong order. If only the year is known, enter the year.";
    diagnosis_before_birth = "确诊日期早于出生日期。请核对这两个日期。", "The diagnosis lies before birth. Check both dates.";
    death_before_diagnosis = "死亡日期早于确诊日期。请核对这两个日期。", "The day of death lies before the diagnosis. Check both dates.";
    consent_day_without_consent = "不同意参加管理时不填签字时间。请清空，或改为同意。", "No day of signature when consent is refused. Clear it, or change the consent.";
    consent_day_missing = "已同意参加管理，但没有签字时间。请补上。", "Consent was given but its day is missing. Please add it.";
    diagnosis_unknown(given: &str) =
        "“{given}”不属于严重精神障碍的诊断。请按确诊证明填写诊断名称或 ICD-10 编码。", "“{given}” is not a diagnosis of this register. Enter the name or ICD-10 code of the certificate.";
    not_icd10(given: &str) =
        "“{given}”不是 ICD-10 编码。请写成 F20.9 这样，不清楚的可以不填。", "“{given}” is no code of ICD-10. Write it like F20.9, or leave it empty.";
    village_unknown(given: &str) =
        "没有找到“{given}”这个村（居）委会。请按区划名称填写，或填 12 位区划代码。", "No village “{given}”. Use its name in the division table or its 12-digit code.";
    before_registration(registered_on: Date) =
        "随访日期早于建档日期 {registered_on}。请核对随访日期。", "The visit lies before the registration on {registered_on}. Check the day.";
    after_closing(closed_on: Date) =
        "这份档案已于 {closed_on} 结案，不能再记之后的随访。请核对日期；结案有误的，请联系县精防办恢复档案。", "This record was closed on {closed_on}; no later visit can be kept. Check the day; if it was closed by mistake, ask the county office to open it again.";
    after_death(died_on: Date) =
        "已有记录：已于 {died_on} 去世，不能再记之后的随访。请核对日期；死亡记录有误的，请联系县精防办更正。", "There is a record that this person died on {died_on}; no later visit can be kept. Check the days; if the death is recorded wrongly, ask the county office to correct it.";
    death_before_visit(seen_on: Date) =
        "{seen_on} 还有随访记录，死亡日期不能更早。请核对死亡日期；那次随访记错了的，先更正它。", "There is a visit of {seen_on}; the death cannot lie before it. Check the day of death, or correct that visit first.";
    death_after_visit = "死亡日期晚于随访日期。请核对这两个日期。", "The day of death lies after the visit. Check both dates.";
    death_incomplete = "记死亡需要死亡日期和死亡原因。请补全。", "A death needs its day and its cause. Please complete both.";
    lost_and_dead = "失访和死亡不能同时填。请只留一项。", "Lost and dead exclude each other. Keep one.";
    not_a_name(given: &str) =
        "“{given}”不像姓名：只能有汉字、字母和间隔号“·”，不能有数字和其他符号。请按证件填写。", "“{given}” is no name: only letters and the dot · can be in one, no digits or other signs. Copy it from the identity card.";
    none_and_some = "选了“7 无”就不能再选其他危险行为。请只留一种。", "“7 none” excludes the others. Keep one kind.";
    incidents_unreadable(given: &str) =
        "没有看懂“{given}”。请写成“轻度滋事1次;自伤1次”，没有就填“7 无”。", "“{given}” was not understood. Write “1:1;5:1”, or “7” for none.";
    count_unreadable(act: &str, given: &str) =
        "“{act}”的次数“{given}”没有看懂。请填数字，没有发生就空着。", "“{given}” times “{act}” was not understood. Enter a number, or leave it empty.";
    risk_does_not_fit = "危险行为和危险性评估等级不太一致。请核对一下。", "Harmful acts and the risk grade do not quite fit. Please check.";
    other_needs_words = "选了“其他”，请写明是什么。", "“Other” is chosen; please say what.";
    severity_does_not_fit = "症状和症状程度不太一致。请核对一下。", "Symptoms and how marked they are do not quite fit. Please check.";
    labs_need_words = "有实验室检查，请写明检查了什么、结果如何。", "Tests were done; please say which and their results.";
    never_treated = "既往门诊治疗填了“未治”，住院 0 次，就不会有首次治疗时间和治疗效果。请核对，改正其中一处。", "Never treated as an outpatient and never in hospital, so there is no first treatment and no effect. Check and correct one of them.";
    prescription_missing = "填了“不用药”，请在用药情况或用药指导里写上医生开的是什么药；说不清的，在“这次说了什么”里写明原因。", "Not taking medicine: please enter what was prescribed under medicine or guidance; if that is not known, say why under “What was said”.";
    medicine_missing = "填了在用药，请写上药名和用法。", "Medicine is taken; please enter its name and how.";
    medicine_not_needed = "填了“医嘱勿需用药”，就不要再填药物。请核对。", "No medicine is needed, so none should be listed. Please check.";
    medicine_unreadable(row: usize) =
        "第 {row} 种药的用法没有看懂。请填每日早、中、晚的毫克数，或长效药的间隔和剂量。", "How medicine {row} is taken was not understood. Enter mg in the morning, at noon, in the evening, or interval and dose.";
    medicine_dose(given: &str) =
        "“{given}”没有每次的毫克数。请写每次多少毫克，例如 每次 5 mg；按片写的，写明一片多少，例如 2 片，每片 1 mg。", "“{given}” does not say how many mg each time. Write them, like 每次 5 mg; of tablets say what one holds, like 2 片，每片 1 mg.";
    medicine_often(given: &str) =
        "“{given}”没有写多久用一次。请写每日几次，例如 每日 2 次；长效药写几周一次。", "“{given}” does not say how often. Write times a day, like 每日 2 次; of a long-acting medicine, weeks between doses.";
    medicine_words(given: &str) =
        "“{given}”会照原样保存，不核对剂量。能写成每日几次、每次多少毫克的，请这样写。", "“{given}” is kept as written, and its dose is not checked. Where it can be said as times a day and mg each time, write it so.";
    long_acting_needs_interval(name: &str) =
        "{name}是长效药，请填几周一次和每次剂量。", "{name} is long-acting; enter its interval in weeks and the dose.";
    dose(name: &str, doubt: &str) = "{name}：{doubt}", "{name}: {doubt}";
    not_applicable_with_medicine = "只有没有用药时才填“9 此项不适用”。请核对。", "“9 not applicable” is only for people without medicine. Please check.";
    adverse_needs_words = "有药物不良反应，请写明是什么表现。", "There is an adverse reaction; please say which.";
    discharge_day_missing = "曾住院、现未住院，请填末次出院时间。", "Was in hospital since; please enter the day of discharge.";
    discharge_after_visit = "出院时间晚于随访日期。请核对这两个日期。", "The discharge lies after the visit. Check both dates.";
    words_beside_no = "这里写了内容，上面却选了没有。请改选，或清空这里。", "Something is written here, but the choice above says there is none. Change the choice, or clear this.";
    referral_incomplete = "已转诊，请写明转诊原因和转至的机构、科室。", "Referred; please enter the reason and where to.";
    referral_expected = "分类为不稳定，规范要求转诊。未转诊请在“这次说了什么”里说明。", "The class is unstable, for which the norm expects a referral. If there is none, say why under “What was said”.";
    class_differs(computed: &str) =
        "按规范算得“{computed}”，与所填不同。如确需改动，请写明原因。", "The norm gives “{computed}”. If you judge otherwise, say why.";
    next_not_later = "下次随访日期要在本次之后。", "The next visit must be after this one.";
    next_too_late(latest: Date, rule: &str) =
        "下次随访不能晚于 {latest}（{rule}）。请改早一些。", "The next visit can be no later than {latest} ({rule}). Choose an earlier day.";
    nothing_else_when_gone = "填了失访或死亡，病情项目就不存，分类和下次日期也不存。请在“没有见到”里勾选“不保留下面的病情内容”，或取消失访、死亡。", "Lost or dead is filled in, so neither the clinical items nor class and next day are kept. Tick “Do not keep the findings below” under “Not seen”, or take back lost or dead.";
    not_kept_when_gone = "填了失访或死亡，这一项不存，其余照常存入。如果其实见到了人，请清空失访、死亡再导入。", "Lost or dead is filled in, so this is not kept; the rest of the row is. If somebody was seen after all, clear lost and dead and bring the file again.";
    visited_that_day =
        "这天已有一次随访。请改那一次；如果是另一次，请勾选“确实是另一次随访”。", "There is a visit of this day already. Change that one, or tick “This was another visit”.";
    met_missing = "请选这次见到了谁。", "Please choose who was met.";
}

/// Why a visit has its class.
pub fn reason(lang: Lang, reason: Reason) -> String {
    match reason {
        Reason::RiskThreeOrMore(risk) => risk_three(lang, risk.grade()),
        Reason::MarkedSymptoms => marked_symptoms(lang).to_owned(),
        Reason::InsightAbsent => insight_absent(lang).to_owned(),
        Reason::SevereAdverseReaction => severe_adverse(lang).to_owned(),
        Reason::SeverePhysicalIllness => severe_physical(lang).to_owned(),
        Reason::RiskOneOrTwo(risk) => risk_one(lang, risk.grade()),
        Reason::PartialSymptoms => partial_symptoms(lang).to_owned(),
        Reason::PartialInsight => partial_insight(lang).to_owned(),
        Reason::PoorSocialFunction => poor_social(lang).to_owned(),
        Reason::OtherAbnormality => other_abnormality(lang).to_owned(),
        Reason::AllConditionsMet => all_met(lang).to_owned(),
    }
}

/// Which paragraph set a due day and how long it waits, in words; a day agreed waits for nothing.
pub fn due_rule(lang: Lang, rule: DueRule, wait: Option<Wait>) -> String {
    let wait = wait.map_or_else(String::new, |wait| wait.say(lang));
    match rule {
        DueRule::Unstable => due_unstable(lang, &wait),
        DueRule::BasicallyStableFirst => due_basically(lang, &wait),
        DueRule::Settling => due_settling(lang, &wait),
        DueRule::NotSettling => due_not_settling(lang, &wait),
        DueRule::Stable => due_stable(lang, &wait),
        DueRule::InHospital => due_in_hospital(lang, &wait),
        DueRule::Discharged => due_discharged(lang, &wait),
        DueRule::Agreed => due_agreed(lang).to_owned(),
        DueRule::FirstVisit => due_first(lang, &wait),
        DueRule::RefusedOffer => due_refused(lang, &wait),
        DueRule::Retry => due_retry(lang, &wait),
    }
}

texts! {
    risk_three(grade: u8) = "危险性评估 {grade} 级（3～5 级）", "risk grade {grade} (3 to 5)";
    marked_symptoms = "精神症状明显", "symptoms are marked";
    insight_absent = "自知力缺失", "insight is absent";
    severe_adverse = "有严重药物不良反应", "a severe adverse reaction";
    severe_physical = "有严重躯体疾病", "a severe physical illness";
    risk_one(grade: u8) = "危险性评估 {grade} 级（1～2 级）", "risk grade {grade} (1 to 2)";
    partial_symptoms = "症状还没有基本消失", "symptoms are not yet gone";
    partial_insight = "自知力不全", "insight is partial";
    poor_social = "社会功能有一项较差", "social function is poor in one aspect";
    other_abnormality = "有其他异常", "something else is abnormal";
    all_met = "危险性 0 级，症状基本消失，自知力完全，社会功能一般或良好，无严重不良反应和躯体疾病", "risk 0, symptoms gone, full insight, fair or good social function, no severe reaction or illness";
    due_unstable(wait: &str) = "不稳定，{wait}内随访", "unstable: within {wait}";
    due_basically(wait: &str) = "基本稳定，{wait}时随访", "basically stable: at {wait}";
    due_settling(wait: &str) = "基本稳定并趋于稳定，{wait}时随访", "basically stable and settling: at {wait}";
    due_not_settling(wait: &str) = "基本稳定未见好转，请专科医生指导，{wait}时随访", "basically stable, not settling: psychiatrist's advice, at {wait}";
    due_stable(wait: &str) = "稳定，{wait}时随访", "stable: at {wait}";
    due_in_hospital(wait: &str) = "住院中，{wait}内向医院了解", "in hospital: ask the hospital within {wait}";
    due_discharged(wait: &str) = "出院后 {wait}内随访", "discharged: within {wait}";
    due_agreed = "已约定的日期", "the day agreed";
    due_first(wait: &str) = "新建档或新迁入，{wait}内首次随访", "newly registered or moved in: first visit within {wait}";
    due_refused(wait: &str) = "暂未同意参加管理，{wait}内由帮扶小组再问候一次", "has not agreed to management: the care group asks again within {wait}";
    due_retry(wait: &str) = "上次没有联系上，{wait}内再联系", "nobody was reached: try again within {wait}";
}
