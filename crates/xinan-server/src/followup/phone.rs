//! The form on a phone: what must be asked comes first and begins empty, the rest is confirmed as a group.
//!
//! The page is the same as at a desk, in the order of the paper. On a phone `when.js` gathers the questions in
//! the places that stand here; without scripts they stay where the paper has them. "Asked, and as last time" fills
//! in what [`unchanged`] allows, in the browser or, by its button, here; each answer says that it was taken over.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::answers::{Answers, Field, Kind, Need, field};
use xinan_domain::follow_up::{FIELDS, ROUTINE, Stability, unchanged};
use xinan_domain::text::Lang;

use super::store::PastVisit;
use super::view::FormPage;
use crate::case::words::near_day;
use crate::shell::ui::field::{OnPhone, answer_in_words};
use crate::texts;

/// Under which name the button of the group is sent, without scripts.
const TAKE: &str = "take_same";

/// What is asked at every visit, in the order in which one asks it at home.
const ASKED: [&str; 13] = [
    "calm",
    "risk",
    "grade_questions",
    "incidents",
    "sleep",
    "adherence",
    "medicine",
    "adverse",
    "adverse_text",
    "adverse_severity",
    "symptoms",
    "other_symptom",
    "severity",
];

/// What is seldom filled in by hand, or is computed.
const MORE: [&str; 8] = [
    "guidance",
    "rehabilitation",
    "other_rehabilitation",
    "stability",
    "stability_reason",
    "settling",
    "next_on",
    "doctor",
];

/// Answers of today that make somebody unstable (服务规范 二（三）1): whether to refer is decided today then.
const UNSTABLE: [(&str, &[&str]); 5] = [
    ("risk", &["3", "4", "5"]),
    ("severity", &["3"]),
    ("insight", &["3"]),
    ("adverse_severity", &["3"]),
    ("physical", &["2"]),
];

/// Where the questions of this page go on a phone, and what may be taken over.
pub(super) struct Phone {
    lang: Lang,
    /// What may be taken over from the visit before.
    same: Answers,
    /// The day of that visit, in words.
    day: String,
    /// What is said beside an answer that was taken over.
    said: String,
    /// The questions whose answers were.
    taken: Vec<String>,
    /// Whether a visit is changed: then nothing is asked for the first time.
    changing: bool,
    /// Whether this may be the re-visit of somebody basically stable.
    settling: bool,
    /// What the visit before says, item by item.
    last: Answers,
    /// [`UNSTABLE`], as the page says it.
    unstable: String,
}

impl Phone {
    /// For this page.
    pub(super) fn of(lang: Lang, page: &FormPage<'_>, last: Option<&Answers>, today: Date) -> Self {
        let same = page.last.map(|past| unchanged(&past.visit)).unwrap_or_default();
        let day = page.last.map(|past| near_day(lang, past.visit.visited_on, today)).unwrap_or_default();
        let mut taken = page.answers.list("taken");
        // Changed since, it is an answer of today.
        taken.retain(|id| same.has(id) && same.get(id) == page.answers.get(id));
        Self {
            lang,
            said: texts::taken_over(lang, &day),
            same,
            day,
            taken,
            changing: page.changing.is_some(),
            settling: page.before == Some(Stability::BasicallyStable),
            last: last.cloned().unwrap_or_default(),
            unstable: UNSTABLE.map(|(id, codes)| format!("{id}={}", codes.join(","))).join(";"),
        }
    }

    /// How this question is asked.
    pub(super) fn place<'a>(&'a self, one: &Field) -> OnPhone<'a> {
        let (part, turn) = self.part(one.id);
        OnPhone {
            plain: self.plain(one.id),
            part,
            turn,
            same: self.same.raw(one.id),
            unless: if one.id == "referral" { &self.unstable } else { "" },
            said: &self.said,
            taken: self.taken.iter().any(|id| id == one.id),
        }
    }

    /// Which place gathers a question, and its turn there.
    fn part(&self, id: &str) -> (&'static str, usize) {
        let paper = FIELDS.iter().position(|one| one.id == id).unwrap_or(0);
        if id == "medicine" {
            return ("medicine", 0);
        }
        if let Some(turn) = asked_at(id) {
            return ("ask", turn);
        }
        // What an item leads to follows it.
        let leader = match id {
            "discharged_on" => "hospital",
            "labs_text" => "labs",
            "referral_reason" | "referral_to" => "referral",
            other => other,
        };
        if ROUTINE.contains(&leader) {
            let part = if self.is_grouped(leader) { "rest" } else { "ask" };
            return (part, ASKED.len() + paper);
        }
        match id {
            "settling" if self.settling => ("ask", ASKED.len() + paper),
            "note" => ("say", 0),
            _ if MORE.contains(&id) => ("more", paper),
            _ => ("", 0),
        }
    }

    /// Whether a routine item is one of the group: it may be the same, or need not be answered at all.
    fn is_grouped(&self, id: &str) -> bool {
        let is_optional = field(FIELDS, id).is_some_and(|one| one.need == Need::Optional);
        self.changing || self.same.has(id) || (is_optional && !self.last.has(id))
    }

    fn plain(&self, id: &str) -> &'static str {
        match id {
            "mode" => texts::plain_mode(self.lang),
            "met" => texts::plain_met(self.lang),
            "sleep" => texts::plain_sleep(self.lang),
            "adherence" => texts::plain_adherence(self.lang),
            "adverse" => texts::plain_adverse(self.lang),
            "symptoms" => texts::plain_symptoms(self.lang),
            "severity" => texts::plain_severity(self.lang),
            _ => "",
        }
    }

    /// The places, between what the paper asks first and its other sections.
    pub(super) fn places(&self, page: &FormPage<'_>) -> Markup {
        html! {
            div.paper data-gathers="ask" hidden { (self.calm()) (self.medicine(page)) }
            (self.rest(page))
            div.paper data-gathers="say" hidden {}
            details.fold data-gathers="more" hidden { summary { (texts::phone_more(self.lang)) } }
        }
    }

    /// 平安吗: one question before the grade and the acts, which it answers or opens. Asked by scripts only.
    fn calm(&self) -> Markup {
        let lang = self.lang;
        html! {
            fieldset.card.q data-part="ask" data-turn="0" data-calm hidden {
                legend { (texts::plain_calm(lang)) }
                p.hint { (texts::plain_calm_hint(lang)) }
                div.opts.c2 {
                    @for (code, words) in [("1", texts::plain_calm_yes(lang)), ("2", texts::plain_calm_no(lang))] {
                        label.opt { input type="radio" name="calm" value=(code); span { (words) } }
                    }
                }
                p.hint data-calm-said hidden { (texts::plain_calm_said(lang)) }
            }
        }
    }

    /// The medicines, folded under what they are.
    fn medicine(&self, page: &FormPage<'_>) -> Markup {
        let past = page.changing.or(page.last);
        let taken: Vec<String> = past
            .and_then(|past| past.visit.clinical())
            .map(|clinical| clinical.medicines.iter().map(|one| one.say(self.lang)).collect())
            .unwrap_or_default();
        let turn = asked_at("medicine");
        html! {
            details.card.q.fold data-part="ask" data-turn=[turn] data-gathers="medicine"
                data-opens-at="adherence=1,2" hidden {
                summary {
                    (texts::phone_medicine(self.lang))
                    span.hint { (taken.join(texts::list_joint(self.lang))) }
                }
            }
        }
    }

    /// 其余 N 项: what it was last time, one button to say that it is the same, and the questions one by one.
    fn rest(&self, page: &FormPage<'_>) -> Markup {
        let lang = self.lang;
        let items: Vec<&Field> =
            ROUTINE.iter().filter(|id| self.is_grouped(id)).filter_map(|id| field(FIELDS, id)).collect();
        let has_same = self.same.pairs().next().is_some();
        let counted: Vec<&&Field> = items.iter().filter(|one| !has_same || self.same.has(one.id)).collect();
        let answered = counted.iter().filter(|one| page.answers.has(one.id)).count();
        let title = match has_same {
            true => texts::rest_last_time(lang, counted.len(), &self.day),
            false => texts::rest(lang, counted.len()),
        };
        html! {
            @if !items.is_empty() {
                section.card.q.rest.phone-only aria-labelledby="rest" {
                    h2 id="rest" { (title) }
                    @if has_same {
                        dl.pairs {
                            @for (id, code) in self.same.pairs() {
                                @if let Some(one) = field(FIELDS, id) {
                                    div { dt { (lang.pick(one.label, one.label_en)) } dd { (word(one, code, lang)) } }
                                }
                            }
                        }
                        button.btn.same type="submit" name=(TAKE) value="1" data-same-button
                            aria-pressed=(!self.taken.is_empty()) { (texts::rest_same(lang, &self.day)) }
                    }
                    details data-gathers="rest" hidden {
                        summary {
                            (if has_same { texts::rest_differs(lang) } else { texts::rest_one_by_one(lang) }) " "
                            span.muted {
                                (texts::rest_answered(lang)) " " b data-answered { (answered) } " / " (counted.len())
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The turn of a question among those that are always asked.
pub(super) fn asked_at(id: &str) -> Option<usize> {
    ASKED.iter().position(|one| *one == id)
}

/// An answer in a word, without its number.
fn word(one: &Field, code: &str, lang: Lang) -> String {
    match one.kind {
        Kind::One(items) => items
            .iter()
            .find(|item| item.code.to_string() == code)
            .map_or_else(String::new, |item| lang.pick(item.label, item.label_en).to_owned()),
        _ => {
            let mut answers = Answers::default();
            answers.push(one.id, code);
            answer_in_words(one, &answers, lang)
        }
    }
}

/// Whether the button of the group sent the form.
pub(super) fn is_asked_for(answers: &Answers) -> bool {
    answers.has(TAKE)
}

/// Fills in what is open and may be the same as at the visit before. Nothing that was answered is changed.
pub(super) fn take_over(answers: &mut Answers, last: Option<&PastVisit>) {
    let Some(last) = last else { return };
    for (id, text) in unchanged(&last.visit).pairs() {
        let is_unstable = || UNSTABLE.iter().any(|(id, codes)| codes.contains(&answers.get(id).as_str()));
        let is_asked_anew = id == "referral" && is_unstable();
        if !answers.has(id) && !is_asked_anew {
            answers.set(id, text);
            answers.push("taken", id);
        }
    }
}
