//! From answers to an admission and to leaving, or to all complaints at once.

use jiff::civil::Date;

use super::{Admission, Discharge, Ground, Hospital, Leaving};
use crate::answers::{Answers, Complaints};
use crate::code::Code;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;
use crate::text::{Lang, hospital as words};

/// What else is known at an admission.
#[derive(Debug, Clone, Copy)]
pub struct AdmissionContext<'a> {
    /// The day of entry.
    pub today: Date,
    /// No admission lies before this: the birth date.
    pub from: Date,
    /// The ids of the hospitals that can be chosen.
    pub hospitals: &'a [String],
    /// Of whoever enters it in the hospital: then it is this one, and ground and rights are known there.
    pub own: Option<&'a str>,
    /// Earlier stays: admitted on, left on.
    pub stays: &'a [(Date, Date)],
}

/// What else is known at leaving.
#[derive(Debug, Clone, Copy)]
pub struct LeavingContext {
    /// The day of entry.
    pub today: Date,
    /// 入院日期.
    pub admitted_on: Date,
    /// 住院依据, as far as it is known.
    pub ground: Option<Ground>,
}

pub(super) fn said(say: fn(Lang) -> &'static str) -> Problem {
    Problem::Said([say(Lang::Zh).to_owned(), say(Lang::En).to_owned()])
}

/// A past day that is not before another.
pub(super) fn day_from(
    read: &mut Reader<'_>,
    id: &'static str,
    from: Date,
    empty: Empty,
    early: fn(Lang, Date) -> String,
) -> Option<Date> {
    let day = read.past_day(id, empty)?;
    if day < from {
        read.complaints.refuse(id, Problem::Said([early(Lang::Zh, from), early(Lang::En, from)]));
        return None;
    }
    Some(day)
}

/// An admission. What each ground demands is asked (精神卫生法 第三十至三十二条, 第三十七条): under 第三十条第二款第一项 the
/// guardian's consent, without which nobody is admitted; under both of 第二款 the psychiatrist and the day of the conclusion.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn admission(answers: &Answers, context: &AdmissionContext<'_>) -> Result<Admission, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let admitted_on = day_from(&mut read, "admitted_on", context.from, Empty::Refused, words::stay_day_early);
    if let Some(on) = admitted_on
        && let Some((from, until)) = context.stays.iter().find(|(from, until)| *from <= on && on < *until)
    {
        let say = |lang| words::stay_overlaps(lang, *from, *until);
        read.complaints.refuse("admitted_on", Problem::Said([say(Lang::Zh), say(Lang::En)]));
    }
    let hospital = hospital(&mut read, answers, context);
    let ward_no = read.text("ward_no", 40, Empty::Fine);
    let known = if context.own.is_some() { Empty::Refused } else { Empty::Fine };
    let ground = read.one::<Ground>("ground", known);
    let by_conclusion = matches!(ground, Some(Ground::HarmToSelf | Ground::HarmToOthers));
    let of_guardian = if ground == Some(Ground::HarmToSelf) { Empty::Refused } else { Empty::Fine };
    let guardian_name = read.text("guardian_name", 20, Empty::Fine);
    if ground == Some(Ground::HarmToSelf) && guardian_name.is_empty() {
        read.complaints.refuse("guardian_name", said(words::stay_needs_guardian));
    }
    let guardian_relation = read.one("guardian_relation", of_guardian);
    let agreed_on = read.past_day("agreed_on", of_guardian);
    let of_conclusion = if by_conclusion { Empty::Refused } else { Empty::Fine };
    let doctor = read.text("doctor", 20, of_conclusion);
    let concluded_on = read.past_day("concluded_on", of_conclusion);
    let told_on = day_from(&mut read, "told_on", context.from, known, words::stay_day_early);
    let note = read.text("note", 200, Empty::Fine);
    match (admitted_on, hospital) {
        (Some(admitted_on), Some(hospital)) if !read.complaints.refused() => Ok(Admission {
            admitted_on,
            hospital,
            ward_no,
            ground,
            guardian_name,
            guardian_relation,
            agreed_on,
            doctor,
            concluded_on,
            told_on,
            note,
        }),
        _ => Err(read.complaints),
    }
}

fn hospital(read: &mut Reader<'_>, answers: &Answers, context: &AdmissionContext<'_>) -> Option<Hospital> {
    if let Some(own) = context.own {
        return Some(Hospital::Listed(own.to_owned()));
    }
    let (listed, named) = (answers.get("hospital"), read.text("other_hospital", 50, Empty::Fine));
    match (listed.is_empty(), named.is_empty()) {
        (true, true) => read.complaints.refuse("hospital", said(words::stay_which_hospital)),
        (false, false) => read.complaints.refuse("other_hospital", said(words::stay_one_hospital)),
        (false, true) if context.hospitals.contains(&listed) => return Some(Hospital::Listed(listed)),
        (false, true) => read.complaints.refuse("hospital", said(words::stay_no_such_hospital)),
        (true, false) => return Some(Hospital::Named(named)),
    }
    None
}

/// Leaving: not before the admission, and in a way that the ground allows (精神卫生法 第三十五、四十四条).
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn leaving(answers: &Answers, context: &LeavingContext) -> Result<Discharge, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let left_on = day_from(&mut read, "left_on", context.admitted_on, Empty::Refused, words::stay_left_early);
    let leaving = read.one::<Leaving>("leaving", Empty::Refused);
    if leaving.is_some_and(|leaving| !leaving.fits(context.ground)) {
        read.complaints.refuse("leaving", said(words::stay_leaving_other_ground));
    }
    let note = read.text("left_note", 200, Empty::Fine);
    match (left_on, leaving) {
        (Some(left_on), Some(leaving)) if !read.complaints.refused() => {
            Ok(Discharge { left_on, leaving, note })
        }
        _ => Err(read.complaints),
    }
}

impl Leaving {
    /// Whether a stay on this ground may end so; one whose ground nobody has said may end in any way.
    pub fn fits(self, ground: Option<Ground>) -> bool {
        self.needs().is_none_or(|needs| ground.is_none_or(|ground| ground == needs))
    }

    /// The ground of a stay that ends so; none where any may.
    fn needs(self) -> Option<Ground> {
        match self {
            Self::OwnWish => Some(Ground::Voluntary),
            Self::GuardiansWish => Some(Ground::HarmToSelf),
            Self::NotFounded => Some(Ground::HarmToOthers),
            Self::Fit | Self::OtherHospital | Self::Other => None,
        }
    }
}

/// An admission as it would be typed, to be corrected.
pub fn to_answers(admission: &Admission) -> Answers {
    let mut answers = Answers::default();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let code = |code: Option<u8>| code.map(|code| code.to_string()).unwrap_or_default();
    answers.push("admitted_on", admission.admitted_on.to_string());
    match &admission.hospital {
        Hospital::Listed(id) => answers.push("hospital", id),
        Hospital::Named(name) => answers.push("other_hospital", name),
    }
    answers.push("ward_no", &admission.ward_no);
    answers.push("ground", code(admission.ground.map(Code::code)));
    answers.push("guardian_name", &admission.guardian_name);
    answers.push("guardian_relation", code(admission.guardian_relation.map(Code::code)));
    answers.push("agreed_on", day(admission.agreed_on));
    answers.push("doctor", &admission.doctor);
    answers.push("concluded_on", day(admission.concluded_on));
    answers.push("told_on", day(admission.told_on));
    answers.push("note", &admission.note);
    answers
}
