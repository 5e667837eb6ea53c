//! The list of staff, the page of one, and what every form about somebody shares.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::judge::{Refusal, not_over, not_own};
use super::store::{Member, NewPost, Post};
use super::web::Asked;
use crate::division::Divisions;
use crate::institution::store::Kept;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, Look};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame};
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
const HOME: &str = "/staff";

/// What the list is made of.
pub(super) struct List<'a> {
    pub(super) asked: &'a Asked,
    pub(super) members: &'a [Member],
    /// Those of the county that are there, to narrow the list to.
    pub(super) institutions: &'a [Kept],
    pub(super) place: Place,
}

/// The list.
pub(super) fn list(actor: &Actor, now: &Moment, divisions: &Divisions, page: &List<'_>) -> Markup {
    let lang = actor.lang;
    let asked = page.asked;
    let here = asked.address();
    let townships: Vec<(String, String)> = divisions
        .children(&actor.region)
        .map(|(code, name)| (code.as_str().to_owned(), name.to_owned()))
        .collect();
    let townships: Vec<Choice<'_>> =
        townships.iter().map(|(code, name)| Choice::new(code.clone(), name)).collect();
    let institutions: Vec<Choice<'_>> =
        page.institutions.iter().map(|one| Choice::new(one.path_id(), &one.says.name)).collect();
    let in_post = [Choice::new("1", texts::staff_in_post_only(lang))];
    let all = texts::filter_all(lang);
    let mut row = vec![
        Filter::Text("q", texts::staff_search(lang), &asked.q),
        Filter::Select("region", texts::column_township(lang), all, &townships, &asked.region),
    ];
    if !institutions.is_empty() {
        let label = texts::staff_institution(lang);
        row.push(Filter::Select("institution", label, all, &institutions, &asked.institution));
    }
    row.push(Filter::Select("in_post", texts::staff_state(lang), all, &in_post, &asked.in_post));
    let aside = texts::list_count(lang, page.place.total);
    let acts = [Button::primary(texts::staff_add(lang)).icon(Icon::Plus).link("/staff/new")];
    let body = html! {
        (head(&Head { title: texts::nav_staff(lang), aside: &aside, acts: &acts, ..Head::default() }))
        (folding_filters(lang, HOME, &row, asked.is_narrowed()))
        @if page.members.is_empty() {
            (empty(texts::staff_none(lang), texts::staff_none_next(lang), None))
        } @else {
            (table(lang, now, divisions, page.members))
            (pagination(lang, page.place, |number| page_of(&here, number)))
        }
    };
    let about = About { title: texts::nav_staff(lang), current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

fn table(lang: Lang, now: &Moment, divisions: &Divisions, members: &[Member]) -> Markup {
    let columns = [
        Column::new(texts::column_name(lang)),
        Column::new(texts::staff_login(lang)),
        Column::new(texts::staff_posts(lang)),
        Column::new(texts::staff_state(lang)),
    ];
    let caption = texts::nav_staff(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for one in members {
            tr {
                td.lead { a.name href={ "/staff/" (one.path_id()) } { (one.name) } }
                td data-label=(texts::staff_login(lang)) { (one.login) }
                td.full {
                    @for (at, post) in one.in_force(now.day()).enumerate() {
                        @if at > 0 { br; }
                        (in_words(lang, divisions, post)) " · " (post.office)
                    }
                    @if one.posts.iter().any(|post| post.waits(now.day())) {
                        " " (tag(Tone::Soon, texts::post_waits(lang)))
                    } @else if one.in_force(now.day()).next().is_none() {
                        span.muted { (texts::staff_without_post(lang)) }
                    }
                }
                td.tail { (state(lang, one)) }
            }
        }
    })
}

/// Whether the account is open, and the password one's own.
fn state(lang: Lang, one: &Member) -> Markup {
    match (one.closed_at, one.handed_over) {
        (Some(_), _) => tag(Tone::Plain, texts::staff_is_closed(lang)),
        (None, true) => tag(Tone::Soon, texts::staff_password_waits(lang)),
        (None, false) => tag(Tone::Ok, texts::staff_is_open(lang)),
    }
}

/// A post in words: what it is and where.
pub(super) fn in_words(lang: Lang, divisions: &Divisions, post: &Post) -> String {
    texts::post_in_words(lang, lang.code(post.kind), divisions.name(post.region.as_str()))
}

/// What a new post is.
pub(super) fn new_in_words(lang: Lang, divisions: &Divisions, post: &NewPost) -> String {
    texts::post_in_words(lang, lang.code(post.kind), divisions.name(post.region.as_str()))
}

/// The page of one member of staff.
pub(super) fn one(actor: &Actor, now: &Moment, divisions: &Divisions, one: &Member, done: &str) -> Markup {
    let lang = actor.lang;
    let address = format!("/staff/{}", one.path_id());
    let own = not_own(actor, one).is_err();
    let acts = if own { Vec::new() } else { account_acts(lang, &address, one) };
    let pairs = [
        (texts::staff_login(lang), html! { (one.login) }),
        (
            texts::staff_state(lang),
            html! {
                (state(lang, one))
                @if let Some(at) = one.closed_at {
                " " (texts::staff_closed_since(lang, &Moment::of_micros(at).stamp()))
            }
            },
        ),
    ];
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_staff(lang), HOME), (&one.name, "")]))
        (head(&Head { title: &one.name, acts: &acts, ..Head::default() }))
        @if own { (notice(Tone::Info, &html! { (texts::staff_own(lang)) })) }
        @if one.posts.iter().any(|post| post.waits(now.day())) {
            (notice(Tone::Soon, &html! { (texts::post_waits_explained(lang)) }))
        }
        (Card::new("account", texts::staff_account(lang)).show(&facts(&pairs)))
        @let add = Button::new(texts::post_add(lang)).icon(Icon::Plus).small();
        @let card = Card::new("posts", texts::staff_posts_all(lang));
        @let may_add = !own && one.closed_at.is_none();
        @let card = if may_add { card.end(add.link(&format!("{address}/posts/new"))) } else { card };
        (card.show(&posts(actor, now, divisions, one)))
    };
    let said = match done {
        "already" => Some(texts::staff_already(lang)),
        "closed" => Some(texts::staff_just_closed(lang)),
        "factor" => Some(texts::staff_factor_is_off(lang)),
        "identity" => Some(texts::staff_identity_is_off(lang)),
        "ended" => Some(texts::post_just_ended(lang)),
        "handed" => Some(texts::handover_done(lang)),
        "post" => Some(texts::post_just_added(lang)),
        "transferred" => Some(texts::post_just_transferred(lang)),
        _ => None,
    };
    let flash = said.map(Flash::done);
    let about = About { title: &one.name, current: HOME, here: &address, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

/// What can be done with the account.
fn account_acts(lang: Lang, address: &str, one: &Member) -> Vec<Markup> {
    if one.closed_at.is_some() {
        return vec![Button::new(texts::staff_open(lang)).link(&format!("{address}/opening"))];
    }
    let password = Button::new(texts::staff_password(lang)).icon(Icon::Lock);
    let close = Button::new(texts::staff_close(lang)).look(Look::Warm);
    let mut acts = vec![password.link(&format!("{address}/password"))];
    if one.has_factor {
        acts.push(Button::new(texts::staff_factor_off(lang)).link(&format!("{address}/factor")));
    }
    if one.has_identity {
        acts.push(Button::new(texts::staff_identity_off(lang)).link(&format!("{address}/identity")));
    }
    acts.push(close.link(&format!("{address}/closing")));
    acts
}

fn posts(actor: &Actor, now: &Moment, divisions: &Divisions, one: &Member) -> Markup {
    let lang = actor.lang;
    let own = not_own(actor, one).is_err();
    let columns = [
        Column::new(texts::staff_post(lang)),
        Column::new(texts::staff_institution(lang)),
        Column::new(texts::institution_valid(lang)),
        Column::silent(texts::staff_acts(lang)),
    ];
    let caption = texts::staff_posts_all(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for post in &one.posts {
            @let at = format!("/staff/{}/posts/{}", one.path_id(), post.id.simple());
            @let over = not_over(post, now.day()).is_err();
            tr {
                th.lead scope="row" { (in_words(lang, divisions, post)) }
                td {
                    @if let Some(id) = post.institution {
                        a href={ "/institutions/" (id.simple()) } { (post.office) }
                    } @else { (post.office) }
                }
                td.full {
                    (texts::from_to(lang, post.started_on, post.ended_on))
                    @if over { " " (tag(Tone::Plain, texts::post_is_over(lang))) }
                    @else if post.waits_since.is_some() { " " (tag(Tone::Soon, texts::post_waits(lang))) }
                }
                td.full {
                    @if !own && !over {
                        div.acts {
                            @if post.kind.cares() && permits(actor, Action::HandOver) {
                                @let handover = Button::new(texts::handover(lang)).icon(Icon::Swap).small();
                                (handover.link(&format!("{at}/handover")))
                            }
                            @if one.closed_at.is_none() {
                                (Button::new(texts::post_transfer(lang)).small().link(&format!("{at}/transfer")))
                            }
                            (Button::new(texts::post_end(lang)).small().link(&format!("{at}/end")))
                        }
                    }
                }
            }
        }
    })
}

/// A form about somebody.
pub(super) struct Task<'a> {
    pub(super) member: &'a Member,
    pub(super) title: &'a str,
    pub(super) action: &'a str,
    pub(super) wrong: &'a [(&'static str, String)],
    pub(super) refused: bool,
}

/// The page around a form about somebody, with what is wrong on top.
pub(super) fn task(actor: &Actor, now: &Moment, task: &Task<'_>, body: &Markup) -> Markup {
    let lang = actor.lang;
    let home = format!("/staff/{}", task.member.path_id());
    let content = html! {
        (complaints(lang, task.wrong))
        (crumbs(
            texts::where_you_are(lang),
            &[(texts::nav_staff(lang), HOME), (&task.member.name, &home), (task.title, "")],
        ))
        (head(&Head { title: &task.member.name, aside: task.title, ..Head::default() }))
        (body)
    };
    let about = About {
        title: task.title,
        current: HOME,
        here: task.action,
        back: Some(&home),
        refused: task.refused,
        ..About::default()
    };
    whole(actor, now, &about, &content)
}

/// The same without a form: why it cannot be done.
pub(super) fn cannot(actor: &Actor, now: &Moment, member: &Member, title: &str, refusal: Refusal) -> Markup {
    let home = format!("/staff/{}", member.path_id());
    let body = html! {
        (notice(Tone::Soon, &html! { (refusal.say(actor.lang)) }))
        p { (Button::new(texts::back(actor.lang)).icon(Icon::Back).link(&home)) }
    };
    task(actor, now, &Task { member, title, action: &home, wrong: &[], refused: false }, &body)
}

/// The box on top of a refused form.
pub(super) fn complaints(lang: Lang, wrong: &[(&'static str, String)]) -> Markup {
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, label(lang, field), say) })
        .collect();
    html! { @if !lines.is_empty() { (summary(lang, &lines, "")) } }
}

/// A question with what is wrong with its answer.
pub(super) fn frame<'a>(lang: Lang, name: &'a str, wrong: &[(&'static str, String)]) -> Frame<'a> {
    let mut frame = Frame::new(lang, name, label(lang, name));
    frame.errors = wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
    frame
}

/// The questions of all forms about staff.
fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "name" => texts::staff_name(lang),
        "login" => texts::staff_login(lang),
        "kind" => texts::staff_post(lang),
        "region" => texts::post_region(lang),
        "institution" => texts::staff_institution(lang),
        "office" => texts::post_office(lang),
        "from" => texts::post_from(lang),
        "ended_on" => texts::post_until(lang),
        "successor" => texts::handover_successor(lang),
        "other" => texts::handover_other(lang),
        _ => texts::handover_day(lang),
    }
}
