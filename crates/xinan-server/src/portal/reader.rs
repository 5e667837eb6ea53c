//! Who reads at the person's own door: the person, or a guardian, by a session of its own.
//!
//! The session is a random token in a cookie of its own, of which the database keeps the hash. It ends after fifteen
//! minutes without use, after two hours, and at once when the card ends, expires, or the person is recorded as dead.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use xinan_db::audit::{self, By, Entry};
use xinan_db::{Tx, Uuid};
use xinan_domain::answers::Answers;
use xinan_domain::person::Relation;
use xinan_domain::portal::{self, May, card::Standing, may_see};
use xinan_domain::text::Lang;

use super::door::store;
use super::exception::store as exceptions;
use crate::case::{self, VisibleCase};
use crate::policy::Guard;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;
use crate::shell::session::{AHEAD, Open, SECOND, cookie, hash_of, preferences, same_key};
use crate::shell::ui::layout::View;
use crate::texts;

/// The cookie of the session.
pub(super) const COOKIE: &str = "xinan_my";
/// Without use.
pub(super) const IDLE: i64 = 15 * 60 * SECOND;
/// However much it is used.
pub(super) const LONGEST: i64 = 2 * 3600 * SECOND;
/// How exactly use is noted.
const SEEN_EVERY: i64 = 60 * SECOND;

/// Who reads, and whose record.
#[derive(Debug, Clone)]
pub struct Reader {
    county: String,
    /// Whose record it is.
    case: Uuid,
    /// Whose card: through all cards the same.
    pub(super) holder: Uuid,
    /// The guardian's relation; none of the person.
    relation: Option<Relation>,
    /// The person is to be safe from this guardian. Said nowhere.
    safety: bool,
    /// The session's key against forged forms.
    pub(super) form_key: String,
    /// The language of the pages.
    pub(super) lang: Lang,
    /// How the pages are to be seen.
    pub(super) view: View,
}

/// What somebody does at the own door, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Signs in.
    Enter,
    /// Reads a page.
    Read,
    /// Takes a copy.
    Copy,
    /// Asks for something.
    Ask,
}

/// What the log calls it. A guardian's looks are told from the person's own, also to the person.
fn name(act: Act, guardian: bool) -> &'static str {
    match (act, guardian) {
        (Act::Enter, false) => "own.entered",
        (Act::Enter, true) => "guardian.entered",
        (Act::Read, false) => "own.read",
        (Act::Read, true) => "guardian.read",
        (Act::Copy, false) => "own.copy",
        (Act::Copy, true) => "guardian.copy",
        (Act::Ask, false) => "own.request",
        (Act::Ask, true) => "guardian.request",
    }
}

/// An entry of whoever has this card. It names no guardian: names of guardians are sealed, and the log is read by many.
pub(super) fn entry_of(card: &store::Found, now: &Moment, act: Act, detail: &str) -> Entry {
    let Some(relation) = card.relation else {
        return entry(
            &card.county,
            Some(card.case),
            texts::my_self_in_log(Lang::Zh).to_owned(),
            now,
            name(act, false),
            detail,
        );
    };
    let who = texts::my_guardian_in_log(Lang::Zh, Lang::Zh.code(relation));
    entry(&card.county, Some(card.case), who, now, name(act, true), detail)
}

/// An entry of somebody at the own door.
pub(super) fn entry(
    county: &str,
    case: Option<Uuid>,
    who: String,
    now: &Moment,
    action: &'static str,
    detail: &str,
) -> Entry {
    let by = By { account: None, post: None, shown_as: who };
    let (county, detail) = (county.to_owned(), detail.to_owned());
    Entry { at: now.micros(), by, county, case, action, detail, cases: Vec::new() }
}

impl Reader {
    /// Who reads, as the rule asks.
    pub(super) fn as_rule(&self) -> portal::Reader {
        match self.relation {
            None => portal::Reader::Person,
            Some(_) => portal::Reader::Guardian { safety: self.safety },
        }
    }

    /// Whether it is a guardian from whom the person is to be safe, who reads no word that somebody wrote.
    pub(super) fn reads_no_words(&self) -> bool {
        self.as_rule() == portal::Reader::Guardian { safety: true }
    }

    /// Whether it is the person.
    pub(super) fn is_person(&self) -> bool {
        self.relation.is_none()
    }

    /// Who reads, in words.
    pub(super) fn in_words(&self, lang: Lang) -> String {
        match self.relation {
            None => texts::my_self_in_log(lang).to_owned(),
            Some(relation) => texts::my_guardian_in_log(lang, lang.code(relation)),
        }
    }

    /// The own record, for one page of it; logged.
    pub(super) async fn record(
        &self,
        tx: &mut Tx,
        now: &Moment,
        act: Act,
        part: &str,
    ) -> Result<VisibleCase, Problem> {
        case::store::own(tx, &self.entry(now, act, part)).await
    }

    /// Logs what was done, where the record was read before.
    pub(super) async fn note(&self, tx: &mut Tx, now: &Moment, act: Act, detail: &str) -> anyhow::Result<()> {
        audit::record(tx, &self.entry(now, act, detail)).await
    }

    fn entry(&self, now: &Moment, act: Act, detail: &str) -> Entry {
        let action = name(act, !self.is_person());
        entry(&self.county, Some(self.case), self.in_words(Lang::Zh), now, action, detail)
    }

    /// What may be seen today.
    pub(super) async fn may(&self, tx: &mut Tx, case: &VisibleCase, now: &Moment) -> anyhow::Result<May> {
        let kept = exceptions::in_force(tx, case).await?;
        let kept: Vec<portal::Exception> = kept.iter().map(|one| one.rule()).collect();
        Ok(may_see(self.as_rule(), &kept, now.day()))
    }
}

/// The looks of pages: large type, unless somebody chose otherwise.
pub(super) fn looks(headers: &HeaderMap) -> (Lang, View) {
    let (lang, _) = preferences(headers);
    (lang, View { large: cookie(headers, "large") != Some("0"), covered: false, dense: false })
}

/// Who asks, by the session that the request brought, when the address is one of the own door.
async fn admitted(app: &App, headers: &HeaderMap, guard: Option<&Guard>) -> Result<Reader, Problem> {
    if guard != Some(&Guard::Person) {
        return Err(Problem::NotAllowed);
    }
    let Some(token) = app.cookies().find(headers, COOKIE) else {
        return Err(Problem::CardFirst { late: false });
    };
    let (token, now) = (hash_of(token), app.now());
    let at = now.micros();
    let mut tx = app.db().read().await?;
    let session = store::session(&mut tx, &token, at - LONGEST, at - IDLE).await?;
    tx.commit().await?;
    let Some(session) = session else { return Err(Problem::CardFirst { late: true }) };
    let is_ahead = session.begun_at.max(session.seen_at) > at + AHEAD;
    if is_ahead || session.card.rule.standing(now.day()) != Standing::Opens {
        let mut tx = app.db().write().await?;
        store::end(&mut tx, &token, at).await?;
        tx.commit().await?;
        return Err(Problem::CardFirst { late: true });
    }
    if at - session.seen_at > SEEN_EVERY {
        let mut tx = app.db().write().await?;
        store::seen(&mut tx, &token, at).await?;
        tx.commit().await?;
    }
    let (lang, view) = looks(headers);
    let store::Found { county, case, holder, relation, .. } = session.card;
    let (safety, form_key) = (session.safety, session.form_key);
    Ok(Reader { county, case, holder, relation, safety, form_key, lang, view })
}

impl FromRequestParts<App> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        admitted(app, &parts.headers, parts.extensions.get::<Guard>()).await
    }
}

/// A form that somebody sent from one of this session's own pages.
pub struct Sent {
    pub(super) reader: Reader,
    pub(super) answers: Answers,
    pub(super) headers: HeaderMap,
}

impl FromRequest<App> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        // Before anything of the form is read.
        let reader = admitted(app, request.headers(), request.extensions().get::<Guard>()).await?;
        let Open { answers, headers } = Open::from_request(request, app).await?;
        match same_key(answers.raw("csrf"), &reader.form_key) {
            true => Ok(Self { reader, answers, headers }),
            false => Err(Problem::Forged),
        }
    }
}
