//! 危险行为: how often each act happened since the last visit, or the tick for none.

use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::code::CodeItem;
use xinan_domain::text::Lang;

use super::Frame;
use crate::texts;

/// The code of 无 on the official forms; it is ticked, the others are counted.
const NONE: u8 = 7;

/// A count for each act, and a tick for none. The counts are sent as `incident1` to `incident6`,
/// the tick under the field's own name.
pub(super) fn counts(frame: &Frame<'_>, items: &[CodeItem], answers: &Answers) -> Markup {
    let id = frame.id();
    let stem = frame.name.trim_end_matches('s');
    let label = |item: &CodeItem| match frame.lang {
        Lang::Zh => item.label,
        Lang::En => item.label_en,
    };
    let none_ticked = answers.list(frame.name).iter().any(|code| *code == NONE.to_string());
    frame.group(&html! {
        div.counts {
            @for item in items.iter().filter(|item| item.code == NONE) {
                label.opt.none {
                    input type="checkbox" name=(frame.name) value=(item.code) id=(id)
                        data-code=(item.code) checked[none_ticked];
                    span { b.c { (item.code) } (label(item)) }
                }
            }
            @for item in items.iter().filter(|item| item.code != NONE) {
                @let name = format!("{stem}{}", item.code);
                label {
                    span { (item.code) " " (label(item)) }
                    span.pair {
                        input.box.tight type="text" inputmode="numeric" autocomplete="off" name=(name)
                            id={ (id) "-" (item.code) } value=(answers.raw(&name));
                        (texts::field_times_unit(frame.lang))
                    }
                }
            }
        }
    })
}
