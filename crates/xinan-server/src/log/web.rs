//! Handlers of the log.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use xinan_db::audit::checkpoint::Checkpoint;
use xinan_db::{Tx, audit};
use xinan_domain::day::read_day_near;
use xinan_domain::text::tidy;

use super::store::{self, Entry, Filter, Place};
use super::view;
use crate::emergency;
use crate::police;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::{Moment, day_begins};
use crate::shell::confirmed::{Leaves, Saying};
use crate::shell::extract::Query;
use crate::shell::filters;
use crate::shell::page::{XLSX, download};
use crate::shell::problem::Problem;

/// How many entries a page shows.
const PER_PAGE: u32 = 50;
/// How many a workbook holds.
pub(super) const MOST: u32 = 10_000;
/// Days that are shown when none are asked for.
const DAYS: i64 = 7;

/// The filters as they stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    /// A login or a name, whole.
    #[serde(default)]
    pub(super) who: String,
    /// The first day.
    #[serde(default)]
    pub(super) from: String,
    /// The last day.
    #[serde(default)]
    pub(super) until: String,
    /// A kind of act ([`Acts`]).
    #[serde(default)]
    pub(super) acts: String,
    /// `1` for what is of no county.
    #[serde(default)]
    pub(super) house: String,
    /// After which entry one goes on: its instant and its number.
    #[serde(default)]
    before: String,
    /// What was just done.
    #[serde(default)]
    pub(super) done: String,
}

/// Kinds of acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Acts {
    /// Somebody looked at records.
    Looks,
    /// Something was recorded or corrected.
    Writes,
    /// People left the house, as a workbook or on paper.
    Out,
    /// Signing in, and what concerns the own account.
    SignIn,
    /// What the three administrators did, and what was done on the command line.
    Administrators,
    /// The person or a guardian at the own door.
    OwnDoor,
}

impl Acts {
    pub(super) const ALL: [Self; 6] =
        [Self::Looks, Self::Writes, Self::Out, Self::SignIn, Self::Administrators, Self::OwnDoor];

    /// In the address.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Looks => "looks",
            Self::Writes => "writes",
            Self::Out => "out",
            Self::SignIn => "sign_in",
            Self::Administrators => "administrators",
            Self::OwnDoor => "own_door",
        }
    }

    /// Their names in the log.
    pub(super) fn actions(self) -> &'static [&'static str] {
        match self {
            Self::Looks => &[
                "card.issue",
                "case.read",
                "consent.correct",
                "consent.correct_others",
                "consent.inform",
                "consent.paper_read",
                "consent.read",
                "consent.record",
                "contact.record",
                "clue.judge",
                "clue.judge_at_county",
                "clue.own_read",
                "clue.read",
                "clue.refused",
                "clue.report",
                "clue.review",
                "death.correct",
                "record.close",
                "disclosure.read",
                "disposal.keep",
                "disposal.read",
                "disposal.record",
                "disposal.report",
                "emergency.ended",
                "emergency.open",
                "emergency.read",
                "emergency.refused",
                "examination.correct",
                "examination.correct_others",
                "examination.record",
                "examination.see_to",
                "exception.keep",
                "figures.read",
                "discharge_form.record",
                "follow_up.correct",
                "follow_up.record",
                "guidance.answer",
                "guidance.ask",
                "handed_list.read",
                "indicators.read",
                "loss.correct",
                "notice.record",
                "person.compared",
                "person.edit",
                "person.register",
                "police.ask",
                "police.ended",
                "help.read",
                "police.passed_on",
                "police.review",
                "police.read",
                "police.refused",
                "portal.answer",
                "referral.answer",
                "referral.send",
                "roster.read",
                "safety.keep",
                "stay.correct",
                "stay.record",
                "task.read",
                "transfer.accept",
                "transfer.send",
                "share.used_up",
                "survey.begin",
                "survey.record",
                "workbook.read",
                "worklist.read",
            ],
            Self::Writes => &[
                "card.ended",
                "card.issued",
                "clue.forgotten",
                "clue.judged",
                "clue.reported",
                "clue.step_withdrawn",
                "clue.tied",
                "consent.corrected",
                "consent.paper_added",
                "consent.recorded",
                "contact.recorded",
                "discharge_form.recorded",
                "disposal.corrected",
                "disposal.entered",
                "disposal.recorded",
                "disposal.reported",
                "emergency.reviewed",
                "examination.corrected",
                "examination.recorded",
                "examination.seen_to",
                "examination.withdrawn",
                "exception.ended",
                "exception.kept",
                "follow_up.corrected",
                "follow_up.recorded",
                "follow_up.withdrawn",
                "guidance.answered",
                "guidance.asked",
                "guidance.closed",
                "help.answered",
                "notice.recorded",
                "notice.withdrawn",
                "person.edited",
                "person.registered",
                "portal.answered",
                "referral.answered",
                "referral.arrived",
                "referral.ended",
                "referral.seen",
                "referral.sent",
                "safety.lifted",
                "safety.other",
                "safety.set",
                "record.closed",
                "record.different",
                "record.merged",
                "standing.corrected",
                "stay.corrected",
                "stay.left",
                "stay.recorded",
                "stay.withdrawn",
                "survey.begun",
                "survey.ended",
                "survey.recorded",
                "survey.withdrawn",
                "transfer.accepted",
                "transfer.accepted_elsewhere",
                "transfer.returned",
                "transfer.seen",
                "transfer.sent",
                "transfer.taken_back",
                "workbook.import",
            ],
            Self::Out => &[
                "card.printed",
                "disclosure.approved",
                "disclosure.asked",
                "disclosure.declined",
                "disclosure.entered",
                "disclosure.left",
                "disclosure.refused",
                "disclosure.withdrawn",
                "forms.print",
                "forms.print_batch",
                "handed_list.ended",
                "handed_list.given",
                "handed_list.refused",
                "log.export",
                "roster.export",
            ],
            Self::SignIn => &[
                "access.refused",
                "confirm",
                "device.forget",
                "factor.begin",
                "factor.end",
                "factor.leave",
                "factor.set",
                "identity.not_tied",
                "identity.tie",
                "identity.untie",
                "passkey.add",
                "passkey.remove",
                "password.change",
                "session.begin",
                "session.end",
                "session.post",
                "sign_in.changed",
                "sign_in.elsewhere",
                "sign_in.failed",
                "sign_in.half",
                "sign_in.locked",
                "sign_in.no_post",
                "sign_in.refused",
            ],
            Self::Administrators => &[
                "account.add",
                "account.close",
                "account.factor",
                "account.identity",
                "account.password",
                "account.set_up",
                "holidays.load",
                "institution.added",
                "institution.corrected",
                "institution.ended",
                "keys.drop",
                "keys.rotate",
                "log.begun_anew",
                "log.checkpoint",
                "log.export",
                "log.read",
                "log.restored",
                "parameters.load",
                "police.questioned",
                "police.reviewed",
                "post.confirmed",
                "post.refused",
                "security.read",
                "session.end_other",
                "set_up.refused",
                "staff.account_added",
                "staff.closed",
                "staff.factor_off",
                "staff.hand_over",
                "staff.handed_over",
                "staff.identity_off",
                "staff.opened",
                "staff.password",
                "staff.post_added",
                "staff.post_ended",
                "staff.transferred",
            ],
            Self::OwnDoor => &[
                "guardian.copy",
                "guardian.entered",
                "guardian.read",
                "guardian.request",
                "own.card_refused",
                "own.code_held",
                "own.code_refused",
                "own.code_sent",
                "own.copy",
                "own.entered",
                "own.read",
                "own.request",
            ],
        }
    }

    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// The filters, understood.
pub(super) struct Understood {
    filter: Filter,
    /// The days, as they are shown.
    pub(super) days: (Date, Date),
    /// A day that nobody understands, as it was typed.
    pub(super) wrong_day: Option<String>,
    /// Whether the first and the last day are not as they were typed.
    pub(super) wrong: (bool, bool),
    /// Nobody is called as was asked.
    pub(super) nobody: bool,
    /// Whether the deployment has one county, whose the entries of none are.
    pub(super) is_alone: bool,
}

impl Asked {
    /// The address with these filters, without the place.
    pub(super) fn address(&self, path: &str) -> String {
        let pairs = [
            ("who", &self.who),
            ("from", &self.from),
            ("until", &self.until),
            ("acts", &self.acts),
            ("house", &self.house),
        ];
        filters::address(path, &pairs)
    }

    /// Whether a filter other than the person is set.
    pub(super) fn is_narrowed(&self) -> bool {
        ![&self.from, &self.until, &self.acts, &self.house].into_iter().all(String::is_empty)
    }

    /// The entry after which one goes on.
    fn place(&self) -> Result<Option<Place>, Problem> {
        if self.before.is_empty() {
            return Ok(None);
        }
        let (at, entry) = self.before.split_once('.').ok_or(Problem::Malformed)?;
        match (at.parse(), entry.parse()) {
            (Ok(at), Ok(entry)) => Ok(Some(Place { at, entry })),
            _ => Err(Problem::Malformed),
        }
    }

    async fn understood(
        &self,
        app: &App,
        tx: &mut Tx,
        actor: &Actor,
        now: &Moment,
    ) -> Result<Understood, Problem> {
        let today = now.day();
        let typed = |text: &str| match tidy(text).as_str() {
            "" => Ok(None),
            typed => read_day_near(typed, today)
                .map(Some)
                .ok_or_else(|| typed.chars().take(30).collect::<String>()),
        };
        let (first, last) = (typed(&self.from), typed(&self.until));
        let mut wrong = (first.is_err(), last.is_err());
        let wrong_day = [&first, &last].into_iter().find_map(|day| day.as_ref().err().cloned());
        let until = last.ok().flatten().unwrap_or(today);
        let week = until.saturating_sub((DAYS - 1).days());
        let first = first.ok().flatten();
        // The first day after the last: a week up to the last is shown, and it is said.
        wrong.0 |= first.is_some_and(|first| first > until);
        let from = first.filter(|first| *first <= until).unwrap_or(week);
        let who: String = tidy(&self.who).chars().take(50).collect();
        let is_alone = app.settings().divisions.counties().count() == 1;
        let accounts = match who.is_empty() {
            true => None,
            false => Some(store::called(tx, &who, actor.region.range()).await?),
        };
        let nobody = accounts.as_ref().is_some_and(Vec::is_empty);
        let county = if is_alone && self.house == "1" { String::new() } else { actor.county().to_owned() };
        let after = until.tomorrow().unwrap_or(until);
        let filter = Filter {
            county,
            from: day_begins(from),
            until: day_begins(after),
            accounts,
            actions: Acts::of_key(&self.acts).map_or(&[], Acts::actions),
        };
        Ok(Understood { filter, days: (from, until), wrong_day, wrong, nobody, is_alone })
    }

    /// What was asked for, for the log: who reads it is in it.
    fn in_log(&self, understood: &Understood) -> String {
        let (from, until) = understood.days;
        let accounts = match &understood.filter.accounts {
            None => "everybody".to_owned(),
            Some(accounts) if accounts.is_empty() => "nobody known".to_owned(),
            Some(accounts) => {
                let ids: Vec<String> = accounts.iter().map(|id| id.simple().to_string()).collect();
                format!("accounts {}", ids.join(", "))
            }
        };
        let acts = Acts::of_key(&self.acts).map_or("all acts", Acts::key);
        let of = if understood.filter.county.is_empty() { "the deployment" } else { "the county" };
        format!("{from} to {until}, {accounts}, {acts}, of {of}")
    }
}

/// GET /audit
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let place = asked.place()?;
    let mut tx = app.db().read_log().await?;
    let understood = asked.understood(&app, &mut tx, &actor, &now).await?;
    let mut entries = store::entries(&mut tx, &understood.filter, place, PER_PAGE + 1).await?;
    let escalated = emergency::store::escalated(&mut tx, actor.county(), (now.micros(), now.day())).await?;
    let police = police::told::store::to_judge(&mut tx, actor.county(), (now.micros(), now.day())).await?;
    let entry = actor.entry(&now, Action::ReadLog.name(), None, asked.in_log(&understood));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let more = entries.len() > PER_PAGE as usize;
    entries.truncate(PER_PAGE as usize);
    let page = view::List {
        asked: &asked,
        understood: &understood,
        entries: &entries,
        escalated: &escalated,
        police_late: police.overdue,
        is_first: place.is_none(),
        next: entries.last().filter(|_| more).map(|last| format!("{}.{}", last.at.at, last.at.entry)),
        checkpoint: Checkpoint::newest(app.db()).await?,
        unsigned: app.db().unsigned_entries(),
    };
    Ok(view::list(&actor, &now, &app.settings().divisions, &page).into_response())
}

/// GET /audit.xlsx: confirmed anew by whoever takes it (`routes.rs`).
pub async fn export(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read_log().await?;
    let understood = asked.understood(&app, &mut tx, &actor, &now).await?;
    let mut entries: Vec<Entry> = store::entries(&mut tx, &understood.filter, None, MOST + 1).await?;
    let more = entries.len() > MOST as usize;
    entries.truncate(MOST as usize);
    let detail = format!("{} entries, {}", entries.len(), asked.in_log(&understood));
    audit::record(&mut tx, &actor.entry(&now, Action::ExportLog.name(), None, detail)).await?;
    tx.commit().await?;
    let (settings, seen) = (app.settings(), app.log_checkpoint().await?);
    let place = settings.divisions.name(actor.region.as_str());
    let bytes = view::workbook(
        &actor,
        &now,
        (&settings.divisions, place),
        (&asked, &understood),
        (&entries, more),
        &seen,
    )?;
    Ok(download(bytes, XLSX, &view::file_name(&actor, &now, place)))
}

/// Which entries are about to leave.
pub(crate) fn says(app: App, actor: Actor, address: String) -> Saying {
    Box::pin(async move {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let Ok(asked) = serde_urlencoded::from_str::<Asked>(query) else { return Ok(Leaves::default()) };
        let now = app.now();
        let mut tx = app.db().read_log().await?;
        let understood = asked.understood(&app, &mut tx, &actor, &now).await?;
        tx.commit().await?;
        let sentence = view::about_to_leave(actor.lang, &asked, &understood);
        Ok(Leaves { sentence, home: asked.address("/audit") })
    })
}
