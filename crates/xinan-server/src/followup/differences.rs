//! Two versions of one visit, item by item: what stands in the record now beside what was typed.

use maud::Markup;
use xinan_domain::follow_up::{FIELDS, Visit, to_answers};
use xinan_domain::text::Lang;

use super::paper::in_words;
use crate::shell::ui::differences::{Difference, differences as table};

/// The items in which two versions differ, as a table; nothing when they say the same.
pub(super) fn differences(lang: Lang, kept: &Visit, typed: &Visit) -> Markup {
    let (kept_answers, typed_answers) = (to_answers(kept), to_answers(typed));
    let rows = FIELDS.iter().map(|field| Difference {
        label: lang.pick(field.label, field.label_en),
        now: in_words(field, &kept_answers, kept, lang),
        typed: in_words(field, &typed_answers, typed, lang),
    });
    table(lang, rows)
}
