//! From what the slices keep to the lines of an account.

use jiff::civil::Date;
use xinan_db::Tx;
use xinan_domain::follow_up::Found;
use xinan_domain::hospital::Hospital;
use xinan_domain::text::Lang;

use super::Line;
use crate::case::VisibleCase;
use crate::case::event::store::{TakenBack, taken_back};
use crate::case::event::{Event, EventKind};
use crate::case::facts::{EventRow, Facts};
use crate::consent::store::Kept as KeptConsent;
use crate::contact::store::Contact;
use crate::examination::store::Kept;
use crate::followup::store::PastVisit;
use crate::hospital::guidance::store::Thread;
use crate::hospital::referral::store::Referral;
use crate::hospital::stay::store::Stay;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::supplement::store::Version;
use crate::texts;
use crate::transfer::store::Transfer;
use crate::{consent, contact, disposal, examination, followup, hospital, supplement, transfer};

/// More of one kind than this is no account any more; it is the latest of them.
const MOST: u32 = 1_000;

/// Everything that happened, as far as the actor may read it; the oldest first.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn gather(
    tx: &mut Tx,
    actor: &Actor,
    case: &VisibleCase,
    facts: &Facts,
) -> anyhow::Result<Vec<Line>> {
    let (lang, person) = (actor.lang, format!("/people/{}", case.path_id()));
    let mut lines = vec![registered(lang, case, facts)];
    let visits = followup::store::history(tx, case, MOST, 0).await?;
    lines.extend(visits.iter().map(|past| visit(lang, past, &person)));
    let calls = contact::store::history(tx, case, MOST).await?;
    lines.extend(calls.iter().map(|one| call(lang, one, facts)));
    // A stay in hospital is told by its own entries; what a roster says of one, by its event.
    let (stays, _) = hospital::stay::store::of_case(tx, case).await?;
    let of_stay = |row: &EventRow| {
        let (kind, on) = (row.event.kind, row.event.on);
        stays.iter().any(|one| match kind {
            EventKind::Admitted => one.admission.says.admitted_on == on,
            EventKind::Discharged => one.discharge.as_ref().is_some_and(|left| left.says.left_on == on),
            _ => false,
        })
    };
    let told = facts.events.iter().filter(|row| row.visit.is_none() && !of_stay(row));
    lines.extend(told.map(|row| event(lang, row)));
    let mistakes = taken_back(tx, case.county(), case.id()).await?;
    lines.extend(mistakes.iter().map(|one| mistake(lang, one, &person)));
    let results = examination::store::live(tx, case.county(), case.id()).await?;
    lines.extend(results.iter().map(|one| result(lang, one, &person)));
    lines.extend(stays.iter().flat_map(|one| stay(lang, one, &person)));
    for one in hospital::referral::store::of_case(tx, case).await? {
        lines.extend(referred(lang, &one, &person));
    }
    if permits(actor, Action::SeeDisposal) {
        let disposals = disposal::store::of_case(tx, case).await?;
        lines.extend(disposals.iter().map(|one| helped(lang, one)));
    }
    let asked = hospital::guidance::store::of_case(tx, case).await?;
    lines.extend(asked.iter().map(|one| guidance(lang, one, &person)));
    let versions = supplement::store::versions(tx, case, MOST).await?;
    // The first is how the record began.
    let changed = versions.iter().take(versions.len().saturating_sub(1));
    lines.extend(changed.map(|one| edited(lang, one, &person)));
    if permits(actor, Action::ReadConsents) {
        let said = consent::store::history(tx, case).await?;
        lines.extend(said.iter().map(|one| decision(lang, one, &person)));
    }
    if permits(actor, Action::SendTransfer) {
        for one in transfer::store::of_case(tx, case).await? {
            lines.extend(moved(lang, &one, &person));
        }
    }
    lines.sort_by_key(|line| (line.on, line.at));
    Ok(lines)
}

fn plain(on: Date, what: &str) -> Line {
    Line { on, at: 0, what: what.to_owned(), words: String::new(), by: String::new(), href: String::new() }
}

fn day_of(at: i64) -> Date {
    Moment::of_micros(at).day()
}

fn joined(lang: Lang, words: Vec<String>) -> String {
    let words: Vec<String> = words.into_iter().filter(|one| !one.is_empty()).collect();
    words.join(texts::story_joint(lang))
}

fn registered(lang: Lang, case: &VisibleCase, facts: &Facts) -> Line {
    let diagnosis = lang.code(facts.supplement.diagnosis);
    let words = texts::story_registered(lang, &case.head.case_no, diagnosis);
    Line { at: i64::MIN, words, ..plain(facts.registered_on, texts::story_begun(lang)) }
}

fn visit(lang: Lang, past: &PastVisit, person: &str) -> Line {
    let visit = &past.visit;
    let mut words = Vec::new();
    match &visit.found {
        Found::Seen(clinical) => {
            words.extend(visit.stability.map(|class| lang.code(class).to_owned()));
            words.extend(clinical.risk.map(|risk| texts::story_risk(lang, risk.grade())));
            words.extend(clinical.adherence.map(|one| lang.code(one).to_owned()));
            words.push(
                clinical
                    .medicines
                    .iter()
                    .map(|one| one.say(lang))
                    .collect::<Vec<_>>()
                    .join(texts::list_joint(lang)),
            );
        }
        Found::Lost(reason) => {
            words.push(texts::story_lost(lang, lang.code(*reason)));
        }
        Found::Died { on, cause, .. } => {
            words.push(texts::story_died(lang, &on.to_string(), lang.code(*cause)))
        }
    }
    words.push(visit.note.clone());
    Line {
        at: past.entered_at,
        words: joined(lang, words),
        by: visit.doctor.clone(),
        href: format!("{person}/visits/{}", past.id.simple()),
        ..plain(visit.visited_on, &texts::story_visit(lang, lang.code(visit.mode)))
    }
}

fn call(lang: Lang, one: &Contact, facts: &Facts) -> Line {
    let next = match one.next_on.filter(|_| facts.registered_on <= one.on) {
        Some(next) => texts::story_next(lang, &next.to_string()),
        None => String::new(),
    };
    let words = joined(lang, vec![lang.code(one.outcome).to_owned(), next, one.note.clone()]);
    Line { words, ..plain(one.on, texts::story_call(lang)) }
}

fn event(lang: Lang, row: &EventRow) -> Line {
    let Event { kind, on, detail } = &row.event;
    let mut words = Vec::new();
    words.extend(detail.lost.map(|reason| lang.code(reason).to_owned()));
    words.extend(detail.cause.map(|cause| lang.code(cause).to_owned()));
    words.extend(detail.closing.map(|why| lang.code(why).to_owned()));
    if !detail.told.is_empty() {
        let told: Vec<&str> = detail.told.iter().map(|one| lang.code(*one)).collect();
        words.push(told.join(texts::list_joint(lang)));
    }
    Line { at: row.recorded_at, words: joined(lang, words), ..plain(*on, lang.code(*kind)) }
}

fn mistake(lang: Lang, one: &TakenBack, person: &str) -> Line {
    let what = match one.kind {
        EventKind::Closed => texts::story_reopened(lang),
        kind => &texts::story_mistake(lang, lang.code(kind)),
    };
    Line {
        at: one.at,
        words: texts::story_of_day(lang, &one.on.to_string(), &one.reason),
        by: one.by.clone(),
        href: format!("{person}/visits"),
        ..plain(day_of(one.at), what)
    }
}

fn edited(lang: Lang, one: &Version, person: &str) -> Line {
    let words = match one.of_workbook {
        true => texts::story_by_workbook(lang).to_owned(),
        false => one.reason.clone(),
    };
    Line {
        at: one.at,
        words,
        by: one.by.clone(),
        href: format!("{person}/edit"),
        ..plain(day_of(one.at), texts::story_edited(lang))
    }
}

fn decision(lang: Lang, one: &KeptConsent, person: &str) -> Line {
    let entry = &one.entry;
    let words = match &one.mistaken {
        Some(_) => joined(
            lang,
            vec![lang.code(entry.decision).to_owned(), texts::story_counts_no_more(lang).to_owned()],
        ),
        None => lang.code(entry.decision).to_owned(),
    };
    Line {
        at: one.recorded_at,
        words,
        by: one.by.clone(),
        href: format!("{person}/consents"),
        ..plain(entry.on, lang.code(entry.subject))
    }
}

fn moved(lang: Lang, one: &Transfer, person: &str) -> Vec<Line> {
    let href = format!("{person}/transfers");
    let sent = Line {
        words: joined(lang, vec![lang.code(one.form.reason).to_owned(), one.form.note.clone()]),
        by: one.shown_as.clone(),
        href: href.clone(),
        ..plain(one.form.sent_on, texts::transfer_send(lang))
    };
    let answered = one.answer.as_ref().map(|(answer, on, by)| Line {
        at: 1,
        by: by.clone(),
        href,
        ..plain(*on, &texts::story_transfer(lang, lang.code(*answer)))
    });
    std::iter::once(sent).chain(answered).collect()
}

fn result(lang: Lang, one: &Kept, person: &str) -> Line {
    Line {
        at: one.recorded_at,
        by: one.by.clone(),
        href: format!("{person}/examinations/{}", one.path_id()),
        ..plain(one.one.examined_on, lang.code(one.one.occasion))
    }
}

/// Its name in the county's list, or the one that was written down.
pub(crate) fn named(listed: &str, hospital: &Hospital) -> String {
    match hospital {
        Hospital::Listed(_) => listed.to_owned(),
        Hospital::Named(name) => name.clone(),
    }
}

fn stay(lang: Lang, one: &Stay, person: &str) -> Vec<Line> {
    let href = format!("{person}/stays/{}", one.path_id());
    let hospital = named(&one.hospital, &one.admission.says.hospital);
    let admitted = Line {
        at: one.admission.recorded_at,
        words: hospital.clone(),
        by: one.admission.by.clone(),
        href: href.clone(),
        ..plain(one.admission.says.admitted_on, lang.code(EventKind::Admitted))
    };
    let left = one.discharge.as_ref().map(|left| Line {
        at: left.recorded_at,
        words: hospital.clone(),
        by: left.by.clone(),
        href,
        ..plain(left.says.left_on, lang.code(EventKind::Discharged))
    });
    std::iter::once(admitted).chain(left).collect()
}

fn referred(lang: Lang, one: &Referral, person: &str) -> Vec<Line> {
    let href = format!("{person}/referrals/{}", one.path_id());
    let sent = Line {
        words: named(&one.hospital, &one.slip.hospital),
        by: one.by.clone(),
        href: href.clone(),
        ..plain(one.slip.sent_on, texts::event_referral(lang))
    };
    let back = one.outcome.as_ref().map(|(outcome, on, by)| Line {
        at: 1,
        words: lang.code(*outcome).to_owned(),
        by: by.clone(),
        href,
        ..plain(*on, texts::story_referral_back(lang))
    });
    std::iter::once(sent).chain(back).collect()
}

fn helped(lang: Lang, one: &disposal::store::Kept) -> Line {
    let outcome = one.outcome.map(|outcome| lang.code(outcome).to_owned());
    Line {
        at: one.reported_at,
        words: joined(lang, vec![lang.code(one.reason).to_owned(), outcome.unwrap_or_default()]),
        by: one.shown_as.clone(),
        href: format!("/disposals/{}", one.id.simple()),
        ..plain(day_of(one.reported_at), texts::story_helped(lang))
    }
}

fn guidance(lang: Lang, one: &Thread, person: &str) -> Line {
    let words = joined(lang, vec![one.hospital.clone(), lang.code(one.topic).to_owned()]);
    Line {
        words,
        href: format!("{person}/guidance/{}", one.path_id()),
        ..plain(one.asked_on, texts::story_guidance(lang))
    }
}
