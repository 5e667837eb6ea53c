//! From answers to a transfer and its answer, or to all complaints at once.

use jiff::civil::Date;

use super::{AcceptedElsewhere, Accepting, Sending};
use crate::answers::{Answers, Complaints};
use crate::duty::Told;
use crate::reader::{Empty, Reader};
use crate::region::{Level, Region};
use crate::text::rules::Problem;
use crate::text::{Lang, life as words};

/// A township that the table of divisions does not have: nobody stands there to accept.
pub fn no_such_township() -> Complaints {
    let mut complaints = Complaints::default();
    complaints.refuse("to_region", said(words::transfer_no_township));
    complaints
}

/// A village that the table of divisions does not have.
pub fn no_such_village() -> Complaints {
    let mut complaints = Complaints::default();
    complaints.refuse("village", said(words::transfer_no_village));
    complaints
}

/// What else is known.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The day of entry.
    pub today: Date,
    /// No day lies before this: of sending the day from which the record counts, of an answer the day of sending.
    pub from: Date,
    /// The territory within which the place lies: the county of sending, the township that accepts.
    pub within: Region,
    /// Where the person lives.
    pub lives_in: Region,
}

fn said(say: fn(Lang) -> &'static str) -> Problem {
    Problem::Said([say(Lang::Zh).to_owned(), say(Lang::En).to_owned()])
}

/// What is sent. Exactly one of a township of the county and a place in another county; never where the person lives.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn sending(answers: &Answers, context: &Context) -> Result<Sending, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let sent_on = day(&mut read, "sent_on", context.from);
    let reason = read.one("reason", Empty::Refused);
    let to = read.filled("to_region", Empty::Fine).and_then(|code| {
        let region = Region::exact(&code).ok().filter(|one| {
            one.level() == Level::Township && context.within.contains(one) && !one.contains(&context.lives_in)
        });
        if region.is_none() {
            read.complaints.refuse("to_region", said(words::transfer_no_township));
        }
        region
    });
    let place = read.text("to_place", 100, Empty::Fine);
    match (answers.get("to_region").is_empty(), place.is_empty()) {
        (true, true) => read.complaints.refuse("to_region", said(words::transfer_where)),
        (false, false) => read.complaints.refuse("to_place", said(words::transfer_one_place)),
        _ => {}
    }
    let address = read.text("address", 100, Empty::Fine);
    let phone = read.phone("phone", Empty::Fine);
    let told: Vec<Told> = read.many("told").into_iter().collect();
    let note = read.text("note", 300, Empty::Fine);
    match (sent_on, reason) {
        (Some(sent_on), Some(reason)) if !read.complaints.refused() => {
            Ok(Sending { sent_on, reason, to, place, address, phone, told, note })
        }
        _ => Err(read.complaints),
    }
}

/// What the new body enters.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn accepting(answers: &Answers, context: &Context) -> Result<Accepting, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let accepted_on = day(&mut read, "accepted_on", context.from);
    let village = read.filled("village", Empty::Refused).and_then(|code| {
        let region = Region::exact(&code).ok();
        let region = region.filter(|one| one.level() == Level::Village && context.within.contains(one));
        if region.is_none() {
            read.complaints.refuse("village", said(words::transfer_no_village));
        }
        region
    });
    let address = read.text("address", 100, Empty::Refused);
    let phone = read.phone("phone", Empty::Fine);
    let note = read.text("note", 200, Empty::Fine);
    match (accepted_on, village) {
        (Some(accepted_on), Some(village)) if !read.complaints.refused() => {
            Ok(Accepting { accepted_on, village, address, phone, note })
        }
        _ => Err(read.complaints),
    }
}

/// What is entered of a body of another county.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn accepted_elsewhere(answers: &Answers, context: &Context) -> Result<AcceptedElsewhere, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let accepted_on = day(&mut read, "accepted_on", context.from);
    let body = read.text("body", 100, Empty::Refused);
    let note = read.text("note", 200, Empty::Fine);
    match accepted_on {
        Some(accepted_on) if !read.complaints.refused() => Ok(AcceptedElsewhere { accepted_on, body, note }),
        _ => Err(read.complaints),
    }
}

fn day(read: &mut Reader<'_>, id: &'static str, from: Date) -> Option<Date> {
    let day = read.past_day(id, Empty::Refused)?;
    if day < from {
        let say = |lang| words::transfer_too_early(lang, from);
        read.complaints.refuse(id, Problem::Said([say(Lang::Zh), say(Lang::En)]));
        return None;
    }
    Some(day)
}
