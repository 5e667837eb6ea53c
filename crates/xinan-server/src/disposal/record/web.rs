//! Handlers of the record.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use xinan_db::{Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::code::Code;
use xinan_domain::disposal::{
    Entry, Identified, Measure, Party, Record, RecordContext, Standing, State as Stand, parse_record,
    write_time,
};

use super::view::{self, FormPage};
use crate::disposal::follow::{follow, standing_of};
use crate::disposal::seen::{Seen, find};
use crate::disposal::store::{self, CHANGING, Taken};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Typed;

/// GET /disposals/{id}/record
pub async fn form(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let seen = find(&mut tx, &actor, &id, Action::RecordDisposal, &now).await?;
    let entries = store::entries(&mut tx, actor.county(), seen.kept.id).await?;
    tx.commit().await?;
    let settings = app.settings();
    let standing = standing_of(&settings, &seen.kept, &entries);
    if !may_be_written(&standing) {
        return Ok(back(&seen, "late"));
    }
    let answers = begun(&actor, &now, (&seen, &entries, &standing));
    let complaints = Complaints::default();
    let page = FormPage {
        seen: &seen,
        standing: &standing,
        answers: &answers,
        complaints: &complaints,
        id: xinan_db::new_id(),
        outdated: false,
        taken: false,
    };
    Ok(view::form(&actor, &now, &page).into_response())
}

/// POST /disposals/{id}/record: one version, however often it is sent.
pub async fn keep(State(app): State<App>, Path(id): Path<String>, typed: Typed) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let (now, settings) = (app.now(), app.settings());
    let Ok(wanted) = Uuid::try_parse(&answers.get("entry_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let seen = find(&mut tx, &actor, &id, Action::RecordDisposal, &now).await?;
    let entries = store::entries(&mut tx, actor.county(), seen.kept.id).await?;
    let standing = standing_of(&settings, &seen.kept, &entries);
    let there = store::entry_is_of(&mut tx, actor.county(), wanted).await?;
    if there.is_some_and(|of| of != seen.kept.id) {
        return Err(Problem::Malformed);
    }
    let Some((ended_at, outcome)) = standing.ended.filter(|_| may_be_written(&standing)) else {
        tx.commit().await?;
        return Ok(back(&seen, "late"));
    };
    let context = RecordContext {
        now: now.civil(),
        reported_at: seen.kept.reported().civil(),
        ended_at,
        outcome,
        is_known: seen.kept.case.is_some(),
    };
    let read = parse_record(&answers, &context);
    let before = entries.iter().find(|one| one.id == wanted).map(|one| &one.entry);
    let record = match (before, read) {
        (Some(Entry::Recorded(before)), Ok(record)) if **before == record => {
            // Sent twice, it is there already.
            tx.commit().await?;
            return Ok(back(&seen, "recorded"));
        }
        (None, Ok(record)) if !outdated => record,
        (before, read) => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let taken = before.is_some() && !complaints.refused() && !outdated;
            let status = match (outdated, taken) {
                (true, _) => StatusCode::FORBIDDEN,
                (_, true) => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let id = if taken { xinan_db::new_id() } else { wanted };
            let page = FormPage {
                seen: &seen,
                standing: &standing,
                answers: &answers,
                complaints: &complaints,
                id,
                outdated,
                taken,
            };
            return Ok((status, view::form(&actor, &now, &page)).into_response());
        }
    };
    let entry = Entry::Recorded(Box::new(record));
    store::add_entry(&mut tx, &actor, seen.kept.id, (wanted, now.civil(), &entry), None, &now).await?;
    follow(&mut tx, &settings, actor.county(), &seen.kept, &now).await?;
    let log = actor.entry(&now, "disposal.recorded", seen.kept.case, seen.kept.path_id());
    audit::record(&mut tx, &log).await?;
    tx.commit().await?;
    Ok(back(&seen, "recorded"))
}

/// When the handling is over, and it was one.
fn may_be_written(standing: &Standing) -> bool {
    standing.ended.is_some() && standing.state != Stand::Mistaken
}

fn back(seen: &Seen, what: &str) -> Response {
    Redirect::to(&format!("/disposals/{}?done={what}", seen.kept.path_id())).into_response()
}

/// What the course says already, or the version before.
fn begun(actor: &Actor, now: &Moment, of: (&Seen, &[Taken], &Standing)) -> Answers {
    let (seen, entries, standing) = of;
    let report = &seen.kept.report;
    let written = store::living(entries).filter_map(|one| match &one.entry {
        Entry::Recorded(record) => Some(record),
        _ => None,
    });
    if let Some(record) = written.last() {
        return answers_of(record);
    }
    let mut answers = Answers::default();
    answers.push("handling_unit", actor.office.clone());
    answers.push("nationality", NATIONALITY);
    answers.push("name", report.who.clone());
    answers.push("first_place", report.place.clone());
    answers.push("scene", report.seen.clone());
    answers.push("injured", "0");
    answers.push("dead", "0");
    answers.push("reason", standing.reason.code().to_string());
    let mut measures: Vec<Measure> = standing.outcome().into_iter().collect();
    for one in store::living(entries) {
        match &one.entry {
            Entry::Measure { measure, .. } if !measures.contains(measure) => measures.push(*measure),
            Entry::Told { party, name } | Entry::Arrived { party, name } => match party {
                Party::Police => answers.set("police", name.clone()),
                Party::Psychiatrist => answers.set("psychiatrist", name.clone()),
                Party::HealthCentre => answers.set("prevention", name.clone()),
                _ => {}
            },
            Entry::Ground { ground, .. } => answers.set("ground", ground.code().to_string()),
            Entry::Seen { words } if !answers.has("scene") => answers.set("scene", words.clone()),
            _ => {}
        }
    }
    for measure in measures {
        answers.push("measures", measure.code().to_string());
    }
    let began = store::living(entries).find(|one| matches!(one.entry, Entry::Arrived { .. }));
    let began = began.map_or(seen.kept.reported(), |one| Moment::of_micros(one.at));
    answers.push("began_on", began.day().to_string());
    answers.push("began_time", began.time_text());
    answers.push("filled_by", actor.name.clone());
    answers.push("filled_on", now.day().to_string());
    answers
}

/// As the form has it where nobody says otherwise.
// texts-ok: a value of the official form, which is in Chinese.
const NATIONALITY: &str = "中国";

/// A version as it was filled in, to be changed.
fn answers_of(record: &Record) -> Answers {
    let mut answers = Answers::default();
    let mut put = |id: &str, text: String| answers.push(id, text);
    put("report_unit", record.report_unit.clone());
    put("handling_unit", record.handling_unit.clone());
    if let Some(Identified { name, sex, age, identity_number }) = &record.identified {
        put("name", name.clone());
        put("sex", sex.map(|sex| sex.code().to_string()).unwrap_or_default());
        put("age", age.map(|age| age.to_string()).unwrap_or_default());
        put("identity_number", identity_number.as_ref().map_or("", |number| number.as_str()).to_owned());
    }
    put("nationality", record.nationality.clone());
    put("first_place", record.first_place.clone());
    put("way", record.way.code().to_string());
    put("reporter_is", record.reporter_is.code().to_string());
    put("began_on", record.began_at.date().to_string());
    put("began_time", write_time(record.began_at.time()));
    put("scene", record.scene.clone());
    put("injured", record.injured.to_string());
    put("dead", record.dead.to_string());
    put("damage", record.damage.map(|yuan| yuan.to_string()).unwrap_or_default());
    put("police", record.police.clone());
    put("prevention", record.prevention.clone());
    for (id, name) in ["psychiatrist", "psychiatrist2"].iter().zip(&record.psychiatrists) {
        put(id, name.clone());
    }
    for (id, name) in ["nurse", "nurse2"].iter().zip(&record.nurses) {
        put(id, name.clone());
    }
    put("others", record.others.clone());
    put("reason", record.reason.code().to_string());
    for reason in &record.further {
        put("further", reason.code().to_string());
    }
    for measure in &record.measures {
        put("measures", measure.code().to_string());
    }
    if let Some((kind, diagnosis)) = record.diagnosis {
        put("diagnosis_kind", kind.code().to_string());
        put("diagnosis", diagnosis.code().to_string());
    }
    put("icd10", record.icd10.as_ref().map_or("", |code| code.as_str()).to_owned());
    put("ground", record.ground.map(|one| one.code().to_string()).unwrap_or_default());
    put("agreement", record.agreement.code().to_string());
    put("nature", record.nature.code().to_string());
    put("effect", record.effect.code().to_string());
    put("subject", record.subject.code().to_string());
    put("handed_to", record.handed_to.clone());
    put("payment", record.payment.map(|one| one.code().to_string()).unwrap_or_default());
    put("filled_by", record.filled_by.clone());
    put("filled_on", record.filled_on.to_string());
    answers
}
