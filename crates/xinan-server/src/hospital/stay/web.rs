//! The stays of a person, and their beginning.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::hospital::{
    ADMITTING, Admission, AdmissionContext, Hospital, admission, may_admit, to_answers,
};
use xinan_domain::life::Forbidden;

use super::store::{self, EntryKind, New, Stay};
use super::view;
use crate::case::VisibleCase;
use crate::case::event::store::{NewEvent, insert_many, row_of, take_back};
use crate::case::event::{Event, EventKind};
use crate::case::facts::store::{of_case as facts_of, refresh_case};
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::case::tie::store::{self as ties, Treating};
use crate::case::tie::{Hand, TieKind};
use crate::hospital::page::{REASON, Sheet};
use crate::hospital::{Done, Repeat, acts_for, ids, own_hospital};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::texts;

/// GET /people/{id}/stays
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let all = store::of_case(&mut tx, &case).await?;
    tx.commit().await?;
    let settings = app.settings();
    let answers = Answers::default();
    let page = view::List {
        case: &case,
        settings: &settings,
        all: &all,
        answers: &answers,
        wrong: None,
        done: &done.done,
    };
    Ok(view::list(&actor, &now, &page))
}

/// What an admission is entered into.
struct Before {
    case: VisibleCase,
    stays: Vec<Stay>,
    hospitals: Vec<Treating>,
    own: Option<Uuid>,
}

impl Before {
    async fn find(
        tx: &mut Tx,
        actor: &Actor,
        id: &str,
        action: Action,
        now: &Moment,
    ) -> Result<Self, Problem> {
        let case = find(tx, actor, id, action, now).await?;
        let own = own_hospital(actor)?;
        let (stays, _) = store::of_case(tx, &case).await?;
        let hospitals = ties::treating(tx, case.county(), now.day()).await?;
        Ok(Self { case, stays, hospitals, own })
    }

    /// The stay that an address names, of the hospital for which the actor acts.
    fn stay(&self, actor: &Actor, stay: &str) -> Result<&Stay, Problem> {
        let id = Uuid::try_parse(stay).map_err(|_| Problem::NotFound)?;
        let stay = self.stays.iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
        if acts_for(actor, stay.institution) { Ok(stay) } else { Err(Problem::NotAllowed) }
    }

    fn read(&self, answers: &Answers, today: Date, but: Option<Uuid>) -> Result<Admission, Complaints> {
        let ended = |stay: &&Stay| Some(stay.id) != but;
        let stays: Vec<(Date, Date)> = self
            .stays
            .iter()
            .filter(ended)
            .filter_map(|stay| Some((stay.admission.says.admitted_on, stay.discharge.as_ref()?.says.left_on)))
            .collect();
        let (hospitals, own) = (ids(&self.hospitals), self.own.map(|id| id.to_string()));
        let from = self.case.head.birth_date;
        let context =
            AdmissionContext { today, from, hospitals: &hospitals, own: own.as_deref(), stays: &stays };
        admission(answers, &context)
    }

    fn in_stay(&self) -> bool {
        self.stays.iter().any(|stay| stay.discharge.is_none())
    }

    async fn forbidden(&self, tx: &mut Tx) -> Result<Option<Forbidden>, Problem> {
        let facts = facts_of(tx, self.case.county(), self.case.id()).await?.ok_or(Problem::NotFound)?;
        Ok(may_admit(facts.life(), self.in_stay()).err())
    }
}

/// GET /people/{id}/stays/new
pub async fn new(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let before = Before::find(&mut tx, &actor, &id, Action::RecordStay, &now).await?;
    let forbidden = before.forbidden(&mut tx).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("admitted_on", now.day().to_string());
    let at = Places::of(&before.case, None);
    let mut sheet = at.sheet(&actor, &before, &answers, &NO_COMPLAINTS);
    let entry = xinan_db::new_id().to_string();
    let carries = [("entry_id", entry.as_str())];
    sheet.carries = &carries;
    sheet.forbidden = forbidden.map(|one| one.say(actor.lang));
    Ok(sheet.page(&actor, &now))
}

/// POST /people/{id}/stays/new
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let now = app.now();
    let typed_id = answers.get("entry_id");
    let Ok(entry) = Uuid::try_parse(&typed_id) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let before = Before::find(&mut tx, &actor, &id, Action::RecordStay, &now).await?;
    let read = before.read(&answers, now.day(), Some(entry));
    let form = read.as_ref().ok().map(serde_json::to_string).transpose().map_err(anyhow::Error::from)?;
    let repeat = store::repeat(&mut tx, &before.case, entry, (EntryKind::Admission, form.as_deref())).await?;
    if repeat == Repeat::Same {
        tx.commit().await?;
        return Ok(to_list(&before.case, "admitted"));
    }
    let forbidden = before.forbidden(&mut tx).await?;
    let (says, form) = match (read, form) {
        (Ok(says), Some(form)) if forbidden.is_none() && repeat == Repeat::New && !outdated => (says, form),
        (read, _) => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let at = Places::of(&before.case, None);
            let mut sheet = at.sheet(&actor, &before, &answers, &complaints);
            let carries = [("entry_id", typed_id.as_str())];
            sheet.carries = &carries;
            sheet.forbidden = forbidden.map(|one| one.say(actor.lang));
            sheet.wrong = (repeat == Repeat::Other).then(|| texts::hospital_other_content(actor.lang));
            sheet.outdated = outdated;
            return Ok(sheet.refused(&actor, &now));
        }
    };
    let kept = Kept { entry, stay: entry, says: &says, form: &form, told_at: None };
    keep(&mut tx, (&actor, &before.case), &kept, &now).await?;
    refresh_case(&mut tx, &app.settings(), &before.case, says.admitted_on, &now).await?;
    entry_of(&mut tx, &actor, &before.case, "stay.recorded", &now).await?;
    tx.commit().await?;
    Ok(to_list(&before.case, "admitted"))
}

/// GET /people/{id}/stays/{stay}/edit
pub async fn edit(
    State(app): State<App>,
    actor: Actor,
    Path((id, stay)): Path<(String, String)>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let before = Before::find(&mut tx, &actor, &id, Action::CorrectStay, &now).await?;
    let stay = before.stay(&actor, &stay)?;
    tx.commit().await?;
    let answers = to_answers(&stay.admission.says);
    let at = Places::of(&before.case, Some(stay));
    let mut sheet = at.sheet(&actor, &before, &answers, &NO_COMPLAINTS);
    let (entry, based_on) = (xinan_db::new_id().to_string(), stay.admission.id.to_string());
    let carries = [("entry_id", entry.as_str()), ("based_on", &based_on)];
    sheet.carries = &carries;
    Ok(sheet.page(&actor, &now))
}

/// POST /people/{id}/stays/{stay}/edit: another admission in the place of this one.
pub async fn update(
    State(app): State<App>,
    Path((id, stay)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let now = app.now();
    let (typed_id, based_on) = (answers.get("entry_id"), answers.get("based_on"));
    let (Ok(entry), Ok(based)) = (Uuid::try_parse(&typed_id), Uuid::try_parse(&based_on)) else {
        return Err(Problem::Malformed);
    };
    let mut tx = app.db().write().await?;
    let before = Before::find(&mut tx, &actor, &id, Action::CorrectStay, &now).await?;
    let stay = before.stay(&actor, &stay)?;
    let read = before.read(&answers, now.day(), Some(stay.id));
    let read = read.and_then(|says| fits_the_end(says, stay));
    let form = read.as_ref().ok().map(serde_json::to_string).transpose().map_err(anyhow::Error::from)?;
    let repeat = store::repeat(&mut tx, &before.case, entry, (EntryKind::Admission, form.as_deref())).await?;
    if repeat == Repeat::Same {
        tx.commit().await?;
        return Ok(to_list(&before.case, "corrected"));
    }
    let reason = answers.words(REASON);
    let reason_wrong = wrong_with(&reason);
    let stale = based != stay.admission.id;
    let fine = repeat == Repeat::New && reason_wrong.is_none() && !stale && !outdated;
    let (says, form) = match (read, form) {
        (Ok(says), Some(form)) if fine => (says, form),
        (read, _) => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let at = Places::of(&before.case, Some(stay));
            let mut sheet = at.sheet(&actor, &before, &answers, &complaints);
            let carries = [("entry_id", typed_id.as_str()), ("based_on", based_on.as_str())];
            sheet.carries = &carries;
            sheet.reason = Some(reason_wrong.map(|one| one.say(actor.lang)));
            sheet.wrong = match (stale, repeat) {
                (true, _) => Some(texts::hospital_changed(actor.lang)),
                (false, Repeat::Other) => Some(texts::hospital_other_content(actor.lang)),
                _ => None,
            };
            sheet.outdated = outdated;
            return Ok(sheet.refused(&actor, &now));
        }
    };
    let since = says.admitted_on.min(stay.admission.says.admitted_on);
    store::withdraw(&mut tx, &before.case, &actor, (stay.admission.id, &reason), now.micros()).await?;
    take_back(&mut tx, &before.case, stay.admission.id, actor.account, &reason, now.micros()).await?;
    // A correction keeps the place of what it corrects: who left on that very day has left.
    let told_at = Some(stay.admission.recorded_at);
    let kept = Kept { entry, stay: stay.id, says: &says, form: &form, told_at };
    match stay.discharge {
        // The tie of a stay that has ended goes on as it was.
        Some(_) => keep_entry(&mut tx, (&actor, &before.case), &kept, &now).await?,
        None => keep(&mut tx, (&actor, &before.case), &kept, &now).await?,
    }
    refresh_case(&mut tx, &app.settings(), &before.case, since, &now).await?;
    entry_of(&mut tx, &actor, &before.case, "stay.corrected", &now).await?;
    tx.commit().await?;
    Ok(to_list(&before.case, "corrected"))
}

/// Whether an admission fits the end of its stay, which is recorded already.
fn fits_the_end(says: Admission, stay: &Stay) -> Result<Admission, Complaints> {
    let Some(left) = &stay.discharge else { return Ok(says) };
    let mut complaints = Complaints::default();
    // Who reads on, and whose form is due, rests on the hospital from which somebody has left.
    let moves = says.hospital != stay.admission.says.hospital;
    let say = |say: fn(xinan_domain::text::Lang) -> &'static str| {
        use xinan_domain::text::Lang::{En, Zh};
        xinan_domain::text::rules::Problem::Said([say(Zh).to_owned(), say(En).to_owned()])
    };
    if moves {
        complaints.refuse("hospital", say(texts::stay_hospital_after_leaving));
    }
    if says.admitted_on > left.says.left_on {
        complaints.refuse("admitted_on", say(texts::stay_after_leaving));
    }
    if !left.says.leaving.fits(says.ground) {
        complaints.refuse("ground", say(texts::stay_ground_not_of_leaving));
    }
    if complaints.refused() { Err(complaints) } else { Ok(says) }
}

/// An admission to be kept.
struct Kept<'a> {
    entry: Uuid,
    stay: Uuid,
    says: &'a Admission,
    form: &'a str,
    /// Where it stands among what is told, microseconds; none for now.
    told_at: Option<i64>,
}

fn institution_of(says: &Admission) -> Option<Uuid> {
    match &says.hospital {
        Hospital::Listed(id) => Uuid::try_parse(id).ok(),
        Hospital::Named(_) => None,
    }
}

/// Keeps an admission, its event, and the tie with whoever is in a post of that hospital.
async fn keep(
    tx: &mut Tx,
    (actor, case): (&Actor, &VisibleCase),
    kept: &Kept<'_>,
    now: &Moment,
) -> Result<(), Problem> {
    keep_entry(tx, (actor, case), kept, now).await?;
    let thing = (TieKind::Admission, kept.stay);
    match institution_of(kept.says) {
        Some(institution) => {
            let hand = Hand::Institution(institution);
            ties::begin(tx, (case.county(), case.id()), thing, hand, (now.micros(), None)).await?;
        }
        None => ties::end(tx, case.county(), thing, now.micros()).await?,
    }
    Ok(())
}

async fn keep_entry(
    tx: &mut Tx,
    (actor, case): (&Actor, &VisibleCase),
    kept: &Kept<'_>,
    now: &Moment,
) -> Result<(), Problem> {
    let on = kept.says.admitted_on;
    let institution = institution_of(kept.says);
    let (id, stay, kind) = (kept.entry, kept.stay, EntryKind::Admission);
    let new = New { id, stay, kind, on, institution, form: kept.form };
    store::insert(tx, case, actor, &new, now.micros()).await?;
    event(tx, (actor, case), (id, EventKind::Admitted, on), kept.told_at.unwrap_or(now.micros())).await
}

/// The event of an entry, under its id.
pub(super) async fn event(
    tx: &mut Tx,
    (actor, case): (&Actor, &VisibleCase),
    (id, kind, on): (Uuid, EventKind, Date),
    told_at: i64,
) -> Result<(), Problem> {
    let event = Event::plain(kind, on);
    let new = NewEvent {
        event: &event,
        visit: None,
        source: None,
        recorded_at: told_at,
        recorded_by: Some(actor.account),
    };
    Ok(insert_many(tx, &[row_of(id, case.county(), case.id(), &new)?]).await?)
}

/// That it was done, in the log.
pub(super) async fn entry_of(
    tx: &mut Tx,
    actor: &Actor,
    case: &VisibleCase,
    action: &'static str,
    now: &Moment,
) -> Result<(), Problem> {
    Ok(audit::record(tx, &actor.entry(now, action, Some(case.id()), String::new())).await?)
}

pub(super) static NO_COMPLAINTS: std::sync::LazyLock<Complaints> =
    std::sync::LazyLock::new(Complaints::default);

/// The addresses of a form of admission.
struct Places {
    here: String,
    back: String,
    corrects: bool,
}

impl Places {
    fn of(case: &VisibleCase, stay: Option<&Stay>) -> Self {
        let back = format!("/people/{}/stays", case.path_id());
        let here = match stay {
            Some(stay) => format!("{back}/{}/edit", stay.path_id()),
            None => format!("{back}/new"),
        };
        Self { here, back, corrects: stay.is_some() }
    }

    fn sheet<'a>(
        &'a self,
        actor: &Actor,
        before: &'a Before,
        answers: &'a Answers,
        complaints: &'a Complaints,
    ) -> Sheet<'a> {
        let lang = actor.lang;
        Sheet {
            case: &before.case,
            title: if self.corrects { texts::stay_correct(lang) } else { texts::stay_admit(lang) },
            draft: "stay",
            here: &self.here,
            back: &self.back,
            explained: match before.own {
                Some(_) => texts::stay_explained_hospital(lang),
                None => texts::stay_explained(lang),
            },
            fields: ADMITTING,
            answers,
            complaints,
            hospitals: before.own.is_none().then_some(&before.hospitals[..]),
            carries: &[],
            act: texts::act_save(lang),
            reason: self.corrects.then_some(None),
            forbidden: None,
            wrong: None,
            outdated: false,
        }
    }
}

pub(super) fn to_list(case: &VisibleCase, done: &str) -> Response {
    Redirect::to(&format!("/people/{}/stays?done={done}", case.path_id())).into_response()
}

/// What the page says of what was just done.
pub(super) fn said(lang: xinan_domain::text::Lang, done: &str) -> Option<&'static str> {
    Some(match done {
        "admitted" => texts::stay_done_admitted(lang),
        "corrected" => texts::stay_done_corrected(lang),
        "left" => texts::stay_done_left(lang),
        "form" => texts::stay_done_form(lang),
        "withdrawn" => texts::stay_done_withdrawn(lang),
        "late" => texts::hospital_late(lang),
        _ => return None,
    })
}
