//! How the columns of a sheet were understood, and the form in which that is corrected.

use maud::{Markup, html};
use xinan_documents::columns::{How, Ledger, Match, Matching};
use xinan_domain::text::Lang;

use super::SheetView;
use crate::intake::store::Upload;
use crate::shell::actor::Actor;
use crate::shell::ui::button::Button;
use crate::shell::ui::field::{Choice, options};
use crate::shell::ui::form::{Form, fold, hidden};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// Whether a column is taken for what its name says, or somebody said what it is: nothing is left to choose.
fn is_settled(one: &Match) -> bool {
    matches!(one.how, How::ByName | How::ByUser)
}

/// In one line: how many columns are known, and how many are left to choose.
pub(super) fn title(lang: Lang, matching: &Matching) -> String {
    let known = matching.columns.iter().filter(|one| is_settled(one)).count();
    match matching.columns.len() - known {
        0 => texts::columns_all_known(lang, known),
        open => texts::columns_some_known(lang, known, open),
    }
}

/// Whether somebody must look: a required column is missing, one was guessed, or two say the same. A column that
/// is simply not imported can wait until somebody misses it.
pub(super) fn needs_choice(matching: &Matching) -> bool {
    let is_doubtful = |one: &Match| matches!(one.how, How::ByContent | How::Twice);
    !matching.missing_required.is_empty() || matching.columns.iter().any(is_doubtful)
}

/// How each column was understood, and the form in which that is corrected: what is left to choose, then what
/// is known, folded away.
pub(super) fn columns(actor: &Actor, upload: &Upload, sheet: &SheetView<'_>) -> Markup {
    let lang = actor.lang;
    let matching = &sheet.ledger.matching;
    let (known, open): (Vec<&Match>, Vec<&Match>) = matching.columns.iter().partition(|one| is_settled(one));
    let action = format!("/import/{}/columns", upload.path_id());
    Form::new(lang, &action, &actor.form_key).show(&html! {
        (hidden("", &[("file", &sheet.ledger.file.to_string()), ("sheet", &sheet.ledger.index.to_string())]))
        @if open.is_empty() {
            (table_of_columns(lang, matching.kind, &known, &texts::columns_caption(lang, &sheet.report.sheet), false))
        } @else {
            @let (to_choose, settled) =
                (texts::columns_open(lang, open.len()), texts::columns_known(lang, known.len()));
            (table_of_columns(lang, matching.kind, &open, &to_choose, true))
            @if !known.is_empty() {
                (fold(&settled, false, &table_of_columns(lang, matching.kind, &known, &settled, false)))
            }
        }
        p { (Button::new(texts::columns_save(lang)).small().submit()) }
    })
}

fn table_of_columns(
    lang: Lang,
    kind: Ledger,
    columns: &[&Match],
    caption: &str,
    caption_seen: bool,
) -> Markup {
    let heads = [
        Column::new(texts::columns_letter(lang)),
        Column::new(texts::columns_header(lang)),
        Column::new(texts::columns_sample(lang)),
        Column::new(texts::columns_field(lang)),
        Column::new(texts::columns_how(lang)),
    ];
    let choices: Vec<Choice<'_>> =
        kind.columns().iter().map(|spec| Choice::new(spec.field, spec.label())).collect();
    let rows = html! {
        @for one in columns {
            tr {
                th scope="row" { (one.letter) }
                td { (one.header) }
                td.small.full { span data-mask=[masked(one)] { (samples(one)) } }
                td.full {
                    select.box name={ "c" (one.column) }
                        aria-label=(texts::columns_select(lang, &one.letter, &one.header)) {
                        option value="" { (texts::columns_unused(lang)) }
                        (options(&choices, one.field.unwrap_or_default()))
                    }
                }
                td { (how(lang, one.how)) }
            }
        }
    };
    Table { lang, caption, caption_seen, columns: &heads, class: "cards" }.show(&rows)
}

fn how(lang: Lang, how: How) -> Markup {
    match how {
        How::ByName => tag(Tone::Plain, texts::columns_by_name(lang)),
        How::ByContent => tag(Tone::Soon, texts::columns_by_content(lang)),
        How::ByUser => tag(Tone::Ok, texts::columns_by_user(lang)),
        How::Twice => tag(Tone::Soon, texts::columns_twice(lang)),
        How::Unknown => tag(Tone::Plain, texts::columns_unknown(lang)),
    }
}

/// The first cells of a column, identity numbers and telephones covered.
fn samples(one: &Match) -> String {
    let covered: Vec<String> = one.sample.iter().map(|text| covered(one.field, text)).collect();
    let mut text = covered.join(" · ");
    if let Some((end, _)) = text.char_indices().nth(60) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// What stands there instead while names are covered.
fn masked(one: &Match) -> Option<String> {
    let is_name = one.field.is_some_and(|field| field == "name" || field.ends_with("_name"));
    let names = || one.sample.iter().map(|name| covered_name(name)).collect::<Vec<_>>();
    is_name.then(|| names().join(" · "))
}

/// A text whose long numbers show their ends only: whoever looks over columns need not read them.
fn covered(field: Option<&str>, text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_number = field.is_some_and(|field| field == "identity_number" || field.ends_with("phone"));
    let longest = text.split(|c| !is_digit(c)).map(|run| run.chars().count()).max().unwrap_or(0);
    if !is_number && longest < 11 {
        return text.to_owned();
    }
    let digits = text.chars().filter(|c| is_digit(*c)).count();
    let (head, tail) = (3.min(digits / 3), 4.min(digits / 3 + 1));
    let mut at = 0;
    let cover = |c: char| {
        if !is_digit(c) {
            return c;
        }
        at += 1;
        match at > head && at + tail <= digits {
            true => '*',
            false => c,
        }
    };
    text.chars().map(cover).collect()
}

#[cfg(test)]
mod tests {
    use super::covered;

    #[test]
    fn identity_numbers_and_telephones_show_their_ends_only() {
        assert_eq!(covered(Some("identity_number"), "429971198102098078"), "429***********8078");
        assert_eq!(covered(Some("identity_number"), "42997119420502204X"), "429**********2204X");
        assert_eq!(covered(Some("phone"), "13928368174"), "139****8174");
        assert_eq!(covered(Some("guardian_phone"), "0716-8213344"), "071*-***3344");
        assert_eq!(covered(Some("phone"), "8213344"), "82**344");
    }

    #[test]
    fn a_long_number_is_covered_in_whatever_column_it_stands() {
        assert_eq!(covered(None, "４２９９７１１９８１０２０９８０７８"), "４２９***********８０７８");
        assert_eq!(covered(Some("address"), "清溪镇大堰村6组"), "清溪镇大堰村6组");
        assert_eq!(covered(Some("visited_on"), "2025-01-23"), "2025-01-23");
    }
}
