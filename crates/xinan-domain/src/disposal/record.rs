//! 严重精神障碍患者应急处置记录单 — the official record, which a psychiatrist completes within 24 hours.
//!
//! Its fields are the union of the national exchange list and of a city's table (fact sheet §4.9). Code numbers of the national
//! annex are not known to us (Q3): those here are ours, and are mapped when the annex is read.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::report::moment;
use super::{Ground, Measure, WhatHappened, grounds_on};
use crate::answers::{Answers, Complaints};
use crate::codes;
use crate::diagnosis::{Diagnosis, Icd10};
use crate::identity_number::{IdentityNumber, Sex};
use crate::reader::{Empty, Reader, shorten};
use crate::text::rules::Problem;
use crate::text::{Lang, disposal as words};

codes! {
    /// 报告途径.
    Way {
        Telephone = 1 "电话" "by telephone" [],
        InPerson = 2 "当面" "in person" [],
        Emergency110 = 3 "110 转来" "passed on by 110" [],
        Emergency120 = 4 "120 转来" "passed on by 120" [],
        Visit = 5 "随访中发现" "found at a visit" [],
        Other = 6 "其他" "other" [],
    }
}

codes! {
    /// 报告人身份.
    ReporterIs {
        Family = 1 "家属或监护人" "family or guardian" [],
        Oneself = 2 "本人" "the person" [],
        Village = 3 "村（居）委会" "village committee" [],
        Health = 4 "医务人员" "health staff" [],
        Police = 5 "公安机关" "police" [],
        Neighbour = 6 "邻居、群众" "neighbour" [],
        Other = 7 "其他" "other" [],
    }
}

codes! {
    /// 确定诊断、疑似诊断.
    DiagnosisKind {
        Certain = 1 "确定诊断" "established diagnosis" [],
        Suspected = 2 "疑似诊断" "suspected diagnosis" [],
    }
}

codes! {
    /// 处置效果.
    RecordEffect {
        Relieved = 1 "缓解" "relieved" [],
        Partly = 2 "部分缓解" "partly relieved" [],
        Unchanged = 3 "没有变化" "unchanged" [],
        Worse = 4 "加重" "worse" [],
    }
}

codes! {
    /// 处置性质.
    Nature {
        Willing = 1 "自愿" "of one's own will" [],
        ByLaw = 2 "依法" "by law" [],
    }
}

codes! {
    /// 处置对象类别.
    Subject {
        Managed = 1 "在管" "in care" [],
        NotManaged = 2 "非在管" "registered, not in care" [],
        Suspected = 3 "疑似" "suspected" [],
        Other = 4 "其他" "other" [],
    }
}

codes! {
    /// 应急医疗处置知情同意书. Of somebody who could not be reached, an official on the spot attests (an older local rule).
    Agreement {
        Person = 1 "本人签字同意" "signed by the person" [],
        Guardian = 2 "监护人签字同意" "signed by a guardian" [],
        Attested = 3 "联系不上，在场公职人员见证" "nobody was reached, attested by an official" [],
        None = 4 "没有签，依法处置" "not signed, by law" [],
    }
}

codes! {
    /// 费用支付方式.
    Payment {
        Insurance = 1 "基本医疗保险" "basic medical insurance" [],
        Relief = 2 "医疗救助" "medical assistance" [],
        Programme = 3 "项目经费" "programme funds" [],
        Own = 4 "自费" "own money" [],
        Other = 5 "其他" "other" [],
    }
}

/// Who it was, of somebody who has no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identified {
    /// 姓名, or what is known instead.
    pub name: String,
    /// 性别.
    pub sex: Option<Sex>,
    /// 年龄.
    pub age: Option<u8>,
    /// 身份证号.
    pub identity_number: Option<IdentityNumber>,
}

/// 应急处置记录单, understood. What the report, the record of the person and the end of the handling say already is not asked
/// again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// 报告单位.
    pub report_unit: String,
    /// 处置单位.
    pub handling_unit: String,
    /// Who it was; none where a record is named.
    pub identified: Option<Identified>,
    /// 国籍.
    pub nationality: String,
    /// 第一处置地点, in words.
    pub first_place: String,
    /// 报告途径.
    pub way: Way,
    /// 报告人身份.
    pub reporter_is: ReporterIs,
    /// 处置开始时间.
    pub began_at: DateTime,
    /// 现场情况描述.
    pub scene: String,
    /// 受伤人数.
    pub injured: u16,
    /// 死亡人数.
    pub dead: u16,
    /// 财物损失估计, yuan.
    pub damage: Option<u32>,
    /// 公安机关人员、单位.
    pub police: String,
    /// 精防医生.
    pub prevention: String,
    /// 精神科医师, one or two.
    pub psychiatrists: Vec<String>,
    /// 精神科护士, none to two.
    pub nurses: Vec<String>,
    /// 其他人员.
    pub others: String,
    /// 处置缘由: the primary one, which is counted.
    pub reason: WhatHappened,
    /// Further ones, told beside it and not counted.
    pub further: BTreeSet<WhatHappened>,
    /// 主要处置措施.
    pub measures: BTreeSet<Measure>,
    /// 确定诊断 or 疑似诊断.
    pub diagnosis: Option<(DiagnosisKind, Diagnosis)>,
    /// ICD-10.
    pub icd10: Option<Icd10>,
    /// 法律依据.
    pub ground: Option<Ground>,
    /// 应急医疗处置知情同意书.
    pub agreement: Agreement,
    /// 处置效果.
    pub effect: RecordEffect,
    /// 处置性质.
    pub nature: Nature,
    /// 处置对象类别.
    pub subject: Subject,
    /// 资料移交: to whom.
    pub handed_to: String,
    /// 费用支付方式.
    pub payment: Option<Payment>,
    /// 填表人.
    pub filled_by: String,
    /// 填表日期.
    pub filled_on: Date,
}

/// What else is known when a record is read.
#[derive(Debug, Clone, Copy)]
pub struct RecordContext {
    /// Now.
    pub now: DateTime,
    /// When it was reported.
    pub reported_at: DateTime,
    /// When the handling ended.
    pub ended_at: DateTime,
    /// How it ended.
    pub outcome: Measure,
    /// A record of the person is named.
    pub is_known: bool,
}

fn said(say: fn(Lang) -> &'static str) -> Problem {
    Problem::Said([Lang::Zh, Lang::En].map(|lang| say(lang).to_owned()))
}

/// Reads the record.
///
/// - Exactly one primary reason; what is ticked beside it a second time is the same one.
/// - The measures hold the one with which the handling ended: the paper would contradict itself.
/// - 第二十九条: only a psychiatrist diagnoses, so a diagnosis names one, and so does an admission.
/// - 第三十条: who was admitted, was so of the own will or under one of two items; 第三十一条: under the first of them only with
///   the guardian's agreement, and a willing person is not admitted under the others.
/// - It begins no later than it ended, and is signed no sooner.
///
/// # Errors
/// All complaints.
pub fn parse_record(answers: &Answers, context: &RecordContext) -> Result<Record, Complaints> {
    let mut read = Reader::new(answers, context.now.date());
    let report_unit = read.text("report_unit", 60, Empty::Refused);
    let handling_unit = read.text("handling_unit", 60, Empty::Refused);
    let identified = (!context.is_known).then(|| identified(&mut read, answers));
    let nationality = read.text("nationality", 20, Empty::Refused);
    let first_place = read.text("first_place", 100, Empty::Refused);
    let way = read.one::<Way>("way", Empty::Refused);
    let reporter_is = read.one::<ReporterIs>("reporter_is", Empty::Refused);
    let began_at = began(&mut read, answers, context);
    let scene = read.text("scene", 500, Empty::Refused);
    let injured = read.number("injured", 0, 999, Empty::Refused).and_then(|count| u16::try_from(count).ok());
    let dead = read.number("dead", 0, 999, Empty::Refused).and_then(|count| u16::try_from(count).ok());
    let damage = read.number("damage", 0, 99_999_999, Empty::Fine).and_then(|yuan| u32::try_from(yuan).ok());
    let police = read.text("police", 100, Empty::Fine);
    let prevention = read.text("prevention", 50, Empty::Fine);
    let psychiatrists = names(&mut read, ["psychiatrist", "psychiatrist2"]);
    let nurses = names(&mut read, ["nurse", "nurse2"]);
    let others = read.text("others", 100, Empty::Fine);
    let reason = read.one::<WhatHappened>("reason", Empty::Refused);
    let mut further: BTreeSet<WhatHappened> = read.many("further");
    if let Some(reason) = reason {
        further.remove(&reason);
    }
    let measures: BTreeSet<Measure> = read.many("measures");
    if !measures.contains(&context.outcome) {
        let outcome = context.outcome;
        let say = |lang: Lang| words::measure_lacks_end(lang, lang.code(outcome));
        read.complaints.refuse("measures", Problem::Said([say(Lang::Zh), say(Lang::En)]));
    }
    let diagnosis = diagnosis(&mut read, answers);
    let icd10 = icd10(&mut read);
    let ground = read.one::<Ground>("ground", Empty::Fine);
    let agreement = read.one::<Agreement>("agreement", Empty::Refused);
    let effect = read.one::<RecordEffect>("effect", Empty::Refused);
    let nature = read.one::<Nature>("nature", Empty::Refused);
    let subject = read.one::<Subject>("subject", Empty::Refused);
    let handed_to = read.text("handed_to", 100, Empty::Fine);
    let payment = read.one::<Payment>("payment", Empty::Fine);
    let filled_by = read.text("filled_by", 50, Empty::Refused);
    let filled_on = read.past_day("filled_on", Empty::Refused);
    if filled_on.is_some_and(|day| day < context.ended_at.date()) {
        read.complaints.refuse("filled_on", said(words::filled_before_end));
    }
    if ground.is_some_and(|ground| !grounds_on(context.ended_at.date()).contains(&ground)) {
        read.complaints.refuse("ground", said(words::ground_not_then));
    }
    let admitted = context.outcome == Measure::Admitted || measures.contains(&Measure::Admitted);
    if (admitted || diagnosis.is_some()) && psychiatrists.is_empty() {
        read.complaints.refuse("psychiatrist", said(words::psychiatrist_missing));
    }
    if admitted {
        lawful(&mut read, (ground, agreement, nature));
    }
    if nature == Some(Nature::ByLaw) && ground.is_none() && !admitted {
        read.complaints.refuse("ground", said(words::by_law_without_ground));
    }
    match (way, reporter_is, began_at, injured, dead, reason) {
        (Some(way), Some(reporter_is), Some(began_at), Some(injured), Some(dead), Some(reason))
            if !read.complaints.refused() =>
        {
            let (Some(agreement), Some(effect), Some(nature), Some(subject), Some(filled_on)) =
                (agreement, effect, nature, subject, filled_on)
            else {
                return Err(read.complaints);
            };
            Ok(Record {
                report_unit,
                handling_unit,
                identified,
                nationality,
                first_place,
                way,
                reporter_is,
                began_at,
                scene,
                injured,
                dead,
                damage,
                police,
                prevention,
                psychiatrists,
                nurses,
                others,
                reason,
                further,
                measures,
                diagnosis,
                icd10,
                ground,
                agreement,
                effect,
                nature,
                subject,
                handed_to,
                payment,
                filled_by,
                filled_on,
            })
        }
        _ => Err(read.complaints),
    }
}

fn identified(read: &mut Reader<'_>, answers: &Answers) -> Identified {
    let name = read.text("name", 100, Empty::Refused);
    let sex = read.one::<Sex>("sex", Empty::Fine);
    let age = read.number("age", 0, 120, Empty::Fine).and_then(|age| u8::try_from(age).ok());
    let identity_number = match read.filled("identity_number", Empty::Fine) {
        None => None,
        Some(_) => match IdentityNumber::parse(answers.raw("identity_number")) {
            Ok(number) => Some(number),
            Err(error) => {
                read.complaints.refuse("identity_number", Problem::IdentityNumber(error));
                None
            }
        },
    };
    Identified { name, sex, age, identity_number }
}

/// 处置开始时间: without one it began when it was reported.
fn began(read: &mut Reader<'_>, answers: &Answers, context: &RecordContext) -> Option<DateTime> {
    if !answers.has("began_on") && !answers.has("began_time") {
        return Some(context.reported_at.min(context.ended_at));
    }
    let earliest = context.reported_at.saturating_sub(jiff::ToSpan::hours(24));
    let at = moment(read, answers, ("began_on", "began_time"), (earliest, context.now))?;
    if at > context.ended_at {
        read.complaints.refuse("began_time", said(words::began_after_end));
        return None;
    }
    Some(at)
}

fn names(read: &mut Reader<'_>, ids: [&'static str; 2]) -> Vec<String> {
    ids.into_iter().map(|id| read.text(id, 50, Empty::Fine)).filter(|name| !name.is_empty()).collect()
}

fn diagnosis(read: &mut Reader<'_>, answers: &Answers) -> Option<(DiagnosisKind, Diagnosis)> {
    if !answers.has("diagnosis") && !answers.has("diagnosis_kind") {
        return None;
    }
    let kind = read.one::<DiagnosisKind>("diagnosis_kind", Empty::Refused);
    let diagnosis = read.one::<Diagnosis>("diagnosis", Empty::Refused);
    kind.zip(diagnosis)
}

fn icd10(read: &mut Reader<'_>) -> Option<Icd10> {
    let text = read.filled("icd10", Empty::Fine)?;
    let code = Icd10::read(&text);
    if code.is_none() {
        read.complaints.refuse("icd10", Problem::NotIcd10 { given: shorten(&text) });
    }
    code
}

/// An admission has one of the three grounds of 第三十条, and each its own agreement.
fn lawful(read: &mut Reader<'_>, said_of: (Option<Ground>, Option<Agreement>, Option<Nature>)) {
    let (ground, agreement, nature) = said_of;
    match ground {
        None => read.complaints.refuse("ground", said(words::admission_without_ground)),
        Some(ground) if !ground.admits() => {
            read.complaints.refuse("ground", said(words::admission_without_ground));
        }
        Some(Ground::SelfDanger) if agreement.is_some_and(|one| one != Agreement::Guardian) => {
            read.complaints.refuse("agreement", said(words::guardian_must_agree));
        }
        Some(_) => {}
    }
    let willing = nature == Some(Nature::Willing);
    if ground.is_some_and(|one| one.admits() && willing != (one == Ground::Voluntary)) && nature.is_some() {
        read.complaints.refuse("nature", said(words::nature_contradicts_ground));
    }
}
