//! Rows of a roster: people, and where each of them stands.

use std::collections::hash_map::Entry;

use anyhow::Result;
use xinan_db::{Tx, Uuid};
use xinan_documents::rows::DataRow;
use xinan_domain::answers::Complaints;
use xinan_domain::consent::is_overruled;
use xinan_domain::follow_up;
use xinan_domain::person::Consent;
use xinan_domain::supplement::{self, MayStayOpen, Status, Supplement, SupplementContext, Understood};
use xinan_domain::text::rules::Problem;

use super::{Fate, Lookup, Person, Place, Plan, Seen, SheetContext, complain, refusal, village};
use crate::case::event::store::TakenBack;
use crate::case::event::{self, Detail, Event, EventKind};
use crate::case::namesake::Alike;
use crate::case::store::{Kept, form_of, former_forms};
use crate::intake::report::SheetReport;
use crate::texts;

/// What becomes of a row.
pub(super) async fn row(
    tx: &mut Tx,
    plan: &mut Plan,
    lookup: &Lookup<'_>,
    own: &SheetContext<'_>,
    row: &DataRow,
    report: &mut SheetReport,
) -> Result<Fate> {
    let lang = lookup.context.lang;
    let understood = match parse(lookup, own, row) {
        Ok(understood) => understood,
        Err(complaints) => {
            complain(report, own, row, &complaints, lang);
            return Ok(Fate::Refused);
        }
    };
    let form = understood.supplement.clone();
    let number = form.identity_number.as_str().to_owned();
    let place = own.place(row);
    let refuse = |report: &mut SheetReport, message: &str| {
        report.refuse(refusal(own, row, "identity_number", message.to_owned()));
        Ok(Fate::Refused)
    };

    if let Some(None) = lookup.known.get(&number) {
        return refuse(report, texts::import_out_of_reach(lang));
    }
    let Some(person) = plan.person(lookup, &number) else {
        complain(report, own, row, &understood.doubts, lang);
        ask_about_namesakes(plan, lookup, own, row, &form, report);
        let events = events(&form, &understood.status, own);
        let person = new_person(form, &understood.status, events, place);
        plan.people.insert(number, Person { stated_on: Some(own.stated_on), ..person });
        return Ok(Fate::Stored);
    };
    match &person.listed {
        Some((_, first)) if first.sheet == place.sheet => {
            return refuse(report, texts::import_twice_in_file(lang));
        }
        Some((listed, _)) if *listed == form => return Ok(Fate::Already),
        Some(_) => return refuse(report, texts::import_two_versions(lang)),
        None => {}
    }
    person.listed = Some((form.clone(), place));
    let county: String = person.village.as_str().chars().take(6).collect();
    let kept = form_of(tx, &county, person.id).await?;
    let mut news = events(&form, &understood.status, own);
    let is_mended = match &kept {
        Some(kept) => is_mended(tx, &county, person.id, kept, &understood, own).await?,
        None => false,
    };
    let Understood { supplement: form, status, doubts } = match &kept {
        Some(kept) if is_mended => {
            report.doubt(refusal(own, row, "name", texts::import_mended_by_hand(lang).to_owned()));
            news.retain(|event| !matches!(event.kind, EventKind::ConsentGiven | EventKind::ConsentRefused));
            let doubts = Complaints::default();
            Understood { supplement: kept.form.clone(), doubts, ..understood }
        }
        Some(kept) => understood.over(&kept.form),
        None => understood,
    };
    // The roster has somebody in care whom the register has lost.
    if person.lost && status == Status::Open && row.answers.has("status") {
        news.push(Event::plain(EventKind::Found, own.stated_on));
    }
    let entries = kept.as_ref().map_or(&[][..], |kept| &kept.consents);
    if let Some(stands) = is_overruled(entries, form.consent_on)
        && form.consent == Some(Consent::Given)
    {
        report.doubt(refusal(own, row, "consent", texts::import_consent_stands(lang, stands)));
        news.retain(|event| event.kind != EventKind::ConsentGiven);
    }
    let known = kept.as_ref().map_or(&[][..], |kept| &kept.events);
    news.retain(|event| is_news(event, known, person.lost));
    let mended = taken_back(tx, &county, person.id, &news, own).await?;
    if let Some(mended) = &mended {
        news.retain(|event| event.kind != mended.kind);
        let (field, what) = (if mended.kind == EventKind::Died { "died_on" } else { "status" }, mended.kind);
        let sentence = texts::import_taken_back(lang, lang.code(what), &mended.by, mended.stated_on);
        report.doubt(refusal(own, row, field, sentence));
    }
    // A death that was taken back is none here either.
    let stated_death =
        died_on(&status).filter(|_| mended.is_none_or(|mended| mended.kind != EventKind::Died));
    let says_the_same = news.is_empty() && kept.as_ref().is_some_and(|kept| kept.form == form);
    // What a later roster said stands, whatever this one still says of it.
    if let Some(later) = kept.and_then(|kept| kept.stated_on).filter(|day| *day > own.stated_on) {
        if !says_the_same {
            report.doubt(refusal(own, row, "name", texts::import_older(lang, own.stated_on, later)));
        }
        return Ok(Fate::Already);
    }
    if let (None, Some(on), Some(seen_on)) = (person.died_on, stated_death, person.seen_on)
        && on < seen_on
    {
        let sentence = Problem::DeathBeforeVisit { seen_on }.say(lang);
        report.refuse(refusal(own, row, "died_on", sentence));
        return Ok(Fate::Refused);
    }
    if let Some(closed_on) = person.closed_on.filter(|_| !says_the_same) {
        report.refuse(refusal(own, row, "name", texts::import_closed(lang, closed_on)));
        return Ok(Fate::Refused);
    }
    complain(report, own, row, &doubts, lang);
    // A name may change; more often it is somebody else's identity number.
    if person.name != form.name {
        report.doubt(refusal(own, row, "name", texts::import_name_changed(lang, &person.name)));
    }
    if says_the_same {
        return Ok(Fate::Already);
    }
    person.died_on = person.died_on.or(stated_death);
    person.events = news;
    person.name = form.name.clone();
    person.form = Some((form, place));
    person.stated_on = Some(own.stated_on);
    Ok(Fate::Changed)
}

/// §15.3 17: a new person of the same name, birth date and township as another, of the register or of
/// these files, is probably the same one under a mistyped number.
fn ask_about_namesakes(
    plan: &mut Plan,
    lookup: &Lookup<'_>,
    own: &SheetContext<'_>,
    row: &DataRow,
    form: &Supplement,
    report: &mut SheetReport,
) {
    let lang = lookup.context.lang;
    let alike = Alike::of(form);
    let mut ask = |sentence| report.doubt(refusal(own, row, "identity_number", sentence));
    if let Some(namesake) = lookup.namesakes.get(&alike) {
        ask(texts::import_namesake(lang, &namesake.case_no));
    }
    match plan.newcomers.entry(alike) {
        Entry::Occupied(first) => {
            let (sheet, at) = first.get();
            ask(texts::import_namesake_in_file(lang, sheet, *at));
        }
        Entry::Vacant(place) => _ = place.insert((own.name.to_owned(), row.number)),
    }
}

/// Whether an event that a roster states changes what the register knows. The same roster again, or an
/// older one than what is known, changes nothing.
fn is_news(event: &Event, known: &[Event], lost: bool) -> bool {
    use EventKind::{ConsentGiven, ConsentRefused, Died, Found, Lost};
    let latest =
        |kinds: &[EventKind]| known.iter().filter(|one| kinds.contains(&one.kind)).max_by_key(|one| one.on);
    match event.kind {
        ConsentGiven | ConsentRefused => latest(&[ConsentGiven, ConsentRefused])
            .is_none_or(|last| last.kind != event.kind && last.on < event.on),
        Lost => !lost && latest(&[Lost, Found]).is_none_or(|last| last.on < event.on),
        Found => lost && latest(&[Lost, Found]).is_none_or(|last| last.on < event.on),
        Died => latest(&[Died]).is_none(),
        _ => known.iter().all(|one| one.kind != event.kind),
    }
}

/// The correction that stands against a loss or a death that a roster states, if there is one.
///
/// What was taken back here, whether a roster or a visit had said it, does not come back with the same roster,
/// nor with one of an earlier day; a roster of a later day knows more. One that names no day cannot be told
/// from the first.
async fn taken_back(
    tx: &mut Tx,
    county: &str,
    case: Uuid,
    news: &[Event],
    own: &SheetContext<'_>,
) -> Result<Option<TakenBack>> {
    let kind =
        news.iter().map(|event| event.kind).find(|kind| matches!(kind, EventKind::Died | EventKind::Lost));
    let Some(kind) = kind else { return Ok(None) };
    let mut all = event::store::taken_back(tx, county, case).await?;
    // What an old correction of a visit left behind is told with that visit below.
    all.retain(|one| !one.of_visit);
    all.extend(event::store::taken_back_with_visit(tx, county, case).await?);
    let corrected = all.into_iter().filter(|one| one.kind == kind).max_by_key(|one| one.stated_on);
    Ok(corrected.filter(|one| !own.dated || own.stated_on <= one.stated_on))
}

/// Whether a row says what the form said before somebody corrected it by hand, and nothing else.
///
/// A roster that names no day cannot be told from the first; one of an earlier day changes nothing anyway, and one of
/// a later day knows more.
async fn is_mended(
    tx: &mut Tx,
    county: &str,
    case: Uuid,
    kept: &Kept,
    row: &Understood,
    own: &SheetContext<'_>,
) -> Result<bool> {
    let says = |form: &Supplement| row.clone().over(form).supplement == *form;
    if own.dated || says(&kept.form) {
        return Ok(false);
    }
    let mut corrected_since = kept.by_hand;
    for (former, by_hand) in former_forms(tx, county, case).await? {
        if corrected_since && says(&former) {
            return Ok(true);
        }
        corrected_since |= by_hand;
    }
    Ok(false)
}

fn parse(lookup: &Lookup<'_>, own: &SheetContext<'_>, row: &DataRow) -> Result<Understood, Complaints> {
    let find_village = |text: &str| village(lookup.context, own, row, text);
    let today = lookup.context.today;
    let roster = SupplementContext {
        died_on: None,
        today,
        entry: follow_up::Entry::Workbook,
        open: MayStayOpen::Nothing,
        village: &find_village,
    };
    supplement::parse(&row.answers, &roster)
}

fn new_person(form: Supplement, status: &Status, events: Vec<Event>, place: Place) -> Person {
    Person {
        id: xinan_db::new_id(),
        new: true,
        village: form.village,
        name: form.name.clone(),
        // A roster does not say when the record was built; it counts from the diagnosis.
        registered_on: form.diagnosed_on,
        died_on: died_on(status),
        closed_on: None,
        lost: matches!(status, Status::Lost(_)),
        seen_on: None,
        events,
        listed: Some((form.clone(), place)),
        form: Some((form, place)),
        stated_on: None,
        visits: Vec::new(),
        examinations: Vec::new(),
        // The register knows nothing of a new person, so it need not be asked.
        seen_visits: Seen { asked: true, ..Seen::default() },
        seen_examinations: Seen { asked: true, ..Seen::default() },
    }
}

fn died_on(status: &Status) -> Option<jiff::civil::Date> {
    match status {
        Status::Died { on, .. } => Some(*on),
        Status::Open | Status::Lost(_) => None,
    }
}

/// What a roster states about consent, loss and death, with the day on which it is known to hold.
fn events(form: &Supplement, status: &Status, own: &SheetContext<'_>) -> Vec<Event> {
    let mut events: Vec<Event> = Event::of_consent(form, own.stated_on).into_iter().collect();
    match status {
        Status::Open => {}
        Status::Lost(reason) => events.push(Event {
            kind: EventKind::Lost,
            on: own.stated_on,
            detail: Detail { lost: *reason, ..Detail::default() },
        }),
        Status::Died { on, cause } => events.push(Event {
            kind: EventKind::Died,
            on: *on,
            detail: Detail { cause: *cause, ..Detail::default() },
        }),
    }
    events
}
