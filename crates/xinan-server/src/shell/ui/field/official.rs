//! Any field of an official form, drawn from its one definition.

use maud::Markup;
use xinan_domain::answers::{Answers, Complaints, Field, Kind, Weight};
use xinan_domain::code::CodeItem;
use xinan_domain::text::{Lang, tidy};

use super::choice::{self, Choice};
use super::input::{self, Text};
use super::{Frame, OnPhone, counts, medicines, width};
use crate::texts;

/// What was typed, and what was found wrong with it.
#[derive(Debug, Clone, Copy)]
pub struct Filled<'a> {
    /// The language of the page.
    pub lang: Lang,
    /// What was typed; shown again whether it is sensible or not.
    pub answers: &'a Answers,
    /// What was found.
    pub complaints: &'a Complaints,
    /// Set before every id, when several forms stand on one page.
    pub scope: &'a str,
}

/// Where a day lies, as its example says it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lies {
    /// Of the last days: 昨天.
    #[default]
    Lately,
    /// To come: 明天.
    Ahead,
    /// Years ago, so that it has its year.
    LongAgo,
}

/// What a page may add to a field's definition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extra<'a> {
    /// Other words than the official ones: 药怎么吃的? Stored is always the official code.
    pub label: &'a str,
    /// How to answer.
    pub hint: &'a str,
    /// Last time's answer, shown and never filled in.
    pub last: &'a str,
    /// Days to offer, as value and words.
    pub days: &'a [(String, String)],
    /// Where the day lies that it asks for.
    pub lies: Lies,
    /// When it is asked at all, as in [`Frame::when`].
    pub when: &'a str,
    /// Names to offer, for medicines.
    pub names: &'a [String],
    /// How it is asked on a phone.
    pub phone: OnPhone<'a>,
}

/// A field of an official form with what was typed into it.
pub fn official(field: &Field, filled: &Filled<'_>, extra: &Extra<'_>) -> Markup {
    let lang = filled.lang;
    let own = |items: &[CodeItem]| items.iter().map(|item| width(label(lang, item)) + 2).sum::<usize>();
    let wide = match field.kind {
        Kind::Text(longest) => longest > 200,
        Kind::One(items) => own(items) > 26,
        Kind::Many(items) => own(items) > 26,
        Kind::Counts(_) | Kind::Medicines => true,
        _ => false,
    };
    let hint = match (extra.hint, field.kind) {
        ("", Kind::Many(_)) => texts::field_many_hint(lang),
        ("", Kind::PartialDay) => texts::field_partial_day_hint(lang),
        (hint, _) => hint,
    };
    let (errors, asks) = complaints(field, filled);
    let frame = Frame {
        lang,
        name: field.id,
        scope: filled.scope,
        label: if extra.label.is_empty() { lang.pick(field.label, field.label_en) } else { extra.label },
        hint,
        last: extra.last,
        need: field.need,
        when: extra.when,
        known: false,
        errors,
        asks,
        wide,
        phone: extra.phone,
    };
    let value = filled.answers.raw(field.id);
    match field.kind {
        Kind::Text(longest) if longest > 200 => input::text(&frame, Text::Lines, value),
        Kind::Text(_) => input::text(&frame, Text::Line, value),
        Kind::Day => match extra.lies {
            Lies::Lately => input::day(&frame, value, extra.days),
            Lies::Ahead => input::day_ahead(&frame, value, extra.days),
            Lies::LongAgo => input::day_long_ago(&frame, value, texts::field_day_long_ago_placeholder(lang)),
        },
        Kind::PartialDay => input::day_long_ago(&frame, value, texts::field_partial_day_placeholder(lang)),
        Kind::Number(..) => input::text(&frame, Text::Digits, value),
        Kind::Measure => input::text(&frame, Text::Decimal, value),
        Kind::Phone => input::text(&frame, Text::Phone, value),
        // Not digits only: the last place may be X.
        Kind::IdentityNumber => input::text(&frame, Text::Line, value),
        Kind::One(items) => {
            let chosen = chosen(items, &[tidy(value)]).pop().unwrap_or_default();
            choice::radios(&frame, &choices(lang, items), &chosen)
        }
        Kind::Many(items) => {
            let chosen = chosen(items, &filled.answers.list(field.id));
            choice::checks(&frame, &choices(lang, items), &chosen)
        }
        Kind::Counts(items) => counts::counts(&frame, items, filled.answers),
        Kind::Medicines => medicines::medicines(&frame, filled.answers, extra.names),
    }
}

/// An answer to a field in words, where it is read or stands beside the form: codes with their labels, words as they
/// are. Days and numbers are the callers' own.
pub fn answer_in_words(field: &Field, answers: &Answers, lang: Lang) -> String {
    let word = |code: &str, items: &[CodeItem]| {
        items.iter().find(|item| item.code.to_string() == code).map(|item| {
            match lang.pick(item.label, item.label_en) {
                // 0级 says its number already.
                label if label.starts_with(&item.code.to_string()) => label.to_owned(),
                label => format!("{} {label}", item.code),
            }
        })
    };
    match field.kind {
        Kind::One(items) => word(&answers.get(field.id), items).unwrap_or_default(),
        Kind::Many(items) => {
            let words: Vec<String> =
                answers.list(field.id).iter().filter_map(|code| word(code, items)).collect();
            words.join(texts::list_joint(lang))
        }
        Kind::Text(_) => answers.get(field.id),
        _ => String::new(),
    }
}

fn label(lang: Lang, item: &CodeItem) -> &'static str {
    lang.pick(item.label, item.label_en)
}

fn choices(lang: Lang, items: &[CodeItem]) -> Vec<Choice<'static>> {
    items.iter().map(|item| Choice::official(item.code, label(lang, item))).collect()
}

/// The numbers of what was answered, whether as number or in words.
fn chosen(items: &[CodeItem], given: &[String]) -> Vec<String> {
    let meant = |text: &String| {
        items
            .iter()
            .find(|item| text.parse() == Ok(item.code) || item.label == text || item.label_en == text)
            .map(|item| item.code.to_string())
    };
    given.iter().filter_map(meant).collect()
}

/// The sentences at this field, and at its rows: `medicine2` belongs to `medicine`.
fn complaints(field: &Field, filled: &Filled<'_>) -> (Vec<String>, Vec<String>) {
    let rows = field.kind == Kind::Medicines;
    let here = |id: &str| {
        id == field.id || rows && id.strip_prefix(field.id).is_some_and(|row| row.parse::<u8>().is_ok())
    };
    let say = |weight: Weight| {
        let at = filled.complaints.iter().filter(|one| here(one.field) && one.weight == weight);
        at.map(|one| one.problem.say(filled.lang)).collect()
    };
    (say(Weight::Refuse), say(Weight::Ask))
}
