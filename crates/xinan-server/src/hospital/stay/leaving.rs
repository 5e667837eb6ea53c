//! The end of a stay: leaving, 出院信息单, and what is taken back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use xinan_db::{Tx, Uuid};
use xinan_domain::answers::{Answers, Complaints, Field};
use xinan_domain::duty::{DutyId, Event as Because, duties};
use xinan_domain::hospital::{
    Discharge, DischargeForm, FORM, FormContext, Hospital, LEAVING, LeavingContext, form, leaving,
    may_discharge,
};

use super::store::{self, EntryKind, New, Stay};
use super::view;
use super::web::{NO_COMPLAINTS, entry_of, event, to_list};
use crate::case::VisibleCase;
use crate::case::event::EventKind;
use crate::case::event::store::take_back;
use crate::case::facts::store::{of_case as facts_of, refresh_case};
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::case::tie::store::{self as ties, Treating};
use crate::case::tie::{Hand, TieKind};
use crate::hospital::page::{REASON, Sheet};
use crate::hospital::{Repeat, acts_for, doer, reads_until};
use crate::policy::{Action, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::app::{App, Settings};
use crate::shell::clock::Moment;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};
use crate::task::{self, Kind, Task};
use crate::texts;

/// The stay that an address names, with its person.
struct Found {
    case: VisibleCase,
    stay: Stay,
    is_latest: bool,
    hospitals: Vec<Treating>,
}

impl Found {
    async fn find(
        tx: &mut Tx,
        actor: &Actor,
        (id, stay): (&str, &str),
        action: Action,
        now: &Moment,
    ) -> Result<Self, Problem> {
        let case = find(tx, actor, id, action, now).await?;
        let id = Uuid::try_parse(stay).map_err(|_| Problem::NotFound)?;
        let (stays, _) = store::of_case(tx, &case).await?;
        let is_latest = stays.first().is_some_and(|stay| stay.id == id);
        let stay = stays.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
        if !acts_for(actor, stay.institution) {
            return Err(Problem::NotAllowed);
        }
        let hospitals = ties::treating(tx, case.county(), now.day()).await?;
        Ok(Self { case, stay, is_latest, hospitals })
    }

    /// Why nobody can leave now, if so; of a stay that has ended nothing.
    async fn forbidden(&self, tx: &mut Tx, actor: &Actor) -> Result<Option<String>, Problem> {
        if self.stay.discharge.is_some() {
            return Ok(None);
        }
        let facts = facts_of(tx, self.case.county(), self.case.id()).await?.ok_or(Problem::NotFound)?;
        Ok(may_discharge(facts.life(), true).err().map(|one| one.say(actor.lang)))
    }

    fn leaving(&self, answers: &Answers, today: Date) -> Result<Discharge, Complaints> {
        let says = &self.stay.admission.says;
        let context = LeavingContext { today, admitted_on: says.admitted_on, ground: says.ground };
        leaving(answers, &context)
    }

    fn back(&self) -> String {
        format!("/people/{}/stays", self.case.path_id())
    }

    fn sheet<'a>(
        &'a self,
        actor: &Actor,
        (here, back): (&'a str, &'a str),
        fields: &'a [Field],
        answers: &'a Answers,
    ) -> Sheet<'a> {
        let lang = actor.lang;
        let is_form = fields.len() > LEAVING.len();
        Sheet {
            case: &self.case,
            title: if is_form { texts::discharge_form(lang) } else { texts::stay_leave(lang) },
            draft: if is_form { "discharge" } else { "leaving" },
            here,
            back,
            explained: match is_form {
                true => texts::discharge_form_explained(lang),
                false => texts::stay_leave_explained(lang),
            },
            fields,
            answers,
            complaints: &NO_COMPLAINTS,
            hospitals: None,
            carries: &[],
            act: texts::act_save(lang),
            reason: None,
            forbidden: None,
            wrong: None,
            outdated: false,
        }
    }
}

/// The last day on which the form of a discharge is in time (报告办法 第七条).
pub(super) fn form_due(settings: &Settings, case: &VisibleCase, left_on: Date) -> Option<Date> {
    let parameters = settings.parameters(&case.head.village, left_on);
    let all = duties(Because::Discharged, &parameters.duties);
    let duty = all.iter().find(|duty| duty.id == DutyId::DischargeForm)?;
    duty.due_on(left_on, &parameters.calendar)
}

/// GET /people/{id}/stays/{stay}/discharge
pub async fn new(
    State(app): State<App>,
    actor: Actor,
    Path((id, stay)): Path<(String, String)>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let found = Found::find(&mut tx, &actor, (&id, &stay), Action::RecordStay, &now).await?;
    let forbidden = found.forbidden(&mut tx, &actor).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("left_on", now.day().to_string());
    let (back, entry) = (found.back(), xinan_db::new_id().to_string());
    let here = format!("{back}/{}/discharge", found.stay.path_id());
    let carries = [("entry_id", entry.as_str())];
    let mut sheet = found.sheet(&actor, (&here, &back), LEAVING, &answers);
    sheet.carries = &carries;
    sheet.forbidden = forbidden;
    if found.stay.discharge.is_some() {
        sheet.forbidden = Some(texts::stay_left_already(actor.lang).to_owned());
    }
    Ok(sheet.page(&actor, &now))
}

/// POST /people/{id}/stays/{stay}/discharge
pub async fn create(
    State(app): State<App>,
    Path((id, stay)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let now = app.now();
    let typed_id = answers.get("entry_id");
    let Ok(entry) = Uuid::try_parse(&typed_id) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let found = Found::find(&mut tx, &actor, (&id, &stay), Action::RecordStay, &now).await?;
    let read = found.leaving(&answers, now.day());
    let json = read.as_ref().ok().map(serde_json::to_string).transpose().map_err(anyhow::Error::from)?;
    let repeat = store::repeat(&mut tx, &found.case, entry, (EntryKind::Discharge, json.as_deref())).await?;
    if repeat == Repeat::Same {
        tx.commit().await?;
        return Ok(to_list(&found.case, "left"));
    }
    let mut forbidden = found.forbidden(&mut tx, &actor).await?;
    if found.stay.discharge.is_some() {
        forbidden = Some(texts::stay_left_already(actor.lang).to_owned());
    }
    match (read, json) {
        (Ok(says), Some(json)) if forbidden.is_none() && repeat == Repeat::New && !outdated => {
            leave(&mut tx, (&actor, &found), (entry, &says, &json), &now).await?;
            ask_for_form(&mut tx, &app, &found, says.left_on).await?;
            refresh_case(&mut tx, &app.settings(), &found.case, says.left_on, &now).await?;
            entry_of(&mut tx, &actor, &found.case, "stay.left", &now).await?;
            tx.commit().await?;
            Ok(to_list(&found.case, "left"))
        }
        (read, _) => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let back = found.back();
            let here = format!("{back}/{}/discharge", found.stay.path_id());
            let carries = [("entry_id", typed_id.as_str())];
            let mut sheet = found.sheet(&actor, (&here, &back), LEAVING, &answers);
            sheet.complaints = &complaints;
            sheet.carries = &carries;
            sheet.forbidden = forbidden;
            sheet.wrong = (repeat == Repeat::Other).then(|| texts::hospital_other_content(actor.lang));
            sheet.outdated = outdated;
            Ok(sheet.refused(&actor, &now))
        }
    }
}

/// Keeps that somebody left, and its event.
async fn leave(
    tx: &mut Tx,
    (actor, found): (&Actor, &Found),
    (id, says, json): (Uuid, &Discharge, &str),
    now: &Moment,
) -> Result<(), Problem> {
    let (stay, kind) = (found.stay.id, EntryKind::Discharge);
    let new = New { id, stay, kind, on: says.left_on, institution: found.stay.institution, form: json };
    store::insert(tx, &found.case, actor, &new, now.micros()).await?;
    event(tx, (actor, &found.case), (id, EventKind::Discharged, says.left_on), now.micros()).await
}

/// The task of whoever gives the form; the hospital reads on until it is given, and a while after its day.
async fn ask_for_form(tx: &mut Tx, app: &App, found: &Found, left_on: Date) -> Result<(), Problem> {
    let (settings, case) = (app.settings(), &found.case);
    let due_on = form_due(&settings, case, left_on);
    let (region, institution) = doer(case, &found.hospitals, found.stay.institution);
    let words = match &found.stay.admission.says.hospital {
        Hospital::Listed(_) => found.stay.hospital.as_str(),
        Hospital::Named(name) => name,
    };
    let task = Task {
        kind: Kind::DischargeForm,
        thing: found.stay.id,
        case: Some(case.id()),
        region,
        since: left_on,
        due_on,
        words,
    };
    // The hospital reads on until its form is there, however late.
    Ok(task::store::set_for(tx, case.county(), &task, institution).await?)
}

/// GET /people/{id}/stays/{stay}/form
pub async fn form_page(
    State(app): State<App>,
    actor: Actor,
    Path((id, stay)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let found = Found::find(&mut tx, &actor, (&id, &stay), Action::RecordDischargeForm, &now).await?;
    let forbidden = found.forbidden(&mut tx, &actor).await?;
    tx.commit().await?;
    if found.stay.form.is_some() {
        return Ok(to_list(&found.case, "late"));
    }
    let mut answers = Answers::default();
    let head = &found.case.head;
    answers.push("ward_no", &found.stay.admission.says.ward_no);
    answers.push("diagnosis", xinan_domain::code::Code::code(head.diagnosis).to_string());
    answers.push("filled_on", now.day().to_string());
    if found.stay.discharge.is_none() {
        answers.push("left_on", now.day().to_string());
    }
    let (entry, left) = (xinan_db::new_id().to_string(), xinan_db::new_id().to_string());
    let carries = [("entry_id", entry.as_str()), ("left_id", &left)];
    let (back, fields) = (found.back(), fields_of(&found.stay));
    let here = format!("{back}/{}/form", found.stay.path_id());
    let mut sheet = found.sheet(&actor, (&here, &back), &fields, &answers);
    sheet.carries = &carries;
    sheet.forbidden = forbidden;
    Ok(sheet.page(&actor, &now).into_response())
}

/// The form, after leaving where that is not recorded yet.
fn fields_of(stay: &Stay) -> Vec<Field> {
    match stay.discharge {
        Some(_) => FORM.to_vec(),
        None => [LEAVING, FORM].concat(),
    }
}

/// What a form says, with leaving where that was not recorded yet.
fn read_form(
    found: &Found,
    answers: &Answers,
    today: Date,
) -> Result<(Option<Discharge>, DischargeForm), Complaints> {
    let left = match &found.stay.discharge {
        Some(_) => Ok(None),
        None => found.leaving(answers, today).map(Some),
    };
    let known = found.stay.discharge.as_ref().map(|left| left.says.left_on);
    let left_on = known.or_else(|| left.as_ref().ok()?.as_ref().map(|left| left.left_on));
    let context = FormContext { today, left_on: left_on.unwrap_or(found.stay.admission.says.admitted_on) };
    match (left, form(answers, &context)) {
        (Ok(left), Ok(form)) => Ok((left, form)),
        (left, form) => {
            let mut all = left.err().unwrap_or_default();
            all.extend(form.err().unwrap_or_default());
            Err(all)
        }
    }
}

/// POST /people/{id}/stays/{stay}/form
pub async fn keep_form(
    State(app): State<App>,
    Path((id, stay)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let now = app.now();
    let (typed_id, typed_left) = (answers.get("entry_id"), answers.get("left_id"));
    let (Ok(entry), Ok(left_id)) = (Uuid::try_parse(&typed_id), Uuid::try_parse(&typed_left)) else {
        return Err(Problem::Malformed);
    };
    let mut tx = app.db().write().await?;
    let found = Found::find(&mut tx, &actor, (&id, &stay), Action::RecordDischargeForm, &now).await?;
    let read = read_form(&found, &answers, now.day());
    let json = match &read {
        Ok((_, form)) => Some(serde_json::to_string(form).map_err(anyhow::Error::from)?),
        Err(_) => None,
    };
    let mut repeat = store::repeat(&mut tx, &found.case, entry, (EntryKind::Form, json.as_deref())).await?;
    let left = store::repeat(&mut tx, &found.case, left_id, (EntryKind::Discharge, None)).await?;
    // One form brings two ids where leaving was not recorded yet: both are new, and they are two.
    let used = found.stay.discharge.is_none() && (left != Repeat::New || left_id == entry);
    if repeat == Repeat::New && used {
        repeat = Repeat::Other;
    }
    if repeat == Repeat::Same || found.stay.form.is_some() && repeat == Repeat::New {
        tx.commit().await?;
        return Ok(to_list(&found.case, if repeat == Repeat::Same { "form" } else { "late" }));
    }
    let forbidden = found.forbidden(&mut tx, &actor).await?;
    match (read, json) {
        (Ok((left, says)), Some(json)) if forbidden.is_none() && repeat == Repeat::New && !outdated => {
            if let Some(left) = &left {
                let leaves = serde_json::to_string(left).map_err(anyhow::Error::from)?;
                leave(&mut tx, (&actor, &found), (left_id, left, &leaves), &now).await?;
                entry_of(&mut tx, &actor, &found.case, "stay.left", &now).await?;
            }
            let (stay, kind, on) = (found.stay.id, EntryKind::Form, says.filled_on);
            let new = New { id: entry, stay, kind, on, institution: found.stay.institution, form: &json };
            store::insert(&mut tx, &found.case, &actor, &new, now.micros()).await?;
            let county = found.case.county();
            task::store::end(&mut tx, county, Kind::DischargeForm, stay).await?;
            let until = reads_until(&app.settings(), &found.case, &now);
            ties::end(&mut tx, county, (TieKind::Admission, stay), until).await?;
            let since = left.map_or(found.stay.admission.says.admitted_on, |left| left.left_on);
            refresh_case(&mut tx, &app.settings(), &found.case, since, &now).await?;
            entry_of(&mut tx, &actor, &found.case, "discharge_form.recorded", &now).await?;
            tx.commit().await?;
            Ok(to_list(&found.case, "form"))
        }
        (read, _) => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let carries = [("entry_id", typed_id.as_str()), ("left_id", typed_left.as_str())];
            let (back, fields) = (found.back(), fields_of(&found.stay));
            let here = format!("{back}/{}/form", found.stay.path_id());
            let mut sheet = found.sheet(&actor, (&here, &back), &fields, &answers);
            sheet.complaints = &complaints;
            sheet.carries = &carries;
            sheet.forbidden = forbidden;
            sheet.wrong = (repeat == Repeat::Other).then(|| texts::hospital_other_content(actor.lang));
            sheet.outdated = outdated;
            Ok(sheet.refused(&actor, &now))
        }
    }
}

/// POST /people/{id}/stays/{stay}/withdrawal: what was recorded last of a stay is taken back, with a reason.
pub async fn withdraw(
    State(app): State<App>,
    Path((id, stay)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let found = Found::find(&mut tx, &actor, (&id, &stay), Action::CorrectStay, &now).await?;
    let (kind, last, on) = found.stay.last();
    // What was taken back, or added to, meanwhile; and an earlier stay goes on no more.
    let reopens = kind == EntryKind::Discharge && !found.is_latest;
    if Uuid::try_parse(&answers.get("entry_id")) != Ok(last) || reopens {
        tx.commit().await?;
        return Ok(to_list(&found.case, "late"));
    }
    let reason = answers.words(REASON);
    if let Some(wrong) = wrong_with(&reason) {
        let all = store::of_case(&mut tx, &found.case).await?;
        tx.commit().await?;
        let settings = app.settings();
        let wrong = Some((found.stay.id, wrong.say(actor.lang)));
        let page = view::List {
            case: &found.case,
            settings: &settings,
            all: &all,
            answers: &answers,
            wrong,
            done: "",
        };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, view::list(&actor, &now, &page)).into_response());
    }
    let (case, county) = (&found.case, found.case.county());
    store::withdraw(&mut tx, case, &actor, (last, &reason), now.micros()).await?;
    let thing = (TieKind::Admission, found.stay.id);
    match kind {
        EntryKind::Form => {
            let left_on = found.stay.discharge.as_ref().map_or(on, |left| left.says.left_on);
            ask_for_form(&mut tx, &app, &found, left_on).await?;
        }
        EntryKind::Discharge => {
            take_back(&mut tx, case, last, actor.account, &reason, now.micros()).await?;
            task::store::end(&mut tx, county, Kind::DischargeForm, found.stay.id).await?;
            if let Some(institution) = found.stay.institution {
                let hand = Hand::Institution(institution);
                ties::begin(&mut tx, (county, case.id()), thing, hand, (now.micros(), None)).await?;
            }
        }
        EntryKind::Admission => {
            take_back(&mut tx, case, last, actor.account, &reason, now.micros()).await?;
            task::store::end(&mut tx, county, Kind::DischargeForm, found.stay.id).await?;
            ties::end(&mut tx, county, thing, now.micros()).await?;
        }
    }
    refresh_case(&mut tx, &app.settings(), case, on.min(found.stay.admission.says.admitted_on), &now).await?;
    entry_of(&mut tx, &actor, case, "stay.withdrawn", &now).await?;
    tx.commit().await?;
    // The record may be out of reach now.
    if kind == EntryKind::Admission && reaches_by_tie(&actor) {
        return Ok(Redirect::to("/tasks").into_response());
    }
    Ok(to_list(case, "withdrawn"))
}
