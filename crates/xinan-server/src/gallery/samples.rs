//! Invented people and figures, for the gallery and for tests of pages.
//!
//! [`Say`] gives every sample text in one language, or, for tests, a text that tries to break out
//! of its place. A part that survives the second has escaped everything.

use jiff::civil::date;
use maud::Markup;
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem;

use super::words;
use crate::shell::ui::button::{Button, call};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::layout::{NavItem, Page, Search, SignedIn};
use crate::shell::ui::person::Person;
use crate::shell::ui::tag::Tone;
use crate::shell::ui::timeline::{ClassSpan, Event, EventKind, Timeline, Visit};
use crate::shell::ui::todo::Todo;
use crate::texts;

// page-ok: what a hostile text looks like; it is shown as text.
/// What a hostile name, note or file name looks like.
pub const HOSTILE: &str = "\"'><script>alert(1)</script><b onclick=\"x\" style='y'>&amp;{{7*7}}</textarea>";

/// A sample text by its name.
pub type Word = fn(Lang) -> &'static str;

/// Gives sample texts.
#[derive(Debug, Clone, Copy)]
pub struct Say {
    /// The language.
    pub lang: Lang,
    hostile: bool,
}

impl Say {
    /// Texts in this language.
    pub fn plainly(lang: Lang) -> Self {
        Self { lang, hostile: false }
    }

    /// The same text everywhere: [`HOSTILE`].
    pub fn hostile(lang: Lang) -> Self {
        Self { lang, hostile: true }
    }

    /// The text.
    pub fn say(&self, word: Word) -> &'static str {
        if self.hostile { HOSTILE } else { word(self.lang) }
    }
}

/// The menu of a township's prevention worker.
pub fn nav(lang: Lang) -> Vec<NavItem<'static>> {
    vec![
        NavItem::new("/", words::nav_today(lang), Icon::Sun).count(12),
        NavItem::new("/people", words::nav_people(lang), Icon::Book).count(186),
        NavItem::new("/visits/enter", words::nav_enter(lang), Icon::Pen),
        NavItem::new("/dispense", words::nav_medicine(lang), Icon::Pill),
        NavItem::new("/aid", words::nav_aid(lang), Icon::Gift),
        NavItem::new("/urgent", words::nav_urgent(lang), Icon::Hand),
        NavItem::new("/meet", words::nav_meet(lang), Icon::Meet).count(2),
        NavItem::new("/stats", words::nav_stats(lang), Icon::Chart).line_before(),
        NavItem::new("/reports", words::nav_forms(lang), Icon::Doc),
    ]
}

/// The tabs of a township's prevention worker on a phone.
pub fn tabs(lang: Lang) -> Vec<NavItem<'static>> {
    vec![
        NavItem::new("/", words::nav_today_short(lang), Icon::Sun),
        NavItem::new("/people", words::nav_people(lang), Icon::Book),
        NavItem::new("/urgent", words::nav_help(lang), Icon::Hand).urgent(),
        NavItem::new("/meet", words::nav_meet(lang), Icon::Meet).count(1),
    ]
}

/// A page with everything around it.
pub fn page<'a>(say: Say, title: &'a str, nav: &'a [NavItem<'a>], tabs: &'a [NavItem<'a>]) -> Page<'a> {
    let lang = say.lang;
    Page {
        signed_in: SignedIn {
            place: say.say(words::place),
            post: say.say(words::post),
            name: say.say(words::signed_in),
            account: "a1b2c3",
            several: false,
        },
        nav,
        tabs,
        search: Some(Search { action: "/people", asked: "", placeholder: texts::search_people(lang) }),
        as_of: say.say(words::moment),
        csrf: "token",
        ..Page::new(lang, title)
    }
}

fn record_visit(lang: Lang, primary: bool) -> Markup {
    let label = texts::act_record_visit(lang);
    let button = if primary { Button::primary(label) } else { Button::new(label) };
    button.icon(Icon::Pen).link("/visits/new")
}

/// Those who come first today.
pub fn first_people(say: Say) -> Vec<Person<'static>> {
    let lang = say.lang;
    let call = |who: Word| call(&texts::act_call_someone(lang, say.say(who)), "138-0000-0001", false);
    vec![
        Person {
            href: "/people/1",
            name: say.say(words::li),
            who: say.say(words::li_who),
            why: say.say(words::li_why),
            more: say.say(words::li_more),
            tone: Tone::First,
            when: say.say(words::li_when),
            acts: vec![call(words::brother), record_visit(lang, true)],
        },
        Person {
            href: "/people/2",
            name: say.say(words::zhou),
            who: say.say(words::zhou_who),
            why: say.say(words::zhou_why),
            more: say.say(words::zhou_more),
            tone: Tone::First,
            when: say.say(words::zhou_when),
            acts: vec![call(words::herself), record_visit(lang, false)],
        },
    ]
}

/// Those who are due today.
pub fn due_people(say: Say) -> Vec<Person<'static>> {
    let lang = say.lang;
    let person = |name: Word, who: Word, why: Word| Person {
        href: "/people/3",
        name: say.say(name),
        who: say.say(who),
        why: say.say(why),
        tone: Tone::Soon,
        when: say.say(words::when_today),
        acts: vec![Button::new(texts::act_record_visit(lang)).small().key('N').link("/visits/new")],
        ..Person::default()
    };
    vec![
        person(words::chen, words::chen_who, words::chen_why),
        person(words::wang, words::wang_who, words::wang_why),
    ]
}

/// Those of this week.
pub fn week_people(say: Say) -> Vec<Person<'static>> {
    let person = |name: Word, who: Word, why: Word, tone: Tone, when: Word| Person {
        href: "/people/5",
        name: say.say(name),
        who: say.say(who),
        why: say.say(why),
        tone,
        when: say.say(when),
        ..Person::default()
    };
    vec![
        person(words::zhao, words::zhao_who, words::zhao_why, Tone::Plain, words::tuesday),
        person(words::he, words::he_who, words::he_why, Tone::Info, words::to_review),
    ]
}

/// What comes next for one person.
pub fn todos(say: Say) -> Vec<Todo<'static>> {
    let act = |label: &str| Some(Button::new(label).small().link("/visits/new"));
    vec![
        Todo {
            tone: Tone::First,
            when: say.say(words::li_when),
            what: say.say(words::todo_visit),
            why: say.say(words::todo_visit_why),
            who: say.say(words::todo_visit_who),
            act: act(texts::act_record_visit(say.lang)),
        },
        Todo {
            tone: Tone::Soon,
            when: say.say(words::todo_medicine_when),
            what: say.say(words::todo_medicine),
            why: say.say(words::todo_medicine_why),
            who: say.say(words::place),
            act: act(say.say(words::todo_medicine_act)),
        },
        Todo {
            tone: Tone::Info,
            when: say.say(words::todo_aid_when),
            what: say.say(words::todo_aid),
            why: say.say(words::todo_aid_why),
            who: say.say(words::todo_aid_who),
            act: act(say.say(words::todo_aid_act)),
        },
    ]
}

/// What a timeline borrows.
#[derive(Debug, Clone)]
pub struct Year {
    classes: Vec<ClassSpan<'static>>,
    visits: Vec<Visit>,
    medicine: Vec<Option<u32>>,
    events: Vec<Event<'static>>,
}

impl Year {
    /// A year with a hard summer.
    pub fn with_a_hard_summer(say: Say) -> Self {
        let class = |from, to, tone, word: Word| ClassSpan { from, to, tone, word: say.say(word) };
        let event = |on, kind, word: Word| Event { on, kind, word: say.say(word) };
        let visit = |month: i8, grade: u8| {
            let year = if month == 12 { 2025 } else { 2026 };
            Visit { on: date(year, month, 15), grade: Some(grade) }
        };
        Self {
            classes: vec![
                class(date(2025, 12, 1), date(2026, 5, 31), Tone::Ok, words::stable),
                class(date(2026, 6, 1), date(2026, 6, 30), Tone::First, words::unstable),
                class(date(2026, 7, 1), date(2026, 11, 30), Tone::Soon, words::basically_stable),
            ],
            visits: vec![
                visit(12, 0),
                visit(1, 0),
                visit(2, 0),
                visit(3, 0),
                visit(4, 0),
                visit(5, 1),
                visit(6, 3),
                visit(7, 1),
                visit(8, 1),
                visit(9, 0),
                visit(10, 0),
                visit(11, 0),
            ],
            medicine: [31, 31, 28, 31, 29, 18, 30, 31, 31, 30, 31, 30].map(Some).to_vec(),
            events: vec![
                event(date(2025, 12, 16), EventKind::Medicine, words::ev_medicine),
                event(date(2026, 3, 16), EventKind::CheckUp, words::ev_checkup),
                event(date(2026, 5, 20), EventKind::Support, words::ev_stopped),
                event(date(2026, 6, 18), EventKind::Support, words::ev_stay),
                event(date(2026, 8, 16), EventKind::Medicine, words::ev_medicine),
                event(date(2026, 9, 16), EventKind::Life, words::ev_group),
                event(date(2026, 11, 14), EventKind::Medicine, words::ev_medicine),
            ],
        }
    }

    /// The strip of this year.
    pub fn timeline<'a>(&'a self, lang: Lang, id: &'a str) -> Timeline<'a> {
        Timeline {
            lang,
            id,
            from: date(2025, 12, 1),
            months: 12,
            classes: &self.classes,
            visits: &self.visits,
            medicine: &self.medicine,
            events: &self.events,
        }
    }
}

/// A follow-up as it was typed: some of it sensible.
pub fn typed(say: Say) -> Answers {
    let mut answers = Answers::default();
    for (id, text) in [
        ("visited_on", "2026-11-21"),
        ("mode", "2"),
        ("met", "1"),
        ("met", "2"),
        ("risk", "0"),
        ("symptoms", "3"),
        ("severity", "2"),
        ("insight", "2"),
        ("sleep", "2"),
        ("diet", "1"),
        ("self_care", "1"),
        ("incidents", "7"),
        ("incident1", "0"),
        ("adherence", "1"),
        ("adverse", "2"),
        ("labs", "1"),
        ("next_on", "12.5"),
        ("morning1", "1"),
        ("evening1", "2"),
        ("weeks2", "4"),
        ("injection2", "100"),
    ] {
        answers.push(id, text);
    }
    answers.push("medicine1", say.say(words::medicine_1));
    answers.push("medicine2", say.say(words::medicine_2));
    answers.push("note", say.say(words::visit1_said));
    answers
}

/// What is wrong and doubtful with it.
pub fn complaints() -> Complaints {
    let mut complaints = Complaints::default();
    complaints.refuse("adverse_text", Problem::Missing);
    complaints.refuse("insight", Problem::Missing);
    complaints.refuse("next_on", Problem::NotADay { given: HOSTILE.chars().take(20).collect() });
    complaints.ask("medicine1", Problem::MedicineMissing);
    complaints
}
