//! The pages of consent.

mod follows;
mod form;

use maud::{Markup, html};
use xinan_domain::code::Code;
use xinan_domain::consent::{
    Because, Decision, Entry, OTHER_LETTER, Processing, States, Subject, Verdict, gate,
};
use xinan_domain::person::Consent;
use xinan_domain::text::Lang;
use xinan_domain::text::letter::{find as letter, newest};
use xinan_domain::text::rules::Problem as Wrong;

use super::paper::store::Paper;
use super::store::{Kept, OfForm};
use crate::case::VisibleCase;
use crate::case::words::{saved, word_in_words};
use crate::policy::{Action, permits, permits_consent_correction};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Frame, Text, file, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

pub(super) use form::{FormPage, choice, draft_key, form};

/// The field of a correction.
pub(super) const REASON: &str = "consent_reason";

/// Which addresses of the printing room have the letters.
fn print_address(case: &VisibleCase, subject: Subject) -> String {
    format!("/print/people/{}/consents/{}", case.path_id(), subject.code())
}

/// Where the four stand, what follows, and everything that was said.
pub(super) fn list(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    states: &States,
    (history, forms): (&[Kept], &[OfForm]),
    done: &str,
) -> Markup {
    let lang = actor.lang;
    let name = case.head.name.as_str();
    let person = format!("/people/{}", case.path_id());
    let here = format!("{person}/consents");
    let mut acts = Vec::new();
    if permits(actor, Action::RecordConsent) {
        let new = format!("{here}/new");
        acts.push(Button::primary(texts::consent_record(lang)).icon(Icon::Pen).link(&new));
    }
    let title = texts::consents_title(lang);
    let body = html! {
        (crumbs_of_person(lang, name, &person, title))
        (head(&Head { title: name, person: true, aside: title, acts: &acts, ..Head::default() }))
        div.stack {
            (notice(Tone::Info, &html! { (texts::consents_voluntary(lang)) }))
            @for subject in Subject::ALL { (of_subject(actor, case, states, *subject, &here)) }
            (Card::new("always", texts::consents_always(lang)).show(&html! {
                ul.log {
                    @for one in Processing::ALL.iter().filter(|one| one.asks_for().is_empty()) {
                        (goes(lang, *one, &gate(*one, states)))
                    }
                }
            }))
            (Card::new("history", texts::consents_history(lang)).show(&said(lang, (history, forms), &here, &person)))
        }
    };
    let flash = saved(lang, done).map(Flash::done);
    let about =
        About { title: name, person: Some(name), current: "/people", here: &here, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

/// One of the four: where it stands, what goes on or rests with it, and what one can do.
fn of_subject(actor: &Actor, case: &VisibleCase, states: &States, subject: Subject, here: &str) -> Markup {
    let lang = actor.lang;
    let id = format!("subject-{}", subject.code());
    let asks = |one: &&Processing| one.asks_for().last() == Some(&subject);
    Card::new(&id, lang.code(subject)).show(&html! {
        p { b { (word_in_words(lang, &states.at(subject))) } }
        ul.log {
            @for one in Processing::ALL.iter().filter(asks) { (goes(lang, *one, &gate(*one, states))) }
        }
        div.acts {
            @if permits(actor, Action::RecordConsent) {
                (Button::new(texts::consent_record(lang)).small().link(&format!("{here}/new?subject={}", subject.code())))
            }
            @if let Some(letter) = newest(subject).filter(|_| permits(actor, Action::PrintForms)) {
                a href=(print_address(case, subject)) target="_blank" rel="noopener" {
                    (texts::consent_print(lang, letter.version))
                }
            }
        }
    })
}

/// 继续 随访…：已同意
fn goes(lang: Lang, one: Processing, verdict: &Verdict) -> Markup {
    let (tone, word) = match (verdict.goes_on, verdict.because) {
        (true, _) => (Tone::Ok, texts::consent_goes_on(lang)),
        (false, Because::NotAsked(_)) => (Tone::Plain, texts::consent_not_begun(lang)),
        (false, _) => (Tone::Info, texts::consent_rests(lang)),
    };
    html! {
        li { (tag(tone, word)) " " (one.say(lang)) " " span.small.muted { (verdict.say(lang)) } }
    }
}

/// Who decided: 监护人（李春林，哥哥）；本人不能签字的原因：…
fn who(lang: Lang, entry: &Entry) -> String {
    let by = lang.code(entry.by);
    let mut words = match &entry.detail.guardian {
        Some(guardian) => texts::consent_by_guardian(lang, by, &guardian.name, lang.code(guardian.relation)),
        None => by.to_owned(),
    };
    if !entry.detail.unable.is_empty() {
        words = texts::consent_unable(lang, &words, &entry.detail.unable);
    }
    words
}

/// The version of the text that was signed.
fn version(lang: Lang, entry: &Entry) -> String {
    match entry.letter.as_deref() {
        None if entry.decision.declines() || entry.decision == Decision::Undecided => {
            texts::consent_spoken(lang).to_owned()
        }
        None => texts::consent_no_letter(lang).to_owned(),
        Some(OTHER_LETTER) => texts::consent_other_letter(lang).to_owned(),
        Some(id) => letter(id).map_or_else(|| id.to_owned(), |letter| letter.version.to_owned()),
    }
}

/// Who recorded it, and on which day.
fn recorded(lang: Lang, by: &str, at: i64) -> String {
    let by = if by.is_empty() { texts::by_nobody(lang) } else { by };
    texts::consent_recorded(lang, by, &Moment::of_micros(at).day().to_string())
}

/// Everything that was said, entries and forms together, the latest day first.
fn said(lang: Lang, (history, forms): (&[Kept], &[OfForm]), here: &str, person: &str) -> Markup {
    if history.is_empty() && forms.is_empty() {
        return empty(texts::consents_none(lang), texts::consents_none_next(lang), None);
    }
    let columns = [
        Column::new(texts::consent_day(lang)),
        Column::new(texts::consent_what(lang)),
        Column::new(texts::consent_who(lang)),
        Column::new(texts::consent_text(lang)),
        Column::new(texts::consent_recorded_by(lang)),
    ];
    let entry = |one: &Kept| {
        let what = texts::consent_decided(lang, lang.code(one.entry.subject), lang.code(one.entry.decision));
        html! {
            tr {
                td.lead { a href={ (here) "/" (one.path_id()) } { (one.entry.on) } }
                td {
                    @if let Some((_, by, reason)) = &one.mistaken {
                        s { (what) } " " (tag(Tone::Plain, texts::consent_mistaken(lang)))
                        " " span.small.muted { (texts::consent_mistaken_by(lang, by, reason)) }
                    } @else { (what) }
                }
                td { (who(lang, &one.entry)) }
                td {
                    (version(lang, &one.entry))
                    @if one.papers > 0 && one.mistaken.is_none() { " · " (texts::consent_papers(lang, one.papers)) }
                }
                td { (recorded(lang, &one.by, one.recorded_at)) }
            }
        }
    };
    let form = |one: &OfForm| {
        let word = match one.consent {
            Consent::Given => texts::consent_form_given(lang),
            Consent::Refused => texts::consent_form_refused(lang),
        };
        let source =
            if one.of_workbook { texts::consent_of_roster(lang) } else { texts::consent_of_form(lang) };
        html! {
            tr {
                td.lead { (one.on) }
                td { (word) }
                td { span.muted { "—" } }
                td { a href={ (person) "/edit" } { (source) } }
                td { (recorded(lang, &one.by, one.recorded_at)) }
            }
        }
    };
    let mut rows: Vec<(jiff::civil::Date, i64, Markup)> =
        history.iter().map(|one| (one.entry.on, one.recorded_at, entry(one))).collect();
    rows.extend(forms.iter().map(|one| (one.on, one.recorded_at, form(one))));
    rows.sort_by_key(|(on, at, _)| std::cmp::Reverse((*on, *at)));
    let caption = texts::consents_history(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards split" };
    table.show(&html! { @for (_, _, row) in &rows { (row) } })
}

/// One entry with its sheets, and what follows where it is a no that holds.
pub(super) fn entry(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    (kept, states): (&Kept, &States),
    papers: &[Paper],
    wrong: &[String],
    done: &str,
) -> Markup {
    let lang = actor.lang;
    let name = case.head.name.as_str();
    let list = format!("/people/{}/consents", case.path_id());
    let here = format!("{list}/{}", kept.path_id());
    let one = &kept.entry;
    let title = texts::consent_decided(lang, lang.code(one.subject), lang.code(one.decision));
    let label = texts::paper_file_label(lang);
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|say| Line { field: "file", sentence: texts::summary_line(lang, label, say) })
        .collect();
    let body = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (crumbs_of_person(lang, name, &list, &title))
        (head(&Head { title: name, person: true, aside: &title, ..Head::default() }))
        div.stack {
            @if let Some((_, by, reason)) = &kept.mistaken {
                (notice(Tone::Soon, &html! { (texts::consent_mistaken_by(lang, by, reason)) }))
            }
            @if kept.mistaken.is_none() && one.decision.declines() { (follows::follows(lang, case, one.subject, states)) }
            (Card::new("entry", &title).show(&html! {
                ul.log {
                    li { (texts::consent_line(lang, texts::consent_day(lang), &one.on.to_string())) }
                    li { (texts::consent_line(lang, texts::consent_who(lang), &who(lang, one))) }
                    li { (texts::consent_line(lang, texts::consent_text(lang), &version(lang, one))) }
                    @if let Some(ground) = &one.detail.ground {
                        li { (texts::consent_ground(lang, &ground.reported_by, &ground.reported_on.to_string())) }
                    }
                    @if !one.detail.remark.is_empty() {
                        li { (texts::consent_line(lang, texts::consent_remark(lang), &one.detail.remark)) }
                    }
                    li { (texts::consent_line(lang, texts::consent_recorded_by(lang), &recorded(lang, &kept.by, kept.recorded_at))) }
                }
                p.small { a href=(list) { (texts::consents_all(lang)) } }
            }))
            @if kept.mistaken.is_none() {
                (sheets(actor, papers, wrong, &here))
                @if permits_consent_correction(actor, kept.recorded_by == Some(actor.account)) {
                    p.small { a href={ (here) "/correction" } { (texts::consent_correct(lang)) } }
                }
            }
        }
    };
    let flash = saved(lang, done).map(Flash::done);
    let draft = draft_key(case, Some(one.subject));
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &here,
        flash,
        refused: !wrong.is_empty(),
        draft_done: (done == "consent").then_some(&draft),
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// The scanned sheets, and how one is added.
fn sheets(actor: &Actor, papers: &[Paper], wrong: &[String], here: &str) -> Markup {
    let lang = actor.lang;
    let action = format!("{here}/papers");
    let form = Form { files: true, refused: !wrong.is_empty(), ..Form::new(lang, &action, &actor.form_key) };
    let mut frame = Frame::new(lang, "file", texts::paper_file_label(lang)).hint(texts::paper_hint(lang));
    frame.errors = wrong.to_vec();
    let id = xinan_db::new_id().to_string();
    Card::new("papers", texts::papers_title(lang)).icon(Icon::Doc).show(&html! {
        @if papers.is_empty() { p.muted { (texts::papers_none(lang)) } }
        ul.log {
            @for (at, one) in papers.iter().enumerate() {
                li {
                    a href={ (action) "/" (one.id.simple()) } { (texts::paper_number(lang, at + 1)) }
                    " · " (lang.code(one.kind)) " · " (texts::paper_size(lang, one.bytes.div_euclid(1024).max(1)))
                    " · " (recorded(lang, &one.by, one.at))
                }
            }
        }
        @if permits(actor, Action::RecordConsent) {
            (form.show(&html! {
                (hidden("", &[("file_id", &id)]))
                (file(&frame, ".jpg,.jpeg,.png,.pdf"))
                p { (Button::new(texts::paper_add(lang)).submit()) }
            }))
        }
    })
}

/// The page on which an entry is taken back as a mistake.
pub(super) fn correction(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    kept: &Kept,
    reason: &str,
    wrong: Option<&Wrong>,
) -> Markup {
    let lang = actor.lang;
    let name = case.head.name.as_str();
    let entry = format!("/people/{}/consents/{}", case.path_id(), kept.path_id());
    let action = format!("{entry}/correction");
    let label = texts::correction_reason(lang);
    let sentence = wrong.map(|wrong| wrong.say(lang));
    let mut frame = Frame::new(lang, REASON, label);
    frame.errors.extend(sentence.clone());
    let lines: Vec<Line<'_>> = sentence
        .iter()
        .map(|say| Line { field: REASON, sentence: texts::summary_line(lang, label, say) })
        .collect();
    let title = texts::consent_correct(lang);
    let one = &kept.entry;
    let what = texts::consent_decided(lang, lang.code(one.subject), lang.code(one.decision));
    let form = Form { refused: wrong.is_some(), ..Form::new(lang, &action, &actor.form_key) };
    let body = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (crumbs_of_person(lang, name, &entry, title))
        (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
        (notice(Tone::Soon, &html! { (texts::consent_correct_notice(lang)) }))
        p { (one.on) " · " (what) " · " (who(lang, one)) }
        (form.show(&html! {
            (text(&frame, Text::Line, reason))
            (submit_bar(&[Button::primary(title).submit()], &html! {
                a href=(entry) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &action,
        back: Some(&entry),
        refused: wrong.is_some(),
        ..About::default()
    };
    whole(actor, now, &about, &body)
}
