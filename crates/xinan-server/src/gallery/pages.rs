//! Four whole pages with invented people: how the parts are meant to stand together.

use maud::{Markup, html};
use xinan_domain::answers::Complaints;

use super::samples::{self, Say, Year};
use super::{parts, words};
use crate::shell::ui::button::{Button, call};
use crate::shell::ui::card::Card;
use crate::shell::ui::funnel::{FunnelStep, funnel};
use crate::shell::ui::head::{self, First, Head};
use crate::shell::ui::heat::heat_cell;
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::{self, Now};
use crate::shell::ui::layout::Page;
use crate::shell::ui::meter::{self, Bullet};
use crate::shell::ui::people::{Near, looks, near};
use crate::shell::ui::person;
use crate::shell::ui::sparkline::sparkline;
use crate::shell::ui::table::{Column, Table, scroll};
use crate::shell::ui::tag::{Tone, tag};
use crate::shell::ui::timeline::timeline;
use crate::shell::ui::todo::todos;
use crate::texts;

/// 今天: the work list.
pub fn worklist(say: Say) -> Markup {
    let lang = say.lang;
    let (nav, tabs) = (samples::nav(lang), samples::tabs(lang));
    let page = Page { current: "/", ..samples::page(say, words::nav_today_short(lang), &nav, &tabs) };
    let meter = meter::meter(lang, 11, 18, say.say(words::today_meter));
    let (title, day, more) = (words::today_head, words::today_day, words::today_more);
    page.show(&html! {
        (head::today(say.say(title), say.say(day), &meter, say.say(more)))
        (person::group_of_cards(lang, "g1", say.say(words::first_group), 2, &samples::first_people(say)))
        (person::group_of_rows(lang, "g2", say.say(words::due_group), 2, &samples::due_people(say)))
        (person::group_of_rows(lang, "g3", say.say(words::week_group), 12, &samples::week_people(say)))
    })
}

/// 记随访: a form that fills the page.
pub fn follow_up(say: Say, complaints: &Complaints) -> Markup {
    let lang = say.lang;
    let (nav, tabs) = (samples::nav(lang), samples::tabs(lang));
    let page = Page {
        current: "/visits/enter",
        task_back: Some("/people/1"),
        about: Some(say.say(words::li)),
        refused: complaints.refused(),
        ..samples::page(say, say.say(words::li), &nav, &tabs)
    };
    let aside = say.say(words::paper_title);
    page.show(&html! {
        (head::head(&Head { title: say.say(words::li), person: true, aside, ..Head::default() }))
        (parts::paper(say, "", complaints))
    })
}

/// How things are now.
pub(super) fn now(say: Say) -> Vec<Now<'static>> {
    let one = |name: samples::Word, value: samples::Word, note: samples::Word| Now {
        name: say.say(name),
        value: say.say(value),
        note: say.say(note),
    };
    vec![
        one(words::now_medicine, words::now_medicine_v, words::now_medicine_n),
        one(words::now_sleep, words::now_sleep_v, words::now_sleep_n),
        one(words::now_life, words::now_life_v, words::now_life_n),
        one(words::now_tests, words::now_tests_v, words::now_tests_n),
    ]
}

/// 概况: a person's page. It begins with the name, what matters, what to do.
pub fn person(say: Say) -> Markup {
    let lang = say.lang;
    let (nav, tabs) = (samples::nav(lang), samples::tabs(lang));
    let year = Year::with_a_hard_summer(say);
    let page = Page { current: "/people", ..samples::page(say, say.say(words::li), &nav, &tabs) };
    let order = html! { span.muted { (say.say(words::next_order)) } };
    page.show(&html! {
        (head::crumbs(say.say(words::crumbs), &[
            (say.say(words::nav_people), "/people"),
            (say.say(words::village), ""),
            (say.say(words::village_group), ""),
        ]))
        (person_head(say))
        (head::tabs(say.say(words::record_parts), &record_tabs(say), "/people/1"))
        div.cols {
            div.stack {
                (Card::new("s1", say.say(words::next_title)).end(order).show(&todos(&samples::todos(say))))
                (Card::new("s2", &texts::tl_title(lang, 12)).show(&html! {
                    (timeline(&year.timeline(lang, "tl")))
                    (kv::now(&now(say)))
                }))
                (recent_visits(say))
            }
            aside.stack aria-label=(say.say(words::circle_title)) { (aside(say)) }
        }
    })
}

fn record_tabs(say: Say) -> [(&'static str, &'static str); 8] {
    [
        (say.say(words::tab_overview), "/people/1"),
        (say.say(words::tab_visits), "/people/1/visits"),
        (say.say(words::tab_medicine), "/people/1/meds"),
        (say.say(words::tab_tests), "/people/1/labs"),
        (say.say(words::tab_stays), "/people/1/stays"),
        (say.say(words::tab_aid), "/people/1/aid"),
        (say.say(words::tab_circle), "/people/1/circle"),
        (say.say(words::tab_all), "/people/1/events"),
    ]
}

fn person_head(say: Say) -> Markup {
    let lang = say.lang;
    let facts = [words::fact_age, words::fact_place, words::fact_number, words::fact_home, words::fact_since];
    html! {
        (head::head(&Head {
            title: say.say(words::li),
            person: true,
            tags: &[(Tone::First, say.say(words::overdue_tag)), (Tone::Plain, say.say(words::class_tag))],
            facts: &facts.map(|fact| say.say(fact)),
            acts: &[
                call(say.say(words::act_contact), "13800000001", false),
                Button::new(texts::act_print(lang)).icon(Icon::Print).link("/print/visit/1.pdf"),
                Button::primary(texts::act_record_visit(lang)).icon(Icon::Pen).key('N').link("/visits/new"),
            ],
            ..Head::default()
        }))
        (head::matters(&[
            (say.say(words::matters_name), say.say(words::matters_words)),
            (say.say(words::talking_name), say.say(words::talking_words)),
        ]))
    }
}

fn recent_visits(say: Say) -> Markup {
    let lang = say.lang;
    let columns = [
        Column::new(say.say(words::col_day)),
        Column::new(say.say(words::col_mode)),
        Column::new(say.say(words::col_class)),
        Column::new(say.say(words::col_said)),
        Column::new(say.say(words::col_by)),
        Column::silent(say.say(words::col_acts)),
    ];
    let title = say.say(words::recent_title);
    let rows: [(samples::Word, samples::Word, samples::Word, samples::Word); 2] = [
        (words::visit1, words::visit1_mode, words::visit1_said, words::village_doctor),
        (words::visit2, words::visit2_mode, words::visit2_said, words::signed_in),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "" };
    let all = html! { a href="/people/1/visits" { (say.say(words::recent_all)) } };
    Card::new("s3", title).end(all).show(&table.show(&html! {
        @for (day, mode, said, by) in rows {
            tr {
                td.nowrap { (say.say(day)) }
                td.nowrap { (say.say(mode)) }
                td.nowrap { (say.say(words::basically_stable)) }
                td { (say.say(said)) }
                td.nowrap { (say.say(by)) }
                td { a href="/print/visit/1.pdf" { (texts::act_print(lang)) } }
            }
        }
    }))
}

fn aside(say: Say) -> Markup {
    let lang = say.lang;
    let phone = html! { a href="tel:13800000001" { (texts::act_call(lang)) } };
    let change = html! { a href="/people/1/circle" { (texts::act_change(lang)) } };
    let people = [
        Near {
            name: say.say(words::brother_name),
            role: say.say(words::brother_role),
            note: say.say(words::brother_note),
            end: phone.clone(),
        },
        Near {
            name: say.say(words::village_doctor),
            role: say.say(words::village_doctor_role),
            note: say.say(words::village_doctor_note),
            end: phone,
        },
        Near {
            name: say.say(words::signed_in),
            role: say.say(words::post),
            note: "",
            end: html! { span.role { (say.say(words::you)) } },
        },
    ];
    let help = [
        Near {
            name: say.say(words::help_medicine),
            role: "",
            note: "",
            end: tag(Tone::Ok, say.say(words::help_receiving)),
        },
        Near {
            name: say.say(words::help_outpatient),
            role: "",
            note: say.say(words::help_could_note),
            end: tag(Tone::Soon, say.say(words::help_could)),
        },
    ];
    let all = html! { a href="/people/1/access" { (say.say(words::all)) } };
    html! {
        (Card::new("a1", say.say(words::circle_title)).end(change).show(&near(&people)))
        (Card::new("a2", say.say(words::help_title)).show(&near(&help)))
        (Card::new("a3", texts::access_title(lang)).icon(Icon::Lock).end(all)
            .show(&looks(lang, &parts::seen(say))))
    }
}

/// 全县: why the figures are as they are, and the people behind them.
pub fn county(say: Say) -> Markup {
    let lang = say.lang;
    let (nav, tabs) = (samples::nav(lang), samples::tabs(lang));
    let page = Page { current: "/stats", ..samples::page(say, say.say(words::county_title), &nav, &tabs) };
    let first = |tone, word: samples::Word, what: samples::Word, more: samples::Word| First {
        tone,
        word: say.say(word),
        what: say.say(what),
        more: say.say(more),
        href: "/people?list=gap",
    };
    let (title, aside) = (say.say(words::county_title), say.say(words::county_aside));
    page.show(&html! {
        (head::head(&Head { title, aside, ..Head::default() }))
        div.stack {
            (head::first_things(say.say(words::county_first), &[
                first(Tone::First, words::first_word, words::first_gap, words::first_gap_more),
                first(Tone::First, words::first_word, words::first_unseen, words::first_unseen_more),
                first(Tone::Soon, words::week_word, words::first_tests, words::first_tests_more),
            ]))
            (indicators(say))
            div.two { (townships(say)) (from_clue_to_care(say)) }
        }
        p.tiny.muted { (words::sample_remark(lang)) }
    })
}

fn indicators(say: Say) -> Markup {
    let lang = say.lang;
    let columns = [
        Column::new(say.say(words::ind_name)),
        Column::new(say.say(words::ind_month)),
        Column::silent(say.say(words::ind_chart)),
        Column::new(say.say(words::ind_gap)),
        Column::new(say.say(words::ind_why)),
    ];
    let rows: [(samples::Word, &str, f64, f64, f64, samples::Word); 3] = [
        (words::ind_regular, "2,810 / 4,139", 67.9, 75.0, 64.0, words::ind_regular_why),
        (words::ind_standard, "3,568 / 4,139", 86.2, 90.0, 82.0, words::ind_standard_why),
        (words::ind_face, "3,601 / 4,139", 87.0, 85.0, 80.0, words::ind_met),
    ];
    let title = say.say(words::ind_title);
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "ind" };
    let legend = html! { span.muted { (say.say(words::ind_legend)) } };
    Card::new("c1", title).end(legend).show(&table.show(&html! {
        @for (name, ratio, value, target, before, why) in rows {
            @let one = Bullet { value, target, before: Some(before) };
            tr {
                td.nowrap {
                    a href="/stats/regular" { b { (say.say(name)) } }
                    br;
                    span.tiny.muted { (ratio) }
                }
                td.nowrap.num { (format!("{value:.1}%")) }
                td { (meter::bullet(lang, one)) }
                td.nowrap { (meter::against_target(lang, one)) }
                td { (say.say(why)) }
            }
        }
    }))
}

fn townships(say: Say) -> Markup {
    let lang = say.lang;
    let title = say.say(words::towns_title);
    let rows: [(samples::Word, u32, [f64; 3], &[f64]); 3] = [
        (
            words::town1,
            690,
            [87.0, 71.0, 88.0],
            &[80.0, 80.0, 82.0, 83.0, 84.0, 84.0, 85.0, 85.0, 86.0, 86.0, 87.0, 87.0],
        ),
        (
            words::town2,
            186,
            [91.0, 70.0, 88.0],
            &[80.0, 81.0, 82.0, 84.0, 85.0, 86.0, 86.0, 88.0, 88.0, 90.0, 90.0, 91.0],
        ),
        (
            words::town3,
            305,
            [79.0, 58.0, 80.0],
            &[88.0, 87.0, 87.0, 86.0, 85.0, 84.0, 83.0, 82.0, 81.0, 80.0, 80.0, 79.0],
        ),
    ];
    let heads: [(samples::Word, u32); 3] =
        [(words::ind_standard, 90), (words::ind_regular, 75), (words::ind_face, 85)];
    let end = html! {
        span.muted { (say.say(words::towns_order)) } " · " a href="/stats?all" { (say.say(words::towns_all)) }
    };
    Card::new("c2", title).end(end).show(&html! {
        (scroll(lang, title, &html! {
            table.heat {
                caption.vh { (title) }
                thead { tr {
                    th scope="col" { (title) }
                    th.n scope="col" { (say.say(words::towns_people)) }
                    @for (name, target) in heads { th scope="col" { (say.say(name)) span { (target) } } }
                    th scope="col" { (say.say(words::towns_trend)) }
                } }
                tbody {
                    @for (name, people, values, year) in rows {
                        tr {
                            th scope="row" { a href="/stats?town=1" { (say.say(name)) } }
                            td.n { (people) }
                            @for (value, (_, target)) in values.iter().zip(heads) {
                                (heat_cell(*value, f64::from(target), "/people?list=gap&town=1"))
                            }
                            td { (sparkline(lang, year, 75.0, 92.0)) }
                        }
                    }
                }
            }
        }))
        p.tiny.muted { (say.say(words::towns_note)) }
    })
}

fn from_clue_to_care(say: Say) -> Markup {
    let step =
        |name: samples::Word, count, why| FunnelStep { name: say.say(name), count, why, href: "/clues" };
    Card::new("c3", say.say(words::funnel_title)).show(&funnel(&[
        step(words::funnel_clue, 320, ""),
        step(words::funnel_seen, 288, say.say(words::funnel_seen_why)),
        step(words::funnel_sure, 205, say.say(words::funnel_sure_why)),
        step(words::funnel_file, 201, say.say(words::funnel_file_why)),
    ]))
}

/// 登录: a page without menu.
pub fn sign_in(say: Say) -> Markup {
    use crate::shell::ui::field::{self, Frame, Text};
    use crate::shell::ui::form::Form;

    let lang = say.lang;
    let account = Frame::new(lang, "account", words::f_account(lang));
    let password = Frame::new(lang, "password", words::f_password(lang));
    Page::new(lang, words::sign_in(lang)).show_bare(&html! {
        h1 { (words::sign_in(lang)) }
        (Form::new(lang, "/sign-in", "token").show(&html! {
            (field::text(&account, Text::Account, say.say(words::li)))
            (field::text(&password, Text::Password, ""))
            (Button::primary(words::sign_in(lang)).submit())
        }))
    })
}
