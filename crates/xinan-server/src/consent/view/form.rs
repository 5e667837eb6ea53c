//! The form of an entry: short, and in the order in which one speaks of it.

use maud::{Markup, html};
use xinan_domain::answers::{Answers, Complaints, Need, Weight, field};
use xinan_domain::code::Code;
use xinan_domain::consent::{DecidedBy, Decision, FIELDS, OTHER_LETTER, State, States, Subject, Word};
use xinan_domain::person::Relation;
use xinan_domain::text::letter::LETTERS;

use crate::case::VisibleCase;
use crate::case::words::{guardian_warning, word_in_words};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
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
    /// What it is about, and where that stands on the day of the form; none when what was sent does not say.
    pub(in crate::consent) about: Option<(Subject, State)>,
    pub(in crate::consent) answers: &'a Answers,
    pub(in crate::consent) complaints: &'a Complaints,
    /// From whom the person is to be safe.
    pub(in crate::consent) kept_away: &'a [String],
    /// It came with the key of a former session, and nothing of it was stored.
    pub(in crate::consent) outdated: bool,
}

/// Under which name an unsent form is kept in the browser: each of the four has its own, so that a no to one is never
/// put back as a no to another.
pub(in crate::consent) fn draft_key(case: &VisibleCase, subject: Option<Subject>) -> String {
    let subject = subject.map_or(0, Subject::code);
    format!("consent-{}-{subject}", case.path_id())
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
    let FormPage { case, about, answers, complaints, kept_away, outdated } = page;
    let name = case.head.name.as_str();
    let list = format!("/people/{}/consents", case.path_id());
    let choice_at = format!("{list}/new");
    let subject = about.map(|(subject, _)| subject);
    let action = match subject {
        Some(subject) => format!("{choice_at}?subject={}", subject.code()),
        None => choice_at.clone(),
    };
    let draft = draft_key(case, subject);
    // What was sent comes with its id, and is not to be mistaken for a draft.
    let refused = answers.has("consent_id");
    let id = if refused { answers.get("consent_id") } else { xinan_db::new_id().to_string() };
    let title = texts::consent_record(lang);
    let form = Form { draft: Some(&draft), refused, ..Form::new(lang, &action, &actor.form_key) };
    let choice = |code: u8, label| Choice::new(code.to_string(), label);
    let subjects: Vec<Choice<'_>> =
        Subject::ALL.iter().map(|one| choice(one.code(), lang.code(*one))).collect();
    // What cannot be said is not offered: nor is to be informed, to whoever may not note it.
    let applies = |one: &&Decision| {
        (**one != Decision::Informed || permits(actor, Action::InformConsent))
            && about.is_none_or(|(subject, state)| one.can_follow(subject, state.word))
    };
    let decisions: Vec<Choice<'_>> =
        Decision::ALL.iter().filter(applies).map(|one| choice(one.code(), lang.code(*one))).collect();
    let has_agreed = about.is_some_and(|(_, state)| state.word == Word::Given);
    let decision_hint = match has_agreed {
        true => texts::consent_decision_hint_given(lang),
        false => texts::consent_decision_hint(lang),
    };
    let deciders: Vec<Choice<'_>> =
        DecidedBy::ALL.iter().map(|one| choice(one.code(), lang.code(*one))).collect();
    let relations: Vec<Choice<'_>> =
        Relation::ALL.iter().map(|one| choice(one.code(), lang.code(*one))).collect();
    let letters: Vec<(&str, String)> = LETTERS
        .iter()
        .filter(|one| subject.is_none_or(|subject| subject == one.subject))
        .map(|one| (one.id, texts::consent_letter(lang, lang.code(one.subject), one.version)))
        .collect();
    let mut letters: Vec<Choice<'_>> = letters.iter().map(|(id, label)| Choice::new(*id, label)).collect();
    letters.insert(0, Choice::new("", texts::consent_spoken(lang)));
    letters.push(Choice::new(OTHER_LETTER, texts::consent_other_letter(lang)));
    let frame = |name, when| page.frame(actor, name, when);
    // As the record has it: asked only when the guardian decides.
    let relation = case.head.guardian_relation.map(|one| one.code().to_string()).unwrap_or_default();
    let known = answers.get("guardian_name") == case.head.guardian_name
        && answers.get("guardian_relation") == relation;
    let guardian_frame = |name| Frame { known, ..frame(name, "decided_by=2,3") };
    let guardian = match case.head.guardian_name.as_str() {
        "" => String::new(),
        name => texts::consent_guardian_hint(lang, name),
    };
    let body = html! {
        (error_summary(lang, FIELDS, complaints, ""))
        (crumbs_of_person(lang, name, &list, title))
        (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
        @if *outdated { (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } })) }
        @if let Some((subject, state)) = about {
            p {
                b { (lang.code(*subject)) } " " span.muted { (word_in_words(lang, state)) } " "
                a href=(choice_at) { (texts::consent_another(lang)) }
            }
        }
        @if let Some(warning) = guardian_warning(&case.head, lang) {
            (notice(Tone::Soon, &html! { (warning) }))
        } @else if !kept_away.is_empty() {
            (notice(Tone::Soon, &html! { (texts::kept_away(lang, &kept_away.join(texts::list_joint(lang)))) }))
        }
        (notice(Tone::Info, &html! { (texts::consent_how_to_ask(lang)) }))
        (form.show(&html! {
            (hidden("", &[("consent_id", &id)]))
            @match about {
                Some((subject, _)) => (hidden("", &[("subject", &subject.code().to_string())])),
                None => (radios(&frame("subject", ""), &subjects, &answers.get("subject"))),
            }
            (radios(&frame("decision", "").hint(decision_hint), &decisions, &answers.get("decision")))
            (text(&frame("reported_by", "decision=4").hint(texts::consent_ground_hint(lang)), Text::Line, answers.raw("reported_by")))
            (day(&frame("reported_on", "decision=4"), answers.raw("reported_on"), &[]))
            (day(&frame("decided_on", ""), answers.raw("decided_on"), &[]))
            (radios(&frame("decided_by", "").hint(texts::consent_by_hint(lang)), &deciders, &answers.get("decided_by")))
            (text(&guardian_frame("guardian_name").hint(&guardian), Text::Line, answers.raw("guardian_name")))
            (select(&guardian_frame("guardian_relation"), &relations, &answers.get("guardian_relation")))
            (text(&frame("unable_reason", "decided_by=2").hint(texts::consent_unable_hint(lang)), Text::Line, answers.raw("unable_reason")))
            (radios(&frame("letter", "").hint(texts::consent_letter_hint(lang)), &letters, &answers.get("letter")))
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

/// Which of the four it is about: first of all, so that its answers, its texts and its draft are its own.
pub(in crate::consent) fn choice(actor: &Actor, now: &Moment, case: &VisibleCase, states: &States) -> Markup {
    let lang = actor.lang;
    let name = case.head.name.as_str();
    let list = format!("/people/{}/consents", case.path_id());
    let here = format!("{list}/new");
    let title = texts::consent_record(lang);
    let body = html! {
        (crumbs_of_person(lang, name, &list, title))
        (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
        (Card::new("choice", texts::consent_choose(lang)).show(&html! {
            @for subject in Subject::ALL {
                p {
                    (Button::new(lang.code(*subject)).link(&format!("{here}?subject={}", subject.code())))
                    " " span.small.muted { (word_in_words(lang, &states.at(*subject))) }
                }
            }
            p.small { a href=(list) { (texts::act_cancel(lang)) } }
        }))
    };
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &here,
        back: Some(&list),
        ..About::default()
    };
    whole(actor, now, &about, &body)
}
