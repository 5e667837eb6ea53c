//! Every part in every state.

use jiff::civil::date;
use maud::{Markup, html};
use xinan_domain::answers::{Complaints, Field};
use xinan_domain::examination::Item;
use xinan_domain::follow_up::FIELDS;

use super::samples::{self, Say, Year};
use super::words;
use crate::shell::ui::button::{Button, Look, acts};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary;
use crate::shell::ui::field::{self, Choice, Extra, Filled, Frame, OnPhone, Text};
use crate::shell::ui::filter::{Filter, filters};
use crate::shell::ui::form::{Form, Live, fold, polled, result_bar, submit_bar};
use crate::shell::ui::icons::{Icon, icon};
use crate::shell::ui::kv;
use crate::shell::ui::meter::{self, Bullet};
use crate::shell::ui::notice::{Flash, empty, flash, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::people::{Look as Seen, looks};
use crate::shell::ui::person;
use crate::shell::ui::plot::{Plot, Point};
use crate::shell::ui::sparkline::sparkline;
use crate::shell::ui::steps::{self, State};
use crate::shell::ui::table::{Column, Order, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::shell::ui::timeline::{Timeline, timeline};
use crate::shell::ui::todo::todos;
use crate::texts;

/// Tags, buttons, icons.
pub(super) fn signs(say: Say) -> Markup {
    let lang = say.lang;
    let save = texts::act_save(lang);
    let hidden = [("id", say.say(words::li))];
    html! {
        p.acts {
            @for tone in Tone::ALL { (tag(tone, say.say(words::li_when))) }
        }
        (acts(&[
            Button::primary(save).icon(Icon::Check).submit(),
            Button::new(save).submit(),
            Button::new(save).look(Look::Quiet).submit(),
            Button::new(save).look(Look::Warm).icon(Icon::Hand).submit(),
            Button::new(save).small().key('N').link("#"),
            Button::new(&texts::grade_take(lang, 3)).small().key('T').offer("risk", "take_risk", "3"),
            Button::new(texts::act_print(lang)).small().paper("#"),
            Button::new(texts::act_undo(lang)).small().icon(Icon::Undo).post("/undo", "token", &hidden),
            html! { button.btn type="button" disabled { (save) } },
        ]))
        p.acts { @for one in Icon::ALL { (icon(*one)) } }
    }
}

/// Messages, empty states, steps.
pub(super) fn messages(say: Say) -> Markup {
    let lang = say.lang;
    let words: [(Tone, samples::Word); 4] = [
        (Tone::First, words::notice_first),
        (Tone::Soon, words::flash_frozen),
        (Tone::Info, words::notice_info),
        (Tone::Plain, words::notice_plain),
    ];
    let steps = [words::steps_1, words::steps_2, words::steps_3, words::steps_4].map(|word| say.say(word));
    let undo = Button::new(texts::act_undo(lang)).small().post("/undo", "token", &[]);
    html! {
        (flash(&Flash { end: Some(undo), ..Flash::done(say.say(words::flash_saved)) }))
        (flash(&Flash { tone: Tone::Soon, sentence: say.say(words::flash_frozen), end: None }))
        div.stack { @for (tone, word) in words { (notice(tone, &html! { (say.say(word)) })) } }
        (Card::new("empty", say.say(words::empty_act)).show(&empty(
            say.say(words::empty_why),
            say.say(words::empty_next),
            Some(&Button::new(say.say(words::empty_act)).link("/people?list=week")),
        )))
        (steps::steps(lang, &steps, 2))
        (polled("job", "/jobs/1", true, &html! {
            p { (say.say(words::job_running)) }
            (meter::meter(lang, 12, 18, ""))
        }))
        (Card::new("tasks", say.say(words::record_parts)).show(&steps::tasks(lang, &[
            (say.say(words::task_basic), "/people/1/basic", State::Done),
            (say.say(words::task_consent), "/people/1/consent", State::Now),
            (say.say(words::task_guardian), "/people/1/guardian", State::More),
            (say.say(words::help_medicine), "/people/1/medicine", State::Waiting),
            (say.say(words::task_first_visit), "/people/1/visit", State::Open),
        ])))
    }
}

/// Work lists, tables, filters, pages.
pub(super) fn lists(say: Say) -> Markup {
    let lang = say.lang;
    let villages = [Choice::new("1", say.say(words::village)), Choice::new("2", say.say(words::town2))];
    let columns = [
        Column::new(say.say(words::f_name)).sort("?sort=name".to_owned(), None),
        Column::new(say.say(words::f_village)).sort("?sort=village".to_owned(), Some(Order::Up)),
        Column::number(say.say(words::towns_people)).sort("?sort=n".to_owned(), Some(Order::Down)),
        Column::silent(say.say(words::col_acts)),
    ];
    let caption = say.say(words::sorted_note);
    let place = Place { total: 186, page: 3, per_page: 20 };
    html! {
        (person::group_of_cards(lang, "first", say.say(words::first_group), 2, &samples::first_people(say)))
        (person::group_of_rows(lang, "due", say.say(words::due_group), 2, &samples::due_people(say)))
        (person::group_of_rows(lang, "week", say.say(words::week_group), 12, &samples::week_people(say)))
        (Card::new("table", say.say(words::nav_people)).show(&html! {
            (filters(lang, "/people", &[
                Filter::Select("village", say.say(words::f_village), say.say(words::all), &villages, "2"),
                Filter::Text("q", say.say(words::f_name), say.say(words::li)),
            ], &[("sort", "name")]))
            (Table { lang, caption, caption_seen: true, columns: &columns, class: "" }.show(&html! {
                @for one in samples::first_people(say) {
                    tr {
                        th scope="row" {
                            a.hit href=(one.href) data-mask=(person::covered_name(one.name)) { (one.name) }
                        }
                        td { (say.say(words::village)) }
                        td.n { "3" }
                        td { a href="/print/visit/1.pdf" { (texts::act_print(lang)) } }
                    }
                }
            }))
            (pagination(lang, place, |page| format!("/people?page={page}")))
        }))
    }
}

/// The course of a value whose last result alerts.
fn course(say: Say) -> Plot<'static> {
    const POINTS: [Point; 4] = [
        Point { on: date(2026, 8, 20), value: 6.4, alerts: false },
        Point { on: date(2026, 9, 20), value: 5.1, alerts: false },
        Point { on: date(2026, 10, 21), value: 4.2, alerts: false },
        Point { on: date(2026, 11, 20), value: 3.2, alerts: true },
    ];
    let name = say.lang.code(Item::WhiteCells);
    Plot { lang: say.lang, name, unit: "×10⁹/L", points: &POINTS, limit: Some(3.5) }
}

/// Charts.
pub(super) fn charts(say: Say) -> Markup {
    let lang = say.lang;
    let year = Year::with_a_hard_summer(say);
    let nothing = Timeline {
        classes: &[],
        visits: &[],
        medicine: &[],
        events: &[],
        months: 6,
        ..year.timeline(lang, "empty-strip")
    };
    html! {
        (meter::meter(lang, 11, 18, say.say(words::today_meter)))
        p.acts {
            @for one in [
                Bullet { value: 67.9, target: 75.0, before: Some(64.0) },
                Bullet { value: 87.0, target: 85.0, before: None },
            ] { (meter::bullet(lang, one)) (meter::against_target(lang, one)) }
            (sparkline(lang, &[80.0, 81.0, 84.0, 83.0, 87.0], 75.0, 95.0))
        }
        div.plots { (course(say).show()) }
        (Card::new("year", say.say(words::tab_overview)).show(&timeline(&year.timeline(lang, "year-strip"))))
        (Card::new("empty-year", say.say(words::tab_all)).show(&timeline(&nothing)))
    }
}

/// What stands on a person's page.
pub(super) fn person_parts(say: Say) -> Markup {
    let lang = say.lang;
    html! {
        (Card::new("todo", say.say(words::next_title)).show(&todos(&samples::todos(say))))
        (Card::new("facts", say.say(words::now_life)).show(&html! {
            (kv::facts(&[
                (say.say(words::now_medicine), html! { (say.say(words::now_medicine_n)) }),
                (say.say(words::now_tests), html! { b { (say.say(words::now_tests_v)) } }),
            ]))
            (kv::now(&super::pages::now(say)))
        }))
        (Card::new("folded", say.say(words::now_life)).show_folding(say.say(words::tab_all), &html! { p { (say.say(words::now_tests_v)) } }))
        (Card::new("seen", texts::access_title(lang)).icon(Icon::Lock).show(&looks(lang, &seen(say))))
    }
}

/// Who has looked.
pub(super) fn seen(say: Say) -> Vec<Seen<'static>> {
    vec![
        Seen {
            who: say.say(words::signed_in),
            office: say.say(words::place),
            when: say.say(words::look1_when),
            what: say.say(words::tab_overview),
            each: vec![("09:12", say.say(words::tab_overview)), ("09:40", say.say(words::tab_overview))],
        },
        Seen {
            who: say.say(words::look2_who),
            office: say.say(words::look2_office),
            when: say.say(words::look2_when),
            what: say.say(words::look2_what),
            each: Vec::new(),
        },
    ]
}

/// Fields of our own, in every state.
pub(super) fn fields(say: Say) -> Markup {
    let lang = say.lang;
    let name = say.say(words::li);
    let account = Frame { scope: "g-", ..Frame::new(lang, "account", say.say(words::f_account)) };
    let password = Frame { scope: "g-", ..Frame::new(lang, "password", say.say(words::f_password)) };
    let outcome = Frame { scope: "g-", ..Frame::new(lang, "outcome", say.say(words::f_outcome)) };
    let note = Frame { scope: "g-", last: name, ..Frame::new(lang, "note", say.say(words::col_said)) };
    let day = Frame { scope: "g-", ..Frame::new(lang, "on", say.say(words::col_day)) };
    let village = Frame { scope: "g-", ..Frame::new(lang, "village", say.say(words::f_village)) };
    let sheet = Frame { scope: "g-", ..Frame::new(lang, "sheet", say.say(words::f_file)) };
    let outcomes = [
        words::f_outcome_1,
        words::f_outcome_2,
        words::f_outcome_3,
        words::f_outcome_4,
        words::f_outcome_5,
        words::f_outcome_6,
    ];
    let outcomes: Vec<Choice<'_>> = outcomes
        .iter()
        .enumerate()
        .map(|(at, word)| Choice::new((at + 1).to_string(), say.say(*word)))
        .collect();
    let wrong =
        error_summary::Line { field: "password", sentence: say.say(words::f_password_wrong).to_owned() };
    let form = Form { draft: Some("gallery"), files: true, ..Form::new(lang, "/dev/ui", "token") };
    form.show(&html! {
        (error_summary::summary(lang, &[wrong], "g-"))
        (field::text(&account.hint(say.say(words::f_account_hint)), Text::Account, name))
        (field::text(&password.error(say.say(words::f_password_wrong)), Text::Password, "secret"))
        (field::radios(&outcome, &outcomes, "2"))
        (field::text(&note.optional(), Text::Lines, say.say(words::visit1_said)))
        (field::day(&day, "1121", &[("2026-11-21".to_owned(), say.say(words::when_today).to_owned())]))
        (field::select(&village, &[Choice::new("1", say.say(words::village))], "1"))
        (field::file(&sheet, ".xlsx,.xls,.csv"))
        (field::check("sure", "1", say.say(words::f_tick), true))
    })
}

/// A whole official form in the order of the paper, with what was typed and what is wrong with it.
pub(super) fn paper(say: Say, scope: &str, complaints: &Complaints) -> Markup {
    let lang = say.lang;
    let answers = samples::typed(say);
    let filled = Filled { lang, answers: &answers, complaints, scope };
    let names = [say.say(words::medicine_1).to_owned(), say.say(words::medicine_2).to_owned()];
    let part = |title: Option<samples::Word>, from: &str, to: &str| {
        html! {
            div.paper {
                @if let Some(title) = title { h2 { (say.say(title)) } }
                @for one in between(from, to) { (field::official(one, &filled, &extra(say, one.id, &names))) }
            }
        }
    };
    let result = format!("{scope}result");
    let form = Form {
        draft: Some("visit"),
        refused: complaints.refused(),
        codes: true,
        live: Some(Live { url: "/people/1/visits/preview", target: &result }),
        ..Form::new(lang, "/people/1/visits", "token")
    };
    form.show(&html! {
        (error_summary::error_summary(lang, FIELDS, complaints, scope))
        (part(Some(words::section_visit), "visited_on", "lost_reason"))
        (fold(say.say(words::section_gone), answers.has("lost_reason"), &part(None, "lost_reason", "risk")))
        (part(Some(words::section_state), "risk", "self_care"))
        (part(Some(words::section_life), "self_care", "hospital"))
        (part(Some(words::section_care), "hospital", "stability"))
        (part(Some(words::section_result), "stability", ""))
        (result_bar(lang, &[
            Button::primary(texts::act_save(lang)).submit(),
            Button::new(texts::act_save_and_next(lang)).choice("then", "next"),
        ], &result, &html! { p.short.phone-only { (computed(say)) } div.long { p { (computed(say)) } } }))
        (submit_bar(&[Button::primary(texts::act_save(lang)).submit()], &html! {}))
    })
}

/// The fields from one to before another; an empty end is the end of the form.
fn between(from: &str, to: &str) -> impl Iterator<Item = &'static Field> {
    let at = |id: &str| FIELDS.iter().position(|one| one.id == id);
    FIELDS[at(from).unwrap_or(0)..at(to).unwrap_or(FIELDS.len())].iter()
}

fn extra<'a>(say: Say, id: &str, names: &'a [String]) -> Extra<'a> {
    let when = |when| Extra { when, ..Extra::default() };
    match id {
        "sleep" => Extra {
            last: say.say(words::f_case_last),
            phone: OnPhone { plain: say.say(words::f_plain_sleep), ..OnPhone::default() },
            ..Extra::default()
        },
        "diet" => Extra {
            phone: OnPhone {
                same: "1",
                said: say.say(words::f_taken_over),
                taken: true,
                ..OnPhone::default()
            },
            ..Extra::default()
        },
        "medicine" => Extra { hint: say.say(words::f_hint_medicine), names, ..Extra::default() },
        "death_cause" => when("died_on"),
        "death_somatic" => when("death_cause=1"),
        "other_symptom" => when("symptoms=12"),
        "discharged_on" => when("hospital=2"),
        "labs_text" => when("labs=2"),
        "adverse_text" | "adverse_severity" => when("adverse=2"),
        "referral_reason" | "referral_to" => when("referral=2"),
        "other_rehabilitation" => when("rehabilitation=5"),
        _ => Extra::default(),
    }
}

/// What the rules make of it so far.
fn computed(say: Say) -> Markup {
    html! {
        (say.say(words::result_title)) " " b { (say.say(words::basically_stable)) } " · "
        (say.say(words::result_next)) " " b { (say.say(words::result_next_v)) }
    }
}
