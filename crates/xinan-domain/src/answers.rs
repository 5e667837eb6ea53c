//! What somebody answered on a form, before it is understood.
//!
//! A web form, a row of a workbook and a visit from a phone all arrive as [`Answers`]: field ids
//! with the text that was typed. One parser per form turns them into a typed value or into all
//! its [`Complaints`] at once, so that nothing can be entered one way and refused another.

pub(crate) mod said;

use crate::text::{Lang, tidy, words};

/// Untrusted text by field id, in the order in which it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers(Vec<(String, String)>);

impl Answers {
    /// From pairs as a browser sends them; a repeated id is a field with several choices.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// Adds one answer.
    pub fn push(&mut self, id: &str, text: impl Into<String>) {
        self.0.push((id.to_owned(), text.into()));
    }

    /// Replaces all answers of a field by one.
    pub fn set(&mut self, id: &str, text: impl Into<String>) {
        self.0.retain(|(key, _)| key != id);
        self.push(id, text);
    }

    /// The answer as typed; empty when there is none.
    pub fn raw(&self, id: &str) -> &str {
        self.0.iter().find(|(key, _)| key == id).map_or("", |(_, text)| text)
    }

    /// The answer, [tidied](tidy).
    pub fn get(&self, id: &str) -> String {
        tidy(self.raw(id))
    }

    /// What somebody said in words, [as written](words).
    pub fn words(&self, id: &str) -> String {
        words(self.raw(id))
    }

    /// Whether anything was answered.
    pub fn has(&self, id: &str) -> bool {
        !self.get(id).is_empty()
    }

    /// All choices of a field: repeated ids, and choices joined in one text by `;`, `,` or `/`.
    ///
    /// `、` stays: official labels contain it (患者家属、监护人).
    pub fn list(&self, id: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(key, _)| key == id)
            .flat_map(|(_, text)| {
                tidy(text)
                    .split([';', ',', '/'])
                    .map(|part| part.trim().to_owned())
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// Every pair, in order: what a refused page shows again.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }
}

/// Whether a complaint stops the record or asks for a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Weight {
    /// Worth a second look; the record is kept.
    Ask,
    /// The record cannot be kept like this.
    Refuse,
}

/// One thing that is wrong or doubtful, at one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Complaint {
    /// The field's id, as in [`Answers`].
    pub field: &'static str,
    /// Whether it stops the record.
    pub weight: Weight,
    /// What happened; [`Problem::say`](crate::text::rules::Problem::say) puts it into a sentence.
    pub problem: crate::text::rules::Problem,
}

/// Everything that was found wrong or doubtful with one form, in its order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Complaints(Vec<Complaint>);

impl Complaints {
    /// The record cannot be kept because of this.
    pub fn refuse(&mut self, field: &'static str, problem: crate::text::rules::Problem) {
        self.0.push(Complaint { field, weight: Weight::Refuse, problem });
    }

    /// This deserves a second look.
    pub fn ask(&mut self, field: &'static str, problem: crate::text::rules::Problem) {
        self.0.push(Complaint { field, weight: Weight::Ask, problem });
    }

    /// A complaint of this weight.
    pub fn say(&mut self, field: &'static str, weight: Weight, problem: crate::text::rules::Problem) {
        self.0.push(Complaint { field, weight, problem });
    }

    /// Whether anything stops the record.
    pub fn refused(&self) -> bool {
        self.0.iter().any(|one| one.weight == Weight::Refuse)
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Complaint> {
        self.0.iter()
    }

    /// The sentences at one field.
    pub fn at<'a>(&'a self, field: &'a str, lang: Lang) -> impl Iterator<Item = String> + 'a {
        self.0.iter().filter(move |one| one.field == field).map(move |one| one.problem.say(lang))
    }

    /// Makes questions of those of which this is true: they stop the record no more.
    pub fn soften(&mut self, is_question: impl Fn(&Complaint) -> bool) {
        for one in self.0.iter_mut().filter(|one| is_question(one)) {
            one.weight = Weight::Ask;
        }
    }

    /// Keeps those of which this is true.
    pub fn retain(&mut self, keep: impl FnMut(&Complaint) -> bool) {
        self.0.retain(keep);
    }

    /// Takes over the complaints of a part.
    pub fn extend(&mut self, other: Complaints) {
        self.0.extend(other.0);
    }
}

/// What kind of answer a field takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Free text of at most this many characters.
    Text(usize),
    /// A civil day.
    Day,
    /// A day known to the year, the month or the day.
    PartialDay,
    /// One of a code list.
    One(&'static [crate::code::CodeItem]),
    /// Any number of a code list.
    Many(&'static [crate::code::CodeItem]),
    /// Harmful acts with their counts (危险行为 1 to 7).
    Counts(&'static [crate::code::CodeItem]),
    /// A whole number within bounds.
    Number(i64, i64),
    /// A measured value, with or without its unit.
    Measure,
    /// An identity number (GB 11643).
    IdentityNumber,
    /// A telephone number.
    Phone,
    /// Rows of medicines.
    Medicines,
}

/// Whether a field must be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Always (R).
    Required,
    /// When another answer asks for it (C).
    Conditional,
    /// Never (O).
    Optional,
}

/// One field of an official form: the single definition that the page, the workbook, the printed
/// form and the checks share.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Identifier in [`Answers`] and in the printed form's data.
    pub id: &'static str,
    /// The official wording.
    pub label: &'static str,
    /// The same in English.
    pub label_en: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be answered.
    pub need: Need,
    /// Other column names met in offices' workbooks.
    pub columns: &'static [&'static str],
}

/// The fields of a section: from the first of these ids to the field before the second, or to the end.
pub fn between<'a>(fields: &'a [Field], from: &str, to: &str) -> &'a [Field] {
    let at = |id: &str| fields.iter().position(|one| one.id == id);
    let (from, to) = (at(from).unwrap_or(0), at(to).unwrap_or(fields.len()));
    fields.get(from..to).unwrap_or_default()
}

/// Looks up a field by id.
pub fn field<'a>(fields: &'a [Field], id: &str) -> Option<&'a Field> {
    fields.iter().find(|one| one.id == id)
}
