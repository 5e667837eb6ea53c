//! The form of an entry: short, and in the order in which one speaks of it.

use maud::{Markup, html};
use xinan_domain::answers::{Answers, Complaints, Need, Weight, field};
use xinan_domain::code::Code;
use xinan_domain::consent::{DecidedBy, Decision, FIELDS, OTHER_LETTER, Subject};
use xinan_domain::person::Relation;
use xinan_domain::text::letter::LETTERS;

use crate::case::VisibleCase;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Choice, Frame, Text, day, radios, select, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The form, blank or refused.
pub(in crate::consent) struct FormPage<'a> {
    pub(in crate::consent) case: &'a VisibleCase,
    pub(in crate::consent) answers: &'a Answers,
    pub(in crate::consent) complaints: &'a Complaints,
    /// It came with the key of a former session, and nothing of it was stored.
    pub(in crate::consent) outdated: bool,
}

/// Under which name an unsent form is kept in the browser.
pub(in crate::consent) fn draft_key(case: &VisibleCase) -> String {
    format!("consent-{}", case.path_id())
}

impl FormPage<'_> {
    /// The frame of a field with its complaints; `when` it is asked at all.
    fn frame<'a>(&self, actor: &Actor, name: &'static str, when: &'static str) -> Frame<'a> {
        let lang = actor.lang;
        let definition = field(FIELDS, name);
        let label = definition.map_or("", |one| lang.pick(one.label, one.label_en));
        let say = |weight: Weight| -> Vec<String> {
            let at = self.complaints.iter().filter(|one| one.field == name && one.weight == weight);
            at.map(|one| one.problem.say(lang)).collect()
        };
        Frame {
            need: definition.map_or(Need::Optional, |one| one.need),
            errors: say(Weight::Refuse),
            asks: say(Weight::Ask),
            when,
            ..Frame::new(lang, name, label)
        }
    }
}

/// The page.
pub(in crate::consent) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    let FormPage { case, answers, complaints, outdated } = page;
    let name = case.head.name.as_str();
    let list = format!("/people/{}/consents", case.path_id());
    let action = format!("{list}/new");
    let draft = draft_key(case);
    // What was sent comes with its id, and is not to be mistaken for a draft.
    let refused = answers.has("consent_id");
    let id = if refused { answers.get("consent_id") } else { xinan_db::new_id().to_string() };
    let title = texts::consent_record(lang);
    let form = Form { draft: Some(&draft), refused, ..Form::new(lang, &action, &actor.form_key) };
    let choice = |code: u8, label| Choice::new(code.to_string(), label);
    let subjects: Vec<Choice<'_>> =
        Subject::ALL.iter().map(|one| choice(one.code(), lang.code(*one))).collect();
    // Whoever may not note that somebody was informed is not offered it.
    let informs = |one: &&Decision| **one != Decision::Informed || permits(actor, Action::InformConsent);
    let decisions: Vec<Choice<'_>> =
        Decision::ALL.iter().filter(informs).map(|one| choice(one.code(), lang.code(*one))).collect();
    let deciders: Vec<Choice<'_>> =
        DecidedBy::ALL.iter().map(|one| choice(one.code(), lang.code(*one))).collect();
    let relations: Vec<Choice<'_>> =
        Relation::ALL.iter().map(|one| choice(one.code(), lang.code(*one))).collect();
    let letters: Vec<(&str, String)> = LETTERS
        .iter()
        .map(|one| (one.id, texts::consent_letter(lang, lang.code(one.subject), one.version)))
        .collect();
    let mut letters: Vec<Choice<'_>> = letters.iter().map(|(id, label)| Choice::new(*id, label)).collect();
    letters.push(Choice::new(OTHER_LETTER, texts::consent_other_letter(lang)));
    let frame = |name, when| page.frame(actor, name, when);
    let guardian = match case.head.guardian_name.as_str() {
        "" => String::new(),
        name => texts::consent_guardian_hint(lang, name),
    };
    let body = html! {
        (error_summary(lang, FIELDS, complaints, ""))
        (crumbs_of_person(lang, name, &list, title))
        (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
        @if *outdated { (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } })) }
        (notice(Tone::Info, &html! { (texts::consent_how_to_ask(lang)) }))
        (form.show(&html! {
            (hidden("", &[("consent_id", &id)]))
            (radios(&frame("subject", ""), &subjects, &answers.get("subject")))
            (radios(&frame("decision", "").hint(texts::consent_decision_hint(lang)), &decisions, &answers.get("decision")))
            (text(&frame("reported_by", "decision=4").hint(texts::consent_ground_hint(lang)), Text::Line, answers.raw("reported_by")))
            (day(&frame("reported_on", "decision=4"), answers.raw("reported_on"), &[]))
            (day(&frame("decided_on", ""), answers.raw("decided_on"), &[]))
            (radios(&frame("decided_by", "").hint(texts::consent_by_hint(lang)), &deciders, &answers.get("decided_by")))
            (text(&frame("guardian_name", "decided_by=2,3").hint(&guardian), Text::Line, answers.raw("guardian_name")))
            (select(&frame("guardian_relation", "decided_by=2,3"), &relations, &answers.get("guardian_relation")))
            (text(&frame("unable_reason", "decided_by=2").hint(texts::consent_unable_hint(lang)), Text::Line, answers.raw("unable_reason")))
            (select(&frame("letter", "").hint(texts::consent_letter_hint(lang)), &letters, &answers.get("letter")))
            (text(&frame("remark", ""), Text::Line, answers.raw("remark")))
            (submit_bar(&[Button::primary(texts::consent_save(lang)).submit()], &html! {
                a href=(list) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &action,
        back: Some(&list),
        refused: !complaints.is_empty(),
        ..About::default()
    };
    whole(actor, now, &about, &body)
}
