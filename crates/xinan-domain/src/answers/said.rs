//! From a value back to the answer that says it, as a page sends it: codes and ids, no labels.

use jiff::civil::Date;

use super::Answers;
use crate::code::Code;
use crate::risk::Incidents;

/// A count for each act, as the page has them, or the tick at 7 无.
pub(crate) fn incidents(answers: &mut Answers, incidents: Option<&Incidents>) {
    let Some(incidents) = incidents else { return };
    if incidents.is_none() {
        answers.push("incidents", "7");
    }
    for (act, count) in incidents.iter() {
        answers.push(&format!("incident{}", act.code()), count.to_string());
    }
}

/// The number of a choice.
pub(crate) fn code<C: Code>(answers: &mut Answers, id: &str, value: Option<C>) {
    if let Some(value) = value {
        answers.push(id, value.code().to_string());
    }
}

/// One answer for each choice, as a browser sends ticked boxes.
pub(crate) fn codes<'a, C: Code>(answers: &mut Answers, id: &str, values: impl IntoIterator<Item = &'a C>) {
    for value in values {
        code(answers, id, Some(*value));
    }
}

/// A day.
pub(crate) fn day(answers: &mut Answers, id: &str, value: Option<Date>) {
    if let Some(day) = value {
        answers.push(id, day.to_string());
    }
}

/// Words, where there are any.
pub(crate) fn text(answers: &mut Answers, id: &str, value: &str) {
    if !value.is_empty() {
        answers.push(id, value);
    }
}
