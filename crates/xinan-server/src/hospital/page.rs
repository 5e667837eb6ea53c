//! What the pages of this slice share: a form about a person, and the page around a list.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use xinan_domain::answers::{Answers, Complaints, Field, Kind, Weight};
use xinan_domain::medicine::DRUGS;

use crate::case::VisibleCase;
use crate::case::tie::store::Treating;
use crate::case::words::guardian_warning;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::{Line, error_summary, summary};
use crate::shell::ui::field::{Choice, Extra, Filled, Frame, Lies, Text, official, select, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs, crumbs_of_person, head};
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The field of a reason.
pub(super) const REASON: &str = "hospital_reason";

/// A form about a person, blank or refused.
pub(super) struct Sheet<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) title: &'a str,
    /// What the draft of it is kept as ([`draft_of`]).
    pub(super) draft: &'static str,
    /// Its address, to which it is sent.
    pub(super) here: &'a str,
    /// Where one comes from.
    pub(super) back: &'a str,
    pub(super) explained: &'a str,
    pub(super) fields: &'a [Field],
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    /// The hospitals to choose from; none where the choice is not asked for.
    pub(super) hospitals: Option<&'a [Treating]>,
    /// What the form carries beside the fields.
    pub(super) carries: &'a [(&'a str, &'a str)],
    /// The button.
    pub(super) act: &'a str,
    /// Whether a reason is asked for, and what is wrong with it.
    pub(super) reason: Option<Option<String>>,
    /// Why nothing can be entered now.
    pub(super) forbidden: Option<String>,
    /// What is wrong with the form as a whole.
    pub(super) wrong: Option<&'a str>,
    /// It came with the key of a former session, and nothing of it was stored.
    pub(super) outdated: bool,
}

impl Sheet<'_> {
    /// The page, with the status of a form that was not kept.
    pub(super) fn refused(&self, actor: &Actor, now: &Moment) -> Response {
        let status = if self.outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
        (status, self.drawn(actor, now, true)).into_response()
    }

    /// The page.
    pub(super) fn page(&self, actor: &Actor, now: &Moment) -> Markup {
        self.drawn(actor, now, false)
    }

    /// What cannot be entered now is asked of nobody; what was typed is shown all the same.
    fn drawn(&self, actor: &Actor, now: &Moment, is_typed: bool) -> Markup {
        let lang = actor.lang;
        let name = self.case.head.name.as_str();
        let reason_wrong = self.reason.as_ref().and_then(Option::as_ref);
        // One summary on a page: it takes the focus.
        let reason_only = reason_wrong.filter(|_| !self.complaints.refused());
        let refused =
            self.complaints.refused() || self.outdated || self.wrong.is_some() || reason_wrong.is_some();
        let draft = draft_of(self.draft, self.case);
        let form = Form {
            draft: Some(&draft),
            refused,
            codes: false,
            ..Form::new(lang, self.here, &actor.form_key)
        };
        let body = html! {
            (error_summary(lang, self.fields, self.complaints, ""))
            @if let Some(wrong) = reason_only { (reason_summary(actor, wrong)) }
            (way(actor, self.case, self.title))
            (head(&Head { title: name, person: true, aside: self.title, ..Head::default() }))
            div.stack {
                @if self.outdated { (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } })) }
                @if let Some(wrong) = self.wrong { (notice(Tone::First, &html! { p role="alert" { (wrong) } })) }
                @if let Some(warning) = guardian_warning(&self.case.head, lang) { (notice(Tone::Soon, &html! { (warning) })) }
                @if let Some(forbidden) = &self.forbidden {
                    (notice(Tone::First, &html! { p role="alert" { (forbidden) } a href=(self.back) { (texts::hospital_back(lang)) } }))
                }
                @if self.forbidden.is_none() || is_typed {
                    (notice(Tone::Info, &html! { (self.explained) }))
                    (form.show(&html! {
                        (hidden("", self.carries))
                        @for field in self.fields { (self.field(actor, field)) }
                        @if let Some(wrong) = &self.reason { (reason(actor, self.answers, wrong.as_deref())) }
                        (submit_bar(&[Button::primary(self.act).submit()], &html! {
                            a href=(self.back) { (texts::act_cancel(lang)) }
                        }))
                    }))
                }
            }
        };
        about(actor, now, self.case, (self.here, None, None), refused, &body)
    }

    fn field(&self, actor: &Actor, field: &Field) -> Markup {
        let lang = actor.lang;
        if field.id == "hospital" || field.id == "other_hospital" {
            let Some(hospitals) = self.hospitals else { return html! {} };
            if field.id == "hospital" {
                return self.hospital(actor, field, hospitals);
            }
        }
        let filled = Filled { lang, answers: self.answers, complaints: self.complaints, scope: "" };
        let names: Vec<String> = match field.kind {
            Kind::Medicines => DRUGS.iter().map(|drug| drug.name.to_owned()).collect(),
            _ => Vec::new(),
        };
        let (hint, when) = match field.id {
            "ground" => (texts::stay_ground_hint(lang), ""),
            "guardian_name" => (texts::stay_guardian_hint(lang), ""),
            "doctor" if self.fields.iter().any(|one| one.id == "concluded_on") => ("", "ground=2,3"),
            "concluded_on" => (texts::stay_concluded_hint(lang), "ground=2,3"),
            "medicine" => ("", "no_medicine=2"),
            "guidance" => ("", "no_guidance=2"),
            "other_rehabilitation" => ("", "rehabilitation=5"),
            "incidents" => (texts::discharge_incidents_hint(lang), ""),
            "agreed_by" => (texts::referral_agreed_hint(lang), ""),
            _ => ("", ""),
        };
        let lies = if field.id == "diagnosed_on" { Lies::LongAgo } else { Lies::Lately };
        official(field, &filled, &Extra { hint, when, lies, names: &names, ..Extra::default() })
    }

    fn hospital(&self, actor: &Actor, field: &Field, hospitals: &[Treating]) -> Markup {
        let lang = actor.lang;
        let mut frame = Frame::new(lang, field.id, lang.pick(field.label, field.label_en));
        frame.need = field.need;
        let at = self.complaints.iter().filter(|one| one.field == field.id && one.weight == Weight::Refuse);
        frame.errors = at.map(|one| one.problem.say(lang)).collect();
        let choices: Vec<Choice<'_>> =
            hospitals.iter().map(|one| Choice::new(one.id.to_string(), &one.name)).collect();
        select(&frame, &choices, &self.answers.get(field.id))
    }
}

/// The way to a page of somebody's record; whoever has no roster came from the tasks.
pub(super) fn way(actor: &Actor, case: &VisibleCase, title: &str) -> Markup {
    let lang = actor.lang;
    let person = format!("/people/{}", case.path_id());
    match permits(actor, Action::SeeRoster) {
        true => crumbs_of_person(lang, &case.head.name, &person, title),
        false => crumbs(
            texts::where_you_are(lang),
            &[(texts::nav_tasks(lang), "/tasks"), (texts::hospital_record(lang), &person), (title, "")],
        ),
    }
}

/// The name of a draft about a person.
pub(super) fn draft_of(what: &str, case: &VisibleCase) -> String {
    format!("{what}-{}", case.path_id())
}

/// The page around a body: its address, what was just done, and the draft that has become an entry by it.
pub(super) fn about(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    (here, done, drafted): (&str, Option<&str>, Option<&str>),
    refused: bool,
    body: &Markup,
) -> Markup {
    let name = case.head.name.as_str();
    let person = format!("/people/{}", case.path_id());
    let draft = drafted.map(|what| draft_of(what, case));
    let about = About {
        title: name,
        person: Some(name),
        draft_done: draft.as_deref(),
        current: if permits(actor, Action::SeeRoster) { "/people" } else { "/tasks" },
        here,
        back: Some(&person),
        flash: done.map(Flash::done),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, body)
}

/// A reason to be typed.
pub(super) fn reason(actor: &Actor, answers: &Answers, wrong: Option<&str>) -> Markup {
    let lang = actor.lang;
    let mut frame = Frame::new(lang, REASON, texts::hospital_why(lang));
    frame.errors.extend(wrong.map(str::to_owned));
    text(&frame, Text::Line, answers.raw(REASON))
}

/// What is wrong with the reason, on top of the page.
pub(super) fn reason_summary(actor: &Actor, wrong: &str) -> Markup {
    let lang = actor.lang;
    let sentence = texts::summary_line(lang, texts::hospital_why(lang), wrong);
    summary(lang, &[Line { field: REASON, sentence }], "")
}

/// A form that asks for a reason and nothing else.
pub(super) fn because(
    actor: &Actor,
    (action, act): (&str, &str),
    carries: &[(&str, &str)],
    (answers, wrong): (&Answers, Option<&str>),
) -> Markup {
    let form = Form { refused: wrong.is_some(), ..Form::new(actor.lang, action, &actor.form_key) };
    form.show(&html! {
        (hidden("", carries))
        (reason(actor, answers, wrong))
        p { (Button::new(act).submit()) }
    })
}
