//! 用药情况, 用药指导: rows of medicines.
//!
//! A row has the boxes of the paper: 用法 with 每次剂量, 早 中 晚, and a long-acting drug's interval with its
//! dose. One of the three is filled in. Words that fit no box stand in 用法, so that whatever a visit
//! says of a medicine can be shown and sent again.

use maud::{Markup, html};
use xinan_domain::answers::Answers;

use super::Frame;
use crate::texts;

/// Rows that are understood. The paper has three; most people need one or two.
const MOST: usize = 6;

/// What a row says beside the name, as the answers call it.
const PARTS: [&str; 7] = ["usage", "dose", "morning", "noon", "evening", "weeks", "injection"];

/// Rows of medicines. The first field's names are those of the paper's boxes; further medicine
/// fields of the same form set their own name before them (`guidance_dose1`).
pub(super) fn medicines(frame: &Frame<'_>, answers: &Answers, names: &[String]) -> Markup {
    let list = format!("{}-names", frame.id());
    let used = |row: &usize| {
        let parts = PARTS.iter().map(|part| part_name(frame, part, *row));
        parts.chain([format!("{}{row}", frame.name)]).any(|name| answers.has(&name))
    };
    // The rows in use and one to write into; the others are folded away below them.
    let shown = (1..=MOST).rev().find(used).map_or(1, |last| (last + 1).min(MOST));
    frame.group(&html! {
        div.meds {
            @for row in 1..=shown { (one(frame, answers, row, &list)) }
            @if shown < MOST {
                details.more {
                    summary { (texts::act_add_rows(frame.lang)) }
                    div.meds { @for row in shown + 1..=MOST { (one(frame, answers, row, &list)) } }
                }
            }
        }
        datalist id=(list) { @for name in names { option value=(name) {} } }
    })
}

fn part_name(frame: &Frame<'_>, part: &str, row: usize) -> String {
    match frame.name {
        "medicine" => format!("{part}{row}"),
        other => format!("{other}_{part}{row}"),
    }
}

fn one(frame: &Frame<'_>, answers: &Answers, row: usize, list: &str) -> Markup {
    let lang = frame.lang;
    let words = [
        texts::med_usage(lang),
        texts::med_dose(lang),
        texts::med_morning(lang),
        texts::med_noon(lang),
        texts::med_evening(lang),
        texts::med_weeks(lang),
        texts::med_injection(lang),
    ];
    let name = format!("{}{row}", frame.name);
    html! {
        div.med role="group" aria-label=(texts::field_medicine_row(lang, row)) {
            label {
                (texts::field_medicine_row(lang, row))
                input.box type="text" name=(name) id=(super::id_of(frame.scope, &name)) autocomplete="off"
                    list=(list) value=(answers.raw(&name)) aria-invalid=[frame.invalid()];
            }
            @for (part, word) in std::iter::zip(PARTS, words) {
                @let name = part_name(frame, part, row);
                // 用法 takes words, the others figures.
                @let mode = (part != "usage").then_some("decimal");
                label {
                    (word)
                    input.box type="text" inputmode=[mode] autocomplete="off" name=(name)
                        value=(answers.raw(&name));
                }
            }
        }
    }
}
