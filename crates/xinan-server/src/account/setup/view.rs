//! The page of the first set-up, and the one on which the three passwords are shown once.

use axum::http::HeaderMap;
use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use crate::shell::actor::PostKind;
use crate::shell::session::preferences;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, select, text};
use crate::shell::ui::form::Form;
use crate::shell::ui::kv::facts;
use crate::shell::ui::layout::{Page, View};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The three, each with the fields of name and login.
pub(super) const THREE: [(PostKind, [&str; 2]); 3] = [
    (PostKind::SystemAdministrator, ["system_name", "system_login"]),
    (PostKind::SecurityAdministrator, ["security_name", "security_login"]),
    (PostKind::AuditAdministrator, ["audit_name", "audit_login"]),
];

/// The form as it was filled in.
pub(super) struct Filled<'a> {
    pub(super) answers: &'a Answers,
    /// What is wrong, each at its field.
    pub(super) wrong: &'a [(&'static str, String)],
    /// The counties of the deployment.
    pub(super) counties: &'a [(Region, String)],
}

/// The form.
pub(super) fn form((lang, view): (Lang, View), filled: &Filled<'_>) -> Markup {
    let (answers, wrong) = (filled.answers, filled.wrong);
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, &label(lang, field), say) })
        .collect();
    let refused = !lines.is_empty();
    let frame = |name, label| {
        let mut frame = Frame::new(lang, name, label);
        frame.errors = wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
        frame
    };
    let counties: Vec<Choice<'_>> =
        filled.counties.iter().map(|(code, name)| Choice::new(code.as_str(), name)).collect();
    let body = html! {
        @if refused { (summary(lang, &lines, "")) }
        h1 { (texts::setup_title(lang)) }
        p { (texts::setup_explained(lang)) }
        (Form { refused, id: Some(FORM), ..Form::new(lang, "/setup", "") }.show(&html! {
            @let token = frame("token", texts::setup_token(lang)).hint(texts::setup_token_hint(lang));
            (text(&token, Text::Line, answers.raw("token")))
            @if filled.counties.len() != 1 {
                (select(&frame("county", texts::setup_county(lang)), &counties, &answers.get("county")))
            }
            (text(&frame("office", texts::staff_institution(lang)), Text::Line, answers.raw("office")))
            @for (kind, [name, login]) in THREE {
                fieldset {
                    legend { (lang.code(kind)) }
                    p.small.muted { (does(lang, kind)) }
                    @let hint = texts::staff_name_hint(lang);
                    (text(&frame(name, texts::staff_name(lang)).hint(hint), Text::Line, answers.raw(name)))
                    @let hint = texts::staff_login_hint(lang);
                    (text(&frame(login, texts::staff_login(lang)).hint(hint), Text::Line, answers.raw(login)))
                }
            }
            p { (Button::primary(texts::setup_button(lang)).submit()) }
        }))
    };
    let title = texts::setup_title(lang);
    Page { view, refused, here: "/setup", form: Some(FORM), ..Page::new(lang, title) }.show_bare(&body)
}

/// The form's id.
const FORM: &str = "setup";

/// What one of the three does.
fn does(lang: Lang, kind: PostKind) -> &'static str {
    match kind {
        PostKind::SecurityAdministrator => texts::setup_security(lang),
        PostKind::AuditAdministrator => texts::setup_audit(lang),
        _ => texts::setup_system(lang),
    }
}

/// An account that was made.
pub(super) struct Made<'a> {
    pub(super) kind: PostKind,
    pub(super) name: &'a str,
    pub(super) login: &'a str,
    pub(super) password: &'a str,
}

/// The three passwords, this once.
pub(super) fn made(headers: &HeaderMap, made: &[Made<'_>]) -> Markup {
    let lang = preferences(headers).0;
    let title = texts::setup_done(lang);
    let body = html! {
        h1 { (title) }
        (notice(Tone::First, &html! { (texts::setup_once(lang)) }))
        @for one in made {
            @let pairs = [
                (texts::staff_name(lang), html! { (one.name) }),
                (texts::staff_login(lang), html! { (one.login) }),
                (texts::staff_password_first(lang), html! { b { code { (one.password) } } }),
            ];
            (Card::new(one.kind.post().name(), lang.code(one.kind)).show(&facts(&pairs)))
        }
        p { (texts::setup_next(lang)) }
        p { (Button::primary(texts::setup_sign_in(lang)).link("/sign-in")) }
    };
    let view = preferences(headers).1;
    Page { view, here: "/sign-in", shown_once: true, ..Page::new(lang, title) }.show_bare(&body)
}

/// What is said to whoever shows the token after it was used.
pub(super) fn done_before(headers: &HeaderMap) -> Markup {
    let lang = preferences(headers).0;
    let title = texts::setup_before(lang);
    let body = html! {
        h1 { (title) }
        p { (texts::setup_before_explained(lang)) }
        p { (Button::primary(texts::setup_sign_in(lang)).link("/sign-in")) }
    };
    let view = preferences(headers).1;
    Page { view, here: "/setup", ..Page::new(lang, title) }.show_bare(&body)
}

/// The questions, for the box on top of a refused form.
fn label(lang: Lang, name: &str) -> String {
    match name {
        "token" => texts::setup_token(lang).to_owned(),
        "county" => texts::setup_county(lang).to_owned(),
        "office" => texts::staff_institution(lang).to_owned(),
        _ => {
            let of = THREE.iter().find(|(_, fields)| fields.contains(&name));
            let kind = of.map_or("", |(kind, _)| lang.code(*kind));
            let what =
                if name.ends_with("_login") { texts::staff_login(lang) } else { texts::staff_name(lang) };
            texts::setup_of(lang, kind, what)
        }
    }
}
