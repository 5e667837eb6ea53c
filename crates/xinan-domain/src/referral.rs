//! 双向转诊 — a slip to the hospital, and the slip back.
//!
//! Source: 服务规范 二（三）1 (refer at once whoever is unstable, learn within two weeks what was done), its 双向转诊单; the reasons
//! up and down are those of local rules on 双向转诊.
//!
//! What surprises: a referral is an offer. Nobody is sent to a hospital by a slip: person or guardian agrees to it, and what is
//! urgent goes by the emergency procedure (精神卫生法 第二十八条), not by this.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::Need::{Conditional, Optional, Required};
use crate::answers::{Answers, Complaints, Field, Kind, Need};
use crate::code::Code;
use crate::codes;
use crate::diagnosis::Diagnosis;
use crate::hospital::Hospital;
use crate::phone::Phone;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;
use crate::text::{Lang, hospital as words};

codes! {
    /// 转出原因.
    Upward {
        Acute = 1 "急性期，症状明显" "acute phase, marked symptoms" [],
        Harm = 2 "有冲动、伤人或自伤行为" "violent or self-harming behaviour" [],
        Unclear = 3 "诊断不明确" "diagnosis unclear" [],
        Toxic = 4 "急性药物中毒或严重药物不良反应" "acute toxic or severe adverse reaction" [],
        Relapse = 5 "病情复发" "relapse" [],
        Wished = 6 "本人或家属要求" "wish of the person or the family" [],
        Unguarded = 7 "家庭无力看护" "the family cannot look after the person" [],
        Confined = 8 "解除关锁后需要治疗" "freed from confinement, needs treatment" [],
        Other = 9 "其他" "other" [],
    }
}

codes! {
    /// 回转原因.
    Downward {
        OutpatientOnly = 1 "诊断明确，只需门诊治疗" "diagnosis clear, outpatient care is enough" [],
        Discharged = 2 "出院回到社区" "discharged home" [],
        Rehabilitation = 3 "愿意参加社区康复" "wishes to rehabilitate at home" [],
        Other = 9 "其他" "other" [],
    }
}

codes! {
    /// Who agreed to be referred.
    AgreedBy {
        Person = 1 "本人同意" "the person" [],
        Guardian = 2 "监护人同意" "the guardian" [],
    }
}

codes! {
    /// What became of a referral.
    Outcome {
        Answered = 1 "已回转" "came back with a slip" [],
        NotSeen = 2 "没有就诊" "was not seen there" [],
        TakenBack = 3 "已撤回" "taken back" [],
    }
}

/// 转出.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Up {
    /// 转诊日期.
    pub sent_on: Date,
    /// 转入单位.
    pub hospital: Hospital,
    /// 转入科室.
    pub department: String,
    /// 接诊医生.
    pub to_doctor: String,
    /// 转出原因.
    pub reasons: BTreeSet<Upward>,
    /// Who agreed.
    pub agreed_by: AgreedBy,
    /// 初步印象.
    pub impression: String,
    /// 主要现病史（转出原因）.
    pub history: String,
    /// 主要既往史.
    pub past: String,
    /// 治疗经过.
    pub treatment: String,
    /// 转诊医生.
    pub doctor: String,
    /// 联系电话.
    pub phone: Phone,
}

/// 回转.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Down {
    /// 回转日期.
    pub answered_on: Date,
    /// 回转原因.
    pub reason: Downward,
    /// 诊断结果.
    pub diagnosis: Diagnosis,
    /// 住院病案号.
    pub ward_no: String,
    /// 主要检查结果.
    pub findings: String,
    /// 治疗经过.
    pub treatment: String,
    /// 下一步治疗方案及康复建议.
    pub advice: String,
    /// 医生.
    pub doctor: String,
    /// 联系电话.
    pub phone: Option<Phone>,
}

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// Of 转出, in the order of the slip.
pub const UP: &[Field] = &[
    f("sent_on", "转诊日期", "Day", Kind::Day, Required),
    f("hospital", "转入单位", "To which hospital", Kind::Text(36), Conditional),
    f("other_hospital", "名单以外的医院", "Another hospital", Kind::Text(50), Conditional),
    f("department", "转入科室", "Department", Kind::Text(30), Optional),
    f("to_doctor", "接诊医生", "Doctor there", Kind::Text(20), Optional),
    f("reasons", "转出原因", "Reasons", Kind::Many(Upward::ITEMS), Required),
    f("agreed_by", "谁同意转诊", "Who agreed", Kind::One(AgreedBy::ITEMS), Required),
    f("impression", "初步印象", "First impression", Kind::Text(100), Required),
    f("history", "主要现病史（转出原因）", "Present illness, why", Kind::Text(500), Required),
    f("past", "主要既往史", "Past history", Kind::Text(500), Optional),
    f("treatment", "治疗经过", "Treatment so far", Kind::Text(500), Optional),
    f("doctor", "转诊医生", "Doctor who refers", Kind::Text(20), Required),
    f("phone", "转诊医生联系电话", "Telephone", Kind::Phone, Required),
];

/// Of 回转.
pub const DOWN: &[Field] = &[
    f("answered_on", "回转日期", "Day", Kind::Day, Required),
    f("reason", "回转原因", "Reason", Kind::One(Downward::ITEMS), Required),
    f("diagnosis", "诊断结果", "Diagnosis", Kind::One(Diagnosis::ITEMS), Required),
    f("ward_no", "住院病案号", "Number in hospital", Kind::Text(40), Optional),
    f("findings", "主要检查结果", "Main findings", Kind::Text(500), Optional),
    f("treatment", "治疗经过", "Treatment", Kind::Text(500), Optional),
    f("advice", "下一步治疗方案及康复建议", "What next", Kind::Text(500), Required),
    f("doctor", "医生", "Doctor", Kind::Text(20), Required),
    f("phone", "联系电话", "Telephone", Kind::Phone, Optional),
];

/// Of arriving.
pub const ARRIVING: &[Field] = &[f("arrived_on", "到院日期", "Arrived on", Kind::Day, Required)];

/// What else is known when somebody is referred.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The day of entry.
    pub today: Date,
    /// No slip lies before this: the day from which the record counts.
    pub from: Date,
    /// The ids of the hospitals that can be chosen.
    pub hospitals: &'a [String],
}

fn said(say: fn(Lang) -> &'static str) -> Problem {
    Problem::Said([say(Lang::Zh).to_owned(), say(Lang::En).to_owned()])
}

fn day(read: &mut Reader<'_>, id: &'static str, from: Date) -> Option<Date> {
    let day = read.past_day(id, Empty::Refused)?;
    if day < from {
        let say = |lang| words::referral_too_early(lang, from);
        read.complaints.refuse(id, Problem::Said([say(Lang::Zh), say(Lang::En)]));
        return None;
    }
    Some(day)
}

/// 转出.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn up(answers: &Answers, context: &Context<'_>) -> Result<Up, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let sent_on = day(&mut read, "sent_on", context.from);
    let (listed, named) = (answers.get("hospital"), read.text("other_hospital", 50, Empty::Fine));
    let hospital = match (listed.is_empty(), named.is_empty()) {
        (false, true) if context.hospitals.contains(&listed) => Some(Hospital::Listed(listed)),
        (true, false) => Some(Hospital::Named(named)),
        (false, false) => {
            read.complaints.refuse("other_hospital", said(words::referral_one_hospital));
            None
        }
        _ => {
            read.complaints.refuse("hospital", said(words::referral_no_hospital));
            None
        }
    };
    let department = read.text("department", 30, Empty::Fine);
    let to_doctor = read.text("to_doctor", 20, Empty::Fine);
    let reasons = read.many::<Upward>("reasons");
    if reasons.is_empty() && !read.complaints.iter().any(|one| one.field == "reasons") {
        read.complaints.refuse("reasons", said(words::referral_why));
    }
    let agreed_by = read.one::<AgreedBy>("agreed_by", Empty::Refused);
    let impression = read.text("impression", 100, Empty::Refused);
    let history = read.text("history", 500, Empty::Refused);
    let past = read.text("past", 500, Empty::Fine);
    let treatment = read.text("treatment", 500, Empty::Fine);
    let doctor = read.text("doctor", 20, Empty::Refused);
    let phone = read.phone("phone", Empty::Refused);
    match (sent_on, hospital, agreed_by, phone) {
        (Some(sent_on), Some(hospital), Some(agreed_by), Some(phone)) if !read.complaints.refused() => {
            Ok(Up {
                sent_on,
                hospital,
                department,
                to_doctor,
                reasons,
                agreed_by,
                impression,
                history,
                past,
                treatment,
                doctor,
                phone,
            })
        }
        _ => Err(read.complaints),
    }
}

/// The day on which the person came; not before the slip.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn arrival(answers: &Answers, today: Date, sent_on: Date) -> Result<Date, Complaints> {
    let mut read = Reader::new(answers, today);
    day(&mut read, "arrived_on", sent_on).ok_or(read.complaints)
}

/// 回转; not before the slip.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn down(answers: &Answers, today: Date, sent_on: Date) -> Result<Down, Complaints> {
    let mut read = Reader::new(answers, today);
    let answered_on = day(&mut read, "answered_on", sent_on);
    let reason = read.one::<Downward>("reason", Empty::Refused);
    let diagnosis = read.one::<Diagnosis>("diagnosis", Empty::Refused);
    let ward_no = read.text("ward_no", 40, Empty::Fine);
    let findings = read.text("findings", 500, Empty::Fine);
    let treatment = read.text("treatment", 500, Empty::Fine);
    let advice = read.text("advice", 500, Empty::Refused);
    let doctor = read.text("doctor", 20, Empty::Refused);
    let phone = read.phone("phone", Empty::Fine);
    match (answered_on, reason, diagnosis) {
        (Some(answered_on), Some(reason), Some(diagnosis)) if !read.complaints.refused() => {
            Ok(Down { answered_on, reason, diagnosis, ward_no, findings, treatment, advice, doctor, phone })
        }
        _ => Err(read.complaints),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 21);
    const SENT_ON: Date = date(2026, 11, 18);

    fn context() -> Context<'static> {
        static HOSPITALS: std::sync::LazyLock<Vec<String>> =
            std::sync::LazyLock::new(|| vec!["h1".to_owned()]);
        Context { today: TODAY, from: date(2020, 6, 15), hospitals: &HOSPITALS }
    }

    const SLIP: [(&str, &str); 8] = [
        ("sent_on", "2026-11-18"),
        ("hospital", "h1"),
        ("reasons", "5"),
        ("agreed_by", "2"),
        ("impression", "精神分裂症复发"),
        ("history", "停药两周，夜里不睡"),
        ("doctor", "王医生"),
        ("phone", "13700000001"),
    ];

    fn answers(base: &[(&str, &str)], changes: &[(&str, &str)]) -> Answers {
        let mut all = Answers::default();
        for (id, text) in base {
            all.push(id, *text);
        }
        for (id, text) in changes {
            all.set(id, *text);
        }
        all
    }

    fn at<T>(result: Result<T, Complaints>) -> Vec<&'static str> {
        result.err().map(|all| all.iter().map(|one| one.field).collect()).unwrap_or_default()
    }

    #[test]
    fn a_slip_names_one_hospital_a_reason_and_who_agreed() {
        let with = |changes: &[(&str, &str)]| up(&answers(&SLIP, changes), &context());
        assert_eq!(with(&[]).unwrap().reasons, BTreeSet::from([Upward::Relapse]));
        assert_eq!(
            with(&[("hospital", ""), ("other_hospital", "省立医院")]).unwrap().hospital,
            Hospital::Named("省立医院".to_owned())
        );
        for (changes, expected) in [
            (&[("hospital", "h2")][..], "hospital"),
            (&[("hospital", "")], "hospital"),
            (&[("other_hospital", "省立医院")], "other_hospital"),
            (&[("reasons", "")], "reasons"),
            (&[("reasons", "12")], "reasons"),
            // Nobody is sent against his or her will.
            (&[("agreed_by", "")], "agreed_by"),
            (&[("sent_on", "2026-11-22")], "sent_on"),
            (&[("sent_on", "2020-06-14")], "sent_on"),
            (&[("history", "")], "history"),
            (&[("phone", "1")], "phone"),
        ] {
            assert_eq!(at(with(changes)), [expected], "{changes:?}");
        }
    }

    #[test]
    fn nobody_arrives_or_comes_back_before_being_sent() {
        let arrives = |day| at(arrival(&answers(&[("arrived_on", day)], &[]), TODAY, SENT_ON));
        assert_eq!(arrives("2026-11-17"), ["arrived_on"]);
        assert_eq!(arrives("2026-11-18"), [""; 0]);
        assert_eq!(arrives("2026-11-22"), ["arrived_on"]);
        let slip = [
            ("answered_on", "今天"),
            ("reason", "1"),
            ("diagnosis", "1"),
            ("advice", "按时服药，两周后复诊"),
            ("doctor", "云大夫"),
        ];
        let with = |changes: &[(&str, &str)]| down(&answers(&slip, changes), TODAY, SENT_ON);
        assert_eq!(with(&[]).unwrap().answered_on, TODAY);
        assert_eq!(at(with(&[("answered_on", "2026-11-17")])), ["answered_on"]);
        assert_eq!(at(with(&[("advice", ""), ("diagnosis", "77")])), ["diagnosis", "advice"]);
    }

    proptest! {
        /// Whatever is typed: a slip that is taken keeps its days in order and names a reason.
        #[test]
        fn what_is_taken_is_in_order(changes in proptest::collection::vec((0..SLIP.len(), ".{0,12}"), 0..4)) {
            let changes: Vec<(&str, &str)> = changes.iter().map(|(at, text)| (SLIP[*at].0, text.as_str())).collect();
            if let Ok(slip) = up(&answers(&SLIP, &changes), &context()) {
                prop_assert!(slip.sent_on >= context().from && slip.sent_on <= TODAY);
                prop_assert!(!slip.reasons.is_empty());
                prop_assert!(!slip.history.trim().is_empty());
            }
        }
    }
}
