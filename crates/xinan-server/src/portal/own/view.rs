//! The pages of the own door, for the smallest telephone.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::code::Code;
use xinan_domain::consent::Subject;
use xinan_domain::portal::{Kept as Kind, May, Reader as Rule};
use xinan_domain::text::{Lang, day_in_full, short_day};

use super::looks::SeenLook;
use super::seen::{Next, NextStep, Record, Told, VisitSeen};
use super::support;
use super::whose::Whose;
use crate::case::agreed::Agreed;
use crate::disclosure::store::Entered;
use crate::portal::exception::store::Kept;
use crate::portal::reader::Reader;
use crate::shell::clock::Moment;
use crate::shell::ui::button::{Button, Look, call};
use crate::shell::ui::card::Card;
use crate::shell::ui::kv;
use crate::shell::ui::layout::Page;
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::people::{Near, near};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// A page with its way back and its way out.
pub(in crate::portal) struct Framed<'a> {
    pub(in crate::portal) title: &'a str,
    pub(in crate::portal) here: &'a str,
    pub(in crate::portal) flash: Option<Flash<'a>>,
    pub(in crate::portal) refused: bool,
}

impl Framed<'_> {
    /// The page.
    pub(in crate::portal) fn show(&self, reader: &Reader, body: &Markup) -> Markup {
        let lang = reader.lang;
        let content = html! {
            div.my-top {
                @if self.here != "/my" { a href="/my" { "‹ " (texts::my_home(lang)) } } @else { span {} }
                (Button::new(texts::sign_out(lang)).look(Look::Quiet).small().post("/my/sign-out", &reader.form_key, &[]))
            }
            h1 { (self.title) }
            (body)
        };
        Page {
            view: reader.view,
            refused: self.refused,
            flash: self.flash.clone(),
            home: "/my",
            here: self.here,
            csrf: &reader.form_key,
            ..Page::new(lang, self.title)
        }
        .show_bare(&content)
    }
}

fn plain<'a>(title: &'a str, here: &'a str) -> Framed<'a> {
    Framed { title, here, flash: None, refused: false }
}

/// The first page: what is next, and the way to everything else.
pub(super) fn home(reader: &Reader, name: &str, (next, answers): (&Next, u64), today: Date) -> Markup {
    let (lang, whose) = (reader.lang, Whose::of(reader, name));
    let record = whose.say(lang, texts::my_record, texts::ward_record);
    let access = whose.say(lang, texts::my_access, texts::ward_access);
    let agreed = whose.say(lang, texts::my_agreed, texts::ward_agreed);
    let ways: [(&str, &str); 6] = [
        ("/my/support", texts::my_support(lang)),
        ("/my/record", &record),
        ("/my/access", &access),
        ("/my/agreed", &agreed),
        ("/my/requests", texts::my_requests(lang)),
        ("/my/copy", texts::my_copy(lang)),
    ];
    let title = match reader.is_person() {
        true => texts::my_hello(lang, name),
        false => texts::my_hello_guardian(lang, name),
    };
    let body = html! {
        @if !reader.is_person() { p.muted { (texts::ward_explained(lang, name)) } }
        @if answers > 0 {
            (notice(Tone::Ok, &html! { a href="/my/requests" { b { (texts::my_answered(lang, answers)) } } }))
        }
        (help_now(lang, next))
        (Card::new("next", texts::my_what_is_next(lang)).show(&next_card(lang, whose, next, today)))
        nav.my-ways aria-label=(texts::main_menu(lang)) {
            ul { @for (href, label) in ways { li { a href=(href) { (label) } } } }
        }
    };
    plain(&title, "/my").show(reader, &body)
}

/// Whom to call, before everything else: who is near, then the numbers that are the same everywhere.
fn help_now(lang: Lang, next: &Next) -> Markup {
    let mut all = Vec::new();
    if let Some((name, phone)) = &next.contact {
        let role = texts::village_contact(lang);
        let name = if name.is_empty() { role } else { name };
        all.push(Near { name, role, note: "", end: call(texts::act_call(lang), phone, true) });
    }
    all.extend([
        emergency(lang, "12356", texts::my_call_12356(lang)),
        emergency(lang, "120", texts::my_call_120(lang)),
        emergency(lang, "110", texts::my_call_110(lang)),
    ]);
    Card::new("now", texts::my_help_now(lang)).show(&near(&all))
}

fn emergency<'a>(lang: Lang, number: &'a str, what: &'a str) -> Near<'a> {
    Near { name: number, role: what, note: "", end: call(texts::act_call(lang), number, true) }
}

fn next_card(lang: Lang, whose: Whose<'_>, next: &Next, today: Date) -> Markup {
    let near_day = |day: Date| match day.year() == today.year() {
        true => short_day(lang, day),
        false => day_in_full(lang, day),
    };
    let what = match next.what {
        NextStep::Agreed(on) => texts::my_next_agreed(lang, &near_day(on)),
        NextStep::Until(by) => {
            whose.say_of((lang, &near_day(by)), texts::my_next_until, texts::ward_next_until)
        }
        NextStep::Late(by) => whose.say_of((lang, &near_day(by)), texts::my_next_late, texts::ward_next_late),
        NextStep::Offer => whose.say(lang, texts::my_next_offer, texts::ward_next_offer),
        NextStep::Sought => whose.say(lang, texts::my_next_sought, texts::ward_next_sought),
        NextStep::Nothing => whose.say(lang, texts::my_next_nothing, texts::ward_next_nothing),
    };
    let people: Vec<Near<'_>> = next
        .workers
        .iter()
        .map(|one| Near { name: &one.name, role: lang.code(one.kind), note: &one.office, end: html! {} })
        .collect();
    html! {
        p { b { (what) } }
        p {
            (whose.say(lang, texts::my_exam_yearly, texts::ward_exam_yearly)) " "
            @match next.examined_on {
                Some(on) => { (texts::my_exam_last(lang, &day_in_full(lang, on))) },
                None => { (texts::my_exam_never(lang)) },
            }
        }
        p { (whose.say(lang, texts::my_medicine_ask, texts::ward_medicine_ask)) }
        @if !people.is_empty() {
            h3 { (whose.say(lang, texts::my_who_cares, texts::ward_who_cares)) }
            (near(&people))
        }
    }
}

/// What support there is.
pub(super) fn support(reader: &Reader, name: &str, record: &Record) -> Markup {
    let (lang, whose) = (reader.lang, Whose::of(reader, name));
    let body = html! {
        p { (texts::my_support_explained(lang)) }
        @if let Some(grade) = record.disability {
            (notice(Tone::Ok, &html! {
                (whose.say_of((lang, lang.code(grade)), texts::my_has_certificate, texts::ward_has_certificate))
             }))
        }
        @for (at, one) in support::ALL.iter().enumerate() {
            (Card::new(&format!("help{at}"), (one.name)(lang)).show(&html! {
                p { ((one.what)(lang)) }
                p.small.muted { (texts::my_basis(lang, (one.basis)(lang))) }
            }))
        }
    };
    plain(texts::my_support(lang), "/my/support").show(reader, &body)
}

/// What was agreed to.
pub(super) fn agreed(reader: &Reader, name: &str, said: &[Agreed]) -> Markup {
    let (lang, whose) = (reader.lang, Whose::of(reader, name));
    let holds: Vec<&Agreed> =
        Subject::ALL.iter().filter_map(|to| said.iter().find(|one| one.to == *to)).collect();
    let before: Vec<&Agreed> =
        said.iter().filter(|one| !holds.iter().any(|held| std::ptr::eq(*held, *one))).collect();
    let word = |one: &Agreed| if one.given { texts::my_agreed_yes(lang) } else { texts::my_agreed_no(lang) };
    let body = html! {
        @if holds.is_empty() { p { (whose.say(lang, texts::my_agreed_nothing, texts::ward_agreed_nothing)) } }
        @for one in &holds {
            @let tone = if one.given { Tone::Ok } else { Tone::Info };
            (Card::new(&format!("agreed-{}", one.to.code()), about(lang, one.to)).show(&html! {
                p { (tag(tone, word(one))) " " (day_in_full(lang, one.on)) }
                p { (means(lang, whose, one.to)) }
            }))
        }
        @if !before.is_empty() {
            h2 { (texts::my_agreed_before(lang)) }
            ul.log {
                @for one in before { li { (day_in_full(lang, one.on)) " · " (about(lang, one.to)) " · " (word(one)) } }
            }
        }
        (notice(Tone::Info, &html! {
            (whose.say(lang, texts::my_agreed_change, texts::ward_agreed_change))
        }))
    };
    let title = whose.say(lang, texts::my_agreed, texts::ward_agreed);
    plain(&title, "/my/agreed").show(reader, &body)
}

/// One of the four in plain words.
fn about(lang: Lang, to: Subject) -> &'static str {
    match to {
        Subject::Management => texts::agreed_management(lang),
        other => lang.code(other),
    }
}

/// What that means, in plain words; what is said of it in whole stands in its letter (`xinan_domain::text::letter`).
fn means(lang: Lang, whose: Whose<'_>, to: Subject) -> String {
    match to {
        Subject::Management => whose.say(lang, texts::my_agreed_means, texts::ward_agreed_means),
        Subject::Sharing => whose.say(lang, texts::my_sharing_means, texts::ward_sharing_means),
        Subject::Examination => whose.say(lang, texts::my_examination_means, texts::ward_examination_means),
        Subject::Emergency => whose.say(lang, texts::my_emergency_means, texts::ward_emergency_means),
    }
}

/// Who has looked: one page of it, and whether older looks follow.
pub(super) fn access(
    reader: &Reader,
    name: &str,
    (lines, left): (&[Vec<&SeenLook>], &[Entered]),
    (page, older): (u32, bool),
) -> Markup {
    let (lang, whose) = (reader.lang, Whose::of(reader, name));
    let body = html! {
        p { (texts::my_access_explained(lang)) }
        @if !left.is_empty() {
            (Card::new("left", texts::my_left(lang)).show(&html! {
                ul.log { @for one in left { li { (left_in_words(lang, one)) } } }
            }))
        }
        @if lines.is_empty() { p.muted { (texts::my_access_nobody(lang)) } }
        ul.log { @for line in lines { li { (line_of_looks(lang, line)) } } }
        @if page > 1 || older {
            div.pages { nav.grow aria-label=(texts::pages(lang)) { ol {
                @if page > 1 { li { a href={ "/my/access?page=" (page - 1) } rel="prev" { (texts::newer_looks(lang)) } } }
                @if older { li { a href={ "/my/access?page=" (page + 1) } rel="next" { (texts::older_looks(lang)) } } }
            } } }
        }
    };
    let title = whose.say(lang, texts::my_access, texts::ward_access);
    plain(&title, "/my/access").show(reader, &body)
}

/// What went out: what, for what, to whom.
fn left_in_words(lang: Lang, one: &Entered) -> String {
    let when = Moment::of_micros(one.left_at.unwrap_or(one.asked_at)).in_full(lang);
    texts::disclosed_line(lang, &when, lang.code(one.door), lang.code(one.purpose), &one.recipient)
}

/// One look, or several of one day by the same for the same: how many, and each behind it.
fn line_of_looks(lang: Lang, line: &[&SeenLook]) -> Markup {
    let ask = |one: &SeenLook| {
        html! {
            @if one.of_office {
                br; a href={ "/my/requests/new?look=" (one.entry) } { (texts::my_ask_look(lang)) }
            }
        }
    };
    let Some(latest) = line.first() else { return html! {} };
    match line {
        [one] => html! {
            b { (Moment::of_micros(one.at).in_full(lang)) } br;
            (one.who) br; (one.what) (ask(one))
        },
        all => html! {
            b { (day_in_full(lang, Moment::of_micros(latest.at).day())) } br;
            (latest.who) br; (texts::my_looks_for(lang, latest.purpose, all.len()))
            details.more {
                summary { (texts::looks_each(lang)) }
                ul.log {
                    @for one in all { li { (Moment::of_micros(one.at).time_text()) " " (one.what) (ask(one)) } }
                }
            }
        },
    }
}

/// What a doctor keeps back, said openly: what, by which office, until when, and how to object.
fn kept_back(reader: &Reader, kept: &[Kept], may: &May, today: Date) -> Markup {
    let lang = reader.lang;
    let shown = |kind: Kind| match kind {
        Kind::Words => may.words,
        Kind::Diagnosis => may.diagnosis,
        Kind::Medicine => may.medicine,
    };
    let in_force = |one: &&Kept| shown(one.kept).kept_until().is_some() && today <= one.until;
    let kept: Vec<&Kept> = kept.iter().filter(in_force).collect();
    html! {
        @if reader.as_rule() == Rule::Person && !kept.is_empty() {
            (notice(Tone::Soon, &html! {
                @for one in &kept {
                    p { (texts::my_kept_back(lang, lang.code(one.kept), &one.office, &day_in_full(lang, one.until))) }
                }
                p { (texts::my_kept_back_object(lang)) " "
                    a href="/my/requests/new?kind=3" { (texts::my_ask_objection(lang)) } }
            }))
        }
    }
}

/// The record.
pub(super) fn record(
    reader: &Reader,
    name: &str,
    record: &Record,
    (kept, may): (&[Kept], &May),
    today: Date,
) -> Markup {
    let (lang, whose) = (reader.lang, Whose::of(reader, name));
    let body = html! {
        (kept_back(reader, kept, may, today))
        @if let Told::Here(one) = &record.diagnosis {
            (Card::new("diagnosis", texts::my_diagnosis(lang)).show(&html! {
                p { b { (lang.code(one.what)) } }
                p { (texts::my_diagnosed_on(lang, &day_in_full(lang, one.on))) @if let Some(at) = &one.at { " · " (at) } }
                p.small { (whose.say(lang, texts::my_diagnosis_explained, texts::ward_diagnosis_explained)) }
            }))
        }
        @if let Some(one) = &record.whereabouts {
            (Card::new("reached", &whose.say(lang, texts::my_reached, texts::ward_reached)).show(&html! {
                (kv::facts(&[
                    (texts::column_village(lang), html! { (one.village) }),
                    (texts::my_address(lang), html! { (or_none(lang, &one.address)) }),
                    (&whose.say(lang, texts::my_phone, texts::ward_phone), html! { (or_none(lang, &one.phone)) }),
                ]))
                p { a href="/my/requests/new" { (texts::my_is_wrong(lang)) } }
            }))
        }
        h2 { (texts::my_visits(lang)) }
        @if record.visits.is_empty() { p.muted { (texts::never_visited(lang)) } }
        @for (at, visit) in record.visits.iter().enumerate() { (visit_card(lang, whose, at, visit)) }
        p { (texts::my_record_whole(lang)) " " a href="/my/copy" { (texts::my_copy(lang)) } }
        p { a href="/my/requests/new" { (texts::my_ask_correction(lang)) } }
    };
    let title = whose.say(lang, texts::my_record, texts::ward_record);
    plain(&title, "/my/record").show(reader, &body)
}

fn or_none(lang: Lang, text: &str) -> &str {
    if text.is_empty() { texts::none(lang) } else { text }
}

fn visit_card(lang: Lang, whose: Whose<'_>, at: usize, visit: &VisitSeen) -> Markup {
    let mut facts: Vec<(&str, Markup)> = Vec::new();
    if !visit.met {
        let not_met = whose.say(lang, texts::my_visit_not_met, texts::ward_visit_not_met);
        facts.push((texts::my_visit_state(lang), html! { (not_met) }));
    }
    if let Some(class) = visit.class {
        let grade = visit.risk.map_or(String::new(), |risk| texts::my_grade(lang, risk.grade()));
        facts.push((
            texts::my_visit_state(lang),
            html! { (lang.code(class)) @if !grade.is_empty() { " · " (grade) } },
        ));
    }
    if let Told::Here(medicine) = &visit.medicine
        && visit.met
    {
        let all = medicine.join(texts::list_joint(lang));
        facts.push((texts::my_medicine(lang), html! { (or_none(lang, &all)) }));
    }
    if let Told::Here(words) = &visit.words
        && !words.is_empty()
    {
        facts.push((texts::my_words(lang), html! { (words) }));
    }
    if let Some(doctor) = &visit.doctor {
        facts.push((texts::my_visit_by(lang), html! { (doctor) }));
    }
    let title = format!("{} · {}", day_in_full(lang, visit.on), lang.code(visit.mode));
    Card::new(&format!("visit{at}"), &title).show(&kv::facts(&facts))
}

/// What there is to take away.
pub(super) fn copy(reader: &Reader, (kept, may): (&[Kept], &May), today: Date) -> Markup {
    let lang = reader.lang;
    let body = html! {
        p { (texts::my_copy_explained(lang)) }
        (kept_back(reader, kept, may, today))
        @if cfg!(feature = "pdf") {
            div.my-ways { ul {
                li { a href="/my/copy/supplement.pdf" { (texts::my_copy_supplement(lang)) } }
                li { a href="/my/copy/follow-up.pdf" { (texts::my_copy_visits(lang)) } }
            } }
        }
        (notice(Tone::Info, &html! { (texts::my_copy_careful(lang)) }))
        p.small { (texts::my_after_death(lang)) }
    };
    plain(texts::my_copy(lang), "/my/copy").show(reader, &body)
}
