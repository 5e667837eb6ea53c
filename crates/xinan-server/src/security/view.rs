//! The security administrator's pages.

use maud::{Markup, html};
use xinan_db::audit::checkpoint::Checkpoint;
use xinan_domain::account::Waits;
use xinan_domain::text::Lang;

use super::store::{Given, Living, Without};
use crate::division::Divisions;
use crate::emergency::escalated::escalated;
use crate::emergency::store::Escalated;
use crate::police;
use crate::shell::actor::{Actor, PostKind};
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::session::hex;
use crate::shell::signed::signed;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
const HOME: &str = "/security";
/// Where staff are signed in.
const SESSIONS: &str = "/security/sessions";
/// Who has no second factor.
const FACTORS: &str = "/security/factors";

/// An account at which somebody has failed to sign in.
pub(super) struct HeldUp {
    pub(super) login: String,
    pub(super) name: String,
    pub(super) failures: usize,
    /// Until when somewhere no password is looked at, microseconds; none while there are tries left.
    pub(super) until: Option<i64>,
}

/// What the overview is made of.
pub(super) struct State<'a> {
    /// What the police asked, and waits to be judged.
    pub(super) police: police::told::store::Waiting,
    /// Looks in an emergency whose review is late, or that were found without need.
    pub(super) escalated: &'a Escalated,
    pub(super) waiting: &'a [Given],
    pub(super) living: u64,
    pub(super) without: u64,
    pub(super) held_up: &'a [HeldUp],
    /// The key that seals, by its number and its algorithm.
    pub(super) key: (u16, String),
    /// Whether all is sealed with it.
    pub(super) all_sealed: bool,
    pub(super) checkpoint: Option<Checkpoint>,
    /// Entries of the log since then.
    pub(super) unsigned: u64,
}

/// The overview.
pub(super) fn overview(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    state: &State<'_>,
    done: &str,
) -> Markup {
    let lang = actor.lang;
    let title = texts::nav_security(lang);
    let body = html! {
        (head(&Head { title, aside: texts::security_aside(lang), ..Head::default() }))
        (asked_by_police(lang, state.police))
        (escalated(lang, state.escalated))
        (Card::new("waiting", texts::security_waiting(lang)).show(&waiting(actor, divisions, state.waiting)))
        (Card::new("sign-in", texts::security_sign_in(lang)).show(&facts(&[
            (
                texts::security_living(lang),
                html! { (state.living) " " a href=(SESSIONS) { (texts::security_see(lang)) } },
            ),
            (
                texts::security_without(lang),
                html! { (state.without) " " a href=(FACTORS) { (texts::security_see(lang)) } },
            ),
        ])))
        (Card::new("failures", texts::security_failures(lang)).show(&failures(lang, state.held_up)))
        (Card::new("state", texts::security_state(lang)).show(&keys(lang, state)))
    };
    let said = match done {
        "confirmed" => Some(texts::security_confirmed(lang)),
        "refused" => Some(texts::security_refused(lang)),
        "changed" => Some(texts::security_changed(lang)),
        "closed" => Some(texts::security_refused_again(lang)),
        "before" => Some(texts::security_before(lang)),
        _ => None,
    };
    let about = About { title, current: HOME, here: HOME, flash: said.map(Flash::done), ..About::default() };
    whole(actor, now, &about, &body)
}

/// What the police asked stands before everything until it is judged.
fn asked_by_police(lang: Lang, waiting: police::told::store::Waiting) -> Markup {
    match waiting {
        police::told::store::Waiting { all: 0, .. } => html! {},
        police::told::store::Waiting { overdue: 0, all } => {
            notice(Tone::Soon, &html! { a href="/police-looks" { (texts::police_looks_wait(lang, all)) } })
        }
        police::told::store::Waiting { overdue, .. } => notice(
            Tone::First,
            &html! { a href="/police-looks" { (texts::police_looks_overdue(lang, overdue)) } },
        ),
    }
}

/// Posts that wait, each with its two answers.
fn waiting(actor: &Actor, divisions: &Divisions, waiting: &[Given]) -> Markup {
    let lang = actor.lang;
    if waiting.is_empty() {
        return html! { p.muted { (texts::security_none_waits(lang)) } };
    }
    let columns = [
        Column::new(texts::column_name(lang)),
        Column::new(texts::staff_post(lang)),
        Column::new(texts::staff_institution(lang)),
        Column::new(texts::security_since(lang)),
        Column::silent(texts::staff_acts(lang)),
    ];
    let caption = texts::security_waiting(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    html! {
        p { (texts::security_waiting_explained(lang)) }
        (table.show(&html! {
            @for one in waiting {
                @let action = format!("/security/posts/{}", one.id.simple());
                tr {
                    th.lead scope="row" { (one.name) " (" (one.login) ")" }
                    td.full {
                        (texts::post_in_words(lang, lang.code(one.kind), divisions.name(one.region.as_str())))
                        " · " (texts::from_to(lang, one.started_on, None))
                    }
                    td { (one.office) }
                    td.full data-label=(texts::security_since(lang)) {
                        @if let Some(at) = one.waits_since { (Moment::of_micros(at).stamp()) }
                        @for why in one.waits_for.iter().filter(|why| **why != Waits::NewPost) {
                            " " (tag(Tone::Soon, lang.code(*why)))
                        }
                    }
                    td.full {
                        (Form::new(lang, &action, &actor.form_key).show(&html! {
                            @let since = one.waits_since.unwrap_or_default().to_string();
                            (hidden("", &[("since", &since)]))
                            div.acts {
                                (Button::primary(texts::security_confirm(lang)).small().choice("do", "confirm"))
                                (Button::new(texts::security_refuse(lang)).small().choice("do", "refuse"))
                            }
                        }))
                    }
                }
            }
        }))
    }
}

fn failures(lang: Lang, held_up: &[HeldUp]) -> Markup {
    if held_up.is_empty() {
        return html! { p.muted { (texts::security_no_failures(lang)) } };
    }
    let columns = [
        Column::new(texts::column_name(lang)),
        Column::number(texts::security_times(lang)),
        Column::new(texts::staff_state(lang)),
    ];
    let caption = texts::security_failures(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for one in held_up {
            tr {
                th.lead scope="row" { (one.name) " (" (one.login) ")" }
                td.n data-label=(texts::security_times(lang)) { (one.failures) }
                td.tail {
                    @match one.until {
                        Some(until) => {
                            @let stamp = Moment::of_micros(until).stamp();
                            (tag(Tone::First, &texts::security_held_up(lang, &stamp)))
                        },
                        None => (tag(Tone::Plain, texts::security_tries_left(lang))),
                    }
                }
            }
        }
    })
}

fn keys(lang: Lang, state: &State<'_>) -> Markup {
    let (key, algorithm) = &state.key;
    facts(&[
        (texts::security_key(lang), html! { (texts::security_key_says(lang, *key, algorithm)) }),
        (
            texts::security_sealed(lang),
            html! {
                @if state.all_sealed { (tag(Tone::Ok, texts::security_all_sealed(lang))) }
                @else { (tag(Tone::Soon, texts::security_sealing(lang))) }
            },
        ),
        (texts::security_checkpoint(lang), signed(lang, state.checkpoint.as_ref(), state.unsigned)),
    ])
}

/// What the page of sessions is made of.
pub(super) struct Sessions<'a> {
    pub(super) living: &'a [Living],
    /// The session in which it is asked for.
    pub(super) here: &'a [u8],
    pub(super) place: Place,
    pub(super) done: &'a str,
}

/// Where staff are signed in.
pub(super) fn sessions(actor: &Actor, now: &Moment, divisions: &Divisions, page: &Sessions<'_>) -> Markup {
    let lang = actor.lang;
    let title = texts::security_living(lang);
    let columns = [
        Column::new(texts::column_name(lang)),
        Column::new(texts::staff_post(lang)),
        Column::new(texts::own_browser(lang)),
        Column::new(texts::own_begun(lang)),
        Column::new(texts::own_used(lang)),
        Column::silent(texts::own_end(lang)),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "cards" };
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_security(lang), HOME), (title, "")]))
        (head(&Head { title, aside: &texts::list_count(lang, page.place.total), ..Head::default() }))
        (table.show(&html! {
            @for one in page.living {
                tr {
                    th.lead scope="row" { (one.name) " (" (one.login) ")" }
                    td.full {
                        (texts::post_in_words(lang, lang.code(one.kind), divisions.name(one.region.as_str())))
                        " · " (one.office)
                    }
                    td.full data-label=(texts::own_browser(lang)) {
                        (texts::own_device_of(lang, lang.code(one.browser), lang.code(one.system)))
                    }
                    td.full data-label=(texts::own_begun(lang)) { (Moment::of_micros(one.begun_at).stamp()) }
                    td.full data-label=(texts::own_used(lang)) { (Moment::of_micros(one.seen_at).stamp()) }
                    td.tail {
                        @if one.token == page.here { (tag(Tone::Ok, texts::own_this(lang))) }
                        @else {
                            @let action = format!("/security/sessions/{}/end", hex(&one.token));
                            (Button::new(texts::own_end(lang)).small().post(&action, &actor.form_key, &[]))
                        }
                    }
                }
            }
        }))
        (pagination(lang, page.place, |number| page_of(SESSIONS, number)))
    };
    let flash = (page.done == "ended").then(|| Flash::done(texts::security_ended(lang)));
    let about = About { title, current: HOME, here: SESSIONS, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

/// Who has no second factor.
pub(super) fn without(
    actor: &Actor,
    now: &Moment,
    without: &[Without],
    place: Place,
    required: impl Fn(PostKind) -> bool,
) -> Markup {
    let lang = actor.lang;
    let title = texts::security_without(lang);
    let columns = [
        Column::new(texts::column_name(lang)),
        Column::new(texts::staff_post(lang)),
        Column::new(texts::staff_state(lang)),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "cards" };
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_security(lang), HOME), (title, "")]))
        (head(&Head { title, aside: &texts::list_count(lang, place.total), ..Head::default() }))
        p { (texts::security_without_explained(lang)) }
        @if without.is_empty() {
            (empty(texts::security_all_have(lang), "", None))
        } @else {
            (table.show(&html! {
                @for one in without {
                    tr {
                        th.lead scope="row" { (one.name) " (" (one.login) ")" }
                        td.full { (lang.code(one.kind)) }
                        td.tail {
                            @if required(one.kind) { (tag(Tone::Soon, texts::security_required(lang))) " " }
                            @if one.handed_over { (tag(Tone::Plain, texts::staff_password_waits(lang))) }
                        }
                    }
                }
            }))
            (pagination(lang, place, |number| page_of(FACTORS, number)))
        }
    };
    let about = About { title, current: HOME, here: FACTORS, ..About::default() };
    whole(actor, now, &about, &body)
}
