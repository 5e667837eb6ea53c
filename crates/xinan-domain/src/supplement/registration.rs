//! 建档日期 — the day on which a record was built.

use jiff::civil::Date;

use super::REGISTERED_ON;
use crate::answers::{Answers, Complaints};
use crate::day::read_day_near;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;

/// The day on which a record was built, of somebody who is entered by hand: today, or an earlier day of a paper
/// record. A record is built for a diagnosis (工作规范 建档), so it is not older than that.
///
/// # Errors
/// All complaints, each at [`REGISTERED_ON`].
pub fn registered_on(answers: &Answers, today: Date) -> Result<Date, Complaints> {
    let mut read = Reader::new(answers, today);
    let day = read.past_day(REGISTERED_ON.id, Empty::Refused);
    let diagnosed_on = read_day_near(answers.raw("diagnosed_on"), today);
    if let (Some(day), Some(diagnosed_on)) = (day, diagnosed_on)
        && day < diagnosed_on
        && diagnosed_on <= today
    {
        read.complaints.refuse(REGISTERED_ON.id, Problem::RegisteredBeforeDiagnosis { diagnosed_on });
    }
    day.filter(|_| !read.complaints.refused()).ok_or(read.complaints)
}
